/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_sheet_test.c - the sheet 方案: every scheme goes through it, and through YAML, unchanged; and it is read as people leave it. */
#include "random_scheme.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "kaoping/scheme_book.h"
#include "kaoping/typed.h"

static void put_cell(FILE *file, const char *text) {
    fputc('"', file);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', file);
        fputc(*text, file);
    }
    fputc('"', file);
}

/* The scheme of a workbook that is a folder with the sheet as a CSV file. */
static kp_scheme *through_sheet(kp_arena *arena, const kp_sheet_rows *rows, kp_problems *problems) {
    char folder[] = "/tmp/kaoping-sheet-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *path = kp_format(arena, "%s/方案.csv", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t c = 0; c < rows->items[i].count; c++) {
            if (c)
                fputc(',', file);
            put_cell(file, rows->items[i].cells[c]);
        }
        fputs("\r\n", file);
    }
    assert_int_equal(fclose(file), 0);
    kp_scheme *scheme = kp_scheme_load(arena, folder, problems);
    unlink(path);
    rmdir(folder);
    return scheme;
}

static void expect_same(kp_arena *arena, const kp_scheme *scheme, const kp_scheme *other, const kp_problems *problems, const char *way,
                        uint64_t seed) {
    if (other && strcmp(kp_scheme_canonical(arena, scheme), kp_scheme_canonical(arena, other)) == 0)
        return;
    for (size_t i = 0; i < problems->count; i++)
        print_error("%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
    if (other) {
        kp_pairs lines = kp_scheme_differences(arena, scheme, other);
        for (size_t i = 0; i < lines.count; i++)
            print_error("%s\n", lines.items[i].name);
    }
    fail_msg("through %s: not the same, seed %llu", way, (unsigned long long)seed);
}

static void check_random(kp_arena *arena, void *data) {
    (void)data;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        kp_problems *problems = kp_problems_new(arena);
        const char *text = random_scheme_text(arena, seed);
        kp_scheme *scheme = build_yaml(arena, text, problems);
        if (!scheme) {
            for (size_t i = 0; i < problems->count; i++)
                print_error("%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
            fail_msg("seed %llu is no scheme:\n%s", (unsigned long long)seed, text);
        }
        problems = kp_problems_new(arena);
        expect_same(arena, scheme, kp_scheme_build(arena, kp_scheme_to_records(arena, scheme), problems), problems, "records", seed);
        expect_same(arena, scheme, build_yaml(arena, kp_yaml_write(arena, scheme), problems), problems, "YAML", seed);
        expect_same(arena, scheme, through_sheet(arena, kp_scheme_sheet_rows(arena, scheme, KP_ZH), problems), problems, "the Chinese sheet", seed);
        expect_same(arena, scheme, through_sheet(arena, kp_scheme_sheet_rows(arena, scheme, KP_EN), problems), problems, "the English sheet", seed);
    }
}

/* ---- with every field of the table ---- */

#define GENERATED 90
#define TRIES     60

/* Every field of every record, notes and sources too. */
static void expect_whole(kp_arena *arena, const kp_scheme *scheme, const kp_scheme *other, const kp_problems *problems, const char *way,
                         uint64_t seed) {
    expect_same(arena, scheme, other, problems, way, seed);
    const kp_records *before = kp_scheme_to_records(arena, scheme), *after = kp_scheme_to_records(arena, other);
    assert_int_equal(before->count, after->count);
    for (size_t i = 0; i < before->count; i++)
        for (size_t f = 0; f < kp_sections[before->items[i].section].field_count; f++) {
            const char *old = before->items[i].values[f].text, *new = after->items[i].values[f].text;
            if ((old == NULL) != (new == NULL) || (old && strcmp(old, new) != 0))
                fail_msg("through %s: %s is %s, not %s; seed %llu", way, kp_sections[before->items[i].section].fields[f].key, new ? new : "nothing",
                         old ? old : "nothing", (unsigned long long)seed);
        }
}

static kp_scheme *through_book(kp_arena *arena, const kp_scheme *scheme, kp_lang lang, kp_problems *problems) {
    char path[] = "/tmp/kaoping-book-XXXXXX.xlsx";
    close(mkstemps(path, 5));
    assert_true(kp_scheme_book_write(arena, scheme, path, lang, problems));
    kp_scheme *read = kp_scheme_load(arena, path, problems);
    unlink(path);
    return read;
}

typedef struct number_seen {
    const char *id, *found; /* what the numbers of the record's row are: "40 0.1 " */
    kp_arena *arena;
} number_seen;

static bool see_numbers(void *data, const kp_row *row) {
    number_seen *seen = data;
    if (row->count == 0 || row->cells[0].kind != KP_CELL_TEXT || strcmp(row->cells[0].text, seen->id) != 0)
        return true;
    kp_num value;
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].kind == KP_CELL_NUMBER && kp_parse_stored(seen->arena, row->cells[i].text, &value))
            seen->found = kp_format(seen->arena, "%s%s ", seen->found, kp_num_exact(seen->arena, value));
    return true;
}

static void check_numbers(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *id, *found;
    } rows[] = {
        {"小数位数", "1 "}, {"a", "60.5 95 0.1 "}, /* target 95%, which is 95 */
        {"b", "39.5 "},                            /* 2/3 a step is no decimal */
        {"c", ""},                                 /* a title of digits is a title, a number of 16 digits more than a double holds */
        {"good", "82.1 "},                         /* a quota of 15% is no plain number */
    };
    kp_scheme *scheme = sound_yaml(arena, "id: own\ntitle: 2026\ndecimals: 1\nindicators:\n"
                                          "  - {id: a, title: 环境, points: 60.5, method: linear, target: 95, slope: 0.1}\n"
                                          "  - {id: b, title: 服务, points: 39.5, method: deduct, step: 2/3}\n"
                                          "  - {id: c, title: '2026', method: bonus, cap_high: 1.234567890123456}\n"
                                          "bands: [{id: good, title: 优, from: 82.1, quota: 15%}, {id: bad, title: 差, to: 82.1}]\n");
    char path[] = "/tmp/kaoping-numbers-XXXXXX.xlsx";
    close(mkstemps(path, 5));
    kp_problems *problems = kp_problems_new(arena);
    assert_true(kp_scheme_book_write(arena, scheme, path, KP_ZH, problems));
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    assert_non_null(book);
    size_t sheet = kp_workbook_find(book, "方案");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        number_seen seen = {.id = rows[i].id, .found = "", .arena = arena};
        assert_true(kp_workbook_read(book, &sheet, 1, see_numbers, &seen, problems));
        assert_string_equal(seen.found, rows[i].found);
    }
    kp_workbook_close(book);
    unlink(path);
}

static kp_scheme *through_yaml(kp_arena *arena, const kp_scheme *scheme, kp_problems *problems) {
    const char *text = kp_yaml_write(arena, scheme);
    return kp_yaml_load(arena, "written.yaml", text, strlen(text), problems);
}

typedef struct coverage {
    bool *given[KP_SECTION_COUNT];
    uint64_t seed;
} coverage;

static void check_one(kp_arena *arena, void *data) {
    coverage *seen = data;
    const kp_records *records = random_records(arena, seen->seed, TRIES);
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = kp_scheme_build(arena, records, problems);
    assert_non_null(scheme);
    for (size_t i = 0; i < records->count; i++)
        for (size_t f = 0; f < kp_sections[records->items[i].section].field_count; f++)
            seen->given[records->items[i].section][f] |= records->items[i].values[f].text != NULL;
    problems = kp_problems_new(arena);
    expect_whole(arena, scheme, through_yaml(arena, scheme, problems), problems, "YAML", seen->seed);
    expect_whole(arena, scheme, through_sheet(arena, kp_scheme_sheet_rows(arena, scheme, KP_ZH), problems), problems, "the sheet", seen->seed);
    kp_lang lang = seen->seed % 2 ? KP_EN : KP_ZH;
    expect_whole(arena, scheme, through_book(arena, scheme, lang, problems), problems, "the workbook", seen->seed);
}

/* Fields are set by the table's own word, so that a new one is tried here as soon as it is there. What the generator finds no fitting value for is few. */
static void check_generated(kp_arena *arena, void *data) {
    (void)data;
    coverage seen = {.seed = 1};
    for (int s = 0; s < KP_SECTION_COUNT; s++)
        seen.given[s] = KP_NEW_ARRAY(arena, bool, kp_sections[s].field_count);
    for (; seen.seed <= GENERATED; seen.seed++) {
        kp_arena *own = kp_arena_new(NULL);
        assert_int_equal(kp_arena_run(own, check_one, &seen), KP_OK);
        kp_arena_free(own);
    }
    size_t fields = 0, given = 0;
    for (int s = 0; s < KP_SECTION_COUNT; s++)
        for (size_t f = 0; f < kp_sections[s].field_count; f++) {
            fields++;
            given += seen.given[s][f];
            if (!seen.given[s][f])
                print_message("never generated: %s.%s\n", kp_sections[s].key, kp_sections[s].fields[f].key);
        }
    assert_true(given * 100 >= fields * 80);
}

/* ---- as people leave it ---- */

typedef struct typed_cell {
    int row, column;
    const char *text; /* NULL: the number */
    double number;
    bool percent;
} typed_cell;

static const typed_cell typed[] = {
    {0, 1, "街道考评方案（2026 年修订）", 0, false}, /* a title that somebody put above */
    {2, 1, "方案", 0, false},
    {3, 1, "编号", 0, false},
    {3, 2, "own", 0, false},
    {4, 1, "title", 0, false},
    {4, 2, "我们的方案", 0, false},
    {4, 3, "随便写的说明", 0, false},
    {5, 1, "小数位数", 0, false},
    {5, 2, NULL, 1, false},
    {6, 1, "签字栏", 0, false},
    {6, 2, "甲\n乙", 0, false},
    {8, 1, " 指 标 ", 0, false},
    {9, 1, "名称", 0, false},
    {9, 2, "ID", 0, false},
    {9, 4, "权重", 0, false},               /* a column left empty before it */
    {9, 5, "计分方式（见说明）", 0, false}, /* a remark in brackets */
    {9, 6, "目标值", 0, false},
    {9, 7, "Slope", 0, false},
    {10, 1, "环境", 0, false},
    {10, 2, "a", 0, false},
    {10, 4, NULL, 0.6, true}, /* typed as 60% */
    {10, 5, "线性", 0, false},
    {10, 6, NULL, 0.95, true},
    {10, 7, NULL, 0.1, false},
    {11, 1, "服务", 0, false},
    {11, 2, "b", 0, false},
    {11, 4, "４０", 0, false},
    {11, 5, "direct", 0, false},
    {13, 1, "Grades", 0, false},
    {14, 1, "编号", 0, false},
    {14, 2, "名称", 0, false},
    {14, 3, "下限", 0, false},
    {14, 4, "上限", 0, false},
    {14, 5, "名额", 0, false},
    {15, 1, "good", 0, false},
    {15, 2, "优", 0, false},
    {15, 3, NULL, 82.1, false},
    {15, 5, NULL, 0.15, true},
    {16, 1, "bad", 0, false},
    {16, 2, "差", 0, false},
    {16, 4, NULL, 82.1, false},
};

static const char *write_typed(kp_arena *arena, const typed_cell *changed) {
    char path[] = "/tmp/kaoping-typed-XXXXXX.xlsx";
    close(mkstemps(path, 5));
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "方案");
    lxw_format *percent = workbook_add_format(book);
    format_set_num_format(percent, "0%");
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        const typed_cell *cell = changed && changed->row == typed[i].row && changed->column == typed[i].column ? changed : &typed[i];
        if (cell->text)
            worksheet_write_string(sheet, (lxw_row_t)cell->row, (lxw_col_t)cell->column, cell->text, NULL);
        else
            worksheet_write_number(sheet, (lxw_row_t)cell->row, (lxw_col_t)cell->column, cell->number, cell->percent ? percent : NULL);
    }
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    return kp_strdup(arena, path);
}

static void check_typed(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const char *path = write_typed(arena, NULL);
    kp_scheme *scheme = kp_scheme_load(arena, path, problems);
    unlink(path);
    for (size_t i = 0; i < problems->count; i++)
        print_error("%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
    assert_non_null(scheme);
    const kp_scheme *same = sound_yaml(arena, "id: own\ntitle: 我们的方案\ndecimals: 1\nsignatures: [甲, 乙]\nindicators:\n"
                                              "  - {id: a, title: 环境, weight: 60, method: linear, target: 95, slope: 0.1}\n"
                                              "  - {id: b, title: 服务, weight: 40, method: direct}\n"
                                              "bands: [{id: good, title: 优, from: 82.1, quota: 15%}, {id: bad, title: 差, to: 82.1}]\n");
    assert_string_equal(kp_scheme_canonical(arena, scheme), kp_scheme_canonical(arena, same));
}

static void check_typed_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        typed_cell cell;
        kp_problem_code code;
        uint32_t row, column; /* of the problem, from 1 */
    } rows[] = {
        {{5, 1, "小数位", 0, false}, KP_S_UNKNOWN_FIELD_ROW, 6, 2},
        {{5, 1, "名称", 0, false}, KP_S_DUPLICATE_KEY, 6, 2},
        {{5, 2, NULL, 9, false}, KP_S_OUT_OF_RANGE, 6, 3},
        {{9, 7, "目标值", 0, false}, KP_S_DUPLICATE_KEY, 10, 8},
        {{9, 7, "坡度", 0, false}, KP_S_UNKNOWN_FIELD_ROW, 10, 8},
        {{10, 5, "线形", 0, false}, KP_S_BAD_CHOICE, 11, 6},
        {{14, 4, " ", 0, false}, KP_S_SHEET_UNREADABLE, 17, 5},
        {{16, 4, NULL, 80, false}, KP_S_BANDS_GAP, 17, 5},
        {{11, 2, " ", 0, false}, KP_S_FIELD_MISSING, 12, 3},
        {{11, 5, "", 0, false}, KP_S_METHOD_MISSING, 12, 6},
        {{11, 4, "", 0, false}, KP_S_NO_POINTS, 12, 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        const char *path = write_typed(arena, &rows[i].cell);
        assert_null(kp_scheme_load(arena, path, problems));
        unlink(path);
        bool found = false;
        for (size_t k = 0; k < problems->count; k++) {
            const kp_problem *p = &problems->items[k];
            found |=
                p->code == rows[i].code && p->place.row == rows[i].row && p->place.column == rows[i].column && strcmp(p->place.sheet, "方案") == 0;
        }
        if (!found) {
            for (size_t k = 0; k < problems->count; k++)
                print_error("%s\n", kp_problem_line(arena, &problems->items[k], KP_EN));
            fail_msg("no %s at row %u, column %u", kp_problem_code_text(rows[i].code), rows[i].row, rows[i].column);
        }
    }
}

static void check_cells(kp_arena *arena, void *data) {
    (void)data;
    char path[] = "/tmp/kaoping-cells-XXXXXX.xlsx";
    close(mkstemps(path, 5));
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "方案");
    lxw_format *date = workbook_add_format(book);
    format_set_num_format(date, "yyyy-mm-dd");
    worksheet_write_string(sheet, 0, 0, "方案", NULL);
    worksheet_write_string(sheet, 1, 0, "编号", NULL);
    worksheet_write_number(sheet, 1, 1, 46280, date);
    worksheet_write_string(sheet, 2, 0, "名称", NULL);
    worksheet_write_boolean(sheet, 2, 1, 1, NULL);
    worksheet_write_string(sheet, 3, 0, "说明", NULL);
    worksheet_write_formula_str(sheet, 3, 1, "=1/0", NULL, "#DIV/0!");
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    kp_problems *problems = kp_problems_new(arena);
    assert_null(kp_scheme_load(arena, path, problems));
    unlink(path);
    assert_int_equal(count_code(problems, KP_S_CELL_NOT_TEXT), 3);
    kp_problems_sort(problems);
    assert_string_equal(kp_place_cell(arena, problems->items[problems->count - 1].place), "B4");
}

/* A sheet with two lowest indicators whose points are in D3 and D4, whatever else is done to it. */
static lxw_worksheet *two_leaves(lxw_workbook *book, const char *name) {
    static const char *const rows[][4] = {{"方案", "", "", ""},
                                          {"编号", "own", "", ""},
                                          {"名称", "我们的方案", "", ""},
                                          {"指标", "", "", ""},
                                          {"编号", "名称", "计分方式", "分值"},
                                          {"a", "环境", "直接打分", "60"},
                                          {"b", "服务", "直接打分", "40"}};
    lxw_worksheet *sheet = workbook_add_worksheet(book, name);
    for (lxw_row_t r = 0; r < sizeof rows / sizeof *rows; r++)
        for (lxw_col_t c = 0; c < 4; c++)
            if (*rows[r][c])
                worksheet_write_string(sheet, r, c, rows[r][c], NULL);
    return sheet;
}

typedef struct merge_row {
    lxw_row_t first_row, last_row;
    lxw_col_t first_column, last_column;
    const char *text;  /* of the first cell */
    const char *place; /* of the only problem, or NULL: none */
} merge_row;

static void check_merged(kp_arena *arena, void *data) {
    (void)data;
    static const merge_row rows[] = {
        {5, 6, 2, 2, "直接打分", "C6"}, /* downwards: the second row would have none in an .ods, and what is hidden in an .xlsx */
        {6, 6, 2, 3, "直接打分", "C7"}, /* over the points */
        {1, 2, 2, 2, "含义", "C2"},     {2, 2, 1, 3, "我们的方案", NULL}, /* a value over its meaning */
        {3, 3, 0, 3, "指标", NULL},                                       /* the title of a block over its columns */
        {5, 5, 3, 5, "60", NULL},                                         /* over columns without a head */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[] = "/tmp/kaoping-merged-XXXXXX.xlsx";
        close(mkstemps(path, 5));
        lxw_workbook *book = workbook_new(path);
        lxw_worksheet *sheet = two_leaves(book, "方案");
        worksheet_merge_range(sheet, rows[i].first_row, rows[i].first_column, rows[i].last_row, rows[i].last_column, rows[i].text, NULL);
        if (i == 0)
            worksheet_write_string(sheet, 6, 2, "扣分", NULL); /* under the merged cells, where nobody sees it */
        assert_int_equal(workbook_close(book), LXW_NO_ERROR);
        kp_problems *problems = kp_problems_new(arena);
        kp_scheme *scheme = kp_scheme_load(arena, path, problems);
        unlink(path);
        assert_int_equal(count_code(problems, KP_S_MERGED_CELLS), rows[i].place != NULL);
        assert_int_equal(scheme == NULL, rows[i].place != NULL);
        for (size_t p = 0; p < problems->count && rows[i].place; p++)
            if (problems->items[p].code == KP_S_MERGED_CELLS)
                assert_string_equal(kp_place_cell(arena, problems->items[p].place), rows[i].place);
        if (i == 0)
            assert_int_equal(problems->count, 1);
    }
}

typedef struct left_row {
    lxw_row_t row;
    const char *cells[4];
    kp_problem_code code; /* of the only problem; KP_PROBLEM_COUNT: none */
    const char *place;
} left_row;

/* What is written over or below the two leaves of two_leaves(). */
static void check_left(kp_arena *arena, void *data) {
    (void)data;
    static const left_row rows[] = {
        {7, {"注：本年度新增一项"}, KP_W_ROW_SKIPPED, "A8"},
        {7, {"合计", NULL, NULL, "100"}, KP_W_ROW_SKIPPED, "A8"},
        {7, {NULL, "合计", NULL, "100"}, KP_W_ROW_SKIPPED, "B8"},
        {9, {"本方案自2026年起施行"}, KP_W_ROW_SKIPPED, "A10"},
        {7, {"制表人：张三", NULL, NULL, "日期：2026-01-05"}, KP_W_ROW_SKIPPED, "A8"},
        {5, {"note", "环境", "直接打分", "60"}, KP_PROBLEM_COUNT, NULL}, /* an id, though a word for remarks */
        {4, {"编号", "名称", "计分方式", "分数"}, KP_PROBLEM_COUNT, NULL},
        {4, {"编号", "名称", "计分方式", "分直"}, KP_S_UNKNOWN_FIELD_ROW, "D5"},
        {3, {"二、指标"}, KP_PROBLEM_COUNT, NULL},
        {3, {"指标体系"}, KP_S_BLOCK_UNNAMED, "A4"},
        {3, {" "}, KP_S_BLOCK_UNNAMED, "5"},
        {1, {"编号", " ", "own"}, KP_S_VALUES_SHIFTED, "B2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[] = "/tmp/kaoping-left-XXXXXX.xlsx";
        close(mkstemps(path, 5));
        lxw_workbook *book = workbook_new(path);
        lxw_worksheet *sheet = two_leaves(book, "方案");
        for (lxw_col_t c = 0; c < 4; c++)
            if (rows[i].cells[c])
                worksheet_write_string(sheet, rows[i].row, c, rows[i].cells[c], NULL);
        if (rows[i].code == KP_S_VALUES_SHIFTED) {
            worksheet_write_string(sheet, 2, 1, " ", NULL);
            worksheet_write_string(sheet, 2, 2, "我们的方案", NULL);
        }
        assert_int_equal(workbook_close(book), LXW_NO_ERROR);
        kp_problems *problems = kp_problems_new(arena);
        kp_scheme *scheme = kp_scheme_load(arena, path, problems);
        unlink(path);
        for (size_t p = 0; p < problems->count; p++)
            if (problems->count > 1 || problems->items[p].code != rows[i].code)
                print_error("row %zu: %s\n", i, kp_problem_line(arena, &problems->items[p], KP_ZH));
        assert_int_equal(problems->count, rows[i].code != KP_PROBLEM_COUNT);
        assert_int_equal(scheme == NULL, problems->errors > 0);
        if (!problems->count)
            continue;
        assert_int_equal(problems->items[0].code, rows[i].code);
        assert_string_equal(kp_place_cell(arena, problems->items[0].place), rows[i].place);
        if (rows[i].code == KP_S_UNKNOWN_FIELD_ROW) /* the nearest head alone */
            assert_non_null(strstr(kp_problem_line(arena, &problems->items[0], KP_ZH), "是不是“分值”"));
    }
}

static void check_parents(kp_arena *arena, void *data) {
    (void)data;
    for (int twice = 0; twice < 2; twice++) {
        kp_scheme *flat = sound_yaml(arena, "id: own\ntitle: T\nindicators:\n  - id: p\n    title: 环境\n    points: 60\n    children:\n"
                                            "      - {id: x, title: 街面, points: 60, method: direct}\n"
                                            "  - {id: q, title: 服务, points: 40, method: direct}\n");
        kp_sheet_rows *rows = kp_scheme_sheet_rows(arena, flat, KP_ZH);
        for (size_t i = 0; i < rows->count; i++)
            for (size_t c = 0; c < rows->items[i].count; c++) {
                const char *text = rows->items[i].cells[c];
                rows->items[i].cells[c] = strcmp(rows->items[i].cells[0], "x") == 0 && strcmp(text, "p") == 0 ? "环境"
                                          : twice && strcmp(text, "服务") == 0                                ? "环境"
                                                                                                              : text;
            }
        kp_problems *problems = kp_problems_new(arena);
        kp_scheme *scheme = through_sheet(arena, rows, problems);
        assert_int_equal(count_code(problems, KP_S_PARENT_TITLES), twice);
        assert_int_equal(problems->errors, twice);
        if (!twice)
            expect_same(arena, flat, scheme, problems, "a parent's title", 0);
        else
            assert_non_null(strstr(kp_problem_line(arena, &problems->items[0], KP_ZH), "p, q"));
    }
}

static void check_two_sheets(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *name;
        kp_problem_code code;
        bool read;
    } others[] = {{"Scheme", KP_S_SCHEME_TWICE, false}, {"方案 (2)", KP_S_SCHEME_COPY, true}};
    for (size_t i = 0; i < 2; i++) {
        char path[] = "/tmp/kaoping-two-XXXXXX.xlsx";
        close(mkstemps(path, 5));
        lxw_workbook *book = workbook_new(path);
        two_leaves(book, "方案");
        two_leaves(book, others[i].name);
        assert_int_equal(workbook_close(book), LXW_NO_ERROR);
        kp_problems *problems = kp_problems_new(arena);
        assert_int_equal(kp_scheme_load(arena, path, problems) != NULL, others[i].read);
        unlink(path);
        assert_int_equal(count_code(problems, others[i].code), 1);
        assert_int_equal(problems->count, 1);
        assert_string_equal(problems->items[0].place.sheet, others[i].name);
    }
}

static void check_no_sheet(kp_arena *arena, void *data) {
    (void)data;
    char path[] = "/tmp/kaoping-none-XXXXXX.xlsx";
    close(mkstemps(path, 5));
    lxw_workbook *book = workbook_new(path);
    workbook_add_worksheet(book, "考评对象");
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    kp_problems *problems = kp_problems_new(arena);
    assert_null(kp_scheme_load(arena, path, problems));
    unlink(path);
    assert_int_equal(count_code(problems, KP_S_NO_SCHEME_SHEET), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("whatever fields a scheme has, it comes back whole from YAML, from the sheet and from the exported workbook", check_generated),
        IN_ARENA("a plain decimal is exported as a number that can be summed, what is no such as text", check_numbers),
        IN_ARENA("any scheme goes through records, YAML and the sheet in both languages unchanged", check_random),
        IN_ARENA("a sheet typed by hand, with percentages, full-width digits and columns of its own order, is read", check_typed),
        IN_ARENA("a fault in the sheet is named with its cell", check_typed_faults),
        IN_ARENA("a date, a truth value and an error are no texts of a scheme", check_cells),
        IN_ARENA("merged cells that hide others are a fault at their first cell, alike in every format", check_merged),
        IN_ARENA("remarks, totals, other words for heads, numbered and missing titles of blocks are each taken for what they are", check_left),
        IN_ARENA("a parent may be given by its title where one indicator has it", check_parents),
        IN_ARENA("a second sheet with a scheme is refused where its name is one too, and mentioned where it is a copy", check_two_sheets),
        IN_ARENA("a workbook without the sheet is no scheme", check_no_sheet),
    };
    return cmocka_run_group_tests_name("scheme_sheet", tests, NULL, NULL);
}
