/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_writer.c - JSON by Jansson within an arena. */
#include "json_writer.h"

#include <math.h>
#include <stdlib.h>

#define ALL_DIGITS 17 /* of a binary number of 64 bits */

static void drop_value(void *resource) {
    json_writer *w = resource;
    json_decref(w->value);
    w->value = NULL;
    free(w->text);
    w->text = NULL;
}

json_writer *json_writer_new(kp_arena *arena) {
    json_writer *w = KP_NEW(arena, json_writer);
    *w = (json_writer){.arena = arena, .out = {.arena = arena}};
    kp_arena_defer(arena, drop_value, w);
    return w;
}

json_t *json_must(json_writer *w, json_t *value) {
    if (!value)
        kp_arena_exhausted(w->arena);
    return value;
}

json_t *json_text_or_null(json_writer *w, const char *text) { return json_must(w, text && *text ? json_string(text) : json_null()); }

json_t *json_number(json_writer *w, double value) { return json_must(w, isfinite(value) ? json_real(value) : json_null()); }

void json_put(json_writer *w, json_t *object, const char *key, json_t *value) {
    if (json_object_set_new(object, key, value))
        json_must(w, NULL);
}

json_t *json_put_new(json_writer *w, json_t *object, const char *key, json_t *value) {
    json_put(w, object, key, json_must(w, value));
    return value;
}

void json_dump_value(json_writer *w) {
    w->text = json_dumps(w->value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(w->digits ? w->digits : ALL_DIGITS));
    json_must(w, w->text ? w->value : NULL);
    kp_buffer_puts(&w->out, w->text);
    drop_value(w);
}

void json_write_problem(json_writer *w, const kp_problem *problem, kp_lang lang) {
    json_t *object = w->value = json_must(w, json_object());
    json_put(w, object, "code", json_text_or_null(w, kp_problem_code_text(problem->code)));
    json_put(w, object, "severity", json_text_or_null(w, kp_severity_key(kp_problem_severity(problem->code))));
    json_put(w, object, "file", json_text_or_null(w, problem->place.file));
    json_put(w, object, "sheet", json_text_or_null(w, problem->place.sheet));
    json_put(w, object, "cell", json_text_or_null(w, kp_place_cell(w->arena, problem->place)));
    json_put(w, object, "message", json_text_or_null(w, kp_problem_message(w->arena, problem, lang)));
    json_dump_value(w);
}

void json_write_problems(json_writer *w, const kp_problems *problems, kp_lang lang) {
    kp_buffer_puts(&w->out, "[");
    for (size_t i = 0; i < problems->count; i++) {
        kp_buffer_puts(&w->out, i ? ",\n  " : "\n  ");
        json_write_problem(w, &problems->items[i], lang);
    }
    kp_buffer_puts(&w->out, "]");
}
