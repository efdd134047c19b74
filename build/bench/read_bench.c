/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read_bench.c - how long it takes to read every cell of a workbook, and how much memory: read_bench WORKBOOK [times] */
#include "kaoping/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

typedef struct tally {
    const char *path;
    size_t rows, cells, bytes;
    bool ok;
} tally;

static bool count_row(void *data, const kp_row *row) {
    tally *t = data;
    t->rows++;
    t->cells += row->count;
    for (size_t i = 0; i < row->count; i++)
        t->bytes += (unsigned char)row->cells[i].text[0];
    return true;
}

static void read_all(kp_arena *arena, void *data) {
    tally *t = data;
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = kp_workbook_open(arena, t->path, problems);
    size_t count = book ? kp_workbook_sheet_count(book) : 0, *all = KP_NEW_ARRAY(arena, size_t, count);
    for (size_t i = 0; i < count; i++)
        all[i] = i;
    t->ok = book && kp_workbook_read(book, all, count, count_row, t, problems);
    for (size_t i = 0; i < problems->count; i++)
        fprintf(stderr, "%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
}

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: read_bench WORKBOOK [times]\n");
        return 2;
    }
    long times = count > 2 ? strtol(arguments[2], NULL, 10) : 3;
    for (long i = 0; i < times; i++) {
        tally t = {.path = arguments[1]};
        struct timespec start, end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        kp_arena *arena = kp_arena_new(NULL);
        kp_status status = arena ? kp_arena_run(arena, read_all, &t) : KP_NO_MEMORY;
        kp_arena_free(arena);
        clock_gettime(CLOCK_MONOTONIC, &end);
        if (status != KP_OK || !t.ok)
            return 1;
        double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
        printf("%zu rows, %zu cells: %.3f s\n", t.rows, t.cells, seconds);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory: %.1f MB\n", (double)usage.ru_maxrss / 1024);
    return 0;
}
