/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_reader_test.c - CSV files made on the spot: encodings, separators, quotes, lines (RFC 4180 and the practice around it). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "reading.h"

#define BYTES(text) text, sizeof(text) - 1

static reading read_bytes(const char *bytes, size_t length) { return start_reading(scratch_bytes("made.csv", bytes, length), read_body); }
static reading read_text(const char *text) { return read_bytes(text, strlen(text)); }

static void expect_failure(reading r, kp_problem_code code, uint32_t line) {
    expect_file_problem(&r, code);
    assert_int_equal(r.problems->items[0].place.row, line);
    assert_string_equal(r.problems->items[0].place.sheet, "made");
    end_reading(&r);
}

static void one_file(void **s) {
    (void)s;
    reading r = read_text("编号,名称\n001,幸福社区\n");
    expect_no_problem(&r);
    assert_int_equal(kp_workbook_sheet_count(r.book), 1);
    assert_string_equal(kp_workbook_sheet_name(r.book, 0), "made");
    expect_cell(&r, 0, 2, 1, KP_CELL_TEXT, "001");
    expect_cell(&r, 0, 2, 2, KP_CELL_TEXT, "幸福社区");
    assert_int_equal(r.cells.count, 4);
    end_reading(&r);
}

/* 名 is U+540D, E5 90 8D in UTF-8, C3 FB in GB 18030; the euro sign is U+20AC, E2 82 AC, A2 E3 (the mapping tables of Unicode and GB 18030-2000). */
static void encodings(void **s) {
    (void)s;
    static const struct {
        const char *bytes;
        size_t length;
    } files[] = {
        {BYTES("a,\xE5\x90\x8D,\xE2\x82\xAC\n")},
        {BYTES("\xEF\xBB\xBF"
               "a,\xE5\x90\x8D,\xE2\x82\xAC\n")},
        {BYTES("\xFF\xFE"
               "a\0,\0\x0D\x54,\0\xAC\x20\n\0")},
        {BYTES("\xFE\xFF"
               "\0a\0,\x54\x0D\0,\x20\xAC\0\n")},
        {BYTES("a,\xC3\xFB,\xA2\xE3\n")},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        reading r = read_bytes(files[i].bytes, files[i].length);
        expect_no_problem(&r);
        assert_int_equal(r.cells.count, 3);
        expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "a");
        expect_cell(&r, 0, 1, 2, KP_CELL_TEXT, "名");
        expect_cell(&r, 0, 1, 3, KP_CELL_TEXT, "€");
        end_reading(&r);
    }
}

/* The bytes of 联通 in GB 18030, C1 AA CD A8, are no UTF-8 only because of C1; 尾 is CE B2, which is β in UTF-8. */
static void ambiguous_bytes(void **s) {
    (void)s;
    reading r = read_text("1,\xCE\xB2\n");
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 2, KP_CELL_TEXT, "尾"); /* Greek alone is not likely here */
    end_reading(&r);
    r = read_text("1,3 \xC3\x97 5,20 \xC2\xB0\n");
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 2, KP_CELL_TEXT, "3 × 5"); /* signs of Latin-1 are */
    end_reading(&r);

    assert_int_equal(mkdir(scratch("gb"), 0700), 0);
    scratch_text("gb/a.csv", "\xC2\xB7,1\n");       /* 路 in GB 18030, the middle dot in UTF-8 */
    scratch_text("gb/b.csv", "\xC3\xFB\xB3\xC6\n"); /* 名称 */
    r = start_reading(scratch("gb"), read_body);
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "路");
    end_reading(&r);
    assert_int_equal(mkdir(scratch("utf"), 0700), 0);
    scratch_text("utf/a.csv", "\xCE\xB2,1\n");
    scratch_text("utf/b.csv", "名称\n");
    r = start_reading(scratch("utf"), read_body);
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "β");
    end_reading(&r);
}

static void bad_encoding(void **s) {
    (void)s;
    expect_failure(read_text("\xC3\xFB,1\n\xFF\xFF,2\n"), KP_F_BAD_ENCODING, 2); /* FF stands in neither */
    expect_failure(read_text("a\nb\n\xC3"), KP_F_BAD_ENCODING, 3);               /* half a character at the end */
    expect_failure(read_bytes(BYTES("\xFF\xFE"
                                    "a\0\n\0\x00\xD8x\0")),
                   KP_F_BAD_ENCODING, 2); /* half a surrogate pair */
    expect_failure(read_bytes(BYTES("\xFF\xFE"
                                    "a\0b")),
                   KP_F_BAD_ENCODING, 1);
}

static void zero_bytes(void **s) {
    (void)s;
    expect_failure(read_bytes(BYTES("a,b\nc\0d,e\n")), KP_F_DAMAGED, 2);
    expect_failure(read_bytes(BYTES("a,\"b\nc\0d\",e\n")), KP_F_DAMAGED, 2);
}

static void separators(void **s) {
    (void)s;
    static const char *const files[] = {"a,b;c,d\n1,2,3\n", "a\tb;c\td\n1\t2\t3\n", "a;b\"c;d\n1;2;3\n", "\n\na;b c;d\n1;2;3\n",
                                        "\"a,x\"\tb\td\n1\t2\t3\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        reading r = read_text(files[i]);
        expect_no_problem(&r);
        uint32_t last = r.cells.items[r.cells.count - 1].row;
        expect_cell(&r, 0, last, 3, KP_CELL_TEXT, "3");
        assert_int_equal(r.cells.count, 6);
        end_reading(&r);
    }
}

static void quotes(void **s) {
    (void)s;
    reading r = read_text("\"a,b\",\"他说\"\"好\"\"\",\"\",\"第一行\r\n第二行\"  ,x\"y\r\n\"末\n\n尾\",2\n3,\"\"\"\"");
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "a,b");
    expect_cell(&r, 0, 1, 2, KP_CELL_TEXT, "他说\"好\"");
    expect_empty(&r, 0, 1, 3);
    expect_cell(&r, 0, 1, 4, KP_CELL_TEXT, "第一行\n第二行");
    expect_cell(&r, 0, 1, 5, KP_CELL_TEXT, "x\"y"); /* a quote inside an unquoted field is a character */
    expect_cell(&r, 0, 2, 1, KP_CELL_TEXT, "末\n\n尾");
    expect_cell(&r, 0, 3, 2, KP_CELL_TEXT, "\"");
    assert_int_equal(cell_at(&r, 0, 1, 1)->line, 1);
    assert_int_equal(cell_at(&r, 0, 2, 2)->line, 3); /* records count apart from lines */
    assert_int_equal(cell_at(&r, 0, 3, 1)->line, 6);
    end_reading(&r);
}

static void lost_quotes(void **s) {
    (void)s;
    expect_failure(read_text("a,b\n1,\"2\n3,4\n"), KP_F_UNQUOTED_CSV, 2);
    expect_failure(read_text("a,b\n1,2\n\"x\"y,4\n"), KP_F_UNQUOTED_CSV, 3);
    expect_failure(read_text("a,b\n1,\"他说\"好\",4\n"), KP_F_UNQUOTED_CSV, 2);
    expect_failure(read_text("1,\"2\n3,\"4\"\n"), KP_F_UNQUOTED_CSV, 1); /* the second quote closes it, the text behind tells */
    reading r = read_text("x\n\"幸福社区\n3");
    expect_file_problem(&r, KP_F_UNQUOTED_CSV);
    assert_string_equal(r.problems->items[0].arguments[0], "幸福社区"); /* how to find it */
    end_reading(&r);
}

static void line_ends(void **s) {
    (void)s;
    static const char *const files[] = {"a,b\n\n1,2\n", "a,b\r\n\r\n1,2\r\n", "a,b\r\r1,2\r", "a,b\n\n1,2", "a,b\r\n\n1,2\r"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        reading r = read_text(files[i]);
        expect_no_problem(&r);
        assert_int_equal(r.cells.count, 4);
        expect_cell(&r, 0, 3, 1, KP_CELL_TEXT, "1"); /* an empty line is a row without cells */
        expect_cell(&r, 0, 3, 2, KP_CELL_TEXT, "2");
        assert_int_equal(r.rows, 2);
        end_reading(&r);
    }
}

static void empty_fields(void **s) {
    (void)s;
    reading r = read_text(",a,,b,\n,,\n");
    expect_no_problem(&r);
    assert_int_equal(r.cells.count, 2);
    expect_cell(&r, 0, 1, 2, KP_CELL_TEXT, "a");
    expect_cell(&r, 0, 1, 4, KP_CELL_TEXT, "b");
    end_reading(&r);
    r = read_bytes(BYTES("\xEF\xBB\xBF")); /* nothing but a byte order mark */
    expect_no_problem(&r);
    assert_int_equal(r.rows, 0);
    end_reading(&r);
}

static void folder(void **s) {
    (void)s;
    assert_int_equal(mkdir(scratch("folder"), 0700), 0);
    assert_int_equal(mkdir(scratch("folder/dir.csv"), 0700), 0);
    scratch_text("folder/b.CSV", "2\n");
    scratch_text("folder/a.csv", "1\n");
    scratch_text("folder/.hidden.csv", "9\n");
    scratch_text("folder/notes.txt", "9\n");
    scratch_text("folder/\xD6\xD0.csv", "3\n"); /* 中 in GB 18030, as an old archive unpacks */
    scratch_text("folder/empty.csv", "");
    reading r = start_reading(scratch("folder"), read_body);
    expect_no_problem(&r);
    assert_int_equal(kp_workbook_sheet_count(r.book), 4);
    assert_string_equal(kp_workbook_sheet_name(r.book, 0), "a");
    assert_string_equal(kp_workbook_sheet_name(r.book, 1), "b");
    assert_string_equal(kp_workbook_sheet_name(r.book, 2), "empty");
    assert_string_equal(kp_workbook_sheet_name(r.book, 3), "中");
    expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "1");
    expect_cell(&r, 1, 1, 1, KP_CELL_TEXT, "2");
    expect_cell(&r, 3, 1, 1, KP_CELL_TEXT, "3");
    end_reading(&r);
}

static reading read_repeated(const char *before, const char *block, size_t times, const char *after) {
    const char *path = scratch("made.csv");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(before, file);
    for (size_t i = 0; i < times; i++)
        fputs(block, file);
    fputs(after, file);
    fclose(file);
    return start_reading(path, count_body);
}

static void limits(void **s) {
    (void)s;
    expect_failure(read_repeated("", ",", 16384, "x\n"), KP_F_TOO_LARGE, 1);
    expect_failure(read_repeated("", "x\n", KP_MAX_ROWS + 1, ""), KP_F_TOO_LARGE, 0);
    expect_failure(read_repeated("a\n", "字", KP_MAX_CELL_TEXT + 1, "\n"), KP_F_TOO_LARGE, 2);
    expect_failure(read_repeated("a\n\"", "x", 200000, "\"\n"), KP_F_TOO_LARGE, 2);
    expect_failure(read_repeated("a\n1,\"", "x\n", 200000, ""), KP_F_UNQUOTED_CSV, 2); /* not a long text but a lost quote */
    reading r = read_repeated("", ",", 16383, "x\n");
    expect_no_problem(&r);
    end_reading(&r);
    r = read_repeated("", "字", KP_MAX_CELL_TEXT, "");
    expect_no_problem(&r);
    end_reading(&r);
}

/* Pieces are read 65,536 bytes at a time: characters, quotes and line ends must survive being cut anywhere. */
static void piece_boundaries(void **s) {
    (void)s;
    static const struct {
        const char *record;
        size_t length;
    } kinds[] = {
        {BYTES("\"\"\"\xE5\x90\x8D\r\n\",x\r\n")},                 /* UTF-8 */
        {BYTES("\"\"\"\xC3\xFB\r\n\",x\r\n")},                     /* GB 18030 */
        {BYTES("\"\0\"\0\"\0\x0D\x54\r\0\n\0\"\0,\0x\0\r\0\n\0")}, /* UTF-16, after its mark */
    };
    for (size_t k = 0; k < 3; k++) {
        for (size_t shift = 0; shift < 3; shift++) {
            FILE *file = fopen(scratch("made.csv"), "wb");
            assert_non_null(file);
            if (k == 2)
                fwrite("\xFF\xFE", 1, 2, file);
            for (size_t i = 0; i < shift; i++)
                fwrite("z\0", 1, k == 2 ? 2 : 1, file);
            fwrite(",\0\n\0", 1, k == 2 ? 4 : 0, file);
            if (k != 2)
                fwrite(",\n", 1, 2, file);
            for (size_t i = 0; i < 20000; i++)
                fwrite(kinds[k].record, 1, kinds[k].length, file);
            fclose(file);
            reading r = start_reading(scratch("made.csv"), read_body);
            expect_no_problem(&r);
            assert_int_equal(r.cells.count, 40000 + (shift > 0));
            for (size_t i = shift > 0; i < r.cells.count; i += 2) {
                assert_string_equal(r.cells.items[i].text, "\"名\n");
                assert_string_equal(r.cells.items[i + 1].text, "x");
            }
            end_reading(&r);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"one .csv file is a workbook of one sheet", one_file, NULL, NULL, NULL},
        {"UTF-8, UTF-16 and GB 18030 read alike, byte order marks are not text", encodings, NULL, NULL, NULL},
        {"bytes that are good in two encodings are settled by their company, then by what is likely", ambiguous_bytes, NULL, NULL, NULL},
        {"bytes that are good in none are KP-F007 with their line", bad_encoding, NULL, NULL, NULL},
        {"zero bytes are KP-F005 with their line", zero_bytes, NULL, NULL, NULL},
        {"comma, tab and semicolon part fields as the first record shows", separators, NULL, NULL, NULL},
        {"quoted fields hold separators, quotes and line ends", quotes, NULL, NULL, NULL},
        {"quotes that do not match are KP-F011 with the line where they begin", lost_quotes, NULL, NULL, NULL},
        {"LF, CRLF, CR and none at the end all end a line", line_ends, NULL, NULL, NULL},
        {"empty fields are gaps", empty_fields, NULL, NULL, NULL},
        {"each .csv of a folder is a sheet, by name; hidden files, folders and others are not", folder, NULL, NULL, NULL},
        {"columns, rows and texts past the limits are KP-F006, a lost quote is told apart", limits, NULL, NULL, NULL},
        {"nothing breaks where a piece of the file ends", piece_boundaries, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
