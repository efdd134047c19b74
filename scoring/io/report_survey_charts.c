/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_survey_charts.c - the two charts of the sheet 满意度.
 *
 * A dot with its interval is a stacked bar of four lengths: nothing up to the lower end, the interval up to the dot, the dot, the rest of the interval. Neither custom error bars (libxlsxwriter makes none)
 * nor the high-low lines of a line chart (LibreOffice draws none) would be seen by all; and bars have room for names of units.
 */
#include "report_survey.h"

#include <math.h>

#define DEFAULT_WIDTH  480.0 /* of a chart at scale 1, in pixels */
#define DEFAULT_HEIGHT 288.0
#define ROW_POINTS                                                                                                                                   \
    15.0 /* the height that rows have by default, so that the chart is as high where libxlsxwriter has forgotten the rows' heights (constant memory) */
#define ROW_PIXELS     20
#define DOT_SHARE      0.008 /* of the axis */
#define WITH_TABLE     9     /* rows of a table that fit on a page with their chart */
#define COLOR_INTERVAL 0x9DB9D3
#define COLOR_DOT      0x1F3864
#define COLOR_GRID     0xD9D9D9
#define COLOR_BEST     0x2E75B6
#define COLOR_MIDDLE   0xE7E6E6
#define COLOR_WORST    0xC55A11

enum { LENGTH_BEFORE, LENGTH_LOWER, LENGTH_DOT, LENGTH_UPPER, LENGTH_COUNT };

static void check(kp_report *report, lxw_error error) {
    if (error != LXW_NO_ERROR && report->error == LXW_NO_ERROR)
        report->error = error;
}

/* ---- Figures behind the intervals ---- */

void kp_survey_write_behind(kp_report_sheet *sheet, const kp_survey_shown *shown, const kp_survey_figure *figure) {
    double degree = kp_num_to_double(figure->degree), dot = (shown->axis_most - shown->axis_least) * DOT_SHARE;
    double from = fmin(fmax(degree - dot / 2, shown->axis_least), shown->axis_most - dot); /* a dot at the end of the scale is seen whole */
    double lower = fmin(from, figure->degree_interval.lower), upper = fmax(from + dot, figure->degree_interval.upper);
    double lengths[LENGTH_COUNT] = {lower, from - lower, dot, upper - from - dot};
    for (int i = 0; i < LENGTH_COUNT; i++)
        kp_report_real(sheet, KP_SURVEY_BEHIND + i, lengths[i], STYLE_BEHIND_CHART);
}

/* ---- Charts ---- */

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

static lxw_chart_series *add_series(kp_report_sheet *sheet, lxw_chart *chart, uint32_t first, size_t count, int column) {
    uint32_t last = first + (uint32_t)count - 1;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        check(sheet->report, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    chart_series_set_categories(series, sheet->name, first, KP_SURVEY_NAME, last, KP_SURVEY_NAME);
    chart_series_set_values(series, sheet->name, first, (lxw_col_t)column, last, (lxw_col_t)column);
    return series;
}

static void fill_series(lxw_chart_series *series, lxw_color_t color, bool seen) {
    lxw_chart_fill fill = {.color = color ? color : LXW_COLOR_BLACK, .none = !seen};
    lxw_chart_line line = {.none = LXW_TRUE};
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

/* Lays the chart over rows of its own, as wide as the tables; `alone`: it may stand on another page than what is before it. */
static void insert(kp_report_sheet *sheet, lxw_chart *chart, int height, bool alone) {
    kp_report *report = sheet->report;
    kp_report_row_end(sheet, 10);
    if (alone)
        kp_report_block_begin(sheet, false);
    double width = 0;
    for (int i = 0; i < KP_SURVEY_COLUMNS; i++)
        width += sheet->widths[i] * 7 + 5;
    lxw_chart_options options = {.x_offset = 2, .y_offset = 2, .x_scale = (width - 6) / DEFAULT_WIDTH, .y_scale = height / DEFAULT_HEIGHT};
    check(report, worksheet_insert_chart_opt(sheet->worksheet, sheet->row, 0, chart, &options));
    for (int i = 0; i < height / ROW_PIXELS + 1; i++)
        kp_report_row_end(sheet, ROW_POINTS);
}

void kp_survey_chart_intervals(kp_report_sheet *sheet, const kp_survey_shown *shown, uint32_t first, size_t count, const char *title) {
    static const lxw_color_t colors[LENGTH_COUNT] = {LXW_COLOR_WHITE, COLOR_INTERVAL, COLOR_DOT, COLOR_INTERVAL};
    if (!sheet->worksheet)
        return;
    lxw_chart *chart = workbook_add_chart(sheet->report->book, LXW_CHART_BAR_STACKED);
    if (!chart) {
        check(sheet->report, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (int i = 0; i < LENGTH_COUNT; i++) {
        lxw_chart_series *series = add_series(sheet, chart, first, count, KP_SURVEY_BEHIND + i);
        if (!series)
            return;
        fill_series(series, colors[i], i != LENGTH_BEFORE);
    }
    set_fonts(sheet->report, chart, title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_set_series_gap(chart, 130);
    chart_axis_set_min(chart->x_axis, shown->axis_least);
    chart_axis_set_max(chart->x_axis, shown->axis_most);
    chart_axis_set_num_format(chart->x_axis, "0");
    insert(sheet, chart, 90 + (int)count * 18, true);
}

/* From the best option to the worst, by way of a light grey. */
static lxw_color_t option_color(size_t option, size_t options) {
    double place = options > 1 ? 2.0 * (double)option / (double)(options - 1) : 0; /* 0 best, 1 middle, 2 worst */
    lxw_color_t from = place <= 1 ? COLOR_BEST : COLOR_MIDDLE, to = place <= 1 ? COLOR_MIDDLE : COLOR_WORST, color = 0;
    double share = place <= 1 ? place : place - 1;
    for (int shift = 16; shift >= 0; shift -= 8) {
        double a = (double)((from >> shift) & 0xFF), b = (double)((to >> shift) & 0xFF);
        color = color << 8 | (lxw_color_t)lround(a + (b - a) * share);
    }
    return color;
}

void kp_survey_chart_answers(kp_report_sheet *sheet, const kp_survey_shown *shown, uint32_t head, uint32_t first, size_t count, const char *title) {
    if (!sheet->worksheet || !count || !shown->options)
        return;
    lxw_chart *chart = workbook_add_chart(sheet->report->book, LXW_CHART_BAR_STACKED_PERCENT);
    if (!chart) {
        check(sheet->report, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    size_t columns = shown->options + (shown->options_merged > 0);
    for (size_t i = 0; i < columns; i++) {
        lxw_chart_series *series = add_series(sheet, chart, first, count, KP_SURVEY_DEGREE + (int)i);
        if (!series)
            return;
        chart_series_set_name_range(series, sheet->name, head, (lxw_col_t)(KP_SURVEY_DEGREE + (int)i));
        fill_series(series, option_color(i, columns), true);
    }
    set_fonts(sheet->report, chart, title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_set_series_gap(chart, 45);
    chart_axis_set_num_format(chart->x_axis, "0%");
    insert(sheet, chart, 120 + (int)count * 20, count > WITH_TABLE);
}
