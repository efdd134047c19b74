/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_text.c - from the value of one field back to its text, for machines and for people. */
#include "kaoping/formula.h"
#include "scheme_private.h"

#include <string.h>

typedef struct writing {
    kp_arena *arena;
    const kp_scheme *scheme;
    const kp_field *field;
    kp_text_style style;
} writing;

static bool for_people(const writing *w) { return w->style == KP_STYLE_WORDS_ZH || w->style == KP_STYLE_WORDS_EN; }

static kp_lang language(const writing *w) { return w->style == KP_STYLE_EN || w->style == KP_STYLE_WORDS_EN ? KP_EN : KP_ZH; }

static const char *shown_text(const writing *w, const char *text) { return for_people(w) ? kp_text(w->arena, text, language(w)) : text; }

static const char *choice_text(const writing *w, int value) {
    for (const kp_choice *choice = w->field->choices; choice->key; choice++)
        if (choice->value == value)
            return w->style == KP_STYLE_CANONICAL ? choice->key : kp_text(w->arena, choice->title, language(w));
    return ""; /* an inner node has no method */
}

/* Lists whose item "else" is a word, and no name. */
static bool has_else(const kp_field *field) {
    return strcmp(field->key, "steps") == 0 || strcmp(field->key, "by_rank") == 0 || strcmp(field->key, "goals") == 0;
}

/* What people call a list that is named by its id. */
static const char *list_name(const writing *w, const char *id) {
    for (size_t i = 0; for_people(w) && i < w->scheme->list_count; i++)
        if (strcmp(w->scheme->lists[i].id, id) == 0)
            return kp_text(w->arena, w->scheme->lists[i].title, language(w));
    return id;
}

static const char *pairs_text(const writing *w, const kp_pairs *pairs) {
    const char **items = KP_NEW_ARRAY(w->arena, const char *, pairs->count);
    for (size_t i = 0; i < pairs->count; i++) {
        const kp_pair *pair = &pairs->items[i];
        const char *name = w->field->refers_to == KP_SECTION_LISTS ? list_name(w, pair->name) : shown_text(w, pair->name);
        if (w->style != KP_STYLE_CANONICAL && has_else(w->field) && strcmp(pair->name, "else") == 0)
            name = kp_text(w->arena, KP_ELSE_WORDS, language(w));
        if (w->field->type == KP_FIELD_PAIRS)
            items[i] = kp_format(w->arena, "%s = %s", name, kp_num_exact(w->arena, pair->value));
        else if (w->field->type == KP_FIELD_TEXTS)
            items[i] = kp_format(w->arena, "%s = %s", name, shown_text(w, pair->text));
        else
            items[i] = name;
    }
    return kp_items_join(w->arena, items, pairs->count);
}

static const char *formulas_text(const writing *w, const kp_formulas_field *field) {
    const char **items = KP_NEW_ARRAY(w->arena, const char *, field->pairs.count);
    for (size_t i = 0; i < field->pairs.count; i++) {
        const kp_named_formula *formula = field->formulas ? &field->formulas[i] : NULL;
        const char *text = !formula             ? field->pairs.items[i].text
                           : formula->condition ? kp_formula_text(w->arena, formula->condition, w->scheme, w->style)
                                                : kp_formula_range_text(w->arena, formula->low, formula->high, w->scheme, w->style);
        items[i] = kp_format(w->arena,
                             !for_people(w)         ? "%s = %s"
                             : language(w) == KP_EN ? "%s: %s"
                                                    : "%s：%s",
                             shown_text(w, field->pairs.items[i].name), text);
    }
    return kp_items_join(w->arena, items, field->pairs.count);
}

static const char *reference_text(const writing *w, int32_t index) {
    bool indicators = w->field->refers_to == KP_SECTION_INDICATORS;
    size_t count = indicators ? w->scheme->indicator_count : w->scheme->band_count;
    if (index < (indicators ? 1 : 0) || (size_t)index >= count) /* the total is named by silence */
        return "";
    const char *id = indicators ? w->scheme->indicators[index].id : w->scheme->bands[index].id;
    const char *title = indicators ? w->scheme->indicators[index].title : w->scheme->bands[index].title;
    if (!for_people(w))
        return id;
    return indicators ? kp_format(w->arena, "%s %s", id, kp_text(w->arena, title, language(w))) : kp_text(w->arena, title, language(w));
}

static const char *condition_text(const writing *w, const kp_when *when) {
    if (!when->condition)
        return when->text;
    if (for_people(w))
        return kp_condition_words(w->arena, when->condition, w->scheme, language(w));
    return kp_condition_text(w->arena, when->condition, w->style == KP_STYLE_ZH ? KP_ZH : KP_EN);
}

const char *kp_field_text(kp_arena *arena, const kp_scheme *scheme, const kp_section *section, size_t field, const void *object,
                          kp_text_style style) {
    writing w = {arena, scheme, &section->fields[field], style};
    const void *at = (const char *)object + w.field->offset;
    switch (w.field->type) {
    case KP_FIELD_ID:
    case KP_FIELD_TEXT: {
        const char *text = *(const char *const *)at;
        for (size_t i = 0; text && for_people(&w) && strcmp(w.field->key, "level") == 0 && i < scheme->levels.count; i++)
            if (kp_text_matches(scheme->levels.items[i].name, text)) /* named in one language, it has both */
                return shown_text(&w, scheme->levels.items[i].name);
        return text ? shown_text(&w, text) : "";
    }
    case KP_FIELD_NUMBER: return kp_num_exact(arena, *(const kp_num *)at);
    case KP_FIELD_OPTIONAL: return ((const kp_optional *)at)->given ? kp_num_exact(arena, ((const kp_optional *)at)->value) : "";
    case KP_FIELD_COUNT: return kp_format(arena, "%d", *(const int32_t *)at);
    case KP_FIELD_LIMIT: {
        const kp_limit *limit = at;
        return limit->given ? kp_format(arena, "%s%s", kp_num_exact(arena, limit->value), limit->percent ? "%" : "") : "";
    }
    case KP_FIELD_CHOICE: {
        int value;
        memcpy(&value, at, sizeof value);
        return choice_text(&w, value);
    }
    case KP_FIELD_NAMES:
    case KP_FIELD_PAIRS:
    case KP_FIELD_TEXTS: return pairs_text(&w, at);
    case KP_FIELD_CONDITION: return condition_text(&w, at);
    case KP_FIELD_FORMULA: {
        const kp_formula_field *written = at;
        return written->formula ? kp_formula_text(arena, written->formula, scheme, style) : written->text;
    }
    case KP_FIELD_FORMULAS: return formulas_text(&w, at);
    case KP_FIELD_REFERENCE: return reference_text(&w, *(const int32_t *)at);
    }
    return "";
}

const void *kp_scheme_object(const kp_scheme *scheme, kp_section_id section, size_t index) {
    switch (section) {
    case KP_SECTION_SCHEME: return index == 0 ? scheme : NULL;
    case KP_SECTION_INDICATORS: return index + 1 < scheme->indicator_count ? &scheme->indicators[index + 1] : NULL;
    case KP_SECTION_BANDS: return index < scheme->band_count ? &scheme->bands[index] : NULL;
    case KP_SECTION_VETOES: return index < scheme->veto_count ? &scheme->vetoes[index] : NULL;
    case KP_SECTION_RULES: return index < scheme->rule_count ? &scheme->rules[index] : NULL;
    case KP_SECTION_LISTS: return index < scheme->list_count ? &scheme->lists[index] : NULL;
    case KP_SECTION_TARGETS: return index < scheme->target_count ? &scheme->targets[index] : NULL;
    case KP_SECTION_OVERRIDES: return index < scheme->override_count ? &scheme->overrides[index] : NULL;
    case KP_SECTION_COUNT: break;
    }
    return NULL;
}
