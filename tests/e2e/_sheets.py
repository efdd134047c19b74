# SPDX-License-Identifier: GPL-3.0-or-later
# _sheets.py - reads the sheets of tests/functions: what stands in each formula cell, as stored in the file and as a soffice shows it, and which arguments the formulas give.
#
#     for place, cell in stored("kpRound.fods").items():      # {(sheet, "B5"): Shown(formula, value)}
#     for place, cell in shown(document).items():             # the same of an open document
#
# A value is a float, a text, or an error as Calc shows it: Error("#N/A").
import xml.etree.ElementTree as xml
from collections import namedtuple

from _calc import cell_name
from _recalculate import FORMULA

Shown = namedtuple("Shown", "formula value")
Error = namedtuple("Error", "shown")

NAMES = {prefix: f"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0" for prefix in ("office", "table", "text")}
CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
ERRORS = {502: "Err:502", 503: "#NUM!", 504: "Err:504", 508: "Err:508", 519: "#VALUE!", 522: "Err:522", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}


def name(text):
    prefix, local = text.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


def stored_value(cell):
    kind = cell.get(name("office:value-type"))
    text = "\n".join("".join(p.itertext()) for p in cell.findall(name("text:p")))
    if cell.get(f"{{{CALCEXT}}}value-type") == "error":
        return Error(text)
    if kind == "string":
        return text
    if kind == "boolean":
        return float(cell.get(name("office:boolean-value")) == "true")
    return float(cell.get(name("office:value"), "nan"))


def stored(path):
    """What the file itself holds for each formula cell."""
    found = {}
    for table in xml.parse(path).getroot().iter(name("table:table")):
        y = 0
        for row in table.iter(name("table:table-row")):
            x = 0
            for cell in row:
                times = int(cell.get(name("table:number-columns-repeated"), "1"))
                if cell.get(name("table:formula")):
                    for i in range(times):
                        found[table.get(name("table:name")), cell_name(x + i, y)] = Shown(cell.get(name("table:formula")), stored_value(cell))
                x += times
            y += int(row.get(name("table:number-rows-repeated"), "1"))
    return found


def error_of(cell):
    return Error(ERRORS.get(cell.getError(), f"Err:{cell.getError()}"))


def shown(document):
    """What a soffice shows in each formula cell; of an array formula in each of its cells."""
    found = {}
    for sheet in (document.Sheets.getByIndex(i) for i in range(document.Sheets.Count)):
        pieces = sheet.queryContentCells(FORMULA)
        for piece in (pieces.getByIndex(i) for i in range(pieces.Count)):
            at, formulas, values = piece.RangeAddress, piece.getFormulaArray(), piece.getDataArray()
            for y, row in enumerate(values):
                for x, value in enumerate(row):
                    if not isinstance(value, (str, float)):  # an error comes as nothing
                        value = error_of(piece.getCellByPosition(x, y))
                    found[sheet.Name, cell_name(at.StartColumn + x, at.StartRow + y)] = Shown(formulas[y][x], value)
    return found


def arguments(formula, function):
    """The arguments of each call of `function` ("ORG.KAOPING.ADDIN.KPROUND") in an OpenFormula text, as texts: [["28.165", "2"], …]."""
    calls, start = [], formula.find(function + "(")
    while start >= 0:
        depth, quoted, argument, found = 0, None, "", []
        for letter in formula[start + len(function):]:
            if quoted:
                quoted = None if letter == quoted else quoted
            elif letter in "\"'":
                quoted = letter
            elif letter in "({[":
                depth += 1
                if depth == 1:
                    continue
            elif letter in ")}]":
                depth -= 1
                if depth == 0:
                    break
            elif letter == ";" and depth == 1:
                found.append(argument.strip())
                argument = ""
                continue
            argument += letter
        calls.append(found + [argument.strip()])
        start = formula.find(function + "(", start + 1)
    return calls
