/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind_results.c - results of other schemes (他项得分) from files: JSON as it was written, workbooks by scoring them. Each leaf takes those of its `source`; units are
 * found by id, then by name. What is typed and what is taken must say the same.
 */
#include "bind_private.h"
#include "kaoping/history_io.h"
#include "kaoping/log.h"
#include "kaoping/scheme_io.h"

#include <string.h>

enum { PERIOD, SCORE, GRADE }; /* cells of a row of results (log_columns.h) */

typedef struct taker {
    binder *run;
    int32_t indicator;
    const kp_indicator *leaf;
    const kp_past_period *past;
    bool ranks;     /* whether anyone has a rank in `past` */
    kp_names *rows; /* "unit/period" -> index in the logs */
} taker;

/* Whether one name is the other, or the other with more to it (东湖, 东湖居委会). */
static bool is_like(const char *x, const char *y) { return kp_text_matches(x, y) || strstr(x, y) || strstr(y, x); }

static kp_place place_of(const taker *t, const kp_past_unit *past) { return past->place.file ? past->place : t->past->place; }

/* The unit of today that the result is of; -1: none, or not to be told. Registers of two schemes may both count 1, 2, 3 …, so that an id is believed only where
 * the name does not speak against it. */
static int32_t unit_of(const taker *t, const kp_past_unit *past) {
    kp_evidence *evidence = t->run->evidence;
    int32_t by_id = kp_evidence_find_unit(evidence, past->id), by_name = kp_evidence_find_unit(evidence, past->name);
    if (by_id < 0)
        return by_id == KP_NAME_UNKNOWN ? by_name : by_id;
    const kp_unit *unit = &evidence->units.items[by_id];
    bool named = strcmp(past->id, past->name) != 0;
    if (by_name == by_id || !named || (by_name < 0 && is_like(unit->name, past->name)))
        return by_id;
    kp_problems_add(t->run->problems, KP_H_RESULT_OF_ANOTHER, place_of(t, past), by_id, kp_format(t->run->arena, "%s %s", past->id, past->name),
                    kp_format(t->run->arena, "%s %s", unit->id, unit->name), kp_period_key(t->run->arena, t->past->period));
    kp_evidence_leave_unread(evidence, by_id, t->indicator);
    return -1;
}

/* The printed mark of the leaf's item, or the score; false where there is none. */
static bool score_of(kp_arena *arena, const kp_indicator *leaf, const kp_past_unit *unit, kp_num *out) {
    if (!*leaf->item) {
        *out = unit->score.value;
        return unit->score.given;
    }
    for (size_t i = 0; i < unit->marks.count; i++)
        if (!strcmp(unit->marks.items[i].name, leaf->item))
            return unit->marks.items[i].text && kp_num_parse(arena, unit->marks.items[i].text, out);
    return false;
}

/* The cell that counts: the score, or the grade where grades count. False where the result does not have it. */
static bool fill_row(const taker *t, const kp_past_unit *unit, kp_log_row *row) {
    kp_arena *arena = t->run->arena;
    kp_num score = KP_ZERO;
    bool scored = score_of(arena, t->leaf, unit, &score);
    if (scored)
        row->cells[SCORE] = (kp_log_cell){.value = score, .text = "", .origin = row->origin, .state = KP_INPUT_GIVEN};
    if (!t->leaf->grade_points.count)
        return scored;
    if (!unit->grade)
        return false;
    kp_slot slot = {.kind = KP_SLOT_CHOICE, .choices = t->leaf->grade_points};
    int32_t grade = kp_choice_find(&slot, unit->grade);
    if (grade < 0)
        kp_problems_add(t->run->problems, KP_D_CHOICE_UNKNOWN, place_of(t, unit), row->unit, unit->grade, kp_slot_expected(arena, &slot), NULL);
    row->cells[GRADE] = (kp_log_cell){.value = kp_num_int(grade), .text = unit->grade, .origin = row->origin, .state = KP_INPUT_GIVEN};
    return grade >= 0;
}

static bool says_same(const kp_log_row *x, const kp_log_row *y, int cell) {
    return x->cells[cell].state != KP_INPUT_GIVEN || y->cells[cell].state != KP_INPUT_GIVEN ||
           kp_num_equal(x->cells[cell].value, y->cells[cell].value);
}

static bool has_ranks(const kp_past_period *past) {
    for (size_t i = 0; i < past->unit_count; i++)
        if (past->units[i].rank)
            return true;
    return false;
}

static void take_unit(taker *t, const kp_past_unit *unit) {
    binder *run = t->run;
    kp_evidence *evidence = run->evidence;
    int32_t index = unit_of(t, unit);
    kp_log_row row = kp_log_row_new(run->arena, KP_METHOD_RESULTS, index, t->indicator);
    row.origin = (kp_origin){.row = 1, .source = kp_evidence_source(evidence, t->past->place.file, NULL)};
    row.cells[PERIOD] = (kp_log_cell){.value = KP_ZERO, .text = "", .period = t->past->period, .origin = row.origin, .state = KP_INPUT_GIVEN};
    if (index < 0 || !fill_row(t, unit, &row))
        return;
    if (t->ranks && !unit->rank)
        kp_problems_add(run->problems, KP_H_RESULT_UNRANKED, place_of(t, unit), index, unit->name, t->past->scheme_id,
                        kp_period_key(run->arena, t->past->period));
    const char *key = kp_format(run->arena, "%d/%s", (int)index, kp_period_key(run->arena, t->past->period));
    int32_t typed = kp_names_find(t->rows, key);
    if (typed < 0) {
        kp_names_add(t->rows, key, (int32_t)evidence->logs.count);
        KP_PUSH(run->arena, &evidence->logs, row);
        return;
    }
    kp_log_row *there = &evidence->logs.items[typed];
    for (int cell = SCORE; cell <= GRADE; cell++)
        if (!says_same(there, &row, cell) && (cell != GRADE || t->leaf->grade_points.count)) {
            kp_origin at = there->cells[cell].origin.row ? there->cells[cell].origin : there->origin;
            const char *found = cell == SCORE ? kp_num_exact(run->arena, there->cells[cell].value) : there->cells[cell].text;
            const char *expected = cell == SCORE ? kp_num_exact(run->arena, row.cells[cell].value) : row.cells[cell].text;
            kp_problems_add(run->problems, KP_D_RESULT_DIFFERS, kp_evidence_place(evidence, at), index,
                            kp_format(run->arena, "%s · %s", evidence->units.items[index].name, kp_period_key(run->arena, t->past->period)),
                            kp_verbatim(run->arena, found), kp_verbatim(run->arena, expected));
            return;
        }
    for (int cell = SCORE; cell <= GRADE; cell++) /* a row with the period alone is completed */
        if (there->cells[cell].state != KP_INPUT_GIVEN)
            there->cells[cell] = row.cells[cell];
}

static void note_rows(taker *t) {
    const kp_evidence *evidence = t->run->evidence;
    t->rows = kp_names_new(t->run->arena);
    for (size_t i = 0; i < evidence->logs.count; i++)
        if (evidence->logs.items[i].indicator == t->indicator)
            kp_names_add_alias(t->rows,
                               kp_format(t->run->arena, "%d/%s", (int)evidence->logs.items[i].unit,
                                         kp_period_key(t->run->arena, evidence->logs.items[i].cells[PERIOD].period)),
                               (int32_t)i);
}

/* Whether the scheme was laid over `base`, at once or by others between; so far as the built-in schemes tell. */
static bool is_preset_of(const char *id, const char *base) {
    for (int i = 0; i < KP_MAX_OVERLAYS; i++) {
        size_t found = kp_builtin_find(id);
        if (found == SIZE_MAX || strcmp(kp_builtin_id(found), id) || !kp_builtin_base(found))
            return false;
        id = kp_builtin_base(found);
        if (!strcmp(id, base))
            return true;
    }
    return false;
}

/* Whether the leaf takes results of that scheme: of its `source`, or, which is told, of a preset of it. */
static bool is_source(const taker *t) {
    const char *id = t->past->scheme_id;
    if (!id || !strcmp(id, t->leaf->source))
        return id != NULL;
    if (!is_preset_of(id, t->leaf->source))
        return false;
    kp_problems_add(t->run->problems, KP_H_RESULT_OF_PRESET, t->past->place, KP_UNIT_NONE, id, t->leaf->source,
                    kp_period_key(t->run->arena, t->past->period));
    return true;
}

/* Of a workbook there come its results and, from its sheet 往期, those before it; the latter say nothing of parts. */
static bool has_what_counts(const kp_indicator *leaf, const kp_past_period *past) {
    for (size_t i = 0; i < past->unit_count; i++)
        if (leaf->grade_points.count ? past->units[i].grade != NULL : *leaf->item ? past->units[i].marks.count > 0 : true)
            return true;
    return false;
}

static void take_leaf(taker *t, const kp_history *results, bool used[]) {
    binder *run = t->run;
    note_rows(t);
    for (size_t i = 0; i < results->periods.count; i++) {
        t->past = &results->periods.items[i];
        if (!has_what_counts(t->leaf, t->past) || !is_source(t))
            continue;
        used[i] = true;
        if (kp_period_is_known(run->evidence->period) && !kp_period_within(t->past->period, run->evidence->period)) {
            kp_problems_add(run->problems, KP_H_RESULT_OUTSIDE, t->past->place, KP_UNIT_NONE, kp_period_key(run->arena, t->past->period),
                            kp_period_key(run->arena, run->evidence->period), t->leaf->title);
            continue;
        }
        t->ranks = has_ranks(t->past);
        for (size_t u = 0; u < t->past->unit_count; u++)
            take_unit(t, &t->past->units[u]);
    }
}

void kp_bind_take_results(binder *run) {
    if (!run->options->result_count)
        return;
    kp_history *results = KP_NEW(run->arena, kp_history);
    results->with_marks = true;
    kp_history_read_files(run->arena, run->options->results, run->options->result_count, run->scheme, results, run->problems);
    bool *used = KP_NEW_ARRAY(run->arena, bool, results->periods.count + 1);
    for (size_t i = 0; i < run->scheme->indicator_count; i++) {
        const kp_indicator *leaf = &run->scheme->indicators[i];
        taker t = {.run = run, .indicator = (int32_t)i, .leaf = leaf};
        if (leaf->method == KP_METHOD_RESULTS && *leaf->source)
            take_leaf(&t, results, used);
    }
    for (size_t i = 0; i < results->periods.count; i++)
        if (!used[i])
            kp_problems_add(run->problems, KP_H_RESULT_UNUSED, results->periods.items[i].place, KP_UNIT_NONE,
                            results->periods.items[i].scheme_id ? results->periods.items[i].scheme_id : "",
                            kp_period_key(run->arena, results->periods.items[i].period), NULL);
}
