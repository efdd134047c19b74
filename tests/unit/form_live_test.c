/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_live_test.c - the figures of a live form are passed over in reading: whatever stands in them, the workbook is that of the plain form. Templates are forms without units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bound.h"
#include "kaoping/evaluate.h"
#include "kaoping/form.h"
#include "kaoping/result_json.h"

static const char *const samples[][2] = {{"sicha_yiping", "templates/samples/sicha_yiping/2026Q3"},
                                         {"wuye_quarter", "templates/samples/wuye_quarter/2026Q3"},
                                         {"wuye_satisfaction", "templates/samples/wuye_satisfaction/2026H1"},
                                         {"resident_satisfaction", "templates/samples/resident_satisfaction/2026H1"}};
#define SAMPLES (sizeof samples / sizeof *samples)

static const char *write_form(kp_arena *arena, const kp_scheme *scheme, const kp_form_options *options, const char *name) {
    const char *path = kp_strdup(arena, scratch(name));
    kp_problems *problems = kp_problems_new(arena);
    if (!kp_form_write(arena, scheme, options, path, problems))
        print_problems(problems);
    assert_int_equal(problems->count, 0);
    return path;
}

/* The live form of a sample. */
static const char *live_form(kp_arena *arena, const char *const sample[2], kp_lang lang, bool live, kp_problems *problems) {
    const char *folder = kp_format(arena, "%s/%s", KP_SOURCE_DIR, sample[1]);
    kp_bind_options bind = {.scheme = kp_builtin_load(arena, sample[0], problems)};
    const kp_binding *binding = kp_bind(arena, &folder, 1, &bind, problems);
    assert_non_null(binding);
    kp_form_options options = {.period = binding->evidence->period, .lang = lang, .live = live};
    kp_form_units_of(arena, binding->evidence, &options);
    return write_form(arena, bind.scheme, &options, kp_format(arena, "%s-%d-%d.xlsx", sample[0], lang, live));
}

static void check_samples(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < SAMPLES; i++)
        for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
            const char *json[2];
            for (int live = 0; live <= 1; live++) {
                kp_problems *problems = kp_problems_new(arena), *none = kp_problems_new(arena);
                const char *path = live_form(arena, samples[i], lang, live, kp_problems_new(arena));
                kp_evaluate_options options = {0};
                const kp_evaluation *e = kp_evaluate(arena, &path, 1, &options, problems);
                for (size_t k = 0; k < problems->count; k++)
                    assert_int_not_equal(problems->items[k].code, KP_W_COLUMN_UNKNOWN);
                assert_int_equal(count_code(problems, KP_W_SHEET_UNKNOWN), 0);
                assert_int_equal(count_code(problems, KP_W_COLUMN_NO_HEAD), 0);
                assert_non_null(e->card);
                json[live] = kp_result_json(arena, NULL, e->card, none, KP_ZH);
            }
            assert_string_equal(json[1], json[0]);
        }
}

/* ---- what may stand in them ---- */

#define TABLE "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分"
static const char *const tables[] = {
    TABLE ",,即时得分：整改率\n甲社区,18,3,4,97.3%,是,否,90,,#NAME?\n乙社区,15.5,4,4,88%,是,是,75,,12\n",
    TABLE ",,\"即时得分\n整改率\n（10 "
          "分）\"\nunit,a,b.done,b.due,l,k.1,k.2,f,,live.b\n甲社区,18,3,4,97.3%,是,否,90,,Err:502\n乙社区,15.5,4,4,88%,是,是,75,,\n",
    TABLE ",整改得分\nunit,a,b.done,b.due,l,k.1,k.2,f,live.b\n甲社区,18,3,4,97.3%,是,否,90,7.5\n乙社区,15.5,4,4,88%,是,是,75,10\n",
    TABLE ",Live score of b\n甲社区,18,3,4,97.3%,是,否,90,7.5\n乙社区,15.5,4,4,88%,是,是,75,#DIV/0!\n,,,,,,,,#N/A\n",
};

static void check_contents(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const entry_file changed[] = {
            {"评分表", tables[i]}, {"即时得分", "#NAME?,#NAME?\n#NAME?,#NAME?\n"}, {"Live scores", "Unit,Score\n甲社区,1\n"}, {NULL, NULL}};
        const char *path = entry_folder(arena, kp_format(arena, "live%zu", i), changed);
        kp_problems *problems;
        const kp_binding *binding = bind_one(arena, path, &problems);
        bool right = binding != NULL;
        for (size_t k = 0; k < problems->count; k++)
            right = right && problems->items[k].code == KP_D_LIBERTY; /* as in the sound workbook */
        if (!right)
            print_problems(problems);
        assert_true(right);
        int32_t b = kp_scheme_find_indicator(binding->scheme, "b");
        assert_string_equal(kp_num_exact(arena, kp_evidence_input(binding->evidence, 0, b, 0)->value), "3");
    }
}

/* ---- templates ---- */

static void check_template(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        const kp_scheme *scheme = kp_builtin_load(arena, kp_builtin_id(i), kp_problems_new(arena));
        kp_form_options options = {.lang = KP_ZH, .live = true, .blank_units = 30};
        const char *path = write_form(arena, scheme, &options, kp_format(arena, "template-%zu.xlsx", i));
        kp_problems *problems = kp_problems_new(arena);
        assert_null(kp_bind(arena, &path, 1, NULL, problems)); /* there are no units yet */
        for (size_t k = 0; k < problems->count; k++)
            if (kp_problem_severity(problems->items[k].code) == KP_ERROR && problems->items[k].code != KP_W_NO_PERIOD)
                assert_int_equal(problems->items[k].code, KP_W_NO_UNITS);
        assert_int_equal(count_code(problems, KP_W_NO_UNITS), 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a live form of the samples is read as the plain one, without a word on its figures", check_samples),
        IN_ARENA("live columns are known by key or name, whatever stands in them", check_contents),
        IN_ARENA("a template lacks nothing but units and period", check_template),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
