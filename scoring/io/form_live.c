/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form_live.c - figures that follow the entries: columns of add-in formulas right of a table, apart from it and locked. They go by the rules on the form's own sheet 方案, so
 * that an edited rule counts; where a formula must hold a rule itself (the values of a survey's options), it is empty once the rule's cell says something else.
 */
#include "form_private.h"

#include <string.h>

#define GAP_WIDTH    1.7
#define COLUMN_WIDTH 11.0
#define MOST_COLUMNS 40u /* on a sheet; of more, only inner nodes are shown, and none of still more */
#define RULES_SPARE  30u /* rows below the rules, for what is added at their end */
#define ROWS_BELOW   FORM_BLANK_UNITS

/* One live column: its key, its head, and its formula for a row, of which `before`, the cells first..last of the row, and `after` are the parts. */
typedef struct live_column {
    const char *key, *title, *full;
    uint32_t first, last; /* the entries it is made from */
    uint32_t needed;      /* so many of them must be filled in */
    const char *condition, *before, *after;
} live_column;

typedef struct live_columns {
    form *form;
    const form_table *table;
    live_column *items;
    size_t count, capacity;
} live_columns;

/* ---- parts of formulas ---- */

const char *kp_form_function(const form *f, const char *name) {
    return kp_format(f->arena, "ORG.KAOPING.%s.%s", f->options->lang == KP_ZH ? "ADDINZH" : "ADDIN", name);
}

const char *kp_form_literal(const form *f, const char *text) {
    kp_buffer literal = {.arena = f->arena};
    kp_buffer_puts(&literal, "\"");
    for (; *text; text++)
        kp_buffer_add(&literal, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    kp_buffer_puts(&literal, "\"");
    return kp_buffer_text(&literal);
}

static const char *quoted_sheet(const form *f, const char *name) {
    kp_buffer quoted = {.arena = f->arena};
    for (; *name; name++)
        kp_buffer_add(&quoted, *name == '\'' ? "''" : name, *name == '\'' ? 2 : 1);
    return kp_buffer_text(&quoted);
}

const char *kp_form_range(const form *f, size_t sheet, uint32_t first_row, uint32_t first_column, uint32_t last_row, uint32_t last_column) {
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, first_row, (lxw_col_t)first_column, last_row, (lxw_col_t)last_column);
    return kp_format(f->arena, "'%s'!%s", quoted_sheet(f, kp_form_text(f, f->layout->sheets[sheet].title)), range);
}

static size_t rules_sheet(const form *f) {
    size_t i = 0;
    while (f->layout->sheets[i].kind != KP_SHEET_SCHEME)
        i++;
    return i;
}

const char *kp_form_rules_range(const form *f) {
    size_t columns = 1;
    for (size_t r = 0; r < f->rules->count; r++)
        columns = f->rules->items[r].count > columns ? f->rules->items[r].count : columns;
    return kp_form_range(f, rules_sheet(f), 0, 0, (uint32_t)f->rules->count + RULES_SPARE, (uint32_t)columns);
}

void kp_form_write_formula(form *f, lxw_worksheet *sheet, uint32_t row, uint32_t column, const char *formula, form_style style, form_value stored) {
    lxw_format *format = f->formats[style];
    if (stored.is_number)
        kp_form_check(f, worksheet_write_formula_num(sheet, row, (lxw_col_t)column, formula, format, kp_num_to_double(stored.number)));
    else
        kp_form_check(f, worksheet_write_formula_str(sheet, row, (lxw_col_t)column, formula, format, stored.text ? stored.text : ""));
}

static const char *cells_of_row(const form *f, uint32_t row, uint32_t first, uint32_t last) {
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    if (first == last)
        lxw_rowcol_to_cell(range, row, (lxw_col_t)first);
    else
        lxw_rowcol_to_range(range, row, (lxw_col_t)first, row, (lxw_col_t)last);
    return kp_strdup(f->arena, range);
}

/* ---- which columns: tables ---- */

/* Typed on the scale of its full marks, the mark is the entry itself. */
static bool is_entry_itself(const kp_indicator *leaf) { return leaf->method == KP_METHOD_DIRECT && kp_num_equal(leaf->scale, leaf->full); }

/* The columns of the entries of the nodes from `node` up to `end`, which stand side by side; false where one is not there. */
static bool entries_of(const live_columns *l, int32_t node, int32_t end, live_column *column) {
    const kp_layout_sheet *sheet = l->table->sheet;
    column->needed = 0;
    bool found = false;
    for (uint32_t c = 0; c < sheet->column_count; c++) {
        const kp_layout_column *entry = &sheet->columns[c];
        if (entry->role != KP_COLUMN_SLOT || entry->indicator < node || entry->indicator >= end)
            continue;
        column->first = found ? column->first : c;
        column->last = c;
        column->needed += entry->required;
        found = true;
    }
    return found;
}

static void add_mark(live_columns *l, int32_t node) {
    const form *f = l->form;
    const kp_indicator *indicator = &f->scheme->indicators[node];
    live_column column = {.key = kp_format(f->arena, KP_LIVE_KEY "%s", indicator->id), .title = indicator->title};
    if (!entries_of(l, node, indicator->end, &column))
        return;
    char codes[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(codes, l->table->key_row, (lxw_col_t)column.first, l->table->key_row, (lxw_col_t)column.last);
    const char *full = kp_num_exact(f->arena, indicator->full);
    column.full = kp_num_sign(indicator->full) > 0 ? kp_format(f->arena, "%s 分 | %s points", full, full) : "";
    column.before = kp_format(f->arena, "%s(%s,%s,", kp_form_function(f, "KPSCORE"), kp_form_rules_range(f), codes);
    column.after = kp_format(f->arena, ",%s)", kp_form_literal(f, indicator->id));
    KP_PUSH(f->arena, l, column);
}

static bool is_on_sheet(const live_columns *l, int32_t leaf) {
    for (size_t i = 0; i < l->table->sheet->indicator_count; i++)
        if (l->table->sheet->indicators[i] == leaf)
            return true;
    return false;
}

/* True where the node's mark follows from this sheet alone: all its leaves are on it, and nothing below is held to a mark from elsewhere. */
static bool is_whole_here(const live_columns *l, int32_t node) {
    const kp_indicator *indicators = l->form->scheme->indicators;
    int32_t leaves = 0, end = indicators[node].end;
    for (int32_t i = node; i < end; i++) {
        if (indicators[i].method != KP_METHOD_NONE && (!is_on_sheet(l, i) || kp_leaf_needs_all(&indicators[i])))
            return false;
        if (indicators[i].check_against >= 0 && (indicators[i].check_against < node || indicators[i].check_against >= end))
            return false;
        leaves += indicators[i].method != KP_METHOD_NONE;
    }
    return leaves > 1;
}

static void choose_marks(live_columns *l, bool leaves) {
    const kp_scheme *scheme = l->form->scheme;
    l->count = 0;
    for (int32_t i = 0; i < (int32_t)scheme->indicator_count; i++) {
        bool leaf = scheme->indicators[i].method != KP_METHOD_NONE;
        if (leaf ? leaves && is_on_sheet(l, i) && !is_entry_itself(&scheme->indicators[i]) && !kp_leaf_needs_all(&scheme->indicators[i])
                 : is_whole_here(l, i))
            add_mark(l, i);
    }
}

static void choose_table(live_columns *l) {
    choose_marks(l, true);
    if (l->count > MOST_COLUMNS)
        choose_marks(l, false);
    if (l->count > MOST_COLUMNS)
        l->count = 0;
}

/* ---- which columns: surveys ---- */

/* The cell of the sheet 方案 with that field of the indicator; false where the sheet has none. */
static bool find_rule(const form *f, int32_t indicator, const char *key, uint32_t *row, uint32_t *column) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    int id = kp_field_find(section, "id"), field = kp_field_find(section, key);
    if (id < 0 || field < 0)
        return false;
    const char *id_title = kp_form_text(f, section->fields[id].title), *title = kp_form_text(f, section->fields[field].title);
    bool inside = false;
    size_t id_at = SIZE_MAX, at = SIZE_MAX;
    for (uint32_t r = 0; r < f->rules->count; r++) {
        const kp_sheet_row *cells = &f->rules->items[r];
        if (cells->section)
            inside = cells->count && cells->cells[0] && strcmp(cells->cells[0], kp_form_text(f, section->title)) == 0;
        for (size_t c = 0; inside && cells->head && c < cells->count; c++) {
            id_at = strcmp(cells->cells[c], id_title) == 0 ? c : id_at;
            at = strcmp(cells->cells[c], title) == 0 ? c : at;
        }
        if (!inside || cells->head || cells->section || id_at >= cells->count || at >= cells->count)
            continue;
        if (strcmp(cells->cells[id_at], f->scheme->indicators[indicator].id) == 0) {
            *row = r;
            *column = (uint32_t)at;
            return true;
        }
    }
    return false;
}

/* Conditions ",'方案'!$M$20<>'_lists'!$H$1" under which the rule in a formula is no longer that of the sheet. */
static const char *rule_changed(live_columns *l, int32_t indicator) {
    static const char *const fields[] = {"options", "positive", "unknown", "measure"};
    form *f = l->form;
    kp_buffer conditions = {.arena = f->arena};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        uint32_t row, column;
        if (!find_rule(f, indicator, fields[i], &row, &column))
            continue;
        char kept[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell_abs(kept, 0, (lxw_col_t)f->lists.next, true, true);
        kp_form_write_text(f, f->lists.sheet, 0, f->lists.next++, f->rules->items[row].cells[column], FORM_PLAIN);
        kp_buffer_printf(&conditions, ",NOT(EXACT(%s,'_lists'!%s))", kp_form_range(f, rules_sheet(f), row, column, row, column), kept);
    }
    return kp_buffer_text(&conditions);
}

/* How many of the first options are those that count as positive; 0 where they are not the first ones. */
static size_t count_positive(kp_arena *arena, const kp_indicator *leaf) {
    for (size_t p = 0; p < leaf->positive.count; p++) {
        bool among_first = false;
        for (size_t o = 0; o < leaf->positive.count && o < leaf->options.count; o++)
            among_first = among_first || kp_text_matches(leaf->options.items[o].name, kp_text(arena, leaf->positive.items[p].name, KP_ZH));
        if (!among_first)
            return 0;
    }
    return leaf->positive.count;
}

static void choose_survey(live_columns *l) {
    const form *f = l->form;
    const kp_layout_sheet *sheet = l->table->sheet;
    int32_t indicator = sheet->indicators[0], first = kp_layout_column_of(sheet, KP_COLUMN_OPTION);
    int32_t unknown = kp_layout_column_of(sheet, KP_COLUMN_UNKNOWN);
    const kp_indicator *leaf = &f->scheme->indicators[indicator];
    bool rate = leaf->measure == KP_MEASURE_RATE;
    if (first < 0 || unknown < 0 || (rate && !count_positive(f->arena, leaf)))
        return;
    kp_buffer rule = {.arena = f->arena};
    for (size_t i = 0; i < leaf->options.count && !rate; i++)
        kp_buffer_printf(&rule, "%s%s", i ? "," : "{", kp_num_exact(f->arena, leaf->options.items[i].value));
    kp_buffer_puts(&rule, rate ? kp_format(f->arena, "%zu", count_positive(f->arena, leaf)) : "}");
    live_column column = {.key = rate ? KP_LIVE_KEY "rate" : KP_LIVE_KEY "degree", .full = ""};
    column.title = kp_say(rate ? KP_M_FORM_LIVE_RATE : KP_M_FORM_LIVE_DEGREE, f->options->lang);
    column.first = (uint32_t)first;
    column.last = (uint32_t)first + (uint32_t)leaf->options.count - 1;
    column.needed = (uint32_t)leaf->options.count;
    column.condition = rule_changed(l, indicator);
    column.before = kp_format(f->arena, "%s(", kp_form_function(f, rate ? "KPSATISFACTIONRATE" : "KPSATISFACTION"));
    column.after = kp_format(f->arena, ",%s,@,%d)", kp_buffer_text(&rule), (int)leaf->unknown); /* @: the cell of 不了解 */
    KP_PUSH(f->arena, l, column);
}

/* ---- writing ---- */

static const char *formula_of(const live_columns *l, const live_column *column, uint32_t row) {
    const form *f = l->form;
    const kp_layout_sheet *sheet = l->table->sheet;
    const char *unit =
        cells_of_row(f, row, (uint32_t)kp_layout_column_of(sheet, KP_COLUMN_UNIT), (uint32_t)kp_layout_column_of(sheet, KP_COLUMN_UNIT));
    const char *cells = cells_of_row(f, row, column->first, column->last), *after = column->after;
    int32_t unknown = kp_layout_column_of(sheet, KP_COLUMN_UNKNOWN);
    const char *at = strchr(after, '@');
    if (at && unknown >= 0)
        after = kp_format(f->arena, "%.*s%s%s", (int)(at - after), after, cells_of_row(f, row, (uint32_t)unknown, (uint32_t)unknown), at + 1);
    const char *empty =
        sheet->kind == KP_SHEET_TABLE ? kp_format(f->arena, "COUNTA(%s)<%u", cells, column->needed) : kp_format(f->arena, "COUNT(%s)=0", cells);
    return kp_format(f->arena, "=IF(OR(%s=\"\",%s%s),\"\",%s%s%s)", unit, empty, column->condition ? column->condition : "", column->before, cells,
                     after);
}

void kp_form_write_live_head(form *f, const form_table *t, uint32_t at, const char *title, const char *key, double *height) {
    if (t->head_row + 1 < t->key_row)
        kp_form_check(f, worksheet_merge_range(t->out, t->head_row, (lxw_col_t)at, t->key_row - 1, (lxw_col_t)at, kp_form_fit(f, title),
                                               f->formats[FORM_LIVE_HEAD]));
    else
        kp_form_write_text(f, t->out, t->head_row, at, title, FORM_LIVE_HEAD);
    kp_form_write_text(f, t->out, t->key_row, at, key, FORM_LIVE_KEY);
    double needed = kp_form_lines(title, 10, COLUMN_WIDTH) * 14.0 + 8;
    *height = needed > *height ? needed : *height;
}

static void write_head(live_columns *l, const live_column *column, uint32_t at, double *height) {
    form *f = l->form;
    const char *title = kp_say_with(f->arena, KP_M_FORM_LIVE_HEAD, f->options->lang, kp_form_text(f, column->title), NULL, NULL);
    const char *full = kp_form_text(f, column->full);
    if (*full)
        title = kp_format(f->arena, f->options->lang == KP_ZH ? "%s\n（%s）" : "%s\n(%s)", title, full);
    kp_form_write_live_head(f, l->table, at, title, column->key, height);
}

/* What cannot be computed is told by its error: an item that does not apply (#DIV/0!) in grey, the rest in red. */
static void mark_errors(live_columns *l, uint32_t first, uint32_t last, uint32_t last_row) {
    form *f = l->form;
    lxw_format *grey = workbook_add_format(f->book), *red = workbook_add_format(f->book);
    if (!grey || !red) {
        kp_form_check(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    format_set_font_color(grey, 0xA6A6A6);
    format_set_font_color(red, 0xC00000);
    const char *cell = cells_of_row(f, l->table->data_row, first, first);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA, .stop_if_true = LXW_TRUE};
    rule.value_string = kp_form_copy(f, kp_format(f->arena, "=IF(ISERROR(%s),ERROR.TYPE(%s)=2,FALSE)", cell, cell));
    rule.format = grey;
    kp_form_check(f, worksheet_conditional_format_range(l->table->out, l->table->data_row, (lxw_col_t)first, last_row, (lxw_col_t)last, &rule));
    rule.value_string = kp_form_copy(f, kp_format(f->arena, "=ISERROR(%s)", cell));
    rule.format = red;
    kp_form_check(f, worksheet_conditional_format_range(l->table->out, l->table->data_row, (lxw_col_t)first, last_row, (lxw_col_t)last, &rule));
}

/* The add-in's columns, behind the `written` ones that need none. */
static void write_live(form *f, const form_table *table, uint32_t written, double *height) {
    live_columns l = {.form = f, .table = table};
    if (table->sheet->kind == KP_SHEET_TABLE)
        choose_table(&l);
    else if (table->sheet->kind == KP_SHEET_SURVEY)
        choose_survey(&l);
    if (!l.count)
        return;
    uint32_t first = table->last + 2 + written, last = first + (uint32_t)l.count - 1;
    if (!written)
        kp_form_check(f, worksheet_set_column(table->out, (lxw_col_t)(first - 1), (lxw_col_t)(first - 1), GAP_WIDTH, NULL));
    kp_form_check(f, worksheet_set_column(table->out, (lxw_col_t)first, (lxw_col_t)last, COLUMN_WIDTH, NULL));
    for (uint32_t i = 0; i < l.count; i++) {
        write_head(&l, &l.items[i], first + i, height);
        for (uint32_t row = table->data_row; row < table->data_row + table->rows; row++)
            kp_form_write_formula(f, table->out, row, first + i, formula_of(&l, &l.items[i], row), FORM_LIVE, (form_value){0});
    }
    mark_errors(&l, first, last, table->data_row + table->rows - 1);
}

void kp_form_write_live_columns(form *f, const form_table *table) {
    double height = table->head_height;
    uint32_t written = kp_form_write_totals(f, table, &height);
    if (f->options->live)
        write_live(f, table, written, &height);
    if (height > table->head_height)
        kp_form_check(f, worksheet_set_row(table->out, table->key_row - 1, height, NULL));
}
