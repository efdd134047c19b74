/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fields_private.h - private to the core: what a leaf comes to in the eyes of other leaves, of the same unit and over all units that are ranked together (a field).
 *
 * A leaf whose rule looks at others says so in kp_indicator.looks, which is filled when the scheme is built. From that alone kp_evidence_make_fields() knows which values it
 * must make when evidence is finished, and in which order; evaluating then only reads them:
 *
 *     kp_seen other = kp_seen_of(evidence, unit, look->indicator);                      of the same unit
 *     const kp_field_stats *field = kp_field_of(evidence, unit, look->indicator, all);  over the units, where look->across
 *
 * A field depends on all its values. Where one is not known, every unit whose leaf looks across that field is told (D_FIELD_OPEN), so that it is not scored, and kp_field_of()
 * says NULL. Of a single unit without the others (scorer.h) there are no fields: such leaves are asked for as marks.
 */
#ifndef KAOPING_CORE_FIELDS_PRIVATE_H
#define KAOPING_CORE_FIELDS_PRIVATE_H

#include "evidence_private.h"
#include "kaoping/score.h"

/* What a leaf came to, as it stands in the scorecard (rounded there, a gap by its rule, a mark that is given), before it is held to what it is checked against. */
typedef struct kp_seen {
    kp_num value;  /* KP_ZERO unless scored */
    uint8_t state; /* kp_mark_state */
    bool counts; /* is among the values of its field: the unit takes part, the leaf is scored, and nothing keeps the unit from being ranked for it */
} kp_seen;

/* The values of one leaf over the units that are ranked together. */
typedef struct kp_field_stats {
    const kp_num *sorted; /* rising: [0] the least, [count - 1] the largest */
    size_t count;         /* may be 0 */
    kp_num sum, mean;     /* exact; 0 where there are none */
    kp_num deviation;     /* of `relative` by zscore or tscore: the standard deviation as its `spread` says, 0 of a single value; else 0 */
} kp_field_stats;

/* The value of a leaf of the same unit. Computed on the spot where it was not made beforehand. Cost: a look-up in finished evidence. */
kp_seen kp_seen_of(const kp_evidence *evidence, int32_t unit, int32_t indicator);

/* The field of that leaf that the unit stands in: of its group where the scheme ranks within groups (units without a group are a field of their own), or with `all` over all
 * units. NULL where a value in it is not known, where the leaf is nobody's look with `across`, and where evidence is of one unit alone. */
const kp_field_stats *kp_field_of(const kp_evidence *evidence, int32_t unit, int32_t indicator, bool all);

/* The competition place that `value` has or would have: 1 + how many values of the field are larger (`low`: smaller). By bisection. */
int32_t kp_field_place(const kp_field_stats *field, kp_num value, bool low);

/* The field of what `relative` compares with the unit's value; NULL where that is not known of every unit. */
const kp_field_stats *kp_compared_field(const kp_evidence *evidence, int32_t unit, int32_t indicator);

/* Notes which leaves are looked at; before the evidence is checked. Nothing where the scheme has none. `one`: it is of one unit after another (scorer.c), of whom
 * kp_seen_note() tells what each leaf came to. */
void kp_evidence_prepare_fields(kp_evidence *evidence, bool one);
/* True where other leaves look at that leaf, or units are compared by it: whatever is wrong with its evidence makes its value unknown. */
bool kp_evidence_looked_at(const kp_evidence *evidence, int32_t indicator);
/* Makes all values and fields in checked evidence, leaves that others look at first. */
void kp_evidence_make_fields(kp_evidence *evidence, kp_problems *problems);

/* Tells of formulas that come to nothing though all that they look at is there (evidence_results.c); once the fields are made. */
void kp_evidence_check_results(const kp_evidence *evidence, kp_problems *problems);
void kp_evidence_check_tests(const kp_evidence *evidence, kp_problems *problems); /* evidence_tests.c */

/* Of the one unit: the mark just computed. */
void kp_seen_note(const kp_evidence *evidence, int32_t indicator, const kp_mark *mark);

#endif
