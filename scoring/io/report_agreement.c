/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_agreement.c - the sheet 评价一致性: panels of evaluators, each with how far they agree and who marks high or low. */
#include "report_agreement.h"

#include <math.h>

#define EVALUATORS_SHOWN 50 /* of a panel: as many from either end as make this */
#define LABEL_LAST       1
#define PARTS_TENDING    10 /* column of the items' table, to the last */

enum { COL_NUMBER, COL_NAME, COL_UNITS, COL_MEAN, COL_OTHERS, COL_SD, COL_Z, COL_T, COL_DF, COL_P, COL_ADJUSTED, COL_VERDICT };

static const char *counted(kp_report *report, size_t count) { return kp_format(report->work, "%zu", count); }

void kp_agreement_heading(kp_report_sheet *sheet, const char *text, kp_report_style style) {
    kp_report_merged(sheet, 0, KP_AGREEMENT_COLUMNS - 1, text, style);
    kp_report_row_end(sheet, style == STYLE_SECTION ? 26 : 20);
}

void kp_agreement_line(kp_report_sheet *sheet, const char *label, const char *text) {
    kp_report_merged(sheet, 0, LABEL_LAST, label, STYLE_TEXT_STRONG);
    kp_report_merged(sheet, LABEL_LAST + 1, KP_AGREEMENT_COLUMNS - 1, text, STYLE_TEXT);
    kp_report_row_end(sheet, 20);
}

void kp_agreement_heads(kp_report_sheet *sheet, const char *const heads[KP_AGREEMENT_COLUMNS]) {
    for (int i = 0; i < KP_AGREEMENT_COLUMNS; i++)
        if (heads[i])
            kp_report_text(sheet, i, heads[i], STYLE_HEAD);
    kp_report_row_end(sheet, 26);
}

const char *kp_agreement_figure(kp_report *report, double value, int digits, bool sign) {
    if (!isfinite(value))
        return "—";
    double least = 0.5 * pow(10, -digits);
    return kp_format(report->work, sign ? "%+.*f" : "%.*f", digits, fabs(value) < least ? 0 : value); /* never -0.00 */
}

const char *kp_agreement_p(kp_report *report, double p) {
    return isnan(p) ? "p —" : p < 0.0001 ? "p < 0.0001" : kp_format(report->work, "p = %.4f", p);
}

/* ---- how far they agree ---- */

/* "0.21～0.83（差～好）": an interval and what it means. */
static const char *interval_words(kp_report *report, const kp_icc *icc) {
    if (!isfinite(icc->lower) || !isfinite(icc->upper))
        return SAY(AGREEMENT_UNTOLD);
    const char *ends =
        SAY_WITH(AGREEMENT_RANGE, kp_agreement_figure(report, icc->lower, 3, false), kp_agreement_figure(report, icc->upper, 3, false));
    const char *low = kp_report_words(report, kp_icc_words(icc->lower)), *high = kp_report_words(report, kp_icc_words(icc->upper));
    const char *meaning = low == high || kp_icc_words(icc->lower) == kp_icc_words(icc->upper) ? low : SAY_WITH(AGREEMENT_RANGE, low, high);
    return kp_report_join(report, ends, meaning);
}

static const char *icc_words(kp_report *report, const kp_icc *icc, const char *name, const char *of) {
    const char *label = kp_format(report->work, "%s %s", of, name);
    return SAY_WITH(AGREEMENT_ICC, label, kp_agreement_figure(report, icc->value, 3, false), kp_verbatim(report->work, interval_words(report, icc)));
}

static bool is_complete(const kp_panel_agreement *panel) {
    return panel->block_units == panel->units && panel->block_evaluators == panel->evaluator_count;
}

static const char *block_words(kp_report *report, const kp_panel_agreement *panel) {
    return is_complete(panel) ? "" : SAY_WITH(AGREEMENT_BLOCK, counted(report, panel->block_units), counted(report, panel->block_evaluators));
}

static const char *no_block_words(kp_report *report, kp_agreement_fault fault) {
    return fault == KP_AGREEMENT_NO_VARIANCE ? SAY(AGREEMENT_NO_VARIANCE) : SAY_WITH(AGREEMENT_NO_BLOCK, counted(report, KP_AGREEMENT_LEAST));
}

static void write_order(kp_report_sheet *sheet, const kp_panel_agreement *panel) {
    kp_report *report = sheet->report;
    const kp_concordance *w = &panel->w;
    if (w->fault) {
        kp_agreement_line(sheet, SAY(AGREEMENT_ORDER), no_block_words(report, w->fault));
        return;
    }
    const char *test = SAY_WITH(AGREEMENT_DF_P, kp_agreement_figure(report, w->df, 0, false), kp_agreement_p(report, w->p));
    const char *words = SAY_WITH(AGREEMENT_W, kp_agreement_figure(report, w->w, 3, false), kp_agreement_figure(report, w->chi_square, 2, false),
                                 kp_verbatim(report->work, test));
    words = kp_report_join(report, words, w->p > KP_AGREEMENT_LEVEL ? SAY(AGREEMENT_CHANCE) : kp_report_words(report, kp_w_words(w->w)));
    kp_agreement_line(sheet, SAY(AGREEMENT_ORDER), kp_report_join(report, words, block_words(report, panel)));
}

static void write_icc(kp_report_sheet *sheet, const kp_panel_agreement *panel) {
    kp_report *report = sheet->report;
    if (panel->icc.fault) {
        kp_agreement_line(sheet, SAY(AGREEMENT_MARKS), no_block_words(report, panel->icc.fault));
    } else {
        const char *words = icc_words(report, &panel->icc.of[KP_ICC_2_1], "ICC(2,1)", SAY(AGREEMENT_ONE));
        words = kp_report_join(report, words, icc_words(report, &panel->icc.of[KP_ICC_2_K], "ICC(2,k)", SAY(AGREEMENT_MEAN)));
        kp_agreement_line(sheet, SAY(AGREEMENT_MARKS), kp_report_join(report, words, block_words(report, panel)));
    }
    if (is_complete(panel))
        return;
    const char *words =
        panel->one_way.fault == KP_AGREEMENT_NO_VARIANCE ? SAY(AGREEMENT_NO_VARIANCE) : SAY_WITH(AGREEMENT_FEW, counted(report, KP_AGREEMENT_LEAST));
    if (!panel->one_way.fault) {
        words = icc_words(report, &panel->one_way.of[KP_ICC_1_1], "ICC(1,1)", SAY(AGREEMENT_ONE));
        words = kp_report_join(report, words, icc_words(report, &panel->one_way.of[KP_ICC_1_K], "ICC(1,k)", SAY(AGREEMENT_MEAN)));
    }
    kp_agreement_line(sheet, SAY(AGREEMENT_ONE_WAY), words);
}

/* ---- who marks high or low ---- */

static void write_evaluator(kp_report_sheet *sheet, const kp_panel_agreement *panel, size_t index) {
    kp_report *report = sheet->report;
    const kp_evaluator *evaluator = &panel->evaluators[index];
    const kp_leniency *l = &evaluator->leniency;
    bool known = isfinite(l->deviation);
    const char *verdict = !known            ? SAY_WITH(AGREEMENT_TOO_FEW, counted(report, panel->least_units))
                          : l->tendency > 0 ? SAY(AGREEMENT_HIGH)
                          : l->tendency < 0 ? SAY(AGREEMENT_LOW)
                                            : SAY(AGREEMENT_NEITHER);
    kp_report_count(sheet, COL_NUMBER, (int64_t)index + 1, STYLE_WHOLE);
    kp_report_text(sheet, COL_NAME, report->evidence->evaluators.items[evaluator->evaluator], STYLE_TEXT);
    kp_report_count(sheet, COL_UNITS, (int64_t)l->units, STYLE_WHOLE);
    kp_report_real(sheet, COL_MEAN, l->deviation, STYLE_POINTS_STRONG);
    kp_report_real(sheet, COL_OTHERS, l->against_others, STYLE_POINTS);
    kp_report_real(sheet, COL_SD, l->sd, STYLE_POINTS);
    kp_report_real(sheet, COL_Z, l->z, STYLE_POINTS);
    kp_report_real(sheet, COL_T, l->t, STYLE_POINTS);
    kp_report_real(sheet, COL_DF, l->df, STYLE_WHOLE);
    kp_report_real(sheet, COL_P, l->p, STYLE_PROBABILITY);
    kp_report_real(sheet, COL_ADJUSTED, l->adjusted, STYLE_PROBABILITY);
    kp_report_text(sheet, COL_VERDICT, verdict, l->tendency ? STYLE_CENTER_STRONG : STYLE_TEXT_CENTER);
    kp_report_row_end(sheet, 16);
}

static void write_evaluators(kp_report_sheet *sheet, const kp_panel_agreement *panel) {
    kp_report *report = sheet->report;
    size_t count = panel->evaluator_count, top = count, bottom = count;
    const char *const heads[KP_AGREEMENT_COLUMNS] = {SAY(NUMBER),
                                                     SAY(AGREEMENT_EVALUATOR),
                                                     SAY(AGREEMENT_SHARED),
                                                     SAY(AGREEMENT_DEVIATION),
                                                     SAY(AGREEMENT_OTHERS),
                                                     SAY(AGREEMENT_SD),
                                                     "z",
                                                     "t",
                                                     SAY(AGREEMENT_DF),
                                                     "p",
                                                     SAY(AGREEMENT_ADJUSTED),
                                                     SAY(AGREEMENT_VERDICT)};
    if (count < KP_AGREEMENT_LEAST)
        return;
    if (count > EVALUATORS_SHOWN) {
        top = EVALUATORS_SHOWN / 2;
        for (bottom = count; bottom > top && !isfinite(panel->evaluators[bottom - 1].leniency.deviation);)
            bottom--;
        bottom = bottom > top + EVALUATORS_SHOWN / 2 ? bottom - EVALUATORS_SHOWN / 2 : top;
        count = bottom + EVALUATORS_SHOWN / 2 < count ? bottom + EVALUATORS_SHOWN / 2 : count;
    }
    kp_report_row_end(sheet, 8);
    kp_report_block_begin(sheet, false);
    kp_agreement_heading(sheet, SAY(AGREEMENT_EVALUATORS), STYLE_NODE_TEXT);
    kp_agreement_heads(sheet, heads);
    for (size_t i = 0; i < top; i++)
        write_evaluator(sheet, panel, i);
    for (size_t i = bottom; i < count; i++)
        write_evaluator(sheet, panel, i);
    size_t left_out = panel->evaluator_count - top - (count > bottom ? count - bottom : 0);
    if (left_out)
        kp_agreement_heading(sheet, SAY_WITH(AGREEMENT_LEFT_OUT, counted(report, left_out)), STYLE_TEXT_GREY);
}

/* ---- the items of a whole ---- */

static const char *tending_words(kp_report *report, const void *data, size_t index) {
    const kp_panel_agreement *panel = data;
    for (size_t i = 0, seen = 0; i < panel->evaluator_count; i++) {
        const kp_leniency *l = &panel->evaluators[i].leniency;
        if (!l->tendency || seen++ != index)
            continue;
        const char *difference = kp_agreement_figure(report, l->against_others, 2, true);
        return SAY_WITH(AGREEMENT_TENDS, kp_verbatim(report->work, report->evidence->evaluators.items[panel->evaluators[i].evaluator]),
                        l->tendency > 0 ? SAY(AGREEMENT_HIGH) : SAY(AGREEMENT_LOW), difference);
    }
    return "";
}

static void write_part(kp_report_sheet *sheet, const kp_panel_agreement *panel, size_t number) {
    kp_report *report = sheet->report;
    bool block = !panel->icc.fault;
    const kp_icc *icc = block ? &panel->icc.of[KP_ICC_2_1] : &panel->one_way.of[KP_ICC_1_1];
    size_t tending = 0;
    for (size_t i = 0; i < panel->evaluator_count; i++)
        tending += panel->evaluators[i].leniency.tendency != 0;
    kp_report_count(sheet, 0, (int64_t)number, STYLE_WHOLE);
    kp_report_text(sheet, 1, kp_report_words(report, report->scheme->indicators[panel->indicator].title), STYLE_TEXT);
    kp_report_text(sheet, 2, kp_format(report->work, "%zu × %zu", panel->units, panel->evaluator_count), STYLE_TEXT_CENTER);
    kp_report_real(sheet, 3, panel->w.w, STYLE_PROBABILITY);
    kp_report_real(sheet, 4, panel->w.chi_square, STYLE_POINTS);
    kp_report_real(sheet, 5, panel->w.p, STYLE_PROBABILITY);
    kp_report_text(sheet, 6, block ? "ICC(2,1)" : isfinite(icc->value) ? "ICC(1,1)" : "—", STYLE_TEXT_CENTER);
    kp_report_real(sheet, 7, icc->value, STYLE_PROBABILITY);
    kp_report_real(sheet, 8, icc->lower, STYLE_PROBABILITY);
    kp_report_real(sheet, 9, icc->upper, STYLE_PROBABILITY);
    kp_report_merged(sheet, PARTS_TENDING, KP_AGREEMENT_COLUMNS - 1, kp_report_join_first(report, tending, tending_words, panel), STYLE_TEXT_SMALL);
    kp_report_row_end(sheet, 16);
}

static void write_parts(kp_report_sheet *sheet, const kp_panel_agreement parts[], size_t count) {
    kp_report *report = sheet->report;
    const char *const heads[KP_AGREEMENT_COLUMNS] = {SAY(NUMBER),
                                                     SAY(AGREEMENT_ITEM),
                                                     SAY(AGREEMENT_COUNTS),
                                                     "W",
                                                     "χ²",
                                                     "p",
                                                     SAY(AGREEMENT_ICC_KIND),
                                                     SAY(AGREEMENT_ICC_OF_ONE),
                                                     SAY(AGREEMENT_ICC_LOWER),
                                                     SAY(AGREEMENT_ICC_UPPER)};
    kp_report_row_end(sheet, 8);
    kp_report_block_begin(sheet, false);
    kp_agreement_heading(sheet, SAY(AGREEMENT_PARTS), STYLE_NODE_TEXT);
    kp_report_merged(sheet, PARTS_TENDING, KP_AGREEMENT_COLUMNS - 1, SAY(AGREEMENT_TENDING), STYLE_HEAD);
    kp_agreement_heads(sheet, heads);
    for (size_t i = 0; i < count; i++)
        write_part(sheet, &parts[i], i + 1);
}

/* ---- the sheet ---- */

static void write_panel(kp_report_sheet *sheet, const kp_panel_agreement *panel) {
    kp_report *report = sheet->report;
    const kp_indicator *node = &report->scheme->indicators[panel->indicator];
    kp_report_block_begin(sheet, false);
    const char *full = kp_format(report->work, "%.10g", panel->full);
    const char *scale = panel->whole ? SAY_WITH(AGREEMENT_WHOLE, full) : SAY_WITH(AGREEMENT_SCALE, full);
    kp_agreement_heading(sheet, kp_format(report->work, "%s%s%s", kp_report_words(report, node->title), SAY(GAP_WIDE), scale), STYLE_SECTION);
    kp_agreement_line(
        sheet, SAY(AGREEMENT_DATA),
        SAY_WITH(AGREEMENT_DATA_ARE, counted(report, panel->units), counted(report, panel->evaluator_count), counted(report, panel->marks)));
    write_order(sheet, panel);
    write_icc(sheet, panel);
    write_evaluators(sheet, panel);
}

void kp_report_write_agreement(kp_report *report) {
    static const double widths[KP_AGREEMENT_COLUMNS] = {6, 0, 10, 11, 11, 10, 10, 10, 10, 10, 10, 18};
    kp_report_sheet *sheet = &report->agreement_sheet;
    const kp_agreement *found = report->agreement;
    for (int i = 0; i < KP_AGREEMENT_COLUMNS; i++) {
        if (i == COL_NAME)
            kp_report_column_for(sheet, report->name_width, 20, 30);
        else
            kp_report_column(sheet, widths[i]);
    }
    kp_report_title(sheet, kp_report_title_of(report, SAY(TITLE_AGREEMENT)), kp_report_subtitle(report));
    kp_report_blocks_reserve(sheet, KP_REPORT_MAX_BREAKS + 1);
    kp_report_block_begin(sheet, false);
    const char *note = SAY(AGREEMENT_NOTE);
    kp_agreement_heading(sheet, found->panel_count ? kp_format(report->work, "%s\n%s", note, SAY(AGREEMENT_SCALES)) : note, STYLE_NOTE);
    for (size_t i = 0, end; i < found->panel_count; i = end) {
        write_panel(sheet, &found->panels[i]);
        for (end = i + 1; end < found->panel_count && found->panels[end].part; end++)
            ;
        if (end > i + 1)
            write_parts(sheet, &found->panels[i + 1], end - i - 1);
    }
    for (size_t i = 0; i < found->check_count; i++)
        kp_agreement_write_check(sheet, &found->checks[i]);
    kp_report_sheet_close(sheet);
}
