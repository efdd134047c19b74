/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sample_size_test.c - sizes of samples and their allocation. Sizes: z² = 3.841459, worked out at each test; allocations: by hand, or by a second implementation in Python's fractions, which finds λ between
 * its breakpoints and not in rounds.
 */
#include "in_arena.h"
#include "near.h"

#include "kaoping/sample_size.h"

static kp_sample_size size_for(double points, double population, double deff, double response) {
    return kp_sample_size_for(
        &(kp_sample_wanted){.margin = points / 100, .share = 0.5, .confidence = 95, .population = population, .deff = deff, .response = response});
}

/* 3.841459 × 0.25 / 0.0025 = 384.146 and / 0.01 = 96.036; with N: n0 / (1 + (n0 - 1)/N). */
static void test_size(void **state) {
    (void)state;
    static const struct {
        double points, population, needed;
    } known[] = {{5, 0, 385}, {5, 1000, 278}, {5, 3000, 341}, {5, 4132, 352}, {10, 1000, 88}, {10, 3000, 94}, {10, 4132, 94}, {10, 0, 97}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        kp_sample_size s = size_for(known[i].points, known[i].population, 0, 0);
        expect_equal(s.needed, known[i].needed);
        expect_equal(s.issued, known[i].needed);
        assert_false(s.beyond);
    }
    expect_within(size_for(5, 1000, 0, 0).corrected, 277.7334531731876, 1e-9);
}

/* deff 1.5: 576.219, of 1000 365.802; 366 / 0.6 = 610. deff 2: 768.292; 769 / 0.55 = 1398.2. 385 / 0.55 is 700 and not a bit more. */
static void test_design_and_response(void **state) {
    (void)state;
    kp_sample_size s = size_for(5, 1000, 1.5, 0.6);
    expect_within(s.unlimited, 576.2188231041188, 1e-9);
    expect_equal(s.needed, 366);
    expect_equal(s.issued, 610);
    assert_false(s.beyond);
    s = size_for(5, 0, 2, 0.55);
    expect_equal(s.needed, 769);
    expect_equal(s.issued, 1399);
    expect_equal(size_for(5, 0, 1, 0.55).issued, 700);
    s = size_for(5, 1000, 1, 0.25); /* 278 / 0.25 = 1112 of 1000 */
    expect_equal(s.issued, 1112);
    assert_true(s.beyond);
    expect_equal(size_for(5, 300, 40, 1).needed, 295); /* never more than all: 15365.8 / (1 + 15364.8/300) = 294.27 */
}

static void test_ends_of_size(void **state) {
    (void)state;
    kp_sample_wanted none = {.margin = 0.05, .share = 0, .confidence = 95};
    expect_equal(kp_sample_size_for(&none).needed, 1);
    none.share = 0.5;
    none.margin = 1e-200;
    assert_true(isinf(kp_sample_size_for(&none).needed));
    none.margin = 0.0001;
    none.population = 50;
    expect_equal(kp_sample_size_for(&none).needed, 50);
}

/* ---- allocation ---- */

#define SIZED(n) ((kp_allocated_stratum){(n), KP_ONE})

static kp_allocation_fault fault_of(kp_arena *arena, kp_allocation_rule rule, const kp_allocated_stratum strata[], size_t count, int64_t total,
                                    int64_t minimum, int64_t *where) {
    int64_t out[8] = {0};
    return kp_allocate(arena, rule, strata, count, total, minimum, out, where);
}

static void expect_allocation(kp_arena *arena, kp_allocation_rule rule, const kp_allocated_stratum strata[], size_t count, int64_t total,
                              int64_t minimum, const int64_t expected[]) {
    int64_t out[8] = {0}, where;
    assert_int_equal(kp_allocate(arena, rule, strata, count, total, minimum, out, &where), KP_ALLOCATION_SOUND);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(out[i], expected[i]);
}

static const kp_allocated_stratum five[] = {{1200, {10, 1}}, {800, {35, 1}}, {450, {20, 1}}, {300, {5, 1}}, {37, {50, 1}}};

static void test_allocation(kp_arena *arena, void *data) {
    (void)data;
    expect_allocation(arena, KP_ALLOCATE_PROPORTIONAL, five, 5, 300, 0, (int64_t[]){129, 86, 49, 32, 4});
    expect_allocation(arena, KP_ALLOCATE_PROPORTIONAL, five, 5, 300, 40, (int64_t[]){109, 73, 41, 40, 37});
    expect_allocation(arena, KP_ALLOCATE_EQUAL, five, 5, 300, 0, (int64_t[]){66, 66, 66, 65, 37});
    expect_allocation(arena, KP_ALLOCATE_EQUAL, five, 5, 2000, 10, (int64_t[]){607, 606, 450, 300, 37});
    expect_allocation(arena, KP_ALLOCATE_NEYMAN, five, 5, 300, 0, (int64_t[]){69, 160, 51, 9, 11});
    expect_allocation(arena, KP_ALLOCATE_NEYMAN, five, 5, 300, 30, (int64_t[]){59, 137, 44, 30, 30});
    expect_allocation(arena, KP_ALLOCATE_NEYMAN, five, 5, 1500, 30, (int64_t[]){354, 800, 265, 44, 37});
}

/* 100 in thirds: the first of equals has one more. 13 over 100, 300, 100: 2.6, 7.8, 2.6. 10 over 20 and 30 of N·S: 200 × 0.1 and 100 × 0.3 (in binary 20.000…01 and 30.000…): 4 and 6. */
static void test_ties(kp_arena *arena, void *data) {
    (void)data;
    expect_allocation(arena, KP_ALLOCATE_PROPORTIONAL, (kp_allocated_stratum[]){SIZED(100), SIZED(100), SIZED(100)}, 3, 100, 0,
                      (int64_t[]){34, 33, 33});
    expect_allocation(arena, KP_ALLOCATE_PROPORTIONAL, (kp_allocated_stratum[]){SIZED(100), SIZED(300), SIZED(100)}, 3, 13, 0, (int64_t[]){3, 8, 2});
    expect_allocation(arena, KP_ALLOCATE_EQUAL, (kp_allocated_stratum[]){SIZED(10), SIZED(30)}, 2, 7, 0,
                      (int64_t[]){3, 4}); /* 3.5 each: the larger */
    expect_allocation(arena, KP_ALLOCATE_NEYMAN, (kp_allocated_stratum[]){{200, {1, 10}}, {100, {3, 10}}}, 2, 10, 0, (int64_t[]){4, 6});
}

/* Nobody differs in the second stratum: all to the first, and what does not fit there by size to the others. */
static void test_without_weight(kp_arena *arena, void *data) {
    (void)data;
    kp_allocated_stratum strata[] = {{10, {5, 1}}, {20, {0, 1}}, {40, {0, 1}}};
    expect_allocation(arena, KP_ALLOCATE_NEYMAN, strata, 3, 8, 0, (int64_t[]){8, 0, 0});
    expect_allocation(arena, KP_ALLOCATE_NEYMAN, strata, 3, 8, 2, (int64_t[]){4, 2, 2});
    expect_allocation(arena, KP_ALLOCATE_NEYMAN, strata, 3, 25, 0, (int64_t[]){10, 5, 10});
    expect_allocation(arena, KP_ALLOCATE_PROPORTIONAL, strata, 3, 70, 0, (int64_t[]){10, 20, 40});
    expect_allocation(arena, KP_ALLOCATE_PROPORTIONAL, (kp_allocated_stratum[]){SIZED(0), SIZED(5)}, 2, 3, 1, (int64_t[]){0, 3});
}

static void test_faults(kp_arena *arena, void *data) {
    (void)data;
    int64_t where;
    assert_int_equal(fault_of(arena, KP_ALLOCATE_PROPORTIONAL, five, 5, 156, 30, &where), KP_ALLOCATION_SOUND); /* 5 × 30 = 150 */
    assert_int_equal(fault_of(arena, KP_ALLOCATE_PROPORTIONAL, five, 5, 149, 30, &where), KP_ALLOCATION_TOTAL_TOO_SMALL);
    assert_int_equal(where, 150);
    assert_int_equal(fault_of(arena, KP_ALLOCATE_EQUAL, five, 5, 2788, 0, &where), KP_ALLOCATION_TOTAL_TOO_LARGE);
    assert_int_equal(where, 2787);
    assert_int_equal(fault_of(arena, KP_ALLOCATE_NEYMAN, (kp_allocated_stratum[]){{10, {0, 1}}, {10, {0, 1}}}, 2, 5, 0, &where),
                     KP_ALLOCATION_NO_DEVIATION);
    assert_int_equal(fault_of(arena, KP_ALLOCATE_NEYMAN, (kp_allocated_stratum[]){{10, {1, 1}}, {10, {-1, 1}}}, 2, 5, 0, &where),
                     KP_ALLOCATION_BAD_STRATUM);
    assert_int_equal(where, 1);
    assert_int_equal(fault_of(arena, KP_ALLOCATE_EQUAL, (kp_allocated_stratum[]){SIZED(-1)}, 1, 0, 0, &where), KP_ALLOCATION_BAD_STRATUM);
    assert_int_equal(fault_of(arena, KP_ALLOCATE_EQUAL, NULL, 0, 1, 0, &where), KP_ALLOCATION_TOTAL_TOO_LARGE);
    assert_int_equal(fault_of(arena, KP_ALLOCATE_EQUAL, NULL, 0, 0, 0, &where), KP_ALLOCATION_SOUND);
}

/* √(1/4), √(4/25), twice, and √(2/9) = .47140452079… */
static void test_deviation(kp_arena *arena, void *data) {
    (void)data;
    assert_true(kp_num_equal(kp_deviation_of_share(arena, kp_num_ratio(arena, 1, 2)), kp_num_ratio(arena, 1, 2)));
    assert_true(kp_num_equal(kp_deviation_of_share(arena, kp_num_ratio(arena, 4, 5)), kp_num_ratio(arena, 2, 5)));
    assert_true(kp_num_equal(kp_deviation_of_share(arena, kp_num_ratio(arena, 1, 5)), kp_num_ratio(arena, 2, 5)));
    assert_string_equal(kp_num_exact(arena, kp_deviation_of_share(arena, kp_num_ratio(arena, 1, 3))), "0.47140452");
    assert_true(kp_num_is_zero(kp_deviation_of_share(arena, KP_ONE)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"5 points need 385, of 1000 households 278, of 4132 352", test_size, NULL, NULL, NULL},
        {"the design effect counts before the population, the response after", test_design_and_response, NULL, NULL, NULL},
        {"shares of 0 and margins near 0 have a sample too", test_ends_of_size, NULL, NULL, NULL},
        IN_ARENA("a total is dealt out as by Python's fractions, with minimum and size as bounds", test_allocation),
        IN_ARENA("ties go to the larger stratum, then to the earlier", test_ties),
        IN_ARENA("strata without weight come last", test_without_weight),
        IN_ARENA("totals that do not fit and strata that cannot be are faults", test_faults),
        IN_ARENA("the deviation of a share is the root of p(1-p)", test_deviation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
