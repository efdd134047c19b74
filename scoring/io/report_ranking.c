/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_ranking.c - the sheet 排名: who stands where. A block a group where the scheme ranks within groups, else one; then those who are not ranked, and why.
 * With earlier results, the change since the period before. Where grades have coefficients (pay hangs on them), that of each unit beside its grade. Where a survey brings sampling error into the totals: how far each may be off, what ranks it might have, and which
 * units cannot be told apart from the one before.
 */
#include "report_survey.h"

#include <math.h>

#include "kaoping/interval.h"

typedef struct columns {
    int rank, name, id, group, fields, total, error, range, grade, coefficient, past, change, remarks, count;
} columns;

static columns plan_columns(const kp_report *report) {
    columns at = {.grade = -1, .id = -1, .group = -1, .error = -1, .range = -1, .coefficient = -1, .past = -1, .change = -1};
    int next = 0;
    at.rank = next++;
    at.name = next++;
    if (report->has_ids)
        at.id = next++;
    if (report->has_groups)
        at.group = next++;
    at.fields = next;
    next += report->field_count;
    at.total = next++;
    if (report->has_error) {
        at.error = next++;
        at.range = next++;
    }
    if (report->scheme->band_count)
        at.grade = next++;
    if (kp_has_coefficients(report->scheme))
        at.coefficient = next++;
    if (report->has_history) {
        at.past = next++;
        at.change = next++;
    }
    at.remarks = next++;
    at.count = next;
    return at;
}

static void set_columns(kp_report *report, const columns *at) {
    kp_report_sheet *sheet = &report->ranking;
    for (int i = 0; i < at->count; i++) {
        if (i == at->name)
            kp_report_column_for(sheet, report->name_width, 16, 36);
        else if (i == at->id)
            kp_report_column_for(sheet, report->id_width, 8, 16);
        else if (i == at->group)
            kp_report_column_for(sheet, report->group_width, 9, 26);
        else if (i == at->grade)
            kp_report_column_for(sheet, report->grade_width * 1.15, 11, 20);
        else if (i >= at->fields && i < at->fields + report->field_count)
            kp_report_column_for(sheet, report->field_widths[i - at->fields], 11, 28);
        else
            kp_report_column(sheet, i == at->remarks ? 34 : i == at->total ? report->mark_width + 3 : 9);
    }
}

static void write_heads(kp_report *report, const columns *at) {
    kp_report_sheet *sheet = &report->ranking;
    kp_report_text(sheet, at->rank, SAY(RANK), STYLE_HEAD);
    kp_report_text(sheet, at->name, kp_report_words(report, report->scheme->subject), STYLE_HEAD);
    if (at->id >= 0)
        kp_report_text(sheet, at->id, SAY(CODE), STYLE_HEAD);
    if (at->group >= 0)
        kp_report_text(sheet, at->group, SAY(GROUP), STYLE_HEAD);
    for (int i = 0; i < report->field_count; i++)
        kp_report_text(sheet, at->fields + i, kp_report_words(report, report->scheme->unit_fields.items[i].name), STYLE_HEAD);
    kp_report_text(sheet, at->total, SAY(TOTAL_SCORE), STYLE_HEAD);
    if (at->error >= 0) {
        kp_report_text(sheet, at->error, SAY(RANKING_ERROR), STYLE_HEAD);
        kp_report_text(sheet, at->range, SAY(SURVEY_RANGE), STYLE_HEAD);
    }
    if (at->grade >= 0)
        kp_report_text(sheet, at->grade, SAY(GRADE), STYLE_HEAD);
    if (at->coefficient >= 0)
        kp_report_text(sheet, at->coefficient, kp_report_words(report, kp_coefficient_name(report->scheme)), STYLE_HEAD);
    if (at->past >= 0) {
        kp_report_text(sheet, at->past, SAY(PAST_RANK), STYLE_HEAD);
        kp_report_text(sheet, at->change, SAY(CHANGE), STYLE_HEAD);
    }
    kp_report_text(sheet, at->remarks, SAY(REMARKS), STYLE_HEAD);
    kp_report_row_end(sheet, 22);
}

static const char *change_words(kp_report *report, const kp_unit_result *result) {
    if (result->past_rank <= 0)
        return SAY(NO_PAST);
    int32_t change = result->past_rank - result->rank;
    if (change == 0)
        return "—";
    return kp_format(report->work, "%s%d", change > 0 ? "↑" : "↓", (int)(change > 0 ? change : -change));
}

/* The titles of the lists that each unit stands on. */
static void collect_lists(kp_report *report) {
    report->lists_of = KP_NEW_ARRAY(report->arena, const char *, report->evidence->units.count);
    for (size_t i = 0; i < report->card->lists.count; i++) {
        const kp_list_entry *entry = &report->card->lists.items[i];
        const char **titles = &report->lists_of[entry->unit];
        if (!entry->replaced)
            *titles = kp_report_join(report, *titles, kp_report_words(report, report->scheme->lists[entry->list].title));
    }
}

/* ---- Sampling error ---- */

static bool has_error(const kp_compared *total) { return total->se > 0 || isnan(total->se) || total->below > 0 || total->above > 0; }

bool kp_report_totals_have_error(const kp_report *report) {
    if (!report->analysis || !report->analysis->totals || !report->analysis->rank_ranges)
        return false;
    for (size_t unit = 0; unit < report->evidence->units.count; unit++)
        if (report->card->units[unit].ranked && has_error(&report->analysis->totals[unit]))
            return true;
    return false;
}

/* Whether only a bound is known of what some leaf brings into the unit's total. */
static bool is_bound(const kp_report *report, int32_t unit) {
    for (size_t leaf = 0; leaf < report->analysis->leaf_count; leaf++)
        if (kp_analysis_figure(report->analysis, leaf, unit, -1)->bound)
            return true;
    return false;
}

static void write_error(kp_report *report, const columns *at, int32_t unit) {
    kp_report_sheet *sheet = &report->ranking;
    const kp_compared *total = &report->analysis->totals[unit];
    bool ranked = report->card->units[unit].ranked;
    kp_report_real(sheet, at->error, report->card->units[unit].scored ? kp_compared_margin(total, report->analysis->confidence) : NAN,
                   is_bound(report, unit) ? STYLE_BOUND : STYLE_POINTS);
    kp_report_text(sheet, at->range, ranked ? kp_report_rank_range(report, report->analysis->rank_ranges[unit]) : "—", STYLE_TEXT_CENTER);
}

/* Whether the sample cannot tell the unit apart from the one ranked before it. */
static bool within_error(const kp_report *report, size_t index) {
    if (!report->has_error || index == 0)
        return false;
    int32_t unit = report->card->order[index], before = report->card->order[index - 1];
    if (!report->card->units[unit].ranked || !report->card->units[before].ranked)
        return false;
    if (report->in_groups && report->evidence->units.items[unit].group != report->evidence->units.items[before].group)
        return false;
    const kp_compared *own = &report->analysis->totals[unit], *other = &report->analysis->totals[before];
    return (has_error(own) || has_error(other)) && !kp_tells_apart(own, other, report->analysis->confidence);
}

/* ---- Coefficients ---- */

static bool has_two_decimals(kp_report *report, kp_num x) { return kp_num_equal(kp_num_round(report->work, x, 2, KP_HALF_UP), x); }

/* A number that a payroll can take over; what has more than two decimals is shown with all of them. */
static void write_coefficient(kp_report *report, int column, int32_t band) {
    const kp_scheme *scheme = report->scheme;
    bool two = true;
    for (size_t i = 0; i < scheme->band_count; i++)
        two = two && has_two_decimals(report, scheme->bands[i].coefficient.value);
    if (band >= 0)
        kp_report_number(&report->ranking, column, scheme->bands[band].coefficient.value, two ? STYLE_POINTS : STYLE_TEXT_CENTER);
    else
        kp_report_text(&report->ranking, column, "—", STYLE_TEXT_CENTER);
}

/* Where the coefficient multiplies a part only: what each grade comes to, in per cent of the whole. */
static const char *coefficient_note(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    const char *grades = "";
    kp_num share = scheme->coefficient_share.value, rest = kp_num_sub(report->work, kp_num_int(100), share);
    for (size_t i = 0; i < scheme->band_count; i++) {
        kp_num whole = kp_num_add(report->work, rest, kp_num_mul(report->work, share, scheme->bands[i].coefficient.value));
        grades = kp_report_join(
            report, grades, kp_format(report->work, "%s %s%%", kp_report_words(report, scheme->bands[i].title), kp_num_exact(report->work, whole)));
    }
    return kp_say_with(report->work, KP_M_REPORT_COEFFICIENT_NOTE, report->lang, kp_report_words(report, kp_coefficient_name(scheme)),
                       kp_num_exact(report->work, share), grades);
}

static void write_footnotes(kp_report *report, const columns *at) {
    if (report->has_error) {
        kp_report_merged(&report->ranking, 0, at->count - 1, SAY_WITH(RANKING_ERROR_NOTE, kp_report_confidence(report)), STYLE_NOTE);
        kp_report_row_end(&report->ranking, 20);
    }
    if (at->coefficient >= 0 && report->scheme->coefficient_share.given) {
        kp_report_merged(&report->ranking, 0, at->count - 1, coefficient_note(report), STYLE_NOTE);
        kp_report_row_end(&report->ranking, 20);
    }
}

/* ---- Rows ---- */

static void write_unit(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->ranking;
    int32_t unit = report->card->order[index];
    const kp_unit *who = &report->evidence->units.items[unit];
    const kp_unit_result *result = &report->card->units[unit];
    columns at = plan_columns(report);
    if (report->in_groups && result->ranked && (index == 0 || report->evidence->units.items[report->card->order[index - 1]].group != who->group)) {
        kp_report_block_begin(sheet, false); /* a group on one page where it can be */
        kp_report_merged(sheet, 0, at.count - 1, who->group >= 0 ? report->evidence->groups.items[who->group] : SAY(NO_GROUP), STYLE_NODE_TEXT);
        kp_report_row_end(sheet, 22);
    }
    if (!result->ranked && (index == 0 || report->card->units[report->card->order[index - 1]].ranked)) {
        kp_report_block_begin(sheet, false);
        kp_report_merged(sheet, 0, at.count - 1, SAY(UNRANKED), STYLE_NODE_TEXT);
        kp_report_row_end(sheet, 22);
    }
    if (result->ranked)
        kp_report_count(sheet, at.rank, result->rank, STYLE_WHOLE_STRONG);
    else
        kp_report_text(sheet, at.rank, "—", STYLE_TEXT_CENTER);
    kp_report_text(sheet, at.name, who->name, STYLE_TEXT);
    if (at.id >= 0)
        kp_report_text(sheet, at.id, who->id, STYLE_TEXT_CENTER);
    if (at.group >= 0)
        kp_report_text(sheet, at.group, who->group >= 0 ? report->evidence->groups.items[who->group] : "", STYLE_TEXT_CENTER);
    for (int i = 0; i < report->field_count; i++)
        kp_report_text(sheet, at.fields + i, who->fields ? who->fields[i] : "", STYLE_TEXT);
    if (result->scored)
        kp_report_formula(sheet, at.total, kp_report_total_cell(report, unit), result->printed, STYLE_MARK_STRONG);
    else
        kp_report_text(sheet, at.total, "—", STYLE_TEXT_CENTER);
    if (at.error >= 0)
        write_error(report, &at, unit);
    if (result->band >= 0)
        kp_report_text_in(sheet, at.grade, kp_report_words(report, report->scheme->bands[result->band].title), report->formats.bands[result->band],
                          STYLE_CENTER_STRONG);
    else if (at.grade >= 0)
        kp_report_text(sheet, at.grade, "—", STYLE_TEXT_CENTER);
    if (at.coefficient >= 0)
        write_coefficient(report, at.coefficient, result->band);
    if (at.past >= 0) {
        if (result->past_rank > 0)
            kp_report_count(sheet, at.past, result->past_rank, STYLE_WHOLE);
        else
            kp_report_text(sheet, at.past, "—", STYLE_TEXT_CENTER);
        kp_report_text(sheet, at.change, result->ranked ? change_words(report, result) : "—", STYLE_TEXT_CENTER);
    }
    const char *remarks = !result->ranked ? kp_report_reason(report, unit) : within_error(report, index) ? SAY(WITHIN_ERROR) : "";
    kp_report_text(sheet, at.remarks, kp_report_join(report, remarks, report->lists_of[unit]), STYLE_TEXT_SMALL);
    kp_report_row_end(sheet, 20);
}

void kp_report_write_ranking(kp_report *report) {
    kp_report_sheet *sheet = &report->ranking;
    columns at = plan_columns(report);
    set_columns(report, &at);
    const char *period = kp_period_title(report->work, report->evidence->period, report->lang);
    const char *title = SAY_WITH(TITLE_OF, kp_report_words(report, report->scheme->title), period);
    collect_lists(report);
    kp_report_blocks_reserve(sheet, report->evidence->units.count);
    kp_report_title(
        sheet, kp_report_title_and(report, title, SAY(TITLE_RANKING)),
        kp_report_join(report, kp_report_subtitle(report), report->scheme->better == KP_BETTER_LOW ? kp_say(KP_M_LOWEST_FIRST, report->lang) : ""));
    uint32_t head = sheet->row;
    write_heads(report, &at);
    kp_report_repeat(sheet, head);
    kp_report_each(report, report->evidence->units.count, write_unit);
    write_footnotes(report, &at);
    kp_report_sheet_close(sheet);
}
