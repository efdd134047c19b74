# SPDX-License-Identifier: GPL-3.0-or-later
"""levels.py - four levels (区、街道、社区、社会机构) mark the same communities in a workbook each: forms of one level, binding them as folders of .csv, as .xlsx and as .ods, what a level
may not fill in, what is missing and which lists of units differ. soffice makes the .ods.

East, by hand: 18 + 16 + (10 - 2·2) + 15 + 30·(0.4·(88 + 92)/2 + 0.3·80 + 0.3·70)/100 = 18 + 16 + 6 + 15 + 24.3 = 79.30. West has full marks everywhere: 100.00."""
import csv
import itertools
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from _checks import Checks

KAOPING = os.environ["KAOPING"]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LEVELS = ("区", "街道", "社区", "社会机构")
SCHEME = """
id: four_levels
title: 四级考评 | Evaluation by four levels
subject: 物业项目 | Property
cadence: year
levels: [区 | District, 街道 | Subdistrict, 社区 | Community itself, 社会机构 | Organisation]
indicators:
  - {id: a, title: 政策落实 | Policy, points: 20, method: direct, level: 区}
  - id: b
    title: 街道考核 | By the subdistrict
    points: 30
    level: 街道
    children:
      - {id: b1, title: 服务质量 | Service, points: 20, method: direct}
      - {id: b2, title: 现场检查 | Field check, points: 10, method: deduct, step: 2}
  - {id: c, title: 社区自评 | Self-assessment, points: 20, method: direct, level: 社区}
  - {id: p, title: 综合评议 | Review, points: 30, method: panel, scale: 100, roles: {区 | District: 40, 街道 | Subdistrict: 30, 社会机构 | Organisation: 30}}
vetoes:
  - {id: v, title: 重大事故 | Grave accident, level: 区}
bands:
  - {id: good, title: 良好 | Good, from: 80, to: 100}
  - {id: fair, title: 一般 | Fair, from: 0, to: 80}
"""
UNITS = [["编号", "名称"], ["1", "东村"], ["2", "西村"]]
PANEL = ["考评对象", "评价主体", "评价主体类别", "综合评议"]
BOOKS = {
    "区": {
        "评分表": [["考评对象", "政策落实"], ["东村", "18"], ["西村", "20"]],
        "评委打分表": [PANEL, ["东村", "张三", "区", "88"], ["东村", "李四", "区", "92"], ["西村", "张三", "区", "100"]],
        "一票否决": [["考评对象", "否决事项", "日期", "说明"]],
    },
    "街道": {
        "评分表": [["考评对象", "服务质量"], ["东村", "16"], ["西村", "20"]],
        "评委打分表": [PANEL, ["东村", "王五", "街道", "80"], ["西村", "王五", "街道", "100"]],
        "扣分记录": [["考评对象", "指标", "处数", "问题描述"], ["东村", "现场检查", "2", "乱堆放"]],
    },
    "社区": {"评分表": [["考评对象", "社区自评"], ["东村", "15"], ["西村", "20"]]},
    "社会机构": {"评委打分表": [PANEL, ["东村", "评估中心", "社会机构", "70"], ["西村", "评估中心", "社会机构", "100"]]},
}
check = Checks()


def run(*words, code=0):
    done = subprocess.run([KAOPING, *words], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != code:
        check(f"kaoping {' '.join(words)}\n{done.stdout}{done.stderr}", done.returncode, code)
    return done.stdout + done.stderr


def write_books(folder, books):
    """Each workbook as a folder of .csv; a level of None is a workbook of none."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, (level, sheets) in books.items():
        path = Path(folder, name)
        path.mkdir(parents=True)
        cover = [["考评期", "2026"]] + ([["填报层级", level]] if level else [])
        for sheet, rows in {"填表说明": cover, "考评对象": UNITS, **sheets}.items():
            with open(path / f"{sheet}.csv", "w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows(rows)
    return folder


def books(**changes):
    """The four workbooks with some sheets replaced, books left out (None) or added."""
    made = {level: (level, dict(sheets)) for level, sheets in BOOKS.items()}
    for level, sheets in changes.items():
        if sheets is None:
            del made[level]
        else:
            made[level][1].update(sheets)
    return made


def problems(*words, code=3):
    run("check", *words, "--scheme", "levels.yaml", "--json", "problems.json", "--force", code=code)
    return json.loads(Path("problems.json").read_text(encoding="utf-8"))["problems"]


def codes(found, severity="error"):
    return sorted(problem["code"] for problem in found if problem["severity"] == severity)


def scores(*words, code=0):
    run("score", *words, "--scheme", "levels.yaml", "--json", "result.json", "--force", code=code)
    return {unit["name"]: unit.get("score") for unit in json.loads(Path("result.json").read_text(encoding="utf-8"))["units"]}


def sheets_of(path):
    with zipfile.ZipFile(path) as package:
        return [sheet.get("name") for sheet in ElementTree.fromstring(package.read("xl/workbook.xml")).iter(MAIN + "sheet")]


def texts_of(path):
    with zipfile.ZipFile(path) as package:
        return ["".join(item.itertext()) for item in ElementTree.fromstring(package.read("xl/sharedStrings.xml"))]


WANTED = {"东村": "79.30", "西村": "100.00"}
Path("levels.yaml").write_text(SCHEME, encoding="utf-8")
with open("units.csv", "w", newline="", encoding="utf-8") as units:
    csv.writer(units).writerows(UNITS)
run("check", "levels.yaml")

# The four together, in any order, as a folder of workbooks.
folder = write_books("all", books())
check("scores of four folders", scores(folder), WANTED)
check("explained with the workbook's name", "all/社会机构" in run("explain", folder, "东村", "p", "--scheme", "levels.yaml"))
single = {"whole": (None, {
    "评分表": [["考评对象", "政策落实", "服务质量", "社区自评"], ["东村", "18", "16", "15"], ["西村", "20", "20", "20"]],
    "评委打分表": [PANEL] + [row for level in LEVELS for row in BOOKS[level].get("评委打分表", [None])[1:]],
    "扣分记录": BOOKS["街道"]["扣分记录"],
    "一票否决": BOOKS["区"]["一票否决"],
})}
check("one workbook of no level gives everything", scores(write_books("single", single) + "/whole"), WANTED)

# No order of the files changes a result: of these four, of four where the first by name knows neither groups nor who takes part, and of the sample of the built-in scheme that
# has levels. What the program wrote is compared with itself only; the values are those above.
def results_in_any_order(files, *options, code=0):
    seen = set()
    for order in itertools.permutations(files):
        run("score", *order, *options, "--json", "order.json", "--force", code=code)
        seen.add(Path("order.json").read_text(encoding="utf-8"))
    return len(seen)


check("one result of 24 orders", results_in_any_order([f"all/{level}" for level in LEVELS], "--scheme", "levels.yaml"), 1)
grouped = [["编号", "名称", "分组", "不参评原因"], ["1", "东村", "城区", ""], ["2", "西村", "郊区", ""], ["3", "南村", "郊区", "新成立"]]
write_books("columns", books(区={"考评对象": UNITS + [["3", "南村"]]}, **{level: {"考评对象": grouped} for level in LEVELS[1:]}))
check("one result where one workbook lacks columns", results_in_any_order([f"columns/{level}" for level in LEVELS], "--scheme", "levels.yaml"), 1)
check("who takes no part is known from the others", scores("columns"), {**WANTED, "南村": None})
write_books("dispute", books(**{level: {"考评对象": [[*row[:3], row[3] if level == "社区" or row is grouped[0] else ""] for row in grouped]} for level in LEVELS}))
check("who takes part is disputed", {(p["code"], p["cell"]) for p in problems("dispute") if p["severity"] == "error"}, {("KP-D200", "D4")})
check("one result of the dispute", results_in_any_order([f"dispute/{level}" for level in LEVELS], "--scheme", "levels.yaml", "--partial", code=1), 1)
run("form", "community_annual", "--sample", "-o", "sample.xlsx")
run("form", "community_annual", "--levels", "--data", "sample.xlsx", "--period", "2026", "-o", "sample")
check("one result of the sample", results_in_any_order(sorted(str(path) for path in Path("sample").iterdir())), 1)

# Forms: of one level, and all; both languages.
run("form", "levels.yaml", "--levels", "--units", "units.csv", "--period", "2026", "-o", "forms")
check("a form for each level", sorted(path.name for path in Path("forms").iterdir()), sorted(f"{level}.xlsx" for level in LEVELS))
check("sheets of the community's form", sheets_of("forms/社区.xlsx"), ["填表说明", "考评对象", "评分表", "合理缺项", "方案", "_lists"])
check("vetoes are the district's", ["一票否决" in sheets_of(f"forms/{level}.xlsx") for level in LEVELS], [True, False, False, False])
check("findings are the subdistrict's", ["扣分记录" in sheets_of(f"forms/{level}.xlsx") for level in LEVELS], [False, True, False, False])
check("the cover says whose it is", all(level in texts_of(f"forms/{level}.xlsx") and "填报层级" in texts_of(f"forms/{level}.xlsx") for level in LEVELS))
run("form", "levels.yaml", "--level", "Subdistrict", "--units", "units.csv", "--period", "2026", "-o", "street.xlsx", "--lang", "en")
check("an English form of one level", "Subdistrict" in texts_of("street.xlsx") and "Service" in "".join(texts_of("street.xlsx")))
run("form", "levels.yaml", "--level", "镇", "--units", "units.csv", "--period", "2026", "-o", "none.xlsx", code=2)
run("form", "sicha_yiping", "--levels", "--units", "units.csv", "--period", "2026Q3", "-o", "none", code=2)
check("blank forms lack marks only", {"KP-W062", "KP-W063", "KP-W009", "KP-D150"} & set(codes(problems("forms"))), set())

# Filled forms of each level are read as they were filled in: as .xlsx, and one of them as .ods.
run("form", "levels.yaml", "--levels", "--data", "all", "--period", "2026", "-o", "filled")
check("scores of four .xlsx", scores("filled"), WANTED)
if shutil.which("soffice"):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{Path('office').resolve()}", "--headless", "--convert-to", "ods", "--outdir", "filled",
                    "filled/街道.xlsx"], check=True, timeout=240, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.remove("filled/街道.xlsx")
    check("scores with an .ods among them", scores("filled"), WANTED)

# What is another level's.
found = problems(write_books("wrong", books(社区={"评分表": [["考评对象", "社区自评", "政策落实"], ["东村", "15", "20"], ["西村", "20", ""]]})))
check("a mark of another level", codes(found), ["KP-D150"])
check("its cell and what was expected", (found[0]["cell"], "区" in found[0]["message"]), ("C2", True))
check("the other unit is scored", scores("wrong", "--partial", code=1), {"东村": None, "西村": "100.00"})
found = problems(write_books("wrong", books(社区={"扣分记录": BOOKS["街道"]["扣分记录"], "一票否决": [["考评对象", "否决事项"], ["西村", "重大事故"]]})))
check("a finding and a veto of other levels", [(p["code"], p["cell"]) for p in found if p["severity"] == "error"], [("KP-D150", "B2"), ("KP-D150", "B2")])
found = problems(write_books("wrong", books(社会机构={"评委打分表": [PANEL, ["东村", "评估中心", "区", "70"], ["东村", "评估中心二", "社会机构", "70"], ["西村", "评估中心", "社会机构", "100"]]})))
check("a role of another level", [(p["code"], p["cell"]) for p in found if p["severity"] == "error"], [("KP-D150", "D2")])
found = problems(write_books("wrong", books(街道={"合理缺项": [["考评对象", "指标", "缺项原因"], ["东村", "政策落实", "没有"]]})))
check("a gap of another level", codes(found), ["KP-D150"])

# Dated records of another level, whatever method has them: refused at the indicator's cell, or at the unit's where the sheet is of one indicator alone.
Path("logs.yaml").write_text("""
id: logs
title: 记录 | Records
family: other
subject: 社区 | Community
cadence: year
levels: [区 | District, 街道 | Street]
indicators:
  - {id: b, title: 乙 | B, points: 20, method: direct, level: 街道}
  - {id: r, title: 他项 | Other, points: 20, method: results, level: 区}
  - {id: r2, title: 他项二 | Other two, points: 20, method: results, level: 街道}
  - {id: k, title: 信用 | Credit, method: records, cap_low: -5, cap_high: 5, events: {表扬: 1}, level: 区}
  - {id: c, title: 活动 | Activities, points: 10, method: cadence, gaps: {活动: 90}, level: 区}
  - {id: m, title: 会议 | Meetings, points: 10, method: meetings, every: quarter, level: 区}
  - {id: s, title: 决议 | Resolutions, points: 10, method: resolutions, level: 区}
""", encoding="utf-8")
run("check", "logs.yaml")
LOGS = {
    "他项得分表": ([["考评对象", "指标", "考评期", "得分"], ["东村", "他项", "2026", "90"], ["东村", "他项二", "2026", "80"]], "B2"),
    "信用记录表": ([["考评对象", "日期", "事项"], ["东村", "2026-03-01", "表扬"]], "A2"),
    "活动登记表": ([["考评对象", "日期", "类别"], ["东村", "2026-03-01", "活动"]], "A2"),
    "会议登记表": ([["考评对象", "日期", "应到", "实到"], ["东村", "2026-03-01", "10", "9"]], "A2"),
    "议题登记表": ([["考评对象", "议题", "日期", "应到", "参加表决", "赞成", "反对", "弃权", "结果"], ["东村", "停车", "2026-03-01", "10", "9", "8", "1", "0", "通过"]], "A2"),
}
for name, (rows, cell) in LOGS.items():
    folder = write_books("logs_wrong", {"街道": ("街道", {"评分表": [["考评对象", "乙"], ["东村", "18"], ["西村", "20"]], name: rows})})
    run("check", folder, "--scheme", "logs.yaml", "--json", "problems.json", "--force", code=3)
    found = json.loads(Path("problems.json").read_text(encoding="utf-8"))["problems"]
    check(f"{name} of another level", [(p["code"], p["cell"]) for p in found if p["code"] == "KP-D150"], [("KP-D150", cell)])

# What is missing.
found = problems(write_books("lacks", books(社区=None)))
check("a level without a workbook", codes(found), ["KP-W062"])
check("which, how many, and whose", all(word in found[0]["message"] for word in ("社区", "2 个对象", "东村", "西村")))
check("all whom it is missing for are known, so that nobody is scored and all are told", scores("lacks", "--partial", code=1), {"东村": None, "西村": None})
found = problems(write_books("lacks", books(街道={"考评对象": UNITS[:2], "评分表": BOOKS["街道"]["评分表"][:2], "评委打分表": BOOKS["街道"]["评委打分表"][:2]})))
check("a unit that one level does not list", codes(found), ["KP-W063"])
check("it is named", "街道" in found[0]["message"] and "1 个对象（西村）" in found[0]["message"])
check("those that all list are scored", scores("lacks", "--partial", code=1), {"东村": "79.30", "西村": None})
found = problems(write_books("lacks", books(社会机构={"评委打分表": BOOKS["社会机构"]["评委打分表"][:2]})))
check("a level whose marks of a unit are missing", codes(found), ["KP-D151"])
check("its weight is not said to go to others, which it does not", "KP-D069" in codes(found, "warning"), False)
found = problems(write_books("lacks", books(街道={"评分表": [["考评对象", "服务质量"], ["东村", "16"], ["西村", ""]]})))
check("a mark that is missing", codes(found), ["KP-D051"])
check("it is missing in its own level's workbook", found[0]["file"].endswith("街道/评分表.csv") or "街道" in found[0]["file"])
found = problems(write_books("lacks", books(社区={"评分表": BOOKS["社区"]["评分表"][:2]})))
check("a row that is missing", codes(found), ["KP-D072"])
check("it is missing in its own level's workbook", "社区" in found[0]["file"])
twice = books()
twice["街道二稿"] = ("街道", {"评分表": [["考评对象", "服务质量"], ["东村", "17"]], "评委打分表": [PANEL], "扣分记录": [["考评对象", "指标", "处数", "问题描述"]]})
found = problems(write_books("twice", twice))
check("two workbooks of a level, and the same mark twice", (codes(found), codes(found, "warning").count("KP-W064")), (["KP-D007"], 1))
found = problems(write_books("unknown", {**books(社区=None), "社区": ("村", BOOKS["社区"])}))
check("a level that the scheme has not", codes(found), ["KP-W060"])
write_books("empty", books())
Path("empty/社区/填表说明.csv").write_text("考评期,2026\n填报层级,\n", encoding="utf-8")
found = problems("empty")
check("a level that is left empty, and nothing that follows from it", [(p["code"], p["cell"]) for p in found if p["severity"] == "error"], [("KP-W065", "B2")])

# The report says who gave what, in both languages.
for language, words in (("zh", ("填报：区", "填报：区、街道、社会机构")), ("en", ("given by District", "given by District, Subdistrict, Organisation"))):
    run("score", "all", "--scheme", "levels.yaml", "-o", f"{language}.xlsx", "--lang", language)
    text = "\n".join(texts_of(f"{language}.xlsx"))
    for word in words:
        check(f"the report ({language}) says {word}", word in text)
check.end()
