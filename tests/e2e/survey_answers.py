# SPDX-License-Identifier: GPL-3.0-or-later
"""survey_answers.py - `kaoping survey` without a scheme, on counts and on raw forms. The survey is one that a subdistrict of Jinan published in 2022: 187 forms, six questions, four options; degrees are
exact fractions on the scale 100, 60, 30, 0, errors those of the textbook: s² of a simple random sample (Cochran 1977, eq. 2.20), t of 186 degrees of freedom from R's qt()."""
import csv
import json
import os
import subprocess
import sys
import zipfile
from fractions import Fraction
from math import sqrt
from xml.etree import ElementTree

KAOPING = os.environ["KAOPING"]
OPTIONS = ("满意", "基本满意", "不太满意", "不满意")
VALUES = (100, 60, 30, 0)
QUESTIONS = ("环境卫生", "物业服务", "社会治安", "停车秩序", "文化活动", "办事效率")
COUNTS = ((166, 16, 1, 4), (150, 27, 5, 5), (142, 29, 7, 9), (126, 36, 17, 8), (138, 36, 7, 6), (150, 29, 3, 5))
DEGREES = ("94.06", "89.68", "86.36", "81.66", "86.47", "90.00")  # as published
RATES = ("97.33", "94.65", "91.44", "86.63", "93.05", "95.72")
T_95, T_90 = 1.972800114, 1.6530871384  # qt(.975, 186), qt(.95, 186)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def fail(message):
    print("FAILED:", message, file=sys.stderr)
    sys.exit(1)


def same(found, wanted, what):
    if found != wanted:
        fail(f"{what}: {found!r}, not {wanted!r}")


def near(found, wanted, what):
    if found is None or abs(found - wanted) > 1e-8 * max(1, abs(wanted)):
        fail(f"{what}: {found!r}, not {wanted!r}")


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    return path


def run(*words, code=0, says=""):
    done = subprocess.run([KAOPING, "survey", *words], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != code:
        fail(f"kaoping survey {' '.join(words)} ended with {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    if says not in done.stdout + done.stderr:
        fail(f"kaoping survey {' '.join(words)} does not say {says}\n{done.stdout}{done.stderr}")
    return done


def survey(*words):
    return json.loads(run(*words, "--json", "-").stdout)["survey"]


def figures(result):
    return {(f["unit"], f["question"]): f for f in result["leaves"][0]["figures"]}


def answers():
    """The answers to each question, form by form."""
    return [[option for option, count in zip(OPTIONS, counts) for _ in range(count)] for counts in COUNTS]


def forms(extra=(), change=lambda number, row: row):
    yield ["编号", "社区", "年龄", *QUESTIONS, *extra]
    for number, row in enumerate(zip(*answers())):
        yield change(number, [number + 1, "六里山", 20 + number % 60, *row])


def text_of_sheets(path):
    with zipfile.ZipFile(path) as package:
        names = [sheet.get("name") for sheet in ElementTree.fromstring(package.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        shared = ["".join(item.itertext()) for item in ElementTree.fromstring(package.read("xl/sharedStrings.xml"))]
        values = []
        for number in range(len(names)):
            for cell in ElementTree.fromstring(package.read(f"xl/worksheets/sheet{number + 1}.xml")).iter(MAIN + "c"):
                value = cell.find(MAIN + "v")
                if value is not None:
                    values.append(shared[int(value.text)] if cell.get("t") == "s" else value.text)
    return names, values


def question_error(counts):
    n = sum(counts)
    mean = Fraction(sum(c * v for c, v in zip(counts, VALUES)), n)
    return sqrt(sum(c * (v - mean) ** 2 for c, v in zip(counts, VALUES)) / (n - 1) / n)


def form_error():
    marks = dict(zip(OPTIONS, VALUES))
    means = [Fraction(sum(marks[a] for a in form), len(QUESTIONS)) for form in zip(*answers())]
    mean = Fraction(sum(means), len(means))
    return sqrt(sum((m - mean) ** 2 for m in means) / (len(means) - 1) / len(means))


def check(result, bound, leaf_error, t=T_95):
    for unit in (None, "六里山"):
        for number, (degree, rate, counts) in enumerate(zip(DEGREES, RATES, COUNTS), 1):
            found = figures(result)[unit, number]
            same((found["valid"], found["degree"], found["rate"]), (187, degree, rate), QUESTIONS[number - 1])
            near(found["se"], question_error(counts), "standard error")
            near(found["margin"], t * question_error(counts), "margin")
        leaf = figures(result)[unit, 0]
        same((leaf["degree"], leaf["bound"]), ("88.04", bound), "the leaf")  # 98780 / 1122 = 88.0392…
        near(leaf["se"], leaf_error, "standard error of the leaf")


counts = write("counts.csv", [["社区", "题目", *OPTIONS], *(["六里山", q, *c] for q, c in zip(QUESTIONS, COUNTS))])
raw = write("forms.csv", forms())
check(survey(counts), True, sum(map(question_error, COUNTS)) / 6)
check(survey(raw), False, form_error())
check(survey(raw, "--confidence", "90"), False, form_error(), T_90)
same(survey(raw, "--confidence", "90")["confidence"], 90.0, "the confidence")

# the terminal, in both languages; the workbook has the same figures; nothing is overwritten
for lang, word in (("zh", "满意度"), ("en", "degree")):
    shown = run(raw, "--lang", lang, says=word).stdout
    for degree in DEGREES:
        if degree not in shown:
            fail(f"{degree} is not shown")
run(raw, "-o", "report.xlsx", "--confidence", "90", says="report.xlsx")
names, values = text_of_sheets("report.xlsx")
same(names[0], "满意度", "the first sheet")
for counted in COUNTS:
    degree = float(Fraction(sum(c * v for c, v in zip(counted, VALUES)), 187))
    if not any(abs(float(v) - degree) < 0.00501 for v in values if v.replace(".", "", 1).isdigit()):
        fail(f"the report has no {degree}")
if not any("90%" in v for v in values):
    fail("the report does not tell its confidence")
run(raw, "-o", "report.xlsx", code=4, says="KP-F009")

# two files are one survey; sizes correct for a finite population: the error shrinks by √(1 - 187 / 2000) (Cochran 1977, eq. 2.20)
rows = list(forms())
check(survey(write("first.csv", rows[:1] + rows[1::2]), write("second.csv", rows[:1] + rows[2::2])), False, form_error())
sizes = write("sizes.csv", [["社区", "户数"], ["六里山", 2000]])
near(figures(survey(raw, "--sizes", sizes))[None, 0]["se"], form_error() * sqrt(1 - 187 / 2000), "error with sizes")
# a margin: two groups, post-stratified: the mean of the groups' means by their sizes
grouped = write("grouped.csv", forms(("年龄段",), lambda number, row: row + ["老" if number % 3 else "青"]))
margins = write("margins.csv", [["变量", "类别", "人数"], ["年龄段", "青", 1000], ["年龄段", "老", 500]])
marks = [dict(zip(OPTIONS, VALUES))[a] for a in answers()[3]]
groups = [[m for i, m in enumerate(marks) if bool(i % 3) == old] for old in (False, True)]
weighted = sum(Fraction(sum(g), len(g)) * w for g, w in zip(groups, (Fraction(2, 3), Fraction(1, 3))))
near(float(figures(survey(grouped, "--margins", margins))[None, 4]["degree"]), float(round(weighted, 2)), "the degree by margins")

# codes: numbers are answers only where somebody says so, and then it is told
codes = dict(zip(OPTIONS, "4321"))
coded = write("codes.csv", ([codes.get(cell, cell) for cell in row] for row in forms()))
run(coded, code=3, says="KP-W032")
check(survey(coded, "--scale", "four", "--codes", "4;3;2;1"), False, form_error())
run(coded, "--scale", "four", "--codes", "4;3;2;1", says="KP-W033")
# weights of questions: (86.3636… + 3 × 81.6577…) / 4
same(figures(survey(coded, "--scale", "four", "--codes", "4;3;2;1", "--questions", "社会治安", "停车秩序=3"))[None, 0]["degree"], "82.83", "weighted questions")

# what is wrong is told with its place, and nothing is written
wrong = write("wrong.csv", forms(change=lambda number, row: row[:-1] + ["满忆"] if number == 48 else row))
run(wrong, "-o", "wrong.xlsx", "--json", "wrong.json", code=3, says="wrong!I50")
if os.path.exists("wrong.xlsx") or os.path.exists("wrong.json"):
    fail("something was written from a wrong input")
three = write("three.csv", [["社区", "治安"], ["东村", "满意"], ["东村", "基本满意"], ["西村", "不满意"]])
run(three, code=3, says="KP-W031")
run(three, "--scale", "three", says="样本不足")
run(write("nobody.csv", [["治安", "环境"], ["满意", "满意"]]), code=3, says="--by")
run(raw, "--questions", "没有的题", code=3, says="没有的题")

# an option that would do nothing is refused
run(raw, "--compare", "pairs", code=2, says="--compare")
run(raw, "--population", "年龄", code=2, says="--sizes")
run(raw, "--mean", "年龄", "-o", "x.xlsx", code=2, says="--output")
run(raw, "--lonely", "never", code=2, says="--lonely")
run(raw, "--confidence", "100", code=2, says="--confidence")
run(raw, "-o", "x.ods", code=2)
run(raw, "--scheme", "wuye_quarter", "--scale", "four", code=2, says="--scale")
run("missing.csv", code=4, says="KP-F001")
