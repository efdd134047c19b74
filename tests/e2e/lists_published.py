# SPDX-License-Identifier: GPL-3.0-or-later
"""lists_published.py - the presets of the red and black lists give what the places that published such rules published: how many estates are on which list, of as many as there were. Scores are made up, all
different, but for those that were published; what a rule asks for besides a place (90 points, 75 points) is put on its very edge."""
import csv
import json
import os
import subprocess
from collections import Counter
from pathlib import Path

from _checks import Checks

KAOPING = os.environ["KAOPING"]


def write(folder, sheet, rows):
    with open(folder / f"{sheet}.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def book(name, period, estates, vetoes=()):
    """`estates`: (group, score as text), best first or in any order; they are called 小区1, 小区2, …"""
    folder = Path(name)
    folder.mkdir()
    write(folder, "填表说明", [["考评期", period]])
    write(folder, "考评对象", [["编号", "名称", "分组"]] + [[i + 1, f"小区{i + 1}", group] for i, (group, _) in enumerate(estates)])
    write(folder, "他项得分表", [["考评对象", "考评期", "得分"]] + [[f"小区{i + 1}", period, score] for i, (_, score) in enumerate(estates)])
    if vetoes is not None:
        write(folder, "一票否决", [["考评对象", "否决事项"]] + [[f"小区{number}", event] for number, event in vetoes])
    return folder


def run(check, preset, folder, history=()):
    words = [KAOPING, "score", str(folder), "--scheme", f"wuye_redblack/{preset}", "--json", f"{folder}.json"]
    for file in history:
        words += ["--history", file]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    check(f"{folder} is scored: {done.stdout}{done.stderr}", done.returncode, 0)
    return {unit["id"]: [entry["list"] for entry in unit["lists"]] for unit in json.loads(Path(f"{folder}.json").read_text(encoding="utf-8"))["units"]}


def on(found, wanted):
    return sorted(int(unit) for unit, names in found.items() if wanted in names)


def falling(count, top, step="0.1"):
    """`count` scores from `top` down, as text."""
    hundredths, by = round(float(top) * 100), round(float(step) * 100)
    return [f"{(hundredths - by * i) // 100}.{(hundredths - by * i) % 100:02}" for i in range(count)]


def zhoushan(check):
    """15 % of 45, 35 and 159 is 6.75, 5.25 and 23.85: half up 7, 5 and 24, first and last."""
    sizes = {"一组": 45, "二组": 35, "三组": 159}
    estates = [(group, score) for group, size in sizes.items() for score in falling(size, "99", "0.3")]
    found = run(check, "zhoushan", book("zhoushan", "2025H2", estates, None))
    for name in ("red", "black"):
        counted = Counter(estates[number - 1][0] for number in on(found, name))
        check(f"Zhoushan, {name}", dict(counted), {"一组": 7, "二组": 5, "三组": 24})
    check("Zhoushan, 239 estates", len(found), 239)


def daishan(check):
    """36 estates, the first two have 90.5 and 90.4; the last four are black."""
    estates = [("", score) for score in ["90.5", "90.4"] + falling(34, "90.3")]
    found = run(check, "daishan", book("daishan", "2024Q2", estates, None))
    check("Daishan, red", on(found, "red"), [1, 2])
    check("Daishan, black", on(found, "black"), [33, 34, 35, 36])


def liuan(check):
    """36 estates: the first three with at least 90; the last two below 75 get a card, and 75.00 is not below; twice in a row is black."""
    first = [("", score) for score in ["96", "90", "89.99"] + falling(31, "89") + ["75.00", "74.99"]]
    found = run(check, "liuan", book("liuan1", "2022Q1", first, None))
    check("Lu'an, red", on(found, "red"), [1, 2])
    check("Lu'an, yellow", on(found, "yellow"), [36])
    second = [("", score) for score in ["96", "95", "94"] + falling(31, "89") + ["74.5", "74"]]
    found = run(check, "liuan", book("liuan2", "2022Q2", second, None), ["liuan1.json"])
    check("Lu'an, red again", on(found, "red"), [1, 2, 3])
    check("Lu'an, yellow again", on(found, "yellow"), [35])
    check("Lu'an, black", on(found, "black"), [36])
    third = [("", score) for score in ["96", "95", "94"] + falling(32, "89", "0.4") + ["75.00"]]
    found = run(check, "liuan", book("liuan3", "2022Q3", third, None), ["liuan1.json", "liuan2.json"])
    check("Lu'an, 75.00 the third time: nobody", on(found, "black") + on(found, "yellow"), [])


def huoqiu(check):
    """54 estates: from 90 red; black by a failed safety or fire check, or by three quarters of Fail in a row."""
    scores = ["98", "90.00", "89.99"] + falling(48, "89") + ["69.99", "66", "65"]
    earlier = []
    for quarter in ("2024Q4", "2025Q1", "2025Q2"):
        estates = [("", "71" if number == 52 and quarter == "2025Q1" else score) for number, score in enumerate(scores)]  # the 53rd passed once
        vetoes = [(1, "安全生产或消防考核不合格")] if quarter == "2025Q2" else []
        found = run(check, "huoqiu", book(f"huoqiu{quarter}", quarter, estates, vetoes), earlier)
        earlier.append(f"huoqiu{quarter}.json")
    check("Huoqiu, red", on(found, "red"), [2])
    check("Huoqiu, black", on(found, "black"), [1, 52, 54])
    check("Huoqiu, fail", on(found, "failing"), [53])


def taizhou(check):
    """From 85 red, the last three black; where all have 85 the last three are black alone."""
    found = run(check, "taizhou", book("taizhou", "2023-09", [("", score) for score in ["92", "85", "84.99", "80", "70", "60"]], None))
    check("Taizhou, red", on(found, "red"), [1, 2])
    check("Taizhou, black", on(found, "black"), [4, 5, 6])
    found = run(check, "taizhou", book("taizhou2", "2023-10", [("", score) for score in falling(5, "95")], None))
    check("Taizhou, red, all good", on(found, "red"), [1, 2])
    check("Taizhou, black, all good", on(found, "black"), [3, 4, 5])


def others(check):
    """西夏区: 23 firms, each on one list by its score. 沧州: 10 % of 23 is 2.3, half up 2; of 25 it is 2.5, half up 3."""
    estates = [("", score) for score in ["95", "90.00", "89.99", "80.00", "79.99"] + falling(18, "79")]
    found = run(check, "xixia3", book("xixia", "2022H1", estates, None))
    check("Xixia, red", on(found, "red"), [1, 2])
    check("Xixia, yellow", on(found, "yellow"), [3, 4])
    check("Xixia, blue", on(found, "blue"), list(range(5, 24)))
    for count, dropped in ((23, [22, 23]), (25, [23, 24, 25])):
        found = run(check, "cangzhou", book(f"cangzhou{count}", "2023", [("", score) for score in falling(count, "98")], None))
        check(f"Cangzhou, of {count}", on(found, "out"), dropped)


def changsha(check):
    """21 red, 15 under special supervision and 6 black, by what happened."""
    folder = book("changsha", "2024Q3", [("", "0")] * 45, None)
    (folder / "他项得分表.csv").unlink()
    happened = [(1, 0, "")] * 21 + [(0, 1, "是")] * 15 + [(0, 1, "否")] * 6 + [(0, 0, "")] * 3
    write(folder, "事项表", [["考评对象", "红榜事项", "重大问题", "配合整改"]] + [[f"小区{i + 1}", *row] for i, row in enumerate(happened)])
    found = run(check, "changsha", folder)
    check("Changsha", [len(on(found, name)) for name in ("red", "watch", "black")], [21, 15, 6])


def main():
    check = Checks()
    for place in (zhoushan, daishan, liuan, huoqiu, taizhou, others, changsha):
        place(check)
    check.end()


if __name__ == "__main__":
    main()
