/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx_reader_fuzz.c - the first byte says what the others are: a whole package (P), or one part as XML: a sheet (s, w: with strings and styles),
 * shared strings (t), styles (y).
 */
#include "fuzzing.h"

#include "../../scoring/io/xlsx.h"

static void with_tables(xlsx_book *xlsx) {
    static const char *texts[] = {"甲", "", "乙"};
    static uint8_t shapes[] = {SHAPE_NUMBER, SHAPE_PERCENT, SHAPE_DATE, SHAPE_TIME};
    xlsx->strings.items = texts;
    xlsx->strings.count = 3;
    xlsx->styles = (xlsx_styles){shapes, 4, 4, true};
}

static void body(kp_arena *arena, void *data) {
    const fuzz_job *job = data;
    if (job->length == 0)
        return;
    char kind = (char)job->bytes[0];
    fuzz_input input = {job->bytes + 1, job->length - 1, 0};
    byte_source source = {"fuzz.xml", fuzz_read, &input};
    if (kind == 'P') {
        fuzz_file(arena, input.bytes, input.length, NULL);
        return;
    }
    size_t rows = 0;
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = fuzz_book(arena, problems, &rows);
    xlsx_book xlsx = {.date1904 = kind == 'w'};
    bool ok;
    if (kind == 't') {
        ok = xlsx_parse_strings(book, problems, source, &xlsx.strings);
    } else if (kind == 'y') {
        ok = xlsx_parse_styles(book, problems, source, &xlsx.styles);
    } else {
        if (kind == 'w')
            with_tables(&xlsx);
        sink_sheet(&book->sink, 0);
        ok = xlsx_parse_sheet(&xlsx, source, &book->sink);
    }
    if (ok != (problems->errors == 0))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) { return fuzz_run(bytes, length, body); }
