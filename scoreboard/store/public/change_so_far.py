"""What one change has made public so far, for whoever must follow."""

from dataclasses import dataclass

from sqlmodel import Session

from scoreboard.facts import FactKind
from scoreboard.store.public.facts import Facts
from scoreboard.store.public.places import ContestBoards

CHANGE = "public change"
"""What a session's `info` calls the number of its transaction's change."""


def change_of(session: Session) -> int | None:
    """The number of the change that a session's transaction makes; None where it has made nothing public."""
    found: int | None = session.info.get(CHANGE)
    return found


@dataclass(frozen=True)
class Made:
    """The facts and scores of a change; of none where nothing has become public yet."""

    facts: Facts
    change: int | None

    def kinds(self) -> set[FactKind]:
        """Of which kinds there are facts among them."""
        rows = self.facts.ask("SELECT DISTINCT kind FROM public_fact WHERE change = :change", change=self.change)
        return {FactKind(row[0]) for row in rows}

    def keys(self, *kinds: FactKind) -> list[str]:
        """The keys of the facts of these kinds."""
        rows = self.facts.ask(
            "SELECT key FROM public_fact WHERE change = :change AND kind IN :kinds",
            change=self.change,
            kinds=[str(kind) for kind in kinds],
        )
        return [row[0] for row in rows]

    def has_scores(self) -> bool:
        """Whether there is a score among them."""
        return bool(self.facts.ask("SELECT 1 FROM public_score WHERE change = :change LIMIT 1", change=self.change))

    def has_scores_of(self, contest: ContestBoards) -> bool:
        """Whether there is a score of a contest among them."""
        return bool(
            self.facts.ask(
                "SELECT 1 FROM public_score WHERE change = :change AND board IN :boards LIMIT 1",
                change=self.change,
                boards=contest.numbers,
            )
        )
