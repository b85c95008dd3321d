"""Scenes as real contests give them: each is drawn, and the hall reads of it what is meant for the hall.

A key that is renamed where a scene is made fails here: nobody reads the new one, and nothing gives the old one.
"""

from math import inf

import pytest

from scoreboard.ceremony.cues import cue_kinds
from scoreboard.enums import Outcome
from scoreboard.publications.scenes import scene_of
from screens.hall import scene_names
from screens.looks import Look
from tests.screens.played import caption, draw, duration, pages

from .real_contest import RealScene
from .real_scenes import real_scenes
from .watched import Asked, paths_of, watching

SIZES = ((80, 24), (120, 34), (200, 56))
LANGUAGES = ("zh", "en")
FEW = 6
"""So many scenes of a kind are drawn at every size in the short form, too."""

IDS = ("id", "moment", "unit", "area", "pool", "flag_pool", "series", "period", "competition", "star", "board")
"""Keys that need not be read: people read the names."""

NOT_FOR_THE_HALL = {
    "what periods are called is for the table; the hall names the area": """
        rectifications:board.periods rectifications:board.periods.2031Q1 rectifications:board.periods.2031Q1.name
        rectifications:board.periods.2031Q1.name_en""",
    "said to the director and to viewers far away, not drawn": """
        *:kind *:revealed""",
    "the player's: it turns by hand to the scene and not within it": """
        *:around""",
    "told by the title page, with the amendment's number here": """
        flag:amended.commitment""",
    "told by the title page at the beginning": """
        closing:date closing:host closing:host_en closing:venue""",
    "the last page honours the first three by their names and flags": """
        closing:board.decimals closing:board.live closing:board.period_name closing:board.period_name_en
        closing:board.pools closing:board.pools[].name closing:board.pools[].name_en closing:board.ranking
        closing:board.rows[].change closing:board.rows[].flags_at_least closing:board.rows[].rank
        closing:board.rows[].score
        closing:board.rows[].score_exact closing:board.rows[].scored_in closing:board.rows[].short_name
        closing:board.rows[].status closing:board.rows[].tied closing:board.unrounded""",
    "read one by one, as its parts": """
        goals:board.totals.all goals:board.totals.city goals:board.totals.nation goals:board.totals.province
        rectifications:board.totals.done rectifications:board.totals.done-late rectifications:board.totals.open
        rectifications:board.totals.overdue""",
    "a person's word of it, which the hall tells as the remark or as the state": """
        pledges:board.rows[].outcome goals:board.rows[].outcome settlement:pledges[].outcome
        settlement:goals[].outcome""",
    "the page of a pool names its area, and of its flag who holds it now": """
        ranking:rows[].area_name ranking:rows[].area_name_en ranking:rows[].awarded_on ranking:rows[].flag
        ranking:rows[].flag_en ranking:rows[].previous""",
    "read before a notice is drawn, to know on which day it is": """
        notice:timezone today:timezone""",
    "read before a unit's page is drawn, to know whether it has begun": """
        unit:rows[].freeze""",
    "on paper: who is elected hears it on the day": """
        star:rows[].awarded_on roll:board.rows[].awarded_on""",
    "news is of whole names": """
        callout:rows[].short_name today:first[].short_name""",
    "each person has their star beside them, and nothing of a notice says what is kept back": """
        notice:board.stars notice:board.stars[].name notice:board.stars[].name_en notice:board.rows[].sealed""",
    "what a figure is written with: it is written already": """
        *:decimals flag:board.decimals ranking:board.decimals table:board.decimals wall:board.decimals""",
    "to print and to prove: the hall shows rounded scores and says where they hide an order": """
        ranking:board.rows[].score_exact table:board.rows[].score_exact flag:rows[].score_exact
        flag:board.rows[].score_exact""",
    "the hall adds the parts up before everybody's eyes": """
        annual:board.rows[].flags_total annual:board.rows[].total annual:board.rows[].status
        annual:board.rows[].tied annual:board.periods[].open""",
    "to look up over ssh and on paper: the hall shows what they amount to": """
        annual:board.honour_cap annual:board.honour_items annual:board.honour_items[].awarded_on
        annual:board.honour_items[].counted annual:board.honour_items[].document annual:board.honour_items[].level
        annual:board.honour_items[].name annual:board.honour_items[].name_en annual:board.honour_items[].points
        annual:board.honour_items[].person annual:board.honour_items[].state
        annual:board.honour_items[].short_name annual:board.honour_items[].title
        annual:board.honour_levels.national annual:board.honour_levels.provincial
        annual:board.veto_items[].name annual:board.veto_items[].name_en
        captures:board.open captures:board.rows[].taken captures:board.rows[].taken[].area_name
        captures:board.rows[].taken[].area_name_en captures:board.rows[].taken[].flag
        captures:board.rows[].taken[].flag_en
        captures:board.rows[].taken[].period_name captures:board.rows[].taken[].period_name_en
        campaigns:board.rows[].done[].short_name campaigns:board.rows[].missing[].short_name
        goals:board.rows[].settled_on goals:board.totals.all.open goals:board.totals.all.overdue
        goals:board.totals.city.open goals:board.totals.city.overdue goals:board.totals.nation.open
        goals:board.totals.nation.overdue goals:board.totals.province.met goals:board.totals.province.open
        goals:board.totals.province.overdue goals:board.totals.province.unmet
        rectifications:board.rows[].evidence rectifications:board.rows[].series_name
        rectifications:board.rows[].series_name_en rectifications:board.totals.all
        livelihood:board.rows[].evidence livelihood:board.rows[].reported_on livelihood:board.rows[].settled_on
        pledges:board.rows[].channel pledges:board.rows[].channel_en pledges:board.rows[].evidence
        pledges:board.rows[].made_on pledges:board.rows[].reported_on pledges:board.rows[].settled_on
        settlement:pledges[].channel settlement:pledges[].channel_en settlement:pledges[].evidence
        settlement:pledges[].made_on settlement:pledges[].reported_on settlement:pledges[].settled_on
        settlement:goals[].settled_on
        annual:board.state range:board.state
        range:board.periods range:board.periods[].name range:board.periods[].name_en range:board.periods[].open
        range:board.periods[].state range:board.rows[].flags range:board.rows[].honours range:board.rows[].total
        roll:board.rows[].notice_until roll:board.rows[].result roll:board.rows[].sealed roll:board.rows[].status
        star:rows[].notice_until star:rows[].sealed star:rows[].status
        table:board.rows[].scored_in
        unit:rows[].change unit:rows[].status unit:unit.active unit:unit.kind unit:unit.parent""",
    "sentences tell of them in full": """
        flag:row.overtaken_by[].short_name wall:board.rows[].overtaken_by[].short_name""",
    "said once for the whole scene": """
        settlement:pledges[].name settlement:pledges[].name_en settlement:pledges[].short_name
        settlement:goals[].name settlement:goals[].name_en settlement:goals[].short_name
        flag:before.area_name flag:before.area_name_en flag:before.flag flag:before.flag_en flag:before.previous
        flag:before.previous[].name flag:before.previous[].name_en flag:row.area_name flag:row.area_name_en
        flag:corrections[].approved_by flag:corrections[].earlier flag:corrections[].earlier[].approved_by
        flag:corrections[].earlier[].at flag:corrections[].earlier[].new flag:corrections[].earlier[].old
        flag:corrections[].earlier[].reason flag:corrections[].at flag:corrections[].reason
        flag:rows[].rank flag:rows[].tied flag:top[].tied
        flag:board.series_name flag:board.series_name_en flag:board.flag flag:board.flag_en
        ranking:board.series_name ranking:board.series_name_en ranking:board.flag
        ranking:board.flag_en ranking:row.flag_en
        ranking:row.area_name ranking:row.area_name_en ranking:row.flag
        roll:board.stars[].name roll:board.stars[].name_en
        star:rows[].star_name star:rows[].star_name_en
        *:board.rows[].flag *:board.rows[].flag_en *:board.competition_name *:board.competition_name_en""",
    "which places a climb shows says that others are to come": """
        flag:board.climbing""",
    "beside a flag stand places, names and scores alone": """
        flag:rows[].change flag:rows[].status flag:top[].change flag:top[].status""",
    "who had a flag before is told by its transfer": """
        ranking:row.previous ranking:row.previous[].name ranking:row.previous[].name_en
        ranking:row.previous[].short_name wall:board.rows[].previous wall:board.rows[].previous[].name
        wall:board.rows[].previous[].name_en wall:board.rows[].previous[].short_name""",
    "the day of the award is on the title page and on paper": """
        flag:row.awarded_on flag:before.awarded_on ranking:row.awarded_on wall:board.rows[].awarded_on""",
    "why is said where nothing stands on the board": """
        ranking:board.reopened.reason table:board.reopened.reason""",
    "a correction has a scene of its own": """
        ranking:board.rows[].correction ranking:board.rows[].correction.approved_by
        ranking:board.rows[].correction.at ranking:board.rows[].correction.new
        ranking:board.rows[].correction.old ranking:board.rows[].correction.reason""",
    "there is room for the whole name": """
        flag:before.previous[].short_name flag:corrections[].short_name flag:row.lost[].short_name
        flag:before.holders[].short_name flag:candidates[].short_name flag:previous[].short_name
        flag:row.holders[].short_name flag:row.previous[].short_name flag:rows[].short_name
        ranking:row.holders[].short_name ranking:rows[].holders[].short_name settlement:unit.short_name
        wall:board.rows[].holders[].short_name
        flag:top[].short_name *:board.rows[].short_name ranking:row.lost[].short_name star:rows[].short_name
        unit:rows[].period_name_en unit:rows[].score_exact unit:rows[].tied wall:board.areas[].flag wall:board.ranking
        wall:board.areas[].flag_en
        unit:unit.short_name wall:board.rows[].lost[].short_name""",
}


def _listed(written: dict[str, str], scene: str, path: str) -> bool:
    return any({f"{scene}:{path}", f"*:{path}"} & set(text.split()) for text in written.values())


def _of(name: str) -> list[RealScene]:
    return [real for real in real_scenes() if real.scene["scene"] == name]


def _drawn(name: str, *, every: bool) -> Asked:
    """Draw every real scene of a name in each language and at its turning points, at every size or, where there are
    many, at one size after the other."""
    asked, found = Asked(), _of(name)
    for number, real in enumerate(found):
        sizes = SIZES if every or len(found) <= FEW else SIZES[number % len(SIZES) :][:1]
        scene = scene_of(real.scene)
        length = duration(real.scene, Look())
        for look in (Look(lang=lang) for lang in LANGUAGES):
            with watching(scene, asked):
                caption(scene, look.lang)
                for size in sizes:
                    assert pages(scene, size, look) > 0, real.at
                    for elapsed in (0.0, length / 2 if length < inf else 1.0, 99.0):
                        frame = draw(scene, elapsed, size, look)
                        assert (frame.width, frame.height) == size, real.at
    return asked


@pytest.mark.parametrize("name", sorted(scene_names()))
def test_every_real_scene_is_drawn_and_all_that_is_for_the_hall_is_read(
    name: str, request: pytest.FixtureRequest
) -> None:
    asked = _drawn(name, every=request.config.getoption("--long")).paths
    given = {path for real in _of(name) for path, _kind in paths_of(real.scene) if not path.endswith("[]")}
    read = asked | {f"{path}.*" for path in asked}
    unread = {path for path in given - read if path.rpartition(".")[2] not in IDS and path != "scene"}
    forgotten = {path for path in unread if not _listed(NOT_FOR_THE_HALL, name, path)}
    assert not forgotten, f"screens/hall/{name}.py draws none of these: draw them, or say in NOT_FOR_THE_HALL why not"


def test_what_is_listed_as_not_for_the_hall_is_in_real_scenes_and_not_read() -> None:
    given = {f"{real.scene['scene']}:{path}" for real in real_scenes() for path, _kind in paths_of(real.scene)}
    listed = {path for text in NOT_FOR_THE_HALL.values() for path in text.split() if not path.startswith("*")}
    assert not listed - given


def test_the_real_scenes_are_of_every_kind_moment_and_outcome() -> None:
    scenes = [real.scene for real in real_scenes()]
    assert {scene["scene"] for scene in scenes} == scene_names()
    assert {scene["kind"] for scene in scenes if "kind" in scene} >= set(cue_kinds())
    rows = [row for scene in scenes for row in (scene.get("row"), *(scene.get("board") or {}).get("rows", ())) if row]
    assert {row["outcome"] for row in rows if "outcome" in row} >= set(Outcome)
    moments = {(scene["scene"], scene["moment"]) for scene in scenes if "moment" in scene}
    assert moments == {
        *(("flag", moment) for moment in ("contest", "roll", "place", "climb", "transfer", "correction")),
        *(("star", moment) for moment in ("category", "winner", "winners")),
    }
