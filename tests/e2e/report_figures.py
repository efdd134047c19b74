# SPDX-License-Identifier: GPL-3.0-or-later
"""report_figures.py - how the figures of a report are stored and shown: what is no mark as it was typed, whatever decimals marks have, but with its own where it has some; no zeros that say nothing; and every figure within
its column. Expected figures are those typed."""
import csv
import os
import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from _checks import Checks

KAOPING = os.environ["KAOPING"]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
check = Checks()
Path("scheme.yaml").write_text("""
id: figures
title: 指数 | Index
subject: 市 | City
cadence: year
family: other
decimals: 0
indicators:
  - {id: x, title: 数值 | Value, method: number}
  - {id: y, title: 半数 | Half, method: formula, formula: x / 2, decimals: 3}
  - {id: big, title: 总量 | Amount, weight: 1, full: 100000000, method: direct, scale: 100000000}
""", encoding="utf-8")
Path("data").mkdir()
for name, rows in {"填表说明": [["考评期", "2026"]], "考评对象": [["名称"], ["甲"], ["乙"]],
                   "评分表": [["考评对象", "数值", "总量"], ["甲", "6.63", "12345678"], ["乙", "4132", "99999999.5"]]}.items():
    with Path("data", f"{name}.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
done = subprocess.run([KAOPING, "score", "data", "--scheme", "scheme.yaml", "-o", "report.xlsx"], capture_output=True, text=True, encoding="utf-8")
check(f"scored: {done.stderr}", done.returncode, 0)

with zipfile.ZipFile("report.xlsx") as package:
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    names = [sheet.get("name") for sheet in book.iter(MAIN + "sheet")]
    sheets = {name: ElementTree.fromstring(package.read(f"xl/worksheets/sheet{i + 1}.xml")) for i, name in enumerate(names)}
    styles = ElementTree.fromstring(package.read("xl/styles.xml"))
    texts = ["".join(item.itertext()) for item in ElementTree.fromstring(package.read("xl/sharedStrings.xml"))]
codes = {"0": "General", "1": "0", "2": "0.00", "10": "0.00%"} | {n.get("numFmtId"): n.get("formatCode") for n in styles.iter(MAIN + "numFmt")}
formats = [codes[xf.get("numFmtId")] for xf in styles.find(MAIN + "cellXfs")]


def rows_of(name):
    """Of each row its cells by column letter: (text or number, number format)."""
    rows = []
    for row in sheets[name].iter(MAIN + "row"):
        cells = {}
        for cell in row:
            value = cell.find(MAIN + "v")
            if value is not None:
                shown = texts[int(value.text)] if cell.get("t") == "s" else value.text if cell.get("t") else float(value.text)
                cells[re.match("[A-Z]+", cell.get("r"))[0]] = (shown, formats[int(cell.get("s", 0))])
        rows.append(cells)
    return rows


def columns_of(name):
    return {column: float(col.get("width")) for col in sheets[name].iter(MAIN + "col") for column in range(int(col.get("min")), int(col.get("max")) + 1)}


def shown(number, code):
    return repr(number).removesuffix(".0") if code == "General" else f"{number:.{len(code.partition('.')[2])}f}"


check("no page for lists that there are none of", "榜单" not in names)
details = {(row["A"][0], row["B"][0]): row for row in rows_of("明细") if row.get("B", ("",))[0] in ("x", "y", "big")}
for unit, leaf, calculated, mark in (("甲", "x", "6.63", "6.63"), ("乙", "x", "4132", "4132"), ("甲", "y", "3.315", "3.315"), ("乙", "y", "2066", "2066.000"),
                                     ("甲", "big", "12345678", "12345678"), ("乙", "big", "99999999.5", "100000000")):
    row = details[unit, leaf]
    check(f"{unit} {leaf} before rounding", shown(*row["F"]), calculated)
    check(f"{unit} {leaf}", shown(*row["G"]), mark)
for name in ("汇总", "明细", "测算结果"):
    widths = columns_of(name)
    for row in rows_of(name):
        for letter, (value, code) in row.items():
            if isinstance(value, float):
                check(f"{name} {letter}: {shown(value, code)} fits", widths[ord(letter) - 64] >= len(shown(value, code)) + 0.5)
check("the title of one figure a unit has room", sum(columns_of("测算结果").values()) >= 60)
check.end()
