/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_json.c - writes a scorecard as JSON, a unit a line. Jansson does strings and syntax; one unit's objects exist at a time. */
#include "kaoping/result_json.h"

#include "json_writer.h"
#include "result_agreement.h"
#include "result_head.h"
#include "result_survey.h"
#include "result_lint.h"
#include "result_targets.h"

typedef struct writer {
    json_writer *json;
    kp_arena *arena;
    kp_lang lang;
    size_t *first_entry, *next_entry; /* a unit's list entries as a chain of indices + 1 */
} writer;

static void write_lists(writer *w, const kp_scorecard *card, int32_t unit) {
    json_t *lists = json_put_new(w->json, w->json->value, "lists", json_array()), *met = json_put_new(w->json, w->json->value, "met", json_object());
    for (size_t i = w->first_entry[unit]; i; i = w->next_entry[i - 1]) {
        const kp_list_entry *entry = &card->lists.items[i - 1];
        const kp_list *list = &card->scheme->lists[entry->list];
        json_put(w->json, met, list->id, json_must(w->json, json_integer(entry->met)));
        if (entry->replaced)
            continue;
        json_t *item = json_must(w->json, json_object());
        if (json_array_append_new(lists, item))
            json_must(w->json, NULL);
        json_put(w->json, item, "list", json_text_or_null(w->json, list->id));
        json_t *reasons = json_put_new(w->json, item, "reasons", json_array());
        kp_pairs why = kp_list_reasons(w->arena, card, entry, w->lang);
        for (size_t r = 0; r < why.count; r++)
            if (json_array_append_new(reasons, json_text_or_null(w->json, why.items[r].name)))
                json_must(w->json, NULL);
        json_put(w->json, item, "streak", json_must(w->json, json_integer(entry->listed)));
        const char *action = entry->action >= 0 ? kp_text(w->arena, list->actions.items[entry->action].text, w->lang) : NULL;
        json_put(w->json, item, "action", json_text_or_null(w->json, action));
    }
}

/* The rules that changed the grade, in their order; nothing where none did. */
static void write_rules(writer *w, const kp_scorecard *card, int32_t unit) {
    size_t count;
    const kp_rule_step *steps = kp_rule_steps_of(card, unit, &count);
    json_t *rules = count ? json_put_new(w->json, w->json->value, "rules", json_array()) : NULL;
    for (size_t i = 0; i < count; i++) {
        json_t *item = json_must(w->json, json_object());
        if (json_array_append_new(rules, item))
            json_must(w->json, NULL);
        const kp_scheme *scheme = card->scheme;
        json_put(w->json, item, "rule", json_text_or_null(w->json, scheme->rules[steps[i].rule].id));
        json_put(w->json, item, "from",
                 json_text_or_null(w->json, steps[i].from < 0 ? NULL : kp_text(w->arena, scheme->bands[steps[i].from].title, w->lang)));
        json_put(w->json, item, "to", json_text_or_null(w->json, kp_text(w->arena, scheme->bands[steps[i].to].title, w->lang)));
    }
}

static const char *number_or_null(writer *w, kp_optional number) { return number.given ? kp_num_exact(w->arena, number.value) : NULL; }

static void put_check(writer *w, json_t *value, const kp_scorecard *card, int32_t unit, int32_t leaf) {
    static const char *const verdicts[] = {
        [KP_LEAF_MET] = "met", [KP_LEAF_BELOW] = "below", [KP_LEAF_ABOVE] = "above", [KP_LEAF_NOT_MET] = "not_met"};
    const kp_leaf_check *check = kp_scorecard_check(card, unit, leaf);
    kp_method_id method = card->scheme->indicators[leaf].method;
    if (method != KP_METHOD_RANGE && method != KP_METHOD_TEST)
        return;
    json_put(w->json, value, "verdict", json_text_or_null(w->json, verdicts[check->verdict]));
    json_put(w->json, value, "missing", json_text_or_null(w->json, number_or_null(w, check->missing)));
    if (method == KP_METHOD_RANGE) {
        json_put(w->json, value, "lower", json_text_or_null(w->json, number_or_null(w, check->lower)));
        json_put(w->json, value, "upper", json_text_or_null(w->json, number_or_null(w, check->upper)));
        json_put(w->json, value, "held", json_text_or_null(w->json, number_or_null(w, check->held)));
        json_put(w->json, value, "clash", json_must(w->json, json_boolean(check->clash)));
    }
    json_t *parts = check->part_count ? json_put_new(w->json, value, "requirements", json_object()) : NULL;
    for (size_t i = 0; i < check->part_count; i++)
        json_put(w->json, parts, kp_text(w->arena, card->scheme->indicators[leaf].requirements.pairs.items[i].name, w->lang),
                 json_text_or_null(w->json, check->parts[i].state != KP_MARK_SCORED ? NULL
                                            : check->parts[i].met                   ? "met"
                                                                                    : "not_met"));
}

/* The leaves that are no marks: what is shown, and exactly. */
static void write_values(writer *w, const kp_scorecard *card, int32_t unit) {
    const kp_scheme *scheme = card->scheme;
    json_t *values = NULL;
    for (size_t i = 1; i < scheme->indicator_count; i++) {
        const kp_indicator *leaf = &scheme->indicators[i];
        const kp_mark *mark = kp_scorecard_mark(card, unit, (int32_t)i);
        if (!kp_is_value_leaf(leaf))
            continue;
        if (!values)
            values = json_put_new(w->json, w->json->value, "values", json_object());
        if (mark->state != KP_MARK_SCORED) {
            json_put(w->json, values, leaf->id, json_must(w->json, json_null()));
            continue;
        }
        json_t *value = json_put_new(w->json, values, leaf->id, json_object());
        json_put(w->json, value, "value", json_text_or_null(w->json, kp_num_exact(w->arena, mark->value)));
        json_put(w->json, value, "text", json_text_or_null(w->json, kp_value_words(w->arena, card, unit, (int32_t)i, w->lang)));
        put_check(w, value, card, unit, (int32_t)i);
    }
}

static void write_unit(writer *w, const kp_scorecard *card, int32_t unit) {
    const kp_unit *u = &card->evidence->units.items[unit];
    const kp_unit_result *result = &card->units[unit];
    json_t *object = w->json->value = json_must(w->json, json_object());
    json_put(w->json, object, "id", json_text_or_null(w->json, u->id));
    json_put(w->json, object, "name", json_text_or_null(w->json, u->name));
    json_put(w->json, object, "group", json_text_or_null(w->json, u->group >= 0 ? card->evidence->groups.items[u->group] : NULL));
    json_put(w->json, object, "score", json_text_or_null(w->json, result->scored ? kp_total_text(w->arena, card, unit) : NULL));
    json_put(w->json, object, "rank", json_must(w->json, result->rank > 0 ? json_integer(result->rank) : json_null()));
    json_put(w->json, object, "grade",
             json_text_or_null(w->json, result->band >= 0 ? kp_text(w->arena, card->scheme->bands[result->band].title, w->lang) : NULL));
    if (kp_has_coefficients(card->scheme))
        json_put(w->json, object, "coefficient",
                 json_text_or_null(w->json, result->band >= 0 ? kp_num_exact(w->arena, card->scheme->bands[result->band].coefficient.value) : NULL));
    write_rules(w, card, unit);
    write_lists(w, card, unit);
    json_put_unit_targets(w->json, object, card, unit);
    json_t *marks = json_put_new(w->json, object, "marks", json_object());
    for (size_t i = 1; i < card->scheme->indicator_count; i++) {
        if (card->scheme->indicators[i].method == KP_METHOD_NONE ? card->scheme->indicators[i].counted == KP_COUNTED_NO
                                                                 : kp_is_value_leaf(&card->scheme->indicators[i]))
            continue;
        bool there = kp_scorecard_mark(card, unit, (int32_t)i)->state == KP_MARK_SCORED;
        json_put(w->json, marks, card->scheme->indicators[i].id,
                 json_text_or_null(w->json, there ? kp_mark_text(w->arena, card, unit, (int32_t)i) : NULL));
    }
    write_values(w, card, unit);
    json_put(w->json, object, "not_scored",
             json_text_or_null(w->json, result->reason >= 0 ? kp_problem_code_text((kp_problem_code)result->reason) : NULL));
    json_dump_value(w->json);
}

void json_write_head(json_writer *w, const kp_evidence *evidence, kp_lang lang) {
    kp_buffer_puts(&w->out, "{\"scheme\": ");
    if (evidence) {
        const kp_scheme *scheme = evidence->scheme;
        w->value = json_must(w, json_object());
        json_put(w, w->value, "id", json_text_or_null(w, scheme->id));
        json_put(w, w->value, "title", json_text_or_null(w, kp_text(w->arena, scheme->title, lang)));
        json_put(w, w->value, "digest", json_text_or_null(w, scheme->digest));
    } else {
        w->value = json_must(w, json_null());
    }
    json_dump_value(w);
    kp_buffer_puts(&w->out, ",\n \"period\": ");
    w->value = json_text_or_null(w, evidence && evidence->period.number ? kp_period_key(w->arena, evidence->period) : NULL);
    json_dump_value(w);
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
    return kp_result_json_analysed(arena, evidence, card, NULL, problems, lang);
}

const char *kp_result_json_analysed(kp_arena *arena, const kp_evidence *evidence, const kp_scorecard *card, const kp_analysis_options *options,
                                    const kp_problems *problems, kp_lang lang) {
    writer *w = KP_NEW(arena, writer);
    *w = (writer){.json = json_writer_new(arena), .arena = arena, .lang = lang};
    json_write_head(w->json, card ? card->evidence : evidence, lang);
    if (card)
        chain_entries(w, card);
    kp_buffer_puts(&w->json->out, ",\n \"units\": [");
    for (size_t i = 0; card && i < card->evidence->units.count; i++) {
        kp_buffer_puts(&w->json->out, i ? ",\n  " : "\n  ");
        write_unit(w, card, (int32_t)i);
    }
    kp_buffer_puts(&w->json->out, "],\n");
    if (card) {
        json_write_targets(w->json, card, lang);
        json_write_combined(w->json, card, lang);
    }
    const kp_analysis *analysis = card ? kp_survey_analyse(arena, card->evidence, card, options) : NULL;
    if (analysis)
        json_write_survey(w->json, card, analysis, lang);
    const kp_agreement *agreement = card ? kp_evaluators_look(arena, card) : NULL;
    if (agreement)
        json_write_agreement(w->json, card, agreement);
    if (card || evidence)
        json_write_overrides(w->json, (card ? card->evidence : evidence)->scheme, lang);
    kp_buffer_puts(&w->json->out, " \"problems\": ");
    json_write_problems(w->json, problems, lang);
    kp_buffer_puts(&w->json->out, "}\n");
    return kp_buffer_text(&w->json->out);
}
