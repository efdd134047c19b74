/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workbook.h - one reader for .xlsx, .ods, folders of .csv files and cells in memory: plain cells with their addresses, nothing understood.
 *
 * Reading streams. A sheet is never held in memory: kp_workbook_read() calls back once a row, in order. XLSX keeps its shared strings (in the
 * arena); an ODS is one stream, so reading several sheets in one call costs one pass, reading them one by one costs a pass each.
 * What a program wrote must not matter: shared, inline and rich strings; formulas by their stored value; booleans; errors; dates (1900, 1904);
 * strict and transitional namespaces; missing cell references; ODS repeats and covered cells; CSV as UTF-8 (with or without BOM),
 * UTF-16 with BOM, or GB18030.
 *
 *     kp_workbook *book = kp_workbook_open(arena, "录入.xlsx", problems);
 *     if (book)
 *         kp_workbook_read(book, (size_t[]){kp_workbook_find(book, "考评对象")}, 1, on_row, &my, problems);
 *
 * Everything hostile is bounded by the macros below, and is a problem F_TOO_LARGE or F_DAMAGED, never a crash.
 */
#ifndef KAOPING_WORKBOOK_H
#define KAOPING_WORKBOOK_H

#include "kaoping/problem.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_MAX_ROWS                1048576u      /* rows of a sheet, as XLSX has them */
#define KP_MAX_COLUMNS             16384u        /* columns of a sheet, as XLSX has them */
#define KP_MAX_PART_BYTES          (2ull << 30)  /* one inflated part: 200,000 x 12 cells of ODS are 0.33 GB */
#define KP_MAX_INFLATE_RATIO       1000u         /* inflated to stored bytes, checked past KP_INFLATE_GRACE; repetitive sheets reach 200 */
#define KP_INFLATE_GRACE           (16ull << 20) /* small parts may be as repetitive as they like */
#define KP_MAX_SHARED_STRING_BYTES (1ull << 30)
#define KP_MAX_SHARED_STRINGS      (1u << 24)    /* texts of an XLSX; each costs a pointer, even if empty */
#define KP_MAX_CELL_TEXT           32767u        /* characters in a cell, as XLSX has them */
#define KP_MAX_ROW_TEXT            (64ull << 20) /* bytes of text in one row: it is held while it is put together */
#define KP_MAX_SHEETS              1024u
#define KP_MAX_MERGES              100000u      /* merged ranges of a sheet, where they are asked for */
#define KP_MAX_CELLS_PER_READ      200000000ull /* cells with content delivered by one kp_workbook_read() */

typedef enum kp_cell_kind {
    KP_CELL_EMPTY = 0, /* never delivered inside a row's last filled cell except as a gap */
    KP_CELL_NUMBER,    /* text: the number's digits as stored, e.g. "28.164999999999999" (kp_parse_stored) */
    KP_CELL_TEXT,      /* text: what stands there, lines parted by LF; "" where a formula gave "" (else a text without characters is empty) */
    KP_CELL_BOOLEAN,   /* text: "1" or "0" */
    KP_CELL_ERROR,     /* text: "#DIV/0!" … */
    KP_CELL_DATE,      /* text: "2026-09-15", "2026-09-15T08:30:00", a time alone "08:30:00" (a number shown as a date or time) */
    KP_CELL_NO_VALUE   /* a formula without a stored value; text: the formula from its "=" on, in the grammar of the file */
} kp_cell_kind;

typedef struct kp_cell {
    kp_cell_kind kind;
    uint32_t column;  /* from 1 */
    bool percent;     /* a number shown with a percent format: 0.973 reads as 97.3 % */
    bool formula;     /* the value was computed by a formula */
    const char *text; /* UTF-8; valid during the callback only; "" for an empty cell */
} kp_cell;

/* One row: `cells` has `count` filled cells in ascending columns (gaps are left out). Rows without a filled cell are not delivered. `row` from 1; for a
 * CSV the row is the record's number and `line` the line where it starts, else line == row. Return false to stop reading this sheet. */
typedef struct kp_row {
    size_t sheet; /* index in the workbook */
    uint32_t row;
    uint32_t line;
    const kp_cell *cells;
    size_t count;
} kp_row;
typedef bool (*kp_row_callback)(void *data, const kp_row *row);

typedef struct kp_workbook kp_workbook;

/* Opens a file or a folder. NULL where it cannot be used, with the reason among the problems (F_*). The format is told by content, not by
 * the name; only a single CSV file (a workbook of one sheet) must be named .csv, because text says nothing of itself. No file stays open
 * between calls, so any number of workbooks can be; one that is changed meanwhile is a problem F_DAMAGED. Must be called inside kp_arena_run(). Cost: an ODS is walked once for the names of its sheets. */
kp_workbook *kp_workbook_open(kp_arena *arena, const char *path, kp_problems *problems);

/* The same, called `shown` wherever a place is told: a copy made for reading carries the name of what it is a copy of. */
kp_workbook *kp_workbook_open_as(kp_arena *arena, const char *path, const char *shown, kp_problems *problems);

/* A sheet that another program holds in memory. */
typedef struct kp_cell_sheet {
    const char *name;
    uint32_t first_row, first_column; /* where the cells stand on their sheet, from 1, so that problems name the right ones; 0 is 1 */
    size_t rows, columns;
    /* Gives the cells of `row` (from 0): `columns` cells, all empty beforehand. kind, text, percent and formula are to be set as above; the column follows from the place. Texts
     * must be good until the next call. A row may be asked for more than once. */
    void (*read)(const struct kp_cell_sheet *sheet, size_t row, kp_cell *out);
    const void *source; /* the callback's own */
} kp_cell_sheet;

/* A workbook over those sheets, whose sources outlive it; `name` stands for the path. `plain`: the cells are values without formats, as formulas have them: a date is a number
 * (days since 1899-12-30), and whether 0.95 was shown as 95% cannot be seen; binding then reads numbers in columns of dates as dates, and doubts what may be a percentage
 * (D_MAY_BE_PERCENT). NULL, with the problem, past KP_MAX_SHEETS. Must be called inside kp_arena_run(). */
kp_workbook *kp_workbook_of_cells(kp_arena *arena, const char *name, const kp_cell_sheet sheets[], size_t count, bool plain, kp_problems *problems);

/* A part of a sheet: rows and columns from 1, the last ones belong to it. */
typedef struct kp_cell_range {
    uint32_t first_row, first_column, last_row, last_column;
} kp_cell_range;

/* The cells of that part of the sheet as a workbook of this sheet alone, which holds them in memory: kinds, texts and places are those they have in `book`, which may be closed
 * afterwards, and so are name and file. NULL, with problems, where the sheet cannot be read. Must be called inside kp_arena_run(). Cost: one pass over the sheet. */
kp_workbook *kp_workbook_of_range(kp_arena *arena, kp_workbook *book, size_t sheet, kp_cell_range range, kp_problems *problems);

typedef struct kp_cell_ranges {
    kp_cell_range *items;
    size_t count, capacity;
} kp_cell_ranges;

/* The merged cells of a sheet, in no particular order, added to `out`; a CSV and cells in memory have none. Only the first cell of each is seen by people, yet an XLSX may hold
 * values in the others, which reading delivers, and an ODS as LibreOffice writes it does not: whoever cares must ask. False, with the problem, where the sheet cannot be read.
 * Must be called inside kp_arena_run(). Cost: one pass over the sheet. */
bool kp_workbook_merges(kp_workbook *book, size_t sheet, kp_cell_ranges *out, kp_problems *problems);

/* NULL and a second time are fine. Names and places can still be asked for. */
void kp_workbook_close(kp_workbook *book);

/* As places tell it. */
const char *kp_workbook_path(const kp_workbook *book);
/* Where the file or folder is; what is in memory only has none, and gives its name. */
const char *kp_workbook_file(const kp_workbook *book);
/* True where there is no file: kp_workbook_path() is then only a name. */
bool kp_workbook_in_memory(const kp_workbook *book);
/* True where its cells are values without formats (kp_workbook_of_cells). */
bool kp_workbook_is_plain(const kp_workbook *book);
/* True for CSV: every cell is text, so a number held as text is no liberty. */
bool kp_workbook_is_text(const kp_workbook *book);
size_t kp_workbook_sheet_count(const kp_workbook *book);
/* In the order of the tabs (CSV: by file name). Hidden sheets are included. */
const char *kp_workbook_sheet_name(const kp_workbook *book, size_t index);
/* The sheet whose name means the bilingual `name` (kp_text_matches), or SIZE_MAX. */
size_t kp_workbook_find(const kp_workbook *book, const char *name);

/* Must be called inside kp_arena_run(), by the thread of the arena; the callback may allocate, and may read another workbook. Reads the sheets named by `sheets` (indices, each once). Rows of one sheet come in order; the sheets come in the workbook's order. False where reading
 * could not be finished (the problem is added); rows delivered before must then not be used. */
bool kp_workbook_read(kp_workbook *book, const size_t sheets[], size_t count, kp_row_callback callback, void *data, kp_problems *problems);

/* What the caller names its place by. */
kp_place kp_workbook_place(const kp_workbook *book, size_t sheet, uint32_t row, uint32_t column);

#ifdef __cplusplus
}
#endif
#endif
