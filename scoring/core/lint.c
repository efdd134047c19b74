/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint.c - the linter's findings: the table of rules, overrides matched to findings, and findings as problems. */
#include "lint_private.h"

#include <string.h>

typedef struct lint_row {
    const char *key, *title, *basis;
    kp_problem_code code;
    unsigned binds;
} lint_row;

static const lint_row rows[KP_LINT_COUNT] = {
#define KP_LINT(name, key, code, severity, binds, title, zh, en, basis_zh, basis_en)                                                                 \
    [KP_LINT_##name] = {key, title, basis_zh " | " basis_en, KP_L_##name, binds},
#include "kaoping/lint.def"
#undef KP_LINT
};

const char *kp_lint_key(kp_lint_rule rule) { return rows[rule].key; }
const char *kp_lint_title(kp_lint_rule rule) { return rows[rule].title; }
const char *kp_lint_basis(kp_lint_rule rule) { return rows[rule].basis; }
kp_problem_code kp_lint_code(kp_lint_rule rule) { return rows[rule].code; }
bool kp_lint_binds(kp_lint_rule rule, kp_family family) { return (rows[rule].binds >> family & 1u) != 0; }

void lint_add(lint_run *run, kp_lint_rule rule, const char *id, const char *title, kp_place place, const char *detail) {
    if (!kp_lint_binds(rule, run->lint->family))
        return;
    const char *zh = kp_text(run->arena, title, KP_ZH), *en = kp_text(run->arena, title, KP_EN);
    const char *name = id ? kp_format(run->arena, "%s %s | %s %s", id, zh, id, en) : title;
    KP_PUSH(run->arena, run->lint, ((kp_lint_finding){rule, id, name, detail, place, -1}));
}

kp_place lint_place(const kp_scheme *scheme, kp_section_id section, size_t index) {
    switch (section) {
    case KP_SECTION_INDICATORS: return scheme->indicators[index + 1].place;
    case KP_SECTION_BANDS: return scheme->bands[index].place;
    case KP_SECTION_VETOES: return scheme->vetoes[index].place;
    case KP_SECTION_RULES: return scheme->rules[index].place;
    case KP_SECTION_LISTS: return scheme->lists[index].place;
    case KP_SECTION_TARGETS: return scheme->targets[index].place;
    default: return scheme->place;
    }
}

const char *lint_titles(kp_arena *arena, const kp_scheme *scheme, int32_t indicator) {
    kp_buffer titles = {.arena = arena};
    for (int32_t i = indicator; i > 0; i = scheme->indicators[i].parent)
        kp_buffer_printf(&titles, "%s;", scheme->indicators[i].title);
    return lint_fold(arena, kp_buffer_text(&titles));
}

/* ---- overrides ---- */

static bool is_about(const kp_override *override, const kp_lint_finding *finding) {
    if (override->rule != finding->rule)
        return false;
    if (!override->indicators.count)
        return !finding->id;
    for (size_t i = 0; i < override->indicators.count; i++)
        if (finding->id && kp_text_matches(override->indicators.items[i].name, finding->id))
            return true;
    return false;
}

static void match_overrides(const kp_lint *lint, const kp_scheme *scheme) {
    for (size_t f = 0; f < lint->count; f++)
        for (size_t i = 0; i < scheme->override_count && lint->items[f].override < 0; i++)
            if (is_about(&scheme->overrides[i], &lint->items[f]) && kp_lint_is_reason(scheme->overrides[i].reason))
                lint->items[f].override = (int32_t)i;
}

const kp_lint *kp_lint_scheme(kp_arena *arena, const kp_scheme *scheme) {
    lint_run run = {arena, scheme, KP_NEW(arena, kp_lint)};
    run.lint->family = kp_scheme_family(scheme);
    lint_texts(&run);
    lint_structure(&run);
    lint_figures(&run);
    match_overrides(run.lint, scheme);
    return run.lint;
}

/* ---- as problems ---- */

/* What only the data or other schemes show: an override of it is no idle one. */
static bool is_found_in_data(kp_lint_rule rule) { return rule == KP_LINT_SECOND_SCHEME || rule == KP_LINT_EVALUATOR || rule == KP_LINT_BENEFICIARY; }

/* What of an override is told of: all of it, or those that `which` has. */
static const char *override_words(kp_arena *arena, const kp_override *override, const bool *which) {
    if (!override->indicators.count)
        return "整个方案 | the scheme as a whole";
    const char *ids = "";
    for (size_t i = 0; i < override->indicators.count; i++)
        if (!which || which[i])
            ids = kp_format(arena, "%s%s%s", ids, *ids ? ", " : "", override->indicators.items[i].name);
    return ids;
}

/* Which of the ids that an override names no finding has; how many these are. */
static size_t find_idle(const kp_lint *lint, const kp_override *override, bool idle[]) {
    size_t count = 0;
    for (size_t i = 0; i < override->indicators.count; i++) {
        idle[i] = true;
        for (size_t f = 0; f < lint->count && idle[i]; f++)
            idle[i] = override->rule != lint->items[f].rule || !lint->items[f].id ||
                      !kp_text_matches(override->indicators.items[i].name, lint->items[f].id);
        count += idle[i];
    }
    return count;
}

static void tell_override(const kp_lint *lint, const kp_scheme *scheme, size_t index, kp_problems *problems) {
    const kp_override *override = &scheme->overrides[index];
    const char *title = kp_lint_title(override->rule);
    if (!kp_lint_is_reason(override->reason)) {
        kp_problems_add(problems, KP_L_NO_REASON, override->place, KP_UNIT_NONE, title,
                        override->reason ? kp_verbatim(problems->arena, override->reason) : "", NULL);
        return;
    }
    if (is_found_in_data(override->rule))
        return;
    bool used = false, about = false, *idle = KP_NEW_ARRAY(problems->arena, bool, override->indicators.count);
    size_t idle_count = find_idle(lint, override, idle);
    for (size_t f = 0; f < lint->count; f++) {
        used |= lint->items[f].override == (int32_t)index;
        about |= is_about(override, &lint->items[f]);
    }
    if (!used && about)
        kp_problems_add(problems, KP_L_OVERRIDDEN_TWICE, override->place, KP_UNIT_NONE, title, override_words(problems->arena, override, NULL), NULL);
    else if (!used || idle_count)
        kp_problems_add(problems, KP_L_NOTHING_OVERRIDDEN, override->place, KP_UNIT_NONE, title,
                        override_words(problems->arena, override, about ? idle : NULL), NULL);
}

static void tell_findings(const kp_lint *lint, kp_problems *problems) {
    for (size_t f = 0; f < lint->count; f++) {
        const kp_lint_finding *finding = &lint->items[f];
        if (finding->override < 0)
            kp_problems_add(problems, kp_lint_code(finding->rule), finding->place, KP_UNIT_NONE, finding->name, finding->detail, NULL);
    }
}

void kp_lint_draft(kp_arena *arena, const kp_scheme *draft, kp_problems *problems) {
    if (!draft)
        return;
    lint_run run = {arena, draft, KP_NEW(arena, kp_lint)};
    run.lint->family = kp_scheme_family(draft);
    lint_texts(&run);
    match_overrides(run.lint, draft);
    tell_findings(run.lint, problems);
}

void kp_lint_tell(const kp_lint *lint, const kp_scheme *scheme, kp_problems *problems) {
    tell_findings(lint, problems);
    for (size_t i = 0; i < scheme->override_count; i++)
        tell_override(lint, scheme, i, problems);
}
