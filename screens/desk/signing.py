"""Who signs what is confirmed: whoever is at the desk, or a second person who types their PIN for it."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.screen import Screen

from scoreboard.desk.signers import Signer
from scoreboard.locale import say
from screens.desk.choosing import choose_signer
from screens.desk.pin import PinDialog
from screens.desk.workplace import Workplace

Signing = Callable[[Workplace], None]
"""What is done once it is known who signs, with the desk as it is for them."""


def ask_signer(
    screen: Screen[Any], workplace: Workplace, signers: Sequence[Signer], fact: str, own: bool, sign: Signing
) -> None:
    """Find out who signs what `fact` says, and let them; `own`: whether whoever acts has entered any of it.

    Whoever acts and is proved signs what others have entered without being asked. Nothing happens where the question
    is left.
    """
    lang, acting = workplace.settings.lang, workplace.settings.acting
    mine = next((one for one in signers if one.name == acting), None)
    others = [one for one in signers if one.name != acting]

    def signed_by(signer: Signer) -> None:
        if not signer.asks_pin:
            sign(workplace)
            return
        done = say("desk.key.sign", lang)
        dialog = PinDialog(lang, signer.name, fact, done, lambda pin: workplace.proved(signer.name, pin))
        screen.app.push_screen(dialog, lambda proved: None if proved is None else sign(proved))

    def chosen(name: str | None) -> None:
        signer = next((one for one in signers if one.name == name), None)
        if signer is not None:
            signed_by(signer)

    if mine is not None and (not others or not own):
        signed_by(mine)
    elif len(others) == 1:
        signed_by(others[0])
    else:
        screen.app.push_screen(choose_signer(lang, others), chosen)
