/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_json.c - writes a scorecard as JSON, a unit a line. Jansson does strings and syntax; one unit's objects exist at a time. */
#include "kaoping/result_json.h"

#include <jansson.h>
#include <stdlib.h>

typedef struct writer {
    kp_arena *arena;
    kp_lang lang;
    kp_buffer out;
    json_t *value; /* what is being made, everything in it from the moment it is; freed with the arena if memory runs out in between */
    char *text;    /* what Jansson wrote last; the same */
    size_t *first_entry, *next_entry; /* a unit's list entries as a chain of indices + 1 */
} writer;

static void drop_value(void *resource) {
    writer *w = resource;
    json_decref(w->value);
    w->value = NULL;
    free(w->text);
    w->text = NULL;
}

/* Jansson returns NULL when malloc does; an object with a missing member must not be written. */
static json_t *must(writer *w, json_t *value) {
    if (!value)
        kp_alloc(w->arena, SIZE_MAX); /* leaves as out of memory */
    return value;
}

static json_t *text_or_null(writer *w, const char *text) { return must(w, text && *text ? json_string(text) : json_null()); }

static void put(writer *w, json_t *object, const char *key, json_t *value) {
    if (json_object_set_new(object, key, value))
        must(w, NULL);
}

static void dump_value(writer *w) {
    w->text = json_dumps(w->value, JSON_COMPACT | JSON_ENCODE_ANY);
    must(w, w->text ? w->value : NULL);
    kp_buffer_puts(&w->out, w->text);
    drop_value(w);
}

static json_t *put_new(writer *w, json_t *object, const char *key, json_t *value) {
    put(w, object, key, must(w, value));
    return value;
}

static void write_lists(writer *w, const kp_scorecard *card, int32_t unit) {
    json_t *lists = put_new(w, w->value, "lists", json_array()), *met = put_new(w, w->value, "met", json_object());
    for (size_t i = w->first_entry[unit]; i; i = w->next_entry[i - 1]) {
        const kp_list_entry *entry = &card->lists.items[i - 1];
        const kp_list *list = &card->scheme->lists[entry->list];
        put(w, met, list->id, must(w, json_integer(entry->met)));
        if (entry->replaced)
            continue;
        json_t *item = must(w, json_object());
        if (json_array_append_new(lists, item))
            must(w, NULL);
        put(w, item, "list", text_or_null(w, list->id));
        json_t *reasons = put_new(w, item, "reasons", json_array());
        kp_pairs why = kp_list_reasons(w->arena, card, entry, w->lang);
        for (size_t r = 0; r < why.count; r++)
            if (json_array_append_new(reasons, text_or_null(w, why.items[r].name)))
                must(w, NULL);
        put(w, item, "streak", must(w, json_integer(entry->listed)));
        const char *action = entry->action >= 0 ? kp_text(w->arena, list->actions.items[entry->action].text, w->lang) : NULL;
        put(w, item, "action", text_or_null(w, action));
    }
}

static void write_unit(writer *w, const kp_scorecard *card, int32_t unit) {
    const kp_unit *u = &card->evidence->units.items[unit];
    const kp_unit_result *result = &card->units[unit];
    json_t *object = w->value = must(w, json_object());
    put(w, object, "id", text_or_null(w, u->id));
    put(w, object, "name", text_or_null(w, u->name));
    put(w, object, "group", text_or_null(w, u->group >= 0 ? card->evidence->groups.items[u->group] : NULL));
    put(w, object, "score", text_or_null(w, result->scored ? kp_total_text(w->arena, card, unit) : NULL));
    put(w, object, "rank", must(w, result->rank > 0 ? json_integer(result->rank) : json_null()));
    put(w, object, "grade", text_or_null(w, result->band >= 0 ? kp_text(w->arena, card->scheme->bands[result->band].title, w->lang) : NULL));
    write_lists(w, card, unit);
    json_t *marks = put_new(w, object, "marks", json_object());
    for (size_t i = 1; i < card->scheme->indicator_count; i++) {
        bool there = kp_scorecard_mark(card, unit, (int32_t)i)->state == KP_MARK_SCORED;
        put(w, marks, card->scheme->indicators[i].id, text_or_null(w, there ? kp_mark_text(w->arena, card, unit, (int32_t)i) : NULL));
    }
    put(w, object, "not_scored", text_or_null(w, result->reason >= 0 ? kp_problem_code_text((kp_problem_code)result->reason) : NULL));
    dump_value(w);
}

static void write_problem(writer *w, const kp_problem *problem) {
    json_t *object = w->value = must(w, json_object());
    put(w, object, "code", text_or_null(w, kp_problem_code_text(problem->code)));
    put(w, object, "severity", text_or_null(w, kp_severity_key(kp_problem_severity(problem->code))));
    put(w, object, "file", text_or_null(w, problem->place.file));
    put(w, object, "sheet", text_or_null(w, problem->place.sheet));
    put(w, object, "cell", text_or_null(w, kp_place_cell(w->arena, problem->place)));
    put(w, object, "message", text_or_null(w, kp_problem_message(w->arena, problem, w->lang)));
    dump_value(w);
}

static void write_head(writer *w, const kp_evidence *evidence) {
    kp_buffer_puts(&w->out, "{\"scheme\": ");
    if (evidence) {
        const kp_scheme *scheme = evidence->scheme;
        w->value = must(w, json_object());
        put(w, w->value, "id", text_or_null(w, scheme->id));
        put(w, w->value, "title", text_or_null(w, kp_text(w->arena, scheme->title, w->lang)));
        put(w, w->value, "digest", text_or_null(w, scheme->digest));
    } else {
        w->value = must(w, json_null());
    }
    dump_value(w);
    kp_buffer_puts(&w->out, ",\n \"period\": ");
    w->value = text_or_null(w, evidence && evidence->period.number ? kp_period_key(w->arena, evidence->period) : NULL);
    dump_value(w);
}

/* Chains the entries of each unit, last first, so that each chain runs in the order of the lists. */
static void chain_entries(writer *w, const kp_scorecard *card) {
    w->first_entry = KP_NEW_ARRAY(w->arena, size_t, card->evidence->units.count);
    w->next_entry = KP_NEW_ARRAY(w->arena, size_t, card->lists.count);
    for (size_t i = card->lists.count; i-- > 0;) {
        size_t *first = &w->first_entry[card->lists.items[i].unit];
        w->next_entry[i] = *first;
        *first = i + 1;
    }
}

const char *kp_result_json(kp_arena *arena, const kp_evidence *evidence, const kp_scorecard *card, const kp_problems *problems, kp_lang lang) {
    writer *w = KP_NEW(arena, writer);
    *w = (writer){.arena = arena, .lang = lang, .out = {.arena = arena}};
    kp_arena_defer(arena, drop_value, w);
    write_head(w, card ? card->evidence : evidence);
    if (card)
        chain_entries(w, card);
    kp_buffer_puts(&w->out, ",\n \"units\": [");
    for (size_t i = 0; card && i < card->evidence->units.count; i++) {
        kp_buffer_puts(&w->out, i ? ",\n  " : "\n  ");
        write_unit(w, card, (int32_t)i);
    }
    kp_buffer_puts(&w->out, "],\n \"problems\": [");
    for (size_t i = 0; i < problems->count; i++) {
        kp_buffer_puts(&w->out, i ? ",\n  " : "\n  ");
        write_problem(w, &problems->items[i]);
    }
    kp_buffer_puts(&w->out, "]}\n");
    return kp_buffer_text(&w->out);
}
