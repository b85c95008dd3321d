"""A page that many ask for at once is written once, and anew as soon as anything has changed."""

from pathlib import Path

import pytest

from screens.web import remembered
from screens.web.remembered import RememberedPages


class Writer:
    """Writes pages, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return str(self.count)


def test_a_page_is_written_again_for_a_change_another_file_and_another_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [100.0]
    monkeypatch.setattr(remembered.time, "time", lambda: seconds[0])
    public = tmp_path / "a-public.db"
    public.write_bytes(b"1")
    pages, write = RememberedPages(public), Writer()
    assert [pages.page("a", write) for _ in range(3)] == ["1", "1", "1"]
    assert pages.page("b", write) == "2"
    public.with_name("a-public.db-wal").write_bytes(b"2")
    assert pages.page("a", write) == "3"
    public.unlink()
    public.write_bytes(b"34")
    assert pages.page("a", write) == "4"
    seconds[0] += 1
    assert pages.page("a", write) == "5"


def test_only_so_many_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered.time, "time", lambda: 100.0)
    pages, write = RememberedPages(tmp_path / "none"), Writer()
    for name in range(remembered.MOST_PAGES + 1):
        pages.page(name, write)
    assert pages.page(1, write) == "2"
    assert pages.page(0, write) == str(remembered.MOST_PAGES + 2)
