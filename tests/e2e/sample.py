# SPDX-License-Identifier: GPL-3.0-or-later
"""sample.py - `kaoping sample` draws what anybody draws again: hashlib is the second implementation of the keys, exact fractions that of the sizes. The list carries what was asked for and no
more, is the same whatever the order of the frame, and nothing is written where something is wrong."""
import csv
import hashlib
import os
import re
import subprocess
import sys
import zipfile
from fractions import Fraction
from math import ceil, sqrt
from xml.etree import ElementTree

KAOPING = os.environ["KAOPING"]
SEED = "20260930"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COMMUNITIES = (("东村", 130), ("西村", 61), ("南苑", 12), ("北'里|", 240))


def fail(message):
    print("FAILED:", message, file=sys.stderr)
    sys.exit(1)


def same(found, wanted, what):
    if found != wanted:
        fail(f"{what}: {found!r}, not {wanted!r}")


def homes():
    """(community, building, number, holder): numbers are there again in every community."""
    for community, count in COMMUNITIES:
        for i in range(count):
            yield community, f"{i // 20 + 1} 号楼", f"{i // 20 + 1}-{101 + i % 20}", f"户主{community[0]}{i}"


def write_frame(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(["住户名册", "", "", "", ""])
        table.writerow(["社区", "楼栋", "户号", "户主", "面积"])
        table.writerows((*row, 60 + 7 * i % 90) for i, row in rows)
        table.writerow(["合计", "", "", "", len(rows)])


def run(*words, code=0):
    done = subprocess.run([KAOPING, "sample", *words], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != code:
        fail(f"kaoping sample {' '.join(words)} ended with {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    return done


def sheets(path):
    """[[row, …], …]: the texts of the cells of each sheet."""
    with zipfile.ZipFile(path) as book:
        strings = ["".join(item.itertext()) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(MAIN + "si")]
        found = []
        for number in (1, 2):
            rows = []
            for row in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(MAIN + "row"):
                cells = []
                for cell in row.iter(MAIN + "c"):
                    value = cell.findtext(MAIN + "v", "")
                    cells.append(strings[int(value)] if cell.get("t") == "s" else value)
                rows.append(cells)
            found.append(rows)
        return found, "".join(strings)


def key(stratum, name):
    return hashlib.sha256(f"{SEED}|{stratum}|{name}".encode()).hexdigest()


def drawn_by_hand(sizes, substitutes):
    """What the list must say: (community, number, class, weight)."""
    wanted = []
    for community, count in COMMUNITIES:
        order = sorted((key(community, number), number) for other, _, number, _ in homes() if other == community)
        n = sizes[community]
        for place, (_, number) in enumerate(order[: n + substitutes[community]]):
            wanted.append((community, number, "正选" if place < n else f"备选 {place - n + 1}", Fraction(count, n)))
    return wanted


def check_list(path, sizes, substitutes):
    (rows, about), texts = sheets(path)
    wanted = drawn_by_hand(sizes, substitutes)
    same(rows[2], ["序号", "社区", "户号", "类别", "入样权重"], "heads")
    same(len(rows) - 3, len(wanted), "rows of the list")
    for place, (row, (community, number, kind, weight)) in enumerate(zip(rows[3:], wanted)):
        same(row[:4], [str(place + 1), community, number, kind], f"row {place + 1}")
        if abs(float(row[4]) - weight) > 1e-12 * weight:
            fail(f"weight {row[4]} of {number}, not {weight}")
    if "户主" in texts:
        fail("the list carries what was not asked for")
    return about


members = list(enumerate(homes()))
write_frame("frame.csv", members)
counts = dict(COMMUNITIES)
all_of = {community: 0 for community in counts}

# a number of each; where there are fewer, all of them and a warning
done = run("frame.csv", "--by", "社区", "--size", "20", "--substitutes", "20%", "--seed", SEED, "-o", "twenty.xlsx")
if "KP-R031" not in done.stderr or "KP-R032" not in done.stderr:
    fail("no warning that 南苑 has too few")
about = check_list("twenty.xlsx", {c: min(20, n) for c, n in COMMUNITIES}, {c: min(4, n - min(20, n)) for c, n in COMMUNITIES})

# what is told can be repeated: the frame's digest, and the command by a shell
told = {row[0]: row[1] for row in about if len(row) > 1}
with open("frame.csv", "rb") as frame:
    same(told["抽样框的 SHA-256"], hashlib.sha256(frame.read()).hexdigest(), "digest of the frame")
same(told["随机种子"], SEED, "seed")
_, command, printed, _ = told["复核举例"].split("\n")
same(subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout.split()[0], printed, "key")
same(printed, min(key("东村", number) for community, _, number, _ in homes() if community == "东村"), "the smallest key")
boundary = next(row for row in about if row[:1] == ["东村"])[-1]
same(boundary[:16], sorted(key("东村", number) for community, _, number, _ in homes() if community == "东村")[19][:16], "boundary")

# the same input gives the same bytes; another order of the frame the same list
run("frame.csv", "--by", "社区", "--size", "20", "--substitutes", "20%", "--seed", SEED, "-o", "again.xlsx")
with open("twenty.xlsx", "rb") as one, open("again.xlsx", "rb") as two:
    same(one.read() == two.read(), True, "same bytes")
write_frame("sorted.csv", sorted(members, key=lambda member: [c for c, _ in COMMUNITIES].index(member[1][0]) * 1000 - member[0]))
run("sorted.csv", "--by", "社区", "--size", "20", "--substitutes", "20%", "--seed", SEED, "-o", "sorted.xlsx")
check_list("sorted.xlsx", {c: min(20, n) for c, n in COMMUNITIES}, {c: min(4, n - min(20, n)) for c, n in COMMUNITIES})

# a share of each, rounded up
run("frame.csv", "--by", "社区", "--size", "7.5%", "--seed", SEED, "-o", "share.xlsx")
check_list("share.xlsx", {c: ceil(Fraction(75 * n, 1000)) for c, n in COMMUNITIES}, all_of)

# a total in proportion: shares cut, then one more to the largest remainders (Hamilton)
total = 100
shares = {c: Fraction(total * n, sum(counts.values())) for c, n in COMMUNITIES}
sizes = {c: int(share) for c, share in shares.items()}
for c in sorted(shares, key=lambda c: sizes[c] - shares[c])[: total - sum(sizes.values())]:
    sizes[c] += 1
run("frame.csv", "--by", "社区", "--total", "100", "--seed", SEED, "-o", "total.xlsx")
check_list("total.xlsx", sizes, all_of)
run("frame.csv", "--by", "社区", "--total", "48", "--allocate", "equal", "--seed", SEED, "-o", "equal.xlsx")
check_list("equal.xlsx", {c: 12 for c in counts}, all_of)

# what a margin of 10 points takes of each at 95 %, with 60 % response: Cochran 1977, section 4.4
n0 = 1.959963984540054**2 * 0.25 / 0.1**2
sizes = {c: ceil(ceil(n0 / (1 + (n0 - 1) / n)) / 0.6) for c, n in COMMUNITIES}
run("frame.csv", "--by", "社区", "--margin", "10", "--response", "60%", "--seed", SEED, "-o", "margin.xlsx")
check_list("margin.xlsx", {c: min(size, counts[c]) for c, size in sizes.items()}, all_of)

# Neyman by the spread of a column: the largest remainders again, the standard deviations by their definition
def deviation(values):
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


spread = {c: deviation([60 + 7 * i % 90 for i, home in members if home[0] == c]) for c in counts}
product = sum(counts[c] * spread[c] for c in counts)
shares = {c: 60 * counts[c] * spread[c] / product for c in counts}
sizes = {c: int(share) for c, share in shares.items()}
for c in sorted(shares, key=lambda c: sizes[c] - shares[c])[: 60 - sum(sizes.values())]:
    sizes[c] += 1
run("frame.csv", "--by", "社区", "--total", "60", "--allocate", "neyman", "--spread", "面积", "--seed", SEED, "-o", "neyman.xlsx")
check_list("neyman.xlsx", sizes, all_of)

# whole buildings: every home of those with the smallest keys
run("frame.csv", "--by", "社区", "--cluster", "楼栋", "--size", "1", "--columns", "面积", "--seed", SEED, "-o", "buildings.xlsx")
(rows, _), texts = sheets("buildings.xlsx")
same(rows[2], ["序号", "社区", "楼栋", "户号", "面积", "类别", "入样权重"], "heads")
wanted = []
for community, _ in COMMUNITIES:
    buildings = {building for other, building, _, _ in homes() if other == community}
    first = min(buildings, key=lambda building: key(community, building))
    wanted += [[other, building, number, "正选", len(buildings)] for other, building, number, _ in homes() if (other, building) == (community, first)]
same([[*row[1:4], row[5], float(row[6])] for row in rows[3:]], wanted, "homes of the buildings")

# without strata, ids of two columns
run("frame.csv", "--id", "社区,户号", "--size", "15", "--seed", SEED, "-o", "flat.xlsx", "--lang", "en")
(rows, _), texts = sheets("flat.xlsx")
order = sorted((key("", f"{community}-{number}"), f"{community}-{number}") for community, _, number, _ in homes())
same([row[1] for row in rows[3:]], [number for _, number in order[:15]], "a draw without strata")
if re.search("[一-鿿]", "".join(cell for row in sheets("flat.xlsx")[0][1] for cell in row[:1])):
    fail("the English sheet speaks Chinese")

# what is wrong: told, and nothing written
write_frame("twice.csv", members + [members[7]])
for words, code, said in (
    (["frame.csv", "--by", "社区", "--size", "5"], 2, "--seed"),
    (["frame.csv", "--by", "社区", "--seed", SEED], 2, "--size"),
    (["frame.csv", "--by", "社区", "--size", "5", "--total", "9", "--seed", SEED], 2, "--size"),
    (["frame.csv", "--by", "社区", "--total", "0", "--seed", SEED], 2, "--total"),
    (["frame.csv", "--by", "社区", "--size", "5.5", "--seed", SEED], 2, "5.5"),
    (["frame.csv", "--by", "社区", "--total", "9", "--allocate", "neyman", "--seed", SEED], 2, "--spread"),
    (["frame.csv", "--by", "社 区", "--size", "5", "--seed", " "], 3, "KP-R030"),
    (["frame.csv", "--by", "小区", "--size", "5", "--seed", SEED], 3, "KP-W027"),
    (["frame.csv", "--size", "5", "--seed", SEED], 3, "KP-D077"),
    (["twice.csv", "--by", "社区", "--size", "5", "--seed", SEED], 3, "C10"),
    (["frame.csv", "--by", "社区", "--total", "9", "--minimum", "5", "--seed", SEED], 3, "KP-R033"),
    (["missing.csv", "--size", "5", "--seed", SEED], 4, "KP-F001"),
):
    done = run(*words, "-o", "none.xlsx", code=code)
    if said not in done.stderr:
        fail(f"{words} does not say {said}: {done.stderr}")
    if os.path.exists("none.xlsx"):
        fail(f"{words} wrote a list")
run("frame.csv", "--by", "社区", "--size", "5", "--seed", SEED, "-o", "twenty.xlsx", code=4)
run("frame.csv", "--by", "社区", "--size", "5", "--seed", SEED, "-o", "frame.csv", code=2)
same(sorted(name for name in os.listdir() if name.endswith(".xlsx") is False), ["frame.csv", "sorted.csv", "twice.csv"], "files left behind")
