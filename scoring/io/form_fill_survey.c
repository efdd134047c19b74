/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_fill_survey.c - the forms of a survey, and what is known of its population, back into the rows of a form. */
#include "form_fill.h"
#include "kaoping/answers.h"

const char *kp_form_stratum(const kp_evidence *evidence, int32_t stratum) { return stratum < 0 ? NULL : evidence->strata.items[stratum]; }

static const char *name_at(const kp_name_list *list, int32_t index) { return index < 0 ? NULL : list->items[index]; }

/* As it is shown to people, and read again. */
static const char *answer_text(const filler *fill, const kp_indicator *leaf, uint8_t code) {
    switch (code) {
    case KP_ANSWER_MISSING: return NULL;
    case KP_ANSWER_NOT_ASKED: return "—";
    case KP_ANSWER_UNKNOWN: return kp_form_text(fill->form, "不了解 | Don't know");
    case KP_ANSWER_INVALID: return kp_form_text(fill->form, "无效 | Invalid");
    default: return pair_name(fill, leaf->options, code);
    }
}

static kp_num own_weight(const kp_answers *answers, size_t index) {
    return answers->own_weights ? answers->own_weights[index] : answers->forms[index].weight;
}

/* `weighed`: some form has a weight, so that all must. */
static void fill_form(filler *fill, const kp_answers *answers, size_t index, bool weighed) {
    const kp_form *filled = &answers->forms[index];
    begin_row(fill);
    put_text(fill, KP_COLUMN_UNIT, unit_name(fill, filled->unit));
    put_text(fill, KP_COLUMN_STRATUM, kp_form_stratum(fill->evidence, filled->stratum));
    put_text(fill, KP_COLUMN_CLUSTER, name_at(&answers->clusters, filled->cluster));
    put_text(fill, KP_COLUMN_CHANNEL, name_at(&answers->channels, filled->channel));
    put_text(fill, KP_COLUMN_INTERVIEWER, name_at(&answers->interviewers, filled->interviewer));
    if (weighed)
        *value_of(fill, KP_COLUMN_WEIGHT) = number(own_weight(answers, index));
    for (size_t c = 0; c < fill->sheet->column_count; c++) {
        const kp_layout_column *column = &fill->sheet->columns[c];
        if (column->role == KP_COLUMN_ITEM) {
            int32_t item = kp_answers_item(answers, column->indicator, column->index);
            uint8_t code = answers->codes[index * answers->item_count + (size_t)item];
            fill->row[c].text = answer_text(fill, &fill->form->scheme->indicators[column->indicator], code);
        } else if (column->role == KP_COLUMN_CATEGORY) {
            int32_t category = answers->categories[index * answers->variables.count + (size_t)column->index];
            fill->row[c].text = name_at(&answers->variables.items[column->index].categories, category);
        }
    }
}

void kp_fill_answers(filler *fill) {
    const kp_answers *answers = fill->evidence->answers;
    bool weighed = false;
    for (size_t i = 0; answers && i < answers->form_count; i++)
        weighed = weighed || !kp_num_equal(own_weight(answers, i), KP_ONE);
    for (size_t i = 0; answers && i < answers->form_count; i++)
        fill_form(fill, answers, i, weighed);
}

void kp_fill_strata(filler *fill) {
    for (size_t i = 0; i < fill->evidence->stratum_sizes.count; i++) {
        const kp_stratum_size *size = &fill->evidence->stratum_sizes.items[i];
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT, unit_name(fill, size->unit));
        put_text(fill, KP_COLUMN_STRATUM, kp_form_stratum(fill->evidence, size->stratum));
        *value_of(fill, KP_COLUMN_SIZE) = input_value(size->size);
        *value_of(fill, KP_COLUMN_CLUSTERS) = input_value(size->clusters);
    }
}

void kp_fill_population(filler *fill) {
    const kp_answers *answers = fill->evidence->answers;
    for (size_t i = 0; answers && i < answers->population.count; i++) {
        const kp_population_count *counted = &answers->population.items[i];
        const kp_answer_variable *variable = &answers->variables.items[counted->variable];
        begin_row(fill);
        put_text(fill, KP_COLUMN_VARIABLE, variable->name);
        put_text(fill, KP_COLUMN_CATEGORY, variable->categories.items[counted->category]);
        *value_of(fill, KP_COLUMN_POPULATION) = number(counted->count);
    }
}
