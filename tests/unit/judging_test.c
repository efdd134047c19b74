/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judging_test.c - what marks, values, ranges and tests decide: on lists, in ties, in grades, and where they do not apply. Expected figures are worked out in the comments. */
#include "scoring_support.h"

#include "kaoping/condition.h"
#include "kaoping/result_json.h"

#define HUNDRED    "  - {id: a, title: 甲 | A, points: 100, method: direct}\n"
#define NUMBER(id) "  - {id: " id ", title: 数" id ", counted: no, method: number, optional: yes}\n"
#define GRADES                                                                                                                                       \
    "bands:\n  - {id: good, title: 良好 | Good, from: 80%s}\n  - {id: fair, title: 一般 | Fair, from: 60, to: 80}\n"                             \
    "  - {id: bad, title: 差 | Bad, to: 60}\n"

static bool is_on(const evaluation *e, const char *list, int unit) {
    for (size_t i = 0; i < e->card->lists.count; i++)
        if (e->card->lists.items[i].unit == unit && strcmp(e->scheme->lists[e->card->lists.items[i].list].id, list) == 0)
            return true;
    return false;
}

/* On the list is unit i where ids[i] is not "-". */
static void expect_list(const evaluation *e, const char *list, const char *units) {
    for (int i = 0; units[i]; i++)
        if (is_on(e, list, i) != (units[i] != '-'))
            fail_msg("unit %d is %s the list %s", i + 1, units[i] == '-' ? "on" : "not on", list);
}

/* 0.666 is below 2/3 and 0.669 above, though both are printed 0.67 with the scheme's two decimals; the values stand as they are. */
static void check_values(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "decimals: 2\nrank_within: all\nties: break\ntie_break: [s]\nindicators:\n" NUMBER(
                             "g") "  - {id: s, title: 率, counted: no, method: formula, formula: g / 1000}\n" HUNDRED
                                  "lists: [{id: two, title: 三分之二, when: mark(s) >= 2/3}]\n",
                         2);
    marks(&e, 0, "g", "666");
    marks(&e, 1, "g", "669");
    mark(&e, 0, "a", 0, "90");
    mark(&e, 1, "a", 0, "90");
    finish(&e);
    expect_no_errors(&e);
    expect_list(&e, "two", "-2");
    assert_int_equal(e.card->units[0].rank, 2);
    assert_int_equal(e.card->units[1].rank, 1);
}

/* (0.512 + 0.5136) / 2 = 0.5128, with three decimals 0.513: above 0.51 and below 0.515, while the scheme's one decimal would make it 0.5. */
static void check_decimals(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "decimals: 1\nrank_within: all\nindicators:\n  - id: g\n    title: 组\n    weight: 50\n    full: 1\n    decimals: 3\n    children:\n"
              "      - {id: x, title: 子, weight: 50, full: 1, method: direct}\n      - {id: y, title: 丑, weight: 50, full: 1, method: direct}\n"
              "  - {id: a, title: 甲, weight: 50, full: 1, method: direct}\n"
              "lists: [{id: l, title: 高, when: mark(g) > 0.51}, {id: m, title: 同, when: mark(g) = 0.513}]\n",
              1);
    mark(&e, 0, "x", 0, "0.512");
    mark(&e, 0, "y", 0, "0.5136");
    mark(&e, 0, "a", 0, "1");
    finish(&e);
    expect_no_errors(&e);
    expect_list(&e, "l", "1");
    expect_list(&e, "m", "1");
    assert_string_equal(kp_mark_text(arena, e.card, 0, node(&e, "g")), "0.513");
    assert_non_null(strstr(kp_result_json(arena, e.evidence, e.card, e.problems, KP_ZH), "\"g\":\"0.513\""));
    assert_non_null(strstr(kp_explain(arena, e.card, 0, node(&e, "g"), KP_ZH), "0.513"));
    kp_pairs reasons = kp_list_reasons(arena, e.card, &e.card->lists.items[0], KP_ZH);
    assert_non_null(strstr(reasons.items[0].name, "0.513"));
}

/* A vetoed unit that a rule lifted again is as good as the others: of three for one place the two with less give way. */
static void check_veto_and_quota(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "indicators:\n" HUNDRED GRADES "vetoes: [{id: v, title: 事故, band: bad}]\n"
                                   "rules: [{id: r, title: 升, when: mark(a) = 95, effect: raise, places: 2}]\n",
                                   ", quota: 1"),
                         4);
    static const char *const given[] = {"95", "98", "90", "97"};
    for (int i = 0; i < 4; i++)
        mark(&e, i, "a", 0, given[i]);
    veto(&e, 0, 0);
    veto(&e, 3, 0);
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(e.card->units[0].band, 1); /* bad by veto, good by the rule, fair for want of a place */
    assert_true(e.card->units[0].by_quota);
    assert_int_equal(e.card->units[1].band, 0);
    assert_int_equal(e.card->units[2].band, 1);
    assert_int_equal(e.card->units[3].band, 2);
}

/* What a rule says of a kind of units says nothing of one that does not take part, but for a rule that asks for that. */
static void check_excluded(kp_arena *arena, void *data) {
    (void)data;
    for (int named = 0; named < 2; named++) {
        evaluation e = begin(arena,
                             kp_format(arena,
                                       "unit_fields: [类型]\nindicators:\n" HUNDRED GRADES
                                       "rules: [{id: r, title: 一般, when: \"%s\", effect: set, band: fair}]\n"
                                       "lists: [{id: black, title: 黑榜, when: grade = fair}]\n",
                                       "", named ? "field(类型) = x and excluded" : "field(类型) = x"),
                             2);
        for (int i = 0; i < 2; i++)
            e.evidence->units.items[i].fields[0] = "x";
        mark(&e, 0, "a", 0, "90");
        e.evidence->units.items[1].excluded = true;
        e.evidence->units.items[1].exclusion = "新交付";
        finish(&e);
        expect_no_errors(&e);
        assert_int_equal(e.card->units[0].band, named ? 0 : 1);
        assert_int_equal(e.card->units[1].band, named ? 1 : -1);
        expect_list(&e, "black", named ? "-2" : "1-");
    }
}

/* Of 40 and 45 where 50 are asked for: 10 and 5 lack, the larger is 10. 60 and 70: nothing. The cap of 100 is passed by 20: that is too much, no lack. */
static void check_lack(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "indicators:\n" NUMBER("h")
                  NUMBER("k") "  - {id: t, title: 测, counted: no, method: test, requirements: {甲: h >= 50, 乙: k >= 50, 丙: h <= 100}}\n"
                              "lists:\n  - {id: some, title: 缺, when: missing(t) > 0}\n  - {id: ten, title: 缺十, when: missing(t) = 10}\n"
                              "  - {id: none, title: 不缺, when: missing(t) = 0}\n  - {id: unmet, title: 不合, when: not met(t)}\n",
              4);
    static const char *const typed_numbers[][2] = {{"40", "45"}, {"60", "70"}, {"120", "70"}, {"60", "45"}};
    for (int i = 0; i < 4; i++) {
        marks(&e, i, "h", typed_numbers[i][0]);
        marks(&e, i, "k", typed_numbers[i][1]);
    }
    finish(&e);
    expect_no_errors(&e);
    expect_list(&e, "some", "1--4");
    expect_list(&e, "ten", "1---");
    expect_list(&e, "none", "-23-");
    expect_list(&e, "unmet", "1-34");
    kp_condition *denied = kp_condition_parse(arena, "not met(t)", (kp_place){0}, e.problems);
    assert_true(kp_condition_resolve(arena, denied, e.scheme, (kp_place){0}, e.problems));
    assert_string_equal(kp_condition_words(arena, denied, e.scheme, KP_ZH), "不符合“测”");
    assert_string_equal(kp_condition_words(arena, denied, e.scheme, KP_EN), "“测” is not met");
}

/* A test that does not apply is neither met nor not met: no list, and a target looks away. */
static void check_not_applicable(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "indicators:\n" NUMBER("h") "  - {id: t, title: 测, counted: no, method: test, requirements: {够: h >= 50}}\n"
                                          "lists:\n  - {id: met, title: 符合, when: met(t)}\n  - {id: unmet, title: 不合, when: not met(t)}\n"
                                          "  - {id: lack, title: 缺, when: missing(t) >= 0}\n  - {id: full, title: 不缺, when: not missing(t) > 0}\n"
                                          "targets: [{id: reach, title: 达标, when: met(t), goals: 90%}]\n",
              3);
    mark(&e, 0, "h", 0, "60");
    mark(&e, 1, "h", 0, "40");
    finish(&e);
    expect_no_errors(&e);
    expect_list(&e, "met", "1--");
    expect_list(&e, "unmet", "-2-");
    expect_list(&e, "lack", "12-");
    expect_list(&e, "full", "1--");
    assert_int_equal(kp_target_of_unit(e.card, 0, 2)->state, KP_TARGET_ASIDE);
    assert_int_equal(e.card->targets.items[0].total, 2);
    assert_int_equal(e.card->targets.items[0].reached, 1);
    assert_int_equal(e.card->targets.items[0].open, 0);
}

/* 3.2 to 12.5 for whole numbers is 4 to 12: 42 is held to 12, 30 too much; 1 to 4, 3 too few; 7 stays. With one decimal 12.46 is the cap 12.4, and 12.44 is within as 12.4. */
static void check_range(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *x, *value, *missing;
        int decimals;
    } rows[] = {{"42", "12", "30", 0},       {"1", "4", "3", 0},        {"7", "7", "0", 0},
                {"12.5", "62/5", "1/10", 1}, {"12.44", "62/5", "0", 1}, {"42", "25/2", "30", -1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool whole = rows[i].decimals < 1;
        evaluation e =
            begin(arena,
                  kp_format(arena,
                            "indicators:\n  - {id: x, title: 数, counted: no, method: number, typed: %s}\n"
                            "  - {id: q, title: 名额, counted: no, method: range, formula: x, decimals: %d, limits: {上下限: 3.2 .. %s}}\n",
                            whole ? "whole" : "number", rows[i].decimals, whole ? "12.5" : "12.46"),
                  1);
        mark(&e, 0, "x", 0, rows[i].x);
        finish(&e);
        expect_no_errors(&e);
        expect_mark(&e, 0, "q", rows[i].value);
        assert_string_equal(kp_num_exact(arena, kp_scorecard_check(e.card, 0, node(&e, "q"))->missing.value),
                            strchr(rows[i].missing, '/') ? "0.1" : rows[i].missing);
    }
}

/* What is still to be held down is no figure to go on. */
static void check_formula_of_checked(kp_arena *arena, void *data) {
    (void)data;
    static const char *const looks[] = {"method: formula, formula: a * 2", "method: test, requirements: {够: a >= 40}",
                                        "method: range, limits: {上: .. a}"};
    for (size_t i = 0; i < 3; i++) {
        kp_problems *problems = kp_problems_new(arena);
        assert_null(
            build_yaml(arena,
                       kp_format(arena,
                                 "id: t\ntitle: T\nindicators:\n  - {id: a, title: A, points: 50, method: direct, check_against: c, tolerance: 5}\n"
                                 "  - {id: c, title: C, points: 50, method: direct}\n  - {id: v, title: V, counted: no, %s}\n",
                                 looks[i]),
                       problems));
        assert_int_equal(count_code(problems, KP_S_FORMULA_OF_CHECKED), 1);
        assert_int_equal(problems->errors, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("values are compared as they are, on lists and in ties", check_values),
        IN_ARENA("a node with decimals of its own is printed and decided on with those", check_decimals),
        IN_ARENA("a vetoed unit that a rule lifted again takes a place of the quota", check_veto_and_quota),
        IN_ARENA("who does not take part is seen only by rules that ask for that", check_excluded),
        IN_ARENA("a test lacks the largest of what its requirements lack, and nothing where it is met or passed", check_lack),
        IN_ARENA("a test that does not apply is neither met nor not met", check_not_applicable),
        IN_ARENA("a value with decimals is kept within limits that have no more of them", check_range),
        IN_ARENA("a formula of a mark that is still to be held down is refused", check_formula_of_checked),
    };
    return cmocka_run_group_tests_name("judging", tests, NULL, NULL);
}
