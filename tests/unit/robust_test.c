/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robust_test.c - how stable a ranking is. Swap points are worked out by hand as fractions; the rest follows from what the trials are. */
#include "scoring_support.h"

#include <math.h>

#include "kaoping/reweigh.h"
#include "kaoping/robust.h"

/* ---- swap points ---- */

static void expect_num(kp_arena *arena, kp_num value, const char *text) { assert_string_equal(kp_num_exact(arena, value), text); }

static const char three_weights[] =
    "decide_on: full\nindicators:\n  - {id: a, title: A, weight: 50, method: direct}\n  - {id: b, title: B, weight: 30, method: direct}\n"
    "  - {id: c, title: C, weight: 20, method: direct}\n";

/*
 * u1 90 60 80 is 45 + 18 + 16 = 79, u2 70 90 80 is 35 + 27 + 16 = 78. With w of b and the others 50 : 20: 20·50 = 30 w at w = 100/3 of 310/3 in all; of 100 that is
 * 100/3 · 100/(310/3) = 1000/31, from 30 by 7.5 %. Of a, w = 45 of 95: 4500/95 = 900/19, by 5.3 %. c is alike in both: it does nothing. So a, to 900/19.
 * All together: d = 20, −30, 0: r = (50·20 − 30·30) / (50·20 + 30·30) = 100/1900 = 1/19.
 */
static void check_weights_swap(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, three_weights, 2);
    marks(&e, 0, "a", "90");
    marks(&e, 0, "b", "60");
    marks(&e, 0, "c", "80");
    marks(&e, 1, "a", "70");
    marks(&e, 1, "b", "90");
    marks(&e, 1, "c", "80");
    finish(&e);
    const kp_robust *r = kp_robust_analyse(arena, e.card, NULL);
    assert_non_null(r);
    assert_int_equal(r->swap_count, 1);
    const kp_robust_swap *s = &r->swaps[0];
    assert_int_equal(s->kind, KP_SWAP_FOUND);
    assert_int_equal(s->upper, 0);
    assert_int_equal(s->lower, 1);
    assert_int_equal(s->indicator, node(&e, "a"));
    expect_num(arena, s->from, "50");
    expect_num(arena, s->to, "900/19");
    expect_num(arena, s->factor, "0.9");
    assert_true(s->exact);
    assert_true(s->all);
    assert_true(s->all_exact);
    assert_true(s->all_least);
    expect_num(arena, s->change, "1/19");
    expect_num(arena, s->directions[node(&e, "a")], "-1");
    expect_num(arena, s->directions[node(&e, "b")], "1");
    expect_num(arena, s->directions[node(&e, "c")], "0");
}

/* The same with the lowest total best: u2 is ahead by as much, and the same change swaps them; ranks turn round. */
static void check_lowest_first(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, kp_format(arena, "better: low\n%s", three_weights), 2);
    static const char *const marks_of[][3] = {{"90", "60", "80"}, {"70", "90", "80"}}, *const ids[] = {"a", "b", "c"};
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 3; k++)
            marks(&e, i, ids[k], marks_of[i][k]);
    finish(&e);
    kp_robust_options options = {.trials = 200, .spread = 1};
    const kp_robust *r = kp_robust_analyse(arena, e.card, &options);
    assert_int_equal(r->differing, 0); /* the ranks of the trials are those of exact scoring */
    const kp_robust_swap *s = &r->swaps[0];
    assert_int_equal(s->kind, KP_SWAP_FOUND);
    assert_int_equal(s->upper, 1);
    assert_int_equal(s->lower, 0);
    expect_num(arena, s->to, "900/19");
    expect_num(arena, s->change, "1/19");
    for (size_t i = 0; i < 2; i++)
        assert_true(r->units[i].holds == 1); /* by 1 % of a weight nothing swaps */
}

/* Weights below a product are exponents, which trials change as any weight: their ranks are those of exact scoring. */
static void check_exponents(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        "aggregate: product\nindicators:\n  - {id: a, title: A, weight: 2, method: direct}\n  - {id: b, title: B, weight: 1/2, method: direct}\n", 4);
    static const char *const marks_of[][2] = {{"50", "80"}, {"80", "50"}, {"60", "20"}, {"55", "40"}};
    for (int i = 0; i < 4; i++) {
        marks(&e, i, "a", marks_of[i][0]);
        marks(&e, i, "b", marks_of[i][1]);
    }
    finish(&e);
    static const int ranks[] = {2, 1, 4, 3}; /* 0.5² √0.8 = 0.2236, 0.8² √0.5 = 0.4525, 0.6² √0.2 = 0.1610, 0.55² √0.4 = 0.1913 */
    for (int i = 0; i < 4; i++)
        assert_int_equal(e.card->units[i].rank, ranks[i]);
    const kp_robust *r = kp_robust_analyse(arena, e.card, &(kp_robust_options){.trials = 100, .graded = 100});
    assert_int_equal(r->differing, 0);
}

/*
 * Points 20, 30, 50 and a bonus. u1 18 15 45 is 78, u2 10 27 40 and a bonus of 0.5 is 77.5: shares differ by 0.4, −0.4, 0.1, the bonus by −0.5.
 * By one: with the factor t of points p, D = 100 (Σ others + t p d) / (100 − p + t p) − 0.5 = 0. Σ p d = 8 − 12 + 5 = 1.
 *   a: (100·(−7 + 8t)) = 0.5 (80 + 20 t): 800 t − 700 = 40 + 10 t, t = 74/79: to 20·74/79·100/(80 + 20·74/79) = 148000/(6320 + 1480) = 740/39, −5.1 %
 *   b: 100·(13 − 12t) = 0.5 (70 + 30 t): 1300 − 35 = 1215 t, t = 1265/1215 = 253/243: to 30·253/243·100/(70 + 30·253/243), +2.9 %
 *   c: 100·(−4 + 5t) = 0.5 (50 + 50 t): 475 t = 425, t = 17/19, −5.6 %
 * So b: 759000/(17010 + 7590) = 759000/24600 = 1265/41.
 * All together: e = 100 d − 0.5 = 39.5, −40.5, 9.5: r = (20·39.5 − 30·40.5 + 50·9.5) / (790 + 1215 + 475) = 50/2480 = 5/248.
 */
static void check_points_swap(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n  - {id: a, title: A, points: 20, method: direct}\n  - {id: b, title: B, points: 30, method: direct}\n"
                         "  - {id: c, title: C, points: 50, method: direct}\n"
                         "  - {id: p, title: P, method: bonus, cap_low: -5, cap_high: 5, events: {表彰: 0.5}}\n",
                         2);
    marks(&e, 0, "a", "18");
    marks(&e, 0, "b", "15");
    marks(&e, 0, "c", "45");
    marks(&e, 1, "a", "10");
    marks(&e, 1, "b", "27");
    marks(&e, 1, "c", "40");
    finding(&e, 1, "p", 0, "1", NULL);
    finish(&e);
    const kp_robust *r = kp_robust_analyse(arena, e.card, NULL);
    const kp_robust_swap *s = &r->swaps[0];
    assert_int_equal(s->indicator, node(&e, "b"));
    expect_num(arena, s->factor, "253/243");
    expect_num(arena, s->to, "1265/41");
    expect_num(arena, s->change, "5/248");
    assert_true(s->exact && s->all_exact && s->all_least);
}

/*
 * Two levels. a (60): a1 and a2 alike; b (40). u1: a1 80, a2 60 → 70, b 70: 70; u2: 60, 74 → 67, b 73: 69.4. At factors 1 + x, 1 − x for (a2, a1) and (b, a):
 * a: ((1 − x)·20 − (1 + x)·14) / 2 = 3 − 17x; total: (60 (1 − x)(3 − 17x) − 40 (1 + x)·3) / (60 (1 − x) + 40 (1 + x)) = 0, so 60 (3 − 20x + 17x²) − 120 − 120x = 0:
 * 1020 x² − 1320 x + 60 = 0, x = (22 − sqrt(484 − 4·17)) / 34 = 0.0471717….
 */
static void check_levels_swap(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "indicators:\n  - {id: a, title: A, weight: 60, full: 100, children: [{id: a1, title: A1, weight: 50, method: direct}, {id: a2, "
              "title: A2, weight: 50, method: direct}]}\n  - {id: b, title: B, weight: 40, method: direct}\n",
              2);
    marks(&e, 0, "a1", "80");
    marks(&e, 0, "a2", "60");
    marks(&e, 0, "b", "70");
    marks(&e, 1, "a1", "60");
    marks(&e, 1, "a2", "74");
    marks(&e, 1, "b", "73");
    finish(&e);
    const kp_robust *r = kp_robust_analyse(arena, e.card, NULL);
    const kp_robust_swap *s = &r->swaps[0];
    assert_true(s->all);
    assert_false(s->all_exact);
    assert_true(s->all_least);
    double x = (22 - sqrt(484 - 68)) / 34, found = kp_num_to_double(s->change);
    assert_true(found >= x && found <= x * (1 + 2e-6));
    /* a2 alone: with t, the mean of a is (80 + 60t)/(1 + t) against (60 + 74t)/(1 + t); 60 (20 − 14t) = 120 (1 + t), t = 1080/960 = 9/8; to 50·(9/8)·100/(50 + 56.25) = 900/17 */
    assert_int_equal(s->indicator, node(&e, "a2"));
    expect_num(arena, s->factor, "1.125");
    expect_num(arena, s->to, "900/17");
}

static void check_never(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, three_weights, 3); /* u2 is nowhere ahead of u1; u3 is u2's like */
    static const char *const typed_marks[3][3] = {{"90", "90", "80"}, {"70", "90", "80"}, {"70", "90", "80"}};
    for (int u = 0; u < 3; u++) {
        marks(&e, u, "a", typed_marks[u][0]);
        marks(&e, u, "b", typed_marks[u][1]);
        marks(&e, u, "c", typed_marks[u][2]);
    }
    finish(&e);
    const kp_robust *r = kp_robust_analyse(arena, e.card, NULL);
    assert_int_equal(r->swap_count, 2);
    assert_int_equal(r->swaps[0].kind, KP_SWAP_NEVER);
    assert_int_equal(r->swaps[1].kind, KP_SWAP_TIED);
    assert_int_equal(r->units[0].worst, 1);
    assert_true(r->units[0].holds > 0.9999999);
    assert_int_equal(r->units[2].best, 2);
}

/* ---- trials ---- */

/* u1 90 60 and u2 60 90 at 50 : 50 and a third unit of 74 74: which of u1 and u2 is ahead is even; u3 is behind while both keep their means above 74. */
static evaluation even_game(kp_arena *arena) {
    evaluation e =
        begin(arena,
              "decide_on: full\nindicators:\n  - {id: a, title: A, weight: 52, method: direct}\n  - {id: b, title: B, weight: 48, method: direct}\n"
              "bands:\n  - {id: x, title: 优秀, from: 75, to: 100}\n  - {id: y, title: 良好, to: 75}\nlists:\n  - {id: red, title: 红榜, when: 名次 "
              "<= 1}\n",
              3);
    static const char *const typed_marks[3][2] = {{"90", "60"}, {"60", "90"}, {"50", "40"}};
    for (int u = 0; u < 3; u++) {
        marks(&e, u, "a", typed_marks[u][0]);
        marks(&e, u, "b", typed_marks[u][1]);
    }
    finish(&e);
    return e;
}

/*
 * u1 is ahead where 52 x > 48 y, x and y even in 0.8..1.2. P(y > 13/12 x): the line y = 13x/12 leaves the square at x = 1.2·12/13 = 1.107692…; area above it from 0.8: ∫ (1.2 − 13x/12)
 * = 1.2·0.307692 − 13/24·(1.107692² − 0.64) = 0.369231 − 0.317949 = 0.0512821; of 0.16: 0.320513. So u1 holds its rank in 0.679487; of 10,000 trials the standard error is 0.0047.
 */
static void check_shares(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = even_game(arena);
    const kp_robust *r = kp_robust_analyse(arena, e.card, NULL);
    assert_int_equal(r->trials, 10000);
    assert_int_equal(r->graded, 1000);
    assert_int_equal(r->differing, 0);
    assert_true(fabs(r->units[0].holds - 0.679487) < 0.02);
    assert_int_equal(r->units[0].median, 1);
    assert_int_equal(r->units[0].low, 1);
    assert_int_equal(r->units[0].high, 2);
    assert_true(fabs(r->units[2].in_top - 1) < 1e-9); /* all three are among the first three */
    assert_int_equal(r->units[2].best, 3);
    assert_true(fabs(r->units[0].grade - r->units[0].holds) < 0.1); /* 优秀 while above 75, which is being ahead; of 1,000 trials */
    assert_int_equal(r->list_count, 2);
    assert_true(r->lists[0].on && !r->lists[1].on);
    assert_true(fabs(r->lists[0].share + r->lists[1].share - 1) < 1e-9);
}

/* In how many of 2,000 trials 52 x >= 48 y, by SHA-256 and xoshiro256** written again in Python from their papers. */
#define HOLDS_OF_2000 1355

static void check_seed(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = even_game(arena);
    kp_robust_options options = {.trials = 2000, .graded = 10, .seed = "2026-09-30"};
    const kp_robust *one = kp_robust_analyse(arena, e.card, &options), *two = kp_robust_analyse(arena, e.card, &options);
    options.seed = "2026-10-01";
    const kp_robust *other = kp_robust_analyse(arena, e.card, &options);
    assert_true(fabs(one->units[0].holds * 2000 - HOLDS_OF_2000) < 1e-6);
    assert_memory_equal(&one->units[0].holds, &two->units[0].holds, sizeof(double));
    assert_true(one->units[0].holds < other->units[0].holds || one->units[0].holds > other->units[0].holds);
    assert_true(fabs(one->units[0].holds - other->units[0].holds) < 0.05);
}

static void check_wider(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = even_game(arena);
    double before = 1;
    static const int32_t spreads[] = {100, 400, 1000, 2000, 5000}; /* the swap needs factors 1 ± 4 % at least: (52 − 48)/(52 + 48) */
    for (size_t i = 0; i < 5; i++) {
        kp_robust_options options = {.spread = spreads[i], .trials = 4000, .graded = 1};
        const kp_robust *r = kp_robust_analyse(arena, e.card, &options);
        if (i == 0)
            assert_true(r->units[0].holds > 0.9999999);
        assert_true(r->units[0].holds <= before);
        before = r->units[0].holds;
        assert_string_equal(kp_num_exact(arena, r->swaps[0].change), "0.04");
    }
}

/* ---- leaving out ---- */

static void check_leaving_out(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = even_game(arena); /* without a: 60, 90, 40; without b: 90, 60, 50 */
    const kp_robust *r = kp_robust_analyse(arena, e.card, &(kp_robust_options){.trials = 10});
    assert_int_equal(r->drop_count, 2);
    assert_int_equal(r->drops[0].ranks[0], 2);
    assert_int_equal(r->drops[0].ranks[1], 1);
    assert_int_equal(r->drops[0].moved, 2);
    assert_int_equal(r->drops[1].moved, 0);
    assert_int_equal(r->units[0].out_worst, 2);
    assert_int_equal(r->units[0].out_worst_of, node(&e, "a"));
    assert_int_equal(r->units[0].out_best, 1);
    assert_int_equal(r->units[2].out_worst, 3);
}

/* ---- what there is nothing to say of ---- */

static void check_unscored(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, three_weights, 4); /* u3 is out of it, of u4 a mark is missing */
    for (int u = 0; u < 4; u++) {
        marks(&e, u, "a", u ? "70" : "90");
        marks(&e, u, "b", "80");
        char text[8]; /* not a literal: the compiler would compare it with "—" in advance and warn */
        snprintf(text, sizeof text, "%s", u < 3 ? "80" : "");
        mark(&e, u, "c", 0, text);
    }
    e.evidence->units.items[2].excluded = true;
    e.evidence->units.items[2].exclusion = "新建";
    finish(&e);
    const kp_robust *r = kp_robust_analyse(arena, e.card, &(kp_robust_options){.trials = 20});
    assert_non_null(r);
    assert_int_equal(r->unit_count, 2);
    assert_int_equal(r->swap_count, 1);
    assert_int_equal(r->differing, 0);
}

static void check_nothing(kp_arena *arena, void *data) {
    (void)data;
    evaluation one = begin(arena, "indicators:\n  - {id: a, title: A, points: 100, method: direct}\n", 2);
    marks(&one, 0, "a", "50");
    marks(&one, 1, "a", "60");
    finish(&one);
    assert_null(kp_robust_analyse(arena, one.card, NULL));
    evaluation alone = begin(arena, three_weights, 1);
    marks(&alone, 0, "a", "50");
    marks(&alone, 0, "b", "50");
    marks(&alone, 0, "c", "50");
    finish(&alone);
    assert_null(kp_robust_analyse(arena, alone.card, NULL));
}

/*
 * What a test says has no weight in it: the second unit (40 + 39 = 79 of 100) fails a >= 50 in every trial, stands on the list and misses the target; the first (55.5 + 38 = 93.5) does not.
 * Weights move by 5 %, which changes shares of 0.925 and 0.95, of 0.667 and 0.975, by less than a point: grades by 80 stay.
 */
static void check_tests(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        "indicators: [{id: a, title: A, points: 60, method: direct}, {id: b, title: B, points: 40, method: direct}, {id: t, title: 测, counted: no, "
        "method: test, requirements: {够: a >= 50}}]\n"
        "bands: [{id: good, title: 良好, from: 80, to: 100}, {id: fair, title: 一般, from: 0, to: 80}]\n"
        "rules: [{id: low, title: 降, when: not met(t), effect: at_most, band: fair}]\n"
        "lists: [{id: black, title: 黑榜, when: not met(t)}]\ntargets: [{id: all, title: 达标, when: met(t)}]\n",
        2);
    marks(&e, 0, "a", "55.5");
    marks(&e, 0, "b", "38");
    marks(&e, 1, "a", "40");
    marks(&e, 1, "b", "39");
    finish(&e);
    expect_no_errors(&e);
    const kp_robust *r = kp_robust_analyse(arena, e.card, &(kp_robust_options){.trials = 50, .graded = 50, .spread = 500});
    assert_int_equal(r->graded, 50);
    assert_int_equal(r->units[0].grade * 50, 50);
    assert_int_equal(r->units[1].grade * 50, 50);
    assert_int_equal(r->list_count, 1);
    assert_int_equal(r->lists[0].unit, 1);
    assert_true(r->lists[0].on);
    assert_int_equal(r->lists[0].share * 50, 50);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("two units swap at the weights worked out by hand", check_weights_swap),
        IN_ARENA("exponents of a product are changed as weights are", check_exponents),
        IN_ARENA("where the lowest total is best the same change swaps them, and trials rank as scoring does", check_lowest_first),
        IN_ARENA("points swap two units with the bonus left as it is", check_points_swap),
        IN_ARENA("two levels swap at the root of the square worked out by hand", check_levels_swap),
        IN_ARENA("no weights swap where one unit is nowhere behind, and equal units are tied", check_never),
        IN_ARENA("a unit holds its rank in the share of trials that geometry says", check_shares),
        IN_ARENA("a seed gives the same result, another nearly the same", check_seed),
        IN_ARENA("ranks hold less the wider weights move", check_wider),
        IN_ARENA("a leaf is left out and the others stand for it", check_leaving_out),
        IN_ARENA("units without a score take no part", check_unscored),
        IN_ARENA("a rule and a list that go by what a test says hold in every trial", check_tests),
        IN_ARENA("one indicator or one unit has no robustness", check_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
