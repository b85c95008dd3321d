"""What the fields of the forms for promises are called."""

from types import SimpleNamespace
from typing import Any

import pytest

from scoreboard.desk.promises import GOAL, LIVELIHOOD, PLEDGE
from screens.desk.promise_forms import PromiseForms

TODAY = "2031-05-01"
ROW: Any = SimpleNamespace(spent="12", target="20", actual="12")


@pytest.mark.parametrize("kind", [PLEDGE, GOAL, LIVELIHOOD])
def test_a_measure_is_not_called_as_a_unit_is(kind: Any) -> None:
    for field in PromiseForms("zh").add(kind, (), TODAY):
        if field.name.startswith("measure"):
            assert field.label.startswith("计量单位")


@pytest.mark.parametrize(
    ("lang", "spent", "actual"), [("zh", "累计支出数", "累计实际数"), ("en", "Spent to date", "Actual to date")]
)
def test_what_is_spent_on_an_item_has_one_name_in_all_of_its_forms(lang: str, spent: str, actual: str) -> None:
    forms = PromiseForms(lang)
    added = {field.name: field.label for field in forms.add(LIVELIHOOD, (), TODAY)}
    reported, settled = forms.report(LIVELIHOOD, ROW, TODAY)[0], forms.settle(LIVELIHOOD, ROW, TODAY)[0]
    assert added["spent"] == reported.label == settled.label == spent
    assert forms.report(PLEDGE, ROW, TODAY)[0].label == forms.settle(PLEDGE, ROW, TODAY)[0].label == actual
