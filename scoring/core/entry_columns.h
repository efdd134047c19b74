/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry_columns.h - private to entry_layout.c: the columns of one sheet. */
#ifndef KAOPING_CORE_ENTRY_COLUMNS_H
#define KAOPING_CORE_ENTRY_COLUMNS_H

#include "kaoping/entry_layout.h"

/* Fills indicator_names and indicator_keys from sheet->indicators. */
void kp_entry_name_indicators(kp_arena *arena, const kp_scheme *scheme, kp_layout_sheet *sheet);
/* Fills columns, column_count and heads; names must be there. */
void kp_entry_add_columns(kp_arena *arena, const kp_scheme *scheme, kp_layout_sheet *sheet);

#endif
