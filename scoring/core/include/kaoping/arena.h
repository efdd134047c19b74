/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arena.h - memory by region. Everything of one run (a scheme, its evidence, the scorecard) is taken from one arena and freed with it at once.
 *
 * Running out of memory. kp_alloc() never returns NULL: it leaves the body that kp_arena_run() called, and kp_arena_run() returns KP_NO_MEMORY. So
 * code inside a body needs no checks. Rules: every kp_alloc() happens inside some kp_arena_run() on that arena; a body holds no resource
 * outside the arena (file, parser, lock) across an allocation unless it is registered with kp_arena_defer(). Runs nest.
 *
 * Threads: an arena belongs to one thread at a time; different arenas are independent. No global state.
 *
 *     static void body(kp_arena *a, void *data) { *(char **)data = kp_strdup(a, "考评"); }
 *     kp_arena *a = kp_arena_new(NULL);
 *     char *s = NULL;
 *     if (a && kp_arena_run(a, body, &s) == KP_OK) puts(s);
 *     kp_arena_free(a);
 */
#ifndef KAOPING_ARENA_H
#define KAOPING_ARENA_H

#include "kaoping/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_arena kp_arena;

/* Where an arena gets its blocks. `allocate` returns NULL on failure, else memory aligned as malloc's; `release` takes what allocate gave. For tests
 * that fail the n-th call. */
typedef struct kp_allocator {
    void *(*allocate)(size_t size, void *data);
    void (*release)(void *block, void *data);
    void *data;
    bool each_piece; /* true: every kp_alloc() asks for its own block, so that each can fail alone and sanitizers see its bounds */
} kp_allocator;

/* A new arena, or NULL. `allocator` NULL: malloc and free; else it must outlive the arena. The caller frees it with kp_arena_free(). */
kp_arena *kp_arena_new(const kp_allocator *allocator);
/* Runs the deferred calls (last first) and frees all. NULL is fine. */
void kp_arena_free(kp_arena *arena);
/* Runs the deferred calls (last first) and takes back everything that was handed out; the arena can be used again. The largest block of usual size is kept, so that many short
 * pieces of work, one after the other, ask the system for nothing: then it costs some ns. Not inside kp_arena_run(). */
void kp_arena_reset(kp_arena *arena);

/* Calls body(arena, data). KP_OK when it returned, KP_NO_MEMORY when an allocation failed inside, else what kp_arena_leave() was given (deferred calls registered inside have then
 * run). */
kp_status kp_arena_run(kp_arena *arena, void (*body)(kp_arena *arena, void *data), void *data);

/* `size` zeroed bytes, aligned for any type. Never NULL; size 0 gives a valid pointer. */
void *kp_alloc(kp_arena *arena, size_t size);
/* `count` * `size` zeroed bytes; an overflow of the product counts as out of memory. */
void *kp_alloc_array(kp_arena *arena, size_t count, size_t size);
#define KP_NEW(arena, type)              ((type *)kp_alloc((arena), sizeof(type)))
#define KP_NEW_ARRAY(arena, type, count) ((type *)kp_alloc_array((arena), (count), sizeof(type)))

/* The same, but NULL where there is no memory, also outside kp_arena_run(): for whoever holds something that must be let go before leaving. */
void *kp_alloc_or_null(kp_arena *arena, size_t size);
/* Leaves the body: kp_arena_run() returns `why`, which is not KP_OK. Never returns. */
void kp_arena_leave(kp_arena *arena, kp_status why) __attribute__((noreturn));
/* Leaves the body as an allocation that failed does: for limits whose breach is to be met like the end of memory. Never returns. */
void kp_arena_exhausted(kp_arena *arena) __attribute__((noreturn));

char *kp_strdup(kp_arena *arena, const char *text);
char *kp_strndup(kp_arena *arena, const char *text, size_t length);
/* printf into the arena. */
char *kp_format(kp_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Has `call(resource)` run when the arena is freed, or when the enclosing kp_arena_run() ends by lack of memory. Where there is no memory for
 * that, the call is made at once, before leaving: a resource given here is never lost. */
void kp_arena_defer(kp_arena *arena, void (*call)(void *resource), void *resource);

/* A growing array in an arena: elements stay contiguous, the old block is left to the arena. Use through KP_PUSH:
 *     struct { int *items; size_t count, capacity; } v = {0};
 *     KP_PUSH(arena, &v, 42);                                                                                       */
void *kp_grow(kp_arena *arena, void *items, size_t count, size_t *capacity, size_t size);
#define KP_PUSH(arena, vec, ...)                                                                                                                     \
    do {                                                                                                                                             \
        if ((vec)->count == (vec)->capacity)                                                                                                         \
            (vec)->items = kp_grow((arena), (vec)->items, (vec)->count, &(vec)->capacity, sizeof *(vec)->items);                                     \
        (vec)->items[(vec)->count++] = (__VA_ARGS__);                                                                                                \
    } while (0)

/* A growing byte string in an arena, always NUL-terminated once written to. Start from {0} with `arena` set. */
typedef struct kp_buffer {
    kp_arena *arena;
    char *bytes;
    size_t length, capacity;
} kp_buffer;
void kp_buffer_add(kp_buffer *buffer, const char *bytes, size_t length);
void kp_buffer_puts(kp_buffer *buffer, const char *text);
void kp_buffer_printf(kp_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text so far; "" where nothing was written. */
const char *kp_buffer_text(const kp_buffer *buffer);

#ifdef __cplusplus
}
#endif
#endif
