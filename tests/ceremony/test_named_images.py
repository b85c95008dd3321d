"""Emblems are public from the first, portraits with the step that names whom they show, each for as long as it must."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlmodel import select

from scoreboard.ceremony.preflight import preflight
from scoreboard.ceremony.rehearsal import rehearse
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Ceremony, Competition, CueImage, NamedImage, Nominee
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes import scene_of
from scoreboard.settings import DatabasePaths, ServerSide, Settings
from scoreboard.store.public.file import differing, rebuild
from screens.hall import draw
from screens.hall.parts import cue_image
from screens.hall.parts.legibility import reads
from screens.held_boards import HeldBoards
from screens.image_check import shows_image
from screens.looks import Look
from screens.playlist import playlist
from tests.acceptance.driver import Program
from tests.ceremony.stepping import CEREMONY, move, ready
from tests.ceremony.test_cue_images import public_bytes
from tests.ceremony.test_preflight import around
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import Shape, opened
from tests.exchange.folders import FILES, problems, write
from tests.screens.image_samples import crest, photo

PEOPLE = {"c01/甲": crest(161), "c02/乙": crest(162), "c03/丙": crest(163)}
"""Portraits of two who win, and of one who does not."""
DIGESTS = {name: sha256(content).hexdigest() for name, content in PEOPLE.items()}
ONE_BY_ONE = [
    {"kind": "title"},
    {"kind": "star", "star": "service", "reveal": "one-by-one", "places": 3},
    {"kind": "stars"},
]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#06c"/></svg>'


def with_portraits(place: Path, cues: list[dict[str, Any]]) -> Settings:
    """A contest before its ceremony, of whose nominees there are portraits."""
    settings = ready(place, TWO, Shape(nominees=NOMINEES), cues)
    with opened(settings) as store, acting(store, settings, "load") as writing:
        for subject, content in PEOPLE.items():
            digest = DIGESTS[subject]
            writing.session.add(NamedImage(kind="portrait", subject=subject, file=f"{digest[:4]}.png", digest=digest))
            writing.session.add(CueImage(digest=digest, content=content))
    return settings


def public_portraits(settings: Settings) -> set[str]:
    """Whose portraits are public: of each its digest and its content, or neither."""
    path = settings.paths.public
    raw = public_bytes(settings)
    if isinstance(path, ServerSide):
        kept = {DIGESTS[subject] for subject, content in PEOPLE.items() if content in raw}
    else:
        with closing(sqlite3.connect(path)) as connection:
            kept = {row[0] for row in connection.execute("SELECT digest FROM image")}
    told = {subject for subject, digest in DIGESTS.items() if digest.encode() in raw}
    assert {DIGESTS[subject] for subject in told} == kept & set(DIGESTS.values())
    assert {subject for subject, content in PEOPLE.items() if content in raw} <= told
    return told


def on_stage(settings: Settings) -> Any:
    with closing(PublicReader(settings.paths.public)) as reader:
        found = reader.stage()
    assert found is not None
    return scene_of(found.scene)


def test_a_portrait_is_public_with_the_step_that_names_whom_it_shows(tmp_path: Path) -> None:
    settings = with_portraits(tmp_path, ONE_BY_ONE)
    named: set[str] = set()
    assert public_portraits(settings) == named
    for _ in range(5):
        move(settings, yes=True)
        scene = on_stage(settings)
        named |= {f"{row.unit}/{row.person}" for row in getattr(scene, "rows", ())}
        assert public_portraits(settings) == named
        for subject, image in (scene.images or {}).items():
            assert image.content == PEOPLE[subject]
    assert named == {"c01/甲", "c02/乙"}, "nobody is told of whoever was not elected"
    if isinstance(settings.paths, DatabasePaths):
        assert differing(settings.paths.main, settings.paths.public) == []
        settings.paths.public.unlink()
        rebuild(settings.paths.main, settings.paths.public)
        assert public_portraits(settings) == named


def test_a_display_opens_no_portrait_before_its_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, unpacked = with_portraits(tmp_path, ONE_BY_ONE), set()
    opening = Image.open

    def noted(file: io.BytesIO, *args: Any, **kwargs: Any) -> Any:
        unpacked.add(sha256(file.getvalue()).hexdigest())
        return opening(file, *args, **kwargs)

    monkeypatch.setattr(Image, "open", noted)
    cue_image._unpacked.cache_clear()
    named: set[str] = set()
    for _ in range(5):
        move(settings, yes=True)
        scene = on_stage(settings)
        draw(scene, 99.0, (200, 56), Look())
        named |= {DIGESTS[f"{row.unit}/{row.person}"] for row in getattr(scene, "rows", ())}
        assert unpacked == named
    assert len(named) == 2


def test_a_rehearsal_and_masked_names_show_no_portrait(tmp_path: Path) -> None:
    settings = with_portraits(tmp_path, ONE_BY_ONE)
    with opened(settings) as store:
        for _ in range(5):
            with acting(store, settings, "direct") as writing:
                assert rehearse(writing, CEREMONY, seed=7).last.scene.get("images") is None  # type: ignore[union-attr]
        with acting(store, settings, "load") as writing:
            writing.session.exec(select(Competition)).one().publicity_mask = True
    scenes = [move(settings, yes=True).scene for _ in range(5)]
    assert any(scene.get("rows") for scene in scenes)
    assert not any("images" in scene for scene in scenes)
    assert public_portraits(settings) == set()


def test_the_check_names_the_files_of_images_that_are_lost_or_small(tmp_path: Path) -> None:
    settings = with_portraits(tmp_path, ONE_BY_ONE)
    with opened(settings) as store:
        with acting(store, settings, "load") as writing:
            small = writing.session.get_one(CueImage, DIGESTS["c01/甲"])
            small.content = crest(40)
            writing.session.delete(writing.session.get_one(CueImage, DIGESTS["c03/丙"]))
        with store.read() as session:
            found = {one.name: one.values for one in preflight(session, CEREMONY, around(tmp_path))}
    assert found["lost_images"]["cues"] == f"{DIGESTS['c03/丙'][:4]}.png"
    assert found["coarse_images"]["cues"] == f"{DIGESTS['c01/甲'][:4]}.png"


def test_the_check_names_for_each_size_the_images_that_have_no_room(tmp_path: Path) -> None:
    speech = {"kind": "speech", "title": "授旗仪式", "text": "授旗仪式", "image": "a.png"}
    cues = [{"kind": "title"}, speech, *ONE_BY_ONE[1:]]
    settings = with_portraits(tmp_path, cues)
    with opened(settings) as store:
        with acting(store, settings, "load") as writing:
            sheet = writing.session.get_one(Ceremony, CEREMONY)
            named = [{**cue, "image_digest": DIGESTS["c01/甲"]} if cue.get("image") else cue for cue in sheet.cues]
            sheet.cues = named
            for row in writing.session.exec(select(Nominee)):
                row.person_en = row.person if row.person != "乙" else "Gwendolyn Cadwaladr-Llewellyn of Llanfairpwll"
        with store.read() as session:
            seen = {
                hall: {
                    one.name: one.values
                    for one in preflight(
                        session, CEREMONY, replace(around(tmp_path), halls=(hall,), reads=reads, shows=shows_image)
                    )
                }
                for hall in ((60, 16), (80, 24), (200, 56))
            }
    small, usual, large = seen.values()
    assert (small["left_out"]["names"], small["left_out"]["halls"]) == (("2 (a.png)",), "60x16")
    assert (usual["left_out_portraits"]["names"], usual["left_out_portraits"]["count"]) == (("乙",), 1)
    assert not {"left_out", "left_out_portraits"} & set(large)


def emblazoned(place: Path, **but: str | bytes) -> Path:
    """A folder whose contest has an emblem, a drawing, and one of whose flags has one, and a portrait."""
    competition = FILES["competition.toml"].replace("[competition]\n", '[competition]\nemblem = "images/a.svg"\n')
    competition = competition.replace('id = "roads"\n', 'id = "roads"\nemblem = "flag.png"\n', 1)
    files: dict[str, str | bytes] = {
        **FILES,
        "competition.toml": competition,
        "images/a.svg": SVG,
        "flag.png": crest(120),
        "portraits.csv": "unit,person,image\n东区,赵甲,a.jpg\n",
        "a.jpg": photo(),
    }
    return write(place, {**files, **but})


def test_emblems_are_public_from_the_first_and_only_as_long_as_they_are_the_contests(tmp_path: Path) -> None:
    program = Program(tmp_path / "contest.db", now=None, acting=None, lang="en")
    program.ok("load", emblazoned(tmp_path / "folder"))
    public = program.database.with_name("contest-public.db")
    emblem, flag = sha256(SVG).hexdigest(), sha256(crest(120)).hexdigest()

    def kept() -> set[str]:
        with closing(sqlite3.connect(public)) as connection:
            return {row[0] for row in connection.execute("SELECT digest FROM image")}

    assert kept() == {emblem, flag}, "the portrait is not public"
    with closing(PublicReader(public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        image = playlist(held)[0].scene.image
        assert image
        assert (image.digest, Image.open(io.BytesIO(image.content or b"")).size) == (emblem, (640, 320))
        assert held.competition.series[0].areas[0].emblem == flag
    changed = FILES["competition.toml"].replace("[competition]\n", '[competition]\nemblem = "flag.png"\n')
    program.ok("load", write(tmp_path / "folder", {"competition.toml": changed}))
    assert kept() == {flag}
    program.ok("load", write(tmp_path / "folder", {"competition.toml": FILES["competition.toml"]}))
    assert kept() == set()
    program.ok("journal", "--verify")


def wrong() -> Iterator[tuple[str, dict[str, str | bytes], str]]:
    yield "no file", {"portraits.csv": "unit,person,image\neast,赵甲,b.jpg\n"}, "portraits.csv, line 2, column image"
    yield "twice", {"portraits.csv": "unit,person,image\n" + "东区,赵甲,a.jpg\n" * 2}, "portraits.csv, line 3"
    yield "no unit", {"portraits.csv": "unit,person,image\n某县,赵甲,a.jpg\n"}, "portraits.csv, line 2, column unit"
    elsewhere = SVG.replace(b"<rect", b'<image href="/etc/hostname.png" width="9" height="9"/><rect')
    yield "other files", {"images/a.svg": elsewhere}, "competition.toml, line 2, key competition.emblem"
    yield "broken", {"flag.png": b"no picture"}, "key series.area.emblem"


@pytest.mark.parametrize(("but", "where"), [one[1:] for one in wrong()], ids=[one[0] for one in wrong()])
def test_what_is_wrong_with_an_image_is_said_where_it_is_named(
    tmp_path: Path, but: dict[str, str | bytes], where: str
) -> None:
    (said,) = problems(emblazoned(tmp_path, **but))
    assert where in said
