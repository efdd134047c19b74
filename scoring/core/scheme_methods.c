/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_methods.c - what the fields of each method must be for a leaf to be scored by it. One row of one table a method. */
#include "kaoping/answers.h"
#include "log_private.h"
#include "meeting_days.h"
#include "scheme_private.h"

#include <string.h>

typedef struct leaf_check {
    scheme_builder *b;
    kp_indicator *leaf;
    const kp_record *record;
} leaf_check;

#define BAD(c, member, code, found, expected) COMPLAIN((c)->b, (c)->record, kp_indicator, member, code, found, expected)

/* "至多 8 | at most 8". */
static const char *at_most(const leaf_check *c, kp_num most) {
    const char *number = kp_num_exact(c->b->arena, most);
    return kp_format(c->b->arena, "不超过 %s | at most %s", number, number);
}

/* True where every item of a list was read: what was dropped has its problem, and would only make more. */
static bool is_whole(const leaf_check *c, size_t offset, const kp_pairs *list) {
    size_t n;
    kp_items_split(c->b->arena, written(c->record, offset), &n);
    return n == list->count;
}

/* ---- which fields a method has ---- */

static const char *methods_with(kp_arena *arena, const kp_field *field) {
    if (field->methods == 1u << KP_METHOD_NONE)
        return "有下级的指标 | an indicator with others below it";
    kp_buffer zh = {.arena = arena}, en = {.arena = arena};
    for (unsigned m = 0; m < KP_METHOD_COUNT; m++) {
        if (!(field->methods >> m & 1u))
            continue;
        if (zh.length)
            kp_buffer_puts(&zh, "、"), kp_buffer_puts(&en, ", ");
        kp_buffer_puts(&zh, kp_text(arena, kp_method_title((kp_method_id)m), KP_ZH));
        kp_buffer_puts(&en, kp_method_key((kp_method_id)m));
    }
    return kp_format(arena, "计分方式为 %s 的指标 | an indicator with the method %s", kp_buffer_text(&zh), kp_buffer_text(&en));
}

static void check_fields(scheme_builder *b, int32_t i) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    const kp_record *record = b->indicator_records[i];
    kp_indicator *node = &b->indicators[i];
    bool method_unknown = node->method == KP_METHOD_NONE && (node->end == i + 1 || WRITTEN(record, kp_indicator, method));
    for (size_t f = 0; f < section->field_count && !method_unknown; f++) {
        const kp_field *field = &section->fields[f];
        if (!field->methods)
            continue;
        bool has = kp_field_applies(field, KP_SECTION_INDICATORS, node), there = written(record, field->offset) != NULL;
        if (there && !has)
            complain_at(b, record, field->offset, KP_S_FIELD_NOT_HERE, NULL, methods_with(b->arena, field));
        else if (!there && has && field->required)
            complain_at(b, record, field->offset, KP_S_FIELD_MISSING, NULL, kp_method_title(node->method));
    }
}

/* ---- each method ---- */

static void check_deduct(leaf_check *c) {
    if (!c->leaf->step.given && c->leaf->evidence == KP_EVIDENCE_COUNT && !WRITTEN(c->record, kp_indicator, step))
        BAD(c, step, KP_S_FIELD_MISSING, NULL, kp_method_title(KP_METHOD_DEDUCT));
    if (kp_num_compare(c->leaf->floor, c->leaf->full) >= 0)
        BAD(c, floor, KP_S_OUT_OF_RANGE, NULL,
            kp_format(c->b->arena, "小于满分 %s | less than the full marks %s", kp_num_exact(c->b->arena, c->leaf->full),
                      kp_num_exact(c->b->arena, c->leaf->full)));
    if (!c->leaf->step.given && c->leaf->free_count)
        BAD(c, step, KP_S_FIELD_MISSING, NULL, kp_method_title(KP_METHOD_DEDUCT)); /* what is not counted must be counted first */
}

static void check_bonus(leaf_check *c) {
    if (kp_num_is_zero(c->leaf->cap_low) && kp_num_is_zero(c->leaf->cap_high) && !WRITTEN(c->record, kp_indicator, cap_low) &&
        !WRITTEN(c->record, kp_indicator, cap_high))
        BAD(c, cap_high, KP_S_FIELD_MISSING, NULL, kp_method_title(c->leaf->method));
    for (size_t i = 0; i < c->leaf->events.count; i++) {
        const kp_pair *event = &c->leaf->events.items[i];
        if (kp_num_compare(event->value, c->leaf->cap_high) > 0 || kp_num_compare(event->value, c->leaf->cap_low) < 0)
            BAD(c, events, KP_S_EVENT_BEYOND_CAP,
                kp_format(c->b->arena, "%s = %s", kp_text(c->b->arena, event->name, KP_ZH), kp_num_exact(c->b->arena, event->value)),
                kp_format(c->b->arena, "%s … %s", kp_num_exact(c->b->arena, c->leaf->cap_low), kp_num_exact(c->b->arena, c->leaf->cap_high)));
    }
}

/* Lives are whole months, and of events that there are. */
static void check_records(leaf_check *c) {
    kp_arena *arena = c->b->arena;
    check_bonus(c);
    kp_names *names = kp_names_new(arena);
    for (size_t i = 0; i < c->leaf->events.count; i++)
        kp_names_add(names, c->leaf->events.items[i].name, (int32_t)i);
    kp_pair *lives = KP_NEW_ARRAY(arena, kp_pair, c->leaf->lives.count);
    for (size_t i = 0; i < c->leaf->lives.count; i++) {
        lives[i] = c->leaf->lives.items[i];
        int32_t event = kp_names_find(names, kp_text(arena, lives[i].name, KP_ZH));
        if (event < 0)
            BAD(c, lives, KP_S_UNKNOWN_REFERENCE, lives[i].name, "加减分事项之一 | one of the events");
        else
            lives[i].name = c->leaf->events.items[event].name; /* named in one way only */
        if (!kp_num_is_integer(lives[i].value) || kp_num_compare(lives[i].value, kp_num_int(KP_MAX_LIFE)) > 0)
            BAD(c, lives, KP_S_OUT_OF_RANGE, kp_num_exact(arena, lives[i].value),
                kp_format(arena, "1 到 %d 的整数 | a whole number from 1 to %d", KP_MAX_LIFE, KP_MAX_LIFE));
    }
    c->leaf->lives.items = lives;
}

/* A percentage, unless any number is typed. */
static void check_target(leaf_check *c) {
    bool percentage = c->leaf->method == KP_METHOD_RATIO || c->leaf->input != KP_INPUT_VALUE;
    if (c->leaf->target.given && percentage && kp_num_compare(c->leaf->target.value, kp_num_int(100)) > 0)
        BAD(c, target, KP_S_OUT_OF_RANGE, NULL, at_most(c, kp_num_int(100)));
}

/* Two names for the two counts, and none where something else is typed. */
static void check_input_names(leaf_check *c) {
    if (!c->leaf->input_names.count)
        return;
    bool counts = c->leaf->method == KP_METHOD_RATIO || c->leaf->input == KP_INPUT_COUNTS;
    if (c->leaf->input_names.count != 2 || !counts)
        BAD(c, input_names, KP_S_OPTIONS, kp_format(c->b->arena, "%zu", c->leaf->input_names.count),
            counts ? "两个名称，先分子后分母 | two names, numerator first" : "不填：录入的不是两个数 | none, as no two counts are typed");
}

static void check_ratio(leaf_check *c) {
    check_target(c);
    check_input_names(c);
    if (c->leaf->target.given && kp_num_is_zero(c->leaf->target.value))
        BAD(c, target, KP_S_OUT_OF_RANGE, NULL, "大于 0 且不超过 100 | above 0, at most 100");
}

/* A formula stands in place of what is typed: the value is any number. */
static void check_formula_input(leaf_check *c) {
    if (!WRITTEN(c->record, kp_indicator, formula))
        return;
    if (WRITTEN(c->record, kp_indicator, input) && c->leaf->input != KP_INPUT_VALUE)
        BAD(c, input, KP_S_FIELD_NOT_HERE, NULL, "不填：有公式就不录入 | nothing: with a formula nothing is typed");
    c->leaf->input = KP_INPUT_VALUE;
}

static void check_linear(leaf_check *c) {
    check_formula_input(c);
    check_target(c);
    check_input_names(c);
    if (!c->leaf->target.given && !WRITTEN(c->record, kp_indicator, target))
        BAD(c, target, KP_S_FIELD_MISSING, NULL, kp_method_title(KP_METHOD_LINEAR));
    if (kp_num_compare(c->leaf->floor, c->leaf->full) >= 0)
        BAD(c, floor, KP_S_OUT_OF_RANGE, NULL,
            kp_format(c->b->arena, "小于满分 %s | less than the full marks %s", kp_num_exact(c->b->arena, c->leaf->full),
                      kp_num_exact(c->b->arena, c->leaf->full)));
}

/* The bounds stand best first, their marks fall, and what is beyond the last bound has its else. */
static void check_ladder(leaf_check *c) {
    check_formula_input(c);
    check_input_names(c);
    kp_arena *arena = c->b->arena;
    kp_pair *steps = KP_NEW_ARRAY(arena, kp_pair, c->leaf->steps.count);
    kp_num last = KP_ZERO;
    bool low = c->leaf->better == KP_BETTER_LOW, has_else = false, sound = true;
    size_t n = c->leaf->steps.count;
    for (size_t i = 0; i < n; i++) {
        kp_pair *step = &steps[i];
        *step = c->leaf->steps.items[i];
        bool percent, is_else = kp_text_matches(KP_ELSE_WORDS, step->name);
        kp_num bound = KP_ZERO;
        if (is_else) {
            step->name = "else";
            has_else = true;
        } else if (!read_scheme_number(arena, step->name, &bound, &percent)) {
            BAD(c, steps, KP_S_BAD_NUMBER, step->name, "数或 else（其余） | a number, or else");
            sound = false;
            continue;
        } else {
            step->name = kp_num_exact(arena, bound);
        }
        bool misplaced = is_else ? i + 1 != n : i > 0 && sound && (kp_num_compare(bound, last) >= 0) != low;
        bool equal = !is_else && i > 0 && sound && kp_num_equal(bound, last);
        bool rising = i > 0 && kp_num_compare(step->value, steps[i - 1].value) > 0;
        if (misplaced || equal || rising)
            BAD(c, steps, KP_S_LADDER_ORDER, kp_format(arena, "%s = %s", step->name, kp_num_exact(arena, step->value)), NULL);
        if (kp_num_compare(step->value, c->leaf->full) > 0)
            BAD(c, steps, KP_S_OUT_OF_RANGE, kp_num_exact(arena, step->value), at_most(c, c->leaf->full));
        if (!is_else)
            last = bound;
    }
    bool closed = !low && kp_num_sign(last) <= 0 && c->leaf->input != KP_INPUT_VALUE; /* no share is below 0 */
    if (n && sound && !has_else && !closed)
        BAD(c, steps, KP_S_LADDER_NO_ELSE, kp_num_exact(arena, last), NULL);
    c->leaf->steps = (kp_pairs){steps, n};
}

static void check_checklist(leaf_check *c) {
    kp_arena *arena = c->b->arena;
    size_t n = c->leaf->items.count;
    if (c->leaf->table.count && WRITTEN(c->record, kp_indicator, each))
        BAD(c, each, KP_S_FIELD_NOT_HERE, NULL, "不填：已按达标项数给分 | nothing: the marks go by the number met");
    if (c->leaf->each.given && n && is_whole(c, offsetof(kp_indicator, items), &c->leaf->items)) {
        kp_num sum = kp_num_mul(arena, c->leaf->each.value, kp_num_int((int64_t)n));
        if (!kp_num_equal(sum, c->leaf->full))
            BAD(c, each, KP_S_EACH_SUM, kp_num_exact(arena, sum), kp_num_exact(arena, c->leaf->full));
    }
    kp_pair *table = KP_NEW_ARRAY(arena, kp_pair, c->leaf->table.count);
    kp_num last = kp_num_int(-1), last_mark = KP_ZERO;
    for (size_t i = 0; i < c->leaf->table.count; i++) {
        table[i] = c->leaf->table.items[i];
        kp_num met;
        bool percent, number = read_scheme_number(arena, table[i].name, &met, &percent) && !percent;
        if (!number || !kp_num_is_integer(met) || kp_num_sign(met) < 0 || kp_num_compare(met, kp_num_int((int64_t)n)) > 0) {
            BAD(c, table, KP_S_BAD_NUMBER, table[i].name, kp_format(arena, "0 到 %zu 的整数 | a whole number from 0 to %zu", n, n));
            continue;
        }
        table[i].name = kp_num_exact(arena, met);
        if (kp_num_compare(table[i].value, c->leaf->full) > 0)
            BAD(c, table, KP_S_OUT_OF_RANGE, kp_num_exact(arena, table[i].value), at_most(c, c->leaf->full));
        if (kp_num_compare(met, last) <= 0 || (i && kp_num_compare(table[i].value, last_mark) < 0))
            BAD(c, table, KP_S_TABLE_ORDER, kp_format(arena, "%s = %s", table[i].name, kp_num_exact(arena, table[i].value)), NULL);
        last = met;
        last_mark = table[i].value;
    }
    c->leaf->table.items = table;
}

/* Places from 1 on without a gap, the rest last, and no place worth more than one before it; where the lowest total is best, none worth less: a sum of ranks. */
static void check_by_rank(leaf_check *c) {
    kp_arena *arena = c->b->arena;
    size_t n = c->leaf->by_rank.count;
    kp_pair *places = KP_NEW_ARRAY(arena, kp_pair, n);
    bool has_else = false, rising = c->b->scheme->better == KP_BETTER_LOW && n &&
                                    kp_num_compare(c->leaf->by_rank.items[n - 1].value, c->leaf->by_rank.items[0].value) > 0;
    for (size_t i = 0; i < n; i++) {
        places[i] = c->leaf->by_rank.items[i];
        kp_num place;
        bool percent;
        if (i + 1 == n && kp_text_matches(KP_ELSE_WORDS, places[i].name)) {
            places[i].name = "else";
            has_else = true;
        } else if (!read_scheme_number(arena, places[i].name, &place, &percent) || percent || !kp_num_equal(place, kp_num_int((int64_t)i + 1))) {
            BAD(c, by_rank, KP_S_BAD_NUMBER, places[i].name,
                kp_format(arena, "名次 %zu，其余写 else | the place %zu; else comes last", i + 1, i + 1));
        } else {
            places[i].name = kp_num_exact(arena, place);
        }
        int order = i ? kp_num_compare(places[i].value, places[i - 1].value) : 0;
        if (rising ? order < 0 : order > 0)
            BAD(c, by_rank, KP_S_LADDER_ORDER, kp_format(arena, "%s = %s", places[i].name, kp_num_exact(arena, places[i].value)), NULL);
    }
    if (!has_else && is_whole(c, offsetof(kp_indicator, by_rank), &c->leaf->by_rank))
        BAD(c, by_rank, KP_S_LADDER_NO_ELSE, kp_format(arena, "%zu", n), NULL);
    kp_num most = places[rising ? n - 1 : 0].value;
    if (kp_num_compare(most, c->leaf->scale) > 0)
        BAD(c, by_rank, KP_S_OUT_OF_RANGE, kp_num_exact(arena, most), at_most(c, c->leaf->scale));
    c->leaf->by_rank.items = places;
}

/* Points by place, listed or by rule. They count on the scale of the marks typed. */
static void check_places(leaf_check *c) {
    bool step = !kp_num_is_zero(c->leaf->rank_step), least = kp_num_sign(c->leaf->rank_least) > 0; /* the sheet 方案 has the defaults in its cells */
    bool first = WRITTEN(c->record, kp_indicator, rank_first) != NULL;
    if (c->leaf->by_rank.count)
        check_by_rank(c);
    if (WRITTEN(c->record, kp_indicator, by_rank) && (first || step || least)) {
        if (first)
            BAD(c, rank_first, KP_S_FIELD_NOT_HERE, NULL, "不填：已逐一写明名次得分 | nothing: the points are listed place by place");
        else
            BAD(c, by_rank, KP_S_FIELD_NOT_HERE, NULL, "不填：已写明级差 | nothing: the points are given by rule");
    } else if (!first && (step || least)) {
        BAD(c, rank_first, KP_S_FIELD_MISSING, NULL, NULL);
    } else if (first && !WRITTEN(c->record, kp_indicator, rank_step)) {
        BAD(c, rank_step, KP_S_FIELD_MISSING, NULL, NULL);
    }
    if (kp_num_sign(c->leaf->rank_step) < 0 && c->b->scheme->better != KP_BETTER_LOW)
        BAD(c, rank_step, KP_S_OUT_OF_RANGE, kp_num_exact(c->b->arena, c->leaf->rank_step),
            "不小于 0；方案写 better: low 时才可为负 | 0 or more; below 0 only where the scheme has better: low");
    if (c->leaf->rank_first.given && kp_num_compare(c->leaf->rank_first.value, c->leaf->scale) > 0)
        BAD(c, rank_first, KP_S_OUT_OF_RANGE, NULL, at_most(c, c->leaf->scale));
    if (c->leaf->rank_first.given && kp_num_compare(c->leaf->rank_least, c->leaf->rank_first.value) > 0)
        BAD(c, rank_least, KP_S_OUT_OF_RANGE, NULL, at_most(c, c->leaf->rank_first.value));
}

static void check_panel(leaf_check *c) {
    check_places(c);
    int32_t trimmed = c->leaf->trim_low + c->leaf->trim_high;
    int32_t least = c->leaf->trim_from > c->leaf->min_evaluators ? c->leaf->trim_from : c->leaf->min_evaluators;
    if (trimmed >= least && trimmed > 0)
        BAD(c, trim_from, KP_S_TRIM_ALL, kp_format(c->b->arena, "%d", trimmed), kp_format(c->b->arena, "%d", trimmed + 1));
}

/* Values fall from the best option to the worst; something must be worth having. */
static void check_options(leaf_check *c) {
    const kp_pairs *options = &c->leaf->options;
    if (!WRITTEN(c->record, kp_indicator, options) && !options->count)
        BAD(c, options, KP_S_FIELD_MISSING, NULL, kp_method_title(c->leaf->method));
    if (WRITTEN(c->record, kp_indicator, options) && !is_whole(c, offsetof(kp_indicator, options), options))
        return;
    if (options->count > KP_MAX_OPTIONS)
        BAD(c, options, KP_S_TOO_MANY, kp_format(c->b->arena, "%zu", options->count), kp_format(c->b->arena, "%d", KP_MAX_OPTIONS));
    if (options->count < 2 || kp_num_is_zero(options->items[0].value)) {
        if (WRITTEN(c->record, kp_indicator, options))
            BAD(c, options, KP_S_OPTIONS, NULL, "至少两个选项，首个的分值大于 0 | at least two options, the first of them worth more than 0");
        return;
    }
    for (size_t i = 1; i < options->count; i++)
        if (kp_num_compare(options->items[i].value, options->items[i - 1].value) > 0)
            BAD(c, options, KP_S_OPTIONS, options->items[i].name, "按分值从高到低 | options from the highest value to the lowest");
}

/* A code an option, or one more; no word of a form may mean two things. */
static void check_codes(leaf_check *c) {
    const kp_pairs *codes = &c->leaf->codes, *options = &c->leaf->options, *words = &c->leaf->unknown_words;
    if (codes->count && is_whole(c, offsetof(kp_indicator, codes), codes) && codes->count != options->count && codes->count != options->count + 1)
        BAD(c, codes, KP_S_OPTIONS, kp_format(c->b->arena, "%zu", codes->count),
            kp_format(c->b->arena, "%zu 个代码，或再加一个代表“不了解” | %zu codes, or one more for 不了解", options->count, options->count));
    kp_names *meaning = kp_names_new(c->b->arena); /* of what is said: an option, or behind them 不了解 */
    for (size_t i = 0; i < options->count; i++)
        kp_names_add(meaning, options->items[i].name, (int32_t)i);
    for (int list = 0; list < 2; list++) {
        const kp_pairs *said = list ? words : codes;
        for (size_t i = 0; i < said->count; i++) {
            int32_t means = (int32_t)(list ? options->count : i);
            kp_names_add(meaning, said->items[i].name, means);
            for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
                if (kp_names_find(meaning, kp_text(c->b->arena, said->items[i].name, lang)) != means) {
                    complain_at(c->b, c->record, list ? offsetof(kp_indicator, unknown_words) : offsetof(kp_indicator, codes), KP_S_DUPLICATE_NAME,
                                said->items[i].name, NULL);
                    break;
                }
        }
    }
}

static void check_least_sample(leaf_check *c) {
    if (c->leaf->min_valid_most && c->leaf->min_valid_most < c->leaf->min_valid)
        BAD(c, min_valid_most, KP_S_OUT_OF_RANGE, NULL,
            kp_format(c->b->arena, "不小于最少有效样本 %d | at least the least sample, %d", c->leaf->min_valid, c->leaf->min_valid));
}

static void check_satisfaction(leaf_check *c) {
    check_options(c);
    kp_names *names = kp_names_new(c->b->arena);
    for (size_t i = 0; i < c->leaf->options.count; i++)
        kp_names_add(names, c->leaf->options.items[i].name, (int32_t)i);
    kp_pair *positive = KP_NEW_ARRAY(c->b->arena, kp_pair, c->leaf->positive.count);
    for (size_t i = 0; i < c->leaf->positive.count; i++) {
        positive[i] = c->leaf->positive.items[i];
        int32_t option = kp_names_find(names, kp_text(c->b->arena, positive[i].name, KP_ZH));
        if (option < 0)
            BAD(c, positive, KP_S_UNKNOWN_REFERENCE, positive[i].name, "选项之一 | one of the options");
        else
            positive[i].name = c->leaf->options.items[option].name; /* named in one way only */
    }
    c->leaf->positive.items = positive;
    if (c->leaf->measure == KP_MEASURE_RATE && !c->leaf->positive.count && !WRITTEN(c->record, kp_indicator, positive))
        BAD(c, positive, KP_S_FIELD_MISSING, NULL, kp_method_title(KP_METHOD_SATISFACTION));
    check_codes(c);
    check_least_sample(c);
}

static void check_number(leaf_check *c) {
    const kp_optional *least = &c->leaf->least, *most = &c->leaf->most;
    bool bounded = c->leaf->typed != KP_TYPED_AS_YES_NO && c->leaf->typed != KP_TYPED_AS_DATE;
    if (!bounded && least->given)
        BAD(c, least, KP_S_FIELD_NOT_HERE, NULL, "录入数的指标 | an indicator typed as a number");
    if (!bounded && most->given)
        BAD(c, most, KP_S_FIELD_NOT_HERE, NULL, "录入数的指标 | an indicator typed as a number");
    if (bounded && least->given && most->given && kp_num_compare(least->value, most->value) > 0)
        BAD(c, most, KP_S_OUT_OF_RANGE, NULL,
            kp_format(c->b->arena, "不小于最小值 %s | at least the least, %s", kp_num_exact(c->b->arena, least->value),
                      kp_num_exact(c->b->arena, least->value)));
}

static void check_formula(leaf_check *c) {
    if (!WRITTEN(c->record, kp_indicator, formula))
        BAD(c, formula, KP_S_FIELD_MISSING, NULL, kp_method_title(KP_METHOD_FORMULA));
}

/* Marks need something that can be within. */
static void check_range(leaf_check *c) {
    if (c->leaf->counted == KP_COUNTED_YES && !WRITTEN(c->record, kp_indicator, formula))
        BAD(c, formula, KP_S_FIELD_MISSING, NULL, kp_method_title(KP_METHOD_RANGE));
}

/* Weights go with use: weighted, and each names a period; a scale fits the points of grades. */
static void check_results(leaf_check *c) {
    kp_arena *arena = c->b->arena;
    bool any, weighted = c->leaf->use == KP_USE_WEIGHTED;
    kp_period_kind kind;
    int number;
    for (size_t i = 0; i < c->leaf->period_weights.count; i++)
        if (!kp_period_named(kp_text(arena, c->leaf->period_weights.items[i].name, KP_ZH), &any, &kind, &number))
            BAD(c, period_weights, KP_S_OPTIONS, c->leaf->period_weights.items[i].name,
                "考评期，如 上半年、H1、第一季度、Q1、3月，或 1、2 … | a period such as H1, Q1, 3月, or 1, 2 …");
    if (weighted != (c->leaf->period_weights.count > 0) && (weighted || WRITTEN(c->record, kp_indicator, period_weights))) {
        if (weighted)
            BAD(c, period_weights, KP_S_FIELD_MISSING, NULL, kp_method_title(KP_METHOD_RESULTS));
        else
            BAD(c, period_weights, KP_S_FIELD_NOT_HERE, NULL, "各期汇总为“按各期权重”的 | use: weighted");
    }
    for (size_t i = 0; i < c->leaf->grade_points.count; i++)
        if (kp_num_compare(c->leaf->grade_points.items[i].value, c->leaf->scale) > 0)
            BAD(c, grade_points, KP_S_OUT_OF_RANGE, kp_num_exact(arena, c->leaf->grade_points.items[i].value), at_most(c, c->leaf->scale));
    if (kp_num_sign(c->leaf->scale) <= 0 && c->leaf->grade_points.count)
        BAD(c, grade_points, KP_S_OPTIONS, NULL, "至少一个等次的分值大于 0 | a grade worth more than 0");
    if (*c->leaf->item && !*c->leaf->source)
        BAD(c, item, KP_S_FIELD_NOT_HERE, NULL, "有来源方案的 | where there is a source");
}

static void check_meetings(leaf_check *c) {
    meeting_day day;
    int32_t first, last;
    if (WRITTEN(c->record, kp_indicator, every) && !kp_meeting_day_parse(c->b->arena, c->leaf->meeting_day, c->leaf->every, &day))
        BAD(c, meeting_day, KP_S_OPTIONS, c->leaf->meeting_day,
            c->leaf->every == KP_EVERY_WEEK
                ? "星期几，如 星期四 | a day of the week, such as Thursday"
                : "如 第一个星期四、最后一个星期五、15日、最后一天 | such as first Thursday, last Friday, 15th, last day");
    if (!*c->leaf->meeting_day && c->leaf->grace)
        BAD(c, grace, KP_S_FIELD_NOT_HERE, NULL, "写明会议日的 | where a day is named");
    for (size_t i = 0; i < c->leaf->holidays.count; i++)
        if (!kp_holiday_parse(c->b->arena, c->leaf->holidays.items[i].name, &first, &last))
            BAD(c, holidays, KP_S_OPTIONS, c->leaf->holidays.items[i].name,
                "日期，如 2026-02-17，或 2026-02-15..2026-02-23 | a day such as 2026-02-17, or 2026-02-15..2026-02-23");
    if (c->leaf->extra.given && kp_num_is_zero(c->leaf->extra.value))
        BAD(c, extra, KP_S_OUT_OF_RANGE, NULL, "大于 0 且不超过 1 | above 0, at most 1");
}

/* Nobody can have more than all. */
static void check_resolutions(leaf_check *c) {
    if (c->leaf->strict == KP_STRICT_YES && kp_num_compare(c->leaf->majority, KP_ONE) == 0)
        BAD(c, majority, KP_S_OUT_OF_RANGE, NULL, "小于 1；全体同意写 1 并把“须超过”写为否 | less than 1; for unanimity write 1 and strict: no");
}

static void check_goalposts(leaf_check *c) {
    const kp_indicator *leaf = c->leaf;
    check_input_names(c);
    if (!leaf->lowest.given || !leaf->highest.given)
        return;
    if (kp_num_compare(leaf->lowest.value, leaf->highest.value) >= 0)
        BAD(c, highest, KP_S_OUT_OF_RANGE, NULL,
            kp_format(c->b->arena, "大于下限 %s | above the lowest, %s", kp_num_exact(c->b->arena, leaf->lowest.value),
                      kp_num_exact(c->b->arena, leaf->lowest.value)));
    if (leaf->transform == KP_TRANSFORM_LOG && kp_num_sign(leaf->lowest.value) <= 0)
        BAD(c, lowest, KP_S_OUT_OF_RANGE, NULL, "大于 0 的数：要取对数 | a number above 0, whose logarithm is taken");
}

static void check_relative(leaf_check *c) {
    bool listed = WRITTEN(c->record, kp_indicator, by_rank) != NULL, first = WRITTEN(c->record, kp_indicator, rank_first) != NULL;
    check_input_names(c);
    if (c->leaf->by == KP_BY_PLACE && !listed && !first)
        BAD(c, by_rank, KP_S_FIELD_MISSING, NULL, NULL);
    else if (c->leaf->by == KP_BY_PLACE)
        check_places(c);
    else if (listed)
        BAD(c, by_rank, KP_S_FIELD_NOT_HERE, NULL, "比较方法为名次时才填 | where by is place");
    else if (first)
        BAD(c, rank_first, KP_S_FIELD_NOT_HERE, NULL, "比较方法为名次时才填 | where by is place");
}

/* `zero_as` of a node at `offset` of the record's section. */
static void check_zero_as(scheme_builder *b, const kp_indicator *node, const kp_record *record, size_t offset) {
    if (node->zero_as.given && node->aggregate != KP_AGGREGATE_GEOMETRIC && node->aggregate != KP_AGGREGATE_HARMONIC)
        complain_at(b, record, offset, KP_S_FIELD_NOT_HERE, NULL, "汇总方式为几何平均或调和平均时才填 | where aggregate is geometric or harmonic");
}

/* Below a product a weight is an exponent: one of a hundred would leave nothing of any share. */
static void check_exponent(leaf_check *c) {
    const kp_indicator *parent = &c->b->indicators[c->leaf->parent];
    if (parent->aggregate == KP_AGGREGATE_PRODUCT && c->leaf->weight.given && kp_num_compare(c->leaf->weight.value, kp_num_int(KP_MAX_EXPONENT)) > 0)
        BAD(c, weight, KP_S_OUT_OF_RANGE, kp_num_exact(c->b->arena, c->leaf->weight.value),
            kp_format(c->b->arena, "至多 %d：上级连乘时权重是指数 | at most %d: below a product a weight is an exponent", KP_MAX_EXPONENT,
                      KP_MAX_EXPONENT));
}

/* Leaves below the node that it is made of. */
static int32_t count_items(const kp_scheme *scheme, int32_t node) {
    const kp_indicator *all = scheme->indicators;
    int32_t count = 0;
    for (int32_t i = node + 1; i < all[node].end; i = all[i].end)
        if (kp_has_share(&all[i]))
            count += all[i].method == KP_METHOD_NONE ? count_items(scheme, i) : 1;
    return count;
}

/* More than there is can never apply. */
static void check_least_items(scheme_builder *b, int32_t node, const kp_record *record, size_t offset) {
    const kp_indicator *inner = &b->indicators[node];
    int32_t items = inner->least_items > 0 ? count_items(b->scheme, node) : 0;
    if (inner->least_items > items)
        complain_at(b, record, offset, KP_S_OUT_OF_RANGE, kp_format(b->arena, "%d", (int)inner->least_items),
                    kp_format(b->arena, "0-%d，下面只有这么多项 | 0-%d, as many items as there are below", (int)items, (int)items));
}

static void (*const checks[KP_METHOD_COUNT])(leaf_check *) = {
    [KP_METHOD_DIRECT] = check_places,
    [KP_METHOD_SITES] = check_places,
    [KP_METHOD_DEDUCT] = check_deduct,
    [KP_METHOD_BONUS] = check_bonus,
    [KP_METHOD_RATIO] = check_ratio,
    [KP_METHOD_LINEAR] = check_linear,
    [KP_METHOD_LADDER] = check_ladder,
    [KP_METHOD_CHECKLIST] = check_checklist,
    [KP_METHOD_PANEL] = check_panel,
    [KP_METHOD_SATISFACTION] = check_satisfaction,
    [KP_METHOD_BALLOT] = check_options,
    [KP_METHOD_GRADE] = check_options,
    [KP_METHOD_NUMBER] = check_number,
    [KP_METHOD_FORMULA] = check_formula,
    [KP_METHOD_RANGE] = check_range,
    [KP_METHOD_GOALPOSTS] = check_goalposts,
    [KP_METHOD_RELATIVE] = check_relative,
    [KP_METHOD_RESULTS] = check_results,
    [KP_METHOD_RECORDS] = check_records,
    [KP_METHOD_MEETINGS] = check_meetings,
    [KP_METHOD_RESOLUTIONS] = check_resolutions,
};

/* At the first question too many. */
static void check_items(leaf_check *c, size_t *items) {
    size_t before = *items;
    *items += c->leaf->questions.count ? c->leaf->questions.count : 1;
    if (before <= KP_MAX_ITEMS && *items > KP_MAX_ITEMS)
        BAD(c, questions, KP_S_TOO_MANY, kp_format(c->b->arena, "%zu", *items), kp_format(c->b->arena, "%d", KP_MAX_ITEMS));
}

void check_methods(scheme_builder *b) {
    size_t items = 0; /* questions of all surveys */
    check_zero_as(b, &b->indicators[0], b->scheme_record, offsetof(kp_scheme, zero_as));
    check_least_items(b, 0, b->scheme_record, offsetof(kp_scheme, least_items));
    for (size_t i = 1; i < b->scheme->indicator_count; i++) {
        check_fields(b, (int32_t)i);
        leaf_check check = {b, &b->indicators[i], b->indicator_records[i]};
        fill_scale(b, check.leaf, check.record);
        check_zero_as(b, check.leaf, check.record, offsetof(kp_indicator, zero_as));
        check_exponent(&check);
        check_least_items(b, (int32_t)i, check.record, offsetof(kp_indicator, least_items));
        if (check.leaf->method != KP_METHOD_NONE && checks[check.leaf->method])
            checks[check.leaf->method](&check);
        if (check.leaf->method == KP_METHOD_SATISFACTION)
            check_items(&check, &items);
    }
}
