/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_cells.c - one row of cells to the unit's mark: cells to inputs, inputs to the mark, and which error the row has where there is none. */
#include "cell_input.h"
#include "columns.h"
#include "kaoping/entry_layout.h"
#include "kaoping/message.h"
#include "kaoping/typed.h"

#include <math.h>

#define LARGEST_MILLIONTHS 1e15 /* 15 digits */

/* x as whole millionths, where it has no more than 15 digits and six decimals. Both are exact in binary and division rounds correctly, so what gives x back is the decimal that
 * x stands for (kp_value_num). */
static inline bool read_millionths(double x, int64_t *out) {
    double scaled = x * KP_SCORER_UNIT;
    if (!(fabs(scaled) < LARGEST_MILLIONTHS))
        return false;
    *out = (int64_t)(scaled + (scaled < 0 ? -0.5 : 0.5));
    return (double)*out / KP_SCORER_UNIT == x;
}

/* Where all that is needed are plain numbers within their bounds. */
static bool sum_cells(call *c, column_set *columns, const kp_value *cells, kp_num *mark) {
    const kp_scorer *scorer = columns->scorer;
    for (size_t i = 0; i < scorer->input_count; i++) {
        const kp_value *cell = &cells[columns->column_of[i]];
        if (!scorer->needed[i])
            columns->millionths[i] = 0;
        else if (cell->kind != KP_VALUE_NUMBER || !read_millionths(cell->number, &columns->millionths[i]))
            return false;
    }
    return kp_scorer_sum(scorer, c->arena, columns->millionths, mark);
}

/* ---- rows ---- */

static void refuse_row(row_outcome *row, kp_function_error error, size_t column, const char *why) {
    if (row->error)
        return;
    row->error = error;
    row->column = column;
    row->why = why;
}

static void read_inputs(call *c, column_set *columns, const kp_value *cells, row_outcome *row) {
    const kp_scorer *scorer = columns->scorer;
    for (size_t i = 0; i < scorer->input_count; i++) {
        if (!scorer->needed[i])
            continue;
        cell_refusal refused = call_cell_input(c, &scorer->slots[i], &cells[columns->column_of[i]], &columns->inputs[i]);
        if (!refused.error)
            continue;
        const char *why = !c->explain || row->error ? NULL : refusal_words(c, &scorer->slots[i], refused);
        refuse_row(row, refused.error, columns->column_of[i], why);
    }
}

/* The column of the indicator that is at fault: the empty one, where one is. */
static size_t find_input(const column_set *columns, int32_t indicator, kp_input_state state) {
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < columns->scorer->input_count; i++)
        if (columns->scorer->inputs[i].indicator == indicator && (found == SIZE_MAX || columns->inputs[i].state == state))
            found = found != SIZE_MAX && columns->inputs[found].state == state ? found : i;
    return found;
}

/* What no code speaks of. */
static const char *missing_words(call *c, const column_set *columns) {
    const kp_scorer *scorer = columns->scorer;
    kp_buffer list = {.arena = c->arena};
    for (size_t i = 0; i < scorer->missing_count && i < 20; i++) {
        const kp_indicator *node = &scorer->scheme->indicators[scorer->missing[i].indicator];
        size_t count;
        const kp_slot *slots = scorer->missing[i].slot < 0 ? NULL : kp_method_of(node->method)->slots(c->arena, node, &count);
        const char *name = slots ? kp_text_join(c->arena, node->title, "·", slots[scorer->missing[i].slot].label) : node->title;
        if (kp_leaf_needs_all(node)) /* its mark must be given, whatever of it is entered */
            name = kp_text_join(c->arena, name, "", "（按名次计分，须直接给出得分） |  (scored by place: its mark itself must be given)");
        const char *key = slots ? slots[scorer->missing[i].slot].key : "";
        kp_buffer_printf(&list, "%s%s [%s%s%s]",
                         i == 0             ? ""
                         : c->lang == KP_EN ? ", "
                                            : "、",
                         kp_text(c->arena, name, c->lang), node->id, *key ? "." : "", key);
    }
    if (scorer->missing_count > 20)
        kp_buffer_puts(&list, " …");
    return kp_verbatim(c->arena, kp_say_with(c->arena, KP_M_FN_NOT_ENTERED, c->lang, kp_verbatim(c->arena, kp_buffer_text(&list)), NULL, NULL));
}

static void refuse_problem(call *c, const column_set *columns, const kp_scorer_result *result, row_outcome *row) {
    kp_problem_code code = result->problem->code;
    bool missing = code == KP_D_MISSING_VALUE;
    size_t input = find_input(columns, result->indicator, missing ? KP_INPUT_MISSING : KP_INPUT_GIVEN);
    const char *why = NULL;
    if (missing && (input == SIZE_MAX || columns->inputs[input].state != KP_INPUT_MISSING)) { /* its cells are filled: it is what has no column */
        refuse_row(row, KP_FUNCTION_ERROR_NO_DATA, SIZE_MAX, c->explain ? missing_words(c, columns) : NULL);
        return;
    }
    if (c->explain && !row->error) {
        const char *title = input == SIZE_MAX ? columns->scheme->indicators[result->indicator].title : columns->titles[input];
        if (missing)
            why = kp_say_with(c->arena, KP_M_FN_CELL_EMPTY, c->lang, title, NULL, NULL);
        else if (code == KP_D_PART_NOT_APPLICABLE)
            why = kp_say_with(c->arena, KP_M_FN_PART_NOT_APPLICABLE, c->lang, columns->scheme->indicators[result->indicator].title, NULL, NULL);
        else
            why = kp_problem_message(c->arena, result->problem, c->lang);
        why = kp_verbatim(c->arena, why);
    }
    refuse_row(row, missing ? KP_FUNCTION_ERROR_NO_DATA : KP_FUNCTION_ERROR_ARGUMENT, input == SIZE_MAX ? input : columns->column_of[input], why);
}

static void refuse_mark(call *c, const column_set *columns, kp_mark_state state, row_outcome *row) {
    if (state == KP_MARK_NOT_APPLICABLE)
        refuse_row(row, KP_FUNCTION_ERROR_NOT_APPLICABLE, SIZE_MAX, c->explain ? kp_say(KP_M_FN_NOTHING_APPLIES, c->lang) : NULL);
    else if (state == KP_MARK_NOT_SCORED)
        refuse_row(row, KP_FUNCTION_ERROR_NO_DATA, SIZE_MAX, c->explain && columns->scorer->missing_count ? missing_words(c, columns) : NULL);
}

row_outcome score_cells(call *c, column_set *columns, const kp_value *cells, bool marks) {
    kp_scorer *scorer = columns->scorer;
    row_outcome row = {.column = SIZE_MAX, .value = KP_ZERO};
    kp_num mark;
    if (!marks && scorer->linear && sum_cells(c, columns, cells, &mark)) {
        row.value = kp_mark_printed(c->arena, scorer->scheme, scorer->node, mark);
        return row;
    }
    if (call_are_nothing(cells, columns->count))
        refuse_row(&row, KP_FUNCTION_ERROR_NO_DATA, SIZE_MAX, c->explain ? kp_say(KP_M_FN_ROW_EMPTY, c->lang) : NULL);
    read_inputs(c, columns, cells, &row);
    kp_scorer_result result;
    kp_scorer_score(scorer, c->arena, columns->inputs, &result);
    row.marks = result.marks;
    if (result.problem)
        refuse_problem(c, columns, &result, &row);
    const kp_mark *asked = &result.marks[scorer->node];
    refuse_mark(c, columns, (kp_mark_state)asked->state, &row);
    if (!row.error)
        row.value = kp_mark_printed(c->arena, scorer->scheme, scorer->node, asked->value);
    return row;
}
