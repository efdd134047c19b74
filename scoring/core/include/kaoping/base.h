/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base.h - what every room of kaoping shares: status codes, the two languages, and bilingual text.
 *
 * Text is UTF-8, NUL-terminated, and lives as long as the arena it was made in (arena.h).
 *
 * Bilingual text. Every text that a scheme shows to people may hold both languages in one string, "中文 | English":
 * the part before " | " is Chinese, the part after it English. A text without " | " serves both languages.
 */
#ifndef KAOPING_BASE_H
#define KAOPING_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a function of the library came to. What is wrong with the user's data is never a status: it is a problem (problem.h). */
typedef enum kp_status {
    KP_OK = 0,          /* done */
    KP_PROBLEMS,        /* the input has at least one problem of severity error; nothing was made from it */
    KP_FILE_ERROR,      /* a file could not be read or written; the problem list says which and why */
    KP_NO_MEMORY,       /* the allocator returned NULL */
    KP_INTERNAL,        /* a fault of the program itself */
    KP_NUMBER_TOO_LARGE /* an exact number beyond KP_NUM_MAX_BITS (num.h) */
} kp_status;

typedef enum kp_lang { KP_ZH = 0, KP_EN = 1 } kp_lang;

struct kp_arena;

/* The part of the bilingual `text` in `lang`, without surrounding blanks; the other part where that one is empty. NULL gives "". The result points into
 * `text` where it ends with it, and is copied into the arena otherwise. Text is cut at its first " | ". */
const char *kp_text(struct kp_arena *arena, const char *text, kp_lang lang);

/* `text` (NULL: "") so that it stays whole where a bilingual text is asked for: what users typed may hold " | ". To be given to kp_text(), kp_text_join(), as an argument of a
 * problem or a message; it is no longer the text itself. Costs nothing where there is no " | ". */
const char *kp_verbatim(struct kp_arena *arena, const char *text);

/* Two bilingual texts joined in each language: "甲 | A" and "乙 | B" with "·" give "甲·乙 | A·B". Where both come out alike,
 * they stand once: "甲" and "1" give "甲·1". */
const char *kp_text_join(struct kp_arena *arena, const char *first, const char *between, const char *second);

/* True where `name`, as a person typed it, means the bilingual `text`: equal to its Chinese part, its English part or the whole. Case of ASCII letters,
 * blanks around and inside, full-width or half-width forms and kinds of brackets make no difference. NULL and blank names match nothing. Cost: linear,
 * allocates nothing. */
bool kp_text_matches(const char *text, const char *name);

/* Writes `name` (NULL: nothing) as names are compared, without a NUL: blanks left out, half-width, lower case, every bracket round. Two names without
 * " | " mean the same to kp_text_matches() where these bytes are equal; so this is what a name is hashed by. `out` holds strlen(name) bytes at least. Returns
 * how many were written; 0: the name is blank. */
size_t kp_name_fold(const char *name, char *out);

#ifdef __cplusplus
}
#endif
#endif
