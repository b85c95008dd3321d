"""What every table shares: exact decimals, times with a zone, and names for all constraints."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, MetaData, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from scoreboard.facts import SCALE

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

LARGEST = Decimal(2**63 - 1) / SCALE
"""The largest number that such a column holds."""


class Table(SQLModel):
    """The parent of all tables: assignments are validated as strictly as construction."""

    metadata = MetaData(naming_convention=NAMING)
    model_config = {"validate_assignment": True}


class TenThousandths(TypeDecorator[Decimal]):
    """A Decimal with at most four decimals, kept as a whole number of ten-thousandths.

    Floats, NaN, infinities, further digits and what does not fit the column are refused with ValueError: a
    rounded score is a wrong score.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if not isinstance(value, Decimal) or not value.is_finite():
            raise ValueError(f"not an exact number: {value!r}")
        if abs(value) > LARGEST:
            raise ValueError(f"too large to store: {value}")
        scaled = int(value * SCALE)
        if Decimal(scaled) / SCALE != value:  # compared with the value itself, for the product may be rounded
            raise ValueError(f"more than four decimals: {value}")
        return scaled

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / SCALE


class Moment(TypeDecorator[datetime]):
    """An instant: aware in code, UTC as sortable ISO 8601 text in storage. Naive times raise ValueError."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)
