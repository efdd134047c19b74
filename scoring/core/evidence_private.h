/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence_private.h - private to the core: what evidence.c, the methods and the scoring share about evidence. */
#ifndef KAOPING_CORE_EVIDENCE_PRIVATE_H
#define KAOPING_CORE_EVIDENCE_PRIVATE_H

#include "kaoping/evidence.h"
#include "kaoping/method.h"
#include "kaoping/names.h"

/* Behind kp_evidence.names. */
typedef struct evidence_lookup {
    kp_names *ids, *names, *groups, *evaluators, *sites, *parties, *strata;
    const kp_slot **slots; /* of each indicator */
    size_t *slot_count;
} evidence_lookup;

/* The slots of a leaf, made once; NULL with *count 0 where it has none. */
const kp_slot *kp_evidence_slots(const kp_evidence *evidence, int32_t indicator, size_t *count);

/* The inputs of a leaf that has slots. */
static inline const kp_input *kp_evidence_inputs(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return evidence->inputs + (size_t)unit * evidence->slots_per_unit + evidence->slot_offset[indicator];
}

/* True where the indicator, or a node above it, is entered as not applicable to the unit. */
static inline bool kp_evidence_gap(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return evidence->gap_of[(size_t)unit * evidence->scheme->indicator_count + (size_t)indicator] != 0;
}

/* KP_NOT_GIVEN, KP_GIVEN_HERE, KP_GIVEN_ABOVE. */
static inline uint8_t kp_evidence_given(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return evidence->given_of ? evidence->given_of[(size_t)unit * evidence->scheme->indicator_count + (size_t)indicator] : (uint8_t)KP_NOT_GIVEN;
}
/* The mark given for the node, which must be KP_GIVEN_HERE. */
const kp_input *kp_evidence_mark_given(const kp_evidence *evidence, int32_t unit, int32_t indicator);
/* The node at or above this one whose mark is given; -1: none. */
int32_t kp_evidence_given_node(const kp_evidence *evidence, int32_t unit, int32_t indicator);
/* Marks what is given and what is below it, and tells what is wrong with it; gaps must have been spread (evidence_given.c). */
void kp_evidence_take_given(kp_evidence *evidence, kp_problems *problems);

/* kp_evidence_leave_unread(), also while evidence is finished. */
void kp_evidence_set_unread(kp_evidence *evidence, int32_t unit, int32_t indicator);

/* True where something entered for it could not be taken: what seems to be missing may be that. */
static inline bool kp_evidence_unread(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return evidence->unread && evidence->unread[(size_t)unit * evidence->scheme->indicator_count + (size_t)indicator];
}

/* Puts the rows of each unit and leaf in the order of their dates (log.c). */
void kp_evidence_sort_logs(kp_evidence *evidence);

/* The unit's name as an argument of problems and messages. */
static inline const char *kp_unit_words(kp_arena *arena, const kp_evidence *evidence, int32_t unit) {
    return kp_verbatim(arena, evidence->units.items[unit].name);
}

typedef struct evidence_range {
    size_t from, to;
} evidence_range;

/* What the finished lists hold of one unit and leaf. */
evidence_range kp_panel_of(const kp_evidence *evidence, int32_t unit, int32_t indicator);
evidence_range kp_findings_of(const kp_evidence *evidence, int32_t unit, int32_t indicator);
evidence_range kp_survey_of(const kp_evidence *evidence, int32_t unit, int32_t indicator);
evidence_range kp_site_checks_of(const kp_evidence *evidence, int32_t unit, int32_t indicator);
evidence_range kp_logs_of(const kp_evidence *evidence, int32_t unit, int32_t indicator);
evidence_range kp_given_marks_of(const kp_evidence *evidence, int32_t unit, int32_t indicator);

/* "自查·完成数 | Self-check · Done": a leaf, and what of it; `part` bilingual, NULL or "" where the leaf says it all. */
const char *kp_leaf_name(kp_arena *arena, const kp_indicator *leaf, const char *part);

/* The cell where it should be, else where the unit is listed. */
kp_place kp_evidence_cell(const kp_evidence *evidence, int32_t unit, kp_origin origin);

/* What is wrong with a value for that slot, as a kp_problem_code; -1: nothing. */
int32_t kp_slot_verdict(const kp_slot *slot, kp_num value);
/* Adds what is wrong with the inputs of a leaf with slots. absent[]: slots that no unit has, which are told of elsewhere; NULL: none. */
void kp_evidence_check_inputs(const kp_evidence *evidence, int32_t unit, int32_t indicator, const bool absent[], kp_problems *problems);
/* The same of a mark that is given; false where something is wrong. */
bool kp_evidence_check_mark(const kp_evidence *evidence, int32_t unit, int32_t indicator, const kp_input *mark, const kp_slot *bounds,
                            kp_problems *problems);
/* The bounds of a given mark as a slot. */
kp_slot kp_given_slot(kp_arena *arena, const kp_scheme *scheme, int32_t indicator);

/* What is wrong with the sizes of strata (evidence_strata.c). */
void kp_evidence_check_strata(const kp_evidence *evidence, kp_problems *problems);
/* Tells of the units without a row on a sheet where they need one, once for each sheet, and marks the leaves there as unread. Before kp_evidence_check(). */
void kp_evidence_check_rows(kp_evidence *evidence, kp_problems *problems);

/* Who must be named and is not, and who is not apart from another; parties must be sorted (evidence_parties.c). */
void kp_evidence_check_parties(const kp_evidence *evidence, kp_problems *problems);

/* Gives the marks of leaves that are scored by place their places, but those of relative, after all checks (evidence_places.c). */
void kp_evidence_make_places(kp_evidence *evidence, kp_problems *problems);
/* The same of one leaf of the method relative, whose value may have to be worked out first (evidence_fields.c). */
void kp_evidence_make_leaf_places(kp_evidence *evidence, int32_t indicator, kp_problems *problems);

/* Everything wrong with the evidence of one leaf, unit by unit (evidence_check.c). */
void kp_evidence_check(const kp_evidence *evidence, int32_t indicator, kp_problems *problems);

#endif
