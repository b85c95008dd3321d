"""Loading campaigns of pledging, benchmarks and study visits: each is found again by what names it."""

from scoreboard.desk.loading.memory import Memory
from scoreboard.desk.loading.named import Columns, load_named
from scoreboard.desk.promises import columns_of
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.models import Benchmark, Campaign, StudyVisit

NOTHING: Columns = {}
"""A row of these is given nothing beside its columns, which name it, too."""


def load_campaigns(memory: Memory, folder: CompetitionFolder) -> None:
    """Campaigns, and the two files."""
    campaigns = (
        ({"name": one.name, "name_en": one.name_en, "start": one.start, "end": one.end, "units": list(one.units)}, one)
        for one in folder.campaigns
    )
    load_named(memory, "campaigns", Campaign, ((NOTHING, columns, one.line) for columns, one in campaigns), ("name",))
    yardsticks = ((NOTHING, columns_of(one), one.line) for one in folder.benchmarks)
    load_named(memory, "benchmarks.csv", Benchmark, yardsticks, ("unit_id", "title", "against"))
    visits = ((NOTHING, columns_of(one), one.line) for one in folder.visits)
    load_named(memory, "visits.csv", StudyVisit, visits, ("title", "unit_id", "destination", "start"))
