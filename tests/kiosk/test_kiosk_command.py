"""`scoreboard kiosk` below another root: what it writes, knows again, leaves alone and takes away."""

from pathlib import Path

import pytest

from scoreboard.kiosk.contents import FOOT_PATH, LOGIN_PATH, UNIT_PATH
from tests.acceptance.driver import Program, Result


def kiosk(root: Path, *words: str) -> Result:
    return Program(root.parent / "contest.db", acting=None)("kiosk", *words, "--root", str(root))


def inside(root: Path) -> dict[str, bytes]:
    return {f"/{path.relative_to(root)}": path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_tree_is_written_checked_and_taken_away(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    assert kiosk(root, "check").code == kiosk(root, "remove").code == 1
    written = kiosk(root, "install", "--user", "hall")
    assert written.code == 0, written
    assert "systemctl" not in written.out
    assert {UNIT_PATH, FOOT_PATH, LOGIN_PATH} < inside(root).keys()
    assert all(str(root / path[1:]) in written.out for path in inside(root) if not path.endswith("installed.json"))
    unit = (root / UNIT_PATH[1:]).read_text("utf-8")
    assert f"--database {tmp_path / 'contest.db'} --lang en" in unit
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in root.rglob("*"))
    before = inside(root)
    assert kiosk(root, "install", "--user", "hall").code == 0
    assert inside(root) == before
    assert kiosk(root, "check").code == kiosk(root, "check", "--user", "hall").code == 0
    assert "hall" in kiosk(root, "remove", "--user", "guest").complaint

    (root / UNIT_PATH[1:]).write_text(unit + "# mine\n", encoding="utf-8")
    (root / LOGIN_PATH[1:]).unlink()
    found = kiosk(root, "check")
    assert found.code == 1
    assert {line.split()[1] for line in found.out.splitlines()} == {str(root / p[1:]) for p in (UNIT_PATH, LOGIN_PATH)}
    assert "--force" in kiosk(root, "install").complaint
    assert inside(root)[UNIT_PATH].endswith(b"# mine\n")
    left = kiosk(root, "remove")
    assert left.code == 0
    assert inside(root).keys() == {UNIT_PATH}
    assert str(root / UNIT_PATH[1:]) in left.out

    assert kiosk(root, "install").code == 1
    assert kiosk(root, "install", "--force").code == 0
    assert kiosk(root, "install", "--terminal", "kitty -o x=y").code == 0
    assert FOOT_PATH not in inside(root)
    assert kiosk(root, "remove").code == 0
    assert inside(root) == {}


def test_what_cannot_be_written_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    for words, code in (
        (("--user", "root"), 2),
        (("--user", "An na"), 2),
        (("--terminal", "foot 'x"), 2),
        (("--compositor", ""), 2),
        (("--font-size", "3"), 2),
    ):
        assert kiosk(root, "install", *words).code == code
    assert not root.exists()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root.mkdir()
    (root / "etc").symlink_to(elsewhere)
    assert kiosk(root, "install").code == 1
    assert inside(elsewhere) == {}
    (root / "etc").unlink()
    (root / "etc").write_text("a file", encoding="utf-8")
    refused = kiosk(root, "install")
    assert refused.code == 1, refused
    assert inside(root) == {"/etc": b"a file"}


def test_a_record_of_somebody_else_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    assert kiosk(root, "install").code == 0
    record = root / "etc/scoreboard-kiosk/installed.json"
    for text in ("", "[]", "{}", '{"plan": 1, "files": {}}'):
        record.write_text(text, encoding="utf-8")
        for words in (("check",), ("remove",), ("install",)):
            assert str(record) in kiosk(root, *words).complaint


@pytest.mark.parametrize("path", ["/etc/../../outside", "/../outside"])
def test_a_record_leads_to_no_file_outside_of_the_tree(tmp_path: Path, path: str) -> None:
    root, outside = tmp_path / "tree", tmp_path / "outside"
    assert kiosk(root, "install").code == 0
    outside.write_text("", encoding="utf-8")
    record = root / "etc/scoreboard-kiosk/installed.json"
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    record.write_text(
        record.read_text("utf-8").replace(f'"{UNIT_PATH}": "', f'"{path}": "{nothing}", "/x": "'), "utf-8"
    )
    assert kiosk(root, "remove").code == 1
    assert outside.exists()
