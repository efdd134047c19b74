#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# forms_typed.py - what a form shows while somebody types into it in LibreOffice (soffice): totals by plain formulas, lists to choose from, ranges with words, a note on each head;
# and that it is printed on A4, landscape, without the totals, with its heads on each page. In both languages. Expected figures are worked out beside the entries.
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(os.environ["KP_SOURCE_DIR"])
SCRATCH = pathlib.Path(os.environ["KP_SCRATCH"])
sys.path.insert(0, str(SOURCE / "tests" / "e2e"))
from _checks import Checks  # noqa: E402
from _recalculate import Office  # noqa: E402

LIST, WHOLE, DECIMAL = "LIST", "WHOLE", "DECIMAL"
check = Checks()


def kaoping(*words):
    done = subprocess.run([os.environ["KAOPING"], *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"kaoping {' '.join(map(str, words))} ended with {done.returncode}\n{done.stdout}{done.stderr}")


class Sheet:
    """A sheet of an open form, its columns by their keys."""

    def __init__(self, document, name):
        self.sheet = document.Sheets.getByName(name)
        self.key_row = next(row for row in range(12) if self.sheet.getCellByPosition(0, row).String in ("unit", "id"))
        self.columns = {}
        for column in range(60):
            key = self.sheet.getCellByPosition(column, self.key_row).String
            if key:
                self.columns[key] = column

    def cell(self, key, row=1):
        """Row 1 is the first below the keys."""
        return self.sheet.getCellByPosition(self.columns[key], self.key_row + row)

    def type(self, row, **entries):
        for key, value in entries.items():
            cell = self.cell(key.replace("__", "."), row)
            if isinstance(value, str):
                cell.String = value
            else:
                cell.Value = value

    def rule(self, key, row=1):
        """The kind of what may be typed, and what is shown where something else is."""
        validation = self.cell(key, row).Validation
        return validation.Type.value, validation.ErrorMessage

    def note(self, key):
        """The note on the column's head, which may be one of two rows."""
        rows = range(self.key_row)
        places = [(note.Position.Column, note.Position.Row) for note in self.notes()]
        return any((self.columns[key], row) in places for row in rows)

    def notes(self):
        annotations = self.sheet.Annotations
        return [annotations.getByIndex(i) for i in range(annotations.Count)]


def test_communities(office, language, names, words):
    form = SCRATCH / f"communities-{language}.xlsx"
    kaoping("form", "sicha_yiping", "--units", SCRATCH / "units.csv", "--period", "2026Q3", "-o", form, "--lang", language)
    document = office.load(form)
    own = Sheet(document, names["own"])
    # 15 + 20 + 18 + 15 + 10 + 9 = 87 of 100, one of seven marks not typed yet
    own.type(1, z1=15.0, z2=20.0, z3=18.0, z4=15.0, z5=10.0, z6=9.0)
    check("sum of the row", own.cell("live.sum").Value, 87.0)
    check("what it lacks", own.cell("live.filled").String, words["lacks"])
    own.type(1, z7=10.0)
    check("sum of the whole row", own.cell("live.sum").Value, 97.0)
    check("complete", own.cell("live.filled").String, words["complete"])
    check("nothing typed, nothing shown", (own.cell("live.sum", 2).String, own.cell("live.filled", 2).String), ("", ""))
    check("a mark's range", (own.rule("z1")[0], words["range"] in own.rule("z1")[1]), (DECIMAL, True))

    survey = Sheet(document, names["survey"])
    options = [key for key in survey.columns if key.startswith("option.")]
    for key, value in zip(options, (10, 20, 5, 3, 2)):
        survey.cell(key).Value = value
    survey.cell("unknown").Value = 4
    check("answers to a question", survey.cell("live.count").Value, 44.0)
    # the scheme's values 100, 80, 60, 30, 0 over 40 answers: (1000 + 1600 + 300 + 90) / 40 = 74.75
    check("degree of a question", round(survey.cell("live.degree").Value, 9), 74.75)
    check("a count's range", survey.rule(options[0])[0], WHOLE)

    findings = Sheet(document, names["findings"])
    findings.type(1, unit="东村", indicator=words["finding"], count=3.0)
    check("points of a finding: 3 places at 1 point", findings.cell("live.points").Value, 3.0)
    findings.type(2, unit="东村", indicator=words["finding"])
    check("one place where none is said", findings.cell("live.points", 2).Value, 1.0)
    findings.type(3, unit="东村", indicator=words["finding"], points=2.5)
    check("points as typed", findings.cell("live.points", 3).Value, 2.5)
    check("units and items are chosen from lists", (findings.rule("unit")[0], findings.rule("indicator")[0]), (LIST, LIST))
    for sheet in (own, survey, findings):
        check(f"{sheet.sheet.Name}: a note on each head", [key for key in sheet.columns if not key.startswith("live.") and not sheet.note(key)], [])
        check_page(document, sheet)
    check_guide(document, names, words)
    document.close(True)


def check_page(document, sheet):
    style = document.StyleFamilies.getByName("PageStyles").getByName(sheet.sheet.PageStyle)
    name, printed = sheet.sheet.Name, sheet.sheet.getPrintAreas()
    last = max(column for key, column in sheet.columns.items() if not key.startswith("live."))
    check(f"{name}: A4 landscape", (style.IsLandscape, round(style.Width / 100), round(style.Height / 100)), (True, 297, 210))
    check(f"{name}: what is printed", [(area.StartColumn, area.EndColumn) for area in printed], [(0, last)])
    check(f"{name}: heads on each page", sheet.sheet.PrintTitleRows, True)
    check(f"{name}: as wide as the page", style.ScaleToPagesX, 1)


def check_guide(document, names, words):
    guide = document.Sheets.getByIndex(0)
    lines = [guide.getCellByPosition(0, row).String for row in range(40)]
    steps = [line for line in lines if line[:2] in ("1.", "2.", "3.", "4.", "5.")]
    check("five lines", len(steps), 5)
    check("what is to be filled in", all(names[key] in steps[0] for key in ("own", "survey", "findings")))
    check("how to check and score, and who signs", all(word in steps[3] + steps[4] for word in ("kaoping check", "kaoping score", words["signer"])))
    fields = [guide.getCellByPosition(0, row).TextFields.Count for row in range(40) if lines[row] in names.values()]
    check("names of sheets lead there", all(fields) and len(fields) >= 3)


def test_properties(office):
    form = SCRATCH / "properties.xlsx"
    kaoping("form", "wuye_quarter", "--units", SCRATCH / "units.csv", "--period", "2026Q3", "-o", form)
    document = office.load(form)
    units = Sheet(document, "考评对象")
    check("groups are chosen, others may be typed", (units.rule("group")[0], units.cell("group").Validation.ShowErrorMessage), (LIST, False))
    check("what may be left empty has a shade", (units.cell("name").CellBackColor, units.cell("group").CellBackColor), (-1, 0xF0F7E8))
    events = Sheet(document, "加减分记录")
    event = document.Sheets.getByName("_lists")
    validation = events.cell("event").Validation
    column = validation.getFormula1().split("$")[-2]
    first = next(event.getCellByPosition(c, 0) for c in range(30) if event.Columns.getByIndex(c).Name == column)
    events.type(1, unit="东村", event=first.String, count=2.0)
    # 获得表彰 = 2 points each in the scheme
    check("points of an event: twice", (first.String, events.cell("live.points").Value), ("获得表彰", 4.0))
    vetoes = Sheet(document, "一票否决")
    check("vetoes are chosen", (vetoes.rule("unit")[0], vetoes.rule("veto")[0]), (LIST, LIST))
    document.close(True)


(SCRATCH / "units.csv").write_text("编号,名称,分组\n1,东村,一组\n2,西村,二组\n", encoding="utf-8")
with Office(SCRATCH) as office:
    test_communities(office, "zh", {"own": "自查", "survey": "满意度测评表", "findings": "抽查记录"},
                     {"lacks": "缺 1 项", "complete": "已填全", "range": "0 至 15 的分数", "finding": "便民服务", "signer": "填表人"})
    test_communities(office, "en", {"own": "Self-check", "survey": "Survey", "findings": "Spot check"},
                     {"lacks": "lacks 1", "complete": "complete", "range": "a mark from 0 to 15", "finding": "Services to residents", "signer": "Prepared by"})
    test_properties(office)
check.end()
