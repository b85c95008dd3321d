"""Fixtures of the director's console."""

from tests.handan import handan, prepared

__all__ = ["handan", "prepared"]
