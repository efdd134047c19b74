/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_values.c - the sheet 测算结果: a row a unit, a column a leaf that is no mark. What was worked out is a formula over the cells of its row, where recomputing it in
 * binary numbers is sure to give the same figure; else the figure itself. Below the units stand the totals of what can be added.
 */
#include "kaoping/formula.h"
#include "report_private.h"

#include <string.h>

#define BEFORE         2 /* columns: name and, where there are groups, group */
#define FORMULA_MOST   8192
#define TOTAL_DECIMALS KP_MAX_DECIMALS /* of a total at most */
#define MONEY_DECIMALS 2

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

lxw_format *kp_report_value_format(kp_report *report, int32_t indicator) {
    const kp_indicator *leaf = &report->scheme->indicators[indicator];
    if (leaf->method == KP_METHOD_NUMBER && leaf->typed == KP_TYPED_AS_PERCENT)
        return report->formats.of[STYLE_PERCENT];
    int decimals = leaf->whole ? 0 : leaf->decimals < 0 && leaf->typed == KP_TYPED_AS_MONEY ? MONEY_DECIMALS : leaf->decimals;
    return kp_report_format(report, STYLE_TEXT_CENTER, decimals);
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
        kp_report_formula_in(sheet, column, cell->formula, cell->figure, kp_report_value_format(report, indicator), STYLE_MARK);
    } else {
        report->values += leaf->method == KP_METHOD_FORMULA;
        kp_report_number_in(sheet, column, cell->figure, kp_report_value_format(report, indicator), STYLE_MARK);
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

/* ---- Totals ---- */

/* Units of what is not added from one to the next: marks, years, shares, and so much for each of something. */
static bool is_unit_of_sums(kp_report *report, const char *unit) {
    static const char *const never[] = {"", "分", "年", "岁"}, *const never_in[] = {"%", "％", "‰", "/", "每"};
    const char *name = kp_text(report->work, unit, KP_ZH);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strcmp(name, never[i]) == 0)
            return false;
    for (size_t i = 0; i < sizeof never_in / sizeof *never_in; i++)
        if (strstr(name, never_in[i]))
            return false;
    return true;
}

/* A count or sum of money that is typed. */
static bool is_typed_sum(kp_report *report, const kp_indicator *leaf) {
    return kp_is_value_leaf(leaf) && leaf->method == KP_METHOD_NUMBER && (leaf->typed == KP_TYPED_AS_WHOLE || leaf->typed == KP_TYPED_AS_MONEY) &&
           is_unit_of_sums(report, leaf->measure_unit);
}

/* True where a formula divides by anything but a number. */
static bool divides_by_figures(const char *formula) {
    for (const char *at = strchr(formula, '/'); at; at = strchr(at + 1, '/')) {
        const char *by = at + 1 + strspn(at + 1, " ");
        if (*by < '0' || *by > '9')
            return true;
    }
    return false;
}

/* Whether a column has a total: what is typed as a whole number or money, in a unit of which sums are made; and what is worked out without division by figures, roots and other units'
 * values, in the unit of such a column, and from nothing of that unit that has no total itself (what each household pays). In doubt there is none. */
static bool has_total(kp_report *report, size_t indicator) {
    const kp_scheme *scheme = report->scheme;
    const kp_indicator *leaf = &scheme->indicators[indicator];
    if (scheme->totals == KP_TOTALS_NO)
        return false;
    if (leaf->method != KP_METHOD_FORMULA)
        return is_typed_sum(report, leaf);
    for (size_t i = 0; i < leaf->look_count; i++) {
        const kp_indicator *other = &scheme->indicators[leaf->looks[i].indicator];
        if (leaf->looks[i].across || (strcmp(other->measure_unit, leaf->measure_unit) == 0 && !has_total(report, (size_t)leaf->looks[i].indicator)))
            return false;
    }
    static const char *const no_sum[] = {"sqrt(", "ln(", "exp(", "power("};
    const char *formula = kp_formula_text(report->work, leaf->formula.formula, scheme, KP_STYLE_CANONICAL);
    if (divides_by_figures(formula))
        return false;
    for (size_t i = 0; i < sizeof no_sum / sizeof *no_sum; i++)
        if (strstr(formula, no_sum[i]))
            return false;
    for (size_t i = 1; i < scheme->indicator_count; i++)
        if (is_typed_sum(report, &scheme->indicators[i]) && strcmp(scheme->indicators[i].measure_unit, leaf->measure_unit) == 0)
            return true;
    return false;
}

/* How many decimals a total has: those of its column, more where the figures have more; -1: it has no end. */
static int decimals_of(kp_report *report, const kp_indicator *leaf, kp_num sum) {
    int decimals = leaf->decimals >= 0 ? leaf->decimals : leaf->whole || leaf->typed == KP_TYPED_AS_WHOLE ? 0 : 2;
    while (decimals <= TOTAL_DECIMALS && !kp_num_equal(kp_num_round(report->work, sum, decimals, KP_HALF_UP), sum))
        decimals++;
    return decimals <= TOTAL_DECIMALS ? decimals : -1;
}

static void write_total(kp_report *report, size_t indicator, int column, uint32_t first) {
    kp_report_sheet *sheet = &report->value_sheet;
    const kp_indicator *leaf = &report->scheme->indicators[indicator];
    kp_num sum = KP_ZERO;
    size_t added = 0;
    for (size_t unit = 0; unit < report->evidence->units.count; unit++) {
        const kp_mark *mark = kp_scorecard_mark(report->card, (int32_t)unit, (int32_t)indicator);
        if (mark->state != KP_MARK_SCORED)
            continue;
        sum = kp_num_add(report->work, sum, mark->value);
        added++;
    }
    int decimals = decimals_of(report, leaf, sum);
    lxw_format *format = kp_report_format(report, STYLE_STAT_TEXT, decimals);
    if (!added) {
        kp_report_text(sheet, column, "—", STYLE_STAT_TEXT);
    } else if (decimals >= 0 && kp_formula_safe(report->work, sum, decimals, KP_HALF_UP, NULL)) {
        const char *formula = kp_format(report->work, "SUM(%s)", kp_report_range(report->work, NULL, first, sheet->row - 1, column));
        kp_report_formula_in(sheet, column, decimals ? kp_formula_round(report->work, formula, decimals, KP_HALF_UP) : formula, sum, format,
                             STYLE_STAT_TEXT);
    } else {
        report->values++;
        kp_report_number_in(sheet, column, sum, format, STYLE_STAT_TEXT);
    }
}

/* The totals of the units from row `first` on, of the columns that can be added; no row where there are none, or only one unit. */
static void write_totals(kp_report *report, uint32_t first) {
    kp_report_sheet *sheet = &report->value_sheet;
    const kp_scheme *scheme = report->scheme;
    size_t totals = 0;
    for (size_t i = 1; i < scheme->indicator_count; i++)
        totals += column_of(report, (int32_t)i) >= 0 && has_total(report, i);
    if (!totals || report->evidence->units.count < 2)
        return;
    kp_report_text(sheet, 0, SAY(SUM_OF_VALUES), STYLE_STAT_LEFT);
    if (report->has_groups)
        kp_report_text(sheet, 1, "", STYLE_STAT_TEXT);
    for (size_t i = 1; i < scheme->indicator_count; i++) {
        int column = column_of(report, (int32_t)i);
        if (column >= 0 && has_total(report, i))
            write_total(report, i, column, first);
        else if (column >= 0)
            kp_report_text(sheet, column, "", STYLE_STAT_TEXT);
    }
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
    uint32_t first = sheet->row;
    kp_report_each(report, report->evidence->units.count, write_unit);
    write_totals(report, first);
    if (kp_scheme_is_calculation(report->scheme)) /* else the summary has it */
        kp_report_write_signatures(report, sheet, count - 1);
    kp_report_sheet_close(sheet);
}
