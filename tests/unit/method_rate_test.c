/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_rate_test.c - ratio, linear and ladder. Figures are worked out by hand. */
#include "scoring_support.h"

static evaluation leaf(kp_arena *arena, const char *fields, int units) {
    return begin(arena, kp_format(arena, "indicators: [{id: a, title: 整改 | Rectified, points: 10, %s}]\n", fields), units);
}

static const char *formula(const evaluation *e, int unit) {
    return kp_formula_print(e->arena, kp_score_trace(e->arena, e->card, unit, node(e, "a")).expr, NULL, NULL, 8192);
}

static const char *words(const evaluation *e, int unit, kp_lang lang) {
    return kp_derivation_print(e->arena, kp_score_trace(e->arena, e->card, unit, node(e, "a")).expr, e->scheme, 2, lang);
}

typedef struct rate_row {
    const char *fields, *typed, *mark; /* mark NULL: not applicable */
} rate_row;

static void check_rows(kp_arena *arena, const rate_row rows[], size_t count) {
    for (size_t i = 0; i < count; i++) {
        evaluation e = leaf(arena, rows[i].fields, 1);
        marks(&e, 0, "a", rows[i].typed);
        finish(&e);
        expect_no_errors(&e);
        if (rows[i].mark)
            expect_mark(&e, 0, "a", rows[i].mark);
        else
            assert_int_equal(state_of(&e, 0, "a"), KP_MARK_NOT_APPLICABLE);
    }
}
#define CHECK_ROWS(arena, rows) check_rows(arena, rows, sizeof(rows) / sizeof *(rows))

static void check_ratio(kp_arena *arena, void *data) {
    (void)data;
    static const rate_row rows[] = {
        {"method: ratio", "37 43", "370/43"},
        {"method: ratio", "43 43", "10"},
        {"method: ratio", "0 43", "0"},
        {"method: ratio", "0 0", NULL}, /* nothing was due */
        {"method: ratio, target: 95", "95 100", "10"},
        {"method: ratio, target: 95", "99 100", "10"},
        {"method: ratio, target: 95", "38 100", "4"},
    };
    CHECK_ROWS(arena, rows);
    evaluation e = leaf(arena, "method: ratio", 2);
    marks(&e, 0, "a", "37 43");
    marks(&e, 1, "a", "44 43");
    finish(&e);
    expect_problem(&e, KP_D_DONE_ABOVE_DUE, 1);
    assert_string_equal(formula(&e, 0), "10*37/43");
    assert_string_equal(words(&e, 0, KP_ZH), "满分 10 × 完成数 37 ÷ 应完成数 43 ≈ 8.60");
    assert_string_equal(words(&e, 0, KP_EN), "full marks 10 × done 37 ÷ due 43 ≈ 8.60");
}

static void check_partly_not_applicable(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: ratio", 3);
    marks(&e, 0, "a", "— 43");
    marks(&e, 1, "a", "— —");
    marks(&e, 2, "a", "37");
    finish(&e);
    expect_problem(&e, KP_D_PART_NOT_APPLICABLE, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 1);
    assert_int_equal(e.card->units[1].reason, KP_R_NOTHING_APPLICABLE);
}

static void check_linear(kp_arena *arena, void *data) {
    (void)data;
    static const rate_row rows[] = {
        {"method: linear, target: 95, slope: 0.5, input: rate", "97.3", "10"},
        {"method: linear, target: 95, slope: 0.5, input: rate", "95", "10"},
        {"method: linear, target: 95, slope: 0.5, input: rate", "92.5", "8.75"},
        {"method: linear, target: 95, slope: 0.5, input: rate, part_points: ignore", "92.5", "9"},
        {"method: linear, target: 95, slope: 0.5, input: rate, part_points: count", "92.5", "8.5"},
        {"method: linear, target: 95, slope: 0.5, input: rate, part_points: count", "92", "8.5"},
        {"method: linear, target: 95, slope: 0.5, input: rate", "0", "0"}, /* 47.5 off 10 */
        {"method: linear, target: 95, slope: 0.5, input: rate, floor: 2", "0", "2"},
        {"method: linear, target: 90, slope: 0.5, input: counts", "8 9", "85/9"}, /* 88 8/9 %: 1 1/9 points short, 10 − 5/9 */
        {"method: linear, target: 90, slope: 0.5, input: counts", "0 0", NULL},
        {"method: linear, target: 5, slope: 1, input: rate, better: low", "5", "10"},
        {"method: linear, target: 5, slope: 1, input: rate, better: low", "7.5", "7.5"},
        {"method: linear, target: 5, slope: 1, input: rate, better: low", "0", "10"},
    };
    CHECK_ROWS(arena, rows);
    evaluation e = leaf(arena, "method: linear, target: 95, slope: 0.5, input: rate, part_points: count", 2);
    marks(&e, 0, "a", "92.5");
    marks(&e, 1, "a", "101");
    finish(&e);
    assert_string_equal(formula(&e, 0), "MAX(10-0.5*(-INT(-ROUND(MAX(95-92.5,0),9))),0)");
    expect_problem(&e, KP_D_RATE_ABOVE, 1);
    assert_string_equal(kp_method_rule_words(arena, e.scheme, node(&e, "a"), KP_ZH),
                        "满分 10 分；达到 95% 得满分，每低一个百分点扣 0.5 分（不足一个点按一个点计），最低 0 分");
}

static void check_ladder(kp_arena *arena, void *data) {
    (void)data;
#define LADDER "method: ladder, steps: {95: 10, 90: 8, 80: 5, else: 1}, input: rate"
#define LOW    "method: ladder, steps: {0: 10, 2: 8, 5: 3, else: 0}, input: value, better: low"
    static const rate_row rows[] = {
        {LADDER, "100", "10"},
        {LADDER, "95", "10"},
        {LADDER, "94.999", "8"},
        {LADDER, "90", "8"},
        {LADDER, "80", "5"},
        {LADDER, "79.999999", "1"},
        {LADDER, "0", "1"},
        {LOW, "0", "10"},
        {LOW, "0.5", "8"},
        {LOW, "2", "8"},
        {LOW, "2.01", "3"},
        {LOW, "5", "3"},
        {LOW, "6", "0"},
        {LOW, "-3", "10"},
        {"method: ladder, steps: {95: 10, 90: 8, else: 0}, input: counts", "19 20", "10"},
        {"method: ladder, steps: {95: 10, 90: 8, else: 0}, input: counts", "17 18", "8"}, /* 94.4 % */
        {"method: ladder, steps: {95: 10, 90: 8, else: 0}, input: counts", "0 0", NULL},
    };
    CHECK_ROWS(arena, rows);
    evaluation over = leaf(arena, "method: ladder, steps: {120: 10, 100: 8, else: 1}, input: counts", 1);
    marks(&over, 0, "a", "19 18"); /* 105.6 per cent */
    finish(&over);
    expect_mark(&over, 0, "a", "8");
    expect_no_errors(&over);
    evaluation e = leaf(arena, "method: ladder, steps: {95: 10, 90: 8, else: 1}, input: counts", 3);
    marks(&e, 0, "a", "17 18");
    marks(&e, 1, "a", "1 18");
    marks(&e, 2, "a", "19 18");
    finish(&e);
    assert_string_equal(formula(&e, 0), "IF(ROUND(100*17/18-95,9)>=0,10,IF(ROUND(100*17/18-90,9)>=0,8,1))");
    assert_string_equal(words(&e, 0, KP_ZH), "分档(100 × 完成数 17 ÷ 应完成数 18 ≥ 90 → 8) = 8");
    assert_string_equal(words(&e, 1, KP_ZH), "分档(100 × 完成数 1 ÷ 应完成数 18; 其余 → 1) = 1");
    expect_problem(&e, KP_D_DONE_ABOVE_DUE, 1);
    assert_non_null(strstr(kp_method_rule_words(arena, e.scheme, node(&e, "a"), KP_ZH), "95 = 10；90 = 8；其余 = 1"));
    assert_non_null(strstr(kp_method_rule_words(arena, e.scheme, node(&e, "a"), KP_EN), "95 = 10; 90 = 8; else = 1"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a ratio gives the share done, full marks from the target on; nothing due does not apply", check_ratio),
        IN_ARENA("numbers are given or not applicable, not one of each", check_partly_not_applicable),
        IN_ARENA("a rate loses its slope for each point short, parts of a point as the rule says", check_linear),
        IN_ARENA("a ladder gives the mark of the first step reached", check_ladder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
