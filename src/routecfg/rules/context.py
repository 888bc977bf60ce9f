"""What a rule that looks at the whole estate is given."""

from datetime import date
from enum import IntEnum
from functools import cached_property

from routecfg.graph import Cycle, Graph, GroupInstants, Times, build, cycles
from routecfg.model import Assembly, Estate, Settings
from routecfg.opening_hours import Calendar, Instants, horizon_from
from routecfg.rules.support.estate_names import EstateNames
from routecfg.rules.support.references import References, follow_references


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

    def __init__(self, assembly: Assembly, settings: Settings, today: date, hours: GroupInstants | None = None) -> None:
        """`hours` says when a time group holds, if somebody knows that already."""
        self.assembly = assembly
        self.settings = settings
        self.today = today
        self._hours = hours

    @property
    def estate(self) -> Estate:
        """Every complete object."""
        return self.assembly.estate

    @property
    def whole(self) -> bool:
        """Whether nothing is missing: every file was read, and every object is complete."""
        return not (self.assembly.unread or self.assembly.incomplete)

    @cached_property
    def names(self) -> EstateNames:
        """What exists by which name."""
        return EstateNames(self.assembly)

    @cached_property
    def references(self) -> References:
        """Which objects are named by another, and which names nothing has."""
        return follow_references(self.assembly, self.names)

    @cached_property
    def conditions_on(self) -> dict[str, list[str]]:
        """The time conditions on each time group, by name and in order."""
        found: dict[str, list[str]] = {}
        for name, condition in sorted(self.estate.time_conditions.items()):
            found.setdefault(condition.time_group, []).append(name)
        return found

    @cached_property
    def excluders_of(self) -> dict[str, list[str]]:
        """The time groups that exclude each time group, by name and in order."""
        found: dict[str, list[str]] = {}
        for name, group in sorted(self.estate.time_groups.items()):
            for excluded in dict.fromkeys(entry.group for entry in group.exclude if entry.group is not None):
                found.setdefault(excluded, []).append(name)
        return found

    @cached_property
    def calendar(self) -> Calendar:
        """The time groups over the horizon of every proof: two years from today."""
        return Calendar(self.estate.time_groups, self.settings.timezone, horizon_from(self.today))

    @cached_property
    def graph(self) -> Graph:
        """What leads where."""
        return build(self.estate)

    @cached_property
    def times(self) -> Times:
        """When chats can be where."""
        horizon = self.calendar.horizon
        return Times(self.graph, self._hours or self.calendar.of, Instants.between(horizon.start, horizon.end))

    @cached_property
    def cycles(self) -> list[Cycle]:
        """What goes round without a customer's message."""
        return cycles(self.graph, self.times)
