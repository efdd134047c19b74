/* SPDX-License-Identifier: GPL-3.0-or-later */
/* irrational_test.c - logarithms, roots and powers at named values, and where there are none. irrational_property_test.c compares them with MPFR at random. */
#include "in_arena.h"

#include <string.h>

#include "kaoping/irrational.h"

static kp_num number(kp_arena *arena, const char *text) {
    kp_num x = KP_ZERO;
    if (!kp_num_parse(arena, text, &x))
        fail_msg("not read: %s", text);
    return x;
}

static void check(kp_arena *arena, bool there, kp_num found, const char *expected) {
    assert_true(there);
    assert_string_equal(kp_num_exact(arena, found), expected);
}

/* Expected digits: Python's decimal with 80 digits, rounded to 50. */
static void known_values(kp_arena *arena, void *data) {
    (void)data;
    kp_num x;
    check(arena, kp_num_ln(arena, kp_num_int(10000), &x), x, "9.2103403719761827360719658187374568304044059545151");
    check(arena, kp_num_ln(arena, number(arena, "1.000000000000000001"), &x), x,
          "0.00000000000000000099999999999999999950000000000000000033333333333333");
    check(arena, kp_num_exp(arena, KP_ONE, &x), x, "2.7182818284590452353602874713526624977572470937");
    check(arena, kp_num_sqrt(arena, kp_num_int(2), &x), x, "1.4142135623730950488016887242096980785696718753769");
    check(arena, kp_num_power(arena, kp_num_int(2), number(arena, "0.1"), &x), x, "1.0717734625362931642130063250233420229063846049776");
    kp_num pair[] = {number(arena, "0.5"), number(arena, "0.9")}, weights[] = {kp_num_int(20), kp_num_int(80)};
    check(arena, kp_num_geometric(arena, pair, weights, 2, &x), x, "0.80018058251898000663795946553200852268275948600375");
}

static void rational_values(kp_arena *arena, void *data) {
    (void)data;
    kp_num x;
    check(arena, kp_num_ln(arena, KP_ONE, &x), x, "0");
    check(arena, kp_num_exp(arena, KP_ZERO, &x), x, "1");
    check(arena, kp_num_sqrt(arena, number(arena, "4/9"), &x), x, "2/3");
    check(arena, kp_num_sqrt(arena, KP_ZERO, &x), x, "0");
    check(arena, kp_num_power(arena, kp_num_int(8), number(arena, "2/3"), &x), x, "4");
    check(arena, kp_num_power(arena, kp_num_int(8), number(arena, "-2/3"), &x), x, "0.25");
    check(arena, kp_num_power(arena, kp_num_int(-2), kp_num_int(3), &x), x, "-8");
    check(arena, kp_num_power(arena, kp_num_int(-2), kp_num_int(-2), &x), x, "0.25");
    check(arena, kp_num_power(arena, number(arena, "1.1"), kp_num_int(20), &x), x, "6.72749994932560009201");
    check(arena, kp_num_power(arena, KP_ZERO, number(arena, "0.5"), &x), x, "0");
    check(arena, kp_num_power(arena, kp_num_int(-7), KP_ZERO, &x), x, "1");
    kp_num ninths[] = {number(arena, "1/9"), KP_ONE}, alike[] = {number(arena, "1/7"), number(arena, "1/7"), number(arena, "5")};
    check(arena, kp_num_geometric(arena, ninths, NULL, 2, &x), x, "1/3");
    kp_num weights[] = {number(arena, "0.123456789"), number(arena, "1/3"), KP_ZERO};
    check(arena, kp_num_geometric(arena, alike, weights, 3, &x), x, "1/7");
}

static void no_values(kp_arena *arena, void *data) {
    (void)data;
    kp_num x = kp_num_int(42), half = number(arena, "0.5"), none[] = {KP_ONE, KP_ZERO}, weightless[] = {KP_ZERO, KP_ZERO};
    assert_false(kp_num_ln(arena, KP_ZERO, &x));
    assert_false(kp_num_ln(arena, kp_num_int(-1), &x));
    assert_false(kp_num_sqrt(arena, kp_num_int(-1), &x));
    assert_false(kp_num_power(arena, kp_num_int(-8), number(arena, "1/3"), &x));
    assert_false(kp_num_power(arena, KP_ZERO, KP_ZERO, &x));
    assert_false(kp_num_power(arena, KP_ZERO, kp_num_int(-1), &x));
    assert_false(kp_num_geometric(arena, none, NULL, 2, &x));
    assert_false(kp_num_geometric(arena, &half, weightless, 1, &x));
    assert_true(kp_num_equal(x, kp_num_int(42)));
}

/* Nothing hostile takes long or much memory. */
static void beyond_the_limit(kp_arena *arena, void *data) {
    (void)data;
    kp_num x = kp_num_int(42), huge = number(arena, "1e400"), tiny = number(arena, "1e-400"), most = kp_num_int(1000000000);
    assert_false(kp_num_exp(arena, most, &x));
    assert_false(kp_num_exp(arena, kp_num_neg(arena, most), &x));
    assert_false(kp_num_exp(arena, huge, &x));
    assert_false(kp_num_power(arena, kp_num_int(10), most, &x));
    assert_false(kp_num_power(arena, kp_num_int(10), huge, &x));
    assert_false(kp_num_power(arena, huge, most, &x));
    assert_false(kp_num_power(arena, kp_num_int(10), number(arena, "1234567891234567891/1000"), &x));
    assert_true(kp_num_equal(x, kp_num_int(42)));
    assert_true(kp_num_ln(arena, huge, &x) && kp_num_ln(arena, tiny, &x));
    assert_true(kp_num_power(arena, number(arena, "1.000000001"), most, &x));
    assert_string_equal(kp_num_print(arena, x, 9, KP_HALF_UP), "2.718281827"); /* (1 + 1/n)^n is below e by e/2n */
    assert_true(kp_num_exp(arena, tiny, &x) && kp_num_equal(x, KP_ONE));       /* to fifty digits */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("values have fifty correct digits", known_values),
        IN_ARENA("what is rational comes out exactly", rational_values),
        IN_ARENA("where there is no value nothing is set", no_values),
        IN_ARENA("what is beyond the limit is refused at once", beyond_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
