"""What a competition folder said when it was last loaded."""

from sqlmodel import Field

from scoreboard.models.base import Table


class LoadedRow(Table, table=True):
    """A row of a folder's file as last loaded: only rows that changed since are applied again."""

    __tablename__ = "loaded_row"

    file: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    digest: str
