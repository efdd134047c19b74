/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook.c - tells the format by content, and hands on to its reader. */
#include "package.h"
#include "kaoping/system_error.h"
#include "text_stream.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* ---- What a file is, by its first bytes ------------------------------------------------------------------------------------------------ */

typedef struct signature {
    const char *bytes;
    size_t length;
    const char *found; /* bilingual; NULL: told further on */
} signature;

#define BYTES(text) (text), sizeof(text) - 1
static const signature zip_signatures[] = {{BYTES("PK\x03\x04"), NULL}, {BYTES("PK\x05\x06"), NULL}, {BYTES("PK\x07\x08"), NULL}};
static const signature ole_signature = {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), NULL};
/* A worksheet of Excel 2, 3 or 4 is not packed in a compound file: it starts with its BOF record. */
static const signature bare_xls[] = {{BYTES("\x09\x00\x04\x00"), NULL}, {BYTES("\x09\x02\x06\x00"), NULL}, {BYTES("\x09\x04\x06\x00"), NULL}};
static const signature strangers[] = {
    {BYTES("%PDF"), "PDF 文件 | a PDF file"},
    {BYTES("\x89PNG"), "图片 | a picture"},
    {BYTES("\xFF\xD8\xFF"), "图片 | a picture"},
    {BYTES("Rar!"), "RAR 压缩文件 | a RAR archive"},
    {BYTES("7z\xBC\xAF\x27\x1C"), "7z 压缩文件 | a 7z archive"},
    {BYTES("\x1F\x8B"), "gzip 压缩文件 | a gzip archive"},
};

static bool starts_as(const signature *s, const char *head, size_t length) { return length >= s->length && memcmp(head, s->bytes, s->length) == 0; }

static bool starts_as_any(const signature list[], size_t count, const char *head, size_t length) {
    for (size_t i = 0; i < count; i++)
        if (starts_as(&list[i], head, length))
            return true;
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The name of a directory entry in an OLE2 compound file: UTF-16LE in 64 bytes, its length in bytes with the NUL, then the type (2: stream). The directory
 * is made of entries of 128 bytes, aligned so in the file too, hence no chain of sectors need be followed ([MS-CFB] 2.6). */
static bool is_entry(const unsigned char entry[128], const char *name) {
    size_t length = strlen(name);
    if (entry[64] != 2 * (length + 1) || entry[65] != 0 || entry[66] != 2)
        return false;
    for (size_t i = 0; i <= length; i++)
        if (entry[2 * i] != (unsigned char)name[i] || entry[2 * i + 1] != 0)
            return false;
    return true;
}

/* An encrypted .xlsx is a compound file with the package in it ([MS-OFFCRYPTO] 2.3.4); any other is taken for the .xls it nearly always is. */
static kp_problem_code tell_ole(FILE *file, const char **found) {
    static const struct {
        const char *entry;
        kp_problem_code code;
        const char *found;
    } kinds[] = {
        {"EncryptedPackage", KP_F_ENCRYPTED, NULL},
        {"WordDocument", KP_F_UNKNOWN_FORMAT, "Word 文档（.doc） | a Word document (.doc)"},
        {"PowerPoint Document", KP_F_UNKNOWN_FORMAT, "演示文稿（.ppt） | a presentation (.ppt)"},
    };
    unsigned char entry[128];
    rewind(file);
    for (long entries = 0; entries < (64L << 20) / 128 && fread(entry, sizeof entry, 1, file) == 1; entries++)
        for (size_t i = 0; i < COUNT(kinds); i++)
            if (is_entry(entry, kinds[i].entry)) {
                *found = kinds[i].found;
                return kinds[i].code;
            }
    return KP_F_OLD_XLS;
}

static bool open_package(kp_workbook *book, kp_problems *problems) {
    package *p = package_open(book, problems);
    if (!p)
        return false;
    bool ok;
    if (package_find(p, "_rels/.rels") || package_find(p, "[Content_Types].xml") || package_find(p, "xl/workbook.xml"))
        ok = xlsx_open(book, p, problems);
    else if (package_find(p, "content.xml") || package_find(p, "mimetype") || package_find(p, "META-INF/manifest.xml"))
        ok = ods_open(book, p, problems);
    else
        ok = book_problem(book, problems, KP_F_UNKNOWN_FORMAT, "压缩文件（zip） | a zip archive", NULL);
    if (!ok)
        package_close(p);
    package_rest(p);
    book->package = p;
    return ok;
}

static bool open_stranger(kp_workbook *book, const char *head, size_t length, kp_problems *problems) {
    for (size_t i = 0; i < COUNT(strangers); i++)
        if (starts_as(&strangers[i], head, length))
            return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, strangers[i].found, NULL);
    if (text_is_markup(head, length))
        return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, "网页或 XML 文件 | a web page or an XML file", NULL);
    return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, text_looks_so(head, length) ? "文本文件 | a text file" : "二进制文件 | a binary file",
                        NULL);
}

static bool open_file(kp_workbook *book, kp_problems *problems) {
    FILE *file = fopen(book->path, "rb");
    if (!file)
        return book_problem(book, problems, KP_F_CANNOT_OPEN, kp_system_error(errno), NULL);
    char head[TEXT_HEAD + 1] = "";
    size_t length = fread(head, 1, TEXT_HEAD, file);
    bool unreadable = ferror(file) != 0, is_ole = starts_as(&ole_signature, head, length);
    const char *found = NULL;
    kp_problem_code ole_code = is_ole ? tell_ole(file, &found) : KP_F_OLD_XLS;
    fclose(file); /* before a problem is added: adding may leave by lack of memory */
    if (is_ole)
        return book_problem(book, problems, ole_code, found, NULL);
    if (unreadable)
        return book_problem(book, problems, KP_F_CANNOT_OPEN, "读取失败 | cannot be read", NULL);
    if (starts_as_any(zip_signatures, COUNT(zip_signatures), head, length))
        return open_package(book, problems);
    if (starts_as_any(bare_xls, COUNT(bare_xls), head, length))
        return book_problem(book, problems, KP_F_OLD_XLS, NULL, NULL);
    if (length == 0)
        return book_problem(book, problems, KP_F_UNKNOWN_FORMAT, "空文件 | an empty file", NULL);
    /* Text has no signature, so here, and only here, the name must help. */
    size_t named = strlen(book->path);
    if (named > 4 && (strcasecmp(book->path + named - 4, ".csv") == 0 || strcasecmp(book->path + named - 4, ".txt") == 0))
        return csv_open_file(book, problems);
    return open_stranger(book, head, length, problems);
}

static bool open_path(kp_workbook *book, kp_problems *problems) {
    struct stat about;
    if (stat(book->path, &about) != 0)
        return book_problem(book, problems, KP_F_CANNOT_OPEN, kp_system_error(errno), NULL);
    if (S_ISDIR(about.st_mode))
        return csv_open_folder(book, problems);
    if (!S_ISREG(about.st_mode))
        return book_problem(book, problems, KP_F_CANNOT_OPEN, "不是普通文件 | not a regular file", NULL);
    return open_file(book, problems);
}

/* ---- The public functions -------------------------------------------------------------------------------------------------------------- */

kp_workbook *kp_workbook_open(kp_arena *arena, const char *path, kp_problems *problems) { return kp_workbook_open_as(arena, path, path, problems); }

kp_workbook *kp_workbook_open_as(kp_arena *arena, const char *path, const char *shown, kp_problems *problems) {
    kp_workbook *book = KP_NEW(arena, kp_workbook);
    book->arena = arena;
    book->path = kp_strdup(arena, path);
    book->shown = kp_strdup(arena, shown);
    book->sink = (row_sink){.book = book, .text = {.arena = arena}};
    return open_path(book, problems) ? book : NULL;
}

void kp_workbook_close(kp_workbook *book) {
    if (book && book->format) {
        book->format->close(book);
        book->format = NULL;
    }
}

const char *kp_workbook_path(const kp_workbook *book) { return book->shown; }

const char *kp_workbook_file(const kp_workbook *book) { return book->path; }

bool kp_workbook_in_memory(const kp_workbook *book) { return book->in_memory; }

bool kp_workbook_is_plain(const kp_workbook *book) { return book->is_plain; }

bool kp_workbook_is_text(const kp_workbook *book) { return book->is_text; }

size_t kp_workbook_sheet_count(const kp_workbook *book) { return book->sheets.count; }

const char *kp_workbook_sheet_name(const kp_workbook *book, size_t index) { return index < book->sheets.count ? book->sheets.items[index] : NULL; }

size_t kp_workbook_find(const kp_workbook *book, const char *name) {
    for (size_t i = 0; i < book->sheets.count; i++)
        if (kp_text_matches(name, book->sheets.items[i]))
            return i;
    return SIZE_MAX;
}

kp_place kp_workbook_place(const kp_workbook *book, size_t sheet, uint32_t row, uint32_t column) {
    return (kp_place){book->shown, kp_workbook_sheet_name(book, sheet), row, column};
}

bool kp_workbook_read(kp_workbook *book, const size_t sheets[], size_t count, kp_row_callback callback, void *data, kp_problems *problems) {
    if (!book->format)
        return book_problem(book, problems, KP_F_CANNOT_OPEN, "文件已关闭 | already closed", NULL);
    bool *wanted = KP_NEW_ARRAY(book->arena, bool, book->sheets.count);
    for (size_t i = 0; i < count; i++)
        if (sheets[i] < book->sheets.count)
            wanted[sheets[i]] = true;
    row_sink *sink = &book->sink;
    sink->problems = problems;
    sink->callback = callback;
    sink->data = data;
    sink->failed = sink->stopped = false;
    sink->delivered = 0;
    bool read = book->format->read(book, wanted, sink) && !sink->failed;
    if (book->package)
        package_rest(book->package);
    return read;
}

static bool pass_over(void *data, const kp_row *row) {
    (void)data;
    (void)row;
    return true;
}

bool kp_workbook_merges(kp_workbook *book, size_t sheet, kp_cell_ranges *out, kp_problems *problems) {
    book->sink.merges = out;
    bool read = kp_workbook_read(book, &sheet, 1, pass_over, NULL, problems);
    book->sink.merges = NULL;
    return read;
}

bool book_add_sheet(kp_workbook *book, const char *name, kp_problems *problems) {
    if (book->sheets.count >= KP_MAX_SHEETS)
        return book_problem(book, problems, KP_F_TOO_LARGE, "工作表数 | sheets", "1024");
    KP_PUSH(book->arena, &book->sheets, kp_strdup(book->arena, name));
    return true;
}

bool book_problem(const kp_workbook *book, kp_problems *problems, kp_problem_code code, const char *a0, const char *a1) {
    kp_problems_add(problems, code, (kp_place){book->shown, NULL, 0, 0}, KP_UNIT_ALL, a0, a1, NULL);
    return false;
}
