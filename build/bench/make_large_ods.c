/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * make_large_ods.c - a large workbook to measure with, cell by cell as LibreOffice writes it: by default 200,000 rows of 4 texts, 7 numbers and a formula with its value
 * (2.4 million cells), the same figures as make_large_xlsx has.
 *     make_large_ods OUTPUT.ods [rows]
 */
#include <minizip/zip.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMESPACE(prefix) " xmlns:" #prefix "=\"urn:oasis:names:tc:opendocument:xmlns:" #prefix ":1.0\""
#define HEAD                                                                                                                                         \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content" NAMESPACE(office) NAMESPACE(style) NAMESPACE(text)                        \
        NAMESPACE(table) " xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\" "                                                               \
                         "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:"                                         \
                         "1.0\" office:version=\"1.3\"><office:body><office:spreadsheet><table:table table:name=\"大表\" table:style-name=\"ta1\">"
#define FOOT "</table:table></office:spreadsheet></office:body></office:document-content>"

static bool begin(zipFile zip, const char *name, int method) {
    zip_fileinfo about = {0};
    return zipOpenNewFileInZip(zip, name, &about, NULL, 0, NULL, 0, NULL, method, method ? 6 : 0) == ZIP_OK;
}

static bool put(zipFile zip, const char *text) { return zipWriteInFileInZip(zip, text, (unsigned)strlen(text)) == ZIP_OK; }

static bool write_row(zipFile zip, unsigned row) {
    static const char *const words[] = {"幸福社区", "已整改", "按期完成", "台账齐全，现场无异味"};
    char text[8192];
    int n = snprintf(text, sizeof text, "<table:table-row table:style-name=\"ro1\">");
    for (unsigned column = 0; column < 4; column++) {
        char id[32];
        snprintf(id, sizeof id, "DX-%06u", row);
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "<table:table-cell office:value-type=\"string\" calcext:value-type=\"string\"><text:p>%s</text:p></table:table-cell>",
                      column ? words[(row + column) % 4] : id);
    }
    for (unsigned column = 4; column < 11; column++) {
        double value = (row * 7 + column * 13) % 10000 / 100.0;
        n += snprintf(
            text + n, sizeof text - (size_t)n,
            "<table:table-cell office:value-type=\"float\" office:value=\"%g\" calcext:value-type=\"float\"><text:p>%g</text:p></table:table-cell>",
            value, value);
    }
    snprintf(text + n, sizeof text - (size_t)n,
             "<table:table-cell table:formula=\"of:=SUM([.E%u:.K%u])\" office:value-type=\"float\" office:value=\"350.25\" "
             "calcext:value-type=\"float\"><text:p>350.25</text:p></table:table-cell></table:table-row>",
             row + 1, row + 1);
    return put(zip, text);
}

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: make_large_ods OUTPUT.ods [rows]\n");
        return 2;
    }
    unsigned rows = count > 2 ? (unsigned)strtoul(arguments[2], NULL, 10) : 200000;
    zipFile zip = zipOpen64(arguments[1], APPEND_STATUS_CREATE);
    bool ok = zip && begin(zip, "mimetype", 0) && put(zip, "application/vnd.oasis.opendocument.spreadsheet") && zipCloseFileInZip(zip) == ZIP_OK &&
              begin(zip, "content.xml", Z_DEFLATED) && put(zip, HEAD);
    for (unsigned row = 0; ok && row < rows; row++)
        ok = write_row(zip, row);
    ok = ok && put(zip, FOOT) && zipCloseFileInZip(zip) == ZIP_OK;
    return zip && zipClose(zip, NULL) == ZIP_OK && ok ? 0 : 1;
}
