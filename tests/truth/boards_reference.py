"""An independent reference: what boards may say, worked out again from what is public and from the deeds themselves.

It shares no code with the rules. Each check yields a sentence for everything that is said and does not follow.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.truth.public import QUARTERS, Payload, Public
from tests.truth.year_reference import of_year


def untruths(public: Public) -> Iterator[str]:
    """Everything that is said and does not follow."""
    for quarter in QUARTERS:
        for area in public.log.year.areas:
            yield from _of_ranking(public, quarter, area)
            if not public.contested(quarter, area) and (
                public.ranking(quarter, area) or any(row["area"] == area for row in public.flags(quarter))
            ):
                yield f"{quarter} {area} is told of, and not contested"
        for row in public.flags(quarter):
            for said in _of_flag(public, quarter, row):
                yield f"{quarter} {row['area']}/{row['pool']}: {said}; {_short(row)}"
        for row in (row for row in public.wall(quarter) if row["area"] is None):
            yield from (
                f"{quarter} table/{row['pool']}: {said}; {_short(row)}" for said in _of_table_flag(public, quarter, row)
            )
        yield from _of_table(public, quarter)
        yield from (f"bulletin {quarter}: {said}" for said in _of_bulletin(public, quarter))
    yield from of_year(public)
    yield from _of_captures(public)


def _of_ranking(public: Public, quarter: str, area: str) -> Iterator[str]:
    board = public.ranking(quarter, area)
    if board is None:
        return
    for pool in dict.fromkeys(row["pool"] for row in board["rows"]) if board["ranking"] == "by-pool" else ("",):
        rows = public.rows(quarter, area, pool)
        where = f"{quarter} {area}/{pool}"
        yield from (f"{where}: {said}" for said in _places(public, quarter, area, rows, str(pool)))
    for row in board["rows"]:
        for said in _of_row(public, quarter, area, board, row):
            yield f"{quarter} {area} {row['unit']}: {said}"
    if _hides_order(board) != board["unrounded"] and not _has_split_tie(board["rows"]):
        yield f"{quarter} {area}: that the order is by unrounded scores is said to be {board['unrounded']}"


def _of_row(public: Public, quarter: str, area: str, board: Payload, row: Payload) -> Iterator[str]:
    unit = row["unit"]
    known = public.log.score(quarter, area, unit)
    if bool(row.get("guest")) != (unit == public.log.year.guest):
        yield f"that it is a guest is said to be {row.get('guest')}"
    told = row["score_exact"] if row.get("guest") else None
    if told is not None and row["status"] == "n/a" and Decimal(told) != known:
        yield f"the guest's score is said to be {told}, and is {known}"
    if row.get("guest") and (row["status"] == "ranked" or (row["status"] == "missing" and known is not None)):
        yield f"a guest with a score of {known} is said to be {row['status']}"
    if row["status"] == "ranked":
        if Decimal(row["score_exact"]) != known:
            yield f"its score is said to be {row['score_exact']}, and is {known}"
        if row["score"] != _shown(Decimal(row["score_exact"]), board["decimals"]):
            yield f"{row['score_exact']} is shown as {row['score']}"
        if public.log.vetoed(unit, quarter) and public.states[quarter] != "sealed":
            yield "it is ranked, and under a veto"
    elif row["rank"] is not None:
        yield f"it is {row['status']} and has a place"
    if row["status"] == "vetoed" and not public.log.vetoed(unit, quarter):
        yield "it is said to be under a veto"
    if row["status"] == "missing" and known is not None:
        yield f"a score of {known} is not told"
    yield from _correction(public, quarter, area, row)


def _hides_order(board: Payload) -> bool:
    """Whether units of different places show the same score."""
    apart = board["ranking"] == "by-pool"
    places: dict[tuple[str, str], set[int]] = {}
    for row in board["rows"]:
        if row["rank"] is not None:
            places.setdefault((row["pool"] if apart else "", row["score"]), set()).add(row["rank"])
    return any(len(ranks) > 1 for ranks in places.values())


def _has_split_tie(rows: Sequence[Payload]) -> bool:
    """Whether equal scores have different places: a decision did that."""
    places: dict[str, set[int]] = {}
    for row in rows:
        if row["rank"] is not None:
            places.setdefault(row["score_exact"] + str(row["pool"]), set()).add(row["rank"])
    return any(len(found) > 1 for found in places.values())


def _places(public: Public, quarter: str, area: str, rows: Sequence[Payload], pool: str) -> Iterator[str]:
    ranked = [row for row in rows if row["status"] == "ranked"]
    scores = [Decimal(row["score_exact"]) for row in ranked]
    expected = {row["unit"]: 1 + sum(other > own for other in scores) for row, own in zip(ranked, scores, strict=True)}
    told = {row["unit"]: _by_score(row) for row in ranked}
    if told != expected:
        top = [unit for unit, rank in expected.items() if rank == 1]
        first = [unit for unit in top if told[unit] == 1]
        split = {unit: 1 if unit in first else 1 + len(first) for unit in top}
        if told != {**expected, **split} or not first or len(first) == len(top):
            yield f"places {told} do not follow from the scores"
        elif not any(public.log.decided(quarter, area, "tie")):
            yield f"{first} come before {sorted(set(top) - set(first))}, which nobody has decided"
    yield from _apart(public, quarter, [row for row in ranked if _by_score(row) != 1], pool, area)
    counts = Counter(row["rank"] for row in ranked)
    for row in ranked:
        if row["tied"] != (counts[row["rank"]] > 1):
            yield f"that {row['unit']} shares its place is said to be {row['tied']}"
    places = [row["rank"] for row in rows]
    listed = [place for place in places if place is not None]
    if listed != sorted(listed) or places[: len(listed)] != listed:
        yield f"rows stand in the order {places}"


def _by_score(row: Payload) -> int | None:
    """The place that a row's score gives, whatever sets it apart from those who share that."""
    place: int | None = row["countback"]["shared_rank"] if row.get("countback") else row["rank"]
    return place


def _apart(public: Public, quarter: str, ranked: Sequence[Payload], pool: str, where: str) -> Iterator[str]:
    """Whether those who share a place of an area, or of the overall table, stand as the second criteria say.

    As far as is public; of a decision both what it says and that it has been taken are.
    """
    overall = not where
    boards = {area: public.rows(quarter, area, pool) for area in public.log.year.areas}
    places = {area: {row["unit"]: _by_score(row) for row in rows if row["rank"]} for area, rows in boards.items()}
    excused = {row["unit"] for row in boards.get("a1", ()) if row["status"] == "n/a"}
    for shared in {_by_score(row) for row in ranked}:
        units = {row["unit"]: row["rank"] for row in ranked if _by_score(row) == shared}
        worth: dict[str, tuple[Any, ...]] = dict.fromkeys(units, ())
        of_flag = overall and shared == 1 and public.log.year.table[1]  # whoever is first has that flag
        for criterion in dict.fromkeys((*public.log.year.countback, *(("decide",) if of_flag else ()))):
            if criterion == "firsts" and overall:
                firsts = {unit: Counter(found.get(unit) for found in places.values()) for unit in units}
                worth = {unit: (*worth[unit], [-firsts[unit][place] for place in range(1, 9)]) for unit in units}
            if criterion == "place:a1":
                level = {unit: [one for one in units if worth[one] == worth[unit]] for unit in units}
                said = {unit: not excused & set(level[unit]) for unit in units}
                elsewhere = {unit: places.get("a1", {}).get(unit) or 99 for unit in units}
                worth = {unit: (*worth[unit], elsewhere[unit] if said[unit] else 0) for unit in units}
            if criterion == "decide":
                orders = {unit: _order_of(public, quarter, where, worth, unit) for unit in units}
                worth = {unit: (*worth[unit], orders[unit]) for unit in units}
        expected = {unit: (shared or 0) + sum(one < own for one in worth.values()) for unit, own in worth.items()}
        if units != expected:
            yield f"of those who share place {shared} by their scores {units} is told, and {expected} follows"


def _order_of(public: Public, quarter: str, where: str, worth: Mapping[str, Any], unit: str) -> int:
    """The place that a decision gives a unit among those who are alike by every other criterion; nought without one."""
    level = [one for one in worth if worth[one] == worth[unit]]
    order = public.log.order(quarter, where, level) if len(level) > 1 else ()
    return order.index(unit) if order else 0


def _correction(public: Public, quarter: str, area: str, row: Payload) -> Iterator[str]:
    told = row.get("correction")
    made = [one for one in public.log.done if one.name == "correct" and one.about[:3] == (quarter, area, row["unit"])]
    if told is None:
        return
    one = {"reason": told["reason"], "approved_by": [told["approved_by"]]}
    for signed in told.get("signed", [one]):
        signers = [deed.signer for deed in made if deed.reason == signed["reason"]]
        if not signers:
            yield f"it is said to be corrected for {signed['reason']!r}"
        elif signed["approved_by"] not in [[signer] for signer in signers]:
            yield f"the correction for {signed['reason']!r} is said to be approved by {signed['approved_by']}"


def _of_flag(public: Public, quarter: str, row: Payload) -> Iterator[str]:
    if public.is_opening(quarter, row):
        return
    holders, previous = ([unit["unit"] for unit in row[name]] for name in ("holders", "previous"))
    lost = [one["unit"] for one in row["lost"]]
    if public.log.year.guest in holders:
        yield "a guest holds it"
    yield from _overtaken(public, quarter, row, holders)
    for unit in holders:
        kept = row["outcome"] == "retained" and row["reason"] != "tie" and _all_vetoed(public, quarter, row)
        if public.log.vetoed(unit, quarter) and public.states[quarter] != "sealed" and not kept:
            yield f"{unit} holds it under a veto"
        if row["pool"] and public.log.year.pools[unit] != row["pool"]:
            yield f"{unit} holds it, and is of another pool"
    yield from _open(public, quarter, row, holders, previous)
    if row["outcome"] != "open":
        yield from _outcome(public, quarter, row, holders, previous, lost)
        yield from _defences(public, quarter, row, holders, previous)
    yield from _margin(public, quarter, row, holders)
    yield from _winner(public, quarter, row, holders, previous, lost)
    yield from _reasons(public, quarter, row, lost)


def _overtaken(public: Public, quarter: str, row: Payload, holders: list[str]) -> Iterator[str]:
    """Whoever is before a holder is named, with the reason; and nobody else is."""
    able = _contenders(public, quarter, row)
    best = able[0][1] if able else None
    told = [one["unit"] for one in row.get("overtaken_by", ())]
    first = [unit for unit, score in able if score == best]
    areas = {row["area"], (row["reason"] or "").removeprefix("earlier-place:")}
    if told and not any(any(public.log.decided(quarter, area, "correct")) for area in areas):
        yield f"{told} are said to be first since a correction, and there was none"
    gone = public.log.abolished()  # nobody can decide for a unit that has ended, so it is not told as first
    if row.get("first_of_remaining"):
        able = [one for one in able if one[0] not in gone]
        first = [unit for unit, score in able if score == able[0][1]]
        if not gone & {unit for unit, score in _contenders(public, quarter, row) if score == best}:
            yield f"{told} are said to be first of those that remain, and none of those before them has gone"
    if set(told) - set(first) or (told and set(first) == set(holders)):
        yield f"{told} are said to be first, and {first} are"
    most = next((score for unit, score in able if unit not in gone), None)
    before = most is not None and any(dict(able).get(unit, most) < most for unit in holders)
    explained = told or row["reason"] or row["lost"] or row.get("lifted") or row["outcome"] == "open"
    if before and not explained and public.states[quarter] != "sealed":
        yield f"{first} are before {holders}, and nothing says why"


def _all_vetoed(public: Public, quarter: str, row: Payload) -> bool:
    """Whether everybody who could win a flag is under a veto, which is as if nobody had been good enough (S05)."""
    pools = public.log.year.pools
    gone = {*public.log.abolished(), public.log.year.guest}
    group = [unit for unit, pool in pools.items() if row["pool"] in (None, pool) and unit not in gone]
    return all(public.log.vetoed(unit, quarter) for unit in group)


def _open(public: Public, quarter: str, row: Payload, holders: list[str], previous: list[str]) -> Iterator[str]:
    if row["outcome"] == "open":
        if not public.waits(quarter) and holders:
            yield "it is called open, and nothing earlier waits"
        if public.waits(quarter) and (previous or any(row["defences"].values())):
            yield "it is open who had it, and yet is told"
    elif public.waits(quarter) and (previous or row["outcome"] not in ("vacant", "revoked")):
        yield "an earlier quarter is sealed, and yet it is not open how it was won"


def _outcome(
    public: Public, quarter: str, row: Payload, holders: list[str], previous: list[str], lost: list[str]
) -> Iterator[str]:
    if not public.log.abolished():
        before = _held_before(public, quarter, row)
        if before is not None and set(before) != set(previous) and not public.waits(quarter):
            yield f"{previous} are said to have held it before, and {before} did"
    if not holders:
        if row["outcome"] not in ("vacant", "revoked"):
            yield "nobody holds it"
        if row["outcome"] == "revoked" and not lost:
            yield "it is revoked, and nobody has lost it"
        return
    if lost:
        return
    expected = {"defended", "retained"} if set(holders) <= set(previous) else {"captured", "first"}
    if len(holders) > 1 and set(holders) != set(previous):
        left = set(holders) < set(previous) and row["outcome"] == "retained"  # one of them was under a veto
        expected = {"retained"} if left else {"joint"}
    if row["outcome"] not in expected:
        yield f"it should be {sorted(expected)}"
    by_rule = (
        public.log.year.no_winner == "retain"
        or (public.log.year.tie == "holder-stays" and row["reason"] == "tie")
        or any(public.log.decided(quarter, row["area"], "vacancy", "correct"))
    )
    if row["outcome"] == "retained" and not by_rule:
        yield "it is retained by no rule and no decision"


def _held_before(public: Public, quarter: str, row: Payload) -> list[str] | None:
    """Who held a flag last, as boards of earlier quarters tell it; None where that is not told."""
    if at_once := [unit for area, at, unit in public.log.year.held if (area, at) == (row["area"], quarter)]:
        return at_once
    earlier_ones = [one for one in QUARTERS if one < quarter and public.contested(one, row["area"])]
    for earlier in reversed(earlier_ones):
        told = public.flag(earlier, row["area"], row["pool"])
        if told is not None:
            return None if told["outcome"] == "open" else [unit["unit"] for unit in told["holders"]]
        if public.states[earlier] != "open":
            return None
    return [unit for area, at, unit in public.log.year.held if area == row["area"] and at < quarter]


def _defences(public: Public, quarter: str, row: Payload, holders: list[str], previous: list[str]) -> Iterator[str]:
    if set(row["defences"]) != set(holders):
        yield f"defences are told of {sorted(row['defences'])}"
        return
    earlier = [one for one in QUARTERS if one < quarter]
    told = next((found for one in reversed(earlier) if (found := public.flag(one, row["area"], row["pool"]))), None)
    opened = {unit: 0 for area, at, unit in public.log.year.held if (area, at) == (row["area"], quarter)}
    if public.log.abolished() or (not opened and (told is None or told["outcome"] == "open")):
        return
    before = opened or (told["defences"] if told is not None else {})
    for unit in holders:
        kept = before.get(unit)
        expected = 0 if kept is None else kept + (row["outcome"] != "retained")
        if unit in previous and row["defences"][unit] != expected:
            yield f"{unit} is said to have defended it {row['defences'][unit]} times, and has {expected} times"
        if unit not in previous and row["defences"][unit]:
            yield f"{unit} is said to have defended what it did not hold"


def _contenders(public: Public, quarter: str, row: Payload, *stati: str) -> list[tuple[str, Decimal]]:
    """The units that may win it by what is public, with their scores, the best first."""
    rows = [one for one in public.rows(quarter, row["area"], row["pool"] or "") if not one.get("guest")]
    scored = [one for one in rows if one["score_exact"] is not None and one["status"] in (stati or ("ranked",))]
    found = [(one["unit"], Decimal(one["score_exact"])) for one in scored]
    able = [(unit, score) for unit, score in found if score >= public.log.year.minimum]
    return sorted(able, key=lambda one: -one[1])


def _margin(public: Public, quarter: str, row: Payload, holders: list[str]) -> Iterator[str]:
    """The margin is what the holders lead by as the ranking has it, whoever was next when it was won."""
    told = None if row["margin_exact"] is None else Decimal(row["margin_exact"])
    if any(one.name == "lift" and one.about[1] == quarter for one in public.log.done):
        lead = _lead(public, quarter, row, holders, "ranked") if holders else None
        if told is not None and lead is None and len(holders) == 1 and not row["lost"]:
            able = _contenders(public, quarter, row)
            if able and able[0][1] > dict(able).get(holders[0], able[0][1]):
                yield f"a margin of {told}, and {able[0][0]} is before {holders[0]}"
        return
    if not holders or row["outcome"] == "retained":
        if told is not None:
            yield f"a margin of {told} where nothing was won"
        return
    if told is None or row["lost"]:
        return
    expected = _lead(public, quarter, row, holders, "ranked")
    if told != expected:
        yield f"a margin of {told} where it is {expected}"


def _lead(public: Public, quarter: str, row: Payload, holders: list[str], *stati: str) -> Decimal | None:
    """By how much the holders lead among the units of these stati; None where they do not."""
    return _lead_of(dict(_contenders(public, quarter, row, *stati)), holders)


def _lead_of(able: Mapping[str, Decimal], holders: list[str]) -> Decimal | None:
    own = {able.get(unit) for unit in holders}
    others = [score for unit, score in able.items() if unit not in holders]
    if None in own or len(own) > 1:
        return None
    (best,) = own
    if best is None or (others and max(others) > best):
        return None
    return Decimal(0) if len(holders) > 1 else best - max(others) if others else None


def _winner(
    public: Public, quarter: str, row: Payload, holders: list[str], previous: list[str], lost: list[str]
) -> Iterator[str]:
    """Where nobody has decided anything, whoever is first has it."""
    touched = any(public.log.decided(quarter, row["area"], "tie", "vacancy", "correct"))
    changed = any(one.name in ("veto", "lift") and one.about[1] == quarter for one in public.log.done)
    if touched or changed or lost or public.log.abolished():
        return
    able = _contenders(public, quarter, row)
    first = [unit for unit, score in able if score == able[0][1]]
    if len(first) == 1 and holders != first:
        yield f"{holders} hold it, and {first} was first"
    if not first and holders and row["outcome"] not in ("retained", "first", "open") and holders != previous:
        yield f"{holders} hold it, and nobody was good enough"
    if len(first) > 1 and public.log.year.tie == "joint" and set(holders) != set(first):
        yield f"{holders} hold it, and {first} were first together"
    if len(first) > 1 and holders and not set(holders) <= set(first) and row["outcome"] != "retained":
        yield f"{holders} hold it, and {first} were first"
    if len(first) > 1 and previous and public.log.year.tie in ("holder-retains", "holder-stays"):
        among = [unit for unit in previous if unit in first]
        staying = [] if public.log.year.tie == "holder-retains" else [unit for unit in previous if unit not in first]
        expected = among or [unit for unit in staying if not public.log.vetoed(unit, quarter)]
        if expected and set(holders) != set(expected):
            yield f"{holders} hold it, {first} tied, and {previous} held it"
        if expected and not among and row["outcome"] != "retained":
            yield f"others tied, and {holders} are said to have {row['outcome']} it"


def _reasons(public: Public, quarter: str, row: Payload, lost: list[str]) -> Iterator[str]:
    """A reason and a signer are told only of what they are about."""
    if row["reason"] == "tie" and not any(one.name in ("veto", "lift") for one in public.log.done):
        able = _contenders(public, quarter, row)
        first = [unit for unit, score in able if score == able[0][1]]
        if able and len(first) < 2 and not lost:
            yield f"a tie is told, and {first} is first alone"
    said = [("it", row["reason"], ()), *((one["unit"], one["reason"], (one["unit"],)) for one in row["lost"])]
    for whom, reason, units in said:
        if reason in (None, "", "tie") or str(reason).startswith("earlier-place:"):
            continue
        deed = public.log.by_reason(reason)
        if deed is None:
            yield f"a reason that nobody gave: {reason!r}"
        elif deed.name in ("tie", "vacancy", "correct") and deed.about[:2] != (quarter, row["area"]):
            yield f"{reason!r} is about {deed.about}"
        elif (
            deed.name in ("veto", "lift") and (deed.about[1] != quarter or (units and deed.about[0] not in units))
        ) or (deed.name == "abolish" and units and deed.about[0] not in units):
            yield f"{reason!r} is about {deed.about}, and is told of {whom}"
    deed = public.log.by_reason(row["reason"]) if row["reason"] else None
    signers = {one.signer for one in public.log.decided(quarter, row["area"], "tie", "vacancy", "correct")}
    if strangers := set(row["approved_by"]) - signers:
        yield f"{sorted(strangers)} are said to have approved it"
    decision = deed is not None and deed.name in ("tie", "vacancy", "correct")
    if deed is not None and decision and row["approved_by"] not in ([], [deed.signer]):
        yield f"{row['approved_by']} are said to have approved what {deed.signer} did"


def _of_table(public: Public, quarter: str) -> Iterator[str]:
    board = public.ranking(quarter)
    if board is None or public.states[quarter] == "sealed":
        return
    scores = _sums(public, quarter)
    held = Counter(unit["unit"] for row in public.flags(quarter) for unit in row["holders"])
    ranked = [row for row in board["rows"] if row["status"] == "ranked"]
    for row in board["rows"]:
        if row.get("flags_at_least", 0) > held[row["unit"]] and not public.log.abolished():
            yield f"{quarter}: {row['unit']} is said to hold {row['flags_at_least']} flags at least"
    if board.get("open_flags", 0) > sum(row["outcome"] == "open" for row in public.flags(quarter)):
        yield f"{quarter}: {board['open_flags']} flags are said to be open"
    for row in ranked if scores is not None else ():
        unit = row["unit"]
        if public.states[quarter] == "published" and row["flags"] != held[unit] and not public.log.abolished():
            yield f"{quarter}: {unit} is said to hold {row['flags']} flags, and holds {held[unit]}"
        if scores is not None and Decimal(row["score_exact"]) != scores.get(unit, 0):
            yield f"{quarter}: {unit} is said to have {row['score_exact']} in all, and has {scores.get(unit)}"
    yield from _table_apart(public, quarter, board)
    for row in ranked:
        rivals = [one for one in ranked if board["ranking"] != "by-pool" or one["pool"] == row["pool"]]
        better = sum(_worth(public, one) > _worth(public, row) for one in rivals)
        if _by_score(row) != better + 1:
            yield f"{quarter}: {row['unit']} is said to be {row['rank']} of all, and is {better + 1}"


def _of_table_flag(public: Public, quarter: str, row: Payload) -> Iterator[str]:
    """The flag of the overall table is with whoever is first in it, where nothing has happened since.

    How it went over follows from the quarters before, as of any flag.
    """
    holders, previous = ([unit["unit"] for unit in row[name]] for name in ("holders", "previous"))
    yield from _open(public, quarter, row, holders, previous)
    yield from _beside_table(public, quarter, row, holders)
    if row["outcome"] != "open":
        yield from _outcome(public, quarter, row, holders, previous, [one["unit"] for one in row["lost"]])
        yield from _defences(public, quarter, row, holders, previous)
    for unit in holders:
        if unit == public.log.year.guest or (row["pool"] and public.log.year.pools[unit] != row["pool"]):
            yield f"{unit} holds it, and cannot"
        if public.log.vetoed(unit, quarter) and row["outcome"] not in ("retained", "open"):
            yield f"{unit} holds it under a veto"
    of_table = ("vacancy table", "tie table")
    deeds = ("veto", "lift", "correct", "vacancy", "tie", "settle", "abolish", "place", *of_table)
    board = public.ranking(quarter)
    until = [at for at in QUARTERS if at <= quarter]
    done = [one for one in public.log.done if one.name in deeds]
    touched = any(one.name == "abolish" or any(at in one.about for at in until) for one in done)
    if board is None or row["outcome"] == "open" or touched:
        return
    first = [one for one in board["rows"] if one["rank"] == 1 and row["pool"] in (None, one["pool"])]
    if len(first) != 1 or not any(_worth(public, first[0])):
        return
    good = Decimal(first[0]["score_exact"]) >= public.log.year.minimum
    kept = not good and row["outcome"] == "retained"
    if holders != [one["unit"] for one in first if good] and not kept:
        yield f"{holders} hold it, and {first[0]['unit']} is first in the table"
    told = None if row["margin_exact"] is None else Decimal(row["margin_exact"])
    lead = _table_lead(public, board, first[0]) if good else None
    if told != lead:
        yield f"a margin of {told} where {first[0]['unit']} leads by {lead}"


def _beside_table(public: Public, quarter: str, row: Payload, holders: list[str]) -> Iterator[str]:
    """Who is said to lead the table, why the flag is where it is and who signed that, and by how many flags it went."""
    board = public.ranking(quarter)
    rows = [one for one in (board["rows"] if board else ()) if row["pool"] in (None, one["pool"])]
    first = {one["unit"] for one in rows if one["rank"] == 1}
    ahead = {unit["unit"] for unit in row.get("overtaken_by", ())}
    if (
        board is not None
        and public.states[quarter] != "sealed"
        and (not ahead <= first or (ahead and first == set(holders)))
    ):
        yield f"{sorted(ahead)} are said to be first in the table, and {sorted(first)} are"
    signed: set[str] = set()
    for reason in (row["reason"], *(one["reason"] for one in row["lost"])):
        if reason in (None, "", "tie") or str(reason).startswith("earlier-place:"):
            continue
        deed = public.log.by_reason(reason)
        signed |= {deed.signer} if deed is not None else set()
        if deed is None or (quarter not in deed.about and deed.name != "abolish"):
            yield f"{reason!r} is {'about ' + str(deed.about) if deed else 'given by nobody'}"
    if strangers := set(row["approved_by"]) - signed:
        yield f"{sorted(strangers)} are said to have approved it"
    if "most_flags" in row:
        held = Counter(
            unit["unit"] for one in public.flags(quarter) for unit in one["holders"] if one["pool"] == row["pool"]
        )
        own = held.pop(holders[0], 0)
        if row["most_flags"] != own or own <= max(held.values(), default=0):
            yield f"{holders} are said to have most flags, {row['most_flags']}, beside {dict(held)}"


def _table_lead(public: Public, board: Payload, first: Payload) -> Decimal | None:
    """By how much a unit that is first alone leads in the total over who comes next in the table.

    Nobody comes next who could not have it; and there is no figure where flags put one before the other.
    """
    rivals = [one for one in board["rows"] if one["status"] == "ranked" and one["rank"] > 1]
    rivals = [one for one in rivals if board["ranking"] != "by-pool" or one["pool"] == first["pool"]]
    after = min((one["rank"] for one in rivals), default=0)
    able = [one for one in rivals if one["rank"] == after and any(_worth(public, one))]
    totals = [Decimal(one["score_exact"]) for one in able if Decimal(one["score_exact"]) >= public.log.year.minimum]
    by_flags = any(_worth(public, one)[0] < _worth(public, first)[0] for one in able)
    return None if by_flags or not totals else Decimal(first["score_exact"]) - max(totals)


def _table_apart(public: Public, quarter: str, board: Payload) -> Iterator[str]:
    ranked = [row for row in board["rows"] if row["status"] == "ranked" and any(_worth(public, row))]
    for pool in dict.fromkeys(row["pool"] for row in ranked) if board["ranking"] == "by-pool" else ("",):
        own = [row for row in ranked if pool in ("", row["pool"])]
        for said in _apart(public, quarter, own, str(pool), ""):
            yield f"{quarter}: {said}"


def _worth(public: Public, row: Payload) -> tuple[int, Decimal]:
    """What the overall table goes by: flags, then the sum; or the sum alone."""
    by_flags = public.log.year.table[0] == "flags"
    return row["flags"] if by_flags else 0, Decimal(row["score_exact"])


def _sums(public: Public, quarter: str) -> dict[str, Decimal] | None:
    """What each unit has in all areas; None where a ranking is not public."""
    found: dict[str, Decimal] = {}
    for area in public.log.year.areas:
        if not public.contested(quarter, area):
            continue
        ranking = public.ranking(quarter, area)
        if ranking is None:
            return None
        for row in ranking["rows"]:
            if row["score_exact"] is not None:
                found[row["unit"]] = found.get(row["unit"], Decimal(0)) + Decimal(row["score_exact"])
    return found


def _of_bulletin(public: Public, quarter: str) -> Iterator[str]:
    """The newest bulletin says what the boards say, and of vetoes and corrections what was done."""
    bulletin = public.boards.get(f"bulletin/main/{quarter}")
    if bulletin is None or public.states[quarter] != "published":
        return
    if bulletin["flags"] != public.wall(quarter):
        yield f"{list(map(_short, bulletin['flags']))} are not the wall's {list(map(_short, public.wall(quarter)))}"
    for ranking in bulletin["rankings"]:
        board = public.ranking(quarter, ranking["area"])
        if board is None or _standing(ranking) != _standing(board):
            yield f"the ranking of {ranking['area']} is another one"
    for row in bulletin["vetoes"]:
        deed = public.log.by_reason(row["reason"])
        if not public.log.vetoed(row["unit"], quarter) or deed is None or deed.about != (row["unit"], quarter):
            yield f"a veto of {row['unit']} for {row['reason']}"
    for row in bulletin["corrections"]:
        deed = public.log.by_reason(row["reason"])
        if deed is None or deed.about[:3] != (quarter, row["area"], row["unit"]):
            yield f"a correction of {row['unit']} in {row['area']} for {row['reason']}"
        elif deed.signer not in row["approved_by"]:
            yield f"that {row['approved_by']} approved {row['reason']}"


def _standing(board: Payload) -> list[Payload]:
    """A ranking's rows but for the places gained since the quarter before, which may itself be told anew."""
    return [{name: value for name, value in row.items() if name != "change"} for row in board["rows"]]


def _of_captures(public: Public) -> Iterator[str]:
    board = public.boards.get("captures/main")
    if board is None or public.log.abolished():
        return
    found: Counter[str] = Counter()
    for quarter in QUARTERS:
        for row in public.flags(quarter):
            if row["outcome"] in ("captured", "joint"):
                before = {unit["unit"] for unit in row["previous"]}
                ever = before or any(
                    told["holders"] or told["lost"] or told["previous"]
                    for one in QUARTERS
                    if one < quarter and (told := public.flag(one, row["area"], row["pool"]))
                )
                found.update(unit["unit"] for unit in row["holders"] if unit["unit"] not in before and ever)
    told = {row["unit"]: row["captures"] for row in board["rows"]}
    if told != dict(found):
        yield f"captures: {told} are told, and the walls tell {dict(found)}"


def _shown(value: Decimal, decimals: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):f}"


def _short(row: Payload) -> str:
    names = ("outcome", "margin_exact", "reason", "approved_by", "defences")
    units = {name: [unit["unit"] for unit in row[name]] for name in ("holders", "previous", "lost")}
    return str({**units, **{name: row[name] for name in names}})
