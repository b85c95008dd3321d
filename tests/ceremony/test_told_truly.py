"""F101, F106, F107, F111, F113: what hall and paper are told is true, and told as it was given."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from scoreboard.ceremony.correcting import show_correction
from scoreboard.ceremony.interventions import publish_rest
from scoreboard.ceremony.print.script import script_markdown, write_script
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.exchange.bulletin import bulletin_document
from scoreboard.exchange.printed_pages import document_markdown
from scoreboard.publications.bulletin_board import BulletinBoard
from scoreboard.publications.chosen_board import edition_of
from scoreboard.publications.corrections import ToldCorrection
from scoreboard.publications.questions import Edition
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes import scene_of
from scoreboard.publications.scenes.flag import FlagCorrection
from scoreboard.settings import Settings
from scoreboard.wire import Json, from_json, to_json
from screens.hall.parts.correcting import _told
from tests.ceremony.stepping import CEREMONY, SECOND, correction, play, ready, rows, stage
from tests.ceremony.test_interventions import do, last_row, pending
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import CHIEF, Shape, opened

FIRST, THEN = "漏计；已核对；漏计", "重查、再议"
BOSSES = "王、李两位局长"


def corrected(scene: Json) -> FlagCorrection:
    """The scene of a correction as the hall has it."""
    found = scene_of(scene)
    assert isinstance(found, FlagCorrection)
    return found


def test_f107_reasons_and_signers_are_never_joined_and_split(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    correction(settings, "c02", "92", reason=FIRST, approved_by=BOSSES)
    correction(settings, "c02", "92", ["c02"], reason=THEN)
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = last_row(settings).scene
    signed = [{"reason": FIRST, "approved_by": [BOSSES]}, {"reason": THEN, "approved_by": [SECOND]}]
    assert scene["signed"] == signed
    row = next(row for row in rows(settings, "ranking/main/2030Q1/a1") if row["unit"] == "c02")
    assert row["correction"]["signed"] == signed
    said = [text for text, _ in _told(corrected(scene), "zh")]
    assert f"原因：{FIRST}（{BOSSES}批准）。" in said
    assert f"原因：{THEN}（{SECOND}批准）。" in said
    assert CHIEF not in str(scene["signed"])
    assert pending(settings) == []


def test_f107_what_several_signed_is_told_in_one_line_of_the_language(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    correction(settings, "c02", "92", reason=FIRST, approved_by=[BOSSES, SECOND])
    correction(settings, "c03", "89", reason=THEN, approved_by=[BOSSES, SECOND])
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = last_row(settings).scene
    hall, hall_en = ([text for text, _ in _told(corrected(scene), lang)][-3:] for lang in ("zh", "en"))
    signed = f"批准：{BOSSES}；{SECOND}。"
    assert hall == [f"原因：{FIRST}。", f"原因：{THEN}。", signed], "one name has the usual sign within"
    assert hall_en == [f"Reason: {FIRST}.", f"Reason: {THEN}.", f"Approved by {BOSSES}, {SECOND}."]
    board = _bulletin(settings)
    assert f"| {BOSSES}（库外人员）、{SECOND} | {THEN} |" in document_markdown(bulletin_document(*board, "zh"))
    assert f"| {BOSSES} (not one of the contest's people), {SECOND} | {THEN} |" in document_markdown(
        bulletin_document(*board, "en")
    )


def test_f107_what_became_public_before_was_signed_by_all() -> None:
    """Facts of an earlier program have reasons and names apart from one another; the hall knows them as they were."""
    before = ToldCorrection(
        old="1", new="2", at="2031-01-01T00:00:00+00:00", reason=f"{FIRST}；{THEN}", reasons=(FIRST, THEN),
        approved_by=f"{BOSSES}、{SECOND}", signers=(BOSSES, SECOND),
    )  # fmt: skip
    assert [(one.reason, one.approved_by) for one in from_json(ToldCorrection, to_json(before)).every_reason] == [
        (FIRST, (BOSSES, SECOND)),
        (THEN, (BOSSES, SECOND)),
    ]


def test_f107_a_scene_of_before_says_that_all_signed_all(tmp_path: Path) -> None:
    """The stage of a ceremony that began with an earlier program has reasons and names apart from one another."""
    settings = ready(tmp_path, TWO)
    play(settings)
    correction(settings, "c02", "92", reason=FIRST, approved_by=BOSSES)
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = {name: value for name, value in last_row(settings).scene.items() if name != "signed"}
    scene |= {"reason": f"{FIRST}；{THEN}", "reasons": [FIRST, THEN], "approved_by": [BOSSES, SECOND]}
    said = [text for text, _ in _told(corrected(scene), "zh")]
    assert said[-3:] == [f"原因：{FIRST}。", f"原因：{THEN}。", f"批准：{BOSSES}；{SECOND}。"]


def test_f106_a_corrected_runner_up_is_shown_from_old_to_new(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    correction(settings, "c02", "90.5")
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = last_row(settings).scene
    said = [text for text, _ in _told(corrected(scene), "zh")]
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
    said = document_markdown(bulletin_document(*_bulletin(settings), "en"))
    assert "Revision 1, " in said
    assert "rain" not in said


def _bulletin(settings: Settings) -> tuple[BulletinBoard, Edition]:
    with closing(PublicReader(settings.paths.public)) as reader:
        board = reader.board("bulletin/main/2030Q1")
    assert board is not None
    return board.words, edition_of(board, "Asia/Shanghai")
