/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx_whole.h - closing a workbook of libxlsxwriter, and making sure that all of it is there. Private to this room.
 *
 * libxlsxwriter writes the parts of a workbook to temporary files and does not notice where one of them could not be written to its end: where the disk of /tmp is
 * full it packs what there is and reports success. So every part is read back, which takes a fraction of the time of writing it.
 */
#ifndef KAOPING_XLSX_WHOLE_H
#define KAOPING_XLSX_WHOLE_H

#include <stdbool.h>

#include <xlsxwriter.h>

/* Closes and frees `book`, which was opened at `path`. LXW_ERROR_READING_TMPFILE where the file is not whole. */
lxw_error kp_xlsx_close(lxw_workbook *book, const char *path);

/* True where every part of the package can be read and, being XML, is well formed. */
bool kp_xlsx_is_whole(const char *path);

#endif
