/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analysis_frame.c - what the evidence knows of how its samples were drawn: strata of each unit, their sizes, and the primary units among the forms. */
#include "analysis_private.h"

#include <math.h>

typedef struct framer {
    kp_arena *arena;
    const kp_evidence *evidence;
    frame *frame;
    struct {
        frame_stratum *items;
        size_t count, capacity;
    } strata;
    size_t *first_form;  /* [units + 1] into by_unit */
    uint32_t *by_unit;   /* forms in order of their units */
    int32_t *stratum_of; /* [names + 1]: the unit's stratum of that name, by its index in `strata`; -1: not met in this unit */
} framer;

/* Positions 0 .. count - 1 ordered by their keys, stably: out[first[key]] ...; those with a key of -1 are left out. */
static size_t *order_by_key(kp_arena *arena, const int32_t keys[], size_t count, size_t key_count, uint32_t out[]) {
    size_t *first = KP_NEW_ARRAY(arena, size_t, key_count + 2);
    for (size_t i = 0; i < count; i++)
        if (keys[i] >= 0)
            first[keys[i] + 2]++;
    for (size_t key = 2; key < key_count + 2; key++)
        first[key] += first[key - 1];
    for (size_t i = 0; i < count; i++)
        if (keys[i] >= 0)
            out[first[keys[i] + 1]++] = (uint32_t)i;
    return first;
}

static bool is_below(int32_t index, size_t count) { return index < 0 || (size_t)index < count; }

/* The unit, or -1 where unit or stratum are none: their problem is told already. */
static int32_t unit_of(const framer *f, int32_t unit, int32_t stratum) {
    const kp_evidence *e = f->evidence;
    return is_below(unit, e->units.count) && is_below(stratum, e->strata.count) && stratum >= -1 ? unit : -1;
}

static void order_forms(framer *f) {
    const kp_answers *answers = f->evidence->answers;
    size_t count = answers ? answers->form_count : 0;
    int32_t *keys = KP_NEW_ARRAY(f->arena, int32_t, count);
    for (size_t i = 0; i < count; i++)
        keys[i] = answers->forms[i].discarded & KP_DISCARD_EMPTY ? -1 : unit_of(f, answers->forms[i].unit, answers->forms[i].stratum);
    f->by_unit = KP_NEW_ARRAY(f->arena, uint32_t, count);
    f->first_form = order_by_key(f->arena, keys, count, f->frame->unit_count, f->by_unit);
    f->frame->form_count = count;
}

/* ---- strata of a unit ---- */

static frame_stratum *stratum_of_unit(framer *f, int32_t unit, int32_t stratum) {
    int32_t *index = &f->stratum_of[stratum + 1];
    if (*index < 0) {
        *index = (int32_t)f->strata.count;
        KP_PUSH(f->arena, &f->strata, (frame_stratum){.unit = unit, .stratum = stratum, .size = NAN, .fraction = NAN, .population = INFINITY});
    }
    return &f->strata.items[*index];
}

static void find_strata(framer *f, int32_t unit) {
    frame_unit *u = &f->frame->units[unit];
    const kp_evidence *e = f->evidence;
    u->first = f->strata.count;
    u->size = NAN;
    for (size_t i = f->first_form[unit]; i < f->first_form[unit + 1]; i++)
        stratum_of_unit(f, unit, e->answers->forms[f->by_unit[i]].stratum)->forms++;
    for (size_t i = e->first_survey[unit]; i < e->first_survey[unit + 1]; i++)
        stratum_of_unit(f, unit, e->survey.items[i].stratum);
    u->strata = f->strata.count - u->first;
    u->forms = f->first_form[unit + 1] - f->first_form[unit];
}

/* Puts the unit's forms into the order of its strata. */
static void place_forms(framer *f, int32_t unit) {
    frame_unit *u = &f->frame->units[unit];
    size_t next = f->first_form[unit];
    for (size_t h = u->first; h < u->first + u->strata; h++) {
        f->strata.items[h].first = next;
        next += f->strata.items[h].forms;
        f->strata.items[h].forms = 0;
    }
    for (size_t i = f->first_form[unit]; i < f->first_form[unit + 1]; i++) {
        uint32_t form = f->by_unit[i];
        frame_stratum *h = stratum_of_unit(f, unit, f->evidence->answers->forms[form].stratum);
        const kp_form *known = &f->evidence->answers->forms[form];
        size_t at = h->first + h->forms++;
        f->frame->forms[at] = form;
        f->frame->weights[at] = known->discarded ? 0 : f->evidence->answers->weighted ? kp_num_to_double(known->weight) : 1;
        h->clustered = h->clustered || known->cluster >= 0;
        u->weighted = u->weighted || (f->frame->weights[at] > 0 && f->frame->weights[at] != 1);
    }
}

/* ---- sizes ---- */

static double given(const kp_input *input) { return input->state == KP_INPUT_GIVEN ? kp_num_to_double(input->value) : NAN; }

static void set_size(frame_stratum *h, double size, const kp_stratum_size *known) {
    h->size = size;
    double population = !h->clustered ? size : known ? given(&known->clusters) : NAN;
    h->population = isnan(population) ? INFINITY : population;
}

/* Sizes of the strata, and of the unit. A single stratum without a name is the unit. */
static void take_sizes(framer *f, int32_t unit) {
    frame_unit *u = &f->frame->units[unit];
    u->exact_size = KP_ZERO;
    if (kp_evidence_unit_size(f->evidence, unit, f->arena, &u->exact_size) && kp_num_sign(u->exact_size) > 0)
        u->size = kp_num_to_double(u->exact_size);
    for (size_t at = u->first; at < u->first + u->strata; at++) {
        frame_stratum *h = &f->strata.items[at];
        const kp_stratum_size *known = kp_evidence_stratum_size(f->evidence, unit, h->stratum);
        if (h->stratum < 0 && u->strata == 1)
            set_size(h, u->size, known);
        else if (h->stratum >= 0 && known && given(&known->size) > 0)
            set_size(h, given(&known->size), known);
    }
}

/* Where only the size of the unit as a whole is known, its strata count as drawn alike. */
static void share_fraction(framer *f, int32_t unit) {
    frame_unit *u = &f->frame->units[unit];
    const kp_stratum_size *whole = kp_evidence_stratum_size(f->evidence, unit, -1);
    double population = !u->clustered ? u->size : whole ? given(&whole->clusters) : NAN;
    for (size_t h = u->first; h < u->first + u->strata; h++)
        if (isnan(f->strata.items[h].size) && u->drawn && population >= (double)u->drawn)
            f->strata.items[h].fraction = (double)u->drawn / population;
}

/* ---- primary units ---- */

/* Numbers the clusters of each stratum as they are met; a form of no cluster is a primary unit of its own. */
static void number_primary(framer *f, int32_t unit, uint32_t met[], uint32_t *stamp) {
    frame_unit *u = &f->frame->units[unit];
    for (size_t at = u->first; at < u->first + u->strata; at++) {
        frame_stratum *h = &f->strata.items[at];
        uint32_t before = *stamp;
        h->first_drawn = u->drawn;
        u->clustered = u->clustered || h->clustered;
        for (size_t i = h->first; i < h->first + h->forms; i++) {
            int32_t cluster = f->evidence->answers->forms[f->frame->forms[i]].cluster;
            if (cluster < 0 || met[cluster] <= before) {
                ++*stamp;
                if (cluster >= 0)
                    met[cluster] = *stamp;
                f->frame->primary[i] = (uint32_t)u->drawn++;
            } else {
                f->frame->primary[i] = (uint32_t)h->first_drawn + met[cluster] - before - 1;
            }
        }
        h->drawn = u->drawn - h->first_drawn;
    }
}

frame *frame_of_evidence(kp_arena *arena, const kp_evidence *evidence) {
    framer f = {.arena = arena, .evidence = evidence, .frame = KP_NEW(arena, frame)};
    f.frame->evidence = evidence;
    f.frame->unit_count = evidence->units.count;
    f.frame->units = KP_NEW_ARRAY(arena, frame_unit, evidence->units.count);
    order_forms(&f);
    f.frame->forms = KP_NEW_ARRAY(arena, uint32_t, f.frame->form_count);
    f.frame->weights = KP_NEW_ARRAY(arena, double, f.frame->form_count);
    f.frame->primary = KP_NEW_ARRAY(arena, uint32_t, f.frame->form_count);
    f.stratum_of = KP_NEW_ARRAY(arena, int32_t, evidence->strata.count + 1);
    memset(f.stratum_of, 0xff, (evidence->strata.count + 1) * sizeof *f.stratum_of);
    uint32_t *met = KP_NEW_ARRAY(arena, uint32_t, evidence->answers ? evidence->answers->clusters.count : 0), stamp = 0;
    f.frame->sizes_known = true;
    for (int32_t unit = 0; (size_t)unit < f.frame->unit_count; unit++) {
        find_strata(&f, unit);
        place_forms(&f, unit);
        number_primary(&f, unit, met, &stamp);
        take_sizes(&f, unit);
        share_fraction(&f, unit);
        for (size_t h = f.frame->units[unit].first; h < f.strata.count; h++)
            f.stratum_of[f.strata.items[h].stratum + 1] = -1;
        f.frame->sizes_known = f.frame->sizes_known && (f.frame->units[unit].strata == 0 || f.frame->units[unit].size > 0);
    }
    f.frame->strata = f.strata.items;
    f.frame->stratum_count = f.strata.count;
    return f.frame;
}

double frame_left_out(const frame_stratum *stratum, double drawn) {
    if (!isnan(stratum->fraction))
        return 1 - stratum->fraction;
    return isinf(stratum->population) || !(stratum->population >= drawn) ? 1 : 1 - drawn / stratum->population;
}
