"""What a folder would change, before it is loaded."""

from contextlib import closing

from scoreboard.desk.loading.load import LoadReport, load
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.settings import ServerSides, Settings, database_paths
from scoreboard.store.backup import scratch_copy
from scoreboard.store.database_sides import is_there
from scoreboard.store.engine import Store
from scoreboard.store.writing import NOBODY, Writing


def check_folder(settings: Settings, folder: CompetitionFolder) -> LoadReport | None:
    """What a load would change; None where there is no database yet.

    It is tried on a copy, so that nobody needs to be asked and nobody waits; on a server in a transaction that is
    taken back. Raises Refused as a load does.
    """
    if not is_there(settings.paths.main):
        return None
    moment = settings.moment(folder.competition.timezone)
    if isinstance(settings.paths, ServerSides):
        with closing(Store(settings.paths)) as store, store.trial() as session:
            return load(Writing(session, NOBODY, moment), folder, check=True)
    with (
        scratch_copy(settings.paths.main) as copy,
        closing(Store(database_paths(str(copy)))) as store,
        store.transaction() as session,
    ):
        return load(Writing(session, NOBODY, moment), folder, check=True)
