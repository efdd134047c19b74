/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_sheet.c - writes the cells, rows and pages of a report's sheets by libxlsxwriter, checking every answer it gives. */

#include <math.h>

#include "report_private.h"
#include "xlsx_text.h"

/* Landscape. */
#define MARGIN_LEFT     0.7 /* inches: 订口 is wider than the right edge */
#define MARGIN_RIGHT    0.6
#define MARGIN_TOP      0.75
#define MARGIN_BOTTOM   0.75
#define MARGIN_FOOTER   0.35
#define A4_SHORT        8.27 /* inches */
#define A4_LONG         11.69
#define HIGHEST_ROW     409.0 /* points, by Excel */
#define LINE_SPACING    1.42  /* of a line of Chinese text, to its size */
#define FIRST_ROWS      80.0  /* points: a heading and three rows */
#define LINKS_MAX       60000 /* of a sheet; Excel takes 65,530 */
#define LINK_TARGET_MAX 1000  /* bytes */
#define WORK_BATCH      64    /* rows or blocks written between two emptyings of the work arena */
#define SHARE_DECIMALS  4     /* two of a percentage */

static void check(kp_report *report, lxw_error error) {
    if (error != LXW_NO_ERROR && report->error == LXW_NO_ERROR)
        report->error = error;
}

const char *kp_report_fit(kp_report *report, const char *text, size_t most) {
    bool cut = false;
    const char *fit = kp_xlsx_text(report->work, text, most, SAY(CUT), &cut);
    report->cut_texts += cut;
    return fit;
}

/* ---- Sheet and columns ---- */

void kp_report_sheet_open(kp_report *report, kp_report_sheet *sheet, const char *name) {
    *sheet = (kp_report_sheet){.report = report, .name = name};
    sheet->worksheet = workbook_add_worksheet(report->book, name);
    if (!sheet->worksheet) {
        check(report, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    worksheet_set_landscape(sheet->worksheet);
    worksheet_set_paper(sheet->worksheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet->worksheet, 1, 0);
    worksheet_set_margins(sheet->worksheet, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM);
    worksheet_center_horizontally(sheet->worksheet);
    lxw_header_footer_options options = {.margin = MARGIN_FOOTER};
    check(report, worksheet_set_footer_opt(sheet->worksheet, SAY(FOOTER), &options));
}

/* The scale that fits all columns on one page. */
static double page_scale(const kp_report_sheet *sheet) {
    double pixels = 0;
    for (int i = 0; i < sheet->column_count; i++)
        pixels += sheet->widths[i] * 7 + 5;
    double scale = (A4_LONG - MARGIN_LEFT - MARGIN_RIGHT) * 72 / (pixels * 0.75);
    return scale > 1 ? 1 : (int)(scale * 100) / 100.0;
}

#define LEAST_SCALE 0.45 /* of a type of 10 points: below it nobody reads a printed page */

/* Side by side, as many pages as it takes to be read. */
static int pages_wide(const kp_report_sheet *sheet) { return 1 + (int)(LEAST_SCALE / page_scale(sheet)); }

/* The last column of the first of these pages. */
static int last_on_first_page(const kp_report_sheet *sheet) {
    double all = 0, used = 0;
    for (int i = 0; i < sheet->column_count; i++)
        all += sheet->widths[i];
    int last = 0, pages = pages_wide(sheet);
    for (int i = 0; i < sheet->column_count && (used += sheet->widths[i]) * pages <= all; i++)
        last = i;
    return pages == 1 ? sheet->column_count - 1 : last;
}

void kp_report_column(kp_report_sheet *sheet, double width) {
    if (!sheet->worksheet || sheet->column_count >= KP_REPORT_COLUMNS)
        return;
    lxw_col_t column = (lxw_col_t)sheet->column_count;
    sheet->widths[sheet->column_count++] = width;
    check(sheet->report, worksheet_set_column(sheet->worksheet, column, column, width, NULL));
}

void kp_report_column_for(kp_report_sheet *sheet, double text_width, double least, double most) {
    double width = text_width + 1.5;
    kp_report_column(sheet, width < least ? least : width > most ? most : width);
}

/* ---- Cells ---- */

static void need_height(kp_report_sheet *sheet, const char *text, int first, int last, kp_report_style like) {
    double width = 0, size = kp_report_style_size(like);
    for (int i = first; i <= last && i < KP_REPORT_COLUMNS; i++)
        width += sheet->widths[i];
    int lines;
    kp_report_text_width(text, sheet->report->lang, size, width, &lines);
    double height = lines * size * LINE_SPACING + size * 0.5;
    if (height > sheet->height)
        sheet->height = height;
}

void kp_report_text_in(kp_report_sheet *sheet, int column, const char *text, lxw_format *format, kp_report_style like) {
    const char *fit = kp_report_fit(sheet->report, text, KP_XLSX_TEXT_MAX);
    if (!sheet->worksheet)
        return;
    need_height(sheet, fit, column, column, like);
    check(sheet->report, *fit ? worksheet_write_string(sheet->worksheet, sheet->row, (lxw_col_t)column, fit, format)
                              : worksheet_write_blank(sheet->worksheet, sheet->row, (lxw_col_t)column, format));
}

void kp_report_text(kp_report_sheet *sheet, int column, const char *text, kp_report_style style) {
    kp_report_text_in(sheet, column, text, sheet->report->formats.of[style], style);
}

void kp_report_merged_in(kp_report_sheet *sheet, int first, int last, const char *text, lxw_format *format, kp_report_style like) {
    if (first >= last) {
        kp_report_text_in(sheet, first, text, format, like);
        return;
    }
    const char *fit = kp_report_fit(sheet->report, text, KP_XLSX_TEXT_MAX);
    if (!sheet->worksheet)
        return;
    need_height(sheet, fit, first, last, like);
    check(sheet->report, worksheet_merge_range(sheet->worksheet, sheet->row, (lxw_col_t)first, sheet->row, (lxw_col_t)last, fit, format));
}

void kp_report_merged(kp_report_sheet *sheet, int first, int last, const char *text, kp_report_style style) {
    kp_report_merged_in(sheet, first, last, text, sheet->report->formats.of[style], style);
}

void kp_report_merged_up(kp_report_sheet *sheet, int column, const char *text, kp_report_style style) {
    kp_report *report = sheet->report;
    if (!sheet->worksheet || report->in_order || sheet->row < 2)
        return;
    const char *fit = kp_report_fit(report, text, KP_XLSX_TEXT_MAX);
    check(report, worksheet_merge_range(sheet->worksheet, sheet->row - 2, (lxw_col_t)column, sheet->row - 1, (lxw_col_t)column, fit,
                                        report->formats.of[style]));
}

/* Beyond what a cell can hold as a number there is only its bound to be shown. */
static bool write_beyond(kp_report_sheet *sheet, int column, kp_num value, kp_report_style style) {
    if (isfinite(kp_num_to_double(value)))
        return false;
    kp_report_text(sheet, column, kp_num_sign(value) < 0 ? "< −1E+308" : "> 1E+308", style);
    return true;
}

void kp_report_number_in(kp_report_sheet *sheet, int column, kp_num value, lxw_format *format, kp_report_style like) {
    if (!sheet->worksheet || write_beyond(sheet, column, value, like))
        return;
    check(sheet->report, worksheet_write_number(sheet->worksheet, sheet->row, (lxw_col_t)column, kp_num_to_double(value), format));
}

void kp_report_number(kp_report_sheet *sheet, int column, kp_num value, kp_report_style style) {
    kp_report_number_in(sheet, column, value, sheet->report->formats.of[style], style);
}

void kp_report_count(kp_report_sheet *sheet, int column, int64_t value, kp_report_style style) {
    kp_report_number(sheet, column, kp_num_int(value), style);
}

void kp_report_real(kp_report_sheet *sheet, int column, double value, kp_report_style style) {
    if (!isfinite(value))
        kp_report_text(sheet, column, "—", STYLE_TEXT_CENTER);
    else if (sheet->worksheet)
        check(sheet->report, worksheet_write_number(sheet->worksheet, sheet->row, (lxw_col_t)column, value, sheet->report->formats.of[style]));
}

void kp_report_formula_in(kp_report_sheet *sheet, int column, const char *formula, kp_num value, lxw_format *format, kp_report_style like) {
    kp_report *report = sheet->report;
    if (report->options->values) {
        kp_report_number_in(sheet, column, value, format, like);
        return;
    }
    if (!sheet->worksheet || write_beyond(sheet, column, value, like))
        return;
    report->formulas++;
    const char *text = kp_format(report->work, "=%s", formula);
    check(report, worksheet_write_formula_num(sheet->worksheet, sheet->row, (lxw_col_t)column, text, format, kp_num_to_double(value)));
}

void kp_report_formula(kp_report_sheet *sheet, int column, const char *formula, kp_num value, kp_report_style style) {
    kp_report_formula_in(sheet, column, formula, value, sheet->report->formats.of[style], style);
}

void kp_report_share(kp_report_sheet *sheet, int column, kp_num share, const char *formula, kp_report_style style) {
    kp_report *report = sheet->report;
    kp_num printed = kp_num_round(report->work, share, SHARE_DECIMALS, KP_HALF_UP);
    if (kp_formula_safe(report->work, share, SHARE_DECIMALS, KP_HALF_UP, NULL)) {
        kp_report_formula(sheet, column, kp_formula_round(report->work, formula, SHARE_DECIMALS, KP_HALF_UP), printed, style);
    } else {
        report->values++;
        kp_report_number(sheet, column, printed, style);
    }
}

lxw_format *kp_report_format(kp_report *report, kp_report_style style, int decimals) {
    if (decimals < 0 || decimals > KP_MAX_DECIMALS)
        return report->formats.of[style];
    lxw_format *format = kp_report_format_with(&report->formats, style, decimals);
    report->no_memory = report->no_memory || !format;
    return format;
}

lxw_format *kp_report_mark_format(kp_report *report, kp_report_style style, int32_t indicator) {
    int decimals = kp_mark_decimals(report->scheme, indicator);
    return kp_report_format(report, style, decimals == report->scheme->decimals ? -1 : decimals);
}

void kp_report_link(kp_report_sheet *sheet, int column, const char *text, const char *target, kp_report_style style) {
    kp_report_text(sheet, column, text, style); /* what a workbook without the link shows */
    if (!sheet->worksheet || !*text || sheet->links == LINKS_MAX || strlen(target) > LINK_TARGET_MAX)
        return;
    sheet->links++;
    const char *url = kp_format(sheet->report->work, "internal:%s", target);
    check(sheet->report, worksheet_write_url_opt(sheet->worksheet, sheet->row, (lxw_col_t)column, url, sheet->report->formats.of[style], text, NULL));
}

void kp_report_severity(kp_report_sheet *sheet, int column, kp_severity severity) {
    static const kp_report_style styles[] = {
        [KP_ERROR] = STYLE_SEVERITY_ERROR, [KP_WARNING] = STYLE_SEVERITY_WARNING, [KP_HINT] = STYLE_SEVERITY_HINT};
    kp_report_text(sheet, column, kp_severity_text(severity, sheet->report->lang), styles[severity]);
}

/* ---- Rows and pages ---- */

void kp_report_row_end(kp_report_sheet *sheet, double least) {
    double height = sheet->height > least ? sheet->height : least;
    if (height > HIGHEST_ROW)
        height = HIGHEST_ROW;
    height = (int)(height * 4 + 0.5) / 4.0; /* in quarters of a point, as spreadsheets keep it */
    if (sheet->worksheet)
        check(sheet->report, worksheet_set_row(sheet->worksheet, sheet->row, height, NULL));
    if (sheet->blocks.count)
        sheet->blocks.items[sheet->blocks.count - 1].height += height;
    else
        sheet->height_before += height;
    sheet->row++;
    sheet->last_height = height;
    sheet->height = 0;
}

void kp_report_repeat(kp_report_sheet *sheet, uint32_t first) {
    if (!sheet->worksheet || sheet->row <= first)
        return;
    check(sheet->report, worksheet_repeat_rows(sheet->worksheet, first, sheet->row - 1));
    worksheet_freeze_panes(sheet->worksheet, sheet->row, 0);
    sheet->repeated_height = 18.0 * (sheet->row - first);
}

void kp_report_blocks_reserve(kp_report_sheet *sheet, size_t count) {
    sheet->blocks.capacity = count < KP_REPORT_MAX_BREAKS + 1 ? count : KP_REPORT_MAX_BREAKS + 1;
    sheet->blocks.items = KP_NEW_ARRAY(sheet->report->arena, kp_report_block, sheet->blocks.capacity);
}

void kp_report_block_begin(kp_report_sheet *sheet, bool own_page) {
    if (sheet->blocks.count < sheet->blocks.capacity)
        sheet->blocks.items[sheet->blocks.count++] = (kp_report_block){.row = sheet->row, .own_page = own_page};
}

/* How many points of rows a page takes at that scale. */
double kp_report_page_room(const kp_report_sheet *sheet) {
    double height = (A4_SHORT - MARGIN_TOP - MARGIN_BOTTOM) * 72, scale = page_scale(sheet);
    return scale > 0.1 ? height / scale * 0.985 : height * 10;
}

#define A_LITTLE_MORE 1.25 /* pages: what is so little longer than one is brought to one; a line of signatures alone on a second would be torn off */

#define HALF_MORE 1.5  /* pages: what is so much longer is brought to one where it can be read all the same */
#define READ_WELL 0.55 /* scale at which it can: a type of 5.5 points */

/* How many pages its rows take. */
static double pages_of(const kp_report_sheet *sheet) {
    double height = sheet->height_before;
    for (size_t i = 0; i < sheet->blocks.count; i++)
        height += sheet->blocks.items[i].height;
    return height / kp_report_page_room(sheet);
}

static bool has_own_pages(const kp_report_sheet *sheet) {
    bool own = false;
    for (size_t i = 1; i < sheet->blocks.count; i++)
        own = own || sheet->blocks.items[i].own_page;
    return own;
}

/* By how much the sheet is drawn smaller so that what begins a page of its own and is a little longer than it keeps to it: a list of one entry too many. */
static double own_pages_shrink(const kp_report_sheet *sheet) {
    double room = kp_report_page_room(sheet), most = room;
    for (size_t i = 0; i < sheet->blocks.count;) {
        double height = i == 0 ? sheet->height_before : 0;
        do
            height += sheet->blocks.items[i++].height;
        while (i < sheet->blocks.count && !sheet->blocks.items[i].own_page);
        if (height > most && height <= room * A_LITTLE_MORE)
            most = height;
    }
    return room / most;
}

/* A block longer than a page runs over. */
static void run_over(const kp_report_sheet *sheet, double room, double *used) {
    while (*used > room)
        *used += sheet->repeated_height - room;
}

/* Whether the block begins a page where `*used` points of a page are taken, which it then goes on from. */
static bool place_block(const kp_report_sheet *sheet, size_t index, double room, double *used) {
    const kp_report_block *block = &sheet->blocks.items[index];
    /* a block longer than a page gains nothing by a page of its own, if only its first rows stay together */
    double together = block->height <= room - sheet->repeated_height ? block->height : FIRST_ROWS;
    bool begins = index > 0 && (block->own_page || *used + together > room);
    if (begins)
        *used = sheet->repeated_height;
    *used += block->height;
    return begins;
}

double kp_report_room_left(const kp_report_sheet *sheet) {
    double room = kp_report_page_room(sheet), used = sheet->height_before;
    for (size_t i = 0; i < sheet->blocks.count; i++) {
        run_over(sheet, room, &used);
        place_block(sheet, i, room, &used);
    }
    return room - used;
}

void kp_report_sheet_close(kp_report_sheet *sheet) {
    if (!sheet->worksheet)
        return;
    if (pages_wide(sheet) > 1) {
        worksheet_fit_to_pages(sheet->worksheet, (uint16_t)pages_wide(sheet), 0);
        check(sheet->report, worksheet_repeat_columns(sheet->worksheet, 0, 0)); /* whose row it is */
        return;
    }
    /* From four fifths of a page on: with other fonts than are reckoned with a page may hold that much less. */
    double pages = pages_of(sheet);
    bool readable = pages <= A_LITTLE_MORE || (pages <= HALF_MORE && page_scale(sheet) / pages >= READ_WELL);
    if (pages > 0.8 && readable && !has_own_pages(sheet)) {
        worksheet_fit_to_pages(sheet->worksheet, 1, 1);
        return;
    }
    if (sheet->blocks.count < 2)
        return;
    double shrink = has_own_pages(sheet) ? own_pages_shrink(sheet) : 1, room = kp_report_page_room(sheet) / shrink, used = sheet->height_before;
    if (shrink < 1)
        worksheet_set_print_scale(sheet->worksheet, (uint16_t)(100 * page_scale(sheet) * shrink));
    lxw_row_t *breaks = KP_NEW_ARRAY(sheet->report->arena, lxw_row_t, KP_REPORT_MAX_BREAKS + 1); /* ends with 0 */
    size_t count = 0;
    for (size_t i = 0; i < sheet->blocks.count && count < KP_REPORT_MAX_BREAKS; i++) {
        if (place_block(sheet, i, room, &used))
            breaks[count++] = sheet->blocks.items[i].row;
        run_over(sheet, room, &used);
    }
    if (count)
        check(sheet->report, worksheet_set_h_pagebreaks(sheet->worksheet, breaks));
}

void kp_report_print_area(kp_report_sheet *sheet, int columns) {
    if (sheet->worksheet && sheet->row && columns)
        check(sheet->report, worksheet_print_area(sheet->worksheet, 0, 0, sheet->row - 1, (lxw_col_t)(columns - 1)));
}

#define TITLE_LEAST 60 /* digits: over fewer a title breaks within its words */

void kp_report_title(kp_report_sheet *sheet, const char *title, const char *subtitle) {
    double width = 0;
    for (int i = 0; i < sheet->column_count; i++)
        width += sheet->widths[i];
    for (; sheet->worksheet && sheet->column_count > 0 && sheet->column_count < KP_REPORT_COLUMNS && width < TITLE_LEAST; width += 10)
        kp_report_column(sheet, 10);
    kp_report_merged(sheet, 0, last_on_first_page(sheet), title, STYLE_TITLE);
    kp_report_row_end(sheet, 42);
    kp_report_merged(sheet, 0, last_on_first_page(sheet), subtitle, STYLE_SUBTITLE);
    kp_report_row_end(sheet, 22);
}

void kp_report_heads(kp_report_sheet *sheet, const char *const heads[], int count) {
    uint32_t head = sheet->row;
    for (int i = 0; i < count; i++)
        kp_report_text(sheet, i, heads[i], STYLE_HEAD);
    kp_report_row_end(sheet, 22);
    kp_report_repeat(sheet, head);
}

/* ---- Work in batches ---- */

typedef struct batch {
    kp_report *report;
    size_t first, end;
    void (*write)(kp_report *report, size_t index);
} batch;

static void write_batch(kp_arena *arena, void *data) {
    batch *now = data;
    now->report->work = arena;
    for (size_t i = now->first; i < now->end; i++)
        now->write(now->report, i);
}

void kp_report_each(kp_report *report, size_t count, void (*write)(kp_report *report, size_t index)) {
    kp_arena *outer = report->work;
    for (size_t first = 0; first < count && !report->no_memory; first += WORK_BATCH) {
        batch now = {report, first, first + WORK_BATCH < count ? first + WORK_BATCH : count, write};
        kp_arena *work = kp_arena_new(NULL);
        if (!work || kp_arena_run(work, write_batch, &now) != KP_OK)
            report->no_memory = true;
        kp_arena_free(work);
        report->work = outer;
    }
}

/* ---- References ---- */

const char *kp_report_cell(kp_arena *arena, const char *sheet, uint32_t row, int column) {
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
    return sheet ? kp_format(arena, "'%s'!%s", sheet, cell) : kp_strdup(arena, cell);
}

const char *kp_report_range(kp_arena *arena, const char *sheet, uint32_t first_row, uint32_t last_row, int column) {
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(first, first_row, (lxw_col_t)column, 1, 1);
    lxw_rowcol_to_cell_abs(last, last_row, (lxw_col_t)column, 1, 1);
    return sheet ? kp_format(arena, "'%s'!%s:%s", sheet, first, last) : kp_format(arena, "%s:%s", first, last);
}
