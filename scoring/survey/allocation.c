/* SPDX-License-Identifier: GPL-3.0-or-later */
/* allocation.c - a sample dealt out over strata, in exact numbers; the method and its sources are in sample_size.h. */
#include "kaoping/sample_size.h"

#include <stdlib.h>

#define NANO INT64_C(1000000000)

/* The largest integer whose square is at most x >= 0. */
static int64_t square_root(int64_t x) {
    int64_t root = 0;
    for (int64_t bit = INT64_C(1) << 31; bit; bit >>= 1)
        if ((root + bit) <= INT64_C(3037000499) && (root + bit) * (root + bit) <= x)
            root += bit;
    return root;
}

kp_num kp_deviation_of_share(kp_arena *arena, kp_num share) {
    kp_num variance = kp_num_mul(arena, share, kp_num_sub(arena, KP_ONE, share)); /* at most 1/4 */
    int64_t scaled = 0;
    kp_num_to_int64(kp_num_floor(arena, kp_num_mul(arena, variance, kp_num_int(NANO * NANO))), &scaled);
    return kp_num_ratio(arena, square_root(scaled), NANO);
}

typedef struct deal {
    size_t stratum;
    int64_t least, most, whole;
    kp_num weight, share; /* the share is exact, before it is cut */
    kp_num rest;          /* share - whole */
    bool fixed;           /* at one of its bounds */
} deal;

static kp_num weight_of(kp_arena *arena, kp_allocation_rule rule, const kp_allocated_stratum *stratum) {
    if (rule == KP_ALLOCATE_EQUAL)
        return stratum->size ? KP_ONE : KP_ZERO;
    kp_num size = kp_num_int(stratum->size);
    return rule == KP_ALLOCATE_NEYMAN ? kp_num_mul(arena, size, stratum->deviation) : size;
}

/* The sum of the weights that are not fixed; where none is above 0 they become those of the sizes. */
static kp_num free_weight(kp_arena *arena, deal deals[], size_t count, kp_num *room) {
    for (int round = 0;; round++) {
        size_t n = 0;
        for (size_t i = 0; i < count; i++)
            if (!deals[i].fixed)
                room[n++] = deals[i].weight;
        kp_num sum = kp_num_sum(arena, room, n);
        if (n == 0 || round || !kp_num_is_zero(sum))
            return sum;
        for (size_t i = 0; i < count; i++)
            deals[i].weight = deals[i].fixed ? KP_ZERO : kp_num_int(deals[i].most);
    }
}

/* How much the free ones together lie below their least (`under`) or beyond their most (`over`) at λ. */
static void measure(kp_arena *arena, deal deals[], size_t count, kp_num lambda, kp_num *under, kp_num *over) {
    *under = *over = KP_ZERO;
    for (size_t i = 0; i < count; i++) {
        deal *d = &deals[i];
        if (d->fixed)
            continue;
        d->share = kp_num_mul(arena, lambda, d->weight);
        kp_num short_of = kp_num_sub(arena, kp_num_int(d->least), d->share), beyond = kp_num_sub(arena, d->share, kp_num_int(d->most));
        if (kp_num_sign(short_of) > 0)
            *under = kp_num_add(arena, *under, short_of);
        else if (kp_num_sign(beyond) > 0)
            *over = kp_num_add(arena, *over, beyond);
    }
}

/* Fixes those that lie outside at the bounds of one side, or of both: returns how many. */
static size_t fix(deal deals[], size_t count, bool below, bool above, int64_t *left) {
    size_t fixed = 0;
    for (size_t i = 0; i < count; i++) {
        deal *d = &deals[i];
        bool low = below && kp_num_compare(d->share, kp_num_int(d->least)) < 0, high = above && kp_num_compare(d->share, kp_num_int(d->most)) > 0;
        if (d->fixed || (!low && !high))
            continue;
        d->fixed = true;
        d->share = kp_num_int(low ? d->least : d->most);
        *left -= low ? d->least : d->most;
        fixed++;
    }
    return fixed;
}

/*
 * The shares λ·weight within bounds that add up to the total. With the λ that deals the rest out over the free ones, cutting off at the bounds makes the sum larger by `under` and smaller by `over`: where
 * `under` is the greater the true λ is less, so those below their least are there for good; where `over` is, those beyond their most.
 */
static void deal_shares(kp_arena *arena, deal deals[], size_t count, int64_t total) {
    kp_num *room = KP_NEW_ARRAY(arena, kp_num, count), under, over;
    int64_t left = total;
    for (size_t fixed = 1; fixed;) {
        kp_num sum = free_weight(arena, deals, count, room);
        kp_num lambda = kp_num_is_zero(sum) ? KP_ZERO : kp_num_div(arena, kp_num_int(left), sum);
        measure(arena, deals, count, lambda, &under, &over);
        int more = kp_num_compare(under, over);
        fixed = fix(deals, count, more >= 0, more <= 0, &left);
    }
}

static int compare_rests(const void *a, const void *b) {
    const deal *x = a, *y = b;
    int by_rest = kp_num_compare(y->rest, x->rest), by_size = (x->most < y->most) - (x->most > y->most);
    return by_rest ? by_rest : by_size ? by_size : x->stratum < y->stratum ? -1 : x->stratum > y->stratum;
}

static void cut_to_whole(kp_arena *arena, deal deals[], size_t count, int64_t total, int64_t out[]) {
    int64_t left = total;
    for (size_t i = 0; i < count; i++) {
        kp_num whole = kp_num_floor(arena, deals[i].share);
        kp_num_to_int64(whole, &deals[i].whole);
        deals[i].rest = kp_num_sub(arena, deals[i].share, whole);
        left -= deals[i].whole;
    }
    qsort(deals, count, sizeof *deals, compare_rests);
    for (size_t i = 0; i < count; i++)
        out[deals[i].stratum] = deals[i].whole + ((int64_t)i < left);
}

/* a + b, or the largest number where that is beyond it. */
static int64_t add_capped(int64_t a, int64_t b) { return a > INT64_MAX - b ? INT64_MAX : a + b; }

kp_allocation_fault kp_allocate(kp_arena *arena, kp_allocation_rule rule, const kp_allocated_stratum strata[], size_t count, int64_t total,
                                int64_t minimum, int64_t out[], int64_t *where) {
    int64_t least = 0, most = 0;
    bool any_weight = false;
    deal *deals = KP_NEW_ARRAY(arena, deal, count);
    for (size_t i = 0; i < count; i++) {
        *where = (int64_t)i;
        if (strata[i].size < 0 || (rule == KP_ALLOCATE_NEYMAN && kp_num_sign(strata[i].deviation) < 0))
            return KP_ALLOCATION_BAD_STRATUM;
        deals[i] = (deal){.stratum = i, .most = strata[i].size, .least = strata[i].size < minimum ? strata[i].size : minimum};
        deals[i].weight = weight_of(arena, rule, &strata[i]);
        any_weight |= !kp_num_is_zero(deals[i].weight);
        least = add_capped(least, deals[i].least);
        most = add_capped(most, deals[i].most);
    }
    *where = least;
    if (total < least)
        return KP_ALLOCATION_TOTAL_TOO_SMALL;
    *where = most;
    if (total > most)
        return KP_ALLOCATION_TOTAL_TOO_LARGE;
    if (rule == KP_ALLOCATE_NEYMAN && !any_weight && total > least)
        return KP_ALLOCATION_NO_DEVIATION;
    if (count) {
        deal_shares(arena, deals, count, total);
        cut_to_whole(arena, deals, count, total, out);
    }
    return KP_ALLOCATION_SOUND;
}
