/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_reason.c - what is a reason for keeping something that the linter finds fault with. It must say something: enough different characters, and in letters different
 * words. In a text of two languages each is a reason of its own, since each is printed alone.
 */
#include "lint_private.h"

#include <string.h>

#include "kaoping/utf8.h"

static bool is_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xc0 && c < 0x250); }
static bool is_sign(uint32_t c) { return is_letter(c) || (c >= '0' && c <= '9') || (c >= 0x3400 && c < 0xa000) || c >= 0x20000; }

/* What has been seen of a text. */
typedef struct reading {
    uint32_t different[KP_LINT_REASON_LEAST];
    size_t count;     /* of these */
    bool han;         /* some is no letter and no digit of the West */
    char first[32];   /* word of two letters or more */
    bool second_word; /* another one */
} reading;

static void see(reading *r, uint32_t c) {
    size_t i = 0;
    while (i < r->count && r->different[i] != c)
        i++;
    if (i == r->count && r->count < KP_LINT_REASON_LEAST)
        r->different[r->count++] = c;
}

static void end_word(reading *r, char *word, size_t *length) {
    word[*length] = '\0';
    if (*length >= 2 && !*r->first)
        memcpy(r->first, word, *length + 1);
    else if (*length >= 2)
        r->second_word |= strcmp(r->first, word) != 0;
    *length = 0;
}

static bool gives_reason(const char *text, const char *end) {
    reading r = {0};
    char word[32];
    size_t in_word = 0, length;
    for (; text < end; text += length) {
        uint32_t c = kp_lower(kp_half_width(kp_utf8_read(text, &length)));
        if (is_letter(c) && in_word < sizeof word - 1)
            word[in_word++] = (char)(c & 0x7f);
        else if (!is_letter(c))
            end_word(&r, word, &in_word);
        if (!is_sign(c))
            continue;
        see(&r, c);
        r.han = r.han || c >= 0x3400;
    }
    end_word(&r, word, &in_word);
    return r.count == KP_LINT_REASON_LEAST && (r.han || r.second_word);
}

bool kp_lint_is_reason(const char *text) {
    if (!text)
        return false;
    const char *bar = strstr(text, " | ");
    if (!bar)
        return gives_reason(text, text + strlen(text));
    return gives_reason(text, bar) && gives_reason(bar + 3, bar + strlen(bar));
}
