"""Payloads of a ceremony's own scenes, as its steps carry them."""

from typing import Any

from .samples import (
    OFFICE,
    STARS,
    TOWNS,
    UNITS,
    area_ranking,
    flag,
    flag_row,
    placed,
    star_rows,
    title_page,
    unit,
    year_of,
)  # fmt: skip

COMMITMENT = "5f3759df0badc0de1234567890abcdef5f3759df0badc0de1234567890abcdef"
CANDIDATES = [*(unit(row["name"]) for row in UNITS), *TOWNS]
PERIODS = [
    {"id": f"2010Q{number}", "name": f"第{name}季度", "name_en": f"{number}. quarter", "state": state, "open": 0}
    for number, name, state in ((1, "一", "none"), (2, "二", "done"), (3, "三", "done"), (4, "四", "part"))
]


def moment(name: str, **extras: Any) -> dict[str, Any]:
    """A flag's step."""
    return {**flag(None), "moment": name, **extras}


def rolled(row: dict[str, Any]) -> dict[str, Any]:
    """A transfer as its cue shows it: it begins with the candidates' names slowing down."""
    return {**flag(row), "number": 5, "more": 0, "candidates": CANDIDATES}


def place(number: int, names: list[str]) -> dict[str, Any]:
    """Third or second place."""
    rows = [placed(number, unit(name), f"{92.5 - number:.2f}", tied=len(names) > 1) for name in names]
    return moment("place", place=number, rows=rows, decimals=2)


def block(first: int, last: int) -> dict[str, Any]:
    """A block of an area's ranking, with only its rows."""
    board = area_ranking()
    rows = [row for row in board["rows"] if first <= (row["rank"] or 99) <= last or (row["rank"] is None and last > 9)]
    return {"scene": "ranking", "board": board | {"rows": rows}, "from": first, "to": last}


def five() -> dict[str, Any]:
    """A ranking of five, whose bars race."""
    board = area_ranking() | {"live": False, "unrounded": False}
    rows = [row | {"rank": at + 1, "tied": False} for at, row in enumerate(board["rows"][:5])]
    rows[1] |= {"score": "95.90", "score_exact": "95.9"}
    holder = flag_row(4, [unit("永年县")], [unit("武安市")], "captured")
    return {"scene": "ranking", "board": board | {"rows": rows}, "row": holder}


def annual() -> dict[str, Any]:
    """The year's table, one unit under a veto."""
    flags = [(3, 3, 1), (1, 4, 0), (2, 1, 1), (4, 2, 0), (0, 1, 1), *([(0, 1, 0)] * 4), *([(0, 0, 0)] * 10)]
    honours = [5, 2, 0, 3, 1] + [0] * 14
    rows = []
    for at, row in enumerate(UNITS):
        held = dict(zip(("2010Q2", "2010Q3", "2010Q4"), flags[at], strict=True))
        total = sum(flags[at])
        rows.append(
            {
                "rank": None, "pool": "county", **unit(row["name"]), "flags": {"2010Q1": None, **held},
                "flags_total": total, "honours": str(honours[at]), "total": str(total + honours[at]),
                "tied": False, "vetoed_by": ["stability"] if at == 3 else [],
                "status": "vetoed" if at == 3 else "ranked",
            }
        )  # fmt: skip
    rows.sort(key=lambda row: (bool(row["vetoed_by"]), -int(row["total"])))
    for row in rows:
        better = sum(int(other["total"]) > int(row["total"]) and not other["vetoed_by"] for other in rows)
        row["rank"] = None if row["vetoed_by"] else better + 1
    return year_of(
        "annual", rows, periods=PERIODS, honour_cap="5", honour_levels={"national": "2", "provincial": "1"},
        honour_items=[], veto_items=[{"id": "stability", "name": "社会稳定", "name_en": "Stability"}],
    )  # fmt: skip


def captures() -> dict[str, Any]:
    """Who has captured the most flags: one with four, two with two, others with one."""
    counts = (4, 2, 2, 1, 1, 1, 1)
    rows = [
        {"rank": 1 + sum(other > count for other in counts), "pool": "county", **unit(row["name"]), "captures": count,
         "taken": []}
        for row, count in zip(UNITS, counts, strict=False)
    ]  # fmt: skip
    return year_of("captures", rows, open=0)


def possible() -> dict[str, Any]:
    """The range board: some places fixed, most open, one unit out."""
    bounds = [(1, 1), (2, 3), (2, 4), (3, 7), (4, 9), (4, 12), *([(5, 18)] * 12)]
    rows = [
        {**unit(row["name"]), "pool": "county", "best": best, "worst": worst, "flags": 3, "honours": "0", "total": "3"}
        for row, (best, worst) in zip(UNITS, bounds, strict=False)
    ]
    rows.append(
        {
            **unit(UNITS[18]["name"]),
            "pool": "county",
            "best": None,
            "worst": None,
            "flags": 1,
            "honours": "0",
            "total": "1",
        }
    )
    return year_of("range", rows, periods=PERIODS, open=4)


def pledges() -> dict[str, Any]:
    """Pledges kept, not kept, without a figure, and open."""
    written = (
        ("永年县", "尤壬", "县长", "年内开工建设项目不少于140个", ">=", "140", "个", "126", "90", False, "", "broken"),
        ("武安市", "许癸", "市长", "单位产值能耗下降率不低于5%", ">=", "5", "%", "5.2", "104", True, "", "kept"),
        ("涉县", "何甲", "县长", "新增城镇就业不少于6万人", ">=", "6", "万人", "6.3", "105", True, "如期兑现", "kept"),
        ("邱县", "吕乙", "县长", "积案存量不超过20件", "<=", "20", "件", None, None, None, "", "open"),
    )
    keys = ("person", "post", "text", "comparator", "target", "measure", "actual", "percent", "met", "outcome", "state")
    made = {"aspect": "", "due": "2010-12-31", "channel": "公示栏", "made_on": "2010-07-20", "settled_on": None}
    rows = []
    for number, values in enumerate(written, 1):
        row: dict[str, Any] = {**unit(values[0]), **dict(zip(keys, values[1:], strict=True)), **made}
        same = ("person", "post", "aspect", "text", "measure", "channel")
        english = {**{f"{name}_en": row[name] for name in same}, "remark_en": row["outcome"]}
        new = {"id": f"pledge-{number}", "reported_on": None, "evidence": "", "remark": row["outcome"]}
        rows.append({**row, **english, **new})
    rows.append(rows[2] | OFFICE)
    of = {"competition_name": "邯郸夺标竞赛", "competition_name_en": "Handan contest", "series": None, "period": None}
    totals = {"all": 5, "kept": 3, "broken": 1, "open": 1, "overdue": 0}
    return {"board": "pledges", "competition": "handan-2010", **of, "totals": totals, "rows": rows}


def correction() -> dict[str, Any]:
    """A flag that went to the wrong holder."""
    reason = "复核发现永年县漏计 0.75 分"
    corrected = {"old": "91.75", "new": "92.50", "reason": reason, "approved_by": "王建国", "at": "2010-11-05T02:09:00"}
    scene = moment(
        "correction",
        before=flag_row(4, [unit("武安市")], [TOWNS[1]], "captured", margin="0.50"),
        row=flag_row(4, [unit("永年县")], [TOWNS[1]], "captured", margin="0.25"),
        corrections=[{**unit("永年县"), **corrected}], decimals=2,
        signed=[{"reason": reason, "approved_by": ["王建国", "李秀英"]}],
    )  # fmt: skip
    del scene["number"], scene["previous"]
    return scene


def ceremony_scenes() -> dict[str, dict[str, Any]]:
    """Every scene that a ceremony alone shows, by a name for its pictures."""
    star = dict(zip(("star", "star_name", "star_name_en"), STARS[0], strict=True))
    winner = {"scene": "star", "moment": "winner", **star, "place": 1}
    captured = flag_row(4, [TOWNS[0]], [TOWNS[1]], "captured")
    text = "十年磨一剑。各县区各部门在节能减排、城镇化进程、重点项目建设中你追我赶，\n请领导讲话。"
    return {
        "flag-roll": moment("roll", candidates=CANDIDATES),
        "flag-roll-first": moment("roll", candidates=CANDIDATES, previous=[]),
        "flag-third": place(3, ["峰峰矿区"]),
        "flag-second": place(2, ["武安市", "涉县"]),
        "flag-third-none": place(3, []),
        "flag-rolled": rolled(captured),
        "flag-rolled-defended": rolled(
            flag_row(4, [TOWNS[1]], [TOWNS[1]], "defended", defences={"mingguan": 2}, margin="1.20")
        ),
        "flag-rolled-joint": rolled(flag_row(4, [TOWNS[0], unit("武安市")], [TOWNS[1]], "joint", margin="0.00")),
        "flag-rolled-first": rolled(flag_row(4, [TOWNS[0]], [], "first") | {"previous": []}),
        "flag-rolled-vacant": rolled(flag_row(4, [], [TOWNS[1]], "vacant", margin=None)),
        "flag-correction": correction(),
        "ranking-rest": block(4, 19),
        "ranking-second": block(2, 3),
        "ranking-place-one": block(1, 1),
        "ranking-five": five(),
        "speech": {"scene": "speech", "title": "市委书记讲话", "text": text},
        "interlude": {"scene": "interlude", "title": "歌舞 走向复兴", "text": "市豫剧团"},
        "message": {"scene": "message", "title": "", "text": "请各位代表于十点整回到座位"},
        "photo": {"scene": "photo", "title": "", "text": "请持旗单位代表上台"},
        "countdown": {"scene": "countdown", "title": "授旗仪式即将开始", "seconds": 9},
        "star-one": {**winner, "rows": star_rows()[3:4]},
        "star-none": {**winner, "place": 3, "rows": []},
        "pledges": {"scene": "pledges", "board": pledges()},
        "annual": {"scene": "annual", "board": annual()},
        "annual-empty": {"scene": "annual", "board": None},
        "captures": {"scene": "captures", "board": captures()},
        "range": {"scene": "range", "board": possible()},
        "title-sealed": {
            "scene": "title", "commitment": COMMITMENT,
            **title_page("第三季度重点工作授旗仪式", "Award of the flags", ["转变作风夺标竞赛，创先争优科学发展"]),
        },
        "rehearsal": {**rolled(captured), "rehearsal": True},
    }  # fmt: skip
