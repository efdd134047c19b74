/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * robust_swap.c - the least change of weights that swaps two neighbours. Binary numbers find where it is, exact scoring says what it is and confirms it on both sides.
 *
 * Every change is a direction for each weight and a length x: factors 1 + x · direction. Along one weight (and along all, in a tree of one level) the total of a unit is
 * (A + Bx) / (1 + Cx), as it is a mean in which that weight stands above and below. Three totals tell A, B, C; two units of like C are equal where a line crosses 0, at a rational x. Where
 * the totals do not follow that (levels, gaps, bounds, rounding at each level), the crossing is enclosed by exact scoring instead.
 */
#include "robust_private.h"

#include <math.h>
#include <stdlib.h>

#define LARGEST_FACTOR 1e6
#define NEARLY_ONE     (1 - 1e-9) /* the largest change of all weights: none is lost */
#define NOTHING        1e-12      /* of a difference of totals */
#define PASSES         50

/* ---- one change, exactly ---- */

typedef struct crossing {
    robust_run *run;
    kp_arena *work;
    int32_t upper, lower;
    const int8_t *directions; /* of each indicator */
    double about;             /* x, as found in binary numbers */
    kp_num x;                 /* the result, in run->arena */
    bool found, exact;
} crossing;

typedef struct totals {
    kp_num upper, lower;
} totals;

/* False where one of the two has none, or a weight would not stay above 0. */
static bool totals_at(crossing *c, kp_num x, totals *out) {
    const kp_scheme *scheme = c->run->scheme;
    kp_num *factors = KP_NEW_ARRAY(c->work, kp_num, scheme->indicator_count);
    for (size_t i = 0; i < scheme->indicator_count; i++) {
        factors[i] = KP_ONE;
        if (c->directions[i])
            factors[i] = c->directions[i] > 0 ? kp_num_add(c->work, KP_ONE, x) : kp_num_sub(c->work, KP_ONE, x);
        if (kp_num_sign(factors[i]) <= 0)
            return false;
    }
    const kp_scheme *changed = kp_reweigh_scheme(c->work, scheme, factors);
    return kp_reweigh_total(c->run->again, c->work, changed, c->upper, &out->upper) &&
           kp_reweigh_total(c->run->again, c->work, changed, c->lower, &out->lower);
}

/* >0: the upper one is ahead; <0: the lower one; 0 also where it cannot be told. */
static int order_at(crossing *c, kp_num x) {
    totals at;
    return totals_at(c, x, &at) ? kp_compare_goodness(c->run->scheme, at.upper, at.lower) : 0;
}

/* A rational number near x, of nine digits. */
static kp_num rational(kp_arena *arena, double x) {
    int64_t scale = 1;
    while (fabs(x) * (double)scale < 1e8 && scale < INT64_C(100000000000000000))
        scale *= 10;
    return kp_num_ratio(arena, llround(x * (double)scale), scale);
}

/* (A + Bx) / (1 + Cx) through three points, of which the first is at 0. */
typedef struct course {
    kp_num a, b, c;
} course;

static bool fit_course(kp_arena *arena, kp_num at0, kp_num x1, kp_num at1, kp_num x2, kp_num at2, course *out) {
    *out = (course){at0, KP_ZERO, KP_ZERO};
    if (kp_num_equal(at1, at2))
        return kp_num_equal(at0, at1);
    kp_num slope1 = kp_num_div(arena, kp_num_sub(arena, at1, at0), x1), slope2 = kp_num_div(arena, kp_num_sub(arena, at2, at0), x2);
    out->c = kp_num_div(arena, kp_num_sub(arena, slope2, slope1), kp_num_sub(arena, at1, at2));
    out->b = kp_num_add(arena, slope1, kp_num_mul(arena, at1, out->c));
    return true;
}

/* Where (Aa + Ba x)(1 + Cb x) = (Ab + Bb x)(1 + Ca x), if that is a line. */
static bool solve_line(kp_arena *arena, const course *u, const course *l, kp_num *x) {
    kp_num constant = kp_num_sub(arena, u->a, l->a), slope;
    if (kp_num_equal(u->c, l->c)) {
        slope = kp_num_sub(arena, u->b, l->b);
    } else {
        kp_num square = kp_num_sub(arena, kp_num_mul(arena, u->b, l->c), kp_num_mul(arena, l->b, u->c));
        if (!kp_num_is_zero(square))
            return false;
        slope = kp_num_sub(arena, kp_num_add(arena, u->b, kp_num_mul(arena, u->a, l->c)), kp_num_add(arena, l->b, kp_num_mul(arena, l->a, u->c)));
    }
    if (kp_num_is_zero(slope))
        return false;
    *x = kp_num_div(arena, kp_num_neg(arena, constant), slope);
    return true;
}

/* Just beyond x, seen from 0: by a millionth, or half-way to where a weight would be lost. */
static kp_num beyond(crossing *c, kp_num x) {
    kp_num farther = kp_num_mul(c->work, x, kp_num_ratio(c->work, 1000001, 1000000)), limit = kp_num_sign(x) < 0 ? kp_num_int(-1) : KP_ONE;
    bool lost = false;
    for (size_t i = 0; i < c->run->scheme->indicator_count; i++)
        lost = lost || (c->directions[i] == -kp_num_sign(x) && kp_num_compare(kp_num_abs(c->work, farther), KP_ONE) >= 0);
    return lost ? kp_num_div(c->work, kp_num_add(c->work, x, limit), kp_num_int(2)) : farther;
}

static bool is_crossing(crossing *c, kp_num x) {
    totals at;
    kp_num before = kp_num_mul(c->work, x, kp_num_ratio(c->work, 999999, 1000000));
    return totals_at(c, x, &at) && kp_num_equal(at.upper, at.lower) && order_at(c, before) > 0 && order_at(c, beyond(c, x)) < 0;
}

static bool solve(crossing *c, kp_num *x) {
    bool tiny = fabs(c->about) < 1e-9;
    double sign = c->about < 0 ? -1 : 1;
    kp_num x1 = rational(c->work, tiny ? sign * 1e-3 : c->about / 2), x2 = rational(c->work, tiny ? sign * 1e-2 : c->about);
    totals at0, at1, at2;
    course upper, lower;
    return totals_at(c, KP_ZERO, &at0) && totals_at(c, x1, &at1) && totals_at(c, x2, &at2) &&
           fit_course(c->work, at0.upper, x1, at1.upper, x2, at2.upper, &upper) &&
           fit_course(c->work, at0.lower, x1, at1.lower, x2, at2.lower, &lower) && solve_line(c->work, &upper, &lower, x) &&
           fabs(kp_num_to_double(*x) - c->about) <= 1e-3 * fabs(c->about) + 1e-9 && is_crossing(c, *x);
}

/* Between a point where the upper one is still ahead and one where the lower one is, halving until they are within 10^-6. */
static bool enclose(crossing *c, kp_num *x) {
    double width = 1e-6;
    for (; width < 0.02; width *= 10) {
        kp_num near = rational(c->work, c->about * (1 - width)), far = rational(c->work, c->about * (1 + width));
        if (order_at(c, near) <= 0 || order_at(c, far) >= 0)
            continue;
        for (; width > 5e-7; width /= 2) {
            kp_num middle = kp_num_div(c->work, kp_num_add(c->work, near, far), kp_num_int(2));
            if (order_at(c, middle) < 0)
                far = middle;
            else
                near = middle;
        }
        *x = far;
        return true;
    }
    return false;
}

static void confirm(kp_arena *work, void *data) {
    crossing *c = data;
    kp_num x;
    (void)work;
    c->exact = solve(c, &x);
    c->found = c->exact || enclose(c, &x);
    if (!c->found)
        return;
    const char *text = kp_num_exact(work, x); /* out of the arena of this crossing */
    if (!kp_num_parse(c->run->arena, text, &c->x)) {
        c->x = rational(c->run->arena, kp_num_to_double(x));
        c->exact = false;
    }
}

static bool confirm_crossing(crossing *c) {
    if (kp_arena_run(c->work, confirm, c) != KP_OK)
        kp_arena_exhausted(c->run->arena);
    kp_arena_reset(c->work);
    return c->found;
}

/* ---- binary numbers ---- */

/* By how much the upper one is ahead. */
static double difference(robust_run *run, int32_t upper, int32_t lower) {
    robust_tree_weigh(run->tree, run->factors);
    double first = robust_tree_total(run->tree, upper), second = robust_tree_total(run->tree, lower);
    return run->scheme->better == KP_BETTER_LOW ? second - first : first - second;
}

/* ---- by one weight ---- */

/* The total of one unit along one weight, as (a + b t) / (1 + c t). */
typedef struct fit {
    double a, b, c;
    bool fits;
} fit;

static double total_at(robust_run *run, int32_t unit) { return robust_tree_total(run->tree, unit); }

/* Fits every unit along one weight. */
static void fit_weight(robust_run *run, int32_t node, fit fits[]) {
    static const double at[] = {0.5, 1, 2, 0.1, 5};
    size_t count = run->fields.count;
    double *values = KP_NEW_ARRAY(run->arena, double, 5 * count);
    for (size_t k = 0; k < 5; k++) {
        run->factors[node] = at[k];
        robust_tree_weigh(run->tree, run->factors);
        for (size_t i = 0; i < count; i++)
            values[k * count + i] = total_at(run, run->fields.units[i]);
    }
    run->factors[node] = 1;
    for (size_t i = 0; i < count; i++) {
        double low = values[i], one = values[count + i], two = values[2 * count + i], below = 3 * one - low - 2 * two;
        fit *f = &fits[i];
        *f = (fit){.a = one};
        if (fabs(two - one) > NOTHING * 100 || fabs(low - one) > NOTHING * 100) {
            f->c = (two - 3 * one + 2 * low) / below;
            f->b = two - one + f->c * (2 * two - one);
            f->a = one * (1 + f->c) - f->b;
        }
        f->fits = true;
        for (size_t k = 3; k < 5; k++)
            f->fits = f->fits && fabs((f->a + f->b * at[k]) / (1 + f->c * at[k]) - values[k * count + i]) < 1e-6;
    }
}

/* The siblings' weights or points, its own among them. */
static double sum_of_siblings(const kp_scheme *scheme, int32_t node) {
    double sum = 0;
    int32_t parent = scheme->indicators[node].parent;
    for (int32_t i = kp_scheme_first_child(scheme, parent); i >= 0; i = kp_scheme_next_sibling(scheme, i))
        sum += kp_num_to_double(kp_reweigh_weight(scheme, i));
    return sum;
}

/* How far the weight moves in proportion to itself, once the sum is brought back. */
static double relative_change(double weight, double sum, double factor) { return fabs(factor * sum / (sum + weight * (factor - 1)) - 1); }

typedef struct candidate {
    int32_t node;
    double factor, change;
} candidate;

static void consider(candidate *best, int32_t node, double weight, double sum, double factor) {
    if (!(factor > 0) || factor > LARGEST_FACTOR)
        return;
    double change = relative_change(weight, sum, factor);
    if (best->node < 0 || change < best->change)
        *best = (candidate){node, factor, change};
}

static void consider_fits(candidate *best, int32_t node, double weight, double sum, const fit *u, const fit *l) {
    double square = u->b * l->c - l->b * u->c, line = u->b + u->a * l->c - l->b - l->a * u->c, constant = u->a - l->a;
    if (fabs(u->c - l->c) <= 1e-9 * (1 + fabs(u->c))) {
        square = 0;
        line = u->b - l->b;
    }
    if (fabs(square) < NOTHING) {
        if (fabs(line) > NOTHING)
            consider(best, node, weight, sum, -constant / line);
        return;
    }
    double root = line * line - 4 * square * constant;
    if (root < 0)
        return;
    double q = -0.5 * (line + copysign(sqrt(root), line));
    consider(best, node, weight, sum, q / square);
    if (fabs(q) > NOTHING)
        consider(best, node, weight, sum, constant / q);
}

static double difference_along(robust_run *run, int32_t node, double factor, int32_t upper, int32_t lower) {
    run->factors[node] = factor;
    double d = difference(run, upper, lower);
    run->factors[node] = 1;
    return d;
}

/* The nearest change of sign on either side, where the totals follow no simple course. */
static void consider_steps(robust_run *run, candidate *best, int32_t node, double weight, double sum, int32_t upper, int32_t lower) {
    for (int side = -1; side <= 1; side += 2) {
        double near = 1, far = 1;
        for (int step = 1; step <= 60; step++) {
            near = far;
            far = exp2(side * step / 4.0);
            if (difference_along(run, node, far, upper, lower) < -NOTHING)
                break;
            if (step == 60)
                near = far = 0;
        }
        for (int i = 0; i < 50 && far > 0; i++) {
            double middle = (near + far) / 2;
            if (difference_along(run, node, middle, upper, lower) < -NOTHING)
                far = middle;
            else
                near = middle;
        }
        consider(best, node, weight, sum, far);
    }
}

typedef struct swap_run {
    robust_run *run;
    kp_arena *work;
    fit *fits;    /* [weight * units + slot] */
    double *sums; /* of each weight: with its siblings' */
    int8_t *directions;
} swap_run;

static int compare_candidates(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->change < y->change || x->change > y->change)
        return x->change < y->change ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

static void find_one(swap_run *s, kp_robust_swap *swap) {
    robust_run *run = s->run;
    size_t count = 0, u = run->slot[swap->upper], l = run->slot[swap->lower];
    candidate *all = KP_NEW_ARRAY(run->arena, candidate, run->weight_count);
    for (size_t w = 0; w < run->weight_count; w++) {
        const fit *upper = &s->fits[w * run->fields.count + u], *lower = &s->fits[w * run->fields.count + l];
        double weight = kp_num_to_double(kp_reweigh_weight(run->scheme, run->weights[w]));
        candidate best = {-1, 0, 0};
        if (upper->fits && lower->fits)
            consider_fits(&best, run->weights[w], weight, s->sums[w], upper, lower);
        else
            consider_steps(run, &best, run->weights[w], weight, s->sums[w], swap->upper, swap->lower);
        if (best.node >= 0)
            all[count++] = best;
    }
    if (count)
        qsort(all, count, sizeof *all, compare_candidates);
    for (size_t i = 0; i < count && swap->indicator < 0; i++) {
        crossing c = {.run = run, .work = s->work, .upper = swap->upper, .lower = swap->lower, .directions = s->directions};
        s->directions[all[i].node] = 1;
        c.about = all[i].factor - 1;
        bool found = confirm_crossing(&c);
        s->directions[all[i].node] = 0;
        if (!found)
            continue;
        swap->indicator = all[i].node;
        swap->factor = kp_num_add(run->arena, KP_ONE, c.x);
        swap->exact = c.exact;
    }
}

static void tell_weight(const robust_run *run, kp_robust_swap *swap) {
    kp_arena *arena = run->arena;
    kp_num sum = KP_ZERO, weight = kp_reweigh_weight(run->scheme, swap->indicator);
    int32_t parent = run->scheme->indicators[swap->indicator].parent;
    for (int32_t i = kp_scheme_first_child(run->scheme, parent); i >= 0; i = kp_scheme_next_sibling(run->scheme, i))
        sum = kp_num_add(arena, sum, kp_reweigh_weight(run->scheme, i));
    kp_num grown = kp_num_mul(arena, weight, swap->factor), after = kp_num_add(arena, kp_num_sub(arena, sum, weight), grown);
    swap->from = weight;
    swap->to = kp_num_div(arena, kp_num_mul(arena, grown, sum), after);
}

/* ---- by all weights ---- */

static void set_factors(robust_run *run, const int8_t directions[], double change) {
    for (size_t w = 0; w < run->weight_count; w++)
        run->factors[run->weights[w]] = 1 + change * directions[run->weights[w]];
}

/* The corner of the box 1 ± change at which the upper one's lead is least, from the directions given; the lead there. */
static double least_lead(swap_run *s, const kp_robust_swap *swap, double change) {
    robust_run *run = s->run;
    bool moved = true;
    set_factors(run, s->directions, change);
    for (int pass = 0; moved && pass < PASSES; pass++) {
        moved = false;
        for (size_t w = 0; w < run->weight_count; w++) {
            int32_t node = run->weights[w];
            run->factors[node] = 1 - change;
            double down = difference(run, swap->upper, swap->lower);
            run->factors[node] = 1 + change;
            double up = difference(run, swap->upper, swap->lower);
            int8_t direction = fabs(up - down) < NOTHING ? 0 : up < down ? 1 : -1;
            run->factors[node] = 1 + change * direction;
            moved = moved || direction != s->directions[node];
            s->directions[node] = direction;
        }
    }
    return difference(run, swap->upper, swap->lower);
}

/* Where along the directions the lead is lost, between 0 and `far`. */
static double lost_at(swap_run *s, const kp_robust_swap *swap, double far) {
    double near = 0;
    for (int i = 0; i < 60 && far - near > 1e-14; i++) {
        double middle = (near + far) / 2;
        set_factors(s->run, s->directions, middle);
        if (difference(s->run, swap->upper, swap->lower) < 0)
            far = middle;
        else
            near = middle;
    }
    return far;
}

/* From the largest change inwards: the best corner of the box, the point where the lead is lost on the way to it, the best corner of the smaller box, and so on until that is no better. */
static void find_all(swap_run *s, kp_robust_swap *swap) {
    robust_run *run = s->run;
    double change = NEARLY_ONE, lead = least_lead(s, swap, change);
    bool possible = lead < -NOTHING;
    for (int i = 0; possible && i < PASSES && lead < -NOTHING; i++) {
        double smaller = lost_at(s, swap, change);
        if (smaller >= change)
            break;
        change = smaller;
        lead = least_lead(s, swap, change);
    }
    swap->all_least = robust_tree_is_plain(run->tree, swap->upper) && robust_tree_is_plain(run->tree, swap->lower);
    if (possible) {
        crossing c = {.run = run, .work = s->work, .upper = swap->upper, .lower = swap->lower, .directions = s->directions, .about = change};
        swap->all = confirm_crossing(&c);
        swap->all_exact = c.exact;
        swap->change = swap->all ? c.x : KP_ZERO;
        kp_num *directions = KP_NEW_ARRAY(run->arena, kp_num, run->scheme->indicator_count);
        for (size_t i = 0; i < run->scheme->indicator_count; i++)
            directions[i] = kp_num_int(s->directions[i]);
        swap->directions = directions;
    }
    set_factors(run, s->directions, 0);
    for (size_t w = 0; w < run->weight_count; w++)
        s->directions[run->weights[w]] = 0;
}

/* ---- all pairs ---- */

static void find_swap(swap_run *s, kp_robust_swap *swap) {
    const kp_unit_result *upper = &s->run->card->units[swap->upper], *lower = &s->run->card->units[swap->lower];
    if (upper->rank == lower->rank || kp_compare_goodness(s->run->scheme, upper->total, lower->total) <= 0) {
        swap->kind = KP_SWAP_TIED;
        return;
    }
    find_one(s, swap);
    if (swap->indicator >= 0)
        tell_weight(s->run, swap);
    find_all(s, swap);
    swap->kind = swap->indicator >= 0 || swap->all ? KP_SWAP_FOUND : KP_SWAP_NEVER;
}

static void free_work(void *work) { kp_arena_free(work); }

const kp_robust_swap *robust_swaps(robust_run *run, size_t *count) {
    const robust_fields *f = &run->fields;
    swap_run s = {.run = run, .work = kp_arena_new(NULL)};
    if (!s.work)
        kp_arena_exhausted(run->arena);
    kp_arena_defer(run->arena, free_work, s.work);
    s.fits = KP_NEW_ARRAY(run->arena, fit, run->weight_count * f->count);
    s.sums = KP_NEW_ARRAY(run->arena, double, run->weight_count);
    s.directions = KP_NEW_ARRAY(run->arena, int8_t, run->scheme->indicator_count);
    for (size_t w = 0; w < run->weight_count; w++) {
        fit_weight(run, run->weights[w], s.fits + w * f->count);
        s.sums[w] = sum_of_siblings(run->scheme, run->weights[w]);
    }
    kp_robust_swap *swaps = KP_NEW_ARRAY(run->arena, kp_robust_swap, f->count);
    *count = 0;
    for (size_t g = 0; g < f->fields; g++)
        for (size_t i = f->first[g]; i + 1 < f->first[g + 1]; i++) {
            kp_robust_swap *swap = &swaps[(*count)++];
            *swap = (kp_robust_swap){.upper = f->units[i], .lower = f->units[i + 1], .indicator = -1};
            swap->from = swap->to = swap->factor = swap->change = KP_ZERO;
            find_swap(&s, swap);
        }
    return swaps;
}
