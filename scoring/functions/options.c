/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.c - the options of a survey as the arguments of a call have them. */
#include "options.h"

kp_input given_count(kp_num count) { return (kp_input){.value = count, .state = KP_INPUT_GIVEN}; }

kp_pair *name_options(kp_arena *arena, size_t count) {
    kp_pair *options = KP_NEW_ARRAY(arena, kp_pair, count);
    for (size_t i = 0; i < count; i++)
        options[i] = (kp_pair){.name = kp_format(arena, "选项%zu | option %zu", i + 1, i + 1), .value = KP_ZERO};
    return options;
}

/* The usual values of five options. */
static const int five_values[] = {100, 80, 60, 30, 0};

void call_values(call *c, size_t argument, kp_pair *options, size_t count) {
    size_t rows, columns, usual = sizeof five_values / sizeof *five_values;
    if (!call_given(c, argument)) {
        if (count != usual)
            call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "不是五个选项时要给出各选项的分值 | unless there are five options, their values must be given");
        for (size_t i = 0; i < count && count == usual; i++)
            options[i].value = kp_num_int(five_values[i]);
        return;
    }
    const kp_value *cells = call_area(c, argument, &rows, &columns);
    if (rows * columns != count) {
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT,
                  kp_format(c->arena,
                            "票数有 %zu 个，分值有 %zu 个，应一样多 | there are %zu counts and %zu values, and there must be as many of both", count,
                            rows * columns, count, rows * columns));
        return;
    }
    kp_num largest = KP_ZERO;
    for (size_t i = 0; i < count && !c->failed; i++) {
        bool dash = false;
        bool read = call_cell_num(c, argument, i / columns, i % columns, &cells[i], &options[i].value, &dash);
        if (!c->failed && (!read || kp_num_sign(options[i].value) < 0))
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, i / columns, i % columns, &cells[i],
                         "分值应为不小于 0 的数 | a value must be a number, 0 or more");
        if (!c->failed && i > 0 &&
            kp_num_compare(options[i].value, options[i - 1].value) > 0) /* in the order of the counts: likely one of both is the wrong way round */
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, i / columns, i % columns, &cells[i],
                         "分值应从高到低，最满意的在前 | the values must fall, the best option first");
        largest = kp_num_max(largest, c->failed ? KP_ZERO : options[i].value);
    }
    if (!c->failed && kp_num_is_zero(largest))
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "分值不能都是 0 | the values cannot all be 0");
}
