/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sample_io.h - a random sample from a list in a workbook (抽样框), and the list of those who were drawn (抽样名单) as a workbook to print.
 *
 *     const kp_sample_plan plan = {.frame = book, .by = "社区", .size = {.value = kp_num_int(50)}, .seed = "20260930"};
 *     const kp_sample *sample = kp_sample_draw(arena, &plan, problems);
 *     if (sample)
 *         kp_sample_write(arena, sample, &(kp_sample_options){.lang = KP_ZH}, "抽样名单.xlsx", problems);
 *
 * The draw is that of draw.h: anybody can repeat it with the frame, the seed and SHA-256. The list carries ids, the columns that were asked for, and nothing else of the frame.
 */
#ifndef KAOPING_SAMPLE_IO_H
#define KAOPING_SAMPLE_IO_H

#include "kaoping/data_table.h"
#include "kaoping/draw.h"
#include "kaoping/sample_size.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A number, or so many per cent of what there is, rounded up. */
typedef struct kp_sample_amount {
    kp_num value; /* 5 for 5 % */
    bool given, percent;
} kp_sample_amount;

/* Reads "50" or "5%" as people type them: a whole number, at least 0, or a percentage from 0 to 100. False: it is neither. */
bool kp_sample_amount_parse(kp_arena *arena, const char *text, kp_sample_amount *out);

/* The column of the table that names members by its head (编号, 户号 …, the likeliest first); SIZE_MAX: none does. */
size_t kp_sample_id_column(kp_arena *arena, const kp_data_table *table);

/* One of `size`, `total` and `margin` says how many are drawn. Columns by their heads; NULL: none. */
typedef struct kp_sample_plan {
    kp_workbook *frame;
    const char *sheet; /* NULL: kp_data_table_read() chooses */
    const char
        *digest;    /* SHA-256 of the file that the frame stands in, where `frame` is a copy of it or a part; NULL: that of the frame's own file */
    const char *by; /* strata; A×B crosses two columns */
    const char *cluster;        /* whole clusters are drawn, and sizes count clusters */
    const char *const *ids;     /* columns that together name a member, unique within its stratum */
    size_t id_count;            /* 0: the first of 编号, 户号 … that the frame has (sample_frame.c); with clusters, none is needed */
    const char *const *columns; /* that the list carries beside */
    size_t column_count;
    const char *seed; /* chosen before the draw: a date, a number of a lottery; never made here */

    kp_sample_amount size; /* of each stratum */
    int64_t total;         /* of the whole sample; 0: not given */
    double margin;         /* in percentage points, of each stratum (with `allocated`: of all together); 0: not given. Not with clusters */
    bool allocated;        /* deal a margin's size for all out over the strata */
    kp_allocation_rule allocate;
    int64_t minimum;              /* of each stratum; 0: none */
    const char *spread;           /* NEYMAN: the column whose standard deviation counts */
    double confidence;            /* per cent; 0: 95 */
    double response;              /* per cent of those asked who will answer; 0: 100 */
    double deff;                  /* 0: 1 */
    kp_sample_amount substitutes; /* of each stratum; per cent of those drawn */
} kp_sample_plan;

typedef struct kp_sample {
    kp_sample_plan plan;
    kp_data_table *table;
    const char *file, *digest;     /* digest: the plan's, else that of the file; NULL where it is in memory */
    const kp_categories *strata;   /* NULL: one */
    const kp_categories *clusters; /* NULL: members were drawn */
    const char *const *ids;        /* [rows]; NULL: clusters without ids of members */
    const char *id_title;          /* the head of the ids */
    const kp_draw *draw;
    size_t stratum_count;
    const int64_t *wanted; /* [stratum_count] as the plan has it; more than there are: all were drawn */
} kp_sample;

/* Reads the frame and draws. NULL where there was an error among the problems. What is drawn in full because too few are there is a warning. Must be called inside kp_arena_run(). */
const kp_sample *kp_sample_draw(kp_arena *arena, const kp_sample_plan *plan, kp_problems *problems);

typedef struct kp_sample_options {
    kp_lang lang;
} kp_sample_options;

/* Writes the sheets 抽样名单 (the list, A4) and 抽样说明 (how it was drawn, and how to check it) to `path`, which must not exist. The document's date is that of SOURCE_DATE_EPOCH, else of the seed
 * where it is a date, else none is told: same frame, same plan, same bytes. False with a problem. */
bool kp_sample_write(kp_arena *arena, const kp_sample *sample, const kp_sample_options *options, const char *path, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
