/* SPDX-License-Identifier: GPL-3.0-or-later */
/* seen_texts.c - a hash table of the texts of cells. */
#include "seen_texts.h"

#include <string.h>

/* FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo), the kind of the cell and `within` taken as its first bytes. */
static uint64_t hash_of(int32_t within, const kp_cell *cell) {
    uint64_t hash = UINT64_C(14695981039346656037) ^ ((uint64_t)(uint32_t)within << 8 | (uint64_t)cell->kind << 1 | cell->percent);
    hash *= UINT64_C(1099511628211);
    for (const char *at = cell->text; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    return hash ^ hash >> 29;
}

static bool is_same(const seen_text *slot, uint64_t hash, int32_t within, const kp_cell *cell) {
    return slot->hash == hash && slot->within == within && slot->kind == cell->kind && slot->percent == cell->percent &&
           strcmp(slot->text, cell->text) == 0;
}

/* The slot of that text, or the free one where it belongs. There is always a free one. */
static seen_text *slot_of(const seen_texts *seen, uint64_t hash, int32_t within, const kp_cell *cell) {
    size_t at = (size_t)hash & (seen->capacity - 1);
    while (seen->slots[at].text && !is_same(&seen->slots[at], hash, within, cell))
        at = (at + 1) & (seen->capacity - 1);
    return &seen->slots[at];
}

const int32_t *kp_seen_find(const seen_texts *seen, int32_t within, const kp_cell *cell) {
    if (!seen->count)
        return NULL;
    const seen_text *slot = slot_of(seen, hash_of(within, cell), within, cell);
    return slot->text ? &slot->value : NULL;
}

static void grow(seen_texts *seen) {
    seen_texts larger = {.arena = seen->arena, .count = seen->count, .capacity = seen->capacity ? seen->capacity * 2 : 32};
    larger.slots = KP_NEW_ARRAY(seen->arena, seen_text, larger.capacity);
    for (size_t i = 0; i < seen->capacity; i++) {
        if (!seen->slots[i].text)
            continue;
        size_t at = (size_t)seen->slots[i].hash & (larger.capacity - 1);
        while (larger.slots[at].text)
            at = (at + 1) & (larger.capacity - 1);
        larger.slots[at] = seen->slots[i];
    }
    *seen = larger;
}

void kp_seen_add(seen_texts *seen, int32_t within, const kp_cell *cell, int32_t value) {
    if (seen->count >= SEEN_MOST || strnlen(cell->text, SEEN_LONGEST + 1) > SEEN_LONGEST)
        return;
    if (seen->count * 2 >= seen->capacity)
        grow(seen);
    uint64_t hash = hash_of(within, cell);
    seen_text *slot = slot_of(seen, hash, within, cell);
    if (!slot->text)
        seen->count++;
    *slot = (seen_text){hash, kp_strdup(seen->arena, cell->text), cell->kind, cell->percent, within, value};
}
