/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_lists.c - the sheet 榜单: a page a list, made to be published: who stands on it, why, how many periods in a row, and what follows. A list of the worst also
 * names the main problems: where the unit lost most, with the findings.
 */
#include <string.h>

#include "report_private.h"

#define LOSSES_SHOWN    3
#define FINDINGS_SHOWN  2  /* of one loss */
#define QUESTIONS_SHOWN 3  /* of a survey */
#define FINDING_LENGTH  90 /* bytes of one finding's text shown here; all of it is in 明细 */

typedef struct columns {
    int number, name, group, fields, total, rank, reasons, streak, action, count; /* group, total, rank, action: -1 where there is none */
} columns;

typedef struct loss {
    int32_t leaf;
    kp_num points; /* of the total */
} loss;

/* The column of actions is the last one: a list that has none does without it. */
static columns plan_columns(const kp_report *report, bool actions) {
    columns at = {.group = -1, .total = -1, .rank = -1, .action = -1};
    int next = 0;
    at.number = next++;
    at.name = next++;
    if (report->in_groups)
        at.group = next++;
    at.fields = next;
    next += report->field_count;
    if (!kp_scheme_is_calculation(report->scheme)) {
        at.total = next++;
        at.rank = next++;
    }
    at.reasons = next++;
    at.streak = next++;
    if (actions)
        at.action = next++;
    at.count = next;
    return at;
}

static void set_columns(kp_report *report, const columns *at) {
    kp_report_sheet *sheet = &report->lists;
    for (int i = 0; i < at->count; i++) {
        if (i == at->name)
            kp_report_column_for(sheet, report->name_width, 14, 28);
        else if (i == at->group)
            kp_report_column_for(sheet, report->group_width, 9, 18);
        else if (i >= at->fields && i < at->fields + report->field_count)
            kp_report_column_for(sheet, report->field_widths[i - at->fields], 10, 22);
        else
            kp_report_column(sheet, i == at->number ? 6 : i == at->reasons ? 50 : i == at->action ? 20 : 9);
    }
}

/* ---- Main problems ---- */

/* What a point of each node counts in the total: 1 in a sum, w·full/(Σw·own full) under a weighted mean. Gaps made good elsewhere are not followed: this only
 * tells which losses are the largest. */
static kp_num *points_in_total(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    kp_arena *arena = report->arena;
    kp_num *factor = KP_NEW_ARRAY(arena, kp_num, scheme->indicator_count);
    factor[0] = KP_ONE;
    for (size_t i = 1; i < scheme->indicator_count; i++) {
        const kp_indicator *node = &scheme->indicators[i];
        const kp_indicator *parent = &scheme->indicators[node->parent];
        factor[i] = factor[node->parent];
        if (parent->combine != KP_COMBINE_WEIGHTED || !node->weight.given || kp_num_is_zero(node->full))
            continue;
        kp_num weights = KP_ZERO;
        for (int32_t child = kp_scheme_first_child(scheme, node->parent); child >= 0; child = kp_scheme_next_sibling(scheme, child))
            if (scheme->indicators[child].weight.given)
                weights = kp_num_add(arena, weights, scheme->indicators[child].weight.value);
        if (kp_num_is_zero(weights))
            continue;
        kp_num share = kp_num_div(arena, kp_num_mul(arena, node->weight.value, parent->full), kp_num_mul(arena, weights, node->full));
        factor[i] = kp_num_mul(arena, factor[i], share);
    }
    return factor;
}

static bool counts(const kp_scheme *scheme, int32_t node) {
    for (; node > 0; node = scheme->indicators[node].parent)
        if (scheme->indicators[node].counted == KP_COUNTED_NO)
            return false;
    return true;
}

/* The largest losses of a unit, largest first. */
static size_t find_losses(kp_report *report, int32_t unit, const kp_num *factor, loss losses[LOSSES_SHOWN]) {
    const kp_scheme *scheme = report->scheme;
    size_t count = 0;
    for (size_t i = 0; i < scheme->indicator_count; i++) {
        const kp_indicator *leaf = &scheme->indicators[i];
        const kp_mark *mark = kp_scorecard_mark(report->card, unit, (int32_t)i);
        if (leaf->method == KP_METHOD_NONE || !counts(scheme, (int32_t)i) || mark->state != KP_MARK_SCORED)
            continue;
        kp_num lost = kp_num_mul(report->work, factor[i], kp_num_sub(report->work, leaf->full, mark->value)); /* a bonus has 0 full marks */
        size_t place = count;
        while (place > 0 && kp_num_compare(losses[place - 1].points, lost) < 0)
            place--;
        if (kp_num_sign(lost) <= 0 || place == LOSSES_SHOWN)
            continue;
        count += count < LOSSES_SHOWN;
        memmove(&losses[place + 1], &losses[place], (count - 1 - place) * sizeof *losses);
        losses[place] = (loss){(int32_t)i, lost};
    }
    return count;
}

static const char *shortened(kp_report *report, const char *text) {
    size_t length = strlen(text);
    if (length <= FINDING_LENGTH)
        return text;
    for (length = FINDING_LENGTH; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
        length--;
    return kp_format(report->work, "%.*s…", (int)length, text);
}

/* "文体活动 58.75、环境卫生 63.38": the questions of a survey that came off worst. */
static const char *worst_questions(kp_report *report, int32_t unit, int32_t leaf) {
    const kp_indicator *survey = &report->scheme->indicators[leaf];
    struct {
        size_t question;
        kp_num degree;
    } worst[QUESTIONS_SHOWN + 1];
    size_t count = 0;
    if (survey->method != KP_METHOD_SATISFACTION || survey->questions.count <= QUESTIONS_SHOWN)
        return "";
    for (size_t i = 0; i < survey->questions.count; i++) {
        kp_question_figures figures = kp_question_figures_of(report->work, report->evidence, unit, leaf, (int32_t)i);
        size_t place = count;
        while (place > 0 && kp_num_compare(worst[place - 1].degree, figures.degree) > 0)
            place--;
        if (!figures.known || place == QUESTIONS_SHOWN)
            continue;
        count += count < QUESTIONS_SHOWN;
        memmove(&worst[place + 1], &worst[place], (count - 1 - place) * sizeof *worst);
        worst[place].question = i;
        worst[place].degree = figures.degree;
    }
    kp_buffer text = {.arena = report->work};
    for (size_t i = 0; i < count; i++)
        kp_buffer_printf(&text, "%s%s %s", i ? report->lang == KP_EN ? ", " : "、" : "",
                         kp_report_words(report, survey->questions.items[worst[i].question].name), kp_report_printed(report, worst[i].degree));
    return kp_buffer_text(&text);
}

static const char *loss_words(kp_report *report, int32_t unit, const loss *lost) {
    const kp_evidence *evidence = report->evidence;
    const char *title = kp_report_words(report, report->scheme->indicators[lost->leaf].title);
    const char *findings = worst_questions(report, unit, lost->leaf);
    size_t count, first = kp_report_findings(report, unit, lost->leaf, &count);
    for (size_t i = first; i < first + count && i < first + FINDINGS_SHOWN; i++)
        findings = kp_report_join(report, findings, shortened(report, kp_report_finding(report, &evidence->findings.items[i])));
    if (count > FINDINGS_SHOWN)
        findings = kp_format(report->work, "%s%s", findings, SAY_WITH(AND_MORE, kp_format(report->work, "%zu", count)));
    const char *points = kp_report_printed(report, lost->points);
    return *findings ? SAY_WITH(LOSS_WITH, title, points, kp_verbatim(report->work, findings)) : SAY_WITH(LOSS, title, points);
}

static const char *reason_words(kp_report *report, const void *reasons, size_t index) {
    (void)report;
    return ((const kp_pairs *)reasons)->items[index].name;
}

static const char *reasons_cell(kp_report *report, const kp_list_entry *entry) {
    const kp_list *list = &report->scheme->lists[entry->list];
    kp_pairs reasons = kp_list_reasons(report->work, report->card, entry, report->lang);
    const char *words = kp_report_join_first(report, reasons.count, reason_words, &reasons);
    if (list->order != KP_ORDER_WORST)
        return words;
    loss losses[LOSSES_SHOWN + 1];
    size_t count = find_losses(report, entry->unit, report->points_in_total, losses);
    kp_buffer buffer = {.arena = report->work};
    kp_buffer_puts(&buffer, words);
    for (size_t i = 0; i < count; i++)
        kp_buffer_printf(&buffer, "%s%s%zu. %s", *kp_buffer_text(&buffer) ? "\n" : "", i == 0 ? SAY(MAIN_PROBLEMS) : "", i + 1,
                         loss_words(report, entry->unit, &losses[i]));
    return kp_buffer_text(&buffer);
}

/* ---- A list ---- */

static void write_heads(kp_report *report, const columns *at, size_t list) {
    kp_report_sheet *sheet = &report->lists;
    bool problems = report->scheme->lists[list].order == KP_ORDER_WORST && !kp_scheme_is_calculation(report->scheme);
    const char *heads[KP_REPORT_COLUMNS] = {0};
    heads[at->number] = SAY(NUMBER);
    heads[at->name] = kp_report_words(report, report->scheme->subject);
    if (at->group >= 0)
        heads[at->group] = SAY(GROUP);
    for (int i = 0; i < report->field_count; i++)
        heads[at->fields + i] = kp_report_words(report, report->scheme->unit_fields.items[i].name);
    if (at->total >= 0)
        heads[at->total] = SAY(SCORE);
    if (at->rank >= 0)
        heads[at->rank] = SAY(RANK);
    heads[at->reasons] = problems ? SAY(REASON_PROBLEMS) : SAY(REASON);
    heads[at->streak] = SAY(STREAK);
    if (at->action >= 0)
        heads[at->action] = SAY(ACTION);
    for (int i = 0; i < at->count; i++)
        kp_report_text_in(sheet, i, heads[i], report->formats.lists[list], STYLE_HEAD);
    kp_report_row_end(sheet, 24);
}

static void write_place(kp_report *report, const columns *at, int32_t unit) {
    kp_report_sheet *sheet = &report->lists;
    const kp_unit_result *result = &report->card->units[unit];
    if (result->scored)
        kp_report_formula(sheet, at->total, kp_report_total_cell(report, unit), result->printed, STYLE_MARK_STRONG);
    else
        kp_report_text(sheet, at->total, "—", STYLE_TEXT_CENTER);
    if (result->rank > 0)
        kp_report_count(sheet, at->rank, result->rank, STYLE_WHOLE);
    else
        kp_report_text(sheet, at->rank, "—", STYLE_TEXT_CENTER);
}

static void write_entry(kp_report *report, const columns *at, const kp_list_entry *entry, int64_t number) {
    kp_report_sheet *sheet = &report->lists;
    const kp_unit *who = &report->evidence->units.items[entry->unit];
    const kp_list *list = &report->scheme->lists[entry->list];
    kp_report_count(sheet, at->number, number, STYLE_WHOLE);
    kp_report_text(sheet, at->name, who->name, STYLE_TEXT_STRONG);
    if (at->group >= 0)
        kp_report_text(sheet, at->group, who->group >= 0 ? report->evidence->groups.items[who->group] : "", STYLE_TEXT_CENTER);
    for (int i = 0; i < report->field_count; i++)
        kp_report_text(sheet, at->fields + i, who->fields ? who->fields[i] : "", STYLE_TEXT);
    if (at->total >= 0)
        write_place(report, at, entry->unit);
    kp_report_text(sheet, at->reasons, reasons_cell(report, entry), STYLE_TEXT_SMALL);
    kp_report_count(sheet, at->streak, entry->listed, STYLE_WHOLE);
    if (at->action >= 0) {
        bool has = entry->action >= 0 && (size_t)entry->action < list->actions.count;
        kp_report_text(sheet, at->action, has ? kp_report_words(report, list->actions.items[entry->action].text) : "", STYLE_TEXT);
    }
    kp_report_row_end(sheet, 22);
}

static bool has_entries(const kp_report *report, size_t list) {
    for (size_t i = 0; i < report->card->lists.count; i++)
        if (report->card->lists.items[i].list == (int32_t)list && !report->card->lists.items[i].replaced)
            return true;
    return false;
}

/* Those with nobody on them: from two on they share a page. */
static size_t empty_lists(const kp_report *report) {
    size_t empty = 0;
    for (size_t i = 0; i < report->scheme->list_count; i++)
        empty += !has_entries(report, i);
    return empty;
}

static void write_title(kp_report *report, const columns *at, const kp_list *list, bool scheme) {
    kp_report_sheet *sheet = &report->lists;
    const char *period = kp_period_title(report->work, report->evidence->period, report->lang);
    kp_report_merged(sheet, 0, at->count - 1, SAY_WITH(LIST_TITLE, kp_report_words(report, list->title), period), STYLE_LIST_TITLE);
    kp_report_row_end(sheet, 38);
    if (scheme) {
        kp_report_merged(sheet, 0, at->count - 1, kp_report_words(report, report->scheme->title), STYLE_PLAIN_CENTER);
        kp_report_row_end(sheet, 20);
    }
    if (list->note && *list->note) {
        kp_report_merged(sheet, 0, at->count - 1, kp_report_words(report, list->note), scheme ? STYLE_PLAIN : STYLE_PLAIN_CENTER);
        kp_report_row_end(sheet, 20);
    }
}

static void write_nobody(kp_report *report, const columns *at) {
    kp_report_merged(&report->lists, 0, at->count - 1, SAY(NOBODY_LISTED), STYLE_TEXT_CENTER);
    kp_report_row_end(&report->lists, 24);
}

static void write_signature(kp_report *report, const columns *at) {
    kp_report_sheet *sheet = &report->lists;
    kp_report_row_end(sheet, 16);
    if (report->evidence->office && *report->evidence->office) {
        kp_report_merged(sheet, 0, at->count - 1, report->evidence->office, STYLE_ISSUER);
        kp_report_row_end(sheet, 20);
    }
    kp_report_merged(sheet, 0, at->count - 1, SAY(SIGN_DATE_SHORT), STYLE_ISSUER);
    kp_report_row_end(sheet, 20);
}

static void write_list(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->lists;
    columns at = plan_columns(report, report->scheme->lists[index].actions.count > 0);
    if (!has_entries(report, index) && empty_lists(report) > 1)
        return;
    kp_report_block_begin(sheet, true);
    write_title(report, &at, &report->scheme->lists[index], true);
    write_heads(report, &at, index);
    int64_t number = 0;
    const kp_list_entry *last = NULL;
    for (size_t i = 0; i < report->card->lists.count; i++) {
        const kp_list_entry *entry = &report->card->lists.items[i];
        if (entry->list != (int32_t)index || entry->replaced)
            continue;
        if (last)
            write_entry(report, &at, last, ++number);
        last = entry;
    }
    if (number) /* the last entry goes with the signature, which would be torn off alone */
        kp_report_block_begin(sheet, false);
    if (last)
        write_entry(report, &at, last, ++number);
    else
        write_nobody(report, &at);
    write_signature(report, &at);
}

/* The lists that nobody is on, behind the others. */
static void write_empty_lists(kp_report *report) {
    kp_report_sheet *sheet = &report->lists;
    columns at = plan_columns(report, false);
    bool first = true;
    for (size_t i = 0; i < report->scheme->list_count; i++) {
        if (has_entries(report, i))
            continue;
        kp_report_block_begin(sheet, first);
        write_title(report, &at, &report->scheme->lists[i], first);
        write_nobody(report, &at);
        first = false;
    }
    write_signature(report, &at);
}

void kp_report_write_lists(kp_report *report) {
    kp_report_sheet *sheet = &report->lists;
    columns at = plan_columns(report, true);
    set_columns(report, &at);
    report->points_in_total = points_in_total(report);
    kp_report_blocks_reserve(sheet, 2 * report->scheme->list_count); /* and the end of each */
    kp_report_each(report, report->scheme->list_count, write_list);
    if (empty_lists(report) > 1)
        write_empty_lists(report);
    kp_report_sheet_close(sheet);
}
