/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * generate.h - what the parts of the generator share. The generator turns the one table of functions (functions.def) into everything that must agree with it: the interface in IDL,
 * the registration with the texts of the function wizard, the C++ methods, and the functions' page of the manual; and the manual's list of problems from theirs. It runs when the add-in is built.
 */
#ifndef KAOPING_ADDIN_GENERATE_H
#define KAOPING_ADDIN_GENERATE_H

#include "kaoping/functions.h"

#include <stdio.h>

/* Opens DIRECTORY/name to write, or ends the program with a message. close_output() ends it too when not everything could be written. */
FILE *open_output(const char *directory, const char *name);
void close_output(FILE *file);
/* Writes text with & < > " escaped, fit for content and attributes of XML and HTML. */
void put_escaped(FILE *file, const char *text);
/* A page of the manual that is made and not written: what stands before and after its content. `back`: where the manual's own pages speak of it, in the language's folder. */
void begin_page(FILE *file, kp_lang lang, const char *title, const char *back);
void end_page(FILE *file);

/* How many parameters the function has in the spreadsheet: its arguments, a KP_REST one as often as there is room for it. */
size_t parameter_count(const kp_function_info *function);
typedef struct parameter {
    const kp_function_argument *argument;
    char id[64];
    char number[16]; /* " 1", " 2" … of a KP_REST argument, else "" */
} parameter;
parameter parameter_of(const kp_function_info *function, size_t index);

/* Each writes its files to `directory`, the IDL to `idl_directory`. */
void generate_interface(const char *directory, const char *idl_directory); /* XFunctions.idl, AddIn.idl, AddInZh.idl; function_methods.inc */
void generate_registry(const char *directory);                             /* CalcAddIns.xcu */
void generate_manual(const char *directory);                               /* functions.zh.html, functions.en.html */
void generate_problems(const char *directory);                             /* problems.zh.html, problems.en.html */

#endif
