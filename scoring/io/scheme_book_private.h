/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_book_private.h - private to the writing of a scheme's workbook (scheme_book*.c). Formats, measuring and pages are those of forms. */
#ifndef KAOPING_IO_SCHEME_BOOK_PRIVATE_H
#define KAOPING_IO_SCHEME_BOOK_PRIVATE_H

#include "form_private.h"

typedef struct scheme_book {
    form form; /* arena, scheme, language, workbook, formats, first error */
    lxw_worksheet *guide, *rules, *fields, *lists;
    bool *used[KP_SECTION_COUNT]; /* by field: some record gives it */
    uint32_t next_list;           /* free column of the hidden sheet */
} scheme_book;

const char *scheme_book_words(const scheme_book *b, const char *text);
void scheme_book_put(scheme_book *b, lxw_worksheet *sheet, uint32_t row, uint32_t column, const char *text, form_style style);
/* "扣分、线性": the methods that have the field; "" where all have. "选择：甲、乙": what may be written. */
const char *scheme_book_methods(const scheme_book *b, const kp_field *field);
const char *scheme_book_content(const scheme_book *b, const kp_field *field);
void scheme_book_write_rules(scheme_book *b); /* scheme_book_rules.c: the sheet 方案 */

#endif
