"""Arranging what the hall plays between ceremonies: a director's deed, kept in the journal."""

from dataclasses import replace
from typing import Literal

from scoreboard.ceremony.stage_control import ceremony_of
from scoreboard.errors import BadInput
from scoreboard.models import Ceremony
from scoreboard.publications.programme import AnnouncedCeremony, Programme, programme_of
from scoreboard.publications.publishing_programme import publish_programme
from scoreboard.publications.vetoing import changes_of
from scoreboard.store.writing import Writing

Arrangement = Literal["hold", "leave_out", "sooner", "later", "tell", "usual"]


def arrange(
    writing: Writing, ceremony_id: str, what: Arrangement, slot: str = "", order: tuple[str, ...] = ()
) -> Programme:
    """Change the programme: hold a part or let go of it, leave it out or take it in, move it, tell of the ceremony.

    Returns it as it is then. `order` is the order in which the parts are played now; those that are moved keep it.
    Raises BadInput where there is no such ceremony.
    """
    ceremony = ceremony_of(writing.session, ceremony_id)
    before = programme_of(changes_of(writing).facts)
    after = _arranged(before, what, slot, order, _announced(ceremony))
    if after != before:
        publish_programme(writing, after)
        writing.record("programme", ceremony_id, after={"what": what, "slot": slot})
    return after


def tell_of(writing: Writing, ceremony_id: str, told: bool) -> None:
    """Let halls tell of a ceremony to come, or no more. Raises BadInput for one that is not there, or has no day."""
    ceremony = ceremony_of(writing.session, ceremony_id)
    if told and ceremony.held_on is None:
        raise BadInput("ceremony.no_day", ceremony=ceremony_id)
    known = [one.id for one in programme_of(changes_of(writing).facts).ceremonies]
    if (ceremony_id in known) is not told:
        arrange(writing, ceremony_id, "tell")


def renew_announced(writing: Writing, ceremony: Ceremony, *, over: bool = False) -> None:
    """A ceremony of which halls tell is held on another day, or is told no more: it has begun."""
    before = programme_of(changes_of(writing).facts)
    known = [one.id for one in before.ceremonies]
    if ceremony.id in known:
        others = tuple(one for one in before.ceremonies if one.id != ceremony.id)
        own = _announced(ceremony)
        kept = () if over or own is None else (own,)
        publish_programme(writing, replace(before, ceremonies=(*others, *kept)))


def _announced(ceremony: Ceremony) -> AnnouncedCeremony | None:
    """A ceremony as a hall tells of it; None for one without a day."""
    if ceremony.held_on is None:
        return None
    title, title_en = ceremony.title, ceremony.title_en or ceremony.title
    return AnnouncedCeremony(id=ceremony.id, title=title, title_en=title_en, day=ceremony.held_on.isoformat())


def _arranged(
    before: Programme, what: Arrangement, slot: str, order: tuple[str, ...], own: AnnouncedCeremony | None
) -> Programme:
    match what:
        case "hold":
            return replace(before, held="" if before.held == slot else slot)
        case "leave_out":
            return replace(before, left_out=_toggled(before.left_out, slot))
        case "sooner" | "later":
            return replace(before, first=_moved(order, slot, -1 if what == "sooner" else 1))
        case "tell":
            others = tuple(one for one in before.ceremonies if own is None or one.id != own.id)
            told = own is not None and len(others) == len(before.ceremonies)
            return replace(before, ceremonies=(*others, own) if told and own is not None else others)
        case "usual":
            return Programme(ceremonies=before.ceremonies)


def _toggled(known: tuple[str, ...], slot: str) -> tuple[str, ...]:
    return tuple(one for one in known if one != slot) if slot in known else (*known, slot)


def _moved(order: tuple[str, ...], slot: str, by: int) -> tuple[str, ...]:
    """All parts in their order, one of them moved by a place."""
    at = order.index(slot)
    to = min(max(0, at + by), len(order) - 1)
    others = [one for one in order if one != slot]
    return (*others[:to], slot, *others[to:])
