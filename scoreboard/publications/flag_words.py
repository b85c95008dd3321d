"""What is said of a flag's row beside its holder, alike on every board, wall, script and bulletin.

A margin is told with the digits that it needs; where a tie was decided, the rule or the decision is told instead.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoreboard.enums import Outcome
from scoreboard.locale import listed, say

Row = Mapping[str, Any]

TIE = "tie"
"""The reason of a flag whose holder was among those who tied for it."""
EARLIER_PLACE = "earlier-place:"
"""How the reason begins of a flag that the better place in another area decided; that area's id follows."""


def told_margin(row: Row) -> str:
    """By how much a flag was won, in points; empty where there is no margin, or it is nought."""
    margin = row.get("margin")
    if margin is None or row.get("outcome") == Outcome.JOINT:
        return ""
    exact = Decimal(row.get("margin_exact") or margin)
    if not exact:
        return ""
    least = Decimal(1).scaleb(-len(str(margin).partition(".")[2]))
    return str(margin) if abs(exact) >= least else f"{exact.normalize():f}"


def told_reasons(row: Row, lang: str) -> list[str]:
    """Why a flag is where it is, a sentence for each thing to say: how a tie was decided, the reason, who lost it."""
    reason, lost = row.get("reason"), list(row.get("lost") or ())
    said = []
    tie = _tie(row, reason, lang)
    if tie:
        said.append(tie)
    elif reason and reason not in [one["reason"] for one in lost]:
        said.append(str(reason))
    for one in lost:
        name = (one.get("name_en") if lang == "en" else None) or one["name"]
        about = f": {one['reason']}" if lang == "en" else f"：{one['reason']}"
        said.append(say(f"cli.lost.{one['outcome']}", lang, name=name) + (about if one["reason"] else ""))
    if signers := row.get("approved_by"):
        said.append(say("cli.signed.approved", lang, names=listed(signers, lang)))
    return said


def told_note(row: Row, lang: str) -> str:
    """All of it in one cell."""
    return ("; " if lang == "en" else "；").join(told_reasons(row, lang))


def _tie(row: Row, reason: Any, lang: str) -> str:
    """How a tie for first place was decided; empty where there was none, or it is left open or shared."""
    holders = row.get("holders") or ()
    if reason == TIE:
        return say("cli.tie.together" if len(holders) > 1 else "cli.tie.holder", lang)
    if str(reason or "").startswith(EARLIER_PLACE):
        area = str(reason).removeprefix(EARLIER_PLACE)
        name = row.get("reason_area_name_en" if lang == "en" else "reason_area_name") or area
        return say("cli.tie.earlier", lang, area=name)
    tied = row.get("margin") is not None and not Decimal(row.get("margin_exact") or row["margin"])
    if not tied or not holders or row.get("outcome") in ("joint", "open", "retained"):
        return ""
    return say("cli.tie.decided", lang, reason=reason) if reason else say("cli.tie.rules", lang)


def with_digits(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows of one ranking whose scores are told with the digits that set their places apart."""
    shown: dict[Any, set[Any]] = {}
    for row in rows:
        shown.setdefault(row.get("score"), set()).add(row.get("rank"))
    return [
        {**row, "score": row.get("score_exact") or row.get("score")}
        if row.get("score") is not None and len(shown[row.get("score")]) > 1
        else dict(row)
        for row in rows
    ]
