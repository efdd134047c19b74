/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * formula_property_test.c - formulas at random against an evaluator that knows nothing of the core: GMP's rationals, worked out while the text is written. The text is written
 * with every bracket; read, written anew without those that are not needed and read again, it must come to the same, with and without trace.
 */
#include "kaoping/formula.h"
#include "scoring_support.h"

#include <gmp.h>
#include <stdlib.h>

#define FORMULAS 3000
#define LEAVES   4

/* Some ids are words of the language, and stand in quotes of one kind or another. */
static const char *const ids[LEAVES] = {"x0", "or", "to", "not"};
static const char *const written[LEAVES] = {"x0", "\"or\"", "“to”", "「not」"};

/* splitmix64, by Sebastiano Vigna: the same numbers everywhere. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

typedef struct game {
    uint64_t random;
    kp_buffer text;
    long leaves[LEAVES]; /* in tenths */
} game;

static unsigned pick(game *g, unsigned n) { return (unsigned)(next_random(&g->random) % n); }

/* Writes an expression and gives its value; false where it has none: a divisor is 0. What is not looked at is written all the same. */
static bool expression(game *g, int depth, mpq_t out);

static bool compare(game *g, int depth, bool *holds) {
    static const char *const signs[] = {"<", "≤", "=", "!=", ">=", "＞"};
    mpq_t x, y;
    mpq_inits(x, y, NULL);
    unsigned sign = pick(g, 6);
    bool sound = expression(g, depth, x);
    kp_buffer_printf(&g->text, " %s ", signs[sign]);
    sound = expression(g, depth, y) && sound;
    int order = mpq_cmp(x, y);
    *holds = sign == 0 ? order < 0 : sign == 1 ? order <= 0 : sign == 2 ? order == 0 : sign == 3 ? order != 0 : sign == 4 ? order >= 0 : order > 0;
    mpq_clears(x, y, NULL);
    return sound;
}

/* The first of two conditions alone, with the second by and or or, or not at all. */
static bool condition(game *g, int depth, bool *holds) {
    unsigned kind = pick(g, 4);
    bool second;
    kp_buffer_puts(&g->text, kind == 3 ? "非 (" : "(");
    bool sound = compare(g, depth, holds);
    kp_buffer_puts(&g->text, ")");
    if (kind == 3)
        *holds = !*holds;
    if (kind != 1 && kind != 2)
        return sound;
    kp_buffer_puts(&g->text, kind == 1 ? " and (" : " 或 (");
    bool second_sound = compare(g, depth, &second);
    kp_buffer_puts(&g->text, ")");
    if (*holds == (kind == 2)) /* the first decides */
        return sound;
    *holds = second;
    return sound && second_sound;
}

static bool choice(game *g, int depth, mpq_t out) {
    mpq_t other;
    mpq_init(other);
    bool holds;
    kp_buffer_puts(&g->text, "如果(");
    bool sound = condition(g, depth, &holds);
    kp_buffer_puts(&g->text, "，");
    bool first = expression(g, depth, out);
    kp_buffer_puts(&g->text, ", ");
    bool second = expression(g, depth, other);
    kp_buffer_puts(&g->text, ")");
    if (!holds)
        mpq_set(out, other);
    mpq_clear(other);
    return sound && (holds ? first : second);
}

/* Down, up, or to the nearer and a half away from zero, in whole hundredths or units. */
static bool cut(game *g, int depth, mpq_t out) {
    static const char *const names[] = {"floor", "向上取整", "round"};
    unsigned kind = pick(g, 3), decimals = pick(g, 2) * 2;
    kp_buffer_printf(&g->text, "%s(", names[kind]);
    bool sound = expression(g, depth, out);
    kp_buffer_printf(&g->text, decimals ? ", %u)" : ")", decimals);
    mpq_t power;
    mpz_t whole;
    mpq_init(power);
    mpz_init(whole);
    mpq_set_ui(power, decimals ? 100 : 1, 1);
    mpq_mul(out, out, power);
    if (kind == 2) { /* ⌊|x| + 1/2⌋ with the sign */
        mpq_t half;
        mpq_init(half);
        mpq_set_ui(half, 1, 2);
        int sign = mpq_sgn(out);
        mpq_abs(out, out);
        mpq_add(out, out, half);
        mpz_fdiv_q(whole, mpq_numref(out), mpq_denref(out));
        if (sign < 0)
            mpz_neg(whole, whole);
        mpq_clear(half);
    } else if (kind == 0) {
        mpz_fdiv_q(whole, mpq_numref(out), mpq_denref(out));
    } else {
        mpz_cdiv_q(whole, mpq_numref(out), mpq_denref(out));
    }
    mpq_set_z(out, whole);
    mpq_div(out, out, power);
    mpq_clear(power);
    mpz_clear(whole);
    return sound;
}

static bool operation(game *g, int depth, mpq_t out) {
    static const char *const signs[] = {"+", " − ", "×", "/"};
    mpq_t y;
    mpq_init(y);
    unsigned kind = pick(g, 6);
    kp_buffer_puts(&g->text, kind == 4 ? "min(" : kind == 5 ? "最大(" : "(");
    bool sound = expression(g, depth, out);
    kp_buffer_puts(&g->text, kind < 4 ? signs[kind] : ", ");
    sound = expression(g, depth, y) && sound;
    kp_buffer_puts(&g->text, ")");
    if (kind == 0)
        mpq_add(out, out, y);
    else if (kind == 1)
        mpq_sub(out, out, y);
    else if (kind == 2)
        mpq_mul(out, out, y);
    else if (kind == 3 && mpq_sgn(y) == 0)
        sound = false;
    else if (kind == 3)
        mpq_div(out, out, y);
    else if ((mpq_cmp(out, y) < 0) == (kind == 5))
        mpq_set(out, y);
    mpq_clear(y);
    return sound;
}

static bool expression(game *g, int depth, mpq_t out) {
    unsigned kind = depth ? pick(g, 10) : 8 + pick(g, 2);
    if (kind < 5)
        return operation(g, depth - 1, out);
    if (kind == 5)
        return choice(g, depth - 1, out);
    if (kind == 6)
        return cut(g, depth - 1, out);
    if (kind == 7) {
        kp_buffer_puts(&g->text, "-(");
        bool sound = expression(g, depth - 1, out);
        kp_buffer_puts(&g->text, ")");
        mpq_neg(out, out);
        return sound;
    }
    unsigned which = pick(g, LEAVES + 2);
    if (which < LEAVES) {
        if (pick(g, 2))
            kp_buffer_puts(&g->text, written[which]);
        else
            kp_buffer_printf(&g->text, "数%u", which);
        mpq_set_si(out, g->leaves[which], 10);
    } else {
        unsigned number = pick(g, 40);
        kp_buffer_printf(&g->text, which == LEAVES ? "%u%%" : "%u", number);
        mpq_set_ui(out, number, which == LEAVES ? 100 : 1);
    }
    mpq_canonicalize(out);
    return true;
}

static void check_formula(kp_arena *arena, evaluation *e, const kp_leaf_names *names, game *g) {
    mpq_t expected;
    mpq_init(expected);
    g->text = (kp_buffer){.arena = arena};
    bool there = expression(g, 4, expected);
    char *digits = mpq_get_str(NULL, 10, expected);
    const char *text = kp_buffer_text(&g->text), *wanted = kp_strdup(arena, digits);
    free(digits);
    mpq_clear(expected);
    const kp_formula *formula = kp_formula_read(arena, names, text, KP_FORMULA_NUMBER, "f", (kp_place){0}, e->problems);
    if (!formula)
        fail_msg("%s cannot be read", text);
    const char *canonical = kp_formula_text(arena, formula, e->scheme, KP_STYLE_CANONICAL);
    const kp_formula *again = kp_formula_read(arena, names, canonical, KP_FORMULA_NUMBER, "f", (kp_place){0}, e->problems);
    if (!again)
        fail_msg("%s, written anew: %s, cannot be read", text, canonical);
    assert_string_equal(kp_formula_text(arena, again, e->scheme, KP_STYLE_CANONICAL), canonical);
    for (int traced = 0; traced < 2; traced++) {
        kp_calc calc = {.arena = arena, .trace = traced};
        kp_formula_result result = kp_formula_evaluate(&calc, traced ? again : formula, e->evidence, 0);
        if ((result.state == KP_MARK_SCORED) != there)
            fail_msg("%s: has %s value", text, there ? "a" : "no");
        kp_num value;
        assert_true(kp_num_parse(arena, wanted, &value) || !there);
        if (there && !kp_num_equal(result.value.num, value))
            fail_msg("%s: %s, not %s", text, kp_num_exact(arena, result.value.num), wanted);
        if (there && traced)
            assert_true(kp_num_equal(result.value.expr->value, value));
    }
}

static void check_all(kp_arena *arena, void *data) {
    (void)data;
    game g = {.random = 20260930};
    evaluation e =
        begin(arena,
              "indicators: [{id: x0, title: 数0, method: number}, {id: or, title: 数1, method: number}, {id: to, title: 数2, method: number}, "
              "{id: not, title: 数3, method: number}]\n",
              1);
    for (unsigned i = 0; i < LEAVES; i++) {
        g.leaves[i] = (long)pick(&g, 200) - 50;
        long tenths = g.leaves[i] < 0 ? -g.leaves[i] : g.leaves[i];
        mark(&e, 0, ids[i], 0, kp_format(arena, "%s%ld.%ld", g.leaves[i] < 0 ? "-" : "", tenths / 10, tenths % 10));
    }
    finish(&e);
    kp_leaf_names names = kp_leaf_names_of(arena, e.scheme);
    for (int i = 0; i < FORMULAS; i++)
        check_formula(arena, &e, &names, &g);
}

int main(void) {
    const struct CMUnitTest tests[] = {IN_ARENA("a formula comes to what rational arithmetic says, however it is written", check_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
