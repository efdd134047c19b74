/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_bands.c - the grades: sorted, without gap or overlap, over every score that can be reached; or all without bounds, given by rules alone.
 *
 * Published rules often give whole numbers, as "80-94 and 70-79": read literally that leaves (79, 80) without a grade, so it is refused and the gap named.
 */
#include "scheme_private.h"

/* The highest mark of each node that its bonus leaves allow, in its own marks: bonus caps of a child count by the child's share in its parent. */
static kp_num highest_score(scheme_builder *b) {
    size_t n = b->scheme->indicator_count;
    kp_num *high = KP_NEW_ARRAY(b->arena, kp_num, n);
    for (size_t i = n; i-- > 0;) {
        const kp_indicator *node = &b->indicators[i];
        high[i] = kp_leaf_is_unbounded(node) ? kp_num_int(KP_MAX_NUMBER) : node->full;
        if (node->end == (int32_t)i + 1)
            continue;
        kp_num sum = KP_ZERO, weights = KP_ZERO, bonus = KP_ZERO, largest = KP_ZERO, product = KP_ONE;
        for (int32_t c = (int32_t)i + 1; c < node->end; c = b->indicators[c].end) {
            const kp_indicator *child = &b->indicators[c];
            if (child->counted == KP_COUNTED_NO)
                continue;
            if (kp_is_bonus(child)) {
                bonus = kp_num_add(b->arena, bonus, child->cap_high);
                continue;
            }
            if (node->combine == KP_COMBINE_SUM && node->aggregate == KP_AGGREGATE_MEAN) {
                sum = kp_num_add(b->arena, sum, high[c]);
                continue;
            }
            kp_num share = kp_num_sign(child->full) > 0 ? kp_num_div(b->arena, high[c], child->full) : KP_ONE;
            kp_num weight = node->combine == KP_COMBINE_WEIGHTED ? child->weight.value : KP_ONE;
            largest = kp_num_max(largest, share);
            for (int k = 0; kp_num_compare(share, KP_ONE) > 0 && kp_num_compare(kp_num_int(k), weight) < 0;
                 k++) /* a broken exponent counts as the next whole one */
                product = kp_num_mul(b->arena, product, share);
            sum = kp_num_add(b->arena, sum, kp_num_mul(b->arena, weight, share));
            weights = kp_num_add(b->arena, weights, weight);
        }
        if (node->aggregate == KP_AGGREGATE_GREATEST)
            sum = kp_num_mul(b->arena, largest, node->full);
        else if (node->aggregate == KP_AGGREGATE_PRODUCT)
            sum = kp_num_mul(b->arena, product, node->full);
        else if (kp_num_sign(weights) > 0) /* no other mean, and not the least, is above the arithmetic mean */
            sum = kp_num_mul(b->arena, kp_num_div(b->arena, sum, weights), node->full);
        high[i] = kp_num_add(b->arena, sum, bonus);
    }
    return high[0];
}

/* The bound of a grade towards the better scores, and towards the worse. */
static kp_optional better_end(const scheme_builder *b, size_t i) { return b->scheme->better == KP_BETTER_LOW ? b->bands[i].from : b->bands[i].to; }
static kp_optional worse_end(const scheme_builder *b, const kp_band *band) { return b->scheme->better == KP_BETTER_LOW ? band->to : band->from; }

/* Best first; a grade without bound towards the worse is the last. */
static int compare_bands(const scheme_builder *b, const kp_band *x, const kp_band *y) {
    kp_optional of_x = worse_end(b, x), of_y = worse_end(b, y);
    if (of_x.given != of_y.given)
        return of_x.given ? -1 : 1;
    return of_x.given ? kp_compare_goodness(b->scheme, of_y.value, of_x.value) : 0;
}

static void sort_bands(scheme_builder *b) {
    for (size_t i = 1; i < b->scheme->band_count; i++) { /* few, and stable */
        kp_band band = b->bands[i];
        const kp_record *record = b->band_records[i];
        size_t at = i;
        for (; at > 0 && compare_bands(b, &band, &b->bands[at - 1]) < 0; at--) {
            b->bands[at] = b->bands[at - 1];
            b->band_records[at] = b->band_records[at - 1];
        }
        b->bands[at] = band;
        b->band_records[at] = record;
    }
}

static const char *number(scheme_builder *b, kp_num value) { return kp_num_exact(b->arena, value); }

#define BAD_BAND(b, i, member, code, found, expected) COMPLAIN((b), (b)->band_records[i], kp_band, member, code, found, expected)

/* Faults of one grade by itself; false where its bounds say nothing. */
static bool check_band(scheme_builder *b, size_t i, bool *unbounded_above, bool *unbounded_below) {
    const kp_band *band = &b->bands[i];
    const kp_record *record = b->band_records[i];
    bool from_unread = !band->from.given && WRITTEN(record, kp_band, from), to_unread = !band->to.given && WRITTEN(record, kp_band, to);
    if (from_unread || to_unread)
        return false;
    if (!band->to.given && *unbounded_above)
        BAD_BAND(b, i, to, KP_S_BANDS_UNBOUNDED, band->id, NULL);
    if (!band->from.given && *unbounded_below)
        BAD_BAND(b, i, from, KP_S_BANDS_UNBOUNDED, band->id, NULL);
    bool twice = (!band->to.given && *unbounded_above) || (!band->from.given && *unbounded_below);
    *unbounded_above |= !band->to.given;
    *unbounded_below |= !band->from.given;
    if (band->from.given && band->to.given && kp_num_compare(band->from.value, band->to.value) >= 0) {
        BAD_BAND(b, i, to, KP_S_BAND_EMPTY, number(b, band->to.value), number(b, band->from.value));
        return false;
    }
    return !twice;
}

/* Between a grade and the next lower one. */
static void check_seam(scheme_builder *b, size_t upper) {
    bool lowest_first = b->scheme->better == KP_BETTER_LOW;
    size_t field = lowest_first ? offsetof(kp_band, from) : offsetof(kp_band, to);
    kp_optional above = worse_end(b, &b->bands[upper]), below = better_end(b, upper + 1);
    const kp_record *record = b->band_records[upper + 1];
    const char *names = kp_format(b->arena, "%s / %s", b->bands[upper].id, b->bands[upper + 1].id);
    if (!below.given || !above.given) {
        complain_at(b, record, field, KP_S_BANDS_OVERLAP, names, "");
        return;
    }
    int order = kp_compare_goodness(b->scheme, below.value, above.value);
    const char *low = number(b, kp_num_min(below.value, above.value)), *high = number(b, kp_num_max(below.value, above.value));
    if (order)
        complain_at(b, record, field, order < 0 ? KP_S_BANDS_GAP : KP_S_BANDS_OVERLAP,
                    kp_format(b->arena, lowest_first ? "(%s, %s]" : "[%s, %s)", low, high), names);
}

/* The ends: what lies above the highest and below the lowest grade, as far as it can be reached. */
static void check_ends(scheme_builder *b) {
    bool lowest_first = b->scheme->better == KP_BETTER_LOW;
    size_t top = lowest_first ? b->scheme->band_count - 1 : 0, bottom = lowest_first ? 0 : b->scheme->band_count - 1;
    const kp_band *first = &b->bands[top], *last = &b->bands[bottom];
    kp_num high = b->scheme->maximum.given ? b->scheme->maximum.value : highest_score(b);
    kp_num low = b->scheme->minimum.given || !b->scheme->unbounded ? b->scheme->minimum.value : kp_num_int(-KP_MAX_NUMBER);
    if (first->to.given && kp_num_compare(first->to.value, high) < 0)
        BAD_BAND(b, top, to, KP_S_BANDS_GAP, kp_format(b->arena, "(%s, %s]", number(b, first->to.value), number(b, high)), first->id);
    if (last->from.given && kp_num_compare(last->from.value, low) > 0)
        BAD_BAND(b, bottom, from, KP_S_BANDS_GAP, kp_format(b->arena, "[%s, %s)", number(b, low), number(b, last->from.value)), last->id);
}

/* The quotas by the text of a unit field. */
static void check_quotas_by(scheme_builder *b, size_t i) {
    kp_band *band = &b->bands[i];
    band->quota_field = -1;
    if (!*band->quota_by) {
        if (band->quotas.count)
            BAD_BAND(b, i, quota_by, KP_S_FIELD_MISSING, NULL, NULL);
        return;
    }
    band->quota_field = kp_scheme_find_field(b->scheme, band->quota_by);
    if (band->quota_field < 0)
        BAD_BAND(b, i, quota_by, KP_S_UNKNOWN_REFERENCE, NULL, "对象附加栏的名称 | the name of a unit field");
    else
        band->quota_by = b->scheme->unit_fields.items[band->quota_field].name;
    if (!band->quotas.count)
        BAD_BAND(b, i, quotas, KP_S_FIELD_MISSING, NULL, NULL);
    kp_pair *quotas = KP_NEW_ARRAY(b->arena, kp_pair, band->quotas.count);
    kp_limit *limits = KP_NEW_ARRAY(b->arena, kp_limit, band->quotas.count);
    for (size_t k = 0; k < band->quotas.count; k++) {
        quotas[k] = band->quotas.items[k];
        bool read = read_scheme_limit(b->arena, quotas[k].text, &limits[k]);
        if (!limits[k].given)
            BAD_BAND(b, i, quotas, read ? KP_S_OUT_OF_RANGE : KP_S_BAD_NUMBER, quotas[k].text, read ? KP_LIMIT_BOUNDS : KP_LIMIT_WORDS);
        quotas[k].text = kp_format(b->arena, "%s%s", number(b, limits[k].value), limits[k].percent ? "%" : ""); /* the same quota, the same text */
    }
    band->quotas.items = quotas;
    band->quota_limits = limits;
}

static void check_quotas(scheme_builder *b) {
    for (size_t i = 0; i < b->scheme->band_count; i++) {
        check_quotas_by(b, i);
        if (i + 1 < b->scheme->band_count)
            continue;
        if (b->bands[i].quota.given)
            BAD_BAND(b, i, quota, KP_S_QUOTA_LOWEST, NULL, NULL);
        if (b->bands[i].quotas.count)
            BAD_BAND(b, i, quotas, KP_S_QUOTA_LOWEST, NULL, NULL);
    }
}

/* Pay may hang on coefficients: a grade without one beside grades that have one is a slip. */
static void check_coefficients(scheme_builder *b) {
    bool wanted = b->scheme->coefficient_share.given;
    for (size_t i = 0; i < b->scheme->band_count; i++)
        wanted = wanted || WRITTEN(b->band_records[i], kp_band, coefficient);
    for (size_t i = 0; i < b->scheme->band_count; i++)
        if (wanted && !b->bands[i].coefficient.given && !WRITTEN(b->band_records[i], kp_band, coefficient))
            BAD_BAND(b, i, coefficient, KP_S_FIELD_MISSING, NULL, NULL);
}

bool kp_grades_by_rules(const kp_scheme *scheme) {
    bool bounded = scheme->band_count < 2 || scheme->rule_count == 0;
    for (size_t i = 0; i < scheme->band_count; i++)
        bounded = bounded || scheme->bands[i].from.given || scheme->bands[i].to.given;
    return !bounded;
}

/* A bound that could not be read is told of already, and no bound left out. */
static bool bounds_written(const scheme_builder *b) {
    for (size_t i = 0; i < b->scheme->band_count; i++)
        if (WRITTEN(b->band_records[i], kp_band, from) || WRITTEN(b->band_records[i], kp_band, to))
            return true;
    return false;
}

void check_bands(scheme_builder *b) {
    size_t n = b->scheme->band_count;
    if (n == 0)
        return;
    check_coefficients(b);
    if (kp_grades_by_rules(b->scheme) && !bounds_written(b)) { /* best first, as they are written */
        check_quotas(b);
        return;
    }
    sort_bands(b);
    bool sound = true, above = false, below = false;
    for (size_t i = 0; i < n; i++)
        sound &= check_band(b, i, &above, &below);
    check_quotas(b);
    if (!sound)
        return;
    for (size_t i = 0; i + 1 < n; i++)
        check_seam(b, i);
    check_ends(b);
}
