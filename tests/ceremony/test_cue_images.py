"""An image of a cue is kept with the database, and becomes public with the step that shows it and not before."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from sqlmodel import select

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.ceremony.preflight import preflight
from scoreboard.ceremony.previewing import preview
from scoreboard.ceremony.rehearsal import rehearse
from scoreboard.ceremony.seal import seal
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import CueImage, StageStep
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.publications.scene import SceneImage
from scoreboard.publications.scenes import scene_of
from scoreboard.settings import DatabasePaths, ServerSide, Settings
from scoreboard.store.public.file import differing, rebuild
from scoreboard.wire import given
from tests.acceptance.driver import Program
from tests.ceremony.stepping import CEREMONY, move, ready
from tests.ceremony.test_preflight import around
from tests.ceremony.test_steps import TWO
from tests.contests import opened
from tests.exchange.folders import changed, write
from tests.screens.image_samples import crest, photo

IMAGES = {name: crest(side) for name, side in (("title.png", 160), ("flag.png", 161), ("speech.png", 162))}
DIGESTS = {name: sha256(content).hexdigest() for name, content in IMAGES.items()}


def cue(kind: str, name: str = "", **words: str) -> dict[str, Any]:
    return {"kind": kind, **words, **({"image": name, "image_digest": DIGESTS[name]} if name else {})}


SHEET = [
    cue("title", "title.png"),
    cue("flag", "flag.png", area="a1", reveal="all"),
    cue("speech", "speech.png", title="讲话"),
    cue("closing"),
]


def pictured(place: Path, images: Mapping[str, bytes] = IMAGES) -> Settings:
    """A contest before its ceremony, whose cues show images."""
    settings = ready(place, TWO, cues=SHEET)
    with opened(settings) as store, acting(store, settings, "load") as writing:
        for name, content in images.items():
            writing.session.add(CueImage(digest=DIGESTS[name], content=content))
    return settings


def public_bytes(settings: Settings) -> bytes:
    """All that lies in the public file, its log too, and what stands in its tables, or in those of a server."""
    path = settings.paths.public
    if isinstance(path, ServerSide):
        from tests.private_server import rows_on

        public = {name: found for name, found in (rows_on(path) or {}).items() if name.startswith("public_facts.")}
        assert public
        return b"".join([repr(public).encode(), *(content for _, content in public["public_facts.image"])])
    files = b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))
    with closing(sqlite3.connect(path)) as connection:
        rows = "\n".join(connection.iterdump())
        content = [row[0] for row in connection.execute("SELECT content FROM image ORDER BY digest")]
    return b"".join((files, rows.encode(), *content))


def public_images(settings: Settings) -> set[str]:
    """The images of which anything is public: of each its digest and its content, or neither."""
    seen = public_bytes(settings)
    told = {name for name, digest in DIGESTS.items() if digest.encode() in seen}
    assert told == {name for name, content in IMAGES.items() if content in seen}
    return told


def on_stage(settings: Settings) -> Stage:
    reader = PublicReader(settings.paths.public)
    with closing(reader):
        found = reader.stage()
    assert found is not None
    return found


def test_an_image_is_public_with_the_step_that_shows_it(tmp_path: Path) -> None:
    settings = pictured(tmp_path)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        seal(writing, CEREMONY)
    assert public_images(settings) == set()
    shown = [(move(settings, yes=True).scene.get("image", {}).get("digest"), public_images(settings)) for _ in range(5)]
    names = ["title.png", "flag.png", "speech.png"]
    assert [digest for digest, _ in shown] == [
        *(DIGESTS["title.png"], DIGESTS["flag.png"]),
        *(None, DIGESTS["speech.png"], None),
    ]
    assert [public for _, public in shown] == [{*names[:1]}, {*names[:2]}, {*names[:2]}, {*names}, {*names}]
    assert not isinstance(settings.paths, DatabasePaths) or differing(settings.files.main, settings.files.public) == []


def test_whoever_reads_the_step_gets_its_image_with_it(tmp_path: Path) -> None:
    settings = pictured(tmp_path)
    kept = move(settings).scene
    image = given(scene_of(on_stage(settings).scene).image)
    assert image is not None
    assert (image.digest, image.content) == (DIGESTS["title.png"], IMAGES["title.png"])
    assert kept["image"] == {"digest": image.digest}, "the stage keeps no content"
    assert list(kept)[-1] == "image"


def test_the_directors_preview_shows_an_image_and_publishes_nothing(tmp_path: Path) -> None:
    settings = pictured(tmp_path)
    with opened(settings) as store:
        seen = preview(store, settings, CEREMONY, run_sheet.after)
        assert seen is not None
        assert seen.image == SceneImage(digest=DIGESTS["title.png"], content=IMAGES["title.png"])
        with acting(store, settings, "direct") as writing:
            rehearse(writing, CEREMONY, seed=7)
        rehearsed = preview(store, settings, CEREMONY, run_sheet.after, rehearsal=True)
        assert rehearsed is not None
        assert rehearsed.every_image == ()
    assert public_images(settings) == set()


def test_a_rehearsal_and_a_cover_show_no_image(tmp_path: Path) -> None:
    settings = pictured(tmp_path)
    with opened(settings) as store:
        for _ in range(4):
            with acting(store, settings, "direct") as writing:
                rehearse(writing, CEREMONY, seed=7)
    assert public_images(settings) == set()
    move(settings)
    move(settings, stage_control.goto(4), yes=True)
    with opened(settings) as store:
        with acting(store, settings, "direct") as writing:
            stage_control.cover(writing, CEREMONY, True)
        with acting(store, settings, "direct") as writing:
            stage_control.step(writing, CEREMONY, stage_control.before)  # under the cover, to what was jumped over
        assert public_images(settings) == {"title.png"}
        with acting(store, settings, "direct") as writing:
            stage_control.cover(writing, CEREMONY, False)
    assert public_images(settings) == {"title.png", "speech.png"}


@pytest.mark.files
def test_a_file_that_is_made_anew_has_what_was_shown_and_no_more(tmp_path: Path) -> None:
    settings = pictured(tmp_path)
    move(settings)
    settings.paths.public.unlink()
    rebuild(settings.paths.main, settings.paths.public)
    assert public_images(settings) == {"title.png"}


@pytest.mark.files
@pytest.mark.parametrize(
    "edit", ["DELETE FROM image", "UPDATE image SET content = x'00'", "INSERT INTO image VALUES ('a', x'00')"]
)
def test_an_image_that_is_not_as_it_was_shown_is_noticed(edit: str, tmp_path: Path) -> None:
    settings = pictured(tmp_path)
    last = move(settings).sequence
    with closing(sqlite3.connect(settings.paths.public, isolation_level=None)) as connection:
        connection.execute(edit)
    assert differing(settings.paths.main, settings.paths.public) == [("", last)]


@pytest.mark.files
def test_a_file_of_the_layout_before_gets_its_images(tmp_path: Path) -> None:
    settings = pictured(tmp_path)
    with closing(sqlite3.connect(settings.paths.public, isolation_level=None)) as connection:
        connection.execute("DROP TABLE image")
        connection.execute("PRAGMA user_version = 2")
    with closing(PublicReader(settings.paths.public)) as reader:
        assert reader.stage() is None
    move(settings)
    assert public_images(settings) == {"title.png"}


def test_the_check_names_images_that_are_lost_or_small(tmp_path: Path) -> None:
    settings = pictured(
        tmp_path, {"title.png": IMAGES["title.png"], "flag.png": crest(40), "speech.png": b"no picture"}
    )
    with opened(settings) as store, store.read() as session:
        found = {one.name: one for one in preflight(session, CEREMONY, around(tmp_path))}
        assert len(standpoint(session, CEREMONY).sheet) == len(SHEET)
    assert found["images"].values["cues"] == "3 (speech.png)"
    assert found["coarse"].values["cues"] == "2 (flag.png)"
    assert "useless" not in found
    move(settings)


def test_a_step_with_an_image_costs_little_more_than_one_without(tmp_path: Path) -> None:
    settings = pictured(tmp_path, {name: photo(640, 480) for name in IMAGES})
    began = perf_counter()
    move(settings)
    assert perf_counter() - began < 2, "opening the database is in it"
    with opened(settings) as store, store.read() as session:
        assert session.exec(select(StageStep.image)).all() == [DIGESTS["title.png"]]


SHEET_FILE = "ceremonies/main-2030Q1.toml"


def folder_with(place: Path, image: str, content: bytes) -> Path:
    files = changed(SHEET_FILE, 'kind = "title"\n', f'kind = "title"\nimage = "{image}"\n')
    return write(place, {**files, image: content})


def kept(program: Program) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(program.database)) as connection:
        return connection.execute("SELECT digest, content FROM cue_image").fetchall()


def test_load_keeps_an_image_once_and_says_what_changes(tmp_path: Path) -> None:
    program = Program(tmp_path / "contest.db", now=None, acting=None, lang="en")
    folder = folder_with(tmp_path / "folder", "images/a.png", crest(120))
    program.ok("load", folder)
    ((digest, _),) = kept(program)
    assert digest == sha256(crest(120)).hexdigest()
    assert "images/a.png" not in program.ok("load", folder).out
    (folder / "images" / "a.png").write_bytes(crest(130))
    said = program.ok("load", folder, "--check").out
    assert "images/a.png" in said
    assert SHEET_FILE in said
    assert [one for one, _ in kept(program)] == [digest], "a check changes nothing"
    program.ok("load", folder)
    assert [one for one, _ in kept(program)] == [sha256(crest(130)).hexdigest()], "what nothing names is let go"
    program.ok("journal", "--verify")


def test_plan_backup_and_restore_keep_an_image(tmp_path: Path) -> None:
    program = Program(tmp_path / "contest.db", now=None, acting=None, lang="en")
    program.ok("load", folder_with(tmp_path / "folder", "a.png", crest(120)))
    program.ok("user", "add", "ann", "--role", "admin")
    ann = program.by("ann")
    assert 'image = "a.png"' in ann.ok("ceremony", "plan", "main-2030Q1").out
    before = kept(program)
    ann.ok("backup", tmp_path / "kept.db")
    with closing(sqlite3.connect(program.database, isolation_level=None)) as connection:
        connection.execute("DELETE FROM cue_image")
    ann.refuses(1, "journal", "--verify")
    ann.ok("restore", tmp_path / "kept.db")
    assert kept(program) == before
