/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_provenance.c - the basis of every record of a scheme, as one list. */
#include "kaoping/scheme_provenance.h"

#include <string.h>

/* A member of a record's struct by the key of its field; NULL where the section has none. */
static const void *member(const kp_section *section, const void *object, const char *key) {
    int field = kp_field_find(section, key);
    return field < 0 ? NULL : (const char *)object + section->fields[field].offset;
}

static const char *text_member(const kp_section *section, const void *object, const char *key) {
    const void *at = member(section, object, key);
    const char *text = NULL;
    if (at)
        memcpy(&text, at, sizeof text);
    return text ? text : "";
}

static void add_record(kp_arena *arena, const kp_section *section, const void *object, kp_provenance *all) {
    const kp_pairs *basis = member(section, object, "basis");
    for (size_t i = 0; basis && i < basis->count; i++) {
        int field = kp_field_find(section, basis->items[i].name);
        const char *text = basis->items[i].text;
        kp_provenance_item item = {.section = section->id,
                                   .id = text_member(section, object, "id"),
                                   .title = text_member(section, object, "title"),
                                   .field = field < 0 ? NULL : &section->fields[field],
                                   .text = text,
                                   .assumed = strstr(text, "assumption") != NULL};
        KP_PUSH(arena, all, item);
    }
}

kp_provenance kp_scheme_provenance(kp_arena *arena, const kp_scheme *scheme) {
    kp_provenance all = {0};
    for (int id = 0; id < KP_SECTION_COUNT; id++) {
        const void *object;
        for (size_t k = 0; (object = kp_scheme_object(scheme, (kp_section_id)id, k)) != NULL; k++)
            add_record(arena, &kp_sections[id], object, &all);
    }
    return all;
}

const kp_reference *const *kp_scheme_references(kp_arena *arena, const kp_scheme *scheme, size_t *count) {
    size_t all = kp_reference_count();
    bool *named = KP_NEW_ARRAY(arena, bool, all);
    kp_provenance provenance = kp_scheme_provenance(arena, scheme);
    for (size_t i = 0; i < provenance.count; i++) {
        const kp_reference *found;
        for (size_t at = 0; (found = kp_reference_next(provenance.items[i].text, &at, NULL)) != NULL;)
            named[found - kp_reference_at(0)] = true;
    }
    const kp_reference **list = KP_NEW_ARRAY(arena, const kp_reference *, all);
    *count = 0;
    for (size_t i = 0; i < all; i++)
        if (named[i])
            list[(*count)++] = kp_reference_at(i);
    return list;
}
