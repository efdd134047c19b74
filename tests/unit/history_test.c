/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_test.c - which earlier results are taken, and how a unit is found in them. */
#include "history_support.h"

#define ONE_MARK "indicators: [{id: a, title: A, points: 100, method: direct}]\n"

static const kp_past_unit two_units[] = {
    {.id = "u2", .name = "幸福社区", .rank = 2},
    {.id = "u1", .name = "和平社区", .rank = 1},
};

static const kp_past_unit other_ranks[] = {
    {.id = "u1", .name = "和平社区", .rank = 2},
    {.id = "u2", .name = "幸福社区", .rank = 1},
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
    kp_past_period other = past(KP_PERIOD_QUARTER, 2026, 1, "t");
    other.units = other_ranks;
    add_past(&e, other);
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 3, "t"));
    add_past(&e, past(KP_PERIOD_QUARTER, 2027, 1, "t"));
    add_past(&e, past(KP_PERIOD_HALF, 2026, 1, "t"));
    add_past(&e, past(KP_PERIOD_QUARTER, 2025, 4, "other"));
    kp_history_prepare(e.history, e.evidence, e.problems);
    expect_problem(&e, KP_H_PERIOD_TWICE, 1);
    expect_problem(&e, KP_H_NOT_BEFORE, 2);
    expect_problem(&e, KP_H_OTHER_KIND, 1);
    expect_problem(&e, KP_H_OTHER_SCHEME, 1);
    expect_problem(&e, KP_H_GAP, 0);
    for (size_t i = 0; i < e.problems->count; i++) /* nobody is scored without the past that was meant */
        assert_int_equal(e.problems->items[i].unit, KP_UNIT_ALL);
    assert_int_equal(e.history->periods.count, 2); /* newest first */
    assert_int_equal(e.history->periods.items[0].period.number, 2);
    assert_int_equal(e.history->periods.items[1].period.number, 1);
}

/* Offices hand in parts, and what is carried along may be given as a file as well: what agrees is one, whoever says it. */
static void check_made_one(kp_arena *arena, void *data) {
    (void)data;
    static const kp_past_list red[] = {{"red", 2, 1}, {"progress", 1, 1}}, same_red[] = {{"progress", 1, 1}, {"red", 2, 1}};
    static const kp_past_unit first[] = {{.id = "u1", .name = "和平社区", .rank = 1, .lists = red, .list_count = 2}};
    static const kp_past_unit second[] = {{.id = "u2", .name = "幸福社区", .rank = 2},
                                          {.id = "和平社区", .name = "和平社区", .rank = 1, .lists = same_red, .list_count = 2}};
    evaluation e = begin(arena, ONE_MARK, 0);
    kp_past_period one = past(KP_PERIOD_QUARTER, 2026, 2, "t"), two = one;
    one.units = first, one.unit_count = 1;
    two.units = second, two.unit_count = 2;
    two.scheme_digest = "aa";
    add_past(&e, two);
    add_past(&e, one);
    add_past(&e, one);
    kp_history_prepare(e.history, e.evidence, e.problems);
    expect_problem(&e, KP_H_RULES_CHANGED, 1); /* the digest that only one of them tells is the period's */
    assert_int_equal(e.problems->count, 1);
    assert_int_equal(e.history->periods.count, 1);
    const kp_past_period *made = &e.history->periods.items[0];
    assert_string_equal(made->scheme_digest, "aa");
    assert_int_equal(made->unit_count, 2);
    assert_string_equal(made->units[0].id, "u2");
    assert_string_equal(made->units[1].id, "u1"); /* the id that one of them tells */
}

static void check_gaps(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, ONE_MARK, 0);
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 1, "t")); /* 2026Q2 is missing */
    add_past(&e, past(KP_PERIOD_QUARTER, 2025, 2, "t")); /* 2025Q3 and Q4 too */
    kp_history_prepare(e.history, e.evidence, e.problems);
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
    kp_history_prepare(e.history, e.evidence, e.problems);
    expect_problem(&e, KP_H_RULES_CHANGED, 1);
    assert_int_equal(e.problems->errors, 0);
}

/* The unit of today, then the rank it had in 2026Q2 (0: no past), for each unit. */
typedef struct then_and_now {
    const char *id, *name;
    int rank;
} then_and_now;

static evaluation matched(kp_arena *arena, const then_and_now *now, size_t count, const kp_past_unit *units, size_t past_count) {
    evaluation e = begin(arena, ONE_MARK, 0);
    for (size_t i = 0; i < count; i++)
        kp_evidence_add_unit(e.evidence, now[i].id, now[i].name, NULL, (kp_origin){0});
    kp_past_period before = past(KP_PERIOD_QUARTER, 2026, 2, "t");
    before.units = units;
    before.unit_count = past_count;
    add_past(&e, before);
    kp_history_prepare(e.history, e.evidence, e.problems);
    for (size_t i = 0; i < count; i++) {
        const kp_past_unit *found = kp_history_unit(e.history, e.evidence->period, 1, (int32_t)i);
        if ((found ? found->rank : 0) != now[i].rank)
            fail_msg("%s %s had rank %d, not %d", now[i].id ? now[i].id : "", now[i].name, found ? (int)found->rank : 0, now[i].rank);
        assert_null(kp_history_unit(e.history, e.evidence->period, 2, (int32_t)i));
    }
    return e;
}

static void check_find(kp_arena *arena, void *data) {
    (void)data;
    static const then_and_now now[] = {{"u1", "另名", 1}, {"x", " 幸福社区　", 2}, {"y", "团结社区", 0}}; /* the id decides; else the name */
    evaluation e = matched(arena, now, 3, two_units, 2);
    expect_problem(&e, KP_H_NAME_DOUBTFUL, 0); /* who is new is not doubtful */
    static const then_and_now no_ids[] = {{NULL, "和平社区", 1}, {NULL, "幸福社区", 2}};
    e = matched(arena, no_ids, 2, two_units, 2);
    expect_problem(&e, KP_H_NAME_DOUBTFUL, 0);
}

static void check_one_past_each(kp_arena *arena, void *data) {
    (void)data;
    static const then_and_now renamed[] = {{"u1", "和平一社区", 1}, {"u9", "和平社区", 0}}; /* u1 was renamed, a new unit took its name */
    evaluation e = matched(arena, renamed, 2, two_units, 2);
    expect_problem(&e, KP_H_NAME_DOUBTFUL, 1);
    assert_int_equal(e.problems->items[0].unit, 1);
    static const then_and_now same_name[] = {{"a", "和平社区", 0}, {"b", "和平社区", 0}, {"u2", "和平社区", 2}};
    e = matched(arena, same_name, 3, two_units, 2);
    expect_problem(&e, KP_H_NAME_DOUBTFUL, 2);
    static const kp_past_unit bilingual[] = {{.id = "u1", .name = "和平 | Peace", .rank = 1}};
    static const then_and_now parts[] = {{"a", "和平", 0}, {"b", "Peace", 0}};
    e = matched(arena, parts, 2, bilingual, 1);
    expect_problem(&e, KP_H_NAME_DOUBTFUL, 2);
    static const kp_past_unit twins[] = {{.id = "p", .name = "和平社区", .rank = 1}, {.id = "q", .name = "和平社区", .rank = 2}};
    static const then_and_now one[] = {{"a", "和平社区", 0}};
    e = matched(arena, one, 1, twins, 2);
    expect_problem(&e, KP_H_NAME_DOUBTFUL, 1);
}

static void check_doubt_once(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, ONE_MARK, 0);
    kp_evidence_add_unit(e.evidence, "u1", "和平一社区", NULL, (kp_origin){0});
    kp_evidence_add_unit(e.evidence, "u9", "和平社区", NULL, (kp_origin){0});
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 1, "t"));
    add_past(&e, past(KP_PERIOD_QUARTER, 2026, 2, "t"));
    kp_history_prepare(e.history, e.evidence, e.problems);
    expect_problem(&e, KP_H_NAME_DOUBTFUL, 1);
    assert_string_equal(e.problems->items[0].arguments[1], "2026Q2"); /* the newest */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a period given several times is one, where they agree", check_made_one),
        IN_ARENA("results of another scheme, period or kind are refused and leave all unscored, the others stand newest first", check_refused),
        IN_ARENA("missing periods are told", check_gaps),
        IN_ARENA("results by other rules are told", check_rules_changed),
        IN_ARENA("a unit is found by its id, else by its name", check_find),
        IN_ARENA("two units never inherit one past", check_one_past_each),
        IN_ARENA("a doubtful name is told once, of the newest period", check_doubt_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
