/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_crossed.c - several columns as one. */
#include "table_crossed.h"

#include "kaoping/utf8.h"

#include <string.h>

#define CROSS "×"

head_list table_split_crossed(kp_arena *arena, const char *name) {
    head_list parts = {0};
    const char *start = name;
    for (const char *at = name;; at++) {
        size_t sign = !strncmp(at, CROSS, strlen(CROSS)) ? strlen(CROSS) : *at == '*';
        if (*at && !sign)
            continue;
        KP_PUSH(arena, &parts, kp_trim(arena, kp_strndup(arena, start, (size_t)(at - start))));
        if (!*parts.items[parts.count - 1]) { /* forms mark a head that must be filled: 姓名* */
            parts.count = 0;
            KP_PUSH(arena, &parts, name);
            return parts;
        }
        if (!*at)
            return parts;
        start = at + sign;
        at = start - 1;
    }
}

const char *table_crossed_name(kp_arena *arena, const char *name) {
    head_list parts = table_split_crossed(arena, name);
    kp_buffer text = {.arena = arena};
    for (size_t i = 0; i < parts.count; i++)
        kp_buffer_printf(&text, "%s%s", i ? CROSS : "", parts.items[i]);
    return kp_buffer_text(&text);
}

const kp_categories *table_pairs(kp_arena *arena, const kp_data_table *table, const kp_categories *first, const kp_categories *second) {
    size_t rows = kp_data_rows(table), count = 0;
    int32_t *of = KP_NEW_ARRAY(arena, int32_t, rows);
    size_t *numbers = KP_NEW_ARRAY(arena, size_t, first->count * second->count);
    const char **names = KP_NEW_ARRAY(arena, const char *, first->count * second->count);
    for (size_t i = 0; i < rows; i++) {
        of[i] = -1;
        if (first->of[i] < 0 || second->of[i] < 0)
            continue;
        size_t *number = &numbers[(size_t)first->of[i] * second->count + (size_t)second->of[i]];
        if (!*number) {
            names[count] = kp_format(arena, "%s" CROSS "%s", first->names[first->of[i]], second->names[second->of[i]]);
            *number = ++count;
        }
        of[i] = (int32_t)*number - 1;
    }
    kp_categories *crossed = KP_NEW(arena, kp_categories);
    *crossed = (kp_categories){kp_format(arena, "%s" CROSS "%s", first->title, second->title), names, count, of};
    return crossed;
}

void table_need(kp_arena *arena, head_list *heads, const char *name) {
    head_list parts = name ? table_split_crossed(arena, name) : (head_list){0};
    for (size_t i = 0; i < parts.count; i++)
        KP_PUSH(arena, heads, parts.items[i]);
}

const kp_categories *table_crossed(kp_arena *arena, kp_data_table *table, const char *name, unsigned need, kp_problems *problems) {
    head_list columns = table_split_crossed(arena, name);
    const kp_categories *whole = NULL;
    for (size_t c = 0; c < columns.count; c++) {
        const kp_categories *part = kp_data_categories(table, kp_data_find(table, columns.items[c]), need, problems);
        if (!part)
            return NULL;
        whole = whole ? table_pairs(arena, table, whole, part) : part;
    }
    return whole;
}
