/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_sheet.c - the workbook of a sample that was drawn: the list, and how it was drawn, with the means of the report's sheets. */
#include "sample_private.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "kaoping/document_time.h"
#include "kaoping/system_error.h"
#include "kaoping/typed.h"
#include "report_private.h"

#define SAYS(message)           kp_say(KP_M_SAMPLE_##message, report->lang)
#define SAYS_WITH(message, ...) kp_report_say(report, KP_M_SAMPLE_##message, (const char *[3]){__VA_ARGS__})

#define ROWS_ABOVE 3 /* of the list: title, subtitle, heads */

/* What the columns of the list tell, from the left. */
typedef enum list_content { LIST_NUMBER, LIST_STRATUM, LIST_CLUSTER, LIST_ID, LIST_MEMBERS, LIST_EXTRA, LIST_CLASS, LIST_WEIGHT } list_content;

typedef struct list_column {
    list_content content;
    size_t extra; /* LIST_EXTRA: column of the table */
    const char *head;
} list_column;

typedef struct list_row {
    size_t row, item; /* of the frame, of the draw */
    size_t members;   /* of its cluster */
} list_row;

/* kp_report.subject */
typedef struct sample_list {
    const kp_sample *sample;
    list_row *rows;
    size_t row_count;
    list_column columns[KP_REPORT_COLUMNS];
    int column_count;
} sample_list;

/* ---- the list ---- */

/* One row a member that was drawn, or a cluster without ids of members: by item, then as in the frame. */
static void list_rows(kp_arena *arena, sample_list *list) {
    const kp_sample *sample = list->sample;
    const kp_draw *draw = sample->draw;
    size_t frame_rows = kp_data_rows(sample->table), all = 0;
    size_t *members = KP_NEW_ARRAY(arena, size_t, draw->count + 1), *next = KP_NEW_ARRAY(arena, size_t, draw->count + 1);
    for (size_t row = 0; row < frame_rows; row++)
        if (draw->item_of[row] != SIZE_MAX)
            members[draw->item_of[row]]++;
    for (size_t i = 0; i < draw->count; i++) {
        next[i] = all;
        all += sample->ids ? members[i] : 1;
    }
    list->rows = KP_NEW_ARRAY(arena, list_row, all + 1);
    list->row_count = all;
    for (size_t row = 0; row < frame_rows; row++) {
        size_t item = draw->item_of[row];
        if (item != SIZE_MAX && (sample->ids || draw->items[item].row == row))
            list->rows[next[item]++] = (list_row){row, item, members[item]};
    }
}

static void add_column(sample_list *list, list_content content, size_t extra, const char *head) {
    if (list->column_count < KP_REPORT_COLUMNS)
        list->columns[list->column_count++] = (list_column){content, extra, head};
}

static void choose_columns(kp_report *report, sample_list *list) {
    const kp_sample *sample = list->sample;
    add_column(list, LIST_NUMBER, 0, SAY(NUMBER));
    if (sample->strata)
        add_column(list, LIST_STRATUM, 0, sample->strata->title);
    if (sample->clusters)
        add_column(list, LIST_CLUSTER, 0, sample->clusters->title);
    if (sample->ids)
        add_column(list, LIST_ID, 0, sample->id_title);
    else
        add_column(list, LIST_MEMBERS, 0, SAYS(MEMBERS));
    for (size_t i = 0; i < sample->plan.column_count; i++) {
        size_t column = kp_data_find(sample->table, sample->plan.columns[i]);
        add_column(list, LIST_EXTRA, column, kp_data_title(sample->table, column));
    }
    add_column(list, LIST_CLASS, 0, SAYS(CLASS));
    add_column(list, LIST_WEIGHT, 0, SAYS(WEIGHT));
}

/* The text of a cell; "" where it is a number. */
static const char *text_of(kp_report *report, const sample_list *list, const list_column *column, const list_row *row) {
    const kp_sample *sample = list->sample;
    const kp_drawn *drawn = &sample->draw->items[row->item];
    switch (column->content) {
    case LIST_STRATUM: return sample->strata->names[drawn->stratum];
    case LIST_CLUSTER: return sample->clusters->names[sample->clusters->of[row->row]];
    case LIST_ID: return sample->ids[row->row];
    case LIST_EXTRA: return kp_data_text(sample->table, column->extra, row->row);
    case LIST_CLASS:
        if (!drawn->substitute)
            return SAYS(DRAWN);
        return SAYS_WITH(SUBSTITUTE, kp_format(report->work, "%lld", (long long)drawn->order - (long long)sample->draw->drawn[drawn->stratum]));
    default: return "";
    }
}

#define PAGE_WIDTH 88.0 /* of an A4 page upright, in widths of a digit */
#define MOST_WIDER 1.8

/* Columns as wide as what stands in the first thousand rows, or wider where that leaves half of the page empty. */
static void open_columns(kp_report *report, kp_report_sheet *sheet, const sample_list *list) {
    double widths[KP_REPORT_COLUMNS], sum = 0;
    for (int c = 0; c < list->column_count; c++) {
        const list_column *column = &list->columns[c];
        double widest = kp_report_text_width(column->head, report->lang, 10, 1000, NULL);
        for (size_t i = 0; i < list->row_count && i < 1000; i++) {
            double width = kp_report_text_width(text_of(report, list, column, &list->rows[i]), report->lang, 10, 1000, NULL);
            widest = width > widest ? width : widest;
        }
        double least = column->content == LIST_NUMBER ? 6 : 9;
        widths[c] = widest + 1.5 < least ? least : widest + 1.5 > 40 ? 40 : widest + 1.5;
        sum += widths[c];
    }
    double wider = PAGE_WIDTH / sum < 1 ? 1 : PAGE_WIDTH / sum > MOST_WIDER ? MOST_WIDER : PAGE_WIDTH / sum;
    for (int c = 0; c < list->column_count; c++)
        kp_report_column(sheet, widths[c] * wider);
}

static void write_row(kp_report *report, size_t index) {
    const sample_list *list = report->subject;
    kp_report_sheet *sheet = &report->lists;
    const list_row *row = &list->rows[index];
    const kp_drawn *drawn = &list->sample->draw->items[row->item];
    for (int c = 0; c < list->column_count; c++)
        switch (list->columns[c].content) {
        case LIST_NUMBER: kp_report_count(sheet, c, (int64_t)index + 1, STYLE_WHOLE); break;
        case LIST_MEMBERS: kp_report_count(sheet, c, (int64_t)row->members, STYLE_WHOLE); break;
        case LIST_WEIGHT: kp_report_number(sheet, c, drawn->weight, STYLE_MARK); break;
        case LIST_EXTRA: kp_report_text(sheet, c, text_of(report, list, &list->columns[c], row), STYLE_TEXT); break;
        default: kp_report_text(sheet, c, text_of(report, list, &list->columns[c], row), STYLE_TEXT_CENTER); break;
        }
    kp_report_row_end(sheet, 20);
}

static const char *count_text(kp_arena *arena, int64_t count) { return kp_format(arena, "%lld", (long long)count); }

static int64_t sum_of(const int64_t counts[], size_t count) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += counts[i];
    return sum;
}

static void write_list(kp_report *report, sample_list *list) {
    const kp_sample *sample = list->sample;
    kp_report_sheet *sheet = &report->lists;
    kp_report_sheet_open(report, sheet, SAYS(LIST));
    if (sheet->worksheet)
        worksheet_set_portrait(sheet->worksheet);
    choose_columns(report, list);
    open_columns(report, sheet, list);
    kp_report_title(sheet, SAYS(LIST),
                    SAYS_WITH(SUBTITLE, kp_verbatim(report->work, sample->plan.seed),
                              count_text(report->work, sum_of(sample->draw->drawn, sample->stratum_count)),
                              count_text(report->work, sum_of(sample->draw->substitutes, sample->stratum_count))));
    const char *heads[KP_REPORT_COLUMNS];
    for (int c = 0; c < list->column_count; c++)
        heads[c] = list->columns[c].head;
    kp_report_heads(sheet, heads, list->column_count);
    kp_report_each(report, list->row_count, write_row);
    kp_report_sheet_close(sheet);
}

/* ---- how it was drawn ---- */

enum { ABOUT_STRATUM, ABOUT_POPULATION, ABOUT_WANTED, ABOUT_DRAWN, ABOUT_SUBSTITUTES, ABOUT_FRACTION, ABOUT_WEIGHT, ABOUT_BOUNDARY, ABOUT_COUNT };
#define BOUNDARY_DIGITS 16

static void write_pair(kp_report *report, const char *label, const char *text) {
    kp_report_sheet *sheet = &report->rules;
    kp_report_text(sheet, 0, label, STYLE_TEXT_STRONG);
    kp_report_merged(sheet, 1, ABOUT_COUNT - 1, text, STYLE_TEXT);
    kp_report_row_end(sheet, 20);
}

static const char *columns_text(kp_report *report, const kp_sample *sample) {
    kp_buffer text = {.arena = report->work};
    const char *between = report->lang == KP_ZH ? "；" : "; ";
    if (sample->strata)
        kp_buffer_puts(&text, SAYS_WITH(COLUMNS_STRATUM, kp_verbatim(report->work, sample->strata->title)));
    if (sample->clusters)
        kp_buffer_printf(&text, "%s%s", text.length ? between : "", SAYS_WITH(COLUMNS_CLUSTER, kp_verbatim(report->work, sample->clusters->title)));
    if (sample->ids)
        kp_buffer_printf(&text, "%s%s", text.length ? between : "", SAYS_WITH(COLUMNS_ID, kp_verbatim(report->work, sample->id_title)));
    return kp_buffer_text(&text);
}

/* Without the folders, which are whoever drew it's own. */
static const char *file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static void write_facts(kp_report *report, const kp_sample *sample, const char *date) {
    kp_arena *work = report->work;
    if (date)
        write_pair(report, SAYS(DATE), date);
    write_pair(report, SAYS(FRAME),
               SAYS_WITH(FRAME_IS, kp_verbatim(work, file_name(sample->file)), kp_verbatim(work, kp_data_sheet(sample->table)),
                         count_text(work, (int64_t)kp_data_rows(sample->table))));
    if (sample->digest)
        write_pair(report, SAYS(DIGEST), sample->digest);
    write_pair(report, SAYS(SEED), sample->plan.seed);
    write_pair(report, SAYS(COLUMNS), columns_text(report, sample));
    write_pair(report, SAYS(SIZES), sample_sizing_text(work, &sample->plan, report->lang));
    write_pair(report, SAYS(METHOD), sample->clusters ? SAYS(METHOD_CLUSTERS) : SAYS(METHOD_MEMBERS));
    if (sample->draw->count) {
        const kp_drawn *first = &sample->draw->items[0];
        write_pair(report, SAYS(CHECK),
                   kp_format(work, "%s\n%s",
                             SAYS_WITH(CHECK_IS, kp_verbatim(work, sample_drawn_id(sample, first)),
                                       kp_verbatim(work, sample_check_command(work, sample, first)), first->key),
                             SAYS(CHECK_BOUNDARY)));
    }
    write_pair(report, SAYS(WEIGHT), SAYS(WEIGHT_NOTE));
    write_pair(report, SAYS(LIST), SAYS(PRIVACY));
}

/* The key of the last that was drawn in the stratum; NULL: nobody was. */
static const char *boundary_of(const kp_draw *draw, size_t stratum) {
    const char *key = NULL;
    for (size_t i = 0; i < draw->count; i++)
        if ((size_t)draw->items[i].stratum == stratum && !draw->items[i].substitute)
            key = draw->items[i].key;
    return key;
}

static void write_counts(kp_report *report, int64_t population, int64_t wanted, int64_t drawn, int64_t substitutes, bool total) {
    kp_report_sheet *sheet = &report->rules;
    kp_report_style whole = total ? STYLE_WHOLE_STRONG : STYLE_WHOLE;
    kp_report_count(sheet, ABOUT_POPULATION, population, whole);
    kp_report_count(sheet, ABOUT_WANTED, wanted, whole);
    kp_report_count(sheet, ABOUT_DRAWN, drawn, whole);
    kp_report_count(sheet, ABOUT_SUBSTITUTES, substitutes, whole);
    kp_report_number(sheet, ABOUT_FRACTION, population ? kp_num_ratio(report->work, drawn, population) : KP_ZERO, STYLE_PERCENT);
}

static void write_stratum(kp_report *report, size_t h) {
    const kp_sample *sample = ((const sample_list *)report->subject)->sample;
    const kp_draw *draw = sample->draw;
    kp_report_sheet *sheet = &report->rules;
    const char *key = boundary_of(draw, h);
    kp_report_text(sheet, ABOUT_STRATUM, sample->strata ? sample->strata->names[h] : SAYS(ALL), STYLE_TEXT);
    write_counts(report, draw->population[h], sample->wanted[h], draw->drawn[h], draw->substitutes[h], false);
    if (key)
        kp_report_number(sheet, ABOUT_WEIGHT, kp_num_ratio(report->work, draw->population[h], draw->drawn[h]), STYLE_MARK);
    else
        kp_report_text(sheet, ABOUT_WEIGHT, "—", STYLE_TEXT_CENTER);
    kp_report_text(sheet, ABOUT_BOUNDARY, key ? kp_format(report->work, "%.*s…", BOUNDARY_DIGITS, key) : "—", STYLE_TEXT_CENTER);
    kp_report_row_end(sheet, 20);
}

static void write_about(kp_report *report, const sample_list *list, const char *date) {
    static const double widths[ABOUT_COUNT] = {18, 11, 9, 9, 12, 10, 11, 21};
    const kp_sample *sample = list->sample;
    kp_report_sheet *sheet = &report->rules;
    kp_report_sheet_open(report, sheet, SAYS(ABOUT));
    if (sheet->worksheet)
        worksheet_set_portrait(sheet->worksheet);
    for (int c = 0; c < ABOUT_COUNT; c++)
        kp_report_column(sheet, widths[c]);
    kp_report_merged(sheet, 0, ABOUT_COUNT - 1, SAYS(ABOUT), STYLE_TITLE);
    kp_report_row_end(sheet, 42);
    write_facts(report, sample, date);
    kp_report_row_end(sheet, 12);
    const char *heads[ABOUT_COUNT] = {sample->strata ? sample->strata->title : SAYS(STRATUM),
                                      SAYS(POPULATION),
                                      SAYS(WANTED),
                                      SAYS(DRAWN),
                                      SAYS(SUBSTITUTES),
                                      SAYS(FRACTION),
                                      SAYS(WEIGHT),
                                      SAYS(BOUNDARY)};
    for (int c = 0; c < ABOUT_COUNT; c++)
        kp_report_text(sheet, c, heads[c], STYLE_HEAD);
    kp_report_row_end(sheet, 22);
    kp_report_each(report, sample->stratum_count, write_stratum);
    if (sample->strata) {
        const kp_draw *draw = sample->draw;
        size_t count = sample->stratum_count;
        kp_report_text(sheet, ABOUT_STRATUM, SAYS(ALL), STYLE_TEXT_STRONG);
        write_counts(report, sum_of(draw->population, count), sum_of(sample->wanted, count), sum_of(draw->drawn, count),
                     sum_of(draw->substitutes, count), true);
        kp_report_text(sheet, ABOUT_WEIGHT, "", STYLE_TEXT_CENTER);
        kp_report_text(sheet, ABOUT_BOUNDARY, "", STYLE_TEXT_CENTER);
        kp_report_row_end(sheet, 20);
    }
    kp_report_sheet_close(sheet);
}

/* ---- the workbook ---- */

static bool cannot_write(kp_problems *problems, const char *path, const char *why) {
    kp_problems_add(problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, why, NULL, NULL);
    return false;
}

/* The document's time, and the date that is told: NULL where neither the environment nor the seed says one. */
static int64_t date_of(kp_arena *arena, const kp_sample *sample, const char **date) {
    int year = 0, month = 0, day = 0;
    struct tm broken;
    const int64_t none = INT64_C(315532800) + 43200; /* 1980-01-01, where the archive's dates begin */
    int64_t seconds =
        kp_parse_date(sample->plan.seed, &year, &month, &day) ? kp_document_time_of_day(year, month, day) : kp_document_time_of_day(1980, 1, 1);
    time_t time = (time_t)seconds;
    *date = seconds != none && gmtime_r(&time, &broken) ? kp_format(arena, "%04d-%02d-%02d", broken.tm_year + 1900, broken.tm_mon + 1, broken.tm_mday)
                                                        : NULL;
    return seconds;
}

static void write_book(kp_report *report, sample_list *list) {
    const char *date;
    lxw_doc_properties properties = {.title = (char *)(uintptr_t)SAYS(LIST), .created = (time_t)date_of(report->arena, list->sample, &date)};
    lxw_error error = workbook_set_properties(report->book, &properties);
    if (error != LXW_NO_ERROR)
        report->error = error;
    list_rows(report->arena, list);
    write_list(report, list);
    write_about(report, list, date);
}

bool kp_sample_write(kp_arena *arena, const kp_sample *sample, const kp_sample_options *options, const char *path, kp_problems *problems) {
    if (!kp_report_can_create(path))
        return cannot_write(problems, path, kp_system_error(errno));
    static const kp_scheme no_scheme = {.decimals = 4}; /* of weights; formats ask for it and for colours */
    const kp_report_options report_options = {.lang = options->lang};
    sample_list list = {.sample = sample};
    kp_report *report = KP_NEW(arena, kp_report);
    *report = (kp_report){.arena = arena, .work = arena, .scheme = &no_scheme, .options = &report_options, .lang = options->lang, .subject = &list};
    kp_arena_defer(arena, kp_report_book_free, report);
    report->book = workbook_new(path);
    if (report->book && kp_report_formats_make(arena, report->book, &no_scheme, options->lang, &report->formats))
        write_book(report, &list);
    else
        report->no_memory = true;
    bool written = kp_report_book_close(report, path);
    report->options = NULL; /* these end with this call */
    report->subject = NULL;
    if (report->no_memory || report->error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        kp_arena_exhausted(arena);
    return written || cannot_write(problems, path, lxw_strerror(report->error));
}
