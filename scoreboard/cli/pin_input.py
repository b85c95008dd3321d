"""PINs as people type them or a program hands them over, and what they prove."""

from scoreboard.cli.main_database import main_database
from scoreboard.cli.standard_input import given_lines, is_terminal, unseen
from scoreboard.cli.wording import cli
from scoreboard.desk.pins import proved_by_pin, wants_pin
from scoreboard.errors import BadInput
from scoreboard.settings import Settings
from scoreboard.store.engine import Store


def proved(store: Store, settings: Settings, pin: str | None, *, ask: bool = False) -> Settings:
    """These settings, with whoever acts proved by the PIN that they gave.

    With `ask` it is asked for at a terminal where nothing else proves them; who gives none there stays unproved.
    Raises Refused for a wrong one.
    """
    if pin is None and ask and is_terminal():
        with store.read() as session:
            wanted = wants_pin(session, settings)
        pin = (unseen(cli("ask.pin", name=settings.acting)) or None) if wanted else None
    return settings if pin is None else proved_by_pin(store, settings, pin)


def proved_to_act(settings: Settings, pin: str | None) -> Settings:
    """These settings, with whoever acts proved where they gave their PIN. Raises Refused for a wrong one."""
    if pin is None:
        return settings
    with main_database(settings) as store:
        return proved(store, settings, pin)


def read_new_pin(name: str, *, current: str | None) -> tuple[str | None, str]:
    """The PIN that somebody is to have, and before it that of whoever sets it, `current`, where it must prove them.

    From a terminal it is read twice, from a pipe once or twice. Raises BadInput where the two differ.
    """
    if is_terminal():
        old = None if current is None else unseen(cli("ask.pin", name=current))
        first, again = unseen(cli("ask.new_pin", name=name)), unseen(cli("ask.pin_again"))
    else:
        lines = given_lines(2 if current is None else 3)
        old = lines.pop(0) if current is not None and lines else None
        if not lines:
            raise (
                BadInput("input.empty", name="PIN") if current is None else BadInput("pin.current_first", name=current)
            )
        first, again = lines[0], lines[-1]
    if first != again:
        raise BadInput("pin.differ")
    return old, first
