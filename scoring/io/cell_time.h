/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cell_time.h - dates and times as spreadsheets store them, made into the texts of KP_CELL_DATE: "2026-09-15", "2026-09-15T08:30:00", "08:30:00".
 * Whole seconds, the nearest; midnight gives the date alone. Private to this room.
 */
#ifndef KAOPING_CELL_TIME_H
#define KAOPING_CELL_TIME_H

#include "kaoping/base.h"

#define CELL_TIME_SIZE 40

/* How a number format shows a number. */
typedef enum number_shape {
    SHAPE_NUMBER = 0,
    SHAPE_PERCENT,
    SHAPE_DATE, /* a day, perhaps with a time */
    SHAPE_TIME  /* hours, minutes or seconds alone; may pass 24 hours */
} number_shape;

/* By the number of a built-in format of XLSX (ECMA-376 part 1, 18.8.30, with the formats of East Asian locales). */
number_shape shape_of_builtin(unsigned id);
/* By a format code such as `yyyy"年"m"月"`, `[Red]0.00%`, `[h]:mm`; its first section counts. */
number_shape shape_of_code(const char *code);

/* A serial number (days) as text. False where it is no day from 0 to 9999-12-31: then it is only a number. In the 1900 system day 60 is 1900-02-29, as the
 * programs show it, though no such day was. */
bool serial_text(const char *number, number_shape shape, bool date1904, char out[CELL_TIME_SIZE]);
/* ISO 8601 as files hold it: a date, a date and time (with fraction or Z), a time. False where it is none or no such day is. */
bool iso_text(const char *iso, char out[CELL_TIME_SIZE]);
/* An XML Schema duration of days, hours, minutes and seconds ("PT08H30M00S") as "08:30:00". False where it is none or negative. */
bool duration_text(const char *duration, char out[CELL_TIME_SIZE]);

#endif
