/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * template_forms FOLDER - writes the live entry workbook of each built-in scheme, without units and period, as FOLDER/<title>.xlsx: what the Calc templates are made from. A scheme that is added gets
 * its template without a change here.
 */
#include "kaoping/form.h"
#include "kaoping/scheme_io.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PREPARED_UNITS 30 /* what a street office evaluates; rows may be added */

/* The title as the name of a file: no "/", which a folder would be. */
static const char *file_name(kp_arena *arena, const char *folder, const kp_scheme *scheme) {
    const char *title = kp_text(arena, scheme->title, KP_ZH);
    return kp_format(arena, "%s/%s.xlsx", folder, strchr(title, '/') || *title == '.' ? scheme->id : title);
}

static void write_forms(kp_arena *arena, void *data) {
    const char **folder = data;
    const kp_form_options options = {.lang = KP_ZH, .live = true, .blank_units = PREPARED_UNITS};
    kp_problems *problems = kp_problems_new(arena);
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        const kp_scheme *scheme = kp_builtin_load(arena, kp_builtin_id(i), problems);
        if (scheme)
            kp_form_write(arena, scheme, &options, file_name(arena, *folder, scheme), problems);
    }
    for (size_t i = 0; i < problems->count; i++)
        fprintf(stderr, "%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
    if (problems->errors)
        *folder = NULL;
}

int main(int count, char *words[]) {
    if (count != 2) {
        fprintf(stderr, "usage: template_forms FOLDER\n");
        return 2;
    }
    const char *folder = words[1];
    kp_arena *arena = kp_arena_new(NULL);
    bool written = arena && kp_arena_run(arena, write_forms, &folder) == KP_OK && folder;
    kp_arena_free(arena);
    return written ? EXIT_SUCCESS : EXIT_FAILURE;
}
