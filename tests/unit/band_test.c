/* SPDX-License-Identifier: GPL-3.0-or-later */
/* band_test.c - grades: edges, printed or full value, vetoes, quotas. */
#include "scoring_support.h"

static const char bands[] = "bands:\n  - {id: e, title: 优秀 | Excellent, from: 90, to: 100%s}\n  - {id: g, title: 良好 | Good, from: 80, to: 90%s}\n"
                            "  - {id: f, title: 合格 | Fair, from: 60, to: 80}\n  - {id: n, title: 不合格 | Poor, to: 60}\n";

static evaluation scored(kp_arena *arena, const char *fields, const char *top, const char *second, const char *typed_marks) {
    char *rest = NULL, *copy = kp_strdup(arena, typed_marks);
    int count = 0;
    evaluation e =
        begin(arena,
              kp_format(arena, "%sindicators: [{id: a, title: A, points: 90, method: direct}, {id: b, title: B, points: 10, method: direct}]\n%s",
                        fields, kp_format(arena, bands, top, second)),
              0);
    for (char *text = strtok_r(copy, " ", &rest); text; text = strtok_r(NULL, " ", &rest), count++) {
        kp_evidence_add_unit(e.evidence, NULL, kp_format(arena, "社区%d", count + 1), NULL, (kp_origin){0});
        kp_num whole = number(&e, text), ten = kp_num_int(10);
        bool large = kp_num_compare(whole, kp_num_int(90)) > 0;
        kp_input *a = kp_evidence_input(e.evidence, count, node(&e, "a"), 0), *b = kp_evidence_input(e.evidence, count, node(&e, "b"), 0);
        a->state = b->state = KP_INPUT_GIVEN;
        b->value = large ? ten : KP_ZERO;
        a->value = kp_num_sub(arena, whole, b->value);
    }
    return e;
}

static void expect_bands(const evaluation *e, const char *ids) {
    for (size_t i = 0; ids[i]; i++) {
        int32_t band = e->card->units[i].band;
        if (band < 0 || *e->scheme->bands[band].id != ids[i])
            fail_msg("unit %zu has the grade %s, not %c", i, band < 0 ? "none" : e->scheme->bands[band].id, ids[i]);
    }
}

static void check_edges(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = scored(arena, "", "", "", "100 90 89.99 80 79.99 60 59.99 0");
    finish(&e);
    expect_bands(&e, "eeggffnn");
    expect_problem(&e, KP_R_BAND_DIFFERS, 0);
}

/* The lowest total is the best: at most 10, at most 20, at most 40, more. Bounds are reached by what is at most as much; the best grade has its lower bound too. */
static const char low_bands[] = "bands:\n  - {id: n, title: 差 | Poor, from: 40}\n  - {id: e, title: 优 | Excellent, from: 0, to: 10%s}\n"
                                "  - {id: g, title: 良 | Good, from: 10, to: 20}\n  - {id: f, title: 中 | Fair, from: 20, to: 40}\n";

static evaluation low_graded(kp_arena *arena, const char *quota, size_t count, const char *const marks_of[]) {
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "better: low\nindicators: [{id: a, title: A, points: 100, method: direct}]\n%svetoes: [{id: fire, title: 消防}]\n"
                                   "lists: [{id: best, title: B, when: rank <= 2}, {id: worst, title: W, order: worst, when: bottom = 1}]\n",
                                   kp_format(arena, low_bands, quota)),
                         (int)count);
    for (size_t i = 0; i < count; i++)
        mark(&e, (int)i, "a", 0, marks_of[i]);
    return e;
}

static void check_low(kp_arena *arena, void *data) {
    (void)data;
    static const char *const marks_of[] = {"0", "10", "10.01", "20", "20.01", "40", "40.01", "100"};
    evaluation e = low_graded(arena, "", 8, marks_of);
    veto(&e, 0, 0); /* forces the worst grade, which is that of the high totals */
    finish(&e);
    expect_bands(&e, "neggffnn");
    expect_problem(&e, KP_R_BAND_DIFFERS, 0);
    const kp_list_entry *entries = e.card->lists.items; /* the best two and the last */
    assert_int_equal(e.card->lists.count, 3);
    assert_int_equal(entries[0].unit, 0);
    assert_int_equal(entries[1].unit, 1);
    assert_int_equal(entries[2].unit, 7);
    assert_non_null(strstr(kp_explain(arena, e.card, 2, 0, KP_EN), "10 < score ≤ 20"));
    assert_non_null(strstr(kp_explain(arena, e.card, 1, 0, KP_EN), "0 ≤ score ≤ 10"));
    assert_non_null(strstr(kp_explain(arena, e.card, 7, 0, KP_EN), "score > 40"));
}

static void check_low_quota(kp_arena *arena, void *data) {
    (void)data; /* one of the three may be excellent: the lowest */
    static const char *const marks_of[] = {"9", "3", "7", "15"};
    evaluation e = low_graded(arena, ", quota: 1", 4, marks_of);
    finish(&e);
    expect_bands(&e, "gegg");
    expect_problem(&e, KP_R_OVER_QUOTA, 2);
}

static void check_above_top(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        kp_format(arena,
                  "maximum: 100\nindicators: [{id: a, title: A, points: 100, method: direct}, {id: p, title: P, method: bonus, cap_high: 5}]\n%s",
                  kp_format(arena, bands, "", "")),
        1);
    mark(&e, 0, "a", 0, "98");
    finding(&e, 0, "p", -1, "1", "5");
    finish(&e);
    expect_bands(&e, "e"); /* held at 100, which is in [90, 100] */
}

static void check_no_band(kp_arena *arena, void *data) {
    (void)data; /* a scheme made by hand may leave a hole; built ones may not */
    evaluation e = scored(arena, "", "", "", "85");
    ((kp_band *)(uintptr_t)e.scheme->bands)[1].from.value = kp_num_int(86);
    finish(&e);
    assert_int_equal(e.card->units[0].band, -1);
    expect_problem(&e, KP_R_NO_BAND, 1);
}

static void check_printed_and_full(kp_arena *arena, void *data) {
    (void)data; /* 89.995: printed 90.00 */
    evaluation printed = scored(arena, "", "", "", "89.995 89.994");
    finish(&printed);
    expect_bands(&printed, "eg");
    expect_problem(&printed, KP_R_BAND_DIFFERS, 1);
    for (size_t i = 0; i < printed.problems->count; i++)
        if (printed.problems->items[i].code == KP_R_BAND_DIFFERS)
            assert_string_equal(kp_problem_message(arena, &printed.problems->items[i], KP_ZH),
                                "“社区1”按修约值与按全数值等次不同：修约值 90.00 为优秀，全数值 89.995 为良好；按修约值评定");
    assert_int_equal(printed.card->units[0].band_other, 1);
    evaluation full = scored(arena, "decide_on: full\n", "", "", "89.995 89.994");
    finish(&full);
    expect_bands(&full, "gg");
    expect_problem(&full, KP_R_BAND_DIFFERS, 1);
    evaluation even = scored(arena, "rounding: half_even\ndecimals: 1\n", "", "", "89.95 89.85"); /* 90.0, 89.8 */
    finish(&even);
    expect_bands(&even, "eg");
}

static void check_veto(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "indicators: [{id: a, title: A, points: 100, method: direct}]\n%svetoes:\n  - {id: fire, title: 消防}\n  - {id: "
                                   "less, title: 轻, band: f}\n",
                                   kp_format(arena, bands, "", "")),
                         5);
    static const char *const typed_marks[] = {"95", "95", "95", "50", "85"};
    for (int i = 0; i < 5; i++)
        mark(&e, i, "a", 0, typed_marks[i]);
    veto(&e, 0, 0);
    veto(&e, 1, 1);
    veto(&e, 2, 1);
    veto(&e, 2, 0); /* the worse of two */
    veto(&e, 3, 1); /* a veto raises nobody */
    finish(&e);
    expect_bands(&e, "nfnng");
    assert_true(e.card->units[0].by_veto);
    assert_false(e.card->units[3].by_veto);
    assert_int_equal(e.card->units[0].band_by_score, 0);
    assert_int_equal(e.card->units[0].rank, 1); /* the rank stays */
}

static void check_quota(kp_arena *arena, void *data) {
    (void)data; /* 15 % of 7 is 1.05: one place */
    evaluation e = scored(arena, "", ", quota: 15%", "", "95 99 91 85 70 90 50");
    finish(&e);
    expect_bands(&e, "geggfgn");
    expect_problem(&e, KP_R_OVER_QUOTA, 3);
    assert_non_null(strstr(kp_explain(arena, e.card, 0, 0, KP_EN), "so the grade is Good\n")); /* the score decided */
    assert_true(e.card->units[0].by_quota);
    assert_int_equal(e.card->units[0].rank, 2);
}

static void check_quota_ties(kp_arena *arena, void *data) {
    (void)data; /* two places; the second and third are equal and go down together */
    evaluation e = scored(arena, "", ", quota: 2", "", "95 99 95 85");
    finish(&e);
    expect_bands(&e, "gegg");
    expect_problem(&e, KP_R_QUOTA_TIE, 2); /* one place was left for the two */
    expect_problem(&e, KP_R_OVER_QUOTA, 0);
    assert_true(e.card->units[0].quota_tied && e.card->units[2].quota_tied && !e.card->units[3].quota_tied);
    for (size_t i = 0; i < e.problems->count; i++)
        if (e.problems->items[i].code == KP_R_QUOTA_TIE && e.problems->items[i].unit == 0)
            assert_string_equal(kp_problem_message(arena, &e.problems->items[i], KP_ZH),
                                "“社区1”的得分属“优秀”，但与别的对象并列、无法区分，剩余名额不够并列的全部列入，一并列为“良好”");
    assert_non_null(strstr(kp_explain(arena, e.card, 0, 0, KP_ZH), "因名额所限列为“良好”（与别的对象并列、无法区分，名额不够全部列入）"));
    evaluation broken = scored(arena, "tie_break: [a]\n", ", quota: 2", "", "95 99 95 85"); /* the keys do not tell them apart either */
    finish(&broken);
    expect_bands(&broken, "gegg");
    evaluation apart = scored(arena, "tie_break: [a]\n", ", quota: 2", "", "95 99 95 85");
    kp_input *a = kp_evidence_input(apart.evidence, 2, node(&apart, "a"), 0), *b = kp_evidence_input(apart.evidence, 2, node(&apart, "b"), 0);
    a->value = kp_num_int(86); /* 86 + 9 instead of 85 + 10 */
    b->value = kp_num_int(9);
    finish(&apart);
    expect_bands(&apart, "geeg");
    assert_int_equal(apart.card->units[0].quota_rival, 2);
    assert_int_equal(apart.card->units[3].quota_rival, -1);
    for (size_t i = 0; i < apart.problems->count; i++) /* 社区1 has 85 on A, 社区3 has 86 */
        if (apart.problems->items[i].code == KP_R_OVER_QUOTA) {
            assert_string_equal(kp_problem_message(arena, &apart.problems->items[i], KP_ZH),
                                "“社区1”的得分属“优秀”，因名额所限列为“良好”（按同分比较“A”：86.00 > 85.00）");
            assert_string_equal(kp_problem_message(arena, &apart.problems->items[i], KP_EN),
                                "社区1 has a score of Excellent, but its places are taken; the grade is Good (by tie_break A: 86.00 > 85.00)");
        }
    expect_problem(&apart, KP_R_OVER_QUOTA, 1);
    assert_non_null(strstr(kp_explain(arena, apart.card, 0, 0, KP_ZH), "因名额所限列为“良好”（按同分比较“A”：86.00 > 85.00）"));
    assert_int_equal(apart.card->units[0].rank, 2); /* told apart for the place, not for the rank */
    assert_int_equal(apart.card->units[2].rank, 2);
}

static void check_quota_cascade(kp_arena *arena, void *data) {
    (void)data; /* one excellent, two good: who is pushed down takes a good place, and pushes on */
    evaluation e = scored(arena, "", ", quota: 1", ", quota: 2", "99 95 88 85 82");
    finish(&e);
    expect_bands(&e, "eggff");
    expect_problem(&e, KP_R_OVER_QUOTA, 3);
    evaluation none = scored(arena, "", ", quota: 15%", "", "99 95"); /* 15 % of 2: no place */
    finish(&none);
    expect_bands(&none, "gg");
    evaluation up = scored(arena, "", ", quota: 15%, quota_rounding: ceil", "", "99 95");
    finish(&up);
    expect_bands(&up, "eg");
}

static void check_quota_veto(kp_arena *arena, void *data) {
    (void)data; /* a vetoed unit takes no place */
    evaluation e = begin(arena,
                         kp_format(arena, "indicators: [{id: a, title: A, points: 100, method: direct}]\n%svetoes: [{id: fire, title: 消防}]\n",
                                   kp_format(arena, bands, ", quota: 1", "")),
                         3);
    mark(&e, 0, "a", 0, "99");
    mark(&e, 1, "a", 0, "98");
    mark(&e, 2, "a", 0, "97");
    veto(&e, 0, 0);
    finish(&e);
    expect_bands(&e, "neg");
}

static void check_quota_groups(kp_arena *arena, void *data) {
    (void)data;
    static const char *const within[] = {"group", "all"}, *const expected[] = {"eegg", "eggg"};
    for (int k = 0; k < 2; k++) {
        evaluation e = begin(arena,
                             kp_format(arena, "indicators: [{id: a, title: A, points: 100, method: direct}]\n%s",
                                       kp_format(arena, bands, kp_format(arena, ", quota: 1, quota_within: %s", within[k]), "")),
                             0);
        static const char *const group[] = {"北", "南", "北", "南"}, *const typed_marks[] = {"99", "98", "97", "96"};
        for (int i = 0; i < 4; i++) {
            kp_evidence_add_unit(e.evidence, NULL, kp_format(arena, "社区%d", i), group[i], (kp_origin){0});
            mark(&e, i, "a", 0, typed_marks[i]);
        }
        finish(&e);
        expect_bands(&e, expected[k]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("where the lowest total is best a grade is reached by at most its bound, and vetoes and lists keep to the good end", check_low),
        IN_ARENA("where the lowest total is best a quota keeps the lowest", check_low_quota),
        IN_ARENA("a grade holds from its lower bound on, up to but without the upper, the topmost with it", check_edges),
        IN_ARENA("a bonus cannot lift a score out of the grades", check_above_top),
        IN_ARENA("a score in no grade's range is warned of", check_no_band),
        IN_ARENA("89.995 is 优秀 printed and 良好 in full, and that is told", check_printed_and_full),
        IN_ARENA("a veto forces its grade down, never up, and leaves the rank", check_veto),
        IN_ARENA("a grade over its quota keeps the best, the others go one down", check_quota),
        IN_ARENA("equals at the edge of a quota go down together, unless the keys tell them apart", check_quota_ties),
        IN_ARENA("who is pushed down counts in the next grade's quota; shares round as the rule says", check_quota_cascade),
        IN_ARENA("a vetoed unit takes no place", check_quota_veto),
        IN_ARENA("places are counted within groups or over all", check_quota_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
