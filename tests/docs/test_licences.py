"""docs/licences.md names every package that is installed with the program, and the licence that it has now."""

from tests.docs.licences import PAGE, page


def test_the_page_is_what_the_packages_say_of_themselves() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.docs.licences"
