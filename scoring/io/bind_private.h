/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind_private.h - private to the binding (bind*.c): one run over all workbooks, and the reader of one sheet.
 *
 * The run reads every workbook twice: first the cover and the units, then, when all units are known, the sheets of evidence. A sheet is read row by row: the
 * head is found, each filled cell is put under its column, and the row is handed to the function of the sheet's kind.
 */
#ifndef KAOPING_IO_BIND_PRIVATE_H
#define KAOPING_IO_BIND_PRIVATE_H

#include "cell_time.h"
#include "kaoping/answers.h"
#include "kaoping/bind.h"
#include "kaoping/levels.h"
#include "kaoping/typed.h"

#define KP_HEAD_ROWS 30u /* so many filled rows are looked at for a head: titles and notes above a table are few */

/* Labels on the cover; what they name stands in the cell beside them. form.c writes them. */
#define KP_COVER_SCHEME "考评方案 | Scheme"
#define KP_COVER_PERIOD "考评期 | Period"
#define KP_COVER_OFFICE "填报单位 | Office"
#define KP_COVER_LEVEL  "填报层级 | Level"

/* One workbook of the run. */
typedef struct bound_book {
    const char *path, *digest;
    kp_workbook *book;
    size_t given;     /* its place among the files given */
    size_t *sheet_of; /* one for each sheet of the layout: index in the book, or SIZE_MAX */
    struct {
        size_t *items;
        size_t count, capacity;
    } unknown_sheets;
    unsigned looks; /* how often it was read for them */
    bool lists_units;
    int32_t level;           /* whose it is (levels.h); KP_LEVEL_ALL where the cover names none */
    bool *answered;          /* by indicator: its sheet 答卷 asks that survey; NULL: none */
    kp_names *names_with_id; /* names of units that it lists with an id; NULL: not looked at */
    struct {
        int32_t *items;
        size_t count, capacity;
    } units; /* those its sheet 考评对象 lists */
} bound_book;

typedef struct blank_weight {
    kp_origin origin;
    int32_t unit;
} blank_weight;

typedef struct unit_suggestions unit_suggestions;
typedef struct unit_details unit_details;     /* bind_unit_list.c */
typedef struct past_row past_row;             /* bind_history.c */
typedef struct strata strata;                 /* bind_strata.c */
typedef struct answers_reader answers_reader; /* bind_answers.c */

typedef struct binder {
    kp_arena *arena;
    kp_problems *problems;
    const kp_bind_options *options;
    const kp_scheme *scheme;
    const kp_layout *layout;
    kp_evidence *evidence;
    bound_book *books;
    size_t book_count;
    kp_names *unit_ids; /* id -> index of the unit */
    bool names_only;    /* a list of units for a form: what the form will ask for may be absent */
    struct {
        const char **items;
        size_t count, capacity;
    } listed_ids;                      /* with several workbooks, all ids that they list */
    kp_names *id_numbers, *id_of_name; /* id -> place in listed_ids; name of a unit listed with an id -> the same */
    struct {
        const bound_book **items;
        size_t count, capacity;
    } listed_by; /* by unit: the last book that lists it */
    struct {
        unit_details *items;
        size_t count, capacity;
    } details;                     /* by unit: which cells say its group, its fields and whether it takes part (bind_unit_list.c) */
    unit_suggestions *suggestions; /* bind_unit.c */
    struct {
        kp_panel_mark *items;
        size_t count, capacity;
    } blank_panel; /* rows with an evaluator and no mark: missing, unless another workbook has them */
    struct {
        kp_survey_row *items;
        size_t count, capacity;
    } blank_survey;
    struct {
        kp_site_check *items;
        size_t count, capacity;
    } blank_sites;
    strata *strata; /* of the sheets 分层 and 总体结构 */
    struct {
        blank_weight *items;
        size_t count, capacity;
    } blank_weights;         /* forms whose weight is left empty; column 0: a sheet without the column */
    bool weights_typed;      /* some form has one */
    kp_names *cluster_names; /* "unit/name" -> index into the clusters of the forms */
    kp_history *history;     /* of the sheets 往期 */
    struct {
        past_row *items;
        size_t count, capacity;
    } past_rows; /* of the book that is being read */
    kp_names *list_names;
    bool period_given, period_bad, office_seen;
    kp_place period_place;
} binder;

typedef struct head_cell {
    const char *text; /* NULL: no head */
    uint32_t row;
    int32_t column; /* of the layout; KP_NAME_UNKNOWN, KP_NAME_AMBIGUOUS */
    /* What stands under a head that is not known: */
    const char *entry; /* the first one, for people; NULL: nothing */
    uint32_t entry_row;
    bool live;      /* a live column: nothing under it is read */
    bool variable;  /* of forms: the sheet 总体结构 names it */
    bool set_aside; /* not used, which is told */
    bool numbers;   /* some are numbers */
    bool words;     /* some are not */
} head_cell;

/* What a cell of the column 加减分事项 may name: an event of a leaf, or (event -1) the leaf itself, whose points are then typed. */
typedef struct event_ref {
    int32_t indicator, event;
} event_ref;

typedef struct sheet_reader sheet_reader;
struct sheet_reader {
    binder *run;
    bound_book *book;
    const kp_layout_sheet *sheet;
    size_t index; /* in the book */
    uint16_t source;

    bool head_open; /* a head is found; the next row may still belong to it */
    bool head_done; /* data follow */
    bool held;      /* the head has one cell only, which may be a title: rows are kept until that is clear */
    uint32_t rows_seen, head_row, main_column;
    uint32_t id_column; /* of evidence: ids beside the column of the unit; 0: there is none */
    struct {
        head_cell *items;
        size_t count, capacity;
    } head; /* by column number - 1 */
    struct {
        kp_row *items;
        size_t count, capacity;
    } kept;

    uint32_t *place_of;    /* by column of the layout: its column number, 0: not there */
    const kp_cell **cells; /* by column of the layout: this row's filled cell, or NULL */
    size_t filled;         /* how many of them */
    const kp_cell *first;  /* the row's first filled cell, of whatever column */

    uint32_t *first_row;      /* TABLE: by unit, the row that gave its data */
    const kp_names *names;    /* what the row may name: events, vetoes, roles, questions */
    const event_ref *events;  /* EVENTS: by value of `names` */
    bool strata_told;         /* that it has no column of strata */
    uint32_t stratum_by_kind; /* ANSWERS: the column that is called 楼栋 or 小区, which are strata where 分层 lists them; 0: none */
    answers_reader *answers;  /* ANSWERS: once the head is known */
    const char *expected;     /* those names, for a problem's text; made when first needed */
    void (*take_row)(sheet_reader *reader, const kp_row *row);
};

/* ---- bind_sheet.c: heads and rows ---- */

/* A reader for that sheet of the layout in that book. */
void kp_bind_open_sheet(sheet_reader *reader, binder *run, bound_book *book, const kp_layout_sheet *sheet, size_t index);
/* Reads the sheets of `readers`, all of one book, in one pass. */
void kp_bind_read(binder *run, bound_book *book, sheet_reader *readers, size_t count);
/* True where that sheet of the book has every column of `sheet`, and a row below them. */
bool kp_bind_looks_like(binder *run, bound_book *book, const kp_layout_sheet *sheet, size_t index);
/* Hands the rows of that sheet to `take_row` without telling of anything that is wrong with it. */
void kp_bind_glance(binder *run, bound_book *book, const kp_layout_sheet *sheet, size_t index, void (*take_row)(sheet_reader *, const kp_row *));
kp_place kp_bind_place(const sheet_reader *reader, uint32_t row, uint32_t column);
/* The filled cell under the first column of that role, or NULL; *column its column number (0: no such column). */
const kp_cell *kp_bind_cell(const sheet_reader *reader, kp_column_role role, uint32_t *column);
/* Adds a problem that concerns every unit of the book: KP_UNIT_ALL where these are all there are, else these. */
void kp_bind_problem_of_book(binder *run, const bound_book *book, kp_problem_code code, kp_place place, const char *a0, const char *a1);

/* The same of the sheet that the reader reads: what is wrong with past periods concerns every unit, since lists compare them all; so does what is wrong with forms or strata that are weighted
 * by the population, and with the population. */
void kp_bind_problem_of_sheet(const sheet_reader *reader, kp_problem_code code, kp_place place, const char *a0, const char *a1);

/* What a sheet of the book, or one column of it (NULL: all), should have said of the book's units cannot be known, which is a problem already: nothing of it is
 * told missing as well. */
void kp_bind_leave_unread(binder *run, const bound_book *book, const kp_layout_sheet *sheet, const kp_layout_column *column);
void kp_bind_leave_unit_unread(binder *run, const kp_layout_sheet *sheet, const kp_layout_column *column, int32_t unit);

/* ---- bind_unknown.c: what nobody knows and may be meant for something ---- */

/* Notes a filled cell that is under no head that is known. */
void kp_bind_note_stray(sheet_reader *reader, const kp_row *row, const kp_cell *cell, head_cell *head);
/* Tells of entries under unknown heads or none: an error where they may be meant for a column that is absent and bears on scores, else a warning. */
void kp_bind_tell_strays(sheet_reader *reader);
/* Tells of sheets nobody knows: an error where one may be meant for a sheet that the book lacks, else a hint. The units must be known. */
void kp_bind_tell_unknown_sheets(binder *run, bound_book *book);

/* ---- bind_levels.c: what the workbook of a level may say ---- */

/* Whether what stands under the column belongs to other levels than the reader's book. */
bool kp_bind_is_foreign(const sheet_reader *reader, const kp_layout_column *column);
/* Tells of an entry under such a column. */
void kp_bind_tell_foreign(sheet_reader *reader, const kp_row *row, const kp_cell *cell, const kp_layout_column *column);
/* Whether the book may say anything of the indicator that the row's cell of `role` names, of the mark of a role of a panel, of a veto; false with a problem at the cell
 * (of an empty mark without one). `unit` < 0: not known. */
bool kp_bind_level_gives(sheet_reader *reader, const kp_row *row, kp_column_role role, int32_t indicator, int32_t unit);
bool kp_bind_level_gives_role(sheet_reader *reader, const kp_row *row, uint32_t column, const kp_panel_mark *mark);
bool kp_bind_level_gives_veto(sheet_reader *reader, const kp_row *row, int32_t veto, int32_t unit);
/* Whether anything on the sheet is the level's to say. */
bool kp_bind_gives_of_sheet(const binder *run, int32_t level, const kp_layout_sheet *sheet);
/* Whether any workbook is one of a level. */
bool kp_bind_has_levels(const binder *run);
/* Once the units are known: levels that have no workbook for some of them. After all books: roles of panels that are levels and gave no marks. */
void kp_bind_check_levels(binder *run);
void kp_bind_check_roles(binder *run);

/* ---- bind_cell.c: one cell ---- */

/* Blank text, also by full-width and invisible blanks. */
bool kp_bind_is_blank(const kp_cell *cell);
/* The row's cell in that column; NULL where nothing stands there, or blanks. By bisection. */
const kp_cell *kp_bind_cell_at(const kp_row *row, uint32_t column);
/* What stands in the cell, for people, in the arena. */
const char *kp_bind_shown(kp_arena *arena, const kp_cell *cell);
/* The trimmed text of a cell of words; "" for NULL. An error or a formula without value is a problem of `unit`, and NULL. */
const char *kp_bind_text(sheet_reader *reader, const kp_row *row, const kp_cell *cell, int32_t unit);
/* The number in `cell` (NULL: empty) at `column` as `slot` has it; problems concern `unit`. */
kp_input kp_bind_number(sheet_reader *reader, const kp_row *row, uint32_t column, const kp_cell *cell, const kp_slot *slot, int32_t unit);
/* The same where "not applicable" cannot be: DOUBTFUL then, with its problem. */
kp_input kp_bind_plain_number(sheet_reader *reader, const kp_row *row, uint32_t column, const kp_cell *cell, const kp_slot *slot, int32_t unit);
/* The same where it must be above 0. */
kp_input kp_bind_positive(sheet_reader *reader, const kp_row *row, uint32_t column, const kp_cell *cell, const kp_slot *slot, int32_t unit);
/* True where the cell is a number that means a day because its workbook is plain; iso is then "2026-09-15", with a time perhaps. */
bool kp_bind_is_serial(const bound_book *book, const kp_cell *cell, char iso[CELL_TIME_SIZE]);
/* A date as "2026-09-15" where it can be read, else as typed; warns of what is no date or outside the period. */
const char *kp_bind_date(sheet_reader *reader, const kp_row *row, const kp_cell *cell, uint32_t column, int32_t unit);

/* The day in the cell; false where none can be read, which is not told. Warns of one outside the period where `in_period`. */
bool kp_bind_day(sheet_reader *reader, const kp_row *row, const kp_cell *cell, uint32_t column, int32_t unit, bool in_period, int32_t *day);

/* ---- bind_logs.c: cells of a row of words ---- */

/* The trimmed text under the column of that role, the date under that of dates; "" where there is none. */
const char *kp_bind_row_text(sheet_reader *reader, const kp_row *row, kp_column_role role, int32_t unit);
const char *kp_bind_row_date(sheet_reader *reader, const kp_row *row, int32_t unit);

/* ---- bind_unit.c: which unit a row is of ---- */

enum { KP_ROW_UNKNOWN = -1, KP_ROW_SKIPPED = -2 };
/* The unit that the row names; KP_ROW_UNKNOWN with a problem that concerns `otherwise`; KP_ROW_SKIPPED for rows of totals, examples and footers. */
int32_t kp_bind_row_unit(sheet_reader *reader, const kp_row *row, int32_t otherwise);
/* What a row is that begins with that text and names no unit: the line of totals (合计, 平均) or what stands under a table (填表人：…). */
typedef enum kp_aside { KP_ASIDE_NOT, KP_ASIDE_TOTAL, KP_ASIDE_FOOTER } kp_aside;
kp_aside kp_bind_aside(kp_arena *arena, const char *text);
/* True for a row that by its first cell is a total, an example or a footer; notes it as a hint. */
bool kp_bind_is_aside(sheet_reader *reader, const kp_row *row, const kp_cell *cell);

/* ---- the kinds of sheets ---- */

void kp_bind_cover(binder *run, bound_book *book); /* bind_cover.c */
/* The period on the workbook's sheet 填表说明 before any scheme is settled, as far as it can be read; else unknown. */
kp_period kp_bind_cover_period(binder *run, bound_book *book);
/* The period that a cell says; `serial`: the day that its plain number may mean, or NULL. *dated where it was stored as a date. */
bool kp_bind_period(const binder *run, const char *text, kp_cell_kind kind, const char *serial, kp_period *out, bool *dated);
/* The survey that no form was made for whose forms or counts the sheet holds, else NULL. What else it holds is nobody's concern. (bind_sheet.c) */
const kp_survey_source *kp_bind_survey_found(const sheet_reader *reader);
void kp_bind_take_unit(sheet_reader *, const kp_row *); /* bind_unit_list.c */
/* Notes which units the sheet 考评对象 lists with an id, for other workbooks may list the same ones without. Before any unit is taken. */
void kp_bind_note_id(sheet_reader *, const kp_row *);
/* After all books: units of which some say that they take part and others that they do not count as taking part, with the error that was told, and nothing of them is told missing as well. */
void kp_bind_settle_disputes(binder *run);
void kp_bind_take_results(binder *run);                  /* bind_results.c: of files, for the leaves that take them */
void kp_bind_take_log(sheet_reader *, const kp_row *);   /* bind_records.c */
void kp_bind_take_table(sheet_reader *, const kp_row *); /* bind_table.c */
void kp_bind_take_panel(sheet_reader *, const kp_row *); /* bind_lists.c */
void kp_bind_take_survey(sheet_reader *, const kp_row *);
void kp_bind_take_stratum(sheet_reader *, const kp_row *); /* bind_strata.c */
void kp_bind_take_population(sheet_reader *, const kp_row *);
void kp_bind_take_form(sheet_reader *, const kp_row *); /* bind_answers.c */
/* Of a sheet 答卷: heads that are variables are so, whatever else they might be called; then, when all columns have their places, what its rows need. */
void kp_bind_claim_variables(sheet_reader *);
void kp_bind_head_of_answers(sheet_reader *);
/* The stratum that the row names, *stratum -1 where it names none. False with a problem where it is none of the unit's (those that 分层 lists, where it lists any). `unit` < 0: not known. */
bool kp_bind_stratum(sheet_reader *, const kp_row *, int32_t unit, int32_t *stratum);
/* Tells that a column called 楼栋 or the like is not used, for nothing says that these are strata. */
void kp_bind_tell_no_strata(sheet_reader *, uint32_t column);
/* True where some unit has strata with sizes. (bind_strata.c) */
bool kp_bind_knows_strata(binder *run);
/* Of a sheet 答卷, when it is read: columns in which a 0 stands among words. */
void kp_bind_tell_zeros(sheet_reader *);
/* Whom it concerns that something by which forms are weighted is doubtful: everyone where they are brought to margins of the population, for these span all units; else `unit`. (bind_weights.c) */
int32_t kp_bind_weighed(const binder *run, int32_t unit);
/* After all books: forms and what is said of the sample must agree: weights, sizes, forms that came back empty. (bind_sample.c) */
void kp_bind_check_sample(binder *run);
/* After all books: discards the forms that the scheme says do not count (soundness.h). (bind_weights.c) */
void kp_bind_discard(binder *run);
/* After that: weighs the forms by what is known of the population; NULL where nothing is. (bind_weights.c) */
const kp_weighing *kp_bind_weigh(binder *run);
/* When the evidence is finished: hints about the answers of a survey. (bind_soundness.c) */
void kp_bind_soundness(binder *run);
void kp_bind_blank_rows(binder *run);                      /* after all books: what the blank rows of panels and surveys leave missing */
void kp_bind_take_party(sheet_reader *, const kp_row *);   /* bind_parties.c */
void kp_bind_take_sites(sheet_reader *, const kp_row *);   /* bind_sites.c */
void kp_bind_blank_sites(binder *run);                     /* the same of site checks */
void kp_bind_take_finding(sheet_reader *, const kp_row *); /* bind_logs.c */
void kp_bind_take_event(sheet_reader *, const kp_row *);
void kp_bind_take_gap(sheet_reader *, const kp_row *);
void kp_bind_take_veto(sheet_reader *, const kp_row *);
void kp_bind_take_past(sheet_reader *, const kp_row *); /* bind_history.c */
void kp_bind_end_past(binder *run);                     /* after each book: its rows of past periods as results */

/* What the rows of the sheet may name, by its kind: events (into *events), vetoes, questions; NULL for the others. */
const kp_names *kp_bind_names_of_sheet(binder *run, const kp_layout_sheet *sheet, const event_ref **events);
/* "甲、乙、丙 | A, B, C", at most eight, then …; for the text of a problem. */
const char *kp_bind_join_names(kp_arena *arena, const char *const names[], size_t count);
const char *kp_bind_join_pairs(kp_arena *arena, kp_pairs pairs);
/* The names for the text of a problem on that sheet: indicators, events, vetoes, questions. */
const char *kp_bind_expected(sheet_reader *reader);
/* The text of a cell that must be filled where the row is: NULL with a problem of `unit` where it is not. */
const char *kp_bind_required_text(sheet_reader *reader, const kp_row *row, kp_column_role role, int32_t unit);

#endif
