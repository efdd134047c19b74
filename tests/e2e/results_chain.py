# SPDX-License-Identifier: GPL-3.0-or-later
"""results_chain.py - evaluations that take up the results of others, as an office runs them: the months of a worker become the quarter, the quarter the year; the residents' survey and the ballot
on the committees become the year of a community. Scored from --json, from the entry workbooks themselves, from a form filled by --results, and from the forms of four levels.

That the samples' figures are right is held by tests/golden; here those typed in the samples must be what the parts come to."""
import csv
import json
import os
import shutil
import subprocess
from pathlib import Path

from _checks import Checks

KAOPING = os.environ["KAOPING"]
SAMPLES = Path(os.environ["KP_SOURCE_DIR"], "templates", "samples")
check = Checks()


def run(*words, code=0):
    done = subprocess.run([KAOPING, *map(str, words)], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != code:
        check(f"kaoping {' '.join(map(str, words))}\n{done.stdout}{done.stderr}", done.returncode, code)
    return done.stdout + done.stderr


def score(scheme, *words, to="result.json", code=0):
    """What stands of each unit in the results."""
    run("score", *words, "--scheme", scheme, "--json", to, "--force", code=code)
    if code:
        return None
    units = json.loads(Path(to).read_text(encoding="utf-8"))["units"]
    return {unit["id"]: {key: unit[key] for key in ("score", "rank", "grade", "marks", "lists")} for unit in units}


def without(sample, name, drop):
    """A copy of a sample without the results that `drop` tells."""
    shutil.rmtree(name, ignore_errors=True)
    shutil.copytree(SAMPLES / sample, name)
    sheet = Path(name, "他项得分表.csv")
    rows = list(csv.DictReader(sheet.open(encoding="utf-8")))
    kept = [row for row in rows if not drop(row)]
    check(f"{name}: there is something to take up", len(kept) < len(rows))
    with sheet.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(kept)
    return name


# The months of the workers become the quarter.
MONTHS = [SAMPLES / "sicha_yiping_worker_month" / f"2026-{month:02d}" for month in (7, 8, 9)]
parts = []
for month in MONTHS:
    before = ["--history", *parts] if parts else []
    score("sicha_yiping_worker_month", month, *before, to=f"{month.name}.json")
    parts.append(f"{month.name}.json")
quarter = SAMPLES / "sicha_yiping_worker" / "2026Q3"
typed = score("sicha_yiping_worker", quarter, to="typed.json")
untyped = without("sicha_yiping_worker/2026Q3", "untyped", lambda row: True)
check("the quarter from the months' results", score("sicha_yiping_worker", untyped, "--results", *parts, to="quarter.json"), typed)
check("typed and taken agree", score("sicha_yiping_worker", quarter, "--results", *parts), typed)

# Results of a workbook that carries its scheme, without a file of results between.
books = []
for month in MONTHS:
    run("form", "sicha_yiping_worker_month", "--data", month, "--period", month.name, "-o", f"{month.name}.xlsx", "--force")
    books.append(f"{month.name}.xlsx")
check("the quarter from the months' workbooks", score("sicha_yiping_worker", untyped, *(word for book in books for word in ("--results", book))), typed)

# A form into which the results are written is complete by itself.
run("form", "sicha_yiping_worker", "--data", untyped, "--period", "2026Q3", "--results", *parts, "-o", "quarter.xlsx", "--force")
check("the quarter from a form that was filled with the results", score("sicha_yiping_worker", "quarter.xlsx"), typed)

# A figure typed otherwise than it came out is an error, at its cell.
shutil.copytree(quarter, "wrong")
sheet = Path("wrong", "他项得分表.csv")
sheet.write_text(sheet.read_text(encoding="utf-8").replace("陆晓芳,2026-07,60.00", "陆晓芳,2026-07,58.00"), encoding="utf-8")
said = run("score", "wrong", "--scheme", "sicha_yiping_worker", "--results", *parts, "--json", "wrong.json", code=3)
check("a result typed otherwise is told", "58" in said and "他项得分表!C" in said)

# The quarter becomes part of the year; the other quarters are typed.
year = SAMPLES / "worker_annual" / "2026"
typed = score("worker_annual", year)
untyped = without("worker_annual/2026", "year", lambda row: row["考评期"] == "2026Q3")
check("the year from the quarter's results", score("worker_annual", untyped, "--results", "quarter.json"), typed)
check("the third quarter is one of four", "2026年第三季度" in run("explain", untyped, "陆晓芳", "y1", "--scheme", "worker_annual", "--results", "quarter.json"))

# The survey of a half-year and the ballot on the committees become part of the year of the communities: satisfied, fairly satisfied, dissatisfied; 东湖 held no assembly.
BALLOTS = {"JX01": (52, 6, 2), "JX02": (47, 9, 1), "JX03": (38, 16, 6), "JX04": (45, 12, 3), "JX05": (60, 4, 0), "JX06": (55, 7, 1),
           "JX08": (30, 18, 12), "JX09": (57, 5, 1), "JX10": (50, 8, 2), "JX11": (44, 10, 2), "JX12": (49, 9, 2)}
annual = SAMPLES / "community_annual" / "2026"
names = {row["编号"]: row["名称"] for row in csv.DictReader((annual / "考评对象.csv").open(encoding="utf-8"))}
HEADS = ["考评对象", *("居民代表对班子的评议·" + part for part in ("应到", "实到", "发出", "收回", "有效", "无效", "满意", "基本满意", "不满意"))]
Path("ballots").mkdir()
for name, rows in {
    "填表说明": [["考评期", "2026"]],
    "考评对象": [["编号", "名称"], *([key, names[key] + "居委会"] for key in BALLOTS)],
    "评分表": [HEADS, *([key, 72, sum(votes), sum(votes), sum(votes), sum(votes), 0, *votes] for key, votes in BALLOTS.items())],
}.items():
    with Path("ballots", f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
score("resident_rep_review_body", "ballots", to="ballots.json")
score("resident_satisfaction", SAMPLES / "resident_satisfaction" / "2026H1", to="survey.json")
surveyed = {names[f"JX{number:02d}"] for number in range(1, 9)}
untyped = without("community_annual/2026", "communities",
                  lambda row: row["指标"] == "居民代表大会评议" or (row["考评期"] == "2026H1" and row["考评对象"] in surveyed))
typed = score("community_annual", annual)
taken = ["--results", "survey.json", "ballots.json"]
check("the communities' year from the survey and the ballots", score("community_annual", untyped, *taken), typed)

# District, street office, community and an outside body, a workbook each.
run("form", "community_annual", "--levels", "--data", untyped, "--period", "2026", *taken, "-o", "levels", "--force")
check("a workbook a level", sorted(path.stem for path in Path("levels").iterdir()), sorted(["区", "街道", "社区", "社会机构"]))
check("the communities' year from four workbooks", score("community_annual", "levels"), typed)
check("which agree with what they were taken from", score("community_annual", "levels", *taken), typed)

# Registers of two evaluations that both count 1, 2, 3 …: an id is believed only where the name does not speak against it.
Path("own.yaml").write_text("""
id: own
title: 汇总 | Sum
subject: 社区 | Community
cadence: year
family: other
indicators:
  - {id: r, title: 他项 | Other, points: 100, method: results, source: SOURCE}
""".replace("SOURCE", "resident_satisfaction"), encoding="utf-8")


def take(units, results, code=0, scheme="resident_satisfaction"):
    """The scores of a workbook of `units` that takes `results`: id, name, score and rank each; and the problems."""
    shutil.rmtree("own", ignore_errors=True)
    Path("own").mkdir()
    Path("own", "填表说明.csv").write_text("考评期,2026\n", encoding="utf-8")
    Path("own", "考评对象.csv").write_text("编号,名称\n" + "".join(f"{key},{name}\n" for key, name in units), encoding="utf-8")
    made = [{"id": key, "name": name, "score": score, "rank": rank, "grade": None, "lists": []} for key, name, score, rank in results]
    Path("source.json").write_text(json.dumps({"scheme": {"id": scheme}, "period": "2026", "units": made}), encoding="utf-8")
    words = ["own", "--scheme", "own.yaml", "--results", "source.json", "--force"]
    run("check", *words, "--json", "problems.json", code=code)
    found = [(p["code"], [name for _, name in units if name in p["message"]]) for p in json.loads(Path("problems.json").read_text(encoding="utf-8"))["problems"] if p["code"].startswith("KP-H")]
    run("score", *words, "--json", "taken.json", "--partial", code=1 if code else 0)
    return {unit["name"]: unit.get("score") for unit in json.loads(Path("taken.json").read_text(encoding="utf-8"))["units"]}, found


HERE = [("1", "东村"), ("2", "西村")]
check("ids and names agree", take(HERE, [("1", "东村", "90", 1), ("2", "西村居委会", "80", 2)]), ({"东村": "90.00", "西村": "80.00"}, []))
check("the same numbers for other names", take(HERE, [("1", "西村", "90", 1), ("2", "东村", "80", 2)], code=3)[1],
      [("KP-H072", ["东村", "西村"]), ("KP-H072", ["东村", "西村"])])
check("a number of another unit", take(HERE, [("1", "南村", "90", 1), ("2", "西村", "80", 2)], code=3),
      ({"东村": None, "西村": "80.00"}, [("KP-H072", ["东村"])]))
check("ids that nobody has go by name", take(HERE, [("A", "西村", "90", 1), ("B", "东村", "80", 2)]), ({"东村": "80.00", "西村": "90.00"}, []))

# What the source did not rank is told; where it ranks nobody at all there is nothing to tell.
check("a result without a rank", take(HERE, [("1", "东村", "90", 1), ("2", "西村", "80", None)], code=0),
      ({"东村": "90.00", "西村": "80.00"}, [("KP-H073", ["西村"])]))
check("nobody ranked", take(HERE, [("1", "东村", "90", None), ("2", "西村", "80", None)])[1], [])

# Results of a local version of the source are its results; those of another scheme are not.
check("of a preset", take(HERE, [("1", "东村", "90", 1), ("2", "西村", "80", 2)], scheme="resident_satisfaction_three"),
      ({"东村": "90.00", "西村": "80.00"}, [("KP-H074", [])]))

check.end()
