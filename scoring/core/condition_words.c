/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition_words.c - a condition as text: the one that is parsed again, and the one for people. */
#include "condition_words.h"
#include "kaoping/utf8.h"

#include <string.h>

typedef struct wording {
    kp_buffer out;
    const kp_scheme *scheme; /* NULL: the text that is parsed again */
    kp_lang lang;
} wording;

static void put(wording *w, const char *text) { kp_buffer_puts(&w->out, text); }

static void put_in(wording *w, const char *zh, const char *en) { put(w, w->lang == KP_EN ? en : zh); }

static void put_condition(wording *w, const kp_condition *c);

static void put_child(wording *w, const kp_condition *parent, const kp_condition *child) {
    bool brackets = child->op == KP_COND_OR || (child->op == KP_COND_AND && parent->op == KP_COND_NOT);
    if (w->scheme) /* people need not know that 且 binds before 或, nor how far 非 reaches */
        brackets = brackets || child->op == KP_COND_AND || (parent->op == KP_COND_NOT && condition_test_of(child->op)->compared);
    bool wide = w->scheme && w->lang == KP_ZH;
    if (brackets)
        put(w, wide ? "（" : "(");
    put_condition(w, child);
    if (brackets)
        put(w, wide ? "）" : ")");
}

static void put_chain(wording *w, const kp_condition *c) {
    for (size_t i = 0; i < c->count; i++) {
        if (i && c->op == KP_COND_AND)
            put_in(w, " 且 ", " and ");
        else if (i)
            put_in(w, " 或 ", " or ");
        put_child(w, c, c->children[i]);
    }
}

static void put_number(wording *w, const kp_condition *c) {
    put(w, w->scheme ? condition_compare_sign[c->compare] : condition_compare_text[c->compare]);
    put(w, " ");
    put(w, kp_num_exact(w->out.arena, c->number));
    if (c->percent)
        put(w, "%");
}

/* ---- the text that is parsed again ---- */

/* True where the parser takes the text for one name without quotes, wherever it stands. */
static bool is_plain(const char *text) {
    static const char *const joining[] = {"且", "或", "并", "“", "”"};
    size_t length;
    for (const char *at = text; *at; at += length) {
        uint32_t c = kp_half_width(kp_utf8_read(at, &length));
        if (kp_is_blank(c) || (c < 0x80 && strchr("()<>=!&|,\"", (int)c)) || c == 0x3001 /* 、 */ || c == 0x2264 || c == 0x2265 || c == 0x2260)
            return false;
    }
    for (size_t i = 0; i < sizeof joining / sizeof *joining; i++)
        if (strstr(text, joining[i]))
            return false;
    return *text;
}

static void put_name(wording *w, const char *text) {
    if (is_plain(text)) {
        put(w, text);
        return;
    }
    put(w, "\"");
    for (; *text; text++)
        kp_buffer_printf(&w->out, *text == '"' ? "\"\"" : "%c", *text);
    put(w, "\"");
}

static void put_names(wording *w, const kp_condition *c) {
    for (size_t i = 0; i < c->count; i++) {
        if (i)
            put(w, ", ");
        put_name(w, c->op == KP_COND_SHARE || c->op == KP_COND_RESULT ? kp_text(w->out.arena, c->names[i], w->lang) : c->names[i]);
    }
}

static void put_choice_text(wording *w, const kp_condition *c) {
    put(w, " ");
    if (c->count == 0) {
        put_number(w, c);
    } else if (c->count == 1) {
        kp_buffer_printf(&w->out, "%s ", condition_compare_text[c->compare]);
        put_name(w, c->names[0]);
    } else {
        put_in(w, "属于 (", "in (");
        put_names(w, c);
        put(w, ")");
    }
}

static void put_test_text(wording *w, const kp_condition *c) {
    const condition_test *test = condition_test_of(c->op);
    put(w, test->word[w->lang]);
    if (c->name) {
        put(w, "(");
        put_name(w, c->op == KP_COND_FIELD ? kp_text(w->out.arena, c->name, w->lang) : c->name);
        if (c->op == KP_COND_TIMES)
            kp_buffer_printf(&w->out, ", %d", c->window);
        if (c->op == KP_COND_SHARE || c->op == KP_COND_RESULT) {
            put(w, ", ");
            put_names(w, c);
        }
        put(w, ")");
    }
    if (c->op == KP_COND_GRADE || c->op == KP_COND_FIELD)
        put_choice_text(w, c);
    if (test->compared) {
        put(w, " ");
        put_number(w, c);
    }
}

/* ---- the text for people ---- */

static const char *shown(wording *w, const char *title) { return kp_text(w->out.arena, title, w->lang); }

static const char *title_of(wording *w, const kp_condition *c) {
    if (c->reference < 0)
        return c->name ? c->name : "";
    if (c->op == KP_COND_MARK || c->op == KP_COND_VALUE || c->op == KP_COND_MET || c->op == KP_COND_MISSING || c->op == KP_COND_SHARE ||
        c->op == KP_COND_RESULT)
        return shown(w, w->scheme->indicators[c->reference].title);
    if (c->op == KP_COND_FIELD)
        return shown(w, c->name);
    if (c->op == KP_COND_VETO)
        return shown(w, w->scheme->vetoes[c->reference].title);
    return shown(w, w->scheme->lists[c->reference].title);
}

static void put_grade_words(wording *w, const kp_condition *c) {
    if (c->compare == KP_NOT_EQUAL)
        put_in(w, "等次不是", "grade is not ");
    else
        put_in(w, "等次为", "grade is ");
    for (size_t i = 0; i < c->count; i++) {
        if (i)
            put_in(w, "或", " or ");
        put(w, c->chosen && c->chosen[i] >= 0 ? shown(w, w->scheme->bands[c->chosen[i]].title) : c->names[i]);
    }
}

/* "“团队等次”为一般或较差", "“户数” ≥ 1000" */
static void put_field_words(wording *w, const kp_condition *c) {
    kp_buffer_printf(&w->out, "“%s”", title_of(w, c));
    if (c->count == 0) {
        put(w, " ");
        put_number(w, c);
        return;
    }
    if (c->compare == KP_NOT_EQUAL)
        put_in(w, "不是", " is not ");
    else
        put_in(w, "为", " is ");
    for (size_t i = 0; i < c->count; i++) {
        if (i)
            put_in(w, "或", " or ");
        const char *text = shown(w, c->names[i]);
        put(w, *text ? text : w->lang == KP_EN ? "empty" : "空");
    }
}

/* "“民主评议”中不称职的占比" */
static void put_share_words(wording *w, const kp_condition *c) {
    bool en = w->lang == KP_EN;
    kp_buffer_printf(&w->out, en ? "share of " : "“%s”中", title_of(w, c));
    for (size_t i = 0; i < c->count; i++)
        kp_buffer_printf(&w->out, "%s%s", i ? en ? " and " : "、" : "", shown(w, c->names[i]));
    kp_buffer_printf(&w->out, en ? " in “%s”" : "的占比", title_of(w, c));
}

/* "“民主评议”的结果为优秀或称职" */
static void put_result_words(wording *w, const kp_condition *c) {
    bool en = w->lang == KP_EN;
    kp_buffer_printf(&w->out, en ? "the result of “%s” is " : "“%s”的结果为", title_of(w, c));
    for (size_t i = 0; i < c->count; i++)
        kp_buffer_printf(&w->out, "%s%s", i ? en ? " or " : "或" : "", shown(w, c->names[i]));
}

static void put_veto_words(wording *w, const kp_condition *c, bool negated) {
    put_in(w, negated ? "无" : "有", negated ? "no " : "");
    put_in(w, "一票否决", "veto");
    if (c->name)
        kp_buffer_printf(&w->out, w->lang == KP_EN ? " (%s)" : "（%s）", title_of(w, c));
}

/* What is typed as yes or no is told as it is typed: "“配合整改”为否". */
static bool put_yes_or_no(wording *w, const kp_condition *c, bool denied) {
    if (c->op != KP_COND_VALUE || c->reference < 0 || w->scheme->indicators[c->reference].typed != KP_TYPED_AS_YES_NO ||
        (c->compare != KP_EQUAL && c->compare != KP_NOT_EQUAL))
        return false;
    bool yes = kp_num_sign(c->number) != 0, is = (c->compare == KP_EQUAL) != denied;
    kp_buffer_printf(&w->out, "“%s”", title_of(w, c));
    put_in(w, is ? "为" : "不为", is ? " is " : " is not ");
    put_in(w, yes ? "是" : "否", yes ? "yes" : "no");
    return true;
}

/* The few tests whose opposite has words of its own. */
static bool put_denied(wording *w, const kp_condition *c) {
    bool en = w->lang == KP_EN;
    switch (c->op) {
    case KP_COND_VETO: put_veto_words(w, c, true); return true;
    case KP_COND_MET: kp_buffer_printf(&w->out, en ? "“%s” is not met" : "不符合“%s”", title_of(w, c)); return true;
    case KP_COND_ON: kp_buffer_printf(&w->out, en ? "not on “%s”" : "不符合“%s”条件", title_of(w, c)); return true;
    case KP_COND_NEW: put_in(w, "上期已排名", "ranked in the period before"); return true;
    case KP_COND_EXCLUDED: put_in(w, "参评", "takes part"); return true;
    default: return put_yes_or_no(w, c, true);
    }
}

static void put_test_words(wording *w, const kp_condition *c) {
    const char *title = title_of(w, c);
    bool en = w->lang == KP_EN;
    switch (c->op) {
    case KP_COND_GRADE: put_grade_words(w, c); return;
    case KP_COND_VETO: put_veto_words(w, c, false); return;
    case KP_COND_ON: kp_buffer_printf(&w->out, en ? "on “%s”" : "符合“%s”条件", title); return;
    case KP_COND_NEW: put_in(w, "上期未排名", "not ranked in the period before"); return;
    case KP_COND_EXCLUDED: put_in(w, "不参评", "does not take part"); return;
    case KP_COND_FIELD: put_field_words(w, c); return;
    case KP_COND_VALUE:
        if (put_yes_or_no(w, c, false))
            return;
        kp_buffer_printf(&w->out, "“%s”", title);
        break;
    case KP_COND_RESULT: put_result_words(w, c); return;
    case KP_COND_SHARE: put_share_words(w, c); break;
    case KP_COND_MET: kp_buffer_printf(&w->out, en ? "“%s” is met" : "符合“%s”", title); return;
    case KP_COND_MISSING: kp_buffer_printf(&w->out, en ? "what “%s” lacks" : "“%s”的缺口", title); break;
    case KP_COND_MARK: kp_buffer_printf(&w->out, en ? "“%s”" : "“%s”得分", title); break;
    case KP_COND_STREAK: kp_buffer_printf(&w->out, en ? "“%s” periods in a row" : "“%s”连续期数", title); break;
    case KP_COND_TIMES:
        if (en)
            kp_buffer_printf(&w->out, "“%s” in the last %d periods", title, c->window);
        else
            kp_buffer_printf(&w->out, "近 %d 期“%s”累计次数", c->window, title);
        break;
    case KP_COND_BOTTOM: put_in(w, "倒数名次", "rank from the bottom"); break;
    case KP_COND_RISE: put_in(w, "进步名次", "places gained"); break;
    case KP_COND_RISE_RANK: put_in(w, "进步排名", "rank among the risers"); break;
    default: put(w, condition_test_of(c->op)->word[w->lang]); break;
    }
    put(w, " ");
    put_number(w, c);
}

static void put_condition(wording *w, const kp_condition *c) {
    if (c->op == KP_COND_AND || c->op == KP_COND_OR) {
        put_chain(w, c);
    } else if (c->op == KP_COND_NOT) {
        if (w->scheme && put_denied(w, c->children[0]))
            return;
        put_in(w, w->scheme ? "非" : "非 ", "not ");
        put_child(w, c, c->children[0]);
    } else if (w->scheme) {
        put_test_words(w, c);
    } else {
        put_test_text(w, c);
    }
}

const char *kp_condition_text(kp_arena *arena, const kp_condition *condition, kp_lang lang) {
    wording w = {.out = {.arena = arena}, .lang = lang};
    put_condition(&w, condition);
    return kp_buffer_text(&w.out);
}

const char *kp_condition_words(kp_arena *arena, const kp_condition *condition, const kp_scheme *scheme, kp_lang lang) {
    wording w = {.out = {.arena = arena}, .scheme = scheme, .lang = lang};
    put_condition(&w, condition);
    return kp_buffer_text(&w.out);
}
