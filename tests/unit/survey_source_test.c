/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_source_test.c - what is what in a survey that no form was made for: each rule of survey_source.h, and that nothing is scored by a guess. Figures by hand beside each. */
#include "in_arena.h"
#include "kaoping/analysis.h"
#include "kaoping/evaluate.h"
#include "kaoping/survey_source.h"
#include "reading.h"
#include "scheme_support.h"

#include <math.h>

/* ---- a survey as text ---- */

typedef struct survey {
    kp_arena *arena;
    kp_problems *problems;
    const kp_survey_found *found;
    const kp_evaluation *evaluation;
    const kp_analysis *analysis;
} survey;

#define BOOKS_MAX 4

static survey find_in(kp_arena *arena, kp_workbook *const books[], size_t count, const kp_survey_request *request) {
    static const kp_survey_request nothing = {0};
    survey s = {.arena = arena, .problems = kp_problems_new(arena)};
    s.found = kp_survey_find(arena, books, count, request ? request : &nothing, s.problems);
    if (!s.found)
        return s;
    const kp_evaluate_options options = {.built = s.found->scheme, .survey = &s.found->source, .any_period = true};
    s.evaluation = kp_evaluate_workbooks(arena, books, count, &options, s.problems);
    if (s.evaluation->card)
        s.analysis = kp_survey_analyse(arena, s.evaluation->binding->evidence, s.evaluation->card, NULL);
    return s;
}

static kp_workbook *open_text(kp_arena *arena, const char *name, const char *text) {
    kp_workbook *book = kp_workbook_open(arena, kp_strdup(arena, scratch_text(name, text)), kp_problems_new(arena));
    assert_non_null(book);
    return book;
}

static survey find(kp_arena *arena, const char *text, const kp_survey_request *request) {
    kp_workbook *book = open_text(arena, "survey.csv", text);
    return find_in(arena, &book, 1, request);
}

static void tell_all(const survey *s) {
    for (size_t i = 0; i < s->problems->count; i++)
        print_error("%s\n", kp_problem_line(s->arena, &s->problems->items[i], KP_EN));
}

/* Scored without an error. */
static const kp_analysis *sound(const survey *s) {
    if (!s->analysis || s->problems->errors)
        tell_all(s);
    assert_non_null(s->analysis);
    assert_int_equal(s->problems->errors, 0);
    return s->analysis;
}

/* Refused with that problem; its place as a cell. */
static const kp_problem *refused(const survey *s, kp_problem_code code) {
    if (s->analysis || !count_code(s->problems, code))
        tell_all(s);
    assert_null(s->analysis);
    for (size_t i = 0; i < s->problems->count; i++)
        if (s->problems->items[i].code == code)
            return &s->problems->items[i];
    fail_msg("no %s", kp_problem_code_text(code));
    return NULL;
}

static void check_place(const survey *s, const kp_problem *problem, const char *cell) {
    assert_string_equal(kp_place_cell(s->arena, problem->place), cell);
}

static const kp_indicator *leaf(const survey *s) { return &s->found->scheme->indicators[1]; }

static void check_questions(const survey *s, const char *const names[], size_t count) {
    assert_int_equal(leaf(s)->questions.count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(leaf(s)->questions.items[i].name, names[i]);
}
#define QUESTIONS(s, ...) check_questions(s, (const char *const[]){__VA_ARGS__}, sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *))

static void check_degree(const survey *s, int32_t unit, const char *degree) {
    const kp_survey_figure *figure = kp_analysis_figure(sound(s), 0, unit, -1);
    assert_string_equal(figure->known ? kp_num_print(s->arena, figure->degree, 2, KP_HALF_UP) : "—", degree);
}

static void check_scale(const survey *s, kp_scale_id scale) { assert_int_equal(leaf(s)->answer_scale, scale); }

#define FOUR "满意,基本满意,不太满意,不满意"

/* Four forms on all four levels: (100 + 60 + 30 + 0) / 4 = 47.5. */
#define FORMS(unit_head) unit_head ",卫生,治安\n东村,满意,满意\n东村,基本满意,基本满意\n东村,不太满意,不太满意\n东村,不满意,不满意\n"

/* ---- the sheet ---- */

static void check_first_table(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena, "居民满意度调查,,\n调查时间：九月,,\n" FORMS("社区") "合计,,\n填表人：张三,,\n", NULL);
    check_degree(&s, 0, "47.50");
    assert_false(s.found->counts);
    assert_int_equal(s.found->source.unit_count, 1);
    QUESTIONS(&s, "卫生", "治安");
}

/* A folder of sheets: 答卷 is taken rather than the first, what is named rather than 答卷. */
static kp_workbook *open_folder(kp_arena *arena, const char *const names[], const char *const texts[], size_t count) {
    const char *folder = kp_strdup(arena, scratch("folder"));
    assert_int_equal(mkdir(folder, 0700), 0);
    for (size_t i = 0; i < count; i++)
        scratch_text(kp_format(arena, "folder/%s.csv", names[i]), texts[i]);
    kp_workbook *book = kp_workbook_open(arena, folder, kp_problems_new(arena));
    assert_non_null(book);
    return book;
}

static void check_chosen_sheet(kp_arena *arena, void *data) {
    (void)data;
    static const char *const names[] = {"A 第一次(1)", "答卷", "附录"};
    static const char *const texts[] = {"社区,卫生\n西村,不满意\n", FORMS("社区"), ""};
    kp_workbook *book = open_folder(arena, names, texts, 3);
    survey s = find_in(arena, &book, 1, NULL);
    check_degree(&s, 0, "47.50");
    assert_string_equal(kp_workbook_sheet_name(book, s.found->source.sheets[0].sheet), "答卷");
    s = find_in(arena, &book, 1, &(kp_survey_request){.sheet = names[0], .scale = "three"});
    check_degree(&s, 0, "0.00");
    assert_string_equal(s.evaluation->binding->evidence->units.items[0].name, "西村");
    s = find_in(arena, &book, 1, &(kp_survey_request){.sheet = "没有"});
    refused(&s, KP_W_SHEET_MISSING);
}

static void check_empty(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena, "社区,卫生\n", NULL);
    refused(&s, KP_W_NO_ROWS);
    s = find(arena, "社区\n东村\n", NULL);
    refused(&s, KP_W_NO_HEAD);
}

/* ---- the unit's column and the others ---- */

static void check_units(kp_arena *arena, void *data) {
    (void)data;
    static const char *const texts[] = {FORMS("考评对象"), FORMS("社区"), FORMS("村（社区）"), FORMS(" 社 区 "), FORMS("物业项目"),
                                        FORMS("所属社区"), FORMS("Unit"), FORMS("community"),  FORMS("单位名称")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        survey s = find(arena, texts[i], NULL);
        check_degree(&s, 0, "47.50");
    }
    survey s = find(arena, FORMS("片"), NULL);
    refused(&s, KP_W_SURVEY_NO_UNIT);
    s = find(arena, FORMS("片"), &(kp_survey_request){.unit = "片"});
    check_degree(&s, 0, "47.50");
    s = find(arena, FORMS("片"), &(kp_survey_request){.unit = "区"});
    refused(&s, KP_W_COLUMN_MISSING);
    s = find(arena, "社区,社区,卫生\n东村,东村,满意\n", NULL);
    refused(&s, KP_W_COLUMN_TWICE);
}

/* 社区 comes before 小区, which may be strata or clusters and is neither where nothing says so. What is named is so whatever others are called. */
static void check_roles(kp_arena *arena, void *data) {
    (void)data;
    static const char *text =
        "编号,社区,小区,片,渠道,调查员,权重,w,楼,卫生\n1,东村,甲,1,入户,钱七,1,3,1号,满意\n2,东村,乙,2,电话,孙八,1,1,2号,不满意\n";
    survey s = find(arena, text, &(kp_survey_request){.scale = "four"});
    check_degree(&s, 0, "50.00");
    const kp_evidence *e = s.evaluation->binding->evidence;
    assert_int_equal(e->strata.count, 0);
    assert_int_equal(e->answers->channels.count, 2);
    assert_int_equal(e->answers->interviewers.count, 2);
    assert_int_equal(e->answers->clusters.count, 0);
    s = find(arena, text, &(kp_survey_request){.scale = "four", .stratum = "片", .weight = "w", .cluster = "楼"});
    check_degree(&s, 0, "75.00"); /* (3 × 100 + 1 × 0) / 4 */
    e = s.evaluation->binding->evidence;
    assert_string_equal(e->strata.items[0], "1");
    assert_int_equal(e->answers->clusters.count, 2);
    s = find(arena, text, &(kp_survey_request){.scale = "four", .unit = "小区"});
    assert_int_equal(sound(&s)->evidence->units.count, 2);
}

static void check_totals(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena, "社区,卫生\n东村,满意\n,满意\n", &(kp_survey_request){.scale = "four"});
    refused(&s, KP_D_UNIT_EMPTY);
}

/* ---- questions ---- */

/* Ages, numbers of buildings and remarks are no questions, whatever they hold; what is blank, unknown or invalid is no answer to a question that is one. */
static void check_no_questions(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena,
                    "社区,年龄,楼号,家中老人数,姓名,建议,卫生,治安\n东村,30,1,0,张三,无,满意,\n东村,60,2,0,李四,电梯坏了,基本满意,不了解\n东村,100,3,"
                    "1,王五,,不太满意,—\n"
                    "东村,80,4,0,赵六,,不满意,满意\n",
                    NULL);
    check_degree(&s, 0, "73.75"); /* (47.5 + 100) / 2 */
    QUESTIONS(&s, "卫生", "治安");
    const kp_survey_figure *safety = kp_analysis_figure(s.analysis, 0, 0, 1);
    assert_int_equal(safety->valid, 1);
    assert_int_equal(safety->unknown, 1);
    assert_int_equal(safety->missing, 1);
}

static void check_misspelt(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena, "社区,卫生\n东村,满意\n东村,满忆\n东村,基本满忆\n东村,不满忆\n", &(kp_survey_request){.scale = "four"});
    check_place(&s, refused(&s, KP_D_ANSWER_UNKNOWN), "B3");
    assert_int_equal(count_code(s.problems, KP_D_ANSWER_UNKNOWN), 3);
    s = find(arena, "社区,卫生,治安\n东村,满意,满意\n东村,基本满意,不太满意\n东村,不满意,#REF!\n", NULL);
    assert_null(s.analysis); /* an error cell drops no question either */
    assert_int_equal(leaf(&s)->questions.count, 2);
}

static void check_named(kp_arena *arena, void *data) {
    (void)data;
    static const char *const named[] = {"治安=3", "卫 生"};
    const kp_survey_request request = {.questions = named, .question_count = 2};
    survey s = find(arena, "社区,卫生,治安,小区环境\n东村,满意,不满意,满意\n东村,基本满意,不太满意,满意\n", &request);
    QUESTIONS(&s, "卫生", "治安");
    check_degree(&s, 0, "31.25"); /* (80 + 3 × 15) / 4 */
    static const char *const missing[] = {"市容"};
    s = find(arena, FORMS("社区"), &(kp_survey_request){.questions = missing, .question_count = 1});
    refused(&s, KP_W_COLUMN_MISSING);
}

static void check_odd_heads(kp_arena *arena, void *data) {
    (void)data;
    const char *long_head = kp_format(arena, "%0200d", 7);
    const char *text =
        kp_format(arena,
                  "社区,\"卫\n生\",停车；车位,\"满意=3，不满意=1\",治安 | Safety,%s,满意,[住房] 修缮\n东村,满意,满意,满意,满意,满意,满意,满意\n"
                  "东村,不太满意,不太满意,不太满意,不太满意,不太满意,不太满意,不太满意\n东村,基本满意,满意,满意,满意,满意,满意,"
                  "满意\n东村,不满意,满意,满意,满意,满意,满意,满意\n",
                  long_head);
    survey s = find(arena, text, NULL);
    sound(&s);
    QUESTIONS(&s, "卫 生", "停车；车位", "满意=3，不满意=1", "治安 | Safety", long_head, "满意", "[住房] 修缮");
    static const char *const named[] = {"满意=3，不满意=1", "停车；车位＝2"};
    s = find(arena, text, &(kp_survey_request){.questions = named, .question_count = 2, .scale = "four"});
    QUESTIONS(&s, "停车；车位", "满意=3，不满意=1");
    assert_string_equal(kp_num_exact(arena, leaf(&s)->questions.items[0].value), "2");
    assert_string_equal(kp_num_exact(arena, leaf(&s)->questions.items[1].value), "1");
}

static void check_twice(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena, "社区,卫生,备注,卫 生,备注\n东村,满意,,不太满意,\n东村,基本满意,,不满意,\n", NULL);
    check_place(&s, refused(&s, KP_W_COLUMN_TWICE), "A1");
    s = find(arena, "社区,卫生,备注,备注\n东村,满意,,好\n东村,不太满意,,\n东村,不满意,差,\n", NULL); /* what is no question may be there twice */
    sound(&s);
}

/* ---- numbers ---- */

#define NUMBERS "社区,年龄,居住年限,卫生,治安\n东村,30,5,5,4\n东村,61,3,4,4\n东村,45,1,1,5\n"

static void check_codes(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena, NUMBERS, NULL);
    refused(&s, KP_W_SURVEY_NO_QUESTION);
    s = find(arena, NUMBERS, &(kp_survey_request){.scale = "pass_five", .codes = "5;4;3;2;1"});
    QUESTIONS(&s, "卫生", "治安");
    check_degree(&s, 0, "73.33"); /* (180 / 3 + 260 / 3) / 2 */
    assert_int_equal(count_code(s.problems, KP_W_SURVEY_NUMBERS_TAKEN), 1);
    s = find(arena, NUMBERS, &(kp_survey_request){.codes = "5;4;3;2;1"}); /* of five levels, or of four and one for 不了解 */
    refused(&s, KP_W_SURVEY_SCALE_UNCLEAR);
    s = find(arena, NUMBERS, &(kp_survey_request){.scale = "ten_points"});
    QUESTIONS(&s, "卫生", "治安");
    static const char *const named[] = {"治安"};
    s = find(arena, NUMBERS, &(kp_survey_request){.questions = named, .question_count = 1});
    refused(&s, KP_W_SURVEY_NO_QUESTION); /* 4, 4, 5 of five, or of ten? */
    s = find(arena, "社区,楼号,卫生\n东村,3,满意\n东村,2,不满意\n", &(kp_survey_request){.scale = "four", .codes = "4;3;2;1"});
    QUESTIONS(&s, "卫生"); /* beside words numbers are something else */
    check_degree(&s, 0, "50.00");
    s = find(arena, "社区,卫生\n东村,５\n东村,4.0\n东村,7\n", &(kp_survey_request){.scale = "pass_five", .codes = "5;4;3;2;1"});
    check_place(&s, refused(&s, KP_D_ANSWER_UNKNOWN), "B4");
}

/* ---- the scale ---- */

static void check_inferred(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena, FORMS("社区"), NULL);
    check_scale(&s, KP_SCALE_FOUR);
    s = find(arena, "社区,卫生\n东村,非常满意\n东村,满意\n", NULL); /* of the scales of five the first */
    check_scale(&s, KP_SCALE_PASS_FIVE);
    check_degree(&s, 0, "90.00");
    s = find(arena, "社区,干部\n东村,优秀\n东村,基本称职\n", NULL);
    check_scale(&s, KP_SCALE_PERSON_GRADES);
    s = find(arena, "社区,卫生\n东村,A. 满意\n东村,Ｃ、不太满意\n", NULL);
    check_scale(&s, KP_SCALE_FOUR);
    check_degree(&s, 0, "65.00");
    s = find(arena, "Community,Clean\nEast,Satisfied\nEast,rather dissatisfied\n", NULL);
    check_degree(&s, 0, "65.00");
}

static void check_said(kp_arena *arena, void *data) {
    (void)data;
    static const char *unclear = "社区,卫生\n东村,满意\n东村,基本满意\n东村,不满意\n";
    survey s = find(arena, unclear, NULL);
    refused(&s, KP_W_SURVEY_SCALE_UNCLEAR);
    s = find(arena, unclear, &(kp_survey_request){.scale = "three"});
    check_degree(&s, 0, "53.33");
    s = find(arena, unclear, &(kp_survey_request){.scale = "pass_five"});
    check_degree(&s, 0, "56.67"); /* (80 + 60 + 30) / 3 */
    s = find(arena, unclear, &(kp_survey_request){.scale = "three_quarters"});
    check_degree(&s, 0, "58.33"); /* (1 + 0.75 + 0) / 3 of 1 */
    s = find(arena, unclear, &(kp_survey_request){.scale = "seven"});
    refused(&s, KP_S_BAD_CHOICE);
    s = find(arena, "社区,卫生\n东村,好\n东村,差\n", NULL);
    refused(&s, KP_W_SURVEY_NO_QUESTION);
    s = find(arena, "社区,卫生\n东村,好\n东村,差\n东村,不清楚\n",
             &(kp_survey_request){.options = "好=100;中=50;差=0", .positive = "好;中", .unknown = "neutral", .min_valid = "2"});
    check_degree(&s, 0, "50.00");
    assert_int_equal(kp_analysis_figure(s.analysis, 0, 0, -1)->unknown, 1);
    assert_false(kp_analysis_figure(s.analysis, 0, 0, -1)->too_small);
}

/* ---- counts ---- */

static void check_counts(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(
        arena,
        "社区,题目," FOUR
        ",不了解,发放,回收\n东村,卫生,2,1,1,0,3,10,7\n东村,\"治\n安\",1,0,0,1,,,\n西村,卫生,0,0,0,4,,,\n西村,治安,4,0,0,0,,,\n合计,,7,1,1,5,,,\n",
        NULL);
    assert_true(s.found->counts);
    QUESTIONS(&s, "卫生", "治 安");
    check_degree(&s, 0, "61.25"); /* ((200 + 60 + 30) / 4 + 50) / 2 */
    check_degree(&s, 1, "50.00");
    assert_int_equal(kp_analysis_figure(s.analysis, 0, 0, 0)->unknown, 3);
    static const char *const weights[] = {"治安=3"};
    s = find(arena, "社区,题目," FOUR "\n东村,卫生,1,0,0,0\n东村,治安,0,0,0,1\n", &(kp_survey_request){.questions = weights, .question_count = 1});
    check_degree(&s, 0, "25.00");
    static const char *const missing[] = {"市容"};
    s = find(arena, "社区,题目," FOUR "\n东村,卫生,1,0,0,0\n", &(kp_survey_request){.questions = missing, .question_count = 1});
    refused(&s, KP_D_QUESTION_UNKNOWN);
}

static void check_counts_of_one(kp_arena *arena, void *data) {
    (void)data;
    survey s = find(arena, "社区," FOUR ",满意度\n东村,2,1,1,0,72.5\n", NULL); /* a computed column is not read */
    assert_int_equal(leaf(&s)->questions.count, 0);
    check_degree(&s, 0, "72.50");
    s = find(arena, "社区,小区," FOUR "\n东村,甲,1,0,0,0\n东村,乙,0,0,0,3\n", NULL);
    check_degree(&s, 0, "25.00");
    assert_int_equal(s.evaluation->binding->evidence->strata.count, 2);
    s = find(arena, "社区,非常满意,满意,基本满意,不满意\n东村,1,1,1,1\n", NULL); /* four of five: nothing is left out without a word */
    refused(&s, KP_W_COLUMN_MISSING);
    s = find(arena, "社区,满意,基本满意,不满意\n东村,1,1,1\n", NULL); /* heads are all of three */
    check_scale(&s, KP_SCALE_THREE);
    s = find(arena, "社区," FOUR "\n东村,2,1,x,0\n", NULL);
    check_place(&s, refused(&s, KP_D_NOT_A_NUMBER), "D2");
}

/* ---- more than one workbook ---- */

static void check_books(kp_arena *arena, void *data) {
    (void)data;
    kp_workbook *books[BOOKS_MAX] = {open_text(arena, "east.csv", FORMS("社区")), open_text(arena, "west.csv", "治安,卫生,社区\n满意,满意,西村\n"),
                                     open_text(arena, "sizes.csv", "社区,户数\n东村,8\n西村,2\n"),
                                     open_text(arena, "margins.csv", "变量,类别,人数\n年龄段,青,1\n")};
    survey s = find_in(arena, books, 2, NULL);
    check_degree(&s, 0, "47.50");
    check_degree(&s, 1, "100.00");
    s = find_in(arena, books, 3, &(kp_survey_request){.sizes = books[2]});
    check_degree(&s, -1, "58.00");      /* by households: 0.8 × 47.5 + 0.2 × 100 */
    s = find_in(arena, books, 3, NULL); /* sizes are no forms */
    refused(&s, KP_W_COLUMN_NOT_FOUND);
    s = find_in(arena, (kp_workbook *[]){books[0], books[3]}, 2, &(kp_survey_request){.margins = books[3]});
    refused(&s, KP_W_COLUMN_MISSING); /* the forms do not tell 年龄段 */
    s = find_in(arena, (kp_workbook *[]){books[0], books[3]}, 2, NULL);
    refused(&s, KP_W_COLUMN_NOT_FOUND);
}

/* The same forms as .ods. */
static void check_ods(kp_arena *arena, void *data) {
    (void)data;
#define CELL(text) "<table:table-cell office:value-type=\"string\"><text:p>" text "</text:p></table:table-cell>"
#define LINE(a, b) "<table:table-row>" CELL(a) CELL(b) "</table:table-row>"
    static const zip_part parts[] = {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                     {"content.xml", "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                                                     "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
                                                     "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
                                                     "office:version=\"1.2\"><office:body><office:spreadsheet><table:table table:name=\"[空]\"/>"
                                                     "<table:table table:name=\"第 1 次（九月）\">" LINE("社区", "卫生") LINE("东村", "满意")
                                                         LINE("东村", "不太满意") "</table:table></office:spreadsheet></office:body>"
                                                                                  "</office:document-content>"},
                                     {NULL, NULL}};
    kp_workbook *book = kp_workbook_open(arena, kp_strdup(arena, scratch_zip("survey.ods", parts)), kp_problems_new(arena));
    assert_non_null(book);
    survey s = find_in(arena, &book, 1, NULL);
    check_degree(&s, 0, "65.00");
}

/* ---- large and hostile ---- */

static void check_large(kp_arena *arena, void *data) {
    (void)data;
    enum { UNITS = 16000, COLUMNS = 200 };
    kp_buffer text = {.arena = arena};
    kp_buffer_puts(&text, "社区,卫生,电话\n");
    for (int i = 0; i < UNITS; i++)
        kp_buffer_printf(&text, "村%d,%s,1%d\n", i, i % 2 ? "满意" : "不太满意", 3500000 + i);
    survey s = find(arena, kp_buffer_text(&text), NULL);
    check_degree(&s, -1, "65.00");
    assert_int_equal(s.evaluation->binding->evidence->units.count, UNITS);
    text.length = 0;
    kp_buffer_puts(&text, "社区");
    for (int i = 0; i < COLUMNS; i++)
        kp_buffer_printf(&text, ",题%d,说明%d", i, i);
    for (int row = 0; row < 2; row++) {
        kp_buffer_puts(&text, "\n东村");
        for (int i = 0; i < COLUMNS; i++)
            kp_buffer_printf(&text, ",%s,第%d条", row ? "不太满意" : "满意", i);
    }
    s = find(arena, kp_buffer_text(&text), NULL);
    check_degree(&s, 0, "65.00");
    assert_int_equal(leaf(&s)->questions.count, COLUMNS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("titles above, totals and footers below leave the forms what they are", check_first_table),
        IN_ARENA("the sheet of a form's name is taken, or the one that is named", check_chosen_sheet),
        IN_ARENA("an empty sheet is told", check_empty),
        IN_ARENA("the unit's column is known by the usual heads, else it must be said", check_units),
        IN_ARENA("strata, clusters, weights, channels and interviewers by heads, usual or named", check_roles),
        IN_ARENA("a form of nobody is told", check_totals),
        IN_ARENA("ages, buildings and remarks are no questions", check_no_questions),
        IN_ARENA("a misspelt answer or an error cell is told and drops no question", check_misspelt),
        IN_ARENA("questions that are named have weights", check_named),
        IN_ARENA("heads hold line breaks, bars, equals signs, semicolons and long texts", check_odd_heads),
        IN_ARENA("two questions of one head are told", check_twice),
        IN_ARENA("numbers are answers only where it is said", check_codes),
        IN_ARENA("the scale is the one that reads the answers", check_inferred),
        IN_ARENA("a scale that may be another must be said", check_said),
        IN_ARENA("counts have questions, weights, and what else was counted", check_counts),
        IN_ARENA("counts without questions, with strata, and with an option missing", check_counts_of_one),
        IN_ARENA("more workbooks hold more forms, sizes or margins", check_books),
        IN_ARENA("an .ods with an empty sheet and brackets in names is read", check_ods),
        IN_ARENA("16,000 units and 400 columns are no matter", check_large),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
