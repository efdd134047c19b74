/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula_private.h - private to the core: a formula as a tree, for the parser (formula_parse.c), the writer (formula_text.c) and the evaluation (formula.c). */
#ifndef KAOPING_CORE_FORMULA_PRIVATE_H
#define KAOPING_CORE_FORMULA_PRIVATE_H

#include "kaoping/condition.h"
#include "kaoping/formula.h"

typedef enum formula_op {
    F_NUMBER,
    F_LEAF,    /* its value or mark */
    F_SLOT,    /* one typed number of it */
    F_SUM,     /* args added, those with minus[] taken off; the first may be taken off too: a sign */
    F_PRODUCT, /* args multiplied, those with minus[] divided by */
    F_COMPARE,
    F_AND,
    F_OR,
    F_NOT,
    F_YES, /* a leaf or slot typed as yes or no, as a condition */
    F_CALL
} formula_op;

typedef enum formula_function {
#define KP_FUNCTION(name, en, zh, least, most, kind) FUNCTION_##name,
#include "formula_functions.def"
#undef KP_FUNCTION
    FUNCTION_COUNT
} formula_function;

typedef enum formula_function_kind {
    PLAIN,       /* of numbers */
    TO_DECIMALS, /* of a number and a whole number written as such */
    BRANCHES,    /* of conditions and numbers */
    IRRATIONAL,  /* of numbers; mostly no fraction (irrational.h) */
    ACROSS       /* of a leaf, over units */
} formula_function_kind;

typedef struct formula_function_row {
    const char *word[2]; /* by kp_lang */
    size_t least, most;  /* arguments */
    formula_function_kind kind;
} formula_function_row;
extern const formula_function_row formula_functions[FUNCTION_COUNT];

struct kp_formula {
    formula_op op;
    kp_num number;              /* NUMBER */
    bool percent;               /* NUMBER: was written with a percent sign */
    int32_t indicator;          /* LEAF, SLOT; CALL across units */
    int32_t slot;               /* SLOT */
    bool whole;                 /* SLOT: whole numbers only */
    kp_compare compare;         /* COMPARE */
    formula_function function;  /* CALL */
    int decimals;               /* CALL to decimals */
    bool all;                   /* CALL across all units */
    const kp_compare *compares; /* CALL steps: of each bound */
    int digits;                 /* to which its value is decided on (irrational.h); 0: exact */
    size_t count;
    const kp_formula **args; /* steps: x, bound, result, bound, result, …, otherwise */
    const bool *minus;       /* SUM, PRODUCT */
};

/* True where the formula gives whole numbers, whatever is entered. */
bool kp_formula_is_whole(const kp_formula *formula, const kp_scheme *scheme);

/* Sets the digits of all its parts; those of the leaves that it looks at are set before. While the scheme is built, of which the tree is a part. */
void formula_set_digits(const kp_formula *formula, const kp_scheme *scheme); /* formula_digits.c */
/* Those of the whole; 0 of NULL. */
static inline int formula_digits(const kp_formula *formula) { return formula ? formula->digits : 0; }

/* Of a leaf with several typed numbers: their slots. */
static inline const kp_slot *formula_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    return kp_method_of(leaf->method)->slots(arena, leaf, count);
}

#endif
