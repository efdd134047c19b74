/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.c - two columns read as names with numbers. */
#include "pairs.h"
#include "kaoping/names.h"
#include "kaoping/typed.h"
#include "kaoping/utf8.h"

const char *value_words(kp_arena *arena, const kp_value *value) {
    kp_num number;
    if (value->kind == KP_VALUE_TEXT && !kp_text_is_blank(value->text))
        return value->text;
    if (value->kind == KP_VALUE_NUMBER && kp_value_num(arena, value, &number))
        return kp_num_exact(arena, number);
    return NULL;
}

static bool is_rest(const kp_value *value, const char *const *rest) {
    if (rest && call_is_nothing(value))
        return true;
    for (; rest && *rest && value->kind == KP_VALUE_TEXT; rest++)
        if (kp_text_matches(*rest, value->text))
            return true;
    return false;
}

/* A word where the number is due: in the first row that is the head of the column. */
static bool is_head(kp_arena *arena, const kp_value *pair) {
    return pair[0].kind == KP_VALUE_TEXT && pair[1].kind == KP_VALUE_TEXT && kp_parse_typed(arena, pair[1].text).kind == KP_TYPED_OTHER;
}

named_numbers call_named_numbers(call *c, size_t argument, const char *const *rest) { return call_named_numbers_in(c, argument, 2, rest); }

named_numbers call_named_numbers_in(call *c, size_t argument, size_t width, const char *const *rest) {
    size_t rows, columns;
    const kp_value *cells = call_area(c, argument, &rows, &columns);
    named_numbers pairs = {.items = KP_NEW_ARRAY(c->arena, named_number, rows)};
    kp_names *seen = kp_names_new(c->arena);
    if (columns != width)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL, "应有两列：名称、数值 | it must have two columns, name and number");
    bool first = true;
    for (size_t i = 0; i < rows && !c->failed; i++) {
        const kp_value *pair = &cells[width * i];
        if (call_are_nothing(pair, width))
            continue;
        bool head = first && is_head(c->arena, pair) && !is_rest(&pair[1], rest), dash;
        first = false;
        if (head)
            continue;
        named_number *found = &pairs.items[pairs.count++];
        *found = (named_number){.name = value_words(c->arena, &pair[0]), .number = KP_ZERO, .rest = is_rest(&pair[1], rest), .row = i};
        if (!found->name)
            call_fail_at(c, pair[0].kind == KP_VALUE_ERROR ? KP_FUNCTION_ERROR_TEXT : KP_FUNCTION_ERROR_ARGUMENT, argument, i, 0, &pair[0],
                         "应为名称 | it must be a name");
        else if (kp_names_find(seen, found->name) != KP_NAME_UNKNOWN)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, i, 0, &pair[0], "这个名称有两个 | this name stands there twice");
        else
            kp_names_add(seen, found->name, (int32_t)i);
        if (!c->failed && !found->rest && !call_cell_num(c, argument, i, 1, &pair[1], &found->number, &dash))
            call_fail_at(c, KP_FUNCTION_ERROR_TEXT, argument, i, 1, &pair[1], "该填数字 | a number is due here");
    }
    if (!c->failed && pairs.count == 0)
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, argument, 0, 0, NULL, "没有数据 | no data");
    return pairs;
}
