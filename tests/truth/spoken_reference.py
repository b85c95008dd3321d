"""What announcers read out and bulletins print, word by word, against the rows that are public."""

import re
from collections.abc import Iterator, Mapping

from tests.truth.public import Payload

POOLS = {"county": "县区", "town": "town"}
"""What the pools of the walks are called."""
HEADING = re.compile(r"^### ", re.MULTILINE)


def of_script(markdown: str, rows: list[Payload], names: Mapping[str, str]) -> Iterator[str]:
    """Everything that a script says of a flag's transfer, all of which is public, and that its row does not."""
    parts = HEADING.split(markdown)[1:]
    for row in rows:
        title = row["flag"] if row["area"] is None else row["area_name"]
        told = [line for part in parts for line in _lines(part, title) if "领旗" in line or _ends(line)]
        told = [line for line in told if not row["pool"] or f"（{POOLS[row['pool']]}）" in line]
        if not told:
            yield f"the script does not hand over {title}"
        for line in told[-1:]:
            yield from (f"the script says {line!r}: {said}" for said in _of_line(line, row, names))


def of_bulletin(markdown: str, rows: list[Payload], names: Mapping[str, str]) -> Iterator[str]:
    """Everything that a bulletin's table of flags says, and their rows do not."""
    for row in rows:
        about = [row["flag"], *([row["pool"]] if row["pool"] else [])]
        lines = [line for line in markdown.splitlines() if line.startswith(f"| {about[0]}")]
        if not any(all(names[unit["unit"]] in line for unit in row["holders"]) for line in lines):
            yield f"the bulletin does not tell who holds {about}: {lines}"


def _lines(part: str, title: str) -> list[str]:
    heading, *lines = part.splitlines()
    named = title in heading
    return [
        line.removeprefix("> ").strip()
        for line in lines
        if line.startswith("> ") and (named or line.startswith(f"> {title}"))
    ]


def _ends(line: str) -> bool:
    return any(word in line for word in ("仍由", "空缺", "待前期揭晓", "尚待裁定"))


def _of_line(line: str, row: Payload, names: Mapping[str, str]) -> Iterator[str]:
    holders = {unit["unit"] for unit in row["holders"]}
    beside = [*row["lost"], *row.get("lifted", ()), *row.get("overtaken_by", ())]
    named = {unit for unit, name in names.items() if name in line}
    if not holders <= named:
        yield f"{holders - named} hold it"
    if strangers := named - holders - {unit["unit"] for unit in beside}:
        yield f"{strangers} have nothing to do with it"
    if ("领旗" in line) != (bool(holders) and row["outcome"] != "retained"):
        yield f"it is {row['outcome']}"
    if ("仍由" in line) != (bool(holders) and row["outcome"] in ("retained", "defended")):
        yield f"it is {row['outcome']}"
    if not holders and row["outcome"] != "open" and "空缺" not in line:
        yield "nobody holds it"
    margin = re.search(r"领先 ([\d.]+) 分", line)
    if margin is not None and (row["margin"] is None or margin[1] not in (row["margin"], row["margin_exact"])):
        yield f"the margin is {row['margin']}"
