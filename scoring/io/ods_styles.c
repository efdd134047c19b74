/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ods_styles.c - which cell styles of an .ods show percentages (OpenDocument 1.3 part 3, 16.2 and 16.29). */
#include "ods.h"

#include <stdlib.h>
#include <string.h>

#define MAX_STYLES  1000000u /* some thousands are many */
#define MAX_PARENTS 16       /* a chain of parents may be a ring */

static const char *copy(kp_arena *arena, const char *text) { return text ? kp_strdup(arena, text) : NULL; }

bool ods_styles_take(xml_parse *xml, ods_styles *s, const char **attributes, bool common) {
    kp_arena *arena = xml->book->arena;
    const char *name = xml_attribute_in(xml, attributes, ODF_STYLE, "name"), *family = xml_attribute_in(xml, attributes, ODF_STYLE, "family");
    if (!name)
        return true;
    if (s->cells.count + s->data.count >= MAX_STYLES)
        return book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "样式数 | styles", "1000000");
    if (xml->space == ODF_DATA_STYLE) {
        bool percent = strcmp(xml->local, "percentage-style") == 0;
        KP_PUSH(arena, &s->data, (ods_data_style){copy(arena, name), common, percent});
    } else if (xml_is(xml, ODF_STYLE, "style") && family && strcmp(family, "table-cell") == 0) {
        ods_style style = {copy(arena, name), copy(arena, xml_attribute_in(xml, attributes, ODF_STYLE, "data-style-name")),
                           copy(arena, xml_attribute_in(xml, attributes, ODF_STYLE, "parent-style-name")), common, false};
        KP_PUSH(arena, &s->cells, style);
    }
    return true;
}

/* Automatic styles come before common ones of the same name. */
static int by_cell_name(const void *a, const void *b) {
    const ods_style *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : (int)x->common - (int)y->common;
}

static int by_data_name(const void *a, const void *b) {
    const ods_data_style *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : (int)x->common - (int)y->common;
}

static const ods_style *find_style(const ods_styles *s, const char *name, bool common) {
    ods_style key = {.name = name, .common = common};
    return s->cells.count ? bsearch(&key, s->cells.items, s->cells.count, sizeof key, by_cell_name) : NULL;
}

static bool is_percent_data(const ods_styles *s, const char *name, bool common) {
    ods_data_style key = {name, common, false};
    const ods_data_style *found = bsearch(&key, s->data.items, s->data.count, sizeof key, by_data_name);
    if (!found && !common) /* Gnumeric keeps the data styles of its automatic styles among the common ones */
        return is_percent_data(s, name, true);
    return found && found->percent;
}

static bool shows_percent(const ods_styles *s, const ods_style *style) {
    for (int i = 0; style && i < MAX_PARENTS; i++) {
        if (style->data_style)
            return is_percent_data(s, style->data_style, style->common);
        style = style->parent ? find_style(s, style->parent, true) : NULL; /* parents are common styles */
    }
    return false;
}

void ods_styles_settle(ods_styles *s) {
    if (!s->data.count || !s->cells.count)
        return;
    qsort(s->cells.items, s->cells.count, sizeof *s->cells.items, by_cell_name);
    qsort(s->data.items, s->data.count, sizeof *s->data.items, by_data_name);
    for (size_t i = 0; i < s->cells.count; i++) {
        s->cells.items[i].percent = shows_percent(s, &s->cells.items[i]);
        s->any |= s->cells.items[i].percent;
    }
}

bool ods_styles_percent(const ods_styles *s, const char *name) {
    if (!s->any)
        return false;
    const ods_style *style = find_style(s, name, false);
    if (!style)
        style = find_style(s, name, true);
    return style && style->percent;
}

typedef struct styles_parse {
    ods_styles *styles;
    bool in_common;
} styles_parse;

static void styles_start(xml_parse *xml, const char *local, const char **attributes) {
    (void)local;
    styles_parse *p = xml->data;
    if (xml->depth == 2)
        p->in_common = xml_is(xml, ODF_OFFICE, "styles");
    else if (xml->depth == 3 && p->in_common && !ods_styles_take(xml, p->styles, attributes, true))
        xml_fail(xml);
}

bool ods_parse_styles(const kp_workbook *book, kp_problems *problems, byte_source source, ods_styles *styles) {
    styles_parse p = {styles, false};
    xml_parse xml = {.book = book, .problems = problems, .data = &p, .start = styles_start};
    return xml_run(&xml, source);
}
