/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grade_rules_test.c - rules that change grades: what each effect does, on whom, in which order, and how it is told. */
#include "scoring_support.h"

#include "kaoping/result_json.h"

#define BANDS                                                                                                                                        \
    "bands:\n  - {id: e, title: 优秀 | Excellent, from: 90%s}\n  - {id: c, title: 称职 | Competent, from: 75, to: 90}\n"                         \
    "  - {id: b, title: 基本称职 | Fair, from: 60, to: 75}\n  - {id: n, title: 不称职 | Unfit, to: 60}\n"

/* Persons of a team, marked out of 100. */
static evaluation persons(kp_arena *arena, const char *rest, int count) {
    return begin(arena,
                 kp_format(arena,
                           "unit_fields: [团队等次 | Team grade, 职务 | Post]\nindicators: [{id: a, title: A, points: 100, method: direct}]\n%s%s",
                           kp_format(arena, BANDS, ""), rest),
                 count);
}

static void field(evaluation *e, int unit, int which, const char *text) { e->evidence->units.items[unit].fields[which] = text; }

static void expect_bands(const evaluation *e, const char *ids) {
    for (size_t i = 0; ids[i]; i++) {
        int32_t band = e->card->units[i].band;
        char id = band < 0 ? '-' : *e->scheme->bands[band].id;
        if (id != ids[i])
            fail_msg("unit %zu has the grade %c, not %c", i, id, ids[i]);
    }
}

static void check_effects(kp_arena *arena, void *data) {
    (void)data; /* 95 is e, 80 c, 65 b, 50 n by score; counted by hand from there */
    static const struct {
        const char *effect, *bands;
    } rows[] = {{"effect: set, band: b", "bbbb"},       {"effect: at_most, band: c", "ccbn"},
                {"effect: at_least, band: c", "eccc"},  {"effect: lower", "cbnn"},
                {"effect: lower, places: 2", "bnnn"},   {"effect: raise", "eecb"},
                {"effect: raise, places: 1000", "eeee"}};
    static const char *const typed_marks[] = {"95", "80", "65", "50"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        evaluation e = persons(arena, kp_format(arena, "rules: [{id: r, title: R, when: score >= 0, %s}]\n", rows[i].effect), 4);
        for (int unit = 0; unit < 4; unit++)
            mark(&e, unit, "a", 0, typed_marks[unit]);
        finish(&e);
        expect_no_errors(&e);
        expect_bands(&e, rows[i].bands);
        for (size_t unit = 0; unit < 4; unit++) {
            const kp_unit_result *result = &e.card->units[unit];
            assert_true(result->by_rule == (result->band != result->band_by_score));
        }
    }
}

/* A team that is 一般 has no head who is 优秀; one that is 较差 none who is better than 基本称职; a serious accident costs one grade, and so a second time. */
static void check_order(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = persons(
        arena,
        "vetoes: [{id: accident, title: 严重事故, band: e}]\n"
        "rules:\n  - {id: fair, title: 团队一般 | Team fair, when: field(职务) = 负责人 and field(团队等次) = 一般, effect: at_most, band: c}\n"
        "  - {id: poor, title: 团队较差, when: 附加栏(职务) = 负责人 且 附加栏(Team grade) = 较差, effect: 不高于, band: b}\n"
        "  - {id: accident, title: 严重事故 | Serious accident, when: veto(accident), effect: lower}\n"
        "  - {id: twice, title: 再降, when: veto(accident) and grade = b, effect: lower}\n",
        6);
    static const char *const of[][3] = {{"95", "一般", "负责人"}, {"95", "较差", "负责人"}, {"95", " 一般 ", "组员"},
                                        {"95", "优秀", "负责人"}, {"95", "一般", "负责人"}, {"95", "", "负责人"}};
    for (int unit = 0; unit < 6; unit++) {
        mark(&e, unit, "a", 0, of[unit][0]);
        field(&e, unit, 0, of[unit][1]);
        field(&e, unit, 1, of[unit][2]);
    }
    veto(&e, 3, 0);
    veto(&e, 4, 0); /* at most c, lowered to b, and to n since it is b then */
    finish(&e);
    expect_no_errors(&e);
    expect_bands(&e, "cbecne");
    size_t count;
    const kp_rule_step *steps = kp_rule_steps_of(e.card, 4, &count);
    assert_int_equal(count, 3);
    assert_int_equal(steps[2].rule, 3);
    assert_int_equal(steps[2].from, 2);
    assert_int_equal(steps[2].to, 3);
    assert_null(kp_rule_steps_of(e.card, 5, &count));
    assert_int_equal(e.card->units[4].rank, 1); /* ranks are by score, and stay */
    const char *told = kp_explain(arena, e.card, 4, 0, KP_ZH);
    assert_non_null(strstr(told, "等次：不称职\n"));
    assert_non_null(strstr(told, "等次规则“团队一般”：由“优秀”改为“称职”"));
    assert_non_null(strstr(told, "团队等次：一般"));
    assert_non_null(strstr(told, "等次规则“再降”：由“基本称职”改为“不称职”"));
    assert_non_null(strstr(told, "等次：基本称职")); /* the grade that the last rule saw */
    assert_non_null(strstr(kp_explain(arena, e.card, 3, 0, KP_EN), "rule Serious accident: Competent instead of Excellent"));
}

/* Credit bands: [60, 70) and below 60 without a bad record are B, below 60 with one C; who does not take part is C as well, without a score. */
static void check_credit(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "unit_fields: [参评]\nindicators: [{id: base, title: 基础, points: 100, method: direct}, {id: bad, title: 不良, method: bonus, "
              "cap_low: -40, cap_high: 0}]\n"
              "bands: [{id: aaa, title: AAA, from: 85}, {id: aa, title: AA, from: 80, to: 85}, {id: a, title: A, from: 70, to: 80}, "
              "{id: b, title: B, from: 60, to: 70}, {id: c, title: C, to: 60}]\n"
              "rules:\n  - {id: clean, title: 无不良记录, when: score < 60 and mark(bad) = 0, effect: set, band: b}\n"
              "  - {id: absent, title: 缺失, when: excluded or field(参评) = 否, effect: set, band: c}\n"
              "lists: [{id: low, title: B 级及以下, when: 'grade in (b, c)', order: worst}]\n",
              7);
    static const char *const typed_marks[] = {"85", "69.99", "59", "59", "", "", "90"};
    for (int unit = 0; unit < 7; unit++)
        mark(&e, unit, "base", 0, typed_marks[unit]);
    finding(&e, 3, "bad", -1, "1", "-1");
    e.evidence->units.items[4].excluded = true;
    e.evidence->units.items[4].exclusion = "未申报";
    field(&e, 6, 0, "N"); /* said not to take part, and scored all the same */
    finish(&e);
    assert_int_equal(e.card->units[0].band, 0);
    static const char *const expected[] = {"aaa", "b", "b", "c", "c", NULL, "c"}; /* the sixth has an error: its mark is missing */
    for (size_t i = 0; i < 7; i++) {
        int32_t band = e.card->units[i].band;
        if (!expected[i] ? band >= 0 : band < 0 || strcmp(e.scheme->bands[band].id, expected[i]) != 0)
            fail_msg("unit %zu has the grade %s", i, band < 0 ? "none" : e.scheme->bands[band].id);
    }
    assert_false(e.card->units[4].scored || e.card->units[4].ranked);
    assert_int_equal(e.card->lists.count, 5); /* all with b or c, the one without a score too */
    const char *told = kp_explain(arena, e.card, 4, 0, KP_ZH);
    assert_non_null(strstr(told, "等次：C\n"));
    assert_non_null(strstr(told, "等次规则“缺失”：定为“C”"));
    assert_non_null(strstr(told, "不参评：未申报"));
    const char *json = kp_result_json(arena, e.evidence, e.card, e.problems, KP_ZH);
    assert_non_null(strstr(json, "\"rules\":[{\"rule\":\"absent\",\"from\":null,\"to\":\"C\"}]"));
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *rule;
        kp_problem_code code;
    } rows[] = {{"{id: r, title: R, when: rank <= 3, effect: lower}", KP_S_CONDITION_TOO_EARLY},
                {"{id: r, title: R, when: not (veto or on(l)), effect: lower}", KP_S_CONDITION_TOO_EARLY},
                {"{id: r, title: R, when: veto, effect: at_most}", KP_S_FIELD_MISSING},
                {"{id: r, title: R, when: veto, effect: at_most, band: x}", KP_S_UNKNOWN_REFERENCE},
                {"{id: r, title: R, when: veto, effect: lower, band: e}", KP_S_FIELD_NOT_HERE},
                {"{id: r, title: R, when: veto, band: e, places: 2}", KP_S_FIELD_NOT_HERE},
                {"{id: r, title: R, when: veto, effect: raise, places: 0}", KP_S_OUT_OF_RANGE},
                {"{id: r, title: R, effect: raise}", KP_S_FIELD_MISSING}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        const char *text = kp_format(arena,
                                     "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 100, method: direct}]\n%svetoes: [{id: v, title: V}]\n"
                                     "rules: [%s]\nlists: [{id: l, title: L, when: veto}]\n",
                                     kp_format(arena, BANDS, ""), rows[i].rule);
        assert_null(build_yaml(arena, text, problems));
        if (count_code(problems, rows[i].code) != 1 || problems->errors != 1)
            fail_msg("%s: %s", rows[i].rule, problems->count ? kp_problem_line(arena, &problems->items[0], KP_EN) : "no problem");
    }
    kp_problems *problems = kp_problems_new(arena);
    assert_null(build_yaml(arena,
                           "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 100, method: direct}]\nvetoes: [{id: v, title: V}]\n"
                           "rules: [{id: r, title: R, when: veto, effect: lower}]\n",
                           problems));
    assert_int_equal(count_code(problems, KP_S_RULES_WITHOUT_BANDS), 1);
}

/* A third of the valid votes, exactly: 10 of 30 is one, 9 of 28 is not (0.3214…), 1 of 3 is. */
static void check_share(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              kp_format(arena,
                        "indicators: [{id: v, title: 评议, points: 100, method: ballot, options: {优秀: 100, 称职: 80, 基本称职: 60, 不称职: 0}}]\n%s"
                        "rules: [{id: third, title: 三分之一, when: 'share(v, 不称职) >= 1/3', effect: set, band: n}]\n"
                        "lists: [{id: alert, title: 预警, when: 'share(v, 不称职) >= 1/3'}, {id: low, title: 低票, when: 'share(v, 基本称职, "
                        "不称职) > 50%%'}]\n",
                        kp_format(arena, BANDS, "")),
              4);
    /* present, entitled, issued, returned, valid, invalid; then the votes */
    static const char *const votes[] = {"40 30 30 30 30 0 20 0 0 10", "40 28 28 28 28 0 19 0 0 9", "3 3 3 3 3 0 2 0 0 1", "8 8 8 8 8 0 0 3 4 1"};
    for (int unit = 0; unit < 4; unit++)
        marks(&e, unit, "v", votes[unit]);
    finish(&e);
    expect_no_errors(&e);
    /* 20 × 100 / 30 = 66.67: b by score, n by the rule; 19 × 100 / 28 = 67.86 b; 66.67 n; (3×80 + 4×60)/8 = 60 b */
    expect_bands(&e, "nbnb");
    static const int on[][2] = {{0, 0}, {0, 2}, {1, 3}}; /* list, unit; 5 of 8 is above one half, 9 of 28 and a third are not */
    assert_int_equal(e.card->lists.count, 3);
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0;; k++) {
            assert_in_range(k, 0, 2);
            if (e.card->lists.items[k].list == on[i][0] && e.card->lists.items[k].unit == on[i][1])
                break;
        }
    const char *told = kp_explain(arena, e.card, 0, 0, KP_ZH);
    assert_non_null(strstr(told, "“评议”中不称职的占比 33.33% ≥ 1/3"));
}

/* Grades without bounds follow from the rules alone, in the order written; who meets no rule has none, and that is told. */
static void check_rules_alone(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators: [{id: v, title: 得分, points: 100, method: direct}]\n"
                         "bands: [{id: z, title: 甲}, {id: y, title: 乙}, {id: x, title: 丙}]\n"
                         "rules:\n"
                         "  - {id: first, title: 甲, when: score >= 90, effect: set, band: z}\n"
                         "  - {id: second, title: 丙, when: score < 60, effect: set, band: x}\n"
                         "  - {id: third, title: 降, when: score >= 95, effect: lower}\n",
                         4);
    static const char *const scores[] = {"96", "90", "70", "59"};
    for (int unit = 0; unit < 4; unit++)
        marks(&e, unit, "v", scores[unit]);
    finish(&e);
    expect_no_errors(&e);
    expect_bands(&e, "yz-x");
    assert_int_equal(count_code(e.problems, KP_R_NO_BAND), 1);
}

/* The grade with most votes, of equals the lower: 15 and 15 is 称职 though the mean of the votes is 90; without quorum (19 of 30 present, two thirds are 20) there is none. */
static void check_result(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "indicators: [{id: v, title: 评议, points: 100, method: ballot, quorum: 2/3, options: {优秀: 100, 称职: 80, "
                                   "基本称职: 60, 不称职: 0}}]\n%s"
                                   "rules: [{id: fit, title: 称职, when: 'result(v, 称职)', effect: set, band: n}]\n"
                                   "lists: [{id: well, title: 优秀, when: 'result(v, 优秀, 称职)'}]\n",
                                   kp_format(arena, BANDS, "")),
                         3);
    static const char *const votes[] = {"30 30 30 30 30 0 16 14 0 0", "30 30 30 30 30 0 15 15 0 0", "30 19 19 19 19 0 19 0 0 0"};
    for (int unit = 0; unit < 3; unit++)
        marks(&e, unit, "v", votes[unit]);
    finish(&e);
    expect_no_errors(&e);
    expect_bands(&e, "en-"); /* 16 × 100 + 14 × 80 over 30: 90.67 */
    assert_int_equal(e.card->lists.count, 2);
    assert_non_null(strstr(kp_explain(arena, e.card, 1, 0, KP_ZH), "评议：称职"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("each effect does what it says, within the grades there are", check_effects),
        IN_ARENA("rules go by the register's columns and vetoes, in their order, and each is told", check_order),
        IN_ARENA("who takes no part may have a grade by rule, and a bad record divides B from C", check_credit),
        IN_ARENA("grades without bounds follow from the rules alone", check_rules_alone),
        IN_ARENA("a rule goes by the result of a ballot, and not where there is no quorum", check_result),
        IN_ARENA("a rule that looks at ranks or lists, or lacks its grade, is refused", check_faults),
        IN_ARENA("the share of an option is compared exactly with a third", check_share),
    };
    return cmocka_run_group_tests_name("grade_rules", tests, NULL, NULL);
}
