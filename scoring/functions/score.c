/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score.c - 考评得分, 考评明细, 四查一评: rows of data to marks by a scheme. */
#include "columns.h"
#include "kaoping/message.h"

/* ---- rows ---- */

typedef struct data_rows {
    call *c;
    column_set *columns;
    size_t argument;
    size_t count;     /* without the empty ones at the end, but for call_rows_beside() */
    size_t explained; /* how many rows were told to have failed */
    size_t failed;
} data_rows;

static void read_row(const data_rows *rows, size_t row, kp_value *cells) {
    const kp_area *area = &rows->c->arguments[rows->argument];
    column_set *columns = rows->columns;
    if (!columns->lying) {
        area->read(area, rows->c->arena, row, cells);
        return;
    }
    for (size_t i = 0; i < columns->count; i++) {
        cells[i] = (kp_value){0};
        if (i < area->rows)
            area->read(area, rows->c->arena, i, &cells[i]);
    }
}

static data_rows open_rows(call *c, column_set *columns, size_t argument) {
    data_rows rows = {.c = c, .columns = columns, .argument = argument, .count = call_filled_rows(c, argument)};
    if (rows.count == 0)
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, argument, 0, 0, NULL, "没有数据 | no data");
    if (columns->lying && rows.count > columns->count)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL,
                     kp_say_with(c->arena, KP_M_FN_CODES_SIZE, c->lang, kp_format(c->arena, "%zu", columns->count), "1", NULL));
    rows.count = columns->lying ? 1 : call_rows_beside(c, argument, rows.count);
    return rows;
}

/* ---- words ---- */

#define EXPLAINED_ROWS 10

/* Fails with the place of the error: its cell, or the row. */
static void fail_row(call *c, const data_rows *rows, size_t row, const row_outcome *outcome) {
    const char *why = outcome->why ? outcome->why : "";
    size_t column = outcome->column;
    if (column == SIZE_MAX && c->explain && c->arguments[rows->argument].rows > 1 && !rows->columns->lying)
        why = kp_verbatim(c->arena,
                          kp_say_with(c->arena, KP_M_FN_REASON, c->lang,
                                      kp_say_with(c->arena, KP_M_FN_ROW, c->lang, kp_format(c->arena, "%zu", row + 1), NULL, NULL), why, NULL));
    if (column == SIZE_MAX)
        call_fail(c, outcome->error, why);
    else
        call_fail_at(c, outcome->error, rows->argument, rows->columns->lying ? column : row, rows->columns->lying ? 0 : column,
                     &rows->columns->cells[column], why);
}

/* Of several rows the first is derived, and of those that failed the first ten tell why. */
static void explain_row(data_rows *rows, size_t row, const row_outcome *outcome) {
    call *c = rows->c;
    if (outcome->error && rows->explained < EXPLAINED_ROWS) {
        call inner = *c;
        inner.failed = false;
        fail_row(&inner, rows, row, outcome);
        call_say(c, kp_verbatim(c->arena, kp_format(c->arena, "%s %s", kp_function_error_shown(outcome->error), kp_buffer_text(&inner.words))));
        rows->explained++;
    } else if (row == 0 && !outcome->error) {
        call_say(c, kp_verbatim(c->arena, kp_scorer_explain(rows->columns->scorer, c->arena, rows->columns->scorer->node, c->lang)));
    }
}

static row_outcome score_row(data_rows *rows, size_t row, bool marks) {
    call *c = rows->c;
    read_row(rows, row, rows->columns->cells);
    row_outcome outcome = score_cells(c, rows->columns, rows->columns->cells, marks || (c->explain && row == 0));
    rows->failed += outcome.error != 0;
    if (c->explain)
        explain_row(rows, row, &outcome);
    return outcome;
}

static void close_rows(data_rows *rows) {
    call *c = rows->c;
    if (c->explain && rows->failed > rows->explained)
        call_say(c, kp_verbatim(c->arena, kp_say_with(c->arena, KP_M_FN_ROWS_FAILED, c->lang,
                                                      kp_format(c->arena, "%zu", rows->failed - rows->explained), NULL, NULL)));
}

/* ---- functions ---- */

/* A range of one row gives a value, or fails as a whole; one of several gives a column. */
static void score_rows(call *c, column_set *columns, size_t argument) {
    data_rows rows = open_rows(c, columns, argument);
    if (c->failed)
        return;
    if (rows.count == 1) {
        read_row(&rows, 0, columns->cells);
        row_outcome outcome = score_cells(c, columns, columns->cells, c->explain);
        if (outcome.error)
            fail_row(c, &rows, 0, &outcome);
        else
            call_number(c, outcome.value);
        if (c->explain && !outcome.error)
            explain_row(&rows, 0, &outcome);
        return;
    }
    kp_value *cells = call_cells(c, rows.count, 1);
    for (size_t row = 0; row < rows.count; row++) {
        row_outcome outcome = score_row(&rows, row, false);
        cells[row] = outcome.error ? value_error(outcome.error) : value_number(outcome.value);
    }
    close_rows(&rows);
}

void function_SCORE(call *c) {
    const kp_scheme *scheme = call_scheme(c, 0);
    column_set *columns = scheme ? call_columns(c, scheme, c->arguments[2].columns) : NULL;
    if (columns)
        score_rows(c, columns, 2);
}

static kp_value value_of_mark(call *c, const kp_scheme *scheme, int32_t indicator, const kp_mark *mark) {
    if (mark->state == KP_MARK_SCORED)
        return value_number(kp_mark_printed(c->arena, scheme, indicator, mark->value));
    return mark->state == KP_MARK_NOT_APPLICABLE ? value_text("—") : (kp_value){0};
}

static void write_heads(call *c, const kp_scheme *scheme, kp_value *cells) {
    cells[0] = value_text(kp_say(KP_M_EXPLAIN_TOTAL, c->lang));
    for (size_t i = 1; i < scheme->indicator_count; i++)
        cells[i] = value_text(kp_text(c->arena, scheme->indicators[i].title, c->lang));
}

void function_DETAIL(call *c) {
    const kp_scheme *scheme = call_scheme(c, 0);
    bool heads = call_int(c, 3, 0, 0, 1) == 1;
    column_set *columns = scheme && !c->failed ? call_columns(c, scheme, c->arguments[2].columns) : NULL;
    if (!columns)
        return;
    data_rows rows = open_rows(c, columns, 2);
    if (c->failed)
        return;
    size_t nodes = scheme->indicator_count;
    kp_value *cells = call_cells(c, rows.count + heads, nodes);
    if (heads)
        write_heads(c, scheme, cells);
    for (size_t row = 0; row < rows.count; row++) {
        kp_value *out = cells + (row + heads) * nodes;
        row_outcome outcome = score_row(&rows, row, true);
        for (size_t i = 0; i < nodes; i++)
            out[i] = value_of_mark(c, scheme, (int32_t)i, &outcome.marks[i]);
        if (outcome.error)
            out[0] = value_error(outcome.error);
    }
    close_rows(&rows);
}

/* ---- four checks ---- */

static const kp_num *read_weights(call *c, size_t wanted) {
    size_t rows, width;
    const kp_value *cells = call_area(c, 1, &rows, &width);
    kp_num *weights = KP_NEW_ARRAY(c->arena, kp_num, wanted), sum = KP_ZERO;
    size_t given = rows * width;
    while (given > wanted && call_is_nothing(&cells[given - 1]))
        given--;
    if (given != wanted)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, 1, 0, 0, NULL, "要五个权重，或者不填 | five weights are due, or none");
    for (size_t i = 0; i < wanted && !c->failed; i++) {
        bool not_applicable;
        if (!call_cell_num(c, 1, i / width, i % width, &cells[i], &weights[i], &not_applicable) || kp_num_sign(weights[i]) < 0)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, 1, i / width, i % width, &cells[i], "应是不小于 0 的数 | must be a number not below 0");
        sum = kp_num_add(c->arena, sum, weights[i]);
    }
    if (kp_num_is_zero(sum))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, 1, 0, 0, NULL, "权重合计须大于 0 | the weights must add up to more than 0");
    return weights;
}

void function_FOUR_CHECKS(call *c) {
    const kp_scheme *scheme = call_builtin_scheme(c, "sicha_yiping");
    size_t parts = 0;
    for (int32_t child = scheme ? kp_scheme_first_child(scheme, 0) : -1; child >= 0; child = kp_scheme_next_sibling(scheme, child))
        parts++;
    const kp_num *weights = scheme && call_given(c, 1) ? read_weights(c, parts) : NULL;
    column_set *columns = c->failed ? NULL : call_children(c, scheme, weights, parts);
    if (columns)
        score_rows(c, columns, 0);
}
