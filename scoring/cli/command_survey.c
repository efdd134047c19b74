/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_survey.c - `kaoping survey`: with figures that are asked for, those of any table (command_survey_table.c); without, satisfaction (command_survey_answers.c). What one of
 * them cannot use is refused there, for an option that does nothing misleads. */
#include "cli.h"

#include "kaoping/analysis.h"
#include "kaoping/workbook.h"

static const enum option_id figures[] = {OPT_MEAN, OPT_TOTAL, OPT_SHARE, OPT_RATIO};
static const enum option_id of_tables[] = {OPT_COMPARE, OPT_POPULATION, OPT_TRIM};
static const enum option_id of_answers[] = {OPT_OUTPUT,  OPT_SCHEME,   OPT_PERIOD, OPT_PARTIAL, OPT_QUESTIONS, OPT_SCALE,
                                            OPT_OPTIONS, OPT_POSITIVE, OPT_CODES,  OPT_UNKNOWN, OPT_MIN_VALID};

#define COUNT(array) (sizeof(array) / sizeof *(array))

int lonely_argument(cli_call *call) {
    static const char *const rules[] = {
        [KP_LONELY_ADJUST] = "adjust", [KP_LONELY_REMOVE] = "remove", [KP_LONELY_AVERAGE] = "average", [KP_LONELY_FAIL] = "fail"};
    const char *word = call->args.lonely;
    int rule = word ? find_choice(rules, COUNT(rules), word) : KP_LONELY_ADJUST;
    if (rule < 0)
        arguments_wrong(call, KP_M_CLI_ERR_BAD_CHOICE, "--lonely", word);
    return rule;
}

kp_workbook *open_or_null(cli_call *call, const char *path) { return path ? kp_workbook_open(call->arena, path, call->problems) : NULL; }

int run_survey(cli_call *call) {
    bool table = arguments_first_given(call, figures, COUNT(figures)) != NULL;
    const char *stray = table ? arguments_first_given(call, of_answers, COUNT(of_answers)) : arguments_first_given(call, of_tables, COUNT(of_tables));
    if (stray)
        return arguments_wrong(call, table ? KP_M_CLI_ERR_OF_ANSWERS : KP_M_CLI_ERR_OF_TABLES, stray, NULL);
    return table ? survey_table(call) : survey_answers(call);
}
