/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_bench.c - how long it takes to write a report: report_bench OUTPUT.xlsx [units]; by default 20,000 units of 31 lines each (25 leaves in 5 groups). */
#include "large_evaluation.h"

#include "kaoping/report.h"

#include <stdlib.h>
#include <sys/resource.h>

typedef struct report_job {
    const char *path;
    int units;
    bool ok;
} report_job;

static void write_report(kp_arena *arena, void *data) {
    report_job *job = data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *scheme = large_scheme(arena, 5, 5, problems);
    if (!scheme)
        return;
    const kp_evidence *evidence = large_evidence(arena, scheme, job->units, problems);
    const kp_scorecard *card = kp_score(arena, scheme, evidence, NULL, problems);
    kp_report_options options = {.lang = KP_ZH, .problems = problems, .timestamp = 1790726400};
    remove(job->path);
    double start = seconds_now();
    job->ok = kp_report_write(arena, card, &options, job->path, problems);
    printf("%d units of %zu lines: %.3f s\n", job->units, scheme->indicator_count, seconds_now() - start);
}

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: report_bench OUTPUT.xlsx [units]\n");
        return 2;
    }
    report_job job = {arguments[1], count > 2 ? atoi(arguments[2]) : 20000, false};
    kp_arena *arena = kp_arena_new(NULL);
    kp_status status = arena ? kp_arena_run(arena, write_report, &job) : KP_NO_MEMORY;
    kp_arena_free(arena);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory: %.1f MB\n", (double)usage.ru_maxrss / 1024);
    return status == KP_OK && job.ok ? 0 : 1;
}
