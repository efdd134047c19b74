/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_words.c - the linter's rules on wording, by meaning.
 *
 * A word that is looked for is judged by what its phrase says of it. Sentences end at 。；！？ and line ends, clauses at commas, items of a list at 、 and 和. A word is
 * harmless where the clause forbids, removes or does not count it; where its item names an aspect that is allowed of it (a venue's use, what became of the matters in
 * a ledger); or where it is part of another phrase (挂牌督办). It is at fault where something is lost for lack of it, and by itself: an indicator called 台账 marks that
 * there are ledgers.
 */
#include "lint_private.h"
#include "lint_word_lists.h"

#include <string.h>

#include "kaoping/utf8.h"

/* ---- the text as it is compared ---- */

static bool is_word_character(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/* Marks that divide a text; all others are left out. */
static bool divides(uint32_t c) {
    return c == ';' || c == 0x3002 || c == '!' || c == '?' || c == '|' || c == ',' || c == 0x3001 || c == '.' || c == ':';
}

static bool is_mark(uint32_t c) {
    return c < 0x30 || (c >= 0x3a && c < 0x61) || (c >= 0x7b && c < 0xa0) || c == 0xb7 || (c >= 0x2010 && c <= 0x206f) ||
           (c >= 0x3000 && c <= 0x3020) || c == 0x30fb || c == 0xfe0f;
}

/* The length of the longest alternative that the text at `at` begins with, 0 for none; `to` NULL: to its end. */
static size_t begins_with(const char *at, const char *to, const char *list) {
    size_t longest = 0;
    while (*list) {
        size_t n = strcspn(list, "|");
        if (n > longest && (!to || at + n <= to) && strncmp(at, list, n) == 0)
            longest = n;
        list += n + (list[n] == '|');
    }
    return longest;
}

/* The number of an item: （一）, (2), ③. Its length in bytes; 0: none. */
static size_t numbering(const char *text) {
    size_t used, length, digits = 0;
    uint32_t c = kp_utf8_read(text, &used);
    if (c >= 0x2460 && c <= 0x2473)
        return used;
    if (kp_half_width(c) != '(')
        return 0;
    for (; text[used] && digits <= 3; used += length, digits++) {
        c = kp_half_width(kp_utf8_read(text + used, &length));
        if (c == ')')
            return digits ? used + length : 0;
        if (!(c >= '0' && c <= '9') && !(length == 3 && begins_with(text + used, NULL, "一|二|三|四|五|六|七|八|九|十")))
            return 0;
    }
    return 0;
}

/* Half-width and lower case; blanks and marks are left out, but one blank stays between words of letters, and a hyphen or dot within one. The number of an item ends what
 * stood before it. */
const char *lint_fold(kp_arena *arena, const char *text) {
    kp_buffer out = {.arena = arena};
    uint32_t before = 0, gap = 0;
    while (*text) {
        size_t length = numbering(text);
        uint32_t c = ';';
        if (!length)
            c = kp_utf8_read(text, &length);
        text += length;
        c = c == '\n' || c == '\r' ? ';' : kp_lower(kp_half_width(c));
        if (!divides(c) && (kp_is_blank(c) || kp_is_invisible(c) || is_mark(c))) {
            gap = gap || c != '-' ? ' ' : '-';
            continue;
        }
        if (gap && is_word_character(before) && is_word_character(c))
            kp_buffer_add(&out, gap == '-' ? "-" : " ", 1);
        gap = 0;
        char bytes[4];
        kp_buffer_add(&out, bytes, kp_utf8_write(c, bytes));
        before = c;
    }
    return kp_buffer_text(&out);
}

/* ---- looking for words ---- */

static bool begins_word(const char *text, const char *at) {
    return (unsigned char)*at >= 0x80 || at == text || !is_word_character((unsigned char)at[-1]);
}

/* The first of the alternatives that stands in [from, to), where letters begin words of `text`; NULL: none. Its length in *length. */
static const char *find_any(const char *text, const char *from, const char *to, const char *list, size_t *length) {
    const char *first = NULL;
    while (*list) {
        size_t n = strcspn(list, "|");
        for (const char *at = from; at + n <= to && (!first || at < first); at++)
            if (memcmp(at, list, n) == 0 && begins_word(text, at)) {
                first = at;
                *length = n;
                break;
            }
        list += n + (list[n] == '|');
    }
    return first;
}

static bool holds(const char *text, const char *from, const char *to, const char *list) {
    size_t length;
    return from < to && find_any(text, from, to, list, &length) != NULL;
}

bool lint_holds(const char *folded, const char *list) { return holds(folded, folded, folded + strlen(folded), list); }

/* ---- the phrase round a word ---- */

typedef struct phrase {
    const char *text;
    const char *word, *word_end;
    const char *item, *item_end;         /* of a list */
    const char *head;                    /* where the clause begins, behind its label (考核内容：) or number */
    const char *tail, *tail_end;         /* A、B规范悬挂: the last item of the list, where the word's own says nothing of it */
    const char *aspect_end;              /* of the items behind it that only name further aspects */
    const char *clause, *clause_end;     /* between commas */
    const char *sentence, *sentence_end; /* as far as anything can refer to it */
    bool english;
} phrase;

static bool ends_sentence(const char *at) {
    return strchr(";!?|", *at) || strncmp(at, "。", 3) == 0 || (*at == '.' && !(at[1] >= '0' && at[1] <= '9'));
}

static bool ends_clause(const char *at, bool english) { return ends_sentence(at) || (*at == ',' && !english); }

/* A list's 、 , 和 与 及; in letters "and" and "or". 0: none here, else its length. */
static size_t ends_item(const char *at, bool english) {
    if (ends_clause(at, english) || *at == ',')
        return 1;
    if (strncmp(at, "、", 3) == 0)
        return 3;
    if (strncmp(at, "并", 3) == 0 && begins_with(at + 3, NULL, MAKING)) /* …达标并新建 */
        return 3;
    size_t n = begins_with(at, NULL, "以及|和|与|及");
    if (n == 3 && begins_with(at, NULL, "和谐|和平|和睦|和美|和解|及时|及格|与会|参与"))
        return 0;
    return n ? n : begins_with(at, NULL, " and | or ");
}

static const char *item_end(const char *from, const char *limit, bool english) {
    while (*from && from < limit && !ends_item(from, english))
        from += strncmp(from, "参与", 6) == 0 ? 6 : 1;
    return from;
}

/* No phrase is longer; what stands farther off says nothing of a word. It keeps a text of nothing but such words from taking a time that grows with its square. */
#define PHRASE_BYTES 600

static bool is_continuation(char byte) { return ((unsigned char)byte & 0xc0) == 0x80; }

/* 1、 and 三、 number what follows. */
static bool is_number(const char *from, const char *to) {
    for (size_t n; from < to; from += n)
        if ((n = begins_with(from, to, "0|1|2|3|4|5|6|7|8|9|一|二|三|四|五|六|七|八|九|十")) == 0)
            return false;
    return true;
}

/* A list after a word of which its own item says nothing shares what is said of its last item. */
static void find_tail(phrase *p) {
    if (p->item_end != p->word_end || p->item_end >= p->clause_end)
        return;
    for (const char *at = p->item_end; at < p->clause_end;) {
        p->tail = at + ends_item(at, p->english);
        p->tail_end = at = item_end(p->tail, p->clause_end, p->english);
    }
}

static phrase phrase_of(const char *text, const char *word, size_t length) {
    phrase p = {.text = text, .word = word, .word_end = word + length, .english = (unsigned char)*word < 0x80};
    const char *start = word - text > PHRASE_BYTES ? word - PHRASE_BYTES : text;
    while (is_continuation(*start))
        start++;
    p.sentence = p.clause = p.item = p.head = start;
    for (const char *at = start; at < word; at++) {
        if (is_continuation(*at) || (at >= text + 3 && strncmp(at - 3, "参与", 6) == 0))
            continue;
        size_t n = *at == ':' ? 1 : ends_item(at, p.english);
        if (!n)
            continue;
        bool number = is_number(p.item, at);
        p.item = at + n;
        if (*at == ':' || number)
            p.head = at + n;
        if (ends_clause(at, p.english))
            p.clause = p.head = at + n;
        if (ends_sentence(at))
            p.sentence = at + n;
    }
    const char *limit = p.word_end + PHRASE_BYTES;
    p.item_end = p.aspect_end = item_end(p.word_end, limit, p.english);
    p.clause_end = p.item_end;
    while (*p.clause_end && p.clause_end < limit && !ends_clause(p.clause_end, p.english))
        p.clause_end++;
    p.sentence_end = p.clause_end;
    while (*p.sentence_end && p.sentence_end < limit && !ends_sentence(p.sentence_end))
        p.sentence_end++;
    for (const char *next = p.item_end; next < p.clause_end;) { /* 利用率和数量: the number is of the venue, too */
        next += ends_item(next, p.english);
        if (next >= limit)
            break;
        size_t aspect = begins_with(next, p.clause_end, QUANTITY "|" MAKING "|" STATE "|" USES "|" EFFECTS "|" OUTCOMES);
        if (!aspect)
            break;
        next = p.aspect_end = item_end(next + aspect, limit, p.english);
    }
    find_tail(&p);
    return p;
}

/* In the item of the word, or an aspect behind it; the word itself does not count. */
static bool speaks_of(const phrase *p, const char *list) {
    return holds(p->text, p->item, p->word, list) || holds(p->text, p->word_end, p->aspect_end, list) ||
           (p->tail && holds(p->text, p->tail, p->tail_end, list));
}

/* `what` stands directly before `at`, and not before `from`. */
static bool stands_before(const char *from, const char *at, const char *what, size_t n) {
    return (size_t)(at - from) >= n && memcmp(at - n, what, n) == 0;
}

static const char *behind_adverbs(const char *from, const char *to) {
    for (size_t n; (n = begins_with(from, to, ADVERBS)) > 0;)
        from += n;
    return from;
}

/* 有图书角、棋牌室: at the head of the item or the list, or directly before the word. */
static bool is_had(const phrase *p) {
    const char *item = behind_adverbs(p->item, p->word);
    if ((begins_with(item, p->word, HAVING) && item < p->word) || stands_before(p->item, p->word, "有无", 6))
        return true;
    if (p->item == p->word && p->head < p->word && begins_with(behind_adverbs(p->head, p->word), p->word, HAVING))
        return true;
    if (!stands_before(p->item, p->word, HAVING, strlen(HAVING)))
        return false;
    const char *before = p->word - strlen(HAVING);
    return before - p->item < 3 || !begins_with(before - 3, NULL, NO_HAVING);
}

/* What is said of a word by one of the alternatives, < directly before it (or at the head of the list), > directly behind it. */
static bool is_marked(const phrase *p, const char *list) {
    while (*list) {
        size_t n = strcspn(list, "|");
        char one[64];
        const char *bare = list + (*list == '<' || *list == '>');
        size_t length = n - (size_t)(bare - list);
        memcpy(one, bare, length);
        one[length] = '\0';
        if (*list == '<' && (stands_before(p->item, p->word, one, length) || (p->item == p->word && begins_with(p->head, p->word, one))))
            return true;
        if (*list == '>' && begins_with(p->word_end, p->item_end, one))
            return true;
        if (bare == list && speaks_of(p, one))
            return true;
        list += n + (list[n] == '|');
    }
    return false;
}

static bool in_sentence(const phrase *p, const char *list) { return holds(p->text, p->sentence, p->sentence_end, list); }

/* ---- what is said of it ---- */

/* Points are lost for want of it; not where they are for what was not removed (未取消台账). */
static bool is_lacking(const phrase *p) {
    size_t length;
    const char *at = p->item;
    while ((at = find_any(p->text, at, p->word, LACK, &length)) != NULL) {
        at += length;
        if (p->word - at <= 15 && !begins_with(at, p->word, REMOVAL)) /* five characters: 未建立网格台账 */
            return true;
    }
    return stands_before(p->item, p->word, "无", 3) || holds(p->text, p->word_end, p->item_end, LACK_AFTER);
}

/* A negation from `from` on still holds at the word: nothing turns it round. */
static bool reaches_word(const phrase *p, const char *from) {
    if (holds(p->text, from, p->word, LACK_BEHIND) || holds(p->text, from, p->word, TURN))
        return false;
    bool looks = p->word - from >= 3 && (!memcmp(p->word - 3, "看", 3) || !memcmp(p->word - 3, "查", 3));
    if (looks) /* 不看台账看奖牌: another word between */
        for (size_t i = 0; i < sizeof lint_words / sizeof *lint_words; i++)
            if (holds(p->text, from, p->word, lint_words[i].words))
                return false;
    return true;
}

static bool is_forbidden(const phrase *p) {
    size_t length;
    const char *list = p->english ? FORBIDDEN_EN : FORBIDDEN, *at = p->clause;
    while ((at = find_any(p->text, at, p->word, list, &length)) != NULL) {
        at += length;
        if (reaches_word(p, at))
            return true;
    }
    bool none = holds(p->text, p->english ? p->clause : p->item, p->word, NOT_HAVING) || stands_before(p->item, p->word, "不", 3); /* 不挂牌 */
    return none && !in_sentence(p, PENALTY);
}

static bool begins_with_removal(const char *from, const char *to, const char *removal) {
    return begins_with(behind_adverbs(from, to), to, removal) > 0;
}

/* 台账由街道负责, 由区民政局建立台账 */
static bool is_done_above(const phrase *p) {
    return begins_with(p->item, p->word, DONE_ABOVE) > 0 ||
           (begins_with(p->word_end, p->clause_end, DONE_ABOVE) > 0 && holds(p->text, p->word_end, p->clause_end, IN_CHARGE));
}

static bool is_not_counted(const phrase *p) {
    if (holds(p->text, p->word_end, p->clause_end, NOT_COUNTED))
        return true;
    const char *next = p->clause_end; /* 台账、奖牌，一律不作为依据 */
    if (*next != ',')
        return false;
    return begins_with(next + 1, p->sentence_end, GOES_ON) && holds(p->text, next + 1, p->sentence_end, NOT_COUNTED);
}

static bool is_removed(const phrase *p, unsigned judged) {
    if (is_not_counted(p) || is_done_above(p))
        return true;
    const char *removal = judged & REMOVING ? END_OF_TASK : REMOVAL;
    if (begins_with_removal(p->head, p->word, removal) || begins_with_removal(p->item, p->word, removal))
        return true;
    if (judged & REMOVING)
        return false;
    for (size_t n, i = 0; i < sizeof less / sizeof *less; i++)
        if ((n = strlen(less[i])) && stands_before(p->item, p->word, less[i], n))
            return true;
    if (holds(p->text, p->item, p->word, ABOLITION) && !holds(p->text, p->word_end, p->item_end, WHOLE))
        return true;
    return holds(p->text, p->word_end, p->item_end, REMOVED);
}

/* Its existence, number or completeness. */
static bool is_of_quantity(const phrase *p, bool of_satisfaction) {
    bool satisfied = of_satisfaction || speaks_of(p, SATISFIED), used = speaks_of(p, USES);
    if ((speaks_of(p, QUANTITY) && !speaks_of(p, COUNTS_OF_USE)) || begins_with(p->word_end, p->item_end, "覆盖率|建成率"))
        return true;
    if (speaks_of(p, THRESHOLD) && !used)
        return true;
    return !satisfied && (speaks_of(p, MAKING) || (speaks_of(p, STATE) && !speaks_of(p, QUALITY) && !used) || (is_had(p) && !used));
}

static bool is_source(const phrase *p, const lint_word *word) {
    if (holds(p->text, p->clause, p->word, SOURCES) || holds(p->text, p->word_end, p->clause_end, TAKEN_OUT))
        return true;
    return word->marked && holds(p->text, p->clause, p->word, GOES_BY);
}

static bool is_harmless(const phrase *p, const lint_word *word, unsigned context) {
    const unsigned by = word->judged;
    const bool of_satisfaction = (context & LINT_SATISFACTION) != 0;
    if ((by & OUTCOME) && (holds(p->text, p->word_end, p->aspect_end, OUTCOMES) || is_source(p, word)))
        return true;
    if ((by & EMERGENCY) && speaks_of(p, URGENT))
        return true;
    if ((by & OF_OTHERS) && speaks_of(p, BY_OTHERS))
        return true;
    if ((by & (CASES | COMPLAINTS)) && holds(p->text, p->word_end, p->item_end, COMPLAINT_WORDS))
        return true;
    if ((by & CASES) && holds(p->text, p->word_end, p->item_end, CASE_WORDS))
        return true;
    bool quantity = is_of_quantity(p, of_satisfaction);
    if (word->marked)
        return of_satisfaction || speaks_of(p, SATISFIED) || ((by & USE) && !quantity && speaks_of(p, USES));
    if ((by & USE) && !quantity && (of_satisfaction || speaks_of(p, USES)))
        return true;
    if ((by & EFFECT) && !quantity && (of_satisfaction || speaks_of(p, EFFECTS)))
        return true;
    return (by & BY_QUANTITY) && !quantity && !is_lacking(p);
}

/* An everyday word: that what is marked is said of it. */
static bool is_meant(const phrase *p, const lint_word *word) {
    if (!word->marked || is_marked(p, word->marked))
        return true;
    const char *rest = p->word_end + strspn(p->word_end, "0123456789.%-"); /* the points of an event */
    bool at_end = rest >= p->item_end && !p->tail;
    return ((word->judged & HEAD) && at_end) || ((word->judged & OWNED) && is_had(p));
}

static bool is_at_fault(const phrase *p, const lint_word *word, unsigned context) {
    if (is_harmless(p, word, context) || !is_meant(p, word))
        return false;
    bool lacking = is_lacking(p);
    if ((context & LINT_LIGHTENED) && !lacking && !speaks_of(p, WHOLE))
        return false;
    bool forbidden = is_forbidden(p);
    return lacking ? !forbidden || holds(p->text, p->clause, p->word, LACK_BEHIND) : !forbidden && !is_removed(p, word->judged);
}

/* ---- going through a text ---- */

/* The word is part of a longer phrase with another meaning: the longest of the row's that stands here says so. */
static bool means_something_else(const char *text, const char *at, const lint_word *word, size_t length) {
    const char *list = word->unless ? word->unless : "";
    size_t longest = 0;
    bool other = false;
    while (*list) {
        const size_t all = strcspn(list, "|"), bang = *list == '!', n = all - bang;
        const char *longer = list + bang;
        for (size_t k = 0; k + length <= n; k++)
            if (n > longest && memcmp(longer + k, at, length) == 0 && (size_t)(at - text) >= k && strncmp(at - k, longer, n) == 0) {
                longest = n;
                other = !bang;
            }
        list += all + (list[all] == '|');
    }
    return other;
}

/* The longest word of the rule that stands at `at`. */
static const lint_word *word_at(kp_lint_rule rule, const char *text, const char *at, size_t *length) {
    const lint_word *found = NULL;
    *length = 0;
    if (!begins_word(text, at))
        return NULL;
    for (size_t i = 0; i < sizeof lint_words / sizeof *lint_words; i++) {
        size_t n = lint_words[i].rule == rule ? begins_with(at, NULL, lint_words[i].words) : 0;
        if (n > *length) {
            *length = n;
            found = &lint_words[i];
        }
    }
    return found;
}

const char *lint_words_of(kp_arena *arena, kp_lint_rule rule, const char *text, unsigned context) {
    if (kp_text_is_blank(text))
        return NULL;
    kp_buffer words = {.arena = arena};
    text = lint_fold(arena, text);
    size_t length;
    for (const char *at = text; *at; at += length ? length : 1) {
        const lint_word *word = word_at(rule, text, at, &length);
        if (!word || means_something_else(text, at, word, length))
            continue;
        phrase p = phrase_of(text, at, length);
        if (!is_at_fault(&p, word, context))
            continue;
        const char *name = kp_strndup(arena, at, length);
        if (words.length && strstr(kp_buffer_text(&words), name))
            continue;
        kp_buffer_printf(&words, "%s%s", words.length ? "、" : "", name);
    }
    return words.length ? kp_buffer_text(&words) : NULL;
}

const char *kp_lint_words(kp_arena *arena, kp_lint_rule rule, const char *text, bool of_satisfaction) {
    return lint_words_of(arena, rule, text, of_satisfaction ? LINT_SATISFACTION : 0);
}

bool lint_is_lightening(kp_arena *arena, const char *title) { return lint_holds(lint_fold(arena, title), LIGHTENING); }
