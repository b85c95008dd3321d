"""A folder may bring scores as confirmed: closing says that no second person has signed them, where one is wanted."""

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened

Q1 = "2031Q1"
AFTER = "2031-08-01T09:00:00+08:00"


@pytest.mark.parametrize(("confirm", "told"), [("second-person", True), ("self", False)])
def test_closing_tells_of_scores_that_only_the_folder_has_confirmed(opened: Opened, confirm: str, told: bool) -> None:
    given = scores("main", Q1, {"roads": {"t1": 95, "t2": 80}})
    program = opened(Competition(series=[live("roads", confirm=confirm)], units=towns(3), scores=given)).at(AFTER)
    done = program.speaking("zh").ok("close", "main", Q1)
    assert ("有 2 个得分是竞赛文件夹里标为已确认的，没有经第二人签字" in done.out) is told
