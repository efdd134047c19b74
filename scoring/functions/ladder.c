/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ladder.c - 分档得分: the mark of the step that a value reaches, from a table of bounds and marks. */
#include "choice.h"
#include "leaf_result.h"
#include "kaoping/typed.h"

#include <stdlib.h>

enum { VALUE, STEPS, LOW };

static const char *const else_words[] = {"其余 | else", "其他 | other", "其它 | others", "否则 | otherwise"};

static bool is_else(const kp_value *bound) {
    for (size_t i = 0; bound->kind == KP_VALUE_TEXT && i < sizeof else_words / sizeof *else_words; i++)
        if (kp_text_matches(else_words[i], bound->text))
            return true;
    return false;
}

/* A step with the row where it stands. */
typedef struct step {
    kp_num bound, mark;
    size_t row;
} step;

typedef struct steps {
    step *items;
    size_t count, capacity;
    bool has_else;
    kp_num otherwise;
} steps;

static bool is_words(call *c, const kp_value *cell) {
    kp_num number;
    return cell->kind == KP_VALUE_TEXT && !call_is_nothing(cell) && !call_is_num(c, cell, &number);
}

/* Both cells hold words: titles above the table. */
static bool is_head(call *c, const kp_value *row) { return is_words(c, &row[0]) && !is_else(&row[0]) && is_words(c, &row[1]); }

static void read_mark(call *c, size_t row, const kp_value *cell, kp_num *mark) {
    bool not_applicable;
    if (call_is_nothing(cell))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, row, 1, cell, "这一档没有得分 | this step has no mark");
    else if (!call_cell_num(c, STEPS, row, 1, cell, mark, &not_applicable) && not_applicable)
        call_fail_at(c, KP_FUNCTION_ERROR_TEXT, STEPS, row, 1, cell, "该填数字 | a number is due here");
    else if (!c->failed && kp_num_sign(*mark) < 0)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, row, 1, cell, "得分不能小于 0 | a mark must not be below 0");
}

static void read_step(call *c, steps *found, size_t row, const kp_value *cells) {
    bool not_applicable;
    step next = {.mark = KP_ZERO, .bound = KP_ZERO, .row = row};
    if (call_is_nothing(&cells[0]) && call_is_nothing(&cells[1]))
        return;
    if (call_is_nothing(&cells[0]))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, row, 0, &cells[0], "这一档没有界限 | this step has no bound");
    else if (is_else(&cells[0]) && found->has_else)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, row, 0, &cells[0], "“其他”有两行 | there are two rows for the rest");
    else if (!is_else(&cells[0]) && !call_cell_num(c, STEPS, row, 0, &cells[0], &next.bound, &not_applicable) && not_applicable)
        call_fail_at(c, KP_FUNCTION_ERROR_TEXT, STEPS, row, 0, &cells[0], "该填数字 | a number is due here");
    read_mark(c, row, &cells[1], &next.mark);
    if (c->failed)
        return;
    if (is_else(&cells[0])) {
        found->has_else = true;
        found->otherwise = next.mark;
    } else {
        KP_PUSH(c->arena, found, next);
    }
}

static int rising(const void *x, const void *y) { return kp_num_compare(((const step *)x)->bound, ((const step *)y)->bound); }
static int falling(const void *x, const void *y) { return rising(y, x); }

/* Best first, whatever order they are written in: each bound once, and no step better than the one before it. */
static void sort_steps(call *c, steps *found, bool low) {
    if (found->count > 1)
        qsort(found->items, found->count, sizeof *found->items, low ? rising : falling);
    for (size_t i = 1; i < found->count && !c->failed; i++) {
        const step *better = &found->items[i - 1], *here = &found->items[i];
        if (kp_num_equal(better->bound, here->bound))
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, better->row > here->row ? better->row : here->row, 0, NULL,
                         "这个界限写了两次 | this bound is there twice");
        else if (kp_num_compare(here->mark, better->mark) > 0)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, here->row, 1, NULL, "较差的一档得分反而高 | the worse step has the higher mark");
    }
}

static steps read_steps(call *c, bool low) {
    size_t rows, columns;
    steps found = {.otherwise = KP_ZERO};
    const kp_value *cells = call_area(c, STEPS, &rows, &columns);
    if (rows == 0)
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, STEPS, 0, 0, NULL, "没有数据 | no data");
    else if (columns != 2)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, 0, 0, NULL, "应有两列：界限、得分 | must have two columns: bound, mark");
    for (size_t row = 0; row < rows && !c->failed; row++)
        if (row > 0 || !is_head(c, cells))
            read_step(c, &found, row, cells + row * columns);
    if (!c->failed && !found.count && !found.has_else)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, 0, 0, NULL, "分档表里没有一档 | there is no step in the table");
    if (!c->failed)
        sort_steps(c, &found, low);
    if (!c->failed && found.has_else && found.count && kp_num_compare(found.otherwise, found.items[found.count - 1].mark) > 0)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, STEPS, 0, 0, NULL, "“其他”的得分高于最差一档 | the rest has a higher mark than the worst step");
    return found;
}

/* As the leaf of a scheme has them; the largest mark is its full marks. Without a row for the rest, what reaches no step gets 0, as there. */
static void set_steps(call *c, kp_indicator *leaf, const steps *found) {
    kp_pair *items = KP_NEW_ARRAY(c->arena, kp_pair, found->count + 1);
    kp_num full = found->otherwise;
    size_t count = found->count;
    for (size_t i = 0; i < count; i++) {
        items[i] = (kp_pair){.name = kp_num_exact(c->arena, found->items[i].bound), .value = found->items[i].mark};
        full = kp_num_max(full, found->items[i].mark);
    }
    if (found->has_else)
        items[count++] = (kp_pair){.name = "else", .value = found->otherwise};
    leaf->steps = (kp_pairs){items, count};
    leaf->full = leaf->scale = leaf->points.value = full;
}

void function_LADDER(call *c) {
    kp_indicator leaf = leaf_of(KP_METHOD_LADDER);
    leaf.input = KP_INPUT_VALUE;
    leaf.better = (kp_better)call_choice(c, LOW, KP_SECTION_INDICATORS, "better");
    kp_num value = call_num(c, VALUE, KP_ZERO);
    if (c->failed)
        return;
    steps found = read_steps(c, leaf.better == KP_BETTER_LOW);
    if (c->failed)
        return;
    set_steps(c, &leaf, &found);
    kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf);
    leaf_input(evidence, 0, value);
    call_leaf_result(c, evidence);
}
