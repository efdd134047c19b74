/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzzing.h - for fuzz targets of the readers: bytes as a byte source or as a file, and a caller that looks at every cell. */
#ifndef KAOPING_TEST_FUZZING_H
#define KAOPING_TEST_FUZZING_H

#include "../../scoring/io/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define UNUSED __attribute__((unused))

typedef struct fuzz_input {
    const uint8_t *bytes;
    size_t length, taken;
} fuzz_input;

static UNUSED int fuzz_read(void *data, void *bytes, unsigned size) {
    fuzz_input *in = data;
    size_t n = in->length - in->taken;
    if (n > size)
        n = size;
    if (n)
        memcpy(bytes, in->bytes + in->taken, n);
    in->taken += n;
    return (int)n;
}

/* What the contract of workbook.h promises is checked at every row; enough is enough after some (repeats make millions of few bytes). */
static UNUSED bool fuzz_row(void *data, const kp_row *row) {
    size_t *rows = data;
    uint32_t column = 0;
    if (row->count == 0 || row->row == 0 || row->row > KP_MAX_ROWS)
        abort();
    for (size_t i = 0; i < row->count; i++) {
        const kp_cell *c = &row->cells[i];
        if (c->column <= column || c->column > KP_MAX_COLUMNS || c->kind == KP_CELL_EMPTY || c->kind > KP_CELL_NO_VALUE)
            abort();
        column = c->column;
        if (strlen(c->text) > 4 * KP_MAX_CELL_TEXT || (!*c->text && c->kind != KP_CELL_TEXT && c->kind != KP_CELL_NO_VALUE))
            abort();
    }
    return ++*rows < 200;
}

/* A workbook without a format, for parsers that are fed parts. */
static UNUSED kp_workbook *fuzz_book(kp_arena *arena, kp_problems *problems, size_t *rows) {
    kp_workbook *book = KP_NEW(arena, kp_workbook);
    book->arena = arena;
    book->path = "fuzz";
    book->sink = (row_sink){.book = book, .problems = problems, .callback = fuzz_row, .data = rows, .text = {.arena = arena}};
    return book;
}

/* Opens and reads the bytes as a file. */
static UNUSED void fuzz_file(kp_arena *arena, const uint8_t *bytes, size_t length, const char *link) {
    int descriptor = memfd_create("fuzz", 0);
    if (descriptor < 0)
        abort();
    if (length && write(descriptor, bytes, length) != (ssize_t)length)
        abort();
    char path[64], name[256];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    snprintf(name, sizeof name, "%s", path);
    if (link) { /* a name that ends in .csv */
        const char *folder = getenv("TMPDIR");
        snprintf(name, sizeof name, "%s/%d-%s", folder ? folder : "/tmp", (int)getpid(), link);
        unlink(name);
        if (symlink(path, name) != 0)
            abort();
    }
    size_t rows = 0;
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = kp_workbook_open(arena, name, problems);
    if (!book && problems->errors == 0)
        abort(); /* a refusal has a reason */
    for (size_t i = 0; book && i < kp_workbook_sheet_count(book); i++)
        if (!kp_workbook_read(book, &i, 1, fuzz_row, &rows, problems) && problems->errors == 0)
            abort();
    kp_workbook_close(book);
    if (link)
        unlink(name);
    close(descriptor);
}

typedef struct fuzz_job {
    const uint8_t *bytes;
    size_t length;
} fuzz_job;

/* Every piece in a block of its own, so that the sanitizers see its bounds. */
static UNUSED void *fuzz_allocate(size_t size, void *data) {
    (void)data;
    return malloc(size);
}
static UNUSED void fuzz_release(void *block, void *data) {
    (void)data;
    free(block);
}

static UNUSED int fuzz_run(const uint8_t *bytes, size_t length, void (*body)(kp_arena *, void *)) {
    static const kp_allocator each = {fuzz_allocate, fuzz_release, NULL, true};
    fuzz_job job = {bytes, length};
    kp_arena *arena = kp_arena_new(&each);
    if (arena)
        kp_arena_run(arena, body, &job);
    kp_arena_free(arena);
    return 0;
}

#endif
