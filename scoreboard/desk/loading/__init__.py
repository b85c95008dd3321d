"""Loading a competition folder into the database, and bringing the database level with a changed one."""

from scoreboard.desk.loading.checking import check_folder
from scoreboard.desk.loading.load import LoadReport, load, load_in_portions
from scoreboard.desk.loading.memory import Change

__all__ = ["Change", "LoadReport", "check_folder", "load", "load_in_portions"]
