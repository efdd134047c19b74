/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_formulas.c - the formulas of leaves: read once the tree and the methods' fields stand; which leaves they look at, without a circle; whose reasons bear on the total. */
#include "formula_private.h"
#include "scheme_private.h"

typedef struct formula_check {
    scheme_builder *b;
    kp_leaf_names names;
    bool has_names;
} formula_check;

static const kp_leaf_names *names_of(formula_check *c) {
    if (!c->has_names)
        c->names = kp_leaf_names_of(c->b->arena, c->b->scheme);
    c->has_names = true;
    return &c->names;
}

static kp_place place_of(const kp_record *record, size_t offset) {
    const kp_record_value *value = &record->values[field_at(record->section, offset)];
    return value->text ? value->place : record->place;
}

static const char *name_of(formula_check *c, const kp_record *record, size_t offset, const char *part) {
    const char *name = field_name(c->b->arena, record, field_at(record->section, offset));
    return part ? kp_text_join(c->b->arena, name, " · ", part) : name;
}

static void read_formula(formula_check *c, kp_indicator *leaf, const kp_record *record, kp_look_list *looks) {
    const size_t offset = offsetof(kp_indicator, formula);
    if (!written(record, offset))
        return;
    leaf->formula.formula = kp_formula_read(c->b->arena, names_of(c), leaf->formula.text, KP_FORMULA_NUMBER, name_of(c, record, offset, NULL),
                                            place_of(record, offset), c->b->problems);
    if (leaf->formula.formula)
        kp_formula_add_looks(c->b->arena, leaf->formula.formula, looks);
}

static void read_formulas(formula_check *c, kp_formulas_field *field, const kp_record *record, size_t offset, kp_look_list *looks) {
    kp_arena *arena = c->b->arena;
    kp_named_formula *formulas = KP_NEW_ARRAY(arena, kp_named_formula, field->pairs.count);
    bool range = offset == offsetof(kp_indicator, limits);
    for (size_t i = 0; i < field->pairs.count; i++) {
        const kp_pair *pair = &field->pairs.items[i];
        const char *name = name_of(c, record, offset, pair->name);
        kp_place place = place_of(record, offset);
        if (range)
            kp_formula_read_range(arena, names_of(c), pair->text, name, place, c->b->problems, &formulas[i].low, &formulas[i].high);
        else
            formulas[i].condition = kp_formula_read(arena, names_of(c), pair->text, KP_FORMULA_TRUTH, name, place, c->b->problems);
        const kp_formula *const parts[] = {formulas[i].low, formulas[i].high, formulas[i].condition};
        for (size_t k = 0; k < 3; k++)
            if (parts[k])
                kp_formula_add_looks(arena, parts[k], looks);
    }
    field->formulas = formulas;
}

static void read_leaf(formula_check *c, int32_t i) {
    kp_indicator *leaf = &c->b->indicators[i];
    const kp_record *record = c->b->indicator_records[i];
    kp_look_list looks = {0};
    read_formula(c, leaf, record, &looks);
    if (leaf->method == KP_METHOD_RANGE)
        read_formulas(c, &leaf->limits, record, offsetof(kp_indicator, limits), &looks);
    if (leaf->method == KP_METHOD_TEST)
        read_formulas(c, &leaf->requirements, record, offsetof(kp_indicator, requirements), &looks);
    leaf->looks = looks.items;
    leaf->look_count = looks.count;
}

/* ---- order ---- */

/* Whole where nothing can make it a fraction. What a leaf looks at has been settled before. */
static bool is_whole(const scheme_builder *b, const kp_indicator *leaf) {
    if (!kp_is_value_leaf(leaf))
        return false;
    if (leaf->method == KP_METHOD_NUMBER)
        return leaf->typed == KP_TYPED_AS_WHOLE || leaf->typed == KP_TYPED_AS_YES_NO || leaf->typed == KP_TYPED_AS_DATE;
    if (leaf->method == KP_METHOD_TEST || leaf->decimals == 0)
        return true;
    return leaf->method == KP_METHOD_FORMULA && leaf->formula.formula && kp_formula_is_whole(leaf->formula.formula, b->scheme);
}

typedef struct order {
    scheme_builder *b;
    uint8_t *state; /* by node: NEW, OPEN, DONE */
    size_t *cursor; /* next look */
    int32_t *path;
} order;

enum { NEW, OPEN, DONE };

static size_t field_with_formula(const scheme_builder *b, int32_t leaf) {
    static const size_t fields[] = {offsetof(kp_indicator, formula), offsetof(kp_indicator, limits), offsetof(kp_indicator, requirements)};
    size_t k = 0;
    while (k < 2 && !written(b->indicator_records[leaf], fields[k]))
        k++;
    return fields[k];
}

/* Depth-first with the path on a stack; every leaf is settled after those that it looks at. */
static void follow(order *o, int32_t first) {
    scheme_builder *b = o->b;
    size_t depth = 0;
    o->path[depth++] = first;
    o->state[first] = OPEN;
    while (depth) {
        int32_t at = o->path[depth - 1];
        kp_indicator *leaf = &b->indicators[at];
        if (o->cursor[at] >= leaf->look_count) {
            leaf->whole = is_whole(b, leaf);
            set_leaf_digits(b, leaf);
            o->state[at] = DONE;
            depth--;
            continue;
        }
        int32_t to = leaf->looks[o->cursor[at]++].indicator;
        if (o->state[to] == OPEN) {
            complain_at(b, b->indicator_records[at], field_with_formula(b, at), KP_S_CIRCLE, b->indicators[to].id, NULL);
            leaf->look_count = 0; /* nothing may run in the circle */
        } else if (o->state[to] == NEW) {
            o->state[to] = OPEN;
            o->path[depth++] = to;
        }
    }
}

/* What a leaf that bears on the total looks at bears on it too. */
static void spread_bearing(scheme_builder *b, int32_t *stack) {
    size_t n = b->scheme->indicator_count, depth = 0;
    for (size_t i = 0; i < n; i++)
        if (b->indicators[i].counted == KP_COUNTED_YES) {
            b->indicators[i].bears = true;
            stack[depth++] = (int32_t)i;
        }
    while (depth) {
        const kp_indicator *node = &b->indicators[stack[--depth]];
        for (size_t k = 0; k < node->look_count; k++) {
            kp_indicator *other = &b->indicators[node->looks[k].indicator];
            if (other->bears)
                continue;
            other->bears = true;
            stack[depth++] = node->looks[k].indicator;
        }
    }
}

/* A formula would see the mark before it is held down, which is not the one that counts. */
static void refuse_checked(scheme_builder *b, int32_t leaf) {
    for (size_t k = 0; k < b->indicators[leaf].look_count; k++) {
        const kp_indicator *other = &b->indicators[b->indicators[leaf].looks[k].indicator];
        if (other->check_against >= 0)
            complain_at(b, b->indicator_records[leaf], field_with_formula(b, leaf), KP_S_FORMULA_OF_CHECKED, other->id,
                        b->indicators[other->check_against].id);
    }
}

void check_formulas(scheme_builder *b) {
    formula_check c = {.b = b};
    size_t n = b->scheme->indicator_count;
    for (size_t i = 1; i < n; i++)
        if (b->indicators[i].method != KP_METHOD_NONE)
            read_leaf(&c, (int32_t)i);
    order o = {b, KP_NEW_ARRAY(b->arena, uint8_t, n), KP_NEW_ARRAY(b->arena, size_t, n), KP_NEW_ARRAY(b->arena, int32_t, n + 1)};
    for (size_t i = 1; i < n; i++)
        if (o.state[i] == NEW)
            follow(&o, (int32_t)i);
    for (size_t i = 1; i < n; i++)
        refuse_checked(b, (int32_t)i);
    spread_bearing(b, o.path);
    set_node_digits(b);
}
