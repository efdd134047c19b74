/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analysis_cells.c - the answers to each question by stratum and option: counted by the core where forms weigh alike or only counts are known, else by weight here. */
#include "analysis_private.h"

#include <math.h>

/* ---- what answers are worth ---- */

static void set_values(kp_arena *arena, leaf_cells *c) {
    const kp_indicator *leaf = c->leaf;
    double largest = 0;
    for (size_t i = 0; i < leaf->options.count; i++)
        largest = fmax(largest, kp_num_to_double(leaf->options.items[i].value));
    for (int m = 0; m < MEASURES; m++)
        c->value[m] = KP_NEW_ARRAY(arena, double, c->options);
    for (size_t i = 0; i < leaf->options.count; i++) {
        c->value[DEGREE][i] = largest > 0 ? kp_num_to_double(leaf->options.items[i].value) / largest * 100 : 0;
        c->value[RATE][i] = kp_option_is_positive(leaf, i) ? 100 : 0;
    }
    double unknown = leaf->unknown == KP_UNKNOWN_NEUTRAL ? 50 : 0;
    c->value[DEGREE][leaf->options.count] = largest > 0 ? unknown : 0;
    c->value[RATE][leaf->options.count] = leaf->positive.count ? unknown : 0;
}

static void set_question_weights(kp_arena *arena, leaf_cells *c) {
    c->question_weight = KP_NEW_ARRAY(arena, double, c->questions);
    for (size_t q = 0; q < c->questions; q++)
        c->question_weight[q] = c->leaf->questions.count ? kp_num_to_double(c->leaf->questions.items[q].value) : 1;
}

/* ---- from rows of counts ---- */

bool row_is_counted(const leaf_cells *c, const kp_survey_row *row) {
    if (row->indicator != c->indicator || (c->leaf->questions.count && (row->question < 0 || (size_t)row->question >= c->questions)))
        return false;
    for (size_t i = 0; i < c->leaf->options.count; i++)
        if (row->options[i].state != KP_INPUT_GIVEN)
            return false;
    return row->unknown.state != KP_INPUT_DOUBTFUL;
}

static double count_in(const kp_input *input) { return input->state == KP_INPUT_GIVEN ? kp_num_to_double(input->value) : 0; }

/* place_of[stratum + 1]: where the unit's stratum of that name stands in the frame. Other units' are left behind in it: a unit's rows name none but its own. */
static void place_strata(const frame *f, size_t unit, size_t place_of[]) {
    const frame_unit *u = &f->units[unit];
    for (size_t h = u->first; h < u->first + u->strata; h++)
        place_of[f->strata[h].stratum + 1] = h;
}

static void add_count(answer_cell *cell, double count) {
    cell->forms += count;
    cell->weight += count;
    cell->square += count;
}

/* Of typed counts the sample is what came back: as said, else all that was counted. */
static void take_row(leaf_cells *c, const kp_survey_row *row, size_t stratum) {
    size_t question = question_of_row(c, row);
    answer_cell *cells = &c->cells[(stratum * c->questions + question) * c->options];
    double counted = count_in(&row->unknown) + count_in(&row->invalid);
    for (size_t i = 0; i < c->leaf->options.count; i++) {
        add_count(&cells[i], count_in(&row->options[i]));
        counted += count_in(&row->options[i]);
    }
    if (c->unknown_counts)
        add_count(&cells[c->leaf->options.count], count_in(&row->unknown));
    if (row->tallied)
        return;
    c->typed[row->unit] = 1;
    asked_at(c, stratum, question)->drawn += fmax(counted, count_in(&row->returned));
}

static void take_rows(kp_arena *arena, const frame *f, leaf_cells *c) {
    const kp_evidence *e = f->evidence;
    size_t *place_of = KP_NEW_ARRAY(arena, size_t, e->strata.count + 1);
    for (size_t u = 0; u < f->unit_count; u++) {
        place_strata(f, u, place_of);
        for (size_t i = e->first_survey[u]; i < e->first_survey[u + 1]; i++) {
            const kp_survey_row *row = &e->survey.items[i];
            if (row_is_counted(c, row) && !(row->tallied && e->answers && e->answers->weighted))
                take_row(c, row, place_of[row->stratum + 1]);
        }
    }
}

/* ---- from forms ---- */

static void weigh_form(leaf_cells *c, size_t stratum, const uint8_t codes[], double weight) {
    answer_cell *cells = &c->cells[stratum * c->questions * c->options];
    for (size_t q = 0; q < c->questions; q++, cells += c->options) {
        size_t code = option_of(c, codes[q]);
        if (code >= c->options)
            continue;
        cells[code].forms += 1;
        cells[code].weight += weight;
        cells[code].square += weight * weight;
    }
}

static void weigh_forms(const frame *f, leaf_cells *c) {
    for (size_t h = 0; h < f->stratum_count; h++)
        for (size_t i = f->strata[h].first; i < f->strata[h].first + f->strata[h].forms; i++)
            if (f->weights[i] > 0)
                weigh_form(c, h, frame_codes(f, i) + c->first_item, f->weights[i]);
}

/* How many primary units of a clustered stratum have a valid answer; seen[primary unit of the unit]. */
static void count_primary(const frame *f, leaf_cells *c, size_t stratum, uint32_t seen[], uint32_t *stamp) {
    const frame_stratum *h = &f->strata[stratum];
    for (size_t q = 0; q < c->questions; q++) {
        uint32_t mark = ++*stamp, primary_units = 0;
        for (size_t i = h->first; i < h->first + h->forms; i++) {
            uint8_t code = frame_codes(f, i)[(size_t)c->first_item + q];
            bool valid = code < c->leaf->options.count || (code == KP_ANSWER_UNKNOWN && c->unknown_counts);
            if (!valid || seen[f->primary[i]] == mark || !(f->weights[i] > 0))
                continue;
            seen[f->primary[i]] = mark;
            primary_units++;
        }
        asked_at(c, stratum, q)->answered = primary_units;
    }
}

static void count_all_primary(kp_arena *arena, const frame *f, leaf_cells *c) {
    size_t most = 0;
    for (size_t u = 0; u < f->unit_count; u++)
        most = f->units[u].clustered && f->units[u].drawn > most ? f->units[u].drawn : most;
    uint32_t *seen = KP_NEW_ARRAY(arena, uint32_t, most), stamp = 0;
    for (size_t h = 0; h < f->stratum_count && most; h++)
        if (f->strata[h].clustered && !c->typed[f->strata[h].unit])
            count_primary(f, c, h, seen, &stamp);
}

/* ---- what follows ---- */

static void sum_cells(const frame *f, leaf_cells *c, size_t stratum, size_t question) {
    question_stratum *asked = asked_at(c, stratum, question);
    const answer_cell *cells = cells_at(c, stratum, question);
    double sum[MEASURES] = {0};
    for (size_t k = 0; k < c->options; k++) {
        asked->forms += cells[k].forms;
        asked->weight += cells[k].weight;
        for (int m = 0; m < MEASURES; m++)
            sum[m] += cells[k].weight * c->value[m][k];
    }
    for (int m = 0; m < MEASURES && asked->weight > 0; m++)
        asked->mean[m] = sum[m] / asked->weight;
    asked->answered = asked->forms;
    if (!c->typed[f->strata[stratum].unit])
        asked->drawn = (double)f->strata[stratum].drawn;
}

leaf_cells *leaf_cells_of(kp_arena *arena, const frame *f, int32_t indicator) {
    const kp_answers *answers = f->evidence->answers;
    leaf_cells *c = KP_NEW(arena, leaf_cells);
    c->indicator = indicator;
    c->leaf = &f->evidence->scheme->indicators[indicator];
    c->questions = c->leaf->questions.count ? c->leaf->questions.count : 1;
    c->unknown_counts = c->leaf->unknown != KP_UNKNOWN_EXCLUDE;
    c->options = c->leaf->options.count + c->unknown_counts;
    c->first_item = answers && answers->form_count ? kp_answers_item(answers, indicator, 0) : -1;
    set_values(arena, c);
    set_question_weights(arena, c);
    c->typed = KP_NEW_ARRAY(arena, uint8_t, f->unit_count);
    c->cells = KP_NEW_ARRAY(arena, answer_cell, f->stratum_count * c->questions * c->options);
    c->asked = KP_NEW_ARRAY(arena, question_stratum, f->stratum_count * c->questions);
    take_rows(arena, f, c);
    if (c->first_item >= 0 && answers->weighted)
        weigh_forms(f, c);
    for (size_t h = 0; h < f->stratum_count; h++)
        for (size_t q = 0; q < c->questions; q++)
            sum_cells(f, c, h, q);
    if (c->first_item >= 0)
        count_all_primary(arena, f, c);
    return c;
}
