/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_word_lists.h - the words of the linter's rules on wording: what is looked for, and the aspects by which a phrase is judged. Included by lint_words.c alone. Lists are
 * alternatives with | between; all words are folded (half-width, lower case, without blanks between Chinese characters).
 */
#ifndef KAOPING_CORE_LINT_WORD_LISTS_H
#define KAOPING_CORE_LINT_WORD_LISTS_H

#include "kaoping/lint.h"

/* How a word is judged beside negation and removal, which make any harmless. */
enum {
    OUTCOME = 1,     /* harmless: what became of the matters it lists, or that it is only where data come from */
    EFFECT = 2,      /* harmless: how well it works, how satisfied people are */
    USE = 4,         /* harmless: how it is used */
    BY_QUANTITY = 8, /* at fault only where its existence, number or completeness is marked */
    EMERGENCY = 16,  /* allowed in emergencies and for security */
    OF_OTHERS = 32,  /* harmless: it is the doing of others that is marked */
    COMPLAINTS = 64, /* harmless: what became of complaints about it */
    CASES = 128,     /* harmless: that, and people whom it befell, and what is done for them */
    HEAD = 256,      /* with `marked`: at fault, too, where the phrase ends with it: then it is what is marked */
    OWNED = 512,     /* with `marked`: at fault, too, where 有 says that there is one */
    REMOVING = 1024  /* it is itself about removing something: 清理, 拆除 are no harmless words here */
};

typedef struct lint_word {
    kp_lint_rule rule;
    unsigned judged;
    const char *words;  /* alternatives */
    const char *unless; /* longer phrases that mean something else; with ! before, still longer ones that mean it after all; NULL: none */
    const char *
        marked; /* a word of everyday use is at fault only where one of these is said of it (< directly before it, > directly behind it); NULL: always */
} lint_word;

/* What papers are marked for: that they are there, many, whole. */
#define RECORDED                                                                                                                                                                                              \
    "不少于|归档|存档|留存|留痕|装订|成册|份数|篇数|本数|页数|张数|条数|期数|数量|齐全|齐备|完备|完整|健全|不全|不齐|缺失|规范|整理|报送|上报|填报|" \
    "上交|"                                                                                                                                                                                                 \
    "备查|"                                                                                                                                                                                                 \
    "是否有|未建|没有|<看|<查|<查阅|<查看|<检查|<翻阅|<建立"
#define HAD                                                                                                                                                                                                  \
    "<建设|建设标准化|建设规范化|平方米|㎡|平米|建有|设有|配有|备有|建成|新建|打造|设立|成立|面积|数量|个数|几个|>覆盖率|>齐全|设施齐全|设备齐全|>" \
    "建设|标准化建设|是否有|未建|"                                                                                                                                                               \
    "未设|没有|"                                                                                                                                                                                         \
    "缺少|配备|配齐|"                                                                                                                                                                                  \
    "配置"
#define PLATFORM_ONLY     "app|小程序|公众号|视频号|抖音|快手|平台|软件|云端|反诈"
#define ILLEGAL_BUILDINGS "拆|零增长|零新增|清零|控制|整治|治理|查处|取缔|管控"

static const lint_word lint_words[] = {
    /* paper */
    {KP_LINT_EXISTENCE, OUTCOME, "台账|台帐|臺賬|臺帳|臺账", "台账号|台账户|台帐号|台帐户", NULL},
    {KP_LINT_EXISTENCE, OUTCOME, "记录本|记录簿|登记本|登记簿|档案盒|资料盒|文件盒|民情日志|民情日记|工作日志", NULL, NULL},
    {KP_LINT_EXISTENCE, OUTCOME, "ledger|record book|log book|logbook|archive box|file box|filing box", NULL, NULL},
    /* plaques and walls */
    {KP_LINT_EXISTENCE, EFFECT, "奖牌|牌匾|匾额|铜牌|标识牌|标牌|展板|展架|展示墙|奖杯|奖状|授牌", "授牌仪式", NULL},
    {KP_LINT_EXISTENCE, EFFECT, "制度牌|公示牌|职责牌|公示栏牌|铭牌", NULL, "悬挂|统一|规范|设置|安装|制作|数量|块数|个数|齐全|完整|有无|没有"},
    {KP_LINT_EXISTENCE, 0, "牌子", "老牌子|打牌子女|棋牌子|品牌子", NULL},
    {KP_LINT_EXISTENCE, 0, "挂牌",
     "挂牌督办|挂牌督战|挂牌督查|挂牌整治|挂牌整改|挂牌销号|挂牌保护|挂牌上岗|挂牌服务|!挂牌服务站|!挂牌服务点|!挂牌服务中心|!挂牌服务窗口|"
     "挂牌上市|挂牌交易|挂牌出让|挂牌出租|重点挂牌地区|党员挂牌|挂牌亮|党员户挂牌",
     NULL},
    {KP_LINT_EXISTENCE, 0, "上墙", "广告上墙|涂鸦上墙|飞线上墙|藤蔓上墙|爬上墙", NULL},
    {KP_LINT_EXISTENCE, 0, "plaque|medal|signboard|sign board|nameplate|name plate|display board|exhibition board|on the wall|on walls", NULL, NULL},
    {KP_LINT_EXISTENCE, EFFECT, "notice board|noticeboard", NULL, "number of|how many|put up|installed|complete"},
    /* organs */
    {KP_LINT_EXISTENCE, EFFECT, "组织机构|机构设置|组织架构", "组织机构代码|社会组织机构|经济组织机构", NULL},
    {KP_LINT_EXISTENCE, EFFECT, "组织健全|组织体系健全|机构健全|机构齐全|机构完善|健全组织机构|下属委员会|下设委员会",
     "社会组织健全|养老机构健全|医疗机构健全|服务机构健全|经济组织健全", NULL},
    {KP_LINT_EXISTENCE, EFFECT | BY_QUANTITY, "领导小组|工作专班", NULL, NULL},
    {KP_LINT_EXISTENCE, EFFECT,
     "organization chart|organisation chart|organizational chart|organisational chart|org chart|organogram|organizational structure|organisational "
     "structure|organisational set-up|organizational set-up|organisational setup|organizational setup",
     NULL, NULL},
    /* venues */
    {KP_LINT_EXISTENCE, USE, "活动阵地|阵地建设|阵地打造", NULL, NULL},
    {KP_LINT_EXISTENCE, USE | OUTCOME | CASES | BY_QUANTITY,
     "阵地|活动场所|活动场地|活动室|活动中心|活动站|活动用房|服务用房|场地设施|活动设施|文体设施", NULL, NULL},
    {KP_LINT_EXISTENCE, USE | EFFECT | OUTCOME | CASES | OWNED,
     "党群服务中心|党群服务站|党群驿站|文明实践站|文明实践所|便民服务站|便民服务中心|社区服务站|社区服务中心|养老服务站|服务驿站|图书室|图书角|"
     "阅览室|书屋|"
     "棋牌室|功能室|调解室|议事厅|议事室|健身器材|文化广场|健身广场|活动广场|文体广场|活动角|荣誉室",
     NULL, HAD},
    {KP_LINT_EXISTENCE, USE, "activity venue|activity base", NULL, NULL},
    {KP_LINT_EXISTENCE, USE | BY_QUANTITY, "venue|activity room|activity centre|activity center", NULL, NULL},

    /* papers, plans, rules, publicity and honours of everyday words: an office may mean their use, so these are warnings */
    {KP_LINT_FORMALITIES, OUTCOME | EFFECT | USE | HEAD | OWNED,
     "会议记录|会议纪要|走访记录|活动记录|工作记录|签到表|签到簿|影像资料|图片资料|照片资料|活动照片|佐证材料|佐证资料|印证材料|印证资料|痕迹资料|"
     "痕迹材料|"
     "软件资料|档案资料|文字材料|文字资料|工作笔记|学习笔记|心得体会|工作简报|名册|一户一档|一人一档|一事一档|工作痕迹",
     "选民名册|走访记录本|会议记录本|活动记录本|工作记录本|走访记录簿|会议记录簿|活动记录簿|工作记录簿", RECORDED "|建立|提供|附|本"},
    {KP_LINT_FORMALITIES, OUTCOME | EFFECT | USE | OWNED, "资料|材料|档案|照片|影像|图片|简报|报表|表册|卷宗|总结",
     "台账资料|台账记录|健康档案|申请材料|申请资料|申报材料|申报资料|办事材料|办理材料|提交材料|受理材料|个人资料|建筑材料|装修材料|保温材料|"
     "可燃材料|易燃材料|"
     "材料费|材料清单|宣传材料|宣传资料|信用记录|违法记录|犯罪记录|不良记录|记录仪|健康记录|维修记录",
     RECORDED},
    {KP_LINT_FORMALITIES, OUTCOME | EFFECT | USE | HEAD | OWNED, "记录|纪要|笔记",
     "台账记录|记录本|记录簿|信用记录|违法记录|犯罪记录|不良记录|记录仪|健康记录|维修记录|做好记录|如实记录", RECORDED},
    {KP_LINT_FORMALITIES, OUTCOME | EFFECT, "信息|稿件|新闻稿|宣传稿|报道", "招商信息|个人信息", "篇|条数|期数|录用数|采用数"},
    {KP_LINT_FORMALITIES, OUTCOME | EFFECT | OWNED, "计划|方案|预案|制度|规章", "计划生育|有计划地|有计划有步骤",
     "制定|编制|建立|健全|完善|印发|发文|出台|齐全|完备"},
    {KP_LINT_FORMALITIES, OUTCOME | EFFECT, "宣传栏|公示栏|横幅|标语|海报|宣传资料|宣传材料|宣传单|宣传页|宣传册|宣传品|责任书|责任状|承诺书", NULL,
     "期数|数量|份数|条数|幅数|块数|张数|张贴|悬挂|印发|印制|发放|签订|更新"},
    {KP_LINT_FORMALITIES, EFFECT | HEAD, "荣誉称号|先进称号|荣誉数|获奖数|表彰数", NULL, "获|授予|评为|数|加分|得分"},
    {KP_LINT_FORMALITIES, EFFECT | USE | OWNED, "办公设备|办公用品|办公设施|办公用房|办公场所", NULL, "配备|配齐|配置|齐全|专门|面积|达标|有无|没有"},
    {KP_LINT_FORMALITIES, EFFECT | USE, "专门办公室", NULL, NULL},
    {KP_LINT_FORMALITIES, OUTCOME | EFFECT | USE, "meeting minutes|minutes of meetings|photo|photograph|record|file|paperwork|document",
     "record book", "kept|filed|filing of|complete|in order|number of|as evidence|on file|archived|handed in|submitted|attached|uploaded"},

    {KP_LINT_VETO, 0, "一票否决|veto", NULL, NULL},
    {KP_LINT_VETO, 0, "否决", "会议否决|大会否决|代表否决|表决否决|业主否决|居民否决|议题否决|被否决的议题", NULL},
    {KP_LINT_VETO, 0,
     "直接评为不合格|直接定为不合格|直接列为不合格|直接确定为不合格|直接评为最低等次|直接定为最低等次|直接列为最低等次|直接评为末位|直接定为末位",
     NULL, NULL},

    {KP_LINT_INVESTMENT, COMPLAINTS,
     "招商引资|招商|引资|招引|协税护税|协税|护税|引税|税源|征税|征收税|税款征收|代征|综合治税|财税任务|企业引进|利用外资|纳税额|纳税总额",
     "招商银行|招商局|招商蛇口|招商物业|招商小区|招商花园|招商城", NULL},
    {KP_LINT_INVESTMENT, COMPLAINTS, "引进", "引进物业|引进养老|引进家政|引进社会|引进专业|引进公益|引进志愿", "企业|公司|外资|税源|资金"},
    {KP_LINT_INVESTMENT, COMPLAINTS, "经济创收|创收", "居民创收|村民创收|农户创收|农民创收|残疾人创收|妇女创收|家庭创收|困难户创收|贫困户创收", NULL},
    {KP_LINT_INVESTMENT, COMPLAINTS | HEAD, "税收|财政收入|非税收入", "税收政策|税收优惠|税收宣传|税收咨询|税收知识|税收法|税收服务",
     "完成|任务|指标|目标|留存|贡献|增长|增幅|增速|总额|总量|收入额|入库|组织"},
    {KP_LINT_INVESTMENT, COMPLAINTS,
     "investment attract|attract investment|attracting investment|tax collection|tax revenue|taxes collected|tax collected|collecting taxes|income "
     "generation|income "
     "earned|earning income|earn income|new firms|firms brought in|companies brought in|enterprises brought in",
     NULL, NULL},
    /* figures of the economy that the notice does not name */
    {KP_LINT_ECONOMY, COMPLAINTS | HEAD, "集体经济", "集体经济组织", "收入|发展|壮大|增长|增收|产值|营收|效益|目标|任务"},
    {KP_LINT_ECONOMY, COMPLAINTS | HEAD, "经营性收入|集体收入|楼宇经济|固定资产投资|地区生产总值|工业产值|gdp", NULL,
     "增|额|目标|任务|完成|万元|亿元|贡献|率|发展"},
    {KP_LINT_ECONOMY, COMPLAINTS, "项目引进|引进项目", "社会组织引进项目|公益项目引进|服务项目引进|志愿项目引进|养老项目引进", NULL},
    {KP_LINT_ECONOMY, COMPLAINTS, "规上企业|规模以上企业|市场主体|企业入库|入库企业|企业纳统", NULL, "培育|新增|数|增长|入库|升规|注册|净增"},

    {KP_LINT_CLICKS, EMERGENCY | CASES,
     "点赞|转评赞|网络投票|学习时长|在线时长|积分排名|下载量|浏览量|阅读量|阅读数|点击量|播放量|播放数|播放次数|粉丝|关注量|关注公众号|公众号关注|"
     "朋友圈|"
     "学习强国|推文|"
     "登录次数|登录率|活跃用户|日活跃|月活跃|观看人数|步数|刷脸|接龙|回复收到|学习积分|答题|得票|票数|投票排名|网络评选|微信投票|拉票|上传照片|"
     "上传图片",
     "选举得票|候选人得票|表决得票|表决票数|赞成票数|同意票数|反对票数|选举票数|咨询答题|抢答题库", NULL},
    {KP_LINT_CLICKS, EMERGENCY | CASES, "在线率", "监控在线率|设备在线率|摄像头在线率|探头在线率|视频在线率", NULL},
    {KP_LINT_CLICKS, EMERGENCY | CASES, "轨迹", "生活轨迹|密接轨迹|运行轨迹", NULL},
    {KP_LINT_CLICKS, EMERGENCY | CASES, "转发", "文件转发|转发文件|转发通知", NULL},
    {KP_LINT_CLICKS, EMERGENCY, "投票数", "代表投票数|业主投票数|表决投票数|选举投票数|委员投票数", NULL},
    {KP_LINT_CLICKS, EMERGENCY, "打卡", "打卡点|打卡地|打卡景|打卡机|打卡器", NULL},
    {KP_LINT_CLICKS, EMERGENCY | CASES, "签到", "签到表|签到簿|签到册|签到处|签到台|签到机", NULL},
    {KP_LINT_CLICKS, EMERGENCY | CASES, "注册|扫码|下载|安装率|安装|使用率|使用人数|活跃|截图|积分|关注|登录|阅读", "积分兑换|积分超市|积分平台",
     PLATFORM_ONLY "|用户"},
    {KP_LINT_CLICKS, EMERGENCY | CASES, "微信群活跃|群活跃", NULL, NULL},
    {KP_LINT_CLICKS, EMERGENCY,
     "likes|repost|retweet|online votes|check-in|sign-in|time online|online time|hours online|learning time|learning hours|point ranking|points "
     "ranking|page views|downloads|followers|active users|posts shared",
     NULL, NULL},
    {KP_LINT_CLICKS, EMERGENCY, "registration|registered|installation", NULL, "app|apps"},

    {KP_LINT_ENFORCEMENT, OF_OTHERS | CASES | REMOVING, "执法",
     "执法部门|执法人员|执法队伍|执法队员|执法大队|执法中队|执法局|执法机关|执法单位|执法记录仪|执法进社区|执法监督", NULL},
    {KP_LINT_ENFORCEMENT, OF_OTHERS | CASES | REMOVING,
     "拆违控违|控违拆违|拆违|拆临|控违|强拆|强制拆除|违建拆除|拆除违建|拆除违法建设|违法建设拆除|征收拆迁|征迁|征拆|房屋征收|征地|取缔|环境整治",
     "征迁居民|征迁户|征迁群众|征地农民|征地居民|征地户|被征地|被征迁", NULL},
    {KP_LINT_ENFORCEMENT, OF_OTHERS | CASES | REMOVING, "违建|违章建筑|违法建筑|违法建设|违章搭建|违法搭建|私搭乱建|乱搭乱建", NULL,
     ILLEGAL_BUILDINGS},
    {KP_LINT_ENFORCEMENT, OF_OTHERS | CASES | REMOVING, "占道经营|流动摊贩|无证摊贩|摊贩|无证经营|店外经营|出店经营|游商", NULL,
     ILLEGAL_BUILDINGS "|清理|清除|劝离"},
    {KP_LINT_ENFORCEMENT, OF_OTHERS | CASES | REMOVING, "征收|动迁", "费征收", "签约|任务|房屋|土地|腾退"},
    {KP_LINT_ENFORCEMENT, OF_OTHERS | CASES | REMOVING, "拆迁", "拆迁安置|拆迁户|拆迁小区|拆迁居民|拆迁群众|拆迁村|拆迁片区|被拆迁|拆迁困难|拆迁遗留",
     NULL},
    {KP_LINT_ENFORCEMENT, OF_OTHERS | REMOVING, "law enforcement|demolition|demolish|eviction", NULL, NULL},
    {KP_LINT_ENFORCEMENT, OF_OTHERS | REMOVING, "relocation", NULL, "task|completed|signed"},

    /* tasks from above; who evaluates (区级评价) gives none */
    {KP_LINT_TASK_CODE, COMPLAINTS | REMOVING, "下达|下派|指派|摊派|交办",
     "诉求交办|工单交办|投诉交办|热线交办|平台交办|网格交办|居民交办|群众交办|交办单", NULL},
    {KP_LINT_TASK_CODE, COMPLAINTS | REMOVING,
     "部门任务|部门工作|部门协助|部门评价|部门考核|部门考评|临时性工作|临时性任务|临时工作|临时任务|阶段性任务|专项行动|专项任务|创建任务|assigned "
     "by|from above",
     NULL, NULL},
    {KP_LINT_TASK_CODE, COMPLAINTS | REMOVING, "中心工作",
     "服务中心工作|活动中心工作|调解中心工作|治理中心工作|文化中心工作|养老中心工作|指挥中心工作", NULL},
    {KP_LINT_TASK_CODE, COMPLAINTS | REMOVING, "区级|区直|县级|市级|上级", "评价区级|考核区级", "任务|事项|工作|部署|安排|协助"},
    {KP_LINT_TASK_CODE, COMPLAINTS | REMOVING, "任务", NULL, "街道|乡镇|部门|创建|创城"},
    {KP_LINT_TASK_CODE, COMPLAINTS | REMOVING, "district|department|departments|street office", NULL, "task|tasks|assigned|orders"},
};

/* ---- aspects ---- */

/* Number, existence, completeness. */
#define QUANTITY                                                                                                                                              \
    "数量|个数|数目|块数|本数|总数|是否有|是否建|是否设|几个|有几|多少|健全|齐全|齐备|完备|完整|每个网格有|number " \
    "of|count of|"                                                                                                                                            \
    "how many|complete|in order"
/* A number of the thing, unless its use is what must not be less. */
#define THRESHOLD "不少于|不低于|少于|至少|at least"
/* That it is made: what residents think of the making may still be asked. */
#define MAKING                                                                                                                                       \
    "建立|建设|建成|建有|建好|设有|设立|设置|配有|配备|配齐|备有|打造|新建|成立|组建|挂设|悬挂|制作|set up|put up|established|built|construct"
/* Size and state, which matter for use, too. */
#define STATE "面积|达标|到位|规范化|标准化|规范|area of|floor area"
/* Of these the state, which says nothing of there being one. */
#define QUALITY "安全|卫生|环境|消防|服务|整洁|完好|维护|维修|修复"
/* "活动场次数量" is no number of venues. */
#define COUNTS_OF_USE "场次数量|人次数量|活动数量|服务数量|参与数量|场数量|次数量|人数数量"
#define USES                                                                                                                                                 \
    "利用|使用|开放|人次|场次|次数|借阅|参与|受益|知晓|到访|预约|满意|用起来|use of|use|usage|utilis|utiliz|used|opening|open " \
    "hours|opened|visit|attend|participa|"                                                                                                                   \
    "satisf"
#define EFFECTS   "满意|居民评价|认可|认同|知晓率|服务时长|受益|作用|效能|成效|履职|发挥|运行效果|参与率|satisf|effect"
#define SATISFIED "满意|居民评价|认可|认同|satisf"
#define OUTCOMES                                                                                                                                     \
    "销号|整改|办结|化解|解决|处置|办理率|处理率|落实率|回访|回复|答复|转办|兑现|隐患|resolved|settled|closed|rectified|put right|handled"
#define SOURCES   "取自|来自|来源|源自|摘自|导出自|taken from|drawn from|data from|source"
#define TAKEN_OUT "抽取|提取|导出|抽样|为数据来源|as source|as a source"
#define URGENT    "应急|安保|消防|防汛|抢险|emergenc|security"
#define BY_OTHERS "满意|响应|吹哨|评价|监督|回应|satisf|respon"
/* Behind a word: what people say of it, and what is done for those whom it befell. */
#define COMPLAINT_WORDS "投诉|隐患|帮扶|诉求|举报|信访|纠纷|遗留问题|求助|咨询|满意|公开|complain|question|satisf"
#define CASE_WORDS      "反馈|意见|帮扶|困难户|困难群众|安置|走访|探访|回访|看望|慰问|异常|答疑|兑换"
#define GOES_BY         "根据|依据|按照|对照|参照|参考|结合|核对|以" /* papers that a mark goes by */
#define HAVING          "有"
#define NO_HAVING       "所|现|具|享|拥|只|还|私|国|公|原|含|如"

/* ---- negation and removal ---- */

/* Anywhere before in the clause. */
#define FORBIDDEN                                                                                                                                                                                              \
    "严禁|禁止|不得|不准|不许|不再|不应|不宜|不能|无需|无须|减轻|减负|不需|不必|不用|不要求|不承担|不含|不包括|不查|不看|不检查|不考核|不考评|不以|" \
    "不把|不将|"                                                                                                                                                                                           \
    "不列|不评|"                                                                                                                                                                                           \
    "不比|不搞|不采用|不实行|不设|不下达|勿|免于|免除|免查|免检|避免|杜绝|反对|防止|违规|多头|乱|滥|擅自|过度|重复建"
#define FORBIDDEN_EN "not |never |abolish|cancel|remove|removal of|reduc|fewer|cut |cuts |stop |ban |prohibit|avoid|instead of|rather than"
/* Before, of having it: a rule that there be none, unless points are lost by it. */
#define NOT_HAVING "不建立|不建|不做|不挂|不立|不制|不填|no "
#define PENALTY    "扣|罚|减分|不得分|不合格|零分|0分|points off|point off|deduct|minus|lose"
/* At the head of a clause or of an item of a list, perhaps after ADVERBS; where another word stands before, 清理台账 may be the ledger of a cleaning. */
#define REMOVAL "取消|清理|精简|压减|压缩|减轻|减少|减|停止|废止|撤销|撤除|撤|拆除|摘除|摘|清除|削减|整合|合并"
/* Anywhere before in its item: these cannot be taken otherwise. */
#define ABOLITION "停用|停填|免填|清退|拆掉|摘掉|撤掉|取下|代替|替代|取代|取消|精简|压减|减轻|废止|撤除|摘除|削减|减去|砍掉"
#define ADVERBS                                                                                                                                                                                          \
    "全面|积极|大力|及时|主动|切实|坚决|进一步|已经|已|应当|应|要|须|推动|推进|开展|做好|着力|持续|严格|一律|逐步|社区|街道|居委会|村|全部|依规|" \
    "集中|一是|二是|三是"
#define END_OF_TASK "取消|停止|免除|废止" /* of what is itself a removal */
/* Directly before it. */
static const char *const less[] = {"减", "撤", "摘", "砍"};
/* After it. */
#define NOT_COUNTED                                                                                                                                                                                  \
    "不作为|不得作|不作考|不列|不得列|不纳入|不得纳入|不计入|不得计入|不检查|不得检查|不考核|不考评|不评比|不评价|不计分|不要求|不查|不看|" \
    "不参与评分|"                                                                                                                                                                               \
    "不再|不应|不宜|is not|are not|not checked|no longer|abolished|removed|not counted"
#define REMOVED    "只减|合并|整合|取消|清理|精简|压减|减少|拆除|摘除|瘦身|整治|撤销|撤除|免查|减负|减量|负担|归并"
#define IN_CHARGE  "负责|承担|制作|统一|建立|管理|填报"
#define DONE_ABOVE "由街道|由乡镇|由镇|由上级|由部门|由区|由县|由市|由职能部门"
#define GOES_ON    "不|一律|均|都|也|全部|予以|已|应|等"

/* ---- what is missing ---- */

#define LACK        "没有|未|缺|漏|missing|lack|without|absence|absent"
#define LACK_AFTER  "不全|不齐|不完|不规范|不健全|不清|不及时|不符|缺|未|没有|混乱|missing|incomplete|absent"
#define LACK_BEHIND "缺|没有|无|少|漏" /* behind a negation: 不得缺少 */
/* What a heading that is about removal says of all below it, unless they say 齐全 themselves. */
#define LIGHTENING "减负|取消|精简|压减|减量|瘦身|清理规范|清单瘦身|fewer|abolish|lighten"
#define WHOLE      "齐全|齐备|健全|完备|完整|规范|建立|悬挂|统一|归档|及时|complete|in order|kept"
#define TURN       "而是|而要|改为|转为|重点|只看|主要看|but "

#endif
