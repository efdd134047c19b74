/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scored_rows.c - columns of scores, groups and names read, and made evidence. */
#include "scored_rows.h"
#include "kaoping/typed.h"
#include "kaoping/utf8.h"
#include "pairs.h"

/* ---- reading ---- */

static scored_row read_score(kp_arena *arena, const kp_value *value) {
    scored_row row = {.score = KP_ZERO, .error = KP_FUNCTION_ERROR_TEXT, .unit = -1};
    kp_typed typed;
    switch (value->kind) {
    case KP_VALUE_EMPTY: row.error = KP_FUNCTION_ERROR_NO_DATA; break;
    case KP_VALUE_NUMBER:
        if (kp_value_num(arena, value, &row.score))
            row.error = KP_FUNCTION_NO_ERROR;
        break;
    case KP_VALUE_TEXT:
        typed = kp_parse_typed(arena, value->text);
        row.error = typed.kind == KP_TYPED_EMPTY            ? KP_FUNCTION_ERROR_NO_DATA
                    : typed.kind == KP_TYPED_NOT_APPLICABLE ? KP_FUNCTION_ERROR_NOT_APPLICABLE
                    : typed.kind == KP_TYPED_NUMBER         ? KP_FUNCTION_NO_ERROR
                                                            : KP_FUNCTION_ERROR_TEXT;
        if (typed.kind == KP_TYPED_NUMBER)
            row.score = typed.value;
        break;
    default: break;
    }
    return row;
}

scored_rows call_scores(call *c, size_t argument) {
    const kp_area *area = &c->arguments[argument];
    size_t height, width;
    scored_rows rows = {.across = area->rows == 1 && area->columns > 1, .least = KP_ZERO, .most = KP_ZERO};
    const kp_value *cells = call_area(c, argument, &height, &width);
    if (area->rows > 1 && area->columns > 1)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL, "应为一列得分 | it must be one column of scores");
    size_t filled = c->failed ? 0 : height * width;
    rows.count = rows.across || !filled ? filled : call_rows_beside(c, argument, filled);
    rows.items = KP_NEW_ARRAY(c->arena, scored_row, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        static const kp_value nothing = {.kind = KP_VALUE_EMPTY};
        scored_row row = rows.items[i] = read_score(c->arena, i < filled ? &cells[i] : &nothing);
        if (row.error)
            continue;
        rows.least = rows.scored ? kp_num_min(rows.least, row.score) : row.score;
        rows.most = rows.scored ? kp_num_max(rows.most, row.score) : row.score;
        rows.scored++;
    }
    if (rows.count == 0)
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, argument, 0, 0, NULL, "没有得分 | there are no scores");
    return rows;
}

kp_value call_score_cell(call *c, size_t argument, const scored_rows *rows, size_t row) {
    const kp_area *area = &c->arguments[argument];
    kp_value *cells = KP_NEW_ARRAY(c->arena, kp_value, area->columns);
    area->read(area, c->arena, rows->across ? 0 : row, cells);
    return cells[rows->across ? row : 0];
}

const char **call_names_beside(call *c, size_t argument, size_t scores, size_t count) {
    const char **names = KP_NEW_ARRAY(c->arena, const char *, count);
    if (!call_given(c, argument))
        return names;
    const kp_area *own = &c->arguments[argument], *area = &c->arguments[scores];
    if (own->rows * own->columns != area->rows * area->columns || (own->rows > 1 && own->columns > 1)) {
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL,
                     kp_format(c->arena,
                               "有 %zu 格，得分有 %zu 格，应一样多 | it has %zu cells and the scores have %zu: there must be as many of both",
                               own->rows * own->columns, area->rows * area->columns, own->rows * own->columns, area->rows * area->columns));
        return names;
    }
    size_t height, width;
    const kp_value *cells = call_area(c, argument, &height, &width);
    for (size_t i = 0; i < height * width && i < count; i++) {
        names[i] = value_words(c->arena, &cells[i]);
        if (cells[i].kind == KP_VALUE_ERROR)
            call_fail_at(c, KP_FUNCTION_ERROR_TEXT, argument, i / width, i % width, &cells[i],
                         "应为名称，不是错误值 | it must be a name, not an error");
    }
    return names;
}

/* ---- evidence ---- */

kp_scheme *total_scheme(kp_arena *arena, const scored_rows *rows) {
    kp_scheme *scheme = KP_NEW(arena, kp_scheme);
    kp_indicator *total = KP_NEW(arena, kp_indicator);
    *total = (kp_indicator){.id = KP_TOTAL_ID,
                            .title = "总分 | Total",
                            .note = "",
                            .parent = -1,
                            .end = 1,
                            .method = KP_METHOD_NONE,
                            .points = {false, KP_ZERO},
                            .weight = {false, KP_ZERO},
                            .full = rows->most,
                            .full_given = {false, KP_ZERO},
                            .check_against = -1,
                            .tolerance = KP_ZERO,
                            .decimals = -1};
    *scheme = (kp_scheme){.id = "",
                          .title = "",
                          .note = "",
                          .subject = "",
                          .decimals = KP_MAX_DECIMALS,
                          .decide_on = KP_DECIDE_ON_FULL,
                          .not_applicable = KP_NA_PRORATE,
                          .full = {false, KP_ZERO},
                          .minimum = {true, rows->least},
                          .maximum = {true, rows->most},
                          .rank_within = KP_WITHIN_GROUP,
                          .indicators = total,
                          .indicator_count = 1,
                          .unknown_limit = KP_ZERO,
                          .digest = ""};
    return scheme;
}

kp_evidence *evidence_of_rows(call *c, const kp_scheme *scheme, scored_rows *rows, const char *const names[], const char *const groups[]) {
    kp_evidence *evidence = kp_evidence_new(c->arena, scheme);
    for (size_t i = 0; i < rows->count; i++) {
        scored_row *row = &rows->items[i];
        if (row->error)
            continue;
        row->unit = kp_evidence_add_unit(evidence, NULL, names ? names[i] : NULL, groups ? groups[i] : NULL, (kp_origin){0});
        if (row->unit < 0)
            call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "对象太多 | there are too many units");
        kp_evidence_give_mark(evidence, row->unit, 0, (kp_input){.value = row->score, .state = KP_INPUT_GIVEN});
    }
    return evidence;
}

kp_value *call_cells_beside(call *c, const scored_rows *rows) { return rows->across ? call_cells(c, 1, rows->count) : call_cells(c, rows->count, 1); }

/* ---- words ---- */

const char *row_words(kp_arena *arena, const scored_rows *rows, size_t row) {
    return rows->across ? kp_format(arena, "第 %zu 列 | column %zu", row + 1, row + 1) : kp_format(arena, "第 %zu 行 | row %zu", row + 1, row + 1);
}

void say_unscored(call *c, const scored_rows *rows, size_t row) {
    const char *place = kp_text(c->arena, row_words(c->arena, rows, row), c->lang);
    call_say(c, kp_verbatim(c->arena, kp_format(c->arena, c->lang == KP_EN ? "%s: %s" : "%s：%s", place,
                                                kp_function_error_text(rows->items[row].error, c->lang))));
}

void say_more_rows(call *c, const scored_rows *rows) {
    if (rows->count > SAID_ROWS)
        call_say(c, kp_format(c->arena, "……其余 %zu 个从略 | … and %zu more", rows->count - SAID_ROWS, rows->count - SAID_ROWS));
}
