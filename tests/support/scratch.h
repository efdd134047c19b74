/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scratch.h - for tests that need files: a folder of their own, made by make_scratch() and gone with remove_scratch(). Include after cmocka.h. */
#ifndef KAOPING_TEST_SCRATCH_H
#define KAOPING_TEST_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UNUSED __attribute__((unused))

static char scratch_folder[256];

static UNUSED int make_scratch(void **state) {
    (void)state;
    const char *base = getenv("TMPDIR");
    snprintf(scratch_folder, sizeof scratch_folder, "%s/kaoping-test-XXXXXX", base ? base : "/tmp");
    return mkdtemp(scratch_folder) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where) {
    (void)about, (void)kind, (void)where;
    return remove(path);
}

static UNUSED int remove_scratch(void **state) {
    (void)state;
    return nftw(scratch_folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* The path of `name` in the scratch folder; until the next call. */
static UNUSED const char *scratch(const char *name) {
    static char path[1024];
    snprintf(path, sizeof path, "%s/%s", scratch_folder, name);
    return path;
}

static UNUSED const char *scratch_bytes(const char *name, const void *bytes, size_t length) {
    const char *path = scratch(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    return path;
}

static UNUSED const char *scratch_text(const char *name, const char *text) { return scratch_bytes(name, text, strlen(text)); }

#endif
