#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# scheme_edited.py - a scheme exported as a workbook, opened in LibreOffice (soffice) and saved as .xlsx and as .ods, is the same scheme; and what is edited there, a weight, a new
# indicator in a blank row, a row taken out, does what it says: in check, in the differences told, in a form and in a score.
import json
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(os.environ["KP_SOURCE_DIR"])
SCRATCH = pathlib.Path(os.environ["KP_SCRATCH"])
sys.path.insert(0, str(SOURCE / "tests" / "e2e"))
from _recalculate import Office  # noqa: E402

from com.sun.star.beans import PropertyValue  # noqa: E402

SCHEMES = ["wuye_quarter", "sicha_yiping", "resident_satisfaction/three"]
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}


def run(*words, code=0):
    done = subprocess.run([os.environ["KAOPING"], *map(str, words)], capture_output=True, text=True)
    if done.returncode != code:
        sys.exit(f"kaoping {' '.join(map(str, words))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def save(document, path):
    name = PropertyValue()
    name.Name, name.Value = "FilterName", FILTERS[path.suffix]
    document.storeToURL(path.resolve().as_uri(), (name,))


def saved(document, stem):
    """The document as both kinds of file."""
    paths = [SCRATCH / f"{stem}{suffix}" for suffix in FILTERS]
    for path in paths:
        save(document, path)
    return paths


def cell(sheet, row, column):
    return sheet.getCellByPosition(column, row)


def block(sheet, title):
    """The head row of the block, and its columns by name."""
    for row in range(400):
        if cell(sheet, row, 0).String == title and cell(sheet, row + 1, 0).String == "编号":
            columns = {cell(sheet, row + 1, column).String: column for column in range(60)}
            return row + 1, columns
    sys.exit(f"方案: there is no block {title}")


def row_of(sheet, head, first):
    """The row of the block whose first cell says `first`; "" is its first blank row."""
    for row in range(head + 1, head + 200):
        if cell(sheet, row, 0).String == first:
            return row
    sys.exit(f"方案: nothing begins with {first!r}")


def check_edited(office, book):
    document = office.load(book)
    sheet = document.Sheets.getByName("方案")
    head, columns = block(sheet, "指标")
    cell(sheet, row_of(sheet, head, "z"), columns["权重"]).String = "5"
    blank = row_of(sheet, head, "")
    for title, value in {"编号": "n1", "名称": "创新项目 | Innovation", "权重": "5", "计分方式": "直接打分", "满分": "100"}.items():
        cell(sheet, blank, columns[title]).String = value
    lists, _ = block(sheet, "榜单")
    gone = row_of(sheet, lists, "") - 1
    name = cell(sheet, gone, 0).String
    sheet.Rows.removeByIndex(gone, 1)
    for path in saved(document, "edited"):
        run("check", path)
        told = run("scheme", "diff", "sicha_yiping", path)
        for wanted in ("z 自查 · 权重: 10 → 5", "新增 n1 创新项目", f"删去 {name} "):
            assert wanted in told, f"{path.name}: not told: {wanted}\n{told}"
        assert len(told.strip().splitlines()) == 4, told
        # a form by it has the new item's column, and until it is filled in nobody is scored
        form = SCRATCH / "form.xlsx"
        run("form", path, "--units", SOURCE / "templates" / "samples" / "sicha_yiping" / "2026Q3" / "考评对象.csv", "--period", "2026Q3", "-o", form, "--force")
        told = run("check", form, code=3)
        assert "创新项目" in told, told
    document.close(True)
    # a drop-down's word that is none, in the cell where it stands
    document = office.load(book)
    sheet = document.Sheets.getByName("方案")
    head, columns = block(sheet, "指标")
    row = row_of(sheet, head, "z1")
    cell(sheet, row, columns["计分方式"]).String = "随便"
    for path in saved(document, "faulty"):
        told = run("check", path, code=3)
        where = f"方案!{chr(ord('A') + columns['计分方式'])}{row + 1}"
        assert where in told and "随便" in told, f"{path.name}: not told at {where}\n{told}"
    document.close(True)


def check_scored(office, book):
    """The exported file in the place of the built-in scheme: the same results and the same digest."""
    sample = SOURCE / "templates" / "samples" / "sicha_yiping" / "2026Q3"
    built_in, by_book = SCRATCH / "built-in.json", SCRATCH / "by-book.json"
    run("score", sample, "--scheme", "sicha_yiping", "--json", built_in)
    document = office.load(book)
    for path in saved(document, "scored"):
        run("score", sample, "--scheme", path, "--json", by_book, "--force")
        one, other = (json.loads(p.read_text(encoding="utf-8")) for p in (built_in, by_book))
        assert one["units"] == other["units"] and one["scheme"]["digest"] == other["scheme"]["digest"], path.name
    document.close(True)


with Office(SCRATCH) as office:
    for scheme in SCHEMES:
        for language in ("zh", "en"):
            stem = f"{scheme.replace('/', '-')}-{language}"
            book = SCRATCH / f"{stem}.xlsx"
            run("scheme", "export", scheme, "-o", book, "--lang", language)
            document = office.load(book)
            for path in saved(document, f"{stem}-saved"):
                told = run("scheme", "diff", scheme, path)
                assert "的规则没有不同" in told, f"{path.name}: {told}"
                # notes and sources too, which change no result
                before, after = SCRATCH / "before.yaml", SCRATCH / "after.yaml"
                run("scheme", "export", scheme, "-o", before, "--force")
                run("scheme", "export", path, "-o", after, "--force")
                assert before.read_bytes() == after.read_bytes(), path.name
            document.close(True)
            print(f"{stem}: the same by both kinds of file")
    check_edited(office, SCRATCH / "sicha_yiping-zh.xlsx")
    check_scored(office, SCRATCH / "sicha_yiping-zh.xlsx")
