/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_test.c - which earlier results are taken, and how a unit is found in them. */
#include "history_support.h"

#define ONE_MARK "indicators: [{id: a, title: A, points: 100, method: direct}]\n"

static const kp_past_unit two_units[] = {
    {.id = "u2", .name = "幸福社区", .rank = 2},
    {.id = "u1", .name = "和平社区", .rank = 1},
};

static kp_past_period past(kp_period_kind kind, int year, int number_in_year, const char *scheme_id) {
    return (kp_past_period){
        .period = {kind, year, number_in_year}, .scheme_id = scheme_id, .place = {.file = "p.json"}, .units = two_units, .unit_count = 2};
}

static void check_refused(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, ONE_MARK, 0); /* 2026Q3 of scheme t */
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 1, "t"));
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 2, "t"));
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 1, "t"));
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 3, "t"));
    add_past(&e, past(KP_PERIOD_QUARTER, 2027, 1, "t"));
    add_past(&e, past(KP_PERIOD_HALF, 2026, 1, "t"));
    add_past(&e, past(KP_PERIOD_QUARTER, 2025, 4, "other"));
    kp_history_prepare(e.history, e.scheme, e.evidence->period, e.problems);
    expect_problem(&e, KP_H_PERIOD_TWICE, 1);
    expect_problem(&e, KP_H_NOT_BEFORE, 2);
    expect_problem(&e, KP_H_OTHER_KIND, 1);
    expect_problem(&e, KP_H_OTHER_SCHEME, 1);
    expect_problem(&e, KP_H_GAP, 0);
    assert_int_equal(e.history->periods.count, 2); /* newest first */
    assert_int_equal(e.history->periods.items[0].period.number, 2);
    assert_int_equal(e.history->periods.items[1].period.number, 1);
}

static void check_gaps(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, ONE_MARK, 0);
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 1, "t")); /* 2026Q2 is missing */
    add_past(&e, past(KP_PERIOD_QUARTER, 2025, 2, "t")); /* 2025Q3 and Q4 too */
    kp_history_prepare(e.history, e.scheme, e.evidence->period, e.problems);
    expect_problem(&e, KP_H_GAP, 2);
    assert_string_equal(e.problems->items[0].arguments[0], "2026Q2");
    assert_string_equal(e.problems->items[1].arguments[0], "2025Q3–2025Q4");
    assert_null(kp_history_period(e.history, e.evidence->period, 1));
    assert_int_equal(kp_history_period(e.history, e.evidence->period, 2)->period.number, 1);
}

static void check_rules_changed(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, ONE_MARK, 0);
    e.scheme->digest = "aa";
    kp_past_period before = past(KP_PERIOD_QUARTER, 2026, 2, "t");
    before.scheme_digest = "bb";
    add_past(&e, before);
    kp_history_prepare(e.history, e.scheme, e.evidence->period, e.problems);
    expect_problem(&e, KP_H_RULES_CHANGED, 1);
    assert_int_equal(e.problems->errors, 0);
}

static void check_find(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, ONE_MARK, 0);
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 2, "t"));
    kp_history_prepare(e.history, e.scheme, e.evidence->period, e.problems);
    kp_period now = e.evidence->period;
    assert_int_equal(kp_history_unit(e.history, now, 1, "u1", "另名")->rank, 1); /* the id decides */
    assert_int_equal(kp_history_unit(e.history, now, 1, "x", " 幸福社区　")->rank, 2);
    assert_null(kp_history_unit(e.history, now, 1, "x", "团结社区"));
    assert_null(kp_history_unit(e.history, now, 2, "u1", "和平社区"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("results of another scheme, period or kind are refused, the others stand newest first", check_refused),
        IN_ARENA("missing periods are told", check_gaps),
        IN_ARENA("results by other rules are told", check_rules_changed),
        IN_ARENA("a unit is found by its id, else by its name", check_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
