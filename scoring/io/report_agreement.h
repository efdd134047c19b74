/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_agreement.h - what the files of the sheet 评价一致性 share. For each panel there come: what was marked, W and ICC in words, the evaluators from high to low, and where
 * several leaves are marked together a line for each; then what is checked against something else, with the largest differences.
 */
#ifndef KAOPING_REPORT_AGREEMENT_H
#define KAOPING_REPORT_AGREEMENT_H

#include "kaoping/evaluators.h"
#include "report_private.h"

#define KP_AGREEMENT_COLUMNS 12

/* A heading over all columns. */
void kp_agreement_heading(kp_report_sheet *sheet, const char *text, kp_report_style style);
/* "Kendall W", and what there is to say of it. */
void kp_agreement_line(kp_report_sheet *sheet, const char *label, const char *text);
/* The heads of a table; those after the last that is NULL stand over nothing. */
void kp_agreement_heads(kp_report_sheet *sheet, const char *const heads[KP_AGREEMENT_COLUMNS]);
/* "1.234", "—" for what is not known; with its sign where asked for. */
const char *kp_agreement_figure(kp_report *report, double value, int digits, bool sign);
/* "p = 0.0312", "p < 0.0001". */
const char *kp_agreement_p(kp_report *report, double p);

void kp_agreement_write_check(kp_report_sheet *sheet, const kp_check_agreement *check);

#endif
