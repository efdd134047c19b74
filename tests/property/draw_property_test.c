/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draw_property_test.c - over many seeds and random strata: every member is drawn equally often, larger samples contain smaller ones, and allocations keep their bounds and their sum. Seeds are
 * fixed, so a run is like the other.
 */
#include "in_arena.h"
#include "near.h"

#include "kaoping/draw.h"
#include "kaoping/sample_size.h"

#include <stdio.h>
#include <stdlib.h>

enum { MEMBERS = 20, DRAWN = 5, SEEDS = 4000 };

static void draw_by_seed(kp_arena *arena, void *data) {
    unsigned(*counts)[MEMBERS] = data; /* members drawn, and how often each was the very first */
    for (int seed = 0; seed < SEEDS; seed++) {
        char names[MEMBERS][8], text[16];
        const char *ids[MEMBERS];
        for (int i = 0; i < MEMBERS; i++) {
            snprintf(names[i], sizeof names[i], "%d", i + 1);
            ids[i] = names[i];
        }
        snprintf(text, sizeof text, "%d", seed);
        kp_draw_fault fault;
        size_t where;
        kp_frame frame = {.rows = MEMBERS, .ids = ids};
        const kp_draw *draw = kp_draw_sample(arena, &frame, &(kp_draw_plan){text, (int64_t[]){DRAWN}, (int64_t[]){1}}, &fault, &where);
        assert_non_null(draw);
        const kp_draw *larger = kp_draw_sample(arena, &frame, &(kp_draw_plan){text, (int64_t[]){DRAWN + 1}, NULL}, &fault, &where);
        for (size_t i = 0; i <= DRAWN; i++) {
            assert_int_equal(draw->items[i].row, larger->items[i].row);
            counts[0][draw->items[i].row] += i < DRAWN;
            counts[1][draw->items[i].row] += i == 0;
        }
    }
}

/* χ² with 19 degrees of freedom is above 43.82 once in a thousand. Of those drawn the variance is that without replacement: np(1-p)·M/(M-1) for M members. */
static void test_uniform(void **state) {
    (void)state;
    unsigned counts[2][MEMBERS] = {{0}};
    run_with_arena(draw_by_seed, counts);
    double drawn = 0, first = 0, p = (double)DRAWN / MEMBERS;
    for (int i = 0; i < MEMBERS; i++) {
        drawn += pow(counts[0][i] - SEEDS * p, 2) / (SEEDS * p * (1 - p)) * (MEMBERS - 1) / MEMBERS;
        first += pow(counts[1][i] - (double)SEEDS / MEMBERS, 2) / ((double)SEEDS / MEMBERS);
    }
    assert_true(drawn < 43.82 && drawn > 5.41); /* and not too even: below 5.41 once in a thousand */
    assert_true(first < 43.82 && first > 5.41);
}

/* ---- allocation ---- */

enum { MOST_STRATA = 12 };

/* The shares by halving λ, in binary numbers. */
static void halve(const double weight[], const double least[], const double most[], int count, double total, double share[]) {
    double low = 0, high = 1e9;
    for (int round = 0; round < 200; round++) {
        double lambda = (low + high) / 2, sum = 0;
        for (int h = 0; h < count; h++) {
            share[h] = fmin(fmax(lambda * weight[h], least[h]), most[h]);
            sum += share[h];
        }
        *(sum < total ? &low : &high) = lambda;
    }
}

static void check_allocations(kp_arena *arena, void *data) {
    (void)data;
    unsigned seed = 20260930;
    for (int round = 0; round < 3000; round++) {
        int count = 1 + (int)(rand_r(&seed) % MOST_STRATA);
        int64_t minimum = rand_r(&seed) % 6, out[MOST_STRATA], where, fewest = 0, all = 0, sum = 0;
        kp_allocation_rule rule = rand_r(&seed) % 3;
        kp_allocated_stratum strata[MOST_STRATA];
        double weight[MOST_STRATA], least[MOST_STRATA], most[MOST_STRATA], share[MOST_STRATA];
        for (int h = 0; h < count; h++) {
            strata[h] = (kp_allocated_stratum){1 + rand_r(&seed) % 60, kp_num_ratio(arena, 1 + rand_r(&seed) % 40, 10)};
            most[h] = (double)strata[h].size;
            least[h] = fmin(most[h], (double)minimum);
            weight[h] = rule == KP_ALLOCATE_EQUAL ? 1 : rule == KP_ALLOCATE_NEYMAN ? most[h] * kp_num_to_double(strata[h].deviation) : most[h];
            fewest += (int64_t)least[h];
            all += strata[h].size;
        }
        int64_t total = fewest + rand_r(&seed) % (all - fewest + 1);
        assert_int_equal(kp_allocate(arena, rule, strata, (size_t)count, total, minimum, out, &where), KP_ALLOCATION_SOUND);
        halve(weight, least, most, count, (double)total, share);
        for (int h = 0; h < count; h++) {
            assert_true((double)out[h] >= least[h] && (double)out[h] <= most[h]);
            assert_true(fabs((double)out[h] - share[h]) < 1 + 1e-6);
            sum += out[h];
        }
        assert_int_equal(sum, total);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"every member is drawn equally often, and first equally often", test_uniform, NULL, NULL, NULL},
        IN_ARENA("allocations keep their bounds, their sum, and within one the shares found by halving", check_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
