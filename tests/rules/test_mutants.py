"""Every change of a rule is noticed: mutmut changes the rules, one place at a time, and a test must fail each time.

So are changes of what decides elsewhere what is said or public: what boards say and how a deed would change them, how
equal places are set apart, how far units can go in the year, and of a ceremony what each cue shows, announces and
publishes, its lots and its cover. pyproject.toml lists these files, and the tests that judge them; where a
database is needed, those are a few that have a small one.

Left out is what does no more than read and write a database or a file (reader, recording, publishing, stage_control,
preflight, seal): contests and ceremonies that are played as a whole judge that, and each of them takes seconds. So are
files that hold types and no function, such as the scenes and `listed`.

The long form; CONTRIBUTING.md says how to run it for one file. What no test can notice stands in `ALIKE`, with why.
`changes.py` beside this file tries the changes.
"""

import json
import tomllib
from fnmatch import fnmatch
from pathlib import PurePosixPath

import pytest

from tests.docs.pages import HOUSE
from tests.docs.worked import Copy, copy_house

CHANGED: list[str] = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]["only_mutate"]
FILES = sorted(
    PurePosixPath(path.relative_to(HOUSE).as_posix())
    for pattern in CHANGED
    for path in HOUSE.glob(pattern)
    if "def " in path.read_text("utf-8")
)
MAKING, LONGEST = 1700, 20_000
"""Seconds after which making changes, and trying all of them, is given up."""
ALIKE: dict[str, str] = {
    "Decimal(2).scaleb(-decimals)": "only the exponent of what a number is quantized to counts",
    "_ORDER[standing.status], standing.rank or 1": "those without a rank are equal either way",
    "(_ORDER[Status.MISSING], 1) if empty": "all of whom nothing is said have the same place",
    "ranking.Entry(None, self.total": "how a unit stands does not depend on which one it is",
    "(held < now and": "who is first alone is so beside nobody",
    "counted), ) / len(counted)": "there is always a score to begin with",
    "    ever_held = None": "nobody yet, either way",
    "ever_held=None": "nobody yet, either way",
    "ensure_ascii=None": "none is as good as no",
    "winners_of(entry, None)": "what is settled does not depend on who held the flag",
    "len(entry.leaders) >= 1": "the award of one who is first alone is to that one",
    "max(places.values(), default=1) + 1": "whoever has no place comes after the last one there is",
    "max(places.values(), default=0) + 2": "likewise",
    "for places in found.values() for place in places), default=1)": "nobody has a place then, first or not",
    "range(depth + 1)) for unit": "nobody is at place 0",
    "range(1, depth + 2)) for unit": "nobody is behind the last place",
    "(one.rank is None, one.rank or 1)": "those without a rank are equal either way",
    'areas.get(criterion.area or "XXXX")': "no area is called so either way",
    'encode("GB2312")': "the same code by another name",
    "lazy_pinyin(name, style=None)": "tones are the usual style",
    'character < "\\U0003ffff"': "there is no such character",
    'character < "\\uffff"': "there is no such character",
    "return margin if abs(points) > least": "the least that is shown is the same in both forms",
    "zip(units, group, strict=None)": "there are as many of them",
    "zip(units, group, )": "likewise",
    "zip(units, group, strict=False)": "likewise",
    "place = group[1].rank or 0": "they share the place, and are several",
    "place = group[0].rank or 1": "whoever shares a place has one",
    "groupby(able, key=lambda one: (+one.result": "who is level is so either way: they are in order already",
    "groupby(able, key=lambda one: (-one.result, one.id in decided))": "likewise",
    "TableOrder.FLAGS else 1": "all of a table by totals have as many then",
    "if exact <= WHOLE else": "just the whole has been told before",
    "tie=TieRule.DECIDE, undecided=None)": "none is as good as no",
    "wanted = self.areas.keys()": "all areas that there are is all that can be wanted",
    "len(units) / 20": "which way units are read makes no difference to what is found",
    "len(units) * 21": "likewise",
    "len(units) * 20 < group.total": "likewise",
    "len(units) * 20 >= self.total": "likewise",
    "if (shared) or True": "nothing is known of nobody",
    "if place is None and one is None": "who is not listed shares no place",
    "shared_rank is None or self._shared": "who shares no place is found as they are",
    "sorted(told, key=None)": "units are told apart by their ids",
    "sorted(told, )": "likewise",
    "sorted(kept, key=None)": "likewise",
    "sorted(kept, )": "likewise",
    "or Decimal(0) for row in rows), )": "there is always one to begin with",
    "YearRecords(None, {}, words": "of this year only the periods are asked",
    'YearRecords("", None, words': "likewise",
    'YearRecords("XXXX", {}, words': "likewise",
    "areas_of(facts, series)), periods, None, ())": "likewise",
    "areas_of(facts, series)), periods, {}, None)": "likewise",
    "question.board, newest=None)": "ranked anew, places are those of the index",
    "question.facts, board, newest=None, window=window": "likewise",
    "Window(0, None, pool or None)": "the first row is the same in a longer window",
    "Window(0, 2, pool or None)": "likewise",
    "criteria_of(contest.countback, overall=None)": "none is as good as no",
    "climbs_in(facts, board) if (frozen) or True": "a short cut: nothing is taken from nothing",
    'question.board)) if (contest.get("closed")) or True': "likewise: what is live is not frozen",
    "if (apart) or True else {}": "a short cut: nobody asks for an area then",
    "because = {} if (area is None) and False": "no area is called so",
    "if (area is None) and False else question.documents(FactKind.CORRECTION": "no area is called so",
    "question.documents(FactKind.CORRECTION, )": "more is read than is asked for",
    "(left is None or left > 0) or offset < begin": "nothing is read of a group that the window leaves out, either way",
    "left >= 0) and offset < begin": "likewise",
    "offset <= begin + count": "likewise",
    "Overall(None, one.standing.rank": "neither names nor ties nor statuses hide an order",
    'Overall("XXXX", one.standing.rank': "likewise",
    "one.standing.score, None, one.standing.status": "likewise",
    "one.standing.tied, None, one.flags": "likewise",
    "newest=last is not None or last.change == board.change": "whether places have moved since is asked again",
    "select placed from public_board": "SQL is read in either case",
    "select 1 from public_member": "likewise",
    "None if (row.result is None) and False else Fraction": "whoever is drawn has a result",
    'character in "XX-_.XX"': "an X is a letter, and kept as such",
    'row.post_called(lang)}".strip() for lang in ("XXzhXX"': "whatever is not English is Chinese",
    'row.post_called(lang)}".strip() for lang in ("ZH"': "likewise",
    'key.rpartition("/")[2]: [(one["number"]': "no period's id and no unit's has a slash",
    "first <= (one.rank or 1) <= last": "a climb does not go as far as the first place",
    "if self.result is None and self.exact is None": "whoever has a result has an exact one",
    'ToldAt("", row.sequence or 1)': "a step that is kept has a number",
    "-            .order_by(col(StageStep.sequence))": "SQLite has the steps of a ceremony in this order anyway",
    "select(PlaceDecision).where(*of_contest).order_by(None)": "SQLite has decisions in this order anyway",
    "session.get_one(Unit, decision.units[1])": "several share a place, and they are of one pool",
    ".limit(2)": "whether there is one is asked",
    ".limit(None)": "likewise",
    'one.until else "XXXX"': "a notice alone says until when",
    'flag_called("XXzhXX")': "whatever is not English is Chinese",
    'flag_called("ZH")': "likewise",
    "unit.called('XXzhXX')": "likewise",
    "listed((one.zh for one in units), None": "likewise",
    "listed((one.zh for one in units), 'XXzhXX'": "likewise",
    "listed((one.zh for one in units), 'ZH'": "likewise",
    "listed(people['zh'], None": "likewise",
    "row.flag_called(None), row": "likewise",
    "{unit.called(None)}（": "likewise",
    "listed((zh for zh, _ in names), None)": "likewise",
    'with_pool(zh, words.name if words else "", None)': "likewise",
    'with_pool(zh, words.name if words else "", "XXzhXX")': "likewise",
    'with_pool(zh, words.name if words else "", "ZH")': "likewise",
    '(self.reason or "XXXX").startswith(EARLIER_PLACE)': "no rule is called so",
    '(term["reason"] or "XXXX").startswith(EARLIER_PLACE)': "likewise",
    'pairwise(("XXXX", *calls))': "no call to the stage is worded so",
    "first.rank is None and first.score_exact is None": "whoever is ranked has a score",
    "listed(people['zh'], 'XXzhXX'": "likewise",
    "listed(people['zh'], 'ZH'": "likewise",
    "Tops(session, contest, None)": "of a closed contest all scores are confirmed",
    "if unit in vetoed) if (term) or True": "every flag of a closed contest has a term",
    "if place >= PLACE[moment]": "nobody is at the place that is asked for",
    "unit.called('ZH')": "likewise",
    'in names), "XXzhXX")': "likewise",
    'in names), "ZH")': "likewise",
    "'XXzhXX')}\"": "likewise",
    "'ZH')}\"": "likewise",
    "rows: Sequence[RankingRow] = None": "no rows, either way",
    'periods.get(row.period or "XXXX")': "no period is called so",
    'board(category: str = "XXXX")': "no star is called so",
    "len(order)), strict=None)": "there are as many of them",
    "len(order)), strict=False)": "likewise",
    "len(order)), )": "likewise",
    "zip(drawn, votes, strict=None)": "there are as many of them",
    "zip(drawn, votes, strict=False)": "likewise",
    "zip(drawn, votes, )": "likewise",
    "yield _place(entry, moment, None, lang)": "only the last step's sentence names the flag",
    'elif moment == "XXrollXX"': "the sentence while names roll names nobody, whichever way it is made",
    'elif moment == "ROLL"': "likewise",
    "row.best or 1, row.worst or 0": "who is out of it has neither a best nor a worst place",
    "row.best or 0, row.worst or 1": "likewise",
    "if row.result is not None or row.exact is not None": "whoever has a result has an exact one",
    "any(exact <= limit <= rounded": "what just reaches a limit is told as that limit, rounded either way",
    "_grouped(None, here.contest, later": "what stops a later step are ties, which the contest can name",
    "share(ballots[group]) for group, weight in say.items()), )": "there is always a group that has a say",
}
"""Parts of changed lines that mean what the line meant."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = copy_house(tmp_path_factory.mktemp("mutants"))
    copy.run("tests.rules.changes", "make", seconds=MAKING)
    return copy


@pytest.fixture(scope="module")
def noticed(house: Copy, request: pytest.FixtureRequest) -> dict[str, bool]:
    """Of each change of the files that are asked for, whether a test notices it: tried by one process, which makes
    once what its tests share."""
    asked: list[pytest.Function] = [item for item in request.session.items if isinstance(item, pytest.Function)]
    files = [
        item.callspec.params["file"] for item in asked if item.originalname == "test_every_change_of_a_rule_is_noticed"
    ]
    tried = Copy(house.root / "mutants").run("tests.rules.changes", "try", *map(_changes, files), seconds=LONGEST)
    found: dict[str, bool] = json.loads(tried.splitlines()[-1])
    return found


def _changes(file: PurePosixPath) -> str:
    return ".".join((*(part for part in file.with_suffix("").parts if part != "__init__"), "x[_ǁ]*"))


@pytest.mark.long
@pytest.mark.timeout(MAKING + LONGEST + 60)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_change_of_a_rule_is_noticed(house: Copy, noticed: dict[str, bool], file: PurePosixPath) -> None:
    of_file = {name: found for name, found in noticed.items() if fnmatch(name, _changes(file))}
    unnoticed = [house.run("mutmut", "show", name) for name, found in of_file.items() if not found]
    assert of_file
    assert [change for change in unnoticed if not any(part in change for part in ALIKE)] == []


@pytest.mark.long
@pytest.mark.timeout(MAKING + 60)
def test_every_explanation_is_of_a_change_that_can_still_be_made(house: Copy) -> None:
    made = "".join((house.root / "mutants" / file).read_text("utf-8") for file in FILES)
    assert [part for part in ALIKE if part.removeprefix("-") not in made] == []
