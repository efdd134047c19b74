/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader.h - what the readers of the formats share: the workbook's form, the row that is being put together, and how a problem is told.
 * Private to this room.
 */
#ifndef KAOPING_READER_H
#define KAOPING_READER_H

#include "kaoping/workbook.h"

struct package;

/* ---- The row that is being put together ------------------------------------------------------------------------------------------------ */

/*
 * A reader adds cells, then ends the row; the sink keeps the limits, hands the row to the caller and forgets it. Texts are written straight into
 * the sink's buffer (text_mark, text_add, cell_add), so that a value is copied once. A text that outlives the row (a shared string) is not copied.
 */
typedef struct row_sink {
    kp_workbook *book;
    kp_problems *problems;
    kp_row_callback callback;
    void *data;
    size_t sheet;
    uint64_t row, line;
    uint64_t last_row;      /* the last one delivered, so that rows ascend */
    bool stopped;           /* the caller wants no more of this sheet */
    bool failed;            /* a problem was added: reading cannot go on */
    kp_cell_ranges *merges; /* where merged cells are collected, or NULL: nobody asked */
    uint64_t delivered;     /* cells, over all sheets of this read */
    struct {
        kp_cell *items;
        size_t count, capacity;
    } cells;
    size_t *offsets; /* beside cells: where its text starts, or SIZE_MAX where cell.text is already right */
    size_t offsets_capacity;
    kp_buffer text;
} row_sink;

/* Starts the sheet; its first row is none. */
void sink_sheet(row_sink *sink, size_t sheet);
/* Starts row `row` (from 1) of the sheet. */
void sink_row(row_sink *sink, uint64_t row, uint64_t line);
/* Where text added from now on begins. */
size_t sink_mark(const row_sink *sink);
/* Adds to the text of the cell under way. False, with the problem, past KP_MAX_ROW_TEXT. */
bool sink_text(row_sink *sink, const char *bytes, size_t length);
/* Ends the text with a NUL. */
void sink_text_end(row_sink *sink);
/* The text from `mark`, once ended, and its length; until more is added. */
static inline char *sink_text_at(row_sink *sink, size_t mark) { return sink->text.bytes + mark; }
static inline size_t sink_text_length(const row_sink *sink, size_t mark) { return sink->text.length - mark - 1; }
/* Takes back what was added since `mark`. */
void sink_text_drop(row_sink *sink, size_t mark);

/* Adds one cell with the text from `mark` to the last sink_text_end(), or with `text` where that is not NULL (it must outlive the row). False, with
 * the problem, past KP_MAX_COLUMNS, past KP_MAX_CELL_TEXT or where columns do not ascend. */
bool sink_cell(row_sink *sink, uint64_t column, kp_cell_kind kind, unsigned flags, size_t mark, const char *text);
enum { CELL_FORMULA = 1, CELL_PERCENT = 2 };

/* Notes merged cells where they are asked for; a single cell is none. False, with the problem, past KP_MAX_MERGES. */
bool sink_merge(row_sink *sink, uint64_t first_row, uint64_t first_column, uint64_t last_row, uint64_t last_column);

/* Hands the row over `times` times, as rows row, row + 1, … (ODS repeats); a row without cells costs nothing, however often. False where no more is
 * wanted (stopped), or with the problem (failed): past KP_MAX_ROWS, past KP_MAX_CELLS_PER_READ, or where rows do not ascend. */
bool sink_row_end(row_sink *sink, uint64_t times);

/* ---- The workbook ---------------------------------------------------------------------------------------------------------------------- */

typedef struct workbook_format {
    /* Reads the sheets for which wanted[] is true, in order. False where a problem was added. */
    bool (*read)(kp_workbook *book, const bool wanted[], row_sink *sink);
    void (*close)(kp_workbook *book);
} workbook_format;

struct kp_workbook {
    kp_arena *arena;
    const char *path;              /* where it is */
    const char *shown;             /* what places call it */
    const workbook_format *format; /* NULL once closed */
    void *state;                   /* the format's own */
    struct package *package;       /* of the file; NULL for CSV and in memory */
    struct {
        const char **items;
        size_t count, capacity;
    } sheets;
    bool in_memory; /* no file */
    bool is_plain;  /* in memory, and without formats */
    bool is_text;   /* CSV */
    row_sink sink;  /* its buffers are used again by the next read */
};

bool xlsx_open(kp_workbook *book, struct package *zip, kp_problems *problems);
bool ods_open(kp_workbook *book, struct package *zip, kp_problems *problems);
bool csv_open_folder(kp_workbook *book, kp_problems *problems);
bool csv_open_file(kp_workbook *book, kp_problems *problems);

/* Adds a sheet's name. False, with the problem, past KP_MAX_SHEETS. */
bool book_add_sheet(kp_workbook *book, const char *name, kp_problems *problems);

/* Adds a problem about the whole file; the arguments may be bilingual. Always false, so that a reader can return it. */
bool book_problem(const kp_workbook *book, kp_problems *problems, kp_problem_code code, const char *a0, const char *a1);
/* The same, in a row and column (0 = not known) of the sheet that is being read; marks the sink as failed. */
bool sink_problem(row_sink *sink, kp_problem_code code, uint64_t row, uint64_t column, const char *a0, const char *a1);

/* ---- Small things ---------------------------------------------------------------------------------------------------------------------- */

/* True where `text` is a plain decimal number, as files store it: [+-]digits[.digits][e[+-]digits], a digit on one side of the point at least. */
bool is_stored_number(const char *text);
/* True where `text` is an error as the programs show it ("#DIV/0!", "Err:502"). Some store the error of a formula as nothing but text. */
bool is_error_text(const char *text);
/* Makes every line end (CR LF, CR) in `text` a single LF, in place. Returns the new length. */
size_t unify_line_ends(char *text);
/* Cuts XML blanks at both ends of the `length` bytes, in place. Returns the new start. */
char *trim_blanks(char *text, size_t length);
/* True past KP_MAX_CELL_TEXT characters in `bytes` bytes. */
bool text_too_long(const char *text, size_t bytes);

#endif
