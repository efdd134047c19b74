/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gap_property_test.c - what does not apply, bonus points and nesting together, at random: sums in sums in weighted nodes and back, every rule for gaps on every node,
 * the register naming leaves, inner nodes and bonus leaves, bonus leaves anywhere. The model is the words of scheme.h written down once, node by node, in GMP's
 * rationals; it shares no code and no shortcut with the core.
 */
#include "scoring_support.h"

#include <gmp.h>
#include <stdlib.h>

#define MAX_NODES 80
#define UNITS     4
#define GAMES     2000

/* splitmix64, by Sebastiano Vigna: the same numbers everywhere. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

typedef enum node_kind { LEAF, BONUS, SUM, WEIGHTED } node_kind;
typedef enum gap_rule { INHERIT, PRORATE, ZERO, FULL, NOT_RANKED } gap_rule;
static const char *const rule_words[] = {"inherit", "prorate", "zero", "full", "not_ranked"};

typedef struct tree_node {
    int parent;
    node_kind kind;
    gap_rule named;
    long full, weight;
} tree_node;

typedef struct game {
    uint64_t random;
    tree_node nodes[MAX_NODES];
    int count;
    gap_rule scheme_rule;
    kp_buffer yaml;
    bool registered[MAX_NODES], dash[MAX_NODES]; /* of the unit looked at: named by the register; typed as — */
    long typed[MAX_NODES];                       /* hundredths of a point of a leaf, tenths of a bonus */
    bool ranked;
} game;

static long pick(game *g, long least, long most) { return least + (long)(next_random(&g->random) % (uint64_t)(most - least + 1)); }

static bool chance(game *g, int percent) { return pick(g, 1, 100) <= percent; }

/* ---- a random scheme ---- */

static int new_node(game *g, int parent, node_kind kind) {
    g->nodes[g->count] = (tree_node){.parent = parent, .kind = kind};
    return g->count++;
}

static void write_children(game *g, int parent, int depth);

/* An item that counts; full marks of a sum are those of its items. */
static void write_item(game *g, int parent, int depth) {
    bool inner = depth < 5 && g->count < MAX_NODES - 24 && chance(g, 50);
    int node = new_node(g, parent, inner ? (chance(g, 70) ? SUM : WEIGHTED) : LEAF);
    tree_node *n = &g->nodes[node];
    kp_buffer_printf(&g->yaml, "{id: n%d, title: N%d, ", node, node);
    if (chance(g, 25)) {
        n->named = (gap_rule)pick(g, PRORATE, NOT_RANKED);
        kp_buffer_printf(&g->yaml, "not_applicable: %s, ", rule_words[n->named]);
    }
    n->full = pick(g, 1, 30);
    if (inner) {
        kp_buffer_puts(&g->yaml, "children: ");
        write_children(g, node, depth + 1);
    } else {
        kp_buffer_puts(&g->yaml, "method: direct");
    }
    n->weight = pick(g, 1, 50);
    if (g->nodes[parent].kind == WEIGHTED)
        kp_buffer_printf(&g->yaml, ", weight: %ld, full: %ld}", n->weight, n->full);
    else
        kp_buffer_printf(&g->yaml, ", points: %ld}", n->full);
}

static void write_bonus(game *g, int parent) {
    int node = new_node(g, parent, BONUS);
    kp_buffer_printf(&g->yaml, "{id: n%d, title: N%d, method: bonus, cap_low: -50, cap_high: 50}", node, node);
}

static void write_children(game *g, int parent, int depth) {
    int items = (int)pick(g, 1, 3);
    long sum = 0;
    kp_buffer_puts(&g->yaml, "[");
    if (chance(g, 25)) {
        write_bonus(g, parent);
        kp_buffer_puts(&g->yaml, ", ");
    }
    for (int i = 0; i < items; i++) {
        kp_buffer_puts(&g->yaml, i ? ", " : "");
        int node = g->count;
        write_item(g, parent, depth);
        sum += g->nodes[node].full;
    }
    if (chance(g, 30)) {
        kp_buffer_puts(&g->yaml, ", ");
        write_bonus(g, parent);
    }
    if (g->nodes[parent].kind == SUM)
        g->nodes[parent].full = sum;
    kp_buffer_puts(&g->yaml, "]");
}

static void write_scheme(game *g) {
    g->scheme_rule = chance(g, 60) ? PRORATE : (gap_rule)pick(g, PRORATE, NOT_RANKED);
    kp_buffer_printf(&g->yaml, "not_applicable: %s\nminimum: -100000\nindicators: ", rule_words[g->scheme_rule]);
    g->count = 0;
    new_node(g, -1, chance(g, 70) ? SUM : WEIGHTED);
    g->nodes[0].full = 100;
    write_children(g, 0, 1);
    kp_buffer_puts(&g->yaml, "\n");
}

/* ---- random evidence ---- */

static bool is_covered(const game *g, int node) {
    for (; node >= 0; node = g->nodes[node].parent)
        if (g->registered[node])
            return true;
    return false;
}

static void play_unit(game *g, evaluation *e, int unit) {
    int gaps = (int)pick(g, 0, 70); /* percent of the leaves */
    for (int i = 1; i < g->count; i++) {
        const char *id = kp_format(e->arena, "n%d", i);
        node_kind kind = g->nodes[i].kind;
        g->dash[i] = kind == LEAF && chance(g, gaps);
        g->registered[i] = chance(g, kind == SUM || kind == WEIGHTED ? 8 : 6);
        if (g->registered[i])
            gap(e, unit, id);
        if (kind == BONUS) {
            g->typed[i] = pick(g, -60, 60);
            finding(e, unit, id, -1, "1", kp_format(e->arena, "%ld/10", g->typed[i]));
        } else if (kind == LEAF) {
            g->typed[i] = pick(g, 0, g->nodes[i].full * 100);
            mark(e, unit, id, 0, g->dash[i] ? "—" : kp_format(e->arena, "%ld/100", g->typed[i]));
        }
    }
}

/* ---- the words of scheme.h ---- */

/* What a node hands to the one above. An open sum hands up what was earned, out of what applied; all others their mark, out of their full marks. */
typedef struct handed {
    bool applies;
    mpq_t earned, possible;
    mpq_t bonus; /* not in `earned`: of an open sum, and of a node without a mark */
} handed;

static void add_ratio(mpq_t out, long num, long den) {
    mpq_t x;
    mpq_init(x);
    mpq_set_si(x, num, (unsigned long)den);
    mpq_canonicalize(x);
    mpq_add(out, out, x);
    mpq_clear(x);
}

static void multiply(mpq_t out, long by) {
    mpq_t x;
    mpq_init(x);
    mpq_set_si(x, by, 1);
    mpq_mul(out, out, x);
    mpq_clear(x);
}

static gap_rule rule_of(const game *g, int node) {
    for (; node >= 0; node = g->nodes[node].parent)
        if (g->nodes[node].named != INHERIT)
            return g->nodes[node].named;
    return g->scheme_rule;
}

/* The node itself does not apply; `out` has nothing yet but bonus points. */
static void follow_rule(game *g, int node, handed *out) {
    gap_rule rule = rule_of(g, node);
    if (rule == NOT_RANKED)
        g->ranked = false;
    out->applies = rule == ZERO || rule == FULL;
    if (!out->applies)
        return;
    add_ratio(out->possible, g->nodes[node].full, 1);
    if (rule == FULL)
        add_ratio(out->earned, g->nodes[node].full, 1);
}

static void hand_up(game *g, int node, handed *out);

/* Adds a child to what its parent has: marks and full marks in a sum, weighted shares and weights in a weighted node. */
static void take_child(game *g, int node, int child, handed *out) {
    const tree_node *parent = &g->nodes[node], *c = &g->nodes[child];
    if (c->kind == BONUS) {
        if (!is_covered(g, child))
            add_ratio(out->bonus, g->typed[child], 10);
        return;
    }
    handed part;
    mpq_inits(part.earned, part.possible, part.bonus, NULL);
    hand_up(g, child, &part);
    mpq_add(out->bonus, out->bonus, part.bonus);
    if (part.applies && parent->kind == WEIGHTED) {
        mpq_div(part.earned, part.earned, part.possible);
        multiply(part.earned, c->weight);
        mpq_set_si(part.possible, c->weight, 1);
    }
    if (part.applies) {
        mpq_add(out->earned, out->earned, part.earned);
        mpq_add(out->possible, out->possible, part.possible);
        out->applies = true;
    }
    mpq_clears(part.earned, part.possible, part.bonus, NULL);
}

static void hand_up(game *g, int node, handed *out) {
    const tree_node *n = &g->nodes[node];
    out->applies = false;
    if (g->registered[node] || (n->kind == LEAF && g->dash[node])) {
        follow_rule(g, node, out);
        return;
    }
    if (n->kind == LEAF) {
        out->applies = true;
        add_ratio(out->earned, g->typed[node], 100);
        add_ratio(out->possible, n->full, 1);
        return;
    }
    for (int i = node + 1; i < g->count; i++)
        if (g->nodes[i].parent == node)
            take_child(g, node, i, out);
    bool empty = !out->applies, in_chain = n->kind == SUM && n->named != PRORATE && n->parent >= 0 && g->nodes[n->parent].kind == SUM;
    if (empty && node > 0)
        follow_rule(g, node, out);
    if (!out->applies || in_chain)
        return;
    if (!empty) { /* completed to its own full marks */
        mpq_div(out->earned, out->earned, out->possible);
        multiply(out->earned, n->full);
        mpq_set_si(out->possible, n->full, 1);
    }
    mpq_add(out->earned, out->earned, out->bonus);
    mpq_set_ui(out->bonus, 0, 1);
}

/* ---- comparing ---- */

static void compare_unit(game *g, const evaluation *e, int unit) {
    const kp_unit_result *result = &e->card->units[unit];
    handed total;
    mpq_inits(total.earned, total.possible, total.bonus, NULL);
    g->ranked = true;
    hand_up(g, 0, &total);
    char *text = mpq_get_str(NULL, 10, total.earned);
    kp_num should;
    assert_true(kp_num_parse(e->arena, text, &should));
    if (result->scored != total.applies || result->ranked != (total.applies && g->ranked))
        fail_msg("unit %d: scored %d, ranked %d, not so in\n%s", unit, result->scored, result->ranked, kp_buffer_text(&g->yaml));
    if (result->scored && !kp_num_equal(result->total, should))
        fail_msg("the total of unit %d is %s, not %s in\n%s", unit, kp_num_exact(e->arena, result->total), text, kp_buffer_text(&g->yaml));
    for (int i = 0; i < g->count; i++) /* a derivation comes to its mark (kp_score_trace() asserts it) */
        if (kp_scorecard_mark(e->card, unit, i)->state == KP_MARK_SCORED)
            assert_non_null(kp_score_trace(e->arena, e->card, unit, i).expr);
    free(text);
    mpq_clears(total.earned, total.possible, total.bonus, NULL);
}

static void play_game(kp_arena *arena, void *data) {
    game *g = data, *after = KP_NEW_ARRAY(arena, game, UNITS);
    g->yaml = (kp_buffer){.arena = arena};
    write_scheme(g);
    evaluation e = begin(arena, kp_buffer_text(&g->yaml), UNITS);
    for (int unit = 0; unit < UNITS; unit++) {
        play_unit(g, &e, unit);
        after[unit] = *g;
    }
    finish(&e);
    expect_no_errors(&e);
    for (int unit = 0; unit < UNITS; unit++)
        compare_unit(&after[unit], &e, unit);
}

static void test_games(void **state) {
    (void)state;
    game *g = calloc(1, sizeof *g);
    for (uint64_t seed = 1; seed <= GAMES; seed++) {
        memset(g, 0, sizeof *g);
        g->random = seed;
        run_with_arena(play_game, g);
    }
    free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"gaps, bonus points and nesting together come out as the rules say", test_games, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
