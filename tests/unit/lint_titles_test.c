/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_titles_test.c - the linter's wording over titles, items and notes as evaluation tables have them, each labelled by hand for what it marks. Precision and recall are
 * asserted exactly: every title is listed with all the rules that find it, and no other rule does. Most were collected and labelled by a tester who had not seen the
 * matcher; where a label here is another one, the comment of its list says why.
 */
#include "scheme_support.h"

#include "kaoping/lint.h"

/* as many to a line as fit */
/* clang-format off */
/* Use, opening, quality, outcome, reduction, and words that are only context. */
static const char *const allowed[] = {
    "活动场所利用率", "活动阵地利用率", "阵地开放时长", "活动室使用率", "活动场所服务满意度", "挂牌督办问题整改率", "挂牌督办案件办结率", "台账减负",
    "台账精简率", "取消奖牌", "取消纸质台账", "牌子清理完成率", "清理规范挂牌", "多余牌子摘除", "机构养老床位使用率", "养老机构服务满意度",
    "社会组织参与率", "社会组织承接服务项目完成率", "居民签约率", "家庭医生签约服务率", "居民投票参与率", "居民代表选举投票率",
    "居民议事会投票表决通过率", "执法进社区协助率", "拆迁户安置满意度", "拆迁安置居民走访率", "居民积分兑换满意度", "问题台账销号率",
    "隐患台账整改率", "12345诉求办结率", "诉求办理满意率", "矛盾纠纷调解成功率", "独居老人走访率", "困难家庭救助及时率", "垃圾分类准确率",
    "物业服务满意率", "老年食堂就餐人次", "志愿服务时长", "居民参与率", "协商议题落实率", "民意收集办结率", "重复投诉率", "办事等候时长",
    "窗口服务态度", "不搞一票否决", "减少会议次数", "首问责任制落实", "特殊群体帮扶效果", "楼道堆物清理", "公共空间使用满意度", "居民自治项目完成率",
    "门牌号缺失修复率", "台风灾害应对", "舞台设备借用满意度", "柜台服务", "车牌识别系统故障率", "品牌服务项目居民知晓率", "工商登记代办",
    "税务咨询服务满意度", "居民反映问题签收及时率", "快递签收", "老人送餐签到异常探访率", "打卡景点环境卫生", "分类积分兑换率",
    "拆除后空地绿化满意度", "机构养老床位", "组织居民参观满意度", "居民组织活动参与率", "就业帮扶率", "充电设施利用率", "点赞墙居民反馈处理率",
    "学习困难儿童辅导满意度", "居民投票选出的实事完成率", "挂号就医协助", "纳税人服务满意度", "投资诈骗宣传知晓率", "违建举报回应满意度",
    "执法记录仪", "Use of activity venues", "Venue utilisation rate", "Satisfaction of relocated residents", "Turnout at residents' votes",
    "Share of matters in the ledger that were settled", "Fewer ledgers", "Plaques removed", "Beds in care homes used", "Response time",
    "Participation of social organisations", "Access to the residents' meeting", "Waiting time at the counter", "Residents likely to recommend",
    "Discount", "Help with tax forms: satisfaction", "Organisation of help for the elderly", "Hours of voluntary service",
    "Volunteers checked in on by phone", "不看台账看实效", "不得以台账作为考核依据", "无需提供台账", "不再要求制度上墙", "台账由街道负责",
    "减轻台账负担情况居民评价", "压减工作台账 50% 以上", "取消“一票否决”和签订责任状", "撤除各类牌子 80% 以上得 5 分", "多余标牌清理率",
    "居民对活动场地开放时间满意", "活动室每周开放不少于 5 天", "活动场地服务人次", "社区图书室借阅人次", "场地开放时间符合公示", "档案查询服务满意度",
    "居民健康档案使用率", "对上级挂牌督办的问题按期整改", "门诊挂号帮助", "会议室向居民开放使用率", "矛盾调解台账中已化解的比例",
    "投诉台账回访满意率", "社会组织机构参与服务满意度", "机构改革宣传知晓率", "医疗机构转介及时率", "社区养老机构安全隐患整改率",
    "居民代表投票通过的事项落实率", "线上投票表决的议题执行率", "线上报修办结率", "网上办事办结率", "平台诉求按期办结率", "App 报修处理满意度",
    "居民微信群诉求回复及时率", "不以点赞数转发量为依据", "拆迁居民回迁安置满意度", "被拆迁困难户帮扶率", "执法部门进社区答疑满意度",
    "违建投诉向执法部门转交及时率", "劝导不文明行为", "协助执法部门调查取证", "居民收入困难救助覆盖率", "低收入家庭帮扶率", "低收入居民救助",
    "助企服务满意度", "个体户办照帮助", "退税政策宣传知晓率", "服务企业诉求办结率", "无障碍设施可用率", "居民学习小组出勤", "老年大学课程满意度",
    "儿童课后看护时长", "楼栋长推选投票率", "签约家庭医生", "快递柜设置位置居民满意度", "牌照到期提醒", "棋牌扰民投诉办结率", "金牌调解员调解成功率",
    "品牌项目受益居民数", "广告牌坠落隐患处置率", "路牌破损修复及时率", "舞台演出场次居民满意度", "平台响应时长", "柜台等候时间",
    "灶台安全隐患排查整改率", "组织居民自救演练参与率", "机动车停放秩序", "居民建设性意见采纳率", "建档立卡户帮扶率", "1. 取消纸质台账",
    "（一）取消纸质台账", "一是不查台账，二是看实效", "标准：不查台账", "说明：不得以台账作为考核依据", "注：台账不再考核",
    "考核办法：不查台账、看居民评价", "居民评价为主，不查台账", "台账一律取消", "台账减少 50%", "台账数量比上年减少", "牌子减少数量", "清理多余牌子",
    "牌子清理", "社区不挂牌", "社区减牌减章减台账", "活动室利用率", "活动室开放率", "活动场所日均人次", "活动场所每天开放 8 小时", "社区书屋借阅量",
    "多功能室使用频次", "场所使用效益", "党群服务中心居民到访人次", "活动场地预约使用率", "议事厅使用率", "阵地使用效果", "老年活动室安全隐患整改率",
    "社会组织数量增长带来的服务人次", "养老机构入住率", "助餐机构服务满意度", "培训机构投诉办结率", "医疗机构上门服务次数", "居民小组组织活动满意度",
    "机构改革", "挂牌服务满意度", "党员挂牌亮身份服务满意率", "网格员定期签到走访老人", "居民线上议事投票率", "业委会选举投票率", "居民投票",
    "提案投票通过率", "居民学习班满意度", "居民获得感评分", "打卡点垃圾清运及时率", "在线办理率", "在线受理时限内办结率", "居民积分超市满意度",
    "拆迁遗留问题化解率", "违建投诉处理满意率", "市场执法投诉转办及时率", "依法治理知晓率", "动迁居民走访", "企业走访", "税费政策宣传", "助残增收",
    "集体资产收益分配公开满意度", "各社区台账负担减轻率", "工作台账数量压减率", "一张表代替多本台账", "台账合并后居民办事时间",
    "便民服务中心服务规范", "便民服务中心办件准时率", "党群服务中心开放时间公示", "党群服务中心错时延时开放", "图书室借阅率",
    "健身器材损坏维修及时率", "健身器材安全隐患整改率", "议事厅议事次数", "社区书屋每周开放不少于 40 小时", "未按时到便民服务中心轮值的扣 1 分",
    "未取消台账的扣 1 分", "违规要求社区建台账的扣 2 分", "居民健康档案建档率", "困难老人建档帮扶率", "申请材料一次性告知率", "群众办事材料精简率",
    "财务公开及时率", "居务公开资料居民查阅满意度", "应急预案演练参与率", "制度执行情况居民评价", "居民公约知晓率", "志愿者注册率", "社会组织活跃度",
    "居民小组长走访率", "停车场使用率", "监控设备在线率", "智慧养老设备安装率", "充电桩安装数量", "无障碍电梯安装满意度", "居民议事投票参与率",
    "楼道乱堆乱放整治满意率", "城管执法进社区回应居民诉求及时率", "执法人员到场响应时间", "拆迁户困难帮扶率", "征地农民就业帮扶率", "违建举报转办率",
    "占道经营投诉办结率", "摊贩规范经营居民满意度", "招商银行网点便民服务", "社会组织引进项目", "公益项目引进数", "养老服务项目引进", "残疾人增收",
    "低保金征收", "居民收入增长", "集体经济组织成员权益保障", "集体资金公开", "减税政策宣传知晓率", "不以档案资料为考核依据", "不看资料看实绩",
    "减少报表填报", "严禁要求报送纸质材料", "杜绝痕迹管理", "取消微信打卡", "严禁强制下载 App", "清理微信工作群数量", "微信工作群精简率",
    "老旧小区改造项目满意度", "门牌补设及时率", "活动室空调维修及时率", "场地预约成功率", "社区养老服务站服务老人数", "助餐点开放天数", "信息公开率",
    "隐患信息上报及时率", "居民信息保密", "巡查发现问题上报及时率", "纠纷调解记录满意回访率", "社区工作者获得感", "获得居民表扬数",
    "首问负责制度居民知晓率", "挂牌督办隐患清零", "品牌创建成效", "机构养老补贴发放及时率", "上门办税帮助", "Library loans",
    "Opening hours of the service centre", "Complaints resolved", "Satisfaction with record keeping", "Residents registered as volunteers",
    "居民对社区阵地环境的评价", "活动室安全达标", "活动场所卫生状况", "活动室损坏设施修复率", "活动中心开放时间公示规范", "场地设施完好率",
    "活动设施维护及时率", "健身器材完好率", "文化广场噪音投诉办结率", "便民服务中心办事指南齐全", "便民服务中心工作人员态度",
    "便民服务中心有无障碍通道", "党群服务中心有空调可用时段", "社区服务中心建设意见采纳率", "议事厅议题落实率", "图书室图书更新率",
    "社区食堂建设满意度", "养老服务站建有档案老人满意度", "便民服务站数量足够的居民认同率", "服务站一次办成率", "奖牌评选居民参与率",
    "志愿者获得奖状后的服务时长", "公示牌内容居民看得懂", "公示牌损坏修复及时率", "挂牌上岗率", "党员亮身份挂牌服务居民数", "领导小组协调解决问题数",
    "居民组织健全度居民评价", "机构健全的养老服务满意度", "台账电子化后为居民减少跑腿次数", "免填台账社区占比", "不再填写纸质台账", "停用台账数",
    "清退台账数", "台账“瘦身”成效", "由区民政局统一建立台账", "牌子只减不增", "拆掉多余牌子", "摘牌数量", "减少上墙制度", "墙上制度牌清理",
    "居民反映税收问题解答率", "税收志愿者服务居民满意度", "引进专业社工机构服务居民数", "引进优质医疗资源居民受益数", "招商场所消防隐患整改率",
    "商户诉求办结率", "居民创业帮扶人数", "企业税收政策宣传场次", "创收困难家庭帮扶率", "居民自治章程知晓率", "居民小组会议参与率",
    "安全事故一票否决已取消", "居民代表否决权行使", "减少签订责任状", "执法下沉居民满意度", "拆迁安置小区物业服务满意度", "拆除防盗窗后居民安全感",
    "征收补偿纠纷化解率", "打卡机维修", "签到处便民服务", "网络投诉办结率", "网上投票业主参与率", "业主投票率", "积分制居民参与率",
    "垃圾分类积分人均", "平台派单办结率", "平台积分兑换率", "在线服务满意度", "App 故障修复时长", "下载办事表格方便度", "微信群里居民诉求回应率",
    "学习型社区居民参与率", "电动车充电设施安装率", "燃气报警器安装率", "独居老人门磁安装率", "医保参保登记率", "户籍登记准确率", "人口信息核实率",
    "矛盾纠纷调解协议履行率", "应急预案启动及时率", "施工方案居民同意率", "制度公开居民知晓率", "小区改造方案征求意见率", "居民材料代办率",
    "材料一次收取率", "免交材料事项数", "减证便民材料减少数", "安全检查记录问题整改率", "台风预案演练", "Visitors to the library",
    "Venue opening hours", "Ledger items closed", "Reduction of ledgers", "Removal of plaques", "Community income support for the poor",
    "Registration of volunteers", "Response to law enforcement complaints", "Training completed", "Files requested by residents answered",
};

/* Ledgers, plaques, organs and venues: that they are there, many, whole. */
static const char *const existence[] = {
    "活动阵地数量", "活动阵地建设达标", "台账资料齐全", "台账记录完整、归档及时", "电子台账规范", "建立纸质台账", "工作台账报送及时率",
    "各类台账装订成册", "台帐健全", "获得省级以上奖牌数", "荣誉奖牌张数", "服务站规范挂牌", "挂牌率", "牌子统一规范", "各类牌子悬挂整齐", "悬挂标牌",
    "标识标牌设置", "门牌匾额", "组织机构健全", "机构设置合理", "成立领导小组", "制度上墙", "制度职责上墙公示", "档案盒整齐", "阵地面积",
    "党群服务中心面积", "活动室建设", "文化活动室有几个", "党建阵地打造", "新时代文明实践站建设", "有活动场所", "活动场所数量", "场地设施齐全",
    "建有社区图书室", "宣传展板数量", "走访记录本", "成立工作专班", "门口挂有社区居委会的牌子", "基础台账建立情况", "Number of ledgers kept",
    "Complete ledgers", "Plaques displayed", "Number of activity venues", "Medals won", "Organisational set-up", "Archive boxes in order",
    "Rules posted on the wall", "Number of notice boards", "查看工作台账，不齐全每项扣 1 分", "台账不规范的扣 2 分", "有台账得 5 分",
    "未悬挂统一标牌的，每处扣 1 分", "组织机构健全，人员到位，职责明确", "机构设置不合理扣 3 分", "阵地面积不少于 300 平方米得 5 分",
    "被评为省级示范社区并授牌加 5 分", "制度牌、公示牌规范悬挂", "领导小组健全、有分管领导", "有专门的调解室和牌子", "设有居家养老服务站（挂牌）",
    "台 账 齐 全", "臺賬齊全", "ＡＡ台账", "获国家级奖励（奖杯、奖状）", "有图书角、棋牌室、健身器材", "台账上传及时率", "工作台账电子化率",
    "台账信息化建设", "台账是否齐全", "是否有台账", "看台账", "三会一课台账", "走访台账更新率", "各项台账达标率", "有无台账和利用率",
    "台账完整率与居民满意度", "活动阵地面积达标率", "活动场所覆盖率", "活动场所建成率", "阵地标准化建设", "示范阵地打造个数", "挂牌服务站数量",
    "规范悬挂社区标识标牌率", "牌匾悬挂规范", "授牌数", "机构健全率", "社区组织机构图上墙", "居委会下属委员会机构设置情况",
    "场所建设满意度达标并新建活动场所", "台账完善", "分类台账规范整理", "设立工作台账", "牌匾齐全美观", "门口悬挂统一标识牌",
    "党群服务中心达到 1000 平方米", "建成党群服务站个数", "建有不少于 2 处健身广场", "配齐活动用房", "有无专门活动阵地", "设有图书阅览室、健身室",
    "活动场地达标", "社区文化活动中心建设", "建立党建阵地", "各类展板制作精美", "领导机构健全", "成立专项工作领导小组", "党组织机构设置规范",
    "领取奖牌数量", "Ledgers complete and up to date", "Community centre signboards", "Number of activity rooms", "入户走访记录本填写完整",
    "台账更新维护", "电子台账录入数", "是否建立健全台账", "缺台账每本扣 0.5 分", "每个网格一本台账", "社区大门牌子规范挂放", "各类标识标牌齐全",
    "荣誉展示墙布置", "获评奖牌得 2 分", "奖状数量", "职责制度上墙率", "组织体系健全", "领导小组成立文件", "机构健全", "活动室面积 200 平方米以上",
    "建设标准化文明实践站", "设立图书角", "打造党群服务阵地", "文体设施齐全", "活动中心覆盖率", "有专门活动场地", "新建社区书屋",
    "党群服务中心是否建成",
};

/* Labelled as existence by the tester. An office may mean how such a paper, rule or honour is used, and the sources name only ledgers, medals, plaques, organs and
 * venues: so a rule of warnings finds them. */
static const char *const formalities[] = {
    "资料归档及时", "影像资料留存", "会议记录份数", "工作简报篇数", "信息报送条数", "活动照片留痕", "痕迹资料完整", "宣传栏期数", "档案资料完备",
    "软件资料", "学习笔记本篇数", "横幅标语悬挂数量", "印发宣传资料份数", "签订责任书份数", "配备办公设备", "专门办公室、专人负责", "上报材料数量",
    "制定实施方案并发文", "档案管理规范", "会议纪要齐全", "佐证材料齐全", "Meeting minutes kept", "Photos as evidence", "Filing of records",
    "资料不全扣 0.5 分/份", "档案资料装订不规范扣分", "看现场、查资料、看记录", "查阅会议记录、签到表、照片", "未建立“一户一档”的扣分",
    "走访记录不全每户扣 0.1 分", "党建活动有计划、有记录、有总结", "年初有计划、年终有总结", "建立工作制度", "制定应急预案", "建立健全各项规章制度",
    "上报信息每月不少于 4 篇", "每月开会不少于 2 次，有会议记录", "按要求报送报表", "建立志愿者队伍名册", "获得荣誉称号", "会议签到表齐全",
    "图片影像资料归档", "党建资料分类归档", "工作计划、总结上报及时", "开展活动有照片、有简报", "宣传信息采用篇数", "每季度报送工作总结",
    "建立健全应急预案", "制定年度计划", "悬挂宣传横幅 10 条以上", "发放宣传单 500 份", "签订安全承诺书", "获得市级荣誉称号", "学习记录完整",
    "谈心谈话记录", "未提供佐证材料不得分", "现场查看档案", "心得体会篇数", "规章制度健全", "Photos submitted for each event",
    "Complete files of meetings", "会议记录完整规范", "影像资料齐全", "学习笔记篇数", "工作信息上报条数", "档案资料规范整理归档", "走访有记录",
    "方案制定情况", "建立值班制度", "简报不少于 12 期", "宣传栏每季更新", "责任书签订率", "报送工作总结", "各类材料完整", "过程资料留痕",
};

/* Two things in one phrase. */
static const char *const existence_and_formalities[] = {
    "获得市级以上荣誉称号（牌匾）加分", "检查台账、图片资料", "组织健全、制度完善",
};

/* Investment, taxes, income. */
static const char *const investment[] = {
    "招商引资到位资金", "协税护税完成率", "经济创收", "引税任务", "引资额", "纳税额增长", "税收完成率", "招商信息条数", "引进企业数",
    "财政收入增长率", "创收金额", "非税收入", "Investment attracted", "Tax collected", "Help in tax collection", "Income earned by the community",
    "New firms brought in", "未完成招商任务扣 5 分", "协助税务部门征税", "完成街道下达的财税任务", "引进外资", "招引企业数", "税源摸排", "综合治税",
    "招才引资", "盘活闲置楼宇创收", "招商引资", "招商项目落地数", "税收留存", "协税", "护税", "增收创收", "引资目标", "引进税源企业", "完成税收任务",
    "招商引资完成额", "引进企业 3 家", "完成年度税收目标", "社区税收增长率", "招商线索数", "税源普查", "协助征收税款", "年度创收任务",
    "引进落户企业数", "亿元楼宇税收", "Number of companies brought in", "Tax revenue growth", "完成招商任务", "税收增长", "新引进企业数",
    "组织收入完成率，非税收入任务", "纳税额", "固定资产投资和招商引资", "协税护税信息上报", "创收目标",
};

/* Labelled as investment by the tester. The notice names none of them, and a village lives by its collective economy: warnings. */
static const char *const economy[] = {
    "集体经济收入", "固定资产投资完成额", "新增市场主体数", "规上企业培育", "项目引进", "引进项目 1 个加 2 分", "村集体经营性收入 20 万元以上得 5 分",
    "发展集体经济", "壮大村集体经济", "培育规上企业数", "社区 GDP 增长", "企业入库数", "集体经济年收入", "新增规上企业",
};

/* Two things in one phrase. */
static const char *const investment_and_economy[] = {
    "楼宇经济税收贡献",
};

/* Traces in apps. */
static const char *const clicks[] = {
    "点赞数", "转发量", "公众号文章转发数", "网络投票数", "微信投票得票数", "学习时长", "学习强国积分", "在线时长", "网格员打卡次数", "签到次数",
    "网上签到率", "积分排名", "关注公众号人数", "App注册率", "下载量", "反诈APP安装率", "阅读量", "小程序扫码人数", "朋友圈分享", "微信群活跃度",
    "答题参与人数", "直播观看人数", "在线率", "登录次数", "浏览量", "步数轨迹", "Likes and reposts", "Number of followers", "Check-ins",
    "Time online", "App downloads", "Learning hours in the app", "Online votes", "Registration rate of the app", "Point ranking",
    "每人每月转发不少于 10 条", "微信群打卡情况", "每日在平台签到得 1 分", "未按时打卡每次扣 0.5 分", "学习平台积分排名前三加 2 分", "抖音粉丝数",
    "视频播放量", "居民APP注册人数达到 80%", "发动居民投票，票数进入前十名加 3 分", "组织居民下载反诈中心 APP，未完成任务扣 2 分", "发朋友圈截图",
    "微信公众号推文篇数", "云平台日活跃度", "手机定位轨迹在线率", "公众号粉丝数", "朋友圈转发", "网上投票排名", "学习平台人均积分", "视频点击量",
    "微信打卡", "钉钉签到", "APP 使用率", "APP活跃用户数", "在线学习时长", "刷脸签到", "网络评选得票", "线上答题率", "推广小程序注册",
    "公众号粉丝增长", "视频号关注人数", "短视频点赞", "群众App安装数", "平台登录天数", "微信工作群打卡", "每日步数排名", "在线学习积分",
    "网格通 App 在线时长", "线上投票得票数", "转发文章数", "小程序注册用户数", "公众号阅读数", "国家反诈中心注册率", "工作群回复“收到”及时率",
    "Number of app users registered", "Posts shared", "点赞转发任务", "公众号关注率", "App 活跃率", "学习强国日均积分", "短视频播放数",
    "网格员在线率", "平台签到率", "朋友圈转发截图", "网上拉票", "扫码关注人数（公众号）", "日均登录平台次数",
};

/* Photos, counted, on a platform. */
static const char *const clicks_and_formalities[] = {
    "平台上传照片张数",
};

/* Law enforcement, demolition, clearing. */
static const char *const enforcement[] = {
    "联合执法次数", "拆违面积", "违建拆除数", "拆迁任务完成率", "违法建设控制", "城管执法", "征收签约率", "强制拆除", "环境整治包干", "清理占道经营",
    "房屋征迁完成户数", "取缔无证经营", "征地拆迁", "查处无证摊贩", "Demolition of illegal buildings", "Law enforcement campaigns",
    "Relocation tasks completed", "发现违建未拆除的扣 5 分", "拆除违章建筑", "控违拆违零增长", "按期完成征收拆迁任务", "组织开展市容执法",
    "流动摊贩清理", "违法建筑整治", "参与城管联合执法行动", "拆违拆临", "违章建筑拆除", "违建零增长", "强拆", "整治违法建设", "征迁任务", "行政执法",
    "城市管理执法", "综合执法", "违法建设拆除率", "拆除违法搭建", "征地签约完成率", "房屋征收工作", "摊贩整治", "占道经营整治", "市容环境整治任务",
    "联合整治无证经营", "违建管控零增长", "配合拆迁", "Demolition completed", "Evictions", "违建拆除率", "违法建设零新增", "拆迁签约", "协助强制拆除",
    "占道经营清理整治", "参与联合执法", "征地任务完成", "查处违建",
};

/* clang-format on */
#define BIT(rule)  (1u << KP_LINT_##rule)
#define LIST(rows) rows, sizeof rows / sizeof *rows
static const struct {
    const char *const *titles;
    size_t count;
    unsigned rules; /* bits 1u << kp_lint_rule */
} lists[] = {
    {LIST(allowed), 0},
    {LIST(existence), BIT(EXISTENCE)},
    {LIST(formalities), BIT(FORMALITIES)},
    {LIST(existence_and_formalities), BIT(EXISTENCE) | BIT(FORMALITIES)},
    {LIST(investment), BIT(INVESTMENT)},
    {LIST(economy), BIT(ECONOMY)},
    {LIST(investment_and_economy), BIT(INVESTMENT) | BIT(ECONOMY)},
    {LIST(clicks), BIT(CLICKS)},
    {LIST(clicks_and_formalities), BIT(CLICKS) | BIT(FORMALITIES)},
    {LIST(enforcement), BIT(ENFORCEMENT)},
};

static unsigned found_in(kp_arena *arena, const char *text) {
    static const kp_lint_rule rules[] = {KP_LINT_EXISTENCE,   KP_LINT_VETO,        KP_LINT_INVESTMENT, KP_LINT_CLICKS,
                                         KP_LINT_ENFORCEMENT, KP_LINT_FORMALITIES, KP_LINT_ECONOMY};
    unsigned found = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (kp_lint_words(arena, rules[i], text, false))
            found |= 1u << rules[i];
    return found;
}

/* Each title within `format`. */
static void check(kp_arena *arena, const char *format) {
    size_t wrong = 0;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l].count; i++) {
            const char *at = strstr(format, "%s");
            const char *text = kp_format(arena, "%.*s%s%s", (int)(at - format), format, lists[l].titles[i], at + 2);
            unsigned found = found_in(arena, text);
            if (found != lists[l].rules)
                print_error("%s: rules %#x, expected %#x\n", text, found, lists[l].rules);
            wrong += found != lists[l].rules;
        }
    assert_int_equal(wrong, 0);
}

static void check_titles(kp_arena *arena, void *data) {
    (void)data;
    check(arena, "%s");
}
static void check_labelled(kp_arena *arena, void *data) {
    (void)data;
    check(arena, "考核内容：%s");
}
static void check_numbered(kp_arena *arena, void *data) {
    (void)data;
    check(arena, "（三）%s");
    check(arena, "② %s");
}
static void check_events(kp_arena *arena, void *data) {
    (void)data;
    check(arena, "%s = -1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("titles are found by the rules they fall under and by no other", check_titles),
        IN_ARENA("behind a label a title means the same", check_labelled),
        IN_ARENA("behind a number a title means the same", check_numbered),
        IN_ARENA("as an event with its points a title means the same", check_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
