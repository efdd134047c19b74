/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_levels.c - which level gives what (levels.h), and the checks of what a scheme says of its levels. */
#include "kaoping/levels.h"
#include "kaoping/method.h"
#include "scheme_private.h"

/* ---- who gives what ---- */

int32_t kp_level_find(const kp_scheme *scheme, const char *name) {
    for (size_t i = 0; i < scheme->levels.count; i++)
        if (kp_text_matches(scheme->levels.items[i].name, name))
            return (int32_t)i;
    return KP_LEVEL_UNKNOWN;
}

static bool is_level(const kp_scheme *scheme, int32_t level) { return level >= 0 && (size_t)level < scheme->levels.count; }

bool kp_level_gives_role(const kp_scheme *scheme, int32_t level, int32_t indicator, int32_t role) {
    const kp_indicator *leaf = &scheme->indicators[indicator];
    bool known = leaf->role_levels && role >= 0 && (size_t)role < leaf->roles.count;
    int32_t named = known && leaf->role_levels[role] >= 0 ? leaf->role_levels[role] : leaf->level;
    return !is_level(scheme, level) || named < 0 || named == level;
}

static bool gives_leaf(const kp_scheme *scheme, int32_t level, int32_t indicator) {
    const kp_indicator *leaf = &scheme->indicators[indicator];
    if (!leaf->role_levels)
        return kp_level_gives_role(scheme, level, indicator, -1);
    for (size_t r = 0; r < leaf->roles.count; r++)
        if (kp_level_gives_role(scheme, level, indicator, (int32_t)r))
            return true;
    return false;
}

bool kp_level_gives(const kp_scheme *scheme, int32_t level, int32_t indicator) {
    if (!is_level(scheme, level))
        return true;
    for (int32_t i = indicator; i < scheme->indicators[indicator].end; i++)
        if (scheme->indicators[i].method != KP_METHOD_NONE && !gives_leaf(scheme, level, i))
            return false;
    return true;
}

bool kp_level_gives_veto(const kp_scheme *scheme, int32_t level, int32_t veto) {
    int32_t named = scheme->vetoes[veto].level;
    return !is_level(scheme, level) || named < 0 || named == level;
}

/* Whether the leaf or one of its roles is given by that level and no other. */
static bool is_named_for(const kp_scheme *scheme, int32_t level, int32_t indicator) {
    const kp_indicator *leaf = &scheme->indicators[indicator];
    if (leaf->method == KP_METHOD_NONE || kp_method_sheet(leaf) == KP_SHEET_NONE) /* what is worked out nobody gives */
        return false;
    for (size_t r = 0; leaf->role_levels && r < leaf->roles.count; r++)
        if (leaf->role_levels[r] == level || (leaf->role_levels[r] < 0 && leaf->level == level))
            return true;
    return !leaf->role_levels && leaf->level == level;
}

bool kp_level_is_needed(const kp_scheme *scheme, int32_t level) {
    for (size_t i = 0; i < scheme->indicator_count; i++)
        if (is_named_for(scheme, level, (int32_t)i))
            return true;
    for (size_t i = 0; i < scheme->veto_count; i++)
        if (scheme->vetoes[i].level == level)
            return true;
    return false;
}

const char *kp_level_names(kp_arena *arena, const kp_scheme *scheme, int32_t indicator) {
    kp_buffer text[2] = {{.arena = arena}, {.arena = arena}};
    for (size_t i = 0; i < scheme->levels.count; i++)
        for (kp_lang lang = KP_ZH; is_named_for(scheme, (int32_t)i, indicator) && lang <= KP_EN; lang++)
            kp_buffer_printf(&text[lang], "%s%s",
                             !text[lang].length ? ""
                             : lang == KP_ZH    ? "、"
                                                : ", ",
                             kp_text(arena, scheme->levels.items[i].name, lang));
    return text[KP_ZH].length ? kp_format(arena, "%s | %s", kp_buffer_text(&text[KP_ZH]), kp_buffer_text(&text[KP_EN])) : "";
}

/* ---- checks ---- */

static int32_t find_named(scheme_builder *b, const kp_record *record, size_t offset, const char *name) {
    if (!record || !name || !*name || !written(record, offset))
        return -1;
    int32_t level = kp_level_find(b->scheme, kp_text(b->arena, name, KP_ZH));
    if (level >= 0)
        return level;
    kp_buffer zh = {.arena = b->arena}, en = {.arena = b->arena};
    for (size_t i = 0; i < b->scheme->levels.count; i++) {
        const char *title = b->scheme->levels.items[i].name;
        kp_buffer_printf(&zh, "%s%s", i ? "、" : "", kp_text(b->arena, title, KP_ZH));
        kp_buffer_printf(&en, "%s%s", i ? ", " : "", kp_text(b->arena, title, KP_EN));
    }
    const char *expected = kp_format(b->arena, "%s 之一 | one of %s", kp_buffer_text(&zh), kp_buffer_text(&en));
    complain_at(b, record, offset, KP_S_UNKNOWN_REFERENCE, name,
                b->scheme->levels.count ? expected : "方案“填报层级”中的一个 | one of the levels of the scheme");
    return -1;
}

static void find_levels_of_roles(scheme_builder *b, kp_indicator *leaf) {
    bool any = false;
    int32_t *levels = KP_NEW_ARRAY(b->arena, int32_t, leaf->roles.count);
    for (size_t r = 0; r < leaf->roles.count; r++) {
        levels[r] = kp_level_find(b->scheme, kp_text(b->arena, leaf->roles.items[r].name, KP_ZH));
        if (levels[r] < 0)
            levels[r] = kp_level_find(b->scheme, kp_text(b->arena, leaf->roles.items[r].name, KP_EN));
        any = any || levels[r] >= 0;
    }
    leaf->role_levels = any ? levels : NULL;
}

static void check_names(scheme_builder *b) {
    kp_names *names = kp_names_new(b->arena);
    for (size_t i = 0; i < b->scheme->levels.count; i++) {
        const char *name = b->scheme->levels.items[i].name;
        if (kp_names_find(names, kp_text(b->arena, name, KP_ZH)) != KP_NAME_UNKNOWN ||
            kp_names_find(names, kp_text(b->arena, name, KP_EN)) != KP_NAME_UNKNOWN)
            COMPLAIN(b, b->scheme_record, kp_scheme, levels, KP_S_DUPLICATE_NAME, name, NULL);
        else
            kp_names_add(names, name, (int32_t)i);
    }
}

void check_levels(scheme_builder *b) {
    check_names(b);
    b->indicators[0].level = -1;
    for (size_t i = 1; i < b->scheme->indicator_count; i++) { /* parents come before their children */
        kp_indicator *node = &b->indicators[i];
        int32_t own = find_named(b, b->indicator_records[i], offsetof(kp_indicator, level_named), node->level_named);
        node->level = own >= 0 ? own : b->indicators[node->parent].level;
        find_levels_of_roles(b, node);
    }
    for (size_t i = 0; i < b->scheme->veto_count; i++)
        b->vetoes[i].level = find_named(b, b->veto_records[i], offsetof(kp_veto, level_named), b->vetoes[i].level_named);
    for (size_t i = 0; i < b->scheme->levels.count; i++)
        if (!kp_level_is_needed(b->scheme, (int32_t)i))
            COMPLAIN(b, b->scheme_record, kp_scheme, levels, KP_S_LEVEL_IDLE, b->scheme->levels.items[i].name, NULL);
}
