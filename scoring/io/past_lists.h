/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_lists.h - private to the readers of earlier results: the lists of one unit while they are put together. */
#ifndef KAOPING_IO_PAST_LISTS_H
#define KAOPING_IO_PAST_LISTS_H

#include "kaoping/history.h"

typedef struct past_lists {
    kp_past_list *items;
    size_t count, capacity;
} past_lists;

/* NULL where it is not there. */
kp_past_list *past_lists_find(past_lists *lists, const char *id);
/* False, and nothing added, where there are KP_MAX_RULES: no scheme has more lists, and the bound keeps the search through them short. */
bool past_lists_add(kp_arena *arena, past_lists *lists, kp_past_list past);
/* For results that do not tell how often conditions were met: to stand on a replacing list means to have met the one it replaces. False as above. */
bool past_lists_imply_replaced(kp_arena *arena, const kp_scheme *scheme, past_lists *lists);

#endif
