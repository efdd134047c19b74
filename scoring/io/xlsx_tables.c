/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_tables.c - what the cells of an .xlsx point to: shared strings, and the number formats behind the styles. */
#include "xlsx.h"

#include "kaoping/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- Shared strings -------------------------------------------------------------------------------------------------------------------- */

#define STRING_CHUNK ((size_t)1 << 20)
#define MAX_RAW_TEXT (8u * KP_MAX_CELL_TEXT) /* a character takes at most 7 bytes, as _xHHHH_ */

typedef struct strings_parse {
    xlsx_strings *strings;
    kp_buffer text; /* of the item under way */
    bool in_item, in_run;
} strings_parse;

/* The UTF-16 unit in "_xHHHH_", or -1. */
static int32_t escaped_unit(const char *text) {
    if (text[0] != '_' || text[1] != 'x')
        return -1;
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        char c = text[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return text[6] == '_' ? unit : -1;
}

size_t xlsx_unescape(char *text) {
    char *to = strstr(text, "_x");
    for (const char *from = to; from && *from;) {
        int32_t unit = escaped_unit(from);
        if (unit < 0) {
            *to++ = *from++;
            continue;
        }
        from += 7;
        int32_t low = unit >= 0xD800 && unit < 0xDC00 ? escaped_unit(from) : -1;
        if (low >= 0xDC00 && low < 0xE000) {
            from += 7;
            to += kp_utf8_write(0x10000u + (((uint32_t)unit & 0x3FF) << 10) + ((uint32_t)low & 0x3FF), to);
        } else {
            to += kp_utf8_write(unit == 0 || (unit >= 0xD800 && unit < 0xE000) ? 0xFFFD : (uint32_t)unit, to);
        }
    }
    if (to)
        *to = '\0';
    return unify_line_ends(text);
}

/* Texts stand one behind the other in large chunks: a pointer and the bytes is all that one costs. */
static const char *keep_string(kp_arena *arena, xlsx_strings *s, const char *text, size_t length) {
    if (s->chunk_left < length + 1) {
        s->chunk_left = length + 1 > STRING_CHUNK ? length + 1 : STRING_CHUNK;
        s->chunk = kp_alloc(arena, s->chunk_left);
    }
    char *kept = memcpy(s->chunk, text, length + 1);
    s->chunk += length + 1;
    s->chunk_left -= length + 1;
    return kept;
}

static void end_string(xml_parse *xml, strings_parse *p) {
    xlsx_strings *s = p->strings;
    kp_arena *arena = xml->book->arena;
    kp_buffer_add(&p->text, "", 0);
    size_t length = xlsx_unescape(p->text.bytes);
    s->bytes += length + 1;
    bool fits = true;
    if (text_too_long(p->text.bytes, length))
        fits = book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "单元格内的字数 | characters in a cell", "32767");
    else if (s->bytes > KP_MAX_SHARED_STRING_BYTES)
        fits = book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "共享文字总量 | shared strings", "1 GB");
    else if (s->count >= KP_MAX_SHARED_STRINGS)
        fits = book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "共享文字条数 | number of shared strings", "16777216");
    if (fits)
        KP_PUSH(arena, s, keep_string(arena, s, p->text.bytes, length));
    else
        xml_fail(xml);
}

/* sst / si / (t | r / t). Reading aids (rPh) are passed over. */
static void strings_start(xml_parse *xml, const char *local, const char **attributes) {
    (void)attributes;
    strings_parse *p = xml->data;
    if (!local)
        return;
    if (xml->depth == 2 && strcmp(local, "si") == 0) {
        p->in_item = true;
        p->text.length = 0;
    } else if (xml->depth == 3) {
        p->in_run = p->in_item && strcmp(local, "r") == 0;
        xml_listen(xml, p->in_item && strcmp(local, "t") == 0);
    } else if (xml->depth == 4) {
        xml_listen(xml, p->in_run && strcmp(local, "t") == 0);
    }
}

static void strings_end(xml_parse *xml) {
    strings_parse *p = xml->data;
    xml_listen(xml, false);
    if (xml->depth == 3)
        p->in_run = false;
    if (xml->depth == 2 && p->in_item) {
        p->in_item = false;
        end_string(xml, p);
    }
}

static void strings_text(xml_parse *xml, const char *bytes, size_t length) {
    strings_parse *p = xml->data;
    if (p->text.length + length > MAX_RAW_TEXT) {
        book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "单元格内的字数 | characters in a cell", "32767");
        xml_fail(xml);
    } else {
        kp_buffer_add(&p->text, bytes, length);
    }
}

bool xlsx_parse_strings(const kp_workbook *book, kp_problems *problems, byte_source source, xlsx_strings *strings) {
    strings_parse p = {.strings = strings, .text = {.arena = book->arena}};
    xml_parse xml = {.book = book, .problems = problems, .data = &p, .start = strings_start, .end = strings_end, .text = strings_text};
    return xml_run(&xml, source);
}

/* ---- Styles ---------------------------------------------------------------------------------------------------------------------------- */

#define MAX_STYLES 1000000u /* the programs allow 65,490 */

typedef struct custom_format {
    uint32_t id;
    uint32_t order; /* in the file */
    uint8_t shape;
} custom_format;

typedef struct styles_parse {
    xlsx_styles *styles;
    bool in_formats, in_cell_styles;
    struct {
        custom_format *items;
        size_t count, capacity;
    } formats;
    struct {
        uint32_t *items; /* number format of each style */
        size_t count, capacity;
    } ids;
} styles_parse;

static uint32_t number_or_zero(const char *text) {
    uint64_t value = 0;
    for (; text && *text >= '0' && *text <= '9' && value < UINT32_MAX; text++)
        value = value * 10 + (uint64_t)(*text - '0');
    return value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

/* styleSheet / (numFmts / numFmt | cellXfs / xf) */
static void styles_start(xml_parse *xml, const char *local, const char **attributes) {
    styles_parse *p = xml->data;
    kp_arena *arena = xml->book->arena;
    if (!local)
        return;
    if (xml->depth == 2) {
        p->in_formats = strcmp(local, "numFmts") == 0;
        p->in_cell_styles = strcmp(local, "cellXfs") == 0;
        return;
    }
    if (xml->depth != 3)
        return;
    if (p->formats.count + p->ids.count >= MAX_STYLES) {
        book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "样式数 | styles", "1000000");
        xml_fail(xml);
    } else if (p->in_formats && strcmp(local, "numFmt") == 0) {
        const char *code = xml_attribute(attributes, "formatCode");
        uint32_t id = number_or_zero(xml_attribute(attributes, "numFmtId"));
        custom_format format = {id, (uint32_t)p->formats.count, (uint8_t)shape_of_code(code ? code : "")};
        KP_PUSH(arena, &p->formats, format);
    } else if (p->in_cell_styles && strcmp(local, "xf") == 0) {
        KP_PUSH(arena, &p->ids, number_or_zero(xml_attribute(attributes, "numFmtId")));
    }
}

static int by_id(const void *a, const void *b) {
    const custom_format *x = a, *y = b;
    return x->id != y->id ? (x->id > y->id) - (x->id < y->id) : (x->order > y->order) - (x->order < y->order);
}

/* A file may define anew what is built in, or (R openxlsx does) one number several times: its own word counts, and the first. */
static number_shape shape_of(const custom_format formats[], size_t count, uint32_t id) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (formats[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && formats[low].id == id ? (number_shape)formats[low].shape : shape_of_builtin(id);
}

bool xlsx_parse_styles(const kp_workbook *book, kp_problems *problems, byte_source source, xlsx_styles *styles) {
    styles_parse p = {.styles = styles};
    xml_parse xml = {.book = book, .problems = problems, .data = &p, .start = styles_start};
    if (!xml_run(&xml, source))
        return false;
    styles->present = true;
    if (p.formats.count)
        qsort(p.formats.items, p.formats.count, sizeof *p.formats.items, by_id);
    for (size_t i = 0; i < p.ids.count; i++)
        KP_PUSH(book->arena, styles, (uint8_t)shape_of(p.formats.items, p.formats.count, p.ids.items[i]));
    return true;
}
