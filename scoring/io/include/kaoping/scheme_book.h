/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_book.h - a scheme as a workbook for people who never saw YAML: what they edit there and save as .xlsx or .ods is read back by kp_scheme_load().
 *
 * Three sheets. The first tells in five lines how. 方案 has the rules: a block a section, a row a record, blank rows for more, drop-downs for what is chosen, the field table's
 * words as comments on the heads, and what a row's method does not have in grey. Of the fields it has those that every record may need and those that some record uses; the third
 * sheet lists all there are. Every cell is text, so that no program turns 2/3 into a date. An exported scheme that is read back is equal in everything, notes and sources too.
 *
 *     kp_scheme_book_write(arena, scheme, "方案.xlsx", KP_ZH, problems);
 */
#ifndef KAOPING_SCHEME_BOOK_H
#define KAOPING_SCHEME_BOOK_H

#include "kaoping/scheme_io.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the file `path`, whatever was there (output.h puts it into place). False with a problem (F_CANNOT_WRITE). The same scheme gives the same bytes. Time and memory: linear in the
 * cells; a column of the indicators' table costs as many cells as there are indicators. */
bool kp_scheme_book_write(kp_arena *arena, const kp_scheme *scheme, const char *path, kp_lang lang, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
