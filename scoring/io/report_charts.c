/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_charts.c - the sheet 图表: the totals as bars in the order of ranks, and how many units each grade has. One page; the numbers behind the bars stand to
 * the right of it, outside the print area, and refer to 汇总.
 */
#include <stdlib.h>

#include "report_private.h"

#define PAGE_COLUMNS   14
#define PAGE_ROWS      23 /* rows of 18 points under the title: one page */
#define COLUMN_WIDTH   9.43
#define PAGE_PIXELS    994
#define CHART_PIXELS   540
#define DATA_COLUMN    (PAGE_COLUMNS + 1)
#define BAR_COLOR      0x5B8DB8
#define DEFAULT_WIDTH  480.0 /* of a chart at scale 1, in pixels */
#define DEFAULT_HEIGHT 288.0

enum { DATA_RANK = DATA_COLUMN, DATA_NAME, DATA_TOTAL, DATA_COUNT };

typedef struct charted {
    int32_t rank, place, unit;
} charted;

static int compare_units(const void *left, const void *right) {
    const charted *x = left, *y = right;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* The best ranked units over all groups, best first. */
static charted *pick_units(kp_report *report, size_t *count) {
    size_t units = report->evidence->units.count;
    charted *picked = KP_NEW_ARRAY(report->work, charted, units);
    *count = 0;
    for (size_t i = 0; i < units; i++) {
        int32_t unit = report->card->order[i];
        if (report->card->units[unit].ranked)
            picked[(*count)++] = (charted){report->card->units[unit].rank_all, (int32_t)i, unit};
    }
    qsort(picked, *count, sizeof *picked, compare_units);
    return picked;
}

static void check(kp_report *report, lxw_error error) {
    if (error != LXW_NO_ERROR && report->error == LXW_NO_ERROR)
        report->error = error;
}

/* ---- The numbers behind the bars ---- */

static void write_data(kp_report *report, const charted *units, size_t shown) {
    kp_report_sheet *sheet = &report->charts;
    for (size_t row = 0; row < PAGE_ROWS || row <= shown; row++) {
        if (row == 0) {
            kp_report_text(sheet, DATA_RANK, SAY(RANK), STYLE_HEAD);
            kp_report_text(sheet, DATA_NAME, kp_report_words(report, report->scheme->subject), STYLE_HEAD);
            kp_report_text(sheet, DATA_TOTAL, SAY(TOTAL_SCORE), STYLE_HEAD);
        } else if (row <= shown) {
            int32_t unit = units[row - 1].unit;
            const char *cell = kp_report_cell(report->work, report->summary.name, report->summary_rows[unit], report->summary_total);
            kp_report_count(sheet, DATA_RANK, units[row - 1].rank, STYLE_WHOLE);
            kp_report_text(sheet, DATA_NAME, report->evidence->units.items[unit].name, STYLE_TEXT);
            kp_report_formula(sheet, DATA_TOTAL, cell, report->card->units[unit].printed, STYLE_MARK);
        }
        sheet->height = 0; /* all alike, as the chart is laid over them */
        kp_report_row_end(sheet, 18);
    }
}

/* ---- Charts ---- */

static void set_fonts(kp_report *report, lxw_chart *chart, lxw_chart_series *series, const char *title) {
    char *name = report->lang == KP_ZH ? (char *)"宋体" : (char *)"Arial";
    lxw_chart_font heading = {.name = name, .size = 14, .bold = LXW_TRUE}, label = {.name = name, .size = 8};
    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &heading);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_axis_set_num_font(chart->x_axis, &label);
    chart_axis_set_num_font(chart->y_axis, &label);
    chart_series_set_labels(series);
    chart_series_set_labels_font(series, &label);
    chart_set_series_gap(chart, 45);
}

/* Each bar in the colour of its unit's grade, as 汇总 shows it. `bands` holds a band's index a bar, or -1. */
static void color_bars(kp_report *report, lxw_chart_series *series, const int32_t *bands, size_t count) {
    lxw_chart_point **points = KP_NEW_ARRAY(report->work, lxw_chart_point *, count + 1); /* ends with NULL */
    lxw_chart_fill *fills = KP_NEW_ARRAY(report->work, lxw_chart_fill, count);
    lxw_chart_line *lines = KP_NEW_ARRAY(report->work, lxw_chart_line, count);
    for (size_t i = 0; i < count; i++) {
        const char *color = bands[i] >= 0 ? report->scheme->bands[bands[i]].color : NULL;
        fills[i] = (lxw_chart_fill){.color = kp_report_color(color, BAR_COLOR)};
        lines[i] = (lxw_chart_line){.color = COLOR_GREY, .width = 0.75f};
        points[i] = KP_NEW(report->work, lxw_chart_point);
        points[i]->fill = &fills[i];
        points[i]->line = &lines[i];
    }
    check(report, chart_series_set_points(series, points));
}

static void insert(kp_report *report, lxw_chart *chart, int left, int width, int height) {
    lxw_chart_options options = {.x_offset = left, .y_offset = 4, .x_scale = width / DEFAULT_WIDTH, .y_scale = height / DEFAULT_HEIGHT};
    check(report, worksheet_insert_chart_opt(report->charts.worksheet, 2, 0, chart, &options));
}

static bool any_negative(const kp_report *report, const charted *units, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (kp_num_sign(report->card->units[units[i].unit].printed) < 0)
            return true;
    return false;
}

static void chart_totals(kp_report *report, const charted *units, size_t shown, size_t all, int width) {
    lxw_chart *chart = workbook_add_chart(report->book, LXW_CHART_BAR);
    lxw_chart_series *series = chart ? chart_add_series(chart, NULL, NULL) : NULL;
    if (!series) {
        check(report, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    uint32_t first = report->charts.row + 1, last = first + (uint32_t)shown - 1;
    chart_series_set_categories(series, report->charts.name, first, DATA_NAME, last, DATA_NAME);
    chart_series_set_values(series, report->charts.name, first, DATA_TOTAL, last, DATA_TOTAL);
    const char *title = all > shown ? SAY_WITH(CHART_TOP, kp_format(report->work, "%zu", shown)) : SAY(CHART_TOTALS);
    set_fonts(report, chart, series, title);
    chart_series_set_labels_num_format(series, report->mark_digits);
    chart_axis_set_reverse(chart->y_axis);          /* the best on top */
    chart_axis_set_interval_unit(chart->y_axis, 1); /* every name */
    if (!any_negative(report, units, shown))
        chart_axis_set_min(chart->x_axis, 0);
    chart_axis_off(chart->x_axis); /* every bar has its figure */
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    int32_t *bands = KP_NEW_ARRAY(report->work, int32_t, shown);
    for (size_t i = 0; i < shown; i++)
        bands[i] = report->card->units[units[i].unit].band;
    color_bars(report, series, bands, shown);
    int height = 110 + (int)shown * 30;
    insert(report, chart, 0, width, height < CHART_PIXELS ? height : CHART_PIXELS);
}

static void chart_grades(kp_report *report, int left, int width) {
    size_t count = report->scheme->band_count;
    lxw_chart *chart = workbook_add_chart(report->book, LXW_CHART_COLUMN);
    lxw_chart_series *series = chart ? chart_add_series(chart, NULL, NULL) : NULL;
    if (!series) {
        check(report, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    uint32_t first = report->bands_first, last = first + (uint32_t)count - 1;
    chart_series_set_categories(series, report->summary.name, first, (lxw_col_t)report->bands_name, last, (lxw_col_t)report->bands_name);
    chart_series_set_values(series, report->summary.name, first, (lxw_col_t)report->bands_count, last, (lxw_col_t)report->bands_count);
    set_fonts(report, chart, series, SAY(CHART_GRADES));
    chart_axis_set_min(chart->y_axis, 0);
    chart_axis_off(chart->y_axis);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    int32_t *bands = KP_NEW_ARRAY(report->work, int32_t, count);
    for (size_t i = 0; i < count; i++)
        bands[i] = (int32_t)i;
    color_bars(report, series, bands, count);
    insert(report, chart, left, width, 330);
}

void kp_report_write_charts(kp_report *report) {
    kp_report_sheet *sheet = &report->charts;
    size_t all, bands = report->scheme->band_count;
    charted *units = pick_units(report, &all);
    size_t shown = all < KP_REPORT_CHARTED ? all : KP_REPORT_CHARTED;
    for (int i = 0; i < PAGE_COLUMNS; i++)
        kp_report_column(sheet, COLUMN_WIDTH);
    if (!sheet->worksheet)
        return;
    const char *period = kp_period_title(report->work, report->evidence->period, report->lang);
    const char *title = SAY_WITH(TITLE_OF, kp_report_words(report, report->scheme->title), period);
    kp_report_title(sheet, kp_report_title_and(report, title, SAY(TITLE_CHARTS)), shown ? kp_report_subtitle(report) : SAY(NOBODY_RANKED));
    kp_report_column(sheet, 3);
    kp_report_column(sheet, 7);
    kp_report_column(sheet, 24);
    kp_report_column(sheet, 10);
    check(report, worksheet_print_area(sheet->worksheet, 0, 0, sheet->row + PAGE_ROWS - 1, PAGE_COLUMNS - 1));
    if (!shown)
        return;
    int wide = bands ? 620 : PAGE_PIXELS;
    chart_totals(report, units, shown, all, wide);
    if (bands)
        chart_grades(report, wide + 8, PAGE_PIXELS - wide - 16);
    write_data(report, units, shown);
}
