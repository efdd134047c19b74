/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_format_test.c - the reference of the scheme format says what the field table says, and its examples are sound schemes.
 * With KAOPING_REWRITE_DOCS=1 in the environment the tables in docs/ are written anew from the field table.
 */
#include "scheme_support.h"

#include <stdlib.h>

static const char *const type_names[] = {
    [KP_FIELD_ID] = "编号 | id",
    [KP_FIELD_TEXT] = "文字 | text",
    [KP_FIELD_NUMBER] = "数 | number",
    [KP_FIELD_OPTIONAL] = "数 | number",
    [KP_FIELD_COUNT] = "整数 | count",
    [KP_FIELD_LIMIT] = "名额 | limit",
    [KP_FIELD_CHOICE] = "选择 | choice",
    [KP_FIELD_NAMES] = "名单 | names",
    [KP_FIELD_PAIRS] = "名称 = 数 | pairs",
    [KP_FIELD_TEXTS] = "名称 = 文字 | texts",
    [KP_FIELD_CONDITION] = "条件 | condition",
    [KP_FIELD_FORMULA] = "公式 | formula",
    [KP_FIELD_FORMULAS] = "名称 = 公式 | formulas",
    [KP_FIELD_REFERENCE] = "编号 | reference",
};

static void put_cell(kp_buffer *out, const char *text) {
    for (; *text; text++) {
        if (*text == '|')
            kp_buffer_puts(out, "\\|");
        else if (*text == '\n')
            kp_buffer_puts(out, "; ");
        else
            kp_buffer_add(out, text, 1);
    }
}

/* One row: key, title, type with choices, default, methods, meaning. */
static void put_row(kp_arena *arena, kp_buffer *out, const kp_section *section, const kp_field *field, kp_lang lang) {
    kp_buffer_printf(out, "| `%s` | %s | %s", field->key, kp_text(arena, field->title, lang), kp_text(arena, type_names[field->type], lang));
    for (const kp_choice *choice = field->choices; choice && choice->key; choice++) {
        kp_buffer_printf(out, "%s`%s` ", choice == field->choices ? ": " : ", ", choice->key);
        put_cell(out, kp_text(arena, choice->title, lang));
    }
    kp_buffer_puts(out, " | ");
    if (field->fallback) {
        kp_buffer_puts(out, "`");
        put_cell(out, field->fallback);
        kp_buffer_puts(out, "`");
    } else if (field->required) {
        kp_buffer_puts(out, lang == KP_EN ? "*required*" : "*必填*");
    }
    kp_buffer_puts(out, " | ");
    if (section->id == KP_SECTION_INDICATORS) {
        const char *comma = "";
        for (unsigned m = 0; field->methods && m < KP_METHOD_COUNT; m++)
            if (field->methods >> m & 1u) {
                kp_buffer_printf(out, "%s%s", comma, kp_method_key((kp_method_id)m));
                comma = ", ";
            }
        if (field->methods == 1u << KP_METHOD_NONE)
            kp_buffer_puts(out, lang == KP_EN ? "*with others below*" : "*有下级的*");
        kp_buffer_puts(out, " | ");
    }
    put_cell(out, kp_text(arena, field->help, lang));
    kp_buffer_puts(out, " |\n");
}

static const char *reference_table(kp_arena *arena, const kp_section *section, kp_lang lang) {
    kp_buffer out = {.arena = arena};
    bool methods = section->id == KP_SECTION_INDICATORS;
    if (lang == KP_EN)
        kp_buffer_printf(&out, "| key | title | type | default |%s meaning |\n", methods ? " methods |" : "");
    else
        kp_buffer_printf(&out, "| 字段 | 名称 | 类型 | 默认 |%s 含义 |\n", methods ? " 适用 |" : "");
    kp_buffer_printf(&out, "|---|---|---|---|%s---|\n", methods ? "---|" : "");
    for (size_t f = 0; f < section->field_count; f++)
        put_row(arena, &out, section, &section->fields[f], lang);
    return kp_buffer_text(&out);
}

/* The text with every table between its marks made anew. */
static const char *with_tables(kp_arena *arena, const char *text, kp_lang lang) {
    kp_buffer out = {.arena = arena};
    for (int id = 0; id < KP_SECTION_COUNT; id++) {
        const char *mark = kp_format(arena, "<!-- fields: %s -->\n", kp_sections[id].key), *at = strstr(text, mark);
        if (!at)
            fail_msg("no mark: %s", mark);
        const char *end = strstr(at, "<!-- end -->");
        assert_non_null(end);
        kp_buffer_add(&out, text, (size_t)(at - text) + strlen(mark));
        kp_buffer_puts(&out, reference_table(arena, &kp_sections[id], lang));
        text = end;
    }
    kp_buffer_puts(&out, text);
    return kp_buffer_text(&out);
}

static const struct {
    const char *path;
    kp_lang lang;
} documents[] = {{KP_SOURCE_DIR "/docs/scheme-format.md", KP_EN}, {KP_SOURCE_DIR "/docs/scheme-format.zh-CN.md", KP_ZH}};

static void check_tables(kp_arena *arena, void *data) {
    (void)data;
    for (int i = 0; i < 2; i++) {
        size_t length;
        const char *text = read_text(arena, documents[i].path, &length), *expected = with_tables(arena, text, documents[i].lang);
        if (getenv("KAOPING_REWRITE_DOCS")) {
            FILE *file = fopen(documents[i].path, "wb");
            assert_non_null(file);
            fputs(expected, file);
            assert_int_equal(fclose(file), 0);
        } else if (strcmp(text, expected) != 0) {
            fail_msg("%s differs from the field table; KAOPING_REWRITE_DOCS=1 with this test writes it anew", documents[i].path);
        }
    }
}

static void check_examples(kp_arena *arena, void *data) {
    (void)data;
    size_t in_first = 0;
    for (int i = 0; i < 2; i++) {
        size_t length, examples = 0;
        const char *text = read_text(arena, documents[i].path, &length), *at = text;
        while ((at = strstr(at, "```yaml\n")) != NULL) {
            at += strlen("```yaml\n");
            const char *end = strstr(at, "```");
            assert_non_null(end);
            kp_problems *problems = kp_problems_new(arena);
            kp_scheme *scheme = kp_yaml_load(arena, "example.yaml", at, (size_t)(end - at), problems);
            for (size_t k = 0; k < problems->count; k++)
                print_error("%s\n", kp_problem_line(arena, &problems->items[k], KP_EN));
            assert_non_null(scheme);
            assert_int_equal(problems->count, 0);
            examples++;
            at = end;
        }
        assert_true(examples > 0 && (i == 0 || examples == in_first));
        in_first = examples;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the reference tables are those of the field table", check_tables),
        IN_ARENA("every example is a sound scheme without a warning", check_examples),
    };
    return cmocka_run_group_tests_name("scheme_format", tests, NULL, NULL);
}
