/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_problems.c - the sheet 数据提示: every data problem with its place, the gravest of a file first to be seen by colour. */
#include "report_private.h"

enum { COL_NUMBER, COL_SEVERITY, COL_CODE, COL_FILE, COL_SHEET, COL_CELL, COL_MESSAGE, COL_COUNT };

static void write_problem(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->problems;
    const kp_problem *problem = &report->options->problems->items[index];
    kp_severity severity = kp_problem_severity(problem->code);
    kp_report_count(sheet, COL_NUMBER, (int64_t)index + 1, STYLE_WHOLE);
    kp_report_severity(sheet, COL_SEVERITY, severity);
    kp_report_text(sheet, COL_CODE, kp_problem_code_text(problem->code), STYLE_TEXT_CENTER);
    kp_report_text(sheet, COL_FILE, problem->place.file, STYLE_TEXT_SMALL);
    kp_report_text(sheet, COL_SHEET, problem->place.sheet, STYLE_TEXT_SMALL);
    kp_report_text(sheet, COL_CELL, kp_place_cell(report->work, problem->place), STYLE_TEXT_CENTER);
    kp_report_text(sheet, COL_MESSAGE, kp_problem_message(report->work, problem, report->lang), STYLE_TEXT);
    kp_report_row_end(sheet, 18);
}

void kp_report_write_problems(kp_report *report) {
    static const double widths[COL_COUNT] = {6, 8, 11, 26, 16, 9, 66};
    kp_report_sheet *sheet = &report->problems;
    const kp_problems *problems = report->options->problems;
    for (int i = 0; i < COL_COUNT; i++)
        kp_report_column(sheet, widths[i]);
    const char *counts = SAY(NO_PROBLEMS);
    if (problems && problems->count)
        counts = SAY_WITH(PROBLEM_COUNTS, kp_format(report->work, "%zu", problems->errors),
                          kp_format(report->work, "%zu", kp_problems_count(problems, KP_WARNING)),
                          kp_format(report->work, "%zu", kp_problems_count(problems, KP_HINT)));
    kp_report_title(sheet, SAY(TITLE_PROBLEMS), counts);
    const char *heads[COL_COUNT] = {SAY(NUMBER), SAY(SEVERITY), SAY(PROBLEM_CODE), SAY(FILE), SAY(SHEET), SAY(CELL), SAY(MESSAGE)};
    kp_report_heads(sheet, heads, COL_COUNT);
    if (problems && problems->count) {
        kp_report_each(report, problems->count, write_problem);
    } else {
        kp_report_merged(sheet, 0, COL_COUNT - 1, SAY(NONE), STYLE_TEXT_CENTER);
        kp_report_row_end(sheet, 24);
    }
}
