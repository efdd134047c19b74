/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluation.c - from arguments to an evaluation, and its results to the terminal or as JSON. */
#include "evaluation.h"
#include "kaoping/system_error.h"

#include <errno.h>
#include <string.h>

#include "kaoping/document_time.h"
#include "kaoping/output.h"
#include "kaoping/result_json.h"

bool evaluate_call(cli_call *call, const char *const paths[], size_t count, kp_evaluation **out, int *exit_code) {
    const arguments *args = &call->args;
    kp_period period;
    if (args->period && !kp_period_parse(args->period, &period)) {
        *exit_code = arguments_wrong(call, KP_M_CLI_ERR_BAD_PERIOD, args->period, NULL);
        return false;
    }
    kp_evaluate_options options = {.scheme = args->scheme,
                                   .period = args->period,
                                   .history = args->history.items,
                                   .history_count = args->history.count,
                                   .results = args->results.items,
                                   .result_count = args->results.count,
                                   .partial = args->partial};
    *out = kp_evaluate(call->arena, paths, count, &options, call->problems);
    return true;
}

static const char *lists_of_unit(const cli_call *call, const kp_scorecard *card, int32_t unit) {
    kp_buffer text = {.arena = call->arena};
    for (size_t i = 0; i < card->lists.count; i++) {
        const kp_list_entry *entry = &card->lists.items[i];
        if (entry->unit != unit || entry->replaced)
            continue;
        if (text.length)
            kp_buffer_puts(&text, call->lang == KP_ZH ? "、" : ", ");
        kp_buffer_puts(&text, kp_text(call->arena, card->scheme->lists[entry->list].title, call->lang));
    }
    return kp_buffer_text(&text);
}

/* Why a unit has no rank, in few words; the problem told above says more. Its code where there are none. */
static const char *reason_words(const cli_call *call, kp_problem_code code) {
    static const struct {
        kp_problem_code code;
        const char *words;
    } reasons[] = {{KP_R_EXCLUDED, "不参评 | does not take part"},
                   {KP_R_SAMPLE_TOO_SMALL, "有效样本不足 | too few valid answers"},
                   {KP_R_NO_QUORUM, "到会人数不足 | without quorum"},
                   {KP_R_NOTHING_APPLICABLE, "没有适用的指标 | nothing applies"},
                   {KP_R_GAP_NOT_RANKED, "有必评项不适用 | what must apply does not"},
                   {KP_R_TOO_FEW_PERIODS, "期数不足 | too few periods"},
                   {KP_R_TOO_FEW_SITES, "检查点不足 | too few sites"}};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].code == code)
            return kp_text(call->arena, reasons[i].words, call->lang);
    return kp_problem_code_text(code);
}

/* "未排名（有效样本不足）" */
static const char *why_words(const cli_call *call, const kp_unit_result *result) {
    if (result->reason < 0 || result->ranked)
        return "—";
    return kp_say_with(call->arena, result->scored ? KP_M_CLI_UNGRADED : KP_M_CLI_UNSCORED, call->lang,
                       reason_words(call, (kp_problem_code)result->reason), NULL, NULL);
}

/* The lists of the units that the table left out, a line a list. */
static void print_lists_below(const cli_call *call, FILE *out, const kp_scorecard *card, size_t shown) {
    const char *colon = call->lang == KP_ZH ? "：" : ": ", *comma = call->lang == KP_ZH ? "、" : ", ";
    for (size_t list = 0; list < card->scheme->list_count; list++) {
        kp_buffer names = {.arena = call->arena};
        for (size_t i = shown; i < card->evidence->units.count; i++)
            for (size_t k = 0; k < card->lists.count; k++) {
                const kp_list_entry *entry = &card->lists.items[k];
                if (entry->unit == card->order[i] && (size_t)entry->list == list && !entry->replaced)
                    kp_buffer_printf(&names, "%s%s", names.length ? comma : "", card->evidence->units.items[entry->unit].name);
            }
        if (names.length)
            fprintf(out, "%s%s%s\n", kp_text(call->arena, card->scheme->lists[list].title, call->lang), colon, kp_buffer_text(&names));
    }
}

/* The table without the columns in which nothing can stand. */
static void print_shown(const cli_call *call, FILE *out, const char *cells[], size_t rows, size_t columns, const bool right[], const bool shown[]) {
    const char **kept = KP_NEW_ARRAY(call->arena, const char *, rows *columns);
    bool *to_the_right = KP_NEW_ARRAY(call->arena, bool, columns);
    size_t count = 0, filled = 0;
    for (size_t i = 0; i < columns; i++)
        if (shown[i])
            to_the_right[count++] = right[i];
    for (size_t i = 0; i < rows * columns; i++)
        if (shown[i % columns])
            kept[filled++] = cells[i];
    print_table(call, out, kept, rows, count, to_the_right);
}

void print_units(const cli_call *call, FILE *out, const kp_scorecard *card, size_t most) {
    static const kp_message heads[] = {KP_M_CLI_HEAD_RANK,  KP_M_CLI_HEAD_SUBJECT, KP_M_CLI_HEAD_GROUP,
                                       KP_M_CLI_HEAD_SCORE, KP_M_CLI_HEAD_GRADE,   KP_M_CLI_HEAD_LISTS};
    static const bool right[] = {true, false, false, true, false, false};
    const size_t columns = sizeof heads / sizeof *heads, units = card->evidence->units.count, rows = units < most ? units : most;
    const char **cells = KP_NEW_ARRAY(call->arena, const char *, (rows + 1) * columns);
    for (size_t i = 0; i < columns; i++)
        cells[i] = kp_say(heads[i], call->lang);
    for (size_t i = 0; i < rows; i++) {
        int32_t unit = card->order[i];
        const kp_unit *u = &card->evidence->units.items[unit];
        const kp_unit_result *result = &card->units[unit];
        const char **row = cells + (i + 1) * columns;
        row[0] = result->rank > 0 ? kp_format(call->arena, "%d", result->rank) : "—";
        row[1] = u->name;
        row[2] = u->group >= 0 ? card->evidence->groups.items[u->group] : "";
        row[3] = result->scored ? kp_total_text(call->arena, card, unit) : "—";
        row[4] = result->band >= 0 ? kp_text(call->arena, card->scheme->bands[result->band].title, call->lang) : why_words(call, result);
        row[5] = lists_of_unit(call, card, unit);
    }
    bool shown[] = {true, true, card->evidence->groups.count > 0, true, card->scheme->band_count > 0, card->scheme->list_count > 0};
    for (size_t i = 1; i <= rows; i++) /* without grades, that one is not ranked */
        shown[4] = shown[4] || card->units[card->order[i - 1]].rank <= 0;
    print_shown(call, out, cells, rows + 1, columns, right, shown);
    if (units > rows)
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_MORE_UNITS, call->lang, count_text(call->arena, units - rows), NULL, NULL));
    print_lists_below(call, out, card, rows);
}

void print_values(const cli_call *call, FILE *out, const kp_scorecard *card, size_t most) {
    const kp_scheme *scheme = card->scheme;
    const char *colon = call->lang == KP_ZH ? "：" : ": ", *semicolon = call->lang == KP_ZH ? "；" : "; ";
    size_t units = card->evidence->units.count, rows = units < most ? units : most;
    for (size_t i = 0; i < rows; i++) {
        int32_t unit = card->order[i];
        kp_buffer line = {.arena = call->arena};
        for (size_t leaf = 1; leaf < scheme->indicator_count; leaf++) {
            bool worked_out = kp_is_value_leaf(&scheme->indicators[leaf]) && scheme->indicators[leaf].method != KP_METHOD_NUMBER;
            const char *words = worked_out ? kp_value_words(call->arena, card, unit, (int32_t)leaf, call->lang) : "";
            if (*words)
                kp_buffer_printf(&line, "%s%s %s", line.length ? semicolon : "", kp_text(call->arena, scheme->indicators[leaf].title, call->lang),
                                 words);
        }
        const char *lists = lists_of_unit(call, card, unit), *said = line.length ? kp_buffer_text(&line) : why_words(call, &card->units[unit]);
        fprintf(out, "%s%s%s%s%s\n", card->evidence->units.items[unit].name, colon, *lists && !line.length ? "" : said,
                *lists && line.length ? semicolon : "", lists);
    }
    if (units > rows)
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_MORE_UNITS, call->lang, count_text(call->arena, units - rows), NULL, NULL));
    print_lists_below(call, out, card, rows);
}

void print_targets(const cli_call *call, FILE *out, const kp_scorecard *card) {
    static const kp_message heads[] = {KP_M_REPORT_TARGET,       KP_M_REPORT_GROUP,       KP_M_REPORT_TARGET_UNITS, KP_M_REPORT_TARGET_REACHED,
                                       KP_M_REPORT_TARGET_SHARE, KP_M_REPORT_TARGET_GOAL, KP_M_REPORT_TARGET_RESULT};
    static const bool right[] = {false, false, true, true, true, true, false};
    const size_t columns = sizeof heads / sizeof *heads, rows = card->targets.count;
    kp_arena *arena = call->arena;
    const char **cells = KP_NEW_ARRAY(arena, const char *, (rows + 1) * columns);
    for (size_t i = 0; i < columns; i++)
        cells[i] = kp_say(heads[i], call->lang);
    for (size_t i = 0; i < rows; i++) {
        const kp_target_row *target = &card->targets.items[i];
        const char **row = cells + (i + 1) * columns;
        row[0] = kp_text(arena, card->scheme->targets[target->target].title, call->lang);
        row[1] = target->name ? *target->name ? target->name : "—" : kp_say(KP_M_TARGET_ALL, call->lang);
        row[2] = count_text(arena, target->total);
        row[3] = target->open ? kp_format(arena, "%zu (+%zu?)", target->reached, target->open) : count_text(arena, target->reached);
        row[4] = target->total ? kp_format(arena, "%s%%", kp_num_print(arena, target->share, 2, KP_HALF_UP)) : "—";
        row[5] = target->goal.given ? kp_format(arena, "%s%%", kp_num_exact(arena, target->goal.value)) : "—";
        row[6] = !target->goal.given || !target->total ? "—"
                 : target->met                         ? kp_say(KP_M_TARGET_MET, call->lang)
                               : kp_say_with(arena, KP_M_TARGET_SHORT, call->lang, kp_format(arena, "%lld", (long long)target->missing), NULL, NULL);
    }
    if (rows)
        print_table(call, out, cells, rows + 1, columns, right);
}

void print_combined(const cli_call *call, FILE *out, const kp_scorecard *card) {
    static const bool right[] = {true, false, true, true, true};
    const size_t columns = sizeof right / sizeof *right, rows = card->combined.count;
    kp_arena *arena = call->arena;
    const char **cells = KP_NEW_ARRAY(arena, const char *, (rows + 1) * columns);
    if (!rows)
        return;
    cells[0] = kp_say(KP_M_REPORT_RANK, call->lang);
    cells[1] = kp_text(arena, card->scheme->combine_by, call->lang);
    cells[2] = kp_say(KP_M_REPORT_COMBINED_UNITS, call->lang);
    cells[3] = kp_say(KP_M_REPORT_COMBINED_COUNTED, call->lang);
    cells[4] = kp_say(KP_M_REPORT_COMBINED_SCORE, call->lang);
    for (size_t i = 0; i < rows; i++) {
        const kp_combined *of = &card->combined.items[i];
        const char **row = cells + (i + 1) * columns;
        row[0] = of->rank ? kp_format(arena, "%d", of->rank) : "—";
        row[1] = of->name;
        row[2] = count_text(arena, of->units);
        row[3] = count_text(arena, of->counted);
        row[4] = of->scored ? kp_num_print(arena, of->printed, card->scheme->decimals, card->scheme->rounding) : "—";
    }
    print_table(call, out, cells, rows + 1, columns, right);
}

static const char *result_text(const cli_call *call, const kp_evaluation *evaluation) {
    const kp_evidence *evidence = evaluation && evaluation->binding ? evaluation->binding->evidence : NULL;
    return kp_result_json(call->arena, evidence, evaluation ? evaluation->card : NULL, call->problems, call->lang);
}

bool write_json_text(cli_call *call, const char *text, const char *const inputs[], size_t input_count, const char **beside) {
    const char *path = call->args.json;
    *beside = NULL;
    if (is_stdout(path)) {
        fputs(text, stdout);
        return true;
    }
    *beside = kp_output_begin(call->arena, path, call->args.force, inputs, input_count, call->problems);
    if (!*beside)
        return false;
    FILE *file = fopen(*beside, "wb");
    bool ok = file && fputs(text, file) >= 0;
    int error = errno;
    if (file && fclose(file)) {
        ok = false;
        error = errno;
    }
    if (!ok)
        kp_problems_add(call->problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, kp_system_error(error), NULL, NULL);
    return ok;
}

bool write_json(cli_call *call, const kp_evaluation *evaluation, const char *const inputs[], size_t input_count, const char **beside) {
    *beside = NULL;
    if (!call->args.json)
        return true;
    kp_problems_sort(call->problems);
    return write_json_text(call, result_text(call, evaluation), inputs, input_count, beside);
}

/* ---- what score and robust share ---- */

word_list all_inputs(const cli_call *call) {
    word_list inputs = {0};
    for (size_t i = 0; i < call->args.words.count; i++)
        KP_PUSH(call->arena, &inputs, call->args.words.items[i]);
    for (size_t i = 0; i < call->args.history.count; i++)
        KP_PUSH(call->arena, &inputs, call->args.history.items[i]);
    for (size_t i = 0; i < call->args.results.count; i++)
        KP_PUSH(call->arena, &inputs, call->args.results.items[i]);
    if (call->args.scheme)
        KP_PUSH(call->arena, &inputs, call->args.scheme);
    return inputs;
}

kp_report_options report_options(cli_call *call, const kp_evaluation *evaluation) {
    kp_problems_sort(call->problems);
    return (kp_report_options){.lang = call->lang,
                               .files = evaluation->binding->files,
                               .file_count = evaluation->binding->file_count,
                               .problems = call->problems,
                               .weighing = evaluation->binding->weighing,
                               .timestamp = kp_document_time(evaluation->card->evidence->period)};
}

bool check_outputs(cli_call *call) {
    const arguments *args = &call->args;
    if (args->output && !ends_in(args->output, ".xlsx"))
        arguments_wrong(call, KP_M_CLI_ERR_NOT_XLSX, args->output, NULL);
    else if (args->output && args->json && kp_output_same(call->arena, args->output, args->json))
        arguments_wrong(call, KP_M_CLI_ERR_SAME_OUTPUT, args->output, NULL);
    else
        return true;
    return false;
}

void say_written(const cli_call *call, FILE *out) {
    if (call->args.output)
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, call->args.output), NULL, NULL));
    if (call->args.json && !is_stdout(call->args.json))
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, call->args.json), NULL, NULL));
}

/* Nothing is written; on standard output the problems as JSON are an answer, not a file. */
int refuse_evaluation(cli_call *call, const kp_evaluation *evaluation) {
    if (is_stdout(call->args.json)) {
        const char *beside;
        write_json(call, evaluation, NULL, 0, &beside);
    }
    print_problems(call, stderr);
    if (call->args.partial && evaluation->verdict == KP_VERDICT_BLOCKED && evaluation->binding)
        fprintf(stderr, "%s\n", kp_say(KP_M_CLI_PARTIAL_REFUSED, call->lang));
    fprintf(stderr, "%s\n", kp_say(KP_M_CLI_NOTHING_WRITTEN, call->lang));
    return problems_exit(call);
}
