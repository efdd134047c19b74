/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_shape.c - steps from "<" to "<" and keeps the names of what is open. */
#include "xml_shape.h"

#include <string.h>

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/* What ends a name. A table, since this is asked of every byte of a tag. */
static const bool ends_name[256] = {['\0'] = true, [' '] = true, ['\n'] = true, ['\t'] = true, ['\r'] = true, ['='] = true, ['/'] = true,
                                    ['>'] = true,  ['<'] = true, ['"'] = true,  ['\''] = true, ['&'] = true,  ['?'] = true, ['!'] = true};

/* The length of the name at `text`; 0 where there is none. */
static size_t name_length(const char *text, const char *end) {
    const char *at = text;
    while (at < end && !ends_name[(unsigned char)*at])
        at++;
    return (size_t)(at - text);
}

/* Behind the attributes that begin at `at`: at "/", "?" or ">". NULL where they are not well-formed, or do not end before `end`. */
static const char *skip_attributes(const char *at, const char *end) {
    for (;;) {
        const char *before = at;
        while (at < end && is_space(*at))
            at++;
        if (at == end || *at == '>' || *at == '/' || *at == '?')
            return at < end ? at : NULL;
        size_t length = name_length(at, end);
        const char *quote = at + length + 1;
        if (at == before || length == 0 || quote >= end || quote[-1] != '=' || (*quote != '"' && *quote != '\''))
            return NULL;
        const char *close = memchr(quote + 1, *quote, (size_t)(end - quote - 1));
        if (!close || memchr(quote, '<', (size_t)(close - quote)))
            return NULL;
        at = close + 1;
    }
}

static bool open_tag(xml_shape *s, const char *name, size_t length) {
    if (length == 0 || length >= SHAPE_NAME || s->depth == SHAPE_DEPTH || (s->begun && s->depth == 0))
        return false;
    memcpy(s->open[s->depth], name, length);
    s->open[s->depth++][length] = '\0';
    s->begun = true;
    return true;
}

static bool close_tag(xml_shape *s, const char *name, size_t length) {
    return s->depth > 0 && strncmp(s->open[--s->depth], name, length) == 0 && s->open[s->depth][length] == '\0';
}

/* Takes the tag at `at`. Behind it, or NULL where it is not known or not there as far as `end`. */
static const char *take_tag(xml_shape *s, const char *at, const char *end) {
    bool closes = end - at > 1 && at[1] == '/', declares = end - at > 1 && at[1] == '?';
    const char *name = at + 1 + (closes || declares);
    size_t length = name_length(name, end);
    const char *last = skip_attributes(name + length, end);
    if (!last)
        return NULL;
    if (closes)
        return *last == '>' && last == name + length && close_tag(s, name, length) ? last + 1 : NULL;
    if (*last == '>')
        return !declares && open_tag(s, name, length) ? last + 1 : NULL;
    if (end - last < 2 || last[1] != '>' || (*last == '?') != declares)
        return NULL;
    if (declares)
        return !s->begun ? last + 2 : NULL;
    return open_tag(s, name, length) && close_tag(s, name, length) ? last + 2 : NULL;
}

/* Outside of the root element there are only blanks. */
static bool is_text_allowed(const xml_shape *s, const char *at, const char *end) {
    while (s->depth == 0 && at < end && is_space(*at))
        at++;
    return s->depth > 0 || at == end;
}

void xml_shape_take(xml_shape *s, size_t count) {
    if (s->unknown)
        return;
    s->held += count;
    const char *at = s->window, *end = s->window + s->held;
    while (at < end) {
        const char *next = memchr(at, '<', (size_t)(end - at));
        if (!is_text_allowed(s, at, next ? next : end)) {
            s->unknown = true;
            return;
        }
        at = next ? next : end;
        /* A tag that does not end in the window is looked at again with what follows. What is in one (">" in a value) may look like its end; then it is not known. */
        if (!next || !memchr(next, '>', (size_t)(end - next)))
            break;
        at = take_tag(s, next, end);
        if (!at) {
            s->unknown = true;
            return;
        }
    }
    s->held = (size_t)(end - at);
    s->unknown = s->held == SHAPE_WINDOW;
    memmove(s->window, at, s->held);
}

bool xml_shape_is_whole(const xml_shape *s) { return !s->unknown && s->begun && s->depth == 0 && s->held == 0; }
