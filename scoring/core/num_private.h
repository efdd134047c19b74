/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * num_private.h - what the parts of the exact numbers share: num.c (the small form and the public functions), num_big.c (the big form), num_text.c
 * (digits).
 *
 * Every value has one form: small where numerator and denominator in lowest terms fit int64_t, else big. Functions that need room in the arena
 * while GMP holds memory would leak it when they left by lack of memory; so results go through kp_big_finish(), which owns what it is given.
 */
#ifndef KAOPING_CORE_NUM_PRIVATE_H
#define KAOPING_CORE_NUM_PRIVATE_H

#include <gmp.h>

#include "kaoping/num.h"

_Static_assert(GMP_NUMB_BITS == 64, "the big form is made of 64-bit limbs");

typedef __int128 kp_wide;
typedef unsigned __int128 kp_uwide;

#define KP_NUM_MIN_DECIMALS   (-9)
#define KP_NUM_MAX_DECIMALS   18
#define KP_NUM_EXACT_DECIMALS 400  /* as the exponents that kp_num_parse() takes */
#define KP_NUM_TEXT_MAX       1000 /* characters that kp_num_parse() takes */

static inline bool kp_num_is_big(kp_num x) { return x.den == 0; }
static inline uint64_t kp_magnitude(int64_t value) { return value < 0 ? -(uint64_t)value : (uint64_t)value; }

uint64_t kp_gcd(uint64_t x, uint64_t y); /* of 0 and y: y */
extern const uint64_t kp_powers_of_ten[KP_NUM_MAX_DECIMALS + 1];
/* num/den, which are in lowest terms. */
kp_num kp_num_from_wide(kp_arena *arena, kp_wide num, kp_uwide den);
/* num/den in any terms. */
kp_num kp_num_reduce(kp_arena *arena, kp_wide num, uint64_t den);
/* |x| in units of 10^-decimals, rounded to a whole number. x is small. */
kp_uwide kp_small_round(kp_num x, int decimals, kp_rounding rule);
/* Whether a magnitude goes to the unit farther from zero: `rest`: something lies behind the last unit, `half`: how that compares with a half, `odd`: the last unit is. */
bool kp_rounds_away(kp_rounding rule, bool rest, int half, bool odd);

/* A number as GMP reads it; valid while the view stands and does not move. */
typedef struct kp_view {
    mp_limb_t limbs[2];
    mpq_t q;
} kp_view;
void kp_view_open(kp_view *view, kp_num x);
/* Sets an initialised z. */
void kp_set_wide(mpz_ptr z, kp_wide value);

/* The number in q, which is canonical; clears q, also where it leaves by lack of memory or by KP_NUM_MAX_BITS. */
kp_num kp_big_finish(kp_arena *arena, mpq_ptr q);
typedef void kp_big_operation(mpq_ptr result, mpq_srcptr x, mpq_srcptr y);
kp_num kp_big_operate(kp_arena *arena, kp_big_operation *operation, kp_num x, kp_num y);
int kp_big_sign(kp_num x);
int kp_big_compare(kp_num x, kp_num y);
kp_num kp_big_negate(kp_arena *arena, kp_num x);
kp_num kp_big_round(kp_arena *arena, kp_num x, int decimals, kp_rounding rule);
/* Sets an initialised q to x in units of 10^-decimals, rounded to a whole number. */
void kp_big_quotient(mpz_ptr quotient, kp_num x, int decimals, kp_rounding rule);
/* The next integer below (ceiling false) or above. */
kp_num kp_big_integer(kp_arena *arena, kp_num x, bool ceiling);
/* The denominator where it is one limb, else 0. */
uint64_t kp_big_denominator(kp_num x);
kp_num kp_big_sum(kp_arena *arena, const kp_num values[], size_t n);

/* Σ of the first values as long as their common denominator and their sum stay narrow; how many there were, at least one of n > 0 where the first is
 * small. */
size_t kp_small_sum(const kp_num values[], size_t n, kp_wide *num, uint64_t *den);

#endif
