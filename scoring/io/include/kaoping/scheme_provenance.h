/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_provenance.h - where the numbers of a scheme come from, as a whole: which references it names, and which numbers are assumptions.
 *
 *     kp_provenance p = kp_scheme_provenance(arena, scheme);
 *     for (size_t i = 0; i < p.count; i++) if (p.items[i].assumed) ...
 */
#ifndef KAOPING_SCHEME_PROVENANCE_H
#define KAOPING_SCHEME_PROVENANCE_H

#include "kaoping/reference.h"
#include "kaoping/scheme_fields.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One item of a basis. */
typedef struct kp_provenance_item {
    kp_section_id section;
    const char *id, *title; /* of the record (bilingual); of the scheme itself too */
    const kp_field *field;  /* NULL: all numbers of the record */
    const char *text;       /* as written: "source 70, assumption" */
    bool assumed;           /* it says that it is an assumption, wholly or in part */
} kp_provenance_item;

typedef struct kp_provenance {
    kp_provenance_item *items; /* in the order of the scheme */
    size_t count, capacity;
} kp_provenance;

/* In `arena`. Cost: linear in the fields of the scheme. */
kp_provenance kp_scheme_provenance(kp_arena *arena, const kp_scheme *scheme);

/* The references that the scheme names, each once, in the table's order; *count of them. In `arena`. */
const kp_reference *const *kp_scheme_references(kp_arena *arena, const kp_scheme *scheme, size_t *count);

#ifdef __cplusplus
}
#endif
#endif
