/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calc_test.c - steps of a calculation, as a value, as a formula and in words. What the formulas come to in a spreadsheet program is tested in e2e/formulas_recalc. */
#include "scoring_support.h"

static kp_num num(kp_arena *arena, const char *text) {
    kp_num value;
    assert_true(kp_num_parse(arena, text, &value));
    return value;
}

static kp_val in(kp_calc *c, const char *text) { return kp_calc_input(c, NULL, num(c->arena, text), (kp_origin){0}); }

static const char *formula(kp_calc *c, kp_val value) { return kp_formula_print(c->arena, value.expr, NULL, NULL, 8192); }

static void check_no_trace(kp_arena *arena, void *data) {
    (void)data;
    kp_calc c = {.arena = arena, .trace = false};
    kp_val sum = kp_calc_add(&c, in(&c, "1/3"), in(&c, "2/3"));
    assert_null(sum.expr);
    assert_true(kp_num_equal(sum.num, KP_ONE));
    kp_val many[200];
    for (int i = 0; i < 200; i++)
        many[i] = kp_calc_rule(&c, NULL, kp_num_ratio(arena, 1, i + 1));
    kp_num expected = KP_ZERO; /* the 200th harmonic number, added one by one */
    for (int i = 0; i < 200; i++)
        expected = kp_num_add(arena, expected, many[i].num);
    assert_true(kp_num_equal(kp_calc_sum(&c, many, 200).num, expected));
    assert_true(kp_num_is_zero(kp_calc_sum(&c, many, 0).num));
}

static void check_brackets(kp_arena *arena, void *data) {
    (void)data;
    kp_calc k = {.arena = arena, .trace = true}, *c = &k;
    kp_val two = in(c, "2"), three = in(c, "3"), minus = in(c, "-4"), third = in(c, "1/3");
    assert_string_equal(formula(c, kp_calc_add(c, two, kp_calc_mul(c, two, three))), "2+2*3");
    assert_string_equal(formula(c, kp_calc_mul(c, kp_calc_add(c, two, three), two)), "(2+3)*2");
    assert_string_equal(formula(c, kp_calc_sub(c, two, kp_calc_add(c, two, three))), "2-(2+3)");
    assert_string_equal(formula(c, kp_calc_sub(c, kp_calc_sub(c, two, three), two)), "2-3-2");
    assert_string_equal(formula(c, kp_calc_sub(c, two, kp_calc_sub(c, three, two))), "2-(3-2)");
    assert_string_equal(formula(c, kp_calc_div(c, two, kp_calc_mul(c, two, three))), "2/(2*3)");
    assert_string_equal(formula(c, kp_calc_div(c, kp_calc_mul(c, two, three), two)), "2*3/2");
    assert_string_equal(formula(c, kp_calc_div(c, two, kp_calc_div(c, three, two))), "2/(3/2)");
    assert_string_equal(formula(c, kp_calc_mul(c, two, minus)), "2*(-4)");
    assert_string_equal(formula(c, kp_calc_sub(c, two, minus)), "2-(-4)");
    assert_string_equal(formula(c, kp_calc_div(c, two, third)), "2/(1/3)");
    assert_string_equal(formula(c, third), "1/3");
    assert_string_equal(formula(c, kp_calc_max(c, kp_calc_sub(c, two, three), in(c, "0"))), "MAX(2-3,0)");
    assert_string_equal(formula(c, kp_calc_min(c, two, three)), "MIN(2,3)");
}

static const char *cell(void *data, int32_t indicator) { return indicator == 3 ? NULL : kp_format(data, "H%d", (int)indicator + 10); }

static void check_cells(kp_arena *arena, void *data) {
    (void)data;
    kp_calc c = {.arena = arena, .trace = true};
    kp_val sum = kp_calc_add(&c, kp_calc_mark(&c, 2, kp_num_int(7)), kp_calc_mark(&c, 3, num(arena, "-1.5")));
    assert_string_equal(kp_formula_print(arena, sum.expr, cell, arena, 8192), "H12+(-1.5)");
}

/* 82.63275 is not what binary sums of its parts come to; rounded at so many places it is. Figures worked out by hand. */
static kp_num third_of_100(void *data, const kp_expr *mark) { return mark->indicator ? num(data, "33.333333333333") : mark->value; }

static void check_steady(kp_arena *arena, void *data) {
    (void)data;
    kp_calc k = {.arena = arena, .trace = true}, *c = &k;
    kp_val whole = kp_calc_sub(c, in(c, "10"), kp_calc_mul(c, in(c, "2"), in(c, "3")));
    kp_val third = kp_calc_mark(c, 1, num(arena, "100/3")), thirds = kp_calc_sum(c, (const kp_val[]){third, third, third}, 3);
    const struct {
        kp_val value;
        const char *formula, *figure;
    } rows[] = {
        {in(c, "18.5"), "18.5", "18.5"},                                                                  /* as typed */
        {whole, "10-2*3", "4"},                                                                           /* whole numbers are exact */
        {in(c, "1/3"), "ROUND(1/3,12)", "0.333333333333"},                                                /* no decimal */
        {kp_calc_add(c, in(c, "0.1"), in(c, "0.2")), "ROUND(0.1+0.2,12)", "0.3"},                         /* 0.30000000000000004 in binary */
        {kp_calc_round(c, in(c, "2.345"), 2, KP_HALF_UP), "ROUND(ROUND(2.345*100,7),0)/100", "2.35"},     /* rounded already */
        {thirds, "ROUND(H11+H11+H11,12)", "99.999999999999"},                                             /* what the cells add up to, not 100 */
        {kp_calc_add(c, in(c, "0.1"), in(c, "0.0000000000005")), "ROUND(0.1+0.0000000000005,11)", "0.1"}, /* a tie at the 12th place */
        {kp_calc_add(c, in(c, "10000.1"), in(c, "0.2")), "ROUND(10000.1+0.2,10)", "10000.3"},             /* fifteen digits */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_num figure;
        const char *plain = kp_formula_print(arena, rows[i].value.expr, cell, arena, 8192);
        assert_string_equal(kp_formula_steady(arena, rows[i].value.expr, plain, third_of_100, arena, &figure), rows[i].formula);
        assert_string_equal(kp_num_exact(arena, figure), rows[i].figure);
    }
    kp_num figure;
    kp_val large = kp_calc_add(c, in(c, "10000000.1"), in(c, "0.2")); /* seventeen digits at nine places */
    assert_null(kp_formula_steady(arena, large.expr, "x", third_of_100, arena, &figure));
    assert_string_equal(kp_num_exact(arena, figure), "10000000.3");
}

static void check_guards(kp_arena *arena, void *data) {
    (void)data;
    kp_calc k = {.arena = arena, .trace = true}, *c = &k;
    kp_val x = kp_calc_div(c, in(c, "7"), in(c, "3"));
    assert_string_equal(formula(c, kp_calc_floor(c, x)), "INT(ROUND(7/3,9))");
    assert_string_equal(formula(c, kp_calc_ceil(c, x)), "-INT(-ROUND(7/3,9))");
    assert_string_equal(formula(c, kp_calc_round(c, x, 2, KP_HALF_UP)), "ROUND(ROUND((7/3)*100,7),0)/100");
    assert_string_equal(formula(c, kp_calc_mul(c, in(c, "2"), kp_calc_round(c, x, 0, KP_HALF_UP))), "2*ROUND(ROUND(7/3,7),0)");
    const kp_val bounds[] = {in(c, "95"), in(c, "0")}, results[] = {in(c, "10"), in(c, "5")};
    assert_string_equal(formula(c, kp_calc_steps(c, x, bounds, results, 2, in(c, "-1"), false)),
                        "IF(ROUND(7/3-95,9)>=0,10,IF(ROUND(7/3,9)>=0,5,-1))");
    assert_string_equal(formula(c, kp_calc_steps(c, x, bounds, results, 1, in(c, "-1"), true)), "IF(ROUND(7/3-95,9)<=0,10,-1)");
}

static void check_round_formula(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(kp_formula_round(arena, "H12", 2, KP_HALF_UP), "ROUND(ROUND(H12*100,7),0)/100");
    assert_string_equal(kp_formula_round(arena, "H12", 0, KP_HALF_UP), "ROUND(ROUND(H12,7),0)");
    assert_string_equal(kp_formula_round(arena, "H12", 2, KP_ROUND_DOWN), "ROUNDDOWN(ROUND(H12*100,7),0)/100");
    assert_string_equal(kp_formula_round(arena, "H12", 0, KP_ROUND_UP), "ROUNDUP(ROUND(H12,7),0)");
    assert_string_equal(kp_formula_round(arena, "H12", 6, KP_ROUND_DOWN), "ROUNDDOWN(ROUND(H12*1000000,5),0)/1000000");
    assert_string_equal(kp_formula_round(arena, "H12", 1, KP_HALF_DOWN),
                        "IF(MOD(ROUND(H12*10,7),1)=0.5,ROUNDDOWN(ROUND(H12*10,7),0),ROUND(ROUND(H12*10,7),0))/10");
    assert_string_equal(kp_formula_round(arena, "H12", 1, KP_HALF_EVEN),
                        "IF(MOD(ROUND(H12*10,7),1)=0.5,2*ROUND(ROUND(H12*10,7)/2,0),ROUND(ROUND(H12*10,7),0))/10");
}

static void check_safe(kp_arena *arena, void *data) {
    (void)data;
    kp_num bound = kp_num_int(90);
    static const struct {
        const char *exact;
        bool safe;
    } rows[] = {{"28.165", true},
                {"28.1650000000001", false},
                {"28.1649999999999", false},
                {"28.16501", true},
                {"265/3", true},
                {"-28.165", true},
                {"-28.1650000000001", false},
                {"1000000", false},
                {"999999", true},
                {"90", true},
                {"90.0000000001", false},
                {"90.001", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(kp_formula_safe(arena, num(arena, rows[i].exact), 2, KP_HALF_UP, &bound), rows[i].safe);
    assert_true(kp_formula_safe(arena, num(arena, "90.0000000001"), 2, KP_HALF_UP, NULL));       /* no bound, and no tie near */
    assert_true(kp_formula_safe(arena, num(arena, "28.1650000000001"), 2, KP_ROUND_DOWN, NULL)); /* a half decides nothing */
    static const char *const beside[] = {"28.1600000000001", "28.1599999999999", "-28.1600000000001"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        assert_false(kp_formula_safe(arena, num(arena, beside[i]), 2, KP_ROUND_DOWN, NULL));
        assert_false(kp_formula_safe(arena, num(arena, beside[i]), 2, KP_ROUND_UP, NULL));
    }
    assert_true(kp_formula_safe(arena, num(arena, "28.16"), 2, KP_ROUND_UP, NULL));
    /* three thirds in cells of twelve places: 1 all the same at two or six decimals; what is a thousandth of a unit short is less */
    assert_true(kp_formula_rounds_to(arena, num(arena, "0.999999999999"), 2, KP_ROUND_DOWN, KP_ONE));
    assert_true(kp_formula_rounds_to(arena, num(arena, "0.999999999999"), 6, KP_ROUND_DOWN, KP_ONE));
    assert_false(kp_formula_rounds_to(arena, num(arena, "0.999999999"), 6, KP_ROUND_DOWN, KP_ONE));
    kp_calc k = {.arena = arena, .trace = true}, *c = &k;
    kp_val near = kp_calc_div(c, in(c, "2999999999999999"), in(c, "1000000000000000"));
    assert_null(formula(c, kp_calc_floor(c, near)));
    kp_val three = in(c, "3");
    assert_null(formula(c, kp_calc_steps(c, near, &three, &three, 1, three, false)));
    assert_null(formula(c, kp_calc_round(c, kp_calc_div(c, in(c, "281650000000001"), in(c, "10000000000000")), 2, KP_HALF_UP)));
    assert_null(formula(c, kp_calc_floor(c, kp_calc_div(c, in(c, "1000000"), in(c, "3"))))); /* too large to tell */
}

static void check_limits(kp_arena *arena, void *data) {
    (void)data;
    kp_calc k = {.arena = arena, .trace = true}, *c = &k;
    kp_val sum = in(c, "10"), deep = in(c, "1");
    assert_string_equal(kp_formula_print(arena, kp_calc_add(c, sum, sum).expr, NULL, NULL, 5), "10+10");
    assert_null(kp_formula_print(arena, kp_calc_add(c, sum, sum).expr, NULL, NULL, 4));
    for (int i = 0; i < 59; i++)
        deep = kp_calc_max(c, deep, sum);
    assert_non_null(formula(c, deep));
    assert_null(formula(c, kp_calc_max(c, deep, sum)));
    char digits[320];
    memset(digits, '9', sizeof digits);
    digits[310] = '\0';
    assert_null(formula(c, in(c, digits)));
}

static void check_words(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "indicators: [{id: a, title: 自查 | Self-check, points: 100, method: direct}]\n", 0);
    kp_calc k = {.arena = arena, .trace = true}, *c = &k;
    kp_val full = kp_calc_rule(c, "满分 | full marks", kp_num_int(15)),
           done = kp_calc_input(c, "按期整改数 | rectified in time", kp_num_int(37), (kp_origin){0});
    kp_val due = kp_calc_input(c, "应整改数 | due", kp_num_int(43), (kp_origin){0});
    kp_val mark_val = kp_calc_div(c, kp_calc_mul(c, full, done), due);
#define WORDS(value, lang) kp_derivation_print(arena, (value).expr, e.scheme, 2, lang)
    assert_string_equal(WORDS(mark_val, KP_ZH), "满分 15 × 按期整改数 37 ÷ 应整改数 43 ≈ 12.91");
    assert_string_equal(WORDS(mark_val, KP_EN), "full marks 15 × rectified in time 37 ÷ due 43 ≈ 12.91");
    assert_string_equal(WORDS(kp_calc_max(c, kp_calc_sub(c, full, in(c, "-2.5")), in(c, "0")), KP_ZH), "取大(满分 15 − (-2.5); 0) = 17.5");
    assert_string_equal(WORDS(kp_calc_mark(c, 1, num(arena, "85.125")), KP_ZH), "自查 85.125");
    assert_string_equal(WORDS(kp_calc_mark(c, 1, num(arena, "256/3")), KP_EN), "Self-check ≈85.33");
    assert_string_equal(WORDS(kp_calc_round(c, mark_val, 2, KP_HALF_EVEN), KP_EN),
                        "round(full marks 15 × rectified in time 37 ÷ due 43; 2 places, GB/T 8170 (half to even)) = 12.91");
    assert_string_equal(WORDS(kp_calc_floor(c, in(c, "2.5")), KP_ZH), "舍去小数(2.5) = 2");
    assert_string_equal(WORDS(kp_calc_ceil(c, in(c, "2.5")), KP_ZH), "进一取整(2.5) = 3");
    assert_string_equal(WORDS(kp_calc_mul(c, in(c, "2"), in(c, "2/3")), KP_ZH), "2 × (2/3) ≈ 1.33");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a formula comes to its stored figure to the last bit, or is none", check_steady),
        IN_ARENA("without trace a step is its number", check_no_trace),
        IN_ARENA("a formula has the brackets it needs", check_brackets),
        IN_ARENA("a mark is written as its cell, or as its number", check_cells),
        IN_ARENA("comparisons, floors and roundings are protected", check_guards),
        IN_ARENA("a rounding formula rounds at guard places first", check_round_formula),
        IN_ARENA("what binary arithmetic could decide otherwise is not called safe", check_safe),
        IN_ARENA("a formula that is too long or too deep is not made", check_limits),
        IN_ARENA("a derivation reads like a calculation by hand", check_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
