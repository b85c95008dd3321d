"""Payloads of what is shown of one unit alone."""

from typing import Any

from .samples import UNITS

Words = tuple[str, str]
HELD: tuple[tuple[Words, Words, Words], ...] = (
    (("保障和改善民生先锋旗", "Livelihood"),
     ("2010年11月5日 授旗  保旗 1 次", "awarded 5 November 2010  defended once"), ("村级", "Villages")),
    (("基层党组织建设先锋旗", "Party branches"), ("2010年11月5日 授旗", "awarded 5 November 2010"),
     ("村级", "Villages")),
)  # fmt: skip
GOES_FOR: tuple[tuple[Words, Words, Words], ...] = (
    (("重点项目建设先锋旗", "Key projects"),
     ("距第一 3.25 分", "3.25 behind the first"), ("村级  第三季度", "Villages  Third quarter")),
    (("维护社会稳定先锋旗", "Social stability"),
     ("未公布", "not known yet"), ("村级  第四季度", "Villages  Fourth quarter")),
)  # fmt: skip
STARS: tuple[tuple[Words, Words, Words], ...] = (
    (("王建国", "王建国"), ("服务群众星", "Service star"), ("村民", "villager")),
    (("李秀英", "李秀英"), ("爱岗敬业星  公示", "Diligence star  on notice"),
     ("村医  公示至 2010年11月12日", "doctor  notice until 12 November 2010")),
)  # fmt: skip
PLEDGES: tuple[tuple[Words, Words, Words], ...] = (
    (("年内修好村东两条路，装好路灯四十盏", "Two roads and forty street lamps in the east of the village this year"),
     ("2010年12月31日 到期", "due 31 December 2010"), ("吕乙  村支书", "吕乙  secretary")),
)  # fmt: skip
SHORT = {"held": ("", ""), "targets": ("-3.25", ""), "stars": ("服务群众星", "爱岗敬业星"), "pledges": ("12月31日",)}
SECTIONS = (
    ("held", ("持有的先锋旗（2）", "Flags held (2)"), HELD),
    ("targets", ("争夺的先锋旗（2）", "Flags to win (2)"), GOES_FOR),
    ("stars", ("模范星（2）", "Stars (2)"), STARS),
    ("pledges", ("公开承诺（1）", "Pledges (1)"), PLEDGES),
)


def noticeboard() -> dict[str, Any]:
    """A village's notice board with something in every section."""
    said = {lang: [_section(at, *section) for section in SECTIONS] for at, lang in enumerate(("zh", "en"))}
    return {"scene": "noticeboard", **UNITS[0], **said}


def crowded(unit: dict[str, str], long: str) -> dict[str, Any]:
    """A notice board with thirty lines in each section, all of them long."""
    lines = [
        {
            "main": long[at:],
            "aside": long[: at * 3],
            "short": long[:at],
            "note": long[at * 2 :],
            "honoured": at % 2 == 0,
        }
        for at in range(30)
    ]
    sections = [{"about": name, "title": long[:20], "lines": lines} for name, _title, _lines in SECTIONS]
    named = {key: unit[key] for key in ("unit", "name", "name_en")}
    return {"scene": "noticeboard", **named, "zh": sections, "en": sections}


def _section(at: int, name: str, title: Words, lines: tuple[tuple[Words, Words, Words], ...]) -> dict[str, Any]:
    honoured = ("held", "stars")
    return {
        "about": name,
        "title": title[at],
        "lines": [
            {
                "main": main[at],
                "aside": aside[at],
                "short": SHORT[name][number],
                "note": note[at],
                "honoured": name in honoured and not number,
            }
            for number, (main, aside, note) in enumerate(lines)
        ],
    }
