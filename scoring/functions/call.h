/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * call.h - what the bodies of the functions share: one call with its arguments, its result and, where it is to be explained, its words. Private to this room.
 *
 * A body reads its arguments with call_*(), computes with the core, and ends with one of call_number(), call_text(), call_cells(), or call_fail(). After a failure each reader
 * gives a harmless value and the first failure stays, so a body may read all its arguments first and look at call->failed once.
 */
#ifndef KAOPING_FUNCTIONS_CALL_H
#define KAOPING_FUNCTIONS_CALL_H

#include "kaoping/calc.h"
#include "kaoping/functions.h"
#include "kaoping/problem.h"
#include "kaoping/scheme.h"

typedef struct call {
    kp_session *session;
    kp_arena *arena; /* of this call; what is to stay goes to the session's */
    kp_lang lang;
    const kp_function_info *function;
    const kp_area *arguments; /* function->argument_count at least; those not given are empty areas. KP_REST: from the last on */
    size_t count;             /* how many were given */
    bool explain;             /* words are wanted */
    bool failed;
    kp_function_error error;
    kp_buffer words; /* where explain: the derivation; where failed: why */
    kp_result *result;
} call;

/* The body of each function of the table: function_ROUND() … */
typedef void (*call_body)(call *c);
#define KP_FUNCTION(name, method, title, zh, en) void function_##name(call *c);
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, zh, en)
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT

/* Checks that what must be given is, and runs the body. */
void call_run(call *c);

/* ---- ends ---- */
/* The first failure of the call: its error, and why, as bilingual text "中文 | English". */
void call_fail(call *c, kp_function_error error, const char *why);
#define WHOLE_ARGUMENT SIZE_MAX /* as a row: no cell of a range is meant, or the reason names it itself */
/* The same for argument `argument` at `row`, `column` of it (from 0): names them, and shows what stands there. */
void call_fail_at(call *c, kp_function_error error, size_t argument, size_t row, size_t column, const kp_value *found, const char *why);
void call_number(call *c, kp_num value); /* the nearest double of the exact value */
void call_text(call *c, const char *text);
/* Room for a matrix, all empty, for the body to fill; it is the result. A spreadsheet repeats a matrix of one row, and a single value, in every row of an array formula: what stands
 * beside a range of several rows must have call_rows_beside() of them. */
kp_value *call_cells(call *c, size_t rows, size_t columns);
/* How many rows stand beside the range, of which so many (1 at least) are filled: those, and one that is empty where the only one filled would be repeated in the rows below it. */
size_t call_rows_beside(const call *c, size_t argument, size_t filled);
kp_value value_number(kp_num value);
kp_value value_text(const char *text);
/* The number in 17 digits, which tell it from all others, with a point whatever the locale; as kp_parse_stored() reads. */
#define VALUE_DIGITS_SIZE 32
void value_digits(double number, char digits[VALUE_DIGITS_SIZE]);
kp_value value_error(kp_function_error error);
/* What a cell holds, for a sentence about it: “abc”, 13.5, 空格, #N/A. */
const char *call_value_words(call *c, const kp_value *value);
/* Adds a line to the explanation, where one is wanted; bilingual. */
void call_say(call *c, const char *line);
/* Adds the derivation of a traced value: "满分 15 − 每处扣分 0.5 × 处数 3 = 13.5". */
void call_say_derivation(call *c, kp_val value);

/* ---- arguments ---- */
/* False where it was left out; one that may be left out is so, too, where it is a single value and nothing stands there. */
bool call_given(const call *c, size_t argument);
/* True where nothing stands in a cell: empty, or a text of blanks. */
bool call_is_nothing(const kp_value *value);
/* The same of all of `count` cells. */
bool call_are_nothing(const kp_value *cells, size_t count);
/* The one value of the argument; where it has several cells, call_fail(). */
kp_value call_value(call *c, size_t argument);
/* A number: EMPTY is NO_DATA, a text that typed.h reads as a number is one, "—" and the like NOT_APPLICABLE, other text TEXT, an error cell TEXT. `otherwise` where the
 * argument was left out. */
kp_num call_num(call *c, size_t argument, kp_num otherwise);
/* The same within bounds, else ARGUMENT. */
kp_num call_num_within(call *c, size_t argument, kp_num otherwise, kp_num least, kp_num most);
/* A plain number above 0 and below 1, where a percentage is due, is ARGUMENT: it may be what a cell shows as 8% and hands over as 0.08; with `one`, so is 1, which may be 100%.
 * Text tells: "8%", "0.5%". `number` is what was read of the argument. */
void call_no_share(call *c, size_t argument, kp_num number, bool one);
/* A whole number within bounds, else ARGUMENT. */
int64_t call_int(call *c, size_t argument, int64_t otherwise, int64_t least, int64_t most);
/* How many rows the argument has up to the last where anything stands. They are read from the end, one at a time: of a whole column most are empty, and cost no memory. */
size_t call_filled_rows(call *c, size_t argument);
/* All cells of those rows, row by row; *rows is how many. NULL where the argument was left out. */
const kp_value *call_area(call *c, size_t argument, size_t *rows, size_t *columns);
/* One cell as a number by the rules of call_num(); KP_TYPED words: *not_applicable is set for "—", 不适用 … (and false is returned without a failure). */
bool call_cell_num(call *c, size_t argument, size_t row, size_t column, const kp_value *value, kp_num *out, bool *not_applicable);
/* The same without any failure: true where the cell holds a number. */
bool call_is_num(call *c, const kp_value *value, kp_num *out);
/* The scheme that the argument names: an id, or the range of a sheet 方案; NULL with SCHEME and all its problems as the reason. Kept in the session. */
const kp_scheme *call_scheme(call *c, size_t argument);
/* The same, where a preset of the built-in scheme `base` may be named by its name alone, though other schemes have one of that name. */
const kp_scheme *call_scheme_of(call *c, size_t argument, const char *base);
/* The built-in scheme of that id; kept likewise. */
const kp_scheme *call_builtin_scheme(call *c, const char *id);
/* The same value: of texts the same bytes. */
bool call_same_value(const kp_value *x, const kp_value *y);

#endif
