/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arena_test.c - memory by region, and what the core does when there is none: a mixed piece of work is run again and again, the n-th allocation
 * failing, until it gets through. Run under AddressSanitizer it also shows that GMP's memory is let go on every way out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kaoping/num.h"
#include "kaoping/problem.h"
#include "kaoping/typed.h"

/* An allocator that fails from its n-th call on, and counts what is out. */
typedef struct faulty {
    size_t calls, fails_at; /* 0: never */
    size_t out;
} faulty;

static void *faulty_allocate(size_t size, void *data) {
    faulty *f = data;
    f->calls++;
    if (f->fails_at && f->calls >= f->fails_at)
        return NULL;
    f->out++;
    return malloc(size);
}

static void faulty_release(void *block, void *data) {
    ((faulty *)data)->out--;
    free(block);
}

static void check_pieces(kp_arena *arena, void *data) {
    (void)data;
    static const size_t sizes[] = {0, 1, 15, 16, 17, 4095, 4096, 4097, 16384, 100000, 5000000, 3};
    unsigned char *pieces[12];
    for (size_t i = 0; i < 12; i++) {
        pieces[i] = kp_alloc(arena, sizes[i]);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        for (size_t at = 0; at < sizes[i]; at++)
            if (pieces[i][at])
                fail_msg("not zeroed");
        memset(pieces[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < 12; i++)
        for (size_t at = 0; at < sizes[i]; at++)
            if (pieces[i][at] != i + 1)
                fail_msg("piece %zu overlaps another", i);
}

static void test_pieces(void **state) {
    (void)state;
    for (int each = 0; each < 2; each++) {
        faulty f = {0};
        kp_arena *arena = kp_arena_new(&(kp_allocator){faulty_allocate, faulty_release, &f, .each_piece = each});
        assert_int_equal(kp_arena_run(arena, check_pieces, NULL), KP_OK);
        assert_int_equal(each, f.calls == 1 + 12); /* the arena itself and the pieces */
        kp_arena_free(arena);
        assert_int_equal(f.out, 0);
    }
    kp_arena_free(NULL);
}

static void check_texts(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(kp_strdup(arena, "考评"), "考评");
    assert_string_equal(kp_strndup(arena, "考评", 3), "考");
    assert_string_equal(kp_format(arena, "%s-%d", "a", 7), "a-7");
    kp_buffer buffer = {.arena = arena};
    assert_string_equal(kp_buffer_text(&buffer), "");
    kp_buffer_puts(&buffer, "");
    assert_string_equal(kp_buffer_text(&buffer), "");
    for (int i = 0; i < 1000; i++)
        kp_buffer_printf(&buffer, "%03d", i);
    assert_int_equal(buffer.length, 3000);
    assert_int_equal(strlen(kp_buffer_text(&buffer)), 3000);
    assert_memory_equal(kp_buffer_text(&buffer) + 2997, "999", 3);
    struct {
        int *items;
        size_t count, capacity;
    } vector = {0};
    for (int i = 0; i < 1000; i++)
        KP_PUSH(arena, &vector, i);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(vector.items[i], i);
}

static void test_texts(void **state) {
    (void)state;
    kp_arena *arena = kp_arena_new(NULL);
    assert_int_equal(kp_arena_run(arena, check_texts, NULL), KP_OK);
    kp_arena_free(arena);
}

static void ask_too_much(kp_arena *arena, void *data) {
    *(int *)data = 1;
    kp_alloc_array(arena, SIZE_MAX / 4, 8);
    *(int *)data = 2;
}

static void ask_inside(kp_arena *arena, void *data) {
    assert_int_equal(kp_arena_run(arena, ask_too_much, data), KP_NO_MEMORY);
    assert_int_equal(*(int *)data, 1);
    kp_alloc(arena, 1);
    assert_null(kp_alloc_or_null(arena, SIZE_MAX));
    *(int *)data = 3;
    kp_arena_exhausted(arena);
}

static void test_nesting(void **state) {
    (void)state;
    kp_arena *arena = kp_arena_new(NULL);
    int reached = 0;
    assert_int_equal(kp_arena_run(arena, ask_inside, &reached), KP_NO_MEMORY);
    assert_int_equal(reached, 3);
    assert_int_equal(kp_arena_run(arena, check_texts, NULL), KP_OK); /* it is still good */
    kp_arena_free(arena);
}

typedef struct trace {
    char letters[8];
    size_t count;
} trace;

typedef struct mark {
    trace *trace;
    char letter;
} mark;

static void note(void *resource) {
    mark *m = resource;
    m->trace->letters[m->trace->count++] = m->letter;
}

static void defer_inside(kp_arena *arena, void *data) {
    mark *marks = data;
    kp_arena_defer(arena, note, &marks[1]);
    kp_arena_defer(arena, note, &marks[2]);
    kp_arena_exhausted(arena);
}

static void defer_outside(kp_arena *arena, void *data) {
    kp_arena_defer(arena, note, data);
    kp_arena_run(arena, defer_inside, data);
    assert_string_equal(((mark *)data)->trace->letters, "cb");
}

static void test_deferring(void **state) {
    (void)state;
    trace t = {0};
    mark marks[] = {{&t, 'a'}, {&t, 'b'}, {&t, 'c'}};
    kp_arena *arena = kp_arena_new(NULL);
    assert_int_equal(kp_arena_run(arena, defer_outside, marks), KP_OK);
    kp_arena_free(arena);
    assert_string_equal(t.letters, "cba");
}

static void defer_once(kp_arena *arena, void *data) { kp_arena_defer(arena, note, data); }

static void test_deferring_without_memory(void **state) {
    (void)state;
    trace t = {0};
    mark m = {&t, 'a'};
    faulty f = {.fails_at = 2}; /* the first call is the arena itself */
    kp_arena *arena = kp_arena_new(&(kp_allocator){faulty_allocate, faulty_release, &f, .each_piece = false});
    assert_int_equal(kp_arena_run(arena, defer_once, &m), KP_NO_MEMORY);
    assert_string_equal(t.letters, "a");
    kp_arena_free(arena);
    assert_string_equal(t.letters, "a");
}

/* Something of everything that takes memory in the core's foundations: big numbers, sums, digits, problems, typed text. */
static void work(kp_arena *arena, void *data) {
    kp_num values[40], product = KP_ONE;
    for (int i = 0; i < 40; i++) {
        values[i] = kp_num_ratio(arena, i + 1, INT64_MAX - 2 * i);
        if (i % 8 == 0)
            product = kp_num_mul(arena, product, kp_num_sub(arena, values[i], kp_num_int(INT64_MAX)));
    }
    kp_num sum = kp_num_sum(arena, values, 40);
    kp_num ratio = kp_num_div(arena, product, sum);
    kp_buffer text = {.arena = arena};
    kp_buffer_puts(&text, kp_num_exact(arena, sum));
    kp_buffer_puts(&text, kp_num_exact(arena, kp_num_neg(arena, product)));
    kp_buffer_puts(&text, kp_num_print(arena, ratio, 6, KP_HALF_EVEN));
    kp_buffer_puts(&text, kp_num_exact(arena, kp_num_round(arena, ratio, 2, KP_HALF_UP)));
    kp_buffer_puts(&text, kp_num_exact(arena, kp_num_floor(arena, ratio)));
    kp_num read;
    assert_true(kp_num_parse(arena, "123456789012345678901234567890.5e-40", &read));
    assert_true(kp_num_parse(arena, "12345678901234567890123/45678901234567890123457", &read));
    kp_problems *list = kp_problems_new(arena);
    for (uint32_t i = 0; i < 30; i++) {
        kp_problems_add(list, KP_F_DAMAGED, (kp_place){"a.xlsx", "得分", 30 - i, 1}, 0, kp_num_exact(arena, values[i]), NULL, NULL);
        kp_problems_add_once(list, kp_format(arena, "%u", i % 10), KP_F_OLD_XLS, (kp_place){.file = "a.xlsx"}, NULL, NULL, NULL);
    }
    kp_problems_sort(list);
    for (size_t i = 0; i < list->count; i++)
        kp_buffer_puts(&text, kp_problem_line(arena, &list->items[i], KP_ZH));
    assert_int_equal(list->count, 40);
    assert_int_equal(kp_parse_typed(arena, "１，２３４.5 分").kind, KP_TYPED_NUMBER);
    assert_true(kp_parse_stored(arena, "28.164999999999999", &read));
    *(size_t *)data = text.length;
}

static void test_faults(void **state) {
    (void)state;
    size_t undisturbed = 0;
    kp_arena *arena = kp_arena_new(NULL);
    assert_int_equal(kp_arena_run(arena, work, &undisturbed), KP_OK);
    kp_arena_free(arena);
    assert_true(undisturbed > 1000);
    kp_status status = KP_NO_MEMORY;
    size_t n = 1, length = 0;
    for (; status != KP_OK; n++) {
        faulty f = {.fails_at = n};
        arena = kp_arena_new(&(kp_allocator){faulty_allocate, faulty_release, &f, .each_piece = true});
        if (arena) {
            status = kp_arena_run(arena, work, &length);
            assert_true(status == KP_OK || status == KP_NO_MEMORY);
            assert_int_equal(length, status == KP_OK ? undisturbed : 0);
            kp_arena_free(arena);
        } else {
            assert_int_equal(n, 1);
        }
        assert_int_equal(f.out, 0);
    }
    assert_true(n > 300); /* it did fail on the way */
}

/* ---- taking an arena back ---- */

static void note_call(void *resource) { ++*(int *)resource; }

static void fill_arena(kp_arena *arena, void *data) {
    kp_arena_defer(arena, note_call, data);
    for (size_t i = 0; i < 100; i++) {
        unsigned char *piece = kp_alloc(arena, 1000);
        for (size_t at = 0; at < 1000; at++)
            if (piece[at])
                fail_msg("not zeroed");
        memset(piece, 0xA5, 1000);
    }
}

/* A hundred kilobytes at a time need the system only as long as no block has room for them all; what is too large to keep is given back. */
static void test_reset(void **state) {
    (void)state;
    faulty counts = {0};
    kp_allocator allocator = {faulty_allocate, faulty_release, &counts, false};
    kp_arena *arena = kp_arena_new(&allocator);
    int notes = 0;
    for (int i = 1; i <= 50; i++) {
        assert_int_equal(kp_arena_run(arena, fill_arena, &notes), KP_OK);
        assert_int_equal(notes, i - 1);
        kp_arena_reset(arena);
        assert_int_equal(notes, i);
        assert_int_equal(counts.out, 2); /* the arena and one block */
    }
    size_t calls = counts.calls;
    assert_true(calls < 20);
    assert_non_null(kp_alloc_or_null(arena, (size_t)64 << 20));
    kp_arena_reset(arena);
    assert_int_equal(counts.out, 2);
    kp_arena_free(arena);
    assert_int_equal(counts.out, 0);
    assert_int_equal(notes, 50);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"pieces of any size are zeroed, aligned and apart", test_pieces, NULL, NULL, NULL},
        {"texts, buffers and arrays grow in an arena", test_texts, NULL, NULL, NULL},
        {"running out of memory leaves the innermost body, and the arena stays good", test_nesting, NULL, NULL, NULL},
        {"deferred calls run last first, those of a failed body when it is left", test_deferring, NULL, NULL, NULL},
        {"a resource is let go where there is no memory to remember it", test_deferring_without_memory, NULL, NULL, NULL},
        {"an arena that is taken back can be used again, without the system", test_reset, NULL, NULL, NULL},
        {"whichever allocation fails, the work ends cleanly and nothing leaks", test_faults, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
