/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method_meetings.c - whether meetings were held as they must be (会议制度): of those expected (meeting_days.h), and those that enough members asked for, the share held in time and
 * with enough members present. Each meeting stands for one that was expected, so that as many as can be are met: meetings in order of their days, each for the one expected that must
 * be held soonest (Glover, Maximum matching in a convex bipartite graph, 1967).
 */
#include "log_private.h"
#include "meeting_days.h"

/* What a row counts for: the number of an expected meeting, from 0 on, or … */
enum { COUNTS_NOTHING = -1, COUNTS_REQUEST_MET = -2, COUNTS_REQUEST_OPEN = -3, COUNTS_ANSWER = -4 /* to a request on another row */ };

static kp_num cell_of(const kp_log_row *row, int column) { return row->cells[column].value; }

/* True where at least the share `least` of those entitled is that of `column`. */
static bool reaches(kp_arena *arena, const kp_log_row *row, int column, kp_num least) {
    return kp_log_given(row, MEETINGS_ENTITLED) && kp_log_given(row, column) && kp_num_sign(cell_of(row, MEETINGS_ENTITLED)) > 0 &&
           kp_num_compare(cell_of(row, column), kp_num_mul(arena, least, cell_of(row, MEETINGS_ENTITLED))) >= 0;
}

static bool is_request(kp_arena *arena, const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row) {
    return leaf->extra.given && kp_log_in_period(evidence, row, MEETINGS_DATE) && kp_log_given(row, MEETINGS_ASKED) &&
           kp_num_sign(cell_of(row, MEETINGS_ASKED)) > 0 && reaches(arena, row, MEETINGS_ASKED, leaf->extra.value);
}

/* A row that only tells who asked for a meeting. */
static bool only_asks(const kp_indicator *leaf, const kp_log_row *row) {
    return leaf->extra.given && kp_log_given(row, MEETINGS_ASKED) && kp_num_sign(cell_of(row, MEETINGS_ASKED)) > 0 &&
           (!kp_log_given(row, MEETINGS_PRESENT) || kp_num_is_zero(cell_of(row, MEETINGS_PRESENT)));
}

/* A meeting that took place with enough members. */
static bool in_order(kp_arena *arena, const kp_indicator *leaf, const kp_log_row *row) {
    return kp_log_given(row, MEETINGS_DATE) && !only_asks(leaf, row) &&
           (kp_num_is_zero(leaf->attendance) || reaches(arena, row, MEETINGS_PRESENT, leaf->attendance));
}

/* The expected meeting that must be held soonest of those not held yet for which the day will do; -1: none. */
static int32_t soonest(const meeting_window windows[], const bool held[], size_t count, int32_t day) {
    int32_t best = -1;
    for (size_t i = 0; i < count; i++)
        if (!held[i] && day >= windows[i].first && day <= windows[i].last && (best < 0 || windows[i].last < windows[best].last))
            best = (int32_t)i;
    return best;
}

/* A request without a meeting on its own row is met by the first one from its day on that stands for nothing else. */
static void answer_requests(const kp_evidence *evidence, kp_arena *arena, const kp_indicator *leaf, evidence_range range) {
    size_t at = range.from;
    for (size_t i = range.from; i < range.to; i++) {
        kp_log_row *request = &evidence->logs.items[i];
        if (request->counts != COUNTS_REQUEST_OPEN)
            continue;
        for (at = at > i ? at : i; at < range.to; at++) {
            kp_log_row *row = &evidence->logs.items[at];
            if (row->counts == COUNTS_NOTHING && in_order(arena, leaf, row) && !kp_log_given(row, MEETINGS_ASKED)) {
                row->counts = COUNTS_ANSWER;
                request->counts = COUNTS_REQUEST_MET;
                break;
            }
        }
    }
}

/* Says of every row what it counts for. Once, when evidence is finished: what follows only counts. */
static void match_rows(const kp_evidence *evidence, kp_arena *arena, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    meeting_window windows[KP_MEETING_WINDOWS];
    bool held[KP_MEETING_WINDOWS] = {false};
    size_t count = kp_meeting_windows(arena, leaf, evidence->period, windows);
    for (size_t i = range.from; i < range.to; i++) {
        kp_log_row *row = &evidence->logs.items[i];
        row->counts = COUNTS_NOTHING;
        if (is_request(arena, evidence, leaf, row)) {
            row->counts = in_order(arena, leaf, row) ? COUNTS_REQUEST_MET : COUNTS_REQUEST_OPEN;
        } else if (in_order(arena, leaf, row)) {
            int32_t window = soonest(windows, held, count, kp_log_day_at(row, MEETINGS_DATE));
            if (window >= 0)
                held[row->counts = window] = true;
        }
    }
    answer_requests(evidence, arena, leaf, range);
}

/* ---- the mark ---- */

typedef struct meeting_counts {
    int64_t expected, held, requested, met;
    bool is_held[KP_MEETING_WINDOWS];
    meeting_window windows[KP_MEETING_WINDOWS];
} meeting_counts;

static meeting_counts count_meetings(const kp_evidence *evidence, kp_arena *arena, int32_t unit, int32_t indicator) {
    meeting_counts counts = {0};
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    counts.expected = (int64_t)kp_meeting_windows(arena, kp_leaf(evidence, indicator), evidence->period, counts.windows);
    for (size_t i = range.from; i < range.to; i++) {
        int32_t what = kp_log_row_at(evidence, i)->counts;
        if (what >= 0)
            counts.is_held[what] = true;
        counts.held += what >= 0;
        counts.requested += what == COUNTS_REQUEST_MET || what == COUNTS_REQUEST_OPEN;
        counts.met += what == COUNTS_REQUEST_MET;
    }
    return counts;
}

const kp_slot *kp_meetings_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_no_slots(arena, leaf, count); }

kp_outcome kp_meetings_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    if (!kp_period_is_known(evidence->period))
        return kp_outcome_not_scored();
    meeting_counts counts = count_meetings(evidence, calc->arena, unit, indicator);
    if (counts.expected + counts.requested == 0)
        return kp_outcome_not_applicable();
    kp_val held = kp_calc_rule(calc, "按期召开 | held in order", kp_num_int(counts.held));
    kp_val expected = kp_calc_rule(calc, "应召开 | expected", kp_num_int(counts.expected));
    if (counts.requested) {
        held = kp_calc_add(calc, held, kp_calc_rule(calc, "已召开临时会议 | extra meetings held", kp_num_int(counts.met)));
        expected = kp_calc_add(calc, expected, kp_calc_rule(calc, "应召开临时会议 | extra meetings asked for", kp_num_int(counts.requested)));
    }
    return kp_outcome_scored(kp_calc_mul(calc, kp_full_marks(calc, leaf), kp_calc_div(calc, held, expected)));
}

/* ---- what is wrong ---- */

static bool is_asked(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return !evidence->units.items[unit].excluded && !kp_evidence_gap(evidence, unit, indicator) && !kp_evidence_given(evidence, unit, indicator);
}

/* Of expected days that are holidays: once, and not for every unit. */
static void tell_holidays(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    for (int32_t earlier = 0; earlier < unit; earlier++)
        if (is_asked(evidence, earlier, indicator))
            return;
    meeting_window windows[KP_MEETING_WINDOWS];
    size_t count = kp_meeting_windows(problems->arena, leaf, evidence->period, windows);
    for (size_t i = 0; i < count; i++)
        if (windows[i].holiday)
            kp_problems_add(problems, KP_D_MEETING_HOLIDAY, leaf->place, KP_UNIT_ALL, kp_day_text(problems->arena, windows[i].day),
                            kp_format(problems->arena, "%s 至 %s | from %s to %s", kp_day_text(problems->arena, windows[i].first),
                                      kp_day_text(problems->arena, windows[i].last), kp_day_text(problems->arena, windows[i].first),
                                      kp_day_text(problems->arena, windows[i].last)),
                            leaf->title);
}

static void check_row(const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row, kp_problems *problems) {
    bool asks = leaf->extra.given && kp_log_given(row, MEETINGS_ASKED), held = !only_asks(leaf, row);
    bool counted = kp_num_sign(leaf->attendance) > 0 && held;
    if (!kp_log_given(row, MEETINGS_DATE))
        kp_log_complain_empty(evidence, row, MEETINGS_DATE, problems);
    if ((asks || counted) && !kp_log_given(row, MEETINGS_ENTITLED))
        kp_log_complain_empty(evidence, row, MEETINGS_ENTITLED, problems);
    if (counted && !kp_log_given(row, MEETINGS_PRESENT))
        kp_log_complain_empty(evidence, row, MEETINGS_PRESENT, problems);
    kp_log_complain_more(evidence, row, MEETINGS_PRESENT, MEETINGS_ENTITLED, problems);
    if (asks)
        kp_log_complain_more(evidence, row, MEETINGS_ASKED, MEETINGS_ENTITLED, problems);
}

void kp_meetings_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    tell_holidays(evidence, unit, indicator, problems);
    for (size_t i = range.from; i < range.to; i++)
        check_row(evidence, leaf, kp_log_row_at(evidence, i), problems);
    kp_log_complain_doubles(evidence, unit, indicator, MEETINGS_DATE, MEETINGS_TEXT, problems);
    match_rows(evidence, problems->arena, unit, indicator);
}

/* ---- words ---- */

static const char *too_few(kp_arena *arena, const kp_log_row *row, int column, const char *zh, const char *en, kp_num least) {
    const char *is = kp_log_given(row, column) ? kp_num_exact(arena, cell_of(row, column)) : "0",
               *of = kp_log_given(row, MEETINGS_ENTITLED) ? kp_num_exact(arena, cell_of(row, MEETINGS_ENTITLED)) : "0",
               *share = kp_num_equal(least, kp_num_ratio(arena, 1, 2)) ? "1/2" : kp_num_exact(arena, least);
    return kp_format(arena, "%s %s ÷ 应到 %s，不足 %s | %s %s ÷ entitled %s, less than %s", zh, is, of, share, en, is, of, share);
}

/* What the row stands for. */
static const char *window_words(kp_arena *arena, const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row) {
    meeting_window windows[KP_MEETING_WINDOWS];
    kp_meeting_windows(arena, leaf, evidence->period, windows);
    const meeting_window *window = &windows[row->counts];
    int32_t late = kp_log_day_at(row, MEETINGS_DATE) - window->day;
    const char *day = kp_day_text(arena, window->day ? window->day : window->first);
    if (!window->day)
        return "按期 | in time";
    if (window->holiday)
        return kp_format(arena, "应于 %s 召开，当天为节假日；按期 | due on %s, a public holiday; in time", day, day);
    if (late)
        return kp_format(arena, "应于 %s 召开，推迟 %d 天，在宽限之内 | due on %s, %d days later, within the days of grace", day, (int)late, day,
                         (int)late);
    return "按期 | on its day";
}

const char *kp_meetings_remark(kp_arena *arena, const kp_evidence *evidence, size_t at) {
    const kp_log_row *row = kp_log_row_at(evidence, at);
    const kp_indicator *leaf = kp_leaf(evidence, row->indicator);
    bool asked = leaf->extra.given && kp_log_given(row, MEETINGS_ASKED) && kp_num_sign(cell_of(row, MEETINGS_ASKED)) > 0;
    switch (row->counts) {
    case COUNTS_REQUEST_MET: return "提议达到规定比例，已召开临时会议 | enough asked for an extra meeting; it was held";
    case COUNTS_REQUEST_OPEN: return "提议达到规定比例，未召开临时会议 | enough asked for an extra meeting; it was not held";
    case COUNTS_ANSWER: return "应提议召开的临时会议 | the extra meeting that was asked for";
    case COUNTS_NOTHING: break;
    default: return window_words(arena, evidence, leaf, row);
    }
    if (only_asks(leaf, row) || (asked && in_order(arena, leaf, row)))
        return too_few(arena, row, MEETINGS_ASKED, "提议", "asked for by", leaf->extra.value);
    if (!in_order(arena, leaf, row))
        return too_few(arena, row, MEETINGS_PRESENT, "实到", "present", leaf->attendance);
    return "不在应召开之日，不计 | on no day that is expected, not counted";
}

const char *kp_meetings_lacking(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    meeting_counts counts = count_meetings(evidence, arena, unit, indicator);
    kp_buffer zh = {.arena = arena}, en = {.arena = arena};
    for (int64_t i = 0; i < counts.expected; i++) {
        const meeting_window *window = &counts.windows[i];
        if (counts.is_held[i])
            continue;
        const char *first = kp_day_text(arena, window->day && !window->holiday ? window->day : window->first);
        kp_buffer_printf(&zh, "%s%s", zh.length ? "、" : "", first);
        kp_buffer_printf(&en, "%s%s", en.length ? ", " : "", first);
        if (!window->day || window->holiday) {
            const char *last = kp_day_text(arena, window->last);
            kp_buffer_printf(&zh, " 至 %s", last);
            kp_buffer_printf(&en, " to %s", last);
        }
    }
    return zh.length ? kp_format(arena, "未按期召开：%s | not held in order: %s", kp_buffer_text(&zh), kp_buffer_text(&en)) : NULL;
}
