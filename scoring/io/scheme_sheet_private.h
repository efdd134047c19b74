/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_sheet_private.h - private to the reading of the sheet 方案 (scheme_sheet*.c): what the words on it are taken for. */
#ifndef KAOPING_IO_SCHEME_SHEET_PRIVATE_H
#define KAOPING_IO_SCHEME_SHEET_PRIVATE_H

#include "kaoping/scheme_fields.h"

/* The section that a block's title names, numbered or not ("二、指标"), or -1. */
int scheme_sheet_section(const char *name);
/* The field that a head names: by key, by title, by a usual other word (分数), and with a remark in brackets behind ("分值（分）"). -1: none. */
int scheme_sheet_head(kp_arena *arena, const kp_section *section, const char *name);
/* The field whose title or key `name` may have come of by mistake, or -1. */
int scheme_sheet_nearest(const kp_section *section, const char *name);
/* True where a row that begins with `text` is a total or a remark, as on entry sheets. */
bool scheme_sheet_is_aside(kp_arena *arena, const char *text);
/* True where `text` can be the first field of a record: an id, or a choice. */
bool scheme_sheet_can_name(const kp_section *section, const char *text);

#endif
