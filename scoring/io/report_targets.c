/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_targets.c - the sheet 达标统计: of each target and group how many have reached it, the share against its goal, how many are missing, and who they are. */
#include <string.h>

#include "kaoping/condition.h"
#include "report_private.h"

enum { COL_GROUP, COL_TOTAL, COL_REACHED, COL_SHARE, COL_GOAL, COL_RESULT, COL_MISSING, COL_OPEN, COL_NAMES, COLUMN_COUNT };

#define NAMES_SHOWN 60 /* of those that have not reached it; more are counted */

static const char *row_name(kp_report *report, const kp_target_row *row) {
    if (!row->name)
        return kp_say(KP_M_TARGET_ALL, report->lang);
    return *row->name                                                 ? row->name
           : report->scheme->targets[row->target].per == KP_PER_GROUP ? SAY(NO_GROUP)
                                                                      : kp_say(KP_M_TARGET_BLANK, report->lang);
}

/* Of one target: the units that have not reached it, by row, each row's in the order of the register. */
typedef struct missing_units {
    size_t first_row, rows;
    size_t *first; /* of each row, in `units`; one more: the end */
    int32_t *units;
} missing_units;

/* The row, from the first of the target, among whose names the unit stands; -1: none. */
static ptrdiff_t row_of(kp_report *report, const missing_units *missing, int32_t target, size_t unit) {
    const kp_target_unit *own = kp_target_of_unit(report->card, target, (int32_t)unit);
    return own->row < 0 || own->state == KP_TARGET_REACHED ? -1 : own->row - (ptrdiff_t)missing->first_row;
}

static missing_units find_missing(kp_report *report, int32_t target) {
    size_t units = report->evidence->units.count;
    missing_units missing = {0};
    missing.first_row = kp_target_rows(report->card, target, &missing.rows);
    size_t *next = KP_NEW_ARRAY(report->work, size_t, missing.rows + 1);
    missing.first = KP_NEW_ARRAY(report->work, size_t, missing.rows + 1);
    for (size_t unit = 0; unit < units; unit++) {
        ptrdiff_t row = row_of(report, &missing, target, unit);
        if (row >= 0)
            missing.first[row + 1]++;
    }
    for (size_t row = 0; row < missing.rows; row++) {
        missing.first[row + 1] += missing.first[row];
        next[row] = missing.first[row];
    }
    missing.units = KP_NEW_ARRAY(report->work, int32_t, missing.first[missing.rows]);
    for (size_t unit = 0; unit < units; unit++) {
        ptrdiff_t row = row_of(report, &missing, target, unit);
        if (row >= 0)
            missing.units[next[row]++] = (int32_t)unit;
    }
    return missing;
}

/* The names of the row's units that have not reached it, and of those that are open. The row of all tells none, unless it is the only one. */
static const char *names_missing(kp_report *report, const missing_units *missing, size_t index) {
    const kp_target_row *of = &report->card->targets.items[index];
    kp_buffer names = {.arena = report->work};
    size_t from = missing->first[index - missing->first_row], all = missing->first[index - missing->first_row + 1] - from, shown = 0;
    const char *comma = report->lang == KP_EN ? ", " : "、";
    for (; (of->name || missing->rows == 1) && shown < all && shown < NAMES_SHOWN; shown++) {
        int32_t unit = missing->units[from + shown];
        kp_buffer_printf(&names, "%s%s", shown ? comma : "", report->evidence->units.items[unit].name);
        if (kp_target_of_unit(report->card, of->target, unit)->state == KP_TARGET_OPEN)
            kp_buffer_printf(&names, report->lang == KP_EN ? " (%s)" : "（%s）", kp_say(KP_M_TARGET_OPEN, report->lang));
    }
    if (shown && shown < all)
        kp_buffer_puts(&names, SAY_WITH(AND_MORE, kp_format(report->work, "%zu", all)));
    return kp_buffer_text(&names);
}

static void write_share(kp_report *report, const kp_target_row *row, kp_report_style style) {
    kp_report_sheet *sheet = &report->targets;
    kp_arena *arena = report->work;
    if (!row->total) {
        kp_report_text(sheet, COL_SHARE, "—", STYLE_TEXT_CENTER);
        return;
    }
    const char *formula =
        kp_format(arena, "%s/%s", kp_report_cell(arena, NULL, sheet->row, COL_REACHED), kp_report_cell(arena, NULL, sheet->row, COL_TOTAL));
    kp_report_share(sheet, COL_SHARE, kp_num_ratio(arena, (int64_t)row->reached, (int64_t)row->total), formula, style);
}

static void write_row(kp_report *report, const missing_units *missing, size_t index) {
    kp_report_sheet *sheet = &report->targets;
    const kp_target_row *row = &report->card->targets.items[index];
    bool whole = !row->name, judged = row->goal.given && row->total;
    kp_report_text(sheet, COL_GROUP, row_name(report, row), whole ? STYLE_STAT_TEXT : STYLE_TEXT);
    kp_report_count(sheet, COL_TOTAL, (int64_t)row->total, whole ? STYLE_STAT_WHOLE : STYLE_WHOLE);
    kp_report_count(sheet, COL_REACHED, (int64_t)row->reached, whole ? STYLE_STAT_WHOLE : STYLE_WHOLE);
    write_share(report, row, whole ? STYLE_STAT_PERCENT : STYLE_PERCENT);
    if (row->goal.given)
        kp_report_number(sheet, COL_GOAL, kp_num_div(report->work, row->goal.value, kp_num_int(100)), whole ? STYLE_STAT_PERCENT : STYLE_PERCENT);
    else
        kp_report_text(sheet, COL_GOAL, "—", whole ? STYLE_STAT_TEXT : STYLE_TEXT_CENTER);
    const char *result = !judged ? "—" : row->met ? kp_say(KP_M_TARGET_MET, report->lang) : SAY(TARGET_NOT_MET);
    kp_report_text(sheet, COL_RESULT, result,
                   !judged    ? whole ? STYLE_STAT_TEXT : STYLE_TEXT_CENTER
                   : row->met ? STYLE_CENTER_STRONG
                              : STYLE_SEVERITY_ERROR);
    if (judged)
        kp_report_count(sheet, COL_MISSING, row->missing, whole ? STYLE_STAT_WHOLE : STYLE_WHOLE_STRONG);
    else
        kp_report_text(sheet, COL_MISSING, "—", whole ? STYLE_STAT_TEXT : STYLE_TEXT_CENTER);
    kp_report_count(sheet, COL_OPEN, (int64_t)row->open, whole ? STYLE_STAT_WHOLE : STYLE_WHOLE);
    kp_report_text(sheet, COL_NAMES, names_missing(report, missing, index), whole && missing->rows > 1 ? STYLE_STAT_LEFT : STYLE_TEXT_SMALL);
    kp_report_row_end(sheet, 20);
}

static void write_target(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->targets;
    const kp_target *target = &report->scheme->targets[index];
    kp_report_block_begin(sheet, false);
    kp_report_merged(sheet, 0, COLUMN_COUNT - 1, kp_report_words(report, target->title), STYLE_SECTION);
    kp_report_row_end(sheet, 24);
    const char *rule =
        SAY_WITH(TARGET_RULE, kp_verbatim(report->work, kp_condition_words(report->work, target->when.condition, report->scheme, report->lang)));
    if (target->of.condition)
        rule = kp_report_join(
            report, rule,
            SAY_WITH(TARGET_OF, kp_verbatim(report->work, kp_condition_words(report->work, target->of.condition, report->scheme, report->lang))));
    if (*target->note)
        rule = kp_report_join(report, rule, kp_report_words(report, target->note));
    kp_report_merged(sheet, 0, COLUMN_COUNT - 1, rule, STYLE_PLAIN);
    kp_report_row_end(sheet, 18);
    const char *group = target->per == KP_PER_FIELD ? kp_report_words(report, target->field) : SAY(GROUP);
    const char *heads[COLUMN_COUNT] = {group,
                                       SAY(TARGET_UNITS),
                                       SAY(TARGET_REACHED),
                                       SAY(TARGET_SHARE),
                                       SAY(TARGET_GOAL),
                                       SAY(TARGET_RESULT),
                                       SAY(TARGET_MISSING),
                                       SAY(TARGET_OPEN),
                                       SAY(TARGET_NAMES)};
    for (int i = 0; i < COLUMN_COUNT; i++)
        kp_report_text(sheet, i, heads[i], STYLE_HEAD);
    kp_report_row_end(sheet, 22);
    missing_units missing = find_missing(report, (int32_t)index);
    for (size_t i = 0; i < missing.rows; i++)
        write_row(report, &missing, missing.first_row + i);
    if (!missing.rows) {
        kp_report_merged(sheet, 0, COLUMN_COUNT - 1, SAY(TARGET_NOBODY), STYLE_TEXT_CENTER);
        kp_report_row_end(sheet, 22);
    }
    kp_report_row_end(sheet, 12);
}

void kp_report_write_targets(kp_report *report) {
    static const double widths[COLUMN_COUNT] = {20, 9, 9, 10, 10, 11, 9, 8, 52};
    kp_report_sheet *sheet = &report->targets;
    for (int i = 0; i < COLUMN_COUNT; i++)
        kp_report_column(sheet, widths[i]);
    kp_report_blocks_reserve(sheet, report->scheme->target_count);
    kp_report_title(sheet, kp_report_title_of(report, SAY(TITLE_TARGETS)), kp_report_subtitle(report));
    kp_report_each(report, report->scheme->target_count, write_target);
    kp_report_sheet_close(sheet);
}
