# SPDX-License-Identifier: GPL-3.0-or-later
# addin_sheets.py - the sheets of tests/functions in a real soffice with the add-in: every expectation holds and every stored result is what recalculation gives;
# saved as .ods and .xlsx and opened again they show the same; and without the add-in the files still open, and survive being saved there.
import os
import pathlib
import re
import sys
import zipfile

from _calc import Calc
from _sheets import Error, arguments, shown, stored

scratch = pathlib.Path(os.environ["KP_SCRATCH"])
folder = pathlib.Path(os.environ["KP_SOURCE_DIR"]) / "tests" / "functions"
FILTERS = {"ods": "calc8", "xlsx": "Calc MS Excel 2007 XML"}
SERVICES = ("ORG.KAOPING.ADDIN", "ORG.KAOPING.ADDINZH")
faults = []


def expect(fine, words):
    if not fine:
        faults.append(words)


def table():
    """{method: [its arguments' ids]} of the add-in, as it tells Calc."""
    with zipfile.ZipFile(os.environ["KAOPING_OXT"]) as package:
        text = package.read("CalcAddIns.xcu").decode("utf-8")
    found = {}
    for method, body in re.findall(r'<node oor:name="(kp\w+)" oor:op="replace">(.*?)(?=<node oor:name="kp\w+" oor:op="replace">|\Z)', text, re.S):
        ids = re.findall(r'<node oor:name="(\w+)" oor:op="replace">', body)
        found.setdefault(method, [each for each in ids if not re.fullmatch(r"\D+([3-9]|\d\d+)", each)])  # of what may come many times two are enough
    return found


def same(one, other):
    return one == other or (isinstance(one, float) and isinstance(other, float) and abs(one - other) <= 1e-13 * abs(one))


def compare(what, wanted, found, exact=False):
    """Every formula cell of `wanted` stands in `found` with its value."""
    for place, cell in wanted.items():
        got = found.get(place)
        if got is None or not (got.value == cell.value if exact else same(cell.value, got.value)):
            faults.append(f"{what}: {place[0]}!{place[1]} {cell.formula}\n    {cell.value} was to be there, but it is {got.value if got else 'no formula'}")


def check_expectations(name, document, cells):
    """The flags 一致 are all TRUE, and an expected figure that was typed is met to the last bit."""
    flags = {place: cell for place, cell in cells.items() if cell.formula.startswith("=IF(ISERROR(")}
    for place, cell in flags.items():
        at = re.match(r"=IF\(ISERROR\((\w+)\).*=(\w+)\)$", cell.formula)
        sheet = document.Sheets.getByName(place[0])
        got, wanted = (sheet.getCellRangeByName(at[i]) for i in (1, 2))
        typed_number = wanted.Type.value == "VALUE" and not got.getError()
        fine = cell.value == 1 and (not typed_number or got.getValue() == wanted.getValue())
        expect(fine, f"{name}: {place[0]}!{at[1]} {got.getFormula()} gives {got.getString()}, {wanted.getString()} is expected")
    expect(document.Sheets.getByIndex(0).getCellByPosition(1, 0).getValue() == 1, f"{name}: 全部一致 is not TRUE")
    return len(flags)


def check_arguments(name, method, argument_ids, cells):
    """Both names of the function are used, and each of its arguments is given somewhere."""
    calls = {service: [call for cell in cells.values() for call in arguments(cell.formula.upper(), f"{service}.{method.upper()}")] for service in SERVICES}
    for service in SERVICES:
        expect(calls[service], f"{name}: {service}.{method.upper()} is in no formula")
    for at, argument in enumerate(argument_ids):
        expect(any(len(call) > at and call[at] for found in calls.values() for call in found), f"{name}: the argument “{argument}” is given nowhere")


functions = table()
files = {path.stem: path for path in sorted(folder.glob("*.fods"))}
expect(len(functions) >= 20, f"only {len(functions)} functions are in CalcAddIns.xcu")
expect(set(files) == set(functions), f"sheets without a function: {sorted(set(files) - set(functions))}; functions without a sheet: {sorted(set(functions) - set(files))}")

results, count = {}, 0
with Calc(scratch / "with") as calc:
    for method, path in files.items():
        in_file = stored(path)
        check_arguments(path.name, method, functions.get(method, ()), in_file)
        document = calc.open(path)
        document.calculateAll()
        results[method] = shown(document)
        count += check_expectations(path.name, document, results[method])
        compare(f"{path.name}, stored in it", in_file, results[method])
        for kind, office_filter in FILTERS.items():
            calc.save(document, scratch / f"{method}.{kind}", office_filter)
        document.close(True)
        for kind in FILTERS:
            document = calc.open(scratch / f"{method}.{kind}")
            compare(f"{method}.{kind}, opened again", results[method], shown(document))
            document.calculateAll()
            compare(f"{method}.{kind}, opened again and recalculated", results[method], shown(document))
            document.close(True)

# Without the add-in its functions have no name that this Calc knows. An .xlsx shows what was stored all the same, but for array formulas, which are computed on loading; an .ods shows
# #NAME? where a number was stored. No other figure ever stands there. The formulas themselves are kept, so that nothing is lost when the file is saved there.
with Calc(scratch / "without", oxt="") as calc:
    for method in files:
        for kind, office_filter in FILTERS.items():
            document = calc.open(scratch / f"{method}.{kind}")
            found = shown(document)
            stays = 0
            for place, cell in results[method].items():
                if "ORG.KAOPING" not in cell.formula.upper():
                    continue
                got = found[place]
                expect("kaoping" in got.formula.lower(), f"{method}.{kind} without the add-in: {place} {cell.formula} has become {got.formula}")
                if not re.match(r"{?=ORG\.KAOPING", cell.formula):
                    continue  # what Calc's own functions make of #NAME? is their affair
                fine = same(cell.value, got.value) or isinstance(got.value, Error) and (isinstance(cell.value, Error) or kind == "ods" or cell.formula.startswith("{"))
                stays += fine and not isinstance(got.value, Error)
                expect(fine, f"{method}.{kind} without the add-in: {place} {cell.formula} shows {got.value}, {cell.value} was stored")
            if kind == "xlsx" and method not in ("kpDetail", "kpEvaluate", "kpExplain", "kpLists"):  # all matrices, or inside other functions
                expect(stays, f"{method}.{kind} without the add-in: not one stored result is shown")
            calc.save(document, scratch / f"{method}-again.{kind}", office_filter)
            document.close(True)
with Calc(scratch / "with") as calc:
    for method in files:
        for kind in FILTERS:
            document = calc.open(scratch / f"{method}-again.{kind}")
            document.calculateAll()
            compare(f"{method}.{kind}, saved without the add-in and opened with it again", results[method], shown(document))
            document.close(True)

print(f"{len(files)} sheets, {count} expectations")
print("\n".join(faults) or "all hold")
sys.exit(1 if faults else 0)
