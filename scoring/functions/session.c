/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session.c - calling a function: its body in an arena that is taken back at the next call, whatever goes wrong turned into an error. */
#include "session.h"
#include "call.h"

#include <stdlib.h>

static const call_body bodies[KP_FUNCTION_COUNT] = {
#define KP_FUNCTION(name, method, title, zh, en) [KP_FUNCTION_##name] = function_##name,
#define KP_ARGUMENT(function, id, kind, title_zh, title_en, zh, en)
#include "kaoping/functions.def"
#undef KP_FUNCTION
#undef KP_ARGUMENT
};

kp_session *kp_session_new(void) {
    kp_session *session = calloc(1, sizeof *session);
    if (session && !(session->arena = kp_arena_new(NULL))) {
        free(session);
        return NULL;
    }
    return session;
}

void kp_session_free(kp_session *session) {
    if (!session)
        return;
    kept_schemes_free(session->schemes);
    kept_columns_free(session->columns);
    kp_arena_free(session->arena);
    free(session);
}

/* Bodies find an area for every argument of the table, empty where it was not given. */
static void pad_arguments(call *c) {
    size_t wanted = c->function->argument_count;
    if (c->count >= wanted)
        return;
    kp_area *padded = KP_NEW_ARRAY(c->arena, kp_area, wanted);
    for (size_t i = 0; i < c->count; i++)
        padded[i] = c->arguments[i];
    c->arguments = padded;
}

static void check_count(call *c) {
    const kp_function_info *function = c->function;
    bool rest = function->argument_count && function->arguments[function->argument_count - 1].kind == KP_REST;
    if (c->count > function->argument_count && !rest)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "参数太多 | too many arguments");
    for (size_t i = 0; i < function->argument_count; i++)
        if (function->arguments[i].kind == KP_MUST && !call_given(c, i))
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, i, 0, 0, NULL, "必须给出 | must be given");
}

void call_run(call *c) {
    pad_arguments(c);
    check_count(c);
    if (!c->failed)
        bodies[c->function->id](c);
    if (c->failed)
        *c->result = (kp_result){.error = c->error};
}

static void run(kp_arena *arena, void *data) {
    (void)arena;
    call_run(data);
}

void kp_function_call(kp_session *session, kp_function_id id, kp_lang lang, const kp_area arguments[], size_t count, kp_result *result) {
    kp_arena_reset(session->arena);
    *result = (kp_result){.error = KP_FUNCTION_NO_ERROR};
    call c = {.session = session,
              .arena = session->arena,
              .lang = lang,
              .function = kp_function_of(id),
              .arguments = arguments,
              .count = count,
              .words = {.arena = session->arena},
              .result = result};
    if (kp_arena_run(session->arena, run, &c) != KP_OK || (result->error == KP_FUNCTION_NO_ERROR && !result->cells))
        *result = (kp_result){.error = KP_FUNCTION_ERROR_ARGUMENT};
}
