/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json_writer.h - JSON by Jansson within an arena: nothing leaks where memory runs out in between, and an object with a missing member is never written. Private to this room.
 *
 * A text is put together piece by piece: make a value, hold it as writer->value from the moment it is there, fill it, dump it behind what was written.
 */
#ifndef KAOPING_JSON_WRITER_H
#define KAOPING_JSON_WRITER_H

#include <jansson.h>

#include "kaoping/problem.h"

typedef struct json_writer {
    kp_arena *arena;
    kp_buffer out;
    json_t *value; /* what is being made; freed with the arena if memory runs out */
    char *text;    /* what Jansson wrote last; the same */
    size_t digits; /* of numbers; 0: all 17 */
} json_writer;

json_writer *json_writer_new(kp_arena *arena);
/* Jansson returns NULL when malloc does: leaves as out of memory then. */
json_t *json_must(json_writer *w, json_t *value);
json_t *json_text_or_null(json_writer *w, const char *text);
/* With all 17 digits that tell a binary number from the next; what is no finite number is null. */
json_t *json_number(json_writer *w, double value);
void json_put(json_writer *w, json_t *object, const char *key, json_t *value);
/* The same, and gives the value, which the object owns. */
json_t *json_put_new(json_writer *w, json_t *object, const char *key, json_t *value);
/* Writes w->value behind what was written, and lets go of it. */
void json_dump_value(json_writer *w);
/* Writes one of the problems of a list: {"code", "severity", "file", "sheet", "cell", "message"}. */
void json_write_problem(json_writer *w, const kp_problem *problem, kp_lang lang);
/* All of them, between brackets, a line each. */
void json_write_problems(json_writer *w, const kp_problems *problems, kp_lang lang);

#endif
