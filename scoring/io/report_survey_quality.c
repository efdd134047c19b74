/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_survey_quality.c - the part 答卷质量: how many forms there are and by which channels, what was found about them, and how well the questions hang together. */
#include "report_survey.h"

#include <math.h>

#include "kaoping/answers.h"

#define LABEL_LAST KP_SURVEY_NAME

static const char *counted(kp_report *report, size_t count) { return kp_format(report->work, "%zu", count); }

static void write_line(kp_report_sheet *sheet, const char *label, const char *text) {
    kp_report_merged(sheet, 0, LABEL_LAST, label, STYLE_TEXT_STRONG);
    kp_report_merged(sheet, LABEL_LAST + 1, KP_SURVEY_COLUMNS - 1, text, STYLE_TEXT);
    kp_report_row_end(sheet, 20);
}

static void write_counts(kp_report_sheet *sheet, const kp_answers *answers) {
    kp_report *report = sheet->report;
    size_t discarded = 0;
    for (size_t i = 0; i < answers->form_count; i++)
        discarded += answers->forms[i].discarded != 0;
    write_line(sheet, SAY(SURVEY_FORMS), SAY_WITH(SURVEY_FORMS_ARE, counted(report, answers->form_count), counted(report, discarded)));
    write_line(sheet, SAY(SURVEY_MARKED),
               SAY_WITH(SURVEY_MARKED_ARE, counted(report, report->soundness->straight), counted(report, report->soundness->identical)));
    if (isfinite(report->soundness->alpha))
        write_line(
            sheet, SAY(SURVEY_ALPHA),
            SAY_WITH(SURVEY_ALPHA_IS, kp_format(report->work, "%.3f", report->soundness->alpha), counted(report, report->soundness->alpha_forms)));
}

/* ---- Weights by the population ---- */

/* "年龄、楼栋": what is known of the population. */
static const char *variable_names(kp_report *report, const kp_answers *answers, size_t *count) {
    const char *names = "";
    *count = 0;
    for (size_t v = 0; v < answers->variables.count; v++) {
        bool known = false;
        for (size_t i = 0; i < answers->population.count; i++)
            known = known || answers->population.items[i].variable == (int32_t)v;
        if (!known)
            continue;
        ++*count;
        names =
            *names ? kp_format(report->work, "%s%s%s", names, SAY(SURVEY_COMMA), answers->variables.items[v].name) : answers->variables.items[v].name;
    }
    return names;
}

static void write_weighing(kp_report_sheet *sheet, const kp_answers *answers) {
    kp_report *report = sheet->report;
    const kp_weighing *weighing = report->options->weighing;
    if (!weighing)
        return;
    if (!weighing->done) {
        write_line(sheet, SAY(SURVEY_WEIGHTING), SAY(SURVEY_NOT_WEIGHTED));
        return;
    }
    const kp_calibration_report *how = &weighing->report;
    size_t margins;
    const char *names = variable_names(report, answers, &margins);
    if (weighing->by_strata) { /* their sizes are one more margin */
        names = kp_format(report->work, "%s%s%s", names, SAY(SURVEY_COMMA), kp_text(report->work, "层的规模 | size of strata", report->lang));
        margins++;
    }
    names = kp_verbatim(report->work, names);
    const char *rounds = kp_format(report->work, "%d", how->rounds);
    const char *words = margins > 1 ? SAY_WITH(SURVEY_RAKED, names, rounds) : SAY_WITH(SURVEY_POSTSTRATIFIED, names);
    words = kp_report_join(report, words, how->converged ? SAY(SURVEY_CONVERGED) : SAY(SURVEY_NOT_CONVERGED));
    words = kp_report_join(report, words, SAY_WITH(SURVEY_LARGEST_MISS, kp_format(report->work, "%.2g", how->largest_miss * 100)));
    words = kp_report_join(report, words,
                           SAY_WITH(SURVEY_FACTORS, kp_format(report->work, "%.3f", how->least_factor),
                                    kp_format(report->work, "%.3f", how->largest_factor), kp_format(report->work, "%.2f", how->weight_effect)));
    if (how->trimmed)
        words = kp_report_join(report, words, SAY_WITH(SURVEY_TRIMMED, counted(report, how->trimmed)));
    write_line(sheet, SAY(SURVEY_WEIGHTING), words);
}

/* ---- Channels ---- */

static void write_channel(kp_report_sheet *sheet, size_t number, const char *name, size_t forms, size_t all) {
    kp_report_count(sheet, KP_SURVEY_RANK, (int64_t)number, STYLE_WHOLE);
    kp_report_text(sheet, KP_SURVEY_NAME, name, STYLE_TEXT);
    kp_report_count(sheet, KP_SURVEY_DEGREE, (int64_t)forms, STYLE_WHOLE);
    kp_report_number(sheet, KP_SURVEY_MARGIN, kp_num_ratio(sheet->report->work, (int64_t)forms, (int64_t)all), STYLE_PERCENT);
    kp_report_row_end(sheet, 20);
}

static void write_channels(kp_report_sheet *sheet, const kp_answers *answers) {
    kp_report *report = sheet->report;
    if (!answers->channels.count || !answers->form_count)
        return;
    size_t *forms = KP_NEW_ARRAY(report->arena, size_t, answers->channels.count + 1); /* the last: not said */
    for (size_t i = 0; i < answers->form_count; i++)
        forms[answers->forms[i].channel >= 0 ? (size_t)answers->forms[i].channel : answers->channels.count]++;
    kp_report_row_end(sheet, 10);
    kp_report_block_begin(sheet, false);
    const char *heads[] = {SAY(NUMBER), SAY(SURVEY_CHANNEL), SAY(SURVEY_FORM_COUNT), SAY(SHARE)};
    for (int i = 0; i < 4; i++)
        kp_report_text(sheet, i, heads[i], STYLE_HEAD);
    kp_report_row_end(sheet, 22);
    for (size_t i = 0; i < answers->channels.count; i++)
        write_channel(sheet, i + 1, answers->channels.items[i], forms[i], answers->form_count);
    if (forms[answers->channels.count])
        write_channel(sheet, answers->channels.count + 1, SAY(SURVEY_NOT_SAID), forms[answers->channels.count], answers->form_count);
}

/* ---- Hints ---- */

static void write_hint_heads(kp_report_sheet *sheet) {
    kp_report *report = sheet->report;
    kp_report_text(sheet, KP_SURVEY_RANK, SAY(NUMBER), STYLE_HEAD);
    kp_report_text(sheet, KP_SURVEY_NAME, SAY(SURVEY_HINT), STYLE_HEAD);
    kp_report_merged(sheet, KP_SURVEY_DEGREE, KP_SURVEY_MARGIN, kp_report_words(report, report->scheme->subject), STYLE_HEAD);
    kp_report_merged(sheet, KP_SURVEY_LOWER, KP_SURVEY_COLUMNS - 1, SAY(MESSAGE), STYLE_HEAD);
    kp_report_row_end(sheet, 22);
}

static void write_hints(kp_report_sheet *sheet) {
    kp_report *report = sheet->report;
    const kp_soundness *found = report->soundness;
    kp_report_row_end(sheet, 10);
    if (!found->count) {
        write_line(sheet, SAY(SURVEY_HINT), SAY(SURVEY_NO_HINTS));
        return;
    }
    for (size_t i = 0; i < found->count; i++) {
        const kp_hint *hint = &found->hints[i];
        if (i % KP_SURVEY_TABLE_ROWS == 0) {
            kp_report_block_begin(sheet, false);
            write_hint_heads(sheet);
        }
        kp_report_count(sheet, KP_SURVEY_RANK, (int64_t)i + 1, STYLE_WHOLE);
        kp_report_text(sheet, KP_SURVEY_NAME, kp_hint_title(hint->kind, report->lang), STYLE_TEXT);
        const char *unit = hint->unit >= 0 ? report->evidence->units.items[hint->unit].name : "—";
        kp_report_merged(sheet, KP_SURVEY_DEGREE, KP_SURVEY_MARGIN, unit, STYLE_TEXT);
        kp_report_merged(sheet, KP_SURVEY_LOWER, KP_SURVEY_COLUMNS - 1, kp_hint_text(report->work, report->forms_view, hint, report->lang),
                         STYLE_TEXT);
        kp_report_row_end(sheet, 20);
    }
}

void kp_survey_write_quality(kp_report_sheet *sheet) {
    const kp_answers *answers = sheet->report->evidence->answers;
    write_counts(sheet, answers);
    write_weighing(sheet, answers);
    write_channels(sheet, answers);
    write_hints(sheet);
}
