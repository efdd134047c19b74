/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_survey_charts.c - the two charts of the sheet 满意度. */
#include "report_interval_chart.h"
#include "report_survey.h"

#include <math.h>

#define DOT_SHARE    0.008 /* of the axis */
#define WITH_TABLE   9     /* rows of a table that fit on a page with their chart */
#define COLOR_BEST   0x2E75B6
#define COLOR_MIDDLE 0xE7E6E6
#define COLOR_WORST  0xC55A11

static kp_interval_axis axis_of(const kp_survey_shown *shown) {
    return (kp_interval_axis){.least = shown->axis_least, .most = shown->axis_most, .dot = (shown->axis_most - shown->axis_least) * DOT_SHARE};
}

void kp_survey_write_behind(kp_report_sheet *sheet, const kp_survey_shown *shown, const kp_survey_figure *figure) {
    kp_interval_axis axis = axis_of(shown);
    kp_interval_behind(sheet, KP_SURVEY_BEHIND, &axis, kp_num_to_double(figure->degree), figure->degree_interval.lower,
                       figure->degree_interval.upper);
}

void kp_survey_chart_intervals(kp_report_sheet *sheet, const kp_survey_shown *shown, uint32_t first, size_t count, const char *title) {
    const kp_interval_chart chart = {.title = title,
                                     .axis = axis_of(shown),
                                     .first = first,
                                     .count = count,
                                     .name = KP_SURVEY_NAME,
                                     .behind = KP_SURVEY_BEHIND,
                                     .columns = KP_SURVEY_COLUMNS};
    kp_interval_chart_write(sheet, &chart);
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
    lxw_chart *chart = kp_chart_bars(sheet, LXW_CHART_BAR_STACKED_PERCENT, title);
    if (!chart)
        return;
    size_t columns = shown->options + (shown->options_merged > 0);
    for (size_t i = 0; i < columns; i++) {
        lxw_chart_series *series =
            kp_chart_series(sheet, chart, first, count, KP_SURVEY_NAME, KP_SURVEY_DEGREE + (int)i, option_color(i, columns), true);
        if (!series)
            return;
        chart_series_set_name_range(series, sheet->name, head, (lxw_col_t)(KP_SURVEY_DEGREE + (int)i));
    }
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_set_series_gap(chart, 45);
    chart_axis_set_num_format(chart->x_axis, "0%");
    kp_chart_insert(sheet, chart, KP_SURVEY_COLUMNS, 120 + (int)count * 20, count > WITH_TABLE);
}
