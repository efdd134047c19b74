/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_fields.c - the table of everything that a scheme can say. A new field is one row in the header of its section: YAML, the sheet 方案, the canonical text,
 * `kaoping show` and the reference follow.
 */
#include "scheme_fields_indicators.h"
#include "scheme_fields_rules.h"
#include "scheme_fields_scheme.h"

#include <string.h>

#define SECTION(name, key, title, fields, structure)                                                                                                 \
    [KP_SECTION_##name] = {KP_SECTION_##name, key, title, fields, sizeof(fields) / sizeof *(fields), sizeof(structure)}

const kp_section kp_sections[KP_SECTION_COUNT] = {
    SECTION(SCHEME, "scheme", "方案 | Scheme", scheme_fields, kp_scheme),
    SECTION(INDICATORS, "indicators", "指标 | Indicators", indicator_fields, kp_indicator),
    SECTION(BANDS, "bands", "等次 | Grades", band_fields, kp_band),
    SECTION(VETOES, "vetoes", "一票否决 | Vetoes", veto_fields, kp_veto),
    SECTION(RULES, "rules", "等次规则 | Grade rules", rule_fields, kp_rule),
    SECTION(LISTS, "lists", "榜单 | Lists", list_fields, kp_list),
    SECTION(TARGETS, "targets", "达标要求 | Targets", target_fields, kp_target),
    SECTION(OVERRIDES, "overrides", "保留说明 | Overrides", override_fields, kp_override),
};

kp_record *kp_records_add(kp_arena *arena, kp_records *records, kp_section_id section, kp_place place) {
    kp_record_value *values = KP_NEW_ARRAY(arena, kp_record_value, kp_sections[section].field_count);
    for (size_t i = 0; i < kp_sections[section].field_count; i++)
        values[i].place = place;
    KP_PUSH(arena, records, (kp_record){.section = section, .place = place, .values = values});
    return &records->items[records->count - 1];
}

int kp_field_find(const kp_section *section, const char *name) {
    for (size_t i = 0; name && i < section->field_count; i++) /* the program itself asks by key, and often */
        if (strcmp(section->fields[i].key, name) == 0)
            return (int)i;
    for (size_t i = 0; i < section->field_count; i++)
        if (kp_text_matches(section->fields[i].key, name) || kp_text_matches(section->fields[i].title, name))
            return (int)i;
    return -1;
}

bool kp_field_applies(const kp_field *field, kp_section_id section, const void *object) {
    if (section != KP_SECTION_INDICATORS || !field->methods)
        return true;
    return (field->methods >> ((const kp_indicator *)object)->method & 1u) != 0;
}
