/* SPDX-License-Identifier: GPL-3.0-or-later */
/* message.c - the texts of the program, from the tables messages_*.def. */
#include "kaoping/message.h"

#include <assert.h>
#include <string.h>

static const char *const message_rows[KP_MESSAGE_COUNT][2] = {
#define KP_MESSAGE(name, zh, en) {zh, en},
#include "kaoping/messages.def"
#undef KP_MESSAGE
};

const char *kp_say(kp_message message, kp_lang lang) {
    assert((unsigned)message < KP_MESSAGE_COUNT);
    return message_rows[(unsigned)message < KP_MESSAGE_COUNT ? (unsigned)message : 0][lang == KP_EN];
}

static bool is_argument(const char *at) { return at[0] == '{' && at[1] >= '0' && at[1] <= '2'; }

/* "{0:unit|units}": the word for one, or for another number. What stands behind it. */
static const char *put_number_word(kp_buffer *text, const char *at, const char *argument) {
    const char *one = at + 3, *many = one + strcspn(one, "|"), *end = many + strcspn(many, "}");
    assert(*many == '|' && *end == '}');
    if (argument && strcmp(argument, "1") == 0)
        kp_buffer_add(text, one, (size_t)(many - one));
    else
        kp_buffer_add(text, many + 1, (size_t)(end - many - 1));
    return end + 1;
}

const char *kp_say_with(kp_arena *arena, kp_message message, kp_lang lang, const char *a0, const char *a1, const char *a2) {
    const char *arguments[3] = {a0, a1, a2};
    kp_buffer text = {.arena = arena};
    for (const char *at = kp_say(message, lang); *at;) {
        if (is_argument(at) && at[2] == ':') {
            at = put_number_word(&text, at, arguments[at[1] - '0']);
        } else if (is_argument(at) && at[2] == '}') {
            const char *argument = arguments[at[1] - '0'] ? arguments[at[1] - '0'] : "";
            bool marked = strstr(argument, " | ") || strchr(argument, '\x1F');         /* bilingual, or kept whole by kp_verbatim() */
            kp_buffer_puts(&text, marked ? kp_text(arena, argument, lang) : argument); /* blanks of plain ones stay */
            at += 3;
        } else {
            size_t plain = 1 + strcspn(at + 1, "{");
            kp_buffer_add(&text, at, plain);
            at += plain;
        }
    }
    return kp_buffer_text(&text);
}
