/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_load.c - a scheme by what a person names: a built-in id, a YAML file, or a workbook that carries its scheme. */
#include "kaoping/digest.h"
#include "kaoping/system_error.h"
#include "kaoping/scheme_io.h"
#include "embedded_files.h"
#include "text_stream.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

kp_scheme *kp_scheme_of_records(kp_arena *arena, const kp_records *records, kp_problems *problems) {
    kp_scheme *scheme = kp_scheme_build(arena, records, problems);
    if (scheme) {
        char *digest = kp_alloc(arena, KP_DIGEST_SIZE);
        kp_digest_text(kp_scheme_canonical(arena, scheme), digest);
        scheme->digest = digest;
    }
    return scheme;
}

kp_scheme *kp_yaml_load(kp_arena *arena, const char *name, const char *text, size_t length, kp_problems *problems) {
    kp_records records = {0};
    bool read = kp_yaml_read(arena, name, text, length, &records, problems);
    if (!records.count)
        return NULL;                                                     /* the text could not be read at all: that is said already */
    kp_scheme *scheme = kp_scheme_of_records(arena, &records, problems); /* even where reading found faults: all at once */
    return read ? scheme : NULL;
}

/* ---- built-in ---- */

size_t kp_builtin_count(void) { return kp_embedded_templates_count; }

const char *kp_builtin_id(size_t index) { return index < kp_embedded_templates_count ? kp_embedded_templates[index].name : NULL; }

const char *kp_builtin_ids(kp_arena *arena) {
    kp_buffer ids = {.arena = arena};
    for (size_t i = 0; i < kp_builtin_count(); i++)
        kp_buffer_printf(&ids, "%s%s", i ? ", " : "", kp_builtin_id(i));
    return kp_buffer_text(&ids);
}

kp_scheme *kp_builtin_load(kp_arena *arena, const char *id, kp_problems *problems) {
    for (size_t i = 0; i < kp_embedded_templates_count; i++) {
        const kp_embedded_file *found = &kp_embedded_templates[i];
        if (strcmp(found->name, id) == 0)
            return kp_yaml_load(arena, id, found->text, found->size, problems);
    }
    return NULL;
}

bool kp_scheme_is_builtin(kp_arena *arena, const kp_scheme *scheme, kp_pairs *differences, kp_lang lang) {
    *differences = (kp_pairs){NULL, 0};
    kp_scheme *builtin = kp_builtin_load(arena, scheme->id, kp_problems_new(arena));
    if (!builtin || strcmp(kp_scheme_canonical(arena, builtin), kp_scheme_canonical(arena, scheme)) == 0)
        return true;
    kp_pairs lines = kp_scheme_differences(arena, builtin, scheme);
    kp_pair *items = KP_NEW_ARRAY(arena, kp_pair, lines.count);
    for (size_t i = 0; i < lines.count; i++)
        items[i] = (kp_pair){.name = kp_text(arena, lines.items[i].name, lang), .value = KP_ZERO};
    *differences = (kp_pairs){items, lines.count};
    return false;
}

/* ---- files ---- */

#define MAX_FILE_BYTES (2 * (off_t)KP_MAX_YAML_BYTES) /* UTF-16 takes two bytes where UTF-8 takes one */

typedef enum content { CONTENT_UNREADABLE, CONTENT_TEXT, CONTENT_WORKBOOK } content;

/* A workbook is a folder, an archive, another binary file or XML (whose reader says what is wrong with it), or a file named .csv; what else is text is YAML. */
static content tell_content(const char *path) {
    struct stat about;
    if (stat(path, &about) != 0)
        return CONTENT_UNREADABLE;
    if (S_ISDIR(about.st_mode))
        return CONTENT_WORKBOOK;
    size_t length = strlen(path);
    if (length > 4 && strcmp(path + length - 4, ".csv") == 0)
        return CONTENT_WORKBOOK;
    if (!S_ISREG(about.st_mode)) { /* its encoding is told by reading it twice */
        errno = ESPIPE;
        return CONTENT_UNREADABLE;
    }
    if (about.st_size > MAX_FILE_BYTES)
        return CONTENT_WORKBOOK; /* whose reader has limits of its own */
    FILE *file = fopen(path, "rb");
    if (!file)
        return CONTENT_UNREADABLE;
    char head[TEXT_HEAD + 1] = "";
    size_t n = fread(head, 1, TEXT_HEAD, file);
    fclose(file);
    bool utf16 = n >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0);
    bool archive = n >= 2 && memcmp(head, "PK", 2) == 0 && n > 2 && head[2] < 9;
    bool binary = archive || memchr(head, '\0', n) || !memcmp(head, "%PDF", 4);
    return (!utf16 && binary) || text_is_markup(head, n) ? CONTENT_WORKBOOK : CONTENT_TEXT;
}

/* UTF-8, UTF-16 or GB18030, as YAML files are saved by editors in China. */
static kp_scheme *load_text(kp_arena *arena, const char *path, kp_problems *problems) {
    text_stream *stream = text_stream_new(arena);
    kp_buffer text = {.arena = arena};
    text_fault fault = text_open(stream, path);
    for (size_t n; fault == TEXT_FINE && text.length <= KP_MAX_YAML_BYTES && (n = text_next(stream)) > 0;)
        kp_buffer_add(&text, stream->utf8, n);
    fault = fault == TEXT_FINE ? stream->fault : fault;
    text_close(stream);
    kp_place place = {.file = path};
    if (fault == TEXT_CANNOT_OPEN || fault == TEXT_CANNOT_READ)
        kp_problems_add(problems, KP_F_CANNOT_OPEN, place, KP_UNIT_NONE, errno ? kp_system_error(errno) : "读取失败 | cannot be read", NULL, NULL);
    else if (fault == TEXT_BAD_ENCODING)
        kp_problems_add(problems, KP_F_BAD_ENCODING, place, KP_UNIT_NONE, path, NULL, NULL);
    else if (fault == TEXT_TOO_LARGE || text.length > KP_MAX_YAML_BYTES)
        kp_problems_add(problems, KP_F_TOO_LARGE, place, KP_UNIT_NONE, "YAML 的字节数 | bytes of the YAML", kp_format(arena, "%u", KP_MAX_YAML_BYTES),
                        NULL);
    else
        return kp_yaml_load(arena, path, kp_buffer_text(&text), text.length, problems);
    return NULL;
}

static kp_scheme *load_workbook(kp_arena *arena, const char *path, kp_problems *problems) {
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    if (!book)
        return NULL;
    size_t errors = problems->errors;
    kp_scheme *scheme = kp_scheme_of_workbook(arena, book, problems);
    kp_workbook_close(book);
    if (!scheme && problems->errors == errors)
        kp_problems_add(problems, KP_S_NO_SCHEME_SHEET, (kp_place){.file = path}, KP_UNIT_NONE, kp_sheet_name(KP_SHEET_SCHEME), NULL, NULL);
    return scheme;
}

kp_scheme *kp_scheme_load(kp_arena *arena, const char *source, kp_problems *problems) {
    for (size_t i = 0; i < kp_builtin_count(); i++)
        if (strcmp(kp_builtin_id(i), source) == 0)
            return kp_builtin_load(arena, source, problems);
    switch (tell_content(source)) {
    case CONTENT_WORKBOOK: return load_workbook(arena, source, problems);
    case CONTENT_TEXT: return load_text(arena, source, problems);
    case CONTENT_UNREADABLE: break;
    }
    if (errno == ENOENT && !strpbrk(source, "/."))
        kp_problems_add(problems, KP_S_UNKNOWN_SCHEME, (kp_place){0}, KP_UNIT_NONE, source, kp_builtin_ids(arena), NULL);
    else
        kp_problems_add(problems, KP_F_CANNOT_OPEN, (kp_place){.file = source}, KP_UNIT_NONE, kp_system_error(errno), NULL, NULL);
    return NULL;
}

kp_scheme *kp_scheme_of_workbook(kp_arena *arena, kp_workbook *book, kp_problems *problems) {
    size_t sheet = kp_workbook_find(book, kp_sheet_name(KP_SHEET_SCHEME));
    if (sheet == SIZE_MAX)
        return NULL;
    kp_records records = {0};
    bool read = kp_scheme_sheet_read(arena, book, sheet, &records, problems);
    if (!records.count)
        return NULL;
    kp_scheme *scheme = kp_scheme_of_records(arena, &records, problems);
    return read ? scheme : NULL;
}
