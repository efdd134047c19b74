/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * in_arena.h - for tests of what takes its memory from an arena: a body that is run in one of its own.
 *
 *     static void check_sum(kp_arena *arena, void *data) { ... }
 *     const struct CMUnitTest tests[] = {IN_ARENA("a sum is exact", check_sum)};
 */
#ifndef KAOPING_TESTS_IN_ARENA_H
#define KAOPING_TESTS_IN_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "kaoping/arena.h"

typedef void (*arena_body)(kp_arena *arena, void *data);

/* Runs the body, which must not run out of memory. */
static inline void run_with_arena(arena_body body, void *data) {
    kp_arena *arena = kp_arena_new(NULL);
    assert_int_equal(kp_arena_run(arena, body, data), KP_OK);
    kp_arena_free(arena);
}

/* The body that a test has for its initial state. */
static inline arena_body body_of(void **state) {
    arena_body body;
    memcpy(&body, state, sizeof body); /* a pointer to a function may not be cast from one to an object */
    return body;
}

static inline void run_in_arena(void **state) { run_with_arena(body_of(state), NULL); }

/* The test `sentence` that `runner` makes of the body. */
#define RUN_BY(runner, sentence, body)                                                                                                               \
    { sentence, runner, NULL, NULL, (void *)(uintptr_t)(body) }
#define IN_ARENA(sentence, body) RUN_BY(run_in_arena, sentence, body)

#endif
