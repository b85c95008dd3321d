"""Whom a script calls to the stage, in which groups and in whose stead, worked out from the sheet and the results."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

CUE = re.compile(r"^### (\d+)\. ")
CALL = "## 登台："
BLANK = "＿＿＿＿（看大屏）"


def of_calls(
    markdown: str, cues: Sequence[Mapping[str, Any]], coming: Mapping[int, Sequence[str] | None]
) -> Iterator[str]:
    """Everything that a script says otherwise of who comes up.

    `coming` has the names of those whom each awarding cue's result calls up, by its number, in their order; None where
    the script must not know them.
    """
    told, before = list(_groups(markdown)), ""
    if len(told) != len(cues):
        yield f"the script has {len(told)} parts, and the sheet {len(cues)}"
        return
    for number, ((call, people), cue) in enumerate(zip(told, cues, strict=True), 1):
        own = cue.get("call", "")
        if call != (own if own != before else ""):
            yield f"part {number} is called up as {call!r}, and belongs to {own!r} after {before!r}"
        before = own
        expected = list(_people(cue, coming.get(number, ())))
        if people != expected:
            yield f"part {number} says {people}, and {expected} come up"


def _people(cue: Mapping[str, Any], names: Sequence[str] | None) -> Iterator[str]:
    if "presents" in cue:
        yield f"颁授：{cue['presents']}"
    who = cue.get("receives") or (BLANK if names is None else "、".join(names))
    if cue.get("no_show"):
        yield f"缺席：{who or '无'}，不登台"
    elif who:
        yield f"领受：{who}" + (f"，由 {cue['proxy']} 代领" if "proxy" in cue else "")


def _groups(markdown: str) -> Iterator[tuple[str, list[str]]]:
    """Each cue's call, where it opens one, and who is said to come up."""
    call, people = "", None
    opens = ""
    for line in markdown.splitlines():
        if CUE.match(line):
            if people is not None:
                yield call, people
            call, opens, people = opens, "", []
        elif line.startswith(CALL):
            opens = line.removeprefix(CALL)
        elif line.startswith("- ") and people is not None:
            people.append(line.removeprefix("- ").replace("**", ""))
    if people is not None:
        yield call, people
