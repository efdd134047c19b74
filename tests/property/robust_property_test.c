/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * robust_property_test.c - of evaluations at random and of the built-in samples: the trials rank as exact scoring does, with the weights as they are and with others; and at each reported
 * change of weights two neighbours swap, exactly, not before it and just beyond it. With the weights as they are grades, lists and targets are those of the card, whatever their conditions
 * look at.
 */
#include "scoring_support.h"

#include <math.h>

#include "kaoping/evaluate.h"
#include "kaoping/reweigh.h"
#include "kaoping/robust.h"
#include "random_scheme.h"

#define UNITS 7

typedef struct game {
    kp_arena *arena;
    kp_buffer yaml;
    random_scheme random;
    int serial;
    const char *leaves[64], *bonuses[64], *inner[64];
    int leaf_count, bonus_count, inner_count;
    bool checks, bent, judged;
} game;

static unsigned roll(game *g, unsigned n) { return pick(&g->random, n); }

/* ---- a scheme of sums and means, bonuses, checks and all rules of rounding and gaps ---- */

/* Now and then no arithmetic mean, and marks rounded on their own. */
static const char *how_combined(game *g) {
    static const char *const how[] = {"aggregate: geometric, zero_as: 1",
                                      "aggregate: harmonic, zero_as: 0.5",
                                      "aggregate: least",
                                      "aggregate: greatest",
                                      "decimals: 1",
                                      "least_share: 60",
                                      "aggregate: geometric, zero_as: 1, least_items: 2"};
    return g->bent && roll(g, 3) == 0 ? how[roll(g, sizeof how / sizeof *how)] : "";
}

static void write_children(game *g, bool weighted, int depth) {
    int count = 2 + (int)roll(g, 3);
    kp_buffer_puts(&g->yaml, "[");
    for (int i = 0; i < count; i++) {
        const char *id = kp_format(g->arena, "n%d", ++g->serial);
        bool inner = depth < 3 && g->leaf_count < 20 && roll(g, 3) == 0, below = roll(g, 2) == 0;
        kp_buffer_printf(&g->yaml, "%s{id: %s, title: N%d, ", i ? ", " : "", id, g->serial);
        if (roll(g, 6) == 0)
            kp_buffer_printf(&g->yaml, "not_applicable: %s, ", (const char *const[]){"zero", "full", "prorate"}[roll(g, 3)]);
        if (g->checks && g->leaf_count > 0 && roll(g, 5) == 0)
            kp_buffer_printf(&g->yaml, "check_against: %s, tolerance: 1.5, ", g->leaves[roll(g, (unsigned)g->leaf_count)]);
        unsigned share = 1 + roll(g, 40);
        if (weighted)
            kp_buffer_printf(&g->yaml, "weight: %u, full: %u, ", share, 10 + roll(g, 60));
        else if (!inner || below)
            kp_buffer_printf(&g->yaml, "points: %u, ", share);
        if (inner) {
            g->inner[g->inner_count++] = id;
            const char *how = how_combined(g);
            kp_buffer_printf(&g->yaml, "%s%schildren: ", how, *how ? ", " : "");
            write_children(g, below || weighted, depth + 1);
            kp_buffer_puts(&g->yaml, "}");
        } else {
            g->leaves[g->leaf_count++] = id;
            kp_buffer_puts(&g->yaml, "method: direct, scale: 100}");
        }
    }
    if (roll(g, 3) == 0) {
        const char *id = kp_format(g->arena, "n%d", ++g->serial);
        g->bonuses[g->bonus_count++] = id;
        kp_buffer_printf(&g->yaml, ", {id: %s, title: N%d, method: bonus, cap_low: -3, cap_high: 2}", id, g->serial);
    }
    kp_buffer_puts(&g->yaml, "]");
}

/* A condition over marks, values, tests, ranges, scores and what is missing. */
static const char *condition(game *g) {
    const char *leaf = g->leaves[roll(g, (unsigned)g->leaf_count)];
    switch (roll(g, 7)) {
    case 0: return "not met(held)";
    case 1: return "value(held) >= 55";
    case 2: return "met(asked) and missing(held) < 12";
    case 3: return "missing(held) > 5 or not met(asked)";
    case 4: return kp_format(g->arena, "value(%s) > 2 or value(worked) < 1", leaf);
    case 5: return "met(asked) or score < 60";
    default: return kp_format(g->arena, "not met(held) and mark(%s) >= 1", leaf);
    }
}

/* Leaves that are no marks, and all kinds of rules that look at them. The children's list is open. */
static void write_judges(game *g) {
    kp_buffer_printf(
        &g->yaml,
        ", {id: typed, title: 数, method: number, optional: yes}, {id: worked, title: 算, method: formula, formula: typed / 10}, {id: held, title: "
        "限, method: range, limits: "
        "{甲: 30 .. 70, 乙: 40 .. }, formula: typed}, {id: asked, title: 核, method: test, requirements: {够: typed >= 50, 不过: worked < 9}}]");
    kp_buffer_printf(&g->yaml, "\nbands: [{id: good, title: 良, from: 70}, {id: fair, title: 中, from: 55, to: 70}, {id: poor, title: 差, to: 55}]");
    kp_buffer_printf(&g->yaml, "\nrules: [{id: r1, title: R1, when: %s, effect: at_most, band: fair}, {id: r2, title: R2, when: %s, effect: lower}]",
                     condition(g), condition(g));
    kp_buffer_printf(&g->yaml, "\nlists: [{id: l1, title: L1, when: %s}, {id: l2, title: L2, when: %s and grade = good}]", condition(g),
                     condition(g));
    kp_buffer_printf(&g->yaml, "\ntargets: [{id: t1, title: T1, when: %s, goals: {else: 50}}, {id: t2, title: T2, when: %s, of: %s}]\n", condition(g),
                     condition(g), condition(g));
}

/* `bent`: rounding at each level, checks and gaps too. */
static evaluation random_game(kp_arena *arena, uint64_t seed, bool bent, bool judged) {
    game *g = KP_NEW(arena, game);
    *g = (game){.arena = arena, .yaml = {.arena = arena}, .random = {.arena = arena, .state = seed}};
    g->bent = bent;
    g->judged = judged;
    g->checks = bent && roll(g, 2) == 0;
    static const char *const rules[] = {"half_up", "half_even", "down", "up", "half_down"};
    kp_buffer_printf(&g->yaml, "rounding: %s\ndecide_on: %s\ndecimals: %u\nminimum: -100\nranking: %s\n", rules[roll(g, 5)],
                     roll(g, 2) ? "printed" : "full", roll(g, 4),
                     roll(g, 2)   ? "competition"
                     : roll(g, 2) ? "dense"
                                  : "modified");
    if (roll(g, 4) == 0)
        kp_buffer_puts(&g->yaml, "better: low\n");
    if (bent && roll(g, 3) == 0)
        kp_buffer_puts(&g->yaml, "round_at: each\n");
    bool weighted = roll(g, 2) == 0;
    if (bent && roll(g, 4) == 0) /* below a product the weights of these trees would be exponents far too large */
        kp_buffer_printf(&g->yaml, "aggregate: %s\n", !weighted && roll(g, 3) == 0 ? "product" : roll(g, 2) ? "geometric" : "harmonic");
    kp_buffer_puts(&g->yaml, "indicators: ");
    write_children(g, weighted, 1);
    if (judged) {
        g->yaml.length--; /* the bracket that closes the list */
        write_judges(g);
    }
    if (roll(g, 3) == 0)
        kp_buffer_printf(&g->yaml, "\nties: break\ntie_break: [%s, -%s]", g->leaves[0], g->leaves[(unsigned)g->leaf_count - 1]);
    evaluation e = begin(arena, kp_format(arena, "%s\n", kp_buffer_text(&g->yaml)), UNITS);
    bool grouped = roll(g, 3) == 0;
    for (int u = 0; u < UNITS; u++) {
        e.evidence->units.items[u].group = -1;
        for (int i = 0; i < g->leaf_count; i++) /* coarse marks, so that some are equal */
            mark(&e, u, g->leaves[i], 0, bent && roll(g, 12) == 0 ? "—" : kp_format(arena, "%u", 40 + 5 * roll(g, 13)));
        if (judged && roll(g, 4))
            mark(&e, u, "typed", 0, kp_format(arena, "%u", 20 + 10 * roll(g, 9)));
        for (int i = 0; i < g->bonus_count; i++)
            if (roll(g, 3) == 0)
                finding(&e, u, g->bonuses[i], -1, "1", roll(g, 2) ? "0.5" : "-1");
    }
    for (int i = 0; grouped && i < 2; i++)
        KP_PUSH(e.evidence->arena, &e.evidence->groups, i ? "乙" : "甲");
    for (int u = 0; grouped && u < UNITS; u++)
        e.evidence->units.items[u].group = u % 2;
    if (bent && g->inner_count && roll(g, 2) == 0)
        gap(&e, (int)roll(g, UNITS), g->inner[roll(g, (unsigned)g->inner_count)]);
    finish(&e);
    return e;
}

/* ---- what must hold ---- */

static void expect_as_scored(kp_arena *arena, const kp_scorecard *card) {
    kp_robust_options still = {.trials = 3, .still = true}, moved = {.trials = 60, .graded = 60};
    const kp_robust *same = kp_robust_analyse(arena, card, &still), *other = kp_robust_analyse(arena, card, &moved);
    if (!same)
        return;
    assert_int_equal(same->differing, 0);
    for (size_t i = 0; i < same->unit_count; i++) {
        assert_int_equal(same->units[i].best, card->units[same->units[i].unit].rank);
        assert_int_equal(same->units[i].worst, card->units[same->units[i].unit].rank);
    }
    assert_int_equal(other->differing, 0);
}

/* With all factors 1 everything that is decided is decided as on the card. How many units are not in the first band, on a list or beside a target. */
static size_t expect_same_decisions(kp_arena *arena, const kp_scorecard *card) {
    kp_num *factors = KP_NEW_ARRAY(arena, kp_num, card->scheme->indicator_count);
    for (size_t i = 0; i < card->scheme->indicator_count; i++)
        factors[i] = KP_ONE;
    const kp_scorecard *again = kp_reweigh_score(kp_reweighing_new(arena, card), arena, kp_reweigh_scheme(arena, card->scheme, factors));
    size_t told = card->lists.count;
    for (size_t unit = 0; unit < card->evidence->units.count; unit++) {
        assert_int_equal(again->units[unit].band, card->units[unit].band);
        assert_int_equal(again->units[unit].rank, card->units[unit].rank);
        told += card->units[unit].by_rule;
        for (size_t t = 0; t < card->scheme->target_count; t++) {
            const kp_target_unit *own = kp_target_of_unit(card, (int32_t)t, (int32_t)unit);
            assert_int_equal(kp_target_of_unit(again, (int32_t)t, (int32_t)unit)->state, own->state);
            told += own->state == KP_TARGET_MISSED;
        }
    }
    assert_int_equal(again->lists.count, card->lists.count);
    for (size_t i = 0; i < card->lists.count; i++) {
        assert_int_equal(again->lists.items[i].list, card->lists.items[i].list);
        assert_int_equal(again->lists.items[i].unit, card->lists.items[i].unit);
    }
    return told;
}

typedef struct lead {
    const kp_robust *robust;
    const kp_reweighing *again;
    const kp_robust_swap *swap;
} lead;

/* The sign of the upper one's lead where one weight has the factor, or (indicator -1) all have those of the change. */
static int lead_at(kp_arena *arena, const lead *l, int32_t indicator, kp_num x) {
    const kp_scheme *scheme = l->robust->card->scheme;
    kp_num *factors = KP_NEW_ARRAY(arena, kp_num, scheme->indicator_count), upper, lower;
    for (size_t i = 0; i < scheme->indicator_count; i++)
        factors[i] = indicator < 0 ? kp_num_add(arena, KP_ONE, kp_num_mul(arena, l->swap->directions[i], x)) : (int32_t)i == indicator ? x : KP_ONE;
    const kp_scheme *changed = kp_reweigh_scheme(arena, scheme, factors);
    assert_true(kp_reweigh_total(l->again, arena, changed, l->swap->upper, &upper));
    assert_true(kp_reweigh_total(l->again, arena, changed, l->swap->lower, &lower));
    return scheme->better == KP_BETTER_LOW ? kp_num_compare(lower, upper) : kp_num_compare(upper, lower);
}

static kp_num nearer(kp_arena *arena, kp_num x, kp_num to, int64_t parts) {
    return kp_num_add(arena, x, kp_num_div(arena, kp_num_sub(arena, to, x), kp_num_int(parts)));
}

static size_t expect_swaps(kp_arena *arena, const kp_scorecard *card, bool plain) {
    const kp_robust *robust = kp_robust_analyse(arena, card, &(kp_robust_options){.trials = 1});
    size_t found = 0;
    if (!robust)
        return 0;
    lead l = {.robust = robust, .again = kp_reweighing_new(arena, card)};
    for (size_t i = 0; i < robust->swap_count; i++) {
        const kp_robust_swap *s = l.swap = &robust->swaps[i];
        if (s->kind != KP_SWAP_FOUND)
            continue;
        found++;
        if (s->indicator >= 0) {
            kp_num before = nearer(arena, s->factor, KP_ONE, s->exact ? 1000000 : 100), after = nearer(arena, s->factor, KP_ONE, -1000000);
            if (s->exact)
                assert_int_equal(lead_at(arena, &l, s->indicator, s->factor), 0);
            assert_true(lead_at(arena, &l, s->indicator, before) > 0 || !plain);
            assert_true(lead_at(arena, &l, s->indicator, s->exact ? after : s->factor) < 0);
        }
        if (s->all) {
            kp_num before = nearer(arena, s->change, KP_ZERO, s->all_exact ? 1000000 : 100), after = nearer(arena, s->change, KP_ONE, 1000000);
            if (s->all_exact)
                assert_int_equal(lead_at(arena, &l, -1, s->change), 0);
            assert_true(lead_at(arena, &l, -1, before) > 0 || !plain);
            assert_true(lead_at(arena, &l, -1, s->all_exact ? after : s->change) < 0);
        }
        if (plain)
            assert_true(s->all && s->all_least);
    }
    return found;
}

/* Short of the least change no corner of the box swaps the two: corners at random. */
static void expect_least(kp_arena *arena, const kp_scorecard *card, uint64_t seed) {
    const kp_robust *robust = kp_robust_analyse(arena, card, &(kp_robust_options){.trials = 1});
    if (!robust)
        return;
    random_scheme random = {.arena = arena, .state = seed};
    lead l = {.robust = robust, .again = kp_reweighing_new(arena, card)};
    for (size_t i = 0; i < robust->swap_count; i++) {
        kp_robust_swap tried = robust->swaps[i];
        if (tried.kind == KP_SWAP_TIED)
            continue;
        kp_num *directions = KP_NEW_ARRAY(arena, kp_num, card->scheme->indicator_count);
        kp_num change = tried.kind == KP_SWAP_NEVER ? kp_num_ratio(arena, 99, 100) : nearer(arena, tried.change, KP_ZERO, 100000);
        tried.directions = directions;
        l.swap = &tried;
        for (int corner = 0; corner < 20; corner++) {
            for (size_t n = 0; n < card->scheme->indicator_count; n++)
                directions[n] = kp_num_int((int64_t)pick(&random, 3) - 1);
            assert_true(lead_at(arena, &l, -1, change) >= 0);
        }
    }
}

static void check_plain(kp_arena *arena, void *data) {
    (void)data;
    size_t found = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        evaluation e = random_game(arena, seed, false, false);
        expect_as_scored(arena, e.card);
        found += expect_swaps(arena, e.card, true);
        expect_least(arena, e.card, seed);
    }
    assert_true(found > 100);
}

static void check_bent(kp_arena *arena, void *data) {
    (void)data;
    size_t found = 0;
    for (uint64_t seed = 1001; seed <= 1080; seed++) {
        evaluation e = random_game(arena, seed, true, false);
        expect_as_scored(arena, e.card);
        found += expect_swaps(arena, e.card, false);
    }
    assert_true(found > 100);
}

static void check_judged(kp_arena *arena, void *data) {
    (void)data;
    size_t told = 0;
    for (uint64_t seed = 2001; seed <= 2100; seed++)
        told += expect_same_decisions(arena, random_game(arena, seed, seed % 2 == 0, true).card);
    assert_true(told > 500);
}

static void check_samples(kp_arena *arena, void *data) {
    (void)data;
    static const char *const samples[] = {"sicha_yiping/2026Q3", "wuye_quarter/2026Q1", "wuye_quarter/2026Q3"};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const char *folder = kp_format(arena, KP_SOURCE_DIR "/templates/samples/%s", samples[i]);
        const char *scheme = kp_strndup(arena, samples[i], strcspn(samples[i], "/"));
        kp_problems *problems = kp_problems_new(arena);
        kp_evaluation *found = kp_evaluate(arena, &folder, 1, &(kp_evaluate_options){.scheme = scheme}, problems);
        assert_non_null(found->card);
        expect_as_scored(arena, found->card);
        expect_swaps(arena, found->card, false);
        expect_same_decisions(arena, found->card);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("in trees of sums and means the trials rank as exact scoring does and the least changes swap", check_plain),
        IN_ARENA("with gaps, checks and rounding at each level too the trials rank as exact scoring does and changes swap", check_bent),
        IN_ARENA("with the weights as they are grades, lists and targets stay, whatever their conditions look at", check_judged),
        IN_ARENA("the built-in samples rank in trials as they are scored", check_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
