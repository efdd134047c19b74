/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_words_test.c - wording is judged by meaning: phrases as they stand in evaluation tables, their notes and the documents on burdens, with what a person who knows
 * those documents says of them. The table was collected before the matcher was written.
 */
#include "scheme_support.h"

#include "kaoping/lint.h"

/* A phrase, and the words that are found at fault in it; NULL: none. */
typedef struct phrase {
    const char *text, *words;
} phrase;

static void check(kp_arena *arena, kp_lint_rule rule, const phrase *rows, size_t count, bool of_satisfaction) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *found = kp_lint_words(arena, rule, rows[i].text, of_satisfaction);
        bool same = (!found && !rows[i].words) || (found && rows[i].words && strcmp(found, rows[i].words) == 0);
        if (!same)
            print_error("%s: found %s, expected %s\n", rows[i].text, found ? found : "nothing", rows[i].words ? rows[i].words : "nothing");
        wrong += !same;
    }
    assert_int_equal(wrong, 0);
}
#define CHECK(rule, rows) check(arena, rule, rows, sizeof rows / sizeof *rows, false)

/* That something exists, how many there are, how complete it is. */
static const phrase existence[] = {
    {"台账管理", "台账"},
    {"台账资料齐全", "台账"},
    {"工作台账建立情况", "台账"},
    {"各类台帐规范", "台帐"},
    {"臺賬完整", "臺賬"},
    {"没有台账的扣 2 分", "台账"},
    {"无台账扣5分", "台账"},
    {"台账不全的每项扣1分", "台账"},
    {"未建立网格台账", "台账"},
    {"不建台账的，每项扣 2 分", "台账"},
    {"不得缺少台账", "台账"},
    {"查看台账和影像资料", "台账"},
    {"检查方式：查台账", "台账"},
    {"台 账 管 理", "台账"},
    {"台　账（ｌｅｄｇｅｒ）", "台账、ledger"},
    {"“台账”建设", "台账"},
    {"台账更新及时", "台账"},
    {"垃圾清理台账", "台账"},
    {"台账完成率", "台账"},
    {"会议记录本", "记录本"},
    {"走访记录簿填写规范", "记录簿"},
    {"档案盒数量", "档案盒"},
    {"民情日志篇数", "民情日志"},
    {"奖牌数量", "奖牌"},
    {"获得市级以上奖牌", "奖牌"},
    {"荣誉牌匾", "牌匾"},
    {"服务站挂牌", "挂牌"},
    {"是否挂牌", "挂牌"},
    {"未挂牌扣 1 分", "挂牌"},
    {"不挂牌的扣 1 分", "挂牌"},
    {"党群服务中心牌子统一", "牌子"},
    {"制度上墙", "上墙"},
    {"组织架构图上墙", "组织架构、上墙"},
    {"宣传展板不少于 3 块", "展板"},
    {"标识牌设置规范", "标识牌"},
    {"组织机构健全", "组织机构"},
    {"组织机构", "组织机构"},
    {"机构设置齐全", "机构设置"},
    {"成立工作领导小组", "领导小组"},
    {"活动阵地", "活动阵地"},
    {"活动阵地数量", "活动阵地"},
    {"活动阵地建设", "活动阵地"},
    {"党建阵地建设", "阵地建设"},
    {"活动阵地数量和利用率", "活动阵地"},
    {"活动阵地利用率和数量", "活动阵地"},
    {"文化阵地个数", "阵地"},
    {"活动场所数量", "活动场所"},
    {"有无活动室", "活动室"},
    {"活动场所面积达标", "活动场所"},
    {"建有活动中心，面积不少于 200 平方米", "活动中心"},
    {"活动阵地利用率、台账规范性", "台账"},
    {"不看台账看奖牌", "奖牌"},
    {"台账、奖牌、挂牌、组织机构、活动阵地", "台账、奖牌、挂牌、组织机构、活动阵地"},
    {"议事协商 | Ledgers kept", "ledger"},
    {"Ledgers in order", "ledger"},
    {"Number of plaques", "plaque"},
    {"Organization chart on the wall", "organization chart、on the wall"},
    {"Organisational charts", "organisational chart"},
    {"Activity venues", "activity venue"},
    {"Number of venues", "venue"},
    {"2 points off without a ledger", "ledger"},
    {"Signboards put up", "signboard"},
    {"Record books complete", "record book"},
};

/* What is done with it, that it is not asked for, or something else with the same letters. */
static const phrase use[] = {
    {"活动场所利用率", NULL},
    {"活动阵地利用率", NULL},
    {"服务设施利用率 | Use of service facilities", NULL},
    {"阵地开放时长", NULL},
    {"活动阵地每周开放时间", NULL},
    {"活动阵地服务人次", NULL},
    {"居民对活动阵地的满意度", NULL},
    {"阵地建设满意度", NULL},
    {"活动室使用率", NULL},
    {"活动场所", NULL},
    {"活动场所活动场次数量", NULL},
    {"活动阵地利用率、志愿者数量", NULL},
    {"活动阵地（利用率）", NULL},
    {"社会组织参与率", NULL},
    {"社区社会组织数量", NULL},
    {"组织机构作用发挥", NULL},
    {"取消台账", NULL},
    {"全面清理牌子", NULL},
    {"不查台账", NULL},
    {"不查 台账", NULL},
    {"不以台账为依据", NULL},
    {"不看台账、不看展板，看居民的评价", NULL},
    {"以实地查看为准，不检查台账、记录本", NULL},
    {"严禁把台账、奖牌、挂牌、组织机构、活动阵地列为考核评价指标", NULL},
    {"台账、奖牌等一律不作为考核指标", NULL},
    {"台账、奖牌、挂牌，不列入考核", NULL},
    {"台账不计分", NULL},
    {"台账精简率", NULL},
    {"减少台账数量", NULL},
    {"重复建立的台账已取消", NULL},
    {"无需建立台账", NULL},
    {"不挂牌、不上墙", NULL},
    {"多头挂牌清理", NULL},
    {"违规挂牌的扣 1 分", NULL},
    {"挂牌督办 办结率", NULL},
    {"挂牌督办事项按时办结率", NULL},
    {"工作人员挂牌上岗", NULL},
    {"问题台账销号率", NULL},
    {"隐患台账整改率", NULL},
    {"数据取自网格事件台账", NULL},
    {"从系统台账中抽取 20 件回访", NULL},
    {"数据来源：工单台账", NULL},
    {"小广告上墙", NULL},
    {"老牌子企业走访", NULL},
    {"组织机构代码", NULL},
    {"站台账号", NULL},
    {"打牌子女关爱", NULL},
    {"平台账户开通率", NULL},
    {"便民服务 | Services to residents", NULL},
    {"Use of activity venues", NULL},
    {"Opening hours of the venues", NULL},
    {"Satisfaction with activity venues", NULL},
    {"No ledgers, plaques or charts are checked", NULL},
    {"Ledgers are not checked", NULL},
    {"Marks never go by a ledger", NULL},
    {"Abolish ledgers", NULL},
    {"Issues in the ledger resolved in time", NULL},
    {"Pledger", NULL},
    {"Avenue cleaned", NULL},
    {"活动场所利用率 | Use of venues", NULL},
};

static void check_existence(kp_arena *arena, void *data) {
    (void)data;
    CHECK(KP_LINT_EXISTENCE, existence);
}
static void check_use(kp_arena *arena, void *data) {
    (void)data;
    CHECK(KP_LINT_EXISTENCE, use);
}

/* Asked of residents, a venue or an organ is judged by those it serves. How many there are is still counted. */
static void check_asked(kp_arena *arena, void *data) {
    (void)data;
    static const phrase rows[] = {{"活动阵地", NULL}, {"阵地建设", NULL}, {"活动阵地数量", "活动阵地"}, {"台账", "台账"}, {"组织机构", NULL}};
    check(arena, KP_LINT_EXISTENCE, rows, sizeof rows / sizeof *rows, true);
}

static void check_investment(kp_arena *arena, void *data) {
    (void)data;
    static const phrase rows[] = {
        {"招商引资任务完成率", "招商引资"},
        {"协税护税", "协税护税"},
        {"社区经济创收", "经济创收"},
        {"招 商 引 资", "招商引资"},
        {"引税金额", "引税"},
        {"税收任务", "税收"},
        {"Investment attracted", "investment attract"},
        {"不承担招商引资任务", NULL},
        {"取消招商引资、协税护税", NULL},
        {"不得下达经济创收指标", NULL},
        {"企业走访服务", NULL},
        {"居民增收", NULL},
        {"税法宣传", NULL},
    };
    CHECK(KP_LINT_INVESTMENT, rows);
}

static void check_clicks(kp_arena *arena, void *data) {
    (void)data;
    static const phrase rows[] = {
        {"公众号文章点赞数", "点赞"},
        {"转发量", "转发"},
        {"网络投票数", "网络投票"},
        {"学习时长", "学习时长"},
        {"App 在线时长", "在线时长"},
        {"每日打卡", "打卡"},
        {"签到次数", "签到"},
        {"积分排名", "积分排名"},
        {"点 赞、转 发", "点赞、转发"},
        {"App 下载量", "下载量"},
        {"注册用户安装率", "注册、安装率"},
        {"Likes and reposts", "likes、repost"},
        {"Daily check-ins", "check-in"},
        {"不以点赞、转发为依据", NULL},
        {"取消打卡签到", NULL},
        {"点赞数不作为考评依据", NULL},
        {"网红打卡点卫生", NULL},
        {"应急值守打卡", NULL},
        {"居民代表投票数", NULL},
        {"不喜欢", NULL},
        {"Dislikes", NULL},
        {"志愿服务时长", NULL},
        {"签约家庭医生", NULL},
    };
    CHECK(KP_LINT_CLICKS, rows);
}

static void check_enforcement(kp_arena *arena, void *data) {
    (void)data;
    static const phrase rows[] = {
        {"配合综合执法", "执法"},
        {"拆违控违任务", "拆违控违"},
        {"拆迁签约率", "拆迁"},
        {"违建拆除面积", "违建拆除"},
        {"Demolition of illegal buildings", "demolition"},
        {"Law enforcement", "law enforcement"},
        {"拆迁安置居民服务", NULL},
        {"拆迁户走访", NULL},
        {"不承担执法、拆迁拆违", NULL},
        {"执法队伍响应社区吹哨及时率", NULL},
        {"对执法人员的满意度", NULL},
        {"普法宣传", NULL},
    };
    CHECK(KP_LINT_ENFORCEMENT, rows);
}

static void check_veto(kp_arena *arena, void *data) {
    (void)data;
    static const phrase rows[] = {
        {"安全生产一票否决", "一票否决"},
        {"否决事项", "否决"},
        {"发生越级上访的直接评为不合格", "直接评为不合格"},
        {"Veto events", "veto"},
        {"不实行一票否决", NULL},
        {"取消一票否决", NULL},
        {"居民会议否决的议题重新协商", NULL},
        {"No veto is used", NULL},
        {"综合得分不合格", NULL},
    };
    CHECK(KP_LINT_VETO, rows);
}

/* As much as a field holds, of nothing but words that are looked for: linear, so this is done at once. */
static void check_long(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer text = {.arena = arena};
    while (text.length < 32000)
        kp_buffer_puts(&text, "不查台账、活动场所利用率和");
    assert_null(kp_lint_words(arena, KP_LINT_EXISTENCE, kp_buffer_text(&text), false));
    kp_buffer_puts(&text, "。台账数量");
    assert_string_equal(kp_lint_words(arena, KP_LINT_EXISTENCE, kp_buffer_text(&text), false), "台账");
}

static void check_reasons(kp_arena *arena, void *data) {
    (void)arena, (void)data;
    static const char *const good[] = {"省厅文件要求保留本项", "来源 61 占 30%，本轮沿用", "Kept for the pilot year", "　区人大决议保留　",
                                       "区委决定今年保留 | Kept by decision 3 of the district"};
    static const char *const bad[] = {"",
                                      "  ",
                                      NULL,
                                      "无",
                                      "保留",
                                      "工作需要",
                                      "——————————",
                                      "。。。。。。。。",
                                      "111111111",
                                      "需要需要需要需要",
                                      "n/a n/a n/a",
                                      "a b c d e",
                                      "a b c d e f g h",
                                      "工作需要工作需要",
                                      "确需保留保留保留",
                                      "abcdef",
                                      "required required",
                                      "1234567890",
                                      "有 | Kept by decision 3 of the district of 2026",
                                      "区委决定今年保留 | x",
                                      "区委决定今年保留 | "};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!kp_lint_is_reason(good[i]))
            fail_msg("%s is a reason", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (kp_lint_is_reason(bad[i]))
            fail_msg("%s is no reason", bad[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("that something exists, is many or complete is found", check_existence),
        IN_ARENA("use, outcome, removal and other meanings are not found", check_use),
        IN_ARENA("what residents are asked about is judged by them, not counted", check_asked),
        IN_ARENA("economic tasks are found", check_investment),
        IN_ARENA("traces left in apps are found", check_clicks),
        IN_ARENA("law enforcement as a duty is found", check_enforcement),
        IN_ARENA("what acts as a veto is found", check_veto),
        IN_ARENA("a text as long as a field is read at once", check_long),
        IN_ARENA("a reason has at least six different characters and says something, in each language", check_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
