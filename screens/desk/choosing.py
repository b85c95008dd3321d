"""The choices of the desk, each as a dialog: a unit, a contest, a judge, a person, what to confirm."""

from collections.abc import Sequence

from scoreboard.desk.confirming import ScoreTurn
from scoreboard.desk.contest_choices import ContestChoice
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.signers import Signer
from scoreboard.desk.worksheet import Named, Worksheet
from scoreboard.locale import say
from scoreboard.name_search import UnitKeys, matching
from screens.desk.choice import ChoiceDialog, by_words
from screens.desk.workplace import Worker
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

Scope = tuple[str | None, str | None]
"""The area and the unit that a confirmation is about; None for all of them."""

SCOPES = ("cell", "area", "unit", "all")


def choose_unit(lang: str, units: Sequence[Named], keys: Sequence[UnitKeys]) -> ChoiceDialog:
    """Find a unit by name, short name, alias, English name or pinyin."""
    rows = [ListRow(unit.id, (unit.called(lang), _other_name(unit, lang))) for unit in units]
    return ChoiceDialog(
        lang,
        say("desk.finder.title", lang),
        (ListColumn(), ListColumn("", 16)),
        rows,
        matching=lambda typed: matching(keys, typed),
        prompt=finder_prompt(lang, keys),
    )


def _other_name(unit: Named, lang: str) -> str:
    """What a unit is called in short, where that is not its name."""
    short = unit.short_in(lang)
    return "" if short == unit.called(lang) else short


def finder_prompt(lang: str, keys: Sequence[UnitKeys]) -> str:
    """How a unit can be found, with an example of these."""
    return say("desk.finder.prompt", lang, example=_example(keys))


def _example(keys: Sequence[UnitKeys]) -> str:
    """What may be typed for the first unit, the shortest that a keyboard has a key for."""
    first = keys[0].keys if keys else ()
    return min((key for key in first if key.isascii() and key.isalpha()), key=len, default=first[0] if first else "-")


def contest_key(series: str, period: str) -> str:
    return f"{series}/{period}"


def contest_names(lang: str, choices: Sequence[ContestChoice]) -> dict[str, str]:
    """What contests are called, by their keys."""
    return {
        contest_key(one.series.id, one.period.id): f"{one.series.called(lang)} {one.period.called(lang)}"
        for one in choices
    }


def choose_contest(lang: str, choices: Sequence[ContestChoice], current: str) -> ChoiceDialog:
    """Choose a series and a period; typing narrows the list."""
    rows = [
        ListRow(
            contest_key(choice.series.id, choice.period.id),
            (
                choice.series.called(lang),
                choice.period.called(lang),
                say("desk.contest.entered", lang, count=choice.entered),
                say(f"desk.state.{choice.state}", lang),
            ),
        )
        for choice in choices
    ]

    return ChoiceDialog(
        lang,
        say("desk.contest.title", lang),
        (ListColumn(), ListColumn(), ListColumn("", 12, right=True), ListColumn("", 10)),
        rows,
        matching=by_words(rows),
        prompt=say("desk.contest.prompt", lang),
        current=current,
    )


def choose_person(lang: str, workers: Sequence[Worker]) -> ChoiceDialog:
    """Choose who acts."""
    rows = [ListRow(worker.name, (worker.name, say(f"desk.role.{worker.role}", lang))) for worker in workers]
    columns = (ListColumn(), ListColumn("", 14))
    return ChoiceDialog(lang, say("desk.person.title", lang), columns, rows, matching=by_words(rows))


def choose_signer(lang: str, signers: Sequence[Signer]) -> ChoiceDialog:
    """Choose who signs."""
    rows = [ListRow(signer.name, (signer.name, say(f"desk.role.{signer.role}", lang))) for signer in signers]
    columns = (ListColumn(), ListColumn("", 14))
    return ChoiceDialog(lang, say("desk.pin.who", lang), columns, rows, matching=by_words(rows))


def choose_judge(lang: str, sheet: Worksheet) -> ChoiceDialog:
    """Choose the judge whose scores are entered, or type a new one's name."""
    rows = [ListRow(judge, (judge,)) for judge in sheet.panel]
    return ChoiceDialog(
        lang, say("desk.judge.title", lang), (ListColumn(),), rows, prompt=say("desk.judge.prompt", lang), free=True
    )


def choose_scope(lang: str, sheet: Worksheet, place: Place, turn: ScoreTurn) -> ChoiceDialog:
    """Choose which drafts to confirm, or which confirmed scores to make drafts again."""
    unit, area = place
    names = {
        "unit": sheet.units[sheet.row_of[unit]].called(lang),
        "area": sheet.areas[sheet.column_of[area]].called(lang),
    }
    counts = {
        "cell": sheet.turnable(turn, unit=unit, area=area),
        "area": sheet.turnable(turn, area=area),
        "unit": sheet.turnable(turn, unit=unit),
        "all": sheet.turnable(turn),
    }
    deed = turn.deed
    rows = [
        ListRow(
            scope, (say(f"desk.scope.{scope}", lang, **names), say(f"desk.{deed}.count", lang, count=counts[scope]))
        )
        for scope in SCOPES
    ]
    title = say(f"desk.{deed}.title", lang)
    if not sheet.whole:
        title = f"{title} {say('desk.filter.shown_only', lang, count=len(sheet.units))}"
    likely = next((scope for scope in SCOPES if counts[scope]), "all")
    return ChoiceDialog(lang, title, (ListColumn(), ListColumn("", 22, right=True)), rows, current=likely)


def scope_of(choice: str, place: Place) -> Scope:
    """The area and the unit that a chosen scope means."""
    unit, area = place
    return (area if choice in ("cell", "area") else None), (unit if choice in ("cell", "unit") else None)


def choose_leaving(lang: str, count: int) -> ChoiceDialog:
    """Ask before typed scores that could not be saved are given up."""
    rows = [ListRow(answer, (say(f"desk.leaving.{answer}", lang),)) for answer in ("stay", "leave")]
    return ChoiceDialog(lang, say("desk.leaving.title", lang, count=count), (ListColumn(),), rows)


def choose_sure(lang: str, question: str, words: str = "range", *others: str) -> ChoiceDialog:
    """Ask whether something that changes much is meant, in its own `words`; what changes nothing stands first.

    `others` are more answers, by what their words are called.
    """
    rows = [ListRow(answer, (say(f"desk.{words}.{answer}", lang),)) for answer in ("not", "sure", *others)]
    return ChoiceDialog(lang, question, (ListColumn(),), rows)
