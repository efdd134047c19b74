# SPDX-License-Identifier: GPL-3.0-or-later
"""survey_table.py - `kaoping survey` on tables without a scheme gives what the R package survey gives. The tables are the samples of Californian schools of that package
(tests/support/api_samples.h); expected values are those of R 4.2.2 with survey 4.1-1, the expression beside each."""
import csv
import json
import os
import re
import subprocess
import sys

KAOPING = os.environ["KAOPING"]
HEADS = ["dnum", "stype", "pw", "fpc", "api00", "enroll", "api.stu", "sch.wide"]


def fail(message):
    print("FAILED:", message, file=sys.stderr)
    sys.exit(1)


def write_samples():
    with open(os.path.join(os.environ["KP_SOURCE_DIR"], "tests/support/api_samples.h"), encoding="utf-8") as source:
        text = source.read()
    for name, rows in re.findall(r"api_school (\w+)\[\] = \{(.*?)\n\};", text, re.S):
        with open(name + ".csv", "w", newline="", encoding="utf-8") as out:
            table = csv.writer(out)
            table.writerow(HEADS)
            for row in re.findall(r"\{([^}]*)\}", rows):
                cells = [cell.strip().strip("'") for cell in row.split(",")]
                cells[6] = "NA" if cells[6] == "NAN" else cells[6]
                cells[7] = "Yes" if cells[7] == "1" else "No"
                table.writerow(cells)


def run(*words, code=0):
    done = subprocess.run([KAOPING, "survey", *words], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != code:
        fail(f"kaoping survey {' '.join(words)} ended with {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    return done


def survey(*words):
    return json.loads(run(*words, "--json", "-").stdout)


def near(found, wanted, digits, what):
    if found is None or abs(found - wanted) > abs(wanted) * 0.6 * 10 ** (1 - digits):
        fail(f"{what}: {found!r}, not {wanted!r}")


def figure(result, kind, column, domain=None):
    for entry in result["estimates"]:
        if (entry["kind"], entry["column"], entry["domain"]) == (kind, column, domain):
            return entry
    return fail(f"no {kind} of {column} in {domain}")


def expect(result, kind, column, value, se, digits=12, domain=None):
    found = figure(result, kind, column, domain)
    near(found["estimate"], value, digits, f"{kind} of {column} in {domain}")
    near(found["se"], se, digits, f"standard error of the {kind} of {column} in {domain}")
    return found


write_samples()

# svydesign(id = ~1, weights = ~pw, fpc = ~fpc, data = apisrs); with the population alone the weights follow
for words in (["--weight", "pw", "--population", "fpc"], ["--population", "fpc"]):
    srs = survey("api_srs.csv", "--mean", "api00", "--total", "enroll", *words)
    expect(srs, "mean", "api00", 656.585, 9.24972203928)  # svymean(~api00, d)
    expect(srs, "total", "enroll", 3621074.34, 169519.654344)  # svytotal(~enroll, d)

# svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
with open("sizes.csv", "w", encoding="utf-8") as sizes:
    sizes.write("stype,总数\nH,755\nE,4421\n幼儿园,12\nM,1018\n")
for finite in (["--population", "fpc"], ["--sizes", "sizes.csv"]):
    strat = survey("api_strat.csv", "--mean", "api00", "--total", "enroll", "--ratio", "api.stu/enroll", "--share", "sch.wide=Yes", "--stratum", "stype",
                   "--weight", "pw", "--by", "stype", "--compare", "pairs", *finite)
    near(expect(strat, "mean", "api00", 662.287363159, 9.40894080278)["deff"], 1.20446, 6, "deff")  # svymean(~api00, d, deff = TRUE)
    expect(strat, "total", "enroll", 3687177.53244, 114641.716101)
    expect(strat, "ratio", "api.stu", 0.836956886941, 0.00775710316664)  # svyratio(~api.stu, ~enroll, d)
    expect(strat, "mean", "api00", 674.43, 12.3824797939, domain="E")  # svyby(~api00, ~stype, d, svymean)
    expect(strat, "mean", "api00", 625.82, 14.9371291854, domain="H")
    expect(strat, "mean", "api00", 636.60, 16.2147073082, domain="M")
    share = figure(strat, "share", "sch.wide")
    near(share["estimate"], 0.827948011002, 9, "share")  # svyciprop(~I(sch.wide == "Yes"), d), which iterates to a tolerance of 1e-8
    near(share["logit"][0], 0.774539654352, 9, "lower")
    near(share["logit"][1], 0.870814854545, 9, "upper")
    first = strat["differences"][0]  # of E and M, which are strata: independent
    near(first["estimate"], 674.43 - 636.60, 12, "difference")
    near(first["se"], (12.3824797939**2 + 16.2147073082**2) ** 0.5, 11, "its standard error")

# svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1)
cluster = ["api_clus1.csv", "--mean", "api00", "--cluster", "dnum", "--weight", "pw", "--population", "fpc"]
expect(survey(*cluster), "mean", "api00", 644.169398907, 23.5422406938)
with open("margins.csv", "w", encoding="utf-8") as margins:
    margins.write("变量,类别,总数\nstype,E,4421\nstype,H,755\nstype,M,1018\n")
expect(survey(*cluster, "--margins", "margins.csv"), "mean", "api00", 642.3107882, 23.92049, 7)  # postStratify()
with open("margins.csv", "a", encoding="utf-8") as margins:
    margins.write("sch.wide,No,1072\nsch.wide,Yes,5122\n")
raked = survey(*cluster, "--margins", "margins.csv")
expect(raked, "mean", "api00", 641.230320927, 23.7036168879, 11)  # rake(), control = list(maxit = 500, epsilon = 1e-13)
expect(raked, "mean", "api00", 641.2302469, 23.70364, 6)  # as published: R stops there once no cell changes by 1
if not raked["calibration"]["converged"] or raked["calibration"]["margins"] != ["stype", "sch.wide"]:
    fail("no report of the raking")

# two margins crossed into one: every cell's weights then add up to its count
crossed = {("E", "No"): 400, ("E", "Yes"): 4021, ("H", "No"): 400, ("H", "Yes"): 355, ("M", "No"): 272, ("M", "Yes"): 746}
with open("cells.csv", "w", encoding="utf-8") as margins:
    margins.write("variable,category,total\n")
    for (kind, reached), total in crossed.items():
        margins.write(f"stype*sch.wide,{kind}*{reached},{total}\n")
with open("ones.csv", "w", encoding="utf-8") as ones:
    with open("api_clus1.csv", encoding="utf-8") as source:
        lines = source.read().splitlines()
    ones.write(lines[0] + ",one\n" + "".join(line + ",1\n" for line in lines[1:]))
cells = survey("ones.csv", "--total", "one", "--cluster", "dnum", "--by", "stype×sch.wide", "--margins", "cells.csv")
for (kind, reached), total in crossed.items():
    near(figure(cells, "total", "one", f"{kind}×{reached}")["estimate"], total, 10, f"{kind} {reached}")

with open("few.csv", "w", encoding="utf-8") as sizes:
    sizes.write("层,N\nH,49\nE,4421\nM,1018\n")

# the terminal speaks both languages; what is wrong has a place, and gives no figures
if "置信区间" not in run("api_srs.csv", "--mean", "api00", "--lang", "zh").stdout or "interval" not in run("api_srs.csv", "--mean", "api00", "--lang", "en").stdout:
    fail("a language is missing")
for words, code, said in (
    (["api_srs.csv", "--mean", "api0"], 3, "KP-W027"),
    (["api_srs.csv", "--mean", "stype"], 3, "!B2"),
    (["api_strat.csv", "--mean", "api00", "--population", "fpc"], 3, "KP-D078"),
    (["api_strat.csv", "--mean", "api00", "--stratum", "stype", "--sizes", "few.csv"], 3, "KP-D079"),
    (["api_strat.csv", "--mean", "api00", "--stratum", "stype", "--sizes", "margins.csv"], 3, "KP-W011"),
    (["missing.csv", "--mean", "api00"], 4, "KP-F001"),
    (["api_srs.csv", "--mean", "api00", "--margins", "sizes.csv"], 3, "KP-W011"),
    (["api_srs.csv", "--share", "stype"], 2, "--share"),
    (["api_srs.csv", "--mean", "api00", "--confidence", "100"], 2, "--confidence"),
    (["api_srs.csv", "--mean", "api00", "--compare", "pairs"], 2, "--by"),
    (["api_srs.csv"], 3, "KP-W030"),
    (["api_srs.csv", "--trim", "3"], 2, "--mean"),
    (["api_srs.csv", "--mean", "api00", "--scale", "four"], 2, "--scale"),
):
    done = run(*words, code=code)
    if said not in done.stderr:
        fail(f"{words} does not say {said}: {done.stderr}")
