"""A window that is drawn larger is followed soon; one that never stops, ever more slowly."""

from screens.remote.resizing import AT_ONCE_SECONDS, AT_ONCE_TIMES, LONGEST_SECONDS, Resizing


def test_a_storm_of_sizes_is_followed_ever_more_slowly_until_it_is_over() -> None:
    terminal, now, waits = Resizing(), 100.0, []
    while now < 200.0:
        waits.append(terminal.wait(now))
        now += waits[-1]
    assert waits[:AT_ONCE_TIMES] == [AT_ONCE_SECONDS] * AT_ONCE_TIMES
    assert waits == sorted(waits)
    assert len(waits) < 30
    assert terminal.wait(now + 3 * LONGEST_SECONDS) == AT_ONCE_SECONDS
