"""What the properties are tried with: few units and close scores, so that ties are common."""

from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from scoreboard.rules.ranking import Entry

unhurried = settings(deadline=None)

scores = st.one_of(
    st.integers(900_000, 900_004).map(lambda n: Decimal(n).scaleb(-4)),
    st.integers(0, 1_000_000).map(lambda n: Decimal(n).scaleb(-4)),
    st.sampled_from([Decimal("91.5"), Decimal("91.50"), Decimal("9.15E+1"), Decimal(0)]),
)
"""Scores from 0 to 100 with at most four decimals; some equal, but written otherwise."""

rarely = st.integers(0, 4).map(lambda n: n == 0)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """One group, a unit each, in any order."""
    units = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    return [Entry(unit, draw(st.none() | scores), draw(rarely), draw(rarely)) for unit in units]
