/* SPDX-License-Identifier: GPL-3.0-or-later */
/* templates_test.c - the built-in schemes: sound, the same by every way, every number with its provenance; and the reference of the scheme format. */
#include "scheme_support.h"

#include "kaoping/utf8.h"

#include <stdlib.h>
#include <unistd.h>

static kp_scheme *builtin(kp_arena *arena, const char *id) {
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = kp_builtin_load(arena, id, problems);
    for (size_t i = 0; i < problems->count; i++)
        print_error("%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
    assert_non_null(scheme);
    assert_int_equal(problems->count, 0); /* not even a warning */
    return scheme;
}

static void check_sound(kp_arena *arena, void *data) {
    (void)data;
    assert_true(kp_builtin_count() >= 2);
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        kp_scheme *scheme = builtin(arena, kp_builtin_id(i));
        assert_string_equal(scheme->id, kp_builtin_id(i)); /* the file is named as the scheme is */
        assert_int_equal(strlen(scheme->digest), 64);
        kp_pairs differences;
        assert_true(kp_scheme_is_builtin(arena, scheme, &differences, KP_ZH));
        assert_int_equal(differences.count, 0);
    }
    assert_null(kp_builtin_id(kp_builtin_count()));
    assert_null(kp_builtin_load(arena, "none", kp_problems_new(arena)));
}

/* ---- both languages, and where numbers come from ---- */

/* A sign like % is the same in both, and so is the word of the scheme for the rest. */
static bool two_languages(kp_arena *arena, const char *text) {
    return strcmp(kp_text(arena, text, KP_ZH), kp_text(arena, text, KP_EN)) != 0 || strcmp(text, "%") == 0 || strcmp(text, "else") == 0;
}

static const char *basis_of(const kp_pairs *basis, const char *key) {
    for (size_t i = 0; i < basis->count; i++)
        if (strcmp(basis->items[i].name, key) == 0 || strcmp(basis->items[i].name, "*") == 0)
            return basis->items[i].text;
    return NULL;
}

static bool known_basis(const char *basis) { return strstr(basis, "seed") || strstr(basis, "source ") || strstr(basis, "assumption"); }

static const char *path_of(kp_arena *arena, size_t index) {
    const char *base = kp_builtin_base(index);
    return base ? kp_format(arena, "%s/templates/presets/%s.%s.yaml", KP_SOURCE_DIR, base, kp_builtin_preset(index))
                : kp_format(arena, "%s/templates/%s.yaml", KP_SOURCE_DIR, kp_builtin_id(index));
}

static const char *yaml_of(kp_arena *arena, const char *id, size_t *length) { return read_text(arena, path_of(arena, kp_builtin_find(id)), length); }

/* What the record came to in the scheme, by its id. */
static const void *object_of(kp_arena *arena, const kp_scheme *scheme, const kp_record *record) {
    const kp_section *section = &kp_sections[record->section];
    const void *object;
    for (size_t i = 0; (object = kp_scheme_object(scheme, record->section, i)) != NULL; i++)
        if (strcmp(kp_field_text(arena, scheme, section, 0, object, KP_STYLE_CANONICAL), record->values[0].text) == 0)
            return object;
    return NULL;
}

static void check_provenance(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        size_t length;
        const char *text = yaml_of(arena, kp_builtin_id(i), &length);
        kp_records records = {0};
        kp_problems *problems = kp_problems_new(arena);
        assert_true(kp_yaml_read(arena, kp_builtin_id(i), text, length, &records, problems));
        const kp_scheme *scheme = builtin(arena, kp_builtin_id(i));
        for (size_t r = 0; r < records.count; r++) { /* of a preset, what it says itself: the rest is its base's */
            const kp_record *record = &records.items[r];
            const kp_section *section = &kp_sections[record->section];
            if (kp_field_find(section, "basis") < 0) /* an override has a reason instead */
                continue;
            const void *object = object_of(arena, scheme, record);
            assert_non_null(object);
            const kp_pairs *basis = (const kp_pairs *)((const char *)object + section->fields[kp_field_find(section, "basis")].offset);
            for (size_t f = 0; f < section->field_count; f++) {
                const kp_field *field = &section->fields[f];
                bool number = field->type == KP_FIELD_NUMBER || field->type == KP_FIELD_OPTIONAL || field->type == KP_FIELD_COUNT ||
                              field->type == KP_FIELD_LIMIT || field->type == KP_FIELD_PAIRS || field->type == KP_FIELD_CONDITION ||
                              field->type == KP_FIELD_FORMULA || field->type == KP_FIELD_FORMULAS;
                const char *found = record->values[f].text && *record->values[f].text && number ? basis_of(basis, field->key) : "assumption";
                if (!found || !known_basis(found))
                    fail_msg("%s: line %u: %s has no provenance", kp_builtin_id(i), record->values[f].place.row, field->key);
            }
            for (size_t k = 0; k < basis->count; k++) /* and none is given for a field that is not there */
                if (strcmp(basis->items[k].name, "*") != 0 && kp_field_find(section, basis->items[k].name) < 0)
                    fail_msg("%s: line %u: provenance of an unknown field %s", kp_builtin_id(i), record->place.row, basis->items[k].name);
        }
    }
}

/* The name of something else, in whichever language it is written there. */
static bool refers(const char *key) {
    static const char *const keys[] = {"source", "item", "combine_by", "combine_weight", "quota_by", "field"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

static void check_languages(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        const kp_scheme *scheme = builtin(arena, kp_builtin_id(i));
        for (int id = 0; id < KP_SECTION_COUNT; id++) {
            const kp_section *section = &kp_sections[id];
            const void *object;
            for (size_t k = 0; (object = kp_scheme_object(scheme, (kp_section_id)id, k)) != NULL; k++)
                for (size_t f = 0; f < section->field_count; f++) {
                    const kp_field *field = &section->fields[f];
                    const void *at = (const char *)object + field->offset;
                    bool text = field->type == KP_FIELD_TEXT && strcmp(field->key, "color") != 0 && !refers(field->key);
                    bool list =
                        kp_field_is_list(field) && !field->describes && strcmp(field->key, "tie_break") != 0 && strcmp(field->key, "replaces") != 0;
                    const char *value = text ? *(const char *const *)at : NULL;
                    if (value && *value && !two_languages(arena, value))
                        fail_msg("%s: %s: %s", scheme->id, field->key, value);
                    for (size_t n = 0; list && n < ((const kp_pairs *)at)->count; n++) {
                        const kp_pair *pair = &((const kp_pairs *)at)->items[n];
                        bool named = !pair->text || field->type == KP_FIELD_FORMULAS || strcmp(field->key, "quotas") == 0;
                        if (!two_languages(arena, named ? pair->name : pair->text))
                            fail_msg("%s: %s: %s", scheme->id, field->key, named ? pair->name : pair->text);
                    }
                }
        }
    }
}

/* ---- digests ---- */

static const char *replaced(kp_arena *arena, const char *text, const char *old, const char *new) {
    const char *at = strstr(text, old);
    assert_non_null(at);
    return kp_format(arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

static void check_digests(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        kp_scheme *scheme = builtin(arena, kp_builtin_id(i));
        kp_scheme *from_file = kp_scheme_load(arena, path_of(arena, i), problems);
        const char *written = kp_yaml_write(arena, scheme);
        kp_scheme *rewritten = kp_yaml_load(arena, "written", written, strlen(written), problems);
        assert_non_null(from_file);
        assert_non_null(rewritten);
        assert_string_equal(from_file->digest, scheme->digest);
        assert_string_equal(rewritten->digest, scheme->digest);
    }
    size_t length;
    const char *text = replaced(arena, yaml_of(arena, "sicha_yiping", &length), "    weight: 10\n", "    weight: 15\n");
    kp_scheme *changed = kp_yaml_load(arena, "changed", text, strlen(text), problems);
    assert_non_null(changed);
    assert_int_equal(problems->count, 1); /* the weights now add up to 105 */
    assert_int_equal(problems->items[0].code, KP_S_WEIGHTS_SUM);
    assert_string_not_equal(changed->digest, builtin(arena, "sicha_yiping")->digest);
    kp_pairs differences;
    assert_false(kp_scheme_is_builtin(arena, changed, &differences, KP_ZH));
    assert_int_equal(differences.count, 1);
    assert_string_equal(differences.items[0].name, "z 自查 · 权重: 10 → 15");
}

/* Digests stand in results that offices keep. A field that comes later must leave them as they are (kp_field.later); these are those of the program that had neither surveys by
 * forms nor site checks. */
static void check_digests_stay(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *estates = kp_scheme_load(arena, KP_SOURCE_DIR "/tests/fixtures/estates.yaml", kp_problems_new(arena)); /* wuye_quarter of then */
    assert_non_null(estates);
    assert_string_equal(estates->digest, "725e76c0fcf758758352ade3f2cebd873bccd703255fc444eadf6a8625786cf8");
    assert_string_equal(builtin(arena, "sicha_yiping")->digest, "4091ce0626a54586492ab8a88ff4430a8a053566f7547be419c63a7b06dbe9c3");
}

/* By every name: id, BASE/NAME, and NAME where no other scheme has a preset of that name. */
static void check_preset_names(kp_arena *arena, void *data) {
    (void)data;
    static const char *const names[] = {"resident_satisfaction_equal_five", "resident_satisfaction/equal_five", "equal_five"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const kp_scheme *scheme = kp_scheme_load(arena, names[i], kp_problems_new(arena));
        assert_non_null(scheme);
        assert_string_equal(scheme->id, "resident_satisfaction_equal_five");
        assert_string_equal(scheme->preset_of, "resident_satisfaction");
    }
    assert_int_equal(kp_builtin_find("wuye_quarter/equal_five"), SIZE_MAX);
    assert_int_equal(kp_builtin_find("resident_satisfaction/"), SIZE_MAX);
    for (size_t i = 0; i < kp_builtin_count(); i++) { /* the file is named as the preset is, and its base is no preset of another */
        if (!kp_builtin_base(i))
            continue;
        assert_string_equal(kp_builtin_id(i), kp_format(arena, "%s_%s", kp_builtin_base(i), kp_builtin_preset(i)));
        assert_int_not_equal(kp_builtin_find(kp_builtin_base(i)), SIZE_MAX);
        assert_string_equal(builtin(arena, kp_builtin_id(i))->preset_of, kp_builtin_base(i));
        assert_null(strstr(kp_builtin_ids(arena), kp_builtin_id(i)));
    }
}

/* The values of the scales as the catalogue has them: a survey of 100 answers is worth what its options are worth. */
static void check_scale_presets(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *name;
        int values[5];
        size_t count;
    } rows[] = {{"resident_satisfaction", {100, 80, 60, 30, 0}, 5},
                {"resident_satisfaction_stars_five", {100, 80, 60, 40, 20}, 5},
                {"resident_satisfaction_equal_five", {100, 75, 50, 25, 0}, 5},
                {"resident_satisfaction_three", {100, 60, 0}, 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const kp_scheme *scheme = builtin(arena, rows[i].name);
        const kp_indicator *survey = &scheme->indicators[kp_scheme_find_indicator(scheme, "s")];
        assert_int_equal(survey->options.count, rows[i].count);
        for (size_t k = 0; k < rows[i].count; k++)
            assert_true(kp_num_equal(survey->options.items[k].value, kp_num_int(rows[i].values[k])));
        assert_int_equal(survey->questions.count, 7); /* what the preset does not name is the base's */
        assert_int_equal(survey->min_valid, 50);
        assert_int_equal(scheme->band_count, 4);
    }
    const kp_scheme *quarters = builtin(arena, "three_quarters");
    const kp_indicator *survey = &quarters->indicators[kp_scheme_find_indicator(quarters, "s")];
    assert_int_equal(survey->options.count, 3);
    assert_true(kp_num_equal(survey->options.items[1].value, kp_num_ratio(arena, 3, 4)));
}

static void check_files(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *source;
        kp_problem_code code;
    } rows[] = {{"sicha", KP_S_UNKNOWN_SCHEME},
                {"./sicha", KP_F_CANNOT_OPEN},
                {"sicha.yaml", KP_F_CANNOT_OPEN},
                {"", KP_S_UNKNOWN_SCHEME},
                {"/dev/null", KP_F_CANNOT_OPEN}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        assert_null(kp_scheme_load(arena, rows[i].source, problems));
        assert_int_equal(problems->count, 1);
        assert_int_equal(problems->items[0].code, rows[i].code);
    }
    /* the same text as editors save it: UTF-8 with a mark, UTF-16, GB18030 ("标题" is B1 EA CC E2 there) */
    static const struct {
        const char *bytes;
        size_t length;
    } texts[] = {
#define TEXT(bytes) {bytes, sizeof bytes - 1}
        TEXT("\xEF\xBB\xBFid: t\ntitle: 标题\nindicators: [{id: a, title: 标题, points: 1, method: direct}]\n"),
        TEXT("id: t\ntitle: \xB1\xEA\xCC\xE2\nindicators: [{id: a, title: \xB1\xEA\xCC\xE2, points: 1, method: direct}]\n"),
        TEXT("\xFF\xFEi\0d\0:\0 \0t\0\n\0t\0i\0t\0l\0e\0:\0 \0\x07\x68\x98\x98\n\0i\0n\0d\0i\0c\0a\0t\0o\0r\0s\0:\0 \0[\0{\0i\0d\0:\0 \0a\0,\0 "
             "\0t\0i\0t\0l\0e\0:\0 \0\x07\x68\x98\x98,\0 "
             "\0p\0o\0i\0n\0t\0s\0:\0 \0001\0,\0 \0m\0e\0t\0h\0o\0d\0:\0 \0d\0i\0r\0e\0c\0t\0}\0]\0\n\0"),
#undef TEXT
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char path[] = "/tmp/kaoping-text-XXXXXX";
        int file = mkstemp(path);
        assert_int_equal(write(file, texts[i].bytes, texts[i].length), texts[i].length);
        close(file);
        kp_problems *problems = kp_problems_new(arena);
        kp_scheme *scheme = kp_scheme_load(arena, path, problems);
        unlink(path);
        for (size_t k = 0; k < problems->count; k++)
            print_error("%s\n", kp_problem_line(arena, &problems->items[k], KP_EN));
        assert_non_null(scheme);
        assert_string_equal(scheme->title, "标题");
    }
}

/* No line is wider than a terminal's hundred columns. */
static void check_width(const char *text) {
    size_t width = 0, length;
    for (; *text; text += length) {
        uint32_t character = kp_utf8_read(text, &length);
        width = character == '\n' ? 0 : width + kp_character_width(character);
        assert_true(width <= 100);
    }
}

static void check_shown(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < kp_builtin_count(); i++)
        for (int lang = KP_ZH; lang <= KP_EN; lang++)
            check_width(kp_scheme_show(arena, builtin(arena, kp_builtin_id(i)), (kp_lang)lang));
    const kp_scheme *four = builtin(arena, "sicha_yiping"), *estates = builtin(arena, "wuye_quarter");
    static const struct {
        bool estates;
        kp_lang lang;
        const char *line;
    } rows[] = {
        {false, KP_ZH, "四查一评（社区） (sicha_yiping)\n  社区 · 季度 · 满分 100 · 社区\n"},
        {false, KP_ZH, "\n  p 居民评议  权重 30\n      满意度测评：满分 100 分 × 满意度（各选项分值的平均 ÷ 最高分值："},
        {false, KP_ZH, "最少有效样本 来源 49"},
        {false, KP_ZH, "\n  z 自查  权重 10〔假设〕\n      比对指标：c 抽查；允许高出：10\n"},
        {false, KP_EN, "\n  p Residents' review  weight 30\n      Satisfaction survey: "},
        {false, KP_EN, "\n  Excellent       90 ≤ score ≤ 100〔source 21〕\n"},
        {true, KP_ZH,
         "\n    q23 楼道杂物和小广告  分值 5\n        扣分：满分 5 分，每处（次）扣 0.5 分，最低 0 分（扣完为止）\n        出处：分值 假设；每处扣分 "
         "来源 26\n"},
        {true, KP_ZH, "\n等次（4 项）\n  优秀    90 ≤ 得分〔来源 21〕\n  良好    80 ≤ 得分 < 90〔来源 21〕\n"},
        {true, KP_ZH, "\n  黑榜 (black)\n      上榜条件：“黄牌”连续期数 ≥ 2 或 有一票否决；"},
        {true, KP_ZH, "\n      出处：上榜条件 来源 1, 来源 2；处理措施 来源 3, 来源 12, 假设\n"},
        {true, KP_EN, "\n  Safety or fire check failed (fire)〔source 2〕\n"},
        {true, KP_ZH, "\n计分规定\n  总分满分：100〔来源 25〕\n"},
        {true, KP_ZH, "\n  其余按默认：修约时机：最后一次修约；"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = kp_scheme_show(arena, rows[i].estates ? estates : four, rows[i].lang);
        if (!strstr(text, rows[i].line))
            fail_msg("not shown: %s", rows[i].line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("every built-in scheme is sound without a warning, and is itself", check_sound),
        IN_ARENA("every number of a built-in scheme says where it comes from", check_provenance),
        IN_ARENA("every text of a built-in scheme is in both languages", check_languages),
        IN_ARENA("the digest is the same by every way, and a changed weight is seen and told", check_digests),
        IN_ARENA("the digests of the first schemes stay, whatever schemes can say later", check_digests_stay),
        IN_ARENA("a scheme is shown with its rules in words and the provenance of its numbers", check_shown),
        IN_ARENA("a preset is found by its id, by base and name, and by its name", check_preset_names),
        IN_ARENA("the presets of answer scales change the values of the options and nothing else", check_scale_presets),
        IN_ARENA("a scheme is found by id or file, whatever its encoding, and what is not found is named", check_files),
    };
    return cmocka_run_group_tests_name("templates", tests, NULL, NULL);
}
