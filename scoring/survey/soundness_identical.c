/* SPDX-License-Identifier: GPL-3.0-or-later */
/* soundness_identical.c - forms that agree in every answer, and whether that may be chance; the test is in the header. */
#include "soundness_private.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#define NO_SET UINT32_MAX

/* Every different set of answers, numbered; straight forms and those that answer too little have none. */
typedef struct answer_sets {
    uint32_t *of;     /* [forms] */
    uint32_t *total;  /* [count] forms that have it */
    uint32_t *sample; /* [count] one of them */
    size_t count, forms;
} answer_sets;

static uint64_t mix(uint64_t hash, uint64_t piece) {
    hash = (hash ^ piece) * UINT64_C(0xBF58476D1CE4E5B9);
    return hash ^ hash >> 29;
}

uint64_t hash_codes(const uint8_t *codes, size_t count) {
    uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) ^ count, piece;
    size_t i = 0;
    for (; i + sizeof piece <= count; i += sizeof piece) {
        memcpy(&piece, codes + i, sizeof piece);
        hash = mix(hash, piece);
    }
    for (piece = 0; i < count; i++)
        piece = piece << 8 | codes[i];
    return mix(mix(hash, piece), 0);
}

/* A place of the table: the number of a set, and enough of its hash that the codes of others are seldom looked at, which lie far apart. */
typedef struct set_slot {
    uint32_t number; /* + 1; 0: free */
    uint32_t tag;
} set_slot;

static answer_sets number_sets(const soundness_look *look) {
    const kp_forms_view *view = look->view;
    size_t slots = 16;
    while (slots < 2 * view->forms)
        slots *= 2;
    set_slot *table = KP_NEW_ARRAY(look->arena, set_slot, slots);
    answer_sets sets = {.of = KP_NEW_ARRAY(look->arena, uint32_t, view->forms),
                        .total = KP_NEW_ARRAY(look->arena, uint32_t, view->forms),
                        .sample = KP_NEW_ARRAY(look->arena, uint32_t, view->forms)};
    for (size_t form = 0; form < view->forms; form++) {
        sets.of[form] = NO_SET;
        if (!look->judged[form] || (look->marks[form] & KP_DISCARD_STRAIGHT))
            continue;
        const uint8_t *codes = view->codes + form * view->items;
        uint64_t hash = hash_codes(codes, view->items);
        uint32_t tag = (uint32_t)(hash >> 32);
        size_t slot = (size_t)hash & (slots - 1);
        while (table[slot].number &&
               (table[slot].tag != tag || memcmp(view->codes + sets.sample[table[slot].number - 1] * view->items, codes, view->items) != 0))
            slot = (slot + 1) & (slots - 1);
        if (!table[slot].number) {
            sets.sample[sets.count] = (uint32_t)form;
            table[slot] = (set_slot){(uint32_t)++sets.count, tag};
        }
        sets.of[form] = table[slot].number - 1;
        sets.total[table[slot].number - 1]++;
        sets.forms++;
    }
    return sets;
}

/* ---- forms by group ---- */

typedef struct ordered_forms {
    uint32_t *items; /* forms with a set, group by group */
    size_t *start;   /* [groups + 1] */
    size_t groups;
} ordered_forms;

static ordered_forms order_by_group(const soundness_look *look, const answer_sets *sets, const kp_form_groups *groups) {
    size_t forms = look->view->forms, count = groups->count ? groups->count : 1;
    ordered_forms order = {KP_NEW_ARRAY(look->arena, uint32_t, sets->forms), KP_NEW_ARRAY(look->arena, size_t, count + 1), count};
    size_t *next = KP_NEW_ARRAY(look->arena, size_t, count);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t form = 0; form < forms; form++) {
            int32_t group = groups->count ? form_group(groups, form) : 0;
            if (group < 0 || sets->of[form] == NO_SET)
                continue;
            if (pass == 0)
                order.start[group + 1]++;
            else
                order.items[next[group]++] = (uint32_t)form;
        }
        for (size_t group = 0; pass == 0 && group < count; group++) {
            order.start[group + 1] += order.start[group];
            next[group] = order.start[group];
        }
    }
    return order;
}

/* ---- chance ---- */

/* The share of each code of each item among the forms that have a set. */
static const double *code_shares(const soundness_look *look, const answer_sets *sets) {
    size_t items = look->view->items;
    double *shares = KP_NEW_ARRAY(look->arena, double, items * 256);
    for (size_t form = 0; form < look->view->forms; form++)
        for (size_t i = 0; i < items && sets->of[form] != NO_SET; i++)
            shares[i * 256 + look->view->codes[form * items + i]]++;
    for (size_t i = 0; i < items * 256; i++)
        shares[i] /= (double)sets->forms;
    return shares;
}

/* The probability that at least `count` of `forms` have the set. */
static double chance_of(const soundness_look *look, const answer_sets *sets, const double shares[], uint32_t set, size_t count, size_t forms) {
    size_t items = look->view->items, elsewhere = sets->forms - forms;
    const uint8_t *codes = look->view->codes + sets->sample[set] * items;
    double p = 1;
    for (size_t i = 0; i < items; i++)
        p *= shares[i * 256 + codes[i]];
    if (elsewhere)
        p = fmax(p, (double)(sets->total[set] - count) / (double)elsewhere);
    return gsl_cdf_binomial_Q((unsigned)count - 1, fmin(p, 1), (unsigned)forms);
}

typedef struct group_search {
    const answer_sets *sets;
    const ordered_forms *order;
    const double *shares; /* NULL until a set is repeated often enough */
    uint32_t *seen;       /* [sets] forms of the group at hand */
    bool *hinted;         /* [sets] in the group at hand */
    size_t looked_at;     /* different sets, over all groups */
} group_search;

/* Counts the sets of the group; returns how many are different. */
static size_t count_group(const group_search *search, size_t group) {
    size_t different = 0;
    for (size_t i = search->order->start[group]; i < search->order->start[group + 1]; i++)
        different += search->seen[search->sets->of[search->order->items[i]]]++ == 0;
    return different;
}

static void clear_group(const group_search *search, size_t group) {
    for (size_t i = search->order->start[group]; i < search->order->start[group + 1]; i++) {
        uint32_t set = search->sets->of[search->order->items[i]];
        search->seen[set] = 0;
        search->hinted[set] = false;
    }
}

/* Tests each set of the group that is there often enough, once, at the first form that has it; the later ones are marked. */
static void test_group(soundness_look *look, group_search *search, size_t group, kp_hint hint) {
    size_t first = search->order->start[group], end = search->order->start[group + 1];
    double least = 1;
    hint.base = end - first;
    for (size_t i = first; i < end; i++) {
        size_t form = search->order->items[i];
        uint32_t set = search->sets->of[form];
        if (search->hinted[set] && !(look->marks[form] & KP_DISCARD_IDENTICAL)) {
            look->marks[form] |= KP_DISCARD_IDENTICAL;
            look->result.identical++;
        }
        if (search->hinted[set] || search->seen[set] < 2 || search->seen[set] < look->options->identical_least)
            continue;
        if (!search->shares)
            search->shares = code_shares(look, search->sets);
        double p = chance_of(look, search->sets, search->shares, set, search->seen[set], hint.base) * (double)search->looked_at;
        if (p < look->options->identical_level) {
            search->hinted[set] = true;
            hint.count += search->seen[set];
            hint.largest = search->seen[set] > hint.largest ? search->seen[set] : hint.largest;
            least = fmin(least, p);
        } else {
            search->seen[set] = 0; /* tested; not again */
        }
    }
    hint.p = least;
    hint.share = hint.base ? (double)hint.count / (double)hint.base : NAN;
    hint.limit = look->options->identical_level;
    if (hint.count)
        KP_PUSH(look->arena, &look->hints, hint);
}

static const double *search_groups(soundness_look *look, const answer_sets *sets, const kp_form_groups *groups, bool interviewers,
                                   const double *shares) {
    ordered_forms order = order_by_group(look, sets, groups);
    group_search search = {.sets = sets, .order = &order, .shares = shares};
    search.seen = KP_NEW_ARRAY(look->arena, uint32_t, sets->count);
    search.hinted = KP_NEW_ARRAY(look->arena, bool, sets->count);
    for (size_t group = 0; group < order.groups; group++) {
        search.looked_at += count_group(&search, group);
        clear_group(&search, group);
    }
    for (size_t group = 0; group < order.groups; group++) {
        kp_hint hint = blank_hint(KP_HINT_IDENTICAL);
        *(interviewers ? &hint.interviewer : &hint.unit) = groups->count ? (int32_t)group : -1;
        count_group(&search, group);
        if (order.start[group + 1] - order.start[group] >= look->options->least)
            test_group(look, &search, group, hint);
        clear_group(&search, group);
    }
    return search.shares;
}

void look_for_identical(soundness_look *look) {
    answer_sets sets = number_sets(look);
    const double *shares = search_groups(look, &sets, &look->view->units, false, NULL);
    if (look->view->interviewers.count)
        search_groups(look, &sets, &look->view->interviewers, true, shares);
}
