# SPDX-License-Identifier: GPL-3.0-or-later
# addin_cells.py - the functions where people put them: whatever stands in an argument's cell there is a result or an error that is meant, and soon; typed with either name in either
# language of the office; in array formulas, in IF, in each other, through names, other sheets and other files; filled down, undone.
import os
import pathlib
import time

from _calc import Calc, property_value
from _checks import Checks
from com.sun.star.sheet.FillDirection import TO_BOTTOM

scratch = pathlib.Path(os.environ["KP_SCRATCH"])
ARGUMENT, UNDECIDED, CALCS_OWN, TEXT, SCHEME, NOT_APPLICABLE, NO_DATA = 502, 503, 504, 519, 525, 532, 32767
OURS = {0, ARGUMENT, UNDECIDED, TEXT, SCHEME, NOT_APPLICABLE, NO_DATA}
SLOW = 20  # seconds that no formula here needs
check = Checks()


# ---- one good call of each function, all in literals: (both names, arguments as FunctionAccess takes them, the result by hand)
SCHEME_ROWS = (
    ("指标", "", "", "", ""),
    ("编号", "名称", "分值", "计分方式", "每处扣分"),
    ("a", "走访", 60.0, "直接打分", ""),
    ("b", "卫生", 40.0, "直接打分", ""),
    ("等次", "", "", "", ""),
    ("编号", "名称", "下限", "上限", ""),
    ("good", "优秀", 90.0, "", ""),
    ("fair", "合格", "", 90.0, ""),
    ("榜单", "", "", "", ""),
    ("编号", "名称", "上榜条件", "", ""),
    ("red", "红榜", "名次 <= 1", "", ""),
    ("方案", "", "", "", ""),
    ("编号", "demo", "", "", ""),
    ("名称", "演示", "", "", ""),
)
CALLS = [
    ("KPSCORE", "考评得分", (SCHEME_ROWS, "a,b", ((50.0, 30.0), (60.0, 40.0)), "total"), ((80.0,), (100.0,))),
    ("KPDETAIL", "考评明细", (SCHEME_ROWS, "a,b", ((50.0, 30.0),), 0.0), ((80.0, 50.0, 30.0),)),
    ("KPFOURCHECKS", "四查一评", (((90.0, 85.0, 88.0, 92.0, 86.0),), ((10.0, 15.0, 25.0, 20.0, 30.0),)), 87.95),  # 9 + 12.75 + 22 + 18.4 + 25.8
    ("KPDEDUCT", "扣分得分", (15.0, 0.5, 3.0, 1.0, 0.0), 14.0),  # one of three places is free
    ("KPRATIO", "比率得分", (10.0, 40.0, 50.0, 100.0), 8.0),
    ("KPLINEAR", "线性得分", (10.0, 97.3, 98.0, 2.0, 0.0, 0.0, 0.0), 8.6),
    ("KPLADDER", "分档得分", (92.0, ((95.0, 10.0), (90.0, 8.0), ("其他", 0.0)), 0.0), 8.0),
    ("KPCHECKLIST", "清单得分", (10.0, (("是",), ("否",), ("是",), ("是",)), 2.5), 7.5),
    ("KPPANEL", "评委均分", (((90.0,), (80.0,), (70.0,)), 1.0, 3.0, (("甲",), ("甲",), ("甲",)), (("甲", 1.0),)), 80.0),
    ("KPSATISFACTION", "满意度", (((60.0,), (25.0,), (10.0,), (3.0,), (2.0,)), ((100.0,), (80.0,), (60.0,), (30.0,), (0.0,)), 10.0, 2.0), 79.0),  # 8690 / 110
    ("KPSATISFACTIONRATE", "满意率", (((60.0,), (25.0,), (10.0,), (3.0,), (2.0,)), 3.0, 10.0, 0.0), 95.0),
    ("KPMARGIN", "抽样误差", (50.0, 100.0, 100.0, 95.0, 0.0), 0.0),  # everybody was asked
    ("KPSAMPLESIZE", "样本量", (5.0, 1000.0, 95.0, 50.0), 278.0),  # Krejcie and Morgan 1970
    ("KPBALLOT", "评议结果", (((20.0,), (10.0,)), (("满意",), ("不满意",)), 60.0, 40.0, "2/3", 0.0), "满意"),
    ("KPGRADE", "考评等次", (((95.0,), (70.0,)), (("优秀", 90.0), ("合格", 0.0)), (("东",), ("西",))), (("优秀",), ("合格",))),
    ("KPRANK", "考评名次", (((90.0,), (85.0,), (85.0,), (80.0,)), (("东",),) * 4, 0.0, 0.0), ((1.0,), (2.0,), (2.0,), (4.0,))),
    ("KPLISTS", "红黑榜", (SCHEME_ROWS, (("甲",), ("乙",)), ((80.0,), (90.0,)), (("东",), ("东",)), (("",), ("",))), None),  # a head, and the best of the two: below
    ("KPROUND", "修约", (28.165, 2.0, 1.0), 28.16),
    ("KPEVALUATE", "考评汇总", (SCHEME_ROWS, "考评对象", (("名称",), ("甲",)), "评分表", (("考评对象", "走访", "卫生"), ("甲", 60.0, 31.0))), None),
    ("KPEXPLAIN", "计分说明", ("扣分得分", 15.0, 0.5, 3.0), None),
]


def without_empty(result):
    """A matrix with what is empty as "", however Calc hands it over."""
    return tuple(tuple("" if cell is None else cell for cell in row) for row in result) if isinstance(result, tuple) else result


def by_function_access(calc):
    for english, chinese, arguments, wanted in CALLS:
        for name in (english, chinese):
            started = time.monotonic()
            try:
                found = without_empty(calc.call(name, *arguments))
            except Exception as error:  # FunctionAccess raises where a cell would show an error
                found = f"raised {type(error).__name__}"
            if wanted is not None:
                check(f"{name} by FunctionAccess", found, wanted)
            check(f"{name} by FunctionAccess in time", time.monotonic() - started < SLOW, True)
    for name in ("KPLISTS", "红黑榜"):
        check(f"{name} lists the best", without_empty(calc.call(name, *CALLS[16][2]))[1:], (("红榜", "乙", 90.0, 1.0, 1.0, ""),))
    evaluated = calc.call("考评汇总", *CALLS[-2][2])
    check("考评汇总 scores 60 + 31", [91.0 in row for row in evaluated][-1], True)
    check("计分说明 tells the result", "13.5" in calc.call("计分说明", *CALLS[-1][2]), True)


# ---- each argument in turn, with what people have in cells

ODD = [  # name, where it stands on the sheet “怪”, errors that may come besides ours
    ("an empty cell", "A1", ()),
    ("an empty range", "A1:B3", ()),
    ("a text", "C1", ()),
    ("an empty text", "D1", ()),
    ("an error cell", "E1", (532,)),
    ("a range with an error cell", "E1:E2", (CALCS_OWN, 532)),
    ("a date", "F1", ()),
    ("TRUE", "G1", ()),
    ("a huge number", "H1", ()),
    ("a negative number", "I1", ()),
    ("a dash", "J1", ()),
    ("a range of mixed things", "C1:D3", ()),
    ("a whole column", "K1:K1048576", ()),
    ("a long text", "L1", ()),
]


def write(sheet, at, arguments):
    """Writes the arguments side by side from the row `at` on; gives their references."""
    references, column = [], 0
    for argument in arguments:
        rows = argument if isinstance(argument, tuple) else ((argument,),)
        width = len(rows[0])
        place = sheet.getCellRangeByPosition(column, at, column + width - 1, at + len(rows) - 1)
        place.setDataArray(rows)
        references.append(place.AbsoluteName)
        column += width + 1
    return references


def odd_arguments(calc):
    document = calc.document()
    document.Sheets.insertNewByName("怪", 1)
    document.Sheets.insertNewByName("数据", 2)
    main, odd, data = (document.Sheets.getByIndex(i) for i in range(3))
    calc.fill(odd, "C1", (("文字", '=""', "=1/0", None, "=TRUE()", 1e300, -7, "—", 3, "长" * 30000), ("95分", "９５", "=NA()"), (5, "—", None)))
    odd.getCellRangeByName("F1").setFormula("2026-09-15")
    at = 0
    for english, chinese, arguments, wanted in CALLS:
        references = write(data, at, arguments)
        at += 30
        for i in range(len(arguments)):
            for what, place, also in ODD:
                given = list(references)
                given[i] = "$怪." + place
                formula = f"={chinese}({';'.join(given)})"
                started = time.monotonic()
                error = calc.evaluate(main, formula).error
                took = time.monotonic() - started
                check(f"argument {i + 1} of {chinese} is {what}: Err:{error} is meant", error in OURS | set(also), True)
                check(f"argument {i + 1} of {chinese} is {what}: {took:.0f} s", took < SLOW, True)
        check(f"{chinese} of cells after all that", calc.evaluate(main, f"={chinese}({';'.join(references)})").error, 0)
    exact = [
        # Calc hands over a single empty cell as 0, and as empty where it is written as a range of one cell or made a text
        ("=修约($怪.A1)", 0, 0.0), ("=修约($怪.A1:A1)", NO_DATA, None), ("=修约($怪.A1&\"\")", NO_DATA, None), ("=修约($怪.I1&\"\")", 0, -7.0),
        ("=线性得分(10;$怪.A1;95;2)", 0, 0.0), ("=线性得分(10;$怪.A1:A1;95;2)", NO_DATA, None), ("=线性得分(10;$怪.A1&\"\";95;2)", NO_DATA, None),
        ("=扣分得分(15;$怪.A1:A1)", NO_DATA, None), ("=扣分得分(15;$怪.A1:A3)", 0, 15.0),  # a list without a finding
        ("=分档得分(1;{95;10|90;8})", 0, 0.0), ("=评委均分({90;80};1)", 0, 85.0),
        ("=修约($怪.C1)", TEXT, None), ("=修约($怪.D1)", NO_DATA, None), ("=修约($怪.E1)", 532, None), ("=修约($怪.E1:E2)", CALCS_OWN, None),
        ("=修约($怪.F1;0)", 0, 46280.0),  # days from 1899-12-30 to 2026-09-15
        ("=修约($怪.G1)", 0, 1.0), ("=修约($怪.I1)", 0, -7.0), ("=修约($怪.J1)", NOT_APPLICABLE, None), ("=修约($怪.C2;0)", 0, 95.0), ("=修约($怪.D2;0)", 0, 95.0),
        ("=扣分得分(15;0.5;$怪.I1)", ARGUMENT, None), ("=扣分得分(15;0.5;$怪.C1)", TEXT, None), ("=扣分得分(15;0.5;$怪.A1)", 0, 15.0), ("=扣分得分($怪.H1;0.5;3)", ARGUMENT, None),
        ("=比率得分(10;$怪.J1;$怪.J1)", NOT_APPLICABLE, None), ("=比率得分(10;3;$怪.A1)", ARGUMENT, None), ("=比率得分(10;$怪.A1;$怪.A1)", NOT_APPLICABLE, None),
        ("=评委均分($怪.A1:B3)", NO_DATA, None), ("=评委均分($怪.K1:K1048576)", 0, 3.0), ("=评委均分($怪.J1)", NOT_APPLICABLE, None),
        ("=考评得分($怪.C1;\"a\";1)", SCHEME, None), ("=考评得分($怪.A1:B3;\"a\";1)", SCHEME, None), ("=考评得分($怪.K1:K1048576;\"a\";1)", SCHEME, None),
    ]
    for formula, error, value in exact:
        found = calc.evaluate(main, formula)
        check(f"the error of {formula}", found.error, error)
        if value is not None:
            check(formula, found.value, value)
    document.close(True)


# ---- names in either language of the office

def both_names(calc, language):
    sheet = calc.sheet()
    cell = sheet.getCellRangeByName("A1")
    for english, chinese, _, _ in CALLS:
        for name in (english, chinese, english.lower()):
            cell.FormulaLocal = f"={name}()"
            shown = cell.FormulaLocal.split("(")[0][1:]
            check(f"{name} typed in {language} is known", shown, name.upper())
    for formula in ("=修约(28.165)", "=KPROUND(28.165)", "=kpround(28.165)", "=修约(KPROUND(28.165))"):
        cell.FormulaLocal = formula
        check(f"{formula} typed in {language}", (cell.getValue(), cell.getError()), (28.17, 0))
    check(f"a grade by the Chinese name in {language}", calc.evaluate(sheet, '=考评等次(95;"sicha_yiping")').text, "优秀")
    check(f"a grade by the English name in {language}", calc.evaluate(sheet, '=KPGRADE(95;"sicha_yiping")').text, "Excellent")


# ---- where formulas stand

def in_formulas(calc):
    document = calc.document()
    document.Sheets.insertNewByName("另一张表", 1)
    document.Sheets.insertNewByName("空表", 2)
    main, other = document.Sheets.getByIndex(0), document.Sheets.getByIndex(1)
    calc.fill(main, "A1", ((28.165, 3), (28.175, 0), (1.005, 40)))
    calc.fill(other, "A1", ((28.165,),))
    document.NamedRanges.addNewByName("满分值", "15", main.getCellRangeByName("A1").CellAddress, 0)
    document.NamedRanges.addNewByName("得分区", "$Sheet1.$A$1:$A$3", main.getCellRangeByName("A1").CellAddress, 0)
    for formula, value in (
            ("=IF(A1>28;修约(A1;2);修约(A2;2))", 28.17), ("=IF(FALSE();修约(A1;2);修约(A2;2))", 28.18), ("=IFERROR(修约(\"x\");-1)", -1.0),
            ("=修约(修约(A1;2)+修约(A3;2);1)", 29.2),  # 28.17 + 1.01 = 29.18
            ("=扣分得分(满分值;0.5;B1)", 13.5), ("=SUM(修约(得分区;2))", 28.17 + 28.18 + 1.01), ("=SUMPRODUCT(修约(得分区;2);{1|0|0})", 28.17),
            ("=修约($另一张表.A1;2)", 28.17), ("=修约($空表.A1)", 0.0), ("=修约(A1)+修约(A1)", 56.34), ("=MAX(修约(A1:A3;2))", 28.18),
            ("=修约(INDEX(A1:A3;2);2)", 28.18), ("=修约(OFFSET(A1;2;0);2)", 1.01), ("=修约(INDIRECT(\"A1\");2)", 28.17), ("=修约(A1:A3!A2:B2;2)", 28.18),
            ("=ROUND(修约(A1;2)*100;0)", 2817.0)):
        found = calc.evaluate(main, formula)
        check(formula, (round(found.value, 9), found.error), (round(value, 9), 0))
    check("an empty sheet's range", calc.evaluate(main, "=修约($空表.A1:A9)").error, NO_DATA)
    check("a range that is gone", calc.evaluate(main, "=修约($没有的表.A1)").error != 0, True)
    check("an array formula over a column", [row[0].value for row in calc.matrix(main, "=修约(A1:A3;2)", 3, 1)], [28.17, 28.18, 1.01])
    check("an array formula of calls row by row", [row[0].value for row in calc.matrix(main, "=A1:A3*0+修约(28.165;2)", 3, 1)], [28.17] * 3)
    check("an array formula higher than its result ends in #N/A", [row[0].error for row in calc.matrix(main, "=修约(A1:A3;2)", 5, 1)], [0, 0, 0, NO_DATA, NO_DATA])
    # a formula whose input changes is computed again, and a circle is told
    main.getCellRangeByName("D1").setFormula("=修约(A1;2)")
    main.getCellRangeByName("A1").setValue(28.155)
    check("a changed cell is computed again", main.getCellRangeByName("D1").getValue(), 28.16)
    main.getCellRangeByName("D2").setFormula("=修约(D2:D3;2)")
    check("a circle is Calc's own error", main.getCellRangeByName("D2").getError() in (522, CALCS_OWN), True)
    main.getCellRangeByName("D2").setString("")
    # another file, open and closed
    path = scratch / "other-file.ods"
    calc.save(document, path, "calc8")
    reference = f"'{path.as_uri()}'#$另一张表.A1"
    check("a cell of another file", round(calc.evaluate(main, f"=修约({reference}+0;2)").value, 9), 28.17)
    document.close(True)


def filled_down(calc):
    document = calc.document()
    sheet = document.Sheets.getByIndex(0)
    rows = 1000
    sheet.getCellRangeByName(f"A1:B{rows}").setDataArray(tuple((15.0, float(i % 7)) for i in range(rows)))
    sheet.getCellRangeByName("C1").setFormula("=扣分得分(A1;0.5;B1)")
    undo = document.UndoManager
    started = time.monotonic()
    sheet.getCellRangeByName(f"C1:C{rows}").fillAuto(TO_BOTTOM, 1)
    found = [row[0] for row in sheet.getCellRangeByName(f"C1:C{rows}").getDataArray()]
    check("a thousand rows filled down", found, [15 - 0.5 * (i % 7) for i in range(rows)])
    check("a thousand rows in time", time.monotonic() - started < SLOW, True)
    sheet.copyRange(sheet.getCellRangeByName("E1").CellAddress, sheet.getCellRangeByName("C1:C9").RangeAddress)
    check("copied cells point to their new neighbours", sheet.getCellRangeByName("E3").getFormula().endswith("(C3;0.5;D3)"), True)
    if undo.isUndoPossible():
        while undo.isUndoPossible():
            undo.undo()
        check("undone", sheet.getCellRangeByName("C2").getFormula(), "")
        while undo.isRedoPossible():
            undo.redo()
        check("redone", sheet.getCellRangeByName("C1000").getValue(), 15 - 0.5 * (999 % 7))
    else:
        check("what was filled can be undone", False, True)
    document.close(True)


with Calc(scratch / "english") as calc:
    by_function_access(calc)
    odd_arguments(calc)
    in_formulas(calc)
    filled_down(calc)
    both_names(calc, "en-US")
with Calc(scratch / "chinese", options=("--headless", "--language=zh-CN")) as calc:
    both_names(calc, "zh-CN")
    check("Calc's own errors are in Chinese", calc.evaluate(calc.sheet(), "=修约(28.165;-10)").text, "错误:502")

check.end()
