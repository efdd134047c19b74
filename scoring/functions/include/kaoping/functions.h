/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * functions.h - the spreadsheet functions (考评得分, 扣分得分, 修约 …): cells in, cells out. The table is functions.def; the arithmetic is the core's, so that the same input gives the same
 * figure in a cell and in the batch tool. Knows nothing of Calc: the add-in turns UNO values into areas and results into UNO values.
 *
 *     kp_session *session = kp_session_new();
 *     kp_result result;
 *     kp_function_call(session, KP_FUNCTION_ROUND, KP_ZH, areas, 2, &result);       // 28.165; 2
 *     if (result.error == 0) printf("%g\n", result.cells[0].number);               // 28.17
 *     kp_session_free(session);
 *
 * Cells. A number of a cell is the double that a spreadsheet holds; it means the decimal of at most 15 digits that the program shows (kp_value_num), as kp_parse_stored() reads stored
 * numbers. Spreadsheets hand over an empty cell of a range as KP_VALUE_EMPTY or as an empty text: both mean that nothing stands there. An argument left out is an area of no rows.
 *
 * Errors. A function that fails gives one of function_errors.def for the whole result, or in a matrix for the row it concerns. kp_function_call() with KP_FUNCTION_EXPLAIN gives the
 * reason in words.
 *
 * Threads: a session belongs to one thread at a time.
 */
#ifndef KAOPING_FUNCTIONS_H
#define KAOPING_FUNCTIONS_H

#include "kaoping/num.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_function_id {
#define KP_FUNCTION(name, method, title, zh, en) KP_FUNCTION_##name,
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, zh, en)
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT
    KP_FUNCTION_COUNT
} kp_function_id;

typedef enum kp_function_error {
    KP_FUNCTION_NO_ERROR = 0,
#define KP_FUNCTION_ERROR(name, number, shown, zh, en) KP_FUNCTION_ERROR_##name = (number),
#include "kaoping/function_errors.def"
#undef KP_FUNCTION_ERROR
} kp_function_error;

typedef enum kp_argument_kind { KP_MUST, KP_MAY, KP_REST } kp_argument_kind;

/* So many values a KP_REST argument has room for in a spreadsheet: fifteen sheets of an entry workbook by name and range. */
#define KP_REST_MOST 30

typedef struct kp_function_argument {
    kp_function_id function;
    const char *id;
    kp_argument_kind kind;
    const char *title[2], *help[2]; /* by kp_lang */
} kp_function_argument;

typedef struct kp_function_info {
    kp_function_id id;
    const char *method;   /* "kpScore"; the English name is this in capitals */
    const char *name[2];  /* by kp_lang: "考评得分", "KPSCORE" */
    const char *about[2]; /* by kp_lang */
    const kp_function_argument *arguments;
    size_t argument_count;
} kp_function_info;

/* The row of the table. Static. */
const kp_function_info *kp_function_of(kp_function_id id);
/* The function of that method, Chinese or English name (ASCII case does not matter; "org.kaoping.AddIn." before it neither); KP_FUNCTION_COUNT: unknown. */
kp_function_id kp_function_find(const char *name);
/* "Err:502", and what it means. Static; "" for 0. */
const char *kp_function_error_shown(kp_function_error error);
const char *kp_function_error_text(kp_function_error error, kp_lang lang);

typedef enum kp_value_kind {
    KP_VALUE_EMPTY = 0,
    KP_VALUE_NUMBER,
    KP_VALUE_TEXT,
    KP_VALUE_ERROR /* in: an error cell. Out: `error` */
} kp_value_kind;

typedef struct kp_value {
    uint8_t kind;     /* kp_value_kind */
    int32_t error;    /* kp_function_error */
    double number;    /* never computed with: see kp_value_num() */
    const char *text; /* UTF-8; NULL unless KP_VALUE_TEXT */
} kp_value;

/* The cells of an argument: a single value is an area of 1 × 1, a missing argument of 0 × 0. */
typedef struct kp_area {
    size_t rows, columns;
    /* Writes the `columns` values of `row` (from 0) to `out`; texts are in `arena`, or live as long as the call. */
    void (*read)(const struct kp_area *area, kp_arena *arena, size_t row, kp_value *out);
    const void *source; /* the callback's own */
} kp_area;

/* An area over `rows` × `columns` values, row by row, that outlive it. */
kp_area kp_area_of(const kp_value *values, size_t rows, size_t columns);

typedef struct kp_result {
    kp_function_error error; /* not 0: of the whole; cells NULL */
    size_t rows, columns;    /* 1 × 1: a single value */
    const kp_value *cells;   /* row by row; live until the session's next call */
} kp_result;

/* What is kept between calls: schemes once read, by id or by the cells of their range. NULL: no memory. */
typedef struct kp_session kp_session;
kp_session *kp_session_new(void);
void kp_session_free(kp_session *session); /* NULL is fine */

/* Calls a function; texts of the result (grades, explanations) are in `lang`. Never fails itself: lack of memory is KP_FUNCTION_ERROR_ARGUMENT. */
void kp_function_call(kp_session *session, kp_function_id id, kp_lang lang, const kp_area arguments[], size_t count, kp_result *result);

/* The exact number that the cell means. False where the value is no number of at most 10^±300, NaN or infinite. Cost: some ns for what people type. */
bool kp_value_num(kp_arena *arena, const kp_value *value, kp_num *out);

#ifdef __cplusplus
}
#endif
#endif
