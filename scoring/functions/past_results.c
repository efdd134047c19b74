/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_results.c - a table of last period's results read row by row. */
#include "past_results.h"
#include "kaoping/entry_layout.h"
#include "kaoping/names.h"
#include "kaoping/past_lists.h"
#include "kaoping/typed.h"
#include "pairs.h"

#include <limits.h>

/* ---- the head ---- */

typedef enum past_column { PERIOD, ID, UNIT, SCORE, RANK, LIST, LISTED, MET, COLUMN_COUNT } past_column;

static const kp_column_role roles[COLUMN_COUNT] = {
    [PERIOD] = KP_COLUMN_PERIOD, [ID] = KP_COLUMN_UNIT_ID, [UNIT] = KP_COLUMN_UNIT,     [SCORE] = KP_COLUMN_SCORE,
    [RANK] = KP_COLUMN_RANK,     [LIST] = KP_COLUMN_LIST,  [LISTED] = KP_COLUMN_LISTED, [MET] = KP_COLUMN_MET};

/* What reports and the result of 红黑榜 call them, where the sheet 往期 does not. */
static const struct {
    past_column column;
    const char *name;
} other_names[] = {{UNIT, "对象 | Units"}, {RANK, "组内名次 | Rank in group"}, {LISTED, "连续次数 | Streak"}};

typedef struct past_table {
    const kp_value *cells;
    size_t rows, columns, first; /* the first row below the head */
    size_t at[COLUMN_COUNT];     /* where the column stands; SIZE_MAX: nowhere */
} past_table;

static const kp_value *cell_of(const past_table *table, size_t row, past_column column) {
    static const kp_value nothing = {0};
    return table->at[column] == SIZE_MAX ? &nothing : &table->cells[row * table->columns + table->at[column]];
}

/* The column that a text names, or -1. */
static int32_t match_head(const kp_layout_sheet *sheet, const kp_names *others, const char *text) {
    int32_t found = kp_layout_match(sheet, text);
    for (int32_t i = 0; found >= 0 && i < COLUMN_COUNT; i++)
        if (sheet->columns[found].role == roles[i])
            return i;
    return kp_names_find(others, text);
}

/* Titles may stand above the head: it is the first row that names the units' column and another. */
static bool read_head(past_table *table, const kp_layout_sheet *sheet, const kp_names *others) {
    for (size_t row = 0; row < table->rows; row++) {
        size_t named = 0;
        for (size_t i = 0; i < COLUMN_COUNT; i++)
            table->at[i] = SIZE_MAX;
        for (size_t column = 0; column < table->columns; column++) {
            const kp_value *cell = &table->cells[row * table->columns + column];
            int32_t found = cell->kind == KP_VALUE_TEXT ? match_head(sheet, others, cell->text) : -1;
            if (found < 0 || table->at[found] != SIZE_MAX)
                continue;
            table->at[found] = column;
            named++;
        }
        table->first = row + 1;
        if (table->at[UNIT] != SIZE_MAX && named > 1)
            return true;
    }
    return false;
}

static kp_names *name_others(kp_arena *arena, const kp_scheme *scheme) {
    kp_names *names = kp_names_new(arena);
    for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
        kp_names_add(names, other_names[i].name, (int32_t)other_names[i].column);
    kp_names_add_alias(names, scheme->subject, UNIT); /* 社区, 小区 … */
    return names;
}

/* ---- rows ---- */

/* One period under way. */
typedef struct past_period {
    kp_period period;
    kp_names *ids;
    struct {
        struct past_unit {
            kp_past_unit unit;
            kp_past_lists lists;
            bool met_given;
        } * items;
        size_t count, capacity;
    } units;
} past_period;

typedef struct past_reader {
    call *c;
    size_t argument;
    const kp_scheme *scheme;
    past_table table;
    kp_period before;
    struct {
        past_period *items;
        size_t count, capacity;
    } periods;
} past_reader;

static void fail(past_reader *r, size_t row, past_column column, kp_function_error error, const char *why) {
    size_t at = r->table.at[column] == SIZE_MAX ? r->table.at[UNIT] : r->table.at[column];
    call_fail_at(r->c, error, r->argument, row, at, &r->table.cells[row * r->table.columns + at], why);
}

/* A number of the row; false where nothing stands there, or a dash. */
static bool read_number(past_reader *r, size_t row, past_column column, kp_num *out) {
    const kp_value *cell = cell_of(&r->table, row, column);
    bool dash;
    *out = KP_ZERO;
    if (call_is_nothing(cell))
        return false;
    return call_cell_num(r->c, r->argument, row, r->table.at[column], cell, out, &dash);
}

/* -1: nothing stands there. */
static int32_t read_whole(past_reader *r, size_t row, past_column column, int32_t least, int32_t most) {
    kp_num number;
    int64_t whole;
    if (!read_number(r, row, column, &number))
        return -1;
    if (kp_num_to_int64(number, &whole) && whole >= least && whole <= most)
        return (int32_t)whole;
    fail(r, row, column, KP_FUNCTION_ERROR_ARGUMENT, "应为整数，不能太大 | it must be a whole number, and not too large");
    return -1;
}

static past_period *period_of(past_reader *r, size_t row) {
    kp_period period = r->before;
    if (r->table.at[PERIOD] != SIZE_MAX) {
        const char *text = value_words(r->c->arena, cell_of(&r->table, row, PERIOD));
        if (!text || !kp_period_parse(text, &period))
            fail(r, row, PERIOD, KP_FUNCTION_ERROR_ARGUMENT, "应为考评期，如 2026Q2 | it must be a period, 2026Q2 say");
    }
    for (size_t i = 0; i < r->periods.count; i++) {
        const kp_period *known = &r->periods.items[i].period;
        if (known->kind == period.kind && known->year == period.year && known->number == period.number)
            return &r->periods.items[i];
    }
    KP_PUSH(r->c->arena, &r->periods, (past_period){.period = period, .ids = kp_names_new(r->c->arena)});
    return &r->periods.items[r->periods.count - 1];
}

static int32_t find_list(const kp_scheme *scheme, const char *name) {
    for (size_t i = 0; i < scheme->list_count; i++)
        if (kp_text_matches(scheme->lists[i].id, name) || kp_text_matches(scheme->lists[i].title, name))
            return (int32_t)i;
    return -1;
}

/* Several rows of a unit agree on its score and rank, as far as they tell. */
static void read_result(past_reader *r, size_t row, kp_past_unit *unit) {
    kp_num score;
    int32_t rank = read_whole(r, row, RANK, 1, INT32_MAX);
    if (read_number(r, row, SCORE, &score)) {
        if (unit->score.given && !kp_num_equal(unit->score.value, score))
            fail(r, row, SCORE, KP_FUNCTION_ERROR_ARGUMENT, "同一个对象有两个得分 | one unit has two scores");
        unit->score = (kp_optional){true, score};
    }
    if (rank > 0 && unit->rank && rank != unit->rank)
        fail(r, row, RANK, KP_FUNCTION_ERROR_ARGUMENT, "同一个对象有两个名次 | one unit has two ranks");
    unit->rank = rank > 0 ? rank : unit->rank;
}

static void read_list(past_reader *r, size_t row, struct past_unit *unit) {
    const char *name = value_words(r->c->arena, cell_of(&r->table, row, LIST));
    if (!name || kp_parse_typed(r->c->arena, name).kind == KP_TYPED_NOT_APPLICABLE)
        return;
    int32_t list = find_list(r->scheme, name), listed = read_whole(r, row, LISTED, 0, KP_MAX_STREAK), met = read_whole(r, row, MET, 1, KP_MAX_STREAK);
    if (list < 0) {
        fail(r, row, LIST, KP_FUNCTION_ERROR_ARGUMENT, "方案中没有这个榜单 | the scheme has no such list");
        return;
    }
    if (listed < 0)
        fail(r, row, LISTED, KP_FUNCTION_ERROR_NO_DATA, "上榜的要填连续次数 | what is on a list needs its streak");
    if (kp_past_lists_find(&unit->lists, r->scheme->lists[list].id))
        fail(r, row, LIST, KP_FUNCTION_ERROR_ARGUMENT, "同一个对象两次列入同一榜单 | one unit is on this list twice");
    unit->met_given |= met > 0;
    kp_past_lists_add(r->c->arena, &unit->lists,
                      (kp_past_list){.list = r->scheme->lists[list].id,
                                     .met = met > 0      ? met
                                            : listed > 0 ? listed
                                                         : 1,
                                     .listed = listed});
}

static void read_row(past_reader *r, size_t row) {
    const kp_value *cell = cell_of(&r->table, row, UNIT);
    const char *name = value_words(r->c->arena, cell), *id = value_words(r->c->arena, cell_of(&r->table, row, ID));
    if (cell->kind == KP_VALUE_ERROR)
        fail(r, row, UNIT, KP_FUNCTION_ERROR_TEXT, "应为考评对象的名称 | it must be the name of a unit");
    if ((!name && !id) || kp_text_matches(NOBODY, name))
        return;
    past_period *period = period_of(r, row);
    id = id ? id : name;
    int32_t unit = kp_names_find(period->ids, id);
    if (unit < 0) {
        unit = (int32_t)period->units.count;
        kp_names_add_alias(period->ids, id, unit);
        kp_past_unit fresh = {.id = id, .name = name ? name : id, .score = {false, KP_ZERO}};
        KP_PUSH(r->c->arena, &period->units, (struct past_unit){.unit = fresh});
    }
    read_result(r, row, &period->units.items[unit].unit);
    read_list(r, row, &period->units.items[unit]);
}

/* ---- all ---- */

static kp_past_period finish_period(past_reader *r, past_period *period) {
    kp_past_unit *units = KP_NEW_ARRAY(r->c->arena, kp_past_unit, period->units.count);
    for (size_t i = 0; i < period->units.count; i++) {
        struct past_unit *unit = &period->units.items[i];
        if (!unit->met_given) /* no scheme has so many lists that they would not go in */
            kp_past_lists_imply_replaced(r->c->arena, r->scheme, &unit->lists);
        units[i] = unit->unit;
        units[i].lists = unit->lists.items;
        units[i].list_count = unit->lists.count;
    }
    return (kp_past_period){.period = period->period, .scheme_id = r->scheme->id, .units = units, .unit_count = period->units.count};
}

kp_history *call_past(call *c, size_t argument, const kp_scheme *scheme, kp_period *now) {
    if (!call_given(c, argument))
        return NULL;
    past_reader r = {.c = c, .argument = argument, .scheme = scheme, .before = kp_period_shift(*now, -1)};
    r.table.cells = call_area(c, argument, &r.table.rows, &r.table.columns);
    if (r.table.rows == 0)
        return NULL;
    const kp_layout_sheet *sheet = kp_layout_find(kp_layout_of(c->arena, scheme), KP_SHEET_HISTORY);
    if (!read_head(&r.table, sheet, name_others(c->arena, scheme))) {
        call_fail_at(
            c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL,
            "找不到表头：要有“考评对象”一列，以及得分、名次、榜单、连续次数 | there is no head row: columns Unit, and Score, Rank, List, Streak");
        return NULL;
    }
    for (size_t row = r.table.first; row < r.table.rows && !c->failed; row++)
        read_row(&r, row);
    if (r.periods.count == 0) /* a head and no rows: there was the period, and nobody in it */
        KP_PUSH(c->arena, &r.periods, (past_period){.period = r.before});
    kp_history *history = KP_NEW(c->arena, kp_history);
    kp_period latest = r.periods.items[0].period;
    for (size_t i = 0; i < r.periods.count; i++) {
        if (r.periods.items[i].period.kind == latest.kind && kp_period_distance(latest, r.periods.items[i].period) > 0)
            latest = r.periods.items[i].period;
        KP_PUSH(c->arena, &history->periods, finish_period(&r, &r.periods.items[i]));
    }
    *now = kp_period_shift(latest, 1);
    return history;
}
