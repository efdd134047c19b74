/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw.c - a random sample by the SHA-256 of names; the method and its sources are in the header. */
#include "kaoping/draw.h"

#include <stdlib.h>
#include <string.h>
#include <sha2.h>

static void add_text(SHA2_CTX *context, const char *text) {
    if (text)
        SHA256Update(context, (const uint8_t *)text, strlen(text));
}

static void digest_of(const char *seed, const char *stratum, const char *id, uint8_t bytes[SHA256_DIGEST_LENGTH]) {
    SHA2_CTX context;
    SHA256Init(&context);
    add_text(&context, seed);
    add_text(&context, "|");
    add_text(&context, stratum);
    add_text(&context, "|");
    add_text(&context, id);
    SHA256Final(bytes, &context);
}

static void write_hex(const uint8_t bytes[SHA256_DIGEST_LENGTH], char hex[KP_DRAW_KEY_SIZE]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[KP_DRAW_KEY_SIZE - 1] = '\0';
}

void kp_draw_key(const char *seed, const char *stratum, const char *id, char hex[KP_DRAW_KEY_SIZE]) {
    uint8_t bytes[SHA256_DIGEST_LENGTH];
    digest_of(seed, stratum, id, bytes);
    write_hex(bytes, hex);
}

/* ---- names in order ---- */

typedef struct named_row {
    const char *name;
    int32_t stratum;
    size_t row;
} named_row;

static int compare_names(const void *a, const void *b) {
    const named_row *x = a, *y = b;
    int by_name = strcmp(x->name, y->name);
    if (by_name || x->stratum != y->stratum)
        return by_name ? by_name : x->stratum < y->stratum ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static bool same_group(const named_row *x, const named_row *y) { return x->stratum == y->stratum && strcmp(x->name, y->name) == 0; }

static int32_t stratum_of(const kp_frame *frame, size_t row) { return frame->strata ? frame->strata[row] : 0; }

/* The rows by name, equal names by stratum and then by row. */
static named_row *sort_rows(kp_arena *arena, const kp_frame *frame, const char *const *names) {
    named_row *rows = KP_NEW_ARRAY(arena, named_row, frame->rows);
    for (size_t i = 0; i < frame->rows; i++)
        rows[i] = (named_row){names[i], stratum_of(frame, i), i};
    if (frame->rows)
        qsort(rows, frame->rows, sizeof *rows, compare_names);
    return rows;
}

/* ---- faults ---- */

static bool is_blank(const char *text) { return !text || !*text; }

static kp_draw_fault check_rows(const kp_frame *frame, size_t strata, size_t *where) {
    for (size_t i = 0; i < frame->rows; i++) {
        *where = i;
        if (is_blank(frame->ids[i]) || (frame->clusters && is_blank(frame->clusters[i])))
            return KP_DRAW_NO_ID;
        if (stratum_of(frame, i) < 0 || (size_t)stratum_of(frame, i) >= strata)
            return KP_DRAW_NO_STRATUM;
    }
    return KP_DRAW_SOUND;
}

/* The first row whose id an earlier one has. */
static kp_draw_fault check_ids(kp_arena *arena, const kp_frame *frame, size_t *where) {
    const named_row *rows = sort_rows(arena, frame, frame->ids);
    size_t first = SIZE_MAX;
    for (size_t i = 1; i < frame->rows; i++) {
        const named_row *one = &rows[i - 1], *next = &rows[i];
        bool doubled = frame->nested ? same_group(one, next) : strcmp(one->name, next->name) == 0;
        size_t later = one->row > next->row ? one->row : next->row;
        if (doubled && later < first)
            first = later;
    }
    *where = first;
    return first == SIZE_MAX ? KP_DRAW_SOUND : KP_DRAW_DOUBLED_ID;
}

static kp_draw_fault check_names(kp_arena *arena, const kp_frame *frame, size_t strata, size_t *where) {
    kp_frame names = {.rows = strata};
    if (!frame->names) {
        *where = 1;
        return strata > 1 ? KP_DRAW_DOUBLED_NAME : KP_DRAW_SOUND;
    }
    named_row *rows = sort_rows(arena, &names, frame->names);
    for (size_t i = 1; i < strata; i++)
        if (same_group(&rows[i - 1], &rows[i])) {
            *where = rows[i].row;
            return KP_DRAW_DOUBLED_NAME;
        }
    return KP_DRAW_SOUND;
}

/* ---- the draw ---- */

/* What is drawn as a whole: a member or a cluster. */
typedef struct lot {
    uint8_t key[SHA256_DIGEST_LENGTH];
    const char *name;
    int32_t stratum;
    size_t row; /* its first */
} lot;

typedef struct lot_list {
    lot *items;
    size_t count;
    const named_row *rows; /* of clusters: the rows, those of a cluster together */
} lot_list;

static int compare_lots(const void *a, const void *b) {
    const lot *x = a, *y = b;
    if (x->stratum != y->stratum)
        return x->stratum < y->stratum ? -1 : 1;
    int by_key = memcmp(x->key, y->key, sizeof x->key);
    return by_key ? by_key : strcmp(x->name, y->name);
}

static kp_draw_fault make_lots(kp_arena *arena, const kp_frame *frame, lot_list *lots, size_t *where) {
    lots->items = KP_NEW_ARRAY(arena, lot, frame->rows);
    if (!frame->clusters) {
        for (size_t i = 0; i < frame->rows; i++)
            lots->items[i] = (lot){.name = frame->ids[i], .stratum = stratum_of(frame, i), .row = i};
        lots->count = frame->rows;
        return KP_DRAW_SOUND;
    }
    lots->rows = sort_rows(arena, frame, frame->clusters);
    for (size_t i = 0; i < frame->rows; i++) {
        const named_row *row = &lots->rows[i];
        if (i > 0 && same_group(row - 1, row))
            continue;
        if (!frame->nested && i > 0 && strcmp(row[-1].name, row->name) == 0) {
            *where = row->row;
            return KP_DRAW_TORN_CLUSTER;
        }
        lots->items[lots->count++] = (lot){.name = row->name, .stratum = row->stratum, .row = row->row};
    }
    return KP_DRAW_SOUND;
}

static void sort_by_key(const kp_frame *frame, const char *seed, lot_list *lots) {
    for (size_t i = 0; i < lots->count; i++) {
        lot *l = &lots->items[i];
        digest_of(seed, frame->names ? frame->names[l->stratum] : NULL, l->name, l->key);
    }
    if (lots->count)
        qsort(lots->items, lots->count, sizeof *lots->items, compare_lots);
}

/* The counts of the strata; how many items that makes. A fault where a stratum has fewer than are to be drawn. */
static kp_draw_fault count_strata(const kp_draw_plan *plan, const lot_list *lots, size_t strata, int64_t population[], int64_t substitutes[],
                                  size_t *items, size_t *where) {
    for (size_t i = 0; i < lots->count; i++)
        population[lots->items[i].stratum]++;
    *items = 0;
    for (size_t h = 0; h < strata; h++) {
        int64_t spare = population[h] - plan->sizes[h], wanted = plan->substitutes ? plan->substitutes[h] : 0;
        *where = h;
        if (plan->sizes[h] < 0 || spare < 0)
            return KP_DRAW_TOO_FEW;
        substitutes[h] = wanted < 0 ? 0 : wanted < spare ? wanted : spare;
        *items += (size_t)(plan->sizes[h] + substitutes[h]);
    }
    return KP_DRAW_SOUND;
}

/* Has each row know its item. Those of a cluster stand together in lots->rows. */
static void tell_rows(const kp_frame *frame, const lot_list *lots, size_t item_of[]) {
    for (size_t i = 1; lots->rows && i < frame->rows; i++)
        if (same_group(&lots->rows[i - 1], &lots->rows[i]))
            item_of[lots->rows[i].row] = item_of[lots->rows[i - 1].row];
}

const kp_draw *kp_draw_sample(kp_arena *arena, const kp_frame *frame, const kp_draw_plan *plan, kp_draw_fault *fault, size_t *where) {
    size_t strata = frame->stratum_count ? frame->stratum_count : 1, items = 0;
    int64_t *population = KP_NEW_ARRAY(arena, int64_t, strata), *drawn = KP_NEW_ARRAY(arena, int64_t, strata);
    int64_t *substitutes = KP_NEW_ARRAY(arena, int64_t, strata);
    lot_list lots = {0};
    *where = 0;
    *fault = is_blank(plan->seed) ? KP_DRAW_NO_SEED : check_rows(frame, strata, where);
    *fault = *fault ? *fault : check_names(arena, frame, strata, where);
    *fault = *fault ? *fault : check_ids(arena, frame, where);
    *fault = *fault ? *fault : make_lots(arena, frame, &lots, where);
    *fault = *fault ? *fault : count_strata(plan, &lots, strata, population, substitutes, &items, where);
    if (*fault)
        return NULL;
    memcpy(drawn, plan->sizes, strata * sizeof *drawn);
    sort_by_key(frame, plan->seed, &lots);
    kp_draw *draw = KP_NEW(arena, kp_draw);
    kp_drawn *out = KP_NEW_ARRAY(arena, kp_drawn, items);
    size_t *item_of = KP_NEW_ARRAY(arena, size_t, frame->rows);
    for (size_t i = 0; i < frame->rows; i++)
        item_of[i] = SIZE_MAX;
    int64_t order = 0;
    for (size_t i = 0; i < lots.count; i++) {
        const lot *l = &lots.items[i];
        order = i > 0 && l[-1].stratum == l->stratum ? order + 1 : 1;
        int64_t n = drawn[l->stratum];
        if (order > n + substitutes[l->stratum])
            continue;
        item_of[l->row] = draw->count;
        kp_drawn *item = &out[draw->count++];
        *item = (kp_drawn){.row = l->row, .stratum = l->stratum, .order = (uint32_t)order, .substitute = order > n};
        item->weight = n ? kp_num_ratio(arena, population[l->stratum], n) : KP_ZERO;
        write_hex(l->key, item->key);
    }
    tell_rows(frame, &lots, item_of);
    draw->items = out;
    draw->population = population;
    draw->drawn = drawn;
    draw->substitutes = substitutes;
    draw->item_of = item_of;
    return draw;
}
