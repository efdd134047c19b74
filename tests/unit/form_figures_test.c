/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form_figures_test.c - beside entries that are known, the formulas of a form hold what they come to, so that a program that does not compute shows it. Expected figures are
 * worked out by hand from binding.h and the sheets below; that Calc computes the same is held by tests/e2e/form_figures.py.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bound.h"
#include "kaoping/form.h"

/* The figures under one key, row by row: "1;3". */
typedef struct column_reader {
    kp_buffer figures;
    const char *key;
    uint32_t column; /* 0: no row of keys yet */
    bool formulas;   /* all of them */
} column_reader;

static bool read_figure(void *data, const kp_row *row) {
    column_reader *reader = data;
    const kp_cell *found = NULL;
    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(row->cells[i].text, reader->key) == 0)
            reader->column = row->cells[i].column;
        else if (row->cells[i].column == reader->column && *row->cells[i].text)
            found = &row->cells[i];
    }
    if (!found)
        return true;
    kp_buffer_printf(&reader->figures, "%s%s", reader->figures.length ? ";" : "", found->text);
    reader->formulas = reader->formulas && found->formula;
    return true;
}

/* What stands under the key on the sheet of a form that begins with the workbook at `path`. */
static const char *figures(kp_arena *arena, kp_scheme *scheme, const char *path, const char *sheet, const char *key, kp_lang lang) {
    static int serial = 0;
    kp_problems *problems = kp_problems_new(arena), *none = kp_problems_new(arena);
    kp_bind_options bind = {.scheme = scheme};
    const kp_binding *binding = kp_bind(arena, &path, 1, &bind, problems);
    assert_non_null(binding);
    kp_form_options options = {.period = binding->evidence->period, .lang = lang, .evidence = binding->evidence};
    kp_form_units_of(arena, binding->evidence, &options);
    const char *form = kp_strdup(arena, scratch(kp_format(arena, "figures%d.xlsx", serial++)));
    assert_true(kp_form_write(arena, scheme, &options, form, none));
    kp_workbook *book = kp_workbook_open(arena, form, none);
    column_reader reader = {.figures = {.arena = arena}, .key = key, .formulas = true};
    for (size_t i = 0; i < kp_workbook_sheet_count(book); i++)
        if (strcmp(kp_workbook_sheet_name(book, i), sheet) == 0)
            assert_true(kp_workbook_read(book, &i, 1, read_figure, &reader, none));
    assert_int_equal(none->count, 0);
    assert_int_not_equal(reader.column, 0);
    assert_true(reader.formulas);
    return kp_buffer_text(&reader.figures);
}

/* (45·100 + 5·0)/50 = 90 and so on. */
static void check_survey(kp_arena *arena, void *data) {
    (void)data;
    const char *path = entry_folder(arena, "survey", (const entry_file[]){{NULL, NULL}});
    assert_string_equal(figures(arena, sound_yaml(arena, binding_yaml), path, "满意度测评表", "live.count", KP_ZH), "50;50;50;50");
    assert_string_equal(figures(arena, sound_yaml(arena, binding_yaml), path, "满意度测评表", "live.degree", KP_ZH), "80;90;60;50");
}

/* 不了解 as the rule says: of 30 and 20 with 10 more, out of the base 3000/50 = 60, half of full marks (3000+500)/60 = 58 1/3, nothing 3000/60 = 50; and always counted. */
static void check_unknown(kp_arena *arena, void *data) {
    (void)data;
    static const char yaml[] =
        "id: u\ntitle: U\nfamily: other\nindicators:\n  - {id: p, title: 评议, points: 5, method: satisfaction, options: {好: 5, 差: 0}, "
        "unknown: %s}\n";
    static const char *const cases[][2] = {{"exclude", "60"}, {"neutral", "58.33333333333334"}, {"zero", "50"}};
    for (size_t i = 0; i < 3; i++) {
        const entry_file files[] = {{"满意度测评表", "考评对象,好,差,不了解\n甲社区,30,20,10\n乙社区,0,0,0\n"},
                                    {"评分表", NULL},
                                    {"评委打分表", NULL},
                                    {"扣分记录", NULL},
                                    {"加减分记录", NULL},
                                    {NULL, NULL}};
        const char *path = entry_folder(arena, kp_format(arena, "unknown%zu", i), files);
        kp_scheme *scheme = sound_yaml(arena, kp_format(arena, yaml, cases[i][0]));
        assert_string_equal(figures(arena, scheme, path, "满意度测评表", "live.degree", KP_ZH), cases[i][1]);
        assert_string_equal(figures(arena, scheme, path, "满意度测评表", "live.count", KP_ZH), "60;0");
    }
}

/* Typed points count; else those of the rule for each place or time, once where no number of times is given. */
static void check_registers(kp_arena *arena, void *data) {
    (void)data;
    const entry_file files[] = {
        {"加减分记录",
         "考评对象,加减分事项,次数,分数,日期,说明\n甲社区,表彰,2,,2026-09-01,区级\n甲社区,曝光,,,2026-09-02,市台\n乙社区,表彰,1,2,2026-09-03,\n"},
        {NULL, NULL}};
    const char *path = entry_folder(arena, "registers", files);
    assert_string_equal(figures(arena, sound_yaml(arena, binding_yaml), path, "扣分记录", "live.points", KP_ZH), "1;3");
    assert_string_equal(figures(arena, sound_yaml(arena, binding_yaml), path, "加减分记录", "live.points", KP_ZH), "4;-1;2");
    assert_string_equal(figures(arena, sound_yaml(arena, binding_yaml), path, "Bonus and penalty", "live.points", KP_EN), "4;-1;2");
}

static void check_filled(kp_arena *arena, void *data) {
    (void)data;
    const entry_file files[] = {
        {"评分表",
         "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n甲社区,18,3,4,97.3%,是,否,90\n乙社区,15.5,4,4,,—,,75\n"},
        {NULL, NULL}};
    const char *path = entry_folder(arena, "filled", files);
    assert_string_equal(figures(arena, sound_yaml(arena, binding_yaml), path, "评分表", "live.filled", KP_ZH), "已填全;缺 2 项");
}

/* 0.1 + 0.2 is 0.3, and not what binary numbers add up to; what does not apply is in no sum. */
static void check_sums(kp_arena *arena, void *data) {
    (void)data;
    static const char yaml[] = "id: s\ntitle: S\nfamily: other\nindicators:\n  - {id: x, title: 甲项, points: 50, method: direct}\n"
                               "  - {id: y, title: 乙项, points: 50, method: direct}\n";
    const entry_file files[] = {{"评分表", "考评对象,甲项,乙项\n甲社区,0.1,0.2\n乙社区,—,48.5\n"},
                                {"满意度测评表", NULL},
                                {"评委打分表", NULL},
                                {"扣分记录", NULL},
                                {"加减分记录", NULL},
                                {NULL, NULL}};
    assert_string_equal(figures(arena, sound_yaml(arena, yaml), entry_folder(arena, "sums", files), "评分表", "live.sum", KP_ZH), "0.3;48.5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("beside counted answers stand their number and the degree", check_survey),
        IN_ARENA("the degree takes those who do not know as the rule says", check_unknown),
        IN_ARENA("beside an entry of a register stand its points, typed or by the rule", check_registers),
        IN_ARENA("beside a row stands what it lacks", check_filled),
        IN_ARENA("beside a row of marks stands their exact sum", check_sums),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
