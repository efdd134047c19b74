/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_sheet_words.c - what the words on a sheet 方案 are taken for, as people write them who never saw the names of fields: titles of blocks, heads, remarks. */
#include "bind_private.h"
#include "kaoping/utf8.h"
#include "scheme_sheet_private.h"

#include <string.h>

/* ---- titles of blocks ---- */

/* What stands behind the number of a title: "二、指标", "（二）指标", "2. 指标". */
static const char *behind_number(const char *text) {
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    size_t used, count = 0;
    uint32_t c = kp_half_width(kp_utf8_read(text, &used));
    const char *at = c == '(' ? text + used : text;
    for (bool more = true; more; count += more) {
        more = false;
        c = kp_half_width(kp_utf8_read(at, &used));
        for (size_t i = 0; i < sizeof digits / sizeof *digits && !more; i++)
            more = strncmp(at, digits[i], strlen(digits[i])) == 0;
        more |= c >= '0' && c <= '9';
        at += more ? used : 0;
    }
    return count && (c == ')' || c == '.' || c == 0x3001) ? at + used : text; /* 0x3001: 、 */
}

int scheme_sheet_section(const char *name) {
    while (kp_is_blank((unsigned char)*name))
        name++;
    const char *bare = behind_number(name);
    for (int id = 0; id < KP_SECTION_COUNT; id++)
        if (kp_text_matches(kp_sections[id].title, bare) || kp_text_matches(kp_sections[id].key, bare))
            return id;
    return -1;
}

/* ---- heads ---- */

/* Other words for a field in plans of evaluation; the first is its key. */
static const char *const synonyms[][6] = {
    {"points", "分数", "标准分", "标准分值", "赋分", "配分"},
    {"weight", "权数", "比重", "占比", "权重系数", "weighting"},
    {"title", "指标名称", "指标", "项目名称", "考评项目", "name"},
    {"parent", "上级指标", "上级编号", "所属指标", "父级", "belongs to"},
    {"method", "评分方式", "评分方法", "计分方法", "打分方式", "scoring method"},
    {"id", "指标编号", "代码", "指标代码", "代号", "code"},
};

static int field_of_word(const kp_section *section, const char *name) {
    int field = kp_field_find(section, name);
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms && field < 0; i++)
        for (size_t k = 1; k < sizeof *synonyms / sizeof **synonyms && field < 0; k++)
            if (kp_text_matches(synonyms[i][k], name))
                field = kp_field_find(section, synonyms[i][0]);
    return field;
}

int scheme_sheet_head(kp_arena *arena, const kp_section *section, const char *name) {
    int field = field_of_word(section, name);
    const char *full = strstr(name, "（"), *half = strchr(name, '('), *open = !full || (half && half < full) ? half : full;
    return field < 0 && open && open > name ? field_of_word(section, kp_strndup(arena, name, (size_t)(open - name))) : field;
}

typedef struct nearest {
    kp_name_characters wanted;
    size_t distance;
    int field;
} nearest;

static void consider(nearest *n, const char *word, int field) {
    kp_name_characters other;
    kp_name_read(word, &other);
    size_t distance = kp_edit_distance(&n->wanted, &other);
    if (kp_name_likeness(&n->wanted, &other) == KP_UNLIKE || distance >= n->distance)
        return;
    n->distance = distance;
    n->field = field;
}

int scheme_sheet_nearest(const kp_section *section, const char *name) {
    nearest n = {.distance = SIZE_MAX, .field = -1};
    kp_name_read(name, &n.wanted);
    for (size_t f = 0; f < section->field_count; f++) {
        char chinese[256];
        const char *title = section->fields[f].title, *divided = strstr(title, " | ");
        size_t length = divided ? (size_t)(divided - title) : strlen(title);
        if (length < sizeof chinese) {
            memcpy(chinese, title, length);
            chinese[length] = '\0';
            consider(&n, chinese, (int)f);
        }
        if (divided)
            consider(&n, divided + 3, (int)f);
        consider(&n, section->fields[f].key, (int)f);
    }
    return n.field;
}

/* ---- rows ---- */

bool scheme_sheet_is_aside(kp_arena *arena, const char *text) { return kp_bind_aside(arena, text) != KP_ASIDE_NOT; }

bool scheme_sheet_can_name(const kp_section *section, const char *text) {
    for (const kp_choice *choice = section->fields[0].choices; choice && choice->key; choice++)
        if (kp_text_matches(choice->key, text) || kp_text_matches(choice->title, text))
            return true;
    return !section->fields[0].choices && kp_is_id(text);
}
