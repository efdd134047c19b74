/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_lists.c - vetoes and lists: the grade a veto forces, conditions, which list replaces which, the steps of escalation. */
#include "scheme_private.h"

#include <stdlib.h>
#include <string.h>

static void check_vetoes(scheme_builder *b) {
    for (size_t i = 0; i < b->scheme->veto_count; i++) {
        kp_veto *veto = &b->vetoes[i];
        const char *name = WRITTEN(b->veto_records[i], kp_veto, band);
        veto->band = (int32_t)b->scheme->band_count - 1; /* the lowest, or -1 where there are none */
        if (!name)
            continue;
        veto->band = kp_scheme_find_band(b->scheme, clean_scheme_text(b->arena, name));
        if (veto->band < 0)
            COMPLAIN(b, b->veto_records[i], kp_veto, band, KP_S_UNKNOWN_REFERENCE, NULL, "等次的编号 | the id of a grade");
    }
}

/* ---- what a list refers to ---- */

/* The lists that each list names, as an adjacency: by `replaces`, or by its condition. */
typedef struct list_graph {
    scheme_builder *b;
    struct list_edges {
        int32_t *items;
        size_t count, capacity;
    } * edges;
    uint8_t *state; /* 1: on the path, 2: done */
    size_t offset;  /* of the field to complain of */
} list_graph;

static void add_edge(list_graph *g, size_t from, int32_t to) { KP_PUSH(g->b->arena, &g->edges[from], to); }

/* At most KP_MAX_RULES deep. */
static void visit(list_graph *g, size_t at) {
    g->state[at] = 1;
    for (size_t i = 0; i < g->edges[at].count; i++) {
        size_t to = (size_t)g->edges[at].items[i];
        if (g->state[to] == 0)
            visit(g, to);
        else if (g->state[to] == 1)
            complain_at(g->b, g->b->list_records[at], g->offset, KP_S_CIRCLE, NULL, NULL);
    }
    g->state[at] = 2;
}

static list_graph new_graph(scheme_builder *b, size_t offset) {
    size_t n = b->scheme->list_count;
    return (list_graph){b, KP_NEW_ARRAY(b->arena, struct list_edges, n), KP_NEW_ARRAY(b->arena, uint8_t, n), offset};
}

static void check_circles(list_graph *g) {
    for (size_t i = 0; i < g->b->scheme->list_count; i++)
        if (g->state[i] == 0)
            visit(g, i);
}

/* Of each list those that replace it: what scoring asks for each unit. */
static void turn_round(const list_graph *g) {
    list_graph back = new_graph(g->b, g->offset);
    for (size_t i = 0; i < g->b->scheme->list_count; i++)
        for (size_t k = 0; k < g->edges[i].count; k++)
            add_edge(&back, (size_t)g->edges[i].items[k], (int32_t)i);
    for (size_t i = 0; i < g->b->scheme->list_count; i++) {
        g->b->lists[i].replaced_by = back.edges[i].items;
        g->b->lists[i].replaced_by_count = back.edges[i].count;
    }
}

static void check_replaces(scheme_builder *b) {
    list_graph graph = new_graph(b, offsetof(kp_list, replaces));
    kp_names *ids = kp_names_new(b->arena);
    for (size_t i = 0; i < b->scheme->list_count; i++)
        kp_names_add(ids, b->lists[i].id, (int32_t)i);
    for (size_t i = 0; i < b->scheme->list_count; i++) {
        kp_pairs *replaced = &b->lists[i].replaces;
        kp_pair *items = KP_NEW_ARRAY(b->arena, kp_pair, replaced->count);
        for (size_t k = 0; k < replaced->count; k++) {
            items[k] = replaced->items[k];
            int32_t to = kp_names_find(ids, items[k].name);
            if (to < 0) {
                COMPLAIN(b, b->list_records[i], kp_list, replaces, KP_S_UNKNOWN_REFERENCE, items[k].name, "榜单的编号 | the id of a list");
                continue;
            }
            items[k].name = b->lists[to].id;
            add_edge(&graph, i, to);
        }
        replaced->items = items;
    }
    check_circles(&graph);
    turn_round(&graph);
}

static void add_references(list_graph *g, size_t from, const kp_condition *c) {
    bool of_lists = c->op == KP_COND_STREAK || c->op == KP_COND_TIMES || c->op == KP_COND_ON;
    if (of_lists && c->reference >= 0)
        add_edge(g, from, c->reference);
    bool chain = c->op == KP_COND_AND || c->op == KP_COND_OR || c->op == KP_COND_NOT;
    for (size_t i = 0; chain && i < c->count; i++)
        add_references(g, from, c->children[i]);
}

/* ---- conditions ---- */

static void check_conditions(scheme_builder *b) {
    list_graph graph = new_graph(b, offsetof(kp_list, when));
    for (size_t i = 0; i < b->scheme->list_count; i++) {
        build_condition(b, b->list_records[i], offsetof(kp_list, when), &b->lists[i].when);
        if (b->lists[i].when.condition)
            add_references(&graph, i, b->lists[i].when.condition);
    }
    check_circles(&graph);
}

/* ---- actions ---- */

static int compare_actions(const void *x, const void *y) { return kp_num_compare(((const kp_pair *)x)->value, ((const kp_pair *)y)->value); }

/* Names are whole numbers from 1; they are kept in their order, with the number as value. */
static void check_actions(scheme_builder *b, size_t i) {
    kp_list *list = &b->lists[i];
    kp_pair *actions = KP_NEW_ARRAY(b->arena, kp_pair, list->actions.count);
    size_t n = 0;
    for (size_t k = 0; k < list->actions.count; k++) {
        kp_pair action = list->actions.items[k];
        bool percent;
        int64_t times;
        if (!read_scheme_number(b->arena, action.name, &action.value, &percent) || percent || !kp_num_to_int64(action.value, &times) || times < 1 ||
            times > 1000) {
            COMPLAIN(b, b->list_records[i], kp_list, actions, KP_S_BAD_NUMBER, action.name, "1 到 1000 的整数 | a whole number from 1 to 1000");
            continue;
        }
        action.name = kp_num_exact(b->arena, action.value);
        actions[n++] = action;
    }
    qsort(actions, n, sizeof *actions, compare_actions);
    for (size_t k = 1; k < n; k++)
        if (kp_num_equal(actions[k].value, actions[k - 1].value))
            COMPLAIN(b, b->list_records[i], kp_list, actions, KP_S_DUPLICATE_NAME, actions[k].name, NULL);
    list->actions = (kp_pairs){actions, n};
}

void check_lists(scheme_builder *b) {
    check_vetoes(b);
    for (size_t i = 0; i < b->scheme->list_count; i++)
        check_actions(b, i);
    check_conditions(b);
    check_replaces(b);
}
