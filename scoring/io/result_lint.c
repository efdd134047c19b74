/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_lint.c - writes the overridden findings of the linter as JSON. */
#include "result_lint.h"

/* The array owns the object before anything is put into it: nothing leaks where memory runs out in between. */
static void put_finding(json_writer *w, json_t *array, const kp_scheme *scheme, const kp_lint_finding *finding, kp_lang lang) {
    kp_arena *arena = w->out.arena;
    json_t *object = json_must(w, json_object());
    if (json_array_append_new(array, object))
        json_must(w, NULL);
    json_put(w, object, "code", json_text_or_null(w, kp_problem_code_text(kp_lint_code(finding->rule))));
    json_put(w, object, "rule", json_text_or_null(w, kp_lint_key(finding->rule)));
    json_put(w, object, "about", json_text_or_null(w, finding->id));
    json_put(w, object, "found", json_text_or_null(w, finding->detail ? kp_text(arena, finding->detail, lang) : NULL));
    json_put(w, object, "reason", json_text_or_null(w, kp_text(arena, scheme->overrides[finding->override].reason, lang)));
    json_put(w, object, "basis", json_text_or_null(w, kp_text(arena, kp_lint_basis(finding->rule), lang)));
}

void json_write_overrides(json_writer *w, const kp_scheme *scheme, kp_lang lang) {
    const kp_lint *lint = scheme->override_count ? kp_lint_scheme(w->out.arena, scheme) : NULL;
    json_t *array = w->value = json_must(w, json_array());
    for (size_t i = 0; lint && i < lint->count; i++)
        if (lint->items[i].override >= 0)
            put_finding(w, array, scheme, &lint->items[i], lang);
    if (!json_array_size(array)) {
        json_decref(array);
        w->value = NULL;
        return;
    }
    kp_buffer_puts(&w->out, " \"overrides\": ");
    json_dump_value(w);
    kp_buffer_puts(&w->out, ",\n");
}
