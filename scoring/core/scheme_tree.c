/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_tree.c - the indicators put in the order of their tree; points, weights and full marks; what is checked against what. */
#include "scheme_private.h"

#include <string.h>

/* ---- order ---- */

/* Parents by position in the records; unknown ones and circles are problems, and those nodes are hung on the total. */
static int32_t *find_parents(scheme_builder *b, size_t n) {
    kp_names *ids = kp_names_new(b->arena);
    kp_names_add(ids, KP_TOTAL_ID, 0);
    for (size_t i = 1; i < n; i++)
        if (kp_names_find(ids, b->indicators[i].id) == KP_NAME_UNKNOWN)
            kp_names_add(ids, b->indicators[i].id, (int32_t)i);
    int32_t *parent = KP_NEW_ARRAY(b->arena, int32_t, n);
    uint8_t *safe = KP_NEW_ARRAY(b->arena, uint8_t, n); /* 1: leads to the total; 2: on the path being followed */
    parent[0] = -1;
    safe[0] = 1;
    for (size_t i = 1; i < n; i++) {
        const char *name = WRITTEN(b->indicator_records[i], kp_indicator, parent);
        parent[i] = name ? kp_names_find(ids, clean_scheme_text(b->arena, name)) : 0;
        if (parent[i] < 0) {
            COMPLAIN(b, b->indicator_records[i], kp_indicator, parent, KP_S_UNKNOWN_REFERENCE, NULL,
                     "另一个指标的编号 | the id of another indicator");
            parent[i] = 0;
        }
    }
    for (size_t i = 1; i < n; i++) {
        size_t at = i;
        for (; !safe[at]; at = (size_t)parent[at])
            safe[at] = 2;
        int32_t in_circle = safe[at] == 2 ? (int32_t)at : 0;
        for (at = i; safe[at] == 2; at = (size_t)parent[at])
            safe[at] = 1;
        if (in_circle) {
            COMPLAIN(b, b->indicator_records[in_circle], kp_indicator, parent, KP_S_CIRCLE, NULL, NULL);
            parent[in_circle] = 0;
        }
    }
    return parent;
}

/* Into preorder, siblings in the order of their records. */
static void order_nodes(scheme_builder *b) {
    size_t n = b->scheme->indicator_count;
    int32_t *parent = find_parents(b, n);
    int32_t *first = KP_NEW_ARRAY(b->arena, int32_t, n), *next = KP_NEW_ARRAY(b->arena, int32_t, n), *position = KP_NEW_ARRAY(b->arena, int32_t, n);
    for (size_t i = n - 1; i > 0; i--) { /* 0 ends a list: the total is nobody's child */
        next[i] = first[parent[i]];
        first[parent[i]] = (int32_t)i;
    }
    kp_indicator *nodes = KP_NEW_ARRAY(b->arena, kp_indicator, n);
    const kp_record **records = KP_NEW_ARRAY(b->arena, const kp_record *, n);
    int32_t at = 0, placed = 0;
    for (;;) {
        position[at] = placed;
        kp_indicator *node = &nodes[placed];
        *node = b->indicators[at];
        records[placed++] = b->indicator_records[at];
        node->parent = parent[at] < 0 ? -1 : position[parent[at]];
        node->depth = parent[at] < 0 ? 0 : nodes[node->parent].depth + 1;
        if (node->depth > KP_MAX_DEPTH && !b->too_deep) {
            b->too_deep = true;
            kp_problems_add(b->problems, KP_S_TOO_DEEP, node->place, KP_UNIT_NONE, node->id, kp_format(b->arena, "%d", KP_MAX_DEPTH), NULL);
        }
        if (first[at]) {
            at = first[at];
            continue;
        }
        while (at && !next[at]) { /* up to where a sibling follows */
            nodes[position[at]].end = placed;
            at = parent[at];
        }
        if (!at)
            break;
        nodes[position[at]].end = placed;
        at = next[at];
    }
    nodes[0].end = placed;
    b->indicators = nodes;
    b->indicator_records = records;
    b->scheme->indicators = nodes;
}

/* ---- points and weights ---- */

typedef enum share_kind { SHARE_NONE, SHARE_POINTS, SHARE_WEIGHT, SHARE_BOTH } share_kind;

static share_kind share_of(scheme_builder *b, int32_t child) {
    const kp_record *record = b->indicator_records[child];
    bool points = WRITTEN(record, kp_indicator, points) != NULL, weight = WRITTEN(record, kp_indicator, weight) != NULL;
    return points && weight ? SHARE_BOTH : points ? SHARE_POINTS : weight ? SHARE_WEIGHT : SHARE_NONE;
}

static void complain_no_share(scheme_builder *b, int32_t child, share_kind expected);

static bool is_inner(const kp_indicator *node, int32_t index) { return node->end > index + 1; }

static bool may_be_value(const kp_indicator *leaf) {
    return leaf->method == KP_METHOD_NUMBER || leaf->method == KP_METHOD_FORMULA || leaf->method == KP_METHOD_RANGE || leaf->method == KP_METHOD_TEST;
}

/* Whether the leaf is counted. A value leaf has no full marks; whatever else is not counted has its own, and no share. */
static void settle_counted(scheme_builder *b, int32_t i) {
    kp_indicator *leaf = &b->indicators[i];
    const kp_record *record = b->indicator_records[i];
    static const size_t shares[] = {offsetof(kp_indicator, points), offsetof(kp_indicator, weight)};
    bool share = written(record, shares[0]) || written(record, shares[1]);
    if (may_be_value(leaf) && !share) {
        const char *said = WRITTEN(record, kp_indicator, counted);
        if (said && leaf->counted == KP_COUNTED_YES && !(leaf->full_given.given && leaf->method != KP_METHOD_NUMBER))
            complain_no_share(b, i, SHARE_POINTS);
        leaf->counted = KP_COUNTED_NO;
    }
    for (size_t k = 0; k < 2 && leaf->counted == KP_COUNTED_NO; k++)
        if (written(record, shares[k]))
            complain_at(b, record, shares[k], KP_S_FIELD_NOT_HERE, NULL, "计入总分的指标 | an indicator that is counted");
    if (leaf->counted == KP_COUNTED_NO && may_be_value(leaf) && WRITTEN(record, kp_indicator, full_given))
        COMPLAIN(b, record, kp_indicator, full_given, KP_S_FIELD_NOT_HERE, NULL, "计入总分的指标 | an indicator that is counted");
    if (leaf->counted == KP_COUNTED_NO && kp_is_bonus(leaf))
        COMPLAIN(b, record, kp_indicator, counted, KP_S_FIELD_NOT_HERE, NULL, "加减分以外的指标 | an indicator that is no bonus");
    if (leaf->counted == KP_COUNTED_YES && leaf->method == KP_METHOD_NUMBER)
        COMPLAIN(b, record, kp_indicator, method, KP_S_FIELD_NOT_HERE, NULL,
                 "不计入总分的指标；计分请用直接打分、分档、线性等 | an indicator that is not counted; for marks use direct, ladder, linear …");
}

static void check_leaf(scheme_builder *b, int32_t i) {
    kp_indicator *leaf = &b->indicators[i];
    const kp_record *record = b->indicator_records[i];
    settle_counted(b, i);
    if (leaf->method == KP_METHOD_NONE && !WRITTEN(record, kp_indicator, method))
        COMPLAIN(b, record, kp_indicator, method, KP_S_METHOD_MISSING, *leaf->id ? leaf->id : leaf->title, NULL);
    if (kp_is_value_leaf(leaf)) {
        leaf->full = KP_ZERO;
        return;
    }
    if (!kp_is_bonus(leaf)) {
        leaf->full = leaf->points.given ? leaf->points.value : leaf->full_given.given ? leaf->full_given.value : kp_num_int(100);
        return;
    }
    static const size_t none[] = {offsetof(kp_indicator, points), offsetof(kp_indicator, weight), offsetof(kp_indicator, full_given)};
    for (size_t k = 0; k < 3; k++)
        if (written(record, none[k]))
            complain_at(b, record, none[k], KP_S_FIELD_NOT_HERE, NULL,
                        "加减分不占满分，不填此项 | nothing: bonus and penalty are no part of the full marks");
}

/* The children of a node as they share in it: what they are counted by, and the sum of that. */
typedef struct sharing {
    share_kind kind; /* NONE until one says */
    size_t scored;   /* children that are no bonus */
    bool doubtful;   /* one could not be read, so the sum says nothing */
    bool ones;       /* every weight is 1: all alike */
    kp_num sum;
} sharing;

static void complain_no_share(scheme_builder *b, int32_t child, share_kind expected) {
    complain_at(b, b->indicator_records[child], expected == SHARE_WEIGHT ? offsetof(kp_indicator, weight) : offsetof(kp_indicator, points),
                KP_S_NO_POINTS, b->indicators[child].id, NULL);
}

/* The kind of the children that say one; those that say another are problems. */
static share_kind common_kind(scheme_builder *b, int32_t parent, bool *doubtful) {
    share_kind kind = SHARE_NONE;
    for (int32_t c = parent + 1; c < b->indicators[parent].end; c = b->indicators[c].end) {
        if (!kp_has_share(&b->indicators[c]))
            continue;
        share_kind own = share_of(b, c);
        if (own == SHARE_BOTH) {
            COMPLAIN(b, b->indicator_records[c], kp_indicator, weight, KP_S_POINTS_AND_WEIGHT, NULL, NULL);
            *doubtful = true;
        } else if (own != SHARE_NONE && kind != SHARE_NONE && own != kind) {
            complain_at(b, b->indicator_records[c], own == SHARE_WEIGHT ? offsetof(kp_indicator, weight) : offsetof(kp_indicator, points),
                        KP_S_MIXED_POINTS, NULL, NULL);
            *doubtful = true;
        } else if (own != SHARE_NONE) {
            kind = own;
        }
    }
    return kind;
}

static void add_child(scheme_builder *b, int32_t c, sharing *s) {
    kp_indicator *child = &b->indicators[c];
    const kp_record *record = b->indicator_records[c];
    s->scored++;
    share_kind own = share_of(b, c);
    if (s->kind == SHARE_WEIGHT) {
        if (own == SHARE_NONE)
            complain_no_share(b, c, SHARE_WEIGHT);
        s->doubtful |= !child->weight.given;
        s->sum = kp_num_add(b->arena, s->sum, child->weight.value);
        s->ones = s->ones && kp_num_equal(child->weight.value, KP_ONE);
        return;
    }
    if (own == SHARE_NONE && (child->full_given.given || (is_inner(child, c) && child->combine == KP_COMBINE_SUM)))
        child->points = (kp_optional){true, child->full}; /* an inner node without points has the sum of its children's */
    else if (own == SHARE_NONE)
        complain_no_share(b, c, SHARE_POINTS);
    else if (child->points.given && child->full_given.given && !kp_num_equal(child->points.value, child->full_given.value))
        COMPLAIN(b, record, kp_indicator, full_given, KP_S_POINTS_SUM, NULL, kp_num_exact(b->arena, child->points.value));
    s->doubtful |= !child->points.given;
    s->sum = kp_num_add(b->arena, s->sum, child->points.value);
}

/* False where nothing below the node is counted: then neither is it, and it has no share. */
static bool settle_inner(scheme_builder *b, int32_t i) {
    kp_indicator *node = &b->indicators[i];
    bool any = false;
    for (int32_t c = i + 1; c < node->end; c = b->indicators[c].end)
        any = any || b->indicators[c].counted == KP_COUNTED_YES;
    const kp_record *record = b->indicator_records[i];
    static const size_t fields[] = {offsetof(kp_indicator, points), offsetof(kp_indicator, weight), offsetof(kp_indicator, full_given)};
    if (i && any && node->counted == KP_COUNTED_NO)
        COMPLAIN(b, record, kp_indicator, counted, KP_S_FIELD_NOT_HERE, NULL, "末级指标 | a lowest indicator");
    for (size_t k = 0; i && !any && k < sizeof fields / sizeof *fields; k++)
        if (written(record, fields[k]))
            complain_at(b, record, fields[k], KP_S_FIELD_NOT_HERE, NULL, "计入总分的指标 | an indicator that is counted");
    node->counted = any ? KP_COUNTED_YES : KP_COUNTED_NO;
    return any;
}

/* Where the full marks of a node are stated: of the total in the record of the scheme. */
static kp_place place_of_full(scheme_builder *b, int32_t i) {
    const kp_record *record = i ? b->indicator_records[i] : b->scheme_record;
    size_t offset = !i                                                ? offsetof(kp_scheme, full)
                    : written(record, offsetof(kp_indicator, points)) ? offsetof(kp_indicator, points)
                                                                      : offsetof(kp_indicator, full_given);
    return written(record, offset) ? record->values[field_at(record->section, offset)].place : record->place;
}

static void combine_children(scheme_builder *b, int32_t i) {
    kp_indicator *node = &b->indicators[i];
    sharing s = {.sum = KP_ZERO, .ones = true};
    s.kind = common_kind(b, i, &s.doubtful);
    bool counted = settle_inner(b, i);
    for (int32_t c = i + 1; c < node->end; c = b->indicators[c].end)
        if (kp_has_share(&b->indicators[c]))
            add_child(b, c, &s);
    kp_optional stated = node->points.given ? node->points : node->full_given;
    node->combine = s.kind == SHARE_WEIGHT ? KP_COMBINE_WEIGHTED : KP_COMBINE_SUM;
    if (!counted) {
        node->full = KP_ZERO;
        return;
    }
    if (s.scored == 0) {
        kp_problems_add(b->problems, KP_S_NOTHING_SCORED, node->place, KP_UNIT_NONE, node->id, NULL, NULL);
    } else if (node->combine == KP_COMBINE_WEIGHTED) {
        node->full = stated.given ? stated.value : kp_num_int(100);
        if (!s.doubtful && !s.ones && node->aggregate != KP_AGGREGATE_PRODUCT && !kp_num_equal(s.sum, kp_num_int(100)) &&
            !kp_num_equal(s.sum, KP_ONE)) /* percentages, or shares such as 1/3 */
            kp_problems_add(b->problems, KP_S_WEIGHTS_SUM, node->place, KP_UNIT_NONE, kp_num_exact(b->arena, s.sum), "100", node->title);
    } else {
        node->full = stated.given ? stated.value : s.sum;
        if (stated.given && !s.doubtful && !kp_num_equal(s.sum, stated.value) && node->aggregate == KP_AGGREGATE_MEAN)
            kp_problems_add(b->problems, KP_S_POINTS_SUM, place_of_full(b, i), KP_UNIT_NONE, kp_num_exact(b->arena, s.sum),
                            kp_num_exact(b->arena, stated.value), node->title);
    }
    if (kp_num_sign(node->full) <= 0)
        node->full = kp_num_int(100); /* after a problem: the checks to come may divide by it */
}

static void complain_leaf_parent(scheme_builder *b, int32_t i) {
    const kp_indicator *node = &b->indicators[i];
    COMPLAIN(b, b->indicator_records[i], kp_indicator, method, KP_S_PARENT_HAS_METHOD, node->id, b->indicators[i + 1].id);
}

/* ---- what is checked against what ---- */

static const kp_names *ids_of(scheme_builder *b) {
    kp_names *ids = kp_names_new(b->arena);
    for (size_t i = b->scheme->indicator_count; i-- > 0;)
        if (kp_names_find(ids, b->indicators[i].id) == KP_NAME_UNKNOWN)
            kp_names_add(ids, b->indicators[i].id, (int32_t)i);
    return ids;
}

static bool is_figure(const kp_indicator *node) {
    return node->method == KP_METHOD_NUMBER && node->typed != KP_TYPED_AS_YES_NO && node->typed != KP_TYPED_AS_DATE;
}

/* A part and its whole are typed alike. */
static void find_wholes(scheme_builder *b, const kp_names *ids) {
    for (size_t i = 1; i < b->scheme->indicator_count; i++) {
        kp_indicator *node = &b->indicators[i];
        const char *name = WRITTEN(b->indicator_records[i], kp_indicator, part_of);
        if (!name)
            continue;
        int32_t whole = kp_names_find(ids, clean_scheme_text(b->arena, name));
        bool percent = node->typed == KP_TYPED_AS_PERCENT;
        if (whole <= 0 || whole == (int32_t)i || !is_figure(node) || !is_figure(&b->indicators[whole]) ||
            percent != (b->indicators[whole].typed == KP_TYPED_AS_PERCENT))
            COMPLAIN(b, b->indicator_records[i], kp_indicator, part_of, KP_S_UNKNOWN_REFERENCE, NULL,
                     "另一个录入数值的指标的编号 | the id of another indicator that is a number");
        else
            node->part_of = whole;
    }
}

static void find_checked(scheme_builder *b, const kp_names *ids) {
    for (size_t i = 1; i < b->scheme->indicator_count; i++) {
        kp_indicator *node = &b->indicators[i];
        const kp_record *record = b->indicator_records[i];
        const char *name = WRITTEN(record, kp_indicator, check_against);
        if (!name) {
            if (kp_num_sign(node->tolerance) > 0)
                COMPLAIN(b, record, kp_indicator, check_against, KP_S_FIELD_MISSING, NULL, NULL);
            continue;
        }
        int32_t other = kp_names_find(ids, clean_scheme_text(b->arena, name));
        if (other < 0 || kp_num_sign(b->indicators[other].full) == 0 || kp_is_bonus(node))
            COMPLAIN(b, record, kp_indicator, check_against, KP_S_UNKNOWN_REFERENCE, NULL,
                     "另一个有满分的指标的编号 | the id of another indicator that has full marks");
        else
            node->check_against = other;
    }
}

/* A mark needs those of the children and of what it is checked against; none may need itself. Depth-first with the path on a stack. */
static void check_circles(scheme_builder *b) {
    size_t n = b->scheme->indicator_count;
    int32_t *cursor = KP_NEW_ARRAY(b->arena, int32_t, n), *path = KP_NEW_ARRAY(b->arena, int32_t, n + 1);
    enum { NEW, OPEN, DONE };
    uint8_t *state = KP_NEW_ARRAY(b->arena, uint8_t, n), *checked = KP_NEW_ARRAY(b->arena, uint8_t, n);
    size_t depth = 0;
    path[depth++] = 0; /* every node is below the total */
    state[0] = OPEN;
    cursor[0] = 1;
    while (depth) {
        int32_t at = path[depth - 1], to = -1;
        kp_indicator *node = &b->indicators[at];
        if (cursor[at] < node->end) {
            to = cursor[at];
            cursor[at] = b->indicators[to].end;
        } else if (node->check_against >= 0 && !checked[at]) {
            checked[at] = 1;
            to = node->check_against;
        } else {
            state[at] = DONE;
            depth--;
            continue;
        }
        if (state[to] == NEW) {
            state[to] = OPEN;
            cursor[to] = to + 1;
            path[depth++] = to;
        } else if (state[to] == OPEN) {
            const kp_record *record = checked[at] ? b->indicator_records[at] : NULL;
            for (size_t k = depth; !record && k-- > 0;) /* the step of the circle that is a check, not a child */
                record = checked[path[k]] ? b->indicator_records[path[k]] : NULL;
            if (record)
                COMPLAIN(b, record, kp_indicator, check_against, KP_S_CIRCLE, NULL, NULL);
        }
    }
}

/* Marks are typed as they count; the scores of another scheme stand on its own scale. */
kp_num default_scale(const kp_indicator *leaf) {
    if (leaf->method != KP_METHOD_RESULTS)
        return leaf->full;
    kp_num most = leaf->grade_points.count ? KP_ZERO : kp_num_int(100);
    for (size_t i = 0; i < leaf->grade_points.count; i++)
        most = kp_num_max(most, leaf->grade_points.items[i].value);
    return most;
}

void build_tree(scheme_builder *b) {
    order_nodes(b);
    b->indicators[0].aggregate = b->scheme->aggregate;
    b->indicators[0].zero_as = b->scheme->zero_as;
    b->indicators[0].least_share = b->scheme->least_share;
    b->indicators[0].least_items = b->scheme->least_items;
    for (size_t i = b->scheme->indicator_count; i-- > 0;) { /* children before parents */
        kp_indicator *node = &b->indicators[i];
        if (!is_inner(node, (int32_t)i)) {
            if (i)
                check_leaf(b, (int32_t)i);
            else
                node->full = kp_num_int(100); /* no indicators at all: a problem already */
            continue;
        }
        if (node->method != KP_METHOD_NONE) {
            complain_leaf_parent(b, (int32_t)i);
            node->method = KP_METHOD_NONE;
        }
        combine_children(b, (int32_t)i);
    }
    for (size_t i = 1; i < b->scheme->indicator_count; i++)
        if (kp_num_is_zero(b->indicators[i].scale))
            b->indicators[i].scale = default_scale(&b->indicators[i]);
    b->indicators[0].na = b->scheme->not_applicable;
    for (size_t i = 1; i < b->scheme->indicator_count; i++) {
        kp_indicator *node = &b->indicators[i];
        node->na = node->na_named == KP_NA_INHERIT ? b->indicators[node->parent].na : node->na_named;
    }
    const kp_names *ids = ids_of(b);
    find_checked(b, ids);
    find_wholes(b, ids);
    check_circles(b);
}
