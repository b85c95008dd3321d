"""F106, F107: what the hall is told of a correction: each reason and signer as given, and what has changed."""

from pathlib import Path

from scoreboard.ceremony.correcting import show_correction
from screens.hall.parts.correcting import _told
from tests.ceremony.stepping import CEREMONY, SECOND, correction, play, ready, rows
from tests.ceremony.test_interventions import do, last_row, pending
from tests.ceremony.test_steps import TWO
from tests.contests import CHIEF

FIRST, THEN = "漏计；已核对；漏计", "重查、再议"
BOSSES = "王、李两位局长"


def test_f107_reasons_and_signers_are_never_joined_and_split(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    correction(settings, "c02", "92", reason=FIRST, approved_by=BOSSES)
    correction(settings, "c02", "92", ["c02"], reason=THEN)
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = last_row(settings).scene
    assert scene["reasons"] == [FIRST, THEN]
    assert scene["approved_by"] == [BOSSES, SECOND]
    row = next(row for row in rows(settings, "ranking/main/2030Q1/a1") if row["unit"] == "c02")
    assert (row["correction"]["reasons"], row["correction"]["signers"]) == ([FIRST, THEN], [BOSSES, SECOND])
    said = [text for text, _ in _told(scene["row"], scene["before"], scene, "zh")]
    assert f"原因：{FIRST}" in said
    assert f"原因：{THEN}" in said
    assert f"签批：{BOSSES}; {SECOND}" in said, "told apart, although one name has the usual sign within"
    assert CHIEF not in scene["approved_by"]
    assert pending(settings) == []


def test_f106_a_corrected_runner_up_is_shown_from_old_to_new(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    correction(settings, "c02", "90.5")
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = last_row(settings).scene
    said = [text for text, _ in _told(scene["row"], scene["before"], scene, "zh")]
    assert len(said) == len(set(said)), "no two lines are the same"
    assert any("90.00 → 90.50" in text for text in said)
