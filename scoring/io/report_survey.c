/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_survey.c - the sheet 满意度: a part for each satisfaction leaf, and what was found about the answers. */
#include "report_survey.h"

#include <math.h>

#include "kaoping/interval.h"

#define OPTIONS_SHOWN (KP_SURVEY_COLUMNS - KP_SURVEY_DEGREE - 1) /* one column is kept for the rest */

void kp_survey_heading(kp_report_sheet *sheet, const char *text, kp_report_style style) {
    kp_report_merged(sheet, 0, KP_SURVEY_COLUMNS - 1, text, style);
    kp_report_row_end(sheet, style == STYLE_SECTION ? 26 : 20);
}

/* ---- A leaf as it is shown ---- */

static void order_units(kp_report *report, kp_survey_shown *shown) {
    const kp_survey_leaf *leaf = shown->of;
    size_t count = report->evidence->units.count;
    bool *placed = KP_NEW_ARRAY(report->arena, bool, count);
    shown->units = KP_NEW_ARRAY(report->arena, int32_t, count);
    shown->ranks = KP_NEW_ARRAY(report->arena, int32_t, leaf->standing_count);
    shown->unit_count = 0;
    for (size_t i = 0; i < leaf->standing_count; i++) {
        int32_t unit = leaf->standings[i].unit;
        shown->units[shown->unit_count++] = unit;
        placed[unit] = true;
        bool tied = i > 0 && kp_num_equal(kp_analysis_figure(report->analysis, shown->leaf, unit, -1)->degree,
                                          kp_analysis_figure(report->analysis, shown->leaf, leaf->standings[i - 1].unit, -1)->degree);
        shown->ranks[i] = tied ? shown->ranks[i - 1] : (int32_t)i + 1;
    }
    for (int known = 1; known >= 0; known--)
        for (size_t unit = 0; unit < count; unit++)
            if (!placed[unit] && kp_analysis_figure(report->analysis, shown->leaf, (int32_t)unit, -1)->known == (known == 1))
                shown->units[shown->unit_count++] = (int32_t)unit;
}

/* The same axis for all charts of a leaf, as far as its intervals reach, in tens. */
static void measure_axis(kp_report *report, kp_survey_shown *shown) {
    double least = 100, most = 0;
    for (size_t i = 0; i < shown->of->standing_count; i++) {
        const kp_survey_figure *figure = kp_analysis_figure(report->analysis, shown->leaf, shown->of->standings[i].unit, -1);
        double degree = kp_num_to_double(figure->degree);
        least = fmin(least, fmin(degree, figure->degree_interval.lower)); /* fmin() leaves out what is no number */
        most = fmax(most, fmax(degree, figure->degree_interval.upper));
    }
    shown->axis_least = fmax(0, floor(least / 10) * 10);
    shown->axis_most = fmin(100, ceil(most / 10) * 10);
    if (shown->axis_most - shown->axis_least < 10)
        shown->axis_least = fmax(0, shown->axis_most - 10);
    if (shown->axis_most - shown->axis_least < 10)
        shown->axis_most = shown->axis_least + 10;
}

static kp_survey_shown look_at_leaf(kp_report *report, size_t leaf) {
    const kp_survey_leaf *of = &report->analysis->leaves[leaf];
    kp_survey_shown shown = {.leaf = leaf, .of = of, .node = &report->scheme->indicators[of->indicator]};
    order_units(report, &shown);
    measure_axis(report, &shown);
    size_t options = shown.node->options.count;
    shown.options = options <= OPTIONS_SHOWN ? options : OPTIONS_SHOWN;
    shown.options_merged = options - shown.options;
    return shown;
}

/* ---- The sheet ---- */

/* Of the units and the questions. */
static double widest_name(kp_report *report) {
    double widest = report->name_width;
    for (size_t leaf = 0; leaf < report->analysis->leaf_count; leaf++) {
        const kp_pairs *questions = &report->scheme->indicators[report->analysis->leaves[leaf].indicator].questions;
        for (size_t i = 0; i < questions->count; i++)
            widest = fmax(widest, kp_report_text_width(kp_report_words(report, questions->items[i].name), report->lang,
                                                       kp_report_style_size(STYLE_TEXT), 1e9, NULL));
    }
    return widest;
}

void kp_survey_begin(kp_report_sheet *sheet, const char *title) {
    static const double widths[KP_SURVEY_COLUMNS] = {[KP_SURVEY_RANK] = 6, [KP_SURVEY_RANGE] = 8.5, [KP_SURVEY_NEXT] = 10, [KP_SURVEY_REMARKS] = 20};
    kp_report *report = sheet->report;
    for (int i = 0; i < KP_SURVEY_COLUMNS; i++) {
        if (i == KP_SURVEY_NAME)
            kp_report_column_for(sheet, widest_name(report), 18, 30);
        else
            kp_report_column(sheet, widths[i] > 0 ? widths[i] : 8.5);
    }
    kp_report_title(sheet, title, kp_report_subtitle(report));
}

static void write_leaf(kp_report_sheet *sheet, size_t leaf) {
    kp_report *report = sheet->report;
    kp_survey_shown shown = look_at_leaf(report, leaf);
    kp_report_block_begin(sheet, leaf > 0);
    const char *title = kp_report_words(report, shown.node->title);
    kp_survey_heading(sheet, kp_format(report->work, "%s%s%s", title, SAY(GAP_WIDE), kp_report_weight(report, shown.of->indicator)), STYLE_SECTION);
    kp_survey_write_tables(sheet, &shown);
}

/* What is found changes no score, which is said. */
static const char *quality_note(kp_report *report) {
    return SAY_WITH(SURVEY_QUALITY_NOTE, report->scheme->discard_forms != KP_DISCARD_NONE ? SAY(SURVEY_QUALITY_UNLESS) : "");
}

static void write_quality(kp_report_sheet *sheet) {
    kp_report *report = sheet->report;
    kp_report_block_begin(sheet, true);
    kp_survey_heading(sheet, SAY(SURVEY_QUALITY), STYLE_SECTION);
    kp_survey_heading(sheet, quality_note(report), STYLE_NOTE);
    kp_survey_write_quality(sheet);
}

const char *kp_report_title_of(kp_report *report, const char *of) {
    const char *name = kp_report_words(report, report->scheme->title);
    if (kp_period_is_known(report->evidence->period))
        name = SAY_WITH(TITLE_OF, name, kp_period_title(report->work, report->evidence->period, report->lang));
    return kp_report_title_and(report, name, of);
}

void kp_report_write_survey(kp_report *report) {
    kp_report_sheet *sheet = &report->survey;
    kp_survey_begin(sheet, kp_report_title_of(report, SAY(TITLE_SURVEY)));
    kp_report_blocks_reserve(sheet, KP_REPORT_MAX_BREAKS + 1);
    for (size_t leaf = 0; leaf < report->analysis->leaf_count; leaf++)
        write_leaf(sheet, leaf);
    if (report->soundness && !report->survey_only)
        write_quality(sheet);
    kp_report_sheet_close(sheet);
    kp_report_print_area(sheet, KP_SURVEY_COLUMNS);
}

void kp_report_write_survey_quality(kp_report *report) {
    kp_report_sheet *sheet = &report->quality;
    kp_survey_begin(sheet, kp_report_title_of(report, SAY(TITLE_SURVEY_QUALITY)));
    kp_report_blocks_reserve(sheet, KP_REPORT_MAX_BREAKS + 1);
    kp_report_block_begin(sheet, false);
    kp_survey_heading(sheet, quality_note(report), STYLE_NOTE);
    kp_survey_write_quality(sheet);
    kp_report_sheet_close(sheet);
}
