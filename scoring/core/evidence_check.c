/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence_check.c - what can only be seen once all evidence of a leaf is there: what is missing, what contradicts a gap, what is outside its range. What a method
 * alone knows is checked by its row of the table (method.h). */
#include "evidence_private.h"
#include "kaoping/log.h"

#include <string.h>

/* ---- names for messages ---- */

const char *kp_leaf_name(kp_arena *arena, const kp_indicator *leaf, const char *part) {
    return part && *part ? kp_text_join(arena, leaf->title, "·", part) : leaf->title;
}

/* ---- slots ---- */

/* What the inputs of one unit are, counted by state; optional slots apart. */
typedef struct input_tally {
    size_t missing, given, not_applicable, doubtful;
} input_tally;

static input_tally tally_inputs(const kp_input *inputs, const kp_slot *slots, size_t count) {
    input_tally tally = {0};
    for (size_t i = 0; i < count; i++)
        switch (inputs[i].state) {
        case KP_INPUT_GIVEN: tally.given++; break;
        case KP_INPUT_NOT_APPLICABLE: tally.not_applicable++; break;
        case KP_INPUT_DOUBTFUL: tally.doubtful++; break;
        default: tally.missing += !slots[i].optional; break;
        }
    return tally;
}

kp_place kp_evidence_cell(const kp_evidence *evidence, int32_t unit, kp_origin origin) {
    return kp_evidence_place(evidence, origin.row ? origin : evidence->units.items[unit].origin);
}

/* The sheet of a workbook that lists the unit and may give the leaf; the first said of the leaf where none is told apart. */
static const kp_source *expected_source(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    for (size_t i = 0; i < evidence->expected.count && unit >= 0; i++) {
        const kp_expected_sheet *expected = &evidence->expected.items[i];
        for (size_t u = 0; u < expected->count && expected->indicator == indicator; u++)
            if (expected->units[u] == unit)
                return &evidence->sources.items[expected->source];
    }
    return evidence->sheet_of[indicator] ? &evidence->sources.items[evidence->sheet_of[indicator] - 1] : NULL;
}

/* The sheet where the leaf's data of that unit belong, without a cell; nothing where it is not known. */
static kp_place sheet_place(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_source *source = expected_source(evidence, unit, indicator);
    return source ? (kp_place){.file = source->file, .sheet = source->sheet} : (kp_place){0};
}

/* " (sheet 自查)" where the place is not on it; "" where it is. */
static const char *sheet_words(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_origin origin) {
    const char *sheet = origin.row ? NULL : sheet_place(evidence, unit, indicator).sheet;
    if (!sheet)
        return "";
    sheet = kp_verbatim(arena, sheet); /* its own " | " parts nothing */
    return kp_format(arena, "（应在“%s”表中） | , on the sheet %s", sheet, sheet);
}

static void add_missing(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_origin origin, const char *part, kp_problems *problems) {
    kp_problems_add(problems, KP_D_MISSING_VALUE, kp_evidence_cell(evidence, unit, origin), unit, kp_unit_words(problems->arena, evidence, unit),
                    kp_leaf_name(problems->arena, &evidence->scheme->indicators[indicator], part),
                    sheet_words(problems->arena, evidence, unit, indicator, origin));
}

static const char *range_words(kp_arena *arena, const kp_slot *slot) {
    const char *least = kp_num_exact(arena, slot->minimum);
    return slot->maximum.given ? kp_format(arena, "%s–%s", least, kp_num_exact(arena, slot->maximum.value)) : kp_format(arena, "≥ %s", least);
}

int32_t kp_slot_verdict(const kp_slot *slot, kp_num value) {
    bool free = slot->kind == KP_SLOT_NUMBER || slot->kind == KP_SLOT_DATE;
    bool bounded = !free || slot->bounded_below, whole = slot->kind == KP_SLOT_DATE || slot->kind == KP_SLOT_COUNT || slot->kind == KP_SLOT_YES_NO;
    if (slot->maximum.given && kp_num_compare(value, slot->maximum.value) > 0)
        return slot->kind == KP_SLOT_RATE ? KP_D_RATE_ABOVE : KP_D_MARK_ABOVE_FULL;
    if (slot->kind == KP_SLOT_COUNT && kp_num_compare(value, kp_num_int(KP_MAX_COUNT)) > 0)
        return KP_D_COUNT_TOO_LARGE;
    if (bounded && kp_num_compare(value, slot->minimum) < 0)
        return KP_D_MARK_BELOW;
    if (slot->money && !kp_num_is_money(value))
        return KP_D_MONEY_DECIMALS;
    return whole && !kp_num_is_integer(value) ? (int32_t)KP_D_NOT_WHOLE : -1;
}

static void check_range(const kp_evidence *evidence, int32_t unit, const kp_input *input, const kp_slot *slot, kp_problems *problems) {
    int32_t code = kp_slot_verdict(slot, input->value);
    if (code >= 0)
        kp_problems_add(
            problems, (kp_problem_code)code, kp_evidence_cell(evidence, unit, input->origin), unit, kp_num_exact(problems->arena, input->value),
            code == KP_D_COUNT_TOO_LARGE ? kp_format(problems->arena, "%lld", (long long)KP_MAX_COUNT) : range_words(problems->arena, slot), NULL);
}

bool kp_evidence_check_mark(const kp_evidence *evidence, int32_t unit, int32_t indicator, const kp_input *mark, const kp_slot *bounds,
                            kp_problems *problems) {
    size_t before = problems->errors;
    if (mark->state == KP_INPUT_MISSING)
        add_missing(evidence, unit, indicator, mark->origin, NULL, problems);
    else if (mark->state == KP_INPUT_GIVEN)
        check_range(evidence, unit, mark, bounds, problems);
    return problems->errors == before;
}

/* Nothing need be entered: the node does not apply, or a mark stands in place of it. */
static bool is_not_asked(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return kp_evidence_gap(evidence, unit, indicator) || kp_evidence_given(evidence, unit, indicator);
}

/* True where no cell for this slot was seen for any unit: a whole column or sheet is not there. */
static bool is_column_absent(const kp_evidence *evidence, int32_t indicator, size_t slot) {
    for (size_t unit = 0; unit < evidence->units.count; unit++) {
        const kp_input *input = kp_evidence_inputs(evidence, (int32_t)unit, indicator) + slot;
        if (input->state != KP_INPUT_MISSING || input->origin.row || is_not_asked(evidence, (int32_t)unit, indicator) ||
            evidence->units.items[unit].excluded)
            return false;
    }
    return evidence->units.count > 1;
}

void kp_evidence_check_inputs(const kp_evidence *evidence, int32_t unit, int32_t indicator, const bool absent[], kp_problems *problems) {
    size_t count;
    const kp_slot *slots = kp_evidence_slots(evidence, indicator, &count);
    const kp_indicator *leaf = &evidence->scheme->indicators[indicator];
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    input_tally tally = tally_inputs(inputs, slots, count);
    bool items_apart = leaf->method == KP_METHOD_CHECKLIST;    /* each item may be not applicable for itself */
    bool told = kp_evidence_unread(evidence, unit, indicator); /* the whole row is missing */
    size_t problems_before = problems->errors;
    for (size_t i = 0; i < count; i++) {
        if (inputs[i].state == KP_INPUT_GIVEN)
            check_range(evidence, unit, &inputs[i], &slots[i], problems);
        else if (inputs[i].state == KP_INPUT_MISSING && !slots[i].optional && !(absent && absent[i]) && !told &&
                 (items_apart || !tally.not_applicable))
            add_missing(evidence, unit, indicator, inputs[i].origin, *slots[i].key ? slots[i].label : NULL, problems);
    }
    if (!items_apart && tally.not_applicable && tally.given)
        for (size_t i = 0; i < count; i++)
            if (inputs[i].state == KP_INPUT_NOT_APPLICABLE && !slots[i].optional) {
                kp_problems_add(problems, KP_D_PART_NOT_APPLICABLE, kp_evidence_cell(evidence, unit, inputs[i].origin), unit,
                                kp_unit_words(problems->arena, evidence, unit), kp_leaf_name(problems->arena, leaf, NULL), NULL);
                break;
            }
    bool whole = !tally.missing && !tally.doubtful && (items_apart || !tally.not_applicable);
    if (whole && problems->errors == problems_before && kp_method_of(leaf->method)->check)
        kp_method_of(leaf->method)->check(evidence, unit, indicator, problems);
}

/* ---- lists ---- */

static bool has_answers(const kp_evidence *evidence, const kp_survey_row *row) {
    for (size_t i = 0; i < evidence->scheme->indicators[row->indicator].options.count; i++)
        if (row->options[i].state == KP_INPUT_GIVEN)
            return true;
    return false;
}

/* How many entries a leaf whose evidence is a list has of one unit; *says: one of them is more than a dash or a blank. *origin: of the first that is, or of the first. */
static size_t count_entries(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_origin *origin, bool *says) {
    evidence_range range = {0, 0};
    kp_sheet_kind kind = kp_method_sheet(&evidence->scheme->indicators[indicator]);
    *says = false;
    if (kind == KP_SHEET_PANEL)
        range = kp_panel_of(evidence, unit, indicator);
    else if (kind == KP_SHEET_SURVEY)
        range = kp_survey_of(evidence, unit, indicator);
    else if (kind == KP_SHEET_SITES)
        range = kp_site_checks_of(evidence, unit, indicator);
    else if (kind == KP_SHEET_FINDINGS || kind == KP_SHEET_EVENTS)
        range = kp_findings_of(evidence, unit, indicator);
    else if (kind == KP_SHEET_LOG)
        range = kp_logs_of(evidence, unit, indicator);
    for (size_t i = range.from; i < range.to && !*says; i++) {
        kp_origin at;
        if (kind == KP_SHEET_PANEL) {
            at = evidence->panel.items[i].mark.origin;
            *says = evidence->panel.items[i].mark.state == KP_INPUT_GIVEN;
        } else if (kind == KP_SHEET_SURVEY) {
            at = evidence->survey.items[i].origin;
            *says = has_answers(evidence, &evidence->survey.items[i]);
        } else if (kind == KP_SHEET_SITES) {
            at = evidence->site_checks.items[i].mark.origin;
            *says = evidence->site_checks.items[i].mark.state == KP_INPUT_GIVEN;
        } else if (kind == KP_SHEET_LOG) {
            at = evidence->logs.items[i].origin;
            *says = true;
        } else {
            at = evidence->findings.items[i].origin;
            *says = true;
        }
        if (i == range.from || *says)
            *origin = at;
    }
    return range.to - range.from;
}

/* Marks and answers must be there; no finding means that nothing was found. */
static bool needs_entries(const kp_indicator *leaf) {
    kp_sheet_kind kind = kp_method_sheet(leaf);
    return kind == KP_SHEET_PANEL || kind == KP_SHEET_SURVEY || kind == KP_SHEET_SITES || (kind == KP_SHEET_LOG && kp_log_needs_rows(leaf));
}

static void check_list(const kp_evidence *evidence, int32_t unit, int32_t indicator, bool absent, kp_problems *problems) {
    const kp_indicator *leaf = &evidence->scheme->indicators[indicator];
    kp_origin origin = {0};
    bool says;
    size_t entries = count_entries(evidence, unit, indicator, &origin, &says);
    if (entries == 0 && needs_entries(leaf)) {
        if (!absent && !kp_evidence_unread(evidence, unit, indicator))
            add_missing(evidence, unit, indicator, origin, NULL, problems);
    } else if (kp_method_of(leaf->method)->check) {
        kp_method_of(leaf->method)->check(evidence, unit, indicator, problems);
    }
}

/* ---- both ---- */

/* Something was typed for an item that is entered as not applicable: the gap holds, but somebody must look. */
static void check_gap(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    size_t count;
    kp_evidence_slots(evidence, indicator, &count);
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    kp_origin origin = {0};
    bool typed = false;
    if (count == 0)
        count_entries(evidence, unit, indicator, &origin, &typed);
    for (size_t i = 0; i < count && !typed; i++)
        if (inputs[i].state == KP_INPUT_GIVEN) {
            typed = true;
            origin = inputs[i].origin;
        }
    if (typed)
        kp_problems_add(problems, KP_D_VALUE_IN_GAP, kp_evidence_cell(evidence, unit, origin), unit, kp_unit_words(problems->arena, evidence, unit),
                        evidence->scheme->indicators[indicator].title, NULL);
}

/* Something was entered for an item whose mark, or that of a node above it, is given: which of the two counts cannot be told. */
static void check_given(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    size_t count;
    kp_evidence_slots(evidence, indicator, &count);
    kp_origin origin = {0};
    bool says, entered = count == 0 && count_entries(evidence, unit, indicator, &origin, &says) > 0;
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    for (size_t i = 0; i < count && !entered; i++)
        if (inputs[i].state != KP_INPUT_MISSING) {
            entered = true;
            origin = inputs[i].origin;
        }
    if (entered)
        kp_problems_add(
            problems, KP_D_MARK_AND_ENTRIES, kp_evidence_cell(evidence, unit, origin), unit, kp_unit_words(problems->arena, evidence, unit),
            evidence->scheme->indicators[kp_evidence_given_node(evidence, unit, indicator)].title, evidence->scheme->indicators[indicator].title);
}

static void add_absent(const kp_evidence *evidence, int32_t indicator, const char *part, kp_problems *problems) {
    kp_problems_add(problems, KP_D_NO_DATA, sheet_place(evidence, -1, indicator), KP_UNIT_ALL,
                    kp_leaf_name(problems->arena, &evidence->scheme->indicators[indicator], part), NULL, NULL);
}

/* True where not one unit has an entry of a leaf that needs them. */
static bool is_list_absent(const kp_evidence *evidence, int32_t indicator) {
    kp_origin origin;
    bool says;
    for (size_t unit = 0; unit < evidence->units.count; unit++)
        if (count_entries(evidence, (int32_t)unit, indicator, &origin, &says) || is_not_asked(evidence, (int32_t)unit, indicator) ||
            kp_evidence_unread(evidence, (int32_t)unit, indicator) || evidence->units.items[unit].excluded)
            return false;
    return evidence->units.count > 1;
}

/* ---- rows ---- */

/* Which of a leaf's entries no unit has at all, so that no unit can be told to lack them: by slot; [0] for a list. */
static bool *find_absent(const kp_evidence *evidence, kp_arena *arena, int32_t indicator) {
    size_t count;
    const kp_slot *slots = kp_evidence_slots(evidence, indicator, &count);
    bool *absent = KP_NEW_ARRAY(arena, bool, count + 1);
    if (count == 0)
        absent[0] = needs_entries(&evidence->scheme->indicators[indicator]) && is_list_absent(evidence, indicator);
    for (size_t i = 0; i < count; i++)
        absent[i] = !slots[i].optional && is_column_absent(evidence, indicator, i);
    return absent;
}

typedef enum row_trace {
    ROW_SEEN,       /* a cell of it is known, or something of it could not be read */
    ROW_NOT_NEEDED, /* nothing of the leaf is asked of this unit */
    ROW_NOT_SEEN    /* something is asked and nothing is there */
} row_trace;

static row_trace trace_row(const kp_evidence *evidence, int32_t unit, int32_t indicator, const bool absent[]) {
    size_t count;
    const kp_slot *slots = kp_evidence_slots(evidence, indicator, &count);
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    kp_origin origin;
    bool says, asked = count == 0 && needs_entries(&evidence->scheme->indicators[indicator]) && !absent[0];
    if (kp_evidence_unread(evidence, unit, indicator) || (count == 0 && count_entries(evidence, unit, indicator, &origin, &says)))
        return ROW_SEEN;
    for (size_t i = 0; i < count; i++) {
        if (inputs[i].state != KP_INPUT_MISSING || inputs[i].origin.row)
            return ROW_SEEN;
        asked = asked || (!slots[i].optional && !absent[i]);
    }
    return asked && !is_not_asked(evidence, unit, indicator) ? ROW_NOT_SEEN : ROW_NOT_NEEDED;
}

/* One unit and the leaves of one sheet: no row there is one problem, and not one more for every cell. */
static void check_row(kp_evidence *evidence, int32_t unit, const int32_t leaves[], size_t count, bool *const absent[], kp_problems *problems) {
    bool wanted = false;
    for (size_t i = 0; i < count; i++) {
        row_trace trace = trace_row(evidence, unit, leaves[i], absent[leaves[i]]);
        if (trace == ROW_SEEN)
            return;
        wanted = wanted || trace == ROW_NOT_SEEN;
    }
    kp_place place = sheet_place(evidence, unit, leaves[0]);
    if (!wanted || !place.sheet)
        return;
    kp_problems_add(problems, KP_D_ROW_MISSING, place, unit, kp_unit_words(problems->arena, evidence, unit),
                    kp_verbatim(problems->arena, place.sheet), NULL);
    for (size_t i = 0; i < count; i++)
        kp_evidence_set_unread(evidence, unit, leaves[i]);
}

void kp_evidence_check_rows(kp_evidence *evidence, kp_problems *problems) {
    const kp_scheme *scheme = evidence->scheme;
    kp_arena *arena = problems->arena;
    int32_t *leaves = KP_NEW_ARRAY(arena, int32_t, scheme->indicator_count);
    bool **absent = KP_NEW_ARRAY(arena, bool *, scheme->indicator_count), *done = KP_NEW_ARRAY(arena, bool, scheme->indicator_count);
    for (size_t first = 0; first < scheme->indicator_count; first++) {
        size_t count = 0;
        for (size_t i = first; i < scheme->indicator_count && evidence->sheet_of[first] && !done[first]; i++)
            if (evidence->sheet_of[i] == evidence->sheet_of[first]) {
                leaves[count++] = (int32_t)i;
                absent[i] = find_absent(evidence, arena, (int32_t)i);
            }
        for (size_t i = 0; i < count; i++)
            done[leaves[i]] = true;
        for (size_t unit = 0; unit < evidence->units.count && count; unit++)
            if (!evidence->units.items[unit].excluded)
                check_row(evidence, (int32_t)unit, leaves, count, absent, problems);
    }
}

/* ---- a leaf ---- */

void kp_evidence_check(const kp_evidence *evidence, int32_t indicator, kp_problems *problems) {
    size_t count;
    const kp_slot *slots = kp_evidence_slots(evidence, indicator, &count);
    const bool *absent = find_absent(evidence, problems->arena, indicator);
    if (count == 0 && absent[0])
        add_absent(evidence, indicator, NULL, problems);
    for (size_t i = 0; i < count; i++)
        if (absent[i])
            add_absent(evidence, indicator, slots[i].label, problems);
    for (size_t unit = 0; unit < evidence->units.count; unit++) {
        if (evidence->units.items[unit].excluded)
            continue;
        if (kp_evidence_gap(evidence, (int32_t)unit, indicator))
            check_gap(evidence, (int32_t)unit, indicator, problems);
        else if (kp_evidence_given(evidence, (int32_t)unit, indicator))
            check_given(evidence, (int32_t)unit, indicator, problems);
        else if (count)
            kp_evidence_check_inputs(evidence, (int32_t)unit, indicator, absent, problems);
        else
            check_list(evidence, (int32_t)unit, indicator, absent[0], problems);
    }
}
