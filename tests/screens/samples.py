"""Real-looking payloads of every scene: nineteen counties, nine areas, as the third quarter of 2010 had them."""

from typing import Any

SIZES = ((80, 24), (120, 34), (200, 56), (320, 90))

MOMENTS = {
    "title": (0.8,),
    "flag-contest": (0.6,),
    "flag-captured": (0.3, 1.6, 2.9, 4.0, 6.6),
    "flag-defended": (1.2,),
    "wall": (0.5,),
    "table-moving": (0.0, 0.3),
    "star-category": (0.6,),
    "star-winners": (0.7,),
    "flag-roll": (0.0, 1.03),
    "flag-third": (0.6,),
    "flag-rolled": (0.4, 2.6, 5.0, 7.8, 9.4),
    "flag-rolled-defended": (2.6, 4.8),
    "flag-rolled-joint": (2.6,),
    "flag-rolled-first": (4.8,),
    "flag-rolled-vacant": (3.2,),
    "flag-correction": (1.5,),
    "ranking-rest": (1.5,),
    "ranking-second": (0.8,),
    "ranking-five": (0.9,),
    "photo": (0.3,),
    "countdown": (0.0, 4.5),
    "star-one": (0.6,),
    "pledges": (0.7,),
    "annual": (0.5, 1.8, 5.0, 6.4),
    "range": (0.5,),
    "rehearsal": (2.0,),
}

_COUNTIES = (
    "congtai 丛台区 Congtai",
    "hanshan 邯山区 Hanshan",
    "fuxing 复兴区 Fuxing",
    "fengfeng 峰峰矿区 Fengfeng Mining District",
    "wuan 武安市 Wu'an",
    "handan-county 邯郸县 Handan County",
    "linzhang 临漳县 Linzhang",
    "chengan 成安县 Cheng'an",
    "daming 大名县 Daming",
    "shexian 涉县 Shexian",
    "cixian 磁县 Cixian",
    "feixiang 肥乡县 Feixiang",
    "yongnian 永年县 Yongnian",
    "qiuxian 邱县 Qiuxian",
    "jize 鸡泽县 Jize",
    "guangping 广平县 Guangping",
    "guantao 馆陶县 Guantao",
    "weixian 魏县 Weixian",
    "quzhou 曲周县 Quzhou",
)
UNITS = [dict(zip(("unit", "name", "name_en"), line.split(" ", 2), strict=True)) for line in _COUNTIES]
AREAS = [
    dict(zip(("id", "name", "name_en"), line.split(" ", 2), strict=True))
    | {"flag": f"{line.split(' ')[1]}先锋旗", "flag_en": f"{line.split(' ', 2)[2]} pennant"}
    for line in (
        "energy 节能减排 Saving energy",
        "towns 推进城镇化进程 Building towns",
        "livelihood 保障和改善民生 Livelihood",
        "stability 维护社会稳定 Social stability",
        "key-projects 重点项目建设 Key projects",
        "east 东部振兴 Revival of the east",
        "party 基层党组织建设 Party branches",
        "eighth 重点工作八 Eighth area",
        "ninth 重点工作九 Ninth area",
    )
]
SLOGANS = ["转变作风夺标竞赛，创先争优科学发展", "决战四季度，创先争一流"]
TITLE = "全市创先争优夺标竞赛第三季度重点工作授旗仪式"
TOWNS = [
    {"unit": "jiehedian", "name": "界河店乡", "short_name": "界河店", "name_en": "Jiehedian"},
    {"unit": "mingguan", "name": "洺关镇", "short_name": "洺关", "name_en": "Mingguan"},
]
OFFICE = {
    "unit": "hr",
    "name": "市人力资源和社会保障局",
    "short_name": "市人社局",
    "name_en": "Bureau of Human Resources and Social Security",
}


def unit(name: str) -> dict[str, str]:
    """The unit called `name` as a row names it."""
    short = {"峰峰矿区": "峰峰"}.get(name, name[:-1] if len(name) > 2 else name)
    return next(dict(row) | {"short_name": short} for row in UNITS if row["name"] == name)


def public_unit(name: str) -> dict[str, Any]:
    """The unit called `name` as a page of its own names it."""
    named = unit(name)
    about = {"kind": "county", "parent": "handan", "pool": "county", "active": True}
    return {"id": named.pop("unit"), **named, **about}


def title_page(title: str, title_en: str, slogans: list[str]) -> dict[str, Any]:
    """What a ceremony is called, where and when it is."""
    return {
        "title": title, "title_en": title_en, "host": "中共邯郸市委", "host_en": "Handan Party committee",
        "venue": "邯郸宾馆", "date": "2010-11-05", "slogans": slogans,
    }  # fmt: skip


def overall(**extras: Any) -> dict[str, Any]:
    """The overall table of nineteen counties: one vetoed, one without a change."""
    flags = [3, 2, 1, 1, 1, 1] + [0] * 13
    rows: list[dict[str, Any]] = []
    order = [12, 4, 0, 9, 7, 1, 2, 3, 5, 6, 8, 10, 11, 13, 14, 15, 16, 17, 18]
    for place, at in enumerate(order):
        score = f"{872.5 - 9.25 * place:.2f}"
        change = (2, -1, None, 0, 4, -3, 1)[place % 7]
        rows.append(
            {
                "rank": place + 1,
                "pool": "county",
                **unit(UNITS[at]["name"]),
                "flags": flags[place],
                "scored_in": 9,
                "score": score,
                "score_exact": score,
                "tied": False,
                "status": "ranked",
                "change": change,
            }
        )
    rows[-1] |= {"rank": None, "status": "vetoed", "change": None}
    return ranking_of(rows, **extras)


def area_ranking(**extras: Any) -> dict[str, Any]:
    """The ranking of key projects, with every status there is."""
    board = overall()
    rows = [
        dict(row, score=f"{96.4 - 1.37 * place:.2f}", score_exact=f"{96.4 - 1.37 * place:.3f}")
        for place, row in enumerate(board["rows"])
    ]
    for row in rows:
        del row["flags"], row["scored_in"]
    rows[2] |= {"rank": 2, "tied": True, "score": rows[1]["score"], "score_exact": rows[1]["score_exact"]}
    rows[1] |= {"tied": True}
    rows[-2] |= {"rank": None, "status": "missing", "score": None, "change": None}
    rows[-3] |= {"rank": None, "status": "n/a", "score": None, "change": None}
    area = AREAS[4]
    return ranking_of(
        rows, area=area["id"], area_name=area["name"], area_name_en=area["name_en"], flag=area["flag"],
        unrounded=True, live=True, **extras,
    )  # fmt: skip


CONTEST = {
    "competition": "handan-2010",
    "series": "city",
    "series_name": "市级",
    "series_name_en": "City",
    "ranking": "together",
}
PERIOD = {"period": "2010Q3", "period_name": "第三季度", "period_name_en": "Third quarter"}


def ranking_of(rows: list[dict[str, Any]], **extras: Any) -> dict[str, Any]:
    """An area's ranking where `extras` name the area, else the overall table."""
    return board_of("ranking", rows, **{"area": None, "unrounded": False, **extras})


def board_of(board: str, rows: list[dict[str, Any]], **extras: Any) -> dict[str, Any]:
    """A board of one contest."""
    return {"board": board, **CONTEST, **PERIOD, "decimals": 2, "live": False, **extras, "rows": rows}


def year_of(board: str, rows: list[dict[str, Any]], **extras: Any) -> dict[str, Any]:
    """A board of a series over all periods."""
    return {"board": board, **CONTEST, "period": None, **extras, "rows": rows}


def nothing_of(board: str) -> dict[str, Any]:
    """A board over all periods of which nothing is public, as a cue shows it."""
    return {"board": board, "competition": "handan-2010", "series": "city", "period": "2010Q3", "rows": []}


def flag_row(at: int, holders: list[Any], previous: list[Any], outcome: str, **more: Any) -> dict[str, Any]:
    """One flag's row."""
    area = AREAS[at]
    return {
        "area": area["id"], "area_name": area["name"], "area_name_en": area["name_en"], "flag": area["flag"],
        "flag_en": area["flag_en"], "holders": holders, "previous": previous, "outcome": outcome,
        "defences": {holder["unit"]: 0 for holder in holders}, "margin": "0.50", "margin_exact": "0.50",
        "pool": None, "awarded_on": "2010-11-05", "reason": None, "approved_by": [], "lost": [], **more,
    }  # fmt: skip


def table_flag(holders: list[Any]) -> dict[str, Any]:
    """The row of the flag of the overall table."""
    called = {"name": "流动红旗", "name_en": "Challenge banner"}
    names = {"area": None, **{f"area_{key}": name for key, name in called.items()}}
    names |= {"flag": called["name"], "flag_en": called["name_en"]}
    return flag_row(0, holders, [unit("武安市")], "captured") | names


def wall() -> dict[str, Any]:
    """Eight of nine flags, with every outcome, one area without a row yet."""
    rows = [
        flag_row(0, [unit("涉县")], [unit("武安市")], "captured", margin="1.25"),
        flag_row(1, [unit("丛台区")], [unit("丛台区")], "defended", defences={"congtai": 2}),
        flag_row(2, [unit("永年县")], [], "first", margin="3.00"),
        flag_row(3, [], [unit("磁县")], "vacant", margin=None),
        flag_row(4, [unit("永年县")], [unit("武安市")], "captured"),
        flag_row(5, [unit("大名县"), unit("魏县")], [unit("大名县")], "joint", margin="0.00"),
        flag_row(6, [unit("峰峰矿区")], [unit("峰峰矿区")], "retained", margin=None),
        flag_row(7, [], [unit("邱县")], "revoked", margin=None, reason="一票否决"),
    ]
    return board_of("flags", rows, areas=AREAS)


def flag(row: dict[str, Any] | None, number: int = 5) -> dict[str, Any]:
    """A flag's cue without a row, with one how it changed hands as the playlist shows it again."""
    area = AREAS[4]
    scene: dict[str, Any] = {
        "scene": "flag", "moment": "contest", "area": area["id"], "area_name": area["name"],
        "area_name_en": area["name_en"], "flag": area["flag"], "flag_en": area["flag_en"], "pool": None,
        "previous": [TOWNS[1]], "number": number,
    }  # fmt: skip
    if row is not None:
        top = [placed(place + 1, unit(UNITS[place]["name"]), f"{92.5 - 0.5 * place:.2f}") for place in range(5)]
        top[0] |= TOWNS[0]
        top[1] |= TOWNS[1]
        scene |= {"moment": "transfer", "row": row, "previous": row["previous"], "top": top, "decimals": 2}
        del scene["number"]
    return scene


def placed(rank: int, named: dict[str, str], score: str, *, tied: bool = False) -> dict[str, Any]:
    """A row of a ranking beside a flag."""
    return {
        "rank": rank, "pool": "county", **named, "score": score, "score_exact": score, "tied": tied,
        "status": "ranked", "change": None,
    }  # fmt: skip


STARS = (
    ("service", "服务群众星", "Service to the people"),
    ("growth", "科学发展星", "Sound growth"),
)


def star_rows() -> list[dict[str, Any]]:
    """Winners of two stars."""
    people = (
        "王建国 永年县 界河店乡党委书记",
        "李秀英 丛台区 社区主任",
        "张伟 武安市 企业厂长",
        "欧阳志远 涉县 支部书记",
        "赵敏 魏县 教师",
    )
    rows = []
    for star_id, star_name, star_name_en in STARS:
        for person in people:
            name, home, post = person.split(" ")
            rows.append(
                {
                    "star": star_id, "star_name": star_name, "star_name_en": star_name_en, **unit(home),
                    "person": name, "post": post, "result": "88.50", "status": "confirmed", "notice_until": None,
                }
            )  # fmt: skip
    return rows


def stars() -> dict[str, Any]:
    """The roll of honour."""
    return stars_of([dict(zip(("id", "name", "name_en"), star, strict=True)) for star in STARS], star_rows())


def notice() -> dict[str, Any]:
    """Four people on notice: one whose result is kept back, one under an objection, one whose notice has ended."""
    rows = [
        {**row, "status": "on-notice", "notice_until": "2010-10-09", "result": result}
        for row, result in zip(star_rows()[3:7], ("92.00", None, "88.50", "75.25"), strict=True)
    ]
    rows[2]["status"], rows[3]["notice_until"] = "objected", "2010-10-05"
    named = [dict(zip(("id", "name", "name_en"), star, strict=True)) for star in STARS]
    return {"scene": "notice", "board": stars_of(named, rows), "timezone": "Asia/Shanghai", "day": "2010-10-08"}


def stars_of(named: list[dict[str, str]], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A board of stars, which are of no series."""
    return {"board": "stars", "competition": "handan-2010", "series": None, **PERIOD, "stars": named, "rows": rows}


def scenes() -> dict[str, dict[str, Any]]:
    """Every scene by a name for its pictures."""
    from .ceremony_samples import ceremony_scenes
    from .unit_samples import noticeboard

    return board_scenes() | ceremony_scenes() | {"noticeboard": noticeboard()}


def board_scenes() -> dict[str, dict[str, Any]]:
    """The scenes of the public boards, and the first form of a ceremony's."""
    title = title_page(TITLE, "Award of the flags, third quarter", SLOGANS)
    star = dict(zip(("star", "star_name", "star_name_en"), STARS[0], strict=True))
    captured = flag_row(4, [TOWNS[0]], [TOWNS[1]], "captured")
    defended = flag_row(4, [TOWNS[1]], [TOWNS[1]], "defended", defences={"mingguan": 2}, margin="1.20")
    joint = flag_row(4, [TOWNS[0], TOWNS[1]], [TOWNS[1]], "joint", margin="0.00")
    vacant = flag_row(4, [], [TOWNS[1]], "vacant", margin=None)
    office = flag_row(4, [OFFICE], [unit("永年县")], "captured", margin="0.05")
    board = overall(unrounded=True)
    was = {row["unit"]: at + 1 for at, row in enumerate(board["rows"])}
    first, fifth = board["rows"][2]["unit"], board["rows"][6]["unit"]
    was[first], was[fifth] = was[fifth], was[first]
    return {
        "cover": {"scene": "cover"},
        "cover-contest": {
            "scene": "cover",
            "contest": {
                "name": "全市创先争优夺标竞赛", "name_en": "The contest for the flags",
                "host": "中共邯郸市委", "host_en": "Handan Party committee",
            },
        },
        "title": {"scene": "title", **title},
        "table": {"scene": "table", "board": overall()},
        "table-moving": {"scene": "table", "board": board, "was": was, "changed": [first]},
        "table-empty": {"scene": "table", "board": None},
        "ranking": {
            "scene": "ranking", "board": area_ranking(),
            "row": flag_row(4, [unit("永年县")], [unit("武安市")], "defended", defences={"yongnian": 2}),
        },
        "wall": {"scene": "wall", "board": wall()},
        "wall-empty": {"scene": "wall", "board": board_of("flags", [], areas=AREAS)},
        "flag-contest": flag(None),
        "flag-captured": flag(captured),
        "flag-defended": flag(defended),
        "flag-joint": flag(joint),
        "flag-vacant": flag(vacant),
        "flag-office": flag(office),
        "star-category": {"scene": "star", "moment": "category", **star},
        "star-winners": {"scene": "star", "moment": "winners", **star, "rows": star_rows()[:5]},
        "roll": {"scene": "roll", "board": stars()},
        "notice": notice(),
        "closing": {"scene": "closing", **title, "commitment": None, "board": overall()},
        "closing-flag": {
            "scene": "closing", **title, "commitment": None, "board": overall(),
            "overall": [table_flag([unit("永年县")])],
        },
        "unit": {
            "scene": "unit", "unit": public_unit("永年县"),
            "rows": [
                {
                    "series": "city", "series_name": "市级", "series_name_en": "City", "period": "2010Q3",
                    "period_name": "第三季度", "period_name_en": "Third quarter", "area": area and area["id"],
                    "area_name": area and area["name"], "area_name_en": area and area["name_en"],
                    "rank": place or None, "pool": "county", "score": "92.50", "score_exact": "92.50", "tied": False,
                    "status": "ranked" if place else "n/a", "change": None, "flags": 2, "holds": place == 1,
                }
                for place, area in enumerate((AREAS[0], AREAS[4], None))
            ],
        },
    }  # fmt: skip
