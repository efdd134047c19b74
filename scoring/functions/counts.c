/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counts.c - counts of heads read from cells. */
#include "counts.h"

static void check_count(call *c, size_t argument, size_t row, size_t column, const kp_value *found, kp_num value) {
    if (!c->failed && (!kp_num_is_integer(value) || kp_num_sign(value) < 0))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, row, column, found, "应为不小于 0 的整数 | it must be a whole number, 0 or more");
}

counts call_counts(call *c, size_t argument) {
    size_t rows, columns, dashes = 0;
    const kp_value *cells = call_area(c, argument, &rows, &columns);
    counts found = {.items = KP_NEW_ARRAY(c->arena, kp_num, rows * columns), .count = rows * columns};
    if (found.count == 0)
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, argument, 0, 0, NULL, "没有票数 | there are no counts");
    for (size_t i = 0; i < found.count && !c->failed; i++) {
        bool dash;
        if (call_cell_num(c, argument, i / columns, i % columns, &cells[i], &found.items[i], &dash))
            check_count(c, argument, i / columns, i % columns, &cells[i], found.items[i]);
        dashes += dash;
    }
    if (dashes && dashes == found.count)
        call_fail_at(c, KP_FUNCTION_ERROR_NOT_APPLICABLE, argument, 0, 0, NULL, "各项都不适用 | nothing of it applies");
    else if (dashes)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL,
                     "有的填了票数，有的填了“—”；没有票的应填 0 | some are counts and some are dashes; what got none is 0");
    return found;
}

kp_num call_count(call *c, size_t argument, kp_num otherwise) {
    kp_num count = call_num(c, argument, otherwise);
    if (c->failed || !call_given(c, argument))
        return count;
    kp_value value = call_value(c, argument);
    check_count(c, argument, 0, 0, &value, count);
    return count;
}
