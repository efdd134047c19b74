/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis_totals.c - how far an error of a leaf moves the score: the derivative of the score by the leaf's figure, along the path that score_tree.c takes.
 *
 * A sum passes a mark on as it is, or times full / reachable where gaps are made good; a weighted node times full × weight / (Σ weights × full of the child); a geometric or harmonic
 * mean and a product by their derivatives, the least and the greatest whole where it is that child alone. A node held down to another's mark
 * passes the other's error on, not its own. A mark that was given, or is a zero or full for a gap, has no error. Rounding and the bounds of the total are left out of account: near them the error told is on the safe side.
 */
#include "analysis_private.h"

#include <math.h>

typedef struct derivation {
    const kp_scorecard *card;
    const kp_scheme *scheme;
    const kp_mark *marks; /* of the unit */
} derivation;

static double share_of_node(const derivation *d, int32_t node);

static bool is_scored(const derivation *d, int32_t node) { return d->marks[node].state == KP_MARK_SCORED; }

static bool passes_on(const derivation *d, int32_t node) {
    return is_scored(d, node) && !(d->marks[node].flags & (KP_FLAG_HELD_DOWN | KP_FLAG_BY_GAP_RULE | KP_FLAG_GIVEN));
}

/* A child's share of its full marks as the mean takes it: 0 or less as `zero_as` says. */
static double share_taken(const derivation *d, const kp_indicator *p, int32_t child) {
    double full = kp_num_to_double(d->scheme->indicators[child].full);
    double share = full > 0 ? kp_num_to_double(d->marks[child].value) / full : 0;
    return share > 0 || !p->zero_as.given ? share : kp_num_to_double(p->zero_as.value) / 100;
}

static double weight_of(const derivation *d, const kp_indicator *p, int32_t child) {
    return p->combine == KP_COMBINE_WEIGHTED ? kp_num_to_double(d->scheme->indicators[child].weight.value) : 1;
}

/* What a point of the child adds to a parent that is no arithmetic mean (score_aggregate.c): the derivative of the mean of shares, times full / full of the child. */
static double share_of_aggregate(const derivation *d, int32_t parent, int32_t child) {
    const kp_indicator *p = &d->scheme->indicators[parent], *c = &d->scheme->indicators[child];
    double weights = 0, logarithms = 0, inverses = 0, own = share_taken(d, p, child);
    bool outermost = true;
    for (int32_t i = parent + 1; i < p->end; i = d->scheme->indicators[i].end) {
        if (!is_scored(d, i) || !kp_has_share(&d->scheme->indicators[i]))
            continue;
        double share = share_taken(d, p, i), weight = weight_of(d, p, i);
        outermost = outermost && (i == child || (p->aggregate == KP_AGGREGATE_LEAST ? share > own : share < own));
        weights += weight;
        logarithms += weight * log(share > 0 ? share : 0);
        inverses += share > 0 ? weight / share : INFINITY;
    }
    double factor = kp_num_sign(c->full) > 0 ? kp_num_to_double(p->full) / kp_num_to_double(c->full) : 0;
    if (p->aggregate == KP_AGGREGATE_LEAST || p->aggregate == KP_AGGREGATE_GREATEST)
        return outermost ? factor : 0;
    if (!(own > 0) || !(weights > 0) || kp_num_sign(d->marks[child].value) <= 0 || isinf(inverses))
        return 0;
    if (p->aggregate == KP_AGGREGATE_PRODUCT)
        return factor * weight_of(d, p, child) * exp(logarithms) / own;
    double part = weight_of(d, p, child) / weights, mean = weights / inverses;
    return factor * part * (p->aggregate == KP_AGGREGATE_HARMONIC ? mean * mean / (own * own) : exp(logarithms / weights) / own);
}

/* What a point of the child adds to the mark of its parent. */
static double share_of_parent(const derivation *d, int32_t parent, int32_t child) {
    const kp_indicator *p = &d->scheme->indicators[parent], *c = &d->scheme->indicators[child];
    double reachable = 0, weights = 0;
    if (p->aggregate != KP_AGGREGATE_MEAN)
        return share_of_aggregate(d, parent, child);
    for (int32_t i = parent + 1; i < p->end; i = d->scheme->indicators[i].end) {
        const kp_indicator *sibling = &d->scheme->indicators[i];
        if (!is_scored(d, i) || !kp_has_share(sibling))
            continue;
        reachable += kp_num_to_double(d->marks[i].reachable);
        weights += kp_num_to_double(sibling->weight.value);
    }
    if (p->combine != KP_COMBINE_WEIGHTED)
        return reachable > 0 ? kp_num_to_double(d->marks[parent].reachable) / reachable : 1;
    double full = kp_num_to_double(c->full);
    return weights > 0 && full > 0 ? kp_num_to_double(p->full) * kp_num_to_double(c->weight.value) / weights / full : 0;
}

/* What a point of `node` adds to the score through those that are held down to it. */
static double share_by_checks(const derivation *d, int32_t node) {
    double share = 0;
    for (size_t i = 0; i < d->scheme->indicator_count; i++) {
        if (d->scheme->indicators[i].check_against != node || !is_scored(d, (int32_t)i) || !(d->marks[i].flags & KP_FLAG_HELD_DOWN))
            continue;
        double theirs = kp_num_to_double(d->marks[node].reachable);
        if (theirs > 0)
            share += share_of_node(d, (int32_t)i) * kp_num_to_double(d->marks[i].reachable) / theirs;
    }
    return share;
}

/* What a point of the node's mark, once it is settled, adds to the score. Ends, as a scheme's checks make no circle. */
static double share_of_node(const derivation *d, int32_t node) {
    if (!is_scored(d, node))
        return 0;
    if (node == 0)
        return 1;
    int32_t parent = d->scheme->indicators[node].parent;
    double share = share_by_checks(d, node);
    if (passes_on(d, parent))
        share += share_of_parent(d, parent, node) * share_of_node(d, parent);
    return share;
}

double *shares_of_score(kp_arena *arena, const kp_scorecard *card, const int32_t leaves[], size_t leaf_count) {
    const kp_scheme *scheme = card->scheme;
    size_t units = card->evidence->units.count;
    double *shares = KP_NEW_ARRAY(arena, double, units *leaf_count);
    for (size_t u = 0; u < units; u++) {
        derivation d = {card, scheme, &card->marks[u * scheme->indicator_count]};
        for (size_t n = 0; n < leaf_count && card->units[u].scored; n++)
            if (passes_on(&d, leaves[n]))
                shares[u * leaf_count + n] = share_of_node(&d, leaves[n]) * kp_num_to_double(scheme->indicators[leaves[n]].full) / 100;
    }
    return shares;
}
