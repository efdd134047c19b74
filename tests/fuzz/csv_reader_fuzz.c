/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_reader_fuzz.c - the bytes as one .csv file. */
#include "fuzzing.h"

static void body(kp_arena *arena, void *data) {
    const fuzz_job *job = data;
    fuzz_file(arena, job->bytes, job->length, "fuzz.csv");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) { return fuzz_run(bytes, length, body); }
