/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank.c - ranks: 1, 2, 2, 4 or 1, 2, 2, 3 or 1, 3, 3, 4, from the best and from the worst, over all and within groups; and what was gained since the period before. */
#include "score_private.h"

#include <stdlib.h>
#include <string.h>

bool kp_ranks_by_group(const kp_evidence *evidence) { return evidence->scheme->rank_within == KP_WITHIN_GROUP && evidence->groups.count > 0; }

/* ---- comparing ---- */

static int compare_marks(const score_run *run, int32_t x, int32_t y, const tie_key *key) {
    const kp_mark *a = kp_scorecard_mark(run->card, x, key->indicator), *b = kp_scorecard_mark(run->card, y, key->indicator);
    if (a->state != KP_MARK_SCORED || b->state != KP_MARK_SCORED) /* who has no mark to show stands behind */
        return (b->state == KP_MARK_SCORED) - (a->state == KP_MARK_SCORED);
    int order = kp_num_compare(kp_decided_mark(run->arena, run->scheme, key->indicator, b->value),
                               kp_decided_mark(run->arena, run->scheme, key->indicator, a->value));
    return key->low ? -order : order;
}

int kp_compare_units(const score_run *run, int32_t x, int32_t y, bool break_ties) {
    int order = kp_compare_goodness(run->scheme, run->card->units[y].decided, run->card->units[x].decided);
    for (size_t i = 0; order == 0 && break_ties && i < run->tie_count; i++)
        order = compare_marks(run, x, y, &run->ties[i]);
    return order;
}

static int compare_sorted(const void *a, const void *b, void *data) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    int order = kp_compare_units(data, x, y, true);
    return order ? order : (x > y) - (x < y);
}

const int32_t *kp_sorted_units(score_run *run) {
    if (run->sorted)
        return run->sorted;
    size_t count = 0;
    run->sorted = KP_NEW_ARRAY(run->arena, int32_t, run->card->ranked_count);
    for (size_t unit = 0; unit < run->evidence->units.count; unit++)
        if (run->card->units[unit].ranked)
            run->sorted[count++] = (int32_t)unit;
    qsort_r(run->sorted, count, sizeof *run->sorted, compare_sorted, run);
    return run->sorted;
}

/* ---- ranks ---- */

typedef struct ranking {
    int32_t from_best, from_worst;
} ranking;

int kp_compare_goodness(const kp_scheme *scheme, kp_num x, kp_num y) {
    return scheme->better == KP_BETTER_LOW ? kp_num_compare(y, x) : kp_num_compare(x, y);
}

int32_t kp_rank_of_tied(kp_ranking rule, size_t before, size_t tied, int32_t distinct) {
    return rule == KP_RANK_DENSE ? distinct + 1 : (int32_t)(rule == KP_RANK_MODIFIED ? before + tied : before + 1);
}

/* Ranks `count` units that stand best first. Which are equal, the scheme says: those of one score, or only those that the keys cannot tell apart. */
static void rank_sorted(const score_run *run, const int32_t *sorted, size_t count, ranking *out) {
    bool break_ties = run->scheme->ties == KP_TIES_BREAK;
    int32_t distinct = 0;
    for (size_t from = 0, to; from < count; from = to, distinct++) {
        for (to = from + 1; to < count && kp_compare_units(run, sorted[to - 1], sorted[to], break_ties) == 0; to++)
            continue;
        for (size_t i = from; i < to; i++)
            out[i].from_best = kp_rank_of_tied(run->scheme->ranking, from, to - from, distinct);
    }
    distinct = 0;
    for (size_t to = count, from; to > 0; to = from, distinct++) {
        for (from = to - 1; from > 0 && out[from - 1].from_best == out[to - 1].from_best; from--)
            continue;
        for (size_t i = from; i < to; i++)
            out[i].from_worst = kp_rank_of_tied(run->scheme->ranking, count - to, to - from, distinct);
    }
}

int32_t *kp_split_groups(const score_run *run, const int32_t *sorted, size_t count, size_t **group_first) {
    size_t groups = run->evidence->groups.count, *first = KP_NEW_ARRAY(run->arena, size_t, groups + 2);
    *group_first = first;
    for (size_t i = 0; i < count; i++) {
        int32_t group = run->evidence->units.items[sorted[i]].group;
        first[(group < 0 ? groups : (size_t)group) + 1]++;
    }
    for (size_t g = 0; g <= groups; g++)
        first[g + 1] += first[g];
    size_t *next = KP_NEW_ARRAY(run->arena, size_t, groups + 1);
    int32_t *split = KP_NEW_ARRAY(run->arena, int32_t, count);
    for (size_t i = 0; i < count; i++) {
        int32_t group = run->evidence->units.items[sorted[i]].group;
        size_t g = group < 0 ? groups : (size_t)group;
        split[first[g] + next[g]++] = sorted[i];
    }
    return split;
}

/* Where ranks are given group by group, a unit without group may have been forgotten. */
static void note_groupless(const score_run *run, const int32_t *units, size_t count) {
    for (size_t i = 0; i < count && kp_ranks_by_group(run->evidence); i++)
        kp_problems_add(run->problems, KP_R_NO_GROUP, kp_unit_place(run->evidence, units[i]), units[i],
                        kp_unit_words(run->problems->arena, run->evidence, units[i]), NULL, NULL);
}

void kp_rank_units(score_run *run) {
    size_t count = run->card->ranked_count, groups = run->evidence->groups.count;
    const int32_t *sorted = kp_sorted_units(run);
    ranking *ranks = KP_NEW_ARRAY(run->arena, ranking, count);
    rank_sorted(run, sorted, count, ranks);
    for (size_t i = 0; i < count; i++) {
        kp_unit_result *result = &run->card->units[sorted[i]];
        result->rank_all = result->rank_group = result->rank = ranks[i].from_best;
        result->bottom = ranks[i].from_worst;
        result->field = (int32_t)count;
    }
    if (groups == 0)
        return;
    size_t *first;
    int32_t *split = kp_split_groups(run, sorted, count, &first);
    for (size_t g = 0; g <= groups; g++) {
        size_t size = first[g + 1] - first[g];
        rank_sorted(run, split + first[g], size, ranks);
        for (size_t i = 0; i < size; i++) {
            kp_unit_result *result = &run->card->units[split[first[g] + i]];
            result->rank_group = ranks[i].from_best;
            if (run->scheme->rank_within != KP_WITHIN_GROUP)
                continue;
            result->rank = ranks[i].from_best;
            result->bottom = ranks[i].from_worst;
            result->field = (int32_t)size;
        }
    }
    note_groupless(run, split + first[groups], first[groups + 1] - first[groups]);
}

/* ---- the order of printing ---- */

static int compare_entered(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Units stand sorted already; only those of one rank, which keys may have told apart, go back to the order in which they were entered. */
void kp_order_units(score_run *run) {
    size_t units = run->evidence->units.count, count = run->card->ranked_count, *first;
    const int32_t *sorted = kp_sorted_units(run);
    if (kp_ranks_by_group(run->evidence))
        sorted = kp_split_groups(run, sorted, count, &first);
    int32_t *order = run->card->order = KP_NEW_ARRAY(run->arena, int32_t, units);
    if (count)
        memcpy(order, sorted, count * sizeof *order);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && run->card->units[order[to]].rank == run->card->units[order[from]].rank; to++)
            if (run->evidence->units.items[order[to]].group != run->evidence->units.items[order[from]].group && kp_ranks_by_group(run->evidence))
                break;
        if (to - from > 1)
            qsort(order + from, to - from, sizeof *order, compare_entered);
    }
    for (size_t unit = 0; unit < units; unit++)
        if (!run->card->units[unit].ranked)
            order[count++] = (int32_t)unit;
}

/* ---- since the period before ---- */

/* By what is ranked together, then the greatest rise first. */
static int compare_rises(const void *a, const void *b, void *data) {
    const score_run *run = data;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    if (kp_ranks_by_group(run->evidence) && run->evidence->units.items[x].group != run->evidence->units.items[y].group)
        return run->evidence->units.items[x].group < run->evidence->units.items[y].group ? -1 : 1;
    if (run->card->units[x].rise != run->card->units[y].rise)
        return run->card->units[x].rise > run->card->units[y].rise ? -1 : 1;
    return (x > y) - (x < y);
}

void kp_rank_rises(score_run *run) {
    if (!run->card->history)
        return;
    int32_t *risen = KP_NEW_ARRAY(run->arena, int32_t, run->card->ranked_count);
    size_t count = 0;
    for (size_t unit = 0; unit < run->evidence->units.count; unit++) {
        kp_unit_result *result = &run->card->units[unit];
        const kp_past_unit *past = kp_history_unit(run->card->history, run->evidence->period, 1, (int32_t)unit);
        if (!past)
            continue;
        result->past_rank = past->rank;
        result->past_score = past->score;
        if (!result->ranked || past->rank <= 0)
            continue;
        result->rise = past->rank - result->rank;
        if (result->rise > 0)
            risen[count++] = (int32_t)unit;
    }
    qsort_r(risen, count, sizeof *risen, compare_rises, run);
    size_t first = 0; /* of those ranked together */
    for (size_t i = 0; i < count; i++) {
        kp_unit_result *result = &run->card->units[risen[i]], *before = i ? &run->card->units[risen[i - 1]] : NULL;
        bool together =
            i && (!kp_ranks_by_group(run->evidence) || run->evidence->units.items[risen[i]].group == run->evidence->units.items[risen[i - 1]].group);
        if (!together)
            first = i;
        result->rise_rank = together && before->rise == result->rise ? before->rise_rank : (int32_t)(i - first) + 1;
    }
}
