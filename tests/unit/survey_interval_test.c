/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_interval_test.c - quantiles and intervals. Quantiles are R's qnorm, qt and pt; Wilson's intervals of whole numbers are those of R. G. Newcombe, Statistics in Medicine 17 (1998),
 * 857-872, table I, method 3.
 */
#include "in_arena.h"
#include "near.h"

#include "kaoping/interval.h"

static void test_quantiles(void **state) {
    (void)state;
    expect_near(kp_quantile(95, 1), 12.70620473617, 1e-11);
    expect_near(kp_quantile(95, 5), 2.57058183564, 1e-11);
    expect_near(kp_quantile(95, 14), 2.14478668792, 1e-11);
    expect_near(kp_quantile(90, INFINITY), 1.64485362695, 1e-11);
    expect_near(kp_two_sided(-2.5, 7), 0.0409922185858, 1e-11);
    expect_near(kp_two_sided(1.64485362695147, INFINITY), 0.1, 1e-12);
    expect_near(kp_two_sided(0, 3), 1, 1e-12);
}

static void test_no_quantiles(void **state) {
    (void)state;
    const double levels[] = {0, 100, -5, 101, NAN};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        expect_near(kp_quantile(levels[i], 10), NAN, 0);
    expect_near(kp_quantile(95, 0), NAN, 0);
    expect_near(kp_quantile(95, NAN), NAN, 0);
    expect_near(kp_two_sided(2, 0.5), NAN, 0);
    expect_near(kp_two_sided(NAN, 5), NAN, 0);
}

static void test_wilson(void **state) {
    (void)state;
    static const struct {
        double part, n, lower, upper;
    } published[] = {{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        kp_interval found = kp_interval_wilson(published[i].part, published[i].n, 95);
        assert_true(fabs(found.lower - published[i].lower) < 0.00005 && fabs(found.upper - published[i].upper) < 0.00005);
        kp_interval mirror = kp_interval_wilson(published[i].n - published[i].part, published[i].n, 95);
        expect_near(mirror.lower, 1 - found.upper, 1e-12);
        expect_near(mirror.upper, 1 - found.lower, 1e-12);
    }
    assert_true(kp_interval_wilson(0, 20, 95).lower == 0 && kp_interval_wilson(20, 20, 95).upper == 1);
}

/* 12.5 of 40.25: by hand in R, (p + z²/2n ± z√(p(1-p)/n + z²/4n²))/(1 + z²/n) */
static void test_wilson_of_parts(void **state) {
    (void)state;
    kp_interval found = kp_interval_wilson(12.5, 40.25, 95);
    expect_near(found.lower, 0.189488990465, 1e-11);
    expect_near(found.upper, 0.464639033241, 1e-11);
    expect_near(kp_interval_wilson(3, 2, 95).lower, NAN, 0);
    expect_near(kp_interval_wilson(0, 0, 95).upper, NAN, 0);
    expect_near(kp_interval_wilson(-1, 5, 95).upper, NAN, 0);
    expect_near(kp_interval_wilson(NAN, 5, 95).upper, NAN, 0);
}

/* A simple random sample of 148 with 15: the variance is p(1-p)/(n-1), and the interval is the published one. With twice the variance it is that of half the sample. */
static void test_wilson_of_designs(void **state) {
    (void)state;
    double p = 15.0 / 148, variance = p * (1 - p) / 147;
    kp_estimate simple = {.value = p, .se = sqrt(variance), .df = 147, .deff = 1, .n = 148};
    kp_interval plain = kp_interval_wilson(15, 148, 95), found = kp_interval_wilson_design(&simple, 95);
    expect_near(found.lower, plain.lower, 1e-12);
    expect_near(found.upper, plain.upper, 1e-12);

    kp_estimate clustered = {.value = p, .se = sqrt(2 * variance), .df = 147, .deff = 2, .n = 148};
    plain = kp_interval_wilson(7.5, 74, 95), found = kp_interval_wilson_design(&clustered, 95);
    expect_near(found.lower, plain.lower, 1e-12);
    expect_near(found.upper, plain.upper, 1e-12);

    kp_estimate few = {.value = p, .se = sqrt(variance), .df = 5, .deff = 1, .n = 148}; /* qt(.975, 147) = 1.97623312, qt(.975, 5) = 2.57058184 */
    double shrink = 1.976233124 * 1.976233124 / (2.57058183564 * 2.57058183564);
    plain = kp_interval_wilson(15 * shrink, 148 * shrink, 95), found = kp_interval_wilson_design(&few, 95);
    expect_near(found.lower, plain.lower, 1e-7);
    expect_near(found.upper, plain.upper, 1e-7);
}

static void test_edges_of_designs(void **state) {
    (void)state;
    kp_estimate none = {.value = 0, .se = 0, .df = 19, .deff = NAN, .n = 20}, all = {.value = 1, .se = 0, .df = 19, .deff = NAN, .n = 20};
    expect_near(kp_interval_wilson_design(&none, 95).upper, kp_interval_wilson(0, 20, 95).upper, 1e-12);
    expect_near(kp_interval_logit(&none, 95).upper, kp_interval_wilson(0, 20, 95).upper, 1e-12);
    expect_near(kp_interval_logit(&all, 95).lower, kp_interval_wilson(20, 20, 95).lower, 1e-12);
    assert_true(kp_interval_logit(&none, 95).lower == 0 && kp_interval_logit(&all, 95).upper == 1);

    kp_estimate census = {.value = 0.25, .se = 0, .df = 19, .deff = NAN, .n = 20};
    assert_true(kp_interval_wilson_design(&census, 95).lower == 0.25 && kp_interval_wilson_design(&census, 95).upper == 0.25);
    assert_true(kp_interval_logit(&census, 95).lower == 0.25 && kp_interval_t(&census, 95).upper == 0.25);

    kp_estimate one = {.value = 0.25, .se = NAN, .df = 0, .deff = NAN, .n = 20};
    expect_near(kp_interval_wilson_design(&one, 95).lower, NAN, 0);
    expect_near(kp_interval_logit(&one, 95).upper, NAN, 0);
    expect_near(kp_interval_t(&one, 95).upper, NAN, 0);
}

/* 50 ± 2.57058183564 × 3 */
static void test_t(void **state) {
    (void)state;
    kp_estimate mean = {.value = 50, .se = 3, .df = 5, .deff = 1, .n = 6};
    expect_near(kp_interval_t(&mean, 95).lower, 50 - 3 * 2.57058183564, 1e-11);
    expect_near(kp_interval_t(&mean, 95).upper, 50 + 3 * 2.57058183564, 1e-11);
    const kp_estimate lonely = {.value = 50, .se = 0, .df = 0, .n = 9}; /* what strata of one primary unit each leave when they count as nothing */
    assert_true(isnan(kp_interval_t(&lonely, 95).lower) && isnan(kp_interval_t(&lonely, 95).upper));
    const kp_estimate share = {.value = 0.5, .se = 0, .df = 0, .n = 9};
    assert_true(isnan(kp_interval_logit(&share, 95).lower));
}

/* z = 1.9599639845: 0.5, 100: 0.05z; of 200: × √(100/199); design effect 4: × 2. 100 of 200 are worth 100 × 199/100 = 199 of infinitely many, with a design effect of 2 half that. */
static void test_margin(void **state) {
    (void)state;
    const double z = 1.9599639845400545;
    expect_near(kp_margin_of_share(0.5, 100, 0, 1, 95), 0.05 * z, 1e-12);
    expect_near(kp_margin_of_share(0.5, 100, 200, 1, 95), 0.05 * z * 0.70888120500833, 1e-12);
    expect_near(kp_margin_of_share(0.5, 100, 0, 4, 95), 0.1 * z, 1e-12);
    assert_true(kp_margin_of_share(0.5, 100, 100, 1, 95) == 0);
    expect_near(kp_effective_sample(100, 200, 1), 199, 1e-12);
    expect_near(kp_effective_sample(100, 200, 2), 99.5, 1e-12);
    expect_near(kp_effective_sample(100, 0, 2), 50, 1e-12);
    assert_true(isinf(kp_effective_sample(100, 100, 2)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"quantiles and probabilities are R's", test_quantiles, NULL, NULL, NULL},
        {"there is no quantile of an impossible confidence or without degrees of freedom", test_no_quantiles, NULL, NULL, NULL},
        {"Wilson intervals agree with published ones, and those of the others are their mirrors", test_wilson, NULL, NULL, NULL},
        {"Wilson intervals take samples that are not whole", test_wilson_of_parts, NULL, NULL, NULL},
        {"Wilson intervals of designs go by the effective sample and the degrees of freedom", test_wilson_of_designs, NULL, NULL, NULL},
        {"shares of none and all have an interval, those of a census are points", test_edges_of_designs, NULL, NULL, NULL},
        {"an interval of a mean is t standard errors wide on either side", test_t, NULL, NULL, NULL},
        {"the margin knows the population and the design effect", test_margin, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
