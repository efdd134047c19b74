/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_interval_chart.c - values with their intervals as bars, and what charts laid over rows of a sheet share. */
#include "report_interval_chart.h"

#include <math.h>

#define DEFAULT_WIDTH  480.0 /* of a chart at scale 1, in pixels */
#define DEFAULT_HEIGHT 288.0
#define ROW_POINTS                                                                                                                                   \
    15.0 /* the height that rows have by default, so that the chart is as high where libxlsxwriter has forgotten the rows' heights (constant memory) */
#define ROW_PIXELS     20
#define NAME_MOST      200  /* UTF-16 units */
#define GAP_POINTS     10.0 /* over a chart */
#define COLOR_INTERVAL 0x9DB9D3
#define COLOR_DOT      0x1F3864
#define COLOR_GRID     0xD9D9D9

enum { LENGTH_BEFORE, LENGTH_LOWER, LENGTH_DOT, LENGTH_UPPER };

void kp_chart_check(kp_report *report, lxw_error error) {
    if (error != LXW_NO_ERROR && report->error == LXW_NO_ERROR)
        report->error = error;
}

/* ---- parts ---- */

static void set_fonts(kp_report *report, lxw_chart *chart, const char *title) {
    char *name = report->lang == KP_ZH ? (char *)"宋体" : (char *)"Arial";
    lxw_chart_font heading = {.name = name, .size = 12, .bold = LXW_TRUE}, label = {.name = name, .size = 9};
    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &heading);
    chart_axis_set_num_font(chart->x_axis, &label);
    chart_axis_set_num_font(chart->y_axis, &label);
    chart_legend_set_font(chart, &label);
    lxw_chart_line grid = {.color = COLOR_GRID, .width = 0.5f};
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(chart->x_axis, &grid);
    chart_axis_set_reverse(chart->y_axis);          /* the first on top … */
    chart_axis_set_crossing_max(chart->y_axis);     /* … and the scale at the foot all the same */
    chart_axis_set_interval_unit(chart->y_axis, 1); /* every name */
}

lxw_chart *kp_chart_bars(kp_report_sheet *sheet, lxw_chart_type type, const char *title) {
    lxw_chart *chart = workbook_add_chart(sheet->report->book, (uint8_t)type);
    if (chart)
        set_fonts(sheet->report, chart, title);
    else
        kp_chart_check(sheet->report, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return chart;
}

lxw_chart_series *kp_chart_series(kp_report_sheet *sheet, lxw_chart *chart, uint32_t first, size_t count, int name, int column, lxw_color_t color,
                                  bool seen) {
    uint32_t last = first + (uint32_t)count - 1;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        kp_chart_check(sheet->report, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    chart_series_set_categories(series, sheet->name, first, (lxw_col_t)name, last, (lxw_col_t)name);
    chart_series_set_values(series, sheet->name, first, (lxw_col_t)column, last, (lxw_col_t)column);
    lxw_chart_fill fill = {.color = color ? color : LXW_COLOR_BLACK, .none = !seen};
    lxw_chart_line line = {.none = LXW_TRUE};
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
    return series;
}

/* How many rows a chart of that many pixels covers. */
static int rows_under(int height) { return height / ROW_PIXELS + 1; }

/* With the data of `about` on the rows behind it, where it is there to write them. */
static void insert_chart(kp_report_sheet *sheet, lxw_chart *chart, int columns, int height, bool alone, const kp_interval_chart *about) {
    kp_report_row_end(sheet, GAP_POINTS);
    if (alone)
        kp_report_block_begin(sheet, false);
    double width = 0;
    for (int i = 0; i < columns; i++)
        width += sheet->widths[i] * 7 + 5;
    lxw_chart_options options = {.x_offset = 2, .y_offset = 2, .x_scale = (width - 6) / DEFAULT_WIDTH, .y_scale = height / DEFAULT_HEIGHT};
    kp_chart_check(sheet->report, worksheet_insert_chart_opt(sheet->worksheet, sheet->row, 0, chart, &options));
    for (int i = 0; i < rows_under(height); i++) {
        if (about && about->write_row && (size_t)i < about->count)
            about->write_row(sheet->report, about->index + (size_t)i);
        kp_report_row_end(sheet, ROW_POINTS);
    }
}

void kp_chart_insert(kp_report_sheet *sheet, lxw_chart *chart, int columns, int height, bool alone) {
    insert_chart(sheet, chart, columns, height, alone, NULL);
}

/* ---- intervals ---- */

void kp_interval_behind(kp_report_sheet *sheet, int behind, const kp_interval_axis *axis, double value, double lower, double upper) {
    double from = fmin(fmax(value - axis->dot / 2, axis->least), axis->most - axis->dot); /* a dot at the end of the scale is seen whole */
    double low = fmin(from, lower), high = fmax(from + axis->dot, upper);
    double lengths[KP_INTERVAL_LENGTHS] = {low, from - low, axis->dot, high - from - axis->dot};
    for (int i = 0; i < KP_INTERVAL_LENGTHS; i++)
        kp_report_real(sheet, behind + i, lengths[i], STYLE_BEHIND_CHART);
}

void kp_interval_name(kp_report_sheet *sheet, int column, const char *name) {
    kp_report *report = sheet->report;
    if (sheet->worksheet)
        kp_chart_check(report, worksheet_write_string(sheet->worksheet, sheet->row, (lxw_col_t)column, kp_report_fit(report, name, NAME_MOST),
                                                      report->formats.of[STYLE_BEHIND_CHART]));
}

/* The rows under it are at least as many as its values, up to fifty of them. */
static int interval_chart_height(size_t count) { return 90 + (int)count * 18; }

double kp_interval_chart_points(size_t count) { return GAP_POINTS + ROW_POINTS * rows_under(interval_chart_height(count)); }

void kp_interval_chart_write(kp_report_sheet *sheet, const kp_interval_chart *about) {
    static const lxw_color_t colors[KP_INTERVAL_LENGTHS] = {LXW_COLOR_WHITE, COLOR_INTERVAL, COLOR_DOT, COLOR_INTERVAL};
    lxw_chart *chart = sheet->worksheet ? kp_chart_bars(sheet, LXW_CHART_BAR_STACKED, about->title) : NULL;
    if (!chart)
        return;
    uint32_t first = about->write_row ? sheet->row + 1 : about->first; /* under the gap */
    for (int i = 0; i < KP_INTERVAL_LENGTHS; i++)
        if (!kp_chart_series(sheet, chart, first, about->count, about->name, about->behind + i, colors[i], i != LENGTH_BEFORE))
            return;
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_set_series_gap(chart, 130);
    chart_axis_set_min(chart->x_axis, about->axis.least);
    chart_axis_set_max(chart->x_axis, about->axis.most);
    if (about->axis.step > 0)
        chart_axis_set_major_unit(chart->x_axis, about->axis.step);
    chart_axis_set_num_format(chart->x_axis, "0");
    insert_chart(sheet, chart, about->columns, interval_chart_height(about->count), !about->placed, about);
}
