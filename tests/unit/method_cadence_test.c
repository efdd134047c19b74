/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_cadence_test.c - how regularly activities took place (活动频次). Figures are worked out by hand. */
#include "log_support.h"

static evaluation leaf(kp_arena *arena, const char *fields, int units) {
    evaluation e =
        begin(arena, kp_format(arena, "cadence: monthly\nindicators: [{id: a, title: 活动, points: 60, method: cadence, %s}]\n", fields), units);
    e.evidence->period = (kp_period){KP_PERIOD_MONTH, 2026, 9}; /* 09-01 .. 09-30 */
    return e;
}

static void activities(evaluation *e, int unit, const char *kind, const char *days) {
    char *rest = NULL, *copy = kp_strdup(e->arena, days);
    for (char *day = strtok_r(copy, " ", &rest); day; day = strtok_r(NULL, " ", &rest))
        record(e, unit, "a", kp_format(e->arena, "2026-09-%s|%s|", day, kind));
}

static void check_edges(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "gaps: {小活动: 3}", 4);
    activities(&e, 0, "小活动", "10 03 06 06 09 13 30"); /* 2 3 3 1 3 17 0: six of seven; two on the 6th are one */
    activities(&e, 1, "小活动", "04");                   /* 3, 26: one of two */
    activities(&e, 3, "小活动", "28 05");                /* 4, 23, 2: one of three */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "360/7");
    expect_mark(&e, 1, "a", "30");
    expect_mark(&e, 2, "a", "0"); /* one window of 29 days */
    expect_mark(&e, 3, "a", "20");
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192), "60*6/7");
}

static void check_ignored(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "gaps: {小活动: 3}, edges: ignore", 4);
    activities(&e, 0, "小活动", "10 03 06 06 09 13 30"); /* 3 3 1 3 17: four of five */
    activities(&e, 1, "小活动", "04");
    activities(&e, 3, "小活动", "10 13");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "48");
    expect_mark(&e, 1, "a", "0");
    expect_mark(&e, 2, "a", "0");
    expect_mark(&e, 3, "a", "60");
}

static void check_pooled(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "gaps: {小活动 | Small: 10, 大活动 | Large: 15}", 1);
    activities(&e, 0, "小活动", "05 20 25"); /* 4 15 5 5: three of four */
    activities(&e, 0, "Large", "14 30");     /* 13 16 0: two of three */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "300/7");
    e = leaf(arena, "gaps: {小活动: 10, 大活动: 15}, edges: ignore", 1);
    activities(&e, 0, "小活动", "05 15 25"); /* two of two, and the other kind is one not kept */
    finish(&e);
    expect_mark(&e, 0, "a", "40");
}

static void check_words(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "gaps: {小活动 | Small: 3, 大活动 | Large: 7}", 1);
    activities(&e, 0, "小活动", "03 08 08");
    activities(&e, 0, "大活动", "09");
    record(&e, 0, "a", "2026-10-02|大活动|晚会");
    finish(&e);
    const char *text = kp_explain(arena, e.card, 0, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "2026-09-03，小活动（距期初 2 天）  ←"));
    assert_non_null(strstr(text, "2026-09-08，小活动（距上次 5 天，超过 3 天；至期末 22 天，超过 3 天）  ←"));
    assert_non_null(strstr(text, "2026-09-08，小活动（同日已有，不另计）  ←"));
    assert_non_null(strstr(text, "2026-09-09，大活动（距期初 8 天，超过 7 天；至期末 21 天，超过 7 天）  ←"));
    assert_non_null(strstr(text, "2026-10-02，大活动，晚会（不在考评期内，不计）  ←"));
    assert_non_null(strstr(text, "(小活动达标间隔 1 + 大活动达标间隔 0) ÷ (小活动间隔 3 + 大活动间隔 2)"));
    text = kp_explain(arena, e.card, 0, node(&e, "a"), KP_EN);
    assert_non_null(strstr(text, "2026-09-08, Small (5 days after the one before, more than 3; 22 days to the last day of the period, more than 3)"));
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "gaps: {小活动: 3}", 1);
    record(&e, 0, "a", "|小活动|");
    record(&e, 0, "a", "2026-09-08||");
    finish(&e);
    assert_int_equal(count_code(e.problems, KP_D_CELL_EMPTY), 2);
    static const struct {
        const char *fields;
        kp_problem_code code;
    } cases[] = {{"edges: ignore", KP_S_FIELD_MISSING}, {"gaps: {甲: 0}", KP_S_OUT_OF_RANGE}, {"gaps: {甲: 3}, grace: 1", KP_S_FIELD_NOT_HERE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_problems *problems = kp_problems_new(arena);
        build_yaml(arena, kp_format(arena, "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 10, method: cadence, %s}]\n", cases[i].fields),
                   problems);
        assert_int_equal(problems->errors, 1);
        assert_int_equal(count_code(problems, cases[i].code), 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("windows lie between days and to the edges of the period", check_edges),
        IN_ARENA("edges may be left out, and fewer than two days are nothing then", check_ignored),
        IN_ARENA("the windows of several kinds are pooled", check_pooled),
        IN_ARENA("each day tells how long it was since the one before", check_words),
        IN_ARENA("what cannot be is told", check_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
