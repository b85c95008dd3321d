"""Loading images, and whose they are: each is kept once, and no longer than anything names it."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from scoreboard.desk.loading.memory import Memory
from scoreboard.desk.loading.named import Columns, load_named
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.exchange.formats.named_images import DeclaredImage
from scoreboard.exchange.formats.run_sheets import FOLDER
from scoreboard.exchange.images import GivenImage
from scoreboard.models import Ceremony, CueImage, NamedImage, Seal, StageStep

PLACE = "images"
"""Under which it is remembered whose images a folder has named."""


def load_images(memory: Memory, folder: CompetitionFolder) -> None:
    """Keep what the folder shows and is not kept yet; let go of what nothing names any more."""
    session = memory.writing.session
    load_named(memory, PLACE, NamedImage, map(_row, folder.images), ("kind", "subject"))
    named, known = _named(session), set(session.exec(select(CueImage.digest)))
    for path, image in _given(folder):
        if image.digest in named and image.digest not in known:
            known.add(image.digest)
            session.add(CueImage(digest=image.digest, content=image.content))
            memory.added(path, image.digest, {"digest": image.digest, "bytes": len(image.content)})
    for digest in sorted(known - named):
        session.delete(session.get_one(CueImage, digest))
        memory.removed(FOLDER, digest, {"digest": digest})
    session.flush()


def _given(folder: CompetitionFolder) -> Iterator[tuple[str, GivenImage]]:
    """Every image of the folder, with its path there."""
    for ceremony in folder.ceremonies:
        yield from ceremony.images.items()
    yield from ((one.file, one.image) for one in folder.images)


def _row(given: DeclaredImage) -> tuple[Columns, Columns, int]:
    columns = {"file": given.file, "digest": given.image.digest}
    return {"kind": given.of.value, "subject": given.subject}, columns, given.line


def _named(session: Session) -> set[str]:
    """The images that a sheet, a sealed one too, or a step names, and those that are somebody's."""
    sheets = (*session.exec(select(Ceremony.cues)), *session.exec(select(Seal.sheet)))
    shown = session.exec(select(StageStep.image).where(col(StageStep.image) != "").distinct())
    own = session.exec(select(NamedImage.digest))
    told = (digest for sheet in sheets for cue in sheet if (digest := cue.get("image_digest")))
    return {*told, *own, *(digest for step in shown for digest in step.split())}
