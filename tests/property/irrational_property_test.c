/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * irrational_property_test.c - logarithms, exponentials, roots, powers and geometric means against MPFR at 1,500 bits, at random from fixed seeds. What is expected is MPFR's
 * value rounded to 50 significant digits, and the fraction itself where the power of one is undone.
 */
#include "in_arena.h"

#include <stdio.h> /* before gmp.h */

#include <gmp.h>
#include <mpfr.h>
#include <stdlib.h>
#include <string.h>

#include "kaoping/irrational.h"

#define PRECISION 1500

/* splitmix64, by Sebastiano Vigna. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static int64_t pick(uint64_t *state, int64_t least, int64_t most) { return least + (int64_t)(next_random(state) % (uint64_t)(most - least + 1)); }

/* A number above 0 of one of the kinds that evaluations have: counts, decimals, fractions, tiny, huge, close to 1. */
static kp_num random_number(kp_arena *arena, uint64_t *state) {
    static const int64_t powers[] = {1, 10, 100, 1000, 10000, 1000000, 1000000000};
    switch (next_random(state) % 6) {
    case 0: return kp_num_int(pick(state, 1, 1000));
    case 1: return kp_num_ratio(arena, pick(state, 1, 10000000), powers[pick(state, 0, 6)]);
    case 2: return kp_num_ratio(arena, pick(state, 1, 1000), pick(state, 1, 1000));
    case 3: return kp_num_ratio(arena, pick(state, 1, 1000), INT64_C(1000000000000000000));
    case 4: return kp_num_mul(arena, kp_num_int(pick(state, 1, INT64_MAX)), kp_num_int(pick(state, 1, INT64_MAX)));
    default: return kp_num_add(arena, KP_ONE, kp_num_ratio(arena, pick(state, -1000, 1000), INT64_C(1000000000000000000)));
    }
}

static void set(mpfr_ptr out, kp_arena *arena, kp_num x) { /* nearly: at PRECISION bits */
    mpq_t q;
    mpq_init(q);
    const char *text = kp_num_exact(arena, kp_num_mul(arena, x, kp_num_int(1)));
    const char *point = strchr(text, '.');
    if (!point) {
        assert_int_equal(mpq_set_str(q, text, 10), 0);
    } else { /* digits without the point over a power of ten */
        char *digits = malloc(strlen(text));
        memcpy(digits, text, (size_t)(point - text));
        strcpy(digits + (point - text), point + 1);
        assert_int_equal(mpz_set_str(mpq_numref(q), digits, 10), 0);
        mpz_ui_pow_ui(mpq_denref(q), 10, strlen(point + 1));
        mpq_canonicalize(q);
        free(digits);
    }
    mpfr_set_q(out, q, MPFR_RNDN);
    mpq_clear(q);
}

/* `found` is `expected` rounded to 50 digits. */
static void check_digits(kp_arena *arena, const char *what, kp_num found, mpfr_srcptr expected) {
    mpfr_t value;
    mpfr_init2(value, PRECISION);
    set(value, arena, found);
    mpfr_exp_t exponents[2];
    char *digits[] = {mpfr_get_str(NULL, &exponents[0], 10, KP_IRRATIONAL_DIGITS, value, MPFR_RNDN),
                      mpfr_get_str(NULL, &exponents[1], 10, KP_IRRATIONAL_DIGITS, expected, MPFR_RNDN)};
    if (exponents[0] != exponents[1] || strcmp(digits[0], digits[1]) != 0)
        fail_msg("%s: %s e%ld, expected %s e%ld", what, digits[0], (long)exponents[0], digits[1], (long)exponents[1]);
    mpfr_free_str(digits[0]);
    mpfr_free_str(digits[1]);
    mpfr_clear(value);
}

#define ROUNDS 3000

static void logarithms(kp_arena *arena, void *data) {
    (void)data;
    uint64_t state = 1;
    mpfr_t x, y;
    mpfr_inits2(PRECISION, x, y, (mpfr_ptr)0);
    for (int i = 0; i < ROUNDS; i++) {
        kp_num n = random_number(arena, &state), found;
        if (kp_num_equal(n, KP_ONE))
            continue;
        assert_true(kp_num_ln(arena, n, &found));
        set(x, arena, n);
        mpfr_log(y, x, MPFR_RNDN);
        check_digits(arena, "ln", found, y);
    }
    mpfr_clears(x, y, (mpfr_ptr)0);
}

static void exponentials(kp_arena *arena, void *data) {
    (void)data;
    uint64_t state = 2;
    mpfr_t x, y;
    mpfr_inits2(PRECISION, x, y, (mpfr_ptr)0);
    for (int i = 0; i < ROUNDS; i++) {
        kp_num n = kp_num_ratio(arena, pick(&state, -2000000, 2000000), pick(&state, 1000, 5000)), found;
        if (i % 7 == 0)
            n = kp_num_ratio(arena, pick(&state, -9, 9), INT64_C(1000000000000000000));
        assert_true(kp_num_exp(arena, n, &found));
        if (kp_num_is_zero(n))
            continue;
        set(x, arena, n);
        mpfr_exp(y, x, MPFR_RNDN);
        check_digits(arena, "exp", found, y);
    }
    mpfr_clears(x, y, (mpfr_ptr)0);
}

static void powers(kp_arena *arena, void *data) {
    (void)data;
    uint64_t state = 3;
    mpfr_t x, y, z;
    mpfr_inits2(PRECISION, x, y, z, (mpfr_ptr)0);
    int within = 0;
    for (int i = 0; i < ROUNDS; i++) {
        kp_num base = random_number(arena, &state), exponent = kp_num_ratio(arena, pick(&state, -300, 300), pick(&state, 1, i % 2 ? 12 : 100000)),
               found;
        if (kp_num_is_zero(exponent) || !kp_num_power(arena, base, exponent, &found))
            continue;
        within++;
        set(x, arena, base);
        set(y, arena, exponent);
        mpfr_pow(z, x, y, MPFR_RNDN);
        check_digits(arena, "power", found, z);
    }
    assert_in_range(within, ROUNDS / 2, ROUNDS);
    mpfr_clears(x, y, z, (mpfr_ptr)0);
}

/* (a/b)^k to the power of 1/k, and the geometric mean of what multiplies to a power, are the fraction. */
static void exact_roots(kp_arena *arena, void *data) {
    (void)data;
    uint64_t state = 4;
    for (int i = 0; i < ROUNDS; i++) {
        kp_num x = kp_num_ratio(arena, pick(&state, 1, 100000), pick(&state, 1, 100000)), power = KP_ONE, found;
        int64_t times = pick(&state, 1, 100);
        for (int64_t k = 0; k < times; k++)
            power = kp_num_mul(arena, power, x);
        assert_true(kp_num_power(arena, power, kp_num_ratio(arena, 1, times), &found) && kp_num_equal(found, x));
        kp_num y = kp_num_ratio(arena, pick(&state, 1, 1000), pick(&state, 1, 1000));
        kp_num pair[] = {kp_num_mul(arena, x, y), kp_num_div(arena, x, y), x};
        assert_true(kp_num_geometric(arena, pair, NULL, 3, &found) && kp_num_equal(found, x));
    }
}

static void geometric_means(kp_arena *arena, void *data) {
    (void)data;
    uint64_t state = 5;
    mpfr_t x, sum, w, weights;
    mpfr_inits2(PRECISION, x, sum, w, weights, (mpfr_ptr)0);
    for (int i = 0; i < ROUNDS; i++) {
        enum { MOST = 8 };
        kp_num values[MOST], shares[MOST], found;
        size_t n = (size_t)pick(&state, 1, MOST);
        mpfr_set_zero(sum, 1);
        mpfr_set_zero(weights, 1);
        for (size_t k = 0; k < n; k++) {
            values[k] = i % 3 ? kp_num_ratio(arena, pick(&state, 1, 1000000), 1000000) : random_number(arena, &state);
            shares[k] = i % 2 ? kp_num_ratio(arena, pick(&state, 1, 1000), i % 4 == 1 ? 100 : pick(&state, 1, 1000)) : KP_ONE;
            set(x, arena, values[k]);
            set(w, arena, shares[k]);
            mpfr_log(x, x, MPFR_RNDN);
            mpfr_fma(sum, x, w, sum, MPFR_RNDN);
            mpfr_add(weights, weights, w, MPFR_RNDN);
        }
        mpfr_div(sum, sum, weights, MPFR_RNDN);
        mpfr_exp(sum, sum, MPFR_RNDN);
        assert_true(kp_num_geometric(arena, values, i % 2 ? shares : NULL, n, &found));
        check_digits(arena, "geometric mean", found, sum);
    }
    mpfr_clears(x, sum, w, weights, (mpfr_ptr)0);
}

static int free_cache(void **state) {
    (void)state;
    mpfr_free_cache();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("logarithms have the fifty digits of MPFR's", logarithms),
        IN_ARENA("exponentials have the fifty digits of MPFR's", exponentials),
        IN_ARENA("powers have the fifty digits of MPFR's", powers),
        IN_ARENA("the root of a power is the fraction it came from", exact_roots),
        IN_ARENA("weighted geometric means have the fifty digits of MPFR's", geometric_means),
    };
    return cmocka_run_group_tests(tests, NULL, free_cache);
}
