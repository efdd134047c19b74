/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx_text.h - text as a cell of an .xlsx can hold it, for whatever writes one.
 *
 * XML holds no control characters but tab and line feed, no U+FFFE or U+FFFF and no broken UTF-8. And OOXML (ECMA-376 part 1, 22.9.2.19, ST_Xstring) writes a
 * character that XML cannot hold as "_x0001_", so that a text which reads like that would come back as something else.
 */
#ifndef KAOPING_XLSX_TEXT_H
#define KAOPING_XLSX_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "kaoping/arena.h"

#define KP_XLSX_TEXT_MAX 32767 /* UTF-16 units in a cell, by Excel */

/* `text` (NULL: "") as a cell holds it: control characters become spaces, what is no character U+FFFD, and "_x0041_" is written as "_x005F_x0041_", which reads
 * as before. Where that is longer than `most` UTF-16 units it ends with `notice` (ASCII or not, shorter than `most`), between two characters, and *cut, where
 * given, becomes true; else *cut is left as it is. Returns `text` itself where nothing is to be changed, else a copy in `arena`. Time in its length. */
const char *kp_xlsx_text(kp_arena *arena, const char *text, size_t most, const char *notice, bool *cut);

#endif
