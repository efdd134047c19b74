/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c - which differences mean something, and between which places a rank lies. */
#include "kaoping/compare.h"

#include <math.h>
#include <stdlib.h>

/* ---- a pair ---- */

static bool has_error(const kp_compared *unit) { return !isnan(unit->se); }

/* A unit's error on one side; where no variance was seen, that of its bound. */
typedef struct one_side {
    double se, df;
} one_side;

static one_side side_of(const kp_compared *unit, double width, double normal) {
    return unit->se == 0 && width > 0 ? (one_side){width / normal, INFINITY} : (one_side){unit->se, unit->df};
}

/* Satterthwaite's degrees of freedom of a difference (Welch 1947, equation 28): those of an estimate without error do not count. NaN where one is not known. */
static double degrees_of_difference(one_side a, one_side b) {
    double va = a.se * a.se, vb = b.se * b.se, v = va + vb;
    double share = (va > 0 ? va / v * (va / v) / a.df : 0) + (vb > 0 ? vb / v * (vb / v) / b.df : 0);
    return 1 / share;
}

double kp_compared_margin(const kp_compared *unit, double confidence) {
    if (unit->se == 0)
        return fmax(unit->below, unit->above);
    return kp_quantile(confidence, unit->df) * unit->se;
}

bool kp_tells_apart(const kp_compared *a, const kp_compared *b, double confidence) {
    if (!has_error(a) || !has_error(b) || kp_num_equal(a->value, b->value))
        return false;
    const kp_compared *better = kp_num_compare(a->value, b->value) > 0 ? a : b, *worse = better == a ? b : a;
    double normal = kp_quantile(confidence, INFINITY), difference = kp_num_to_double(better->value) - kp_num_to_double(worse->value);
    one_side down = side_of(better, better->below, normal), up = side_of(worse, worse->above, normal);
    double se = hypot(down.se, up.se);
    if (se == 0)
        return true;
    return difference > kp_quantile(confidence, degrees_of_difference(down, up)) * se; /* false where there are no degrees of freedom */
}

/* ---- all pairs ---- */

typedef struct candidate {
    const kp_compared *unit;
    size_t index; /* as given */
    double value;
    double down, up;    /* standard errors on either side */
    double normal, own; /* quantiles: of the normal distribution, and of t at its own degrees of freedom */
} candidate;

static candidate make_candidate(const kp_compared *unit, size_t index, double confidence) {
    double normal = kp_quantile(confidence, INFINITY);
    one_side down = side_of(unit, unit->below, normal), up = side_of(unit, unit->above, normal);
    double own = kp_quantile(confidence, down.se > 0 ? down.df : up.df);
    return (candidate){unit, index, kp_num_to_double(unit->value), down.se, up.se, normal, own};
}

static int better_first(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    int order = kp_num_compare(y->unit->value, x->unit->value);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* The same as kp_tells_apart(), `a` being the better. A quantile of t costs a microsecond, and most pairs need none of their own: it is above that of the normal distribution, and not above that at
 * the smaller of the two degrees of freedom, as Satterthwaite's are never fewer. */
static bool is_apart(const candidate *a, const candidate *b, double confidence) {
    double difference = a->value - b->value, se = hypot(a->down, b->up);
    if (se > 0 && difference <= a->normal * se)
        return false;
    double sure = a->down == 0 ? b->own : b->up == 0 ? a->own : fmax(a->own, b->own);
    bool known = (a->down == 0 || !isnan(a->own)) && (b->up == 0 || !isnan(b->own));
    if (se > 0 && known && difference > sure * se * (1 + 1e-9))
        return true;
    return kp_tells_apart(a->unit, b->unit, confidence);
}

/* Whatever lies so far below is told apart from any: no pair needs to be looked at. */
static double far_enough(const candidate sorted[], size_t count) {
    double se = 0, quantile = 0;
    for (size_t i = 0; i < count; i++) {
        double wider = fmax(sorted[i].down, sorted[i].up);
        se = fmax(se, wider);
        if (wider > 0)
            quantile = isnan(sorted[i].own) ? INFINITY : fmax(quantile, sorted[i].own);
    }
    return se > 0 ? quantile * se * sqrt(2) * (1 + 1e-9) : 0;
}

/* `better` and `worse` count, for each of `sorted`, the units certainly so. */
static void count_apart(const candidate sorted[], size_t count, double confidence, uint32_t better[], uint32_t worse[]) {
    double far = far_enough(sorted, count);
    size_t behind = 0; /* the first that is far enough from i */
    for (size_t i = 0; i < count; i++) {
        while (behind < count && (behind <= i || !(sorted[i].value - sorted[behind].value > far)))
            behind++;
        worse[i] += (uint32_t)(count - behind);
        for (size_t j = i + 1; j < behind; j++) {
            if (!is_apart(&sorted[i], &sorted[j], confidence))
                continue;
            worse[i]++;
            better[j]++;
        }
    }
    for (size_t j = 0, above = 0; j < count; j++) { /* the far ones from the other side */
        while (above < j && sorted[above].value - sorted[j].value > far)
            above++;
        better[j] += (uint32_t)above;
    }
}

kp_rank_range *kp_rank_ranges(kp_arena *arena, const kp_compared units[], size_t count, double confidence) {
    kp_rank_range *ranges = KP_NEW_ARRAY(arena, kp_rank_range, count);
    candidate *sorted = KP_NEW_ARRAY(arena, candidate, count);
    uint32_t *better = KP_NEW_ARRAY(arena, uint32_t, count), *worse = KP_NEW_ARRAY(arena, uint32_t, count);
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        ranges[i] = (kp_rank_range){1, (uint32_t)count}; /* of a unit without known error nothing can be told */
        if (has_error(&units[i]))
            sorted[known++] = make_candidate(&units[i], i, confidence);
    }
    qsort(sorted, known, sizeof *sorted, better_first);
    count_apart(sorted, known, confidence, better, worse);
    for (size_t i = 0; i < known; i++)
        ranges[sorted[i].index] = (kp_rank_range){1 + better[i], (uint32_t)count - worse[i]};
    return ranges;
}
