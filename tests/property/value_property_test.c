/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value_property_test.c - the number of a cell in a running spreadsheet is the one that the same cell has in a file, whatever binary number it holds. */
#include "in_arena.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kaoping/functions.h"
#include "kaoping/typed.h"

#define ROUNDS 200000

static uint64_t next_random(uint64_t *state) { /* xorshift64* */
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

/* What files say of the same number: its digits, enough of them to tell it from its neighbours. */
static void expect_as_stored(kp_arena *arena, double x) {
    char digits[32];
    snprintf(digits, sizeof digits, "%.17g", x);
    kp_num stored, found;
    kp_value value = {.kind = KP_VALUE_NUMBER, .number = x};
    assert_true(kp_parse_stored(arena, digits, &stored));
    assert_true(kp_value_num(arena, &value, &found));
    if (!kp_num_equal(stored, found))
        fail_msg("%s is %s in a file and %s in a cell", digits, kp_num_exact(arena, stored), kp_num_exact(arena, found));
}

/* Decimals as people type them, and their neighbours in binary, where rounding to 15 digits has most to decide. */
static void check_decimals(kp_arena *arena, void *data) {
    uint64_t *seed = data;
    for (int i = 0; i < 100; i++) {
        char text[48];
        unsigned digits = 1 + (unsigned)(next_random(seed) % 16);
        uint64_t limit = 1;
        for (unsigned k = 0; k < digits; k++)
            limit *= 10;
        snprintf(text, sizeof text, "%s%llue%d", next_random(seed) % 2 ? "-" : "", (unsigned long long)(next_random(seed) % limit),
                 (int)(next_random(seed) % 25) - 15);
        double x = strtod(text, NULL);
        expect_as_stored(arena, x);
        if (x != 0) { /* the neighbours of 0 are beyond every number that a cell shows */
            expect_as_stored(arena, nextafter(x, INFINITY));
            expect_as_stored(arena, nextafter(x, 0));
        }
    }
}

/* Any bits. */
static void check_bits(kp_arena *arena, void *data) {
    for (int i = 0; i < 100; i++) {
        uint64_t bits = next_random(data);
        double x;
        memcpy(&x, &bits, sizeof x);
        if (isfinite(x) && fabs(x) <= 1e300 && fabs(x) >= 1e-300)
            expect_as_stored(arena, x);
    }
}

static void run_rounds(void (*body)(kp_arena *, void *)) {
    uint64_t seed = 20260915;
    for (int i = 0; i < ROUNDS / 100; i++)
        run_with_arena(body, &seed);
}

static void test_decimals(void **state) {
    (void)state;
    run_rounds(check_decimals);
}

static void test_bits(void **state) {
    (void)state;
    run_rounds(check_bits);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"decimals and their neighbours mean the same in a cell and in a file", test_decimals, NULL, NULL, NULL},
        {"any binary number means the same in a cell and in a file", test_bits, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("value_property", tests, NULL, NULL);
}
