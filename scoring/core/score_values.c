/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_values.c - the values of leaves that are no marks, and what ranges and tests say, in words. */
#include "calc_private.h"
#include "kaoping/formula.h"
#include "kaoping/calendar.h"
#include "kaoping/message.h"
#include "score_private.h"

const char *kp_limits_words(kp_arena *arena, kp_optional lower, kp_optional upper) {
    const char *low = kp_number_words(arena, lower.value, KP_MAX_DECIMALS), *high = kp_number_words(arena, upper.value, KP_MAX_DECIMALS);
    if (lower.given && upper.given)
        return kp_num_equal(lower.value, upper.value) ? low : kp_format(arena, "%s–%s", low, high);
    return lower.given ? kp_format(arena, "≥ %s", low) : upper.given ? kp_format(arena, "≤ %s", high) : "—";
}

/* The number as it was typed, or with the leaf's decimals. */
static const char *number_text(kp_arena *arena, const kp_scheme *scheme, const kp_indicator *leaf, kp_num value, kp_lang lang) {
    int64_t day;
    if (leaf->method == KP_METHOD_NUMBER && leaf->typed == KP_TYPED_AS_YES_NO)
        return kp_say(kp_num_is_zero(value) ? KP_M_NO : KP_M_YES, lang);
    if (leaf->method == KP_METHOD_NUMBER && leaf->typed == KP_TYPED_AS_DATE && kp_num_to_int64(value, &day) && day > 0 && day < 2958466)
        return kp_day_text(arena, (int32_t)day);
    bool percent = leaf->method == KP_METHOD_NUMBER && leaf->typed == KP_TYPED_AS_PERCENT;
    if (percent)
        return kp_format(arena, "%s%%", kp_number_words(arena, kp_num_mul(arena, value, kp_num_int(100)), KP_MAX_DECIMALS));
    return leaf->decimals >= 0 ? kp_num_print(arena, value, leaf->decimals, scheme->rounding) : kp_number_words(arena, value, KP_MAX_DECIMALS);
}

const char *kp_value_text(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, kp_lang lang) {
    const kp_indicator *leaf = &card->scheme->indicators[indicator];
    const kp_mark *mark = kp_scorecard_mark(card, unit, indicator);
    if (mark->state != KP_MARK_SCORED)
        return mark->state == KP_MARK_NOT_APPLICABLE ? "—" : "";
    const kp_leaf_check *check = kp_scorecard_check(card, unit, indicator);
    if (leaf->method == KP_METHOD_RANGE && !check->held.given && (check->lower.given || check->upper.given))
        return kp_limits_words(arena, check->lower, check->upper);
    if (leaf->method == KP_METHOD_RANGE && check->held.given)
        return number_text(arena, card->scheme, leaf, check->held.value, lang);
    if (leaf->method == KP_METHOD_TEST)
        return kp_say(check->verdict == KP_LEAF_MET ? KP_M_VALUE_MET : KP_M_VALUE_NOT_MET, lang);
    return number_text(arena, card->scheme, leaf, mark->value, lang);
}

static const char *with_unit(kp_arena *arena, const kp_indicator *leaf, const char *number, kp_lang lang) {
    const char *unit = kp_text(arena, leaf->measure_unit, lang);
    return *unit ? kp_format(arena, "%s %s", number, unit) : number;
}

static const char *amount(kp_arena *arena, kp_num value) { return kp_number_words(arena, value, KP_MAX_DECIMALS); }

const char *kp_requirement_words(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, size_t part, kp_lang lang) {
    const kp_requirement_result *result = &kp_scorecard_check(card, unit, indicator)->parts[part];
    if (result->state != KP_MARK_SCORED)
        return card->scheme->indicators[indicator].unknown_figures == KP_UNKNOWN_FIGURES_UNMET ? kp_say(KP_M_VALUE_NO_FIGURES, lang) : "—";
    if (result->met || !result->missing.given)
        return kp_say(result->met ? KP_M_VALUE_MET : KP_M_VALUE_NOT_MET, lang);
    return kp_say_with(arena, result->above ? KP_M_VALUE_OVER : KP_M_VALUE_SHORT, lang,
                       with_unit(arena, &card->scheme->indicators[indicator], amount(arena, result->missing.value), lang), NULL, NULL);
}

const char *kp_requirement_steps(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, size_t part, kp_lang lang) {
    kp_calc calc = {.arena = arena, .trace = true};
    const kp_formula *condition = card->scheme->indicators[indicator].requirements.formulas[part].condition;
    kp_formula_result result = kp_formula_evaluate(&calc, condition, card->evidence, unit);
    if (result.state != KP_MARK_SCORED || !result.value.expr)
        return "";
    return kp_derivation_print(arena, result.value.expr, card->scheme, kp_step_decimals(card->scheme, indicator), lang);
}

const char *kp_verdict_words(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, kp_lang lang) {
    const kp_indicator *leaf = &card->scheme->indicators[indicator];
    const kp_leaf_check *check = kp_scorecard_check(card, unit, indicator);
    kp_buffer words = {.arena = arena};
    const char *missing = with_unit(arena, leaf, amount(arena, check->missing.value), lang), *semicolon = lang == KP_ZH ? "；" : "; ";
    switch (check->verdict) {
    case KP_LEAF_UNJUDGED: break;
    case KP_LEAF_MET: kp_buffer_puts(&words, kp_say(KP_M_VALUE_MET, lang)); break;
    case KP_LEAF_BELOW: kp_buffer_puts(&words, kp_say_with(arena, KP_M_VALUE_SHORT, lang, missing, NULL, NULL)); break;
    case KP_LEAF_ABOVE: kp_buffer_puts(&words, kp_say_with(arena, KP_M_VALUE_OVER, lang, missing, NULL, NULL)); break;
    case KP_LEAF_NOT_MET:
        for (size_t i = 0; i < check->part_count; i++)
            if (!check->parts[i].met && (check->parts[i].state == KP_MARK_SCORED || leaf->unknown_figures == KP_UNKNOWN_FIGURES_UNMET))
                kp_buffer_printf(&words, "%s%s%s%s", words.length ? semicolon : "", kp_text(arena, leaf->requirements.pairs.items[i].name, lang),
                                 lang == KP_ZH ? "：" : ": ", kp_requirement_words(arena, card, unit, indicator, i, lang));
        break;
    }
    if (check->clash)
        kp_buffer_printf(&words, "%s%s", words.length ? semicolon : "", kp_say(KP_M_VALUE_CLASH, lang));
    return kp_buffer_text(&words);
}

const char *kp_value_words(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, kp_lang lang) {
    const kp_indicator *leaf = &card->scheme->indicators[indicator];
    const kp_leaf_check *check = kp_scorecard_check(card, unit, indicator);
    const char *value = kp_value_text(arena, card, unit, indicator, lang), *verdict = kp_verdict_words(arena, card, unit, indicator, lang);
    if (kp_scorecard_mark(card, unit, indicator)->state != KP_MARK_SCORED)
        return value;
    bool test = leaf->method == KP_METHOD_TEST;
    value = test ? value : with_unit(arena, leaf, value, lang);
    if (check->held.given)
        value = kp_format(arena, lang == KP_ZH ? "%s（%s）" : "%s (%s)", value, kp_limits_words(arena, check->lower, check->upper));
    if (!*verdict || (test && check->verdict == KP_LEAF_MET))
        return value;
    return kp_format(arena, lang == KP_ZH ? "%s，%s" : "%s, %s", value, verdict);
}
