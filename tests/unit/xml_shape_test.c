/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_shape_test.c - what is cut, torn or not of the plain kind is never taken for whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../scoring/io/xml_shape.h"

static bool is_whole(const char *text, size_t length, size_t chunk) {
    xml_shape *shape = calloc(1, sizeof *shape);
    assert_non_null(shape);
    for (size_t at = 0; at < length && !shape->unknown;) {
        size_t n = length - at < chunk ? length - at : chunk, room = SHAPE_WINDOW - shape->held;
        n = n < room ? n : room;
        memcpy(shape->window + shape->held, text + at, n);
        xml_shape_take(shape, n);
        at += n;
    }
    bool whole = xml_shape_is_whole(shape);
    free(shape);
    return whole;
}

static const char sheet[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"a\" xmlns:r='b'><sheetData><row r=\"1\" ht=\"18\">"
    "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> 东村 &amp; \"西村\" </t></is></c><c r=\"B1\" s=\"3\"/><c r=\"C1\">"
    "<f>IF(A1&gt;1,\"/>\",2)</f><v>0.5</v></c></row></sheetData><pageMargins left=\"0.7\" /></worksheet>\n";

static void test_whole(void **state) {
    (void)state;
    for (size_t chunk = 1; chunk < sizeof sheet; chunk++)
        assert_true(is_whole(sheet, sizeof sheet - 1, chunk));
    assert_true(is_whole("<a/>", 4, 1));
}

static void test_cut(void **state) {
    (void)state;
    size_t end = strlen(sheet) - 1; /* the last line end may be missing */
    for (size_t length = 0; length < end; length++)
        assert_false(is_whole(sheet, length, 7));
}

/* A piece lost in between, as where a disk was full for a moment. */
static void test_torn(void **state) {
    (void)state;
    char torn[sizeof sheet];
    size_t length = sizeof sheet - 1, from = (size_t)(strstr(sheet, "<t ") - sheet), to = (size_t)(strstr(sheet, "</t>") - sheet);
    for (size_t at = from + 1; at <= to; at++) {
        memcpy(torn, sheet, from);
        memcpy(torn + from, sheet + at, length - at);
        assert_false(is_whole(torn, length - (at - from), 64));
    }
}

static void test_not_plain(void **state) {
    (void)state;
    static const char *const texts[] = {"",           "a",          "<a>",       "<a></b>",         "<a><b></a></b>",    "</a>",
                                        "<a/><b/>",   "<a/>x",      "x<a/>",     "<a b></a>",       "<a b=c></a>",       "<a b='c/>",
                                        "<a b='<'/>", "<a / >",     "<a></a >x", "<a><!-- --></a>", "<!DOCTYPE a><a/>",  "<a><?b?></a>",
                                        "< a/>",      "<a>></b>",   "<a='b'/>",  "<a b='c'",        "<a b='c'd='e'</a>", "<a></ab>",
                                        "<ab></a>",   "<a>&lt;</a", "<a/"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(is_whole(texts[i], strlen(texts[i]), 64));
}

/* More than the window holds: text may be, a tag is not known. */
static void test_long(void **state) {
    (void)state;
    char *text = malloc(300000);
    assert_non_null(text);
    memset(text, 'x', 300000);
    memcpy(text, "<a>", 3);
    memcpy(text + 200000, "</a>", 4);
    assert_true(is_whole(text, 200004, SHAPE_WINDOW));
    memcpy(text, "<a ", 3);
    memcpy(text + 200000, "='b'/>", 6);
    assert_false(is_whole(text, 200006, SHAPE_WINDOW));
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"a sheet is whole, in whatever chunks it comes", test_whole, NULL, NULL, NULL},
        {"cut anywhere it is not", test_cut, NULL, NULL, NULL},
        {"nor with a piece missing that tears tags apart", test_torn, NULL, NULL, NULL},
        {"what is wrong, or not of the plain kind, is not taken for whole", test_not_plain, NULL, NULL, NULL},
        {"text may be of any length", test_long, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
