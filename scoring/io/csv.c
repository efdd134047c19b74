/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv.c - a folder of .csv files as a workbook, each file a sheet (RFC 4180, and what is written in its name).
 *
 * Quoting is read strictly: text behind a closing quote is a problem, not a guess, because a lost quote would otherwise swallow whole records silently.
 */
#include "text_stream.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define MAX_FIELD_BYTES (4u * KP_MAX_CELL_TEXT) /* a character has at most 4 bytes */

typedef struct csv_book {
    const char **paths; /* beside the workbook's sheets */
    text_stream *stream;
    bool judged;        /* the files have been looked at together: */
    text_kind together; /* TEXT_UTF8 or TEXT_GB18030 where some of them leave no doubt and all those agree, else TEXT_ASCII */
} csv_book;

/* ---- One file -------------------------------------------------------------------------------------------------------------------------- */

typedef enum csv_state {
    RECORD_START,
    FIELD_START,
    PLAIN,       /* in a field without quotes */
    QUOTED,      /* between quotes */
    QUOTE_SEEN,  /* a quote inside QUOTED: either the end or the first of a pair */
    AFTER_QUOTED /* blanks behind the closing quote */
} csv_state;

typedef struct csv_parse {
    row_sink *sink;
    csv_state state;
    char separator;
    bool after_cr; /* a line feed now belongs to the carriage return before it */
    bool too_long; /* the field is longer than a cell may be; its end is still looked for, to tell a lost quote from a long text */
    uint64_t record, line, column;
    uint64_t quote_line; /* where the quoted field began */
    size_t mark;
} csv_parse;

/* The first record that has any text tells: a comma outside quotes, else a tab, else a semicolon. */
static char tell_separator(const char *text, size_t length) {
    bool quoted = false, tab = false, semicolon = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (c == ',')
            return ',';
        tab |= c == '\t';
        semicolon |= c == ';';
        if ((c == '\n' || c == '\r') && i > 0 && text[i - 1] != '\n' && text[i - 1] != '\r')
            break;
    }
    return tab ? '\t' : semicolon ? ';' : ',';
}

static bool fail_at(csv_parse *p, kp_problem_code code, uint64_t line, const char *a0, const char *a1) {
    return sink_problem(p->sink, code, line > UINT32_MAX ? UINT32_MAX : (uint32_t)line, 0, a0, a1);
}

static bool fail_long(csv_parse *p) { return fail_at(p, KP_F_TOO_LARGE, p->line, "单元格内的字数 | characters in a cell", "32767"); }

/* Shows where it began: the first characters of the field. */
static bool fail_quotes(csv_parse *p) {
    sink_text_end(p->sink);
    char *text = sink_text_at(p->sink, p->mark);
    size_t n = strcspn(text, "\n");
    if (n > 45)
        for (n = 45; n && ((unsigned char)text[n] & 0xC0) == 0x80; n--)
            ;
    return fail_at(p, KP_F_UNQUOTED_CSV, p->quote_line, kp_strndup(p->sink->book->arena, text, n), NULL);
}

static bool add_text(csv_parse *p, const char *bytes, size_t length) {
    if (sink_mark(p->sink) - p->mark + length > MAX_FIELD_BYTES) {
        p->too_long = true;
        return p->state == QUOTED || fail_long(p);
    }
    return p->too_long || sink_text(p->sink, bytes, length);
}

static bool end_field(csv_parse *p) {
    if (p->too_long)
        return fail_long(p);
    bool empty = sink_mark(p->sink) == p->mark;
    p->column++;
    p->state = FIELD_START;
    if (empty)
        return true;
    sink_text_end(p->sink);
    if (!sink_cell(p->sink, p->column, KP_CELL_TEXT, 0, p->mark, NULL))
        return false;
    p->mark = sink_mark(p->sink);
    return true;
}

static bool end_record(csv_parse *p) {
    if (p->state != RECORD_START && !end_field(p))
        return false;
    p->state = RECORD_START;
    return sink_row_end(p->sink, 1);
}

static void start_record(csv_parse *p) {
    p->column = 0;
    p->state = FIELD_START;
    sink_row(p->sink, ++p->record, p->line);
    p->mark = sink_mark(p->sink);
}

/* One byte that means something in the state it is met in. */
static bool take_special(csv_parse *p, char c) {
    bool line_end = c == '\n' || c == '\r';
    p->after_cr = c == '\r';
    if (c == '\0')
        return fail_at(p, KP_F_DAMAGED, p->line, "含有空字符（NUL） | it contains NUL bytes", NULL);
    if (p->state == QUOTED) {
        if (c == '"') {
            p->state = QUOTE_SEEN;
            return true;
        }
        p->line += line_end;
        return add_text(p, line_end ? "\n" : &c, 1);
    }
    if (p->state == RECORD_START)
        start_record(p);
    if (c == '"' && p->state == FIELD_START) {
        p->state = QUOTED;
        p->quote_line = p->line;
        return true;
    }
    if (c == '"' && p->state == QUOTE_SEEN) {
        p->state = QUOTED;
        return add_text(p, "\"", 1);
    }
    if (line_end) {
        bool more = end_record(p);
        p->line++;
        return more;
    }
    if (c == p->separator)
        return end_field(p);
    if (p->state == QUOTE_SEEN || p->state == AFTER_QUOTED) {
        p->state = AFTER_QUOTED;
        return c == ' ' || c == '\t' || fail_quotes(p);
    }
    p->state = PLAIN;
    return add_text(p, &c, 1);
}

/* How many bytes from `text` on are plain text of the field under way. */
static size_t plain_span(const csv_parse *p, const char *text, size_t length) {
    if (p->state != PLAIN && p->state != QUOTED)
        return 0;
    char stop = p->state == QUOTED ? '"' : p->separator;
    size_t n = 0;
    while (n < length && text[n] != stop && text[n] != '\n' && text[n] != '\r' && text[n] != '\0')
        n++;
    return n;
}

static bool parse_piece(csv_parse *p, const char *text, size_t length) {
    for (size_t i = 0; i < length;) {
        size_t n = plain_span(p, text + i, length - i);
        if (n) {
            p->after_cr = false;
            if (!add_text(p, text + i, n))
                return false;
            i += n;
            continue;
        }
        char c = text[i++];
        if (c == '\n' && p->after_cr) {
            p->after_cr = false;
            continue;
        }
        if (!take_special(p, c))
            return false;
    }
    return true;
}

static bool finish_text(csv_parse *p, text_fault fault) {
    switch (fault) {
    case TEXT_BAD_ENCODING: return fail_at(p, KP_F_BAD_ENCODING, p->line, "此行有无法识别的字节 | unreadable bytes in this line", NULL);
    case TEXT_TOO_LARGE: return fail_at(p, KP_F_TOO_LARGE, 0, "文件大小 | file size", "2 GB");
    case TEXT_CANNOT_READ:
    case TEXT_CANNOT_OPEN: return fail_at(p, KP_F_CANNOT_OPEN, 0, "读取失败 | cannot be read", NULL);
    case TEXT_FINE: break;
    }
    if (p->state == QUOTED)
        return fail_quotes(p);
    return p->state == RECORD_START || end_record(p);
}

/* Files of one folder come from one hand: what the others are without doubt, a doubtful one is too. */
static text_kind kind_together(csv_book *csv, size_t count) {
    bool utf8 = false, gb18030 = false;
    for (size_t i = 0; i < count && !csv->judged; i++)
        if (text_open(csv->stream, csv->paths[i]) == TEXT_FINE) {
            utf8 |= csv->stream->kind == TEXT_UTF8;
            gb18030 |= csv->stream->kind == TEXT_GB18030;
        }
    if (!csv->judged)
        csv->together = utf8 == gb18030 ? TEXT_ASCII : utf8 ? TEXT_UTF8 : TEXT_GB18030;
    csv->judged = true;
    return csv->together;
}

static text_fault open_text(csv_book *csv, size_t index, size_t count) {
    text_fault fault = text_open(csv->stream, csv->paths[index]);
    text_kind kind = csv->stream->kind;
    if (fault || (kind != TEXT_AMBIGUOUS_UTF8 && kind != TEXT_AMBIGUOUS_GB18030))
        return fault;
    text_kind together = kind_together(csv, count);
    fault = text_open(csv->stream, csv->paths[index]);
    return fault || together == TEXT_ASCII ? fault : text_settle(csv->stream, together);
}

static bool parse_file(row_sink *sink, csv_book *csv) {
    csv_parse p = {.sink = sink, .line = 1};
    text_stream *stream = csv->stream;
    text_fault fault = open_text(csv, sink->sheet, sink->book->sheets.count);
    if (fault)
        return finish_text(&p, fault);
    size_t n = text_next(stream);
    p.separator = tell_separator(stream->utf8, n);
    bool more = true;
    for (; n && more; n = more ? text_next(stream) : 0)
        more = parse_piece(&p, stream->utf8, n);
    if (more)
        finish_text(&p, stream->fault);
    text_close(stream);
    return !sink->failed;
}

/* ---- The folder ------------------------------------------------------------------------------------------------------------------------ */

static bool csv_read(kp_workbook *book, const bool wanted[], row_sink *sink) {
    csv_book *csv = book->state;
    for (size_t i = 0; i < book->sheets.count; i++) {
        if (!wanted[i])
            continue;
        sink_sheet(sink, i);
        if (!parse_file(sink, csv))
            return false;
    }
    return true;
}

static void csv_close(kp_workbook *book) {
    csv_book *csv = book->state;
    text_close(csv->stream);
}

static const workbook_format csv_format = {csv_read, csv_close};

typedef struct csv_entry {
    const char *name; /* the sheet's: UTF-8, without the end .csv */
    const char *path;
} csv_entry;

typedef struct csv_entries {
    csv_entry *items;
    size_t count, capacity;
} csv_entries;

static int by_name(const void *a, const void *b) { return strcmp(((const csv_entry *)a)->name, ((const csv_entry *)b)->name); }

static bool is_csv_name(const char *name) {
    size_t length = strlen(name);
    return length > 4 && name[0] != '.' && strcasecmp(name + length - 4, ".csv") == 0;
}

static const char *stem_of(kp_arena *arena, const char *name) {
    const char *slash = strrchr(name, '/');
    const char *stem = utf8_or_gb18030(arena, slash ? slash + 1 : name);
    return kp_strndup(arena, stem, strlen(stem) - 4);
}

static void close_folder(void *resource) {
    DIR **folder = resource;
    if (*folder)
        closedir(*folder);
    *folder = NULL;
}

static bool list_folder(kp_workbook *book, csv_entries *out, kp_problems *problems) {
    kp_arena *arena = book->arena;
    DIR **folder = KP_NEW(arena, DIR *);
    kp_arena_defer(arena, close_folder, folder);
    *folder = opendir(book->path);
    if (!*folder)
        return book_problem(book, problems, KP_F_CANNOT_OPEN, "文件夹打不开 | the folder cannot be opened", NULL);
    for (const struct dirent *entry; (entry = readdir(*folder)) != NULL && out->count <= KP_MAX_SHEETS;) {
        if (!is_csv_name(entry->d_name))
            continue;
        struct stat about;
        const char *path = kp_format(arena, "%s/%s", book->path, entry->d_name);
        if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
            KP_PUSH(arena, out, (csv_entry){stem_of(arena, entry->d_name), path});
    }
    close_folder(folder);
    return true;
}

static bool add_files(kp_workbook *book, const csv_entries *entries, kp_problems *problems) {
    csv_book *csv = KP_NEW(book->arena, csv_book);
    csv->stream = text_stream_new(book->arena);
    csv->paths = KP_NEW_ARRAY(book->arena, const char *, entries->count);
    for (size_t i = 0; i < entries->count; i++) {
        csv->paths[i] = entries->items[i].path;
        if (!book_add_sheet(book, entries->items[i].name, problems))
            return false;
    }
    book->state = csv;
    book->is_text = true;
    book->format = &csv_format;
    return true;
}

bool csv_open_folder(kp_workbook *book, kp_problems *problems) {
    csv_entries entries = {0};
    if (!list_folder(book, &entries, problems))
        return false;
    if (entries.count == 0)
        return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, "没有 .csv 文件的文件夹 | a folder without .csv files", NULL);
    qsort(entries.items, entries.count, sizeof *entries.items, by_name);
    return add_files(book, &entries, problems);
}

bool csv_open_file(kp_workbook *book, kp_problems *problems) {
    csv_entry entry = {stem_of(book->arena, book->path), book->path};
    csv_entries entries = {&entry, 1, 1};
    return add_files(book, &entries, problems);
}
