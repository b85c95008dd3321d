"""Fixtures of all tests that look at an app."""

from tests.still_apps import still_apps

__all__ = ["still_apps"]
