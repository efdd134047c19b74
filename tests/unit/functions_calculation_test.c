/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * functions_calculation_test.c - 经费档次, 配建用房, 代表名额, 同意率核验, 出资分担, 三率, 信用等级 and 达标率: the rules of the built-in schemes, worked out by hand beside each case, and what these functions
 * have in common: columns, what is left out, heads, other schemes.
 */
#include "functions_support.h"

#define expect_text(result, at, words) assert_string_equal((result).cells[at].kind == KP_VALUE_TEXT ? (result).cells[at].text : "no text", words)

/* ---- 经费档次 ---- */

static void test_fund_bands(void **state) {
    static const double cases[][2] = {{999, 10000}, {1000, 30000}, {2000, 30000}, {2001, 40000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_result result = CALL(FUND_BAND, ONE(N(cases[i][0])));
        assert_int_equal(result.columns, 3);
        expect_cell(result, 0, cases[i][1]);
        expect_text(result, 1, ""); /* nothing is known of the budget */
        expect_text(result, 2, "");
    }
    kp_result short_of = CALL(FUND_BAND, ONE(N(1500)), ONE(N(28000.5)));
    expect_cell(short_of, 1, 1999.5); /* 30000 - 28000.5 */
    assert_non_null(strstr(short_of.cells[2].text, "1999.5"));
    kp_result enough = CALL(FUND_BAND, ONE(N(1500)), ONE(N(30000)));
    expect_cell(enough, 1, 0);
    expect_text(enough, 2, "符合");
}

/* The preset counts 1000 and 2000 with the lower band. */
static void test_fund_presets(void **state) {
    expect_cell(CALL(FUND_BAND, ONE(N(1000)), LEFT_OUT, ONE(T("inclusive"))), 0, 10000);
    expect_cell(CALL(FUND_BAND, ONE(N(2000)), LEFT_OUT, ONE(T("wuhai_fund_inclusive"))), 0, 30000);
    expect_cell(CALL(FUND_BAND, ONE(N(2000)), LEFT_OUT, ONE(T("wuhai_fund/inclusive"))), 0, 30000);
    expect_cell(CALL(FUND_BAND, ONE(N(1000)), LEFT_OUT, ONE(T("wuhai_fund"))), 0, 30000);
    expect_error(CALL(FUND_BAND, ONE(N(1000)), LEFT_OUT, ONE(T("no_such"))), SCHEME);
    expect_error(CALL(FUND_BAND, ONE(N(1000)), LEFT_OUT, ONE(T("nm_facility"))), NOT_APPLICABLE); /* it has no least funds */
}

static void test_fund_errors(void **state) {
    expect_error(CALL(FUND_BAND, ONE(N(0))), ARGUMENT); /* at least one household */
    expect_error(CALL(FUND_BAND, ONE(N(1.5))), ARGUMENT);
    expect_error(CALL(FUND_BAND, ONE(N(-3))), ARGUMENT);
    expect_error(CALL(FUND_BAND, ONE(N(1000)), ONE(N(-1))), ARGUMENT);
    expect_error(CALL(FUND_BAND, ONE(T("若干"))), TEXT);
    expect_error(CALL(FUND_BAND, ONE(DIV0)), TEXT);
    expect_error(CALL(FUND_BAND, ONE(NOTHING)), NO_DATA);
    expect_error(CALL(FUND_BAND, ONE(T(" "))), NO_DATA);
    expect_error(CALL(FUND_BAND, ONE(T("—"))), NOT_APPLICABLE);
    expect_error(CALL(FUND_BAND, AREA(1, 2, N(999), N(1000))), ARGUMENT);
    expect_error(CALL(FUND_BAND, AREA(2, 1, N(999), N(1000)), AREA(3, 1, N(1), N(2), N(3))), ARGUMENT);
    expect_cell(CALL(FUND_BAND, ONE(T("１０００户"))), 0, 30000);
}

/* ---- rows ---- */

static void test_columns(void **state) {
    kp_area households = AREA(4, 1, N(999), T("若干"), NOTHING, N(2001)), budgets = AREA(4, 1, N(10000), N(1), NOTHING, N(35000));
    kp_result result = CALL(FUND_BAND, households, budgets);
    assert_int_equal(result.rows, 4);
    expect_cell(result, 0, 10000);
    expect_cell(result, 1, 0);
    assert_int_equal(result.cells[3].error, KP_FUNCTION_ERROR_TEXT);
    assert_int_equal(result.cells[6].error, KP_FUNCTION_ERROR_NO_DATA);
    expect_cell(result, 9, 40000);
    expect_cell(result, 10, 5000); /* 40000 - 35000 */
    kp_result same = CALL(FUND_BAND, households, ONE(N(20000)));
    expect_cell(same, 10, 20000);
    const char *words = EXPLAIN(KP_ZH, "经费档次", households, budgets);
    expect_words(words, "第 2 行");
    expect_words(words, "第 3 行");
    expect_words(words, "10000");
}

/* Below the last row that is filled there are none; a single one has one more, that a spreadsheet does not repeat it. */
static void test_filled_rows(void **state) {
    kp_result two = CALL(FUND_BAND, AREA(4, 1, N(999), N(1000), NOTHING, T("")));
    assert_int_equal(two.rows, 2);
    kp_result one = CALL(FUND_BAND, AREA(3, 1, N(999), NOTHING, NOTHING));
    assert_int_equal(one.rows, 2);
    expect_cell(one, 0, 10000);
    assert_int_equal(one.cells[3].error, KP_FUNCTION_ERROR_NO_DATA);
}

static void test_heads(void **state) {
    kp_result result = CALL(FUND_BAND, ONE(N(999)), ONE(N(1)), LEFT_OUT, ONE(N(1)));
    assert_int_equal(result.rows, 2);
    expect_text(result, 0, "最低经费");
    expect_text(result, 1, "缺口");
    expect_cell(result, 3, 10000);
    kp_result english = CALL_IN(KP_EN, QUOTA, ONE(N(4132)), ONE(N(0)), LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT,
                                LEFT_OUT, ONE(N(1)));
    expect_text(english, 0, "Residents' representatives due·least");
    expect_error(CALL(FUND_BAND, ONE(N(999)), LEFT_OUT, LEFT_OUT, ONE(N(2))), ARGUMENT);
}

/* ---- 配建用房 ---- */

static void test_facility(void **state) {
    kp_result result = CALL(FACILITY, ONE(N(4132)), ONE(N(6500)), ONE(N(2000)));
    expect_cell(result, 0, 2066);     /* 4132 / 100 × 50 */
    expect_cell(result, 1, 13429000); /* 2066 × 6500 */
    expect_cell(result, 2, 66);
    assert_non_null(strstr(result.cells[3].text, "66"));
    kp_result left_out = CALL(FACILITY, ONE(N(4132)));
    expect_cell(left_out, 0, 2066);
    expect_text(left_out, 1, "");
    expect_text(left_out, 2, "—"); /* what is provided may be left out, and is not tested then */
    expect_cell(CALL(FACILITY, ONE(N(4132)), LEFT_OUT, LEFT_OUT, ONE(T("started"))), 0, 2100); /* 42 × 50 */
    expect_cell(CALL(FACILITY, ONE(N(4132)), LEFT_OUT, LEFT_OUT, ONE(T("js30"))), 0, 1239.6);  /* 41.32 × 30 */
}

/* ---- 代表名额 ---- */

static void test_quota(void **state) {
    kp_result result = CALL(QUOTA, ONE(N(4132)), ONE(N(150)), ONE(N(20)), ONE(N(207)), ONE(N(52)), ONE(N(10)), ONE(N(10)));
    assert_int_equal(result.columns, 13);
    expect_cell(result, 0, 207); /* 4132 / 20 = 206.6, up */
    expect_cell(result, 1, 413); /* 4132 / 10 = 413.2, down */
    expect_text(result, 2, "符合");
    expect_cell(result, 3, 51); /* 207 / 4 = 51.75, down */
    expect_cell(result, 5,
                9); /* 3 to 9 against 14 (4132 / 300, up) to 20 (4132 / 200, down): the first rule holds, at its end nearest to the other */
    expect_cell(result, 6, 9);
    expect_text(result, 7, "规则冲突");
    assert_non_null(strstr(result.cells[8].text, "超出 1"));
    expect_cell(result, 9, 11);  /* 4132 / 400 = 10.33, up */
    expect_cell(result, 10, 13); /* 4132 / 300 = 13.77, down */
    assert_non_null(strstr(result.cells[11].text, "不足，差 1"));
    kp_result alone = CALL(QUOTA, ONE(N(4132)), ONE(N(300)));
    expect_cell(alone, 0, 300); /* at least one a doorway */
    expect_text(alone, 2, "—");
    expect_error(CALL(QUOTA, ONE(N(4132))), ARGUMENT); /* doorways must be given */
}

static void test_quota_staff(void **state) {
    kp_area none = LEFT_OUT;
    kp_result result = CALL(QUOTA, ONE(N(900)), ONE(N(0)), none, none, none, none, ONE(N(3)), ONE(N(3)), ONE(N(2)), ONE(N(3)));
    expect_cell(result, 9, 3); /* 900 / 400 = 2.25, up; 900 / 300 = 3 */
    expect_cell(result, 10, 3);
    expect_text(result, 11, "符合");
    assert_non_null(strstr(result.cells[12].text, "管理员"));
    assert_non_null(strstr(result.cells[12].text, "差 1"));
}

/* ---- 同意率核验 ---- */

/* 24 households of like size, all of which take part: 3/4 of 24 is 18. */
static void test_consent_by_fractions(void **state) {
    kp_area owners = ONE(N(24)), area = ONE(N(2400)), major = ONE(T("major")), none = LEFT_OUT;
    kp_result carried = CALL(CONSENT, owners, ONE(N(18)), owners, area, ONE(N(1800)), area, none, none, major);
    expect_text(carried, 0, "符合");
    expect_cell(carried, 1, 75);
    expect_cell(carried, 2, 75);
    expect_text(carried, 3, "");
    kp_result lost = CALL(CONSENT, owners, ONE(N(17)), owners, area, ONE(N(1700)), area, none, none, major);
    expect_text(lost, 0, "不符合");
    expect_cell(lost, 1, 70.83); /* 17 / 24, two decimals by the scheme */
    assert_non_null(strstr(lost.cells[3].text, "差 1"));
    expect_text(CALL(CONSENT, owners, ONE(N(17)), owners, area, ONE(N(1700)), area), 0, "符合");   /* ordinary: more than half */
    expect_text(CALL(CONSENT, owners, ONE(N(12)), owners, area, ONE(N(1300)), area), 0, "不符合"); /* half is not more than half */
    kp_result unknown = CALL(CONSENT, owners, ONE(N(13)), owners, ONE(T("—")), ONE(T("—")), ONE(T("—")));
    expect_text(unknown, 0, "不符合"); /* by the Civil Code areas count as well: without them nothing is carried */
    assert_non_null(strstr(unknown.cells[3].text, "缺数"));
}

static void test_consent_left_out(void **state) {
    expect_error(CALL(CONSENT, ONE(N(24)), ONE(N(18))), NO_DATA); /* never carried for want of figures */
    expect_words(EXPLAIN(KP_ZH, "同意率核验", ONE(N(24)), ONE(N(18))), "参与表决人数");
    expect_words(EXPLAIN(KP_EN, "kpConsent", ONE(N(24)), ONE(N(18))), "Area agreeing");
    expect_error(CALL(CONSENT, ONE(N(24)), ONE(N(25)), ONE(N(24)), ONE(N(9)), ONE(N(9)), ONE(N(9))), ARGUMENT); /* more agree than there are */
    expect_words(EXPLAIN(KP_ZH, "同意率核验", ONE(N(24)), ONE(N(25)), ONE(N(24)), ONE(N(9)), ONE(N(9)), ONE(N(9))),
                 "“同意人数”为 25，大于“参与表决人数”的 24");
}

static void test_consent_to_lifts(void **state) {
    kp_area none = LEFT_OUT, lift = ONE(T("tianning_lift"));
    kp_result lost = CALL(CONSENT, ONE(N(12)), ONE(N(11)), none, none, none, none, none, none, lift);
    expect_text(lost, 0, "不符合"); /* all of the doorway */
    expect_text(lost, 1, "");       /* no shares in this preset */
    expect_text(CALL(CONSENT, ONE(N(12)), ONE(N(12)), none, none, none, none, none, none, lift), 0, "符合");
    expect_text(CALL(CONSENT, ONE(N(12)), ONE(N(12)), none, none, none, none, ONE(N(300)), ONE(N(200)), lift), 0, "符合"); /* 2/3 */
    expect_text(CALL(CONSENT, ONE(N(12)), ONE(N(12)), none, none, none, none, ONE(N(300)), ONE(N(199)), lift), 0, "不符合");
    expect_error(CALL(CONSENT, ONE(N(12)), ONE(N(12)), ONE(N(12)), none, none, none, none, none, lift), ARGUMENT); /* not asked */
}

/* ---- 出资分担 ---- */

/* 100000 at 70 per cent for the first: 30000 for 7 households is 4285.71 each, 4285.74 for the last. */
static void test_cost_share(void **state) {
    kp_result result = CALL(COST_SHARE, ONE(N(100000)), ONE(N(7)), ONE(N(1)));
    assert_int_equal(result.columns, 5);
    expect_cell(result, 0, 4285.71);
    expect_cell(result, 1, 4285.74);
    expect_cell(result, 2, 30000);
    expect_cell(result, 3, 70000);
    expect_cell(result, 4, 70);
    kp_result fifth = CALL(COST_SHARE, ONE(N(100000)), ONE(N(7)), ONE(N(9)));
    expect_cell(fifth, 0, 7142.85); /* 50000 / 7 = 7142.857…, down */
    expect_cell(fifth, 1, 7142.9);
    kp_result flat = CALL(COST_SHARE, ONE(N(0.05)), ONE(N(2)), LEFT_OUT, ONE(T("flat")));
    expect_cell(flat, 3, 0.04); /* 0.05 × 70 % = 0.035, to the fen */
    expect_cell(flat, 2, 0.01);
    expect_cell(flat, 0, 0); /* 0.005 each, down; the last takes it */
    expect_cell(flat, 1, 0.01);
    expect_error(CALL(COST_SHARE, ONE(N(100)), ONE(N(7))), NO_DATA);
    expect_error(CALL(COST_SHARE, ONE(N(100)), ONE(N(7)), ONE(N(1)), ONE(T("flat"))), ARGUMENT); /* no order there */
}

static void test_explanation(void **state) {
    expect_words(EXPLAIN(KP_ZH, "配建用房", ONE(N(4132)), ONE(N(6500))), "2066");
    expect_words(EXPLAIN(KP_EN, "kpFacility", ONE(N(4132)), ONE(N(6500))), "Deposit");
    expect_words(EXPLAIN(KP_ZH, "经费档次", ONE(T("若干"))), "户数");
}

/* ---- 三率 ---- */

/* 30 × 190 / 200 = 28.5, 35 × 120 / 160 = 26.25, 35 × 140 / 160 = 30.625: 85.375. */
static void test_three_rates(void **state) {
    kp_area due = ONE(N(200)), in_time = ONE(N(190)), asked = ONE(N(160)), settled = ONE(N(120));
    kp_result result = CALL(THREE_RATES, due, in_time, asked, settled, ONE(N(140)));
    assert_int_equal(result.columns, 6);
    expect_cell(result, 0, 85.38);
    expect_cell(result, 1, 95);
    expect_cell(result, 2, 75);
    expect_cell(result, 3, 87.5);
    expect_text(result, 4, "符合");
    expect_text(result, 5, "符合");
    kp_result low = CALL(THREE_RATES, due, ONE(N(183)), asked, settled, ONE(N(135)));
    expect_cell(low, 1, 91.5);
    expect_cell(low, 3, 84.38); /* 135 / 160 = 84.375 */
    expect_text(low, 4, "不符合");
    expect_text(low, 5, "不符合");
    kp_result nobody = CALL(THREE_RATES, due, in_time, ONE(N(0)), ONE(N(0)), ONE(N(0)));
    expect_cell(nobody, 0, 95); /* only the first rate applies */
    expect_text(nobody, 2, "—");
    const char *words = EXPLAIN(KP_ZH, "三率", due, in_time, asked, settled, ONE(N(140)));
    expect_words(words, "85.375");
    assert_null(strstr(words, "KP-D"));
}

static void test_three_rates_errors(void **state) {
    kp_area zero = ONE(N(0)), one = ONE(N(1));
    expect_error(CALL(THREE_RATES, zero, zero, zero, zero, zero), NOT_APPLICABLE); /* nothing was due */
    expect_error(CALL(THREE_RATES, one, ONE(N(2)), one, one, one), ARGUMENT);      /* more in time than were due */
    expect_error(CALL(THREE_RATES, one, one, one, one, ONE(N(2))), ARGUMENT);
    expect_error(CALL(THREE_RATES, one, one, one, one, ONE(T("多数"))), TEXT);
    expect_error(CALL(THREE_RATES, one, one, one, one, ONE(NOTHING)), NO_DATA);
    expect_error(CALL(THREE_RATES, one, one, one, one), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "三率", one, ONE(N(2)), one, one, one), "响应率");
}

/* ---- 信用等级 ---- */

static void test_credit(void **state) {
    static const struct {
        double file, good, bad;
        const char *grade;
        double score;
    } cases[] = {
        {80, 5, 0, "AAA 级", 85},   {80, 4.99, 0, "AA 级", 84.99}, {80, 0, 0, "AA 级", 80}, {75, 2, 4, "A 级", 73},
        {62, 0, 2, "B 级", 60},     {60, 0, 2, "C 级", 58},        {58, 0, 0, "B 级", 58}, /* below 60, but without a bad record */
        {80, 40, 0, "AAA 级", 120},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_result result = CALL(CREDIT, ONE(N(cases[i].file)), ONE(N(cases[i].good)), ONE(N(cases[i].bad)));
        assert_int_equal(result.columns, 2);
        expect_text(result, 0, cases[i].grade);
        expect_cell(result, 1, cases[i].score);
    }
    expect_text(CALL(CREDIT, ONE(N(80))), 0, "AA 级");
    kp_result absent = CALL(CREDIT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(T("是")));
    expect_text(absent, 0, "C 级（缺失）");
    expect_text(absent, 1, "");
    kp_result column =
        CALL_IN(KP_EN, CREDIT, AREA(3, 1, N(80), NOTHING, N(79)), AREA(3, 1, N(5), NOTHING, NOTHING), LEFT_OUT, AREA(3, 1, NOTHING, N(1), N(0)));
    expect_text(column, 0, "AAA");
    expect_text(column, 2, "C (absent)");
    expect_text(column, 4, "A");
    expect_words(EXPLAIN(KP_ZH, "信用等级", ONE(N(60)), LEFT_OUT, ONE(N(2))), "58");
}

static void test_credit_errors(void **state) {
    expect_error(CALL(CREDIT, ONE(N(81))), ARGUMENT);
    expect_error(CALL(CREDIT, ONE(N(80)), ONE(N(41))), ARGUMENT);
    expect_error(CALL(CREDIT, ONE(N(80)), ONE(N(-1))), ARGUMENT);
    expect_error(CALL(CREDIT, ONE(N(80)), LEFT_OUT, ONE(N(-4))), ARGUMENT);
    expect_error(CALL(CREDIT, ONE(N(80)), ONE(T("很多"))), TEXT);
    expect_error(CALL(CREDIT, ONE(N(80)), LEFT_OUT, LEFT_OUT, ONE(N(2))), ARGUMENT);
    expect_error(CALL(CREDIT, LEFT_OUT, ONE(N(5))), NO_DATA);
    expect_words(EXPLAIN(KP_ZH, "信用等级", LEFT_OUT, ONE(N(5))), "基础分");
    expect_words(EXPLAIN(KP_ZH, "信用等级", ONE(N(80)), ONE(N(41))), "应在 0 至 40 之间");
}

/* ---- 达标率 ---- */

/* Twenty communities: 10 in towns of which 8 reached it, 9 in the country of which 8, one without a group. */
static void test_coverage(void **state) {
    kp_value groups[20], reached[20];
    for (size_t i = 0; i < 20; i++) {
        groups[i] = i < 10 ? T("城市") : i < 19 ? T("农村") : NOTHING;
        reached[i] = i == 3 ? T("否") : i == 7 ? NOTHING : i == 12 ? N(0) : T("是");
    }
    kp_result result =
        CALL(COVERAGE, kp_area_of(groups, 20, 1), kp_area_of(reached, 20, 1), AREA(3, 2, T("城市"), N(90), T("农村"), T("80%"), T("其余"), N(50)));
    assert_int_equal(result.rows, 5);
    assert_int_equal(result.columns, 7);
    expect_text(result, 7, "城市");
    expect_cell(result, 8, 10);
    expect_cell(result, 9, 8);
    expect_cell(result, 10, 80);
    expect_cell(result, 11, 90);
    expect_text(result, 12, "未达到");
    expect_cell(result, 13, 1); /* 9 - 8 */
    expect_cell(result, 15, 9);
    expect_cell(result, 17, 800.0 / 9);
    expect_text(result, 19, "达到");
    expect_cell(result, 20, 0);
    expect_text(result, 21, "未填写");
    expect_cell(result, 25, 50);
    expect_text(result, 28, "合计");
    expect_cell(result, 29, 20);
    expect_cell(result, 30, 17);
    expect_text(result, 32, "—"); /* of all together there is no goal */
}

/* 88 of 100 towns against 90 per cent lack 2; 2/3 of 4 is 3 by ceiling. */
static void test_coverage_missing(void **state) {
    kp_value groups[100], reached[100];
    for (size_t i = 0; i < 100; i++) {
        groups[i] = T("城市");
        reached[i] = N(i < 88);
    }
    kp_result result = CALL(COVERAGE, kp_area_of(groups, 100, 1), kp_area_of(reached, 100, 1), ONE(N(90)));
    assert_int_equal(result.rows, 2);
    expect_cell(result, 13, 2);
    const char *words = EXPLAIN(KP_ZH, "达标率", kp_area_of(groups, 100, 1), kp_area_of(reached, 100, 1), ONE(T("90%")));
    expect_words(words, "88 ÷ 100 = 88.00%");
    expect_words(words, "还差 2 个");
    kp_result counted = CALL(COVERAGE, kp_area_of(groups, 4, 1), kp_area_of(reached, 4, 1));
    expect_text(counted, 11, "—");
    expect_text(counted, 12, "—");
}

/* Goals of schemes: 100, 85 and 75 per cent by region at the end of 2016, 100 for all in 2017; 90 and 80 of urban and rural communities. */
static void test_coverage_by_schemes(void **state) {
    kp_area regions = AREA(4, 1, T("苏南"), T("苏中"), T("苏北"), T("苏北")), done = AREA(4, 1, N(1), N(0), N(1), N(1));
    kp_result result = CALL(COVERAGE, regions, done, ONE(T("js_zhengshe")));
    expect_cell(result, 11, 100);
    expect_cell(result, 18, 85);
    expect_cell(result, 20, 1);
    expect_cell(result, 25, 75);
    expect_text(result, 26, "达到");
    kp_result types = CALL_IN(KP_EN, COVERAGE, AREA(2, 1, T("Rural"), T("Urban")), AREA(2, 1, N(1), T("no")), ONE(T("js_liuhua")));
    expect_cell(types, 11, 80);
    expect_cell(types, 18, 90);
    expect_text(types, 19, "not met");
}

static void test_coverage_errors(void **state) {
    kp_area groups = AREA(2, 1, T("甲"), T("乙")), reached = AREA(2, 1, N(1), N(0));
    expect_error(CALL(COVERAGE, groups, AREA(3, 1, N(1), N(1), N(1))), ARGUMENT);
    expect_error(CALL(COVERAGE, groups, AREA(2, 1, N(1), N(2))), ARGUMENT);
    expect_error(CALL(COVERAGE, groups, AREA(2, 1, N(1), T("也许"))), TEXT);
    expect_error(CALL(COVERAGE, groups, AREA(2, 1, NOTHING, DIV0)), TEXT);
    expect_error(CALL(COVERAGE, AREA(2, 1, DIV0, T("乙")), reached), TEXT);
    expect_error(CALL(COVERAGE, AREA(2, 1, NOTHING, T("")), AREA(2, 1, NOTHING, NOTHING)), NO_DATA);
    expect_error(CALL(COVERAGE, groups, reached, ONE(N(0.9))), ARGUMENT); /* 90% of a cell in percent format */
    expect_error(CALL(COVERAGE, groups, reached, ONE(N(101))), ARGUMENT);
    expect_error(CALL(COVERAGE, groups, reached, ONE(T("no_such"))), SCHEME);
    expect_error(CALL(COVERAGE, groups, reached, ONE(T("wuye_quarter"))), UNDECIDED); /* it has no targets */
    expect_error(CALL(COVERAGE, groups, reached, AREA(1, 2, T("甲"), N(0.9))), ARGUMENT);
    expect_cell(CALL(COVERAGE, groups, AREA(2, 1, N(1), T("—"))), 8, 1); /* what does not apply is not looked at */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("999, 1000, 2000 and 2001 households give 10, 30, 30 and 40 thousand yuan", test_fund_bands),
        IN_SESSION("a preset is named alone, by its base or by its id", test_fund_presets),
        IN_SESSION("funds of what is no number of households are errors", test_fund_errors),
        IN_SESSION("a column gives a row a unit, with errors where they are", test_columns),
        IN_SESSION("rows end with the last that is filled", test_filled_rows),
        IN_SESSION("heads are the titles of the scheme", test_heads),
        IN_SESSION("4132 households are owed 2066 square metres", test_facility),
        IN_SESSION("4132 households have 207 to 413 representatives, 9 members with a clash, 11 to 13 grids", test_quota),
        IN_SESSION("staff of grids lack whom they lack", test_quota_staff),
        IN_SESSION("18 of 24 are three quarters, 17 are not", test_consent_by_fractions),
        IN_SESSION("without all figures nothing is carried", test_consent_left_out),
        IN_SESSION("11 of 12 do not agree to a lift", test_consent_to_lifts),
        IN_SESSION("the last household pays what is left over", test_cost_share),
        IN_SESSION("explanations tell the steps", test_explanation),
        IN_SESSION("three rates and their mark", test_three_rates),
        IN_SESSION("three rates of what cannot be are errors", test_three_rates_errors),
        IN_SESSION("credit has its grade by the score, and below 60 by bad records", test_credit),
        IN_SESSION("credit out of bounds is an error", test_credit_errors),
        IN_SESSION("coverage is counted by group and in all", test_coverage),
        IN_SESSION("88 of 100 against 90 per cent lack 2", test_coverage_missing),
        IN_SESSION("coverage goes by the goals of a scheme", test_coverage_by_schemes),
        IN_SESSION("coverage of wrong arguments fails", test_coverage_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
