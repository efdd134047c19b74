/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluators.c - takes the marks of panels out of the evidence, leaf by leaf and those of a sheet together, and says what is to be looked at. */
#include "evaluators_private.h"

#include <math.h>
#include <string.h>

#define STEPS 1e12 /* sums are taken to so many parts of the full marks, so that what is equal in decimals ties */

typedef struct panel_list {
    kp_panel_agreement *items;
    size_t count, capacity;
} panel_list;

typedef struct panel_look {
    kp_arena *arena;
    const kp_scorecard *card;
    panel_marks *leaves; /* of each indicator */
    panel_list found;
} panel_look;

static const kp_indicator *indicator_at(const panel_look *look, size_t i) { return &look->card->scheme->indicators[i]; }

/* The largest mark that may be typed. */
static double scale_of(const kp_indicator *leaf) { return kp_num_to_double(kp_num_sign(leaf->scale) > 0 ? leaf->scale : leaf->full); }

/* ---- marks of the leaves ---- */

static bool counts(const kp_scorecard *card, const kp_panel_mark *mark) {
    return mark->mark.state == KP_INPUT_GIVEN && mark->evaluator >= 0 && !card->evidence->units.items[mark->unit].excluded &&
           kp_scorecard_mark(card, mark->unit, mark->indicator)->state == KP_MARK_SCORED;
}

/* One pass over the list, which is sorted by unit, so that each leaf's marks are. Of an evaluator's marks of a unit the first counts. */
static void take_marks(panel_look *look) {
    const kp_evidence *evidence = look->card->evidence;
    size_t indicators = look->card->scheme->indicator_count;
    look->leaves = KP_NEW_ARRAY(look->arena, panel_marks, indicators);
    for (size_t i = 0; i < evidence->panel.count; i++)
        look->leaves[evidence->panel.items[i].indicator].count += counts(look->card, &evidence->panel.items[i]);
    for (size_t i = 0; i < indicators; i++)
        if (look->leaves[i].count) {
            look->leaves[i].items = KP_NEW_ARRAY(look->arena, kp_rating, look->leaves[i].count);
            look->leaves[i].count = 0;
        }
    for (size_t i = 0; i < evidence->panel.count; i++) {
        const kp_panel_mark *mark = &evidence->panel.items[i];
        panel_marks *leaf = &look->leaves[mark->indicator];
        if (!counts(look->card, mark))
            continue;
        if (!leaf->count)
            leaf->origin = mark->mark.origin;
        leaf->items[leaf->count++] = (kp_rating){(size_t)mark->unit, (size_t)mark->evaluator, kp_num_to_double(mark->mark.value)};
    }
}

static void drop_doubles(panel_look *look) {
    size_t *last = KP_NEW_ARRAY(look->arena, size_t, look->card->evidence->evaluators.count), units = look->card->evidence->units.count;
    for (size_t i = 0; i < look->card->scheme->indicator_count; i++) {
        panel_marks *leaf = &look->leaves[i];
        size_t kept = 0;
        for (size_t m = 0; m < leaf->count; m++) {
            size_t visit = i * units + leaf->items[m].unit + 1; /* never 0, and another for each leaf and unit */
            if (last[leaf->items[m].rater] == visit)
                continue;
            last[leaf->items[m].rater] = visit;
            leaf->items[kept++] = leaf->items[m];
        }
        leaf->count = kept;
    }
}

/* ---- leaves of a sheet together ---- */

static bool same_panel(const kp_indicator *a, const kp_indicator *b) {
    return b->method == KP_METHOD_PANEL && a->parent == b->parent && a->sheet && b->sheet && strcmp(a->sheet, b->sheet) == 0;
}

static double share_of_whole(const panel_look *look, size_t leaf) {
    const kp_indicator *node = indicator_at(look, leaf);
    bool weighted = indicator_at(look, (size_t)node->parent)->combine == KP_COMBINE_WEIGHTED;
    return kp_num_to_double(weighted ? node->weight.value : node->full);
}

typedef struct unit_sums {
    double *sum, *weight; /* by evaluator */
    size_t *marked;       /* leaves; 0: not met for this unit */
    size_t *met, met_count;
} unit_sums;

/* What each evaluator gave the unit on all its leaves, as a share of what the leaves weigh; only of those who marked on as many as anybody did. */
static void put_unit(unit_sums *sums, size_t unit, double full, panel_marks *whole) {
    size_t most = 0;
    for (size_t i = 0; i < sums->met_count; i++)
        most = sums->marked[sums->met[i]] > most ? sums->marked[sums->met[i]] : most;
    for (size_t i = 0; i < sums->met_count; i++) {
        size_t j = sums->met[i];
        if (sums->marked[j] == most && sums->weight[j] > 0)
            whole->items[whole->count++] = (kp_rating){unit, j, full * round(sums->sum[j] / sums->weight[j] * STEPS) / STEPS};
        sums->sum[j] = sums->weight[j] = 0;
        sums->marked[j] = 0;
    }
    sums->met_count = 0;
}

static void add_leaf(unit_sums *sums, const panel_marks *leaf, size_t *at, size_t unit, double weight, double scale) {
    for (; *at < leaf->count && leaf->items[*at].unit == unit; ++*at) {
        size_t j = leaf->items[*at].rater;
        if (!sums->marked[j])
            sums->met[sums->met_count++] = j;
        sums->marked[j]++;
        sums->sum[j] += weight * leaf->items[*at].value / scale;
        sums->weight[j] += weight;
    }
}

static panel_marks sum_leaves(panel_look *look, const size_t leaves[], size_t count, double full) {
    kp_arena *arena = look->arena;
    size_t evaluators = look->card->evidence->evaluators.count, most = 0;
    unit_sums sums = {KP_NEW_ARRAY(arena, double, evaluators), KP_NEW_ARRAY(arena, double, evaluators), KP_NEW_ARRAY(arena, size_t, evaluators),
                      KP_NEW_ARRAY(arena, size_t, evaluators), 0};
    size_t *at = KP_NEW_ARRAY(arena, size_t, count);
    for (size_t i = 0; i < count; i++)
        most += look->leaves[leaves[i]].count;
    panel_marks whole = {.items = KP_NEW_ARRAY(arena, kp_rating, most)};
    for (size_t unit = 0; unit < look->card->evidence->units.count; unit++) {
        for (size_t i = 0; i < count; i++)
            add_leaf(&sums, &look->leaves[leaves[i]], &at[i], unit, share_of_whole(look, leaves[i]), scale_of(indicator_at(look, leaves[i])));
        put_unit(&sums, unit, full, &whole);
    }
    for (size_t i = count; i-- > 0;)
        whole.origin = look->leaves[leaves[i]].count ? look->leaves[leaves[i]].origin : whole.origin;
    return whole;
}

/* ---- what is looked at ---- */

static void put_panel(panel_look *look, panel_marks marks, kp_panel_agreement panel) {
    if (!marks.count)
        return;
    panel_measure(look->arena, look->card->evidence, &marks, &panel);
    KP_PUSH(look->arena, &look->found, panel);
}

/* The leaves that belong together, of which this is the first; a whole before them where there are several. */
static void look_at_panel(panel_look *look, size_t first, bool done[]) {
    const kp_indicator *node = indicator_at(look, first), *parent = node->parent >= 0 ? indicator_at(look, (size_t)node->parent) : node;
    size_t end = node->parent >= 0 ? (size_t)parent->end : first + 1, count = 0, marked = 0;
    for (size_t i = first; i < end; i++)
        count += i == first || same_panel(node, indicator_at(look, i));
    size_t *leaves = KP_NEW_ARRAY(look->arena, size_t, count);
    double full = 0;
    count = 0;
    for (size_t i = first; i < end; i++) {
        if (i != first && !same_panel(node, indicator_at(look, i)))
            continue;
        done[i] = true;
        leaves[count++] = i;
        marked += look->leaves[i].count > 0;
        full += kp_num_to_double(indicator_at(look, i)->full);
    }
    bool several = marked > 1;
    if (several) {
        full = parent->combine == KP_COMBINE_WEIGHTED ? kp_num_to_double(parent->full) : full;
        put_panel(look, sum_leaves(look, leaves, count, full), (kp_panel_agreement){.indicator = node->parent, .whole = true, .full = full});
    }
    for (size_t i = 0; i < count; i++)
        put_panel(look, look->leaves[leaves[i]],
                  (kp_panel_agreement){.indicator = (int32_t)leaves[i], .part = several, .full = scale_of(indicator_at(look, leaves[i]))});
}

static void look_at_panels(panel_look *look) {
    size_t indicators = look->card->scheme->indicator_count;
    bool *done = KP_NEW_ARRAY(look->arena, bool, indicators);
    take_marks(look);
    drop_doubles(look);
    for (size_t i = 0; i < indicators; i++)
        if (indicator_at(look, i)->method == KP_METHOD_PANEL && !done[i])
            look_at_panel(look, i, done);
}

const kp_agreement *kp_evaluators_look(kp_arena *arena, const kp_scorecard *card) {
    panel_look look = {.arena = arena, .card = card};
    if (card->evidence->panel.count)
        look_at_panels(&look);
    kp_agreement *agreement = KP_NEW(arena, kp_agreement);
    agreement->checks = checks_look(arena, card, &agreement->check_count);
    agreement->panels = look.found.items;
    agreement->panel_count = look.found.count;
    bool known = false;
    for (size_t i = 0; i < agreement->panel_count; i++)
        known = known || panel_is_known(&agreement->panels[i]);
    for (size_t i = 0; i < agreement->check_count; i++)
        known = known || agreement->checks[i].check.pairs >= KP_AGREEMENT_LEAST;
    return known ? agreement : NULL;
}
