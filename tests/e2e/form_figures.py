#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# form_figures.py - what a filled form holds beside its entries is what LibreOffice (soffice) computes there: for the sample of one scheme of each kind of entry sheet,
# every stored figure is that of a hard recalculation, and some are there.
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(os.environ["KP_SOURCE_DIR"])
SCRATCH = pathlib.Path(os.environ["KP_SCRATCH"])
sys.path.insert(0, str(SOURCE / "tests" / "e2e"))
from _recalculate import Office  # noqa: E402

# tables; registers of findings and events; counted answers; panels with a sum; sites
SCHEMES = ["siquan", "wuye_quarter", "wuye_satisfaction", "sicha_yiping_worker_jiaxing", "sicha_yiping", "consent"]
LANGUAGES = ["zh", "en"]


def same(stored, computed):
    if isinstance(stored, float) and isinstance(computed, float):
        return abs(stored - computed) < 1e-9  # sums in binary
    return stored == computed


with Office(SCRATCH) as office:
    for scheme in SCHEMES:
        for language in LANGUAGES:
            form = SCRATCH / f"{scheme}-{language}.xlsx"
            done = subprocess.run([os.environ["KAOPING"], "form", scheme, "--sample", "--lang", language, "-o", form], capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"{form.name}: {done.stdout}{done.stderr}")
            result = office.recalculate(form)
            wrong = [difference for difference in result.differences if not same(difference[3], difference[4])]
            if wrong or not result.formulas:
                sys.exit(f"{form.name}: {result.formulas} formulas, stored and computed figures differ: {wrong[:5]}")
            print(f"{form.name}: {result.formulas} formulas hold what they come to")
