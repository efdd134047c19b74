/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_sample.c - `kaoping sample`: draws a random sample from a list and writes the list of those who were drawn. */
#include "cli.h"

#include <string.h>

#include "kaoping/output.h"
#include "kaoping/sample_io.h"

static bool wrong(cli_call *call, kp_message message, const char *a0, const char *a1) {
    arguments_wrong(call, message, a0, a1);
    return false;
}

/* One of --size, --total and --margin says how many, and a seed must be given. */
static bool fits_together(cli_call *call) {
    const arguments *args = &call->args;
    int sizes = (args->size != NULL) + (args->total_size != NULL) + (args->margin != NULL);
    if (!args->seed)
        return wrong(call, KP_M_CLI_ERR_NO_SEED, NULL, NULL);
    if (!args->output)
        return wrong(call, KP_M_CLI_ERR_NEEDS, "-o", NULL);
    if (!ends_in(args->output, ".xlsx"))
        return wrong(call, KP_M_CLI_ERR_NOT_XLSX, args->output, NULL);
    if (sizes != 1)
        return wrong(call, KP_M_CLI_ERR_NO_SIZE, NULL, NULL);
    if (args->margin && args->cluster)
        return wrong(call, KP_M_CLI_ERR_EITHER, "--margin", "--cluster");
    if (args->size && args->allocate)
        return wrong(call, KP_M_CLI_ERR_EITHER, "--size", "--allocate");
    return true;
}

static bool take_amount(cli_call *call, const char *option, const char *text, kp_sample_amount *out) {
    return !text || kp_sample_amount_parse(call->arena, text, out) || wrong(call, KP_M_CLI_ERR_BAD_NUMBER, option, text);
}

static bool take_whole(cli_call *call, const char *option, const char *text, int64_t least, int64_t *out) {
    kp_sample_amount amount = {0};
    if (!text)
        return true;
    return (kp_sample_amount_parse(call->arena, text, &amount) && !amount.percent && kp_num_to_int64(amount.value, out) && *out >= least) ||
           wrong(call, KP_M_CLI_ERR_BAD_NUMBER, option, text);
}

static bool take_rule(cli_call *call, kp_sample_plan *plan) {
    static const char *const rules[] = {[KP_ALLOCATE_PROPORTIONAL] = "proportional", [KP_ALLOCATE_EQUAL] = "equal", [KP_ALLOCATE_NEYMAN] = "neyman"};
    const arguments *args = &call->args;
    int rule = args->allocate ? find_choice(rules, sizeof rules / sizeof *rules, args->allocate) : KP_ALLOCATE_PROPORTIONAL;
    if (rule < 0)
        return wrong(call, KP_M_CLI_ERR_BAD_CHOICE, "--allocate", args->allocate);
    if ((rule == KP_ALLOCATE_NEYMAN) != (args->spread != NULL))
        return rule == KP_ALLOCATE_NEYMAN ? wrong(call, KP_M_CLI_ERR_NEEDS, "--spread", NULL)
                                          : wrong(call, KP_M_CLI_ERR_NEEDS, "--allocate neyman", NULL);
    plan->allocate = (kp_allocation_rule)rule;
    plan->allocated = args->margin && args->allocate;
    return true;
}

/* "姓名,地址" as columns. */
static word_list split_columns(cli_call *call, const char *text) {
    static const char *const commas[] = {",", "，", "、"};
    word_list parts = {0};
    while (text && *text) {
        const char *end = text + strlen(text), *next = end;
        for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
            const char *at = strstr(text, commas[i]);
            if (at && at < end) {
                end = at;
                next = at + strlen(commas[i]);
            }
        }
        if (end > text)
            KP_PUSH(call->arena, &parts, kp_strndup(call->arena, text, (size_t)(end - text)));
        text = next;
    }
    return parts;
}

static bool take_plan(cli_call *call, kp_sample_plan *plan) {
    const arguments *args = &call->args;
    word_list ids = split_columns(call, args->id), columns = split_columns(call, args->columns);
    *plan = (kp_sample_plan){.sheet = args->sheet,
                             .by = args->by,
                             .cluster = args->cluster,
                             .ids = ids.items,
                             .id_count = ids.count,
                             .columns = columns.items,
                             .column_count = columns.count,
                             .seed = args->seed,
                             .spread = args->spread};
    bool sized = take_amount(call, "--size", args->size, &plan->size);
    if (sized && args->size && kp_num_sign(plan->size.value) <= 0) /* a list of nobody is no sample */
        return wrong(call, KP_M_CLI_ERR_BAD_NUMBER, "--size", args->size);
    return sized && fits_together(call) && take_rule(call, plan) && take_amount(call, "--substitutes", args->substitutes, &plan->substitutes) &&
           take_whole(call, "--total", args->total_size, 1, &plan->total) && take_whole(call, "--minimum", args->minimum, 0, &plan->minimum) &&
           number_argument(call, "--margin", args->margin, 0, 100, &plan->margin) &&
           number_argument(call, "--confidence", args->confidence, 0, 99.999999, &plan->confidence) &&
           number_argument(call, "--response", args->response, 0, 100, &plan->response) &&
           number_argument(call, "--deff", args->deff, 0, 1e6, &plan->deff);
}

static void print_strata(const cli_call *call, const kp_sample *sample) {
    enum { COL_STRATUM, COL_POPULATION, COL_DRAWN, COL_SUBSTITUTES, COL_COUNT };
    static const bool right[COL_COUNT] = {false, true, true, true};
    size_t rows = sample->stratum_count;
    const char **cells = KP_NEW_ARRAY(call->arena, const char *, (rows + 1) * COL_COUNT);
    const kp_message heads[COL_COUNT] = {KP_M_SAMPLE_STRATUM, KP_M_SAMPLE_POPULATION, KP_M_SAMPLE_DRAWN, KP_M_SAMPLE_SUBSTITUTES};
    for (size_t c = 0; c < COL_COUNT; c++)
        cells[c] = kp_say(heads[c], call->lang);
    for (size_t h = 0; h < rows; h++) {
        const char **row = cells + (h + 1) * COL_COUNT;
        row[COL_STRATUM] = sample->strata ? sample->strata->names[h] : "—";
        row[COL_POPULATION] = kp_format(call->arena, "%lld", (long long)sample->draw->population[h]);
        row[COL_DRAWN] = kp_format(call->arena, "%lld", (long long)sample->draw->drawn[h]);
        row[COL_SUBSTITUTES] = kp_format(call->arena, "%lld", (long long)sample->draw->substitutes[h]);
    }
    print_table(call, stdout, cells, rows + 1, COL_COUNT, right);
}

int run_sample(cli_call *call) {
    const arguments *args = &call->args;
    kp_sample_plan plan;
    if (!take_plan(call, &plan))
        return EXIT_ARGUMENTS;
    const char *beside = kp_output_begin(call->arena, args->output, args->force, args->words.items, 1, call->problems);
    plan.frame = kp_workbook_open(call->arena, args->words.items[0], call->problems);
    const kp_sample *sample = plan.frame ? kp_sample_draw(call->arena, &plan, call->problems) : NULL;
    bool ok = beside && sample && kp_sample_write(call->arena, sample, &(kp_sample_options){.lang = call->lang}, beside, call->problems) &&
              kp_output_commit(call->arena, beside, args->output, args->force, call->problems);
    if (call->problems->count)
        print_problems_briefly(call, stderr);
    if (!ok)
        return problems_exit(call);
    print_strata(call, sample);
    printf("%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, args->output), NULL, NULL));
    return EXIT_DONE;
}
