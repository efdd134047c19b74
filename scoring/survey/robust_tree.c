/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * robust_tree.c - marks from the leaves up for any weights, in binary numbers: the rules of score_tree.c (see there, and reweigh.h) without their derivation. That both agree is held by
 * tests/property/robust_property_test.c, and in every analysis by the trials that are scored exactly too.
 */
#include "robust_private.h"

#include <math.h>

typedef struct tree_node {
    int32_t parent, end, check_against;
    double weight, points, full, tolerance;               /* as written */
    double full_now, weight_now, tolerance_now, all_full; /* by the weights set; all_full: of the children together */
    kp_na_rule na;
    kp_aggregate aggregate;
    double zero_as; /* share that a share of 0 or less counts as; 0: the whole is 0 */
    int rounds;     /* decimals to which its mark is rounded; -1: is not */
    bool inner, bonus, weighted, hands_up;
    bool counted, shares; /* shares: in its parent's full marks */
} tree_node;

struct robust_tree {
    const kp_scorecard *card;
    const int32_t *order;
    tree_node *nodes;
    size_t count;
    double *scales;
    double least, most;
    bool has_least, has_most, bent; /* bent: some mark is rounded, or no mean of those below */
    bool checks;
    int decided_decimals;
    kp_rounding decided_rule;
    robust_mark *fixed; /* [unit * count + node] of what is not made of children; state BUSY else */
    robust_mark *marks; /* of one unit */
    bool *plain;
};

#define NOT_FIXED 255
#define SAME      1e-9 /* values nearer than this are equal: sums of some hundred terms are right to 10^-12 */
#define NOISE     1e-12

/* ---- rounding ---- */

/* To a whole number; what is as near to a half, or to a whole number, as binary numbers tell is one. */
static double round_whole(double x, kp_rounding rule) {
    double below = floor(x), part = x - below;
    double slack = SAME + NOISE * fabs(x);
    if (rule == KP_ROUND_DOWN || rule == KP_ROUND_UP) {
        if (part <= slack || part >= 1 - slack)
            return round(x);
        return (rule == KP_ROUND_UP) == (x > 0) ? below + 1 : below;
    }
    if (fabs(part - 0.5) > slack)
        return part < 0.5 ? below : below + 1;
    if (rule == KP_HALF_EVEN)
        return fmod(below, 2) == 0 ? below : below + 1;
    return (x < 0) == (rule == KP_HALF_UP) ? below : below + 1;
}

static double power_of_ten(int decimals) {
    double power = 1;
    for (; decimals > 0; decimals--)
        power *= 10;
    return power;
}

double robust_decided(const robust_tree *tree, double value) { return round_whole(value * power_of_ten(tree->decided_decimals), tree->decided_rule); }

/* ---- the tree ---- */

static int rounds_of(const kp_scheme *scheme, const kp_indicator *node) {
    if (node->decimals >= 0)
        return node->decimals;
    return scheme->round_at == KP_ROUND_AT_EACH && !kp_is_value_leaf(node) ? scheme->decimals : -1;
}

static void read_node(const kp_scheme *scheme, int32_t index, tree_node *node) {
    const kp_indicator *from = &scheme->indicators[index];
    *node = (tree_node){.parent = from->parent,
                        .end = from->end,
                        .check_against = from->check_against,
                        .weight = kp_num_to_double(from->weight.value),
                        .points = kp_num_to_double(from->points.value),
                        .full = kp_num_to_double(from->full),
                        .tolerance = kp_num_to_double(from->tolerance),
                        .na = from->na,
                        .aggregate = from->aggregate,
                        .zero_as = from->zero_as.given ? fmax(0, kp_num_to_double(from->zero_as.value) / 100) : 0,
                        .rounds = rounds_of(scheme, from),
                        .inner = from->method == KP_METHOD_NONE,
                        .bonus = kp_is_bonus(from),
                        .weighted = from->combine == KP_COMBINE_WEIGHTED,
                        .counted = from->counted == KP_COUNTED_YES,
                        .shares = kp_has_share(from)};
}

/* Whether a sum hands its gaps up: it does not name prorate, and its full marks are those of its children. Decided on exact numbers. */
static bool hands_up(kp_arena *arena, const kp_scheme *scheme, int32_t index) {
    const kp_indicator *node = &scheme->indicators[index];
    kp_num all = KP_ZERO;
    if (node->method != KP_METHOD_NONE || node->combine != KP_COMBINE_SUM || node->aggregate != KP_AGGREGATE_MEAN || node->na_named == KP_NA_PRORATE)
        return false;
    for (int32_t i = kp_scheme_first_child(scheme, index); i >= 0; i = kp_scheme_next_sibling(scheme, i))
        if (kp_has_share(&scheme->indicators[i]))
            all = kp_num_add(arena, all, scheme->indicators[i].full);
    return kp_num_equal(all, node->full);
}

static robust_mark mark_of(const kp_mark *mark) {
    return (robust_mark){kp_num_to_double(mark->value), kp_num_to_double(mark->reachable), mark->state, mark->flags};
}

/* True where every leaf of the unit has a mark of its own out of full marks. */
static bool is_plain(const robust_tree *tree, int32_t unit) {
    const kp_evidence *evidence = tree->card->evidence;
    bool plain = !tree->checks && !tree->bent;
    for (size_t i = 0; i < tree->count && plain; i++) {
        const robust_mark *fixed = &tree->fixed[(size_t)unit * tree->count + i];
        plain = fixed->state == NOT_FIXED || !tree->nodes[i].shares || (fixed->state == KP_MARK_SCORED && !(fixed->flags & KP_FLAG_BY_GAP_RULE));
        plain = plain && !evidence->gap_of[(size_t)unit * tree->count + i];
    }
    return plain;
}

robust_tree *robust_tree_new(kp_arena *arena, const kp_scorecard *card, const kp_reweighing *again) {
    const kp_scheme *scheme = card->scheme;
    size_t count = scheme->indicator_count, units = card->evidence->units.count;
    robust_tree *tree = KP_NEW(arena, robust_tree);
    bool full = scheme->decide_on == KP_DECIDE_ON_FULL;
    *tree = (robust_tree){.card = card,
                          .order = kp_reweighing_order(again),
                          .nodes = KP_NEW_ARRAY(arena, tree_node, count),
                          .count = count,
                          .scales = KP_NEW_ARRAY(arena, double, count),
                          .least = scheme->minimum.given ? kp_num_to_double(scheme->minimum.value) : 0,
                          .most = kp_num_to_double(scheme->maximum.value),
                          .has_least = scheme->minimum.given || !scheme->unbounded,
                          .has_most = scheme->maximum.given,
                          .decided_decimals = full ? 9 : scheme->decimals,
                          .decided_rule = scheme->rounding,
                          .fixed = KP_NEW_ARRAY(arena, robust_mark, units * count),
                          .marks = KP_NEW_ARRAY(arena, robust_mark, count),
                          .plain = KP_NEW_ARRAY(arena, bool, units)};
    for (size_t i = 0; i < count; i++) {
        read_node(scheme, (int32_t)i, &tree->nodes[i]);
        tree->nodes[i].hands_up = hands_up(arena, scheme, (int32_t)i);
        tree->checks = tree->checks || tree->nodes[i].check_against >= 0;
        tree->bent = tree->bent || tree->nodes[i].rounds >= 0 || (tree->nodes[i].inner && tree->nodes[i].aggregate != KP_AGGREGATE_MEAN);
    }
    for (size_t unit = 0; unit < units; unit++) {
        for (size_t i = 0; i < count; i++) {
            const kp_mark *fixed = kp_reweighing_fixed(again, (int32_t)unit, (int32_t)i);
            tree->fixed[unit * count + i] = fixed ? mark_of(fixed) : (robust_mark){.state = NOT_FIXED};
        }
        tree->plain[unit] = is_plain(tree, (int32_t)unit);
    }
    return tree;
}

bool robust_tree_is_plain(const robust_tree *tree, int32_t unit) { return tree->plain[unit]; }

void robust_tree_weigh(robust_tree *tree, const double factors[]) {
    tree_node *nodes = tree->nodes;
    tree->scales[0] = 1;
    for (size_t i = 0; i < tree->count; i++) {
        tree_node *node = &nodes[i];
        double before = 0, after = 0, scale = tree->scales[i];
        node->full_now = node->full * scale;
        node->tolerance_now = node->tolerance * scale;
        node->all_full = 0;
        for (int32_t c = (int32_t)i + 1; c < node->end && node->inner; c = nodes[c].end)
            if (nodes[c].shares) {
                before += nodes[c].points;
                after += nodes[c].points * factors[c];
            }
        for (int32_t c = (int32_t)i + 1; c < node->end && node->inner; c = nodes[c].end) {
            tree->scales[c] = 1;
            nodes[c].weight_now = nodes[c].weight * factors[c];
            if (!node->weighted && node->aggregate == KP_AGGREGATE_MEAN && nodes[c].shares)
                tree->scales[c] = after > 0 ? factors[c] * before * scale / after : 0;
            if (nodes[c].shares)
                node->all_full += nodes[c].full * tree->scales[c];
        }
    }
}

/* ---- marks ---- */

static bool same(double x, double y) { return fabs(x - y) <= SAME * fmax(1, fmax(fabs(x), fabs(y))); }

static double apply_gap_rule(const tree_node *node, robust_mark *mark) {
    *mark = (robust_mark){.state = KP_MARK_NOT_APPLICABLE};
    if (!node->shares || (node->na != KP_NA_ZERO && node->na != KP_NA_FULL))
        return 0;
    *mark = (robust_mark){.reachable = node->full_now, .state = KP_MARK_SCORED, .flags = KP_FLAG_BY_GAP_RULE};
    return node->na == KP_NA_FULL ? node->full_now : 0;
}

/* The bonus points that belong to the node: its own, and those below its children without a mark. */
static double own_bonus(const robust_tree *tree, int32_t node) {
    double sum = 0;
    for (int32_t at = node + 1; at < tree->nodes[node].end;) {
        const robust_mark *mark = &tree->marks[at];
        if (tree->nodes[at].bonus && mark->state == KP_MARK_SCORED)
            sum += mark->value;
        at = tree->nodes[at].inner && mark->state != KP_MARK_NOT_APPLICABLE ? tree->nodes[at].end : at + 1;
    }
    return sum;
}

/* Those that stand in the chain of sums below it. */
static double chain_bonus(const robust_tree *tree, int32_t node) {
    double sum = 0;
    for (int32_t c = node + 1; c < tree->nodes[node].end; c = tree->nodes[c].end)
        if (tree->nodes[c].hands_up && tree->marks[c].state == KP_MARK_SCORED && !(tree->marks[c].flags & KP_FLAG_HELD_DOWN))
            sum += own_bonus(tree, c) + chain_bonus(tree, c);
    return sum;
}

static double empty_node(const robust_tree *tree, int32_t index, robust_mark *mark) {
    *mark = (robust_mark){.state = KP_MARK_NOT_APPLICABLE};
    if (index == 0)
        return 0;
    double value = apply_gap_rule(&tree->nodes[index], mark);
    return mark->state == KP_MARK_SCORED ? value + own_bonus(tree, index) : value;
}

static double sum_node(const robust_tree *tree, int32_t index, double sum, double reachable, robust_mark *mark) {
    const tree_node *node = &tree->nodes[index], *parent = node->parent < 0 ? NULL : &tree->nodes[node->parent];
    bool gaps = !same(reachable, node->all_full), own_scale = !same(node->full_now, node->all_full);
    bool top = !parent || parent->weighted || parent->aggregate != KP_AGGREGATE_MEAN || !node->hands_up;
    *mark = (robust_mark){.reachable = gaps && !top ? reachable : node->full_now, .state = KP_MARK_SCORED};
    if ((gaps || own_scale) && top && reachable > 0) {
        double bonus = chain_bonus(tree, index);
        sum = (sum - bonus) * node->full_now / reachable + bonus;
    }
    return sum + own_bonus(tree, index);
}

/* One share of full marks out of the children's (score_aggregate.c). False where none has a share. */
static bool aggregate_share(const robust_tree *tree, int32_t index, double *share) {
    const tree_node *node = &tree->nodes[index];
    double weights = 0, sum = 0, least = (double)INFINITY, most = -(double)INFINITY;
    bool zero = false, product = node->aggregate == KP_AGGREGATE_PRODUCT, logarithms = product || node->aggregate == KP_AGGREGATE_GEOMETRIC;
    for (int32_t c = index + 1; c < node->end; c = tree->nodes[c].end) {
        const tree_node *child = &tree->nodes[c];
        double weight = node->weighted ? child->weight_now : 1;
        if (!child->shares || tree->marks[c].state != KP_MARK_SCORED || weight <= 0 || child->full_now <= 0)
            continue;
        double own = tree->marks[c].value / child->full_now, lifted = own > NOISE ? own : node->zero_as;
        least = fmin(least, own);
        most = fmax(most, own);
        zero = zero || lifted <= 0;
        weights += weight;
        if (lifted > 0)
            sum += logarithms ? weight * log(lifted) : weight / lifted;
    }
    if (weights <= 0)
        return false;
    if (node->aggregate == KP_AGGREGATE_LEAST || node->aggregate == KP_AGGREGATE_GREATEST)
        *share = node->aggregate == KP_AGGREGATE_LEAST ? least : most;
    else
        *share = zero ? 0 : product ? exp(sum) : logarithms ? exp(sum / weights) : weights / sum;
    return true;
}

static double aggregate_node(const robust_tree *tree, int32_t index, robust_mark *mark) {
    double share;
    if (!aggregate_share(tree, index, &share))
        return empty_node(tree, index, mark);
    *mark = (robust_mark){.reachable = tree->nodes[index].full_now, .state = KP_MARK_SCORED};
    return share * tree->nodes[index].full_now + own_bonus(tree, index);
}

static double inner_node(const robust_tree *tree, int32_t index, robust_mark *mark) {
    const tree_node *node = &tree->nodes[index];
    double sum = 0, mean = 0, weights = 0, reachable = node->all_full;
    size_t applied = 0;
    if (!node->counted) {
        *mark = (robust_mark){.state = KP_MARK_NOT_APPLICABLE};
        return 0;
    }
    for (int32_t c = index + 1; c < node->end; c = tree->nodes[c].end) {
        const tree_node *child = &tree->nodes[c];
        const robust_mark *its = &tree->marks[c];
        if (!child->counted)
            continue;
        if (its->state == KP_MARK_NOT_SCORED) {
            *mark = (robust_mark){.state = KP_MARK_NOT_SCORED};
            return 0;
        }
        if (child->bonus)
            continue;
        bool scored = its->state == KP_MARK_SCORED;
        reachable += (scored ? its->reachable : 0) - child->full_now;
        if (!scored)
            continue;
        applied++;
        sum += its->value;
        if (node->weighted && child->full_now > 0) {
            mean += child->weight_now * its->value * node->full_now / child->full_now;
            weights += child->weight_now;
        }
    }
    if (applied > 0 && node->aggregate != KP_AGGREGATE_MEAN)
        return aggregate_node(tree, index, mark);
    if (applied == 0 || (node->weighted && weights <= 0))
        return empty_node(tree, index, mark);
    if (!node->weighted)
        return sum_node(tree, index, sum, reachable, mark);
    *mark = (robust_mark){.reachable = node->full_now, .state = KP_MARK_SCORED};
    return mean / weights + own_bonus(tree, index);
}

static double hold_down(const robust_tree *tree, int32_t unit, int32_t index, double value, robust_mark *mark) {
    const tree_node *node = &tree->nodes[index];
    const robust_mark *other = &tree->marks[node->check_against];
    const uint8_t *given = tree->card->evidence->given_of;
    bool below_given = given && given[(size_t)unit * tree->count + (size_t)node->check_against] == KP_GIVEN_ABOVE;
    if (other->state == KP_MARK_NOT_SCORED && !below_given)
        *mark = (robust_mark){.state = KP_MARK_NOT_SCORED};
    if (other->state != KP_MARK_SCORED || other->reachable <= 0 || mark->reachable <= 0)
        return value;
    double own = value * node->full_now / mark->reachable, theirs = other->value * node->full_now / other->reachable;
    if (own <= theirs + node->tolerance_now || same(own, theirs + node->tolerance_now))
        return value;
    mark->flags |= KP_FLAG_HELD_DOWN;
    return other->value * mark->reachable / other->reachable;
}

/* What is not made of children, in the full marks of now; false where the node is. */
static bool fixed_mark(const robust_tree *tree, int32_t unit, int32_t index, robust_mark *mark) {
    const robust_mark *fixed = &tree->fixed[(size_t)unit * tree->count + (size_t)index];
    if (fixed->state == NOT_FIXED)
        return false;
    *mark = *fixed;
    if (tree->nodes[index].shares) {
        mark->value *= tree->scales[index];
        mark->reachable *= tree->scales[index];
    }
    return true;
}

static double gap_node(const robust_tree *tree, int32_t unit, int32_t index, robust_mark *mark) {
    const uint8_t *gaps = tree->card->evidence->gap_of + (size_t)unit * tree->count;
    int32_t parent = tree->nodes[index].parent;
    *mark = (robust_mark){.state = KP_MARK_NOT_APPLICABLE};
    return parent >= 0 && gaps[parent] ? 0 : apply_gap_rule(&tree->nodes[index], mark);
}

const robust_mark *robust_tree_marks(robust_tree *tree, int32_t unit) {
    const uint8_t *gaps = tree->card->evidence->gap_of + (size_t)unit * tree->count;
    for (size_t i = 0; i < tree->count && tree->checks; i++)
        tree->marks[i] = (robust_mark){.state = KP_MARK_NOT_SCORED};
    for (size_t k = 0; k < tree->count; k++) {
        int32_t i = tree->order[k];
        robust_mark mark;
        if (fixed_mark(tree, unit, i, &mark)) {
            tree->marks[i] = mark;
        } else {
            double value = gaps[i] ? gap_node(tree, unit, i, &mark) : inner_node(tree, i, &mark);
            mark.value = value;
        }
        if (mark.state == KP_MARK_SCORED && tree->nodes[i].check_against >= 0 && !(mark.flags & KP_FLAG_BY_GAP_RULE))
            mark.value = hold_down(tree, unit, i, mark.value, &mark);
        if (mark.state == KP_MARK_SCORED && i == 0) {
            mark.value = tree->has_least ? fmax(mark.value, tree->least) : mark.value;
            mark.value = tree->has_most ? fmin(mark.value, tree->most) : mark.value;
        }
        if (mark.state == KP_MARK_SCORED && tree->nodes[i].rounds >= 0) {
            double unit_of = power_of_ten(tree->nodes[i].rounds);
            mark.value = round_whole(mark.value * unit_of, tree->decided_rule) / unit_of;
        }
        if (mark.state != KP_MARK_SCORED)
            mark.value = 0;
        tree->marks[i] = mark;
    }
    return tree->marks;
}

double robust_tree_total(robust_tree *tree, int32_t unit) {
    const robust_mark *marks = robust_tree_marks(tree, unit);
    return marks[0].state == KP_MARK_SCORED ? marks[0].value : (double)NAN;
}
