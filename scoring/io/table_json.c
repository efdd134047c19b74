/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_json.c - the figures of a table's sample as JSON, with all their digits. */
#include "json_writer.h"
#include "kaoping/table_survey.h"

static const char *const kinds[] = {[KP_TABLE_MEAN] = "mean", [KP_TABLE_TOTAL] = "total", [KP_TABLE_SHARE] = "share", [KP_TABLE_RATIO] = "ratio"};
static const char *const lonely_words[] = {
    [KP_LONELY_ADJUST] = "adjust", [KP_LONELY_REMOVE] = "remove", [KP_LONELY_AVERAGE] = "average", [KP_LONELY_FAIL] = "fail"};

static void put_text(json_writer *w, json_t *object, const char *key, const char *text) { json_put(w, object, key, json_text_or_null(w, text)); }

static void put_number(json_writer *w, json_t *object, const char *key, double value) { json_put(w, object, key, json_number(w, value)); }

static void put_count(json_writer *w, json_t *object, const char *key, size_t count) {
    json_put(w, object, key, json_must(w, json_integer((json_int_t)count)));
}

static void append(json_writer *w, json_t *array, json_t *value) {
    if (json_array_append_new(array, value))
        json_must(w, NULL);
}

static void put_interval(json_writer *w, json_t *object, const char *key, kp_interval interval) {
    json_t *array = json_put_new(w, object, key, json_array());
    append(w, array, json_number(w, interval.lower));
    append(w, array, json_number(w, interval.upper));
}

static json_t *begin_object(json_writer *w) { return w->value = json_must(w, json_object()); }

static void write_data(json_writer *w, const kp_table_survey *survey) {
    kp_buffer_puts(&w->out, "{\"data\": ");
    json_t *data = begin_object(w);
    put_text(w, data, "file", survey->file);
    put_text(w, data, "sheet", survey->sheet);
    put_count(w, data, "rows", survey->rows);
    json_dump_value(w);
    kp_buffer_puts(&w->out, ",\n \"design\": ");
    json_t *design = begin_object(w);
    put_text(w, design, "weight", survey->plan.weight);
    put_text(w, design, "stratum", survey->plan.stratum);
    put_text(w, design, "cluster", survey->plan.cluster);
    put_text(w, design, "population",
             survey->plan.population ? survey->plan.population
             : survey->plan.sizes    ? kp_workbook_path(survey->plan.sizes)
                                     : NULL);
    put_count(w, design, "strata", survey->strata);
    json_put(w, design, "clusters", json_must(w, survey->units ? json_integer((json_int_t)survey->units) : json_null()));
    put_number(w, design, "df", survey->df);
    put_text(w, design, "lonely", lonely_words[survey->plan.lonely]);
    put_count(w, design, "lonely_strata", survey->lonely);
    json_dump_value(w);
}

static void write_calibration(json_writer *w, const kp_table_survey *survey) {
    const kp_calibration_report *report = &survey->calibration;
    kp_buffer_puts(&w->out, ",\n \"calibration\": ");
    if (!survey->calibrated) {
        kp_buffer_puts(&w->out, "null");
        return;
    }
    json_t *object = begin_object(w), *names = json_put_new(w, object, "margins", json_array());
    for (size_t i = 0; i < survey->margin_count; i++)
        append(w, names, json_text_or_null(w, survey->margin_names[i]));
    put_count(w, object, "rounds", (size_t)report->rounds);
    json_put(w, object, "converged", json_must(w, json_boolean(report->converged)));
    put_number(w, object, "largest_miss", report->largest_miss);
    put_number(w, object, "least_factor", report->least_factor);
    put_number(w, object, "largest_factor", report->largest_factor);
    put_number(w, object, "weight_effect", report->weight_effect);
    put_count(w, object, "trimmed", report->trimmed);
    json_dump_value(w);
}

static void put_question(json_writer *w, json_t *object, const kp_table_question *question) {
    put_text(w, object, "kind", kinds[question->kind]);
    put_text(w, object, "column", question->column);
    put_text(w, object, "of", question->other);
}

static void put_domain(json_writer *w, json_t *object, const char *key, const kp_table_survey *survey, int32_t domain) {
    put_text(w, object, key, domain < 0 ? NULL : survey->by->names[domain]);
}

static void write_figure(json_writer *w, const kp_table_survey *survey, const kp_table_figure *figure) {
    json_t *object = begin_object(w);
    const kp_estimate *estimate = &figure->estimate;
    put_question(w, object, &survey->plan.questions[figure->question]);
    put_domain(w, object, "domain", survey, figure->domain);
    put_count(w, object, "n", estimate->n);
    put_number(w, object, "estimate", estimate->value);
    put_number(w, object, "se", estimate->se);
    put_number(w, object, "df", estimate->df);
    put_number(w, object, "deff", estimate->deff);
    put_interval(w, object, "interval", figure->interval);
    if (survey->plan.questions[figure->question].kind == KP_TABLE_SHARE) {
        put_interval(w, object, "logit", figure->logit);
        put_interval(w, object, "wilson", figure->wilson);
    }
    json_dump_value(w);
}

static void write_difference(json_writer *w, const kp_table_survey *survey, const kp_table_difference *difference) {
    json_t *object = begin_object(w);
    put_question(w, object, &survey->plan.questions[difference->question]);
    put_domain(w, object, "first", survey, difference->first);
    put_domain(w, object, "second", survey, difference->second);
    put_number(w, object, "estimate", difference->estimate.value);
    put_number(w, object, "se", difference->estimate.se);
    put_number(w, object, "df", difference->estimate.df);
    put_number(w, object, "t", difference->t);
    put_number(w, object, "p", difference->probability);
    put_interval(w, object, "interval", difference->interval);
    json_dump_value(w);
}

const char *kp_table_survey_json(kp_arena *arena, const kp_table_survey *survey, const kp_problems *problems, kp_lang lang) {
    json_writer *w = json_writer_new(arena);
    if (survey) {
        write_data(w, survey);
        write_calibration(w, survey);
        kp_buffer_printf(&w->out, ",\n \"confidence\": %.17g,\n \"estimates\": [", survey->plan.confidence);
        for (size_t i = 0; i < survey->figure_count; i++) {
            kp_buffer_puts(&w->out, i ? ",\n  " : "\n  ");
            write_figure(w, survey, &survey->figures[i]);
        }
        kp_buffer_puts(&w->out, "],\n \"differences\": [");
        for (size_t i = 0; i < survey->difference_count; i++) {
            kp_buffer_puts(&w->out, i ? ",\n  " : "\n  ");
            write_difference(w, survey, &survey->differences[i]);
        }
        kp_buffer_puts(&w->out, "],\n \"problems\": ");
    } else {
        kp_buffer_puts(&w->out, "{\"problems\": ");
    }
    json_write_problems(w, problems, lang);
    kp_buffer_puts(&w->out, "}\n");
    return kp_buffer_text(&w->out);
}
