/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * num_big.c - exact numbers whose numerator or denominator is beyond 64 bits: limbs of GMP, immutable, in the arena. GMP only ever reads them
 * (mpz_roinit_n); its own memory lives from the start of an operation to the end of it.
 */
#include "num_private.h"

#include <stdlib.h>
#include <string.h>

/* In the arena. Sizes count limbs; num_size is negative for a negative number, as in GMP. */
typedef struct big_form {
    int32_t num_size, den_size;
    mp_limb_t limbs[]; /* the numerator's, then the denominator's, the lowest first */
} big_form;

static const big_form *form_of(kp_num x) { return (const big_form *)(uintptr_t)x.num; }

/* ---- forms ---- */

static kp_num pack_form(big_form *form) { return (kp_num){(int64_t)(uintptr_t)form, 0}; }

static size_t split_wide(kp_uwide value, mp_limb_t limbs[2]) {
    limbs[0] = (mp_limb_t)value;
    limbs[1] = (mp_limb_t)(value >> 64);
    return limbs[1] ? 2 : limbs[0] ? 1 : 0;
}

kp_num kp_num_from_wide(kp_arena *arena, kp_wide num, kp_uwide den) {
    if (num >= INT64_MIN && num <= INT64_MAX && den <= INT64_MAX)
        return (kp_num){(int64_t)num, (int64_t)den};
    mp_limb_t n[2], d[2];
    size_t n_size = split_wide(num < 0 ? -(kp_uwide)num : (kp_uwide)num, n), d_size = split_wide(den, d);
    big_form *form = kp_alloc(arena, sizeof *form + (n_size + d_size) * sizeof(mp_limb_t));
    form->num_size = num < 0 ? -(int32_t)n_size : (int32_t)n_size;
    form->den_size = (int32_t)d_size;
    memcpy(form->limbs, n, n_size * sizeof *n);
    memcpy(form->limbs + n_size, d, d_size * sizeof *d);
    return pack_form(form);
}

void kp_view_open(kp_view *view, kp_num x) {
    if (kp_num_is_big(x)) {
        const big_form *form = form_of(x);
        mpz_roinit_n(mpq_numref(view->q), form->limbs, form->num_size);
        mpz_roinit_n(mpq_denref(view->q), form->limbs + abs(form->num_size), form->den_size);
        return;
    }
    view->limbs[0] = kp_magnitude(x.num);
    view->limbs[1] = (mp_limb_t)x.den;
    mpz_roinit_n(mpq_numref(view->q), &view->limbs[0], x.num < 0 ? -1 : x.num > 0);
    mpz_roinit_n(mpq_denref(view->q), &view->limbs[1], 1);
}

void kp_set_wide(mpz_ptr z, kp_wide value) {
    mp_limb_t limbs[2];
    mpz_t read_only;
    mp_size_t size = (mp_size_t)split_wide(value < 0 ? -(kp_uwide)value : (kp_uwide)value, limbs);
    mpz_set(z, mpz_roinit_n(read_only, limbs, value < 0 ? -size : size));
}

static bool within_limit(mpq_srcptr q) {
    return mpz_sizeinbase(mpq_numref(q), 2) <= KP_NUM_MAX_BITS && mpz_sizeinbase(mpq_denref(q), 2) <= KP_NUM_MAX_BITS;
}

kp_num kp_big_finish(kp_arena *arena, mpq_ptr q) {
    mpz_srcptr num = mpq_numref(q), den = mpq_denref(q);
    if (mpz_fits_slong_p(num) && mpz_fits_slong_p(den)) {
        kp_num result = {mpz_get_si(num), mpz_get_si(den)};
        mpq_clear(q);
        return result;
    }
    size_t n_size = mpz_size(num), d_size = mpz_size(den);
    bool fits = within_limit(q);
    big_form *form = fits ? kp_alloc_or_null(arena, sizeof *form + (n_size + d_size) * sizeof(mp_limb_t)) : NULL;
    if (form) {
        form->num_size = mpz_sgn(num) < 0 ? -(int32_t)n_size : (int32_t)n_size;
        form->den_size = (int32_t)d_size;
        memcpy(form->limbs, mpz_limbs_read(num), n_size * sizeof(mp_limb_t));
        memcpy(form->limbs + n_size, mpz_limbs_read(den), d_size * sizeof(mp_limb_t));
    }
    mpq_clear(q);
    if (!form)
        kp_arena_leave(arena, fits ? KP_NO_MEMORY : KP_NUMBER_TOO_LARGE);
    return pack_form(form);
}

_Static_assert(sizeof(long) == sizeof(int64_t), "mpz_fits_slong_p() stands for int64_t");

uint64_t kp_big_denominator(kp_num x) {
    const big_form *form = form_of(x);
    return form->den_size == 1 ? form->limbs[abs(form->num_size)] : 0;
}

/* ---- arithmetic ---- */

kp_num kp_big_operate(kp_arena *arena, kp_big_operation *operation, kp_num x, kp_num y) {
    kp_view x_view, y_view;
    kp_view_open(&x_view, x);
    kp_view_open(&y_view, y);
    mpq_t result;
    mpq_init(result);
    operation(result, x_view.q, y_view.q); /* both are within KP_NUM_MAX_BITS: no more than twice that in between */
    return kp_big_finish(arena, result);
}

kp_num kp_big_negate(kp_arena *arena, kp_num x) {
    kp_view view;
    kp_view_open(&view, x);
    mpq_t result;
    mpq_init(result);
    mpq_neg(result, view.q);
    return kp_big_finish(arena, result);
}

int kp_big_sign(kp_num x) { return form_of(x)->num_size < 0 ? -1 : 1; }

int kp_big_compare(kp_num x, kp_num y) {
    kp_view x_view, y_view;
    kp_view_open(&x_view, x);
    kp_view_open(&y_view, y);
    return mpq_cmp(x_view.q, y_view.q);
}

/* ---- rounding ---- */

void kp_big_quotient(mpz_ptr quotient, kp_num x, int decimals, kp_rounding rule) {
    kp_view view;
    kp_view_open(&view, x);
    mpz_t den, rest;
    mpz_inits(den, rest, NULL);
    mpz_mul_ui(quotient, mpq_numref(view.q), kp_powers_of_ten[decimals > 0 ? decimals : 0]);
    mpz_mul_ui(den, mpq_denref(view.q), kp_powers_of_ten[decimals < 0 ? -decimals : 0]);
    mpz_tdiv_qr(quotient, rest, quotient, den);
    mpz_mul_2exp(rest, rest, 1);
    if (kp_rounds_away(rule, mpz_sgn(rest) != 0, mpz_cmpabs(rest, den), mpz_odd_p(quotient))) {
        if (kp_num_sign(x) < 0)
            mpz_sub_ui(quotient, quotient, 1);
        else
            mpz_add_ui(quotient, quotient, 1);
    }
    mpz_clears(den, rest, NULL);
}

kp_num kp_big_round(kp_arena *arena, kp_num x, int decimals, kp_rounding rule) {
    mpq_t result;
    mpq_init(result);
    kp_big_quotient(mpq_numref(result), x, decimals, rule);
    if (decimals < 0)
        mpz_mul_ui(mpq_numref(result), mpq_numref(result), kp_powers_of_ten[-decimals]);
    else
        mpz_set_ui(mpq_denref(result), kp_powers_of_ten[decimals]);
    mpq_canonicalize(result);
    return kp_big_finish(arena, result);
}

kp_num kp_big_integer(kp_arena *arena, kp_num x, bool ceiling) {
    kp_view view;
    kp_view_open(&view, x);
    mpq_t result;
    mpq_init(result);
    (ceiling ? mpz_cdiv_q : mpz_fdiv_q)(mpq_numref(result), mpq_numref(view.q), mpq_denref(view.q));
    return kp_big_finish(arena, result);
}

/* ---- sums ---- */

/* Partial sums, as the digits of a binary counter: part[i] holds the sum of 2^i pieces where bit i of `filled` is set. So only numbers of like size are added,
 * and only one of each size is held. */
typedef struct counter {
    mpq_t part[64];
    uint64_t filled;
} counter;

/* Takes over `piece`. False where the sum has become too large; all parts but those in the counter are then cleared. */
static bool add_piece(counter *sums, mpq_ptr piece) {
    int level = 0;
    for (; sums->filled >> level & 1; level++) {
        mpq_add(piece, piece, sums->part[level]);
        mpq_clear(sums->part[level]);
        sums->filled &= ~(UINT64_C(1) << level);
        if (!within_limit(piece)) {
            mpq_clear(piece);
            return false;
        }
    }
    *sums->part[level] = *piece;
    sums->filled |= UINT64_C(1) << level;
    return true;
}

/* Adds all parts to `total`, clearing them; false where that has become too large. */
static bool collect_parts(counter *sums, mpq_ptr total) {
    bool good = true;
    for (int level = 0; level < 64; level++) {
        if (!(sums->filled >> level & 1))
            continue;
        if (good)
            mpq_add(total, total, sums->part[level]);
        good = good && within_limit(total);
        mpq_clear(sums->part[level]);
    }
    return good;
}

static int compare_denominators(const void *a, const void *b) {
    int64_t x = ((const kp_num *)a)->den, y = ((const kp_num *)b)->den;
    return (x > y) - (x < y);
}

kp_num kp_big_sum(kp_arena *arena, const kp_num values[], size_t n) {
    /* Equal denominators beside one another, so that the fast sum takes them together. */
    kp_num *sorted = KP_NEW_ARRAY(arena, kp_num, n);
    memcpy(sorted, values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, compare_denominators);

    counter sums = {.filled = 0};
    bool good = true;
    for (size_t i = 0; i < n && good;) {
        mpq_t piece;
        mpq_init(piece);
        if (kp_num_is_big(sorted[i])) {
            kp_view view;
            kp_view_open(&view, sorted[i++]);
            mpq_set(piece, view.q);
        } else {
            kp_wide num;
            uint64_t den;
            i += kp_small_sum(sorted + i, n - i, &num, &den);
            kp_set_wide(mpq_numref(piece), num);
            mpz_set_ui(mpq_denref(piece), den);
            mpq_canonicalize(piece);
        }
        good = add_piece(&sums, piece);
    }
    mpq_t total;
    mpq_init(total);
    if (!collect_parts(&sums, total) || !good) {
        mpq_clear(total);
        kp_arena_leave(arena, KP_NUMBER_TOO_LARGE);
    }
    return kp_big_finish(arena, total);
}
