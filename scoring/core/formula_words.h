/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula_words.h - private to the core: the words that formulas are cut into. */
#ifndef KAOPING_CORE_FORMULA_WORDS_H
#define KAOPING_CORE_FORMULA_WORDS_H

#include "formula_private.h"

typedef enum formula_word_kind {
    WORD_END,
    WORD_NUMBER,
    WORD_NAME,
    WORD_PLUS,
    WORD_MINUS,
    WORD_TIMES,
    WORD_OVER,
    WORD_COMPARE,
    WORD_AND,
    WORD_OR,
    WORD_NOT,
    WORD_OPEN,
    WORD_CLOSE,
    WORD_COMMA,
    WORD_COLON,
    WORD_RANGE, /* .. */
    WORD_OTHER
} formula_word_kind;

typedef struct formula_word {
    formula_word_kind kind;
    const char *start;
    kp_num number; /* NUMBER: with a percent sign, its hundredth */
    bool percent;
    kp_compare compare;
    const char *name;  /* NAME: all of it; of a quoted one what is within, and in `input` what follows a point */
    const char *input; /* or NULL */
    bool quoted;
} formula_word;

typedef struct formula_reader {
    kp_arena *arena;
    const char *at;
    formula_word word; /* the current one */
} formula_reader;

/* Goes on to the next word. */
void formula_next(formula_reader *reader);
/* True where a name needs no quotes. */
bool formula_name_is_plain(kp_arena *arena, const char *name);

#endif
