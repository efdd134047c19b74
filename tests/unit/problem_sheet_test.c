/* SPDX-License-Identifier: GPL-3.0-or-later */
/* problem_sheet_test.c - the list of problems for the workbook that has them, read back; its links are looked for in the package itself. */
#include "in_arena.h"
#include "kaoping/problem_sheet.h"
#include "reading.h"

typedef struct job {
    const char *path;
    kp_lang lang;
    bool written;
    size_t failures;
} job;

/* An error in a cell of a sheet whose name has an apostrophe, a warning of a sheet as a whole, a hint about another file. */
static void write_body(kp_arena *arena, void *data) {
    job *todo = data;
    kp_problems *problems = kp_problems_new(arena), *failure = kp_problems_new(arena);
    kp_problems_add(problems, KP_D_MARK_ABOVE_FULL, (kp_place){"簿.ods", "甲's表", 7, 4}, 0, "16", "0-15", NULL);
    kp_problems_add(problems, KP_W_SHEET_UNKNOWN, (kp_place){"簿.ods", "自查", 0, 0}, KP_UNIT_NONE, "备忘", NULL, NULL);
    kp_problems_add(problems, KP_W_SHEET_UNKNOWN, (kp_place){"别的.json", NULL, 3, 0}, KP_UNIT_NONE, "其他", NULL, NULL);
    todo->written = kp_problem_sheet_write(arena, problems, "簿.ods", todo->lang, todo->path, failure);
    todo->failures = failure->count;
}

static job write_sheet(const char *path, kp_lang lang) {
    job todo = {.path = path, .lang = lang};
    run_with_arena(write_body, &todo);
    return todo;
}

static const seen_cell *find_text(const reading *r, const char *text) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (!strcmp(r->cells.items[i].text, text))
            return &r->cells.items[i];
    return NULL;
}

static bool part_contains(const char *path, const char *part, const char *text) {
    char *content = zip_part_text(path, part);
    bool contains = strstr(content, text) != NULL;
    free(content);
    return contains;
}

static void test_rows(void **state) {
    (void)state;
    const char *path = scratch("rows.xlsx");
    assert_true(write_sheet(path, KP_ZH).written);
    reading r = start_reading(path, read_body);
    expect_no_problem(&r);
    assert_int_equal(kp_workbook_sheet_count(r.book), 1);
    assert_string_equal(kp_workbook_sheet_name(r.book, 0), "数据问题");
    const seen_cell *cell = find_text(&r, "D7"), *other = find_text(&r, "别的.json");
    assert_non_null(cell);
    assert_non_null(other);
    assert_non_null(find_text(&r, "甲's表"));
    assert_string_equal(cell_at(&r, 0, cell->row, cell->column - 3)->text, "错误");
    assert_non_null(strstr(cell_at(&r, 0, cell->row, cell->column + 1)->text, "16"));
    assert_string_equal(cell_at(&r, 0, other->row, other->column + 1)->text, "3");
    end_reading(&r);
}

static void test_links(void **state) {
    (void)state;
    const char *path = scratch("links.xlsx");
    assert_true(write_sheet(path, KP_EN).written);
    assert_true(part_contains(path, "xl/worksheets/sheet1.xml", "location=\"'甲''s表'!D7\""));
    assert_true(part_contains(path, "xl/worksheets/sheet1.xml", "location=\"'自查'!A1\""));
    assert_false(part_contains(path, "xl/worksheets/sheet1.xml", "别的"));
}

static void test_cannot_write(void **state) {
    (void)state;
    job todo = write_sheet(scratch("no/such/folder.xlsx"), KP_ZH);
    assert_false(todo.written);
    assert_int_equal(todo.failures, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"each problem has a row with severity, sheet, cell and sentence", test_rows, NULL, NULL, NULL},
        {"a cell of the workbook itself is a link, also where its sheet has an apostrophe", test_links, NULL, NULL, NULL},
        {"a path that cannot be written to is a problem", test_cannot_write, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
