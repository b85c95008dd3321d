"""The child of one person at work: the kiosk in the room of their role, acting in their proved name."""

import json
import sys

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
    settings = Settings(
        words["database"], words["lang"], None, words["person"], proof=words["key"], origin=words["origin"]
    )
    KioskApp(settings, ROOMS.get(words["role"], "display")).run()


if __name__ == "__main__":
    main()
