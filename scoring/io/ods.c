/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ods.c - opening an .ods: is it one, is it encrypted, what are its sheets called. (OpenDocument 1.3 part 2: packages.) */
#include "ods.h"

#include <string.h>

typedef struct ods_book {
    package *package;
    const package_part *content;
    ods_styles styles;
} ods_book;

#define MIME_SPREADSHEET "application/vnd.oasis.opendocument.spreadsheet"

static const struct {
    const char *mime, *found;
} strangers[] = {
    {"application/vnd.oasis.opendocument.text", "文字文档（.odt） | a text document (.odt)"},
    {"application/vnd.oasis.opendocument.presentation", "演示文稿（.odp） | a presentation (.odp)"},
    {"application/vnd.oasis.opendocument.graphics", "绘图文档（.odg） | a drawing (.odg)"},
    {"application/epub+zip", "电子书（.epub） | an e-book (.epub)"},
};

/* False, with the problem, where the package says that it is something else. */
static bool check_mime(const kp_workbook *book, package *zip, kp_problems *problems) {
    const package_part *part = package_find(zip, "mimetype");
    if (!part)
        return true; /* the manifest may say it alone; content.xml will tell */
    char mime[128] = {0};
    part_stream stream;
    if (!part_open(&stream, zip, part, problems))
        return false;
    int n = part_read(&stream, mime, sizeof mime - 1);
    part_close(&stream);
    if (n < 0)
        return false;
    if (strncmp(mime, MIME_SPREADSHEET, strlen(MIME_SPREADSHEET)) == 0) /* a template is one too */
        return true;
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++)
        if (strncmp(mime, strangers[i].mime, strlen(strangers[i].mime)) == 0)
            return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, strangers[i].found, NULL);
    return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, mime, NULL);
}

static void manifest_start(xml_parse *xml, const char *local, const char **attributes) {
    (void)attributes;
    bool *encrypted = xml->data;
    if (local && strcmp(local, "encryption-data") == 0) {
        *encrypted = true;
        xml_stop(xml);
    }
}

/* False, with the problem, where any part is encrypted. */
static bool check_encryption(const kp_workbook *book, package *zip, kp_problems *problems) {
    if (package_find(zip, "encrypted-package"))
        return book_problem(book, problems, KP_F_ENCRYPTED, NULL, NULL);
    const package_part *part = package_find(zip, "META-INF/manifest.xml");
    if (!part)
        return true;
    bool encrypted = false;
    part_stream stream;
    if (!part_open(&stream, zip, part, problems))
        return false;
    xml_parse xml = {.book = book, .problems = problems, .data = &encrypted, .start = manifest_start};
    bool ok = xml_run(&xml, part_source(&stream));
    part_close(&stream);
    return ok && (!encrypted || book_problem(book, problems, KP_F_ENCRYPTED, NULL, NULL));
}

static bool walk(kp_workbook *book, kp_problems *problems, const bool wanted[], row_sink *sink) {
    ods_book *ods = book->state;
    part_stream stream;
    bool ok = part_open(&stream, ods->package, ods->content, problems) &&
              ods_parse_content(book, problems, part_source(&stream), &ods->styles, wanted, sink);
    part_close(&stream);
    return ok;
}

/* The names of the sheets, and the styles. */
static bool find_tables(kp_workbook *book, ods_book *ods, kp_problems *problems) {
    part_stream stream;
    scan_result result = SCAN_FAILED;
    ods_styles common = ods->styles;
    if (part_open(&stream, ods->package, ods->content, problems))
        result = ods_scan_content(book, problems, part_source(&stream), &ods->styles);
    part_close(&stream);
    if (result != SCAN_UNUSUAL)
        return result == SCAN_DONE;
    book->sheets.count = 0;
    ods->styles = common;
    return walk(book, problems, NULL, NULL);
}

static bool read_common_styles(const kp_workbook *book, ods_book *ods, kp_problems *problems) {
    const package_part *part = package_find(ods->package, "styles.xml");
    if (!part)
        return true;
    part_stream stream;
    bool ok = part_open(&stream, ods->package, part, problems) && ods_parse_styles(book, problems, part_source(&stream), &ods->styles);
    part_close(&stream);
    return ok;
}

static bool ods_read(kp_workbook *book, const bool wanted[], row_sink *sink) { return walk(book, sink->problems, wanted, sink); }

static void ods_close(kp_workbook *book) {
    ods_book *ods = book->state;
    package_close(ods->package);
}

bool ods_open(kp_workbook *book, package *zip, kp_problems *problems) {
    static const workbook_format format = {ods_read, ods_close};
    if (!check_mime(book, zip, problems) || !check_encryption(book, zip, problems))
        return false;
    ods_book *ods = KP_NEW(book->arena, ods_book);
    ods->package = zip;
    ods->content = package_find(zip, "content.xml");
    if (!ods->content)
        return book_problem(book, problems, KP_F_DAMAGED, "缺少 content.xml | content.xml is missing", NULL);
    book->state = ods;
    if (!read_common_styles(book, ods, problems) || !find_tables(book, ods, problems))
        return false;
    ods_styles_settle(&ods->styles);
    if (book->sheets.count == 0)
        return book_problem(book, problems, KP_F_DAMAGED, "没有工作表 | no worksheet", NULL);
    book->format = &format;
    return true;
}
