/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evidence_places.c - marks that are re-assigned from ranks (以名次计分): which place each mark has among those of the other units, and what that place is worth. Of a panel
 * each evaluator's marks are ranked for themselves, so that one who marks low weighs no more than another; of any other leaf the units' marks are.
 *
 * Places are by competition ranking (1, 2, 2, 4), within the groups where the scheme ranks within groups. Equal marks share the better place, or the mean of the points of
 * the places that they take up.
 *
 * A place depends on all marks of its field. So where one of them is not known, nobody of the field has a place, and each is told. The first of one unit is not the first
 * of ten: an evaluator who marked some units of a field and not others gives no places there. A unit with too few sites, which will not be ranked, gets the place that it
 * would have and takes none from the others. A mark that is given is points already: beside it nobody can be ranked.
 *
 * Marks that were worked out are compared as the scheme decides (printed or full), as scores are. An evaluator's marks are compared as they were typed, and so is a value of
 * the method relative, of which the lower may be the better.
 */
#include "evidence_private.h"
#include "method_private.h"
#include "score_private.h"

#include <stdlib.h>
#include <string.h>

typedef struct contestant {
    kp_num mark;            /* the higher, the better */
    kp_num shown;           /* what was compared, as it was entered or worked out */
    kp_place_points *place; /* where it goes */
    bool counts;            /* takes a place of its own */
} contestant;

typedef struct contest {
    contestant *items;
    size_t count, capacity;
} contest;

typedef struct place_maker {
    kp_arena *arena;
    kp_evidence *evidence;
    kp_problems *problems;
    int32_t indicator;
    const kp_indicator *leaf;
    bool by_group;
    size_t fields;          /* groups, and one more for the units without */
    int32_t *open;          /* by field: a unit whose mark is not known, or -1 */
    int32_t *given;         /* by field: a unit whose mark is given, and so not ranked, or -1 */
    bool *in_field;         /* by unit: has a mark that is ranked */
    kp_place_points *panel; /* of the marks of panels */
} place_maker;

static size_t field_of(const place_maker *m, int32_t unit) {
    int32_t group = m->evidence->units.items[unit].group;
    return !m->by_group ? 0 : group < 0 ? m->fields - 1 : (size_t)group;
}

/* ---- points ---- */

kp_num kp_points_of_place(kp_arena *arena, const kp_indicator *leaf, int32_t place) {
    size_t listed = leaf->by_rank.count;
    if (listed) /* the last is `else` */
        return leaf->by_rank.items[(size_t)place < listed ? (size_t)place - 1 : listed - 1].value;
    kp_num below = kp_num_mul(arena, leaf->rank_step, kp_num_int(place - 1));
    return kp_num_max(kp_num_sub(arena, leaf->rank_first.value, below), leaf->rank_least);
}

/* Of `equal` marks at `place`. */
static kp_num points_of(const place_maker *m, int32_t place, size_t equal) {
    if (m->leaf->rank_ties == KP_RANK_TIES_SHARE || equal == 1)
        return kp_points_of_place(m->arena, m->leaf, place);
    kp_num sum = KP_ZERO;
    for (size_t i = 0; i < equal; i++)
        sum = kp_num_add(m->arena, sum, kp_points_of_place(m->arena, m->leaf, place + (int32_t)i));
    return kp_num_div(m->arena, sum, kp_num_int((int64_t)equal));
}

/* ---- places ---- */

static int compare_contestants(const void *a, const void *b) { /* the highest mark first */
    return kp_num_compare(((const contestant *)b)->mark, ((const contestant *)a)->mark);
}

static void rank_contest(const place_maker *m, contest *all) {
    size_t counting = 0, better = 0;
    for (size_t i = 0; i < all->count; i++)
        counting += all->items[i].counts;
    if (all->count)
        qsort(all->items, all->count, sizeof *all->items, compare_contestants);
    for (size_t from = 0, to; from < all->count; from = to) {
        size_t equal = 0;
        for (to = from; to < all->count && kp_num_equal(all->items[to].mark, all->items[from].mark); to++)
            equal += all->items[to].counts;
        kp_num points[2]; /* of those that take a place, and of the others, each of which stands there beside them */
        for (int extra = 0; extra <= 1; extra++)
            points[extra] = equal + (size_t)extra ? points_of(m, (int32_t)better + 1, equal + (size_t)extra) : KP_ZERO;
        for (size_t i = from; i < to; i++) {
            const contestant *one = &all->items[i];
            *one->place = (kp_place_points){(int32_t)better + 1, (int32_t)(counting + !one->counts), one->shown, points[!one->counts]};
        }
        better += equal;
    }
}

/* ---- who takes part ---- */

/* Whether the unit's mark is ranked, and notes it where it should be and is not known. */
static void look_at_unit(place_maker *m, int32_t unit, kp_outcome *outcome) {
    const kp_evidence *evidence = m->evidence;
    *outcome = kp_outcome_not_applicable();
    if (evidence->units.items[unit].excluded || kp_evidence_gap(evidence, unit, m->indicator))
        return;
    if (kp_evidence_given(evidence, unit, m->indicator)) {
        int32_t *given = &m->given[field_of(m, unit)];
        *given = *given < 0 ? unit : *given;
        return;
    }
    kp_calc calc = {.arena = m->arena};
    *outcome = kp_leaf_evaluate(&calc, evidence, unit, m->indicator);
    bool unknown = outcome->state == KP_MARK_NOT_SCORED || kp_evidence_unread(evidence, unit, m->indicator);
    int32_t *open = &m->open[field_of(m, unit)];
    if (unknown && *open < 0)
        *open = unit;
    m->in_field[unit] = !unknown && outcome->state == KP_MARK_SCORED;
}

/* The units whose marks are ranked in the field; how many are put into units[]. */
static size_t list_field(const place_maker *m, size_t field, int32_t units[]) {
    size_t count = 0;
    for (size_t unit = 0; unit < m->evidence->units.count; unit++)
        if (m->in_field[unit] && field_of(m, (int32_t)unit) == field)
            units[count++] = (int32_t)unit;
    return count;
}

/* Every unit of a field in which a mark is not known (`why[field]`: whose), or is given. */
static void tell_open(const place_maker *m, kp_problem_code code, const int32_t why[]) {
    kp_arena *arena = m->problems->arena;
    int32_t *units = KP_NEW_ARRAY(arena, int32_t, m->evidence->units.count);
    for (size_t field = 0; field < m->fields; field++) {
        size_t count = why[field] >= 0 ? list_field(m, field, units) : 0;
        if (count)
            kp_problems_add_for(m->problems, code, kp_unit_place(m->evidence, why[field]), units, count, m->leaf->title,
                                kp_unit_words(arena, m->evidence, why[field]));
    }
}

static bool is_ranked(const place_maker *m, int32_t unit) {
    return m->in_field[unit] && m->open[field_of(m, unit)] < 0 && m->given[field_of(m, unit)] < 0;
}

/* ---- the two kinds ---- */

/* Of `relative` the value itself is compared, and the lower may be the better. */
static contestant contestant_of(const place_maker *m, const kp_outcome *outcome, kp_place_points *place) {
    kp_num value = outcome->mark.num, mark = value;
    if (m->leaf->method != KP_METHOD_RELATIVE)
        value = mark = kp_decided(m->arena, m->evidence->scheme, value);
    else if (m->leaf->better == KP_BETTER_LOW)
        mark = kp_num_neg(m->arena, value);
    return (contestant){mark, value, place, outcome->reason < 0};
}

static void rank_units(place_maker *m, const kp_outcome outcomes[]) {
    size_t units = m->evidence->units.count;
    kp_place_points *places = m->evidence->leaf_places[m->indicator];
    contest *fields = KP_NEW_ARRAY(m->arena, contest, m->fields);
    for (size_t unit = 0; unit < units; unit++)
        if (is_ranked(m, (int32_t)unit))
            KP_PUSH(m->arena, &fields[field_of(m, (int32_t)unit)], contestant_of(m, &outcomes[unit], &places[unit]));
    for (size_t field = 0; field < m->fields; field++)
        rank_contest(m, &fields[field]);
}

typedef struct panel_key {
    int32_t evaluator;
    size_t field, index;
} panel_key;

static int compare_panel_keys(const void *a, const void *b) {
    const panel_key *x = a, *y = b;
    if (x->evaluator != y->evaluator)
        return x->evaluator < y->evaluator ? -1 : 1;
    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* Whether one evaluator marked every unit of the field, whose marks keys[from..to) are; told where not. Units that evaluate each other do not mark themselves. */
static bool marks_all(const place_maker *m, const panel_key keys[], size_t count) {
    const kp_evidence *evidence = m->evidence;
    kp_arena *arena = m->problems->arena;
    const kp_panel_mark *first = &evidence->panel.items[keys[0].index];
    bool *marked = KP_NEW_ARRAY(m->arena, bool, evidence->units.count);
    for (size_t i = 0; i < count; i++)
        marked[evidence->panel.items[keys[i].index].unit] = true;
    const char *evaluator = first->evaluator >= 0 ? evidence->evaluators.items[first->evaluator] : "";
    int32_t itself = kp_evidence_find_unit(evidence, evaluator), *units = KP_NEW_ARRAY(arena, int32_t, evidence->units.count);
    size_t in_field = list_field(m, keys[0].field, units);
    for (size_t i = 0; i < in_field; i++)
        if (!marked[units[i]] && units[i] != itself) {
            kp_problems_add_for(m->problems, KP_D_PLACES_PARTIAL, kp_evidence_place(evidence, first->mark.origin), units, in_field,
                                kp_leaf_name(arena, m->leaf, kp_verbatim(arena, evaluator)), kp_unit_words(arena, evidence, units[i]));
            return false;
        }
    return true;
}

static void rank_panel(place_maker *m) {
    const kp_evidence *evidence = m->evidence;
    struct {
        panel_key *items;
        size_t count, capacity;
    } keys = {0};
    for (size_t i = 0; i < evidence->panel.count; i++) {
        const kp_panel_mark *mark = &evidence->panel.items[i];
        if (mark->indicator == m->indicator && mark->mark.state == KP_INPUT_GIVEN && is_ranked(m, mark->unit))
            KP_PUSH(m->arena, &keys, (panel_key){mark->evaluator, field_of(m, mark->unit), i});
    }
    if (keys.count)
        qsort(keys.items, keys.count, sizeof *keys.items, compare_panel_keys);
    for (size_t from = 0, to; from < keys.count; from = to) {
        contest one = {0};
        for (to = from; to < keys.count && keys.items[to].evaluator == keys.items[from].evaluator && keys.items[to].field == keys.items[from].field;
             to++)
            KP_PUSH(m->arena, &one,
                    (contestant){evidence->panel.items[keys.items[to].index].mark.value, evidence->panel.items[keys.items[to].index].mark.value,
                                 &m->panel[keys.items[to].index], true});
        if (marks_all(m, &keys.items[from], to - from))
            rank_contest(m, &one);
    }
}

static void make_places(kp_evidence *evidence, int32_t indicator, kp_place_points *panel, kp_problems *problems) {
    size_t units = evidence->units.count;
    place_maker m = {.arena = evidence->arena, .evidence = evidence, .problems = problems, .indicator = indicator, .panel = panel};
    m.leaf = &evidence->scheme->indicators[indicator];
    m.by_group = kp_ranks_by_group(evidence);
    m.fields = m.by_group ? evidence->groups.count + 1 : 1;
    m.open = KP_NEW_ARRAY(evidence->arena, int32_t, m.fields);
    m.given = KP_NEW_ARRAY(evidence->arena, int32_t, m.fields);
    memset(m.open, -1, m.fields * sizeof *m.open);
    memset(m.given, -1, m.fields * sizeof *m.given);
    m.in_field = KP_NEW_ARRAY(evidence->arena, bool, units);
    kp_outcome *outcomes = KP_NEW_ARRAY(evidence->arena, kp_outcome, units);
    for (size_t unit = 0; unit < units; unit++) /* no places are there yet, so that this gives what is ranked */
        look_at_unit(&m, (int32_t)unit, &outcomes[unit]);
    tell_open(&m, KP_D_PLACES_OPEN, m.open);
    tell_open(&m, KP_D_PLACES_GIVEN, m.given);
    if (m.leaf->method == KP_METHOD_PANEL) {
        rank_panel(&m);
        return;
    }
    evidence->leaf_places[indicator] = KP_NEW_ARRAY(evidence->arena, kp_place_points, units);
    rank_units(&m, outcomes);
}

static bool is_ranked_leaf(const kp_indicator *leaf) { return kp_leaf_by_place(leaf) && leaf->method != KP_METHOD_RELATIVE; }

static void make_room(kp_evidence *evidence) {
    if (!evidence->leaf_places)
        evidence->leaf_places = KP_NEW_ARRAY(evidence->arena, kp_place_points *, evidence->scheme->indicator_count);
}

void kp_evidence_make_places(kp_evidence *evidence, kp_problems *problems) {
    size_t leaves = evidence->scheme->indicator_count;
    bool any = false;
    for (size_t i = 0; i < leaves; i++)
        any = any || is_ranked_leaf(&evidence->scheme->indicators[i]);
    if (!any)
        return;
    make_room(evidence);
    kp_place_points *panel = KP_NEW_ARRAY(evidence->arena, kp_place_points, evidence->panel.count);
    for (size_t i = 0; i < leaves; i++)
        if (is_ranked_leaf(&evidence->scheme->indicators[i]))
            make_places(evidence, (int32_t)i, panel, problems);
    evidence->panel_places = panel; /* as long as there are none, evaluating a panel gives what is ranked */
}

void kp_evidence_make_leaf_places(kp_evidence *evidence, int32_t indicator, kp_problems *problems) {
    make_room(evidence);
    make_places(evidence, indicator, NULL, problems);
}
