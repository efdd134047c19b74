# SPDX-License-Identifier: GPL-3.0-or-later
# Live forms and templates in a real Calc: the sheet 即时得分 has the scores, grades and ranks of the batch tool for the same workbook, also after a rule was changed on its sheet 方案 and while cells
# are missing; marks beside the entries are those of the batch tool; templates are found in the template manager, and filled in come to the same as a form.
import json
import os
import pathlib
import subprocess
from urllib.parse import quote, unquote

from _calc import Calc, property_value
from _checks import Checks

KAOPING = os.environ["KAOPING"]
SOURCE = pathlib.Path(os.environ["KP_SOURCE_DIR"])
SCRATCH = pathlib.Path(os.environ.get("KP_SCRATCH", ".")).resolve()
XLSX, ODS = "Calc MS Excel 2007 XML", "calc8"
LIVE, COVER, RULES, UNITS = "即时得分", "填表说明", "方案", "考评对象"
HEADS = ["考评对象", "分组", "得分", "等次", "名次", "说明"]

# scheme, sample, the change of a rule: id, column of 方案, new text; and a required entry: sheet, key of its column
SAMPLES = [
    ("sicha_yiping", "四查一评（社区）", ("p", "权重", "45"), ("督查", "d1.due")),
    ("wuye_quarter", "物业服务季度测评", ("q61", "每个百分点扣分", "1.5"), ("评分表", "q61.done")),
]
check = Checks()


def kaoping(*words, status=0):
    done = subprocess.run([KAOPING, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    check(f"exit status of kaoping {' '.join(map(str, words))}", done.returncode, status)
    if done.returncode != status:
        print(done.stdout)


def batch(path, status=0):
    """The units of the batch tool's results for a workbook."""
    out = SCRATCH / (path.stem + path.suffix.replace(".", "-") + ".json")
    kaoping("score", path, "-o", SCRATCH / "report.xlsx", "--json", out, "--force", "--partial", status=status)
    return json.loads(out.read_text(encoding="utf-8"))["units"]


def text_at(sheet, column, row):
    return sheet.getCellByPosition(column, row).getString()


def results(document):
    """The rows of 即时得分 as lists of texts, without the blank ones at the end."""
    sheet = document.Sheets.getByName(LIVE)
    rows = [[text_at(sheet, column, row) for column in range(6)] for row in range(2, last_row(sheet) + 1)]
    check("heads of 即时得分", rows[0], HEADS)
    while len(rows) > 1 and not any(rows[-1]):
        rows.pop()
    return rows[1:]


def wanted(units):
    """The same of the batch tool, without remarks."""
    return [[unit["name"], unit["group"] or "", unit["score"] or "", unit["grade"] or "", "" if unit["rank"] is None else str(unit["rank"])] for unit in units]


def compare(what, document, path, status=0):
    check(what, [row[:5] for row in results(document)], wanted(batch(path, status)))


def last_row(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress.EndRow


def table(sheet, first, last, width):
    return sheet.getCellRangeByPosition(0, first, width - 1, last).getDataArray()


def keys_of(sheet):
    """Row of the keys and, by key, the column."""
    for row, values in enumerate(table(sheet, 0, 6, 60)):
        found = {value: column for column, value in enumerate(values) if value != ""}
        if row > 2 and ("unit" in found or "name" in found):
            return row, found
    return None, {}


def compare_marks(document, units):
    """Every live column of a mark beside a table, each row."""
    count = 0
    marks = {unit["name"]: unit["marks"] for unit in units}
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        row, keys = keys_of(sheet)
        for key, column in keys.items():
            if not key.startswith("live.") or key.startswith("live.sum") or key in ("live.degree", "live.rate", "live.count", "live.points", "live.filled"):
                continue
            at = row + 1
            while text_at(sheet, keys["unit"], at):
                cell, mark = sheet.getCellByPosition(column, at), marks[text_at(sheet, keys["unit"], at)][key[5:]]
                shown = {0: cell.getString(), 532: None}.get(cell.getError(), f"error {cell.getError()}")
                check(f"{key} of {text_at(sheet, keys['unit'], at)}", shown, mark)
                count += 1
                at += 1
    check("there are live marks", count > 20, True)


def rule_cell(document, indicator, title):
    sheet = document.Sheets.getByName(RULES)
    heads = None
    for row, values in enumerate(table(sheet, 0, last_row(sheet), 40)):
        if values[0] == "编号":
            heads = {value: column for column, value in enumerate(values)}
        elif heads and values[0] == indicator:
            return sheet.getCellByPosition(heads[title], row)
    raise RuntimeError(f"no rule {title} of {indicator}")


def saved(calc, document, name, name_of_filter):
    path = SCRATCH / name
    calc.save(document, path, name_of_filter)
    return path


def test_sample(calc, scheme, change, entry):
    sample = SOURCE / "templates" / "samples" / scheme / "2026Q3"
    form = SCRATCH / f"{scheme}.xlsx"
    kaoping("form", scheme, "--data", sample, "--period", "2026Q3", "--live", "-o", form)
    document = calc.open(form)
    compare(f"{scheme}: as opened", document, form)
    document.calculateAll()
    compare(f"{scheme}: as computed", document, form)
    compare_marks(document, batch(form))
    for name, name_of_filter in ((f"{scheme}-saved.ods", ODS), (f"{scheme}-saved.xlsx", XLSX)):
        compare(f"{scheme}: {name}", document, saved(calc, document, name, name_of_filter))

    # a rule is changed on the sheet 方案
    before = results(document)
    rule_cell(document, change[0], change[1]).setString(change[2])
    check(f"{scheme}: the change is seen", results(document) != before, True)
    path = saved(calc, document, f"{scheme}-changed.xlsx", XLSX)
    compare(f"{scheme}: {change[1]} {change[2]}", document, path)
    compare_marks(document, batch(path))

    # an entry is taken out: that unit is told its cell, the others go on
    sheet = document.Sheets.getByName(entry[0])
    row, keys = keys_of(sheet)
    cell = sheet.getCellByPosition(keys[entry[1]], row + 1)
    unit = text_at(sheet, keys["unit"], row + 1)
    cell.setString("")
    remarks = {line[0]: line[5] for line in results(document) if not line[2]}
    place = cell.AbsoluteName.split(".")[-1].replace("$", "")
    check(f"{scheme}: what is missing", f"{entry[0]}!{place}" in remarks.get(unit, ""), True)
    compare(f"{scheme}: without one entry", document, saved(calc, document, f"{scheme}-missing.ods", ODS), status=1)

    # nonsense on the sheet 方案 is an error of the function and no stale figure
    rule_cell(document, change[0], change[1]).setString("许多")
    check(f"{scheme}: a broken rule", document.Sheets.getByName(LIVE).getCellRangeByName("A4").getError(), 525)


def templates(calc):
    """What the template manager shows under 考评: titles, in the order of the files of the add-in's folder 考评, and those files."""
    manager = calc.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DocumentTemplates", calc.context)
    manager.update()
    files = calc.context.ServiceManager.createInstanceWithContext("com.sun.star.ucb.SimpleFileAccess", calc.context)
    shown = [unquote(entry.split("/")[-1]) for language in files.getFolderContents("vnd.sun.star.hier:/templates", True)
             for group in files.getFolderContents(language, True) if unquote(group).endswith("/考评") for entry in files.getFolderContents(group, True)]
    paths = calc.context.ServiceManager.createInstanceWithContext("com.sun.star.util.PathSettings", calc.context)
    expander = calc.context.getByName("/singletons/com.sun.star.util.theMacroExpander")
    own = [path for path in paths.Template_internal if path.endswith(".oxt/templates")]
    check("folders of templates", len(own), 1)
    folder = expander.expandMacros(own[0].removeprefix("vnd.sun.star.expand:"))
    made = {unquote(path.split("/")[-1]).removesuffix(".ots"): path for path in files.getFolderContents(folder + "/" + quote("考评"), False)}
    check("the template manager shows", sorted(shown), sorted(made))
    return made


def type_entries(source, target):
    """Types all that stands in the rows of a filled form into the same cells of another workbook."""
    target.enableAutomaticCalculation(False)
    for name in source.Sheets.ElementNames:
        sheet = source.Sheets.getByName(name)
        row, keys = keys_of(sheet)
        if row is None:
            continue
        other = target.Sheets.getByName(name)
        other.unprotect("")
        last, width = last_row(sheet), 1 + max(column for key, column in keys.items() if not key.startswith("live."))  # what is computed stands behind
        check(f"keys of {name}", table(other, row, row, width), table(sheet, row, row, width))
        for at, values in enumerate(table(sheet, row + 1, last, width), row + 1):
            if any(value != "" for value in values):
                other.getCellRangeByPosition(0, at, width - 1, at).setDataArray((values,))
    target.enableAutomaticCalculation(True)
    target.calculate()


def test_template(calc, scheme, title, found):
    check(f"the template {title}", title in found, True)
    if title not in found:
        return
    document = calc.desktop.loadComponentFromURL(found[title], "_blank", 0, (property_value("Hidden", True), property_value("AsTemplate", True)))
    calc.documents.append(document)
    plain, live = SCRATCH / f"{scheme}-plain.xlsx", SCRATCH / f"{scheme}.xlsx"
    kaoping("form", scheme, "--data", SOURCE / "templates" / "samples" / scheme / "2026Q3", "--period", "2026Q3", "-o", plain)
    check(f"{title}: sheets", list(document.Sheets.ElementNames), list(calc.open(live).Sheets.ElementNames))
    check(f"{title}: no units yet", [row[:5] for row in results(document)], [[""] * 5])
    check(f"{title}: no errors", [name for name in document.Sheets.ElementNames if document.Sheets.getByName(name).queryFormulaCells(4).Count], [])
    type_entries(calc.open(plain), document)
    cover = document.Sheets.getByName(COVER)
    cover.unprotect("")
    period = next(row for row, values in enumerate(table(cover, 0, 12, 1)) if values[0] == "考评期")
    cover.getCellByPosition(1, period).setString("2026Q3")
    for name, name_of_filter in ((f"{scheme}-template.ods", ODS), (f"{scheme}-template.xlsx", XLSX)):
        compare(f"{title}: {name}", document, saved(calc, document, name, name_of_filter))
    check(f"{title}: as the form", wanted(batch(SCRATCH / f"{scheme}-template.ods")), wanted(batch(plain)))


with Calc(SCRATCH / "calc") as calc:
    for scheme, title, change, entry in SAMPLES:
        test_sample(calc, scheme, change, entry)
    found = templates(calc)
    for scheme, title, change, entry in SAMPLES:
        test_template(calc, scheme, title, found)
check.end()
