/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evidence_fields.c - the values of leaves that other leaves look at: of each unit, and over the units that are ranked together. They are made when evidence is finished, a
 * leaf after all those that it looks at, with the functions that score, so that what is looked at is what the scorecard will say.
 *
 * A field without one of its values is none: who looks across it is told whose value is missing, as marks by place are (evidence_places.c). Who is in a field is said in formula.h.
 * Time and memory are those of the units, however many fields they stand in, besides sorting.
 */
#include "fields_private.h"
#include "method_private.h"
#include "score_private.h"

#include "kaoping/irrational.h"

#include <stdlib.h>
#include <string.h>

/* One leaf over all units. */
typedef struct series {
    kp_seen *values;        /* by unit; NULL: nobody looks */
    kp_field_stats *fields; /* by field; NULL: nobody looks across the units ranked together */
    kp_field_stats *whole;  /* NULL: nobody looks across all units */
    int32_t *open;          /* by field, the last: all units; a unit whose value is not known, or -1 */
} series;

/* Behind kp_evidence.fields. */
struct kp_fields {
    bool by_group;
    size_t count; /* groups, and one more for the units without */
    uint8_t *looked_at;
    series *leaves;
    series *compared; /* of each leaf: what `relative` compares */
    kp_seen *one;     /* by leaf: of the one unit whose evidence is overwritten again and again; NULL: there are fields */
};

enum { LOOKED_AT = 1, LOOKED_ACROSS = 2, LOOKED_ACROSS_ALL = 4, COMPARED = 8, BY_OTHERS = LOOKED_AT | LOOKED_ACROSS | LOOKED_ACROSS_ALL };

typedef struct field_maker {
    kp_arena *arena;
    kp_evidence *evidence;
    struct kp_fields *fields;
    kp_problems *problems;
    mark_run run;
    int32_t *units;   /* by field, each field's in the order of the register */
    size_t *first;    /* of each field, in `units`; one more: the end */
    uint8_t *visited; /* by leaf */
} field_maker;

static size_t field_index(const struct kp_fields *fields, const kp_evidence *evidence, int32_t unit) {
    int32_t group = evidence->units.items[unit].group;
    return !fields->by_group ? 0 : group < 0 ? fields->count - 1 : (size_t)group;
}

/* ---- who is looked at ---- */

static void look_at(kp_evidence *evidence, int32_t indicator, uint8_t how) {
    struct kp_fields *fields = evidence->fields;
    size_t leaves = evidence->scheme->indicator_count;
    if (!fields) {
        fields = evidence->fields = KP_NEW(evidence->arena, struct kp_fields);
        fields->looked_at = KP_NEW_ARRAY(evidence->arena, uint8_t, leaves);
        fields->leaves = KP_NEW_ARRAY(evidence->arena, series, leaves);
        fields->compared = KP_NEW_ARRAY(evidence->arena, series, leaves);
        fields->by_group = kp_ranks_by_group(evidence);
        fields->count = fields->by_group ? evidence->groups.count + 1 : 1;
    }
    fields->looked_at[indicator] |= how;
}

void kp_evidence_prepare_fields(kp_evidence *evidence, bool one) {
    const kp_scheme *scheme = evidence->scheme;
    for (size_t i = 0; i < scheme->indicator_count; i++) {
        const kp_indicator *leaf = &scheme->indicators[i];
        for (size_t k = 0; k < leaf->look_count; k++)
            look_at(evidence, leaf->looks[k].indicator, !leaf->looks[k].across ? LOOKED_AT : leaf->looks[k].all ? LOOKED_ACROSS_ALL : LOOKED_ACROSS);
        if (leaf->method == KP_METHOD_RELATIVE)
            look_at(evidence, (int32_t)i, COMPARED);
    }
    if (!evidence->fields || !one)
        return;
    evidence->fields->one = KP_NEW_ARRAY(evidence->arena, kp_seen, scheme->indicator_count);
    for (size_t i = 0; i < scheme->indicator_count; i++)
        evidence->fields->one[i] = (kp_seen){.value = KP_ZERO, .state = KP_MARK_NOT_SCORED};
}

bool kp_evidence_looked_at(const kp_evidence *evidence, int32_t indicator) { return evidence->fields && evidence->fields->looked_at[indicator]; }

/* ---- values ---- */

/* What the unit's leaf comes to; `run` is of any unit. */
static kp_seen look(mark_run *run, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    kp_seen seen = {.value = KP_ZERO, .state = KP_MARK_NOT_SCORED};
    kp_mark mark;
    run->unit = unit;
    run->reason = -1;
    kp_val value = kp_mark_before_check(run, indicator, &mark);
    if (mark.state == KP_MARK_SCORED && !kp_evidence_unread(evidence, unit, indicator))
        seen = (kp_seen){kp_mark_rounded(run, indicator, value).num, KP_MARK_SCORED, !evidence->units.items[unit].excluded && run->reason < 0};
    else if (mark.state == KP_MARK_NOT_APPLICABLE)
        seen.state = KP_MARK_NOT_APPLICABLE;
    return seen;
}

kp_seen kp_seen_of(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const struct kp_fields *fields = evidence->fields;
    if (fields && fields->one)
        return fields->one[indicator];
    if (fields && fields->leaves[indicator].values)
        return fields->leaves[indicator].values[unit];
    mark_run run = kp_mark_run(evidence->arena, evidence, false, NULL);
    return look(&run, evidence, unit, indicator);
}

void kp_seen_note(const kp_evidence *evidence, int32_t indicator, const kp_mark *mark) {
    if (!kp_evidence_looked_at(evidence, indicator))
        return;
    evidence->fields->one[indicator] = (kp_seen){mark->value, mark->state, mark->state == KP_MARK_SCORED};
}

/* ---- fields ---- */

static int compare_numbers(const void *a, const void *b) { return kp_num_compare(*(const kp_num *)a, *(const kp_num *)b); }

/* The units by field, so that all fields together cost what the units do. */
static void split_units(field_maker *m) {
    size_t units = m->evidence->units.count, fields = m->fields->count;
    size_t *next = KP_NEW_ARRAY(m->arena, size_t, fields);
    m->units = KP_NEW_ARRAY(m->arena, int32_t, units);
    m->first = KP_NEW_ARRAY(m->arena, size_t, fields + 1);
    for (size_t unit = 0; unit < units; unit++)
        m->first[field_index(m->fields, m->evidence, (int32_t)unit) + 1]++;
    for (size_t field = 0; field < fields; field++) {
        m->first[field + 1] += m->first[field];
        next[field] = m->first[field];
    }
    for (size_t unit = 0; unit < units; unit++)
        m->units[next[field_index(m->fields, m->evidence, (int32_t)unit)]++] = (int32_t)unit;
}

/* Of m->units[from .. to): a field, or all. */
static kp_field_stats sum_up(const field_maker *m, const kp_seen values[], size_t from, size_t to) {
    kp_field_stats stats = {.sum = KP_ZERO, .mean = KP_ZERO, .deviation = KP_ZERO};
    size_t room = 0;
    for (size_t i = from; i < to; i++)
        room += values[m->units[i]].counts;
    if (!room)
        return stats;
    kp_num *sorted = KP_NEW_ARRAY(m->arena, kp_num, room);
    for (size_t i = from; i < to; i++)
        if (values[m->units[i]].counts)
            sorted[stats.count++] = values[m->units[i]].value;
    qsort(sorted, stats.count, sizeof *sorted, compare_numbers);
    stats.sorted = sorted;
    stats.sum = kp_num_sum(m->arena, sorted, stats.count);
    stats.mean = kp_num_div(m->arena, stats.sum, kp_num_int((int64_t)stats.count));
    return stats;
}

static kp_field_stats sum_up_field(const field_maker *m, const kp_seen values[], size_t field) {
    return sum_up(m, values, m->first[field], m->first[field + 1]);
}

/* Room for a leaf's values, none of which is known yet to be missing. */
static void open_series(const field_maker *m, series *made) {
    size_t fields = m->fields->count + 1;
    made->values = KP_NEW_ARRAY(m->arena, kp_seen, m->evidence->units.count);
    made->open = KP_NEW_ARRAY(m->arena, int32_t, fields);
    memset(made->open, -1, fields * sizeof *made->open);
}

/* Notes the first unit of its field, and of all, whose value is not known. */
static void note_open(const field_maker *m, series *made, int32_t unit) {
    int32_t *open[] = {&made->open[field_index(m->fields, m->evidence, unit)], &made->open[m->fields->count]};
    for (size_t k = 0; k < 2; k++)
        *open[k] = *open[k] < 0 ? unit : *open[k];
}

static void make_series(field_maker *m, int32_t indicator) {
    const kp_evidence *evidence = m->evidence;
    series made = {0};
    uint8_t looked_at = m->fields->looked_at[indicator];
    size_t units = evidence->units.count, fields = m->fields->count;
    open_series(m, &made);
    for (size_t unit = 0; unit < units; unit++) {
        made.values[unit] = look(&m->run, evidence, (int32_t)unit, indicator);
        if (made.values[unit].state == KP_MARK_NOT_SCORED && !evidence->units.items[unit].excluded)
            note_open(m, &made, (int32_t)unit);
    }
    if (looked_at & LOOKED_ACROSS) {
        made.fields = KP_NEW_ARRAY(m->arena, kp_field_stats, fields);
        for (size_t field = 0; field < fields; field++)
            made.fields[field] = sum_up_field(m, made.values, field);
    }
    if (looked_at & LOOKED_ACROSS_ALL) {
        made.whole = KP_NEW(m->arena, kp_field_stats);
        *made.whole = sum_up(m, made.values, 0, units);
    }
    m->fields->leaves[indicator] = made;
}

const kp_field_stats *kp_field_of(const kp_evidence *evidence, int32_t unit, int32_t indicator, bool all) {
    const struct kp_fields *fields = evidence->fields;
    if (!fields)
        return NULL;
    const series *leaf = &fields->leaves[indicator];
    size_t field = all ? fields->count : field_index(fields, evidence, unit);
    if (!leaf->values || leaf->open[field] >= 0 || !(all ? leaf->whole : leaf->fields))
        return NULL;
    return all ? leaf->whole : &leaf->fields[field];
}

const kp_field_stats *kp_compared_field(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    if (!evidence->fields || evidence->fields->one || !evidence->fields->compared[indicator].values)
        return NULL;
    const series *leaf = &evidence->fields->compared[indicator];
    size_t field = field_index(evidence->fields, evidence, unit);
    return leaf->open[field] < 0 ? &leaf->fields[field] : NULL;
}

int32_t kp_field_place(const kp_field_stats *field, kp_num value, bool low) {
    size_t from = 0, to = field->count; /* the first that is not below `value`, or with `low` the same; else the first above it */
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = kp_num_compare(field->sorted[middle], value);
        if (low ? order < 0 : order <= 0)
            from = middle + 1;
        else
            to = middle;
    }
    return (int32_t)(low ? from : field->count - from) + 1;
}

/* ---- who cannot be scored for want of another's value ---- */

static bool looks(const kp_evidence *evidence, int32_t unit, int32_t leaf) {
    return !evidence->units.items[unit].excluded && !kp_evidence_gap(evidence, unit, leaf) && !kp_evidence_given(evidence, unit, leaf);
}

/* Every unit that looks across a field of which open[field] is a unit whose value is not known. `all`: there is one field of all units, the last of open[]. */
static void tell(const field_maker *m, int32_t leaf, kp_problem_code code, const int32_t open[], bool all) {
    const kp_evidence *evidence = m->evidence;
    kp_arena *arena = m->problems->arena;
    int32_t *units = KP_NEW_ARRAY(arena, int32_t, evidence->units.count);
    for (size_t field = all ? m->fields->count : 0; field < m->fields->count + all; field++) {
        size_t count = 0, from = all ? 0 : m->first[field], to = all ? evidence->units.count : m->first[field + 1];
        for (size_t i = from; open[field] >= 0 && i < to; i++) {
            int32_t unit = all ? (int32_t)i : m->units[i];
            if (looks(evidence, unit, leaf))
                units[count++] = unit;
        }
        if (count)
            kp_problems_add_for(m->problems, code, kp_unit_place(evidence, open[field]), units, count, kp_leaf(evidence, leaf)->title,
                                kp_unit_words(arena, evidence, open[field]));
    }
}

/* ---- what `relative` compares ---- */

/* By what the values differ, on the average: exact but for the root. */
static kp_num deviation(const field_maker *m, const kp_field_stats *stats, kp_spread spread) {
    kp_num *squares = KP_NEW_ARRAY(m->arena, kp_num, stats->count), root = KP_ZERO;
    int64_t divisor = (int64_t)stats->count - (spread == KP_SPREAD_SAMPLE);
    if (divisor < 1)
        return KP_ZERO;
    for (size_t i = 0; i < stats->count; i++) {
        kp_num distance = kp_num_sub(m->arena, stats->sorted[i], stats->mean);
        squares[i] = kp_num_mul(m->arena, distance, distance);
    }
    kp_num variance = kp_num_div(m->arena, kp_num_sum(m->arena, squares, stats->count), kp_num_int(divisor));
    return kp_num_sqrt(m->arena, variance, &root) ? root : KP_ZERO;
}

/* The unit's value; what stands in the way of the whole field is noted. */
static kp_seen compare_unit(const field_maker *m, series *made, int32_t given[], int32_t unit, int32_t indicator) {
    const kp_evidence *evidence = m->evidence;
    kp_seen none = {.value = KP_ZERO, .state = KP_MARK_NOT_APPLICABLE};
    if (evidence->units.items[unit].excluded || kp_evidence_gap(evidence, unit, indicator))
        return none;
    if (kp_evidence_given(evidence, unit, indicator)) {
        int32_t *one = &given[field_index(m->fields, evidence, unit)];
        *one = *one < 0 ? unit : *one;
        return none;
    }
    kp_calc calc = {.arena = m->arena};
    kp_outcome outcome = kp_relative_value(&calc, evidence, unit, indicator);
    if (outcome.reason == KP_R_NO_RATIO && kp_has_formula(kp_leaf(evidence, indicator))) /* of one that is typed its cell was told */
        kp_problems_add(m->problems, KP_D_NO_RATIO, kp_unit_place(evidence, unit), unit, kp_num_exact(m->problems->arena, outcome.mark.num), NULL,
                        kp_leaf(evidence, indicator)->title);
    bool faulty = outcome.state == KP_MARK_NOT_APPLICABLE && calc.fault;
    if (faulty || outcome.state == KP_MARK_NOT_SCORED || kp_evidence_unread(evidence, unit, indicator)) {
        note_open(m, made, unit);
        none.state = KP_MARK_NOT_SCORED;
    }
    return outcome.state == KP_MARK_SCORED && none.state != KP_MARK_NOT_SCORED ? (kp_seen){outcome.mark.num, KP_MARK_SCORED, true} : none;
}

/* A best value of 0 leaves nothing of the ratio: one unit has full marks, and whatever the others have is 0; or all have 0, and so full marks. */
static void warn_of_zero(const field_maker *m, const series *made, int32_t indicator, size_t field) {
    const kp_indicator *leaf = kp_leaf(m->evidence, indicator);
    const kp_field_stats *stats = &made->fields[field];
    if (leaf->by != KP_BY_BEST || made->open[field] >= 0 || !stats->count ||
        !kp_num_is_zero(stats->sorted[leaf->better == KP_BETTER_LOW ? 0 : stats->count - 1]))
        return;
    const char *others = kp_num_is_zero(stats->sorted[leaf->better == KP_BETTER_LOW ? stats->count - 1 : 0])
                             ? "全部对象都是 0 | which are all units"
                             : "其他对象一律 0 分 | all others none, whatever their values";
    for (size_t i = m->first[field]; i < m->first[field + 1]; i++) {
        const kp_seen *seen = &made->values[m->units[i]];
        if (!seen->counts || !kp_num_is_zero(seen->value))
            continue;
        kp_problems_add(m->problems, KP_R_BEST_IS_ZERO, kp_unit_place(m->evidence, m->units[i]), KP_UNIT_NONE,
                        kp_unit_words(m->problems->arena, m->evidence, m->units[i]), leaf->title, others);
        return;
    }
}

static void make_compared(field_maker *m, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(m->evidence, indicator);
    size_t fields = m->fields->count;
    int32_t *given = KP_NEW_ARRAY(m->arena, int32_t, fields);
    memset(given, -1, fields * sizeof *given);
    series made = {0};
    open_series(m, &made);
    for (size_t unit = 0; unit < m->evidence->units.count; unit++)
        made.values[unit] = compare_unit(m, &made, given, (int32_t)unit, indicator);
    made.fields = KP_NEW_ARRAY(m->arena, kp_field_stats, fields);
    for (size_t field = 0; field < fields; field++) {
        made.fields[field] = sum_up_field(m, made.values, field);
        if (leaf->by == KP_BY_ZSCORE || leaf->by == KP_BY_TSCORE)
            made.fields[field].deviation = deviation(m, &made.fields[field], leaf->spread);
    }
    tell(m, indicator, KP_D_FIELD_OPEN, made.open, false);
    tell(m, indicator, KP_D_FIELD_GIVEN, given, false);
    for (size_t field = 0; field < fields; field++)
        made.open[field] = made.open[field] < 0 ? given[field] : made.open[field];
    for (size_t field = 0; field < fields; field++)
        warn_of_zero(m, &made, indicator, field);
    m->fields->compared[indicator] = made;
}

/* ---- order ---- */

/* A leaf after those that it looks at. Circles are refused when the scheme is built. */
static void visit(field_maker *m, int32_t leaf) {
    const kp_indicator *indicator = &m->evidence->scheme->indicators[leaf];
    if (m->visited[leaf])
        return;
    m->visited[leaf] = 1;
    for (size_t i = 0; i < indicator->look_count; i++)
        visit(m, indicator->looks[i].indicator);
    for (size_t i = 0; i < indicator->look_count; i++)
        if (indicator->looks[i].across)
            tell(m, leaf, KP_D_FIELD_OPEN, m->fields->leaves[indicator->looks[i].indicator].open, indicator->looks[i].all);
    if (kp_leaf_by_place(indicator) && indicator->method == KP_METHOD_RELATIVE)
        kp_evidence_make_leaf_places(m->evidence, leaf, m->problems);
    else if (m->fields->looked_at[leaf] & COMPARED)
        make_compared(m, leaf);
    if (m->fields->looked_at[leaf] & BY_OTHERS)
        make_series(m, leaf);
}

void kp_evidence_make_fields(kp_evidence *evidence, kp_problems *problems) {
    if (!evidence->fields)
        return;
    size_t leaves = evidence->scheme->indicator_count;
    field_maker m = {.arena = evidence->arena, .evidence = evidence, .fields = evidence->fields, .problems = problems};
    m.run = kp_mark_run(evidence->arena, evidence, false, NULL);
    m.visited = KP_NEW_ARRAY(evidence->arena, uint8_t, leaves);
    split_units(&m);
    for (size_t i = 1; i < leaves; i++)
        visit(&m, (int32_t)i);
}
