/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluators_test.c - what is known of the evaluators of an evaluation. Figures are published (Shrout and Fleiss 1979, table 2) or come from R 4.2 (friedman.test, anova(lm()), t.test,
 * p.adjust "holm", and ICC(1) from the mean squares with n0 of Lessells and Boag).
 */
#include "near.h"
#include "scoring_support.h"

#include <string.h>

#include "in_arena.h"
#include "kaoping/evaluators.h"

#define ONE_LEAF "indicators: [{id: a, title: 评分 | Marks, points: 10, method: panel}]\n"

static const int judged[6][4] = {{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}}; /* Shrout and Fleiss */
static const char *const judges[] = {"甲", "乙", "丙", "丁"};

static evaluation shrout_fleiss(kp_arena *arena) {
    evaluation e = begin(arena, ONE_LEAF, 6);
    for (int unit = 0; unit < 6; unit++)
        for (int j = 0; j < 4; j++)
            panel(&e, unit, "a", judges[j], -1, kp_format(arena, "%d", judged[unit][j]));
    return e;
}

static const kp_evaluator *evaluator_named(const evaluation *e, const kp_panel_agreement *panel, const char *name) {
    for (size_t i = 0; i < panel->evaluator_count; i++)
        if (strcmp(e->evidence->evaluators.items[panel->evaluators[i].evaluator], name) == 0)
            return &panel->evaluators[i];
    fail_msg("no evaluator %s", name);
    return NULL;
}

static const kp_agreement *look(evaluation *e) {
    finish(e);
    expect_no_errors(e);
    return kp_evaluators_look(e->arena, e->card);
}

static void check_complete(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = shrout_fleiss(arena);
    const kp_agreement *found = look(&e);
    assert_non_null(found);
    assert_int_equal(found->panel_count, 1);
    assert_int_equal(found->check_count, 0);
    const kp_panel_agreement *p = &found->panels[0];
    assert_false(p->whole || p->part);
    assert_int_equal(p->block_units, 6);
    assert_int_equal(p->block_evaluators, 4);
    expect_equal(p->full, 10);
    expect_digits(p->icc.of[KP_ICC_2_1].value, 0.289763779528, 11);     /* published: .29 */
    expect_digits(p->icc.of[KP_ICC_2_K].value, 0.620050547599, 11);     /* published: .62 */
    expect_digits(p->one_way.of[KP_ICC_1_1].value, 0.165741768405, 11); /* published: .17 */
    expect_digits(p->one_way.of[KP_ICC_1_1].lower, -0.132932324875, 9);
    expect_digits(p->one_way.of[KP_ICC_1_1].upper, 0.722560062328, 9);
    expect_digits(p->w.w, 0.88703703703704, 11);
    expect_digits(p->w.chi_square, 17.74074074074074, 11);
    expect_digits(p->w.p, 0.00328950924368, 11);
}

static void check_leniency(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = shrout_fleiss(arena);
    const kp_agreement *found = look(&e);
    const kp_panel_agreement *p = &found->panels[0];
    static const struct {
        const char *name;
        double deviation, others, z, t, adjusted;
        int tendency;
    } wanted[] = {{"甲", 2.375, 3.166666667, 1.0206818132, 7.250711381, 0.0023380313144, 1},
                  {"丁", 1.375, 1.833333333, 0.5909210498, 2.803059553, 0.0436328796800, 1},
                  {"丙", -0.9583333333, -1.277777778, -0.4118540650, -3.285714286, 0.0436328796800, -1},
                  {"乙", -2.7916666667, -3.722222222, -1.1997487980, -10.077752030, 0.0006588507927, -1}};
    for (size_t i = 0; i < 4; i++) {
        const kp_leniency *l = &p->evaluators[i].leniency;
        assert_string_equal(e.evidence->evaluators.items[p->evaluators[i].evaluator], wanted[i].name); /* from high to low */
        assert_int_equal(l->units, 6);
        expect_digits(l->deviation, wanted[i].deviation, 9);
        expect_digits(l->against_others, wanted[i].others, 8);
        expect_digits(l->z, wanted[i].z, 8);
        expect_digits(l->t, wanted[i].t, 8);
        expect_digits(l->adjusted, wanted[i].adjusted, 9);
        assert_int_equal(l->tendency, wanted[i].tendency);
    }
}

/* Two units that a fifth evaluator marked, too: the table without gaps is that of the four, and ICC(1) takes all 26 marks. */
static void check_gaps(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = shrout_fleiss(arena);
    panel(&e, 0, "a", "戊", -1, "9");
    panel(&e, 2, "a", "戊", -1, "7");
    const kp_panel_agreement *p = &look(&e)->panels[0];
    assert_int_equal(p->evaluator_count, 5);
    assert_int_equal(p->marks, 26);
    assert_int_equal(p->block_units, 6);
    assert_int_equal(p->block_evaluators, 4);
    expect_digits(p->w.w, 0.88703703703704, 11);
    expect_digits(p->one_way.of[KP_ICC_1_1].value, 0.2090098258339, 11);
    expect_digits(p->one_way.of[KP_ICC_1_1].lower, -0.0877237073507, 9);
    expect_digits(p->one_way.of[KP_ICC_1_1].upper, 0.7439069078635, 9);
    expect_digits(p->one_way.of[KP_ICC_1_1].p, 0.1020536628941, 10);
    expect_digits(p->one_way.of[KP_ICC_1_K].value, 0.5332167832168, 11);
    const kp_evaluator *fifth = evaluator_named(&e, p, "戊");
    assert_int_equal(fifth->leniency.units, 2); /* too few to say */
    expect_nan(fifth->leniency.deviation);
    assert_int_equal(p->evaluators[4].evaluator, fifth->evaluator);
}

/* Of 4 evaluators × 3 units and 3 × 5 the second has more marks. */
static void check_largest_block(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, ONE_LEAF, 5);
    for (int unit = 0; unit < 5; unit++)
        for (int j = 0; j < 3 + (unit < 3); j++)
            panel(&e, unit, "a", judges[j], -1, kp_format(arena, "%d", judged[unit][j]));
    const kp_panel_agreement *p = &look(&e)->panels[0];
    assert_int_equal(p->block_units, 5);
    assert_int_equal(p->block_evaluators, 3);
}

static void check_few(kp_arena *arena, void *data) {
    (void)data;
    evaluation two = begin(arena, ONE_LEAF, 6);
    for (int unit = 0; unit < 6; unit++)
        for (int j = 0; j < 2; j++)
            panel(&two, unit, "a", judges[j], -1, kp_format(arena, "%d", judged[unit][j]));
    assert_null(look(&two));
    evaluation units = begin(arena, ONE_LEAF, 2);
    for (int unit = 0; unit < 2; unit++)
        for (int j = 0; j < 4; j++)
            panel(&units, unit, "a", judges[j], -1, kp_format(arena, "%d", judged[unit][j]));
    assert_null(look(&units));
    evaluation none = begin(arena, "indicators: [{id: a, title: A, points: 10, method: direct}]\n", 1);
    mark(&none, 0, "a", 0, "8");
    assert_null(look(&none));
}

#define TWO_LEAVES                                                                                                                                   \
    "indicators:\n"                                                                                                                                  \
    "  - id: h\n    title: 互查 | Mutual check\n    points: 30\n    sheet: 互查 | Mutual\n    children:\n"                                       \
    "      - {id: a, title: 甲项, points: 20, method: panel, scale: 10}\n"                                                                         \
    "      - {id: b, title: 乙项, points: 10, method: panel}\n"

/* 2·a + b: of the first leaf a mark of 10 is 20 points. */
static void check_whole(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 4);
    static const char *const first[] = {"9", "7", "8", "6"}, *const second[] = {"5", "6", "9", "4"};
    for (int unit = 0; unit < 4; unit++)
        for (int j = 0; j < 3; j++) {
            panel(&e, unit, "a", judges[j], -1, j == 0 ? first[unit] : "5");
            panel(&e, unit, "b", judges[j], -1, j == 2 && unit == 3 ? "—" : second[unit]);
        }
    const kp_agreement *found = look(&e);
    assert_int_equal(found->panel_count, 3);
    assert_true(found->panels[0].whole && !found->panels[0].part);
    assert_true(!found->panels[1].whole && found->panels[1].part && found->panels[2].part);
    assert_string_equal(e.scheme->indicators[found->panels[0].indicator].id, "h");
    expect_equal(found->panels[0].full, 30);
    expect_equal(found->panels[1].full, 10);      /* as typed */
    assert_int_equal(found->panels[0].marks, 11); /* the third gave the last unit one mark only */
    /* The first is above the others by 2·(9-5), 2·(7-5), 2·(8-5) and 2·(6-5): 5 on average, and by 5/1.5 or 1 above the means of three or two:
       (16/3 + 8/3 + 4 + 1)/4 = 13/4. */
    const kp_leniency *l = &evaluator_named(&e, &found->panels[0], "甲")->leniency;
    expect_digits(l->against_others, 5, 9);
    expect_digits(l->deviation, 3.25, 9);
}

/* 31 evaluators: who shares fewer than five units with others is not judged, in a panel of three it is three. */
static void check_large(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, ONE_LEAF, 40);
    for (int unit = 0; unit < 40; unit++)
        for (int j = 0; j < 4; j++) {
            int who = j == 0 ? 0 : 1 + (unit * 3 + j) % 30;
            panel(&e, unit, "a", kp_format(arena, "评委%d", who), -1, kp_format(arena, "%d", 5 + (unit + j) % 3 + (who == 0 ? 2 : 0)));
        }
    const kp_panel_agreement *p = &look(&e)->panels[0];
    assert_int_equal(p->evaluator_count, 31);
    assert_int_equal(p->least_units, 5);
    size_t known = 0;
    for (size_t i = 0; i < p->evaluator_count; i++)
        known += isnan(p->evaluators[i].leniency.deviation) ? 0 : 1;
    assert_int_equal(known, 1); /* the others have four each: 40 · 3 / 30 */
    assert_string_equal(e.evidence->evaluators.items[p->evaluators[0].evaluator], "评委0");
    assert_int_equal(p->evaluators[0].leniency.units, 40);
    expect_nan(p->evaluators[0].leniency.z); /* nobody to compare with */
    assert_int_equal(p->evaluators[0].leniency.tendency, 1);
}

#define SELF_AND_CHECK                                                                                                                               \
    "indicators:\n"                                                                                                                                  \
    "  - {id: z, title: 自查 | Self, weight: 1, full: 20, method: direct, check_against: c, tolerance: 1}\n"                                       \
    "  - {id: c, title: 抽查 | Check, weight: 1, full: 10, method: direct}\n"

/* Own out of 20: 18, 16, 20, 12; checks out of 10: 9, 6, 9.5, 7, which are 18, 12, 19, 14. Differences 0, 4, 1, -2: the second only is above by more than 1, also where it was held down. */
static void check_self(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, SELF_AND_CHECK, 4);
    static const char *const own[] = {"18", "16", "20", "12"}, *const check[] = {"9", "6", "9.5", "7"};
    for (int unit = 0; unit < 4; unit++) {
        mark(&e, unit, "z", 0, own[unit]);
        mark(&e, unit, "c", 0, check[unit]);
    }
    const kp_agreement *found = look(&e);
    expect_mark(&e, 1, "z", "12"); /* the score knows it held down */
    assert_int_equal(found->check_count, 1);
    const kp_check_agreement *c = &found->checks[0];
    assert_int_equal(c->check.pairs, 4);
    expect_digits(c->check.difference, 0.75, 12);
    expect_digits(c->check.sd, 2.5, 12); /* (0.75² + 3.25² + 0.25² + 2.75²)/3 = 18.75/3 */
    assert_int_equal(c->check.above, 1);
    assert_int_equal(c->check.below, 1);
    expect_digits(c->check.above_share, 0.25, 12);
    static const int order[] = {1, 2, 0, 3};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(c->pairs[i].unit, order[i]);
    expect_digits(c->pairs[0].own, 16, 12);
    expect_digits(c->pairs[0].check, 12, 12);
    kp_evaluators_hint(e.card, found, e.problems);
    expect_problem(&e, KP_R_SELF_ABOVE, 1); /* 25 % */
}

static void recheck(evaluation *e, int unit, const char *site, const char *mark, const char *again) {
    kp_site_check entry = {.unit = unit,
                           .indicator = node(e, "s"),
                           .site = kp_evidence_site(e->evidence, site),
                           .kind = -1,
                           .inspector = "",
                           .date = "",
                           .text = "",
                           .mark = typed(e, mark),
                           .recheck = typed(e, again)};
    entry.mark.origin.row = entry.recheck.origin.row = (uint32_t)e->evidence->site_checks.count + 5;
    KP_PUSH(e->arena, &e->evidence->site_checks, entry);
}

static void check_rechecks(kp_arena *arena, void *data) {
    (void)data; /* differences 90-88, 80-86, 85-85: mean -4/3; the one further apart than 5 is below */
    evaluation e = begin(arena, "indicators: [{id: s, title: 现场 | On site, points: 20, method: sites, scale: 100, recheck_tolerance: 5}]\n", 2);
    recheck(&e, 0, "甲楼", "90", "88");
    recheck(&e, 0, "乙楼", "70", "");
    recheck(&e, 1, "丙楼", "80", "86");
    recheck(&e, 1, "丁楼", "85", "85");
    const kp_agreement *found = look(&e);
    assert_int_equal(found->check_count, 1);
    const kp_check_agreement *c = &found->checks[0];
    assert_int_equal(c->against, -1);
    assert_int_equal(c->check.pairs, 3);
    expect_digits(c->check.difference, -4.0 / 3, 12);
    assert_int_equal(c->check.above, 0);
    assert_int_equal(c->check.below, 1);
    expect_equal(c->full, 100);
    assert_int_equal(c->pairs[0].unit, 1);
    assert_string_equal(e.evidence->site_names.items[c->pairs[0].site], "丙楼");
    kp_evaluators_hint(e.card, found, e.problems);
    expect_problem(&e, KP_R_SELF_ABOVE, 0);
}

/* 5 units by 3 who order them against each other: W = 1/9, p = .856 by R. */
static void check_chance(kp_arena *arena, void *data) {
    (void)data;
    static const int orders[5][3] = {{1, 5, 3}, {2, 4, 1}, {3, 3, 5}, {4, 2, 2}, {5, 1, 4}};
    evaluation e = begin(arena, ONE_LEAF, 5);
    for (int unit = 0; unit < 5; unit++)
        for (int j = 0; j < 3; j++)
            panel(&e, unit, "a", judges[j], -1, kp_format(arena, "%d", orders[unit][j]));
    const kp_agreement *found = look(&e);
    expect_digits(found->panels[0].w.w, 1.0 / 9, 12);
    expect_digits(found->panels[0].w.p, 0.855695198388, 11);
    kp_evaluators_hint(e.card, found, e.problems);
    expect_problem(&e, KP_R_NO_CONCORDANCE, 1);
    expect_problem(&e, KP_R_EVALUATOR_TENDS, 0);
}

static void check_hints(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = shrout_fleiss(arena);
    const kp_agreement *found = look(&e);
    size_t before = e.problems->count;
    kp_evaluators_hint(e.card, found, e.problems);
    expect_problem(&e, KP_R_EVALUATOR_TENDS, 4);
    expect_problem(&e, KP_R_NO_CONCORDANCE, 0);
    assert_int_equal(e.problems->errors, 0);
    const kp_problem *surest = &e.problems->items[before]; /* p of 乙 is the smallest */
    assert_int_equal(surest->unit, KP_UNIT_NONE);
    assert_string_equal(kp_problem_message(arena, surest, KP_ZH),
                        "“乙”对“评分”的评分偏严：共同评过 6 个对象，平均比其他评价者低 3.72 分（满分 10，z = -1.20，t = -10.08，校正后 p = 0.0007）");
    assert_string_equal(
        kp_problem_message(arena, surest, KP_EN),
        "the marks of 乙 for Marks tend to be low: over 6 units shared, 3.72 below those of the others on average (out of 10, z = -1.20, t = "
        "-10.08, adjusted p = 0.0007)");
    kp_evaluators_hint(e.card, NULL, e.problems);
}

/* A unit that is not scored, or does not take part, says nothing of those who judge. */
static void check_left_out(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = shrout_fleiss(arena);
    e.evidence->units.items[5].excluded = true;
    finish(&e);
    const kp_agreement *found = kp_evaluators_look(arena, e.card);
    assert_int_equal(found->panels[0].units, 5);
    assert_int_equal(found->panels[0].marks, 20);
}

static void check_words(kp_arena *arena, void *data) {
    (void)arena;
    (void)data;
    assert_string_equal(kp_text(arena, kp_icc_words(0.49), KP_EN), "poor"); /* Koo and Li, p. 158 */
    assert_string_equal(kp_text(arena, kp_icc_words(0.5), KP_EN), "moderate");
    assert_string_equal(kp_text(arena, kp_icc_words(0.75), KP_EN), "good");
    assert_string_equal(kp_text(arena, kp_icc_words(0.9), KP_EN), "good");
    assert_string_equal(kp_text(arena, kp_icc_words(0.91), KP_ZH), "很好");
    assert_string_equal(kp_icc_words(NAN), "");
    assert_string_equal(kp_text(arena, kp_w_words(0.1), KP_EN), "very weak agreement"); /* Schmidt, table 2 */
    assert_string_equal(kp_text(arena, kp_w_words(0.3), KP_EN), "weak agreement");
    assert_string_equal(kp_text(arena, kp_w_words(0.5), KP_EN), "moderate agreement");
    assert_string_equal(kp_text(arena, kp_w_words(0.7), KP_EN), "strong agreement");
    assert_string_equal(kp_text(arena, kp_w_words(0.9), KP_ZH), "一致程度很强");
    assert_string_equal(kp_w_words(NAN), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a panel that marks every unit has W and ICC as published", check_complete),
        IN_ARENA("who marks high or low is told from high to low as R has it", check_leniency),
        IN_ARENA("W is of the table without gaps and ICC(1) of all marks", check_gaps),
        IN_ARENA("the table without gaps is the largest that those with most marks make", check_largest_block),
        IN_ARENA("two evaluators, two units or no panel tell nothing", check_few),
        IN_ARENA("leaves of one sheet are looked at together and each", check_whole),
        IN_ARENA("in a large panel an evaluator needs five units", check_large),
        IN_ARENA("a self mark stands against its check as it was before it was held down", check_self),
        IN_ARENA("first marks of sites stand against their re-checks", check_rechecks),
        IN_ARENA("an order that may be chance is hinted at", check_chance),
        IN_ARENA("hints name evaluators with their numbers, the surest first", check_hints),
        IN_ARENA("units that do not take part are left out", check_left_out),
        IN_ARENA("what a figure means is said by the published thresholds", check_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
