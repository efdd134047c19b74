/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * functions_property_test.c - 考评得分 and 考评明细 of random schemes and data give what kp_score() gives for the same evidence, figure by figure: typed inputs, marks given for leaves
 * and inner nodes, what does not apply, what is missing or out of range.
 */
#include "functions_in_text.h"
#include "random_scheme.h"

#include "kaoping/score.h"

#define SCHEMES 250
#define UNITS   8

/* One column: an input of the scheme. */
typedef struct entered {
    int32_t indicator, slot; /* slot -1: the mark */
    const kp_slot *kind;
    kp_num most; /* of a mark */
} entered;

typedef struct game {
    random_scheme random; /* the generator alone */
    const kp_scheme *scheme;
    kp_evidence *evidence;
    struct {
        entered *items;
        size_t count, capacity;
    } columns;
    kp_value *data; /* UNITS rows */
} game;

static kp_value real(double x) { return (kp_value){.kind = KP_VALUE_NUMBER, .number = x}; }

static void add_column(game *g, int32_t node, int32_t slot, const kp_slot *kind) {
    entered column = {node, slot, kind, KP_ZERO};
    kp_num least;
    if (slot < 0)
        kp_given_bounds(g->random.arena, g->scheme, node, &least, &column.most);
    KP_PUSH(g->random.arena, &g->columns, column);
}

/* Which inputs the codes speak of: slots, or now and then a mark in place of all that is below. Ballots and lists have their mark given. */
static void choose_columns(game *g) {
    const kp_scheme *scheme = g->scheme;
    for (int32_t i = chance(&g->random, 20) ? 0 : 1; i < (int32_t)scheme->indicator_count;) {
        const kp_indicator *node = &scheme->indicators[i];
        size_t count = 0;
        const kp_slot *slots = node->method == KP_METHOD_NONE ? NULL : kp_method_of(node->method)->slots(g->random.arena, node, &count);
        bool bonus = kp_is_bonus(node), leaf = node->method != KP_METHOD_NONE;
        bool give = i == 0 || chance(&g->random, 6) || (leaf && (count == 0 || node->method == KP_METHOD_BALLOT));
        if (bonus && chance(&g->random, 2)) {
            i++;
        } else if (give) {
            add_column(g, i, -1, NULL);
            i = node->end;
        } else {
            for (size_t slot = 0; slot < count; slot++)
                add_column(g, i, (int32_t)slot, &slots[slot]);
            i++;
        }
    }
}

static kp_value random_cell(game *g, const entered *column, kp_value before) {
    random_scheme *r = &g->random;
    kp_num most = column->slot < 0 ? column->most : column->kind->maximum.value;
    double two_decimals = (double)pick(r, 10001) / 100, top = kp_num_to_double(most) * 100;
    if (chance(r, 60))
        return chance(r, 2) ? (kp_value){0} : real(1e6); /* missing; out of range for all but plain numbers and amounts */
    if (column->slot < 0 || column->kind->kind == KP_SLOT_MARK)
        return real((double)pick(r, (unsigned)top + 1) / 100);
    switch (column->kind->kind) {
    case KP_SLOT_YES_NO: return real(pick(r, 2));
    case KP_SLOT_COUNT: return real(pick(r, 12));
    case KP_SLOT_RATE: return real(two_decimals > 1 ? two_decimals : 50);
    case KP_SLOT_AMOUNT: /* done, then due: mostly not more done than due */
        if (column->slot == 1 && before.kind == KP_VALUE_NUMBER && !chance(r, 20))
            return real(before.number + pick(r, 4));
        return real(pick(r, 30));
    default: return real(two_decimals - 50);
    }
}

static void fill(game *g) {
    random_scheme *r = &g->random;
    size_t width = g->columns.count;
    g->data = KP_NEW_ARRAY(r->arena, kp_value, UNITS * width);
    for (int unit = 0; unit < UNITS; unit++) {
        bool skip = false;
        for (size_t i = 0; i < width; i++) {
            const entered *column = &g->columns.items[i];
            kp_value *cell = &g->data[(size_t)unit * width + i];
            bool goes_on = column->slot > 0 && g->scheme->indicators[column->indicator].method != KP_METHOD_CHECKLIST;
            if (!goes_on)
                skip = chance(r, unit == UNITS - 1 ? 2 : 8);
            *cell = skip ? (kp_value){.kind = KP_VALUE_TEXT, .text = "—"} : random_cell(g, column, i ? cell[-1] : (kp_value){0});
            kp_input input = {.value = KP_ZERO, .state = skip ? KP_INPUT_NOT_APPLICABLE : KP_INPUT_MISSING};
            if (cell->kind == KP_VALUE_NUMBER) {
                input.state = KP_INPUT_GIVEN;
                assert_true(kp_value_num(r->arena, cell, &input.value));
            }
            if (column->slot < 0)
                kp_evidence_give_mark(g->evidence, unit, column->indicator, input);
            else
                *kp_evidence_input(g->evidence, unit, column->indicator, (size_t)column->slot) = input;
        }
    }
}

static sheet codes_of(game *g) {
    sheet codes = {1, g->columns.count, KP_NEW_ARRAY(g->random.arena, kp_value, g->columns.count)};
    for (size_t i = 0; i < g->columns.count; i++) {
        const entered *column = &g->columns.items[i];
        const char *id = g->scheme->indicators[column->indicator].id;
        const char *text = column->slot < 0     ? kp_format(g->random.arena, "%s.mark", id)
                           : *column->kind->key ? kp_format(g->random.arena, "%s.%s", id, column->kind->key)
                                                : id;
        codes.values[i] = (kp_value){.kind = KP_VALUE_TEXT, .text = text};
    }
    return codes;
}

static double printed(const game *g, kp_num value) {
    return kp_num_to_double(kp_num_round(g->random.arena, value, g->scheme->decimals, g->scheme->rounding));
}

static const kp_value *cell_at(const kp_result *result, size_t row, size_t column) { return &result->cells[row * result->columns + column]; }

static void compare(functions *f, const game *g, const kp_scorecard *card, sheet scheme, unsigned seed) {
    sheet codes = codes_of((game *)(uintptr_t)g), data = {UNITS, g->columns.count, g->data};
    size_t nodes = g->scheme->indicator_count;
    const kp_result *result = call_function(f, KP_FUNCTION_SCORE, 3, scheme, codes, data);
    assert_int_equal(result->error, 0);
    for (size_t unit = 0; unit < result->rows; unit++) {
        const kp_unit_result *wanted = &card->units[unit];
        const kp_value *cell = cell_at(result, unit, 0);
        if (wanted->scored ? cell->kind != KP_VALUE_NUMBER || cell->number != printed(g, wanted->total) : cell->kind != KP_VALUE_ERROR)
            fail_msg("seed %u, unit %zu: %s, but %s", seed, unit, shown(f, unit, 0), kp_total_text(f->arena, card, (int32_t)unit));
        if (wanted->reason == KP_R_NOTHING_APPLICABLE)
            assert_int_equal(cell->error, KP_FUNCTION_ERROR_NOT_APPLICABLE);
    }
    result = call_function(f, KP_FUNCTION_DETAIL, 3, scheme, codes, data);
    assert_int_equal(result->columns, nodes);
    for (size_t unit = 0; unit < result->rows; unit++) {
        assert_int_equal(cell_at(result, unit, 0)->kind == KP_VALUE_ERROR, !card->units[unit].scored);
        for (size_t node = 0; node < nodes && card->units[unit].scored; node++) {
            const kp_mark *mark = kp_scorecard_mark(card, (int32_t)unit, (int32_t)node);
            const kp_value *cell = cell_at(result, unit, node);
            bool same = mark->state == KP_MARK_SCORED           ? cell->kind == KP_VALUE_NUMBER && cell->number == printed(g, mark->value)
                        : mark->state == KP_MARK_NOT_APPLICABLE ? cell->kind == KP_VALUE_TEXT
                                                                : cell->kind == KP_VALUE_EMPTY;
            if (!same)
                fail_msg("seed %u, unit %zu, %s: %s, but %s", seed, unit, g->scheme->indicators[node].id, shown(f, unit, node),
                         kp_mark_text(f->arena, card, (int32_t)unit, (int32_t)node));
        }
    }
}

static size_t scored_units; /* so that the test cannot pass for want of anything to compare */

static void play(kp_arena *arena, void *data) {
    unsigned seed = *(unsigned *)data;
    game g = {.random = {.arena = arena, .state = seed * 7919u}};
    g.scheme = sound_yaml(arena, random_scheme_text(arena, seed));
    g.evidence = kp_evidence_new(arena, g.scheme);
    for (int unit = 0; unit < UNITS; unit++)
        kp_evidence_add_unit(g.evidence, kp_format(arena, "u%d", unit), NULL, NULL, (kp_origin){0});
    choose_columns(&g);
    fill(&g);
    kp_problems *problems = kp_problems_new(arena);
    kp_evidence_finish(g.evidence, problems);
    const kp_scorecard *card = kp_score(arena, g.scheme, g.evidence, NULL, problems);
    scored_units += card->scored_count;
    functions f = {.arena = arena, .session = kp_session_new()};
    compare(&f, &g, card, cells_of_scheme(arena, g.scheme), seed);
    kp_session_free(f.session);
}

static void check_all(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SCHEMES; seed++)
        run_with_arena(play, &seed);
    assert_true(scored_units > SCHEMES * UNITS / 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {{"functions give what scoring gives, figure by figure", check_all, NULL, NULL, NULL}};
    return cmocka_run_group_tests_name("functions_property", tests, NULL, NULL);
}
