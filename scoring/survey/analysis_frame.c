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
    size_t *first_size;  /* [units + 1] into sizes_by_unit */
    uint32_t *sizes_by_unit;
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
        keys[i] = unit_of(f, answers->forms[i].unit, answers->forms[i].stratum);
    f->by_unit = KP_NEW_ARRAY(f->arena, uint32_t, count);
    f->first_form = order_by_key(f->arena, keys, count, f->frame->unit_count, f->by_unit);
    f->frame->form_count = count;
}

static void order_sizes(framer *f) {
    size_t count = f->evidence->stratum_sizes.count;
    int32_t *keys = KP_NEW_ARRAY(f->arena, int32_t, count);
    for (size_t i = 0; i < count; i++)
        keys[i] = unit_of(f, f->evidence->stratum_sizes.items[i].unit, f->evidence->stratum_sizes.items[i].stratum);
    f->sizes_by_unit = KP_NEW_ARRAY(f->arena, uint32_t, count);
    f->first_size = order_by_key(f->arena, keys, count, f->frame->unit_count, f->sizes_by_unit);
}

/* ---- strata of a unit ---- */

static frame_stratum *stratum_of_unit(framer *f, int32_t unit, int32_t stratum) {
    int32_t *index = &f->stratum_of[stratum + 1];
    if (*index < 0) {
        *index = (int32_t)f->strata.count;
        KP_PUSH(f->arena, &f->strata,
                (frame_stratum){.unit = unit, .stratum = stratum, .size = NAN, .exact_size = KP_ZERO, .fraction = NAN, .population = INFINITY});
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
    }
}

/* ---- sizes ---- */

static double given(const kp_input *input) { return input->state == KP_INPUT_GIVEN ? kp_num_to_double(input->value) : NAN; }

static void set_size(frame_stratum *h, kp_num size, const kp_input *clusters) {
    h->exact_size = size;
    h->size = kp_num_sign(size) > 0 ? kp_num_to_double(size) : NAN;
    double population = h->clustered ? given(clusters) : h->size;
    h->population = isnan(population) ? INFINITY : population;
}

/* Sizes of the strata, and of the unit: its own, else the sum of its strata's where all that were met are known. */
static void take_sizes(framer *f, int32_t unit, kp_input *whole_clusters) {
    frame_unit *u = &f->frame->units[unit];
    kp_num sum = KP_ZERO;
    u->exact_size = KP_ZERO;
    for (size_t i = f->first_size[unit]; i < f->first_size[unit + 1]; i++) {
        const kp_stratum_size *known = &f->evidence->stratum_sizes.items[f->sizes_by_unit[i]];
        if (known->stratum < 0) {
            u->exact_size = known->size.state == KP_INPUT_GIVEN ? known->size.value : KP_ZERO;
            *whole_clusters = known->clusters;
            continue;
        }
        if (known->size.state != KP_INPUT_GIVEN)
            continue;
        sum = kp_num_add(f->arena, sum, known->size.value);
        if (f->stratum_of[known->stratum + 1] >= 0)
            set_size(&f->strata.items[f->stratum_of[known->stratum + 1]], known->size.value, &known->clusters);
    }
    bool all = true;
    for (size_t h = u->first; h < u->first + u->strata; h++)
        all = all && (f->strata.items[h].stratum < 0 || !isnan(f->strata.items[h].size));
    if (kp_num_is_zero(u->exact_size) && all)
        u->exact_size = sum;
    if (kp_num_sign(u->exact_size) > 0)
        u->size = kp_num_to_double(u->exact_size);
    if (u->strata == 1 && f->strata.items[u->first].stratum < 0)
        set_size(&f->strata.items[u->first], u->exact_size, whole_clusters);
}

/* Where only the size of the unit as a whole is known, its strata count as drawn alike. */
static void share_fraction(framer *f, int32_t unit, const kp_input *whole_clusters) {
    frame_unit *u = &f->frame->units[unit];
    double population = u->clustered ? given(whole_clusters) : u->size;
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
    order_sizes(&f);
    f.frame->forms = KP_NEW_ARRAY(arena, uint32_t, f.frame->form_count);
    f.frame->weights = KP_NEW_ARRAY(arena, double, f.frame->form_count);
    f.frame->primary = KP_NEW_ARRAY(arena, uint32_t, f.frame->form_count);
    f.stratum_of = KP_NEW_ARRAY(arena, int32_t, evidence->strata.count + 1);
    memset(f.stratum_of, 0xff, (evidence->strata.count + 1) * sizeof *f.stratum_of);
    uint32_t *met = KP_NEW_ARRAY(arena, uint32_t, evidence->answers ? evidence->answers->clusters.count : 0), stamp = 0;
    f.frame->sizes_known = true;
    for (int32_t unit = 0; (size_t)unit < f.frame->unit_count; unit++) {
        kp_input whole_clusters = {.state = KP_INPUT_MISSING};
        find_strata(&f, unit);
        place_forms(&f, unit);
        number_primary(&f, unit, met, &stamp);
        take_sizes(&f, unit, &whole_clusters);
        share_fraction(&f, unit, &whole_clusters);
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
