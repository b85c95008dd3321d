"""How many examples a property is tried with: a few in the short form, ten times as many in the long one."""

from hypothesis import settings

LONG_FORM = "long-form"
TIMES = 10


def of_the_form(few: int) -> int:
    """So many examples, or `TIMES` as many with --long."""
    return few * TIMES if settings.get_current_profile_name() == LONG_FORM else few


def try_more() -> None:
    """Say that this is the long form, before the files of tests are read."""
    settings.register_profile(LONG_FORM)
    settings.load_profile(LONG_FORM)
