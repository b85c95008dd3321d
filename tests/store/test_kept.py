"""Databases kept from earlier programs: brought up to date, they say what they said (README in tests/store/kept)."""

from pathlib import Path
from typing import Any

import pytest

from scoreboard.store import schema
from tests.store.kept.asking import Change, Kept, differences, kept_databases, tried


def _with_what_old_rows_lack(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"machine_at": None, "marks": None, **row} for row in rows]


def _without_the_upgrade(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["action"] != "upgrade"]


def _without_the_abolished_county(board: Any) -> Any:
    """The rows of all others, as if it had no place before them; the range of those is another by its total."""
    county = next((row for row in board["rows"] if row["unit"] == "handan-county"), None)
    if county is None:
        return board
    rows = [row for row in board["rows"] if row is not county]
    for row in rows:
        if county.get("rank") and row["rank"] and row["rank"] > county["rank"]:
            row["rank"] -= 1
    return {**board, "rows": rows}


def _without_bounds(board: Any) -> Any:
    return {**board, "rows": sorted(({**row, "best": 0, "worst": 0} for row in board["rows"]), key=str)}


def _scores(board: Any) -> Any:
    return sorted((row["unit"], row["score_exact"]) for row in board["rows"])


def _without_previous(board: Any) -> Any:
    for row in board["rows"]:
        row.pop("previous")
    return board


def _without_the_sheets_state(found: Any) -> Any:
    return {**found, "results": [one for one in found["results"] if one["kind"] != "sheet"]}


def _without_what_became_of_it(found: Any) -> Any:
    return {
        **found,
        "results": [{name: said for name, said in one.items() if name != "anew"} for one in found["results"]],
    }


def _without_exact_results(board: Any) -> Any:
    rows = [{name: value for name, value in row.items() if name != "result_exact"} for row in board["rows"]]
    return {**board, "rows": rows}


def _without_why_first(board: Any) -> Any:
    rows = [{name: value for name, value in row.items() if name != "decision"} for row in board["rows"]]
    return {**board, "rows": rows}


def _without_proof(found: Any) -> Any:
    return {name: value for name, value in found.items() if name != "proof_holds"}


def _without_decisions(board: Any) -> Any:
    for row in board["rows"]:
        row.pop("lost", None), row.pop("approved_by", None)
    return board


def _without_margins_in_full(board: Any) -> Any:
    for row in board["rows"]:
        row.pop("margin_told", None)
    return board


def _without_freeze(board: Any) -> Any:
    return {name: value for name, value in board.items() if name not in ("freeze", "frozen_since", "live")}


def _without_english_periods(board: Any) -> Any:
    periods = [{**period, "name_en": ""} for period in board.get("periods", ())]
    return {**board, "period_name_en": "", "periods": periods}


def _without_pools(board: Any) -> Any:
    return {name: value for name, value in board.items() if name != "pools"}


def _without_series_of_stars(board: Any) -> Any:
    for row in board["rows"] if board["board"] == "stars" else board["stars"]:
        row.pop("series", None), row.pop("sealed", None)
    return {**board, "series": None}


NEW_OF_PROMISES = frozenset(
    (
        *("id", "state", "remark", "reported_on", "settled_on", "evidence", "days_left"),
        *(f"{name}_en" for name in ("person", "post", "aspect", "text", "measure", "channel", "remark")),
        *(f"{name}_en" for name in ("title", "evidence", "field", "status", "reason")),
        "reason",
    )
)
KEPT_OF_PROMISES = {"pledges": {"settled_on"}, "unit": {"settled_on"}, "goals": {"evidence"}}
"""Those that there were before on a board."""


def _as_promises_were(board: Any) -> Any:
    board.pop("totals", None)
    new = NEW_OF_PROMISES - KEPT_OF_PROMISES.get(board["board"], set())
    for row in board["pledges"] if board["board"] == "unit" else board["rows"]:
        for name in new & row.keys():
            row.pop(name)
    return board


def _percent_of_growing(board: Any) -> Any:
    for row in board["pledges"] if board["board"] == "unit" else board["rows"]:
        if row["comparator"] not in ("", ">", ">="):
            row["percent"] = None
    return board


def _without_what_is_settled(board: Any) -> Any:
    board.pop("state", None), board.pop("areas", None)
    for row in board["rows"]:
        row.pop("clinched", None), row.pop("eliminated", None)
    for item in board.get("honour_items", ()):
        item.pop("person", None), item.pop("state", None)
    return board


def _without_how_one_won(board: Any) -> Any:
    for row in board["rows"]:
        if len(row["holders"]) == 1 and row["outcome"] in ("joint", "first", "captured", "defended"):
            row["outcome"] = "won"
    return board


def _without_english_flags(board: Any) -> Any:
    if isinstance(board, list):
        return [_without_english_flags(one) for one in board]
    if not isinstance(board, dict):
        return board
    return {name: _without_english_flags(value) for name, value in board.items() if name != "flag_en"}


def _without_openings(board: Any) -> Any:
    for row in board["rows"]:
        row.pop("opening", None)
    return board


def _without_minimum(board: Any) -> Any:
    for row in board["rows"]:
        row.pop("unreached", None)
    return board


def _without_ids(board: Any) -> Any:
    for row in board["rows"]:
        row.pop("id")
    return board


WITHOUT_STARS = frozenset({"yongnian-townships", "liuhan-villages", "demolition-teams", "teams"})
"""The series of kept contests that have given none."""


CHANGES: tuple[Change, ...] = (
    Change(
        why="an area's ranking says why those are first who tied for that place",
        of=lambda answer: answer.board == "ranking" and answer.words[-1] != "csv",
        now=_without_why_first,
    ),
    Change(
        why="a star's result is told exactly, too, where two decimals do not hold it",
        of=lambda answer: answer.board == "stars" and answer.words[-1] != "csv",
        now=_without_exact_results,
    ),
    Change(
        why="a flag has a name in English, too (F803)",
        of=lambda answer: answer.words[-1] != "csv",
        then=_without_english_flags,
        now=_without_english_flags,
    ),
    Change(
        why="rectifications say what their periods are called",
        of=lambda answer: answer.board == "rectifications" and answer.words[-1] != "csv",
        now=lambda board: {name: value for name, value in board.items() if name != "periods"},
    ),
    Change(
        why="a unit's page has the flags that it goes for (targets.csv), its goals, what it has to put right, and says"
        " whether anything is public of who holds flags",
        of=lambda answer: answer.board == "unit",
        now=lambda board: {
            name: value
            for name, value in board.items()
            if name not in ("targets", "goals", "rectifications", "flags_told")
        },
    ),
    Change(
        why="promises have ids, states, days left, totals and English texts (Promises, F401, F402, F406)",
        of=lambda answer: answer.board in ("pledges", "goals", "livelihood", "rectifications", "unit"),
        now=_as_promises_were,
    ),
    Change(
        why="benchmarks and visits have ids, by which commands and forms name them",
        of=lambda answer: answer.board in ("benchmarks", "visits"),
        now=_without_ids,
    ),
    Change(
        why="of a limit no part is done (F403)",
        of=lambda answer: answer.board in ("pledges", "unit"),
        then=_percent_of_growing,
        now=_percent_of_growing,
    ),
    Change(
        why="show stars --series shows the nominees of that series, as far as old boards know it (F306)",
        of=lambda answer: answer.board == "stars" and not WITHOUT_STARS.isdisjoint(answer.words),
        then=lambda board: {**board, "rows": []},
        now=lambda board: {**board, "rows": [row for row in board["rows"] if row.get("series")]},
    ),
    Change(
        why="nominees are shown of a series, and a row says whether the election is still sealed (F301, F306)",
        of=lambda answer: answer.board in ("stars", "unit"),
        then=_without_series_of_stars,
        now=_without_series_of_stars,
    ),
    Change(
        why="a board that ranks pools apart names them (F108)",
        of=lambda answer: answer.board in ("annual", "range", "ranking", "flags"),
        then=_without_pools,
        now=_without_pools,
    ),
    Change(
        why="in English a period without an English name is called by its name, as everything else is (F110)",
        of=lambda answer: answer.board in ("annual", "range", "ranking", "flags", "stars") and answer.private,
        then=_without_english_periods,
        now=_without_english_periods,
    ),
    Change(
        why="a live board says from when on it is frozen, and is live no more once it is (F903)",
        of=lambda answer: answer.board in ("ranking", "flags") and answer.private,
        then=_without_freeze,
        now=_without_freeze,
    ),
    Change(
        why="the journal keeps the machine's time beside, and what rows a deed left; older rows have neither, and the"
        " upgrade marks what they left in rows of its own (Clock, journal --verify)",
        of=lambda answer: answer.board == "journal",
        then=_with_what_old_rows_lack,
        now=_without_the_upgrade,
    ),
    Change(
        why="the year says how many areas have a flag, what is settled of a place, and why an honour does not count"
        " (Annual and range)",
        of=lambda answer: answer.board in ("annual", "range") and answer.words[-1] != "csv",
        then=_without_what_is_settled,
        now=_without_what_is_settled,
    ),
    Change(
        why="an abolished unit keeps its row in the year that it had a part in (S11, F205)",
        of=lambda answer: answer.board in ("annual", "range"),
        then=_without_the_abolished_county,
        now=_without_the_abolished_county,
    ),
    Change(
        why="and stands before or behind others in it",
        of=lambda answer: answer.board == "range",
        then=_without_bounds,
        now=_without_bounds,
    ),
    Change(
        why="a flag says who lost it, and who approved (F105, F203)",
        of=lambda answer: answer.board == "flags",
        then=_without_decisions,
        now=_without_decisions,
    ),
    Change(
        why="a margin is told with the digits that lie between the scores beside it (F109)",
        of=lambda answer: answer.board == "flags" and answer.words[-1] != "csv",
        now=_without_margins_in_full,
    ),
    Change(
        why="what was held when the records began is no first award (Custody)",
        of=lambda answer: answer.board == "flags" and answer.words[-1] != "csv",
        now=_without_openings,
    ),
    Change(
        why="a flag that nobody won names the minimum that nobody reached",
        of=lambda answer: answer.board == "flags" and answer.words[-1] != "csv",
        now=_without_minimum,
    ),
    Change(
        why="who is left of joint holders has it alone: it was first, captured or defended (Custody)",
        of=lambda answer: answer.board == "flags" and answer.private and "2030Q4" in answer.words,
        then=_without_how_one_won,
        now=_without_how_one_won,
    ),
    Change(
        why="a flag that was decided for others after its holder was abolished counts for them alone (F205)",
        of=lambda answer: answer.board == "ranking" and answer.private and "2010Q3" in answer.words,
        then=_scores,
        now=_scores,
    ),
    Change(
        why="verify holds what is public of a seal against it, too (Proof)",
        of=lambda answer: answer.words[:2] == ("ceremony", "verify"),
        now=_without_proof,
    ),
    Change(
        why="verify calls the run sheet sealed until all else has been announced, for it opens last (Proof)",
        of=lambda answer: answer.words[:2] == ("ceremony", "verify"),
        then=_without_the_sheets_state,
        now=_without_the_sheets_state,
    ),
    Change(
        why="and what sealing a result again has made of it",
        of=lambda answer: answer.words[:2] == ("ceremony", "verify"),
        now=_without_what_became_of_it,
    ),
    Change(
        why="where a tie was decided, that unit is first and the others are second (Ties, F908)",
        of=lambda answer: answer.board == "ranking" and {"2010Q4", "party-building"} <= set(answer.words),
        then=_scores,
        now=_scores,
    ),
    Change(
        why="and comes from the abolished, not from whom those had it (F205)",
        of=lambda answer: answer.board == "flags" and answer.private and "2010Q3" in answer.words,
        then=_without_previous,
        now=_without_previous,
    ),
)
"""What the contract has changed since a database was kept; see `Change`."""


@pytest.mark.parametrize("kept", tried())
def test_a_kept_database_says_after_its_upgrade_what_it_said(kept: Kept, tmp_path: Path) -> None:
    program = kept.unpack(tmp_path)
    assert schema.stored_revision(program.database) == kept.revision
    program.at(None).ok("db", "upgrade")
    assert schema.stored_revision(program.database) == schema.REVISIONS[-1]
    program.ok("journal", "--verify")
    found = differences(program, list(kept.answers()), CHANGES)
    assert not found, "\n".join([f"{len(found)} differences, the first:", *found[:40]])


@pytest.mark.parametrize("kept", tried())
def test_a_public_file_that_was_lost_before_the_upgrade_is_made_whole(kept: Kept, tmp_path: Path) -> None:
    program = kept.unpack(tmp_path)
    program.public.unlink()
    program.at(None).ok("db", "upgrade")
    public = [answer for answer in kept.answers() if answer.words[0] in ("show", "bulletin") and not answer.private]
    asked = [answer for answer in public if answer.printed or "--as-of" not in answer.words]
    found = differences(program, asked, CHANGES)
    assert not found, "\n".join([f"{len(found)} differences, the first:", *found[:40]])


def test_every_revision_has_its_kept_databases() -> None:
    """Whoever adds a migration keeps databases of the revision before it (README in tests/store/kept)."""
    assert {kept.revision for kept in kept_databases()} >= {schema.REVISIONS[0], schema.REVISIONS[-2]}
