/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula.c - what a formula comes to for one unit: exactly, and with its steps where these are asked for. */
#include "calc_private.h"
#include "fields_private.h"
#include "formula_private.h"
#include "kaoping/irrational.h"

#include <assert.h>

#define SHOWN_DECIMALS KP_MAX_DECIMALS

typedef struct evaluation {
    kp_calc *calc;
    const kp_evidence *evidence;
    int32_t unit;
} evaluation;

static kp_formula_result evaluate(const evaluation *e, const kp_formula *formula);

static kp_formula_result scored(kp_val value) { return (kp_formula_result){.state = KP_MARK_SCORED, .value = value}; }

static kp_formula_result without(kp_mark_state state) { return (kp_formula_result){.state = state, .value = {KP_ZERO, NULL}}; }

static kp_formula_result faulty(kp_calc_fault fault, const char *words) {
    return (kp_formula_result){.state = KP_MARK_NOT_APPLICABLE, .value = {KP_ZERO, NULL}, .fault = fault, .fault_words = words};
}

static kp_val rule(const evaluation *e, kp_num value) { return kp_calc_rule(e->calc, NULL, value); }

/* ---- what is looked at ---- */

static kp_formula_result look_at_leaf(const evaluation *e, const kp_formula *formula) {
    kp_seen seen = kp_seen_of(e->evidence, e->unit, formula->indicator);
    if (seen.state != KP_MARK_SCORED)
        return without((kp_mark_state)seen.state);
    return scored(kp_calc_mark(e->calc, formula->indicator, seen.value));
}

static kp_formula_result look_at_slot(const evaluation *e, const kp_formula *formula) {
    size_t count;
    const kp_slot *slots = kp_evidence_slots(e->evidence, formula->indicator, &count);
    const kp_input *input = kp_evidence_inputs(e->evidence, e->unit, formula->indicator) + formula->slot;
    if (kp_evidence_gap(e->evidence, e->unit, formula->indicator) || input->state == KP_INPUT_NOT_APPLICABLE)
        return without(KP_MARK_NOT_APPLICABLE);
    if (input->state == KP_INPUT_MISSING && slots[formula->slot].optional)
        return without(KP_MARK_NOT_APPLICABLE);
    if (input->state != KP_INPUT_GIVEN)
        return without(KP_MARK_NOT_SCORED);
    return scored(kp_calc_input(e->calc, slots[formula->slot].label, input->value, input->origin));
}

static const char *across_label(const evaluation *e, const kp_formula *formula) {
    if (!e->calc->trace)
        return NULL;
    const formula_function_row *row = &formula_functions[formula->function];
    const char *title = e->evidence->scheme->indicators[formula->indicator].title;
    kp_arena *arena = e->calc->arena;
    return kp_format(arena, "%s(%s%s) | %s(%s%s)", row->word[KP_ZH], kp_text(arena, title, KP_ZH), formula->all ? "，全部" : "", row->word[KP_EN],
                     kp_text(arena, title, KP_EN), formula->all ? ", all" : "");
}

static kp_formula_result look_across(const evaluation *e, const kp_formula *formula) {
    const kp_field_stats *field = kp_field_of(e->evidence, e->unit, formula->indicator, formula->all);
    if (!field)
        return without(KP_MARK_NOT_SCORED);
    kp_num value = KP_ZERO;
    switch (formula->function) {
    case FUNCTION_TOTAL: value = field->sum; break;
    case FUNCTION_NUMBER: value = kp_num_int((int64_t)field->count); break;
    case FUNCTION_PLACE:
    case FUNCTION_PLACE_LOW: {
        kp_seen own = kp_seen_of(e->evidence, e->unit, formula->indicator);
        if (own.state != KP_MARK_SCORED)
            return without((kp_mark_state)own.state);
        value = kp_num_int(kp_field_place(field, own.value, formula->function == FUNCTION_PLACE_LOW));
        break;
    }
    default:
        if (!field->count)
            return without(KP_MARK_NOT_APPLICABLE);
        value = formula->function == FUNCTION_AVERAGE    ? field->mean
                : formula->function == FUNCTION_SMALLEST ? field->sorted[0]
                                                         : field->sorted[field->count - 1];
    }
    return scored(kp_calc_rule(e->calc, across_label(e, formula), value));
}

/* ---- operands ---- */

/* The values of all arguments; false where one has none, and why in *result. */
static bool evaluate_args(const evaluation *e, const kp_formula *formula, kp_val values[], kp_formula_result *result) {
    *result = scored((kp_val){KP_ZERO, NULL});
    for (size_t i = 0; i < formula->count; i++) {
        kp_formula_result arg = evaluate(e, formula->args[i]);
        values[i] = arg.value;
        if (arg.state == KP_MARK_SCORED)
            continue;
        if (result->state == KP_MARK_SCORED || arg.state == KP_MARK_NOT_SCORED ||
            result->fault) /* what does not apply comes before what has no value */
            *result = arg;
        if (arg.state == KP_MARK_NOT_SCORED)
            return false;
    }
    return result->state == KP_MARK_SCORED;
}

/* A value as it is decided on beside another: both to the digits of the one that has fewer. */
static void settle_both(const evaluation *e, const kp_formula *x, kp_val *value, const kp_formula *y, kp_val *other) {
    int digits = kp_fewer_digits(x->digits, y->digits);
    *value = kp_calc_settle(e->calc, *value, digits);
    *other = kp_calc_settle(e->calc, *other, digits);
}

static kp_val sum_of(const evaluation *e, const kp_formula *sum, const kp_val values[]) {
    bool plain = true;
    for (size_t i = 0; i < sum->count; i++)
        plain = plain && !sum->minus[i];
    if (plain)
        return kp_calc_sum(e->calc, values, sum->count);
    kp_val total = sum->minus[0] ? kp_calc_sub(e->calc, rule(e, KP_ZERO), values[0]) : values[0];
    for (size_t i = 1; i < sum->count; i++)
        total = sum->minus[i] ? kp_calc_sub(e->calc, total, values[i]) : kp_calc_add(e->calc, total, values[i]);
    return total;
}

/* Between the steps some are kept to spare for what is done with the figure: what comes of functions has fifty, of another leaf three more than are decided on. */
static int digits_between(const kp_formula *part) { return !part->digits ? 0 : part->digits + (part->digits == KP_DECIDED_DIGITS ? 6 : 2); }

/* What is left where irrational terms cancel is nothing: the digits are counted from the largest term. */
static kp_val add_up(const evaluation *e, const kp_formula *sum, const kp_val values[]) {
    kp_val total = sum_of(e, sum, values);
    kp_num largest = KP_ZERO;
    for (size_t i = 0; i < sum->count && sum->digits; i++)
        largest = kp_num_max(largest, kp_num_abs(e->calc->arena, values[i].num));
    return kp_calc_settle_beside(e->calc, total, largest, digits_between(sum));
}

static kp_formula_result multiply(const evaluation *e, const kp_formula *product, const kp_val values[]) {
    kp_val result = values[0];
    for (size_t i = 1; i < product->count; i++) {
        if (product->minus[i] && kp_num_is_zero(values[i].num))
            return faulty(kp_num_is_zero(result.num) ? KP_FAULT_NOTHING : KP_FAULT_BY_ZERO,
                          kp_format(e->calc->arena, "%s ÷ 0", kp_number_words(e->calc->arena, result.num, SHOWN_DECIMALS)));
        result = product->minus[i] ? kp_calc_div(e->calc, result, values[i]) : kp_calc_mul(e->calc, result, values[i]);
    }
    return scored(result);
}

/* ---- conditions ---- */

/* What a traced step needs of a part that was not needed for the value. */
static kp_val part_or_none(const evaluation *e, const kp_formula *formula) {
    kp_formula_result part = evaluate(e, formula);
    return part.state == KP_MARK_SCORED ? part.value : kp_calc_none(e->calc);
}

static kp_formula_result join(const evaluation *e, const kp_formula *formula) {
    bool until = formula->op == F_OR; /* what makes the others idle */
    kp_val *parts = e->calc->trace ? KP_NEW_ARRAY(e->calc->arena, kp_val, formula->count) : NULL;
    bool decided = false;
    for (size_t i = 0; i < formula->count; i++) {
        if (decided && !parts)
            break;
        if (decided) {
            parts[i] = part_or_none(e, formula->args[i]);
            continue;
        }
        kp_formula_result part = evaluate(e, formula->args[i]);
        if (part.state != KP_MARK_SCORED)
            return part;
        if (parts)
            parts[i] = part.value;
        decided = !kp_num_is_zero(part.value.num) == until;
    }
    return scored(kp_calc_join(e->calc, formula->op == F_OR, decided == until, parts, formula->count));
}

static kp_formula_result negate(const evaluation *e, const kp_formula *formula) {
    kp_formula_result inner = evaluate(e, formula->args[0]);
    return inner.state == KP_MARK_SCORED ? scored(kp_calc_not(e->calc, inner.value)) : inner;
}

static kp_formula_result is_yes(const evaluation *e, const kp_formula *formula) {
    kp_formula_result inner = evaluate(e, formula->args[0]);
    return inner.state == KP_MARK_SCORED ? scored(kp_calc_compare(e->calc, inner.value, KP_NOT_EQUAL, rule(e, KP_ZERO))) : inner;
}

static kp_formula_result choose(const evaluation *e, const kp_formula *formula) {
    kp_formula_result condition = evaluate(e, formula->args[0]);
    if (condition.state != KP_MARK_SCORED)
        return condition;
    bool holds = !kp_num_is_zero(condition.value.num);
    kp_formula_result taken = evaluate(e, formula->args[holds ? 1 : 2]);
    if (taken.state != KP_MARK_SCORED || !e->calc->trace)
        return taken;
    kp_val other = part_or_none(e, formula->args[holds ? 2 : 1]);
    return scored(kp_calc_if(e->calc, condition.value, holds ? taken.value : other, holds ? other : taken.value));
}

/* From the first step on; of what stands behind the one that holds only what a trace shows. */
static kp_formula_result choose_step(const evaluation *e, const kp_formula *formula, kp_val x) {
    size_t steps = (formula->count - 2) / 2, at = 0;
    kp_val *conditions = e->calc->trace ? KP_NEW_ARRAY(e->calc->arena, kp_val, steps) : NULL;
    for (bool found = false; at < steps && !found; at += !found) {
        kp_formula_result bound = evaluate(e, formula->args[1 + 2 * at]);
        if (bound.state != KP_MARK_SCORED)
            return bound;
        kp_val left = x;
        settle_both(e, formula->args[0], &left, formula->args[1 + 2 * at], &bound.value);
        kp_val condition = kp_calc_compare(e->calc, left, formula->compares[at], bound.value);
        if (conditions)
            conditions[at] = condition;
        found = !kp_num_is_zero(condition.num);
    }
    kp_formula_result result = evaluate(e, formula->args[at < steps ? 2 + 2 * at : formula->count - 1]);
    if (result.state != KP_MARK_SCORED || !e->calc->trace)
        return result;
    kp_val value = at == steps ? result.value : part_or_none(e, formula->args[formula->count - 1]);
    for (size_t i = steps; i-- > 0;) {
        kp_val bound = i > at ? part_or_none(e, formula->args[1 + 2 * i]) : rule(e, KP_ZERO);
        if (i > at)
            conditions[i] = kp_calc_compare(e->calc, x, formula->compares[i], bound);
        value = kp_calc_if(e->calc, conditions[i], i == at ? result.value : part_or_none(e, formula->args[2 + 2 * i]), value);
    }
    return scored(value);
}

/* ---- functions ---- */

static kp_num power_of_ten(kp_arena *arena, int exponent) {
    kp_num power = KP_ONE;
    for (int i = 0; i < exponent; i++)
        power = kp_num_mul(arena, power, kp_num_int(10));
    return power;
}

/* Rounding to whole units of 10^-decimals. */
static kp_val cut(const evaluation *e, const kp_formula *call, kp_val x) {
    kp_calc *calc = e->calc;
    int decimals = call->decimals;
    x = kp_calc_settle(calc, x, call->args[0]->digits);
    if (call->function == FUNCTION_ROUND && decimals >= 0)
        return kp_calc_round(calc, x, decimals, KP_HALF_UP);
    kp_val power = rule(e, power_of_ten(calc->arena, decimals < 0 ? -decimals : decimals));
    if (decimals)
        x = decimals < 0 ? kp_calc_div(calc, x, power) : kp_calc_mul(calc, x, power);
    kp_val units = call->function == FUNCTION_ROUND   ? kp_calc_round(calc, x, 0, KP_HALF_UP)
                   : call->function == FUNCTION_FLOOR ? kp_calc_floor(calc, x)
                                                      : kp_calc_ceil(calc, x);
    if (!decimals)
        return units;
    return decimals < 0 ? kp_calc_mul(calc, units, power) : kp_calc_div(calc, units, power);
}

static kp_val apply(const evaluation *e, const kp_formula *call, const kp_val values[]) {
    kp_calc *calc = e->calc;
    kp_val result = values[0];
    switch (call->function) {
    case FUNCTION_MIN:
        for (size_t i = 1; i < call->count; i++)
            result = kp_calc_min(calc, result, values[i]);
        return result;
    case FUNCTION_MAX:
        for (size_t i = 1; i < call->count; i++)
            result = kp_calc_max(calc, result, values[i]);
        return result;
    case FUNCTION_ABS: return kp_calc_abs(calc, result);
    default: return cut(e, call, result);
    }
}

/* "√(…)" as a rule's number: what it is of stands in the label. */
static const char *irrational_label(const evaluation *e, const kp_formula *call, const kp_val values[]) {
    kp_arena *arena = e->calc->arena;
    kp_buffer args = {.arena = arena};
    for (size_t i = 0; i < call->count; i++)
        kp_buffer_printf(&args, "%s%s", i ? ", " : "", kp_number_words(arena, values[i].num, SHOWN_DECIMALS));
    const formula_function_row *row = &formula_functions[call->function];
    return kp_format(arena, "%s(%s) | %s(%s)", row->word[KP_ZH], kp_buffer_text(&args), row->word[KP_EN], kp_buffer_text(&args));
}

/* Of a function that has no value: whether it has one on paper. */
static bool is_too_large(const kp_formula *call, kp_num x, const kp_val values[]) {
    if (call->function == FUNCTION_EXP)
        return true;
    int sign = kp_num_sign(x);
    return call->function == FUNCTION_POWER && sign != 0 && (sign > 0 || kp_num_is_integer(values[1].num));
}

static kp_formula_result apply_irrational(const evaluation *e, const kp_formula *call, const kp_val values[]) {
    kp_arena *arena = e->calc->arena;
    kp_num result = KP_ZERO, x = kp_num_settle(arena, values[0].num, digits_between(call->args[0]));
    bool there = call->function == FUNCTION_SQRT ? kp_num_sqrt(arena, x, &result)
                 : call->function == FUNCTION_LN ? kp_num_ln(arena, x, &result)
                 : call->function == FUNCTION_EXP
                     ? kp_num_exp(arena, x, &result)
                     : kp_num_power(arena, x, kp_num_settle(arena, values[1].num, digits_between(call->args[1])), &result);
    if (!there)
        return faulty(is_too_large(call, x, values) ? KP_FAULT_TOO_LARGE : KP_FAULT_NO_VALUE, irrational_label(e, call, values));
    return scored(kp_calc_rule(e->calc, e->calc->trace ? irrational_label(e, call, values) : NULL, result));
}

static kp_formula_result call(const evaluation *e, const kp_formula *formula, const kp_val values[]) {
    if (formula->function == FUNCTION_STEPS)
        return choose_step(e, formula, values[0]);
    if (formula_functions[formula->function].kind == IRRATIONAL)
        return apply_irrational(e, formula, values);
    return scored(apply(e, formula, values));
}

/* ---- all ---- */

#define USUAL 16

static kp_formula_result evaluate_operation(const evaluation *e, const kp_formula *formula) {
    kp_val usual[USUAL], *values = formula->count <= USUAL ? usual : KP_NEW_ARRAY(e->calc->arena, kp_val, formula->count);
    kp_formula_result result;
    kp_formula first = *formula; /* of steps only what is looked up is needed at once */
    if (formula->op == F_CALL && formula->function == FUNCTION_STEPS)
        first.count = 1;
    if (!evaluate_args(e, &first, values, &result))
        return result;
    switch (formula->op) {
    case F_SUM: return scored(add_up(e, formula, values));
    case F_PRODUCT: return multiply(e, formula, values);
    case F_COMPARE:
        settle_both(e, formula->args[0], &values[0], formula->args[1], &values[1]);
        return scored(kp_calc_compare(e->calc, values[0], formula->compare, values[1]));
    default: return call(e, formula, values);
    }
}

static kp_formula_result evaluate(const evaluation *e, const kp_formula *formula) {
    switch (formula->op) {
    case F_NUMBER: return scored(rule(e, formula->number));
    case F_LEAF: return look_at_leaf(e, formula);
    case F_SLOT: return look_at_slot(e, formula);
    case F_AND:
    case F_OR: return join(e, formula);
    case F_NOT: return negate(e, formula);
    case F_YES: return is_yes(e, formula);
    case F_CALL:
        if (formula_functions[formula->function].kind == ACROSS)
            return look_across(e, formula);
        return formula->function == FUNCTION_IF ? choose(e, formula) : evaluate_operation(e, formula);
    default: return evaluate_operation(e, formula);
    }
}

kp_formula_result kp_formula_evaluate(kp_calc *calc, const kp_formula *formula, const kp_evidence *evidence, int32_t unit) {
    assert(evidence->finished);
    kp_formula_result result = evaluate(&(evaluation){calc, evidence, unit}, formula);
    result.value = kp_calc_settle(calc, result.value, formula->digits);
    if (result.state == KP_MARK_NOT_APPLICABLE && result.fault && !calc->fault) {
        calc->fault = result.fault;
        calc->fault_words = result.fault_words;
    }
    return result;
}

/* ---- what is missing ---- */

bool kp_formula_is_whole(const kp_formula *formula, const kp_scheme *scheme) {
    switch (formula->op) {
    case F_NUMBER: return kp_num_is_integer(formula->number);
    case F_LEAF: return scheme->indicators[formula->indicator].whole;
    case F_SLOT: return formula->whole;
    case F_SUM: break;
    case F_PRODUCT:
        for (size_t i = 0; i < formula->count; i++)
            if (formula->minus[i])
                return false;
        break;
    case F_CALL:
        if (formula_functions[formula->function].kind == TO_DECIMALS)
            return formula->decimals <= 0;
        if (formula->function == FUNCTION_NUMBER || formula->function == FUNCTION_PLACE || formula->function == FUNCTION_PLACE_LOW)
            return true;
        if (formula_functions[formula->function].kind != PLAIN)
            return false;
        break;
    default: return true;
    }
    for (size_t i = 0; i < formula->count; i++)
        if (!kp_formula_is_whole(formula->args[i], scheme))
            return false;
    return true;
}

/* Of several of which one would do, what the only one lacks that can tell it. */
static bool either_short_of(kp_arena *arena, const kp_formula *formula, const kp_evidence *evidence, int32_t unit, kp_num *missing, bool *above) {
    size_t told = 0;
    for (size_t i = 0; i < formula->count && told < 2; i++)
        told += kp_formula_short_of(arena, formula->args[i], evidence, unit, missing, above);
    return told == 1;
}

bool kp_formula_short_of(kp_arena *arena, const kp_formula *formula, const kp_evidence *evidence, int32_t unit, kp_num *missing, bool *above) {
    if (formula->op == F_OR)
        return either_short_of(arena, formula, evidence, unit, missing, above);
    if (formula->op != F_COMPARE || formula->compare == KP_NOT_EQUAL)
        return false;
    kp_calc calc = {.arena = arena};
    const evaluation e = {&calc, evidence, unit};
    kp_formula_result left = evaluate(&e, formula->args[0]), right = evaluate(&e, formula->args[1]);
    if (left.state != KP_MARK_SCORED || right.state != KP_MARK_SCORED)
        return false;
    settle_both(&e, formula->args[0], &left.value, formula->args[1], &right.value);
    kp_num x = left.value.num, y = right.value.num;
    int order = kp_num_compare(x, y);
    bool strict = formula->compare == KP_LESS || formula->compare == KP_MORE;
    bool at_least = formula->compare == KP_AT_LEAST || formula->compare == KP_MORE, equal = formula->compare == KP_EQUAL;
    if (equal ? order == 0 : at_least ? order > 0 || (order == 0 && !strict) : order < 0 || (order == 0 && !strict))
        return false;
    *above = equal ? order > 0 : !at_least;
    if (!equal && kp_formula_is_whole(formula->args[0], evidence->scheme)) { /* the whole number nearest to x that would do */
        if (*above)
            y = strict ? kp_num_sub(arena, kp_num_ceil(arena, y), KP_ONE) : kp_num_floor(arena, y);
        else
            y = strict ? kp_num_add(arena, kp_num_floor(arena, y), KP_ONE) : kp_num_ceil(arena, y);
    }
    *missing = kp_num_abs(arena, kp_num_sub(arena, y, x));
    return true;
}
