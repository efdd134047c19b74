/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * slips.h - slips of the hand in an entry workbook, one at a time: a cell, a head or the name of a sheet with a character exchanged, added or lost, blanked, a dash written.
 * Then either the evaluation is refused, or, where a name was changed, every unit comes to what it had before, or, where a value was changed, every other unit has the
 * score it had. Which values are changed is drawn with a fixed seed.
 */
#ifndef KAOPING_TESTS_SLIPS_H
#define KAOPING_TESTS_SLIPS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kaoping/evaluate.h"
#include "kaoping/utf8.h"
#include "binding.h"

/* Sanitizers make a trial some five times as long, and look at the code rather than at the figures: fewer will do. */
#ifdef __SANITIZE_ADDRESS__
#define SLIPS_ONE_IN 4
#else
#define SLIPS_ONE_IN 1
#endif

/* ---- a workbook that can be changed ---- */

typedef struct row_cells {
    const char **items;
    size_t count, capacity;
} row_cells;

typedef struct sheet_cells {
    const char *name;
    struct {
        row_cells *items;
        size_t count, capacity;
    } rows;
} sheet_cells;

typedef struct workbook_cells {
    kp_arena *arena;
    sheet_cells *sheets;
    size_t count;
} workbook_cells;

static bool take_cells(void *data, const kp_row *row) {
    workbook_cells *book = data;
    row_cells cells = {0};
    for (size_t i = 0; i < row->count; i++) {
        while (cells.count + 1 < row->cells[i].column)
            KP_PUSH(book->arena, &cells, "");
        KP_PUSH(book->arena, &cells, kp_strdup(book->arena, row->cells[i].text));
    }
    KP_PUSH(book->arena, &book->sheets[row->sheet].rows, cells);
    return true;
}

static workbook_cells read_cells(kp_arena *arena, const char *path) {
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *file = kp_workbook_open(arena, path, problems);
    assert_non_null(file);
    workbook_cells book = {.arena = arena, .count = kp_workbook_sheet_count(file)};
    book.sheets = KP_NEW_ARRAY(arena, sheet_cells, book.count);
    size_t *all = KP_NEW_ARRAY(arena, size_t, book.count);
    for (size_t i = 0; i < book.count; i++) {
        all[i] = i;
        book.sheets[i].name = kp_workbook_sheet_name(file, i);
    }
    assert_true(kp_workbook_read(file, all, book.count, take_cells, &book, problems));
    kp_workbook_close(file);
    return book;
}

/* Writes the sheet into the folder, every cell between quotes. */
static void write_sheet(kp_arena *arena, const char *folder, const sheet_cells *sheet) {
    kp_buffer text = {.arena = arena};
    for (size_t r = 0; r < sheet->rows.count; r++) {
        for (size_t c = 0; c < sheet->rows.items[r].count; c++)
            kp_buffer_printf(&text, "%s\"%s\"", c ? "," : "", sheet->rows.items[r].items[c]);
        kp_buffer_puts(&text, "\n");
    }
    scratch_text(kp_format(arena, "%s/%s.csv", folder, sheet->name), kp_buffer_text(&text));
}

/* ---- what it comes to ---- */

/* For each unit in the order of its list: its own figures (score, and what is worked out without one), and everything. */
typedef struct outcome {
    bool refused;
    size_t count;
    const char **scores, **everything;
} outcome;

static const char *own_figures(kp_arena *arena, const kp_scorecard *card, int32_t unit) {
    kp_buffer text = {.arena = arena};
    kp_buffer_puts(&text, kp_total_text(arena, card, unit));
    for (size_t leaf = 1; leaf < card->scheme->indicator_count; leaf++)
        if (kp_is_value_leaf(&card->scheme->indicators[leaf]))
            kp_buffer_printf(&text, "; %s", kp_value_words(arena, card, unit, (int32_t)leaf, KP_EN));
    return kp_buffer_text(&text);
}

static const char *describe(kp_arena *arena, const kp_scorecard *card, int32_t unit) {
    const kp_unit_result *result = &card->units[unit];
    kp_buffer text = {.arena = arena};
    kp_buffer_printf(&text, "%s rank %d grade %d", own_figures(arena, card, unit), result->ranked ? result->rank : 0, result->band);
    for (size_t i = 0; i < card->lists.count; i++)
        if (card->lists.items[i].unit == unit && !card->lists.items[i].replaced)
            kp_buffer_printf(&text, " list %d", card->lists.items[i].list);
    return kp_buffer_text(&text);
}

static outcome evaluate_folder(kp_arena *arena, const char *scheme, const char *folder) {
    const char *path = scratch(folder);
    kp_evaluate_options options = {.scheme = scheme};
    const kp_evaluation *evaluation = kp_evaluate(arena, &path, 1, &options, kp_problems_new(arena));
    outcome out = {.refused = evaluation->verdict != KP_VERDICT_SCORED};
    if (out.refused)
        return out;
    const kp_scorecard *card = evaluation->card;
    out.count = card->evidence->units.count;
    out.scores = KP_NEW_ARRAY(arena, const char *, out.count);
    out.everything = KP_NEW_ARRAY(arena, const char *, out.count);
    for (size_t i = 0; i < out.count; i++) {
        out.scores[i] = own_figures(arena, card, (int32_t)i);
        out.everything[i] = describe(arena, card, (int32_t)i);
    }
    return out;
}

/* ---- slips of the hand ---- */

static size_t last_character(const char *text) {
    size_t at = 0, length;
    for (size_t next = 0; text[next]; next += length) {
        at = next;
        kp_utf8_read(text + next, &length);
    }
    return at;
}

static size_t first_length(const char *text) {
    size_t length = 0;
    if (*text)
        kp_utf8_read(text, &length);
    return length;
}

static const char *change_last(kp_arena *a, const char *t) { return kp_format(a, "%.*s某", (int)last_character(t), t); }
static const char *change_first(kp_arena *a, const char *t) { return kp_format(a, "某%s", t + first_length(t)); }
static const char *add_last(kp_arena *a, const char *t) { return kp_format(a, "%s某", t); }
static const char *add_first(kp_arena *a, const char *t) { return kp_format(a, "某%s", t); }
static const char *lose_last(kp_arena *a, const char *t) { return kp_strndup(a, t, last_character(t)); }
static const char *lose_first(kp_arena *a, const char *t) { return kp_strdup(a, t + first_length(t)); }
static const char *blank(kp_arena *a, const char *t) { return (void)a, (void)t, ""; }
static const char *dash(kp_arena *a, const char *t) { return (void)a, (void)t, "—"; }
static const char *double_last(kp_arena *a, const char *t) { return kp_format(a, "%s%s", t, t + last_character(t)); }

static const struct {
    const char *name;
    const char *(*apply)(kp_arena *arena, const char *text);
} slips[] = {{"last character changed", change_last},
             {"first character changed", change_first},
             {"character added", add_last},
             {"character put before", add_first},
             {"last character lost", lose_last},
             {"first character lost", lose_first},
             {"blanked", blank},
             {"a dash", dash},
             {"last character twice", double_last}};
#define SLIPS (sizeof slips / sizeof *slips)

/* ---- one sample ---- */

typedef struct sample {
    const char *folder, *scheme, *source; /* source NULL: the workbook of binding.h */
    size_t cells_drawn;                   /* of each column of each sheet */
    uint64_t one_in;                      /* of the slips that could be made of a cell, so many are left to chance; 1: all are made */
    bool (*holds_values)(const char *sheet, const char *head);
    workbook_cells book;
    outcome before;
    uint64_t random;
    size_t tried, refused, failed;
} sample;

/* splitmix64, by Sebastiano Vigna: the same numbers everywhere. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

#define NO_UNIT SIZE_MAX

/* Compares with what was before; `unit`: the one whose score may differ, ranks then too. */
static bool is_harmless(const sample *s, const outcome *after, size_t unit) {
    if (after->count != s->before.count)
        return false;
    for (size_t i = 0; i < after->count; i++)
        if (i != unit &&
            strcmp(unit == NO_UNIT ? after->everything[i] : after->scores[i], unit == NO_UNIT ? s->before.everything[i] : s->before.scores[i]))
            return false;
    return true;
}

typedef struct trial {
    sample *s;
    sheet_cells *sheet;
    const char *where, *slip;
    size_t unit;
    const char *was, *is;
} trial;

static void try_in_arena(kp_arena *arena, void *data) {
    trial *t = data;
    write_sheet(arena, t->s->folder, t->sheet);
    outcome after = evaluate_folder(arena, t->s->scheme, t->s->folder);
    t->s->tried++;
    t->s->refused += after.refused;
    if (after.refused || is_harmless(t->s, &after, t->unit))
        return;
    t->s->failed++;
    print_error("%s %s: %s: \"%s\" as \"%s\" (%s) changes scores in silence\n", t->s->folder, t->sheet->name, t->where, t->was, t->is, t->slip);
}

static void try_now(trial *t) { run_with_arena(try_in_arena, t); }

static void try_cell(sample *s, sheet_cells *sheet, size_t row, size_t column, size_t unit) {
    kp_arena *arena = s->book.arena;
    const char **cell = &sheet->rows.items[row].items[column], *was = *cell;
    for (size_t i = 0; i < SLIPS; i++) {
        if (next_random(&s->random) % s->one_in)
            continue;
        *cell = slips[i].apply(arena, was);
        trial t = {s, sheet, kp_format(arena, "row %zu column %zu", row + 1, column + 1), slips[i].name, unit, was, *cell};
        if (strcmp(was, *cell))
            try_now(&t);
    }
    *cell = was;
}

static void try_sheet_name(sample *s, sheet_cells *sheet) {
    kp_arena *arena = s->book.arena;
    const char *was = sheet->name;
    for (size_t i = 0; i < SLIPS; i++) {
        const char *is = slips[i].apply(arena, was);
        if (!*is || next_random(&s->random) % s->one_in)
            continue; /* no sheet can be called nothing */
        assert_int_equal(remove(scratch(kp_format(arena, "%s/%s.csv", s->folder, sheet->name))), 0);
        sheet->name = is;
        trial t = {s, sheet, "name of the sheet", slips[i].name, NO_UNIT, was, is};
        try_now(&t);
    }
    assert_int_equal(remove(scratch(kp_format(arena, "%s/%s.csv", s->folder, sheet->name))), 0);
    sheet->name = was;
}

/* ---- which cells are what ---- */

static bool is_one_of(const char *const words[], const char *text) {
    for (; *words; words++)
        if (!strcmp(*words, text))
            return true;
    return false;
}

static size_t column_of(const sheet_cells *sheet, const char *head) {
    for (size_t c = 0; c < sheet->rows.items[0].count; c++)
        if (!strcmp(sheet->rows.items[0].items[c], head))
            return c;
    fail_msg("%s has no column %s", sheet->name, head);
    return 0;
}

/* The unit that the row is of, by its place on the list of units. */
static size_t unit_of_row(const sample *s, const sheet_cells *sheet, size_t row) {
    if (!strcmp(sheet->name, "考评对象"))
        return row - 1;
    size_t name = column_of(sheet, "考评对象");
    for (size_t i = 0; i < s->book.count; i++)
        for (size_t r = 1; !strcmp(s->book.sheets[i].name, "考评对象") && r < s->book.sheets[i].rows.count; r++)
            if (!strcmp(s->book.sheets[i].rows.items[r].items[1], sheet->rows.items[row].items[name]))
                return r - 1;
    fail_msg("%s row %zu: no such unit", sheet->name, row + 1);
    return NO_UNIT;
}

static void try_column(sample *s, sheet_cells *sheet, size_t column, bool has_head) {
    const char *head = has_head ? sheet->rows.items[0].items[column] : "";
    size_t rows = sheet->rows.count, first = has_head ? 1 : 0;
    if (has_head)
        try_cell(s, sheet, 0, column, NO_UNIT);
    for (size_t drawn = 0; drawn < s->cells_drawn && drawn + first < rows; drawn++) {
        size_t row = rows - first <= s->cells_drawn ? first + drawn : first + (size_t)(next_random(&s->random) % (rows - first));
        if (column < sheet->rows.items[row].count)
            try_cell(s, sheet, row, column, s->holds_values(sheet->name, head) ? unit_of_row(s, sheet, row) : NO_UNIT);
    }
}

static void try_sheet(sample *s, sheet_cells *sheet) {
    bool has_head = strcmp(sheet->name, "填表说明") != 0;
    for (size_t column = 0; column < sheet->rows.items[0].count; column++)
        try_column(s, sheet, column, has_head);
    try_sheet_name(s, sheet);
    kp_arena *arena = s->book.arena;
    write_sheet(arena, s->folder, sheet);
}

/* Counts what came of the slips; what changed scores in silence is printed. */
static void try_sample(kp_arena *arena, void *data) {
    sample *s = data;
    if (!s->source) {
        s->source = entry_folder(arena, "source", NULL);
        s->scheme = kp_strdup(arena, scratch_text("small.yaml", binding_yaml));
    }
    s->book = read_cells(arena, s->source);
    assert_int_equal(mkdir(scratch(s->folder), 0700), 0);
    for (size_t i = 0; i < s->book.count; i++)
        write_sheet(arena, s->folder, &s->book.sheets[i]);
    s->before = evaluate_folder(arena, s->scheme, s->folder);
    assert_false(s->before.refused);
    for (size_t i = 0; i < s->book.count; i++)
        try_sheet(s, &s->book.sheets[i]);
    print_message("%s: %zu slips, %zu refused\n", s->folder, s->tried, s->refused);
}

#endif
