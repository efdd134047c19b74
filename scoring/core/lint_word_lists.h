/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_word_lists.h - the words of the linter's rules on wording: what is looked for, and the aspects by which a phrase is judged. Included by lint_words.c alone. Lists are
 * alternatives with | between; all words are folded (half-width, lower case, without blanks between Chinese characters).
 */
#ifndef KAOPING_CORE_LINT_WORD_LISTS_H
#define KAOPING_CORE_LINT_WORD_LISTS_H

#include "kaoping/lint.h"

/* What makes a word harmless beside negation and removal, which do so for all. */
enum {
    OUTCOME = 1,     /* what became of the matters it lists, or that it is only where data come from */
    EFFECT = 2,      /* how well it works, how satisfied people are */
    USE = 4,         /* how it is used */
    BY_QUANTITY = 8, /* it is at fault only where its existence, number or completeness is marked */
    EMERGENCY = 16,  /* allowed in emergencies and for security */
    OF_OTHERS = 32   /* it is the doing of others that is marked */
};

typedef struct lint_word {
    kp_lint_rule rule;
    unsigned harmless;
    const char *words;  /* alternatives */
    const char *unless; /* longer phrases that mean something else; NULL: none */
} lint_word;

static const lint_word lint_words[] = {
    /* paper */
    {KP_LINT_EXISTENCE, OUTCOME, "台账|台帐|臺賬|臺帳|臺账", "台账号|台账户|台帐号|台帐户"},
    {KP_LINT_EXISTENCE, OUTCOME, "记录本|记录簿|登记本|登记簿|档案盒|资料盒|文件盒|民情日志|民情日记|工作日志", NULL},
    {KP_LINT_EXISTENCE, OUTCOME, "ledger|record book|log book|logbook|archive box|file box|filing box", NULL},
    /* plaques and walls */
    {KP_LINT_EXISTENCE, 0, "奖牌|牌匾|铜牌|标识牌|标牌|展板|展架|展示墙", NULL},
    {KP_LINT_EXISTENCE, 0, "牌子", "老牌子|打牌子女|棋牌子|品牌子"},
    {KP_LINT_EXISTENCE, 0, "挂牌",
     "挂牌督办|挂牌督战|挂牌督查|挂牌整治|挂牌整改|挂牌销号|挂牌保护|挂牌上岗|挂牌服务|挂牌上市|挂牌交易|挂牌出让|挂牌出租|重点挂牌地区"},
    {KP_LINT_EXISTENCE, 0, "上墙", "广告上墙|涂鸦上墙|飞线上墙|藤蔓上墙|爬上墙"},
    {KP_LINT_EXISTENCE, 0, "plaque|medal|signboard|sign board|nameplate|name plate|display board|exhibition board|on the wall|on walls", NULL},
    /* organs */
    {KP_LINT_EXISTENCE, EFFECT, "组织机构|机构设置|组织架构", "组织机构代码"},
    {KP_LINT_EXISTENCE, EFFECT | BY_QUANTITY, "领导小组|工作专班", NULL},
    {KP_LINT_EXISTENCE, EFFECT,
     "organization chart|organisation chart|organizational chart|organisational chart|org chart|organogram|organizational structure|organisational "
     "structure",
     NULL},
    /* venues */
    {KP_LINT_EXISTENCE, USE, "活动阵地|阵地建设|阵地打造", NULL},
    {KP_LINT_EXISTENCE, USE | BY_QUANTITY, "阵地|活动场所|活动场地|活动室|活动中心|活动站|活动用房|服务用房", NULL},
    {KP_LINT_EXISTENCE, USE, "activity venue|activity base", NULL},
    {KP_LINT_EXISTENCE, USE | BY_QUANTITY, "venue|activity room|activity centre|activity center", NULL},

    {KP_LINT_VETO, 0, "一票否决|veto", NULL},
    {KP_LINT_VETO, 0, "否决", "会议否决|大会否决|代表否决|表决否决|业主否决|居民否决|议题否决|被否决的议题"},
    {KP_LINT_VETO, 0,
     "直接评为不合格|直接定为不合格|直接列为不合格|直接确定为不合格|直接评为最低等次|直接定为最低等次|直接列为最低等次|直接评为末位|直接定为末位",
     NULL},

    {KP_LINT_INVESTMENT, 0, "招商引资|招商任务|协税护税|引税|税收任务|税收指标|经济创收|创收任务|创收指标|创收金额", NULL},
    {KP_LINT_INVESTMENT, 0, "investment attract|attract investment|attracting investment|tax collection|collecting taxes|income generation", NULL},

    {KP_LINT_CLICKS, EMERGENCY, "点赞|转评赞|网络投票|学习时长|在线时长|积分排名|下载量|安装率|浏览量|阅读量|点击量|粉丝数|关注量", NULL},
    {KP_LINT_CLICKS, EMERGENCY, "转发", "文件转发|转发文件|转发通知"},
    {KP_LINT_CLICKS, EMERGENCY, "投票数", "代表投票数|业主投票数|表决投票数|选举投票数|委员投票数"},
    {KP_LINT_CLICKS, EMERGENCY, "打卡", "打卡点|打卡地|打卡景"},
    {KP_LINT_CLICKS, EMERGENCY, "签到", NULL},
    {KP_LINT_CLICKS, EMERGENCY,
     "likes|repost|retweet|online votes|check-in|sign-in|time online|online time|hours online|learning time|point ranking|points ranking|page "
     "views|downloads",
     NULL},

    {KP_LINT_ENFORCEMENT, OF_OTHERS, "执法", NULL},
    {KP_LINT_ENFORCEMENT, OF_OTHERS, "拆违|违建拆除|拆除违建|拆除违法建设|违法建设拆除|征收拆迁", NULL},
    {KP_LINT_ENFORCEMENT, OF_OTHERS, "拆迁", "拆迁安置|拆迁户|拆迁小区|拆迁居民|拆迁群众|拆迁村|拆迁片区"},
    {KP_LINT_ENFORCEMENT, OF_OTHERS, "law enforcement|demolition|demolish|eviction", NULL},
};

/* ---- aspects ---- */

/* Number, existence, completeness. */
#define QUANTITY                                                                                                                                                                                         \
    "数量|个数|数目|块数|本数|总数|有无|是否有|是否建|是否设|几个|多少|不少于|不低于|少于|至少|健全|齐全|齐备|完备|完整|每个网格有|number of|count " \
    "of|"                                                                                                                                                                                                \
    "how many|complete|in order|at least"
/* That it is made: what residents think of the making may still be asked. */
#define MAKING                                                                                                                                       \
    "建立|建设|建成|建有|建好|设有|设立|设置|配有|配备|配齐|备有|打造|新建|成立|组建|挂设|悬挂|制作|set up|put up|established|built|construct"
/* Size and state, which matter for use, too. */
#define STATE "面积|达标|到位|规范化|标准化|规范|area of|floor area"
/* "活动场次数量" is no number of venues. */
#define COUNTS_OF_USE "场次数量|人次数量|活动数量|服务数量|参与数量|场数量|次数量|人数数量"
#define USES                                                                                                                                                                \
    "利用|使用|开放|人次|场次|次数|参与|受益|知晓|满意|用起来|use of|use|usage|utilis|utiliz|used|opening|open hours|opened|visit|attend|participa|" \
    "satisf"
#define EFFECTS   "满意|作用|效能|成效|履职|发挥|运行效果|参与率|satisf|effect"
#define SATISFIED "满意|satisf"
#define OUTCOMES  "销号|整改|办结|化解|解决|处置|办理率|兑现|resolved|settled|closed|rectified|put right|handled"
#define SOURCES   "取自|来自|来源|源自|摘自|导出自|taken from|drawn from|data from|source"
#define TAKEN_OUT "抽取|提取|导出|抽样|为数据来源|as source|as a source"
#define URGENT    "应急|安保|消防|防汛|抢险|emergenc|security"
#define BY_OTHERS "满意|响应|吹哨|评价|监督|回应|satisf|respon"

/* ---- negation and removal ---- */

/* Anywhere before in the clause. */
#define FORBIDDEN                                                                                                                                                                                           \
    "严禁|禁止|不得|不准|不许|不再|不应|不宜|不能|无需|无须|不需|不必|不用|不要求|不承担|不查|不看|不检查|不考核|不考评|不以|不把|不将|不列|不评|" \
    "不比|不搞|不采用|不实行|不设|不下达|勿|免于|免除|免查|免检|避免|杜绝|反对|防止|违规|多头|乱|滥|擅自|过度|重复建"
#define FORBIDDEN_EN "not |never |abolish|cancel|remove|removal of|reduc|fewer|cut |cuts |stop |ban |prohibit|avoid|instead of|rather than"
/* Before, of having it: a rule that there be none, unless points are lost by it. */
#define NOT_HAVING "不建立|不建|不做|不挂|不立|不制|不填|no "
#define PENALTY    "扣|罚|减分|不得分|不合格|零分|0分|points off|point off|deduct|minus|lose"
/* At the head of a clause or of an item of a list, perhaps after ADVERBS. */
#define REMOVAL "取消|清理|精简|减少|压减|压缩|停止|废止|撤销|拆除|摘除|清除|削减"
#define ADVERBS "全面|积极|大力|及时|主动|切实|坚决|进一步|已经|已|应当|应|要|须|推动|推进|开展|做好|着力|持续|严格|一律|逐步"
/* After it. */
#define NOT_COUNTED                                                                                                                                                                                  \
    "不作为|不得作|不作考|不列|不得列|不纳入|不得纳入|不计入|不得计入|不检查|不得检查|不考核|不考评|不评比|不评价|不计分|不要求|不查|不看|" \
    "不参与评分|"                                                                                                                                                                               \
    "不再|不应|不宜|is not|are not|not checked|no longer|abolished|removed|not counted"
#define REMOVED "取消|清理|精简|压减|减少|拆除|摘除|瘦身|整治|撤销|免查"
#define GOES_ON "不|一律|均|都|也|全部|予以|已|应|等"

/* ---- what is missing ---- */

#define LACK        "没有|未|缺|漏|missing|lack|without|absence|absent"
#define LACK_AFTER  "不全|不齐|不完|不规范|不健全|不清|不及时|不符|缺|未|没有|混乱|missing|incomplete|absent"
#define LACK_BEHIND "缺|没有|无|少|漏" /* behind a negation: 不得缺少 */
#define TURN        "而是|而要|改为|转为|重点|只看|主要看|but "

#endif
