/* SPDX-License-Identifier: GPL-3.0-or-later */
/* places_test.c - marks re-assigned from ranks (以名次计分). Places and points are worked out by hand. */
#include "scoring_support.h"

#include "kaoping/scorer.h"

#define LISTED "by_rank: {1: 100, 2: 95, 3: 90, else: 85}"

/* 德州: three teams inspect separately, each team's marks become points by place, and these are averaged. */
static const char *const teams[][5] = {{"92", "88", "95", "88", "70"}, {"60", "75", "71", "65", "50"}, {"99", "98", "97", "96", "95"}};

static void enter_teams(evaluation *e) {
    for (int team = 0; team < 3; team++)
        for (int unit = 0; unit < 5; unit++) {
            panel(e, unit, "a", kp_format(e->arena, "第%d组", team + 1), -1, teams[team][unit]);
            e->evidence->panel.items[e->evidence->panel.count - 1].mark.origin = (kp_origin){(uint32_t)(10 + 5 * team + unit), 3, 0};
        }
}

static evaluation panels(kp_arena *arena, const char *fields, int units) {
    return begin(arena, kp_format(arena, "indicators: [{id: a, title: 三组检查, points: 100, method: panel, %s}]\n", fields), units);
}

static void check_teams(kp_arena *arena, void *data) {
    (void)data; /* 2 4 1, 3 1 2, 1 2 3, 3 3 4, 5 5 5: (95 + 85 + 100)/3, (90 + 100 + 95)/3, (100 + 95 + 90)/3, (90 + 90 + 85)/3, 85 */
    evaluation e = panels(arena, LISTED, 5);
    enter_teams(&e);
    finish(&e);
    expect_no_errors(&e);
    static const char *const means[] = {"280/3", "95", "95", "265/3", "85"};
    for (int unit = 0; unit < 5; unit++)
        expect_mark(&e, unit, "a", means[unit]);
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192), "(85+95+100)/3");
    const char *text = kp_explain(arena, e.card, 3, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "第1组 88 （第 3 名，共 5 个，计 90 分）  ← entry.xlsx · 考评对象!C13\n"));
    assert_non_null(strstr(text, "第3组 96 （第 4 名，共 5 个，计 85 分）"));
    assert_null(strstr(text, "去掉"));
    assert_non_null(strstr(text, "按名次计分：1 = 100；2 = 95；3 = 90；其余 = 85"));
}

static void check_mean_of_ties(kp_arena *arena, void *data) {
    (void)data; /* the first team's 88 and 88 take up places 3 and 4: (90 + 85)/2; then (87.5 + 100 + 95)/3 and (87.5 + 90 + 85)/3 */
    evaluation e = panels(arena, LISTED ", rank_ties: mean", 5);
    enter_teams(&e);
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 1, "a", "565/6");
    expect_mark(&e, 3, "a", "87.5");
}

static void check_rule(kp_arena *arena, void *data) {
    (void)data; /* places are worth 100 96 92 90 90 of 100, the leaf 50 points; and the best and worst of each unit's points are left out */
    evaluation e = panels(arena, "rank_first: 100, rank_step: 4, rank_least: 90, trim_low: 1, trim_high: 1, trim_from: 3", 5);
    enter_teams(&e);
    finish(&e);
    expect_no_errors(&e);
    static const char *const middle[] = {"96", "96", "96", "92", "90"};
    for (int unit = 0; unit < 5; unit++)
        expect_mark(&e, unit, "a", middle[unit]);
    const char *text = kp_explain(arena, e.card, 0, node(&e, "a"), KP_EN);
    assert_non_null(strstr(text, "第2组 60 (place 4 of 5, 90 points)(left out)"));
    assert_non_null(strstr(text, "scored by place: 100 for the first, 4 fewer for each further one, at least 90"));
}

static const char grouped[] = "indicators:\n"
                              "  - {id: a, title: A, points: 50, method: panel, scale: 100, " LISTED "}\n"
                              "  - {id: b, title: B, points: 50, method: direct}\n";

static evaluation two_groups(kp_arena *arena, const char *within) {
    evaluation e = begin(arena, kp_format(arena, "rank_within: %s\n%s", within, grouped), 0);
    for (int i = 0; i < 4; i++)
        kp_evidence_add_unit(e.evidence, NULL, kp_format(arena, "单位%d", i), i < 2 ? "城区" : "城郊", (kp_origin){(uint32_t)i + 2, 1, 0});
    for (int i = 0; i < 4; i++)
        mark(&e, i, "b", 0, "40");
    return e;
}

static void check_groups(kp_arena *arena, void *data) {
    (void)data; /* 90 80 | 70 60: places 1 2 | 1 2 within groups, 1 2 3 4 over all; half of the points */
    static const char *const marks_of[] = {"90", "80", "70", "60"}, *const within[] = {"50", "47.5", "50", "47.5"},
                             *const over_all[] = {"50", "47.5", "45", "42.5"};
    for (int all = 0; all <= 1; all++) {
        evaluation e = two_groups(arena, all ? "all" : "group");
        for (int i = 0; i < 4; i++)
            panel(&e, i, "a", "甲", -1, marks_of[i]);
        finish(&e);
        expect_no_errors(&e);
        for (int i = 0; i < 4; i++)
            expect_mark(&e, i, "a", all ? over_all[i] : within[i]);
    }
}

static void check_who_takes_part(kp_arena *arena, void *data) {
    (void)
        data; /* neither an excluded unit, nor one to which it does not apply, nor an abstention takes a place; whoever has a fault elsewhere does */
    evaluation e = begin(arena, kp_format(arena, "not_applicable: prorate\n%s", grouped), 5);
    static const char *const typed_marks[] = {"90", "80", "70", "—", "60"};
    for (int i = 0; i < 5; i++) {
        mark(&e, i, "b", 0, i == 2 ? "?" : "40");
        if (i != 1)
            panel(&e, i, "a", "甲", -1, typed_marks[i]);
    }
    e.evidence->units.items[0].excluded = true;
    gap(&e, 1, "a");
    finish(&e);
    expect_problem(&e, KP_D_PLACES_OPEN, 0);
    assert_false(e.card->units[2].scored);
    assert_int_equal(kp_scorecard_mark(e.card, 3, node(&e, "a"))->state, KP_MARK_NOT_APPLICABLE);
    expect_mark(&e, 4, "a", "47.5"); /* second, behind the 70 that is known */
}

static void check_some_marked(kp_arena *arena, void *data) {
    (void)
        data; /* 乙 leaves out a unit of the first group, by a row that is not there or by a dash: that group has no places, the other group has its own */
    for (int dash = 0; dash <= 1; dash++) {
        evaluation e = two_groups(arena, "group");
        for (int i = 0; i < 4; i++)
            panel(&e, i, "a", "甲", -1, i % 2 ? "80" : "90");
        for (int i = 1; i < 4; i++)
            panel(&e, i, "a", "乙", -1, i % 2 ? "80" : "90");
        if (dash)
            panel(&e, 0, "a", "乙", -1, "—");
        finish(&e);
        expect_problem(&e, KP_D_PLACES_PARTIAL, 1);
        assert_int_equal(e.problems->errors, 1);
        const kp_problem *problem = &e.problems->items[0];
        assert_non_null(strstr(problem->arguments[0], "乙"));
        assert_string_equal(problem->arguments[1], "单位0");
        for (int i = 0; i < 2; i++) {
            assert_true(kp_problem_concerns(problem, i));
            assert_false(e.card->units[i].scored);
        }
        expect_mark(&e, 2, "a", "50");
        expect_mark(&e, 3, "a", "47.5");
    }
}

static void check_need_not_mark(kp_arena *arena, void *data) {
    (void)data; /* nobody need mark a unit that is excluded, nor, being a unit, itself: 单位1 has 90 > 80 from 单位0, 1 and 1; 单位2 has 2 and 2 */
    evaluation e = two_groups(arena, "all");
    e.evidence->units.items[3].excluded = true;
    panel(&e, 1, "a", "单位0", -1, "90");
    panel(&e, 2, "a", "单位0", -1, "80");
    panel(&e, 0, "a", "单位2", -1, "70");
    panel(&e, 1, "a", "单位2", -1, "75");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "47.5");
    expect_mark(&e, 1, "a", "50");
    expect_mark(&e, 2, "a", "47.5");
}

static void check_open(kp_arena *arena, void *data) {
    (void)data; /* a mark that cannot be read leaves its whole group without places, and the other group as it is */
    static const char *const faults[] = {"?", "", "101"};
    for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
        evaluation e = two_groups(arena, "group");
        panel(&e, 0, "a", "甲", -1, "90");
        panel(&e, 1, "a", "甲", -1, faults[f]);
        panel(&e, 2, "a", "甲", -1, "70");
        panel(&e, 3, "a", "甲", -1, "60");
        if (f == 0) /* as binding would have told */
            kp_problems_add(e.problems, KP_D_NOT_A_NUMBER, (kp_place){0}, 1, "?", NULL, NULL);
        finish(&e);
        expect_problem(&e, KP_D_PLACES_OPEN, 1);
        assert_int_equal(e.card->units[0].reason, KP_D_PLACES_OPEN);
        assert_false(e.card->units[0].scored);
        assert_false(e.card->units[1].scored);
        expect_mark(&e, 2, "a", "50");
        expect_mark(&e, 3, "a", "47.5");
    }
}

static void check_direct(kp_arena *arena, void *data) {
    (void)data; /* 900 800 800 100 of 1000, points on the same scale: 1000 900 900 700 -> of 10 */
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 10, method: direct, scale: 1000, rank_first: 1000, rank_step: 100}]\n", 4);
    static const char *const typed_marks[] = {"900", "800", "800", "100"}, *const made[] = {"10", "9", "9", "7"};
    for (int i = 0; i < 4; i++)
        mark(&e, i, "a", 0, typed_marks[i]);
    finish(&e);
    expect_no_errors(&e);
    for (int i = 0; i < 4; i++)
        expect_mark(&e, i, "a", made[i]);
    const char *text = kp_explain(arena, e.card, 2, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "（第 2 名，共 4 个，计 900 分）"));
    assert_non_null(strstr(text, "计算：第 2 名 900 × 满分 10 ÷ 打分上限 1000 = 9\n"));
}

/* 85.0033 and 85.002 are both printed as 85.00: equal where printed values decide, first and second where full ones do. */
static void check_decided(kp_arena *arena, void *data) {
    (void)data;
    for (int full = 0; full < 2; full++) {
        evaluation e =
            begin(arena,
                  kp_format(arena, "decide_on: %s\nindicators: [{id: a, title: A, points: 100, method: direct, rank_first: 100, rank_step: 10}]\n",
                            full ? "full" : "printed"),
                  3);
        static const char *const typed_marks[] = {"85.002", "85.0033", "80"};
        for (int i = 0; i < 3; i++)
            mark(&e, i, "a", 0, typed_marks[i]);
        finish(&e);
        expect_no_errors(&e);
        expect_mark(&e, 0, "a", full ? "90" : "100");
        expect_mark(&e, 1, "a", "100");
        expect_mark(&e, 2, "a", "80");
    }
}

/* A mark that is given cannot be ranked: beside it nobody has a place; where all are given nobody needs one. */
static void check_given(kp_arena *arena, void *data) {
    (void)data;
    for (int32_t all = 0; all < 2; all++) {
        evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 100, method: direct, rank_first: 100, rank_step: 10}]\n", 3);
        for (int32_t i = 0; i < 3; i++)
            if (i == 0 || all)
                kp_evidence_give_mark(e.evidence, i, node(&e, "a"), typed(&e, "95"));
            else
                mark(&e, i, "a", 0, "80");
        finish(&e);
        expect_problem(&e, KP_D_PLACES_GIVEN, all ? 0 : 1);
        expect_mark(&e, 0, "a", "95");
        assert_int_equal(e.card->units[1].scored, all != 0);
        assert_int_equal(e.card->units[2].scored, all != 0);
    }
}

static void check_sites(kp_arena *arena, void *data) {
    (void)data; /* means 90, 85, 85, 60; the third has too few sites: it has the place that it would have, and takes none */
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 100, method: sites, min_sites: 2, rank_ties: mean, " LISTED "}]\n", 4);
    static const char *const marks_of[][2] = {{"80", "100"}, {"85", "85"}, {"85", NULL}, {"50", "70"}};
    for (int unit = 0; unit < 4; unit++)
        for (int site = 0; site < 2 && marks_of[unit][site]; site++) {
            kp_site_check check = {unit,
                                   node(&e, "a"),
                                   kp_evidence_site(e.evidence, kp_format(arena, "%d", site)),
                                   -1,
                                   "",
                                   "",
                                   "",
                                   typed(&e, marks_of[unit][site]),
                                   {.value = KP_ZERO}};
            KP_PUSH(arena, &e.evidence->site_checks, check);
        }
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "100");
    expect_mark(&e, 1, "a", "95");
    expect_mark(&e, 2, "a", "92.5"); /* beside the second: (95 + 90)/2 */
    expect_mark(&e, 3, "a", "90");
    assert_int_equal(e.card->units[2].reason, KP_R_TOO_FEW_SITES);
    const char *text = kp_explain(arena, e.card, 0, node(&e, "a"), KP_EN);
    assert_non_null(strstr(text, "Mark that is ranked: (80 + 100) ÷ sites 2"));
    assert_non_null(strstr(text, "(place 1 of 3, 100 points)"));
}

static void check_one_unit(kp_arena *arena, void *data) {
    (void)data; /* with one unit alone there is no place: the mark itself is asked for */
    kp_scheme *scheme = sound_yaml(arena, "id: t\ntitle: T\nindicators:\n"
                                          "  - {id: a, title: A, points: 10, method: direct, rank_first: 10, rank_step: 1}\n"
                                          "  - {id: b, title: B, points: 10, method: direct}\n");
    const kp_scorer_input entered[] = {{1, 0}, {2, 0}};
    size_t clash[2];
    kp_scorer *scorer = kp_scorer_new(arena, scheme, entered, 2, 0, clash);
    assert_non_null(scorer);
    assert_false(scorer->linear);
    assert_int_equal(scorer->missing_count, 1);
    assert_int_equal(scorer->missing[0].indicator, 1);
    assert_int_equal(scorer->missing[0].slot, KP_SCORER_MARK);
    const kp_input inputs[] = {{.value = kp_num_int(9), .state = KP_INPUT_GIVEN}, {.value = kp_num_int(8), .state = KP_INPUT_GIVEN}};
    kp_scorer_result result;
    kp_scorer_score(scorer, arena, inputs, &result);
    assert_int_equal(result.marks[0].state, KP_MARK_NOT_SCORED);
    assert_int_equal(result.marks[1].state, KP_MARK_NOT_SCORED);
}

static void check_scheme(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *fields;
        kp_problem_code code;
    } faults[] = {
        {"by_rank: {1: 10, 2: 9}", KP_S_LADDER_NO_ELSE},
        {"by_rank: {1: 9, 2: 10, else: 0}", KP_S_LADDER_ORDER},
        {"by_rank: {1: 10, 3: 9, else: 0}", KP_S_BAD_NUMBER},
        {"by_rank: {1: 11, else: 0}", KP_S_OUT_OF_RANGE},
        {"rank_first: 11, rank_step: 1", KP_S_OUT_OF_RANGE},
        {"rank_first: 10, rank_step: 1, rank_least: 10.5", KP_S_OUT_OF_RANGE},
        {"rank_first: 10", KP_S_FIELD_MISSING},
        {"rank_step: 1", KP_S_FIELD_MISSING},
        {"by_rank: {1: 10, else: 0}, rank_first: 10, rank_step: 1", KP_S_FIELD_NOT_HERE},
        {"by_rank: {1: 10, else: 0}, rank_least: 1", KP_S_FIELD_NOT_HERE},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        kp_problems *problems = kp_problems_new(arena);
        build_yaml(arena, kp_format(arena, "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 10, method: direct, %s}]\n", faults[i].fields),
                   problems);
        if (problems->errors != 1 || problems->items[0].code != faults[i].code)
            fail_msg("%s: %zu errors, the first %s", faults[i].fields, problems->errors,
                     problems->count ? kp_problem_line(arena, &problems->items[0], KP_EN) : "none");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("three teams' marks become points by place, and these are averaged", check_teams),
        IN_ARENA("equal marks may get the mean of the places that they take up", check_mean_of_ties),
        IN_ARENA("points by place may be given by rule, and are trimmed as points", check_rule),
        IN_ARENA("places are within groups where ranks are", check_groups),
        IN_ARENA("only what is known and applies takes a place", check_who_takes_part),
        IN_ARENA("an evaluator who marked only some of those ranked together gives no places", check_some_marked),
        IN_ARENA("an excluded unit and the evaluator's own need no mark", check_need_not_mark),
        IN_ARENA("a mark that is not known leaves those ranked with it without places", check_open),
        IN_ARENA("direct marks may count by place, on the scale typed", check_direct),
        IN_ARENA("places go by printed or full marks, as the scheme decides", check_decided),
        IN_ARENA("beside a mark that is given nobody has a place", check_given),
        IN_ARENA("site marks may count by place, and too few sites take none", check_sites),
        IN_ARENA("one unit alone has no place", check_one_unit),
        IN_ARENA("points by place must be whole and must not rise", check_scheme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
