"""Ballots counted from paper one by one, over and over until two counts agree."""

from pathlib import Path

import pytest

from scoreboard.desk.kept_ballots import KeptSlips
from scoreboard.desk.slips import Slip, SlipCount, SlipTally


def counted(*piles: str) -> SlipCount:
    """Piles that have been counted through one after the other."""
    count = SlipCount()
    for pile in piles:
        for sign in pile:
            count = count.add(Slip(sign))
        count = count.finish()
    return count


def test_a_pile_is_taken_once_two_counts_agree_in_whatever_order_it_lay() -> None:
    assert counted("++-0").agreed is None
    assert counted("++-0", "0-++").agreed == SlipTally(in_favour=2, against=1, invalid=1)
    assert counted("++-0", "0-+").agreed is None
    assert counted("++-0", "0-+", "+-+0").agreed == SlipTally(2, 1, 1), "the third agrees with the first"
    assert counted("++", "++").add(Slip.AGAINST).agreed is None, "another count has begun"
    assert (SlipTally(2, 1, 1).valid, SlipTally(2, 1, 1).returned) == (3, 4)


def test_the_slip_is_told_at_which_two_counts_differ_first() -> None:
    assert counted("++-0").first_difference is None
    assert counted("++-0", "+--0").first_difference == 2
    assert counted("++-0", "++-").first_difference == 4


def test_the_last_slip_is_taken_back_into_the_count_before() -> None:
    count = counted("++-")
    assert (count.number, count.undo().signs, count.undo().undo().signs) == (2, "++-", "++")
    assert SlipCount().undo() == SlipCount()
    assert SlipCount().finish() == SlipCount(), "a pile of nothing is no count"


def test_a_count_is_kept_where_only_this_account_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept, other = KeptSlips("a.db/1/members"), KeptSlips("a.db/1/masses")
    count = counted("+-0").add(Slip.IN_FAVOUR)
    kept.keep(count)
    assert (kept.read(), other.read()) == (count, SlipCount())
    (file,) = (found for found in tmp_path.rglob("*") if found.is_file())
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes("+乱".encode())
    assert kept.read() == SlipCount(), "what is damaged is counted anew"
    kept.forget()
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == []
