/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_text.c - text as a cell of an .xlsx can hold it. */
#include "xlsx_text.h"

#include <ctype.h>
#include <string.h>

#include "kaoping/utf8.h"

typedef struct scanned {
    uint32_t code;
    size_t length;
} scanned;

/* The character at `at`; code U+FFFD where there is none that XML may hold. */
static scanned scan_character(const char *at) {
    scanned now;
    now.code = kp_utf8_read(at, &now.length);
    if (now.code == 0xFFFE || now.code == 0xFFFF)
        now.code = KP_UTF8_INVALID;
    return now;
}

static bool is_control(uint32_t code) { return code < 0x20 && code != '\n' && code != '\t'; }

static bool is_escape(const char *text) {
    const unsigned char *c = (const unsigned char *)text;
    if (c[0] != '_' || c[1] != 'x')
        return false;
    for (int i = 2; i < 6; i++)
        if (!isxdigit(c[i]))
            return false;
    return c[6] == '_';
}

/* True where `text` can be written as it is. */
static bool fits(const char *text, size_t most) {
    size_t units = 0;
    for (const char *c = text; *c;) {
        scanned now = scan_character(c);
        if (now.code == KP_UTF8_INVALID || is_control(now.code) || is_escape(c))
            return false;
        units += now.code >= 0x10000 ? 2 : 1;
        c += now.length;
    }
    return units <= most;
}

/* The units that each character takes as it is written. */
static size_t units_of(const char *at, scanned now) { return (is_escape(at) ? 6u : 0u) + (now.code >= 0x10000 ? 2u : 1u); }

static size_t units_of_all(const char *text) {
    size_t units = 0;
    for (const char *c = text; *c;) {
        scanned now = scan_character(c);
        units += units_of(c, now);
        c += now.length;
    }
    return units;
}

const char *kp_xlsx_text(kp_arena *arena, const char *text, size_t most, const char *notice, bool *cut) {
    if (!text)
        return "";
    if (fits(text, most))
        return text;
    bool too_long = units_of_all(text) > most;
    size_t room = too_long ? most - strlen(notice) : most, units = 0;
    kp_buffer buffer = {.arena = arena};
    for (const char *c = text; *c;) {
        scanned now = scan_character(c);
        units += units_of(c, now);
        if (units > room)
            break;
        if (is_escape(c))
            kp_buffer_puts(&buffer, "_x005F");
        if (now.code == KP_UTF8_INVALID)
            kp_buffer_puts(&buffer, "\xEF\xBF\xBD");
        else if (is_control(now.code))
            kp_buffer_puts(&buffer, " ");
        else
            kp_buffer_add(&buffer, c, now.length);
        c += now.length;
    }
    if (too_long)
        kp_buffer_puts(&buffer, notice);
    if (too_long && cut)
        *cut = true;
    return kp_buffer_text(&buffer);
}
