/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - 计分说明: runs another function's body with its words wanted, and tells how the result came about or why there is none. */
#include "call.h"
#include "kaoping/message.h"
#include "kaoping/utf8.h"

#include <string.h>

#define MOST_CHARACTERS 32000 /* a cell holds 32,767, in units of UTF-16 */
#define SHOWN_CELLS     20    /* of the first row of a matrix */

static void add_line(kp_buffer *text, const char *line) {
    if (text->length)
        kp_buffer_puts(text, "\n");
    kp_buffer_puts(text, line);
}

/* ---- failure ---- */

/* "扣分得分 Err:502：参数不对…", then why. */
static const char *failure_words(call *inner) {
    const char *name = inner->function->name[inner->lang == KP_EN];
    kp_buffer text = {.arena = inner->arena};
    kp_buffer_puts(&text, kp_say_with(inner->arena, KP_M_FN_FAILED, inner->lang, name, kp_function_error_shown(inner->error),
                                      kp_function_error_text(inner->error, inner->lang)));
    const char *why = kp_buffer_text(&inner->words);
    if (!strstr(kp_function_error_text(inner->error, inner->lang), why)) /* also where there is none */
        add_line(&text, why);
    return kp_buffer_text(&text);
}

/* ---- success ---- */

static const char *first_row_words(call *inner) {
    kp_buffer text = {.arena = inner->arena};
    for (size_t i = 0; i < inner->result->columns && i < SHOWN_CELLS; i++) {
        kp_buffer_puts(&text, i == 0 ? "" : inner->lang == KP_EN ? ", " : "、");
        kp_buffer_puts(&text, call_value_words(inner, &inner->result->cells[i]));
    }
    kp_buffer_puts(&text, inner->result->columns > SHOWN_CELLS ? "…" : "");
    return kp_buffer_text(&text);
}

static size_t first_error(const kp_result *result) {
    size_t at = 0, count = result->rows * result->columns;
    while (at < count && result->cells[at].kind != KP_VALUE_ERROR)
        at++;
    return at;
}

/* The derivation, then the result: of a matrix its size, its first row and the first cell that is an error. */
static const char *success_words(call *inner) {
    kp_arena *arena = inner->arena;
    const kp_result *result = inner->result;
    kp_buffer text = {.arena = arena};
    add_line(&text, inner->words.length ? kp_buffer_text(&inner->words) : inner->function->about[inner->lang == KP_EN]);
    bool matrix = result->rows * result->columns > 1;
    add_line(&text,
             kp_say_with(arena, matrix ? KP_M_FN_FIRST_ROW : KP_M_FN_RESULT, inner->lang, kp_verbatim(arena, first_row_words(inner)), NULL, NULL));
    if (matrix)
        add_line(&text, kp_say_with(arena, KP_M_FN_RESULT_SIZE, inner->lang, kp_format(arena, "%zu", result->rows),
                                    kp_format(arena, "%zu", result->columns), NULL));
    size_t at = first_error(result);
    if (at < result->rows * result->columns) {
        kp_function_error error = (kp_function_error)result->cells[at].error;
        add_line(&text, kp_say_with(arena, KP_M_FN_ERROR_IN, inner->lang, kp_format(arena, "%zu", at / result->columns + 1),
                                    kp_function_error_shown(error), kp_function_error_text(error, inner->lang)));
    }
    return kp_buffer_text(&text);
}

/* ---- the function ---- */

/* What a cell can hold, cut at a character. */
static const char *cut_to_cell(kp_arena *arena, const char *text) {
    size_t units = 0, length;
    for (const char *at = text; *at; at += length) {
        units += kp_utf8_read(at, &length) > 0xFFFF ? 2 : 1;
        if (units > MOST_CHARACTERS)
            return kp_format(arena, "%.*s…", (int)(at - text), text);
    }
    return text;
}

static const char *function_names(kp_arena *arena, kp_lang lang) {
    kp_buffer names = {.arena = arena};
    for (int id = 0; id < KP_FUNCTION_COUNT; id++)
        if (id != KP_FUNCTION_EXPLAIN)
            kp_buffer_printf(&names, "%s%s", id == 0 ? "" : lang == KP_EN ? ", " : "、", kp_function_of((kp_function_id)id)->name[lang == KP_EN]);
    return kp_buffer_text(&names);
}

/* An explanation may explain one that failed, but goes no deeper. */
void function_EXPLAIN(call *c) {
    kp_value name = call_value(c, 0);
    kp_function_id id = name.kind == KP_VALUE_TEXT ? kp_function_find(name.text) : KP_FUNCTION_COUNT;
    if (id == KP_FUNCTION_COUNT || (id == KP_FUNCTION_EXPLAIN && c->explain)) {
        const char *why = c->explain ? kp_say_with(c->arena, KP_M_FN_UNKNOWN_FUNCTION, c->lang, function_names(c->arena, c->lang), NULL, NULL) : "";
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, 0, 0, 0, &name, why);
    }
    if (c->failed)
        return;
    kp_result result = {.error = KP_FUNCTION_NO_ERROR};
    call inner = {.session = c->session,
                  .arena = c->arena,
                  .lang = c->lang,
                  .function = kp_function_of(id),
                  .arguments = c->arguments + 1,
                  .count = c->count - 1,
                  .explain = true,
                  .words = {.arena = c->arena},
                  .result = &result};
    call_run(&inner);
    call_text(c, cut_to_cell(c->arena, inner.failed ? failure_words(&inner) : success_words(&inner)));
}
