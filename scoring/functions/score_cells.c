/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_cells.c - one row of cells to the unit's mark: cells to inputs, inputs to the mark, and which error the row has where there is none. */
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

/* ---- cells ---- */

typedef struct refusal {
    kp_function_error error;
    const char *why; /* bilingual; NULL: what is expected there */
} refusal;

static bool takes_percent(const kp_slot *slot) {
    return slot->kind == KP_SLOT_RATE || (slot->kind == KP_SLOT_MARK && slot->maximum.given && kp_num_equal(slot->maximum.value, kp_num_int(100)));
}

/* A rate above 0 and up to 1 without a percent sign may be a share, 0.97 for 97%, or 0.97%: that is not guessed, as in an entry workbook. */
static refusal take_number(const kp_slot *slot, kp_num value, bool percent, kp_input *input) {
    *input = (kp_input){.value = value, .state = KP_INPUT_GIVEN};
    if (percent && !takes_percent(slot))
        return (refusal){KP_FUNCTION_ERROR_ARGUMENT, "此处不应为百分数 | no percentage belongs here"};
    if (slot->kind == KP_SLOT_YES_NO && !kp_num_is_zero(value) && !kp_num_equal(value, KP_ONE))
        return (refusal){KP_FUNCTION_ERROR_ARGUMENT, NULL};
    if (slot->kind == KP_SLOT_RATE && !percent && kp_num_sign(value) > 0 && kp_num_compare(value, KP_ONE) <= 0)
        return (refusal){KP_FUNCTION_ERROR_ARGUMENT,
                         "看不出是比率还是百分数：97.3% 请写 97.3；1% 和不到 1% 的写成文本，如 \"0.8%\" | it cannot be told "
                         "from a share: write 97.3 for 97.3%, and below "
                         "one per cent text such as \"0.8%\""};
    return (refusal){KP_FUNCTION_NO_ERROR, NULL};
}

static refusal take_text(call *c, const kp_slot *slot, const char *text, kp_input *input) {
    int32_t choice = kp_choice_find(slot, text);
    if (choice >= 0) {
        *input = (kp_input){.value = kp_num_int(choice), .state = KP_INPUT_GIVEN};
        return (refusal){KP_FUNCTION_NO_ERROR, NULL};
    }
    kp_typed typed = kp_parse_typed(c->arena, text);
    bool yes_no = slot->kind == KP_SLOT_YES_NO;
    if (typed.kind == KP_TYPED_NOT_APPLICABLE)
        input->state = KP_INPUT_NOT_APPLICABLE;
    else if (typed.kind == KP_TYPED_NUMBER && slot->kind != KP_SLOT_CHOICE && !(slot->kind == KP_SLOT_RATE && (typed.liberties & KP_TYPED_UNIT_WORD)))
        return take_number(slot, typed.value, typed.liberties & KP_TYPED_PERCENT, input);
    else if (yes_no && (typed.kind == KP_TYPED_YES || typed.kind == KP_TYPED_NO))
        *input = (kp_input){.value = typed.kind == KP_TYPED_YES ? KP_ONE : KP_ZERO, .state = KP_INPUT_GIVEN};
    else if (typed.kind != KP_TYPED_EMPTY)
        return (refusal){KP_FUNCTION_ERROR_TEXT, NULL};
    return (refusal){KP_FUNCTION_NO_ERROR, NULL};
}

static refusal take_cell(call *c, const kp_slot *slot, const kp_value *cell, kp_input *input) {
    kp_num value;
    *input = (kp_input){.value = KP_ZERO, .state = KP_INPUT_MISSING};
    switch (cell->kind) {
    case KP_VALUE_EMPTY: return (refusal){KP_FUNCTION_NO_ERROR, NULL};
    case KP_VALUE_TEXT: return take_text(c, slot, cell->text, input);
    case KP_VALUE_NUMBER:
        if (kp_value_num(c->arena, cell, &value) && slot->kind == KP_SLOT_CHOICE) /* a grade may be called 5 */
            return take_text(c, slot, kp_num_exact(c->arena, value), input);
        if (kp_value_num(c->arena, cell, &value))
            return take_number(slot, value, false, input);
        break;
    default: break;
    }
    return (refusal){KP_FUNCTION_ERROR_TEXT, NULL};
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
        refusal refused = take_cell(c, &scorer->slots[i], &cells[columns->column_of[i]], &columns->inputs[i]);
        if (!refused.error)
            continue;
        columns->inputs[i].state = KP_INPUT_DOUBTFUL;
        const char *why = !c->explain || row->error ? NULL
                          : refused.why             ? refused.why
                          : scorer->slots[i].kind == KP_SLOT_YES_NO
                              ? kp_say(KP_M_FN_YES_NO, c->lang)
                              : kp_say_with(c->arena, KP_M_FN_EXPECTED, c->lang, kp_slot_expected(c->arena, &scorer->slots[i]), NULL, NULL);
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
        row.value = kp_num_round(c->arena, mark, scorer->scheme->decimals, scorer->scheme->rounding);
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
        row.value = kp_num_round(c->arena, asked->value, scorer->scheme->decimals, scorer->scheme->rounding);
    return row;
}
