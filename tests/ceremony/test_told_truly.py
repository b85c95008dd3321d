"""F101, F106, F107, F111, F113: what hall and paper are told is true, and told as it was given."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from scoreboard.ceremony.correcting import show_correction
from scoreboard.ceremony.interventions import publish_rest
from scoreboard.ceremony.print.script import script_markdown, write_script
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.exchange.bulletin import bulletin_markdown
from scoreboard.publications.choosing import as_json
from scoreboard.publications.reader import PublicReader
from screens.hall.parts.correcting import _told
from tests.ceremony.stepping import CEREMONY, SECOND, correction, play, ready, rows, stage
from tests.ceremony.test_interventions import do, last_row, pending
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import CHIEF, Shape, opened

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


def test_f101_the_roll_of_honour_names_the_elected_alone(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES.replace("confirmed", "nominated", 1)))
    play(settings)
    roll = next(step.scene for step in stage(settings) if step.scene["scene"] == "roll")
    assert roll["board"]["rows"]
    assert {row["status"] for row in roll["board"]["rows"]} == {"confirmed"}


def test_f111_nothing_tells_that_first_place_is_shared(tmp_path: Path) -> None:
    cells = {"a1": {"c01": "90", "c02": "90", "c03": "90"}, "a2": {"c01": "80", "c02": "85", "c03": "70"}}
    settings = ready(tmp_path, cells, Shape(tie="joint"))
    steps = [step.scene for step in play(settings)]
    moments = [scene["moment"] for scene in steps if scene["scene"] == "flag" and scene["area"] == "a1"]
    assert moments == ["contest", "roll", "roll", "roll", "transfer"]
    assert [scene["moment"] for scene in steps if scene["scene"] == "flag" and scene["area"] == "a2"] == [
        *("contest", "roll", "place", "place", "transfer"),
    ]
    with opened(settings) as store, store.read() as session:
        script = write_script(session, standpoint(session, CEREMONY), datetime(2030, 5, 1, tzinfo=UTC), hold_back=False)
    for lang in ("zh", "en"):
        said = script_markdown(script, lang)
        assert "空缺" not in said
        assert "no second" not in said


def test_f113_a_first_bulletin_was_revised_for_no_reason(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=1)
    do(settings, lambda writing: publish_rest(writing, CEREMONY, "rain"))
    with closing(PublicReader(settings.paths.public)) as reader:
        board = reader.board("bulletin/main/2030Q1")
    assert board is not None
    said = bulletin_markdown(as_json(board, "Asia/Shanghai"), "en")
    assert "Revision 1, " in said
    assert "rain" not in said
