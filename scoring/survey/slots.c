/* SPDX-License-Identifier: GPL-3.0-or-later */
/* slots.c - room for slots.h. */
#include "slots.h"

slots kp_slots_new(kp_arena *arena, uint64_t limit, size_t most) {
    if (most > limit)
        most = (size_t)limit;
    slots s = {.direct = limit <= 4 * (uint64_t)most + 64};
    size_t room = (size_t)limit;
    if (!s.direct) {
        for (room = 64; room < 2 * most;)
            room *= 2;
        s.mask = room - 1;
    }
    s.table = KP_NEW_ARRAY(arena, uint32_t, room);
    s.keys = KP_NEW_ARRAY(arena, uint64_t, most);
    return s;
}
