/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_test.c - what a workbook becomes, in whatever format: every sheet, head and cell of it, and what is missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <iconv.h>
#include <sys/resource.h>

#include "bound.h"

static void check_contents(kp_arena *arena, void *data) {
    (void)data;
    const kp_evidence *e = bind_sound(arena, entry_folder(arena, "contents", NULL));
    assert_string_equal(kp_period_key(arena, e->period), "2026Q3");
    assert_string_equal(e->office, "某街道");
    assert_int_equal(e->units.count, 2);
    assert_string_equal(e->units.items[1].name, "乙社区");
    assert_string_equal(e->units.items[1].fields[0], "李四");
    assert_string_equal(e->groups.items[e->units.items[1].group], "城区");
    assert_string_equal(input_text(arena, e, 0, "a", 0), "18");
    assert_string_equal(input_text(arena, e, 1, "a", 0), "15.5");
    assert_string_equal(input_text(arena, e, 0, "b", 0), "3");
    assert_string_equal(input_text(arena, e, 0, "b", 1), "4");
    assert_string_equal(input_text(arena, e, 0, "l", 0), "97.3");
    assert_string_equal(input_text(arena, e, 0, "k", 0), "1");
    assert_string_equal(input_text(arena, e, 0, "k", 1), "0");
    assert_int_equal(e->panel.count, 4);
    assert_string_equal(e->evaluators.items[e->panel.items[1].evaluator], "赵六");
    assert_int_equal(e->panel.items[1].role, 1);
    assert_int_equal(e->findings.count, 3); /* two findings and an event */
    assert_string_equal(e->findings.items[0].date, "2026-08-01");
    assert_string_equal(e->findings.items[0].location, "东门");
    assert_int_equal(e->survey.count, 4);
    assert_int_equal(e->survey.items[2].issued.state, KP_INPUT_MISSING);
    kp_place place = kp_evidence_place(e, kp_evidence_input(e, 1, kp_scheme_find_indicator(e->scheme, "a"), 0)->origin);
    assert_string_equal(place.sheet, "评分表");
    assert_string_equal(kp_place_cell(arena, place), "B3");
}

static void check_formats_agree(kp_arena *arena, void *data) {
    (void)data;
    const char *csv = evidence_text(arena, bind_sound(arena, entry_folder(arena, "same", NULL)));
    assert_string_equal(evidence_text(arena, bind_sound(arena, entry_xlsx(arena, "same.xlsx", NULL))), csv);
    assert_string_equal(evidence_text(arena, bind_sound(arena, entry_ods(arena, "same.ods", NULL))), csv);
}

static void check_gb18030(kp_arena *arena, void *data) {
    (void)data;
    assert_int_equal(mkdir(scratch("gbk"), 0700), 0);
    for (size_t i = 0; i < SOUND_FILES; i++) {
        char in[4096], out[8192], *from = in, *to = out;
        size_t left = (size_t)snprintf(in, sizeof in, "%s", sound_files[i].text), room = sizeof out;
        iconv_t converter = iconv_open("GB18030", "UTF-8");
        assert_int_equal(iconv(converter, &from, &left, &to, &room), 0);
        iconv_close(converter);
        scratch_bytes(kp_format(arena, "gbk/%s.csv", sound_files[i].name), out, (size_t)(to - out));
    }
    const char *path = kp_strdup(arena, scratch("gbk"));
    assert_string_equal(evidence_text(arena, bind_sound(arena, path)), evidence_text(arena, bind_sound(arena, entry_folder(arena, "utf8", NULL))));
}

static void check_heads(kp_arena *arena, void *data) {
    (void)data;
    static const char *const heads[] = {
        "unit,a,b.done,b.due,l,k.1,k.2,f\n",                                                          /* keys */
        "Unit,Rules,Put right·done,Put right·due,Lights,Posted·Contract,Posted·Telephone,Hundred\n",  /* English titles */
        "社区,制度（20 分）,整改率·完成数,整改率·应完成数,照明率(满分10),公示·合同,公示·电话,百分\n", /* what the scheme calls its units; remarks */
        "某街道考评表\n填报单位：某街道,,日期：2026-09-30\n考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n", /* titles above */
        "考评对象\n填报单位：某街道\n考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n", /* a title that could be a head */
        "考评对象,甲,乙,丙,丁,戊,己,庚\nunit,a,b.done,b.due,l,k.1,k.2,f\n", /* reworded heads over the keys */
        "考评对象,制度,整改率（10 分）,,照明率,公示,,百分\n,（20 分）,完成数,应完成数,,合同（2 分）,电话（2 分）,\n", /* parts under their leaves */
        "考评对象,总分·制度,完成数,应完成数,照明率,合同（2 分）,公示·电话,百分\n", /* parts that only one leaf has, and a title behind its parent's */
        "编号,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分,备注\n", /* ids or names under 编号, where there is no other */
        "考评对象,管理,,,,,,其他\n,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n", /* grouped heads in two rows */
    };
    const char *plain = evidence_text(arena, bind_sound(arena, entry_folder(arena, "head", NULL)));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const char *text = kp_format(arena, "%s甲社区,18,3,4,97.3%%,是,否,90\n乙社区,15.5,4,4,88%%,是,是,75\n", heads[i]);
        const entry_file changed[] = {{"评分表", text}, {NULL, NULL}};
        assert_string_equal(evidence_text(arena, bind_sound(arena, entry_folder(arena, kp_format(arena, "head%zu", i), changed))), plain);
    }
}

/* 97.3 % is 97.3 however it is typed; TRUE is yes; a number with the double's digits is what was typed. */
static void check_cells(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {{"评分表", "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n"
                                             "1,t:１８分,3,t: 4 ,p:0.97299999999999998,b:1,t:×,p:0.9\n"
                                             "乙社区,15.499999999999999,4,4,88,t:√,1,75\n"},
                                  {NULL, NULL}};
    const char *plain = evidence_text(arena, bind_sound(arena, entry_xlsx(arena, "plain.xlsx", NULL)));
    const char *path = entry_xlsx(arena, "cells.xlsx", changed);
    assert_string_equal(evidence_text(arena, bind_sound(arena, path)), kp_format(arena, "%s", plain));
    kp_problems *problems;
    bind_one(arena, path, &problems);
    assert_int_equal(count_code(problems, KP_D_LIBERTY), 2); /* １８分 is noted once, for its first kind; then blanks */
}

/* By hand: the seventeenth digits of 0.45, 97.3 and 75 are what binary numbers leave of them; 1.55E+1 is 15.5. */
static void check_digits(kp_arena *arena, void *data) {
    (void)data;
    static const char head[] = "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n";
    const char *text =
        kp_format(arena, "%s甲社区,0.44999999999999996,3,4,97.299999999999997%%,是,否,9e1\n乙社区,1.55E+1,4,4,88%%,是,是,75.000000000000004\n", head);
    const char *number =
        kp_format(arena, "%s甲社区,0.44999999999999996,3,4,97.299999999999997,是,否,90\n乙社区,15.5,4,4,88,是,是,75.000000000000004\n", head);
    const entry_file as_text[] = {{"评分表", text}, {NULL, NULL}}, as_number[] = {{"评分表", number}, {NULL, NULL}};
    const kp_evidence *csv = bind_sound(arena, entry_folder(arena, "digits", as_text));
    assert_string_equal(input_text(arena, csv, 0, "a", 0), "0.45");
    assert_string_equal(evidence_text(arena, csv), evidence_text(arena, bind_sound(arena, entry_xlsx(arena, "digits.xlsx", as_number))));
}

static void check_bad_cells(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *cell;
        kp_problem_code code;
    } cells[] = {{"e:#DIV/0!", KP_D_ERROR_CELL},
                 {"f:A1+1", KP_D_FORMULA_NO_VALUE},
                 {"d:46280", KP_D_DATE_NOT_NUMBER},
                 {"b:1", KP_D_BOOLEAN_NOT_NUMBER},
                 {"p:0.5", KP_D_PERCENT_UNEXPECTED}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        const char *text = kp_format(arena,
                                     "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n"
                                     "甲社区,%s,3,4,97.3%%,是,否,90\n乙社区,15.5,4,4,88%%,是,是,75\n",
                                     cells[i].cell);
        const entry_file changed[] = {{"评分表", text}, {NULL, NULL}};
        kp_problems *problems;
        kp_binding *binding = bind_one(arena, entry_xlsx(arena, kp_format(arena, "bad%zu.xlsx", i), changed), &problems);
        const kp_problem *problem = only(problems, cells[i].code);
        assert_string_equal(kp_place_cell(arena, problem->place), "B2");
        assert_int_equal(problem->unit, 0);
        assert_int_equal(problems->errors, 1); /* a doubtful cell is not also a missing one */
        assert_string_equal(input_text(arena, binding->evidence, 0, "a", 0), "state 3");
        assert_int_equal(binding->evidence->units.items[0].problem, cells[i].code);
        assert_int_equal(binding->evidence->units.items[1].problem, -1);
    }
}

/* What is empty is missing at its cell; what does not apply is so; a unit that does not take part needs nothing. */
static void check_missing(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {{"考评对象", "名称,不参评原因\n甲社区,\n乙社区,\n丙社区,新成立\n丁社区,—\n"},
                                  {"评分表", "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n甲社区,,3,4,97.3%,是,否,"
                                             "90\n乙社区,—,4,4,88%,是,是,75\n丙社区,,,,,,,\n"},
                                  {"合理缺项", "考评对象,指标,缺项原因\n丁社区,total1,\n"},
                                  {NULL, NULL}};
    kp_problems *problems;
    kp_binding *binding = bind_one(arena, entry_folder(arena, "missing", changed), &problems);
    const kp_evidence *e = binding->evidence;
    assert_string_equal(input_text(arena, e, 0, "a", 0), "state 0");
    assert_string_equal(input_text(arena, e, 1, "a", 0), "state 2");
    assert_true(e->units.items[2].excluded);
    assert_string_equal(e->units.items[2].exclusion, "新成立");
    assert_false(e->units.items[3].excluded);
    bool first = false, third = false, fourth = false;
    for (size_t i = 0; i < problems->count; i++) {
        const kp_problem *p = &problems->items[i];
        first = first || (p->code == KP_D_MISSING_VALUE && p->unit == 0 && !strcmp(kp_place_cell(arena, p->place), "B2"));
        third = third || p->unit == 2;
        fourth = fourth || (p->code == KP_D_ROW_MISSING && p->unit == 3 && !strcmp(p->place.sheet, "评分表") && !p->place.row);
    }
    assert_true(first);
    assert_false(third);
    assert_true(fourth);
    only(problems, KP_D_INDICATOR_UNKNOWN);
}

/* Under a head that asks for a reason, what says no is none, and what says yes is one. */
static void check_exclusions(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *typed;
        bool excluded;
    } rows[] = {{"0", false}, {"否", false}, {"无", false}, {"FALSE", false}, {"——", false},    {"不适用", false}, {"　", false},
                {"1", true},  {"是", true},  {"√", true},   {"TRUE", true},   {"不参评", true}, {"撤并", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const entry_file changed[] = {{"考评对象", kp_format(arena, "名称,不参评原因\n甲社区,\n乙社区,%s\n", rows[i].typed)}, {NULL, NULL}};
        kp_problems *problems;
        kp_binding *binding = bind_one(arena, entry_folder(arena, kp_format(arena, "excluded%zu", i), changed), &problems);
        assert_int_equal(problems->errors, 0);
        assert_int_equal(binding->evidence->units.items[1].excluded, rows[i].excluded);
        assert_int_equal(count_code(problems, KP_D_EXCLUDED_NO_REASON), rows[i].excluded && strcmp(rows[i].typed, "撤并") != 0);
    }
}

static void check_ambiguous(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {
        {"考评对象", "编号,名称,分组,联系人,不参评原因\n1,甲社区,城区,张三,\n2,乙社区,城区,李四,\n8,丙社区,,,撤并\n9,丙社区,,,撤并\n"},
        {"扣分记录", "考评对象,指标\n丙社区,保洁\n9,保洁\n"},
        {NULL, NULL}};
    kp_problems *problems;
    bind_one(arena, entry_folder(arena, "ambiguous", changed), &problems);
    const kp_problem *problem = only(problems, KP_D_UNIT_AMBIGUOUS);
    assert_string_equal(kp_place_cell(arena, problem->place), "A2");
    assert_int_equal(problem->unit, KP_UNIT_ALL);
}

/* The closest name is told, and none where nothing is close. */
static void check_suggestions(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {{"扣分记录", "考评对象,指标\n甲社区居委会,保洁\n第八中学,保洁\n"}, {NULL, NULL}};
    kp_problems *problems;
    bind_one(arena, entry_folder(arena, "close", changed), &problems);
    assert_int_equal(count_code(problems, KP_D_UNIT_UNKNOWN), 2);
    size_t seen = 0;
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == KP_D_UNIT_UNKNOWN)
            assert_string_equal(problems->items[i].arguments[1], seen++ ? "无 | none" : "甲社区");
}

/* An id is suggested as a name is; the zeros before its number tell nothing. */
static void check_short_suggestions(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {
        {"考评对象", "编号,名称\nW11,甲社区\nW01,乙社区\nW10,丙社区\n"}, {"扣分记录", "考评对象,指标\nW1,保洁\nW010,保洁\n"}, {NULL, NULL}};
    kp_problems *problems;
    bind_one(arena, entry_folder(arena, "short", changed), &problems);
    assert_int_equal(count_code(problems, KP_D_UNIT_UNKNOWN), 2);
    size_t seen = 0;
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == KP_D_UNIT_UNKNOWN)
            assert_string_equal(problems->items[i].arguments[1], seen++ ? "W10" : "W01");
}

/* A number of the row is no id: what other sheets call a unit by is its name, be it a number. */
static void check_row_numbers(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {{"考评对象", "序号,名称\n乙社区,甲社区\n甲社区,乙社区\n"}, {NULL, NULL}};
    kp_problems *problems;
    kp_binding *binding = bind_one(arena, entry_folder(arena, "numbers", changed), &problems);
    assert_int_equal(problems->errors, 0);
    assert_int_equal(count_code(problems, KP_W_COLUMN_UNKNOWN), 0);
    assert_string_equal(binding->evidence->units.items[0].id, "甲社区");
    assert_string_equal(input_text(arena, binding->evidence, 0, "a", 0), "18");
}

/* A name that looks bilingual is one name, and is shown whole. */
static void check_whole_names(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {{"扣分记录", "考评对象,指标\n一栋 | 二栋,保洁\n甲社区,绿化 | 园林\n"}, {NULL, NULL}};
    kp_problems *problems;
    bind_one(arena, entry_folder(arena, "whole", changed), &problems);
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        assert_non_null(strstr(kp_problem_message(arena, only(problems, KP_D_UNIT_UNKNOWN), lang), "一栋 | 二栋"));
        assert_non_null(strstr(kp_problem_message(arena, only(problems, KP_D_INDICATOR_UNKNOWN), lang), "绿化 | 园林"));
    }
}

/* Only what is wrong is told: not also that the data that could not be read for it are missing. */
static void check_consequences(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *file, *text;
        kp_problem_code code;
        size_t errors;
    } rows[] = {
        {"评委打分表", "甲社区,王五,街道,9\n", KP_W_NO_HEAD, 1},
        {"评委打分表", "考评对象,评价主体类别,互查\n甲社区,街道,9\n", KP_W_COLUMN_MISSING, 1},
        {"评委打分表", "考评对象,评价主体,评价主体类别\n甲社区,王五,街道\n", KP_W_COLUMN_MISSING, 1},
        {"评委打分表", "考评对象,评价主体,评价主体类别,互查\n甲社区,王五,市里,9\n甲社区,赵六,居民,8\n乙社区,王五,街道,7\n乙社区,赵六,居民,6\n",
         KP_D_ROLE_UNKNOWN, 1},
        {"评委打分表", "考评对象,评价主体,评价主体类别,互查\n甲社区,王五,街道,优\n甲社区,赵六,居民,8\n乙社区,王五,街道,7\n乙社区,赵六,居民,6\n",
         KP_D_NOT_A_NUMBER, 1},
        {"评委打分表", NULL, KP_W_SHEET_MISSING, 1},
        {"评分表", "甲社区,18,3,4,97.3%,是,否,90\n", KP_W_NO_HEAD, 1},
        {"评分表", "考评对象,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n甲社区,3,4,97.3%,是,否,90\n乙社区,4,4,88%,是,是,75\n",
         KP_W_COLUMN_MISSING, 1},
        {"满意度测评表", "甲社区,卫生,40,10\n", KP_W_NO_HEAD, 1},
        {"满意度测评表", "考评对象,满意,不满意\n甲社区,40,10\n", KP_W_COLUMN_MISSING, 1},
        {"满意度测评表", "考评对象,测评项目,满意,不满意\n甲社区,绿化,40,10\n甲社区,治安,45,5\n乙社区,卫生,30,20\n乙社区,治安,25,25\n",
         KP_D_QUESTION_UNKNOWN, 1},
        {"满意度测评表", NULL, KP_W_SHEET_MISSING, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const entry_file changed[] = {{rows[i].file, rows[i].text}, {NULL, NULL}};
        kp_problems *problems;
        bind_one(arena, entry_folder(arena, kp_format(arena, "consequence%zu", i), changed), &problems);
        if (problems->errors != rows[i].errors || count_code(problems, KP_D_ROLE_MISSING))
            print_problems(problems);
        assert_int_equal(count_code(problems, rows[i].code), 1);
        assert_int_equal(problems->errors, rows[i].errors);
        assert_int_equal(count_code(problems, KP_D_ROLE_MISSING), 0);
    }
    const entry_file changed[] = {{"评委打分表", "考评对象,评价主体,评价主体类别,互查\n"}, {NULL, NULL}}; /* nobody marked anybody */
    kp_problems *problems;
    bind_one(arena, entry_folder(arena, "nobody", changed), &problems);
    const kp_problem *problem = only(problems, KP_D_NO_DATA);
    assert_int_equal(problems->errors, 1);
    assert_non_null(strstr(problem->place.file, "nobody"));
    assert_string_equal(problem->place.sheet, "评委打分表");
}

/* ---- size ---- */

static void check_many(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer units = {.arena = arena}, table = {.arena = arena}, panel = {.arena = arena}, log = {.arena = arena}, survey = {.arena = arena};
    kp_buffer_puts(&units, "名称\n");
    kp_buffer_puts(&table, "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n");
    kp_buffer_puts(&panel, "考评对象,评价主体,评价主体类别,互查\n");
    kp_buffer_puts(&log, "考评对象,指标,处数,扣分,日期,地点,问题描述,检查人\n");
    kp_buffer_puts(&survey, "考评对象,测评项目,满意,不满意\n");
    for (int i = 0; i < 1000; i++) {
        kp_buffer_printf(&units, "第%d社区\n", i);
        kp_buffer_printf(&table, "第%d社区,18,3,4,97.3%%,是,否,90\n", i);
        kp_buffer_printf(&panel, "第%d社区,王五,街道,9\n第%d社区,赵六,居民,9\n", i, i);
        kp_buffer_printf(&survey, "第%d社区,卫生,4,1\n第%d社区,治安,3,2\n", i, i);
        for (int k = 0; k < 100; k++)
            kp_buffer_printf(&log, "第%d社区,保洁,1,,2026-08-0%d,地点%d,垃圾,钱七\n", i, k % 9 + 1, k);
        kp_buffer_printf(&log, "第%d小区,保洁,1,,,,,\n", i); /* a thousand unknown names */
    }
    const entry_file changed[] = {{"考评对象", kp_buffer_text(&units)},
                                  {"评分表", kp_buffer_text(&table)},
                                  {"评委打分表", kp_buffer_text(&panel)},
                                  {"扣分记录", kp_buffer_text(&log)},
                                  {"满意度测评表", kp_buffer_text(&survey)},
                                  {"加减分记录", "考评对象,加减分事项\n"},
                                  {NULL, NULL}};
    kp_problems *problems;
    kp_binding *binding = bind_one(arena, entry_folder(arena, "many", changed), &problems);
    assert_int_equal(binding->evidence->units.count, 1000);
    assert_int_equal(binding->evidence->findings.count, 100000);
    assert_int_equal(count_code(problems, KP_D_UNIT_UNKNOWN), 1000);
    assert_int_equal(problems->errors, 1000);
}

static bool count_rows(void *data, const kp_row *row) {
    (void)row;
    ++*(size_t *)data;
    return true;
}

/* More workbooks than files may be open: none stays so between calls. */
static void check_descriptors(kp_arena *arena, void *data) {
    (void)data;
    enum { BOOKS = 60, FILES = 30 };
    const char *paths[] = {entry_xlsx(arena, "open.xlsx", NULL), entry_ods(arena, "open.ods", NULL)};
    kp_workbook *books[BOOKS];
    kp_problems *problems = kp_problems_new(arena);
    struct rlimit before, few;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    few = (struct rlimit){FILES, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    size_t opened = 0, read = 0;
    for (size_t i = 0; i < BOOKS; i++)
        opened += (books[i] = kp_workbook_open(arena, paths[i % 2], problems)) != NULL;
    for (size_t i = 0; i < opened; i++) {
        size_t sheet = kp_workbook_find(books[i], "考评对象"), rows = 0;
        read += kp_workbook_read(books[i], &sheet, 1, count_rows, &rows, problems) && rows == 3;
    }
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    print_problems(problems);
    assert_int_equal(opened, BOOKS);
    assert_int_equal(read, BOOKS);
    scratch_text("open.xlsx", "PK"); /* another file now */
    size_t sheet = 0;
    assert_false(kp_workbook_read(books[0], &sheet, 1, count_rows, &sheet, problems));
    assert_int_equal(problems->items[problems->count - 1].code, KP_F_DAMAGED);
}

static void check_digest(kp_arena *arena, void *data) {
    (void)data;
    /* sha256sum of "abc" is ba7816bf…; the folder's is that of the line that sha256sum would print for its one file */
    scratch_text("abc", "abc");
    assert_string_equal(kp_input_digest(arena, scratch("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    mkdir(scratch("folder"), 0700);
    scratch_text("folder/a.csv", "abc");
    scratch_text("folder/notes.txt", "no sheet");
    assert_string_equal(kp_input_digest(arena, scratch("folder")), "de6ab0485a2f9629e095a68561ccd0c060392a610135ce7af1b6c2a27831959f");
    assert_null(kp_input_digest(arena, scratch("nothing")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("every sheet becomes evidence, each figure with its cell", check_contents),
        IN_ARENA("a folder of .csv, an .xlsx and an .ods become the same evidence", check_formats_agree),
        IN_ARENA("GB18030 files become the same evidence as UTF-8", check_gb18030),
        IN_ARENA("heads are found by key, by Chinese and English title, under titles, in two rows", check_heads),
        IN_ARENA("the customary ways to type a number, a rate or yes and no mean the same", check_cells),
        IN_ARENA("errors, formulas without value, dates, truth values and percentages are no marks", check_bad_cells),
        IN_ARENA("empty cells are missing, dashes not applicable, and who does not take part needs nothing", check_missing),
        IN_ARENA("a unit takes part where no, 0 or a dash stands for the reason that it does not", check_exclusions),
        IN_ARENA("a name of two units must be told apart by the id", check_ambiguous),
        IN_ARENA("an unknown unit is told with the closest name, where one is close", check_suggestions),
        IN_ARENA("an unknown unit is told with the closest id, whatever zeros stand before its number", check_short_suggestions),
        IN_ARENA("a column of row numbers is no column of ids", check_row_numbers),
        IN_ARENA("a name that looks bilingual is shown whole", check_whole_names),
        IN_ARENA("what a damaged head, column, role or question takes along is not told missing as well", check_consequences),
        IN_ARENA("a thousand units, a hundred thousand findings and a thousand wrong names are read at once", check_many),
        IN_ARENA("more workbooks than files may be open are read, and one that changes meanwhile is told of", check_descriptors),
        IN_ARENA("a number in .csv has the digits and the exponent that a spreadsheet program would read", check_digits),
        IN_ARENA("the digest of a folder is that of its list of .csv files", check_digest),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
