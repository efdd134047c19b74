/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text_stream.h - a text file as UTF-8 in chunks, whatever its encoding: UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030. Private to
 * this room. Bytes that are good UTF-8 to the last are UTF-8: text of another encoding that happens to be so is not met outside ASCII.
 */
#ifndef KAOPING_TEXT_STREAM_H
#define KAOPING_TEXT_STREAM_H

#include "reader.h"

#include <iconv.h>
#include <stdio.h>

#define TEXT_CHUNK 65536

typedef enum text_fault { TEXT_FINE = 0, TEXT_CANNOT_OPEN, TEXT_CANNOT_READ, TEXT_BAD_ENCODING, TEXT_TOO_LARGE } text_fault;

typedef enum text_kind {
    TEXT_ASCII = 0,
    TEXT_UTF8,
    TEXT_AMBIGUOUS_UTF8,    /* taken for UTF-8 unless told otherwise: it may be 100 × 3 or 5 °C */
    TEXT_AMBIGUOUS_GB18030, /* taken for GB18030 unless told otherwise: as UTF-8 it would be Greek, Cyrillic or the like, as GB18030 it is Chinese */
    TEXT_UTF16,
    TEXT_GB18030
} text_kind;

/* Lives in an arena and is closed with it; may be opened again and again. */
typedef struct text_stream {
    FILE *file;
    iconv_t converter; /* NO_CONVERTER where the bytes are UTF-8 */
    text_kind kind;
    text_fault fault; /* after text_next() gave 0: why */
    uint64_t taken;   /* bytes of the file */
    size_t pending;   /* bytes in `raw` that are the beginning of a character */
    bool started, ended;
    char raw[TEXT_CHUNK];
    char utf8[4 * TEXT_CHUNK]; /* two bytes of UTF-16 or GB18030 make at most four */
} text_stream;
#define NO_CONVERTER ((iconv_t)-1)

text_stream *text_stream_new(kp_arena *arena);
/* Opens a file, closing the one before, and reads it once to tell its encoding. */
text_fault text_open(text_stream *stream, const char *path);
/* Settles an ambiguous one, before the first text_next(). */
text_fault text_settle(text_stream *stream, text_kind kind);
/* The next piece in stream->utf8; 0 at the end or at a fault. A character is never split between UTF-16 or GB18030 pieces, UTF-8 comes as it stands. */
size_t text_next(text_stream *stream);
void text_close(text_stream *stream);

/* True where a file that begins so (at most TEXT_HEAD bytes, with a NUL behind them) may be text of one of these encodings. */
#define TEXT_HEAD 512
bool text_looks_so(const char *head, size_t length);
/* True where that text is a page or XML, whatever blanks, byte order mark or UTF-16 zeros are around its "<". */
bool text_is_markup(const char *head, size_t length);

/* `text`, if it is no UTF-8, taken as GB18030 (names of files from old archives); bytes that are neither become '?'. */
const char *utf8_or_gb18030(kp_arena *arena, const char *text);

#endif
