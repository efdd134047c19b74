/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_book_rules.c - the sheet 方案 as people edit it: each section a block under its title, with a head row, a row a record and blank rows for more. It is read by
 * kp_scheme_sheet_read(), which takes columns by their heads and passes blank rows over.
 */
#include "scheme_book_private.h"

#include <string.h>

#define SPARE_INDICATORS 12u /* blank rows of the indicators, and of every other section */
#define SPARE_OTHERS     4u
#define FROZEN_COLUMNS   3u /* id, parent, title */
#define MOST_COLUMNS     256u
#define NARROW           9.0
#define WIDEST           26.0
#define MEANING_WIDTH    72.0
#define METHODS_LONGEST  240u /* characters: a text in a formula holds 255 */

typedef struct block {
    kp_section_id id;
    const kp_section *section;
    size_t columns[MOST_COLUMNS], count; /* fields */
    size_t records;
    uint32_t title_row, head_row, first_row, last_row; /* last_row: of the blank rows */
    uint32_t spare;
} block;

typedef struct rules {
    scheme_book *book;
    const kp_record **records[KP_SECTION_COUNT]; /* what the scheme says beyond defaults */
    block blocks[KP_SECTION_COUNT];
    double widths[MOST_COLUMNS];
    uint32_t columns; /* how many there are on the sheet */
} rules;

static kp_text_style style_of(const scheme_book *b) { return b->form.options->lang == KP_EN ? KP_STYLE_EN : KP_STYLE_ZH; }

static bool is_wide(const kp_field *field) {
    switch (field->type) {
    case KP_FIELD_TEXT:
    case KP_FIELD_NAMES:
    case KP_FIELD_PAIRS:
    case KP_FIELD_TEXTS:
    case KP_FIELD_CONDITION: return true;
    default: return false;
    }
}

/* ---- what stands where ---- */

/* What every record may need, whatever its method; the rest where some record uses it. Notes and sources come last of all by the field table. */
static bool is_column(const scheme_book *b, kp_section_id id, size_t field) {
    const kp_field *f = &kp_sections[id].fields[field];
    return b->used[id][field] || (!f->methods && !f->later);
}

/* Where a column of the block stands. What has no parent leaves that column to the title, which needs the room. */
static uint32_t column_at(const block *of, size_t column) { return (uint32_t)column + (of->id != KP_SECTION_INDICATORS && column > 1); }

static void lay_out(rules *r) {
    uint32_t row = 2;
    for (int s = 0; s < KP_SECTION_COUNT; s++) {
        block *out = &r->blocks[s];
        out->id = (kp_section_id)s;
        out->section = &kp_sections[s];
        for (size_t f = 0; f < out->section->field_count && out->count < MOST_COLUMNS; f++)
            if (is_column(r->book, out->id, f))
                out->columns[out->count++] = f;
        while (kp_scheme_object(r->book->form.scheme, out->id, out->records))
            out->records++;
        bool scheme = s == KP_SECTION_SCHEME;
        out->spare = scheme ? 0 : s == KP_SECTION_INDICATORS ? SPARE_INDICATORS : SPARE_OTHERS;
        out->title_row = row;
        out->head_row = row + 1;
        out->first_row = row + 2;
        out->last_row = out->first_row + (scheme ? (uint32_t)out->section->field_count : (uint32_t)out->records + out->spare) - 1;
        row = out->last_row + 2;
        if (!scheme && out->count && column_at(out, out->count - 1) >= r->columns)
            r->columns = column_at(out, out->count - 1) + 1;
    }
    if (r->columns < 10)
        r->columns = 10; /* over which the values of the first block go */
}

/* Empty where the default holds. */
static const char *cell_of(const rules *r, const block *of, size_t record, size_t column) {
    size_t field = of->columns[column];
    if (!r->records[of->id][record]->values[field].text)
        return "";
    const void *object = kp_scheme_object(r->book->form.scheme, of->id, record);
    return kp_field_text(r->book->form.arena, r->book->form.scheme, of->section, field, object, style_of(r->book));
}

static void collect_records(rules *r) {
    const kp_records *all = kp_scheme_to_records(r->book->form.arena, r->book->form.scheme);
    size_t counts[KP_SECTION_COUNT] = {0};
    for (int s = 0; s < KP_SECTION_COUNT; s++)
        r->records[s] = KP_NEW_ARRAY(r->book->form.arena, const kp_record *, r->blocks[s].records + 1);
    for (size_t i = 0; i < all->count; i++)
        r->records[all->items[i].section][counts[all->items[i].section]++] = &all->items[i];
}

static void measure_column(rules *r, const block *of, size_t column) {
    const kp_field *field = &of->section->fields[of->columns[column]];
    double *own = &r->widths[column_at(of, column)], most = is_wide(field) ? WIDEST : 16;
    for (size_t i = 0; i <= of->records; i++) {
        const char *text = i ? cell_of(r, of, i - 1, column) : scheme_book_words(r->book, field->title);
        double width = kp_form_width(text, 10) + 3;
        width = width > most ? most : width;
        *own = width > *own ? width : *own;
    }
}

static void measure(rules *r) {
    static const double first[FROZEN_COLUMNS] = {15, 11, 24};
    for (uint32_t c = 0; c < r->columns; c++)
        r->widths[c] = c < FROZEN_COLUMNS ? first[c] : NARROW;
    for (int s = KP_SECTION_INDICATORS; s < KP_SECTION_COUNT; s++)
        for (size_t c = 0; c < r->blocks[s].count; c++)
            if (column_at(&r->blocks[s], c) >= FROZEN_COLUMNS)
                measure_column(r, &r->blocks[s], c);
    for (uint32_t c = 0; c < r->columns; c++)
        kp_form_check(&r->book->form, worksheet_set_column(r->book->rules, (lxw_col_t)c, (lxw_col_t)c, r->widths[c], NULL));
}

static void set_height(rules *r, uint32_t row, int lines) {
    double height = lines * 13.5 + 5;
    kp_form_check(&r->book->form, worksheet_set_row(r->book->rules, row, height > 400 ? 400 : height, NULL));
}

/* ---- choosing ---- */

static const char *column_name(kp_arena *arena, uint32_t column) {
    char name[4] = "";
    return column < 26 ? kp_format(arena, "%c", (char)('A' + column))
                       : (name[0] = (char)('A' + column / 26 - 1), name[1] = (char)('A' + column % 26), kp_strdup(arena, name));
}

/* The texts down a column of the hidden sheet: "='_lists'!$A$1:$A$5". */
static const char *list_of_choices(scheme_book *b, const kp_field *field) {
    uint32_t column = b->next_list++, n = 0;
    for (const kp_choice *choice = field->choices; choice->key; choice++)
        scheme_book_put(b, b->lists, n++, column, scheme_book_words(b, choice->title), FORM_PLAIN);
    const char *name = column_name(b->form.arena, column);
    return kp_format(b->form.arena, "='_lists'!$%s$1:$%s$%u", name, name, n);
}

/* The ids of a section, with room for more. */
static const char *list_of_ids(const rules *r, kp_section_id section) {
    const block *of = &r->blocks[section];
    return kp_format(r->book->form.arena, "=$A$%u:$A$%u", of->first_row + 1, of->last_row + 1);
}

static void add_drop_down(rules *r, const kp_field *field, uint32_t first_row, uint32_t last_row, uint32_t column) {
    scheme_book *b = r->book;
    const char *source = field->type == KP_FIELD_CHOICE      ? list_of_choices(b, field)
                         : field->type == KP_FIELD_REFERENCE ? list_of_ids(r, field->refers_to)
                                                             : NULL;
    if (!source)
        return;
    lxw_data_validation validation = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .value_formula = kp_form_copy(&b->form, source),
        .ignore_blank = LXW_VALIDATION_ON,
        .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
        .error_title = kp_form_copy(&b->form, scheme_book_words(b, field->title)),
        .error_message = kp_form_copy(&b->form, scheme_book_words(b, "请从下拉列表中选择 | Choose from the list")),
    };
    kp_form_check(&b->form, worksheet_data_validation_range(b->rules, first_row, (lxw_col_t)column, last_row, (lxw_col_t)column, &validation));
}

/* What a field means and takes, and which methods have it, where the pointer rests on its name. */
static void add_comment(scheme_book *b, const kp_field *field, bool indicators, uint32_t row, uint32_t column) {
    const char *methods = indicators ? scheme_book_methods(b, field) : "";
    const char *text = kp_format(b->form.arena, "%s\n%s%s%s", scheme_book_words(b, field->help), scheme_book_content(b, field), *methods ? "\n" : "",
                                 *methods ? kp_format(b->form.arena, "%s%s", scheme_book_words(b, "用于： | Of: "), methods) : "");
    int lines = kp_form_lines(text, 9, 40) + 1;
    lxw_comment_options options = {.author = "kaoping", .width = 260, .height = (uint16_t)(lines * 16 + 10), .font_size = 9};
    kp_form_check(&b->form, worksheet_write_comment_opt(b->rules, row, (lxw_col_t)column, kp_form_fit(&b->form, text), &options));
}

/* Grey where the row's method does not have the field. */
static void grey_others(rules *r, const block *of, uint32_t column, const kp_field *field) {
    scheme_book *b = r->book;
    uint32_t method = 0;
    while (method < of->count && strcmp(of->section->fields[of->columns[method]].key, "method") != 0)
        method++;
    kp_buffer names = {.arena = b->form.arena};
    for (int m = 0; m < KP_METHOD_COUNT; m++)
        if (field->methods >> m & 1u)
            kp_buffer_printf(&names, "|%s|%s", scheme_book_words(b, kp_method_title((kp_method_id)m)), kp_method_key((kp_method_id)m));
    if (!field->methods || method == of->count || names.length > METHODS_LONGEST)
        return;
    const char *name = column_name(b->form.arena, method);
    const char *formula = kp_format(b->form.arena, "=AND($A%u<>\"\",ISERROR(FIND(\"|\"&$%s%u&\"|\",\"%s|\")))", of->first_row + 1, name,
                                    of->first_row + 1, kp_buffer_text(&names));
    lxw_conditional_format format = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = kp_form_copy(&b->form, formula), .format = b->form.formats[FORM_RULE_OTHER]};
    kp_form_check(&b->form, worksheet_conditional_format_range(b->rules, of->first_row, (lxw_col_t)column, of->last_row, (lxw_col_t)column, &format));
}

/* ---- cells ---- */

#define DIGITS_OF_A_DOUBLE 15u /* decimal digits that every double keeps (DBL_DIG; C17, 5.2.4.2.2) */

static bool holds_one_number(const kp_field *field) {
    return field->type == KP_FIELD_NUMBER || field->type == KP_FIELD_OPTIONAL || field->type == KP_FIELD_COUNT || field->type == KP_FIELD_LIMIT;
}

/* A plain decimal that a spreadsheet's number says just as it is written. */
static bool is_plain_decimal(kp_arena *arena, const char *text, kp_num *out) {
    size_t digits = 0;
    for (const char *at = text; *at; at++)
        digits += *at >= '0' && *at <= '9';
    return digits && digits <= DIGITS_OF_A_DOUBLE && !text[strspn(text, "-.0123456789")] && kp_num_parse(arena, text, out) &&
           strcmp(kp_num_exact(arena, *out), text) == 0;
}

/* A number, so that sums can be made of it, where the field holds one; then what is typed into an empty cell is no text either. */
static void put_value(scheme_book *b, uint32_t row, uint32_t column, const kp_field *field, const char *text, form_style style) {
    form_style numeric = style == FORM_RULE_MARK ? FORM_RULE_MARK_NUMBER : FORM_RULE_IN_NUMBER;
    kp_num value;
    if (!holds_one_number(field))
        scheme_book_put(b, b->rules, row, column, text, style);
    else if (is_plain_decimal(b->form.arena, text, &value))
        kp_form_check(&b->form, worksheet_write_number(b->rules, row, (lxw_col_t)column, kp_num_to_double(value), b->form.formats[numeric]));
    else
        scheme_book_put(b, b->rules, row, column, text, *text ? style : numeric);
}

/* ---- the blocks ---- */

static void put_merged(rules *r, uint32_t row, uint32_t first, uint32_t last, const char *text, form_style style) {
    form *f = &r->book->form;
    kp_form_check(f, worksheet_merge_range(r->book->rules, row, (lxw_col_t)first, row, (lxw_col_t)last, "", f->formats[style]));
    scheme_book_put(r->book, r->book->rules, row, first, text, style);
}

/* A field a row: its name, its value, what it means. */
static void write_scheme_block(rules *r) {
    scheme_book *b = r->book;
    const block *of = &r->blocks[KP_SECTION_SCHEME];
    const uint32_t value_last = 4;
    uint32_t meaning_last = value_last + 1;
    double value_width = 0, meaning_width = 0;
    for (uint32_t c = 1; c <= value_last; c++)
        value_width += r->widths[c];
    for (uint32_t c = value_last + 1; c < r->columns && (c == value_last + 1 || meaning_width + r->widths[c] <= MEANING_WIDTH); meaning_last = c++)
        meaning_width += r->widths[c];
    scheme_book_put(b, b->rules, of->head_row, 0, scheme_book_words(b, "项目 | Field"), FORM_HEAD);
    put_merged(r, of->head_row, 1, value_last, scheme_book_words(b, "内容 | Value"), FORM_HEAD);
    put_merged(r, of->head_row, value_last + 1, meaning_last, scheme_book_words(b, "含义 | Meaning"), FORM_HEAD);
    for (size_t i = 0; i < of->section->field_count; i++) {
        const kp_field *field = &of->section->fields[i];
        uint32_t row = of->first_row + (uint32_t)i;
        const char *value = kp_field_text(b->form.arena, b->form.scheme, of->section, i, b->form.scheme, style_of(b));
        const char *meaning = scheme_book_words(b, field->help);
        scheme_book_put(b, b->rules, row, 0, scheme_book_words(b, field->title), FORM_RULE_NAME);
        put_merged(r, row, 1, value_last, "", FORM_RULE_IN);
        put_value(b, row, 1, field, value, FORM_RULE_IN);
        put_merged(r, row, value_last + 1, meaning_last, meaning, FORM_TEXT);
        add_drop_down(r, field, row, row, 1);
        int lines = kp_form_lines(value, 10, value_width), others = kp_form_lines(meaning, 10, meaning_width);
        int name = kp_form_lines(scheme_book_words(b, field->title), 10, r->widths[0]);
        lines = others > lines ? others : lines;
        set_height(r, row, name > lines ? name : lines);
    }
}

/* Heads of fields that belong to methods stand out from those that all have. */
static form_style head_style(const block *of, size_t column) {
    return of->id == KP_SECTION_INDICATORS && of->section->fields[of->columns[column]].methods ? FORM_RULE_HEAD : FORM_HEAD;
}

/* A cell of a table; the title over two columns where there is no parent. */
static void put_cell(rules *r, const block *of, uint32_t row, size_t column, const char *text, form_style style) {
    uint32_t at = column_at(of, column);
    if (of->id != KP_SECTION_INDICATORS && column == 1)
        put_merged(r, row, at, at + 1, text, style);
    else if (row > of->head_row)
        put_value(r->book, row, at, &of->section->fields[of->columns[column]], text, style);
    else
        scheme_book_put(r->book, r->book->rules, row, at, text, style);
}

static double width_of(const rules *r, const block *of, size_t column) {
    uint32_t at = column_at(of, column);
    return of->id != KP_SECTION_INDICATORS && column == 1 ? r->widths[at] + r->widths[at + 1] : r->widths[at];
}

static void write_heads(rules *r, const block *of) {
    scheme_book *b = r->book;
    int lines = 1;
    for (size_t c = 0; c < of->count; c++) {
        const kp_field *field = &of->section->fields[of->columns[c]];
        const char *title = scheme_book_words(b, field->title);
        uint32_t at = column_at(of, c);
        put_cell(r, of, of->head_row, c, title, head_style(of, c));
        add_comment(b, field, of->id == KP_SECTION_INDICATORS, of->head_row, at);
        add_drop_down(r, field, of->first_row, of->last_row, at);
        grey_others(r, of, at, field);
        int needed = kp_form_lines(title, 10, width_of(r, of, c));
        lines = needed > lines ? needed : lines;
    }
    set_height(r, of->head_row, lines);
}

static void write_table(rules *r, const block *of) {
    write_heads(r, of);
    for (uint32_t row = of->first_row; row <= of->last_row; row++) {
        size_t record = row - of->first_row;
        int lines = 1;
        for (size_t c = 0; c < of->count; c++) {
            const char *text = record < of->records ? cell_of(r, of, record, c) : "";
            put_cell(r, of, row, c, text, is_wide(&of->section->fields[of->columns[c]]) ? FORM_RULE_IN : FORM_RULE_MARK);
            int needed = kp_form_lines(text, 10, width_of(r, of, c));
            lines = needed > lines ? needed : lines;
        }
        set_height(r, row, lines);
    }
}

void scheme_book_write_rules(scheme_book *b) {
    rules *r = KP_NEW(b->form.arena, rules);
    r->book = b;
    lay_out(r);
    collect_records(r);
    measure(r);
    double width = 0;
    for (uint32_t c = 0; c < r->columns; c++)
        width += r->widths[c];
    scheme_book_put(b, b->rules, 0, 0,
                    scheme_book_words(
                        b, "每块一种内容，每行一项；空行可填新的一项。指标按所选的计分方式填写，灰格不必填。 | A block for each kind of thing, a row "
                           "for each; blank rows take more. Indicators need the columns of their method; grey cells are of no use to them."),
                    FORM_RULE_HINT);
    for (int s = 0; s < KP_SECTION_COUNT; s++) {
        const block *of = &r->blocks[s];
        scheme_book_put(b, b->rules, of->title_row, 0, scheme_book_words(b, of->section->title), FORM_RULE_SECTION);
        if (s == KP_SECTION_SCHEME)
            write_scheme_block(r);
        else
            write_table(r, of);
    }
    const block *last = &r->blocks[KP_SECTION_COUNT - 1];
    worksheet_freeze_panes(b->rules, 1, FROZEN_COLUMNS);
    kp_form_page(&b->form, b->rules, kp_form_pages(width), 0, 0, 0);
    if (kp_form_pages(width) > 1)
        kp_form_check(&b->form, worksheet_repeat_columns(b->rules, 0, FROZEN_COLUMNS - 1));
    kp_form_check(&b->form, worksheet_print_area(b->rules, 0, 0, last->last_row, (lxw_col_t)(r->columns - 1)));
    lxw_row_t breaks[] = {r->blocks[KP_SECTION_INDICATORS].title_row, 0};
    kp_form_check(&b->form, worksheet_set_h_pagebreaks(b->rules, breaks)); /* the first block stands alone */
    const char *all = kp_format(b->form.arena, "A1:%s%u", column_name(b->form.arena, r->columns - 1), last->last_row + 1);
    kp_form_check(&b->form, worksheet_ignore_errors(b->rules, LXW_IGNORE_NUMBER_STORED_AS_TEXT, all));
}
