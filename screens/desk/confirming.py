"""Confirming drafts, and making drafts of what was confirmed: of a cell, an area, a unit or everything."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.confirming import CONFIRM, UNCONFIRM, ScoreTurn, Seen, Turned
from scoreboard.desk.permissions import wrong_role
from scoreboard.desk.sending_back import SentBack
from scoreboard.desk.signers import Signer
from scoreboard.errors import ContestError
from screens.desk.choosing import choose_scope, scope_of
from screens.desk.open_sheet import OpenSheet
from screens.desk.sentences import sentence_of
from screens.desk.signing import ask_signer
from screens.desk.workplace import Workplace


class Confirming:
    """What is turned are the versions that the operator sees; what others have changed meanwhile is left and named."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "confirm", show=False, id="desk.confirm"),
        Binding("u", "unconfirm", show=False, id="desk.unconfirm"),
    ]

    def __init__(self, screen: Screen[Any], opened: OpenSheet) -> None:
        self._screen, self._opened = screen, opened

    def action_confirm(self) -> None:
        """Ask which drafts to confirm."""
        self._ask_scope(CONFIRM)

    def action_unconfirm(self) -> None:
        """Ask which confirmed scores to make drafts again."""
        self._ask_scope(UNCONFIRM)

    def _ask_scope(self, turn: ScoreTurn) -> None:
        opened = self._opened
        sheet, place, workplace, thread = opened.painted, opened.grid.place, opened.workplace, opened.thread
        if not opened.settled or sheet is None or place is None:
            return
        if opened.worker is not None and (wrong := wrong_role(opened.worker.name, opened.worker.role, turn.deed)):
            opened.refuse(wrong)
            return
        if not sheet.turnable(turn):
            opened.line.tell(opened.say(f"{turn.deed}.none"))
            return

        def signed_by(signers: tuple[Signer, ...]) -> None:
            def chosen(choice: str | None) -> None:
                if choice is not None:
                    area, unit = scope_of(choice, place)
                    seen = sheet.seen(turn, area=area, unit=unit)
                    own = any(sheet.cell((one.unit, one.area)).entered_by == opened.acting_name for one in seen)
                    if turn is CONFIRM:
                        back = sheet.cell(place).back if choice == "cell" else None
                        notes = {} if back is None else {Seen(place[1], place[0], sheet.judge, back.version): back}
                        fact = opened.say("pin.signing", count=len(seen))
                        ask_signer(self._screen, workplace, signers, fact, own, lambda by: carry_out(by, seen, notes))
                    else:
                        carry_out(workplace, seen, {})

            self._screen.app.push_screen(choose_scope(opened.lang, sheet, place, turn), chosen)

        def carry_out(by: Workplace, seen: Collection[Seen], notes: Mapping[Seen, SentBack]) -> None:
            thread.do(
                lambda: by.turn(turn, seen, under_way, notes),
                lambda turned: self._turned(turn, turned),
                self._not_turned,
            )

        def under_way(done: int, whole: int) -> None:
            if done < whole:
                thread.later(opened.line.tell, opened.say(f"{turn.deed}.under_way", done=done, count=whole))

        if turn is CONFIRM:
            thread.do(workplace.signers, signed_by, opened.refuse)
        else:
            thread.do(lambda: workplace.may_turn(turn), lambda _: signed_by(()), opened.refuse)

    def _turned(self, turn: ScoreTurn, turned: Turned) -> None:
        """Say how many scores were confirmed, or made drafts again, and which ones others have changed meanwhile."""
        opened = self._opened
        opened.look_for_changes()
        done = opened.say(f"{turn.deed}.done", count=turned.count)
        if turned.stopped is not None:
            opened.line.tell(f"{done}  {sentence_of(turned.stopped, opened.lang, opened.sheet)}", "bad")
        elif turned.left:
            first = turned.left[0]
            place = opened.where((first.unit, first.area))
            opened.line.tell(f"{done}  {opened.say(f'{turn.deed}.left', count=len(turned.left), place=place)}", "bad")
        elif turned.sent_back:
            told = opened.say("confirm.sent_back", count=len(turned.sent_back))
            opened.line.tell(f"{done}  {told}", "warn")
        else:
            opened.line.tell(done, "good")

    def _not_turned(self, error: ContestError) -> None:
        self._opened.refuse(error)
        self._opened.look_for_changes()
