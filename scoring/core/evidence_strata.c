/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence_strata.c - how large the strata of a unit are: looked up, added, and checked. The list is sorted by unit and stratum when evidence is finished. */
#include "evidence_private.h"

const kp_stratum_size *kp_evidence_stratum_size(const kp_evidence *evidence, int32_t unit, int32_t stratum) {
    if (!evidence->first_stratum)
        return NULL;
    size_t low = evidence->first_stratum[unit], high = evidence->first_stratum[unit + 1], end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (evidence->stratum_sizes.items[middle].stratum < stratum)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && evidence->stratum_sizes.items[low].stratum == stratum ? &evidence->stratum_sizes.items[low] : NULL;
}

bool kp_evidence_has_strata(const kp_evidence *evidence, int32_t unit) {
    for (size_t i = evidence->first_stratum ? evidence->first_stratum[unit] : 0; evidence->first_stratum && i < evidence->first_stratum[unit + 1];
         i++)
        if (evidence->stratum_sizes.items[i].stratum >= 0 && evidence->stratum_sizes.items[i].size.state == KP_INPUT_GIVEN)
            return true;
    return false;
}

/* Σ of the sizes of the unit's strata; false where there are none or one has no size. */
static bool add_sizes(const kp_evidence *evidence, int32_t unit, kp_arena *arena, kp_num *sum) {
    bool any = false;
    *sum = KP_ZERO;
    for (size_t i = evidence->first_stratum[unit]; i < evidence->first_stratum[unit + 1]; i++) {
        const kp_stratum_size *stratum = &evidence->stratum_sizes.items[i];
        if (stratum->stratum < 0)
            continue;
        if (stratum->size.state != KP_INPUT_GIVEN)
            return false;
        *sum = kp_num_add(arena, *sum, stratum->size.value);
        any = true;
    }
    return any;
}

bool kp_evidence_unit_size(const kp_evidence *evidence, int32_t unit, kp_arena *arena, kp_num *size) {
    const kp_stratum_size *whole = kp_evidence_stratum_size(evidence, unit, -1);
    if (whole && whole->size.state == KP_INPUT_GIVEN) {
        *size = whole->size.value;
        return true;
    }
    return evidence->first_stratum && add_sizes(evidence, unit, arena, size);
}

/* The stratum, or the unit where its own size is meant. */
static const char *size_words(kp_arena *arena, const kp_evidence *evidence, const kp_stratum_size *entry) {
    return entry->stratum < 0 ? kp_unit_words(arena, evidence, entry->unit) : kp_verbatim(arena, evidence->strata.items[entry->stratum]);
}

/* Sizes of some units and not of others: most likely a row was forgotten. */
static void check_unsized(const kp_evidence *evidence, kp_problems *problems) {
    kp_place place = kp_evidence_place(evidence, evidence->stratum_sizes.items[0].origin);
    for (size_t unit = 0; unit < evidence->units.count; unit++)
        if (!evidence->units.items[unit].excluded && evidence->first_stratum[unit] == evidence->first_stratum[unit + 1])
            kp_problems_add(problems, KP_D_UNIT_NOT_SIZED, (kp_place){place.file, place.sheet, 0, 0}, (int32_t)unit,
                            kp_unit_words(problems->arena, evidence, (int32_t)unit), NULL, NULL);
}

void kp_evidence_check_strata(const kp_evidence *evidence, kp_problems *problems) {
    static const kp_slot slot = {.key = "size", .kind = KP_SLOT_COUNT, .minimum = {1, 1}};
    kp_arena *arena = problems->arena;
    if (evidence->stratum_sizes.count)
        check_unsized(evidence, problems);
    for (size_t i = 0; i < evidence->stratum_sizes.count; i++) {
        const kp_stratum_size *entry = &evidence->stratum_sizes.items[i], *before = i ? entry - 1 : NULL;
        const kp_input *const inputs[] = {&entry->size, &entry->clusters};
        for (size_t k = 0; k < 2; k++) {
            int32_t code = inputs[k]->state == KP_INPUT_GIVEN ? kp_slot_verdict(&slot, inputs[k]->value) : -1;
            if (code >= 0)
                kp_problems_add(problems, (kp_problem_code)code, kp_evidence_cell(evidence, entry->unit, inputs[k]->origin), entry->unit,
                                kp_num_exact(arena, inputs[k]->value),
                                code == KP_D_COUNT_TOO_LARGE ? kp_format(arena, "%lld", (long long)KP_MAX_COUNT) : "≥ 1", NULL);
        }
        if (before && before->unit == entry->unit && before->stratum == entry->stratum) {
            kp_place place = kp_evidence_place(evidence, entry->origin);
            kp_problems_add(problems, KP_D_STRATUM_TWICE, place, entry->unit, size_words(arena, evidence, entry),
                            kp_place_beside(arena, kp_evidence_place(evidence, before->origin), place), NULL);
        }
    }
    for (size_t unit = 0; unit < evidence->units.count && evidence->stratum_sizes.count; unit++) {
        const kp_stratum_size *whole = kp_evidence_stratum_size(evidence, (int32_t)unit, -1);
        kp_num sum;
        if (whole && whole->size.state == KP_INPUT_GIVEN && add_sizes(evidence, (int32_t)unit, arena, &sum) && !kp_num_equal(sum, whole->size.value))
            kp_problems_add(problems, KP_D_STRATA_SUM, kp_evidence_place(evidence, whole->origin), (int32_t)unit,
                            kp_unit_words(arena, evidence, (int32_t)unit), kp_num_exact(arena, sum), kp_num_exact(arena, whole->size.value));
    }
}
