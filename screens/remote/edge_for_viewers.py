"""What a viewer's session needs of the edge that it has come in by."""

from typing import Any, Protocol

from screens.remote.limits import Limits
from screens.remote.private_link import PrivateLink
from screens.remote.stage_link import StageLink


class House(Protocol):
    """The links behind an edge, its limits, and the set of the sessions that are inside."""

    limits: Limits
    stage: StageLink
    private: PrivateLink
    sessions: set[Any]
