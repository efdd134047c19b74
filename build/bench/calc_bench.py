#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# calc_bench.py [ROWS] - how fast a real Calc recalculates the add-in's functions beside its own SUMPRODUCT: the add-in that is in out/ (build/addin makes it), in a LibreOffice with a profile
# of its own. Every figure is the least of three hard recalculations of the whole document (calculateAll) that holds only the formulas named. See README.md.
#
# Calc computes a column of like SUMPRODUCTs on all processors at once, and calls add-ins on one; so SUMPRODUCT is measured both ways. Where others use the machine, the ratio of the processor
# times is the one to trust.
import glob
import os
import pathlib
import sys
import tempfile
import time
from collections import namedtuple

import uno

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "e2e"))
sys.dont_write_bytecode = True
from _calc import Calc, property_value  # noqa: E402

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
SCHEME = "wuye_quarter"
# Twenty columns for all its leaves: counts of findings, marks, done and due.
CODES = ("q1.mark q21 q22 q23 q3 q41 q42 q43 q51.mark q52 q53 q54 q61.done q61.due q62 q71.done q71.due q72.done q72.due q8.mark").split()

# The marks of all its leaves, so that the function has no more to do than a sum of products. They stand in columns of their own, AE to AU.
MARKS = [f"{leaf}.mark" for leaf in "q1 q21 q22 q23 q3 q41 q42 q43 q51 q52 q53 q54 q61 q62 q71 q72 q8".split()]


def value(column, row):
    """A value that fits the column: due at least done, few findings, small marks."""
    if CODES[column].endswith(".due"):
        return 20.0
    if CODES[column].endswith(".done"):
        return 15.0 + (row + column) % 6
    return float((row * 7 + column * 3) % 4)


Time = namedtuple("Time", "wall cpu")


class Bench(Calc):
    def threads(self, on):
        provider = self.context.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", self.context)
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess",
                                                      (property_value("nodepath", "/org.openoffice.Office.Calc/Formula/Calculation"),))
        access.setPropertyValue("UseThreadedCalculationForFormulaGroups", on)
        access.commitChanges()

    def cpu(self):
        """Milliseconds of processor time that the office has used so far."""
        ticks = 0
        for stat in glob.glob("/proc/[0-9]*/stat"):
            try:
                fields = open(stat, encoding="ascii", errors="replace").read().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            if int(fields[3]) == self.process.pid:  # its session
                ticks += int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

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
            begin, used = time.perf_counter(), self.cpu()
            document.calculateAll()
            times.append(((time.perf_counter() - begin) * 1000, self.cpu() - used))
        last = place.getCellByPosition(0, min(rows if array else ROWS, ROWS) - 1)
        shown = f"error {last.getError()}" if last.getError() else last.getString()
        place.clearContents(1023)
        wall, cpu = (min(column) for column in zip(*times[1:]))
        print(f"{what:<56} {wall:7.0f} ms, {cpu:7.0f} ms of processor time   ({shown})", flush=True)
        return Time(wall, cpu)


def fill(sheet):
    """Row 1 the codes, rows 2 … the data, two rows below them the weights."""
    sheet.getCellRangeByPosition(0, 0, 19, 0).setDataArray((tuple(CODES),))
    block = tuple(tuple(value(column, row) for column in range(20)) for row in range(1200))
    for first in range(0, ROWS, len(block)):
        count = min(len(block), ROWS - first)
        sheet.getCellRangeByPosition(0, 1 + first, 19, first + count).setDataArray(block[:count])
    sheet.getCellRangeByPosition(0, ROWS + 2, 19, ROWS + 2).setDataArray((tuple(5.0 for _ in CODES),))
    block = tuple(tuple(float((row * 7 + column * 3) % 4) for column in range(len(MARKS))) for row in range(1200))
    for first in range(0, ROWS, len(block)):
        count = min(len(block), ROWS - first)
        sheet.getCellRangeByPosition(30, 1 + first, 29 + len(MARKS), first + count).setDataArray(block[:count])


def main():
    packages = sorted(glob.glob(str(TOP / "out" / "kaoping-*.oxt")))
    if "KAOPING_OXT" not in os.environ and not packages:
        sys.exit("no out/kaoping-*.oxt: run build/addin first")
    os.environ.setdefault("KAOPING_OXT", packages[-1] if packages else "")
    with tempfile.TemporaryDirectory(prefix="calc_bench") as scratch, Bench(scratch) as calc:
        document = calc.document()
        fill(document.Sheets.getByIndex(0))
        codes, all_rows = ",".join(CODES), f"A2:T{ROWS + 1}"
        product = f"=SUMPRODUCT(A2:T2;$A${ROWS + 3}:$T${ROWS + 3})"
        weights = f"$A${ROWS + 3}:$Q${ROWS + 3}"
        fewer = f"=SUMPRODUCT(AE2:AU2;{weights})"
        calc.measure(document, "warming up", "=1*A2")
        results = {}
        for on in (True, False):
            calc.threads(on)
            threads = "threads on" if on else "threads off"
            results[20, on] = calc.measure(document, f"{ROWS} × SUMPRODUCT of 20 cells, {threads}", product)
            results[17, on] = calc.measure(document, f"{ROWS} × SUMPRODUCT of 17 cells, {threads}", fewer)
        marks = calc.measure(document, f"{ROWS} × 考评得分 of 17 marks", f'=考评得分("{SCHEME}";"{",".join(MARKS)}";AE2:AU2)')
        score = calc.measure(document, f"{ROWS} × 考评得分 of 20 columns of evidence", f'=考评得分("{SCHEME}";"{codes}";A2:T2)')
        ranges = calc.measure(document, f"{ROWS} × the same, codes as a range", f'=考评得分("{SCHEME}";$A$1:$T$1;A2:T2)')
        least = calc.measure(document, f"{ROWS} × 修约 of one cell", "=修约(A2)")
        matrices = [
            ("17 marks", calc.measure(document, f"one 考评得分 over {ROWS} × 17 marks", array=f'=考评得分("{SCHEME}";"{",".join(MARKS)}";AE2:AU{ROWS + 1})', rows=ROWS)),
            ("20 columns of evidence", calc.measure(document, f"one 考评得分 over {ROWS} × 20 columns", array=f'=考评得分("{SCHEME}";"{codes}";{all_rows})', rows=ROWS))]
    print()
    for what, cells, took in (("17 marks", 17, marks), ("20 columns of evidence", 20, score), ("these with the codes as a range", 20, ranges)):
        on, off = results[cells, True], results[cells, False]
        print(f"考评得分 / SUMPRODUCT, {what}: {took.wall / on.wall:.2f} with threads on, {took.wall / off.wall:.2f} with threads off, "
              f"{took.cpu / off.cpu:.2f} of processor time. Aim: at most 1.5.")
    for what, took in matrices:
        print(f"One matrix call, {what}: {took.wall / 1000:.3f} s, {took.cpu / 1000:.3f} s of processor time. Aim at 100,000 rows: below 0.25 s.")
    print(f"A call by itself: {least.cpu * 1000 / ROWS:.1f} µs.")


main()
