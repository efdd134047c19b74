/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage_test.c - how much of an item, and of the whole, must apply. Expected marks are worked out by hand at each. */
#include "scoring_support.h"

#define ITEMS(more)                                                                                                                                  \
    "indicators:\n"                                                                                                                                  \
    "  - {id: a, title: A, weight: 50" more "}\n"                                                                                                    \
    "  - {id: a1, parent: a, title: A1, weight: 1, method: direct}\n"                                                                                \
    "  - {id: a2, parent: a, title: A2, weight: 1, method: direct}\n"                                                                                \
    "  - {id: a3, parent: a, title: A3, weight: 2, method: direct}\n"                                                                                \
    "  - {id: b, title: B, weight: 30, method: direct}\n"                                                                                            \
    "  - {id: c, title: C, weight: 20, method: direct}\n"

static const char *const leaves[] = {"a1", "a2", "a3", "b", "c"};

static evaluation score(kp_arena *arena, const char *scheme, int units, const char *const typed_marks[][5]) {
    evaluation e = begin(arena, scheme, units);
    for (int u = 0; u < units; u++)
        for (size_t i = 0; i < 5; i++)
            marks(&e, u, leaves[i], typed_marks[u][i]);
    finish(&e);
    expect_no_errors(&e);
    return e;
}

static void check_items(kp_arena *arena, void *data) {
    (void)data; /* of the second A1 and A2 apply: (80 + 90) ÷ 2; of the third A3 alone, so A drops out: (30 × 60 + 20 × 50) ÷ 50 */
    static const char *const typed_marks[][5] = {
        {"80", "90", "70", "60", "50"}, {"80", "90", "—", "60", "50"}, {"—", "—", "70", "60", "50"}, {"—", "—", "—", "60", "50"}};
    evaluation e = score(arena, ITEMS(", least_items: 2"), 4, typed_marks);
    expect_mark(&e, 0, "a", "77.5");
    expect_mark(&e, 0, NULL, "66.75");
    expect_mark(&e, 1, "a", "85");
    expect_mark(&e, 1, NULL, "70.5");
    assert_int_equal(state_of(&e, 2, "a"), KP_MARK_NOT_APPLICABLE);
    expect_mark(&e, 2, NULL, "56");
    expect_mark(&e, 3, NULL, "56");
    expect_problem(&e, KP_R_TOO_LITTLE, 1); /* of the fourth nothing is there to be too little */
    e = score(arena, ITEMS(", least_items: 2, not_applicable: zero"), 3, typed_marks);
    expect_mark(&e, 2, "a", "0");
    expect_mark(&e, 2, NULL, "28"); /* 30 × 60 ÷ 100 + 20 × 50 ÷ 100 */
    e = score(arena, ITEMS(", least_items: 2, not_applicable: not_ranked"), 3, typed_marks);
    assert_true(e.card->units[0].ranked && e.card->units[2].scored && !e.card->units[2].ranked);
}

static void check_share(kp_arena *arena, void *data) {
    (void)
        data; /* what applies: of the first 2 of 4 in A, 25 + 30 + 20; of the second half of A alone: 25; of the third A and C: 50 + 20; of the fourth 25 + 30 */
    static const char *const typed_marks[][5] = {
        {"80", "90", "—", "60", "50"}, {"—", "—", "70", "—", "—"}, {"80", "90", "70", "—", "50"}, {"—", "—", "70", "60", "—"}};
    evaluation e = score(arena, "least_share: 70\n" ITEMS(""), 4, typed_marks);
    assert_true(e.card->units[0].ranked && e.card->units[2].ranked);
    assert_false(e.card->units[1].scored || e.card->units[3].scored);
    assert_int_equal(e.card->units[1].reason, KP_R_TOO_LITTLE);
    expect_problem(&e, KP_R_TOO_LITTLE, 2);
    expect_problem(&e, KP_R_NOTHING_APPLICABLE, 0);
    const kp_problem *told = NULL;
    for (size_t i = 0; i < e.problems->count && !told; i++)
        if (e.problems->items[i].code == KP_R_TOO_LITTLE)
            told = &e.problems->items[i];
    assert_non_null(strstr(kp_problem_line(arena, told, KP_EN), "25% applies, at least 70% must"));
    e = score(arena, "least_share: 70.1\n" ITEMS(""), 4, typed_marks);
    assert_false(e.card->units[2].scored);
}

/* Items whose marks are a rule for a gap have not applied; in points the share is that of the points, in other means each counts alike. */
static void check_kinds(kp_arena *arena, void *data) {
    (void)data;
    static const char points[] = "indicators:\n  - {id: a, title: A}\n  - {id: a1, parent: a, title: A1, points: 60, method: direct}\n"
                                 "  - {id: a2, parent: a, title: A2, points: 40, method: direct}\n";
    evaluation e = begin(arena, kp_format(arena, "least_share: 60\nnot_applicable: zero\n%s", points), 2);
    marks(&e, 0, "a1", "30"), marks(&e, 0, "a2", "—");
    marks(&e, 1, "a1", "—"), marks(&e, 1, "a2", "40");
    finish(&e);
    expect_mark(&e, 0, NULL, "30");
    assert_false(e.card->units[1].scored);
    e = begin(arena, kp_format(arena, "least_share: 50\naggregate: greatest\n%s", points), 1);
    marks(&e, 0, "a1", "—"), marks(&e, 0, "a2", "—");
    finish(&e);
    assert_int_equal(e.card->units[0].reason, KP_R_NOTHING_APPLICABLE);
    e = begin(arena,
              "least_share: 50\naggregate: geometric\nindicators: [{id: a1, title: A1, points: 90, method: direct}, {id: a2, title: A2, points: 10, "
              "method: direct}]\n",
              1);
    marks(&e, 0, "a1", "—"), marks(&e, 0, "a2", "10");
    finish(&e);
    expect_mark(&e, 0, NULL, "100"); /* one of two, though a tenth of the points */
}

static void check_refused(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    assert_null(build_yaml(arena, "id: t\ntitle: T\nleast_items: 6\n" ITEMS(", least_items: 4"), problems));
    assert_int_equal(count_code(problems, KP_S_OUT_OF_RANGE), 2); /* there are five, and three below A */
    problems = kp_problems_new(arena);
    assert_null(build_yaml(arena, "id: t\ntitle: T\nindicators: [{id: b, title: B, points: 100, method: direct, least_share: 50}]\n", problems));
    assert_int_equal(problems->errors, 1); /* a leaf has nothing below it */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("an item of which too few items apply does not apply, and its rule says what then", check_items),
        IN_ARENA("a whole of which too little applies has no score", check_share),
        IN_ARENA("what applies is measured by what counts: points, weights, or each alike", check_kinds),
        IN_ARENA("no more can be asked than there is", check_refused),
    };
    return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
