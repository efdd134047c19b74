/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method.c - the table of methods: one row each, its parts, and its rule in words (how a rule is written: method_words.c). */
#include "kaoping/method.h"
#include "method_private.h"

#include <assert.h>

/* What direct, panel and sites have in common. */
#define PLACES_ZH                                                                                                                                    \
    "[by_rank:；按名次计分：{by_rank}][rank_first:；按名次计分：第 1 名 {rank_first} "                                               \
    "分[rank_step≥0:，每低一名少 {rank_step} 分，不低于 {rank_least} 分][rank_step<0:，每低一名多 {-rank_step} "                \
    "分]][rank_ties=mean:；并列的取所占各名次的平均分]"
#define PLACES_EN                                                                                                                                    \
    "[by_rank:; scored by place: {by_rank}][rank_first:; scored by place: {rank_first} for the first[rank_step≥0:, {rank_step} fewer for each "    \
    "further one, at "                                                                                                                               \
    "least {rank_least}][rank_step<0:, {-rank_step} more for each further one]][rank_ties=mean:; equal marks get the mean points of the places "     \
    "that they take up]"

/* Of z and T. */
#define Z_ZH                                                                                                                                         \
    "，z = [better=high:（数值 − 平均值）][better=low:（平均值 − 数值）] ÷ 标准差[spread=sample:（除以 n − 1）][spread=population:（除以 n）]"
#define Z_EN                                                                                                                                         \
    ", z = [better=high:(value − mean)][better=low:(mean − value)] ÷ standard deviation[spread=sample: (by n − 1)][spread=population: (by n)]"

static const kp_method methods[KP_METHOD_COUNT] = {
    {KP_METHOD_DIRECT, kp_direct_slots, NULL, kp_direct_evaluate,
     "满分 {full} 分，按所打分数计[scale≠full:；打分上限 {scale}，按比例折算为满分 {full}]" PLACES_ZH " | "
     "The mark typed, of {full}[scale≠full:; typed out of {scale} and brought to {full} in proportion]" PLACES_EN},
    {KP_METHOD_DEDUCT, kp_deduct_slots, kp_deduct_check, kp_deduct_evaluate,
     "满分 {full} 分[step:，每处（次）扣 {step} 分][!step:，按登记的分数扣][free_count:，前 {free_count} 处不扣]，最低 {floor} "
     "分[!floor:（扣完为止）] | "
     "{full} points[step:, {step} off for each one found][!step:, less the points recorded][free_count:, the first {free_count} free], down to "
     "{floor}"},
    {KP_METHOD_BONUS, kp_no_slots, kp_bonus_check, kp_bonus_evaluate,
     "加减分：[events:{events}][!events:按登记的分数]；合计不低于 {cap_low} 分，不高于 {cap_high} 分 | "
     "Bonus and penalty: [events:{events}][!events:the points recorded]; in all not below {cap_low} and not above {cap_high}"},
    {KP_METHOD_RATIO, kp_ratio_slots, kp_ratio_check, kp_ratio_evaluate,
     "满分 {full} 分 × 完成数 ÷ 应完成数[input_names:（依次为 {input_names}）][target≠100:，达到 {target}% 得满分] | "
     "{full} points × done ÷ due[input_names: (these are: {input_names})][target≠100:, full marks from {target}%]"},
    {KP_METHOD_LINEAR, kp_linear_slots, kp_linear_check, kp_linear_evaluate,
     "满分 {full} 分；[better=high:达到][better=low:不高于] {target}[input≠value:%] "
     "得满分，每[better=high:低][better=low:高]一个[input≠value:百分]点扣 {slope} 分"
     "[part_points=ignore:（不足一个点不计）][part_points=count:（不足一个点按一个点计）]，最低 {floor} 分 | "
     "{full} points [better=high:from][better=low:up to] {target}[input≠value:%]; {slope} off for each [input≠value:percentage ]point "
     "[better=high:below][better=low:above][part_points=ignore: (parts of a point not counted)][part_points=count: (a part counts as a whole "
     "point)], down to {floor}"},
    {KP_METHOD_LADDER, kp_ladder_slots, kp_ladder_check, kp_ladder_evaluate,
     "满分 {full} 分，按[input=value:数值][input≠value:比率（%）][better=high:达到][better=low:不高于]的档次得分：{steps} | "
     "{full} points by the step that the [input=value:number][input≠value:rate (%)] [better=high:reaches][better=low:does not exceed]: {steps}"},
    {KP_METHOD_CHECKLIST, kp_checklist_slots, NULL, kp_checklist_evaluate,
     "满分 {full} 分；[table:按符合的项数得分：{table}][!table:[each:每符合一项得 {each} 分][!each:各项平分]]；项目：{items} | "
     "{full} points; [table:by the number of items met: {table}][!table:[each:{each} for each item met][!each:in equal parts]]; items: {items}"},
    {KP_METHOD_PANEL, kp_no_slots, kp_panel_check, kp_panel_evaluate,
     "满分 {full} 分；评价人打分（上限 {scale}）[pool=mean:的平均][pool=sum:之和][trim:，[roles:每类主体][trim_from:满 {trim_from} 人时]去掉最低 "
     "{trim_low} 个、最高 "
     "{trim_high} 个]"
     "[multiply≠1:，乘以 {multiply}][roles:，各类主体的权重：{roles}]；至少 {min_evaluators} 人打分" PLACES_ZH " | "
     "{full} points; [pool=mean:mean][pool=sum:sum] of the evaluators' marks (out of {scale})[trim:, without the {trim_low} lowest and {trim_high} "
     "highest[roles: in each role][trim_from: from {trim_from} marks on]][multiply≠1:, times {multiply}][roles:, weights by role: {roles}]; at least "
     "{min_evaluators} evaluators" PLACES_EN},
    {KP_METHOD_SATISFACTION, kp_no_slots, kp_satisfaction_check, kp_satisfaction_evaluate,
     "满分 {full} 分 × [measure=degree:满意度（各选项分值的平均 ÷ 最高分值：{options}）][measure=rate:满意率（{positive} 的份额）]"
     "[unknown=exclude:；“不了解”不计入][unknown=neutral:；“不了解”[measure=degree:按最高分值的一半计][measure=rate:有一半算作满意]][unknown=zero:"
     "；“不了解”按 0 计]"
     "[questions:；各项目的权重：{questions}][min_valid:；有效样本少于 {min_valid} 份不排名]"
     "[min_valid_share:；有效样本少于户数的 {min_valid_share}%[min_valid_most:（至多要求 {min_valid_most} 份）]不排名] | "
     "{full} points × [measure=degree:degree of satisfaction (mean value of the answers ÷ the largest: {options})][measure=rate:satisfaction rate "
     "(share of {positive})]"
     "[unknown=exclude:; \"don't know\" is left out][unknown=neutral:; [measure=degree:\"don't know\" counts half of the largest "
     "value][measure=rate:half of \"don't know\" counts as satisfied]][unknown=zero:; \"don't "
     "know\" counts 0]"
     "[questions:; weights of the questions: {questions}][min_valid:; not ranked with fewer than {min_valid} valid answers]"
     "[min_valid_share:; not ranked with valid answers of fewer than {min_valid_share}% of the households[min_valid_most: (at most {min_valid_most} "
     "are asked "
     "for)]]"},
    {KP_METHOD_BALLOT, kp_ballot_slots, kp_ballot_check, kp_ballot_evaluate,
     "满分 {full} 分 × [ballot_score=votes:各票分值的平均][ballot_score=result:得票最多档次的分值] ÷ 最高分值（{options}）"
     "[quorum:；到会须达应到的 {quorum}，否则不排名][ballot_tie=lower:；票数相同取较低档][ballot_tie=higher:；票数相同取较高档] | "
     "{full} points × [ballot_score=votes:mean value of the votes][ballot_score=result:value of the grade with the most votes] ÷ the largest "
     "({options})"
     "[quorum:; of those entitled {quorum} must be present, else not ranked][ballot_tie=lower:; the lower grade of equals][ballot_tie=higher:; the "
     "higher grade of equals]"},
    {KP_METHOD_SITES, kp_no_slots, kp_sites_check, kp_sites_evaluate,
     "满分 {full} 分；各点位得分（上限 "
     "{scale}）的平均[kinds:，检查方式分别平均后按权重汇总：{kinds}][recheck=replace:；有复核得分的以复核为准][recheck_share:"
     "；复核点位不少于 {recheck_share}%][min_sites:；点位少于 {min_sites} 个不排名]" PLACES_ZH " | "
     "{full} points; mean of the sites' marks (out of {scale})[kinds:, apart for each kind of check and weighted: {kinds}][recheck=replace:; a "
     "re-check "
     "mark counts instead of the first][recheck_share:; at least {recheck_share}% of the sites re-checked][min_sites:; not ranked with fewer than "
     "{min_sites} sites]" PLACES_EN},
    {KP_METHOD_GRADE, kp_grade_slots, NULL, kp_grade_evaluate,
     "满分 {full} 分 × 所评等级的分值 ÷ 最高分值（{options}） | "
     "{full} points × value of the grade ÷ the largest ({options})"},
    {KP_METHOD_NUMBER, kp_number_slots, kp_number_check, kp_number_evaluate,
     "录入{typed}[least:，不小于 {least}][most:，不大于 {most}][part_of:，不大于“{part_of}”][optional=yes:；可不填][unit:（{unit}）] | "
     "Typed as: {typed}[least:, at least {least}][most:, at most {most}][part_of:, at most {part_of}][optional=yes:; may be left empty][unit: "
     "({unit})]"},
    {KP_METHOD_FORMULA, kp_no_slots, NULL, kp_formula_method_evaluate,
     "[counted=yes:满分 {full} 分；得分 = ][counted=no:= ]{formula}[counted=yes:，在 0 与满分之间][decimals≠-1:，保留 {decimals} 位小数] | "
     "[counted=yes:{full} points; mark = ][counted=no:= ]{formula}[counted=yes:, within 0 and the full marks][decimals≠-1:, to {decimals} decimals]"},
    {KP_METHOD_RANGE, kp_no_slots, NULL, kp_range_evaluate,
     "[counted=yes:满分 {full} 分；在区间内得满分，否则 0 分；]区间（同时满足，冲突时前者优先）：{limits}[formula:；核对的数 = {formula}] | "
     "[counted=yes:{full} points within the range, else 0; ]limits (all at once; where they clash the former): {limits}[formula:; held against them: "
     "{formula}]"},
    {KP_METHOD_TEST, kp_no_slots, NULL, kp_test_evaluate,
     "[counted=yes:满分 {full} 分；全部满足得满分，否则 0 分；]须全部满足：{requirements}[unknown_figures=unmet:；缺数的按不符合] | "
     "[counted=yes:{full} points where all hold, else 0; ]all must hold: {requirements}[unknown_figures=unmet:; where figures are lacking, it does "
     "not]"},
    {KP_METHOD_RESULTS, kp_results_slots, kp_results_check, kp_results_evaluate,
     "满分 {full} 分；[source:取自方案 {source}[item: 的指标 "
     "{item}]，][use=mean:各期得分的平均][use=last:最后一期的得分][use=best:最好一期的得分][use=worst:最差一期的得分]"
     "[use=sum:各期得分之和][use=weighted:各期得分按权重汇总（{period_weights}）][grade_points:，等次换算为分值（{grade_points}）]，以 {scale} "
     "分为满分折算"
     "[periods:；应有 {periods} 期，缺的不计][least_periods:；少于 {least_periods} 期不排名][optional=yes:；没有的不计] | "
     "{full} points; [source:from the scheme {source}[item:, its indicator {item}], ][use=mean:mean of the scores of the periods][use=last:the last "
     "score][use=best:the best score][use=worst:the worst score][use=sum:sum of the scores][use=weighted:scores weighted by period "
     "({period_weights})][grade_points:, grades counting as points ({grade_points})], out of {scale}[periods:; {periods} periods are expected, those "
     "missing are left out][least_periods:; not ranked with fewer than {least_periods}][optional=yes:; left out where there is none]"},
    {KP_METHOD_GOALPOSTS, kp_goalposts_slots, kp_goalposts_check, kp_goalposts_evaluate,
     "满分 {full} 分 × [better=high:（数值 − {lowest}）][better=low:（{highest} − 数值）] ÷ （{highest} − "
     "{lowest}）[transform=log:，数值和上下限都取对数][outside=clamp:"
     "；超出上下限的按上下限计][outside=extend:；超出上下限的照算][outside=refuse:；超出上下限的不予采用] | "
     "{full} points × [better=high:(value − {lowest})][better=low:({highest} − value)] ÷ ({highest} − {lowest})[transform=log:, of the logarithms of "
     "value and "
     "ends][outside=clamp:; a value beyond an end counts as the end][outside=extend:; beyond the ends in proportion][outside=refuse:; values beyond "
     "the ends are "
     "refused]"},
    {KP_METHOD_RELATIVE, kp_relative_slots, kp_relative_check, kp_relative_evaluate,
     "满分 {full} 分，与一起排名的各对象比较：[by=best:满分 × [better=high:数值 ÷ 最大值][better=low:最小值 ÷ 数值]][by=range:满分 × "
     "[better=high:（数值 − "
     "最小值）][better=low:（最大值 − 数值）] ÷ （最大值 − 最小值）][by=zscore:满分 × z][by=tscore:满分 × （50 + 10 z） ÷ 100][by=zscore:" Z_ZH
     "][by=tscore:" Z_ZH "][by=place:[better=high:数值高的在前][better=low:数值低的在前]]" PLACES_ZH " | "
     "{full} points, beside the units ranked together: [by=best:full marks × [better=high:value ÷ largest][better=low:smallest ÷ "
     "value]][by=range:full marks × "
     "[better=high:(value − least)][better=low:(largest − value)] ÷ (largest − least)][by=zscore:full marks × z][by=tscore:full marks × (50 + 10 z) "
     "÷ 100][by=zscore:" Z_EN "][by=tscore:" Z_EN "][by=place:[better=high:the higher value first][better=low:the lower value first]]" PLACES_EN},
    {KP_METHOD_RECORDS, kp_records_slots, kp_records_check, kp_records_evaluate,
     "信用记录：[events:{events}][!events:按登记的分值]；从发生之日起 {life} 个月内有效[lives:（{lives}）]，考评期最后一天仍有效且未修复的才计"
     "[repair_after≠0:；满 {repair_after} 个月方可修复]；合计不低于 {cap_low} 分，不高于 {cap_high} 分 | "
     "Credit records: [events:{events}][!events:the points recorded]; each holds for {life} months from its date[lives: ({lives})] and counts where "
     "it "
     "still holds after the last day of the period and was not repaired by then[repair_after≠0:; repaired after {repair_after} months at the "
     "earliest]; in all not below {cap_low} and not above {cap_high}"},
    {KP_METHOD_CADENCE, kp_cadence_slots, kp_cadence_check, kp_cadence_evaluate,
     "满分 {full} 分 × 达标间隔数 ÷ 间隔数；两次之间最多（天）：{gaps}[edges=count:；考评期首日至第一次、最后一次至考评期末日也算间隔]"
     "[edges=ignore:；只算两次之间的间隔，少于两次的类别按一个不达标的间隔计] | "
     "{full} points × intervals kept ÷ intervals; at most so many days from one to the next: {gaps}[edges=count:; also from the first day of the "
     "period to the first, and from the last to its last day][edges=ignore:; a kind with fewer than two days counts as one interval not kept]"},
    {KP_METHOD_MEETINGS, kp_meetings_slots, kp_meetings_check, kp_meetings_evaluate,
     "满分 {full} 分 × 按期召开次数 ÷ 应召开次数；{every}一次[day:，{day}][!day:，任何一天][grace:，推迟 {grace} 天以内也算]"
     "[day:；逢节假日提醒，该时段任何一天召开均算][attendance:；到会不足应到的[attendance=0.5:一半][attendance≠0.5: {attendance} "
     "]不算][extra:；提议达到应到的 "
     "{extra}，应另开一次临时会议] | "
     "{full} points × meetings held in order ÷ meetings expected; one every [every=week:week][every=month:month][every=quarter:quarter][day:, "
     "{day}][!day:, on any day][grace:, or up to {grace} days "
     "later][day:; on a public holiday there is a warning, and any day of that time will do][attendance:; only with "
     "[attendance=0.5:half][attendance≠0.5:{attendance}] of those entitled "
     "present][extra:; where {extra} of those entitled ask for it, one more is expected]"},
    {KP_METHOD_RESOLUTIONS, kp_resolutions_slots, kp_resolutions_check, kp_resolutions_evaluate,
     "满分 {full} 分 × [resolution_score=done:按期落实的议题数 ÷ 通过且本期末以前到期的议题数][resolution_score=passed:通过的议题数 ÷ 表决的议题数]"
     "[resolution_score=right:记录的结果与票数相符的议题数 ÷ "
     "表决的议题数]；赞成票[strict=yes:超过][strict=no:达到]{of}人数的[majority=0.5:一半][majority≠0.5: {majority} ]为通过"
     "[quorum:，到会须达应到的[quorum=0.5:一半][quorum≠0.5: {quorum}]] | "
     "{full} points × [resolution_score=done:carried out in time ÷ passed and due by the end of the period][resolution_score=passed:passed ÷ voted "
     "on][resolution_score=right:recorded as the votes say ÷ voted on]; votes for it must be [strict=yes:more than][strict=no:at least] "
     "[majority=0.5:half][majority≠0.5:{majority}] "
     "of those [of=voting:voting][of=present:present][of=entitled:entitled][quorum:, with {quorum} of those entitled present]"},
};

const kp_method *kp_method_of(kp_method_id id) {
    assert((unsigned)id < KP_METHOD_COUNT && methods[id].id == id);
    return &methods[id];
}

typedef struct attempt {
    kp_calc *calc;
    const kp_evidence *evidence;
    int32_t unit, indicator;
    kp_outcome outcome;
} attempt;

static void evaluate_body(kp_arena *arena, void *data) {
    attempt *a = data;
    (void)arena;
    a->outcome = kp_method_of(a->evidence->scheme->indicators[a->indicator].method)->evaluate(a->calc, a->evidence, a->unit, a->indicator);
}

kp_outcome kp_leaf_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    attempt a = {.calc = calc, .evidence = evidence, .unit = unit, .indicator = indicator};
    kp_status status = kp_arena_run(calc->arena, evaluate_body, &a);
    if (status == KP_OK)
        return a.outcome;
    if (status != KP_NUMBER_TOO_LARGE)
        kp_arena_leave(calc->arena, status);
    calc->fault = KP_FAULT_TOO_LARGE;
    calc->fault_words = KP_BEYOND_WORDS;
    return kp_outcome_of(KP_MARK_NOT_APPLICABLE, (kp_val){KP_ZERO, NULL});
}

bool kp_leaf_by_place(const kp_indicator *leaf) { return leaf->by_rank.count > 0 || leaf->rank_first.given; }

bool kp_leaf_needs_all(const kp_indicator *leaf) {
    bool needs = kp_leaf_by_place(leaf) || leaf->method == KP_METHOD_RELATIVE;
    for (size_t i = 0; i < leaf->look_count; i++)
        needs = needs || leaf->looks[i].across;
    return needs;
}

kp_sheet_kind kp_method_sheet(const kp_indicator *leaf) {
    static const kp_sheet_kind sheets[] = {
#define KP_METHOD(name, key, title, sheet) [KP_METHOD_##name] = sheet,
#include "kaoping/methods.def"
#undef KP_METHOD
    };
    if (leaf->method == KP_METHOD_DEDUCT && leaf->evidence == KP_EVIDENCE_COUNT)
        return KP_SHEET_TABLE;
    if (kp_has_formula(leaf))
        return KP_SHEET_NONE; /* its value is worked out */
    return sheets[leaf->method];
}

int32_t kp_choice_find(const kp_slot *slot, const char *name) {
    for (size_t i = 0; i < slot->choices.count; i++)
        if (kp_text_matches(slot->choices.items[i].name, name))
            return (int32_t)i;
    return -1;
}

const char *kp_choice_name(const kp_slot *slot, kp_num index) {
    int64_t at;
    return kp_num_to_int64(index, &at) && at >= 0 && (size_t)at < slot->choices.count ? slot->choices.items[at].name : "";
}

/* ---- shared by the methods ---- */

const kp_slot *kp_no_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    (void)arena, (void)leaf;
    *count = 0;
    return NULL;
}

kp_mark_state kp_inputs_state(const kp_input *inputs, const kp_slot *slots, size_t count) {
    kp_mark_state state = KP_MARK_SCORED;
    for (size_t i = 0; i < count; i++) {
        if (inputs[i].state == KP_INPUT_NOT_APPLICABLE && !slots[i].optional)
            return KP_MARK_NOT_APPLICABLE;
        if (inputs[i].state == KP_INPUT_DOUBTFUL || (inputs[i].state == KP_INPUT_MISSING && !slots[i].optional))
            state = KP_MARK_NOT_SCORED;
    }
    return state;
}

kp_val kp_scale_mark(kp_calc *calc, kp_val mark, const kp_indicator *leaf) {
    if (kp_num_sign(leaf->scale) <= 0 || kp_num_equal(leaf->scale, leaf->full))
        return mark;
    return kp_calc_div(calc, kp_calc_mul(calc, mark, kp_full_marks(calc, leaf)), kp_calc_rule(calc, "打分上限 | scale", leaf->scale));
}

kp_outcome kp_outcome_by_place(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_outcome outcome) {
    const kp_place_points *place = kp_place_of(evidence, unit, indicator);
    if (!place || outcome.state != KP_MARK_SCORED)
        return outcome;
    if (place->place == 0) /* another unit's mark is not known; evidence_places.c has told of it */
        return kp_outcome_not_scored();
    outcome.mark = kp_scale_mark(calc, kp_calc_rule(calc, kp_place_label(calc, place), place->points), kp_leaf(evidence, indicator));
    return outcome;
}

void kp_add_numbers_problem(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problem_code code, kp_origin origin, kp_num found,
                            kp_num expected, kp_problems *problems) {
    kp_problems_add(problems, code, kp_evidence_place(evidence, origin), unit, kp_num_exact(problems->arena, found),
                    kp_num_exact(problems->arena, expected), kp_leaf(evidence, indicator)->title);
}
