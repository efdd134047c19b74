/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list_reasons.c - why a unit is on a list, or a rule held for it: the tests that it met, with its own numbers. What another list decided is told by that list's tests. */
#include "calc_private.h"
#include "kaoping/message.h"
#include "score_private.h"

typedef struct reasons {
    list_run run;
    kp_lang lang;
    kp_count_rounding rounding; /* of the list whose condition is looked at */
    struct {
        kp_pair *items;
        size_t count, capacity;
    } found;
    size_t depth; /* lists within lists */
} reasons;

static const char *const signs[] = {
    [KP_LESS] = "<", [KP_AT_MOST] = "≤", [KP_EQUAL] = "=", [KP_NOT_EQUAL] = "≠", [KP_AT_LEAST] = "≥", [KP_MORE] = ">"};

static void add(reasons *r, const char *text) { KP_PUSH(r->run.arena, &r->found, (kp_pair){.name = text, .value = KP_ZERO}); }

static const char *title_of(const reasons *r, const char *bilingual) { return kp_text(r->run.arena, bilingual, r->lang); }

/* ---- tests with a number ---- */

/* "“民主评议”中不称职的占比" */
static const char *share_words(const reasons *r, const kp_condition *test) {
    kp_buffer options = {.arena = r->run.arena};
    for (size_t i = 0; i < test->count; i++)
        kp_buffer_printf(&options, "%s%s", i ? r->lang == KP_EN ? " and " : "、" : "", title_of(r, test->names[i]));
    return kp_say_with(r->run.arena, KP_M_QUANTITY_SHARE, r->lang, r->run.card->scheme->indicators[test->reference].title,
                       kp_verbatim(r->run.arena, kp_buffer_text(&options)), NULL);
}

static const char *quantity_words(const reasons *r, const kp_condition *test) {
    static const kp_message plain[] = {
        [KP_COND_SCORE] = KP_M_QUANTITY_SCORE, [KP_COND_RANK] = KP_M_QUANTITY_RANK,           [KP_COND_BOTTOM] = KP_M_QUANTITY_BOTTOM,
        [KP_COND_RISE] = KP_M_QUANTITY_RISE,   [KP_COND_RISE_RANK] = KP_M_QUANTITY_RISE_RANK, [KP_COND_GAIN] = KP_M_QUANTITY_GAIN};
    const kp_scheme *scheme = r->run.card->scheme;
    kp_arena *arena = r->run.arena;
    switch (test->op) {
    case KP_COND_MARK:
    case KP_COND_VALUE: return title_of(r, scheme->indicators[test->reference].title);
    case KP_COND_SHARE: return share_words(r, test);
    case KP_COND_MISSING: return kp_say_with(arena, KP_M_QUANTITY_MISSING, r->lang, scheme->indicators[test->reference].title, NULL, NULL);
    case KP_COND_FIELD: return title_of(r, test->name);
    case KP_COND_STREAK: return kp_say_with(arena, KP_M_QUANTITY_STREAK, r->lang, scheme->lists[test->reference].title, NULL, NULL);
    case KP_COND_TIMES:
        return kp_say_with(arena, KP_M_QUANTITY_TIMES, r->lang, scheme->lists[test->reference].title, kp_format(arena, "%d", (int)test->window),
                           NULL);
    default: return kp_say(plain[test->op], r->lang);
    }
}

/* Scores and marks as they are printed, where the scheme decides on that; counts as they are. */
static const char *value_words(const reasons *r, const kp_condition *test, kp_num value) {
    const kp_scheme *scheme = r->run.card->scheme;
    kp_arena *arena = r->run.arena;
    if (test->op == KP_COND_SHARE)
        return kp_format(arena, "%s%%", kp_num_print(arena, kp_num_mul(arena, value, kp_num_int(100)), 2, KP_HALF_UP));
    if (test->op == KP_COND_VALUE || test->op == KP_COND_MISSING)
        return kp_full_value_words(arena, value);
    if (test->op == KP_COND_MARK)
        return kp_decided_mark_words(arena, scheme, test->reference, value);
    if (test->op != KP_COND_SCORE && test->op != KP_COND_GAIN)
        return kp_num_exact(arena, value);
    return scheme->decide_on == KP_DECIDE_ON_FULL ? kp_full_value_words(arena, value)
                                                  : kp_num_print(arena, value, scheme->decimals, scheme->rounding);
}

/* "名次 2 ≤ 15%（45 个中的 7）" */
static void add_comparison(reasons *r, const kp_condition *test) {
    kp_arena *arena = r->run.arena;
    kp_num has, bound;
    if (!kp_condition_number(&r->run, test, r->rounding, &has, &bound))
        return;
    const char *share = "";
    if (test->percent)
        share = kp_say_with(arena, KP_M_REASON_SHARE, r->lang, kp_num_exact(arena, bound),
                            kp_format(arena, "%d", (int)r->run.card->units[r->run.unit].field), NULL);
    add(r, kp_format(arena, "%s %s %s %s%s%s", quantity_words(r, test), value_words(r, test, has), signs[test->compare],
                     kp_num_exact(arena, test->number), test->percent ? "%" : "", share));
}

/* ---- the others ---- */

static void add_vetoes(reasons *r, int32_t veto) {
    const kp_evidence *evidence = r->run.card->evidence;
    for (size_t i = evidence->first_veto[r->run.unit]; i < evidence->first_veto[r->run.unit + 1]; i++) {
        const kp_veto_event *event = &evidence->vetoes.items[i];
        if (veto >= 0 && event->veto != veto)
            continue;
        bool date = event->date && *event->date, text = event->text && *event->text;
        const char *words = title_of(r, r->run.card->scheme->vetoes[event->veto].title);
        if (date || text)
            words = kp_format(r->run.arena, r->lang == KP_EN ? "%s (%s%s%s)" : "%s（%s%s%s）", words, date ? event->date : "",
                              date && text ? r->lang == KP_EN ? ", " : "，" : "", text ? event->text : "");
        add(r, kp_say_with(r->run.arena, KP_M_REASON_VETO, r->lang, kp_verbatim(r->run.arena, words), NULL, NULL));
    }
}

/* "团队等次：一般" */
static void add_field(reasons *r, const kp_condition *test) {
    const char *text = kp_condition_field(&r->run, test);
    add(r, kp_say_with(r->run.arena, KP_M_REASON_OF_LIST, r->lang, title_of(r, test->name), *text ? kp_verbatim(r->run.arena, text) : "—", NULL));
}

static void add_excluded(reasons *r) {
    const char *why = r->run.card->evidence->units.items[r->run.unit].exclusion;
    add(r, kp_say_with(r->run.arena, KP_M_REASON_EXCLUDED, r->lang, why && *why ? kp_verbatim(r->run.arena, why) : "—", NULL, NULL));
}

/* "“民主评议”的结果：不称职" */
static void add_result(reasons *r, const kp_condition *test) {
    const kp_indicator *leaf = &r->run.card->scheme->indicators[test->reference];
    kp_calc calc = {.arena = r->run.arena};
    kp_outcome outcome = kp_leaf_evaluate(&calc, r->run.card->evidence, r->run.unit, test->reference);
    bool known = outcome.state == KP_MARK_SCORED && outcome.grade >= 0;
    add(r, kp_say_with(r->run.arena, KP_M_REASON_OF_LIST, r->lang, title_of(r, leaf->title),
                       known ? title_of(r, leaf->options.items[outcome.grade].name) : "—", NULL));
}

static void add_condition(reasons *r, const kp_condition *condition);

/* The reasons of another list, each under its title. */
static void add_list(reasons *r, int32_t list) {
    const kp_list *other = &r->run.card->scheme->lists[list];
    if (kp_list_met(&r->run, list) != IS_TRUE || !other->when.condition || r->depth > r->run.card->scheme->list_count)
        return;
    size_t before = r->found.count;
    kp_count_rounding rounding = r->rounding;
    r->rounding = other->count_rounding;
    r->depth++;
    add_condition(r, other->when.condition);
    r->depth--;
    r->rounding = rounding;
    for (size_t i = before; i < r->found.count; i++)
        r->found.items[i].name = kp_say_with(r->run.arena, KP_M_REASON_OF_LIST, r->lang, title_of(r, other->title), r->found.items[i].name, NULL);
}

static void add_test(reasons *r, const kp_condition *test) {
    int32_t band = r->run.card->units[r->run.unit].band;
    switch (test->op) {
    case KP_COND_VETO: add_vetoes(r, test->reference); break;
    case KP_COND_NEW: add(r, kp_say(KP_M_REASON_NEW, r->lang)); break;
    case KP_COND_EXCLUDED: add_excluded(r); break;
    case KP_COND_MET: add(r, kp_condition_words(r->run.arena, test, r->run.card->scheme, r->lang)); break;
    case KP_COND_FIELD: add_field(r, test); break;
    case KP_COND_RESULT: add_result(r, test); break;
    case KP_COND_ON: add_list(r, test->reference); break;
    case KP_COND_GRADE:
        add(r, kp_say_with(r->run.arena, KP_M_REASON_GRADE, r->lang, band < 0 ? "—" : r->run.card->scheme->bands[band].title, NULL, NULL));
        break;
    case KP_COND_STREAK:
    case KP_COND_TIMES:
        add_comparison(r, test);
        add_list(r, test->reference);
        break;
    default: add_comparison(r, test); break;
    }
}

/* What holds, of what was asked, what was denied too: no entry is without a reason. */
static void add_condition(reasons *r, const kp_condition *condition) {
    if (kp_condition_holds(&r->run, condition, r->rounding) != IS_TRUE)
        return;
    if (condition->op == KP_COND_NOT) {
        const kp_scheme *scheme = r->run.card->scheme;
        kp_condition_op denied = condition->children[0]->op;
        if (denied == KP_COND_VETO || denied == KP_COND_MET) /* "无一票否决", "不符合“人数”" */
            add(r, kp_condition_words(r->run.arena, condition, scheme, r->lang));
        else
            add(r, kp_say_with(r->run.arena, KP_M_REASON_NOT, r->lang, kp_condition_words(r->run.arena, condition->children[0], scheme, r->lang),
                               NULL, NULL));
    } else if (condition->op == KP_COND_AND || condition->op == KP_COND_OR) {
        for (size_t i = 0; i < condition->count; i++)
            add_condition(r, condition->children[i]);
    } else {
        add_test(r, condition);
    }
}

kp_pairs kp_condition_reasons(list_run run, const kp_condition *condition, kp_count_rounding rounding, kp_lang lang) {
    reasons r = {.run = run, .lang = lang, .rounding = rounding};
    add_condition(&r, condition);
    return (kp_pairs){r.found.items, r.found.count};
}

kp_pairs kp_list_reasons(kp_arena *arena, const kp_scorecard *card, const kp_list_entry *entry, kp_lang lang) {
    list_run run = kp_list_run(arena, card);
    kp_list_run_unit(&run, entry->unit);
    const kp_list *list = &card->scheme->lists[entry->list];
    return list->when.condition ? kp_condition_reasons(run, list->when.condition, list->count_rounding, lang) : (kp_pairs){0};
}
