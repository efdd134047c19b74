/* SPDX-License-Identifier: GPL-3.0-or-later */
/* named_texts.c - gathers the texts that goals, quotas and conditions name for a column of the register of units. */
#include "kaoping/named_texts.h"

#include "kaoping/condition.h"
#include "kaoping/names.h"

#include <string.h>

typedef struct gatherer {
    kp_arena *arena;
    int32_t field;
    kp_names *known;
    struct {
        kp_pair *items;
        size_t count, capacity;
    } names;
    bool closed;
} gatherer;

static void add_text(gatherer *g, const char *text) {
    if (kp_names_find(g->known, kp_text(g->arena, text, KP_ZH)) != KP_NAME_UNKNOWN || kp_names_find(g->known, text) != KP_NAME_UNKNOWN)
        return;
    kp_names_add(g->known, text, (int32_t)g->names.count);
    KP_PUSH(g->arena, &g->names, ((kp_pair){.name = text, .value = KP_ZERO}));
}

/* Of targets that look at some units only, the others may have any text. */
static void add_goals(gatherer *g, const kp_target *target) {
    bool here = g->field == KP_GROUP_COLUMN ? target->per == KP_PER_GROUP : target->per == KP_PER_FIELD && target->field_index == g->field;
    bool all = target->goals.count && !target->of.condition;
    for (size_t i = 0; here && i < target->goals.count; i++) {
        if (strcmp(target->goals.items[i].name, "else") == 0)
            all = false;
        else
            add_text(g, target->goals.items[i].name);
    }
    g->closed = g->closed || (here && all);
}

static void add_quotas(gatherer *g, const kp_band *band) {
    if (g->field == KP_GROUP_COLUMN || band->quota_field != g->field)
        return;
    for (size_t i = 0; i < band->quotas.count; i++)
        add_text(g, band->quotas.items[i].name);
    g->closed = g->closed || (band->quotas.count && !band->quota.given);
}

static void add_asked(gatherer *g, const char *text) {
    static const char yes[] = "是 | yes", no[] = "否 | no";
    bool asks = kp_text_matches(yes, text) || kp_text_matches(no, text);
    if (*text)
        add_text(g, asks ? yes : text);
    if (asks)
        add_text(g, no);
}

static void add_condition(gatherer *g, const kp_condition *c) {
    if (!c)
        return;
    if (c->op == KP_COND_AND || c->op == KP_COND_OR || c->op == KP_COND_NOT)
        for (size_t i = 0; i < c->count; i++)
            add_condition(g, c->children[i]);
    else if (c->op == KP_COND_FIELD && c->reference == g->field)
        for (size_t i = 0; i < c->count; i++)
            add_asked(g, c->names[i]);
}

static void add_conditions(gatherer *g, const kp_scheme *scheme) {
    if (g->field == KP_GROUP_COLUMN)
        return;
    for (size_t i = 0; i < scheme->rule_count; i++)
        add_condition(g, scheme->rules[i].when.condition);
    for (size_t i = 0; i < scheme->list_count; i++)
        add_condition(g, scheme->lists[i].when.condition);
    for (size_t i = 0; i < scheme->target_count; i++) {
        add_condition(g, scheme->targets[i].when.condition);
        add_condition(g, scheme->targets[i].of.condition);
    }
}

kp_named_texts kp_named_texts_of(kp_arena *arena, const kp_scheme *scheme, int32_t field) {
    gatherer g = {.arena = arena, .field = field, .known = kp_names_new(arena)};
    for (size_t i = 0; i < scheme->target_count; i++)
        add_goals(&g, &scheme->targets[i]);
    for (size_t i = 0; i < scheme->band_count; i++)
        add_quotas(&g, &scheme->bands[i]);
    add_conditions(&g, scheme);
    return (kp_named_texts){{g.names.items, g.names.count}, g.closed, g.known};
}

int32_t kp_named_texts_find(const kp_named_texts *texts, const char *text) {
    int32_t found = texts->known ? kp_names_find(texts->known, text) : -1;
    return found < 0 ? -1 : found;
}

static bool looks_at(const kp_condition *c, int32_t field) {
    if (!c)
        return false;
    bool looks = c->op == KP_COND_FIELD && c->reference == field;
    if (c->op == KP_COND_AND || c->op == KP_COND_OR || c->op == KP_COND_NOT)
        for (size_t i = 0; i < c->count && !looks; i++)
            looks = looks_at(c->children[i], field);
    return looks;
}

bool kp_field_decides(const kp_scheme *scheme, int32_t field) {
    bool decides = scheme->combine_field == field || scheme->combine_weight_field == field;
    for (size_t i = 0; i < scheme->band_count; i++)
        decides = decides || (scheme->bands[i].quotas.count && scheme->bands[i].quota_field == field);
    for (size_t i = 0; i < scheme->rule_count; i++)
        decides = decides || looks_at(scheme->rules[i].when.condition, field);
    for (size_t i = 0; i < scheme->list_count; i++)
        decides = decides || looks_at(scheme->lists[i].when.condition, field);
    for (size_t i = 0; i < scheme->target_count; i++) {
        const kp_target *target = &scheme->targets[i];
        decides = decides || (target->per == KP_PER_FIELD && target->field_index == field);
        decides = decides || looks_at(target->when.condition, field) || looks_at(target->of.condition, field);
    }
    return decides;
}
