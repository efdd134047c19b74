/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions.c - the tables functions.def and function_errors.def as data, and finding a function by any of its names. */
#include "kaoping/functions.h"
#include "kaoping/utf8.h"

#include <assert.h>
#include <string.h>

#define PASTE_NOW(a, b) a##b
#define PASTE(a, b)     PASTE_NOW(a, b)

/* Every argument in the order of the table, and where each function's begin. Rows of the table stand on a line each, which names them. */
enum argument_place {
#define KP_FUNCTION(name, method, title, zh, en)                              FIRST_##name, BEFORE_##name = FIRST_##name - 1,
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, help_zh, help_en) PASTE(PLACE_, __LINE__),
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT
    ARGUMENT_ROWS
};

static const kp_function_argument argument_rows[ARGUMENT_ROWS] = {
#define KP_FUNCTION(name, method, title, zh, en)
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, help_zh, help_en)                                                                        \
    {KP_FUNCTION_##function, id, kind, {title_zh, title_en}, {help_zh, help_en}},
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT
};

/* A struct for each function with a byte for each of its arguments: its size is their number. */
struct arguments_before_all {
    char none;
#define KP_FUNCTION(name, method, title, zh, en)                                                                                                     \
    }                                                                                                                                                \
    ;                                                                                                                                                \
    struct arguments_of_##name {
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, help_zh, help_en) char PASTE(byte_, __LINE__);
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT
};

/* The method in capitals, letter by letter: methods are ASCII letters only (held by a test). */
#define CAPITAL(method, at) (char)(sizeof(method) > (at) ? (method)[sizeof(method) > (at) ? (at) : 0] & ~0x20 : 0)
#define CAPITALS_FROM(method, at)                                                                                                                    \
    CAPITAL(method, at), CAPITAL(method, at + 1), CAPITAL(method, at + 2), CAPITAL(method, at + 3), CAPITAL(method, at + 4), CAPITAL(method, at + 5)
#define NAME_SIZE 24

static const struct english_name {
    char text[NAME_SIZE + 1];
} english_names[KP_FUNCTION_COUNT] = {
#define KP_FUNCTION(name, method, title, zh, en)                                                                                                     \
    {{CAPITALS_FROM(method, 0), CAPITALS_FROM(method, 6), CAPITALS_FROM(method, 12), CAPITALS_FROM(method, 18)}},
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, help_zh, help_en)
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT
};

#define KP_FUNCTION(name, method, title, zh, en) _Static_assert(sizeof(method) <= NAME_SIZE + 1, method " is too long a name");
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, help_zh, help_en)
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT

static const kp_function_info function_rows[KP_FUNCTION_COUNT] = {
#define KP_FUNCTION(name, method, title, zh, en)                                                                                                     \
    {KP_FUNCTION_##name,                                                                                                                             \
     method,                                                                                                                                         \
     {title, english_names[KP_FUNCTION_##name].text},                                                                                                \
     {zh, en},                                                                                                                                       \
     &argument_rows[FIRST_##name],                                                                                                                   \
     sizeof(struct arguments_of_##name)},
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, help_zh, help_en)
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT
};

const kp_function_info *kp_function_of(kp_function_id id) {
    assert((unsigned)id < KP_FUNCTION_COUNT);
    return &function_rows[id];
}

/* What stands behind `prefix` in `name`, ASCII case apart; `name` where it does not begin so. */
static const char *without_prefix(const char *name, const char *prefix) {
    size_t length = strlen(prefix);
    for (size_t i = 0; i < length; i++)
        if (kp_lower((unsigned char)name[i]) != kp_lower((unsigned char)prefix[i]))
            return name;
    return name + length;
}

kp_function_id kp_function_find(const char *name) {
    if (!name)
        return KP_FUNCTION_COUNT;
    name = without_prefix(without_prefix(name, "org.kaoping.AddInZh."), "org.kaoping.AddIn.");
    for (int id = 0; id < KP_FUNCTION_COUNT; id++)
        if (kp_text_matches(function_rows[id].name[KP_ZH], name) || kp_text_matches(function_rows[id].method, name))
            return (kp_function_id)id;
    return KP_FUNCTION_COUNT;
}

typedef struct error_row {
    kp_function_error error;
    const char *shown, *text[2];
} error_row;

static const error_row error_rows[] = {
#define KP_FUNCTION_ERROR(name, number, shown, zh, en) {KP_FUNCTION_ERROR_##name, shown, {zh, en}},
#include "kaoping/function_errors.def"
#undef KP_FUNCTION_ERROR
};

static const error_row *row_of(kp_function_error error) {
    static const error_row none = {KP_FUNCTION_NO_ERROR, "", {"", ""}};
    for (size_t i = 0; i < sizeof error_rows / sizeof *error_rows; i++)
        if (error_rows[i].error == error)
            return &error_rows[i];
    return &none;
}

const char *kp_function_error_shown(kp_function_error error) { return row_of(error)->shown; }

const char *kp_function_error_text(kp_function_error error, kp_lang lang) { return row_of(error)->text[lang == KP_EN]; }
