/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_sheet_test.c - earlier results on the sheet 往期: written and read back they are the same, and what is typed there is checked cell by cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "kaoping/evaluate.h"
#include "kaoping/form.h"
#include "kaoping/history_io.h"
#include "kaoping/result_json.h"

#define SCHEME                                                                                                                                       \
    "id: past\ntitle: 看往期 | Looks back\nsubject: 社区 | Community\nfamily: other\ncadence: quarter\n"                                        \
    "indicators: [{id: a, title: 卫生 | Cleanliness, points: 100, method: direct}]\n"                                                              \
    "lists:\n"                                                                                                                                       \
    "  - {id: red, title: 红榜 | Red list, when: score >= 90}\n"                                                                                   \
    "  - {id: yellow, title: 黄牌 | Yellow card, when: score < 70}\n"                                                                              \
    "  - {id: black, title: 黑榜 | Black list, when: streak(yellow) >= 2, replaces: [yellow]}\n"

static const kp_scheme *scheme_of(kp_arena *arena) {
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *scheme = kp_yaml_load(arena, "past.yaml", SCHEME, strlen(SCHEME), problems);
    if (!scheme)
        print_problems(problems);
    assert_non_null(scheme);
    return scheme;
}

/* A workbook of 2026Q3 with that sheet 往期. */
static const kp_binding *bind_past(kp_arena *arena, const char *name, const char *sheet, kp_problems *problems) {
    const char *folder = kp_strdup(arena, scratch(name));
    assert_int_equal(mkdir(folder, 0700), 0);
    scratch_text(kp_format(arena, "%s/填表说明.csv", name), "考评期,2026Q3\n");
    scratch_text(kp_format(arena, "%s/考评对象.csv", name), "编号,名称\n1,甲社区\n2,乙社区\n");
    scratch_text(kp_format(arena, "%s/评分表.csv", name), "考评对象,卫生\n甲社区,95\n乙社区,60\n");
    scratch_text(kp_format(arena, "%s/往期.csv", name), sheet);
    kp_bind_options options = {.scheme = scheme_of(arena)};
    const kp_binding *binding = kp_bind(arena, &folder, 1, &options, problems);
    assert_non_null(binding);
    return binding;
}

static const kp_past_unit *past_unit(const kp_past_period *past, const char *id) {
    for (size_t i = 0; i < past->unit_count; i++)
        if (!strcmp(past->units[i].id, id))
            return &past->units[i];
    fail_msg("no unit %s", id);
    return NULL;
}

static const kp_past_list *past_list(const kp_past_unit *unit, const char *id) {
    for (size_t i = 0; i < unit->list_count; i++)
        if (!strcmp(unit->lists[i].list, id))
            return &unit->lists[i];
    fail_msg("%s was not on %s", unit->id, id);
    return NULL;
}

/* Everything in it, in a fixed order: equal text is an equal history. */
static const char *history_text(kp_arena *arena, const kp_history *history) {
    kp_buffer out = {.arena = arena};
    for (size_t p = 0; p < history->periods.count; p++) {
        const kp_past_period *past = &history->periods.items[p];
        kp_buffer_printf(&out, "%s %s %s\n", kp_period_key(arena, past->period), past->scheme_id, past->scheme_digest ? past->scheme_digest : "-");
        kp_names *order = kp_names_new(arena);
        for (size_t i = 0; i < past->unit_count; i++)
            kp_names_add(order, past->units[i].id, (int32_t)i);
        for (int number = 1; number <= 9; number++) {
            int32_t at = kp_names_find(order, kp_format(arena, "u%d", number));
            if (at < 0)
                continue;
            const kp_past_unit *unit = &past->units[at];
            kp_buffer_printf(&out, " %s %s %s %d", unit->id, unit->name, unit->score.given ? kp_num_exact(arena, unit->score.value) : "-",
                             (int)unit->rank);
            for (size_t k = 0; k < unit->list_count; k++)
                kp_buffer_printf(&out, " %s:%d:%d", unit->lists[k].list, (int)unit->lists[k].met, (int)unit->lists[k].listed);
            kp_buffer_puts(&out, "\n");
        }
        kp_buffer_printf(&out, " %zu units\n", past->unit_count);
    }
    return kp_buffer_text(&out);
}

/* Two lists, a list that another took, a list the scheme has no more, a score that no double holds, a unit unscored, a period without units. */
static const char *const results[] = {
    "{\"scheme\": {\"id\": \"past\", \"digest\": \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}, \"period\": \"2026Q2\", "
    "\"units\": ["
    "{\"id\": \"u1\", \"name\": \"甲社区\", \"score\": \"95.50\", \"rank\": 1, \"lists\": [{\"list\": \"red\", \"streak\": 2}], \"met\": {\"red\": "
    "3}},"
    "{\"id\": \"u2\", \"name\": \"乙社区\", \"score\": \"12.345678901234567890\", \"rank\": 2, \"lists\": [{\"list\": \"black\", \"streak\": 1}], "
    "\"met\": {\"black\": 1, \"yellow\": 2}},"
    "{\"id\": \"u3\", \"name\": \"u3\", \"score\": null, \"rank\": null, \"lists\": [{\"list\": \"gone\", \"streak\": 4}], \"met\": {\"gone\": 4}},"
    "{\"id\": \"u4\", \"name\": \"丁社区\", \"score\": \"0\", \"rank\": 3, \"lists\": []}]}",
    "{\"scheme\": {\"id\": \"past\"}, \"period\": \"2026Q1\", \"units\": []}"};

static void check_round(kp_arena *arena, void *data) {
    const kp_lang lang = *(const kp_lang *)data;
    const kp_scheme *scheme = scheme_of(arena);
    kp_problems *problems = kp_problems_new(arena);
    kp_history history = {0};
    const char *paths[2];
    for (size_t i = 0; i < 2; i++)
        paths[i] = kp_strdup(arena, scratch_text(kp_format(arena, "result-%zu-%d.json", i, lang), results[i]));
    assert_true(kp_history_read_files(arena, paths, 2, scheme, &history, problems));
    kp_history_check(&history, scheme, (kp_period){KP_PERIOD_QUARTER, 2026, 3}, problems);

    static const kp_form_unit units[] = {{"u1", "甲社区", "", NULL}};
    kp_form_options options = {.period = {KP_PERIOD_QUARTER, 2026, 3}, .units = units, .unit_count = 1, .lang = lang, .history = &history};
    const char *path = kp_strdup(arena, scratch(kp_format(arena, "round-%d.xlsx", lang)));
    assert_true(kp_form_write(arena, scheme, &options, path, problems));
    problems = kp_problems_new(arena);
    const kp_binding *binding = kp_bind(arena, &path, 1, NULL, problems);
    for (size_t i = 0; i < problems->count; i++) { /* the marks that the form is for, the list that is no more, the number that had to be text */
        kp_problem_code code = problems->items[i].code;
        if (code != KP_D_MISSING_VALUE && code != KP_H_LIST_UNKNOWN && code != KP_D_LIBERTY)
            fail_msg("%s", kp_problem_line(arena, &problems->items[i], KP_EN));
    }
    assert_string_equal(history_text(arena, binding->history), history_text(arena, &history));
    assert_int_equal(count_code(problems, KP_H_LIST_UNKNOWN), 1);
}

static void check_no_sheet(kp_arena *arena, void *data) {
    (void)data;
    static const kp_form_unit units[] = {{"u1", "甲社区", "", NULL}};
    kp_form_options options = {.period = {KP_PERIOD_QUARTER, 2026, 3}, .units = units, .unit_count = 1};
    const char *path = kp_strdup(arena, scratch("plain.xlsx"));
    kp_problems *problems = kp_problems_new(arena);
    assert_true(kp_form_write(arena, scheme_of(arena), &options, path, problems));
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    assert_true(kp_workbook_find(book, kp_sheet_name(KP_SHEET_HISTORY)) == SIZE_MAX);
    kp_workbook_close(book);
}

/* As a clerk types it: few columns, another order, the unit named by what it was called then, once without its number. */
static void check_by_hand(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_binding *binding = bind_past(arena, "by-hand",
                                          "上季度结果\n"
                                          "考评对象,编号,考评期,名次,得分,榜单,连续次数\n"
                                          "甲社区,1,2026年第二季度,1,95.5,红榜,2\n"
                                          "乙社区,2,2026Q2,２,66分,黑榜,1\n"
                                          "丙社区,,2026Q2,—,,,\n"
                                          "乙社区,,2026Q2,2,66,Yellow card,0\n"
                                          "合计,,,,,,\n",
                                          problems);
    if (problems->errors)
        print_problems(problems);
    assert_int_equal(problems->errors, 0);
    assert_int_equal(binding->history->periods.count, 1);
    const kp_past_period *past = &binding->history->periods.items[0];
    assert_int_equal(past->unit_count, 3);
    assert_string_equal(past->scheme_id, "past");
    assert_null(past->scheme_digest);
    assert_int_equal(past_unit(past, "丙社区")->rank, 0);
    const kp_past_unit *second = past_unit(past, "2");
    assert_string_equal(second->name, "乙社区");
    assert_string_equal(kp_num_exact(arena, second->score.value), "66");
    assert_int_equal(past_list(past_unit(past, "1"), "red")->met, 2);
    assert_int_equal(past_list(second, "black")->listed, 1);
    assert_int_equal(past_list(second, "yellow")->listed, 0);
    assert_int_equal(past_list(second, "yellow")->met, 1);
}

/* Whoever stands on the black list has met the yellow card's condition, so a card in the next period follows it. */
static void check_implied(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_binding *binding = bind_past(arena, "implied", "考评期,考评对象,榜单,连续上榜\n2026Q2,乙社区,黑榜,3\n", problems);
    assert_int_equal(problems->errors, 0);
    const kp_past_list *yellow = past_list(past_unit(&binding->history->periods.items[0], "乙社区"), "yellow");
    assert_int_equal(yellow->met, 3);
    assert_int_equal(yellow->listed, 0);
}

typedef struct bad_row {
    const char *row;
    kp_problem_code code;
    uint32_t column;
} bad_row;

/* Columns: 考评期 编号 考评对象 得分 名次 榜单 连续满足 连续上榜 方案 */
static void check_cells(kp_arena *arena, void *data) {
    (void)data;
    static const bad_row rows[] = {
        {"去年,1,甲社区,90,1,红榜,1,1,", KP_H_BAD_PERIOD, 1},
        {",1,甲社区,90,1,红榜,1,1,", KP_D_CELL_EMPTY, 1},
        {"2026Q2,1,甲社区,九十,1,红榜,1,1,", KP_D_NOT_A_NUMBER, 4},
        {"2026Q2,1,甲社区,90,1.5,红榜,1,1,", KP_D_NOT_WHOLE, 5},
        {"2026Q2,1,甲社区,90,0,红榜,1,1,", KP_D_MARK_BELOW, 5},
        {"2026Q2,1,甲社区,90,1,红旁,1,1,", KP_H_LIST_MISSPELT, 6},
        {"2026Q2,1,甲社区,90,1,Red lists,1,1,", KP_H_LIST_MISSPELT, 6},
        {"2026Q2,1,甲社区,90,1,红榜,1,,", KP_H_LISTED_MISSING, 8},
        {"2026Q2,1,甲社区,90,1,,,2,", KP_H_NO_LIST, 8},
        {"2026Q2,1,甲社区,90,1,,2,,", KP_H_NO_LIST, 7},
        {"2026Q2,,,90,1,,,,", KP_D_UNIT_EMPTY, 3},
        {"2026Q2,1,甲社区,#REF!,1,,,,", KP_D_ERROR_CELL, 4},
        {"2026Q2,2,乙社区,61,,黄牌,1,1,", KP_H_ROWS_DIFFER, 1}, /* of the same unit as the row before, with another score */
        {"2026Q2,2,丁社区,60,,黑榜,1,1,", KP_H_ROWS_DIFFER, 1},
        {"2026Q2,2,乙社区,60,,红榜,1,2,", KP_H_ROWS_DIFFER, 1},
        {"2026Q2,3,丙社区,60,,红榜,1,2,other", KP_H_ROWS_DIFFER, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        const char *sheet =
            kp_format(arena, "考评期,编号,考评对象,得分,名次,榜单,连续满足,连续上榜,方案\n2026Q2,2,乙社区,60,2,红榜,1,1,past\n%s\n", rows[i].row);
        bind_past(arena, kp_format(arena, "cells-%zu", i), sheet, problems);
        bool found = false;
        for (size_t k = 0; k < problems->count; k++) {
            const kp_problem *problem = &problems->items[k];
            found = found || (problem->code == rows[i].code && problem->place.row == 3 && problem->place.column == rows[i].column &&
                              problem->unit == KP_UNIT_ALL);
        }
        if (!found) {
            print_error("%s\n", rows[i].row);
            print_problems(problems);
        }
        assert_true(found);
    }
}

/* Two units of one name: without a number nobody can tell which is meant. */
static void check_ambiguous(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    bind_past(arena, "ambiguous", "考评期,编号,考评对象,得分\n2026Q2,1,甲社区,90\n2026Q2,2,甲社区,80\n2026Q2,,甲社区,90\n", problems);
    assert_int_equal(count_code(problems, KP_H_UNIT_AMBIGUOUS), 1);
    assert_int_equal(problems->errors, 1);
}

/* Without the period nobody knows what the rest says; a head misspelt is not left alone either. */
static void check_heads(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    bind_past(arena, "no-period", "考评对象,得分\n甲社区,90\n", problems);
    assert_int_equal(count_code(problems, KP_W_COLUMN_MISSING), 1);
    assert_int_equal(problems->items[0].unit, KP_UNIT_ALL);
    problems = kp_problems_new(arena);
    bind_past(arena, "misspelt", "考评期,考评对象,榜旦\n2026Q2,甲社区,红榜\n", problems);
    assert_int_equal(count_code(problems, KP_W_COLUMN_MISSPELT), 1);
    problems = kp_problems_new(arena);
    bind_past(arena, "empty", "", problems);
    assert_int_equal(problems->count, 0);
}

/* The same result beside the workbook changes nothing; another one is an error that leaves everybody unscored. */
static void check_beside(kp_arena *arena, void *data) {
    (void)data;
    static const char agreeing[] = "{\"scheme\": {\"id\": \"past\"}, \"period\": \"2026Q2\", \"units\": [{\"id\": \"1\", \"name\": \"甲社区\", "
                                   "\"score\": \"95.50\", \"rank\": 1, \"lists\": [{\"list\": \"red\", \"streak\": 2}], \"met\": {\"red\": 2}}]}";
    static const char differing[] = "{\"scheme\": {\"id\": \"past\"}, \"period\": \"2026Q2\", \"units\": [{\"id\": \"1\", \"name\": \"甲社区\", "
                                    "\"score\": \"95.50\", \"rank\": 1, \"lists\": []}]}";
    const char *scheme = kp_strdup(arena, scratch_text("past.yaml", SCHEME)), *book = kp_strdup(arena, scratch("beside"));
    bind_past(arena, "beside", "考评期,编号,考评对象,得分,名次,榜单,连续上榜\n2026Q2,1,甲社区,95.5,1,红榜,2\n", kp_problems_new(arena));
    const char *file = kp_strdup(arena, scratch_text("agreeing.json", agreeing));
    kp_evaluate_options options = {.scheme = scheme, .history = &file, .history_count = 1};
    kp_problems *problems = kp_problems_new(arena);
    kp_evaluation *evaluation = kp_evaluate(arena, &book, 1, &options, problems);
    if (!evaluation->card)
        print_problems(problems);
    assert_non_null(evaluation->card);
    assert_int_equal(evaluation->card->lists.items[0].unit, 0); /* 95: on the red list for the third time */
    assert_int_equal(evaluation->card->lists.items[0].listed, 3);
    file = kp_strdup(arena, scratch_text("differing.json", differing));
    problems = kp_problems_new(arena);
    evaluation = kp_evaluate(arena, &book, 1, &options, problems);
    assert_int_equal(evaluation->verdict, KP_VERDICT_BLOCKED);
    assert_int_equal(count_code(problems, KP_H_PERIOD_TWICE), 1);
    assert_string_equal(problems->items[0].arguments[2], "甲社区");
}

/* An earlier workbook with a fault has no result, and says why, in its own cells. */
static void check_faulty_book(kp_arena *arena, void *data) {
    (void)data;
    const char *scheme = kp_strdup(arena, scratch_text("past.yaml", SCHEME)), *today = kp_strdup(arena, scratch("today"));
    bind_past(arena, "today", "", kp_problems_new(arena));
    const char *past = kp_strdup(arena, scratch("faulty"));
    bind_past(arena, "faulty", "", kp_problems_new(arena));
    scratch_text("faulty/填表说明.csv", "考评期,2026Q2\n");
    scratch_text("faulty/评分表.csv", "考评对象,卫生\n甲社区,95\n乙社区,105\n");
    kp_evaluate_options options = {.scheme = scheme, .history = &past, .history_count = 1, .partial = true};
    kp_problems *problems = kp_problems_new(arena);
    assert_int_equal(kp_evaluate(arena, &today, 1, &options, problems)->verdict, KP_VERDICT_BLOCKED);
    assert_int_equal(count_code(problems, KP_D_MARK_ABOVE_FULL), 1);
    assert_non_null(strstr(problems->items[0].place.file, "faulty"));
    scratch_text("faulty/评分表.csv", "考评对象,卫生\n甲社区,95\n乙社区,60\n");
    problems = kp_problems_new(arena);
    kp_evaluation *evaluation = kp_evaluate(arena, &today, 1, &options, problems);
    assert_int_equal(evaluation->verdict, KP_VERDICT_SCORED); /* 60 twice: the black list takes the yellow card */
    assert_int_equal(evaluation->card->units[1].past_rank, 2);
}

static kp_lang chinese = KP_ZH, english = KP_EN;

static void test_round(void **state) { run_with_arena(check_round, *state); }

int main(void) {
    const struct CMUnitTest tests[] = {
        {"results written on the sheet read back as they were", test_round, NULL, NULL, &chinese},
        {"so do they in English", test_round, NULL, NULL, &english},
        IN_ARENA("a form without earlier results has no such sheet", check_no_sheet),
        IN_ARENA("a sheet typed by hand needs few columns, in any order", check_by_hand),
        IN_ARENA("a replacing list counts as the list it replaces being met", check_implied),
        IN_ARENA("each fault is told with its cell, and concerns everybody", check_cells),
        IN_ARENA("a name that two units had needs the number", check_ambiguous),
        IN_ARENA("the sheet's heads are checked as others are", check_heads),
        IN_ARENA("results given twice must agree", check_beside),
        IN_ARENA("an earlier workbook with a fault blocks, without it counts", check_faulty_book),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
