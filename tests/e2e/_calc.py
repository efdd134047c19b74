# SPDX-License-Identifier: GPL-3.0-or-later
# _calc.py - a LibreOffice with the add-in installed, in a profile of its own.
#
#     with Calc(scratch_folder) as calc:                      # installs KAOPING_OXT there, starts, and ends it
#         calc.call("KPROUND", 28.165, 2)                     # by FunctionAccess, without a document: 28.17
#         calc.call("KPRANK", ((3.0,), (1.0,)))               # a range is a tuple of tuples; so is a matrix that comes back
#         sheet = calc.sheet()                                # the first sheet of a new document
#         calc.fill(sheet, "A1", ((1.0, "text"), ("=1/0", ""))) # numbers, texts, formulas
#         calc.evaluate(sheet, "=KPROUND(A1;1)")              # Cell(value, text, error) of the formula in a cell
#         calc.matrix(sheet, "=KPRANK(A1:A3)", 3, 1)          # the same of each cell of an array formula, as rows
#
# An error that a function gives is the number that Calc has for it (502 is Err:502, 32767 #N/A …), in a cell; FunctionAccess raises instead. Texts of errors depend on the language of the
# office, the numbers do not.
import os
import pathlib
import subprocess
from collections import namedtuple

from _checks import skip
from _recalculate import Office, cell_name

import uno  # behind _recalculate, which knows what to do where there is none
from com.sun.star.beans import PropertyValue

Cell = namedtuple("Cell", "value text error")
EMPTY_CELL = uno.Enum("com.sun.star.table.CellContentType", "EMPTY")


def property_value(name, value):
    it = PropertyValue()
    it.Name, it.Value = name, value
    return it


class Calc(Office):
    """An Office with the add-in; `oxt` None: the one that KAOPING_OXT names; "" none."""

    def __init__(self, scratch, options=("--headless",), oxt=None):
        super().__init__(scratch, options)
        if oxt is None and not os.environ.get("KAOPING_OXT"):
            skip("there is no add-in")
        self.oxt = os.environ["KAOPING_OXT"] if oxt is None else oxt
        self.documents = []

    def environment(self):
        # unopkg refuses to install for a single user when it is run by root; then the extension is shared, with a folder of our own for what is shared.
        shared = [f"-env:UNO_SHARED_PACKAGES_CACHE={(self.scratch / 'office-shared').as_uri()}"] if os.geteuid() == 0 else []
        return super().environment() + shared

    def unopkg(self, *words):
        """Runs unopkg on the profile; what it says is in unopkg.log."""
        words = list(words)
        if os.geteuid() == 0:
            words.insert(1, "--shared")
        with open(self.scratch / "unopkg.log", "ab") as log:
            subprocess.run(["unopkg", *words, *self.environment()], stdin=subprocess.DEVNULL, stdout=log, stderr=log, timeout=120, check=True)

    def install(self):
        self.unopkg("add", "--suppress-license", "--force", str(pathlib.Path(self.oxt).resolve()))

    def remove(self):
        self.unopkg("remove", "org.kaoping.calc")

    def __enter__(self):
        self.scratch.mkdir(parents=True, exist_ok=True)
        if self.oxt:
            self.install()
        super().__enter__()
        self.access = self.context.ServiceManager.createInstanceWithContext("com.sun.star.sheet.FunctionAccess", self.context)
        return self

    def __exit__(self, *what):
        for document in self.documents:
            try:
                document.close(True)
            except Exception:  # the office has gone, or the test closed it
                pass
        super().__exit__(*what)

    def call(self, name, *arguments):
        typed = tuple(uno.Any("[][]any", argument) if isinstance(argument, tuple) else argument for argument in arguments)
        return uno.invoke(self.access, "callFunction", (name, typed))

    def document(self):
        """A new spreadsheet, not shown; closed at the end."""
        document = self.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (property_value("Hidden", True),))
        self.documents.append(document)
        return document

    def open(self, path):
        document = self.load(path)
        self.documents.append(document)
        return document

    def save(self, document, path, name_of_filter):
        document.storeToURL(pathlib.Path(path).resolve().as_uri(), (property_value("FilterName", name_of_filter),))

    def command(self, document, name, **arguments):
        """(done, text) of a command of the menu, called with arguments in place of its dialogs."""
        helper = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        values = tuple(property_value(key, value) for key, value in (arguments or {"Quiet": True}).items())
        event = helper.executeDispatch(document.CurrentController.Frame, f"vnd.org.kaoping:{name}", "_self", 0, values)
        return event.State == 1, event.Result

    def sheet(self):
        return self.document().Sheets.getByIndex(0)

    @staticmethod
    def fill(sheet, corner, rows):
        """Writes rows of values from the cell `corner` on; a text that begins with "=" is a formula, None leaves the cell alone."""
        at = sheet.getCellRangeByName(corner).CellAddress
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                cell = sheet.getCellByPosition(at.Column + x, at.Row + y)
                if value is None:
                    continue
                if isinstance(value, str) and value.startswith("="):
                    cell.setFormula(value)
                elif isinstance(value, str):
                    cell.setString(value)
                else:
                    cell.setValue(value)

    @staticmethod
    def read(cell):
        return Cell(cell.getValue(), cell.getString(), cell.getError())

    def evaluate(self, sheet, formula, at="AA1"):
        """What the formula gives in the cell `at`, which is left empty again."""
        cell = sheet.getCellRangeByName(at)
        cell.setFormula(formula)
        try:
            return self.read(cell)
        finally:
            cell.setString("")

    def matrix(self, sheet, formula, rows, columns, at="AA1"):
        """What the formula gives as an array formula over that many cells from `at`, which are left empty again."""
        start = sheet.getCellRangeByName(at).CellAddress
        place = sheet.getCellRangeByPosition(start.Column, start.Row, start.Column + columns - 1, start.Row + rows - 1)
        place.setArrayFormula(formula)
        try:
            return [[self.read(place.getCellByPosition(x, y)) for x in range(columns)] for y in range(rows)]
        finally:
            place.clearContents(1023)


__all__ = ["Calc", "Cell", "cell_name", "property_value"]
