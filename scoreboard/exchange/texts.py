"""The text of a file of a folder."""

from pathlib import Path

from scoreboard.exchange.problems import Place, Problems


def read_text(path: Path, name: str, problems: Problems) -> str | None:
    """The file's text without a byte-order mark; None where it can't be read, which is then a problem.

    `name` is the file's name within the folder. Bytes that are not UTF-8 are reported with their line.
    """
    try:
        content = path.read_bytes() if path.is_file() else None
    except OSError:
        content = None
    if content is None:
        problems.add(Place(name), "unreadable")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line_start = before.rfind(b"\n") + 1
        number = len(before[line_start:].decode("utf-8", "replace")) + 1
        problems.add(Place(name, line=before.count(b"\n") + 1, number=number), "encoding")
        return None
