/* SPDX-License-Identifier: GPL-3.0-or-later */
/* given_mark_test.c - marks given in place of their evidence: of leaves, of inner nodes, of the total. Expected figures are worked out by hand. */
#include "scoring_support.h"

static void give(evaluation *e, int unit, const char *id, const char *text) { kp_evidence_give_mark(e->evidence, unit, node(e, id), typed(e, text)); }

/* A tree of 60 + 40; a panel below needs evaluators that nobody enters. */
#define TREE                                                                                                                                         \
    "indicators:\n  - {id: a, title: 甲 | A, points: 60, children: [{id: a1, title: 甲一 | A1, points: 40, method: direct}, "                     \
    "{id: a2, title: 甲二 | A2, points: 20, method: panel, min_evaluators: 3}]}\n  - {id: b, title: 乙 | B, points: 40, method: direct}\n"

/* ---- what it counts as ---- */

static void check_inner(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 2);
    for (int unit = 0; unit < 2; unit++) { /* no unit has any data of a1, a2: none are asked for */
        give(&e, unit, "a", "50.5");
        marks(&e, unit, "b", unit ? "40" : "33.25");
    }
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "50.5");
    expect_mark(&e, 0, NULL, "83.75");
    expect_mark(&e, 1, NULL, "90.5");
    assert_int_equal(state_of(&e, 0, "a1"), KP_MARK_NOT_SCORED);
    assert_int_equal(state_of(&e, 0, "a2"), KP_MARK_NOT_SCORED);
    assert_string_equal(kp_mark_text(arena, e.card, 0, node(&e, "a1")), "");
    assert_int_equal(kp_scorecard_mark(e.card, 0, node(&e, "a"))->flags, KP_FLAG_GIVEN);
    assert_int_equal(kp_scorecard_mark(e.card, 0, node(&e, "b"))->flags, 0);
    assert_int_equal(e.card->units[1].rank, 1);
}

static void check_leaf(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 1);
    marks(&e, 0, "a1", "30");
    give(&e, 0, "a2", "17.25");
    marks(&e, 0, "b", "40");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "47.25");
    expect_mark(&e, 0, NULL, "87.25");
}

/* Of those beside whom somebody else still needs the data. */
static void check_others_still_need(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 2);
    give(&e, 0, "a", "60");
    marks(&e, 0, "b", "40");
    marks(&e, 1, "b", "40");
    finish(&e);
    expect_problem(&e, KP_D_NO_DATA, 0);
    expect_problem(&e, KP_D_MISSING_VALUE, 2); /* a1 and a2 of the second unit */
    expect_mark(&e, 0, NULL, "100");
    assert_false(e.card->units[1].scored);
}

static void check_total(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         TREE "bands:\n  - {id: x, title: 优秀, from: 90, to: 100}\n  - {id: y, title: 良好, from: 77.77, to: 90}\n"
                              "  - {id: z, title: 差, to: 77.77}\nlists:\n  - {id: red, title: 红榜, when: rank <= 1}\n",
                         3);
    give(&e, 0, NULL, "77.765"); /* 77.77 half up, and decided on that */
    give(&e, 1, NULL, "95");
    give(&e, 2, NULL, "77.764");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "77.765");
    assert_string_equal(kp_total_text(arena, e.card, 0), "77.77");
    assert_int_equal(e.card->units[0].rank, 2);
    assert_int_equal(e.card->units[0].band, 1);
    assert_int_equal(e.card->units[1].band, 0);
    assert_int_equal(e.card->units[2].band, 2);
    assert_int_equal(e.card->lists.count, 1);
    assert_int_equal(e.card->lists.items[0].unit, 1);
    assert_int_equal(state_of(&e, 0, "b"), KP_MARK_NOT_SCORED);
}

/* ---- what does not apply ---- */

static void check_not_applicable(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 2);
    for (int unit = 0; unit < 2; unit++) {
        give(&e, unit, "a", unit ? "—" : "60");
        marks(&e, unit, "b", "33.25");
    }
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "93.25");
    expect_mark(&e, 1, NULL, "83.125"); /* 33.25 of 40 */
    assert_string_equal(kp_mark_text(arena, e.card, 1, node(&e, "a")), "—");

    evaluation zero = begin(arena, "not_applicable: zero\n" TREE, 1);
    give(&zero, 0, "a", "—");
    marks(&zero, 0, "b", "33.25");
    finish(&zero);
    expect_mark(&zero, 0, NULL, "33.25");

    evaluation nothing = begin(arena, "not_applicable: zero\n" TREE, 1);
    give(&nothing, 0, NULL, "—");
    finish(&nothing);
    assert_false(nothing.card->units[0].scored);
    assert_int_equal(nothing.card->units[0].reason, KP_R_NOTHING_APPLICABLE);
}

/* A given mark is of full marks though something around it does not apply: (50 + 20) / (60 + 20) of the rest. */
static void check_gap_beside(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n  - {id: a, title: A, points: 60, children: [{id: a1, title: A1, points: 60, method: direct}]}\n"
                         "  - {id: b, title: B, points: 20, method: direct}\n  - {id: c, title: C, points: 20, method: direct}\n",
                         1);
    give(&e, 0, "a", "50");
    marks(&e, 0, "b", "20");
    gap(&e, 0, "c");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "87.5");
}

static void check_gap_above(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 1); /* the gap holds, and somebody must look */
    give(&e, 0, "a", "50");
    marks(&e, 0, "b", "20");
    gap(&e, 0, "a");
    finish(&e);
    expect_no_errors(&e);
    expect_problem(&e, KP_D_VALUE_IN_GAP, 1);
    expect_mark(&e, 0, NULL, "50");
}

/* ---- the rest of the rules ---- */

static void check_held_down(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n  - {id: self, title: 自查, weight: 20, method: panel, check_against: spot, tolerance: 5}\n"
                         "  - {id: spot, title: 抽查, weight: 80, method: panel}\n",
                         2);
    give(&e, 0, "self", "95"); /* 15 above: counts as 80 */
    give(&e, 0, "spot", "80");
    give(&e, 1, "self", "85"); /* 5 above: stands */
    give(&e, 1, "spot", "80");
    finish(&e);
    expect_no_errors(&e);
    expect_problem(&e, KP_R_HELD_DOWN, 1);
    expect_mark(&e, 0, "self", "80");
    assert_int_equal(kp_scorecard_mark(e.card, 0, node(&e, "self"))->flags, KP_FLAG_GIVEN | KP_FLAG_HELD_DOWN);
    expect_mark(&e, 0, NULL, "80");
    expect_mark(&e, 1, NULL, "81"); /* 0.2·85 + 0.8·80 */
}

#define WITH_BONUS                                                                                                                                   \
    "indicators:\n  - {id: a, title: A, points: 100, children: [{id: a1, title: A1, points: 100, method: direct}, {id: ap, title: AP, "              \
    "method: bonus, cap_low: -1, cap_high: 2, events: {好: 1}}]}\n"                                                                                 \
    "  - {id: p, title: P, method: bonus, cap_low: -5, cap_high: 3, events: {表彰: 2}}\n"

static void check_bonus(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "maximum: 104\n" WITH_BONUS, 6);
    static const char *const nodes[6][2] = {{"80", "3"}, {"102", "3"}, {"102.1", "0"}, {"-1", "-5"}, {"80", "3.5"}, {"80", "-5.5"}};
    for (int unit = 0; unit < 6; unit++) {
        give(&e, unit, "a", nodes[unit][0]); /* -1 .. 102, since a bonus of -1 .. 2 stands below it */
        give(&e, unit, "p", nodes[unit][1]);
    }
    finish(&e);
    expect_mark(&e, 0, NULL, "83");
    expect_mark(&e, 1, NULL, "104"); /* 105, held at the maximum */
    expect_mark(&e, 3, NULL, "0");   /* −6, held at the minimum */
    assert_int_equal(e.card->units[2].reason, KP_D_MARK_ABOVE_FULL);
    assert_int_equal(e.card->units[4].reason, KP_D_MARK_ABOVE_FULL);
    assert_int_equal(e.card->units[5].reason, KP_D_MARK_BELOW);
    assert_int_equal(e.card->scored_count, 3);
}

static void check_bonus_beside(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, WITH_BONUS, 1); /* events beside a given mark: 80 + 2 */
    give(&e, 0, "a", "80");
    finding(&e, 0, "p", 0, "1", NULL);
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "82");
}

static void check_round_each(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "round_at: each\n" TREE, 1);
    give(&e, 0, "a", "50.555");
    give(&e, 0, "b", "10.005");
    finish(&e);
    expect_mark(&e, 0, "a", "50.56");
    expect_mark(&e, 0, NULL, "60.57"); /* 50.56 + 10.01, half up */
}

static void check_bounds(kp_arena *arena, void *data) {
    (void)data;
    /* weights 1 : 3; a bonus of 4 in a child of full marks 50 under a node of 100 counts 4 · 100/50 · 1/4 = 2 there */
    evaluation e =
        begin(arena,
              "minimum: -2\nindicators:\n  - {id: a, title: A, weight: 1, full: 50, children: [{id: a1, title: A1, points: 50, method: direct}, "
              "{id: ap, title: AP, method: bonus, cap_low: 0, cap_high: 4, events: {好: 1}}]}\n"
              "  - {id: d, title: D, weight: 3, method: deduct, floor: -8}\n",
              0);
    kp_num least, most;
    kp_given_bounds(arena, e.scheme, node(&e, "d"), &least, &most);
    assert_string_equal(kp_num_exact(arena, least), "-8");
    assert_string_equal(kp_num_exact(arena, most), "100");
    kp_given_bounds(arena, e.scheme, 0, &least, &most);
    assert_string_equal(kp_num_exact(arena, least), "-2");
    assert_string_equal(kp_num_exact(arena, most), "102");
}

/* What looks below a given mark finds nothing: keys put the unit behind, conditions are unsure. */
static void check_below(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "ties: break\ntie_break: [a1]\n" TREE
                         "lists:\n  - {id: low, title: 黄榜, when: mark(a1) < 100}\n  - {id: not_low, title: 其他, when: not mark(a1) < 100}\n",
                         2);
    give(&e, 0, "a", "50");
    marks(&e, 0, "b", "40");
    marks(&e, 1, "a1", "35");
    give(&e, 1, "a2", "15");
    marks(&e, 1, "b", "40");
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(e.card->units[0].rank, 2);
    assert_int_equal(e.card->units[1].rank, 1);
    assert_int_equal(e.card->lists.count, 1);
    assert_int_equal(e.card->lists.items[0].unit, 1);
}

/* ---- what is wrong ---- */

static void check_range(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 5);
    static const char *const of_a[] = {"60.01", "-0.01", "60", "", "?"};
    for (int unit = 0; unit < 5; unit++) {
        give(&e, unit, "a", of_a[unit]);
        marks(&e, unit, "b", "0");
    }
    finish(&e);
    assert_int_equal(e.card->units[0].reason, KP_D_MARK_ABOVE_FULL);
    assert_int_equal(e.card->units[1].reason, KP_D_MARK_BELOW);
    expect_mark(&e, 2, NULL, "60");
    assert_int_equal(e.card->units[3].reason, KP_D_MISSING_VALUE);
    expect_problem(&e, KP_D_MISSING_VALUE, 1);
    assert_false(e.card->units[4].scored); /* its problem was told by whoever could not take it */
    expect_problem(&e, KP_D_MARK_ABOVE_FULL, 1);
    for (size_t i = 0; i < e.problems->count; i++)
        if (e.problems->items[i].code == KP_D_MARK_ABOVE_FULL)
            assert_string_equal(e.problems->items[i].arguments[1], "0–60");
}

static void check_conflicts(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 7);
    for (int unit = 0; unit < 7; unit++)
        give(&e, unit, "a", "50");
    for (int unit = 0; unit < 6; unit++)
        marks(&e, unit, "b", "40");
    give(&e, 0, "a", "50");               /* twice */
    give(&e, 1, "a1", "30");              /* for a node below */
    marks(&e, 2, "a1", "30");             /* an input below */
    marks(&e, 3, "a1", "—");              /* the same: it would change nothing */
    panel(&e, 4, "a2", "张三", -1, "18"); /* an entry of a list below */
    gap(&e, 5, "a1");                     /* a gap below */
    give(&e, 6, "b", "40");
    marks(&e, 6, "b", "39"); /* the leaf's own input */
    finish(&e);
    expect_problem(&e, KP_D_MARK_TWICE, 1);
    expect_problem(&e, KP_D_MARK_AND_ENTRIES, 6);
    assert_int_equal(e.problems->errors, 7);
    assert_int_equal(e.card->scored_count, 0);
}

static void check_excluded(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 1);
    e.evidence->units.items[0].excluded = true;
    e.evidence->units.items[0].exclusion = "撤并";
    give(&e, 0, NULL, "1000");
    kp_evidence_give_mark(e.evidence, 9, 0, typed(&e, "1")); /* no such unit: left out */
    kp_evidence_give_mark(e.evidence, 0, 99, typed(&e, "1"));
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(e.card->units[0].reason, KP_R_EXCLUDED);
}

/* ---- in words ---- */

static void check_words(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TREE, 1);
    give(&e, 0, "a", "50.5");
    marks(&e, 0, "b", "33.25");
    finish(&e);
    const char *inner = kp_explain(arena, e.card, 0, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(inner, "得分直接给出：50.5  ← entry.xlsx · 考评对象!D7\n"));
    assert_non_null(strstr(inner, "得分：50.50（满分 60）\n"));
    assert_null(strstr(inner, "组成"));
    const char *below = kp_explain(arena, e.card, 0, node(&e, "a1"), KP_EN);
    assert_non_null(strstr(below, "The mark of A is given; what stands below it is not scored\n"));
    assert_null(strstr(below, "(empty)"));
    const char *total = kp_explain(arena, e.card, 0, 0, KP_EN);
    assert_non_null(strstr(total, "83.75"));
    kp_val traced = kp_score_trace(arena, e.card, 0, node(&e, "a"));
    assert_int_equal(traced.expr->op, KP_CALC_INPUT);
    assert_int_equal(traced.expr->origin.row, 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a mark given for an inner node stands for all below it", check_inner),
        IN_ARENA("a mark given for a leaf stands for its evidence", check_leaf),
        IN_ARENA("who has no given mark still needs the data", check_others_still_need),
        IN_ARENA("a total given is rounded, graded, ranked and listed", check_total),
        IN_ARENA("a mark given as not applicable counts by the rule; a total so given is no score", check_not_applicable),
        IN_ARENA("a given mark has its full marks where something beside it does not apply", check_gap_beside),
        IN_ARENA("a gap entered for the node holds against a given mark", check_gap_above),
        IN_ARENA("given marks are checked against each other", check_held_down),
        IN_ARENA("given marks of bonuses, and of nodes with one below, stay within the caps", check_bonus),
        IN_ARENA("bonus events count beside a given mark", check_bonus_beside),
        IN_ARENA("rounding at each level rounds a given mark", check_round_each),
        IN_ARENA("bounds widen by what a bonus or floor further down makes of the node", check_bounds),
        IN_ARENA("keys and conditions that look below a given mark find none", check_below),
        IN_ARENA("a given mark out of its bounds, or missing, leaves the unit unscored", check_range),
        IN_ARENA("entries at or below a given mark, and marks given twice, are errors", check_conflicts),
        IN_ARENA("a unit out of the evaluation has no wrong mark", check_excluded),
        IN_ARENA("an explanation says that the mark was given", check_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
