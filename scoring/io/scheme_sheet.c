/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_sheet.c - the sheet 方案: a scheme as rows of cells, and back. Block 方案 has one field a row (title, value, meaning); each other block has a head
 * row and one record a row. What is written names fields by title, choices by title and texts whole; what is read takes keys and either language, wherever the
 * columns stand.
 */
#include "kaoping/scheme_io.h"
#include "kaoping/typed.h"
#include "kaoping/utf8.h"
#include "scheme_sheet_private.h"

#include <string.h>

/* ---- writing ---- */

#define FIELD_HEAD   "项目 | Field"
#define VALUE_HEAD   "内容 | Value"
#define MEANING_HEAD "含义 | Meaning"

static void add_row(kp_arena *arena, kp_sheet_rows *rows, kp_sheet_row row) { KP_PUSH(arena, rows, row); }

static const char **cells_of(kp_arena *arena, size_t count, const char *first) {
    const char **cells = KP_NEW_ARRAY(arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        cells[i] = "";
    cells[0] = first;
    return cells;
}

static void add_section(kp_arena *arena, kp_sheet_rows *rows, const kp_section *section, kp_lang lang) {
    if (rows->count)
        add_row(arena, rows, (kp_sheet_row){0}); /* an empty row between blocks */
    add_row(arena, rows, (kp_sheet_row){.section = true, .cells = cells_of(arena, 1, kp_text(arena, section->title, lang)), .count = 1});
}

static void add_scheme_block(kp_arena *arena, kp_sheet_rows *rows, const kp_scheme *scheme, kp_lang lang) {
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    const char **head = cells_of(arena, 3, kp_text(arena, FIELD_HEAD, lang));
    head[1] = kp_text(arena, VALUE_HEAD, lang);
    head[2] = kp_text(arena, MEANING_HEAD, lang);
    add_section(arena, rows, section, lang);
    add_row(arena, rows, (kp_sheet_row){.head = true, .cells = head, .count = 3});
    for (size_t f = 0; f < section->field_count; f++) {
        const char **cells = cells_of(arena, 3, kp_text(arena, section->fields[f].title, lang));
        cells[1] = kp_field_text(arena, scheme, section, f, scheme, lang == KP_EN ? KP_STYLE_EN : KP_STYLE_ZH);
        cells[2] = kp_text(arena, section->fields[f].help, lang);
        add_row(arena, rows, (kp_sheet_row){.cells = cells, .count = 3});
    }
}

/* The columns that some record needs: what is at its default everywhere is left out. */
static size_t used_columns(kp_arena *arena, const kp_scheme *scheme, kp_section_id id, size_t *columns) {
    const kp_section *section = &kp_sections[id];
    const kp_records *records = kp_scheme_to_records(arena, scheme);
    bool *used = KP_NEW_ARRAY(arena, bool, section->field_count);
    for (size_t i = 0; i < records->count; i++)
        for (size_t f = 0; records->items[i].section == id && f < section->field_count; f++)
            used[f] |= records->items[i].values[f].text != NULL;
    size_t n = 0;
    for (size_t f = 0; f < section->field_count; f++)
        if (used[f])
            columns[n++] = f;
    return n;
}

static void add_block(kp_arena *arena, kp_sheet_rows *rows, const kp_scheme *scheme, kp_section_id id, kp_lang lang) {
    const kp_section *section = &kp_sections[id];
    size_t *columns = KP_NEW_ARRAY(arena, size_t, section->field_count), n = used_columns(arena, scheme, id, columns);
    if (n == 0)
        return;
    add_section(arena, rows, section, lang);
    const char **head = cells_of(arena, n, "");
    for (size_t c = 0; c < n; c++)
        head[c] = kp_text(arena, section->fields[columns[c]].title, lang);
    add_row(arena, rows, (kp_sheet_row){.head = true, .cells = head, .count = n});
    const void *object;
    for (size_t i = 0; (object = kp_scheme_object(scheme, id, i)) != NULL; i++) {
        const char **cells = cells_of(arena, n, "");
        for (size_t c = 0; c < n; c++)
            if (kp_field_applies(&section->fields[columns[c]], id, object))
                cells[c] = kp_field_text(arena, scheme, section, columns[c], object, lang == KP_EN ? KP_STYLE_EN : KP_STYLE_ZH);
        add_row(arena, rows, (kp_sheet_row){.cells = cells, .count = n});
    }
}

kp_sheet_rows *kp_scheme_sheet_rows(kp_arena *arena, const kp_scheme *scheme, kp_lang lang) {
    kp_sheet_rows *rows = KP_NEW(arena, kp_sheet_rows);
    add_scheme_block(arena, rows, scheme, lang);
    for (int id = KP_SECTION_INDICATORS; id < KP_SECTION_COUNT; id++)
        add_block(arena, rows, scheme, (kp_section_id)id, lang);
    return rows;
}

/* ---- reading ---- */

typedef struct head {
    uint32_t column;
    int field;
} head;

/* Merged cells, and what their first cell says once it was read. */
typedef struct merged {
    kp_cell_range at;
    const char *text;
    bool told;
} merged;

typedef struct sheet_reader {
    kp_arena *arena;
    kp_workbook *book;
    kp_records *records;
    kp_problems *problems;
    int section; /* -1: before the first block */
    struct {
        head *items;
        size_t count, capacity;
    } heads;               /* of the block; none until its head row was read */
    size_t scheme_record;  /* index + 1 of the record of block 方案; 0: none */
    uint32_t value_column; /* of block 方案; 0: behind the name of the field */
    kp_row held;           /* the last row, where a lone text is all of it: a title, a remark or a record, as the next row tells */
    bool holds, apart;     /* there is one; a blank row stood above it */
    uint32_t last_row;     /* that was not blank */
    bool met[KP_SECTION_COUNT];
    size_t cells;
    struct {
        merged *items;
        size_t count, capacity;
    } merges;
} sheet_reader;

static kp_place cell_place(const sheet_reader *r, const kp_row *row, const kp_cell *cell) {
    return kp_workbook_place(r->book, row->sheet, row->row, cell->column);
}

/* What a cell says as the text of a field; "" where it is empty, NULL with a problem where it cannot be one. */
static const char *cell_text(sheet_reader *r, const kp_row *row, const kp_cell *cell) {
    static const char *const others[] = {
        [KP_CELL_BOOLEAN] = "逻辑值 | a truth value",
        [KP_CELL_ERROR] = "错误值 | an error",
        [KP_CELL_DATE] = "日期 | a date",
        [KP_CELL_NO_VALUE] = "没有结果的公式 | a formula without a value",
    };
    kp_num value;
    switch (cell->kind) {
    case KP_CELL_EMPTY: return "";
    case KP_CELL_TEXT: return kp_strdup(r->arena, cell->text);
    case KP_CELL_NUMBER:
        if (!kp_parse_stored(r->arena, cell->text, &value))
            break;
        if (cell->percent)
            value = kp_num_mul(r->arena, value, kp_num_int(100));
        return kp_format(r->arena, "%s%s", kp_num_exact(r->arena, value), cell->percent ? "%" : "");
    default:
        kp_problems_add(r->problems, KP_S_CELL_NOT_TEXT, cell_place(r, row, cell), KP_UNIT_NONE,
                        cell->kind != KP_CELL_BOOLEAN ? cell->text
                        : *cell->text == '1'          ? "TRUE"
                                                      : "FALSE",
                        others[cell->kind], NULL);
        return NULL;
    }
    kp_problems_add(r->problems, KP_S_SHEET_UNREADABLE, cell_place(r, row, cell), KP_UNIT_NONE, cell->text, "数 | a number", NULL);
    return NULL;
}

/* ---- merged cells ---- */

/* What lies under merged cells is seen by nobody, and only some files hold it: it is taken from the row. */
static kp_row without_covered(const sheet_reader *r, const kp_row *row) {
    kp_row seen = *row;
    kp_cell *cells = KP_NEW_ARRAY(r->arena, kp_cell, row->count);
    seen.cells = cells;
    seen.count = 0;
    for (size_t i = 0; i < row->count; i++) {
        bool covered = false;
        for (size_t m = 0; m < r->merges.count && !covered; m++) {
            const kp_cell_range *at = &r->merges.items[m].at;
            uint32_t column = row->cells[i].column;
            bool within = row->row >= at->first_row && row->row <= at->last_row && column >= at->first_column && column <= at->last_column;
            covered = within && (row->row != at->first_row || column != at->first_column);
        }
        if (!covered)
            cells[seen.count++] = row->cells[i];
    }
    return seen;
}

static const char *range_name(kp_arena *arena, const kp_cell_range *at) {
    return kp_format(arena, "%s:%s", kp_place_cell(arena, (kp_place){.row = at->first_row, .column = at->first_column}),
                     kp_place_cell(arena, (kp_place){.row = at->last_row, .column = at->last_column}));
}

/* Whether nothing is hidden: the value of block 方案 reaches over its meaning, which is for people, a head or a value over columns without a head. */
static bool hides_nothing(const sheet_reader *r, const kp_cell_range *at, uint32_t first_filled) {
    if (at->first_row != at->last_row)
        return false;
    if (r->section == KP_SECTION_SCHEME)
        return at->first_column > first_filled;
    for (size_t k = 0; k < r->heads.count; k++)
        if (r->heads.items[k].column > at->first_column && r->heads.items[k].column <= at->last_column)
            return false;
    return true;
}

/* Cells of a block are not merged, as each means something of its own. */
static void complain_merged(sheet_reader *r, const kp_row *row, uint32_t first_filled) {
    for (size_t m = 0; m < r->merges.count; m++) {
        merged *merge = &r->merges.items[m];
        if (row->row < merge->at.first_row || row->row > merge->at.last_row || merge->told || hides_nothing(r, &merge->at, first_filled))
            continue;
        merge->told = true;
        kp_problems_add(r->problems, KP_S_MERGED_CELLS, kp_workbook_place(r->book, row->sheet, merge->at.first_row, merge->at.first_column),
                        KP_UNIT_NONE, range_name(r->arena, &merge->at), NULL, NULL);
    }
}

/* Cells merged downwards were meant for each row: taken so, the one fault is told, and not all that would follow from it. */
static void spread_merged(sheet_reader *r, const kp_row *row, kp_record *record) {
    for (size_t m = 0; m < r->merges.count; m++) {
        merged *merge = &r->merges.items[m];
        if (row->row < merge->at.first_row || row->row > merge->at.last_row)
            continue;
        for (size_t k = 0; k < r->heads.count; k++) {
            if (r->heads.items[k].column != merge->at.first_column || r->heads.items[k].field < 0)
                continue;
            kp_record_value *value = &record->values[r->heads.items[k].field];
            if (row->row == merge->at.first_row)
                merge->text = value->text;
            else
                value->text = merge->text;
        }
    }
}

/* ---- rows ---- */

/* A blank text names nothing, not even itself. */
static bool is_filled(const kp_cell *cell) {
    return cell->kind != KP_CELL_EMPTY && (cell->kind != KP_CELL_TEXT || kp_text_matches(cell->text, cell->text));
}

/* The only filled cell of the row, or NULL. */
static const kp_cell *only_cell(const kp_row *row) {
    const kp_cell *only = NULL;
    for (size_t i = 0; i < row->count; i++) {
        if (!is_filled(&row->cells[i]))
            continue;
        if (only)
            return NULL;
        only = &row->cells[i];
    }
    return only;
}

static const char *field_titles(kp_arena *arena, const kp_section *section) {
    kp_buffer zh = {.arena = arena}, en = {.arena = arena};
    for (size_t f = 0; f < section->field_count; f++) {
        kp_buffer_printf(&zh, "%s%s", f ? "、" : "", kp_text(arena, section->fields[f].title, KP_ZH));
        kp_buffer_printf(&en, "%s%s", f ? ", " : "", section->fields[f].key);
    }
    return kp_format(arena, "%s | %s", kp_buffer_text(&zh), kp_buffer_text(&en));
}

/* The nearest field, which is returned, else all; -1: none is near. */
static int complain_field(sheet_reader *r, const kp_row *row, const kp_cell *cell, const char *found) {
    const kp_section *section = &kp_sections[r->section];
    int nearest = scheme_sheet_nearest(section, found);
    kp_problems_add(r->problems, KP_S_UNKNOWN_FIELD_ROW, cell_place(r, row, cell), KP_UNIT_NONE, found,
                    nearest >= 0 ? section->fields[nearest].title : field_titles(r->arena, section), NULL);
    return nearest;
}

static void skip_row(sheet_reader *r, const kp_row *row, const kp_cell *cell) {
    kp_problems_add(r->problems, KP_W_ROW_SKIPPED, cell_place(r, row, cell), KP_UNIT_NONE, kp_verbatim(r->arena, cell->text), NULL, NULL);
}

static const kp_cell *cell_at(const kp_row *row, uint32_t column) {
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].column == column && is_filled(&row->cells[i]))
            return &row->cells[i];
    return NULL;
}

/* Where the value of a field stands: under its head; without heads in the next column, or, where that was inserted and is empty, behind it. */
static const kp_cell *find_value(sheet_reader *r, const kp_row *row, const kp_cell *name, const kp_field *field) {
    uint32_t column = r->value_column ? r->value_column : name->column + 1;
    const kp_cell *value = cell_at(row, column), *behind = cell_at(row, column + 1);
    bool required = strcmp(field->key, "id") == 0 || strcmp(field->key, "title") == 0;
    if (!value && behind && !r->value_column && required && behind->kind == KP_CELL_TEXT && !kp_text_matches(field->help, behind->text)) {
        kp_problems_add(r->problems, KP_S_VALUES_SHIFTED, kp_workbook_place(r->book, row->sheet, row->row, column), KP_UNIT_NONE, NULL, NULL, NULL);
        r->value_column = column + 1;
        return behind;
    }
    return value;
}

/* A row of block 方案: the first filled cell names the field, the next column holds its value. */
static void read_scheme_row(sheet_reader *r, const kp_row *row) {
    size_t i = 0;
    while (!is_filled(&row->cells[i]))
        i++;
    const kp_cell *name_cell = &row->cells[i];
    const char *name = cell_text(r, row, name_cell);
    if (!name)
        return;
    if (kp_text_matches(FIELD_HEAD, name)) {
        for (size_t k = i + 1; k < row->count; k++)
            if (row->cells[k].kind == KP_CELL_TEXT && kp_text_matches(VALUE_HEAD, row->cells[k].text))
                r->value_column = row->cells[k].column;
        return;
    }
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    int field = kp_field_find(section, name);
    if (field < 0 && name_cell->kind == KP_CELL_TEXT && scheme_sheet_is_aside(r->arena, name)) {
        skip_row(r, row, name_cell);
        return;
    }
    if (field < 0) {
        complain_field(r, row, name_cell, name);
        return;
    }
    kp_record_value *value = &r->records->items[r->scheme_record - 1].values[field];
    if (value->text)
        kp_problems_add(r->problems, KP_S_DUPLICATE_KEY, cell_place(r, row, name_cell), KP_UNIT_NONE, name, NULL, NULL);
    const kp_cell *cell = find_value(r, row, name_cell, &section->fields[field]);
    value->place = kp_workbook_place(r->book, row->sheet, row->row, cell ? cell->column : r->value_column ? r->value_column : name_cell->column + 1);
    if (cell)
        value->text = cell_text(r, row, cell);
}

static void read_heads(sheet_reader *r, const kp_row *row) {
    const kp_section *section = &kp_sections[r->section];
    bool *doubtful = KP_NEW_ARRAY(r->arena, bool, row->count);
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        const char *name = is_filled(cell) ? cell_text(r, row, cell) : NULL;
        if (!name)
            continue;
        int field = scheme_sheet_head(r->arena, section, name);
        for (size_t k = 0; k < r->heads.count && field >= 0; k++)
            if (r->heads.items[k].field == field) {
                kp_problems_add(r->problems, KP_S_DUPLICATE_KEY, cell_place(r, row, cell), KP_UNIT_NONE, name, NULL, NULL);
                break;
            }
        bool near = field < 0;
        if (near)
            field = complain_field(r, row, cell, name);
        KP_PUSH(r->arena, &r->heads, (head){cell->column, field});
        doubtful[r->heads.count - 1] = near;
    }
    /* Taken for what it was meant to be, the column has no faults but its name; unless a column has that name. */
    for (size_t k = 0; k < r->heads.count; k++)
        for (size_t other = 0; other < r->heads.count && doubtful[k]; other++)
            if (other != k && r->heads.items[other].field == r->heads.items[k].field)
                r->heads.items[k].field = -1;
}

static void read_record_row(sheet_reader *r, const kp_row *row) {
    kp_record *record = kp_records_add(r->arena, r->records, (kp_section_id)r->section, kp_workbook_place(r->book, row->sheet, row->row, 0));
    for (size_t k = 0; k < r->heads.count; k++)
        if (r->heads.items[k].field >= 0)
            record->values[r->heads.items[k].field].place = kp_workbook_place(r->book, row->sheet, row->row, r->heads.items[k].column);
    size_t at = 0; /* heads and cells both stand in ascending columns */
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        if (!is_filled(cell))
            continue;
        while (at < r->heads.count && r->heads.items[at].column < cell->column)
            at++;
        if (at == r->heads.count || r->heads.items[at].column != cell->column)
            kp_problems_add(r->problems, KP_S_SHEET_UNREADABLE, cell_place(r, row, cell), KP_UNIT_NONE, cell->text,
                            "空格，此列没有栏目名 | nothing, as this column has no head", NULL);
        else if (r->heads.items[at].field >= 0)
            record->values[r->heads.items[at].field].text = cell_text(r, row, cell);
    }
    spread_merged(r, row, record);
}

/* A total or a remark below the records, or a lone text after a blank row where an id should stand; nobody's record, as it names no method and no other choice. */
static const kp_cell *aside_of(const sheet_reader *r, const kp_row *row) {
    const kp_section *section = &kp_sections[r->section];
    const kp_cell *first = NULL;
    bool names = false;
    for (size_t i = 0; i < row->count; i++) {
        if (!is_filled(&row->cells[i]))
            continue;
        bool leads = false;
        for (size_t k = 0; k < r->heads.count; k++)
            if (r->heads.items[k].column == row->cells[i].column && r->heads.items[k].field >= 0) {
                leads = r->heads.items[k].field == 0;
                if (first && section->fields[r->heads.items[k].field].choices)
                    return NULL;
            }
        if (!first)
            first = &row->cells[i], names = leads;
        if (leads && row->cells[i].kind == KP_CELL_TEXT && scheme_sheet_can_name(section, kp_trim(r->arena, row->cells[i].text)))
            return NULL;
    }
    if (!first || first->kind != KP_CELL_TEXT)
        return NULL;
    bool remark = names && r->apart && only_cell(row);
    return remark || scheme_sheet_is_aside(r->arena, first->text) ? first : NULL;
}

/* The section whose heads these are: each cell is one, and the current block's own they are not. Of several sections the one with the most, that has not been met. -1: it is no row of
 * heads. */
static int section_of_heads(const sheet_reader *r, const kp_row *row) {
    int best = -1;
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++) {
        filled += is_filled(&row->cells[i]);
        if (is_filled(&row->cells[i]) && row->cells[i].kind != KP_CELL_TEXT)
            return -1;
    }
    for (int id = KP_SECTION_INDICATORS; id < KP_SECTION_COUNT && filled >= 2; id++) {
        bool all = !r->met[id];
        for (size_t i = 0; i < row->count && all; i++)
            all = !is_filled(&row->cells[i]) || scheme_sheet_head(r->arena, &kp_sections[id], row->cells[i].text) >= 0;
        if (all && best < 0)
            best = id;
    }
    return best;
}

static const char *missing_blocks(const sheet_reader *r) {
    kp_buffer zh = {.arena = r->arena}, en = {.arena = r->arena};
    for (int id = KP_SECTION_INDICATORS; id < KP_SECTION_COUNT; id++) {
        if (r->met[id])
            continue;
        kp_buffer_printf(&zh, "%s%s", zh.length ? "、" : "", kp_text(r->arena, kp_sections[id].title, KP_ZH));
        kp_buffer_printf(&en, "%s%s", en.length ? ", " : "", kp_text(r->arena, kp_sections[id].title, KP_EN));
    }
    return kp_format(r->arena, "%s 之一 | one of %s", kp_buffer_text(&zh), kp_buffer_text(&en));
}

static void begin_block(sheet_reader *r, const kp_row *row, int section) {
    bool again = r->section == section && section == KP_SECTION_SCHEME; /* the sheet's own title says 方案 too */
    r->section = section;
    r->heads.count = 0;
    r->value_column = 0;
    r->met[section] = true;
    if (section != KP_SECTION_SCHEME || again)
        return;
    kp_records_add(r->arena, r->records, KP_SECTION_SCHEME, kp_workbook_place(r->book, row->sheet, row->row, 0));
    r->scheme_record = r->records->count;
}

/* What stands above the first block is for people. */
static void read_block_row(sheet_reader *r, const kp_row *row) {
    if (r->section < 0)
        return;
    size_t first = 0;
    while (!is_filled(&row->cells[first]))
        first++;
    complain_merged(r, row, row->cells[first].column);
    const kp_cell *aside = r->section != KP_SECTION_SCHEME && r->heads.count ? aside_of(r, row) : NULL;
    if (aside)
        skip_row(r, row, aside);
    else if (r->section == KP_SECTION_SCHEME)
        read_scheme_row(r, row);
    else if (!r->heads.count)
        read_heads(r, row);
    else
        read_record_row(r, row);
}

/* What was held was no title, as it turns out. */
static void release(sheet_reader *r) {
    if (r->holds)
        read_block_row(r, &r->held);
    r->holds = r->apart = false;
}

static void hold(sheet_reader *r, const kp_row *row) {
    kp_cell *cell = KP_NEW(r->arena, kp_cell);
    *cell = *only_cell(row);
    cell->text = kp_strdup(r->arena, cell->text);
    r->held = *row;
    r->held.cells = cell;
    r->held.count = 1;
    r->holds = true;
    r->apart = row->row > r->last_row + 1;
}

static bool read_row(void *data, const kp_row *whole) {
    sheet_reader *r = data;
    kp_row seen = r->merges.count ? without_covered(r, whole) : *whole;
    const kp_row *row = &seen;
    bool blank = true;
    for (size_t i = 0; i < row->count; i++)
        blank &= !is_filled(&row->cells[i]);
    if (blank)
        return true;
    r->cells += row->count;
    if (r->cells > KP_MAX_SCHEME_CELLS) {
        kp_problems_add(r->problems, KP_F_TOO_LARGE, kp_workbook_place(r->book, row->sheet, row->row, 0), KP_UNIT_NONE,
                        "“方案”表的单元格数 | cells of the sheet 方案", kp_format(r->arena, "%u", KP_MAX_SCHEME_CELLS), NULL);
        return false;
    }
    const kp_cell *only = only_cell(row);
    int section = only && only->kind == KP_CELL_TEXT ? scheme_sheet_section(only->text) : -1;
    /* What is said of a row of heads in the midst of a block: its title is another, or is missing. */
    int unnamed = section < 0 && r->section >= 0 && (r->section == KP_SECTION_SCHEME || r->heads.count) ? section_of_heads(r, row) : -1;
    if (unnamed >= 0) {
        const kp_cell *title = r->holds ? only_cell(&r->held) : NULL;
        kp_problems_add(r->problems, KP_S_BLOCK_UNNAMED, title ? cell_place(r, &r->held, title) : kp_workbook_place(r->book, row->sheet, row->row, 0),
                        KP_UNIT_NONE, title ? title->text : "（没有写） | (none)", missing_blocks(r), NULL);
        r->holds = false;
        begin_block(r, row, unnamed);
    }
    release(r);
    if (section >= 0)
        begin_block(r, row, section);
    else if (only && only->kind == KP_CELL_TEXT && r->section >= 0 && (r->section == KP_SECTION_SCHEME || r->heads.count))
        hold(r, row);
    else
        read_block_row(r, row);
    r->last_row = row->row;
    return true;
}

/* ---- what is above what ---- */

/* A parent may be given by its title, which people see, where one indicator alone has it. */
static void read_parent(sheet_reader *r, kp_record_value *parent) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    int id = kp_field_find(section, "id"), title = kp_field_find(section, "title");
    kp_buffer ids = {.arena = r->arena};
    const char *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < r->records->count; i++) {
        const kp_record *record = &r->records->items[i];
        if (record->section != KP_SECTION_INDICATORS || !record->values[id].text)
            continue;
        if (kp_text_matches(record->values[id].text, parent->text))
            return;
        if (!record->values[title].text || !kp_text_matches(record->values[title].text, parent->text))
            continue;
        first = first ? first : record->values[id].text;
        kp_buffer_printf(&ids, "%s%s", count++ ? ", " : "", record->values[id].text);
    }
    if (count > 1)
        kp_problems_add(r->problems, KP_S_PARENT_TITLES, parent->place, KP_UNIT_NONE, parent->text, kp_buffer_text(&ids), NULL);
    if (count)
        parent->text = first;
}

static void read_parents(sheet_reader *r) {
    int parent = kp_field_find(&kp_sections[KP_SECTION_INDICATORS], "parent");
    for (size_t i = 0; i < r->records->count; i++) {
        const kp_record *record = &r->records->items[i];
        if (record->section == KP_SECTION_INDICATORS && record->values[parent].text && !kp_is_id(kp_trim(r->arena, record->values[parent].text)))
            read_parent(r, &record->values[parent]);
    }
}

bool kp_scheme_sheet_read(kp_arena *arena, kp_workbook *book, size_t sheet, kp_records *records, kp_problems *problems) {
    size_t errors = problems->errors;
    sheet_reader reader = {.arena = arena, .book = book, .records = records, .problems = problems, .section = -1};
    kp_cell_ranges ranges = {0};
    if (!kp_workbook_merges(book, sheet, &ranges, problems))
        return false;
    for (size_t i = 0; i < ranges.count; i++)
        KP_PUSH(arena, &reader.merges, (merged){.at = ranges.items[i]});
    if (!kp_workbook_read(book, &sheet, 1, read_row, &reader, problems))
        return false;
    release(&reader);
    read_parents(&reader);
    if (!records->count)
        kp_problems_add(problems, KP_S_NO_SCHEME, kp_workbook_place(book, sheet, 0, 0), KP_UNIT_NONE, NULL, NULL, NULL);
    return problems->errors == errors;
}

/* ---- is it one? ---- */

typedef struct look {
    bool block[2]; /* 方案, 指标 */
} look;

static bool look_at_row(void *data, const kp_row *row) {
    look *l = data;
    const kp_cell *only = row->count ? only_cell(row) : NULL;
    int section = only && only->kind == KP_CELL_TEXT ? scheme_sheet_section(only->text) : -1;
    if (section == KP_SECTION_SCHEME || section == KP_SECTION_INDICATORS)
        l->block[section == KP_SECTION_INDICATORS] = true;
    return !(l->block[0] && l->block[1]);
}

bool kp_scheme_sheet_is_one(kp_arena *arena, kp_workbook *book, size_t sheet) {
    look l = {0};
    return kp_workbook_read(book, &sheet, 1, look_at_row, &l, kp_problems_new(arena)) && l.block[0] && l.block[1];
}
