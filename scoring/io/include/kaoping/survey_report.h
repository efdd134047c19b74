/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_report.h - the workbook of a survey alone (满意度调查报告): 满意度 as in a report (report.h), 答卷质量 where there are forms, 说明, and 数据提示 where there are problems. No ranking, no
 * grades, no lists.
 *
 *     kp_evaluation *e = kp_evaluate(arena, paths, n, &(kp_evaluate_options){.built = inferred, .any_period = true}, problems);
 *     if (e->card)
 *         kp_survey_report_write(arena, e->card, &(kp_report_options){.lang = KP_ZH, .problems = problems, .weighing = e->binding->weighing}, "满意度.xlsx", problems);
 */
#ifndef KAOPING_SURVEY_REPORT_H
#define KAOPING_SURVEY_REPORT_H

#include "kaoping/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes it to `path`, which must not exist. The card's scheme is to have a satisfaction leaf, else there is only 说明; its period may be unknown. `options` as of kp_report_write(), `values` has
 * no meaning. Same input, same bytes. False with a problem F_CANNOT_WRITE. */
bool kp_survey_report_write(kp_arena *arena, const kp_scorecard *card, const kp_report_options *options, const char *path, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
