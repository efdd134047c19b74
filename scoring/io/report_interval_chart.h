/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_interval_chart.h - values with their intervals as bars, each with a dot in it, and the parts that charts laid over rows of a sheet share. Private to this room.
 *
 * A dot with its interval is a stacked bar of four lengths: nothing up to the lower end, the interval up to the dot, the dot, the rest of the interval. Neither custom error bars (libxlsxwriter makes none)
 * nor the high-low lines of a line chart (LibreOffice draws none) would be seen by all; and bars have room for names of units. The lengths stand in four columns outside the print area.
 */
#ifndef KAOPING_REPORT_INTERVAL_CHART_H
#define KAOPING_REPORT_INTERVAL_CHART_H

#include "report_private.h"

#define KP_INTERVAL_LENGTHS 4

typedef struct kp_interval_axis {
    double least, most;
    double dot;  /* how long the dot is, in units of the axis */
    double step; /* between two numbers on the axis; 0: as the spreadsheet program finds good */
} kp_interval_axis;

typedef struct kp_interval_chart {
    const char *title;
    kp_interval_axis axis;
    uint32_t first; /* row of the first value; one row each. Not with `write_row` */
    size_t count;
    void (*write_row)(kp_report *report,
                      size_t index); /* writes name and lengths of value `index` into a row behind the chart; NULL: they stand on rows already */
    size_t index;                    /* of the first value for write_row */
    int name, behind;                /* columns: of the names; the first of the lengths */
    int columns;                     /* those that are printed, over which the chart is laid */
    bool placed;                     /* it is known to fit on the page; else it goes to the next one by itself */
} kp_interval_chart;

/* The four lengths of a value and its interval, into the row being written. */
void kp_interval_behind(kp_report_sheet *sheet, int behind, const kp_interval_axis *axis, double value, double lower, double upper);
/* The name of a value, outside what is printed. */
void kp_interval_name(kp_report_sheet *sheet, int column, const char *name);
/* The height of the rows that a chart of `count` values takes, in points. */
double kp_interval_chart_points(size_t count);
/* The chart, on rows of its own under what was written. */
void kp_interval_chart_write(kp_report_sheet *sheet, const kp_interval_chart *chart);

/* ---- parts ---- */

/* Keeps the first error of the workbook. */
void kp_chart_check(kp_report *report, lxw_error error);
/* A chart of bars with the first on top; NULL where there is no memory. */
lxw_chart *kp_chart_bars(kp_report_sheet *sheet, lxw_chart_type type, const char *title);
/* A series of the values in `column`, named by the column `name`, in a colour or (`seen` false) in none; NULL where there is no memory. */
lxw_chart_series *kp_chart_series(kp_report_sheet *sheet, lxw_chart *chart, uint32_t first, size_t count, int name, int column, lxw_color_t color,
                                  bool seen);
/* Lays the chart over rows of its own, as wide as the first `columns`; `alone`: it may stand on another page than what is before it. */
void kp_chart_insert(kp_report_sheet *sheet, lxw_chart *chart, int columns, int height, bool alone);

#endif
