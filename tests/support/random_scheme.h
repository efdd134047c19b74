/* SPDX-License-Identifier: GPL-3.0-or-later */
/* random_scheme.h - valid schemes at random, as YAML, for properties that must hold of every scheme. The same seed gives the same scheme. */
#ifndef KAOPING_TESTS_RANDOM_SCHEME_H
#define KAOPING_TESTS_RANDOM_SCHEME_H

#include "scheme_support.h"

typedef struct random_scheme {
    kp_arena *arena;
    kp_buffer out;
    uint64_t state;
    int serial; /* of ids and titles */
} random_scheme;

/* 0 .. n-1, by the splitmix64 generator. */
static inline unsigned pick(random_scheme *r, unsigned n) {
    uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (unsigned)((z ^ (z >> 31)) % n);
}

static inline bool chance(random_scheme *r, unsigned one_in) { return pick(r, one_in) == 0; }

/* A title of its own, with what is hard to carry through files. */
static inline const char *random_title(random_scheme *r) {
    static const char *const forms[] = {"标题%d | Title %d", "标题%d", "'a: %d #'",     "'%d%%'",         "'=%d+1'", "'- %d'",         "'x; y=%d'",
                                        "'\"%d\"'",          "'<<%d'", "'null %d | ~'", "'第%d项（一）'", "'+%d' ",  "\"%d\\u00A0𠮷\""};
    int n = ++r->serial;
    const char *form = forms[pick(r, sizeof forms / sizeof *forms)];
    kp_buffer title = {.arena = r->arena};
    for (const char *at = form; *at; at++) {
        if (at[0] == '%' && at[1] == 'd')
            kp_buffer_printf(&title, "%d", n), at++;
        else if (at[0] == '%' && at[1] == '%')
            kp_buffer_puts(&title, "%"), at++;
        else
            kp_buffer_add(&title, at, 1);
    }
    return kp_buffer_text(&title);
}

/* Above 0, often no whole number. */
static inline const char *random_number(random_scheme *r) {
    unsigned whole = pick(r, 50);
    switch (pick(r, 4)) {
    case 0: return kp_format(r->arena, "%u", whole + 1);
    case 1: return kp_format(r->arena, "%u.%u", whole, pick(r, 9) + 1);
    case 2: return kp_format(r->arena, "%u.%03u", whole, pick(r, 999) + 1);
    default: return kp_format(r->arena, "%u/%u", whole + 1, pick(r, 30) + 1);
    }
}

static inline void random_method(random_scheme *r, const char *points) {
    static const char *const methods[] = {
        "method: direct, scale: 10",
        "method: deduct, step: 0.5, free_count: 2",
        "method: deduct",
        "method: deduct, step: 2, evidence: count",
        "method: ratio, target: 97.5",
        "method: linear, target: 95, slope: 0.25, part_points: ignore, input: rate",
        "method: linear, target: 3, slope: 1/3, better: low",
        "method: ladder, steps: {99.5: 0.01, 90: 0.005, else: 0}",
        "method: ladder, better: low, input: value, steps: {-1: 0.01, 0: 0.004, else: 0}",
        "method: checklist, items: [一, '二; 2', '三=3']",
        "method: checklist, items: [一, 二], table: {1: 0.001, 2: 0.01}",
        "method: panel, min_evaluators: 3, trim_low: 1, trim_from: 5, roles: {街道 | Street: 3, 居民: 2/3}, multiply: 1.5",
        "method: satisfaction, options: {好 | Good: 100, '一般=': 60.5, 差: 0}, positive: [好], unknown: neutral, min_valid: 30, questions: {甲: 1, "
        "乙: 2.5}",
        "method: panel, scale: 10, by_rank: {1: 10, 2: 9.5, else: 1/3}",
        "method: sites, scale: 100, kinds: {明察 | Announced: 60, 暗访: 40.5}, min_sites: 2, recheck_share: 12.5, recheck_tolerance: 0, recheck: "
        "replace, "
        "rank_first: 100, rank_step: 1.5, rank_least: 10, rank_ties: mean",
        "method: ballot, options: {同意: 100, 反对: 0}, quorum: 2/3, ballot_score: result, ballot_tie: higher",
    };
    kp_buffer_printf(&r->out, ", %s, %s, sheet: S%d}\n", points, methods[pick(r, sizeof methods / sizeof *methods)], r->serial);
}

static inline void random_node(random_scheme *r, const char *parent, int depth, bool weighted) {
    static const char *const words[] = {"or", "and", "not", "to", "min"}; /* ids that mean something else in formulas and conditions */
    const char *title = random_title(r);
    const char *id = r->serial >= 4 && r->serial < 9 ? words[r->serial - 4] : kp_format(r->arena, "n%d", r->serial);
    kp_buffer_printf(&r->out, "  - {id: %s, parent: %s, title: %s", id, parent, title);
    if (chance(r, 4))
        kp_buffer_printf(&r->out, ", not_applicable: %s", chance(r, 2) ? "zero" : "计满分");
    if (chance(r, 4))
        kp_buffer_puts(&r->out, ", note: \"说明\\n第二行 | Note: #1\", basis: {points: source 5, '*': assumption}");
    const char *share = kp_format(r->arena, "%s: %s", weighted ? "weight" : "points", random_number(r));
    if (depth >= 3 || !chance(r, 3)) {
        random_method(r, share);
        return;
    }
    bool below = chance(r, 2); /* weights below; else points, which are not stated above as they would have to add up */
    kp_buffer_printf(&r->out, "%s%s}\n", weighted || below ? ", " : "", weighted || below ? share : "");
    unsigned n = 1 + pick(r, 3);
    for (unsigned i = 0; i < n; i++)
        random_node(r, id, depth + 1, below); /* points above and below would have to add up */
    if (chance(r, 3))
        kp_buffer_printf(&r->out,
                         "  - {id: bonus%s, parent: %s, title: 加减分 %s, method: bonus, cap_low: -2.5, cap_high: 3, events: {'表扬 | Praise': 1.5, "
                         "'批评; 通报': -2}}\n",
                         id, id, id);
}

/* The text lives in `arena`. */
static inline const char *random_scheme_text(kp_arena *arena, uint64_t seed) {
    random_scheme r = {.arena = arena, .out = {.arena = arena}, .state = seed};
    kp_buffer_printf(&r.out, "id: random\ntitle: %s\n", random_title(&r));
    static const char *const rules[] = {"cadence: month",
                                        "rounding: half_even",
                                        "decimals: 3",
                                        "round_at: each",
                                        "decide_on: full",
                                        "not_applicable: not_ranked",
                                        "maximum: 120.5",
                                        "minimum: -3",
                                        "ranking: dense",
                                        "rank_within: all",
                                        "unit_fields: [企业 | Firm, 'x; y']",
                                        "signatures: [甲]",
                                        "note: '100'"};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (chance(&r, 2))
            kp_buffer_printf(&r.out, "%s\n", rules[i]);
    bool weighted = chance(&r, 2);
    kp_buffer_puts(&r.out, "indicators:\n");
    unsigned n = 1 + pick(&r, 4);
    for (unsigned i = 0; i < n; i++)
        random_node(&r, "total", 1, weighted);
    kp_buffer_puts(&r.out, "  - {id: last, parent: total, title: 末项, ");
    kp_buffer_printf(&r.out, "%s: 1, method: direct, sheet: 末表%s}\n", weighted ? "weight" : "points",
                     chance(&r, 2) ? ", check_against: n2, tolerance: 0.5" : "");
    if (chance(&r, 2))
        kp_buffer_puts(&r.out,
                       "bands:\n  - {id: high, title: 优 | High, from: 80.5, color: '#aabbcc', quota: 15%, quota_rounding: ceil, coefficient: 1.2}\n"
                       "  - {id: middle, title: 中, from: 1/3, to: 80.5, quota: 3, quota_within: all, coefficient: 2/3}\n  - {id: low, title: 低, "
                       "to: 1/3, coefficient: 0}\n"
                       "vetoes:\n  - {id: fire, title: 消防, band: middle}\n  - {id: law, title: 违法}\n"
                       "rules:\n  - {id: r1, title: '规则; 1 | Rule', when: 'veto(fire) and not excluded', effect: lower, places: 2}\n"
                       "  - {id: r2, title: 规则二, when: '得分 < 1/3 或 等次 属于 (优, 低)', effect: 不低于, band: middle, basis: seed}\n"
                       "lists:\n  - {id: red, title: 红榜, when: 名次 <= 15% 且 等次 = 优, order: worst}\n"
                       "  - {id: black, title: 黑榜, when: 'streak(红榜) >= 2 or (veto(fire) and not new)', replaces: [red], actions: {1: "
                       "'约谈; 整改 | Interview', 3: 退出 = 解聘}, "
                       "count_rounding: floor}\n");
    if (chance(&r, 2))
        kp_buffer_puts(
            &r.out, "targets:\n  - {id: t1, title: 达标一 | Target, when: mark(last) > 1/3, per: group, goals: {城市 | Urban: 90.5%, 其余: 200/3}}\n"
                    "  - {id: t2, title: '达标; 二', when: 得分 >= 80, of: not excluded, goals: 80%, note: n}\n");
    return kp_buffer_text(&r.out);
}

/* ---- every field there is, by the field table ---- */

/* A text that a field of that type may hold; whether it fits the rest of the scheme is tried. */
static inline const char *random_value(random_scheme *r, const kp_records *records, const kp_field *field) {
    static const char *const texts[] = {"标题甲 | Title A", "标题乙", "1 + 2", "n2", "#AABBCC", "a; b", "2026-01-01"};
    static const char *const names[] = {"甲 | A\n乙 | B", "n2\nn3", "-n1\n", "1\n2", "出资方\n评价方", "1 .. 5\n"};
    static const char *const pairs[] = {"甲 | A = 60\n乙 = 40", "1 = 2.5\n2 = 3\nelse = 1/3", "90 = 3\nelse = 0", "甲; 一 = 1/3\n",
                                        "1 = 5\nelse = 0"};
    static const char *const worded[] = {"points = source 5\n", "1 = 约谈; 整改 | Talk\n2 = 二", "全部同意 = 1 >= 1\n"};
    static const char *const conditions[] = {"score >= 60", "rank <= 3 and not new", "veto or excluded", "bottom <= 15%"};
    static const char *const formulas[] = {"1 + 2",
                                           "末项 * 30% - 1/3",
                                           "if(last >= 0.5, -last, ceil(last, 2))",
                                           "分档(last, < 3: 1, <= 4: 2, 其余: 末项)",
                                           "place(last, 全部)",
                                           "\"or\" + 2 * “to”",
                                           "if(「and」 > 1, min, largest(\"not\"))"};
    static const char *const ranges[] = {"甲; 一 | A = 1 .. 2 * last\n", "甲 = .. 末项\n乙 | B = max(1, last) ..\n"};
    static const char *const tests[] = {"甲 | A = last >= 1/3 and not (末项 = 2 or last > 5)\n", "全部 = 1 <= last\n乙 = last != 0\n"};
#define ONE_OF(list) list[pick(r, sizeof list / sizeof *list)]
    switch (field->type) {
    case KP_FIELD_ID:
    case KP_FIELD_REFERENCE: return records->items[pick(r, (unsigned)records->count)].values[0].text;
    case KP_FIELD_TEXT: return ONE_OF(texts);
    case KP_FIELD_NUMBER:
    case KP_FIELD_OPTIONAL: return field->range == KP_RANGE_SHARE ? "2/3" : kp_format(r->arena, "%s%s", chance(r, 3) ? "-" : "", random_number(r));
    case KP_FIELD_COUNT:
        return kp_format(r->arena, "%d",
                         field->least + (int)pick(r, (unsigned)(field->most - field->least < 5 ? field->most - field->least + 1 : 5)));
    case KP_FIELD_LIMIT: return chance(r, 2) ? "15%" : "3";
    case KP_FIELD_CHOICE: {
        unsigned n = 0;
        while (field->choices[n].key)
            n++;
        return field->choices[pick(r, n)].key;
    }
    case KP_FIELD_NAMES: return ONE_OF(names);
    case KP_FIELD_PAIRS: return ONE_OF(pairs);
    case KP_FIELD_TEXTS: return ONE_OF(worded);
    case KP_FIELD_CONDITION: return ONE_OF(conditions);
    case KP_FIELD_FORMULA: return ONE_OF(formulas);
    case KP_FIELD_FORMULAS: return strcmp(field->key, "limits") == 0 ? ONE_OF(ranges) : ONE_OF(tests);
    }
    return "";
#undef ONE_OF
}

/* Another method for a leaf, with what it cannot be without and nothing that it does not have. */
static inline void change_method(random_scheme *r, const kp_records *records, kp_record *record, kp_method_id method) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    kp_indicator leaf = {.method = method};
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        if (!kp_field_applies(field, KP_SECTION_INDICATORS, &leaf))
            record->values[f].text = NULL;
        else if (field->methods && field->required)
            record->values[f].text = random_value(r, records, field);
    }
    record->values[kp_field_find(section, "method")].text = kp_method_key(method);
    static const char *const none[] = {"points", "weight", "full"};
    for (size_t i = 0; kp_is_bonus(&leaf) && i < 3; i++)
        record->values[kp_field_find(section, none[i])].text = NULL;
    if (kp_is_bonus(&leaf))
        record->values[kp_field_find(section, "cap_high")].text = random_number(r);
}

/* Whether the field is one of those that the record's method has. */
static inline bool has_field(const kp_record *record, const kp_field *field) {
    int at = record->section == KP_SECTION_INDICATORS ? kp_field_find(&kp_sections[record->section], "method") : -1;
    const char *text = at < 0 ? NULL : record->values[at].text;
    kp_indicator leaf = {.method = KP_METHOD_NONE};
    for (int method = 0; text && method < KP_METHOD_COUNT; method++)
        if (kp_text_matches(kp_method_key((kp_method_id)method), text) || kp_text_matches(kp_method_title((kp_method_id)method), text))
            leaf.method = (kp_method_id)method;
    return kp_field_applies(field, record->section, &leaf);
}

/* A random scheme's records with some fields more, each of which was tried: what the table says of a field is enough to have it here. */
static inline kp_records *random_records(kp_arena *arena, uint64_t seed, int tries) {
    random_scheme r = {.arena = arena, .state = seed ^ 0xABCDEF};
    kp_records *records = KP_NEW(arena, kp_records);
    const char *text = random_scheme_text(arena, seed);
    assert_true(kp_yaml_read(arena, "random", text, strlen(text), records, kp_problems_new(arena)));
    for (int i = 0; i < tries; i++) {
        kp_record *record = &records->items[pick(&r, (unsigned)records->count)];
        const kp_section *section = &kp_sections[record->section];
        kp_record_value *before = KP_NEW_ARRAY(arena, kp_record_value, section->field_count);
        memcpy(before, record->values, section->field_count * sizeof *before);
        int method = record->section == KP_SECTION_INDICATORS ? kp_field_find(section, "method") : -1;
        if (method >= 0 && record->values[method].text && chance(&r, 4)) {
            change_method(&r, records, record, (kp_method_id)pick(&r, KP_METHOD_COUNT));
        } else {
            size_t field;
            do
                field = 1 + pick(&r, (unsigned)section->field_count - 1);
            while (!has_field(record, &section->fields[field]));
            record->values[field].text = random_value(&r, records, &section->fields[field]);
        }
        if (!kp_scheme_build(arena, records, kp_problems_new(arena)))
            memcpy(record->values, before, section->field_count * sizeof *before);
    }
    return records;
}

#endif
