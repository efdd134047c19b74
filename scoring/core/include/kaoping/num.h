/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * num.h - exact numbers. Every mark, weight, threshold and score is a kp_num: a rational number, never a double.
 *
 * Scores are decimals, but means, ratios and shares are not (a third of 10), so a decimal type would have to round somewhere, and that rounding
 * could move a figure over a band edge, break an equality of ranks or make a tie. A rational never does. Decimals come in by
 * kp_num_parse() and go out by kp_num_round() and kp_num_print(), once, where the scheme says.
 *
 * Value type of 16 bytes. While numerator and denominator fit 64 bits (nearly always), no memory is touched; beyond that the digits are GMP limbs in
 * the arena, immutable, freed with it. Pass by value; == does not compare, kp_num_compare() does. Zero bytes are NOT a valid number: use
 * KP_ZERO. Cost: a few ns for a sum of equal denominators, some tens of ns with a gcd.
 *
 * Limits: KP_NUM_MAX_BITS bounds a numerator or denominator; beyond it the body is left (kp_arena_run() returns
 * KP_NUMBER_TOO_LARGE), so a hostile scheme cannot eat the machine.
 */
#ifndef KAOPING_NUM_H
#define KAOPING_NUM_H

#include "kaoping/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_NUM_MAX_BITS (1u << 20) /* 300,000 digits: a mean over 100,000 unlike ratios of 3-digit counts stays below it */

/* Private in form; treat as opaque. den > 0: num/den in lowest terms. den == 0: num holds a pointer to the big form in an arena. */
typedef struct kp_num {
    int64_t num;
    int64_t den;
} kp_num;

#define KP_ZERO ((kp_num){0, 1})
#define KP_ONE  ((kp_num){1, 1})

typedef enum kp_rounding {
    KP_HALF_UP = 0,    /* 四舍五入: a half goes away from zero (28.165 -> 28.17, -0.5 -> -1) */
    KP_HALF_EVEN = 1,  /* GB/T 8170-2008 修约: an exact half goes to the even neighbour (28.165 -> 28.16, 28.175 -> 28.18) */
    KP_ROUND_DOWN = 2, /* 舍去尾数: what is behind the last place is cut off, toward zero (2.5457 -> 2.54, -0.5 -> 0) */
    KP_ROUND_UP = 3,   /* 进一: anything behind the last place goes away from zero (2.541 -> 2.55, -0.1 -> -1) */
    KP_HALF_DOWN = 4   /* 恰半舍去: to the nearest, an exact half toward zero (28.165 -> 28.16, 28.166 -> 28.17) */
} kp_rounding;
#define KP_ROUNDINGS 5

kp_num kp_num_int(int64_t value);
/* num/den; den must not be 0 (asserted; without asserts it leaves like the end of memory, never with a wrong number). */
kp_num kp_num_ratio(kp_arena *arena, int64_t num, int64_t den);

/* Reads exactly one plain ASCII number, all of `text`: [+-]digits[.digits][e[+-]digits] or [+-]digits/digits. True and *out on success. No
 * blanks, no commas, no full-width forms (as people type them: kp_parse_typed in typed.h). At most 1,000 characters, exponent within ±400. */
bool kp_num_parse(kp_arena *arena, const char *text, kp_num *out);

kp_num kp_num_add(kp_arena *arena, kp_num x, kp_num y);
kp_num kp_num_sub(kp_arena *arena, kp_num x, kp_num y);
kp_num kp_num_mul(kp_arena *arena, kp_num x, kp_num y);
/* x / y; y must not be zero (as for kp_num_ratio). */
kp_num kp_num_div(kp_arena *arena, kp_num x, kp_num y);
kp_num kp_num_neg(kp_arena *arena, kp_num x);
kp_num kp_num_abs(kp_arena *arena, kp_num x);
/* Σ values[i], n last; n == 0 gives 0. Denominators that fit one another (decimals, counts) cost a few ns each; unlike ones are sorted and added in
 * pairs of like size, which is far cheaper than n additions in a row. */
kp_num kp_num_sum(kp_arena *arena, const kp_num values[], size_t n);

/* <0, 0, >0 as x is less than, equal to, greater than y. Exact; never allocates from an arena. */
int kp_num_compare(kp_num x, kp_num y);
int kp_num_sign(kp_num x);
static inline bool kp_num_is_zero(kp_num x) { return kp_num_sign(x) == 0; }
static inline bool kp_num_equal(kp_num x, kp_num y) { return kp_num_compare(x, y) == 0; }
static inline kp_num kp_num_min(kp_num x, kp_num y) { return kp_num_compare(x, y) <= 0 ? x : y; }
static inline kp_num kp_num_max(kp_num x, kp_num y) { return kp_num_compare(x, y) >= 0 ? x : y; }

/* The nearest multiple of 10^-decimals, in one step from the exact value (GB/T 8170: never twice). decimals -9..18; beyond, the nearer of the two. */
kp_num kp_num_round(kp_arena *arena, kp_num x, int decimals, kp_rounding rule);
/* The largest integer <= x, the smallest integer >= x. */
kp_num kp_num_floor(kp_arena *arena, kp_num x);
kp_num kp_num_ceil(kp_arena *arena, kp_num x);
bool kp_num_is_integer(kp_num x);
/* True and *out where x is an integer that fits. */
bool kp_num_to_int64(kp_num x, int64_t *out);

/* x rounded by `rule` and printed with exactly `decimals` (0..18; beyond, the nearer of the two) places: "28.17", "-0.50", "90.00"; never "-0.00". */
const char *kp_num_print(kp_arena *arena, kp_num x, int decimals, kp_rounding rule);
/* x exactly: the shortest decimal where one of at most 400 places is x ("28.165", "90"), else a fraction ("265/3"). kp_num_parse() reads it back to an
 * equal number where it has at most 1,000 characters. */
const char *kp_num_exact(kp_arena *arena, kp_num x);
/* True where x is a finite decimal of at most 18 places. */
bool kp_num_is_decimal(kp_num x);
/* True where x is a decimal of at most two places, as money is. */
bool kp_num_is_money(kp_num x);
/* The nearest double, infinite beyond its range. For charts, cached cell values and statistics only; never for a decision. */
double kp_num_to_double(kp_num x);

#ifdef __cplusplus
}
#endif
#endif
