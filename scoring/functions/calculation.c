/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calculation.c - arguments as the inputs of units of a scheme, the engine over them, and its values as the result. */
#include "calculation.h"
#include "cell_input.h"
#include "kaoping/message.h"
#include "kaoping/score.h"

#include <string.h>

#define EXPLAINED_ROWS 10
#define MOST_PLACES    4 /* of one argument */

typedef enum place_kind { PLACE_SLOT, PLACE_MARK, PLACE_DEDUCTION, PLACE_ABSENT, PLACE_WHETHER } place_kind;

/* Where an argument goes. */
typedef struct input_place {
    place_kind kind;
    int32_t leaf;
    size_t slot_index;   /* PLACE_SLOT */
    const kp_slot *slot; /* what may stand there */
} input_place;

typedef struct argument_column {
    input_place places[MOST_PLACES];
    size_t place_count;    /* 0: the scheme has nothing of the kind */
    bool given;            /* else left out */
    bool tall;             /* a column; else one value for all rows */
    const kp_value *cells; /* of the filled rows, or the one */
    size_t rows;
} argument_column;

/* What became of a row. */
typedef struct calculated_row {
    kp_function_error error; /* 0: `unit` has its results */
    int32_t unit;            /* -1: the row is empty */
    size_t argument;         /* of the error; WHOLE_ARGUMENT: none alone */
    kp_value found;
    const char *why;
} calculated_row;

typedef struct calculation_run {
    call *c;
    const calculation *rule;
    const kp_scheme *scheme;
    kp_evidence *evidence;
    const kp_scorecard *card;
    const kp_slot **slots; /* by indicator */
    size_t *slot_count;
    argument_column columns[MOST_INPUTS];
    size_t input_count, result_count;
    calculated_row *rows;
    size_t row_count;
    bool several;
} calculation_run;

/* ---- scheme ---- */

static void count_rule(calculation_run *run) {
    while (run->rule->inputs[run->input_count])
        run->input_count++;
    while (run->rule->results[run->result_count].kind == RESULT_SCORE || run->rule->results[run->result_count].kind == RESULT_GRADE ||
           run->rule->results[run->result_count].leaf)
        run->result_count++;
}

static void find_slots(calculation_run *run) {
    size_t nodes = run->scheme->indicator_count;
    run->slots = KP_NEW_ARRAY(run->c->arena, const kp_slot *, nodes);
    run->slot_count = KP_NEW_ARRAY(run->c->arena, size_t, nodes);
    for (size_t i = 0; i < nodes; i++) {
        const kp_indicator *leaf = &run->scheme->indicators[i];
        if (leaf->method != KP_METHOD_NONE && kp_method_of(leaf->method)->slots)
            run->slots[i] = kp_method_of(leaf->method)->slots(run->c->arena, leaf, &run->slot_count[i]);
    }
}

static const kp_slot absent_slot = {.key = "", .label = "", .kind = KP_SLOT_YES_NO, .minimum = {0, 1}, .maximum = {true, {1, 1}}, .optional = true};

static void add_place(argument_column *column, input_place place) {
    if (column->place_count < MOST_PLACES)
        column->places[column->place_count++] = place;
}

/* The mark of a node, or how much is taken off it; left out it is that of no entries. */
static void find_mark(const calculation_run *run, argument_column *column, const char *id, bool deduction) {
    int32_t node = kp_scheme_find_indicator(run->scheme, id);
    if (node <= 0)
        return;
    kp_slot *slot = KP_NEW(run->c->arena, kp_slot);
    kp_num least, most;
    kp_given_bounds(run->c->arena, run->scheme, node, &least, &most);
    *slot = (kp_slot){.key = "", .label = run->scheme->indicators[node].title, .kind = KP_SLOT_NUMBER, .optional = true, .bounded_below = true};
    slot->minimum = deduction ? kp_num_neg(run->c->arena, most) : least;
    slot->maximum = (kp_optional){true, deduction ? kp_num_neg(run->c->arena, least) : most};
    add_place(column, (input_place){deduction ? PLACE_DEDUCTION : PLACE_MARK, node, 0, slot});
}

/* Yes where the number that the argument gives before is there and not 0. */
static void find_whether(const calculation_run *run, argument_column *column, const char *id) {
    int32_t leaf = kp_scheme_find_indicator(run->scheme, id);
    if (leaf > 0 && run->slot_count[leaf] == 1 && run->slots[leaf][0].kind == KP_SLOT_YES_NO)
        add_place(column, (input_place){PLACE_WHETHER, leaf, 0, &run->slots[leaf][0]});
}

/* Adds what is named: "households", "settle.done", "+good", "-bad", "!", and behind another "?common". */
static void find_place(const calculation_run *run, argument_column *column, const char *name) {
    if (*name == '?')
        find_whether(run, column, name + 1);
    if (*name == '!')
        add_place(column, (input_place){PLACE_ABSENT, 0, 0, &absent_slot});
    if (*name == '+' || *name == '-')
        find_mark(run, column, name + 1, *name == '-');
    const char *dot = strchr(name, '.'), *key = dot ? dot + 1 : "";
    int32_t leaf = kp_scheme_find_indicator(run->scheme, dot ? kp_format(run->c->arena, "%.*s", (int)(dot - name), name) : name);
    for (size_t i = 0; leaf >= 0 && i < run->slot_count[leaf]; i++)
        if (strcmp(run->slots[leaf][i].key, key) == 0)
            add_place(column, (input_place){PLACE_SLOT, leaf, i, &run->slots[leaf][i]});
}

static void find_places(const calculation_run *run, argument_column *column, const char *names) {
    while (*names) {
        size_t length = strcspn(names, " ");
        find_place(run, column, kp_format(run->c->arena, "%.*s", (int)length, names));
        names += length + (names[length] == ' ');
    }
}

static const kp_scheme *scheme_of_call(call *c, const calculation *rule, size_t argument) {
    if (!call_given(c, argument))
        return call_builtin_scheme(c, rule->scheme);
    return call_scheme_of(c, argument, rule->scheme);
}

/* ---- arguments ---- */

/* An argument that the scheme has no use for would be passed over in silence. */
static void refuse_unused(calculation_run *run, size_t argument, const argument_column *column) {
    if (!column->given || column->place_count || run->c->failed)
        return;
    kp_value value = column->cells[0];
    call_fail_at(run->c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value,
                 "方案没有这一项数据，请不填 | the scheme has no such figure: leave it out");
}

static void read_column(calculation_run *run, size_t argument) {
    call *c = run->c;
    argument_column *column = &run->columns[argument];
    const kp_area *area = &c->arguments[argument];
    find_places(run, column, run->rule->inputs[argument]);
    column->given = argument < c->count && area->rows > 0 && area->columns > 0 && call_given(c, argument);
    if (!column->given)
        return;
    if (area->columns > 1) {
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, NULL, "应是一个值或一列 | must be one value or one column");
        return;
    }
    size_t width;
    column->tall = area->rows > 1;
    column->cells = call_area(c, argument, &column->rows, &width);
    if (column->rows == 0) {
        column->cells = KP_NEW(c->arena, kp_value);
        column->given = false;
    }
    refuse_unused(run, argument, column);
}

/* All columns must be of one height. */
static void read_columns(calculation_run *run) {
    call *c = run->c;
    size_t first = SIZE_MAX, filled = 1;
    for (size_t i = 0; i < run->input_count && !c->failed; i++) {
        const argument_column *column = &run->columns[i];
        read_column(run, i);
        if (c->failed || !column->tall)
            continue;
        if (first != SIZE_MAX && c->arguments[first].rows != c->arguments[i].rows)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, i, 0, 0, NULL,
                         kp_format(c->arena, "有 %zu 行，前面的有 %zu 行，应一样多 | it has %zu rows and those before it %zu: it must be as many",
                                   c->arguments[i].rows, c->arguments[first].rows, c->arguments[i].rows, c->arguments[first].rows));
        if (first == SIZE_MAX)
            first = i;
        filled = column->rows > filled ? column->rows : filled;
    }
    run->several = first != SIZE_MAX;
    run->row_count = run->several && !c->failed ? call_rows_beside(c, first, filled) : 1;
}

static kp_value cell_of(const argument_column *column, size_t row) {
    size_t at = column->tall ? row : 0;
    return column->given && at < column->rows ? column->cells[at] : (kp_value){0};
}

/* ---- rows ---- */

static void refuse_row(calculated_row *row, kp_function_error error, size_t argument, kp_value found, const char *why) {
    if (row->error)
        return;
    row->error = error;
    row->argument = argument;
    row->found = found;
    row->why = why;
}

static bool is_empty_row(const calculation_run *run, size_t row) {
    for (size_t i = 0; i < run->input_count; i++) {
        kp_value value = cell_of(&run->columns[i], row);
        if (run->columns[i].tall && !call_is_nothing(&value))
            return false;
    }
    return run->several;
}

static void enter_mark(calculation_run *run, const input_place *place, calculated_row *row, size_t argument, const kp_value *value, kp_input input) {
    bool beyond = input.state == KP_INPUT_GIVEN &&
                  (kp_num_compare(input.value, place->slot->minimum) < 0 || kp_num_compare(input.value, place->slot->maximum.value) > 0);
    if (beyond)
        refuse_row(row, KP_FUNCTION_ERROR_ARGUMENT, argument, *value,
                   kp_say_with(run->c->arena, KP_M_FN_BOUNDS, run->c->lang, kp_num_exact(run->c->arena, place->slot->minimum),
                               kp_num_exact(run->c->arena, place->slot->maximum.value), NULL));
    if (beyond || input.state == KP_INPUT_MISSING || input.state == KP_INPUT_DOUBTFUL)
        return;
    if (place->kind == PLACE_DEDUCTION)
        input.value = kp_num_neg(run->c->arena, input.value);
    kp_evidence_give_mark(run->evidence, row->unit, place->leaf, input);
}

static void enter_cell(calculation_run *run, size_t argument, calculated_row *row, const kp_value *value) {
    const argument_column *column = &run->columns[argument];
    kp_input input = {.state = KP_INPUT_MISSING};
    for (size_t i = 0; i < column->place_count; i++) {
        const input_place *place = &column->places[i];
        if (place->kind == PLACE_WHETHER) { /* `input` is still that of the place before */
            bool yes = input.state == KP_INPUT_GIVEN && !kp_num_is_zero(input.value);
            *kp_evidence_input(run->evidence, row->unit, place->leaf, 0) = (kp_input){.state = KP_INPUT_GIVEN, .value = yes ? KP_ONE : KP_ZERO};
            continue;
        }
        cell_refusal refused = call_cell_input(run->c, place->slot, value, &input);
        if (refused.error)
            refuse_row(row, refused.error, argument, *value, run->c->explain ? refusal_words(run->c, place->slot, refused) : NULL);
        if (place->kind == PLACE_SLOT)
            *kp_evidence_input(run->evidence, row->unit, place->leaf, place->slot_index) = input;
        else if (place->kind == PLACE_ABSENT)
            run->evidence->units.items[row->unit].excluded = input.state == KP_INPUT_GIVEN && !kp_num_is_zero(input.value);
        else
            enter_mark(run, place, row, argument, value, input);
    }
}

/* What was left out is not known: what depends on it has no value, and that is no problem of its own. */
static void leave_open(calculation_run *run, int32_t unit) {
    for (size_t i = 0; i < run->scheme->indicator_count; i++)
        for (size_t k = 0; k < run->slot_count[i]; k++) {
            kp_input *input = kp_evidence_input(run->evidence, unit, (int32_t)i, k);
            if (input->state == KP_INPUT_MISSING && !run->slots[i][k].optional)
                input->state = KP_INPUT_DOUBTFUL;
        }
}

static void enter_row(calculation_run *run, size_t at) {
    calculated_row *row = &run->rows[at];
    *row = (calculated_row){.unit = -1, .argument = WHOLE_ARGUMENT};
    if (is_empty_row(run, at)) {
        refuse_row(row, KP_FUNCTION_ERROR_NO_DATA, WHOLE_ARGUMENT, (kp_value){0}, kp_say(KP_M_FN_ROW_EMPTY, run->c->lang));
        return;
    }
    row->unit = kp_evidence_add_unit(run->evidence, NULL, NULL, NULL, (kp_origin){0});
    if (row->unit < 0) {
        call_fail(run->c, KP_FUNCTION_ERROR_ARGUMENT, "行太多 | there are too many rows");
        return;
    }
    for (size_t i = 0; i < run->input_count; i++) {
        kp_value value = cell_of(&run->columns[i], at);
        if (run->c->function->arguments[i].kind == KP_MUST && run->columns[i].place_count && call_is_nothing(&value))
            refuse_row(row, KP_FUNCTION_ERROR_NO_DATA, i, value, "没有数据 | no data");
        enter_cell(run, i, row, &value);
    }
    leave_open(run, row->unit);
}

/* The first error that the engine found with each row; one of all rows fails the call. */
static void share_out(calculation_run *run, const kp_problems *problems) {
    call *c = run->c;
    calculated_row **row_of = KP_NEW_ARRAY(c->arena, calculated_row *, run->evidence->units.count);
    for (size_t i = 0; i < run->row_count; i++)
        if (run->rows[i].unit >= 0)
            row_of[run->rows[i].unit] = &run->rows[i];
    for (size_t i = 0; i < problems->count; i++) {
        const kp_problem *problem = &problems->items[i];
        if (kp_problem_severity(problem->code) != KP_ERROR)
            continue;
        const char *why = c->explain ? kp_verbatim(c->arena, kp_problem_message(c->arena, problem, c->lang)) : "";
        if (problem->unit >= 0)
            refuse_row(row_of[problem->unit], KP_FUNCTION_ERROR_ARGUMENT, WHOLE_ARGUMENT, (kp_value){0}, why);
        else
            call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, why);
    }
}

/* ---- what is missing, what cannot be ---- */

/* "没有给出：参与表决人数、…": the inputs of the scheme that nothing stands for. */
static const char *open_words(const calculation_run *run, int32_t unit) {
    call *c = run->c;
    kp_buffer list = {.arena = c->arena};
    for (size_t i = 0; i < run->scheme->indicator_count; i++)
        for (size_t k = 0; k < run->slot_count[i]; k++)
            if (kp_evidence_input(run->evidence, unit, (int32_t)i, k)->state == KP_INPUT_DOUBTFUL)
                kp_buffer_printf(&list, "%s%s", list.length ? (c->lang == KP_EN ? ", " : "、") : "",
                                 kp_text(c->arena, run->scheme->indicators[i].title, c->lang));
    return list.length ? kp_verbatim(c->arena, kp_say_with(c->arena, KP_M_FN_NOT_GIVEN, c->lang, kp_buffer_text(&list), NULL, NULL))
                       : "方案的结果不全 | the scheme gives no such result";
}

static int32_t leaf_of_result(const calculation_run *run, const calculation_result *result) {
    return result->leaf ? kp_scheme_find_indicator(run->scheme, result->leaf) : 0;
}

static kp_mark_state state_of(const calculation_run *run, int32_t unit, const calculation_result *result) {
    int32_t leaf = leaf_of_result(run, result);
    const kp_leaf_check *check = leaf < 0 ? NULL : kp_scorecard_check(run->card, unit, leaf);
    if (leaf < 0)
        return KP_MARK_NOT_APPLICABLE;
    if (result->kind == RESULT_GRADE) /* who does not take part may have one without a score */
        return run->card->units[unit].band < 0 ? KP_MARK_NOT_SCORED : KP_MARK_SCORED;
    if ((result->kind == RESULT_LOWER && !check->lower.given) || (result->kind == RESULT_UPPER && !check->upper.given))
        return kp_scorecard_mark(run->card, unit, leaf)->state == KP_MARK_NOT_SCORED ? KP_MARK_NOT_SCORED : KP_MARK_NOT_APPLICABLE;
    return kp_scorecard_mark(run->card, unit, leaf)->state;
}

static void judge_row(calculation_run *run, calculated_row *row) {
    call *c = run->c;
    if (row->error)
        return;
    switch (state_of(run, row->unit, &run->rule->results[0])) {
    case KP_MARK_SCORED: break;
    case KP_MARK_NOT_SCORED:
        refuse_row(row, KP_FUNCTION_ERROR_NO_DATA, WHOLE_ARGUMENT, (kp_value){0}, c->explain ? open_words(run, row->unit) : "");
        break;
    default:
        refuse_row(row, KP_FUNCTION_ERROR_NOT_APPLICABLE, WHOLE_ARGUMENT, (kp_value){0},
                   "不适用：规则所看的数据都不适用，或除数为 0 | not applicable: nothing that the rule looks at applies, or a divisor is 0");
    }
}

/* ---- results ---- */

static kp_value value_of_result(const calculation_run *run, int32_t unit, const calculation_result *result) {
    kp_arena *arena = run->c->arena;
    kp_lang lang = run->c->lang;
    int32_t leaf = leaf_of_result(run, result);
    kp_mark_state state = state_of(run, unit, result);
    if (leaf < 0 || state == KP_MARK_NOT_SCORED)
        return value_text("");
    if (state == KP_MARK_NOT_APPLICABLE)
        return value_text("—");
    const kp_leaf_check *check = kp_scorecard_check(run->card, unit, leaf);
    const kp_mark *mark = kp_scorecard_mark(run->card, unit, leaf);
    switch (result->kind) {
    case RESULT_LOWER: return value_number(check->lower.value);
    case RESULT_UPPER: return value_number(check->upper.value);
    case RESULT_TEXT: return value_text(kp_value_text(arena, run->card, unit, leaf, lang));
    case RESULT_VERDICT: return value_text(kp_verdict_words(arena, run->card, unit, leaf, lang));
    case RESULT_WHY: return value_text(check->verdict == KP_LEAF_MET ? "" : kp_verdict_words(arena, run->card, unit, leaf, lang));
    case RESULT_SHARE: return value_number(kp_num_div(arena, kp_num_mul(arena, mark->value, kp_num_int(100)), run->scheme->indicators[leaf].full));
    case RESULT_SCORE: return value_number(run->card->units[unit].printed);
    case RESULT_GRADE: return value_text(kp_text(arena, run->scheme->bands[run->card->units[unit].band].title, lang));
    default: return value_number(mark->value);
    }
}

static const char *head_of(const calculation_run *run, const calculation_result *result) {
    call *c = run->c;
    static const char *const parts[] = {[RESULT_LOWER] = "下限 | least", [RESULT_UPPER] = "上限 | most", [RESULT_WHY] = "说明 | remark"};
    int32_t leaf = leaf_of_result(run, result);
    if (result->kind == RESULT_SCORE || result->kind == RESULT_GRADE)
        return kp_say(result->kind == RESULT_SCORE ? KP_M_REPORT_SCORE : KP_M_REPORT_GRADE, c->lang);
    if (leaf < 0)
        return "";
    const char *title = run->scheme->indicators[leaf].title;
    bool part = result->kind == RESULT_LOWER || result->kind == RESULT_UPPER || result->kind == RESULT_WHY;
    return kp_text(c->arena, part ? kp_text_join(c->arena, title, "·", parts[result->kind]) : title, c->lang);
}

static void put_row(const calculation_run *run, const calculated_row *row, kp_value *out) {
    for (size_t i = 0; i < run->result_count; i++)
        out[i] = row->error ? value_error(row->error) : value_of_result(run, row->unit, &run->rule->results[i]);
}

/* ---- words ---- */

/* Fails with the place of the error: its cell, or the row. */
static void fail_row(call *c, const calculation_run *run, size_t at) {
    const calculated_row *row = &run->rows[at];
    const char *why = row->why ? row->why : "";
    if (row->argument != WHOLE_ARGUMENT) {
        call_fail_at(c, row->error, row->argument, run->columns[row->argument].tall ? at : 0, 0, &row->found, why);
        return;
    }
    const char *place = kp_say_with(c->arena, KP_M_FN_ROW, c->lang, kp_format(c->arena, "%zu", at + 1), NULL, NULL);
    call_fail(c, row->error,
              run->several && c->explain ? kp_verbatim(c->arena, kp_say_with(c->arena, KP_M_FN_REASON, c->lang, place, why, NULL)) : why);
}

/* The same without its first line, the scheme, where that was told already. */
static const char *without_scheme(const char *told, const char *next) {
    size_t line = strcspn(next, "\n");
    return told && next[line] && strncmp(told, next, line + 1) == 0 ? next + line + 1 : next;
}

/* How each result of the unit came about, a leaf once. */
static void say_unit(const calculation_run *run, int32_t unit) {
    call *c = run->c;
    const char *first = NULL;
    for (size_t i = 0; i < run->result_count; i++) {
        int32_t leaf = leaf_of_result(run, &run->rule->results[i]);
        bool said = leaf < 0 || state_of(run, unit, &run->rule->results[i]) != KP_MARK_SCORED;
        for (size_t k = 0; k < i && !said; k++)
            said = leaf_of_result(run, &run->rule->results[k]) == leaf;
        if (said)
            continue;
        const char *words = kp_explain(c->arena, run->card, unit, leaf, c->lang);
        call_say(c, kp_verbatim(c->arena, without_scheme(first, words)));
        first = first ? first : words;
    }
}

/* Of several rows the first is derived, and of those that failed the first ten tell why. */
static void say_rows(calculation_run *run) {
    call *c = run->c;
    size_t failed = 0;
    for (size_t at = 0; at < run->row_count; at++) {
        const calculated_row *row = &run->rows[at];
        if (at == 0 && !row->error)
            say_unit(run, row->unit);
        if (!row->error || failed++ >= EXPLAINED_ROWS)
            continue;
        call inner = *c;
        inner.failed = false;
        fail_row(&inner, run, at);
        call_say(c, kp_verbatim(c->arena, kp_format(c->arena, "%s %s", kp_function_error_shown(row->error), kp_buffer_text(&inner.words))));
    }
    if (failed > EXPLAINED_ROWS)
        call_say(c, kp_verbatim(c->arena, kp_say_with(c->arena, KP_M_FN_ROWS_FAILED, c->lang, kp_format(c->arena, "%zu", failed - EXPLAINED_ROWS),
                                                      NULL, NULL)));
}

/* ---- the whole ---- */

static void score_rows(calculation_run *run) {
    call *c = run->c;
    run->evidence = kp_evidence_new(c->arena, run->scheme);
    run->rows = KP_NEW_ARRAY(c->arena, calculated_row, run->row_count);
    for (size_t at = 0; at < run->row_count && !c->failed; at++)
        enter_row(run, at);
    if (c->failed)
        return;
    kp_problems *problems = kp_problems_new(c->arena);
    kp_evidence_finish(run->evidence, problems);
    share_out(run, problems);
    if (c->failed)
        return;
    kp_scorecard *card = kp_score(c->arena, run->scheme, run->evidence, NULL, problems);
    run->card = card;
    for (size_t at = 0; at < run->row_count; at++)
        judge_row(run, &run->rows[at]);
    for (size_t unit = 0; unit < run->evidence->units.count; unit++)
        if (card->units[unit].reason == KP_D_MISSING_VALUE) /* what is left out is no fault: where it matters, the row has failed */
            card->units[unit].reason = -1;
}

static void put_results(calculation_run *run, bool heads) {
    call *c = run->c;
    kp_value *cells = call_cells(c, run->row_count + heads, run->result_count);
    for (size_t i = 0; heads && i < run->result_count; i++)
        cells[i] = value_text(head_of(run, &run->rule->results[i]));
    for (size_t at = 0; at < run->row_count; at++)
        put_row(run, &run->rows[at], cells + (at + heads) * run->result_count);
    if (c->explain)
        say_rows(run);
}

void call_calculation(call *c) {
    calculation_run run = {.c = c, .rule = calculation_of(c->function->id)};
    count_rule(&run);
    run.scheme = scheme_of_call(c, run.rule, run.input_count);
    bool heads = call_int(c, run.input_count + 1, 0, 0, 1) == 1;
    if (c->failed)
        return;
    find_slots(&run);
    read_columns(&run);
    if (!c->failed)
        score_rows(&run);
    if (!c->failed && !run.several && run.rows[0].error)
        fail_row(c, &run, 0);
    if (!c->failed)
        put_results(&run, heads);
}
