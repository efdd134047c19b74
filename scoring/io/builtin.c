/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtin.c - the schemes that the library carries: their ids, presets and texts. */
#include "embedded_files.h"
#include "kaoping/scheme_io.h"

#include <string.h>

/* Schemes of their own first, then presets. */
static const kp_embedded_file *file_of(size_t index) {
    if (index < kp_embedded_templates_count)
        return &kp_embedded_templates[index];
    index -= kp_embedded_templates_count;
    return index < kp_embedded_presets_count ? &kp_embedded_presets[index] : NULL;
}

size_t kp_builtin_count(void) { return kp_embedded_templates_count + kp_embedded_presets_count; }

const char *kp_builtin_id(size_t index) {
    const kp_embedded_file *file = file_of(index);
    return file ? file->id : NULL;
}

const char *kp_builtin_base(size_t index) {
    const char *preset = kp_builtin_preset(index);
    if (!preset)
        return NULL;
    size_t length = (size_t)(preset - file_of(index)->name) - 1;
    for (size_t i = 0; i < kp_embedded_templates_count; i++)
        if (strlen(kp_embedded_templates[i].id) == length && strncmp(kp_embedded_templates[i].id, file_of(index)->name, length) == 0)
            return kp_embedded_templates[i].id;
    return NULL; /* a preset of nothing; the tests hold that there is none */
}

const char *kp_builtin_preset(size_t index) {
    const kp_embedded_file *file = index < kp_embedded_templates_count ? NULL : file_of(index);
    const char *dot = file ? strchr(file->name, '.') : NULL;
    return dot ? dot + 1 : NULL;
}

const char *kp_builtin_text(size_t index, size_t *length) {
    const kp_embedded_file *file = file_of(index);
    *length = file ? file->size : 0;
    return file ? file->text : NULL;
}

/* "resident_satisfaction/three" */
static bool is_path_of(const char *name, size_t index) {
    const char *base = kp_builtin_base(index);
    size_t length = base ? strlen(base) : 0;
    return base && strncmp(name, base, length) == 0 && name[length] == '/' && strcmp(name + length + 1, kp_builtin_preset(index)) == 0;
}

size_t kp_builtin_find(const char *name) {
    size_t named = SIZE_MAX, count = 0;
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        const char *preset = kp_builtin_preset(i);
        if (strcmp(kp_builtin_id(i), name) == 0 || is_path_of(name, i))
            return i;
        if (preset && strcmp(preset, name) == 0)
            named = i, count++;
    }
    return count == 1 ? named : SIZE_MAX;
}

const char *kp_builtin_ids(kp_arena *arena) {
    kp_buffer ids = {.arena = arena};
    for (size_t i = 0; i < kp_builtin_count(); i++)
        if (!kp_builtin_preset(i))
            kp_buffer_printf(&ids, "%s%s", ids.length ? ", " : "", kp_builtin_id(i));
    return kp_buffer_text(&ids);
}
