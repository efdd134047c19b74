/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reweigh_test.c - the same evaluation with other weights. Expected figures are worked out by hand. */
#include "scoring_support.h"

#include "kaoping/reweigh.h"

typedef struct changed {
    kp_reweighing *again;
    kp_num *factors;
} changed;

static changed all_ones(evaluation *e) {
    changed c = {kp_reweighing_new(e->arena, e->card), KP_NEW_ARRAY(e->arena, kp_num, e->scheme->indicator_count)};
    for (size_t i = 0; i < e->scheme->indicator_count; i++)
        c.factors[i] = KP_ONE;
    return c;
}

static void expect_total(evaluation *e, const changed *c, int unit, const char *text) {
    kp_num total;
    assert_true(kp_reweigh_total(c->again, e->arena, kp_reweigh_scheme(e->arena, e->scheme, c->factors), unit, &total));
    assert_string_equal(kp_num_exact(e->arena, total), text);
}

static const char sum_text[] = "indicators:\n  - {id: a, title: A, points: 20, method: direct}\n  - {id: b, title: B, points: 30, method: direct}\n"
                               "  - {id: c, title: C, points: 50, method: direct}\n"
                               "  - {id: p, title: P, method: bonus, cap_low: -5, cap_high: 5, events: {表彰: 2}}\n";

/* Shares 0.9, 0.5, 0.8; points 24 : 30 : 50 of 104: (21.6 + 15 + 40) × 100 / 104. */
static void check_points(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, sum_text, 3);
    marks(&e, 0, "a", "18");
    marks(&e, 0, "b", "15");
    marks(&e, 0, "c", "40");
    marks(&e, 1, "a", "18");
    marks(&e, 1, "b", "15");
    marks(&e, 1, "c", "40");
    finding(&e, 1, "p", 0, "1", NULL);
    marks(&e, 2, "a", "18");
    marks(&e, 2, "b", "15");
    marks(&e, 2, "c", "—");
    finish(&e);
    changed c = all_ones(&e);
    expect_total(&e, &c, 0, "73");
    expect_total(&e, &c, 2, "66"); /* 33 of 50 */
    c.factors[node(&e, "a")] = number(&e, "1.2");
    expect_total(&e, &c, 0, "1915/26");
    expect_total(&e, &c, 1, "1967/26"); /* the bonus stays 2 points */
    expect_total(&e, &c, 2, "610/9");   /* (21.6 + 15) of 54 */
    c.factors[node(&e, "a")] = KP_ZERO;
    expect_total(&e, &c, 0, "68.75"); /* 55 of 80 */
}

static const char nested_text[] = "indicators:\n  - {id: a, title: A, weight: 60, full: 50, children: [{id: a1, title: A1, points: 30, method: "
                                  "direct}, {id: a2, title: A2, points: "
                                  "20, method: direct}]}\n  - {id: b, title: B, weight: 40, method: direct}\n";

static void check_levels(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, nested_text, 1); /* a: 15 + 20 = 35 of 50; 60·70 + 40·50 */
    marks(&e, 0, "a1", "15");
    marks(&e, 0, "a2", "20");
    marks(&e, 0, "b", "50");
    finish(&e);
    changed c = all_ones(&e);
    expect_total(&e, &c, 0, "62");
    c.factors[node(&e, "b")] = number(&e, "0.5"); /* (60·70 + 20·50) / 80 */
    expect_total(&e, &c, 0, "65");
    c.factors[node(&e, "b")] = KP_ONE;
    c.factors[node(&e, "a2")] = number(&e, "1.5"); /* 30 : 30, so a is 75 %: 60·75 + 40·50 */
    expect_total(&e, &c, 0, "65");
    assert_true(kp_reweigh_has_weight(e.scheme, node(&e, "a1")));
    assert_false(kp_reweigh_has_weight(e.scheme, 0));
}

/* Own marks held to the check's share, whatever the points are: 自查 95 of 100 against 80 of 100, tolerance 5. */
static void check_held(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n  - {id: s, title: S, points: 40, method: direct, check_against: k, tolerance: 2}\n"
                         "  - {id: k, title: K, points: 60, method: direct}\n",
                         1);
    marks(&e, 0, "s", "38");
    marks(&e, 0, "k", "48");
    finish(&e);
    changed c = all_ones(&e);
    expect_total(&e, &c, 0, "80");
    c.factors[node(&e, "s")] = number(&e, "3");
    expect_total(&e, &c, 0, "80");
}

/* u1 80/60, u2 65/80 of 100 at 60 : 40 are 72 and 71; at 30 : 40 they are 480/7 and 515/7. */
static void check_ranks(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n  - {id: a, title: A, weight: 60, method: direct}\n  - {id: b, title: B, weight: 40, method: direct}\n"
                         "bands:\n  - {id: x, title: 优秀, from: 73, to: 100}\n  - {id: y, title: 良好, to: 73}\n",
                         2);
    marks(&e, 0, "a", "80");
    marks(&e, 0, "b", "60");
    marks(&e, 1, "a", "65");
    marks(&e, 1, "b", "80");
    finish(&e);
    changed c = all_ones(&e);
    const kp_scorecard *same = kp_reweigh_score(c.again, arena, kp_reweigh_scheme(arena, e.scheme, c.factors));
    assert_int_equal(same->units[0].rank, 1);
    assert_int_equal(same->units[1].band, 1);
    c.factors[node(&e, "a")] = number(&e, "0.5");
    const kp_scorecard *other = kp_reweigh_score(c.again, arena, kp_reweigh_scheme(arena, e.scheme, c.factors));
    assert_int_equal(other->units[0].rank, 2);
    assert_int_equal(other->units[1].rank, 1);
    assert_int_equal(other->units[1].band, 0);
    assert_string_equal(kp_num_exact(arena, other->units[1].total), "515/7");
    assert_string_equal(kp_total_text(arena, other, 1), "73.57");
}

static void check_unranked(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "not_applicable: not_ranked\nindicators:\n  - {id: a, title: A, weight: 60, method: direct}\n"
                         "  - {id: b, title: B, weight: 40, method: direct}\n",
                         2);
    marks(&e, 0, "a", "80");
    marks(&e, 0, "b", "—");
    marks(&e, 1, "a", "65");
    marks(&e, 1, "b", "80");
    finish(&e);
    changed c = all_ones(&e);
    const kp_scorecard *same = kp_reweigh_score(c.again, arena, kp_reweigh_scheme(arena, e.scheme, c.factors));
    assert_int_equal(same->units[0].rank, 0);
    assert_true(same->units[0].scored);
    assert_int_equal(same->units[1].rank, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("points are brought back to their sum and shares stay", check_points),
        IN_ARENA("weights move at each level", check_levels),
        IN_ARENA("a mark held to another stays held share for share", check_held),
        IN_ARENA("ranks and grades follow the changed weights", check_ranks),
        IN_ARENA("a unit that is not ranked is not ranked with other weights", check_unranked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
