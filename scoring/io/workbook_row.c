/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_row.c - the row that a reader puts together, and the limits that hold for every format. */
#include "reader.h"

#include <string.h>

static uint32_t narrow(uint64_t value) { return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value; }

bool sink_problem(row_sink *s, kp_problem_code code, uint64_t row, uint64_t column, const char *a0, const char *a1) {
    s->failed = true;
    kp_problems_add(s->problems, code, kp_workbook_place(s->book, s->sheet, narrow(row), narrow(column)), KP_UNIT_ALL, a0, a1, NULL);
    return false;
}

void sink_sheet(row_sink *s, size_t sheet) {
    s->sheet = sheet;
    s->last_row = 0;
    s->stopped = false;
}

void sink_row(row_sink *s, uint64_t row, uint64_t line) {
    s->cells.count = 0;
    s->text.length = 0;
    s->row = row;
    s->line = line;
}

size_t sink_mark(const row_sink *s) { return s->text.length; }

bool sink_text(row_sink *s, const char *bytes, size_t length) {
    if (s->text.length + length > KP_MAX_ROW_TEXT)
        return sink_problem(s, KP_F_TOO_LARGE, s->row, 0, "一行的文字量 | text in one row", "64 MB");
    kp_buffer_add(&s->text, bytes, length);
    return true;
}

void sink_text_end(row_sink *s) { kp_buffer_add(&s->text, "", 1); }

void sink_text_drop(row_sink *s, size_t mark) { s->text.length = mark; }

/* Characters, not bytes: every byte of UTF-8 that does not continue a character starts one. */
bool text_too_long(const char *text, size_t bytes) {
    if (bytes <= KP_MAX_CELL_TEXT)
        return false;
    size_t characters = 0;
    for (size_t i = 0; i < bytes; i++)
        characters += ((unsigned char)text[i] & 0xC0) != 0x80;
    return characters > KP_MAX_CELL_TEXT;
}

bool sink_cell(row_sink *s, uint64_t column, kp_cell_kind kind, unsigned flags, size_t mark, const char *text) {
    if (column > KP_MAX_COLUMNS)
        return sink_problem(s, KP_F_TOO_LARGE, s->row, 0, "列数 | columns", "16384");
    uint32_t at = (uint32_t)column;
    if (s->cells.count && s->cells.items[s->cells.count - 1].column >= at)
        return sink_problem(s, KP_F_DAMAGED, s->row, at, "单元格的次序有误 | cells out of order", NULL);
    if (!text && text_too_long(sink_text_at(s, mark), sink_text_length(s, mark)))
        return sink_problem(s, KP_F_TOO_LARGE, s->row, at, "单元格内的字数 | characters in a cell", "32767");
    kp_arena *arena = s->book->arena;
    if (s->cells.count == s->offsets_capacity)
        s->offsets = kp_grow(arena, s->offsets, s->cells.count, &s->offsets_capacity, sizeof *s->offsets);
    s->offsets[s->cells.count] = text ? SIZE_MAX : mark;
    KP_PUSH(arena, &s->cells, (kp_cell){kind, at, (flags & CELL_PERCENT) != 0, (flags & CELL_FORMULA) != 0, text});
    return true;
}

/* Only now that the buffer no longer moves do offsets become pointers. */
static void settle_texts(row_sink *s) {
    for (size_t i = 0; i < s->cells.count; i++)
        if (s->offsets[i] != SIZE_MAX)
            s->cells.items[i].text = s->text.bytes + s->offsets[i];
}

bool sink_merge(row_sink *s, uint64_t first_row, uint64_t first_column, uint64_t last_row, uint64_t last_column) {
    if (!s->merges || (first_row == last_row && first_column == last_column))
        return true;
    if (s->merges->count >= KP_MAX_MERGES)
        return sink_problem(s, KP_F_TOO_LARGE, first_row, first_column, "合并单元格数 | merged cells", "100000");
    kp_cell_range range = {narrow(first_row), narrow(first_column), narrow(last_row), narrow(last_column)};
    KP_PUSH(s->book->arena, s->merges, range);
    return true;
}

bool sink_row_end(row_sink *s, uint64_t times) {
    if (s->failed || s->stopped)
        return false;
    if (s->cells.count == 0)
        return true;
    if (s->row > KP_MAX_ROWS || times > KP_MAX_ROWS - s->row + 1)
        return sink_problem(s, KP_F_TOO_LARGE, 0, 0, "行数 | rows", "1048576");
    if (s->row <= s->last_row)
        return sink_problem(s, KP_F_DAMAGED, s->row, 0, "行的次序有误 | rows out of order", NULL);
    settle_texts(s);
    for (uint64_t i = 0; i < times; i++, s->row++) {
        s->delivered += s->cells.count;
        if (s->delivered > KP_MAX_CELLS_PER_READ)
            return sink_problem(s, KP_F_TOO_LARGE, s->row, 0, "有内容的单元格数 | filled cells", "200000000");
        kp_row row = {s->sheet, (uint32_t)s->row, narrow(i ? s->row : s->line), s->cells.items, s->cells.count};
        s->last_row = s->row;
        if (!s->callback(s->data, &row)) {
            s->stopped = true;
            return false;
        }
    }
    return true;
}

static size_t count_digits(const char *text) {
    size_t n = 0;
    while (text[n] >= '0' && text[n] <= '9')
        n++;
    return n;
}

bool is_stored_number(const char *t) {
    t += *t == '+' || *t == '-';
    size_t digits = count_digits(t);
    t += digits;
    if (*t == '.') {
        size_t more = count_digits(++t);
        t += more;
        digits += more;
    }
    if (!digits)
        return false;
    if (*t == 'e' || *t == 'E') {
        t++;
        t += *t == '+' || *t == '-';
        digits = count_digits(t);
        t += digits;
    }
    return digits && !*t;
}

bool is_error_text(const char *text) {
    static const char *const errors[] = {"#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#NULL!", "#SPILL!", "#CALC!"};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(text, errors[i]) == 0)
            return true;
    return strncmp(text, "Err:", 4) == 0 && text[4] >= '0' && text[4] <= '9';
}

size_t unify_line_ends(char *text) {
    char *to = strchr(text, '\r');
    if (!to)
        return strlen(text);
    for (const char *from = to; *from; from++) {
        if (*from == '\r') {
            *to++ = '\n';
            from += from[1] == '\n';
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return (size_t)(to - text);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

char *trim_blanks(char *text, size_t length) {
    while (length && is_blank(text[length - 1]))
        text[--length] = '\0';
    while (is_blank(*text))
        text++;
    return text;
}
