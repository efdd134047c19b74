/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method_words.c - the rule of a leaf in words, from its method's template:
 *   {field}           the field as people read it
 *   [field:text]      text, where the field is given and not 0            [!field:text]  where it is not
 *   [field=word:text] text, where the field's text in schemes is `word`   [field≠word:text]   [field<0:text], [field≥0:text] by its sign   {-field} without it
 * Texts in brackets may hold fields and brackets. Besides the fields of scheme_fields.h there are `full`, the full marks, and `trim`, whether any are left out.
 */
#include "kaoping/method.h"
#include "kaoping/scheme_fields.h"

#include <string.h>

typedef struct rule_writer {
    kp_buffer out;
    const kp_scheme *scheme;
    const kp_indicator *leaf;
    kp_lang lang;
} rule_writer;

/* The field's text; "" where it is not given. */
static const char *field_text(const rule_writer *w, const char *name, kp_text_style style) {
    kp_arena *arena = w->out.arena;
    if (strcmp(name, "full") == 0)
        return kp_num_exact(arena, w->leaf->full);
    if (strcmp(name, "trim") == 0)
        return w->leaf->trim_low + w->leaf->trim_high > 0 ? "yes" : "";
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    int field = kp_field_find(section, name);
    if (strcmp(name, "part_of") == 0 && w->leaf->part_of >= 0) /* by its title alone */
        return kp_text(arena, w->scheme->indicators[w->leaf->part_of].title, w->lang);
    return field < 0 ? "" : kp_field_text(arena, w->scheme, section, (size_t)field, w->leaf, style);
}

/* Lists come one a line. */
static void put_field(rule_writer *w, const char *name) {
    bool unsigned_number = *name == '-';
    const char *text = field_text(w, name + unsigned_number, w->lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH);
    text += unsigned_number && *text == '-';
    for (; *text; text++) {
        if (*text == '\n')
            kp_buffer_puts(&w->out, w->lang == KP_EN ? "; " : "；");
        else
            kp_buffer_add(&w->out, text, 1);
    }
}

/* "field", "!field", "field=word", "field≠word", where `word` may be another field; "field<0", "field≥0". */
static bool holds(const rule_writer *w, const char *test) {
    char name[64];
    bool absent = *test == '!';
    size_t length = strcspn(test += absent, "=<\xE2");
    if (length >= sizeof name)
        return false;
    memcpy(name, test, length);
    name[length] = '\0';
    const char *text = field_text(w, name, KP_STYLE_CANONICAL);
    if (!test[length])
        return (*text == '\0' || strcmp(text, "0") == 0) == absent;
    if (strcmp(test + length, "<0") == 0 || strcmp(test + length, "≥0") == 0)
        return (*text == '-') == (test[length] == '<');
    bool equal = test[length] == '=';
    const char *word = test + length + (equal ? 1 : strlen("≠")), *other = field_text(w, word, KP_STYLE_CANONICAL);
    if (*text == '\0') /* what is not given is as good as what it is compared with */
        return equal;
    return (strcmp(text, *other ? other : word) == 0) == equal;
}

/* Writes up to the closing bracket, or the end; returns what follows. Without `shown` it only goes there. */
static const char *write_template(rule_writer *w, const char *at, bool shown) {
    while (*at && *at != ']') {
        if (*at == '{') {
            const char *end = strchr(at, '}');
            if (shown)
                put_field(w, kp_strndup(w->out.arena, at + 1, (size_t)(end - at - 1)));
            at = end + 1;
        } else if (*at == '[') {
            const char *colon = strchr(at, ':');
            bool inner = shown && holds(w, kp_strndup(w->out.arena, at + 1, (size_t)(colon - at - 1)));
            at = write_template(w, colon + 1, inner);
            at += *at == ']';
        } else {
            if (shown)
                kp_buffer_add(&w->out, at, 1);
            at++;
        }
    }
    return at;
}

const char *kp_method_rule_words(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_lang lang) {
    const kp_indicator *leaf = &scheme->indicators[indicator];
    if (leaf->method == KP_METHOD_NONE)
        return "";
    rule_writer w = {.out = {.arena = arena}, .scheme = scheme, .leaf = leaf, .lang = lang};
    write_template(&w, kp_text(arena, kp_method_of(leaf->method)->rule, lang), true);
    return kp_buffer_text(&w.out);
}
