/* SPDX-License-Identifier: GPL-3.0-or-later */
/* api_designs.h - the samples of api_samples.h as designs: simple random, stratified and clustered, with the populations that they were drawn from. */
#ifndef KAOPING_TESTS_API_DESIGNS_H
#define KAOPING_TESTS_API_DESIGNS_H

#include "api_samples.h"
#include "in_arena.h"

#include "kaoping/calibrate.h"

#define API_SAMPLE(name) name, sizeof name / sizeof *name

typedef struct api_sample {
    size_t rows;
    double *weights, *api00, *enroll, *tested, *target;
    int32_t *types; /* 0 E, 1 H, 2 M */
    int32_t *targets;
    int32_t *districts;
    double populations[3]; /* of E, H, M */
    double population;
} api_sample;

static inline api_sample api_read(kp_arena *arena, const api_school schools[], size_t count) {
    api_sample s = {.rows = count, .population = schools[0].population};
    s.weights = KP_NEW_ARRAY(arena, double, count), s.api00 = KP_NEW_ARRAY(arena, double, count);
    s.enroll = KP_NEW_ARRAY(arena, double, count), s.tested = KP_NEW_ARRAY(arena, double, count);
    s.target = KP_NEW_ARRAY(arena, double, count), s.types = KP_NEW_ARRAY(arena, int32_t, count);
    s.targets = KP_NEW_ARRAY(arena, int32_t, count), s.districts = KP_NEW_ARRAY(arena, int32_t, count);
    for (size_t i = 0; i < count; i++) {
        const api_school *school = &schools[i];
        s.weights[i] = school->weight, s.api00[i] = school->api00, s.enroll[i] = school->enroll, s.tested[i] = school->tested;
        s.target[i] = s.targets[i] = school->target, s.districts[i] = school->district;
        s.types[i] = school->type == 'E' ? 0 : school->type == 'H' ? 1 : 2;
        s.populations[s.types[i]] = school->population;
    }
    return s;
}

static inline kp_design *api_design(kp_arena *arena, const kp_design_plan *plan) {
    kp_design_fault fault;
    size_t where;
    kp_design *design = kp_design_new(arena, plan, &fault, &where);
    assert_non_null(design);
    return design;
}

/* svydesign(id = ~1, weights = ~pw, fpc = ~fpc, data = apisrs) */
static inline kp_design *api_srs_design(kp_arena *arena, const api_sample *s) {
    return api_design(arena, &(kp_design_plan){.rows = s->rows, .weights = s->weights, .population = &s->population});
}

/* svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat) */
static inline kp_design *api_strat_design(kp_arena *arena, const api_sample *s) {
    return api_design(
        arena, &(kp_design_plan){.rows = s->rows, .weights = s->weights, .strata = s->types, .stratum_count = 3, .population = s->populations});
}

/* svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1) */
static inline kp_design *api_clus1_design(kp_arena *arena, const api_sample *s) {
    return api_design(arena, &(kp_design_plan){.rows = s->rows, .weights = s->weights, .clusters = s->districts, .population = &s->population});
}

/* The rows of a type of school. */
static inline kp_rows api_type_rows(kp_arena *arena, const api_sample *s, int32_t type) {
    uint32_t *items = KP_NEW_ARRAY(arena, uint32_t, s->rows);
    size_t count = 0;
    for (size_t i = 0; i < s->rows; i++)
        if (s->types[i] == type)
            items[count++] = (uint32_t)i;
    return (kp_rows){items, count};
}

#endif
