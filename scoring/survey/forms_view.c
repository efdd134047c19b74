/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forms_view.c - the answers of evidence as the checks of soundness.h look at them. */
#include "kaoping/soundness.h"

/* A member of each form as an array of its own; what is none of its groups is -1. */
#define FORM_MEMBER(arena, answers, groups, member)                                                                                                  \
    do {                                                                                                                                             \
        int32_t *values = KP_NEW_ARRAY(arena, int32_t, (answers)->form_count);                                                                       \
        for (size_t form = 0; form < (answers)->form_count; form++) {                                                                                \
            int32_t value = (answers)->forms[form].member;                                                                                           \
            values[form] = value >= 0 && (size_t)value < (groups).count ? value : -1;                                                                \
        }                                                                                                                                            \
        (groups).of = values;                                                                                                                        \
    } while (0)

static const char *const *verbatim_names(kp_arena *arena, const kp_name_list *list) {
    const char **names = KP_NEW_ARRAY(arena, const char *, list->count);
    for (size_t i = 0; i < list->count; i++)
        names[i] = kp_verbatim(arena, list->items[i]);
    return names;
}

/* The options of the leaf: names, and values on a scale whose largest is 100. */
static kp_form_item item_of(kp_arena *arena, const kp_scheme *scheme, const kp_answer_item *of, bool several_leaves) {
    const kp_indicator *leaf = &scheme->indicators[of->indicator];
    double *values = KP_NEW_ARRAY(arena, double, leaf->options.count);
    const char **labels = KP_NEW_ARRAY(arena, const char *, leaf->options.count);
    double largest = 0;
    for (size_t i = 0; i < leaf->options.count; i++) {
        values[i] = kp_num_to_double(leaf->options.items[i].value);
        labels[i] = leaf->options.items[i].name;
        largest = values[i] > largest ? values[i] : largest;
    }
    for (size_t i = 0; i < leaf->options.count && largest > 0; i++)
        values[i] *= 100 / largest;
    bool asked = of->question >= 0 && (size_t)of->question < leaf->questions.count;
    const char *title = asked ? leaf->questions.items[of->question].name : leaf->title;
    if (asked && several_leaves)
        title = kp_text_join(arena, leaf->title, "·", title);
    return (kp_form_item){.title = title, .options = leaf->options.count, .values = values, .labels = labels};
}

kp_soundness_options kp_soundness_options_of(const kp_scheme *scheme) {
    kp_soundness_options options = KP_SOUNDNESS_DEFAULTS;
    if (kp_num_sign(scheme->unknown_limit) > 0)
        options.unknown_limit = kp_num_to_double(scheme->unknown_limit) / 100;
    return options;
}

kp_forms_view kp_forms_view_of(kp_arena *arena, const kp_evidence *evidence, const kp_answers *answers) {
    kp_form_item *items = KP_NEW_ARRAY(arena, kp_form_item, answers->item_count);
    const char **units = KP_NEW_ARRAY(arena, const char *, evidence->units.count);
    bool several_leaves = false;
    for (size_t i = 1; i < answers->item_count; i++)
        several_leaves |= answers->items[i].indicator != answers->items[0].indicator;
    for (size_t i = 0; i < answers->item_count; i++)
        items[i] = item_of(arena, evidence->scheme, &answers->items[i], several_leaves);
    for (size_t i = 0; i < evidence->units.count; i++)
        units[i] = kp_verbatim(arena, evidence->units.items[i].name);
    kp_forms_view view = {.forms = answers->form_count, .items = answers->item_count, .codes = answers->codes, .item = items};
    view.units = (kp_form_groups){.count = evidence->units.count, .names = units};
    view.channels = (kp_form_groups){.count = answers->channels.count, .names = verbatim_names(arena, &answers->channels)};
    view.interviewers = (kp_form_groups){.count = answers->interviewers.count, .names = verbatim_names(arena, &answers->interviewers)};
    FORM_MEMBER(arena, answers, view.units, unit);
    FORM_MEMBER(arena, answers, view.channels, channel);
    FORM_MEMBER(arena, answers, view.interviewers, interviewer);
    return view;
}
