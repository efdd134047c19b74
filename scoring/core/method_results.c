/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_results.c - a score out of the results of another scheme (他项得分): the mean of four quarters, two half-years by weight, grades turned into points. */
#include "log_private.h"

#include <string.h>

/* ---- which period ---- */

/* What the name of a weight means: a place in the year (1, 第1期) or a kind of period and its number (上半年, H1, 第一季度, 3月). */
bool kp_period_named(const char *name, bool *any_kind, kp_period_kind *kind, int *number) {
    char digits[8];
    size_t length = 0;
    const char *at = name;
    if (!strncmp(at, "第", strlen("第")))
        at += strlen("第");
    for (; *at >= '0' && *at <= '9' && length < sizeof digits - 1; at++)
        digits[length++] = *at;
    digits[length] = '\0';
    if (length && (!*at || !strcmp(at, "期"))) {
        *any_kind = true;
        *number = 0;
        for (size_t i = 0; i < length; i++)
            *number = *number * 10 + digits[i] - '0';
        return *number > 0;
    }
    static const char *const years[] = {"2000", "2000年", "2000-"}; /* the year does not matter */
    char text[64];
    kp_period period;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        if (strlen(years[i]) + strlen(name) < sizeof text) {
            strcpy(text, years[i]);
            strcat(text, name);
            if (kp_period_parse(text, &period)) {
                *any_kind = false;
                *kind = period.kind;
                *number = period.number;
                return true;
            }
        }
    return false;
}

/* The weight of a period; NULL where the scheme names none. */
static const kp_pair *weight_of(kp_arena *arena, const kp_indicator *leaf, kp_period period) {
    for (size_t i = 0; i < leaf->period_weights.count; i++) {
        bool any;
        kp_period_kind kind;
        int number;
        const char *name = kp_text(arena, leaf->period_weights.items[i].name, KP_ZH);
        if (kp_period_named(name, &any, &kind, &number) && number == period.number && (any || kind == period.kind))
            return &leaf->period_weights.items[i];
    }
    return NULL;
}

/* ---- values ---- */

/* What one result counts, on the scale of the source; false where it is not there. */
static bool value_of(const kp_indicator *leaf, const kp_log_row *row, const kp_log_cell **cell, kp_num *value) {
    int64_t grade = -1;
    *cell = &row->cells[leaf->grade_points.count ? RESULTS_GRADE : RESULTS_SCORE];
    if ((*cell)->state != KP_INPUT_GIVEN)
        return false;
    *value = (*cell)->value;
    if (!leaf->grade_points.count)
        return true;
    if (!kp_num_to_int64((*cell)->value, &grade) || grade < 0 || (size_t)grade >= leaf->grade_points.count)
        return false;
    *value = leaf->grade_points.items[grade].value;
    return true;
}

static kp_val input_of(kp_calc *calc, const kp_indicator *leaf, const kp_log_row *row) {
    const kp_log_cell *cell;
    kp_num value = KP_ZERO;
    value_of(leaf, row, &cell, &value);
    kp_period period = row->cells[RESULTS_PERIOD].period;
    const char *label =
        calc->trace ? kp_format(calc->arena, "%s | %s", kp_period_title(calc->arena, period, KP_ZH), kp_period_title(calc->arena, period, KP_EN))
                    : NULL;
    return kp_calc_input(calc, label, value, cell->origin);
}

/* The rows whose value is known, in order of time. */
static size_t collect(kp_calc *calc, const kp_evidence *evidence, const kp_indicator *leaf, evidence_range range, kp_val values[],
                      const kp_pair *weights[]) {
    size_t count = 0;
    for (size_t i = range.from; i < range.to; i++) {
        const kp_log_row *row = kp_log_row_at(evidence, i);
        const kp_log_cell *cell;
        kp_num value;
        if (!value_of(leaf, row, &cell, &value))
            continue;
        weights[count] = leaf->use == KP_USE_WEIGHTED ? weight_of(calc->arena, leaf, row->cells[RESULTS_PERIOD].period) : NULL;
        values[count++] = input_of(calc, leaf, row);
    }
    return count;
}

static kp_val weighted_mean(kp_calc *calc, const kp_val values[], const kp_pair *const weights[], size_t count) {
    kp_val *terms = KP_NEW_ARRAY(calc->arena, kp_val, count), *all = KP_NEW_ARRAY(calc->arena, kp_val, count);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (!weights[i])
            continue; /* which is a problem already */
        all[used] = kp_calc_rule(calc, "权重 | weight", weights[i]->value);
        terms[used] = kp_calc_mul(calc, all[used], values[i]);
        used++;
    }
    return used ? kp_calc_div(calc, kp_calc_sum(calc, terms, used), kp_calc_sum(calc, all, used)) : kp_calc_rule(calc, NULL, KP_ZERO);
}

static kp_val combine(kp_calc *calc, const kp_indicator *leaf, const kp_val values[], const kp_pair *const weights[], size_t count) {
    kp_val result = values[0];
    switch (leaf->use) {
    case KP_USE_LAST: return values[count - 1];
    case KP_USE_BEST:
        for (size_t i = 1; i < count; i++)
            result = kp_calc_max(calc, result, values[i]);
        return result;
    case KP_USE_WORST:
        for (size_t i = 1; i < count; i++)
            result = kp_calc_min(calc, result, values[i]);
        return result;
    case KP_USE_SUM: return kp_calc_sum(calc, values, count);
    case KP_USE_WEIGHTED: return weighted_mean(calc, values, weights, count);
    case KP_USE_MEAN: break;
    }
    if (count == 1)
        return result;
    return kp_calc_div(calc, kp_calc_sum(calc, values, count), kp_calc_rule(calc, "期数 | periods", kp_num_int((int64_t)count)));
}

const kp_slot *kp_results_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_no_slots(arena, leaf, count); }

/* What is above the full marks or below 0 does not count: a bonus of the source is the source's own affair. */
kp_outcome kp_results_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    size_t rows = range.to - range.from;
    if (!rows && leaf->optional == KP_OPTIONAL_YES)
        return kp_outcome_not_applicable();
    kp_val *values = KP_NEW_ARRAY(calc->arena, kp_val, rows);
    const kp_pair **weights = KP_NEW_ARRAY(calc->arena, const kp_pair *, rows);
    size_t count = collect(calc, evidence, leaf, range, values, weights);
    kp_outcome outcome = kp_outcome_not_scored();
    bool few = count < (size_t)leaf->least_periods;
    if (count) {
        kp_val mark = kp_scale_mark(calc, combine(calc, leaf, values, weights, count), leaf);
        if (kp_num_compare(mark.num, leaf->full) > 0)
            mark = kp_calc_min(calc, mark, kp_full_marks(calc, leaf));
        if (kp_num_sign(mark.num) < 0)
            mark = kp_calc_max(calc, mark, kp_calc_rule(calc, "最低 | least", KP_ZERO));
        outcome = kp_outcome_scored(mark);
    }
    if (few)
        outcome.reason = KP_R_TOO_FEW_PERIODS;
    return outcome;
}

/* ---- what is wrong ---- */

static bool overlap(kp_period x, kp_period y) {
    return kp_period_first_day(x) <= kp_period_last_day(y) && kp_period_first_day(y) <= kp_period_last_day(x);
}

/* Bonus and penalties of the source may carry its total somewhat beyond its scale; by more than a fifth of it, it is a slip (968.9 for 96.89) or the score of another scale. */
static bool is_far_beyond(kp_arena *arena, const kp_indicator *leaf, kp_num value) {
    kp_num margin = kp_num_div(arena, leaf->scale, kp_num_int(5));
    return kp_num_compare(value, kp_num_add(arena, leaf->scale, margin)) > 0 || kp_num_compare(value, kp_num_neg(arena, margin)) < 0;
}

static void check_row(const kp_evidence *evidence, const kp_indicator *leaf, size_t first, size_t at, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    const kp_log_row *row = kp_log_row_at(evidence, at);
    kp_period period = row->cells[RESULTS_PERIOD].period;
    const char *name = kp_period_key(arena, period);
    const kp_log_cell *cell;
    kp_num value;
    if (kp_period_is_known(evidence->period) && !kp_period_within(period, evidence->period))
        kp_log_complain(evidence, row, RESULTS_PERIOD, KP_D_PERIOD_OUTSIDE, name, kp_period_key(arena, evidence->period), problems);
    for (size_t i = first; i < at; i++)
        if (overlap(period, kp_log_row_at(evidence, i)->cells[RESULTS_PERIOD].period)) {
            kp_place place = kp_evidence_place(evidence, row->origin), other = kp_evidence_place(evidence, kp_log_row_at(evidence, i)->origin);
            kp_log_complain(evidence, row, RESULTS_PERIOD, KP_D_PERIOD_OVERLAPS, name, kp_place_beside(arena, other, place), problems);
            break;
        }
    if (!value_of(leaf, row, &cell, &value))
        kp_log_complain_empty(evidence, row, leaf->grade_points.count ? RESULTS_GRADE : RESULTS_SCORE, problems);
    else if (leaf->use != KP_USE_SUM && (kp_num_compare(value, leaf->scale) > 0 || kp_num_sign(value) < 0))
        kp_log_complain(evidence, row, RESULTS_SCORE, is_far_beyond(arena, leaf, value) ? KP_D_SCORE_FAR_BEYOND : KP_D_SCORE_BEYOND,
                        kp_num_exact(arena, value), kp_num_exact(arena, leaf->scale), problems);
    if (leaf->use == KP_USE_WEIGHTED && !weight_of(arena, leaf, period))
        kp_log_complain(evidence, row, RESULTS_PERIOD, KP_D_PERIOD_NO_WEIGHT, name, NULL, problems);
}

void kp_results_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    size_t count = range.to - range.from;
    for (size_t i = range.from; i < range.to; i++)
        check_row(evidence, leaf, range.from, i, problems);
    if (count < (size_t)leaf->periods && count >= (size_t)leaf->least_periods)
        kp_problems_add(problems, KP_D_PERIODS_FEW, kp_evidence_cell(evidence, unit, (kp_origin){0}), unit,
                        kp_unit_words(problems->arena, evidence, unit), leaf->title,
                        kp_format(problems->arena, "%zu < %d", count, (int)leaf->periods));
}

const char *kp_results_remark(kp_arena *arena, const kp_evidence *evidence, size_t at) {
    const kp_log_row *row = kp_log_row_at(evidence, at);
    const kp_indicator *leaf = kp_leaf(evidence, row->indicator);
    const kp_log_cell *cell;
    kp_num value;
    if (!leaf->grade_points.count || !value_of(leaf, row, &cell, &value))
        return NULL;
    const char *number = kp_num_exact(arena, value);
    return kp_format(arena, "计 %s 分 | counts %s", number, number);
}
