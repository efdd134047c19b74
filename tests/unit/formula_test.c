/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * formula_test.c - formulas, limits and requirements through schemes. Figures are worked out by hand: work funds by households (乌海), facilities at 50 ㎡ a hundred
 * households, representatives one to 10–20 households, committees of 3–9, consent by exact fractions, costs shared to the 分.
 */
#include "kaoping/formula.h"
#include "scoring_support.h"

static const char *words_of(evaluation *e, int unit, const char *id) { return kp_value_words(e->arena, e->card, unit, node(e, id), KP_ZH); }

static const kp_leaf_check *check_of(evaluation *e, int unit, const char *id) { return kp_scorecard_check(e->card, unit, node(e, id)); }

/* ---- households ---- */

static const char community[] =
    "indicators:\n"
    "  - {id: households, title: 户数 | Households, method: number, typed: whole, unit: 户}\n"
    "  - {id: fund, title: 经费, method: formula, formula: 'steps(households, < 1000: 1, <= 2000: 3, else: 4)', unit: 万元}\n"
    "  - {id: area, title: 配建面积, method: formula, formula: 户数 × 50 ÷ 100, unit: ㎡}\n"
    "  - {id: started, title: 每起 100 户, method: formula, formula: ceil(households / 100) * 50}\n"
    "  - {id: reps, title: 居民代表, method: range, limits: {每 10 至 20 户一名: 'ceil(households/20) .. floor(households/10)'}}\n"
    "  - {id: unit_reps, title: 单位代表, method: range, limits: {不超过居民代表的四分之一: '.. floor(ceil(households/20)/4)'}, formula: '60', unit: "
    "人}\n"
    "  - {id: committee, title: 委员, method: range, limits: {法定: 3 .. 9, 按户数: 'ceil(households/300) .. floor(households/200)'}}\n"
    "  - {id: grids, title: 网格, method: range, limits: {每 300 至 400 户一个: 'ceil(households/400) .. floor(households/300)'}}\n"
    "  - {id: ready, title: 名额, method: test, requirements: {代表不少于 200 名: 'households / 20 >= 200'}}\n";

static void check_community(kp_arena *arena, void *data) {
    (void)data;
    static const char *const households[] = {"999", "1000", "2000", "2001", "4132"}, *const funds[] = {"1", "3", "3", "4", "4"};
    evaluation e = begin(arena, community, 5);
    for (int i = 0; i < 5; i++)
        mark(&e, i, "households", 0, households[i]);
    finish(&e);
    expect_no_errors(&e);
    assert_true(kp_scheme_is_calculation(e.scheme));
    for (int i = 0; i < 5; i++) {
        expect_mark(&e, i, "fund", funds[i]);
        assert_false(e.card->units[i].scored);
        assert_int_equal(e.card->units[i].reason, -1); /* that a calculation has no score is no problem */
    }
    expect_mark(&e, 4, "area", "2066");
    expect_mark(&e, 4, "started", "2100");
    assert_string_equal(words_of(&e, 4, "reps"), "207–413");
    assert_string_equal(words_of(&e, 4, "unit_reps"), "60 人（≤ 51），超出 9 人"); /* 207 / 4 = 51.75 */
    assert_string_equal(words_of(&e, 4, "committee"), "9，规则冲突");              /* 14–20 by households */
    assert_string_equal(words_of(&e, 4, "grids"), "11–13");
    expect_mark(&e, 4, "committee", "9");
    assert_true(check_of(&e, 4, "committee")->clash);
    assert_false(check_of(&e, 1, "committee")->clash); /* 4–5 */
    assert_string_equal(words_of(&e, 4, "ready"), "符合");
    assert_string_equal(words_of(&e, 3, "ready"), "不符合，代表不少于 200 名：不足，差 99.95"); /* 2001 / 20 = 100.05 */
    assert_int_equal(count_code(e.problems, KP_R_LIMITS_CLASH), 1);
    const char *told = kp_explain(arena, e.card, 4, 0, KP_ZH);
    assert_null(strstr(told, "总分")); /* there is none */
    assert_non_null(strstr(told, "\n    计算："));
    assert_non_null(strstr(told, "\n    规则：区间"));
}

/* ---- consent ---- */

static const char consent[] = "indicators:\n"
                              "  - {id: owners, title: 业主, method: number, typed: whole}\n"
                              "  - {id: agree, title: 同意, method: number, typed: whole}\n"
                              "  - {id: major, title: 四分之三, method: test, requirements: {四分之三以上同意: 同意 >= 业主 × 3 ÷ 4}}\n"
                              "  - {id: all, title: 全体, method: test, requirements: {全体同意 | All agree: agree = owners}}\n"
                              "  - {id: half, title: 过半, points: 10, method: test, requirements: {过半: agree > owners / 2}}\n";

static void check_consent(kp_arena *arena, void *data) {
    (void)data;
    static const char *const owners[] = {"24", "24", "12", "0"}, *const agree[] = {"18", "17", "11", "0"};
    evaluation e = begin(arena, consent, 4);
    for (int i = 0; i < 4; i++) {
        mark(&e, i, "owners", 0, owners[i]);
        mark(&e, i, "agree", 0, agree[i]);
    }
    finish(&e);
    assert_int_equal(check_of(&e, 0, "major")->verdict, KP_LEAF_MET);
    assert_int_equal(check_of(&e, 1, "major")->verdict, KP_LEAF_NOT_MET);
    assert_string_equal(kp_num_exact(arena, check_of(&e, 1, "major")->missing.value), "1"); /* 18 of 24 */
    assert_string_equal(words_of(&e, 2, "all"), "不符合，全体同意：不足，差 1");
    expect_mark(&e, 0, "half", "10");
    expect_mark(&e, 3, "half", "0"); /* 0 is not above 0 */
    assert_string_equal(kp_num_exact(arena, check_of(&e, 3, "half")->missing.value), "1");
    assert_true(e.card->units[0].scored); /* one leaf is counted */
    expect_mark(&e, 0, NULL, "10");
}

/* ---- money ---- */

static void check_money(kp_arena *arena, void *data) {
    (void)
        data; /* 333333.34 × 70% = 233333.338: 233333.34; 24 households: 9722.2225, so 9722.22 each and 9722.28 the last: 23 × 9722.22 = 223611.06 */
    evaluation e = begin(arena,
                         "indicators:\n"
                         "  - {id: cost, title: 造价, method: number, typed: money, unit: 元}\n"
                         "  - {id: households, title: 户数, method: number, typed: whole, least: 1}\n"
                         "  - {id: order, title: 签约顺序, method: number, typed: whole, least: 1}\n"
                         "  - {id: share, title: 居民比例, method: formula, formula: 'steps(order, = 1: 30%, = 2: 35%, else: 70%)'}\n"
                         "  - {id: residents, title: 居民出资, method: formula, formula: cost * share, decimals: 2, unit: 元}\n"
                         "  - {id: each, title: 每户, method: formula, formula: 'floor(residents / households, 2)', decimals: 2}\n"
                         "  - {id: last, title: 末户, method: formula, formula: residents - each * (households - 1), decimals: 2}\n",
                         1);
    mark(&e, 0, "cost", 0, "333333.34");
    mark(&e, 0, "households", 0, "24");
    mark(&e, 0, "order", 0, "3");
    finish(&e);
    expect_mark(&e, 0, "residents", "233333.34");
    expect_mark(&e, 0, "each", "9722.22");
    expect_mark(&e, 0, "last", "9722.28");
}

/* ---- what does not apply ---- */

/* By hand: 10 ÷ 0 is none of the values that are averaged and ranked, 3 and 2. */
static void check_not_compared(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n"
                         "  - {id: a, title: A, method: number}\n"
                         "  - {id: b, title: B, method: number}\n"
                         "  - {id: v, title: V, method: formula, formula: a / b}\n"
                         "  - {id: w, title: W, method: formula, formula: average(v)}\n"
                         "  - {id: alone, title: Alone, method: formula, formula: a / b}\n",
                         3);
    static const char *const a[] = {"10", "6", "4"}, *const b[] = {"0", "2", "2"};
    for (int unit = 0; unit < 3; unit++) {
        mark(&e, unit, "a", 0, a[unit]);
        mark(&e, unit, "b", 0, b[unit]);
    }
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 1, "w", "5/2");
    assert_int_equal(count_code(e.problems, KP_R_NOT_COMPARED), 1); /* V of the first; nothing goes by Alone */
}

static void check_gaps(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n"
                         "  - {id: a, title: A, method: number, optional: yes}\n"
                         "  - {id: b, title: B, method: number}\n"
                         "  - {id: q, title: Q, method: formula, formula: b / a}\n"
                         "  - {id: safe, title: S, method: formula, formula: 'if(b > 0, b, b / a)'}\n"
                         "  - {id: rate, title: R, method: number, typed: percent}\n"
                         "  - {id: high, title: H, method: formula, formula: 'if(rate >= 97.3%, 1, 0)'}\n"
                         "  - {id: on, title: 是否, method: number, typed: yes_no}\n"
                         "  - {id: day, title: 日期, method: number, typed: date}\n"
                         "  - {id: root, title: Root, method: formula, formula: 'sqrt(b * 2) + power(8, 2 / 3) + ln(1) + exp(0)'}\n"
                         "  - {id: none, title: None, method: formula, formula: ln(0 - b)}\n"
                         "  - {id: mark, title: M, points: 10, method: formula, formula: '如果(非 是否, 20, -b)'}\n",
                         2);
    static const char *const ids[] = {"b", "rate", "on", "day"}, *const values[] = {"2", "97.3", "0", "46280"};
    for (int unit = 0; unit < 2; unit++)
        for (size_t i = 0; i < 4; i++)
            mark(&e, unit, ids[i], 0, i == 2 && unit ? "1" : values[i]);
    mark(&e, 1, "a", 0, "0");
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(kp_scorecard_mark(e.card, 0, node(&e, "q"))->state, KP_MARK_NOT_APPLICABLE); /* a was left empty */
    assert_int_equal(kp_scorecard_mark(e.card, 1, node(&e, "q"))->state, KP_MARK_NOT_APPLICABLE);
    assert_int_equal(count_code(e.problems, KP_R_DIVIDES_BY_ZERO), 1);
    expect_mark(&e, 0, "safe", "2"); /* the other branch is not looked at */
    expect_mark(&e, 0, "root", "7"); /* 2 + 4 + 0 + 1 */
    assert_int_equal(state_of(&e, 0, "none"), KP_MARK_NOT_APPLICABLE);
    expect_mark(&e, 0, "rate", "973/1000");
    expect_mark(&e, 0, "high", "1");
    assert_string_equal(words_of(&e, 0, "rate"), "97.3%");
    assert_string_equal(words_of(&e, 0, "on"), "否");
    assert_string_equal(words_of(&e, 0, "day"), "2026-09-15"); /* 46280 days after 1899-12-30 */
    expect_mark(&e, 0, "mark", "10");                          /* kept within the full marks … */
    expect_mark(&e, 1, "mark", "0");                           /* … and 0 */
}

/* ---- ladders, and across units ---- */

static void check_across(kp_arena *arena, void *data) {
    (void)data; /* 8, 6, 6 and 1: mean 21/4 */
    static const char *const values[] = {"8", "6", "6", "1"};
    evaluation e = begin(arena,
                         "rank_within: all\n"
                         "indicators:\n"
                         "  - {id: x, title: X, method: number}\n"
                         "  - {id: p, title: P, method: formula, formula: place(x)}\n"
                         "  - {id: low, title: L, method: formula, formula: 组内升序名次(x)}\n"
                         "  - {id: sum, title: S, method: formula, formula: 'largest(x) + smallest(x) + average(x) + total(x, all) + number(x)'}\n"
                         "  - {id: step, title: T, points: 10, method: ladder, formula: x - average(x), steps: {0: 10, -1: 5, else: 0}}\n",
                         4);
    for (int i = 0; i < 4; i++)
        mark(&e, i, "x", 0, values[i]);
    finish(&e);
    static const char *const places[] = {"1", "2", "2", "4"}, *const lows[] = {"4", "2", "2", "1"}, *const steps[] = {"10", "10", "10", "0"};
    for (int i = 0; i < 4; i++) {
        expect_mark(&e, i, "p", places[i]);
        expect_mark(&e, i, "low", lows[i]);
        expect_mark(&e, i, "sum", "157/4"); /* 8 + 1 + 21/4 + 21 + 4 */
        expect_mark(&e, i, "step", steps[i]);
    }
}

/* ---- as text ---- */

typedef struct text_case {
    const char *written, *canonical, *words;
} text_case;

static void check_texts(kp_arena *arena, void *data) {
    (void)data;
    static const text_case cases[] = {
        {"甲＋乙×２", "a + b * 2", "甲 + 乙 × 2"},
        {"(a + b) * -a / 30%", "(a + b) * -a / 30%", "(甲 + 乙) × −甲 ÷ 30%"},
        {"a-(b-1)", "a - (b - 1)", "甲 − (乙 − 1)"},
        {"“甲” / (b / 2)", "a / (b / 2)", "甲 ÷ (乙 ÷ 2)"},
        {"如果(甲＞1 且 (乙=2 或 非 乙≥3), 四舍五入(甲，1), 0)", "if(a > 1 and (b = 2 or not b >= 3), round(a, 1), 0)",
         "如果(甲 > 1 且 (乙 = 2 或 非 乙 ≥ 3), 四舍五入(甲, 1), 0)"},
        {"分档(a, <1: 2, 其余: 3)", "steps(a, < 1: 2, else: 3)", "分档(甲, < 1: 2, 其余: 3)"},
        {"c.done / 清.应完成数", "c.done / c.due", "清·完成数 ÷ 清·应完成数"},
    };
    evaluation e = begin(arena,
                         "indicators:\n  - {id: a, title: 甲 | First, method: number}\n  - {id: b, title: 乙, method: number}\n"
                         "  - {id: c, title: 清, points: 5, method: ratio}\n",
                         1);
    kp_leaf_names names = kp_leaf_names_of(arena, e.scheme);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const kp_formula *formula = kp_formula_read(arena, &names, cases[i].written, KP_FORMULA_NUMBER, "公式 | Formula", (kp_place){0}, e.problems);
        expect_no_errors(&e);
        assert_string_equal(kp_formula_text(arena, formula, e.scheme, KP_STYLE_CANONICAL), cases[i].canonical);
        assert_string_equal(kp_formula_text(arena, formula, e.scheme, KP_STYLE_WORDS_ZH), cases[i].words);
    }
    static const char *const wrong[] = {
        "",          "a +",  "a b",         "(a",      "a > 1", "if(a, 1, 2)",    "unknown(a)", "x", "a < b < 3", "min()", "steps(a, 3: 1, else: 2)",
        "c.nothing", "1..2", "round(a, b)", "a and b", "3x",    "largest(c.done)"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t before = e.problems->errors;
        assert_null(kp_formula_read(arena, &names, wrong[i], KP_FORMULA_NUMBER, "公式 | Formula", (kp_place){0}, e.problems));
        assert_int_equal(e.problems->errors, before + 1); /* told once */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("funds, facilities, representatives and grids follow from the households", check_community),
        IN_ARENA("a value without result is warned of where units are compared by it", check_not_compared),
        IN_ARENA("18 of 24 are three quarters, 17 are one short, 11 of 12 are not all", check_consent),
        IN_ARENA("costs are shared to the cent with the remainder on the last", check_money),
        IN_ARENA("what is not there and what divides by nothing does not apply; branches not taken do not matter", check_gaps),
        IN_ARENA("places, means and sums go over the units that are ranked together", check_across),
        IN_ARENA("a formula is read in both languages, written in one way, and wrong ones are told once", check_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
