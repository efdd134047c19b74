/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets.c - targets (达标要求): how many of each group have reached it, what share that is, and how many are missing. */
#include "scheme_private.h"
#include "score_private.h"

#include <string.h>

typedef struct target_run {
    score_run *run;
    list_run conditions;
    int32_t target;
    const kp_target *rule;
    size_t first_row;
    kp_names *rows; /* of the groups, by their names */
    int32_t blank;  /* row of those without one, or -1 */
} target_run;

static const char *group_name(const target_run *t, int32_t unit) {
    const kp_unit *who = &t->run->evidence->units.items[unit];
    if (t->rule->per == KP_PER_GROUP)
        return who->group < 0 ? "" : t->run->evidence->groups.items[who->group];
    const char *text = who->fields && t->rule->field_index >= 0 ? who->fields[t->rule->field_index] : NULL;
    return text ? text : "";
}

static int32_t add_row(target_run *t, const char *name) {
    kp_target_row row = {.target = t->target, .name = name, .share = KP_ZERO, .goal = {false, KP_ZERO}};
    KP_PUSH(t->run->arena, &t->run->card->targets, row);
    return (int32_t)t->run->card->targets.count - 1;
}

/* The row of the unit's group, made where it is the first of it. */
static int32_t row_of(target_run *t, int32_t unit) {
    if (t->rule->per == KP_PER_ALL)
        return (int32_t)t->first_row;
    const char *name = group_name(t, unit);
    int32_t row = kp_names_find(t->rows, name);
    if (row >= 0)
        return row;
    if (!kp_name_fold(name, kp_alloc(t->run->arena, strlen(name) + 1)))
        return t->blank >= 0 ? t->blank : (t->blank = add_row(t, ""));
    row = add_row(t, name);
    kp_names_add(t->rows, name, row);
    for (size_t i = 0; i < t->rule->goals.count; i++) /* 城市 and Urban are one group where a goal says so */
        if (kp_text_matches(t->rule->goals.items[i].name, name))
            kp_names_add(t->rows, t->rule->goals.items[i].name, row);
    return row;
}

/* True where nothing but a range or test that does not apply leaves the condition open: whatever one supposes of it, the condition is sure. */
static bool does_not_apply(target_run *t, int32_t unit, const kp_condition *condition) {
    bool open = false;
    for (int supposed = 0; supposed < 2 && !open; supposed++) {
        t->conditions.unjudged = supposed ? IS_TRUE : IS_FALSE;
        kp_list_run_unit(&t->conditions, unit);
        open = kp_condition_holds(&t->conditions, condition, KP_COUNT_HALF_UP) == IS_UNSURE;
    }
    t->conditions.unjudged = IS_UNSURE;
    kp_list_run_unit(&t->conditions, unit);
    return !open;
}

static kp_target_state state_of(target_run *t, int32_t unit) {
    if (t->run->evidence->units.items[unit].excluded)
        return KP_TARGET_ASIDE;
    kp_list_run_unit(&t->conditions, unit);
    truth of = t->rule->of.condition ? kp_condition_holds(&t->conditions, t->rule->of.condition, KP_COUNT_HALF_UP) : IS_TRUE;
    if (of == IS_FALSE || (of == IS_UNSURE && does_not_apply(t, unit, t->rule->of.condition)))
        return KP_TARGET_ASIDE;
    truth when = t->rule->when.condition ? kp_condition_holds(&t->conditions, t->rule->when.condition, KP_COUNT_HALF_UP) : IS_FALSE;
    if (when == IS_UNSURE && does_not_apply(t, unit, t->rule->when.condition))
        return KP_TARGET_ASIDE;
    if (of == IS_UNSURE || when == IS_UNSURE)
        return KP_TARGET_OPEN;
    return when == IS_TRUE ? KP_TARGET_REACHED : KP_TARGET_MISSED;
}

static void count_unit(target_run *t, int32_t unit) {
    kp_scorecard *card = t->run->card;
    kp_target_unit *own = &card->target_units[(size_t)t->target * card->evidence->units.count + (size_t)unit];
    *own = (kp_target_unit){-1, (uint8_t)state_of(t, unit)};
    if (own->state == KP_TARGET_ASIDE)
        return;
    own->row = row_of(t, unit);
    kp_target_row *row = &card->targets.items[own->row];
    row->total++;
    row->reached += own->state == KP_TARGET_REACHED;
    row->open += own->state == KP_TARGET_OPEN;
}

static void judge(target_run *t, kp_target_row *row) {
    kp_arena *arena = t->run->arena;
    if (row->total)
        row->share = kp_num_mul(arena, kp_num_ratio(arena, (int64_t)row->reached, (int64_t)row->total), kp_num_int(100));
    if (!row->goal.given || !row->total)
        return;
    int64_t wanted = kp_share_count(arena, row->goal.value, (int32_t)row->total, KP_COUNT_CEIL);
    row->missing = wanted > (int64_t)row->reached ? wanted - (int64_t)row->reached : 0;
    row->met = kp_num_compare(row->share, row->goal.value) >= 0;
}

/* Goals go to their groups; one that names no group, and a group without a goal where others have one, are told. */
static void set_goals(target_run *t) {
    kp_arena *arena = t->run->problems->arena;
    kp_optional other = {false, KP_ZERO};
    size_t count = t->run->card->targets.count;
    for (size_t i = 0; i < t->rule->goals.count; i++) {
        const kp_pair *goal = &t->rule->goals.items[i];
        if (strcmp(goal->name, "else") == 0) {
            other = (kp_optional){true, goal->value};
            continue;
        }
        bool found = false;
        for (size_t k = t->first_row; k < count; k++) {
            kp_target_row *row = &t->run->card->targets.items[k];
            if (row->name && kp_text_matches(goal->name, row->name)) {
                row->goal = (kp_optional){true, goal->value};
                found = true;
            }
        }
        if (!found)
            kp_problems_add(t->run->problems, KP_R_GOAL_OF_NOBODY, (kp_place){0}, KP_UNIT_NONE, t->rule->title, goal->name, NULL);
    }
    for (size_t k = t->first_row; k < count; k++) {
        kp_target_row *row = &t->run->card->targets.items[k];
        if (!row->goal.given)
            row->goal = other;
        if (!row->goal.given && t->rule->goals.count)
            kp_problems_add(t->run->problems, KP_R_GROUP_WITHOUT_GOAL, (kp_place){0}, KP_UNIT_NONE, t->rule->title,
                            *row->name ? kp_verbatim(arena, row->name) : "—", NULL);
    }
}

static void add_whole(target_run *t) {
    size_t last = t->run->card->targets.count;
    if (last - t->first_row < 2)
        return;
    int32_t whole = add_row(t, NULL);
    kp_target_row *sum = &t->run->card->targets.items[whole];
    for (size_t k = t->first_row; k < last; k++) {
        const kp_target_row *row = &t->run->card->targets.items[k];
        sum->total += row->total;
        sum->reached += row->reached;
        sum->open += row->open;
    }
}

static void count_target(target_run *t) {
    if (t->rule->per == KP_PER_ALL)
        add_row(t, NULL);
    for (size_t unit = 0; unit < t->run->evidence->units.count; unit++)
        count_unit(t, (int32_t)unit);
    set_goals(t);
    add_whole(t);
    for (size_t k = t->first_row; k < t->run->card->targets.count; k++)
        judge(t, &t->run->card->targets.items[k]);
}

void kp_count_targets(score_run *run) {
    size_t units = run->evidence->units.count, targets = run->scheme->target_count;
    if (targets && units > SIZE_MAX / targets)
        kp_arena_exhausted(run->arena);
    run->card->target_units = KP_NEW_ARRAY(run->arena, kp_target_unit, units * targets);
    for (size_t i = 0; i < targets; i++) {
        target_run t = {.run = run,
                        .conditions = kp_list_run(run->arena, run->card),
                        .target = (int32_t)i,
                        .rule = &run->scheme->targets[i],
                        .first_row = run->card->targets.count,
                        .rows = kp_names_new(run->arena),
                        .blank = -1};
        count_target(&t);
    }
}

size_t kp_target_rows(const kp_scorecard *card, int32_t target, size_t *count) {
    size_t first = 0;
    while (first < card->targets.count && card->targets.items[first].target < target)
        first++;
    for (*count = 0; first + *count < card->targets.count && card->targets.items[first + *count].target == target;)
        ++*count;
    return first;
}

const kp_target_unit *kp_target_of_unit(const kp_scorecard *card, int32_t target, int32_t unit) {
    return &card->target_units[(size_t)target * card->evidence->units.count + (size_t)unit];
}
