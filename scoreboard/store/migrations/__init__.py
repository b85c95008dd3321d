"""Alembic's migrations of the main database."""
