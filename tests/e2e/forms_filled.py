#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# forms_filled.py - a form made by `kaoping form`, filled in by hand in LibreOffice (soffice) and saved as .xlsx and as .ods, scores to the same result as the
# evidence it was filled from. The empty form is opened and typed into; what to type is read from the sample's own filled form. Then one weight is changed on
# the sheet 方案: the result is that of a YAML file with the same change, and the report says what differs from the built-in scheme.
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
from com.sun.star.table.CellContentType import EMPTY, VALUE  # noqa: E402

SAMPLES = [("sicha_yiping", "2026Q3"), ("wuye_quarter", "2026Q3"), ("wuye_satisfaction", "2026H1"), ("resident_satisfaction", "2026H1")]
FEW_FORMS = SOURCE / "tests" / "fixtures" / "entry" / "residents"  # in place of the sample, whose 519 forms take minutes to type
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
NOT_TYPED = {"填表说明", "方案", "_lists"}


def kaoping(*words):
    done = subprocess.run([os.environ["KAOPING"], *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"kaoping {' '.join(map(str, words))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def key_row(sheet):
    for row in range(12):
        if sheet.getCellByPosition(0, row).String in ("unit", "id", "variable"):
            return row
    sys.exit(f"{sheet.Name}: no row of keys")


def last_row(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress.EndRow


def fill(form, filled):
    typed = 0
    for name in form.Sheets.ElementNames:
        if name in NOT_TYPED:
            continue
        target, source = form.Sheets.getByName(name), filled.Sheets.getByName(name)
        first = key_row(target)
        if first != key_row(source):
            sys.exit(f"{name}: the two forms have their keys in different rows")
        columns = 0
        while source.getCellByPosition(columns, first).String:
            if not target.getCellByPosition(columns, first).String:  # a column that only this survey has: 年龄
                target.getCellByPosition(columns, first - 1).String = source.getCellByPosition(columns, first - 1).String
            columns += 1
        for row in range(first + 1, last_row(source) + 1):
            for column in range(columns):
                cell = source.getCellByPosition(column, row)
                if cell.Type == EMPTY:
                    continue
                to = target.getCellByPosition(column, row)
                if cell.Type == VALUE:
                    to.Value = cell.Value
                else:
                    to.String = cell.String
                typed += 1
    return typed


def save(document, path):
    name = PropertyValue()
    name.Name, name.Value = "FilterName", FILTERS[path.suffix]
    document.storeToURL(path.as_uri(), (name,))


def units(path):
    return json.loads(path.read_text(encoding="utf-8"))["units"]


def units_list(folder, path):
    path.write_bytes((folder / "考评对象.csv").read_bytes())
    return path


def change_weight(document, indicator, weight):
    sheet = document.Sheets.getByName("方案")
    head = None
    for row in range(last_row(sheet) + 1):
        first = sheet.getCellByPosition(0, row).String
        texts = [sheet.getCellByPosition(column, row).String for column in range(20)]
        if first == "编号" and "权重" in texts:
            head = texts.index("权重")
        elif first == indicator and head is not None:
            cell = sheet.getCellByPosition(head, row)
            before, cell.String = cell.String, weight
            return before
    sys.exit(f"方案: no weight of {indicator} found")


def texts_of(document):
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(True)
        for row in cursor.getDataArray():
            for value in row:
                if isinstance(value, str):
                    yield value


def check_changed_scheme(office, form):
    assert change_weight(form, "z", "20") == "10"
    book, result, report = SCRATCH / "changed.xlsx", SCRATCH / "changed.json", SCRATCH / "changed-report.xlsx"
    save(form, book)
    kaoping("score", book, "--json", result, "-o", report)
    rules = SCRATCH / "changed.yaml"
    yaml = (SOURCE / "templates" / "sicha_yiping.yaml").read_text(encoding="utf-8")
    assert yaml.count("    weight: 10\n") == 1
    rules.write_text(yaml.replace("    weight: 10\n", "    weight: 20\n"), encoding="utf-8")
    by_yaml = SCRATCH / "changed-yaml.json"
    kaoping("score", SOURCE / "templates" / "samples" / "sicha_yiping" / "2026Q3", "--scheme", rules, "--json", by_yaml)
    assert units(result) == units(by_yaml) != units(SCRATCH / "sicha_yiping-wanted.json")
    digests = [json.loads(path.read_text(encoding="utf-8"))["scheme"]["digest"] for path in (result, by_yaml)]
    assert digests[0] == digests[1]
    scored = office.load(report)
    said = [text for text in texts_of(scored) if "10 → 20" in text]
    scored.close(True)
    assert said, "the report does not say that the weight was changed"
    print(f"changed scheme: {said[0]}")


with Office(SCRATCH) as office:
    for scheme, period in SAMPLES:
        folder = FEW_FORMS if scheme == "resident_satisfaction" else SOURCE / "templates" / "samples" / scheme / period
        empty, filled = SCRATCH / f"{scheme}-empty.xlsx", SCRATCH / f"{scheme}-filled.xlsx"
        kaoping("form", scheme, "--units", units_list(folder, SCRATCH / "units.csv"), "--period", period, "-o", empty, "--force")
        kaoping("form", scheme, "--data", folder, "--period", period, "-o", filled, "--force")
        form, known = office.load(empty), office.load(filled)
        typed = fill(form, known)
        assert typed > 80, f"{scheme}: only {typed} cells were typed"
        wanted_path = SCRATCH / f"{scheme}-wanted.json"
        kaoping("score", folder, "--scheme", scheme, "--json", wanted_path)
        wanted = units(wanted_path)
        for suffix in FILTERS:
            book, result = SCRATCH / f"{scheme}-typed{suffix}", SCRATCH / f"{scheme}{suffix}.json"
            save(form, book)
            kaoping("score", book, "--json", result)
            got = units(result)
            assert len(got) == len(wanted) > 0
            for one, other in zip(wanted, got):
                assert one == other, f"{book.name}: {one} became {other}"
            print(f"{book.name}: {typed} cells typed, {len(got)} units alike")
        if scheme == "sicha_yiping":
            check_changed_scheme(office, form)
        form.close(True)
        known.close(True)
