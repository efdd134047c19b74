/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bound.h - for tests of the binding: the workbooks of binding.h bound, and what came of it. Include after cmocka.h.
 *
 *     kp_problems *problems;
 *     kp_binding *binding = bind_one(arena, entry_folder(arena, "name", changed), &problems);
 *     assert_string_equal(kp_place_cell(arena, only(problems, KP_D_ROW_TWICE)->place), "A3");
 */
#ifndef KAOPING_TEST_BOUND_H
#define KAOPING_TEST_BOUND_H

#include "binding.h"

/* Bound to the scheme of binding.h. */
static UNUSED kp_binding *bind_paths(kp_arena *arena, const char *const paths[], size_t count, kp_problems **problems) {
    kp_bind_options options = {.scheme = sound_yaml(arena, binding_yaml)};
    *problems = kp_problems_new(arena);
    return kp_bind(arena, paths, count, &options, *problems);
}

static UNUSED kp_binding *bind_one(kp_arena *arena, const char *path, kp_problems **problems) { return bind_paths(arena, &path, 1, problems); }

/* A binding without any error. */
static UNUSED const kp_evidence *bind_sound(kp_arena *arena, const char *path) {
    kp_problems *problems;
    kp_binding *binding = bind_one(arena, path, &problems);
    if (problems->errors)
        print_problems(problems);
    assert_int_equal(problems->errors, 0);
    assert_non_null(binding);
    return binding->evidence;
}

/* The problem of that code, of which there must be one. */
static UNUSED const kp_problem *only(const kp_problems *problems, kp_problem_code code) {
    if (count_code(problems, code) != 1)
        print_problems(problems);
    assert_int_equal(count_code(problems, code), 1);
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == code)
            return &problems->items[i];
    return NULL;
}

/* The exact number of an input; "state 0" and so on where none was given. */
static UNUSED const char *input_text(kp_arena *arena, const kp_evidence *e, int32_t unit, const char *indicator, size_t slot) {
    const kp_input *input = kp_evidence_input(e, unit, kp_scheme_find_indicator(e->scheme, indicator), slot);
    return input->state == KP_INPUT_GIVEN ? kp_num_exact(arena, input->value) : kp_format(arena, "state %d", input->state);
}

#endif
