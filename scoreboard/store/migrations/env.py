"""Alembic's entry: runs on the connection that the store hands over, inside its transaction."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON

from scoreboard.models import metadata
from scoreboard.models.base import Moment, TenThousandths


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our own column types by the plain ones beneath, so that old migrations outlive them."""
    if kind == "type":
        if isinstance(item, TenThousandths):
            return "sa.BigInteger()"
        if isinstance(item, Moment):
            return "sa.String(length=32)"
        if isinstance(item, JSON):
            return "sa.JSON()"
        if type(item).__module__.startswith("sqlmodel"):
            return "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
