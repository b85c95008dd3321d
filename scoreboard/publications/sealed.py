"""The commitments of ceremonies: hashes, reasons and signatures, and no result."""

from scoreboard.facts import FactKind
from scoreboard.publications.questions import Payload, Question, cut


def seal_key(ceremony: str) -> str:
    """The key of a ceremony's commitment."""
    return f"seal/{ceremony}"


def ask_seal(question: Question) -> tuple[Payload, int]:
    """A ceremony's commitment with its amendments as rows."""
    (ceremony,) = question.parts
    return cut(question.document(FactKind.SEAL, ceremony), question.window)
