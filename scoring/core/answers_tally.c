/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answers_tally.c - from forms to counts: a row for each unit, stratum and question. Forms are put in the order of unit and stratum by two passes of counting, so one small table
 * of counts serves group after group. Weights are decimals, so nearly always whole numbers of a common small part; their sums are then sums of integers.
 */
#include "kaoping/answers.h"

#include <assert.h>
#include <string.h>

#define SCALED_MOST (INT64_C(1) << 62) /* a weight in common parts is below it; two sums of 31 bits a piece then hold 2^32 of them */
#define LOW_BITS    31

/* What an answer is counted under: an option, or one of these behind the options. */
enum { CLASS_UNKNOWN, CLASS_INVALID, CLASS_MISSING, CLASS_NOT_ASKED, OTHER_CLASSES };

typedef struct cell {
    uint64_t low, high; /* Σ of the weights in common parts, in two pieces */
    uint32_t forms;
} cell;

typedef struct tally {
    kp_evidence *evidence;
    kp_arena *arena;
    const kp_answers *answers;
    size_t options;                           /* the most that a question has */
    size_t classes;                           /* options and OTHER_CLASSES */
    uint8_t class_of[256], discarded_of[256]; /* of a code, on a form that counts and on one that is discarded */
    uint32_t *order;                          /* forms by unit and stratum */
    int32_t *unit, *stratum;                  /* of each form, side by side: a form is long, and they are asked for in any order */
    uint8_t *discarded;
    size_t count;
    int64_t parts;   /* common denominator of the weights; 0: there is none that serves */
    kp_num *weights; /* room for those of one cell, where they are added one by one */
    int64_t *scaled; /* weight of each form in such parts; NULL: all weigh 1 */
    cell *cells;     /* [item * classes + class] */
} tally;

static const kp_form *form_at(const tally *t, size_t at) { return &t->answers->forms[t->order[at]]; }

static const uint8_t *codes_at(const tally *t, size_t at) { return t->answers->codes + t->order[at] * t->answers->item_count; }

static const kp_indicator *leaf_of(const tally *t, size_t item) { return &t->evidence->scheme->indicators[t->answers->items[item].indicator]; }

/* ---- order ---- */

/* One stable pass by the forms' `keys`, which are from 0 to below `most`. */
static void sort_pass(const tally *t, const uint32_t from[], uint32_t to[], const int32_t keys[], size_t most) {
    size_t *place = KP_NEW_ARRAY(t->arena, size_t, most + 1);
    for (size_t i = 0; i < t->count; i++)
        place[keys[from[i]] + 1]++;
    for (size_t i = 0; i < most; i++)
        place[i + 1] += place[i];
    for (size_t i = 0; i < t->count; i++)
        to[place[keys[from[i]]]++] = from[i];
}

/* Forms of no known unit are left out: their problem is in the list already. */
static void sort_forms(tally *t) {
    size_t units = t->evidence->units.count, strata = t->evidence->strata.count;
    size_t forms = t->answers->form_count;
    uint32_t *other = KP_NEW_ARRAY(t->arena, uint32_t, forms);
    t->order = KP_NEW_ARRAY(t->arena, uint32_t, forms);
    t->unit = KP_NEW_ARRAY(t->arena, int32_t, forms);
    t->stratum = KP_NEW_ARRAY(t->arena, int32_t, forms);
    t->discarded = KP_NEW_ARRAY(t->arena, uint8_t, forms);
    for (size_t i = 0; i < forms; i++) {
        const kp_form *form = &t->answers->forms[i];
        t->unit[i] = form->unit;
        t->stratum[i] = form->stratum + 1;
        t->discarded[i] = form->discarded;
        if (form->unit >= 0 && (size_t)form->unit < units && form->stratum >= -1 && form->stratum < (int32_t)strata)
            t->order[t->count++] = (uint32_t)i;
    }
    sort_pass(t, t->order, other, t->stratum, strata + 1);
    sort_pass(t, other, t->order, t->unit, units);
}

/* ---- weights ---- */

static int64_t common_divisor(int64_t x, int64_t y) {
    while (y) {
        int64_t rest = x % y;
        x = y;
        y = rest;
    }
    return x;
}

/* numerator and denominator where both are of 64 bits; false for larger ones */
static bool small_parts(kp_num weight, int64_t *num, int64_t *den) {
    *num = weight.num;
    *den = weight.den;
    return weight.den > 0;
}

static int64_t find_parts(const tally *t) {
    int64_t parts = 1, num, den;
    for (size_t i = 0; i < t->answers->form_count; i++) {
        if (!small_parts(t->answers->forms[i].weight, &num, &den))
            return 0;
        if (den == 1 || parts % den == 0)
            continue;
        int64_t factor = den / common_divisor(parts, den);
        if (parts > SCALED_MOST / factor)
            return 0;
        parts *= factor;
    }
    return parts;
}

static void scale_weights(tally *t) {
    if (!t->answers->weighted)
        return;
    t->parts = find_parts(t);
    t->scaled = KP_NEW_ARRAY(t->arena, int64_t, t->answers->form_count);
    for (size_t i = 0; i < t->answers->form_count && t->parts; i++) {
        int64_t num, den;
        small_parts(t->answers->forms[i].weight, &num, &den);
        if (num < 0 || num >= SCALED_MOST / (t->parts / den))
            t->parts = 0;
        else
            t->scaled[i] = num * (t->parts / den);
    }
    if (!t->parts)
        t->weights = KP_NEW_ARRAY(t->arena, kp_num, t->count);
}

/* ---- counting ---- */

static void read_classes(tally *t) {
    for (size_t i = 0; i < t->answers->item_count; i++)
        if (leaf_of(t, i)->options.count > t->options)
            t->options = leaf_of(t, i)->options.count;
    assert(t->options < KP_ANSWER_NOT_ASKED);
    t->classes = t->options + OTHER_CLASSES;
    uint8_t invalid = (uint8_t)(t->options + CLASS_INVALID);
    memset(t->discarded_of, invalid, sizeof t->discarded_of);
    memset(t->class_of, invalid, sizeof t->class_of); /* a code of no option is no answer */
    for (size_t code = 0; code < t->options; code++)
        t->class_of[code] = (uint8_t)code;
    t->class_of[KP_ANSWER_UNKNOWN] = (uint8_t)(t->options + CLASS_UNKNOWN);
    t->class_of[KP_ANSWER_MISSING] = (uint8_t)(t->options + CLASS_MISSING);
    t->class_of[KP_ANSWER_NOT_ASKED] = t->discarded_of[KP_ANSWER_NOT_ASKED] = (uint8_t)(t->options + CLASS_NOT_ASKED);
    t->cells = KP_NEW_ARRAY(t->arena, cell, t->answers->item_count * t->classes);
}

/* The forms from .. to are those of one unit and stratum. */
static void count_group(tally *t, size_t from, size_t to) {
    size_t items = t->answers->item_count, classes = t->classes;
    memset(t->cells, 0, items * classes * sizeof *t->cells);
    for (size_t at = from; at < to; at++) {
        const uint8_t *codes = codes_at(t, at), *class_of = t->discarded[t->order[at]] ? t->discarded_of : t->class_of;
        cell *cells = t->cells;
        if (!t->scaled || !t->parts) {
            for (size_t i = 0; i < items; i++, cells += classes)
                cells[class_of[codes[i]]].forms++;
            continue;
        }
        uint64_t weight = (uint64_t)t->scaled[t->order[at]], low = weight & ((UINT64_C(1) << LOW_BITS) - 1), high = weight >> LOW_BITS;
        for (size_t i = 0; i < items; i++, cells += classes) {
            cell *counted = &cells[class_of[codes[i]]];
            counted->forms++;
            counted->low += low;
            counted->high += high;
        }
    }
}

/* Σ of the weights that were counted in a cell, by addition: where they have no common parts. */
static kp_num add_weights(const tally *t, size_t from, size_t to, size_t item, size_t class) {
    size_t count = 0;
    for (size_t at = from; at < to; at++) {
        const kp_form *form = form_at(t, at);
        if ((form->discarded ? t->discarded_of : t->class_of)[codes_at(t, at)[item]] == class)
            t->weights[count++] = form->weight;
    }
    return kp_num_sum(t->arena, t->weights, count);
}

static kp_num weight_of(const tally *t, size_t from, size_t to, size_t item, size_t class) {
    const cell *counted = &t->cells[item * t->classes + class];
    if (!t->scaled || !counted->forms)
        return kp_num_int((int64_t)counted->forms);
    if (!t->parts)
        return add_weights(t, from, to, item, class);
    uint64_t high = counted->high + (counted->low >> LOW_BITS), low = counted->low & ((UINT64_C(1) << LOW_BITS) - 1);
    kp_num whole = kp_num_mul(t->arena, kp_num_int((int64_t)high), kp_num_int(INT64_C(1) << LOW_BITS));
    return kp_num_div(t->arena, kp_num_add(t->arena, whole, kp_num_int((int64_t)low)), kp_num_int(t->parts));
}

/* ---- rows ---- */

static uint32_t forms_of(const tally *t, size_t item, size_t class) { return t->cells[item * t->classes + class].forms; }

static kp_input counted(kp_num value, kp_origin origin) { return (kp_input){.value = value, .origin = origin, .state = KP_INPUT_GIVEN}; }

/* The first form of the group that was asked the question; `to` where none was. */
static size_t first_asked(const tally *t, size_t from, size_t to, size_t item) {
    while (from < to && codes_at(t, from)[item] == KP_ANSWER_NOT_ASKED)
        from++;
    return from;
}

static void add_row(tally *t, size_t from, size_t to, size_t item) {
    size_t first = first_asked(t, from, to, item);
    if (first == to)
        return;
    const kp_indicator *leaf = leaf_of(t, item);
    const kp_answer_item *asked = &t->answers->items[item];
    const kp_form *form = form_at(t, first);
    kp_survey_row row = kp_survey_row_new(t->arena, leaf, form->unit, asked->indicator, asked->question, form->stratum);
    row.origin = form->origin;
    row.tallied = true;
    int64_t valid = 0, invalid_forms = forms_of(t, item, t->options + CLASS_INVALID);
    for (size_t i = 0; i < leaf->options.count; i++) {
        row.options[i] = counted(weight_of(t, from, to, item, i), form->origin);
        valid += forms_of(t, item, i);
    }
    kp_num invalid = weight_of(t, from, to, item, t->options + CLASS_INVALID);
    for (size_t i = leaf->options.count; i < t->options; i++) { /* options that another leaf has, and this one has not */
        invalid = kp_num_add(t->arena, invalid, weight_of(t, from, to, item, i));
        invalid_forms += forms_of(t, item, i);
    }
    row.unknown = counted(weight_of(t, from, to, item, t->options + CLASS_UNKNOWN), form->origin);
    row.invalid = counted(invalid, form->origin);
    row.forms = kp_num_int(valid);
    row.forms_unknown = kp_num_int(forms_of(t, item, t->options + CLASS_UNKNOWN));
    row.forms_missing = kp_num_int(forms_of(t, item, t->options + CLASS_MISSING));
    row.forms_invalid = kp_num_int(invalid_forms);
    KP_PUSH(t->arena, &t->evidence->survey, row);
}

void kp_answers_tally(kp_evidence *evidence) {
    if (!evidence->answers || !evidence->answers->form_count || !evidence->answers->item_count)
        return;
    tally t = {.evidence = evidence, .arena = evidence->arena, .answers = evidence->answers};
    assert(t.answers->form_count <= UINT32_MAX);
    sort_forms(&t);
    scale_weights(&t);
    read_classes(&t);
    for (size_t from = 0, to; from < t.count; from = to) {
        uint32_t first = t.order[from];
        for (to = from + 1; to < t.count && t.unit[t.order[to]] == t.unit[first] && t.stratum[t.order[to]] == t.stratum[first];)
            to++;
        count_group(&t, from, to);
        for (size_t i = 0; i < t.answers->item_count; i++)
            add_row(&t, from, to, i);
    }
}
