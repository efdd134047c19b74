/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_whole.c - reads a package just written back part by part. */
#include "xlsx_whole.h"

#include "xml_shape.h"

#include <expat.h>
#include <minizip/unzip.h>

/* True where the part that is next in the package is surely whole: minizip checks its sum. */
static bool has_shape(unzFile zip, xml_shape *shape) {
    if (unzOpenCurrentFile(zip) != UNZ_OK)
        return false;
    shape->held = 0;
    shape->depth = 0;
    shape->unknown = shape->begun = false;
    int read = 1;
    while (read > 0 && !shape->unknown) {
        read = unzReadCurrentFile(zip, shape->window + shape->held, (unsigned)(SHAPE_WINDOW - shape->held));
        if (read > 0)
            xml_shape_take(shape, (size_t)read);
    }
    return unzCloseCurrentFile(zip) == UNZ_OK && read == 0 && xml_shape_is_whole(shape);
}

/* The same by expat, which knows all XML. Every part that libxlsxwriter writes without pictures is XML. */
static bool is_xml(unzFile zip) {
    char bytes[16384];
    if (unzOpenCurrentFile(zip) != UNZ_OK)
        return false;
    XML_Parser parser = XML_ParserCreate(NULL);
    bool whole = parser != NULL;
    for (int read = 1; whole && read > 0;) {
        read = unzReadCurrentFile(zip, bytes, sizeof bytes);
        whole = read >= 0 && XML_Parse(parser, bytes, read, read == 0) == XML_STATUS_OK;
    }
    if (parser)
        XML_ParserFree(parser);
    return unzCloseCurrentFile(zip) == UNZ_OK && whole;
}

bool kp_xlsx_is_whole(const char *path) {
    unzFile zip = unzOpen64(path);
    if (!zip)
        return false;
    xml_shape shape;
    int next = unzGoToFirstFile(zip);
    bool whole = next == UNZ_OK;
    while (whole && next == UNZ_OK) {
        whole = has_shape(zip, &shape) || is_xml(zip);
        next = unzGoToNextFile(zip);
    }
    unzClose(zip);
    return whole && next == UNZ_END_OF_LIST_OF_FILE;
}

lxw_error kp_xlsx_close(lxw_workbook *book, const char *path) {
    lxw_error error = workbook_close(book);
    return error == LXW_NO_ERROR && !kp_xlsx_is_whole(path) ? LXW_ERROR_READING_TMPFILE : error;
}
