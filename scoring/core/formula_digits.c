/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula_digits.c - which parts of formulas, and which nodes of the tree, have irrational steps behind them, and to how many digits they are decided on (irrational.h). */
#include "formula_private.h"
#include "kaoping/irrational.h"
#include "scheme_private.h"

/* ---- formulas ---- */

static bool is_place(const kp_formula *call) {
    return call->function == FUNCTION_PLACE || call->function == FUNCTION_PLACE_LOW || call->function == FUNCTION_NUMBER;
}

static int digits_known_of(const kp_scheme *scheme, int32_t node);

static int digits_of_call(const kp_formula *call, const kp_scheme *scheme, int args) {
    switch (formula_functions[call->function].kind) {
    case IRRATIONAL: return kp_fewer_digits(KP_DECIDED_DIGITS, args);
    case TO_DECIMALS: return 0; /* decided */
    case ACROSS: return is_place(call) ? 0 : kp_digits_above(digits_known_of(scheme, call->indicator));
    default: return args;
    }
}

void formula_set_digits(const kp_formula *formula, const kp_scheme *scheme) {
    kp_formula *own = (kp_formula *)formula; /* the scheme is still being built */
    int args = 0;
    for (size_t i = 0; i < formula->count; i++) {
        formula_set_digits(formula->args[i], scheme);
        args = kp_fewer_digits(args, formula->args[i]->digits);
    }
    switch (formula->op) {
    case F_SUM:
    case F_PRODUCT: own->digits = args; break;
    case F_LEAF: own->digits = kp_digits_above(digits_known_of(scheme, formula->indicator)); break;
    case F_CALL: own->digits = digits_of_call(formula, scheme, args); break;
    default: own->digits = 0; /* a number written or typed, or true or false */
    }
}

/* ---- nodes ---- */

/* As others see the node: rounded, it is exact. */
static int digits_known_of(const kp_scheme *scheme, int32_t node) {
    const kp_indicator *indicator = &scheme->indicators[node];
    bool rounded = indicator->decimals >= 0 || (scheme->round_at == KP_ROUND_AT_EACH && !kp_is_value_leaf(indicator));
    return rounded ? 0 : indicator->digits;
}

static int digits_of_limits(const kp_indicator *leaf) {
    int digits = formula_digits(leaf->formula.formula);
    for (size_t i = 0; i < leaf->limits.pairs.count; i++) {
        digits = kp_fewer_digits(digits, formula_digits(leaf->limits.formulas[i].low));
        digits = kp_fewer_digits(digits, formula_digits(leaf->limits.formulas[i].high));
    }
    return digits;
}

static int digits_of_leaf(const kp_indicator *leaf) {
    int value = formula_digits(leaf->formula.formula);
    if (kp_leaf_by_place(leaf))
        return 0;
    switch (leaf->method) {
    case KP_METHOD_FORMULA: return value;
    case KP_METHOD_RANGE: return leaf->counted == KP_COUNTED_YES ? 0 : digits_of_limits(leaf);
    case KP_METHOD_LINEAR: return kp_digits_above(value);
    case KP_METHOD_GOALPOSTS: return kp_fewer_digits(kp_digits_above(value), leaf->transform == KP_TRANSFORM_LOG ? KP_DECIDED_DIGITS : 0);
    case KP_METHOD_RELATIVE:
        return kp_fewer_digits(kp_digits_above(value), leaf->by == KP_BY_ZSCORE || leaf->by == KP_BY_TSCORE ? KP_DECIDED_DIGITS : 0);
    default: return 0; /* points, or steps with points */
    }
}

void set_leaf_digits(scheme_builder *b, kp_indicator *leaf) {
    const kp_scheme *scheme = b->scheme;
    if (leaf->formula.formula)
        formula_set_digits(leaf->formula.formula, scheme);
    for (size_t i = 0; leaf->method == KP_METHOD_RANGE && i < leaf->limits.pairs.count; i++) {
        const kp_named_formula *limit = &leaf->limits.formulas[i];
        if (limit->low)
            formula_set_digits(limit->low, scheme);
        if (limit->high)
            formula_set_digits(limit->high, scheme);
    }
    for (size_t i = 0; leaf->method == KP_METHOD_TEST && i < leaf->requirements.pairs.count; i++)
        if (leaf->requirements.formulas[i].condition)
            formula_set_digits(leaf->requirements.formulas[i].condition, scheme);
    leaf->digits = digits_of_leaf(leaf);
}

static int digits_of_node(const kp_scheme *scheme, int32_t node) {
    const kp_indicator *indicator = &scheme->indicators[node];
    int below = 0, digits = indicator->method == KP_METHOD_NONE ? 0 : indicator->digits;
    for (int32_t child = node + 1; child < indicator->end; child = scheme->indicators[child].end)
        if (scheme->indicators[child].counted == KP_COUNTED_YES)
            below = kp_fewer_digits(below, digits_known_of(scheme, child));
    digits = kp_fewer_digits(digits, kp_digits_above(below));
    bool powers = indicator->aggregate == KP_AGGREGATE_PRODUCT &&
                  indicator->combine == KP_COMBINE_WEIGHTED; /* also of broken exponents, as other weights may make them */
    if (indicator->method == KP_METHOD_NONE && (indicator->aggregate == KP_AGGREGATE_GEOMETRIC || powers))
        digits = kp_fewer_digits(digits, KP_DECIDED_DIGITS);
    if (indicator->check_against >= 0) /* it may be held down to that one's mark */
        digits = kp_fewer_digits(digits, kp_digits_above(digits_known_of(scheme, indicator->check_against)));
    return digits;
}

void set_node_digits(scheme_builder *b) {
    bool changed = true;
    while (changed) { /* again only where marks are checked against others; digits only become fewer */
        changed = false;
        for (size_t i = b->scheme->indicator_count; i-- > 0;) {
            int digits = digits_of_node(b->scheme, (int32_t)i);
            changed = changed || digits != b->indicators[i].digits;
            b->indicators[i].digits = digits;
        }
    }
}
