/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_report.c - the workbook of a survey alone, of the same sheets that a report has. */
#include "kaoping/survey_report.h"

#include "report_private.h"

static void write_sheets(kp_report *report) {
    bool problems = report->options->problems && report->options->problems->count > 0;
    if (report->analysis)
        kp_report_sheet_open(report, &report->survey, SAY(SURVEY));
    if (report->soundness)
        kp_report_sheet_open(report, &report->quality, SAY(SURVEY_QUALITY));
    kp_report_sheet_open(report, &report->rules, SAY(SURVEY_RULES));
    if (problems)
        kp_report_sheet_open(report, &report->problems, SAY(PROBLEMS));
    if (report->analysis)
        kp_report_write_survey(report);
    if (report->soundness)
        kp_report_write_survey_quality(report);
    kp_report_write_survey_rules(report);
    if (problems)
        kp_report_write_problems(report);
}

bool kp_survey_report_write(kp_arena *arena, const kp_scorecard *card, const kp_report_options *options, const char *path, kp_problems *problems) {
    kp_report *report = kp_report_new(arena, card, options);
    report->survey_only = true;
    return kp_report_write_book(report, path, write_sheets, problems);
}
