/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading.h - for tests of the readers: zip packages made on the spot, and a workbook read into a list of cells. Include after cmocka.h.
 */
#ifndef KAOPING_TEST_READING_H
#define KAOPING_TEST_READING_H

#include "kaoping/workbook.h"
#include "scratch.h"

#include <minizip/unzip.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Zip packages ---------------------------------------------------------------------------------------------------------------------- */

typedef struct zip_part {
    const char *name, *text;
} zip_part;

static UNUSED void zip_add(zipFile zip, const char *name, const void *bytes, size_t length) {
    zip_fileinfo about = {0};
    assert_int_equal(zipOpenNewFileInZip(zip, name, &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6), ZIP_OK);
    assert_int_equal(zipWriteInFileInZip(zip, bytes, (unsigned)length), ZIP_OK);
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
}

/* The same block `times` times: how a bomb is made. */
static UNUSED void zip_add_repeated(zipFile zip, const char *name, const char *before, const char *block, size_t times, const char *after) {
    zip_fileinfo about = {0};
    assert_int_equal(zipOpenNewFileInZip(zip, name, &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 9), ZIP_OK);
    zipWriteInFileInZip(zip, before, (unsigned)strlen(before));
    for (size_t i = 0; i < times; i++)
        zipWriteInFileInZip(zip, block, (unsigned)strlen(block));
    zipWriteInFileInZip(zip, after, (unsigned)strlen(after));
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
}

/* A package of the parts up to the one without a name. */
static UNUSED const char *scratch_zip(const char *name, const zip_part parts[]) {
    const char *path = scratch(name);
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    assert_non_null(zip);
    for (; parts->name; parts++)
        zip_add(zip, parts->name, parts->text, strlen(parts->text));
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    return path;
}

/* A part of the package as text, to be freed. */
static UNUSED char *zip_part_text(const char *path, const char *part) {
    unzFile zip = unzOpen(path);
    unz_file_info about;
    assert_non_null(zip);
    if (unzLocateFile(zip, part, 1) != UNZ_OK)
        fail_msg("%s has no part %s", path, part);
    assert_int_equal(unzGetCurrentFileInfo(zip, &about, NULL, 0, NULL, 0, NULL, 0), UNZ_OK);
    char *text = calloc(1, about.uncompressed_size + 1);
    assert_non_null(text);
    assert_int_equal(unzOpenCurrentFile(zip), UNZ_OK);
    assert_int_equal(unzReadCurrentFile(zip, text, (unsigned)about.uncompressed_size), (int)about.uncompressed_size);
    unzCloseCurrentFile(zip);
    unzClose(zip);
    return text;
}

/* ---- Reading --------------------------------------------------------------------------------------------------------------------------- */

typedef struct seen_cell {
    size_t sheet;
    uint32_t row, line, column;
    kp_cell_kind kind;
    bool percent, formula;
    const char *text;
} seen_cell;

typedef struct reading {
    const char *path;
    kp_arena *arena;
    kp_problems *problems;
    kp_workbook *book; /* NULL where it could not be opened */
    bool ok;           /* all was read */
    size_t rows;
    struct {
        seen_cell *items;
        size_t count, capacity;
    } cells;
} reading;

static UNUSED bool take_row(void *data, const kp_row *row) {
    reading *r = data;
    r->rows++;
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *c = &row->cells[i];
        seen_cell seen = {row->sheet, row->row, row->line, c->column, c->kind, c->percent, c->formula, kp_strdup(r->arena, c->text)};
        KP_PUSH(r->arena, &r->cells, seen);
    }
    return true;
}

static UNUSED bool count_row(void *data, const kp_row *row) {
    (void)row;
    ((reading *)data)->rows++;
    return true;
}

static UNUSED void read_with(reading *r, kp_row_callback callback) {
    r->problems = kp_problems_new(r->arena);
    r->book = kp_workbook_open(r->arena, r->path, r->problems);
    if (!r->book)
        return;
    size_t count = kp_workbook_sheet_count(r->book), *all = KP_NEW_ARRAY(r->arena, size_t, count);
    for (size_t i = 0; i < count; i++)
        all[i] = i;
    r->ok = kp_workbook_read(r->book, all, count, callback, r, r->problems);
}

static UNUSED void read_body(kp_arena *arena, void *data) {
    (void)arena;
    read_with(data, take_row);
}

static UNUSED void count_body(kp_arena *arena, void *data) {
    (void)arena;
    read_with(data, count_row);
}

/* Reads every sheet of the workbook at `path` (or only counts its rows). */
static UNUSED reading start_reading(const char *path, void (*body)(kp_arena *, void *)) {
    reading r = {.path = path, .arena = kp_arena_new(NULL)};
    assert_non_null(r.arena);
    assert_int_equal(kp_arena_run(r.arena, body, &r), KP_OK);
    return r;
}

static UNUSED void end_reading(reading *r) {
    kp_arena_free(r->arena);
    r->arena = NULL;
}

static UNUSED const seen_cell *cell_at(const reading *r, size_t sheet, uint32_t row, uint32_t column) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && r->cells.items[i].row == row && r->cells.items[i].column == column)
            return &r->cells.items[i];
    return NULL;
}

static UNUSED void print_problems_body(kp_arena *arena, void *data) {
    const reading *r = data;
    for (size_t i = 0; i < r->problems->count; i++)
        print_message("%s\n", kp_problem_line(arena, &r->problems->items[i], KP_EN));
}

static UNUSED void expect_no_problem(const reading *r) {
    if (r->problems->count)
        kp_arena_run(r->arena, print_problems_body, (void *)(uintptr_t)r);
    assert_int_equal(r->problems->count, 0);
    assert_true(r->ok);
}

/* Exactly one problem, of this code, and nothing can be used. */
static UNUSED void expect_file_problem(const reading *r, kp_problem_code code) {
    if (r->problems->count != 1 || r->problems->items[0].code != code)
        kp_arena_run(r->arena, print_problems_body, (void *)(uintptr_t)r);
    assert_int_equal(r->problems->count, 1);
    assert_string_equal(kp_problem_code_text(r->problems->items[0].code), kp_problem_code_text(code));
    assert_false(r->ok);
}

static UNUSED void expect_problem_at(const char *path, kp_problem_code code) {
    reading r = start_reading(path, read_body);
    expect_file_problem(&r, code);
    end_reading(&r);
}

static UNUSED void expect_cell(const reading *r, size_t sheet, uint32_t row, uint32_t column, kp_cell_kind kind, const char *text) {
    const seen_cell *c = cell_at(r, sheet, row, column);
    if (!c)
        fail_msg("no cell in sheet %zu, row %u, column %u; expected %s", sheet, row, column, text);
    assert_string_equal(c->text, text);
    assert_int_equal(c->kind, kind);
}

static UNUSED void expect_empty(const reading *r, size_t sheet, uint32_t row, uint32_t column) { assert_null(cell_at(r, sheet, row, column)); }

/* The sheet of that name, SIZE_MAX: none. */
static UNUSED size_t sheet_of_book(const reading *r, const char *name) {
    for (size_t i = 0; i < kp_workbook_sheet_count(r->book); i++)
        if (strcmp(kp_workbook_sheet_name(r->book, i), name) == 0)
            return i;
    return SIZE_MAX;
}

/* The first cell of the sheet with that text, from a row on; NULL: none. */
static UNUSED const seen_cell *find_from(const reading *r, size_t sheet, uint32_t row, const char *text) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && r->cells.items[i].row >= row && strcmp(r->cells.items[i].text, text) == 0)
            return &r->cells.items[i];
    return NULL;
}

#endif
