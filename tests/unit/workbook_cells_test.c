/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_cells_test.c - a workbook over cells in memory: it reads as a file does, names the right cells, and doubts what only a format would tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "cells_of_book.h"
#include "kaoping/evaluate.h"
#include "kaoping/result_json.h"

/* ---- reading ---- */

static const kp_cell corner[2][3] = {
    {{.kind = KP_CELL_TEXT, .text = "名称"}, {.text = ""}, {.kind = KP_CELL_NUMBER, .text = "28.164999999999999"}},
    {{.kind = KP_CELL_TEXT, .text = ""}, {.kind = KP_CELL_ERROR, .text = "#N/A"}, {.kind = KP_CELL_TEXT, .text = "", .formula = true}}};

static void give_corner(const kp_cell_sheet *sheet, size_t row, kp_cell *out) {
    memcpy(out, ((const kp_cell(*)[3])sheet->source)[row], sizeof corner[0]);
}

static void check_reading(kp_arena *arena, void *data) {
    (void)data;
    kp_cell_sheet sheet = {"角落", 4, 2, 2, 3, give_corner, corner};
    reading r = {.arena = arena, .problems = kp_problems_new(arena)};
    r.book = kp_workbook_of_cells(arena, "未命名", &sheet, 1, false, r.problems);
    assert_non_null(r.book);
    assert_true(kp_workbook_read(r.book, (size_t[]){0}, 1, take_row, &r, r.problems));
    assert_int_equal(r.cells.count, 4); /* the empty text is no cell, that of a formula is one */
    assert_int_equal(cell_at(&r, 0, 4, 4)->kind, KP_CELL_NUMBER);
    assert_string_equal(cell_at(&r, 0, 4, 4)->text, "28.164999999999999");
    assert_int_equal(cell_at(&r, 0, 5, 3)->kind, KP_CELL_ERROR);
    assert_true(cell_at(&r, 0, 5, 4)->formula);
    assert_string_equal(kp_place_cell(arena, kp_workbook_place(r.book, 0, 4, 2)), "B4");
    assert_int_equal(kp_workbook_find(r.book, "角落 | Corner"), 0);
    assert_int_equal(r.problems->count, 0);
    kp_workbook_close(r.book);
    assert_false(kp_workbook_read(r.book, (size_t[]){0}, 1, take_row, &r, r.problems));
}

static void check_sheet_past_the_edge(kp_arena *arena, void *data) {
    (void)data;
    kp_cell_sheet sheet = {"边", KP_MAX_ROWS, 1, 2, 3, give_corner, corner};
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = kp_workbook_of_cells(arena, "x", &sheet, 1, false, problems);
    reading r = {.arena = arena, .problems = problems};
    assert_false(kp_workbook_read(book, (size_t[]){0}, 1, take_row, &r, problems));
    assert_int_equal(count_code(problems, KP_F_TOO_LARGE), 1);
}

/* ---- a part of a sheet ---- */

static kp_workbook *part_of_corner(kp_arena *arena, kp_cell_range range, kp_problems *problems) {
    const kp_cell_sheet sheet = {"角落", 4, 2, 2, 3, give_corner, corner};
    kp_workbook *book = kp_workbook_of_cells(arena, "未命名", &sheet, 1, false, problems);
    kp_workbook *part = kp_workbook_of_range(arena, book, 0, range, problems);
    kp_workbook_close(book);
    return part;
}

/* B4 名称, D4 28.16…, C5 #N/A, D5 "" of a formula: the part from C on, and one where nothing stands. */
static void check_part(kp_arena *arena, void *data) {
    (void)data;
    reading r = {.arena = arena, .problems = kp_problems_new(arena)};
    r.book = part_of_corner(arena, (kp_cell_range){1, 3, 100, 4}, r.problems);
    assert_non_null(r.book);
    for (int i = 0; i < 2; i++) /* once more, as whoever looks for the head does */
        assert_true(kp_workbook_read(r.book, (size_t[]){0}, 1, take_row, &r, r.problems));
    assert_int_equal(r.cells.count, 6);
    assert_string_equal(cell_at(&r, 0, 4, 4)->text, "28.164999999999999");
    assert_int_equal(cell_at(&r, 0, 5, 3)->kind, KP_CELL_ERROR);
    assert_true(cell_at(&r, 0, 5, 4)->formula);
    assert_null(cell_at(&r, 0, 4, 2));
    assert_string_equal(kp_workbook_path(r.book), "未命名");
    assert_string_equal(kp_workbook_sheet_name(r.book, 0), "角落");
    r.cells.count = 0;
    assert_true(kp_workbook_read(part_of_corner(arena, (kp_cell_range){5, 3, 5, 3}, r.problems), (size_t[]){0}, 1, take_row, &r, r.problems));
    assert_int_equal(r.cells.count, 1);
    assert_true(kp_workbook_read(part_of_corner(arena, (kp_cell_range){40, 1, 50, 9}, r.problems), (size_t[]){0}, 1, take_row, &r, r.problems));
    assert_int_equal(r.cells.count, 1);
    assert_int_equal(r.problems->count, 0);
}

/* ---- binding ---- */

static kp_evaluation *evaluate_cells(kp_arena *arena, const char *folder, const kp_evaluate_options *options, kp_problems **problems) {
    held_book held = hold_book(arena, folder);
    *problems = kp_problems_new(arena);
    kp_workbook *book = kp_workbook_of_cells(arena, folder, held.sheets, held.count, true, *problems);
    assert_non_null(book);
    return kp_evaluate_workbooks(arena, &book, 1, options, *problems);
}

static const struct {
    const char *folder, *scheme;
} evaluations[] = {{"templates/samples/sicha_yiping/2026Q3", "sicha_yiping"},
                   {"templates/samples/wuye_quarter/2026Q1", "wuye_quarter"},
                   {"templates/samples/resident_satisfaction/2026H1", "resident_satisfaction"},
                   {"tests/fixtures/entry/residents", "resident_satisfaction"},
                   {"tests/fixtures/entry/communities", "sicha_yiping"},
                   {"tests/fixtures/entry/estates", "wuye_quarter"}};

/* With the dates as days since 1899-12-30. Hints of numbers held as text are those of CSV only, so the lists of problems are left out of the comparison. */
static void check_same_results(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < sizeof evaluations / sizeof *evaluations; i++) {
        const char *folder = kp_format(arena, "%s/%s", KP_SOURCE_DIR, evaluations[i].folder);
        kp_evaluate_options options = {.scheme = evaluations[i].scheme};
        kp_problems *of_file = kp_problems_new(arena), *of_cells, *none = kp_problems_new(arena);
        const kp_evaluation *wanted = kp_evaluate(arena, &folder, 1, &options, of_file);
        const kp_evaluation *found = evaluate_cells(arena, folder, &options, &of_cells);
        assert_non_null(wanted->card);
        if (!found->card)
            print_problems(of_cells);
        assert_non_null(found->card);
        assert_string_equal(kp_result_json(arena, NULL, found->card, none, KP_ZH), kp_result_json(arena, NULL, wanted->card, none, KP_ZH));
        for (size_t f = 0; f < wanted->binding->evidence->findings.count; f++)
            assert_string_equal(found->binding->evidence->findings.items[f].date, wanted->binding->evidence->findings.items[f].date);
        assert_null(found->binding->files[0].digest);
        assert_int_equal(of_cells->errors, of_file->errors);
    }
}

typedef struct doubt_case {
    const char *table; /* the sheet 评分表: 照明率 is a percentage, 百分 a mark of 100 */
    kp_problem_code code;
    const char *cell; /* NULL: none */
} doubt_case;

#define HEAD "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n"
static const doubt_case doubts[] = {
    {HEAD "甲社区,1,3,4,0.973,是,否,90\n乙社区,15.5,4,4,88,是,是,75\n", KP_D_MAY_BE_PERCENT, "E2"},
    {HEAD "甲社区,1,3,4,1,是,否,90\n乙社区,15.5,4,4,88,是,是,75\n", KP_D_MAY_BE_PERCENT, "E2"},
    {HEAD "甲社区,1,3,4,97.3,是,否,0.9\n乙社区,15.5,4,4,88,是,是,75\n", KP_D_MAY_BE_PERCENT, "H2"},
    {HEAD "甲社区,0.5,3,4,0,1,0,0\n乙社区,15.5,4,4,88%,是,是,75%\n", KP_D_MAY_BE_PERCENT,
     NULL}, /* a mark of 20 is no percentage; nought is nought; a typed sign tells */
};

static void check_doubts(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++) {
        const entry_file changed[] = {{"评分表", doubts[i].table}, {NULL, NULL}};
        const char *folder = entry_folder(arena, kp_format(arena, "doubt%zu", i), changed);
        kp_problems *problems;
        kp_evaluate_options options = {.built = sound_yaml(arena, binding_yaml), .partial = true};
        kp_evaluation *e = evaluate_cells(arena, folder, &options, &problems);
        size_t wanted = doubts[i].cell ? 1 : 0;
        if (count_code(problems, doubts[i].code) != wanted || problems->errors != wanted)
            print_problems(problems);
        assert_int_equal(count_code(problems, doubts[i].code), wanted);
        assert_int_equal(problems->errors, wanted);
        assert_int_equal(e->verdict, wanted ? KP_VERDICT_PARTLY : KP_VERDICT_SCORED);
        for (size_t k = 0; k < problems->count; k++)
            if (problems->items[k].code == doubts[i].code)
                assert_string_equal(kp_place_cell(arena, problems->items[k].place), doubts[i].cell);
    }
}

static void check_no_period(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {{"填表说明", "考评期,\n填报单位,某街道\n"}, {NULL, NULL}};
    const char *folder = entry_folder(arena, "no-period", changed);
    kp_problems *problems;
    kp_evaluate_options options = {.built = sound_yaml(arena, binding_yaml)};
    assert_int_equal(evaluate_cells(arena, folder, &options, &problems)->verdict, KP_VERDICT_BLOCKED);
    assert_int_equal(count_code(problems, KP_W_NO_PERIOD), 1);
    options.any_period = true;
    assert_int_equal(evaluate_cells(arena, folder, &options, &problems)->verdict, KP_VERDICT_SCORED);
    assert_int_equal(problems->errors, 0);
}

/* In a monthly scheme a typed 2026-09 has become the number of its first day, 46266. */
static void check_period_as_number(kp_arena *arena, void *data) {
    (void)data;
    const char *yaml = kp_format(arena, "%s", binding_yaml);
    char *at = strstr(kp_strdup(arena, yaml), "cadence: quarter");
    assert_non_null(at);
    char *monthly = kp_strdup(arena, yaml);
    memcpy(strstr(monthly, "cadence: quarter"), "cadence: month  ", 16);
    const entry_file changed[] = {{"填表说明", "考评期,2026-09-01\n"}, {NULL, NULL}};
    kp_problems *problems;
    kp_evaluate_options options = {.built = sound_yaml(arena, monthly), .partial = true};
    kp_evaluation *e = evaluate_cells(arena, entry_folder(arena, "monthly", changed), &options, &problems);
    assert_string_equal(kp_period_key(arena, e->binding->evidence->period), "2026-09");
    assert_int_equal(count_code(problems, KP_W_PERIOD_AS_DATE), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("cells in memory are read as those of a file, at their own addresses", check_reading),
        IN_ARENA("rows past the last row of a sheet are too many", check_sheet_past_the_edge),
        IN_ARENA("a part of a sheet has its cells where they are there, and no others", check_part),
        IN_ARENA("values without formats come to the results of the same files", check_same_results),
        IN_ARENA("what may be shown as a percentage is doubted where the format is not seen", check_doubts),
        IN_ARENA("without a period scoring goes on where that is asked for, and only there", check_no_period),
        IN_ARENA("a month that became the number of its first day is that month", check_period_as_number),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
