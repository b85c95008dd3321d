"""南关人民政府 and its like: a place whose kind a paper leaves out is never guessed at."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoreboard.desk.importing.names import read_names
from scoreboard.desk.importing.official_names import KINDS
from scoreboard.errors import ContestError
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, live
from tests.acceptance.driver import Program

Q1 = "2031Q1"
GOVERNED = frozenset("镇乡县市区旗州省")
SAYING = {
    **dict.fromkeys(("街道办事处", "街道办", "办事处"), "街道"),
    **dict.fromkeys(("村委会", "村民委员会"), "村"),
    **dict.fromkeys(("居委会", "居民委员会"), "社区"),
}
"""Who acts for one kind of places alone, and so says which."""
ACTING = {
    **dict.fromkeys(("人民政府", "政府", "党委政府", "党委、政府"), GOVERNED),
    **dict.fromkeys(("党支部", "党总支"), frozenset({"村", "社区"})),
    **{"党委": GOVERNED | {"村", "社区"}, "党工委": frozenset({"街道", "区"}), "党组": frozenset[str]()},
    **{body: frozenset({kind}) for body, kind in SAYING.items()},
}
"""Who acts for which kinds of places, written down once more for the test."""
PLACES = {
    "南关": ("街道",),
    "城关": ("镇",),
    "东关": ("镇", "乡"),
    "西关": ("镇", "街道"),
    "北关": ("村", "社区"),
    "新兴": ("街道", "区"),
    "南市": ("街道",),
    "建安": (),
}
"""The places of each name by their kinds; the first answers to the bare name, too. One is called without a kind."""


NAMES = {
    f"u{at}": (name + kind, "" if number else name)
    for at, (name, number, kind) in enumerate(
        (name, number, kind) for name, kinds in PLACES.items() for number, kind in enumerate(kinds or ("",))
    )
} | {"police": ("公安局", "")}
"""Name and short name of each unit."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("kinds")
    program = Program(folder / "contest.db", acting=None)
    units: list[dict[str, object]] = [
        {"id": unit, "name": name, "short_name": short, "kind": "town", "parent": "lake", "pool": "town"}
        for unit, (name, short) in NAMES.items()
    ]
    contest = Competition(series=[live("roads")], units=units)
    program.ok("load", contest.write(folder / "folder"), "--with-clock")
    store = Store(Settings(str(program.database), "zh").paths)
    yield store
    store.close()


def meant(store: Store, text: str) -> str | None:
    """The name of the unit that a sheet's text means; None where somebody is asked, in one sentence."""
    with store.read() as session:
        found = read_names(session, contest_of(session, "main", Q1), [text]).find(text)
        if isinstance(found, ContestError):
            assert found.key in ("unknown.unit", "unknown.ambiguous_unit")
            return None
        return NAMES[found.id][0]


def expected(name: str, body: str) -> str | None:
    """Whom a body of a name without a kind means: the one place of which it can be, if it answers to the name."""
    kinds = PLACES[name]
    if body in SAYING:
        return name + SAYING[body] if SAYING[body] in kinds else None
    if not kinds:
        return name
    return name + kinds[0] if ACTING[body].intersection(kinds) == {kinds[0]} else None


@pytest.mark.parametrize("name", PLACES)
def test_every_place_with_whoever_may_act_for_it(store: Store, name: str) -> None:
    for body in ACTING:
        assert meant(store, name + body) == expected(name, body), name + body


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("南关人民政府", None),
        ("南关党委", None),
        ("南关办事处", "南关街道"),
        ("南关街道党工委", "南关街道"),
        ("南关（街道）", "南关街道"),
        ("南关（街道办事处）", "南关街道"),
        ("南关（镇）", None),
        ("南关（镇、街道）", None),
        ("城关人民政府", "城关镇"),
        ("城关（街道）", None),
        ("城关镇（街道）", None),
        ("城关镇（含开发区）", "城关镇"),
        ("城关镇街道办事处", None),
        ("东关政府", None),
        ("东关乡政府", "东关乡"),
        ("西关政府", "西关镇"),
        ("西关党工委", None),
        ("南市人民政府", None),
        ("建安党组", "建安"),
        ("公安局党委", "公安局"),
        ("公安局党组", "公安局"),
    ],
)
def test_which_kind_is_meant_is_read_or_asked(store: Store, text: str, unit: str | None) -> None:
    assert meant(store, text) == unit


def test_where_several_kinds_fit_the_question_names_them(store: Store) -> None:
    with store.read() as session:
        found = read_names(session, contest_of(session, "main", Q1), ["东关政府"]).find("东关政府")
    assert isinstance(found, ContestError)
    assert (found.key, len(found.values["found"])) == ("unknown.ambiguous_unit", 2)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(list(PLACES)),
    kind=st.sampled_from(("", *KINDS)),
    bodies=st.lists(st.sampled_from(list(ACTING)), max_size=2),
    note=st.sampled_from(("", *(f"（{one}）" for one in (*KINDS, "盖章", "含开发区")))),
    before=st.sampled_from(("", "中共")),
)
def test_no_place_is_taken_for_one_of_another_kind(
    store: Store, name: str, kind: str, bodies: list[str], note: str, before: str
) -> None:
    """Whatever is written besides its own names: a unit that is meant is the one place of which all of that can be."""
    found = meant(store, f"{before}{name}{kind}{'、'.join(bodies)}{note}")
    if found is None:
        return
    of = found.removeprefix(name)
    if kind:
        assert of == kind
    elif of and (bodies or note or before) and not SAYING.keys() & set(bodies):
        fitting = [one for one in PLACES[name] if all(one in ACTING[body] for body in bodies)]
        assert fitting == [of] or note == f"（{of}）"
    if of and note.strip("（）") in KINDS:
        assert note == f"（{of}）"
