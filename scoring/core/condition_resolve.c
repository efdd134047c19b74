/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition_resolve.c - conditions: finding what their names mean in a scheme, and looking for a kind of test in them. */
#include "scheme_private.h"

/* What can be named: by id, or by a title that only one has. */
typedef struct resolver {
    kp_arena *arena;
    const kp_scheme *scheme;
    kp_place place;
    kp_problems *problems;
    struct {
        kp_names *ids, *titles; /* made when first asked for */
    } named[KP_SECTION_COUNT];
} resolver;

static void enter_names(resolver *r, kp_section_id section) {
    const kp_section *s = &kp_sections[section];
    size_t id = (size_t)kp_field_find(s, "id"), title = (size_t)kp_field_find(s, "title");
    r->named[section].ids = kp_names_new(r->arena);
    r->named[section].titles = kp_names_new(r->arena);
    const void *object;
    for (size_t i = 0; (object = kp_scheme_object(r->scheme, section, i)) != NULL; i++) {
        kp_names_add(r->named[section].ids, kp_field_text(r->arena, r->scheme, s, id, object, KP_STYLE_CANONICAL), (int32_t)i);
        kp_names_add(r->named[section].titles, kp_field_text(r->arena, r->scheme, s, title, object, KP_STYLE_CANONICAL), (int32_t)i);
    }
}

static bool unknown(resolver *r, const char *name, const char *expected) {
    kp_problems_add(r->problems, KP_S_UNKNOWN_REFERENCE, r->place, KP_UNIT_NONE, name, expected, "条件 | the condition");
    return false;
}

/* -1 with a problem. */
static int32_t find_named(resolver *r, kp_section_id section, const char *name, const char *expected) {
    if (!r->named[section].ids)
        enter_names(r, section);
    int32_t found = kp_names_find(r->named[section].ids, name);
    if (found < 0)
        found = kp_names_find(r->named[section].titles, name);
    if (found < 0)
        unknown(r, name, expected);
    return found < 0 ? -1 : found;
}

static bool resolve_indicator(resolver *r, kp_condition *c) {
    c->reference = find_named(r, KP_SECTION_INDICATORS, c->name, "指标的编号 | the id of an indicator");
    if (c->reference >= 0)
        c->name = r->scheme->indicators[++c->reference].id; /* the total is no object of the section */
    return c->reference >= 0;
}

/* Only ranges and tests are met or lack something. */
static bool is_checked(resolver *r, const kp_condition *c) {
    kp_method_id method = r->scheme->indicators[c->reference].method;
    return method == KP_METHOD_RANGE || method == KP_METHOD_TEST || unknown(r, c->name, "区间或核验的编号 | the id of a range or test");
}

/* Only what people answer or vote on has shares of options, and only a ballot or a typed grade has a result. */
static bool has_options(resolver *r, const kp_condition *c) {
    kp_method_id method = r->scheme->indicators[c->reference].method;
    if (method == KP_METHOD_BALLOT || method == (c->op == KP_COND_SHARE ? KP_METHOD_SATISFACTION : KP_METHOD_GRADE))
        return true;
    return unknown(r, c->name,
                   c->op == KP_COND_SHARE ? "满意度测评或民主评议的编号 | the id of a survey or ballot"
                                          : "民主评议或等级换算的编号 | the id of a ballot or of a typed grade");
}

static bool resolve_options(resolver *r, kp_condition *c) {
    const kp_indicator *leaf = &r->scheme->indicators[c->reference];
    if (!has_options(r, c))
        return false;
    kp_names *options = kp_names_new(r->arena);
    for (size_t i = 0; i < leaf->options.count; i++)
        kp_names_add(options, leaf->options.items[i].name, (int32_t)i);
    bool sound = true;
    c->chosen = KP_NEW_ARRAY(r->arena, int32_t, c->count);
    for (size_t i = 0; i < c->count; i++) {
        c->chosen[i] = kp_names_find(options, c->names[i]);
        if (c->chosen[i] >= 0)
            c->names[i] = leaf->options.items[c->chosen[i]].name;
        else
            sound = unknown(r, c->names[i], "该指标的选项 | an option of the indicator");
    }
    return sound;
}

static bool resolve_field(resolver *r, kp_condition *c) {
    c->reference = kp_scheme_find_field(r->scheme, c->name);
    if (c->reference < 0)
        return unknown(r, c->name, "对象附加栏的名称 | the name of a unit field");
    c->name = r->scheme->unit_fields.items[c->reference].name;
    return true;
}

static bool resolve_grades(resolver *r, kp_condition *c) {
    bool sound = true;
    c->chosen = KP_NEW_ARRAY(r->arena, int32_t, c->count);
    for (size_t i = 0; i < c->count; i++) {
        c->chosen[i] = find_named(r, KP_SECTION_BANDS, c->names[i], "等次的编号 | the id of a grade");
        if (c->chosen[i] >= 0)
            c->names[i] = r->scheme->bands[c->chosen[i]].id;
        else
            sound = false;
    }
    return sound;
}

static bool resolve(resolver *r, kp_condition *c) {
    bool sound = true;
    switch (c->op) {
    case KP_COND_AND:
    case KP_COND_OR:
    case KP_COND_NOT:
        for (size_t i = 0; i < c->count; i++)
            sound &= resolve(r, (kp_condition *)c->children[i]);
        return sound;
    case KP_COND_MARK:
    case KP_COND_VALUE: return resolve_indicator(r, c);
    case KP_COND_MET:
    case KP_COND_MISSING: return resolve_indicator(r, c) && is_checked(r, c);
    case KP_COND_SHARE:
    case KP_COND_RESULT: return resolve_indicator(r, c) && resolve_options(r, c);
    case KP_COND_FIELD: return resolve_field(r, c);
    case KP_COND_STREAK:
    case KP_COND_TIMES:
    case KP_COND_ON:
        c->reference = find_named(r, KP_SECTION_LISTS, c->name, "榜单的编号 | the id of a list");
        if (c->reference >= 0)
            c->name = r->scheme->lists[c->reference].id;
        return c->reference >= 0;
    case KP_COND_VETO:
        if (!c->name)
            return true;
        c->reference = find_named(r, KP_SECTION_VETOES, c->name, "一票否决事项的编号 | the id of a veto");
        if (c->reference >= 0)
            c->name = r->scheme->vetoes[c->reference].id;
        return c->reference >= 0;
    case KP_COND_GRADE: return resolve_grades(r, c);
    default: return true;
    }
}

bool kp_condition_resolve(kp_arena *arena, kp_condition *condition, const kp_scheme *scheme, kp_place place, kp_problems *problems) {
    return resolve(&(resolver){.arena = arena, .scheme = scheme, .place = place, .problems = problems}, condition);
}

const kp_condition *kp_condition_find(const kp_condition *condition, bool (*barred)(kp_condition_op op)) {
    bool chain = condition->op == KP_COND_AND || condition->op == KP_COND_OR || condition->op == KP_COND_NOT;
    for (size_t i = 0; chain && i < condition->count; i++) {
        const kp_condition *found = kp_condition_find(condition->children[i], barred);
        if (found)
            return found;
    }
    return !chain && barred(condition->op) ? condition : NULL;
}
