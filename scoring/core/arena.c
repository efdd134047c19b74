/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.c - blocks of memory handed out from the front and freed together; out of memory leaves by longjmp to kp_arena_run(). */
#include "kaoping/arena.h"

#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGNMENT     16u
#define FIRST_BLOCK   ((size_t)16 << 10)
#define LARGEST_BLOCK ((size_t)4 << 20)

typedef struct block {
    struct block *next;
    size_t used, size; /* of bytes[] */
    _Alignas(16) unsigned char bytes[];
} block;

typedef struct deferred {
    struct deferred *next;
    void (*call)(void *resource);
    void *resource;
} deferred;

typedef struct frame {
    jmp_buf out;
    struct frame *outer;
    deferred *deferred_before;
    kp_status why;
} frame;

struct kp_arena {
    kp_allocator allocator;
    block *blocks; /* the newest first; only it has room */
    size_t next_size;
    deferred *deferred;
    frame *frame;
};

static void *system_allocate(size_t size, void *data) {
    (void)data;
    return malloc(size);
}

static void system_release(void *memory, void *data) {
    (void)data;
    free(memory);
}

kp_arena *kp_arena_new(const kp_allocator *allocator) {
    static const kp_allocator system = {system_allocate, system_release, NULL, false};
    if (!allocator)
        allocator = &system;
    kp_arena *arena = allocator->allocate(sizeof *arena, allocator->data);
    if (!arena)
        return NULL;
    *arena = (kp_arena){.allocator = *allocator, .next_size = FIRST_BLOCK};
    return arena;
}

static void run_deferred(kp_arena *arena, const deferred *until) {
    while (arena->deferred != until) {
        deferred *d = arena->deferred;
        arena->deferred = d->next;
        d->call(d->resource);
    }
}

void kp_arena_free(kp_arena *arena) {
    if (!arena)
        return;
    run_deferred(arena, NULL);
    for (block *b = arena->blocks; b;) {
        block *next = b->next;
        arena->allocator.release(b, arena->allocator.data);
        b = next;
    }
    arena->allocator.release(arena, arena->allocator.data);
}

void kp_arena_reset(kp_arena *arena) {
    assert(!arena->frame);
    run_deferred(arena, NULL);
    block *kept = NULL;
    for (block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        block *spare = b;
        if (!arena->allocator.each_piece && b->size <= LARGEST_BLOCK && (!kept || b->size > kept->size)) {
            spare = kept;
            kept = b;
        }
        if (spare)
            arena->allocator.release(spare, arena->allocator.data);
    }
    if (kept) {
        kept->next = NULL;
        kept->used = 0;
    }
    arena->blocks = kept;
}

kp_status kp_arena_run(kp_arena *arena, void (*body)(kp_arena *arena, void *data), void *data) {
    frame here; /* not zeroed as a whole: the jump buffer is large, and the readers run a body for each piece of a file */
    here.outer = arena->frame;
    here.deferred_before = arena->deferred;
    arena->frame = &here;
    if (setjmp(here.out) == 0) {
        body(arena, data);
        arena->frame = here.outer;
        return KP_OK;
    }
    arena->frame = here.outer;
    run_deferred(arena, here.deferred_before);
    return here.why;
}

void kp_arena_leave(kp_arena *arena, kp_status why) {
    assert(arena->frame && "kp_alloc() outside kp_arena_run()");
    if (!arena->frame)
        abort();
    arena->frame->why = why;
    longjmp(arena->frame->out, 1);
}

void kp_arena_exhausted(kp_arena *arena) { kp_arena_leave(arena, KP_NO_MEMORY); }

void *kp_alloc_or_null(kp_arena *arena, size_t size) {
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    block *b = arena->blocks;
    bool each = arena->allocator.each_piece;
    if (!b || each || b->size - b->used < size) {
        size_t room = arena->next_size;
        if (room < LARGEST_BLOCK)
            arena->next_size = room * 2;
        bool alone = each || size > room / 4; /* a large piece gets a block of its own, so that the room left in the newest is not lost */
        block *fresh = arena->allocator.allocate(sizeof *fresh + (alone ? size : room), arena->allocator.data);
        if (!fresh)
            return NULL;
        fresh->size = alone ? size : room;
        fresh->used = 0;
        if (alone && b) {
            fresh->next = b->next;
            b->next = fresh;
        } else {
            fresh->next = b;
            arena->blocks = fresh;
        }
        b = fresh;
    }
    void *piece = b->bytes + b->used;
    b->used += size;
    memset(piece, 0, size);
    return piece;
}

void *kp_alloc(kp_arena *arena, size_t size) {
    void *piece = kp_alloc_or_null(arena, size);
    if (!piece)
        kp_arena_exhausted(arena);
    return piece;
}

void *kp_alloc_array(kp_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / 2 / size)
        kp_arena_exhausted(arena);
    return kp_alloc(arena, count * size);
}

char *kp_strndup(kp_arena *arena, const char *text, size_t length) {
    char *copy = kp_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *kp_strdup(kp_arena *arena, const char *text) { return kp_strndup(arena, text, strlen(text)); }

/* Most texts are short, and printing them twice to know how long they are would cost as much again. */
static char *format_list(kp_arena *arena, const char *format, va_list arguments, size_t *length) {
    char brief[256];
    va_list again;
    va_copy(again, arguments);
    int n = vsnprintf(brief, sizeof brief, format, again);
    va_end(again);
    if (n < 0)
        n = 0;
    *length = (size_t)n;
    char *text = kp_alloc(arena, *length + 1);
    if (*length < sizeof brief)
        memcpy(text, brief, *length);
    else
        vsnprintf(text, *length + 1, format, arguments);
    return text;
}

char *kp_format(kp_arena *arena, const char *format, ...) {
    va_list arguments;
    size_t length;
    va_start(arguments, format);
    char *text = format_list(arena, format, arguments, &length);
    va_end(arguments);
    return text;
}

void kp_arena_defer(kp_arena *arena, void (*call)(void *resource), void *resource) {
    deferred *d = kp_alloc_or_null(arena, sizeof *d);
    if (!d) {
        call(resource);
        kp_arena_exhausted(arena);
    }
    *d = (deferred){arena->deferred, call, resource};
    arena->deferred = d;
}

void *kp_grow(kp_arena *arena, void *items, size_t count, size_t *capacity, size_t size) {
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *fresh = kp_alloc_array(arena, larger, size);
    if (count)
        memcpy(fresh, items, count * size);
    *capacity = larger;
    return fresh;
}

void kp_buffer_add(kp_buffer *buffer, const char *bytes, size_t length) {
    if (buffer->capacity - buffer->length <= length || !buffer->bytes) {
        size_t larger = buffer->capacity * 2 > buffer->length + length + 1 ? buffer->capacity * 2 : buffer->length + length + 64;
        char *fresh = kp_alloc(buffer->arena, larger);
        if (buffer->bytes)
            memcpy(fresh, buffer->bytes, buffer->length);
        buffer->bytes = fresh;
        buffer->capacity = larger;
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void kp_buffer_puts(kp_buffer *buffer, const char *text) { kp_buffer_add(buffer, text, strlen(text)); }

void kp_buffer_printf(kp_buffer *buffer, const char *format, ...) {
    va_list arguments;
    size_t length;
    va_start(arguments, format);
    char *text = format_list(buffer->arena, format, arguments, &length);
    va_end(arguments);
    kp_buffer_add(buffer, text, length);
}

const char *kp_buffer_text(const kp_buffer *buffer) { return buffer->bytes ? buffer->bytes : ""; }
