/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_private.h - private to the core: the parts of the methods that the table in method.c is put together from, and what they share. */
#ifndef KAOPING_CORE_METHOD_PRIVATE_H
#define KAOPING_CORE_METHOD_PRIVATE_H

#include "evidence_private.h"
#include "kaoping/method.h"

/* Names of three functions a method: kp_<method>_slots, _check, _evaluate. */
#define KP_METHOD_PARTS(method)                                                                                                                      \
    const kp_slot *kp_##method##_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count);                                                    \
    void kp_##method##_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems);                                   \
    kp_outcome kp_##method##_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator)

KP_METHOD_PARTS(direct);       /* method_points.c */
KP_METHOD_PARTS(deduct);       /* method_findings.c */
KP_METHOD_PARTS(bonus);        /* method_findings.c */
KP_METHOD_PARTS(ratio);        /* method_rate.c */
KP_METHOD_PARTS(linear);       /* method_rate.c */
KP_METHOD_PARTS(ladder);       /* method_rate.c */
KP_METHOD_PARTS(checklist);    /* method_points.c */
KP_METHOD_PARTS(panel);        /* method_panel.c */
KP_METHOD_PARTS(satisfaction); /* method_survey.c */
KP_METHOD_PARTS(ballot);       /* method_ballot.c */
KP_METHOD_PARTS(sites);        /* method_sites.c */
KP_METHOD_PARTS(goalposts);    /* method_composite.c */
KP_METHOD_PARTS(relative);     /* method_composite.c */
KP_METHOD_PARTS(grade);        /* method_points.c */
KP_METHOD_PARTS(results);      /* method_results.c */
KP_METHOD_PARTS(records);      /* method_records.c */
KP_METHOD_PARTS(cadence);      /* method_cadence.c */
KP_METHOD_PARTS(meetings);     /* method_meetings.c */
KP_METHOD_PARTS(resolutions);  /* method_resolutions.c */

KP_METHOD_PARTS(number); /* method_values.c; and of formula, range and test: */
kp_outcome kp_formula_method_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator);
kp_outcome kp_range_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator);
kp_outcome kp_test_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator);

/* Slots of a leaf whose evidence is a list, or of which nothing is typed: none. */
const kp_slot *kp_no_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count);

/* Of methods that look at one number, which is typed as the leaf's `input` says (method_rate.c): its slots, what is wrong with two counts, and the number. */
const kp_slot *kp_rate_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count);
void kp_check_rate(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems);
kp_mark_state kp_read_rate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_val *rate);
/* What `relative` compares, before it is a mark. */
kp_outcome kp_relative_value(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator);

/* What bonus and credit records share (method_findings.c): the points of an entry where its rule gives any; those that count; their sum within the caps; what is wrong with
 * one entry, and with several that are alike. */
bool kp_ruled_points(kp_arena *arena, const kp_indicator *leaf, const kp_finding *entry, kp_num *points);
kp_val kp_event_points(kp_calc *calc, const kp_indicator *leaf, const kp_finding *entry);
kp_val kp_sum_capped(kp_calc *calc, const kp_indicator *leaf, const kp_val terms[], size_t count);
void kp_check_entry(const kp_evidence *evidence, int32_t unit, const kp_finding *entry, kp_problems *problems);
void kp_check_doubles(const kp_evidence *evidence, int32_t unit, const kp_finding entries[], size_t count, kp_problems *problems);

/* Room for the terms of a sum: on the stack for as many as are usual, so that scoring without trace allocates nothing. */
#define KP_USUAL_TERMS 64
static inline kp_val *kp_terms(kp_calc *calc, kp_val usual[KP_USUAL_TERMS], size_t count) {
    return count <= KP_USUAL_TERMS ? usual : KP_NEW_ARRAY(calc->arena, kp_val, count);
}

static inline kp_outcome kp_outcome_of(kp_mark_state state, kp_val mark) {
    return (kp_outcome){.state = state,
                        .mark = mark,
                        .reason = -1,
                        .least_sample = KP_ZERO,
                        .sample = KP_ZERO,
                        .unknown_share = KP_ZERO,
                        .degree = KP_ZERO,
                        .rate = KP_ZERO,
                        .grade = -1,
                        .lower.value = KP_ZERO,
                        .upper.value = KP_ZERO,
                        .held.value = KP_ZERO,
                        .missing.value = KP_ZERO};
}
static inline kp_outcome kp_outcome_scored(kp_val mark) { return kp_outcome_of(KP_MARK_SCORED, mark); }
static inline kp_outcome kp_outcome_not_applicable(void) { return kp_outcome_of(KP_MARK_NOT_APPLICABLE, (kp_val){KP_ZERO, NULL}); }
static inline kp_outcome kp_outcome_not_scored(void) { return kp_outcome_of(KP_MARK_NOT_SCORED, (kp_val){KP_ZERO, NULL}); }

/* KP_MARK_SCORED where all required inputs are given; not applicable where one is, else not scored. */
kp_mark_state kp_inputs_state(const kp_input *inputs, const kp_slot *slots, size_t count);

static inline const kp_indicator *kp_leaf(const kp_evidence *evidence, int32_t indicator) { return &evidence->scheme->indicators[indicator]; }
static inline kp_val kp_full_marks(kp_calc *calc, const kp_indicator *leaf) { return kp_calc_rule(calc, "满分 | full marks", leaf->full); }
/* `mark` out of `scale` brought to the leaf's full marks. */
kp_val kp_scale_mark(kp_calc *calc, kp_val mark, const kp_indicator *leaf);

/* The place of the unit's mark, of a leaf that is scored by the places of units; NULL where it is none, or places are not made yet. */
static inline const kp_place_points *kp_place_of(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return evidence->leaf_places && evidence->leaf_places[indicator] ? &evidence->leaf_places[indicator][unit] : NULL;
}
/* "第 2 名 | place 2", where it will be read. */
static inline const char *kp_place_label(kp_calc *calc, const kp_place_points *place) {
    return calc->trace ? kp_format(calc->arena, "第 %d 名 | place %d", (int)place->place, (int)place->place) : NULL;
}
/* What the leaf came to by the place that its mark has; the outcome itself where the mark counts. */
kp_outcome kp_outcome_by_place(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_outcome outcome);

/* The valid answers of one row of a survey and their mean value; false where there is none. */
bool kp_survey_figures(kp_arena *arena, const kp_indicator *leaf, const kp_survey_row *row, kp_num *valid, kp_num *degree);

/* The name of the site of a check; "" where its index is none. */
const char *kp_site_name(const kp_evidence *evidence, const kp_site_check *check);

/* How many sites of the unit have a mark by checks of that kind, and their mean on the scale typed; false where there is none. */
bool kp_sites_of_kind(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, int32_t kind, size_t *sites, kp_num *mean);

/* Adds a problem at a cell with two numbers. */
void kp_add_numbers_problem(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problem_code code, kp_origin origin, kp_num found,
                            kp_num expected, kp_problems *problems);

/* What a number beyond KP_NUM_MAX_BITS is called. */
#define KP_BEYOND_WORDS "超过 30 万位的数 | a number of more than 300,000 digits"

#endif
