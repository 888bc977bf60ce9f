"""What a rule that looks at the whole estate is given."""

from datetime import date
from enum import IntEnum

from routecfg.model import Assembly, Estate, Settings


class Need(IntEnum):
    """How much of the estate a rule must see, lest it says what is not so."""

    NOTHING = 0
    """What it says is so whatever else there is."""
    NAMES = 1
    """Every file was read, so every name is known."""
    OBJECTS = 2
    """Every object is complete."""


class Context:
    """The estate and what is derived from it, each part made once, when the first rule asks for it."""

    def __init__(self, assembly: Assembly, settings: Settings, today: date) -> None:
        self.assembly = assembly
        self.settings = settings
        self.today = today

    @property
    def estate(self) -> Estate:
        """Every complete object."""
        return self.assembly.estate
