/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_fuzz.c - any bytes as a scheme file: nothing crashes, and what is a scheme stays the same through records and YAML. */
#include "kaoping/lint.h"
#include "kaoping/scheme_io.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct input {
    const uint8_t *data;
    size_t size;
} input;

static void expect_same(kp_arena *arena, const kp_scheme *scheme, const kp_scheme *other) {
    if (!other || strcmp(kp_scheme_canonical(arena, scheme), kp_scheme_canonical(arena, other)) != 0)
        abort();
}

static void run(kp_arena *arena, void *data) {
    const input *in = data;
    kp_problems *problems = kp_problems_new(arena);
    kp_records records = {0};
    bool read = kp_yaml_read(arena, "fuzz.yaml", (const char *)in->data, in->size, &records, problems);
    if (read != (problems->errors == 0))
        abort();
    kp_scheme *scheme = kp_scheme_build(arena, &records, problems);
    for (size_t i = 0; i < problems->count && i < 100; i++)
        kp_problem_line(arena, &problems->items[i], i % 2 ? KP_EN : KP_ZH);
    if (!scheme)
        return;
    problems = kp_problems_new(arena);
    expect_same(arena, scheme, kp_scheme_build(arena, kp_scheme_to_records(arena, scheme), problems));
    const char *written = kp_yaml_write(arena, scheme);
    expect_same(arena, scheme, kp_yaml_load(arena, "written.yaml", written, strlen(written), problems));
    kp_scheme_sheet_rows(arena, scheme, KP_ZH);
    kp_scheme_show(arena, scheme, KP_EN);
    kp_lint_tell(kp_lint_scheme(arena, scheme), scheme, problems);
    if (kp_scheme_differences(arena, scheme, scheme).count)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    input in = {data, size};
    kp_arena *arena = kp_arena_new(NULL);
    if (arena)
        kp_arena_run(arena, run, &in);
    kp_arena_free(arena);
    return 0;
}
