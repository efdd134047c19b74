/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_lists.c - the lists of one unit in an earlier period. */
#include "kaoping/past_lists.h"

#include <string.h>

kp_past_list *kp_past_lists_find(kp_past_lists *lists, const char *id) {
    for (size_t i = 0; i < lists->count; i++)
        if (!strcmp(lists->items[i].list, id))
            return &lists->items[i];
    return NULL;
}

bool kp_past_lists_add(kp_arena *arena, kp_past_lists *lists, kp_past_list past) {
    if (lists->count >= KP_MAX_RULES)
        return false;
    KP_PUSH(arena, lists, past);
    return true;
}

bool kp_past_lists_imply_replaced(kp_arena *arena, const kp_scheme *scheme, kp_past_lists *lists) {
    for (size_t i = 0, direct = lists->count; i < direct; i++) {
        int32_t found = kp_scheme_find_list(scheme, lists->items[i].list);
        if (found < 0 || lists->items[i].listed < 1)
            continue;
        const kp_pairs replaced = scheme->lists[found].replaces;
        for (size_t k = 0; k < replaced.count; k++) {
            const char *id = replaced.items[k].name;
            if (!kp_past_lists_find(lists, id) &&
                !kp_past_lists_add(arena, lists, (kp_past_list){.list = id, .met = lists->items[i].listed, .listed = 0}))
                return false;
        }
    }
    return true;
}
