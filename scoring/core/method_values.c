/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method_values.c - values instead of marks: typed as they are (数值), worked out from others (公式), kept within limits (区间), tested (核验). The last three give marks as
 * well where the scheme gives them points: the formula its value within 0 and the full marks, range and test all or nothing.
 *
 * A limit or requirement that looks at what does not apply is left out; where all are, the leaf does not apply.
 */
#include "kaoping/calendar.h"
#include "kaoping/condition.h"
#include "kaoping/formula.h"
#include "formula_private.h"
#include "method_private.h"

static const kp_val nothing = {{0, 1}, NULL};

/* ---- number ---- */

static kp_slot number_slot(const kp_indicator *leaf) {
    static const struct {
        kp_slot_kind kind;
        bool from_zero;
    } kinds[] = {
        [KP_TYPED_AS_NUMBER] = {KP_SLOT_NUMBER, false}, [KP_TYPED_AS_WHOLE] = {KP_SLOT_COUNT, true},   [KP_TYPED_AS_MONEY] = {KP_SLOT_NUMBER, true},
        [KP_TYPED_AS_PERCENT] = {KP_SLOT_RATE, true},   [KP_TYPED_AS_YES_NO] = {KP_SLOT_YES_NO, true}, [KP_TYPED_AS_DATE] = {KP_SLOT_DATE, false},
    };
    kp_slot slot = {.key = "", .label = "数值 | value", .kind = kinds[leaf->typed].kind, .minimum = KP_ZERO, .maximum = leaf->most};
    slot.optional = leaf->optional == KP_OPTIONAL_YES;
    slot.money = leaf->typed == KP_TYPED_AS_MONEY;
    slot.bounded_below = leaf->least.given || kinds[leaf->typed].from_zero;
    if (leaf->least.given)
        slot.minimum = leaf->least.value;
    if (!leaf->most.given && (slot.kind == KP_SLOT_RATE || slot.kind == KP_SLOT_YES_NO))
        slot.maximum = (kp_optional){true, slot.kind == KP_SLOT_RATE ? kp_num_int(100) : KP_ONE};
    return slot;
}

const kp_slot *kp_number_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    kp_slot *slot = KP_NEW(arena, kp_slot);
    *slot = number_slot(leaf);
    *count = 1;
    return slot;
}

/* What is found out in a period did not happen after it. */
static void check_day(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_input *typed = kp_evidence_inputs(evidence, unit, indicator);
    int64_t day;
    if (typed->state == KP_INPUT_GIVEN && kp_period_is_known(evidence->period) && kp_num_to_int64(typed->value, &day) && day <= INT32_MAX &&
        day > kp_period_last_day(evidence->period))
        kp_problems_add(problems, KP_D_DATE_OUTSIDE, kp_evidence_cell(evidence, unit, typed->origin), unit,
                        kp_day_text(problems->arena, (int32_t)day), kp_period_key(problems->arena, evidence->period), NULL);
}

void kp_number_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    if (leaf->typed == KP_TYPED_AS_DATE)
        check_day(evidence, unit, indicator, problems);
    if (leaf->part_of < 0)
        return;
    kp_arena *arena = problems->arena;
    const kp_input *part = kp_evidence_inputs(evidence, unit, indicator), *whole = kp_evidence_inputs(evidence, unit, leaf->part_of);
    if (part->state != KP_INPUT_GIVEN || whole->state != KP_INPUT_GIVEN || kp_num_compare(part->value, whole->value) <= 0)
        return;
    const char *title = kp_leaf(evidence, leaf->part_of)->title, *size = kp_num_exact(arena, whole->value);
    kp_problems_add(problems, KP_D_PART_ABOVE_WHOLE, kp_evidence_cell(evidence, unit, part->origin), unit, leaf->title,
                    kp_num_exact(arena, part->value),
                    kp_format(arena, "“%s”的 %s | the %s of %s", kp_text(arena, title, KP_ZH), size, size, kp_text(arena, title, KP_EN)));
}

kp_outcome kp_number_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    const kp_input *typed = kp_evidence_inputs(evidence, unit, indicator);
    if (typed->state == KP_INPUT_NOT_APPLICABLE || (typed->state == KP_INPUT_MISSING && leaf->optional == KP_OPTIONAL_YES))
        return kp_outcome_not_applicable();
    if (typed->state != KP_INPUT_GIVEN)
        return kp_outcome_not_scored();
    kp_val value = kp_calc_input(calc, NULL, typed->value, typed->origin);
    if (leaf->typed == KP_TYPED_AS_PERCENT)
        value = kp_calc_div(calc, value, kp_calc_rule(calc, NULL, kp_num_int(100)));
    return kp_outcome_scored(value);
}

/* ---- formula ---- */

static kp_outcome outcome_without(const kp_formula_result *result) { return kp_outcome_of(result->state, nothing); }

kp_outcome kp_formula_method_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_formula_result result = kp_formula_evaluate(calc, leaf->formula.formula, evidence, unit);
    if (result.state != KP_MARK_SCORED)
        return outcome_without(&result);
    if (leaf->counted == KP_COUNTED_YES && kp_num_compare(result.value.num, leaf->full) > 0)
        result.value = kp_calc_min(calc, result.value, kp_full_marks(calc, leaf));
    if (leaf->counted == KP_COUNTED_YES && kp_num_sign(result.value.num) < 0)
        result.value = kp_calc_max(calc, result.value, kp_calc_rule(calc, NULL, KP_ZERO));
    return kp_outcome_scored(result.value);
}

/* ---- range ---- */

typedef struct bounds {
    bool has_low, has_high;
    kp_val low, high;
} bounds;

/* A limit as the value can keep to it: rounded inward to the value's decimals. */
static kp_val inward(kp_calc *calc, const kp_indicator *leaf, kp_val bound, bool low) {
    kp_num scale = KP_ONE;
    if (!kp_is_value_leaf(leaf) || leaf->decimals < 0)
        return bound;
    for (int32_t i = 0; i < leaf->decimals; i++)
        scale = kp_num_mul(calc->arena, scale, kp_num_int(10));
    if (kp_num_is_integer(kp_num_mul(calc->arena, bound.num, scale)))
        return bound;
    kp_val scaled = leaf->decimals ? kp_calc_mul(calc, bound, kp_calc_rule(calc, NULL, scale)) : bound;
    scaled = low ? kp_calc_ceil(calc, scaled) : kp_calc_floor(calc, scaled);
    return leaf->decimals ? kp_calc_div(calc, scaled, kp_calc_rule(calc, NULL, scale)) : scaled;
}

/* The limits of one name; false where they are not known, and *state says why. */
static bool read_bounds(kp_calc *calc, const kp_indicator *leaf, size_t which, const kp_evidence *evidence, int32_t unit, bounds *b,
                        kp_mark_state *state) {
    const kp_named_formula *limit = &leaf->limits.formulas[which];
    *b = (bounds){.has_low = limit->low != NULL, .has_high = limit->high != NULL, .low = nothing, .high = nothing};
    kp_formula_result low = {.state = KP_MARK_SCORED, .value = nothing}, high = low;
    if (limit->low)
        low = kp_formula_evaluate(calc, limit->low, evidence, unit);
    if (limit->high)
        high = kp_formula_evaluate(calc, limit->high, evidence, unit);
    b->low = low.value;
    b->high = high.value;
    *state = low.state == KP_MARK_NOT_SCORED || high.state == KP_MARK_NOT_SCORED ? KP_MARK_NOT_SCORED
             : low.state != KP_MARK_SCORED                                       ? low.state
                                                                                 : high.state;
    if (*state != KP_MARK_SCORED)
        return false;
    if (b->has_low)
        b->low = inward(calc, leaf, b->low, true);
    if (b->has_high)
        b->high = inward(calc, leaf, b->high, false);
    return true;
}

static bool is_empty(const bounds *b) { return b->has_low && b->has_high && kp_num_compare(b->low.num, b->high.num) > 0; }

/* What is in both; of a side that only one has, that one's. */
static bounds intersect(kp_calc *calc, const bounds *x, const bounds *y) {
    bounds both = *x;
    if (y->has_low)
        both.low = x->has_low ? kp_calc_max(calc, x->low, y->low) : y->low;
    if (y->has_high)
        both.high = x->has_high ? kp_calc_min(calc, x->high, y->high) : y->high;
    both.has_low = x->has_low || y->has_low;
    both.has_high = x->has_high || y->has_high;
    return both;
}

/* The limits in force: each in turn narrows them; one that would leave nothing gives way. *nearest: of the first such the end that lies nearest to it. */
static kp_mark_state find_limits(kp_calc *calc, const kp_indicator *leaf, const kp_evidence *evidence, int32_t unit, bounds *in_force, bool *clash,
                                 int *nearest) {
    bool any = false;
    *in_force = (bounds){.low = nothing, .high = nothing};
    for (size_t i = 0; i < leaf->limits.pairs.count; i++) {
        bounds next;
        kp_mark_state state;
        if (!read_bounds(calc, leaf, i, evidence, unit, &next, &state)) {
            if (state == KP_MARK_NOT_SCORED)
                return state;
            continue;
        }
        bounds both = any ? intersect(calc, in_force, &next) : next;
        if (!is_empty(&both)) {
            *in_force = both;
        } else if (!any) { /* a range that is none: what it allows least is what is left of it */
            *clash = true;
            *in_force = both;
            in_force->high = both.low;
        } else {
            bool above = next.has_low && in_force->has_high && kp_num_compare(next.low.num, in_force->high.num) > 0;
            *nearest = *clash ? *nearest : above ? 1 : -1;
            *clash = true;
        }
        any = true;
    }
    return any ? KP_MARK_SCORED : KP_MARK_NOT_APPLICABLE;
}

static kp_optional bound_of(bool has, kp_val bound) { return (kp_optional){has, bound.num}; }

/* Without a number to hold within it, the range is the result; where limits clash, the end nearest to what gave way. */
static kp_outcome range_alone(const bounds *in_force, bool clash, int nearest) {
    bounds result = *in_force;
    if (clash && nearest > 0) {
        result.low = result.high;
        result.has_low = true;
    } else if (clash && nearest < 0) {
        result.high = result.low;
        result.has_high = true;
    }
    kp_outcome outcome = kp_outcome_scored(result.has_low ? result.low : result.high);
    outcome.lower = bound_of(result.has_low, result.low);
    outcome.upper = bound_of(result.has_high, result.high);
    outcome.clash = clash;
    return outcome;
}

/* How far x is from the limit; of whole numbers from the nearest that would do. */
static kp_num distance(kp_arena *arena, kp_num x, kp_num limit, bool below, bool whole) {
    if (whole)
        limit = below ? kp_num_ceil(arena, limit) : kp_num_floor(arena, limit);
    return kp_num_abs(arena, kp_num_sub(arena, x, limit));
}

kp_outcome kp_range_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    bounds in_force;
    bool clash = false;
    int nearest = 0;
    kp_mark_state state = find_limits(calc, leaf, evidence, unit, &in_force, &clash, &nearest);
    if (state == KP_MARK_SCORED && calc->fault) /* a limit that cannot be told is not one that is left out */
        state = KP_MARK_NOT_APPLICABLE;
    if (state != KP_MARK_SCORED)
        return kp_outcome_of(state, nothing);
    if (!leaf->formula.formula)
        return range_alone(&in_force, clash, nearest);
    kp_formula_result result = kp_formula_evaluate(calc, leaf->formula.formula, evidence, unit);
    if (result.state != KP_MARK_SCORED)
        return outcome_without(&result);
    if (kp_is_value_leaf(leaf) && leaf->decimals >= 0)
        result.value = kp_calc_round(calc, result.value, leaf->decimals, evidence->scheme->rounding);
    kp_num x = result.value.num;
    bool below = in_force.has_low && kp_num_compare(x, in_force.low.num) < 0, above = in_force.has_high && kp_num_compare(x, in_force.high.num) > 0;
    kp_val mark = result.value;
    if (leaf->counted == KP_COUNTED_YES) {
        kp_val parts[2];
        size_t count = 0;
        if (in_force.has_low)
            parts[count++] = kp_calc_compare(calc, result.value, KP_AT_LEAST, in_force.low);
        if (in_force.has_high)
            parts[count++] = kp_calc_compare(calc, result.value, KP_AT_MOST, in_force.high);
        mark =
            kp_calc_if(calc, kp_calc_join(calc, false, !below && !above, parts, count), kp_full_marks(calc, leaf), kp_calc_rule(calc, NULL, KP_ZERO));
    } else if (below) {
        mark = kp_calc_max(calc, mark, in_force.low);
    } else if (above) {
        mark = kp_calc_min(calc, mark, in_force.high);
    }
    kp_outcome outcome = kp_outcome_scored(mark);
    outcome.lower = bound_of(in_force.has_low, in_force.low);
    outcome.upper = bound_of(in_force.has_high, in_force.high);
    outcome.clash = clash;
    outcome.held = (kp_optional){true, x};
    outcome.verdict = below ? KP_LEAF_BELOW : above ? KP_LEAF_ABOVE : KP_LEAF_MET;
    if (below || above)
        outcome.missing = (kp_optional){true, distance(calc->arena, x, below ? in_force.low.num : in_force.high.num, below,
                                                       kp_formula_is_whole(leaf->formula.formula, evidence->scheme))};
    return outcome;
}

/* ---- test ---- */

kp_outcome kp_test_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    size_t count = leaf->requirements.pairs.count, applied = 0, failed = 0;
    kp_val usual[KP_USUAL_TERMS], *conditions = kp_terms(calc, usual, count);
    kp_requirement_result *parts = KP_NEW_ARRAY(calc->arena, kp_requirement_result, count);
    kp_optional missing = {false, KP_ZERO};
    for (size_t i = 0; i < count; i++) {
        const kp_formula *condition = leaf->requirements.formulas[i].condition;
        kp_formula_result result = kp_formula_evaluate(calc, condition, evidence, unit);
        parts[i] = (kp_requirement_result){.state = (uint8_t)result.state, .missing = {false, KP_ZERO}};
        if (result.state == KP_MARK_NOT_SCORED)
            return kp_outcome_not_scored();
        if (result.state != KP_MARK_SCORED && leaf->unknown_figures == KP_UNKNOWN_FIGURES_LEFT_OUT)
            continue;
        conditions[applied++] = result.state == KP_MARK_SCORED ? result.value : kp_calc_rule(calc, NULL, KP_ZERO);
        if (result.state != KP_MARK_SCORED) { /* it stays not met, and says that it does not apply */
            failed++;
            missing.given = false;
            continue;
        }
        parts[i].met = !kp_num_is_zero(result.value.num);
        failed += !parts[i].met;
        if (!parts[i].met)
            parts[i].missing.given = kp_formula_short_of(calc->arena, condition, evidence, unit, &parts[i].missing.value, &parts[i].above);
        if (!parts[i].met)
            missing = parts[i].missing;
    }
    if (applied == 0 || calc->fault) /* a requirement that cannot be told is not one that is left out */
        return kp_outcome_not_applicable();
    kp_val all = applied == 1 ? conditions[0] : kp_calc_join(calc, false, failed == 0, conditions, applied);
    kp_val worth = leaf->counted == KP_COUNTED_YES ? kp_full_marks(calc, leaf) : kp_calc_rule(calc, NULL, KP_ONE);
    kp_outcome outcome = kp_outcome_scored(kp_calc_if(calc, all, worth, kp_calc_rule(calc, NULL, KP_ZERO)));
    outcome.verdict = failed ? KP_LEAF_NOT_MET : KP_LEAF_MET;
    if (failed == 1) /* of several what is missing is in the parts */
        outcome.missing = missing;
    outcome.parts = parts;
    outcome.part_count = count;
    return outcome;
}
