/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_load.c - a scheme by what a person names: a built-in id, a YAML file, or a workbook that carries its scheme. */
#include "kaoping/digest.h"
#include "kaoping/lint.h"
#include "kaoping/system_error.h"
#include "kaoping/scheme_io.h"
#include "text_stream.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

kp_scheme *kp_scheme_of_records(kp_arena *arena, const kp_records *records, kp_problems *problems) {
    kp_scheme *scheme = kp_scheme_build(arena, records, problems);
    if (scheme) {
        char *digest = kp_alloc(arena, KP_DIGEST_SIZE);
        kp_digest_text(kp_scheme_canonical(arena, scheme), digest);
        scheme->digest = digest;
    }
    return scheme;
}

/* ---- records of any source ---- */

/* What is laid over what: the scheme that was asked for first, then the base of each. */
typedef struct layer {
    const char *name;          /* a file, or the id of a built-in scheme */
    const char *folder;        /* where files that it names are looked for; NULL: it names none, being built in */
    const struct layer *above; /* what is laid over it; NULL: nothing */
    int height;
} layer;

static bool read_layer(kp_arena *arena, const layer *own, const char *text, size_t length, kp_records *records, kp_problems *problems);
static bool read_builtin(kp_arena *arena, const layer *own, size_t index, kp_records *records, kp_problems *problems);

/* "a/b.yaml" → "a/"; "b.yaml" → "". */
static const char *folder_of(kp_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? kp_strndup(arena, path, (size_t)(slash - path) + 1) : "";
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
static bool read_text_file(kp_arena *arena, const layer *own, kp_records *records, kp_problems *problems) {
    const char *path = own->name;
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
        return read_layer(arena, own, kp_buffer_text(&text), text.length, records, problems);
    return false;
}

/* Only 方案 is read. Where another sheet has its other name nobody can tell which of the two counts; what begins as 方案 does, as copies made by programs do ("方案 (2)"), and
 * holds a scheme, is mentioned. */
static void check_other_sheets(kp_arena *arena, kp_workbook *book, size_t sheet, kp_problems *problems) {
    const char *wanted = kp_sheet_name(KP_SHEET_SCHEME), *taken = kp_workbook_sheet_name(book, sheet);
    for (size_t i = 0; i < kp_workbook_sheet_count(book); i++) {
        const char *name = kp_workbook_sheet_name(book, i);
        kp_place place = kp_workbook_place(book, i, 0, 0);
        if (i == sheet)
            continue;
        if (kp_text_matches(wanted, name))
            kp_problems_add(problems, KP_S_SCHEME_TWICE, place, KP_UNIT_NONE, taken, kp_verbatim(arena, name), NULL);
        else if (strncmp(name, taken, strlen(taken)) == 0 && kp_scheme_sheet_is_one(arena, book, i))
            kp_problems_add(problems, KP_S_SCHEME_COPY, place, KP_UNIT_NONE, taken, kp_verbatim(arena, name), NULL);
    }
}

/* The sheet 方案 of a workbook; false without a problem where it has none. */
static bool read_book(kp_arena *arena, kp_workbook *book, kp_records *records, kp_problems *problems) {
    size_t sheet = kp_workbook_find(book, kp_sheet_name(KP_SHEET_SCHEME));
    if (sheet == SIZE_MAX)
        return false;
    size_t errors = problems->errors;
    check_other_sheets(arena, book, sheet, problems);
    return problems->errors == errors && kp_scheme_sheet_read(arena, book, sheet, records, problems);
}

static bool read_workbook(kp_arena *arena, const char *path, kp_records *records, kp_problems *problems) {
    size_t errors = problems->errors;
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    if (!book)
        return false;
    bool read = read_book(arena, book, records, problems);
    kp_workbook_close(book);
    if (!read && problems->errors == errors)
        kp_problems_add(problems, KP_S_NO_SCHEME_SHEET, (kp_place){.file = path}, KP_UNIT_NONE, kp_sheet_name(KP_SHEET_SCHEME), NULL, NULL);
    return read;
}

/* The records of a file; false after a problem. */
static bool read_file(kp_arena *arena, const layer *own, kp_records *records, kp_problems *problems) {
    switch (tell_content(own->name)) {
    case CONTENT_WORKBOOK: return read_workbook(arena, own->name, records, problems);
    case CONTENT_TEXT: return read_text_file(arena, own, records, problems);
    case CONTENT_UNREADABLE: break;
    }
    kp_problems_add(problems, KP_F_CANNOT_OPEN, (kp_place){.file = own->name}, KP_UNIT_NONE, kp_system_error(errno), NULL, NULL);
    return false;
}

/* ---- overlays ---- */

#define OVERLAY_WORDS "基础方案 | overlay"

/* True where `name` is one of the layers already: by its id, or as the same file under whatever name. */
static bool is_among(const layer *all, const char *name, bool builtin) {
    struct stat wanted, about;
    bool there = !builtin && stat(name, &wanted) == 0;
    for (; all; all = all->above)
        if (builtin ? !all->folder && strcmp(all->name, name) == 0
                    : there && all->folder && stat(all->name, &about) == 0 && about.st_dev == wanted.st_dev && about.st_ino == wanted.st_ino)
            return true;
    return false;
}

/* Whether the base can be read at all; where not, that is said where the base is named. */
static bool check_base(kp_arena *arena, const layer *own, const layer *below, const kp_overlay *overlay, kp_problems *problems) {
    bool builtin = !below->folder;
    if (is_among(own, below->name, builtin)) {
        kp_problems_add(problems, KP_S_CIRCLE, overlay->place, KP_UNIT_NONE, overlay->base, NULL, OVERLAY_WORDS);
    } else if (below->height > KP_MAX_OVERLAYS) {
        kp_problems_add(problems, KP_F_TOO_LARGE, overlay->place, KP_UNIT_NONE, "叠加的层数 | overlays one on the other",
                        kp_format(arena, "%d", KP_MAX_OVERLAYS), NULL);
    } else if (!builtin && access(below->name, F_OK) != 0) {
        const char *why = kp_system_error(errno);
        if (strpbrk(overlay->base, "/."))
            kp_problems_add(problems, KP_F_CANNOT_OPEN, overlay->place, KP_UNIT_NONE, kp_text_join(arena, kp_verbatim(arena, below->name), ": ", why),
                            NULL, NULL);
        else
            kp_problems_add(problems, KP_S_UNKNOWN_SCHEME, overlay->place, KP_UNIT_NONE, overlay->base, kp_builtin_ids(arena), NULL);
    } else {
        return true;
    }
    return false;
}

/* Puts what the overlay `records` come to with their base in the place of the records. */
static bool resolve(kp_arena *arena, const layer *own, kp_records *records, kp_problems *problems) {
    const kp_overlay *overlay = records->overlay;
    size_t builtin = kp_builtin_find(overlay->base);
    bool found = builtin != SIZE_MAX, whole = *overlay->base == '/' || !own->folder;
    const char *name = found ? kp_builtin_id(builtin) : whole ? overlay->base : kp_format(arena, "%s%s", own->folder, overlay->base);
    layer below = {.name = name, .folder = found ? NULL : folder_of(arena, name), .above = own, .height = own->height + 1};
    kp_records base = {0};
    bool read = check_base(arena, own, &below, overlay, problems) &&
                (found ? read_builtin(arena, &below, builtin, &base, problems) : read_file(arena, &below, &base, problems));
    if (!base.count) {
        *records = (kp_records){0}; /* no more can be said of what is laid over nothing */
        return false;
    }
    *records = *kp_overlay_apply(arena, &base, records, problems);
    return read;
}

static bool read_layer(kp_arena *arena, const layer *own, const char *text, size_t length, kp_records *records, kp_problems *problems) {
    size_t errors = problems->errors;
    bool read = kp_yaml_read(arena, own->name, text, length, records, problems);
    if (records->overlay)
        read = resolve(arena, own, records, problems) && read;
    return read && problems->errors == errors;
}

static kp_scheme *build(kp_arena *arena, kp_records *records, bool read, kp_problems *problems) {
    if (!records->count)
        return NULL;                                                    /* nothing could be read at all: that is said already */
    kp_scheme *scheme = kp_scheme_of_records(arena, records, problems); /* even where reading found faults: all at once */
    if (read && scheme)
        return scheme;
    kp_lint_draft(arena, scheme ? scheme : kp_scheme_draft(arena, records), problems); /* the linter's, too */
    return NULL;
}

kp_scheme *kp_yaml_load(kp_arena *arena, const char *name, const char *text, size_t length, kp_problems *problems) {
    layer own = {.name = name, .folder = folder_of(arena, name)};
    kp_records records = {0};
    bool read = read_layer(arena, &own, text, length, &records, problems);
    return build(arena, &records, read, problems);
}

/* ---- built-in ---- */

static bool read_builtin(kp_arena *arena, const layer *own, size_t index, kp_records *records, kp_problems *problems) {
    size_t length;
    const char *text = kp_builtin_text(index, &length);
    return read_layer(arena, own, text, length, records, problems);
}

kp_scheme *kp_builtin_load(kp_arena *arena, const char *name, kp_problems *problems) {
    size_t index = kp_builtin_find(name);
    if (index == SIZE_MAX)
        return NULL;
    layer own = {.name = kp_builtin_id(index)};
    kp_records records = {0};
    bool read = read_builtin(arena, &own, index, &records, problems);
    return build(arena, &records, read, problems);
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

/* ---- by name ---- */

kp_scheme *kp_scheme_load(kp_arena *arena, const char *source, kp_problems *problems) {
    if (kp_builtin_find(source) != SIZE_MAX)
        return kp_builtin_load(arena, source, problems);
    struct stat about;
    if (!strpbrk(source, "/.") && stat(source, &about) != 0 && errno == ENOENT) {
        kp_problems_add(problems, KP_S_UNKNOWN_SCHEME, (kp_place){0}, KP_UNIT_NONE, source, kp_builtin_ids(arena), NULL);
        return NULL;
    }
    layer own = {.name = source, .folder = folder_of(arena, source)};
    kp_records records = {0};
    bool read = read_file(arena, &own, &records, problems);
    return build(arena, &records, read, problems);
}

kp_scheme *kp_scheme_of_workbook(kp_arena *arena, kp_workbook *book, kp_problems *problems) {
    kp_records records = {0};
    bool read = read_book(arena, book, &records, problems);
    return build(arena, &records, read, problems);
}
