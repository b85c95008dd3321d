"""Ceremonies: the run sheet, the steps that it falls into, and the director's moves on the stage."""
