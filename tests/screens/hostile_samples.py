"""Payloads that are as large, as long, as short or as odd as a competition may make them."""

from typing import Any

from .ceremony_samples import (
    annual,
    benchmarks,
    block,
    campaigns,
    captures,
    correction,
    goals,
    livelihood,
    moment,
    place,
    pledges,
    possible,
    rolled,
    settled,
    visits,
)
from .samples import (
    AREAS,
    TOWNS,
    board_of,
    flag,
    flag_row,
    notice,
    ranking_of,
    star_rows,
    stars_of,
    table_flag,
    title_page,
    unit,
)
from .unit_samples import crowded

TWENTY = {
    "unit": "twenty", "name": "全市农村公路建设养护与运输管理协调领导小组", "short_name": "农村公路建设领导小组",
    "name_en": "Leading Group for Country Roads and Buses",
}  # fmt: skip
"""A unit whose name has twenty-one characters, and forty-one letters in English."""
ONE = {"unit": "one", "name": "魏", "short_name": "魏", "name_en": "W"}


def many(count: int) -> list[dict[str, str]]:
    """Units by the dozen: the shortest, the longest, and names of every length between."""
    whole = TWENTY["name"]
    units = [ONE, TWENTY]
    for number in range(count - 2):
        name = f"{whole[: 2 + number % 9]}{'县区市镇'[number % 4]}"
        english = f"{TWENTY['name_en'][: 4 + number % 30].strip()} {number}"
        units.append({"unit": f"u{number}", "name": name, "short_name": name[:3], "name_en": english})
    return units[:count]


def table(count: int, **extras: Any) -> dict[str, Any]:
    """An overall table of `count` units with four decimals, every seventh without a rank."""
    rows = []
    for at, one in enumerate(many(count)):
        score = f"{1234.5678 - 1.0001 * at:.4f}"
        out = at % 7 == 6
        rows.append(
            {
                "rank": None if out else at + 1, "pool": "county", **one, "flags": 25 - min(at, 25), "scored_in": 9,
                "score": score, "score_exact": score, "tied": at % 5 == 1,
                "status": ("vetoed", "missing", "n/a")[at % 3] if out else "ranked",
                "change": (12, -34, None, 0)[at % 4],
            }
        )  # fmt: skip
    return ranking_of(rows, **{"decimals": 4, "unrounded": True, **extras})


def ranking(count: int) -> dict[str, Any]:
    """One area's ranking of as many, under a long name."""
    area = {"area": "a", "area_name": "保障和改善民生与维护社会稳定", "area_name_en": "Livelihood and social stability"}
    board = table(count, live=True, flag="保障和改善民生先锋旗", **area)
    for row in board["rows"]:
        del row["flags"], row["scored_in"]
    return board


def wall(count: int) -> dict[str, Any]:
    """A wall of `count` flags with every outcome, and holders from none to four."""
    units = many(count + 4)
    areas = [{**AREAS[at % 9], "id": f"a{at}", "name": f"{AREAS[at % 9]['name']}{at}"} for at in range(count)]
    kinds = ("captured", "defended", "joint", "vacant", "revoked", "retained", "first")
    rows = []
    for at, area in enumerate(areas[:-1]):
        outcome = kinds[at % 7]
        holders = {"joint": units[at : at + 2 + at % 3], "vacant": [], "revoked": []}.get(outcome, [units[at]])
        margin = None if outcome in ("vacant", "revoked", "joint") else "0.0001"
        named = {"area": area["id"], "area_name": area["name"], "area_name_en": area["name_en"]}
        rows.append({**flag_row(0, holders, [units[at + 1]], outcome, margin=margin), **named})
        rows[-1]["defences"] = {holder["unit"]: 12 for holder in holders} if outcome == "defended" else {}
    return board_of("flags", rows, areas=areas)


def joint(count: int, **changes: Any) -> dict[str, Any]:
    """A flag that `count` units share, carried from another."""
    holders = [*TOWNS, unit("永年县"), unit("武安市")][:count]
    row = flag_row(4, [dict(holder, **changes) for holder in holders], [ONE], "joint", margin="0.0000")
    candidates = [*many(20), *row["holders"]]
    return {**rolled(row), "candidates": candidates, "previous": [ONE]}


def one_winner(unit: dict[str, str], previous: dict[str, str]) -> dict[str, Any]:
    """A flag carried to `unit`, rolled for among sixty."""
    row = flag_row(4, [unit], [previous], "captured", margin="0.0001")
    return {**rolled(row), "candidates": [*many(58), unit, previous], "previous": [previous]}


def noticed(count: int) -> dict[str, Any]:
    """So many people on notice, the first of them with the longest of everything."""
    board = named(notice()["board"], count)
    board["rows"][0] |= {
        **TWENTY, "person": "欧阳娜娜买买提江", "post": "党支部书记兼村民委员会主任兼妇女联合会主席",
        "star_name": "全心全意为人民服务群众工作模范星", "star_name_en": "Star of model work for the people",
    }  # fmt: skip
    return board


def named(board: dict[str, Any], count: int) -> dict[str, Any]:
    """The board with `count` rows, called as `many` are."""
    rows = board["rows"]
    return board | {"rows": [{**rows[at % len(rows)], **unit} for at, unit in enumerate(many(count))]}


def captured(count: int) -> dict[str, Any]:
    """The captures of so many units, most of them equal."""
    board = named(captures(), count)
    captured = [max(1, 12 - at // 3) for at in range(count)]
    ranks = [1 + sum(other > one for other in captured) for one in captured]
    rows = [row | {"rank": ranks[at], "captures": captured[at]} for at, row in enumerate(board["rows"])]
    return board | {"rows": rows}


def measured(count: int) -> dict[str, Any]:
    """What so many units measure themselves by, under long titles and with large figures."""
    board = named(benchmarks(), count)
    long = {"title": "规模以上高新技术企业研发投入占营业收入比重增幅", "against": "内蒙古自治区鄂尔多斯市准格尔旗",
            "title_en": "Growth of research spending by large enterprises", "against_en": "Jungar Banner of Ordos",
            "theirs": "123456.78", "ours": "99999.99", "distance": "23456.79", "percent": "80.99",
            "measure": "万元/平方公里", "measure_en": "10,000 yuan per square km"}  # fmt: skip
    return board | {"rows": [row | long if at % 4 == 0 else row for at, row in enumerate(board["rows"])]}


def visited(count: int) -> dict[str, Any]:
    """So many study visits, the first of each four with the longest of everything."""
    board = visits()
    long = {**TWENTY, "title": "赴长三角地区学习考察产业集群和城乡统筹发展工作第十二批",
            "title_en": "Twelfth batch: industrial clusters and towns of the delta",
            "destination": "温岭、玉环、义乌、昆山、江阴、张家港", "people": 1234,
            "destination_en": "Wenling, Yuhuan, Yiwu, Kunshan, Jiangyin, Zhangjiagang",
            "note": "看产业集群、看园区建设、看城乡统筹", "note_en": "Clusters, parks, towns and country"}  # fmt: skip
    rows = [board["rows"][at % 3] | (long if at % 4 == 0 else {}) for at in range(count)]
    return board | {"rows": rows, "totals": {"visits": count, "people": 9999, "destinations": 88}}


def pledged(count: int) -> dict[str, Any]:
    """So many campaigns, the first with every unit that there may be, half of which have not pledged."""
    board, units = campaigns(), many(60)
    long = {"name": "创先争优公开承诺践诺评诺活动集中承诺日", "name_en": "Days of pledges, deeds and reviews for all"}
    crowd = {**long, "units": 60, "pledged": 30, "missing": units[:30], "done": units[30:]}
    return board | {"rows": [board["rows"][at % 2] | (crowd if at % 4 == 0 else {}) for at in range(count)]}


def roll(stars: int) -> dict[str, Any]:
    """A roll of honour of so many stars, five winners each."""
    names = [
        {"id": f"s{at}", "name": f"第{at + 1}届创先争优模范星", "name_en": f"Star of model workers {at + 1}"}
        for at in range(stars)
    ]
    rows = [
        {**row, "star": star["id"], "star_name": star["name"], "star_name_en": star["name_en"]}
        for star in names
        for row in star_rows()[:5]
    ]
    rows[0] |= {**TWENTY, "person": "欧阳娜娜买买提江", "post": "党支部书记兼村民委员会主任兼妇女联合会主席"}
    return stars_of(names, rows)


def hostile_scenes() -> dict[str, dict[str, Any]]:
    """Every scene with the data that is hardest on it, by a name for its pictures."""
    long = "保障和改善民生维护社会稳定推进城镇化进程节能减排重点项目建设东部振兴基层党组织建设" * 3
    star = {"scene": "star", "star": "s", "star_name": "全心全意为人民服务群众工作模范星",
            "star_name_en": "Star of model work for the people with heart and soul"}  # fmt: skip
    titled = title_page(long, "A very long title " * 6, [long] * 3) | {"host": long, "venue": long}
    winners = [{**star_rows()[at % 5], **unit} for at, unit in enumerate(many(12))]
    winners[0] |= {"person": "欧阳娜娜买买提江"}
    tied = place(3, ["武安市", "涉县", "磁县", "邱县"])
    longest = [TWENTY, {**TWENTY, "unit": "t2"}, {**TWENTY, "unit": "t3"}, {**TWENTY, "unit": "t4"}]
    shared = flag_row(4, longest, [TWENTY], "joint", margin="0.0000")
    revoked = flag_row(4, [], [TWENTY], "revoked", margin=None, reason="发生重大安全责任事故，一票否决，收回红旗")
    signed = [{"reason": long, "approved_by": ["王建国"]}, {"reason": "重查", "approved_by": ["李秀英", long]}]
    alone = block(1, 1)
    return {
        "table-one": {"scene": "table", "board": table(1)},
        "table-sixty": {"scene": "table", "board": table(60)},
        "ranking-one": {"scene": "ranking", "board": ranking(1)},
        "ranking-sixty": {"scene": "ranking", "board": ranking(60), "row": shared},
        "ranking-long": {**alone, "board": alone["board"] | {"rows": [{**alone["board"]["rows"][0], **TWENTY}]}},
        "wall-one": {"scene": "wall", "board": wall(2)},
        "wall-twenty-five": {"scene": "wall", "board": wall(25)},
        "flag-joint-two": joint(2),
        "flag-joint-three": joint(3),
        "flag-joint-four": joint(4),
        "flag-joint-long": {**rolled(shared), "candidates": many(20), "previous": [TWENTY]},
        "flag-long": one_winner(TWENTY, {**TWENTY, "unit": "t2"}),
        "flag-short": one_winner(ONE, TWENTY),
        "flag-revoked": {**flag(revoked), "previous": [TWENTY]},
        "flag-contest-joint": moment("contest", previous=[TWENTY, *TOWNS, ONE]),
        "flag-roll-long": moment("roll", candidates=many(60), previous=[TWENTY]),
        "flag-third-tied": tied,
        "flag-correction-long": {**correction(), "before": shared, "row": revoked, "signed": signed},
        "star-category-long": {**star, "moment": "category"},
        "star-winners-many": {**star, "moment": "winners", "rows": winners},
        "star-long": {**star, "moment": "winner", "place": 12, "rows": [winners[0] | TWENTY]},
        "roll-twelve": {"scene": "roll", "board": roll(12)},
        "callout-forty": {
            "scene": "callout", "series_name": long, "series_name_en": long,
            "rows": [
                {**unit, "clinched": (at % 3) or None, "eliminated": not at % 3} for at, unit in enumerate(many(40))
            ],
        },
        "notice-forty": {**notice(), "board": noticed(40)},
        "pledges-forty": {"scene": "pledges", "board": named(pledges(), 40)},
        "settlement-long": {
            "scene": "settlement", "unit": TWENTY, "goals": settled(0, 4)["goals"] * 2,
            "pledges": [row | {"text": long, "text_en": long} for row in settled(4, 0)["pledges"] * 3],
        },
        "goals-forty": {"scene": "goals", "board": named(goals(), 40)},
        "captures-forty": {"scene": "captures", "board": captured(40)},
        "benchmarks-forty": {"scene": "benchmarks", "board": measured(40)},
        "visits-forty": {"scene": "visits", "board": visited(40)},
        "campaigns-forty": {"scene": "campaigns", "board": pledged(40)},
        "livelihood-sixty": {"scene": "livelihood", "board": livelihood() | {"rows": livelihood()["rows"] * 15}},
        "noticeboard-crowded": crowded(TWENTY, long),
        "annual-one": {"scene": "annual", "board": named(annual(), 1)},
        "annual-sixty": {"scene": "annual", "board": named(annual(), 60)},
        "range-one": {"scene": "range", "board": named(possible(), 1)},
        "range-sixty": {"scene": "range", "board": named(possible(), 60)},
        "title-long": {
            "scene": "title", **titled,
        },
        "closing-long": {
            "scene": "closing", **titled, "slogans": [long] * 4, "commitment": None, "board": table(3),
        },
        "closing-flag-long": {
            "scene": "closing", **titled, "slogans": [long] * 2, "commitment": None, "board": table(3),
            "overall": [table_flag([TWENTY, {**TWENTY, "unit": "t2"}]) | {"area_name": long, "area_name_en": long}],
        },
        "message-long": {"scene": "message", "title": "", "text": long},
        "speech-long": {"scene": "speech", "title": long, "text": long},
        "countdown-long": {"scene": "countdown", "title": long, "seconds": 86399},
    }  # fmt: skip
