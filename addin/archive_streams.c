/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The C library's streams for the archives that are linked in, under names that are local to this library. Debian compiles some archives for programs (-fPIE): they reach these variables by a
 * distance known when linking, which a shared library does not know of another's variables. private_libraries.cmake leads them here.
 */
#include <stdio.h>

extern FILE *kaoping_archive_stdin, *kaoping_archive_stdout, *kaoping_archive_stderr;
FILE *kaoping_archive_stdin, *kaoping_archive_stdout, *kaoping_archive_stderr;

__attribute__((constructor)) static void set_streams(void) {
    kaoping_archive_stdin = stdin;
    kaoping_archive_stdout = stdout;
    kaoping_archive_stderr = stderr;
}
