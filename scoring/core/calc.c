/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calc.c - the steps of a calculation: each gives the exact number and, where the calculator traces, the expression it came from. */
#include "kaoping/calc.h"
#include "kaoping/condition.h"

#include <assert.h>
#include <string.h>

/* A node over `count` arguments. */
static kp_val make_step(kp_calc *calc, kp_expr step, const kp_val args[], size_t count) {
    kp_expr *expr = KP_NEW(calc->arena, kp_expr);
    *expr = step;
    expr->count = count;
    expr->args = KP_NEW_ARRAY(calc->arena, const kp_expr *, count);
    for (size_t i = 0; i < count; i++) {
        assert(args[i].expr); /* what was computed without trace has no part in what is traced */
        expr->args[i] = args[i].expr;
    }
    return (kp_val){step.value, expr};
}

static inline kp_val finish_step(kp_calc *calc, kp_calc_op op, kp_num value, const kp_val args[], size_t count) {
    return calc->trace ? make_step(calc, (kp_expr){.op = op, .value = value}, args, count) : (kp_val){value, NULL};
}

kp_val kp_calc_input(kp_calc *calc, const char *label, kp_num value, kp_origin origin) {
    if (!calc->trace)
        return (kp_val){value, NULL};
    return make_step(calc, (kp_expr){.op = KP_CALC_INPUT, .value = value, .label = label, .origin = origin}, NULL, 0);
}

kp_val kp_calc_rule(kp_calc *calc, const char *label, kp_num value) {
    if (!calc->trace)
        return (kp_val){value, NULL};
    return make_step(calc, (kp_expr){.op = KP_CALC_RULE, .value = value, .label = label}, NULL, 0);
}

kp_val kp_calc_mark(kp_calc *calc, int32_t indicator, kp_num value) {
    if (!calc->trace)
        return (kp_val){value, NULL};
    return make_step(calc, (kp_expr){.op = KP_CALC_MARK, .value = value, .indicator = indicator}, NULL, 0);
}

kp_val kp_calc_add(kp_calc *calc, kp_val x, kp_val y) {
    return finish_step(calc, KP_CALC_ADD, kp_num_add(calc->arena, x.num, y.num), (const kp_val[]){x, y}, 2);
}

kp_val kp_calc_sum(kp_calc *calc, const kp_val terms[], size_t count) {
    if (count == 1)
        return terms[0];
    if (count == 0)
        return kp_calc_rule(calc, NULL, KP_ZERO);
    /* kp_num_sum() wants plain numbers side by side; a batch on the stack spares an allocation for a mark */
    enum { BATCH = 64 };
    kp_num batch[BATCH], total = KP_ZERO;
    for (size_t done = 0; done < count;) {
        size_t n = 0;
        while (n < BATCH && done < count)
            batch[n++] = terms[done++].num;
        kp_num part = kp_num_sum(calc->arena, batch, n);
        total = done == n ? part : kp_num_add(calc->arena, total, part);
    }
    return finish_step(calc, KP_CALC_ADD, total, terms, count);
}

kp_val kp_calc_sub(kp_calc *calc, kp_val x, kp_val y) {
    return finish_step(calc, KP_CALC_SUB, kp_num_sub(calc->arena, x.num, y.num), (const kp_val[]){x, y}, 2);
}

kp_val kp_calc_mul(kp_calc *calc, kp_val x, kp_val y) {
    return finish_step(calc, KP_CALC_MUL, kp_num_mul(calc->arena, x.num, y.num), (const kp_val[]){x, y}, 2);
}

kp_val kp_calc_div(kp_calc *calc, kp_val x, kp_val y) {
    return finish_step(calc, KP_CALC_DIV, kp_num_div(calc->arena, x.num, y.num), (const kp_val[]){x, y}, 2);
}

kp_val kp_calc_min(kp_calc *calc, kp_val x, kp_val y) { return finish_step(calc, KP_CALC_MIN, kp_num_min(x.num, y.num), (const kp_val[]){x, y}, 2); }

kp_val kp_calc_max(kp_calc *calc, kp_val x, kp_val y) { return finish_step(calc, KP_CALC_MAX, kp_num_max(x.num, y.num), (const kp_val[]){x, y}, 2); }

kp_val kp_calc_round(kp_calc *calc, kp_val x, int decimals, kp_rounding rule) {
    kp_num value = kp_num_round(calc->arena, x.num, decimals, rule);
    if (!calc->trace)
        return (kp_val){value, NULL};
    return make_step(calc, (kp_expr){.op = KP_CALC_ROUND, .value = value, .decimals = decimals, .rounding = rule}, &x, 1);
}

kp_val kp_calc_floor(kp_calc *calc, kp_val x) { return finish_step(calc, KP_CALC_FLOOR, kp_num_floor(calc->arena, x.num), &x, 1); }

kp_val kp_calc_ceil(kp_calc *calc, kp_val x) { return finish_step(calc, KP_CALC_CEIL, kp_num_ceil(calc->arena, x.num), &x, 1); }

kp_val kp_calc_abs(kp_calc *calc, kp_val x) { return finish_step(calc, KP_CALC_ABS, kp_num_abs(calc->arena, x.num), &x, 1); }

kp_val kp_calc_steps(kp_calc *calc, kp_val x, const kp_val bounds[], const kp_val results[], size_t count, kp_val otherwise, bool low) {
    kp_num value = otherwise.num;
    for (size_t i = count; i-- > 0;) {
        int order = kp_num_compare(x.num, bounds[i].num);
        if (low ? order <= 0 : order >= 0)
            value = results[i].num;
    }
    if (!calc->trace)
        return (kp_val){value, NULL};
    kp_val *args = KP_NEW_ARRAY(calc->arena, kp_val, 2 * count + 2);
    args[0] = x;
    for (size_t i = 0; i < count; i++) {
        args[1 + 2 * i] = bounds[i];
        args[2 + 2 * i] = results[i];
    }
    args[1 + 2 * count] = otherwise;
    return make_step(calc, (kp_expr){.op = KP_CALC_STEPS, .value = value, .low = low}, args, 2 * count + 2);
}

kp_val kp_calc_compare(kp_calc *calc, kp_val x, int compare, kp_val y) {
    int order = kp_num_compare(x.num, y.num);
    bool holds = compare == KP_LESS        ? order < 0
                 : compare == KP_AT_MOST   ? order <= 0
                 : compare == KP_EQUAL     ? order == 0
                 : compare == KP_NOT_EQUAL ? order != 0
                 : compare == KP_AT_LEAST  ? order >= 0
                                           : order > 0;
    kp_num value = holds ? KP_ONE : KP_ZERO;
    if (!calc->trace)
        return (kp_val){value, NULL};
    return make_step(calc, (kp_expr){.op = KP_CALC_COMPARE, .value = value, .compare = compare}, (const kp_val[]){x, y}, 2);
}

kp_val kp_calc_not(kp_calc *calc, kp_val x) { return finish_step(calc, KP_CALC_NOT, kp_num_is_zero(x.num) ? KP_ONE : KP_ZERO, &x, 1); }

kp_val kp_calc_join(kp_calc *calc, bool either, bool holds, const kp_val parts[], size_t count) {
    return finish_step(calc, either ? KP_CALC_OR : KP_CALC_AND, holds ? KP_ONE : KP_ZERO, parts, count);
}

kp_val kp_calc_if(kp_calc *calc, kp_val condition, kp_val then, kp_val otherwise) {
    kp_num value = kp_num_is_zero(condition.num) ? otherwise.num : then.num;
    return finish_step(calc, KP_CALC_IF, value, (const kp_val[]){condition, then, otherwise}, 3);
}

kp_val kp_calc_none(kp_calc *calc) { return finish_step(calc, KP_CALC_NONE, KP_ZERO, NULL, 0); }
/* ---- what is mostly irrational ---- */

static bool finish_irrational(kp_calc *calc, kp_calc_op op, bool there, kp_num value, const kp_val args[], size_t count, kp_val *out) {
    if (there)
        *out = finish_step(calc, op, value, args, count);
    return there;
}

bool kp_calc_ln(kp_calc *calc, kp_val x, kp_val *out) {
    kp_num value = KP_ZERO;
    return finish_irrational(calc, KP_CALC_LN, kp_num_ln(calc->arena, x.num, &value), value, &x, 1, out);
}

bool kp_calc_exp(kp_calc *calc, kp_val x, kp_val *out) {
    kp_num value = KP_ZERO;
    return finish_irrational(calc, KP_CALC_EXP, kp_num_exp(calc->arena, x.num, &value), value, &x, 1, out);
}

bool kp_calc_sqrt(kp_calc *calc, kp_val x, kp_val *out) {
    kp_num value = KP_ZERO;
    return finish_irrational(calc, KP_CALC_SQRT, kp_num_sqrt(calc->arena, x.num, &value), value, &x, 1, out);
}

bool kp_calc_power(kp_calc *calc, kp_val x, kp_val y, kp_val *out) {
    kp_num value = KP_ZERO;
    return finish_irrational(calc, KP_CALC_POWER, kp_num_power(calc->arena, x.num, y.num, &value), value, (const kp_val[]){x, y}, 2, out);
}

bool kp_calc_geometric(kp_calc *calc, const kp_val x[], const kp_val weights[], size_t count, kp_val *out) {
    kp_num value = KP_ZERO, *numbers = KP_NEW_ARRAY(calc->arena, kp_num, count), *shares = KP_NEW_ARRAY(calc->arena, kp_num, count);
    kp_val *pairs = calc->trace ? KP_NEW_ARRAY(calc->arena, kp_val, 2 * count) : NULL;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = x[i].num;
        shares[i] = weights[i].num;
        if (pairs) {
            pairs[2 * i] = x[i];
            pairs[2 * i + 1] = weights[i];
        }
    }
    return finish_irrational(calc, KP_CALC_GEOMETRIC, kp_num_geometric(calc->arena, numbers, shares, count, &value), value, pairs, 2 * count, out);
}

/* ---- what is decided on ---- */

kp_val kp_calc_settle_beside(kp_calc *calc, kp_val x, kp_num size, int digits) {
    if (!digits)
        return x;
    kp_val settled = {kp_num_settle_beside(calc->arena, x.num, size, digits), x.expr};
    if (x.expr && !kp_num_equal(settled.num, x.num)) {
        kp_expr *expr = KP_NEW(calc->arena, kp_expr);
        *expr = *x.expr;
        expr->value = settled.num;
        settled.expr = expr;
    }
    return settled;
}

kp_val kp_calc_settle(kp_calc *calc, kp_val x, int digits) { return kp_calc_settle_beside(calc, x, x.num, digits); }
