/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_bench.c - how long it takes to score, rank and list: score_bench [units] [leaves] [times]; by default 100,000 units of 20 marks typed directly. */
#include "large_evaluation.h"

#include <stdlib.h>

typedef struct sizes {
    int units, leaves, times;
    bool ok;
} sizes;

static void score_all(kp_arena *arena, void *data) {
    sizes *s = data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *scheme = large_scheme(arena, 1, s->leaves, problems);
    s->ok = scheme != NULL;
    const kp_evidence *evidence = s->ok ? large_evidence(arena, scheme, s->units, problems) : NULL;
    for (int i = 0; s->ok && i < s->times; i++) {
        double start = seconds_now();
        const kp_scorecard *card = kp_score(arena, scheme, evidence, NULL, problems);
        printf("%d units of %d marks, %zu ranked: %.3f s\n", s->units, s->leaves, (size_t)card->ranked_count, seconds_now() - start);
    }
    s->ok = s->ok && problems->errors == 0;
}

int main(int count, char **arguments) {
    sizes s = {count > 1 ? atoi(arguments[1]) : 100000, count > 2 ? atoi(arguments[2]) : 20, count > 3 ? atoi(arguments[3]) : 3, false};
    kp_arena *arena = kp_arena_new(NULL);
    kp_status status = arena ? kp_arena_run(arena, score_all, &s) : KP_NO_MEMORY;
    kp_arena_free(arena);
    return status == KP_OK && s.ok ? 0 : 1;
}
