/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_analysis_test.c - degrees, rates, their errors and what can be told apart, worked out by hand; and what must not matter. */
#include "survey_support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- by hand ---- */

/* Of a question, of all units together. */
static void expect_zero_errors(const kp_analysis *a) {
    for (int32_t question = -1; question < 1; question++) {
        const kp_survey_figure *all = kp_analysis_figure(a, 0, -1, question);
        if (all->degree_error.se != 0 || all->rate_error.se != 0)
            fail_msg("question %d: %.3g %.3g", (int)question, all->degree_error.se, all->rate_error.se);
    }
}

/* By hand: 6 A, 3 B, 1 D of 10: mean 87, s² = (6·13² + 3·7² + 57²)/9 = 490, SE = √49 = 7; rate 90 %, SE = √(0.9·0.1/9) = 10 points, Wilson of 9 of 10:
 * R: prop.test(9, 10, correct = FALSE): 0.5958499732 0.9821237869. t: 87 ± qt(.975, 9)·7 = 2.262157163·7 = 15.8351, cut at 100. */
static void check_simple(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = one_question(arena, 1, "");
    survey(&e, 0, "s", 0, "6 3 0 1 0", "", "", "", "");
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    const kp_survey_figure *f = kp_analysis_figure(a, 0, 0, 0);
    assert_true(kp_num_equal(f->degree, kp_num_int(87)));
    assert_true(kp_num_equal(f->rate, kp_num_int(90)));
    expect_double(f->degree_error.se, 7);
    expect_double(f->rate_error.se, 10);
    expect_double(f->degree_error.deff, 1);
    expect_double(f->degree_error.df, 9);
    assert_true(fabs(f->rate_interval.lower - 59.58499732) < 1e-6 && fabs(f->rate_interval.upper - 98.21237869) < 1e-6);
    assert_true(fabs(f->degree_interval.lower - 71.1648998) < 1e-5);
    expect_double(f->degree_interval.upper, 100);
    assert_int_equal(f->valid, 10);
    assert_true(kp_num_equal(f->shares[0], kp_num_ratio(arena, 3, 5)));
    assert_false(f->by_size);
    const kp_survey_figure *leaf = kp_analysis_figure(a, 0, 0, -1);
    expect_double(leaf->degree_error.se, 7);
    assert_false(leaf->bound);
    assert_false(a->leaves[0].from_forms);
    expect_double(a->totals[0].se, 7); /* 100 points of a degree of 100 */
}

/* 0 of 20 positive: Wilson's interval reaches to 16.11 % (R: prop.test(0, 20, correct = FALSE): 0.161125159). */
static void check_extremes(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = one_question(arena, 3, "");
    survey(&e, 0, "s", 0, "0 0 0 20 0", "", "", "", "");
    survey(&e, 1, "s", 0, "20 0 0 0 0", "", "", "", "");
    survey(&e, 2, "s", 0, "0 1 0 0 0", "", "", "", "");
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    const kp_survey_figure *none = kp_analysis_figure(a, 0, 0, 0), *all = kp_analysis_figure(a, 0, 1, 0), *one = kp_analysis_figure(a, 0, 2, 0);
    expect_double(none->rate_interval.lower, 0);
    assert_true(fabs(none->rate_interval.upper - 16.1125159) < 1e-5);
    expect_double(all->rate_interval.upper, 100);
    assert_true(fabs(all->rate_interval.lower - 83.8874841) < 1e-5);
    expect_double(all->degree_error.se, 0);
    assert_true(isnan(one->degree_error.se) && isnan(one->degree_interval.lower)); /* of one answer nobody knows */
}

/* Everybody was asked: no sampling error, whatever the answers. 70 of 100 with size 100: (1 - 70/100). */
static void check_census(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = one_question(arena, 2, "");
    survey(&e, 0, "s", 0, "6 3 0 1 0", "", "", "", "");
    survey(&e, 1, "s", 0, "6 3 0 1 0", "", "", "", "");
    for (int32_t unit = 0; unit < 2; unit++) {
        kp_stratum_size size = {.unit = unit, .stratum = -1, .size = typed(&e, unit ? "40" : "10"), .clusters = {.value = KP_ZERO}};
        KP_PUSH(arena, &e.evidence->stratum_sizes, size);
    }
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    const kp_survey_figure *census = kp_analysis_figure(a, 0, 0, 0), *quarter = kp_analysis_figure(a, 0, 1, 0),
                           *all = kp_analysis_figure(a, 0, -1, 0);
    expect_double(census->degree_error.se, 0);
    expect_double(census->rate_interval.lower, 90);
    expect_double(census->rate_interval.upper, 90);
    expect_double(quarter->degree_error.se, 7 * sqrt(0.75));
    expect_double(quarter->degree_error.deff, 1);
    assert_true(all->by_size);
    expect_double(all->degree_error.se, 0.8 * 7 * sqrt(0.75)); /* 40 of 50 households have that error */
}

/* A sample of one mind is no census. Wilson's upper limit of 0 of n is z²/(n + z²), z² = 3.841458821: of 2 answers 0.657619, of 30 0.113514; and of 30 B of 32 households not more than 2/32 were not asked.
 * 80 lies between 80 - u·80 and 80 + u·20. */
static void check_one_mind(kp_arena *arena, void *data) {
    (void)data;
    const double z2 = 3.841458820694124, two = z2 / (2 + z2), thirty = z2 / (30 + z2);
    evaluation e = one_question(arena, 4, "");
    forms_of(&e, 0, "0", 2);
    forms_of(&e, 1, "1", 2);
    forms_of(&e, 2, "1", 30);
    forms_of(&e, 3, "0", 10);
    forms_of(&e, 3, "1", 10);
    forms_of(&e, 3, "4", 10);
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    const kp_survey_figure *first = kp_analysis_figure(a, 0, 0, -1), *second = kp_analysis_figure(a, 0, 1, -1),
                           *many = kp_analysis_figure(a, 0, 2, -1);
    assert_false(first->census || second->census || many->census);
    expect_double(first->degree_interval.lower, 100 - two * 100);
    expect_double(first->degree_interval.upper, 100);
    expect_double(first->degree_margin, two * 100);
    expect_double(second->degree_interval.lower, 80 - two * 80);
    expect_double(second->degree_interval.upper, 80 + two * 20);
    expect_double(second->degree_margin, two * 80);
    expect_double(many->degree_interval.lower, 80 - thirty * 80);
    expect_double(many->degree_interval.upper, 80 + thirty * 20);
    expect_double(many->rate_margin, thirty * 100);
    expect_double(a->totals[1].below, two * 80);
    expect_double(a->totals[1].above, two * 20);
    assert_false(a->leaves[0].standings[0].apart_from_next || a->leaves[0].standings[1].apart_from_next);
    assert_int_equal(a->leaves[0].standings[0].range.worst, 4);
    assert_int_equal(a->rank_ranges[1].best, 1);
    assert_int_equal(a->rank_ranges[1].worst, 4);
}

static void check_one_mind_of_few(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = one_question(arena, 2, "");
    for (int32_t unit = 0; unit < 2; unit++) {
        kp_stratum_size size = {.unit = unit, .stratum = -1, .size = typed(&e, unit ? "32" : "30"), .clusters = {.value = KP_ZERO}};
        KP_PUSH(arena, &e.evidence->stratum_sizes, size);
        forms_of(&e, unit, "1", 30);
    }
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    const kp_survey_figure *all = kp_analysis_figure(a, 0, 0, 0), *most = kp_analysis_figure(a, 0, 1, 0);
    assert_true(all->census);
    expect_double(all->degree_margin, 0);
    assert_false(most->census);
    expect_double(most->degree_margin, 2. / 32 * 80);
}

/* All answers of a unit are alike, and so are those of the other: the mean of both has no variance, exactly; its forms weigh 1. R: svymean of the design with units for strata: SE 0. */
static void check_no_rounding(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = one_question(arena, 2, "");
    for (int32_t unit = 0; unit < 2; unit++) {
        kp_stratum_size size = {.unit = unit, .stratum = -1, .size = typed(&e, unit ? "1003" : "7001"), .clusters = {.value = KP_ZERO}};
        KP_PUSH(arena, &e.evidence->stratum_sizes, size);
    }
    forms_of(&e, 0, "2", 37);
    forms_of(&e, 1, "3", 41);
    finish(&e);
    expect_zero_errors(analyse(&e, NULL));
    e = one_question(arena, 2, "");
    survey(&e, 0, "s", 0, "0 0 37 0 0", "", "", "", "");
    survey(&e, 1, "s", 0, "0 0 0 41 0", "", "", "", "");
    finish(&e);
    expect_zero_errors(analyse(&e, NULL));
}

/* Forms and counts of the same answers: the same figures of a single question; of several a bound, which is never below. */
static void check_counts_and_forms(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = one_question(arena, 2, ", unknown: neutral, questions: {q1: 3, q2: 1}");
    survey(&e, 0, "s", 0, "7 5 2 1 0", "2", "", "19", "2");
    survey(&e, 0, "s", 1, "4 8 2 2 1", "0", "", "19", "2");
    const char *const forms[] = {"00", "00", "00", "01", "01", "01", "01", "11", "11", "10", "11", "11", "22", "23", "32", "u3", "u4", "ii", "ii"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        forms_of(&e, 1, forms[i], 1);
    finish(&e);
    expect_no_errors(&e);
    const kp_analysis *a = analyse(&e, NULL);
    for (int32_t q = 0; q < 2; q++) {
        const kp_survey_figure *counts = kp_analysis_figure(a, 0, 0, q), *made = kp_analysis_figure(a, 0, 1, q);
        assert_true(kp_num_equal(counts->degree, made->degree));
        assert_true(kp_num_equal(counts->rate, made->rate));
        expect_double(counts->degree_error.se, made->degree_error.se);
        expect_double(counts->rate_error.se, made->rate_error.se);
        expect_double(counts->degree_error.deff, made->degree_error.deff);
        expect_double(counts->rate_interval.lower, made->rate_interval.lower);
        assert_int_equal(counts->valid, made->valid);
        assert_int_equal(counts->unknown, made->unknown);
        assert_int_equal(counts->invalid, made->invalid);
    }
    const kp_survey_figure *counts = kp_analysis_figure(a, 0, 0, -1), *made = kp_analysis_figure(a, 0, 1, -1);
    assert_true(counts->bound && !made->bound);
    assert_true(kp_num_equal(counts->degree, made->degree));
    assert_true(counts->degree_error.se > made->degree_error.se);
    expect_double(counts->degree_error.se,
                  (3 * kp_analysis_figure(a, 0, 0, 0)->degree_error.se + kp_analysis_figure(a, 0, 0, 1)->degree_error.se) / 4);
}

/* Twenty weighted forms (10 A, 10 C: 80) of the first unit, a thousand typed counts (500 D, 500 E: 15) of the second. */
static evaluation mixed_scales(kp_arena *arena, kp_num weight, const char *rest, const char *letters[2]) {
    evaluation e = one_question(arena, 2, rest);
    forms_of(&e, 0, letters[0], 10);
    forms_of(&e, 0, letters[1], 10);
    kp_answers *answers = kp_answers_of(e.evidence);
    for (size_t i = 0; i < answers->form_count; i++)
        answers->forms[i].weight = weight;
    answers->weighted = true;
    survey(&e, 1, "s", 0, "0 0 0 500 500", "250", "", "", "");
    return e;
}

static void expect_no_sum(const kp_survey_figure *all) {
    assert_false(all->known);
    assert_true(kp_num_equal(all->degree, KP_ZERO) && kp_num_equal(all->rate, KP_ZERO));
    assert_null(all->shares);
    assert_true(isnan(all->degree_error.se) && isnan(all->degree_interval.lower) && isnan(all->degree_margin));
}

static void check_mixed_scales(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = mixed_scales(arena, kp_num_int(500), "", (const char *[]){"0", "2"});
    finish(&e);
    expect_no_errors(&e);
    const kp_analysis *a = analyse(&e, NULL);
    for (int32_t question = -1; question < 1; question++) {
        const kp_survey_figure *all = kp_analysis_figure(a, 0, -1, question);
        expect_no_sum(all);
        assert_int_equal(all->valid, 1020);
        assert_true(kp_num_equal(all->unknown_share, kp_num_ratio(arena, 25, 127))); /* heads: 250 of 1020 + 250 */
    }
    assert_true(kp_num_equal(kp_analysis_figure(a, 0, 0, -1)->degree, kp_num_int(80)));
    assert_true(kp_num_equal(kp_analysis_figure(a, 0, 1, -1)->degree, kp_num_int(15)));
}

/* Weights of 1 are heads: (20·80 + 1000·15)/1020 = 830/51. With sizes of 10,000 and 30,000, (80 + 3·15)/4 = 31.25 whatever the weights. */
static void check_one_scale(kp_arena *arena, void *data) {
    (void)data;
    evaluation heads = mixed_scales(arena, KP_ONE, "", (const char *[]){"0", "2"});
    finish(&heads);
    const kp_survey_figure *all = kp_analysis_figure(analyse(&heads, NULL), 0, -1, -1);
    assert_true(all->known && !all->by_size);
    assert_true(kp_num_equal(all->degree, kp_num_ratio(arena, 830, 51)));
    evaluation sized = mixed_scales(arena, kp_num_int(500), "", (const char *[]){"0", "2"});
    for (int32_t unit = 0; unit < 2; unit++) {
        kp_stratum_size s = {.unit = unit, .stratum = -1, .size = typed(&sized, unit ? "30000" : "10000")};
        s.clusters = (kp_input){.value = KP_ZERO};
        KP_PUSH(arena, &sized.evidence->stratum_sizes, s);
    }
    finish(&sized);
    all = kp_analysis_figure(analyse(&sized, NULL), 0, -1, -1);
    assert_true(all->known && all->by_size);
    assert_true(kp_num_equal(all->degree, kp_num_ratio(arena, 125, 4)));
    assert_true(all->degree_error.se > 0);
}

/* The second question was typed for one unit only and has a figure of all; the leaf, a mean of both, has none. */
static void check_half_mixed(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = mixed_scales(arena, kp_num_int(500), ", questions: {q1: 1, q2: 1}", (const char *[]){"0m", "2m"});
    survey(&e, 1, "s", 1, "0 40 0 0 0", "", "", "", "");
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    const kp_survey_figure *leaf = kp_analysis_figure(a, 0, -1, -1), *second = kp_analysis_figure(a, 0, -1, 1);
    expect_no_sum(leaf);
    assert_int_equal(leaf->valid, 40);
    expect_no_sum(kp_analysis_figure(a, 0, -1, 0));
    assert_true(second->known && kp_num_equal(second->degree, kp_num_int(80)));
}

/* ---- scores ---- */

/* total = 60 % of a weighted half (survey 3 : typed 1, the survey out of 50) + 40 %: a point of the degree moves it by 60·(3/4)/100 = 0.45; the survey's error is 7. */
static void check_weighted_score(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        kp_format(arena,
                  "indicators:\n  - {id: h, title: H, weight: 60}\n  - {id: s, title: S, weight: 3, parent: h, method: satisfaction, full: 50, %s}\n"
                  "  - {id: t, title: T, weight: 1, parent: h, method: direct}\n  - {id: d, title: D, weight: 40, method: direct}\n",
                  five_options),
        2);
    for (int unit = 0; unit < 2; unit++) {
        survey(&e, unit, "s", 0, "6 3 0 1 0", "", "", "", "");
        mark(&e, unit, "t", 0, unit ? "—" : "90");
        mark(&e, unit, "d", 0, "80");
    }
    finish(&e);
    expect_no_errors(&e);
    const kp_analysis *a = analyse(&e, NULL);
    expect_double(a->totals[0].se, 0.45 * 7);
    expect_double(a->totals[0].df, 9);
    expect_double(a->totals[1].se, 0.6 * 7); /* t does not apply: the survey is all of h */
    assert_int_equal(a->rank_ranges[0].best, 1);
    assert_int_equal(a->rank_ranges[0].worst, 2);
}

/* Points: 40 for the survey, of 100; where 20 others do not apply its 40 are 40 of 80, so a point of the degree is 0.4·100/80 of the total. */
static void check_sum_score(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        kp_format(arena,
                  "indicators:\n  - {id: s, title: S, points: 40, method: satisfaction, %s}\n  - {id: x, title: X, points: 20, method: direct}\n"
                  "  - {id: d, title: D, points: 40, method: direct}\n",
                  five_options),
        2);
    for (int unit = 0; unit < 2; unit++) {
        survey(&e, unit, "s", 0, "6 3 0 1 0", "", "", "", "");
        mark(&e, unit, "x", 0, unit ? "—" : "10");
        mark(&e, unit, "d", 0, "30");
    }
    finish(&e);
    expect_no_errors(&e);
    const kp_analysis *a = analyse(&e, NULL);
    expect_double(a->totals[0].se, 0.4 * 7);
    expect_double(a->totals[1].se, 0.5 * 7);
}

/* A self mark held to the survey carries the survey's error: 50 points of the survey and 50 of what is held to it, so a point of the degree is a point of the total. */
static void check_held_down(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "indicators:\n  - {id: z, title: Z, points: 50, method: direct, check_against: s, tolerance: 1}\n"
                                   "  - {id: s, title: S, points: 50, method: satisfaction, %s}\n",
                                   five_options),
                         2);
    survey(&e, 0, "s", 0, "6 3 0 1 0", "", "", "", "");
    survey(&e, 1, "s", 0, "6 3 0 1 0", "", "", "", "");
    mark(&e, 0, "z", 0, "50");
    mark(&e, 1, "z", 0, "40");
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    expect_double(a->totals[0].se, 7);
    expect_double(a->totals[1].se, 3.5);
}

/* Two leaves answered on the same forms alike: their errors add up, 0.6·7 + 0.4·7; answered against each other they nearly cancel. */
static void check_two_leaves(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "indicators:\n  - {id: s, title: S, points: 60, method: satisfaction, %s}\n"
                                   "  - {id: t, title: T, points: 40, method: satisfaction, measure: rate, %s}\n",
                                   five_options, five_options),
                         2);
    const struct {
        const char *answers;
        int times;
    } forms[] = {{"00", 6}, {"11", 3}, {"33", 1}};
    for (size_t i = 0; i < 3; i++)
        forms_of(&e, 0, forms[i].answers, forms[i].times);
    forms_of(&e, 1, "0m", 6);
    forms_of(&e, 1, "1m", 3);
    forms_of(&e, 1, "3m", 1);
    forms_of(&e, 1, "m0", 10);
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    /* by hand: 0.6·v + 0.4·p is 100 of the six, 88 of three, 18 of one: mean 88.2, Σ(v - mean)² = 6·139.24 + 3·0.04 + 4928.04 = 5763.6, /90 = 64.04 */
    expect_double(a->totals[0].se, sqrt(64.04));
    /* 20 forms, of which 10 answered s, and all of t's are satisfied: SE of s as a domain, √(20/19 · Σ(v - 87)²/10²) = √(20/19 · 44.1) */
    expect_double(a->totals[1].se, 0.6 * sqrt(20.0 / 19 * 44.1));
}

/* ---- standings ---- */

static void check_standings(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = one_question(arena, 4, ", min_valid: 10");
    survey(&e, 0, "s", 0, "10 30 40 20 10", "", "", "", "");
    survey(&e, 1, "s", 0, "90 10 0 0 0", "", "", "", "");
    survey(&e, 2, "s", 0, "9 0 0 0 0", "", "", "", "");
    survey(&e, 3, "s", 0, "11 30 40 20 9", "", "", "", "");
    finish(&e);
    const kp_analysis *a = analyse(&e, NULL);
    const kp_survey_leaf *leaf = &a->leaves[0];
    assert_int_equal(leaf->standing_count, 3); /* nine answers are too few */
    assert_true(kp_analysis_figure(a, 0, 2, -1)->too_small);
    const int32_t order[] = {1, 3, 0};
    const uint32_t ranges[][2] = {{1, 1}, {2, 3}, {2, 3}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(leaf->standings[i].unit, order[i]);
        assert_int_equal(leaf->standings[i].range.best, ranges[i][0]);
        assert_int_equal(leaf->standings[i].range.worst, ranges[i][1]);
        assert_int_equal(leaf->standings[i].apart_from_next, i == 0);
    }
    assert_int_equal(a->rank_ranges[2].best, 0); /* not ranked */
    assert_int_equal(a->rank_ranges[1].worst, 1);
}

static void check_no_survey(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "indicators:\n  - {id: d, title: D, points: 100, method: direct}\n", 1);
    mark(&e, 0, "d", 0, "5");
    finish(&e);
    assert_null(analyse(&e, NULL));
    evaluation empty = one_question(arena, 1, ""); /* nobody was asked */
    finish(&empty);
    const kp_survey_figure *f = kp_analysis_figure(analyse(&empty, NULL), 0, 0, -1);
    assert_false(f->known);
    assert_true(isnan(f->degree_error.se) && isnan(f->rate_interval.upper));
    assert_true(isnan(analyse(&empty, NULL)->totals[0].se));
}

/* ---- what must not matter ---- */

enum { INVARIANT_FORMS = 300, INVARIANT_UNITS = 3 };

/* The same answers each time; the weights `times` as large, the forms backwards, the clusters and strata named otherwise. */
static const kp_analysis *analyse_variant(kp_arena *arena, int times, bool backwards, const char *prefix) {
    evaluation e = one_question(arena, INVARIANT_UNITS, ", questions: {q1: 2, q2: 1, q3: 1}");
    kp_answers *answers = kp_answers_of(e.evidence);
    answers->weighted = true;
    kp_form forms[INVARIANT_FORMS];
    uint8_t codes[INVARIANT_FORMS][3];
    uint32_t chance = 11;
    for (int i = 0; i < INVARIANT_FORMS; i++) {
        int drawn[6];
        for (int k = 0; k < 6; k++) {
            chance = chance * 1664525u + 1013904223u;
            drawn[k] = (int)(chance >> 16);
        }
        forms[i] = (kp_form){.unit = drawn[0] % INVARIANT_UNITS, .channel = -1, .interviewer = -1};
        forms[i].stratum = kp_evidence_stratum(e.evidence, kp_format(arena, "%s%d", prefix, drawn[1] % 3));
        forms[i].cluster =
            kp_answers_name(arena, &answers->clusters, kp_format(arena, "%s%d", prefix, (int)forms[i].unit * 100 + drawn[1] % 3 * 10 + drawn[2] % 7));
        forms[i].weight = kp_num_ratio(arena, (int64_t)times * (1 + drawn[2] % 9), 4);
        for (int q = 0; q < 3; q++)
            codes[i][q] = (uint8_t)(drawn[3 + q] % 8 < 5 ? drawn[3 + q] % 8 : KP_ANSWER_MISSING);
    }
    for (int i = 0; i < INVARIANT_FORMS; i++) {
        int at = backwards ? INVARIANT_FORMS - 1 - i : i;
        kp_answers_add(e.evidence, &forms[at], codes[at], NULL);
    }
    kp_evidence_finish(e.evidence, e.problems);
    return kp_survey_analyse(arena, e.evidence, NULL, NULL);
}

static void check_invariance(kp_arena *arena, void *data) {
    (void)data;
    const kp_analysis *a = analyse_variant(arena, 1, false, "a"), *b = analyse_variant(arena, 7, true, "楼");
    assert_int_equal(a->figure_count, b->figure_count);
    for (size_t i = 0; i < a->figure_count; i++) {
        const kp_survey_figure *x = &a->figures[i], *y = &b->figures[i];
        assert_true(x->known && x->degree_error.se > 0);
        assert_true(kp_num_equal(x->degree, y->degree));
        expect_double(x->degree_error.se, y->degree_error.se);
        expect_double(x->rate_error.se, y->rate_error.se);
        expect_double(x->degree_error.deff, y->degree_error.deff);
        expect_double(x->degree_error.df, y->degree_error.df);
    }
}

/* Marks of half the worth: half the degree and half the error, as points; the scale of 0 to 100 does not change. */
static void check_scale(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        "indicators:\n  - {id: s, title: S, points: 100, method: satisfaction, options: {A: 5, B: 4, C: 3, D: 1.5, E: 0}, positive: [A, B, C]}\n", 1);
    survey(&e, 0, "s", 0, "6 3 0 1 0", "", "", "", "");
    finish(&e);
    const kp_survey_figure *f = kp_analysis_figure(analyse(&e, NULL), 0, 0, 0);
    assert_true(kp_num_equal(f->degree, kp_num_int(87)));
    expect_double(f->degree_error.se, 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("ten answers give the mean, error and intervals that are worked out by hand", check_simple),
        IN_ARENA("intervals of nobody and everybody stay open on the inner side, and one answer tells no error", check_extremes),
        IN_ARENA("a census has no sampling error, and a known size takes its share off", check_census),
        IN_ARENA("a sample of one mind is no census: its bound is Wilson's, and a few answers tell nothing apart", check_one_mind),
        IN_ARENA("who was not asked is the most that can be of another mind", check_one_mind_of_few),
        IN_ARENA("where all of each unit answer alike the error is 0 and not what rounding leaves", check_no_rounding),
        IN_ARENA("counts and forms of the same answers give the same figures, and of several questions a bound", check_counts_and_forms),
        IN_ARENA("weighted answers of some units and typed counts of others have no figure of all", check_mixed_scales),
        IN_ARENA("they have one by the sizes of units, and where all weights are 1", check_one_scale),
        IN_ARENA("a leaf has no figure of all where one of its questions has none", check_half_mixed),
        IN_ARENA("a weighted tree hands on its share of the survey's error", check_weighted_score),
        IN_ARENA("points hand on theirs, and more where gaps are made good", check_sum_score),
        IN_ARENA("a mark held to the survey carries its error", check_held_down),
        IN_ARENA("two leaves of the same forms are one sample", check_two_leaves),
        IN_ARENA("standings tell which places are sure", check_standings),
        IN_ARENA("the size of weights, the order of forms and the names of strata and clusters do not matter", check_invariance),
        IN_ARENA("values of another scale give the same degree of 100", check_scale),
        IN_ARENA("without a survey there is no analysis, without answers no figure", check_no_survey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
