/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_targets.c - what is told of many units together, as JSON: targets, a row a group, exact figures as texts; units rolled up. */
#include "result_targets.h"

static json_t *count_of(json_writer *json, size_t count) { return json_must(json, json_integer((json_int_t)count)); }

static json_t *row_object(json_writer *json, const kp_target_row *row) {
    kp_arena *arena = json->out.arena;
    bool judged = row->goal.given && row->total;
    json_t *object = json_must(json, json_object());
    json_put(json, object, "group", row->name ? json_must(json, json_string(row->name)) : json_must(json, json_null())); /* "": those without one */
    if (!row->name)
        json_put(json, object, "all", json_must(json, json_true()));
    json_put(json, object, "units", count_of(json, row->total));
    json_put(json, object, "reached", count_of(json, row->reached));
    json_put(json, object, "open", count_of(json, row->open));
    json_put(json, object, "share", json_text_or_null(json, row->total ? kp_num_exact(arena, row->share) : NULL));
    json_put(json, object, "goal", json_text_or_null(json, row->goal.given ? kp_num_exact(arena, row->goal.value) : NULL));
    json_put(json, object, "met", json_must(json, judged ? json_boolean(row->met) : json_null()));
    json_put(json, object, "missing", json_must(json, judged ? json_integer(row->missing) : json_null()));
    return object;
}

void json_write_targets(json_writer *json, const kp_scorecard *card, kp_lang lang) {
    const kp_scheme *scheme = card->scheme;
    if (!scheme->target_count)
        return;
    json_t *targets = json->value = json_must(json, json_array());
    for (size_t i = 0; i < scheme->target_count; i++) {
        json_t *target = json_must(json, json_object());
        if (json_array_append_new(targets, target))
            json_must(json, NULL);
        json_put(json, target, "id", json_text_or_null(json, scheme->targets[i].id));
        json_put(json, target, "title", json_text_or_null(json, kp_text(json->out.arena, scheme->targets[i].title, lang)));
        json_t *groups = json_put_new(json, target, "groups", json_array());
        size_t count, first = kp_target_rows(card, (int32_t)i, &count);
        for (size_t k = 0; k < count; k++)
            if (json_array_append_new(groups, row_object(json, &card->targets.items[first + k])))
                json_must(json, NULL);
    }
    kp_buffer_puts(&json->out, " \"targets\": ");
    json_dump_value(json);
    kp_buffer_puts(&json->out, ",\n");
}

void json_put_unit_targets(json_writer *json, json_t *object, const kp_scorecard *card, int32_t unit) {
    static const char *const words[] = {[KP_TARGET_MISSED] = "missed", [KP_TARGET_REACHED] = "reached", [KP_TARGET_OPEN] = "open"};
    if (!card->scheme->target_count)
        return;
    json_t *targets = json_put_new(json, object, "targets", json_object());
    for (size_t i = 0; i < card->scheme->target_count; i++)
        json_put(json, targets, card->scheme->targets[i].id, json_text_or_null(json, words[kp_target_of_unit(card, (int32_t)i, unit)->state]));
}

void json_write_combined(json_writer *json, const kp_scorecard *card, kp_lang lang) {
    kp_arena *arena = json->out.arena;
    const kp_scheme *scheme = card->scheme;
    if (!card->combined.count)
        return;
    json_t *object = json->value = json_must(json, json_object());
    json_put(json, object, "by", json_text_or_null(json, kp_text(arena, scheme->combine_by, lang)));
    json_put(json, object, "weight", json_text_or_null(json, *scheme->combine_weight ? kp_text(arena, scheme->combine_weight, lang) : NULL));
    json_t *rows = json_put_new(json, object, "rows", json_array());
    for (size_t i = 0; i < card->combined.count; i++) {
        const kp_combined *of = &card->combined.items[i];
        json_t *row = json_must(json, json_object());
        if (json_array_append_new(rows, row))
            json_must(json, NULL);
        json_put(json, row, "name", json_text_or_null(json, of->name));
        json_put(json, row, "units", count_of(json, of->units));
        json_put(json, row, "counted", count_of(json, of->counted));
        json_put(json, row, "weight", json_text_or_null(json, kp_num_exact(arena, of->weight)));
        json_put(json, row, "score",
                 json_text_or_null(json, of->scored ? kp_num_print(arena, of->printed, scheme->decimals, scheme->rounding) : NULL));
        json_put(json, row, "rank", json_must(json, of->rank ? json_integer(of->rank) : json_null()));
    }
    kp_buffer_puts(&json->out, " \"combined\": ");
    json_dump_value(json);
    kp_buffer_puts(&json->out, ",\n");
}
