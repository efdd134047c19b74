/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_test.c - differences that mean something, and ranges of ranks. */
#include "in_arena.h"

#include "kaoping/compare.h"

#include <math.h>

static kp_compared compared(kp_arena *arena, const char *value, double se, double df) {
    kp_compared c = {.se = se, .df = df};
    assert_true(kp_num_parse(arena, value, &c.value));
    return c;
}

/* R: tsum <- function(m1, s1, d1, m2, s2, d2, p) { v <- s1^2 + s2^2; df <- v^2 / (s1^4/d1 + s2^4/d2); c(abs(m1-m2)/sqrt(v), qt(p, df), df) }, which is t.test()'s of means m
 * with standard errors s of n = d + 1. tsum(80, 2, 9, 75, 1, 19, .975): 2.2360680 2.1498339 13.658147; p = .995: 2.9882927; tsum(80, 2, 4, 75, 1, 19, .975): 2.2360680 2.4307699 6.1688312; p = .95: 1.9336974 */
static void check_welch(kp_arena *arena, void *data) {
    (void)data;
    kp_compared b = compared(arena, "75", 1, 19), few = compared(arena, "80", 2, 4), more = compared(arena, "80", 2, 9);
    assert_true(kp_tells_apart(&more, &b, 95));
    assert_true(kp_tells_apart(&b, &more, 95));
    assert_false(kp_tells_apart(&few, &b, 95));
    assert_true(kp_tells_apart(&few, &b, 90));
    assert_false(kp_tells_apart(&more, &b, 99));
}

/* The edge itself: with the normal distribution 1.959963984540054 standard errors (R: qnorm(.975)). */
static void check_edge(kp_arena *arena, void *data) {
    (void)data;
    kp_compared zero = compared(arena, "0", 0, 5), over = compared(arena, "1.959964", 1, INFINITY), under = compared(arena, "1.959963", 1, INFINITY);
    assert_true(kp_tells_apart(&over, &zero, 95));
    assert_false(kp_tells_apart(&under, &zero, 95));
}

static void check_certain(kp_arena *arena, void *data) {
    (void)data;
    kp_compared a = compared(arena, "80", 0, NAN), b = compared(arena, "80.000000000000000001", 0, 0), unknown = compared(arena, "1", NAN, 3);
    assert_true(kp_tells_apart(&a, &b, 95));
    assert_false(kp_tells_apart(&a, &a, 95));
    assert_false(kp_tells_apart(&a, &unknown, 95));
    kp_compared no_freedom = compared(arena, "1", 0.001, 0);
    assert_false(kp_tells_apart(&a, &no_freedom, 95));
}

/* Zou and Donner's limit of the difference: 6 down and 8 up make √(36 + 64) = 10, which 9.99 does not pass and 10.01 does. The other sides do not matter. */
static void check_bounds(kp_arena *arena, void *data) {
    (void)data;
    kp_compared low = compared(arena, "70", 0, 1), high = compared(arena, "79.99", 0, 1), higher = compared(arena, "80.01", 0, NAN);
    low.below = 30;
    low.above = 8;
    high.below = higher.below = 6;
    high.above = higher.above = 15;
    assert_false(kp_tells_apart(&high, &low, 95));
    assert_true(kp_tells_apart(&higher, &low, 95));
    assert_true(kp_tells_apart(&low, &higher, 95));
    assert_true(kp_compared_margin(&high, 95) == 15);
    const kp_compared units[] = {low, high, higher, compared(arena, "60", 0, 1)};
    const kp_rank_range *r = kp_rank_ranges(arena, units, 4, 95);
    const uint32_t expected[][2] = {{2, 4}, {1, 3}, {1, 2}, {3, 4}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(r[i].best, expected[i][0]);
        assert_int_equal(r[i].worst, expected[i][1]);
    }
}

/* By hand: with infinite degrees of freedom and standard errors of 1, units differ from 1.96·√2 = 2.772 on. 90, 88, 86, 80: 90 differs from 86 and 80, 88 from 80, 86 from 80. */
static void check_ranges(kp_arena *arena, void *data) {
    (void)data;
    const kp_compared units[] = {compared(arena, "86", 1, INFINITY), compared(arena, "90", 1, INFINITY), compared(arena, "80", 1, INFINITY),
                                 compared(arena, "88", 1, INFINITY)};
    const kp_rank_range *r = kp_rank_ranges(arena, units, 4, 95);
    const uint32_t expected[][2] = {{2, 3}, {1, 2}, {4, 4}, {1, 3}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(r[i].best, expected[i][0]);
        assert_int_equal(r[i].worst, expected[i][1]);
    }
}

static void check_unknown_range(kp_arena *arena, void *data) {
    (void)data;
    const kp_compared units[] = {compared(arena, "99", 0, 1), compared(arena, "50", NAN, NAN), compared(arena, "1", 0, 1)};
    const kp_rank_range *r = kp_rank_ranges(arena, units, 3, 95);
    assert_int_equal(r[1].best, 1);
    assert_int_equal(r[1].worst, 3);
    assert_int_equal(r[0].best, 1);
    assert_int_equal(r[0].worst, 2); /* the unknown one may be better */
    assert_int_equal(r[2].best, 2);
    assert_int_equal(r[2].worst, 3);
}

/* Every range is that of all pairs tested one by one. */
static void check_against_pairs(kp_arena *arena, void *data) {
    (void)data;
    enum { COUNT = 60 };
    uint32_t chance = 7;
    for (int round = 0; round < 40; round++) {
        kp_compared units[COUNT];
        for (int i = 0; i < COUNT; i++) {
            chance = chance * 1664525u + 1013904223u;
            units[i] = (kp_compared){kp_num_ratio(arena, (chance >> 8) % 4000, 40), (chance >> 20) % 64 / 10.0, 1 + (chance >> 12) % 40, 0, 0};
            if (chance >> 24 & 1 && units[i].se == 0)
                units[i].below = 1, units[i].above = 2;
            if (chance >> 28 == 0)
                units[i].se = NAN;
            if (chance >> 28 == 1)
                units[i].df = chance >> 27 & 1 ? INFINITY : 0;
        }
        const kp_rank_range *r = kp_rank_ranges(arena, units, COUNT, 95);
        for (int i = 0; i < COUNT; i++) {
            uint32_t better = 0, worse = 0;
            for (int j = 0; j < COUNT; j++) {
                bool apart = kp_tells_apart(&units[i], &units[j], 95);
                better += apart && kp_num_compare(units[j].value, units[i].value) > 0;
                worse += apart && kp_num_compare(units[j].value, units[i].value) < 0;
            }
            assert_int_equal(r[i].best, 1 + better);
            assert_int_equal(r[i].worst, COUNT - worse);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("where no variance is seen the bounds tell what is apart, each on its side", check_bounds),
        IN_ARENA("two means are told apart where Welch's t says so", check_welch),
        IN_ARENA("a difference counts from the quantile of the normal distribution on where no degrees of freedom are lost", check_edge),
        IN_ARENA("without sampling error any difference counts, without a known error none", check_certain),
        IN_ARENA("a rank lies between those certainly better and those certainly worse", check_ranges),
        IN_ARENA("a unit of unknown error may have any rank, and takes no certainty from others but its own place", check_unknown_range),
        IN_ARENA("ranges are those of all pairs, though not all are tested", check_against_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
