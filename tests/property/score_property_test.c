/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * score_property_test.c - whole evaluations at random against an evaluator that knows nothing of the core: GMP's rationals, the rules of the scheme taken literally,
 * and counting instead of sorting. Trees of sums and weights, gaps under every rule, bonus, both roundings, grades with quotas, ranks.
 */
#include "scoring_support.h"

#include <gmp.h>
#include <stdlib.h>

#define MAX_NODES 64
#define UNITS     12

/* splitmix64, by Sebastiano Vigna: the same numbers everywhere. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

typedef enum method { DIRECT, DEDUCT, RATIO, LINEAR, LADDER, CHECKLIST, PANEL, SATISFACTION, METHODS, BONUS, SUM, WEIGHTED } method;
typedef enum rule { INHERIT, PRORATE, ZERO, FULL, RULES } rule;
static const char *const rule_words[] = {"inherit", "prorate", "zero", "full"};

typedef struct tree_node {
    int parent, kind;
    rule named;
    long full, weight;
} tree_node;

/* One evaluation: the tree, and for each unit what its leaves came to. */
typedef struct game {
    uint64_t random;
    tree_node nodes[MAX_NODES];
    int count;
    rule scheme_rule;
    bool half_even, each, full_value;
    int decimals, quota;
    kp_buffer yaml;
    struct {
        bool na;
        mpq_t mark; /* of a leaf, not rounded */
    } leaf[UNITS][MAX_NODES];
    mpq_t total[UNITS], decided[UNITS];
    bool scored[UNITS];
} game;

static long pick(game *g, long least, long most) { return least + (long)(next_random(&g->random) % (uint64_t)(most - least + 1)); }

static bool chance(game *g, int percent) { return pick(g, 1, 100) <= percent; }

/* ---- a random scheme ---- */

static void write_leaf(game *g, int node) {
    static const char *const fields[METHODS] = {
        "method: direct, scale: 100",
        "method: deduct, evidence: count, step: 0.3, free_count: 1",
        "method: ratio, target: 95",
        "method: linear, input: rate, target: 90.5, slope: 0.7, part_points: count",
        "method: ladder, input: counts, steps: {90: %ld, 70: 0.5, else: 0}",
        "method: checklist, items: [A, B, C]",
        "method: panel, scale: 100, trim_low: 1, trim_high: 1, trim_from: 4",
        "method: satisfaction, options: {A: 100, B: 60, C: 30, D: 0}, unknown: neutral",
    };
    tree_node *leaf = &g->nodes[node];
    leaf->kind = (int)pick(g, 0, METHODS - 1);
    leaf->full = pick(g, 1, 30);
    if (leaf->kind == LADDER)
        kp_buffer_printf(&g->yaml, "method: ladder, input: counts, steps: {90: %ld, 70: 0.5, else: 0}", leaf->full);
    else
        kp_buffer_puts(&g->yaml, fields[leaf->kind]);
}

static int new_node(game *g, int parent, int kind) {
    g->nodes[g->count] = (tree_node){.parent = parent, .kind = kind};
    return g->count++;
}

/* Writes the children of `parent` as a YAML list. */
static void write_children(game *g, int parent, int depth) {
    kp_buffer_puts(&g->yaml, "[");
    int children = (int)pick(g, 1, 4);
    bool weighted = g->nodes[parent].kind == WEIGHTED;
    long sum = 0;
    for (int i = 0; i < children; i++) {
        bool inner = depth < 3 && g->count < MAX_NODES - 20 && chance(g, 40);
        int node = new_node(g, parent, inner ? (chance(g, 60) ? SUM : WEIGHTED) : DIRECT);
        tree_node *n = &g->nodes[node];
        kp_buffer_printf(&g->yaml, "%s{id: n%d, title: N%d, ", i ? ", " : "", node, node);
        if (chance(g, 20)) {
            n->named = (rule)pick(g, PRORATE, FULL);
            kp_buffer_printf(&g->yaml, "not_applicable: %s, ", rule_words[n->named]);
        }
        if (inner) {
            kp_buffer_puts(&g->yaml, "children: ");
            n->full = 100;
            write_children(g, node, depth + 1);
        } else {
            write_leaf(g, node);
        }
        n->weight = pick(g, 1, 50);
        if (weighted)
            kp_buffer_printf(&g->yaml, ", weight: %ld, full: %ld}", n->weight, n->full);
        else
            kp_buffer_printf(&g->yaml, ", points: %ld}", n->full);
        sum += n->full;
    }
    if (!weighted)
        g->nodes[parent].full = sum;
    if (chance(g, 30)) {
        int node = new_node(g, parent, BONUS);
        kp_buffer_printf(&g->yaml, ", {id: n%d, title: N%d, method: bonus, cap_low: -3, cap_high: 2}", node, node);
    }
    kp_buffer_puts(&g->yaml, "]");
}

static void write_scheme(game *g) {
    static const char *const fields[] = {"half_up", "half_even"}, *const when[] = {"end", "each"}, *const on[] = {"printed", "full"};
    g->scheme_rule = (rule)pick(g, PRORATE, FULL);
    g->half_even = chance(g, 50);
    g->each = chance(g, 30);
    g->full_value = chance(g, 50);
    g->decimals = (int)pick(g, 0, 3);
    g->quota = (int)pick(g, 0, 6);
    kp_buffer_printf(&g->yaml,
                     "not_applicable: %s\nrounding: %s\nround_at: %s\ndecide_on: %s\ndecimals: %d\nminimum: -1000\n"
                     "bands: [{id: a, title: A, from: 60, quota: %d}, {id: b, title: B, from: 30, to: 60}, {id: c, title: C, to: 30}]\nindicators: ",
                     rule_words[g->scheme_rule], fields[g->half_even], when[g->each], on[g->full_value], g->decimals, g->quota);
    g->count = 0;
    new_node(g, -1, chance(g, 60) ? SUM : WEIGHTED);
    g->nodes[0].full = 100;
    write_children(g, 0, 1);
    kp_buffer_puts(&g->yaml, "\n");
}

/* ---- random evidence, and what it is worth by mpq alone ---- */

static void set(evaluation *e, int unit, const char *id, size_t slot, long num, long den) {
    kp_input *input = kp_evidence_input(e->evidence, unit, node(e, id), slot);
    *input = (kp_input){.value = kp_num_ratio(e->arena, num, den), .origin = {7, 4, 0}, .state = KP_INPUT_GIVEN};
}

/* out = x / y, in lowest terms */
static void ratio(mpq_t out, long x, long y) {
    mpq_set_si(out, y < 0 ? -x : x, (unsigned long)labs(y));
    mpq_canonicalize(out);
}

static void times(mpq_t out, long x, long y) {
    mpq_t by;
    mpq_init(by);
    ratio(by, x, y);
    mpq_mul(out, out, by);
    mpq_clear(by);
}

/* The mark of full marks 1, so that every method ends with × full; but for those that lose points. */
static void play_leaf(game *g, evaluation *e, int unit, int node, rule in_force) {
    const char *id = kp_format(e->arena, "n%d", node);
    long full = g->nodes[node].full, a, b, c;
    mpq_ptr out = g->leaf[unit][node].mark;
    mpq_set_ui(out, 0, 1);
    switch (g->nodes[node].kind) {
    case DIRECT:
        a = pick(g, 0, 10000);
        set(e, unit, id, 0, a, 100);
        ratio(out, a, 10000);
        times(out, full, 1);
        break;
    case DEDUCT:
        a = pick(g, 0, 40);
        set(e, unit, id, 0, a, 1);
        ratio(out, full * 10 - 3 * (a > 1 ? a - 1 : 0), 10);
        if (mpq_sgn(out) < 0)
            mpq_set_ui(out, 0, 1);
        break;
    case RATIO:
        b = pick(g, 0, 50);
        a = pick(g, 0, b);
        set(e, unit, id, 0, a, 1);
        set(e, unit, id, 1, b, 1);
        g->leaf[unit][node].na = b == 0;
        if (b)
            ratio(out, a * 100 > b * 95 ? b * 95 : a * 100, b * 95);
        times(out, full, 1);
        break;
    case LINEAR:
        a = pick(g, 700, 1000); /* tenths of a percent; 90.5 is the target; a part of a point counts as one */
        set(e, unit, id, 0, a, 10);
        c = a >= 905 ? 0 : (905 - a + 9) / 10;
        ratio(out, full * 10 - 7 * c, 10);
        if (mpq_sgn(out) < 0)
            mpq_set_ui(out, 0, 1);
        break;
    case LADDER:
        b = pick(g, 1, 20);
        a = pick(g, 0, b);
        set(e, unit, id, 0, a, 1);
        set(e, unit, id, 1, b, 1);
        if (a * 100 >= b * 90)
            ratio(out, full, 1);
        else if (a * 100 >= b * 70)
            ratio(out, 1, 2);
        break;
    case CHECKLIST:
        a = b = c = 0;
        for (size_t i = 0; i < 3; i++) {
            long answer = pick(g, 0, 3);
            if (answer == 3) {
                mark(e, unit, id, i, "—");
                b += in_force == ZERO || in_force == FULL;
                a += in_force == FULL;
                continue;
            }
            set(e, unit, id, i, answer > 0, 1);
            a += answer > 0;
            b++;
            c++;
        }
        g->leaf[unit][node].na = c == 0;
        if (c)
            ratio(out, full * a, b);
        break;
    case PANEL: {
        long n = pick(g, 1, 6), sum = 0, low = 1000, high = -1;
        for (long i = 0; i < n; i++) {
            a = pick(g, 0, 100);
            panel(e, unit, id, kp_format(e->arena, "P%ld", i), -1, kp_format(e->arena, "%ld", a));
            sum += a;
            low = a < low ? a : low;
            high = a > high ? a : high;
        }
        ratio(out, n >= 4 ? sum - low - high : sum, 100 * (n >= 4 ? n - 2 : n));
        times(out, full, 1);
        break;
    }
    default: {
        long n[4], unknown = pick(g, 0, 3);
        for (int i = 0; i < 4; i++)
            n[i] = pick(g, i == 0, 60);
        survey(e, unit, id, 0, kp_format(e->arena, "%ld %ld %ld %ld", n[0], n[1], n[2], n[3]), kp_format(e->arena, "%ld", unknown), "", "", "");
        ratio(out, 100 * n[0] + 60 * n[1] + 30 * n[2] + 50 * unknown, 100 * (n[0] + n[1] + n[2] + n[3] + unknown));
        times(out, full, 1);
    }
    }
}

static rule rule_of(const game *g, int node) {
    for (; node >= 0; node = g->nodes[node].parent)
        if (g->nodes[node].named != INHERIT)
            return g->nodes[node].named;
    return g->scheme_rule;
}

static void play(game *g, evaluation *e) {
    for (int unit = 0; unit < UNITS; unit++)
        for (int i = 1; i < g->count; i++) {
            int kind = g->nodes[i].kind;
            g->leaf[unit][i].na = false;
            if (kind == SUM || kind == WEIGHTED)
                continue;
            const char *id = kp_format(e->arena, "n%d", i);
            if (kind == BONUS) {
                long points = pick(g, -50, 40); /* tenths; −3 … 2 hold */
                finding(e, unit, id, -1, "1", kp_format(e->arena, "%ld/10", points));
                ratio(g->leaf[unit][i].mark, points < -30 ? -30 : points > 20 ? 20 : points, 10);
            } else if (chance(g, 12)) {
                gap(e, unit, id);
                g->leaf[unit][i].na = true;
            } else {
                play_leaf(g, e, unit, i, rule_of(g, i));
            }
        }
}

/* The nearest multiple of 10^-decimals. */
static void round_to(const game *g, mpq_t x) {
    mpz_t power, twice, whole, rest;
    mpz_inits(power, twice, whole, rest, NULL);
    mpz_ui_pow_ui(power, 10, (unsigned long)g->decimals);
    mpz_mul(twice, mpq_numref(x), power);
    mpz_mul_ui(twice, twice, 2); /* x·10^d = twice / (2·den) */
    int sign = mpz_sgn(twice);
    mpz_abs(twice, twice);
    mpz_mul_ui(rest, mpq_denref(x), 2);
    mpz_tdiv_qr(whole, twice, twice, rest); /* what is left against a half */
    int order = mpz_cmp(twice, mpq_denref(x));
    if (order > 0 || (order == 0 && (!g->half_even || mpz_odd_p(whole))))
        mpz_add_ui(whole, whole, 1);
    if (sign < 0)
        mpz_neg(whole, whole);
    mpq_set_num(x, whole);
    mpq_set_den(x, power);
    mpq_canonicalize(x);
    mpz_clears(power, twice, whole, rest, NULL);
}

/* What a chain of sums has of one unit. */
typedef struct purse {
    mpq_t earned, possible, bonus;
    bool any;
} purse;

static bool value_of(const game *g, int unit, int node, mpq_t out);

static void add_own_bonus(const game *g, int unit, int node, mpq_t out) {
    mpq_t value;
    mpq_init(value);
    for (int i = node + 1; i < g->count; i++)
        if (g->nodes[i].parent == node && g->nodes[i].kind == BONUS) {
            mpq_set(value, g->leaf[unit][i].mark);
            if (g->each)
                round_to(g, value);
            mpq_add(out, out, value);
        }
    mpq_clear(value);
}

/* All bonus points below a node that has no mark: they go to who has one. */
static void add_bonus(const game *g, int unit, int node, mpq_t out) {
    add_own_bonus(g, unit, node, out);
    for (int i = node + 1; i < g->count; i++)
        if (g->nodes[i].parent == node)
            add_bonus(g, unit, i, out);
}

static void gather(const game *g, int unit, int node, purse *p) {
    mpq_t value, full;
    mpq_inits(value, full, NULL);
    for (int i = node + 1; i < g->count; i++) {
        if (g->nodes[i].parent != node || g->nodes[i].kind == BONUS)
            continue;
        if (g->nodes[i].kind == SUM && g->nodes[i].named != PRORATE) { /* one chain */
            purse inner;
            mpq_inits(inner.earned, inner.possible, inner.bonus, NULL);
            inner.any = false;
            gather(g, unit, i, &inner);
            if (!inner.any && rule_of(g, i) != PRORATE) { /* nothing below applies: its own rule */
                mpq_set_si(inner.possible, g->nodes[i].full, 1);
                mpq_set_si(inner.earned, rule_of(g, i) == FULL ? g->nodes[i].full : 0, 1);
                inner.any = true;
            }
            mpq_add(p->earned, p->earned, inner.earned);
            mpq_add(p->possible, p->possible, inner.possible);
            mpq_add(p->bonus, p->bonus, inner.bonus);
            p->any = p->any || inner.any;
            mpq_clears(inner.earned, inner.possible, inner.bonus, NULL);
        } else if (value_of(g, unit, i, value)) {
            mpq_set_si(full, g->nodes[i].full, 1);
            mpq_add(p->earned, p->earned, value);
            mpq_add(p->possible, p->possible, full);
            p->any = true;
        } else {
            add_bonus(g, unit, i, p->bonus);
        }
    }
    add_own_bonus(g, unit, node, p->bonus);
    mpq_clears(value, full, NULL);
}

/* The mark of a leaf, or of a node completed to its full marks; false where nothing applies. */
static bool value_of(const game *g, int unit, int node, mpq_t out) {
    const tree_node *n = &g->nodes[node];
    bool any = true;
    mpq_t x, weights;
    mpq_inits(x, weights, NULL);
    if (n->kind == SUM) {
        purse p;
        mpq_inits(p.earned, p.possible, p.bonus, NULL);
        p.any = false;
        gather(g, unit, node, &p);
        any = p.any;
        if (any) {
            mpq_div(out, p.earned, p.possible);
            times(out, n->full, 1);
            mpq_add(out, out, p.bonus);
        }
        if (!any && node && rule_of(g, node) != PRORATE) {
            any = true;
            mpq_set_si(out, rule_of(g, node) == FULL ? n->full : 0, 1);
            mpq_add(out, out, p.bonus);
        }
        mpq_clears(p.earned, p.possible, p.bonus, NULL);
    } else if (n->kind == WEIGHTED) {
        mpq_t bonus;
        mpq_init(bonus);
        mpq_set_ui(out, 0, 1);
        add_own_bonus(g, unit, node, bonus);
        for (int i = node + 1; i < g->count; i++) {
            if (g->nodes[i].parent != node || g->nodes[i].kind == BONUS)
                continue;
            if (!value_of(g, unit, i, x)) {
                add_bonus(g, unit, i, bonus);
                continue;
            }
            times(x, g->nodes[i].weight, g->nodes[i].full);
            mpq_add(out, out, x);
            mpq_set_si(x, g->nodes[i].weight, 1);
            mpq_add(weights, weights, x);
        }
        any = mpq_sgn(weights) != 0;
        if (any)
            mpq_div(out, out, weights);
        else if ((any = node && rule_of(g, node) != PRORATE))
            mpq_set_si(out, rule_of(g, node) == FULL, 1);
        times(out, n->full, 1);
        mpq_add(out, out, bonus);
        mpq_clear(bonus);
    } else if (!g->leaf[unit][node].na) {
        mpq_set(out, g->leaf[unit][node].mark);
    } else if (rule_of(g, node) == PRORATE) {
        any = false;
    } else {
        mpq_set_si(out, rule_of(g, node) == FULL ? n->full : 0, 1);
    }
    if (any && g->each)
        round_to(g, out);
    mpq_clears(x, weights, NULL);
    return any;
}

/* ---- comparing ---- */

static void expect_equal(const game *g, kp_arena *arena, kp_num is, mpq_t should, const char *what, int unit) {
    char *text = mpq_get_str(NULL, 10, should);
    kp_num value;
    assert_true(kp_num_parse(arena, text, &value));
    if (!kp_num_equal(is, value))
        fail_msg("%s of unit %d is %s, not %s in\n%s", what, unit, kp_num_exact(arena, is), text, kp_buffer_text(&g->yaml));
    free(text);
}

static int band_of(const mpq_t score) { return mpq_cmp_si(score, 60, 1) >= 0 ? 0 : mpq_cmp_si(score, 30, 1) >= 0 ? 1 : 2; }

/* Ranks and grades by counting. */
static void compare_standing(const game *g, const evaluation *e) {
    for (int x = 0; x < UNITS; x++) {
        const kp_unit_result *result = &e->card->units[x];
        if (!g->scored[x])
            continue;
        int above = 0, below = 0, ahead_in_grade = 0;
        for (int y = 0; y < UNITS; y++) {
            int order = g->scored[y] ? mpq_cmp(g->decided[y], g->decided[x]) : 0;
            above += order > 0;
            below += order < 0;
            ahead_in_grade += g->scored[y] && band_of(g->decided[y]) == 0 && order >= 0; /* those who share its place stand or fall with it */
        }
        assert_int_equal(result->rank, above + 1);
        assert_int_equal(result->bottom, below + 1);
        int band = band_of(g->decided[x]);
        assert_int_equal(result->band_by_score, band);
        assert_int_equal(result->band, band == 0 && ahead_in_grade > g->quota ? 1 : band);
        for (int y = 0; y < UNITS; y++) /* equal is equal, and nothing else is */
            if (g->scored[y])
                assert_int_equal(kp_num_compare(result->total, e->card->units[y].total) == 0, mpq_equal(g->total[x], g->total[y]) != 0);
    }
}

static void compare_scores(game *g, const evaluation *e) {
    for (int unit = 0; unit < UNITS; unit++) {
        const kp_unit_result *result = &e->card->units[unit];
        g->scored[unit] = value_of(g, unit, 0, g->total[unit]);
        if (result->scored != g->scored[unit])
            fail_msg("unit %d scored: %d in\n%s", unit, result->scored, kp_buffer_text(&g->yaml));
        if (!g->scored[unit])
            continue;
        expect_equal(g, e->arena, result->total, g->total[unit], "the total", unit);
        mpq_set(g->decided[unit], g->total[unit]);
        round_to(g, g->decided[unit]);
        expect_equal(g, e->arena, result->printed, g->decided[unit], "the printed score", unit);
        if (g->full_value)
            mpq_set(g->decided[unit], g->total[unit]);
        for (int i = 0; i < g->count; i++) /* a derivation comes to its mark (kp_score_trace() asserts it) */
            if (kp_scorecard_mark(e->card, unit, i)->state == KP_MARK_SCORED)
                assert_non_null(kp_score_trace(e->arena, e->card, unit, i).expr);
    }
}

static void play_game(kp_arena *arena, void *data) {
    game *g = data;
    g->yaml = (kp_buffer){.arena = arena};
    write_scheme(g);
    evaluation e = begin(arena, kp_buffer_text(&g->yaml), UNITS);
    play(g, &e);
    finish(&e);
    expect_no_errors(&e);
    compare_scores(g, &e);
    compare_standing(g, &e);
}

static void test_games(void **state) {
    (void)state;
    game *g = calloc(1, sizeof *g);
    for (int unit = 0; unit < UNITS; unit++) {
        mpq_inits(g->total[unit], g->decided[unit], NULL);
        for (int i = 0; i < MAX_NODES; i++)
            mpq_init(g->leaf[unit][i].mark);
    }
    for (uint64_t seed = 1; seed <= 400; seed++) {
        memset(g->nodes, 0, sizeof g->nodes);
        g->random = seed;
        run_with_arena(play_game, g);
    }
    for (int unit = 0; unit < UNITS; unit++) {
        mpq_clears(g->total[unit], g->decided[unit], NULL);
        for (int i = 0; i < MAX_NODES; i++)
            mpq_clear(g->leaf[unit][i].mark);
    }
    free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"whole evaluations at random come out as exact rationals say", test_games, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
