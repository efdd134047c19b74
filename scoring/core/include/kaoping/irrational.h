/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * irrational.h - logarithms, exponentials, roots and powers of exact numbers. Their results are mostly no fractions, so they are the one place where exact numbers are left:
 * a result is the exact one where it is rational and of moderate size (√(4/9), 8^(2/3), the geometric mean of equal numbers, ln 1), else the true value correctly rounded to
 * KP_IRRATIONAL_DIGITS significant decimal digits. So the same arguments give the same digits on every machine, and two figures that differ at all in what anybody prints
 * differ here.
 *
 * Deciding. What is worked out from such results is wrong in its last digits: √2 · √2 is 1.999…9, not 2. So no decision (rounding, floor, ceil, a comparison, a place, a rank, a
 * bound of a grade) is taken on all of them. A figure with irrational steps behind it is first taken to KP_DECIDED_DIGITS significant digits, and to KP_DIGITS_LESS fewer with each
 * indicator more that it went through on its way up (a mark in the mark above it, a leaf in a formula), KP_DIGITS_LEAST at least. What agrees to that many digits is the same; of a
 * sum the digits are counted from its largest term. Which figures these are is decided when the scheme is built (kp_indicator.digits), from the rules alone, so it is one rule for
 * all units; a scheme without irrational steps is never touched.
 *
 *     kp_num income;
 *     kp_num_ln(arena, kp_num_int(10000), &income)      9.2103403719761827360719658187374568304044059545151
 *
 * How: fixed-point arithmetic on GMP's integers with a bound of its error; both ends of the interval are rounded, and where they differ, all is done again with twice the
 * digits (Ziv 1991, Fast evaluation of elementary mathematical functions with correctly rounded last bit). ln by 2·artanh((m − 1)/(m + 1)) with m within 2/3 .. 4/3, ln 2 by
 * Machin-like series, exp by its series after halving (Brent and Zimmermann 2010, Modern Computer Arithmetic, chapter 4). Roots are those of whole numbers.
 *
 * Each function gives false, and leaves *out, where there is no value: a logarithm or a broken power of what is not above 0, 0 to a power that is not above 0, and where the
 * result would be beyond KP_IRRATIONAL_LIMIT in size or its inverse. Cost: 10 to 50 µs.
 */
#ifndef KAOPING_IRRATIONAL_H
#define KAOPING_IRRATIONAL_H

#include "kaoping/num.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_IRRATIONAL_DIGITS 50
#define KP_IRRATIONAL_LIMIT  4096 /* bits: about 10^1233 */

#define KP_DECIDED_DIGITS 40
#define KP_DIGITS_LESS    3
#define KP_DIGITS_LEAST   16

/* The natural logarithm of x > 0. */
bool kp_num_ln(kp_arena *arena, kp_num x, kp_num *out);
/* e to the power of x. */
bool kp_num_exp(kp_arena *arena, kp_num x, kp_num *out);
/* The square root of x >= 0. */
bool kp_num_sqrt(kp_arena *arena, kp_num x, kp_num *out);
/* x to the power of y: x > 0; or x = 0 and y > 0; or x < 0 and y whole. */
bool kp_num_power(kp_arena *arena, kp_num x, kp_num y, kp_num *out);
/* The weighted geometric mean (Π x[i]^w[i]) ^ (1 / Σ w) of n >= 1 numbers > 0 with weights >= 0, not all of them 0; `weights` NULL: all alike. */
bool kp_num_geometric(kp_arena *arena, const kp_num x[], const kp_num weights[], size_t n, kp_num *out);

/* x to `digits` significant digits, half away from zero (x itself where it has no more); digits 0: x. */
kp_num kp_num_settle(kp_arena *arena, kp_num x, int digits);
/* The same, the digits counted from the first of `size`: what is left of numbers as large as that. size 0: x. */
kp_num kp_num_settle_beside(kp_arena *arena, kp_num x, kp_num size, int digits);
/* The digits of what is made of figures with x and y digits (0: exact): the fewer. */
static inline int kp_fewer_digits(int x, int y) { return !x ? y : !y ? x : x < y ? x : y; }
/* The digits of what is made from a figure with so many. */
static inline int kp_digits_above(int digits) {
    return !digits ? 0 : digits - KP_DIGITS_LESS > KP_DIGITS_LEAST ? digits - KP_DIGITS_LESS : KP_DIGITS_LEAST;
}

#ifdef __cplusplus
}
#endif
#endif
