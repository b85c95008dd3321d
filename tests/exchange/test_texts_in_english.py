"""F803: every text of a folder may have one in English beside it; asked of the formats, so that none is forgotten."""

import pytest

from scoreboard.exchange.validation import Format
from tests.exchange.translatable import ENGLISH, NO_WORDS, formats, texts_of


@pytest.mark.parametrize("model", formats(), ids=lambda model: model.__name__)
def test_f803_every_text_has_one_in_english_that_may_be_left_out(model: type[Format]) -> None:
    for name in texts_of(model):
        english = model.model_fields.get(name + ENGLISH)
        assert english is not None, name
        assert not english.is_required(), name
        assert english.annotation == model.model_fields[name].annotation, name


def test_what_holds_no_words_is_still_there() -> None:
    assert all(name in model.model_fields for model, name in NO_WORDS)


def test_texts_are_found() -> None:
    assert sum(map(len, map(texts_of, formats()))) >= 50
