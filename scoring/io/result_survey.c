/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_survey.c - writes what a survey measured as JSON, a figure a line. */
#include "result_survey.h"

#include "kaoping/interval.h"

typedef struct survey_writer {
    json_writer *w;
    const kp_scorecard *card;
    const kp_analysis *analysis;
    kp_lang lang;
} survey_writer;

/* A degree or rate as marks are written. */
static json_t *printed(const survey_writer *s, const kp_survey_figure *figure, kp_num value) {
    const kp_scheme *scheme = s->card->scheme;
    return json_text_or_null(s->w, figure->known ? kp_num_print(s->w->arena, value, scheme->decimals, scheme->rounding) : NULL);
}

static void put_count(const survey_writer *s, json_t *object, const char *key, int64_t count) {
    json_put(s->w, object, key, json_must(s->w, json_integer(count)));
}

static void put_number(const survey_writer *s, json_t *object, const char *key, double value) {
    json_put(s->w, object, key, json_number(s->w, value));
}

static void put_truth(const survey_writer *s, json_t *object, const char *key, bool truth) {
    json_put(s->w, object, key, json_must(s->w, json_boolean(truth)));
}

static void put_unit(const survey_writer *s, json_t *object, int32_t unit) {
    json_put(s->w, object, "unit", json_text_or_null(s->w, unit >= 0 ? s->card->evidence->units.items[unit].id : NULL));
}

static void append_number(const survey_writer *s, json_t *array, double value) {
    if (json_array_append_new(array, json_number(s->w, value)))
        json_must(s->w, NULL);
}

static void put_interval(const survey_writer *s, json_t *object, const char *key, const kp_interval *interval) {
    json_t *ends = json_put_new(s->w, object, key, json_array());
    append_number(s, ends, interval->lower);
    append_number(s, ends, interval->upper);
}

static void put_shares(const survey_writer *s, json_t *object, const kp_survey_figure *figure) {
    const kp_indicator *leaf = &s->card->scheme->indicators[figure->indicator];
    json_t *shares = json_put_new(s->w, object, "shares", json_array());
    for (size_t i = 0; i < leaf->options.count; i++)
        append_number(s, shares, kp_num_to_double(figure->shares[i]));
}

static void put_errors(const survey_writer *s, json_t *object, const kp_survey_figure *figure) {
    put_number(s, object, "se", figure->degree_error.se);
    put_number(s, object, "df", figure->degree_error.df);
    put_number(s, object, "deff", figure->degree_error.deff);
    put_number(s, object, "margin", figure->degree_margin);
    put_interval(s, object, "interval", &figure->degree_interval);
    put_number(s, object, "rate_se", figure->rate_error.se);
    put_interval(s, object, "rate_interval", &figure->rate_interval);
    put_truth(s, object, "bound", figure->bound);
}

static void write_figure(const survey_writer *s, const kp_survey_figure *figure) {
    json_writer *w = s->w;
    const kp_indicator *leaf = &s->card->scheme->indicators[figure->indicator];
    bool titled = figure->question >= 0 && (size_t)figure->question < leaf->questions.count;
    json_t *object = w->value = json_must(w, json_object());
    put_unit(s, object, figure->unit);
    put_count(s, object, "question", figure->question + 1);
    json_put(w, object, "title", json_text_or_null(w, titled ? kp_text(w->arena, leaf->questions.items[figure->question].name, s->lang) : NULL));
    put_count(s, object, "valid", figure->valid);
    put_count(s, object, "unknown", figure->unknown);
    put_count(s, object, "missing", figure->missing);
    put_count(s, object, "invalid", figure->invalid);
    put_number(s, object, "unknown_share", kp_num_to_double(figure->unknown_share));
    json_put(w, object, "degree", printed(s, figure, figure->degree));
    json_put(w, object, "rate", printed(s, figure, figure->rate));
    put_errors(s, object, figure);
    if (figure->known && figure->shares)
        put_shares(s, object, figure);
    put_truth(s, object, "too_small", figure->too_small);
    json_dump_value(w);
}

static void write_standing(const survey_writer *s, const kp_survey_standing *standing, bool last) {
    json_t *object = s->w->value = json_must(s->w, json_object());
    put_unit(s, object, standing->unit);
    put_count(s, object, "best", standing->range.best);
    put_count(s, object, "worst", standing->range.worst);
    json_put(s->w, object, "apart_from_next", json_must(s->w, last ? json_null() : json_boolean(standing->apart_from_next)));
    json_dump_value(s->w);
}

static void write_leaf(const survey_writer *s, size_t index) {
    const kp_survey_leaf *leaf = &s->analysis->leaves[index];
    kp_buffer *out = &s->w->out;
    kp_buffer_puts(out, "  {\"id\": ");
    s->w->value = json_text_or_null(s->w, s->card->scheme->indicators[leaf->indicator].id);
    json_dump_value(s->w);
    kp_buffer_printf(out, ", \"from_forms\": %s, \"figures\": [", leaf->from_forms ? "true" : "false");
    const char *between = "\n   ";
    for (int32_t unit = -1; unit < (int32_t)s->card->evidence->units.count; unit++) {
        for (int32_t question = -1; question < (int32_t)leaf->questions; question++) {
            kp_buffer_puts(out, between);
            write_figure(s, kp_analysis_figure(s->analysis, index, unit, question));
            between = ",\n   ";
        }
    }
    kp_buffer_puts(out, "],\n   \"standings\": [");
    for (size_t i = 0; i < leaf->standing_count; i++) {
        kp_buffer_puts(out, i ? ",\n   " : "\n   ");
        write_standing(s, &leaf->standings[i], i + 1 == leaf->standing_count);
    }
    kp_buffer_puts(out, "]}");
}

static void write_total(const survey_writer *s, int32_t unit) {
    const kp_compared *total = &s->analysis->totals[unit];
    json_t *object = s->w->value = json_must(s->w, json_object());
    put_unit(s, object, unit);
    put_number(s, object, "se", total->se);
    put_number(s, object, "df", total->df);
    put_number(s, object, "margin", kp_compared_margin(total, s->analysis->confidence));
    if (s->card->units[unit].ranked && s->analysis->rank_ranges) {
        put_count(s, object, "best", s->analysis->rank_ranges[unit].best);
        put_count(s, object, "worst", s->analysis->rank_ranges[unit].worst);
    } else {
        json_put(s->w, object, "best", json_must(s->w, json_null()));
        json_put(s->w, object, "worst", json_must(s->w, json_null()));
    }
    json_dump_value(s->w);
}

void json_write_survey(json_writer *w, const kp_scorecard *card, const kp_analysis *analysis, kp_lang lang) {
    survey_writer s = {w, card, analysis, lang};
    kp_buffer_puts(&w->out, " \"survey\": {\"confidence\": ");
    w->value = json_number(w, analysis->confidence);
    json_dump_value(w);
    kp_buffer_puts(&w->out, ", \"leaves\": [\n");
    for (size_t leaf = 0; leaf < analysis->leaf_count; leaf++) {
        kp_buffer_puts(&w->out, leaf ? ",\n" : "");
        write_leaf(&s, leaf);
    }
    kp_buffer_puts(&w->out, "],\n  \"totals\": [");
    const char *between = "\n   ";
    for (size_t unit = 0; analysis->totals && unit < card->evidence->units.count; unit++) {
        if (!card->units[unit].scored)
            continue;
        kp_buffer_puts(&w->out, between);
        write_total(&s, (int32_t)unit);
        between = ",\n   ";
    }
    kp_buffer_puts(&w->out, "]},\n");
}
