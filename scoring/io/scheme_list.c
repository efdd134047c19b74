/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_list.c - the built-in schemes in the order in which people are shown them: by family, each with its presets behind it; and as JSON. */
#include "json_writer.h"
#include "kaoping/lint.h"
#include "kaoping/scheme_io.h"

#include <string.h>

kp_scheme_entries *kp_scheme_list(kp_arena *arena, kp_problems *problems) {
    kp_scheme_entries *all = KP_NEW(arena, kp_scheme_entries);
    size_t count = kp_builtin_count();
    kp_scheme **schemes = KP_NEW_ARRAY(arena, kp_scheme *, count);
    for (size_t i = 0; i < count; i++)
        if (!(schemes[i] = kp_builtin_load(arena, kp_builtin_id(i), problems)))
            return NULL;
    for (int family = KP_FAMILY_COMMUNITY; family <= KP_FAMILY_OTHER; family++)
        for (size_t i = 0; i < count; i++) {
            if (kp_builtin_base(i) || (int)kp_scheme_family(schemes[i]) != family)
                continue;
            KP_PUSH(arena, all, (kp_scheme_entry){schemes[i], NULL});
            for (size_t k = 0; k < count; k++)
                if (kp_builtin_base(k) && strcmp(kp_builtin_base(k), kp_builtin_id(i)) == 0)
                    KP_PUSH(arena, all, (kp_scheme_entry){schemes[k], kp_builtin_preset(k)});
        }
    return all;
}

const char *kp_scheme_choice_key(const char *field, int value) {
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    for (const kp_choice *choice = section->fields[kp_field_find(section, field)].choices; choice->key; choice++)
        if (choice->value == value)
            return choice->key;
    return "";
}

const char *kp_scheme_choice_title(const char *field, int value) {
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    for (const kp_choice *choice = section->fields[kp_field_find(section, field)].choices; choice->key; choice++)
        if (choice->value == value)
            return choice->title;
    return "";
}

const char *kp_scheme_list_json(kp_arena *arena, const kp_scheme_entries *entries, kp_lang lang) {
    json_writer *w = json_writer_new(arena);
    kp_buffer_puts(&w->out, "{\"schemes\": [");
    for (size_t i = 0; i < entries->count; i++) {
        const kp_scheme *scheme = entries->items[i].scheme;
        kp_buffer_puts(&w->out, i ? ",\n" : "\n");
        w->value = json_must(w, json_object());
        json_put(w, w->value, "id", json_text_or_null(w, scheme->id));
        json_put(w, w->value, "title", json_text_or_null(w, kp_text(arena, scheme->title, lang)));
        json_put(w, w->value, "subject", json_text_or_null(w, kp_text(arena, scheme->subject, lang)));
        json_put(w, w->value, "cadence", json_text_or_null(w, kp_scheme_choice_key("cadence", (int)scheme->cadence)));
        json_put(w, w->value, "family", json_text_or_null(w, kp_scheme_choice_key("family", (int)kp_scheme_family(scheme))));
        json_put(w, w->value, "preset_of", json_text_or_null(w, *scheme->preset_of ? scheme->preset_of : NULL));
        json_put(w, w->value, "preset", json_text_or_null(w, entries->items[i].preset));
        json_put(w, w->value, "digest", json_text_or_null(w, scheme->digest));
        json_dump_value(w);
    }
    kp_buffer_puts(&w->out, "\n]}\n");
    return kp_buffer_text(&w->out);
}
