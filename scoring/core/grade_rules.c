/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grade_rules.c - the rules of a scheme that change grades (等次规则): in their order, each on what the ones before it left. */
#include "score_private.h"

/* The grade that the rule makes of `band` (-1: none); grades are counted from the best, 0. */
static int32_t changed(const kp_scheme *scheme, const kp_rule *rule, int32_t band) {
    int32_t last = (int32_t)scheme->band_count - 1;
    if (rule->effect == KP_EFFECT_SET)
        return rule->band;
    if (band < 0)
        return band;
    switch (rule->effect) {
    case KP_EFFECT_AT_MOST: return band < rule->band ? rule->band : band;
    case KP_EFFECT_AT_LEAST: return band > rule->band ? rule->band : band;
    case KP_EFFECT_LOWER: return rule->places > last - band ? last : band + rule->places;
    case KP_EFFECT_RAISE: return rule->places > band ? 0 : band - rule->places;
    case KP_EFFECT_SET: break;
    }
    return band;
}

/* A unit with an error has no grade, whatever a rule says: what the rule looks at may be what is wrong. */
static bool may_have_grade(const score_run *run, int32_t unit) { return run->evidence->units.items[unit].problem < 0; }

static bool asks_who_takes_part(kp_condition_op op) { return op == KP_COND_EXCLUDED; }

/* A unit that does not take part is seen only by rules made for such units. */
static bool sees(const score_run *run, const kp_rule *rule, int32_t unit) {
    if (!rule->when.condition)
        return false;
    return !run->evidence->units.items[unit].excluded || kp_condition_find(rule->when.condition, asks_who_takes_part);
}

static void apply_to(score_run *run, list_run *conditions, int32_t unit) {
    kp_unit_result *result = &run->card->units[unit];
    kp_list_run_unit(conditions, unit);
    for (size_t i = 0; i < run->scheme->rule_count; i++) {
        const kp_rule *rule = &run->scheme->rules[i];
        int32_t to = changed(run->scheme, rule, result->band);
        if (to == result->band || !sees(run, rule, unit) || kp_condition_holds(conditions, rule->when.condition, KP_COUNT_HALF_UP) != IS_TRUE)
            continue;
        kp_rule_step step = {unit, (int32_t)i, result->band, to};
        KP_PUSH(run->arena, &run->card->rule_steps, step);
        result->band = to;
        result->by_rule = true;
    }
}

void kp_apply_rules(score_run *run) {
    if (run->scheme->rule_count == 0)
        return;
    list_run conditions = kp_list_run(run->arena, run->card);
    for (size_t unit = 0; unit < run->evidence->units.count; unit++)
        if (may_have_grade(run, (int32_t)unit))
            apply_to(run, &conditions, (int32_t)unit);
}

/* ---- what was done ---- */

const kp_rule_step *kp_rule_steps_of(const kp_scorecard *card, int32_t unit, size_t *count) {
    size_t low = 0, high = card->rule_steps.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (card->rule_steps.items[middle].unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < card->rule_steps.count && card->rule_steps.items[low + *count].unit == unit;)
        ++*count;
    return *count ? &card->rule_steps.items[low] : NULL;
}

/* The condition saw the grade before the step, so it is looked at with that one. */
kp_pairs kp_rule_reasons(kp_arena *arena, const kp_scorecard *card, const kp_rule_step *step, kp_lang lang) {
    kp_scorecard then = *card;
    then.units = KP_NEW_ARRAY(arena, kp_unit_result, card->evidence->units.count);
    then.units[step->unit] = card->units[step->unit];
    then.units[step->unit].band = step->from;
    list_run run = kp_list_run(arena, &then);
    kp_list_run_unit(&run, step->unit);
    return kp_condition_reasons(run, card->scheme->rules[step->rule].when.condition, KP_COUNT_HALF_UP, lang);
}
