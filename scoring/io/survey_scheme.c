/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_scheme.c - the scheme of a survey that has none: one satisfaction leaf of 100 points with the questions that were found. */
#include "survey_source_private.h"

#include "kaoping/scheme_io.h"
#include "kaoping/typed.h"

#include <assert.h>
#include <string.h>

static void set(kp_record *record, const char *key, const char *text) {
    int field = kp_field_find(&kp_sections[record->section], key);
    assert(field >= 0);
    if (text && *text)
        record->values[field] = (kp_record_value){.text = text};
}

const char *survey_question_name(const survey_finder *f, const char *word, const char **weight) {
    const char *at = strrchr(word, '='), *wide = strstr(word, "＝");
    size_t sign = 1;
    if (wide && (!at || wide > at)) {
        at = wide;
        sign = strlen("＝");
    }
    *weight = "1";
    if (!at || at == word || kp_parse_typed(f->arena, at + sign).kind != KP_TYPED_NUMBER ||
        kp_names_find(f->titles, kp_verbatim(f->arena, word)) != KP_NAME_UNKNOWN)
        return word;
    *weight = at + sign;
    return kp_strndup(f->arena, word, (size_t)(at - word));
}

/* A head as the name of a question: in one line, for lines divide questions. Names are compared without blanks, so it is still found by the head. */
static const char *in_one_line(kp_arena *arena, const char *head) {
    char *line = kp_strdup(arena, head);
    for (char *at = line; *at; at++)
        if (*at == '\n' || *at == '\r')
            *at = ' ';
    return line;
}

/* The questions and their weights as a scheme has them: the line break at the end lets a name hold ";". */
static const char *question_text(const survey_finder *f, const char *const names[], size_t count) {
    kp_names *weights = kp_names_new(f->arena);
    const char **weight = KP_NEW_ARRAY(f->arena, const char *, f->request->question_count);
    for (size_t k = 0; k < f->request->question_count; k++)
        kp_names_add(weights, kp_verbatim(f->arena, survey_question_name(f, f->request->questions[k], &weight[k])), (int32_t)k);
    kp_buffer text = {.arena = f->arena};
    for (size_t i = 0; i < count; i++) {
        int32_t said = kp_names_find(weights, names[i]);
        kp_buffer_printf(&text, "%s = %s\n", in_one_line(f->arena, names[i]), said >= 0 ? weight[said] : "1");
    }
    return kp_buffer_text(&text);
}

const kp_scheme *survey_make_scheme(const survey_finder *f, const char *scale, const char *const questions[], size_t count, kp_problems *problems) {
    const kp_survey_request *request = f->request;
    kp_records records = {0};
    kp_record *scheme = kp_records_add(f->arena, &records, KP_SECTION_SCHEME, (kp_place){0});
    set(scheme, "id", "survey");
    set(scheme, "title", "满意度调查 | Satisfaction survey");
    set(scheme, "subject", f->unit == SIZE_MAX ? NULL : in_one_line(f->arena, kp_data_title(f->table, f->unit)));
    set(scheme, "cadence", "once");
    kp_record *leaf = kp_records_add(f->arena, &records, KP_SECTION_INDICATORS, (kp_place){0});
    set(leaf, "id", "s");
    set(leaf, "title", "满意度 | Satisfaction");
    set(leaf, "points", "100");
    set(leaf, "method", "satisfaction");
    set(leaf, "entry", f->counts ? "counts" : "answers");
    set(leaf, "answer_scale", scale);
    set(leaf, "options", request->options);
    set(leaf, "positive", request->positive);
    set(leaf, "codes", request->codes);
    set(leaf, "unknown", request->unknown);
    set(leaf, "min_valid", request->min_valid ? request->min_valid : "50");
    set(leaf, "questions", count ? question_text(f, questions, count) : NULL);
    leaf->values[kp_field_find(&kp_sections[KP_SECTION_INDICATORS], "questions")].divided = true; /* heads say what they like */
    return kp_scheme_of_records(f->arena, &records, problems);
}

const kp_indicator *survey_leaf(const kp_scheme *scheme) { return &scheme->indicators[1]; }

const kp_layout_sheet *survey_layout(kp_arena *arena, const kp_scheme *scheme, kp_sheet_kind kind) {
    return kp_layout_find(kp_layout_of(arena, scheme), kind);
}
