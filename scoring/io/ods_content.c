/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ods_content.c - the tables of content.xml: office:spreadsheet / table:table / (row groups) / table:table-row / table:table-cell / text:p
 * (OpenDocument 1.3 part 3, 9 and 19).
 *
 * At each level only what may hold cells is entered; anything else (columns, shapes, forms, change tracking, embedded tables, notes) is passed over
 * with all that is in it.
 */
#include "ods.h"

#include "cell_time.h"

#include <string.h>

/* ---- State ----------------------------------------------------------------------------------------------------------------------------- */

typedef enum where { OUTSIDE, IN_STYLES, IN_SPREADSHEET, IN_TABLE, IN_ROW, IN_CELL } where;
typedef enum value_type { VALUE_NONE, VALUE_NUMBER, VALUE_PERCENT, VALUE_DATE, VALUE_TIME, VALUE_BOOLEAN, VALUE_STRING } value_type;

typedef struct content_parse {
    kp_workbook *book;
    row_sink *sink;
    ods_styles *styles;
    const bool *wanted; /* NULL: names only */
    ods_scan *scan;     /* NULL, or what goes on from the first table */
    int64_t scan_from;  /* the byte where it does; -1: it does not */
    size_t table;       /* index of the next table */
    size_t wanted_left;
    where where;
    unsigned depth_of[IN_CELL + 1]; /* where each level was entered */
    unsigned skip_depth;            /* 0, or that of the element which is passed over */
    uint64_t row, row_times;
    uint64_t column, column_times; /* of the cell under way */
    uint64_t column_span, row_span;
    /* The cell under way. Attributes die with their tag, so its value is copied; its paragraphs go into the row's text. */
    value_type type;
    bool covered, error, formula, has_value, wants_text, percent;
    kp_buffer value, formula_text;
    size_t mark;
    unsigned paragraphs, paragraph_depth;
    bool in_paragraph, pending_space, paragraph_has_text;
} content_parse;

static void skip(xml_parse *xml, content_parse *c) {
    c->skip_depth = xml->depth;
    xml_listen(xml, false);
}

static void enter(xml_parse *xml, content_parse *c, where to) {
    c->where = to;
    c->depth_of[to] = xml->depth;
}

static uint64_t repeat_count(const char *text) {
    uint64_t value = 0;
    for (; text && *text >= '0' && *text <= '9' && value < UINT32_MAX; text++)
        value = value * 10 + (uint64_t)(*text - '0');
    return value ? value : 1;
}

/* ---- Tables, rows, cells begin --------------------------------------------------------------------------------------------------------- */

static void start_table(xml_parse *xml, content_parse *c, const char **attributes) {
    size_t index = c->table++;
    if (c->scan && index == 0 && ods_scan_keep_name(c->scan, xml)) {
        c->scan_from = XML_GetCurrentByteIndex(xml->parser);
        xml_stop(xml);
    } else if (!c->wanted) {
        const char *name = xml_attribute_in(xml, attributes, ODF_TABLE, "name");
        if (book_add_sheet(c->book, name ? name : "", xml->problems))
            skip(xml, c);
        else
            xml_fail(xml);
    } else if (index < c->book->sheets.count && c->wanted[index]) {
        enter(xml, c, IN_TABLE);
        c->wanted_left--;
        c->row = 1;
        sink_sheet(c->sink, index);
    } else {
        skip(xml, c);
    }
}

static void start_row(xml_parse *xml, content_parse *c, const char **attributes) {
    enter(xml, c, IN_ROW);
    c->row_times = repeat_count(xml_attribute_in(xml, attributes, ODF_TABLE, "number-rows-repeated"));
    c->column = 1;
    sink_row(c->sink, c->row, c->row);
}

static value_type type_of(const char *name) {
    static const struct {
        const char *name;
        value_type type;
    } types[] = {
        {"float", VALUE_NUMBER}, {"string", VALUE_STRING}, {"percentage", VALUE_PERCENT}, {"currency", VALUE_NUMBER},
        {"date", VALUE_DATE},    {"time", VALUE_TIME},     {"boolean", VALUE_BOOLEAN},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(name, types[i].name) == 0)
            return types[i].type;
    return VALUE_NONE;
}

static void set_text(kp_buffer *buffer, const char *text) {
    buffer->length = 0;
    kp_buffer_puts(buffer, text);
}

/* "of:=SUM([.A1])" without the name of the grammar. */
static const char *formula_of(const char *text) {
    const char *equals = strchr(text, '=');
    return equals ? equals : text;
}

static bool is(const char *name, const char *wanted) { return strcmp(name, wanted) == 0; }

static void take_office_attribute(content_parse *c, const char *name, const char *value) {
    if (is(name, "value-type")) {
        c->type = type_of(value);
    } else if (is(name, "value") || is(name, "date-value") || is(name, "time-value") || is(name, "boolean-value") || is(name, "string-value")) {
        c->has_value = true;
        set_text(&c->value, value);
    }
}

static void take_table_attribute(content_parse *c, const char *name, const char *value) {
    if (is(name, "formula")) {
        c->formula = true;
        set_text(&c->formula_text, formula_of(value));
    } else if (is(name, "style-name")) {
        c->percent = ods_styles_percent(c->styles, value);
    } else if (is(name, "number-columns-repeated")) {
        c->column_times = repeat_count(value);
    } else if (is(name, "number-columns-spanned")) {
        c->column_span = repeat_count(value);
    } else if (is(name, "number-rows-spanned")) {
        c->row_span = repeat_count(value);
    }
}

static void take_attribute(xml_parse *xml, content_parse *c, const char *written, const char *value) {
    const char *name;
    switch (xml_attribute_space(&xml->names, written, &name)) {
    case ODF_OFFICE: take_office_attribute(c, name, value); break;
    case ODF_TABLE: take_table_attribute(c, name, value); break;
    case CALC_EXTENSION: c->error |= is(name, "value-type") && is(value, "error"); break;
    default: break;
    }
}

static void start_cell(xml_parse *xml, content_parse *c, bool covered, const char **attributes) {
    enter(xml, c, IN_CELL);
    c->type = VALUE_NONE;
    c->covered = covered;
    c->error = c->formula = c->has_value = c->percent = false;
    c->column_times = c->column_span = c->row_span = 1;
    c->value.length = c->formula_text.length = 0;
    c->mark = sink_mark(c->sink);
    c->paragraphs = 0;
    c->in_paragraph = false;
    for (; *attributes; attributes += 2)
        take_attribute(xml, c, attributes[0], attributes[1]);
    if (!covered && !sink_merge(c->sink, c->row, c->column, c->row + c->row_span - 1, c->column + c->column_span - 1)) {
        xml_fail(xml);
        return;
    }
    /* Of a formula the text is always looked at: older programs store 0 or "" beside an error that only the text shows. */
    c->wants_text = !covered && (c->error || c->formula || c->type == VALUE_NONE || (c->type == VALUE_STRING && !c->has_value));
}

/* ---- Text in a cell -------------------------------------------------------------------------------------------------------------------- */

static bool put_text(content_parse *c, const char *bytes, size_t length) {
    bool space = c->pending_space;
    c->pending_space = false;
    c->paragraph_has_text = true;
    return (!space || sink_text(c->sink, " ", 1)) && sink_text(c->sink, bytes, length);
}

/* Blanks run together into one, and none stands at the ends of a paragraph: others are written as text:s (OpenDocument 1.3 part 3, 6.1.2). */
static void content_text(xml_parse *xml, const char *bytes, size_t length) {
    content_parse *c = xml->data;
    for (size_t i = 0; i < length;) {
        size_t n = 0;
        while (i + n < length && bytes[i + n] != ' ' && bytes[i + n] != '\t' && bytes[i + n] != '\n' && bytes[i + n] != '\r')
            n++;
        if (n == 0) {
            c->pending_space = c->paragraph_has_text;
            i++;
        } else if (put_text(c, bytes + i, n)) {
            i += n;
        } else {
            xml_fail(xml);
            return;
        }
    }
}

static bool put_spaces(content_parse *c, uint64_t count) {
    static const char spaces[] = "                                                                ";
    for (count = count > KP_MAX_CELL_TEXT ? KP_MAX_CELL_TEXT + 1u : count; count;) {
        size_t n = count < sizeof spaces - 1 ? (size_t)count : sizeof spaces - 1;
        if (!put_text(c, spaces, n))
            return false;
        count -= n;
    }
    return true;
}

static void start_in_cell(xml_parse *xml, content_parse *c, const char **attributes) {
    bool ok = true;
    if (!c->wants_text || xml->space != ODF_TEXT || is(xml->local, "note") || is(xml->local, "ruby-text")) {
        skip(xml, c);
    } else if (is(xml->local, "p") || is(xml->local, "h")) {
        ok = c->paragraphs++ == 0 || sink_text(c->sink, "\n", 1);
        c->in_paragraph = true;
        c->paragraph_depth = xml->depth;
        c->pending_space = c->paragraph_has_text = false;
        xml_listen(xml, true);
    } else if (is(xml->local, "s")) {
        ok = put_spaces(c, repeat_count(xml_attribute_in(xml, attributes, ODF_TEXT, "c")));
    } else if (is(xml->local, "tab")) {
        ok = put_text(c, "\t", 1);
    } else if (is(xml->local, "line-break")) {
        ok = put_text(c, "\n", 1);
    }
    if (!ok)
        xml_fail(xml);
}

static bool is_row_group(const xml_parse *xml) {
    return xml_is(xml, ODF_TABLE, "table-row-group") || xml_is(xml, ODF_TABLE, "table-rows") || xml_is(xml, ODF_TABLE, "table-header-rows");
}

static void content_start(xml_parse *xml, const char *local, const char **attributes) {
    (void)local;
    content_parse *c = xml->data;
    if (c->skip_depth)
        return;
    switch (c->where) {
    case OUTSIDE:
        if (xml_is(xml, ODF_OFFICE, "spreadsheet"))
            enter(xml, c, IN_SPREADSHEET);
        else if (xml_is(xml, ODF_OFFICE, "automatic-styles") && !c->wanted)
            enter(xml, c, IN_STYLES);
        else if (!xml_is(xml, ODF_OFFICE, "document-content") && !xml_is(xml, ODF_OFFICE, "body"))
            skip(xml, c);
        break;
    case IN_STYLES:
        if (!ods_styles_take(xml, c->styles, attributes, false))
            xml_fail(xml);
        else
            skip(xml, c);
        break;
    case IN_SPREADSHEET:
        if (xml_is(xml, ODF_TABLE, "table"))
            start_table(xml, c, attributes);
        else
            skip(xml, c);
        break;
    case IN_TABLE:
        if (xml_is(xml, ODF_TABLE, "table-row"))
            start_row(xml, c, attributes);
        else if (!is_row_group(xml))
            skip(xml, c);
        break;
    case IN_ROW:
        if (xml_is(xml, ODF_TABLE, "table-cell"))
            start_cell(xml, c, false, attributes);
        else if (xml_is(xml, ODF_TABLE, "covered-table-cell"))
            start_cell(xml, c, true, attributes);
        else
            skip(xml, c);
        break;
    case IN_CELL: start_in_cell(xml, c, attributes); break;
    }
}

/* ---- What a finished cell is ----------------------------------------------------------------------------------------------------------- */

static bool add_cells(content_parse *c, kp_cell_kind kind) {
    bool percent = kind == KP_CELL_NUMBER && (c->type == VALUE_PERCENT || c->percent);
    unsigned flags = (c->formula ? CELL_FORMULA : 0u) | (percent ? CELL_PERCENT : 0u);
    for (uint64_t i = 0; i < c->column_times; i++)
        if (!sink_cell(c->sink, c->column + i, kind, flags, c->mark, NULL))
            return false;
    return true;
}

static bool add_with(content_parse *c, kp_cell_kind kind, const char *text) {
    sink_text_drop(c->sink, c->mark);
    if (!sink_text(c->sink, text, strlen(text)))
        return false;
    sink_text_end(c->sink);
    unify_line_ends(sink_text_at(c->sink, c->mark));
    return add_cells(c, kind);
}

/* Cells that are shown by their text: strings, errors, cells without a type. */
static bool add_string(content_parse *c) {
    const char *shown = sink_text_at(c->sink, c->mark), *text = c->has_value && *c->value.bytes && !c->error ? c->value.bytes : shown;
    if (c->error && !*text)
        text = "#VALUE!"; /* it hides which */
    if (!*text && !c->formula)
        return true;
    if (!*text && c->type == VALUE_NONE && c->paragraphs == 0) /* LibreOffice stores the value "" as one empty paragraph */
        return add_with(c, KP_CELL_NO_VALUE, kp_buffer_text(&c->formula_text));
    kp_cell_kind kind = c->error || (c->formula && is_error_text(text)) ? KP_CELL_ERROR : KP_CELL_TEXT;
    return text == shown ? add_cells(c, kind) : add_with(c, kind, text);
}

static bool bad_value(content_parse *c) {
    return sink_problem(c->sink, KP_F_DAMAGED, c->row, c->column, "单元格的值有误 | bad value of a cell", NULL);
}

static bool add_value(content_parse *c) {
    char text[CELL_TIME_SIZE];
    if (!c->has_value)
        return c->formula ? add_with(c, KP_CELL_NO_VALUE, kp_buffer_text(&c->formula_text)) : bad_value(c);
    const char *value = trim_blanks(c->value.bytes, c->value.length);
    switch (c->type) {
    case VALUE_BOOLEAN:
        if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
            return bad_value(c);
        return add_with(c, KP_CELL_BOOLEAN, *value == 't' ? "1" : "0");
    case VALUE_DATE: return iso_text(value, text) ? add_with(c, KP_CELL_DATE, text) : add_with(c, KP_CELL_TEXT, value);
    case VALUE_TIME: return duration_text(value, text) ? add_with(c, KP_CELL_DATE, text) : add_with(c, KP_CELL_TEXT, value);
    default: return add_with(c, is_stored_number(value) ? KP_CELL_NUMBER : KP_CELL_TEXT, value);
    }
}

static bool finish_cell(content_parse *c) {
    sink_text_end(c->sink);
    c->error |= c->formula && is_error_text(sink_text_at(c->sink, c->mark));
    bool ok = c->covered || (c->type == VALUE_NONE || c->type == VALUE_STRING || c->error ? add_string(c) : add_value(c));
    c->column += c->column_times;
    return ok;
}

static void finish_table(xml_parse *xml, content_parse *c) {
    c->where = IN_SPREADSHEET;
    if (c->wanted_left == 0)
        xml_stop(xml);
}

static void finish_row(xml_parse *xml, content_parse *c) {
    c->where = IN_TABLE;
    bool more = sink_row_end(c->sink, c->row_times);
    c->row += c->row_times;
    if (c->sink->failed)
        xml_fail(xml);
    else if (!more && c->wanted_left == 0)
        xml_stop(xml);
    else if (!more) /* the rest of this table is not wanted */
        c->skip_depth = c->depth_of[IN_TABLE];
}

static void content_end(xml_parse *xml) {
    content_parse *c = xml->data;
    if (c->skip_depth) {
        if (xml->depth != c->skip_depth)
            return;
        c->skip_depth = 0;
        if (c->where == IN_CELL && c->in_paragraph)
            xml_listen(xml, true);
        if (c->where != IN_TABLE || xml->depth != c->depth_of[IN_TABLE])
            return;
    }
    if (c->where == IN_CELL && xml->depth > c->depth_of[IN_CELL]) {
        if (c->in_paragraph && xml->depth == c->paragraph_depth) {
            c->in_paragraph = false;
            xml_listen(xml, false);
        }
        return;
    }
    if (c->where == OUTSIDE || xml->depth != c->depth_of[c->where])
        return;
    switch (c->where) {
    case IN_CELL:
        c->where = IN_ROW;
        if (!finish_cell(c))
            xml_fail(xml);
        break;
    case IN_ROW: finish_row(xml, c); break;
    case IN_TABLE: finish_table(xml, c); break;
    case IN_STYLES:
    case IN_SPREADSHEET:
    case OUTSIDE: c->where = OUTSIDE; break;
    }
}

bool ods_parse_content(kp_workbook *book, kp_problems *problems, byte_source source, ods_styles *styles, const bool wanted[], row_sink *sink) {
    content_parse c = {
        .book = book, .sink = sink, .styles = styles, .wanted = wanted, .value = {.arena = book->arena}, .formula_text = {.arena = book->arena}};
    for (size_t i = 0; wanted && i < book->sheets.count; i++)
        c.wanted_left += wanted[i];
    if (wanted && c.wanted_left == 0)
        return true;
    xml_parse xml = {.book = book, .problems = problems, .data = &c, .start = content_start, .end = content_end, .text = content_text};
    return xml_run(&xml, source);
}

scan_result ods_scan_content(kp_workbook *book, kp_problems *problems, byte_source source, ods_styles *styles) {
    content_parse c = {.book = book, .styles = styles, .scan = ods_scan_new(book->arena, source), .scan_from = -1};
    xml_parse xml = {.book = book, .problems = problems, .data = &c, .start = content_start, .end = content_end, .text = content_text};
    if (!xml_run(&xml, ods_scan_source(c.scan)))
        return SCAN_FAILED;
    return c.scan_from < 0 ? SCAN_DONE : ods_scan_tables(c.scan, book, (uint64_t)c.scan_from, problems);
}
