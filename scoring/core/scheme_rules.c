/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_rules.c - the rules of grades: their conditions, and what belongs to each effect. */
#include "scheme_private.h"

void build_condition(scheme_builder *b, const kp_record *record, size_t offset, kp_when *when) {
    kp_place place = record->values[field_at(record->section, offset)].place;
    if (!*when->text) /* absent or far too long: a problem already */
        return;
    kp_condition *condition = kp_condition_parse(b->arena, when->text, place, b->problems);
    if (condition && kp_condition_resolve(b->arena, condition, b->scheme, place, b->problems))
        when->condition = condition;
}

/* Ranks and lists are made when the grades are there. */
static bool comes_after_grades(kp_condition_op op) {
    switch (op) {
    case KP_COND_RANK:
    case KP_COND_BOTTOM:
    case KP_COND_RISE:
    case KP_COND_RISE_RANK:
    case KP_COND_GAIN:
    case KP_COND_STREAK:
    case KP_COND_TIMES:
    case KP_COND_ON: return true;
    default: return false;
    }
}

static void check_when(scheme_builder *b, size_t i) {
    build_condition(b, b->rule_records[i], offsetof(kp_rule, when), &b->rules[i].when);
    const kp_condition *late = b->rules[i].when.condition ? kp_condition_find(b->rules[i].when.condition, comes_after_grades) : NULL;
    if (late)
        COMPLAIN(b, b->rule_records[i], kp_rule, when, KP_S_CONDITION_TOO_EARLY,
                 kp_format(b->arena, "%s | %s", kp_condition_word(late->op, KP_ZH), kp_condition_word(late->op, KP_EN)), NULL);
}

/* A grade for those effects that name one, a number of places for the others. */
static void check_effect(scheme_builder *b, size_t i) {
    kp_rule *rule = &b->rules[i];
    const kp_record *record = b->rule_records[i];
    const char *name = WRITTEN(record, kp_rule, band);
    if (rule->effect == KP_EFFECT_LOWER || rule->effect == KP_EFFECT_RAISE) {
        if (name)
            COMPLAIN(b, record, kp_rule, band, KP_S_FIELD_NOT_HERE, NULL, "定为、不高于、不低于 | set, at_most, at_least");
        return;
    }
    if (rule->places != 1) /* a column of the sheet 方案 repeats the default */
        COMPLAIN(b, record, kp_rule, places, KP_S_FIELD_NOT_HERE, NULL, "降等、升等 | lower, raise");
    if (!name) {
        COMPLAIN(b, record, kp_rule, band, KP_S_FIELD_MISSING, NULL, NULL);
        return;
    }
    rule->band = kp_scheme_find_band(b->scheme, clean_scheme_text(b->arena, name));
    if (rule->band < 0)
        COMPLAIN(b, record, kp_rule, band, KP_S_UNKNOWN_REFERENCE, NULL, "等次的编号 | the id of a grade");
}

void check_rules(scheme_builder *b) {
    for (size_t i = 0; i < b->scheme->rule_count; i++) {
        check_when(b, i);
        check_effect(b, i);
    }
    if (b->scheme->rule_count && !b->scheme->band_count)
        COMPLAIN(b, b->rule_records[0], kp_rule, effect, KP_S_RULES_WITHOUT_BANDS, NULL, NULL);
}
