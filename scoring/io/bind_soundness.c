/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_soundness.c - what the answers of a survey look like (soundness.h), told beside the other problems of the data. */
#include "bind_private.h"
#include "kaoping/soundness.h"

#include <string.h>

/* The first form of each group. */
static size_t *first_forms(kp_arena *arena, const kp_forms_view *view, const kp_form_groups *groups) {
    size_t *first = KP_NEW_ARRAY(arena, size_t, groups->count);
    for (size_t form = view->forms; form-- > 0;)
        if (groups->of[form] >= 0)
            first[groups->of[form]] = form;
    return first;
}

typedef struct first_places {
    const size_t *unit, *channel, *interviewer;
} first_places;

/* The sheet of the first form that the hint is about: it speaks of many rows. */
static kp_place place_of(const binder *run, const first_places *first, const kp_hint *hint) {
    size_t form = hint->unit >= 0          ? first->unit[hint->unit]
                  : hint->channel >= 0     ? first->channel[hint->channel]
                  : hint->interviewer >= 0 ? first->interviewer[hint->interviewer]
                                           : 0;
    kp_place place = kp_evidence_place(run->evidence, run->evidence->answers->forms[form].origin);
    place.row = place.column = 0;
    return place;
}

/* A name in the text may hold the bar that parts the languages. */
static char *without_bars(kp_arena *arena, const char *text) {
    char *copy = kp_strdup(arena, text);
    for (char *bar = copy; (bar = strstr(bar, " | ")); bar++)
        bar[1] = '/';
    return copy;
}

static void tell_hint(binder *run, const kp_forms_view *view, const first_places *first, const kp_hint *hint) {
    const char *chinese = kp_hint_text(run->arena, view, hint, KP_ZH), *english = kp_hint_text(run->arena, view, hint, KP_EN);
    kp_problems_add(run->problems, KP_R_ANSWERS_UNSOUND, place_of(run, first, hint), hint->unit >= 0 ? hint->unit : KP_UNIT_NONE,
                    kp_format(run->arena, "%s | %s", without_bars(run->arena, chinese), without_bars(run->arena, english)), NULL, NULL);
}

/* Of its unit, where all of the run are of one. */
static void tell_repeated(binder *run, kp_repeated_run repeated) {
    const kp_form *forms = run->evidence->answers->forms, *first = &forms[repeated.first];
    kp_place here = kp_evidence_place(run->evidence, first->origin), before = kp_evidence_place(run->evidence, forms[repeated.before].origin);
    int32_t unit = first->unit >= 0 ? first->unit : KP_UNIT_NONE;
    for (size_t i = 1; i < repeated.forms; i++)
        unit = first[i].unit == unit ? unit : KP_UNIT_NONE;
    kp_problems_add(run->problems, KP_D_ANSWERS_REPEATED, here, unit, kp_format(run->arena, "%zu", repeated.forms),
                    kp_place_beside(run->arena, before, here), NULL);
}

void kp_bind_soundness(binder *run) {
    const kp_answers *answers = run->evidence->answers;
    if (!answers || !answers->form_count)
        return;
    const kp_soundness_options options = kp_soundness_options_of(run->scheme);
    const kp_forms_view view = kp_forms_view_of(run->arena, run->evidence, answers);
    const kp_soundness *found = kp_soundness_check(run->arena, &view, &options);
    const kp_repeated_runs repeated = kp_answers_repeated(run->arena, run->evidence, found->marks);
    for (size_t i = 0; i < repeated.count; i++)
        tell_repeated(run, repeated.items[i]);
    const first_places first = {first_forms(run->arena, &view, &view.units), first_forms(run->arena, &view, &view.channels),
                                first_forms(run->arena, &view, &view.interviewers)};
    for (size_t i = 0; i < found->count; i++)
        if (found->hints[i].kind != KP_HINT_UNKNOWN) /* KP_D_UNKNOWN_HIGH, which counts have as well */
            tell_hint(run, &view, &first, &found->hints[i]);
}
