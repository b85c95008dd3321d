"""How the tables of the contest are written down on a PostgreSQL server, so that both engines answer alike.

Text sorts by its code points and not as some language has it, whole numbers have 64 bits, what is JSON stays the text
that the journal's hash covers, and a row that is appended gets the number after the last one, as in SQLite: a sequence
would leave gaps where a deed was taken back, and a gap tells of what is sealed.
"""

from typing import Any

from sqlalchemy import JSON, Column
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler, PGTypeCompiler
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg

NEXT_NUMBER = "main.next_number"
"""The function that says which number comes after the last one in a column."""


DIALECT = "postgresql+scoreboard://"
"""What SQLAlchemy calls it."""


class ContestTypes(PGTypeCompiler):
    def visit_INTEGER(self, type_: Any, **kw: Any) -> str:  # noqa: N802  # what SQLAlchemy calls it
        return "BIGINT"

    def visit_VARCHAR(self, type_: Any, **kw: Any) -> str:  # noqa: N802
        return super().visit_VARCHAR(type_, **kw) + _sorting(kw)

    def visit_JSON(self, type_: Any, **kw: Any) -> str:  # noqa: N802
        return self.visit_TEXT(type_, **kw)

    def visit_TEXT(self, type_: Any, **kw: Any) -> str:  # noqa: N802
        return "TEXT" + _sorting(kw)


def _sorting(kw: dict[str, Any]) -> str:
    """Only columns are told how to sort: what is compared with them follows."""
    return ' COLLATE "C"' if isinstance(kw.get("type_expression"), Column) else ""


class ContestStatements(PGCompiler_psycopg):
    def visit_json_getitem_op_binary(self, binary: Any, operator: Any, _cast_applied: bool = False, **kw: Any) -> str:
        """A part of what is JSON, as the text of it."""
        whole, part = self.process(binary.left, **kw), self.process(binary.right, **kw)
        return f"((({whole})::json -> {part})::text)"


class ContestTables(PGDDLCompiler):
    def get_column_specification(self, column: Column[Any], **kwargs: Any) -> str:
        words: str = super().get_column_specification(column, **kwargs)  # type: ignore[no-untyped-call]
        assert column.table is not None
        numbered = f"BIGINT DEFAULT {NEXT_NUMBER}('{column.table.name}', '{column.name}')"
        return words.replace(" BIGSERIAL", f" {numbered}").replace(" SERIAL", f" {numbered}")


class ContestDialect(PGDialect_psycopg):
    """PostgreSQL as the contest uses it."""

    supports_statement_cache = True
    type_compiler_cls = ContestTypes
    statement_compiler = ContestStatements
    ddl_compiler = ContestTables
    supports_native_json_serialization = False
    supports_native_json_deserialization = False
    colspecs = {  # noqa: RUF012  # as SQLAlchemy's own
        generic: own for generic, own in PGDialect_psycopg.colspecs.items() if not issubclass(generic, JSON)
    }

    def set_readonly(self, connection: Any, value: bool) -> None:
        """Let a connection only read, or let it do what its server lets it: a standby would not be told to write."""
        connection.read_only = value or None


registry.register("postgresql.scoreboard", __name__, ContestDialect.__name__)
