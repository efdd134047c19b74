/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint_structure.c - the linter's rules on how a scheme is made: vetoes and what acts as one, tasks from above, and two schemes side by side. */
#include "kaoping/condition.h"
#include "lint_private.h"

#include <string.h>

/* ---- vetoes ---- */

/* An event that takes away all there is to win. */
static void look_at_events(lint_run *run, const kp_indicator *leaf) {
    const kp_num whole = kp_num_neg(run->arena, run->scheme->indicators[0].full);
    for (size_t i = 0; i < leaf->events.count; i++)
        if (kp_num_compare(leaf->events.items[i].value, whole) <= 0)
            lint_add(run, KP_LINT_VETO, leaf->id, leaf->title, leaf->place, leaf->events.items[i].name);
}

static bool looks_at_score(const kp_condition *condition) {
    if (!condition || condition->op == KP_COND_SCORE || condition->op == KP_COND_GRADE)
        return true;
    bool chain = condition->op == KP_COND_AND || condition->op == KP_COND_OR || condition->op == KP_COND_NOT;
    for (size_t i = 0; chain && i < condition->count; i++)
        if (looks_at_score(condition->children[i]))
            return true;
    return false;
}

/* A rule that sets the lowest grade whatever the score. */
static bool acts_as_veto(const kp_scheme *scheme, const kp_rule *rule) {
    if (kp_grades_by_rules(scheme)) /* the lowest is one among the grades that rules give */
        return false;
    bool lowest = rule->band == (int32_t)scheme->band_count - 1 && (rule->effect == KP_EFFECT_SET || rule->effect == KP_EFFECT_AT_MOST);
    return lowest && scheme->band_count > 1 && !looks_at_score(rule->when.condition);
}

static void look_at_vetoes(lint_run *run) {
    const kp_scheme *scheme = run->scheme;
    for (size_t i = 0; i < scheme->rule_count; i++)
        if (acts_as_veto(scheme, &scheme->rules[i]))
            lint_add(run, KP_LINT_VETO, scheme->rules[i].id, scheme->rules[i].title, scheme->rules[i].place,
                     "直接定为最低等次 | it sets the lowest grade");
    for (size_t i = 0; i < scheme->veto_count; i++)
        lint_add(run, KP_LINT_VETO, scheme->vetoes[i].id, scheme->vetoes[i].title, scheme->vetoes[i].place, "一票否决 | a veto");
    for (size_t i = 1; i < scheme->indicator_count; i++)
        if (kp_is_bonus(&scheme->indicators[i]))
            look_at_events(run, &scheme->indicators[i]);
}

/* ---- tasks from above ---- */

#define LISTED "准入清单|清单内|清单编号|清单编码|清单代码|清单事项|list of admission|admission list|on the list|listed"

/* Everything that a node says of itself, provenance too: a code may stand there. */
static const char *all_texts(lint_run *run, int32_t index) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    kp_buffer texts = {.arena = run->arena};
    for (int32_t i = index; i > 0; i = run->scheme->indicators[i].parent)
        for (size_t f = 0; f < section->field_count; f++) {
            const kp_field *field = &section->fields[f];
            bool text =
                field->type == KP_FIELD_TEXT || field->type == KP_FIELD_NAMES || field->type == KP_FIELD_PAIRS || field->type == KP_FIELD_TEXTS;
            if (text && kp_field_applies(field, KP_SECTION_INDICATORS, &run->scheme->indicators[i]))
                kp_buffer_printf(&texts, "%s;", kp_field_text(run->arena, run->scheme, section, f, &run->scheme->indicators[i], KP_STYLE_CANONICAL));
        }
    return lint_fold(run->arena, kp_buffer_text(&texts));
}

static bool names_task(lint_run *run, const char *text) { return kp_lint_words(run->arena, KP_LINT_TASK_CODE, text, false) != NULL; }

/* A task from above is named by a title, here or above, or by what the leaf says: its note, its items. */
static bool is_from_above(lint_run *run, int32_t index) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    const kp_indicator *nodes = run->scheme->indicators;
    for (int32_t i = index; i > 0; i = nodes[i].parent)
        if (names_task(run, nodes[i].title))
            return true;
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        if (!lint_is_wording(field) || strcmp(field->key, "sheet") == 0 || !kp_field_applies(field, KP_SECTION_INDICATORS, &nodes[index]))
            continue;
        if (names_task(run, kp_field_text(run->arena, run->scheme, section, f, &nodes[index], KP_STYLE_CANONICAL)))
            return true;
    }
    return false;
}

static void look_at_task(lint_run *run, int32_t index, const kp_num share) {
    const kp_indicator *leaf = &run->scheme->indicators[index];
    if (leaf->method == KP_METHOD_NONE || kp_num_sign(share) <= 0 || lint_is_of_residents(run->arena, run->scheme, index))
        return;
    if (is_from_above(run, index) && !lint_holds(all_texts(run, index), LISTED))
        lint_add(run, KP_LINT_TASK_CODE, leaf->id, leaf->title, leaf->place, NULL);
}

void lint_structure(lint_run *run) {
    look_at_vetoes(run);
    if (!kp_lint_binds(KP_LINT_TASK_CODE, run->lint->family))
        return;
    const kp_num *shares = kp_scheme_shares(run->arena, run->scheme);
    for (size_t i = 1; i < run->scheme->indicator_count; i++)
        look_at_task(run, (int32_t)i, shares[i]);
}

/* ---- two schemes ---- */

/* Some leaf of `scheme` takes the results of the scheme `id`: then the one is a part of the other. */
static bool takes_results_of(kp_arena *arena, const kp_scheme *scheme, const char *id) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    int field = kp_field_find(section, "source");
    for (size_t i = 1; field >= 0 && i < scheme->indicator_count; i++) {
        const kp_indicator *leaf = &scheme->indicators[i];
        if (kp_field_applies(&section->fields[field], KP_SECTION_INDICATORS, leaf) &&
            kp_text_matches(kp_field_text(arena, scheme, section, (size_t)field, leaf, KP_STYLE_CANONICAL), id))
            return true;
    }
    return false;
}

static const kp_override *override_of(const kp_scheme *scheme, kp_lint_rule rule) {
    for (size_t i = 0; i < scheme->override_count; i++)
        if (scheme->overrides[i].rule == rule && kp_lint_is_reason(scheme->overrides[i].reason))
            return &scheme->overrides[i];
    return NULL;
}

/* A survey of residents and nothing else: no department's evaluation. */
static bool asks_residents_only(kp_arena *arena, const kp_scheme *scheme) {
    kp_num *satisfied = KP_NEW_ARRAY(arena, kp_num, scheme->indicator_count);
    return kp_num_compare(lint_share_of_residents(arena, scheme, satisfied), kp_num_int(1)) >= 0;
}

const kp_override *kp_lint_second(const kp_scheme *first, const kp_scheme *second, kp_place place, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    if (kp_text_matches(first->id, second->id) || !kp_lint_binds(KP_LINT_SECOND_SCHEME, kp_scheme_family(first)) ||
        !kp_lint_binds(KP_LINT_SECOND_SCHEME, kp_scheme_family(second)))
        return NULL;
    if (asks_residents_only(arena, first) || asks_residents_only(arena, second))
        return NULL;
    if (takes_results_of(arena, first, second->id) || takes_results_of(arena, second, first->id))
        return NULL;
    const kp_override *own = override_of(first, KP_LINT_SECOND_SCHEME), *kept = own ? own : override_of(second, KP_LINT_SECOND_SCHEME);
    if (!kept)
        kp_problems_add(problems, KP_L_SECOND_SCHEME, place, KP_UNIT_NONE, second->title, first->title, NULL);
    return kept;
}
