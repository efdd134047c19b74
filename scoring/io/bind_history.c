/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind_history.c - the sheet 往期: rows of earlier periods put together to results. A row says one list of one unit in one period; what several rows say of the
 * same (score, rank, scheme) must agree.
 */
#include "bind_private.h"
#include "kaoping/past_lists.h"

#include <stdlib.h>
#include <string.h>

struct past_row {
    kp_period period;
    const char *id, *name; /* "" where the cell is empty; both: a period without units */
    const char *scheme, *digest, *list;
    kp_optional score, rank, met, listed;
    kp_place place; /* of the row, in its first filled column */
};

/* ---- one row ---- */

static kp_optional take_number(sheet_reader *r, const kp_row *row, kp_column_role role) {
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, role, &column);
    kp_input input = {.state = KP_INPUT_MISSING};
    if (column)
        input = kp_bind_number(r, row, column, cell, r->sheet->columns[kp_layout_column_of(r->sheet, role)].slot, KP_UNIT_ALL);
    return input.state == KP_INPUT_GIVEN ? (kp_optional){true, input.value} : (kp_optional){false, KP_ZERO};
}

static const char *take_text(sheet_reader *r, const kp_row *row, kp_column_role role) {
    const char *text = kp_bind_text(r, row, kp_bind_cell(r, role, NULL), KP_UNIT_ALL);
    return text ? text : "";
}

static bool take_period(sheet_reader *r, const kp_row *row, kp_period *out) {
    binder *run = r->run;
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_PERIOD, &column);
    const char *text = kp_bind_required_text(r, row, KP_COLUMN_PERIOD, KP_UNIT_ALL);
    bool dated;
    if (!text)
        return false;
    kp_place place = kp_bind_place(r, row->line, column);
    char serial[CELL_TIME_SIZE];
    if (!kp_bind_period(run, text, cell->kind, kp_bind_is_serial(r->book, cell, serial) ? serial : NULL, out, &dated)) {
        kp_problems_add(run->problems, KP_H_BAD_PERIOD, place, KP_UNIT_ALL, kp_verbatim(run->arena, text), NULL, NULL);
        return false;
    }
    if (dated)
        kp_problems_add_once(run->problems, "past period", KP_W_PERIOD_AS_DATE, place, text, kp_period_key(run->arena, *out), NULL);
    return true;
}

/* The id of the list that the row names; its name where the scheme has none like it; NULL with a problem. */
static const char *take_list(sheet_reader *r, const kp_row *row) {
    binder *run = r->run;
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_LIST, &column);
    const char *name = cell ? kp_bind_text(r, row, cell, KP_UNIT_ALL) : "";
    if (!name || !*name)
        return name;
    int32_t found = kp_names_find(r->names, name);
    if (found >= 0)
        return run->scheme->lists[found].id;
    bool *any = KP_NEW_ARRAY(run->arena, bool, run->scheme->list_count + 1);
    memset(any, true, run->scheme->list_count);
    kp_likeness likeness;
    int32_t meant = kp_names_resembling(r->names, name, any, &likeness);
    kp_place place = kp_bind_place(r, row->line, column);
    const char *shown = kp_verbatim(run->arena, name);
    if (meant >= 0 && likeness == KP_MISSPELT) {
        kp_problems_add(run->problems, KP_H_LIST_MISSPELT, place, KP_UNIT_ALL, shown, run->scheme->lists[meant].title, NULL);
        return NULL;
    }
    kp_problems_add(run->problems, KP_H_LIST_UNKNOWN, place, KP_UNIT_NONE, shown, kp_bind_expected(r), NULL);
    return name;
}

static bool check_streaks(sheet_reader *r, const kp_row *row, const past_row *past) {
    kp_column_role role = past->listed.given ? KP_COLUMN_LISTED : KP_COLUMN_MET;
    bool listed = *past->list != '\0';
    if (listed ? past->listed.given : !past->met.given && !past->listed.given)
        return true;
    uint32_t column;
    kp_bind_cell(r, listed ? KP_COLUMN_LISTED : role, &column);
    kp_problems_add(r->run->problems, listed ? KP_H_LISTED_MISSING : KP_H_NO_LIST, kp_bind_place(r, row->line, column), KP_UNIT_ALL,
                    listed ? kp_verbatim(r->run->arena, past->list) : NULL, NULL, NULL);
    return false;
}

/* A row without a unit says that there was the period, and no more than that. */
static bool check_unit(sheet_reader *r, const kp_row *row, const past_row *past) {
    if (*past->id || *past->name || (!past->score.given && !past->rank.given && !*past->list))
        return true;
    uint32_t column;
    kp_bind_cell(r, KP_COLUMN_UNIT, &column);
    kp_problems_add(r->run->problems, KP_D_UNIT_EMPTY, kp_bind_place(r, row->line, column), KP_UNIT_ALL, NULL, NULL, NULL);
    return false;
}

void kp_bind_take_past(sheet_reader *r, const kp_row *row) {
    if (kp_bind_is_aside(r, row, kp_bind_cell(r, KP_COLUMN_UNIT, NULL)))
        return;
    size_t errors = r->run->problems->errors;
    past_row past = {.id = take_text(r, row, KP_COLUMN_UNIT_ID),
                     .name = take_text(r, row, KP_COLUMN_UNIT),
                     .scheme = take_text(r, row, KP_COLUMN_SCHEME),
                     .digest = take_text(r, row, KP_COLUMN_DIGEST),
                     .score = take_number(r, row, KP_COLUMN_SCORE),
                     .rank = take_number(r, row, KP_COLUMN_RANK),
                     .met = take_number(r, row, KP_COLUMN_MET),
                     .listed = take_number(r, row, KP_COLUMN_LISTED),
                     .place = kp_bind_place(r, row->line, r->first->column)};
    take_period(r, row, &past.period);
    past.list = take_list(r, row);
    if (r->run->problems->errors == errors && check_streaks(r, row, &past) && check_unit(r, row, &past))
        KP_PUSH(r->run->arena, &r->run->past_rows, past);
}

/* ---- the rows of one period ---- */

/* A unit under way. */
typedef struct past_unit {
    const past_row *row; /* the first */
    const past_row *score, *rank;
    kp_past_lists lists;
    bool met_given;
} past_unit;

typedef struct period_builder {
    binder *run;
    const past_row *const *rows;
    size_t count;
    kp_names *ids, *names;
    struct {
        past_unit *items;
        size_t count, capacity;
    } units;
} period_builder;

static void tell_difference(binder *run, const past_row *row, const past_row *other, const char *what, const char *is) {
    kp_problems_add(run->problems, KP_H_ROWS_DIFFER, row->place, KP_UNIT_ALL, what, kp_place_beside(run->arena, other->place, row->place), is);
}

/* What rows say of the same thing must agree; *known: the first row that says it. */
static void agree_number(period_builder *b, const past_row *row, kp_optional value, const past_row **known, kp_optional theirs, const char *what) {
    if (!value.given)
        return;
    if (!*known)
        *known = row;
    else if (!kp_num_equal(value.value, theirs.value))
        tell_difference(b->run, row, *known, what, kp_num_exact(b->run->arena, theirs.value));
}

static void add_list(period_builder *b, past_unit *unit, const past_row *row) {
    if (!*row->list)
        return;
    int64_t met = 0, listed = 0;
    kp_num_to_int64(row->listed.value, &listed);
    kp_num_to_int64(row->met.given ? row->met.value : row->listed.value, &met);
    kp_past_list past = {.list = row->list, .met = met ? (int32_t)met : 1, .listed = (int32_t)listed};
    unit->met_given |= row->met.given;
    const kp_past_list *known = kp_past_lists_find(&unit->lists, row->list);
    if (known && (known->met != past.met || known->listed != past.listed))
        tell_difference(b->run, row, unit->row, "连续次数 | times in a row", kp_format(b->run->arena, "%d", (int)known->listed));
    else if (!known && !kp_past_lists_add(b->run->arena, &unit->lists, past))
        kp_problems_add(b->run->problems, KP_F_TOO_LARGE, row->place, KP_UNIT_ALL, "榜单数 | lists", kp_format(b->run->arena, "%u", KP_MAX_RULES),
                        NULL);
}

static void add_row(period_builder *b, int32_t index, const past_row *row) {
    past_unit *unit = &b->units.items[index];
    agree_number(b, row, row->score, &unit->score, unit->score ? unit->score->score : row->score, "得分 | score");
    agree_number(b, row, row->rank, &unit->rank, unit->rank ? unit->rank->rank : row->rank, "名次 | rank");
    add_list(b, unit, row);
}

static int32_t add_unit(period_builder *b, const past_row *row) {
    KP_PUSH(b->run->arena, &b->units, (past_unit){.row = row});
    int32_t index = (int32_t)b->units.count - 1;
    kp_names_add(b->ids, *row->id ? row->id : row->name, index);
    kp_names_add(b->names, row->name, index);
    return index;
}

static void add_rows_with_ids(period_builder *b) {
    for (size_t i = 0; i < b->count; i++) {
        const past_row *row = b->rows[i];
        if (!*row->id)
            continue;
        int32_t unit = kp_names_find(b->ids, row->id);
        if (unit < 0)
            unit = add_unit(b, row);
        const past_row *first = b->units.items[unit].row;
        if (*row->name && *first->name && !kp_text_matches(first->name, row->name))
            tell_difference(b->run, row, first, "考评对象 | unit", kp_verbatim(b->run->arena, first->name));
        add_row(b, unit, row);
    }
}

/* Without an id a row belongs to the unit of that name, or of that id, if there is one. */
static void add_rows_without(period_builder *b) {
    for (size_t i = 0; i < b->count; i++) {
        const past_row *row = b->rows[i];
        if (*row->id || !*row->name)
            continue;
        int32_t unit = kp_names_find(b->names, row->name);
        if (unit == KP_NAME_UNKNOWN)
            unit = kp_names_find(b->ids, row->name);
        if (unit == KP_NAME_AMBIGUOUS) {
            kp_problems_add(b->run->problems, KP_H_UNIT_AMBIGUOUS, row->place, KP_UNIT_ALL, kp_verbatim(b->run->arena, row->name),
                            kp_period_key(b->run->arena, row->period), NULL);
            continue;
        }
        add_row(b, unit < 0 ? add_unit(b, row) : unit, row);
    }
}

/* The one text that the rows of the period have there; NULL where none has any. */
static const char *agreed_text(const period_builder *b, size_t offset, const char *what) {
    const past_row *first = NULL;
    const char *agreed = NULL;
    for (size_t i = 0; i < b->count; i++) {
        const char *text = *(const char *const *)(const void *)((const char *)b->rows[i] + offset);
        if (*text && !agreed) {
            first = b->rows[i];
            agreed = text;
        } else if (*text && strcmp(text, agreed) != 0) {
            tell_difference(b->run, b->rows[i], first, what, kp_verbatim(b->run->arena, agreed));
        }
    }
    return agreed;
}

static kp_past_unit finish_unit(period_builder *b, past_unit *unit) {
    const past_row *row = unit->row;
    int64_t rank = 0;
    if (unit->rank)
        kp_num_to_int64(unit->rank->rank.value, &rank);
    if (!unit->met_given && !kp_past_lists_imply_replaced(b->run->arena, b->run->scheme, &unit->lists))
        kp_problems_add(b->run->problems, KP_F_TOO_LARGE, row->place, KP_UNIT_ALL, "榜单数 | lists", kp_format(b->run->arena, "%u", KP_MAX_RULES),
                        NULL);
    return (kp_past_unit){.id = *row->id ? row->id : row->name,
                          .name = *row->name ? row->name : row->id,
                          .score = unit->score ? unit->score->score : (kp_optional){false, KP_ZERO},
                          .rank = (int32_t)rank,
                          .lists = unit->lists.items,
                          .list_count = unit->lists.count,
                          .place = row->place};
}

static void build_period(binder *run, const past_row *const rows[], size_t count) {
    period_builder b = {.run = run, .rows = rows, .count = count, .ids = kp_names_new(run->arena), .names = kp_names_new(run->arena)};
    const char *scheme = agreed_text(&b, offsetof(past_row, scheme), "方案 | scheme");
    add_rows_with_ids(&b);
    add_rows_without(&b);
    kp_past_unit *units = KP_NEW_ARRAY(run->arena, kp_past_unit, b.units.count);
    for (size_t i = 0; i < b.units.count; i++)
        units[i] = finish_unit(&b, &b.units.items[i]);
    kp_past_period past = {.period = rows[0]->period,
                           .scheme_id = scheme ? scheme : run->scheme->id,
                           .scheme_digest = agreed_text(&b, offsetof(past_row, digest), "方案摘要 | scheme digest"),
                           .place = rows[0]->place,
                           .units = units,
                           .unit_count = b.units.count};
    KP_PUSH(run->arena, &run->history->periods, past);
}

/* ---- all rows ---- */

static int compare_periods(kp_period x, kp_period y) {
    int a[] = {(int)x.kind, x.year, x.number}, b[] = {(int)y.kind, y.year, y.number};
    for (size_t i = 0; i < sizeof a / sizeof *a; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? 1 : -1; /* newest first */
    return 0;
}

static int compare_rows(const void *a, const void *b) {
    const past_row *x = *(const past_row *const *)a, *y = *(const past_row *const *)b;
    int order = compare_periods(x->period, y->period);
    return order ? order : (x > y) - (x < y);
}

void kp_bind_end_past(binder *run) {
    size_t count = run->past_rows.count;
    const past_row **rows = KP_NEW_ARRAY(run->arena, const past_row *, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = &run->past_rows.items[i];
    if (count > 1)
        qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && !compare_periods(rows[end]->period, rows[i]->period);)
            end++;
        build_period(run, rows + i, end - i);
    }
    run->past_rows.items = NULL; /* rows and what is made of them point into it */
    run->past_rows.count = run->past_rows.capacity = 0;
}
