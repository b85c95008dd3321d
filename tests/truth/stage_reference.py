"""What the stage shows of a flag, against what is public, what was done, and what the hall has been told before."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.truth.public import Payload, Public

Flag = tuple[str, str, str | None]
"""Quarter, area and pool."""
SHOWN_BY = ("next", "goto", "play", "tell")
"""Deeds after which the stage shows something new."""


@dataclass
class Hall:
    """What the hall has been told of each flag: its row, and the scores of its ranking."""

    rows: dict[Flag, Payload] = field(default_factory=dict)
    scores: dict[Flag, dict[str, str | None]] = field(default_factory=dict)

    def forget(self, quarter: str) -> None:
        """What was announced of a quarter that is open again will be announced anew."""
        for flag in [flag for flag in self.rows if flag[0] == quarter]:
            del self.rows[flag], self.scores[flag]

    def see(self, scene: Payload, public: Public, quarter: str) -> Iterator[str]:
        """All that a scene of a flag says and that does not follow; the hall knows it from then on."""
        if scene["scene"] != "flag" or not (row := scene.get("row")):
            return
        flag = quarter, row["area"], row["pool"]
        told = public.flag(*flag)
        if told != row:
            yield f"the stage says {row}, and the wall {told}"
        ranking = public.rows(quarter, row["area"], row["pool"] or "")
        if scene["moment"] == "correction":
            yield from self._correction(scene, public, flag, ranking)
            self.rows[flag] = row
            self.scores[flag] = {one["unit"]: one["score_exact"] for one in ranking}
        else:
            if ranking[: len(scene["top"])] != scene["top"]:
                yield f"the stage says {scene['top']} come first, and the ranking {ranking}"
            self.rows.setdefault(flag, row)
            self.scores.setdefault(flag, {one["unit"]: one["score_exact"] for one in ranking})

    def _correction(self, scene: Payload, public: Public, flag: Flag, ranking: list[Payload]) -> Iterator[str]:
        if flag in self.rows and scene["before"] != self.rows[flag]:
            yield f"the hall was told {self.rows[flag]}, and not {scene['before']}"
        holds = {one["unit"]: one["score_exact"] for one in ranking}
        for one in scene["corrections"]:
            unit = one["unit"]
            if one["new"] != holds.get(unit):
                yield f"{unit} is said to have {one['new']} now, and has {holds.get(unit)}"
            if flag in self.scores and one["old"] != self.scores[flag].get(unit):
                yield f"the hall was told {self.scores[flag].get(unit)} of {unit}, and not {one['old']}"
            if one["old"] == one["new"] and len(one.get("signed", ())) < 2:
                yield f"the score of {unit} is said to be corrected from {one['old']} to the same"
        if flag in self.rows and not scene["corrections"] and scene["before"] == scene["row"]:
            yield "nothing has been corrected"
        for signed in scene["signed"]:
            deed = public.log.by_reason(signed["reason"])
            if deed is None and signed["approved_by"]:
                yield f"nobody can have approved {signed['reason']!r}"
            if deed is not None and not set(signed["approved_by"]) <= {deed.signer, "chief"}:
                yield f"{signed['approved_by']} are said to have approved what {deed.signer} did"
