/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_values.c - the sheet 测算结果: a row a unit, a column a leaf that is no mark. What was worked out is a formula over the cells of its row, where recomputing it in
 * binary numbers is sure to give the same figure; else the figure itself.
 */
#include "report_private.h"

#include <string.h>

#define BEFORE       2 /* columns: name and, where there are groups, group */
#define FORMULA_MOST 8192

/* One cell of the row being written. */
typedef struct value_cell {
    bool made;
    kp_num figure;
    const char *formula; /* NULL: a figure */
} value_cell;

typedef struct value_row {
    kp_report *report;
    int32_t unit;
    value_cell *cells; /* by indicator */
} value_row;

bool kp_report_has_values(const kp_scheme *scheme) {
    for (size_t i = 1; i < scheme->indicator_count; i++)
        if (kp_is_value_leaf(&scheme->indicators[i]))
            return true;
    return false;
}

/* The column of a value leaf; -1: there is no room for it, or it is none. */
static int column_of(const kp_report *report, int32_t indicator) {
    int column = (report->has_groups ? BEFORE : BEFORE - 1);
    for (int32_t i = 1; i < indicator; i++)
        column += kp_is_value_leaf(&report->scheme->indicators[i]);
    return kp_is_value_leaf(&report->scheme->indicators[indicator]) && column < KP_REPORT_COLUMNS ? column : -1;
}

/* True where the cell holds a number that formulas may point to. */
static bool is_plain(const kp_indicator *leaf) {
    bool words = leaf->method == KP_METHOD_NUMBER && (leaf->typed == KP_TYPED_AS_YES_NO || leaf->typed == KP_TYPED_AS_DATE);
    return (leaf->method == KP_METHOD_NUMBER || leaf->method == KP_METHOD_FORMULA) && !words;
}

static const char *cell_of(void *data, int32_t indicator) {
    const value_row *row = data;
    int column = column_of(row->report, indicator);
    if (column < 0 || !is_plain(&row->report->scheme->indicators[indicator]) ||
        kp_scorecard_mark(row->report->card, row->unit, indicator)->state != KP_MARK_SCORED)
        return NULL;
    return kp_report_cell(row->report->work, NULL, row->report->value_sheet.row, column);
}

static kp_num figure_of(void *data, const kp_expr *mark) {
    const value_row *row = data;
    return cell_of(data, mark->indicator) ? row->cells[mark->indicator].figure : mark->value;
}

/* The figure of a leaf, after those of the leaves that it looks at. */
static void make_cell(value_row *row, int32_t indicator) {
    kp_report *report = row->report;
    const kp_indicator *leaf = &report->scheme->indicators[indicator];
    value_cell *cell = &row->cells[indicator];
    const kp_mark *mark = kp_scorecard_mark(report->card, row->unit, indicator);
    if (cell->made)
        return;
    *cell = (value_cell){.made = true, .figure = mark->value};
    if (leaf->method != KP_METHOD_FORMULA || !kp_is_value_leaf(leaf) || mark->state != KP_MARK_SCORED || (mark->flags & KP_FLAG_GIVEN))
        return;
    for (size_t i = 0; i < leaf->look_count; i++)
        make_cell(row, leaf->looks[i].indicator);
    kp_val value = kp_score_trace(report->work, report->card, row->unit, indicator);
    const char *formula = value.expr ? kp_formula_print(report->work, value.expr, cell_of, row, FORMULA_MOST) : NULL;
    kp_num figure = mark->value;
    if (formula)
        formula = kp_formula_steady(report->work, value.expr, formula, figure_of, row, &figure);
    if (formula && strlen(formula) <= FORMULA_MOST)
        *cell = (value_cell){true, figure, formula};
}

static kp_report_style style_of(const kp_indicator *leaf) {
    if (leaf->method == KP_METHOD_NUMBER && leaf->typed == KP_TYPED_AS_PERCENT)
        return STYLE_PERCENT;
    if (leaf->decimals == 0 || leaf->whole)
        return STYLE_WHOLE;
    return leaf->decimals == 2 || leaf->typed == KP_TYPED_AS_MONEY ? STYLE_POINTS : STYLE_TEXT_CENTER;
}

static void write_value(value_row *row, int32_t indicator, int column) {
    kp_report *report = row->report;
    kp_report_sheet *sheet = &report->value_sheet;
    const kp_indicator *leaf = &report->scheme->indicators[indicator];
    const kp_leaf_check *check = kp_scorecard_check(report->card, row->unit, indicator);
    bool scored = kp_scorecard_mark(report->card, row->unit, indicator)->state == KP_MARK_SCORED;
    if (!scored || !is_plain(leaf)) {
        bool bad = check->verdict == KP_LEAF_BELOW || check->verdict == KP_LEAF_NOT_MET;
        kp_report_style style = !scored                                           ? STYLE_TEXT_CENTER
                                : bad                                             ? STYLE_SEVERITY_ERROR
                                : check->clash || check->verdict == KP_LEAF_ABOVE ? STYLE_SEVERITY_WARNING
                                                                                  : STYLE_TEXT_CENTER;
        kp_report_text(sheet, column, kp_value_words(report->work, report->card, row->unit, indicator, report->lang), style);
        return;
    }
    make_cell(row, indicator);
    const value_cell *cell = &row->cells[indicator];
    if (cell->formula) {
        report->formulas++;
        kp_report_formula(sheet, column, cell->formula, cell->figure, style_of(leaf));
    } else {
        report->values += leaf->method == KP_METHOD_FORMULA;
        kp_report_number(sheet, column, cell->figure, style_of(leaf));
    }
}

static void write_unit(kp_report *report, size_t unit) {
    kp_report_sheet *sheet = &report->value_sheet;
    const kp_unit *who = &report->evidence->units.items[unit];
    value_row row = {report, (int32_t)unit, KP_NEW_ARRAY(report->work, value_cell, report->scheme->indicator_count)};
    kp_report_text(sheet, 0, who->name, STYLE_TEXT_STRONG);
    if (report->has_groups)
        kp_report_text(sheet, 1, who->group >= 0 ? report->evidence->groups.items[who->group] : "", STYLE_TEXT_CENTER);
    int column = (report->has_groups ? BEFORE : BEFORE - 1);
    for (size_t i = 1; i < report->scheme->indicator_count && column < KP_REPORT_COLUMNS; i++)
        if (kp_is_value_leaf(&report->scheme->indicators[i]))
            write_value(&row, (int32_t)i, column++);
    kp_report_row_end(sheet, 22);
}

void kp_report_write_values(kp_report *report) {
    kp_report_sheet *sheet = &report->value_sheet;
    const char *heads[KP_REPORT_COLUMNS] = {kp_report_words(report, report->scheme->subject), SAY(GROUP)};
    int count = (report->has_groups ? BEFORE : BEFORE - 1);
    kp_report_column_for(sheet, report->name_width, 12, 30);
    if (report->has_groups)
        kp_report_column_for(sheet, report->group_width, 8, 20);
    for (size_t i = 1; i < report->scheme->indicator_count && count < KP_REPORT_COLUMNS; i++) {
        const kp_indicator *leaf = &report->scheme->indicators[i];
        if (!kp_is_value_leaf(leaf))
            continue;
        const char *title = kp_report_words(report, leaf->title), *unit = kp_report_words(report, leaf->measure_unit);
        heads[count++] = *unit ? kp_format(report->arena, report->lang == KP_ZH ? "%s\n（%s）" : "%s\n(%s)", title, unit) : title;
        kp_report_column(sheet, is_plain(leaf) ? 13 : 24);
    }
    kp_report_title(sheet, kp_report_title_of(report, SAY(TITLE_VALUES)), kp_report_subtitle(report));
    kp_report_heads(sheet, heads, count);
    kp_report_each(report, report->evidence->units.count, write_unit);
    kp_report_sheet_close(sheet);
}
