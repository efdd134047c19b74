/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * message.h - every text that the program itself says, in both languages, from one table (messages.def, in parts by room). What a scheme says is bilingual text
 * of its own (base.h); what is wrong with data is a problem (problem.h).
 */
#ifndef KAOPING_MESSAGE_H
#define KAOPING_MESSAGE_H

#include "kaoping/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_message {
#define KP_MESSAGE(name, zh, en) KP_M_##name,
#include "kaoping/messages.def"
#undef KP_MESSAGE
    KP_MESSAGE_COUNT
} kp_message;

/* The text; static. */
const char *kp_say(kp_message message, kp_lang lang);
/* The text with {0} {1} {2} filled in; NULL arguments are "". An argument may be bilingual (base.h). {0:unit|units} is the first word where argument 0 is "1", else the second. */
const char *kp_say_with(kp_arena *arena, kp_message message, kp_lang lang, const char *a0, const char *a1, const char *a2);

#ifdef __cplusplus
}
#endif
#endif
