/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_robust.c - writes how stable a ranking is as JSON, a unit, list entry, leaf or pair a line. */
#include "json_writer.h"
#include "kaoping/robust_report.h"
#include "result_head.h"

typedef struct writer {
    json_writer *json;
    const kp_robust *robust;
    const kp_scorecard *card;
} writer;

static void put_text(writer *w, json_t *object, const char *key, const char *text) {
    json_put(w->json, object, key, json_text_or_null(w->json, text));
}

static void put_count(writer *w, json_t *object, const char *key, int64_t count) {
    json_put(w->json, object, key, json_must(w->json, json_integer(count)));
}

static void put_number(writer *w, json_t *object, const char *key, double value) { json_put(w->json, object, key, json_number(w->json, value)); }

static void put_exact(writer *w, json_t *object, const char *key, kp_num value) { put_text(w, object, key, kp_num_exact(w->json->arena, value)); }

static void put_flag(writer *w, json_t *object, const char *key, bool flag) {
    json_put(w->json, object, key, json_must(w->json, json_boolean(flag)));
}

static const char *id_of(const writer *w, int32_t indicator) { return w->card->scheme->indicators[indicator].id; }
static const char *unit_of(const writer *w, int32_t unit) { return w->card->evidence->units.items[unit].id; }

static json_t *begin_object(writer *w) { return w->json->value = json_must(w->json, json_object()); }

static void write_unit(writer *w, size_t index) {
    const kp_robust_unit *u = &w->robust->units[index];
    const kp_unit *who = &w->card->evidence->units.items[u->unit];
    json_t *object = begin_object(w);
    put_text(w, object, "id", who->id);
    put_text(w, object, "name", who->name);
    put_text(w, object, "group", who->group >= 0 ? w->card->evidence->groups.items[who->group] : NULL);
    put_text(w, object, "score", kp_total_text(w->json->arena, w->card, u->unit));
    put_count(w, object, "rank", u->rank);
    put_count(w, object, "median", u->median);
    put_count(w, object, "low", u->low);
    put_count(w, object, "high", u->high);
    put_count(w, object, "best", u->best);
    put_count(w, object, "worst", u->worst);
    put_number(w, object, "holds", u->holds);
    put_number(w, object, "in_top", u->in_top);
    put_number(w, object, "grade", u->grade);
    json_t *without = json_put_new(w->json, object, "without", json_object());
    for (size_t i = 0; i < w->robust->drop_count; i++) {
        const kp_robust_drop *drop = &w->robust->drops[i];
        json_t *rank = drop->ranks[index] ? json_integer(drop->ranks[index]) : json_null();
        json_put(w->json, without, id_of(w, drop->indicator), json_must(w->json, rank));
    }
}

static void write_list(writer *w, size_t index) {
    const kp_robust_list *list = &w->robust->lists[index];
    json_t *object = begin_object(w);
    put_text(w, object, "list", w->card->scheme->lists[list->list].id);
    put_text(w, object, "unit", unit_of(w, list->unit));
    put_flag(w, object, "on", list->on);
    put_number(w, object, "share", list->share);
}

static void write_drop(writer *w, size_t index) {
    const kp_robust_drop *drop = &w->robust->drops[index];
    json_t *object = begin_object(w);
    put_text(w, object, "indicator", id_of(w, drop->indicator));
    put_text(w, object, "left_out", id_of(w, drop->left_out));
    put_count(w, object, "moved", (int64_t)drop->moved);
    put_number(w, object, "mean_shift", drop->mean_shift);
    put_text(w, object, "farthest", drop->farthest < 0 ? NULL : unit_of(w, w->robust->units[drop->farthest].unit));
}

static void put_one(writer *w, json_t *object, const kp_robust_swap *swap) {
    if (swap->indicator < 0) {
        json_put(w->json, object, "one", json_must(w->json, json_null()));
        return;
    }
    json_t *one = json_put_new(w->json, object, "one", json_object());
    put_text(w, one, "indicator", id_of(w, swap->indicator));
    put_exact(w, one, "from", swap->from);
    put_exact(w, one, "to", swap->to);
    put_exact(w, one, "factor", swap->factor);
    put_flag(w, one, "exact", swap->exact);
}

static void put_all(writer *w, json_t *object, const kp_robust_swap *swap) {
    if (!swap->all) {
        json_put(w->json, object, "all", json_must(w->json, json_null()));
        return;
    }
    json_t *all = json_put_new(w->json, object, "all", json_object());
    put_exact(w, all, "change", swap->change);
    put_flag(w, all, "exact", swap->all_exact);
    put_flag(w, all, "least", swap->all_least);
    json_t *directions = json_put_new(w->json, all, "directions", json_object());
    for (size_t i = 0; i < w->card->scheme->indicator_count; i++)
        if (!kp_num_is_zero(swap->directions[i]))
            put_count(w, directions, id_of(w, (int32_t)i), kp_num_sign(swap->directions[i]));
}

static void write_swap(writer *w, size_t index) {
    static const char *const kinds[] = {[KP_SWAP_FOUND] = "found", [KP_SWAP_TIED] = "tied", [KP_SWAP_NEVER] = "never"};
    const kp_robust_swap *swap = &w->robust->swaps[index];
    json_t *object = begin_object(w);
    put_text(w, object, "upper", unit_of(w, swap->upper));
    put_text(w, object, "lower", unit_of(w, swap->lower));
    put_text(w, object, "kind", kinds[swap->kind]);
    put_one(w, object, swap);
    put_all(w, object, swap);
}

static void write_each(writer *w, const char *key, size_t count, void (*write)(writer *w, size_t index)) {
    kp_buffer_printf(&w->json->out, ",\n  \"%s\": [", key);
    for (size_t i = 0; i < count; i++) {
        kp_buffer_puts(&w->json->out, i ? ",\n   " : "\n   ");
        write(w, i);
        json_dump_value(w->json);
    }
    kp_buffer_puts(&w->json->out, "]");
}

static void write_named(writer *w, const char *key, json_t *value) {
    w->json->value = json_must(w->json, value);
    kp_buffer_printf(&w->json->out, "\"%s\": ", key);
    json_dump_value(w->json);
}

static void write_settings(writer *w) {
    const kp_robust *r = w->robust;
    static const char between[] = ", ";
    write_named(w, "spread", json_real((double)r->spread / KP_ROBUST_STEP));
    kp_buffer_puts(&w->json->out, between);
    write_named(w, "trials", json_integer(r->trials));
    kp_buffer_puts(&w->json->out, between);
    write_named(w, "graded", json_integer(r->graded));
    kp_buffer_puts(&w->json->out, between);
    write_named(w, "seed", json_text_or_null(w->json, r->seed));
    kp_buffer_puts(&w->json->out, between);
    write_named(w, "top", json_integer(r->top));
    kp_buffer_puts(&w->json->out, between);
    write_named(w, "weights", json_integer((json_int_t)r->weights));
    kp_buffer_puts(&w->json->out, between);
    write_named(w, "mean_shift", json_real(r->mean_shift));
    kp_buffer_puts(&w->json->out, between);
    write_named(w, "differing", json_integer((json_int_t)r->differing));
}

const char *kp_robust_json(kp_arena *arena, const kp_evidence *evidence, const kp_robust *robust, const kp_problems *problems, kp_lang lang) {
    writer w = {.json = json_writer_new(arena), .robust = robust, .card = robust ? robust->card : NULL};
    w.json->digits = 12; /* shares of at most a million trials: 0.9826, and not 0.98259999999999992 */
    json_write_head(w.json, evidence, lang);
    kp_buffer_puts(&w.json->out, ",\n \"robust\": ");
    if (robust) {
        kp_buffer_puts(&w.json->out, "{");
        write_settings(&w);
        write_each(&w, "units", robust->unit_count, write_unit);
        write_each(&w, "lists", robust->list_count, write_list);
        write_each(&w, "without", robust->drop_count, write_drop);
        write_each(&w, "swaps", robust->swap_count, write_swap);
        kp_buffer_puts(&w.json->out, "}");
    } else {
        kp_buffer_puts(&w.json->out, "null");
    }
    kp_buffer_puts(&w.json->out, ",\n \"problems\": ");
    json_write_problems(w.json, problems, lang);
    kp_buffer_puts(&w.json->out, "}\n");
    return kp_buffer_text(&w.json->out);
}
