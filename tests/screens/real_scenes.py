"""Scenes as real contests give them: ceremonies are run to their end in databases in memory, once a process.

One competition of five series has it all: `main` every kind of cue and of outcome with a year around it, `shared` ties
that several win and flags that nobody does, `apart` pools that are ranked apart and results that are corrected before
and after they are told, `later` a period that is told before the one before it.
"""

from collections.abc import Mapping
from functools import cache

from scoreboard.ceremony import correcting, covering, interventions
from scoreboard.ceremony.cues import cue_kinds
from tests.acceptance.competition import Competition, Date, Row, Series, held, scores, table, towns

from .real_contest import Contest, RealScene, begun

QUARTERS = (
    ("2031Q1", "第一季度", "2031-01-01", "2031-03-31"),
    ("2031Q2", "第二季度", "2031-04-01", "2031-06-30"),
    ("2031Q3", "第三季度", "2031-07-01", "2031-09-30"),
    ("2031Q4", "第四季度", "2031-10-01", "2031-12-31"),
)
POOLS = (
    {"id": "county", "name": "县区组", "name_en": "Counties and districts"},
    {"id": "bureau", "name": "部门组", "name_en": "Bureaus"},
)
LIVE: Mapping[str, object] = {"publication": "live"}


def cue(kind: str, **more: object) -> str:
    return table("[[cue]]", {"kind": kind, **more})


def sheet(series: str, period: str, *cues: str) -> str:
    """A ceremony's file."""
    head = {
        "title": "湖区重点工作授旗仪式",
        "title_en": "Award of the flags",
        "venue": "湖区会堂",
        "slogans": ["转变作风", "创先争优"],
        "series": series,
        "period": period,
    }
    return "\n".join([*(f"{key} = {_toml(value)}" for key, value in head.items()), "date = 2031-07-20", *cues])


def _toml(value: object) -> str:
    words = [f'"{one}"' for one in (value if isinstance(value, list) else [value])]
    return f"[{', '.join(words)}]" if isinstance(value, list) else words[0]


EVERY_MOMENT = (
    cue("title"),
    cue("countdown", title="仪式即将开始", seconds=30),
    cue("speech", title="区委书记讲话", text="请领导讲话"),
    cue("ranking", area="roads"),
    cue("flag", area="roads", reveal="all"),
    cue("flag", area="water"),
    cue("ranking", area="roads"),
    cue("ranking", area="water", reveal="from-bottom"),
    cue("flag", area="woods"),
    cue("flag", area="schools"),
    cue("interlude", title="歌舞", text="区文化馆"),
    cue("flag", area="clinics", reveal="all"),
    cue("flag", area="bridges", reveal="climb", by=4, singly_from=2),
    cue("settlement", units=["t1", "t2", "t3"]),
    cue("message", title="", text="请各位代表回到座位"),
    cue("photo", title="合影", text="请持旗单位代表上台"),
    cue("star", star="service"),
    cue("star", star="growth", reveal="one-by-one", places=3),
    cue("star", star="harmony", reveal="from-bottom", places=3),
)
"""The cues that want to know what they show, and those that show words."""


def every_kind() -> str:
    """A sheet with every kind of cue that there is: each that shows what there is comes once, before the end."""
    told = "".join(EVERY_MOMENT)
    words = {"title": "题目", "text": "第一行\n第二行"}
    others = [cue(kind, **words) for kind in sorted(cue_kinds()) if f'"{kind}"' not in told and kind != "closing"]
    return sheet("main", "2031Q2", *EVERY_MOMENT, *others, cue("closing"))


def _cells(first: str, *others: str) -> dict[str, object]:
    """Scores of eight towns: `first` is best, then `others`, then the rest in their order."""
    order = [first, *others, *(f"t{number}" for number in range(1, 9) if f"t{number}" not in (first, *others))]
    return {unit: f"{96 - 2.25 * place:.3f}" for place, unit in enumerate(order)}


def _nominee(star: str, unit: str, person: str, votes: int, status: str = "confirmed") -> Row:
    poll = {"issued": 50, "returned": 50, "valid": 50, "for": votes}
    cast = {f"{voters}_{name}": count for voters in ("members", "masses") for name, count in poll.items()}
    return {"period": "2031Q2", "star": star, "unit": unit, "person": person, "post": "支部书记", "series": "main",
            "notice_from": "2031-06-02", "status": status, **cast}  # fmt: skip


def whole() -> Competition:
    """The contests of which all are told that have anything to tell."""
    sealed = {"confirm": "self"}
    second: dict[str, dict[str, object]] = {
        "roads": _cells("t1", "t2"),
        "water": {**_cells("t1", "t3"), "t7": "n/a"},
        "woods": {**_cells("t2", "t4"), "t5": "91.500", "t6": "91.500", "t4": "93.754", "t2": "93.7512"},
        "schools": dict.fromkeys(("t1", "t2", "t3", "t4"), "41.5"),
        "clinics": {**_cells("t1", "t2"), "t2": "96.000"},
        "bridges": _cells("t6", "t1"),
    }
    joint: dict[str, dict[str, object]] = {
        "shared": {**_cells("t1", "t2"), "t2": "96.000"},
        "thrice": {**_cells("t3", "t4"), "t4": "96.000", "t5": "96.000"},
        "empty": {},
        "low": {"t1": "20", "t2": "30"},
    }
    apart: dict[str, dict[str, object]] = {
        area: {"c1": 90, "c2": 80, "c3": 71, "d1": 70, "d2": 60, "d3": 55} for area in ("roads", "water")
    }
    later: dict[str, dict[str, object]] = {"roads": {"t1": 91, "t2": 90, "t3": 80}, "water": {"t1": 80, "t2": 91}}
    tied: dict[str, dict[str, object]] = {"roads": {"t1": 91, "t2": 90, "t3": 80}, "water": {"t1": 91, "t2": 91}}
    return Competition(
        series=[
            Series(
                "main",
                tuple(second),
                settings={**sealed, "minimum": 60, "no_winner": "retain", "rectifications": "public"},
                overrides={"2031Q1": LIVE, "2031Q3": LIVE},
            ),
            Series("shared", tuple(joint), settings={**sealed, "tie": "joint", "minimum": 60}),
            Series(
                "apart",
                ("roads", "water"),
                POOLS,  # type: ignore[arg-type]
                settings={**sealed, "ranking": "by-pool"},
                overrides={"2031Q3": {**LIVE, "freeze": _Now("2031-07-04T09:01:00")}},
            ),
            Series("long", ("woods",), ("village",), settings={**sealed, **LIVE}),
            Series("later", ("roads", "water"), settings={**sealed, "tie": "holder-retains"}),
        ],
        units=[
            *({**town, "short_name": str(town["name"])[:-1]} for town in towns(8)),
            *towns(3, prefix="c", pool="county", start=8),
            *towns(3, prefix="d", pool="bureau", start=11),
            *towns(231, prefix="l", pool="village", start=20),
        ],
        scores=[
            *scores("main", "2031Q1", {"roads": _cells("t3"), "water": _cells("t1")}),
            *scores("main", "2031Q2", second),
            *scores("main", "2031Q3", {"roads": {"t1": 70, "t2": 72, "t3": 74}}),
            *scores("shared", "2031Q2", joint),
            *scores("apart", "2031Q2", apart),
            *scores("apart", "2031Q3", {"roads": {"c1": 90, "c2": 80, "d1": 70}}),
            *scores("later", "2031Q2", later),
            *scores("long", "2031Q1", {"woods": {f"l{number}": f"{20 + number / 4}" for number in range(1, 231)}}),
            *scores("later", "2031Q3", tied),
        ],
        custody=[
            *held("main", {"schools": "t2", "clinics": "t4", "bridges": "t5"}),
            *held("apart", {"roads": "d1"}),
            *held("shared", {"shared": ["t1", "t3"], "low": "t4"}),
            *held("later", {"roads": "t3", "water": "t2"}),
        ],
        vetoes=[{"unit": "t8", "veto": "safety", "period": "2031Q2", "reason": "安全事故", "decided_on": "2031-06-20"}],
        stars=[
            {"id": star, "name": name, "voters": {"members": 50, "masses": 50}}
            for star, name in (("service", "服务群众星"), ("growth", "科学发展星"), ("harmony", "和谐星"))
        ],
        nominees=[
            _nominee("service", "t1", "王建国", 47),
            _nominee("service", "t2", "李秀英", 44),
            _nominee("service", "t3", "张伟", 30, "nominated"),
            _nominee("growth", "t2", "赵敏", 46),
            _nominee("growth", "t4", "欧阳志远", 40),
            _nominee("growth", "t5", "钱勇", 40),
            _nominee("harmony", "t6", "孙芳", 48),
            _nominee("harmony", "t7", "周洋", 41),
            {**_nominee("service", "l1", "吴敏", 45, "nominated"), "series": "long", "notice_from": "2031-07-02"},
        ],
        ceremonies={"main-2031Q2": every_kind()},
        periods=QUARTERS,
        annual={"honours": {"national": 3, "provincial": 2}, "honour_cap": 5},
        campaigns=[{"name": "承诺日", "name_en": "Days", "start": Date("2031-02-01"), "end": Date("2031-02-02")}],
        records={
            "honours": [
                {"unit": "t1", "level": "national", "title": "先进", "document": "国发1号", "awarded_on": "2031-03-02"}
            ],
            "rectifications": [
                {
                    "unit": unit,
                    "series": "main",
                    "area": "roads",
                    "period": "2031Q1",
                    "reason": "路面破损",
                    "due": due,
                    "status": "整改中",
                    "done_on": done_on,
                }
                for unit, due, done_on in (
                    *(("t1", "2031-12-31", ""), ("t2", "2031-05-01", ""), ("t3", "2031-05-01", "2031-04-30")),
                    ("t4", "2031-05-01", "2031-05-02"),
                )
            ],
            "targets": [{"unit": "t1", "series": "main", "area": "woods", "period": "2031Q2"}],
            "goals": [
                {
                    "unit": "t1",
                    "scope": "city",
                    "title": "绿化第一",
                    "due": "2031-12-31",
                    "outcome": "met",
                    "evidence": "通报",
                },
                {
                    "unit": "t2",
                    "scope": "nation",
                    "title": "产量第一",
                    "due": "2031-12-31",
                    "outcome": "",
                    "evidence": "",
                },
            ],
            "livelihood": [
                {
                    "field": "供水",
                    "title": "饮水",
                    "planned": 150,
                    "spent": 126,
                    "measure": "万元",
                    "due": "2031-12-31",
                    "status": "实施中",
                },
                {"field": "教育", "title": "校舍", "planned": "", "spent": "", "measure": "", "due": "", "status": ""},
            ],
            "benchmarks": [
                {
                    "unit": "t1",
                    "title": "产值",
                    "against": "邻区",
                    "measure": "亿元",
                    "theirs": 12,
                    "ours": 9,
                    "as_of": "2031-06-30",
                },
                {"unit": "t2", "title": "产值", "against": "邻区", "measure": "", "theirs": 3, "ours": 4, "as_of": ""},
            ],
            "visits": [
                {
                    "title": "第一批",
                    "unit": "",
                    "destination": "邻区",
                    "start": "2031-03-01",
                    "end": "2031-03-03",
                    "people": 105,
                    "note": "看集群",
                },
                {"title": "第二批", "unit": "t1", "destination": "", "start": "", "end": "", "people": "", "note": ""},
            ],
            "pledges": [
                _pledge("t1", "尤壬", "开工项目不少于140个", ">=", "140", "126", ""),
                _pledge("t2", "许癸", "能耗下降不低于5%", ">=", "5", "5.2", ""),
                _pledge("t3", "何甲", "积案不超过20件", "<=", "20", "", ""),
                _pledge("t4", "吕乙", "修好两条路", "", "", "", "如期兑现"),
            ],
        },
    )


class _Now(Date):
    """A moment, which TOML writes without quotes."""


def _pledge(unit: str, person: str, text: str, comparator: str, target: str, actual: str, outcome: str) -> Row:
    return {"unit": unit, "person": person, "post": "镇长", "aspect": "项目", "text": text, "comparator": comparator,
            "target": target, "measure": "个" if target else "", "due": "2031-12-31", "channel": "公示栏",
            "made_on": "2031-02-01", "actual": actual, "settled_on": "2031-06-30" if actual or outcome else "",
            "outcome": outcome}  # fmt: skip


BESIDE = ("goals", "livelihood", "benchmarks", "visits", "campaigns")
"""Boards that a folder fills, and that a contest can do without."""


def bare() -> Competition:
    """A contest of which nothing is public that the cues of its sheet could show."""
    kinds = ("annual", "pledges", "captures", "range", "flags", "stars", "notice", "table", *BESIDE)
    return Competition(
        series=[Series(settings={"confirm": "self"})],
        units=towns(2),
        scores=scores("main", "2031Q2", {"roads": {"t1": 90, "t2": 80}}),
        ceremonies={"main-2031Q2": sheet("main", "2031Q2", *map(cue, kinds))},
    )


def _tell_bare(contest: Contest) -> None:
    contest.close("main", "2031Q2")
    contest.play("main-2031Q2")


def _tell(contest: Contest) -> None:
    """All that happens."""
    contest.look("loaded")
    contest.close("main", "2031Q1")
    contest.look("first quarter public")
    contest.score("main", "2031Q3", "roads", {"t4": "90", "t5": "71"})
    contest.look("live result")
    contest.score("long", "2031Q1", "woods", {"l231": "21.3"})
    contest.look("result far down")
    contest.close("main", "2031Q2", clinics="t1")
    contest.rehearse("main-2031Q2")
    contest.seal("main-2031Q2")
    contest.correct("main", "2031Q2", "water", "t5", "61.5")
    contest.do(covering.cover, "main-2031Q2", True)
    contest.do(covering.cover, "main-2031Q2", False)
    contest.play("main-2031Q2", until=lambda step: step.scene.get("area") == "woods")
    contest.do(interventions.message, "main-2031Q2", "请稍候")
    contest.do(interventions.message, "main-2031Q2", "")
    contest.do(covering.cover, "main-2031Q2", True)
    contest.correct("main", "2031Q2", "clinics", "t5", "62.5")
    contest.correct("main", "2031Q2", "roads", "t2", "95.5")
    contest.do(covering.cover, "main-2031Q2", False)
    contest.do(correcting.show_correction, "main-2031Q2", "roads")
    contest.correct("main", "2031Q2", "roads", "t2", "97.25")
    contest.do(correcting.show_correction, "main-2031Q2", "roads")
    contest.play("main-2031Q2", until=lambda step: step.scene["scene"] == "message")
    contest.veto("t6", "2031Q2")
    contest.do(correcting.show_correction, "main-2031Q2", "bridges")
    contest.play("main-2031Q2")
    contest.look("main handed over")
    contest.close("shared", "2031Q2")
    contest.play("shared-2031Q2")
    contest.look("shared handed over")
    contest.close("apart", "2031Q2")
    contest.rehearse("apart-2031Q2")
    contest.play("apart-2031Q2", until=lambda step: step.scene.get("moment") == "transfer")
    contest.correct("apart", "2031Q2", "roads", "c2", "95")
    contest.do(correcting.show_correction, "apart-2031Q2", "roads", "county")
    contest.look("one flag of many told")
    contest.play("apart-2031Q2")
    contest.look("apart handed over")
    contest.close("later", "2031Q2")
    contest.close("later", "2031Q3")
    contest.play("later-2031Q3")
    contest.look("later told first")
    contest.clock += 90
    contest.look("frozen")
    contest.close("main", "2031Q3")
    contest.look("third quarter public")
    contest.reopen("main", "2031Q3")
    contest.look("reopened")


def decided() -> Competition:
    """A year of two periods that the first one decides."""
    ahead = {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 90, "t2": 80}}
    return Competition(
        series=[Series(areas=tuple(ahead), settings={"confirm": "self", **LIVE})],
        units=towns(2),
        scores=[*scores("main", "2031Q1", ahead), *scores("main", "2031Q2", {"roads": {"t1": 70}})],
        periods=QUARTERS[:2],
        annual={"honours": {"national": 1}},
    )


def _tell_decided(contest: Contest) -> None:
    contest.look("loaded")
    contest.close("main", "2031Q1")
    contest.close("main", "2031Q2")
    contest.look("the year is decided")


@cache
def real_scenes() -> tuple[RealScene, ...]:
    """Every scene that came before a hall, each once."""
    found: list[RealScene] = []
    for competition, tell in ((whole(), _tell), (bare(), _tell_bare), (decided(), _tell_decided)):
        with begun(competition) as contest:
            tell(contest)
            found += [*contest.found, *contest.stages()]
    return tuple({repr(real.scene): real for real in reversed(found)}.values())[::-1]
