/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_support.h - for tests of schemes: a scheme from YAML text, and what was found wrong with it. */
#ifndef KAOPING_TESTS_SCHEME_SUPPORT_H
#define KAOPING_TESTS_SCHEME_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "kaoping/scheme_io.h"

/* Runs the test that it is given as initial state inside an arena. */
static inline void run_in_arena(void **state) {
    void (*body)(kp_arena *, void *);
    memcpy(&body, state, sizeof body); /* a pointer to a function may not be cast from one to an object */
    kp_arena *arena = kp_arena_new(NULL);
    assert_int_equal(kp_arena_run(arena, body, NULL), KP_OK);
    kp_arena_free(arena);
}

#define IN_ARENA(sentence, body)                                                                                                                     \
    { sentence, run_in_arena, NULL, NULL, (void *)(uintptr_t)(body) }

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
