/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_survey_table.c - `kaoping survey DATA --mean …`: means, totals, shares and ratios of any table with their sampling errors. */
#include "cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kaoping/output.h"
#include "kaoping/table_survey.h"
#include "kaoping/typed.h"

/* ---- arguments ---- */

/* "评价=满意", "已办/应办" cut at the sign, of half or full width; false where a side is empty. */
static bool cut_at(cli_call *call, const char *word, const char *sign, const char *wide_sign, kp_table_question *question) {
    const char *at = strstr(word, sign), *wide = strstr(word, wide_sign);
    bool is_wide = wide && (!at || wide < at);
    if (is_wide)
        at = wide;
    if (!at || at == word)
        return false;
    question->column = kp_strndup(call->arena, word, (size_t)(at - word));
    question->other = at + strlen(is_wide ? wide_sign : sign);
    return *question->other;
}

/* The questions in the order of the kinds. False after saying what is wrong. */
static bool take_questions(cli_call *call, kp_table_plan *plan) {
    const arguments *args = &call->args;
    const struct {
        kp_table_kind kind;
        const word_list *words;
        const char *sign, *wide_sign, *name;
    } kinds[] = {{KP_TABLE_MEAN, &args->mean, NULL, NULL, NULL},
                 {KP_TABLE_TOTAL, &args->total, NULL, NULL, NULL},
                 {KP_TABLE_SHARE, &args->share, "=", "＝", "--share"},
                 {KP_TABLE_RATIO, &args->ratio, "/", "／", "--ratio"}};
    kp_table_question *questions =
        KP_NEW_ARRAY(call->arena, kp_table_question, args->mean.count + args->total.count + args->share.count + args->ratio.count);
    plan->questions = questions;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < kinds[k].words->count; i++) {
            const char *word = kinds[k].words->items[i];
            kp_table_question *question = &questions[plan->question_count++];
            *question = (kp_table_question){kinds[k].kind, word, NULL};
            if (kinds[k].sign && !cut_at(call, word, kinds[k].sign, kinds[k].wide_sign, question)) {
                arguments_wrong(call, kinds[k].kind == KP_TABLE_SHARE ? KP_M_CLI_ERR_BAD_SHARE : KP_M_CLI_ERR_BAD_RATIO, word, NULL);
                return false;
            }
        }
    return true;
}

static bool take_choices(cli_call *call, kp_table_plan *plan) {
    static const char *const compare[] = {[KP_COMPARE_NONE] = "none", [KP_COMPARE_PAIRS] = "pairs", [KP_COMPARE_REST] = "rest"};
    const arguments *args = &call->args;
    int way = args->compare ? find_choice(compare, sizeof compare / sizeof *compare, args->compare) : 0;
    if (way < 0) {
        arguments_wrong(call, KP_M_CLI_ERR_BAD_CHOICE, "--compare", args->compare);
        return false;
    }
    plan->compare = (kp_table_compare)way;
    int rule = lonely_argument(call);
    plan->lonely = rule < 0 ? KP_LONELY_ADJUST : (kp_lonely)rule;
    return rule >= 0;
}

/* What cannot be asked for together. */
static bool fits_together(cli_call *call) {
    const arguments *args = &call->args;
    if (args->words.count > 1)
        arguments_wrong(call, KP_M_CLI_ERR_TOO_MANY, args->words.items[1], NULL);
    else if (args->population && args->sizes)
        arguments_wrong(call, KP_M_CLI_ERR_EITHER, "--population", "--sizes");
    else if (args->compare && !args->by)
        arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--by", NULL);
    else if (args->trim && !args->margins)
        arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--margins", NULL);
    else
        return true;
    return false;
}

static bool take_plan(cli_call *call, kp_table_plan *plan) {
    const arguments *args = &call->args;
    *plan = (kp_table_plan){.sheet = args->sheet,
                            .by = args->by,
                            .weight = args->weight,
                            .stratum = args->stratum,
                            .cluster = args->cluster,
                            .population = args->population,
                            .confidence = 95};
    return fits_together(call) && take_questions(call, plan) && take_choices(call, plan) &&
           number_argument(call, "--confidence", args->confidence, 0, 99.999999, &plan->confidence) &&
           number_argument(call, "--trim", args->trim, 1, 1e6, &plan->trim);
}

/* ---- printing ---- */

/* As many decimals as show four digits of the error; six at most. */
static int decimals_for(double se) {
    if (!isfinite(se) || se <= 0)
        return 4;
    int decimals = 3 - (int)floor(log10(se));
    return decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
}

static const char *number_text(kp_arena *arena, double value, int decimals) {
    return isfinite(value) ? kp_format(arena, "%.*f", decimals, value) : "—";
}

static const char *interval_text(kp_arena *arena, kp_interval interval, double scale, int decimals) {
    if (!isfinite(interval.lower) || !isfinite(interval.upper))
        return "—";
    return kp_format(arena, "[%.*f, %.*f]", decimals, interval.lower * scale, decimals, interval.upper * scale);
}

enum { COL_DOMAIN, COL_N, COL_ESTIMATE, COL_SE, COL_DEFF, COL_DF, COL_INTERVAL, COL_WILSON, COL_LOGIT, COL_COUNT };

static void print_question(const cli_call *call, FILE *out, const kp_table_survey *survey, size_t question) {
    static const kp_message heads[COL_COUNT] = {KP_M_CLI_HEAD_DOMAIN,   KP_M_CLI_HEAD_N,      KP_M_CLI_HEAD_ESTIMATE,
                                                KP_M_CLI_HEAD_SE,       KP_M_CLI_HEAD_DEFF,   KP_M_CLI_HEAD_DF,
                                                KP_M_CLI_HEAD_INTERVAL, KP_M_CLI_HEAD_WILSON, KP_M_CLI_HEAD_LOGIT};
    static const bool right[COL_COUNT] = {false, true, true, true, true, true, true, true, true};
    kp_arena *arena = call->arena;
    bool share = survey->plan.questions[question].kind == KP_TABLE_SHARE;
    size_t columns = share ? COL_COUNT : COL_WILSON, rows = survey->figure_count / survey->plan.question_count;
    const char *unit = share ? " (%)" : "", *confidence = kp_format(arena, "%g", survey->plan.confidence);
    const char **cells = KP_NEW_ARRAY(arena, const char *, (rows + 1) * columns);
    for (size_t c = 0; c < columns; c++)
        cells[c] = kp_say_with(arena, heads[c], call->lang, c >= COL_INTERVAL ? confidence : unit, NULL, NULL);
    double scale = share ? 100 : 1;
    for (size_t i = 0; i < rows; i++) {
        const kp_table_figure *figure = &survey->figures[question * rows + i];
        const kp_estimate *e = &figure->estimate;
        const char **row = cells + (i + 1) * columns;
        int decimals = share ? 2 : decimals_for(e->se);
        row[COL_DOMAIN] = figure->domain < 0 ? kp_say(KP_M_CLI_ALL_ROWS, call->lang) : survey->by->names[figure->domain];
        row[COL_N] = count_text(arena, e->n);
        row[COL_ESTIMATE] = number_text(arena, e->value * scale, decimals);
        row[COL_SE] = number_text(arena, e->se * scale, decimals);
        row[COL_DEFF] = number_text(arena, e->deff, 3);
        row[COL_DF] = isfinite(e->df) ? kp_format(arena, "%.10g", e->df) : "—";
        row[COL_INTERVAL] = interval_text(arena, figure->interval, scale, decimals);
        if (share) {
            row[COL_WILSON] = interval_text(arena, figure->wilson, scale, decimals);
            row[COL_LOGIT] = interval_text(arena, figure->logit, scale, decimals);
        }
    }
    fprintf(out, "\n%s\n", kp_text(arena, survey->labels[question], call->lang));
    print_table(call, out, cells, rows + 1, columns, right);
}

static void print_differences(const cli_call *call, FILE *out, const kp_table_survey *survey) {
    enum { DIFF_QUESTION, DIFF_FIRST, DIFF_SECOND, DIFF_VALUE, DIFF_SE, DIFF_T, DIFF_P, DIFF_INTERVAL, DIFF_COUNT };
    static const kp_message heads[DIFF_COUNT] = {KP_M_CLI_HEAD_FIGURE, KP_M_CLI_HEAD_FIRST, KP_M_CLI_HEAD_SECOND, KP_M_CLI_HEAD_DIFFERENCE,
                                                 KP_M_CLI_HEAD_SE,     KP_M_CLI_HEAD_T,     KP_M_CLI_HEAD_P,      KP_M_CLI_HEAD_INTERVAL};
    static const bool right[DIFF_COUNT] = {false, false, false, true, true, true, true, true};
    kp_arena *arena = call->arena;
    const char **cells = KP_NEW_ARRAY(arena, const char *, (survey->difference_count + 1) * DIFF_COUNT);
    for (size_t c = 0; c < DIFF_COUNT; c++)
        cells[c] = kp_say_with(arena, heads[c], call->lang, c == DIFF_INTERVAL ? kp_format(arena, "%g", survey->plan.confidence) : "", NULL, NULL);
    for (size_t i = 0; i < survey->difference_count; i++) {
        const kp_table_difference *d = &survey->differences[i];
        const char **row = cells + (i + 1) * DIFF_COUNT;
        bool share = survey->plan.questions[d->question].kind == KP_TABLE_SHARE;
        double scale = share ? 100 : 1;
        int decimals = share ? 2 : decimals_for(d->estimate.se);
        row[DIFF_QUESTION] = kp_text(arena, survey->labels[d->question], call->lang);
        row[DIFF_FIRST] = survey->by->names[d->first];
        row[DIFF_SECOND] = d->second < 0 ? kp_say(KP_M_CLI_THE_REST, call->lang) : survey->by->names[d->second];
        row[DIFF_VALUE] = number_text(arena, d->estimate.value * scale, decimals);
        row[DIFF_SE] = number_text(arena, d->estimate.se * scale, decimals);
        row[DIFF_T] = number_text(arena, d->t, 3);
        row[DIFF_P] = d->probability < 0.0001 ? "< 0.0001" : number_text(arena, d->probability, 4);
        row[DIFF_INTERVAL] = interval_text(arena, d->interval, scale, decimals);
    }
    fprintf(out, "\n%s\n", kp_say(KP_M_CLI_DIFFERENCES, call->lang));
    print_table(call, out, cells, survey->difference_count + 1, DIFF_COUNT, right);
}

static void print_design(const cli_call *call, FILE *out, const kp_table_survey *survey) {
    kp_arena *arena = call->arena;
    const kp_table_plan *plan = &survey->plan;
    fprintf(out, "%s\n",
            kp_say_with(arena, KP_M_CLI_SURVEY_ROWS, call->lang, kp_verbatim(arena, survey->file), kp_verbatim(arena, survey->sheet),
                        count_text(arena, survey->rows)));
    if (plan->stratum)
        fprintf(out, "%s\n",
                kp_say_with(arena, KP_M_CLI_SURVEY_STRATA, call->lang, kp_verbatim(arena, plan->stratum), count_text(arena, survey->strata), NULL));
    if (plan->cluster)
        fprintf(out, "%s\n",
                kp_say_with(arena, KP_M_CLI_SURVEY_CLUSTERS, call->lang, kp_verbatim(arena, plan->cluster), count_text(arena, survey->units), NULL));
    if (plan->weight)
        fprintf(out, "%s\n", kp_say_with(arena, KP_M_CLI_SURVEY_WEIGHT, call->lang, kp_verbatim(arena, plan->weight), NULL, NULL));
    fprintf(out, "%s\n", kp_say(plan->population || plan->sizes ? KP_M_CLI_SURVEY_FINITE : KP_M_CLI_SURVEY_INFINITE, call->lang));
    if (!survey->calibrated)
        return;
    const kp_calibration_report *report = &survey->calibration;
    kp_buffer names = {.arena = arena};
    for (size_t i = 0; i < survey->margin_count; i++)
        kp_buffer_printf(&names, "%s%s", i ? (call->lang == KP_ZH ? "、" : ", ") : "", survey->margin_names[i]);
    fprintf(out, "%s\n",
            kp_say_with(arena, survey->margin_count > 1 ? KP_M_CLI_SURVEY_RAKED : KP_M_CLI_SURVEY_POSTSTRATIFIED, call->lang,
                        kp_verbatim(arena, kp_buffer_text(&names)), kp_format(arena, "%d", report->rounds),
                        kp_say(report->converged ? KP_M_CLI_CONVERGED : KP_M_CLI_NOT_CONVERGED, call->lang)));
    fprintf(out, "%s\n",
            kp_say_with(arena, KP_M_CLI_SURVEY_FACTORS, call->lang, kp_format(arena, "%.4g – %.4g", report->least_factor, report->largest_factor),
                        kp_format(arena, "%.2g%%", report->largest_miss * 100), kp_format(arena, "%.4f", report->weight_effect)));
    if (plan->trim > 0)
        fprintf(
            out, "%s\n",
            kp_say_with(arena, KP_M_CLI_SURVEY_TRIMMED, call->lang, count_text(arena, report->trimmed), kp_format(arena, "%g", plan->trim), NULL));
}

static void print_survey(const cli_call *call, FILE *out, const kp_table_survey *survey) {
    print_design(call, out, survey);
    for (size_t i = 0; i < survey->plan.question_count; i++)
        print_question(call, out, survey, i);
    if (survey->difference_count)
        print_differences(call, out, survey);
}

/* ---- the command ---- */

int survey_table(cli_call *call) {
    const arguments *args = &call->args;
    kp_table_plan plan;
    if (!take_plan(call, &plan))
        return EXIT_ARGUMENTS;
    const char *inputs[] = {args->words.items[0], args->sizes, args->margins};
    size_t input_count = 0;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        if (inputs[i])
            inputs[input_count++] = inputs[i];
    plan.data = open_or_null(call, args->words.items[0]);
    plan.sizes = open_or_null(call, args->sizes);
    plan.margins = open_or_null(call, args->margins);
    const kp_table_survey *survey = call->problems->errors ? NULL : kp_table_survey_run(call->arena, &plan, call->problems);
    kp_problems_sort(call->problems);
    const char *beside = NULL;
    bool written = true;
    if (args->json) {
        written = write_json_text(call, kp_table_survey_json(call->arena, survey, call->problems, call->lang), inputs, input_count, &beside);
        written = written && (!beside || kp_output_commit(call->arena, beside, args->json, args->force, call->problems));
    }
    FILE *out = is_stdout(args->json) ? stderr : stdout;
    if (survey)
        print_survey(call, out, survey);
    if (call->problems->count)
        print_problems_briefly(call, stderr);
    return !written ? EXIT_FILES : survey ? EXIT_DONE : problems_exit(call);
}
