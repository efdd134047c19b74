/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition_test.c - the conditions of lists: both languages, what they mean, and where they are wrong. */
#include "scheme_support.h"

#include "kaoping/condition.h"

static const char scheme_text[] =
    "id: t\ntitle: T\nunit_fields: [团队等次 | Team grade, 面积（㎡）, 或有]\nindicators:\n  - {id: a, title: 环境 | Cleanliness, points: 60, "
    "method: direct}\n"
    "  - {id: b, title: 评议 | Review, points: 40, method: direct}\n"
    "  - {id: v, title: 民主评议 | Ballot, points: 10, method: ballot, options: {优秀 | Excellent: 100, 基本 称职: 60, 不称职 | Unfit: 0}}\n"
    "bands:\n  - {id: good, title: 优秀 | Excellent, from: 80}\n  - {id: poor, title: 不合格 | Poor, to: 80}\n"
    "vetoes: [{id: fire, title: 消防不合格 | Fire check failed}]\n"
    "lists:\n  - {id: yellow, title: 黄牌 | Yellow card, when: bottom <= 2}\n";

static kp_condition *parsed(kp_arena *arena, const char *text) {
    kp_problems *problems = kp_problems_new(arena);
    kp_condition *condition = kp_condition_parse(arena, text, (kp_place){0}, problems);
    for (size_t i = 0; i < problems->count; i++)
        print_error("%s: %s\n", text, kp_problem_line(arena, &problems->items[i], KP_EN));
    assert_non_null(condition);
    assert_true(kp_condition_resolve(arena, condition, sound_yaml(arena, scheme_text), (kp_place){0}, problems));
    return condition;
}

static void check_same(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *typed, *canonical;
    } rows[] = {
        {"rank <= 3", "rank <= 3"},
        {"名次<=3", "rank <= 3"},
        {"名次≤3", "rank <= 3"},
        {"ＲＡＮＫ　＜＝　３", "rank <= 3"},
        {"RANK<=3.0", "rank <= 3"},
        {"倒数名次 <= 15%", "bottom <= 15%"},
        {"bottom≤１５％", "bottom <= 15%"},
        {"名次<=3且得分>=90且非一票否决", "rank <= 3 and score >= 90 and not veto"},
        {"rank<=3 && score>=90 && !veto", "rank <= 3 and score >= 90 and not veto"},
        {"rank <= 3 and (score >= 90 and not veto)", "rank <= 3 and score >= 90 and not veto"},
        {"连续(yellow) >= 2 或 一票否决", "streak(yellow) >= 2 or veto"},
        {"连续（黄牌）≥2 || 一票否决（消防不合格）", "streak(yellow) >= 2 or veto(fire)"},
        {"累计(yellow，4)>=3", "times(yellow, 4) >= 3"},
        {"单项(a) < 60/2 and mark(评议)!=0", "mark(a) < 30 and mark(b) != 0"},
        {"score > 1 or rank = 1 and new", "score > 1 or rank = 1 and new"},
        {"(score > 1 or rank = 1) and new", "(score > 1 or rank = 1) and new"},
        {"not (score > 1 or new)", "not (score > 1 or new)"},
        {"not not veto", "not not veto"},
        {"等次=优秀且得分<>95", "grade = good and score != 95"},
        {"grade in (good、不合格)", "grade in (good, poor)"},
        {"等次属于(good)", "grade = good"},
        {"grade ≠ poor", "grade != poor"},
        {"on(yellow) and rise >= 3 and rise_rank<=3 and gain >= -0.5", "on(yellow) and rise >= 3 and rise_rank <= 3 and gain >= -0.5"},
        {"附加栏(团队等次) = 一般", "field(\"Team grade\") = 一般"},
        {"field(Team grade) in (一般、\"较 差\"，“a, b”) and excluded", "field(\"Team grade\") in (一般, \"较 差\", \"a, b\") and excluded"},
        {"field(\"面积（㎡）\")>=1000 且 不参评", "field(\"面积（㎡）\") >= 1000 and excluded"},
        {"附加栏(或有) != \"“或”\" 或 field(\"或有\") = \"\"", "field(\"或有\") != \"“或”\" or field(\"或有\") = \"\""},
        {"field(或有) = \"a \"\"b\"\"\"", "field(\"或有\") = \"a \"\"b\"\"\""},
        {"占比(民主评议, 不称职) >= 1/3", "share(v, Unfit) >= 1/3"},
        {"share(v, “基本 称职”, unfit) > 33.5%", "share(v, \"基本 称职\", Unfit) > 0.335"},
        {"评议结果(民主评议, 不称职)", "result(v, Unfit)"},
        {"非 result(v, “基本 称职”, unfit)", "not result(v, \"基本 称职\", Unfit)"},
        {"数值(v)<2/3", "value(v) < 2/3"},
        {"在榜(黄牌) 且 进步名次>=3 且 进步排名<=3 且 得分增幅>=−0.5", "on(yellow) and rise >= 3 and rise_rank <= 3 and gain >= -0.5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_condition *condition = parsed(arena, rows[i].typed);
        assert_string_equal(kp_condition_text(arena, condition, KP_EN), rows[i].canonical);
        assert_string_equal(kp_condition_text(arena, parsed(arena, rows[i].canonical), KP_EN), rows[i].canonical);
        const char *chinese = kp_condition_text(arena, condition, KP_ZH);
        assert_string_equal(kp_condition_text(arena, parsed(arena, chinese), KP_EN), rows[i].canonical);
    }
}

static void check_tree(kp_arena *arena, void *data) {
    (void)data;
    const kp_condition *c = parsed(arena, "rank <= 15% and (mark(b) < 12.5 or times(yellow, 4) >= 3) and grade in (poor)");
    assert_int_equal(c->op, KP_COND_AND);
    assert_int_equal(c->count, 3);
    assert_int_equal(c->children[0]->op, KP_COND_RANK);
    assert_int_equal(c->children[0]->compare, KP_AT_MOST);
    assert_true(c->children[0]->percent);
    const kp_condition *either = c->children[1];
    assert_int_equal(either->op, KP_COND_OR);
    assert_int_equal(either->children[0]->reference, 2); /* b is the second below the total */
    assert_string_equal(kp_num_exact(arena, either->children[0]->number), "12.5");
    assert_int_equal(either->children[1]->window, 4);
    assert_int_equal(either->children[1]->reference, 0);
    assert_int_equal(c->children[2]->chosen[0], 1);
    assert_int_equal(parsed(arena, "veto")->reference, -1);
    assert_int_equal(parsed(arena, "veto(fire)")->reference, 0);
}

static void check_words(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *scheme = sound_yaml(arena, scheme_text);
    kp_condition *condition = parsed(arena, "rank <= 3 and score >= 90 and not veto");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_ZH), "名次 ≤ 3 且 得分 ≥ 90 且 无一票否决");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_EN), "rank ≤ 3 and score ≥ 90 and no veto");
    condition = parsed(arena, "streak(yellow) >= 2 or grade = poor");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_ZH), "“黄牌”连续期数 ≥ 2 或 等次为不合格");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_EN), "“Yellow card” periods in a row ≥ 2 or grade is Poor");
    condition = parsed(arena, "field(团队等次) in (一般, 较差) and share(v, 不称职) >= 1/3 or field(团队等次) = \"\" and excluded");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_ZH),
                        "（“团队等次”为一般或较差 且 “民主评议”中不称职的占比 ≥ 1/3） 或 （“团队等次”为空 且 不参评）");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_EN),
                        "(“Team grade” is 一般 or 较差 and share of Unfit in “Ballot” ≥ 1/3) or (“Team grade” is empty and does not take part)");
    condition = parsed(arena, "result(v, 优秀, 不称职)");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_ZH), "“民主评议”的结果为优秀或不称职");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_EN), "the result of “Ballot” is Excellent or Unfit");
    condition = parsed(arena, "not on(yellow) and not score >= 90 and not excluded");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_ZH), "不符合“黄牌”条件 且 非（得分 ≥ 90） 且 参评");
    assert_string_equal(kp_condition_words(arena, condition, scheme, KP_EN), "not on “Yellow card” and not (score ≥ 90) and takes part");
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text, *character;
    } rows[] = {
        {"", "1"},
        {"rank", "5"},
        {"rank <= ", "9"},
        {"名次 <= 三", "7"},
        {"rank <= 3 and", "14"},
        {"(rank <= 3", "11"},
        {"rank <= 3)", "10"},
        {"score >= 90%", "10"},
        {"rank <= 101%", "9"},
        {"ranks <= 3", "1"},
        {"streak >= 2", "8"},
        {"times(yellow) >= 2", "13"},
        {"times(yellow, 0) >= 2", "15"},
        {"grade < good", "7"},
        {"grade = ", "9"},
        {"score 90", "7"},
        {"veto(", "6"},
        {"rank <= 3 rank", "11"},
        {"field(团队等次) 一般", "13"},
        {"field(团队等次) < 一般", "15"},
        {"field() = 1", "7"},
        {"field(团队等次) = \"一般", "15"},
        {"share(v) > 1", "8"},
        {"result(v)", "9"},
        {"result(v, 优秀) > 1", "15"},
        {"share(v, ) > 1", "10"},
        {"share(v, 优秀) > 101%", "16"},
        {"value(v) > 3%", "12"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        assert_null(kp_condition_parse(arena, rows[i].text, (kp_place){0}, problems));
        assert_int_equal(problems->count, 1);
        assert_int_equal(problems->items[0].code, KP_S_BAD_CONDITION);
        if (strcmp(problems->items[0].arguments[2], rows[i].character) != 0)
            fail_msg("%s: at %s, not %s", rows[i].text, problems->items[0].arguments[2], rows[i].character);
    }
}

static void check_depth(kp_arena *arena, void *data) {
    (void)data;
    for (int levels = 31; levels <= 40000; levels = levels == 31 ? 32 : levels * 1000) {
        kp_buffer text = {.arena = arena};
        for (int i = 0; i < levels; i++)
            kp_buffer_puts(&text, "(");
        kp_buffer_puts(&text, "veto");
        for (int i = 0; i < levels; i++)
            kp_buffer_puts(&text, ")");
        kp_problems *problems = kp_problems_new(arena);
        kp_condition *condition = kp_condition_parse(arena, kp_buffer_text(&text), (kp_place){0}, problems);
        assert_true((condition != NULL) == (levels < KP_MAX_DEPTH));
    }
}

static void check_unknown(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *scheme = sound_yaml(arena, scheme_text);
    static const char *const rows[] = {"mark(x) > 1",     "streak(red) > 1", "veto(none)",         "grade = best",
                                       "on(绿榜)",        "field(企业) = 1", "share(a, 优秀) > 0", "share(v, 良好) > 0",
                                       "result(a, 优秀)", "result(v, 良好)", "value(x) > 0"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_condition *condition = kp_condition_parse(arena, rows[i], (kp_place){0}, problems);
        assert_non_null(condition);
        assert_false(kp_condition_resolve(arena, condition, scheme, (kp_place){0}, problems));
        assert_int_equal(count_code(problems, KP_S_UNKNOWN_REFERENCE), 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a condition means the same in both languages and any width, and its text is read back", check_same),
        IN_ARENA("and binds before or, brackets group, and names are found by id or title", check_tree),
        IN_ARENA("a condition is said in words with titles", check_words),
        IN_ARENA("each fault is named with its character", check_faults),
        IN_ARENA("brackets may nest to a limit, and past it are a problem", check_depth),
        IN_ARENA("an unknown indicator, list, veto or grade is a problem", check_unknown),
    };
    return cmocka_run_group_tests_name("condition", tests, NULL, NULL);
}
