"""A small whole competition folder, to be written to disk as it is or with changes."""

from collections.abc import Mapping
from pathlib import Path

from scoreboard.ceremony.cues import cue_formats
from scoreboard.exchange.folder import read_folder
from scoreboard.exchange.problems import FolderInvalid
from tests.lake import LAKE

COMPETITION = (
    LAKE
    + """\
pools = ["county", "bureau"]

[[series.area]]
id = "roads"
name = "道路"

[[series.area]]
id = "water"
name = "水利"
name_en = "Water"
flag = "水利先锋旗"
weight = 1.5

[[series.period]]
period = "2030Q2"
publication = "live"
maximum = 120
minimum = 89.5
freeze = 2030-06-20T00:00:00

[[series]]
id = "judged"
name = "评比"
host = "east"
pools = ["village"]
ranking = "by-pool"
tie = "earlier-place:looks"
judges = "trimmed-mean"

[[series.area]]
id = "looks"
name = "村容"

[[star]]
id = "service"
name = "服务星"

[annual]
series = "main"
honours = { national = 3, provincial = 2.5 }
honour_cap = 5
vetoes = [
    { id = "safety", name = "安全生产" },
    { id = "honesty", name = "廉政" },
]
"""
)

FILES: dict[str, str] = {
    "competition.toml": COMPETITION,
    "units.csv": """\
id,name,short_name,kind,parent,pool,aliases,valid_from,valid_to
lake,湖市,,city,,,,,
east,东县,东,county,lake,county,东边县;老东县,,2030-02-28
east,东区,,district,,,,2030-03-01,
west,西县,西,county,lake,county,,,
roads-bureau,交通局,,bureau,,bureau,,,
stone,石村,,village,east,village,,,
reed,苇村,,village,east,village,,,
""",
    "scores.csv": """\
series,period,area,unit,judge,score,state
main,2030Q1,roads,east,,90.5,confirmed
main,2030Q1,roads,西县,,88.1234,
main,2030Q1,roads,roads-bureau,,n/a,confirmed
main,2030Q2,roads,east,,119.5,confirmed
judged,2030Q1,looks,stone,甲,95,draft
judged,2030Q1,looks,stone,乙,90,draft
""",
    "custody.csv": """\
series,area,period,unit,awarded_on
main,roads,,east,2029-12-20
main,water,,west,
""",
    "nominees.csv": """\
period,star,unit,person,members_issued,members_returned,members_valid,members_for,status
2030Q1,service,east,赵甲,12,13,10,8,
2030Q1,service,west,钱乙,,,,,on-notice
""",
    "honours.csv": "unit,level,title,document,awarded_on\nwest,national,先进,文号1,2030-02-01\n",
    "vetoes.csv": "unit,veto,period,reason,decided_on\nwest,safety,2030Q2,事故,2030-05-05\n",
    "pledges.csv": "unit,person,text,comparator,target,due\neast,王丙,修路,>=,140,2030-12-31\n",
    "goals.csv": "unit,scope,title\neast,city,第一\n",
    "livelihood.csv": "field,title,planned,spent\n供水,水厂,1200,860.5\n",
    "rectifications.csv": "unit,series,area,period,due\nwest,main,water,2030Q1,2030-05-01\n",
    "ceremonies/main-2030Q1.toml": """\
title = "授旗仪式"
date = 2030-04-10
slogans = ["一", "二"]
series = "main"
period = "2030Q1"

[[cue]]
kind = "title"

[[cue]]
kind = "flag"
area = "water"
words = '''
请
上台'''
duration = 90

[[cue]]
kind = "star"
star = "service"
""",
}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a folder's files; bytes as they are, text as UTF-8."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The folder with one passage of one file replaced, which must be there just once."""
    assert FILES[file].count(old) == 1, f"{old!r} is not once in {file}"
    return {**FILES, file: FILES[file].replace(old, new)}


def problems(folder: Path, lang: str = "en") -> list[str]:
    """What `read_folder` says against a folder, line by line; nothing where it is valid."""
    try:
        read_folder(folder, cue_formats())
    except FolderInvalid as invalid:
        return list(invalid.lines(lang))
    return []
