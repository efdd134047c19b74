/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * written_page.h - pages of docs/ that are made from a table: the page must be what the table gives, and with KAOPING_REWRITE_DOCS=1 in the environment it is written anew first.
 *
 *     expect_page("docs/problems.md", text);
 */
#ifndef KAOPING_TESTS_WRITTEN_PAGE_H
#define KAOPING_TESTS_WRITTEN_PAGE_H

#include "in_arena.h"

#include <stdio.h>
#include <stdlib.h>

static inline void expect_page(const char *page, const char *wanted) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", KP_SOURCE_DIR, page);
    if (getenv("KAOPING_REWRITE_DOCS")) {
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        fputs(wanted, out);
        assert_int_equal(fclose(out), 0);
    }
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("there is no %s; write it with KAOPING_REWRITE_DOCS=1 and this test", page);
    size_t length = strlen(wanted);
    char *found = calloc(1, length + 2);
    size_t got = fread(found, 1, length + 1, file);
    fclose(file);
    bool same = got == length && memcmp(found, wanted, length) == 0;
    free(found);
    if (!same)
        fail_msg("%s is not what its table gives; write it anew with KAOPING_REWRITE_DOCS=1 and this test", page);
}

#endif
