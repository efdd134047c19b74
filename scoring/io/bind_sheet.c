/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_sheet.c - from the rows of a sheet to cells under their columns: the head is found by titles or keys, and told from titles above and data below. */
#include "bind_private.h"
#include "kaoping/log.h"
#include "kaoping/utf8.h"

#include <string.h>

kp_place kp_bind_place(const sheet_reader *reader, uint32_t row, uint32_t column) {
    return kp_workbook_place(reader->book->book, reader->index, row, column);
}

void kp_bind_problem_of_book(binder *run, const bound_book *book, kp_problem_code code, kp_place place, const char *a0, const char *a1) {
    bool all = !book->lists_units || book->units.count == 0 || !run->evidence || book->units.count == run->evidence->units.count;
    int32_t everyone = KP_UNIT_ALL;
    kp_problems_add_for(run->problems, code, place, all ? &everyone : book->units.items, all ? 1 : book->units.count, a0, a1);
}

void kp_bind_problem_of_sheet(const sheet_reader *r, kp_problem_code code, kp_place place, const char *a0, const char *a1) {
    kp_sheet_kind kind = r->sheet->kind;
    bool weighs = kind == KP_SHEET_ANSWERS || kind == KP_SHEET_STRATA;
    if (kind == KP_SHEET_HISTORY || kind == KP_SHEET_POPULATION || (weighs && kp_bind_weighed(r->run, KP_UNIT_NONE) == KP_UNIT_ALL))
        kp_problems_add(r->run->problems, code, place, KP_UNIT_ALL, a0, a1, NULL);
    else
        kp_bind_problem_of_book(r->run, r->book, code, place, a0, a1);
}

void kp_bind_leave_unit_unread(binder *run, const kp_layout_sheet *sheet, const kp_layout_column *column, int32_t unit) {
    for (size_t i = 0; i < sheet->column_count; i++) {
        const kp_layout_column *at = &sheet->columns[i];
        if (at->role != KP_COLUMN_SLOT || !at->required || (column && at != column))
            continue;
        if (sheet->kind == KP_SHEET_PANEL || sheet->kind == KP_SHEET_SITES) {
            kp_evidence_leave_unread(run->evidence, unit, at->indicator);
        } else if (sheet->kind == KP_SHEET_TABLE) {
            kp_input *input = kp_evidence_input(run->evidence, unit, at->indicator, (size_t)at->index);
            if (input->state == KP_INPUT_MISSING)
                input->state = KP_INPUT_DOUBTFUL;
        }
    }
    if (sheet->kind == KP_SHEET_PARTIES)
        run->evidence->parties_unread = true;
    if (sheet->kind == KP_SHEET_SURVEY)
        kp_evidence_leave_unread(run->evidence, unit, sheet->indicators[0]);
    for (size_t i = 0; sheet->kind == KP_SHEET_LOG && i < sheet->indicator_count; i++)
        kp_evidence_leave_unread(run->evidence, unit, sheet->indicators[i]);
    for (size_t i = 0; sheet->kind == KP_SHEET_ANSWERS && i < sheet->indicator_count; i++)
        if (!column || column->indicator == sheet->indicators[i])
            kp_evidence_leave_unread(run->evidence, unit, sheet->indicators[i]);
}

void kp_bind_leave_unread(binder *run, const bound_book *book, const kp_layout_sheet *sheet, const kp_layout_column *column) {
    if (!run->evidence || sheet->kind == KP_SHEET_UNITS)
        return;
    if (column && column->role != KP_COLUMN_SLOT && column->role != KP_COLUMN_ITEM) /* without it a row cannot be taken at all */
        column = NULL;
    size_t count = book->lists_units ? book->units.count : run->evidence->units.count;
    for (size_t i = 0; i < count; i++)
        kp_bind_leave_unit_unread(run, sheet, column, book->lists_units ? book->units.items[i] : (int32_t)i);
}

/* ---- the head ---- */

/* The column that identifies a row; there is no head without it. */
static int32_t main_column(const kp_layout_sheet *sheet) {
    return kp_layout_column_of(sheet, sheet->kind == KP_SHEET_UNITS        ? KP_COLUMN_UNIT_NAME
                                      : sheet->kind == KP_SHEET_POPULATION ? KP_COLUMN_VARIABLE
                                                                           : KP_COLUMN_UNIT);
}

static head_cell *head_at(sheet_reader *r, uint32_t column) {
    while (r->head.count < column)
        KP_PUSH(r->run->arena, &r->head, (head_cell){.column = KP_NAME_UNKNOWN});
    return &r->head.items[column - 1];
}

static int32_t match_key(const sheet_reader *r, const kp_cell *cell) {
    return cell->kind == KP_CELL_TEXT ? kp_names_find(r->sheet->keys, cell->text) : KP_NAME_UNKNOWN;
}

const kp_survey_source *kp_bind_survey_found(const sheet_reader *r) {
    bool here = r->sheet->kind == KP_SHEET_ANSWERS || r->sheet->kind == KP_SHEET_SURVEY;
    return here && r->run->options ? r->run->options->survey : NULL;
}

/* True where a survey that no form was made for has another column with that role. Ids beside the unit's column are set aside later. */
static bool is_said_otherwise(const sheet_reader *r, const kp_layout_column *column, const char *head) {
    const kp_survey_source *survey = kp_bind_survey_found(r);
    if (kp_text_matches(KP_ID_HEAD, head) || kp_text_matches(KP_CODE_HEAD, head))
        return false;
    for (size_t i = 0; survey && i < survey->head_count; i++)
        if (column->role == survey->heads[i].role)
            return true;
    return false;
}

/* What the head means, as such a survey has it or as the layout has. */
static int32_t match_cell(const sheet_reader *r, const kp_cell *cell) {
    if (cell->kind != KP_CELL_TEXT)
        return KP_NAME_UNKNOWN;
    const kp_survey_source *survey = r->run->options && r->sheet->kind == KP_SHEET_STRATA ? r->run->options->survey : kp_bind_survey_found(r);
    for (size_t i = 0; survey && i < survey->head_count; i++)
        if (kp_text_matches(kp_verbatim(r->run->arena, survey->heads[i].head), cell->text))
            return kp_layout_column_of(r->sheet, survey->heads[i].role);
    int32_t column = kp_layout_match(r->sheet, cell->text);
    return column >= 0 && is_said_otherwise(r, &r->sheet->columns[column], cell->text) ? KP_NAME_UNKNOWN : column;
}

/* The column number where the row names the main column, or 0. */
static uint32_t find_main(const sheet_reader *r, const kp_row *row) {
    int32_t wanted = main_column(r->sheet);
    for (size_t i = 0; i < row->count; i++)
        if (match_cell(r, &row->cells[i]) == wanted)
            return row->cells[i].column;
    return 0;
}

static size_t count_filled(const kp_row *row) {
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += !kp_bind_is_blank(&row->cells[i]);
    return count;
}

/* Where the last bracket of a head opens that ends with one, so that what is before it is the title; else its length. */
static size_t bracket_at(const char *head) {
    size_t length = strlen(head), at = length;
    if (length < 3 || (strcmp(head + length - 3, "）") != 0 && head[length - 1] != ')'))
        return length;
    for (size_t i = 0; i < length; i++)
        if (head[i] == '(' || !strncmp(head + i, "（", 3))
            at = i;
    return at;
}

/* What a cell of a second row of heads means: a part of the leaf whose title stands above it or, in merged cells, left of that; else by itself. */
static int32_t match_below(const sheet_reader *r, const kp_cell *cell) {
    uint32_t above = cell->column < r->head.count ? cell->column : (uint32_t)r->head.count;
    while (above > 0 && !r->head.items[above - 1].text)
        above--;
    int32_t under = KP_NAME_UNKNOWN;
    if (above > 0 && cell->kind == KP_CELL_TEXT) {
        const char *head = r->head.items[above - 1].text, *title = kp_strndup(r->run->arena, head, bracket_at(head));
        under = kp_layout_match(r->sheet, kp_format(r->run->arena, "%s·%s", title, cell->text));
    }
    return under == KP_NAME_UNKNOWN ? match_cell(r, cell) : under;
}

typedef enum head_row_kind { HEAD_TITLES, HEAD_BELOW, HEAD_KEYS } head_row_kind;

/* A head that names nothing: dashes, dots, a question mark. */
static bool is_punctuation(const char *text) {
    size_t length;
    for (; *text; text += length) {
        uint32_t c = kp_half_width(kp_utf8_read(text, &length));
        bool name = c < 0x80 ? (c >= '0' && c <= '9') || (kp_lower(c) >= 'a' && kp_lower(c) <= 'z')
                             : !kp_is_blank(c) && !(c >= 0x2010 && c <= 0x2027) && !(c >= 0x3001 && c <= 0x303F);
        if (name)
            return false;
    }
    return true;
}

/* Puts what a row of the head says over what is known. Keys overrule titles, but may not contradict them. */
static void add_head_row(sheet_reader *r, const kp_row *row, head_row_kind kind) {
    int32_t *columns = KP_NEW_ARRAY(r->run->arena, int32_t, row->count);
    for (size_t i = 0; i < row->count; i++) /* all before any is put down, for they look at the row above */
        columns[i] = (kind == HEAD_BELOW ? match_below : kind == HEAD_KEYS ? match_key : match_cell)(r, &row->cells[i]);
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        if (kp_bind_is_blank(cell) || (cell->kind == KP_CELL_TEXT && is_punctuation(cell->text)))
            continue;
        head_cell *head = head_at(r, cell->column);
        head->live = head->live || (columns[i] == KP_NAME_UNKNOWN && cell->kind == KP_CELL_TEXT && kp_layout_is_live_head(cell->text));
        if (kind == HEAD_KEYS && columns[i] >= 0 && head->column >= 0 && head->column != columns[i])
            kp_bind_problem_of_sheet(r, KP_W_COLUMN_CONFLICT, kp_bind_place(r, row->line, cell->column), kp_verbatim(r->run->arena, head->text),
                                     kp_verbatim(r->run->arena, kp_bind_shown(r->run->arena, cell)));
        if (columns[i] != KP_NAME_UNKNOWN || !head->text)
            head->column = columns[i];
        if (kind != HEAD_KEYS || !head->text) {
            head->text = kp_bind_shown(r->run->arena, cell);
            head->row = row->line;
        }
    }
}

static bool start_head(sheet_reader *r, const kp_row *row) {
    uint32_t column = find_main(r, row);
    if (!column)
        return false;
    r->head.count = 0;
    r->kept.count = 0;
    add_head_row(r, row, HEAD_TITLES);
    r->head_open = true;
    r->head_row = row->line;
    r->main_column = column;
    r->held = count_filled(row) == 1 && r->sheet->column_count > 1;
    return true;
}

/* A second row of heads: nothing under the main column, and it names a column that must be there and was not yet named (heads grouped under merged
 * cells), or nothing but columns. */
static bool completes_head(const sheet_reader *r, const kp_row *row) {
    if (kp_bind_cell_at(row, r->main_column))
        return false;
    bool heads_only = count_filled(row) > 0;
    for (size_t i = 0; i < row->count; i++) {
        int32_t column = match_below(r, &row->cells[i]);
        heads_only = heads_only && (column >= 0 || kp_bind_is_blank(&row->cells[i]));
        bool known = column < 0 || !r->sheet->columns[column].required;
        for (size_t h = 0; !known && h < r->head.count; h++)
            known = r->head.items[h].column == column;
        if (!known)
            return true;
    }
    return heads_only;
}

/* True where the row below the head belongs to it. */
static bool continue_head(sheet_reader *r, const kp_row *row) {
    const kp_cell *cell = kp_bind_cell_at(row, r->main_column);
    bool keys = cell && cell->kind == KP_CELL_TEXT && kp_text_matches(r->sheet->columns[main_column(r->sheet)].key, cell->text);
    if (keys || completes_head(r, row)) {
        add_head_row(r, row, keys ? HEAD_KEYS : HEAD_BELOW);
        r->held = false;
        return true;
    }
    return r->held && find_main(r, row) && start_head(r, row);
}

static bool is_id_head(const head_cell *head) {
    return head->text && (kp_text_matches(KP_ID_HEAD, head->text) || kp_text_matches(KP_CODE_HEAD, head->text));
}

/* Ids beside the column of the unit are no second column of it. */
static void set_ids_aside(sheet_reader *r) {
    int32_t wanted = main_column(r->sheet);
    bool named = false;
    for (size_t i = 0; i < r->head.count; i++)
        named = named || (r->head.items[i].column == wanted && !is_id_head(&r->head.items[i]));
    for (uint32_t c = 1; named && r->sheet->kind != KP_SHEET_UNITS && c <= r->head.count; c++) {
        head_cell *head = &r->head.items[c - 1];
        if (head->column == wanted && is_id_head(head)) {
            head->column = KP_NAME_UNKNOWN;
            r->id_column = c;
        }
    }
}

/* Of a workbook whose level is not known, which is told, nothing is asked; nor of a list of names for a form, which will ask for the rest. */
static bool is_column_missing(const sheet_reader *r, size_t i) {
    return !r->run->names_only && r->sheet->columns[i].required && !r->place_of[i] && r->book->level != KP_LEVEL_UNKNOWN &&
           !kp_bind_is_foreign(r, &r->sheet->columns[i]);
}

static void check_head(sheet_reader *r) {
    binder *run = r->run;
    set_ids_aside(r);
    if (r->sheet->kind == KP_SHEET_ANSWERS)
        kp_bind_claim_variables(r);
    for (uint32_t c = 1; c <= r->head.count; c++) {
        const head_cell *head = &r->head.items[c - 1];
        kp_place place = kp_bind_place(r, head->row, c);
        if (!head->text)
            continue;
        if (head->column == KP_NAME_AMBIGUOUS)
            kp_bind_problem_of_sheet(r, KP_W_COLUMN_AMBIGUOUS, place, kp_verbatim(run->arena, head->text), NULL);
        else if (head->column < 0)
            continue; /* told of at the end, if anything stands under it */
        else if (kp_bind_is_foreign(r, &r->sheet->columns[head->column]))
            continue; /* entries under it are told of */
        else if (r->place_of[head->column])
            kp_bind_problem_of_sheet(r, KP_W_COLUMN_TWICE, place, r->sheet->columns[head->column].title,
                                     kp_place_cell(run->arena, kp_bind_place(r, head->row, r->place_of[head->column])));
        else
            r->place_of[head->column] = c;
    }
    for (size_t i = 0; i < r->sheet->column_count; i++)
        if (is_column_missing(r, i))
            kp_bind_problem_of_sheet(r, KP_W_COLUMN_MISSING, kp_bind_place(r, r->head_row, 0), r->sheet->columns[i].title, NULL);
    if (r->sheet->kind == KP_SHEET_ANSWERS)
        kp_bind_head_of_answers(r);
}

/* ---- data ---- */

/* Entries that belong to other levels than the book's. */
static void tell_foreign_cells(sheet_reader *r, const kp_row *row) {
    if (r->book->level < 0)
        return;
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        int32_t column = cell->column <= r->head.count ? r->head.items[cell->column - 1].column : KP_NAME_UNKNOWN;
        if (column >= 0 && !kp_bind_is_blank(cell) && kp_bind_is_foreign(r, &r->sheet->columns[column]))
            kp_bind_tell_foreign(r, row, cell, &r->sheet->columns[column]);
    }
}

static void take_data_row(sheet_reader *r, const kp_row *row) {
    memset(r->cells, 0, r->sheet->column_count * sizeof *r->cells);
    r->filled = 0;
    r->first = NULL;
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        if (kp_bind_is_blank(cell))
            continue;
        if (!r->first)
            r->first = cell;
        int32_t column = cell->column <= r->head.count ? r->head.items[cell->column - 1].column : KP_NAME_UNKNOWN;
        if (column >= 0 && r->place_of[column] == cell->column) {
            r->cells[column] = cell;
            r->filled++;
        }
    }
    for (size_t i = 0; i < row->count; i++) {
        head_cell *head = head_at(r, row->cells[i].column);
        if (head->column == KP_NAME_UNKNOWN && !head->live && !head->variable && !head->set_aside && (head->text || r->filled) &&
            !kp_bind_is_blank(&row->cells[i]))
            kp_bind_note_stray(r, row, &row->cells[i], head);
    }
    tell_foreign_cells(r, row);
    if (r->filled)
        r->take_row(r, row);
}

static void end_head(sheet_reader *r) {
    r->held = false;
    r->head_done = true;
    check_head(r);
    for (size_t i = 0; i < r->kept.count; i++)
        take_data_row(r, &r->kept.items[i]);
    r->kept.count = 0;
}

/* A row's cells are the reader's only as long as its callback runs. */
static void keep_row(sheet_reader *r, const kp_row *row) {
    kp_arena *arena = r->run->arena;
    kp_cell *cells = KP_NEW_ARRAY(arena, kp_cell, row->count);
    for (size_t i = 0; i < row->count; i++) {
        cells[i] = row->cells[i];
        cells[i].text = kp_strdup(arena, cells[i].text);
    }
    kp_row copy = *row;
    copy.cells = cells;
    KP_PUSH(arena, &r->kept, copy);
}

static bool take_row(sheet_reader *r, const kp_row *row) {
    if (r->head_done) {
        take_data_row(r, row);
        return true;
    }
    r->rows_seen++;
    if (!r->head_open)
        return start_head(r, row) || r->rows_seen < KP_HEAD_ROWS;
    if ((r->kept.count == 0 && continue_head(r, row)) || (r->held && start_head(r, row)))
        return true;
    if (r->held && r->rows_seen < KP_HEAD_ROWS) {
        keep_row(r, row);
        return true;
    }
    end_head(r);
    take_data_row(r, row);
    return true;
}

/* ---- reading ---- */

typedef struct reading {
    sheet_reader **by_sheet;
} reading;

static bool on_row(void *data, const kp_row *row) { return take_row(((reading *)data)->by_sheet[row->sheet], row); }

/* Registers may be left wholly empty; every other sheet has a head at least. */
static void end_sheet(sheet_reader *r) {
    static const unsigned empty = 1u << KP_SHEET_NOT_APPLICABLE | 1u << KP_SHEET_VETOES | 1u << KP_SHEET_EVENTS | 1u << KP_SHEET_HISTORY |
                                  1u << KP_SHEET_LOG | 1u << KP_SHEET_STRATA | 1u << KP_SHEET_POPULATION;
    bool may_be_empty = empty & 1u << r->sheet->kind;
    if (r->head_open) {
        if (!r->head_done)
            end_head(r);
        kp_bind_tell_strays(r);
        if (r->sheet->kind == KP_SHEET_ANSWERS)
            kp_bind_tell_zeros(r);
        for (size_t i = 0; i < r->sheet->column_count; i++)
            if (is_column_missing(r, i))
                kp_bind_leave_unread(r->run, r->book, r->sheet, &r->sheet->columns[i]);
    } else if (r->rows_seen || !may_be_empty) {
        kp_bind_leave_unread(r->run, r->book, r->sheet, NULL);
        kp_bind_problem_of_sheet(r, KP_W_NO_HEAD, kp_bind_place(r, 0, 0), r->sheet->columns[main_column(r->sheet)].title,
                                 kp_format(r->run->arena, "%u", KP_HEAD_ROWS));
    }
}

/* The sheets on which a leaf must have an entry of every unit. */
static bool is_needed(const kp_scheme *scheme, kp_sheet_kind kind, int32_t leaf) {
    return (kind == KP_SHEET_LOG && kp_log_needs_rows(&scheme->indicators[leaf])) || kind == KP_SHEET_TABLE || kind == KP_SHEET_PANEL ||
           kind == KP_SHEET_SURVEY || kind == KP_SHEET_ANSWERS || kind == KP_SHEET_SITES;
}

void kp_bind_read(binder *run, bound_book *book, sheet_reader *readers, size_t count) {
    if (!count)
        return;
    reading all = {KP_NEW_ARRAY(run->arena, sheet_reader *, kp_workbook_sheet_count(book->book))};
    size_t *sheets = KP_NEW_ARRAY(run->arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        sheets[i] = readers[i].index;
        all.by_sheet[readers[i].index] = &readers[i];
        const kp_layout_sheet *sheet = readers[i].sheet;
        for (size_t k = 0; k < sheet->indicator_count; k++)
            if (is_needed(run->scheme, sheet->kind, sheet->indicators[k]) && kp_level_gives(run->scheme, book->level, sheet->indicators[k]))
                kp_evidence_expect_of(run->evidence, sheet->indicators[k], readers[i].source, book->units.items, book->units.count);
    }
    bool read = kp_workbook_read(book->book, sheets, count, on_row, &all, run->problems);
    for (size_t i = 0; i < count; i++)
        if (read)
            end_sheet(&readers[i]);
        else
            kp_bind_leave_unread(run, book, readers[i].sheet, NULL);
}

static const struct {
    kp_sheet_kind kind;
    void (*take_row)(sheet_reader *, const kp_row *);
} takers[] = {
    {KP_SHEET_UNITS, kp_bind_take_unit},
    {KP_SHEET_TABLE, kp_bind_take_table},
    {KP_SHEET_PANEL, kp_bind_take_panel},
    {KP_SHEET_SURVEY, kp_bind_take_survey},
    {KP_SHEET_EVENTS, kp_bind_take_event},
    {KP_SHEET_FINDINGS, kp_bind_take_finding},
    {KP_SHEET_NOT_APPLICABLE, kp_bind_take_gap},
    {KP_SHEET_VETOES, kp_bind_take_veto},
    {KP_SHEET_HISTORY, kp_bind_take_past},
    {KP_SHEET_SITES, kp_bind_take_sites},
    {KP_SHEET_ANSWERS, kp_bind_take_form},
    {KP_SHEET_STRATA, kp_bind_take_stratum},
    {KP_SHEET_POPULATION, kp_bind_take_population},
    {KP_SHEET_PARTIES, kp_bind_take_party},
    {KP_SHEET_LOG, kp_bind_take_log},
};

void kp_bind_open_sheet(sheet_reader *reader, binder *run, bound_book *book, const kp_layout_sheet *sheet, size_t index) {
    *reader = (sheet_reader){.run = run, .book = book, .sheet = sheet, .index = index};
    kp_place place = kp_bind_place(reader, 1, 1);
    reader->source = kp_evidence_source(run->evidence, place.file, place.sheet);
    reader->place_of = KP_NEW_ARRAY(run->arena, uint32_t, sheet->column_count);
    reader->cells = KP_NEW_ARRAY(run->arena, const kp_cell *, sheet->column_count);
    for (size_t i = 0; i < sizeof takers / sizeof *takers; i++)
        if (takers[i].kind == sheet->kind)
            reader->take_row = takers[i].take_row;
    if (sheet->kind == KP_SHEET_TABLE)
        reader->first_row = KP_NEW_ARRAY(run->arena, uint32_t, run->evidence->units.count);
    reader->names = kp_bind_names_of_sheet(run, sheet, &reader->events);
}

/* ---- what another sheet looks like ---- */

static void take_nothing(sheet_reader *reader, const kp_row *row) { (void)reader, (void)row; }

static bool on_row_of_head(void *data, const kp_row *row) {
    sheet_reader *r = data;
    return take_row(r, row) && !r->head_done && r->rows_seen < KP_HEAD_ROWS;
}

/* Few samples are of clusters, and earlier results that were typed do not say by what rules. */
static bool is_seldom(kp_column_role role) { return role == KP_COLUMN_CLUSTERS || role == KP_COLUMN_SCHEME || role == KP_COLUMN_DIGEST; }

bool kp_bind_looks_like(binder *run, bound_book *book, const kp_layout_sheet *sheet, size_t index) {
    binder probe = *run;
    probe.problems = kp_problems_new(run->arena); /* what is wrong with it as such a sheet is nobody's concern */
    sheet_reader reader;
    kp_bind_open_sheet(&reader, &probe, book, sheet, index);
    reader.take_row = take_nothing;
    if (!kp_workbook_read(book->book, &index, 1, on_row_of_head, &reader, probe.problems) || !reader.head_done)
        return false;
    for (size_t i = 0; i < sheet->column_count; i++)
        if (!reader.place_of[i] && !is_seldom(sheet->columns[i].role))
            return false;
    return true;
}

static bool on_row_of_glance(void *data, const kp_row *row) { return take_row(data, row); }

void kp_bind_glance(binder *run, bound_book *book, const kp_layout_sheet *sheet, size_t index, void (*take)(sheet_reader *, const kp_row *)) {
    kp_problems *problems = run->problems;
    run->problems = kp_problems_new(run->arena);
    sheet_reader reader;
    kp_bind_open_sheet(&reader, run, book, sheet, index);
    reader.take_row = take;
    if (kp_workbook_read(book->book, &index, 1, on_row_of_glance, &reader, run->problems) && reader.head_open && !reader.head_done)
        end_head(&reader);
    run->problems = problems;
}

const kp_cell *kp_bind_cell(const sheet_reader *reader, kp_column_role role, uint32_t *column) {
    int32_t found = kp_layout_column_of(reader->sheet, role);
    if (column)
        *column = found < 0 ? 0 : reader->place_of[found];
    return found < 0 ? NULL : reader->cells[found];
}
