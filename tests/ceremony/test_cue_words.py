"""Every kind of cue has its words, in both languages: its name, and what the announcer says at each step."""

import pytest

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import cue_kinds, kind_of, moments_of
from scoreboard.exchange.run_sheet_writing import run_sheet_toml
from scoreboard.locale import LANGUAGES, say

KINDS = sorted(cue_kinds())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_called_something_and_announced(kind: str, lang: str) -> None:
    assert say(f"cli.cue.{kind}", lang)
    for reveal in ("", "all", "one-by-one", "from-bottom"):
        cue = Cue(kind, text="一\n二", reveal=reveal)
        if kind_of(cue).says is None:
            assert all(say(f"ceremony.script.{kind}.{moment}", lang, name="甲") for moment in moments_of(cue))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_planned_sheet_names_every_kind(lang: str) -> None:
    comment = [line for line in run_sheet_toml({}, (), KINDS, lang).splitlines() if line.startswith("#")]
    told = " ".join(line.removeprefix("#").strip() for line in comment)
    assert all(kind in told for kind in KINDS)
    assert max(map(len, comment)) <= 140
