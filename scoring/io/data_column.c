/* SPDX-License-Identifier: GPL-3.0-or-later */
/* data_column.c - the columns of a table as numbers, categories and ids; what is none is a problem with its place. */
#include "data_table_private.h"

#include "bind_private.h"
#include "kaoping/typed.h"
#include "reader.h"

#include <math.h>
#include <string.h>

/* ---- one distinct entry as a number ---- */

typedef enum number_state { NUMBER_UNREAD = 0, NUMBER_MISSING, NUMBER_GIVEN, NUMBER_BAD } number_state;

struct read_number {
    kp_num value;
    number_state state;
    kp_problem_code code; /* of what is bad */
    bool liberty;         /* not written as a plain number */
};

static bool is_na(const kp_data_table *table, const kp_cell *cell) {
    return cell->kind == KP_CELL_TEXT && kp_workbook_is_text(table->book) && !strcmp(cell->text, "NA");
}

static read_number bad(kp_problem_code code) { return (read_number){.value = KP_ZERO, .state = NUMBER_BAD, .code = code}; }

static read_number given(const kp_data_table *table, kp_num value, bool percent, bool liberty) {
    kp_num hundredth = percent ? kp_num_div(table->arena, value, kp_num_int(100)) : value;
    return (read_number){.value = hundredth, .state = NUMBER_GIVEN, .liberty = liberty};
}

static read_number read_text(const kp_data_table *table, const char *text) {
    bool plain = kp_workbook_is_text(table->book);
    kp_num value;
    if (plain && !strchr(text, '/') && kp_num_parse(table->arena, text, &value)) /* programs write 1e+05 too */
        return given(table, value, false, false);
    kp_typed typed = kp_parse_typed(table->arena, text);
    int year, month, day;
    switch (typed.kind) {
    case KP_TYPED_EMPTY:
    case KP_TYPED_NOT_APPLICABLE: return (read_number){.value = KP_ZERO, .state = NUMBER_MISSING};
    case KP_TYPED_NUMBER: return given(table, typed.value, typed.liberties & KP_TYPED_PERCENT, typed.liberties || !plain);
    default: break;
    }
    if (is_error_text(text))
        return bad(KP_D_ERROR_CELL);
    return bad(kp_parse_date(text, &year, &month, &day) ? KP_D_DATE_NOT_NUMBER : KP_D_NOT_A_NUMBER);
}

static read_number read_entry(const kp_data_table *table, uint32_t entry) {
    kp_cell cell = data_entry_cell(table, entry);
    kp_num value;
    switch (cell.kind) {
    case KP_CELL_NUMBER: return kp_parse_stored(table->arena, cell.text, &value) ? given(table, value, false, false) : bad(KP_D_NOT_A_NUMBER);
    case KP_CELL_TEXT: return read_text(table, cell.text);
    case KP_CELL_DATE: return bad(KP_D_DATE_NOT_NUMBER);
    case KP_CELL_BOOLEAN: return bad(KP_D_BOOLEAN_NOT_NUMBER);
    case KP_CELL_ERROR: return bad(KP_D_ERROR_CELL);
    case KP_CELL_NO_VALUE: return bad(KP_D_FORMULA_NO_VALUE);
    case KP_CELL_EMPTY: break;
    }
    return (read_number){.value = KP_ZERO, .state = NUMBER_MISSING};
}

/* ---- numbers ---- */

static const char *expected_number(unsigned need) {
    bool whole = need & KP_DATA_WHOLE;
    if (need & KP_DATA_POSITIVE)
        return whole ? "大于 0 的整数 | a whole number above 0" : "大于 0 的数 | a number above 0";
    if (need & KP_DATA_NOT_NEGATIVE)
        return whole ? "不小于 0 的整数 | a whole number, 0 or more" : "不小于 0 的数 | a number, 0 or more";
    return whole ? "整数 | a whole number" : "数 | a number";
}

static void refuse(const kp_data_table *table, size_t column, size_t row, kp_problem_code code, const char *expected, kp_problems *problems) {
    uint32_t entry = table->columns[column].cells.items[row];
    const char *what = code == KP_D_CELL_EMPTY ? table->columns[column].title : data_entry_shown(table, entry);
    kp_problems_add(problems, code, kp_data_place(table, column, row), KP_UNIT_ALL, kp_verbatim(table->arena, what), expected, NULL);
}

/* The problem of a number that is not as it must be; false where it is. */
static bool is_unfit(const read_number *number, unsigned need, kp_problem_code *code) {
    if (number->state == NUMBER_BAD)
        *code = number->code;
    else if (number->state == NUMBER_MISSING && (need & KP_DATA_FILLED))
        *code = KP_D_CELL_EMPTY;
    else if (number->state == NUMBER_GIVEN && (need & KP_DATA_WHOLE) && !kp_num_is_integer(number->value))
        *code = KP_D_NOT_WHOLE;
    else if (number->state == NUMBER_GIVEN && (need & (KP_DATA_NOT_NEGATIVE | KP_DATA_POSITIVE)) && kp_num_sign(number->value) < 0)
        *code = KP_D_NEGATIVE;
    else if (number->state == NUMBER_GIVEN && (need & KP_DATA_POSITIVE) && kp_num_sign(number->value) == 0)
        *code = KP_D_MARK_BELOW;
    else
        return false;
    return true;
}

static void note_liberty(const kp_data_table *table, size_t column, size_t row, const read_number *number, kp_problems *problems) {
    const char *text = data_entry_shown(table, table->columns[column].cells.items[row]);
    kp_problems_add_once(problems, kp_format(table->arena, "column %u", (unsigned)table->columns[column].number), KP_D_LIBERTY,
                         kp_data_place(table, column, row), kp_verbatim(table->arena, text), kp_num_exact(table->arena, number->value), NULL);
}

static const read_number missing_number = {.value = {0, 1}, .state = NUMBER_MISSING};

/* The number of a cell; the entry is read when it is met for the first time. */
static const read_number *number_of(kp_data_table *table, size_t column, size_t row) {
    uint32_t entry = table->columns[column].cells.items[row];
    if (!entry)
        return &missing_number;
    if (!table->numbers)
        table->numbers = KP_NEW_ARRAY(table->arena, read_number, text_pool_count(table->pool) + 1);
    if (table->numbers[entry].state == NUMBER_UNREAD)
        table->numbers[entry] = read_entry(table, entry);
    return &table->numbers[entry];
}

/* True where every number of the column is as it must be; problems else. */
static bool check_numbers(kp_data_table *table, size_t column, unsigned need, kp_problems *problems) {
    bool sound = true, noted = false;
    kp_problem_code code = KP_D_NOT_A_NUMBER;
    for (size_t row = 0; row < table->lines.count; row++) {
        const read_number *number = number_of(table, column, row);
        if (is_unfit(number, need, &code)) {
            refuse(table, column, row, code, expected_number(need), problems);
            sound = false;
        } else if (number->liberty && !noted) {
            note_liberty(table, column, row, number, problems);
            noted = true;
        }
    }
    return sound;
}

const kp_data_number *kp_data_numbers(kp_data_table *table, size_t column, unsigned need, kp_problems *problems) {
    if (!check_numbers(table, column, need, problems))
        return NULL;
    kp_data_number *out = KP_NEW_ARRAY(table->arena, kp_data_number, table->lines.count);
    for (size_t row = 0; row < table->lines.count; row++) {
        const read_number *number = number_of(table, column, row);
        out[row] = (kp_data_number){number->value, number->state == NUMBER_GIVEN};
    }
    return out;
}

const double *kp_data_doubles(kp_data_table *table, size_t column, unsigned need, kp_problems *problems) {
    if (!check_numbers(table, column, need, problems))
        return NULL;
    double *out = KP_NEW_ARRAY(table->arena, double, table->lines.count);
    bool sound = true;
    for (size_t row = 0; row < table->lines.count; row++) {
        const read_number *number = number_of(table, column, row);
        out[row] = number->state == NUMBER_GIVEN ? kp_num_to_double(number->value) : NAN;
        if (number->state == NUMBER_GIVEN && !(fabs(out[row]) <= KP_DATA_LARGEST)) {
            kp_problems_add(problems, KP_D_NOT_A_NUMBER, kp_data_place(table, column, row), KP_UNIT_ALL,
                            kp_verbatim(table->arena, kp_data_text(table, column, row)), "不超过 1e100 的数 | a number up to 1e100", NULL);
            sound = false;
        }
    }
    return sound ? out : NULL;
}

/* ---- texts ---- */

/* The problem of a cell that holds no text to go by; false where it does, or is missing and may be. */
static bool is_no_text(const kp_data_table *table, uint32_t entry, unsigned need, kp_problem_code *code) {
    kp_cell cell = entry ? data_entry_cell(table, entry) : (kp_cell){.text = ""};
    if (cell.kind == KP_CELL_NO_VALUE)
        *code = KP_D_FORMULA_NO_VALUE;
    else if (cell.kind == KP_CELL_ERROR || (cell.kind == KP_CELL_TEXT && is_error_text(cell.text)))
        *code = KP_D_ERROR_CELL;
    else if ((need & KP_DATA_FILLED) && (!entry || is_na(table, &cell)))
        *code = KP_D_CELL_EMPTY;
    else
        return false;
    return true;
}

static bool check_texts(const kp_data_table *table, size_t column, unsigned need, kp_problems *problems) {
    bool sound = true;
    kp_problem_code code = KP_D_CELL_EMPTY;
    for (size_t row = 0; row < table->lines.count; row++)
        if (is_no_text(table, table->columns[column].cells.items[row], need, &code)) {
            refuse(table, column, row, code, "文字 | a text", problems);
            sound = false;
        }
    return sound;
}

/* The number of the category with that name, from 1; 0: it is blank. Added where `add`. */
static uint32_t category_number(kp_arena *arena, text_pool *folded, const char *name, bool add) {
    char small[256], *bytes = strlen(name) < sizeof small ? small : kp_alloc(arena, strlen(name));
    size_t length = kp_name_fold(name, bytes);
    return !length ? 0 : add ? text_pool_add(folded, bytes, length) : text_pool_find(folded, bytes, length);
}

const kp_categories *kp_data_categories(kp_data_table *table, size_t column, unsigned need, kp_problems *problems) {
    if (!check_texts(table, column, need, problems))
        return NULL;
    kp_arena *arena = table->arena;
    const data_column *cells = &table->columns[column];
    uint32_t *number_of_entry = KP_NEW_ARRAY(arena, uint32_t, text_pool_count(table->pool) + 1);
    int32_t *of = KP_NEW_ARRAY(arena, int32_t, table->lines.count);
    text_pool *folded = text_pool_new(arena);
    struct {
        const char **items;
        size_t count, capacity;
    } names = {0};
    for (size_t row = 0; row < table->lines.count; row++) {
        uint32_t entry = cells->cells.items[row];
        kp_cell cell = entry ? data_entry_cell(table, entry) : (kp_cell){.text = ""};
        if (entry && !number_of_entry[entry] && !is_na(table, &cell)) {
            number_of_entry[entry] = category_number(arena, folded, data_entry_shown(table, entry), true);
            if (number_of_entry[entry] > names.count)
                KP_PUSH(arena, &names, data_entry_shown(table, entry));
        }
        of[row] = (int32_t)number_of_entry[entry] - 1;
    }
    kp_categories *categories = KP_NEW(arena, kp_categories);
    *categories = (kp_categories){.title = cells->title, .names = names.items, .count = names.count, .of = of};
    return categories;
}

int32_t kp_categories_find(kp_arena *arena, const kp_categories *categories, const char *name) {
    char *wanted = kp_alloc(arena, strlen(name));
    size_t length = kp_name_fold(name, wanted);
    for (size_t i = 0; length && i < categories->count; i++) {
        char *bytes = kp_alloc(arena, strlen(categories->names[i]));
        if (kp_name_fold(categories->names[i], bytes) == length && !memcmp(bytes, wanted, length))
            return (int32_t)i;
    }
    return -1;
}

static const char *joined_text(const kp_data_table *table, const size_t columns[], size_t count, size_t row) {
    if (count == 1)
        return kp_data_text(table, columns[0], row);
    kp_buffer text = {.arena = table->arena};
    for (size_t c = 0; c < count; c++)
        kp_buffer_printf(&text, "%s%s", c ? "-" : "", kp_data_text(table, columns[c], row));
    return kp_buffer_text(&text);
}

const char *const *kp_data_ids(kp_data_table *table, const size_t columns[], size_t count, const kp_categories *within, kp_problems *problems) {
    kp_arena *arena = table->arena;
    size_t errors = problems->errors;
    for (size_t c = 0; c < count; c++)
        check_texts(table, columns[c], KP_DATA_FILLED, problems);
    if (problems->errors > errors)
        return NULL;
    text_pool *seen = text_pool_new(arena);
    const char **ids = KP_NEW_ARRAY(arena, const char *, table->lines.count);
    size_t *first = KP_NEW_ARRAY(arena, size_t, table->lines.count + 1);
    kp_buffer key = {.arena = arena};
    for (size_t row = 0; row < table->lines.count; row++) {
        ids[row] = joined_text(table, columns, count, row);
        key.length = 0;
        kp_buffer_printf(&key, "%d|%s", within ? within->of[row] : 0, ids[row]);
        uint32_t before = text_pool_count(seen), number = text_pool_add(seen, key.bytes, key.length);
        if (number > before)
            first[number] = row;
        else
            kp_problems_add(problems, KP_D_ID_TWICE, kp_data_place(table, columns[0], row), KP_UNIT_ALL, kp_verbatim(arena, ids[row]),
                            kp_place_cell(arena, kp_data_place(table, columns[0], first[number])), NULL);
    }
    return problems->errors > errors ? NULL : ids;
}
