/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_support.h - for tests of schemes: a scheme from YAML text, and what was found wrong with it. */
#ifndef KAOPING_TESTS_SCHEME_SUPPORT_H
#define KAOPING_TESTS_SCHEME_SUPPORT_H

#include "in_arena.h"

#include <stdio.h>

#include "kaoping/scheme_io.h"

/* The scheme that the YAML text says, or NULL; every problem in `problems`. */
static inline kp_scheme *build_yaml(kp_arena *arena, const char *text, kp_problems *problems) {
    kp_records records = {0};
    bool read = kp_yaml_read(arena, "test.yaml", text, strlen(text), &records, problems);
    kp_scheme *scheme = kp_scheme_build(arena, &records, problems);
    return read ? scheme : NULL;
}

/* The same, where it must be sound. */
static inline kp_scheme *sound_yaml(kp_arena *arena, const char *text) {
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = build_yaml(arena, text, problems);
    for (size_t i = 0; i < problems->count && !scheme; i++)
        print_error("%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
    assert_non_null(scheme);
    return scheme;
}

static inline size_t count_code(const kp_problems *problems, kp_problem_code code) {
    size_t n = 0;
    for (size_t i = 0; i < problems->count; i++)
        n += problems->items[i].code == code;
    return n;
}

/* The whole file, in the arena. */
static inline const char *read_text(kp_arena *arena, const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    kp_buffer text = {.arena = arena};
    char chunk[4096];
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        kp_buffer_add(&text, chunk, n);
    fclose(file);
    *length = text.length;
    return kp_buffer_text(&text);
}

#endif
