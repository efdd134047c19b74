/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evidence_results.c - formulas that come to nothing for a unit, though all that they look at is there: a division by 0 (but 0 ÷ 0, nothing of nothing due, does not apply), the logarithm of what is not above 0, a power beyond all
 * bounds. To take such a leaf as not applicable would hand its points to the others and so reward it; the unit has an error instead, unless the formula says by if() what
 * holds then. Of a value that has no part in the total there is a warning.
 */
#include "formula_private.h"
#include "method_private.h"
#include "score_private.h"

#include <string.h>

#define SHORT_FORMULA 1000 /* bytes: a formula of typed numbers needs 10,000 factors to come to 2^20 bits */

static bool may_fail(const kp_formula *formula) {
    bool fails = formula && formula->op == F_CALL && formula_functions[formula->function].kind == IRRATIONAL;
    for (size_t i = 0; formula && i < formula->count && !fails; i++)
        fails = (formula->op == F_PRODUCT && formula->minus[i] && formula->args[i]->op != F_NUMBER) || may_fail(formula->args[i]) ||
                (formula->op == F_PRODUCT && formula->minus[i] && kp_num_is_zero(formula->args[i]->number));
    return fails;
}

/* A product of figures that are products themselves has twice as many digits, and so on without end; sums of such, too. */
static bool may_grow(const kp_scheme *scheme, const kp_indicator *leaf) {
    for (size_t i = 0; i < leaf->look_count; i++)
        if (scheme->indicators[leaf->looks[i].indicator].look_count)
            return true;
    return leaf->look_count && leaf->formula.text && strlen(leaf->formula.text) > SHORT_FORMULA;
}

static bool leaf_may_fail(const kp_scheme *scheme, const kp_indicator *leaf) {
    bool fails = may_fail(leaf->formula.formula) || may_grow(scheme, leaf);
    for (size_t i = 0; leaf->method == KP_METHOD_RANGE && i < leaf->limits.pairs.count && !fails; i++)
        fails = may_fail(leaf->limits.formulas[i].low) || may_fail(leaf->limits.formulas[i].high);
    for (size_t i = 0; leaf->method == KP_METHOD_TEST && i < leaf->requirements.pairs.count && !fails; i++)
        fails = may_fail(leaf->requirements.formulas[i].condition);
    return fails;
}

/* Whether some leaf compares the units by this one. */
static bool is_compared(const kp_scheme *scheme, int32_t leaf) {
    for (size_t i = 0; i < scheme->indicator_count; i++)
        for (size_t k = 0; k < scheme->indicators[i].look_count; k++)
            if (scheme->indicators[i].looks[k].indicator == leaf && scheme->indicators[i].looks[k].across)
                return true;
    return false;
}

static void tell(const kp_evidence *evidence, int32_t unit, const kp_indicator *leaf, const kp_calc *calc, kp_problems *problems) {
    if (calc->fault == KP_FAULT_NOTHING)
        return;
    if (!leaf->bears && is_compared(evidence->scheme, (int32_t)(leaf - evidence->scheme->indicators)))
        kp_problems_add(problems, KP_R_NOT_COMPARED, kp_unit_place(evidence, unit), unit, kp_unit_words(problems->arena, evidence, unit), leaf->title,
                        calc->fault_words ? calc->fault_words : "÷ 0");
    bool large = calc->fault == KP_FAULT_TOO_LARGE;
    kp_problem_code code = leaf->bears ? (large ? KP_D_RESULT_TOO_LARGE : KP_D_NO_RESULT) : large ? KP_R_RESULT_TOO_LARGE : KP_R_NO_RESULT;
    if (leaf->bears || calc->fault != KP_FAULT_BY_ZERO) /* of a division without bearing score_tree.c gives a hint */
        kp_problems_add(problems, code, kp_unit_place(evidence, unit), unit, kp_unit_words(problems->arena, evidence, unit), leaf->title,
                        calc->fault_words);
}

void kp_evidence_check_results(const kp_evidence *evidence, kp_problems *problems) {
    for (size_t i = 0; i < evidence->scheme->indicator_count; i++) {
        const kp_indicator *leaf = kp_leaf(evidence, (int32_t)i);
        if (leaf->method == KP_METHOD_NONE || !leaf_may_fail(evidence->scheme, leaf))
            continue;
        for (size_t unit = 0; unit < evidence->units.count; unit++) {
            kp_calc calc = {.arena = problems->arena};
            bool taken = !evidence->units.items[unit].excluded && !kp_evidence_gap(evidence, (int32_t)unit, (int32_t)i) &&
                         !kp_evidence_given(evidence, (int32_t)unit, (int32_t)i);
            if (taken && kp_leaf_evaluate(&calc, evidence, (int32_t)unit, (int32_t)i).state == KP_MARK_NOT_APPLICABLE && calc.fault)
                tell(evidence, (int32_t)unit, leaf, &calc, problems);
        }
    }
}
