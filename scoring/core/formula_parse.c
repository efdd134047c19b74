/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula_parse.c - reading formulas: recursive descent, straight from the grammar in formula.h, and finding what their names mean. */
#include "formula_words.h"
#include "kaoping/utf8.h"

#include <string.h>

typedef struct parser {
    formula_reader reader;
    kp_arena *arena;
    const kp_leaf_names *names;
    const char *text, *field;
    kp_place place;
    kp_problems *problems;
    bool failed;
    int depth;
    size_t nodes;
} parser;

static formula_word_kind next_kind(const parser *p) { return p->reader.word.kind; }

static const char *named_character(parser *p, const char *at) {
    size_t character = 1, length;
    for (const char *before = p->text; before < at; before += length, character++)
        kp_utf8_read(before, &length);
    return kp_format(p->arena, "%s（第 %zu 个字符） | %s, character %zu", kp_text(p->arena, p->field, KP_ZH), character,
                     kp_text(p->arena, p->field, KP_EN), character);
}

static kp_formula *fail_at(parser *p, const char *at, kp_problem_code code, const char *found, const char *expected) {
    if (p->failed)
        return NULL;
    p->failed = true;
    if (!found)
        found = *at ? kp_verbatim(p->arena, kp_strndup(p->arena, at, strnlen(at, 60))) : "（到此结束） | (the end)";
    kp_problems_add(p->problems, code, p->place, KP_UNIT_NONE, found, expected, named_character(p, at));
    return NULL;
}

static kp_formula *fail(parser *p, const char *expected) { return fail_at(p, p->reader.word.start, KP_S_BAD_FORMULA, NULL, expected); }

static bool take(parser *p, formula_word_kind kind) {
    if (next_kind(p) != kind)
        return false;
    formula_next(&p->reader);
    return true;
}

static bool demand(parser *p, formula_word_kind kind, const char *expected) { return take(p, kind) || fail(p, expected); }

/* ---- nodes ---- */

static kp_formula *new_node(parser *p, formula_op op) {
    if (++p->nodes > KP_FORMULA_NODES)
        return fail(p, kp_format(p->arena, "至多 %d 个数、名称和运算符的公式 | a formula of at most %d numbers, names and operators",
                                 KP_FORMULA_NODES, KP_FORMULA_NODES));
    kp_formula *node = KP_NEW(p->arena, kp_formula);
    *node = (kp_formula){.op = op, .number = KP_ZERO, .indicator = -1};
    return node;
}

typedef struct operands {
    const kp_formula **items;
    size_t count, capacity;
} operands;
typedef struct signs {
    bool *items;
    size_t count, capacity;
} signs;

static kp_formula *with_args(kp_formula *node, const operands *args) {
    if (node) {
        node->args = args->items;
        node->count = args->count;
    }
    return node;
}

static bool is_truth(const kp_formula *node) {
    return node->op == F_COMPARE || node->op == F_AND || node->op == F_OR || node->op == F_NOT || node->op == F_YES;
}

static bool is_yes_no(parser *p, const kp_formula *node) {
    size_t count;
    if (node->op != F_LEAF && node->op != F_SLOT)
        return false;
    const kp_slot *slots = formula_slots(p->arena, &p->names->scheme->indicators[node->indicator], &count);
    size_t slot = node->op == F_SLOT ? (size_t)node->slot : 0;
    bool value = node->op == F_SLOT || p->names->scheme->indicators[node->indicator].method == KP_METHOD_NUMBER;
    return value && slot < count && slots[slot].kind == KP_SLOT_YES_NO;
}

static const kp_formula *as_number(parser *p, const kp_formula *node, const char *start) {
    if (node && is_truth(node))
        return fail_at(p, start, KP_S_BAD_FORMULA, NULL, "数，而不是条件 | a number and no condition");
    return node;
}

static const kp_formula *as_truth(parser *p, const kp_formula *node, const char *start) {
    if (!node || is_truth(node))
        return node;
    if (!is_yes_no(p, node))
        return fail_at(p, start, KP_S_BAD_FORMULA, NULL, "条件，如 户数 >= 1000 | a condition, such as households >= 1000");
    kp_formula *yes = new_node(p, F_YES);
    operands args = {0};
    KP_PUSH(p->arena, &args, node);
    return with_args(yes, &args);
}

/* ---- names ---- */

kp_leaf_names kp_leaf_names_of(kp_arena *arena, const kp_scheme *scheme) {
    kp_names *ids = kp_names_new(arena), *titles = kp_names_new(arena);
    for (size_t i = 1; i < scheme->indicator_count; i++) {
        if (scheme->indicators[i].method == KP_METHOD_NONE)
            continue;
        kp_names_add(ids, scheme->indicators[i].id, (int32_t)i);
        kp_names_add(titles, scheme->indicators[i].title, (int32_t)i);
    }
    return (kp_leaf_names){scheme, ids, titles};
}

static int32_t find_leaf(const parser *p, const char *name) {
    int32_t found = kp_names_find(p->names->ids, name);
    return found >= 0 ? found : kp_names_find(p->names->titles, name);
}

static kp_formula *fail_name(parser *p, const char *at, const char *name, const char *expected) {
    return fail_at(p, at, KP_S_UNKNOWN_REFERENCE, kp_verbatim(p->arena, name), expected);
}

static int32_t find_slot(parser *p, int32_t leaf, const char *name) {
    size_t count;
    const kp_slot *slots = formula_slots(p->arena, &p->names->scheme->indicators[leaf], &count);
    kp_names *names = kp_names_new(p->arena);
    for (size_t i = 0; i < count; i++)
        kp_names_add(names, slots[i].label, (int32_t)i);
    for (size_t i = 0; i < count; i++)
        if (*slots[i].key && kp_text_matches(slots[i].key, name))
            return (int32_t)i;
    return kp_names_find(names, name);
}

static bool is_whole_slot(parser *p, int32_t leaf, int32_t slot) {
    size_t count;
    kp_slot_kind kind = formula_slots(p->arena, &p->names->scheme->indicators[leaf], &count)[slot].kind;
    return kind == KP_SLOT_COUNT || kind == KP_SLOT_YES_NO;
}

static kp_formula *parse_name(parser *p) {
    formula_word word = p->reader.word;
    const char *name = word.name, *input = word.input, *point = word.quoted ? NULL : strrchr(name, '.');
    int32_t leaf = input ? KP_NAME_UNKNOWN : find_leaf(p, name);
    if (leaf == KP_NAME_UNKNOWN && point) {
        name = kp_strndup(p->arena, word.name, (size_t)(point - word.name));
        input = point + 1;
    }
    if (input)
        leaf = find_leaf(p, name);
    if (leaf < 0)
        return fail_name(p, word.start, name,
                         leaf == KP_NAME_AMBIGUOUS ? "只有一个末级指标叫此名；请写编号 | a title that one lowest indicator alone has; write its id"
                                                   : "末级指标的编号或名称 | the id or title of a lowest indicator");
    int32_t slot = input ? find_slot(p, leaf, input) : -1;
    if (input && slot < 0)
        return fail_name(p, word.start, word.name, "该指标录入栏的名称 | a typed number of that indicator");
    kp_formula *node = new_node(p, input ? F_SLOT : F_LEAF);
    if (node) {
        node->indicator = leaf;
        node->slot = slot;
        node->whole = input && is_whole_slot(p, leaf, slot);
    }
    formula_next(&p->reader);
    return node;
}

/* ---- functions ---- */

static const kp_formula *parse_any(parser *p);

static const kp_formula *parse_number_part(parser *p) {
    const char *start = p->reader.word.start;
    return as_number(p, parse_any(p), start);
}

static const kp_formula *parse_truth_part(parser *p) {
    const char *start = p->reader.word.start;
    return as_truth(p, parse_any(p), start);
}

static bool add_arg(parser *p, operands *args, const kp_formula *arg) {
    if (arg)
        KP_PUSH(p->arena, args, arg);
    return arg != NULL;
}

#define EXPECT_COMMA "“,” | ,"
#define EXPECT_CLOSE "“,”或“)” | , or )"

static bool is_else(const parser *p) {
    return next_kind(p) == WORD_NAME &&
           (kp_text_matches("其余 | else", p->reader.word.name) || kp_text_matches("否则 | otherwise", p->reader.word.name));
}

/* "x, < 1000: 1, <= 2000: 3, else: 4" */
static kp_formula *parse_steps(parser *p, kp_formula *call) {
    operands args = {0};
    struct {
        kp_compare *items;
        size_t count, capacity;
    } compares = {0};
    if (!add_arg(p, &args, parse_number_part(p)))
        return NULL;
    for (bool last = false; !last;) {
        if (!demand(p, WORD_COMMA, EXPECT_COMMA))
            return NULL;
        last = is_else(p);
        kp_compare compare = p->reader.word.compare;
        if (last)
            formula_next(&p->reader);
        else if (!demand(p, WORD_COMPARE, "< <= = >= > != 之一，或 else（其余） | one of < <= = >= > != or else"))
            return NULL;
        else if (!add_arg(p, &args, parse_number_part(p)))
            return NULL;
        if (!last)
            KP_PUSH(p->arena, &compares, compare);
        if (!demand(p, WORD_COLON, "“:” | :") || !add_arg(p, &args, parse_number_part(p)))
            return NULL;
    }
    call->compares = compares.items;
    return demand(p, WORD_CLOSE, ") | )") ? with_args(call, &args) : NULL;
}

static kp_formula *parse_if(parser *p, kp_formula *call) {
    operands args = {0};
    if (!add_arg(p, &args, parse_truth_part(p)))
        return NULL;
    for (int i = 0; i < 2; i++)
        if (!demand(p, WORD_COMMA, EXPECT_COMMA) || !add_arg(p, &args, parse_number_part(p)))
            return NULL;
    return demand(p, WORD_CLOSE, ") | )") ? with_args(call, &args) : NULL;
}

/* A leaf, and whether all units are meant. */
static kp_formula *parse_across(parser *p, kp_formula *call) {
    if (next_kind(p) != WORD_NAME)
        return fail(p, "末级指标的编号或名称 | the id or title of a lowest indicator");
    const char *start = p->reader.word.start;
    const kp_formula *leaf = parse_name(p);
    if (!leaf)
        return NULL;
    if (leaf->op != F_LEAF)
        return fail_at(p, start, KP_S_BAD_FORMULA, NULL, "一个指标，而不是它的某个录入栏 | an indicator and not one of its inputs");
    call->indicator = leaf->indicator;
    if (take(p, WORD_COMMA)) {
        call->all = next_kind(p) == WORD_NAME && kp_text_matches("全部 | all", p->reader.word.name);
        if (!call->all)
            return fail(p, "all（全部） | all");
        formula_next(&p->reader);
    }
    return demand(p, WORD_CLOSE, EXPECT_CLOSE) ? call : NULL;
}

/* "-2": so many decimals, as written. */
static bool parse_decimals(parser *p, kp_formula *call) {
    const char *start = p->reader.word.start;
    bool minus = take(p, WORD_MINUS);
    int64_t decimals;
    kp_num number = p->reader.word.number;
    if (next_kind(p) != WORD_NUMBER || p->reader.word.percent || !kp_num_to_int64(number, &decimals) || decimals > 9) {
        fail_at(p, start, KP_S_BAD_FORMULA, NULL, "-9 到 9 的整数 | a whole number from -9 to 9");
        return false;
    }
    formula_next(&p->reader);
    call->decimals = (int)(minus ? -decimals : decimals);
    return true;
}

static kp_formula *parse_plain(parser *p, kp_formula *call) {
    const formula_function_row *row = &formula_functions[call->function];
    operands args = {0};
    size_t given = 0;
    do {
        if (given == row->most)
            return fail(p, kp_format(p->arena, "至多 %zu 个参数 | at most %zu arguments", row->most, row->most));
        if (row->kind == TO_DECIMALS && given == 1 ? !parse_decimals(p, call) : !add_arg(p, &args, parse_number_part(p)))
            return NULL;
        given++;
    } while (take(p, WORD_COMMA));
    return demand(p, WORD_CLOSE, EXPECT_CLOSE) ? with_args(call, &args) : NULL;
}

static const char *function_list(kp_arena *arena) {
    kp_buffer text[2] = {{.arena = arena}, {.arena = arena}};
    for (size_t i = 0; i < FUNCTION_COUNT; i++)
        for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
            kp_buffer_printf(&text[lang], "%s%s", i ? (lang == KP_ZH ? "、" : ", ") : "", formula_functions[i].word[lang]);
    return kp_format(arena, "函数名：%s | one of the functions %s", kp_buffer_text(&text[KP_ZH]), kp_buffer_text(&text[KP_EN]));
}

static kp_formula *parse_call(parser *p, const formula_word *name) {
    size_t which = 0;
    while (which < FUNCTION_COUNT && !kp_text_matches(formula_functions[which].word[KP_EN], name->name) &&
           !kp_text_matches(formula_functions[which].word[KP_ZH], name->name))
        which++;
    if (which == FUNCTION_COUNT || name->quoted)
        return fail_at(p, name->start, KP_S_BAD_FORMULA, kp_verbatim(p->arena, name->name), function_list(p->arena));
    kp_formula *call = new_node(p, F_CALL);
    if (!call)
        return NULL;
    call->function = (formula_function)which;
    formula_next(&p->reader); /* the bracket */
    if (formula_functions[which].kind == ACROSS)
        return parse_across(p, call);
    if (which == FUNCTION_IF)
        return parse_if(p, call);
    return which == FUNCTION_STEPS ? parse_steps(p, call) : parse_plain(p, call);
}

/* ---- the grammar ---- */

static const kp_formula *parse_atom(parser *p) {
    switch (next_kind(p)) {
    case WORD_NUMBER: {
        kp_formula *number = new_node(p, F_NUMBER);
        if (number) {
            number->number = p->reader.word.number;
            number->percent = p->reader.word.percent;
        }
        formula_next(&p->reader);
        return number;
    }
    case WORD_OPEN: {
        formula_next(&p->reader);
        const kp_formula *inner = parse_any(p);
        return inner && demand(p, WORD_CLOSE, ") | )") ? inner : NULL;
    }
    case WORD_NAME: {
        formula_reader ahead = p->reader;
        formula_next(&ahead);
        if (ahead.word.kind == WORD_OPEN) {
            formula_word name = p->reader.word;
            p->reader = ahead;
            return parse_call(p, &name);
        }
        return parse_name(p);
    }
    default: return fail(p, "数、指标、函数或“(” | a number, an indicator, a function or (");
    }
}

/* -x is 0 - x: a sum whose first operand is taken off. */
static const kp_formula *parse_sign(parser *p) {
    bool minus = next_kind(p) == WORD_MINUS;
    if (!minus) {
        take(p, WORD_PLUS);
        return parse_atom(p);
    }
    formula_next(&p->reader);
    const char *start = p->reader.word.start;
    const kp_formula *operand = as_number(p, parse_atom(p), start);
    if (!operand)
        return NULL;
    if (operand->op == F_NUMBER) {
        kp_formula *number = new_node(p, F_NUMBER);
        if (number) {
            number->number = kp_num_neg(p->arena, operand->number);
            number->percent = operand->percent;
        }
        return number;
    }
    kp_formula *sum = new_node(p, F_SUM);
    operands args = {0};
    signs minuses = {0};
    KP_PUSH(p->arena, &args, operand);
    KP_PUSH(p->arena, &minuses, true);
    if (sum)
        sum->minus = minuses.items;
    return with_args(sum, &args);
}

/* Operands with one of two signs between them; one alone is itself. */
static const kp_formula *parse_chain(parser *p, formula_op op, formula_word_kind plus, formula_word_kind minus,
                                     const kp_formula *(*parse_operand)(parser *)) {
    operands args = {0};
    signs minuses = {0};
    bool negative = false;
    for (;;) {
        const char *start = p->reader.word.start;
        const kp_formula *operand = parse_operand(p);
        bool more = next_kind(p) == plus || next_kind(p) == minus;
        if (operand && !args.count && !more)
            return operand;
        operand = as_number(p, operand, start);
        if (!operand)
            return NULL;
        KP_PUSH(p->arena, &args, operand);
        KP_PUSH(p->arena, &minuses, negative);
        if (!more)
            break;
        negative = next_kind(p) == minus;
        formula_next(&p->reader);
    }
    kp_formula *chain = new_node(p, op);
    if (chain)
        chain->minus = minuses.items;
    return with_args(chain, &args);
}

static const kp_formula *parse_product(parser *p) { return parse_chain(p, F_PRODUCT, WORD_TIMES, WORD_OVER, parse_sign); }
static const kp_formula *parse_sum(parser *p) { return parse_chain(p, F_SUM, WORD_PLUS, WORD_MINUS, parse_product); }

static const kp_formula *parse_comparison(parser *p) {
    const char *start = p->reader.word.start;
    const kp_formula *left = parse_sum(p);
    if (!left || next_kind(p) != WORD_COMPARE)
        return left;
    kp_formula *comparison = new_node(p, F_COMPARE);
    operands args = {0};
    if (!comparison || !add_arg(p, &args, as_number(p, left, start)))
        return NULL;
    comparison->compare = p->reader.word.compare;
    formula_next(&p->reader);
    start = p->reader.word.start;
    if (!add_arg(p, &args, as_number(p, parse_sum(p), start)))
        return NULL;
    if (next_kind(p) == WORD_COMPARE)
        return fail(p, "“且”或“或” | and, or");
    return with_args(comparison, &args);
}

static const kp_formula *parse_negation(parser *p) {
    if (next_kind(p) != WORD_NOT)
        return parse_comparison(p);
    if (++p->depth > KP_FORMULA_DEPTH)
        return fail(p, "较少的括号 | fewer brackets");
    formula_next(&p->reader);
    const char *start = p->reader.word.start;
    operands args = {0};
    bool sound = add_arg(p, &args, as_truth(p, parse_negation(p), start));
    p->depth--;
    return sound ? with_args(new_node(p, F_NOT), &args) : NULL;
}

/* Conditions joined by one word; one alone is itself. */
static const kp_formula *parse_joined(parser *p, formula_op op, formula_word_kind word, const kp_formula *(*parse_part)(parser *)) {
    operands args = {0};
    do {
        const char *start = p->reader.word.start;
        const kp_formula *part = parse_part(p);
        if (part && (args.count || next_kind(p) == word))
            part = as_truth(p, part, start);
        if (!add_arg(p, &args, part))
            return NULL;
    } while (take(p, word));
    return args.count == 1 ? args.items[0] : with_args(new_node(p, op), &args);
}

static const kp_formula *parse_conjunction(parser *p) { return parse_joined(p, F_AND, WORD_AND, parse_negation); }

static const kp_formula *parse_any(parser *p) {
    if (++p->depth > KP_FORMULA_DEPTH)
        return fail(p, "较少的括号 | fewer brackets");
    const kp_formula *any = parse_joined(p, F_OR, WORD_OR, parse_conjunction);
    p->depth--;
    return any;
}

/* ---- all ---- */

static parser new_parser(kp_arena *arena, const kp_leaf_names *names, const char *text, const char *field, kp_place place, kp_problems *problems) {
    parser p = {
        .reader = {.arena = arena, .at = text}, .arena = arena, .names = names, .text = text, .field = field, .place = place, .problems = problems};
    formula_next(&p.reader);
    return p;
}

const kp_formula *kp_formula_read(kp_arena *arena, const kp_leaf_names *names, const char *text, kp_formula_kind kind, const char *field,
                                  kp_place place, kp_problems *problems) {
    parser p = new_parser(arena, names, text, field, place, problems);
    const kp_formula *formula = kind == KP_FORMULA_TRUTH ? parse_truth_part(&p) : parse_number_part(&p);
    if (formula && next_kind(&p) != WORD_END)
        return fail(&p, "运算符，或到此结束 | an operator, or the end");
    return formula;
}

bool kp_formula_read_range(kp_arena *arena, const kp_leaf_names *names, const char *text, const char *field, kp_place place, kp_problems *problems,
                           const kp_formula **low, const kp_formula **high) {
    parser p = new_parser(arena, names, text, field, place, problems);
    *low = *high = NULL;
    if (next_kind(&p) != WORD_RANGE && !(*low = parse_number_part(&p)))
        return false;
    if (!demand(&p, WORD_RANGE, "“..”：下限 .. 上限 | ..: least .. most"))
        return false;
    if (next_kind(&p) != WORD_END && !(*high = parse_number_part(&p)))
        return false;
    if (next_kind(&p) != WORD_END || (!*low && !*high)) {
        fail(&p, "运算符，或到此结束 | an operator, or the end");
        return false;
    }
    return true;
}

static void add_look(kp_arena *arena, kp_look_list *looks, kp_look look) {
    for (size_t i = 0; i < looks->count; i++)
        if (looks->items[i].indicator == look.indicator && looks->items[i].across == look.across && looks->items[i].all == look.all)
            return;
    KP_PUSH(arena, looks, look);
}

void kp_formula_add_looks(kp_arena *arena, const kp_formula *formula, kp_look_list *looks) {
    bool across = formula->op == F_CALL && formula_functions[formula->function].kind == ACROSS;
    if (formula->op == F_LEAF || formula->op == F_SLOT)
        add_look(arena, looks, (kp_look){.indicator = formula->indicator});
    if (across) {
        add_look(arena, looks, (kp_look){.indicator = formula->indicator, .across = true, .all = formula->all});
        add_look(arena, looks, (kp_look){.indicator = formula->indicator}); /* place: of the unit's own value */
    }
    for (size_t i = 0; i < formula->count; i++)
        kp_formula_add_looks(arena, formula->args[i], looks);
}
