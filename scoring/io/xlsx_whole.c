/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_whole.c - reads a package just written back part by part. */
#include "xlsx_whole.h"

#include <expat.h>
#include <minizip/unzip.h>

/* The part that is next in the package: minizip checks its sum, expat its form. Every part that libxlsxwriter writes without pictures is XML. */
static bool part_is_whole(unzFile zip) {
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
    int next = unzGoToFirstFile(zip);
    bool whole = next == UNZ_OK;
    while (whole && next == UNZ_OK) {
        whole = part_is_whole(zip);
        next = unzGoToNextFile(zip);
    }
    unzClose(zip);
    return whole && next == UNZ_END_OF_LIST_OF_FILE;
}

lxw_error kp_xlsx_close(lxw_workbook *book, const char *path) {
    lxw_error error = workbook_close(book);
    return error == LXW_NO_ERROR && !kp_xlsx_is_whole(path) ? LXW_ERROR_READING_TMPFILE : error;
}
