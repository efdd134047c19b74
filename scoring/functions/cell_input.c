/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell_input.c - what stands in a cell as the input of a slot: numbers, shares, yes and no, choices, "—". */
#include "cell_input.h"
#include "kaoping/entry_layout.h"
#include "kaoping/message.h"
#include "kaoping/typed.h"

static bool takes_percent(const kp_slot *slot) {
    return slot->kind == KP_SLOT_RATE || (slot->kind == KP_SLOT_MARK && slot->maximum.given && kp_num_equal(slot->maximum.value, kp_num_int(100)));
}

/* A rate above 0 and up to 1 without a percent sign may be a share, 0.97 for 97%, or 0.97%: that is not guessed, as in an entry workbook. */
static cell_refusal take_number(const kp_slot *slot, kp_num value, bool percent, kp_input *input) {
    *input = (kp_input){.value = value, .state = KP_INPUT_GIVEN};
    if (percent && !takes_percent(slot))
        return (cell_refusal){KP_FUNCTION_ERROR_ARGUMENT, "此处不应为百分数 | no percentage belongs here"};
    if (slot->kind == KP_SLOT_YES_NO && !kp_num_is_zero(value) && !kp_num_equal(value, KP_ONE))
        return (cell_refusal){KP_FUNCTION_ERROR_ARGUMENT, NULL};
    if (slot->kind == KP_SLOT_RATE && !percent && kp_num_sign(value) > 0 && kp_num_compare(value, KP_ONE) <= 0)
        return (cell_refusal){KP_FUNCTION_ERROR_ARGUMENT,
                              "看不出是比率还是百分数：97.3% 请写 97.3；1% 和不到 1% 的写成文本，如 \"0.8%\" | it cannot be told "
                              "from a share: write 97.3 for 97.3%, and below "
                              "one per cent text such as \"0.8%\""};
    return (cell_refusal){KP_FUNCTION_NO_ERROR, NULL};
}

static cell_refusal take_text(call *c, const kp_slot *slot, const char *text, kp_input *input) {
    int32_t choice = kp_choice_find(slot, text);
    if (choice >= 0) {
        *input = (kp_input){.value = kp_num_int(choice), .state = KP_INPUT_GIVEN};
        return (cell_refusal){KP_FUNCTION_NO_ERROR, NULL};
    }
    kp_typed typed = kp_parse_typed(c->arena, text);
    bool yes_no = slot->kind == KP_SLOT_YES_NO;
    if (typed.kind == KP_TYPED_NOT_APPLICABLE)
        input->state = KP_INPUT_NOT_APPLICABLE;
    else if (typed.kind == KP_TYPED_NUMBER && slot->kind != KP_SLOT_CHOICE && !(slot->kind == KP_SLOT_RATE && (typed.liberties & KP_TYPED_UNIT_WORD)))
        return take_number(slot, kp_stored_digits(c->arena, typed.value), typed.liberties & KP_TYPED_PERCENT, input);
    else if (yes_no && (typed.kind == KP_TYPED_YES || typed.kind == KP_TYPED_NO))
        *input = (kp_input){.value = typed.kind == KP_TYPED_YES ? KP_ONE : KP_ZERO, .state = KP_INPUT_GIVEN};
    else if (typed.kind != KP_TYPED_EMPTY)
        return (cell_refusal){KP_FUNCTION_ERROR_TEXT, NULL};
    return (cell_refusal){KP_FUNCTION_NO_ERROR, NULL};
}

static cell_refusal take_cell(call *c, const kp_slot *slot, const kp_value *cell, kp_input *input) {
    kp_num value;
    *input = (kp_input){.value = KP_ZERO, .state = KP_INPUT_MISSING};
    switch (cell->kind) {
    case KP_VALUE_EMPTY: return (cell_refusal){KP_FUNCTION_NO_ERROR, NULL};
    case KP_VALUE_TEXT: return take_text(c, slot, cell->text, input);
    case KP_VALUE_NUMBER:
        if (kp_value_num(c->arena, cell, &value) && slot->kind == KP_SLOT_CHOICE) /* a grade may be called 5 */
            return take_text(c, slot, kp_num_exact(c->arena, value), input);
        if (kp_value_num(c->arena, cell, &value))
            return take_number(slot, value, false, input);
        break;
    default: break;
    }
    return (cell_refusal){KP_FUNCTION_ERROR_TEXT, NULL};
}

cell_refusal call_cell_input(call *c, const kp_slot *slot, const kp_value *cell, kp_input *input) {
    cell_refusal refused = take_cell(c, slot, cell, input);
    if (refused.error)
        input->state = KP_INPUT_DOUBTFUL;
    return refused;
}

const char *refusal_words(call *c, const kp_slot *slot, cell_refusal refused) {
    if (refused.why)
        return refused.why;
    return slot->kind == KP_SLOT_YES_NO ? kp_say(KP_M_FN_YES_NO, c->lang)
                                        : kp_say_with(c->arena, KP_M_FN_EXPECTED, c->lang, kp_slot_expected(c->arena, slot), NULL, NULL);
}
