/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robust.c - the ranking by many weights: trials, leaves left out, and what they come to for each unit. Methods and sources are in the header. */
#include "kaoping/robust.h"
#include "robust_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sha2.h>

/* ---- the same random numbers everywhere ---- */

typedef struct generator {
    uint64_t state[4];
} generator;

static generator seed_generator(const char *seed) {
    uint8_t bytes[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    generator g = {{0}};
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)seed, strlen(seed));
    SHA256Final(bytes, &context);
    for (size_t i = 0; i < sizeof bytes; i++)
        g.state[i / 8] = g.state[i / 8] << 8 | bytes[i];
    return g;
}

static uint64_t rotate(uint64_t x, int by) { return x << by | x >> (64 - by); }

/* xoshiro256** (Blackman and Vigna 2021). */
static uint64_t next_number(generator *g) {
    uint64_t *s = g->state, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

/* -spread .. spread, all alike: what is beyond the last whole multiple is drawn again. */
static int32_t next_step(generator *g, int32_t spread) {
    uint64_t range = 2 * (uint64_t)spread + 1, most = UINT64_MAX - UINT64_MAX % range, drawn;
    do
        drawn = next_number(g);
    while (drawn >= most);
    return (int32_t)(drawn % range) - spread;
}

/* ---- who is ranked with whom ---- */

static bool in_groups(const kp_scorecard *card) { return card->scheme->rank_within == KP_WITHIN_GROUP && card->evidence->groups.count > 0; }

static void find_fields(robust_run *run) {
    const kp_scorecard *card = run->card;
    size_t units = card->evidence->units.count;
    robust_fields *f = &run->fields;
    f->units = KP_NEW_ARRAY(run->arena, int32_t, units);
    f->first = KP_NEW_ARRAY(run->arena, size_t, units + 1);
    run->slot = KP_NEW_ARRAY(run->arena, size_t, units);
    for (size_t i = 0; i < units && card->units[card->order[i]].ranked; i++) {
        int32_t unit = card->order[i];
        bool apart = i == 0 || (in_groups(card) && card->evidence->units.items[unit].group != card->evidence->units.items[f->units[i - 1]].group);
        if (apart)
            f->first[f->fields++] = i;
        run->slot[unit] = i;
        f->units[f->count++] = unit;
    }
    f->first[f->fields] = f->count;
}

/* ---- ranks by the weights that are set ---- */

typedef struct tie_key {
    int32_t indicator;
    bool low;
} tie_key;

/* What decides on a unit's rank: its total, then the marks of the keys; NaN stands behind. */
typedef struct ranking {
    robust_run *run;
    const tie_key *keys;
    size_t key_count, width; /* width: numbers of a unit */
    double *decided;         /* [slot * width] */
    int32_t *sorted;         /* slots, best first */
    int32_t *ranks;          /* of each slot; 0: has no total */
} ranking;

static ranking *new_ranking(robust_run *run) {
    const kp_scheme *scheme = run->scheme;
    ranking *r = KP_NEW(run->arena, ranking);
    tie_key *keys = KP_NEW_ARRAY(run->arena, tie_key, scheme->tie_break.count);
    r->run = run;
    for (size_t i = 0; i < scheme->tie_break.count && scheme->ties == KP_TIES_BREAK; i++) {
        const char *name = scheme->tie_break.items[i].name;
        int32_t indicator = kp_scheme_find_indicator(scheme, name + (*name == '-'));
        if (indicator >= 0)
            keys[r->key_count++] = (tie_key){indicator, *name == '-'};
    }
    r->keys = keys;
    r->width = r->key_count + 1;
    r->decided = KP_NEW_ARRAY(run->arena, double, run->fields.count * r->width);
    r->sorted = KP_NEW_ARRAY(run->arena, int32_t, run->fields.count);
    r->ranks = KP_NEW_ARRAY(run->arena, int32_t, run->fields.count);
    for (size_t i = 0; i < run->fields.count; i++)
        r->sorted[i] = (int32_t)i;
    return r;
}

static void decide(const ranking *r, size_t slot) {
    const robust_mark *marks = robust_tree_marks(r->run->tree, r->run->fields.units[slot]);
    double *decided = r->decided + slot * r->width;
    decided[0] = marks[0].state == KP_MARK_SCORED ? robust_decided(r->run->tree, marks[0].value) : (double)NAN;
    if (r->run->scheme->better == KP_BETTER_LOW) /* what is better is the larger number here */
        decided[0] = -decided[0];
    for (size_t k = 0; k < r->key_count; k++) {
        const robust_mark *mark = &marks[r->keys[k].indicator];
        double value = mark->state == KP_MARK_SCORED ? robust_decided(r->run->tree, mark->value) : (double)NAN;
        decided[k + 1] = r->keys[k].low ? -value : value;
    }
}

static int compare_slots(const void *a, const void *b, void *data) {
    const ranking *r = data;
    const double *x = r->decided + (size_t) * (const int32_t *)a * r->width, *y = r->decided + (size_t) * (const int32_t *)b * r->width;
    for (size_t k = 0; k < r->width; k++) {
        if (isnan(x[k]) != isnan(y[k]))
            return isnan(x[k]) ? 1 : -1;
        if (x[k] > y[k] || x[k] < y[k])
            return x[k] > y[k] ? -1 : 1;
    }
    return 0;
}

static void rank_field(ranking *r, size_t from, size_t to) {
    int32_t distinct = 0;
    qsort_r(r->sorted + from, to - from, sizeof *r->sorted, compare_slots, r);
    for (size_t first = from, end; first < to; first = end, distinct++) {
        bool ranked = !isnan(r->decided[(size_t)r->sorted[first] * r->width]); /* those without a total stand last */
        for (end = first + 1; end < to && compare_slots(&r->sorted[end - 1], &r->sorted[end], r) == 0; end++)
            continue;
        for (size_t i = first; i < end; i++)
            r->ranks[r->sorted[i]] = ranked ? kp_rank_of_tied(r->run->scheme->ranking, first - from, end - first, distinct) : 0;
    }
}

/* The ranks by the factors of the run. */
static const int32_t *rank_all(ranking *r) {
    const robust_fields *f = &r->run->fields;
    robust_tree_weigh(r->run->tree, r->run->factors);
    for (size_t i = 0; i < f->count; i++)
        decide(r, i);
    for (size_t g = 0; g < f->fields; g++)
        rank_field(r, f->first[g], f->first[g + 1]);
    return r->ranks;
}

/* ---- trials ---- */

typedef struct trials {
    robust_run *run;
    ranking *ranking;
    kp_robust *out;
    const kp_robust_options *options;
    kp_arena *work;       /* of one trial scored exactly */
    size_t *counts_first; /* of each slot, into counts: one for each rank of its field */
    uint32_t *counts;
    int32_t *steps; /* of each weight, of this trial */
    const int32_t *ranks;
    uint32_t *grade_kept, *listed; /* [slot]; [list * slots + slot] */
    uint32_t graded;
} trials;

static void draw_factors(trials *t, generator *g) {
    robust_run *run = t->run;
    for (size_t i = 0; i < run->weight_count; i++) {
        t->steps[i] = t->options->still ? 0 : next_step(g, t->out->spread);
        run->factors[run->weights[i]] = 1 + (double)t->steps[i] / KP_ROBUST_STEP;
    }
}

/* The same trial by exact scoring: grades, lists, and whether the ranks are those. */
static void grade_trial(kp_arena *work, void *data) {
    trials *t = data;
    const robust_run *run = t->run;
    kp_num *factors = KP_NEW_ARRAY(work, kp_num, run->scheme->indicator_count);
    for (size_t i = 0; i < run->scheme->indicator_count; i++)
        factors[i] = KP_ONE;
    for (size_t i = 0; i < run->weight_count; i++)
        factors[run->weights[i]] = kp_num_ratio(work, KP_ROBUST_STEP + t->steps[i], KP_ROBUST_STEP);
    const kp_scorecard *card = kp_reweigh_score(run->again, work, kp_reweigh_scheme(work, run->scheme, factors));
    for (size_t i = 0; i < run->fields.count; i++) {
        int32_t unit = run->fields.units[i];
        t->grade_kept[i] += card->units[unit].band == run->card->units[unit].band;
        t->out->differing += card->units[unit].rank != t->ranks[i];
    }
    for (size_t i = 0; i < card->lists.count; i++) {
        const kp_list_entry *entry = &card->lists.items[i];
        if (!entry->replaced && card->units[entry->unit].ranked)
            t->listed[(size_t)entry->list * run->fields.count + run->slot[entry->unit]]++;
    }
}

static void free_work(void *work) { kp_arena_free(work); }

static kp_arena *new_work(kp_arena *arena) {
    kp_arena *work = kp_arena_new(NULL);
    if (!work)
        kp_arena_exhausted(arena);
    kp_arena_defer(arena, free_work, work);
    return work;
}

static void count_trial(trials *t) {
    for (size_t i = 0; i < t->run->fields.count; i++)
        t->counts[t->counts_first[i] + (size_t)t->ranks[i]]++; /* [0]: without rank */
}

static void run_trials(trials *t) {
    generator g = seed_generator(t->out->seed);
    bool decides = t->run->scheme->band_count || t->run->scheme->list_count;
    for (uint32_t trial = 0; trial < t->out->trials; trial++) {
        draw_factors(t, &g);
        t->ranks = rank_all(t->ranking);
        count_trial(t);
        if (trial >= t->out->graded || !decides)
            continue;
        if (kp_arena_run(t->work, grade_trial, t) != KP_OK)
            kp_arena_exhausted(t->run->arena);
        kp_arena_reset(t->work);
        t->graded++;
    }
    for (size_t i = 0; i < t->run->weight_count; i++)
        t->run->factors[t->run->weights[i]] = 1;
}

/* ---- what they come to ---- */

/* The least rank that the share of the trials does not exceed. */
static int32_t rank_quantile(const uint32_t *counts, int32_t field, uint32_t trial_count, double share) {
    double wanted = share * (double)trial_count, seen = counts[0];
    for (int32_t rank = 1; rank <= field; rank++) {
        seen += counts[rank];
        if (seen + 1e-9 >= wanted && counts[rank])
            return rank;
    }
    return field;
}

static void sum_up_unit(const trials *t, size_t slot, int32_t field, kp_robust_unit *u, double *shift) {
    const uint32_t *counts = t->counts + t->counts_first[slot];
    double all = (double)t->out->trials;
    int32_t unit = t->run->fields.units[slot];
    *u = (kp_robust_unit){.unit = unit, .rank = t->run->card->units[unit].rank, .out_best_of = -1, .out_worst_of = -1};
    u->median = rank_quantile(counts, field, t->out->trials, 0.5);
    u->low = rank_quantile(counts, field, t->out->trials, 0.05);
    u->high = rank_quantile(counts, field, t->out->trials, 0.95);
    u->best = u->worst = u->median;
    for (int32_t rank = 1; rank <= field; rank++) {
        if (!counts[rank])
            continue;
        u->best = rank < u->best ? rank : u->best;
        u->worst = rank > u->worst ? rank : u->worst;
        u->in_top += rank <= t->out->top ? counts[rank] / all : 0;
        *shift += abs(rank - u->rank) * (counts[rank] / all);
    }
    u->holds = counts[u->rank] / all;
    u->grade = t->graded && t->run->card->units[unit].band >= 0 ? (double)t->grade_kept[slot] / t->graded : (double)NAN;
    u->out_best = u->out_worst = u->rank;
}

/* [list * slots + slot]: who stands on a list by the weights as they are. */
static const bool *mark_listed(const robust_run *run) {
    size_t slots = run->fields.count;
    bool *on = KP_NEW_ARRAY(run->arena, bool, slots * run->scheme->list_count);
    for (size_t i = 0; i < run->card->lists.count; i++) {
        const kp_list_entry *entry = &run->card->lists.items[i];
        if (!entry->replaced && run->card->units[entry->unit].ranked)
            on[(size_t)entry->list * slots + run->slot[entry->unit]] = true;
    }
    return on;
}

static void sum_up_lists(const trials *t) {
    const robust_run *run = t->run;
    struct {
        kp_robust_list *items;
        size_t count, capacity;
    } found = {0};
    const bool *listed = mark_listed(run);
    for (size_t list = 0; list < run->scheme->list_count && t->graded; list++)
        for (size_t i = 0; i < run->fields.count; i++) {
            uint32_t count = t->listed[list * run->fields.count + i];
            int32_t unit = run->fields.units[i];
            bool on = listed[list * run->fields.count + i];
            if (on || count)
                KP_PUSH(run->arena, &found, (kp_robust_list){(int32_t)list, unit, on, (double)count / t->graded});
        }
    t->out->lists = found.items;
    t->out->list_count = found.count;
}

static kp_robust_unit *sum_up(const trials *t) {
    const robust_fields *f = &t->run->fields;
    kp_robust_unit *units = KP_NEW_ARRAY(t->run->arena, kp_robust_unit, f->count);
    double shift = 0;
    for (size_t g = 0; g < f->fields; g++)
        for (size_t i = f->first[g]; i < f->first[g + 1]; i++)
            sum_up_unit(t, i, (int32_t)(f->first[g + 1] - f->first[g]), &units[i], &shift);
    t->out->mean_shift = shift / (double)f->count;
    t->out->unit_count = f->count;
    t->out->units = units;
    sum_up_lists(t);
    return units;
}

/* ---- leaving out ---- */

/* What goes with a leaf: the highest node of which it is the only part that counts. -1: nothing would be left, or it counts for nothing. */
static int32_t left_out_with(const kp_scheme *scheme, int32_t leaf) {
    for (int32_t node = leaf; node > 0; node = scheme->indicators[node].parent) {
        if (kp_num_sign(kp_reweigh_weight(scheme, node)) <= 0)
            return -1;
        if (kp_reweigh_has_weight(scheme, node))
            return node;
    }
    return -1;
}

static void sum_up_drop(const robust_run *run, kp_robust_drop *drop, kp_robust_unit *units) {
    int32_t most = 0;
    drop->farthest = -1;
    for (size_t i = 0; i < run->fields.count; i++) {
        kp_robust_unit *u = &units[i];
        int32_t rank = drop->ranks[i], by = abs(rank - u->rank);
        if (!rank)
            continue;
        drop->moved += by > 0;
        drop->mean_shift += (double)by / (double)run->fields.count;
        if (by > most) {
            most = by;
            drop->farthest = (int32_t)i;
        }
        if (rank < u->out_best) {
            u->out_best = rank;
            u->out_best_of = drop->indicator;
        }
        if (rank > u->out_worst) {
            u->out_worst = rank;
            u->out_worst_of = drop->indicator;
        }
    }
}

static void leave_out(robust_run *run, ranking *r, kp_robust *out, kp_robust_unit *units) {
    const kp_scheme *scheme = run->scheme;
    kp_robust_drop *drops = KP_NEW_ARRAY(run->arena, kp_robust_drop, scheme->indicator_count);
    for (size_t i = 1; i < scheme->indicator_count; i++) {
        int32_t with = scheme->indicators[i].method == KP_METHOD_NONE ? -1 : left_out_with(scheme, (int32_t)i);
        if (with < 0)
            continue;
        int32_t *ranks = KP_NEW_ARRAY(run->arena, int32_t, run->fields.count);
        run->factors[with] = 0;
        memcpy(ranks, rank_all(r), run->fields.count * sizeof *ranks);
        run->factors[with] = 1;
        kp_robust_drop *drop = &drops[out->drop_count++];
        *drop = (kp_robust_drop){.indicator = (int32_t)i, .left_out = with, .ranks = ranks};
        sum_up_drop(run, drop, units);
    }
    out->drops = drops;
}

/* ---- all ---- */

static void find_weights(robust_run *run) {
    run->weights = KP_NEW_ARRAY(run->arena, int32_t, run->scheme->indicator_count);
    run->factors = KP_NEW_ARRAY(run->arena, double, run->scheme->indicator_count);
    for (size_t i = 0; i < run->scheme->indicator_count; i++) {
        run->factors[i] = 1;
        if (kp_reweigh_has_weight(run->scheme, (int32_t)i))
            run->weights[run->weight_count++] = (int32_t)i;
    }
}

/* How many counts are needed, and where each slot's begin; false where there is nothing to do, or too much. */
static bool place_counts(trials *t) {
    const robust_fields *f = &t->run->fields;
    uint64_t pairs = 0;
    size_t largest = 0;
    t->counts_first = KP_NEW_ARRAY(t->run->arena, size_t, f->count);
    for (size_t g = 0; g < f->fields; g++) {
        size_t size = f->first[g + 1] - f->first[g];
        largest = size > largest ? size : largest;
        for (size_t i = f->first[g]; i < f->first[g + 1]; i++) {
            t->counts_first[i] = (size_t)pairs;
            pairs += size + 1;
        }
        if (pairs > KP_ROBUST_MAX_PAIRS)
            return false;
    }
    if (largest < 2 || !t->run->weight_count)
        return false;
    t->counts = KP_NEW_ARRAY(t->run->arena, uint32_t, (size_t)pairs);
    return true;
}

const kp_robust *kp_robust_analyse(kp_arena *arena, const kp_scorecard *card, const kp_robust_options *options) {
    static const kp_robust_options usual = {0};
    const kp_robust_options *o = options ? options : &usual;
    robust_run *run = KP_NEW(arena, robust_run);
    kp_robust *out = KP_NEW(arena, kp_robust);
    *run = (robust_run){.arena = arena, .card = card, .scheme = card->scheme};
    *out = (kp_robust){.card = card,
                       .spread = o->spread ? o->spread : KP_ROBUST_SPREAD,
                       .top = o->top ? o->top : KP_ROBUST_TOP,
                       .trials = o->trials ? o->trials : KP_ROBUST_TRIALS,
                       .graded = o->graded ? o->graded : KP_ROBUST_GRADED,
                       .seed = o->seed ? o->seed : KP_ROBUST_SEED};
    out->graded = out->graded < out->trials ? out->graded : out->trials;
    find_fields(run);
    find_weights(run);
    trials t = {.run = run, .out = out, .options = o};
    if (!place_counts(&t))
        return NULL;
    run->again = kp_reweighing_new(arena, card);
    run->tree = robust_tree_new(arena, card, run->again);
    t.ranking = new_ranking(run);
    t.work = new_work(arena);
    t.steps = KP_NEW_ARRAY(arena, int32_t, run->weight_count);
    t.grade_kept = KP_NEW_ARRAY(arena, uint32_t, run->fields.count);
    t.listed = KP_NEW_ARRAY(arena, uint32_t, run->fields.count * run->scheme->list_count);
    out->weights = run->weight_count;
    run_trials(&t);
    out->graded = t.graded;
    kp_robust_unit *units = sum_up(&t);
    leave_out(run, t.ranking, out, units);
    out->swaps = robust_swaps(run, &out->swap_count);
    return out;
}
