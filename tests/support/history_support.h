/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_support.h - for tests that look back: results of one period carried on as the history of the next. */
#ifndef KAOPING_TESTS_HISTORY_SUPPORT_H
#define KAOPING_TESTS_HISTORY_SUPPORT_H

#include "scoring_support.h"

/* What is kept of a scored evaluation: scores, ranks, and the lists whose conditions were met. */
static inline kp_past_period past_of(const evaluation *e) {
    size_t count = e->evidence->units.count;
    kp_past_unit *units = KP_NEW_ARRAY(e->arena, kp_past_unit, count);
    for (size_t i = 0; i < count; i++) {
        const kp_unit_result *result = &e->card->units[i];
        kp_past_list *lists = KP_NEW_ARRAY(e->arena, kp_past_list, e->card->lists.count);
        size_t n = 0;
        for (size_t k = 0; k < e->card->lists.count; k++) {
            const kp_list_entry *entry = &e->card->lists.items[k];
            if (entry->unit == (int32_t)i)
                lists[n++] = (kp_past_list){e->scheme->lists[entry->list].id, entry->met, entry->listed};
        }
        units[i] = (kp_past_unit){.id = e->evidence->units.items[i].id,
                                  .name = e->evidence->units.items[i].name,
                                  .score = {result->scored, result->printed},
                                  .rank = result->rank,
                                  .lists = lists,
                                  .list_count = n};
    }
    return (kp_past_period){.period = e->evidence->period,
                            .scheme_id = e->scheme->id,
                            .scheme_digest = e->scheme->digest,
                            .place = {.file = "past.json"},
                            .units = units,
                            .unit_count = count};
}

static inline void add_past(evaluation *e, kp_past_period past) {
    if (!e->history)
        e->history = KP_NEW(e->arena, kp_history);
    KP_PUSH(e->arena, &e->history->periods, past);
}

#endif
