/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scarce.h - memory that runs out after so many allocations, for tests that fail each in turn. */
#ifndef KAOPING_TESTS_SCARCE_H
#define KAOPING_TESTS_SCARCE_H

#include <stdlib.h>

typedef struct scarce {
    long left; /* allocations that still succeed */
} scarce;

static inline void *allocate_some(size_t size, void *data) {
    scarce *s = data;
    return s->left-- > 0 ? malloc(size) : NULL;
}

static inline void release_some(void *block, void *data) {
    (void)data;
    free(block);
}

#endif
