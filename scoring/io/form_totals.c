/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form_totals.c - what shows while a form is filled in, by plain formulas that every spreadsheet program knows: what a row still lacks, sums, satisfaction, the points of an entry. They
 * stand right of the table, locked, are not printed and never read (entry_layout.h).
 */
#include "form_private.h"

#include <string.h>

#define GAP_WIDTH    1.7
#define COLUMN_WIDTH 11.0

/* One column: `make` writes the formula of a row without the leading "=", for a row that names its unit; `figure` says what that comes to for the entries of a row. */
typedef struct total total;
typedef const char *(*formula_maker)(const form *f, const form_table *t, const total *column, uint32_t row);
typedef form_value (*figure_maker)(const form *f, const form_table *t, const total *column, const form_value entries[]);
struct total {
    const char *key, *title;
    form_style style;
    formula_maker make;
    figure_maker figure;
    int32_t node;       /* whose entries are summed up; -1: all */
    const char *detail; /* what the formula needs besides */
};

typedef struct totals {
    form *form;
    const form_table *table;
    total *items;
    size_t count, capacity;
} totals;

static const char *cell_at(const form *f, uint32_t row, int32_t column) {
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
    return kp_strdup(f->arena, cell);
}

static const char *cell_of(const form *f, const form_table *t, kp_column_role role, uint32_t row) {
    int32_t column = kp_layout_column_of(t->sheet, role);
    return column < 0 ? "\"\"" : cell_at(f, row, column);
}

typedef bool (*column_test)(const form *f, const kp_layout_column *column, int32_t node);

/* "B7:D7,F7": the cells of a row under the columns that pass. */
static const char *cells_of(const form *f, const form_table *t, uint32_t row, column_test passes, int32_t node, size_t *count) {
    kp_buffer cells = {.arena = f->arena};
    *count = 0;
    for (size_t i = 0, end; i < t->sheet->column_count; i = end) {
        end = i + 1;
        if (!passes(f, &t->sheet->columns[i], node))
            continue;
        while (end < t->sheet->column_count && passes(f, &t->sheet->columns[end], node))
            end++;
        *count += end - i;
        kp_buffer_printf(&cells, "%s%s", cells.length ? "," : "", cell_at(f, row, (int32_t)i));
        if (end > i + 1)
            kp_buffer_printf(&cells, ":%s", cell_at(f, row, (int32_t)end - 1));
    }
    return kp_buffer_text(&cells);
}

static bool is_filled(const form_value *entry) { return entry->is_number || (entry->text && *entry->text); }

/* The sum of the numbers under the columns that pass, and how many there are; what is no number counts in no sum, as in a spreadsheet. */
static kp_num sum_of(const form *f, const form_table *t, const form_value entries[], column_test passes, int32_t node, size_t *count) {
    kp_num sum = KP_ZERO;
    *count = 0;
    for (size_t i = 0; i < t->sheet->column_count; i++) {
        if (!entries[i].is_number || !passes(f, &t->sheet->columns[i], node))
            continue;
        sum = kp_num_add(f->arena, sum, entries[i].number);
        (*count)++;
    }
    return sum;
}

static const form_value *entry_of(const form_table *t, kp_column_role role, const form_value entries[]) {
    static const form_value none = {0};
    int32_t column = kp_layout_column_of(t->sheet, role);
    return column < 0 ? &none : &entries[column];
}

static form_value number_value(kp_num number) { return (form_value){.is_number = true, .number = number}; }

/* ---- what a row lacks ---- */

static bool is_required(const form *f, const kp_layout_column *column, int32_t node) {
    (void)f, (void)node;
    return column->role == KP_COLUMN_SLOT && column->required;
}

static const char *make_filled(const form *f, const form_table *t, const total *column, uint32_t row) {
    size_t count;
    const char *cells = cells_of(f, t, row, is_required, -1, &count);
    (void)column;
    kp_lang lang = f->options->lang;
    const char *all = kp_form_literal(f, kp_say(KP_M_FORM_ROW_FULL, lang)), *before = kp_form_literal(f, kp_say(KP_M_FORM_ROW_LACKS, lang));
    const char *after = kp_form_literal(f, kp_say(KP_M_FORM_ROW_LACKS_UNIT, lang));
    return kp_format(f->arena, "IF(COUNTA(%s)=0,\"\",IF(COUNTA(%s)=%zu,%s,%s&(%zu-COUNTA(%s))&%s))", cells, cells, count, all, before, count, cells,
                     after);
}

static form_value figure_filled(const form *f, const form_table *t, const total *column, const form_value entries[]) {
    size_t needed = 0, filled = 0;
    (void)column;
    for (size_t i = 0; i < t->sheet->column_count; i++) {
        if (!is_required(f, &t->sheet->columns[i], -1))
            continue;
        needed++;
        filled += is_filled(&entries[i]);
    }
    if (!filled || filled == needed)
        return (form_value){.text = filled ? kp_say(KP_M_FORM_ROW_FULL, f->options->lang) : ""};
    return (form_value){.text = kp_format(f->arena, "%s%zu%s", kp_say(KP_M_FORM_ROW_LACKS, f->options->lang), needed - filled,
                                          kp_say(KP_M_FORM_ROW_LACKS_UNIT, f->options->lang))};
}

/* ---- sums of marks ---- */

static bool is_below(const form *f, const kp_layout_column *column, int32_t node) {
    return column->role == KP_COLUMN_SLOT && column->indicator >= node && column->indicator < f->scheme->indicators[node].end;
}

static const char *make_sum(const form *f, const form_table *t, const total *column, uint32_t row) {
    size_t count;
    const char *cells = cells_of(f, t, row, is_below, column->node, &count);
    return kp_format(f->arena, "IF(COUNT(%s)=0,\"\",SUM(%s))", cells, cells);
}

static form_value figure_sum(const form *f, const form_table *t, const total *column, const form_value entries[]) {
    size_t count;
    kp_num sum = sum_of(f, t, entries, is_below, column->node, &count);
    return count ? number_value(sum) : (form_value){0};
}

static bool is_on_sheet(const kp_layout_sheet *sheet, int32_t leaf) {
    for (size_t i = 0; i < sheet->indicator_count; i++)
        if (sheet->indicators[i] == leaf)
            return true;
    return false;
}

/* True where the typed marks of the leaf are points of its node: on the scale of its full marks, and of a panel one evaluator's. */
static bool is_points(const kp_indicator *leaf) {
    if (kp_leaf_by_place(leaf) || !kp_num_equal(leaf->scale, leaf->full))
        return false;
    return leaf->method == KP_METHOD_DIRECT ||
           (leaf->method == KP_METHOD_PANEL && leaf->pool == KP_POOL_MEAN && kp_num_equal(leaf->multiply, KP_ONE));
}

/* True where all below the node is on the sheet, and added up as it was typed: no other mean, nothing rounded on the way. */
static bool is_plain_sum(const form *f, const kp_layout_sheet *sheet, int32_t node) {
    const kp_indicator *nodes = f->scheme->indicators;
    int32_t leaves = 0;
    if (f->scheme->round_at == KP_ROUND_AT_EACH)
        return false;
    for (int32_t i = node; i < nodes[node].end; i++) {
        bool inner = nodes[i].method == KP_METHOD_NONE;
        if (nodes[i].decimals >= 0)
            return false;
        if (inner ? nodes[i].combine != KP_COMBINE_SUM || nodes[i].aggregate != KP_AGGREGATE_MEAN : !is_on_sheet(sheet, i) || !is_points(&nodes[i]))
            return false;
        leaves += !inner;
    }
    return leaves > 1;
}

static const char *with_points(const form *f, const char *title, kp_num points) {
    const char *full = kp_num_exact(f->arena, points);
    return kp_format(f->arena, f->options->lang == KP_ZH ? "%s\n（%s 分）" : "%s\n(%s points)", kp_form_text(f, title), full);
}

/* The topmost nodes that are such sums, and no part of another; beside live columns only those of panels, for these have the marks of all others. */
static void choose_sums(totals *l) {
    const form *f = l->form;
    for (int32_t i = 0; i < (int32_t)f->scheme->indicator_count; i++) {
        const kp_indicator *node = &f->scheme->indicators[i];
        if (node->method != KP_METHOD_NONE || !is_plain_sum(f, l->table->sheet, i))
            continue;
        bool sole = is_below(f, &(kp_layout_column){.role = KP_COLUMN_SLOT, .indicator = l->table->sheet->indicators[0]}, i) &&
                    l->table->sheet->indicators[l->table->sheet->indicator_count - 1] < node->end;
        const char *title = sole ? kp_say(KP_M_FORM_LIVE_SUM, f->options->lang) : node->title;
        KP_PUSH(f->arena, l,
                ((total){.key = kp_format(f->arena, KP_LIVE_KEY "sum%s%s", sole ? "" : ".", sole ? "" : node->id),
                         .title = with_points(f, title, node->full),
                         .style = FORM_LIVE,
                         .make = make_sum,
                         .figure = figure_sum,
                         .node = i}));
        i = node->end - 1;
    }
}

/* ---- surveys ---- */

static bool is_option(const form *f, const kp_layout_column *column, int32_t node) {
    (void)f, (void)node;
    return column->role == KP_COLUMN_OPTION;
}

static const char *make_count(const form *f, const form_table *t, const total *column, uint32_t row) {
    size_t count;
    const char *cells = cells_of(f, t, row, is_option, -1, &count), *unknown = cell_of(f, t, KP_COLUMN_UNKNOWN, row);
    (void)column;
    return kp_format(f->arena, "IF(COUNT(%s)=0,\"\",SUM(%s,%s))", cells, cells, unknown);
}

static form_value figure_count(const form *f, const form_table *t, const total *column, const form_value entries[]) {
    size_t count;
    kp_num sum = sum_of(f, t, entries, is_option, -1, &count);
    const form_value *unknown = entry_of(t, KP_COLUMN_UNKNOWN, entries);
    (void)column;
    if (!count)
        return (form_value){0};
    return number_value(unknown->is_number ? kp_num_add(f->arena, sum, unknown->number) : sum);
}

/* 满意度 of 100: the options' values over the largest, 不了解 as the rule says (KP_UNKNOWN_…). `detail` holds the values. */
static const char *make_degree(const form *f, const form_table *t, const total *column, uint32_t row) {
    size_t count;
    const kp_indicator *leaf = &f->scheme->indicators[t->sheet->indicators[0]];
    const char *cells = cells_of(f, t, row, is_option, -1, &count), *unknown = cell_of(f, t, KP_COLUMN_UNKNOWN, row);
    const char *base =
        leaf->unknown == KP_UNKNOWN_EXCLUDE ? kp_format(f->arena, "SUM(%s)", cells) : kp_format(f->arena, "SUM(%s,%s)", cells, unknown);
    const char *half = leaf->unknown == KP_UNKNOWN_NEUTRAL ? kp_format(f->arena, "+50*N(%s)", unknown) : "";
    return kp_format(f->arena, "IF(%s=0,\"\",(SUMPRODUCT(%s,%s)%s)/%s)", base, cells, column->detail, half, base);
}

static kp_num largest_option(const kp_indicator *leaf) {
    kp_num largest = KP_ZERO;
    for (size_t i = 0; i < leaf->options.count; i++)
        largest = kp_num_compare(leaf->options.items[i].value, largest) > 0 ? leaf->options.items[i].value : largest;
    return largest;
}

/* What an option is worth out of 100. */
static kp_num option_share(const form *f, const kp_indicator *leaf, size_t option) {
    return kp_num_div(f->arena, kp_num_mul(f->arena, leaf->options.items[option].value, kp_num_int(100)), largest_option(leaf));
}

static form_value figure_degree(const form *f, const form_table *t, const total *column, const form_value entries[]) {
    size_t count;
    const kp_indicator *leaf = &f->scheme->indicators[t->sheet->indicators[0]];
    kp_num base = sum_of(f, t, entries, is_option, -1, &count), points = KP_ZERO;
    const form_value *unknown = entry_of(t, KP_COLUMN_UNKNOWN, entries);
    (void)column;
    for (size_t i = 0; i < t->sheet->column_count; i++)
        if (is_option(f, &t->sheet->columns[i], -1) && entries[i].is_number)
            points = kp_num_add(f->arena, points, kp_num_mul(f->arena, option_share(f, leaf, (size_t)t->sheet->columns[i].index), entries[i].number));
    if (unknown->is_number && leaf->unknown != KP_UNKNOWN_EXCLUDE)
        base = kp_num_add(f->arena, base, unknown->number);
    if (unknown->is_number && leaf->unknown == KP_UNKNOWN_NEUTRAL)
        points = kp_num_add(f->arena, points, kp_num_mul(f->arena, kp_num_int(50), unknown->number));
    return kp_num_is_zero(base) ? (form_value){0} : number_value(kp_num_div(f->arena, points, base));
}

static void choose_survey(totals *l) {
    form *f = l->form;
    const kp_indicator *leaf = &f->scheme->indicators[l->table->sheet->indicators[0]];
    kp_buffer values = {.arena = f->arena};
    for (size_t i = 0; i < leaf->options.count && kp_num_sign(largest_option(leaf)) > 0; i++)
        kp_buffer_printf(&values, "%s%.15g", i ? "," : "{", kp_num_to_double(option_share(f, leaf, i)));
    KP_PUSH(f->arena, l,
            ((total){.key = KP_LIVE_KEY "count",
                     .title = kp_say(KP_M_FORM_ROW_COUNT, f->options->lang),
                     .style = FORM_MADE,
                     .make = make_count,
                     .figure = figure_count,
                     .node = -1}));
    if (values.length && leaf->measure == KP_MEASURE_DEGREE && !f->options->live) /* else a live column tells it */
        KP_PUSH(f->arena, l,
                ((total){.key = KP_LIVE_KEY "degree",
                         .title = kp_say(KP_M_FORM_LIVE_DEGREE, f->options->lang),
                         .style = FORM_LIVE,
                         .make = make_degree,
                         .figure = figure_degree,
                         .node = -1,
                         .detail = kp_format(f->arena, "%s}", kp_buffer_text(&values))}));
}

/* ---- registers ---- */

/* What the entry comes to: points as typed, else the rule's for each place; `detail` holds what finds the rule by the cell "#". */
static const char *make_points(const form *f, const form_table *t, const total *column, uint32_t row) {
    bool events = t->sheet->kind == KP_SHEET_EVENTS;
    const char *named = cell_of(f, t, events ? KP_COLUMN_EVENT : KP_COLUMN_INDICATOR, row), *count = cell_of(f, t, KP_COLUMN_COUNT, row);
    const char *points = cell_of(f, t, KP_COLUMN_POINTS, row), *at = strchr(column->detail, '#');
    return kp_format(f->arena, "IF(%s=\"\",\"\",IF(%s<>\"\",%s,IFERROR(%.*s%s%s*IF(%s=\"\",1,%s),\"\")))", named, points, points,
                     (int)(at - column->detail), column->detail, named, at + 1, count, count);
}

static form_value figure_points(const form *f, const form_table *t, const total *column, const form_value entries[]) {
    bool events = t->sheet->kind == KP_SHEET_EVENTS;
    const form_value *named = entry_of(t, events ? KP_COLUMN_EVENT : KP_COLUMN_INDICATOR, entries), *count = entry_of(t, KP_COLUMN_COUNT, entries);
    const form_value *points = entry_of(t, KP_COLUMN_POINTS, entries);
    const form_points *rules = &f->lists.points_of[t->index];
    (void)column;
    if (!is_filled(named) || is_filled(points))
        return is_filled(named) ? *points : (form_value){0};
    for (size_t i = 0; i < rules->count; i++) {
        if (strcmp(kp_form_text(f, rules->items[i].name), named->text ? named->text : "") != 0)
            continue;
        if (!rules->items[i].points.given || (is_filled(count) && !count->is_number))
            break;
        return number_value(count->is_number ? kp_num_mul(f->arena, rules->items[i].points.value, count->number) : rules->items[i].points.value);
    }
    return (form_value){0};
}

static void choose_register(totals *l) {
    form *f = l->form;
    const char *rules = f->lists.points[l->table->index];
    if (rules)
        KP_PUSH(
            f->arena, l,
            ((total){.key = KP_LIVE_KEY "points",
                     .title = kp_say(l->table->sheet->kind == KP_SHEET_EVENTS ? KP_M_FORM_ROW_POINTS : KP_M_FORM_ROW_POINTS_OFF, f->options->lang),
                     .style = FORM_MADE,
                     .make = make_points,
                     .figure = figure_points,
                     .node = -1,
                     .detail = rules}));
}

/* ---- writing ---- */

static void choose(totals *l) {
    const form *f = l->form;
    const kp_layout_sheet *sheet = l->table->sheet;
    size_t required = 0;
    for (size_t i = 0; i < sheet->column_count; i++)
        required += is_required(f, &sheet->columns[i], -1);
    switch (sheet->kind) {
    case KP_SHEET_TABLE:
        if (!f->options->live)
            choose_sums(l);
        break;
    case KP_SHEET_PANEL: choose_sums(l); break;
    case KP_SHEET_SURVEY: choose_survey(l); return;
    case KP_SHEET_FINDINGS:
    case KP_SHEET_EVENTS: choose_register(l); return;
    default: return;
    }
    if (required > 1)
        KP_PUSH(f->arena, l,
                ((total){.key = KP_LIVE_KEY "filled",
                         .title = kp_say(KP_M_FORM_ROW_FILLED, f->options->lang),
                         .style = FORM_MADE,
                         .make = make_filled,
                         .figure = figure_filled,
                         .node = -1}));
}

/* What the column's formula comes to in that row; nothing yet where it has no entries. */
static form_value figure_of(const form *f, const form_table *t, const total *column, size_t row) {
    if (row >= t->filled->count || !is_filled(entry_of(t, KP_COLUMN_UNIT, t->filled->items[row])))
        return (form_value){0};
    return column->figure(f, t, column, t->filled->items[row]);
}

uint32_t kp_form_write_totals(form *f, const form_table *t, double *height) {
    totals l = {.form = f, .table = t};
    choose(&l);
    if (!l.count)
        return 0;
    uint32_t first = t->last + 2;
    kp_form_check(f, worksheet_set_column(t->out, (lxw_col_t)(first - 1), (lxw_col_t)(first - 1), GAP_WIDTH, NULL));
    kp_form_check(f, worksheet_set_column(t->out, (lxw_col_t)first, (lxw_col_t)(first + l.count - 1), COLUMN_WIDTH, NULL));
    for (uint32_t i = 0; i < l.count; i++) {
        const total *column = &l.items[i];
        const char *head = kp_say_with(f->arena, KP_M_FORM_MADE_HEAD, f->options->lang, column->title, NULL, NULL);
        kp_form_write_live_head(f, t, first + i, head, column->key, height);
        for (uint32_t row = t->data_row; row < t->data_row + t->rows; row++) {
            const char *unit = cell_of(f, t, KP_COLUMN_UNIT, row);
            const char *formula = kp_format(f->arena, "=IF(%s=\"\",\"\",%s)", unit, column->make(f, t, column, row));
            kp_form_write_formula(f, t->out, row, first + i, formula, column->style, figure_of(f, t, column, row - t->data_row));
        }
    }
    return (uint32_t)l.count;
}
