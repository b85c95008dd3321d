"""`load` after `load` ends where a first load would."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from scoreboard.models import Score
from scoreboard.wire import to_json
from tests.desk.loading import Place
from tests.examples import of_the_form
from tests.exchange.folders import FILES
from tests.published import revisions

CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from(["2030Q1", "2030Q2"]),
        st.sampled_from(["roads", "water"]),
        st.sampled_from(["east", "west", "roads-bureau"]),
    ),
    st.tuples(st.sampled_from(["0", "88.5", "99.9999", "n/a"]), st.sampled_from(["draft", "confirmed"])),
)

FOLLOW_FROM_CONTESTED = ("annual", "range/main")
"""They tell whether a period is contested, and once anything was entered that stays said, also when it is gone."""


def scores_file(cells: dict[tuple[str, str, str], tuple[str, str]]) -> str:
    rows = [f"main,{p},{a},{u},{score},{state}\n" for (p, a, u), (score, state) in cells.items()]
    return "series,period,area,unit,score,state\n" + "".join(rows)


def public(place: Place) -> dict[str, Any]:
    return {board.key: to_json(board.words) for board in revisions(place.settings.paths.public)}


def has_result(payload: dict[str, Any]) -> bool:
    """Whether an area's live board says more than that nobody has a score."""
    return any(row["status"] in ("ranked", "n/a") for row in payload["rows"])


@settings(
    max_examples=of_the_form(5),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@example({("2030Q1", "roads", "west"): ("88.5", "draft")}, {("2030Q2", "water", "west"): ("99.9999", "confirmed")})
@given(CELLS, CELLS)
def test_a_load_after_another_ends_where_a_first_load_would(
    first: dict[tuple[str, str, str], tuple[str, str]], second: dict[tuple[str, str, str], tuple[str, str]]
) -> None:
    def cells(place: Place) -> dict[tuple[str, str, str], tuple[str | None, str]]:
        rows = place.read(lambda session: session.exec(select(Score)).all())
        return {
            (row.period_id, row.area_id, row.unit_id): (str(row.value), row.state)
            for row in rows
            if row.state != "withdrawn"
        }

    with tempfile.TemporaryDirectory() as name:
        twice, once = (Place(Path(name) / part) for part in ("twice", "once"))
        try:
            twice.load({**FILES, "scores.csv": scores_file(first)})
            twice.load({**FILES, "scores.csv": scores_file(second)})
            once.load({**FILES, "scores.csv": scores_file(second)})
            assert cells(twice) == cells(once)
            told, expected = public(twice), public(once)
            if {period for period, _, _ in first} - {period for period, _, _ in second}:
                for board in FOLLOW_FROM_CONTESTED:
                    del expected[board]
            assert {board: told.get(board) for board in expected} == expected
            assert not [
                board for board in told.keys() - expected.keys() if told[board].get("area") and has_result(told[board])
            ]
        finally:
            twice.store.close()
            once.store.close()
