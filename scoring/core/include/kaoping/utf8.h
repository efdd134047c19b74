/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * utf8.h - UTF-8 one character at a time, what counts as a blank or as another form of an ASCII character, and how far two names are apart.
 * Bytes that are no UTF-8 never stop a reader: each counts as one character KP_UTF8_INVALID of one byte.
 *
 *     size_t length;
 *     for (const char *at = text; *at; at += length)
 *         if (!kp_is_blank(kp_utf8_read(at, &length))) ...
 */
#ifndef KAOPING_UTF8_H
#define KAOPING_UTF8_H

#include "kaoping/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_UTF8_INVALID UINT32_C(0xFFFD)

/* The character at `text`, which is NUL-terminated and not at its end; its length in bytes in *length. Overlong forms, surrogates and
 * characters above U+10FFFF are invalid. */
uint32_t kp_utf8_read(const char *text, size_t *length);
/* Writes `character` as UTF-8 without a NUL; the number of bytes, at most 4. */
size_t kp_utf8_write(uint32_t character, char out[4]);

/* Every white space of Unicode, line ends and tabs too, and what kp_is_invisible() names. */
bool kp_is_blank(uint32_t character);
/* Characters without width that copying leaves in cells: zero-width spaces and joiners, marks of direction, the byte order mark, the soft hyphen. */
bool kp_is_invisible(uint32_t character);
/* The ASCII character of a full-width form (ｅ -> e, ９ -> 9, ideographic space -> space); any other character as it is. */
uint32_t kp_half_width(uint32_t character);
/* Columns that a character takes on a terminal: those of East Asian scripts and full-width forms two (Unicode TR 11, by block), others one. */
size_t kp_character_width(uint32_t character);
/* ASCII only. */
uint32_t kp_lower(uint32_t character);

/* True for NULL, "" and nothing but blanks. */
bool kp_text_is_blank(const char *text);
/* `text` (not NULL) without the blanks around it, copied into the arena. */
const char *kp_trim(struct kp_arena *arena, const char *text);

/* The first characters of a name as names are compared (kp_name_fold). */
#define KP_NAME_CHARACTERS 64
typedef struct kp_name_characters {
    uint32_t at[KP_NAME_CHARACTERS];
    size_t count;
} kp_name_characters;
void kp_name_read(const char *name, kp_name_characters *out);
/* How many characters must be changed, added or left out to make one name of the other (Levenshtein). Cost: the product of the lengths. */
size_t kp_edit_distance(const kp_name_characters *x, const kp_name_characters *y);

/* How one name may have come of another by mistake. */
typedef enum kp_likeness {
    KP_UNLIKE,
    KP_CONTAINED, /* one is a part of the other: at least two characters, of ASCII three */
    KP_MISSPELT   /* no more than half of the longer one differs (of two characters one) */
} kp_likeness;
kp_likeness kp_name_likeness(const kp_name_characters *x, const kp_name_characters *y);

#ifdef __cplusplus
}
#endif
#endif
