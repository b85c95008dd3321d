"""One app for each viewer, all in one process: what one would write first. The benches measure what it costs.

python -m tests.bench.ssh_apps PORT DATABASE
"""

import asyncio
import sys
from pathlib import Path

import asyncssh
from textual.drivers.headless_driver import HeadlessDriver

from scoreboard.settings import Settings
from screens.app import KioskApp


class SessionDriver(HeadlessDriver):
    """Writes to a viewer's SSH session; what an app writes goes out when it flushes."""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        """A part of a frame."""
        app = self._app
        assert isinstance(app, SessionApp)
        app.process.stdout.write(data)


class SessionApp(KioskApp):
    """The kiosk's display for one viewer."""

    def __init__(self, settings: Settings, process: asyncssh.SSHServerProcess[str]) -> None:
        super().__init__(settings, "display")
        self.driver_class, self.process = SessionDriver, process


class Open(asyncssh.SSHServer):
    """Lets everybody in."""

    def begin_auth(self, username: str) -> bool:
        return False


async def serve(port: int, database: str) -> None:
    """Serve for ever."""
    settings = Settings(str(Path(database)), "zh")

    async def show(process: asyncssh.SSHServerProcess[str]) -> None:
        columns, rows = process.get_terminal_size()[:2]
        await SessionApp(settings, process).run_async(size=(columns, rows))

    await asyncssh.listen(
        "127.0.0.1",
        port,
        server_factory=Open,
        server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
        process_factory=show,
        line_editor=False,
        gss_host=None,
    )
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
