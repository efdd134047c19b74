/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checklist.c - 清单得分: marks by the items that are met. */
#include "leaf_result.h"
#include "kaoping/message.h"
#include "kaoping/typed.h"
#include "kaoping/workbook.h"

enum { FULL, ITEMS, EACH };

/* Whether an item is met: yes or no, 1 or 0, or it does not apply. */
static kp_input read_item(call *c, size_t row, size_t column, const kp_value *cell) {
    kp_input input = {.value = KP_ZERO, .state = KP_INPUT_GIVEN};
    kp_typed_kind typed = cell->kind == KP_VALUE_TEXT ? kp_parse_typed(c->arena, cell->text).kind : KP_TYPED_OTHER;
    bool not_applicable;
    if (typed == KP_TYPED_YES || typed == KP_TYPED_NO)
        input.value = kp_num_int(typed == KP_TYPED_YES);
    else if (typed == KP_TYPED_OTHER && cell->kind == KP_VALUE_TEXT)
        call_fail_at(c, KP_FUNCTION_ERROR_TEXT, ITEMS, row, column, cell, kp_say(KP_M_FN_YES_NO, c->lang));
    else if (!call_cell_num(c, ITEMS, row, column, cell, &input.value, &not_applicable))
        input.state = not_applicable ? KP_INPUT_NOT_APPLICABLE : KP_INPUT_MISSING;
    else if (!kp_num_is_zero(input.value) && !kp_num_equal(input.value, KP_ONE))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, ITEMS, row, column, cell, kp_say(KP_M_FN_YES_NO, c->lang));
    return input;
}

static kp_pairs name_items(call *c, size_t count) {
    kp_pair *items = KP_NEW_ARRAY(c->arena, kp_pair, count);
    for (size_t i = 0; i < count; i++)
        items[i] = (kp_pair){.name = c->explain ? kp_format(c->arena, "第 %zu 项 | item %zu", i + 1, i + 1) : "", .value = KP_ZERO};
    return (kp_pairs){items, count};
}

/* All items met must give the full marks, as in a scheme; of those that do not apply the rest then stands for all. */
static void check_each(call *c, const kp_indicator *leaf, size_t count) {
    if (!leaf->each.given)
        return;
    kp_num sum = kp_num_mul(c->arena, leaf->each.value, kp_num_int((int64_t)count));
    if (kp_num_equal(sum, leaf->full))
        return;
    kp_value each = call_value(c, EACH);
    const char *words[] = {kp_num_exact(c->arena, sum), kp_num_exact(c->arena, leaf->full)};
    call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, EACH, 0, 0, &each,
                 kp_format(c->arena, "%zu 项合计 %s，与满分 %s 不符 | %zu items add up to %s, not to the full marks %s", count, words[0], words[1],
                           count, words[0], words[1]));
}

/* An item that nobody filled in is missing, also at the end of the range; but of a whole column there are as many as are filled. */
void function_CHECKLIST(call *c) {
    size_t rows, columns, height = c->arguments[ITEMS].rows;
    kp_indicator leaf = leaf_of(KP_METHOD_CHECKLIST);
    call_full_marks(c, FULL, &leaf);
    leaf.each = (kp_optional){call_given(c, EACH), call_num_within(c, EACH, KP_ZERO, KP_ZERO, kp_num_int(KP_MAX_NUMBER))};
    const kp_value *cells = call_area(c, ITEMS, &rows, &columns), nothing = {.kind = KP_VALUE_EMPTY};
    if (rows == 0 || (rows < height && height < KP_MAX_ROWS))
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, ITEMS, rows, 0, &nothing, "没有数据 | no data");
    if (!c->failed)
        check_each(c, &leaf, rows * columns);
    if (c->failed)
        return;
    leaf.items = name_items(c, rows * columns);
    kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf);
    for (size_t i = 0; i < rows * columns && !c->failed; i++)
        *kp_evidence_input(evidence, LEAF_UNIT, LEAF, i) = read_item(c, i / columns, i % columns, &cells[i]);
    if (!c->failed)
        call_leaf_result(c, evidence);
}
