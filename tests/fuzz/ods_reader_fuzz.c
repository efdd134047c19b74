/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ods_reader_fuzz.c - the first byte says what the others are: a whole package (P), styles.xml (y), else content.xml. */
#include "fuzzing.h"

#include "../../scoring/io/ods.h"

/* What is found by scanning is what is found by parsing, where parsing finds no fault. */
static void compare_scan(kp_arena *arena, fuzz_input *input, byte_source source, const kp_workbook *parsed, bool parsed_well) {
    size_t rows = 0;
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = fuzz_book(arena, problems, &rows);
    ods_styles styles = {0};
    input->taken = 0;
    scan_result result = ods_scan_content(book, problems, source, &styles);
    if ((result == SCAN_FAILED) != (problems->errors > 0))
        abort();
    if (!parsed_well || result == SCAN_UNUSUAL)
        return;
    if (result != SCAN_DONE || book->sheets.count != parsed->sheets.count)
        abort();
    for (size_t i = 0; i < book->sheets.count; i++)
        if (strcmp(book->sheets.items[i], parsed->sheets.items[i]) != 0)
            abort();
}

static void body(kp_arena *arena, void *data) {
    const fuzz_job *job = data;
    if (job->length == 0)
        return;
    fuzz_input input = {job->bytes + 1, job->length - 1, 0};
    byte_source source = {"fuzz.xml", fuzz_read, &input};
    if (job->bytes[0] == 'P') {
        fuzz_file(arena, input.bytes, input.length, NULL);
        return;
    }
    size_t rows = 0;
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = fuzz_book(arena, problems, &rows);
    ods_styles styles = {0};
    bool ok =
        job->bytes[0] == 'y' ? ods_parse_styles(book, problems, source, &styles) : ods_parse_content(book, problems, source, &styles, NULL, NULL);
    if (job->bytes[0] != 'y')
        compare_scan(arena, &input, source, book, ok);
    ods_styles_settle(&styles);
    if (ok && book->sheets.count) {
        bool *wanted = KP_NEW_ARRAY(arena, bool, book->sheets.count);
        memset(wanted, 1, book->sheets.count);
        input.taken = 0;
        ok = ods_parse_content(book, problems, source, &styles, wanted, &book->sink);
    }
    if (ok != (problems->errors == 0))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) { return fuzz_run(bytes, length, body); }
