/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robust_words.c - what swaps two neighbours, in words, for the terminal and the sheet 稳健性. */
#include "kaoping/message.h"
#include "kaoping/robust_report.h"

#include <string.h>

const char *kp_robust_spread_text(kp_arena *arena, const kp_robust *robust) {
    return kp_format(arena, "%s%%", kp_num_exact(arena, kp_num_ratio(arena, robust->spread, KP_ROBUST_STEP / 100)));
}

const char *kp_robust_title(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_lang lang) {
    const kp_indicator *node = &scheme->indicators[indicator];
    const char *title = kp_text(arena, node->title, lang);
    bool shared = false;
    for (size_t i = 1; i < scheme->indicator_count && !shared && node->parent > 0; i++)
        shared = (int32_t)i != indicator && !strcmp(scheme->indicators[i].title, node->title);
    return shared ? kp_format(arena, "%s · %s", kp_text(arena, scheme->indicators[node->parent].title, lang), title) : title;
}

/* Per cent with two decimals, or four where that would be nothing. */
static const char *percent_text(kp_arena *arena, kp_num share) {
    kp_num percent = kp_num_mul(arena, kp_num_abs(arena, share), kp_num_int(100));
    int decimals = kp_num_compare(percent, kp_num_ratio(arena, 1, 100)) < 0 ? 4 : 2;
    return kp_format(arena, "%s%%", kp_num_print(arena, percent, decimals, KP_HALF_UP));
}

/* As it is where it is short, else with two decimals, or more where that would not show the change. */
static const char *weight_text(kp_arena *arena, kp_num weight, kp_num other) {
    const char *exact = kp_num_exact(arena, weight);
    if (kp_num_is_decimal(weight) && strlen(exact) <= 6)
        return exact;
    int decimals = 2;
    kp_num least = kp_num_div(arena, kp_num_abs(arena, kp_num_sub(arena, weight, other)), kp_num_int(10)), unit = kp_num_ratio(arena, 1, 100);
    while (decimals < 6 && kp_num_compare(unit, least) > 0) {
        unit = kp_num_div(arena, unit, kp_num_int(10));
        decimals++;
    }
    return kp_num_print(arena, weight, decimals, KP_HALF_UP);
}

static const char *from_to_text(kp_arena *arena, const kp_robust_swap *swap, kp_lang lang) {
    kp_num share = kp_num_div(arena, kp_num_sub(arena, swap->to, swap->from), swap->from);
    const char *change = kp_format(arena, "%s%s", kp_num_sign(share) < 0 ? "−" : "+", percent_text(arena, share));
    const char *to = weight_text(arena, swap->to, swap->from);
    return kp_say_with(arena, KP_M_ROBUST_CHANGE, lang, weight_text(arena, swap->from, swap->to), swap->exact ? to : kp_format(arena, "≈%s", to),
                       change);
}

kp_swap_words kp_robust_swap_words(kp_arena *arena, const kp_robust *robust, const kp_robust_swap *swap, kp_lang lang) {
    kp_swap_words words = {"", "", "", ""};
    if (swap->kind != KP_SWAP_FOUND) {
        words.remark = kp_say(swap->kind == KP_SWAP_TIED ? KP_M_ROBUST_TIED : KP_M_ROBUST_NEVER, lang);
        return words;
    }
    if (swap->indicator >= 0) {
        words.one = kp_robust_title(arena, robust->card->scheme, swap->indicator, lang);
        words.from_to = from_to_text(arena, swap, lang);
    } else {
        words.one = kp_say(KP_M_ROBUST_NO_SINGLE, lang);
    }
    if (swap->all) {
        words.all = kp_format(arena, "%s±%s", swap->all_exact ? "" : "≈", percent_text(arena, swap->change));
        bool within = kp_num_compare(swap->change, kp_num_ratio(arena, robust->spread, KP_ROBUST_STEP)) < 0;
        words.remark = kp_say(within ? KP_M_ROBUST_EASILY : KP_M_ROBUST_FIRM, lang);
    }
    return words;
}
