/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * table_survey.h - means, totals, shares and ratios of any table of a sample, with their sampling errors; no scheme. What kp_estimate_*() (estimate.h) needs is read from columns.
 *
 *     const kp_table_question questions[] = {{KP_TABLE_MEAN, "得分", NULL}, {KP_TABLE_SHARE, "评价", "满意,基本满意"}, {KP_TABLE_RATIO, "已办", "应办"}};
 *     const kp_table_plan plan = {.data = book, .questions = questions, .question_count = 3, .by = "社区", .stratum = "社区", .population = "户数"};
 *     const kp_table_survey *survey = kp_table_survey_run(arena, &plan, problems);
 *     if (survey)
 *         puts(kp_table_survey_json(arena, survey, problems, KP_ZH));
 *
 * A row whose value is missing is left out of that figure, and stays in the design, as it would have been in another sample.
 */
#ifndef KAOPING_TABLE_SURVEY_H
#define KAOPING_TABLE_SURVEY_H

#include "kaoping/calibrate.h"
#include "kaoping/data_table.h"
#include "kaoping/interval.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_MAX_COMPARED 1000 /* domains that are compared with one another: half a million pairs are more than anybody reads */

typedef enum kp_table_kind {
    KP_TABLE_MEAN = 0,
    KP_TABLE_TOTAL,
    KP_TABLE_SHARE, /* of the rows whose column says one of the values, among those where it says anything; 0..1 */
    KP_TABLE_RATIO  /* of two totals */
} kp_table_kind;

typedef struct kp_table_question {
    kp_table_kind kind;
    const char *column;
    const char *other; /* RATIO: the column below the line. SHARE: the value, or several with commas (，、) between; else NULL */
} kp_table_question;

typedef enum kp_table_compare { KP_COMPARE_NONE = 0, KP_COMPARE_PAIRS, KP_COMPARE_REST } kp_table_compare;

/* Columns by their heads; NULL: none. */
typedef struct kp_table_plan {
    kp_workbook *data;
    const char *sheet; /* of the data; NULL: kp_data_table_read() chooses */
    const kp_table_question *questions;
    size_t question_count;
    const char *by;                /* domains: every figure for each of its categories, and for all */
    kp_table_compare compare;      /* differences of means and shares between the domains: each pair, or each against the rest of the sample */
    const char *weight;            /* how many a row stands for; none: the stratum's size over its sample where sizes are given, else 1 */
    const char *stratum, *cluster; /* the same cluster name in two strata is two clusters */
    const char *
        population; /* of each row: how many primary units (rows; clusters, where there are any) its stratum has in the population. Where no row has more than 1: the share that was drawn */
    kp_workbook *
        sizes; /* the same as a table: the column of strata has the head of `stratum`, or is the first of two; the other is headed as in table_margins.c, or is the only other one */
    kp_workbook *
        margins; /* rows of variable, category, count (变量, 类别, 总数): one variable is post-stratified to, several are raked to. A variable is a column of the data, or several crossed: 性别×年龄, 男×老年 */
    double trim; /* weights beyond so many times the median, or below its part, are cut; 0: none */
    kp_lonely lonely;
    double confidence; /* per cent; 0: 95 */
} kp_table_plan;

typedef struct kp_table_figure {
    size_t question;
    int32_t domain; /* category of `by`; -1: all */
    kp_estimate estimate;
    kp_interval interval;      /* t; of a share not held within 0 and 1 */
    kp_interval logit, wilson; /* of shares; else NaN */
} kp_table_figure;

typedef struct kp_table_difference {
    size_t question;
    int32_t first, second; /* categories of `by`; second -1: all but the first */
    kp_estimate estimate;  /* first less second */
    kp_interval interval;
    double t, probability; /* of a difference as large or larger by chance alone; each is tested on its own */
} kp_table_difference;

typedef struct kp_table_survey {
    kp_table_plan plan; /* as given, confidence filled in */
    const char *file, *sheet;
    size_t rows;
    const kp_categories *by;   /* NULL: none */
    const char *const *labels; /* by question, bilingual: "得分 均值 | mean of 得分" */
    kp_table_figure *figures;  /* by question, then all, then by domain */
    size_t figure_count;
    kp_table_difference *differences;
    size_t difference_count;
    size_t strata, units; /* of the design; units 0: rows were drawn, not clusters */
    size_t lonely;        /* strata with a single primary unit */
    double df;
    bool calibrated;
    size_t margin_count;
    const char *const *margin_names;
    kp_calibration_report calibration;
} kp_table_survey;

/* NULL where there was an error among the problems. Must be called inside kp_arena_run(). Cost: reading, then linear in rows × questions × 2; with calibration a pass over the rows for each figure; with
 * pairs the rows of both domains for each. */
const kp_table_survey *kp_table_survey_run(kp_arena *arena, const kp_table_plan *plan, kp_problems *problems);

/*
 * {"data": {"file", "sheet", "rows"},
 *  "design": {"weight", "stratum", "cluster", "population", "strata", "clusters", "df", "lonely", "lonely_strata"},
 *  "calibration": null or {"margins", "rounds", "converged", "largest_miss", "least_factor", "largest_factor", "weight_effect", "trimmed"},
 *  "confidence": 95,
 *  "estimates": [{"kind": "mean" "total" "share" "ratio", "column", "of", "domain", "n", "estimate", "se", "df", "deff", "interval": [lower, upper], "logit", "wilson"}],
 *  "differences": [{"kind", "column", "of", "first", "second", "estimate", "se", "df", "t", "p", "interval"}],
 *  "problems": [as in result_json.h]}
 *
 * Numbers have all their digits; what cannot be told is null; domain null is all, second null the rest. `survey` NULL: only the problems.
 */
const char *kp_table_survey_json(kp_arena *arena, const kp_table_survey *survey, const kp_problems *problems, kp_lang lang);

#ifdef __cplusplus
}
#endif
#endif
