/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_cover.c - the sheet 填表说明: the period and the office, beside their labels or behind a colon in the same cell. */
#include "bind_private.h"
#include "kaoping/message.h"

#include <string.h>

#define COVER_ROWS 200u /* labels stand at the top */

typedef struct cover {
    binder *run;
    bound_book *book;
    struct cover_field {
        const char *label;  /* bilingual */
        const char *text;   /* NULL: not found */
        const char *serial; /* the day that a plain number may mean; NULL: none */
        kp_cell_kind kind;
        kp_place place;
        kp_place empty; /* the cell beside the label where nothing stands there */
    } period, office, level;
} cover;

/* What follows the label in `text`, which is the label alone ("") or the label, a colon and more. NULL: another text. */
static const char *behind_label(kp_arena *arena, const char *label, const char *text) {
    if (kp_text_matches(label, text))
        return "";
    static const char *const colons[] = {"：", ":"};
    for (size_t i = 0; i < sizeof colons / sizeof *colons; i++) {
        const char *colon = strstr(text, colons[i]);
        if (colon && kp_text_matches(label, kp_strndup(arena, text, (size_t)(colon - text))))
            return colon + strlen(colons[i]);
    }
    return NULL;
}

/* The value of the field: behind the colon, else in the next filled cell of the row. */
static void look_for(cover *c, struct cover_field *field, const kp_row *row, size_t at) {
    char serial[CELL_TIME_SIZE];
    if (field->text || row->cells[at].kind != KP_CELL_TEXT)
        return;
    const char *behind = behind_label(c->run->arena, field->label, row->cells[at].text);
    if (!behind)
        return;
    const kp_cell *cell = &row->cells[at];
    kp_cell text = {.kind = KP_CELL_TEXT, .text = behind, .column = cell->column};
    if (kp_bind_is_blank(&text)) {
        size_t next = at + 1;
        while (next < row->count && kp_bind_is_blank(&row->cells[next]))
            next++;
        if (next == row->count) {
            field->empty = kp_workbook_place(c->book->book, row->sheet, row->line, cell->column + 1);
            return;
        }
        text = row->cells[next];
    }
    field->text = kp_bind_shown(c->run->arena, &text);
    field->kind = text.kind;
    field->serial = kp_bind_is_serial(c->book, &text, serial) ? kp_strdup(c->run->arena, serial) : NULL;
    field->place = kp_workbook_place(c->book->book, row->sheet, row->line, text.column);
}

static bool on_row(void *data, const kp_row *row) {
    cover *c = data;
    for (size_t i = 0; i < row->count; i++) {
        look_for(c, &c->period, row, i);
        look_for(c, &c->office, row, i);
        look_for(c, &c->level, row, i);
    }
    return row->row < COVER_ROWS;
}

/* ---- the period ---- */

/* Programs turn a typed 2026-09 into the date of its first day. */
bool kp_bind_period(const binder *run, const char *text, kp_cell_kind kind, const char *serial, kp_period *out, bool *dated) {
    int year, month, day;
    *dated = false;
    if (kind != KP_CELL_DATE) {
        if (kp_period_parse(text, out))
            return true;
        if (!serial)
            return false;
        text = serial;
    }
    if (!kp_parse_date(kp_strndup(run->arena, text, strcspn(text, "T")), &year, &month, &day) || day != 1 || run->scheme->cadence != KP_MONTHLY)
        return false;
    *out = (kp_period){KP_PERIOD_MONTH, year, month};
    *dated = true;
    return true;
}

static bool parse_period(cover *c, kp_period *out) {
    binder *run = c->run;
    bool dated;
    if (!kp_bind_period(run, c->period.text, c->period.kind, c->period.serial, out, &dated))
        return false;
    if (dated)
        kp_problems_add(run->problems, KP_W_PERIOD_AS_DATE, c->period.place, KP_UNIT_NONE, c->period.text, kp_period_key(run->arena, *out), NULL);
    return true;
}

static bool same_period(kp_period x, kp_period y) { return x.kind == y.kind && x.year == y.year && x.number == y.number; }

static void take_period(cover *c) {
    binder *run = c->run;
    kp_period period;
    if (!c->period.text)
        return;
    if (run->options->period) { /* the option rules; but a workbook of another period may have been taken by mistake */
        if (parse_period(c, &period) && !same_period(period, run->evidence->period))
            kp_problems_add(run->problems, KP_W_PERIOD_OVERRIDDEN, c->period.place, KP_UNIT_NONE, kp_period_key(run->arena, period),
                            kp_period_key(run->arena, run->evidence->period), NULL);
        return;
    }
    if (!parse_period(c, &period)) {
        kp_problems_add(run->problems, KP_W_BAD_PERIOD, c->period.place, KP_UNIT_ALL, kp_verbatim(run->arena, c->period.text), NULL, NULL);
        run->period_bad = true;
    } else if (!run->period_given) {
        run->evidence->period = period;
        run->period_given = true;
        run->period_place = c->period.place;
    } else if (!same_period(period, run->evidence->period)) {
        kp_bind_problem_of_book(run, c->book, KP_W_PERIOD_DIFFERS, c->period.place, kp_period_key(run->arena, period),
                                kp_period_key(run->arena, run->evidence->period));
    }
}

/* ---- the office ---- */

/* Several offices may hand in workbooks for one evaluation: then there is no one office to name. */
static void take_office(cover *c) {
    kp_evidence *evidence = c->run->evidence;
    if (!c->office.text || !*c->office.text)
        return;
    if (!c->run->office_seen)
        evidence->office = c->office.text;
    else if (strcmp(evidence->office, c->office.text) != 0)
        evidence->office = "";
    c->run->office_seen = true;
}

/* ---- the level ---- */

static void take_level(cover *c) {
    binder *run = c->run;
    if (!c->level.text && c->level.empty.row && run->scheme->levels.count) { /* whose it was cannot be known: nothing is asked of it, nor missed */
        kp_bind_problem_of_book(run, c->book, KP_W_LEVEL_EMPTY, c->level.empty, kp_bind_join_pairs(run->arena, run->scheme->levels), NULL);
        c->book->level = KP_LEVEL_UNKNOWN;
    }
    if (!c->level.text || !*c->level.text)
        return;
    c->book->level = kp_level_find(run->scheme, c->level.text);
    if (c->book->level >= 0)
        return;
    const char *name = kp_verbatim(run->arena, c->level.text);
    if (run->scheme->levels.count) {
        kp_bind_problem_of_book(run, c->book, KP_W_LEVEL_UNKNOWN, c->level.place, name, kp_bind_join_pairs(run->arena, run->scheme->levels));
    } else {
        kp_problems_add(run->problems, KP_W_LEVEL_UNUSED, c->level.place, KP_UNIT_NONE, name, NULL, NULL);
        c->book->level = KP_LEVEL_ALL;
    }
}

void kp_bind_cover(binder *run, bound_book *book) {
    size_t sheet = SIZE_MAX;
    for (size_t i = 0; i < run->layout->count; i++)
        if (run->layout->sheets[i].kind == KP_SHEET_COVER)
            sheet = book->sheet_of[i];
    if (sheet == SIZE_MAX)
        return;
    cover c = {.run = run, .book = book, .period.label = KP_COVER_PERIOD, .office.label = KP_COVER_OFFICE, .level.label = KP_COVER_LEVEL};
    if (!kp_workbook_read(book->book, &sheet, 1, on_row, &c, run->problems))
        return;
    take_period(&c);
    take_office(&c);
    take_level(&c);
}

kp_period kp_bind_cover_period(binder *run, bound_book *book) {
    binder quiet = *run;
    quiet.problems = kp_problems_new(run->arena);
    cover c = {.run = &quiet, .book = book, .period.label = KP_COVER_PERIOD, .office.label = KP_COVER_OFFICE, .level.label = KP_COVER_LEVEL};
    kp_period period = {0};
    size_t sheet = kp_workbook_find(book->book, kp_sheet_name(KP_SHEET_COVER));
    if (sheet == SIZE_MAX || !kp_workbook_read(book->book, &sheet, 1, on_row, &c, quiet.problems) || !c.period.text)
        return period;
    return kp_period_parse(c.period.text, &period) ? period : (kp_period){0};
}
