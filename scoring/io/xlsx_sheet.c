/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx_sheet.c - the cells of one sheet part: worksheet / sheetData / row / c / (f, v, is).
 *
 * Why this is fast: an element is told by its depth first, so that most need one or two character comparisons; a value is written once, into the row's
 * buffer; a shared string is not copied at all.
 */
#include "xlsx.h"

#include <string.h>

typedef enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_INLINE, TYPE_STRING, TYPE_BOOLEAN, TYPE_ERROR, TYPE_DATE, TYPE_COUNT } cell_type;

static const char *const type_names[TYPE_COUNT] = {"n", "s", "inlineStr", "str", "b", "e", "d"};

typedef enum capture { CAPTURE_NONE, CAPTURE_VALUE, CAPTURE_FORMULA } capture;

typedef struct sheet_parse {
    const xlsx_book *xlsx;
    row_sink *sink;
    bool in_data, in_merges, in_row, in_cell, in_inline, in_run;
    uint64_t row;    /* the row under way, or the last one */
    uint64_t column; /* the cell under way, or the last one of the row */
    bool row_given;  /* the row said its number */
    cell_type type;
    number_shape shape;
    capture capture;
    bool has_formula, has_value;
    size_t mark;
    kp_buffer formula;
} sheet_parse;

static void fail(xml_parse *xml, sheet_parse *p, const char *what) {
    sink_problem(p->sink, KP_F_DAMAGED, p->row, p->column, what, NULL);
    xml_fail(xml);
}

/* Digits up to the end or, for a reference, after its letters. UINT64_MAX where there are none, or too many. */
static uint64_t whole_number(const char *text) {
    uint64_t value = 0;
    if (!*text)
        return UINT64_MAX;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || value > UINT32_MAX)
            return UINT64_MAX;
        value = value * 10 + (uint64_t)(*text - '0');
    }
    return value;
}

/* "AB12" */
static bool parse_reference(const char *text, uint64_t *column, uint64_t *row) {
    uint64_t at = 0;
    for (; (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z'); text++) {
        at = at * 26 + (uint64_t)((*text & 0x1F));
        if (at > UINT32_MAX)
            return false;
    }
    *column = at;
    *row = whole_number(text);
    return at > 0 && *row > 0 && *row != UINT64_MAX;
}

/* "B2:B4" */
static bool take_merge(sheet_parse *p, const char *reference) {
    uint64_t columns[2], rows[2];
    const char *colon = reference ? strchr(reference, ':') : NULL;
    char first[32];
    if (!colon) /* a single cell */
        return true;
    size_t length = (size_t)(colon - reference);
    if (length >= sizeof first)
        return true;
    memcpy(first, reference, length);
    first[length] = '\0';
    if (!parse_reference(first, &columns[0], &rows[0]) || !parse_reference(colon + 1, &columns[1], &rows[1]))
        return true; /* what cannot be read merges nothing */
    return sink_merge(p->sink, rows[0], columns[0], rows[1], columns[1]);
}

static void start_row(xml_parse *xml, sheet_parse *p, const char **attributes) {
    const char *number = xml_attribute(attributes, "r");
    uint64_t row = number ? whole_number(number) : p->row + 1;
    p->column = 0;
    if (row == 0 || row == UINT64_MAX) {
        fail(xml, p, "行号有误 | bad row number");
        return;
    }
    p->row = row;
    p->row_given = number != NULL;
    p->in_row = true;
    sink_row(p->sink, row, row);
}

static bool take_reference(sheet_parse *p, const char *reference) {
    uint64_t row, column;
    if (!parse_reference(reference, &column, &row))
        return false;
    p->column = column;
    if (row == p->row)
        return true;
    if (p->row_given || p->sink->cells.count)
        return false;
    p->row = row; /* the row said no number: its first cell does */
    p->row_given = true;
    sink_row(p->sink, row, row);
    return true;
}

static bool take_style(sheet_parse *p, const char *style) {
    const xlsx_styles *styles = &p->xlsx->styles;
    uint64_t index = style ? whole_number(style) : 0;
    p->shape = SHAPE_NUMBER;
    if (!styles->present || (!style && styles->count == 0))
        return true;
    if (index >= styles->count)
        return false;
    p->shape = (number_shape)styles->items[index];
    return true;
}

static bool take_type(sheet_parse *p, const char *name) {
    p->type = TYPE_NUMBER;
    for (int i = 0; name && i < TYPE_COUNT; i++)
        if (strcmp(name, type_names[i]) == 0) {
            p->type = (cell_type)i;
            return true;
        }
    return name == NULL;
}

static void start_cell(xml_parse *xml, sheet_parse *p, const char **attributes) {
    const char *reference = NULL, *style = NULL, *type = NULL;
    for (; *attributes; attributes += 2) {
        if (attributes[0][0] && attributes[0][1])
            continue;
        switch (attributes[0][0]) {
        case 'r': reference = attributes[1]; break;
        case 's': style = attributes[1]; break;
        case 't': type = attributes[1]; break;
        default: break;
        }
    }
    p->column++;
    p->in_cell = true;
    p->has_formula = p->has_value = false;
    p->formula.length = 0;
    p->mark = sink_mark(p->sink);
    if (reference && !take_reference(p, reference))
        fail(xml, p, "单元格位置有误 | bad cell reference");
    else if (!take_style(p, style))
        fail(xml, p, "样式序号越界 | style index out of range");
    else if (!take_type(p, type))
        fail(xml, p, "单元格类型不明 | unknown cell type");
}

static void start_capture(xml_parse *xml, sheet_parse *p, capture what) {
    p->capture = what;
    xml_listen(xml, true);
}

static void start_in_cell(xml_parse *xml, sheet_parse *p, const char *local) {
    if (strcmp(local, "v") == 0) {
        p->has_value = true;
        if (p->type != TYPE_INLINE)
            start_capture(xml, p, CAPTURE_VALUE);
    } else if (strcmp(local, "f") == 0) {
        p->has_formula = true;
        start_capture(xml, p, CAPTURE_FORMULA);
    } else if (strcmp(local, "is") == 0) {
        p->in_inline = p->has_value = true;
        p->type = TYPE_INLINE;
        sink_text_drop(p->sink, p->mark);
    }
}

static void sheet_start(xml_parse *xml, const char *local, const char **attributes) {
    sheet_parse *p = xml->data;
    if (xml->depth == 1 && strcmp(xml->local, "worksheet") != 0) {
        fail(xml, p, "不是工作表 | not a worksheet");
        return;
    }
    if (!local)
        return;
    switch (xml->depth) {
    case 2:
        p->in_data = strcmp(local, "sheetData") == 0;
        p->in_merges = p->sink->merges && strcmp(local, "mergeCells") == 0;
        break;
    case 3:
        if (p->in_merges && strcmp(local, "mergeCell") == 0 && !take_merge(p, xml_attribute(attributes, "ref")))
            xml_fail(xml);
        if (p->in_data && strcmp(local, "row") == 0)
            start_row(xml, p, attributes);
        break;
    case 4:
        if (p->in_row && local[0] == 'c' && !local[1])
            start_cell(xml, p, attributes);
        break;
    case 5:
        if (p->in_cell)
            start_in_cell(xml, p, local);
        break;
    case 6: /* is / t, is / r; reading aids (rPh) are passed over */
        p->in_run = p->in_inline && strcmp(local, "r") == 0;
        if (p->in_inline && strcmp(local, "t") == 0)
            start_capture(xml, p, CAPTURE_VALUE);
        break;
    case 7:
        if (p->in_run && strcmp(local, "t") == 0)
            start_capture(xml, p, CAPTURE_VALUE);
        break;
    default: break;
    }
}

/* ---- What a finished cell is ----------------------------------------------------------------------------------------------------------- */

static bool add_cell(sheet_parse *p, kp_cell_kind kind, const char *lasting) {
    unsigned flags = (p->has_formula ? CELL_FORMULA : 0u) | (p->shape == SHAPE_PERCENT && kind == KP_CELL_NUMBER ? CELL_PERCENT : 0u);
    return sink_cell(p->sink, p->column, kind, flags, p->mark, lasting);
}

/* Writes `text` in place of what was captured. */
static bool add_cell_text(sheet_parse *p, kp_cell_kind kind, const char *text, size_t length) {
    sink_text_drop(p->sink, p->mark);
    if (!sink_text(p->sink, text, length))
        return false;
    sink_text_end(p->sink);
    return add_cell(p, kind, NULL);
}

static bool add_without_value(sheet_parse *p) {
    sink_text_drop(p->sink, p->mark);
    if (!p->has_formula)
        return true; /* only a style */
    if (!sink_text(p->sink, "=", 1))
        return false;
    return sink_text(p->sink, kp_buffer_text(&p->formula), p->formula.length) && (sink_text_end(p->sink), add_cell(p, KP_CELL_NO_VALUE, NULL));
}

static bool add_text(sheet_parse *p, char *text) {
    if (!*text && !p->has_formula)
        return true; /* a cell that holds no character is empty, however it is stored */
    sink_text_drop(p->sink, p->mark + xlsx_unescape(text) + 1);
    return add_cell(p, p->has_formula && is_error_text(text) ? KP_CELL_ERROR : KP_CELL_TEXT, NULL);
}

static bool add_shared(xml_parse *xml, sheet_parse *p, const char *index) {
    const xlsx_strings *strings = &p->xlsx->strings;
    uint64_t at = whole_number(index);
    if (at >= strings->count) {
        fail(xml, p, "共享文字序号越界 | shared string index out of range");
        return false;
    }
    sink_text_drop(p->sink, p->mark);
    return (!*strings->items[at] && !p->has_formula) || add_cell(p, KP_CELL_TEXT, strings->items[at]);
}

static bool add_boolean(xml_parse *xml, sheet_parse *p, const char *value) {
    static const char *const spellings[][2] = {{"0", "0"}, {"1", "1"}, {"false", "0"}, {"true", "1"}};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (strcmp(value, spellings[i][0]) == 0)
            return add_cell_text(p, KP_CELL_BOOLEAN, spellings[i][1], 1);
    fail(xml, p, "逻辑值有误 | bad boolean");
    return false;
}

/* The captured text from `value` on, which trimming may have moved past the mark. */
static bool add_captured(sheet_parse *p, kp_cell_kind kind, const char *value) {
    p->mark = (size_t)(value - p->sink->text.bytes);
    return add_cell(p, kind, NULL);
}

static bool add_number(sheet_parse *p, const char *value) {
    char text[CELL_TIME_SIZE];
    if (!is_stored_number(value))
        return add_captured(p, KP_CELL_TEXT, value);
    if ((p->shape == SHAPE_DATE || p->shape == SHAPE_TIME) && serial_text(value, p->shape, p->xlsx->date1904, text))
        return add_cell_text(p, KP_CELL_DATE, text, strlen(text));
    return add_captured(p, KP_CELL_NUMBER, value);
}

static bool add_date(sheet_parse *p, const char *value) {
    char text[CELL_TIME_SIZE];
    return iso_text(value, text) ? add_cell_text(p, KP_CELL_DATE, text, strlen(text)) : add_captured(p, KP_CELL_TEXT, value);
}

static bool finish_cell(xml_parse *xml, sheet_parse *p) {
    row_sink *sink = p->sink;
    sink_text_end(sink);
    char *raw = sink_text_at(sink, p->mark);
    if (p->type == TYPE_INLINE || p->type == TYPE_STRING)
        return p->has_value ? add_text(p, raw) : add_without_value(p);
    char *value = trim_blanks(raw, sink_text_length(sink, p->mark));
    if (!*value)
        return add_without_value(p);
    if (p->type == TYPE_SHARED)
        return add_shared(xml, p, value);
    switch (p->type) {
    case TYPE_BOOLEAN: return add_boolean(xml, p, value);
    case TYPE_ERROR: return add_captured(p, KP_CELL_ERROR, value);
    case TYPE_DATE: return add_date(p, value);
    default: return add_number(p, value);
    }
}

static void sheet_end(xml_parse *xml) {
    sheet_parse *p = xml->data;
    if (p->capture != CAPTURE_NONE) {
        p->capture = CAPTURE_NONE;
        xml_listen(xml, false);
    }
    switch (xml->depth) {
    case 6: p->in_run = false; break;
    case 5: p->in_inline = false; break;
    case 4:
        if (p->in_cell && !finish_cell(xml, p))
            xml_fail(xml);
        p->in_cell = false;
        break;
    case 3:
        if (p->in_row && !sink_row_end(p->sink, 1)) {
            if (p->sink->failed)
                xml_fail(xml);
            else
                xml_stop(xml);
        }
        p->in_row = false;
        break;
    case 2: p->in_data = p->in_merges = false; break;
    default: break;
    }
}

static void sheet_text(xml_parse *xml, const char *bytes, size_t length) {
    sheet_parse *p = xml->data;
    if (p->capture == CAPTURE_FORMULA) {
        if (p->formula.length + length < KP_MAX_CELL_TEXT) /* shown only where there is no value: a part will do */
            kp_buffer_add(&p->formula, bytes, length);
    } else if (!sink_text(p->sink, bytes, length)) {
        xml_fail(xml);
    }
}

bool xlsx_parse_sheet(const xlsx_book *xlsx, byte_source source, row_sink *sink) {
    sheet_parse p = {.xlsx = xlsx, .sink = sink, .formula = {.arena = sink->book->arena}};
    xml_parse xml = {.book = sink->book, .problems = sink->problems, .data = &p, .start = sheet_start, .end = sheet_end, .text = sheet_text};
    return xml_run(&xml, source);
}
