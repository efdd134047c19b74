/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank_test.c - ranks from the best and the worst, ties, groups, the order of printing, what was gained. */
#include "scoring_support.h"

static const char text[] =
    "%sindicators:\n  - {id: p, title: 评议 | Review, points: 50, method: direct}\n  - {id: c, title: 抽查 | Check, points: 50, method: direct}\n";

/* Scores as sums of two marks: 95, 92, 92, 90. */
static evaluation four(kp_arena *arena, const char *fields) {
    evaluation e = begin(arena, kp_format(arena, text, fields), 4);
    static const char *const marks_of[][2] = {{"46", "46"}, {"45", "50"}, {"40", "50"}, {"47", "45"}};
    for (int i = 0; i < 4; i++) {
        mark(&e, i, "p", 0, marks_of[i][0]);
        mark(&e, i, "c", 0, marks_of[i][1]);
    }
    finish(&e);
    expect_no_errors(&e);
    return e;
}

static void expect_ranks(const evaluation *e, const int ranks[4], const int bottoms[4]) {
    for (int i = 0; i < 4; i++) {
        assert_int_equal(e->card->units[i].rank, ranks[i]);
        assert_int_equal(e->card->units[i].bottom, bottoms[i]);
    }
}

static void check_competition(kp_arena *arena, void *data) {
    (void)data; /* units in order: 92, 95, 90, 92 */
    evaluation e = four(arena, "");
    expect_ranks(&e, (const int[]){2, 1, 4, 2}, (const int[]){2, 4, 1, 2});
    assert_int_equal(e.card->units[0].field, 4);
    static const int32_t order[] = {1, 0, 3, 2};
    assert_memory_equal(e.card->order, order, sizeof order);
}

static void check_dense(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = four(arena, "ranking: dense\n");
    expect_ranks(&e, (const int[]){2, 1, 3, 2}, (const int[]){2, 3, 1, 2});
}

static void check_modified(kp_arena *arena, void *data) {
    (void)data; /* 92 and 92 take the places 2 and 3, and both get the latter */
    evaluation e = four(arena, "ranking: modified\n");
    expect_ranks(&e, (const int[]){3, 1, 4, 3}, (const int[]){3, 4, 1, 3});
}

/* 92, 95, 90, 92 from the lowest on; from the worst it is the highest. */
static void check_lowest_first(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = four(arena, "better: low\n");
    expect_ranks(&e, (const int[]){2, 4, 1, 2}, (const int[]){2, 1, 4, 2});
    static const int32_t order[] = {2, 0, 3, 1};
    assert_memory_equal(e.card->order, order, sizeof order);
    evaluation dense = four(arena, "better: low\nranking: dense\n");
    expect_ranks(&dense, (const int[]){2, 3, 1, 2}, (const int[]){2, 1, 3, 2});
    evaluation broken = four(arena, "better: low\nties: break\ntie_break: [p]\n"); /* keys say themselves which way they go: 47 before 46 */
    expect_ranks(&broken, (const int[]){3, 4, 1, 2}, (const int[]){2, 1, 4, 3});
    assert_non_null(strstr(kp_explain(arena, e.card, 0, 0, KP_EN), "A low total is good: the lowest ranks first"));
    assert_null(strstr(kp_explain(arena, four(arena, "").card, 0, 0, KP_EN), "A low total is good"));
}

static void check_tie_break(kp_arena *arena, void *data) {
    (void)data;
    evaluation shared = four(arena, "tie_break: [p]\n"); /* keys alone do not rank: ties says whether they do */
    expect_ranks(&shared, (const int[]){2, 1, 4, 2}, (const int[]){2, 4, 1, 2});
    evaluation high = four(arena, "ties: break\ntie_break: [p]\n"); /* 47 before 46 */
    expect_ranks(&high, (const int[]){3, 1, 4, 2}, (const int[]){2, 4, 1, 3});
    evaluation low = four(arena, "ties: break\ntie_break: [-p]\n");
    expect_ranks(&low, (const int[]){2, 1, 4, 3}, (const int[]){3, 4, 1, 2});
}

static void check_tie_not_applicable(kp_arena *arena, void *data) {
    (void)data; /* both 80; who has no mark to compare stands behind */
    evaluation e = begin(arena, kp_format(arena, text, "ties: break\ntie_break: [p]\n"), 2);
    mark(&e, 0, "p", 0, "—");
    mark(&e, 0, "c", 0, "40");
    mark(&e, 1, "p", 0, "40");
    mark(&e, 1, "c", 0, "40");
    finish(&e);
    assert_int_equal(e.card->units[0].rank, 2);
    assert_int_equal(e.card->units[1].rank, 1);
}

static void check_printed(kp_arena *arena, void *data) {
    (void)data; /* 90.004 and 90.001 are printed alike */
    static const char *const fields[] = {"", "decide_on: full\n"};
    for (int i = 0; i < 2; i++) {
        evaluation e = begin(arena, kp_format(arena, "%sindicators: [{id: a, title: A, points: 100, method: direct}]\n", fields[i]), 2);
        mark(&e, 0, "a", 0, "90.001");
        mark(&e, 1, "a", 0, "90.004");
        finish(&e);
        assert_int_equal(e.card->units[0].rank, i ? 2 : 1);
        assert_int_equal(e.card->units[1].rank, 1);
    }
}

/* Marks 90, 80, 70, 60 rank 4, 3, 2, 1 where the lowest is best; before 3, 4, 1: who had the third rank and has the fourth has fallen. */
static evaluation risen(kp_arena *arena, const char *fields, const int before[4]);

static void check_falls(kp_arena *arena, void *data) {
    (void)data;
    static const int before[] = {3, 4, 1, 0}, rises[] = {-1, 1, -1, 0};
    evaluation e = risen(arena, "better: low\n", before);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(e.card->units[i].rank, 4 - i);
        assert_int_equal(e.card->units[i].rise, rises[i]);
    }
}

/* Groups 北 (95, 80), 南 (90, 85), and one without (99). */
static evaluation grouped(kp_arena *arena, const char *fields) {
    evaluation e = begin(arena, kp_format(arena, "%sindicators: [{id: a, title: A, points: 100, method: direct}]\n", fields), 0);
    static const struct {
        const char *id, *group, *mark;
    } rows[] = {{"a", "南", "90"}, {"b", "北", "80"}, {"c", "", "99"}, {"d", "北", "95"}, {"e", "南", "85"}};
    for (int i = 0; i < 5; i++) {
        kp_evidence_add_unit(e.evidence, rows[i].id, rows[i].id, rows[i].group, (kp_origin){0});
        mark(&e, i, "a", 0, rows[i].mark);
    }
    finish(&e);
    return e;
}

static void check_groups(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = grouped(arena, "");
    static const int ranks[] = {1, 2, 1, 1, 2}, all[] = {3, 5, 1, 2, 4}, fields[] = {2, 2, 1, 2, 2}, bottoms[] = {2, 1, 1, 2, 1};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(e.card->units[i].rank, ranks[i]);
        assert_int_equal(e.card->units[i].rank_group, ranks[i]);
        assert_int_equal(e.card->units[i].rank_all, all[i]);
        assert_int_equal(e.card->units[i].field, fields[i]);
        assert_int_equal(e.card->units[i].bottom, bottoms[i]);
    }
    static const int32_t order[] = {0, 4, 3, 1, 2}; /* 南 as it came first, then 北, then without */
    assert_memory_equal(e.card->order, order, sizeof order);
    expect_problem(&e, KP_R_NO_GROUP, 1);
}

static void check_within_all(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = grouped(arena, "rank_within: all\n");
    static const int ranks[] = {3, 5, 1, 2, 4};
    for (int i = 0; i < 5; i++)
        assert_int_equal(e.card->units[i].rank, ranks[i]);
    assert_int_equal(e.card->units[0].rank_group, 1);
    expect_problem(&e, KP_R_NO_GROUP, 0);
    static const int32_t order[] = {2, 3, 0, 4, 1};
    assert_memory_equal(e.card->order, order, sizeof order);
}

/* Marks 90, 80, 70, 60, and the ranks of the quarter before. */
static evaluation risen(kp_arena *arena, const char *fields, const int before[4]) {
    evaluation e = begin(arena, kp_format(arena, "%sindicators: [{id: a, title: A, points: 100, method: direct}]\n", fields), 4);
    static const char *const now[] = {"90", "80", "70", "60"};
    kp_past_unit *past = KP_NEW_ARRAY(arena, kp_past_unit, 4);
    for (int i = 0; i < 4; i++) {
        mark(&e, i, "a", 0, now[i]);
        past[i] = (kp_past_unit){.id = e.evidence->units.items[i].id, .name = "", .score = {true, kp_num_int(75)}, .rank = before[i]};
    }
    e.history = KP_NEW(arena, kp_history);
    KP_PUSH(arena, &e.history->periods, (kp_past_period){.period = {KP_PERIOD_QUARTER, 2026, 2}, .scheme_id = "t", .units = past, .unit_count = 4});
    finish(&e);
    return e;
}

static void check_rises(kp_arena *arena, void *data) {
    (void)data; /* ranks now 1..4; before 3, 4, 1, unranked */
    static const int before[] = {3, 4, 1, 0};
    evaluation e = risen(arena, "", before);
    static const int rises[] = {2, 2, -2, 0}, rise_ranks[] = {1, 1, 0, 0};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(e.card->units[i].rise, rises[i]);
        assert_int_equal(e.card->units[i].rise_rank, rise_ranks[i]);
        assert_int_equal(e.card->units[i].past_rank, before[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("95, 92, 92, 90 rank 1, 2, 2, 4", check_competition),
        IN_ARENA("95, 92, 92, 90 rank 1, 2, 2, 3 when dense", check_dense),
        IN_ARENA("95, 92, 92, 90 rank 1, 3, 3, 4 by modified competition", check_modified),
        IN_ARENA("where the lowest total is best the lowest ranks first", check_lowest_first),
        IN_ARENA("equal scores are told apart by the keys, the higher or the lower first", check_tie_break),
        IN_ARENA("who has no mark to break the tie with stands behind", check_tie_not_applicable),
        IN_ARENA("scores printed alike rank alike, unless the full value decides", check_printed),
        IN_ARENA("ranks are given within groups, those without group among themselves", check_groups),
        IN_ARENA("ranks are given over all where the scheme says so", check_within_all),
        IN_ARENA("places gained are counted and ranked", check_rises),
        IN_ARENA("a fall of rank is a fall also where the lowest total is best", check_falls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
