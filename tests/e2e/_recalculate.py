# SPDX-License-Identifier: GPL-3.0-or-later
# _recalculate.py - what a LibreOffice makes of a report: every formula's stored value against what a hard recalculation gives.
#
#     with Office(scratch_folder) as office:
#         result = office.recalculate("report.xlsx")
#     result.formulas     how many formulas there are
#     result.differences  [(sheet, cell, formula, stored, recomputed)] of those that changed
#
# LibreOffice shows the stored values of a workbook made elsewhere until it is told to compute; so they are read before and after
# calculateAll(). A stored figure is the double nearest to its decimals, and every formula ends in a rounding that gives that double too: they must be equal to
# the last bit, scores and the figures before rounding alike.
# A script that imports this is skipped where there is no LibreOffice.
import os
import pathlib
import shutil
import subprocess
import time
from collections import namedtuple

from _checks import skip

try:
    import uno
except ImportError:
    skip("the UNO bridge for Python is not installed (Debian: python3-uno)")
if not shutil.which("soffice"):
    skip("LibreOffice is not installed")

from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FORMULA = 16  # com.sun.star.sheet.CellFlags
ERROR = 4  # com.sun.star.sheet.FormulaResult

Result = namedtuple("Result", "formulas differences errors sheets")


def cell_name(column, row):
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return f"{name}{row + 1}"


class Office:
    """A headless LibreOffice with a profile of its own, reached through a named pipe. `options`: more words of its command line."""

    def __init__(self, scratch, options=("--headless",)):
        self.scratch = pathlib.Path(scratch).resolve()
        self.options = list(options)
        self.process = None

    def environment(self):
        """The -env: words of the office and of its tools: a profile of its own."""
        return [f"-env:UserInstallation={(self.scratch / 'office-profile').as_uri()}"]

    def __enter__(self):
        pipe = f"kaoping{os.getpid()}"
        with open(self.scratch / "office.log", "wb") as log:
            self.process = subprocess.Popen(
                ["soffice", *self.environment(), *self.options, "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"],
                stdout=log, stderr=log, start_new_session=True)
        resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                if self.process.poll() is not None:
                    raise RuntimeError("soffice ended at once; see office.log")
                time.sleep(0.25)
        else:
            raise RuntimeError("soffice does not answer")
        self.context = context
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        return self

    def __exit__(self, *_):
        try:
            self.desktop.terminate()
            self.process.wait(30)
        except Exception:  # it is ours alone: no question is asked
            self.process.kill()
            self.process.wait()

    def load(self, path):
        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", True
        document = self.desktop.loadComponentFromURL(pathlib.Path(path).resolve().as_uri(), "_blank", 0, (hidden,))
        if document is None:
            raise RuntimeError(f"{path} cannot be loaded")
        return document

    def recalculate(self, path):
        document = self.load(path)
        try:
            sheets = [document.Sheets.getByIndex(i) for i in range(document.Sheets.Count)]
            ranges = [(sheet, piece) for sheet in sheets for piece in formula_ranges(sheet)]
            stored = [piece.getDataArray() for _, piece in ranges]
            document.calculateAll()
            formulas, differences = 0, []
            for (sheet, piece), before in zip(ranges, stored):
                address, texts = piece.RangeAddress, piece.getFormulaArray()
                for y, row in enumerate(piece.getDataArray()):
                    for x, value in enumerate(row):
                        at = (address.StartColumn + x, address.StartRow + y)
                        formulas += 1
                        place = (sheet.Name, cell_name(*at), texts[y][x], before[y][x], value)
                        if before[y][x] != value:
                            differences.append(place)
            errors = [place for sheet in sheets for place in cells_with_errors(sheet)]
            return Result(formulas, differences, errors, [sheet.Name for sheet in sheets])
        finally:
            document.close(True)


def formula_ranges(sheet):
    found = sheet.queryContentCells(FORMULA)
    return [found.getByIndex(i) for i in range(found.Count)]


def cells_with_errors(sheet):
    for address in sheet.queryFormulaCells(ERROR).RangeAddresses:
        for row in range(address.StartRow, address.EndRow + 1):
            for column in range(address.StartColumn, address.EndColumn + 1):
                cell = sheet.getCellByPosition(column, row)
                yield (sheet.Name, cell_name(column, row), cell.Formula, "", cell.String)
