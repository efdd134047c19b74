/* SPDX-License-Identifier: GPL-3.0-or-later */
/* soundness_repeated.c - runs of forms that stand there twice, form by form: answers that were pasted, or came in with two files. */
#include "soundness_private.h"

#include <math.h>
#include <string.h>

/* Keys that are alike have one number; first[number] is where it was met first. */
typedef struct key_numbers {
    uint32_t *of, *first;
} key_numbers;

/* `count` keys of `width` bytes, one each `step` bytes. */
static key_numbers number_keys(kp_arena *arena, const void *keys, size_t count, size_t step, size_t width) {
    const uint8_t *bytes = keys;
    size_t slots = 16;
    uint32_t used = 0;
    while (slots < 2 * count)
        slots *= 2;
    uint32_t *table = KP_NEW_ARRAY(arena, uint32_t, slots); /* number + 1; 0: free */
    key_numbers numbers = {KP_NEW_ARRAY(arena, uint32_t, count), KP_NEW_ARRAY(arena, uint32_t, count)};
    for (size_t i = 0; i < count; i++) {
        const uint8_t *key = bytes + i * step;
        size_t slot = (size_t)hash_codes(key, width) & (slots - 1);
        while (table[slot] && memcmp(bytes + numbers.first[table[slot] - 1] * step, key, width) != 0)
            slot = (slot + 1) & (slots - 1);
        if (!table[slot]) {
            numbers.first[used] = (uint32_t)i;
            table[slot] = ++used;
        }
        numbers.of[i] = table[slot] - 1;
    }
    return numbers;
}

/* What a form says: with `whole` all of it, else its unit and its answers. */
static key_numbers number_forms(kp_arena *arena, const kp_answers *answers, bool whole) {
    size_t variables = whole && answers->categories ? answers->variables.count : 0, members = whole ? 5 : 1;
    size_t width = (members + variables) * sizeof(int32_t) + answers->item_count;
    uint8_t *keys = KP_NEW_ARRAY(arena, uint8_t, width * answers->form_count);
    for (size_t i = 0; i < answers->form_count; i++) {
        const kp_form *form = &answers->forms[i];
        const int32_t said[] = {form->unit, form->stratum, form->cluster, form->channel, form->interviewer};
        uint8_t *key = keys + i * width;
        memcpy(key, said, members * sizeof *said);
        key += members * sizeof *said;
        if (variables)
            memcpy(key, answers->categories + i * variables, variables * sizeof(int32_t));
        if (answers->item_count)
            memcpy(key + variables * sizeof(int32_t), answers->codes + i * answers->item_count, answers->item_count);
    }
    return number_keys(arena, keys, answers->form_count, width, width);
}

/* How often forms are met that answer alike: in the survey, in their unit, and how many forms the unit has. */
typedef struct frequencies {
    const kp_answers *answers;
    size_t units, forms;
    key_numbers alike, in_unit;
    size_t *alike_count, *in_unit_count, *unit_count;
} frequencies;

static size_t unit_of(const frequencies *f, size_t form) {
    int32_t unit = f->answers->forms[form].unit;
    return unit >= 0 && (size_t)unit < f->units ? (size_t)unit : f->units;
}

static void count_forms(frequencies *f, size_t first, size_t count, bool in) {
    size_t one = in ? 1 : SIZE_MAX; /* SIZE_MAX takes one off */
    for (size_t i = first; i < first + count; i++) {
        f->alike_count[f->alike.of[i]] += one;
        f->in_unit_count[f->in_unit.of[i]] += one;
        f->unit_count[unit_of(f, i)] += one;
        f->forms += one;
    }
}

static frequencies frequencies_of(kp_arena *arena, const kp_answers *answers, size_t units) {
    size_t forms = answers->form_count;
    frequencies f = {.answers = answers, .units = units};
    f.alike = number_keys(arena, answers->codes, forms, answers->item_count, answers->item_count);
    f.in_unit = number_forms(arena, answers, false);
    f.alike_count = KP_NEW_ARRAY(arena, size_t, forms);
    f.in_unit_count = KP_NEW_ARRAY(arena, size_t, forms);
    f.unit_count = KP_NEW_ARRAY(arena, size_t, units + 1);
    count_forms(&f, 0, forms, true);
    return f;
}

/* How many such repetitions chance would make, at most: the places where two runs may begin, times the shares of the answers among all other forms. A form like the one before it
 * tells nothing, as neighbours answer alike. */
static bool may_be_chance(frequencies *f, const uint32_t *said, kp_repeated_run run) {
    double places = (double)(f->forms - 2 * run.forms + 1), expected = log(places * (places + 1) / 2);
    count_forms(f, run.first, run.forms, false);
    for (size_t i = run.first; i < run.first + run.forms; i++) {
        double all = (double)f->alike_count[f->alike.of[i]] / (double)f->forms;
        double own = (double)f->in_unit_count[f->in_unit.of[i]] / (double)f->unit_count[unit_of(f, i)];
        if (i == run.first || said[i] != said[i - 1])
            expected += log(fmax(all, own));
    }
    count_forms(f, run.first, run.forms, true);
    return expected > log(KP_REPEATED_LEVEL);
}

static bool all_straight(const uint8_t *marks, kp_repeated_run run) {
    size_t straight = 0;
    for (size_t i = run.first; i < run.first + run.forms; i++)
        straight += (marks[i] & KP_DISCARD_STRAIGHT) != 0;
    return straight == run.forms;
}

kp_repeated_runs kp_answers_repeated(kp_arena *arena, const kp_evidence *evidence, const uint8_t marks[]) {
    const kp_answers *answers = evidence->answers;
    kp_repeated_runs runs = {0};
    if (!answers || !answers->item_count || answers->form_count < 2 * KP_REPEATED_LEAST)
        return runs;
    size_t forms = answers->form_count;
    const uint32_t *said = number_forms(arena, answers, true).of;
    key_numbers windows = number_keys(arena, said, forms - KP_REPEATED_LEAST + 1, sizeof *said, KP_REPEATED_LEAST * sizeof *said);
    frequencies f = frequencies_of(arena, answers, evidence->units.count);
    for (size_t i = KP_REPEATED_LEAST; i + KP_REPEATED_LEAST <= forms;) {
        kp_repeated_run run = {.first = i, .before = windows.first[windows.of[i]], .forms = KP_REPEATED_LEAST};
        if (run.before + KP_REPEATED_LEAST > i) {
            i++;
            continue;
        }
        while (i + run.forms < forms && run.before + run.forms < i && said[run.before + run.forms] == said[i + run.forms])
            run.forms++;
        if (!all_straight(marks, run) && !may_be_chance(&f, said, run))
            KP_PUSH(arena, &runs, run);
        i += run.forms;
    }
    return runs;
}
