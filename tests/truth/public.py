"""What is public in a walk, and how far each quarter has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.truth.log import Log

Payload = Mapping[str, Any]
QUARTERS = ("2030Q1", "2030Q2", "2030Q3")


@dataclass(frozen=True)
class Public:
    """The newest revision of every board by key, and how far each quarter has come, which is no secret."""

    boards: Mapping[str, Payload]
    states: Mapping[str, str]
    log: Log

    def ranking(self, quarter: str, area: str | None = None) -> Payload | None:
        return self.boards.get(f"ranking/main/{quarter}" + (f"/{area}" if area else ""))

    def rows(self, quarter: str, area: str, pool: str) -> list[Payload]:
        """An area's ranking in one pool."""
        board = self.ranking(quarter, area)
        return [row for row in (board["rows"] if board else []) if pool in ("", row["pool"])]

    def wall(self, quarter: str) -> list[Payload]:
        return list(self.boards.get(f"flags/main/{quarter}", {"rows": []})["rows"])

    def flags(self, quarter: str) -> list[Payload]:
        """The flags of areas; that of the overall table counts in no table."""
        return [row for row in self.wall(quarter) if row["area"] is not None]

    def flag(self, quarter: str, area: str | None, pool: str | None) -> Payload | None:
        """The flag of an area, or of the overall table without one."""
        return next((row for row in self.wall(quarter) if (row["area"], row["pool"]) == (area, pool)), None)

    def is_opening(self, quarter: str, row: Payload) -> bool:
        """Whether a row says who holds a flag when the records begin, and nothing of the quarter's own result."""
        opened = any(area == row["area"] and at == quarter for area, at, _ in self.log.year.held)
        told = self.rows(quarter, row["area"], row["pool"] or "") if self.states[quarter] != "open" else []
        return opened and not told

    def contested(self, quarter: str, area: str) -> bool:
        return (quarter, area) not in self.log.year.not_held

    def waits(self, quarter: str) -> bool:
        """Whether an earlier quarter is closed and not wholly public."""
        return any(self.states[one] == "sealed" for one in QUARTERS if one < quarter)
