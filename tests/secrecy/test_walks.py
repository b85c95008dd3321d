"""Complete ceremonies as random walks, each with two sealed outcomes: no viewer can tell them apart before the step.

6 walks here, 20,000 with --long.
"""

from pathlib import Path

import pytest

from tests.secrecy.walking import Depth, Tally, walk_competition

COMPETITIONS = 2
WALKS = 3
"""Through each competition."""
LONG_COMPETITIONS = 500
LONG_WALKS = 40
BATCH = 5


def assert_searching(tally: Tally) -> None:
    """The walks have walked, and each has compared its twins more than at its start alone."""
    assert tally.moves > 5 * tally.walks
    assert tally.compared > tally.walks
    assert tally.refused < tally.moves / 4


@pytest.mark.parametrize("seed", range(COMPETITIONS))
def test_no_viewer_can_tell_two_sealed_outcomes_apart(tmp_path: Path, seed: int) -> None:
    assert_searching(walk_competition(seed, WALKS, tmp_path))


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("batch", range(LONG_COMPETITIONS // BATCH))
def test_no_viewer_can_tell_two_sealed_outcomes_apart_at_length(tmp_path: Path, batch: int) -> None:
    for seed in range(1000 + batch * BATCH, 1000 + (batch + 1) * BATCH):
        assert_searching(walk_competition(seed, LONG_WALKS, tmp_path / str(seed), Depth(commands=2, paint=0.15)))
