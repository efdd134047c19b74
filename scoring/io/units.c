/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units.c - a list of units for a form: read as the sheet 考评对象 where it has a head, else a name a row. */
#include "bind_private.h"
#include "kaoping/form.h"

#include <string.h>

typedef struct name_list {
    kp_arena *arena;
    kp_workbook *book;
    kp_problems *problems;
    const kp_layout_sheet *sheet;
    bool has_head;
    uint32_t rows;
    struct {
        const char **items;
        size_t count, capacity;
    } names;
    kp_place wide; /* the first row with more than one cell */
} name_list;

static bool looks_for_head(void *data, const kp_row *row) {
    name_list *list = data;
    int32_t wanted = kp_layout_column_of(list->sheet, KP_COLUMN_UNIT_NAME);
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].kind == KP_CELL_TEXT && kp_layout_match(list->sheet, row->cells[i].text) == wanted)
            list->has_head = true;
    return !list->has_head && ++list->rows < KP_HEAD_ROWS;
}

/* Heads that name what a unit is called, in words no scheme uses: without them a list of one column would begin with its head as a unit. */
static bool is_head_of_names(const char *name) {
    static const char *const endings[] = {"名称", "姓名", "名字", "名单"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length >= ending && !strcmp(name + length - ending, endings[i]))
            return true;
    }
    return kp_text_matches("考评对象 | name", name) || kp_text_matches("单位 | unit", name);
}

static bool takes_name(void *data, const kp_row *row) {
    name_list *list = data;
    const char *name = NULL;
    for (size_t i = 0; i < row->count; i++) {
        if (kp_bind_is_blank(&row->cells[i]))
            continue;
        if (name && !list->wide.row)
            list->wide = kp_workbook_place(list->book, row->sheet, row->line, row->cells[i].column);
        if (!name)
            name = kp_bind_shown(list->arena, &row->cells[i]);
    }
    if (name && !(list->names.count == 0 && is_head_of_names(name)))
        KP_PUSH(list->arena, &list->names, name);
    return list->names.count < KP_MAX_UNITS;
}

/* One name a row, each once. False with problems. */
static bool take_names(name_list *list, kp_form_options *options) {
    size_t errors = list->problems->errors;
    if (list->wide.row) /* which of the columns would be the name? */
        kp_problems_add(list->problems, KP_W_NO_HEAD, list->wide, KP_UNIT_ALL,
                        list->sheet->columns[kp_layout_column_of(list->sheet, KP_COLUMN_UNIT_NAME)].title, kp_format(list->arena, "%u", KP_HEAD_ROWS),
                        NULL);
    kp_form_unit *units = KP_NEW_ARRAY(list->arena, kp_form_unit, list->names.count);
    kp_names *known = kp_names_new(list->arena);
    for (size_t i = 0; i < list->names.count; i++) {
        const char *name = list->names.items[i];
        int32_t same = kp_names_find(known, name);
        if (same != KP_NAME_UNKNOWN)
            kp_problems_add(list->problems, KP_D_UNIT_TWICE, (kp_place){.file = kp_workbook_path(list->book)}, KP_UNIT_ALL,
                            kp_verbatim(list->arena, name), "", NULL);
        kp_names_add(known, name, (int32_t)i);
        units[i] = (kp_form_unit){.id = "", .name = name, .group = ""};
    }
    options->units = units;
    options->unit_count = list->names.count;
    return list->problems->errors == errors;
}

/* The way of a workbook's own list of units. */
static bool take_table(name_list *list, const kp_scheme *scheme, const kp_layout *layout, size_t sheet, kp_form_options *options) {
    size_t errors = list->problems->errors;
    bound_book book = {.path = kp_workbook_path(list->book), .book = list->book};
    binder run = {.arena = list->arena,
                  .problems = list->problems,
                  .scheme = scheme,
                  .layout = layout,
                  .evidence = kp_evidence_new(list->arena, scheme),
                  .books = &book,
                  .book_count = 1,
                  .unit_ids = kp_names_new(list->arena),
                  .names_only = true};
    sheet_reader reader;
    kp_bind_open_sheet(&reader, &run, &book, list->sheet, sheet);
    kp_bind_read(&run, &book, &reader, 1);
    kp_form_unit *units = KP_NEW_ARRAY(list->arena, kp_form_unit, run.evidence->units.count);
    for (size_t i = 0; i < run.evidence->units.count; i++) {
        const kp_unit *unit = &run.evidence->units.items[i];
        units[i] = (kp_form_unit){.id = unit->id == unit->name ? "" : unit->id,
                                  .name = unit->name,
                                  .group = unit->group < 0 ? "" : run.evidence->groups.items[unit->group],
                                  .fields = unit->fields};
    }
    options->units = units;
    options->unit_count = run.evidence->units.count;
    return list->problems->errors == errors;
}

bool kp_units_read(kp_arena *arena, const kp_scheme *scheme, const char *path, kp_form_options *options, kp_problems *problems) {
    const kp_layout *layout = kp_layout_of(arena, scheme);
    name_list list = {.arena = arena, .problems = problems, .sheet = kp_layout_find(layout, KP_SHEET_UNITS)};
    list.book = kp_workbook_open(arena, path, problems);
    if (!list.book)
        return false;
    size_t sheet = kp_workbook_find(list.book, list.sheet->title);
    if (sheet == SIZE_MAX)
        sheet = 0;
    bool read = kp_workbook_sheet_count(list.book) > 0 && kp_workbook_read(list.book, &sheet, 1, looks_for_head, &list, problems);
    if (read && list.has_head)
        read = take_table(&list, scheme, layout, sheet, options);
    else if (read)
        read = kp_workbook_read(list.book, &sheet, 1, takes_name, &list, problems) && take_names(&list, options);
    if (read && !options->unit_count)
        kp_problems_add(problems, KP_W_NO_UNITS, (kp_place){.file = path}, KP_UNIT_ALL, NULL, NULL, NULL);
    kp_workbook_close(list.book);
    return read && options->unit_count;
}
