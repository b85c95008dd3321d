"""What the check of a ceremony says of nominees whose vote is void: nothing is left to be decided about them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scoreboard.ceremony.doubts import doubts
from scoreboard.ceremony.stage_control import standpoint
from tests.ceremony.stepping import CEREMONY, ready
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import Shape, opened


@pytest.mark.parametrize(("returned", "told"), [(10, True), (11, False)])
def test_a_nominee_with_a_void_vote_is_not_undecided(tmp_path: Path, returned: int, told: bool) -> None:
    third = NOMINEES.replace("丙,,main,10,10,10,3", f"丙,,main,10,{returned},10,3")
    settings = ready(tmp_path, TWO, Shape(nominees=third), [{"kind": "star", "star": "service"}])
    with opened(settings) as store, store.read() as session:
        found = doubts(session, standpoint(session, CEREMONY), datetime(2030, 5, 1, tzinfo=UTC))
        assert any(finding.name == "nominated" for finding in found) is told
