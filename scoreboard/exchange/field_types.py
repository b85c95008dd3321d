"""The types of fields in the files of a folder: what may be written there, and what it becomes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints

from scoreboard.exchange import values

Trimmed = Annotated[str, StringConstraints(strip_whitespace=True)]
Reference = str
"""The id or name of something that another file defines; whether it does is a rule between the files."""
Identifier = Annotated[Trimmed, AfterValidator(values.identifier)]
BoardId = Annotated[Trimmed, AfterValidator(values.board_id)]
"""An id by which viewers ask for a board."""
Text = Annotated[Trimmed, AfterValidator(values.word)]
"""Free text on one line."""
FilledText = Annotated[Text, AfterValidator(values.filled)]
Lines = Annotated[Trimmed, AfterValidator(values.lines)]
"""Free text that may run over several lines."""
Name = Annotated[Trimmed, AfterValidator(values.name)]
"""What somebody or something is called."""
FilledName = Annotated[Name, AfterValidator(values.filled)]
Names = Annotated[tuple[str, ...], PlainValidator(values.names)]
"""Names with semicolons between them."""
Count = Annotated[int, PlainValidator(values.count)]
"""A whole number from 0 on, in a cell."""
Day = Annotated[date, PlainValidator(values.day)]
Moment = Annotated[datetime, PlainValidator(values.moment)]
"""A date with a time of day, in the competition's zone where it has no offset."""
TRIMMED = BeforeValidator(values.trimmed)
"""Before a word of a setting."""


def figure(low: Decimal = -values.LARGEST_NUMBER) -> PlainValidator:
    """A number from `low` on with at most four decimals, in a cell."""
    return PlainValidator(lambda text: values.number(text, low, values.LARGEST_NUMBER))


def number(low: Decimal = Decimal(0), high: Decimal = Decimal(values.LARGEST_COUNT)) -> PlainValidator:
    """A number from `low` to `high` with at most four decimals, as TOML has them."""
    return PlainValidator(lambda value: values.number(values.exact(value), low, high))


def whole(low: int, high: int) -> PlainValidator:
    """A whole number from `low` to `high`, as TOML has them."""
    return PlainValidator(lambda value: values.whole(value, low, high))


def one_of(*words: str) -> AfterValidator:
    """One of these words."""
    return AfterValidator(lambda text: values.choice(text, words))


Figure = Annotated[Decimal, figure()]
Amount = Annotated[Decimal, figure(Decimal(0))]
"""A number from 0 on, in a cell."""
Weights = dict[str, Annotated[Decimal, number()]]
"""Numbers from 0 on, each with its name."""
