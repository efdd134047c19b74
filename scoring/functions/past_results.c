/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_results.c - a table of last period's results read row by row. */
#include "past_results.h"
#include "kaoping/names.h"
#include "kaoping/typed.h"
#include "kaoping/utf8.h"
#include "pairs.h"

#include <limits.h>
#include <string.h>

/* ---- the head ---- */

typedef enum past_column { UNIT, SCORE, RANK, LIST, STREAK, MET, COLUMN_COUNT } past_column;

static const struct {
    past_column column;
    const char *name;
} heads[] = {
    {UNIT, "考评对象 | Unit"},
    {UNIT, "对象 | Units"},
    {UNIT, "名称 | Name"},
    {SCORE, "得分 | Score"},
    {SCORE, "总分 | Total"},
    {RANK, "名次 | Rank"},
    {RANK, "组内名次 | Rank in group"},
    {LIST, "榜单 | List"},
    {LIST, "上榜 | Lists"},
    {STREAK, "连续次数 | Streak"},
    {STREAK, "连续次数 | Times in a row"},
    {MET, "连续符合次数 | Periods met"},
};

typedef struct past_table {
    const kp_value *cells;
    size_t rows, columns, first; /* the first row below the head */
    size_t at[COLUMN_COUNT];     /* where the column stands; SIZE_MAX: nowhere */
} past_table;

static const kp_value *cell_of(const past_table *table, size_t row, past_column column) {
    static const kp_value nothing = {0};
    return table->at[column] == SIZE_MAX ? &nothing : &table->cells[row * table->columns + table->at[column]];
}

/* Titles may stand above the head: it is the first row that names the units' column and another. */
static bool read_head(past_table *table, const kp_names *names) {
    for (size_t row = 0; row < table->rows; row++) {
        size_t named = 0;
        for (size_t i = 0; i < COLUMN_COUNT; i++)
            table->at[i] = SIZE_MAX;
        for (size_t column = 0; column < table->columns; column++) {
            const kp_value *cell = &table->cells[row * table->columns + column];
            int32_t found = cell->kind == KP_VALUE_TEXT ? kp_names_find(names, cell->text) : KP_NAME_UNKNOWN;
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

static kp_names *head_names(kp_arena *arena, const kp_scheme *scheme) {
    kp_names *names = kp_names_new(arena);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        kp_names_add(names, heads[i].name, (int32_t)heads[i].column);
    kp_names_add_alias(names, scheme->subject, UNIT); /* 社区, 小区 … */
    return names;
}

/* ---- rows ---- */

typedef struct past_reader {
    call *c;
    size_t argument;
    const kp_scheme *scheme;
    past_table table;
    kp_names *units;
    struct {
        kp_past_unit *items;
        size_t count, capacity;
    } found;
    struct unit_lists {
        kp_past_list *items;
        size_t count, capacity;
    } * of_unit;
} past_reader;

static void fail(past_reader *r, size_t row, past_column column, kp_function_error error, const char *why) {
    call_fail_at(r->c, error, r->argument, row, r->table.at[column], cell_of(&r->table, row, column), why);
}

/* A number of the row; false where nothing stands there, or a dash. */
static bool read_number(past_reader *r, size_t row, past_column column, kp_num *out) {
    const kp_value *cell = cell_of(&r->table, row, column);
    bool dash;
    *out = KP_ZERO;
    if (cell->kind == KP_VALUE_EMPTY || (cell->kind == KP_VALUE_TEXT && kp_text_is_blank(cell->text)))
        return false;
    return call_cell_num(r->c, r->argument, row, r->table.at[column], cell, out, &dash);
}

static int32_t read_whole(past_reader *r, size_t row, past_column column, int32_t least, int32_t otherwise) {
    kp_num number;
    int64_t whole;
    if (!read_number(r, row, column, &number))
        return otherwise;
    if (kp_num_to_int64(number, &whole) && whole >= least && whole <= INT32_MAX)
        return (int32_t)whole;
    fail(r, row, column, KP_FUNCTION_ERROR_ARGUMENT, "应为整数 | it must be a whole number");
    return otherwise;
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
    int32_t rank = read_whole(r, row, RANK, 1, 0);
    if (read_number(r, row, SCORE, &score)) {
        if (unit->score.given && !kp_num_equal(unit->score.value, score))
            fail(r, row, SCORE, KP_FUNCTION_ERROR_ARGUMENT, "同一个对象有两个得分 | one unit has two scores");
        unit->score = (kp_optional){true, score};
    }
    if (rank && unit->rank && rank != unit->rank)
        fail(r, row, RANK, KP_FUNCTION_ERROR_ARGUMENT, "同一个对象有两个名次 | one unit has two ranks");
    unit->rank = rank ? rank : unit->rank;
}

static void read_list(past_reader *r, size_t row, struct unit_lists *lists) {
    const char *name = value_words(r->c->arena, cell_of(&r->table, row, LIST));
    if (!name || kp_parse_typed(r->c->arena, name).kind == KP_TYPED_NOT_APPLICABLE)
        return;
    int32_t list = find_list(r->scheme, name);
    if (list < 0) {
        fail(r, row, LIST, KP_FUNCTION_ERROR_ARGUMENT, "方案中没有这个榜单 | the scheme has no such list");
        return;
    }
    for (size_t i = 0; i < lists->count; i++)
        if (strcmp(lists->items[i].list, r->scheme->lists[list].id) == 0)
            fail(r, row, LIST, KP_FUNCTION_ERROR_ARGUMENT, "同一个对象两次列入同一榜单 | one unit is on this list twice");
    kp_past_list entry = {.list = r->scheme->lists[list].id, .listed = read_whole(r, row, STREAK, 0, 1)};
    entry.met = read_whole(r, row, MET, 1, entry.listed > 0 ? entry.listed : 1);
    KP_PUSH(r->c->arena, lists, entry);
}

static void read_row(past_reader *r, size_t row) {
    const kp_value *cell = cell_of(&r->table, row, UNIT);
    const char *name = value_words(r->c->arena, cell);
    if (cell->kind == KP_VALUE_ERROR)
        fail(r, row, UNIT, KP_FUNCTION_ERROR_TEXT, "应为考评对象的名称 | it must be the name of a unit");
    if (!name || kp_text_matches(NOBODY, name))
        return;
    int32_t unit = kp_names_find(r->units, name);
    if (unit < 0) {
        unit = (int32_t)r->found.count;
        kp_names_add_alias(r->units, name, unit);
        KP_PUSH(r->c->arena, &r->found, (kp_past_unit){.id = name, .name = name, .score = {false, KP_ZERO}});
    }
    read_result(r, row, &r->found.items[unit]);
    read_list(r, row, &r->of_unit[unit]);
}

kp_history *call_past(call *c, size_t argument, const kp_scheme *scheme, kp_period before) {
    if (!call_given(c, argument))
        return NULL;
    past_reader r = {.c = c, .argument = argument, .scheme = scheme, .units = kp_names_new(c->arena)};
    r.table.cells = call_area(c, argument, &r.table.rows, &r.table.columns);
    if (r.table.rows == 0)
        return NULL;
    if (!read_head(&r.table, head_names(c->arena, scheme))) {
        call_fail_at(
            c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL,
            "找不到表头：要有“考评对象”一列，以及得分、名次、榜单、连续次数 | there is no head row: columns Unit, and Score, Rank, List, Streak");
        return NULL;
    }
    r.of_unit = KP_NEW_ARRAY(c->arena, struct unit_lists, r.table.rows);
    for (size_t row = r.table.first; row < r.table.rows && !c->failed; row++)
        read_row(&r, row);
    for (size_t i = 0; i < r.found.count; i++) {
        r.found.items[i].lists = r.of_unit[i].items;
        r.found.items[i].list_count = r.of_unit[i].count;
    }
    kp_history *history = KP_NEW(c->arena, kp_history);
    KP_PUSH(c->arena, &history->periods,
            (kp_past_period){.period = before, .scheme_id = scheme->id, .units = r.found.items, .unit_count = r.found.count});
    return history;
}
