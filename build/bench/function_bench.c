/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * function_bench.c - what 考评得分 costs without the spreadsheet around it: one call over a matrix, and one call a row; beside each a plain loop over the same cells with doubles,
 * which reads them, multiplies, adds, and rounds by adding a half. function_bench [rows] [leaves] [times]; by default 100,000 rows of 20 marks typed directly.
 */
#include "large_evaluation.h"

#include "kaoping/functions.h"

#include <math.h>
#include <stdlib.h>

/* CPU time: a shared machine is noisy. */
static double cpu_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

typedef struct sizes {
    size_t rows, leaves;
    int times;
    bool ok;
} sizes;

/* The scheme of large_evaluation.h as the range of a sheet 方案. */
static kp_area scheme_range(kp_arena *arena, int leaves) {
    const kp_scheme *scheme = large_scheme(arena, 1, leaves, kp_problems_new(arena));
    const kp_sheet_rows *rows = kp_scheme_sheet_rows(arena, scheme, KP_ZH);
    size_t width = 1;
    for (size_t i = 0; i < rows->count; i++)
        width = rows->items[i].count > width ? rows->items[i].count : width;
    kp_value *values = KP_NEW_ARRAY(arena, kp_value, rows->count * width);
    for (size_t i = 0; i < rows->count; i++)
        for (size_t c = 0; c < rows->items[i].count; c++)
            if (*rows->items[i].cells[c])
                values[i * width + c] = (kp_value){.kind = KP_VALUE_TEXT, .text = rows->items[i].cells[c]};
    return kp_area_of(values, rows->count, width);
}

static kp_value *random_marks(kp_arena *arena, size_t count) {
    kp_value *values = KP_NEW_ARRAY(arena, kp_value, count);
    unsigned chance = 1;
    for (size_t i = 0; i < count; i++) {
        chance = chance * 1103515245u + 12345u;
        values[i] = (kp_value){.kind = KP_VALUE_NUMBER, .number = (double)((chance >> 16) % 401) / 100};
    }
    return values;
}

static void plain_loop(const kp_value *values, size_t rows, size_t columns, const double weights[], kp_value *out) {
    for (size_t row = 0; row < rows; row++) {
        double sum = 0;
        for (size_t i = 0; i < columns; i++)
            sum += weights[i] * values[row * columns + i].number;
        out[row] = (kp_value){.kind = KP_VALUE_NUMBER, .number = floor(sum * 100 + 0.5) / 100};
    }
}

static void measure(kp_arena *arena, void *data) {
    sizes *s = data;
    kp_session *session = kp_session_new();
    if (!session)
        return;
    kp_value *codes = KP_NEW_ARRAY(arena, kp_value, s->leaves), *marks = random_marks(arena, s->rows * s->leaves);
    kp_value *plain = KP_NEW_ARRAY(arena, kp_value, s->rows);
    double *weights = KP_NEW_ARRAY(arena, double, s->leaves);
    for (size_t i = 0; i < s->leaves; i++) {
        codes[i] = (kp_value){.kind = KP_VALUE_TEXT, .text = kp_format(arena, "l0_%zu", i)};
        weights[i] = 1;
    }
    kp_area areas[3] = {scheme_range(arena, (int)s->leaves), kp_area_of(codes, 1, s->leaves), kp_area_of(marks, s->rows, s->leaves)};
    const kp_scheme *built_in = kp_builtin_load(arena, "wuye_quarter", kp_problems_new(arena));
    kp_value id = {.kind = KP_VALUE_TEXT, .text = "wuye_quarter"}, *ids = KP_NEW_ARRAY(arena, kp_value, built_in->indicator_count);
    size_t items = 0;
    for (size_t i = 0; i < built_in->indicator_count; i++)
        if (built_in->indicators[i].method != KP_METHOD_NONE)
            ids[items++] = (kp_value){.kind = KP_VALUE_TEXT, .text = kp_format(arena, "%s.mark", built_in->indicators[i].id)};
    kp_value *points = KP_NEW_ARRAY(arena, kp_value, items);
    for (size_t i = 0; i < items; i++)
        points[i] = (kp_value){.kind = KP_VALUE_NUMBER, .number = (double)(i % 5) / 4};
    kp_area small[3] = {kp_area_of(&id, 1, 1), kp_area_of(ids, 1, items), kp_area_of(points, 1, items)};
    kp_result result;
    s->ok = true;
    for (int i = 0; i < s->times; i++) {
        double start = cpu_seconds();
        kp_function_call(session, KP_FUNCTION_SCORE, KP_ZH, areas, 3, &result);
        double matrix = cpu_seconds() - start;
        start = cpu_seconds();
        plain_loop(marks, s->rows, s->leaves, weights, plain);
        double loop = cpu_seconds() - start;
        s->ok = s->ok && result.error == 0 && result.rows == s->rows && fabs(result.cells[0].number - plain[0].number) < 0.006;
        start = cpu_seconds();
        for (size_t row = 0; row < s->rows; row++) {
            areas[2] = kp_area_of(marks + row * s->leaves, 1, s->leaves);
            kp_function_call(session, KP_FUNCTION_SCORE, KP_ZH, areas, 3, &result);
            s->ok = s->ok && result.error == 0;
        }
        double rows = cpu_seconds() - start;
        areas[2] = kp_area_of(marks, s->rows, s->leaves);
        start = cpu_seconds();
        kp_function_call(session, KP_FUNCTION_DETAIL, KP_ZH, areas, 3, &result);
        double detail = cpu_seconds() - start;
        s->ok = s->ok && result.error == 0;
        start = cpu_seconds();
        for (size_t row = 0; row < s->rows; row++) {
            kp_function_call(session, KP_FUNCTION_SCORE, KP_ZH, small, 3, &result);
            s->ok = s->ok && result.error == 0;
        }
        double by_id = cpu_seconds() - start;
        double each = 1e6 / (double)s->rows;
        printf("%zu × %zu: one call %.1f ms (plain loop %.1f ms), details %.1f ms; a call a row %.2f µs, of %zu marks by a scheme's id %.2f µs\n",
               s->rows, s->leaves, matrix * 1e3, loop * 1e3, detail * 1e3, rows * each, items, by_id * each);
    }
    kp_session_free(session);
}

int main(int count, char **arguments) {
    sizes s = {count > 1 ? strtoul(arguments[1], NULL, 10) : 100000, count > 2 ? strtoul(arguments[2], NULL, 10) : 20,
               count > 3 ? atoi(arguments[3]) : 3, false};
    kp_arena *arena = kp_arena_new(NULL);
    kp_status status = arena ? kp_arena_run(arena, measure, &s) : KP_NO_MEMORY;
    kp_arena_free(arena);
    return status == KP_OK && s.ok ? 0 : 1;
}
