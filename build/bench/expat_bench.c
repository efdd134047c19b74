/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * expat_bench.c - the peer of read_bench: inflates one part of a package and runs expat over it with handlers that only count. No reader of spreadsheets on expat can
 * be faster.
 *     expat_bench WORKBOOK PART [times]        PART: content.xml, xl/worksheets/sheet1.xml …
 */
#include <expat.h>
#include <minizip/unzip.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct tally {
    size_t tags, attributes, characters;
} tally;

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
    (void)name;
    tally *t = data;
    t->tags++;
    for (; *attributes; attributes += 2)
        t->attributes++;
}

static void XMLCALL on_end(void *data, const XML_Char *name) { (void)data, (void)name; }

static void XMLCALL on_text(void *data, const XML_Char *text, int length) {
    (void)text;
    ((tally *)data)->characters += (size_t)length;
}

static bool run(const char *path, const char *part, tally *t) {
    unzFile zip = unzOpen64(path);
    XML_Parser parser = XML_ParserCreate(NULL);
    bool ok = zip && parser && unzLocateFile(zip, part, 0) == UNZ_OK && unzOpenCurrentFile(zip) == UNZ_OK;
    if (parser) {
        XML_SetUserData(parser, t);
        XML_SetElementHandler(parser, on_start, on_end);
        XML_SetCharacterDataHandler(parser, on_text);
    }
    for (int read = 1; ok && read > 0;) {
        void *buffer = XML_GetBuffer(parser, 65536);
        read = buffer ? unzReadCurrentFile(zip, buffer, 65536) : -1;
        ok = read >= 0 && XML_ParseBuffer(parser, read, read == 0) == XML_STATUS_OK;
    }
    if (parser)
        XML_ParserFree(parser);
    if (zip)
        unzClose(zip);
    return ok;
}

int main(int count, char **arguments) {
    if (count < 3) {
        fprintf(stderr, "usage: expat_bench WORKBOOK PART [times]\n");
        return 2;
    }
    long times = count > 3 ? strtol(arguments[3], NULL, 10) : 3;
    for (long i = 0; i < times; i++) {
        tally t = {0};
        struct timespec start, end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        if (!run(arguments[1], arguments[2], &t))
            return 1;
        clock_gettime(CLOCK_MONOTONIC, &end);
        double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
        printf("%zu tags, %zu attributes, %zu bytes of text: %.3f s\n", t.tags, t.attributes, t.characters, seconds);
    }
    return 0;
}
