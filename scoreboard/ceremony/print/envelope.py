"""The sealed envelope: all results on paper with what opens the commitment, and lines to sign."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoreboard.desk.approvals import from_text
from scoreboard.desk.sealed_results import SHEET, TABLE, Sealed, sealed_in
from scoreboard.exchange.printed_pages import literal, table
from scoreboard.facts import OVERALL
from scoreboard.locale import listed, say
from scoreboard.models import Ceremony, Seal
from scoreboard.publications.boards import area_words
from scoreboard.publications.flag_row import FlagRow, told_note
from scoreboard.publications.names import named
from scoreboard.publications.pools import pool_label, pool_words, with_pool
from scoreboard.publications.told_margins import margin_with_digits
from scoreboard.rules.ranking import margin_unrounded
from scoreboard.rules.sealing import canonical
from scoreboard.store.chain import Head
from scoreboard.store.contest import Contest, Name

TOP = 5
"""How many places of a ranking stand on paper beside its flag."""
SIGNATURES = ("sealed", "approved", "witness", "opened")


@dataclass(frozen=True)
class SealedEnvelope:
    """What an envelope is printed from."""

    ceremony: Ceremony
    contest: Contest
    seals: Sequence[Seal]
    """The first seal and its amendments."""
    names: Mapping[str, Name]
    stars: Mapping[str, str]
    """The names of the categories by their ids."""
    people: Mapping[tuple[str, str], str]
    """What nominees are called in English who are, by their units and as seals name them."""
    head: Head
    """The journal's when it is printed."""
    wall: Sequence[FlagRow] = ()
    """What is said of each flag beside its holder, be it how a tie was decided."""

    def title(self, lang: str) -> str:
        """What stands above it."""
        english = self.ceremony.title_en if lang == "en" else ""
        return _say("title", lang, title=english or self.ceremony.title)


def envelope_markdown(envelope: SealedEnvelope, lang: str) -> str:
    """The results that a seal and its amendments commit to, for an envelope that is closed and signed on paper."""
    seals, head = envelope.seals, envelope.head
    latest = {one.key: one for seal in seals for one in sealed_in(seal)}
    lines = [
        f"# {literal(envelope.title(lang))}",
        "",
        _say("keep", lang),
        "",
        _say("commitment", lang, commitment=seals[0].commitment),
        "",
    ]
    for number, seal in enumerate(seals[1:], 1):
        second = listed(map(literal, from_text(seal.approved_by)), lang)
        words = {"reason": literal(seal.reason), "by": literal(seal.sealed_by), "second": second}
        key = "amendment" if second else "amendment_alone"
        lines += [_say(key, lang, number=number, commitment=seal.commitment, **words), ""]
    for number, one in enumerate(latest.values(), 1):
        name = literal(_name(one, envelope.contest, envelope.stars, lang))
        lines += [f"## {number}. {name}", "", *_result(one, envelope, lang), ""]
        if note := _note(one, envelope.wall, lang):
            lines += [literal(note), ""]
        lines += [_say("opening", lang, salt=one.salt.hex(), digest=one.digest), ""]
    lines += _sign_off(lang)
    lines += [_say("journal", lang, count=head.count, hash=head.hash), ""]
    lines += [f"## {_say('annex', lang)}", "", _say("how", lang), ""]
    for number, one in enumerate(latest.values(), 1):
        lines += [f"{number}.", "", "```", canonical(one.result).decode(), "```", ""]
    return "\n".join(lines)


def _name(one: Sealed, contest: Contest, stars: Mapping[str, str], lang: str) -> str:
    kind, subject, pool = one.key
    if kind == "flag":
        name = _flag(subject, contest, lang)
        return with_pool(name, pool_label([pool_words(pool, contest.series.pool_names)], pool, lang), lang)
    if one.key == TABLE and contest.is_year:
        return _say("year", lang)
    return _say(kind, lang, subject=stars.get(subject, subject))


def _flag(area_id: str, contest: Contest, lang: str) -> str:
    if area_id == OVERALL:
        return named(contest.series.overall_flag, contest.series.overall_flag_en, lang)
    return area_words(contest.area(area_id)).flag_called(lang)


def _note(one: Sealed, wall: Sequence[FlagRow], lang: str) -> str:
    """Why a flag goes to whom it goes, where there is something to say of it; empty for other results."""
    kind, subject, pool = one.key
    row = next((row for row in wall if (row.area or OVERALL, row.pool or "") == (subject, pool)), None)
    return told_note(row, lang) if kind == "flag" and row is not None else ""


def _margin_unrounded(result: Mapping[str, Any], shown: str | None) -> str | None:
    """The margin with all its digits, where it is not what lies between the scores as they are shown."""
    first = next((score for _unit, rank, score, _ in result["ranking"] if rank == 1), None)
    if shown is None or first is None or not Decimal(result["margin"]):
        return None
    return margin_unrounded(Decimal(first), Decimal(result["margin"]), len(shown.partition(".")[2]))


def _result(one: Sealed, envelope: SealedEnvelope, lang: str) -> Iterator[str]:
    result, names = one.result, envelope.names
    shown = result.get("shown", {})
    scores = shown.get("scores", {})
    if one.key == SHEET:
        yield _say("cues", lang, count=len(result["cues"]))
    elif one.key[0] == "flag":
        holders = _joined(result["holders"], names, lang) or _say("vacant", lang)
        unrounded = _margin_unrounded(result, shown.get("margin"))
        margin = unrounded or margin_with_digits(shown.get("margin") or result["margin"], result["margin"])
        yield _say("holders" if margin else "holders_alone", lang, holders=holders, margin=margin)
        yield ""
        rows: list[tuple[str, ...]] = [
            (_rank(rank), _unit(unit, names, lang), (score if unrounded else scores.get(unit, score)) or "-")
            for unit, rank, score, _ in result["ranking"]
        ]
        yield from table([_say(f"column.{name}", lang) for name in ("rank", "unit", "score")], rows[:TOP])
    elif one.key[0] == "star":
        rows = [
            (
                named(person, envelope.people.get((unit, person)), lang),
                _unit(unit, names, lang),
                score or "-",
                say(f"cli.star_status.{status}", lang),
            )
            for unit, person, score, status in result["nominees"]
        ]
        yield from table([_say(f"column.{name}", lang) for name in ("person", "unit", "result", "status")], rows)
    else:
        rows = [
            (_rank(rank), _unit(unit, names, lang), str(flags), scores.get(unit, score) or "-")
            for unit, rank, flags, score, _ in result["rows"]
        ]
        yield from table([_say(f"column.{name}", lang) for name in ("rank", "unit", "flags", "score")], rows[:TOP])


def _rank(rank: int | None) -> str:
    return "-" if rank is None else str(rank)


def _unit(unit: str, names: Mapping[str, Name], lang: str) -> str:
    name = names.get(unit)
    return unit if name is None else name.name if lang == "zh" else name.name_en


def _joined(units: Sequence[str], names: Mapping[str, Name], lang: str) -> str:
    return listed((literal(_unit(unit, names, lang)) for unit in units), lang)


def _sign_off(lang: str) -> list[str]:
    heads = [_say(f"column.{name}", lang) for name in ("role", "name", "signature", "time")]
    blank = "＿" * 10
    rows = [(_say(f"role.{role}", lang), blank, blank, blank) for role in SIGNATURES]
    return [f"## {_say('sign_off', lang)}", "", *table(heads, rows), ""]


def _say(key: str, lang: str, **values: Any) -> str:
    return say(f"ceremony.envelope.{key}", lang, **values)
