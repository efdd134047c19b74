/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * irrational.c - logarithms, exponentials, roots and powers; see irrational.h for the ways and sources. GMP's own memory lives within a function here that takes nothing from
 * an arena; what it found leaves by kp_big_finish().
 */
#include "kaoping/irrational.h"
#include "num_private.h"

#define FIRST_PRECISION 256       /* bits: 50 digits and 90 bits to tell an interval's ends apart */
#define MOST_PRECISION  (1 << 14) /* an interval that small lies on a tie, which only an exact number can; those are found beforehand */
#define HALVINGS        8         /* of the argument of exp, each undone by squaring */
#define EXACT_BITS      65536     /* of a power whose root is tried exactly */
#define EXACT_ROOT      64        /* the highest root taken of whole numbers where it is not rational */

/* mantissa · 2^exponent, wrong by less than `error` units of the mantissa. */
typedef struct approximation {
    mpz_t mantissa;
    long exponent;
    unsigned long error;
} approximation;

/* ---- fixed point: whole numbers of 2^-precision ---- */

/* artanh(1 / n), wrong by less than `precision` units. */
static void reciprocal_artanh(mpz_ptr sum, unsigned long n, unsigned long precision) {
    mpz_t power, term;
    mpz_inits(power, term, NULL);
    mpz_setbit(power, precision);
    mpz_tdiv_q_ui(power, power, n);
    mpz_set(sum, power);
    for (unsigned long i = 3; mpz_sgn(power); i += 2) {
        mpz_tdiv_q_ui(power, power, n * n);
        mpz_tdiv_q_ui(term, power, i);
        mpz_add(sum, sum, term);
    }
    mpz_clears(power, term, NULL);
}

/* ln 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749), wrong by less than a unit. */
static void logarithm_of_two(mpz_ptr result, unsigned long precision) {
    enum { GUARD = 24 }; /* bits: 28 series wrong by less than 2^15 units each */
    mpz_t part;
    mpz_init(part);
    reciprocal_artanh(result, 26, precision + GUARD);
    mpz_mul_ui(result, result, 18);
    reciprocal_artanh(part, 4801, precision + GUARD);
    mpz_submul_ui(result, part, 2);
    reciprocal_artanh(part, 8749, precision + GUARD);
    mpz_addmul_ui(result, part, 8);
    mpz_tdiv_q_2exp(result, result, GUARD);
    mpz_clear(part);
}

/* Σ z^(2i+1) / (2i+1) doubled, of |z| <= 1/5; wrong by less than precision + 4·(error of z) units. */
static void double_artanh(mpz_ptr result, mpz_srcptr z, unsigned long precision) {
    mpz_t square, power, term;
    mpz_inits(square, power, term, NULL);
    mpz_mul(square, z, z);
    mpz_tdiv_q_2exp(square, square, precision);
    mpz_set(power, z);
    mpz_set(result, z);
    for (unsigned long i = 3; mpz_sgn(power); i += 2) {
        mpz_mul(power, power, square);
        mpz_tdiv_q_2exp(power, power, precision);
        mpz_tdiv_q_ui(term, power, i);
        mpz_add(result, result, term);
    }
    mpz_mul_2exp(result, result, 1);
    mpz_clears(square, power, term, NULL);
}

/* ln q of q > 0, whose parts are within KP_NUM_MAX_BITS. */
static void logarithm(approximation *result, mpq_srcptr q, unsigned long precision) {
    mpz_t num, den, z;
    mpz_init_set(num, mpq_numref(q));
    mpz_init_set(den, mpq_denref(q));
    mpz_init(z);
    long twos = (long)mpz_sizeinbase(num, 2) - (long)mpz_sizeinbase(den, 2); /* num/den · 2^-twos is within 1/2 .. 2 */
    mpz_mul_2exp(twos < 0 ? num : den, twos < 0 ? num : den, (mp_bitcnt_t)(twos < 0 ? -twos : twos));
    mpz_mul_ui(z, num, 3);
    mpz_submul_ui(z, den, 4);
    if (mpz_sgn(z) > 0) { /* above 4/3 */
        mpz_mul_2exp(den, den, 1);
        twos++;
    }
    mpz_mul_ui(z, num, 3);
    mpz_submul_ui(z, den, 2);
    if (mpz_sgn(z) < 0) { /* below 2/3 */
        mpz_mul_2exp(num, num, 1);
        twos--;
    }
    mpz_sub(z, num, den);
    mpz_add(den, num, den);
    mpz_mul_2exp(z, z, precision);
    mpz_tdiv_q(z, z, den);
    double_artanh(result->mantissa, z, precision);
    logarithm_of_two(z, precision);
    if (twos < 0)
        mpz_submul_ui(result->mantissa, z, (unsigned long)-twos);
    else
        mpz_addmul_ui(result->mantissa, z, (unsigned long)twos);
    result->exponent = -(long)precision;
    result->error = precision + 8 + (unsigned long)(twos < 0 ? -twos : twos);
    mpz_clears(num, den, z, NULL);
}

/* e^x of x in fixed point, wrong by less than `error` units. False where the result is beyond the limit. */
static bool exponential(approximation *result, mpz_srcptr x, unsigned long error, unsigned long precision) {
    mpz_t two, rest, quotient, term;
    mpz_inits(two, rest, quotient, term, NULL);
    logarithm_of_two(two, precision);
    mpz_tdiv_q_2exp(rest, two, 1);
    mpz_add(rest, rest, x);
    mpz_fdiv_qr(quotient, rest, rest, two); /* x = quotient · ln 2 + what is within half of ln 2 around 0 */
    mpz_tdiv_q_2exp(term, two, 1);
    mpz_sub(rest, rest, term);
    bool within = mpz_cmpabs_ui(quotient, KP_IRRATIONAL_LIMIT) <= 0;
    unsigned long terms = 2;
    if (within) {
        long twos = mpz_get_si(quotient);
        mpz_tdiv_q_2exp(rest, rest, HALVINGS);
        mpz_set_ui(result->mantissa, 0);
        mpz_setbit(result->mantissa, precision);
        mpz_set(term, result->mantissa);
        for (unsigned long i = 1; mpz_sgn(term); i++, terms++) {
            mpz_mul(term, term, rest);
            mpz_tdiv_q_2exp(term, term, precision);
            mpz_tdiv_q_ui(term, term, i);
            mpz_add(result->mantissa, result->mantissa, term);
        }
        for (int i = 0; i < HALVINGS; i++) { /* the relative error doubles each time, and a unit is lost */
            mpz_mul(result->mantissa, result->mantissa, result->mantissa);
            mpz_tdiv_q_2exp(result->mantissa, result->mantissa, precision);
        }
        result->exponent = twos - (long)precision;
        result->error = ((2 * terms + 4) << (HALVINGS + 1)) + 4 * (error + (unsigned long)(twos < 0 ? -twos : twos) + 4);
    }
    mpz_clears(two, rest, quotient, term, NULL);
    return within;
}

/* ---- rounding to decimal digits ---- */

/* 10^exponent times a whole number of KP_IRRATIONAL_DIGITS digits that is nearest to mantissa · 2^twos > 0. */
static void nearest_digits(mpz_ptr digits, long *exponent, mpz_srcptr mantissa, long twos) {
    mpz_t num, den, limit;
    mpz_inits(num, den, limit, NULL);
    mpz_ui_pow_ui(limit, 10, KP_IRRATIONAL_DIGITS);
    long bits = (long)mpz_sizeinbase(mantissa, 2) + twos;
    *exponent = bits * 30103 / 100000 - KP_IRRATIONAL_DIGITS - 1; /* at least one digit too many */
    for (;; ++*exponent) {
        mpz_set(num, mantissa);
        mpz_ui_pow_ui(den, 10, (unsigned long)(*exponent < 0 ? -*exponent : *exponent));
        if (*exponent < 0) {
            mpz_mul(num, num, den);
            mpz_set_ui(den, 1);
        }
        mpz_mul_2exp(twos < 0 ? den : num, twos < 0 ? den : num, (mp_bitcnt_t)(twos < 0 ? -twos : twos));
        mpz_mul_2exp(num, num, 1);
        mpz_add(num, num, den);
        mpz_mul_2exp(den, den, 1);
        mpz_fdiv_q(digits, num, den);
        if (mpz_cmp(digits, limit) < 0)
            break;
    }
    mpz_clears(num, den, limit, NULL);
}

/* True where all of the interval rounds alike: then q is set to that. `force`: to one end of it whatever they say. */
static bool settle(mpq_ptr q, const approximation *x, bool force) {
    bool settled = false;
    mpz_t low, high, other;
    mpz_inits(low, high, other, NULL);
    mpz_abs(high, x->mantissa);
    if (mpz_cmp_ui(high, 2 * x->error) > 0) { /* its sign is certain */
        long exponent, other_exponent;
        mpz_sub_ui(low, high, x->error);
        mpz_add_ui(high, high, x->error);
        nearest_digits(other, &other_exponent, low, x->exponent);
        nearest_digits(low, &exponent, high, x->exponent);
        settled = force || (exponent == other_exponent && mpz_cmp(low, other) == 0);
        mpz_ui_pow_ui(high, 10, (unsigned long)(exponent < 0 ? -exponent : exponent));
        mpz_set_ui(mpq_denref(q), 1);
        if (exponent < 0)
            mpz_set(mpq_denref(q), high);
        else
            mpz_mul(low, low, high);
        mpz_swap(mpq_numref(q), low);
        if (mpz_sgn(x->mantissa) < 0)
            mpz_neg(mpq_numref(q), mpq_numref(q));
        mpq_canonicalize(q);
    }
    mpz_clears(low, high, other, NULL);
    return settled;
}

/* ---- one, with more and more digits ---- */

bool kp_num_ln(kp_arena *arena, kp_num x, kp_num *out) {
    if (kp_num_sign(x) <= 0)
        return false;
    if (kp_num_equal(x, KP_ONE)) {
        *out = KP_ZERO;
        return true;
    }
    kp_view view;
    kp_view_open(&view, x);
    mpq_t q;
    approximation found;
    mpq_init(q);
    mpz_init(found.mantissa);
    bool settled = false;
    for (unsigned long precision = FIRST_PRECISION; !settled; precision *= 2) { /* no logarithm of a fraction but 1 is one */
        logarithm(&found, view.q, precision);
        settled = settle(q, &found, false);
    }
    mpz_clear(found.mantissa);
    *out = kp_big_finish(arena, q);
    return true;
}

/* exp(num/den · Σ weights[i] · ln bases[i]) with n bases, or of num/den alone with n 0; true and q set where it is within the limit. */
static bool raise_sum(mpq_ptr q, mpq_srcptr factor, const kp_num bases[], const mpz_t weights[], size_t n) {
    enum { GUARD = 64 }; /* bits, so that what the sum is wrong by comes to less than a unit */
    bool settled = false, within = true;
    approximation found, part;
    mpz_t sum;
    mpz_inits(found.mantissa, part.mantissa, sum, NULL);
    for (unsigned long precision = FIRST_PRECISION; !settled && within; precision *= 2) {
        unsigned long work = precision + GUARD;
        mpz_set_ui(sum, n ? 0 : 1);
        if (!n)
            mpz_mul_2exp(sum, sum, work);
        mpz_t error, error_part;
        mpz_init_set_ui(error, 0);
        mpz_init(error_part);
        for (size_t i = 0; i < n; i++) {
            kp_view view;
            kp_view_open(&view, bases[i]);
            logarithm(&part, view.q, work);
            mpz_addmul(sum, part.mantissa, weights[i]);
            mpz_abs(error_part, weights[i]);
            mpz_addmul_ui(error, error_part, part.error);
        }
        mpz_mul(sum, sum, mpq_numref(factor));
        mpz_fdiv_q(sum, sum, mpq_denref(factor));
        mpz_abs(error_part, mpq_numref(factor));
        mpz_mul(error, error, error_part);
        mpz_cdiv_q(error, error, mpq_denref(factor));
        mpz_add_ui(error, error, 1);
        bool sound = mpz_sizeinbase(error, 2) < GUARD; /* else the power is so high that nothing but 1 stays within the limit */
        mpz_clears(error, error_part, NULL);
        mpz_fdiv_q_2exp(sum, sum, GUARD);
        within = sound && mpz_sizeinbase(sum, 2) <= precision + 13 && exponential(&found, sum, 2, precision);
        settled = within && settle(q, &found, precision >= MOST_PRECISION);
    }
    mpz_clears(found.mantissa, part.mantissa, sum, NULL);
    return settled && within;
}

/* ---- roots of whole numbers ---- */

/* The n-th root of a fraction above 0, where that is a fraction itself. */
static bool rational_root(mpq_ptr q, mpq_srcptr x, unsigned long n) {
    bool exact = mpz_root(mpq_numref(q), mpq_numref(x), n) != 0;
    return mpz_root(mpq_denref(q), mpq_denref(x), n) != 0 && exact;
}

/* The n-th root of x > 0, rational or not, n moderate. */
static void rounded_root(mpq_ptr q, mpq_srcptr x, unsigned long n) {
    approximation found = {.error = 1};
    mpz_init(found.mantissa);
    bool settled = false;
    for (unsigned long precision = FIRST_PRECISION; !settled; precision *= 2) {
        long bits = (long)mpz_sizeinbase(mpq_numref(x), 2) - (long)mpz_sizeinbase(mpq_denref(x), 2);
        long places = (long)precision - bits / (long)n;
        places = places > 0 ? places : 0;
        mpz_mul_2exp(found.mantissa, mpq_numref(x), (mp_bitcnt_t)places * n);
        mpz_fdiv_q(found.mantissa, found.mantissa, mpq_denref(x));
        mpz_root(found.mantissa, found.mantissa, n);
        found.exponent = -places;
        settled = settle(q, &found, precision >= MOST_PRECISION);
    }
    mpz_clear(found.mantissa);
}

static bool is_moderate(mpq_srcptr q) {
    return mpz_sizeinbase(mpq_numref(q), 2) <= KP_IRRATIONAL_LIMIT && mpz_sizeinbase(mpq_denref(q), 2) <= KP_IRRATIONAL_LIMIT;
}

/* Whether the n-th root of x could be made from whole numbers. */
static bool take_root(mpq_ptr q, mpq_srcptr x, unsigned long n) {
    if (rational_root(q, x, n) && is_moderate(q))
        return true;
    bool short_root = n <= EXACT_ROOT && n > 1;
    if (short_root)
        rounded_root(q, x, n);
    return short_root;
}

static size_t bits_of(mpq_srcptr q) { return mpz_sizeinbase(mpq_numref(q), 2) + mpz_sizeinbase(mpq_denref(q), 2); }

/* ---- public ---- */

bool kp_num_exp(kp_arena *arena, kp_num x, kp_num *out) {
    kp_view view;
    kp_view_open(&view, x);
    mpq_t q;
    mpq_init(q);
    bool found = kp_num_is_zero(x) || raise_sum(q, view.q, NULL, NULL, 0);
    if (kp_num_is_zero(x))
        mpq_set_ui(q, 1, 1);
    if (found)
        *out = kp_big_finish(arena, q);
    else
        mpq_clear(q);
    return found;
}

bool kp_num_sqrt(kp_arena *arena, kp_num x, kp_num *out) {
    if (kp_num_sign(x) < 0)
        return false;
    return kp_num_power(arena, x, kp_num_ratio(arena, 1, 2), out);
}

/* x^y of x > 0. */
static bool raise(mpq_ptr q, kp_num x, mpq_srcptr x_view, mpq_srcptr y) {
    mpz_t weight[1];
    mpz_srcptr num = mpq_numref(y), den = mpq_denref(y);
    bool found = false;
    if (mpz_cmp_ui(den, EXACT_BITS) <= 0 && mpz_cmpabs_ui(num, EXACT_BITS / bits_of(x_view)) <= 0) {
        unsigned long times = mpz_get_ui(num);
        mpq_t power;
        mpq_init(power);
        mpz_pow_ui(mpq_numref(power), mpq_numref(x_view), times);
        mpz_pow_ui(mpq_denref(power), mpq_denref(x_view), times);
        if (mpz_sgn(num) < 0)
            mpq_inv(power, power);
        found = take_root(q, power, mpz_get_ui(den));
        mpq_clear(power);
    }
    if (found)
        return true;
    mpz_init_set_ui(weight[0], 1);
    found = raise_sum(q, y, &x, weight, 1);
    mpz_clear(weight[0]);
    return found;
}

/* Whether q and its inverse are within the limit. */
static bool is_within(mpq_srcptr q) {
    long bits = (long)mpz_sizeinbase(mpq_numref(q), 2) - (long)mpz_sizeinbase(mpq_denref(q), 2);
    return bits <= KP_IRRATIONAL_LIMIT && bits >= -KP_IRRATIONAL_LIMIT;
}

bool kp_num_power(kp_arena *arena, kp_num x, kp_num y, kp_num *out) {
    int sign = kp_num_sign(x);
    if ((sign == 0 && kp_num_sign(y) <= 0) || (sign < 0 && !kp_num_is_integer(y)))
        return false;
    if (sign == 0 || kp_num_equal(x, KP_ONE) || kp_num_is_zero(y)) {
        *out = sign == 0 ? KP_ZERO : KP_ONE;
        return true;
    }
    kp_num base = kp_num_abs(arena, x);
    kp_view x_view, y_view;
    kp_view_open(&x_view, base);
    kp_view_open(&y_view, y);
    bool negative = sign < 0 && mpz_odd_p(mpq_numref(y_view.q)), one = kp_num_equal(base, KP_ONE);
    mpq_t q;
    mpq_init(q);
    if (one)
        mpq_set_ui(q, 1, 1);
    if (!one && !(raise(q, base, x_view.q, y_view.q) && is_within(q))) {
        mpq_clear(q);
        return false;
    }
    if (negative)
        mpq_neg(q, q);
    *out = kp_big_finish(arena, q);
    return true;
}

/* Sets whole[i] to the weights in lowest whole numbers and `sum` to what they add up to. */
static void make_whole(mpz_t whole[], mpz_ptr sum, const kp_num weights[], size_t n) {
    mpz_t common, divisor;
    mpz_init_set_ui(common, 1);
    mpz_init_set_ui(divisor, 0);
    kp_view view;
    for (size_t i = 0; weights && i < n; i++) {
        kp_view_open(&view, weights[i]);
        mpz_lcm(common, common, mpq_denref(view.q));
    }
    for (size_t i = 0; i < n; i++) {
        mpz_init_set_ui(whole[i], 1);
        if (weights) {
            kp_view_open(&view, weights[i]);
            mpz_divexact(whole[i], common, mpq_denref(view.q));
            mpz_mul(whole[i], whole[i], mpq_numref(view.q));
        }
        mpz_gcd(divisor, divisor, whole[i]);
    }
    mpz_set_ui(sum, 0);
    for (size_t i = 0; i < n; i++) {
        mpz_divexact(whole[i], whole[i], divisor);
        mpz_add(sum, sum, whole[i]);
    }
    mpz_clears(common, divisor, NULL);
}

/* Π x[i]^whole[i], where that has no more than EXACT_BITS. */
static bool exact_product(mpq_ptr product, const kp_num x[], mpz_t whole[], size_t n) {
    size_t room = EXACT_BITS;
    mpq_t power;
    mpq_set_ui(product, 1, 1);
    mpq_init(power);
    bool fits = true;
    for (size_t i = 0; i < n && fits; i++) {
        kp_view view;
        kp_view_open(&view, x[i]);
        size_t bits = bits_of(view.q);
        fits = bits <= room && mpz_cmp_ui(whole[i], room / bits) <= 0;
        if (!fits)
            break;
        unsigned long times = mpz_get_ui(whole[i]);
        room -= times * bits;
        mpz_pow_ui(mpq_numref(power), mpq_numref(view.q), times);
        mpz_pow_ui(mpq_denref(power), mpq_denref(view.q), times);
        mpq_mul(product, product, power);
    }
    mpq_clear(power);
    return fits;
}

bool kp_num_geometric(kp_arena *arena, const kp_num x[], const kp_num weights[], size_t n, kp_num *out) {
    size_t first = SIZE_MAX;
    bool alike = true;
    for (size_t i = 0; i < n; i++) {
        if (kp_num_sign(x[i]) <= 0)
            return false;
        if (weights && kp_num_sign(weights[i]) <= 0)
            continue;
        first = first == SIZE_MAX ? i : first;
        alike = alike && kp_num_equal(x[i], x[first]);
    }
    if (first == SIZE_MAX)
        return false;
    if (alike) {
        *out = x[first];
        return true;
    }
    mpz_t *whole = KP_NEW_ARRAY(arena, mpz_t, n); /* from here on GMP holds memory: nothing may leave */
    mpq_t q, product;
    mpz_t sum;
    mpq_inits(q, product, NULL);
    mpz_init(sum);
    make_whole(whole, sum, weights, n);
    bool found = exact_product(product, x, whole, n) && mpz_cmp_ui(sum, EXACT_BITS) <= 0 && take_root(q, product, mpz_get_ui(sum));
    if (!found) {
        mpq_set_ui(product, 1, 1);
        mpz_set(mpq_denref(product), sum);
        found = raise_sum(q, product, x, whole, n);
    }
    for (size_t i = 0; i < n; i++)
        mpz_clear(whole[i]);
    mpz_clear(sum);
    mpq_clear(product);
    if (found)
        *out = kp_big_finish(arena, q);
    else
        mpq_clear(q);
    return found;
}

/* ---- what is decided on ---- */

/* 10^exponent as a fraction. */
static void set_power_of_ten(mpq_ptr power, long exponent) {
    mpz_set_ui(mpq_denref(power), 1);
    mpz_ui_pow_ui(mpq_numref(power), 10, (unsigned long)(exponent < 0 ? -exponent : exponent));
    if (exponent < 0)
        mpq_inv(power, power);
}

/* The digits before the point of |size| > 0, negative by the zeros behind it: 10^(digits - 1) <= |size| < 10^digits. */
static long count_digits(mpq_srcptr size) {
    long bits =
        (long)mpz_sizeinbase(mpq_numref(size), 2) - (long)mpz_sizeinbase(mpq_denref(size), 2); /* size is within 2^(bits - 1) .. 2^(bits + 1) */
    long digits = bits * 30103 / 100000 - 1;                                                   /* not too many */
    mpq_t positive, power;
    mpq_inits(positive, power, NULL);
    mpq_abs(positive, size);
    for (set_power_of_ten(power, digits); mpq_cmp(positive, power) >= 0; set_power_of_ten(power, digits))
        digits++;
    mpq_clears(positive, power, NULL);
    return digits;
}

kp_num kp_num_settle_beside(kp_arena *arena, kp_num x, kp_num size, int digits) {
    if (!digits || kp_num_is_zero(size) || kp_num_is_zero(x))
        return x;
    kp_view view, size_view;
    kp_view_open(&view, x);
    kp_view_open(&size_view, size);
    long places = digits - count_digits(size_view.q);
    mpq_t q;
    mpz_t power;
    mpq_init(q);
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)(places < 0 ? -places : places));
    mpq_set(q, view.q);
    mpz_mul(places < 0 ? mpq_denref(q) : mpq_numref(q), places < 0 ? mpq_denref(q) : mpq_numref(q), power);
    bool whole = mpz_divisible_p(mpq_numref(q), mpq_denref(q)) != 0; /* it has no more digits */
    if (whole) {
        mpq_set(q, view.q);
    } else {
        bool negative = mpz_sgn(mpq_numref(q)) < 0;
        mpz_abs(mpq_numref(q), mpq_numref(q));
        mpz_mul_2exp(mpq_numref(q), mpq_numref(q), 1);
        mpz_add(mpq_numref(q), mpq_numref(q), mpq_denref(q));
        mpz_mul_2exp(mpq_denref(q), mpq_denref(q), 1);
        mpz_fdiv_q(mpq_numref(q), mpq_numref(q), mpq_denref(q));
        mpz_set_ui(mpq_denref(q), 1);
        mpz_mul(places < 0 ? mpq_numref(q) : mpq_denref(q), places < 0 ? mpq_numref(q) : mpq_denref(q), power);
        if (negative)
            mpz_neg(mpq_numref(q), mpq_numref(q));
        mpq_canonicalize(q);
    }
    mpz_clear(power);
    if (whole)
        mpq_clear(q);
    return whole ? x : kp_big_finish(arena, q);
}

kp_num kp_num_settle(kp_arena *arena, kp_num x, int digits) { return kp_num_settle_beside(arena, x, x, digits); }
