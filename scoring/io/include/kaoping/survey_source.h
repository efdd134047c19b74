/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_source.h - a survey found in workbooks that know no scheme: which sheet, which columns are questions, which scale they are answered on.
 *
 * Forms (one row a form, a column a question) or counts (one row a unit and question, a column an option). What is said is taken; the rest is looked for, and where it could be
 * one thing or another it is a problem that says what to say: nothing is scored by a guess.
 *   - the sheet: 答卷 or 满意度测评, else the first with a head and a row below it;
 *   - the unit's column: by the names an entry sheet would take, or one of 社区, 村, 小区, 物业项目, 单位 …;
 *   - strata, clusters, channels, interviewers, weights: by the heads that an entry sheet has;
 *   - counts where two heads or more are options, else forms;
 *   - questions of forms: the other columns of which a tenth at least are options in words, so that a misspelt answer is a problem at its cell. Columns of numbers only where they are named;
 *     or where the scale or its codes are said and no column has words: W_SURVEY_NUMBERS_TAKEN then names them. Questions of counts: what the column of questions holds;
 *   - the scale: the one of scales.def that reads most answers. Where several with the same options do, the first of them, 100, 80, 60, 30, 0; where the options differ
 *     (满意, 基本满意, 不满意 may be all of three levels or some of five) it must be said, and so must one whose options are numbers.
 * Further workbooks may hold more of the same forms or counts (the same heads), the sheets 考评对象, 分层 and 总体结构, or one of the latter two under any name.
 *
 *     const kp_survey_found *found = kp_survey_find(arena, &book, 1, &(kp_survey_request){0}, problems);
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
    const char *const *questions; /* heads of the questions' columns, or "head=weight"; none: found. Of counts: only their weights */
    size_t question_count;
    const kp_workbook *sizes,
        *margins; /* of those given: whose first sheet is 分层 (columns unit, stratum, households), 总体结构 (variable, category, people) */
    const char *scale;                                /* a key of scales.def */
    const char *options, *positive, *codes, *unknown; /* "满意=100;基本满意=60;不满意=0" … */
    const char *min_valid;                            /* NULL: 50, which small surveys of communities ask for */
} kp_survey_request;

typedef struct kp_survey_found {
    const kp_scheme *scheme; /* one satisfaction leaf of 100 points */
    bool counts;             /* else forms */
    kp_survey_source source;
} kp_survey_found;

/* NULL, with problems, where the survey cannot be made out; books[0] is the one that is looked at. The workbooks stay open, and must as long as the source is used. Must be called inside
 * kp_arena_run(). Cost: two passes over the sheet, and a look at each different text of a column and scale. */
const kp_survey_found *kp_survey_find(kp_arena *arena, kp_workbook *const books[], size_t count, const kp_survey_request *request,
                                      kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
