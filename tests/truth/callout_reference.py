"""What the hall calls out of the year's places, against the boards before and after, which everybody can read."""

from collections.abc import Iterator, Mapping

from tests.truth.public import Payload


def of_callout(
    scene: Payload | None, before: Payload | None, after: Payload | None, year: Payload | None
) -> Iterator[str]:
    """Everything that is called out and is no news, or is not so, and all news that are not called out."""
    if before is None or after is None or year is None:
        return
    was = {row["unit"]: (row["clinched"], row["eliminated"]) for row in before["rows"]}
    ranked = {row["unit"]: row for row in year["rows"] if row["rank"] is not None}
    news = [
        (unit, row["clinched"], row["eliminated"])
        for unit in (row["unit"] for row in after["rows"])
        if (row := ranked.get(unit)) is not None and unit in was and _is_more(was[unit], row)
    ]
    told = [(row["unit"], row["clinched"], row["eliminated"]) for row in (scene["rows"] if scene else ())]
    if told != news:
        yield f"{told} is called out, and {news} is new since {was}"


def _is_more(before: tuple[int | None, bool], row: Mapping[str, object]) -> bool:
    sure, out = before
    place = row["clinched"]
    nearer = isinstance(place, int) and (sure is None or place < sure)
    return nearer or bool(row["eliminated"] and not out)
