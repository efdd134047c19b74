# SPDX-License-Identifier: GPL-3.0-or-later
# addin_menu.py - every command of the menu 考评 in a real Calc (soffice), called with arguments in place of dialogs: what it says, what it leaves in the workbook, and that one step of undo
# takes all of that away again.
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import _evaluations
from _calc import Calc, property_value
from _checks import Checks

scratch = pathlib.Path(os.environ["KP_SCRATCH"])
check = Checks()


def tool(*words):
    done = subprocess.run([os.environ["KAOPING"], *map(str, words)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"kaoping {' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def command(document, name, **arguments):
    return calc.command(document, name, **arguments)


def names(document):
    return list(document.Sheets.ElementNames)


def texts(document, sheet, columns=16, rows=400):
    return [list(row) for row in document.Sheets.getByName(sheet).getCellRangeByPosition(0, 0, columns - 1, rows - 1).getDataArray()]


def find(document, sheet, text):
    """(column, row) of the cell with that text."""
    for y, row in enumerate(texts(document, sheet)):
        for x, cell in enumerate(row):
            if cell == text:
                return x, y
    sys.exit(f"no cell {text!r} on the sheet {sheet}")


def colours(document, sheet):
    entries = [entry.getByIndex(0) for entry in document.Sheets.getByName(sheet).ConditionalFormats.getConditionalFormats() if entry.Count]
    ours = [entry for entry in entries if "kaoping" in getattr(entry, "Formula1", "")]
    check("a colour goes by its formula", [entry.Operator for entry in ours], [24 for _ in ours])  # ConditionFormatOperator.EXPRESSION
    check("in a style that is seen", all(document.StyleFamilies.getByName("CellStyles").getByName(entry.StyleName).CellBackColor != -1 for entry in ours))
    return [":".join(entry.Formula1.split(":")[:2]) for entry in ours]


def comments(document, sheet):
    notes = document.Sheets.getByName(sheet).Annotations
    return [notes.getByIndex(i).String for i in range(notes.Count)]


def open_shown(path):
    """As a user has it, though nobody sees it: Calc cannot undo the insertion of a sheet in a document without a window."""
    document = calc.desktop.loadComponentFromURL(pathlib.Path(path).resolve().as_uri(), "_blank", 0, ())
    calc.documents.append(document)
    return document


def select(document, sheet, cell):
    cells = document.Sheets.getByName(sheet)
    document.CurrentController.select(cells.getCellByPosition(*cell) if isinstance(cell, tuple) else cells.getCellRangeByName(cell))


RESULTS = ["汇总", "排名", "榜单", "明细"]
_evaluations.four_checks(scratch / "entry")
tool("form", "sicha_yiping", "--data", scratch / "entry", "--period", "2026Q3", "-o", scratch / "sound.xlsx")
tool("score", scratch / "sound.xlsx", "-o", scratch / "tool.xlsx", "--json", scratch / "tool.json")
scores = {unit["name"]: unit for unit in json.loads((scratch / "tool.json").read_text(encoding="utf-8"))["units"]}


def a_plain_sheet():
    """Not an entry workbook: it is said what is missing, and nothing is put into it."""
    document = calc.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    calc.documents.append(document)
    for name in ("check", "score", "report", "explain"):
        done, text = command(document, name, Output=str(scratch / "none.xlsx"))
        check(f"{name} of a plain sheet is refused", done, False)
        check(f"{name} of a plain sheet says why", "KP-W001" in text or name == "explain")
    check("a plain sheet is as it was", (names(document), document.isModified(), document.UndoManager.getAllUndoActionTitles()), (["Sheet1"], False, ()))
    check("nothing was written", (scratch / "none.xlsx").exists(), False)
    check("nothing to clear", command(document, "clear")[0])
    return document


def a_new_workbook(document):
    sheet = document.Sheets.getByIndex(0)
    calc.fill(sheet, "B2", (("编号", "名称", "分组"), ("007", "东街社区", "一组"), ("008", "西街\"社区\"", "二组")))
    select(document, "Sheet1", "B2:D4")
    before = set(open_titles())
    done, text = command(document, "new", Scheme="sicha_yiping", Period="2026年三季度", Office="某街道", Hidden=True, Language="zh")
    check("a new workbook is made", done)
    check("it says of what", all(part in text for part in ("四查一评", "2026年第三季度", "2 个")))
    made = [c for c in components() if c.Title not in before]
    check("it is one document", len(made), 1)
    calc.documents.extend(made)
    check("which has no name yet", made[0].hasLocation(), False)
    tool("form", "sicha_yiping", "--units", units_file(), "--period", "2026Q3", "--office", "某街道", "--live", "-o", scratch / "form.xlsx", "--lang", "zh")
    same = calc.open(scratch / "form.xlsx")
    same.calculateAll()
    check("with the sheets of kaoping form", names(made[0]), names(same))
    for name in names(same):
        check(f"sheet {name} has the same cells", texts(made[0], name, 12, 60), texts(same, name, 12, 60))
    check("a period that is none", command(document, "new", Scheme="sicha_yiping", Period="2026Q7"), (False, "The period “2026Q7” is not one; expected 2026Q3, 2026H2, 2026 or 2026-09."))
    check("a scheme that is none", "KP-S005" in command(document, "new", Scheme="none", Period="2026Q3")[1])
    done, text = command(document, "new", Scheme="sicha_yiping", Period="2026Q3", Units=str(units_file()), Hidden=True)
    check("units from a file", (done, "2 units" in text), (True, True))


def units_file():
    path = scratch / "units.csv"
    path.write_text('编号,名称,分组\n007,东街社区,一组\n008,"西街""社区""",二组\n', encoding="utf-8")
    return path


def components():
    found, listed = [], calc.desktop.Components.createEnumeration()
    while listed.hasMoreElements():
        found.append(listed.nextElement())
    return [c for c in found if hasattr(c, "Sheets")]


def open_titles():
    return [c.Title for c in components()]


def sound_workbook():
    document = open_shown(scratch / "sound.xlsx")
    forms = names(document)
    undo = document.UndoManager
    form_comments = comments(document, "自查")

    done, text = command(document, "score", CancelAtOnce=True)
    check("a cancelled command says so", (done, text), (False, "已取消，文档没有改动。"))
    check("and leaves the workbook alone", (names(document), document.isModified(), undo.isUndoPossible()), (forms, False, False))

    done, text = command(document, "score")
    check("a sound workbook is scored", (done, text), (True, "共 12 个考评对象，计分 12 个，排名 11 个。结果在“汇总”等表中。"))
    check("the results are its last sheets", names(document), forms + RESULTS)
    check("in one step", undo.getAllUndoActionTitles(), ("考评：计分",))
    column = find(document, "汇总", "总分")[0]
    for name, unit in scores.items():
        if unit["score"]:
            check(f"{name} has the tool's score", document.Sheets.getByName("汇总").getCellByPosition(column, find(document, "汇总", name)[1]).String, unit["score"])
    formulas = [document.Sheets.getByName(name).queryContentCells(16).Count for name in RESULTS]
    check("the results are values", formulas, [0, 0, 0, 0])
    sheet = document.Sheets.getByName("汇总")
    page = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
    check("they are printed on A4 across", (page.IsLandscape, round(page.Width, -2), round(page.Height, -2), page.ScaleToPagesX), (True, 29700, 21000, 1))
    check("with the heads on every page", sheet.PrintTitleRows)
    check("and came with widths, merged cells and styles",
          (sheet.Columns.getByIndex(2).Width > 2500, sheet.getCellRangeByName("A1:D1").IsMerged, sheet.getCellByPosition(0, 2).CellBackColor != -1), (True, True, True))

    # A formula that refers to the results lives through a second scoring, which renews the sheets in their places.
    note = document.Sheets.getByName("_lists")
    total = (column, find(document, "汇总", "天籁社区")[1])
    note.getCellRangeByName("Z1").setFormula(f"=$汇总.{chr(65 + total[0])}{total[1] + 1}")
    command(document, "score")
    check("a second scoring renews the sheets", names(document), forms + RESULTS)
    check("what refers to them still does", note.getCellRangeByName("Z1").String, scores["天籁社区"]["score"])
    for _ in range(3):
        undo.undo()
    check("undo takes all away", names(document), forms)
    undo.redo()
    check("redo brings it back", (names(document), document.Sheets.getByName("汇总").getCellByPosition(*total).String), (forms + RESULTS, scores["天籁社区"]["score"]))
    undo.undo()

    document.Sheets.insertNewByName("汇总", 0)
    document.Sheets.getByName("汇总").getCellByPosition(0, 0).String = "用户自己的"
    command(document, "score")
    check("a user's own sheet is never touched", (document.Sheets.getByName("汇总").getCellByPosition(0, 0).String, "汇总 (2)" in names(document)), ("用户自己的", True))
    undo.undo()
    undo.undo()
    undo.undo()
    check("comments of the form are there", comments(document, "自查"), form_comments)
    return document


def explanations(document):
    command(document, "score")
    column, row = find(document, "汇总", "互查")[0], find(document, "汇总", "悦秀苑社区")[1]
    select(document, "汇总", (column, row))
    done, text = command(document, "explain")
    check("a component is explained", (done, "[h]" in text and scores["悦秀苑社区"]["marks"]["h"] in text), (True, True))
    select(document, "汇总", find(document, "汇总", "平均"))
    check("a mean of all is none of a unit", command(document, "explain")[0], False)
    x, y = find(document, "自查", "怡康苑社区")
    select(document, "自查", (x + 1, y))
    done, text = command(document, "explain")
    check("an entry is explained with its cell", (done, "[z" in text and "自查!" in text), (True, True))
    document.UndoManager.undo()

    sheet = calc.sheet()
    other = sheet.DrawPage.Forms.Parent
    calc.fill(sheet, "A1", ((2.345, 2.355), ("=KPROUND(A1:B1;2;1)", "=1+KPROUND(A1;2)"), ("=KPROUND(A1*2;2)", "=SUM(A1:B1)")))
    calc.fill(sheet, "A4", (("=修约(A$1;;0)", '=KPROUND( "2.345" )', "=KPDEDUCT(15;0.5;Z99)"),))  # an empty cell is 0 places, as in the formula
    for cell, part in (("C4", "= 15"), ("A2", "2.34"), ("B2", "KPEXPLAIN"), ("A4", "2.35"), ("B4", "2.35"), ("A3", '=KPEXPLAIN("KPROUND"')):
        other.CurrentController.select(sheet.getCellRangeByName(cell))
        done, text = command(other, "explain")
        check(f"the formula in {cell} is explained", (done, part in text, text), (True, True, text))
    other.CurrentController.select(sheet.getCellRangeByName("B3"))
    check("a formula without our functions is not", command(other, "explain")[0], False)


def reports(document):
    report = scratch / "menu.xlsx"
    done, text = command(document, "report", Output=str(report), Pdf=True)
    check("the report is written", (done, str(report) in text), (True, True))
    check("with its PDF", (scratch / "menu.pdf").read_bytes()[:5], b"%PDF-")
    tool("score", "sound.xlsx", "-o", scratch / "again.xlsx")
    check("the report is the tool's, byte for byte", hashlib.sha256(report.read_bytes()).hexdigest(), hashlib.sha256((scratch / "again.xlsx").read_bytes()).hexdigest())
    check("it is not replaced unasked", ("KP-F" in command(document, "report", Output=str(report))[1]), True)
    check("nor is the workbook itself", command(document, "report", Output=str(scratch / "sound.xlsx"), Force=True)[0], False)
    check("the workbook was not changed by it", document.isModified(), False)
    check("no file is left beside", sorted(p.name for p in scratch.iterdir() if "menu" in p.name), ["menu.pdf", "menu.xlsx"])


def faulty_workbook():
    document = open_shown(scratch / "sound.xlsx")
    forms, undo = names(document), document.UndoManager
    x, y = find(document, "自查", "怡康苑社区")
    document.Sheets.getByName("自查").getCellByPosition(x + 1, y).Value = 99  # full marks are 15
    cell = document.Sheets.getByName("自查").getCellByPosition(x + 1, y)
    background, note_count = cell.CellBackColor, len(comments(document, "自查"))
    done, text = command(document, "score")
    check("nothing is scored with an error", (done, "错误 1 个" in text), (False, True))
    check("the problems are shown instead", names(document), forms + ["数据问题"])
    # What is marked: that cell, and one that has an entry though it does not apply, which is a warning.
    marked = ['N("kaoping:error', 'N("kaoping:warning'], note_count + 2
    check("the cells are marked", (sorted(colours(document, "自查")), len(comments(document, "自查"))), marked)
    check("and is seen to be", cell.CellBackColor, 0xFFCCCC)
    row = find(document, "数据问题", "错误")[1]
    link = document.Sheets.getByName("数据问题").getCellByPosition(4, row).TextFields.getByIndex(0)
    check("its place is a link", (link.Representation, link.URL.startswith("#")), (f"{chr(65 + x + 1)}{y + 1}", True))
    check("one step", undo.getAllUndoActionTitles()[0], "考评：检查数据")
    undo.undo()
    check("undone", (names(document), colours(document, "自查"), len(comments(document, "自查")), cell.CellBackColor), (forms, [], note_count, background))
    undo.redo()
    check("done again", (names(document), (sorted(colours(document, "自查")), len(comments(document, "自查")))), (forms + ["数据问题"], marked))
    for ending, name in (("ods", "calc8"), ("xlsx", "Calc MS Excel 2007 XML")):
        calc.save(document, scratch / f"marked.{ending}", name)
        again = open_shown(scratch / f"marked.{ending}")
        check(f"marks are known again in .{ending}", command(again, "clear")[0])
        there = again.Sheets.getByName("自查").getCellByPosition(x + 1, y).CellBackColor
        check(f"and cleared there: .{ending}", (names(again), colours(again, "自查"), len(comments(again, "自查")), there), (forms, [], note_count, background))
        again.close(True)
    check("marks are cleared", command(document, "clear"), (True, "标记已清除。"))
    check("without a trace", (names(document), colours(document, "自查"), len(comments(document, "自查")), cell.CellBackColor), (forms, [], note_count, background))
    done, text = command(document, "score", Partial=True)
    check("the others can be scored", (done, "计分 11 个" in text), (True, True))
    cell.Value = 15
    command(document, "check")
    check("what is mended is marked no more", colours(document, "自查"), ['N("kaoping:warning'])
    document.Sheets.getByName("汇总").protect("")
    check("a protected sheet of results is not rewritten", (command(document, "score")[0], "汇总" in command(document, "score")[1]), (False, True))


def untouchable_workbooks():
    """Read-only, or with a protected structure: the problems are said, the report can be made, nothing is put in."""
    document = calc.desktop.loadComponentFromURL((scratch / "sound.xlsx").as_uri(), "_blank", 0, (property_value("ReadOnly", True),))
    calc.documents.append(document)
    done, text = command(document, "check")
    check("problems of a read-only workbook are said", (done, "只读" in text, "KP-D055" in text), (False, True, True))
    check("it is not scored", command(document, "score"), (False, "文档是只读的，不能写入。"))
    check("but reported on", command(document, "report", Output=str(scratch / "read-only.xlsx"))[0])
    document.close(True)
    document = open_shown(scratch / "sound.xlsx")
    document.protect("")
    forms, steps = names(document), document.UndoManager.getAllUndoActionTitles()
    check("a protected structure is told of", "结构受保护" in command(document, "score")[1])
    check("and left alone", (names(document), document.UndoManager.getAllUndoActionTitles()), (forms, steps))
    document.unprotect("")
    document.Sheets.getByName("互查").IsVisible = False
    check("a hidden sheet is read all the same", command(document, "score")[0])
    document.close(True)


def past_periods(document):
    past = json.loads((scratch / "tool.json").read_text(encoding="utf-8"))
    past["period"] = "2026Q2"
    (scratch / "past.json").write_text(json.dumps(past, ensure_ascii=False), encoding="utf-8")
    forms = names(document)
    done, text = command(document, "past", Files=str(scratch / "past.json"))
    check("an earlier period is imported", (done, "往期" in text), (True, True))
    check("onto one sheet", [name for name in names(document) if name not in forms], ["往期"])
    check("with its scores", float(scores["天籁社区"]["score"]) in sum(texts(document, "往期"), []))
    document.UndoManager.undo()
    check("undone", names(document), forms)
    check("a file that is not there", command(document, "past", Files=str(scratch / "missing.json"))[0], False)


with Calc(scratch) as calc:
    a_new_workbook(a_plain_sheet())
    book = sound_workbook()
    book.close(True)
    book = open_shown(scratch / "sound.xlsx")
    reports(book)
    explanations(book)
    past_periods(book)
    faulty_workbook()
    untouchable_workbooks()
    done, text = command(book, "help")
    check("the manual is in the package", (done, text.endswith("/manual/zh/index.html")), (True, True))

check.end()
