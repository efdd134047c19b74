/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_frame.c - reads the list that a sample is drawn from, and draws. */
#include "sample_private.h"

#include "bind_private.h"
#include "kaoping/bind.h"
#include "kaoping/utf8.h"
#include "table_crossed.h"

#include <string.h>

/* What a column of ids may be called, the likeliest first. 序号 is none: it changes with the order of the list, and the draw with it. */
static const char *const id_heads[] = {"编号 | id",   "户号 | household", "住户编号 | household id", "户编号 | hhid", "门牌号 | door", "房号 | room",
                                       "室号 | flat", "代码 | code",      "对象编号 | unit"};

size_t kp_sample_id_column(kp_arena *arena, const kp_data_table *table) {
    for (size_t i = 0; i < 2 * (sizeof id_heads / sizeof *id_heads); i++) {
        size_t column = kp_data_find(table, kp_text(arena, id_heads[i / 2], i % 2 ? KP_EN : KP_ZH));
        if (column != SIZE_MAX)
            return column;
    }
    return SIZE_MAX;
}

static kp_data_table *read_with(kp_arena *arena, const kp_sample_plan *plan, const char *const ids[], size_t id_count, kp_problems *problems) {
    head_list heads = {0};
    for (size_t i = 0; i < id_count; i++)
        KP_PUSH(arena, &heads, ids[i]);
    table_need(arena, &heads, plan->by);
    table_need(arena, &heads, plan->cluster);
    if (plan->spread)
        KP_PUSH(arena, &heads, plan->spread);
    for (size_t i = 0; i < plan->column_count; i++)
        KP_PUSH(arena, &heads, plan->columns[i]);
    return kp_data_table_read(arena, plan->frame, plan->sheet, heads.items, heads.count, problems);
}

/* Reads the frame with the columns of ids that are named, else with the first that it has. */
static kp_data_table *read_frame(kp_arena *arena, kp_sample *sample, kp_problems *problems) {
    kp_sample_plan *plan = &sample->plan;
    if (plan->id_count)
        return read_with(arena, plan, plan->ids, plan->id_count, problems);
    kp_problems *tried = kp_problems_new(arena);
    for (size_t i = 0; i < 2 * (sizeof id_heads / sizeof *id_heads); i++) {
        const char **head = KP_NEW(arena, const char *);
        *head = kp_text(arena, id_heads[i / 2], i % 2 ? KP_EN : KP_ZH);
        if (!read_with(arena, plan, head, 1, tried))
            continue;
        plan->ids = head;
        plan->id_count = 1;
        return read_with(arena, plan, head, 1, problems);
    }
    kp_data_table *table = read_with(arena, plan, NULL, 0, problems); /* tells what else is missing */
    if (!table || plan->cluster)
        return table;
    const char **names = KP_NEW_ARRAY(arena, const char *, sizeof id_heads / sizeof *id_heads);
    for (size_t i = 0; i < sizeof id_heads / sizeof *id_heads; i++)
        names[i] = id_heads[i];
    kp_problems_add(problems, KP_W_NO_ID_COLUMN, kp_data_place(table, 0, SIZE_MAX), KP_UNIT_ALL,
                    kp_bind_join_names(arena, names, sizeof id_heads / sizeof *id_heads), NULL, NULL);
    return NULL;
}

/* Strata, clusters and ids. False with problems. */
static bool read_columns(kp_arena *arena, kp_sample *sample, kp_problems *problems) {
    const kp_sample_plan *plan = &sample->plan;
    size_t errors = problems->errors;
    if (!kp_data_rows(sample->table)) {
        kp_problems_add(problems, KP_W_NO_ROWS, kp_data_place(sample->table, 0, SIZE_MAX), KP_UNIT_ALL, NULL, NULL, NULL);
        return false;
    }
    sample->strata = plan->by ? table_crossed(arena, sample->table, plan->by, KP_DATA_FILLED, problems) : NULL;
    sample->clusters = plan->cluster ? table_crossed(arena, sample->table, plan->cluster, KP_DATA_FILLED, problems) : NULL;
    sample->stratum_count = sample->strata ? sample->strata->count : 1;
    if (problems->errors > errors || !plan->id_count)
        return problems->errors == errors;
    size_t *columns = KP_NEW_ARRAY(arena, size_t, plan->id_count);
    kp_buffer title = {.arena = arena};
    for (size_t i = 0; i < plan->id_count; i++) {
        columns[i] = kp_data_find(sample->table, plan->ids[i]);
        kp_buffer_printf(&title, "%s%s", i ? "-" : "", kp_data_title(sample->table, columns[i]));
    }
    sample->id_title = kp_buffer_text(&title);
    const kp_categories *within = sample->strata;
    if (sample->clusters) /* a room's number is that of its building */
        within = within ? table_pairs(arena, sample->table, within, sample->clusters) : sample->clusters;
    sample->ids = kp_data_ids(sample->table, columns, plan->id_count, within, problems);
    return sample->ids;
}

static const char **cluster_names(kp_arena *arena, const kp_sample *sample) {
    size_t rows = kp_data_rows(sample->table);
    const char **names = KP_NEW_ARRAY(arena, const char *, rows);
    for (size_t i = 0; i < rows; i++)
        names[i] = sample->clusters->names[sample->clusters->of[i]];
    return names;
}

/* Rows as ids, where clusters are drawn: members need none, or may share one with those of another building. */
static const char **row_numbers(kp_arena *arena, size_t rows) {
    const char **ids = KP_NEW_ARRAY(arena, const char *, rows);
    for (size_t i = 0; i < rows; i++)
        ids[i] = kp_format(arena, "%zu", i + 1);
    return ids;
}

static kp_frame frame_of(kp_arena *arena, const kp_sample *sample) {
    size_t rows = kp_data_rows(sample->table);
    return (kp_frame){.rows = rows,
                      .ids = sample->clusters ? row_numbers(arena, rows) : sample->ids,
                      .strata = sample->strata ? sample->strata->of : NULL,
                      .stratum_count = sample->stratum_count,
                      .names = sample->strata ? sample->strata->names : NULL,
                      .clusters = sample->clusters ? cluster_names(arena, sample) : NULL,
                      .nested = true};
}

const kp_sample *kp_sample_draw(kp_arena *arena, const kp_sample_plan *plan, kp_problems *problems) {
    size_t errors = problems->errors;
    kp_sample *sample = KP_NEW(arena, kp_sample);
    sample->plan = *plan;
    sample->plan.confidence = plan->confidence > 0 ? plan->confidence : 95;
    sample->plan.seed = plan->seed ? kp_trim(arena, plan->seed) : "";
    if (!*sample->plan.seed) {
        kp_problems_add(problems, KP_R_NO_SEED, (kp_place){.file = kp_workbook_path(plan->frame)}, KP_UNIT_ALL, NULL, NULL, NULL);
        return NULL;
    }
    sample->table = read_frame(arena, sample, problems);
    if (!sample->table || !read_columns(arena, sample, problems))
        return NULL;
    sample->file = kp_workbook_path(plan->frame);
    sample->digest = plan->digest || kp_workbook_in_memory(plan->frame) ? plan->digest : kp_input_digest(arena, kp_workbook_file(plan->frame));
    const kp_frame frame = frame_of(arena, sample);
    kp_draw_fault fault;
    size_t where;
    kp_draw_plan draw = {.seed = sample->plan.seed, .sizes = KP_NEW_ARRAY(arena, int64_t, sample->stratum_count)};
    const kp_draw *counted = kp_draw_sample(arena, &frame, &draw, &fault, &where); /* nobody is drawn: how many there are */
    int64_t *sizes = counted ? sample_sizes(arena, sample, counted->population, problems) : NULL;
    if (!sizes)
        return NULL;
    draw.sizes = sizes;
    draw.substitutes = sample_substitutes(arena, sample, counted->population, sizes, problems);
    sample->draw = kp_draw_sample(arena, &frame, &draw, &fault, &where);
    return sample->draw && problems->errors == errors ? sample : NULL;
}
