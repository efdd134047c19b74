/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml.c - expat, fed in chunks from a byte source.
 *
 * Nothing may leave an expat handler by longjmp: expat counts the handlers that are running, and while one is, XML_ParserFree() does nothing (so since
 * the fix of CVE-2026-50219), hence the parser would never be freed. So each handler runs its body in a kp_arena_run() of its own; where memory ran out the
 * parse is stopped, the parser freed, and only then the outer run left.
 */
#include "xml.h"

#include <string.h>

#define CHUNK 65536

static void free_parser(void *resource) {
    XML_Parser *place = resource;
    if (*place)
        XML_ParserFree(*place);
    *place = NULL;
}

void xml_stop(xml_parse *xml) {
    if (!xml->stopped)
        XML_StopParser(xml->parser, XML_FALSE);
    xml->stopped = true;
}

void xml_fail(xml_parse *xml) {
    xml->failed = true;
    xml_stop(xml);
}

bool xml_damaged(xml_parse *xml, const char *zh, const char *en) {
    unsigned long line = xml->parser ? XML_GetCurrentLineNumber(xml->parser) : 0;
    const char *text = kp_format(xml->book->arena, "%s 第 %lu 行：%s | %s, line %lu: %s", xml->part, line, zh, xml->part, line, en);
    return book_problem(xml->book, xml->problems, KP_F_DAMAGED, text, NULL);
}

static void fail_damaged(xml_parse *xml, const char *zh, const char *en) {
    xml_damaged(xml, zh, en);
    xml_fail(xml);
}

typedef struct xml_event {
    xml_parse *xml;
    const char *name, **attributes; /* of a tag */
    const char *bytes;              /* of text */
    size_t length;
} xml_event;

static void guard(xml_event *event, void (*body)(kp_arena *arena, void *event)) {
    xml_parse *xml = event->xml;
    if (!xml->stopped && kp_arena_run(xml->book->arena, body, event) != KP_OK) {
        xml->out_of_memory = true;
        xml_fail(xml);
    }
}

/* Short texts are held until the next tag: that saves them a kp_arena_run() of their own, and joins what expat cuts at entities and line ends. */
static void hand_over(xml_parse *xml) {
    size_t length = xml->held;
    xml->held = 0;
    if (length)
        xml->text(xml, xml->holding, length);
}

static void start_body(kp_arena *arena, void *data) {
    const xml_event *event = data;
    xml_parse *xml = event->xml;
    hand_over(xml);
    if (xml->stopped)
        return;
    if (++xml->depth > XML_MAX_DEPTH) {
        fail_damaged(xml, "XML 嵌套过深", "XML nested too deep");
    } else if (!xml_names_enter(arena, &xml->names, event->attributes, xml->depth)) {
        fail_damaged(xml, "命名空间声明过多", "too many namespace declarations");
    } else {
        xml->space = xml_element_space(&xml->names, event->name, &xml->local);
        if (xml->depth == 1)
            xml->root_space = xml->space;
        xml->start(xml, xml->space == xml->root_space ? xml->local : NULL, event->attributes);
    }
}

static void end_body(kp_arena *arena, void *data) {
    (void)arena;
    const xml_event *event = data;
    xml_parse *xml = event->xml;
    hand_over(xml);
    if (!xml->stopped && xml->end)
        xml->end(xml);
}

static void text_body(kp_arena *arena, void *data) {
    (void)arena;
    const xml_event *event = data;
    hand_over(event->xml);
    if (!event->xml->stopped)
        event->xml->text(event->xml, event->bytes, event->length);
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
    guard(&(xml_event){.xml = data, .name = name, .attributes = (const char **)attributes}, start_body);
}

static void XMLCALL on_end(void *data, const XML_Char *name) {
    (void)name;
    xml_parse *xml = data;
    if (xml->end || xml->held)
        guard(&(xml_event){.xml = xml}, end_body);
    if (xml_names_declared_at(&xml->names, xml->depth))
        xml_names_leave(&xml->names, xml->depth);
    xml->depth--;
}

static void XMLCALL on_text(void *data, const XML_Char *bytes, int length) {
    xml_parse *xml = data;
    if (!xml->listening)
        return;
    if ((size_t)length <= sizeof xml->holding - xml->held) {
        memcpy(xml->holding + xml->held, bytes, (size_t)length);
        xml->held += (size_t)length;
    } else {
        guard(&(xml_event){.xml = xml, .bytes = bytes, .length = (size_t)length}, text_body);
    }
}

static void doctype_body(kp_arena *arena, void *data) {
    (void)arena;
    const xml_event *event = data;
    fail_damaged(event->xml, "不允许文档类型声明（DTD）", "a document type declaration (DTD) is not allowed");
}

/* Entities could make a kilobyte into gigabytes, or name files; office files have no document type. */
static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal) {
    (void)name, (void)system, (void)public, (void)internal;
    guard(&(xml_event){.xml = data}, doctype_body);
}

void xml_listen(xml_parse *xml, bool on) { xml->listening = on; }

static bool feed(xml_parse *xml, byte_source source) {
    for (int64_t fed = 0;;) {
        void *buffer = XML_GetBuffer(xml->parser, CHUNK);
        if (!buffer)
            return book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "可用内存 | available memory", NULL);
        int n = source.read(source.data, buffer, CHUNK);
        if (n < 0)
            return false;
        fed += n;
        enum XML_Status status = XML_ParseBuffer(xml->parser, n, n == 0);
        if (xml->stopped)
            return !xml->failed;
        if (status != XML_STATUS_OK)
            return xml_damaged(xml, "XML 有误或不完整", XML_ErrorString(XML_GetErrorCode(xml->parser)));
        if (n == 0)
            return true;
        XML_Index done = XML_GetCurrentByteIndex(xml->parser);
        if (done >= 0 && fed - done > XML_MAX_TAG + 2 * CHUNK)
            return xml_damaged(xml, "XML 标签过长", "XML tag too long");
    }
}

bool xml_run(xml_parse *xml, byte_source source) {
    kp_arena *arena = xml->book->arena;
    /* The place is in the arena and registered before the parser exists: an allocation that fails in the source leaves nothing behind. */
    XML_Parser *place = KP_NEW(arena, XML_Parser);
    kp_arena_defer(arena, free_parser, place);
    xml->part = source.name;
    xml->names = (xml_names){0};
    xml->held = 0;
    xml->depth = 0;
    xml->stopped = xml->failed = xml->out_of_memory = xml->listening = false;
    xml->parser = *place = XML_ParserCreate(NULL);
    if (!xml->parser)
        return book_problem(xml->book, xml->problems, KP_F_TOO_LARGE, "可用内存 | available memory", NULL);
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    if (xml->text)
        XML_SetCharacterDataHandler(xml->parser, on_text);
    bool ok = feed(xml, source);
    free_parser(place);
    xml->parser = NULL;
    if (xml->out_of_memory)
        kp_arena_exhausted(arena); /* leaves as the allocation in the handler would have */
    return ok;
}

const char *xml_attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

const char *xml_attribute_in(xml_parse *xml, const char **attributes, unsigned space, const char *local) {
    for (; *attributes; attributes += 2) {
        const char *name;
        unsigned found = xml_attribute_space(&xml->names, attributes[0], &name);
        if (found == space && strcmp(name, local) == 0)
            return attributes[1];
    }
    return NULL;
}

bool xml_is(const xml_parse *xml, unsigned space, const char *local) { return xml->space == space && strcmp(xml->local, local) == 0; }
