/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calc_steady.c - a formula that recomputes to its stored figure to the last bit. Binary arithmetic gives 82.63274999999999 for 82.63275; rounded at twelve places it
 * is the double nearest to the decimal again, whatever program adds it up, unless the figure lies so near to a tie at these places that the error decides. Then fewer
 * places are taken. What is rounded in one cell goes rounded into the next, so the figure to store is computed from the figures stored there.
 */
#include "kaoping/calc.h"

#include <string.h>

#define MOST_PLACES  12
#define LEAST_PLACES 9
#define SAFE_LITERAL 16 /* characters: fifteen digits and a point are read alike by every program */

/* ---- what needs no rounding ---- */

static bool is_literal(const kp_expr *expr) { return expr->op == KP_CALC_INPUT || expr->op == KP_CALC_RULE; }

/* Whole numbers are added and multiplied without error. */
static bool is_whole(const kp_expr *expr) {
    bool exact = expr->op == KP_CALC_ADD || expr->op == KP_CALC_SUB || expr->op == KP_CALC_MUL || expr->op == KP_CALC_MIN || expr->op == KP_CALC_MAX;
    if (!exact && !is_literal(expr))
        return false;
    for (size_t i = 0; i < expr->count; i++)
        if (!is_whole(expr->args[i]))
            return false;
    return kp_num_is_integer(expr->value) && kp_num_compare(expr->value, kp_num_int(INT64_C(1) << 50)) < 0 &&
           kp_num_compare(expr->value, kp_num_int(-(INT64_C(1) << 50))) > 0;
}

/* True where the last step gives the double nearest to its exact result from whatever it starts with. */
static bool is_steady(kp_arena *arena, const kp_expr *expr) {
    size_t first = 0;
    switch (expr->op) {
    case KP_CALC_MARK: /* a cell, which is steady itself */
    case KP_CALC_ROUND:
    case KP_CALC_FLOOR:
    case KP_CALC_CEIL:
    case KP_CALC_NONE: return true; /* a whole number, at most divided once */
    case KP_CALC_INPUT:
    case KP_CALC_RULE: {
        const char *text = kp_num_exact(arena, expr->value);
        return !strchr(text, '/') && strlen(text) <= SAFE_LITERAL;
    }
    case KP_CALC_MIN:
    case KP_CALC_MAX:
    case KP_CALC_ABS: break;
    case KP_CALC_STEPS: first = 2; break; /* results stand at 2, 4, … and at the end */
    case KP_CALC_IF: first = 1; break;
    default: return is_whole(expr);
    }
    for (size_t i = first; i < expr->count; i++)
        if ((expr->op != KP_CALC_STEPS || i % 2 == 0 || i + 1 == expr->count) && !is_steady(arena, expr->args[i]))
            return false;
    return true;
}

/* ---- the figure that the cells give ---- */

/* A value computed from stored figures, and what bounds the error of computing it in binary: how many roundings, of numbers no larger than `size`. */
typedef struct computed {
    kp_num value, size;
    int steps;
    bool changed; /* differs from the exact value */
} computed;

typedef struct evaluator {
    kp_arena *arena;
    kp_figure_of figure_of;
    void *data;
} evaluator;

static computed as_it_is(const evaluator *e, kp_num value) { return (computed){value, kp_num_ceil(e->arena, kp_num_abs(e->arena, value)), 1, false}; }

static computed evaluate(const evaluator *e, const kp_expr *expr);

static kp_num apply(const evaluator *e, kp_calc_op op, kp_num x, kp_num y) {
    switch (op) {
    case KP_CALC_ADD: return kp_num_add(e->arena, x, y);
    case KP_CALC_SUB: return kp_num_sub(e->arena, x, y);
    case KP_CALC_MUL: return kp_num_mul(e->arena, x, y);
    case KP_CALC_DIV: return kp_num_div(e->arena, x, y);
    case KP_CALC_MIN: return kp_num_min(x, y);
    default: return kp_num_max(x, y);
    }
}

/* Of a quotient the error grows with that of the divisor, relative to the divisor. */
static kp_num size_of(const evaluator *e, kp_calc_op op, const computed *x, const computed *y) {
    kp_arena *arena = e->arena;
    if (op == KP_CALC_MUL)
        return kp_num_mul(arena, x->size, y->size);
    if (op != KP_CALC_DIV)
        return kp_num_add(arena, x->size, y->size);
    kp_num divisor = kp_num_abs(arena, y->value);
    return kp_num_ceil(arena, kp_num_div(arena, kp_num_mul(arena, x->size, y->size), kp_num_mul(arena, divisor, divisor)));
}

static computed evaluate_operands(const evaluator *e, const kp_expr *expr) {
    computed result = evaluate(e, expr->args[0]);
    for (size_t i = 1; i < expr->count; i++) {
        computed next = evaluate(e, expr->args[i]);
        if (expr->op == KP_CALC_DIV && kp_num_is_zero(next.value)) /* by a figure that is nothing at so many places: by the exact one */
            next = as_it_is(e, expr->args[i]->value);
        result.size = size_of(e, expr->op, &result, &next);
        result.steps += next.steps + 1;
        result.changed = result.changed || next.changed;
        result.value = apply(e, expr->op, result.value, next.value);
    }
    if (!result.changed)
        result.value = expr->value;
    return result;
}

/* ---- logarithms, roots and powers ---- */

static kp_num quotient_up(const evaluator *e, kp_num x, kp_num y) { return kp_num_ceil(e->arena, kp_num_div(e->arena, x, kp_num_abs(e->arena, y))); }

/* The step from changed arguments; false where it has no value. */
static bool recompute(const evaluator *e, const kp_expr *expr, const computed args[], kp_num *value) {
    switch (expr->op) {
    case KP_CALC_LN: return kp_num_ln(e->arena, args[0].value, value);
    case KP_CALC_EXP: return kp_num_exp(e->arena, args[0].value, value);
    case KP_CALC_SQRT: return kp_num_sqrt(e->arena, args[0].value, value);
    case KP_CALC_POWER: return kp_num_power(e->arena, args[0].value, args[1].value, value);
    default: break;
    }
    size_t count = expr->count / 2;
    kp_num *x = KP_NEW_ARRAY(e->arena, kp_num, count), *weights = KP_NEW_ARRAY(e->arena, kp_num, count);
    for (size_t i = 0; i < count; i++) {
        x[i] = args[2 * i].value;
        weights[i] = args[2 * i + 1].value;
    }
    return kp_num_geometric(e->arena, x, weights, count, value);
}

/* By how much the error of the arguments grows, from above: |derivative| times each one's size. Weights of means are written as they are. */
static kp_num growth(const evaluator *e, const kp_expr *expr, const computed args[], kp_num value) {
    kp_num sum = KP_ZERO, size = kp_num_ceil(e->arena, kp_num_abs(e->arena, value)), logarithm = KP_ZERO;
    switch (expr->op) {
    case KP_CALC_LN: return quotient_up(e, args[0].size, args[0].value);
    case KP_CALC_EXP: return kp_num_mul(e->arena, size, args[0].size);
    case KP_CALC_SQRT: return kp_num_is_zero(value) ? KP_ZERO : quotient_up(e, args[0].size, value);
    case KP_CALC_POWER:
        if (kp_num_is_zero(args[0].value))
            return KP_ZERO;
        sum = kp_num_mul(e->arena, kp_num_ceil(e->arena, kp_num_abs(e->arena, args[1].value)), quotient_up(e, args[0].size, args[0].value));
        if (kp_num_ln(e->arena, kp_num_abs(e->arena, args[0].value), &logarithm))
            sum = kp_num_add(e->arena, sum, kp_num_mul(e->arena, kp_num_ceil(e->arena, kp_num_abs(e->arena, logarithm)), args[1].size));
        return kp_num_mul(e->arena, size, sum);
    default:
        for (size_t i = 0; i < expr->count; i += 2)
            sum = kp_num_add(e->arena, sum, quotient_up(e, args[i].size, args[i].value));
        return kp_num_mul(e->arena, size, sum);
    }
}

/* Programs compute these functions to within a few units of the last place; eight a step is ample. */
static computed evaluate_irrational(const evaluator *e, const kp_expr *expr) {
    computed *args = KP_NEW_ARRAY(e->arena, computed, expr->count), result = {expr->value, KP_ZERO, 8, false};
    for (size_t i = 0; i < expr->count; i++) {
        args[i] = evaluate(e, expr->args[i]);
        result.steps += args[i].steps;
        result.changed = result.changed || args[i].changed;
    }
    if (result.changed && !recompute(e, expr, args, &result.value)) { /* a figure that is nothing at so many places: from the exact ones */
        for (size_t i = 0; i < expr->count; i++)
            args[i] = as_it_is(e, expr->args[i]->value);
        result.value = expr->value;
    }
    result.size = kp_num_add(e->arena, kp_num_ceil(e->arena, kp_num_abs(e->arena, result.value)), growth(e, expr, args, result.value));
    return result;
}

/* The branch that the exact number takes: kp_formula_print() makes no formula where a cell could take another. */
static computed evaluate_steps(const evaluator *e, const kp_expr *expr) {
    kp_num x = expr->args[0]->value;
    for (size_t i = 1; i + 1 < expr->count; i += 2) {
        int order = kp_num_compare(x, expr->args[i]->value);
        if (expr->low ? order <= 0 : order >= 0)
            return evaluate(e, expr->args[i + 1]);
    }
    return evaluate(e, expr->args[expr->count - 1]);
}

static computed evaluate_absolute(const evaluator *e, const kp_expr *expr) {
    computed result = evaluate(e, expr->args[0]);
    result.value = result.changed ? kp_num_abs(e->arena, result.value) : expr->value;
    return result;
}

static computed evaluate(const evaluator *e, const kp_expr *expr) {
    switch (expr->op) {
    case KP_CALC_ABS: return evaluate_absolute(e, expr);
    case KP_CALC_MARK: {
        computed result = as_it_is(e, e->figure_of(e->data, expr));
        result.changed = !kp_num_equal(result.value, expr->value);
        return result;
    }
    case KP_CALC_INPUT:
    case KP_CALC_RULE:
    case KP_CALC_ROUND:
    case KP_CALC_FLOOR:
    case KP_CALC_CEIL:
    case KP_CALC_COMPARE:
    case KP_CALC_AND:
    case KP_CALC_OR:
    case KP_CALC_NOT:
    case KP_CALC_NONE: return as_it_is(e, expr->value);
    case KP_CALC_STEPS: return evaluate_steps(e, expr);
    case KP_CALC_IF: return evaluate(e, expr->args[kp_num_is_zero(expr->args[0]->value) ? 2 : 1]);
    case KP_CALC_LN:
    case KP_CALC_EXP:
    case KP_CALC_SQRT:
    case KP_CALC_POWER:
    case KP_CALC_GEOMETRIC: return evaluate_irrational(e, expr);
    default: return evaluate_operands(e, expr);
    }
}

/* ---- places ---- */

/* True where a number wrong by `error` is rounded at these places as the number itself is, and fifteen digits hold the result. */
static bool is_clear(kp_arena *arena, kp_num value, kp_num error, kp_num power) {
    kp_num units = kp_num_mul(arena, kp_num_abs(arena, value), power);
    if (kp_num_compare(units, kp_num_int(INT64_C(1000000000000000))) >= 0)
        return false;
    kp_num part = kp_num_sub(arena, units, kp_num_floor(arena, units));
    kp_num beside = kp_num_abs(arena, kp_num_sub(arena, part, kp_num_ratio(arena, 1, 2)));
    return kp_num_compare(beside, kp_num_mul(arena, error, power)) > 0;
}

const char *kp_formula_steady(kp_arena *arena, const kp_expr *expr, const char *formula, kp_figure_of figure_of, void *data, kp_num *figure) {
    const evaluator e = {arena, figure_of, data};
    computed result = evaluate(&e, expr);
    *figure = result.value;
    if (is_steady(arena, expr))
        return formula;
    kp_num error = kp_num_mul(arena, kp_num_mul(arena, result.size, kp_num_int(result.steps)), kp_num_ratio(arena, 1, INT64_C(1) << 52));
    int64_t power = INT64_C(1000000000000);
    for (int places = MOST_PLACES; places >= LEAST_PLACES; places--, power /= 10)
        if (is_clear(arena, result.value, error, kp_num_int(power))) {
            *figure = kp_num_round(arena, result.value, places, KP_HALF_UP);
            return kp_format(arena, "ROUND(%s,%d)", formula, places);
        }
    return NULL;
}
