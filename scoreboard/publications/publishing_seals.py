"""Making public what ceremonies are committed to, and what opens it once it has been announced."""

from collections.abc import Mapping

from scoreboard.facts import FactKind
from scoreboard.publications.commitments import seal_key
from scoreboard.publications.vetoing import changes_of
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Writing


def publish_commitment(writing: Writing, ceremony: str, document: Document, reason: str) -> None:
    """A ceremony's commitment and its amendments: hashes, reasons and signatures, no result."""
    changes = changes_of(writing, reason)
    if changes.put(FactKind.SEAL, {ceremony: document}):
        changes.touch(seal_key(ceremony))


def publish_openings(writing: Writing, ceremony: str, openings: Mapping[str, Document]) -> None:
    """The salts and results of what has been announced, by the keys of their facts."""
    changes = changes_of(writing)
    if changes.put(FactKind.OPENING, openings):
        changes.touch(seal_key(ceremony))
