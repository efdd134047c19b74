/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stderr for the archives that are linked in, under a name that is local to this library: they were compiled to reach it by a distance known when linking, which a shared library does not know
 * of the C library's variable. They write to it only before they end the process.
 */
#include <stdio.h>

extern FILE *kaoping_archive_stderr;
FILE *kaoping_archive_stderr;

__attribute__((constructor)) static void set_stderr(void) { kaoping_archive_stderr = stderr; }
