# SPDX-License-Identifier: GPL-3.0-or-later
# The add-in's functions in a real Calc: found by both names, values and errors in cells, matrices, literals.
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _calc import Calc  # noqa: E402

failures = 0


def check(what, found, wanted):
    global failures
    if found != wanted:
        failures += 1
        print(f"FAILED: {what}: {found!r}, not {wanted!r}")


with Calc(os.environ["KP_SCRATCH"]) as calc:
    # GB/T 8170 leaves an even digit where half of a unit is cut: 2.345 -> 2.34, 2.355 -> 2.36; half up gives 2.35 and 2.36.
    for name in ("KPROUND", "修约", "org.kaoping.AddIn.kpRound", "org.kaoping.AddInZh.kpRound"):
        check(f"{name} by FunctionAccess", calc.call(name, 28.165, 2), 28.17)
        check(f"{name} of a range by GB/T 8170", calc.call(name, ((2.345,), (2.355,)), 2, 1), ((2.34,), (2.36,)))

    sheet = calc.sheet()
    calc.fill(sheet, "A1", ((1.255, "x", "=1/0"), (2, '=""', "=NA()")))
    for name in ("KPROUND", "修约"):
        check(f"{name} in a cell", calc.evaluate(sheet, f"={name}(28.165;2)")[::2], (28.17, 0))
        check(f"{name} of a cell", calc.evaluate(sheet, f"={name}(A1)")[::2], (1.26, 0))
        check(f"{name} of text is #VALUE!", calc.evaluate(sheet, f"={name}(B1)").error, 519)
        check(f"{name} of decimals beyond reason is Err:502", calc.evaluate(sheet, f"={name}(A1;1000000)").error, 502)
        check(f"{name} of an inline array", [cell.value for cell in calc.matrix(sheet, f"={name}({{1.25;2.35}};1)", 1, 2)[0]], [1.3, 2.4])
        found = calc.matrix(sheet, f"={name}(A1:B2;1)", 2, 2)
        check(f"{name} of a range with text and an empty text", [[(c.value, c.text, c.error) for c in row] for row in found],
              [[(1.3, "1.3", 0), (0.0, "#VALUE!", 519)], [(2.0, "2", 0), (0.0, "", 0)]])
        # Calc itself does not call an add-in with a cell in error: the error passes through, and of a range it is Err:504.
        check(f"{name} of an error cell", calc.evaluate(sheet, f"={name}(C2)").error, 32767)
        check(f"{name} of a range with an error cell", calc.evaluate(sheet, f"={name}(A1:C2)").error, 504)

    # Texts of a matrix are texts like any other: equal to themselves and to nothing else, countable, found.
    calc.fill(sheet, "E1", (("—", "不适用"), ("—", "缺项")))
    sheet.getCellRangeByName("G1:H2").setArrayFormula("=KPROUND(E1:F2)")
    for formula, wanted in (("=G1=G2", 1), ("=G1=H1", 0), ('=G1="—"', 1), ("=EXACT(G1;H1)", 0), ('=COUNTIF(G1:H2;"—")', 2), ('=MATCH("缺项";H1:H2;0)', 2)):
        check(f"{formula} of a matrix of texts", calc.evaluate(sheet, formula)[::2], (wanted, 0))

sys.exit(1 if failures else 0)
