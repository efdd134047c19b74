/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula_words.c - formulas cut into their words: numbers, names, operators. What the words mean to each other: formula_parse.c. */
#include "formula_words.h"
#include "kaoping/utf8.h"

#include <string.h>

const formula_function_row formula_functions[FUNCTION_COUNT] = {
#define KP_FUNCTION(name, en, zh, least, most, kind) [FUNCTION_##name] = {{zh, en}, least, most, kind},
#include "formula_functions.def"
#undef KP_FUNCTION
};

static bool is_ascii_word(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

static uint32_t read_half(const char *at, size_t *length) {
    *length = 0;
    return *at ? kp_half_width(kp_utf8_read(at, length)) : 0;
}

/* ---- signs ---- */

static const struct {
    const char *text; /* half-width; longer ones first */
    formula_word_kind kind;
    kp_compare compare;
} signs[] = {
    {"..", WORD_RANGE, 0},
    {"…", WORD_RANGE, 0},
    {"～", WORD_RANGE, 0},
    {"~", WORD_RANGE, 0},
    {"<=", WORD_COMPARE, KP_AT_MOST},
    {"≤", WORD_COMPARE, KP_AT_MOST},
    {"≦", WORD_COMPARE, KP_AT_MOST},
    {">=", WORD_COMPARE, KP_AT_LEAST},
    {"≥", WORD_COMPARE, KP_AT_LEAST},
    {"≧", WORD_COMPARE, KP_AT_LEAST},
    {"<>", WORD_COMPARE, KP_NOT_EQUAL},
    {"!=", WORD_COMPARE, KP_NOT_EQUAL},
    {"≠", WORD_COMPARE, KP_NOT_EQUAL},
    {"==", WORD_COMPARE, KP_EQUAL},
    {"=", WORD_COMPARE, KP_EQUAL},
    {"<", WORD_COMPARE, KP_LESS},
    {">", WORD_COMPARE, KP_MORE},
    {"&&", WORD_AND, 0},
    {"||", WORD_OR, 0},
    {"!", WORD_NOT, 0},
    {"+", WORD_PLUS, 0},
    {"-", WORD_MINUS, 0},
    {"−", WORD_MINUS, 0},
    {"*", WORD_TIMES, 0},
    {"×", WORD_TIMES, 0},
    {"/", WORD_OVER, 0},
    {"÷", WORD_OVER, 0},
    {"(", WORD_OPEN, 0},
    {")", WORD_CLOSE, 0},
    {",", WORD_COMMA, 0},
    {"、", WORD_COMMA, 0},
    {";", WORD_COMMA, 0},
    {":", WORD_COLON, 0},
};
#define SIGNS (sizeof signs / sizeof *signs)

/* The bytes of `text` where it stands at `at`, in half- or full-width characters; 0: it does not. */
static size_t match(const char *at, const char *text) {
    const char *start = at;
    size_t wanted_length, length;
    for (; *text; text += wanted_length, at += length) {
        uint32_t wanted = kp_half_width(kp_utf8_read(text, &wanted_length));
        if (read_half(at, &length) != wanted || !length)
            return 0;
    }
    return (size_t)(at - start);
}

static size_t match_sign(const char *at, size_t *which) {
    for (*which = 0; *which < SIGNS; ++*which) {
        size_t length = match(at, signs[*which].text);
        if (length)
            return length;
    }
    return 0;
}

/* ---- names ---- */

static const struct {
    const char *text;
    formula_word_kind kind;
    bool cuts; /* ends a name that it stands in */
} words[] = {
    {"并且", WORD_AND, true}, {"且", WORD_AND, true},  {"and", WORD_AND, false}, {"或者", WORD_OR, true},   {"或", WORD_OR, true},
    {"or", WORD_OR, false},   {"非", WORD_NOT, false}, {"not", WORD_NOT, false}, {"至", WORD_RANGE, false}, {"to", WORD_RANGE, false},
};
#define WORDS (sizeof words / sizeof *words)

static size_t match_cut(const char *at, size_t *which) {
    for (*which = 0; *which < WORDS; ++*which) {
        size_t length = words[*which].cuts ? match(at, words[*which].text) : 0;
        if (length)
            return length;
    }
    return 0;
}

/* The closing quote of an opening one; 0: it is none. */
static uint32_t closing_quote(uint32_t character) {
    switch (character) {
    case '"': return '"';
    case 0xFF02: return 0xFF02;
    case 0x201C: return 0x201D;
    case 0x300C: return 0x300D;
    default: return 0;
    }
}

static bool ends_name(const char *at) {
    size_t length, which;
    uint32_t character = kp_utf8_read(at, &length);
    if (kp_is_blank(character) || closing_quote(character))
        return true;
    if (kp_half_width(character) == '.') /* c1.done goes on, "3 .. 9" does not */
        return read_half(at + length, &length) == '.' || !length || kp_is_blank(kp_utf8_read(at + 1, &length));
    return match_sign(at, &which) || match_cut(at, &which);
}

static void read_name(formula_reader *r) {
    const char *start = r->at;
    size_t length;
    while (*r->at && !ends_name(r->at)) {
        kp_utf8_read(r->at, &length);
        r->at += length;
    }
    if (r->at == start) { /* a character that nothing begins with */
        kp_utf8_read(r->at, &length);
        r->word.kind = WORD_OTHER;
        r->at += length;
        return;
    }
    r->word.kind = WORD_NAME;
    r->word.name = kp_strndup(r->arena, start, (size_t)(r->at - start));
    for (size_t i = 0; i < WORDS; i++)
        if (kp_text_matches(words[i].text, r->word.name))
            r->word.kind = words[i].kind;
}

/* “name” or “name”.input */
static bool read_quoted(formula_reader *r) {
    size_t length;
    uint32_t close = closing_quote(kp_utf8_read(r->at, &length));
    if (!close)
        return false;
    const char *start = r->at + length;
    for (const char *at = start; *at; at += length) {
        if (kp_utf8_read(at, &length) != close)
            continue;
        r->word.kind = WORD_NAME;
        r->word.quoted = true;
        r->word.name = kp_strndup(r->arena, start, (size_t)(at - start));
        r->at = at + length;
        if (read_half(r->at, &length) != '.' || ends_name(r->at))
            return true;
        const char *name = r->word.name;
        r->at += length;
        read_name(r);
        r->word = (formula_word){.kind = WORD_NAME, .start = r->word.start, .name = name, .quoted = true, .input = r->word.name};
        return true;
    }
    return false;
}

/* ---- numbers ---- */

static bool read_number(formula_reader *r) {
    char plain[64];
    size_t n = 0, length, next_length;
    const char *at = r->at;
    bool point = false;
    for (uint32_t c; (c = read_half(at, &length)) != 0; at += length) {
        bool fraction = c == '.' && !point && is_digit(read_half(at + length, &next_length));
        if (!is_digit(c) && !fraction)
            break;
        point = point || fraction;
        if (n + 1 < sizeof plain)
            plain[n++] = (char)c;
    }
    plain[n] = '\0';
    uint32_t next = read_half(at, &next_length);
    if (!n || n + 1 >= sizeof plain || is_ascii_word(next) ||
        !kp_num_parse(r->arena, plain[0] == '.' ? kp_format(r->arena, "0%s", plain) : plain, &r->word.number))
        return false;
    r->word.kind = WORD_NUMBER;
    r->at = at;
    while (kp_is_blank(kp_utf8_read(at, &length)) && *at)
        at += length;
    if (read_half(at, &length) == '%') {
        r->word.percent = true;
        r->word.number = kp_num_div(r->arena, r->word.number, kp_num_int(100));
        r->at = at + length;
    }
    return true;
}

/* ---- the next word ---- */

void formula_next(formula_reader *r) {
    size_t length, which, next;
    while (*r->at && kp_is_blank(kp_utf8_read(r->at, &length)))
        r->at += length;
    r->word = (formula_word){.kind = WORD_END, .start = r->at, .number = KP_ZERO};
    if (!*r->at)
        return;
    uint32_t first = read_half(r->at, &length);
    if (is_digit(first) || (first == '.' && is_digit(read_half(r->at + length, &next)))) {
        if (!read_number(r)) {
            r->word.kind = WORD_OTHER;
            r->at += length;
        }
    } else if (read_quoted(r)) {
        return;
    } else if ((length = match_sign(r->at, &which)) != 0) {
        r->word.kind = signs[which].kind;
        r->word.compare = signs[which].compare;
        r->at += length;
    } else if ((length = match_cut(r->at, &which)) != 0) {
        r->word.kind = words[which].kind;
        r->at += length;
    } else {
        read_name(r);
    }
}

bool formula_name_is_plain(kp_arena *arena, const char *name) {
    formula_reader r = {.arena = arena, .at = name};
    formula_next(&r);
    return r.word.kind == WORD_NAME && !r.word.quoted && !*r.at && !strchr(name, '.');
}
