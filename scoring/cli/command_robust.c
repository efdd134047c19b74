/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_robust.c - `kaoping robust`: how stable the ranking of an evaluation is when its weights move; a workbook and JSON on request. */
#include "evaluation.h"

#include <string.h>

#include "kaoping/document_time.h"
#include "kaoping/output.h"
#include "kaoping/robust_report.h"
#include "kaoping/typed.h"

#define UNITS_SHOWN 40 /* on the terminal; the workbook and the JSON have all */

#define SAYR(message) kp_say(KP_M_ROBUST_##message, call->lang)

/* The number of an option in steps of 1/scale, from least to most: what is cut or rounded in silence would be another trial than was asked for. `limits` says which may be given.
 * False after saying what is wrong; *out stays where the option is not given. */
static bool steps_argument(cli_call *call, const char *option, const char *text, int64_t scale, int64_t least, int64_t most, const char *limits,
                           int64_t *out) {
    if (!text)
        return true;
    kp_typed typed = kp_parse_typed(call->arena, text);
    bool percent = scale > 1, other = (typed.liberties & KP_TYPED_UNIT_WORD) || (!percent && (typed.liberties & KP_TYPED_PERCENT));
    int64_t steps;
    if (typed.kind == KP_TYPED_NUMBER && !other && kp_num_to_int64(kp_num_mul(call->arena, typed.value, kp_num_int(scale)), &steps) &&
        steps >= least && steps <= most) {
        *out = steps;
        return true;
    }
    arguments_wrong(call, KP_M_CLI_ERR_NOT_WITHIN, kp_format(call->arena, "%s %s", option, text), kp_text(call->arena, limits, call->lang));
    return false;
}

/* False after saying what is wrong. */
static bool take_options(cli_call *call, kp_robust_options *out) {
    const arguments *args = &call->args;
    int64_t spread = 0, trials = 0, top = 0;
    if (!steps_argument(call, "--spread", args->weight_spread, KP_ROBUST_STEP / 100, 1, (KP_ROBUST_STEP / 100) * 99,
                        "0.01 到 99 的数，至多两位小数 | a number from 0.01 to 99 with two decimals at most", &spread) ||
        !steps_argument(call, "--trials", args->trials, 1, 1, KP_ROBUST_MAX_TRIALS, "1 到 1000000 的整数 | a whole number from 1 to 1000000",
                        &trials) ||
        !steps_argument(call, "--top", args->top, 1, 1, KP_MAX_UNITS, "不小于 1 的整数 | a whole number of 1 or more", &top))
        return false;
    *out = (kp_robust_options){.spread = (int32_t)spread, .trials = (uint32_t)trials, .top = (int32_t)top, .seed = args->trial_seed};
    return true;
}

/* ---- the terminal ---- */

static const char *share_text(const cli_call *call, double share) { return share >= 0 ? kp_format(call->arena, "%.1f%%", share * 100) : "—"; }

static const char *range_text(const cli_call *call, int32_t from, int32_t to) {
    return from == to ? kp_format(call->arena, "%d", from) : kp_format(call->arena, "%d–%d", from, to);
}

enum { COL_RANK, COL_NAME, COL_GROUP, COL_SCORE, COL_GRADE, COL_MEDIAN, COL_INTERVAL, COL_HOLDS, COL_TOP, COL_KEPT, COL_OUT, COL_COUNT };

static void print_ranks(const cli_call *call, FILE *out, const kp_robust *r) {
    static const bool right[COL_COUNT] = {true, false, false, true, false, true, true, true, true, true, true};
    kp_arena *arena = call->arena;
    size_t shown = r->unit_count < UNITS_SHOWN ? r->unit_count : UNITS_SHOWN;
    const char **cells = KP_NEW_ARRAY(arena, const char *, (shown + 1) * COL_COUNT);
    const char *const heads[COL_COUNT] = {kp_say(KP_M_CLI_HEAD_RANK, call->lang),
                                          kp_say(KP_M_CLI_HEAD_SUBJECT, call->lang),
                                          kp_say(KP_M_CLI_HEAD_GROUP, call->lang),
                                          kp_say(KP_M_CLI_HEAD_SCORE, call->lang),
                                          kp_say(KP_M_CLI_HEAD_GRADE, call->lang),
                                          SAYR(MEDIAN),
                                          SAYR(INTERVAL),
                                          SAYR(HOLDS),
                                          kp_say_with(arena, KP_M_ROBUST_TOP, call->lang, kp_format(arena, "%d", r->top), NULL, NULL),
                                          SAYR(GRADE),
                                          SAYR(OUT)};
    memcpy(cells, heads, sizeof heads);
    for (size_t i = 0; i < shown; i++) {
        const kp_robust_unit *u = &r->units[i];
        const kp_unit *who = &r->card->evidence->units.items[u->unit];
        int32_t band = r->card->units[u->unit].band;
        const char **row = cells + (i + 1) * COL_COUNT;
        row[COL_RANK] = kp_format(arena, "%d", u->rank);
        row[COL_NAME] = who->name;
        row[COL_GROUP] = who->group >= 0 ? r->card->evidence->groups.items[who->group] : "";
        row[COL_SCORE] = kp_total_text(arena, r->card, u->unit);
        row[COL_GRADE] = band >= 0 ? kp_text(arena, r->card->scheme->bands[band].title, call->lang) : "—";
        row[COL_MEDIAN] = kp_format(arena, "%d", u->median);
        row[COL_INTERVAL] = range_text(call, u->low, u->high);
        row[COL_HOLDS] = share_text(call, u->holds);
        row[COL_TOP] = share_text(call, u->in_top);
        row[COL_KEPT] = share_text(call, u->grade);
        row[COL_OUT] = range_text(call, u->out_best, u->out_worst);
    }
    print_table(call, out, cells, shown + 1, COL_COUNT, right);
    if (r->unit_count > shown)
        fprintf(out, "%s\n", kp_say_with(arena, KP_M_CLI_MORE_UNITS, call->lang, count_text(arena, r->unit_count - shown), NULL, NULL));
}

enum { SWAP_RANK, SWAP_UPPER, SWAP_LOWER, SWAP_ONE, SWAP_FROM_TO, SWAP_ALL, SWAP_REMARK, SWAP_COUNT };

static void print_swaps(const cli_call *call, FILE *out, const kp_robust *r) {
    static const bool right[SWAP_COUNT] = {true, false, false, false, false, true, false};
    size_t shown = r->swap_count < UNITS_SHOWN ? r->swap_count : UNITS_SHOWN;
    const char **cells = KP_NEW_ARRAY(call->arena, const char *, (shown + 1) * SWAP_COUNT);
    const char *const heads[SWAP_COUNT] = {
        kp_say(KP_M_CLI_HEAD_RANK, call->lang), SAYR(UPPER), SAYR(LOWER), SAYR(ONE), SAYR(FROM_TO), SAYR(ALL), SAYR(VERDICT)};
    memcpy(cells, heads, sizeof heads);
    for (size_t i = 0; i < shown; i++) {
        const kp_robust_swap *swap = &r->swaps[i];
        kp_swap_words words = kp_robust_swap_words(call->arena, r, swap, call->lang);
        const char **row = cells + (i + 1) * SWAP_COUNT;
        row[SWAP_RANK] = kp_format(call->arena, "%d", r->card->units[swap->upper].rank);
        row[SWAP_UPPER] = r->card->evidence->units.items[swap->upper].name;
        row[SWAP_LOWER] = r->card->evidence->units.items[swap->lower].name;
        row[SWAP_ONE] = words.one;
        row[SWAP_FROM_TO] = words.from_to;
        row[SWAP_ALL] = words.all;
        row[SWAP_REMARK] = words.remark;
    }
    fprintf(out, "\n%s\n", SAYR(SWAPS));
    print_table(call, out, cells, shown + 1, SWAP_COUNT, right);
}

static void print_robust(const cli_call *call, FILE *out, const kp_robust *r) {
    kp_arena *arena = call->arena;
    fprintf(out, "%s\n",
            kp_say_with(arena, KP_M_ROBUST_HEAD_TRIALS, call->lang, kp_robust_spread_text(arena, r), kp_format(arena, "%u", r->trials),
                        kp_verbatim(arena, r->seed)));
    fprintf(out, "%s\n\n",
            kp_say_with(arena, KP_M_ROBUST_HEAD_SHIFT, call->lang, count_text(arena, r->weights), kp_format(arena, "%.2f", r->mean_shift), NULL));
    print_ranks(call, out, r);
    print_swaps(call, out, r);
}

/* ---- files ---- */

static bool write_robust_json(cli_call *call, const kp_evaluation *evaluation, const kp_robust *robust, const word_list *inputs,
                              const char **beside) {
    const kp_evidence *evidence = evaluation->binding ? evaluation->binding->evidence : NULL;
    kp_problems_sort(call->problems);
    return write_json_text(call, kp_robust_json(call->arena, evidence, robust, call->problems, call->lang), inputs->items, inputs->count, beside);
}

static bool write_files(cli_call *call, const kp_evaluation *evaluation, const kp_robust *robust) {
    const arguments *args = &call->args;
    word_list inputs = all_inputs(call);
    kp_output outputs[2];
    size_t count = 0;
    const char *beside;
    if (args->output) {
        beside = kp_output_begin(call->arena, args->output, args->force, inputs.items, inputs.count, call->problems);
        kp_report_options options = report_options(call, evaluation);
        options.robust = robust;
        if (!beside || !kp_robust_report_write(call->arena, evaluation->card, &options, beside, call->problems))
            return false;
        outputs[count++] = (kp_output){beside, args->output};
    }
    if (args->json && !is_stdout(args->json)) {
        if (!write_robust_json(call, evaluation, robust, &inputs, &beside))
            return false;
        outputs[count++] = (kp_output){beside, args->json};
    }
    if (!kp_output_commit_all(call->arena, outputs, count, args->force, call->problems))
        return false;
    return !is_stdout(args->json) || write_robust_json(call, evaluation, robust, &inputs, &beside);
}

int run_robust(cli_call *call) {
    const arguments *args = &call->args;
    kp_robust_options options;
    if (!take_options(call, &options) || !check_outputs(call))
        return EXIT_ARGUMENTS;
    expand_folders(call);
    kp_evaluation *evaluation;
    int exit_code;
    if (!evaluate_call(call, args->words.items, args->words.count, &evaluation, &exit_code))
        return exit_code;
    if (!evaluation->card)
        return refuse_evaluation(call, evaluation);
    FILE *out = is_stdout(args->json) ? stderr : stdout;
    const kp_robust *robust = kp_robust_analyse(call->arena, evaluation->card, &options);
    if (!robust) {
        fprintf(stderr, "kaoping: %s\n", kp_say(KP_M_ROBUST_NONE, call->lang));
        return EXIT_PROBLEMS;
    }
    if (!write_files(call, evaluation, robust)) {
        print_problems(call, stderr);
        return EXIT_FILES;
    }
    print_problems_briefly(call, stderr);
    print_robust(call, out, robust);
    say_written(call, out);
    return evaluation->verdict == KP_VERDICT_PARTLY ? EXIT_PARTLY : EXIT_DONE;
}
