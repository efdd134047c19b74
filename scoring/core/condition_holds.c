/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition_holds.c - whether a condition holds for a unit: in three values, since of a unit that is not ranked some figures do not count. */
#include "kaoping/irrational.h"
#include "kaoping/typed.h"
#include "method_private.h"
#include "score_private.h"

static bool compare(kp_compare op, int order) {
    switch (op) {
    case KP_LESS: return order < 0;
    case KP_AT_MOST: return order <= 0;
    case KP_EQUAL: return order == 0;
    case KP_NOT_EQUAL: return order != 0;
    case KP_AT_LEAST: return order >= 0;
    case KP_MORE: return order > 0;
    }
    return false;
}

/* A mark as the scheme decides on it, a value as it is. */
static bool mark_number(const list_run *run, const kp_condition *condition, kp_num *has) {
    if (condition->reference < 0)
        return false;
    const kp_mark *mark = kp_scorecard_mark(run->card, run->unit, condition->reference);
    if (mark->state != KP_MARK_SCORED)
        return false;
    *has = condition->op == KP_COND_VALUE ? mark->value : kp_decided_mark(run->arena, run->card->scheme, condition->reference, mark->value);
    return true;
}

/* How much a range or test lacks: nothing where it is met, nor where there is too much; of several requirements the largest lack. False where none that fails tells how much. */
static bool lack_of(const kp_leaf_check *check, kp_num *lack) {
    *lack = KP_ZERO;
    if (check->verdict == KP_LEAF_BELOW)
        *lack = check->missing.value;
    if (check->verdict != KP_LEAF_NOT_MET)
        return check->verdict != KP_LEAF_UNJUDGED;
    bool told = false;
    for (size_t i = 0; i < check->part_count; i++) {
        const kp_requirement_result *part = &check->parts[i];
        if (part->state != KP_MARK_SCORED || part->met || !part->missing.given)
            continue;
        told = true;
        if (!part->above && kp_num_compare(part->missing.value, *lack) > 0)
            *lack = part->missing.value;
    }
    return told;
}

static bool share_number(const list_run *run, const kp_condition *condition, kp_num *has) {
    *has = KP_ZERO;
    for (size_t i = 0; i < condition->count; i++) {
        kp_num share;
        if (!kp_option_share(run->arena, run->card->evidence, run->unit, condition->reference, condition->chosen[i], &share))
            return false;
        *has = kp_num_add(run->arena, *has, share);
    }
    return true;
}

/* ---- what the register says ---- */

const char *kp_condition_field(const list_run *run, const kp_condition *condition) {
    const kp_unit *unit = &run->card->evidence->units.items[run->unit];
    const char *text = unit->fields && condition->reference >= 0 ? unit->fields[condition->reference] : NULL;
    return text ? text : "";
}

static bool is_blank(kp_arena *arena, const char *text) { return kp_parse_typed(arena, text).kind == KP_TYPED_EMPTY; }

/* Alike as names are, as numbers, or as yes and no. */
static bool texts_agree(kp_arena *arena, const char *wanted, const char *entered) {
    if (kp_text_matches(wanted, entered))
        return true;
    kp_typed a = kp_parse_typed(arena, wanted), b = kp_parse_typed(arena, entered);
    if (a.kind == KP_TYPED_NUMBER)
        return b.kind == KP_TYPED_NUMBER && kp_num_equal(a.value, b.value) && !((a.liberties ^ b.liberties) & KP_TYPED_PERCENT);
    return a.kind == b.kind && (a.kind == KP_TYPED_YES || a.kind == KP_TYPED_NO || a.kind == KP_TYPED_EMPTY);
}

static bool field_holds(const list_run *run, const kp_condition *condition) {
    const char *entered = kp_condition_field(run, condition);
    if (condition->count == 0) {
        kp_typed typed = kp_parse_typed(run->arena, entered);
        return typed.kind == KP_TYPED_NUMBER && compare(condition->compare, kp_num_compare(typed.value, condition->number));
    }
    bool among = false, empty_asked = false;
    for (size_t i = 0; i < condition->count; i++) {
        among = among || texts_agree(run->arena, condition->names[i], entered);
        empty_asked = empty_asked || is_blank(run->arena, condition->names[i]);
    }
    if (is_blank(run->arena, entered) && !empty_asked)
        return false;
    return among == (condition->compare != KP_NOT_EQUAL);
}

bool kp_condition_number(list_run *run, const kp_condition *condition, kp_count_rounding rounding, kp_num *has, kp_num *bound) {
    const kp_unit_result *result = &run->card->units[run->unit];
    *bound = condition->number;
    if (condition->op == KP_COND_SCORE || ((condition->op == KP_COND_MARK || condition->op == KP_COND_VALUE) && condition->reference >= 0))
        *bound = kp_num_settle(run->arena, *bound, run->card->scheme->indicators[condition->op == KP_COND_SCORE ? 0 : condition->reference].digits);
    if (condition->percent) {
        int64_t count = kp_share_count(run->arena, condition->number, result->field, rounding);
        *bound = kp_num_int(count < 1 ? 1 : count);
    }
    switch (condition->op) {
    case KP_COND_SCORE: *has = result->decided; return result->scored;
    case KP_COND_MARK:
    case KP_COND_VALUE: return mark_number(run, condition, has);
    case KP_COND_SHARE: return share_number(run, condition, has);
    case KP_COND_MISSING: return lack_of(kp_scorecard_check(run->card, run->unit, condition->reference), has);
    case KP_COND_RANK: *has = kp_num_int(result->rank); return result->ranked;
    case KP_COND_BOTTOM: *has = kp_num_int(result->bottom); return result->ranked;
    case KP_COND_RISE: *has = kp_num_int(result->rise); return result->ranked && result->past_rank > 0;
    case KP_COND_RISE_RANK: *has = kp_num_int(result->rise_rank); return result->ranked && result->rise_rank > 0;
    case KP_COND_GAIN:
        if (!result->ranked || result->past_rank <= 0 || !result->past_score.given)
            return false;
        *has = kp_num_sub(run->arena, result->printed, result->past_score.value); /* the past kept its printed score: like with like */
        return true;
    case KP_COND_STREAK:
        *has = kp_num_int(
            condition->reference < 0 ? 0 : kp_list_run_length(run, condition->reference, false, kp_list_met(run, condition->reference) == IS_TRUE));
        return true;
    case KP_COND_TIMES: *has = kp_num_int(condition->reference < 0 ? 0 : kp_list_times(run, condition->reference, condition->window)); return true;
    default: return false;
    }
}

static bool has_veto(const list_run *run, int32_t veto) {
    const kp_evidence *evidence = run->card->evidence;
    for (size_t i = evidence->first_veto[run->unit]; i < evidence->first_veto[run->unit + 1]; i++)
        if (veto < 0 || evidence->vetoes.items[i].veto == veto)
            return true;
    return false;
}

static bool has_grade(const list_run *run, const kp_condition *condition) {
    int32_t band = run->card->units[run->unit].band;
    bool among = false;
    for (size_t i = 0; i < condition->count; i++)
        among = among || condition->chosen[i] == band;
    return band >= 0 && among == (condition->compare != KP_NOT_EQUAL);
}

static truth sure(bool value) { return value ? IS_TRUE : IS_FALSE; }

/* New is who was not ranked in the period before; where that period is not known, nobody can tell. */
static truth is_new(const list_run *run) {
    const kp_history *history = run->card->history;
    if (!history || !kp_history_period(history, run->card->evidence->period, 1))
        return IS_UNSURE;
    const kp_past_unit *past = kp_list_past_unit(run, 1);
    return sure(!past || past->rank <= 0);
}

/* What was answered or voted. A sample too small, a vote without quorum and a mark given in place of its evidence say nothing of shares and results: false. */
static bool sure_outcome(const list_run *run, const kp_condition *condition, kp_outcome *outcome) {
    const kp_evidence *evidence = run->card->evidence;
    int32_t leaf = condition->reference;
    if (kp_evidence_given(evidence, run->unit, leaf) != KP_NOT_GIVEN || kp_scorecard_mark(run->card, run->unit, leaf)->state == KP_MARK_NOT_SCORED)
        return false;
    kp_calc calc = {.arena = run->arena};
    *outcome = kp_leaf_evaluate(&calc, evidence, run->unit, leaf);
    return outcome->reason < 0;
}

static truth has_result(const list_run *run, const kp_condition *condition) {
    kp_outcome outcome;
    if (!sure_outcome(run, condition, &outcome))
        return IS_UNSURE;
    for (size_t i = 0; i < condition->count && outcome.state == KP_MARK_SCORED; i++)
        if (condition->chosen[i] == outcome.grade)
            return IS_TRUE;
    return IS_FALSE;
}

/* What is not counted has no part in why a unit is not ranked. */
static bool is_counted(const list_run *run, int32_t indicator) {
    return indicator < 0 || run->card->scheme->indicators[indicator].counted == KP_COUNTED_YES;
}

/* Of what does not apply, or was not judged, nobody can say whether it is met. */
static truth check_holds(const list_run *run, const kp_condition *condition) {
    const kp_leaf_check *check = kp_scorecard_check(run->card, run->unit, condition->reference);
    kp_num lack;
    if (kp_scorecard_mark(run->card, run->unit, condition->reference)->state == KP_MARK_NOT_SCORED)
        return IS_UNSURE;
    if (check->verdict == KP_LEAF_UNJUDGED)
        return run->unjudged;
    if (condition->op == KP_COND_MET)
        return sure(check->verdict == KP_LEAF_MET);
    return lack_of(check, &lack) ? sure(compare(condition->compare, kp_num_compare(lack, condition->number))) : IS_UNSURE;
}

static truth test_holds(list_run *run, const kp_condition *condition, kp_count_rounding rounding) {
    bool ranked = run->card->units[run->unit].ranked, scored = run->card->units[run->unit].scored;
    kp_num has, bound;
    kp_outcome outcome;
    switch (condition->op) {
    case KP_COND_VETO: return sure(has_veto(run, condition->reference));
    case KP_COND_NEW: return is_new(run);
    case KP_COND_EXCLUDED: return sure(run->card->evidence->units.items[run->unit].excluded);
    case KP_COND_FIELD: return sure(field_holds(run, condition));
    case KP_COND_ON: return condition->reference < 0 ? IS_FALSE : kp_list_met(run, condition->reference);
    case KP_COND_STREAK:
    case KP_COND_TIMES:
        if (condition->reference >= 0 && kp_list_met(run, condition->reference) == IS_UNSURE)
            return IS_UNSURE;
        break;
    case KP_COND_MARK:
    case KP_COND_VALUE: /* below a mark that was given nobody knows what the marks are */
        if ((scored && !ranked && is_counted(run, condition->reference)) ||
            (condition->reference >= 0 && kp_scorecard_mark(run->card, run->unit, condition->reference)->state == KP_MARK_NOT_SCORED))
            return IS_UNSURE;
        break;
    case KP_COND_SHARE:
        if (!sure_outcome(run, condition, &outcome))
            return IS_UNSURE;
        break;
    case KP_COND_MET:
    case KP_COND_MISSING: return check_holds(run, condition);
    case KP_COND_RESULT: return has_result(run, condition);
    case KP_COND_GRADE: return ranked || run->card->units[run->unit].band >= 0 ? sure(has_grade(run, condition)) : IS_UNSURE;
    default:
        if (!ranked)
            return IS_UNSURE;
    }
    return sure(kp_condition_number(run, condition, rounding, &has, &bound) && compare(condition->compare, kp_num_compare(has, bound)));
}

truth kp_condition_holds(list_run *run, const kp_condition *condition, kp_count_rounding rounding) {
    if (condition->op == KP_COND_NOT)
        return (truth)(IS_TRUE - kp_condition_holds(run, condition->children[0], rounding));
    if (condition->op != KP_COND_AND && condition->op != KP_COND_OR)
        return test_holds(run, condition, rounding);
    truth result = condition->op == KP_COND_AND ? IS_TRUE : IS_FALSE;
    for (size_t i = 0; i < condition->count; i++) {
        truth child = kp_condition_holds(run, condition->children[i], rounding);
        if (condition->op == KP_COND_AND ? child < result : child > result)
            result = child;
    }
    return result;
}
