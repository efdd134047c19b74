/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_robust.c - the sheet 稳健性: each unit's rank with its interval, as a table and as a chart; what swaps neighbours; lists; leaves left out. Written under the same twelve columns.
 */
#include "kaoping/robust_report.h"
#include "report_interval_chart.h"

#include <math.h>
#include <stdlib.h>

enum { COL_RANK, COL_NAME, COL_TOTAL, COL_GRADE, COL_MEDIAN, COL_INTERVAL, COL_RANGE, COL_HOLDS, COL_TOP, COL_KEPT, COL_OUT, COL_OUT_OF, COL_COUNT };
#define COL_BEHIND  (COL_COUNT + 1) /* names and lengths, behind the charts */
#define CHART_UNITS 24              /* as many as fit on a page */
#define CHARTS      8               /* at most */
#define SWAP_ONE    4               /* first columns of what a swap tells */
#define SWAP_FROM   6
#define SWAP_ALL    9
#define SWAP_REMARK 10
#define PLAIN_ROW   18.0 /* points */
#define BEGINNING   90.0 /* of a section: its heading, the head of its table and two rows, in points */
#define NOTE        50.0 /* under a heading */
#define SCALE_STEPS 12   /* numbers under a chart at most */

#define SAYR(message)           kp_say(KP_M_ROBUST_##message, report->lang)
#define SAYR_WITH(message, ...) kp_report_say(report, KP_M_ROBUST_##message, (const char *[3]){__VA_ARGS__})

static const char *counted(kp_report *report, int64_t count) { return kp_format(report->work, "%lld", (long long)count); }

static void write_line(kp_report_sheet *sheet, const char *text, kp_report_style style) {
    kp_report_merged(sheet, 0, COL_COUNT - 1, text, style);
    kp_report_row_end(sheet, style == STYLE_SECTION ? 26 : 18);
}

/* Goes to a new page where the rest of this one does not take so many points. */
static bool turn_page(kp_report_sheet *sheet, double points) {
    if (kp_report_room_left(sheet) >= points)
        return false;
    kp_report_block_begin(sheet, true);
    return true;
}

/* Goes to a new page where the next row does not fit, taken to be as high as the last one; and before the last but one where both do not: no row stands alone
 * under the head that is then to be written again. */
static bool turn_page_for_row(kp_report_sheet *sheet, size_t rows_left) {
    return turn_page(sheet, fmax(PLAIN_ROW, sheet->last_height) * (rows_left == 2 ? 2 : 1));
}

/* A section with a table of so many rows under notes of so many points. Less than a third of a page is not torn. */
static void write_section(kp_report_sheet *sheet, const char *title, double notes, size_t rows) {
    double begin = BEGINNING + notes, whole = begin + (double)rows * PLAIN_ROW, page = kp_report_page_room(sheet);
    turn_page(sheet, whole < page / 3 ? whole : begin);
    kp_report_row_end(sheet, 8);
    write_line(sheet, title, STYLE_SECTION);
}

static void write_share(kp_report_sheet *sheet, int column, double share) {
    kp_report *report = sheet->report;
    kp_report_text(sheet, column, isfinite(share) ? kp_format(report->work, "%.1f%%", share * 100) : "—", STYLE_TEXT_CENTER);
}

static const char *range_text(kp_report *report, int32_t from, int32_t to) {
    return from == to ? counted(report, from) : SAYR_WITH(TO, counted(report, from), counted(report, to));
}

/* ---- the units ---- */

static int32_t group_of(const kp_report *report, size_t index) {
    return report->evidence->units.items[report->options->robust->units[index].unit].group;
}

static bool opens_group(const kp_report *report, size_t index) {
    return report->in_groups && (index == 0 || group_of(report, index - 1) != group_of(report, index));
}

static void write_unit_heads(kp_report_sheet *sheet) {
    kp_report *report = sheet->report;
    const char *const heads[COL_COUNT] = {SAY(RANK),
                                          kp_report_words(report, report->scheme->subject),
                                          SAY(TOTAL_SCORE),
                                          SAY(GRADE),
                                          SAYR(MEDIAN),
                                          SAYR(INTERVAL),
                                          SAYR(RANGE),
                                          SAYR(HOLDS),
                                          SAYR_WITH(TOP, counted(report, report->options->robust->top)),
                                          SAYR(GRADE),
                                          SAYR(OUT),
                                          SAYR(OUT_OF)};
    for (int i = 0; i < COL_COUNT; i++)
        kp_report_text(sheet, i, heads[i], STYLE_HEAD);
    kp_report_row_end(sheet, 30);
}

/* The leaf without which the unit's rank changes most. */
static const char *out_words(kp_report *report, const kp_robust_unit *u) {
    int32_t of = u->rank - u->out_best > u->out_worst - u->rank ? u->out_best_of : u->out_worst_of;
    return of < 0 ? "—" : kp_robust_title(report->work, report->scheme, of, report->lang);
}

static kp_interval_axis axis_of(const kp_report *report) {
    const kp_robust *r = report->options->robust;
    int32_t field = 1;
    for (size_t i = 0; i < r->unit_count; i++)
        field = report->card->units[r->units[i].unit].field > field ? report->card->units[r->units[i].unit].field : field;
    return (kp_interval_axis){.least = 1, .most = field + 0.5, .dot = fmax(0.2, field * 0.008), .step = ceil((double)field / SCALE_STEPS)};
}

static void write_unit(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->robust;
    const kp_robust_unit *u = &report->options->robust->units[index];
    const kp_unit *who = &report->evidence->units.items[u->unit];
    int32_t band = report->card->units[u->unit].band;
    kp_report_count(sheet, COL_RANK, u->rank, STYLE_WHOLE_STRONG);
    kp_report_text(sheet, COL_NAME, who->name, STYLE_TEXT);
    kp_report_number(sheet, COL_TOTAL, report->card->units[u->unit].printed, STYLE_MARK_STRONG);
    if (band >= 0)
        kp_report_text_in(sheet, COL_GRADE, kp_report_words(report, report->scheme->bands[band].title), report->formats.bands[band],
                          STYLE_CENTER_STRONG);
    else
        kp_report_text(sheet, COL_GRADE, "—", STYLE_TEXT_CENTER);
    kp_report_count(sheet, COL_MEDIAN, u->median, STYLE_WHOLE);
    kp_report_text(sheet, COL_INTERVAL, range_text(report, u->low, u->high), STYLE_CENTER_STRONG);
    kp_report_text(sheet, COL_RANGE, range_text(report, u->best, u->worst), STYLE_TEXT_CENTER);
    write_share(sheet, COL_HOLDS, u->holds);
    write_share(sheet, COL_TOP, u->in_top);
    write_share(sheet, COL_KEPT, u->grade);
    kp_report_text(sheet, COL_OUT, range_text(report, u->out_best, u->out_worst), STYLE_TEXT_CENTER);
    kp_report_text(sheet, COL_OUT_OF, out_words(report, u), STYLE_TEXT_SMALL);
    kp_report_row_end(sheet, 18);
}

/* ---- charts ---- */

/* The end of the units from `from` on that are ranked together and fit into a chart. */
static size_t run_end(const kp_report *report, size_t from) {
    size_t to = from + 1;
    while (to < report->options->robust->unit_count && to - from < CHART_UNITS && !opens_group(report, to))
        to++;
    return to;
}

static void write_behind(kp_report *report, size_t index) {
    const kp_robust_unit *u = &report->options->robust->units[index];
    kp_interval_axis axis = axis_of(report);
    kp_interval_name(&report->robust, COL_BEHIND, report->evidence->units.items[u->unit].name);
    kp_interval_behind(&report->robust, COL_BEHIND + 1, &axis, u->rank, u->low - 0.4, u->high + 0.4);
}

static void write_chart(kp_report *report, size_t from, size_t to) {
    const char *title = kp_say(KP_M_REPORT_ROBUST_CHART, report->lang);
    int32_t group = group_of(report, from);
    if (report->in_groups)
        title = kp_format(report->work, "%s%s%s", group >= 0 ? report->evidence->groups.items[group] : SAY(NO_GROUP), SAY(COLON), title);
    const kp_interval_chart chart = {.title = title,
                                     .axis = axis_of(report),
                                     .count = to - from,
                                     .write_row = write_behind,
                                     .index = from,
                                     .name = COL_BEHIND,
                                     .behind = COL_BEHIND + 1,
                                     .columns = COL_COUNT,
                                     .placed = true};
    kp_interval_chart_write(&report->robust, &chart);
}

/* Writes the charts where the first of them fits on the page; at `last`, in any case. They need not stand right under the units, which would leave pages half empty. */
static void write_charts(kp_report *report, bool *written, bool last) {
    kp_report_sheet *sheet = &report->robust;
    const kp_robust *r = report->options->robust;
    double lines = 2 * PLAIN_ROW; /* the legend */
    if (*written || !r->unit_count || (!last && kp_report_room_left(sheet) < lines + kp_interval_chart_points(run_end(report, 0))))
        return;
    *written = true;
    size_t charts = 0, from = 0;
    for (size_t to; from < r->unit_count && charts < CHARTS; from = to, charts++) {
        to = run_end(report, from);
        turn_page(sheet, kp_interval_chart_points(to - from) + (charts ? 0 : lines));
        if (!charts) {
            kp_report_row_end(sheet, 8);
            write_line(sheet, SAY(ROBUST_LEGEND), STYLE_NOTE);
        }
        write_chart(report, from, to);
    }
    if (from < r->unit_count)
        write_line(sheet, SAY_WITH(ROBUST_MORE, counted(report, (int64_t)(r->unit_count - from))), STYLE_NOTE);
}

/* ---- swaps ---- */

static void write_swap_row(kp_report_sheet *sheet, const char *const texts[6], kp_report_style style, kp_report_style center, double height) {
    kp_report_merged(sheet, COL_TOTAL, SWAP_ONE - 1, texts[1], style);
    kp_report_merged(sheet, SWAP_ONE, SWAP_FROM - 1, texts[2], style);
    kp_report_merged(sheet, SWAP_FROM, SWAP_ALL - 1, texts[3], center);
    kp_report_text(sheet, SWAP_ALL, texts[4], center);
    kp_report_merged(sheet, SWAP_REMARK, COL_COUNT - 1, texts[5], style);
    kp_report_text(sheet, COL_NAME, texts[0], style);
    kp_report_row_end(sheet, height);
}

static void write_swap_head(kp_report *report) {
    const char *const heads[6] = {SAYR(UPPER), SAYR(LOWER), SAYR(ONE), SAYR(FROM_TO), SAYR(ALL), SAYR(VERDICT)};
    kp_report_text(&report->robust, COL_RANK, SAY(RANK), STYLE_HEAD);
    write_swap_row(&report->robust, heads, STYLE_HEAD, STYLE_HEAD, 22);
}

static void write_swap(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->robust;
    const kp_robust *r = report->options->robust;
    if (turn_page_for_row(sheet, r->swap_count - index))
        write_swap_head(report);
    const kp_robust_swap *swap = &r->swaps[index];
    kp_swap_words words = kp_robust_swap_words(report->work, r, swap, report->lang);
    const kp_unit *units = report->evidence->units.items;
    const char *const texts[6] = {units[swap->upper].name, units[swap->lower].name, words.one, words.from_to, words.all, words.remark};
    kp_report_count(sheet, COL_RANK, report->card->units[swap->upper].rank, STYLE_WHOLE);
    write_swap_row(sheet, texts, STYLE_TEXT, STYLE_TEXT_CENTER, 18);
}

static void write_swaps(kp_report *report) {
    kp_report_sheet *sheet = &report->robust;
    write_section(sheet, SAYR(SWAPS), NOTE, report->options->robust->swap_count);
    write_line(sheet, SAY(ROBUST_SWAPS_NOTE), STYLE_NOTE);
    write_swap_head(report);
    kp_report_each(report, report->options->robust->swap_count, write_swap);
}

/* ---- lists ---- */

static void write_list_row(kp_report_sheet *sheet, const char *list, const char *unit, const char *on, const char *share, kp_report_style style,
                           kp_report_style center) {
    kp_report_merged(sheet, 0, COL_NAME, list, style);
    kp_report_merged(sheet, COL_TOTAL, SWAP_FROM - 1, unit, style);
    kp_report_merged(sheet, SWAP_FROM, COL_TOP, on, center);
    kp_report_merged(sheet, COL_KEPT, COL_COUNT - 1, share, center);
    kp_report_row_end(sheet, 18);
}

static void write_list_head(kp_report *report) {
    write_list_row(&report->robust, SAYR(LIST), kp_report_words(report, report->scheme->subject), SAYR(LISTED), SAYR(LIST_SHARE), STYLE_HEAD,
                   STYLE_HEAD);
}

static void write_list(kp_report *report, size_t index) {
    if (turn_page_for_row(&report->robust, report->options->robust->list_count - index))
        write_list_head(report);
    const kp_robust_list *list = &report->options->robust->lists[index];
    write_list_row(&report->robust, kp_report_words(report, report->scheme->lists[list->list].title), report->evidence->units.items[list->unit].name,
                   list->on ? SAYR(YES) : SAYR(NO), kp_format(report->work, "%.1f%%", list->share * 100), STYLE_TEXT, STYLE_TEXT_CENTER);
}

static void write_lists(kp_report *report) {
    const kp_robust *r = report->options->robust;
    if (!r->list_count)
        return;
    write_section(&report->robust, SAYR_WITH(LISTS, counted(report, r->graded)), 0, r->list_count);
    write_list_head(report);
    kp_report_each(report, r->list_count, write_list);
}

/* ---- leaves left out ---- */

static void write_drop_row(kp_report_sheet *sheet, const char *name, const char *moved, const char *shift, const char *farthest,
                           kp_report_style style, kp_report_style center) {
    kp_report_merged(sheet, 0, SWAP_ONE - 1, name, style);
    kp_report_merged(sheet, SWAP_ONE, SWAP_FROM - 1, moved, center);
    kp_report_merged(sheet, SWAP_FROM, SWAP_FROM + 1, shift, center);
    kp_report_merged(sheet, SWAP_FROM + 2, COL_COUNT - 1, farthest, style);
    kp_report_row_end(sheet, 18);
}

static void write_drop_head(kp_report *report) {
    write_drop_row(&report->robust, SAYR(DROPPED), SAYR(MOVED), SAYR(MEAN_SHIFT), SAYR(FARTHEST), STYLE_HEAD, STYLE_HEAD);
}

static void write_drop(kp_report *report, const kp_robust_drop *drop) {
    const kp_robust *r = report->options->robust;
    const kp_robust_unit *u = &r->units[drop->farthest];
    const char *farthest = SAYR_WITH(MOVES, kp_verbatim(report->work, report->evidence->units.items[u->unit].name), counted(report, u->rank),
                                     counted(report, drop->ranks[drop->farthest]));
    write_drop_row(&report->robust, kp_robust_title(report->work, report->scheme, drop->indicator, report->lang),
                   counted(report, (int64_t)drop->moved), kp_format(report->work, "%.2f", drop->mean_shift), farthest, STYLE_TEXT, STYLE_TEXT_CENTER);
}

static int compare_drops(const void *a, const void *b) {
    const kp_robust_drop *x = *(const kp_robust_drop *const *)a, *y = *(const kp_robust_drop *const *)b;
    if (x->mean_shift < y->mean_shift || x->mean_shift > y->mean_shift)
        return x->mean_shift > y->mean_shift ? -1 : 1;
    return (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

/* Those that move ranks, the most first; how many move none. */
static void write_drops(kp_report *report) {
    const kp_robust *r = report->options->robust;
    const kp_robust_drop **moving = KP_NEW_ARRAY(report->work, const kp_robust_drop *, r->drop_count);
    size_t count = 0;
    if (!r->drop_count)
        return;
    for (size_t i = 0; i < r->drop_count; i++)
        if (r->drops[i].farthest >= 0)
            moving[count++] = &r->drops[i];
    if (count)
        qsort(moving, count, sizeof *moving, compare_drops);
    write_section(&report->robust, SAYR(DROPS), 0, count);
    if (count)
        write_drop_head(report);
    for (size_t i = 0; i < count; i++) {
        if (turn_page_for_row(&report->robust, count - i))
            write_drop_head(report);
        write_drop(report, moving[i]);
    }
    if (count < r->drop_count)
        write_line(&report->robust, SAYR_WITH(UNMOVED, counted(report, (int64_t)(r->drop_count - count))), STYLE_NOTE);
}

/* ---- the sheet ---- */

static void write_units(kp_report *report) {
    kp_report_sheet *sheet = &report->robust;
    const kp_robust *r = report->options->robust;
    write_unit_heads(sheet);
    for (size_t i = 0; i < r->unit_count; i++) {
        bool opens = opens_group(report, i), turned = opens ? turn_page(sheet, 3 * PLAIN_ROW) : turn_page_for_row(sheet, r->unit_count - i);
        if (turned)
            write_unit_heads(sheet);
        if (opens || (turned && report->in_groups)) {
            int32_t group = group_of(report, i);
            write_line(sheet, group >= 0 ? report->evidence->groups.items[group] : SAY(NO_GROUP), STYLE_NODE_TEXT);
        }
        write_unit(report, i);
    }
}

static void write_notes(kp_report *report) {
    kp_report_sheet *sheet = &report->robust;
    const kp_robust *r = report->options->robust;
    const char *trials =
        SAYR_WITH(HEAD_TRIALS, kp_robust_spread_text(report->work, r), counted(report, r->trials), kp_verbatim(report->work, r->seed));
    const char *shift = SAYR_WITH(HEAD_SHIFT, counted(report, (int64_t)r->weights), kp_format(report->work, "%.2f", r->mean_shift));
    write_line(sheet, kp_report_join(report, trials, shift), STYLE_PLAIN);
    write_line(sheet, SAY(ROBUST_NOTE), STYLE_NOTE);
    write_line(sheet, SAY_WITH(ROBUST_HOW, counted(report, r->graded)), STYLE_NOTE);
}

void kp_report_write_robust(kp_report *report) {
    static const double widths[COL_COUNT] = {6, 0, 9, 0, 8, 11, 10, 10, 10, 11, 11, 22};
    kp_report_sheet *sheet = &report->robust;
    for (int i = 0; i < COL_COUNT; i++) {
        if (i == COL_NAME)
            kp_report_column_for(sheet, report->name_width, 16, 28);
        else if (i == COL_GRADE)
            kp_report_column_for(sheet, report->grade_width + 2, 9, 16);
        else
            kp_report_column(sheet, widths[i]);
    }
    kp_report_blocks_reserve(sheet, KP_REPORT_MAX_BREAKS + 1);
    kp_report_title(sheet, kp_report_title_of(report, SAY(TITLE_ROBUST)), kp_report_subtitle(report));
    kp_report_block_begin(sheet, false);
    write_notes(report);
    write_units(report);
    bool charts = false;
    write_charts(report, &charts, false);
    write_swaps(report);
    write_charts(report, &charts, false);
    write_lists(report);
    write_charts(report, &charts, false);
    write_drops(report);
    write_charts(report, &charts, true);
    kp_report_row_end(sheet, 8);
    write_line(sheet, SAY(ROBUST_SOURCES), STYLE_NOTE);
    kp_report_print_area(sheet, COL_COUNT);
    kp_report_sheet_close(sheet);
}
