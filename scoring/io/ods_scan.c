/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ods_scan.c - finds the tags of tables in bytes, window by window. */
#include "ods_scan.h"

#include <string.h>
#include <strings.h>

#include "kaoping/utf8.h"

/* ---- The bytes that the parser has seen ------------------------------------------------------------------------------------------------ */

ods_scan *ods_scan_new(kp_arena *arena, byte_source inner) {
    ods_scan *scan = KP_NEW(arena, ods_scan);
    scan->inner = inner;
    return scan;
}

static int pass_on(void *data, void *bytes, unsigned size) {
    ods_scan *s = data;
    int n = s->inner.read(s->inner.data, bytes, size);
    if (n <= 0)
        return n;
    size_t count = (size_t)n;
    if (s->taken < sizeof s->start - 1) {
        size_t room = sizeof s->start - 1 - (size_t)s->taken;
        memcpy(s->start + s->taken, bytes, count < room ? count : room);
    }
    s->taken += count;
    size_t keep = count < SCAN_WINDOW ? SCAN_WINDOW - count : 0; /* of what is held */
    if (s->held > keep) {
        memmove(s->window, s->window + s->held - keep, keep);
        s->held = keep;
    }
    size_t fresh = count < SCAN_WINDOW ? count : SCAN_WINDOW;
    memcpy(s->window + s->held, (const char *)bytes + count - fresh, fresh);
    s->held += fresh;
    return n;
}

byte_source ods_scan_source(ods_scan *scan) { return (byte_source){scan->inner.name, pass_on, scan}; }

/* True where the document is in UTF-8 by what it says, or says nothing; other encodings the parser alone knows. */
static bool is_utf8(const ods_scan *s) {
    const char *text = s->start;
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    if (strncmp(text, "<?xml", 5) != 0)
        return text[0] == '<' && text[1] != '\0';
    const char *end = strstr(text, "?>"), *encoding = strstr(text, "encoding");
    if (!end)
        return false;
    if (!encoding || encoding > end)
        return true;
    encoding += strcspn(encoding, "\"'>");
    return strncasecmp(encoding + (*encoding != '\0'), "utf-8", 5) == 0 && (encoding[6] == '"' || encoding[6] == '\'');
}

bool ods_scan_keep_name(ods_scan *s, const xml_parse *xml) {
    const xml_binding *found = NULL;
    for (size_t i = 0; i < xml->names.bindings.count; i++) {
        const xml_binding *binding = &xml->names.bindings.items[i];
        if (binding->space != ODF_TABLE)
            continue;
        if (found)
            return false;
        found = binding;
    }
    if (!found || found->depth != 1 || found->length == 0 || found->length + sizeof ":table" > sizeof s->table)
        return false;
    memcpy(s->table, found->prefix, found->length);
    memcpy(s->table + found->length, ":table", sizeof ":table");
    return is_utf8(s);
}

/* ---- Tags ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct walk {
    ods_scan *scan;
    kp_workbook *book;
    kp_problems *problems;
    size_t at;          /* in the window */
    size_t name_length; /* of a table's tag */
    unsigned depth;     /* of tables in tables */
    bool others;        /* there are tags behind the first table that are outside of tables and none themselves */
    bool closed, ended; /* the last tag outside of tables was that of the root element; no more bytes */
    scan_result result;
    bool done;
} walk;

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool ends_name(char c) { return is_space(c) || c == '>' || c == '/'; }

static void end_walk(walk *w, scan_result result) {
    w->done = true;
    w->result = result;
}

/* Reads on: what stands before w->at goes, and the window is filled. False at the end of the bytes, or where there is no room or the walk ends. */
static bool refill(walk *w) {
    ods_scan *s = w->scan;
    memmove(s->window, s->window + w->at, s->held - w->at);
    s->held -= w->at;
    w->at = 0;
    if (w->ended || s->held == SCAN_WINDOW)
        return false;
    int n = s->inner.read(s->inner.data, s->window + s->held, (unsigned)(SCAN_WINDOW - s->held));
    w->ended = n == 0;
    if (n < 0)
        end_walk(w, SCAN_FAILED);
    if (n <= 0)
        return false;
    size_t before = s->held < 4 ? s->held : 4; /* "xmlns" may lie across */
    s->held += (size_t)n;
    if (memmem(s->window + s->held - (size_t)n - before, (size_t)n + before, "xmlns", 5)) {
        end_walk(w, SCAN_UNUSUAL); /* a name may mean another namespace from here on */
        return false;
    }
    return true;
}

/* Has at least `count` bytes from w->at on in the window, if there are so many. */
static size_t have(walk *w, size_t count) {
    while (w->scan->held - w->at < count && refill(w))
        continue;
    return w->scan->held - w->at;
}

/* The end of the tag that begins at w->at, behind its ">"; 0 where it does not end in the window. */
static size_t end_of_tag(walk *w) {
    for (size_t i = 1, length = have(w, 2);;) {
        char quote = 0;
        const char *tag = w->scan->window + w->at;
        for (; i < length; i++) {
            if (quote)
                quote = tag[i] == quote ? 0 : quote;
            else if (tag[i] == '"' || tag[i] == '\'')
                quote = tag[i];
            else if (tag[i] == '>')
                return i + 1;
        }
        size_t more = have(w, length + 1);
        if (w->done || more <= length)
            return 0;
        i = 1; /* anew, since the quotes are */
        length = more;
    }
}

/* The value of the attribute prefix:name of the tag at w->at; NULL where there is none or the parser must read it (an entity, a control character, bad UTF-8). */
static const char *name_in_tag(walk *w, size_t length, bool *unusual) {
    const char *tag = w->scan->window + w->at, *end = tag + length - 1;
    size_t prefix = w->name_length - 5; /* with its colon */
    for (const char *at = tag + 1 + w->name_length; at < end;) {
        at += is_space(*at) || *at == '/';
        const char *name = at;
        while (at < end && *at != '=' && !is_space(*at) && *at != '/')
            at++;
        size_t name_size = (size_t)(at - name);
        while (at < end && is_space(*at))
            at++;
        if (at == end || *at != '=')
            continue;
        for (at++; at < end && is_space(*at);)
            at++;
        const char *close = at < end && (*at == '"' || *at == '\'') ? memchr(at + 1, *at, (size_t)(end - at - 1)) : NULL;
        if (!close) {
            *unusual = true;
            return NULL;
        }
        const char *value = at + 1;
        at = close + 1;
        if (name_size != prefix + 4 || memcmp(name, w->scan->table, prefix) != 0 || memcmp(name + prefix, "name", 4) != 0)
            continue;
        for (const char *c = value; c < close; c++)
            *unusual |= *c == '&' || (unsigned char)*c < 0x20;
        const char *text = kp_strndup(w->book->arena, value, (size_t)(close - value));
        for (size_t i = 0, n; text[i]; i += n)
            *unusual |= kp_utf8_read(text + i, &n) == KP_UTF8_INVALID;
        return text;
    }
    return NULL;
}

static bool is_table_tag(const walk *w, const char *name, size_t length) {
    return length > w->name_length && memcmp(name, w->scan->table, w->name_length) == 0 && ends_name(name[w->name_length]);
}

/* A table begins at w->at. */
static void begin_table(walk *w) {
    size_t length = end_of_tag(w);
    if (w->done)
        return;
    bool unusual = length == 0 || w->others;
    const char *name = !unusual && w->depth == 0 ? name_in_tag(w, length, &unusual) : NULL;
    if (unusual)
        end_walk(w, SCAN_UNUSUAL);
    else if (w->depth == 0 && !book_add_sheet(w->book, name ? name : "", w->problems))
        end_walk(w, SCAN_FAILED);
    else if (w->scan->window[w->at + length - 2] != '/')
        w->depth++;
    w->at += length;
}

/* True where the local part of the name is `local`. */
static bool has_local_name(const char *name, size_t length, const char *local) {
    size_t n = 0, size = strlen(local);
    while (n < length && !ends_name(name[n]))
        n++;
    return n > size && name[n - size - 1] == ':' && memcmp(name + n - size, local, size) == 0;
}

/* The tag at w->at, of which the window has enough to know it by. */
static void take_tag(walk *w, size_t length) {
    const char *tag = w->scan->window + w->at;
    if (w->done)
        return;
    if (length < 3 || tag[1] == '!' || tag[1] == '?') {
        end_walk(w, SCAN_UNUSUAL);
    } else if (tag[1] == '/') {
        if (is_table_tag(w, tag + 2, length - 2) && w->depth-- == 0)
            end_walk(w, SCAN_UNUSUAL);
        if (w->depth == 0)
            w->closed = has_local_name(tag + 2, length - 2, "document-content");
        w->at += 2;
    } else if (is_table_tag(w, tag + 1, length - 1)) {
        begin_table(w);
    } else {
        if (w->depth == 0) {
            w->others = true;
            w->closed = false;
            if (has_local_name(tag + 1, length - 1, "automatic-styles")) /* where they are not looked for */
                end_walk(w, SCAN_UNUSUAL);
        }
        w->at += 1;
    }
}

scan_result ods_scan_tables(ods_scan *s, kp_workbook *book, uint64_t offset, kp_problems *problems) {
    walk w = {.scan = s, .book = book, .problems = problems, .name_length = strlen(s->table)};
    if (offset > s->taken || s->taken - offset > s->held)
        return SCAN_UNUSUAL;
    w.at = s->held - (size_t)(s->taken - offset);
    if (memmem(s->window + w.at, s->held - w.at, "xmlns", 5))
        return SCAN_UNUSUAL;
    while (!w.done) {
        const char *next = memchr(s->window + w.at, '<', s->held - w.at);
        w.at = next ? (size_t)(next - s->window) : s->held;
        if (next)
            take_tag(&w, s->held - w.at >= sizeof s->table + 3 ? s->held - w.at : have(&w, sizeof s->table + 3));
        else if (!refill(&w))
            break;
    }
    if (w.done)
        return w.result;
    return w.depth == 0 && w.closed ? SCAN_DONE : SCAN_UNUSUAL; /* cut short: the parser tells where */
}
