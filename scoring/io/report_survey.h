/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_survey.h - what the files of the sheet 满意度 share: a satisfaction leaf as it is shown, and the columns that all its tables stand in.
 *
 * Of each leaf there come, from the top down: the units with the leaf as a whole, best first; what the figures are, in words; a chart of the degrees with their intervals; the
 * questions for all units together; the answers, with a chart of them; each unit's degree on each question; and each question by itself. Where there are forms, what was
 * found about them ends the sheet.
 */
#ifndef KAOPING_REPORT_SURVEY_H
#define KAOPING_REPORT_SURVEY_H

#include "report_interval_chart.h"
#include "report_private.h"

/* The columns of the tables. Those that mean something else in another table say so. */
enum {
    KP_SURVEY_RANK, /* or the number */
    KP_SURVEY_NAME, /* of the unit, or the question */
    KP_SURVEY_DEGREE,
    KP_SURVEY_MARGIN,
    KP_SURVEY_LOWER,
    KP_SURVEY_UPPER,
    KP_SURVEY_RATE,
    KP_SURVEY_RATE_LOWER,
    KP_SURVEY_RATE_UPPER,
    KP_SURVEY_VALID,
    KP_SURVEY_UNKNOWN,
    KP_SURVEY_DEFF,
    KP_SURVEY_RANGE, /* of a question: missing */
    KP_SURVEY_NEXT,  /* of a question: invalid */
    KP_SURVEY_REMARKS,
    KP_SURVEY_COLUMNS,
    KP_SURVEY_BEHIND = KP_SURVEY_COLUMNS + 1, /* figures behind the chart of intervals, outside the print area */
    KP_SURVEY_BEHIND_END = KP_SURVEY_BEHIND + KP_INTERVAL_LENGTHS
};

#define KP_SURVEY_TABLE_ROWS 16 /* units in a table before its head is written again, and in a chart: as many as fit on a page, title and all */

/* A leaf as it is shown. */
typedef struct kp_survey_shown {
    size_t leaf; /* in the analysis */
    const kp_survey_leaf *of;
    const kp_indicator *node;
    int32_t *units; /* all of the evidence's: those with a standing, best first, then the others with a degree, then the rest; each as entered */
    size_t unit_count;
    int32_t *ranks;                 /* of those with a standing */
    double axis_least, axis_most;   /* of the chart of intervals */
    size_t options, options_merged; /* options shown for themselves; the rest in one column */
} kp_survey_shown;

/* ---- Words ---- */

/* What the figures of the leaf are and how their errors were told, in a few lines. */
const char *kp_survey_note(kp_report *report, const kp_survey_shown *shown);
/* Why the unit's figure is none, or not ranked; "" where there is nothing to say. */
const char *kp_survey_remark(kp_report *report, const kp_survey_shown *shown, const kp_survey_figure *figure);
/* The title of the leaf's question; the leaf's where it has none. */
const char *kp_survey_question(kp_report *report, const kp_survey_shown *shown, int32_t question);
/* "2～5", or "3" where the range is a single rank. */
const char *kp_report_rank_range(kp_report *report, kp_rank_range range);
/* "95" of 95 per cent, "99.9". */
const char *kp_report_confidence(kp_report *report);

/* ---- Parts of the sheet ---- */

/* A heading over all columns, at the beginning of what should stay on a page. */
void kp_survey_heading(kp_report_sheet *sheet, const char *text, kp_report_style style);
void kp_survey_write_tables(kp_report_sheet *sheet, const kp_survey_shown *shown);
/* Where there are forms: what was found about them. */
void kp_survey_write_quality(kp_report_sheet *sheet);
/* The four lengths behind the bar of a figure in the chart of intervals, in the row being written. */
void kp_survey_write_behind(kp_report_sheet *sheet, const kp_survey_shown *shown, const kp_survey_figure *figure);
/* Degrees with their intervals: `count` units whose rows begin at `first`. */
void kp_survey_chart_intervals(kp_report_sheet *sheet, const kp_survey_shown *shown, uint32_t first, size_t count, const char *title);
/* Shares of the answers, in the columns from KP_SURVEY_DEGREE on: `count` rows from `first`, their head in row `head`. */
void kp_survey_chart_answers(kp_report_sheet *sheet, const kp_survey_shown *shown, uint32_t head, uint32_t first, size_t count, const char *title);

/* The columns and the title of a sheet of such tables. */
void kp_survey_begin(kp_report_sheet *sheet, const char *title);

#endif
