/* SPDX-License-Identifier: GPL-3.0-or-later */
/* call.c - what the bodies share: reading arguments, results, and saying why a call failed. */
#include "call.h"
#include "kaoping/message.h"
#include "kaoping/typed.h"
#include "kaoping/utf8.h"

#include <string.h>

/* ---- failures ---- */

#define SHOWN_CHARACTERS 60 /* of what stands in a cell */

static const char *cut_text(kp_arena *arena, const char *text) {
    const char *at = text;
    size_t length;
    for (size_t n = 0; *at && n < SHOWN_CHARACTERS; n++, at += length)
        kp_utf8_read(at, &length);
    return *at ? kp_format(arena, "%.*s…", (int)(at - text), text) : text;
}

const char *call_value_words(call *c, const kp_value *value) {
    kp_num number;
    switch (value->kind) {
    case KP_VALUE_NUMBER: return kp_value_num(c->arena, value, &number) ? kp_num_exact(c->arena, number) : kp_format(c->arena, "%g", value->number);
    case KP_VALUE_TEXT: return kp_say_with(c->arena, KP_M_FN_TEXT_SHOWN, c->lang, kp_verbatim(c->arena, cut_text(c->arena, value->text)), NULL, NULL);
    case KP_VALUE_ERROR: {
        const char *shown = kp_function_error_shown((kp_function_error)value->error);
        return *shown ? shown : kp_say(KP_M_FN_ERROR_CELL, c->lang);
    }
    default: return kp_say(KP_M_FN_EMPTY_CELL, c->lang);
    }
}

/* True where the failure is the first, and its words are wanted. */
static bool begin_failure(call *c, kp_function_error error) {
    if (c->failed)
        return false;
    c->failed = true;
    c->error = error;
    c->words = (kp_buffer){.arena = c->arena};
    return c->explain;
}

void call_fail(call *c, kp_function_error error, const char *why) {
    if (begin_failure(c, error))
        kp_buffer_puts(&c->words, kp_text(c->arena, why, c->lang));
}

/* "参数“每处扣分”，第 3 行": as much of the place as needs telling. */
static const char *place_words(call *c, size_t argument, size_t row, size_t column) {
    size_t last = c->function->argument_count - 1;
    const kp_function_argument *info = &c->function->arguments[argument < last ? argument : last];
    const char *name = kp_say_with(c->arena, KP_M_FN_ARGUMENT, c->lang, info->title[c->lang == KP_EN], NULL, NULL);
    const kp_area *area = argument < c->count ? &c->arguments[argument] : NULL;
    const char *row_text = kp_format(c->arena, "%zu", row + 1), *column_text = kp_format(c->arena, "%zu", column + 1);
    if (!area || row == WHOLE_ARGUMENT || (area->rows <= 1 && area->columns <= 1))
        return name;
    const char *cell = area->columns == 1 ? kp_say_with(c->arena, KP_M_FN_ROW, c->lang, row_text, NULL, NULL)
                       : area->rows == 1  ? kp_say_with(c->arena, KP_M_FN_COLUMN, c->lang, column_text, NULL, NULL)
                                          : kp_say_with(c->arena, KP_M_FN_ROW_COLUMN, c->lang, row_text, column_text, NULL);
    return kp_say_with(c->arena, KP_M_FN_PLACE, c->lang, name, cell, NULL);
}

void call_fail_at(call *c, kp_function_error error, size_t argument, size_t row, size_t column, const kp_value *found, const char *why) {
    if (!begin_failure(c, error))
        return;
    const char *place = place_words(c, argument, row, column), *reason = kp_text(c->arena, why, c->lang);
    kp_buffer_puts(&c->words, found ? kp_say_with(c->arena, KP_M_FN_STANDS, c->lang, place, kp_verbatim(c->arena, call_value_words(c, found)), reason)
                                    : kp_say_with(c->arena, KP_M_FN_REASON, c->lang, place, reason, NULL));
}

/* ---- results ---- */

kp_value *call_cells(call *c, size_t rows, size_t columns) {
    if (columns && rows > SIZE_MAX / columns)
        kp_arena_exhausted(c->arena);
    kp_value *cells = KP_NEW_ARRAY(c->arena, kp_value, rows * columns);
    *c->result = (kp_result){.rows = rows, .columns = columns, .cells = cells};
    return cells;
}

size_t call_rows_beside(const call *c, size_t argument, size_t filled) { return filled == 1 && c->arguments[argument].rows > 1 ? 2 : filled; }

void call_number(call *c, kp_num value) { *call_cells(c, 1, 1) = value_number(value); }

void call_text(call *c, const char *text) { *call_cells(c, 1, 1) = value_text(text); }

void call_say(call *c, const char *line) {
    if (!c->explain || c->failed)
        return;
    if (c->words.length)
        kp_buffer_puts(&c->words, "\n");
    kp_buffer_puts(&c->words, kp_text(c->arena, line, c->lang));
}

#define SHOWN_DECIMALS 4 /* of values that have no end */

void call_say_derivation(call *c, kp_val value) {
    if (c->explain && !c->failed && value.expr)
        call_say(c, kp_verbatim(c->arena, kp_derivation_print(c->arena, value.expr, NULL, SHOWN_DECIMALS, c->lang)));
}

/* ---- arguments ---- */

bool call_is_nothing(const kp_value *value) {
    return value->kind == KP_VALUE_EMPTY || (value->kind == KP_VALUE_TEXT && kp_text_is_blank(value->text));
}

bool call_are_nothing(const kp_value *cells, size_t count) {
    while (count > 0 && call_is_nothing(&cells[count - 1]))
        count--;
    return count == 0;
}

bool call_given(const call *c, size_t argument) {
    if (argument >= c->count)
        return false;
    const kp_area *area = &c->arguments[argument];
    if (area->rows == 0 || area->columns == 0)
        return false;
    if (area->rows > 1 || area->columns > 1 || argument >= c->function->argument_count || c->function->arguments[argument].kind != KP_MAY)
        return true;
    kp_value value = {0};
    area->read(area, c->arena, 0, &value);
    return !call_is_nothing(&value);
}

kp_value call_value(call *c, size_t argument) {
    kp_value value = {0};
    const kp_area *area = &c->arguments[argument];
    if (area->rows > 1 || area->columns > 1)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL, "只能是一个值，不能是区域 | must be one value, not a range");
    else if (area->rows == 1 && area->columns == 1)
        area->read(area, c->arena, 0, &value);
    return value;
}

/* The number that the cell means; false where it is none, with what was typed there. */
static bool read_cell(call *c, const kp_value *value, kp_num *out, kp_typed_kind *typed) {
    *typed = KP_TYPED_OTHER;
    if (value->kind == KP_VALUE_NUMBER)
        return kp_value_num(c->arena, value, out);
    if (value->kind != KP_VALUE_TEXT)
        return false;
    kp_typed read = kp_parse_typed(c->arena, value->text);
    *typed = read.kind;
    *out = read.value;
    return read.kind == KP_TYPED_NUMBER;
}

bool call_is_num(call *c, const kp_value *value, kp_num *out) {
    kp_typed_kind typed;
    return read_cell(c, value, out, &typed);
}

bool call_cell_num(call *c, size_t argument, size_t row, size_t column, const kp_value *value, kp_num *out, bool *not_applicable) {
    kp_typed_kind typed;
    *not_applicable = false;
    if (read_cell(c, value, out, &typed))
        return true;
    *out = KP_ZERO;
    *not_applicable = typed == KP_TYPED_NOT_APPLICABLE;
    if (call_is_nothing(value))
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, argument, row, column, value, "没有数据 | no data");
    else if (!*not_applicable)
        call_fail_at(c, KP_FUNCTION_ERROR_TEXT, argument, row, column, value, "该填数字 | a number is due here");
    return false;
}

/* The number of a single value; false where it was left out or there is none, with the failure. */
static bool read_num(call *c, size_t argument, kp_value *value, kp_num *out) {
    bool not_applicable;
    if (!call_given(c, argument))
        return false;
    *value = call_value(c, argument);
    if (call_cell_num(c, argument, 0, 0, value, out, &not_applicable))
        return true;
    if (not_applicable)
        call_fail_at(c, KP_FUNCTION_ERROR_NOT_APPLICABLE, argument, 0, 0, value, "不适用 | not applicable");
    return false;
}

kp_num call_num(call *c, size_t argument, kp_num otherwise) {
    kp_value value;
    kp_num number;
    return read_num(c, argument, &value, &number) ? number : otherwise;
}

static void fail_bounds(call *c, size_t argument, const kp_value *value, kp_message message, kp_num least, kp_num most) {
    if (c->explain && !c->failed) {
        const char *from = kp_num_exact(c->arena, least), *to = kp_num_exact(c->arena, most);
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, value, kp_say_with(c->arena, message, c->lang, from, to, NULL));
    } else {
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "");
    }
}

kp_num call_num_within(call *c, size_t argument, kp_num otherwise, kp_num least, kp_num most) {
    kp_value value;
    kp_num number;
    if (!read_num(c, argument, &value, &number))
        return otherwise;
    if (kp_num_compare(number, least) >= 0 && kp_num_compare(number, most) <= 0)
        return number;
    fail_bounds(c, argument, &value, KP_M_FN_BOUNDS, least, most);
    return otherwise;
}

void call_no_share(call *c, size_t argument, kp_num number, bool one) {
    if (c->failed || !call_given(c, argument) || kp_num_sign(number) <= 0 || kp_num_compare(number, KP_ONE) >= (one ? 1 : 0))
        return;
    kp_value value = call_value(c, argument);
    if (value.kind == KP_VALUE_NUMBER)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value,
                     "可能是百分数格式的：8% 请写 8；1% 和不到 1% 的写成文本，如 \"1%\"、\"0.5%\" | may be a cell in percent format: write 8 for 8%, "
                     "and one per "
                     "cent or less as text, \"1%\" or \"0.5%\"");
}

int64_t call_int(call *c, size_t argument, int64_t otherwise, int64_t least, int64_t most) {
    kp_value value;
    kp_num number;
    int64_t whole;
    if (!read_num(c, argument, &value, &number))
        return otherwise;
    if (kp_num_to_int64(number, &whole) && whole >= least && whole <= most)
        return whole;
    fail_bounds(c, argument, &value, KP_M_FN_WHOLE_BOUNDS, kp_num_int(least), kp_num_int(most));
    return otherwise;
}

size_t call_filled_rows(call *c, size_t argument) {
    const kp_area *area = &c->arguments[argument];
    size_t rows = area->columns ? area->rows : 0;
    kp_value *row = KP_NEW_ARRAY(c->arena, kp_value, area->columns);
    for (; rows > 0; rows--) {
        area->read(area, c->arena, rows - 1, row);
        if (!call_are_nothing(row, area->columns))
            break;
    }
    return rows;
}

const kp_value *call_area(call *c, size_t argument, size_t *rows, size_t *columns) {
    const kp_area *area = &c->arguments[argument];
    *columns = area->columns;
    *rows = call_filled_rows(c, argument);
    if (!area->rows || !area->columns)
        return NULL;
    if (*rows > SIZE_MAX / *columns)
        kp_arena_exhausted(c->arena);
    kp_value *cells = KP_NEW_ARRAY(c->arena, kp_value, *rows * *columns);
    for (size_t at = 0; at < *rows; at++)
        area->read(area, c->arena, at, cells + at * *columns);
    return cells;
}
