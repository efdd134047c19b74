/* SPDX-License-Identifier: GPL-3.0-or-later */
/* num_test.c - exact numbers: named check values and edges. num_property_test.c compares them with GMP's rationals at random. */
#include "in_arena.h"

#include <math.h>
#include <string.h>

#include "kaoping/num.h"

static kp_num number(kp_arena *arena, const char *text) {
    kp_num x = KP_ZERO;
    if (!kp_num_parse(arena, text, &x))
        fail_msg("not read: %s", text);
    return x;
}

typedef struct rounding_row {
    const char *value;
    int decimals;
    const char *half_up, *half_even; /* NULL: not given by the source */
} rounding_row;

static void check_rounding(kp_arena *arena, const rounding_row *rows, size_t n) {
    static const kp_rounding rules[] = {KP_HALF_UP, KP_HALF_EVEN};
    for (size_t i = 0; i < n; i++) {
        const char *expected[] = {rows[i].half_up, rows[i].half_even};
        for (int r = 0; r < 2; r++) {
            if (!expected[r])
                continue;
            kp_num value = number(arena, rows[i].value), rounded = kp_num_round(arena, value, rows[i].decimals, rules[r]);
            assert_int_equal(kp_num_compare(rounded, number(arena, expected[r])), 0);
            if (rows[i].decimals >= 0)
                assert_string_equal(kp_num_print(arena, value, rows[i].decimals, rules[r]), expected[r]);
            /* the other side of zero mirrors it */
            kp_num mirrored = kp_num_round(arena, kp_num_neg(arena, value), rows[i].decimals, rules[r]);
            assert_true(kp_num_equal(kp_num_neg(arena, mirrored), rounded));
        }
    }
}

/* GB/T 8170-2008, 3.2 (one rounding: 3.3) and its examples: 10.5002 to the ones 11; 0.35 and 1.050 at the interval 0.1; 2500 and 3500 at 1000; -0.0365 at
 * 0.001 (there 修约间隔 10^-3). 28.250 and 28.2501 are the same rule at a tie and just above it. */
static void check_standard(kp_arena *arena, void *data) {
    (void)data;
    static const rounding_row rows[] = {
        {"0.35", 1, NULL, "0.4"},        {"1.050", 1, NULL, "1.0"},       {"10.5002", 0, NULL, "11"},     {"28.250", 1, "28.3", "28.2"},
        {"28.2501", 1, "28.3", "28.3"},  {"2.154546", 2, "2.15", "2.15"}, {"8.53459", 2, "8.53", "8.53"}, {"28.175", 2, "28.18", "28.18"},
        {"28.165", 2, "28.17", "28.16"}, {"-0.0365", 3, NULL, "-0.036"},  {"2500", -3, "3000", "2000"},   {"3500", -3, "4000", "4000"},
        {"15.4546", 0, "15", "15"},      {"12.1498", 0, "12", "12"},      {"12.1498", 1, "12.1", "12.1"}, {"1268", -2, "1300", "1300"},
    };
    check_rounding(arena, rows, sizeof rows / sizeof *rows);
}

/* By the definitions: cut off, away from zero, and to the nearest with an exact half toward zero. 2.5457 is the handbook's geometric mean (OECD and JRC 2008), printed 2.54. */
static void check_directions(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *value;
        int decimals;
        const char *down, *up, *half_down;
    } rows[] = {{"2.5457", 2, "2.54", "2.55", "2.55"},
                {"28.165", 2, "28.16", "28.17", "28.16"},
                {"28.1650001", 2, "28.16", "28.17", "28.17"},
                {"28.17", 2, "28.17", "28.17", "28.17"},
                {"0.5", 0, "0", "1", "0"},
                {"1/3", 1, "0.3", "0.4", "0.3"},
                {"2501", -2, "2500", "2600", "2500"},
                {"2550", -2, "2500", "2600", "2500"},
                {"0", 2, "0.00", "0.00", "0.00"},
                {"100000000000000000000000001/10000000000000000", 2, "10000000000.00", "10000000000.01", "10000000000.00"}};
    static const kp_rounding rules[] = {KP_ROUND_DOWN, KP_ROUND_UP, KP_HALF_DOWN};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *expected[] = {rows[i].down, rows[i].up, rows[i].half_down};
        kp_num value = number(arena, rows[i].value);
        for (int r = 0; r < 3; r++) {
            kp_num rounded = kp_num_round(arena, value, rows[i].decimals, rules[r]);
            assert_true(kp_num_equal(rounded, number(arena, expected[r])));
            if (rows[i].decimals >= 0)
                assert_string_equal(kp_num_print(arena, value, rows[i].decimals, rules[r]), expected[r]);
            assert_true(kp_num_equal(kp_num_neg(arena, kp_num_round(arena, kp_num_neg(arena, value), rows[i].decimals, rules[r])), rounded));
        }
    }
}

static void check_ties(kp_arena *arena, void *data) {
    (void)data;
    static const rounding_row rows[] = {
        {"0.5", 0, "1", "0"},
        {"1.5", 0, "2", "2"},
        {"2.5", 0, "3", "2"},
        {"0.004", 2, "0.00", "0.00"},
        {"0.005", 2, "0.01", "0.00"},
        {"89.995", 2, "90.00", "90.00"},
        {"99.995", 2, "100.00", "100.00"},
        {"1/3", 2, "0.33", "0.33"},
        {"2/3", 0, "1", "1"},
        {"0.5", 18, "0.500000000000000000", "0.500000000000000000"},
        {"9223372036854775807", -1, "9223372036854775810", "9223372036854775810"},
        {"9223372036854775807", 2, "9223372036854775807.00", "9223372036854775807.00"},
        {"9223372036854775807/2", 0, "4611686018427387904", "4611686018427387904"},
        {"1/9223372036854775807", 18, "0.000000000000000000", "0.000000000000000000"},
        {"4999999999", -9, "5000000000", "5000000000"},
        {"500000000", -9, "1000000000", "0"},
        {"0.125000000000000000000000000001", 2, "0.13", "0.13"},
        {"0.125000000000000000000000000000", 2, "0.13", "0.12"},
        {"0.124999999999999999999999999999", 2, "0.12", "0.12"},
        {"123456789012345678901234567890.5", 0, "123456789012345678901234567891", "123456789012345678901234567890"},
    };
    check_rounding(arena, rows, sizeof rows / sizeof *rows);
}

static void check_thirds(kp_arena *arena, void *data) {
    (void)data;
    kp_num third = kp_num_div(arena, kp_num_int(90), kp_num_int(3)), tenth = kp_num_div(arena, kp_num_int(10), kp_num_int(3));
    kp_num thirds[] = {third, third, third}, tenths[] = {tenth, tenth, tenth};
    assert_true(kp_num_equal(kp_num_sum(arena, thirds, 3), kp_num_int(90)));
    assert_true(kp_num_equal(kp_num_sum(arena, tenths, 3), kp_num_int(10)));
    assert_true(kp_num_compare(kp_num_sum(arena, thirds, 3), kp_num_int(90)) >= 0); /* so it is in the band [90, 100] */
    kp_num share = kp_num_ratio(arena, 1, 3), mean = KP_ZERO;
    for (int i = 0; i < 3; i++)
        mean = kp_num_add(arena, mean, kp_num_mul(arena, share, kp_num_int(90)));
    assert_true(kp_num_equal(mean, kp_num_int(90)));
}

/* 187 answers 150/29/3/5 at 100/60/30/0: (15000 + 1740 + 90) / 187 = 16830 / 187 = 90. */
static void check_satisfaction(kp_arena *arena, void *data) {
    (void)data;
    static const int counts[] = {150, 29, 3, 5}, points[] = {100, 60, 30, 0};
    kp_num sum = KP_ZERO;
    for (int i = 0; i < 4; i++)
        sum = kp_num_add(arena, sum, kp_num_mul(arena, kp_num_int(counts[i]), kp_num_int(points[i])));
    kp_num score = kp_num_div(arena, sum, kp_num_int(187));
    assert_true(kp_num_equal(score, kp_num_int(90)));
    assert_string_equal(kp_num_print(arena, score, 2, KP_HALF_EVEN), "90.00");
}

static void check_reading(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text, *exact;
    } good[] = {
        {"0", "0"},
        {"-0", "0"},
        {"+5", "5"},
        {"007", "7"},
        {"1.50", "1.5"},
        {"28.165", "28.165"},
        {"-0.5", "-0.5"},
        {"1e3", "1000"},
        {"1E-05", "0.00001"},
        {"1.0E+2", "100"},
        {"265/3", "265/3"},
        {"-6/4", "-1.5"},
        {"0/5", "0"},
        {"0e400", "0"},
        {"100/10", "10"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"9223372036854775808", "9223372036854775808"},
        {"18446744073709551616/3", "18446744073709551616/3"},
        {"0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"},
        {"1/1024", "0.0009765625"},
        {"1/9223372036854775807", "1/9223372036854775807"},
        {"1/4611686018427387904", "0.00000000000000000021684043449710088680149056017398834228515625"},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_string_equal(kp_num_exact(arena, number(arena, good[i].text)), good[i].exact);
    static const char *const bad[] = {
        "",     "+",   "-",    ".",  "5.", ".5",   " 5",    "5 ",    "1,000", "--5", "1e",  "1e+", "1e401", "1e-401", "1e99999999999999999999",
        "0x10", "1/0", "1/00", "/3", "1/", "1/-3", "1/3.5", "1.5/2", "1.2.3", "inf", "nan", "５",  "1e5.0", NULL};
    kp_num unused = KP_ZERO;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (kp_num_parse(arena, bad[i], &unused))
            fail_msg("read: %s", bad[i]);
    char lengthy[1002];
    memset(lengthy, '9', 1001);
    lengthy[1001] = '\0';
    assert_false(kp_num_parse(arena, lengthy, &unused));
    lengthy[1000] = '\0';
    assert_true(kp_num_parse(arena, lengthy, &unused));
    assert_string_equal(kp_num_exact(arena, unused), lengthy);
}

static void check_edges(kp_arena *arena, void *data) {
    (void)data;
    kp_num least = kp_num_int(INT64_MIN), most = kp_num_int(INT64_MAX), one = KP_ONE;
    assert_string_equal(kp_num_exact(arena, kp_num_neg(arena, least)), "9223372036854775808");
    assert_string_equal(kp_num_exact(arena, kp_num_abs(arena, least)), "9223372036854775808");
    assert_string_equal(kp_num_exact(arena, kp_num_sub(arena, least, one)), "-9223372036854775809");
    assert_string_equal(kp_num_exact(arena, kp_num_add(arena, most, one)), "9223372036854775808");
    assert_string_equal(kp_num_exact(arena, kp_num_mul(arena, least, least)), "85070591730234615865843651857942052864");
    assert_string_equal(kp_num_exact(arena, kp_num_div(arena, one, least)), "-0.000000000000000000108420217248550443400745280086994171142578125");
    assert_string_equal(kp_num_exact(arena, kp_num_ratio(arena, INT64_MIN, INT64_MIN)), "1");
    assert_string_equal(kp_num_exact(arena, kp_num_ratio(arena, INT64_MIN, -1)), "9223372036854775808");
    assert_string_equal(kp_num_exact(arena, kp_num_ratio(arena, 6, -4)), "-1.5");
    assert_true(kp_num_compare(least, most) < 0);
    assert_true(kp_num_compare(kp_num_ratio(arena, 1, INT64_MIN), KP_ZERO) < 0);
    /* back from the big form: each value has one form */
    kp_num back = kp_num_sub(arena, kp_num_add(arena, most, one), one);
    int64_t value = 0;
    assert_true(kp_num_to_int64(back, &value));
    assert_true(value == INT64_MAX);
    assert_false(kp_num_to_int64(kp_num_add(arena, most, one), &value));
    assert_true(kp_num_is_integer(kp_num_add(arena, most, one)));
    assert_false(kp_num_to_int64(kp_num_ratio(arena, 1, 2), &value));
    assert_true(kp_num_to_int64(kp_num_neg(arena, kp_num_neg(arena, least)), &value) && value == INT64_MIN);
}

static void check_floor(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *value, *floor, *ceil;
    } rows[] = {{"6.75", "6", "7"},
                {"-6.75", "-7", "-6"},
                {"5", "5", "5"},
                {"-5", "-5", "-5"},
                {"0", "0", "0"},
                {"1/3", "0", "1"},
                {"-1/3", "-1", "0"},
                {"36893488147419103233/2", "18446744073709551616", "18446744073709551617"},
                {"-36893488147419103233/2", "-18446744073709551617", "-18446744073709551616"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(kp_num_exact(arena, kp_num_floor(arena, number(arena, rows[i].value))), rows[i].floor);
        assert_string_equal(kp_num_exact(arena, kp_num_ceil(arena, number(arena, rows[i].value))), rows[i].ceil);
    }
    /* 15 % of 45, 35, 159 is 6.75, 5.25, 23.85 */
    static const int counts[] = {45, 35, 159}, floors[] = {6, 5, 23}, nearest[] = {7, 5, 24};
    for (int i = 0; i < 3; i++) {
        kp_num quota = kp_num_mul(arena, kp_num_int(counts[i]), number(arena, "0.15"));
        assert_true(kp_num_equal(kp_num_floor(arena, quota), kp_num_int(floors[i])));
        assert_true(kp_num_equal(kp_num_round(arena, quota, 0, KP_HALF_UP), kp_num_int(nearest[i])));
    }
}

static void check_printing(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *value;
        int decimals;
        const char *text;
    } rows[] = {{"90", 2, "90.00"},
                {"-0.5", 2, "-0.50"},
                {"-0.004", 2, "0.00"},
                {"-0.005", 2, "-0.01"},
                {"0.05", 2, "0.05"},
                {"0", 0, "0"},
                {"-0.4", 0, "0"},
                {"12", 18, "12.000000000000000000"},
                {"-1/100000000000000000000000", 3, "0.000"},
                {"100000000000000000000/3", 1, "33333333333333333333.3"},
                {"7", -2, "7"},
                {"1/3", 99, "0.333333333333333333"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(kp_num_print(arena, number(arena, rows[i].value), rows[i].decimals, KP_HALF_UP), rows[i].text);
}

static void check_decimals(kp_arena *arena, void *data) {
    (void)data;
    assert_true(kp_num_is_decimal(number(arena, "28.165")));
    assert_true(kp_num_is_decimal(kp_num_int(-3)));
    assert_false(kp_num_is_decimal(number(arena, "1/3")));
    assert_true(kp_num_is_decimal(number(arena, "1e-18")));
    assert_false(kp_num_is_decimal(number(arena, "1e-19")));
    assert_true(kp_num_is_decimal(number(arena, "123456789012345678901234567890.5")));
    assert_false(kp_num_is_decimal(number(arena, "1000000000000000000000000000000/7")));
}

static void check_doubles(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text;
        double value;
    } rows[] = {{"0.1", 0.1},
                {"28.165", 28.165},
                {"1/3", 1.0 / 3.0},
                {"-2/3", -2.0 / 3.0},
                {"0", 0.0},
                {"1e300", 1e300},
                {"1e-300", 1e-300},
                {"123456789012345678901234567890", 123456789012345678901234567890.0},
                {"9007199254740993", 9007199254740992.0}, /* 2^53 + 1: a tie, to the even */
                {"9007199254740995", 9007199254740996.0},
                {"9223372036854775807", 9223372036854775808.0},
                {"18014398509481985.000000001", 18014398509481984.0},
                {"18014398509481986.000000001", 18014398509481988.0},
                {"0.30000000000000004", 0.30000000000000004},
                {"1e400", INFINITY}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = kp_num_to_double(number(arena, rows[i].text));
        if (memcmp(&value, &rows[i].value, sizeof value) != 0)
            fail_msg("%s: %.17g, expected %.17g", rows[i].text, value, rows[i].value);
    }
}

static void check_sum_forms(kp_arena *arena, void *data) {
    (void)data;
    assert_true(kp_num_is_zero(kp_num_sum(arena, NULL, 0)));
    kp_num most = kp_num_int(INT64_MAX), huge = number(arena, "1e60");
    kp_num mixed[] = {huge,
                      number(arena, "1/3"),
                      most,
                      kp_num_neg(arena, huge),
                      number(arena, "2/3"),
                      number(arena, "1/9223372036854775783"),
                      kp_num_neg(arena, most),
                      number(arena, "-1/9223372036854775783")};
    assert_string_equal(kp_num_exact(arena, kp_num_sum(arena, mixed, 8)), "1");
    /* two primes below 2^32: their product, the common denominator, is just below 2^64, and the whole number is multiplied by it */
    kp_num edge[] = {kp_num_ratio(arena, 1, 4294967291), kp_num_ratio(arena, 1, 4294967279), kp_num_int(INT64_MIN), kp_num_int(INT64_MIN)};
    assert_string_equal(kp_num_exact(arena, kp_num_add(arena, kp_num_sum(arena, edge, 3), kp_num_neg(arena, edge[2]))),
                        "8589934570/18446743979220271189");
    assert_string_equal(kp_num_exact(arena, kp_num_add(arena, kp_num_sum(arena, edge, 4), number(arena, "18446744073709551616"))),
                        "8589934570/18446743979220271189");
    kp_num *many = KP_NEW_ARRAY(arena, kp_num, 3000);
    for (int i = 0; i < 3000; i++)
        many[i] = kp_num_ratio(arena, INT64_MAX, 9223372036854775783 - (i & 1)); /* the sum leaves 128 bits on unlike denominators */
    kp_num halves = kp_num_add(arena, kp_num_mul(arena, kp_num_int(1500), many[0]), kp_num_mul(arena, kp_num_int(1500), many[1]));
    assert_true(kp_num_equal(kp_num_sum(arena, many, 3000), halves));
}

static void square_for_ever(kp_arena *arena, void *data) {
    kp_num x = number(arena, "1e400");
    for (int i = 0; i < 40; i++, ++*(int *)data)
        x = kp_num_mul(arena, x, x);
}

static void test_size_limit(void **state) {
    (void)state;
    kp_arena *arena = kp_arena_new(NULL);
    int done = 0;
    /* 10^400 has 1329 bits; 2^20 / 1329 = 789, so nine squarings (2^9 = 512) are within the limit and ten are not */
    assert_int_equal(kp_arena_run(arena, square_for_ever, &done), KP_NUMBER_TOO_LARGE);
    assert_int_equal(done, 9);
    kp_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the check values of GB/T 8170 round as printed there", check_standard),
        IN_ARENA("numbers are cut off, carried, and rounded with halves toward zero, alike on both sides of zero", check_directions),
        IN_ARENA("a tie goes up or to the even neighbour, and next to a tie nothing is a tie", check_ties),
        IN_ARENA("thirds of 90 add up to 90 and reach the band that begins at 90", check_thirds),
        IN_ARENA("187 answers of which 150 are full, 29 at 60 and 3 at 30 are exactly 90.00", check_satisfaction),
        IN_ARENA("plain numbers are read and written back exactly, anything else is refused", check_reading),
        IN_ARENA("the edges of 64 bits are crossed without loss and back", check_edges),
        IN_ARENA("floor and ceiling go down and up on both sides of zero, and a quota of 15 % is floored", check_floor),
        IN_ARENA("a number is printed with its places and zero never has a sign", check_printing),
        IN_ARENA("a decimal is told from a fraction", check_decimals),
        IN_ARENA("the nearest double is given, ties to even", check_doubles),
        IN_ARENA("a sum of mixed forms is exact", check_sum_forms),
        {"a number past the size limit ends the run like the end of memory", test_size_limit, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("num", tests, NULL, NULL);
}
