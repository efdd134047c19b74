/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_fields.h - the one table of everything that a scheme can say, and the text records that carry it.
 *
 * A scheme in a file is a set of records in sections: the scheme itself (one record), indicators, bands, vetoes, rules, lists, targets, overrides. A record is a row of texts, one a
 * field. YAML, the sheet 方案, the canonical text behind the digest, `kaoping show` and the reference manual are all made from the same table, so a
 * new field is one row in scheme_fields_scheme.h, scheme_fields_indicators.h or scheme_fields_rules.h.
 *
 * Text forms of the field types (YAML lists and maps are turned into these by the reader):
 *   number   "15", "0.5", "2/3"           choice   a key of its list, or its title in either language
 *   count    "5"                          limit    "3" or "15%"
 *   names    one a line, or ";" between   pairs    name = number, one a line, or ";" between
 *   texts    name = text, likewise        condition  see condition.h
 *   formulas name = formula, likewise     formula    see formula.h
 * In a list with a line break only the line breaks divide, so an item may hold ";" there. Of a pair the last "=" counts, of a text the first.
 * "a = 1, b = 2" is refused, and not taken for one item named "a = 1, b".
 */
#ifndef KAOPING_SCHEME_FIELDS_H
#define KAOPING_SCHEME_FIELDS_H

#include "kaoping/scheme.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_section_id {
    KP_SECTION_SCHEME,
    KP_SECTION_INDICATORS,
    KP_SECTION_BANDS,
    KP_SECTION_VETOES,
    KP_SECTION_RULES,
    KP_SECTION_LISTS,
    KP_SECTION_TARGETS,
    KP_SECTION_OVERRIDES, /* describes only: no part of the canonical text, and its records have no id */
    KP_SECTION_COUNT
} kp_section_id;

typedef enum kp_field_type {
    KP_FIELD_ID,
    KP_FIELD_TEXT,
    KP_FIELD_NUMBER,
    KP_FIELD_OPTIONAL, /* kp_num with a default; kp_optional */
    KP_FIELD_COUNT,
    KP_FIELD_LIMIT,
    KP_FIELD_CHOICE,
    KP_FIELD_NAMES,
    KP_FIELD_PAIRS,
    KP_FIELD_TEXTS,
    KP_FIELD_CONDITION, /* kp_when */
    KP_FIELD_FORMULA,   /* formula.h */
    KP_FIELD_FORMULAS,  /* name = formula, range or condition */
    KP_FIELD_REFERENCE  /* id of an indicator or band → index */
} kp_field_type;

typedef struct kp_choice {
    int value;
    const char *key;   /* "half_up" */
    const char *title; /* bilingual */
} kp_choice;

/* What a number of the field may be; of a list: each of its numbers. KP_MAX_NUMBER bounds all. */
typedef enum kp_range {
    KP_RANGE_ANY,
    KP_RANGE_NOT_NEGATIVE,
    KP_RANGE_POSITIVE,
    KP_RANGE_NOT_POSITIVE,
    KP_RANGE_SHARE,  /* 0..1; "67%" is 0.67 */
    KP_RANGE_PERCENT /* 0..100; "95%" is 95 */
} kp_range;

typedef struct kp_field {
    const char *key;   /* in YAML */
    const char *title; /* bilingual; head of the column in the sheet 方案 */
    const char *help;  /* bilingual; for the reference and the sheet's comment */
    kp_field_type type;
    size_t offset;            /* in the section's struct */
    const kp_choice *choices; /* ends with key NULL */
    const char *(*also)(int); /* another name of each choice's value, which is read and never written; NULL: none */
    const char *fallback;     /* text of the default, or NULL where there is none */
    unsigned methods;         /* indicators: bit 1u << kp_method_id for each method that has it; 0: every node */
    bool required;            /* for those methods */
    kp_range range;           /* numbers, pairs */
    bool percent_sign;        /* "30%" is taken as 30 (ranges SHARE and PERCENT always take the sign) */
    int32_t least, most;      /* counts */
    kp_section_id refers_to;  /* references */
    const char *sole;         /* texts, pairs: the name of an item that is written without one ("*", "else"), or NULL */
    bool later;               /* came when schemes were in use: in the canonical text only where it is not the default, so that their digests stay */
    bool describes;           /* changes no result, so it is no part of the canonical text (note, basis) */
} kp_field;

/* True for the types whose text is a list of items (kp_items_split). */
static inline bool kp_field_is_list(const kp_field *field) {
    return field->type == KP_FIELD_NAMES || field->type == KP_FIELD_PAIRS || field->type == KP_FIELD_TEXTS || field->type == KP_FIELD_FORMULAS;
}

/* True for the types that hold numbers of their own, so that a reader asks where they come from. */
static inline bool kp_field_has_numbers(const kp_field *field) {
    switch (field->type) {
    case KP_FIELD_NUMBER:
    case KP_FIELD_OPTIONAL:
    case KP_FIELD_COUNT:
    case KP_FIELD_LIMIT:
    case KP_FIELD_PAIRS:
    case KP_FIELD_CONDITION: return true;
    default: return false;
    }
}

typedef struct kp_section {
    kp_section_id id;
    const char *key;   /* "indicators" */
    const char *title; /* bilingual */
    const kp_field *fields;
    size_t field_count;
    size_t size; /* of the struct */
} kp_section;

/* KP_SECTION_COUNT rows. */
extern const kp_section kp_sections[];

/* A field's text with its place; text NULL: not written. */
typedef struct kp_record_value {
    const char *text;
    kp_place place;
    bool divided; /* a list whose items a program has divided, so that no item is doubted to be several */
} kp_record_value;

typedef struct kp_record {
    kp_section_id section;
    kp_place place;
    kp_record_value *values; /* kp_sections[section].field_count */
} kp_record;

typedef struct kp_records {
    kp_record *items;
    size_t count, capacity;
    struct kp_overlay
        *overlay; /* where these only change another scheme, as read from a file (scheme_io.h); else NULL. kp_scheme_build() takes no notice of it */
    bool unread;  /* some record or list could not be read, which has been told: where there are no indicators, that is why */
} kp_records;

/* An empty record at the end of `records`. */
kp_record *kp_records_add(kp_arena *arena, kp_records *records, kp_section_id section, kp_place place);
/* True where `text` can be an id: a letter, then letters, digits or underscores, at most 64 in all. */
bool kp_is_id(const char *text);
/* Index of the field by key or by title in either language, or -1. */
int kp_field_find(const kp_section *section, const char *name);

/* The items of a list field's text, trimmed, empty ones left out; and the text of a list of items. Items must not hold line breaks (they become blanks). */
const char **kp_items_split(kp_arena *arena, const char *text, size_t *count);
const char *kp_items_join(kp_arena *arena, const char *const items[], size_t count);

/* How kp_field_text() writes: what is read back and compared by machines (keys of choices, ids), the same for people in one language (titles of choices, conditions in
 * their words; still read back), or for people only (one language of each text, references by title). */
typedef enum kp_text_style { KP_STYLE_CANONICAL, KP_STYLE_ZH, KP_STYLE_EN, KP_STYLE_WORDS_ZH, KP_STYLE_WORDS_EN } kp_text_style;
/* The text of one field of a struct of that section (`object`: kp_scheme, kp_indicator, kp_band …) of `scheme`; "" where it is not given. */
const char *kp_field_text(kp_arena *arena, const kp_scheme *scheme, const kp_section *section, size_t field, const void *object, kp_text_style style);
/* True where a record of the section has the field: for an indicator, where its method (KP_METHOD_NONE: inner node) has it. */
bool kp_field_applies(const kp_field *field, kp_section_id section, const void *object);
/* The struct of record `index` of a section of `scheme` (index 0 of indicators is the first after the total); NULL behind the last. */
const void *kp_scheme_object(const kp_scheme *scheme, kp_section_id section, size_t index);

/* Builds and checks a scheme. Indicators come in the order of their records; the field `parent` names the parent's id ("" or absent: the total). Every fault is
 * added to `problems` (S_*) with its place; NULL where there is an error. */
kp_scheme *kp_scheme_build(kp_arena *arena, const kp_records *records, kp_problems *problems);
/* What could be read of a scheme, however faulty, to look at its wording and nothing else: where kp_scheme_build() has given NULL. NULL where it is too deep. */
const kp_scheme *kp_scheme_draft(kp_arena *arena, const kp_records *records);

/* The records that say the same as `scheme`: every field that differs from its default, in canonical text (numbers shortest, names trimmed). Building them gives
 * an equal scheme. Places are empty. */
kp_records *kp_scheme_to_records(kp_arena *arena, const kp_scheme *scheme);

/* The canonical text: a line "section[id].field = text" for every field incl. defaults, in the table's order; what the digest is made of. Texts that only
 * describe (note, basis) are left out: they change no result. */
const char *kp_scheme_canonical(kp_arena *arena, const kp_scheme *scheme);

/* What changed from `before` to `after`, one bilingual line each: "z 自查 · 权重: 10 → 15 | …". Empty where the canonical texts are equal. */
kp_pairs kp_scheme_differences(kp_arena *arena, const kp_scheme *before, const kp_scheme *after);
/* The same of what changes no score: notes, sources, and overrides with their reasons. */
kp_pairs kp_scheme_described_differences(kp_arena *arena, const kp_scheme *before, const kp_scheme *after);

#ifdef __cplusplus
}
#endif
#endif
