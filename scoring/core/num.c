/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * num.c - exact numbers: the public functions, and their fast form of two 64-bit integers with 128-bit products between. Nearly every mark and
 * weight stays in it; what does not fit goes to num_big.c. Bounds: |num| <= 2^63 and den < 2^63, so num * den' stays below 2^126 and a sum
 * of two such products below 2^127: kp_wide holds every intermediate of one operation.
 */
#include "num_private.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

const uint64_t kp_powers_of_ten[KP_NUM_MAX_DECIMALS + 1] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

static kp_num small(int64_t num, int64_t den) { return (kp_num){num, den}; }

/* Stein's binary algorithm: no divisions, and no branch within the loop that could be foretold wrongly. */
uint64_t kp_gcd(uint64_t x, uint64_t y) {
    if (x == 0 || y == 0)
        return x | y;
    int twos = __builtin_ctzll(x | y);
    x >>= __builtin_ctzll(x);
    while (y) {
        y >>= __builtin_ctzll(y);
        uint64_t lesser = x < y ? x : y;
        y = x < y ? y - x : x - y;
        x = lesser;
    }
    return x << twos;
}

kp_num kp_num_reduce(kp_arena *arena, kp_wide num, uint64_t den) {
    kp_uwide magnitude = num < 0 ? -(kp_uwide)num : (kp_uwide)num;
    uint64_t rest = magnitude <= UINT64_MAX ? (uint64_t)magnitude % den : (uint64_t)(magnitude % den);
    uint64_t common = kp_gcd(rest, den);
    return common == 1 ? kp_num_from_wide(arena, num, den) : kp_num_from_wide(arena, num / (kp_wide)common, den / common);
}

/* ---- making ---- */

kp_num kp_num_int(int64_t value) { return small(value, 1); }

kp_num kp_num_ratio(kp_arena *arena, int64_t num, int64_t den) {
    assert(den != 0);
    if (den == 0)
        kp_arena_exhausted(arena);
    return kp_num_reduce(arena, den < 0 ? -(kp_wide)num : num, kp_magnitude(den));
}

/* ---- sums ---- */

/* Knuth, The Art of Computer Programming, volume 2, section 4.5.1: with g the common divisor of the denominators, only g can be left to divide out. */
static kp_num add_small(kp_arena *arena, kp_num x, kp_wide y_num, int64_t y_den) {
    if (x.den == y_den) {
        kp_wide num = x.num + y_num;
        return y_den == 1 ? kp_num_from_wide(arena, num, 1) : kp_num_reduce(arena, num, (uint64_t)y_den);
    }
    int64_t common = (int64_t)kp_gcd((uint64_t)x.den, (uint64_t)y_den);
    int64_t x_scale = y_den / common, y_scale = x.den / common;
    kp_wide num = (kp_wide)x.num * x_scale + y_num * y_scale;
    if (common == 1)
        return kp_num_from_wide(arena, num, (kp_uwide)x.den * (kp_uwide)y_den);
    kp_wide rest = num % common;
    int64_t left = (int64_t)kp_gcd((uint64_t)(rest < 0 ? -rest : rest), (uint64_t)common);
    return kp_num_from_wide(arena, num / left, (kp_uwide)y_scale * (kp_uwide)(y_den / left));
}

kp_num kp_num_add(kp_arena *arena, kp_num x, kp_num y) {
    if (kp_num_is_big(x) || kp_num_is_big(y))
        return kp_big_operate(arena, mpq_add, x, y);
    return add_small(arena, x, y.num, y.den);
}

kp_num kp_num_sub(kp_arena *arena, kp_num x, kp_num y) {
    if (kp_num_is_big(x) || kp_num_is_big(y))
        return kp_big_operate(arena, mpq_sub, x, y);
    return add_small(arena, x, -(kp_wide)y.num, y.den);
}

size_t kp_small_sum(const kp_num values[], size_t n, kp_wide *num, uint64_t *den) {
    kp_wide sum = 0, next;
    uint64_t common = 1, last = 1, scale = 1; /* scale: common / last */
    size_t i = 0;
    for (; i < n && !kp_num_is_big(values[i]); i++) {
        uint64_t own = (uint64_t)values[i].den;
        if (own != last) {
            uint64_t shared = common % own == 0 ? own : kp_gcd(common, own);
            uint64_t widen = own / shared, wider;
            if (__builtin_mul_overflow(common, widen, &wider) || __builtin_mul_overflow(sum, (kp_wide)widen, &next))
                break;
            sum = next;
            common = wider;
            last = own;
            scale = common / own;
        }
        /* the product is below 2^63 * 2^64 */
        if (__builtin_add_overflow(sum, (kp_wide)values[i].num * (kp_wide)scale, &next))
            break;
        sum = next;
    }
    *num = sum;
    *den = common;
    return i;
}

kp_num kp_num_sum(kp_arena *arena, const kp_num values[], size_t n) {
    kp_wide num;
    uint64_t den;
    if (kp_small_sum(values, n, &num, &den) == n)
        return kp_num_reduce(arena, num, den);
    return kp_big_sum(arena, values, n);
}

/* ---- products ---- */

/* ±(a * b) / (c * d), where a/c and b/d are in lowest terms: only a with d and b with c can share factors. */
static kp_num multiply_small(kp_arena *arena, bool negative, uint64_t a, uint64_t b, uint64_t c, uint64_t d) {
    uint64_t ad = d == 1 ? 1 : kp_gcd(a, d), bc = c == 1 ? 1 : kp_gcd(b, c);
    kp_wide num = (kp_wide)((kp_uwide)(a / ad) * (b / bc));
    return kp_num_from_wide(arena, negative ? -num : num, (kp_uwide)(c / bc) * (d / ad));
}

kp_num kp_num_mul(kp_arena *arena, kp_num x, kp_num y) {
    if (kp_num_is_big(x) || kp_num_is_big(y))
        return kp_big_operate(arena, mpq_mul, x, y);
    return multiply_small(arena, (x.num < 0) != (y.num < 0), kp_magnitude(x.num), kp_magnitude(y.num), (uint64_t)x.den, (uint64_t)y.den);
}

kp_num kp_num_div(kp_arena *arena, kp_num x, kp_num y) {
    assert(!kp_num_is_zero(y));
    if (kp_num_is_zero(y))
        kp_arena_exhausted(arena);
    if (kp_num_is_big(x) || kp_num_is_big(y))
        return kp_big_operate(arena, mpq_div, x, y);
    return multiply_small(arena, (x.num < 0) != (y.num < 0), kp_magnitude(x.num), (uint64_t)y.den, (uint64_t)x.den, kp_magnitude(y.num));
}

kp_num kp_num_neg(kp_arena *arena, kp_num x) {
    return kp_num_is_big(x) ? kp_big_negate(arena, x) : kp_num_from_wide(arena, -(kp_wide)x.num, (kp_uwide)x.den);
}

kp_num kp_num_abs(kp_arena *arena, kp_num x) { return kp_num_sign(x) < 0 ? kp_num_neg(arena, x) : x; }

/* ---- order ---- */

int kp_num_sign(kp_num x) { return kp_num_is_big(x) ? kp_big_sign(x) : (x.num > 0) - (x.num < 0); }

int kp_num_compare(kp_num x, kp_num y) {
    if (kp_num_is_big(x) || kp_num_is_big(y))
        return kp_big_compare(x, y);
    if (x.den == y.den)
        return (x.num > y.num) - (x.num < y.num);
    kp_wide left = (kp_wide)x.num * y.den, right = (kp_wide)y.num * x.den;
    return (left > right) - (left < right);
}

/* ---- rounding ---- */

static int clamp_decimals(int decimals) {
    return decimals < KP_NUM_MIN_DECIMALS ? KP_NUM_MIN_DECIMALS : decimals > KP_NUM_MAX_DECIMALS ? KP_NUM_MAX_DECIMALS : decimals;
}

bool kp_rounds_away(kp_rounding rule, bool rest, int half, bool odd) {
    switch (rule) {
    case KP_HALF_UP: return half >= 0;
    case KP_HALF_DOWN: return half > 0;
    case KP_HALF_EVEN: return half > 0 || (half == 0 && odd);
    case KP_ROUND_UP: return rest;
    case KP_ROUND_DOWN: break;
    }
    return false;
}

kp_uwide kp_small_round(kp_num x, int decimals, kp_rounding rule) {
    kp_uwide num = kp_magnitude(x.num), den = (kp_uwide)x.den; /* num < 2^63 * 10^18 < 2^123, den < 2^63 * 10^9 < 2^93 */
    if (decimals >= 0)
        num *= kp_powers_of_ten[decimals];
    else
        den *= kp_powers_of_ten[-decimals];
    kp_uwide quotient, twice_rest;
    if (num <= UINT64_MAX && den <= UINT64_MAX) {
        quotient = (uint64_t)num / (uint64_t)den;
        twice_rest = (kp_uwide)((uint64_t)num % (uint64_t)den) * 2;
    } else {
        quotient = num / den;
        twice_rest = (num - quotient * den) * 2;
    }
    if (kp_rounds_away(rule, twice_rest != 0, (twice_rest > den) - (twice_rest < den), quotient % 2 == 1))
        quotient++;
    return quotient;
}

kp_num kp_num_round(kp_arena *arena, kp_num x, int decimals, kp_rounding rule) {
    decimals = clamp_decimals(decimals);
    if (kp_num_is_big(x))
        return kp_big_round(arena, x, decimals, rule);
    if (decimals >= 0 && kp_powers_of_ten[decimals] % (uint64_t)x.den == 0)
        return x;
    kp_wide quotient = (kp_wide)kp_small_round(x, decimals, rule);
    if (x.num < 0)
        quotient = -quotient;
    if (decimals < 0)
        return kp_num_from_wide(arena, quotient * (kp_wide)kp_powers_of_ten[-decimals], 1);
    return kp_num_reduce(arena, quotient, kp_powers_of_ten[decimals]);
}

kp_num kp_num_floor(kp_arena *arena, kp_num x) {
    if (kp_num_is_big(x))
        return kp_big_integer(arena, x, false);
    return small(x.num / x.den - (x.num % x.den < 0), 1);
}

kp_num kp_num_ceil(kp_arena *arena, kp_num x) {
    if (kp_num_is_big(x))
        return kp_big_integer(arena, x, true);
    return small(x.num / x.den + (x.num % x.den > 0), 1);
}

bool kp_num_is_integer(kp_num x) { return kp_num_is_big(x) ? kp_big_denominator(x) == 1 : x.den == 1; }

bool kp_num_to_int64(kp_num x, int64_t *out) {
    if (x.den != 1) /* a big form with denominator 1 does not fit, else it were small */
        return false;
    *out = x.num;
    return true;
}

bool kp_num_is_decimal(kp_num x) {
    uint64_t den = kp_num_is_big(x) ? kp_big_denominator(x) : (uint64_t)x.den;
    return den && kp_powers_of_ten[KP_NUM_MAX_DECIMALS] % den == 0;
}

bool kp_num_is_money(kp_num x) {
    uint64_t den = kp_num_is_big(x) ? kp_big_denominator(x) : (uint64_t)x.den;
    return den && 100 % den == 0;
}

/* ---- for charts ---- */

/* 55 or 56 leading bits of the quotient, the last of them set where anything is left over: two bits more than a double holds, so that the
 * one rounding, that of strtod(), is right. (mpq_get_d() cuts off.) A hexadecimal number without a point reads alike in every locale. */
static double divide_limbs(kp_num x) {
    kp_view view;
    kp_view_open(&view, x);
    mpz_t num, den;
    mpz_inits(num, den, NULL);
    mpz_abs(num, mpq_numref(view.q));
    mpz_set(den, mpq_denref(view.q));
    long shift = 55 - ((long)mpz_sizeinbase(num, 2) - (long)mpz_sizeinbase(den, 2));
    if (shift >= 0)
        mpz_mul_2exp(num, num, (mp_bitcnt_t)shift);
    else
        mpz_mul_2exp(den, den, (mp_bitcnt_t)-shift);
    mpz_tdiv_qr(num, den, num, den);
    uint64_t bits = mpz_get_ui(num) | (mpz_sgn(den) != 0);
    mpz_clears(num, den, NULL);
    char text[64];
    snprintf(text, sizeof text, "%s0x%llxp%ld", kp_num_sign(x) < 0 ? "-" : "", (unsigned long long)bits, -shift);
    return strtod(text, NULL);
}

double kp_num_to_double(kp_num x) {
    const int64_t whole = INT64_C(1) << 53; /* up to here a double holds every integer, and one division of such is rounded once */
    if (!kp_num_is_big(x) && x.num >= -whole && x.num <= whole && x.den <= whole)
        return (double)x.num / (double)x.den;
    return divide_limbs(x);
}
