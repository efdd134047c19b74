# SPDX-License-Identifier: GPL-3.0-or-later
# report_recalculate.py - every formula of a report, recomputed by LibreOffice (soffice), gives the stored figure: both built-in evaluations, both languages, ballots, and the
# hardest figures under both rounding rules, rounded once or at every level. And a stored figure that is wrong is found.
import os
import pathlib
import re
import subprocess
import sys
import zipfile

import _evaluations
from _recalculate import Office

scratch = pathlib.Path(os.environ["KP_SCRATCH"])
faults = []


def score(folder, report, *options):
    command = [os.environ["KAOPING"], "score", str(folder), "-o", str(report), "--force", *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return report


def expect_equal(office, report, least):
    result = office.recalculate(report)
    print(f"{report.name}: {result.formulas} formulas, {len(result.differences)} differ, {len(result.errors)} errors")
    if result.formulas < least:
        faults.append(f"{report.name}: {result.formulas} formulas, at least {least} were expected")
    for place in (result.differences + result.errors)[:10]:
        faults.append(f"{report.name}: {place[0]}!{place[1]}  {place[2]}  stored {place[3]}, recomputed {place[4]}")


def with_wrong_value(report):
    """A copy in which the first stored result of a formula is one more."""
    wrong = report.with_name("wrong.xlsx")
    with zipfile.ZipFile(report) as old, zipfile.ZipFile(wrong, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text, count = re.subn(rb"(</f><v>)([0-9.]+)(</v>)", lambda m: m[1] + str(float(m[2]) + 1).encode() + m[3], text, count=1)
                if count != 1:
                    sys.exit("the summary has no formula with a stored value")
            new.writestr(name, text)
    return wrong


reports = []
for kind, folder in (("sicha_yiping", _evaluations.four_checks(scratch / "communities")), ("wuye_quarter", _evaluations.estates(scratch / "estates"))):
    for language in ("zh", "en"):
        reports.append((score(folder, scratch / f"{kind}-{language}.xlsx", "--scheme", kind, "--lang", language), 300))
samples = pathlib.Path(os.environ["KP_SOURCE_DIR"], "templates", "samples")
for kind in ("resident_rep_review", "reverse_review"):
    reports.append((score(samples / kind / "2026", scratch / f"{kind}.xlsx", "--scheme", kind), 100))
for rounding in ("half_up", "half_even", "down", "up", "half_down"):
    for round_at in ("end", "each"):
        for decimals in (0, 2, 6):
            folder, scheme = _evaluations.hard(scratch / f"hard-{rounding}-{round_at}-{decimals}", rounding, round_at, decimals)
            reports.append((score(folder, folder.with_suffix(".xlsx"), "--scheme", scheme), 150))
    folder, scheme = _evaluations.hard(scratch / f"hard-{rounding}-nodes", rounding, "end", 2, of_nodes=True)
    reports.append((score(folder, folder.with_suffix(".xlsx"), "--scheme", scheme), 150))

folder, scheme = _evaluations.product(scratch / "product")
reports.append((score(folder, folder.with_suffix(".xlsx"), "--scheme", scheme), 40))

with Office(scratch) as office:
    for report, least in reports:
        expect_equal(office, report, least)
    found = office.recalculate(with_wrong_value(reports[0][0])).differences
    if not found:
        faults.append("a stored value that is one too large was not found")

print("\n".join(faults) or "every formula gives its stored figure")
sys.exit(1 if faults else 0)
