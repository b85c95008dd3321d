"""The one place that looks inside AsyncSSH; its version is pinned for that."""

from typing import Any

import asyncssh


def unsent_bytes(channel: "asyncssh.SSHServerChannel[bytes]") -> int:
    """What has been written to a viewer and has not left this process: in the channel and in its connection."""
    waiting = channel.get_write_buffer_size()
    transport: Any = getattr(channel.get_connection(), "_transport", None)
    return waiting + (transport.get_write_buffer_size() if transport is not None else 0)
