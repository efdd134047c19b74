/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_agreement_checks.c - on the sheet 评价一致性: marks that were given twice, and where they lie furthest apart. */
#include "report_agreement.h"

#include <math.h>

#define PAIRS_SHOWN 5

enum { COL_NUMBER, COL_NAME, COL_OWN, COL_CHECK, COL_GAP, COL_SITE, COL_SITE_LAST = COL_SITE + 2 };

static void write_figures(kp_report_sheet *sheet, const kp_check_agreement *check) {
    kp_report *report = sheet->report;
    const kp_check *c = &check->check;
    kp_agreement_line(sheet, SAY(AGREEMENT_PAIRS),
                      SAY_WITH(AGREEMENT_PAIRS_ARE, kp_format(report->work, "%zu", c->pairs), kp_format(report->work, "%.10g", check->full),
                               kp_format(report->work, "%.10g", check->tolerance)));
    const char *test = SAY_WITH(AGREEMENT_T, kp_agreement_figure(report, c->t, 2, false),
                                SAY_WITH(AGREEMENT_DF_P, kp_agreement_figure(report, c->df, 0, false), kp_agreement_p(report, c->p)));
    if (c->pairs < KP_AGREEMENT_LEAST)
        test = SAY_WITH(AGREEMENT_FEW_PAIRS, kp_format(report->work, "%d", KP_AGREEMENT_LEAST));
    kp_agreement_line(sheet, SAY(AGREEMENT_DIFFERENCE),
                      SAY_WITH(AGREEMENT_DIFFERENCE_IS, kp_agreement_figure(report, c->difference, 2, true),
                               kp_agreement_figure(report, c->sd, 2, false), kp_verbatim(report->work, test)));
    kp_agreement_line(sheet, SAY(AGREEMENT_ABOVE),
                      SAY_WITH(AGREEMENT_ABOVE_ARE, kp_format(report->work, "%zu", c->above), kp_format(report->work, "%.1f%%", 100 * c->above_share),
                               kp_format(report->work, "%zu", c->below)));
}

static void write_pair(kp_report_sheet *sheet, const kp_checked_pair *pair, size_t number) {
    kp_report *report = sheet->report;
    kp_report_count(sheet, COL_NUMBER, (int64_t)number, STYLE_WHOLE);
    kp_report_text(sheet, COL_NAME, report->evidence->units.items[pair->unit].name, STYLE_TEXT);
    kp_report_real(sheet, COL_OWN, pair->own, STYLE_POINTS);
    kp_report_real(sheet, COL_CHECK, pair->check, STYLE_POINTS);
    kp_report_real(sheet, COL_GAP, pair->own - pair->check, STYLE_POINTS_STRONG);
    if (pair->site >= 0)
        kp_report_merged(sheet, COL_SITE, COL_SITE_LAST, report->evidence->site_names.items[pair->site], STYLE_TEXT);
    kp_report_row_end(sheet, 16);
}

static void write_largest(kp_report_sheet *sheet, const kp_check_agreement *check) {
    kp_report *report = sheet->report;
    bool again = check->against < 0;
    const char *const heads[KP_AGREEMENT_COLUMNS] = {SAY(NUMBER), kp_report_words(report, report->scheme->subject),
                                                     again ? SAY(AGREEMENT_FIRST) : SAY(AGREEMENT_OWN),
                                                     again ? SAY(AGREEMENT_SECOND) : SAY(AGREEMENT_CHECK), SAY(AGREEMENT_GAP)};
    kp_report_row_end(sheet, 8);
    kp_report_block_begin(sheet, false);
    kp_agreement_heading(sheet, SAY(AGREEMENT_LARGEST), STYLE_NODE_TEXT);
    if (again)
        kp_report_merged(sheet, COL_SITE, COL_SITE_LAST, SAY(AGREEMENT_SITE), STYLE_HEAD);
    kp_agreement_heads(sheet, heads);
    for (size_t i = 0; i < check->check.pairs && i < PAIRS_SHOWN; i++)
        write_pair(sheet, &check->pairs[i], i + 1);
}

void kp_agreement_write_check(kp_report_sheet *sheet, const kp_check_agreement *check) {
    kp_report *report = sheet->report;
    const kp_indicator *nodes = report->scheme->indicators;
    const char *own = kp_verbatim(report->work, kp_report_words(report, nodes[check->indicator].title));
    const char *title = SAY_WITH(AGREEMENT_RECHECKS, own);
    if (check->against >= 0)
        title = SAY_WITH(AGREEMENT_AGAINST, own, kp_verbatim(report->work, kp_report_words(report, nodes[check->against].title)));
    kp_report_block_begin(sheet, false);
    kp_agreement_heading(sheet, title, STYLE_SECTION);
    write_figures(sheet, check);
    write_largest(sheet, check);
}
