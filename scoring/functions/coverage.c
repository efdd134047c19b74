/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage.c - 达标率: how many of each group have reached it, against goals from a table or from the targets of a scheme, and how many are missing; counted as 达标要求 of a scheme are. */
#include "cell_input.h"
#include "kaoping/condition.h"
#include "kaoping/message.h"
#include "kaoping/score.h"
#include "one_leaf.h"
#include "pairs.h"

enum { GROUPS, REACHED, GOALS };
enum { GROUP, TOTAL, COUNT, SHARE, GOAL, RESULT, MISSING, COLUMNS };

#define ELSE "else" /* how a target names the goal of all others */

/* ---- goals ---- */

static const kp_slot percent_slot = {
    .key = "", .label = "目标 | goal", .kind = KP_SLOT_RATE, .minimum = {0, 1}, .maximum = {true, {100, 1}}, .bounded_below = true};

/* A per cent of 0 to 100, as in an entry workbook. */
static kp_num read_percent(call *c, size_t row, size_t column, const kp_value *cell) {
    kp_input input;
    cell_refusal refused = call_cell_input(c, &percent_slot, cell, &input);
    if (refused.error)
        call_fail_at(c, refused.error, GOALS, row, column, cell, refusal_words(c, &percent_slot, refused));
    else if (input.state != KP_INPUT_GIVEN || kp_num_sign(input.value) < 0 || kp_num_compare(input.value, kp_num_int(100)) > 0)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, GOALS, row, column, cell, "应是 0 至 100 的百分比 | must be a percentage from 0 to 100");
    return input.value;
}

static kp_pairs goals_of_table(call *c) {
    static const char *const others[] = {"其余 | else", "其他 | other", "其它 | others", NULL};
    size_t rows, columns;
    const kp_value *cells = call_area(c, GOALS, &rows, &columns);
    named_numbers read = call_named_numbers(c, GOALS, NULL);
    kp_pair *goals = KP_NEW_ARRAY(c->arena, kp_pair, read.count);
    for (size_t i = 0; i < read.count && !c->failed; i++) {
        const named_number *row = &read.items[i];
        goals[i] = (kp_pair){.name = kp_verbatim(c->arena, row->name), .value = read_percent(c, row->row, 1, &cells[row->row * columns + 1])};
        for (size_t k = 0; others[k]; k++)
            if (kp_text_matches(others[k], row->name))
                goals[i].name = ELSE;
    }
    return (kp_pairs){goals, read.count};
}

/* Those of the first target that has any. */
static kp_pairs goals_of_scheme(call *c) {
    const kp_scheme *scheme = call_scheme(c, GOALS);
    for (size_t i = 0; scheme && i < scheme->target_count; i++)
        if (scheme->targets[i].goals.count)
            return scheme->targets[i].goals;
    if (scheme)
        call_fail_at(c, KP_FUNCTION_ERROR_UNDECIDED, GOALS, WHOLE_ARGUMENT, 0, NULL, "方案没有达标要求 | the scheme has no targets");
    return (kp_pairs){0};
}

/* A number is the goal of all groups, two columns are a table, anything else is a scheme. */
static kp_pairs read_goals(call *c) {
    const kp_area *area = &c->arguments[GOALS];
    kp_value value = {0};
    if (!call_given(c, GOALS))
        return (kp_pairs){0};
    if (area->columns == 2)
        return goals_of_table(c);
    if (area->rows == 1 && area->columns == 1)
        area->read(area, c->arena, 0, &value);
    kp_num number;
    if (value.kind == KP_VALUE_NUMBER || call_is_num(c, &value, &number)) {
        kp_pair *goal = KP_NEW(c->arena, kp_pair);
        *goal = (kp_pair){.name = ELSE, .value = read_percent(c, 0, 0, &value)};
        return (kp_pairs){goal, 1};
    }
    return goals_of_scheme(c);
}

/* ---- units ---- */

/* A scheme of one yes or no, and of the target that it be yes. */
static kp_scheme *target_scheme(call *c, kp_pairs goals) {
    kp_indicator leaf = leaf_of(KP_METHOD_NUMBER);
    leaf.typed = KP_TYPED_AS_YES_NO;
    leaf.counted = KP_COUNTED_NO;
    leaf.points.given = false;
    leaf.optional = KP_OPTIONAL_NO;
    leaf.measure_unit = "";
    kp_condition *reached = KP_NEW(c->arena, kp_condition);
    *reached = (kp_condition){.op = KP_COND_VALUE, .compare = KP_EQUAL, .number = KP_ONE, .reference = LEAF, .name = "leaf"};
    kp_target *target = KP_NEW(c->arena, kp_target);
    *target = (kp_target){.id = "target",
                          .title = "达标率 | coverage",
                          .note = "",
                          .when = {.text = "", .condition = reached},
                          .of = {.text = ""},
                          .per = KP_PER_GROUP,
                          .field = "",
                          .field_index = -1,
                          .goals = goals};
    kp_scheme *scheme = scheme_of_leaf(c->arena, &leaf);
    scheme->targets = target;
    scheme->target_count = 1;
    scheme->combine_by = scheme->combine_weight = "";
    return scheme;
}

/* The group that stands in a cell; NULL: none. */
static const char *group_of(call *c, size_t row, const kp_value *cell) {
    if (cell->kind == KP_VALUE_ERROR)
        call_fail_at(c, KP_FUNCTION_ERROR_TEXT, GROUPS, row, 0, cell, "应为名称，不是错误值 | it must be a name, not an error");
    return value_words(c->arena, cell);
}

/* What is not known yet stays open: the unit counts in its group, and has not reached it. One that is not applicable is not looked at. */
static void add_unit(call *c, kp_evidence *evidence, size_t row, const char *group, const kp_value *cell) {
    size_t count;
    const kp_slot *slot = kp_method_of(KP_METHOD_NUMBER)->slots(c->arena, &evidence->scheme->indicators[LEAF], &count);
    kp_input input;
    cell_refusal refused = call_cell_input(c, slot, cell, &input);
    if (refused.error) {
        call_fail_at(c, refused.error, REACHED, row, 0, cell, refusal_words(c, slot, refused));
        return;
    }
    if (input.state == KP_INPUT_NOT_APPLICABLE)
        return;
    int32_t unit = kp_evidence_add_unit(evidence, NULL, NULL, group, (kp_origin){0});
    if (unit < 0) {
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "行太多 | there are too many rows");
        return;
    }
    if (input.state == KP_INPUT_MISSING)
        input.state = KP_INPUT_DOUBTFUL;
    *kp_evidence_input(evidence, unit, LEAF, 0) = input;
}

static kp_evidence *read_units(call *c, const kp_scheme *scheme) {
    const kp_area *groups = &c->arguments[GROUPS], *reached = &c->arguments[REACHED];
    size_t group_rows, reached_rows, width;
    kp_evidence *evidence = kp_evidence_new(c->arena, scheme);
    if (groups->columns != 1 || reached->columns != 1 || groups->rows != reached->rows) {
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, REACHED, WHOLE_ARGUMENT, 0, NULL,
                     "应与分组一样，为一列，行数相同 | must be one column of as many rows as the groups");
        return evidence;
    }
    const kp_value *names = call_area(c, GROUPS, &group_rows, &width), *states = call_area(c, REACHED, &reached_rows, &width);
    static const kp_value nothing = {.kind = KP_VALUE_EMPTY};
    for (size_t row = 0; row < group_rows || row < reached_rows; row++) {
        const kp_value *name = row < group_rows ? &names[row] : &nothing, *state = row < reached_rows ? &states[row] : &nothing;
        if (c->failed || (call_is_nothing(name) && call_is_nothing(state)))
            continue;
        add_unit(c, evidence, row, group_of(c, row, name), state);
    }
    if (!c->failed && evidence->units.count == 0)
        call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "没有数据 | no data");
    return evidence;
}

/* ---- the table ---- */

static const char *name_of(const call *c, const kp_target_row *row) {
    return !row->name ? kp_say(KP_M_TARGET_ALL, c->lang) : *row->name ? row->name : kp_say(KP_M_TARGET_BLANK, c->lang);
}

static void put_head(const call *c, kp_value *out) {
    static const kp_message heads[COLUMNS] = {KP_M_REPORT_GROUP,         KP_M_REPORT_TARGET_UNITS, KP_M_REPORT_TARGET_REACHED,
                                              KP_M_REPORT_TARGET_SHARE,  KP_M_REPORT_TARGET_GOAL,  KP_M_REPORT_TARGET_RESULT,
                                              KP_M_REPORT_TARGET_MISSING};
    for (size_t i = 0; i < COLUMNS; i++)
        out[i] = value_text(kp_say(heads[i], c->lang));
}

static void put_group(const call *c, const kp_target_row *row, kp_value *out) {
    out[GROUP] = value_text(name_of(c, row));
    out[TOTAL] = value_number(kp_num_int((int64_t)row->total));
    out[COUNT] = value_number(kp_num_int((int64_t)row->reached));
    out[SHARE] = value_number(row->share);
    out[GOAL] = row->goal.given ? value_number(row->goal.value) : value_text("—");
    out[RESULT] = value_text(!row->goal.given ? "—" : kp_say(row->met ? KP_M_TARGET_MET : KP_M_REPORT_TARGET_NOT_MET, c->lang));
    out[MISSING] = row->goal.given ? value_number(kp_num_int(row->missing)) : value_text("—");
}

/* "城市：88 ÷ 100 = 88.00%；目标 90%，还差 2 个" */
static void say_group(call *c, const kp_target_row *row) {
    bool zh = c->lang == KP_ZH;
    kp_buffer line = {.arena = c->arena};
    kp_buffer_printf(&line, zh ? "%s：%zu ÷ %zu = %s%%" : "%s: %zu ÷ %zu = %s%%", name_of(c, row), row->reached, row->total,
                     kp_num_print(c->arena, row->share, 2, KP_HALF_UP));
    if (row->goal.given && row->missing)
        kp_buffer_printf(&line,
                         zh ? "；目标 %s%%，%zu 个的 %s%% 向上取整为 %lld 个，还差 %lld 个"
                            : "; goal %s%%: of %zu, %s%% rounded up is %lld, and %lld are missing",
                         kp_num_exact(c->arena, row->goal.value), row->total, kp_num_exact(c->arena, row->goal.value),
                         (long long)row->reached + (long long)row->missing, (long long)row->missing);
    else if (row->goal.given)
        kp_buffer_printf(&line, zh ? "；目标 %s%%，达到" : "; goal %s%%: met", kp_num_exact(c->arena, row->goal.value));
    if (row->open)
        kp_buffer_printf(&line, zh ? "；其中 %zu 个未填，按未达标计" : "; %zu of them are empty and count as not reached", row->open);
    call_say(c, kp_verbatim(c->arena, kp_buffer_text(&line)));
}

/* A goal of a group that nobody is in, a group that has no goal. */
static void say_problems(call *c, const kp_problems *problems) {
    for (size_t i = 0; c->explain && i < problems->count; i++)
        call_say(c, kp_verbatim(c->arena, kp_problem_message(c->arena, &problems->items[i], c->lang)));
}

void function_COVERAGE(call *c) {
    kp_pairs goals = read_goals(c);
    if (c->failed)
        return;
    const kp_scheme *scheme = target_scheme(c, goals);
    kp_evidence *evidence = read_units(c, scheme);
    if (c->failed)
        return;
    kp_problems *problems = kp_problems_new(c->arena);
    kp_evidence_finish(evidence, problems);
    if (!call_is_sound(c, problems))
        return;
    const kp_scorecard *card = kp_score(c->arena, scheme, evidence, NULL, problems);
    kp_value *cells = call_cells(c, card->targets.count + 1, COLUMNS);
    put_head(c, cells);
    for (size_t i = 0; i < card->targets.count; i++) {
        put_group(c, &card->targets.items[i], cells + (i + 1) * COLUMNS);
        if (c->explain)
            say_group(c, &card->targets.items[i]);
    }
    say_problems(c, problems);
}
