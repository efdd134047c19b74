/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_summary.c - the sheet 汇总: a row a unit in the order of ranks, with the score of each component, total, grade, rank and remarks; below it the mean,
 * highest and lowest, how many units each grade has, and the signatures.
 */
#include <string.h>

#include "report_private.h"

#define MANY_FIELDS 2 /* unit fields beyond so many are left to the other sheets */

typedef struct columns {
    int number, id, name, group, fields, field_count, components, total, grade, rank, rank_all, remarks, count;
} columns;

static columns plan_columns(const kp_report *report) {
    columns at = {.grade = -1, .id = -1, .group = -1, .rank_all = -1};
    int next = 0;
    at.number = next++;
    if (report->has_ids)
        at.id = next++;
    at.name = next++;
    if (report->has_groups)
        at.group = next++;
    at.fields = next;
    at.field_count = report->field_count <= MANY_FIELDS ? report->field_count : 0;
    next += at.field_count;
    at.components = next;
    next += (int)report->component_count;
    at.total = next++;
    if (report->scheme->band_count)
        at.grade = next++;
    at.rank = next++;
    if (report->in_groups)
        at.rank_all = next++;
    at.remarks = next++;
    at.count = next;
    return at;
}

static void set_columns(kp_report *report, const columns *at) {
    kp_report_sheet *sheet = &report->summary;
    size_t components = report->component_count;
    bool many = components > 6; /* then columns are narrow: all go on one page, and the wider they are the smaller they are printed */
    double component = many || report->mark_width > 12 ? report->mark_width : 12;
    for (size_t i = 0; i < components; i++) { /* no narrower than a word of a head */
        const char *title = kp_report_words(report, report->scheme->indicators[report->components[i]].title);
        double word = kp_report_word_width(title, report->lang, kp_report_style_size(STYLE_HEAD)) * 1.15 + 1.5;
        component = word > component ? (word < 16 ? word : 16) : component;
    }
    for (int i = 0; i < at->count; i++) {
        if (i == at->number)
            kp_report_column(sheet, 5.5);
        else if (i == at->id)
            kp_report_column_for(sheet, report->id_width, many ? 6 : 8, 16);
        else if (i == at->name)
            kp_report_column_for(sheet, report->name_width, many ? 10 : 14, 30);
        else if (i == at->group)
            kp_report_column_for(sheet, report->group_width, 9, 26);
        else if (i >= at->fields && i < at->fields + at->field_count)
            kp_report_column_for(sheet, report->field_widths[i - at->fields], many ? 8 : 10, many ? 16 : 28);
        else if (i == at->grade)
            kp_report_column_for(sheet, report->grade_width * 1.15, many ? 7.5 : 9, 20);
        else if (i >= at->components && i < at->total)
            kp_report_column(sheet, component);
        else
            kp_report_column(sheet, i == at->remarks ? (many ? 24 : 30) : i == at->total ? report->mark_width + 1 : many ? 6.5 : 7.5);
    }
}

/* Two rows: names, and under the components their full marks or weights. The other heads are merged over both. */
static void write_heads(kp_report *report, const columns *at) {
    kp_report_sheet *sheet = &report->summary;
    const kp_scheme *scheme = report->scheme;
    const char *heads[2][KP_REPORT_COLUMNS] = {{0}};
    uint32_t first = sheet->row;
    heads[0][at->number] = SAY(NUMBER);
    if (at->id >= 0)
        heads[0][at->id] = SAY(CODE);
    heads[0][at->name] = kp_report_words(report, scheme->subject);
    if (at->group >= 0)
        heads[0][at->group] = SAY(GROUP);
    for (int i = 0; i < at->field_count; i++)
        heads[0][at->fields + i] = kp_report_words(report, scheme->unit_fields.items[i].name);
    for (size_t i = 0; i < report->component_count; i++) {
        heads[0][at->components + (int)i] = kp_report_words(report, scheme->indicators[report->components[i]].title);
        heads[1][at->components + (int)i] = kp_report_weight(report, report->components[i]);
    }
    heads[0][at->total] = SAY(TOTAL_SCORE);
    heads[1][at->total] = SAY_WITH(FULL_OF, kp_num_exact(report->work, scheme->indicators[0].full));
    if (at->grade >= 0)
        heads[0][at->grade] = SAY(GRADE);
    heads[0][at->rank] = report->in_groups ? SAY(RANK_IN_GROUP) : SAY(RANK);
    if (at->rank_all >= 0)
        heads[0][at->rank_all] = SAY(RANK_OVERALL);
    heads[0][at->remarks] = SAY(REMARKS);
    for (int row = 0; row < 2; row++) {
        for (int i = 0; i < at->count; i++)
            kp_report_text(sheet, i, heads[row][i], row == 0 ? STYLE_HEAD : STYLE_HEAD_SMALL);
        kp_report_row_end(sheet, row == 0 ? 26 : 18);
    }
    for (int i = 0; i < at->count; i++)
        if (!heads[1][i])
            kp_report_merged_up(sheet, i, heads[0][i], STYLE_HEAD);
    kp_report_repeat(sheet, first);
}

/* ---- Remarks ---- */

static const char *veto_title(kp_report *report, const void *events, size_t index) {
    return kp_report_words(report, report->scheme->vetoes[((const kp_veto_event *)events)[index].veto].title);
}

static const char *veto_titles(kp_report *report, int32_t unit) {
    const kp_evidence *evidence = report->evidence;
    size_t first = evidence->first_veto[unit], count = evidence->first_veto[unit + 1] - first;
    return kp_report_join_first(report, count, veto_title, evidence->vetoes.items ? evidence->vetoes.items + first : NULL);
}

static size_t count_gaps(const kp_report *report, int32_t unit) {
    size_t count = 0;
    for (size_t i = 1; i < report->scheme->indicator_count; i++)
        if (report->scheme->indicators[i].method != KP_METHOD_NONE && report->scheme->indicators[i].counted != KP_COUNTED_NO &&
            kp_scorecard_mark(report->card, unit, (int32_t)i)->state == KP_MARK_NOT_APPLICABLE)
            count++;
    return count;
}

/* "等次规则：严重事故（优秀→称职）" */
static const char *rule_words(kp_report *report, const void *steps, size_t index) {
    const kp_rule_step *step = &((const kp_rule_step *)steps)[index];
    const kp_scheme *scheme = report->scheme;
    const char *from = step->from < 0 ? "—" : kp_report_words(report, scheme->bands[step->from].title);
    return kp_format(report->work, report->lang == KP_EN ? "%s (%s → %s)" : "%s（%s→%s）", kp_report_words(report, scheme->rules[step->rule].title),
                     from, kp_report_words(report, scheme->bands[step->to].title));
}

static const char *rules_of(kp_report *report, int32_t unit) {
    size_t count;
    const kp_rule_step *steps = kp_rule_steps_of(report->card, unit, &count);
    return kp_format(report->work, "%s%s%s", SAY(RULE), SAY(COLON), kp_report_join_first(report, count, rule_words, steps));
}

static const char *remarks_of(kp_report *report, int32_t unit) {
    const kp_unit_result *result = &report->card->units[unit];
    const kp_scheme *scheme = report->scheme;
    const char *remarks = kp_report_reason(report, unit);
    if (result->by_veto)
        remarks = kp_report_join(report, remarks, kp_format(report->work, "%s%s%s", SAY(VETO), SAY(COLON), veto_titles(report, unit)));
    if (result->by_rule)
        remarks = kp_report_join(report, remarks, rules_of(report, unit));
    if (result->by_quota && result->band_before_quota >= 0)
        remarks = kp_report_join(report, remarks, SAY_WITH(BY_QUOTA, kp_report_words(report, scheme->bands[result->band_before_quota].title)));
    if (result->ranked && result->band_other >= 0 && result->band_other != result->band_by_score) {
        const char *other = kp_report_words(report, scheme->bands[result->band_other].title);
        remarks = kp_report_join(report, remarks,
                                 scheme->decide_on == KP_DECIDE_ON_PRINTED ? SAY_WITH(BAND_BY_FULL, other) : SAY_WITH(BAND_BY_PRINTED, other));
    }
    size_t gaps = report->evidence->units.items[unit].excluded ? 0 : count_gaps(report, unit);
    if (gaps)
        remarks = kp_report_join(report, remarks, SAY_WITH(GAPS, kp_format(report->work, "%zu", gaps)));
    for (size_t i = 0; i < report->scheme->indicator_count; i++)
        if (kp_scorecard_mark(report->card, unit, (int32_t)i)->flags & KP_FLAG_HELD_DOWN)
            remarks = kp_report_join(report, remarks, SAY_WITH(HELD_DOWN_AT, kp_report_words(report, scheme->indicators[i].title)));
    return remarks;
}

/* ---- Rows ---- */

static void write_component(kp_report *report, int32_t unit, size_t component, int column) {
    const kp_mark *mark = kp_scorecard_mark(report->card, unit, report->components[component]);
    if (mark->state == KP_MARK_SCORED && !report->evidence->units.items[unit].excluded) {
        int32_t node = report->components[component];
        kp_report_formula_in(&report->summary, column, kp_report_component_cell(report, unit, component),
                             kp_mark_printed(report->work, report->scheme, node, mark->value), kp_report_mark_format(report, STYLE_MARK, node),
                             STYLE_MARK);
    } else {
        kp_report_text(&report->summary, column, mark->state == KP_MARK_NOT_APPLICABLE ? "—" : "", STYLE_TEXT_CENTER);
    }
}

static void write_rank(kp_report *report, int column, int32_t rank, bool shown) {
    if (rank > 0 && shown)
        kp_report_count(&report->summary, column, rank, STYLE_WHOLE_STRONG);
    else
        kp_report_text(&report->summary, column, "—", STYLE_TEXT_CENTER);
}

static void write_unit(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->summary;
    int32_t unit = report->card->order[index];
    const kp_unit *who = &report->evidence->units.items[unit];
    const kp_unit_result *result = &report->card->units[unit];
    columns at = plan_columns(report);
    report->summary_rows[unit] = sheet->row;
    kp_report_count(sheet, at.number, (int64_t)index + 1, STYLE_WHOLE);
    if (at.id >= 0)
        kp_report_text(sheet, at.id, who->id, STYLE_TEXT_CENTER);
    kp_report_text(sheet, at.name, who->name, STYLE_TEXT);
    if (at.group >= 0)
        kp_report_text(sheet, at.group, who->group >= 0 ? report->evidence->groups.items[who->group] : "", STYLE_TEXT_CENTER);
    for (int i = 0; i < at.field_count; i++)
        kp_report_text(sheet, at.fields + i, who->fields ? who->fields[i] : "", STYLE_TEXT);
    for (size_t i = 0; i < report->component_count; i++)
        write_component(report, unit, i, at.components + (int)i);
    if (result->scored)
        kp_report_formula(sheet, at.total, kp_report_total_cell(report, unit), result->printed, STYLE_MARK_STRONG);
    else
        kp_report_text(sheet, at.total, "—", STYLE_TEXT_CENTER);
    if (result->band >= 0)
        kp_report_text_in(sheet, at.grade, kp_report_words(report, report->scheme->bands[result->band].title), report->formats.bands[result->band],
                          STYLE_CENTER_STRONG);
    else if (at.grade >= 0)
        kp_report_text(sheet, at.grade, "—", STYLE_TEXT_CENTER);
    write_rank(report, at.rank, result->rank, result->ranked);
    if (at.rank_all >= 0)
        write_rank(report, at.rank_all, result->rank_all, result->ranked);
    kp_report_text(sheet, at.remarks, remarks_of(report, unit), STYLE_TEXT_SMALL);
    kp_report_row_end(sheet, 20);
}

/* ---- Mean, highest, lowest ---- */

typedef enum statistic { STAT_MEAN, STAT_MOST, STAT_LEAST } statistic;

/* The figures of a column as printed: of component `component`, or the totals where it is negative. */
static size_t collect_printed(kp_report *report, int component, kp_num *values) {
    size_t count = 0;
    for (size_t unit = 0; unit < report->evidence->units.count; unit++) {
        const kp_unit_result *result = &report->card->units[unit];
        if (report->evidence->units.items[unit].excluded)
            continue;
        if (component < 0) {
            if (result->scored)
                values[count++] = result->printed;
            continue;
        }
        const kp_mark *mark = kp_scorecard_mark(report->card, (int32_t)unit, report->components[component]);
        if (mark->state == KP_MARK_SCORED)
            values[count++] = kp_mark_printed(report->work, report->scheme, report->components[component], mark->value);
    }
    return count;
}

static void write_statistic(kp_report *report, statistic which, int component, int column, kp_num *values) {
    kp_report_sheet *sheet = &report->summary;
    kp_arena *arena = report->work;
    int32_t node = component < 0 ? 0 : report->components[component];
    int decimals = kp_mark_decimals(report->scheme, node);
    lxw_format *format = kp_report_mark_format(report, STYLE_STAT, node);
    kp_rounding rounding = report->scheme->rounding;
    size_t count = collect_printed(report, component, values);
    if (!count) {
        kp_report_text(sheet, column, "—", STYLE_STAT_TEXT);
        return;
    }
    const char *range = kp_report_range(arena, NULL, report->summary_first, report->summary_last, column);
    kp_num value = values[0];
    if (which == STAT_MEAN) {
        kp_num mean = kp_num_div(arena, kp_num_sum(arena, values, count), kp_num_int((int64_t)count));
        value = kp_num_round(arena, mean, decimals, rounding);
        if (!kp_formula_safe(arena, mean, decimals, rounding, NULL)) {
            report->values++;
            kp_report_number_in(sheet, column, value, format, STYLE_STAT);
            return;
        }
        const char *average = kp_format(arena, "AVERAGE(%s)", range);
        kp_report_formula_in(sheet, column, kp_formula_round(arena, average, decimals, rounding), value, format, STYLE_STAT);
        return;
    }
    for (size_t i = 1; i < count; i++)
        value = which == STAT_MOST ? kp_num_max(value, values[i]) : kp_num_min(value, values[i]);
    kp_report_formula_in(sheet, column, kp_format(arena, "%s(%s)", which == STAT_MOST ? "MAX" : "MIN", range), value, format, STYLE_STAT);
}

static void write_statistics(kp_report *report, const columns *at) {
    kp_report_sheet *sheet = &report->summary;
    const char *names[] = {SAY(MEAN), SAY(HIGHEST), SAY(LOWEST)};
    kp_num *values = KP_NEW_ARRAY(report->arena, kp_num, report->evidence->units.count);
    for (statistic which = STAT_MEAN; which <= STAT_LEAST; which++) {
        kp_report_merged(sheet, 0, at->components - 1, names[which], STYLE_STAT_TEXT);
        for (int i = 0; i < (int)report->component_count; i++)
            write_statistic(report, which, i, at->components + i, values);
        write_statistic(report, which, -1, at->total, values);
        for (int column = at->total + 1; column < at->count; column++)
            kp_report_text(sheet, column, "", STYLE_STAT_TEXT);
        kp_report_row_end(sheet, 18);
    }
}

/* ---- Grades and signatures ---- */

/* The columns of the table of grades, which lies under the wider one. */
typedef struct grade_columns {
    int name, range_first, range_last, count, share;
} grade_columns;

static grade_columns plan_grades(const columns *at) {
    grade_columns to = {.name = at->name, .range_first = at->name + 1};
    int last = at->components > to.range_first ? at->components : to.range_first;
    to.range_last = last > at->total - 1 ? to.range_first : last;
    to.count = to.range_last + 1;
    to.share = to.range_last + 2;
    return to;
}

/* Units to which a rule gave a grade though they are not ranked. */
static size_t graded_unranked(const kp_report *report) {
    size_t count = 0;
    for (size_t i = 0; i < report->evidence->units.count; i++)
        count += !report->card->units[i].ranked && report->card->units[i].band >= 0;
    return count;
}

/* `units` of all that are ranked or graded, as a share to two decimals of a percent. */
static void write_share(kp_report *report, const columns *at, const grade_columns *to, int64_t units) {
    kp_report_sheet *sheet = &report->summary;
    kp_arena *arena = report->work;
    size_t besides = graded_unranked(report);
    kp_num share = kp_num_ratio(arena, units, (int64_t)(report->card->ranked_count + besides));
    const char *ranks = kp_report_range(arena, NULL, report->summary_first, report->summary_last, at->rank);
    const char *formula =
        kp_format(arena, besides ? "%s/(COUNT(%s)+%zu)" : "%s/COUNT(%s)", kp_report_cell(arena, NULL, sheet->row, to->count), ranks, besides);
    kp_report_share(sheet, to->share, share, formula, STYLE_PERCENT);
}

static void write_grade(kp_report *report, const columns *at, const grade_columns *to, size_t band) {
    kp_report_sheet *sheet = &report->summary;
    kp_arena *arena = report->work;
    int64_t units = 0;
    for (size_t unit = 0; unit < report->evidence->units.count; unit++)
        units += report->card->units[unit].band == (int32_t)band;
    kp_report_merged_in(sheet, 0, to->name, kp_report_words(report, report->scheme->bands[band].title), report->formats.bands[band],
                        STYLE_CENTER_STRONG);
    kp_report_merged(sheet, to->range_first, to->range_last, kp_report_band_range(report, band), STYLE_TEXT_CENTER);
    /* not COUNTIF: it would take * and ? in the name of a grade for wildcards */
    const char *grades = kp_report_range(arena, NULL, report->summary_first, report->summary_last, at->grade);
    const char *own = kp_report_cell(arena, NULL, sheet->row, 0);
    kp_report_formula(sheet, to->count, kp_format(arena, "SUMPRODUCT((%s=%s)*1)", grades, own), kp_num_int(units), STYLE_WHOLE);
    if (report->card->ranked_count)
        write_share(report, at, to, units);
    else
        kp_report_text(sheet, to->share, "—", STYLE_TEXT_CENTER);
    kp_report_row_end(sheet, 18);
}

static void write_distribution(kp_report *report, const columns *at) {
    kp_report_sheet *sheet = &report->summary;
    grade_columns to = plan_grades(at);
    if (!report->scheme->band_count)
        return;
    kp_report_row_end(sheet, 10);
    kp_report_merged(sheet, 0, to.name, SAY(DISTRIBUTION), STYLE_HEAD);
    kp_report_merged(sheet, to.range_first, to.range_last, SAY(BAND_RANGE), STYLE_HEAD);
    kp_report_text(sheet, to.count, SAY(UNIT_COUNT), STYLE_HEAD);
    kp_report_text(sheet, to.share, SAY(SHARE), STYLE_HEAD);
    kp_report_row_end(sheet, 20);
    report->bands_first = sheet->row;
    report->bands_name = 0;
    report->bands_count = to.count;
    for (size_t band = 0; band < report->scheme->band_count; band++)
        write_grade(report, at, &to, band);
}

void kp_report_write_signatures(kp_report *report, kp_report_sheet *sheet, int last) {
    kp_buffer buffer = {.arena = report->work};
    for (size_t i = 0; i < report->scheme->signatures.count; i++)
        kp_buffer_printf(&buffer, "%s%s%s", kp_report_words(report, report->scheme->signatures.items[i].name), SAY(COLON), SAY(SIGN_SPACE));
    kp_buffer_puts(&buffer, SAY(SIGN_DATE));
    kp_report_row_end(sheet, 14);
    kp_report_merged(sheet, 0, last, kp_buffer_text(&buffer), STYLE_SIGNATURE);
    kp_report_row_end(sheet, 26);
}

void kp_report_write_summary(kp_report *report) {
    kp_report_sheet *sheet = &report->summary;
    const kp_evidence *evidence = report->evidence;
    columns at = plan_columns(report);
    set_columns(report, &at);
    const char *period = kp_period_title(report->work, evidence->period, report->lang);
    const char *title = SAY_WITH(TITLE_OF, kp_report_words(report, report->scheme->title), period);
    kp_report_title(sheet, kp_report_title_and(report, title, SAY(TITLE_SUMMARY)), kp_report_subtitle(report));
    write_heads(report, &at);
    report->summary_name = at.name;
    report->summary_total = at.total;
    report->summary_grade = at.grade;
    report->summary_rows = KP_NEW_ARRAY(report->arena, uint32_t, evidence->units.count);
    report->summary_first = sheet->row;
    kp_report_blocks_reserve(sheet, 2);
    kp_report_block_begin(sheet, false);
    kp_report_each(report, evidence->units.count, write_unit);
    report->summary_last = sheet->row - 1;
    kp_report_block_begin(sheet, false); /* figures, grades and signatures are not torn apart */
    if (evidence->units.count) {
        write_statistics(report, &at);
        write_distribution(report, &at);
    }
    kp_report_write_signatures(report, sheet, at.count - 1);
    kp_report_sheet_close(sheet);
}
