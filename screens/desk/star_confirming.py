"""Confirming counts of ballots, of one nominee or of all of a star; who signs is found out as for scores."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.desk.nominating import Nomination, StarCategory
from scoreboard.desk.signers import Signer
from scoreboard.locale import say
from screens.desk.approving import do_with_approval
from screens.desk.choice import ChoiceDialog
from screens.desk.signing import ask_signer
from screens.desk.star_desk import StarDesk
from screens.desk.star_page import StarPage
from screens.desk.workplace import Workplace
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

ONE, EVERY = "one", "every"


class StarConfirming:
    """What is confirmed are the counts that stand on the screen, in the versions that were seen; it elects nobody."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("c", "confirm", show=False, id="stars.confirm")]

    def __init__(self, page: StarPage) -> None:
        self._page, self._lang = page, page.lang

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.{key}", self._lang, **gaps)

    def action_confirm(self) -> None:
        """Confirm the count of the current nominee, or every one of the star, where several wait."""
        found = self._page.current()
        if found is None:
            return
        star, nominee = found
        waiting = [one for one in star.nominations if one.unconfirmed]
        if not nominee.unconfirmed and not waiting:
            self._confirm(self._page.desk.workplace, nominee, [nominee])  # it is said why there is nothing to confirm
            return

        def ask(signers: tuple[Signer, ...]) -> None:
            if waiting == [nominee]:
                self._sign(signers, nominee, waiting)
            else:
                self._page.screen.app.push_screen(
                    self._choose(star, nominee, waiting), lambda one: chosen(one, signers)
                )

        def chosen(scope: str | None, signers: tuple[Signer, ...]) -> None:
            if scope is not None:
                self._sign(signers, nominee, [nominee] if scope == ONE else waiting)

        self._page.thread.do(self._page.desk.workplace.signers, ask, self._page.refuse)

    def _choose(self, star: StarCategory, nominee: Nomination, waiting: Sequence[Nomination]) -> ChoiceDialog:
        scopes = [(ONE, self._say("stars.scope_one", person=nominee.person_called(self._lang)), 1)]
        if not nominee.unconfirmed:
            scopes.clear()
        scopes.append((EVERY, self._say("stars.scope_every", star=star.called(self._lang)), len(waiting)))
        rows = [ListRow(scope, (words, self._say("stars.scope_count", count=count))) for scope, words, count in scopes]
        columns = (ListColumn(), ListColumn("", 22, right=True))
        return ChoiceDialog(self._lang, self._say("stars.scope_title"), columns, rows)

    def _sign(self, signers: Sequence[Signer], nominee: Nomination, those: Sequence[Nomination]) -> None:
        workplace = self._page.desk.workplace
        own = any(one.counted_by == workplace.settings.acting for one in those)
        fact = self._say("pin.signing_counts", count=len(those))
        if len(those) == 1:
            fact = self._say("pin.signing_count", person=those[0].person_called(self._lang))
        ask_signer(self._page.screen, workplace, signers, fact, own, lambda by: self._confirm(by, nominee, those))

    def _confirm(self, by: Workplace, nominee: Nomination, those: Sequence[Nomination]) -> None:
        seen = {one.id: one.version for one in those}
        told = self._say("stars.counts_confirmed", count=len(those))
        if len(those) == 1:
            told = self._say("stars.confirmed", person=those[0].person_called(self._lang))
        desk = StarDesk(by)
        do_with_approval(
            self._page.screen,
            self._page.thread,
            desk,
            lambda approved_by: desk.confirm_counts(seen, approved_by),
            lambda _: self._page.done(nominee, told),
            self._page.refuse,
        )
