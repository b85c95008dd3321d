"""The neutral picture over the hall: over a rehearsal while one is running, else over the ceremony."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from scoreboard.ceremony import covering
from scoreboard.ceremony.covering import cover
from scoreboard.ceremony.rehearsal import rehearse
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from tests.ceremony.stepping import CEREMONY, play, ready, stage
from tests.ceremony.test_steps import TWO
from tests.contests import opened


def test_a_rehearsal_is_covered_and_uncovered_and_the_ceremony_stays_as_it_is(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        for _ in range(3):
            shown = rehearse(writing, CEREMONY, seed=1).last
        assert shown is not None
        covered = cover(writing, CEREMONY, True, expect=shown.sequence)
        assert (covered.covered, covered.sequence) == (True, (shown.sequence or 0) + 1)
        assert covered.last is not None
        assert (covered.last.rehearsal, covered.last.cue, covered.last.step) == (True, shown.cue, shown.step)
        assert covered.last.scene == {**shown.scene, "revealed": []}
        assert covered.last.at == writing.now
        assert cover(writing, CEREMONY, True).sequence == covered.sequence, "it is covered already"
        with pytest.raises(Refused) as refused:
            cover(writing, CEREMONY, False, expect=shown.sequence)
        assert refused.value.key == "cue.expected"
        bare = cover(writing, CEREMONY, False, expect=covered.sequence)
        assert (bare.covered, bare.sequence) == (False, covered.sequence + 1)
        assert (bare.ceremony.id, bare.contest.period.id, len(bare.sheet)) == (CEREMONY, "2030Q1", len(covered.sheet))
        assert standpoint(writing.session, CEREMONY).sequence == 0
    assert [one.rehearsal for one in stage(settings)] == [True] * 5


def test_without_a_rehearsal_the_ceremony_itself_is_covered(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=2)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        here = standpoint(writing.session, CEREMONY)
        with pytest.raises(Refused):
            cover(writing, CEREMONY, True, expect=here.sequence + 1)
        covered = cover(writing, CEREMONY, True, expect=here.sequence)
        assert covered.last is not None
        assert (covered.covered, covered.last.rehearsal) == (True, False)
        assert not cover(writing, CEREMONY, False).covered


def test_whoever_covers_the_ceremony_says_which_console_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "rehearsal_of", lambda _session, _ceremony: None)
    monkeypatch.setattr(covering.stage_control, "cover", lambda *given, **how: (given, how))
    writing: Any = SimpleNamespace(session=None)
    told: Any = cover(writing, CEREMONY, False, expect=3, session="desk")
    assert told == ((writing, CEREMONY, False), {"expect": 3, "session": "desk"})
