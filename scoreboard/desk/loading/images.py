"""Loading the images that run sheets name: each is kept once, and no longer than anything names it."""

from sqlmodel import Session, col, select

from scoreboard.desk.loading.memory import Memory
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.exchange.formats.run_sheets import FOLDER
from scoreboard.models import Ceremony, CueImage, Seal, StageStep


def load_images(memory: Memory, folder: CompetitionFolder) -> None:
    """Keep what the run sheets show and is not kept yet; let go of what nothing names any more."""
    session = memory.writing.session
    named, known = _named(session), set(session.exec(select(CueImage.digest)))
    for ceremony in folder.ceremonies:
        for path, image in ceremony.images.items():
            if image.digest in named and image.digest not in known:
                known.add(image.digest)
                session.add(CueImage(digest=image.digest, content=image.content))
                memory.added(path, image.digest, {"digest": image.digest, "bytes": len(image.content)})
    for digest in sorted(known - named):
        session.delete(session.get_one(CueImage, digest))
        memory.removed(FOLDER, digest, {"digest": digest})
    session.flush()


def _named(session: Session) -> set[str]:
    """The images that a sheet, a sealed one too, or a step names."""
    sheets = (*session.exec(select(Ceremony.cues)), *session.exec(select(Seal.sheet)))
    shown = session.exec(select(StageStep.image).where(col(StageStep.image) != "").distinct())
    return {*(digest for sheet in sheets for cue in sheet if (digest := cue.get("image_digest"))), *shown}
