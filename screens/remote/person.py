"""The child of one person at work: the kiosk in the room of their role, acting in their proved name."""

import json
import os
import sys
import threading

from scoreboard.settings import Settings
from screens.app import KioskApp

ROOMS = {
    "operator": "desk",
    "reviewer": "desk",
    "director": "director",
    "auditor": "journal",
    "admin": "home",
}
"""Where each role works; a viewer has no business here and sees the hall."""


def main() -> None:
    """Run until the person leaves."""
    words = json.loads(sys.argv[1])
    threading.Thread(target=_end_with, args=(words["lifeline"],), daemon=True).start()
    settings = Settings(
        words["database"], words["lang"], words.get("now"), words["person"], proof=words["key"], origin=words["origin"]
    )
    KioskApp(settings, ROOMS.get(words["role"], "display")).run()


def _end_with(lifeline: int) -> None:
    """End at once when the server's process has: without a terminal Textual would spin for ever."""
    while os.read(lifeline, 1):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
