#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# calc_bench.py [ROWS] - how fast a real Calc recalculates the add-in's functions beside its own SUMPRODUCT: the add-in that is in out/ (build/addin makes it), in a LibreOffice with a profile
# of its own. Every figure is the least of three hard recalculations of the whole document (calculateAll) that holds only the formulas named. See README.md.
#
# Calc computes a column of like SUMPRODUCTs on all processors at once, and calls add-ins on one; so SUMPRODUCT is measured both ways.
import glob
import os
import pathlib
import sys
import tempfile
import time

import uno

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "e2e"))
sys.dont_write_bytecode = True
from _calc import Calc, property_value  # noqa: E402

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
SCHEME = "wuye_quarter"
# The first twenty columns of its sheets, and a value fit for each: counts of findings, done and due, yes and no.
CODES = """q21 q22 q23 q3 q41 q42 q43 q52 q53 q54 q62""".split()


class Bench(Calc):
    def threads(self, on):
        provider = self.context.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", self.context)
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess",
                                                      (property_value("nodepath", "/org.openoffice.Office.Calc/Formula/Calculation"),))
        access.setPropertyValue("UseThreadedCalculationForFormulaGroups", on)
        access.commitChanges()

    def measure(self, document, what, formula=None, array=None, rows=1, columns=1):
        """Milliseconds of a recalculation with `formula` in each of ROWS rows, or with one array formula over rows × columns."""
        sheet = document.Sheets.getByIndex(0)
        if array:
            place = sheet.getCellRangeByPosition(22, 1, 21 + columns, rows)
            place.setArrayFormula(array)
        else:
            place = sheet.getCellRangeByPosition(22, 1, 22, ROWS)
            sheet.getCellByPosition(22, 1).setFormula(formula)
            place.fillAuto(uno.Enum("com.sun.star.sheet.FillDirection", "TO_BOTTOM"), 1)
        times = []
        for _ in range(4):
            begin = time.perf_counter()
            document.calculateAll()
            times.append((time.perf_counter() - begin) * 1000)
        last = place.getCellByPosition(0, min(rows if array else ROWS, ROWS) - 1)
        shown = f"error {last.getError()}" if last.getError() else last.getString()
        place.clearContents(1023)
        best = min(times[1:])
        print(f"{what:<64} {best:8.0f} ms   ({shown})", flush=True)
        return best


def main():
    packages = sorted(glob.glob(str(TOP / "out" / "kaoping-*.oxt")))
    os.environ.setdefault("KAOPING_OXT", packages[-1] if packages else sys.exit("no out/kaoping-*.oxt: run build/addin first"))
    with tempfile.TemporaryDirectory(prefix="calc_bench") as scratch, Bench(scratch) as calc:
        document = calc.document()
        sheet = document.Sheets.getByIndex(0)
        # Row 1 the codes, rows 2 … the data, below them the weights of SUMPRODUCT.
        block = tuple(tuple(float((x * 7 + y * 13) % 5) / 2 for x in range(20)) for y in range(1000))
        for first in range(0, ROWS, len(block)):
            count = min(len(block), ROWS - first)
            sheet.getCellRangeByPosition(0, 1 + first, 19, first + count).setDataArray(block[:count])
        sheet.getCellRangeByPosition(0, ROWS + 2, 19, ROWS + 2).setDataArray((tuple(5.0 for _ in range(20)),))
        weights = f"$A${ROWS + 3}:$T${ROWS + 3}"
        calc.measure(document, "warm", "=1*A2")
        threaded = calc.measure(document, "SUMPRODUCT, threads on", f"=SUMPRODUCT(A2:T2;{weights})")
        calc.threads(False)
        single = calc.measure(document, "SUMPRODUCT, threads off", f"=SUMPRODUCT(A2:T2;{weights})")
        for name, formula in (("KPROUND(A2)","=KPROUND(A2)"),("PANEL","=KPPANEL(A2:T2)"),("sum checklist","=KPCHECKLIST(100;A2:T2)")):
            calc.measure(document, name, formula)
        calc.measure(document, "round all", array=f"=KPROUND(A2:T{ROWS+1})",rows=ROWS,columns=20)
        calc.measure(document, "round literal 1", array=f"=KPROUND(1)",rows=ROWS,columns=20)
main()
