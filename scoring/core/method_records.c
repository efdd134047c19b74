/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_records.c - a running score of credit records (信用记录): each counts while its life lasts, unless it was repaired. Points and caps are those of a bonus. */
#include "log_private.h"

#include <string.h>

/* The row as the entry of a bonus; `column` is the cell that problems and figures name, the row where it is empty. */
static kp_finding entry_of(const kp_indicator *leaf, const kp_log_row *row, int column) {
    int64_t event = -1;
    if (leaf->events.count)
        kp_num_to_int64(row->cells[RECORDS_EVENT].value, &event);
    return (kp_finding){
        .unit = row->unit,
        .indicator = row->indicator,
        .event = (int32_t)event,
        .count = kp_log_given(row, RECORDS_COUNT) ? row->cells[RECORDS_COUNT].value : KP_ONE,
        .points = {kp_log_given(row, RECORDS_POINTS), row->cells[RECORDS_POINTS].value},
        .date = row->cells[RECORDS_DATE].text,
        .location = leaf->events.count ? "" : row->cells[RECORDS_EVENT].text,
        .text = row->cells[RECORDS_TEXT].text,
        .inspector = "",
        .origin = kp_log_given(row, column) ? row->cells[column].origin : row->origin,
    };
}

/* ---- which records count ---- */

/* In months: the record's own, else its event's, else the leaf's. */
static int life_of(const kp_indicator *leaf, const kp_log_row *row) {
    int64_t life = leaf->life;
    int32_t event = entry_of(leaf, row, RECORDS_EVENT).event;
    for (size_t i = 0; event >= 0 && (size_t)event < leaf->events.count && i < leaf->lives.count; i++)
        if (!strcmp(leaf->lives.items[i].name, leaf->events.items[event].name))
            kp_num_to_int64(leaf->lives.items[i].value, &life);
    if (kp_log_given(row, RECORDS_LIFE))
        kp_num_to_int64(row->cells[RECORDS_LIFE].value, &life);
    return (int)life;
}

/* The first day on which the record holds no more for its age. */
static int32_t end_of(const kp_indicator *leaf, const kp_log_row *row) {
    return kp_day_after_months(kp_log_day_at(row, RECORDS_DATE), life_of(leaf, row));
}

typedef enum standing { STANDING, EXPIRED, REPAIRED, LATER } standing;

/* At the end of the last day of the period; where both its life and a repair have ended it, what came first. */
static standing standing_of(const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row) {
    bool known = kp_period_is_known(evidence->period);
    int32_t last = known ? kp_period_last_day(evidence->period) : INT32_MAX, repaired = kp_log_day_at(row, RECORDS_REPAIRED);
    if (kp_log_day_at(row, RECORDS_DATE) > last)
        return LATER;
    int32_t end = end_of(leaf, row);
    bool expired = known && end <= last;
    if (kp_log_given(row, RECORDS_REPAIRED) && repaired <= last && (!expired || repaired < end))
        return REPAIRED;
    return expired ? EXPIRED : STANDING;
}

const kp_slot *kp_records_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_no_slots(arena, leaf, count); }

kp_outcome kp_records_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    kp_val usual[KP_USUAL_TERMS], *terms = kp_terms(calc, usual, range.to - range.from);
    size_t count = 0;
    for (size_t i = range.from; i < range.to; i++) {
        const kp_log_row *row = kp_log_row_at(evidence, i);
        kp_finding entry = entry_of(leaf, row, leaf->events.count ? RECORDS_COUNT : RECORDS_POINTS);
        if (standing_of(evidence, leaf, row) == STANDING)
            terms[count++] = kp_event_points(calc, leaf, &entry);
    }
    return kp_outcome_scored(kp_sum_capped(calc, leaf, terms, count));
}

/* ---- what is wrong ---- */

/* What was entered with care and counts nothing all the same. */
static void check_counts(const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row, kp_problems *problems) {
    kp_finding entry = entry_of(leaf, row, RECORDS_POINTS);
    kp_num points = entry.points.value;
    if (kp_num_is_zero(entry.count))
        kp_log_complain(evidence, row, RECORDS_COUNT, KP_D_RECORD_COUNTS_NOTHING, NULL, NULL, problems);
    bool known = kp_ruled_points(problems->arena, leaf, &entry, &points) || entry.points.given;
    if (kp_log_given(row, RECORDS_REPAIRED) && known && kp_num_sign(points) > 0)
        kp_log_complain(evidence, row, RECORDS_REPAIRED, KP_D_REPAIR_OF_GOOD, row->cells[RECORDS_REPAIRED].text, NULL, problems);
}

static void check_days(const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    const kp_log_cell *cells = row->cells;
    if (standing_of(evidence, leaf, row) == LATER) {
        kp_log_complain(evidence, row, RECORDS_DATE, KP_D_RECORD_AFTER, cells[RECORDS_DATE].text,
                        kp_day_text(arena, kp_period_last_day(evidence->period)), problems);
        return;
    }
    int32_t earliest = kp_day_after_months(kp_log_day_at(row, RECORDS_DATE), leaf->repair_after);
    if (kp_log_given(row, RECORDS_REPAIRED) && kp_log_day_at(row, RECORDS_REPAIRED) < earliest)
        kp_log_complain(evidence, row, RECORDS_REPAIRED, KP_D_REPAIR_EARLY, cells[RECORDS_REPAIRED].text, kp_day_text(arena, earliest), problems);
}

void kp_records_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    size_t count = 0;
    kp_finding *counting = KP_NEW_ARRAY(problems->arena, kp_finding, range.to - range.from);
    if (range.from < range.to && !kp_period_is_known(evidence->period))
        kp_log_complain(evidence, kp_log_row_at(evidence, range.from), RECORDS_DATE, KP_D_RECORDS_NO_PERIOD, NULL, NULL, problems);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_log_row *row = kp_log_row_at(evidence, i);
        kp_finding entry = entry_of(leaf, row, RECORDS_POINTS);
        kp_check_entry(evidence, unit, &entry, problems);
        check_days(evidence, leaf, row, problems);
        check_counts(evidence, leaf, row, problems);
        if (standing_of(evidence, leaf, row) != STANDING)
            continue;
        counting[count] = entry_of(leaf, row, RECORDS_DATE);
        counting[count++].location = row->cells[RECORDS_EVENT].text; /* two of an event on one day are alike also where nobody wrote what happened */
    }
    kp_check_doubles(evidence, unit, counting, count, problems);
}

/* ---- words ---- */

const char *kp_records_remark(kp_arena *arena, const kp_evidence *evidence, size_t at) {
    const kp_log_row *row = kp_log_row_at(evidence, at);
    const kp_indicator *leaf = kp_leaf(evidence, row->indicator);
    kp_finding entry = entry_of(leaf, row, RECORDS_POINTS);
    kp_num points;
    standing now = standing_of(evidence, leaf, row);
    if (now == LATER)
        return "不计：在本期之后 | not counted: after the period";
    const char *last = kp_day_text(arena, end_of(leaf, row) - 1), *repaired = row->cells[RECORDS_REPAIRED].text;
    if (now == REPAIRED)
        return kp_format(arena, "不计：已于 %s 修复 | not counted: repaired on %s", repaired, repaired);
    if (now == EXPIRED)
        return kp_format(arena, "不计：有效期至 %s | not counted: it held until %s", last, last);
    if (!kp_ruled_points(arena, leaf, &entry, &points))
        points = entry.points.value;
    const char *number = kp_num_exact(arena, points);
    return kp_format(arena, "计 %s 分，有效期至 %s | counts %s, holds until %s", number, last, number, last);
}
