# SPDX-License-Identifier: GPL-3.0-or-later
# composite.py - composite indices made at random: goalposts, values relative to the others, and every way to make one share of several, against a second implementation by Python's
# decimal with 80 digits; marks, totals and ranks on printed values. And every formula of their reports, recomputed by LibreOffice (soffice), gives the stored figure.
import json
import os
import pathlib
import random
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal, getcontext

from _checks import Checks
from _recalculate import Office

getcontext().prec = 80
scratch = pathlib.Path(os.environ["KP_SCRATCH"])
check = Checks()


# ---- the second implementation: a node is (weight, full, decimals, rule, parts); a leaf's rule gives the shares of all units ----


def rounded(x, decimals):
    return x.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def goalposts(values, low, high, log, less, outside):
    def share(x):
        x = min(max(x, low), high) if outside == "clamp" else x
        a, b, c = (low.ln(), x.ln(), high.ln()) if log else (low, x, high)
        return (c - b) / (c - a) if less else (b - a) / (c - a)

    return [share(x) for x in values]


def relative(values, by, less, population):
    top, bottom, n = max(values), min(values), len(values)
    if by == "best":
        best = bottom if less else top
        return [Decimal(1) if x == best else best / x if less else x / best for x in values]
    if by == "range":
        return [Decimal(1) if top == bottom else ((top - x) if less else (x - bottom)) / (top - bottom) for x in values]
    mean = sum(values) / n
    spread = n if population else n - 1
    deviation = (sum((x - mean) ** 2 for x in values) / spread).sqrt() if spread else Decimal(0)
    z = [(mean - x if less else x - mean) / deviation if deviation else Decimal(0) for x in values]
    return z if by == "zscore" else [(50 + 10 * x) / 100 for x in z]


def combine(how, zero_as, pairs):
    weights = sum(w for w, _ in pairs)
    if how == "mean":
        return sum(w * x for w, x in pairs) / weights
    if how in ("least", "greatest"):
        return (min if how == "least" else max)(x for _, x in pairs)
    if zero_as is not None:
        pairs = [(w, x if x > 0 else zero_as / 100) for w, x in pairs]
    if any(x <= 0 for _, x in pairs):
        return Decimal(0)
    if how == "harmonic":
        return weights / sum(w / x for w, x in pairs)
    return (sum(w * x.ln() for w, x in pairs) / weights).exp()


# ---- an index at random ----


class Index:
    def __init__(self, seed, units):
        self.random = random.Random(seed)
        self.units = units
        self.lines, self.columns, self.marks, self.digits = [], {}, {}, {}
        self.decimals = self.random.choice([1, 2, 3])
        self.unbounded = False
        how, zero_as, fields = self.aggregate()
        pairs = [self.node("total", 1) for _ in range(self.random.randint(2, 4))]
        self.totals = [100 * combine(how, zero_as, [(w, marks[u] / full) for w, full, marks in pairs]) for u in range(units)]
        if not self.unbounded:
            self.totals = [max(x, Decimal(0)) for x in self.totals]
        head = ["id: composite", "title: Composite", f"decimals: {self.decimals}", "rank_within: all"]
        self.yaml = "\n".join(head + [field.replace(", ", "\n") for field in [fields] if field] + ["indicators:"] + self.lines) + "\n"

    def aggregate(self):
        how = self.random.choice(["mean", "geometric", "geometric", "harmonic", "least", "greatest"])
        zero_as = Decimal(self.random.randint(1, 20)) if how in ("geometric", "harmonic") and self.random.random() < 0.5 else None
        fields = "" if how == "mean" else f"aggregate: {how}"
        return how, zero_as, fields + (f", zero_as: {zero_as}" if zero_as is not None else "")

    def node(self, parent, depth):
        name = f"n{len(self.lines)}"
        weight, full = Decimal(self.random.choice(["1", "2", "12.5", "30"])), Decimal(self.random.choice(["1", "10", "100"]))
        decimals = self.random.choice([-1, -1, 2, 4])
        place = len(self.lines)
        self.lines.append("")
        if depth < 3 and self.random.random() < 0.4:
            how, zero_as, fields = self.aggregate()
            pairs = [self.node(name, depth + 1) for _ in range(self.random.randint(2, 3))]
            shares = [combine(how, zero_as, [(w, marks[u] / f) for w, f, marks in pairs]) for u in range(self.units)]
        else:
            shares, fields = self.leaf(name)
        marks = [full * x if decimals < 0 else rounded(full * x, decimals) for x in shares]
        self.lines[place] = (f"  - {{id: {name}, parent: {parent}, title: {name}, weight: {weight}, full: {full}"
                             + (f", decimals: {decimals}" if decimals >= 0 else "") + (f", {fields}" if fields else "") + "}")
        self.marks[name] = marks
        self.digits[name] = decimals
        return weight, full, marks

    def leaf(self, name):
        r = self.random
        values = [Decimal(r.randint(1, 99999)) / r.choice([1, 10, 100]) for _ in range(self.units)]
        if r.random() < 0.3:
            values = [r.choice(values[:3]) for _ in values]
        self.columns[name] = values
        less = r.random() < 0.3
        better = ", better: low" if less else ""
        if r.random() < 0.5:
            log, outside = r.random() < 0.5, r.choice(["clamp", "clamp", "extend"])
            low = Decimal(r.randint(1, 500))
            high = low + r.randint(1, 90000)
            self.unbounded = self.unbounded or outside == "extend"
            return goalposts(values, low, high, log, less, outside), (
                f"method: goalposts, input: value, lowest: {low}, highest: {high}, outside: {outside}{better}" + (", transform: log" if log else ""))
        by = r.choice(["best", "range", "zscore", "tscore"])
        population = r.random() < 0.5
        self.unbounded = self.unbounded or by in ("zscore", "tscore")
        return relative(values, by, less, population), (
            f"method: relative, input: value, by: {by}{better}" + (", spread: population" if population and by in ("zscore", "tscore") else ""))

    def write(self, folder):
        folder.mkdir(parents=True)
        (folder / "scheme.yaml").write_text(self.yaml, encoding="utf-8")
        names = [f"单位{u + 1}" for u in range(self.units)]
        (folder / "填表说明.csv").write_text("考评方案,Composite\n考评期,2026\n", encoding="utf-8")
        (folder / "考评对象.csv").write_text("名称\n" + "".join(n + "\n" for n in names), encoding="utf-8")
        rows = [["考评对象", *self.columns]] + [[names[u], *(format(v[u], "f") for v in self.columns.values())] for u in range(self.units)]
        (folder / "评分表.csv").write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")


def score(folder):
    command = [os.environ["KAOPING"], "score", str(folder), "--scheme", str(folder / "scheme.yaml"), "-o", str(folder / "report.xlsx"), "--json", str(folder / "result.json")]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout}{done.stderr}\n{(folder / 'scheme.yaml').read_text()}")
    return json.loads((folder / "result.json").read_text(encoding="utf-8"))


folders = []
for seed in range(60):
    index = Index(seed, random.Random(seed).choice([1, 2, 7, 12]))
    folder = scratch / f"index{seed}"
    index.write(folder)
    result = score(folder)
    printed = [rounded(x, index.decimals) for x in index.totals]
    for u, unit in enumerate(result["units"]):
        check(f"seed {seed}, {unit['name']}: score", Decimal(unit["score"]), printed[u])
        check(f"seed {seed}, {unit['name']}: rank", unit["rank"], 1 + sum(x > printed[u] for x in printed))
        for name, mark in unit["marks"].items():
            check(f"seed {seed}, {unit['name']}: {name}", Decimal(mark), rounded(index.marks[name][u], index.digits[name] if index.digits[name] >= 0 else index.decimals))
    if seed < 12:
        folders.append(folder)

with Office(scratch) as office:
    for folder in folders:
        found = office.recalculate(folder / "report.xlsx")
        check(f"{folder.name}: formulas that change", found.differences + found.errors, [])
        check(f"{folder.name}: has formulas", found.formulas > 0)
check.end()
