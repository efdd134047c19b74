/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry_layout.c - which sheets an entry workbook has, by the leaves of the scheme's tree. Their columns: entry_columns.c. */
#include "entry_columns.h"
#include "kaoping/log.h"
#include "kaoping/utf8.h"

#include <string.h>

#define SHEET_NAME_MAX 31 /* UTF-16 units, by every spreadsheet program */

typedef struct sheet_draft {
    kp_sheet_kind kind;
    const char *title;
    struct {
        int32_t *items;
        size_t count, capacity;
    } indicators;
} sheet_draft;

typedef struct drafts {
    kp_arena *arena;
    const kp_scheme *scheme;
    sheet_draft *items;
    size_t count, capacity;
    kp_names *taken;                 /* every sheet's title, final */
    kp_names *asked[KP_SHEET_KINDS]; /* by kind: the name as the scheme has it -> draft */
} drafts;

/* `name` as a sheet may be called: without the characters that no sheet's name may have, at most `limit` UTF-16 units. */
static const char *sheet_name(kp_arena *arena, const char *name, size_t limit) {
    kp_buffer out = {.arena = arena};
    size_t units = 0, length;
    for (const char *at = name; *at; at += length) {
        uint32_t character = kp_utf8_read(at, &length);
        units += character > 0xFFFF ? 2 : 1;
        if (units > limit)
            break;
        if (character < 0x20 || strchr("[]:*?/\\'", (int)(character < 0x80 ? character : 'a')))
            kp_buffer_puts(&out, character == '[' ? "(" : character == ']' ? ")" : "-");
        else
            kp_buffer_add(&out, at, length);
    }
    return kp_text(arena, kp_buffer_text(&out), KP_ZH); /* trims */
}

static const char *sheet_title(kp_arena *arena, const char *title, const char *suffix) {
    size_t room = SHEET_NAME_MAX - strlen(suffix);
    const char *zh = sheet_name(arena, kp_text(arena, title, KP_ZH), room), *en = sheet_name(arena, kp_text(arena, title, KP_EN), room);
    return kp_format(arena, "%s%s | %s%s", *zh ? zh : "-", suffix, *en ? en : "-", suffix);
}

static bool is_taken(const drafts *d, const char *title) {
    return kp_names_find(d->taken, kp_text(d->arena, title, KP_ZH)) != KP_NAME_UNKNOWN ||
           kp_names_find(d->taken, kp_text(d->arena, title, KP_EN)) != KP_NAME_UNKNOWN;
}

/* A title nobody has: as asked for, else with the kind's name behind it, else numbered. */
static const char *free_title(drafts *d, const char *asked, const char *kind) {
    const char *title = sheet_title(d->arena, asked, "");
    if (is_taken(d, title))
        title = sheet_title(d->arena, kp_text_join(d->arena, asked, "·", kind), "");
    for (int number = 2; is_taken(d, title); number++)
        title = sheet_title(d->arena, asked, kp_format(d->arena, "(%d)", number));
    return title;
}

static sheet_draft *add_draft(drafts *d, kp_sheet_kind kind, const char *asked) {
    KP_PUSH(d->arena, d, (sheet_draft){.kind = kind, .title = free_title(d, asked, kp_sheet_name(kind))});
    kp_names_add(d->taken, d->items[d->count - 1].title, (int32_t)d->count - 1);
    return &d->items[d->count - 1];
}

/* The draft where the leaf's evidence is typed. Surveys have a sheet each, since their options are the columns. */
static sheet_draft *draft_of_leaf(drafts *d, const kp_indicator *leaf) {
    kp_sheet_kind kind = kp_method_sheet(leaf);
    const char *asked = leaf->sheet && *leaf->sheet ? leaf->sheet : kind == KP_SHEET_LOG ? kp_log_sheet_name(leaf->method) : kp_sheet_name(kind);
    int32_t found = kind == KP_SHEET_SURVEY ? KP_NAME_UNKNOWN : kp_names_find(d->asked[kind], kp_text(d->arena, asked, KP_ZH));
    if (found >= 0)
        return &d->items[found];
    if (kind == KP_SHEET_SURVEY && is_taken(d, sheet_title(d->arena, asked, "")))
        asked = kp_text_join(d->arena, asked, "·", leaf->title);
    sheet_draft *draft = add_draft(d, kind, asked);
    kp_names_add(d->asked[kind], asked, (int32_t)d->count - 1);
    return draft;
}

static void add_leaves(drafts *d) {
    for (size_t i = 0; i < d->scheme->indicator_count; i++) {
        const kp_indicator *node = &d->scheme->indicators[i];
        if (node->method == KP_METHOD_NONE || kp_method_sheet(node) == KP_SHEET_NONE)
            continue;
        sheet_draft *draft = draft_of_leaf(d, node);
        KP_PUSH(d->arena, &draft->indicators, (int32_t)i);
    }
}

/* One sheet of answers takes the questions of all surveys. */
static void add_surveys(drafts *d, sheet_draft *draft) {
    for (size_t i = 0; i < d->scheme->indicator_count; i++)
        if (d->scheme->indicators[i].method == KP_METHOD_SATISFACTION)
            KP_PUSH(d->arena, &draft->indicators, (int32_t)i);
}

static bool has_surveys(const kp_scheme *scheme) {
    for (size_t i = 0; i < scheme->indicator_count; i++)
        if (scheme->indicators[i].method == KP_METHOD_SATISFACTION)
            return true;
    return false;
}

static bool has_parties(const kp_scheme *scheme) { return scheme->parties.count > 0; }

static bool has_vetoes(const kp_scheme *scheme) { return scheme->veto_count > 0; }

/* The register of gaps takes any node but the total. */
static void add_nodes(drafts *d, sheet_draft *draft) {
    for (size_t i = 1; i < d->scheme->indicator_count; i++)
        KP_PUSH(d->arena, &draft->indicators, (int32_t)i);
}

/* The sheets that a scheme has by its rules: names and places. */
static const struct {
    kp_sheet_kind kind;
    bool first;                        /* before the evidence; the others stand behind it */
    bool (*wanted)(const kp_scheme *); /* NULL: always */
} fixed[] = {
    {KP_SHEET_COVER, true, NULL},           {KP_SHEET_UNITS, true, NULL},          {KP_SHEET_PARTIES, true, has_parties},
    {KP_SHEET_ANSWERS, false, has_surveys}, {KP_SHEET_STRATA, false, has_surveys}, {KP_SHEET_POPULATION, false, has_surveys},
    {KP_SHEET_NOT_APPLICABLE, false, NULL}, {KP_SHEET_VETOES, false, has_vetoes},  {KP_SHEET_HISTORY, false, NULL},
    {KP_SHEET_SCHEME, false, NULL},
};
#define FIXED (sizeof fixed / sizeof *fixed)

static kp_layout_sheet finish_sheet(const drafts *d, const sheet_draft *draft) {
    kp_layout_sheet sheet = {
        .kind = draft->kind, .title = draft->title, .indicators = draft->indicators.items, .indicator_count = draft->indicators.count};
    kp_entry_name_indicators(d->arena, d->scheme, &sheet);
    kp_entry_add_columns(d->arena, d->scheme, &sheet);
    return sheet;
}

/* The fixed sheets' names are theirs whatever the scheme calls its own, so they are taken first and put into their places afterwards. */
kp_layout *kp_layout_of(kp_arena *arena, const kp_scheme *scheme) {
    drafts d = {.arena = arena, .scheme = scheme, .taken = kp_names_new(arena)};
    for (size_t kind = 0; kind < KP_SHEET_KINDS; kind++)
        d.asked[kind] = kp_names_new(arena);
    size_t draft_of[FIXED], fixed_count = 0, placed = 0;
    for (size_t i = 0; i < FIXED; i++) {
        draft_of[i] = SIZE_MAX;
        if (fixed[i].wanted && !fixed[i].wanted(scheme))
            continue;
        sheet_draft *draft = add_draft(&d, fixed[i].kind, kp_sheet_name(fixed[i].kind));
        draft_of[i] = fixed_count++;
        if (fixed[i].kind == KP_SHEET_NOT_APPLICABLE)
            add_nodes(&d, draft);
        else if (fixed[i].kind == KP_SHEET_ANSWERS)
            add_surveys(&d, draft);
    }
    add_leaves(&d);

    kp_layout *layout = KP_NEW(arena, kp_layout);
    kp_layout_sheet *sheets = KP_NEW_ARRAY(arena, kp_layout_sheet, d.count);
    for (size_t i = 0; i < FIXED; i++)
        if (fixed[i].first && draft_of[i] < fixed_count)
            sheets[placed++] = finish_sheet(&d, &d.items[draft_of[i]]);
    for (size_t i = fixed_count; i < d.count; i++)
        sheets[placed++] = finish_sheet(&d, &d.items[i]);
    for (size_t i = 0; i < FIXED; i++)
        if (!fixed[i].first && draft_of[i] < fixed_count)
            sheets[placed++] = finish_sheet(&d, &d.items[draft_of[i]]);
    layout->sheets = sheets;
    layout->count = placed;
    return layout;
}

const kp_layout_sheet *kp_layout_find(const kp_layout *layout, kp_sheet_kind kind) {
    for (size_t i = 0; i < layout->count; i++)
        if (layout->sheets[i].kind == kind)
            return &layout->sheets[i];
    return NULL;
}

int32_t kp_layout_column_of(const kp_layout_sheet *sheet, kp_column_role role) {
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i].role == role)
            return (int32_t)i;
    return -1;
}

bool kp_layout_is_live_head(const char *head) {
    static const char *const words[] = {"即时得分", "Live score", "自动计算", "Computed", KP_LIVE_KEY};
    size_t blanks;
    while (kp_is_blank(kp_utf8_read(head, &blanks)) && *head)
        head += blanks;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(head, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}
