/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_standing.c - from the total to what it is worth: rounding, grade, rank, lists, targets, the unit it is rolled up into. */
#include "explain_private.h"

#include <string.h>

/* "80 ≤ 得分 < 90", "得分 ≥ 90", "得分 < 60" */
static const char *range_words(const explanation *e, int32_t band) {
    const kp_band *b = &e->scheme->bands[band];
    const char *from = kp_num_exact(e->arena, b->from.value), *to = kp_num_exact(e->arena, b->to.value);
    bool has_from = kp_band_has_from(e->scheme, (size_t)band);
    const char *score = kp_say(KP_M_QUANTITY_SCORE, e->lang), *below = kp_band_has_to(e->scheme, (size_t)band) ? "≤" : "<";
    if (b->from.given && b->to.given)
        return kp_format(e->arena, "%s %s %s %s %s", from, has_from ? "≤" : "<", score, below, to);
    if (b->from.given)
        return kp_format(e->arena, "%s %s %s", score, has_from ? "≥" : ">", from);
    return b->to.given ? kp_format(e->arena, "%s %s %s", score, below, to) : "—";
}

static const char *quota_key_words(explanation *e) {
    const char *words = kp_explain_text_of(e, kp_quota_key_words(e->arena, e->card, e->unit));
    return *words && e->lang == KP_EN ? kp_format(e->arena, " %s", words) : words;
}

static const char *band_title(const explanation *e, int32_t band) { return band < 0 ? "—" : e->scheme->bands[band].title; }

/* "等次规则“严重事故”：由“优秀”改为“称职”", and why. */
static void put_rule_step(explanation *e, const kp_rule_step *step) {
    const kp_rule *rule = &e->scheme->rules[step->rule];
    if (step->from < 0)
        kp_explain_say(e, 1, KP_M_EXPLAIN_GRADE_BY_RULE, rule->title, band_title(e, step->to), NULL);
    else
        kp_explain_say(e, 1, KP_M_EXPLAIN_BY_RULE, rule->title, band_title(e, step->from), band_title(e, step->to));
    kp_pairs reasons = kp_rule_reasons(e->arena, e->card, step, e->lang);
    for (size_t i = 0; i < reasons.count; i++)
        kp_explain_line(e, 2, reasons.items[i].name);
}

/* That the places of a better grade are taken; where the quota goes by a column of the register, what that says. */
static void put_quota(explanation *e, const kp_unit_result *result) {
    kp_explain_say(e, 1, KP_M_EXPLAIN_BY_QUOTA, band_title(e, result->band_before_quota), band_title(e, result->band), quota_key_words(e));
    for (int32_t band = result->band_before_quota; band < result->band; band++) {
        const kp_band *full = &e->scheme->bands[band];
        kp_limit quota = kp_quota_of(e->card, e->unit, band);
        if (!full->quotas.count || !quota.given)
            continue;
        const char *text = e->evidence->units.items[e->unit].fields[full->quota_field];
        kp_explain_say(e, 2, KP_M_EXPLAIN_QUOTA_BY, full->title,
                       kp_verbatim(e->arena, kp_format(e->arena, "%s%s%s", kp_explain_text_of(e, full->quota_by), e->lang == KP_EN ? ": " : "：",
                                                       *text ? text : "—")),
                       kp_format(e->arena, "%s%s", kp_num_exact(e->arena, quota.value), quota.percent ? "%" : ""));
    }
}

static void put_grade(explanation *e, const kp_unit_result *result) {
    const kp_band *bands = e->scheme->bands;
    if (e->scheme->band_count == 0)
        return;
    if (result->band < 0) {
        kp_explain_say(e, 0, KP_M_EXPLAIN_NO_BAND, NULL, NULL, NULL);
        return;
    }
    if (result->by_rule || result->by_quota || result->by_veto) /* its score may be beyond the range */
        kp_explain_say(e, 0, KP_M_EXPLAIN_BAND_ONLY, bands[result->band].title, NULL, NULL);
    else
        kp_explain_say(e, 0, KP_M_EXPLAIN_BAND, bands[result->band].title, range_words(e, result->band), NULL);
    size_t steps;
    const kp_rule_step *step = kp_rule_steps_of(e->card, e->unit, &steps);
    if (result->by_veto)
        kp_explain_say(e, 1, KP_M_EXPLAIN_BY_VETO, band_title(e, result->band_by_score), band_title(e, step ? step->from : result->band_before_quota),
                       NULL);
    for (size_t i = 0; i < steps; i++)
        put_rule_step(e, &step[i]);
    if (result->by_quota)
        put_quota(e, result);
    if (kp_has_coefficients(e->scheme))
        kp_explain_say(e, 1, KP_M_EXPLAIN_COEFFICIENT, kp_coefficient_name(e->scheme), kp_num_exact(e->arena, bands[result->band].coefficient.value),
                       NULL);
    if (result->band_other != result->band_by_score)
        kp_explain_say(e, 1, KP_M_EXPLAIN_BAND_OTHER,
                       kp_say(e->scheme->decide_on == KP_DECIDE_ON_FULL ? KP_M_EXPLAIN_VALUE_PRINTED : KP_M_EXPLAIN_VALUE_FULL, e->lang),
                       result->band_other < 0 ? "—" : bands[result->band_other].title, NULL);
}

static void put_rank(explanation *e, const kp_unit_result *result) {
    const kp_unit *unit = &e->evidence->units.items[e->unit];
    const char *within = kp_say(KP_M_EXPLAIN_WITHIN_ALL, e->lang);
    if (kp_ranks_by_group(e->evidence) && unit->group >= 0)
        within = kp_explain_text_of(e, e->evidence->groups.items[unit->group]);
    kp_explain_say(e, 0, KP_M_EXPLAIN_RANK, kp_format(e->arena, "%d", (int)result->rank), within, kp_format(e->arena, "%d", (int)result->field));
    if (e->scheme->better == KP_BETTER_LOW)
        kp_explain_say(e, 1, KP_M_LOWEST_FIRST, NULL, NULL, NULL);
    if (result->past_rank > 0)
        kp_explain_say(e, 1, KP_M_EXPLAIN_PAST, result->past_score.given ? kp_explain_printed(e, result->past_score.value) : "—",
                       kp_format(e->arena, "%d", (int)result->past_rank), NULL);
}

/* What was asked, and what the unit has of it where that says more. */
static void put_condition(explanation *e, const kp_condition *condition, kp_pairs reasons) {
    const char *asked = kp_condition_words(e->arena, condition, e->scheme, e->lang);
    kp_explain_say(e, 1, KP_M_EXPLAIN_ASKED, kp_verbatim(e->arena, asked), NULL, NULL);
    for (size_t i = 0; i < reasons.count; i++)
        if (strcmp(reasons.items[i].name, asked) != 0)
            kp_explain_say(e, 1, KP_M_EXPLAIN_FOUND, kp_verbatim(e->arena, reasons.items[i].name), NULL, NULL);
}

static void put_lists(explanation *e) {
    for (size_t i = 0; i < e->card->lists.count; i++) {
        const kp_list_entry *entry = &e->card->lists.items[i];
        if (entry->unit != e->unit)
            continue;
        const kp_list *list = &e->scheme->lists[entry->list];
        const char *title = kp_explain_text_of(e, list->title);
        if (entry->replaced)
            title = kp_format(e->arena, "%s%s", title, kp_say(KP_M_EXPLAIN_LIST_REPLACED, e->lang));
        kp_explain_say(e, 0, KP_M_EXPLAIN_LIST, title, NULL, NULL);
        put_condition(e, list->when.condition, kp_list_reasons(e->arena, e->card, entry, e->lang));
        if (entry->listed > 0)
            kp_explain_say(e, 1, KP_M_EXPLAIN_LIST_TIMES, kp_format(e->arena, "%d", (int)entry->listed), NULL, NULL);
        if (entry->action >= 0)
            kp_explain_say(e, 1, KP_M_EXPLAIN_LIST_ACTION, list->actions.items[entry->action].text, NULL, NULL);
    }
}

static void put_targets(explanation *e) {
    static const kp_message words[] = {
        [KP_TARGET_MISSED] = KP_M_TARGET_MISSED, [KP_TARGET_REACHED] = KP_M_TARGET_REACHED, [KP_TARGET_OPEN] = KP_M_TARGET_OPEN};
    for (size_t i = 0; i < e->scheme->target_count; i++) {
        const kp_target *target = &e->scheme->targets[i];
        kp_target_state state = (kp_target_state)kp_target_of_unit(e->card, (int32_t)i, e->unit)->state;
        if (state == KP_TARGET_ASIDE)
            continue;
        kp_explain_say(e, 0, KP_M_EXPLAIN_TARGET, target->title, kp_say(words[state], e->lang), NULL);
        list_run run = kp_list_run(e->arena, e->card);
        kp_list_run_unit(&run, e->unit);
        put_condition(e, target->when.condition, kp_condition_reasons(run, target->when.condition, KP_COUNT_HALF_UP, e->lang));
    }
}

/* Grade, rank and lists: a rule may give a grade where there is neither rank nor score. */
void kp_explain_standing(explanation *e, const kp_unit_result *result) {
    if (result->ranked || result->band >= 0)
        put_grade(e, result);
    if (result->ranked)
        put_rank(e, result);
    put_lists(e);
    put_targets(e);
    int32_t of = e->card->combined_of ? e->card->combined_of[e->unit] : -1;
    if (of >= 0 && result->ranked)
        kp_explain_say(e, 0, KP_M_EXPLAIN_COMBINED, kp_verbatim(e->arena, e->card->combined.items[of].name), e->scheme->combine_by,
                       kp_num_exact(e->arena, e->card->combined_weight[e->unit]));
}

void kp_explain_total(explanation *e) {
    const kp_unit_result *result = &e->card->units[e->unit];
    kp_explain_say(e, 0, KP_M_EXPLAIN_ROUNDING,
                   kp_format(e->arena, "%s → %s", kp_full_value_words(e->arena, result->total), kp_explain_printed(e, result->printed)),
                   kp_rounding_words(e->scheme->rounding, e->lang), kp_format(e->arena, "%d", (int)e->scheme->decimals));
    if (e->scheme->round_at == KP_ROUND_AT_EACH)
        kp_explain_say(e, 1, KP_M_EXPLAIN_ROUND_EACH, NULL, NULL, NULL);
    kp_explain_say(e, 0, KP_M_EXPLAIN_SCORE, kp_explain_printed(e, result->printed), NULL, NULL);
    if (result->ranked) {
        bool full = e->scheme->decide_on == KP_DECIDE_ON_FULL;
        kp_explain_say(e, 0, full ? KP_M_EXPLAIN_DECIDED_FULL : KP_M_EXPLAIN_DECIDED_PRINTED,
                       full ? kp_full_value_words(e->arena, result->total) : kp_explain_printed(e, result->printed), NULL, NULL);
    }
    kp_explain_standing(e, result);
}
