/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_test.c - results as JSON: read back as a past period, within limits, and nothing lost where memory runs out. */
#include "scoring_support.h"

#include "kaoping/result_json.h"
#include "scratch.h"
#include "scarce.h"

#include <fcntl.h>

#define LISTS                                                                                                                                        \
    "indicators: [{id: a, title: A, points: 100, method: direct}]\n"                                                                                 \
    "lists:\n"                                                                                                                                       \
    "  - {id: red, title: 红榜 | Red list, when: score >= 90, actions: {1: 表扬 | Praise}}\n"                                                    \
    "  - {id: black, title: 黑榜 | Black list, when: score < 60}\n"

static evaluation score_two(kp_arena *arena) {
    evaluation e = begin(arena, LISTS, 2);
    mark(&e, 0, "a", 0, "95");
    mark(&e, 1, "a", 0, "59.5");
    finish(&e);
    return e;
}

static const kp_past_list *listed(const kp_past_unit *unit, const char *id) {
    for (size_t i = 0; i < unit->list_count; i++)
        if (!strcmp(unit->lists[i].list, id))
            return &unit->lists[i];
    return NULL;
}

static void check_round(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = score_two(arena);
    const char *path = scratch_text("round.json", kp_result_json(arena, NULL, e.card, e.problems, KP_ZH));
    kp_history history = {0};
    assert_true(kp_history_read(arena, path, e.scheme, &history, e.problems));
    assert_int_equal(history.periods.count, 1);
    const kp_past_period *past = &history.periods.items[0];
    assert_string_equal(past->scheme_id, "t");
    assert_int_equal(past->period.number, 3);
    assert_int_equal(past->unit_count, 2);
    assert_string_equal(past->units[0].id, "u1");
    assert_int_equal(past->units[0].rank, 1);
    assert_string_equal(kp_num_print(arena, past->units[1].score.value, 2, KP_HALF_UP), "59.50");
    assert_int_equal(listed(&past->units[0], "red")->met, 1);
    assert_null(listed(&past->units[0], "black"));
    assert_int_equal(listed(&past->units[1], "black")->listed, 1);
}

#define HEAD "{\"scheme\": {\"id\": \"t\"}, \"period\": \"2026Q2\", \"units\": [{\"id\": \"u1\", \"lists\": []"

/* 60,000 keys would be compared two by two: no scheme has so many lists, so it is no result. */
static void check_many_lists(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = score_two(arena);
    kp_buffer met = {.arena = arena}, lists = {.arena = arena};
    kp_buffer_puts(&met, HEAD ", \"met\": {\"k\": 1");
    kp_buffer_puts(&lists, "{\"scheme\": {\"id\": \"t\"}, \"period\": \"2026Q2\", \"units\": [{\"id\": \"u1\", \"lists\": [{\"list\": \"k\"}");
    for (int i = 0; i < 60000; i++) {
        kp_buffer_printf(&met, ", \"k%d\": 1", i);
        kp_buffer_printf(&lists, ", {\"list\": \"k%d\"}", i);
    }
    kp_buffer_puts(&met, "}}]}");
    kp_buffer_puts(&lists, "]}]}");
    const char *const texts[] = {kp_buffer_text(&met), kp_buffer_text(&lists)};
    for (size_t i = 0; i < 2; i++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_history history = {0};
        assert_false(kp_history_read(arena, scratch_text("many.json", texts[i]), e.scheme, &history, problems));
        assert_int_equal(count_code(problems, KP_H_NOT_A_RESULT), 1);
        assert_int_equal(history.periods.count, 0);
    }
}

/* A pipe that already holds `text`; `keep` must be closed after reading. */
static const char *filled_pipe(const char *name, const char *text, int *keep) {
    const char *path = scratch(name);
    assert_int_equal(mkfifo(path, 0600), 0);
    *keep = open(path, O_RDWR | O_CLOEXEC); /* with a reader, so that it does not wait for one */
    assert_true(*keep >= 0);
    assert_int_equal(write(*keep, text, strlen(text)), strlen(text));
    return path;
}

/* The bound holds where the length is not known beforehand. */
static void check_bounded(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = score_two(arena);
    static const char text[] = HEAD "}]}";
    kp_history history = {0};
    const char *path = kp_strdup(arena, scratch_text("bounded.json", text));
    kp_problems *problems = kp_problems_new(arena);
    assert_true(kp_history_read_at_most(arena, path, sizeof text - 1, e.scheme, &history, problems));
    assert_false(kp_history_read_at_most(arena, path, sizeof text - 2, e.scheme, &history, problems));
    assert_int_equal(count_code(problems, KP_F_TOO_LARGE), 1);
    char spaces[8193] = {0};
    memset(spaces, ' ', sizeof spaces - 1);
    int keep; /* the pipe never ends: what is not bounded waits for ever */
    const char *pipe = kp_strdup(arena, filled_pipe("pipe", spaces, &keep));
    problems = kp_problems_new(arena);
    assert_false(kp_history_read_at_most(arena, pipe, 100, e.scheme, &history, problems));
    close(keep);
    assert_int_equal(count_code(problems, KP_F_TOO_LARGE), 1);
    assert_int_equal(history.periods.count, 1);
}

/* ---- memory ---- */

typedef struct writing {
    const evaluation *e;
} writing;

static void write_only(kp_arena *arena, void *data) {
    const evaluation *e = ((writing *)data)->e;
    assert_true(*kp_result_json(arena, NULL, e->card, e->problems, KP_EN));
}

/* What Jansson holds outside the arena goes too: the sanitizers would find it. */
static void check_no_memory(kp_arena *outer, void *data) {
    (void)data;
    evaluation e = score_two(outer);
    kp_problems_add(e.problems, KP_S_NO_SCHEME, (kp_place){.file = "f.xlsx", .sheet = "评分表", .row = 3, .column = 2}, KP_UNIT_NONE, NULL, NULL,
                    NULL);
    writing job = {&e};
    long failures = 0;
    for (kp_status status = KP_NO_MEMORY; status != KP_OK; failures++) {
        assert_true(failures < 100000);
        scarce memory = {failures + 1};
        kp_allocator allocator = {.allocate = allocate_some, .release = release_some, .data = &memory, .each_piece = true};
        kp_arena *arena = kp_arena_new(&allocator);
        if (!arena)
            continue;
        status = kp_arena_run(arena, write_only, &job);
        kp_arena_free(arena);
    }
    assert_true(failures > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("results are read back as they were written", check_round),
        IN_ARENA("a unit on more lists than a scheme may have is no result", check_many_lists),
        IN_ARENA("a history is read up to its bound, also from a pipe", check_bounded),
        IN_ARENA("running out of memory while writing loses nothing", check_no_memory),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
