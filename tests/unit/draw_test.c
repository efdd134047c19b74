/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw_test.c - the reproducible draw. Keys and orders are those of Python's hashlib and sorted(), and of sha256sum; nothing of this program made them. */
#include "in_arena.h"

#include "kaoping/draw.h"

/* printf %s '20260930|东村|3-2-501' | sha256sum */
static void test_key(void **state) {
    (void)state;
    char hex[KP_DRAW_KEY_SIZE];
    kp_draw_key("20260930", "东村", "3-2-501", hex);
    assert_string_equal(hex, "62623f23742c6f96b032cbc4cb9148cdb38c0dd1de379fbac4dc99eb65609a53");
    kp_draw_key("20260930", NULL, "3-2-501", hex);
    assert_string_equal(hex, "29449bcfa94559a4a10c64cf03d07dd642c7beaf595933bc69cee60c933620ad");
    kp_draw_key("s", "", "", hex);
    assert_string_equal(hex, "c5488218b3539a235cbd72c337b9c509e302e6d4bcbdb923848aea426844d8f4");
}

#define VILLAGE 8

static const char *const ids[2 * VILLAGE] = {"东村1", "东村2", "东村3", "东村4", "东村5", "东村6", "东村7", "东村8",
                                             "西村1", "西村2", "西村3", "西村4", "西村5", "西村6", "西村7", "西村8"};
static const int32_t strata[2 * VILLAGE] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1};
static const char *const names[] = {"东村", "西村"};
static const kp_frame villages = {.rows = 2 * VILLAGE, .ids = ids, .strata = strata, .stratum_count = 2, .names = names};

static const kp_draw *draw_or_fail(kp_arena *arena, const kp_frame *frame, const kp_draw_plan *plan) {
    kp_draw_fault fault;
    size_t where;
    const kp_draw *draw = kp_draw_sample(arena, frame, plan, &fault, &where);
    assert_int_equal(fault, KP_DRAW_SOUND);
    return draw;
}

/* By the keys 东村: 6 7 3 2 5 4 1 8; 西村: 3 4 1 5 6 2 7 8. Three and two are drawn, two and nine substitutes asked for. */
static void test_strata(kp_arena *arena, void *data) {
    (void)data;
    const kp_draw *draw = draw_or_fail(arena, &villages, &(kp_draw_plan){"20260930", (int64_t[]){3, 2}, (int64_t[]){2, 9}});
    static const int expected[] = {6, 7, 3, 2, 5, 3, 4, 1, 5, 6, 2, 7, 8};
    assert_int_equal(draw->count, 13);
    for (size_t i = 0; i < draw->count; i++) {
        const kp_drawn *item = &draw->items[i];
        bool west = i >= 5;
        assert_int_equal(item->stratum, west);
        assert_int_equal(item->row, expected[i] - 1 + (west ? VILLAGE : 0));
        assert_int_equal(item->order, (west ? i - 5 : i) + 1);
        assert_int_equal(item->substitute, west ? i >= 7 : i >= 3);
        assert_true(kp_num_equal(item->weight, west ? kp_num_int(4) : kp_num_ratio(arena, 8, 3)));
        assert_int_equal(draw->item_of[item->row], i);
    }
    assert_memory_equal(draw->items[0].key, "1eea59eba793", 12);
    assert_memory_equal(draw->items[5].key, "0a0be2f18e80", 12);
    assert_int_equal(draw->population[0], 8);
    assert_int_equal(draw->drawn[1], 2);
    assert_int_equal(draw->substitutes[1], 6); /* all that are left */
    assert_true(draw->item_of[7] == SIZE_MAX); /* 东村8 */
}

/* Turned round, the frame gives the same members in the same order. */
static void test_order_of_frame(kp_arena *arena, void *data) {
    (void)data;
    const char *turned[2 * VILLAGE];
    int32_t of[2 * VILLAGE];
    for (size_t i = 0; i < 2 * VILLAGE; i++) {
        turned[i] = ids[2 * VILLAGE - 1 - i];
        of[i] = strata[2 * VILLAGE - 1 - i];
    }
    kp_frame frame = villages;
    frame.ids = turned;
    frame.strata = of;
    kp_draw_plan plan = {"20260930", (int64_t[]){3, 2}, NULL};
    const kp_draw *one = draw_or_fail(arena, &villages, &plan), *other = draw_or_fail(arena, &frame, &plan);
    assert_int_equal(one->count, 5);
    assert_int_equal(other->count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(ids[one->items[i].row], turned[other->items[i].row]);
        assert_string_equal(one->items[i].key, other->items[i].key);
    }
}

/* Buildings by their keys: 5 1 4 3 2. All rows of a building are drawn with it; the weight is that of buildings. */
static void test_clusters(kp_arena *arena, void *data) {
    (void)data;
    static const char *const homes[] = {"a", "b", "c", "d", "e", "f", "g"}, *const buildings[] = {"1幢", "5幢", "2幢", "3幢", "5幢", "4幢", "1幢"};
    kp_frame frame = {.rows = 7, .ids = homes, .clusters = buildings};
    const kp_draw *draw = draw_or_fail(arena, &frame, &(kp_draw_plan){"20260930", (int64_t[]){2}, (int64_t[]){1}});
    static const size_t item_of[] = {1, 0, SIZE_MAX, SIZE_MAX, 0, 2, 1};
    assert_int_equal(draw->count, 3);
    assert_int_equal(draw->population[0], 5);
    assert_int_equal(draw->items[0].row, 1); /* the first row of 5幢 */
    assert_memory_equal(draw->items[0].key, "1ee07ee294", 10);
    assert_true(draw->items[2].substitute);
    assert_true(kp_num_equal(draw->items[0].weight, kp_num_ratio(arena, 5, 2)));
    for (size_t i = 0; i < 7; i++)
        assert_true(draw->item_of[i] == item_of[i]);
}

static kp_draw_fault fault_of(kp_arena *arena, kp_frame frame, const char *seed, int64_t size, size_t *where) {
    kp_draw_fault fault;
    assert_null(kp_draw_sample(arena, &frame, &(kp_draw_plan){seed, (int64_t[]){size, 0}, NULL}, &fault, where));
    return fault;
}

static void test_faults(kp_arena *arena, void *data) {
    (void)data;
    size_t where;
    static const char *const doubled[] = {"a", "b", "c", "b", "a"}, *const empty[] = {"a", ""}, *const same_names[] = {"东村", "东村"};
    static const int32_t of[] = {0, 0, 0, 1, 1}, none[] = {0, 2};
    kp_frame frame = {.rows = 5, .ids = doubled, .strata = of, .stratum_count = 2, .names = names};
    assert_int_equal(fault_of(arena, frame, "1", 1, &where), KP_DRAW_DOUBLED_ID);
    assert_int_equal(where, 3);
    frame.nested = true; /* each village numbers its own homes */
    assert_int_equal(draw_or_fail(arena, &frame, &(kp_draw_plan){"1", (int64_t[]){1, 2}, NULL})->count, 3);
    assert_int_equal(fault_of(arena, frame, "", 1, &where), KP_DRAW_NO_SEED);
    assert_int_equal(fault_of(arena, frame, "1", 4, &where), KP_DRAW_TOO_FEW);
    assert_int_equal(where, 0);
    frame.names = same_names;
    assert_int_equal(fault_of(arena, frame, "1", 1, &where), KP_DRAW_DOUBLED_NAME);
    assert_int_equal(where, 1);
    frame.names = NULL;
    assert_int_equal(fault_of(arena, frame, "1", 1, &where), KP_DRAW_DOUBLED_NAME);
    assert_int_equal(fault_of(arena, (kp_frame){.rows = 2, .ids = empty}, "1", 1, &where), KP_DRAW_NO_ID);
    assert_int_equal(where, 1);
    assert_int_equal(fault_of(arena, (kp_frame){.rows = 2, .ids = doubled, .strata = none, .stratum_count = 2, .names = names}, "1", 1, &where),
                     KP_DRAW_NO_STRATUM);
    static const char *const torn[] = {"1幢", "2幢", "1幢"};
    static const int32_t apart[] = {0, 0, 1};
    frame = (kp_frame){.rows = 3, .ids = doubled, .strata = apart, .stratum_count = 2, .names = names, .clusters = torn};
    assert_int_equal(fault_of(arena, frame, "1", 1, &where), KP_DRAW_TORN_CLUSTER);
    assert_int_equal(where, 2);
}

static void test_nothing(kp_arena *arena, void *data) {
    (void)data;
    assert_int_equal(draw_or_fail(arena, &(kp_frame){0}, &(kp_draw_plan){"1", (int64_t[]){0}, NULL})->count, 0);
    const kp_draw *draw = draw_or_fail(arena, &villages, &(kp_draw_plan){"1", (int64_t[]){0, 8}, (int64_t[]){1, 1}});
    assert_int_equal(draw->count, 9);
    assert_true(kp_num_is_zero(draw->items[0].weight)); /* a substitute for nobody */
    assert_true(kp_num_equal(draw->items[1].weight, KP_ONE));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"a key is what sha256sum says", test_key, NULL, NULL, NULL},
        IN_ARENA("in each stratum those with the smallest keys are drawn, the next are substitutes", test_strata),
        IN_ARENA("the order of the frame makes no difference", test_order_of_frame),
        IN_ARENA("clusters are drawn whole", test_clusters),
        IN_ARENA("frames and plans that cannot be drawn from are faults", test_faults),
        IN_ARENA("nothing can be drawn, and all", test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
