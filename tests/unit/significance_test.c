/* SPDX-License-Identifier: GPL-3.0-or-later */
/* significance_test.c - t tests and Holm's adjustment, against R 4.2: t.test(x, y), t.test(x), p.adjust(p, "holm"). */
#include "in_arena.h"
#include "near.h"

#include "kaoping/significance.h"

#define NEAR(found, expected) expect_digits((found), (expected), 12)

static kp_moments moments_of(const double values[], size_t count) {
    kp_moments moments = {0};
    for (size_t i = 0; i < count; i++)
        kp_moments_add(&moments, values[i]);
    return moments;
}

/* R's `sleep`: the extra hours of ten patients with two drugs (Student 1908). */
static const double first[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}, second[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

/* R's manual of t.test: t = -1.8608, df = 17.776, p-value = 0.07939. */
static void test_welch(void **state) {
    (void)state;
    kp_t_test t = kp_t_welch(moments_of(first, 10), moments_of(second, 10), 0);
    NEAR(t.difference, -1.58);
    expect_within(t.t, -1.8608, 5e-5);
    expect_within(t.df, 17.776, 5e-4);
    expect_within(t.p, 0.07939, 5e-6);
    t = kp_t_welch(moments_of(first, 3), moments_of(second, 10), 0);
    expect_within(t.t, -2.9272232882297349, 1e-11);
    expect_within(t.df, 6.0981450846324101, 1e-11);
    expect_within(t.p, 0.0258890023834712, 1e-12);
}

/* The same data in pairs: t = -4.0621, df = 9, p-value = 0.002833. */
static void test_paired(void **state) {
    (void)state;
    double differences[10];
    for (size_t i = 0; i < 10; i++)
        differences[i] = first[i] - second[i];
    kp_t_test t = kp_t_paired(moments_of(differences, 10), 0);
    expect_within(t.t, -4.0621, 5e-5);
    assert_int_equal(t.df, 9);
    expect_within(t.p, 0.002833, 5e-7);
}

static void test_no_variance(void **state) {
    (void)state;
    kp_t_test t = kp_t_welch(moments_of((double[]){80, 80, 80}, 3), moments_of((double[]){90, 90}, 2), 0);
    assert_true(isinf(t.t) && t.t < 0);
    expect_equal(t.p, 0);
    t = kp_t_welch(moments_of((double[]){80, 80, 80}, 3), moments_of((double[]){80, 80}, 2), 0);
    expect_equal(t.t, 0);
    expect_equal(t.p, 1);
    t = kp_t_paired(moments_of((double[]){1e-15, 2e-15, 1e-15}, 3), 1e-12); /* differences of equal marks, as binary numbers make them */
    expect_equal(t.p, 1);
}

static void test_too_few(void **state) {
    (void)state;
    kp_t_test t = kp_t_welch(moments_of((double[]){80}, 1), moments_of((double[]){90, 91}, 2), 0);
    NEAR(t.difference, -10.5);
    assert_true(isnan(t.t) && isnan(t.p) && isnan(t.df));
    t = kp_t_paired((kp_moments){0}, 0);
    assert_true(isnan(t.difference) && isnan(t.p));
}

/* A large shift takes no digits: 1e9 is added to all. */
static void test_joined(void **state) {
    (void)state;
    double shifted[10];
    for (size_t i = 0; i < 10; i++)
        shifted[i] = second[i] + 1e9;
    kp_moments whole = moments_of(shifted, 10), joined = kp_moments_join(moments_of(shifted, 3), moments_of(shifted + 3, 7));
    assert_int_equal(joined.n, 10);
    expect_within(joined.mean - 1e9, 2.33, 1e-6);
    expect_within(kp_moments_sd(joined), 2.002249, 1e-6); /* R: sd(sleep$extra[11:20]) */
    expect_within(kp_moments_sd(whole), 2.002249, 1e-6);
    expect_equal(kp_moments_join((kp_moments){0}, whole).mean, whole.mean);
}

/* Holm by hand: 0.01 × 4, then max(0.04, 0.02 × 3), max(0.06, 0.03 × 2), max(0.06, 0.04 × 1); what is not a number is not counted. */
static void test_holm(kp_arena *arena, void *data) {
    (void)data;
    double p[] = {0.03, NAN, 0.01, 0.04, 0.02}, adjusted[5];
    kp_holm(arena, p, 5, adjusted);
    NEAR(adjusted[0], 0.06);
    assert_true(isnan(adjusted[1]));
    NEAR(adjusted[2], 0.04);
    NEAR(adjusted[3], 0.06);
    NEAR(adjusted[4], 0.06);
    double large[] = {0.9, 0.5};
    kp_holm(arena, large, 2, large);
    NEAR(large[0], 1);
    NEAR(large[1], 1);
    kp_holm(arena, p, 0, adjusted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"Welch's t of Student's sleep data is that of R's manual", test_welch, NULL, NULL, NULL},
        {"in pairs it is so too", test_paired, NULL, NULL, NULL},
        {"numbers that do not vary differ for certain, or not at all", test_no_variance, NULL, NULL, NULL},
        {"too few numbers give no test", test_too_few, NULL, NULL, NULL},
        {"moments are put together from parts without loss", test_joined, NULL, NULL, NULL},
        IN_ARENA("Holm's adjustment is that by hand", test_holm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
