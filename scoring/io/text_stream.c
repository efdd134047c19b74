/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_stream.c - telling the encoding of a text file, and decoding it by iconv. */
#include "text_stream.h"
#include "kaoping/utf8.h"

#include <errno.h>
#include <string.h>

/* ---- Is it UTF-8? ---------------------------------------------------------------------------------------------------------------------- */

typedef struct utf8_check {
    unsigned needed;         /* bytes that must still follow */
    unsigned char lead;      /* of the character under way */
    unsigned char low, high; /* between which the next one must lie (no overlong forms, no surrogates, nothing above U+10FFFF) */
    bool pairs;              /* there are characters of two bytes, */
    bool longer;             /* of three or four, */
    bool beyond_latin;       /* of two bytes past U+00FF, */
    bool not_gb2312;         /* of two bytes that are no Chinese character of GB 2312 */
} utf8_check;

static void note_lead(utf8_check *u, unsigned char b) {
    u->lead = b;
    u->needed = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
    u->low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    u->high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    u->longer |= b >= 0xE0;
    u->pairs |= b < 0xE0;
    u->beyond_latin |= b >= 0xC4 && b < 0xE0;
}

static bool utf8_accepts(utf8_check *u, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char b = (unsigned char)bytes[i];
        if (u->needed) {
            if (b < u->low || b > u->high)
                return false;
            u->not_gb2312 |= u->lead < 0xE0 && b < 0xA1;
            u->needed--;
            u->low = 0x80, u->high = 0xBF;
        } else if (b >= 0x80) {
            if (b < 0xC2 || b > 0xF4)
                return false;
            note_lead(u, b);
        }
    }
    return true;
}

static text_kind kind_of(const utf8_check *u) {
    if (u->needed)
        return TEXT_GB18030;
    if (u->longer || !u->pairs)
        return u->longer ? TEXT_UTF8 : TEXT_ASCII;
    return u->beyond_latin && !u->not_gb2312 ? TEXT_AMBIGUOUS_GB18030 : TEXT_AMBIGUOUS_UTF8;
}

/* ---- Opening --------------------------------------------------------------------------------------------------------------------------- */

void text_close(text_stream *s) {
    if (s->file)
        fclose(s->file);
    s->file = NULL;
    if (s->converter != NO_CONVERTER)
        iconv_close(s->converter);
    s->converter = NO_CONVERTER;
}

static void close_stream(void *resource) { text_close(resource); }

#define UTF8_MARK "\xEF\xBB\xBF"

/* Reads to the first byte that cannot be UTF-8, or to the end. */
static text_kind tell_kind(text_stream *s) {
    utf8_check check = {0};
    size_t n = fread(s->raw, 1, sizeof s->raw, s->file);
    if (n >= 2 && (memcmp(s->raw, "\xFF\xFE", 2) == 0 || memcmp(s->raw, "\xFE\xFF", 2) == 0))
        return TEXT_UTF16;
    for (; n; n = fread(s->raw, 1, sizeof s->raw, s->file)) {
        if (!utf8_accepts(&check, s->raw, n))
            return TEXT_GB18030;
        s->taken += n;
        if (s->taken > KP_MAX_PART_BYTES) {
            s->fault = TEXT_TOO_LARGE;
            break;
        }
    }
    return kind_of(&check);
}

text_stream *text_stream_new(kp_arena *arena) {
    text_stream *s = KP_NEW(arena, text_stream);
    s->converter = NO_CONVERTER;
    kp_arena_defer(arena, close_stream, s);
    return s;
}

text_fault text_open(text_stream *s, const char *path) {
    text_close(s);
    s->fault = TEXT_FINE;
    s->taken = 0;
    s->pending = 0;
    s->started = s->ended = false;
    s->file = fopen(path, "rb");
    if (!s->file)
        return TEXT_CANNOT_OPEN;
    s->kind = tell_kind(s);
    if (s->fault)
        return s->fault;
    if (ferror(s->file))
        return TEXT_CANNOT_READ;
    return text_settle(s, s->kind);
}

text_fault text_settle(text_stream *s, text_kind kind) {
    char mark[2] = {0};
    s->kind = kind;
    s->taken = 0;
    if (s->converter != NO_CONVERTER)
        iconv_close(s->converter);
    s->converter = NO_CONVERTER;
    rewind(s->file);
    if (kind == TEXT_UTF16 && fread(mark, 1, 2, s->file) != 2)
        return TEXT_CANNOT_READ;
    const char *encoding = kind == TEXT_UTF16                                       ? mark[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE"
                           : kind == TEXT_GB18030 || kind == TEXT_AMBIGUOUS_GB18030 ? "GB18030"
                                                                                    : NULL;
    if (encoding)
        s->converter = iconv_open("UTF-8", encoding);
    return encoding && s->converter == NO_CONVERTER ? TEXT_BAD_ENCODING : TEXT_FINE;
}

/* ---- Decoding -------------------------------------------------------------------------------------------------------------------------- */

/* What can be decoded of the `length` bytes in raw; the rest of a character stays pending. */
static size_t decode(text_stream *s, size_t length) {
    char *from = s->raw, *to = s->utf8;
    size_t left = length, room = sizeof s->utf8;
    size_t status = iconv(s->converter, &from, &left, &to, &room);
    bool incomplete = status == (size_t)-1 && errno == EINVAL;
    if (status == (size_t)-1 && (!incomplete || s->ended)) {
        s->fault = TEXT_BAD_ENCODING;
        s->ended = true;
        left = 0;
    }
    memmove(s->raw, from, left);
    s->pending = left;
    return (size_t)(to - s->utf8);
}

static size_t next_piece(text_stream *s) {
    while (!s->ended) {
        bool plain = s->converter == NO_CONVERTER;
        size_t n = fread(plain ? s->utf8 : s->raw + s->pending, 1, TEXT_CHUNK - s->pending, s->file);
        s->taken += n;
        if (n == 0) {
            s->ended = true;
            s->fault = ferror(s->file) ? TEXT_CANNOT_READ : TEXT_FINE;
        }
        if (s->taken > KP_MAX_PART_BYTES) {
            s->fault = TEXT_TOO_LARGE;
            s->ended = true;
            return 0;
        }
        size_t made = plain ? n : n || s->pending ? decode(s, s->pending + n) : 0;
        if (made)
            return made;
    }
    return 0;
}

size_t text_next(text_stream *s) {
    size_t n = next_piece(s);
    if (!s->started && n) {
        s->started = true;
        if (n >= 3 && memcmp(s->utf8, UTF8_MARK, 3) == 0) {
            memmove(s->utf8, s->utf8 + 3, n - 3);
            n -= 3;
            return n ? n : text_next(s);
        }
    }
    return n;
}

const char *utf8_or_gb18030(kp_arena *arena, const char *text) {
    utf8_check check = {0};
    size_t length = strlen(text);
    if (utf8_accepts(&check, text, length) && check.needed == 0)
        return text;
    char *copy = kp_strdup(arena, text), *out = kp_alloc(arena, 4 * length + 1);
    iconv_t converter = iconv_open("UTF-8", "GB18030"); /* no allocation from here to its end */
    char *from = copy, *to = out;
    size_t left = length, room = 4 * length;
    if (converter != NO_CONVERTER && iconv(converter, &from, &left, &to, &room) != (size_t)-1) {
        *to = '\0';
    } else {
        for (size_t i = 0; i <= length; i++)
            out[i] = (char)((unsigned char)text[i] < 0x80 ? text[i] : '?');
    }
    if (converter != NO_CONVERTER)
        iconv_close(converter);
    return out;
}

/* ---- what a file is ---- */

static bool has_utf16_mark(const char *head, size_t length) {
    return length >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0);
}

static bool has_controls(const char *head, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)head[i] < ' ' && !strchr("\t\n\v\f\r\x1A", head[i])) || head[i] == '\0' || head[i] == '\x7F')
            return true;
    return false;
}

/* The last character may be cut off. */
static bool looks_utf8(const char *head, size_t length) {
    size_t step;
    for (size_t i = 0; i + 4 <= length; i += step)
        if (kp_utf8_read(head + i, &step) == 0xFFFD && step == 1)
            return false;
    return true;
}

/* Pairs of a lead byte and another; a character of four bytes is two such pairs. */
static bool looks_gb18030(const char *head, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char lead = (unsigned char)head[i], next = (unsigned char)head[i + 1];
        if (lead < 0x80)
            continue;
        if (lead == 0x80 || lead == 0xFF || (++i < length && (next < 0x30 || next == 0x7F || next == 0xFF)))
            return false;
    }
    return true;
}

bool text_looks_so(const char *head, size_t length) {
    return has_utf16_mark(head, length) || (!has_controls(head, length) && (looks_utf8(head, length) || looks_gb18030(head, length)));
}

bool text_is_markup(const char *head, size_t length) {
    size_t at = has_utf16_mark(head, length) ? 2 : length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t unit = at == 2 ? 2 : 1, odd = at == 2 && head[0] == '\xFE';
    while (at + odd < length && strchr(" \t\r\n", head[at + odd]) && head[at + odd])
        at += unit;
    return at + odd < length && head[at + odd] == '<';
}
