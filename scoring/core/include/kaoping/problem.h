/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * problem.h - data problems (数据问题): everything wrong with an input, collected with its place, never thrown at the first.
 *
 * A problem has a stable code (KP-D012), a severity, a place and up to four arguments; its text in either language comes from the one table
 * problems.def. Tests assert codes, not prose. By custom {0} is what stands there and {1} what was expected.
 *
 *     kp_problems_add(p, KP_D_MARK_ABOVE_FULL, place, unit, "16", "0-15");
 *     for (size_t i = 0; i < p->count; i++) puts(kp_problem_line(arena, &p->items[i], KP_ZH));
 */
#ifndef KAOPING_PROBLEM_H
#define KAOPING_PROBLEM_H

#include "kaoping/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_severity {
    KP_ERROR,   /* what depends on it is not scored */
    KP_WARNING, /* scored, but somebody must look */
    KP_HINT     /* a liberty taken in reading; scored */
} kp_severity;

/* Where something stands. All parts optional. row and column count from 1, 0 = not known; for a text file row is the line. */
typedef struct kp_place {
    const char *file;  /* as the user named it */
    const char *sheet; /* NULL for a text file */
    uint32_t row, column;
} kp_place;

typedef enum kp_problem_code {
#define KP_PROBLEM(name, code, severity, zh, en) KP_##name,
#include "kaoping/problems.def"
#undef KP_PROBLEM
    KP_PROBLEM_COUNT
} kp_problem_code;

/* Which units a problem leaves unscored. */
enum {
    KP_UNIT_ALL = -1, /* it cannot be told: every unit (a finding whose unit is unknown may belong to any) */
    KP_UNIT_NONE = -2 /* no unit's score depends on it */
    /* >= 0: the index of the one unit in the evidence */
};

typedef struct kp_problem {
    kp_problem_code code;
    kp_place place;
    int32_t unit; /* index, KP_UNIT_ALL or KP_UNIT_NONE */
    const char *arguments[4];
} kp_problem;

typedef struct kp_problems {
    kp_arena *arena;
    kp_problem *items;
    size_t count, capacity;
    size_t errors; /* how many of items have severity KP_ERROR */
    size_t dropped; /* past KP_PROBLEMS_MAX problems only the errors are counted here, not kept */
    void *once;     /* private: which hints were given */
} kp_problems;

#define KP_PROBLEMS_MAX 100000 /* a whole wrong column of a large workbook is still listed; a hostile file cannot fill the memory */

/* A new, empty list; texts given to it are copied into `arena`. */
kp_problems *kp_problems_new(kp_arena *arena);
/* Adds one. Arguments may be NULL; all text is copied. `unit` as above. */
void kp_problems_add(kp_problems *list, kp_problem_code code, kp_place place, int32_t unit, const char *a0, const char *a1, const char *a2);
/* The same, but at most once for each (code, place.file, key): for hints about a kind of liberty. `count` of later ones is not kept. */
void kp_problems_add_once(kp_problems *list, const char *key, kp_problem_code code, kp_place place, const char *a0, const char *a1, const char *a2);
/* Stable order for people: by file, sheet, row, column, code. */
void kp_problems_sort(kp_problems *list);

const char *kp_problem_code_text(kp_problem_code code); /* "KP-D012" */
kp_severity kp_problem_severity(kp_problem_code code);
const char *kp_severity_text(kp_severity severity, kp_lang lang); /* 错误 / error … */
const char *kp_severity_key(kp_severity severity);                /* "error" "warning" "hint", for JSON */
/* The sentence, arguments filled in. */
const char *kp_problem_message(kp_arena *arena, const kp_problem *problem, kp_lang lang);
/* "D7" for row 7, column 4; "" where unknown; a row alone gives "7". */
const char *kp_place_cell(kp_arena *arena, kp_place place);
/* One line: "file · sheet!D7: 错误 KP-D012 message". */
const char *kp_problem_line(kp_arena *arena, const kp_problem *problem, kp_lang lang);

#ifdef __cplusplus
}
#endif
#endif
