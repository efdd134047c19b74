/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_build.c - from records to a scheme: every record to its struct by the field table, then the tree and the checks, each in a file of its own. */
#include "scheme_private.h"

#include <string.h>

static size_t count_records(const kp_records *records, kp_section_id section) {
    size_t n = 0;
    for (size_t i = 0; i < records->count; i++)
        n += records->items[i].section == section;
    return n;
}

/* The records of a section, the first `limit` of them; more are a problem. */
static const kp_record **records_of(scheme_builder *b, const kp_records *records, kp_section_id section, size_t limit, size_t *count) {
    size_t n = count_records(records, section);
    const kp_record **found = KP_NEW_ARRAY(b->arena, const kp_record *, n + 1);
    *count = 0;
    for (size_t i = 0; i < records->count; i++) {
        const kp_record *record = &records->items[i];
        if (record->section != section)
            continue;
        if (*count == limit) {
            kp_problems_add(b->problems, KP_S_TOO_MANY, record->place, KP_UNIT_NONE, kp_format(b->arena, "%zu", n), kp_format(b->arena, "%zu", limit),
                            kp_sections[section].title);
            break;
        }
        found[(*count)++] = record;
    }
    return found;
}

/* Required fields, whatever the method. */
static void check_required(scheme_builder *b, const kp_record *record) {
    const kp_section *section = &kp_sections[record->section];
    for (size_t i = 0; i < section->field_count; i++)
        if (section->fields[i].required && !section->fields[i].methods && !written(record, section->fields[i].offset))
            complain_at(b, record, section->fields[i].offset, KP_S_FIELD_MISSING, NULL, NULL);
}

static void read_record(scheme_builder *b, const kp_record *record, void *object) {
    init_object(b->arena, record->section, object);
    for (size_t i = 0; i < kp_sections[record->section].field_count; i++)
        read_field(b, record, i, object);
    check_required(b, record);
}

static void check_unique_ids(scheme_builder *b, const kp_record *const records[], size_t count, const char *reserved) {
    kp_names *ids = kp_names_new(b->arena);
    kp_names_add(ids, reserved, 0);
    for (size_t i = 0; i < count; i++) {
        const char *id = clean_scheme_text(b->arena, records[i]->values[0].text);
        if (kp_names_find(ids, id) != KP_NAME_UNKNOWN)
            complain_at(b, records[i], kp_sections[records[i]->section].fields[0].offset, KP_S_DUPLICATE_ID, id, NULL);
        else
            kp_names_add(ids, id, (int32_t)i + 1);
    }
}

static bool is_color(const char *text) { return text[0] == '#' && strlen(text) == 7 && strspn(text + 1, "0123456789abcdefABCDEF") == 6; }

static const char *check_color(scheme_builder *b, const kp_record *record, size_t offset, const char *color) {
    if (!color || !*color)
        return NULL;
    if (!is_color(color)) {
        complain_at(b, record, offset, KP_S_BAD_COLOR, color, NULL);
        return NULL;
    }
    char *upper = kp_strdup(b->arena, color); /* the same colour, the same text */
    for (char *at = upper; *at; at++)
        if (*at >= 'a' && *at <= 'f')
            *at = (char)(*at - 'a' + 'A');
    return upper;
}

static void read_scheme_record(scheme_builder *b, const kp_records *records) {
    const kp_record *first = NULL;
    for (size_t i = 0; i < records->count; i++) {
        const kp_record *record = &records->items[i];
        if (record->section != KP_SECTION_SCHEME)
            continue;
        if (first)
            kp_problems_add(b->problems, KP_S_SECOND_SCHEME, record->place, KP_UNIT_NONE, NULL, NULL, NULL);
        else
            first = record;
    }
    if (!first) {
        kp_place place = records->count ? (kp_place){.file = records->items[0].place.file, .sheet = records->items[0].place.sheet} : (kp_place){0};
        kp_problems_add(b->problems, KP_S_NO_SCHEME, place, KP_UNIT_NONE, NULL, NULL, NULL);
        kp_records *empty = KP_NEW(b->arena, kp_records);
        first = kp_records_add(b->arena, empty, KP_SECTION_SCHEME, place);
        init_object(b->arena, KP_SECTION_SCHEME, b->scheme);
    } else {
        read_record(b, first, b->scheme);
    }
    b->scheme->place = first->place;
    b->scheme_record = first;
    kp_scheme *s = b->scheme;
    if (s->maximum.given && s->minimum.given && kp_num_compare(s->minimum.value, s->maximum.value) > 0)
        COMPLAIN(b, first, kp_scheme, maximum, KP_S_OUT_OF_RANGE, NULL,
                 kp_format(b->arena, "不小于总分下限 %s | at least the minimum %s", kp_num_exact(b->arena, s->minimum.value),
                           kp_num_exact(b->arena, s->minimum.value)));
    if (s->ties == KP_TIES_BREAK && !WRITTEN(first, kp_scheme, tie_break))
        COMPLAIN(b, first, kp_scheme, tie_break, KP_S_FIELD_MISSING, NULL, NULL);
}

static void read_indicators(scheme_builder *b, const kp_records *records) {
    size_t n;
    const kp_record **found = records_of(b, records, KP_SECTION_INDICATORS, KP_MAX_INDICATORS - 1, &n);
    check_unique_ids(b, found, n, KP_TOTAL_ID);
    b->scheme->indicator_count = n + 1;
    b->indicators = KP_NEW_ARRAY(b->arena, kp_indicator, n + 1);
    b->indicator_records = KP_NEW_ARRAY(b->arena, const kp_record *, n + 1);
    kp_indicator *total = &b->indicators[0];
    init_object(b->arena, KP_SECTION_INDICATORS, total);
    total->id = KP_TOTAL_ID;
    total->title = "总分 | Total";
    total->place = b->scheme->place;
    total->full_given = b->scheme->full;
    for (size_t i = 0; i < n; i++) {
        read_record(b, found[i], &b->indicators[i + 1]);
        b->indicators[i + 1].place = found[i]->place;
        b->indicator_records[i + 1] = found[i];
    }
    b->scheme->indicators = b->indicators;
    if (n == 0 && !records->unread)
        kp_problems_add(b->problems, KP_S_NO_INDICATORS, b->scheme->place, KP_UNIT_NONE, NULL, NULL, NULL);
}

static void read_rules(scheme_builder *b, const kp_records *records) {
    size_t n;
    b->band_records = records_of(b, records, KP_SECTION_BANDS, KP_MAX_RULES, &n);
    check_unique_ids(b, b->band_records, n, NULL);
    b->bands = KP_NEW_ARRAY(b->arena, kp_band, n);
    for (size_t i = 0; i < n; i++) {
        read_record(b, b->band_records[i], &b->bands[i]);
        b->bands[i].place = b->band_records[i]->place;
        b->bands[i].color = check_color(b, b->band_records[i], offsetof(kp_band, color), b->bands[i].color);
    }
    b->scheme->bands = b->bands;
    b->scheme->band_count = n;

    b->veto_records = records_of(b, records, KP_SECTION_VETOES, KP_MAX_RULES, &n);
    check_unique_ids(b, b->veto_records, n, NULL);
    b->vetoes = KP_NEW_ARRAY(b->arena, kp_veto, n);
    for (size_t i = 0; i < n; i++) {
        read_record(b, b->veto_records[i], &b->vetoes[i]);
        b->vetoes[i].place = b->veto_records[i]->place;
    }
    b->scheme->vetoes = b->vetoes;
    b->scheme->veto_count = n;

    b->rule_records = records_of(b, records, KP_SECTION_RULES, KP_MAX_RULES, &n);
    check_unique_ids(b, b->rule_records, n, NULL);
    b->rules = KP_NEW_ARRAY(b->arena, kp_rule, n);
    for (size_t i = 0; i < n; i++) {
        read_record(b, b->rule_records[i], &b->rules[i]);
        b->rules[i].place = b->rule_records[i]->place;
    }
    b->scheme->rules = b->rules;
    b->scheme->rule_count = n;

    b->list_records = records_of(b, records, KP_SECTION_LISTS, KP_MAX_RULES, &n);
    check_unique_ids(b, b->list_records, n, NULL);
    b->lists = KP_NEW_ARRAY(b->arena, kp_list, n);
    for (size_t i = 0; i < n; i++) {
        read_record(b, b->list_records[i], &b->lists[i]);
        b->lists[i].place = b->list_records[i]->place;
        b->lists[i].color = check_color(b, b->list_records[i], offsetof(kp_list, color), b->lists[i].color);
    }
    b->scheme->lists = b->lists;
    b->scheme->list_count = n;

    b->target_records = records_of(b, records, KP_SECTION_TARGETS, KP_MAX_RULES, &n);
    check_unique_ids(b, b->target_records, n, NULL);
    b->targets = KP_NEW_ARRAY(b->arena, kp_target, n);
    for (size_t i = 0; i < n; i++) {
        read_record(b, b->target_records[i], &b->targets[i]);
        b->targets[i].place = b->target_records[i]->place;
    }
    b->scheme->targets = b->targets;
    b->scheme->target_count = n;

    b->override_records = records_of(b, records, KP_SECTION_OVERRIDES, KP_MAX_RULES, &n);
    b->overrides = KP_NEW_ARRAY(b->arena, kp_override, n);
    for (size_t i = 0; i < n; i++) {
        read_record(b, b->override_records[i], &b->overrides[i]);
        b->overrides[i].place = b->override_records[i]->place;
    }
    b->scheme->overrides = b->overrides;
    b->scheme->override_count = n;
}

static void check_tie_break(scheme_builder *b) {
    const kp_pairs *keys = &b->scheme->tie_break;
    kp_names *ids = kp_names_new(b->arena);
    for (size_t i = 0; i < b->scheme->indicator_count && keys->count; i++)
        kp_names_add(ids, b->indicators[i].id, (int32_t)i);
    kp_pair *items = KP_NEW_ARRAY(b->arena, kp_pair, keys->count);
    for (size_t i = 0; i < keys->count; i++) {
        const char *name = clean_scheme_text(b->arena, keys->items[i].name);
        bool low = *name == '-';
        int32_t found = kp_names_find(ids, name + low);
        if (found == KP_NAME_AMBIGUOUS)
            continue; /* an id that is there twice, which is told */
        if (found < 0)
            COMPLAIN(b, b->scheme_record, kp_scheme, tie_break, KP_S_UNKNOWN_REFERENCE, name,
                     "指标的编号，前面可加“-” | the id of an indicator, with or without -");
        else
            items[i] = (kp_pair){.name = kp_format(b->arena, "%s%s", low ? "-" : "", b->indicators[found].id), .value = KP_ZERO};
    }
    b->scheme->tie_break.items = items;
}

/* Where a leaf's mark has no bounds, as z-scores have none, the total is not kept above 0 unless the scheme says so. */
static void free_minimum(scheme_builder *b) {
    for (size_t i = 1; i < b->scheme->indicator_count; i++)
        b->scheme->unbounded = b->scheme->unbounded || kp_leaf_is_unbounded(&b->indicators[i]);
    if (b->scheme->unbounded && !WRITTEN(b->scheme_record, kp_scheme, minimum))
        b->scheme->minimum = (kp_optional){false, KP_ZERO};
}

/* The scheme as far as it could be built; NULL where it is too deep. */
static kp_scheme *build_draft(kp_arena *arena, const kp_records *records, kp_problems *problems) {
    scheme_builder builder = {.arena = arena, .problems = problems, .scheme = KP_NEW(arena, kp_scheme)};
    read_scheme_record(&builder, records);
    read_indicators(&builder, records);
    read_rules(&builder, records);
    build_tree(&builder);
    free_minimum(&builder);
    if (builder.too_deep)
        return NULL;
    check_methods(&builder);
    check_formulas(&builder);
    check_parties(&builder);
    check_sheets(&builder);
    check_bands(&builder);
    check_rules(&builder);
    check_lists(&builder);
    check_levels(&builder);
    check_targets(&builder);
    check_combined(&builder);
    check_tie_break(&builder);
    check_overrides(&builder);
    builder.scheme->digest = "";
    return builder.scheme;
}

kp_scheme *kp_scheme_build(kp_arena *arena, const kp_records *records, kp_problems *problems) {
    size_t errors_before = problems->errors;
    kp_scheme *scheme = build_draft(arena, records, problems);
    return problems->errors == errors_before ? scheme : NULL;
}

const kp_scheme *kp_scheme_draft(kp_arena *arena, const kp_records *records) { return build_draft(arena, records, kp_problems_new(arena)); }
