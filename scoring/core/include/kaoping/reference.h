/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reference.h - the documents that the provenance of a number (basis) names: "seed S1", "source 25". Their titles stand once, in references.def.
 *
 *     for (size_t at = 0; (found = kp_reference_next("seed S1, source 61, assumption", &at)); ) ...      S1, then 61
 */
#ifndef KAOPING_REFERENCE_H
#define KAOPING_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_reference {
    const char *key; /* "S1"; "25" */
    char
        kind; /* D one of the five documents, G government, N news, M mirror of an official notice, S shared document, L of low reliability, A law, rule or standard */
    const char *title; /* bilingual */
} kp_reference;

/* The table in the order in which references are listed: the documents first, then by number. */
size_t kp_reference_count(void);
const kp_reference *kp_reference_at(size_t index);
/* The next reference that `basis` names from *at on, which is moved behind it; NULL where there is none. A key that the table does not have is passed over, and *unknown (may be
 * NULL) is set to true. */
const kp_reference *kp_reference_next(const char *basis, size_t *at, bool *unknown);
const char *kp_reference_kind_title(char kind); /* bilingual */

#ifdef __cplusplus
}
#endif
#endif
