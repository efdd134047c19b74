/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_history.c - reads the JSON of an earlier report back as a past period. */
#include "kaoping/result_json.h"
#include "kaoping/system_error.h"
#include "kaoping/past_lists.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define MAX_HISTORY_BYTES (512ull << 20) /* a million units with forty marks each stay below it */

typedef struct history_reader {
    kp_arena *arena;
    const kp_scheme *scheme;
    kp_problems *problems;
    kp_place place;
    json_t *root;
    FILE *file;
    uint64_t most, taken; /* bytes */
    bool with_marks;
} history_reader;

static void release(void *resource) {
    history_reader *r = resource;
    json_decref(r->root);
    r->root = NULL;
    if (r->file)
        fclose(r->file);
    r->file = NULL;
}

static bool complain(history_reader *r, const char *where, const char *expected) {
    kp_problems_add(r->problems, KP_H_NOT_A_RESULT, r->place, KP_UNIT_ALL, where, expected, NULL);
    return false;
}

/* A string member copied into the arena; NULL where it is null or absent. False where it is something else. */
static bool read_text(history_reader *r, const json_t *object, const char *key, const char **out) {
    json_t *value = json_object_get(object, key);
    *out = json_is_string(value) ? kp_strdup(r->arena, json_string_value(value)) : NULL;
    return !value || json_is_null(value) || json_is_string(value) || complain(r, key, "string");
}

/* A whole number from `least` up; 0 where it is null or absent. */
static bool read_count(history_reader *r, const json_t *object, const char *key, json_int_t least, int32_t *out) {
    json_t *value = json_object_get(object, key);
    *out = 0;
    if (!value || json_is_null(value))
        return true;
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < least || number > INT32_MAX)
        return complain(r, key, "1, 2, 3 …");
    *out = (int32_t)number;
    return true;
}

/* A score is a string of its printed decimals, so that no digit is lost; whole numbers are taken too. */
static bool read_score(history_reader *r, const json_t *unit, kp_optional *out) {
    json_t *value = json_object_get(unit, "score");
    *out = (kp_optional){false, KP_ZERO};
    if (!value || json_is_null(value))
        return true;
    out->given = true;
    if (json_is_integer(value)) {
        out->value = kp_num_int(json_integer_value(value));
        return true;
    }
    return (json_is_string(value) && kp_num_parse(r->arena, json_string_value(value), &out->value)) || complain(r, "score", "\"93.50\"");
}

static bool add_past(history_reader *r, kp_past_lists *lists, const char *key, kp_past_list past) {
    return kp_past_lists_add(r->arena, lists, past) || complain(r, key, kp_format(r->arena, "≤ %u", KP_MAX_RULES));
}

static bool read_listed(history_reader *r, const json_t *unit, kp_past_lists *lists) {
    const json_t *array = json_object_get(unit, "lists");
    if (array && !json_is_array(array))
        return complain(r, "lists", "[…]");
    size_t i;
    json_t *item;
    json_array_foreach(array, i, item) {
        const char *id;
        int32_t streak;
        if (!json_is_object(item) || !read_text(r, item, "list", &id) || !read_count(r, item, "streak", 1, &streak))
            return false;
        if (!id)
            return complain(r, "list", "id");
        if (!add_past(r, lists, "lists", (kp_past_list){.list = id, .met = streak ? streak : 1, .listed = streak ? streak : 1}))
            return false;
    }
    return true;
}

/* `met` tells how often in a row each list's condition was met; a result without it is read by its lists, where to stand on a replacing list means to have met the one it replaces. */
static bool read_met(history_reader *r, const json_t *unit, kp_past_lists *lists) {
    const json_t *met = json_object_get(unit, "met");
    if (met && !json_is_object(met))
        return complain(r, "met", "{…}");
    if (!met)
        return kp_past_lists_imply_replaced(r->arena, r->scheme, lists) || complain(r, "lists", kp_format(r->arena, "≤ %u", KP_MAX_RULES));
    const char *id;
    json_t *value;
    json_object_foreach((json_t *)met, id, value) {
        json_int_t number = json_integer_value(value);
        if (!json_is_integer(value) || number < 1 || number > INT32_MAX)
            return complain(r, "met", "1, 2, 3 …");
        kp_past_list *past = kp_past_lists_find(lists, id);
        if (past)
            past->met = (int32_t)number;
        else if (!add_past(r, lists, "met", (kp_past_list){.list = kp_strdup(r->arena, id), .met = (int32_t)number, .listed = 0}))
            return false;
    }
    return true;
}

static bool read_marks(history_reader *r, const json_t *object, kp_past_unit *unit) {
    const json_t *marks = json_object_get(object, "marks");
    if (marks && !json_is_object(marks))
        return complain(r, "marks", "{…}");
    kp_pair *items = KP_NEW_ARRAY(r->arena, kp_pair, json_object_size(marks) + 1);
    const char *id;
    json_t *value;
    json_object_foreach((json_t *)marks, id, value) {
        kp_num number;
        if (json_is_null(value))
            continue;
        if (!json_is_string(value) || !kp_num_parse(r->arena, json_string_value(value), &number))
            return complain(r, kp_format(r->arena, "marks.%s", id), "\"93.50\"");
        items[unit->marks.count++] =
            (kp_pair){.name = kp_strdup(r->arena, id), .value = number, .text = kp_strdup(r->arena, json_string_value(value))};
    }
    unit->marks.items = items;
    return true;
}

static bool read_unit(history_reader *r, const json_t *object, kp_past_unit *unit) {
    if (!json_is_object(object))
        return complain(r, "units", "{…}");
    kp_past_lists lists = {0};
    if (!read_text(r, object, "id", &unit->id) || !read_text(r, object, "name", &unit->name) || !read_score(r, object, &unit->score) ||
        !read_count(r, object, "rank", 1, &unit->rank) || !read_listed(r, object, &lists) || !read_met(r, object, &lists))
        return false;
    if (!unit->id && !unit->name)
        return complain(r, "units", "id");
    if (!unit->id)
        unit->id = unit->name;
    if (!unit->name)
        unit->name = unit->id;
    if (!read_text(r, object, "grade", &unit->grade) || (r->with_marks && !read_marks(r, object, unit)))
        return false;
    unit->lists = lists.items;
    unit->list_count = lists.count;
    return true;
}

static int compare_ids(const void *a, const void *b) { return strcmp(((const kp_past_unit *)a)->id, ((const kp_past_unit *)b)->id); }

static bool read_root(history_reader *r, kp_past_period *past) {
    const json_t *scheme = json_object_get(r->root, "scheme"), *units = json_object_get(r->root, "units");
    const char *period;
    if (!json_is_object(r->root) || !json_is_object(scheme))
        return complain(r, "scheme", "{…}");
    if (!json_is_array(units))
        return complain(r, "units", "[…]");
    if (!read_text(r, scheme, "id", &past->scheme_id) || !read_text(r, scheme, "digest", &past->scheme_digest) ||
        !read_text(r, r->root, "period", &period))
        return false;
    if (!past->scheme_id)
        return complain(r, "scheme.id", "id");
    if (!period || !kp_period_parse(period, &past->period))
        return complain(r, period ? period : "period", "2026Q3");
    past->unit_count = json_array_size(units);
    kp_past_unit *made = KP_NEW_ARRAY(r->arena, kp_past_unit, past->unit_count);
    past->units = made;
    for (size_t i = 0; i < past->unit_count; i++)
        if (!read_unit(r, json_array_get(units, i), &made[i]))
            return false;
    qsort(made, past->unit_count, sizeof *made, compare_ids);
    for (size_t i = 1; i < past->unit_count; i++)
        if (!compare_ids(&made[i - 1], &made[i]))
            return complain(r, made[i].id, "units.id");
    return true;
}

/* Jansson's source of bytes. A pipe does not tell its length beforehand, so what is taken is counted. */
static size_t take_bytes(void *buffer, size_t size, void *data) {
    history_reader *r = data;
    size_t n = fread(buffer, 1, size, r->file);
    r->taken += n;
    return r->taken > r->most || ferror(r->file) ? (size_t)-1 : n;
}

/* Editors on Windows put a byte order mark before UTF-8; JSON has none. */
static void skip_byte_order_mark(FILE *file) {
    static const int mark[] = {0xEF, 0xBB, 0xBF};
    int first = fgetc(file);
    if (first != mark[0]) {
        ungetc(first, file);
        return;
    }
    for (size_t i = 1; i < 3; i++)
        if (fgetc(file) != mark[i])
            return; /* no UTF-8 at all; the reader says so */
}

static bool read_history(history_reader *r, kp_history *history) {
    json_error_t error;
    skip_byte_order_mark(r->file);
    r->root = json_load_callback(take_bytes, r, JSON_REJECT_DUPLICATES, &error);
    if (r->taken > r->most) {
        kp_problems_add(r->problems, KP_F_TOO_LARGE, r->place, KP_UNIT_ALL, "JSON", kp_format(r->arena, "%llu", (unsigned long long)r->most), NULL);
        return false;
    }
    if (!r->root) {
        kp_place at = r->place;
        at.row = error.line > 0 ? (uint32_t)error.line : 0;
        kp_problems_add(r->problems, KP_H_BAD_JSON, at, KP_UNIT_ALL, error.text, NULL, NULL);
        return false;
    }
    kp_past_period past = {.place = r->place};
    if (!read_root(r, &past))
        return false;
    KP_PUSH(r->arena, &history->periods, past);
    return true;
}

bool kp_history_read_at_most(kp_arena *arena, const char *path, uint64_t most, const kp_scheme *scheme, kp_history *history, kp_problems *problems) {
    history_reader *r = KP_NEW(arena, history_reader);
    *r = (history_reader){.arena = arena,
                          .scheme = scheme,
                          .problems = problems,
                          .place = {.file = kp_strdup(arena, path)},
                          .most = most,
                          .with_marks = history->with_marks};
    kp_arena_defer(arena, release, r);
    r->file = fopen(path, "rb");
    if (!r->file) {
        kp_problems_add(problems, KP_F_CANNOT_OPEN, r->place, KP_UNIT_ALL, kp_system_error(errno), NULL, NULL);
        return false;
    }
    bool ok = read_history(r, history);
    release(r);
    return ok;
}

bool kp_history_read(kp_arena *arena, const char *path, const kp_scheme *scheme, kp_history *history, kp_problems *problems) {
    return kp_history_read_at_most(arena, path, MAX_HISTORY_BYTES, scheme, history, problems);
}
