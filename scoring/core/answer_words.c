/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer_words.c - what was typed as an answer: an option, 不了解, invalid, a dash, nothing; or none of these, which is never guessed. */
#include "kaoping/answers.h"
#include "kaoping/names.h"
#include "kaoping/typed.h"
#include "kaoping/utf8.h"

#include <string.h>

/* What offices print for it besides the scheme's own words. */
static const char *const unknown_words[] = {"不了解 | Don't know", "不清楚 | Not sure", "不知道 | Do not know", "说不清 | Hard to say",
                                            "弃权 | No opinion"};
static const char *const invalid_words[] = {"无效 | Invalid", "废 | Void", "废卷 | Spoilt", "废票", "无效卷", "无效票"};

typedef struct number_label { /* an option whose name or code is a number */
    kp_num number;
    int32_t means;
} number_label;

struct kp_answer_words {
    kp_arena *arena;
    const kp_indicator *leaf;
    kp_names *said;    /* names, codes, words -> what is meant */
    kp_names *options; /* names alone */
    struct {
        number_label *items;
        size_t count, capacity;
    } labels;
};

static void add_label(kp_answer_words *words, const char *name, int32_t means) {
    kp_names_add(words->said, name, means);
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        kp_typed typed = kp_parse_typed(words->arena, kp_text(words->arena, name, lang));
        if (typed.kind == KP_TYPED_NUMBER && !(typed.liberties & (KP_TYPED_PERCENT | KP_TYPED_UNIT_WORD)))
            KP_PUSH(words->arena, &words->labels, (number_label){typed.value, means});
    }
}

kp_answer_words *kp_answer_words_new(kp_arena *arena, const kp_indicator *leaf) {
    kp_answer_words *words = KP_NEW(arena, kp_answer_words);
    *words = (kp_answer_words){.arena = arena, .leaf = leaf, .said = kp_names_new(arena), .options = kp_names_new(arena)};
    for (size_t i = 0; i < leaf->options.count; i++) {
        add_label(words, leaf->options.items[i].name, (int32_t)i);
        kp_names_add(words->options, leaf->options.items[i].name, (int32_t)i);
    }
    for (size_t i = 0; i < leaf->codes.count; i++)
        add_label(words, leaf->codes.items[i].name, i < leaf->options.count ? (int32_t)i : KP_ANSWER_UNKNOWN);
    for (size_t i = 0; i < leaf->unknown_words.count; i++)
        kp_names_add(words->said, leaf->unknown_words.items[i].name, KP_ANSWER_UNKNOWN);
    for (size_t i = 0; i < sizeof unknown_words / sizeof *unknown_words; i++)
        kp_names_add_alias(words->said, unknown_words[i], KP_ANSWER_UNKNOWN);
    for (size_t i = 0; i < sizeof invalid_words / sizeof *invalid_words; i++)
        kp_names_add_alias(words->said, invalid_words[i], KP_ANSWER_INVALID);
    return words;
}

/* ---- reading ---- */

/* A number is the code or name that is this number; where neither is one, the value of the one option that has it. */
static int32_t read_number(const kp_answer_words *words, kp_num number) {
    int32_t found = -1;
    for (size_t i = 0; i < words->labels.count; i++)
        if (kp_num_equal(words->labels.items[i].number, number)) {
            if (found >= 0 && found != words->labels.items[i].means)
                return -1;
            found = words->labels.items[i].means;
        }
    if (found >= 0 || words->labels.count || words->leaf->codes.count)
        return found;
    for (size_t i = 0; i < words->leaf->options.count; i++)
        if (kp_num_equal(words->leaf->options.items[i].value, number)) {
            if (found >= 0)
                return -1;
            found = (int32_t)i;
        }
    return found;
}

/* "A.满意", "3、基本满意": a number or letter of the list of options before the option's name. Where the scheme has codes, it must be the code of that option. */
static int32_t read_listed(const kp_answer_words *words, const char *text) {
    static const uint32_t marks[] = {'.', ')', ':', 0x3001 /* 、 */};
    size_t length;
    const char *at = text;
    while (kp_is_blank(kp_utf8_read(at, &length)) && *at)
        at += length;
    const char *start = at;
    for (size_t taken = 0; *at && taken <= 2; taken++, at += length) {
        uint32_t character = kp_half_width(kp_utf8_read(at, &length));
        bool mark = false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            mark = mark || character == marks[i];
        if (mark && taken) {
            int32_t option = kp_names_find(words->options, at + length);
            if (option < 0 || !words->leaf->codes.count)
                return option < 0 ? -1 : option;
            int32_t code = kp_names_find(words->said, kp_strndup(words->arena, start, (size_t)(at - start)));
            return code == option ? option : -1;
        }
        bool letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
        if (!letter && !(character >= '0' && character <= '9'))
            return -1;
    }
    return -1;
}

int32_t kp_answer_words_read(const kp_answer_words *words, const char *text) {
    int32_t found = kp_names_find(words->said, text);
    if (found != KP_NAME_UNKNOWN)
        return found == KP_NAME_AMBIGUOUS ? -1 : found;
    kp_typed typed = kp_parse_typed(words->arena, text);
    switch (typed.kind) {
    case KP_TYPED_EMPTY: return KP_ANSWER_MISSING;
    case KP_TYPED_NOT_APPLICABLE: return KP_ANSWER_NOT_ASKED;
    case KP_TYPED_NUMBER: return typed.liberties & KP_TYPED_PERCENT ? -1 : read_number(words, typed.value);
    default: return read_listed(words, text);
    }
}

int32_t kp_answer_code(kp_arena *arena, const kp_indicator *leaf, const char *text) {
    return kp_answer_words_read(kp_answer_words_new(arena, leaf), text);
}
