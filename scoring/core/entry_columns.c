/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry_columns.c - the columns of the entry workbook's sheets: one table of the columns that every scheme has, and what its leaves add. */
#include "entry_columns.h"
#include "kaoping/history.h"

#include <string.h>

/* ---- what may be typed ---- */

static const char *expected_range(kp_arena *arena, const kp_slot *slot, const char *zh, const char *en) {
    const char *low = kp_num_exact(arena, slot->minimum);
    if (!slot->maximum.given)
        return kp_format(arena, "不小于 %s 的%s | %s of at least %s", low, zh, en, low);
    const char *high = kp_num_exact(arena, slot->maximum.value);
    return kp_format(arena, "%s 至 %s 的%s | %s from %s to %s", low, high, zh, en, low, high);
}

const char *kp_slot_expected(kp_arena *arena, const kp_slot *slot) {
    switch (slot->kind) {
    case KP_SLOT_MARK: return expected_range(arena, slot, "分数", "a mark");
    case KP_SLOT_COUNT: return expected_range(arena, slot, "整数", "a whole number");
    case KP_SLOT_AMOUNT: return expected_range(arena, slot, "数", "a number");
    case KP_SLOT_RATE: return "百分数，如 97.3% | a percentage, such as 97.3%";
    case KP_SLOT_YES_NO: return "是或否 | yes or no";
    case KP_SLOT_NUMBER: break;
    }
    return slot->maximum.given ? expected_range(arena, slot, "数", "a number") : "数 | a number";
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

/* ---- the columns that every scheme has ---- */

static const kp_slot count_slot = {.key = "count", .kind = KP_SLOT_COUNT, .minimum = {0, 1}, .optional = true};
static const kp_slot points_off_slot = {.key = "points", .kind = KP_SLOT_AMOUNT, .minimum = {0, 1}, .optional = true};
static const kp_slot points_slot = {.key = "points", .kind = KP_SLOT_NUMBER, .minimum = {0, 1}, .optional = true};
static const kp_slot answers_slot = {.key = "answers", .kind = KP_SLOT_COUNT, .minimum = {0, 1}};
static const kp_slot answers_optional_slot = {.key = "answers", .kind = KP_SLOT_COUNT, .minimum = {0, 1}, .optional = true};

static const kp_slot score_slot = {.key = "score", .kind = KP_SLOT_NUMBER, .minimum = {0, 1}, .optional = true};
static const kp_slot place_slot = {.key = "rank", .kind = KP_SLOT_COUNT, .minimum = {1, 1}, .maximum = {true, {KP_MAX_UNITS, 1}}, .optional = true};
static const kp_slot met_slot = {.key = "met", .kind = KP_SLOT_COUNT, .minimum = {1, 1}, .maximum = {true, {KP_MAX_STREAK, 1}}, .optional = true};
static const kp_slot listed_slot = {
    .key = "listed", .kind = KP_SLOT_COUNT, .minimum = {0, 1}, .maximum = {true, {KP_MAX_STREAK, 1}}, .optional = true};

#define ON(kind) (1u << KP_SHEET_##kind)

#define ALIASES 7

/* In the order of the columns. Where the scheme's own columns come in is told by `role` KP_COLUMN_SLOT, OPTION and UNIT_FIELD. */
static const struct {
    unsigned sheets;
    kp_column_role role;
    const char *key, *title, *aliases[ALIASES], *help;
    const kp_slot *slot;
    bool required;
} fixed_columns[] = {
    {ON(UNITS), KP_COLUMN_UNIT_ID, "id", KP_ID_HEAD, {KP_CODE_HEAD}, "可不填；填则不得重复 | may be left empty; each number once", NULL, false},
    {ON(UNITS),
     KP_COLUMN_UNIT_NAME,
     "name",
     "名称 | Name",
     {"考评对象 | Unit", "单位名称 | Unit name"},
     "考评对象的名称 | the name of the unit",
     NULL,
     true},
    {ON(UNITS),
     KP_COLUMN_GROUP,
     "group",
     "分组 | Group",
     {"组别", "类别 | Category"},
     "同组排名；不分组则不填 | ranked among its group; empty: no groups",
     NULL,
     false},
    {ON(UNITS), KP_COLUMN_UNIT_FIELD, "field", "", {0}, "", NULL, false},
    {ON(UNITS),
     KP_COLUMN_EXCLUDED,
     "excluded",
     "不参评原因 | Excluded because",
     {"不参评 | Excluded", "不参评事由"},
     "填了原因即不参评 | whoever has a reason here is not scored",
     NULL,
     false},
    {ON(HISTORY),
     KP_COLUMN_PERIOD,
     "period",
     "考评期 | Period",
     {"期次", "期间", "往期 | Past period"},
     "早于本期的一期，如 2026Q2 | a period before this one, such as 2026Q2",
     NULL,
     true},
    {ON(HISTORY),
     KP_COLUMN_UNIT_ID,
     "id",
     KP_ID_HEAD,
     {KP_CODE_HEAD},
     "那一期的编号；没有可不填 | the number it had then; empty where it had none",
     NULL,
     false},
    {ON(HISTORY),
     KP_COLUMN_UNIT,
     "unit",
     "考评对象 | Unit",
     {"名称 | Name", "单位名称 | Unit name"},
     "那一期的名称；现在不参加的也可以列 | the name it had then; also of units that take part no more",
     NULL,
     true},
    {ON(HISTORY),
     KP_COLUMN_SCORE,
     "score",
     "得分 | Score",
     {"总分", "总得分", "考评得分"},
     "那一期的得分 | the score of that period",
     &score_slot,
     false},
    {ON(HISTORY), KP_COLUMN_RANK, "rank", "名次 | Rank", {"排名"}, "未排名则不填 | empty: was not ranked", &place_slot, false},
    {ON(HISTORY),
     KP_COLUMN_LIST,
     "list",
     "榜单 | List",
     {"所在榜单"},
     "每个榜单一行；未上榜则不填 | a row for each list; empty: was on none",
     NULL,
     false},
    {ON(HISTORY),
     KP_COLUMN_MET,
     "met",
     "连续满足 | Met in a row",
     {"连续满足次数", "连续满足期数"},
     "到那一期为止连续几期满足上榜条件；不填则同连续上榜 | how many periods in a row its condition was met; empty: as many as listed",
     &met_slot,
     false},
    {ON(HISTORY),
     KP_COLUMN_LISTED,
     "listed",
     "连续上榜 | Listed in a row",
     {"连续次数 | Times in a row", "连续上榜次数", "连续上榜期数"},
     "到那一期为止连续几期在榜；条件满足但由别的榜单代替的填 0 | how many periods in a row it was listed; 0: a list that replaces this one took it",
     &listed_slot,
     false},
    {ON(HISTORY),
     KP_COLUMN_SCHEME,
     "scheme",
     "方案 | Scheme",
     {"方案编号 | Scheme id"},
     "那一期用的方案的编号；不填为本方案 | the id of the scheme of that period; empty: this one",
     NULL,
     false},
    {ON(HISTORY),
     KP_COLUMN_DIGEST,
     "digest",
     "方案摘要 | Scheme digest",
     {0},
     "由程序填写，用于查出规则有无改动；每期一处即可 | filled in by the program, to tell whether rules changed; once a period will do",
     NULL,
     false},
    {ON(TABLE) | ON(PANEL) | ON(SURVEY) | ON(SITES) | ON(FINDINGS) | ON(EVENTS) | ON(NOT_APPLICABLE) | ON(VETOES),
     KP_COLUMN_UNIT,
     "unit",
     "考评对象 | Unit",
     {"名称 | Name", "单位名称 | Unit name", "被考评单位 | Unit evaluated", KP_ID_HEAD, KP_CODE_HEAD},
     "与“考评对象”表中的名称或编号一致 | the name or number on the sheet Units",
     NULL,
     true},
    {ON(PANEL),
     KP_COLUMN_EVALUATOR,
     "evaluator",
     "评价主体 | Evaluator",
     {"评委 | Judge", "评价人", "打分人"},
     "谁打的分；每人一行 | who gives the marks; a row each",
     NULL,
     true},
    {ON(PANEL),
     KP_COLUMN_EVALUATOR_ROLE,
     "role",
     "评价主体类别 | Evaluator's role",
     {"类别 | Role"},
     "按方案所列类别 | one of the roles of the scheme",
     NULL,
     true},
    {ON(SITES),
     KP_COLUMN_SITE,
     "site",
     "点位 | Site",
     {"点位名称 | Site name", "检查点位", "抽查点位", "地点 | Location"},
     "楼栋、路段、小区等抽中的点位；每次检查一行 | the site that was drawn, such as a building or a road; a row each check",
     NULL,
     true},
    {ON(SITES),
     KP_COLUMN_KIND,
     "kind",
     "检查方式 | Kind of check",
     {"方式 | Kind", "检查类型"},
     "按方案所列方式 | one of the kinds of the scheme",
     NULL,
     true},
    {ON(SURVEY),
     KP_COLUMN_QUESTION,
     "question",
     "测评项目 | Question",
     {"题目", "测评内容 | Item"},
     "按方案所列项目 | one of the questions of the scheme",
     NULL,
     true},
    {ON(FINDINGS) | ON(NOT_APPLICABLE),
     KP_COLUMN_INDICATOR,
     "indicator",
     "指标 | Indicator",
     {"考评项目", "检查项目 | Item", "指标名称 | Indicator name"},
     "指标的名称或编号 | the indicator's title or id",
     NULL,
     true},
    {ON(EVENTS), KP_COLUMN_EVENT, "event", "加减分事项 | Event", {"事项"}, "按方案所列事项 | one of the events of the scheme", NULL, true},
    {ON(VETOES),
     KP_COLUMN_VETO,
     "veto",
     "否决事项 | Veto",
     {"一票否决事项", "事项 | Event"},
     "按方案所列事项 | one of the vetoes of the scheme",
     NULL,
     true},
    {ON(TABLE) | ON(PANEL) | ON(SITES), KP_COLUMN_SLOT, "", "", {0}, "", NULL, true},
    {ON(SURVEY), KP_COLUMN_OPTION, "option", "", {0}, "选这一项的份数 | how many gave this answer", &answers_slot, true},
    {ON(SURVEY),
     KP_COLUMN_UNKNOWN,
     "unknown",
     "不了解 | Don't know",
     {"不清楚", "弃权 | No opinion"},
     "答“不了解”的份数 | how many did not know",
     &answers_optional_slot,
     false},
    {ON(SURVEY), KP_COLUMN_ISSUED, "issued", "发放 | Issued", {"发放份数", "发放数"}, "发出的份数 | forms given out", &answers_optional_slot, false},
    {ON(SURVEY),
     KP_COLUMN_RETURNED,
     "returned",
     "回收 | Returned",
     {"回收份数", "回收数"},
     "收回的份数 | forms that came back",
     &answers_optional_slot,
     false},
    {ON(SURVEY),
     KP_COLUMN_INVALID,
     "invalid",
     "无效 | Invalid",
     {"无效份数", "无效数"},
     "其中无效的份数 | of those, the invalid ones",
     &answers_optional_slot,
     false},
    {ON(FINDINGS),
     KP_COLUMN_COUNT,
     "count",
     "处数 | Count",
     {"次数 | Times", "数量 | Number", "扣分处数", "问题处数", "件数", "起数"},
     "不填为 1 | empty: 1",
     &count_slot,
     false},
    {ON(EVENTS),
     KP_COLUMN_COUNT,
     "count",
     "次数 | Count",
     {"数量 | Number", "Times", "处数", "件数", "起数", "加减分次数"},
     "不填为 1 | empty: 1",
     &count_slot,
     false},
    {ON(FINDINGS),
     KP_COLUMN_POINTS,
     "points",
     "扣分 | Points off",
     {"扣分值", "所扣分数"},
     "扣几分，写正数；有规定的不必填 | how many points off, as a positive number; not needed where the rule tells",
     &points_off_slot,
     false},
    {ON(EVENTS),
     KP_COLUMN_POINTS,
     "points",
     "分数 | Points",
     {"加减分", "分值"},
     "加分为正、减分为负；有规定的不必填 | positive or negative; not needed where the rule tells",
     &points_slot,
     false},
    {ON(FINDINGS) | ON(EVENTS) | ON(VETOES),
     KP_COLUMN_DATE,
     "date",
     "日期 | Date",
     {"检查日期", "发生日期"},
     "如 2026-09-15 | such as 2026-09-15",
     NULL,
     false},
    {ON(FINDINGS), KP_COLUMN_LOCATION, "location", "地点 | Location", {"位置 | Place", "点位"}, "在哪里 | where it was", NULL, false},
    {ON(FINDINGS),
     KP_COLUMN_TEXT,
     "text",
     "问题描述 | Finding",
     {"存在问题 | Problem", "扣分原因", "说明 | Note"},
     "看到了什么 | what was found",
     NULL,
     false},
    {ON(EVENTS) | ON(VETOES),
     KP_COLUMN_TEXT,
     "text",
     "说明 | Note",
     {"事由", "依据 | Evidence", "备注"},
     "事由、文号 | what happened, by which document",
     NULL,
     false},
    {ON(FINDINGS), KP_COLUMN_INSPECTOR, "inspector", "检查人 | Inspector", {"检查人员", "督查人"}, "谁检查的 | who looked", NULL, false},
    {ON(SITES),
     KP_COLUMN_INSPECTOR,
     "inspector",
     "检查人 | Inspector",
     {"检查人员", "督查人", "检查组 | Team"},
     "谁检查的 | who looked",
     NULL,
     false},
    {ON(SITES), KP_COLUMN_DATE, "date", "日期 | Date", {"检查日期"}, "如 2026-09-15 | such as 2026-09-15", NULL, false},
    {ON(SITES), KP_COLUMN_TEXT, "text", "备注 | Remark", {"说明 | Note", "存在问题 | Problem"}, "看到了什么 | what was found", NULL, false},
    {ON(NOT_APPLICABLE),
     KP_COLUMN_REASON,
     "reason",
     "缺项原因 | Reason",
     {"原因", "说明 | Note"},
     "为什么不适用 | why it does not apply",
     NULL,
     false},
};
#define FIXED_COUNT (sizeof fixed_columns / sizeof *fixed_columns)

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

/* A panel has roles, a survey questions and a site check a kind only where the scheme says so. */
static bool is_wanted(const column_list *list, kp_column_role role) {
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
        case KP_COLUMN_OPTION: add_pairs(&list, column, scheme->indicators[sheet->indicators[0]].options); break;
        case KP_COLUMN_UNIT_FIELD: add_pairs(&list, column, scheme->unit_fields); break;
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
