/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method_cadence.c - how regularly something took place (活动频次): a small activity every 3 days, a large one every week. Of the windows between the days of a kind, and those
 * to the edges of the period, the share that are not longer than the gap of the kind.
 */
#include "log_private.h"

/* One kind of activities, as its days pass by in order. */
typedef struct kind_windows {
    size_t days;  /* unlike ones */
    int32_t last; /* the last of them */
    int64_t windows, kept;
} kind_windows;

static bool counts_edges(const kp_evidence *evidence, const kp_indicator *leaf) {
    return leaf->edges == KP_EDGES_COUNT && kp_period_is_known(evidence->period);
}

static bool is_within(kp_num gap, int32_t days) { return kp_num_compare(kp_num_int(days), gap) <= 0; }

static void add_window(kind_windows *kind, kp_num gap, int32_t from, int32_t to) {
    kind->windows++;
    kind->kept += is_within(gap, to - from);
}

/* The kind of a row that counts, -1: it has none, or lies outside the period. */
static int64_t kind_of(const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row) {
    int64_t kind = -1;
    if (!kp_log_given(row, CADENCE_DATE) || !kp_log_given(row, CADENCE_KIND) || !kp_num_to_int64(row->cells[CADENCE_KIND].value, &kind) ||
        (size_t)kind >= leaf->gaps.count)
        return -1;
    return kp_log_in_period(evidence, row, CADENCE_DATE) ? kind : -1;
}

static void count_windows(const kp_evidence *evidence, const kp_indicator *leaf, evidence_range range, kind_windows kinds[]) {
    bool edges = counts_edges(evidence, leaf);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_log_row *row = kp_log_row_at(evidence, i);
        int64_t at = kind_of(evidence, leaf, row);
        if (at < 0)
            continue;
        kind_windows *kind = &kinds[at];
        int32_t day = kp_log_day_at(row, CADENCE_DATE);
        if (kind->days && kind->last == day)
            continue; /* a second one on the same day */
        if (kind->days || edges)
            add_window(kind, leaf->gaps.items[at].value, kind->days ? kind->last : kp_period_first_day(evidence->period), day);
        kind->days++;
        kind->last = day;
    }
    for (size_t k = 0; k < leaf->gaps.count; k++) {
        kind_windows *kind = &kinds[k];
        if (edges)
            add_window(kind, leaf->gaps.items[k].value, kind->days ? kind->last : kp_period_first_day(evidence->period),
                       kp_period_last_day(evidence->period));
        else if (kind->days < 2)
            kind->windows =
                1; /* nothing can be seen between fewer than two days; it counts as one that is too long, so that leaving a kind out is no gain */
    }
}

const kp_slot *kp_cadence_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_no_slots(arena, leaf, count); }

static kp_val count_val(kp_calc *calc, const kp_indicator *leaf, size_t kind, const char *zh, const char *en, int64_t count) {
    const char *label = NULL;
    if (calc->trace) {
        const char *name = leaf->gaps.items[kind].name;
        bool one = leaf->gaps.count == 1;
        label = one ? kp_format(calc->arena, "%s | %s", zh, en)
                    : kp_format(calc->arena, "%s%s | %s, %s", kp_text(calc->arena, name, KP_ZH), zh, kp_text(calc->arena, name, KP_EN), en);
    }
    return kp_calc_rule(calc, label, kp_num_int(count));
}

kp_outcome kp_cadence_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    if (leaf->edges == KP_EDGES_COUNT && !kp_period_is_known(evidence->period))
        return kp_outcome_not_scored();
    size_t count = leaf->gaps.count;
    kind_windows *kinds = KP_NEW_ARRAY(calc->arena, kind_windows, count);
    for (size_t k = 0; k < count; k++)
        kinds[k] = (kind_windows){0};
    count_windows(evidence, leaf, kp_logs_of(evidence, unit, indicator), kinds);
    kp_val *kept = KP_NEW_ARRAY(calc->arena, kp_val, count), *all = KP_NEW_ARRAY(calc->arena, kp_val, count);
    for (size_t k = 0; k < count; k++) {
        kept[k] = count_val(calc, leaf, k, "达标间隔", "intervals kept", kinds[k].kept);
        all[k] = count_val(calc, leaf, k, "间隔", "intervals", kinds[k].windows);
    }
    kp_val share = kp_calc_div(calc, kp_calc_sum(calc, kept, count), kp_calc_sum(calc, all, count));
    return kp_outcome_scored(kp_calc_mul(calc, kp_full_marks(calc, leaf), share));
}

void kp_cadence_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_log_row *row = kp_log_row_at(evidence, i);
        for (int column = CADENCE_DATE; column <= CADENCE_KIND; column++)
            if (!kp_log_given(row, column))
                kp_log_complain_empty(evidence, row, column, problems);
    }
    kp_log_complain_doubles(evidence, unit, indicator, CADENCE_DATE, CADENCE_TEXT, problems);
}

/* ---- words ---- */

/* The nearest row of the same kind that counts, before (step -1) or after (step 1) row `at`; `at` where there is none. */
static size_t neighbour(const kp_evidence *evidence, const kp_indicator *leaf, evidence_range range, size_t at, int step) {
    int64_t kind = kind_of(evidence, leaf, kp_log_row_at(evidence, at));
    for (size_t i = at + (size_t)step; i >= range.from && i < range.to; i += (size_t)step)
        if (kind_of(evidence, leaf, kp_log_row_at(evidence, i)) == kind)
            return i;
    return at;
}

static void put_interval(kp_buffer *zh, kp_buffer *en, const kp_pair *gap, const char *from_zh, const char *from_en, int32_t days) {
    const char *bound = kp_num_exact(zh->arena, gap->value);
    bool within = is_within(gap->value, days);
    kp_buffer_printf(zh, "%s%s %d 天%s%s%s", zh->length ? "；" : "", from_zh, (int)days, within ? "" : "，超过 ", within ? "" : bound,
                     within ? "" : " 天");
    kp_buffer_printf(en, "%s%d days %s%s%s", en->length ? "; " : "", (int)days, from_en, within ? "" : ", more than ", within ? "" : bound);
}

const char *kp_cadence_remark(kp_arena *arena, const kp_evidence *evidence, size_t at) {
    const kp_log_row *row = kp_log_row_at(evidence, at);
    const kp_indicator *leaf = kp_leaf(evidence, row->indicator);
    evidence_range range = kp_logs_of(evidence, row->unit, row->indicator);
    int64_t kind = kind_of(evidence, leaf, row);
    if (kind < 0)
        return "不在考评期内，不计 | outside the period, not counted";
    const kp_pair *gap = &leaf->gaps.items[kind];
    int32_t day = kp_log_day_at(row, CADENCE_DATE);
    size_t before = neighbour(evidence, leaf, range, at, -1);
    if (before != at && kp_log_day_at(kp_log_row_at(evidence, before), CADENCE_DATE) == day)
        return "同日已有，不另计 | a second one on that day, not counted";
    kp_buffer zh = {.arena = arena}, en = {.arena = arena};
    bool edges = counts_edges(evidence, leaf);
    if (before != at)
        put_interval(&zh, &en, gap, "距上次", "after the one before", day - kp_log_day_at(kp_log_row_at(evidence, before), CADENCE_DATE));
    else if (edges)
        put_interval(&zh, &en, gap, "距期初", "after the first day of the period", day - kp_period_first_day(evidence->period));
    size_t after = at, next; /* behind those of the same day */
    while ((next = neighbour(evidence, leaf, range, after, 1)) != after && kp_log_day_at(kp_log_row_at(evidence, next), CADENCE_DATE) == day)
        after = next;
    if (edges && next == after)
        put_interval(&zh, &en, gap, "至期末", "to the last day of the period", kp_period_last_day(evidence->period) - day);
    return zh.length ? kp_format(arena, "%s | %s", kp_buffer_text(&zh), kp_buffer_text(&en)) : NULL;
}
