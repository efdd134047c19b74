/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_words.c - how a sample was drawn, in words. */
#include "sample_private.h"

#include "kaoping/message.h"

#include <string.h>

const char *sample_drawn_id(const kp_sample *sample, const kp_drawn *drawn) {
    return sample->clusters ? sample->clusters->names[sample->clusters->of[drawn->row]] : sample->ids[drawn->row];
}

/* `text` as one word of a shell. */
static const char *quoted(kp_arena *arena, const char *text) {
    kp_buffer out = {.arena = arena};
    kp_buffer_puts(&out, "'");
    for (const char *c = text; *c; c++)
        if (*c == '\'')
            kp_buffer_puts(&out, "'\\''");
        else
            kp_buffer_add(&out, c, 1);
    kp_buffer_puts(&out, "'");
    return kp_buffer_text(&out);
}

const char *sample_check_command(kp_arena *arena, const kp_sample *sample, const kp_drawn *drawn) {
    const char *stratum = sample->strata ? sample->strata->names[drawn->stratum] : "";
    const char *hashed = kp_format(arena, "%s|%s|%s", sample->plan.seed, stratum, sample_drawn_id(sample, drawn));
    return kp_format(arena, "printf %%s %s | sha256sum", quoted(arena, hashed));
}

static const char *amount_text(kp_arena *arena, kp_sample_amount amount) {
    return kp_format(arena, "%s%s", kp_num_exact(arena, amount.value), amount.percent ? "%" : "");
}

static const char *allocation_text(kp_arena *arena, const kp_sample_plan *plan, kp_lang lang) {
    static const kp_message words[] = {[KP_ALLOCATE_PROPORTIONAL] = KP_M_SAMPLE_ALLOCATED_PROPORTIONAL,
                                       [KP_ALLOCATE_EQUAL] = KP_M_SAMPLE_ALLOCATED_EQUAL,
                                       [KP_ALLOCATE_NEYMAN] = KP_M_SAMPLE_ALLOCATED_NEYMAN};
    return kp_say_with(arena, words[plan->allocate], lang, plan->spread ? kp_verbatim(arena, plan->spread) : NULL, NULL, NULL);
}

const char *sample_sizing_text(kp_arena *arena, const kp_sample_plan *plan, kp_lang lang) {
    kp_buffer text = {.arena = arena};
    const char *margin = kp_format(arena, "%g", plan->margin);
    if (plan->size.given)
        kp_buffer_puts(&text, kp_say_with(arena, KP_M_SAMPLE_SIZE_EACH, lang, amount_text(arena, plan->size), NULL, NULL));
    else if (plan->total > 0)
        kp_buffer_puts(&text, kp_say_with(arena, KP_M_SAMPLE_SIZE_TOTAL, lang, kp_format(arena, "%lld", (long long)plan->total),
                                          allocation_text(arena, plan, lang), NULL));
    else if (plan->allocated)
        kp_buffer_puts(&text, kp_say_with(arena, KP_M_SAMPLE_SIZE_MARGIN_ALL, lang, margin, allocation_text(arena, plan, lang), NULL));
    else
        kp_buffer_puts(&text, kp_say_with(arena, KP_M_SAMPLE_SIZE_MARGIN, lang, margin, NULL, NULL));
    if (plan->margin > 0)
        kp_buffer_puts(&text, kp_say_with(arena, KP_M_SAMPLE_SIZE_MARGIN_HOW, lang, kp_format(arena, "%g", plan->confidence),
                                          kp_format(arena, "%g", plan->response > 0 ? plan->response : 100),
                                          kp_format(arena, "%g", plan->deff > 0 ? plan->deff : 1)));
    if (plan->minimum > 0)
        kp_buffer_puts(&text, kp_say_with(arena, KP_M_SAMPLE_SIZE_MINIMUM, lang, kp_format(arena, "%lld", (long long)plan->minimum), NULL, NULL));
    if (plan->substitutes.given)
        kp_buffer_puts(&text, kp_say_with(arena, plan->substitutes.percent ? KP_M_SAMPLE_SIZE_SUBSTITUTES_SHARE : KP_M_SAMPLE_SIZE_SUBSTITUTES, lang,
                                          amount_text(arena, plan->substitutes), NULL, NULL));
    return kp_buffer_text(&text);
}
