/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * utf8.h - private to the core: reading UTF-8 one character at a time, and what counts as a blank or as another form of an ASCII character.
 * Bytes that are no UTF-8 never stop a reader: each counts as one character KP_UTF8_INVALID of one byte.
 */
#ifndef KAOPING_CORE_UTF8_H
#define KAOPING_CORE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
/* ASCII only. */
uint32_t kp_lower(uint32_t character);

#endif
