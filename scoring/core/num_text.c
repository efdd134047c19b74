/* SPDX-License-Identifier: GPL-3.0-or-later */
/* num_text.c - exact numbers from digits and into digits. */
#include "num_private.h"

#include <string.h>

#define FAST_DIGITS 18 /* so many decimal digits always fit int64_t */

/* ---- reading ---- */

typedef struct decimal {
    bool negative;
    char digits[KP_NUM_TEXT_MAX + 1]; /* without leading zeros; "" is zero */
    size_t count;
    int exponent; /* the value is digits * 10^exponent */
} decimal;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Appends a run of at least one digit and moves *at behind it. */
static bool take_digits(const char **at, decimal *d) {
    const char *start = *at;
    for (; is_digit(**at); (*at)++)
        if (d->count || **at != '0')
            d->digits[d->count++] = **at;
    d->digits[d->count] = '\0';
    return *at > start;
}

static bool take_exponent(const char **at, int *exponent) {
    bool negative = **at == '-';
    if (**at == '-' || **at == '+')
        (*at)++;
    const char *start = *at;
    int value = 0;
    for (; is_digit(**at); (*at)++)
        if (value <= KP_NUM_EXACT_DECIMALS)
            value = value * 10 + (**at - '0');
    *exponent += negative ? -value : value;
    return *at > start && value <= KP_NUM_EXACT_DECIMALS;
}

static int64_t short_integer(const decimal *d) {
    int64_t value = 0;
    for (size_t i = 0; i < d->count; i++)
        value = value * 10 + (d->digits[i] - '0');
    return d->negative ? -value : value;
}

static void set_digits(mpz_ptr z, const decimal *d) {
    mpz_set_str(z, d->count ? d->digits : "0", 10);
    if (d->negative)
        mpz_neg(z, z);
}

static kp_num make_decimal(kp_arena *arena, const decimal *d) {
    if (d->count == 0)
        return KP_ZERO;
    if (d->count <= FAST_DIGITS && d->exponent <= 0 && d->exponent >= -FAST_DIGITS)
        return kp_num_reduce(arena, short_integer(d), kp_powers_of_ten[-d->exponent]);
    mpq_t q;
    mpq_init(q);
    set_digits(mpq_numref(q), d);
    mpz_t scale;
    mpz_init(scale);
    mpz_ui_pow_ui(scale, 10, (unsigned long)(d->exponent < 0 ? -d->exponent : d->exponent));
    if (d->exponent < 0)
        mpz_set(mpq_denref(q), scale);
    else
        mpz_mul(mpq_numref(q), mpq_numref(q), scale);
    mpz_clear(scale);
    mpq_canonicalize(q);
    return kp_big_finish(arena, q);
}

static kp_num make_fraction(kp_arena *arena, const decimal *num, const decimal *den) {
    if (num->count <= FAST_DIGITS && den->count <= FAST_DIGITS)
        return kp_num_reduce(arena, short_integer(num), (uint64_t)short_integer(den));
    mpq_t q;
    mpq_init(q);
    set_digits(mpq_numref(q), num);
    set_digits(mpq_denref(q), den);
    mpq_canonicalize(q);
    return kp_big_finish(arena, q);
}

bool kp_num_parse(kp_arena *arena, const char *text, kp_num *out) {
    if (!text || strnlen(text, KP_NUM_TEXT_MAX + 1) > KP_NUM_TEXT_MAX)
        return false;
    decimal d;
    d.count = 0;
    d.exponent = 0;
    d.negative = *text == '-';
    const char *at = text + (*text == '-' || *text == '+');
    if (!take_digits(&at, &d))
        return false;
    if (*at == '/') {
        decimal den;
        den.count = 0;
        den.exponent = 0;
        den.negative = false;
        at++;
        if (!take_digits(&at, &den) || *at || den.count == 0)
            return false;
        *out = make_fraction(arena, &d, &den);
        return true;
    }
    if (*at == '.') {
        const char *point = at++;
        if (!take_digits(&at, &d))
            return false;
        d.exponent = -(int)(at - point - 1);
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        if (!take_exponent(&at, &d.exponent))
            return false;
    }
    if (*at)
        return false;
    *out = make_decimal(arena, &d);
    return true;
}

/* ---- printing ---- */

/* The digits of a whole number with the point put `places` from the right: 5, 2 -> "0.05". Zero has no sign. */
static const char *place_point(kp_arena *arena, bool negative, const char *digits, size_t places) {
    size_t count = strlen(digits);
    kp_buffer out = {.arena = arena};
    if (negative && digits[strspn(digits, "0")])
        kp_buffer_puts(&out, "-");
    size_t whole = count > places ? count - places : 0;
    if (whole)
        kp_buffer_add(&out, digits, whole);
    else
        kp_buffer_puts(&out, "0");
    if (places) {
        kp_buffer_puts(&out, ".");
        for (size_t missing = places > count ? places - count : 0; missing > 0; missing--)
            kp_buffer_puts(&out, "0");
        kp_buffer_puts(&out, digits + whole);
    }
    return kp_buffer_text(&out);
}

#define WIDE_DIGITS 39 /* of 2^128 */

static const char *wide_digits(kp_uwide value, char room[WIDE_DIGITS + 1]) {
    char *at = room + WIDE_DIGITS;
    *at = '\0';
    do {
        *--at = (char)('0' + (int)(value % 10));
        value /= 10;
    } while (value);
    return at;
}

/* The digits of z without its sign; clears z. */
static const char *take_number(kp_arena *arena, mpz_ptr z) {
    mpz_abs(z, z);
    char *digits = kp_alloc_or_null(arena, mpz_sizeinbase(z, 10) + 2);
    if (digits)
        mpz_get_str(digits, 10, z);
    mpz_clear(z);
    if (!digits)
        kp_arena_exhausted(arena);
    return digits;
}

const char *kp_num_print(kp_arena *arena, kp_num x, int decimals, kp_rounding rule) {
    decimals = decimals < 0 ? 0 : decimals > KP_NUM_MAX_DECIMALS ? KP_NUM_MAX_DECIMALS : decimals;
    bool negative = kp_num_sign(x) < 0;
    if (!kp_num_is_big(x)) {
        char room[WIDE_DIGITS + 1];
        return place_point(arena, negative, wide_digits(kp_small_round(x, decimals, rule), room), (size_t)decimals);
    }
    mpz_t quotient;
    mpz_init(quotient);
    kp_big_quotient(quotient, x, decimals, rule);
    return place_point(arena, negative, take_number(arena, quotient), (size_t)decimals);
}

/* The places that the decimal form of something over `den` needs; SIZE_MAX where it has no end. Takes den apart. */
static size_t count_places(mpz_ptr den) {
    size_t twos = mpz_scan1(den, 0);
    mpz_tdiv_q_2exp(den, den, twos);
    mpz_t five;
    mpz_init_set_ui(five, 5);
    size_t fives = mpz_remove(den, den, five);
    mpz_clear(five);
    if (mpz_cmp_ui(den, 1) != 0)
        return SIZE_MAX;
    return twos > fives ? twos : fives;
}

static const char *exact_big(kp_arena *arena, kp_num x) {
    kp_view view;
    kp_view_open(&view, x);
    bool negative = kp_num_sign(x) < 0;
    mpz_t work;
    mpz_init_set(work, mpq_denref(view.q));
    size_t places = count_places(work);
    if (places <= KP_NUM_EXACT_DECIMALS) {
        mpz_ui_pow_ui(work, 10, places);
        mpz_divexact(work, work, mpq_denref(view.q));
        mpz_mul(work, work, mpq_numref(view.q));
        return place_point(arena, negative, take_number(arena, work), places);
    }
    mpz_set(work, mpq_numref(view.q));
    const char *num = take_number(arena, work);
    mpz_init_set(work, mpq_denref(view.q));
    return kp_format(arena, "%s%s/%s", negative ? "-" : "", num, take_number(arena, work));
}

const char *kp_num_exact(kp_arena *arena, kp_num x) {
    if (kp_num_is_big(x) || !kp_num_is_decimal(x))
        return exact_big(arena, x);
    int places = 0;
    while (kp_powers_of_ten[places] % (uint64_t)x.den != 0)
        places++;
    return kp_num_print(arena, x, places, KP_HALF_UP);
}
