/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list.c - lists (榜单): which units meet which list's condition, for how many periods in a row, and what follows.
 *
 * A unit that has a score but is not ranked (its sample was too small, say) is judged in three values: what depends on score, marks, rank, grade, gain or rise is
 * unsure, since the figures that keep it from being ranked do not count; a veto, and being new, is not. Being new is unsure where the period before is not known. It is on a list only where the condition holds whatever its
 * score, rank or grade would be: a veto event puts it on the black list all the same. A grade that a rule gave it is its grade. Units without score and grade are on none.
 */
#include "score_private.h"

#include <stdlib.h>
#include <string.h>

enum { NOT_YET = 3, BUSY = 4 };
#define FARTHEST 10000 /* periods that are looked back at most */

list_run kp_list_run(kp_arena *arena, const kp_scorecard *card) {
    return (list_run){.arena = arena, .card = card, .known = KP_NEW_ARRAY(arena, uint8_t, card->scheme->list_count), .unjudged = IS_UNSURE};
}

void kp_list_run_unit(list_run *run, int32_t unit) {
    run->unit = unit;
    memset(run->known, NOT_YET, run->card->scheme->list_count);
}

/* ---- the past ---- */

const kp_past_unit *kp_list_past_unit(const list_run *run, int steps) {
    return run->card->history ? kp_history_unit(run->card->history, run->card->evidence->period, steps, run->unit) : NULL;
}

/* For how many periods in a row, `steps` back, the list's condition was met (the unit stood on it); 0: it did not. */
static int32_t past_length(const list_run *run, int32_t list, bool listed, int steps) {
    const kp_past_unit *past = kp_list_past_unit(run, steps);
    for (size_t i = 0; past && i < past->list_count; i++)
        if (strcmp(past->lists[i].list, run->card->scheme->lists[list].id) == 0)
            return listed ? past->lists[i].listed : past->lists[i].met;
    return 0;
}

/* Each period's record says how long the row was then; earlier records that reach farther (the first was made without history) prolong it. */
int32_t kp_list_run_length(list_run *run, int32_t list, bool listed, bool now) {
    int32_t longest = 0;
    for (int steps = 1; now && steps <= FARTHEST; steps++) {
        int32_t length = past_length(run, list, listed, steps);
        if (length <= 0)
            break;
        if (length > INT32_MAX - FARTHEST - 1)
            length = INT32_MAX - FARTHEST - 1;
        if (steps - 1 + length > longest)
            longest = steps - 1 + length;
    }
    return now ? longest + 1 : 0;
}

/* A record of k periods in a row covers the k periods up to its own. */
int32_t kp_list_times(list_run *run, int32_t list, int32_t window) {
    int32_t times = kp_list_met(run, list) == IS_TRUE, covered = 0;
    const kp_history *history = run->card->history;
    int oldest = 0;
    for (size_t i = 0; history && i < history->periods.count; i++) {
        int distance = kp_period_distance(history->periods.items[i].period, run->card->evidence->period);
        oldest = distance > oldest ? distance : oldest;
    }
    for (int steps = 1; steps < window && steps <= FARTHEST && (steps <= oldest || steps <= covered); steps++) {
        int32_t length = past_length(run, list, false, steps);
        if (length > 0 && steps - 1 + (length < FARTHEST ? length : FARTHEST) > covered)
            covered = steps - 1 + (length < FARTHEST ? length : FARTHEST);
        times += steps <= covered;
    }
    return times;
}

/* ---- conditions ---- */

/* Who has neither score nor grade is on no list, but in a calculation, where nobody has. */
static bool is_judged(const kp_scorecard *card, int32_t unit) {
    const kp_unit *who = &card->evidence->units.items[unit];
    bool calculated = kp_scheme_is_calculation(card->scheme) && !who->excluded && who->problem < 0;
    return card->units[unit].scored || card->units[unit].band >= 0 || calculated;
}

truth kp_list_met(list_run *run, int32_t list) {
    if (run->known[list] == BUSY) /* a circle, which kp_scheme_build() refuses */
        return IS_FALSE;
    if (run->known[list] == NOT_YET) {
        const kp_list *rule = &run->card->scheme->lists[list];
        run->known[list] = BUSY;
        run->known[list] =
            (uint8_t)(rule->when.condition && is_judged(run->card, run->unit) ? kp_condition_holds(run, rule->when.condition, rule->count_rounding)
                                                                              : IS_FALSE);
    }
    return (truth)run->known[list];
}

/* ---- entries ---- */

static bool is_replaced(list_run *run, int32_t list) {
    const kp_list *rule = &run->card->scheme->lists[list];
    for (size_t i = 0; i < rule->replaced_by_count; i++)
        if (kp_list_met(run, rule->replaced_by[i]) == IS_TRUE)
            return true;
    return false;
}

/* The step of the largest number of times that has been reached. */
static int32_t action_of(kp_arena *arena, const kp_list *list, int32_t listed) {
    int32_t action = -1;
    kp_num reached = KP_ZERO;
    for (size_t i = 0; i < list->actions.count; i++) {
        kp_num times;
        if (!kp_num_parse(arena, list->actions.items[i].name, &times) || kp_num_compare(times, kp_num_int(listed)) > 0)
            continue;
        if (action < 0 || kp_num_compare(times, reached) > 0) {
            action = (int32_t)i;
            reached = times;
        }
    }
    return action;
}

static void add_entries(score_run *run, list_run *lists, int32_t unit) {
    kp_list_run_unit(lists, unit);
    for (size_t i = 0; i < run->scheme->list_count; i++) {
        if (kp_list_met(lists, (int32_t)i) != IS_TRUE)
            continue;
        kp_list_entry entry = {.list = (int32_t)i, .unit = unit, .replaced = is_replaced(lists, (int32_t)i), .action = -1};
        entry.met = kp_list_run_length(lists, (int32_t)i, false, true);
        entry.listed = kp_list_run_length(lists, (int32_t)i, true, !entry.replaced);
        if (!entry.replaced)
            entry.action = action_of(run->arena, &run->scheme->lists[i], entry.listed);
        KP_PUSH(run->arena, &run->card->lists, entry);
    }
}

/* Best or worst by rank over all, the unranked behind; or the greatest rise first. */
static int compare_entries(const void *a, const void *b, void *data) {
    const kp_list_entry *x = a, *y = b;
    const kp_scorecard *card = data;
    if (x->list != y->list)
        return x->list < y->list ? -1 : 1;
    const kp_unit_result *rx = &card->units[x->unit], *ry = &card->units[y->unit];
    kp_list_order order = card->scheme->lists[x->list].order;
    if (rx->ranked != ry->ranked)
        return rx->ranked ? -1 : 1;
    if (order == KP_ORDER_RISE && rx->rise != ry->rise)
        return rx->rise > ry->rise ? -1 : 1;
    if (rx->rank_all != ry->rank_all)
        return (rx->rank_all < ry->rank_all) == (order != KP_ORDER_WORST) ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* ---- what cannot be known without the past ---- */

static bool looks_back(kp_condition_op op) {
    return op == KP_COND_STREAK || op == KP_COND_TIMES || op == KP_COND_RISE || op == KP_COND_RISE_RANK || op == KP_COND_GAIN || op == KP_COND_NEW;
}

static void note_missing_past(const score_run *run) {
    const kp_history *history = run->card->history;
    if (!kp_period_is_known(run->evidence->period)) /* nothing is before it; whoever knows of a past tells that it was left out */
        return;
    if (history && kp_history_period(history, run->evidence->period, 1))
        return;
    const char *before = kp_period_key(run->arena, kp_period_shift(run->evidence->period, -1));
    for (size_t i = 0; i < run->scheme->list_count; i++)
        if (run->scheme->lists[i].when.condition && kp_condition_find(run->scheme->lists[i].when.condition, looks_back))
            kp_problems_add(run->problems, KP_R_NO_HISTORY, (kp_place){0}, KP_UNIT_NONE, run->scheme->lists[i].title, before, NULL);
}

void kp_list_units(score_run *run) {
    if (run->scheme->list_count == 0)
        return;
    list_run lists = kp_list_run(run->arena, run->card);
    for (size_t unit = 0; unit < run->evidence->units.count; unit++)
        if (is_judged(run->card, (int32_t)unit))
            add_entries(run, &lists, (int32_t)unit);
    if (run->card->lists.count)
        qsort_r(run->card->lists.items, run->card->lists.count, sizeof *run->card->lists.items, compare_entries, run->card);
    note_missing_past(run);
}
