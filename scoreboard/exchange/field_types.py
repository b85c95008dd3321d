"""The types of fields in the files of a folder: what may be written there, and what it becomes."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, PlainValidator

from scoreboard.exchange import values

Reference = str
"""The id or name of something that another file defines; whether it does is a rule between the files."""
Identifier = Annotated[str, AfterValidator(values.identifier)]
Text = Annotated[str, AfterValidator(values.word)]
"""Free text on one line."""
Name = Annotated[str, AfterValidator(values.name)]
"""What somebody or something is called."""
Names = Annotated[tuple[str, ...], PlainValidator(values.names)]
"""Names with semicolons between them."""
Count = Annotated[int, PlainValidator(values.count)]
"""A whole number from 0 on."""
Day = Annotated[date, PlainValidator(values.day)]


def figure(low: Decimal = -values.LARGEST_NUMBER, high: Decimal = values.LARGEST_NUMBER) -> PlainValidator:
    """A number from `low` to `high` with at most four decimals, as a cell has it."""
    return PlainValidator(lambda text: values.number(text, low, high))


Figure = Annotated[Decimal, figure()]
Amount = Annotated[Decimal, figure(Decimal(0))]
"""A number from 0 on."""


def one_of(*words: str) -> AfterValidator:
    """One of these words."""
    return AfterValidator(lambda text: values.choice(text, words))
