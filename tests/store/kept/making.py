"""Makes the kept databases of one revision of the tables: run it with the program of that revision (see README.md).

    python tests/store/kept/making.py tests/store/kept/0001

Everything is done by the program's own commands, each at a time of its own, so that the databases are what people's
databases are: what was then possible is in them, also what a later program would refuse.
"""

import contextlib
import csv
import io
import json
import lzma
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

HOUSE = Path.cwd()
"""The checkout of the program that is asked: this is started from its root."""
sys.path.insert(0, str(HOUSE))

from scoreboard.cli.program import run  # noqa: E402
from scoreboard.desk import identity  # noqa: E402
from scoreboard.publications.reader import PublicReader  # noqa: E402

ZONE = "+08:00"
READER = "auditor"
"""Who is asked for what is not public; bound to nothing, so that any account may be them."""


@dataclass
class Contest:
    """A database that is being made, and the questions that are asked of it when it is done."""

    database: Path
    logins: dict[str, str]
    """Which account of the system each person works in."""
    day: str = ""
    questions: list[list[str]] = field(default_factory=list)
    asked_at: str = ""
    """The time at which the questions are asked."""
    _clocked: bool = False
    """Whether a competition has been loaded, and with it a clock that can be set; what comes before takes none."""

    def on(self, day: str) -> None:
        """The deeds from here on are done on this day; each a minute after the one before."""
        self.day, self._minute = day, count()

    def do(self, who: str, *words: object, code: int = 0) -> str:
        """One command of one person, which must end with `code`; returns what it printed."""
        minute = next(self._minute)
        now = f"{self.day}T{9 + minute // 60:02}:{minute % 60:02}:00{ZONE}"
        identity.account = lambda: self.logins.get(who, "somebody")
        loads = words[0] == "load"
        time = [] if not (loads or self._clocked) else ["--now", now, *([] if self._clocked else ["--with-clock"])]
        self._clocked |= loads
        ended, out, err = command(self.database, [*map(str, words), *time, *(["--as", who] if who else [])])
        if ended != code:
            raise SystemExit(f"{now} {who} {words}: {ended}\n{out}\n{err}")
        return out

    def play(self, ceremony: str, steps: int | None = None) -> None:
        """Step a ceremony on, to its end if nobody says how far."""
        while steps is None or steps > 0:
            here = json.loads(self.do("director", "cue", "status", ceremony, "--format", "json"))
            minute = next(self._minute)
            now = f"{self.day}T{9 + minute // 60:02}:{minute % 60:02}:30{ZONE}"
            words = ["cue", "next", ceremony, "--expect", str(here["sequence"]), "--yes"]
            identity.account = lambda: self.logins["director"]
            ended, out, err = command(self.database, [*words, "--now", now, "--as", "director"])
            if ended == 1 and steps is None:
                return
            if ended:
                raise SystemExit(f"{ceremony}: {ended}\n{out}\n{err}")
            steps = None if steps is None else steps - 1


def command(database: Path, words: Sequence[str], lang: str = "zh") -> tuple[int, str, str]:
    """Run one command in this process: its exit code and what it wrote."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    given = [*words, "--database", str(database), "--lang", lang]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(given)
    written = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return code, written[0], written[1]


# --- folders -------------------------------------------------------------------------------------------------------


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def handan(folder: Path, day: str, periods: set[str], *, extra: Iterable[tuple[str, ...]] = ()) -> Path:
    """data/handan-2010 as somebody could have written it on `day`, with the results of some periods only.

    From October on 永年县 is called 永年区; `extra` are scores that stand in place of the sample's, as
    (series, period, area, unit, score).
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HOUSE / "data" / "handan-2010", folder)
    known: dict[str, Callable[[dict[str, str]], bool]] = {
        "nominees.csv": lambda row: row["period"] in periods,
        "custody.csv": lambda row: row["awarded_on"] <= day,
        "vetoes.csv": lambda row: row["decided_on"] <= day,
        "honours.csv": lambda row: row["awarded_on"] <= day,
    }
    for name, keep in known.items():
        rows = rows_of(folder / name)
        kept = [row for row in rows if keep(row)]
        if kept:
            write_rows(folder / name, kept)
        else:
            (folder / name).unlink()
    scores = {
        (row["series"], row["period"], row["area"], row["unit"]): row
        for row in rows_of(folder / "scores.csv")
        if row["period"] in periods
    }
    for series, period, area, unit, score in extra:
        cell = {"series": series, "period": period, "area": area, "unit": unit, "score": score}
        cell |= {"judge": "", "state": "confirmed"}
        scores[series, period, area, unit] = cell
    write_rows(folder / "scores.csv", list(scores.values()))
    if day >= "2010-10-08":
        units = rows_of(folder / "units.csv")
        old = next(row for row in units if row["id"] == "yongnian")
        new = {**old, "name": "永年区", "name_en": "Yongnian District", "valid_from": "2010-10-08"}
        write_rows(folder / "units.csv", [*units, new])
    return folder


# --- the contests --------------------------------------------------------------------------------------------------

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG16wWzGeR3+ox/ZC6cZ9yEmL9jBwVXjP7lNdUbZz4Zr"
"""A public key as ssh writes it; its other half is gone."""


def people(contest: Contest, *, one_login: bool) -> None:
    """The usual people, all working in one account as in the demo, or each in one of their own."""
    names = ("admin", "operator", "reviewer", "director")
    contest.logins.update({name: "hall" if one_login else f"{name}-1" for name in names})
    contest.do("", "user", "add", "admin", "--role", "admin", "--os-user", contest.logins["admin"])
    for name in names[1:]:
        contest.do("admin", "user", "add", name, "--role", name, "--os-user", contest.logins[name])
    contest.do("admin", "user", "add", READER, "--role", "auditor")
    contest.do("admin", "user", "add", "former", "--role", "operator")
    contest.do("admin", "user", "disable", "former")
    key = contest.database.parent / "remote.pub"
    key.write_text(KEY + " remote\n", encoding="utf-8")
    contest.do("admin", "user", "add", "remote", "--role", "reviewer", "--key", key)


def year(contest: Contest) -> None:
    """Handan's year to its end: every ceremony played, and all that came after publication."""
    folder = contest.database.parent / "folder"
    do, why = contest.do, ("--reason", "复核：漏计一项；附原始台账", "--approved-by", "王局长")

    contest.on("2010-08-13")
    people(contest, one_login=True)
    contest.on("2010-08-14")
    do("admin", "load", handan(folder, "2010-08-14", {"2010Q2"}))
    contest.on("2010-08-15")
    do("reviewer", "close", "city", "2010Q2")
    do("director", "ceremony", "plan", "city-2010Q2")
    contest.on("2010-08-16")
    contest.play("city-2010Q2")

    contest.on("2010-08-20")
    do("admin", "decide", "correction", "city", "2010Q2", "energy-saving", "congtai", "94.10", *why)
    contest.on("2010-08-24")
    correction = ("decide", "correction", "city", "2010Q2", "urbanisation")
    do("admin", *correction, "cixian", "99.125", "--holder", "cixian", *why)
    contest.on("2010-08-27")
    held = holders(contest, "2010Q2")
    fallen = held["stability"]
    do("admin", "veto", fallen, "public-order", "--period", "2010Q2", "--reason", "七月发生生产安全事故")
    contest.on("2010-09-02")
    vacancy = ("decide", "vacancy", "city", "2010Q2", "stability")
    do("admin", *vacancy, "--holder", "jize", "--reason", "市委常委会研究决定", "--approved-by", "李书记")
    contest.on("2010-09-06")
    do("admin", "veto", "guangping", "public-order", "--period", "2010Q2", "--reason", "考核未达标")
    contest.on("2010-09-09")
    lift = ("veto", "guangping", "public-order", "--period", "2010Q2", "--lift")
    do("admin", *lift, "--reason", "申诉成立", "--approved-by", "李书记")

    contest.on("2010-10-26")
    mine = [("city", "2010Q3", "area-nine", "handan-county", "99.5")]
    do("admin", "load", handan(folder, "2010-10-26", {"2010Q2", "2010Q3"}, extra=mine))
    contest.on("2010-10-27")
    for series in ("demolition-teams", "liuhan-villages", "yongnian-townships"):
        do("reviewer", "close", series, "2010Q3")
    contest.on("2010-10-28")
    contest.play("yongnian-townships-2010Q3")
    contest.on("2010-11-01")
    do("reviewer", "close", "city", "2010Q3", "--on", "2010-11-05")
    contest.on("2010-11-02")
    do("director", "ceremony", "rehearse", "city-2010Q3", "--steps", "5", "--seed", "7")
    do("director", "ceremony", "rehearse", "city-2010Q3", "--end")
    contest.on("2010-11-04")
    do("admin", "load", handan(folder, "2010-11-04", {"2010Q2", "2010Q3"}, extra=mine))
    do("director", "ceremony", "seal", "city-2010Q3")
    contest.on("2010-11-05")
    contest.play("city-2010Q3", steps=4)
    do("director", "cue", "message", "city-2010Q3", "请各位代表就座")
    do("director", "cue", "cover", "city-2010Q3")
    do("director", "cue", "uncover", "city-2010Q3")
    do("director", "cue", "back", "city-2010Q3", "--yes")
    do("director", "cue", "hold", "city-2010Q3", "--reason", "等一位领导到场")
    do("director", "cue", "resume", "city-2010Q3", "--reason", "到了")
    contest.play("city-2010Q3")

    contest.on("2010-11-12")
    do("admin", "decide", "abolition", "handan-county", "--on", "2010-11-15", "--reason", "撤县，划归邯山区、丛台区")
    contest.on("2010-11-18")
    vacancy = ("decide", "vacancy", "city", "2010Q3", "area-nine")
    do("admin", *vacancy, "--holder", "congtai", "--reason", "撤县后旗帜授予接续单位", "--approved-by", "李书记")
    contest.on("2010-11-20")
    fallen = holders(contest, "2010Q3")["eastern-revival"]
    do("admin", "veto", fallen, "family-planning", "--period", "2010Q3", "--reason", "班子成员被立案审查")
    contest.on("2010-11-24")
    correction = ("decide", "correction", "city", "2010Q3", "livelihood")
    do("admin", *correction, "cixian", "88.41", *why)
    contest.on("2010-11-25")
    correction = ("decide", "correction", "yongnian-townships", "2010Q3", "key-projects")
    do("admin", *correction, "mingguan", "93", "--holder", "mingguan", *why)
    do("admin", "veto", "baita", "public-order", "--period", "2010Q3", "--reason", "村级信访案件")

    contest.on("2010-12-01")
    do("admin", "load", handan(folder, "2010-12-01", {"2010Q2", "2010Q3", "2010Q4"}, extra=mine))
    do(
        "admin",
        "honour",
        "daming",
        "national",
        "示例：全国文明县城",
        "--document",
        "示例文号〔2010〕8号",
        "--on",
        "2010-11-30",
    )
    honour = ("honour", "cixian", "provincial", "示例：全省双拥模范县")
    do("admin", *honour, "--document", "示例文号〔2010〕9号", "--on", "2010-11-30")
    do("admin", *honour, "--withdraw")
    contest.on("2010-12-10")
    for at, unit in enumerate(("fuxing", "qiuxian", "guangping")):
        for area in ("energy-saving", "urbanisation"):
            do("operator", "enter", "city", "2010Q4", area, unit, f"{88 + at}.{40 + at}5")
    do("reviewer", "confirm", "city", "2010Q4")
    do("reviewer", "unconfirm", "city", "2010Q4", "--area", "energy-saving", "--unit", "fuxing")
    do("operator", "enter", "city", "2010Q4", "energy-saving", "fuxing", "97.3")
    do("reviewer", "confirm", "city", "2010Q4", "--area", "energy-saving", "--unit", "fuxing")
    do("reviewer", "unconfirm", "city", "2010Q4", "--area", "urbanisation", "--unit", "qiuxian")
    do("operator", "enter", "city", "2010Q4", "urbanisation", "qiuxian", "n/a")
    do("reviewer", "confirm", "city", "2010Q4")
    contest.on("2010-12-22")
    for unit in ("weixian", "cixian"):
        do("reviewer", "unconfirm", "city", "2010Q4", "--area", "party-building", "--unit", unit)
    for unit, score in (("fuxing", "96.5"), ("weixian", "99.5"), ("cixian", "99.5")):
        do("operator", "enter", "city", "2010Q4", "party-building", unit, score)
    do("reviewer", "confirm", "city", "2010Q4")
    do("operator", "enter", "demolition-teams", "2010Q4", "progress", "demolition-2", "97.2")
    do("operator", "confirm", "demolition-teams", "2010Q4")

    contest.on("2011-01-05")
    do("reviewer", "close", "city", "2010Q4", code=1)
    lot = ("decide", "tie", "city", "2010Q4", "party-building", "--holder", "cixian")
    do("admin", *lot, "--reason", "两单位同分，现场抽签", "--approved-by", "李书记")
    do("reviewer", "close", "city", "2010Q4")
    do("reviewer", "close", "demolition-teams", "2010Q4")
    contest.on("2011-01-08")
    do("director", "ceremony", "seal", "city-2010Q4")
    contest.play("city-2010Q4")
    contest.on("2011-01-15")
    correction = ("decide", "correction", "city", "2010Q4", "party-building")
    do("admin", *correction, "fuxing", "97.25", *why)
    contest.on("2011-01-20")
    last = handan(folder, "2011-01-20", {"2010Q2", "2010Q3", "2010Q4"}, extra=mine)
    settle_promises(last)
    do("admin", "load", last)

    at = ("2010-08-15", "2010-08-16", "2010-08-24", "2010-08-27", "2010-09-02", "2010-11-05", "2010-11-18")
    at += ("2010-11-20", "2010-12-10T09:09:30", "2010-12-31", "2011-01-08")
    ask(contest, at, ("city-2010Q2", "city-2010Q3", "city-2010Q4", "yongnian-townships-2010Q3"))


def settle_promises(folder: Path) -> None:
    """How the promises ended, as the folder of January has it."""
    pledges = rows_of(folder / "pledges.csv")
    for row, actual, outcome in zip(
        pledges[:4], ("141", "5.2", "6.3", "21"), ("已完成",) * 3 + ("未完成",), strict=True
    ):
        row.update(actual=actual, outcome=outcome, settled_on="2011-01-18")
    write_rows(folder / "pledges.csv", pledges)
    goals = rows_of(folder / "goals.csv")
    goals[0].update(outcome="已实现", evidence="示例：省厅通报")
    goals[1].update(outcome="未实现")
    write_rows(folder / "goals.csv", goals)


def holders(contest: Contest, period: str) -> dict[str, str]:
    """The first holder of each flag of the city in a period, by area."""
    words = ("show", "flags", "--series", "city", "--period", period, "--format", "json")
    return {
        row["area"]: row["holders"][0]["unit"] for row in json.loads(contest.do("", *words))["rows"] if row["holders"]
    }


def middle(contest: Contest) -> None:
    """Handan's third quarter, its ceremony broken off in the middle: sealed, amended, four flags shown."""
    folder = contest.database.parent / "folder"
    do, why = contest.do, ("--reason", "复核：漏计一项", "--approved-by", "reviewer")
    contest.on("2010-08-13")
    people(contest, one_login=False)
    contest.on("2010-08-14")
    do("admin", "load", handan(folder, "2010-08-14", {"2010Q2"}))
    contest.on("2010-08-15")
    do("reviewer", "close", "city", "2010Q2")
    contest.on("2010-08-16")
    do("director", "cue", "next", "city-2010Q2")
    do("director", "cue", "goto", "5", "city-2010Q2", "--yes")
    do("director", "ceremony", "abort", "city-2010Q2", "--reason", "大雨，改为书面公布")
    do("director", "ceremony", "publish", "city-2010Q2", "--reason", "书面公布")
    contest.on("2010-10-26")
    do("admin", "load", handan(folder, "2010-10-26", {"2010Q2", "2010Q3"}))
    contest.on("2010-11-01")
    do("reviewer", "close", "city", "2010Q3", "--on", "2010-11-05")
    contest.on("2010-11-03")
    do("director", "ceremony", "seal", "city-2010Q3")
    contest.on("2010-11-04")
    correction = ("decide", "correction", "city", "2010Q3")
    do("admin", *correction, "stability", "cixian", "99.25", *why)
    contest.on("2010-11-05")
    contest.play("city-2010Q3", steps=7)
    do("director", "cue", "cover", "city-2010Q3")
    do("admin", *correction, "area-eight", "quzhou", "91.5", "--reason", "评委计算有误", "--approved-by", "赵主任")
    do("director", "cue", "uncover", "city-2010Q3")
    contest.play("city-2010Q3", steps=11)
    do("operator", "enter", "demolition-teams", "2010Q4", "progress", "demolition-2", "97.2")
    do("operator", "confirm", "demolition-teams", "2010Q4")
    do("operator", "enter", "demolition-teams", "2010Q4", "quality", "demolition-6", "88.1")
    ask(contest, ("2010-08-16", "2010-11-04", "2010-11-05T09:10:00"), ("city-2010Q2", "city-2010Q3"))


LAKE = """\
[competition]
id = "lake-2031"
name = "湖区竞赛"
name_en = "Lake contest"
host = "lake"
timezone = "Asia/Shanghai"

[[period]]
id = "2030Q4"
name = "上年第四季度"
start = 2030-10-01
end = 2030-12-31

[[period]]
id = "2031Q1"
name = "第一季度"
start = 2031-01-01
end = 2031-03-31

[[period]]
id = "2031Q2"
name = "第二季度"
name_en = "Second quarter"
start = 2031-04-01
end = 2031-06-30

[[series]]
id = "main"
name = "区级"
host = "lake"
pools = ["town", "office"]
ranking = "by-pool"
publication = "ceremony"
tie = "joint"
minimum = 60
no_winner = "retain"
confirm = "second-person"
judges = "trimmed-mean"

[[series.area]]
id = "roads"
name = "道路"
name_en = "Roads"
flag = "道路先锋旗"

[[series.area]]
id = "water"
name = "水"
flag = "水先锋旗"
weight = 2

[[series.period]]
period = "2031Q2"
publication = "live"
freeze = 2031-06-20T00:00:00

[[series]]
id = "teams"
name = "队级"
host = "lake"
pools = ["team"]
publication = "live"
decimals = 1
tie = "holder-retains"
confirm = "self"

[[series.area]]
id = "speed"
name = "进度"
flag = "进度先锋旗"

[[star]]
id = "service"
name = "服务星"
name_en = "Star of service"
voters = { members = 60, masses = 40 }

[annual]
series = "main"
honours = { national = 3 }
vetoes = [{ id = "safety", name = "安全生产" }]
"""

LAKE_UNITS = """\
id,name,short_name,name_en,kind,parent,pool,aliases,valid_from,valid_to
lake,湖区,,Lake District,district,,,,,
t1,青槐乡,青槐,Qinghuai,town,lake,town,槐城; 老青槐,,
t2,白鹭镇,白鹭,Bailu,town,lake,town,,,
t3,石桥乡,石桥,Shiqiao,town,lake,town,,,
t4,柳溪镇,柳溪,Liuxi,town,lake,town,,,
o1,农林水利服务中心,农水中心,Water Office,office,lake,office,,,
o2,住建所,,Building Office,office,lake,office,,,
o3,民政所,,,office,lake,office,,,
m1,一队,,Team one,team,lake,team,,,
m2,二队,,Team two,team,lake,team,,,
m3,三队,,Team three,team,lake,team,,,
"""

LAKE_CUSTODY = """\
series,area,period,unit,awarded_on
main,roads,,t2,2030-09-20
main,water,,o1,2030-09-20
teams,speed,,m2,2030-12-20
"""

LAKE_NOMINEES = """\
period,star,unit,person,post,series,members_issued,members_returned,members_valid,members_for,\
masses_issued,masses_returned,masses_valid,masses_for,notice_from,status
2031Q1,service,t1,钱甲,窗口负责人,main,10,10,10,8,12,12,12,6,2031-04-02,confirmed
2031Q1,service,t2,孙乙,包村干部,main,10,10,10,7,12,11,11,5,,nominated
"""


LAKE_JUDGES = """\
series,period,judge,name
main,2030Q4,j3,周丙
main,2030Q4,j1,吴甲
main,2030Q4,j2,郑乙
main,2031Q2,j1,吴甲
main,2031Q2,j2,
main,2031Q2,j3,周丙
main,2031Q2,j4,王丁
"""


def waiting(contest: Contest) -> None:
    """A small contest with judges and pools apart: one period sealed, its ceremony not begun, beside a live one."""
    folder = contest.database.parent / "folder"
    folder.mkdir()
    files = (("competition.toml", LAKE), ("units.csv", LAKE_UNITS), ("custody.csv", LAKE_CUSTODY))
    files += (("nominees.csv", LAKE_NOMINEES), ("judges.csv", LAKE_JUDGES))
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
    do = contest.do
    contest.on("2031-01-02")
    people(contest, one_login=False)
    do("admin", "load", folder)

    def judged(period: str, area: str, unit: str, *marks: str) -> None:
        for number, mark in enumerate(marks, 1):
            do("operator", "enter", "main", period, area, unit, mark, "--judge", f"j{number}")

    contest.on("2031-01-04")
    judged("2030Q4", "roads", "t1", "91", "91", "91")
    judged("2030Q4", "roads", "t2", "91", "91", "91")
    judged("2030Q4", "roads", "o1", "59", "58", "57")
    judged("2030Q4", "water", "t3", "88.125", "88.125", "88.125")
    judged("2030Q4", "water", "o1", "80", "80", "80")
    judged("2030Q4", "water", "o2", "80", "80", "80")
    do("reviewer", "confirm", "main", "2030Q4")
    contest.on("2031-01-08")
    do("reviewer", "close", "main", "2030Q4")
    contest.on("2031-01-10")
    do("director", "ceremony", "seal", "main-2030Q4")
    contest.play("main-2030Q4")
    contest.on("2031-01-20")
    do("admin", "veto", "t1", "safety", "--period", "2030Q4", "--reason", "事故")

    contest.on("2031-04-01")
    judged("2031Q1", "roads", "t1", "95", "95", "90", "88", "70")
    judged("2031Q1", "roads", "t2", "95", "95", "90", "88", "70.5")
    judged("2031Q1", "roads", "t3", "80", "81", "82", "83", "84")
    judged("2031Q1", "roads", "o1", *["59"] * 5)
    judged("2031Q1", "roads", "o2", *["58.5"] * 5)
    judged("2031Q1", "water", "t4", "90", "91", "92")
    judged("2031Q1", "water", "o1", "90.0001", "90", "90")
    judged("2031Q1", "water", "o3", "90", "90", "90")
    do("operator", "enter", "teams", "2031Q1", "speed", "m1", "91.55")
    do("operator", "enter", "teams", "2031Q1", "speed", "m2", "91.55")
    do("operator", "enter", "teams", "2031Q1", "speed", "m3", "n/a")
    do("operator", "confirm", "teams", "2031Q1")
    do("reviewer", "confirm", "main", "2031Q1")
    contest.on("2031-04-08")
    do("reviewer", "close", "teams", "2031Q1")
    do("reviewer", "close", "main", "2031Q1")
    do("director", "ceremony", "plan", "main-2031Q1")
    contest.on("2031-06-10")
    judged("2031Q2", "roads", "t1", "91", "92", "93")
    judged("2031Q2", "roads", "t2", "90", "91.5", "96")
    judged("2031Q2", "water", "o2", "77", "78", "79")
    do("reviewer", "confirm", "main", "2031Q2")
    judged("2031Q2", "roads", "t3", "88", "89")
    do("reviewer", "unconfirm", "main", "2031Q2", "--area", "roads", "--unit", "t1")
    do("operator", "enter", "main", "2031Q2", "roads", "t1", "94", "--judge", "j1")
    do("operator", "enter", "teams", "2031Q2", "speed", "m2", "90.5")
    do("operator", "confirm", "teams", "2031Q2")
    do("operator", "enter", "teams", "2031Q2", "speed", "m3", "90.4")
    contest.on("2031-06-21")
    judged("2031Q2", "water", "t1", "65", "66", "67")
    do("reviewer", "confirm", "main", "2031Q2", "--area", "water", "--unit", "t1")
    judged("2031Q2", "water", "o3", "64", "63")
    ask(contest, ("2031-01-10", "2031-01-20", "2031-04-08", "2031-06-10"), ("main-2030Q4", "main-2031Q1"))


CONTESTS: dict[str, Callable[[Contest], None]] = {"year": year, "middle": middle, "waiting": waiting}


# --- what is asked of them -----------------------------------------------------------------------------------------

TOLD = ("annual", "range", "pledges", "goals", "livelihood", "rectifications", "stars")
"""Boards that need no series and no period."""
AS_JSON = ("--format", "json")


def ask(contest: Contest, moments: Sequence[str], ceremonies: Sequence[str]) -> None:
    """Note the questions to a contest that is done: every board now and at these moments, and every bulletin."""
    contest.asked_at = f"{contest.day}T22:00:00{ZONE}"
    with contextlib.closing(PublicReader(contest.database.with_stem(contest.database.stem + "-public"))) as reader:
        known = reader.competition()
    boards = [["show", board, *AS_JSON] for board in TOLD]
    for series in known.series:
        of = ["--series", series.id]
        boards += [["show", board, *of, *AS_JSON] for board in ("ranking", "flags")]
        for period in known.periods:
            of = ["--series", series.id, "--period", period.id]
            boards += [["show", board, *of, *AS_JSON] for board in ("ranking", "flags", "stars")]
            boards += [["show", "ranking", *of, "--area", area.id, *AS_JSON] for area in series.areas]
    public = {"pledges", "goals", "livelihood", "rectifications"}
    inside = [words for words in boards if words[1] not in public and (words[1] in TOLD or "--period" in words)]
    asked = contest.questions
    for words in boards:
        asked += [*changing(contest, [[*words, "--as-of", moment] for moment in moments]), words]
    asked += [[*words, "--private", "--as", READER] for words in inside]
    printed = (
        "SELECT b.key, t.revision FROM public_touch t JOIN public_board b ON b.number = t.board"
        " WHERE b.key LIKE 'bulletin/%' ORDER BY t.change, b.key"
    )
    for board, revision in public_rows(contest.database, printed):
        _, *place = board.split("/")
        asked += [["bulletin", *place, "--revision", str(revision)], ["bulletin", *place]]
    asked.append(["show", "ceremony", *AS_JSON])
    for ceremony in ceremonies:
        series_id, _, period_id = ceremony.rpartition("-")
        asked.append(["show", "ceremony", "--series", series_id, "--period", period_id, *AS_JSON])
        asked += [["cue", "status", ceremony, *AS_JSON], ["ceremony", "verify", ceremony, *AS_JSON]]
    asked += [["journal", *AS_JSON, "--as", READER], ["user", "list"]]


def changing(contest: Contest, questions: Sequence[list[str]]) -> list[list[str]]:
    """Of one question as of several moments, those after which its answer is another than before."""
    found, before = [], ""
    for words in questions:
        answer = command(contest.database, words)[1]
        if answer != before and json.loads(answer)["rows"]:
            found.append(words)
        before = answer
    return found


def public_rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(database.with_stem(database.stem + "-public"))) as connection:
        return connection.execute(query).fetchall()


def answers(contest: Contest) -> dict[str, Any]:
    """What the program prints; each text once, in the order in which it was first printed."""
    texts: dict[str, int] = {}
    given = []
    identity.account = lambda: "somebody"
    for words in [list(words) for words in dict.fromkeys(map(tuple, contest.questions))]:
        for lang in ("zh", "en") if words[0] == "bulletin" else ("zh",):
            code, out, _err = command(contest.database, [*words, "--now", contest.asked_at], lang)
            given.append({"words": words, "lang": lang, "code": code, "text": texts.setdefault(out, len(texts))})
    return {"now": contest.asked_at, "answers": given, "texts": list(texts)}


def whole(database: Path) -> None:
    """Put a log back into its database, so that the one file is all."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")


def keep(name: str, target: Path) -> None:
    """Make one contest in a scratch folder, ask it, and put both files and the answers into `target`."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "contest"
        place.mkdir()
        contest = Contest(place / f"{name}.db", {})
        CONTESTS[name](contest)
        files = {path.stem: path for path in (contest.database, contest.database.with_stem(f"{name}-public"))}
        for path in files.values():
            whole(path)
            (target / f"{path.name}.xz").write_bytes(packed(path.read_bytes()))
        found = answers(contest)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (target / f"{name}.json.xz").write_bytes(packed(text.encode()))
    for path in sorted(target.glob(f"{name}*")):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def packed(content: bytes) -> bytes:
    return lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)


def main(target: Path, names: Sequence[str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in names or CONTESTS:
        keep(name, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
