"""The programme that a hall plays between ceremonies, as its director wants it: what is held, left out, and first."""

from dataclasses import dataclass

from scoreboard.facts import FactKind
from scoreboard.publications.names import named
from scoreboard.store.public.facts import Facts
from scoreboard.wire import from_json


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnouncedCeremony:
    """A ceremony to come that the hall is told of: its title and its day."""

    id: str
    title: str
    title_en: str
    day: str

    def called(self, lang: str) -> str:
        """Its title in a language."""
        return named(self.title, self.title_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme:
    """What a director has changed of the programme. Its parts are named by their slots, such as ``table city``."""

    held: str = ""
    """The part at which the hall stays; empty where it plays all in turn."""
    left_out: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    """The parts that come before all others, in this order."""
    ceremonies: tuple[AnnouncedCeremony, ...] = ()


USUAL = Programme()
"""What is played where nobody has changed anything."""


def programme_of(facts: Facts) -> Programme:
    """The programme as it is public now."""
    document = facts.document(FactKind.PROGRAMME, "")
    return USUAL if document is None else from_json(Programme, document)
