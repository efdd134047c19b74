/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_crossed.h - several columns as one: "性别×年龄" has the categories "男×老年", "女×老年" … that the data have. Private to this room. */
#ifndef KAOPING_TABLE_CROSSED_H
#define KAOPING_TABLE_CROSSED_H

#include "kaoping/data_table.h"

typedef struct head_list {
    const char **items;
    size_t count, capacity;
} head_list;

/* "性别×年龄", or with *, as columns; what has no such sign inside is one. */
head_list table_split_crossed(kp_arena *arena, const char *name);
/* Adds the columns of `name` (NULL: none) to the heads. */
void table_need(kp_arena *arena, head_list *heads, const char *name);
/* "男*老年" as the categories of crossed columns are named. */
const char *table_crossed_name(kp_arena *arena, const char *name);
/* The categories of that column, or of several crossed. NULL with problems. */
const kp_categories *table_crossed(kp_arena *arena, kp_data_table *table, const char *name, unsigned need, kp_problems *problems);

/* Two families of categories of the same rows crossed. */
const kp_categories *table_pairs(kp_arena *arena, const kp_data_table *table, const kp_categories *first, const kp_categories *second);

#endif
