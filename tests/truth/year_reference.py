"""The reference for the year: its table, its honours and vetoes, and how far up and down each unit can still go."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from tests.secrecy.years import HONOUR_CAP, HONOURS
from tests.truth.public import QUARTERS, Payload, Public


def of_year(public: Public) -> Iterator[str]:
    board = public.boards.get("annual")
    if board is None:
        return
    for row in board["rows"]:
        unit = row["unit"]
        if unit == public.log.year.guest:
            yield f"year: {unit} is a guest"
        for quarter, count in row["flags"].items():
            held = sum(unit in [one["unit"] for one in flag["holders"]] for flag in public.flags(quarter))
            if count is not None and count != held and not public.log.abolished():
                yield f"year: {unit} is said to have held {count} flags in {quarter}, and held {held}"
        if row["flags_total"] != sum(count or 0 for count in row["flags"].values()):
            yield f"year: the flags of {unit} do not add up"
        if Decimal(row["honours"]) != (worth := _worth_of_honours(public, unit)):
            yield f"year: {unit} is said to have {row['honours']} points of honours, and has {worth}"
        if Decimal(row["total"]) != row["flags_total"] + Decimal(row["honours"]):
            yield f"year: the parts of {unit} do not add up"
        yield from _of_vetoes(public, row)
    if (board["state"] == "closed") != public.log.year_closed:
        yield f"year: it is said to be {board['state']}"
    yield from _of_honours(public, board)
    yield from _of_states(public, board)
    yield from _settled(public, board)
    yield from _bounds(public, board)
    for row in board["rows"]:
        same = [one for one in board["rows"] if board["ranking"] != "by-pool" or one["pool"] == row["pool"]]
        better = sum(Decimal(one["total"]) > Decimal(row["total"]) for one in same if one["status"] == "ranked")
        if row["status"] == "ranked" and row["rank"] != better + 1:
            yield f"year: {row['unit']} is said to be {row['rank']}, and is {better + 1}"


def _of_vetoes(public: Public, row: Payload) -> Iterator[str]:
    """Those of the year are public at once, those of a quarter with it."""
    unit, told = row["unit"], row["vetoed_by"]
    of_year = public.log.vetoes_of_the_year(unit)
    vetoed = [quarter for quarter in QUARTERS if public.log.vetoed(unit, quarter)]
    surely = of_year | ({"safety"} if any(public.states[one] == "published" for one in vetoed) else set())
    perhaps = of_year | ({"safety"} if vetoed else set())
    if not surely <= set(told) <= perhaps or len(set(told)) < len(told):
        yield f"year: {unit} is said to be under {told}, and is under {sorted(surely)}, or {sorted(perhaps)}"
    if (row["status"] == "vetoed") != bool(told) or bool(told) != (row["rank"] is None):
        yield f"year: {unit} is {row['status']} at {row['rank']} under {told}"


def _counting(public: Public, unit: str) -> dict[str, int]:
    """What each title of a unit is worth that counts in the year: one at several levels counts at the highest."""
    best: dict[str, int] = {}
    for level, title, day, rolled in public.log.honours(unit):
        if "2030-01-01" <= day <= "2030-09-30" or (rolled and day < "2030-01-01"):
            folded = "".join(unicodedata.normalize("NFKC", title).split())
            best[folded] = max(best.get(folded, 0), HONOURS[level])
    return best


def _worth_of_honours(public: Public, unit: str) -> int:
    return min(HONOUR_CAP, sum(_counting(public, unit).values()))


def _of_honours(public: Public, board: Payload) -> Iterator[str]:
    """Every honour is told, and whether it counts."""
    told: dict[str, list[Payload]] = {row["unit"]: [] for row in board["rows"]}
    for item in board["honour_items"]:
        told[item["unit"]].append(item)
    for unit, items in told.items():
        given = sorted((level, title, day) for level, title, day, _ in public.log.honours(unit))
        if sorted((one["level"], one["title"], one["awarded_on"]) for one in items) != given:
            yield f"year: the honours of {unit} are said to be {items}, and are {given}"
        worth = sorted(_counting(public, unit).values())
        if sorted(int(one["points"]) for one in items if one["counted"]) != worth:
            yield f"year: of the honours of {unit} these count: {worth}; told are {items}"
        for one in items:
            early, late = one["awarded_on"] < "2030-01-01", one["awarded_on"] > "2030-09-30"
            if (one["state"] == "late") != late or (one["state"] == "early" and not early):
                yield f"year: the honour of {unit} of {one['awarded_on']} is said to be {one['state']}"


def _of_states(public: Public, board: Payload) -> Iterator[str]:
    """A quarter is not contested only where nothing was, before all that were; a public one is over."""
    for place, period in enumerate(board["periods"]):
        quarter, later = period["id"], QUARTERS[place:]
        known = public.wall(quarter) or public.ranking(quarter)
        gone_by = any(public.states[one] == "published" or public.wall(one) for one in later)
        begun = any(public.states[one] != "open" or public.wall(one) for one in QUARTERS[:place])
        if period["state"] == "none" and (public.states[quarter] != "open" or known or not gone_by or begun):
            yield f"year: {quarter} is said not to be contested"
        if public.states[quarter] == "published" and period["state"] != "done":
            yield f"year: {quarter} is public and said to be {period['state']}"
        if public.states[quarter] == "sealed" and period["state"] == "none":
            yield f"year: {quarter} is sealed and said not to be contested"


def _bounds(public: Public, board: Payload) -> Iterator[str]:
    """Each unit can come out best where it wins all that is open to it and others nothing, and worst the other way.

    Of some flags it takes the rules to say whether they are open: those that somebody has because of who had them
    before. The bounds lie between those with them and those without.
    """
    if public.log.abolished():  # how far they reach is another matter
        return
    told = {row["unit"]: row for row in public.boards.get("range/main", {"rows": []})["rows"]}
    narrow, wide = (_reckoned(public, board, _open_flags(public, board, perhaps=some)) for some in (False, True))
    for unit, row in told.items():
        if row["best"] is None:
            if unit in narrow:
                yield f"year: {unit} is said to have no place to come"
            continue
        (best, worst), (lower, upper) = narrow[unit], wide[unit]
        if not lower <= row["best"] <= best or not worst <= row["worst"] <= upper:
            yield (
                f"year: {unit} is said to be able to be {row['best']} to {row['worst']}, and could be "
                f"{best} to {worst}, or at most {lower} to {upper}"
            )


def _open_flags(public: Public, board: Payload, *, perhaps: bool) -> list[tuple[Payload | None, str]]:
    """The flags that can still be won: the row where somebody has one all the same, and the pool."""
    found: list[tuple[Payload | None, str]] = []
    states = {period["id"]: period["state"] for period in board["periods"]}
    over = True
    for quarter in QUARTERS:
        if states[quarter] == "none":
            continue
        for area, pool in public.log.year.flags:
            row = public.flag(quarter, area, pool or None)
            if not public.contested(quarter, area):
                continue
            if row is None or (row["outcome"] == "open" and not row["holders"]):
                left = (
                    public.states[quarter] != "published" if row is None else perhaps or _may_go(public, quarter, row)
                )
                found += [(None, pool)] if left else []
            elif public.is_opening(quarter, row):
                found += [(row, pool)] if perhaps else []
            elif perhaps and not over:
                found.append((row, pool))
        over = over and public.states[quarter] == "published"
    return found


def _may_go(public: Public, quarter: str, row: Payload) -> bool:
    """Whether somebody can still turn out to have a flag that is open in a quarter that is public.

    Where nobody was good enough, and none keeps it then, nobody can; nor where somebody has decided it, or it was taken
    from whoever had won it.
    """
    if row["lost"] or any(public.log.decided(quarter, row["area"], "vacancy", "correct", "tie")):
        return False
    told = public.rows(quarter, row["area"], row["pool"] or "")
    scores = [Decimal(one["score_exact"]) for one in told if one["status"] == "ranked"]
    return public.log.year.no_winner == "retain" or any(score >= public.log.year.minimum for score in scores)


def _reckoned(
    public: Public, board: Payload, still_open: list[tuple[Payload | None, str]]
) -> Mapping[str, tuple[int, int]]:
    least = {row["unit"]: Decimal(row["total"]) for row in board["rows"] if row["status"] == "ranked"}
    for row, _pool in still_open:
        for holder in row["holders"] if row is not None else ():
            if holder["unit"] in least:
                least[holder["unit"]] -= 1
    pools, apart = public.log.year.pools, board["ranking"] == "by-pool"
    most = {unit: own + sum(pool in ("", pools[unit]) for _row, pool in still_open) for unit, own in least.items()}
    found = {}
    for unit in least:
        others = [one for one in least if one != unit and (not apart or pools[one] == pools[unit])]
        best = 1 + sum(least[one] > most[unit] for one in others)
        found[unit] = best, 1 + sum(most[one] > least[unit] for one in others)
    return found


def _counted_until_won(public: Public) -> Iterator[str]:
    """The units that count a flag which they held when the records began, until somebody wins it."""
    for quarter in public.log.year.quarters:
        for row in public.flags(quarter):
            if public.is_opening(quarter, row):
                yield from (unit["unit"] for unit in (*row["holders"], *row["lost"]))


def _settled(public: Public, board: Payload) -> Iterator[str]:
    """What is settled of a place says the same as its bounds, and agrees with the place that it has now."""
    bounds = {row["unit"]: row for row in public.boards.get("range/main", {"rows": []})["rows"]}
    ranked = Counter(row["pool"] if board["ranking"] == "by-pool" else "" for row in board["rows"] if row["rank"])
    passing = set(_counted_until_won(public))
    for row in board["rows"]:
        unit, bound = row["unit"], bounds[row["unit"]]
        count = ranked[row["pool"] if board["ranking"] == "by-pool" else ""]
        sure = bound["worst"] if bound["worst"] is not None and bound["worst"] < count else None
        if row["clinched"] != sure:
            yield f"year: {unit} is said to be sure of {row['clinched']}, and is {bound['worst']} of {count} at worst"
        if row["eliminated"] != (bound["best"] != 1):
            yield f"year: that {unit} cannot be first is said to be {row['eliminated']}, its best is {bound['best']}"
        if row["rank"] is None or unit in passing:
            continue
        if not bound["best"] <= row["rank"] <= bound["worst"]:
            yield f"year: {unit} is {row['rank']}, and can only be {bound['best']} to {bound['worst']}"


def tells_a_veto(before: Payload | None, after: Payload | None) -> bool:
    """Whether somebody is under a veto who was not, or the other way round.

    A veto on a quarter that is not public is told with it, and moves the bounds then.
    """
    was, now = (
        {row["unit"] for row in board["rows"] if row["vetoed_by"]} if board else set() for board in (before, after)
    )
    return was != now


def loosened(before: Payload | None, after: Payload | None) -> Iterator[str]:
    """Where bounds of the year are wider than they were said to be."""
    if before is None or after is None:
        return
    was = {row["unit"]: row for row in before["rows"]}
    for row in after["rows"]:
        old = was.get(row["unit"])
        if old is None or None in (old["best"], old["worst"], row["best"], row["worst"]):
            continue
        if row["best"] < old["best"] or row["worst"] > old["worst"]:
            yield f"{row['unit']} could be {old['best']} to {old['worst']}, and now {row['best']} to {row['worst']}"


def unfinished(public: Public) -> Iterator[str]:
    """Of a year of which all is public and no flag waits for a decision, whose place is not said to be settled."""
    board, bounds = public.boards.get("annual"), public.boards.get("range/main")
    if board is None or bounds is None or any(state != "published" for state in public.states.values()):
        return
    if any(row["outcome"] == "open" for quarter in QUARTERS for row in public.wall(quarter)):
        return
    ranks = {row["unit"]: row["rank"] for row in board["rows"]}
    for row in bounds["rows"]:
        if not row["best"] == row["worst"] == ranks[row["unit"]]:
            yield f"all is public, and {row['unit']} is said to be able to be {row['best']} to {row['worst']}"


def unsettled(before: Payload | None, after: Payload | None) -> Iterator[str]:
    """What was settled of a place in the year, and is so no more."""
    was = {row["unit"]: row for row in before["rows"]} if before else {}
    for row in after["rows"] if after else ():
        old = was.get(row["unit"])
        if old is None or "vetoed" in (old["status"], row["status"]):
            continue
        if old["clinched"] and (row["clinched"] is None or row["clinched"] > old["clinched"]):
            yield f"{row['unit']} was sure of {old['clinched']}, and now of {row['clinched']}"
        if old["eliminated"] and not row["eliminated"]:
            yield f"{row['unit']} could not be first, and now it can"
