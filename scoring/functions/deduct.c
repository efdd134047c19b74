/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deduct.c - 扣分得分: full marks less the points of so many places, or of a list of findings. */
#include "leaf_result.h"

enum { FULL, POINTS, COUNTS, FREE, FLOOR };

#define NUMBER_MOST kp_num_int(KP_MAX_NUMBER)
#define FREE_MOST   1000000 /* as in a scheme */

static bool is_single(const call *c, size_t argument) {
    return !call_given(c, argument) || (c->arguments[argument].rows == 1 && c->arguments[argument].columns == 1);
}

/* So many places at so many points: what is counted is typed, as in a column of an entry sheet. */
static void deduct_places(call *c, kp_indicator *leaf) {
    leaf->evidence = KP_EVIDENCE_COUNT;
    leaf->step = (kp_optional){true, call_num_within(c, POINTS, KP_ZERO, KP_ZERO, NUMBER_MOST)};
    int64_t count = call_int(c, COUNTS, 1, 0, KP_MAX_NUMBER);
    if (c->arguments[COUNTS].rows && !call_given(c, COUNTS)) /* a formula that gives "" says that there is no number, not that it is 1 */
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, COUNTS, 0, 0, NULL, "没有处数 | there is no number of places");
    if (c->failed)
        return;
    kp_evidence *evidence = evidence_of_leaf(c->arena, leaf);
    leaf_input(evidence, 0, kp_num_int(count));
    call_leaf_result(c, evidence);
}

/* ---- a list of findings ---- */

/* One argument of the list: a range, or one value for all rows. */
typedef struct list_column {
    size_t argument;
    bool given, single;
    const kp_value *cells;
    size_t rows, columns;
} list_column;

static list_column read_column(call *c, size_t argument) {
    list_column column = {.argument = argument, .given = call_given(c, argument), .single = is_single(c, argument)};
    if (column.given)
        column.cells = call_area(c, argument, &column.rows, &column.columns);
    return column;
}

typedef enum entry { ENTRY_NUMBER, ENTRY_EMPTY, ENTRY_NOT_APPLICABLE } entry;

/* The number for the finding `at`; below 0, and of counts with a part of one, ARGUMENT. */
static entry read_entry(call *c, const list_column *column, size_t at, bool whole, kp_num *out) {
    static const kp_value nothing = {.kind = KP_VALUE_EMPTY};
    size_t row = column->single ? 0 : at / column->columns, place = column->single ? 0 : at % column->columns;
    const kp_value *cell = row < column->rows ? &column->cells[row * column->columns + place] : &nothing;
    bool not_applicable;
    *out = KP_ZERO;
    if (call_is_nothing(cell))
        return ENTRY_EMPTY;
    if (!call_cell_num(c, column->argument, row, place, cell, out, &not_applicable))
        return not_applicable ? ENTRY_NOT_APPLICABLE : ENTRY_EMPTY;
    if (kp_num_sign(*out) < 0)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, column->argument, row, place, cell, "不能小于 0 | must not be below 0");
    else if (whole && !kp_num_is_integer(*out))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, column->argument, row, place, cell, "应为整数 | must be a whole number");
    return ENTRY_NUMBER;
}

#define TOLD_FINDINGS 50

/* "第 2 条：0.5 × 3 = 1.5", where a finding has several places. */
static void say_finding(call *c, size_t number, kp_num points, kp_num count) {
    if (!c->explain || kp_num_equal(count, KP_ONE) || number > TOLD_FINDINGS)
        return;
    kp_calc calc = {.arena = c->arena, .trace = true};
    kp_val each = kp_calc_rule(&calc, kp_format(c->arena, "第 %zu 条每处扣 | finding %zu, each", number, number), points);
    call_say_derivation(c, kp_calc_mul(&calc, each, kp_calc_input(&calc, "处数 | places", count, (kp_origin){0})));
}

/* Points are for one place, as where they are a single value; a finding without a count is one place. A range of points where nothing stands is a list without a finding. */
static void deduct_list(call *c, kp_indicator *leaf) {
    list_column points = read_column(c, POINTS), counts = read_column(c, COUNTS);
    leaf->evidence = KP_EVIDENCE_FINDINGS;
    bool same = !counts.given || points.single ||
                (c->arguments[POINTS].rows == c->arguments[COUNTS].rows && c->arguments[POINTS].columns == c->arguments[COUNTS].columns);
    if (!same)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, COUNTS, 0, 0, NULL, "应与扣分的区域同样大小 | must be a range of the size of the points");
    size_t columns = points.single ? counts.columns : points.columns, rows = points.rows > counts.rows ? points.rows : counts.rows;
    if ((points.single && points.rows == 0) || (counts.given && !counts.single && points.single && counts.rows == 0))
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, points.rows ? COUNTS : POINTS, 0, 0, NULL, "没有数据 | no data");
    if (c->failed)
        return;
    kp_evidence *evidence = evidence_of_leaf(c->arena, leaf);
    size_t dashes = 0;
    call_say_rule(c, evidence);
    for (size_t at = 0; at < rows * columns && !c->failed; at++) {
        kp_num each, count = KP_ONE;
        entry taken = read_entry(c, &points, at, false, &each), counted = counts.given ? read_entry(c, &counts, at, true, &count) : ENTRY_EMPTY;
        if (taken == ENTRY_NOT_APPLICABLE || counted == ENTRY_NOT_APPLICABLE) {
            dashes++;
            continue;
        }
        if (counted == ENTRY_EMPTY) {
            if (taken == ENTRY_EMPTY || (points.single && counts.given))
                continue; /* nothing was found there */
            count = KP_ONE;
        } else if (taken == ENTRY_EMPTY) {
            call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, POINTS, at / columns, at % columns, NULL, "有处数，没有扣分 | places, but no points");
            break;
        }
        kp_finding finding = {
            .unit = LEAF_UNIT, .indicator = LEAF, .event = -1, .count = count, .date = "", .location = "", .text = "", .inspector = ""};
        finding.points = (kp_optional){true, kp_num_mul(c->arena, each, count)};
        KP_PUSH(c->arena, &evidence->findings, finding);
        say_finding(c, evidence->findings.count, each, count);
    }
    if (!c->failed && dashes && !evidence->findings.count)
        call_fail(c, KP_FUNCTION_ERROR_NOT_APPLICABLE, "没有一项可计 | there is nothing to count");
    if (!c->failed)
        call_leaf_result(c, evidence);
}

void function_DEDUCT(call *c) {
    kp_indicator leaf = leaf_of(KP_METHOD_DEDUCT);
    call_full_marks(c, FULL, &leaf);
    leaf.free_count = (int32_t)call_int(c, FREE, 0, 0, FREE_MOST);
    call_floor(c, FLOOR, &leaf);
    if (c->failed)
        return;
    if (is_single(c, POINTS) && is_single(c, COUNTS))
        deduct_places(c, &leaf);
    else
        deduct_list(c, &leaf);
}
