/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_detail.c - the sheet 明细: for each unit a line for every node of the scheme's tree, the total last. Here every figure is computed: 计算值 is a formula
 * over typed numbers (leaves) or over the 计算值 of the lines of its children, 得分 rounds it as the scheme says. All other sheets refer to these cells.
 *
 * A figure that binary arithmetic might not reproduce (calc.h), or whose formula would be too long, is written as a value in another colour and counted; 计分说明 tells how many there are.
 */
#include <string.h>

#include "kaoping/log.h"
#include "report_private.h"

enum { COL_UNIT, COL_ID, COL_TITLE, COL_WEIGHT, COL_BASIS, COL_CALC, COL_MARK, COL_RECORDS, COL_COUNT };

#define FORMULA_MAX      8000 /* characters; XLSX takes 8,192 with the "=" and what rounding adds */
#define SHEET_ROWS       1048576u
#define HEAD_ROWS        3
#define DERIVATION_SHORT 150 /* bytes: a longer derivation of an inner node says no more than its lines do */
#define DERIVATION_MAX   415 /* bytes: of a longer one of a leaf the inner steps are shown by their values */

typedef struct block {
    kp_report *report;
    kp_report_sheet *sheet;
    int32_t unit;
    uint32_t *rows;         /* of each node */
    struct figure *figures; /* of each node, once it was asked for */
} block;

/* ---- Planning ---- */

static size_t rows_of_records(size_t count) { return count ? (count + KP_REPORT_RECORDS_A_ROW - 1) / KP_REPORT_RECORDS_A_ROW : 1; }

/* What is told in the last column of a node beside its note: findings, events and dated records, and the vetoes at the total. */
typedef struct records {
    size_t findings, first_finding; /* in the evidence */
    size_t logs, first_log;
    size_t vetoes, first_veto;
    size_t count, shown; /* of all; and of them the first ones, which are told */
} records;

static records records_of(const kp_report *report, int32_t unit, int32_t node) {
    records r = {0};
    r.first_finding = kp_report_findings(report, unit, node, &r.findings);
    r.first_log = kp_log_rows(report->evidence, unit, node, &r.logs);
    r.first_veto = report->evidence->first_veto[unit];
    if (node == 0)
        r.vetoes = report->evidence->first_veto[unit + 1] - r.first_veto;
    r.count = r.findings + r.logs + r.vetoes;
    r.shown = r.count < KP_REPORT_RECORDS_MOST ? r.count : KP_REPORT_RECORDS_MOST;
    return r;
}

static size_t rows_of_node(const kp_report *report, int32_t unit, int32_t node) { return rows_of_records(records_of(report, unit, node).shown); }

static bool is_shown(const kp_report *report, size_t unit) { return !report->evidence->units.items[unit].excluded; }

/* True where something of a unit was scored; else one line tells why not. */
static bool has_marks(const kp_report *report, int32_t unit) {
    for (size_t i = 0; i < report->scheme->indicator_count; i++)
        if (kp_scorecard_mark(report->card, unit, (int32_t)i)->state == KP_MARK_SCORED)
            return true;
    return false;
}

/* Rows of a unit's block: one a node, and more where a node has many records. */
static size_t count_rows(const kp_report *report, int32_t unit) {
    const kp_evidence *evidence = report->evidence;
    if (!has_marks(report, unit))
        return 1;
    size_t rows = report->scheme->indicator_count;
    for (size_t i = evidence->first_finding[unit], count; i < evidence->first_finding[unit + 1]; i += count) {
        int32_t node = evidence->findings.items[i].indicator;
        kp_report_findings(report, unit, node, &count);
        if (node != 0)
            rows += rows_of_node(report, unit, node) - 1;
    }
    for (size_t i = evidence->first_log[unit], count; i < evidence->first_log[unit + 1]; i += count) {
        int32_t node = evidence->logs.items[i].indicator;
        kp_log_rows(evidence, unit, node, &count);
        rows += rows_of_node(report, unit, node) - 1;
    }
    return rows + rows_of_node(report, unit, 0) - 1;
}

void kp_report_plan_details(kp_report *report) {
    size_t units = report->evidence->units.count, used = HEAD_ROWS;
    report->detail_places = KP_NEW_ARRAY(report->arena, kp_detail_place, units);
    report->component_rows = KP_NEW_ARRAY(report->arena, uint32_t, units * report->component_count);
    report->detail_count = 1;
    for (size_t i = 0; i < units; i++) {
        int32_t unit = report->card->order[i];
        if (!is_shown(report, (size_t)unit))
            continue;
        size_t rows = count_rows(report, unit);
        if (used + rows > SHEET_ROWS && used > HEAD_ROWS) {
            report->detail_count++;
            used = HEAD_ROWS;
        }
        used += rows;
        report->detail_places[unit].sheet = (uint16_t)(report->detail_count - 1);
    }
    report->details = KP_NEW_ARRAY(report->arena, kp_report_sheet, report->detail_count);
}

size_t kp_report_detail_rows(const kp_report *report) {
    size_t rows = 0;
    for (size_t unit = 0; unit < report->evidence->units.count; unit++)
        rows += is_shown(report, unit) ? count_rows(report, (int32_t)unit) : 0;
    return rows;
}

const char *kp_report_total_cell(kp_report *report, int32_t unit) {
    const kp_detail_place *place = &report->detail_places[unit];
    return kp_report_cell(report->work, report->details[place->sheet].name, place->total, COL_MARK);
}

const char *kp_report_component_cell(kp_report *report, int32_t unit, size_t component) {
    uint32_t row = report->component_rows[(size_t)unit * report->component_count + component];
    return kp_report_cell(report->work, report->details[report->detail_places[unit].sheet].name, row, COL_MARK);
}

/* ---- Formulas ---- */

static const char *calc_cell(void *data, int32_t indicator) {
    const block *now = data;
    return kp_report_cell(now->report->work, NULL, now->rows[indicator], COL_CALC);
}

/* What stands in 计算值 of a node: its formula, NULL where it is written as a value, and the figure that it comes to. */
typedef struct figure {
    bool made;
    kp_val traced; /* how it was computed; expr NULL: it was not */
    const char *formula;
    kp_num stored;
} figure;

static const figure *figure_at(block *now, int32_t node);

static kp_num figure_of(void *data, const kp_expr *mark) { return figure_at(data, mark->indicator)->stored; }

/* Lines of children stand below their node's, so figures are made when they are asked for. */
static const figure *figure_at(block *now, int32_t node) {
    kp_report *report = now->report;
    kp_arena *arena = report->work;
    figure *made = &now->figures[node];
    if (made->made)
        return made;
    const kp_mark *mark = kp_scorecard_mark(report->card, now->unit, node);
    *made = (figure){.made = true, .stored = node == 0 ? report->card->units[now->unit].total : mark->value};
    if (mark->state == KP_MARK_SCORED)
        made->traced = kp_score_trace(arena, report->card, now->unit, node);
    if (made->traced.expr)
        made->formula = kp_formula_print(arena, made->traced.expr, calc_cell, now, FORMULA_MAX);
    if (made->formula)
        made->formula = kp_formula_steady(arena, made->traced.expr, made->formula, figure_of, now, &made->stored);
    return made;
}

static kp_report_style calc_style(bool inner, bool value, bool exact) {
    static const kp_report_style styles[2][2][2] = {{{STYLE_CALC, STYLE_CALC_EXACT}, {STYLE_CALC_VALUE, STYLE_CALC_VALUE_EXACT}},
                                                    {{STYLE_NODE_CALC, STYLE_NODE_CALC_EXACT}, {STYLE_NODE_CALC_VALUE, STYLE_NODE_CALC_VALUE_EXACT}}};
    return styles[inner][value][exact];
}

static void write_figures(block *now, int32_t node, bool inner) {
    kp_report *report = now->report;
    const kp_scheme *scheme = report->scheme;
    kp_arena *arena = report->work;
    const figure *made = figure_at(now, node);
    const kp_indicator *leaf = &scheme->indicators[node];
    bool exact = kp_num_equal(kp_num_round(arena, made->stored, KP_REPORT_CALC_DECIMALS, KP_HALF_UP), made->stored);
    kp_num value = node == 0 ? report->card->units[now->unit].total : kp_scorecard_mark(report->card, now->unit, node)->value;
    if (made->formula) {
        kp_report_formula(now->sheet, COL_CALC, made->formula, made->stored, calc_style(inner, false, exact));
    } else {
        report->values++;
        kp_report_number(now->sheet, COL_CALC, made->stored, calc_style(inner, true, exact));
    }
    if (node != 0 && kp_is_value_leaf(leaf)) { /* no mark: as it was typed, or by its own decimals */
        kp_report_formula_in(now->sheet, COL_MARK, calc_cell(now, node), made->stored, kp_report_value_format(report, node), STYLE_MARK);
        return;
    }
    kp_num printed = kp_mark_printed(arena, scheme, node, value);
    int decimals = kp_mark_decimals(scheme, node);
    if (kp_formula_safe(arena, value, decimals, scheme->rounding, NULL) &&
        kp_formula_rounds_to(arena, made->stored, decimals, scheme->rounding, printed)) {
        kp_report_style style = inner ? STYLE_NODE_MARK : STYLE_MARK;
        kp_report_formula_in(now->sheet, COL_MARK, kp_formula_round(arena, calc_cell(now, node), decimals, scheme->rounding), printed,
                             kp_report_mark_format(report, style, node), style);
    } else {
        kp_report_style style = inner ? STYLE_NODE_MARK_VALUE : STYLE_MARK_VALUE;
        report->values++;
        kp_report_number_in(now->sheet, COL_MARK, printed, kp_report_mark_format(report, style, node), style);
    }
}

/* ---- Words ---- */

static const char *rounding_words(kp_report *report) {
    const char *decimals = kp_format(report->work, "%d", (int)report->scheme->decimals);
    switch (report->scheme->rounding) {
    case KP_HALF_EVEN: return SAY_WITH(ROUNDED_EVEN, decimals);
    case KP_HALF_DOWN: return SAY_WITH(ROUNDED_HALF_DOWN, decimals);
    case KP_ROUND_DOWN: return SAY_WITH(CUT_OFF, decimals);
    case KP_ROUND_UP: return SAY_WITH(CARRIED, decimals);
    case KP_HALF_UP: break;
    }
    return SAY_WITH(ROUNDED_UP, decimals);
}

/* The expression with what lies deeper than `depth` as bare figures. */
static const kp_expr *flattened(kp_arena *arena, const kp_expr *expr, int depth) {
    kp_expr *copy = KP_NEW(arena, kp_expr);
    *copy = *expr;
    if (expr->count == 0)
        return copy;
    if (depth == 0) { /* a mark without a name is shown as a figure, rounded with "≈" where it must be */
        *copy = (kp_expr){.op = KP_CALC_MARK, .value = expr->value};
        return copy;
    }
    copy->args = KP_NEW_ARRAY(arena, const kp_expr *, expr->count);
    for (size_t i = 0; i < expr->count; i++)
        copy->args[i] = flattened(arena, expr->args[i], depth - 1);
    return copy;
}

/* How a leaf was scored, in as many steps as there is room for; the formula in 计算值 has them all. */
static const char *leaf_words(kp_report *report, int32_t node, const kp_expr *expr) {
    int decimals = kp_step_decimals(report->scheme, node);
    const char *words = kp_derivation_print(report->work, expr, report->scheme, decimals, report->lang);
    for (int depth = 8; depth > 0 && strlen(words) > DERIVATION_MAX; depth--)
        words = kp_derivation_print(report->work, flattened(report->work, expr, depth), NULL, decimals, report->lang);
    return words;
}

/* The requirements of a test with their figures, a line each. */
static const char *requirements_words(block *now, int32_t node) {
    kp_report *report = now->report;
    const kp_formulas_field *requirements = &report->scheme->indicators[node].requirements;
    kp_buffer lines = {.arena = report->work};
    for (size_t i = 0; i < requirements->pairs.count; i++) {
        const char *steps = kp_requirement_steps(report->work, report->card, now->unit, node, i, report->lang);
        kp_buffer_printf(&lines, "%s%s%s%s", i ? "\n" : "", kp_report_words(report, requirements->pairs.items[i].name), SAY(COLON),
                         *steps ? steps : kp_requirement_words(report->work, report->card, now->unit, node, i, report->lang));
    }
    return kp_buffer_text(&lines);
}

static const char *basis_words(block *now, int32_t node, const kp_val *traced) {
    kp_report *report = now->report;
    const kp_indicator *indicator = &report->scheme->indicators[node];
    if (kp_is_value_leaf(indicator) && indicator->method == KP_METHOD_TEST)
        return requirements_words(now, node);
    if (indicator->method != KP_METHOD_NONE)
        return leaf_words(report, node, traced->expr);
    const char *words = kp_derivation_print(report->work, traced->expr, report->scheme, kp_step_decimals(report->scheme, node), report->lang);
    if (strlen(words) > DERIVATION_SHORT)
        words = indicator->aggregate != KP_AGGREGATE_MEAN   ? kp_aggregate_words(report->work, indicator, report->lang)
                : indicator->combine == KP_COMBINE_WEIGHTED ? SAY(BY_WEIGHTS)
                                                            : SAY(BY_SUM);
    return node == 0 ? kp_report_join(report, words, rounding_words(report)) : words;
}

static const char *indented_title(kp_report *report, const kp_indicator *node) {
    kp_buffer buffer = {.arena = report->work};
    for (int32_t i = 1; i < node->depth; i++)
        kp_buffer_puts(&buffer, "　");
    kp_buffer_puts(&buffer, kp_report_words(report, node->title));
    return kp_buffer_text(&buffer);
}

const char *kp_report_gap_reason(const kp_report *report, int32_t unit, int32_t node) {
    const kp_evidence *evidence = report->evidence;
    for (size_t i = evidence->first_gap[unit]; i < evidence->first_gap[unit + 1]; i++) {
        int32_t at = evidence->gaps.items[i].indicator;
        if (at <= node && node < report->scheme->indicators[at].end)
            return evidence->gaps.items[i].reason;
    }
    return "";
}

/* What there is to say about the state of a mark. */
static const char *note_words(block *now, int32_t node, const kp_mark *mark) {
    kp_report *report = now->report;
    const char *note = "";
    const kp_indicator *indicator = &report->scheme->indicators[node];
    if (indicator->method == KP_METHOD_NONE && indicator->counted == KP_COUNTED_NO)
        return ""; /* values below, and nothing to add up */
    if (indicator->method == KP_METHOD_RANGE || indicator->method == KP_METHOD_TEST)
        note = kp_verdict_words(report->work, report->card, now->unit, node, report->lang);
    if (mark->state == KP_MARK_NOT_APPLICABLE || (mark->flags & KP_FLAG_BY_GAP_RULE)) {
        const char *reason = kp_report_gap_reason(report, now->unit, node);
        if (reason && *reason)
            note = SAY_WITH(GAP_FOR, kp_verbatim(report->work, reason));
        else if (mark->flags & KP_FLAG_TOO_LITTLE)
            note = kp_coverage_words(report->work, indicator, report->lang);
        else if (indicator->counted != KP_COUNTED_NO) /* what does not count may be left out without a word */
            note = SAY(GAP);
        if (mark->flags & KP_FLAG_BY_GAP_RULE)
            note = kp_report_join(report, note, kp_num_is_zero(mark->value) ? SAY(GAP_ZERO) : SAY(GAP_FULL));
    } else if (mark->state == KP_MARK_NOT_SCORED) {
        note = SAY(MARK_NOT_SCORED);
    }
    if (mark->flags & KP_FLAG_HELD_DOWN)
        note = kp_report_join(report, note, SAY(HELD_DOWN));
    if (node == 0)
        note = kp_report_join(report, note, kp_report_reason(report, now->unit));
    const char *lacking = mark->state == KP_MARK_SCORED ? kp_log_lacking(report->work, report->evidence, now->unit, node, report->lang) : NULL;
    return lacking ? kp_report_join(report, note, lacking) : note;
}

static const char *veto_words(kp_report *report, const kp_veto_event *event) {
    const char *title = kp_report_words(report, report->scheme->vetoes[event->veto].title);
    return kp_format(report->work, "%s%s%s %s %s", SAY(VETO), SAY(COLON), title, event->date, event->text);
}

static const char *record_words(kp_report *report, const records *all, size_t index) {
    if (index < all->findings)
        return kp_report_finding(report, &report->evidence->findings.items[all->first_finding + index]);
    index -= all->findings;
    if (index < all->logs)
        return kp_log_words(report->work, report->evidence, all->first_log + index, report->lang);
    return veto_words(report, &report->evidence->vetoes.items[all->first_veto + index - all->logs]);
}

/* The records that stand in row `row` of a node's rows, one a line, below `note`. */
static const char *records_cell(kp_report *report, const records *all, size_t row, const char *note) {
    size_t count = all->count, first = row * KP_REPORT_RECORDS_A_ROW;
    kp_buffer buffer = {.arena = report->work};
    kp_buffer_puts(&buffer, note);
    for (size_t i = first; i < all->shown && i < first + KP_REPORT_RECORDS_A_ROW; i++) {
        if (buffer.length)
            kp_buffer_puts(&buffer, "\n");
        if (count > 1)
            kp_buffer_printf(&buffer, "%zu. ", i + 1);
        kp_buffer_puts(&buffer, record_words(report, all, i));
    }
    if (first + KP_REPORT_RECORDS_A_ROW >= all->shown && all->shown < count)
        kp_buffer_printf(&buffer, "\n%s", SAY_WITH(MORE_RECORDS, kp_format(report->work, "%zu", count - all->shown)));
    return kp_buffer_text(&buffer);
}

/* ---- Rows ---- */

static void write_node(block *now, int32_t node, bool first_of_unit) {
    kp_report *report = now->report;
    kp_report_sheet *sheet = now->sheet;
    const kp_indicator *indicator = &report->scheme->indicators[node];
    const kp_mark *mark = kp_scorecard_mark(report->card, now->unit, node);
    bool inner = indicator->method == KP_METHOD_NONE || node == 0;
    const char *unit_name = report->evidence->units.items[now->unit].name;

    kp_report_text(sheet, COL_UNIT, unit_name, first_of_unit ? STYLE_TEXT_STRONG : inner ? STYLE_NODE_GREY : STYLE_TEXT_GREY);
    kp_report_text(sheet, COL_ID, indicator->id, inner ? STYLE_NODE_GREY : STYLE_TEXT_GREY);
    kp_report_text(sheet, COL_TITLE, node == 0 ? SAY(TOTAL) : indented_title(report, indicator), inner ? STYLE_NODE_TEXT : STYLE_TEXT);
    kp_report_text(sheet, COL_WEIGHT, kp_report_weight(report, node), inner ? STYLE_NODE_CENTER : STYLE_TEXT_CENTER);

    const kp_val traced = figure_at(now, node)->traced;
    kp_report_text(sheet, COL_BASIS, traced.expr ? basis_words(now, node, &traced) : "", inner ? STYLE_NODE_SMALL : STYLE_TEXT_SMALL);
    if (mark->state == KP_MARK_SCORED) {
        write_figures(now, node, inner);
    } else {
        const char *dash = mark->state == KP_MARK_NOT_APPLICABLE ? "—" : "";
        kp_report_text(sheet, COL_CALC, dash, inner ? STYLE_NODE_CALC : STYLE_CALC);
        kp_report_text(sheet, COL_MARK, dash, inner ? STYLE_NODE_MARK : STYLE_MARK);
    }
    kp_report_style small = inner ? STYLE_NODE_SMALL : STYLE_TEXT_SMALL;
    const records all = records_of(report, now->unit, node);
    kp_report_text(sheet, COL_RECORDS, records_cell(report, &all, 0, note_words(now, node, mark)), small);
    kp_report_row_end(sheet, 18);

    size_t rows = rows_of_records(all.shown);
    for (size_t row = 1; row < rows; row++) {
        kp_report_text(sheet, COL_UNIT, unit_name, inner ? STYLE_NODE_GREY : STYLE_TEXT_GREY);
        for (int column = COL_ID; column < COL_RECORDS; column++)
            kp_report_text(sheet, column, column == COL_TITLE ? SAY(CONTINUED) : "", inner ? STYLE_NODE_GREY : STYLE_TEXT_GREY);
        kp_report_text(sheet, COL_RECORDS, records_cell(report, &all, row, ""), small);
        kp_report_row_end(sheet, 18);
    }
}

static void write_unscored(kp_report *report, kp_report_sheet *sheet, int32_t unit) {
    kp_report_block_begin(sheet, false);
    kp_report_text(sheet, COL_UNIT, report->evidence->units.items[unit].name, STYLE_TEXT_STRONG);
    for (int column = COL_ID; column < COL_RECORDS; column++)
        kp_report_text(sheet, column, column == COL_TITLE ? SAY(TOTAL) : column == COL_CALC || column == COL_MARK ? "—" : "", STYLE_TEXT_CENTER);
    kp_report_text(sheet, COL_RECORDS, kp_report_reason(report, unit), STYLE_TEXT_SMALL);
    kp_report_row_end(sheet, 18);
}

/* The place in the order of printing: children first to last, the total at the foot. */
static int32_t node_at(const kp_report *report, size_t position) {
    return position + 1 < report->scheme->indicator_count ? (int32_t)position + 1 : 0;
}

static void write_unit(kp_report *report, size_t index) {
    int32_t unit = report->card->order[index];
    size_t nodes = report->scheme->indicator_count;
    if (!is_shown(report, (size_t)unit))
        return;
    kp_detail_place *place = &report->detail_places[unit];
    if (!has_marks(report, unit)) {
        write_unscored(report, &report->details[place->sheet], unit);
        return;
    }
    block now = {report, &report->details[place->sheet], unit, KP_NEW_ARRAY(report->work, uint32_t, nodes),
                 KP_NEW_ARRAY(report->work, figure, nodes)};
    uint32_t row = now.sheet->row;
    size_t shown = kp_scheme_is_calculation(report->scheme) ? nodes - 1 : nodes; /* it has no total */
    for (size_t i = 0; i < shown; i++) {
        int32_t node = node_at(report, i);
        now.rows[node] = row;
        row += (uint32_t)rows_of_node(report, unit, node);
    }
    place->total = now.rows[0];
    for (size_t i = 0; i < report->component_count; i++)
        report->component_rows[(size_t)unit * report->component_count + i] = now.rows[report->components[i]];
    if (shown == nodes) /* values are few, and each row names its unit: they follow each other without half-empty pages */
        kp_report_block_begin(now.sheet, false);
    for (size_t i = 0; i < shown; i++)
        write_node(&now, node_at(report, i), i == 0);
}

static void write_head(kp_report *report, kp_report_sheet *sheet) {
    static const double widths[COL_COUNT] = {16, 9, 27, 10, 33, 11, 9, 40};
    bool calculation = kp_scheme_is_calculation(report->scheme);
    const char *heads[COL_COUNT] = {
        kp_report_words(report, report->scheme->subject), SAY(CODE),   SAY(INDICATOR), SAY(FULL_OR_WEIGHT), SAY(BASIS), SAY(CALCULATED),
        calculation ? SAY(VALUES) : SAY(SCORE),           SAY(RECORDS)};
    for (int i = 0; i < COL_COUNT; i++) { /* money needs more room than marks */
        double width = widths[i] + ((i == COL_CALC || i == COL_MARK) && kp_report_has_values(report->scheme) ? 6 : 0);
        double need = i == COL_MARK ? report->figure_width + 2 : i == COL_CALC ? report->whole_width + KP_REPORT_CALC_DECIMALS + 2.5 : 0;
        kp_report_column(sheet, need > width ? need : width);
    }
    kp_report_title(sheet,
                    kp_report_title_and(report,
                                        SAY_WITH(TITLE_OF, kp_report_words(report, report->scheme->title),
                                                 kp_period_title(report->work, report->evidence->period, report->lang)),
                                        calculation ? SAY(TITLE_DETAIL_VALUES) : SAY(TITLE_DETAIL)),
                    calculation ? SAY(DETAIL_NOTE_VALUES) : SAY(DETAIL_NOTE));
    kp_report_heads(sheet, heads, COL_COUNT);
}

void kp_report_write_details(kp_report *report) {
    for (size_t i = 0; i < report->detail_count; i++) {
        kp_report_blocks_reserve(&report->details[i], report->evidence->units.count);
        write_head(report, &report->details[i]);
    }
    kp_report_each(report, report->evidence->units.count, write_unit);
    for (size_t i = 0; i < report->detail_count; i++) {
        kp_report_sheet *sheet = &report->details[i];
        if (sheet->worksheet && sheet->row > HEAD_ROWS && report->error == LXW_NO_ERROR)
            report->error = worksheet_autofilter(sheet->worksheet, HEAD_ROWS - 1, 0, sheet->row - 1, COL_COUNT - 1);
        kp_report_sheet_close(sheet);
    }
}
