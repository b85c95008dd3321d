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


def climbed(first: int, last: int) -> dict[str, Any]:
    """Some places of a climb, whose first step has those who have no place."""
    board = block(first, last)["board"]
    rows = [row for row in board["rows"] if row["rank"] is not None or last == 19]
    return moment("climb", board=board | {"rows": rows, "live": False, "climbing": [""]}, **{"from": first, "to": last})


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
        "annual", rows, periods=PERIODS, areas=9, honour_cap="5", honour_levels={"national": "2", "provincial": "1"},
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


def settled(count: int, goal_count: int) -> dict[str, Any]:
    """The promises of one unit: a pledge that was kept, one that was not, and a goal that was met."""
    pledged = [pledges()["rows"][at] for at in (1, 0, 2, 3)]
    return {"pledges": pledged[:count], "goals": goals()["rows"][:goal_count]}


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
        left = 11 if row["state"] == "open" else None
        new = {
            "id": f"pledge-{number}",
            "reported_on": None,
            "evidence": "",
            "remark": row["outcome"],
            "days_left": left,
        }
        rows.append({**row, **english, **new})
    rows.append(rows[2] | OFFICE)
    of = {"competition_name": "邯郸夺标竞赛", "competition_name_en": "Handan contest", "series": None, "period": None}
    totals = {"all": 5, "kept": 3, "broken": 1, "open": 1, "overdue": 0}
    return {"board": "pledges", "competition": "handan-2010", **of, "totals": totals, "rows": rows}


OF = {"competition": "handan-2010", "competition_name": "邯郸夺标竞赛", "competition_name_en": "Handan contest",
      "series": None, "period": None}  # fmt: skip


def goals() -> dict[str, Any]:
    """Goals met, not met, open and overdue, in the city, the province and the nation."""
    written = (
        ("永年县", "province", "标准件产业规模争全省第一", "met", "省统计局通报"),
        ("武安市", "nation", "钢铁节能改造争全国第一", "unmet", ""),
        ("涉县", "city", "旅游收入增长争全市第一", "open", ""),
        ("邱县", "city", "积案化解率争全市第一", "overdue", ""),
    )
    rows = [
        {
            **unit(name), "id": f"goal-{number}", "scope": scope, "title": title, "title_en": title,
            "due": "2010-12-31", "state": state, "days_left": 1 if state == "open" else None, "settled_on": None,
            "outcome": "", "evidence": evidence,
            "evidence_en": evidence,
        }
        for number, (name, scope, title, state, evidence) in enumerate(written, 1)
    ]  # fmt: skip
    none = {"met": 0, "unmet": 0, "open": 0, "overdue": 0}
    totals = {
        "city": {"set": 155, **none, "open": 154, "overdue": 1}, "province": {"set": 80, **none, "met": 80},
        "nation": {"set": 32, **none, "unmet": 32}, "all": {"set": 267, **none, "met": 80, "unmet": 32, "open": 155},
    }  # fmt: skip
    return {"board": "goals", **OF, "totals": totals, "rows": rows}


def rectifications() -> dict[str, Any]:
    """What is open, overdue, done and done late."""
    written = (
        ("永年县", "重点项目建设", "末位，第 19 名", "overdue", "2010-09-30", None, "整改中"),
        ("武安市", "节能减排", "能耗超标", "done", "2010-09-30", "2010-09-21", "已整改"),
        ("涉县", "维护社会稳定", "积案未清", "done-late", "2010-09-30", "2010-10-08", ""),
        ("邱县", "东部振兴", "项目迟迟不开工", "open", "2010-12-31", None, ""),
    )
    rows = [
        {
            **unit(name), "id": f"{number}", "series": "city", "series_name": "市级", "series_name_en": "City",
            "area": f"a{number}", "area_name": area, "area_name_en": area, "period": "2010Q3", "reason": reason,
            "reason_en": reason, "due": due, "state": state, "days_left": 0 if state == "open" else None,
            "status": status, "status_en": status, "done_on": done_on, "evidence": "",
        }
        for number, (name, area, reason, state, due, done_on, status) in enumerate(written, 1)
    ]  # fmt: skip
    totals = {"all": 4, "open": 1, "overdue": 1, "done": 1, "done-late": 1}
    return {"board": "rectifications", **OF, "totals": totals, "rows": rows}


def livelihood() -> dict[str, Any]:
    """Items of several fields, one of them without figures."""
    written = (
        ("供水", "农村安全饮水工程", "1200", "860.5", "71.71", "实施中"),
        ("教育", "中小学校舍安全工程", "3000", "3000", "100", "已完成"),
        ("交通", "农村公路改造", "2400", "0", "0", "未开工"),
        ("文化", "送戏下乡", None, None, None, ""),
    )
    rows = [
        {
            "id": f"{field}-1", "field": field, "field_en": field, "title": title, "title_en": title,
            "planned": planned, "spent": spent, "reported_on": None, "measure": "万元", "measure_en": "万元",
            "due": "2010-12-31", "status": status, "status_en": status, "settled_on": None, "evidence": "",
            "percent": percent,
        }
        for field, title, planned, spent, percent, status in written
    ]  # fmt: skip
    total = {"measure": "亿元", "measure_en": "亿元", "fields": 13, "items": 62, "planned": "150", "spent": "126",
             "percent": "84"}  # fmt: skip
    return {"board": "livelihood", **OF, "totals": [total], "rows": rows}


def benchmarks() -> dict[str, Any]:
    """A unit that is behind, one that has caught up, one without figures, and one whose figure is to be lower."""
    written = (
        ("永年县", "标准件产值", "温岭市", "180", "126", "54", "70", "higher"),
        ("武安市", "财政收入", "迁安市", "40", "42.5", "-2.5", "106.25", "higher"),
        ("涉县", "旅游人次", "平山县", None, None, None, None, "higher"),
        ("磁县", "万元产值能耗", "迁安市", "0.9", "1.4", "0.5", None, "lower"),
    )
    keys = ("title", "against", "theirs", "ours", "distance", "percent", "better")
    rows = []
    for values in written:
        row: dict[str, Any] = {**unit(values[0]), **dict(zip(keys, values[1:], strict=True)), "measure": "亿元"}
        english = {f"{name}_en": row[name] for name in ("title", "against", "measure")}
        rows.append({"id": f"{row['unit']}-1", **row, **english, "as_of": "2010-06-30"})
    return {"board": "benchmarks", **OF, "rows": rows}


def visits() -> dict[str, Any]:
    """Three batches to five counties, one of them of a single unit."""
    nobody = {"unit": None, "name": "", "short_name": "", "name_en": ""}
    rows = [
        {
            "id": f"visit-{number}", **who, "title": title, "title_en": title, "destination": to, "destination_en": to,
            "start": "2010-04-06", "end": "2010-04-09", "people": people, "note": note, "note_en": note,
        }
        for number, who, title, to, people, note in (
            (1, nobody, "第一批考察", "温岭、玉环", 105, "看产业集群"),
            (2, nobody, "第二批考察", "迁安、平山", 110, ""),
            (3, unit("永年县"), "第三批考察", "邹平", 98, ""),
        )
    ]  # fmt: skip
    return {"board": "visits", **OF, "totals": {"visits": 3, "people": 313, "destinations": 5}, "rows": rows}


def campaigns() -> dict[str, Any]:
    """Days on which all have pledged, and some on which some have not."""
    days = {"name_en": "Pledge days", "start": "2010-09-27", "end": "2010-10-06"}
    rows = [
        {"name": "公开承诺日", **days, "units": 43, "pledged": 43, "missing": [], "done": TOWNS[:3]},
        {"name": "再承诺日", **days, "units": 2, "pledged": 1, "missing": TOWNS[1:], "done": TOWNS[:1]},
    ]
    return {"board": "campaigns", **OF, "rows": rows}


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
        "flag-climb": climbed(8, 12),
        "flag-climb-last": climbed(15, 19),
        "flag-climb-few": climbed(4, 5),
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
        "ranking-climbing": {"scene": "ranking", "board": climbed(8, 19)["board"], "row": None},
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
        "settlement": {"scene": "settlement", "unit": unit("永年县"), **settled(2, 1)},
        "settlement-one": {"scene": "settlement", "unit": unit("武安市"), **settled(1, 0)},
        "settlement-nobody": {"scene": "settlement", "unit": None, "pledges": [], "goals": []},
        "goals": {"scene": "goals", "board": goals()},
        "rectifications": {"scene": "rectifications", "board": rectifications()},
        "livelihood": {"scene": "livelihood", "board": livelihood()},
        "benchmarks": {"scene": "benchmarks", "board": benchmarks()},
        "callout": {
            "scene": "callout", "series_name": "市级", "series_name_en": "City",
            "rows": [
                {**TOWNS[0], "clinched": 1, "eliminated": False},
                {**TOWNS[1], "clinched": None, "eliminated": True},
            ],
        },
        "visits": {"scene": "visits", "board": visits()},
        "campaigns": {"scene": "campaigns", "board": campaigns()},
        "annual": {"scene": "annual", "board": annual()},
        "annual-closed": {"scene": "annual", "board": annual() | {"state": "closed"}},
        "annual-empty": {"scene": "annual", "board": None},
        "today": {
            "scene": "today", "timezone": "Asia/Shanghai", "name": "邯郸市2010年创先争优夺标竞赛",
            "name_en": "Handan 2010: the contest for the flags", "day": "2010-11-03", "clock": "09:12",
            "ceremonies": [{"id": "city-2010Q3", "title": "第三季度授旗仪式", "title_en": "Award of the flags",
                            "day": "2010-11-05"}],
            "due": [{"kind": "pledge", "name": "永年县", "name_en": "Yongnian County"},
                    {"kind": "period", "name": "第三季度", "name_en": "Third quarter"}],
            "first": [{**TOWNS[0]}],
        },
        "captures": {"scene": "captures", "board": captures()},
        "range": {"scene": "range", "board": possible()},
        "title-sealed": {
            "scene": "title", "commitment": COMMITMENT,
            **title_page("第三季度重点工作授旗仪式", "Award of the flags", ["转变作风夺标竞赛，创先争优科学发展"]),
        },
        "rehearsal": {**rolled(captured), "rehearsal": True},
    }  # fmt: skip
