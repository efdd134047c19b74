/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_targets.c - what is said of many units together: targets with their conditions, fields and goals, and what units are rolled up by. */
#include "scheme_private.h"

#include <string.h>

/* "else" in any of its words. */
static bool is_else(const char *name) { return kp_text_matches(KP_ELSE_WORDS, name) || kp_text_matches("else", name); }

static void check_field(scheme_builder *b, size_t i) {
    kp_target *target = &b->targets[i];
    target->field_index = -1;
    if (target->per != KP_PER_FIELD) {
        if (*target->field)
            COMPLAIN(b, b->target_records[i], kp_target, field, KP_S_FIELD_NOT_HERE, NULL, "统计单位为附加栏的达标要求 | a target per field");
        return;
    }
    if (!*target->field) {
        COMPLAIN(b, b->target_records[i], kp_target, field, KP_S_FIELD_MISSING, NULL, NULL);
        return;
    }
    target->field_index = kp_scheme_find_field(b->scheme, target->field);
    if (target->field_index < 0)
        COMPLAIN(b, b->target_records[i], kp_target, field, KP_S_UNKNOWN_REFERENCE, NULL, "对象附加栏的名称 | the name of a unit field");
    else
        target->field = b->scheme->unit_fields.items[target->field_index].name;
}

/* Of all units together there is one goal, which names nobody. */
static void check_goals(scheme_builder *b, size_t i) {
    kp_target *target = &b->targets[i];
    kp_pair *goals = KP_NEW_ARRAY(b->arena, kp_pair, target->goals.count);
    for (size_t k = 0; k < target->goals.count; k++) {
        goals[k] = target->goals.items[k];
        if (is_else(goals[k].name))
            goals[k].name = "else";
        else if (target->per == KP_PER_ALL)
            COMPLAIN(b, b->target_records[i], kp_target, goals, KP_S_OPTIONS, goals[k].name, "一个百分比 | a single percentage");
    }
    target->goals.items = goals;
}

void check_targets(scheme_builder *b) {
    for (size_t i = 0; i < b->scheme->target_count; i++) {
        build_condition(b, b->target_records[i], offsetof(kp_target, when), &b->targets[i].when);
        build_condition(b, b->target_records[i], offsetof(kp_target, of), &b->targets[i].of);
        check_field(b, i);
        check_goals(b, i);
    }
}

static void check_date_fields(scheme_builder *b) {
    kp_scheme *s = b->scheme;
    for (size_t i = 0; i < s->date_fields.count; i++)
        if (kp_scheme_find_field(s, s->date_fields.items[i].name) < 0)
            COMPLAIN(b, b->scheme_record, kp_scheme, date_fields, KP_S_UNKNOWN_REFERENCE, s->date_fields.items[i].name,
                     "对象附加栏的名称 | the name of a unit field");
}

void check_combined(scheme_builder *b) {
    kp_scheme *s = b->scheme;
    check_date_fields(b);
    s->combine_field = s->combine_weight_field = s->combine_weight_node = -1;
    if (*s->combine_by) {
        s->combine_field = kp_scheme_find_field(s, s->combine_by);
        if (s->combine_field < 0)
            COMPLAIN(b, b->scheme_record, kp_scheme, combine_by, KP_S_UNKNOWN_REFERENCE, NULL, "对象附加栏的名称 | the name of a unit field");
        else
            s->combine_by = s->unit_fields.items[s->combine_field].name;
    }
    if (!*s->combine_weight)
        return;
    if (!*s->combine_by)
        COMPLAIN(b, b->scheme_record, kp_scheme, combine_by, KP_S_FIELD_MISSING, NULL, NULL);
    s->combine_weight_field = kp_scheme_find_field(s, s->combine_weight);
    if (s->combine_weight_field < 0)
        s->combine_weight_node = kp_scheme_find_by_name(s, s->combine_weight, NULL);
    if (s->combine_weight_field >= 0)
        s->combine_weight = s->unit_fields.items[s->combine_weight_field].name;
    else if (s->combine_weight_node > 0)
        s->combine_weight = s->indicators[s->combine_weight_node].id;
    else
        COMPLAIN(b, b->scheme_record, kp_scheme, combine_weight, KP_S_UNKNOWN_REFERENCE, NULL,
                 "对象附加栏的名称或指标的编号 | the name of a unit field, or the id of an indicator");
}
