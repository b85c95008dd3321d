"""What the announcer says as a flag is handed over: to whom, by how much or why, or why to nobody."""

from scoreboard.ceremony.read_out import Announced, joined, sentence
from scoreboard.enums import Outcome
from scoreboard.exchange.printed_pages import literal
from scoreboard.publications.flag_row import told_margin, told_note, told_note_or_vacancy


def award_sentence(section: str, name: str, told: Announced, lang: str, *, waits: bool) -> str:
    """The sentence of a flag of that name, as a section of the catalogue's script has it.

    `waits` says that an earlier period, which is not public, keeps secret who has it.
    """
    who, row = joined(told.winners, lang), told.row
    if not who:
        if row is not None and row.is_open:
            return sentence(f"{section}.open_transfer" if waits else f"{section}.undecided", lang, name=name)
        why = "" if row is None else told_note_or_vacancy(row, lang)
        key = "no_transfer_as" if why else "no_transfer"
        return sentence(f"{section}.{key}", lang, name=name, reason=literal(why))
    if row is not None and row.outcome == Outcome.RETAINED:
        note = literal(told_note(row, lang))
        return sentence(f"{section}.stays_by" if note else f"{section}.stays", lang, name=name, who=who, reason=note)
    how = "defended" if row is not None and row.outcome == Outcome.DEFENDED else "transfer"
    if row is not None and (margin := told_margin(row)):
        return sentence(f"{section}.{how}_by_margin", lang, name=name, who=who, margin=margin)
    if row is not None and (note := told_note(row, lang)):
        return sentence(f"{section}.{how}_by_tie", lang, name=name, who=who, reason=literal(note))
    return sentence(f"{section}.{how}", lang, name=name, who=who)
