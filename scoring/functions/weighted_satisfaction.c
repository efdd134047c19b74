/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * weighted_satisfaction.c - 加权满意度: a survey by strata, from counts of answers.
 *
 * The figure is the exact one of a leaf whose unit has strata of known sizes (method.h), the error that which analysis.h finds of the same evidence: strata are simple random samples
 * from as many households as they have, so the correction for finite populations counts.
 */
#include "choice.h"
#include "counts.h"
#include "kaoping/analysis.h"
#include "kaoping/interval.h"
#include "one_leaf.h"
#include "options.h"
#include "statistics.h"

#include <math.h>

enum { COUNTS, SIZES, VALUES, UNKNOWN, RULE, POSITIVE, KIND, CONFIDENCE };

static const kp_choice kinds[] = {{0, "figure", "数值 | figure"},         {1, "margin", "抽样误差 | margin of error"},
                                  {2, "interval", "置信区间 | interval"}, {3, "lower", "下限 | lower bound"},
                                  {4, "upper", "上限 | upper bound"},     {0, NULL, NULL}};
enum { FIGURE, MARGIN, INTERVAL, LOWER, UPPER };

typedef struct survey {
    size_t strata, options;
    kp_num *answers; /* [strata * options] */
    kp_num *sizes, *unknown;
    bool rate; /* 满意率 is wanted */
    kp_indicator leaf;
    double confidence;
} survey;

/* ---- arguments ---- */

static const char *stratum_name(const call *c, size_t stratum) {
    return kp_text(c->arena, kp_format(c->arena, "第%zu层 | stratum %zu", stratum + 1, stratum + 1), c->lang);
}

/* One number for each stratum, in a column or a row; NULL after call_fail(). */
static kp_num *one_each(call *c, size_t argument, size_t strata) {
    counts found = call_counts(c, argument);
    if (!c->failed && found.count != strata)
        call_fail_at(
            c, KP_FUNCTION_ERROR_ARGUMENT, argument, WHOLE_ARGUMENT, 0, NULL,
            kp_format(c->arena,
                      "票数有 %zu 行，这里有 %zu 个数，应一样多 | there are %zu rows of counts and %zu numbers here, and there must be as many",
                      strata, found.count, strata, found.count));
    return c->failed ? NULL : found.items;
}

static kp_num answers_of(const call *c, const survey *s, size_t stratum) {
    return kp_num_sum(c->arena, &s->answers[stratum * s->options], s->options);
}

/* Nobody is asked twice. */
static void check_sizes(call *c, const survey *s) {
    for (size_t h = 0; h < s->strata && !c->failed; h++) {
        kp_num asked = kp_num_add(c->arena, answers_of(c, s, h), s->unknown[h]);
        if (kp_num_sign(s->sizes[h]) <= 0)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, SIZES, WHOLE_ARGUMENT, 0, NULL,
                         kp_format(c->arena, "第 %zu 层的户数应大于 0 | the households of stratum %zu must be above 0", h + 1, h + 1));
        else if (kp_num_compare(asked, s->sizes[h]) > 0)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, SIZES, WHOLE_ARGUMENT, 0, NULL,
                         kp_format(c->arena, "第 %zu 层的票数 %s 多于户数 %s | stratum %zu has more answers, %s, than households, %s", h + 1,
                                   kp_num_exact(c->arena, asked), kp_num_exact(c->arena, s->sizes[h]), h + 1, kp_num_exact(c->arena, asked),
                                   kp_num_exact(c->arena, s->sizes[h])));
    }
}

static survey read_survey(call *c) {
    survey s = {.leaf = leaf_of(KP_METHOD_SATISFACTION)};
    counts given = call_counts(c, COUNTS);
    s.options = c->arguments[COUNTS].columns;
    s.strata = s.options ? given.count / s.options : 0;
    s.answers = given.items;
    if (c->failed)
        return s;
    s.sizes = one_each(c, SIZES, s.strata);
    s.unknown = call_given(c, UNKNOWN) ? one_each(c, UNKNOWN, s.strata) : KP_NEW_ARRAY(c->arena, kp_num, s.strata);
    if (!call_given(c, UNKNOWN))
        for (size_t h = 0; h < s.strata; h++)
            s.unknown[h] = KP_ZERO;
    s.rate = call_given(c, POSITIVE);
    kp_pair *options = name_options(c->arena, s.options);
    if (!c->failed && (!s.rate || call_given(c, VALUES)))
        call_values(c, VALUES, options, s.options);
    s.leaf.options = (kp_pairs){options, s.options};
    s.leaf.positive = (kp_pairs){options, c->failed ? 0 : (size_t)call_int(c, POSITIVE, 0, 1, (int64_t)s.options)};
    s.leaf.measure = s.rate ? KP_MEASURE_RATE : KP_MEASURE_DEGREE;
    s.leaf.unknown = (kp_unknown)call_choice(c, RULE, KP_SECTION_INDICATORS, "unknown");
    s.confidence = call_confidence(c, CONFIDENCE);
    if (!c->failed)
        check_sizes(c, &s);
    return s;
}

/* ---- evidence ---- */

static void add_answers(kp_evidence *evidence, const survey *s, size_t h, int32_t stratum) {
    kp_survey_row row = kp_survey_row_new(evidence->arena, &s->leaf, LEAF_UNIT, LEAF, 0, stratum);
    for (size_t i = 0; i < s->options; i++)
        row.options[i] = given_count(s->answers[h * s->options + i]);
    row.unknown = given_count(s->unknown[h]);
    KP_PUSH(evidence->arena, &evidence->survey, row);
}

static kp_evidence *evidence_of(call *c, const survey *s) {
    kp_evidence *evidence = evidence_of_leaf(c->arena, &s->leaf);
    for (size_t h = 0; h < s->strata; h++) {
        int32_t stratum = kp_evidence_stratum(evidence, stratum_name(c, h));
        kp_stratum_size size = {.unit = LEAF_UNIT, .stratum = stratum, .size = given_count(s->sizes[h])};
        KP_PUSH(c->arena, &evidence->stratum_sizes, size);
        add_answers(evidence, s, h, stratum);
    }
    return evidence;
}

/* ---- words ---- */

/* The stratum as a survey of its own. */
static void say_stratum(call *c, const survey *s, size_t h) {
    kp_arena *arena = c->arena;
    kp_evidence *evidence = evidence_of_leaf(arena, &s->leaf);
    add_answers(evidence, s, h, -1);
    call plain = *c;
    plain.explain = false;
    kp_outcome outcome = evaluate_leaf(&plain, evidence, kp_problems_new(arena));
    const char *size = kp_num_exact(arena, s->sizes[h]);
    if (outcome.state != KP_MARK_SCORED) {
        call_say(c, kp_format(
                        arena,
                        "第 %zu 层：%s 户，没有有效票，权重由其他层分担 | stratum %zu: households %s, no valid answer; its weight goes to the others",
                        h + 1, size, h + 1, size));
        return;
    }
    const char *n = kp_num_exact(arena, outcome.sample), *mark = kp_num_print(arena, outcome.mark.num, 4, KP_HALF_UP);
    const char *unknown = kp_num_exact(arena, s->unknown[h]);
    call_say(c, kp_format(arena, "第 %zu 层：%s 户，有效票 %s，不了解 %s，%s %s | stratum %zu: households %s, valid answers %s, don't know %s, %s %s",
                          h + 1, size, n, unknown, s->rate ? "满意率" : "满意度", mark, h + 1, size, n, unknown, s->rate ? "rate" : "degree", mark));
}

static bool has_lonely_stratum(const call *c, const survey *s) {
    for (size_t h = 0; h < s->strata; h++)
        if (kp_num_equal(kp_num_add(c->arena, answers_of(c, s, h), s->unknown[h]), KP_ONE) && !kp_num_equal(s->sizes[h], KP_ONE))
            return true;
    return false;
}

static void say_error(call *c, const survey *s, const kp_estimate *e, double margin, kp_interval interval) {
    if (isnan(e->se)) {
        call_say(c, "只有一票，抽样误差无从知道 | there is a single answer: its sampling error cannot be told");
        return;
    }
    call_say(
        c, kp_format(
               c->arena,
               "标准误 %.4f（分层抽样，含有限总体修正），自由度 %.0f | standard error %.4f (by strata, corrected for finite populations), df = %.0f",
               e->se, e->df, e->se, e->df));
    call_say(c, kp_format(c->arena, "%.6g%% 误差 %.4f，置信区间 %.2f 至 %.2f（%s） | %.6g%% margin %.4f, confidence interval %.2f to %.2f (%s)",
                          s->confidence, margin, interval.lower, interval.upper, s->rate ? "按设计的 Wilson 区间" : "t 分布", s->confidence, margin,
                          interval.lower, interval.upper, s->rate ? "Wilson's of the design" : "by t"));
    if (isfinite(e->deff))
        call_say(c, kp_format(c->arena, "设计效应 %.4f | design effect %.4f", e->deff, e->deff));
    if (has_lonely_stratum(c, s))
        call_say(c, "只有一票的层，误差按它与总均值之差计，偏于稳妥 | a stratum with a single answer counts by how far that is from the mean of all, "
                    "which is on the safe side");
}

static void say_survey(call *c, const survey *s, kp_val mark) {
    for (size_t h = 0; h < s->strata; h++)
        say_stratum(c, s, h);
    call_say(c, s->rate ? "各层的满意率按户数加权平均 | the mean of the strata's rates, weighted by their households"
                        : "各层的满意度按户数加权平均 | the mean of the strata's degrees, weighted by their households");
    call_say_derivation(c, mark);
}

/* ---- the function ---- */

static kp_value number_cell(double number) { return (kp_value){.kind = KP_VALUE_NUMBER, .number = number}; }

static void give_error(call *c, int kind, double margin, kp_interval interval) {
    if (isnan(kind == MARGIN ? margin : interval.lower)) {
        call_fail(c, KP_FUNCTION_ERROR_UNDECIDED, "只有一票，抽样误差无从知道 | there is a single answer: its sampling error cannot be told");
        return;
    }
    kp_value *cells = call_cells(c, 1, kind == INTERVAL ? 2 : 1);
    cells[0] = number_cell(kind == MARGIN ? margin : kind == UPPER ? interval.upper : interval.lower);
    if (kind == INTERVAL)
        cells[1] = number_cell(interval.upper);
}

void function_WEIGHTED_SATISFACTION(call *c) {
    survey s = read_survey(c);
    int kind = call_choice_among(c, KIND, kinds);
    if (c->failed)
        return;
    kp_evidence *evidence = evidence_of(c, &s);
    kp_outcome outcome;
    if (!call_outcome(c, evidence, &outcome))
        return;
    if (outcome.state != KP_MARK_SCORED) {
        call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "没有有效票 | there is no valid answer");
        return;
    }
    if (c->explain)
        say_survey(c, &s, outcome.mark);
    if (kind == FIGURE && !c->explain) {
        call_number(c, outcome.mark.num);
        return;
    }
    const kp_analysis *analysis = kp_survey_analyse(c->arena, evidence, NULL, &(kp_analysis_options){.confidence = s.confidence});
    const kp_survey_figure *figure = kp_analysis_figure(analysis, 0, LEAF_UNIT, 0);
    const kp_estimate *error = s.rate ? &figure->rate_error : &figure->degree_error;
    kp_interval interval = s.rate ? figure->rate_interval : figure->degree_interval;
    double margin = s.rate ? figure->rate_margin : figure->degree_margin;
    if (c->explain)
        say_error(c, &s, error, margin, interval);
    if (kind == FIGURE)
        call_number(c, outcome.mark.num);
    else
        give_error(c, kind, margin, interval);
}
