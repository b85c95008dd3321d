"""A paper as a file: one that is there is only replaced once that is agreed to."""

from collections.abc import Callable
from pathlib import Path

from scoreboard.locale import say
from screens.desk.asking_form import Question
from screens.desk.outlook import Outlook, OutlookDialog


def into_file(lang: str, heading: str, path: Path, write: Callable[[Path], None]) -> Question | str:
    """Write a paper and say so, or ask whether a file is to be replaced. To be called in a thread."""

    def written() -> str:
        write(path)
        return say("desk.papers.written", lang, file=path)

    if not path.exists():
        return written()
    outlook = Outlook(heading, say("desk.papers.replaces", lang, file=path), key=say("desk.whole.key.replace", lang))
    return lambda: OutlookDialog(lang, outlook, lambda _: written())
