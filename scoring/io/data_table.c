/* SPDX-License-Identifier: GPL-3.0-or-later */
/* data_table.c - finds the table of a workbook by its heads and reads it into columns of numbered texts. */
#include "data_table_private.h"

#include "bind_private.h"
#include "kaoping/names.h"
#include "kaoping/utf8.h"

#include <string.h>

typedef struct wanted_heads {
    const char *const *items;
    size_t count;
} wanted_heads;

/* ---- looking for the head ---- */

typedef struct head_look {
    uint32_t seen;            /* filled rows so far */
    uint32_t complete, texts; /* the first row with all wanted heads; with two texts at least; 0: none yet */
    bool below;               /* a row follows */
} head_look;

typedef struct head_search {
    wanted_heads wanted;
    head_look *looks; /* by sheet */
} head_search;

static bool is_head_text(const kp_cell *cell) { return cell->kind == KP_CELL_TEXT && !kp_bind_is_blank(cell); }

static bool row_has(const kp_row *row, const char *head) {
    for (size_t i = 0; i < row->count; i++)
        if (!kp_bind_is_blank(&row->cells[i]) && kp_text_matches(row->cells[i].text, head))
            return true;
    return false;
}

static bool look_at_row(void *data, const kp_row *row) {
    head_search *search = data;
    head_look *look = &search->looks[row->sheet];
    size_t filled = 0, texts = 0, found = 0;
    for (size_t i = 0; i < row->count; i++) {
        filled += !kp_bind_is_blank(&row->cells[i]);
        texts += is_head_text(&row->cells[i]);
    }
    if (!filled)
        return true;
    look->below = look->below || look->texts || look->complete;
    for (size_t i = 0; i < search->wanted.count; i++)
        found += row_has(row, search->wanted.items[i]);
    if (search->wanted.count && found == search->wanted.count)
        look->complete = row->row;
    if (!look->texts && texts >= 2)
        look->texts = row->row;
    return !look->complete && ++look->seen < KP_HEAD_ROWS;
}

/* The sheet to be read, and its head row in *head. SIZE_MAX: none has one. */
static size_t choose_sheet(const head_search *search, const size_t sheets[], size_t count, uint32_t *head) {
    for (size_t i = 0; i < count; i++)
        if ((*head = search->looks[sheets[i]].complete))
            return sheets[i];
    for (int below = 1; below >= 0; below--)
        for (size_t i = 0; i < count; i++) {
            const head_look *look = &search->looks[sheets[i]];
            if (look->texts && (look->below || !below)) {
                *head = look->texts;
                return sheets[i];
            }
        }
    return SIZE_MAX;
}

/* ---- reading ---- */

typedef struct table_reader {
    kp_data_table *table;
    kp_problems *problems;
    wanted_heads wanted;
    uint32_t head_row;
    bool head_done, failed;
    uint32_t *place_of; /* by number of a column of the sheet: that of the table + 1; 0: not kept */
    uint32_t widest;
    kp_buffer entry; /* the pool's entry under way */
} table_reader;

static char kind_mark(const kp_cell *cell) { return (char)('a' + 2 * (int)cell->kind + (cell->percent ? 1 : 0)); }

kp_cell data_entry_cell(const kp_data_table *table, uint32_t entry) {
    const char *text = text_pool_text(table->pool, entry);
    int mark = text[0] - 'a';
    return (kp_cell){.kind = (kp_cell_kind)(mark / 2), .percent = mark % 2, .text = text + 1};
}

static const char *join_heads(kp_arena *arena, const kp_row *row) {
    const char **names = KP_NEW_ARRAY(arena, const char *, row->count);
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        if (!kp_bind_is_blank(&row->cells[i]))
            names[count++] = kp_verbatim(arena, kp_bind_shown(arena, &row->cells[i]));
    return kp_bind_join_names(arena, names, count);
}

/* The head that `head` may have been meant for; "—": none. */
static const char *near_head(kp_arena *arena, const kp_row *row, const char *head) {
    kp_names *names = kp_names_new(arena);
    bool *all = KP_NEW_ARRAY(arena, bool, row->count);
    for (size_t i = 0; i < row->count; i++) {
        all[i] = true;
        if (!kp_bind_is_blank(&row->cells[i]))
            kp_names_add(names, kp_bind_shown(arena, &row->cells[i]), (int32_t)i);
    }
    kp_likeness likeness;
    int32_t near = kp_names_resembling(names, head, all, &likeness);
    return near < 0 ? "—" : kp_bind_shown(arena, &row->cells[near]);
}

static kp_place place_at(const table_reader *r, uint32_t line, uint32_t column) {
    return kp_workbook_place(r->table->book, r->table->sheet, line, column);
}

/* The only column whose head is just what is asked for, to the letter: nh and Nh may be two columns. 0: none or several. */
static uint32_t find_letter_by_letter(const kp_row *row, const char *head) {
    uint32_t found = 0;
    for (size_t i = 0; i < row->count; i++)
        if (!strcmp(row->cells[i].text, head)) {
            if (found)
                return 0;
            found = row->cells[i].column;
        }
    return found;
}

/* The column of the sheet under the head; 0 with a problem where there is none, or more than one. */
static uint32_t find_head(table_reader *r, const kp_row *row, const char *head) {
    kp_arena *arena = r->table->arena;
    uint32_t found = find_letter_by_letter(row, head);
    if (found)
        return found;
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        if (kp_bind_is_blank(cell) || !kp_text_matches(cell->text, head))
            continue;
        if (found) {
            kp_problems_add(r->problems, KP_W_COLUMN_TWICE, place_at(r, row->line, cell->column), KP_UNIT_ALL, kp_verbatim(arena, head),
                            kp_place_cell(arena, place_at(r, row->line, found)), NULL);
            return 0;
        }
        found = cell->column;
    }
    if (!found)
        kp_problems_add(r->problems, KP_W_COLUMN_NOT_FOUND, place_at(r, row->line, 0), KP_UNIT_ALL, kp_verbatim(arena, head),
                        kp_verbatim(arena, near_head(arena, row, head)), join_heads(arena, row));
    return found;
}

static void keep_column(table_reader *r, const kp_row *row, uint32_t column) {
    kp_data_table *table = r->table;
    if (!column || r->place_of[column])
        return;
    table->columns[table->column_count].title = kp_bind_shown(table->arena, kp_bind_cell_at(row, column));
    table->columns[table->column_count].number = column;
    r->place_of[column] = (uint32_t)++table->column_count;
}

static void take_head(table_reader *r, const kp_row *row) {
    kp_arena *arena = r->table->arena;
    r->head_done = true;
    r->table->head_line = row->line;
    r->widest = row->cells[row->count - 1].column;
    r->place_of = KP_NEW_ARRAY(arena, uint32_t, r->widest + 1);
    r->table->columns = KP_NEW_ARRAY(arena, data_column, row->count);
    for (size_t i = 0; i < r->wanted.count; i++) {
        uint32_t column = find_head(r, row, r->wanted.items[i]);
        r->failed = r->failed || !column;
        keep_column(r, row, column);
    }
    for (size_t i = 0; !r->wanted.count && i < row->count; i++)
        if (!kp_bind_is_blank(&row->cells[i]))
            keep_column(r, row, row->cells[i].column);
}

static size_t kept_column(const table_reader *r, const kp_cell *cell) { return cell->column <= r->widest ? r->place_of[cell->column] : 0; }

/* A row that is no data: blank; a note alone in a cell; the head once more, as printed pages have it; a total or a footer, which is told. */
static bool is_passed_over(table_reader *r, const kp_row *row) {
    const kp_cell *first = NULL;
    size_t filled = 0, kept = 0, heads = 0;
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        if (kp_bind_is_blank(cell))
            continue;
        first = first ? first : cell;
        filled++;
        size_t place = kept_column(r, cell);
        if (place && heads == kept) /* a single other text tells that it is not the head */
            heads += cell->kind == KP_CELL_TEXT && kp_text_matches(r->table->columns[place - 1].title, cell->text);
        kept += place > 0;
    }
    if (!filled || (!kept && filled == 1) || (heads && heads == kept))
        return true;
    kp_aside aside = first->kind == KP_CELL_TEXT ? kp_bind_aside(r->table->arena, first->text) : KP_ASIDE_NOT;
    if (aside == KP_ASIDE_NOT || (aside == KP_ASIDE_FOOTER && kept == r->table->column_count))
        return false;
    kp_problems_add(r->problems, KP_W_ROW_SKIPPED, place_at(r, row->line, first->column), KP_UNIT_NONE,
                    kp_verbatim(r->table->arena, kp_bind_shown(r->table->arena, first)), NULL, NULL);
    return true;
}

static uint32_t number_entry(table_reader *r, const kp_cell *cell) {
    r->entry.length = 0;
    kp_buffer_add(&r->entry, (char[]){kind_mark(cell)}, 1);
    kp_buffer_puts(&r->entry, cell->text);
    return text_pool_add(r->table->pool, r->entry.bytes, r->entry.length);
}

static void take_data(table_reader *r, const kp_row *row) {
    kp_data_table *table = r->table;
    KP_PUSH(table->arena, &table->lines, row->line);
    for (size_t c = 0; c < table->column_count; c++)
        KP_PUSH(table->arena, &table->columns[c].cells, 0);
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        size_t place = kept_column(r, cell);
        if (place && !kp_bind_is_blank(cell))
            table->columns[place - 1].cells.items[table->lines.count - 1] = number_entry(r, cell);
    }
}

static bool take_row(void *data, const kp_row *row) {
    table_reader *r = data;
    if (r->head_done) {
        if (!is_passed_over(r, row))
            take_data(r, row);
    } else if (row->row == r->head_row) {
        take_head(r, row);
    }
    return !r->failed;
}

/* The sheets that may be read: the one that is named, else all. False with the problem where there is no such sheet. */
static bool name_sheets(kp_arena *arena, const kp_workbook *book, const char *name, size_t *sheets, size_t *count, kp_problems *problems) {
    size_t all = kp_workbook_sheet_count(book), at = name ? kp_workbook_find(book, name) : 0;
    if (name && at == SIZE_MAX) {
        kp_problems_add(problems, KP_W_SHEET_MISSING, (kp_place){.file = kp_workbook_path(book)}, KP_UNIT_ALL, kp_verbatim(arena, name), NULL, NULL);
        return false;
    }
    *count = name ? 1 : all;
    for (size_t i = 0; i < *count; i++)
        sheets[i] = name ? at : i;
    return true;
}

kp_data_table *kp_data_table_read(kp_arena *arena, kp_workbook *book, const char *sheet, const char *const heads[], size_t head_count,
                                  kp_problems *problems) {
    size_t *sheets = KP_NEW_ARRAY(arena, size_t, kp_workbook_sheet_count(book) + 1), count = 0;
    head_search search = {{heads, head_count}, KP_NEW_ARRAY(arena, head_look, kp_workbook_sheet_count(book) + 1)};
    if (!name_sheets(arena, book, sheet, sheets, &count, problems) || !kp_workbook_read(book, sheets, count, look_at_row, &search, problems))
        return NULL;
    table_reader reader = {.problems = problems, .wanted = search.wanted, .entry = {.arena = arena}};
    size_t chosen = choose_sheet(&search, sheets, count, &reader.head_row);
    if (chosen == SIZE_MAX) {
        kp_place place = count == 1 ? kp_workbook_place(book, sheets[0], 0, 0) : (kp_place){.file = kp_workbook_path(book)};
        kp_problems_add(problems, KP_W_NO_HEAD, place, KP_UNIT_ALL, head_count ? kp_verbatim(arena, heads[0]) : "…",
                        kp_format(arena, "%u", KP_HEAD_ROWS), NULL);
        return NULL;
    }
    kp_data_table *table = reader.table = KP_NEW(arena, kp_data_table);
    *table = (kp_data_table){.arena = arena, .book = book, .sheet = chosen, .pool = text_pool_new(arena)};
    if (!kp_workbook_read(book, &chosen, 1, take_row, &reader, problems) || reader.failed)
        return NULL;
    table->shown = KP_NEW_ARRAY(arena, const char *, text_pool_count(table->pool) + 1);
    return table;
}

/* ---- asking ---- */

size_t kp_data_rows(const kp_data_table *table) { return table->lines.count; }

size_t kp_data_columns(const kp_data_table *table) { return table->column_count; }

size_t kp_data_find(const kp_data_table *table, const char *head) {
    for (size_t i = 0; i < table->column_count; i++)
        if (kp_text_matches(table->columns[i].title, head))
            return i;
    return SIZE_MAX;
}

const char *kp_data_title(const kp_data_table *table, size_t column) { return table->columns[column].title; }

const char *kp_data_sheet(const kp_data_table *table) { return kp_workbook_sheet_name(table->book, table->sheet); }

kp_place kp_data_place(const kp_data_table *table, size_t column, size_t row) {
    uint32_t line = row == SIZE_MAX ? table->head_line : table->lines.items[row];
    return kp_workbook_place(table->book, table->sheet, line, table->columns[column].number);
}

const char *data_entry_shown(const kp_data_table *table, uint32_t entry) {
    if (!entry)
        return "";
    if (!table->shown[entry]) {
        kp_cell cell = data_entry_cell(table, entry);
        table->shown[entry] = kp_bind_shown(table->arena, &cell);
    }
    return table->shown[entry];
}

const char *kp_data_text(const kp_data_table *table, size_t column, size_t row) {
    return data_entry_shown(table, table->columns[column].cells.items[row]);
}
