/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_design_test.c - designs: their weights, faults, degrees of freedom, lonely strata; small enough to be worked out by hand. R's results are in survey_designs_test.c. */
#include "in_arena.h"
#include "near.h"

#include "kaoping/calibrate.h"
#include "kaoping/estimate.h"

#include <stdlib.h>

static kp_design *sound(kp_arena *arena, kp_design_plan plan) {
    kp_design_fault fault;
    size_t where;
    kp_design *design = kp_design_new(arena, &plan, &fault, &where);
    assert_non_null(design);
    assert_int_equal(fault, KP_DESIGN_SOUND);
    return design;
}

static void expect_fault(kp_arena *arena, kp_design_plan plan, kp_design_fault expected, size_t place) {
    kp_design_fault fault;
    size_t where;
    assert_null(kp_design_new(arena, &plan, &fault, &where));
    assert_int_equal(fault, expected);
    assert_int_equal(where, place);
}

/* Of 6 and 10 units 3 and 2 were drawn: weights 2 and 5, mean (2 × 36 + 5 × 50)/16. Variance of the total: 6² × 1/2 × 4/3 + 10² × 8/10 × 50/2 = 24 + 2000. Σw(y - ȳ)² = 899.75, of a
 * simple random sample 899.75 × (16 - 5)/4 = 2474.3125. */
static void test_stratified_by_hand(kp_arena *arena, void *data) {
    (void)data;
    const int32_t strata[] = {0, 1, 0, 1, 0};
    const double y[] = {10, 20, 12, 30, 14};
    kp_design *design = sound(arena, (kp_design_plan){.rows = 5, .strata = strata, .stratum_count = 2, .population = (double[]){6, 10}});
    const double expected[] = {2, 5, 2, 5, 2};
    for (size_t i = 0; i < 5; i++)
        expect_near(kp_design_weights(design)[i], expected[i], 0);
    kp_estimate mean = kp_estimate_mean(arena, design, y, (kp_rows){0});
    expect_near(mean.value, 20.125, 1e-14);
    expect_near(mean.se, sqrt(2024.0 / 256), 1e-14);
    expect_near(mean.deff, 2024 / 2474.3125, 1e-13);
    expect_near(mean.df, 3, 0);
    assert_int_equal(mean.n, 5);
    expect_near(kp_estimate_total(arena, design, y, (kp_rows){0}).se, sqrt(2024), 1e-14);
}

/* Units of unknown population, all weights 1: s²/n, and a design effect of 1. 0, 0, 1, 1, 1: s² = 0.3. */
static void test_no_population(kp_arena *arena, void *data) {
    (void)data;
    kp_design *design = sound(arena, (kp_design_plan){.rows = 5});
    kp_estimate share = kp_estimate_mean(arena, design, (double[]){0, 0, 1, 1, 1}, (kp_rows){0});
    expect_near(share.se, sqrt(0.3 / 5), 1e-14);
    expect_near(share.deff, 1, 1e-14);
    expect_near(share.df, 4, 0);
}

static void test_faults(kp_arena *arena, void *data) {
    (void)data;
    const int32_t strata[] = {0, 0, 1, 1}, clusters[] = {7, 8, 8, 9};
    expect_fault(arena, (kp_design_plan){.rows = 4, .strata = strata, .stratum_count = 2, .clusters = clusters}, KP_DESIGN_CLUSTER_IN_TWO_STRATA, 2);
    kp_design_plan nested = {.rows = 4, .strata = strata, .stratum_count = 2, .clusters = clusters, .nested = true};
    expect_near(kp_design_df(arena, sound(arena, nested), (kp_rows){0}), 2, 0);
    expect_fault(arena, (kp_design_plan){.rows = 4, .strata = strata, .stratum_count = 2, .population = (double[]){2, 1}},
                 KP_DESIGN_POPULATION_TOO_SMALL, 1);
    expect_fault(arena, (kp_design_plan){.rows = 4, .population = (double[]){NAN}}, KP_DESIGN_POPULATION_TOO_SMALL, 0);
    expect_fault(arena, (kp_design_plan){.rows = 4, .weights = (double[]){1, 2, -1, NAN}}, KP_DESIGN_BAD_WEIGHT, 2);
    expect_fault(arena, (kp_design_plan){.rows = 2, .weights = (double[]){1, INFINITY}}, KP_DESIGN_BAD_WEIGHT, 1);
    expect_fault(arena, (kp_design_plan){.rows = 2, .weights = (double[]){NAN, 1}}, KP_DESIGN_BAD_WEIGHT, 0);
    assert_null(kp_design_new(arena, &(kp_design_plan){.rows = 1, .weights = (double[]){-1}}, NULL, NULL));
}

/* Total of 10 and 12 in one stratum, 20 alone in the other: 2/1 × (1 + 1) = 4 of the first; 20² = 400 of the other, nothing, or as much as the first. */
static void test_lonely(kp_arena *arena, void *data) {
    (void)data;
    const int32_t strata[] = {0, 0, 1};
    const double y[] = {10, 12, 20}, expected[] = {404, 4, 8, NAN};
    const kp_lonely rules[] = {KP_LONELY_ADJUST, KP_LONELY_REMOVE, KP_LONELY_AVERAGE, KP_LONELY_FAIL};
    for (size_t i = 0; i < 4; i++) {
        kp_design_plan plan = {.rows = 3, .strata = strata, .stratum_count = 2, .lonely = rules[i]};
        kp_design *design = sound(arena, plan);
        assert_int_equal(kp_design_lonely_strata(design), 1);
        expect_near(kp_estimate_total(arena, design, y, (kp_rows){0}).se, sqrt(expected[i]), 1e-14);
        expect_near(kp_estimate_total(arena, design, y, (kp_rows){(uint32_t[]){0, 1}, 2}).se, 2, 1e-14); /* not touched */
        plan.population = (double[]){INFINITY, 1};
        design = sound(arena, plan); /* it is all there is: not lonely */
        assert_int_equal(kp_design_lonely_strata(design), 0);
        expect_near(kp_estimate_total(arena, design, y, (kp_rows){0}).se, 2, 1e-14);
    }
}

/* Of a single primary unit no error of a mean can be told, unless it is the only one there is. */
static void test_single_unit(kp_arena *arena, void *data) {
    (void)data;
    const int32_t clusters[] = {3, 3, 3, 5};
    const double y[] = {1, 2, 4, 9};
    kp_rows first = {(uint32_t[]){0, 1, 2}, 3};
    kp_estimate mean = kp_estimate_mean(arena, sound(arena, (kp_design_plan){.rows = 4, .clusters = clusters}), y, first);
    expect_near(mean.value, 7.0 / 3, 1e-14);
    expect_near(mean.se, NAN, 0);
    expect_near(mean.df, 0, 0);
    mean = kp_estimate_mean(arena, sound(arena, (kp_design_plan){.rows = 3, .clusters = clusters, .population = (double[]){1}}), y, (kp_rows){0});
    expect_near(mean.se, 0, 0);
    kp_rows last = {(uint32_t[]){3}, 1};
    expect_near(kp_estimate_difference(arena, sound(arena, (kp_design_plan){.rows = 4}), y, first, last).se, NAN, 0);
}

static void test_no_rows(kp_arena *arena, void *data) {
    (void)data;
    kp_design *design = sound(arena, (kp_design_plan){.rows = 3, .weights = (double[]){1, 2, 0}});
    const double y[] = {NAN, NAN, 5};
    const uint32_t none[1] = {0};
    kp_rows domains[] = {{0}, {none, 0}, {(uint32_t[]){2}, 1}};
    for (size_t i = 0; i < 3; i++) {
        kp_estimate mean = kp_estimate_mean(arena, design, y, domains[i]), total = kp_estimate_total(arena, design, y, domains[i]);
        assert_true(isnan(mean.value) && isnan(mean.se) && isnan(total.value) && isnan(total.se) && isnan(mean.deff));
        assert_true(mean.n == 0 && mean.df == 0);
    }
    assert_true(isnan(kp_estimate_ratio(arena, design, (double[]){1, 2, 3}, (double[]){0, 0, 1}, (kp_rows){0}).value));
    kp_design *empty = sound(arena, (kp_design_plan){.rows = 0});
    assert_true(isnan(kp_estimate_mean(arena, empty, y, (kp_rows){0}).value));
}

static void test_df(kp_arena *arena, void *data) {
    (void)data;
    const int32_t strata[] = {0, 0, 0, 1, 1, 1}, clusters[] = {1, 1, 2, 3, 4, 5};
    kp_design *design = sound(
        arena, (kp_design_plan){.rows = 6, .weights = (double[]){1, 1, 1, 1, 1, 0}, .strata = strata, .stratum_count = 2, .clusters = clusters});
    expect_near(kp_design_df(arena, design, (kp_rows){0}), 2, 0); /* 1, 2 and 3, 4; 5 has no weight */
    expect_near(kp_design_df(arena, design, (kp_rows){(uint32_t[]){0, 1}, 2}), 0, 0);
    expect_near(kp_design_df(arena, design, (kp_rows){(uint32_t[]){3, 4, 5}, 3}), 1, 0);
    expect_near(kp_design_df(arena, design, (kp_rows){(uint32_t[]){5}, 1}), 0, 0);
}

/* A covariance is half of what the variance of the sum has over the sum of variances. */
static void test_covariance(kp_arena *arena, void *data) {
    (void)data;
    const int32_t strata[] = {0, 0, 0, 0, 1, 1, 1, 1}, clusters[] = {1, 1, 2, 3, 4, 4, 5, 6}, halves[] = {0, 1, 0, 1, 0, 1, 1, 0};
    kp_design *plain =
        sound(arena, (kp_design_plan){.rows = 8, .strata = strata, .stratum_count = 2, .clusters = clusters, .population = (double[]){5, 9}});
    kp_margin margin = {.name = "", .categories = halves, .count = 2, .totals = (double[]){9, 11}};
    kp_calibration_report report;
    kp_design *designs[] = {plain, kp_design_calibrate(arena, plain, &(kp_calibration){.margins = &margin, .count = 1}, &report)};
    const uint32_t rows[] = {0, 2, 3, 4, 7};
    const double a[] = {3, -1, 4, 1, -5}, b[] = {2, 7, -1, 8, 2};
    double sum[5];
    for (size_t i = 0; i < 5; i++)
        sum[i] = a[i] + b[i];
    for (size_t d = 0; d < 2; d++) {
        double out[4];
        kp_rows domain = {rows, 5};
        kp_design_covariance(arena, designs[d], domain, (const double *const[]){a, b}, 2, out);
        expect_near(out[0], kp_design_variance(arena, designs[d], domain, a), 1e-13);
        expect_near(out[3], kp_design_variance(arena, designs[d], domain, b), 1e-13);
        expect_near(2 * out[1], kp_design_variance(arena, designs[d], domain, sum) - out[0] - out[3], 1e-12);
        expect_near(out[1], out[2], 0);
        assert_true(fabs(out[1]) > 0.1);
    }
}

/* Large values that differ little: s² of 10⁹, 10⁹ + 1, 10⁹ + 2 is 1; the total has the variance n s² = 3. */
static void test_cancellation(kp_arena *arena, void *data) {
    (void)data;
    kp_estimate total = kp_estimate_total(arena, sound(arena, (kp_design_plan){.rows = 3}), (double[]){1e9, 1e9 + 1, 1e9 + 2}, (kp_rows){0});
    expect_near(total.se, sqrt(3), 1e-12);
}

/* Two domains that share a row, by hand: means 2 of {1, 3} and 5 of {3, 7}; influences -1/2, (1/2 - (-1)) = 3/2, -1; n/(n - 1) Σ(z - z̄)² of -0.5, 1.5, -1, 0 with z̄ = 0: 4/3 × 3.5. */
static void test_overlapping_difference(kp_arena *arena, void *data) {
    (void)data;
    kp_design *design = sound(arena, (kp_design_plan){.rows = 4});
    kp_rows first = {(uint32_t[]){0, 1}, 2}, second = {(uint32_t[]){1, 2}, 2};
    kp_estimate found = kp_estimate_difference(arena, design, (double[]){1, 3, 7, 100}, first, second);
    expect_near(found.value, -3, 1e-14);
    expect_near(found.se, sqrt(4.0 / 3 * 3.5), 1e-14);
    assert_int_equal(found.n, 3);
    expect_near(kp_estimate_difference(arena, design, (double[]){1, 3, 7, 100}, first, (kp_rows){0}).value, 2 - 111.0 / 4, 1e-14);
    expect_near(kp_estimate_difference(arena, design, (double[]){1, 3, 7, 100}, first, first).se, 0, 0);
}

/* ---- cost ---- */

typedef struct counted {
    size_t bytes;
    const kp_design *design;
    kp_rows rows;
    const double *y;
} counted;

static void *count_bytes(size_t size, void *data) {
    ((counted *)data)->bytes += size;
    return malloc(size);
}

static void release_bytes(void *block, void *data) {
    (void)data;
    free(block);
}

static void estimate_domain(kp_arena *arena, void *data) {
    counted *c = data;
    kp_estimate_mean(arena, c->design, c->y, c->rows);
}

/* 100,000 rows in 50,000 strata, and in 100,000 clusters: three of them take the room of three, and nothing that is as large as the sample is gone over. */
static void test_small_domain(kp_arena *arena, void *data) {
    (void)data;
    enum { ROWS = 100000 };
    int32_t *strata = KP_NEW_ARRAY(arena, int32_t, ROWS), *clusters = KP_NEW_ARRAY(arena, int32_t, ROWS);
    double *y = KP_NEW_ARRAY(arena, double, ROWS);
    for (int32_t i = 0; i < ROWS; i++)
        strata[i] = i / 2, clusters[i] = i, y[i] = i % 7;
    for (int kind = 0; kind < 2; kind++) {
        kp_design *design =
            sound(arena, (kp_design_plan){.rows = ROWS, .strata = strata, .stratum_count = ROWS / 2, .clusters = kind ? clusters : NULL});
        counted c = {.design = design, .rows = {(uint32_t[]){5, 6000, 99999}, 3}, .y = y};
        kp_arena *own = kp_arena_new(&(kp_allocator){count_bytes, release_bytes, &c, true});
        size_t before = c.bytes;
        assert_int_equal(kp_arena_run(own, estimate_domain, &c), KP_OK);
        assert_true(c.bytes - before < 20000);
        kp_arena_free(own);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a small stratified sample is as worked out by hand, its weights made from the populations", test_stratified_by_hand),
        IN_ARENA("without weights and population a sample is a simple random one of very many", test_no_population),
        IN_ARENA("plans that cannot be are refused, and the place is told", test_faults),
        IN_ARENA("a stratum with a single unit counts by the stated rule, and not at all where it is the whole stratum", test_lonely),
        IN_ARENA("of one primary unit no error of a mean can be told", test_single_unit),
        IN_ARENA("of no rows nothing is known", test_no_rows),
        IN_ARENA("degrees of freedom are units less strata, of rows with a weight", test_df),
        IN_ARENA("covariances fit the variances, with calibrated weights too", test_covariance),
        IN_ARENA("large values that differ little keep their digits", test_cancellation),
        IN_ARENA("a domain of three rows takes the room of three rows", test_small_domain),
        IN_ARENA("a difference of domains that share rows is as worked out by hand", test_overlapping_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
