"""A project that was opened."""

import msgspec

from routecfg.model import Settings


class Project(msgspec.Struct, frozen=True):
    """A project file without faults: its bytes, and what they say. `open_project` makes it."""

    data: bytes
    settings: Settings
