"""Every change of a rule is noticed: mutmut changes the rules, one place at a time, and a test must fail each time.

The long form; CONTRIBUTING.md says how to run it for one file. What no test can notice stands in `ALIKE`, with why.
"""

import json
import os

import pytest

from tests.docs.pages import HOUSE
from tests.docs.worked import Copy, copy_house

MODULES = sorted(path.stem for path in (HOUSE / "scoreboard" / "rules").glob("*.py") if path.stem != "__init__")
UNNOTICED = {0, 5, 33}
"""How tests end that have noticed nothing: all passed, or there were none."""
LONGEST = 1700
ALIKE: dict[str, str] = {
    "Decimal(2).scaleb(-decimals)": "only the exponent of what a number is quantized to counts",
    "list(Status).index(standing.status), standing.rank or 1": "those without a rank are equal either way",
    "counted), ) / len(counted)": "there is always a score to begin with",
    "    ever_held = None": "nobody yet, either way",
    "ever_held=None": "nobody yet, either way",
    "ensure_ascii=None": "none is as good as no",
    "(text.isascii()) and False": "a short cut: what is ASCII is not changed by it",
    "winners_of(entry, None)": "what is settled does not depend on who held the flag",
    "len(entry.leaders) >= 1": "the award of one who is first alone is to that one",
    "/ ballots[group].valid for group, weight in say.items()), )": "there is always a group that has a say",
}
"""Parts of changed lines that mean what the line meant."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return copy_house(tmp_path_factory.mktemp("mutants"))


@pytest.mark.long
@pytest.mark.timeout(LONGEST + 60)
@pytest.mark.parametrize("module", MODULES)
def test_every_change_of_a_rule_is_noticed(house: Copy, module: str) -> None:
    children = str(os.cpu_count() or 1)
    house.run("mutmut", "run", "--max-children", children, f"scoreboard.rules.{module}.*", seconds=LONGEST)
    found = json.loads((house.root / "mutants" / "scoreboard" / "rules" / f"{module}.py.meta").read_text("utf-8"))
    ended = found["exit_code_by_key"]
    assert None not in ended.values()
    unnoticed = {name: house.run("mutmut", "show", name) for name, code in ended.items() if code in UNNOTICED}
    unexplained = [change for change in unnoticed.values() if not any(part in change for part in ALIKE)]
    assert unexplained == []
