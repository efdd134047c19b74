/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_survey_words.c - what the sheet 满意度 says in words: what its figures are, how errors were told, what was left out. */
#include "report_survey.h"

#include "kaoping/answers.h"

const char *kp_report_confidence(kp_report *report) { return kp_format(report->work, "%.6g", report->analysis->confidence); }

const char *kp_report_rank_range(kp_report *report, kp_rank_range range) {
    if (!range.best)
        return "—";
    if (range.best == range.worst)
        return kp_format(report->work, "%u", (unsigned)range.best);
    return SAY_WITH(SURVEY_FROM_TO, kp_format(report->work, "%u", (unsigned)range.best), kp_format(report->work, "%u", (unsigned)range.worst));
}

const char *kp_survey_question(kp_report *report, const kp_survey_shown *shown, int32_t question) {
    if (question >= 0 && (size_t)question < shown->node->questions.count)
        return kp_report_words(report, shown->node->questions.items[question].name);
    return kp_report_words(report, shown->node->title);
}

const char *kp_survey_remark(kp_report *report, const kp_survey_shown *shown, const kp_survey_figure *figure) {
    const kp_evidence *evidence = report->evidence;
    size_t place = (size_t)figure->unit * report->scheme->indicator_count + (size_t)shown->of->indicator;
    if (evidence->units.items[figure->unit].excluded)
        return SAY(EXCLUDED);
    if (evidence->given_of && evidence->given_of[place] != KP_NOT_GIVEN)
        return SAY(SURVEY_GIVEN);
    if (evidence->gap_of && evidence->gap_of[place])
        return SAY(GAP);
    return !figure->known ? SAY(SURVEY_NOBODY) : figure->too_small ? SAY(SURVEY_TOO_SMALL) : "";
}

/* ---- The note ---- */

/* What is known of how the leaf's answers were sampled. */
typedef struct sampling {
    bool strata, clusters, sizes, weights, bound, too_small;
} sampling;

static sampling look_at_sampling(const kp_report *report, const kp_survey_shown *shown) {
    const kp_evidence *evidence = report->evidence;
    const kp_answers *answers = evidence->answers;
    sampling seen = {.sizes = evidence->stratum_sizes.count > 0};
    for (size_t i = 0; i < evidence->survey.count; i++)
        seen.strata = seen.strata || (evidence->survey.items[i].indicator == shown->of->indicator && evidence->survey.items[i].stratum >= 0);
    for (size_t i = 0; shown->of->from_forms && answers && i < answers->form_count; i++)
        seen.clusters = seen.clusters || answers->forms[i].cluster >= 0;
    seen.weights = shown->of->from_forms && answers && answers->weighted;
    for (int32_t unit = -1; unit < (int32_t)evidence->units.count; unit++) {
        const kp_survey_figure *figure = kp_analysis_figure(report->analysis, shown->leaf, unit, -1);
        seen.bound = seen.bound || figure->bound;
        seen.too_small = seen.too_small || figure->too_small;
    }
    return seen;
}

static const char *positive_options(kp_report *report, const kp_indicator *node) {
    const char *words = "";
    for (size_t i = 0; i < node->positive.count; i++)
        words = *words ? kp_format(report->work, "%s%s%s", words, SAY(SURVEY_COMMA), kp_report_words(report, node->positive.items[i].name))
                       : kp_report_words(report, node->positive.items[i].name);
    return words;
}

static const char *error_words(kp_report *report, const kp_survey_shown *shown, const sampling *seen) {
    if (!shown->of->from_forms) {
        const char *words = seen->strata ? SAY(SURVEY_ERROR_COUNTS_STRATA) : SAY(SURVEY_ERROR_COUNTS);
        if (seen->sizes)
            words = kp_report_join(report, words, SAY(SURVEY_ERROR_SIZES));
        return seen->bound ? kp_report_join(report, words, SAY(SURVEY_ERROR_BOUND)) : words;
    }
    const char *words = SAY(SURVEY_ERROR_FORMS);
    if (seen->strata)
        words = kp_report_join(report, words, SAY(SURVEY_ERROR_STRATA));
    if (seen->clusters)
        words = kp_report_join(report, words, SAY(SURVEY_ERROR_CLUSTERS));
    if (seen->sizes)
        words = kp_report_join(report, words, SAY(SURVEY_ERROR_SIZES));
    if (seen->weights)
        words = kp_report_join(report, words, SAY(SURVEY_ERROR_WEIGHTS));
    return seen->bound ? kp_report_join(report, words, SAY(SURVEY_ERROR_BOUND)) : words;
}

static const char *excluded_words(kp_report *report, const kp_indicator *node) {
    static const kp_message unknown[] = {[KP_UNKNOWN_EXCLUDE] = KP_M_REPORT_SURVEY_UNKNOWN_EXCLUDED,
                                         [KP_UNKNOWN_NEUTRAL] = KP_M_REPORT_SURVEY_UNKNOWN_NEUTRAL,
                                         [KP_UNKNOWN_ZERO] = KP_M_REPORT_SURVEY_UNKNOWN_ZERO};
    const char *words = kp_report_join(report, kp_say(unknown[node->unknown], report->lang), SAY(SURVEY_MISSING_EXCLUDED));
    if (report->evidence->answers && report->scheme->discard_forms != KP_DISCARD_NONE)
        words = kp_report_join(report, words, SAY(SURVEY_DISCARDED));
    return words;
}

const char *kp_survey_note(kp_report *report, const kp_survey_shown *shown) {
    kp_buffer note = {.arena = report->work};
    sampling seen = look_at_sampling(report, shown);
    kp_buffer_puts(&note,
                   SAY_WITH(SURVEY_NOTE_FIGURES, kp_report_confidence(report), kp_verbatim(report->work, positive_options(report, shown->node))));
    kp_buffer_printf(&note, "\n%s", SAY_WITH(SURVEY_NOTE_ERROR, kp_verbatim(report->work, error_words(report, shown, &seen))));
    kp_buffer_printf(&note, "\n%s", SAY_WITH(SURVEY_NOTE_EXCLUDED, kp_verbatim(report->work, excluded_words(report, shown->node))));
    if (shown->of->standing_count > 1)
        kp_buffer_printf(&note, "\n%s", SAY_WITH(SURVEY_NOTE_APART, kp_report_confidence(report)));
    if (seen.too_small)
        kp_buffer_printf(&note, "\n%s", SAY(SURVEY_NOTE_TOO_SMALL));
    return kp_buffer_text(&note);
}
