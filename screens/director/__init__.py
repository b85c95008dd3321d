"""The director's console."""

from screens.director.console import DirectorScreen

__all__ = ["DirectorScreen"]
