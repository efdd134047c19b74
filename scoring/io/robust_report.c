/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robust_report.c - the workbook of the sheet 稳健性 alone, the one that a report has. */
#include "kaoping/robust_report.h"

#include "report_private.h"

static void write_sheets(kp_report *report) {
    kp_report_sheet_open(report, &report->robust, SAY(ROBUST));
    kp_report_write_robust(report);
}

bool kp_robust_report_write(kp_arena *arena, const kp_scorecard *card, const kp_report_options *options, const char *path, kp_problems *problems) {
    return kp_report_write_book(kp_report_new(arena, card, options), path, write_sheets, problems);
}
