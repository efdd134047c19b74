/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * num_property_test.c - exact numbers against GMP's rationals (mpq), at random from fixed seeds: whatever an evaluation can compute must not differ in a
 * value, a rounding, a band, an equality or a rank. What is expected is computed by mpq alone; a kp_num is compared through the text of
 * kp_num_exact(), which is read here by mpq.
 */
#include "in_arena.h"

#include <stdio.h> /* before gmp.h, which then declares gmp_fprintf() */

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "kaoping/num.h"

/* splitmix64, by Sebastiano Vigna: the same numbers everywhere. */
typedef struct source {
    uint64_t state;
} source;

static uint64_t next_random(source *s) {
    uint64_t z = s->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static int64_t pick(source *s, int64_t least, int64_t most) { return least + (int64_t)(next_random(s) % (uint64_t)(most - least + 1)); }

/* ---- a number both ways ---- */

typedef struct pair {
    kp_num num;
    mpq_t q;
} pair;

static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

static void set_ratio(kp_arena *arena, pair *p, int64_t num, int64_t den) {
    p->num = kp_num_ratio(arena, num, den);
    mpz_set_si(mpq_numref(p->q), num);
    mpz_set_si(mpq_denref(p->q), den);
    mpq_canonicalize(p->q);
}

static void set_big(kp_arena *arena, source *s, pair *p) {
    char text[128];
    const char *sign = next_random(s) & 1 ? "-" : "";
    uint64_t part[4];
    for (int i = 0; i < 4; i++)
        part[i] = next_random(s);
    int used = snprintf(text, sizeof text, "%s%lu%019lu%019lu/%lu", sign, part[0], part[1] >> 1, part[2] >> 1, part[3] | 1);
    assert_in_range(used, 1, 127);
    assert_true(kp_num_parse(arena, text, &p->num));
    mpq_set_str(p->q, text, 10);
    mpq_canonicalize(p->q);
}

static void set_random(kp_arena *arena, source *s, pair *p) {
    static const int64_t edges[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, INT64_C(1) << 62, INT64_C(3037000500), -1, 0, 1};
    static const int64_t edge_dens[] = {1, 2, 3, 10, INT64_MAX, INT64_MAX - 1, INT64_C(1) << 62, INT64_C(1000000000000000000), -7, INT64_MIN};
    switch (pick(s, 0, 7)) {
    case 0: set_ratio(arena, p, pick(s, -200, 200), 1); break;
    case 1: set_ratio(arena, p, pick(s, -1000000, 1000000), powers[pick(s, 0, 4)]); break;
    case 2: set_ratio(arena, p, pick(s, 0, 999), pick(s, 1, 999)); break;
    case 3: set_ratio(arena, p, pick(s, -INT64_C(1000000000000000), INT64_C(1000000000000000)), powers[pick(s, 5, 8)] * powers[pick(s, 0, 8)]); break;
    case 4: set_ratio(arena, p, edges[pick(s, 0, 8)], edge_dens[pick(s, 0, 9)]); break;
    case 5: set_ratio(arena, p, (int64_t)next_random(s), (int64_t)(next_random(s) | 1)); break;
    case 6: set_big(arena, s, p); break;
    default: set_ratio(arena, p, pick(s, -3, 3), pick(s, 1, 4)); break;
    }
}

/* A decimal ("-28.165") or a fraction ("265/3") into q. */
static void read_exact(mpq_ptr q, const char *text) {
    const char *point = strchr(text, '.');
    if (!point) {
        assert_int_equal(mpq_set_str(q, text, 10), 0);
        mpq_canonicalize(q);
        return;
    }
    size_t whole = (size_t)(point - text), places = strlen(point + 1);
    char *digits = malloc(whole + places + 1);
    memcpy(digits, text, whole);
    memcpy(digits + whole, point + 1, places + 1);
    assert_int_equal(mpz_set_str(mpq_numref(q), digits, 10), 0);
    mpz_ui_pow_ui(mpq_denref(q), 10, places);
    mpq_canonicalize(q);
    free(digits);
}

static void assert_same(kp_arena *arena, kp_num num, mpq_srcptr expected, const char *what) {
    mpq_t read;
    mpq_init(read);
    const char *text = kp_num_exact(arena, num);
    read_exact(read, text);
    if (!mpq_equal(read, expected)) {
        gmp_fprintf(stderr, "%s: %s, expected %Qd\n", what, text, expected);
        fail();
    }
    mpq_clear(read);
    /* one form for each value: small exactly where both parts fit */
    bool fits = mpz_fits_slong_p(mpq_numref(expected)) && mpz_fits_slong_p(mpq_denref(expected));
    assert_int_equal(num.den != 0, fits);
}

/* ---- running ---- */

static int sign_of(int x) { return (x > 0) - (x < 0); }

static void check_arithmetic(kp_arena *arena, void *data) {
    (void)data;
    source s = {20080716};
    pair x, y;
    mpq_t expected;
    mpq_inits(x.q, y.q, expected, NULL);
    for (int i = 0; i < 20000; i++) {
        set_random(arena, &s, &x);
        set_random(arena, &s, &y);
        assert_same(arena, x.num, x.q, "as read");
        mpq_add(expected, x.q, y.q);
        assert_same(arena, kp_num_add(arena, x.num, y.num), expected, "sum");
        mpq_sub(expected, x.q, y.q);
        assert_same(arena, kp_num_sub(arena, x.num, y.num), expected, "difference");
        mpq_mul(expected, x.q, y.q);
        assert_same(arena, kp_num_mul(arena, x.num, y.num), expected, "product");
        if (mpq_sgn(y.q)) {
            mpq_div(expected, x.q, y.q);
            assert_same(arena, kp_num_div(arena, x.num, y.num), expected, "quotient");
        }
        mpq_neg(expected, x.q);
        assert_same(arena, kp_num_neg(arena, x.num), expected, "negative");
        mpq_abs(expected, x.q);
        assert_same(arena, kp_num_abs(arena, x.num), expected, "absolute value");
        mpz_fdiv_q(mpq_numref(expected), mpq_numref(x.q), mpq_denref(x.q));
        mpz_set_ui(mpq_denref(expected), 1);
        assert_same(arena, kp_num_floor(arena, x.num), expected, "floor");
        mpz_cdiv_q(mpq_numref(expected), mpq_numref(x.q), mpq_denref(x.q));
        assert_same(arena, kp_num_ceil(arena, x.num), expected, "ceiling");
        assert_int_equal(sign_of(kp_num_compare(x.num, y.num)), sign_of(mpq_cmp(x.q, y.q)));
        assert_int_equal(kp_num_equal(x.num, y.num), mpq_equal(x.q, y.q) != 0);
        assert_int_equal(kp_num_sign(x.num), mpq_sgn(x.q));
        assert_int_equal(kp_num_is_integer(x.num), mpz_cmp_ui(mpq_denref(x.q), 1) == 0);
    }
    mpq_clears(x.q, y.q, expected, NULL);
}

/* ---- rounding ---- */

/* By the definition: the multiples of 10^-decimals on both sides of x, and the nearer of them. */
static void round_expected(mpq_ptr rounded, mpq_srcptr x, int decimals, kp_rounding rule) {
    mpq_t unit, scaled, below, rest, half;
    mpq_inits(unit, scaled, below, rest, half, NULL);
    mpz_ui_pow_ui(decimals < 0 ? mpq_numref(unit) : mpq_denref(unit), 10, (unsigned long)abs(decimals));
    if (decimals >= 0)
        mpz_set_ui(mpq_numref(unit), 1);
    else
        mpz_set_ui(mpq_denref(unit), 1);
    mpq_abs(scaled, x);
    mpq_div(scaled, scaled, unit);
    mpz_fdiv_q(mpq_numref(below), mpq_numref(scaled), mpq_denref(scaled));
    mpq_sub(rest, scaled, below);
    mpq_set_ui(half, 1, 2);
    int side = mpq_cmp(rest, half);
    bool more = mpq_sgn(rest) > 0, odd = mpz_odd_p(mpq_numref(below));
    const bool away[KP_ROUNDINGS] = {
        [KP_HALF_UP] = side >= 0, [KP_HALF_EVEN] = side > 0 || (side == 0 && odd), [KP_ROUND_UP] = more, [KP_HALF_DOWN] = side > 0};
    if (away[rule])
        mpz_add_ui(mpq_numref(below), mpq_numref(below), 1);
    mpq_mul(rounded, below, unit);
    if (mpq_sgn(x) < 0)
        mpq_neg(rounded, rounded);
    mpq_clears(unit, scaled, below, rest, half, NULL);
}

static void assert_rounds(kp_arena *arena, const pair *p, int decimals) {
    mpq_t expected, printed;
    mpq_inits(expected, printed, NULL);
    static const kp_rounding rules[] = {KP_HALF_UP, KP_HALF_EVEN, KP_ROUND_DOWN, KP_ROUND_UP, KP_HALF_DOWN};
    for (int r = 0; r < KP_ROUNDINGS; r++) {
        round_expected(expected, p->q, decimals, rules[r]);
        assert_same(arena, kp_num_round(arena, p->num, decimals, rules[r]), expected, "rounded");
        if (decimals < 0)
            continue;
        const char *text = kp_num_print(arena, p->num, decimals, rules[r]);
        read_exact(printed, text);
        assert_true(mpq_equal(printed, expected));
        const char *point = strchr(text, '.');
        assert_int_equal(point ? strlen(point + 1) : 0, decimals);
        assert_int_equal(*text == '-', mpq_sgn(expected) < 0);
    }
    mpq_clears(expected, printed, NULL);
}

static void check_rounding(kp_arena *arena, void *data) {
    (void)data;
    source s = {8170};
    pair p;
    mpq_init(p.q);
    for (int i = 0; i < 20000; i++) {
        set_random(arena, &s, &p);
        assert_rounds(arena, &p, (int)pick(&s, -3, 6));
    }
    for (int i = 0; i < 500; i++) {
        set_random(arena, &s, &p);
        assert_rounds(arena, &p, (int)pick(&s, -9, 18));
    }
    mpq_clear(p.q);
}

/* (k + 1/2) / 10^d, and the same ± 1/10^30, which no binary number tells apart. */
static void check_ties(kp_arena *arena, void *data) {
    (void)data;
    source s = {20081};
    pair tie, near;
    mpq_t dust_q;
    mpq_inits(tie.q, near.q, dust_q, NULL);
    kp_num dust;
    assert_true(kp_num_parse(arena, "1e-30", &dust));
    mpz_set_ui(mpq_numref(dust_q), 1);
    mpz_ui_pow_ui(mpq_denref(dust_q), 10, 30);
    for (int i = 0; i < 5000; i++) {
        int decimals = i % 7;
        set_ratio(arena, &tie, 2 * pick(&s, -20000, 20000) + 1, 2 * powers[decimals]);
        assert_rounds(arena, &tie, decimals);
        near.num = kp_num_add(arena, tie.num, dust);
        mpq_add(near.q, tie.q, dust_q);
        assert_rounds(arena, &near, decimals);
        assert_true(kp_num_compare(near.num, tie.num) > 0);
        near.num = kp_num_sub(arena, tie.num, dust);
        mpq_sub(near.q, tie.q, dust_q);
        assert_rounds(arena, &near, decimals);
        assert_true(kp_num_compare(near.num, tie.num) < 0);
    }
    mpq_clears(tie.q, near.q, dust_q, NULL);
}

/* ---- what an evaluation computes ---- */

/* A tree of weighted means: leaves are marks, percentages or means of evaluators, some missing; a node's score is Σ w·v / Σ w over what is there. False where
 * nothing is there. */
static bool score_node(kp_arena *arena, source *s, int depth, pair *score) {
    if (depth == 0) {
        if (pick(s, 0, 5) == 0)
            return false;
        switch (pick(s, 0, 2)) {
        case 0: set_ratio(arena, score, pick(s, 0, 10000), 100); break;
        case 1: set_ratio(arena, score, 100 * pick(s, 0, 187), 187); break;
        default: set_ratio(arena, score, pick(s, 0, 3000), 10 * pick(s, 1, 11)); break;
        }
        return true;
    }
    kp_num parts[6], weights[6];
    size_t n = 0, children = (size_t)pick(s, 2, 6);
    pair child, weight;
    mpq_t sum, total, product;
    mpq_inits(child.q, weight.q, sum, total, product, NULL);
    for (size_t i = 0; i < children; i++) {
        set_ratio(arena, &weight, pick(s, 1, 400), 1000);
        if (!score_node(arena, s, depth - 1, &child))
            continue;
        weights[n] = weight.num;
        parts[n++] = kp_num_mul(arena, weight.num, child.num);
        mpq_mul(product, weight.q, child.q);
        mpq_add(sum, sum, product);
        mpq_add(total, total, weight.q);
    }
    if (n) {
        score->num = kp_num_div(arena, kp_num_sum(arena, parts, n), kp_num_sum(arena, weights, n));
        mpq_div(score->q, sum, total);
    }
    mpq_clears(child.q, weight.q, sum, total, product, NULL);
    return n > 0;
}

static void check_weighted_means(kp_arena *arena, void *data) {
    (void)data;
    source s = {41};
    enum { UNITS = 60 };
    pair units[UNITS];
    for (size_t i = 0; i < UNITS; i++)
        mpq_init(units[i].q);
    for (int round = 0; round < 12; round++) {
        size_t n = 0;
        while (n < UNITS)
            n += score_node(arena, &s, 3, &units[n]);
        /* every second unit comes to the score of its neighbour by another way */
        for (size_t i = 0; i + 1 < UNITS; i += 4) {
            kp_num seventh = kp_num_ratio(arena, 1, 7), sevenths[7];
            for (int j = 0; j < 7; j++)
                sevenths[j] = kp_num_mul(arena, units[i].num, seventh);
            units[i + 1].num = kp_num_sum(arena, sevenths, 7);
            mpq_set(units[i + 1].q, units[i].q);
        }
        for (size_t i = 0; i < UNITS; i++) {
            assert_same(arena, units[i].num, units[i].q, "weighted mean");
            assert_rounds(arena, &units[i], 2);
            for (int band = 0; band <= 100; band += 10)
                assert_int_equal(kp_num_compare(units[i].num, kp_num_int(band)) >= 0, mpq_cmp_si(units[i].q, band, 1) >= 0);
            int above = 0, expected = 0;
            for (size_t j = 0; j < UNITS; j++) {
                above += kp_num_compare(units[j].num, units[i].num) > 0;
                expected += mpq_cmp(units[j].q, units[i].q) > 0;
                assert_int_equal(kp_num_equal(units[j].num, units[i].num), mpq_equal(units[j].q, units[i].q) != 0);
            }
            assert_int_equal(above, expected);
        }
    }
    for (size_t i = 0; i < UNITS; i++)
        mpq_clear(units[i].q);
}

/* The mean of n equal parts of a whole, whatever n, is the whole again. */
static void check_parts_of_whole(kp_arena *arena, void *data) {
    (void)data;
    kp_num parts[500];
    for (int n = 1; n <= 500; n++) {
        kp_num part = kp_num_ratio(arena, 90, n);
        for (int i = 0; i < n; i++)
            parts[i] = part;
        kp_num whole = kp_num_sum(arena, parts, (size_t)n);
        assert_true(kp_num_equal(whole, kp_num_int(90)));
        assert_true(kp_num_equal(kp_num_mul(arena, part, kp_num_int(n)), kp_num_int(90)));
    }
}

/* ---- long sums ---- */

static void assert_sums(kp_arena *arena, const pair *values, size_t n) {
    kp_num *numbers = KP_NEW_ARRAY(arena, kp_num, n);
    mpq_t expected;
    mpq_init(expected);
    for (size_t i = 0; i < n; i++) {
        numbers[i] = values[i].num;
        mpq_add(expected, expected, values[i].q);
    }
    kp_num sum = kp_num_sum(arena, numbers, n);
    assert_same(arena, sum, expected, "sum of many");
    mpq_clear(expected);
}

typedef enum kind { COUNTS, SCORES, ANY, WIDE } kind;

static void check_sum_of(kp_arena *arena, uint64_t seed, kind of, size_t n) {
    source s = {seed};
    pair *values = KP_NEW_ARRAY(arena, pair, n);
    for (size_t i = 0; i < n; i++) {
        mpq_init(values[i].q);
        switch (of) {
        case COUNTS: set_ratio(arena, &values[i], pick(&s, 0, 999), pick(&s, 1, 999)); break;
        case SCORES: set_ratio(arena, &values[i], pick(&s, -10000, 10000), powers[pick(&s, 0, 4)]); break;
        case ANY: set_random(arena, &s, &values[i]); break;
        case WIDE: set_ratio(arena, &values[i], (int64_t)next_random(&s), (int64_t)(next_random(&s) >> 1 | 1)); break;
        }
    }
    assert_sums(arena, values, n);
    for (size_t i = 0; i < n; i++)
        mpq_clear(values[i].q);
}

static void check_unlike_sum(kp_arena *arena, void *data) {
    (void)data;
    check_sum_of(arena, 1, COUNTS, 10000);
    check_sum_of(arena, 2, SCORES, 10000);
}

static void check_wide_sum(kp_arena *arena, void *data) {
    (void)data;
    check_sum_of(arena, 3, WIDE, 2000);
}

static void check_short_sums(kp_arena *arena, void *data) {
    (void)data;
    for (uint64_t seed = 100; seed < 700; seed++)
        check_sum_of(arena, seed, ANY, seed % 23);
}

/* Text and back: what is printed exactly is read as the same number. */
static void check_text(kp_arena *arena, void *data) {
    (void)data;
    source s = {77};
    pair p;
    mpq_init(p.q);
    for (int i = 0; i < 20000; i++) {
        set_random(arena, &s, &p);
        kp_num read;
        assert_true(kp_num_parse(arena, kp_num_exact(arena, p.num), &read));
        assert_true(kp_num_equal(read, p.num));
        assert_int_equal(read.den != 0, p.num.den != 0);
    }
    mpq_clear(p.q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("sums, products, orders and integer parts of any two numbers are those of exact rationals", check_arithmetic),
        IN_ARENA("any number rounds under both rules as the definition says", check_rounding),
        IN_ARENA("ties, and what differs from a tie by 10^-30, round apart", check_ties),
        IN_ARENA("nested weighted means with missing parts keep their value, roundings, bands, equalities and ranks", check_weighted_means),
        IN_ARENA("the parts of 90 add up to 90 for every number of parts", check_parts_of_whole),
        IN_ARENA("10,000 unlike ratios and 10,000 scores add up exactly", check_unlike_sum),
        IN_ARENA("2,000 ratios of 63 bits without common factors add up exactly", check_wide_sum),
        IN_ARENA("sums of numbers of every form are exact", check_short_sums),
        IN_ARENA("what is printed exactly is read back as the same number", check_text),
    };
    return cmocka_run_group_tests_name("num against exact rationals", tests, NULL, NULL);
}
