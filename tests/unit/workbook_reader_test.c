/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workbook_reader_test.c - the same workbook as eight programs write it reads alike; formats are told by content; the interface keeps its word.
 * The workbook is described in fixtures/README.md; its values below are from there.
 */
#include "in_arena.h"
#include "reading.h"

#include <locale.h>

#define PRODUCERS KP_TESTS_DIR "/fixtures/producers/"
#define HANDMADE  KP_TESTS_DIR "/fixtures/handmade/"

/* ---- One workbook, many writers -------------------------------------------------------------------------------------------------------- */

typedef struct expected_cell {
    size_t sheet;
    uint32_t row, column;
    kp_cell_kind kind;
    const char *text; /* a number: to 15 significant digits, which is what every program shows */
    bool percent, formula;
} expected_cell;

static const expected_cell expected[] = {
    {0, 1, 1, KP_CELL_TEXT, "编号", false, false},
    {0, 1, 2, KP_CELL_TEXT, "名称", false, false},
    {0, 1, 3, KP_CELL_TEXT, "备注", false, false},
    {0, 2, 1, KP_CELL_TEXT, "001", false, false},
    {0, 2, 2, KP_CELL_TEXT, "幸福社区", false, false},
    {0, 2, 3, KP_CELL_TEXT, "第一行\n第二行", false, false},
    {0, 3, 1, KP_CELL_TEXT, "002", false, false},
    {0, 3, 2, KP_CELL_TEXT, "A & B <社区>", false, false},
    {0, 4, 2, KP_CELL_TEXT, "红色加粗文字", false, false},
    {0, 6, 1, KP_CELL_TEXT, "末行", false, false},
    {1, 1, 1, KP_CELL_NUMBER, "28.165", false, false},
    {1, 2, 1, KP_CELL_NUMBER, "0.3", false, true},
    {1, 3, 1, KP_CELL_NUMBER, "0.973", true, false},
    {1, 4, 1, KP_CELL_DATE, "2026-09-15", false, false},
    {1, 5, 1, KP_CELL_BOOLEAN, "1", false, false},
    {1, 6, 1, KP_CELL_ERROR, "#DIV/0!", false, true},
    {1, 7, 1, KP_CELL_TEXT, "合格", false, true},
    {1, 8, 1, KP_CELL_DATE, "2026-09-15T08:30:00", false, false},
    {1, 9, 1, KP_CELL_NUMBER, "-12.5", false, false},
    {1, 10, 1, KP_CELL_NUMBER, "100", false, false},
    {1, 11, 1, KP_CELL_NUMBER, "1234567.891", false, false},
    {1, 12, 1, KP_CELL_TEXT, "", false, true},
};
#define EXPECTED (sizeof expected / sizeof *expected)
static const char *const expected_sheets[] = {"考评对象", "计分", "宽 表"};

static void expect_same(const seen_cell *seen, const expected_cell *want, bool keeps_values) {
    assert_int_equal(seen->sheet, want->sheet);
    assert_int_equal(seen->row, want->row);
    assert_int_equal(seen->line, want->row);
    assert_int_equal(seen->column, want->column);
    if (want->formula && !keeps_values) {
        assert_int_equal(seen->kind, KP_CELL_NO_VALUE);
        assert_true(seen->formula);
        assert_int_equal(seen->text[0], '=');
        return;
    }
    char text[64];
    snprintf(text, sizeof text, "%s", seen->text);
    if (seen->kind == KP_CELL_NUMBER)
        snprintf(text, sizeof text, "%.15g", strtod(seen->text, NULL));
    assert_string_equal(text, want->text);
    assert_int_equal(seen->kind, want->kind);
    assert_int_equal(seen->percent, want->percent);
    if (want->kind != KP_CELL_BOOLEAN) /* LibreOffice has no constant TRUE, it writes =TRUE() */
        assert_int_equal(seen->formula, want->formula);
}

static void expect_producer(const char *file, bool keeps_values) {
    char path[512];
    snprintf(path, sizeof path, PRODUCERS "%s", file);
    reading r = start_reading(path, read_body);
    expect_no_problem(&r);
    assert_int_equal(kp_workbook_sheet_count(r.book), 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(kp_workbook_sheet_name(r.book, i), expected_sheets[i]);
    assert_int_equal(r.cells.count, EXPECTED + 27);
    for (size_t i = 0; i < EXPECTED; i++)
        expect_same(&r.cells.items[i], &expected[i], keeps_values);
    for (uint32_t column = 1; column <= 26; column++) {
        char number[8];
        snprintf(number, sizeof number, "%u", column);
        expect_cell(&r, 2, 1, column, KP_CELL_NUMBER, number);
    }
    expect_cell(&r, 2, 1, 28, KP_CELL_TEXT, "尾");
    end_reading(&r);
}

static void libreoffice_xlsx(void **s) { (void)s, expect_producer("libreoffice.xlsx", true); }
static void libreoffice_ods(void **s) { (void)s, expect_producer("libreoffice.ods", true); }
static void gnumeric_xlsx(void **s) { (void)s, expect_producer("gnumeric.xlsx", true); }
static void gnumeric_ods(void **s) { (void)s, expect_producer("gnumeric.ods", true); }
static void exceljs(void **s) { (void)s, expect_producer("exceljs.xlsx", true); }
static void xlsxwriter(void **s) { (void)s, expect_producer("xlsxwriter.xlsx", true); }
static void xlsxwriter_constant(void **s) { (void)s, expect_producer("xlsxwriter-constant-memory.xlsx", true); }
static void openpyxl(void **s) { (void)s, expect_producer("openpyxl.xlsx", false); }
static void openxlsx(void **s) { (void)s, expect_producer("openxlsx.xlsx", false); }

static void csv_folders(void **s) {
    (void)s;
    static const char *const folders[] = {"csv-utf8", "csv-utf8-bom", "csv-gb18030"};
    for (size_t f = 0; f < sizeof folders / sizeof *folders; f++) {
        char path[512];
        snprintf(path, sizeof path, PRODUCERS "%s", folders[f]);
        reading r = start_reading(path, read_body);
        expect_no_problem(&r);
        assert_int_equal(kp_workbook_sheet_count(r.book), 3);
        size_t units = kp_workbook_find(r.book, "考评对象"), marks = kp_workbook_find(r.book, "计分"), wide = kp_workbook_find(r.book, "宽 表");
        size_t of[] = {units, marks, wide};
        for (size_t i = 0; i < 10; i++) /* the texts: as in the workbooks */
            expect_cell(&r, of[expected[i].sheet], expected[i].row, expected[i].column, KP_CELL_TEXT, expected[i].text);
        expect_cell(&r, marks, 1, 1, KP_CELL_TEXT, "28.165");
        expect_cell(&r, marks, 3, 1, KP_CELL_TEXT, "97.3%");
        expect_cell(&r, marks, 4, 1, KP_CELL_TEXT, "2026-09-15");
        expect_cell(&r, marks, 6, 1, KP_CELL_TEXT, "#DIV/0!");
        expect_cell(&r, marks, 11, 1, KP_CELL_TEXT, "1,234,567.89");
        expect_empty(&r, marks, 12, 1);
        expect_cell(&r, wide, 1, 26, KP_CELL_TEXT, "26");
        expect_empty(&r, wide, 1, 27);
        expect_cell(&r, wide, 1, 28, KP_CELL_TEXT, "尾");
        end_reading(&r);
    }
}

/* ---- Formats are told by content ------------------------------------------------------------------------------------------------------- */

static void copy_to(const char *from, const char *name) {
    static char bytes[1 << 20];
    FILE *file = fopen(from, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    scratch_bytes(name, bytes, length);
}

static void wrong_names(void **s) {
    (void)s;
    copy_to(PRODUCERS "libreoffice.ods", "really-ods.xlsx");
    copy_to(PRODUCERS "libreoffice.xlsx", "really-xlsx.csv");
    reading r = start_reading(scratch("really-ods.xlsx"), read_body);
    expect_no_problem(&r);
    end_reading(&r);
    r = start_reading(scratch("really-xlsx.csv"), read_body);
    expect_no_problem(&r);
    assert_int_equal(kp_workbook_sheet_count(r.book), 3);
    end_reading(&r);
}

static void missing_file(void **s) { (void)s, expect_problem_at(scratch("nothing-here.xlsx"), KP_F_CANNOT_OPEN); }

static void not_a_file(void **s) {
    (void)s;
    assert_int_equal(mkfifo(scratch("pipe.csv"), 0600), 0);
    expect_problem_at(scratch("pipe.csv"), KP_F_CANNOT_OPEN);
}

/* What the file is said to be. */
static void expect_found(const char *name, const char *bytes, size_t length, const char *found) {
    FILE *file = fopen(scratch(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    reading r = start_reading(scratch(name), read_body);
    expect_file_problem(&r, KP_F_UNKNOWN_FORMAT);
    if (!strstr(r.problems->items[0].arguments[0], found))
        fail_msg("%s is said to be %s", name, r.problems->items[0].arguments[0]);
    end_reading(&r);
}

static void strangers(void **s) {
    (void)s;
    expect_problem_at(scratch_text("empty.xlsx", ""), KP_F_UNKNOWN_FORMAT);
    expect_problem_at(scratch_text("page.xls", "<html><table><tr><td>1</td></tr></table></html>"), KP_F_UNKNOWN_FORMAT);
    expect_problem_at(scratch_text("text.xls", "编号\t得分\n1\t2\n"), KP_F_UNKNOWN_FORMAT);
    expect_problem_at(scratch_text("flat.fods", "<?xml version=\"1.0\"?><office:document/>"), KP_F_UNKNOWN_FORMAT);
    expect_problem_at(scratch_text("print.pdf", "%PDF-1.4"), KP_F_UNKNOWN_FORMAT);
    expect_problem_at(scratch_zip("plain.zip", (zip_part[]){{"a.txt", "hello"}, {0}}), KP_F_UNKNOWN_FORMAT);
    expect_found("random.xlsx", (const char[]){'\x8B', 'x', '\x02', 'k', '\xFF', 'Q', '\x11', '\xD3', '\x9A', 'w', '\x1C', 'A'}, 12, "binary");
    expect_found("high.xlsx", "\xA0\xFF\x93\xC3\x80 \xE8", 7, "binary"); /* neither UTF-8 nor GB18030 */
    expect_found("gbk.xlsx", "\xB1\xE0\xBA\xC5\t1\n", 7, "text");        /* 编号 in GB18030 */
    expect_found("utf16.xls", "\xFF\xFE<\0h\0", 6, "XML");
    expect_found("late.xls", "\n  <html>", 9, "XML");
    assert_int_equal(mkdir(scratch("no-csv"), 0700), 0);
    scratch_text("no-csv/readme.txt", "a,b");
    expect_problem_at(scratch("no-csv"), KP_F_UNKNOWN_FORMAT);
}

static void other_documents(void **s) {
    (void)s;
    zip_part docx[] = {{"_rels/.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' "
                                       "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' "
                                       "Target='word/document.xml'/></Relationships>"},
                       {"word/document.xml", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"},
                       {0}};
    reading r = start_reading(scratch_zip("letter.xlsx", docx), read_body);
    expect_file_problem(&r, KP_F_UNKNOWN_FORMAT);
    assert_non_null(strstr(r.problems->items[0].arguments[0], "docx")); /* says what was found */
    end_reading(&r);
    zip_part odt[] = {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<a/>"}, {0}};
    r = start_reading(scratch_zip("letter.ods", odt), read_body);
    expect_file_problem(&r, KP_F_UNKNOWN_FORMAT);
    assert_non_null(strstr(r.problems->items[0].arguments[0], "odt"));
    end_reading(&r);
}

static void old_xls(void **s) { (void)s, expect_problem_at(HANDMADE "old.xls", KP_F_OLD_XLS); }
static void encrypted_xlsx(void **s) { (void)s, expect_problem_at(HANDMADE "encrypted.xlsx", KP_F_ENCRYPTED); }
static void encrypted_ods(void **s) { (void)s, expect_problem_at(HANDMADE "encrypted.ods", KP_F_ENCRYPTED); }

static void cut_short(void **s) {
    (void)s;
    static char bytes[1 << 16];
    FILE *file = fopen(PRODUCERS "exceljs.xlsx", "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_in_range(length, 4000, sizeof bytes - 1);
    for (size_t left = 4; left < length; left += 97)
        expect_problem_at(scratch_bytes("cut.xlsx", bytes, left), KP_F_DAMAGED);
}

/* ---- The interface --------------------------------------------------------------------------------------------------------------------- */

typedef struct visit {
    kp_arena *arena;
    size_t rows[3];
    size_t order[3], sheets;
    size_t stop_sheet; /* stop reading it at its first row */
} visit;

static bool visit_row(void *data, const kp_row *row) {
    visit *v = data;
    if (v->rows[row->sheet]++ == 0)
        v->order[v->sheets++] = row->sheet;
    return row->sheet != v->stop_sheet;
}

static void read_some_body(kp_arena *arena, void *data) {
    static const char *const files[] = {PRODUCERS "libreoffice.xlsx", PRODUCERS "libreoffice.ods", PRODUCERS "csv-utf8"};
    (void)data;
    for (size_t f = 0; f < 3; f++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_workbook *book = kp_workbook_open(arena, files[f], problems);
        assert_non_null(book);
        size_t units = kp_workbook_find(book, "考评对象 | Units"), marks = kp_workbook_find(book, " 计分 "), wide = kp_workbook_find(book, "宽 表");
        assert_int_equal(kp_workbook_find(book, "没有"), SIZE_MAX);
        assert_null(kp_workbook_sheet_name(book, 3));

        visit first = {.stop_sheet = units}; /* asked for in the wrong order, one sheet stopped early */
        assert_true(kp_workbook_read(book, (size_t[]){marks, units}, 2, visit_row, &first, problems));
        assert_int_equal(first.rows[units], 1);
        assert_int_equal(first.rows[marks], f == 2 ? 11 : 12); /* the CSV has no text in its last record */
        assert_int_equal(first.rows[wide], 0);
        assert_int_equal(first.sheets, 2);
        assert_true(first.order[0] < first.order[1]);

        visit again = {.stop_sheet = SIZE_MAX}; /* reading again starts anew */
        assert_true(kp_workbook_read(book, &wide, 1, visit_row, &again, problems));
        assert_int_equal(again.rows[wide], 1);
        assert_true(kp_workbook_read(book, NULL, 0, visit_row, &again, problems));
        assert_int_equal(again.rows[wide], 1);

        kp_place place = kp_workbook_place(book, units, 7, 4);
        assert_string_equal(place.file, files[f]);
        assert_string_equal(place.sheet, "考评对象");
        assert_int_equal(place.row, 7);
        assert_int_equal(place.column, 4);
        assert_string_equal(kp_workbook_path(book), files[f]);
        assert_int_equal(problems->count, 0);

        kp_workbook_close(book);
        kp_workbook_close(book);
        assert_string_equal(kp_workbook_sheet_name(book, units), "考评对象");
        assert_false(kp_workbook_read(book, &wide, 1, visit_row, &again, problems));
        assert_int_equal(problems->count, 1);
    }
    kp_workbook_close(NULL);
}

/* ---- Running out of memory ------------------------------------------------------------------------------------------------------------- */

typedef struct rationed {
    size_t left;
    size_t live;
} rationed;

static void *rationed_allocate(size_t size, void *data) {
    rationed *r = data;
    if (r->left == 0)
        return NULL;
    r->left--;
    r->live++;
    return malloc(size);
}

static void rationed_release(void *block, void *data) {
    ((rationed *)data)->live--;
    free(block);
}

static bool greedy_row(void *data, const kp_row *row) {
    kp_alloc(((reading *)data)->arena, 1); /* so that the caller's own memory runs out too, inside the XML parser's handlers */
    return take_row(data, row);
}

static void greedy_body(kp_arena *arena, void *data) {
    (void)arena;
    read_with(data, greedy_row);
}

static void memory_runs_out(void **s) {
    (void)s;
    static const char *const files[] = {PRODUCERS "libreoffice.xlsx", PRODUCERS "gnumeric.ods", PRODUCERS "csv-gb18030", HANDMADE "old.xls"};
    for (size_t f = 0; f < 4; f++) {
        kp_status status = KP_NO_MEMORY;
        for (size_t ration = 1; status != KP_OK; ration++) {
            assert_true(ration < 100000);
            rationed account = {ration, 0};
            kp_allocator allocator = {rationed_allocate, rationed_release, &account, true};
            kp_arena *arena = kp_arena_new(&allocator);
            reading r = {.path = files[f], .arena = arena};
            status = kp_arena_run(arena, greedy_body, &r);
            kp_arena_free(arena);
            assert_int_equal(account.live, 0); /* files and parsers: the leak checker of the sanitized build */
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"LibreOffice's .xlsx reads as expected", libreoffice_xlsx, NULL, NULL, NULL},
        {"LibreOffice's .ods reads as expected", libreoffice_ods, NULL, NULL, NULL},
        {"Gnumeric's .xlsx reads as expected", gnumeric_xlsx, NULL, NULL, NULL},
        {"Gnumeric's .ods reads as expected, percent styles too", gnumeric_ods, NULL, NULL, NULL},
        {"exceljs's .xlsx reads as expected", exceljs, NULL, NULL, NULL},
        {"libxlsxwriter's .xlsx reads as expected", xlsxwriter, NULL, NULL, NULL},
        {"libxlsxwriter's inline strings (constant memory) read as expected", xlsxwriter_constant, NULL, NULL, NULL},
        {"openpyxl's .xlsx reads as expected, its formulas without values told", openpyxl, NULL, NULL, NULL},
        {"R openxlsx's .xlsx reads as expected, its formulas without values told", openxlsx, NULL, NULL, NULL},
        {"folders of CSV in UTF-8, with byte order mark and in GB18030 read alike", csv_folders, NULL, NULL, NULL},
        {"a wrong file name does not matter", wrong_names, NULL, NULL, NULL},
        {"a missing file is KP-F001", missing_file, NULL, NULL, NULL},
        {"a pipe is KP-F001 and does not hang", not_a_file, NULL, NULL, NULL},
        {"empty files, web pages, texts, other zips and folders without CSV are KP-F002", strangers, NULL, NULL, NULL},
        {"Word and text documents are KP-F002 and named", other_documents, NULL, NULL, NULL},
        {"an .xls is KP-F003", old_xls, NULL, NULL, NULL},
        {"an encrypted .xlsx is KP-F004", encrypted_xlsx, NULL, NULL, NULL},
        {"an encrypted .ods is KP-F004", encrypted_ods, NULL, NULL, NULL},
        {"an .xlsx cut short anywhere is KP-F005", cut_short, NULL, NULL, NULL},
        IN_ARENA("sheets are found by meaning, read in the workbook's order, stopped and read again", read_some_body),
        {"memory that runs out at any one allocation leaves nothing behind", memory_runs_out, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
