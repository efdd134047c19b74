/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choice.c - a rule chosen by number or by name. The words are those of the table of a scheme's fields, or of a function's own. */
#include "choice.h"
#include "kaoping/typed.h"
#include "kaoping/utf8.h"

/* The row of that number, or that the text names; NULL: none. */
static const kp_choice *find_choice(kp_arena *arena, const kp_choice *choices, const kp_value *value) {
    kp_num number;
    int64_t wanted = -1;
    if (value->kind == KP_VALUE_NUMBER && (!kp_value_num(arena, value, &number) || !kp_num_to_int64(number, &wanted)))
        return NULL;
    if (value->kind == KP_VALUE_TEXT) {
        kp_typed typed = kp_parse_typed(arena, value->text);
        bool of_two = choices[1].key && !choices[2].key;
        if (typed.kind == KP_TYPED_NUMBER && !(typed.liberties & KP_TYPED_PERCENT) && !kp_num_to_int64(typed.value, &wanted))
            return NULL;
        if (of_two && (typed.kind == KP_TYPED_YES || typed.kind == KP_TYPED_NO))
            wanted = typed.kind == KP_TYPED_YES;
    }
    for (const kp_choice *choice = choices; choice->key; choice++) {
        if (choice->value == wanted)
            return choice;
        if (value->kind == KP_VALUE_TEXT && (kp_text_matches(choice->key, value->text) || kp_text_matches(choice->title, value->text)))
            return choice;
    }
    return NULL;
}

static const char *words_of(kp_arena *arena, const kp_choice *choices) {
    kp_buffer words[2] = {{.arena = arena}, {.arena = arena}};
    for (const kp_choice *choice = choices; choice->key; choice++)
        for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
            kp_buffer_printf(&words[lang], "%s%d %s", choice == choices ? "" : ", ", choice->value, kp_text(arena, choice->title, lang));
    return kp_format(arena, "应为：%s | it must be one of: %s", kp_buffer_text(&words[KP_ZH]), kp_buffer_text(&words[KP_EN]));
}

int call_choice(call *c, size_t argument, kp_section_id section, const char *key) {
    return call_choice_among(c, argument, kp_sections[section].fields[kp_field_find(&kp_sections[section], key)].choices);
}

int call_choice_among(call *c, size_t argument, const kp_choice *choices) {
    if (!call_given(c, argument))
        return choices->value;
    kp_value value = call_value(c, argument);
    if (c->failed || call_is_nothing(&value))
        return choices->value;
    const kp_choice *chosen = find_choice(c->arena, choices, &value);
    if (chosen)
        return chosen->value;
    call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value, words_of(c->arena, choices));
    return choices->value;
}
