/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - bilingual text, and names compared the way people read them rather than byte by byte. */
#include "kaoping/arena.h"
#include "kaoping/utf8.h"

#include <string.h>

#define SEPARATOR        " | "
#define SEPARATOR_LENGTH (sizeof SEPARATOR - 1)

/* ---- UTF-8 ---- */

uint32_t kp_utf8_read(const char *text, size_t *length) {
    const unsigned char *byte = (const unsigned char *)text;
    *length = 1;
    if (byte[0] < 0x80)
        return byte[0];
    size_t more = byte[0] >= 0xF0 ? 3 : byte[0] >= 0xE0 ? 2 : 1;
    static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
    if (byte[0] < 0xC2 || byte[0] > 0xF4)
        return KP_UTF8_INVALID;
    uint32_t character = byte[0] & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) { /* the NUL is no continuation byte, so this stops at the end of the text */
        if ((byte[i] & 0xC0) != 0x80)
            return KP_UTF8_INVALID;
        character = character << 6 | (byte[i] & 0x3Fu);
    }
    if (character < smallest[more] || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
        return KP_UTF8_INVALID;
    *length = more + 1;
    return character;
}

size_t kp_utf8_write(uint32_t character, char out[4]) {
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    static const unsigned first[] = {0, 0xC0, 0xE0, 0xF0};
    size_t more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    for (size_t i = more; i > 0; i--, character >>= 6)
        out[i] = (char)(0x80 | (character & 0x3F));
    out[0] = (char)(first[more] | character);
    return more + 1;
}

bool kp_is_invisible(uint32_t c) { return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x00AD; }

bool kp_is_blank(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || kp_is_invisible(c);
}

size_t kp_character_width(uint32_t point) {
    bool wide = (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) || (point >= 0xAC00 && point <= 0xD7A3) ||
                (point >= 0xF900 && point <= 0xFAFF) || (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
                (point >= 0xFFE0 && point <= 0xFFE6) || point >= 0x20000;
    return wide ? 2 : 1;
}

uint32_t kp_half_width(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) /* the full-width forms stand in the order of ASCII */
        return c - 0xFF01 + '!';
    return c == 0x3000 ? ' ' : c;
}

uint32_t kp_lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; }

/* ---- bilingual text ---- */

typedef struct span {
    const char *start, *end;
} span;

static span trim_span(span s) {
    size_t length;
    while (s.start < s.end && kp_is_blank(kp_utf8_read(s.start, &length)))
        s.start += length;
    const char *end = s.start; /* behind the last character that is no blank */
    for (const char *at = s.start; at < s.end; at += length)
        if (!kp_is_blank(kp_utf8_read(at, &length)))
            end = at + length;
    s.end = end;
    return s;
}

bool kp_text_is_blank(const char *text) {
    size_t length;
    for (; text && *text; text += length)
        if (!kp_is_blank(kp_utf8_read(text, &length)))
            return false;
    return true;
}

const char *kp_trim(struct kp_arena *arena, const char *text) {
    span whole = trim_span((span){text, text + strlen(text)});
    return kp_strndup(arena, whole.start, (size_t)(whole.end - whole.start));
}

/* Both parts, trimmed; an absent or empty part is the other one. */
static void split_text(const char *text, span part[2]) {
    span whole = {text, text + strlen(text)};
    const char *bar = strstr(text, SEPARATOR);
    part[KP_ZH] = trim_span(bar ? (span){text, bar} : whole);
    part[KP_EN] = bar ? trim_span((span){bar + SEPARATOR_LENGTH, whole.end}) : part[KP_ZH];
    for (int lang = 0; lang < 2; lang++)
        if (part[lang].start == part[lang].end)
            part[lang] = part[1 - lang];
}

/* A separator that kp_verbatim() kept from being one has this before its bar; no text of people has it. */
#define KEPT "\x1F"

static span part_of(const char *text, kp_lang lang) {
    span part[2];
    split_text(text ? text : "", part);
    return part[lang == KP_EN ? KP_EN : KP_ZH];
}

/* The span as a text, copied where it must be; `kept`: with its marks. */
static const char *text_of(struct kp_arena *arena, span part, bool kept) {
    if (kept || !memchr(part.start, *KEPT, (size_t)(part.end - part.start)))
        return *part.end ? kp_strndup(arena, part.start, (size_t)(part.end - part.start)) : part.start;
    char *copy = kp_alloc(arena, (size_t)(part.end - part.start) + 1), *to = copy;
    for (const char *at = part.start; at < part.end; at++)
        if (*at != *KEPT)
            *to++ = *at;
    return copy;
}

const char *kp_text(struct kp_arena *arena, const char *text, kp_lang lang) { return text_of(arena, part_of(text, lang), false); }

const char *kp_verbatim(struct kp_arena *arena, const char *text) {
    text = text ? text : "";
    const char *bar = strstr(text, SEPARATOR);
    if (!bar)
        return text;
    kp_buffer kept = {.arena = arena};
    for (; bar; text = bar + 2, bar = strstr(text, SEPARATOR)) { /* the blank behind the bar may begin the next one */
        kp_buffer_add(&kept, text, (size_t)(bar - text));
        kp_buffer_puts(&kept, " " KEPT "|");
    }
    kp_buffer_puts(&kept, text);
    return kp_buffer_text(&kept);
}

const char *kp_text_join(struct kp_arena *arena, const char *first, const char *between, const char *second) {
    const char *joined[2];
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
        joined[lang] = kp_format(arena, "%s%s%s", text_of(arena, part_of(first, lang), true), between, text_of(arena, part_of(second, lang), true));
    return strcmp(joined[KP_ZH], joined[KP_EN]) ? kp_format(arena, "%s | %s", joined[KP_ZH], joined[KP_EN]) : joined[KP_ZH];
}

/* ---- names ---- */

/* One character as names are compared: half-width, lower case, any bracket round; 0 for what is passed over. */
static uint32_t name_character(uint32_t character) {
    static const struct {
        uint32_t opening, closing;
    } brackets[] = {{'[', ']'},       {'{', '}'},       {0x3008, 0x3009}, {0x300A, 0x300B}, {0x300C, 0x300D},
                    {0x300E, 0x300F}, {0x3010, 0x3011}, {0x3014, 0x3015}, {0x3016, 0x3017}};
    if (kp_is_blank(character))
        return 0;
    character = kp_lower(kp_half_width(character));
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (character == brackets[i].opening)
            return '(';
        if (character == brackets[i].closing)
            return ')';
    }
    return character;
}

/* The next character that counts; 0 at the end of the span. */
static uint32_t next_character(span *s) {
    while (s->start < s->end) {
        size_t length;
        uint32_t read = kp_utf8_read(s->start, &length);
        /* broken bytes are equal to themselves only: above every character of Unicode */
        uint32_t character = read == KP_UTF8_INVALID && length == 1 ? 0x110000u + (unsigned char)*s->start : name_character(read);
        s->start += length;
        if (character)
            return character;
    }
    return 0;
}

static bool same_name(span x, span y) {
    for (;;) {
        uint32_t a = next_character(&x), b = next_character(&y);
        if (a != b)
            return false;
        if (!a)
            return true;
    }
}

bool kp_text_matches(const char *text, const char *name) {
    if (!text || !name)
        return false;
    span part[2], whole = {text, text + strlen(text)}, typed = {name, name + strlen(name)}, probe = typed;
    if (!next_character(&probe)) /* nothing was typed: that names nothing */
        return false;
    split_text(text, part);
    return same_name(part[KP_ZH], typed) || same_name(part[KP_EN], typed) || same_name(whole, typed);
}

/* No folded character is longer than what it was read from, so `out` never overflows. */
size_t kp_name_fold(const char *name, char *out) {
    size_t written = 0, length;
    for (const char *at = name ? name : ""; *at; at += length) {
        uint32_t read = kp_utf8_read(at, &length);
        if (read == KP_UTF8_INVALID && length == 1) {
            out[written++] = *at;
            continue;
        }
        uint32_t character = name_character(read);
        if (character)
            written += kp_utf8_write(character, out + written);
    }
    return written;
}

void kp_name_read(const char *name, kp_name_characters *out) {
    const char *text = name ? name : "";
    span rest = {text, text + strlen(text)};
    uint32_t character;
    for (out->count = 0; out->count < KP_NAME_CHARACTERS && (character = next_character(&rest)) != 0; out->count++)
        out->at[out->count] = character;
}

/* The table of Wagner and Fischer (1974), of which one row is enough. */
size_t kp_edit_distance(const kp_name_characters *x, const kp_name_characters *y) {
    size_t row[KP_NAME_CHARACTERS + 1];
    for (size_t j = 0; j <= y->count; j++)
        row[j] = j;
    for (size_t i = 1; i <= x->count; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= y->count; j++) {
            size_t change = corner + (x->at[i - 1] != y->at[j - 1]), least = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            corner = row[j];
            row[j] = change < least ? change : least;
        }
    }
    return row[y->count];
}

static bool contains(const kp_name_characters *whole, const kp_name_characters *part) {
    bool ascii = true;
    for (size_t i = 0; i < part->count; i++)
        ascii = ascii && part->at[i] < 0x80;
    for (size_t i = 0; part->count >= (ascii ? 3u : 2u) && i + part->count <= whole->count; i++)
        if (!memcmp(whole->at + i, part->at, part->count * sizeof *part->at))
            return true;
    return false;
}

kp_likeness kp_name_likeness(const kp_name_characters *x, const kp_name_characters *y) {
    size_t longer = x->count > y->count ? x->count : y->count;
    if (longer > 1 && kp_edit_distance(x, y) * 2 <= longer)
        return KP_MISSPELT;
    return contains(x, y) || contains(y, x) ? KP_CONTAINED : KP_UNLIKE;
}
