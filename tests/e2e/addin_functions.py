# SPDX-License-Identifier: GPL-3.0-or-later
# The add-in's functions in a real Calc: found by both names, values and errors in cells, matrices, literals; and each function once by its Chinese and English name.
import os
import pathlib
import re

from _calc import Calc
from _checks import Checks

check = Checks()


# Each function once: method, arguments (a tuple of tuples is a range), and what it gives, worked out by hand: a number to 9 digits, a text, or a matrix; a text in ~ is contained.
COUNTS = ((50.0, 30.0, 10.0, 5.0, 5.0),)
CALLS = [
    ("kpScore", ("sicha_yiping", "z,h,c,d,p", ((80.0, 90.0, 85.0, 19.0, 100.0),)), 91.75),  # 80 * 10% + 90 * 15% + 85 * 25% + 19 of 20 + 100 * 30%
    ("kpDetail", ("sicha_yiping", "z,h,c,d,p", ((80.0, 90.0, 85.0, 19.0, 100.0),)), "~((91.75, ~"),
    ("kpFourChecks", (((80.0, 90.0, 85.0, 95.0, 100.0),), ((20.0, 20.0, 20.0, 20.0, 20.0),)), 90),  # the plain mean
    ("kpDeduct", (15, 0.5, 3), 13.5),  # 15 - 3 * 0.5
    ("kpRatio", (20, 45, 50), 18),  # 20 * 45 / 50
    ("kpLinear", (10, 97, 100, 0.5), 8.5),  # 10 - 3 * 0.5
    ("kpLadder", (85, ((90.0, 10.0), (80.0, 8.0), ("其他", 0.0))), 8),
    ("kpChecklist", (10, (("是", "否", "是", "是"),)), 7.5),  # 10 * 3 / 4
    ("kpPanel", (((90.0, 80.0, 70.0, 100.0, 60.0),), 1), 80),  # (90 + 80 + 70) / 3
    ("kpSatisfaction", (COUNTS,), 81.5),  # (50*100 + 30*80 + 10*60 + 5*30 + 5*0) / 100
    ("kpSatisfactionRate", (COUNTS, 2), 80),
    ("kpWeightedSatisfaction", (((10.0, 5.0, 3.0, 1.0, 1.0), (12.0, 8.0, 4.0, 4.0, 2.0), (5.0, 2.0, 2.0, 0.0, 1.0)), ((300.0,), (500.0,), (200.0,))), 917 / 12),  # (300 * 1610/20 + 500 * 2200/30 + 200 * 780/10) / 1000
    ("kpMargin", (200, 400), 4.89990996),  # 1.959963985 * sqrt(0.25 / 400) = 1.959963985 * 0.025
    ("kpSampleSize", (5,), 385),  # 1.959963985^2 * 0.25 / 0.05^2 = 384.15, up
    ("kpAgreement", (((1.0, 3.0), (2.0, 2.0), (3.0, 7.0)), 4), 2 / 3),  # 2 * (1 - (1 + 7) / 12): the variances of 1 2 3, of 3 2 7, and of their sums 4 4 10
    ("kpBallot", (((40.0, 5.0, 3.0),), (("优秀", "合格", "不合格"),)), "优秀"),
    ("kpGrade", (((95.0,), (75.0,)), (("优秀", 90.0), ("良好", 70.0))), (("优秀",), ("良好",))),
    ("kpRank", (((3.0,), (1.0,), (3.0,)),), ((1.0,), (3.0,), (1.0,))),
    ("kpLists", ("wuye_quarter", (("甲",), ("乙",)), ((95.0,), (50.0,))), "~, '甲', 95.0, 1.0, ~"),
    ("kpRound", (28.165, 2), 28.17),
    ("kpEvaluate", ("sicha_yiping", "考评对象", (("编号", "名称"), (1.0, "东村"))), "~东村~"),
    ("kpConsent", (24, 18, 24, 2400, 1800, 2400, "", "", "major"), "~75.0, 75.0~"),  # 18 / 24, 1800 / 2400
    ("kpCostShare", (100000, 7, 1), ((4285.71, 4285.74, 30000.0, 70000.0, 70.0),)),  # 30000 / 7, down; 30000 - 6 * 4285.71
    ("kpFundBand", (2001, 35000, "", 1), "~40000.0, 5000.0, ~"),
    ("kpFacility", (4132, 6500), "~(2066.0, 13429000.0, '—', ~"),  # 4132 / 100 * 50; * 6500
    ("kpQuota", (4132, 150), "~(207.0, 413.0, '—', ~"),  # 4132 / 20, up; / 10, down
    ("kpCoverage", ((("甲",), ("甲",)), ((1.0,), (0.0,)), 90), "~2.0, 1.0, 50.0, 90.0, ~"),
    ("kpCredit", (75, 2, 4), "~, 73.0)~"),
    ("kpThreeRates", (200, 190, 160, 120, 140), "~85.38, 95.0, 75.0, 87.5, ~"),  # 28.5 + 26.25 + 30.625
    ("kpExplain", ("扣分得分", 15, 0.5, 3), "~13.5~"),
]


def equals(found, wanted):
    if isinstance(wanted, str) and wanted.startswith("~"):
        return wanted[1:-1] in str(found)
    if isinstance(wanted, (int, float)):
        return isinstance(found, float) and abs(found - wanted) <= 1e-9 * abs(wanted)
    return found == wanted


def check_each(calc):
    table = (pathlib.Path(os.environ["KP_SOURCE_DIR"]) / "scoring/functions/include/kaoping/functions.def").read_text("utf-8")
    functions = dict(re.findall(r'^KP_FUNCTION\(\w+, "(\w+)", "([^"]+)"', table, re.M))
    check("functions of the table without a call here", sorted(set(functions) - {method for method, _, _ in CALLS}), [])
    for method, arguments, wanted in CALLS:
        for name in (method.upper(), functions[method], "org.kaoping.AddIn." + method, "org.kaoping.AddInZh." + method):
            try:
                found = calc.call(name, *arguments)
            except Exception as error:  # FunctionAccess raises for an error value
                found = f"{type(error).__name__} {error}"
            check(f"{name}{arguments}", equals(found, wanted) or found, True)


with Calc(os.environ["KP_SCRATCH"]) as calc:
    check_each(calc)

    # GB/T 8170 leaves an even digit where half of a unit is cut: 2.345 -> 2.34, 2.355 -> 2.36; half up gives 2.35 and 2.36.
    for name in ("KPROUND", "修约", "org.kaoping.AddIn.kpRound", "org.kaoping.AddInZh.kpRound"):
        check(f"{name} by FunctionAccess", calc.call(name, 28.165, 2), 28.17)
        check(f"{name} of a range by GB/T 8170", calc.call(name, ((2.345,), (2.355,)), 2, 1), ((2.34,), (2.36,)))

    sheet = calc.sheet()
    calc.fill(sheet, "A1", ((1.255, "x", "=1/0"), (2, '=""', "=NA()")))
    for name in ("KPROUND", "修约"):
        check(f"{name} in a cell", calc.evaluate(sheet, f"={name}(28.165;2)")[::2], (28.17, 0))
        check(f"{name} of a cell", calc.evaluate(sheet, f"={name}(A1)")[::2], (1.26, 0))
        check(f"{name} of text is #VALUE!", calc.evaluate(sheet, f"={name}(B1)").error, 519)
        check(f"{name} of decimals beyond reason is Err:502", calc.evaluate(sheet, f"={name}(A1;1000000)").error, 502)
        check(f"{name} of an inline array", [cell.value for cell in calc.matrix(sheet, f"={name}({{1.25;2.35}};1)", 1, 2)[0]], [1.3, 2.4])
        found = calc.matrix(sheet, f"={name}(A1:B2;1)", 2, 2)
        check(f"{name} of a range with text and an empty text", [[(c.value, c.text, c.error) for c in row] for row in found],
              [[(1.3, "1.3", 0), (0.0, "#VALUE!", 519)], [(2.0, "2", 0), (0.0, "", 0)]])
        # Calc itself does not call an add-in with a cell in error: the error passes through, and of a range it is Err:504.
        check(f"{name} of an error cell", calc.evaluate(sheet, f"={name}(C2)").error, 32767)
        check(f"{name} of a range with an error cell", calc.evaluate(sheet, f"={name}(A1:C2)").error, 504)

    # As an array formula too a function is called once with whole ranges, whichever argument they stand for; the result is as large as it is.
    calc.fill(sheet, "A5", ((60, 70, 80),))
    found = calc.matrix(sheet, '=考评汇总("sicha_yiping";"考评对象";A5:B5)', 1, 6)
    check("the head of 考评汇总 as an array formula", [cell.text for cell in found[0]], ["考评对象", "分组", "得分", "等次", "名次", "说明"])
    check("计分说明 in an array formula", calc.evaluate(sheet, '=SUMPRODUCT(ISNUMBER(SEARCH("= 70";KPEXPLAIN("kpPanel";A5:C5))))')[::2], (1, 0))

    # A matrix of one row is repeated in all rows of an array formula: results beside a range of which one row is filled must not be.
    calc.fill(sheet, "A7", ((80, 90, 85, 19, 100),))
    found = calc.matrix(sheet, '=考评得分("sicha_yiping";"z,h,c,d,p";A7:E9)', 3, 1)
    check("scores of one unit of three", [(cell.value, cell.error) for cell, in found], [(91.75, 0), (0, 32767), (0, 32767)])
    found = calc.matrix(sheet, '=考评明细("sicha_yiping";"z,h,c,d,p";A7:E9)', 3, 1)
    check("details of one unit of three", [(cell.value, cell.error) for cell, in found], [(91.75, 0), (0, 32767), (0, 32767)])
    found = calc.matrix(sheet, "=考评名次(A7:A9)", 3, 1)
    check("ranks of one unit of three", [(cell.text, cell.error) for cell, in found], [("1", 0), ("", 0), ("#N/A", 32767)])

    # Grades can be counted while some units have no score yet.
    sheet.getCellRangeByName("G5:G7").setArrayFormula('=考评等次(J5:J7;"wuye_quarter")')
    calc.fill(sheet, "J5", ((95,), ("",), (96,)))
    check("grades counted", calc.evaluate(sheet, '=COUNTIF(G5:G7;"优秀")')[::2], (2, 0))

    # Texts of a matrix are texts like any other: equal to themselves and to nothing else, countable, found.
    calc.fill(sheet, "E1", (("—", "不适用"), ("—", "缺项")))
    sheet.getCellRangeByName("G1:H2").setArrayFormula("=KPROUND(E1:F2)")
    for formula, wanted in (("=G1=G2", 1), ("=G1=H1", 0), ('=G1="—"', 1), ("=EXACT(G1;H1)", 0), ('=COUNTIF(G1:H2;"—")', 2), ('=MATCH("缺项";H1:H2;0)', 2)):
        check(f"{formula} of a matrix of texts", calc.evaluate(sheet, formula)[::2], (wanted, 0))

check("the office's end with the add-in loaded", calc.process.returncode, 0)
check.end()
