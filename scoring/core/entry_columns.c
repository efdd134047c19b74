/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry_columns.c - the columns of the entry workbook's sheets: those that every scheme has (entry_fixed_columns.h), and what its leaves add. */
#include "entry_columns.h"
#include "entry_fixed_columns.h"
#include "kaoping/log.h"

#include <string.h>

/* ---- what may be typed ---- */

static const char *expected_range(kp_arena *arena, const kp_slot *slot, const char *zh, const char *en) {
    const char *low = kp_num_exact(arena, slot->minimum);
    if (!slot->maximum.given)
        return kp_format(arena, "不小于 %s 的%s | %s of at least %s", low, zh, en, low);
    const char *high = kp_num_exact(arena, slot->maximum.value);
    return kp_format(arena, "%s 至 %s 的%s | %s from %s to %s", low, high, zh, en, low, high);
}

static const char *expected_choice(kp_arena *arena, kp_pairs choices) {
    kp_buffer text[2] = {{.arena = arena}, {.arena = arena}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
        for (size_t i = 0; i < choices.count; i++)
            kp_buffer_printf(&text[lang], "%s%s", i == 0 ? "" : lang == KP_ZH ? "、" : ", ", kp_text(arena, choices.items[i].name, lang));
    return kp_format(arena, "%s | %s", kp_buffer_text(&text[KP_ZH]), kp_buffer_text(&text[KP_EN]));
}

const char *kp_slot_expected(kp_arena *arena, const kp_slot *slot) {
    switch (slot->kind) {
    case KP_SLOT_MARK: return expected_range(arena, slot, "分数", "a mark");
    case KP_SLOT_COUNT: return expected_range(arena, slot, "整数", "a whole number");
    case KP_SLOT_AMOUNT: return expected_range(arena, slot, "数", "a number");
    case KP_SLOT_RATE: return "百分数，如 97.3% | a percentage, such as 97.3%";
    case KP_SLOT_YES_NO: return "是或否 | yes or no";
    case KP_SLOT_CHOICE: return expected_choice(arena, slot->choices);
    case KP_SLOT_DATE: return "日期，如 2026-09-15 | a date, such as 2026-09-15";
    case KP_SLOT_NUMBER: break;
    }
    if (slot->maximum.given && !slot->bounded_below) {
        const char *most = kp_num_exact(arena, slot->maximum.value);
        return kp_format(arena, "不大于 %s 的数 | a number of at most %s", most, most);
    }
    return slot->bounded_below ? expected_range(arena, slot, "数", "a number") : "数 | a number";
}

/* ---- names of indicators ---- */

/* The three forms in which an indicator may be named, each longer than the one before. */
static const char *long_name(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, int form) {
    const kp_indicator *node = &scheme->indicators[indicator];
    if (form == 1 && node->parent >= 0)
        return kp_text_join(arena, scheme->indicators[node->parent].title, "·", node->title);
    return form == 0 ? node->title : kp_text_join(arena, node->title, "", kp_format(arena, "（%s）", node->id));
}

/* Parent·title names an indicator also where its title alone would do, unless another has the same. */
static void add_qualified_names(kp_arena *arena, const kp_scheme *scheme, const kp_layout_sheet *sheet, kp_names *keys) {
    kp_names *qualified = kp_names_new(arena);
    for (size_t i = 0; i < sheet->indicator_count; i++)
        kp_names_add(qualified, long_name(arena, scheme, sheet->indicators[i], 1), sheet->indicators[i]);
    for (size_t i = 0; i < sheet->indicator_count; i++)
        for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
            const char *name = kp_text(arena, long_name(arena, scheme, sheet->indicators[i], 1), lang);
            if (kp_names_find(qualified, name) == sheet->indicators[i])
                kp_names_add_alias(keys, name, sheet->indicators[i]);
        }
}

void kp_entry_name_indicators(kp_arena *arena, const kp_scheme *scheme, kp_layout_sheet *sheet) {
    size_t n = sheet->indicator_count;
    sheet->indicator_names = KP_NEW_ARRAY(arena, const char *, n);
    kp_names *keys = kp_names_new(arena);
    for (size_t i = 0; i < n; i++) {
        sheet->indicator_names[i] = scheme->indicators[sheet->indicators[i]].title;
        kp_names_add(keys, scheme->indicators[sheet->indicators[i]].id, sheet->indicators[i]);
        kp_names_add(keys, sheet->indicator_names[i], sheet->indicators[i]);
    }
    for (int form = 1; form <= 2; form++) {
        bool changed = false;
        for (size_t i = 0; i < n; i++) {
            const char *name = sheet->indicator_names[i];
            if (kp_names_find(keys, kp_text(arena, name, KP_ZH)) == KP_NAME_AMBIGUOUS ||
                kp_names_find(keys, kp_text(arena, name, KP_EN)) == KP_NAME_AMBIGUOUS) {
                sheet->indicator_names[i] = long_name(arena, scheme, sheet->indicators[i], form);
                changed = true;
            }
        }
        for (size_t i = 0; changed && i < n; i++)
            kp_names_add(keys, sheet->indicator_names[i], sheet->indicators[i]);
    }
    add_qualified_names(arena, scheme, sheet, keys);
    sheet->indicator_keys = keys;
}

/* ---- columns of one sheet ---- */

typedef struct column_list {
    kp_arena *arena;
    const kp_scheme *scheme;
    const kp_layout_sheet *sheet;
    kp_names *heads, *keys;
    kp_layout_column *items;
    size_t count, capacity;
} column_list;

/* Enters one of the names of the column that comes next. What two inputs are called means neither; but what every scheme has keeps its names. */
static void add_name(column_list *list, const char *name) {
    int32_t other = kp_names_find(list->heads, name);
    if (other < 0 || (size_t)other == list->count || list->items[other].role == KP_COLUMN_SLOT)
        kp_names_add(list->heads, name, (int32_t)list->count);
}

static bool is_known(const column_list *list, const char *name) { return kp_names_find(list->heads, name) != KP_NAME_UNKNOWN; }

/* Adds a column. A key that an earlier one has, and a title that is not its alone, are made longer. `by_name` NULL: it has none. */
static void add_column(column_list *list, kp_layout_column column, const char *by_name) {
    kp_arena *arena = list->arena;
    const char *const names[] = {column.key, column.title, by_name};
    while (kp_names_find(list->keys, column.key) != KP_NAME_UNKNOWN)
        column.key = kp_format(arena, "column.%s", column.key);
    if (is_known(list, kp_text(arena, column.title, KP_ZH)) || is_known(list, kp_text(arena, column.title, KP_EN)))
        column.title = kp_text_join(arena, column.title, "", kp_format(arena, "（%s）", column.key));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
            add_name(list, kp_text(arena, names[i], lang));
    kp_names_add(list->heads, column.title, (int32_t)list->count);
    kp_names_add(list->keys, column.key, (int32_t)list->count);
    KP_PUSH(arena, list, column);
}

static const char *points_remark(kp_arena *arena, kp_num points) {
    const char *number = kp_num_exact(arena, points);
    return kp_num_sign(points) > 0 ? kp_format(arena, "%s 分 | %s points", number, number) : "";
}

/* What the head says of the points: of a mark the most that may be typed, of a checklist's item what it is worth, else the leaf's full marks, once. */
static const char *slot_remark(kp_arena *arena, const kp_indicator *leaf, const kp_slot *slots, size_t index) {
    if (kp_is_value_leaf(leaf))
        return leaf->measure_unit;
    if (slots[index].kind == KP_SLOT_MARK && slots[index].maximum.given)
        return points_remark(arena, slots[index].maximum.value);
    if (leaf->method == KP_METHOD_CHECKLIST && !leaf->table.count && leaf->each.given)
        return points_remark(arena, leaf->each.value);
    return index == 0 ? points_remark(arena, leaf->full) : "";
}

static void add_table_columns(column_list *list, int32_t indicator, const char *name) {
    const kp_indicator *leaf = &list->scheme->indicators[indicator];
    size_t count = 0;
    const kp_slot *slots = kp_method_of(leaf->method)->slots(list->arena, leaf, &count);
    for (size_t i = 0; i < count; i++) {
        const kp_slot *slot = &slots[i];
        bool own_label = slot->label && *slot->label && count > 1;
        add_column(list,
                   (kp_layout_column){
                       .role = KP_COLUMN_SLOT,
                       .key = *slot->key ? kp_format(list->arena, "%s.%s", leaf->id, slot->key) : leaf->id,
                       .title = own_label ? kp_text_join(list->arena, name, "·", slot->label) : name,
                       .remark = slot_remark(list->arena, leaf, slots, i),
                       .help = kp_slot_expected(list->arena, slot),
                       .indicator = indicator,
                       .index = (int32_t)i,
                       .slot = slot,
                       .required = !slot->optional,
                   },
                   count == 1 ? leaf->title : NULL);
    }
}

static void add_panel_column(column_list *list, int32_t indicator, const char *name) {
    const kp_indicator *leaf = &list->scheme->indicators[indicator];
    kp_slot *slot = KP_NEW(list->arena, kp_slot);
    *slot = (kp_slot){.key = "", .label = "", .kind = KP_SLOT_MARK, .minimum = KP_ZERO, .maximum = {true, leaf->scale}};
    add_column(list,
               (kp_layout_column){
                   .role = KP_COLUMN_SLOT,
                   .key = leaf->id,
                   .title = name,
                   .remark = points_remark(list->arena, leaf->scale),
                   .help = kp_slot_expected(list->arena, slot),
                   .indicator = indicator,
                   .slot = slot,
                   .required = true,
               },
               leaf->title);
}

/* The mark of a site, and beside it that of the re-check. */
static void add_site_columns(column_list *list, int32_t indicator, const char *name) {
    const kp_indicator *leaf = &list->scheme->indicators[indicator];
    kp_slot *slots = KP_NEW_ARRAY(list->arena, kp_slot, 2);
    slots[0] = (kp_slot){.key = "mark", .label = "得分 | Mark", .kind = KP_SLOT_MARK, .minimum = KP_ZERO, .maximum = {true, leaf->scale}};
    slots[1] = slots[0];
    slots[1].key = "recheck";
    slots[1].label = "复核得分 | Re-check mark";
    slots[1].optional = true;
    for (int32_t i = 0; i < 2; i++)
        add_column(list,
                   (kp_layout_column){
                       .role = KP_COLUMN_SLOT,
                       .key = kp_format(list->arena, "%s.%s", leaf->id, slots[i].key),
                       .title = kp_text_join(list->arena, name, "·", slots[i].label),
                       .remark = points_remark(list->arena, leaf->scale),
                       .help = kp_slot_expected(list->arena, &slots[i]),
                       .indicator = indicator,
                       .index = i,
                       .slot = &slots[i],
                       .required = !slots[i].optional,
                   },
                   i == 0 ? leaf->title : NULL);
}

/* "非常满意、满意…，或 5、4…" */
static const char *item_help(const column_list *list, const kp_indicator *leaf) {
    kp_buffer text[2] = {{.arena = list->arena}, {.arena = list->arena}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        const char *comma = lang == KP_ZH ? "、" : ", ";
        for (size_t i = 0; i < leaf->options.count; i++)
            kp_buffer_printf(&text[lang], "%s%s", i ? comma : "", kp_text(list->arena, leaf->options.items[i].name, lang));
        for (size_t i = 0; i < leaf->codes.count; i++)
            kp_buffer_printf(&text[lang], "%s%s",
                             i               ? comma
                             : lang == KP_ZH ? "；代码 "
                                             : "; codes ",
                             kp_text(list->arena, leaf->codes.items[i].name, lang));
        kp_buffer_puts(&text[lang], lang == KP_ZH ? "；不了解、无效 | " : "; don't know, invalid");
    }
    return kp_format(list->arena, "%s%s", kp_buffer_text(&text[KP_ZH]), kp_buffer_text(&text[KP_EN]));
}

/* The questions of a survey as columns, or the survey itself where it has none. Two of one name have their survey's before it. */
static void add_items(column_list *list, kp_layout_column model) {
    kp_names *names = kp_names_new(list->arena);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0, number = 0; i < list->sheet->indicator_count; i++) {
            const kp_indicator *leaf = &list->scheme->indicators[list->sheet->indicators[i]];
            size_t count = leaf->questions.count ? leaf->questions.count : 1;
            for (size_t q = 0; q < count; q++, number++) {
                const char *name = leaf->questions.count ? leaf->questions.items[q].name : list->sheet->indicator_names[i];
                if (pass == 0) {
                    kp_names_add(names, name, (int32_t)number);
                    continue;
                }
                bool alone =
                    kp_names_find(names, kp_text(list->arena, name, KP_ZH)) >= 0 && kp_names_find(names, kp_text(list->arena, name, KP_EN)) >= 0;
                model.indicator = list->sheet->indicators[i];
                model.index = (int32_t)q;
                model.key = leaf->questions.count ? kp_format(list->arena, "%s.%zu", leaf->id, q + 1) : leaf->id;
                model.title = alone ? name : kp_text_join(list->arena, list->sheet->indicator_names[i], "·", name);
                model.help = item_help(list, leaf);
                add_column(list, model, NULL);
            }
        }
}

static void add_named_columns(column_list *list, kp_layout_column model, const char *const names[], size_t count) {
    const char *key = model.key;
    for (size_t i = 0; i < count; i++) {
        model.key = kp_format(list->arena, "%s.%zu", key, i + 1);
        model.title = names[i];
        model.index = (int32_t)i;
        add_column(list, model, NULL);
    }
}

static void add_pairs(column_list *list, kp_layout_column model, kp_pairs pairs) {
    const char **names = KP_NEW_ARRAY(list->arena, const char *, pairs.count);
    for (size_t i = 0; i < pairs.count; i++)
        names[i] = pairs.items[i].name;
    add_named_columns(list, model, names, pairs.count);
}

/* Where the scheme names all texts there are, the column must be there, and its note lists them. */
static kp_layout_column with_texts(column_list *list, kp_layout_column column, int32_t field) {
    column.texts = kp_named_texts_of(list->arena, list->scheme, field);
    column.required = column.required || column.texts.closed;
    if (!column.texts.names.count)
        return column;
    const char *names = expected_choice(list->arena, column.texts.names);
    const char *in_zh = kp_text(list->arena, names, KP_ZH), *in_en = kp_text(list->arena, names, KP_EN);
    column.help = kp_format(
        list->arena, column.texts.closed ? "必填，填其中之一：%s | needed, one of: %s" : "规则用到的有：%s | the rules speak of: %s", in_zh, in_en);
    return column;
}

static const kp_slot day_slot = {.key = "", .label = "", .kind = KP_SLOT_DATE, .minimum = {0, 1}, .optional = true};

static bool is_day_field(const column_list *list, int32_t field) {
    for (size_t i = 0; i < list->scheme->date_fields.count; i++)
        if (kp_scheme_find_field(list->scheme, list->scheme->date_fields.items[i].name) == field)
            return true;
    return false;
}

static kp_layout_column with_day(const column_list *list, kp_layout_column column) {
    column.help = kp_slot_expected(list->arena, column.slot);
    return column;
}

static void add_unit_fields(column_list *list, kp_layout_column model) {
    const char *key = model.key;
    for (size_t i = 0; i < list->scheme->unit_fields.count; i++) {
        model.key = kp_format(list->arena, "%s.%zu", key, i + 1);
        model.title = list->scheme->unit_fields.items[i].name;
        model.index = (int32_t)i;
        model.slot = is_day_field(list, (int32_t)i) ? &day_slot : NULL;
        add_column(list, model.slot ? with_day(list, model) : with_texts(list, model, (int32_t)i), NULL);
    }
}

/* A panel has roles, a survey questions and a site check a kind only where the scheme says so. */
static bool is_wanted(const column_list *list, kp_column_role role) {
    if (role == KP_COLUMN_INDICATOR && list->sheet->kind == KP_SHEET_LOG)
        return list->sheet->indicator_count > 1;
    if (role != KP_COLUMN_EVALUATOR_ROLE && role != KP_COLUMN_QUESTION && role != KP_COLUMN_KIND)
        return true;
    for (size_t i = 0; i < list->sheet->indicator_count; i++) {
        const kp_indicator *leaf = &list->scheme->indicators[list->sheet->indicators[i]];
        if (role == KP_COLUMN_QUESTION ? leaf->questions.count : role == KP_COLUMN_KIND ? leaf->kinds.count : leaf->roles.count)
            return true;
    }
    return false;
}

static void add_slot_columns(column_list *list) {
    kp_sheet_kind kind = list->sheet->kind;
    void (*add)(column_list *, int32_t, const char *) = kind == KP_SHEET_PANEL   ? add_panel_column
                                                        : kind == KP_SHEET_SITES ? add_site_columns
                                                                                 : add_table_columns;
    for (size_t i = 0; i < list->sheet->indicator_count; i++)
        add(list, list->sheet->indicators[i], list->sheet->indicator_names[i]);
}

/* Some columns are there for what a leaf need not have. */
static bool is_log_column_wanted(const column_list *list, const kp_log_column *column) {
    for (size_t i = 0; column->wants && i < list->sheet->indicator_count; i++) {
        const char *leaf = (const char *)&list->scheme->indicators[list->sheet->indicators[i]];
        if (((const kp_optional *)(const void *)(leaf + column->wants))->given)
            return true;
    }
    return !column->wants;
}

/* Those of the method of the sheet's leaves. */
static void add_log_columns(column_list *list) {
    size_t count;
    const kp_log_column *columns = kp_log_columns(list->scheme->indicators[list->sheet->indicators[0]].method, &count);
    for (size_t i = 0; i < count; i++) {
        if (!is_log_column_wanted(list, &columns[i]))
            continue;
        add_column(list,
                   (kp_layout_column){.role = KP_COLUMN_LOG,
                                      .key = columns[i].key,
                                      .title = columns[i].title,
                                      .remark = "",
                                      .help = columns[i].help,
                                      .indicator = -1,
                                      .index = (int32_t)i,
                                      .slot = columns[i].type == KP_LOG_NUMBER ? &columns[i].slot : NULL,
                                      .required = columns[i].required,
                                      .log = &columns[i]},
                   NULL);
    }
}

/* 社区, 社区名称; Community, Community name: what the scheme calls a unit serves as a head, too. */
static void add_subject_aliases(const column_list *list, int32_t column) {
    const char *subject = list->scheme->subject;
    kp_names_add_alias(list->heads, subject, column);
    kp_names_add_alias(
        list->heads, kp_format(list->arena, "%s名称 | %s name", kp_text(list->arena, subject, KP_ZH), kp_text(list->arena, subject, KP_EN)), column);
}

/* What an input may be called besides: parent·title, with its part where it has one, and the part alone. Only what is one input's alone. */
static const char *other_name(const column_list *list, size_t column, int form) {
    const kp_layout_column *at = &list->items[column];
    const kp_indicator *leaf = &list->scheme->indicators[at->indicator];
    bool part = at->slot->label && *at->slot->label && strcmp(at->key, leaf->id) != 0;
    if (form == 1)
        return part ? at->slot->label : NULL;
    const char *name = long_name(list->arena, list->scheme, at->indicator, 1);
    return part ? kp_text_join(list->arena, name, "·", at->slot->label) : name;
}

static void add_other_names(const column_list *list) {
    for (int form = 0; form <= 1; form++) {
        kp_names *names = kp_names_new(list->arena);
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i].role == KP_COLUMN_SLOT)
                kp_names_add(names, other_name(list, i, form), (int32_t)i);
        for (size_t i = 0; i < list->count; i++) {
            const char *name = list->items[i].role == KP_COLUMN_SLOT ? other_name(list, i, form) : NULL;
            for (kp_lang lang = KP_ZH; name && lang <= KP_EN; lang++)
                if (kp_names_find(names, kp_text(list->arena, name, lang)) == (int32_t)i)
                    kp_names_add_alias(list->heads, kp_text(list->arena, name, lang), (int32_t)i);
        }
    }
}

static void add_aliases(const column_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const kp_layout_column *column = &list->items[i];
        if (column->role == KP_COLUMN_UNIT || column->role == KP_COLUMN_UNIT_NAME)
            add_subject_aliases(list, (int32_t)i);
        for (size_t a = 0; column->log && a < KP_LOG_ALIASES && column->log->aliases[a]; a++)
            kp_names_add_alias(list->heads, column->log->aliases[a], (int32_t)i);
        for (size_t f = 0; f < FIXED_COUNT; f++)
            if (fixed_columns[f].role == column->role && fixed_columns[f].sheets & 1u << list->sheet->kind)
                for (size_t a = 0; a < ALIASES && fixed_columns[f].aliases[a]; a++)
                    kp_names_add_alias(list->heads, fixed_columns[f].aliases[a], (int32_t)i);
    }
}

void kp_entry_add_columns(kp_arena *arena, const kp_scheme *scheme, kp_layout_sheet *sheet) {
    column_list list = {.arena = arena, .scheme = scheme, .sheet = sheet, .heads = kp_names_new(arena), .keys = kp_names_new(arena)};
    for (size_t f = 0; f < FIXED_COUNT; f++) {
        if (!(fixed_columns[f].sheets & 1u << sheet->kind) || !is_wanted(&list, fixed_columns[f].role))
            continue;
        kp_layout_column column = {
            .role = fixed_columns[f].role,
            .key = fixed_columns[f].key,
            .title = fixed_columns[f].title,
            .remark = "",
            .help = fixed_columns[f].help,
            .indicator = -1,
            .index = -1,
            .slot = fixed_columns[f].slot,
            .required = fixed_columns[f].required,
        };
        switch (column.role) {
        case KP_COLUMN_SLOT: add_slot_columns(&list); break;
        case KP_COLUMN_LOG: add_log_columns(&list); break;
        case KP_COLUMN_ITEM: add_items(&list, column); break;
        case KP_COLUMN_OPTION: add_pairs(&list, column, scheme->indicators[sheet->indicators[0]].options); break;
        case KP_COLUMN_UNIT_FIELD: add_unit_fields(&list, column); break;
        case KP_COLUMN_GROUP: add_column(&list, with_texts(&list, column, KP_GROUP_COLUMN), NULL); break;
        default: add_column(&list, column, NULL);
        }
    }
    add_aliases(&list);
    add_other_names(&list);
    sheet->columns = list.items;
    sheet->column_count = list.count;
    sheet->heads = list.heads;
    sheet->keys = list.keys;
}

int32_t kp_layout_match(const kp_layout_sheet *sheet, const char *head) { return kp_names_find_remarked(sheet->heads, head, false); }
