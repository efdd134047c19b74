/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_combined.c - the sheet 汇总单位: firms over their projects by rank, and below them every project with its weight and score, from which the mean is a live formula
 * where the scheme decides on printed scores.
 */
#include "report_private.h"

enum { COL_RANK, COL_NAME, COL_UNITS, COL_COUNTED, COL_WEIGHT, COL_SCORE, COLUMN_COUNT };
enum { COL_OF = 0, COL_UNIT = 1, COL_UNIT_WEIGHT = 4, COL_UNIT_SCORE = 5 };

#define ROWS_BETWEEN 2 /* an empty row and a head, before the projects */

static const char *weight_words(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    if (scheme->combine_weight_node > 0)
        return kp_report_words(report, scheme->indicators[scheme->combine_weight_node].title);
    return *scheme->combine_weight ? kp_report_words(report, scheme->combine_weight) : SAY(COMBINED_COUNT);
}

/* The mean over the rows of its projects, `first` to `last`, rounded as scores are. */
static void write_mean(kp_report *report, const kp_combined *of, uint32_t first, uint32_t last) {
    kp_report_sheet *sheet = &report->combined;
    kp_arena *arena = report->work;
    const kp_scheme *scheme = report->scheme;
    const char *weights = kp_report_range(arena, NULL, first, last, COL_UNIT_WEIGHT),
               *scores = kp_report_range(arena, NULL, first, last, COL_UNIT_SCORE);
    const char *mean = kp_format(arena, "SUMPRODUCT(%s,%s)/SUM(%s)", weights, scores, weights);
    if (scheme->decide_on == KP_DECIDE_ON_PRINTED && kp_formula_safe(arena, of->score, scheme->decimals, scheme->rounding, NULL)) {
        kp_report_formula(sheet, COL_SCORE, kp_formula_round(arena, mean, scheme->decimals, scheme->rounding), of->printed, STYLE_MARK_STRONG);
    } else {
        report->values++;
        kp_report_number(sheet, COL_SCORE, of->printed, STYLE_MARK_STRONG);
    }
}

/* The projects whose scores count, firm by firm, each firm's in the order of their ranks. */
struct combined_rows {
    size_t *first; /* of each firm, in `units`; one more: the end */
    int32_t *units;
};

static int32_t firm_of(const kp_scorecard *card, int32_t unit) { return kp_num_sign(card->combined_weight[unit]) > 0 ? card->combined_of[unit] : -1; }

static struct combined_rows sort_units(kp_arena *arena, const kp_scorecard *card) {
    size_t firms = card->combined.count, *next = KP_NEW_ARRAY(arena, size_t, firms);
    struct combined_rows rows = {KP_NEW_ARRAY(arena, size_t, firms + 1), KP_NEW_ARRAY(arena, int32_t, card->ranked_count)};
    for (size_t i = 0; i < card->ranked_count; i++)
        if (firm_of(card, card->order[i]) >= 0)
            rows.first[firm_of(card, card->order[i]) + 1]++;
    for (size_t firm = 0; firm < firms; firm++) {
        rows.first[firm + 1] += rows.first[firm];
        next[firm] = rows.first[firm];
    }
    for (size_t i = 0; i < card->ranked_count; i++)
        if (firm_of(card, card->order[i]) >= 0)
            rows.units[next[firm_of(card, card->order[i])]++] = card->order[i];
    return rows;
}

/* The row of the first project, from 0: those of one firm stand together, the firms in their order. */
static uint32_t first_row_of(const kp_report *report, size_t index, uint32_t head) {
    return head + (uint32_t)report->card->combined.count + ROWS_BETWEEN + (uint32_t)report->combined_rows->first[index];
}

static void write_firm(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->combined;
    const kp_combined *of = &report->card->combined.items[index];
    uint32_t first = first_row_of(report, index, sheet->row - (uint32_t)index);
    if (of->rank)
        kp_report_count(sheet, COL_RANK, of->rank, STYLE_WHOLE_STRONG);
    else
        kp_report_text(sheet, COL_RANK, "—", STYLE_TEXT_CENTER);
    kp_report_text(sheet, COL_NAME, of->name, STYLE_TEXT);
    kp_report_count(sheet, COL_UNITS, (int64_t)of->units, STYLE_WHOLE);
    kp_report_count(sheet, COL_COUNTED, (int64_t)of->counted, STYLE_WHOLE);
    kp_report_number(sheet, COL_WEIGHT, of->weight, STYLE_STAT_TEXT);
    if (of->scored)
        write_mean(report, of, first, first + (uint32_t)of->counted - 1);
    else
        kp_report_text(sheet, COL_SCORE, "—", STYLE_TEXT_CENTER);
    kp_report_row_end(sheet, 20);
}

static void write_unit(kp_report *report, size_t firm, int32_t unit) {
    kp_report_sheet *sheet = &report->combined;
    kp_report_text(sheet, COL_OF, "", STYLE_TEXT);
    kp_report_merged(sheet, COL_UNIT, COL_UNIT_WEIGHT - 1,
                     kp_format(report->work, "%s · %s", report->card->combined.items[firm].name, report->evidence->units.items[unit].name),
                     STYLE_TEXT);
    kp_report_number(sheet, COL_UNIT_WEIGHT, report->card->combined_weight[unit], STYLE_STAT_TEXT);
    kp_report_formula(sheet, COL_UNIT_SCORE, kp_report_total_cell(report, unit), report->card->units[unit].printed, STYLE_MARK);
    kp_report_row_end(sheet, 18);
}

static void write_units(kp_report *report, size_t firm) {
    for (size_t i = report->combined_rows->first[firm]; i < report->combined_rows->first[firm + 1]; i++)
        write_unit(report, firm, report->combined_rows->units[i]);
}

void kp_report_write_combined(kp_report *report) {
    static const double widths[COLUMN_COUNT] = {8, 34, 11, 11, 14, 14};
    kp_report_sheet *sheet = &report->combined;
    for (int i = 0; i < COLUMN_COUNT; i++)
        kp_report_column(sheet, widths[i]);
    kp_report_title(sheet, kp_report_title_of(report, SAY_WITH(TITLE_COMBINED, kp_report_words(report, report->scheme->combine_by))),
                    kp_report_subtitle(report));
    const char *const heads[COLUMN_COUNT] = {
        SAY(RANK),          kp_report_words(report, report->scheme->combine_by), SAY(COMBINED_UNITS), SAY(COMBINED_COUNTED), weight_words(report),
        SAY(COMBINED_SCORE)};
    kp_report_heads(sheet, heads, COLUMN_COUNT);
    const struct combined_rows rows = sort_units(report->work, report->card);
    report->combined_rows = &rows;
    kp_report_each(report, report->card->combined.count, write_firm);
    kp_report_row_end(sheet, 12);
    kp_report_text(sheet, COL_OF, "", STYLE_HEAD);
    kp_report_merged(sheet, COL_UNIT, COL_UNIT_WEIGHT - 1, kp_report_words(report, report->scheme->subject), STYLE_HEAD);
    kp_report_text(sheet, COL_UNIT_WEIGHT, weight_words(report), STYLE_HEAD);
    kp_report_text(sheet, COL_UNIT_SCORE, SAY(SCORE), STYLE_HEAD);
    kp_report_row_end(sheet, 20);
    kp_report_each(report, report->card->combined.count, write_units);
    report->combined_rows = NULL;
    kp_report_sheet_close(sheet);
}
