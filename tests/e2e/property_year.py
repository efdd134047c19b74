# SPDX-License-Identifier: GPL-3.0-or-later
"""property_year.py - a year of property services as an office runs it: quarters and half-years are scored with --json, and their results go into the red and black lists, the yearly evaluation and the yearly lists
by --results. Nobody types a score again, and a veto of a quarter is not lost on the way. Scores, lists and the yearly figures are those of the samples, which were worked out by a second
implementation (tests/golden); those of the shortened year by hand, below."""
import csv
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from _checks import Checks

KAOPING = os.environ["KAOPING"]
SAMPLES = Path(os.environ["KP_SOURCE_DIR"]) / "templates" / "samples"
VETO = "学府名邸"


def kaoping(*words):
    done = subprocess.run([KAOPING, *map(str, words)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def score(book, scheme, target, results=(), history=(), lang="zh"):
    words = ["--lang", lang, "score", book, "--json", target]
    words += ["--scheme", scheme] if Path(book).is_dir() else []
    for option, files in (("--results", results), ("--history", history)):
        for file in files:
            words += [option, file]
    return kaoping(*words)


def units(path):
    return {unit["id"]: unit for unit in json.loads(Path(path).read_text(encoding="utf-8"))["units"]}


def lists(path):
    return {unit: [f"{entry['list']}:{entry['streak']}" for entry in result["lists"]] for unit, result in units(path).items()}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def copy(sample, name, without=(), empty=()):
    """The sample without some sheets, and with others left empty."""
    folder = Path(name)
    shutil.copytree(SAMPLES / sample, folder)
    for sheet in without:
        (folder / f"{sheet}.csv").unlink()
    for sheet in empty:
        head = rows_of(folder / f"{sheet}.csv")[0]
        with open(folder / f"{sheet}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(head)
    return folder


def quarters(check):
    earlier = []
    for quarter in ("2026Q1", "2026Q2", "2026Q3"):
        code, text = score(SAMPLES / "wuye_quarter" / quarter, "wuye_quarter", f"{quarter}.json", history=earlier)
        check(f"{quarter} is scored: {text}", code == 0)
        earlier.append(f"{quarter}.json")
    code, text = score(SAMPLES / "wuye_quarter" / "2026Q3", "wuye_quarter", "english.json", lang="en")
    check(f"the third quarter in English: {text}", code == 0)
    code, text = score(SAMPLES / "wuye_satisfaction" / "2026H1", "wuye_satisfaction", "2026H1.json")
    check(f"the half-year is scored: {text}", code == 0)


def red_and_black(check):
    """The sheet of scores is not typed at all, and of vetoes nothing is entered: lists are those of the sample, where both are."""
    taken, typed = [], []
    for quarter in ("2025Q4", "2026Q1", "2026Q2", "2026Q3"):
        sample = f"wuye_redblack/{quarter}"
        code, text = score(SAMPLES / sample, "wuye_redblack", f"typed-{quarter}.json", history=typed)
        check(f"{sample} as typed: {text}", code == 0)
        if quarter == "2025Q4":
            taken.append(f"typed-{quarter}.json")
        else:
            book = copy(sample, f"lists-{quarter}", without=["他项得分表"], empty=["一票否决"])
            code, text = score(book, "wuye_redblack", f"lists-{quarter}.json", [f"{quarter}.json"], taken)
            check(f"{sample} from results: {text}", code == 0)
            check(f"lists of {quarter}", lists(f"lists-{quarter}.json"), lists(f"typed-{quarter}.json"))
            taken.append(f"lists-{quarter}.json")
            code, text = score(SAMPLES / sample, "wuye_redblack", f"both-{quarter}.json", [f"{quarter}.json"], typed)
            check(f"what is typed and taken agrees in {quarter}: {text}", code == 0)
        typed.append(f"typed-{quarter}.json")
    code, text = score("lists-2026Q3", "wuye_redblack", "from-english.json", ["english.json"], taken[:-1])
    check(f"English results: {text}", code == 0)
    check("lists from English results", lists("from-english.json"), lists("lists-2026Q3.json"))
    vetoed = units("lists-2026Q3.json")["W07"]
    check("the veto of the quarter", (vetoed["name"], vetoed["score"], vetoed["grade"]), (VETO, "83.47", "不合格"))
    check("the veto's list", lists("lists-2026Q3.json")["W07"], ["black:1"])


def by_forms(check):
    """The same with forms: one is made for the units, nothing is typed into it."""
    register = SAMPLES / "wuye_redblack" / "2026Q3" / "考评对象.csv"
    code, text = kaoping("form", "wuye_redblack", "--units", register, "--period", "2026Q3", "-o", "lists.xlsx")
    check(f"the form is made: {text}", code == 0)
    code, text = score("lists.xlsx", None, "form.json", ["2026Q3.json"], ["lists-2026Q1.json", "lists-2026Q2.json", "typed-2025Q4.json"])
    check(f"the form is scored: {text}", code == 0)
    check("lists by the form", lists("form.json"), lists("lists-2026Q3.json"))
    # typed by hand the grades may be left out, which is no item that does not apply
    code, text = kaoping("score", SAMPLES / "wuye_redblack" / "2026Q3", "--scheme", "wuye_redblack", "-o", "report.xlsx")
    with zipfile.ZipFile("report.xlsx") as report:
        texts = report.read("xl/sharedStrings.xml").decode("utf-8")
    check("the report is made", (code, "季度测评等次" in texts), (0, True))
    check("nothing is said of grades that are not there", "合理缺项" in texts.replace("缺项处理", ""), False)
    code, text = score(copy("wuye_redblack/2026Q3", "nothing", without=["他项得分表"]), "wuye_redblack", "nothing.json")
    check(f"without scores nothing is listed: {text}", code == 3 and "他项得分表" in text)


def year(check):
    """Three quarters, one half-year and the outside body, by hand: 云栖府 (101.48 + 95.31 + 100.00)/3 = 98.93, 86.66, 92: 39.572 + 25.998 + 27.6 = 93.17; 学府名邸 (73.34 + 79.93 + 83.47)/3 = 78.913...,
    68.83, 75: 31.565... + 20.649 + 22.5 = 74.714..."""
    results = ["2026Q1.json", "2026Q2.json", "2026Q3.json", "2026H1.json"]
    code, text = score(SAMPLES / "wuye_annual" / "2026", "wuye_annual", "year-typed.json")
    check(f"the year as typed: {text}", code == 0)
    code, text = score(SAMPLES / "wuye_annual" / "2026", "wuye_annual", "year-both.json", results)
    check(f"what is typed of the year agrees with the results: {text}", code == 0)
    check("the year's scores", {u: x["score"] for u, x in units("year-both.json").items()}, {u: x["score"] for u, x in units("year-typed.json").items()})

    book = copy("wuye_annual/2026", "year", without=["季度和半年得分"])
    register = [row for row in rows_of(book / "考评对象.csv") if row[0] in ("编号", "W01", "W02", "W03", "W04", "W06", "W07", "W14", "W16", "W21", "W24")]
    outside = [row for row in rows_of(book / "第三方评价.csv") if row[0] in {r[1] for r in register} | {"考评对象"}]
    for name, rows in (("考评对象", register), ("第三方评价", outside)):
        with open(book / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    code, text = score(book, "wuye_annual", "year.json", results)
    check(f"the year from results alone: {text}", code == 0)
    found = units("year.json")
    check("the year's scores", (found["W01"]["score"], found["W07"]["score"], found["W07"]["grade"]), ("93.17", "74.71", "不合格"))

    wrong = copy("wuye_annual/2026", "wrong")
    sheet = wrong / "季度和半年得分.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("95.31", "95.13"), encoding="utf-8")
    code, text = score(wrong, "wuye_annual", "wrong.json", results)
    check(f"a figure turned round is told: {text}", code == 3 and "95.13" in text and "95.31" in text)

    # and on into the yearly lists: 云栖府 is second of its group, at least 90, and its satisfaction of 86.66 at least 85; 翡翠湾 first with 90.00; no other reaches 90
    lists_book = copy("wuye_redblack_yearly/2026", "year-lists", without=["他项得分表"], empty=["一票否决"])
    with open(lists_book / "考评对象.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0] in {r[0] for r in register}]
    with open(lists_book / "考评对象.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    code, text = score(lists_book, "wuye_redblack_yearly", "year-lists.json", ["year.json", "2026H1.json"])
    check(f"the yearly lists: {text}", code == 0)
    on = lists("year-lists.json")
    check("the yearly red list", sorted(unit for unit, entries in on.items() if "red:1" in entries), ["W01", "W02"])
    check("the veto of the year", on["W07"], ["black:1"])


def main():
    check = Checks()
    quarters(check)
    red_and_black(check)
    by_forms(check)
    year(check)
    check.end()


if __name__ == "__main__":
    main()
