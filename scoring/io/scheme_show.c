/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_show.c - a scheme for people: the tree with its rules in words, and behind every number where it comes from. */
#include "kaoping/lint.h"
#include "kaoping/message.h"
#include "kaoping/method.h"
#include "kaoping/scheme_io.h"
#include "kaoping/scheme_provenance.h"

#include "kaoping/utf8.h"

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

/* ---- lines ---- */

#define LINE_WIDTH 96 /* columns of a terminal */

/* Where a line may go on in the next one: behind a blank, or beside a character of two columns that is no closing mark. */
static bool may_break(uint32_t before, uint32_t here) {
    static const uint32_t never_first[] = {0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF09, 0x3015, 0x201D, 0x300B, 0xFF01, 0xFF1F};
    static const uint32_t never_last[] = {0xFF08, 0x3014, 0x201C, 0x300A};
    for (size_t i = 0; i < sizeof never_first / sizeof *never_first; i++)
        if (here == never_first[i])
            return false;
    for (size_t i = 0; i < sizeof never_last / sizeof *never_last; i++)
        if (before == never_last[i])
            return false;
    return before == ' ' || kp_character_width(here) == 2 || kp_character_width(before) == 2;
}

/* A paragraph, its lines indented and as long as a terminal's; line breaks of the text are kept. */
static void put_wrapped(showing *s, int indent, const char *text) {
    size_t room = LINE_WIDTH > indent + 20 ? (size_t)(LINE_WIDTH - indent) : 20;
    while (*text) {
        size_t width = 0, length;
        const char *at = text, *last = NULL; /* last: where it may be cut */
        uint32_t before = 0;
        for (; *at && *at != '\n'; at += length) {
            uint32_t here = kp_utf8_read(at, &length);
            if (at > text && may_break(before, here))
                last = at;
            width += kp_character_width(here);
            if (width > room && last)
                break;
            before = here;
        }
        const char *end = *at && *at != '\n' ? last : at;
        size_t kept = (size_t)(end - text);
        while (kept && text[kept - 1] == ' ')
            kept--;
        kp_buffer_printf(&s->out, "%*s%.*s\n", indent, "", (int)kept, text);
        text = *end == '\n' ? end + 1 : end;
        text += strspn(text, " ");
    }
}

static const char *colon(const showing *s) { return s->lang == KP_EN ? ": " : "："; }

static const char *semicolon(const showing *s) { return s->lang == KP_EN ? "; " : "；"; }

/* ---- fields ---- */

/* One line of a list's lines. */
static const char *on_one_line(const showing *s, const char *text) {
    size_t n;
    const char **items = kp_items_split(s->arena, kp_format(s->arena, "%s\n", text), &n);
    kp_buffer line = {.arena = s->arena};
    for (size_t i = 0; i < n; i++)
        kp_buffer_printf(&line, "%s%s", i ? semicolon(s) : "", items[i]);
    return kp_buffer_text(&line);
}

static bool has_basis(const kp_field *field, const kp_pairs *basis) {
    return kp_field_has_numbers(field) || basis_of(basis, field->key) != basis_of(basis, "*");
}

/* "每处扣分：1". */
static const char *field_words(const showing *s, const kp_section *section, size_t f, const void *object) {
    const char *text = kp_field_text(s->arena, s->scheme, section, f, object, s->lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH);
    return kp_format(s->arena, "%s%s%s", kp_text(s->arena, section->fields[f].title, s->lang), colon(s), on_one_line(s, text));
}

static bool is_one_of(const char *key, const char *const keys[]) {
    for (; *keys; keys++)
        if (strcmp(*keys, key) == 0)
            return true;
    return false;
}

/* True where the method's rule in words has the field, so that it need not be told again. */
static bool is_in_rule(const kp_indicator *node, const char *key) {
    if (node->method == KP_METHOD_NONE)
        return false;
    const char *rule = kp_method_of(node->method)->rule;
    size_t length = strlen(key);
    for (const char *at = strpbrk(rule, "{["); at; at = strpbrk(at + 1, "{[")) /* {key}, [key=choice: …] */
        if (strncmp(at + 1, key, length) == 0 && (*at == '{' ? at[1 + length] == '}' : at[1 + length] == '='))
            return true;
    return false;
}

static void put_note(showing *s, const char *note, int indent) {
    const char *text = kp_text(s->arena, note, s->lang);
    if (*text)
        put_wrapped(s, indent, kp_format(s->arena, "%s%s%s", say(s, KP_M_SHOW_NOTE), colon(s), text));
}

/* ---- where numbers come from ---- */

typedef struct sources {
    kp_buffer text;     /* "分值 假设；每处扣分 来源 25" */
    const char *common; /* what all of them have; NULL: they differ */
    size_t count;
} sources;

static void add_source(const showing *s, sources *all, const kp_field *field, const kp_pairs *basis) {
    const char *found = basis_of(basis, field->key);
    const char *words = found ? basis_words(s, kp_text(s->arena, found, s->lang)) : say(s, KP_M_BASIS_NONE);
    kp_buffer_printf(&all->text, "%s%s %s", all->count ? semicolon(s) : "", kp_text(s->arena, field->title, s->lang), words);
    all->common = all->count == 0 || (all->common && strcmp(all->common, words) == 0) ? words : NULL;
    all->count++;
}

static sources sources_of(const showing *s, const kp_record *record, const kp_pairs *basis, const char *const apart[]) {
    const kp_section *section = &kp_sections[record->section];
    sources all = {.text = {.arena = s->arena}};
    for (size_t f = 0; f < section->field_count; f++)
        if (record->values[f].text && !section->fields[f].describes && !is_one_of(section->fields[f].key, apart) &&
            has_basis(&section->fields[f], basis))
            add_source(s, &all, &section->fields[f], basis);
    return all;
}

/* Behind a title, where all numbers come from one place: "〔来源 25〕". */
static void put_common_source(showing *s, const sources *all) {
    if (all->count && all->common)
        kp_buffer_printf(&s->out, "〔%s〕", all->common);
}

static void put_sources(showing *s, sources *all, int indent) {
    if (all->count && !all->common)
        put_wrapped(s, indent, kp_format(s->arena, "%s%s%s", say(s, KP_M_SHOW_SOURCES), colon(s), kp_buffer_text(&all->text)));
}

/* ---- sections ---- */

static void put_heading(showing *s, const char *title, size_t count) {
    kp_buffer_printf(&s->out, "\n%s", title);
    if (count)
        kp_buffer_printf(&s->out, s->lang == KP_EN ? " (%zu)" : "（%zu 项）", count);
    kp_buffer_puts(&s->out, "\n");
}

/* The fields that a record gives, but those in `apart` and those that a rule in words tells, behind each other. */
static void put_fields(showing *s, const kp_record *record, const void *object, int indent, const char *const apart[]) {
    const kp_section *section = &kp_sections[record->section];
    kp_buffer line = {.arena = s->arena};
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        if (!record->values[f].text || field->describes || is_one_of(field->key, apart) ||
            (record->section == KP_SECTION_INDICATORS && is_in_rule(object, field->key)))
            continue;
        kp_buffer_printf(&line, "%s%s", line.length ? semicolon(s) : "", field_words(s, section, f, object));
    }
    if (line.length)
        put_wrapped(s, indent, kp_buffer_text(&line));
}

/* What the scheme is, in one line, and its note. */
static void put_title(showing *s) {
    const kp_scheme *scheme = s->scheme;
    const char *dot = " · ";
    kp_buffer_printf(&s->out, "%s (%s)\n", kp_text(s->arena, scheme->title, s->lang), scheme->id);
    kp_buffer_printf(&s->out, "  %s%s%s", kp_text(s->arena, scheme->subject, s->lang), dot,
                     kp_text(s->arena, kp_scheme_choice_title("cadence", (int)scheme->cadence), s->lang));
    if (kp_num_sign(scheme->indicators[0].full) > 0)
        kp_buffer_printf(&s->out, "%s%s %s", dot, say(s, KP_M_SHOW_FULL), kp_num_exact(s->arena, scheme->indicators[0].full));
    kp_buffer_printf(&s->out, "%s%s", dot, kp_text(s->arena, kp_scheme_choice_title("family", (int)scheme->family), s->lang));
    if (*scheme->preset_of)
        kp_buffer_printf(&s->out, "%s%s", dot, kp_say_with(s->arena, KP_M_SHOW_PRESET_OF, s->lang, scheme->preset_of, NULL, NULL));
    kp_buffer_puts(&s->out, "\n");
    put_note(s, scheme->note, 2);
}

/* True where a field that was not given says something of this scheme: of surveys where it has some, of totals and ranks where anything counts. */
static bool concerns(const kp_scheme *scheme, const char *key) {
    static const char *const of_surveys[] = {"discard_forms", "unknown_limit", NULL}, *const of_totals[] = {
                                                                                          "round_at",  "decide_on",   "not_applicable",
                                                                                          "aggregate", "least_items", "minimum",
                                                                                          "better",    "ranking",     "rank_within",
                                                                                          "ties",      NULL};
    bool surveys = false, totals = kp_num_sign(scheme->indicators[0].full) > 0;
    for (size_t i = 0; i < scheme->indicator_count; i++)
        surveys = surveys || scheme->indicators[i].method == KP_METHOD_SATISFACTION;
    return (surveys || !is_one_of(key, of_surveys)) && (totals || !is_one_of(key, of_totals)) && (!totals || strcmp(key, "totals") != 0);
}

/* The rules that the scheme itself states, with their sources, and those that hold by default. */
static void put_scheme(showing *s, const kp_record *record) {
    static const char *const apart[] = {"id", "title", "subject", "cadence", NULL};
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    kp_buffer defaults = {.arena = s->arena};
    put_heading(s, say(s, KP_M_SHOW_RULES), 0);
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        const char *text = kp_field_text(s->arena, s->scheme, section, f, s->scheme, KP_STYLE_CANONICAL);
        if (!*text || field->describes || is_one_of(field->key, apart))
            continue;
        const char *words = field_words(s, section, f, s->scheme), *basis = basis_of(&s->scheme->basis, field->key);
        if (!record->values[f].text && !basis && !concerns(s->scheme, field->key))
            continue;
        if (!record->values[f].text && !basis)
            kp_buffer_printf(&defaults, "%s%s", defaults.length ? semicolon(s) : "", words);
        else
            put_wrapped(s, 2,
                        has_basis(field, &s->scheme->basis) && basis
                            ? kp_format(s->arena, "%s〔%s〕", words, basis_words(s, kp_text(s->arena, basis, s->lang)))
                            : words);
    }
    if (defaults.length)
        put_wrapped(s, 2, kp_format(s->arena, "%s%s%s", say(s, KP_M_SHOW_DEFAULTS), colon(s), kp_buffer_text(&defaults)));
    if (s->scheme->digest && *s->scheme->digest)
        put_wrapped(s, 2, kp_format(s->arena, "%s%s%s", say(s, KP_M_SHOW_DIGEST), colon(s), s->scheme->digest));
}

static void put_share(showing *s, const kp_indicator *node) {
    if (node->points.given)
        kp_buffer_printf(&s->out, "  %s %s", say(s, KP_M_SHOW_POINTS), kp_num_exact(s->arena, node->points.value));
    else if (node->weight.given)
        kp_buffer_printf(&s->out, "  %s %s", say(s, KP_M_SHOW_WEIGHT), kp_num_exact(s->arena, node->weight.value));
}

/* "扣分：满分 8 分，每处 …"; the method's name once where the rule begins with it. */
static void put_method(showing *s, const kp_indicator *node, int32_t index, int indent) {
    const char *title = kp_text(s->arena, kp_method_title(node->method), s->lang), *rule = kp_method_rule_words(s->arena, s->scheme, index, s->lang);
    bool named = strncmp(rule, title, strlen(title)) == 0;
    put_wrapped(s, indent, named ? rule : kp_format(s->arena, "%s%s%s", title, colon(s), rule));
}

static void put_indicator(showing *s, const kp_record *record, int32_t index) {
    static const char *const apart[] = {"id", "parent", "title", "points", "weight", "method", NULL}, *const nameless[] = {"id", "parent", "title",
                                                                                                                           NULL};
    const kp_indicator *node = &s->scheme->indicators[index];
    int indent = 2 * node->depth;
    sources all = sources_of(s, record, &node->basis, nameless);
    kp_buffer_printf(&s->out, "%*s%s %s", indent, "", node->id, kp_text(s->arena, node->title, s->lang));
    put_share(s, node);
    put_common_source(s, &all);
    kp_buffer_puts(&s->out, "\n");
    if (node->method != KP_METHOD_NONE)
        put_method(s, node, index, indent + 4);
    put_fields(s, record, node, indent + 4, apart);
    put_sources(s, &all, indent + 4);
    put_note(s, node->note, indent + 4);
}

/* "80 ≤ 得分 < 90"; the topmost includes its upper bound. Nothing where rules alone give the grade. */
static const char *band_words(const showing *s, size_t index) {
    const kp_band *band = &s->scheme->bands[index];
    if (kp_band_by_rules_only(s->scheme, index))
        return say(s, KP_M_SHOW_BY_RULES);
    const char *score = say(s, KP_M_CLI_HEAD_SCORE);
    kp_buffer text = {.arena = s->arena};
    if (band->from.given)
        kp_buffer_printf(&text, "%s %s ", kp_num_exact(s->arena, band->from.value), kp_band_has_from(s->scheme, index) ? "≤" : "<");
    kp_buffer_puts(&text, score);
    if (band->to.given)
        kp_buffer_printf(&text, " %s %s", kp_band_has_to(s->scheme, index) ? "≤" : "<", kp_num_exact(s->arena, band->to.value));
    return kp_buffer_text(&text);
}

static size_t width_of(const char *text) {
    size_t width = 0, length;
    for (; *text; text += length)
        width += kp_character_width(kp_utf8_read(text, &length));
    return width;
}

/* A grade a row: name, scores, source; what it says besides, below. */
static void put_band(showing *s, const kp_record *record, size_t index) {
    static const char *const apart[] = {"id", "title", "from", "to", "color", NULL}, *const nameless[] = {"id", "title", "color", NULL};
    const kp_band *band = &s->scheme->bands[index];
    size_t widest = 0;
    for (size_t i = 0; i < s->scheme->band_count; i++) {
        size_t width = width_of(kp_text(s->arena, s->scheme->bands[i].title, s->lang));
        widest = width > widest ? width : widest;
    }
    const char *title = kp_text(s->arena, band->title, s->lang);
    sources all = sources_of(s, record, &band->basis, nameless);
    kp_buffer_printf(&s->out, "  %s%*s  %s", title, (int)(widest - width_of(title)), "", band_words(s, index));
    put_common_source(s, &all);
    kp_buffer_puts(&s->out, "\n");
    put_fields(s, record, band, 6, apart);
    put_sources(s, &all, 6);
    put_note(s, band->note, 6);
}

/* A veto, rule, list or target: its title, then what it says. */
static void put_rule(showing *s, const kp_record *record, const void *object, const char *id, const char *title, const char *note,
                     const kp_pairs *basis) {
    static const char *const apart[] = {"id", "title", "color", NULL};
    sources all = sources_of(s, record, basis, apart);
    const char *general = basis_of(basis, "*");
    kp_buffer_printf(&s->out, "  %s (%s)", kp_text(s->arena, title, s->lang), id);
    if (!all.count && general)
        put_basis(s, basis, "*");
    put_common_source(s, &all);
    kp_buffer_puts(&s->out, "\n");
    put_fields(s, record, object, 6, apart);
    put_sources(s, &all, 6);
    put_note(s, note, 6);
}

/* "  台账牌匾机构阵地 (z1)", and below it why the scheme keeps it. */
static void put_override(showing *s, const kp_override *override) {
    kp_buffer_printf(&s->out, "  %s", kp_text(s->arena, kp_lint_title(override->rule), s->lang));
    for (size_t i = 0; i < override->indicators.count; i++)
        kp_buffer_printf(&s->out, "%s%s", i ? ", " : " (", override->indicators.items[i].name);
    kp_buffer_puts(&s->out, override->indicators.count ? ")\n" : "\n");
    put_wrapped(s, 6, on_one_line(s, kp_text(s->arena, override->reason, s->lang)));
}

static size_t count_of(const kp_records *records, kp_section_id section) {
    size_t n = 0;
    for (size_t i = 0; i < records->count; i++)
        n += records->items[i].section == section;
    return n;
}

/* "来源 25　青岛物业检查标准（官方文件的转载）" */
static void put_references(showing *s) {
    size_t count;
    const kp_reference *const *references = kp_scheme_references(s->arena, s->scheme, &count);
    if (!count)
        return;
    put_heading(s, say(s, KP_M_SHOW_REFERENCES), 0);
    for (size_t i = 0; i < count; i++) {
        const char *key = basis_words(s, kp_format(s->arena, "%s %s", references[i]->kind == 'D' ? "seed" : "source", references[i]->key));
        put_wrapped(s, 2,
                    kp_format(s->arena, s->lang == KP_EN ? "%s: %s (%s)" : "%s：%s（%s）", key, kp_text(s->arena, references[i]->title, s->lang),
                              kp_text(s->arena, kp_reference_kind_title(references[i]->kind), s->lang)));
    }
}

const char *kp_scheme_show(kp_arena *arena, const kp_scheme *scheme, kp_lang lang) {
    showing s = {.arena = arena, .out = {.arena = arena}, .scheme = scheme, .lang = lang};
    const kp_records *records = kp_scheme_to_records(arena, scheme);
    size_t index = 0; /* of the record in its section */
    for (size_t i = 0; i < records->count; i++) {
        const kp_record *record = &records->items[i];
        index = i && records->items[i - 1].section == record->section ? index + 1 : 0;
        if (index == 0 && record->section != KP_SECTION_SCHEME)
            put_heading(&s, kp_text(arena, kp_sections[record->section].title, lang), count_of(records, record->section));
        const void *object = kp_scheme_object(scheme, record->section, index);
        switch (record->section) {
        case KP_SECTION_SCHEME: put_title(&s); break; /* its rules come last */
        case KP_SECTION_INDICATORS: put_indicator(&s, record, (int32_t)index + 1); break;
        case KP_SECTION_BANDS: put_band(&s, record, index); break;
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
    if (records->count)
        put_scheme(&s, &records->items[0]);
    put_references(&s);
    return kp_buffer_text(&s.out);
}
