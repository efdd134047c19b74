/* SPDX-License-Identifier: GPL-3.0-or-later */
/* large_evaluation.h - evaluations of any size to measure with: `units` units, `groups` groups of `leaves` leaves each (1 group: the leaves stand under the total). */
#ifndef KAOPING_BENCH_LARGE_EVALUATION_H
#define KAOPING_BENCH_LARGE_EVALUATION_H

#include "kaoping/scheme_io.h"
#include "kaoping/score.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static inline double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static inline kp_scheme *large_scheme(kp_arena *arena, int groups, int leaves, kp_problems *problems) {
    kp_buffer text = {.arena = arena};
    kp_buffer_puts(&text, "id: large\ntitle: 大方案 | Large scheme\nsubject: 社区 | Community\nfamily: other\nrank_within: all\nindicators:\n");
    for (int group = 0; group < groups; group++) {
        if (groups > 1)
            kp_buffer_printf(&text, "  - {id: g%d, title: 第%d组 | Group %d, points: %d}\n", group, group + 1, group + 1, 4 * leaves);
        for (int leaf = 0; leaf < leaves; leaf++) {
            kp_buffer_printf(&text, "  - {id: l%d_%d, title: 第%d项 | Item %d, points: 4, method: direct", group, leaf, group * leaves + leaf + 1,
                             group * leaves + leaf + 1);
            if (groups > 1)
                kp_buffer_printf(&text, ", parent: g%d", group);
            kp_buffer_puts(&text, "}\n");
        }
    }
    kp_buffer_puts(&text, "bands:\n  - {id: good, title: 好 | Good, from: 60}\n  - {id: poor, title: 差 | Poor, to: 60}\n"
                          "lists:\n  - {id: red, title: 红榜 | Red list, when: rank <= 3}\n");
    kp_records records = {0};
    kp_yaml_read(arena, "large.yaml", kp_buffer_text(&text), text.length, &records, problems);
    kp_scheme *scheme = kp_scheme_build(arena, &records, problems);
    for (size_t i = 0; i < problems->count && !scheme; i++)
        fprintf(stderr, "%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
    return scheme;
}

/* Every leaf's mark is typed with two decimals, from 0.00 to 4.00. */
static inline kp_evidence *large_evidence(kp_arena *arena, const kp_scheme *scheme, int units, kp_problems *problems) {
    kp_evidence *evidence = kp_evidence_new(arena, scheme);
    evidence->period = (kp_period){KP_PERIOD_QUARTER, 2026, 3};
    unsigned chance = 1;
    for (int i = 0; i < units; i++) {
        int32_t unit = kp_evidence_add_unit(evidence, kp_format(arena, "DX-%06d", i), kp_format(arena, "第%d社区", i), NULL, (kp_origin){0});
        for (size_t leaf = 0; leaf < scheme->indicator_count; leaf++) {
            if (scheme->indicators[leaf].method == KP_METHOD_NONE)
                continue;
            kp_input *mark = kp_evidence_input(evidence, unit, (int32_t)leaf, 0);
            chance = chance * 1103515245u + 12345u;
            mark->state = KP_INPUT_GIVEN;
            kp_num_parse(arena, kp_format(arena, "%u.%02u", (chance >> 16) % 4, (chance >> 18) % 100), &mark->value);
        }
    }
    kp_evidence_finish(evidence, problems);
    return evidence;
}

#endif
