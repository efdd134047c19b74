/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log.c - dated records: what their rows are made of, by method, and how they are put in order and into words. */
#include "log_columns.h"
#include "log_private.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const kp_log_column *columns;
    size_t count;
    const char *sheet; /* NULL: no log */
    const char *(*remark)(kp_arena *, const kp_evidence *, size_t row);
    const char *(*lacking)(kp_arena *, const kp_evidence *, int32_t unit, int32_t indicator); /* NULL: rows tell all */
} logs[KP_METHOD_COUNT + 1] = {
    [KP_METHOD_RECORDS] = {records_columns, COUNT(records_columns), "信用记录表 | Credit records", kp_records_remark, NULL},
    [KP_METHOD_RESULTS] = {results_columns, COUNT(results_columns), "他项得分表 | Results", kp_results_remark, NULL},
    [KP_METHOD_CADENCE] = {cadence_columns, COUNT(cadence_columns), "活动登记表 | Activities", kp_cadence_remark, NULL},
    [KP_METHOD_MEETINGS] = {meetings_columns, COUNT(meetings_columns), "会议登记表 | Meetings", kp_meetings_remark, kp_meetings_lacking},
    [KP_METHOD_RESOLUTIONS] = {resolutions_columns, COUNT(resolutions_columns), "议题登记表 | Resolutions", kp_resolutions_remark, NULL},
};

const kp_log_column *kp_log_columns(kp_method_id method, size_t *count) {
    *count = logs[method].count;
    return logs[method].columns;
}

const char *kp_log_sheet_name(kp_method_id method) { return logs[method].sheet; }

bool kp_log_needs_rows(const kp_indicator *leaf) {
    return leaf->method == KP_METHOD_RESULTS && leaf->least_periods == 0 && leaf->optional == KP_OPTIONAL_NO;
}

kp_pairs kp_log_choices(const kp_indicator *leaf, const kp_log_column *column) {
    if (column->fixed)
        return *column->fixed;
    kp_pairs pairs = {0};
    if (column->choices)
        memcpy(&pairs, (const char *)leaf + column->choices, sizeof pairs);
    return pairs;
}

kp_log_row kp_log_row_new(kp_arena *arena, kp_method_id method, int32_t unit, int32_t indicator) {
    kp_log_row row = {.unit = unit, .indicator = indicator, .cells = KP_NEW_ARRAY(arena, kp_log_cell, logs[method].count), .counts = -1};
    for (size_t i = 0; i < logs[method].count; i++)
        row.cells[i] = (kp_log_cell){.value = KP_ZERO, .text = ""};
    return row;
}

kp_log_cell kp_log_day(kp_arena *arena, int32_t day, kp_origin origin) {
    return (kp_log_cell){.value = kp_num_int(day), .text = kp_day_text(arena, day), .origin = origin, .state = KP_INPUT_GIVEN};
}

/* ---- order ---- */

typedef struct order_key {
    int32_t unit, indicator, first, last;
    size_t index;
} order_key;

static int compare_order(const void *a, const void *b) {
    const order_key *x = a, *y = b;
    const int32_t keys[][2] = {{x->unit, y->unit}, {x->indicator, y->indicator}, {x->first, y->first}, {x->last, y->last}};
    for (size_t i = 0; i < COUNT(keys); i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* By the first column that is a date or a period; a row without one comes last. */
static order_key key_of(const kp_evidence *evidence, size_t index) {
    const kp_log_row *row = &evidence->logs.items[index];
    size_t count;
    const kp_log_column *columns = kp_log_columns(evidence->scheme->indicators[row->indicator].method, &count);
    order_key key = {row->unit, row->indicator, INT32_MAX, INT32_MAX, index};
    for (size_t i = 0; i < count; i++) {
        if (columns[i].type != KP_LOG_DATE && columns[i].type != KP_LOG_PERIOD)
            continue;
        const kp_log_cell *cell = &row->cells[i];
        if (columns[i].type == KP_LOG_DATE && cell->state == KP_INPUT_GIVEN)
            key.first = key.last = kp_log_day_at(row, (int)i);
        else if (columns[i].type == KP_LOG_PERIOD && cell->state == KP_INPUT_GIVEN) {
            key.first = kp_period_first_day(cell->period);
            key.last = kp_period_last_day(cell->period);
        }
        break;
    }
    return key;
}

void kp_evidence_sort_logs(kp_evidence *evidence) {
    size_t count = evidence->logs.count;
    if (count < 2)
        return;
    order_key *keys = KP_NEW_ARRAY(evidence->arena, order_key, count);
    kp_log_row *sorted = KP_NEW_ARRAY(evidence->arena, kp_log_row, count);
    for (size_t i = 0; i < count; i++)
        keys[i] = key_of(evidence, i);
    qsort(keys, count, sizeof *keys, compare_order);
    for (size_t i = 0; i < count; i++)
        sorted[i] = evidence->logs.items[keys[i].index];
    evidence->logs.items = sorted;
}

size_t kp_log_rows(const kp_evidence *evidence, int32_t unit, int32_t indicator, size_t *count) {
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    *count = range.to - range.from;
    return range.from;
}

/* ---- problems ---- */

void kp_log_complain(const kp_evidence *evidence, const kp_log_row *row, int column, kp_problem_code code, const char *a0, const char *a1,
                     kp_problems *problems) {
    kp_origin origin = column >= 0 && row->cells[column].origin.row ? row->cells[column].origin : row->origin;
    kp_problems_add(problems, code, kp_evidence_cell(evidence, row->unit, origin), row->unit, a0, a1, kp_leaf(evidence, row->indicator)->title);
}

void kp_log_complain_doubles(const kp_evidence *evidence, int32_t unit, int32_t indicator, int first, int last, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    kp_names *seen = kp_names_new(arena);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_log_row *row = kp_log_row_at(evidence, i);
        kp_buffer key = {.arena = arena};
        for (int c = first; c <= last; c++)
            kp_buffer_printf(&key, "%s\x01%s\x01", row->cells[c].text ? row->cells[c].text : "",
                             kp_log_given(row, c) ? kp_num_exact(arena, row->cells[c].value) : "");
        int32_t before = kp_names_find(seen, kp_buffer_text(&key));
        if (before < 0) {
            kp_names_add_alias(seen, kp_buffer_text(&key), (int32_t)(i - range.from));
            continue;
        }
        kp_place other = kp_evidence_place(evidence, kp_log_row_at(evidence, range.from + (size_t)before)->origin),
                 here = kp_evidence_place(evidence, row->origin);
        kp_log_complain(evidence, row, first, KP_D_LOG_TWICE, kp_place_beside(arena, other, here), NULL, problems);
    }
}

void kp_log_complain_empty(const kp_evidence *evidence, const kp_log_row *row, int column, kp_problems *problems) {
    const kp_log_column *columns = logs[kp_leaf(evidence, row->indicator)->method].columns;
    kp_log_complain(evidence, row, column, KP_D_CELL_EMPTY, columns[column].title, NULL, problems);
}

/* "参加表决 18 | Voting 18" */
static const char *number_words(kp_arena *arena, const kp_log_column *column, kp_num value) {
    return kp_text_join(arena, column->title, " ", kp_num_exact(arena, value));
}

void kp_log_complain_sum(const kp_evidence *evidence, const kp_log_row *row, int column, kp_num sum, int bound, kp_problems *problems) {
    const kp_log_column *columns = logs[kp_leaf(evidence, row->indicator)->method].columns;
    kp_log_complain(evidence, row, column, KP_D_LOG_VOTES_MORE, kp_num_exact(problems->arena, sum),
                    number_words(problems->arena, &columns[bound], row->cells[bound].value), problems);
}

void kp_log_complain_more(const kp_evidence *evidence, const kp_log_row *row, int column, int bound, kp_problems *problems) {
    const kp_log_column *columns = logs[kp_leaf(evidence, row->indicator)->method].columns;
    if (kp_log_given(row, column) && kp_log_given(row, bound) && kp_num_compare(row->cells[column].value, row->cells[bound].value) > 0)
        kp_log_complain(evidence, row, column, KP_D_LOG_MORE_THAN, number_words(problems->arena, &columns[column], row->cells[column].value),
                        number_words(problems->arena, &columns[bound], row->cells[bound].value), problems);
}

void kp_log_complain_before(const kp_evidence *evidence, const kp_log_row *row, int column, int other, kp_problems *problems) {
    const kp_log_column *columns = logs[kp_leaf(evidence, row->indicator)->method].columns;
    kp_log_complain(evidence, row, column, KP_D_LOG_DATES_REVERSED,
                    kp_text_join(problems->arena, columns[column].title, " ", row->cells[column].text),
                    kp_text_join(problems->arena, columns[other].title, " ", row->cells[other].text), problems);
}

bool kp_log_in_period(const kp_evidence *evidence, const kp_log_row *row, int column) {
    int32_t day = kp_log_day_at(row, column);
    return !kp_period_is_known(evidence->period) || (day >= kp_period_first_day(evidence->period) && day <= kp_period_last_day(evidence->period));
}

/* ---- words ---- */

static const char *cell_words(kp_arena *arena, const kp_indicator *leaf, const kp_log_column *column, const kp_log_cell *cell, kp_lang lang) {
    if (cell->state != KP_INPUT_GIVEN)
        return "";
    int64_t choice = -1;
    switch (column->type) {
    case KP_LOG_PERIOD: return kp_period_title(arena, cell->period, lang);
    case KP_LOG_NUMBER:
        return kp_format(arena, lang == KP_EN ? "%s %s" : "%s %s", kp_text(arena, column->title, lang), kp_num_exact(arena, cell->value));
    case KP_LOG_CHOICE:
        kp_num_to_int64(cell->value, &choice);
        if (choice >= 0 && (size_t)choice < kp_log_choices(leaf, column).count)
            return kp_text(arena, kp_log_choices(leaf, column).items[choice].name, lang);
        return cell->text;
    default: return cell->text;
    }
}

const char *kp_log_words(kp_arena *arena, const kp_evidence *evidence, size_t at, kp_lang lang) {
    const kp_log_row *row = &evidence->logs.items[at];
    const kp_indicator *leaf = kp_leaf(evidence, row->indicator);
    size_t count;
    const kp_log_column *columns = kp_log_columns(leaf->method, &count);
    kp_buffer line = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        const char *words = cell_words(arena, leaf, &columns[i], &row->cells[i], lang);
        if (*words && columns[i].type == KP_LOG_DATE && line.length) /* a second date says which one it is */
            words = kp_format(arena, "%s %s", kp_text(arena, columns[i].title, lang), words);
        if (*words)
            kp_buffer_printf(&line, "%s%s", line.length ? lang == KP_EN ? ", " : "，" : "", words);
    }
    const char *remark = logs[leaf->method].remark ? logs[leaf->method].remark(arena, evidence, at) : NULL;
    if (remark)
        kp_buffer_printf(&line, lang == KP_EN ? " (%s)" : "（%s）", kp_text(arena, remark, lang));
    return kp_buffer_text(&line);
}

const char *kp_log_lacking(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_lang lang) {
    kp_method_id method = kp_leaf(evidence, indicator)->method;
    if (kp_evidence_given(evidence, unit, indicator) || kp_evidence_gap(evidence, unit, indicator))
        return NULL; /* nobody asked for rows */
    const char *words = method != KP_METHOD_NONE && logs[method].lacking ? logs[method].lacking(arena, evidence, unit, indicator) : NULL;
    return words ? kp_text(arena, words, lang) : NULL;
}
