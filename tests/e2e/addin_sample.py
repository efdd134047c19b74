# SPDX-License-Identifier: GPL-3.0-or-later
# addin_sample.py - 抽取样本 in a real Calc (soffice), called with arguments in place of its dialog: it draws whom `kaoping sample` draws from the same list and seed, puts two sheets into the
# workbook in one step of undo, and leaves the workbook alone where nothing can be drawn.
import hashlib
import os
import pathlib
import subprocess
import sys

from _calc import Calc, property_value
from _checks import Checks

scratch = pathlib.Path(os.environ["KP_SCRATCH"])
check = Checks()
SEED = "20260930"
LIST, ABOUT = "抽样名单", "抽样说明"
HOMES = [(("东村", "西村", "南苑")[i % 3], f"{i // 30 + 1}号楼", i + 1, f"户主{i}") for i in range(120)]


def key(home):
    """As anybody computes it: SHA-256 of seed|stratum|id."""
    return hashlib.sha256(f"{SEED}|{home[0]}|{home[2]}".encode()).hexdigest()


def drawn_by_hand(count, extra=0):
    """{(community, number): class}, by the smallest keys of each community."""
    found = {}
    for community in {home[0] for home in HOMES}:
        order = sorted((home for home in HOMES if home[0] == community), key=key)
        for at, home in enumerate(order[:count + extra]):
            found[community, str(home[2])] = "正选" if at < count else f"备选 {at - count + 1}"
    return found


def rows_of(sheet):
    """The cells of a sheet as they are shown."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(True)
    end = cursor.RangeAddress
    return [[sheet.getCellByPosition(x, y).String for x in range(end.EndColumn + 1)] for y in range(end.EndRow + 1)]


def drawn(document, name=LIST):
    """The same of the list in the workbook."""
    rows = rows_of(document.Sheets.getByName(name))
    heads = next(i for i, row in enumerate(rows) if row[0] == "序号")
    at = {title: rows[heads].index(title) for title in ("社区", "户号", "类别")}
    return {(row[at["社区"]], row[at["户号"]]): row[at["类别"]] for row in rows[heads + 1:] if row[0]}


def frame():
    """A workbook with the list of homes below a title, and a note beside it, shown as a user has it: Calc cannot undo the insertion of a sheet in a document without a window."""
    document = calc.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    calc.documents.append(document)
    sheet = document.Sheets.getByIndex(0)
    sheet.Name = "名册"
    calc.fill(sheet, "A1", (("住户名册",), ("社区", "楼栋", "户号", "户主"), *HOMES))
    calc.fill(sheet, "G2", (("社区", "户号"), ("别处", 7)))
    select(document, f"A2:D{len(HOMES) + 2}")
    return document


def select(document, cells):
    document.CurrentController.select(document.Sheets.getByIndex(0).getCellRangeByName(cells))


def draw(document, **arguments):
    return calc.command(document, "sample", **{"Language": "zh", "By": "社区", "Id": "户号", "Seed": SEED, **arguments})


def state(document):
    return list(document.Sheets.ElementNames), document.UndoManager.getAllUndoActionTitles()


def whom_it_draws():
    document = frame()
    done, text = draw(document, Size="5", Substitutes="2", Columns="户主")
    check("a sample is drawn", (done, text), (True, f"已抽取：正选 15 个，备选 6 个，见“{LIST}”表。"))
    check("onto two sheets", list(document.Sheets.ElementNames), ["名册", LIST, ABOUT])
    check("those with the smallest keys", drawn(document), drawn_by_hand(5, 2))
    about = sum(rows_of(document.Sheets.getByName(ABOUT)), [])
    check("it is told how", (SEED in about, any("工作表“名册”，120 行" in cell for cell in about)), (True, True))
    check("with the column that was asked for, and no other", ("户主" in sum(rows_of(document.Sheets.getByName(LIST)), []), "楼栋" in sum(rows_of(document.Sheets.getByName(LIST)), [])), (True, False))
    pages = document.StyleFamilies.getByName("PageStyles")
    page = pages.getByName(document.Sheets.getByName(LIST).PageStyle)
    check("for an A4 page upright, with the heads on every page", (page.IsLandscape, round(page.Width, -2), document.Sheets.getByName(LIST).PrintTitleRows), (False, 21000, True))
    check("in one step", document.UndoManager.getAllUndoActionTitles()[0], "考评：抽取样本")
    document.UndoManager.undo()
    check("which undo takes away", list(document.Sheets.ElementNames), ["名册"])
    document.UndoManager.redo()
    check("and redo brings back", drawn(document), drawn_by_hand(5, 2))
    before = rows_of(document.Sheets.getByName(LIST))
    document.CurrentController.setActiveSheet(document.Sheets.getByIndex(0))
    select(document, "A2:D122")
    draw(document, Size="3")
    check("a list that was drawn before stays", (list(document.Sheets.ElementNames), rows_of(document.Sheets.getByName(LIST)) == before), (["名册", LIST, ABOUT, LIST + " (2)", ABOUT + " (2)"], True))
    check("beside the new one", drawn(document, LIST + " (2)"), drawn_by_hand(3))
    document.close(True)


def as_the_tool_draws():
    """The same list from the stored file, of all formats, and from the sheet where a single cell is selected."""
    document = frame()
    document.Sheets.getByIndex(0).getCellRangeByName("G1:H3").clearContents(1023)
    calc.fill(document.Sheets.getByIndex(0), "A60", (("合计", "", 120, ""),))  # no home: it stands where one was
    select(document, "B3")
    check("the sheet's list", draw(document, Total="31", Allocate="proportional", Substitutes="20%")[0])
    wanted = drawn(document)
    for ending, name in (("ods", "calc8"), ("xlsx", "Calc MS Excel 2007 XML")):
        path, out = scratch / f"frame.{ending}", scratch / f"drawn-{ending}.xlsx"
        calc.save(document, path, name)
        done = subprocess.run([os.environ["KAOPING"], "sample", path, "--sheet", "名册", "--by", "社区", "--id", "户号", "--total", "31", "--substitutes", "20%", "--seed", SEED, "--lang", "zh", "-o", out], capture_output=True, text=True)
        check(f"the tool draws from .{ending}", done.returncode, 0)
        book = calc.open(out)
        check(f"the same from .{ending}", drawn(book), wanted)
        book.close(True)
    document.close(True)


def what_cannot_be():
    document = frame()
    before = state(document)
    for what, arguments, part in (
        ("no seed", {"Size": "5", "Seed": " "}, "KP-R030"),
        ("no amount", {}, "大于 0"),
        ("nobody", {"Size": "0"}, "大于 0"),
        ("a share of all", {"Total": "5%"}, "大于 0"),
        ("substitutes that are no number", {"Size": "5", "Substitutes": "若干"}, "若干"),
        ("a column that is not there", {"Size": "5", "By": "街道"}, "街道"),
        ("ids that are there twice", {"Size": "5", "Id": "楼栋"}, "KP-"),
    ):
        done, text = draw(document, **arguments)
        check(f"{what}: refused, with the reason", (done, part in text or text), (False, True))
    check("the workbook is as it was", state(document), before)
    done, text = draw(document, Size="50")
    check("more than there are: all, and it is said", (done, "KP-R031" in text, len(drawn(document))), (True, True, len(HOMES)))
    document.UndoManager.undo()
    check("cancelled", draw(document, Size="5", CancelAtOnce=True), (False, "已取消，文档没有改动。"))
    document.protect("")
    check("a protected structure is told of", "结构受保护" in draw(document, Size="5")[1])
    document.unprotect("")
    check("nothing was put in", list(document.Sheets.ElementNames), before[0])
    document.close(True)
    empty = calc.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    calc.documents.append(empty)
    done, text = draw(empty, Size="5")
    check("an empty sheet has no frame", (done, "没有名册" in text), (False, True))
    check("and stays empty", list(empty.Sheets.ElementNames), ["Sheet1"])


with Calc(scratch) as calc:
    whom_it_draws()
    as_the_tool_draws()
    what_cannot_be()

check.end()
