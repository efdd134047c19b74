/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_texts.c - the linter's rules on wording, over all that a scheme says of what is marked: titles, notes, items, events, questions, sheets, names of counts, conditions'
 * actions. Fields come from the one table of fields, so a new one is looked at, too.
 */
#include "lint_private.h"

#include "kaoping/condition.h"

#include <string.h>

static const kp_lint_rule word_rules[] = {KP_LINT_EXISTENCE,   KP_LINT_VETO,        KP_LINT_INVESTMENT, KP_LINT_CLICKS,
                                          KP_LINT_ENFORCEMENT, KP_LINT_FORMALITIES, KP_LINT_ECONOMY};
#define WORD_RULES (sizeof word_rules / sizeof *word_rules)

/* The words found in one object, by rule. */
typedef struct found_words {
    kp_buffer words[WORD_RULES];
} found_words;

static void look_at(lint_run *run, found_words *found, kp_lint_rule skip, const char *text, unsigned context) {
    for (size_t r = 0; r < WORD_RULES; r++) {
        if (word_rules[r] == skip || !kp_lint_binds(word_rules[r], run->lint->family))
            continue;
        const char *words = lint_words_of(run->arena, word_rules[r], text, context);
        kp_buffer *out = &found->words[r];
        out->arena = run->arena;
        if (words && !(out->length && strstr(kp_buffer_text(out), words)))
            kp_buffer_printf(out, "%s%s", out->length ? "、" : "", words);
    }
}

/* Texts of people's own; not where numbers come from, and not ids, formulas and conditions, which name what is looked at where it stands. */
bool lint_is_wording(const kp_field *field) {
    bool text = field->type == KP_FIELD_TEXT || field->type == KP_FIELD_NAMES || field->type == KP_FIELD_PAIRS || field->type == KP_FIELD_TEXTS;
    static const char *const others[] = {"basis", "color", "formula", "codes", "unknown_words", "source", "item", "tie_break"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        text = text && strcmp(field->key, others[i]) != 0;
    return text;
}

static void look_at_field(lint_run *run, found_words *found, kp_lint_rule skip, const kp_section *section, size_t f, const void *object,
                          unsigned context) {
    const kp_field *field = &section->fields[f];
    if (!lint_is_wording(field) || !kp_field_applies(field, section->id, object))
        return;
    const char *text = kp_field_text(run->arena, run->scheme, section, f, object, KP_STYLE_CANONICAL);
    bool asked = section->id == KP_SECTION_INDICATORS && strcmp(field->key, "questions") == 0;
    if (section->id == KP_SECTION_INDICATORS && strcmp(field->key, "title") == 0)
        asked = ((const kp_indicator *)object)->method == KP_METHOD_SATISFACTION;
    bool elsewhere = strcmp(field->key, "sheet") == 0 || strcmp(field->key, "actions") == 0;
    if (elsewhere && skip == KP_LINT_COUNT) /* the sheet 加减分记录, and 制定计划 for those on a list, mark no papers */
        skip = KP_LINT_FORMALITIES;
    look_at(run, found, skip, text, context | (asked ? LINT_SATISFACTION : 0));
}

static void tell_found(lint_run *run, const found_words *found, const char *id, const char *title, kp_place place) {
    for (size_t r = 0; r < WORD_RULES; r++)
        if (found->words[r].length)
            lint_add(run, word_rules[r], id, title, place, kp_buffer_text(&found->words[r]));
}

/* ---- indicators ---- */

static bool looks_at(const kp_condition *condition, int32_t leaf) {
    if (!condition)
        return false;
    switch (condition->op) {
    case KP_COND_AND:
    case KP_COND_OR:
    case KP_COND_NOT:
        for (size_t i = 0; i < condition->count; i++)
            if (looks_at(condition->children[i], leaf))
                return true;
        return false;
    case KP_COND_MARK:
    case KP_COND_VALUE:
    case KP_COND_MET:
    case KP_COND_MISSING:
    case KP_COND_RESULT:
    case KP_COND_SHARE: return condition->reference == leaf;
    default: return false;
    }
}

/* What is only noted: a leaf that bears on no mark, and that no rule of grades, list or target looks at. */
static bool is_only_noted(const kp_scheme *scheme, int32_t leaf) {
    if (scheme->indicators[leaf].method == KP_METHOD_NONE || scheme->indicators[leaf].bears)
        return false;
    bool looked_at = false;
    for (size_t i = 0; i < scheme->rule_count; i++)
        looked_at |= looks_at(scheme->rules[i].when.condition, leaf);
    for (size_t i = 0; i < scheme->list_count; i++)
        looked_at |= looks_at(scheme->lists[i].when.condition, leaf);
    for (size_t i = 0; i < scheme->target_count; i++)
        looked_at |= looks_at(scheme->targets[i].when.condition, leaf) || looks_at(scheme->targets[i].of.condition, leaf);
    return !looked_at;
}

/* 减负 over 台账: what is marked is that there are fewer. */
static unsigned context_of(lint_run *run, const kp_indicator *node) {
    for (int32_t i = node->parent; i > 0; i = run->scheme->indicators[i].parent)
        if (lint_is_lightening(run->arena, run->scheme->indicators[i].title))
            return LINT_LIGHTENED;
    return 0;
}

/* 活动场所 over 数量: each alone says nothing. */
static void look_at_whole(lint_run *run, found_words *found, const kp_indicator *node, unsigned context) {
    const kp_indicator *parent = node->parent > 0 ? &run->scheme->indicators[node->parent] : NULL;
    if (!parent || kp_lint_words(run->arena, KP_LINT_EXISTENCE, parent->title, false))
        return;
    const char *zh = kp_format(run->arena, "%s%s", kp_text(run->arena, parent->title, KP_ZH), kp_text(run->arena, node->title, KP_ZH));
    look_at(run, found, KP_LINT_COUNT, zh, context | (node->method == KP_METHOD_SATISFACTION ? LINT_SATISFACTION : 0));
}

/* 活动阵地 over 利用率 and 开放时长: what is marked is its use. True where every leaf below makes the title harmless. */
static bool is_judged_below(lint_run *run, int32_t index) {
    const kp_indicator *node = &run->scheme->indicators[index];
    if (node->method != KP_METHOD_NONE)
        return false;
    for (int32_t i = index + 1; i < node->end; i++) {
        const kp_indicator *leaf = &run->scheme->indicators[i];
        const char *whole = kp_format(run->arena, "%s%s", kp_text(run->arena, node->title, KP_ZH), kp_text(run->arena, leaf->title, KP_ZH));
        if (leaf->method != KP_METHOD_NONE && kp_lint_words(run->arena, KP_LINT_EXISTENCE, whole, leaf->method == KP_METHOD_SATISFACTION))
            return false;
    }
    return true;
}

static void look_at_indicator(lint_run *run, int32_t index) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    const kp_indicator *node = &run->scheme->indicators[index];
    found_words found = {0};
    bool title_judged = is_judged_below(run, index);
    const unsigned above = context_of(run, node), here = lint_is_lightening(run->arena, node->title) ? LINT_LIGHTENED : above;
    for (size_t f = 0; f < section->field_count; f++) {
        bool title = strcmp(section->fields[f].key, "title") == 0;
        look_at_field(run, &found, title && title_judged ? KP_LINT_EXISTENCE : KP_LINT_COUNT, section, f, node, title ? above : here);
    }
    look_at_whole(run, &found, node, above);
    tell_found(run, &found, node->id, node->title, node->place);
}

/* ---- rules ---- */

static void look_at_section(lint_run *run, kp_section_id id) {
    const kp_section *section = &kp_sections[id];
    const void *object;
    int id_field = kp_field_find(section, "id"), title_field = kp_field_find(section, "title");
    for (size_t i = 0; (object = kp_scheme_object(run->scheme, id, i)) != NULL; i++) {
        found_words found = {0};
        for (size_t f = 0; f < section->field_count; f++)
            look_at_field(run, &found, id == KP_SECTION_VETOES ? KP_LINT_VETO : KP_LINT_COUNT, section, f, object, 0);
        tell_found(run, &found, kp_field_text(run->arena, run->scheme, section, (size_t)id_field, object, KP_STYLE_CANONICAL),
                   kp_field_text(run->arena, run->scheme, section, (size_t)title_field, object, KP_STYLE_CANONICAL), lint_place(run->scheme, id, i));
    }
}

void lint_texts(lint_run *run) {
    for (size_t i = 1; i < run->scheme->indicator_count; i++)
        if (!is_only_noted(run->scheme, (int32_t)i))
            look_at_indicator(run, (int32_t)i);
    for (int id = KP_SECTION_BANDS; id < KP_SECTION_COUNT; id++)
        if (id != KP_SECTION_OVERRIDES)
            look_at_section(run, (kp_section_id)id);
}
