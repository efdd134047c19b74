/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_explain.c - `kaoping explain`: how one figure follows from the cells typed. */
#include "evaluation.h"

/* A second workbook where the unit should stand. */
static bool is_workbook_word(const char *word) {
    return ends_in(word, ".xlsx") || ends_in(word, ".xlsm") || ends_in(word, ".ods") || ends_in(word, ".csv");
}

int run_explain(cli_call *call) {
    const char *const *words = call->args.words.items;
    if (is_workbook_word(words[1]))
        return arguments_wrong(call, KP_M_CLI_ERR_ONE_BOOK, words[1], NULL);
    call->args.partial = true; /* a figure of a sound unit can be explained even where others have errors */
    kp_evaluation *evaluation;
    int exit_code;
    word_list books = workbooks_of(call, words, 1);
    if (!evaluate_call(call, books.items, books.count, &evaluation, &exit_code))
        return exit_code;
    const kp_scorecard *card = evaluation->card;
    if (!card) {
        print_problems(call, stderr);
        return problems_exit(call);
    }
    int32_t unit = kp_evidence_find_unit(card->evidence, words[1]);
    if (unit < 0)
        return arguments_wrong(call, unit == -1 ? KP_M_CLI_ERR_UNKNOWN_UNIT : KP_M_CLI_ERR_AMBIGUOUS_UNIT, words[1], NULL);
    int32_t indicator = 0;
    if (call->args.words.count > 2)
        indicator = kp_scheme_find_by_name(card->scheme, words[2], NULL);
    if (indicator < 0)
        return arguments_wrong(call, indicator == -1 ? KP_M_CLI_ERR_UNKNOWN_INDICATOR : KP_M_CLI_ERR_AMBIGUOUS_INDICATOR, words[2], NULL);
    /* A calculation has no score to lack: what stops it is an error of the unit. */
    bool done = card->units[unit].scored || (kp_scheme_is_calculation(card->scheme) && card->evidence->units.items[unit].problem < 0);
    if (!done)
        print_problems(call, stderr);
    fputs(kp_explain(call->arena, card, unit, indicator, call->lang), stdout);
    return done ? EXIT_DONE : EXIT_PROBLEMS;
}
