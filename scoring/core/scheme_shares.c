/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_shares.c - what share of the total each node of a scheme has through the points and weights above it. */
#include "kaoping/lint.h"

/* What a child counts for among its siblings; 0 for a bonus and for what is no part of its parent's mark, and where the least or the greatest decides, whoever has it: then nobody has a
 * share. In other means that are not the arithmetic one, shares of full marks are alike where there are no weights (score_aggregate.c). */
static kp_num part_of(const kp_indicator *parent, const kp_indicator *child) {
    if (kp_is_bonus(child) || parent->aggregate == KP_AGGREGATE_LEAST || parent->aggregate == KP_AGGREGATE_GREATEST)
        return KP_ZERO;
    if (parent->combine == KP_COMBINE_WEIGHTED)
        return child->weight.given ? child->weight.value : KP_ZERO;
    if (parent->aggregate != KP_AGGREGATE_MEAN)
        return kp_has_share(child) ? KP_ONE : KP_ZERO;
    return child->method == KP_METHOD_NONE || child->points.given ? child->full : KP_ZERO;
}

const kp_num *kp_scheme_shares(kp_arena *arena, const kp_scheme *scheme) {
    kp_num *shares = KP_NEW_ARRAY(arena, kp_num, scheme->indicator_count);
    for (size_t i = 0; i < scheme->indicator_count; i++)
        shares[i] = KP_ZERO;
    shares[0] = kp_num_int(1);
    for (size_t i = 0; i < scheme->indicator_count; i++) { /* in preorder a parent comes first */
        const kp_indicator *parent = &scheme->indicators[i];
        kp_num sum = KP_ZERO;
        for (int32_t child = (int32_t)i + 1; child < parent->end; child = scheme->indicators[child].end)
            sum = kp_num_add(arena, sum, part_of(parent, &scheme->indicators[child]));
        if (kp_num_sign(sum) <= 0)
            continue;
        for (int32_t child = (int32_t)i + 1; child < parent->end; child = scheme->indicators[child].end)
            shares[child] = kp_num_div(arena, kp_num_mul(arena, shares[i], part_of(parent, &scheme->indicators[child])), sum);
    }
    return shares;
}
