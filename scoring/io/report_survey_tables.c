/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_survey_tables.c - the tables of the sheet 满意度. Long ones begin again with their heads after a page. */
#include "report_survey.h"

#include <math.h>

#define QUESTIONS_A_TABLE ((KP_SURVEY_REMARKS - KP_SURVEY_DEGREE) / 2) /* of units by questions: a degree and a margin each */
#define UNITS_MOST        50000                                        /* listed; 排名 has all */
#define CHARTS_MOST       8                                            /* of a kind */
#define DETAIL_ROWS_MOST  50000                                        /* rows of the tables of single questions; more are left to the JSON */

typedef struct survey_table {
    kp_report *report;
    kp_report_sheet *sheet;
    const kp_survey_shown *shown;
    size_t units;       /* that are listed */
    uint32_t first_row; /* of the first table */
} survey_table;

static const kp_survey_figure *figure_of(const survey_table *t, int32_t unit, int32_t question) {
    return kp_analysis_figure(t->report->analysis, t->shown->leaf, unit, question);
}

static const char *unit_name(const survey_table *t, int32_t unit) { return t->report->evidence->units.items[unit].name; }

static bool all_together(const survey_table *t) { return t->shown->unit_count > 1; }

/* The title of a table of `columns` columns, which begins a block; `part` > 0: a continuation. */
static void begin_table(const survey_table *t, const char *title, size_t part, int columns) {
    kp_report *report = t->report;
    if (t->sheet->row > t->first_row) { /* the first stays with the heading of the leaf */
        kp_report_row_end(t->sheet, 10);
        kp_report_block_begin(t->sheet, false);
    }
    kp_report_merged(t->sheet, 0, columns - 1, part ? kp_format(report->work, "%s%s", title, SAY(CONTINUED)) : title, STYLE_NODE_TEXT);
    kp_report_row_end(t->sheet, 20);
}

/* ---- A line of figures ---- */

typedef struct line_styles {
    kp_report_style text, degree, points, bound, percent, whole, remark, none;
} line_styles;

static const line_styles plain_line = {STYLE_TEXT,    STYLE_POINTS_STRONG, STYLE_POINTS,     STYLE_BOUND,
                                       STYLE_PERCENT, STYLE_WHOLE,         STYLE_TEXT_SMALL, STYLE_TEXT_CENTER};
static const line_styles all_line = {STYLE_STAT_LEFT,    STYLE_STAT_POINTS, STYLE_STAT_POINTS, STYLE_STAT_BOUND,
                                     STYLE_STAT_PERCENT, STYLE_STAT_WHOLE,  STYLE_STAT_LEFT,   STYLE_STAT_TEXT};

/* A figure of statistics; a dash for what is not known. */
static void put_real(const survey_table *t, int column, double value, kp_report_style style, const line_styles *styles) {
    if (isfinite(value))
        kp_report_real(t->sheet, column, value, style);
    else
        kp_report_text(t->sheet, column, "—", styles->none);
}

static void write_figure(const survey_table *t, const kp_survey_figure *figure, const line_styles *styles) {
    kp_report *report = t->report;
    kp_report_sheet *sheet = t->sheet;
    if (!figure->known) {
        for (int column = KP_SURVEY_DEGREE; column < KP_SURVEY_REMARKS; column++)
            kp_report_text(sheet, column, "—", styles->none);
        kp_report_count(sheet, KP_SURVEY_VALID, figure->valid, styles->whole);
        return;
    }
    kp_report_number(sheet, KP_SURVEY_DEGREE, figure->degree, styles->degree);
    put_real(t, KP_SURVEY_MARGIN, figure->degree_margin, figure->bound ? styles->bound : styles->points, styles);
    put_real(t, KP_SURVEY_LOWER, figure->degree_interval.lower, styles->points, styles);
    put_real(t, KP_SURVEY_UPPER, figure->degree_interval.upper, styles->points, styles);
    kp_report_number(sheet, KP_SURVEY_RATE, kp_num_div(report->work, figure->rate, kp_num_int(100)), styles->percent);
    put_real(t, KP_SURVEY_RATE_LOWER, figure->rate_interval.lower / 100, styles->percent, styles);
    put_real(t, KP_SURVEY_RATE_UPPER, figure->rate_interval.upper / 100, styles->percent, styles);
    kp_report_count(sheet, KP_SURVEY_VALID, figure->valid, styles->whole);
    kp_report_number(sheet, KP_SURVEY_UNKNOWN, figure->unknown_share, styles->percent);
    put_real(t, KP_SURVEY_DEFF, figure->degree_error.deff, styles->points, styles);
}

static void write_heads(const survey_table *t, const char *number, const char *name, bool of_questions) {
    kp_report *report = t->report;
    const char *heads[KP_SURVEY_COLUMNS] = {
        number,
        name,
        SAY(SURVEY_DEGREE),
        SAY(SURVEY_MARGIN),
        SAY(SURVEY_LOWER),
        SAY(SURVEY_UPPER),
        SAY(SURVEY_RATE),
        SAY(SURVEY_RATE_LOWER),
        SAY(SURVEY_RATE_UPPER),
        SAY(SURVEY_VALID),
        SAY(SURVEY_UNKNOWN),
        SAY(SURVEY_DEFF),
        of_questions ? SAY(SURVEY_MISSING) : SAY(SURVEY_RANGE),
        of_questions ? SAY(SURVEY_INVALID) : SAY(SURVEY_NEXT),
        SAY(REMARKS),
    };
    for (int i = 0; i < KP_SURVEY_COLUMNS; i++)
        kp_report_text(t->sheet, i, heads[i], STYLE_HEAD);
    kp_report_row_end(t->sheet, 32);
}

/* ---- The units, with the leaf as a whole ---- */

static void write_all_line(const survey_table *t) {
    kp_report *report = t->report;
    const kp_survey_figure *all = figure_of(t, -1, -1);
    kp_report_text(t->sheet, KP_SURVEY_RANK, "", STYLE_STAT_TEXT);
    kp_report_text(t->sheet, KP_SURVEY_NAME, SAY(SURVEY_ALL), all_line.text);
    write_figure(t, all, &all_line);
    kp_report_text(t->sheet, KP_SURVEY_RANGE, "—", STYLE_STAT_TEXT);
    kp_report_text(t->sheet, KP_SURVEY_NEXT, "—", STYLE_STAT_TEXT);
    kp_report_text(t->sheet, KP_SURVEY_REMARKS, "", all_line.remark);
    kp_report_row_end(t->sheet, 20);
}

static void write_unit_line(const survey_table *t, size_t place) {
    kp_report *report = t->report;
    const kp_survey_shown *shown = t->shown;
    const kp_survey_figure *figure = figure_of(t, shown->units[place], -1);
    bool standing = place < shown->of->standing_count;
    if (standing)
        kp_report_count(t->sheet, KP_SURVEY_RANK, shown->ranks[place], STYLE_WHOLE_STRONG);
    else
        kp_report_text(t->sheet, KP_SURVEY_RANK, "—", STYLE_TEXT_CENTER);
    kp_report_text(t->sheet, KP_SURVEY_NAME, unit_name(t, shown->units[place]), plain_line.text);
    write_figure(t, figure, &plain_line);
    const char *range = "—", *next = "—";
    if (standing) {
        const kp_survey_standing *own = &shown->of->standings[place];
        range = kp_report_rank_range(report, own->range);
        if (place + 1 < shown->of->standing_count)
            next = own->apart_from_next ? SAY(SURVEY_APART) : SAY(SURVEY_NOT_APART);
    }
    kp_report_text(t->sheet, KP_SURVEY_RANGE, range, STYLE_TEXT_CENTER);
    kp_report_text(t->sheet, KP_SURVEY_NEXT, next, STYLE_TEXT_CENTER);
    kp_report_text(t->sheet, KP_SURVEY_REMARKS, kp_survey_remark(report, shown, figure), plain_line.remark);
    if (standing)
        kp_survey_write_behind(t->sheet, shown, figure);
    kp_report_row_end(t->sheet, 20);
}

static void chart_units(const survey_table *t, const uint32_t *rows) {
    kp_report *report = t->report;
    size_t count = t->shown->of->standing_count < t->units ? t->shown->of->standing_count : t->units;
    if (count < 2)
        return;
    for (size_t first = 0; first < count && first < CHARTS_MOST * KP_SURVEY_TABLE_ROWS; first += KP_SURVEY_TABLE_ROWS) {
        size_t shown = count - first < KP_SURVEY_TABLE_ROWS ? count - first : KP_SURVEY_TABLE_ROWS;
        const char *title = SAY_WITH(SURVEY_CHART_INTERVALS, kp_report_confidence(report));
        if (count > KP_SURVEY_TABLE_ROWS)
            title = SAY_WITH(SURVEY_CHART_PART, title, kp_format(report->work, "%zu", first + 1), kp_format(report->work, "%zu", first + shown));
        kp_survey_chart_intervals(t->sheet, t->shown, rows[first], shown, title);
    }
}

static void write_units(const survey_table *t) {
    kp_report *report = t->report;
    const char *subject = kp_report_words(report, report->scheme->subject);
    uint32_t *rows = KP_NEW_ARRAY(report->arena, uint32_t, t->units);
    for (size_t i = 0; i < t->units; i++) {
        if (i % KP_SURVEY_TABLE_ROWS == 0) {
            begin_table(t, SAY_WITH(SURVEY_BY_UNIT, subject), i, KP_SURVEY_COLUMNS);
            write_heads(t, SAY(RANK), subject, false);
        }
        if (i == 0 && all_together(t))
            write_all_line(t);
        rows[i] = t->sheet->row;
        write_unit_line(t, i);
    }
    kp_report_row_end(t->sheet, 4);
    kp_report_block_begin(t->sheet, false);
    kp_survey_heading(t->sheet, kp_survey_note(report, t->shown), STYLE_NOTE);
    if (t->units < t->shown->unit_count)
        kp_survey_heading(t->sheet, SAY_WITH(SURVEY_UNITS_LEFT_OUT, kp_format(report->work, "%d", UNITS_MOST)), STYLE_NOTE);
    chart_units(t, rows);
}

/* ---- Questions ---- */

static void write_missing(const survey_table *t, const kp_survey_figure *figure, const line_styles *styles) {
    kp_report_count(t->sheet, KP_SURVEY_RANGE, figure->missing, styles->whole);
    kp_report_count(t->sheet, KP_SURVEY_NEXT, figure->invalid, styles->whole);
}

/* All questions, of all units together. */
static void write_questions(const survey_table *t) {
    kp_report *report = t->report;
    for (size_t q = 0; q < t->shown->of->questions; q++) {
        if (q % KP_SURVEY_TABLE_ROWS == 0) {
            begin_table(t, SAY(SURVEY_BY_QUESTION), q, KP_SURVEY_COLUMNS);
            write_heads(t, SAY(NUMBER), SAY(SURVEY_QUESTION), true);
        }
        const kp_survey_figure *figure = figure_of(t, -1, (int32_t)q);
        kp_report_count(t->sheet, KP_SURVEY_RANK, (int64_t)q + 1, STYLE_WHOLE);
        kp_report_text(t->sheet, KP_SURVEY_NAME, kp_survey_question(report, t->shown, (int32_t)q), plain_line.text);
        write_figure(t, figure, &plain_line);
        write_missing(t, figure, &plain_line);
        const char *weight = SAY_WITH(WEIGHT_OF, kp_num_exact(report->work, t->shown->node->questions.items[q].value));
        kp_report_text(t->sheet, KP_SURVEY_REMARKS, weight, plain_line.remark);
        kp_report_row_end(t->sheet, 20);
    }
}

/* One question, by units. */
static void write_question(const survey_table *t, int32_t question) {
    kp_report *report = t->report;
    const char *subject = kp_report_words(report, report->scheme->subject);
    const char *number = kp_format(report->work, "%d", question + 1);
    const char *title = SAY_WITH(SURVEY_ONE_QUESTION, number, kp_verbatim(report->work, kp_survey_question(report, t->shown, question)));
    for (size_t i = 0; i < t->units; i++) {
        if (i % KP_SURVEY_TABLE_ROWS == 0) {
            begin_table(t, title, i, KP_SURVEY_COLUMNS);
            write_heads(t, SAY(NUMBER), subject, true);
        }
        if (i == 0 && all_together(t)) {
            const kp_survey_figure *all = figure_of(t, -1, question);
            kp_report_text(t->sheet, KP_SURVEY_RANK, "", STYLE_STAT_TEXT);
            kp_report_text(t->sheet, KP_SURVEY_NAME, SAY(SURVEY_ALL), all_line.text);
            write_figure(t, all, &all_line);
            write_missing(t, all, &all_line);
            kp_report_text(t->sheet, KP_SURVEY_REMARKS, "", all_line.remark);
            kp_report_row_end(t->sheet, 20);
        }
        const kp_survey_figure *figure = figure_of(t, t->shown->units[i], question);
        kp_report_count(t->sheet, KP_SURVEY_RANK, (int64_t)i + 1, STYLE_WHOLE);
        kp_report_text(t->sheet, KP_SURVEY_NAME, unit_name(t, figure->unit), plain_line.text);
        write_figure(t, figure, &plain_line);
        write_missing(t, figure, &plain_line);
        kp_report_text(t->sheet, KP_SURVEY_REMARKS, kp_survey_remark(report, t->shown, figure), plain_line.remark);
        kp_report_row_end(t->sheet, 20);
    }
}

/* ---- Units by questions ---- */

static void write_pair(const survey_table *t, int column, const kp_survey_figure *figure, const line_styles *styles) {
    if (!figure->known) {
        kp_report_text(t->sheet, column, "—", styles->none);
        kp_report_text(t->sheet, column + 1, "—", styles->none);
        return;
    }
    kp_report_number(t->sheet, column, figure->degree, styles->points);
    put_real(t, column + 1, figure->degree_margin, figure->bound ? styles->bound : styles->points, styles);
}

static void write_matrix_heads(const survey_table *t, size_t first, size_t end, const char *subject) {
    kp_report *report = t->report;
    for (int row = 0; row < 2; row++) {
        kp_report_text(t->sheet, KP_SURVEY_RANK, row ? "" : SAY(NUMBER), STYLE_HEAD);
        kp_report_text(t->sheet, KP_SURVEY_NAME, row ? "" : subject, STYLE_HEAD);
        for (size_t q = first; q < end; q++) {
            int column = KP_SURVEY_DEGREE + 2 * (int)(q - first);
            if (row == 0) {
                kp_report_merged(t->sheet, column, column + 1, kp_survey_question(report, t->shown, (int32_t)q), STYLE_HEAD);
            } else {
                kp_report_text(t->sheet, column, SAY(SURVEY_DEGREE), STYLE_HEAD_SMALL);
                kp_report_text(t->sheet, column + 1, SAY(SURVEY_MARGIN), STYLE_HEAD_SMALL);
            }
        }
        kp_report_row_end(t->sheet, row ? 18 : 26);
    }
    kp_report_merged_up(t->sheet, KP_SURVEY_RANK, SAY(NUMBER), STYLE_HEAD);
    kp_report_merged_up(t->sheet, KP_SURVEY_NAME, subject, STYLE_HEAD);
}

static void write_matrix_line(const survey_table *t, int32_t unit, size_t number, size_t first, size_t end, const line_styles *styles) {
    kp_report *report = t->report;
    if (unit < 0)
        kp_report_text(t->sheet, KP_SURVEY_RANK, "", STYLE_STAT_TEXT);
    else
        kp_report_count(t->sheet, KP_SURVEY_RANK, (int64_t)number, STYLE_WHOLE);
    kp_report_text(t->sheet, KP_SURVEY_NAME, unit < 0 ? SAY(SURVEY_ALL) : unit_name(t, unit), styles->text);
    for (size_t q = first; q < end; q++)
        write_pair(t, KP_SURVEY_DEGREE + 2 * (int)(q - first), figure_of(t, unit, (int32_t)q), styles);
    kp_report_row_end(t->sheet, 20);
}

static void write_matrix(const survey_table *t) {
    kp_report *report = t->report;
    const char *subject = kp_report_words(report, report->scheme->subject);
    size_t questions = t->shown->of->questions;
    size_t tables = (questions + QUESTIONS_A_TABLE - 1) / QUESTIONS_A_TABLE, of_each = (questions + tables - 1) / tables; /* about as many in each */
    for (size_t first = 0; first < questions; first += of_each) {
        size_t end = first + of_each < questions ? first + of_each : questions;
        for (size_t i = 0; i < t->units; i++) {
            if (i % KP_SURVEY_TABLE_ROWS == 0) {
                begin_table(t, SAY_WITH(SURVEY_MATRIX, subject), first + i, KP_SURVEY_DEGREE + 2 * (int)(end - first));
                write_matrix_heads(t, first, end, subject);
            }
            if (i == 0 && all_together(t))
                write_matrix_line(t, -1, 0, first, end, &all_line);
            write_matrix_line(t, t->shown->units[i], i + 1, first, end, &plain_line);
        }
    }
}

/* ---- Answers ---- */

static void write_answer_heads(const survey_table *t, const char *name) {
    kp_report *report = t->report;
    int column = KP_SURVEY_DEGREE;
    kp_report_text(t->sheet, KP_SURVEY_RANK, SAY(NUMBER), STYLE_HEAD);
    kp_report_text(t->sheet, KP_SURVEY_NAME, name, STYLE_HEAD);
    for (size_t i = 0; i < t->shown->options; i++)
        kp_report_text(t->sheet, column++, kp_report_words(report, t->shown->node->options.items[i].name), STYLE_HEAD);
    if (t->shown->options_merged)
        kp_report_text(t->sheet, column, SAY(SURVEY_OTHER_OPTIONS), STYLE_HEAD);
    kp_report_row_end(t->sheet, 26);
}

static void write_answers_line(const survey_table *t, size_t number, const char *name, const kp_survey_figure *figure) {
    kp_report *report = t->report;
    int column = KP_SURVEY_DEGREE;
    kp_num rest = KP_ONE;
    kp_report_count(t->sheet, KP_SURVEY_RANK, (int64_t)number, STYLE_WHOLE);
    kp_report_text(t->sheet, KP_SURVEY_NAME, name, STYLE_TEXT);
    for (size_t i = 0; i < t->shown->options; i++, column++) {
        if (!figure->known || !figure->shares) {
            kp_report_text(t->sheet, column, "—", STYLE_TEXT_CENTER);
            continue;
        }
        kp_report_number(t->sheet, column, figure->shares[i], STYLE_PERCENT);
        rest = kp_num_sub(report->work, rest, figure->shares[i]);
    }
    if (t->shown->options_merged && figure->known && figure->shares)
        kp_report_number(t->sheet, column, rest, STYLE_PERCENT);
    else if (t->shown->options_merged)
        kp_report_text(t->sheet, column, "—", STYLE_TEXT_CENTER);
    kp_report_row_end(t->sheet, 20);
}

/* The answers by question where there are several, else by unit; each part of the table with its chart. */
static void write_answers(const survey_table *t) {
    kp_report *report = t->report;
    bool by_question = t->shown->of->questions > 1;
    size_t count = by_question ? t->shown->of->questions : t->units;
    const char *name = by_question ? SAY(SURVEY_QUESTION) : kp_report_words(report, report->scheme->subject);
    const char *title = SAY_WITH(SURVEY_ANSWERS, name);
    for (size_t first = 0; first < count; first += KP_SURVEY_TABLE_ROWS) {
        size_t end = first + KP_SURVEY_TABLE_ROWS < count ? first + KP_SURVEY_TABLE_ROWS : count;
        begin_table(t, title, first, KP_SURVEY_DEGREE + (int)t->shown->options + (t->shown->options_merged > 0));
        uint32_t head = t->sheet->row;
        write_answer_heads(t, name);
        for (size_t i = first; i < end; i++) {
            int32_t unit = by_question ? -1 : t->shown->units[i], question = by_question ? (int32_t)i : 0;
            write_answers_line(t, i + 1, by_question ? kp_survey_question(report, t->shown, question) : unit_name(t, unit),
                               figure_of(t, unit, question));
        }
        if (first < CHARTS_MOST * KP_SURVEY_TABLE_ROWS)
            kp_survey_chart_answers(t->sheet, t->shown, head, head + 1, end - first, title);
    }
}

void kp_survey_write_tables(kp_report_sheet *sheet, const kp_survey_shown *shown) {
    survey_table t = {sheet->report, sheet, shown, shown->unit_count < UNITS_MOST ? shown->unit_count : UNITS_MOST, sheet->row};
    kp_report *report = sheet->report;
    size_t questions = shown->of->questions;
    write_units(&t);
    if (questions > 1)
        write_questions(&t);
    write_answers(&t);
    if (questions < 2)
        return;
    if (t.units * questions > DETAIL_ROWS_MOST) {
        kp_survey_heading(sheet, SAY(SURVEY_DETAILS_LEFT_OUT), STYLE_NOTE);
        return;
    }
    write_matrix(&t);
    for (size_t q = 0; q < questions; q++)
        write_question(&t, (int32_t)q);
}
