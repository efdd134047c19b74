/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answers.c - holding the forms of a survey while they are entered: items, forms, their codes and categories. */
#include "kaoping/answers.h"
#include "kaoping/names.h"
#include "kaoping/utf8.h"

#include <assert.h>
#include <string.h>

static bool is_survey(const kp_indicator *leaf) { return leaf->method == KP_METHOD_SATISFACTION; }

static size_t question_count(const kp_indicator *leaf) { return leaf->questions.count ? leaf->questions.count : 1; }

kp_answers *kp_answers_of(kp_evidence *evidence) {
    if (evidence->answers)
        return evidence->answers;
    assert(!evidence->finished);
    const kp_scheme *scheme = evidence->scheme;
    size_t count = 0;
    for (size_t i = 0; i < scheme->indicator_count; i++)
        count += is_survey(&scheme->indicators[i]) ? question_count(&scheme->indicators[i]) : 0;
    kp_answer_item *items = KP_NEW_ARRAY(evidence->arena, kp_answer_item, count);
    size_t at = 0;
    for (size_t i = 0; i < scheme->indicator_count; i++)
        for (size_t q = 0; is_survey(&scheme->indicators[i]) && q < question_count(&scheme->indicators[i]); q++)
            items[at++] = (kp_answer_item){(int32_t)i, (int32_t)q};
    kp_answers *answers = KP_NEW(evidence->arena, kp_answers);
    answers->items = items;
    answers->item_count = count;
    evidence->answers = answers;
    return answers;
}

int32_t kp_answers_item(const kp_answers *answers, int32_t indicator, int32_t question) {
    for (size_t i = 0; i < answers->item_count; i++)
        if (answers->items[i].indicator == indicator && answers->items[i].question == question)
            return (int32_t)i;
    return -1;
}

int32_t kp_answers_name(kp_arena *arena, kp_name_list *list, const char *name) {
    if (kp_text_is_blank(name))
        return -1;
    if (!list->lookup)
        list->lookup = kp_names_new(arena);
    int32_t index = kp_names_find(list->lookup, name);
    if (index >= 0)
        return index;
    index = (int32_t)list->count;
    kp_names_add_alias(list->lookup, name, index); /* a part of a bilingual name that another one has already stays the other's */
    KP_PUSH(arena, list, kp_strdup(arena, name));
    return index;
}

int32_t kp_answers_variable(kp_evidence *evidence, const char *name) {
    kp_answers *answers = kp_answers_of(evidence);
    for (size_t i = 0; i < answers->variables.count; i++)
        if (kp_text_matches(answers->variables.items[i].name, name))
            return (int32_t)i;
    if (kp_text_is_blank(name))
        return -1;
    assert(answers->form_count == 0);
    KP_PUSH(evidence->arena, &answers->variables, (kp_answer_variable){.name = kp_strdup(evidence->arena, name)});
    return (int32_t)(answers->variables.count - 1);
}

void kp_answers_add(kp_evidence *evidence, const kp_form *form, const uint8_t codes[], const int32_t categories[]) {
    kp_answers *answers = kp_answers_of(evidence);
    size_t variables = answers->variables.count, at = answers->form_count;
    assert(!evidence->finished);
    if (at == answers->form_capacity)
        answers->forms = kp_grow(evidence->arena, answers->forms, at, &answers->form_capacity, sizeof *answers->forms);
    if (at == answers->codes_capacity)
        answers->codes = kp_grow(evidence->arena, answers->codes, at, &answers->codes_capacity, answers->item_count ? answers->item_count : 1);
    if (variables && at == answers->categories_capacity)
        answers->categories = kp_grow(evidence->arena, answers->categories, at, &answers->categories_capacity, variables * sizeof *categories);
    answers->forms[at] = *form;
    if (answers->item_count)
        memcpy(answers->codes + at * answers->item_count, codes, answers->item_count);
    for (size_t i = 0; i < variables; i++)
        answers->categories[at * variables + i] = categories ? categories[i] : -1;
    answers->weighted = answers->weighted || !kp_num_equal(form->weight, KP_ONE);
    answers->form_count++;
}
