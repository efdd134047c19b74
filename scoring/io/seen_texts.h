/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * seen_texts.h - private to io: what cells came to before. A column of answers says the same few things a hundred thousand times; each is understood once.
 *
 *     seen_texts seen = {.arena = arena};
 *     const int32_t *known = kp_seen_find(&seen, unit, cell);
 *     if (!known)
 *         kp_seen_add(&seen, unit, cell, understand(cell));
 *
 * Only what raised no problem is to be added, so that each cell's problem is told. Bounded: past SEEN_MOST texts, and for long ones, nothing is kept.
 */
#ifndef KAOPING_IO_SEEN_TEXTS_H
#define KAOPING_IO_SEEN_TEXTS_H

#include "kaoping/arena.h"
#include "kaoping/workbook.h"

#define SEEN_MOST    20000u /* texts */
#define SEEN_LONGEST 255u   /* bytes of one */

typedef struct seen_text {
    uint64_t hash;
    const char *text; /* NULL: free */
    kp_cell_kind kind;
    bool percent;
    int32_t within; /* the same text may mean another thing in another unit */
    int32_t value;
} seen_text;

typedef struct seen_texts {
    kp_arena *arena;
    seen_text *slots; /* open addressing; `capacity` is a power of two */
    size_t count, capacity;
} seen_texts;

/* Points to what the cell came to; NULL where it is new. Allocates nothing. */
const int32_t *kp_seen_find(const seen_texts *seen, int32_t within, const kp_cell *cell);
void kp_seen_add(seen_texts *seen, int32_t within, const kp_cell *cell, int32_t value);

#endif
