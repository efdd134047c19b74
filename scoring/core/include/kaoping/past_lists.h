/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_lists.h - for readers of earlier results: the lists of one unit while they are put together. */
#ifndef KAOPING_PAST_LISTS_H
#define KAOPING_PAST_LISTS_H

#include "kaoping/history.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_past_lists {
    kp_past_list *items;
    size_t count, capacity;
} kp_past_lists;

/* NULL where it is not there. */
kp_past_list *kp_past_lists_find(kp_past_lists *lists, const char *id);
/* False, and nothing added, where there are KP_MAX_RULES: no scheme has more lists, and the bound keeps the search through them short. */
bool kp_past_lists_add(kp_arena *arena, kp_past_lists *lists, kp_past_list past);
/* For results that do not tell how often conditions were met: to stand on a replacing list means to have met the one it replaces. False as above. */
bool kp_past_lists_imply_replaced(kp_arena *arena, const kp_scheme *scheme, kp_past_lists *lists);

#ifdef __cplusplus
}
#endif
#endif
