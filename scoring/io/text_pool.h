/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text_pool.h - texts kept once each, under numbers: columns of a large table say the same few things over and over. Private to this room.
 *
 *     text_pool *pool = text_pool_new(arena);
 *     uint32_t number = text_pool_add(pool, "满意", strlen("满意"));   // 1, and 1 again whenever it is added
 */
#ifndef KAOPING_TEXT_POOL_H
#define KAOPING_TEXT_POOL_H

#include "kaoping/arena.h"

typedef struct text_pool text_pool;

text_pool *text_pool_new(kp_arena *arena);
/* The number of that text, from 1 in the order of first appearance. The bytes are copied. Expected constant time. */
uint32_t text_pool_add(text_pool *pool, const char *bytes, size_t length);
/* The number; 0 where the text was never added. */
uint32_t text_pool_find(const text_pool *pool, const char *bytes, size_t length);
/* The text, NUL-terminated, of a number that was given. */
const char *text_pool_text(const text_pool *pool, uint32_t number);
uint32_t text_pool_count(const text_pool *pool);

#endif
