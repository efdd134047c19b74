/* SPDX-License-Identifier: GPL-3.0-or-later */
/* data_table_test.c - any table as columns: the head is found below titles, totals are passed over, every bad cell is a problem with its place. */
#include "in_arena.h"
#include "kaoping/data_table.h"
#include "reading.h"

#include <math.h>

/* A problem list with as many of that code. */
static size_t problems_of(const kp_problems *problems, kp_problem_code code) {
    size_t count = 0;
    for (size_t i = 0; i < problems->count; i++)
        count += problems->items[i].code == code;
    return count;
}

static const kp_problem *problem_of(const kp_problems *problems, kp_problem_code code) {
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == code)
            return &problems->items[i];
    fail_msg("no problem %s", kp_problem_code_text(code));
    return NULL;
}

static kp_data_table *read_csv(kp_arena *arena, const char *text, const char *const heads[], kp_problems *problems) {
    size_t count = 0;
    while (heads[count])
        count++;
    kp_workbook *book = kp_workbook_open(arena, scratch_text("data.csv", text), problems);
    assert_non_null(book);
    kp_data_table *table = kp_data_table_read(arena, book, NULL, heads, count, problems);
    kp_workbook_close(book);
    return table;
}

#define HEADS(...)                                                                                                                                   \
    (const char *const[]) { __VA_ARGS__, NULL }

static void check_columns(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_data_table *table = read_csv(arena,
                                    "居民满意度调查,,\n调查单位：某街道,日期：九月,\n编号,社区,得分,备注\n1,幸福,80.5,\n2, 幸 福,－3,x\n\n"
                                    "3,光明,NA,\n4,光明,,\n合计,,77.5,\n编号,社区,得分,备注\n5,幸福,1e+05,\n填表人：张三,,,\n",
                                    HEADS("得分", "社区", "编号"), problems);
    assert_non_null(table);
    assert_int_equal(kp_data_rows(table), 5);
    assert_int_equal(kp_data_columns(table), 3); /* 备注 was not asked for */
    assert_int_equal(kp_data_find(table, "备注"), SIZE_MAX);
    size_t score = kp_data_find(table, "得 分");
    const double *y = kp_data_doubles(table, score, KP_DATA_ANY, problems);
    assert_non_null(y);
    assert_true(y[0] == 80.5 && y[1] == -3 && isnan(y[2]) && isnan(y[3]) && y[4] == 100000);
    const kp_data_number *exact = kp_data_numbers(table, score, KP_DATA_ANY, problems);
    assert_true(exact[0].given && kp_num_equal(exact[0].value, kp_num_ratio(arena, 161, 2)));
    assert_false(exact[2].given);
    const kp_categories *by = kp_data_categories(table, kp_data_find(table, "社区"), KP_DATA_FILLED, problems);
    assert_int_equal(by->count, 2);
    assert_string_equal(by->names[0], "幸福");
    const int32_t of[] = {0, 0, 1, 1, 0};
    assert_memory_equal(by->of, of, sizeof of);
    assert_int_equal(kp_categories_find(arena, by, "光 明"), 1);
    assert_int_equal(kp_categories_find(arena, by, "和平"), -1);
    const char *const *ids = kp_data_ids(table, (size_t[]){kp_data_find(table, "编号")}, 1, NULL, problems);
    assert_string_equal(ids[4], "5");
    assert_string_equal(kp_place_cell(arena, kp_data_place(table, score, 4)), "C11");
    assert_string_equal(kp_place_cell(arena, kp_data_place(table, score, SIZE_MAX)), "C3");
    assert_int_equal(problems->errors, 0);
    assert_int_equal(problems_of(problems, KP_W_ROW_SKIPPED), 2); /* 合计, 填表人 */
    assert_int_equal(problems_of(problems, KP_D_LIBERTY), 1);     /* －3 */
}

static void check_bad_cells(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_data_table *table =
        read_csv(arena, "编号,社区,权数\na,甲,1\na,甲,-1\nb,,八\n,乙,2026-09-15\nc,乙,#N/A\nd,乙,1.5\n", HEADS("编号", "社区", "权数"), problems);
    assert_null(kp_data_doubles(table, 2, KP_DATA_NOT_NEGATIVE, problems));
    assert_int_equal(problems->errors, 4);
    assert_string_equal(kp_problem_line(arena, problem_of(problems, KP_D_NOT_A_NUMBER), KP_EN),
                        kp_format(arena, "%s · data!C4: error KP-D020 八 is no number; expected a number, 0 or more", scratch("data.csv")));
    assert_int_equal(problem_of(problems, KP_D_NEGATIVE)->place.row, 3);
    assert_int_equal(problem_of(problems, KP_D_DATE_NOT_NUMBER)->place.row, 5);
    assert_int_equal(problem_of(problems, KP_D_ERROR_CELL)->place.row, 6);
    assert_null(kp_data_categories(table, 1, KP_DATA_FILLED, problems));
    assert_int_equal(problems->errors, 5);
    assert_non_null(kp_data_categories(table, 1, KP_DATA_ANY, problems));
    assert_null(kp_data_ids(table, (size_t[]){0}, 1, NULL, problems));
    assert_int_equal(problems->errors, 6); /* an empty id comes first */
    assert_int_equal(problems_of(problems, KP_D_CELL_EMPTY), 2);
}

static void check_whole_and_positive(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_data_table *table = read_csv(arena, "层,户数\n甲,1.5\n乙,0\n丙,12户\n丁,\n", HEADS("层", "户数"), problems);
    assert_null(kp_data_numbers(table, 1, KP_DATA_FILLED | KP_DATA_POSITIVE | KP_DATA_WHOLE, problems));
    assert_int_equal(problem_of(problems, KP_D_NOT_WHOLE)->place.row, 2);
    assert_int_equal(problem_of(problems, KP_D_MARK_BELOW)->place.row, 3);
    assert_int_equal(problem_of(problems, KP_D_LIBERTY)->place.row, 4);
    assert_int_equal(problem_of(problems, KP_D_CELL_EMPTY)->place.row, 5);
}

static void check_doubled_ids(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_data_table *table = read_csv(arena, "户号,楼\n7,1\n8,1\n7,2\n", HEADS("户号", "楼"), problems);
    assert_null(kp_data_ids(table, (size_t[]){0}, 1, NULL, problems));
    assert_int_equal(problem_of(problems, KP_D_ID_TWICE)->place.row, 4);
    assert_string_equal(problem_of(problems, KP_D_ID_TWICE)->arguments[1], "A2");
    const kp_categories *building = kp_data_categories(table, 1, KP_DATA_FILLED, problems);
    assert_non_null(kp_data_ids(table, (size_t[]){0}, 1, building, problems)); /* of another building each */
    const char *const *ids = kp_data_ids(table, (size_t[]){1, 0}, 2, NULL, problems);
    assert_string_equal(ids[2], "2-7");
}

static void check_missing_column(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    assert_null(read_csv(arena, "编号,所属社区,总得分\n1,甲,3\n", HEADS("编号", "总得分数", "权数"), problems));
    assert_int_equal(problems_of(problems, KP_W_COLUMN_NOT_FOUND), 2); /* 权数 too */
    const kp_problem *first = problem_of(problems, KP_W_COLUMN_NOT_FOUND);
    assert_string_equal(first->arguments[0], "总得分数");
    assert_string_equal(first->arguments[1], "总得分");
}

static void check_doubled_column(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    assert_null(read_csv(arena, "编号,得分,得分\n1,2,3\n", HEADS("编号", "得分"), problems));
    assert_int_equal(problems_of(problems, KP_W_COLUMN_TWICE), 1);
}

/* ---- sheets of a workbook in memory ---- */

/* nh and Nh, as in tables of other programs, are one name to a person; where one is just what is asked for, it is meant. */
static void check_letters(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_data_table *table = read_csv(arena, "nh,Nh,y\n1,10,3\n2,20,1e400\n", HEADS("Nh", "y"), problems);
    assert_non_null(table);
    const double *sizes = kp_data_doubles(table, kp_data_find(table, "Nh"), KP_DATA_ANY, problems);
    assert_true(sizes && sizes[0] == 10 && sizes[1] == 20);
    assert_int_equal(problems->count, 0);
    assert_null(kp_data_doubles(table, kp_data_find(table, "y"), KP_DATA_ANY, problems)); /* no binary number is that large */
    const kp_problem *large = problem_of(problems, KP_D_NOT_A_NUMBER);
    assert_true(large->place.row == 3 && large->place.column == 3);
    assert_null(read_csv(arena, "nh,Nh\n1,10\n", HEADS("NH"), problems));
    assert_int_equal(problems_of(problems, KP_W_COLUMN_TWICE), 1);
}

static const char *const notes[][2] = {{"说明", "此表无数据"}, {"", ""}}, *const list[][2] = {{"名单", ""}, {"户号", "楼栋"}, {"01", "A 栋"}};

typedef struct text_sheet {
    const char *const (*rows)[2];
} text_sheet;

static void give_texts(const kp_cell_sheet *sheet, size_t row, kp_cell *out) {
    const text_sheet *texts = sheet->source;
    for (size_t i = 0; i < 2; i++)
        if (*texts->rows[row][i])
            out[i] = (kp_cell){.kind = KP_CELL_TEXT, .text = texts->rows[row][i]};
}

static void check_sheets(kp_arena *arena, void *data) {
    (void)data;
    static const text_sheet sources[] = {{notes}, {list}};
    const kp_cell_sheet sheets[] = {{"封面", 1, 1, 2, 2, give_texts, &sources[0]}, {"户表 | Homes", 3, 2, 3, 2, give_texts, &sources[1]}};
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = kp_workbook_of_cells(arena, "内存", sheets, 2, true, problems);
    kp_data_table *table = kp_data_table_read(arena, book, NULL, HEADS("楼栋"), 1, problems);
    assert_string_equal(kp_data_sheet(table), "户表 | Homes");
    assert_string_equal(kp_data_text(table, 0, 0), "A 栋");
    assert_string_equal(kp_place_cell(arena, kp_data_place(table, 0, 0)), "C5");
    table = kp_data_table_read(arena, book, NULL, NULL, 0, problems); /* the cover has no row below its head */
    assert_int_equal(kp_data_columns(table), 2);
    assert_string_equal(kp_data_title(table, 0), "户号");
    assert_int_equal(problems->count, 0);
    assert_null(kp_data_table_read(arena, book, "别的表", NULL, 0, problems));
    assert_int_equal(problems_of(problems, KP_W_SHEET_MISSING), 1);
    assert_null(kp_data_table_read(arena, book, "封面", HEADS("楼栋"), 1, problems));
    assert_int_equal(problems_of(problems, KP_W_COLUMN_NOT_FOUND), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("columns are found by their heads, below titles, without totals and footers", check_columns),
        IN_ARENA("a cell that is no number, text or id is a problem with its place", check_bad_cells),
        IN_ARENA("whole and positive numbers are asked for", check_whole_and_positive),
        IN_ARENA("an id that is there twice is told with the other place", check_doubled_ids),
        IN_ARENA("a column that is missing is told with the closest", check_missing_column),
        IN_ARENA("a column that is there twice is refused", check_doubled_column),
        IN_ARENA("a head to the letter is meant before others that are the same name; numbers beyond binary ones are problems", check_letters),
        IN_ARENA("the sheet is the one that has the columns, else the first with rows", check_sheets),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
