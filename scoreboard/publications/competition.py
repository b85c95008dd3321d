"""What the competition is made of: viewers find names and ids in it. Its units are asked for by their ids."""

from scoreboard.facts import FactKind
from scoreboard.publications.questions import Payload, Question
from scoreboard.publications.words import name_on
from scoreboard.store.public.contests import areas_of


def ask_competition(question: Question) -> tuple[Payload, int]:
    """Periods, series with their areas and pools, and star categories; it has no rows."""
    competition = question.document(FactKind.COMPETITION)
    names = ("id", "name", "name_en", "host", "timezone")
    periods = question.documents(FactKind.PERIOD)
    series = question.documents(FactKind.SERIES)
    stars = question.documents(FactKind.STAR)
    host = question.document(FactKind.UNIT, competition["host"])
    called = name_on(host, question.day) if host else dict.fromkeys(("name", "name_en"), competition["host"])
    payload = {
        "board": "competition",
        **{name: competition[name] for name in names},
        "host_name": called["name"],
        "host_name_en": called["name_en"],
        "periods": [
            {name: words[name] for name in ("id", "name", "name_en", "start", "end")}
            for words in periods_in_order(periods)
        ],
        "series": [_series(question, words) for words in _ordered(series)],
        "stars": [{name: words[name] for name in ("id", "name", "name_en")} for words in _ordered(stars)],
    }
    return payload, 0


def periods_in_order(documents: dict[str, Payload]) -> list[Payload]:
    """Periods as everything goes through them: by their ends, then by their starts."""
    return sorted(documents.values(), key=lambda words: (words["end"], words["start"], int(words["position"])))


def _ordered(documents: dict[str, Payload]) -> list[Payload]:
    return sorted(documents.values(), key=lambda words: int(words["position"]))


def _series(question: Question, words: Payload) -> Payload:
    names = ("id", "name", "name_en", "host", "ranking", "decimals", "pools", "periods")
    areas = areas_of(question.facts, words["id"], question.upto)
    return {
        **{name: words[name] for name in names},
        "areas": [
            {"id": area, **{name: found[name] for name in ("name", "name_en", "flag", "weight")}}
            for area, found in areas.items()
        ],
    }
