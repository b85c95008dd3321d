"""The public displays in a browser: the hall as the stage process draws it, and every public board as a table.

`scoreboard web` runs two processes. One draws, as behind `scoreboard serve`; the other speaks HTTP, and opens the
public file and nothing else.
"""
