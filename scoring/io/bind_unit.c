/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_unit.c - which unit a row is of: rows of totals and footers are passed over, what is no unit is a problem with the closest name. */
#include "bind_private.h"
#include "kaoping/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows that are no data ---- */

static const char *const totals = "合计 最高分 最低分 最高 最低 满分 分值 平均 平均分 平均值 小计 总计 总分 共计 均值 示例 样例 例 举例 total totals "
                                  "subtotal average mean sum example";
static const char *const footers = "注 备注 说明 填表说明 填表人 制表人 审核人 负责人 填报人 填表日期 填报日期 填报时间 制表日期 制表时间 日期 "
                                   "填报单位 填表 填报 制表 审核 复核 批准 分管领导 经办人 联系人 "
                                   "联系电话 签字 盖章 date note notes remark remarks";

/* True where `name` is one of the words of `list`. */
static bool is_word(const char *list, const char *name, size_t length) {
    for (const char *at = list; *at;) {
        size_t word = strcspn(at, " ");
        if (word == length && !memcmp(at, name, length))
            return true;
        at += word + (at[word] == ' ');
    }
    return false;
}

/* The word before the colon with which a footer begins: "填表人：张三". 0: there is no colon. */
static size_t footer_length(const char *folded, size_t length) {
    const char *colon = memchr(folded, ':', length);
    return colon ? (size_t)(colon - folded) : 0;
}

static bool is_signature(const sheet_reader *r, const char *text, size_t length) {
    kp_pairs signatures = r->run->scheme->signatures;
    const char *word = kp_strndup(r->run->arena, text, length);
    for (size_t i = 0; i < signatures.count; i++)
        if (kp_text_matches(signatures.items[i].name, word))
            return true;
    return false;
}

/* The head once more, as printed pages have it: the unit's cell names its own column, and no cell is a number. */
static bool is_head_again(const sheet_reader *r, const kp_cell *cell) {
    int32_t column = cell->column <= r->head.count ? r->head.items[cell->column - 1].column : KP_NAME_UNKNOWN;
    if (column < 0 || kp_layout_match(r->sheet, cell->text) != column)
        return false;
    for (size_t i = 0; i < r->sheet->column_count; i++) {
        const kp_cell *other = r->cells[i];
        if (other && (other->kind != KP_CELL_TEXT || kp_parse_typed(r->run->arena, other->text).kind == KP_TYPED_NUMBER))
            return false;
    }
    return r->filled > 1;
}

/* A register's only word that there is nothing to enter. */
static bool is_nothing(const sheet_reader *r, const char *folded, size_t length) {
    kp_sheet_kind kind = r->sheet->kind;
    bool is_register =
        kind == KP_SHEET_NOT_APPLICABLE || kind == KP_SHEET_VETOES || kind == KP_SHEET_FINDINGS || kind == KP_SHEET_EVENTS || kind == KP_SHEET_LOG;
    return is_register && r->filled == 1 && is_word("无 暂无 没有 本期无 本季度无 本月无 none nil", folded, length);
}

kp_aside kp_bind_aside(kp_arena *arena, const char *text) {
    char *folded = kp_alloc(arena, strlen(text));
    size_t length = kp_name_fold(text, folded), word = footer_length(folded, length);
    if (is_word(totals, folded, length))
        return KP_ASIDE_TOTAL;
    return is_word(footers, folded, length) || (word && is_word(footers, folded, word)) ? KP_ASIDE_FOOTER : KP_ASIDE_NOT;
}

bool kp_bind_is_aside(sheet_reader *reader, const kp_row *row, const kp_cell *cell) {
    if (!cell || cell->kind != KP_CELL_TEXT)
        return false;
    kp_arena *arena = reader->run->arena;
    char *folded = kp_alloc(arena, strlen(cell->text));
    size_t length = kp_name_fold(cell->text, folded), word = footer_length(folded, length);
    bool aside = kp_bind_aside(arena, cell->text) != KP_ASIDE_NOT || is_nothing(reader, folded, length);
    if (!aside && !is_head_again(reader, cell) && !(word && is_signature(reader, folded, word)))
        return false;
    kp_problems_add(reader->run->problems, KP_W_ROW_SKIPPED, kp_bind_place(reader, row->line, cell->column), KP_UNIT_NONE,
                    kp_verbatim(arena, kp_bind_shown(arena, cell)), NULL, NULL);
    return true;
}

/* ---- the closest name ---- */

#define SUGGESTIONS_MAX 200u       /* so many unknown names are given a suggestion; a wholly wrong column needs no more */
#define SUGGESTION_WORK 100000000u /* comparisons of characters in one run */

struct unit_suggestions {
    kp_names *asked; /* unknown name -> index */
    struct {
        const char **items;
        size_t count, capacity;
    } given;
    size_t work;
};

/* Leaves out the zeros before a number: "W01" is "W1" to whoever types it. */
static void drop_leading_zeros(kp_name_characters *name) {
    size_t kept = 0;
    for (size_t i = 0; i < name->count; i++) {
        bool inside = kept > 0 && name->at[kept - 1] >= '0' && name->at[kept - 1] <= '9';
        bool number_follows = i + 1 < name->count && name->at[i + 1] >= '0' && name->at[i + 1] <= '9';
        if (name->at[i] != '0' || inside || !number_follows)
            name->at[kept++] = name->at[i];
    }
    name->count = kept;
}

typedef struct closest_name {
    const char *name;
    size_t distance;
} closest_name;

static void compare_name(binder *run, const kp_name_characters *wanted, const char *name, closest_name *closest) {
    kp_name_characters other;
    kp_name_read(name, &other);
    drop_leading_zeros(&other);
    run->suggestions->work += wanted->count * other.count + 1;
    size_t d = kp_edit_distance(wanted, &other), longer = wanted->count > other.count ? wanted->count : other.count;
    if (d < closest->distance && d * 2 <= longer)
        *closest = (closest_name){name, d};
}

/* The unit's name or id that differs least, where at least half of it is alike; NULL where none does. */
static const char *closest_unit(binder *run, const char *name) {
    kp_name_characters wanted;
    kp_name_read(name, &wanted);
    drop_leading_zeros(&wanted);
    closest_name closest = {NULL, SIZE_MAX};
    for (size_t i = 0; i < run->evidence->units.count && run->suggestions->work < SUGGESTION_WORK; i++) {
        const kp_unit *unit = &run->evidence->units.items[i];
        compare_name(run, &wanted, unit->name, &closest);
        if (unit->id != unit->name)
            compare_name(run, &wanted, unit->id, &closest);
    }
    return closest.name;
}

static const char *suggest(binder *run, const char *name) {
    if (!run->suggestions) {
        run->suggestions = KP_NEW(run->arena, unit_suggestions);
        run->suggestions->asked = kp_names_new(run->arena);
    }
    unit_suggestions *s = run->suggestions;
    int32_t known = kp_names_find(s->asked, name);
    if (known >= 0)
        return s->given.items[known];
    if (s->given.count >= SUGGESTIONS_MAX)
        return NULL;
    KP_PUSH(run->arena, &s->given, closest_unit(run, name));
    kp_names_add(s->asked, name, (int32_t)s->given.count - 1);
    return s->given.items[s->given.count - 1];
}

/* ---- the unit ---- */

/* What stands under 编号 beside the unit is another unit's id: one of the two is wrong. */
static void compare_id(sheet_reader *reader, const kp_row *row, int32_t unit) {
    binder *run = reader->run;
    for (size_t i = 0; reader->id_column && i < row->count; i++) {
        const kp_cell *cell = &row->cells[i];
        if (cell->column != reader->id_column || kp_bind_is_blank(cell))
            continue;
        int32_t other = kp_names_find(run->unit_ids, kp_bind_shown(run->arena, cell));
        const kp_unit *units = run->evidence->units.items;
        if (other >= 0 && other != unit)
            kp_problems_add_once(run->problems, kp_format(run->arena, "id of %u", (unsigned)reader->source), KP_D_ID_DISAGREES,
                                 kp_bind_place(reader, row->line, cell->column), kp_verbatim(run->arena, kp_bind_shown(run->arena, cell)),
                                 kp_verbatim(run->arena, units[unit].name), kp_verbatim(run->arena, units[other].name));
    }
}

int32_t kp_bind_row_unit(sheet_reader *reader, const kp_row *row, int32_t otherwise) {
    binder *run = reader->run;
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(reader, KP_COLUMN_UNIT, &column);
    if (!column) /* the missing column is a problem already */
        return KP_ROW_UNKNOWN;
    if (!cell) {
        if (kp_bind_is_aside(reader, row, reader->first))
            return KP_ROW_SKIPPED;
        kp_problems_add(run->problems, KP_D_UNIT_EMPTY, kp_bind_place(reader, row->line, column), otherwise, NULL, NULL, NULL);
        return KP_ROW_UNKNOWN;
    }
    const char *name = kp_bind_text(reader, row, cell, otherwise);
    if (!name)
        return KP_ROW_UNKNOWN;
    int32_t unit = kp_evidence_find_unit(run->evidence, name);
    if (unit >= 0) {
        compare_id(reader, row, unit);
        return unit;
    }
    if (kp_bind_is_aside(reader, row, cell) || (reader->first != cell && kp_bind_is_aside(reader, row, reader->first)))
        return KP_ROW_SKIPPED;
    kp_place place = kp_bind_place(reader, row->line, column);
    if (unit == KP_NAME_AMBIGUOUS)
        kp_problems_add(run->problems, KP_D_UNIT_AMBIGUOUS, place, otherwise, kp_verbatim(run->arena, name), NULL, NULL);
    const char *near = unit == KP_NAME_AMBIGUOUS ? NULL : suggest(run, name);
    if (unit != KP_NAME_AMBIGUOUS)
        kp_problems_add(run->problems, KP_D_UNIT_UNKNOWN, place, otherwise, kp_verbatim(run->arena, name),
                        near ? kp_verbatim(run->arena, near) : "无 | none", NULL);
    return KP_ROW_UNKNOWN;
}
