/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx.c - opening an .xlsx: every part is found through the relationships (ECMA-376 part 2, 9), none by its usual name, because the names are the
 * writer's own affair.
 */
#include "xlsx.h"

#include <string.h>
#include <strings.h>

/* ---- Relationships --------------------------------------------------------------------------------------------------------------------- */

#define MAX_RELATIONS 65535u /* a sheet has one or two */

typedef struct relation {
    const char *id, *type, *part; /* type: the last segment of its URI, so that strict and transitional are one; part: its name in the package */
} relation;

typedef struct relations {
    kp_arena *arena;
    const char *base; /* the part whose relations they are; "" for the package */
    relation *items;
    size_t count, capacity;
} relations;

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void decode_percent(char *text) {
    char *to = text;
    for (const char *from = text; *from; from++) {
        int high = *from == '%' ? hex_digit(from[1]) : -1, low = high >= 0 ? hex_digit(from[2]) : -1;
        if (low >= 0 && high * 16 + low != 0) {
            *to++ = (char)(high * 16 + low);
            from += 2;
        } else {
            *to++ = *from == '\\' ? '/' : *from;
        }
    }
    *to = '\0';
}

/* "../a/./b.xml" seen from "xl/workbook.xml" is "a/b.xml". */
static const char *resolve_target(kp_arena *arena, const char *base, const char *target) {
    char *wanted = kp_strdup(arena, target);
    decode_percent(wanted);
    const char *slash = strrchr(base, '/');
    if (*wanted != '/' && slash)
        wanted = kp_format(arena, "%.*s%s", (int)(slash - base + 1), base, wanted);
    char *path = kp_alloc(arena, strlen(wanted) + 1);
    size_t length = 0;
    for (const char *segment = wanted; *segment;) {
        size_t n = strcspn(segment, "/");
        if (n == 2 && memcmp(segment, "..", 2) == 0) {
            while (length && path[--length] != '/')
                ;
        } else if (n && !(n == 1 && *segment == '.')) {
            if (length)
                path[length++] = '/';
            memcpy(path + length, segment, n);
            length += n;
        }
        segment += n + (segment[n] == '/');
    }
    path[length] = '\0';
    return path;
}

static void relation_start(xml_parse *xml, const char *local, const char **attributes) {
    relations *r = xml->data;
    if (!local || strcmp(local, "Relationship") != 0)
        return;
    const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type"), *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");
    if (!id || !type || !target || (mode && strcasecmp(mode, "External") == 0))
        return;
    if (r->count >= MAX_RELATIONS) {
        book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "部件关系数 | relationships of a part", "65535");
        xml_fail(xml);
        return;
    }
    const char *slash = strrchr(type, '/');
    relation found = {kp_strdup(r->arena, id), kp_strdup(r->arena, slash ? slash + 1 : type), resolve_target(r->arena, r->base, target)};
    KP_PUSH(r->arena, r, found);
}

/* The relations of part `base` ("" for the package); none where it has no relations part. */
static bool read_relations(const kp_workbook *book, package *zip, const char *base, relations *out, kp_problems *problems) {
    *out = (relations){.arena = book->arena, .base = base};
    const char *slash = strrchr(base, '/');
    int folder = slash ? (int)(slash - base + 1) : 0;
    const package_part *part = package_find(zip, kp_format(book->arena, "%.*s_rels/%s.rels", folder, base, base + folder));
    if (!part)
        return true;
    part_stream stream;
    if (!part_open(&stream, zip, part, problems))
        return false;
    xml_parse xml = {.book = book, .problems = problems, .data = out, .start = relation_start};
    bool ok = xml_run(&xml, part_source(&stream));
    part_close(&stream);
    return ok;
}

static const relation *relation_of_type(const relations *list, const char *type) {
    for (size_t i = 0; i < list->count; i++)
        if (strcasecmp(list->items[i].type, type) == 0)
            return &list->items[i];
    return NULL;
}

static const relation *relation_of_id(const relations *list, const char *id) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}

/* ---- The workbook part ----------------------------------------------------------------------------------------------------------------- */

typedef struct workbook_parse {
    kp_workbook *book;
    xlsx_book *xlsx;
    const relations *relations;
    bool in_sheets;
    const char *stranger; /* what the package is instead, bilingual */
} workbook_parse;

static const char *stranger_of_root(const char *root) {
    if (strcmp(root, "document") == 0)
        return "Word 文档（.docx） | a Word document (.docx)";
    if (strcmp(root, "presentation") == 0)
        return "演示文稿（.pptx） | a presentation (.pptx)";
    return "不含表格的压缩包 | a package without a workbook";
}

static void take_sheet(xml_parse *xml, workbook_parse *w, const char **attributes) {
    const char *name = xml_attribute(attributes, "name"), *id = xml_attribute_in(xml, attributes, OOXML_RELATIONS, "id");
    const relation *to = id ? relation_of_id(w->relations, id) : NULL;
    if (!name || !to) {
        xml_damaged(xml, "工作表没有名称或找不到其内容", "a sheet has no name, or no part");
        xml_fail(xml);
        return;
    }
    if (strcasecmp(to->type, "worksheet") != 0) /* a chart sheet or the like has no cells */
        return;
    const package_part *part = package_find(w->xlsx->package, to->part);
    if (!part) {
        const char *text = kp_format(w->book->arena, "缺少 %s | %s is missing", to->part, to->part);
        book_problem(w->book, xml->problems, KP_F_DAMAGED, text, NULL);
        xml_fail(xml);
    } else if (!book_add_sheet(w->book, name, xml->problems)) {
        xml_fail(xml);
    } else {
        KP_PUSH(w->book->arena, &w->xlsx->sheet_parts, part);
    }
}

static void workbook_start(xml_parse *xml, const char *local, const char **attributes) {
    workbook_parse *w = xml->data;
    if (xml->depth == 1 && strcmp(xml->local, "workbook") != 0) {
        w->stranger = stranger_of_root(xml->local);
        xml_stop(xml);
    }
    if (!local)
        return;
    if (xml->depth == 2) {
        w->in_sheets = strcmp(local, "sheets") == 0;
        if (strcmp(local, "workbookPr") == 0)
            w->xlsx->date1904 = xml_true(xml_attribute(attributes, "date1904"));
    } else if (xml->depth == 3 && w->in_sheets && strcmp(local, "sheet") == 0) {
        take_sheet(xml, w, attributes);
    }
}

static bool parse_workbook(workbook_parse *w, const package_part *part, kp_problems *problems) {
    part_stream stream;
    if (!part_open(&stream, w->xlsx->package, part, problems))
        return false;
    xml_parse xml = {.book = w->book, .problems = problems, .data = w, .start = workbook_start};
    bool ok = xml_run(&xml, part_source(&stream));
    part_close(&stream);
    if (w->stranger)
        return book_problem(w->book, problems, KP_F_UNKNOWN_FORMAT, w->stranger, NULL);
    if (ok && w->book->sheets.count == 0)
        return book_problem(w->book, problems, KP_F_DAMAGED, "没有工作表 | no worksheet", NULL);
    return ok;
}

/* ---- Reading and closing --------------------------------------------------------------------------------------------------------------- */

static bool load_tables(const kp_workbook *book, xlsx_book *xlsx, kp_problems *problems) {
    if (xlsx->loaded)
        return true;
    part_stream stream;
    if (xlsx->styles_part) {
        xlsx->styles = (xlsx_styles){0};
        bool ok =
            part_open(&stream, xlsx->package, xlsx->styles_part, problems) && xlsx_parse_styles(book, problems, part_source(&stream), &xlsx->styles);
        part_close(&stream);
        if (!ok)
            return false;
    }
    if (xlsx->strings_part) {
        xlsx->strings = (xlsx_strings){0};
        bool ok = part_open(&stream, xlsx->package, xlsx->strings_part, problems) &&
                  xlsx_parse_strings(book, problems, part_source(&stream), &xlsx->strings);
        part_close(&stream);
        if (!ok)
            return false;
    }
    xlsx->loaded = true;
    return true;
}

static bool xlsx_read(kp_workbook *book, const bool wanted[], row_sink *sink) {
    xlsx_book *xlsx = book->state;
    if (!load_tables(book, xlsx, sink->problems))
        return false;
    for (size_t i = 0; i < book->sheets.count; i++) {
        if (!wanted[i])
            continue;
        part_stream stream;
        sink_sheet(sink, i);
        bool ok = part_open(&stream, xlsx->package, xlsx->sheet_parts.items[i], sink->problems) && xlsx_parse_sheet(xlsx, part_source(&stream), sink);
        part_close(&stream);
        if (!ok)
            return false;
    }
    return true;
}

static void xlsx_close(kp_workbook *book) {
    xlsx_book *xlsx = book->state;
    package_close(xlsx->package);
}

static const package_part *part_of_type(const relations *list, const package *zip, const char *type) {
    const relation *found = relation_of_type(list, type);
    return found ? package_find(zip, found->part) : NULL;
}

bool xlsx_open(kp_workbook *book, package *zip, kp_problems *problems) {
    static const workbook_format format = {xlsx_read, xlsx_close};
    xlsx_book *xlsx = KP_NEW(book->arena, xlsx_book);
    xlsx->package = zip;
    relations top, own;
    if (!read_relations(book, zip, "", &top, problems))
        return false;
    const relation *document = relation_of_type(&top, "officeDocument");
    const char *name = document ? document->part : "xl/workbook.xml";
    const package_part *part = package_find(zip, name);
    if (!part && !document)
        return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, "不含表格的压缩包 | a package without a workbook", NULL);
    if (!part)
        return book_problem(book, problems, KP_F_DAMAGED, kp_format(book->arena, "缺少 %s | %s is missing", name, name), NULL);
    size_t length = strlen(name);
    if (length > 4 && strcasecmp(name + length - 4, ".bin") == 0)
        return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, "二进制工作簿（.xlsb） | a binary workbook (.xlsb)", NULL);
    if (!read_relations(book, zip, part->name, &own, problems))
        return false;
    workbook_parse w = {.book = book, .xlsx = xlsx, .relations = &own};
    if (!parse_workbook(&w, part, problems))
        return false;
    xlsx->strings_part = part_of_type(&own, zip, "sharedStrings");
    xlsx->styles_part = part_of_type(&own, zip, "styles");
    book->state = xlsx;
    book->format = &format;
    return true;
}
