# SPDX-License-Identifier: GPL-3.0-or-later
# _evaluations.py - filled-in entry workbooks, as folders of CSV, for the tests of the report: the two built-in evaluations with many units, and a scheme
# of the project's hardest figures. All is made up, from a fixed seed: the same folders every time.
import csv
import pathlib
import random


def write_sheet(folder, name, rows):
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def start(folder, office):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_sheet(folder, "填表说明", [["考评期", "2026Q3"], ["填报单位", office]])
    return folder


COMMUNITIES = ["怡康苑社区", "文卉苑社区", "百合苑社区", "安居苑社区", "幸福社区", "现代城社区", "金桥社区", "景兰苑社区", "天籁社区", "怡和苑社区", "悦秀苑社区", "江北社区"]


def four_checks(folder):
    """四查一评: 12 communities in two groups; one with too small a sample, one with an item that does not apply, one that praises itself."""
    chance = random.Random(17)
    folder = start(folder, "百步亭街道办事处")
    write_sheet(folder, "考评对象", [["id", "name", "group", "field.1"]] + [
        [f"C{i + 1:02}", name, "一组（商品房）" if i % 2 else "二组（老旧小区）", f"{'王李张刘陈杨'[i % 6]}{'敏静丽强磊洋'[i % 5]}"] for i, name in enumerate(COMMUNITIES)])
    full = [15, 20, 20, 15, 10, 10, 10]
    write_sheet(folder, "自查", [["unit"] + [f"z{i}" for i in range(1, 8)]] + [
        [name] + [points - (0 if row == 4 else chance.choice([0, 0.5, 1, 1.5, 2])) for points in full] for row, name in enumerate(COMMUNITIES)])
    marks = [["unit", "evaluator"] + [f"h{i}" for i in range(1, 8)]]
    for row, name in enumerate(COMMUNITIES):
        for step in (1, 2, 5):
            marks.append([name, COMMUNITIES[(row + step) % 12]] + [round(points * chance.uniform(0.8, 1), 1) for points in full])
    write_sheet(folder, "互查", marks)
    faults = ["公示栏内容未更新", "窗口无人值守，首问责任未落实", "网格员走访记录不全", "楼道堆放杂物", "流动人口登记信息与实际不符", "调解台账缺少回访记录", "独居老人本月未走访"]
    found = [["unit", "indicator", "count", "date", "location", "text", "inspector"]]
    for row, name in enumerate(COMMUNITIES):
        for _ in range(24 if row == 4 else chance.randrange(2, 9)):
            found.append([name, f"c{chance.randrange(1, 8)}", chance.choice(["", "", "2"]), f"2026-0{chance.randrange(7, 10)}-{chance.randrange(1, 29):02}",
                          f"第{chance.randrange(1, 9)}网格{chance.randrange(1, 30)}号楼", chance.choice(faults), "检查组"])
    write_sheet(folder, "抽查记录", found)
    follow = []
    for name in COMMUNITIES:
        due = chance.randrange(20, 60)
        follow.append([name, due - chance.randrange(0, 9), due, chance.randrange(0, 3)])
    write_sheet(folder, "督查", [["unit", "d1.done", "d1.due", "d2"]] + follow)
    questions = ["服务办事", "环境卫生", "治安安全", "文体活动", "特殊群体服务", "工作人员态度", "协商与公开"]
    answers = [["unit", "question"] + [f"option.{i}" for i in range(1, 6)] + ["unknown", "issued", "returned", "invalid"]]
    for row, name in enumerate(COMMUNITIES):
        size = 30 if row == 7 else 150
        for question in questions:
            counts = [int(size * share) for share in (0.5 + chance.uniform(-0.1, 0.15), 0.2, 0.1, 0.05, 0.02)]
            unknown = chance.randrange(0, 7)
            answers.append([name, question] + counts + [unknown, size + 20, sum(counts) + unknown + 3, 3])
    write_sheet(folder, "满意度测评表", answers)
    write_sheet(folder, "合理缺项", [["unit", "indicator", "reason"], [COMMUNITIES[9], "z5", "辖区没有流动人口"]])
    return folder


def estates(folder):
    """物业服务季度测评: 36 estates in three groups, with vetoes, commendations, items that do not apply and one that takes no part."""
    chance = random.Random(25)
    folder = start(folder, "百步亭街道办事处")
    stems = ["百步华庭", "怡康苑", "文卉苑", "百合苑", "幸福时代", "现代城", "金桥汇", "景兰苑", "天籁台", "安居苑", "怡和苑", "悦秀苑"]
    names = [stem + tail for tail in ("", "二期", "南区") for stem in stems]
    names[7] = "=1+1苑"
    firms = ["武汉安居物业服务有限公司", "百步亭花园物业管理有限公司", "中海物业", "长城物业集团", "恒泰物业", "世纪金源物业"]
    managers = ["张伟", "李娜", "王建国", "欧阳晓燕", "陈静"]
    write_sheet(folder, "考评对象", [["id", "name", "group", "field.1", "field.2", "excluded"]] + [
        [f"XQ{i + 1:03}", name, ("一组（商品房）", "二组（安置房）", "三组（老旧小区）")[i % 3], firms[i % 6], managers[i % 5], "整体改造，本季不参评" if i == 20 else ""]
        for i, name in enumerate(names)])
    head = ["unit"] + [f"q1.{i}" for i in range(1, 6)] + ["q51.done", "q51.due", "q61.done", "q61.due", "q71.done", "q71.due", "q72.done", "q72.due"]
    head += [f"q8.{i}" for i in range(1, 6)]
    table = [head]
    for i, name in enumerate(names):
        if i == 20:
            continue
        poor = i in (3, 10, 17, 29)
        yes = lambda: "否" if chance.random() < (0.5 if poor else 0.1) else "是"
        row = [name] + [yes() for _ in range(5)]
        for due in (chance.randrange(80, 300), chance.randrange(20, 90), chance.randrange(7, 40), chance.randrange(5, 30)):
            row += [due - int(due * chance.uniform(0, 0.4 if poor else 0.15)), due]
        table.append(row + [yes() for _ in range(5)])
    write_sheet(folder, "评分表", table)
    faults = ["楼道堆放纸箱、旧家具", "消防通道被机动车占用", "垃圾桶满溢未及时清运，周边有散落垃圾", "绿化带内有裸露黄土", "电动自行车在架空层充电", "门岗无人值守，外来人员未登记", "井盖破损"]
    found = [["unit", "indicator", "count", "date", "location", "text"]]
    for i, name in enumerate(names):
        if i == 20:
            continue
        for _ in range(chance.randrange(16, 26) if i in (3, 10, 17, 29) else chance.randrange(2, 9)):
            item = chance.choice(["q21", "q22", "q23", "q3", "q41", "q42", "q43", "q52", "q53", "q54", "q62"])
            if item == "q54" and i % 3 == 2:
                continue
            found.append([name, item, chance.choice(["", "", "", 2, 3]), f"2026-0{chance.randrange(7, 10)}-{chance.randrange(1, 29):02}", f"{chance.randrange(1, 20)}号楼",
                          chance.choice(faults)])
    write_sheet(folder, "扣分记录", found)
    write_sheet(folder, "加减分记录", [["unit", "event", "count", "date", "text"], [names[0], "业主赠送锦旗", 2, "2026-08-11", ""], [names[4], "获得表彰", "", "2026-09-01", "市级示范小区"],
                                  [names[17], "负面报道经查属实", "", "2026-07-30", "停水三天未告知业主"]])
    write_sheet(folder, "一票否决", [["unit", "veto", "date", "text"], [names[5], "发生责任安全事故", "2026-08-02", "3号楼电动自行车起火，有人员受伤"]])
    write_sheet(folder, "合理缺项", [["unit", "indicator", "reason"]] + [[name, "q54", "多层住宅没有电梯"] for i, name in enumerate(names) if i % 3 == 2 and i != 20])
    return folder


HARD_SCHEME = """\
id: hard
title: 边界算例 | Figures at the edge
subject: 对象 | Unit
cadence: quarter
rounding: {rounding}
round_at: {round_at}
decimals: {decimals}
decide_on: printed
not_applicable: prorate
rank_within: all
minimum: -50
indicators:
  - {{id: a, title: 直接打分 | Direct, points: 30, method: direct}}
  - id: w
    title: 加权 | Weighted
    points: 30
    children:
      - {{id: w1, title: 比率 | Ratio, weight: 1, method: ratio}}
      - {{id: w2, title: 分档 | Ladder, weight: 1, method: ladder, input: counts, steps: {{95: 100, 90: 80.5, 80: 60.25, else: 0}}}}
      - {{id: w3, title: 线性 | Linear, weight: 1, method: linear, target: 95, slope: 1.5, part_points: ignore}}
  - {{id: l, title: 线性（进一） | Linear by started points, points: 10, method: linear, target: 95, slope: 0.5, part_points: count, floor: -10}}
  - {{id: p, title: 评委 | Panel, points: 20, method: panel, min_evaluators: 3, trim_low: 1, trim_high: 1, trim_from: 5, scale: 10}}
  - {{id: d, title: 扣分 | Deduct, points: 10, method: deduct, evidence: count, step: 0.35, free_count: 1, floor: -100}}
  - {{id: e, title: 加减分 | Bonus, method: bonus, cap_low: -40, cap_high: 5, events: {{表彰 | Award: 0.125, 通报 | Censure: -7.5}}}}
bands:
  - {{id: good, title: "好*？ | Good*?", from: 60, to: 200}}
  - {{id: bad, title: 差 | Bad, to: 60}}
"""

# 直接打分: ties of rounding at two decimals and beside them, thirds made whole by others, nothing and everything
DIRECT = ["28.165", "28.175", "28.1649999999", "28.1650000001", "0.005", "0.015", "29.995", "30", "0", "1.005", "2.675", "8.125", "8.375", "14.285714", "0.1", "0.3"]
RATIOS = [(1, 3), (2, 3), (1, 7), (6, 7), (19, 20), (18, 20), (4, 5), (9, 10), (949999, 1000000), (57, 60), (29, 31), (0, 9), (9, 9), (13, 17), (1, 8), (995, 1000)]

OWN_DECIMALS = {"id: w\n": "    decimals: 1\n", "id: w1,": " decimals: 4,", "id: w2,": " decimals: 0,", "id: l,": " decimals: 3,", "id: p,": " decimals: 5,"}


def hard(folder, rounding, round_at, decimals=2, of_nodes=False):
    """Figures that binary arithmetic gets wrong where it is not watched; returns the folder and the scheme's file. `of_nodes`: some have decimals of their own."""
    folder = start(folder, "")
    names = [f"对象{i + 1}" for i in range(len(DIRECT))]
    write_sheet(folder, "考评对象", [["name"]] + [[name] for name in names])
    table = [["unit", "a", "w1.done", "w1.due", "w2.done", "w2.due", "w3.done", "w3.due", "l.done", "l.due", "d"]]
    for i, name in enumerate(names):
        pairs = [RATIOS[(i + shift) % len(RATIOS)] for shift in (0, 4, 8, 2)]
        numbers = [number for pair in pairs for number in pair]
        table.append([name, DIRECT[i]] + (["—", "—"] + numbers[2:] if i == 6 else numbers) + [i * 9])
    write_sheet(folder, "评分表", table)
    panel = [["unit", "evaluator", "p"]]
    for i, name in enumerate(names):
        panel += [[name, f"评委{k + 1}", round(6.05 + (i * 7 + k * 3) % 11 * 0.35, 2)] for k in range(3 + i % 6)]
    write_sheet(folder, "评委打分表", panel)
    events = [["unit", "event", "count"]] + [[name, "表彰", i] for i, name in enumerate(names) if i % 3 == 1] + [[names[8], "通报", 5], [names[4], "通报", 4]]
    write_sheet(folder, "加减分记录", events)
    write_sheet(folder, "合理缺项", [["unit", "indicator", "reason"], [names[3], "l", ""], [names[5], "p", "没有评委"], [names[11], "w", ""]])
    scheme = folder.with_suffix(".yaml")
    text = HARD_SCHEME.format(rounding=rounding, round_at=round_at, decimals=decimals)
    for node, more in OWN_DECIMALS.items() if of_nodes else ():
        text = text.replace(node, node + more)
    scheme.write_text("# SPDX-License-Identifier: GPL-3.0-or-later\n" + text, encoding="utf-8")
    return folder, scheme


PRODUCT_SCHEME = """\
# SPDX-License-Identifier: GPL-3.0-or-later
id: product
title: 连乘 | Product
subject: 国家 | Country
full: 1
decimals: 3
rounding: down
aggregate: product
better: low
ranking: modified
indicators:
  - {id: a, title: 一, weight: 1, full: 1, method: goalposts, input: value, lowest: 0, highest: 3}
  - {id: b, title: 二, weight: 1/2, full: 1, method: goalposts, input: value, lowest: 0, highest: 7}
  - id: c
    title: 三
    weight: 2
    full: 10
    aggregate: product
    children:
      - {id: c1, title: 三甲, points: 20, method: direct}
      - {id: c2, title: 三乙, points: 30, method: direct}
bands:
  - {id: good, title: 好, to: 0.1}
  - {id: fair, title: 中, from: 0.1, to: 0.25}
  - {id: poor, title: 差, from: 0.25}
"""


def product(folder):
    """Shares multiplied, also to a power, with the lowest total best: equal totals, a zero, an item that does not apply, and figures whose last digits are cut off."""
    folder = start(folder, "")
    rows = [["甲", 3, 7, 20, 30], ["乙", 2, 3, 19, 28.5], ["丙", 2, 3, 19, 28.5], ["丁", 0, 5, 12, 24], ["戊", 1, 1, 10, 15], ["己", 3, 2, "—", 15]]
    write_sheet(folder, "考评对象", [["name"]] + [[row[0]] for row in rows])
    write_sheet(folder, "评分表", [["unit", "a", "b", "c1", "c2"]] + rows)
    scheme = folder.with_suffix(".yaml")
    scheme.write_text(PRODUCT_SCHEME, encoding="utf-8")
    return folder, scheme
