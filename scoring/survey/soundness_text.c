/* SPDX-License-Identifier: GPL-3.0-or-later */
/* soundness_text.c - hints as sentences, from soundness.def. */
#include "kaoping/soundness.h"

#include <math.h>
#include <string.h>

typedef struct hint_words {
    const char *key, *title[2], *sentence[2];
} hint_words;

static const hint_words words[KP_HINT_COUNT] = {
#define KP_HINT(name, key, title_zh, title_en, zh, en) {key, {title_zh, title_en}, {zh, en}},
#include "kaoping/soundness.def"
#undef KP_HINT
};

const char *kp_hint_title(kp_hint_kind kind, kp_lang lang) { return words[kind].title[lang == KP_EN]; }
const char *kp_hint_key(kp_hint_kind kind) { return words[kind].key; }

typedef struct hint_sentence {
    kp_arena *arena;
    const kp_forms_view *view;
    const kp_hint *hint;
    kp_lang lang;
} hint_sentence;

/* The name where there is one, else its number, from 1. */
static const char *name_in(const hint_sentence *s, const char *const *names, int32_t at) {
    const char *name = names && names[at] ? kp_text(s->arena, names[at], s->lang) : "";
    return *name ? name : kp_format(s->arena, "%d", at + 1);
}

static const char *who(const hint_sentence *s) {
    const kp_hint *hint = s->hint;
    if (hint->channel >= 0)
        return name_in(s, s->view->channels.names, hint->channel);
    if (hint->interviewer >= 0) {
        const char *name = name_in(s, s->view->interviewers.names, hint->interviewer);
        const char *prefix = hint->kind == KP_HINT_INTERVIEWER ? "" : s->lang == KP_EN ? "interviewer " : "调查员";
        return kp_format(s->arena, "%s%s", prefix, name);
    }
    if (hint->unit >= 0)
        return name_in(s, s->view->units.names, hint->unit);
    return s->lang == KP_EN ? "the whole survey" : "全部答卷";
}

static const char *unit_of(const hint_sentence *s) {
    return s->hint->unit >= 0 ? name_in(s, s->view->units.names, s->hint->unit) : s->lang == KP_EN ? "the whole survey" : "全部答卷";
}

static const char *item_of(const hint_sentence *s) {
    const char *title = s->view->item[s->hint->item].title;
    const char *named = title ? kp_text(s->arena, title, s->lang) : "";
    return *named ? named : kp_format(s->arena, s->lang == KP_EN ? "question %d" : "第 %d 题", s->hint->item + 1);
}

static const char *percent(const hint_sentence *s, double share) { return kp_format(s->arena, "%.1f%%", 100 * share); }

static const char *probability(const hint_sentence *s) { return s->hint->p < 0.0001 ? "< 0.0001" : kp_format(s->arena, "= %.4f", s->hint->p); }

static const char *difference(const hint_sentence *s) {
    bool above = s->hint->difference > 0;
    const char *form = s->lang == KP_EN ? (above ? "%.2f points above" : "%.2f points below") : above ? "高 %.2f 分" : "低 %.2f 分";
    return kp_format(s->arena, form, fabs(s->hint->difference));
}

static const char *option_of(const hint_sentence *s) { return name_in(s, s->view->item[s->hint->item].labels, s->hint->option); }
static const char *count_of(const hint_sentence *s) { return kp_format(s->arena, "%zu", s->hint->count); }
static const char *base_of(const hint_sentence *s) { return kp_format(s->arena, "%zu", s->hint->base); }
static const char *largest_of(const hint_sentence *s) { return kp_format(s->arena, "%zu", s->hint->largest); }
static const char *share_of(const hint_sentence *s) { return percent(s, s->hint->share); }
static const char *statistic_of(const hint_sentence *s) { return kp_format(s->arena, "%.2f", s->hint->statistic); }
static const char *df_of(const hint_sentence *s) { return kp_format(s->arena, "%.1f", s->hint->df); }

static const char *limit_of(const hint_sentence *s) {
    return s->hint->kind == KP_HINT_ALPHA ? kp_format(s->arena, "%.2g", s->hint->limit) : percent(s, s->hint->limit);
}

static const struct {
    const char *name;
    const char *(*word)(const hint_sentence *s);
} parts[] = {{"{who}", who},
             {"{unit}", unit_of},
             {"{item}", item_of},
             {"{option}", option_of},
             {"{count}", count_of},
             {"{base}", base_of},
             {"{share}", share_of},
             {"{limit}", limit_of},
             {"{largest}", largest_of},
             {"{difference}", difference},
             {"{statistic}", statistic_of},
             {"{df}", df_of},
             {"{p}", probability}};

const char *kp_hint_text(kp_arena *arena, const kp_forms_view *view, const kp_hint *hint, kp_lang lang) {
    hint_sentence s = {arena, view, hint, lang};
    kp_buffer text = {.arena = arena};
    for (const char *at = words[hint->kind].sentence[lang == KP_EN]; *at;) {
        size_t plain = strcspn(at, "{"), part = 0;
        kp_buffer_add(&text, at, plain);
        at += plain;
        while (*at && part < sizeof parts / sizeof *parts && strncmp(at, parts[part].name, strlen(parts[part].name)) != 0)
            part++;
        if (*at && part < sizeof parts / sizeof *parts) {
            kp_buffer_puts(&text, parts[part].word(&s));
            at += strlen(parts[part].name);
        } else if (*at) {
            kp_buffer_add(&text, at++, 1);
        }
    }
    return kp_buffer_text(&text);
}
