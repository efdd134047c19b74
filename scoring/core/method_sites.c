/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method_sites.c - marks of sites drawn by lot (点位评分): 明察, 暗访 and the like. What is drawn is the site, so a site that was checked several times in one way counts
 * once, with the mean of its marks: the sites are the clusters of a one-stage sample (Cochran, Sampling Techniques, 3rd ed. 1977, section 9.3).
 */
#include "method_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- evaluation ---- */

/* By kind, then by site, then as typed. */
static int compare_checks(const void *a, const void *b) {
    const kp_site_check *const *x = a, *const *y = b;
    if ((*x)->kind != (*y)->kind)
        return (*x)->kind < (*y)->kind ? -1 : 1;
    if ((*x)->site != (*y)->site)
        return (*x)->site < (*y)->site ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

/* The mark that counts. */
static const kp_input *mark_of(const kp_indicator *leaf, const kp_site_check *check) {
    return leaf->recheck == KP_RECHECK_REPLACE && check->recheck.state == KP_INPUT_GIVEN ? &check->recheck : &check->mark;
}

static kp_val mean_of(kp_calc *calc, const kp_val terms[], size_t count, const char *what) {
    kp_val sum = kp_calc_sum(calc, terms, count);
    return count == 1 ? sum : kp_calc_div(calc, sum, kp_calc_rule(calc, what, kp_num_int((int64_t)count)));
}

/* The mean over the sites of checks that stand sorted and are all of one kind. */
static kp_val mean_over_sites(kp_calc *calc, const kp_indicator *leaf, const kp_site_check *const checks[], size_t count) {
    kp_val usual[KP_USUAL_TERMS], *sites = kp_terms(calc, usual, count);
    kp_val usual_marks[KP_USUAL_TERMS], *marks = kp_terms(calc, usual_marks, count);
    size_t used = 0;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && checks[to]->site == checks[from]->site; to++) {
            const kp_input *mark = mark_of(leaf, checks[to]);
            marks[to - from] = kp_calc_input(calc, NULL, mark->value, mark->origin);
        }
        sites[used++] = mean_of(calc, marks, to - from, "检查次数 | checks");
    }
    return mean_of(calc, sites, used, "点位数 | sites");
}

/* The kinds' means, weighted over the kinds that have marks. */
static kp_val pool_kinds(kp_calc *calc, const kp_indicator *leaf, const kp_site_check *const checks[], size_t count) {
    kp_val usual[KP_USUAL_TERMS], *terms = kp_terms(calc, usual, leaf->kinds.count);
    kp_val usual_weights[KP_USUAL_TERMS], *weights = kp_terms(calc, usual_weights, leaf->kinds.count);
    size_t used = 0;
    for (size_t from = 0, to; from < count; from = to) {
        int32_t kind = checks[from]->kind;
        for (to = from; to < count && checks[to]->kind == kind; to++)
            ;
        if (kind < 0 || (size_t)kind >= leaf->kinds.count)
            continue;
        weights[used] = kp_calc_rule(calc, leaf->kinds.items[kind].name, leaf->kinds.items[kind].value);
        terms[used] = kp_calc_mul(calc, weights[used], mean_over_sites(calc, leaf, checks + from, to - from));
        used++;
    }
    return kp_calc_div(calc, kp_calc_sum(calc, terms, used), kp_calc_sum(calc, weights, used));
}

static int compare_numbers(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static size_t count_sites(kp_arena *arena, const kp_site_check *const checks[], size_t count) {
    int32_t usual[KP_USUAL_TERMS], *sites = count <= KP_USUAL_TERMS ? usual : KP_NEW_ARRAY(arena, int32_t, count);
    for (size_t i = 0; i < count; i++)
        sites[i] = checks[i]->site;
    qsort(sites, count, sizeof *sites, compare_numbers);
    size_t distinct = count > 0;
    for (size_t i = 1; i < count; i++)
        distinct += sites[i] != sites[i - 1];
    return distinct;
}

static bool is_doubtful(const kp_indicator *leaf, const kp_site_check *check) {
    return check->mark.state == KP_INPUT_MISSING || check->mark.state == KP_INPUT_DOUBTFUL || check->recheck.state == KP_INPUT_DOUBTFUL ||
           (leaf->kinds.count && (check->kind < 0 || (size_t)check->kind >= leaf->kinds.count));
}

/* The checks that count, by kind and site, in room for all; false where something about one of them is not known. */
static bool collect_checks(const kp_evidence *evidence, const kp_indicator *leaf, evidence_range range, const kp_site_check **checks, size_t *count) {
    *count = 0;
    for (size_t i = range.from; i < range.to; i++) {
        const kp_site_check *check = &evidence->site_checks.items[i];
        if (is_doubtful(leaf, check))
            return false;
        if (mark_of(leaf, check)->state == KP_INPUT_GIVEN)
            checks[(*count)++] = check;
    }
    if (*count)
        qsort(checks, *count, sizeof *checks, compare_checks);
    return true;
}

kp_outcome kp_sites_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_site_checks_of(evidence, unit, indicator);
    const kp_site_check *usual[KP_USUAL_TERMS], **checks = usual;
    if (range.to - range.from > KP_USUAL_TERMS)
        checks = KP_NEW_ARRAY(calc->arena, const kp_site_check *, range.to - range.from);
    size_t count;
    if (!collect_checks(evidence, leaf, range, checks, &count))
        return kp_outcome_not_scored();
    if (count == 0)
        return range.to > range.from ? kp_outcome_not_applicable() : kp_outcome_not_scored();
    kp_val pooled = leaf->kinds.count ? pool_kinds(calc, leaf, checks, count) : mean_over_sites(calc, leaf, checks, count);
    kp_outcome outcome = kp_outcome_scored(kp_scale_mark(calc, pooled, leaf));
    size_t sites = count_sites(calc->arena, checks, count);
    outcome.sample = kp_num_int((int64_t)sites);
    if (sites < (size_t)leaf->min_sites)
        outcome.reason = KP_R_TOO_FEW_SITES;
    return kp_outcome_by_place(calc, evidence, unit, indicator, outcome);
}

bool kp_sites_of_kind(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, int32_t kind, size_t *sites, kp_num *mean) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_site_checks_of(evidence, unit, indicator);
    const kp_site_check **checks = KP_NEW_ARRAY(arena, const kp_site_check *, range.to - range.from);
    size_t count, from = 0, to;
    if (!collect_checks(evidence, leaf, range, checks, &count))
        return false;
    while (from < count && checks[from]->kind != kind)
        from++;
    for (to = from; to < count && checks[to]->kind == kind; to++)
        ;
    if (from == to)
        return false;
    kp_calc calc = {.arena = arena};
    *sites = count_sites(arena, checks + from, to - from);
    *mean = mean_over_sites(&calc, leaf, checks + from, to - from).num;
    return true;
}

/* ---- checks ---- */

const char *kp_site_name(const kp_evidence *evidence, const kp_site_check *check) {
    return check->site >= 0 && (size_t)check->site < evidence->site_names.count ? evidence->site_names.items[check->site] : "";
}

static int compare_visits(const void *a, const void *b) {
    const kp_site_check *const *x = a, *const *y = b;
    int order = (*x)->site != (*y)->site ? ((*x)->site < (*y)->site ? -1 : 1) : (*x)->kind != (*y)->kind ? ((*x)->kind < (*y)->kind ? -1 : 1) : 0;
    if (order == 0)
        order = strcmp((*x)->inspector, (*y)->inspector);
    return order ? order : strcmp((*x)->date, (*y)->date);
}

static int compare_visits_stably(const void *a, const void *b) {
    int order = compare_visits(a, b);
    const kp_site_check *const *x = a, *const *y = b;
    return order ? order : (*x > *y) - (*x < *y);
}

/* The same inspector on the same day in the same way: the row was entered twice, or two of a team are meant and their names are missing. */
static void check_twice(const kp_evidence *evidence, int32_t unit, evidence_range range, kp_problems *problems) {
    size_t count = range.to - range.from;
    const kp_site_check **checks = KP_NEW_ARRAY(problems->arena, const kp_site_check *, count);
    for (size_t i = 0; i < count; i++)
        checks[i] = &evidence->site_checks.items[range.from + i];
    qsort(checks, count, sizeof *checks, compare_visits_stably);
    for (size_t i = 1; i < count; i++)
        if (compare_visits(&checks[i - 1], &checks[i]) == 0) {
            kp_place here = kp_evidence_place(evidence, checks[i]->mark.origin), other = kp_evidence_place(evidence, checks[i - 1]->mark.origin);
            kp_problems_add(problems, KP_D_SITE_TWICE, here, unit, kp_verbatim(problems->arena, kp_site_name(evidence, checks[i])),
                            kp_place_beside(problems->arena, other, here), NULL);
        }
}

static void check_range(const kp_evidence *evidence, int32_t unit, const kp_indicator *leaf, const kp_input *mark, kp_problems *problems) {
    kp_num most = kp_num_sign(leaf->scale) > 0 ? leaf->scale : leaf->full;
    bool above = mark->state == KP_INPUT_GIVEN && kp_num_compare(mark->value, most) > 0;
    if (above || (mark->state == KP_INPUT_GIVEN && kp_num_sign(mark->value) < 0))
        kp_problems_add(problems, above ? KP_D_MARK_ABOVE_FULL : KP_D_MARK_BELOW, kp_evidence_place(evidence, mark->origin), unit,
                        kp_num_exact(problems->arena, mark->value), kp_format(problems->arena, "0–%s", kp_num_exact(problems->arena, most)), NULL);
}

/* A re-check that differs by more than is allowed, at its cell. */
static void compare_recheck(const kp_evidence *evidence, int32_t unit, const kp_indicator *leaf, const kp_site_check *check, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    if (!leaf->recheck_tolerance.given || check->mark.state != KP_INPUT_GIVEN || check->recheck.state != KP_INPUT_GIVEN)
        return;
    kp_num difference = kp_num_abs(arena, kp_num_sub(arena, check->recheck.value, check->mark.value));
    if (kp_num_compare(difference, leaf->recheck_tolerance.value) > 0)
        kp_problems_add(problems, KP_D_RECHECK_DIFFERS, kp_evidence_place(evidence, check->recheck.origin), unit,
                        kp_verbatim(arena, kp_site_name(evidence, check)),
                        kp_format(arena, "%s → %s", kp_num_exact(arena, check->mark.value), kp_num_exact(arena, check->recheck.value)),
                        kp_num_exact(arena, leaf->recheck_tolerance.value));
}

static void check_entry(const kp_evidence *evidence, int32_t unit, int32_t indicator, const kp_site_check *check, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_arena *arena = problems->arena;
    kp_place place = kp_evidence_place(evidence, check->mark.origin);
    const char *site = kp_verbatim(arena, kp_site_name(evidence, check));
    if (check->mark.state == KP_INPUT_MISSING)
        kp_problems_add(problems, KP_D_MISSING_VALUE, place, unit, kp_unit_words(arena, evidence, unit), kp_leaf_name(arena, leaf, site), NULL);
    if (leaf->recheck == KP_RECHECK_REPORT && check->mark.state == KP_INPUT_NOT_APPLICABLE && check->recheck.state == KP_INPUT_GIVEN)
        kp_problems_add(problems, KP_D_RECHECK_ALONE, kp_evidence_place(evidence, check->recheck.origin), unit, site,
                        kp_num_exact(arena, check->recheck.value), NULL);
    if (leaf->kinds.count && (check->kind < 0 || (size_t)check->kind >= leaf->kinds.count))
        kp_problems_add(problems, KP_D_KIND_UNKNOWN, place, unit, site, leaf->kinds.items[0].name, NULL);
    check_range(evidence, unit, leaf, &check->mark, problems);
    check_range(evidence, unit, leaf, &check->recheck, problems);
    compare_recheck(evidence, unit, leaf, check, problems);
}

/* How many sites have a re-check mark, of those that have a mark. A site's re-check counts once, whatever the kinds. */
static void check_recheck_share(const kp_evidence *evidence, int32_t unit, int32_t indicator, evidence_range range, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_arena *arena = problems->arena;
    const kp_site_check **all = KP_NEW_ARRAY(arena, const kp_site_check *, range.to - range.from);
    const kp_site_check **again = KP_NEW_ARRAY(arena, const kp_site_check *, range.to - range.from);
    size_t marked = 0, rechecked = 0;
    for (size_t i = range.from; i < range.to; i++) {
        const kp_site_check *check = &evidence->site_checks.items[i];
        if (check->mark.state != KP_INPUT_GIVEN)
            continue;
        all[marked++] = check;
        if (check->recheck.state == KP_INPUT_GIVEN)
            again[rechecked++] = check;
    }
    size_t sites = count_sites(arena, all, marked), done = count_sites(arena, again, rechecked);
    kp_num due = kp_num_mul(arena, leaf->recheck_share, kp_num_int((int64_t)sites));
    if (kp_num_compare(kp_num_int((int64_t)done * 100), due) >= 0)
        return;
    kp_num share = kp_num_div(arena, kp_num_int((int64_t)done * 100), kp_num_int((int64_t)sites));
    kp_problems_add(problems, KP_D_RECHECK_FEW, kp_evidence_place(evidence, evidence->site_checks.items[range.from].mark.origin), unit,
                    kp_leaf_name(arena, leaf, kp_unit_words(arena, evidence, unit)),
                    kp_format(arena, "%zu/%zu (%s%%)", done, sites, kp_num_print(arena, share, 1, KP_HALF_UP)),
                    kp_format(arena, "%s%%", kp_num_exact(arena, leaf->recheck_share)));
}

static void check_kinds(const kp_evidence *evidence, int32_t unit, int32_t indicator, evidence_range range, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    bool *present = KP_NEW_ARRAY(problems->arena, bool, leaf->kinds.count);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_site_check *check = &evidence->site_checks.items[i];
        if (check->mark.state != KP_INPUT_NOT_APPLICABLE && check->kind >= 0 && (size_t)check->kind < leaf->kinds.count)
            present[check->kind] = true;
    }
    for (size_t kind = 0; kind < leaf->kinds.count; kind++)
        if (!present[kind])
            kp_problems_add(problems, KP_D_KIND_MISSING, kp_evidence_place(evidence, evidence->site_checks.items[range.from].mark.origin), unit,
                            kp_leaf_name(problems->arena, leaf, kp_unit_words(problems->arena, evidence, unit)), leaf->kinds.items[kind].name, NULL);
}

void kp_sites_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    evidence_range range = kp_site_checks_of(evidence, unit, indicator);
    size_t given = 0;
    for (size_t i = range.from; i < range.to; i++) {
        given += evidence->site_checks.items[i].mark.state == KP_INPUT_GIVEN;
        check_entry(evidence, unit, indicator, &evidence->site_checks.items[i], problems);
    }
    check_twice(evidence, unit, range, problems);
    if (!given || kp_evidence_unread(evidence, unit, indicator)) /* what could not be read is told of already */
        return;
    check_kinds(evidence, unit, indicator, range, problems);
    check_recheck_share(evidence, unit, indicator, range, problems);
}
