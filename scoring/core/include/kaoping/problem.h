/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * problem.h - data problems (数据问题): everything wrong with an input, collected with its place, never thrown at the first.
 *
 * A problem has a stable code (KP-D012), a severity, a place and up to three arguments; its text in either language comes from the one table
 * problems.def. Tests assert codes, not prose. By custom {0} is what stands there and {1} what was expected. An argument may be bilingual (base.h); what users typed
 * is given as kp_verbatim() has it.
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
    /* >= 0: the index of a unit in the evidence, of the only one or the first of several */
};

typedef struct kp_problem {
    kp_problem_code code;
    kp_place place;
    int32_t unit;             /* index, KP_UNIT_ALL or KP_UNIT_NONE */
    const char *arguments[3]; /* NULL: none */
    const int32_t *others;    /* the units that it concerns beside `unit` */
    size_t other_count;
} kp_problem;

typedef struct kp_problems {
    kp_arena *arena;
    kp_problem *items;
    size_t count, capacity;
    size_t errors;                /* how many problems of severity KP_ERROR there were, kept or not */
    size_t dropped;               /* how many problems of any severity were not kept */
    struct kp_problem_keys *once; /* private: what kp_problems_add_once() was given */
} kp_problems;

/* So many errors are kept, and as many warnings and hints: a whole wrong column of a large workbook is still listed, a hostile file cannot fill the
 * memory. The first error past it puts KP_F_TOO_LARGE with KP_UNIT_ALL at the end of the list, since whose scores the lost ones concern is not known. */
#define KP_PROBLEMS_MAX 100000
/* Arguments longer than this many bytes are cut, with … at the end. */
#define KP_PROBLEM_ARGUMENT_MAX 1000

/* A new, empty list; texts given to it are copied into `arena`. */
kp_problems *kp_problems_new(kp_arena *arena);
/* Adds one. Arguments may be NULL. All text is copied; control characters become blanks, bytes that are no UTF-8 become U+FFFD. `unit` as above. */
void kp_problems_add(kp_problems *list, kp_problem_code code, kp_place place, int32_t unit, const char *a0, const char *a1, const char *a2);
/* One problem of `count` units, at least one: what is wrong with a sheet concerns all that it is asked for, and is still told once. */
void kp_problems_add_for(kp_problems *list, kp_problem_code code, kp_place place, const int32_t units[], size_t count, const char *a0,
                         const char *a1);
/* True where it is a problem of that unit, or of all. */
bool kp_problem_concerns(const kp_problem *problem, int32_t unit);
/* The same as kp_problems_add() with KP_UNIT_NONE, but at most once for each (code, place.file, key): for hints about a kind of liberty. Later ones are not counted. */
void kp_problems_add_once(kp_problems *list, const char *key, kp_problem_code code, kp_place place, const char *a0, const char *a1, const char *a2);
/* Stable order for people: by file, sheet, row, column, code. */
void kp_problems_sort(kp_problems *list);
/* A copy of the list in that order, in `arena`; the list, whose texts it shares, is left as it is. NULL is an empty list. To be read only: nothing is added to it. */
const kp_problems *kp_problems_sorted(kp_arena *arena, const kp_problems *list);

const char *kp_problem_code_text(kp_problem_code code); /* "KP-D012" */
kp_severity kp_problem_severity(kp_problem_code code);
/* How many of the problems that the list has kept are of that severity. */
size_t kp_problems_count(const kp_problems *list, kp_severity severity);
const char *kp_severity_text(kp_severity severity, kp_lang lang); /* 错误 / error … */
const char *kp_severity_key(kp_severity severity);                /* "error" "warning" "hint", for JSON */
/* The sentence, arguments filled in. */
const char *kp_problem_message(kp_arena *arena, const kp_problem *problem, kp_lang lang);
/* "D7" for row 7, column 4; "" where unknown; a row alone gives "7", a column alone "D". In a file without sheets (YAML): "7:4". */
const char *kp_place_cell(kp_arena *arena, kp_place place);
/* How a text that stands at `from` names `place`: the cell, and before it whatever of file and sheet is another one. */
const char *kp_place_beside(kp_arena *arena, kp_place place, kp_place from);
/* One line: "file · sheet!D7: 错误 KP-D012 message". Parts of the place that are not known are left out with their marks. */
const char *kp_problem_line(kp_arena *arena, const kp_problem *problem, kp_lang lang);

#ifdef __cplusplus
}
#endif
#endif
