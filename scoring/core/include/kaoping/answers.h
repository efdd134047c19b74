/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answers.h - the forms of a survey as they came back (答卷): one row a form, one answer a question. Part of the evidence (evidence.h).
 *
 * Raw answers say more than counts of them: which answers belong to one person (so the error of a mean over questions can be told), whether forms are sound, what they weigh.
 * For scoring they are tallied, exactly, to the same rows of counts that an office may type instead (kp_survey_row); the methods know only those.
 *
 * An item is a question of a satisfaction leaf. codes[form * item_count + item] is the index of the option chosen, or one of the KP_ANSWER_* below. 200,000 forms of
 * 20 items take 4 MB and about 16 MB of what is known of the forms.
 */
#ifndef KAOPING_ANSWERS_H
#define KAOPING_ANSWERS_H

#include "kaoping/evidence.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_MAX_OPTIONS 100   /* of a question (KP-S009 beyond); codes above are taken by the words below */
#define KP_MAX_ITEMS   10000 /* questions of all surveys of a scheme (KP-S009 beyond): columns of a sheet of forms, of which XLSX has 16,384 */

enum {
    KP_ANSWER_NOT_ASKED = 252, /* "—", or a sheet without the question's column */
    KP_ANSWER_INVALID = 253,   /* ticked twice, illegible: said to be invalid (废, 无效) */
    KP_ANSWER_UNKNOWN = 254,   /* 不了解 */
    KP_ANSWER_MISSING = 255    /* left empty */
};

typedef struct kp_answer_item {
    int32_t indicator, question; /* of the scheme; question 0 where the leaf has none */
} kp_answer_item;

/* What is known of one form. -1 where it is not said. */
typedef struct kp_form {
    int32_t unit;
    int32_t stratum;     /* index into evidence->strata */
    int32_t cluster;     /* index into answers->clusters; a cluster belongs to one unit: the same name in two units is two clusters */
    int32_t channel;     /* index into answers->channels */
    int32_t interviewer; /* index into answers->interviewers */
    kp_num weight;       /* > 0; KP_ONE where there is none */
    kp_origin origin;    /* its row */
    uint8_t discarded;   /* not 0: counted as invalid; bits of kp_discard, set by io before finishing where the scheme's discard_forms says so */
} kp_form;

typedef struct kp_name_list {
    const char **items;
    size_t count, capacity;
    struct kp_names *lookup; /* private: kp_answers_name() */
} kp_name_list;

/* A variable known of the forms and of the population: 年龄, 楼栋, 产权. */
typedef struct kp_answer_variable {
    const char *name;
    kp_name_list categories;
} kp_answer_variable;

/* How many of the population are in a category. */
typedef struct kp_population_count {
    int32_t variable, category;
    kp_num count; /* > 0 */
    kp_origin origin;
} kp_population_count;

struct kp_answers {
    const kp_answer_item *items;
    size_t item_count;
    kp_form *forms;
    size_t form_count, form_capacity;
    uint8_t *codes; /* [form * item_count + item] */
    size_t codes_capacity;
    bool weighted;             /* some form has a weight of its own */
    const kp_num *own_weights; /* [form]: their weights before they were calibrated to the population (weigh.h); NULL: they were not */
    kp_name_list clusters, channels, interviewers;
    struct {
        kp_answer_variable *items;
        size_t count, capacity;
    } variables;
    int32_t *categories; /* [form * variables.count + variable], -1: empty; NULL without variables */
    size_t categories_capacity;
    struct {
        kp_population_count *items;
        size_t count, capacity;
    } population;
};

/* The evidence's answers, made for the satisfaction leaves of its scheme (an item each question, in the order of the tree) when first asked for. The variables are to be named, by
 * kp_answers_variable(), before the first form is added. */
kp_answers *kp_answers_of(kp_evidence *evidence);
/* Index of the item of that question, or -1. */
int32_t kp_answers_item(const kp_answers *answers, int32_t indicator, int32_t question);
/* Index of the name in the list, put there where it is new (compared as names.h does); -1 for a blank one. Hashed. */
int32_t kp_answers_name(kp_arena *arena, kp_name_list *list, const char *name);
/* The variable of that name, made where it is new; -1 for a blank one. */
int32_t kp_answers_variable(kp_evidence *evidence, const char *name);
/* Adds a form; `codes` and `categories` (NULL without variables) are copied. */
void kp_answers_add(kp_evidence *evidence, const kp_form *form, const uint8_t codes[], const int32_t categories[]);

/* What a person typed as an answer to a question of the leaf: an option by its name in either language, also behind a letter or number of a list ("A.满意"), or by its code
 * (the leaf's `codes`; 5, 5.0 and ５ are one code); else by a number that is the value of one option, where no option has a number for a name and no code is declared; a
 * word for 不了解, for an invalid answer, a dash (not asked), nothing. The index of the option or a KP_ANSWER_*; -1 where it is none of these, or may be two: a lone 1 where
 * nothing says whether 1 is best or worst is never guessed. */
int32_t kp_answer_code(kp_arena *arena, const kp_indicator *leaf, const char *text);
/* The same for many cells: the words of a leaf, made once; a look costs well under a µs for a name, more for a number. In the arena; `leaf` must outlive it. */
typedef struct kp_answer_words kp_answer_words;
kp_answer_words *kp_answer_words_new(kp_arena *arena, const kp_indicator *leaf);
int32_t kp_answer_words_read(const kp_answer_words *words, const char *text);

/* Tallies the forms into evidence->survey: a row for each unit, item and stratum that has a form which was asked. Its origin is that of the first of them. Weighted forms give weighted counts; kp_survey_row.forms holds how many valid
 * answers there were. Discarded forms count as invalid. Exact. Cost: linear in forms × items, some ns each. Called by kp_evidence_finish(). */
void kp_answers_tally(kp_evidence *evidence);

#ifdef __cplusplus
}
#endif
#endif
