/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence.c - holding what was observed while it is entered: units and their names, sources of cells, the array of inputs. */
#include "kaoping/evidence.h"
#include "evidence_private.h"
#include "kaoping/utf8.h"

#include <assert.h>
#include <string.h>

static evidence_lookup *lookup_of(const kp_evidence *evidence) { return evidence->names; }

kp_evidence *kp_evidence_new(kp_arena *arena, const kp_scheme *scheme) {
    kp_evidence *evidence = KP_NEW(arena, kp_evidence);
    evidence_lookup *lookup = KP_NEW(arena, evidence_lookup);
    *lookup = (evidence_lookup){.ids = kp_names_new(arena),
                                .names = kp_names_new(arena),
                                .groups = kp_names_new(arena),
                                .evaluators = kp_names_new(arena),
                                .strata = kp_names_new(arena),
                                .sites = kp_names_new(arena),
                                .parties = kp_names_new(arena),
                                .slots = KP_NEW_ARRAY(arena, const kp_slot *, scheme->indicator_count),
                                .slot_count = KP_NEW_ARRAY(arena, size_t, scheme->indicator_count)};
    evidence->arena = arena;
    evidence->scheme = scheme;
    evidence->office = "";
    evidence->names = lookup;
    evidence->slot_offset = KP_NEW_ARRAY(arena, size_t, scheme->indicator_count);
    evidence->sheet_of = KP_NEW_ARRAY(arena, uint16_t, scheme->indicator_count);
    for (size_t i = 0; i < scheme->indicator_count; i++) {
        const kp_indicator *leaf = &scheme->indicators[i];
        evidence->slot_offset[i] = evidence->slots_per_unit;
        if (leaf->method == KP_METHOD_NONE)
            continue;
        lookup->slots[i] = kp_method_of(leaf->method)->slots(arena, leaf, &lookup->slot_count[i]);
        evidence->slots_per_unit += lookup->slot_count[i];
    }
    return evidence;
}

const kp_slot *kp_evidence_slots(const kp_evidence *evidence, int32_t indicator, size_t *count) {
    *count = lookup_of(evidence)->slot_count[indicator];
    return lookup_of(evidence)->slots[indicator];
}

/* ---- cells ---- */

static bool same_text(const char *x, const char *y) { return x == y || (x && y && strcmp(x, y) == 0); }

uint16_t kp_evidence_source(kp_evidence *evidence, const char *file, const char *sheet) {
    for (size_t i = evidence->sources.count; i-- > 0;) /* the newest is the likeliest */
        if (same_text(evidence->sources.items[i].file, file) && same_text(evidence->sources.items[i].sheet, sheet))
            return (uint16_t)i;
    if (evidence->sources.count == UINT16_MAX) /* one place for all the rest: better no name than a wrong one */
        return UINT16_MAX;
    kp_source source = {file ? kp_strdup(evidence->arena, file) : NULL, sheet ? kp_strdup(evidence->arena, sheet) : NULL};
    KP_PUSH(evidence->arena, &evidence->sources, source);
    return (uint16_t)(evidence->sources.count - 1);
}

kp_place kp_evidence_place(const kp_evidence *evidence, kp_origin origin) {
    if (origin.row == 0)
        return (kp_place){0};
    if (origin.source >= evidence->sources.count)
        return (kp_place){.row = origin.row, .column = origin.column};
    const kp_source *source = &evidence->sources.items[origin.source];
    return (kp_place){source->file, source->sheet, origin.row, origin.column};
}

void kp_evidence_expect(kp_evidence *evidence, int32_t indicator, uint16_t source) {
    if (!evidence->sheet_of[indicator] && source < UINT16_MAX)
        evidence->sheet_of[indicator] = (uint16_t)(source + 1);
}

void kp_evidence_expect_of(kp_evidence *evidence, int32_t indicator, uint16_t source, const int32_t units[], size_t count) {
    kp_evidence_expect(evidence, indicator, source);
    KP_PUSH(evidence->arena, &evidence->expected, ((kp_expected_sheet){indicator, source, units, count}));
}

void kp_evidence_leave_unread(kp_evidence *evidence, int32_t unit, int32_t indicator) {
    assert(!evidence->finished);
    kp_evidence_set_unread(evidence, unit, indicator);
}

void kp_evidence_set_unread(kp_evidence *evidence, int32_t unit, int32_t indicator) {
    size_t nodes = evidence->scheme->indicator_count;
    assert(unit >= 0 && (size_t)unit < evidence->units.count);
    if (!evidence->unread)
        evidence->unread = kp_alloc_array(evidence->arena, evidence->units.count, nodes);
    evidence->unread[(size_t)unit * nodes + (size_t)indicator] = 1;
}

kp_input *kp_evidence_input(const kp_evidence *evidence, int32_t unit, int32_t indicator, size_t slot) {
    assert(unit >= 0 && (size_t)unit < evidence->units.count);
    assert(indicator >= 0 && (size_t)indicator < evidence->scheme->indicator_count);
    assert(slot < lookup_of(evidence)->slot_count[indicator]);
    return evidence->inputs + (size_t)unit * evidence->slots_per_unit + evidence->slot_offset[indicator] + slot;
}

/* ---- names ---- */

/* True where `name` is new to `names` and gets the index `next`; *index in both cases. A blank name is always new. */
static bool number_name(kp_names *names, const char *name, size_t next, int32_t *index) {
    *index = kp_names_find(names, name);
    if (*index >= 0)
        return false;
    *index = (int32_t)next;
    kp_names_add_alias(names, name, *index); /* an alias: a part of a bilingual name that another one has already stays the other's */
    return true;
}

static int32_t group_of(kp_evidence *evidence, const char *name) {
    int32_t index;
    if (number_name(lookup_of(evidence)->groups, name, evidence->groups.count, &index))
        KP_PUSH(evidence->arena, &evidence->groups, kp_strdup(evidence->arena, name));
    return index;
}

int32_t kp_evidence_evaluator(kp_evidence *evidence, const char *name) {
    int32_t index;
    name = name ? name : "";
    int32_t unit = kp_evidence_find_unit(evidence, name); /* a unit that marks others is one evaluator, by whichever name it goes */
    if (unit >= 0) {
        const kp_unit *u = &evidence->units.items[unit];
        name = kp_evidence_find_unit(evidence, u->name) == unit ? u->name : u->id;
    }
    if (number_name(lookup_of(evidence)->evaluators, name, evidence->evaluators.count, &index))
        KP_PUSH(evidence->arena, &evidence->evaluators, kp_strdup(evidence->arena, name));
    return index;
}

int32_t kp_evidence_site(kp_evidence *evidence, const char *name) {
    int32_t index;
    name = name ? name : "";
    if (number_name(lookup_of(evidence)->sites, name, evidence->site_names.count, &index))
        KP_PUSH(evidence->arena, &evidence->site_names, kp_strdup(evidence->arena, name));
    return index;
}

int32_t kp_evidence_stratum(kp_evidence *evidence, const char *name) {
    int32_t index;
    if (kp_text_is_blank(name))
        return -1;
    if (number_name(lookup_of(evidence)->strata, name, evidence->strata.count, &index))
        KP_PUSH(evidence->arena, &evidence->strata, kp_strdup(evidence->arena, name));
    return index;
}

kp_survey_row kp_survey_row_new(kp_arena *arena, const kp_indicator *leaf, int32_t unit, int32_t indicator, int32_t question, int32_t stratum) {
    const kp_input nothing = {.value = KP_ZERO};
    kp_survey_row row = {.unit = unit,
                         .indicator = indicator,
                         .question = question,
                         .stratum = stratum,
                         .options = KP_NEW_ARRAY(arena, kp_input, leaf->options.count),
                         .unknown = nothing,
                         .issued = nothing,
                         .returned = nothing,
                         .invalid = nothing,
                         .forms = KP_ZERO,
                         .forms_unknown = KP_ZERO,
                         .forms_missing = KP_ZERO,
                         .forms_invalid = KP_ZERO};
    for (size_t i = 0; i < leaf->options.count; i++)
        row.options[i] = nothing;
    return row;
}

static void make_room(kp_evidence *evidence) {
    if (evidence->units.count < evidence->inputs_capacity)
        return;
    size_t old = evidence->inputs_capacity * evidence->slots_per_unit;
    evidence->inputs_capacity = evidence->inputs_capacity ? evidence->inputs_capacity * 2 : 16;
    if (evidence->inputs_capacity > SIZE_MAX / (evidence->slots_per_unit ? evidence->slots_per_unit : 1))
        kp_arena_exhausted(evidence->arena);
    size_t now = evidence->inputs_capacity * evidence->slots_per_unit;
    kp_input *larger = KP_NEW_ARRAY(evidence->arena, kp_input, now);
    if (old)
        memcpy(larger, evidence->inputs, old * sizeof *larger);
    for (size_t i = old; i < now; i++)
        larger[i].value = KP_ZERO;
    evidence->inputs = larger;
}

int32_t kp_evidence_add_unit(kp_evidence *evidence, const char *id, const char *name, const char *group, kp_origin origin) {
    assert(!evidence->finished);
    if (evidence->units.count >= KP_MAX_UNITS)
        return -1;
    evidence_lookup *lookup = lookup_of(evidence);
    kp_arena *arena = evidence->arena;
    int32_t index = (int32_t)evidence->units.count;
    make_room(evidence);
    const char *own_name = kp_strdup(arena, name ? name : "");
    kp_unit unit = {.id = kp_text_is_blank(id) ? own_name : kp_strdup(arena, id),
                    .name = kp_text_is_blank(name) && !kp_text_is_blank(id) ? kp_strdup(arena, id) : own_name,
                    .group = kp_text_is_blank(group) ? -1 : group_of(evidence, group),
                    .fields = KP_NEW_ARRAY(arena, const char *, evidence->scheme->unit_fields.count),
                    .origin = origin,
                    .exclusion = "",
                    .problem = -1};
    for (size_t i = 0; i < evidence->scheme->unit_fields.count; i++)
        unit.fields[i] = "";
    KP_PUSH(arena, &evidence->units, unit);
    if (!kp_text_is_blank(id)) /* where a name serves as id, it must not hide that others have it too */
        kp_names_add(lookup->ids, unit.id, index);
    kp_names_add(lookup->names, unit.name, index);
    return index;
}

void kp_evidence_set_group(kp_evidence *evidence, int32_t unit, const char *group) {
    assert(!evidence->finished);
    evidence->units.items[unit].group = kp_text_is_blank(group) ? -1 : group_of(evidence, group);
}

int32_t kp_evidence_find_unit(const kp_evidence *evidence, const char *name) {
    int32_t by_id = kp_names_find(lookup_of(evidence)->ids, name), by_name = kp_names_find(lookup_of(evidence)->names, name);
    if (by_id == KP_NAME_UNKNOWN || by_id == by_name)
        return by_name;
    return by_name == KP_NAME_UNKNOWN ? by_id : KP_NAME_AMBIGUOUS; /* one unit's id, another's name: which is meant cannot be told */
}
