/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_past.c - a scorecard as a past period, for the evaluations that look back on it. */
#include "kaoping/score.h"

/* The entries of each unit as a chain of indices + 1, in the order of the lists. */
typedef struct entry_chains {
    size_t *first, *next, *count;
} entry_chains;

static entry_chains chain_entries(kp_arena *arena, const kp_scorecard *card) {
    entry_chains chains = {KP_NEW_ARRAY(arena, size_t, card->evidence->units.count), KP_NEW_ARRAY(arena, size_t, card->lists.count),
                           KP_NEW_ARRAY(arena, size_t, card->evidence->units.count)};
    for (size_t i = card->lists.count; i-- > 0;) {
        int32_t unit = card->lists.items[i].unit;
        chains.next[i] = chains.first[unit];
        chains.first[unit] = i + 1;
        chains.count[unit]++;
    }
    return chains;
}

/* Later periods compare what was printed, so that is what is kept. */
static kp_optional printed_score(kp_arena *arena, const kp_scorecard *card, int32_t unit) {
    kp_optional score = {card->units[unit].scored, KP_ZERO};
    if (score.given)
        kp_num_parse(arena, kp_total_text(arena, card, unit), &score.value);
    return score;
}

static kp_pairs printed_marks(kp_arena *arena, const kp_scorecard *card, int32_t unit) {
    kp_pair *marks = KP_NEW_ARRAY(arena, kp_pair, card->scheme->indicator_count);
    size_t count = 0;
    for (size_t i = 1; i < card->scheme->indicator_count; i++)
        if (kp_scorecard_mark(card, unit, (int32_t)i)->state == KP_MARK_SCORED)
            marks[count++] = (kp_pair){.name = card->scheme->indicators[i].id, .value = KP_ZERO, .text = kp_mark_text(arena, card, unit, (int32_t)i)};
    return (kp_pairs){marks, count};
}

void kp_scorecard_past_marks(kp_arena *arena, const kp_scorecard *card, kp_past_period *past) {
    kp_past_unit *units = KP_NEW_ARRAY(arena, kp_past_unit, past->unit_count);
    for (size_t i = 0; i < past->unit_count; i++) {
        units[i] = past->units[i];
        units[i].marks = printed_marks(arena, card, (int32_t)i);
    }
    past->units = units;
}

kp_past_period kp_scorecard_past(kp_arena *arena, const kp_scorecard *card) {
    const kp_evidence *evidence = card->evidence;
    entry_chains chains = chain_entries(arena, card);
    kp_past_unit *units = KP_NEW_ARRAY(arena, kp_past_unit, evidence->units.count);
    for (size_t i = 0; i < evidence->units.count; i++) {
        kp_past_list *lists = KP_NEW_ARRAY(arena, kp_past_list, chains.count[i]);
        size_t count = 0;
        for (size_t e = chains.first[i]; e; e = chains.next[e - 1]) {
            const kp_list_entry *entry = &card->lists.items[e - 1];
            lists[count++] = (kp_past_list){card->scheme->lists[entry->list].id, entry->met, entry->replaced ? 0 : entry->listed};
        }
        units[i] = (kp_past_unit){.id = evidence->units.items[i].id,
                                  .name = evidence->units.items[i].name,
                                  .score = printed_score(arena, card, (int32_t)i),
                                  .rank = card->units[i].rank,
                                  .grade = card->units[i].band >= 0 ? card->scheme->bands[card->units[i].band].title : NULL,
                                  .lists = lists,
                                  .list_count = count};
    }
    return (kp_past_period){.period = evidence->period,
                            .scheme_id = card->scheme->id,
                            .scheme_digest = card->scheme->digest,
                            .units = units,
                            .unit_count = evidence->units.count};
}
