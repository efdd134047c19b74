/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_sample.c - when all forms are read: whether they agree with one another and with what is said of the sample. */
#include "bind_private.h"

/* ---- weights ---- */

/* One without a weight among others would stand for 1 where they stand for hundreds. A sheet without the column weighs all of its forms alike, which only matters where all sheets are weighed
 * together. */
static void check_weights(binder *run) {
    const kp_layout_sheet *sheet = kp_layout_find(run->layout, KP_SHEET_ANSWERS);
    for (size_t i = 0; run->weights_typed && i < run->blank_weights.count; i++) {
        const kp_origin origin = run->blank_weights.items[i].origin;
        const kp_place place = kp_evidence_place(run->evidence, origin);
        const char *title = sheet->columns[kp_layout_column_of(sheet, KP_COLUMN_WEIGHT)].title;
        if (origin.column)
            kp_problems_add(run->problems, KP_D_CELL_EMPTY, place, kp_bind_weighed(run, run->blank_weights.items[i].unit), title, NULL, NULL);
        else if (kp_bind_weighed(run, KP_UNIT_NONE) == KP_UNIT_ALL)
            kp_problems_add(run->problems, KP_W_COLUMN_MISSING, place, KP_UNIT_ALL, title, NULL, NULL);
    }
}

/* ---- forms that did not come back ---- */

static void tell_empty(binder *run) {
    const kp_evidence *evidence = run->evidence;
    size_t *empty = KP_NEW_ARRAY(run->arena, size_t, evidence->units.count);
    const kp_form **first = KP_NEW_ARRAY(run->arena, const kp_form *, evidence->units.count);
    for (size_t i = 0; i < evidence->answers->form_count; i++) {
        const kp_form *form = &evidence->answers->forms[i];
        if ((form->discarded & KP_DISCARD_EMPTY) && !empty[form->unit]++)
            first[form->unit] = form;
    }
    for (size_t u = 0; u < evidence->units.count; u++)
        if (empty[u])
            kp_problems_add(run->problems, KP_D_FORMS_EMPTY, kp_evidence_place(evidence, first[u]->origin), (int32_t)u,
                            kp_verbatim(run->arena, evidence->units.items[u].name), kp_format(run->arena, "%zu", empty[u]), NULL);
}

/* ---- sizes ---- */

typedef struct sample_count {
    size_t forms, clusters;
} sample_count;

/* Counts the form, and its cluster where it is the first of it, for one size. `known`: "size/cluster". */
static void count_form(binder *run, const kp_form *form, int32_t size, sample_count *count, kp_names *known) {
    count->forms++;
    if (form->cluster < 0 || run->evidence->stratum_sizes.items[size].clusters.state != KP_INPUT_GIVEN)
        return;
    const char *key = kp_format(run->arena, "%d/%d", size, form->cluster);
    if (kp_names_find(known, key) >= 0)
        return;
    kp_names_add(known, key, 1);
    count->clusters++;
}

static void tell_too_small(binder *run, const kp_stratum_size *size, const kp_input *said, size_t found, kp_problem_code code) {
    const kp_evidence *evidence = run->evidence;
    if (said->state != KP_INPUT_GIVEN || kp_num_compare(said->value, kp_num_int((int64_t)found)) >= 0)
        return;
    const char *name = size->stratum >= 0 ? evidence->strata.items[size->stratum] : evidence->units.items[size->unit].name;
    kp_problems_add(run->problems, code, kp_evidence_place(evidence, said->origin), kp_bind_weighed(run, size->unit), kp_verbatim(run->arena, name),
                    kp_num_exact(run->arena, said->value), kp_format(run->arena, "%zu", found));
}

/* No more forms than there are households or people, no more clusters than there are. */
static void check_sizes(binder *run) {
    const kp_evidence *evidence = run->evidence;
    size_t sizes = evidence->stratum_sizes.count;
    sample_count *counts = KP_NEW_ARRAY(run->arena, sample_count, sizes);
    int32_t *next = KP_NEW_ARRAY(run->arena, int32_t, sizes), *first = KP_NEW_ARRAY(run->arena, int32_t, evidence->units.count);
    for (size_t u = 0; u < evidence->units.count; u++)
        first[u] = -1;
    for (size_t i = 0; i < sizes; i++) {
        next[i] = first[evidence->stratum_sizes.items[i].unit];
        first[evidence->stratum_sizes.items[i].unit] = (int32_t)i;
    }
    kp_names *known = kp_names_new(run->arena);
    for (size_t i = 0; i < evidence->answers->form_count; i++) {
        const kp_form *form = &evidence->answers->forms[i];
        for (int32_t at = form->discarded ? -1 : first[form->unit]; at >= 0; at = next[at]) {
            int32_t stratum = evidence->stratum_sizes.items[at].stratum;
            if (stratum < 0 || stratum == form->stratum)
                count_form(run, form, at, &counts[at], known);
        }
    }
    for (size_t i = 0; i < sizes; i++) {
        const kp_stratum_size *size = &evidence->stratum_sizes.items[i];
        tell_too_small(run, size, &size->size, counts[i].forms, KP_D_SIZE_BELOW_FORMS);
        tell_too_small(run, size, &size->clusters, counts[i].clusters, KP_D_CLUSTERS_BELOW_FORMS);
    }
}

void kp_bind_check_sample(binder *run) {
    if (!run->evidence->answers || !run->evidence->answers->form_count)
        return;
    check_weights(run);
    tell_empty(run);
    check_sizes(run);
}
