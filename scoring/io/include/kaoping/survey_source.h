/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_source.h - a survey found in a workbook that knows no scheme: which sheet, which columns are questions, which scale they are answered on.
 *
 * Forms (one row a form, a column a question) or counts (one row a unit and question, a column an option). What is said is taken; the rest is looked for, and where it could be
 * one thing or another it is a problem that says what to say: nothing is scored by a guess.
 *   - the sheet: 答卷 or 满意度测评, else the first with a head and a row below it;
 *   - the unit's column: by the names an entry sheet would take, or one of 社区, 村, 小区, 物业项目, 单位 …;
 *   - strata, clusters, channels, interviewers, weights: by the heads that an entry sheet has;
 *   - questions: the other columns whose entries are answers on the scale; a column of numbers only where it is named, or the scale is;
 *   - the scale: the one of scales.def that reads all answers. Where several with the same options do, the first of them, 100, 80, 60, 30, 0; where the options differ
 *     (满意, 基本满意, 不满意 may be all of three levels or some of five) it must be said.
 *
 *     const kp_survey_found *found = kp_survey_find(arena, book, &(kp_survey_request){0}, problems);
 *     if (found)
 *         kp_evaluate_workbooks(arena, &book, 1, &(kp_evaluate_options){.built = found->scheme, .survey = &found->source, .any_period = true}, problems);
 */
#ifndef KAOPING_SURVEY_SOURCE_H
#define KAOPING_SURVEY_SOURCE_H

#include "kaoping/bind.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is said; NULL where it is to be found. Texts are as the scheme's fields of the same name take them (scheme_fields.h). */
typedef struct kp_survey_request {
    const char *sheet;
    const char *unit, *stratum, *cluster, *weight, *channel, *interviewer; /* heads of columns */
    const char *const *questions;                                          /* heads of the questions' columns, or "head=weight"; none: found */
    size_t question_count;
    const char *scale;                                /* a key of scales.def */
    const char *options, *positive, *codes, *unknown; /* "满意=100;基本满意=60;不满意=0" … */
    const char *min_valid;                            /* NULL: 50, which small surveys of communities ask for */
} kp_survey_request;

typedef struct kp_survey_found {
    const kp_scheme *scheme; /* one satisfaction leaf of 100 points */
    kp_survey_source source;
} kp_survey_found;

/* NULL, with problems, where the survey cannot be made out. The workbook stays open. Must be called inside kp_arena_run(). Cost: one pass over the sheet. */
const kp_survey_found *kp_survey_find(kp_arena *arena, kp_workbook *book, const kp_survey_request *request, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
