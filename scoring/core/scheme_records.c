/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_records.c - from a scheme back to its records, its canonical text, and what two schemes differ in. */
#include "kaoping/method.h"
#include "scheme_private.h"

#include <string.h>

/* A default that no fixed text can say. */
static bool is_derived_default(const kp_scheme *scheme, kp_section_id section, const kp_field *field, const void *object) {
    if (section == KP_SECTION_INDICATORS) {
        const kp_indicator *node = object;
        if (field->offset == offsetof(kp_indicator, scale))
            return kp_num_equal(node->scale, default_scale(node));
        if (field->offset == offsetof(kp_indicator, sheet)) {
            kp_sheet_kind kind = node->method == KP_METHOD_NONE ? KP_SHEET_TABLE : kp_method_sheet(node);
            return !node->sheet || strcmp(node->sheet, kp_sheet_name(kind)) == 0;
        }
    }
    return section == KP_SECTION_VETOES && field->offset == offsetof(kp_veto, band) &&
           ((const kp_veto *)object)->band == (int32_t)scheme->band_count - 1;
}

/* What must be said though it is the default, since not saying it means something else. */
static bool is_said(const kp_scheme *scheme, kp_section_id section, const kp_field *field) {
    return section == KP_SECTION_SCHEME && field->offset == offsetof(kp_scheme, minimum) && scheme->unbounded;
}

static void add_record(kp_arena *arena, kp_records *records, const kp_scheme *scheme, kp_section_id id, const void *object, const void *defaults) {
    const kp_section *section = &kp_sections[id];
    kp_record *record = kp_records_add(arena, records, id, (kp_place){0});
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        if (!kp_field_applies(field, id, object) || is_derived_default(scheme, id, field, object))
            continue;
        const char *text = kp_field_text(arena, scheme, section, f, object, KP_STYLE_CANONICAL);
        if (*text && (field->required || is_said(scheme, id, field) ||
                      strcmp(text, kp_field_text(arena, scheme, section, f, defaults, KP_STYLE_CANONICAL)) != 0))
            record->values[f].text = text;
    }
}

kp_records *kp_scheme_to_records(kp_arena *arena, const kp_scheme *scheme) {
    kp_records *records = KP_NEW(arena, kp_records);
    for (int id = 0; id < KP_SECTION_COUNT; id++) {
        void *defaults = kp_alloc(arena, kp_sections[id].size);
        init_object(arena, (kp_section_id)id, defaults);
        const void *object;
        for (size_t i = 0; (object = kp_scheme_object(scheme, (kp_section_id)id, i)) != NULL; i++)
            add_record(arena, records, scheme, (kp_section_id)id, object, defaults);
    }
    return records;
}

/* ---- canonical text ---- */

static void put_escaped(kp_buffer *out, const char *text) {
    for (; *text; text++) {
        if (*text == '\n')
            kp_buffer_puts(out, "\\n");
        else if (*text == '\\')
            kp_buffer_puts(out, "\\\\");
        else
            kp_buffer_add(out, text, 1);
    }
}

const char *kp_scheme_canonical(kp_arena *arena, const kp_scheme *scheme) {
    kp_buffer out = {.arena = arena};
    for (int id = 0; id < KP_SECTION_COUNT; id++) {
        const kp_section *section = &kp_sections[id];
        const void *object;
        for (size_t i = 0; (object = kp_scheme_object(scheme, (kp_section_id)id, i)) != NULL; i++) {
            const char *name = kp_field_text(arena, scheme, section, 0, object, KP_STYLE_CANONICAL);
            for (size_t f = 0; f < section->field_count; f++) {
                if (section->fields[f].describes || !kp_field_applies(&section->fields[f], (kp_section_id)id, object))
                    continue;
                const char *text = kp_field_text(arena, scheme, section, f, object, KP_STYLE_CANONICAL);
                if (section->fields[f].later && strcmp(text, section->fields[f].fallback ? section->fields[f].fallback : "") == 0)
                    continue;
                kp_buffer_printf(&out, "%s[%s].%s = ", section->key, name, section->fields[f].key);
                put_escaped(&out, text);
                kp_buffer_puts(&out, "\n");
            }
        }
    }
    return kp_buffer_text(&out);
}

/* ---- differences ---- */

typedef struct comparison {
    kp_arena *arena;
    const kp_scheme *before, *after;
    struct {
        kp_pair *items;
        size_t count, capacity;
    } lines;
} comparison;

static void add_line(comparison *c, const char *zh, const char *en) {
    KP_PUSH(c->arena, &c->lines, (kp_pair){.name = kp_format(c->arena, "%s | %s", zh, en), .value = KP_ZERO});
}

/* One line, without the bar that divides the languages. */
static const char *flat(kp_arena *arena, const char *text) {
    kp_buffer out = {.arena = arena};
    if (!*text)
        return "—";
    while (*text) {
        if (*text == '\n') {
            kp_buffer_puts(&out, text[1] ? "; " : "");
            text++;
        } else if (strncmp(text, " | ", 3) == 0) {
            kp_buffer_puts(&out, " / ");
            text += 3;
        } else {
            kp_buffer_add(&out, text++, 1);
        }
    }
    return kp_buffer_text(&out);
}

static const char *object_name(comparison *c, kp_section_id id, const kp_scheme *scheme, const void *object, kp_lang lang) {
    const kp_section *section = &kp_sections[id];
    kp_text_style style = lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH;
    if (id == KP_SECTION_SCHEME)
        return kp_text(c->arena, section->title, lang);
    return kp_format(c->arena, "%s %s", kp_field_text(c->arena, scheme, section, 0, object, style),
                     flat(c->arena, kp_field_text(c->arena, scheme, section, (size_t)kp_field_find(section, "title"), object, style)));
}

/* What a method brings along without anybody writing it: a field that came or went with the method and is at its default. */
static bool is_default_of_method(const kp_field *field, const char *text) {
    const char *fallback = field->fallback ? field->fallback : "";
    return strcmp(text, fallback) == 0;
}

static void compare_objects(comparison *c, kp_section_id id, const void *before, const void *after, bool describing) {
    const kp_section *section = &kp_sections[id];
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        bool had = kp_field_applies(field, id, before), has = kp_field_applies(field, id, after);
        const char *old = had ? kp_field_text(c->arena, c->before, section, f, before, KP_STYLE_CANONICAL) : "";
        const char *new = has ? kp_field_text(c->arena, c->after, section, f, after, KP_STYLE_CANONICAL) : "";
        bool derived = had && has && is_derived_default(c->before, id, field, before) && is_derived_default(c->after, id, field, after);
        bool of_method = (!had && is_default_of_method(field, new)) || (!has && is_default_of_method(field, old));
        bool told_elsewhere = derived || of_method; /* what follows from something else is told there */
        if (field->describes != describing || told_elsewhere || strcmp(old, new) == 0)
            continue;
        const char *line[2];
        for (int lang = 0; lang < 2; lang++) {
            kp_text_style style = lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH;
            old = had ? kp_field_text(c->arena, c->before, section, f, before, style) : "";
            new = has ? kp_field_text(c->arena, c->after, section, f, after, style) : "";
            if (strcmp(old, new) == 0) { /* a title changed in the other language only */
                old = had ? kp_field_text(c->arena, c->before, section, f, before, KP_STYLE_CANONICAL) : "";
                new = has ? kp_field_text(c->arena, c->after, section, f, after, KP_STYLE_CANONICAL) : "";
            }
            line[lang] = kp_format(c->arena, "%s · %s: %s → %s", object_name(c, id, c->after, after, (kp_lang)lang),
                                   kp_text(c->arena, field->title, (kp_lang)lang), flat(c->arena, old), flat(c->arena, new));
        }
        add_line(c, line[KP_ZH], line[KP_EN]);
    }
}

/* What is not at its default, in words: "分值 5；计分方式 直接打分". */
static const char *object_words(comparison *c, kp_section_id id, const kp_scheme *scheme, const void *object, kp_lang lang) {
    const kp_section *section = &kp_sections[id];
    kp_text_style style = lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH;
    void *defaults = kp_alloc(c->arena, section->size);
    init_object(c->arena, id, defaults);
    kp_buffer out = {.arena = c->arena};
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        bool named = f == 0 || strcmp(field->key, "title") == 0;
        if (named || field->describes || !kp_field_applies(field, id, object) || is_derived_default(scheme, id, field, object))
            continue;
        const char *text = kp_field_text(c->arena, scheme, section, f, object, KP_STYLE_CANONICAL);
        if (!*text || strcmp(text, kp_field_text(c->arena, scheme, section, f, defaults, KP_STYLE_CANONICAL)) == 0)
            continue;
        kp_buffer_printf(&out, "%s%s %s",
                         !out.length     ? ""
                         : lang == KP_EN ? ", "
                                         : "，",
                         kp_text(c->arena, field->title, lang), flat(c->arena, kp_field_text(c->arena, scheme, section, f, object, style)));
    }
    return !out.length ? "" : kp_format(c->arena, lang == KP_EN ? " (%s)" : "（%s）", kp_buffer_text(&out));
}

static kp_names *ids_of(comparison *c, kp_section_id id, const kp_scheme *scheme) {
    kp_names *names = kp_names_new(c->arena);
    const void *object;
    for (size_t i = 0; (object = kp_scheme_object(scheme, id, i)) != NULL; i++)
        kp_names_add(names, kp_field_text(c->arena, scheme, &kp_sections[id], 0, object, KP_STYLE_CANONICAL), (int32_t)i);
    return names;
}

/* Records that only changed their id: of one title, each alone in having it among what went and what came. renamed[i]: 1 + the old one's index, of the new record i. */
static int32_t *find_renamed(comparison *c, kp_section_id id, const kp_names *before, const kp_names *after, size_t count) {
    const kp_section *section = &kp_sections[id];
    size_t title = (size_t)kp_field_find(section, "title");
    kp_names *gone = kp_names_new(c->arena), *came = kp_names_new(c->arena);
    const void *object;
    for (size_t i = 0; (object = kp_scheme_object(c->before, id, i)) != NULL; i++)
        if (kp_names_find(after, kp_field_text(c->arena, c->before, section, 0, object, KP_STYLE_CANONICAL)) < 0)
            kp_names_add(gone, kp_field_text(c->arena, c->before, section, title, object, KP_STYLE_CANONICAL), (int32_t)i);
    for (size_t i = 0; (object = kp_scheme_object(c->after, id, i)) != NULL; i++)
        if (kp_names_find(before, kp_field_text(c->arena, c->after, section, 0, object, KP_STYLE_CANONICAL)) < 0)
            kp_names_add(came, kp_field_text(c->arena, c->after, section, title, object, KP_STYLE_CANONICAL), (int32_t)i);
    int32_t *renamed = KP_NEW_ARRAY(c->arena, int32_t, count + 1);
    for (size_t i = 0; (object = kp_scheme_object(c->after, id, i)) != NULL; i++) {
        const char *name = kp_text(c->arena, kp_field_text(c->arena, c->after, section, title, object, KP_STYLE_CANONICAL), KP_ZH);
        int32_t old = kp_names_find(gone, name);
        if (old >= 0 && kp_names_find(came, name) == (int32_t)i)
            renamed[i] = old + 1;
    }
    return renamed;
}

static void compare_section(comparison *c, kp_section_id id) {
    const kp_section *section = &kp_sections[id];
    kp_names *before = ids_of(c, id, c->before), *after = ids_of(c, id, c->after);
    const char *title_zh = kp_text(c->arena, section->title, KP_ZH), *title_en = kp_text(c->arena, section->title, KP_EN);
    const void *object;
    kp_buffer moved[2] = {{.arena = c->arena}, {.arena = c->arena}};
    size_t count = 0;
    while (kp_scheme_object(c->after, id, count))
        count++;
    const int32_t *renamed = find_renamed(c, id, before, after, count);
    kp_names *kept = kp_names_new(c->arena); /* old ids that live on under another */
    for (size_t i = 0; i < count; i++)
        if (renamed[i])
            kp_names_add(
                kept, kp_field_text(c->arena, c->before, section, 0, kp_scheme_object(c->before, id, (size_t)renamed[i] - 1), KP_STYLE_CANONICAL), 0);
    for (size_t i = 0; (object = kp_scheme_object(c->before, id, i)) != NULL; i++) {
        const char *name = kp_field_text(c->arena, c->before, section, 0, object, KP_STYLE_CANONICAL);
        if (kp_names_find(after, name) < 0 && kp_names_find(kept, name) < 0)
            add_line(c, kp_format(c->arena, "%s：删去 %s", title_zh, object_name(c, id, c->before, object, KP_ZH)),
                     kp_format(c->arena, "%s: %s was removed", title_en, object_name(c, id, c->before, object, KP_EN)));
    }
    int32_t last = -1;
    for (size_t i = 0; (object = kp_scheme_object(c->after, id, i)) != NULL; i++) {
        int32_t old = kp_names_find(before, kp_field_text(c->arena, c->after, section, 0, object, KP_STYLE_CANONICAL));
        if (old < 0 && renamed[i])
            old = renamed[i] - 1;
        if (old < 0) {
            add_line(c,
                     kp_format(c->arena, "%s：新增 %s%s", title_zh, object_name(c, id, c->after, object, KP_ZH),
                               object_words(c, id, c->after, object, KP_ZH)),
                     kp_format(c->arena, "%s: %s was added%s", title_en, object_name(c, id, c->after, object, KP_EN),
                               object_words(c, id, c->after, object, KP_EN)));
            continue;
        }
        for (int lang = 0; lang < 2 && old < last; lang++)
            kp_buffer_printf(&moved[lang], "%s%s",
                             !moved[lang].length ? ""
                             : lang == KP_EN     ? ", "
                                                 : "、",
                             object_name(c, id, c->after, object, (kp_lang)lang));
        last = old > last ? old : last;
        compare_objects(c, id, kp_scheme_object(c->before, id, (size_t)old), object, false);
    }
    if (moved[KP_ZH].length)
        add_line(c, kp_format(c->arena, "%s：顺序有变，排到后面的有 %s", title_zh, kp_buffer_text(&moved[KP_ZH])),
                 kp_format(c->arena, "%s: in another order; further on than before: %s", title_en, kp_buffer_text(&moved[KP_EN])));
}

kp_pairs kp_scheme_differences(kp_arena *arena, const kp_scheme *before, const kp_scheme *after) {
    comparison c = {.arena = arena, .before = before, .after = after};
    compare_objects(&c, KP_SECTION_SCHEME, before, after, false);
    for (int id = KP_SECTION_INDICATORS; id < KP_SECTION_COUNT; id++)
        if (id != KP_SECTION_OVERRIDES) /* which describe only */
            compare_section(&c, (kp_section_id)id);
    return (kp_pairs){c.lines.items, c.lines.count};
}

/* ---- what only describes ---- */

/* An override is the same one where it names the same rule and the same indicators. */
static const kp_override *same_override(comparison *c, const kp_scheme *scheme, const kp_scheme *of, const void *override) {
    const kp_section *section = &kp_sections[KP_SECTION_OVERRIDES];
    size_t about = (size_t)kp_field_find(section, "indicator");
    for (size_t i = 0; i < scheme->override_count; i++) {
        bool same = true;
        for (size_t f = 0; f <= about; f++)
            same = same && strcmp(kp_field_text(c->arena, scheme, section, f, &scheme->overrides[i], KP_STYLE_CANONICAL),
                                  kp_field_text(c->arena, of, section, f, override, KP_STYLE_CANONICAL)) == 0;
        if (same)
            return &scheme->overrides[i];
    }
    return NULL;
}

static void add_override_line(comparison *c, const kp_scheme *scheme, const kp_override *override, const char *zh, const char *en) {
    const kp_section *section = &kp_sections[KP_SECTION_OVERRIDES];
    size_t about = (size_t)kp_field_find(section, "indicator"), reason = (size_t)kp_field_find(section, "reason");
    const char *line[2];
    for (int lang = 0; lang < 2; lang++) {
        kp_text_style style = lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH;
        line[lang] =
            kp_format(c->arena, lang == KP_EN ? "%s: %s, %s (%s): %s" : "%s：%s %s（%s）：%s", kp_text(c->arena, section->title, (kp_lang)lang),
                      lang == KP_EN ? en : zh, kp_field_text(c->arena, scheme, section, 0, override, style),
                      flat(c->arena, kp_field_text(c->arena, scheme, section, about, override, style)),
                      flat(c->arena, kp_field_text(c->arena, scheme, section, reason, override, style)));
    }
    add_line(c, line[KP_ZH], line[KP_EN]);
}

static void compare_overrides(comparison *c) {
    size_t reason = (size_t)kp_field_find(&kp_sections[KP_SECTION_OVERRIDES], "reason");
    for (size_t i = 0; i < c->before->override_count; i++)
        if (!same_override(c, c->after, c->before, &c->before->overrides[i]))
            add_override_line(c, c->before, &c->before->overrides[i], "删去", "removed");
    for (size_t i = 0; i < c->after->override_count; i++) {
        const kp_override *new = &c->after->overrides[i], *old = same_override(c, c->before, c->after, new);
        const kp_section *section = &kp_sections[KP_SECTION_OVERRIDES];
        if (!old)
            add_override_line(c, c->after, new, "新增", "added");
        else if (strcmp(kp_field_text(c->arena, c->before, section, reason, old, KP_STYLE_CANONICAL),
                        kp_field_text(c->arena, c->after, section, reason, new, KP_STYLE_CANONICAL)) != 0)
            add_override_line(c, c->after, new, "理由改为", "with another reason");
    }
}

kp_pairs kp_scheme_described_differences(kp_arena *arena, const kp_scheme *before, const kp_scheme *after) {
    comparison c = {.arena = arena, .before = before, .after = after};
    compare_objects(&c, KP_SECTION_SCHEME, before, after, true);
    for (int id = KP_SECTION_INDICATORS; id < KP_SECTION_OVERRIDES; id++) {
        kp_names *names = ids_of(&c, (kp_section_id)id, before);
        const void *object;
        for (size_t i = 0; (object = kp_scheme_object(after, (kp_section_id)id, i)) != NULL; i++) {
            int32_t old = kp_names_find(names, kp_field_text(arena, after, &kp_sections[id], 0, object, KP_STYLE_CANONICAL));
            if (old >= 0)
                compare_objects(&c, (kp_section_id)id, kp_scheme_object(before, (kp_section_id)id, (size_t)old), object, true);
        }
    }
    compare_overrides(&c);
    return (kp_pairs){c.lines.items, c.lines.count};
}
