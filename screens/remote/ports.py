"""Whether the ports that a server is to listen on can be had: each process would only find out for itself, and end.

And since when somebody can come in by them.
"""

import asyncio
import contextlib
import socket
from collections.abc import Sequence

from scoreboard.errors import Refused

ASK_SECONDS = 0.05
"""How often it is tried whether a port is open."""


def check_free(bind: str, ports: Sequence[int]) -> None:
    """Raises Refused, with the system's words, where an address or a port cannot be had now.

    The server's own processes share a port; so that no second server does, it is asked for here alone.
    """
    with contextlib.ExitStack() as held:
        for port in ports:
            try:
                family, kind, protocol, _, address = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM)[0]
                link = held.enter_context(socket.socket(family, kind, protocol))
                link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                link.bind(address)
                link.listen(1)
            except OSError as error:
                detail = error.strerror or error
                raise Refused("remote.port", bind=bind, port=port, detail=detail) from error


async def opened(bind: str, ports: Sequence[int]) -> None:
    """Wait until somebody answers on each of the ports."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)
    for port in ports:
        while not await _is_open(host, port):
            await asyncio.sleep(ASK_SECONDS)


async def _is_open(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True
