/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * score_aggregate.c - one share of full marks out of several: means that do not let a high share make good a low one, and the least and greatest. Sources: OECD and JRC 2008, Handbook
 * on Constructing Composite Indicators, 6.5 (geometric aggregation); UNDP 2010 ff., Human Development Report, technical note 1 (geometric mean of normalised dimensions); Kraay 2018,
 * Methodology for a World Bank Human Capital Index, and World Bank 2021, The Human Capital Index 2020 Update (product of components).
 */
#include "kaoping/message.h"
#include "method_private.h"
#include "score_private.h"

/* A share of 0 or less counts as `zero_as`; false where the rule says nothing and the whole is 0. */
static bool lift_zeros(kp_calc *calc, const kp_indicator *node, const kp_val shares[], size_t count, kp_val lifted[]) {
    for (size_t i = 0; i < count; i++) {
        lifted[i] = shares[i];
        if (kp_num_sign(shares[i].num) > 0)
            continue;
        if (!node->zero_as.given || kp_num_sign(node->zero_as.value) <= 0)
            return false;
        lifted[i] = kp_calc_rule(calc, "零值按 | zero counts as", kp_num_div(calc->arena, node->zero_as.value, kp_num_int(100)));
    }
    return true;
}

/* Σ w / Σ (w / x). */
static kp_val harmonic(kp_calc *calc, const kp_val shares[], const kp_val weights[], size_t count) {
    kp_val usual[KP_USUAL_TERMS], *terms = kp_terms(calc, usual, count);
    kp_num sum = KP_ZERO;
    for (size_t i = 0; i < count; i++) {
        sum = kp_num_add(calc->arena, sum, weights[i].num);
        terms[i] = kp_calc_div(calc, weights[i], shares[i]);
    }
    return kp_calc_div(calc, kp_calc_rule(calc, "权重合计 | sum of weights", sum), kp_calc_sum(calc, terms, count));
}

/* Π share ^ weight; a weight of 1 is no power. */
static kp_val product(kp_calc *calc, const kp_val shares[], const kp_val weights[], size_t count) {
    kp_val value = {KP_ONE, NULL};
    for (size_t i = 0; i < count; i++) {
        kp_val factor = shares[i];
        if (!kp_num_equal(weights[i].num, KP_ONE) && !kp_calc_power(calc, shares[i], weights[i], &factor))
            factor = shares[i]; /* exponents and shares are far within the limits of irrational.h */
        value = i ? kp_calc_mul(calc, value, factor) : factor;
    }
    return value;
}

kp_val kp_aggregate_shares(kp_calc *calc, const kp_indicator *node, const kp_val shares[], const kp_val weights[], size_t count) {
    kp_val value = shares[0], usual[KP_USUAL_TERMS], *lifted = kp_terms(calc, usual, count);
    if (node->aggregate == KP_AGGREGATE_LEAST || node->aggregate == KP_AGGREGATE_GREATEST) {
        for (size_t i = 1; i < count; i++)
            value = node->aggregate == KP_AGGREGATE_LEAST ? kp_calc_min(calc, value, shares[i]) : kp_calc_max(calc, value, shares[i]);
        return value;
    }
    kp_val zero = kp_calc_rule(calc, "有一项为零，整项为零 | one item is 0, and so is the whole", KP_ZERO);
    if (!lift_zeros(calc, node, shares, count, lifted))
        return zero;
    if (node->aggregate == KP_AGGREGATE_HARMONIC)
        return harmonic(calc, lifted, weights, count);
    if (node->aggregate == KP_AGGREGATE_PRODUCT)
        return product(calc, lifted, weights, count);
    return kp_calc_geometric(calc, lifted, weights, count, &value) ? value : zero; /* shares of marks are far within the limits of irrational.h */
}

const char *kp_aggregate_words(kp_arena *arena, const kp_indicator *node, kp_lang lang) {
    static const kp_message messages[] = {[KP_AGGREGATE_GEOMETRIC] = KP_M_AGGREGATE_GEOMETRIC,
                                          [KP_AGGREGATE_HARMONIC] = KP_M_AGGREGATE_HARMONIC,
                                          [KP_AGGREGATE_LEAST] = KP_M_AGGREGATE_LEAST,
                                          [KP_AGGREGATE_GREATEST] = KP_M_AGGREGATE_GREATEST,
                                          [KP_AGGREGATE_PRODUCT] = KP_M_AGGREGATE_PRODUCT};
    kp_message weighted = node->aggregate == KP_AGGREGATE_PRODUCT ? KP_M_AGGREGATE_EXPONENTS : KP_M_AGGREGATE_WEIGHTED;
    if (node->method != KP_METHOD_NONE || node->aggregate == KP_AGGREGATE_MEAN)
        return "";
    const char *zero = kp_say(KP_M_AGGREGATE_ZERO, lang);
    if (node->zero_as.given && kp_num_sign(node->zero_as.value) > 0)
        zero = kp_say_with(arena, KP_M_AGGREGATE_ZERO_AS, lang, kp_num_exact(arena, node->zero_as.value), NULL, NULL);
    return kp_say_with(arena, messages[node->aggregate], lang, node->combine == KP_COMBINE_WEIGHTED ? kp_say(weighted, lang) : "",
                       kp_num_exact(arena, node->full), zero);
}
