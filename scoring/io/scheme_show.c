/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_show.c - a scheme for people: the tree with its rules in words, and behind every number where it comes from. */
#include "kaoping/lint.h"
#include "kaoping/message.h"
#include "kaoping/method.h"
#include "kaoping/scheme_io.h"

#include <string.h>

typedef struct showing {
    kp_arena *arena;
    kp_buffer out;
    const kp_scheme *scheme;
    kp_lang lang;
} showing;

static const char *say(const showing *s, kp_message message) { return kp_say(message, s->lang); }

/* ---- provenance ---- */

/* The basis of a field: its own, else the one that stands for all; NULL where there is none. */
static const char *basis_of(const kp_pairs *basis, const char *key) {
    const char *general = NULL;
    for (size_t i = 0; i < basis->count; i++) {
        if (strcmp(basis->items[i].name, key) == 0)
            return basis->items[i].text;
        if (strcmp(basis->items[i].name, "*") == 0)
            general = basis->items[i].text;
    }
    return general;
}

/* "source 61" → "来源 61" and so on, wherever in the text. */
static const char *basis_words(const showing *s, const char *basis) {
    static const struct {
        const char *key;
        kp_message word;
    } words[] = {{"assumption", KP_M_BASIS_ASSUMPTION}, {"source", KP_M_BASIS_SOURCE}, {"seed", KP_M_BASIS_SEED}};
    kp_buffer text = {.arena = s->arena};
    while (*basis) {
        size_t i = 0;
        while (i < 3 && strncmp(basis, words[i].key, strlen(words[i].key)) != 0)
            i++;
        if (i < 3) {
            kp_buffer_puts(&text, say(s, words[i].word));
            basis += strlen(words[i].key);
        } else {
            kp_buffer_add(&text, basis++, 1);
        }
    }
    return kp_buffer_text(&text);
}

/* Behind a number: "〔来源 61〕". */
static void put_basis(showing *s, const kp_pairs *basis, const char *key) {
    const char *found = basis_of(basis, key);
    kp_buffer_printf(&s->out, "〔%s〕", found ? basis_words(s, kp_text(s->arena, found, s->lang)) : say(s, KP_M_BASIS_NONE));
}

/* ---- fields ---- */

static bool has_numbers(const kp_field *field) {
    switch (field->type) {
    case KP_FIELD_NUMBER:
    case KP_FIELD_OPTIONAL:
    case KP_FIELD_COUNT:
    case KP_FIELD_LIMIT:
    case KP_FIELD_PAIRS:
    case KP_FIELD_CONDITION:
    case KP_FIELD_FORMULA:
    case KP_FIELD_FORMULAS: return true;
    default: return false;
    }
}

/* One line of a list's lines. */
static const char *on_one_line(const showing *s, const char *text) {
    size_t n;
    const char **items = kp_items_split(s->arena, kp_format(s->arena, "%s\n", text), &n);
    kp_buffer line = {.arena = s->arena};
    for (size_t i = 0; i < n; i++)
        kp_buffer_printf(&line, "%s%s", i ? (s->lang == KP_EN ? "; " : "；") : "", items[i]);
    return kp_buffer_text(&line);
}

/* "每处扣分 1〔来源 25〕". */
static void put_field(showing *s, const kp_section *section, size_t f, const void *object, const kp_pairs *basis) {
    const kp_field *field = &section->fields[f];
    const char *text = kp_field_text(s->arena, s->scheme, section, f, object, s->lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH);
    kp_buffer_printf(&s->out, "%s: %s", kp_text(s->arena, field->title, s->lang), on_one_line(s, text));
    if (has_numbers(field) || basis_of(basis, field->key) != basis_of(basis, "*"))
        put_basis(s, basis, field->key);
}

static bool is_one_of(const char *key, const char *const keys[]) {
    for (; *keys; keys++)
        if (strcmp(*keys, key) == 0)
            return true;
    return false;
}

/* The fields that a record gives, but those in `apart`, one a line. */
static void put_fields(showing *s, const kp_record *record, const void *object, const kp_pairs *basis, int indent, const char *const apart[]) {
    const kp_section *section = &kp_sections[record->section];
    for (size_t f = 0; f < section->field_count; f++) {
        if (!record->values[f].text || section->fields[f].describes || is_one_of(section->fields[f].key, apart))
            continue;
        kp_buffer_printf(&s->out, "%*s", indent, "");
        put_field(s, section, f, object, basis);
        kp_buffer_puts(&s->out, "\n");
    }
}

static void put_note(showing *s, const char *note, int indent) {
    const char *text = kp_text(s->arena, note, s->lang);
    if (*text)
        kp_buffer_printf(&s->out, "%*s%s: %s\n", indent, "", say(s, KP_M_SHOW_NOTE), on_one_line(s, text));
}

/* ---- sections ---- */

static void put_heading(showing *s, kp_section_id id) { kp_buffer_printf(&s->out, "\n%s\n", kp_text(s->arena, kp_sections[id].title, s->lang)); }

static void put_scheme(showing *s, const kp_record *record) {
    static const char *const apart[] = {"id", "title", NULL};
    const kp_scheme *scheme = s->scheme;
    kp_buffer_printf(&s->out, "%s (%s)\n", kp_text(s->arena, scheme->title, s->lang), scheme->id);
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    for (size_t f = 0; f < section->field_count; f++) { /* the rules that hold, by default too */
        const kp_field *field = &section->fields[f];
        const char *text = kp_field_text(s->arena, scheme, section, f, scheme, KP_STYLE_CANONICAL);
        if (!*text || field->describes || is_one_of(field->key, apart))
            continue;
        kp_buffer_puts(&s->out, "  ");
        if (record->values[f].text || basis_of(&scheme->basis, field->key) != basis_of(&scheme->basis, "*")) {
            put_field(s, section, f, scheme, &scheme->basis);
        } else {
            text = kp_field_text(s->arena, scheme, section, f, scheme, s->lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH);
            kp_buffer_printf(&s->out, "%s: %s%s", kp_text(s->arena, field->title, s->lang), on_one_line(s, text), say(s, KP_M_SHOW_DEFAULT));
        }
        kp_buffer_puts(&s->out, "\n");
    }
    if (scheme->digest && *scheme->digest)
        kp_buffer_printf(&s->out, "  %s: %s\n", say(s, KP_M_SHOW_DIGEST), scheme->digest);
    put_note(s, scheme->note, 2);
}

static void put_share(showing *s, const kp_indicator *node) {
    if (node->points.given) {
        kp_buffer_printf(&s->out, "  %s %s", say(s, KP_M_SHOW_POINTS), kp_num_exact(s->arena, node->points.value));
        put_basis(s, &node->basis, "points");
    } else if (node->weight.given) {
        kp_buffer_printf(&s->out, "  %s %s", say(s, KP_M_SHOW_WEIGHT), kp_num_exact(s->arena, node->weight.value));
        put_basis(s, &node->basis, "weight");
    }
}

static void put_indicator(showing *s, const kp_record *record, int32_t index) {
    static const char *const apart[] = {"id", "parent", "title", "points", "weight", "method", NULL};
    const kp_indicator *node = &s->scheme->indicators[index];
    int indent = 2 * node->depth;
    kp_buffer_printf(&s->out, "%*s%s %s", indent, "", node->id, kp_text(s->arena, node->title, s->lang));
    put_share(s, node);
    if (node->method == KP_METHOD_NONE) {
        kp_buffer_puts(&s->out, "\n");
    } else {
        kp_buffer_printf(&s->out, "  %s: %s\n", kp_text(s->arena, kp_method_title(node->method), s->lang),
                         kp_method_rule_words(s->arena, s->scheme, index, s->lang));
    }
    put_fields(s, record, node, &node->basis, indent + 4, apart);
    put_note(s, node->note, indent + 4);
}

/* A grade, veto or list: its title, then what it says. */
static void put_rule(showing *s, const kp_record *record, const void *object, const char *id, const char *title, const char *note,
                     const kp_pairs *basis) {
    static const char *const apart[] = {"id", "title", "color", NULL};
    kp_buffer_printf(&s->out, "  %s (%s)", kp_text(s->arena, title, s->lang), id);
    const char *general = basis_of(basis, "*");
    if (general && record->section == KP_SECTION_VETOES)
        put_basis(s, basis, "*");
    kp_buffer_puts(&s->out, "\n");
    put_fields(s, record, object, basis, 6, apart);
    put_note(s, note, 6);
}

/* "  台账牌匾机构阵地 (z1): 理由". */
static void put_override(showing *s, const kp_override *override) {
    kp_buffer_printf(&s->out, "  %s", kp_text(s->arena, kp_lint_title(override->rule), s->lang));
    for (size_t i = 0; i < override->indicators.count; i++)
        kp_buffer_printf(&s->out, "%s%s", i ? ", " : " (", override->indicators.items[i].name);
    kp_buffer_printf(&s->out, "%s: %s\n", override->indicators.count ? ")" : "", on_one_line(s, kp_text(s->arena, override->reason, s->lang)));
}

const char *kp_scheme_show(kp_arena *arena, const kp_scheme *scheme, kp_lang lang) {
    showing s = {.arena = arena, .out = {.arena = arena}, .scheme = scheme, .lang = lang};
    const kp_records *records = kp_scheme_to_records(arena, scheme);
    size_t index = 0; /* of the record in its section */
    for (size_t i = 0; i < records->count; i++) {
        const kp_record *record = &records->items[i];
        index = i && records->items[i - 1].section == record->section ? index + 1 : 0;
        if (index == 0 && record->section != KP_SECTION_SCHEME)
            put_heading(&s, record->section);
        const void *object = kp_scheme_object(scheme, record->section, index);
        switch (record->section) {
        case KP_SECTION_SCHEME: put_scheme(&s, record); break;
        case KP_SECTION_INDICATORS: put_indicator(&s, record, (int32_t)index + 1); break;
        case KP_SECTION_BANDS: {
            const kp_band *band = object;
            put_rule(&s, record, band, band->id, band->title, band->note, &band->basis);
            break;
        }
        case KP_SECTION_VETOES: {
            const kp_veto *veto = object;
            put_rule(&s, record, veto, veto->id, veto->title, veto->note, &veto->basis);
            break;
        }
        case KP_SECTION_RULES: {
            const kp_rule *rule = object;
            put_rule(&s, record, rule, rule->id, rule->title, rule->note, &rule->basis);
            break;
        }
        case KP_SECTION_LISTS: {
            const kp_list *list = object;
            put_rule(&s, record, list, list->id, list->title, list->note, &list->basis);
            break;
        }
        case KP_SECTION_TARGETS: {
            const kp_target *target = object;
            put_rule(&s, record, target, target->id, target->title, target->note, &target->basis);
            break;
        }
        case KP_SECTION_OVERRIDES: put_override(&s, object); break;
        case KP_SECTION_COUNT: break;
        }
    }
    return kp_buffer_text(&s.out);
}
