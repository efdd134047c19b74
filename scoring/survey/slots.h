/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * slots.h - private to the survey room: numbers things in the order in which they are first met, so that what is summed up for the few strata or clusters of a domain takes room for
 * those only.
 *
 *     slots s = kp_slots_new(arena, stratum_count, rows);    // at most `rows` of them will be met
 *     sums[kp_slots_of(&s, stratum)] += z;                   // 0 for the first stratum that is met, 1 for the next …
 */
#ifndef KAOPING_SURVEY_SLOTS_H
#define KAOPING_SURVEY_SLOTS_H

#include "kaoping/arena.h"

typedef struct slots {
    uint32_t *table; /* slot + 1 of a key, 0: not met; by key where `direct`, else hashed */
    uint64_t *keys;  /* of each slot */
    size_t mask;     /* of the hash */
    size_t used;
    bool direct;
} slots;

/* Keys are below `limit`, at most `most` of them will be met. Room: in proportion to `most`. */
slots kp_slots_new(kp_arena *arena, uint64_t limit, size_t most);

static inline size_t kp_slots_of(slots *s, uint64_t key) {
    size_t at = (size_t)key;
    if (!s->direct) {
        at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & s->mask; /* Fibonacci hashing (Knuth, TAOCP 3, 6.4) */
        while (s->table[at] && s->keys[s->table[at] - 1] != key)
            at = (at + 1) & s->mask;
    }
    if (!s->table[at]) {
        s->keys[s->used] = key;
        s->table[at] = (uint32_t)++s->used;
    }
    return s->table[at] - 1;
}

#endif
