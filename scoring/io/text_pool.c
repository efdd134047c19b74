/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_pool.c - texts kept once each: open addressing over numbers, at most half full. */
#include "text_pool.h"

#include <string.h>

typedef struct pool_text {
    const char *bytes;
    uint32_t length, hash;
} pool_text;

struct text_pool {
    kp_arena *arena;
    struct {
        pool_text *items;
        size_t count, capacity;
    } texts;           /* by number - 1 */
    uint32_t *slots;   /* numbers; 0: free */
    size_t slot_count; /* 0 or a power of two */
};

/* FNV-1a, 64 bits, folded. */
static uint32_t hash_bytes(const char *bytes, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    return (uint32_t)(hash ^ hash >> 32);
}

/* The slot that holds the text, or the free one where it belongs. */
static size_t find_slot(const text_pool *pool, const char *bytes, size_t length, uint32_t hash) {
    for (size_t at = hash & (pool->slot_count - 1);; at = (at + 1) & (pool->slot_count - 1)) {
        if (!pool->slots[at])
            return at;
        const pool_text *text = &pool->texts.items[pool->slots[at] - 1];
        if (text->hash == hash && text->length == length && !memcmp(text->bytes, bytes, length))
            return at;
    }
}

static void enlarge(text_pool *pool) {
    pool->slot_count = pool->slot_count ? pool->slot_count * 2 : 64;
    pool->slots = KP_NEW_ARRAY(pool->arena, uint32_t, pool->slot_count);
    for (size_t i = 0; i < pool->texts.count; i++) {
        const pool_text *text = &pool->texts.items[i];
        pool->slots[find_slot(pool, text->bytes, text->length, text->hash)] = (uint32_t)i + 1;
    }
}

text_pool *text_pool_new(kp_arena *arena) {
    text_pool *pool = KP_NEW(arena, text_pool);
    pool->arena = arena;
    return pool;
}

uint32_t text_pool_add(text_pool *pool, const char *bytes, size_t length) {
    if (pool->texts.count * 2 >= pool->slot_count)
        enlarge(pool);
    uint32_t hash = hash_bytes(bytes, length);
    size_t at = find_slot(pool, bytes, length, hash);
    if (!pool->slots[at]) {
        pool_text text = {kp_strndup(pool->arena, bytes, length), (uint32_t)length, hash};
        KP_PUSH(pool->arena, &pool->texts, text);
        pool->slots[at] = (uint32_t)pool->texts.count;
    }
    return pool->slots[at];
}

uint32_t text_pool_find(const text_pool *pool, const char *bytes, size_t length) {
    return pool->slot_count ? pool->slots[find_slot(pool, bytes, length, hash_bytes(bytes, length))] : 0;
}

const char *text_pool_text(const text_pool *pool, uint32_t number) { return pool->texts.items[number - 1].bytes; }

uint32_t text_pool_count(const text_pool *pool) { return (uint32_t)pool->texts.count; }
