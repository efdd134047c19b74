/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calculation_table.c - the functions that work a scheme: which scheme, which argument is which input, what is given back. */
#include "calculation.h"

static const calculation calculations[] = {
    {.function = KP_FUNCTION_FUND_BAND,
     .scheme = "wuhai_fund",
     .inputs = {"households", "budget"},
     .results = {{RESULT_VALUE, "minimum"}, {RESULT_VALUE, "short"}, {RESULT_VERDICT, "enough"}}},
    {.function = KP_FUNCTION_FACILITY,
     .scheme = "nm_facility",
     .inputs = {"households", "price", "provided"},
     .results = {{RESULT_VALUE, "area"}, {RESULT_VALUE, "deposit"}, {RESULT_VALUE, "short"}, {RESULT_VERDICT, "enough"}}},
    {.function = KP_FUNCTION_QUOTA,
     .scheme = "rep_quota",
     .inputs = {"households", "doorways", "located", "residents", "delegates", "members", "grids", "heads", "managers", "police"},
     .results = {{RESULT_LOWER, "reps"},
                 {RESULT_UPPER, "reps"},
                 {RESULT_VERDICT, "reps_now"},
                 {RESULT_VALUE, "unit_reps"},
                 {RESULT_VERDICT, "unit_reps_now"},
                 {RESULT_LOWER, "committee"},
                 {RESULT_UPPER, "committee"},
                 {RESULT_WHY, "committee"},
                 {RESULT_VERDICT, "committee_now"},
                 {RESULT_LOWER, "grids_due"},
                 {RESULT_UPPER, "grids_due"},
                 {RESULT_VERDICT, "grids_now"},
                 {RESULT_VERDICT, "staff"}}},
    {.function = KP_FUNCTION_CONSENT,
     .scheme = "consent",
     .inputs = {"owners", "agreeing", "voting", "area", "agreeing_area", "voting_area", "exclusive estate ?common",
                "exclusive_agreeing estate_agreeing"},
     .results = {{RESULT_TEXT, "carried"}, {RESULT_VALUE, "agreeing_share"}, {RESULT_VALUE, "area_share"}, {RESULT_WHY, "carried"}}},
    {.function = KP_FUNCTION_COST_SHARE,
     .scheme = "tianning_subsidy",
     .inputs = {"cost", "households", "order"},
     .results = {{RESULT_VALUE, "each"}, {RESULT_VALUE, "last"}, {RESULT_VALUE, "residents"}, {RESULT_VALUE, "subsidy"}, {RESULT_VALUE, "rate"}}},
    {.function = KP_FUNCTION_CREDIT,
     .scheme = "wuye_credit",
     .inputs = {"file", "+good", "-bad", "!"},
     .results = {{RESULT_GRADE, NULL}, {RESULT_SCORE, NULL}}},
    {.function = KP_FUNCTION_THREE_RATES,
     .scheme = "hotline_sanlv",
     .inputs = {"response.due", "response.done", "settle.due content.due", "settle.done", "content.done"},
     .results = {{RESULT_SCORE, NULL},
                 {RESULT_VALUE, "response_rate"},
                 {RESULT_VALUE, "settle_rate"},
                 {RESULT_VALUE, "content_rate"},
                 {RESULT_TEXT, "minimum_content"},
                 {RESULT_TEXT, "minimum_reply"}}},
};

const calculation *calculation_of(kp_function_id function) {
    for (size_t i = 0; i < sizeof calculations / sizeof *calculations; i++)
        if (calculations[i].function == function)
            return &calculations[i];
    return NULL;
}

void function_FUND_BAND(call *c) { call_calculation(c); }
void function_FACILITY(call *c) { call_calculation(c); }
void function_QUOTA(call *c) { call_calculation(c); }
void function_CONSENT(call *c) { call_calculation(c); }
void function_COST_SHARE(call *c) { call_calculation(c); }
void function_THREE_RATES(call *c) { call_calculation(c); }
void function_CREDIT(call *c) { call_calculation(c); }
