/* SPDX-License-Identifier: GPL-3.0-or-later */
/* soundness.c - one pass over the forms, and the hints that its counts give; what they mean is in the header. */
#include "soundness_private.h"
#include "agreement_private.h"

#include <math.h>

enum { CODES = 256 };

kp_hint blank_hint(kp_hint_kind kind) {
    return (kp_hint){.kind = kind,
                     .unit = -1,
                     .item = -1,
                     .option = -1,
                     .channel = -1,
                     .interviewer = -1,
                     .share = NAN,
                     .limit = NAN,
                     .difference = NAN,
                     .statistic = NAN,
                     .df = NAN,
                     .p = NAN};
}

void hint_share(soundness_look *look, kp_hint hint, size_t count, size_t base, double limit) {
    if (base < look->options->least || base == 0 || (double)count <= limit * (double)base * (1 + 1e-12)) /* 0.07 × 100 is above 7 */
        return;
    hint.count = count;
    hint.base = base;
    hint.share = (double)count / (double)base;
    hint.limit = limit;
    KP_PUSH(look->arena, &look->hints, hint);
}

/* ---- the pass ---- */

/* For each item and code: the column of the tallies, and the value; those of no answer are 0. */
typedef struct code_table {
    uint32_t *column;
    double *value;
} code_table;

static code_table make_codes(soundness_look *look) {
    const kp_forms_view *view = look->view;
    size_t *first = KP_NEW_ARRAY(look->arena, size_t, view->items);
    code_table table = {KP_NEW_ARRAY(look->arena, uint32_t, view->items * CODES), KP_NEW_ARRAY(look->arena, double, view->items *CODES)};
    for (size_t i = 0; i < view->items; i++) {
        const kp_form_item *item = &view->item[i];
        first[i] = look->columns;
        for (size_t code = 0; code < CODES; code++) {
            size_t beyond = code >= KP_ANSWER_NOT_ASKED ? code - KP_ANSWER_NOT_ASKED : KP_ANSWER_INVALID - KP_ANSWER_NOT_ASKED;
            bool answer = code < item->options;
            table.column[i * CODES + code] = (uint32_t)(look->columns + (answer ? code : item->options + beyond));
            table.value[i * CODES + code] = answer && item->values ? item->values[code] : 0;
        }
        look->columns += item->options + (CODES - KP_ANSWER_NOT_ASKED);
    }
    look->first = first;
    return table;
}

static void look_at_form(soundness_look *look, const code_table *table, size_t form) {
    const kp_forms_view *view = look->view;
    const uint8_t *codes = view->codes + form * view->items;
    int32_t unit = form_group(&view->units, form);
    uint32_t *tallies = look->tallies + (unit < 0 ? view->units.count : (size_t)unit) * look->columns;
    size_t answered = 0, valued = 0;
    uint8_t least = KP_ANSWER_MISSING, most = 0;
    double sum = 0;
    for (size_t i = 0; i < view->items; i++) {
        uint8_t code = codes[i];
        tallies[table->column[i * CODES + code]]++;
        if (code >= view->item[i].options)
            continue;
        answered++;
        least = code < least ? code : least;
        most = code > most ? code : most;
        sum += table->value[i * CODES + code];
        valued += view->item[i].values != NULL;
    }
    look->means[form] = valued ? sum / (double)valued : NAN;
    look->judged[form] = answered >= look->options->straight_answers && answered > 0;
    if (look->judged[form] && least == most) {
        look->marks[form] |= KP_DISCARD_STRAIGHT;
        look->result.straight++;
    }
}

/* ---- hints from the counts ---- */

static void hint_straight(soundness_look *look, const kp_form_groups *groups, bool interviewers) {
    const kp_forms_view *view = look->view;
    size_t count = groups->count ? groups->count : 1;
    size_t *judged = KP_NEW_ARRAY(look->arena, size_t, count), *straight = KP_NEW_ARRAY(look->arena, size_t, count);
    for (size_t form = 0; form < view->forms; form++) {
        int32_t group = groups->count ? form_group(groups, form) : 0;
        if (group < 0 || !look->judged[form])
            continue;
        judged[group]++;
        straight[group] += (look->marks[form] & KP_DISCARD_STRAIGHT) != 0;
    }
    for (size_t group = 0; group < count; group++) {
        kp_hint hint = blank_hint(KP_HINT_STRAIGHT);
        *(interviewers ? &hint.interviewer : &hint.unit) = groups->count ? (int32_t)group : -1;
        hint_share(look, hint, straight[group], judged[group], look->options->straight_limit);
    }
}

/* The hints of one kind for each unit, or the whole survey where there are none, and each item. */
static void hint_items(soundness_look *look, void (*hint_item)(soundness_look *look, kp_hint hint, const uint32_t *tally, const kp_form_item *item),
                       kp_hint_kind kind) {
    const kp_forms_view *view = look->view;
    for (size_t unit = 0; unit < (view->units.count ? view->units.count : 1); unit++)
        for (size_t i = 0; i < view->items; i++) {
            kp_hint hint = blank_hint(kind);
            hint.unit = view->units.count ? (int32_t)unit : -1;
            hint.item = (int32_t)i;
            hint_item(look, hint, look->tallies + unit * look->columns + look->first[i], &view->item[i]);
        }
}

static size_t answers_of(const uint32_t *tally, const kp_form_item *item) {
    size_t answers = 0;
    for (size_t option = 0; option < item->options; option++)
        answers += tally[option];
    return answers;
}

static size_t others_of(const uint32_t *tally, const kp_form_item *item, int code) {
    return tally[item->options + (size_t)(code - KP_ANSWER_NOT_ASKED)];
}

static void hint_same(soundness_look *look, kp_hint hint, const uint32_t *tally, const kp_form_item *item) {
    for (size_t option = 0; option < item->options && item->options > 1; option++) {
        hint.option = (int32_t)option;
        hint_share(look, hint, tally[option], answers_of(tally, item), look->options->same_limit);
    }
}

static void hint_unknown(soundness_look *look, kp_hint hint, const uint32_t *tally, const kp_form_item *item) {
    size_t unknown = others_of(tally, item, KP_ANSWER_UNKNOWN);
    hint_share(look, hint, unknown, answers_of(tally, item) + unknown, look->options->unknown_limit);
}

static void hint_nonresponse(soundness_look *look, kp_hint hint, const uint32_t *tally, const kp_form_item *item) {
    size_t gaps = others_of(tally, item, KP_ANSWER_MISSING) + others_of(tally, item, KP_ANSWER_INVALID);
    hint_share(look, hint, gaps, answers_of(tally, item) + others_of(tally, item, KP_ANSWER_UNKNOWN) + gaps, look->options->nonresponse_limit);
}

/* ---- alpha ---- */

/* The questions that have values and were answered at all. */
static size_t questions_of_alpha(const soundness_look *look, size_t questions[]) {
    const kp_forms_view *view = look->view;
    size_t count = 0;
    for (size_t i = 0; i < view->items; i++) {
        size_t answers = 0;
        for (size_t unit = 0; unit <= view->units.count; unit++)
            answers += answers_of(look->tallies + unit * look->columns + look->first[i], &view->item[i]);
        if (view->item[i].values && answers)
            questions[count++] = i;
    }
    return count;
}

/* From sums of values and of their squares, as values lie between 0 and 100: there is no cancellation to be afraid of, and nothing to be kept of a form. */
static void look_at_alpha(soundness_look *look, const code_table *table) {
    const kp_forms_view *view = look->view;
    size_t *questions = KP_NEW_ARRAY(look->arena, size_t, view->items), k = questions_of_alpha(look, questions), complete = 0;
    double *sums = KP_NEW_ARRAY(look->arena, double, k), *squares = KP_NEW_ARRAY(look->arena, double, k),
           *values = KP_NEW_ARRAY(look->arena, double, k);
    kp_moments total = {0};
    for (size_t form = 0; form < view->forms && k >= 2; form++) {
        const uint8_t *codes = view->codes + form * view->items;
        double sum = 0;
        bool whole = true;
        for (size_t j = 0; j < k && whole; j++) {
            uint8_t code = codes[questions[j]];
            whole = code < view->item[questions[j]].options;
            values[j] = table->value[questions[j] * CODES + code] - 50;
            sum += values[j];
        }
        if (!whole)
            continue;
        complete++;
        kp_moments_add(&total, sum);
        for (size_t j = 0; j < k; j++) {
            sums[j] += values[j];
            squares[j] += values[j] * values[j];
        }
    }
    look->result.alpha = NAN;
    look->result.alpha_forms = complete;
    if (complete < 2 || complete < look->options->least)
        return;
    double variances = 0, n = (double)complete;
    for (size_t j = 0; j < k; j++)
        variances += fmax(0, squares[j] - sums[j] * sums[j] / n) / (n - 1);
    double alpha = alpha_from(k, variances, pow(kp_moments_sd(total), 2), 1e-9);
    look->result.alpha = alpha;
    if (alpha < look->options->alpha_limit) {
        kp_hint hint = blank_hint(KP_HINT_ALPHA);
        hint.count = complete;
        hint.base = view->forms;
        hint.limit = look->options->alpha_limit;
        hint.statistic = alpha;
        KP_PUSH(look->arena, &look->hints, hint);
    }
}

const kp_soundness *kp_soundness_check(kp_arena *arena, const kp_forms_view *view, const kp_soundness_options *options) {
    soundness_look *look = KP_NEW(arena, soundness_look);
    *look = (soundness_look){.arena = arena, .view = view, .options = options};
    look->marks = KP_NEW_ARRAY(arena, uint8_t, view->forms);
    look->judged = KP_NEW_ARRAY(arena, bool, view->forms);
    look->means = KP_NEW_ARRAY(arena, double, view->forms);
    code_table table = make_codes(look);
    look->tallies = KP_NEW_ARRAY(arena, uint32_t, (view->units.count + 1) * look->columns);
    for (size_t form = 0; form < view->forms; form++)
        look_at_form(look, &table, form);
    hint_straight(look, &view->units, false);
    if (view->interviewers.count)
        hint_straight(look, &view->interviewers, true);
    hint_items(look, hint_same, KP_HINT_SAME_ANSWER);
    look_for_identical(look);
    look_at_channels(look);
    hint_items(look, hint_unknown, KP_HINT_UNKNOWN);
    hint_items(look, hint_nonresponse, KP_HINT_NONRESPONSE);
    look_at_alpha(look, &table);
    look_at_channel_shares(look);
    look->result.hints = look->hints.items;
    look->result.count = look->hints.count;
    look->result.marks = look->marks;
    return &look->result;
}
