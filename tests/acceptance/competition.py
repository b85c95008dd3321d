"""Writes small competition folders of invented places, as an outsider would write them by docs/contract.md."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = (
    *("青槐乡", "白鹭镇", "石桥乡", "柳溪镇", "云岭乡", "松涛镇", "竹沟乡", "梅岗镇", "桂川乡", "枫泾镇"),
    *("芦湾乡", "荷塘镇", "菱湖乡", "艾原镇", "苔坪乡", "藤寨镇", "葵园乡", "兰渡镇", "菊圃乡", "桐林镇"),
)
"""Invented townships, so that nothing of Handan is in the way."""

PERIODS = (
    ("2031Q1", "第一季度", "2031-01-01", "2031-03-31"),
    ("2031Q2", "第二季度", "2031-04-01", "2031-06-30"),
    ("2031Q3", "第三季度", "2031-07-01", "2031-09-30"),
)

SCORES = ("series", "period", "area", "unit", "judge", "score", "state")
UNITS = (
    *("id", "name", "short_name", "name_en", "kind", "parent", "pool", "aliases", "valid_from", "valid_to", "standing"),
)  # fmt: skip
CUSTODY = ("series", "area", "period", "unit", "awarded_on", "defences")
NOMINEES = (
    *("period", "star", "unit", "person", "post", "series"),
    *("members_issued", "members_returned", "members_valid", "members_for"),
    *("masses_issued", "masses_returned", "masses_valid", "masses_for", "notice_from", "status"),
)

Row = Mapping[str, object]


@dataclass(frozen=True)
class Series:
    """One series: its areas, its settings where they are not the defaults, and what differs in a period."""

    id: str = "main"
    areas: Sequence[str] = ("roads",)
    pools: Sequence[str] = ("town",)
    host: str = "lake"
    settings: Mapping[str, object] = field(default_factory=lambda: {"publication": "live", "confirm": "self"})
    weights: Mapping[str, object] = field(default_factory=dict)
    overrides: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    prizes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What goes with the flag of an area, `prize` and `prize_en`."""
    flags_en: Mapping[str, str] = field(default_factory=dict)
    """What the flags of areas are called in English."""


def live(*areas: str, **settings: object) -> Series:
    """A series that publishes at once, confirmed by whoever entered."""
    return Series(areas=areas or ("roads",), settings={"publication": "live", "confirm": "self", **settings})


def sealed(*areas: str, **settings: object) -> Series:
    """A series whose results wait for a ceremony."""
    return Series(areas=areas or ("roads",), settings={"confirm": "self", **settings})


@dataclass(frozen=True)
class Competition:
    """A competition's folder, still to be written."""

    series: Sequence[Series] = (live(),)
    units: Sequence[Row] = ()
    scores: Sequence[Row] = ()
    custody: Sequence[Row] = ()
    nominees: Sequence[Row] = ()
    vetoes: Sequence[Row] = ()
    stars: Sequence[Mapping[str, object]] = ()
    ceremonies: Mapping[str, str] = field(default_factory=dict)
    veto_items: Sequence[tuple[str, str]] = (("safety", "安全生产"), ("honesty", "廉政"))
    veto_scopes: Mapping[str, str] = field(default_factory=dict)
    """What the vetoes of an item take, where that is not the default."""
    veto_names_en: Mapping[str, str] = field(default_factory=dict)
    zone: str = "Asia/Shanghai"
    id: str = "lake-2031"
    periods: Sequence[tuple[str, str, str, str]] = PERIODS
    annual: Mapping[str, object] = field(default_factory=dict)
    publicity: Mapping[str, object] = field(default_factory=dict)
    campaigns: Sequence[Mapping[str, object]] = ()
    records: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """The rows of other files by their names, such as "pledges"; their first row names the columns."""

    def write(self, folder: Path) -> Path:
        """Write the folder's files and return it."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "competition.toml").write_text(self._toml(), encoding="utf-8")
        host = {"id": "lake", "name": "湖区", "name_en": "Lake", "kind": "district"}
        write_csv(folder / "units.csv", UNITS, [host, *self.units])
        for name, columns, rows in (
            ("scores", SCORES, self.scores),
            ("custody", CUSTODY, self.custody),
            ("nominees", NOMINEES, self.nominees),
            ("vetoes", ("unit", "veto", "period", "reason", "decided_on"), self.vetoes),
        ):
            if rows:
                write_csv(folder / f"{name}.csv", columns, rows)
        for name, rows in self.records.items():
            write_csv(folder / f"{name}.csv", list(rows[0]), rows)
        for ceremony, text in self.ceremonies.items():
            (folder / "ceremonies").mkdir(exist_ok=True)
            (folder / "ceremonies" / f"{ceremony}.toml").write_text(text, encoding="utf-8")
        return folder

    def _toml(self) -> str:
        parts = [
            table(
                "[competition]",
                {"id": self.id, "name": "湖区竞赛", "name_en": "Lake contest", "host": "lake", "timezone": self.zone},
            )
        ]
        parts += [
            table("[[period]]", {"id": p, "name": name, "start": Date(start), "end": Date(end)})
            for p, name, start, end in self.periods
        ]
        for series in self.series:
            given = {"id": series.id, "name": f"{series.id}级", "host": series.host, "pools": list(series.pools)}
            parts.append(table("[[series]]", {**given, **series.settings}))
            parts += [
                table(
                    "[[series.area]]",
                    {
                        "id": area,
                        "name": f"{area}工作",
                        "name_en": area.title(),
                        "flag": f"{area}先锋旗",
                        **({"flag_en": series.flags_en[area]} if area in series.flags_en else {}),
                        "weight": series.weights.get(area, 1),
                        **series.prizes.get(area, {}),
                    },
                )
                for area in series.areas
            ]
            parts += [
                table("[[series.period]]", {"period": period, **changes})
                for period, changes in series.overrides.items()
            ]
        parts += [table("[[star]]", star) for star in self.stars]
        parts += [table("[[campaign]]", campaign) for campaign in self.campaigns]
        items = ", ".join(
            _value(
                {
                    "id": item,
                    "name": name,
                    **({"name_en": self.veto_names_en[item]} if item in self.veto_names_en else {}),
                    **({"scope": self.veto_scopes[item]} if item in self.veto_scopes else {}),
                }
            )
            for item, name in self.veto_items
        )
        if self.publicity:
            parts.append(table("[publicity]", self.publicity))
        parts.append(table("[annual]", {"series": self.series[0].id, **self.annual}) + f"vetoes = [{items}]\n")
        return "\n".join(parts)


class Date(str):
    """A date or a time, which TOML writes without quotes."""


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def table(head: str, values: Mapping[str, object]) -> str:
    """A table of TOML."""
    return "\n".join([head, *(f"{key} = {_value(value)}" for key, value in values.items()), ""])


def _value(value: object) -> str:
    match value:
        case Date():
            return str(value)
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case Mapping():
            return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
        case _:
            return str(value)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A CSV file with a header line, quoted by hand so that the writer under test is not used."""
    lines = [",".join(columns)]
    for row in rows:
        assert set(row) <= set(columns), f"{path.name} has no column for {set(row) - set(columns)}"
        cells = [str(row.get(column, "")) for column in columns]
        lines.append(",".join('"' + c.replace('"', '""') + '"' if any(s in c for s in ',"\n') else c for c in cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def towns(count: int, *, pool: str = "town", prefix: str = "t", start: int = 0, **columns: object) -> list[Row]:
    """`count` invented units: t1, t2, …"""
    return [
        {
            "id": f"{prefix}{number + 1}",
            "name": NAMES[(start + number) % len(NAMES)] + ("" if start + number < len(NAMES) else str(number)),
            "name_en": f"Town {prefix}{number + 1}",
            "kind": "town",
            "parent": "lake",
            "pool": pool,
            **columns,
        }
        for number in range(count)
    ]


def scores(
    series: str, period: str, table: Mapping[str, Mapping[str, object]], *, state: str = "confirmed"
) -> list[Row]:
    """Rows of scores.csv from {area: {unit: score}}; None is no row."""
    return [
        {"series": series, "period": period, "area": area, "unit": unit, "score": score, "state": state}
        for area, cells in table.items()
        for unit, score in cells.items()
        if score is not None
    ]


def held(series: str, holders: Mapping[str, Any], *, period: str = "") -> list[Row]:
    """Rows of custody.csv from {area: unit or units} for what is held when the records begin."""
    return [
        {"series": series, "area": area, "period": period, "unit": unit, "awarded_on": "2030-12-20"}
        for area, given in holders.items()
        for unit in ([given] if isinstance(given, str) else given)
    ]
