"""The bundle: what is released, and what a runtime needs to run an estate. Here are its types.

They have the shape of the bundle's JSON (`schema/bundle.schema.json`). The objects of the estate are the model's own
types, so rules, graphs and comparisons work on a released estate as they do on a sandbox.
"""

from typing import Annotated, Final

import msgspec

from routecfg.model import ALL_KINDS, Estate, Kind, Part, SecretReference, Settings

CLOSED_KINDS: Final[tuple[Kind, ...]] = tuple(kind for kind in ALL_KINDS if kind != "target_sets")
"""The kinds of object that production knows."""


class ProjectSettings(Part, frozen=True):
    """The settings of a project that decide what happens to a chat."""

    timezone: str
    languages: tuple[str, ...]
    similarity: Annotated[int, msgspec.Meta(ge=0, le=100)]
    """In percent."""
    secrets: dict[str, SecretReference]
    allow_hosts: tuple[str, ...]
    chat_ends_after: Annotated[str, msgspec.Meta(pattern="^[1-9][0-9]*[mh]$")] = "24h"
    """In hours if these are whole ones, else in minutes."""

    @property
    def settings(self) -> Settings:
        """The same as settings of a sandbox; those that only a sandbox has are the defaults."""
        return Settings(
            routecfg=1,
            timezone=self.timezone,
            languages=self.languages,
            similarity=self.similarity,
            secrets=self.secrets,
            allow_hosts=self.allow_hosts,
            chat_ends_after=self.chat_ends_after,
        )


class ClosedEstate(Estate, frozen=True, kw_only=True):
    """An estate as it goes to production: a program that runs it has nothing to look up or to assume.

    What the model leaves open is settled: every tree has its `start`, every time group its `timezone`, every inbound
    routing its `languages`, every decision its `list_label` as a `Label`. A button is a `Label` or None. The parts of
    an entry are tuples (or `closed`), its holidays have their long form. There are no target sets and no `also`: each
    answer stands in the decisions that understand it. Objects and lists without an order are sorted, and lists hold
    nothing twice. So the closed forms of two estates that mean the same are equal.
    """

    project: ProjectSettings


class HolidayDates(Part, frozen=True):
    """The public holidays of a country or subdivision: names by date (`2026-01-01`)."""

    country: str
    subdivision: str | None
    dates: dict[str, str]


class GroupHours(Part, frozen=True):
    """The minutes of the week of each entry of a time group, as pairs of start and end."""

    include: tuple[tuple[tuple[int, int], ...], ...]
    exclude: tuple[tuple[tuple[int, int], ...], ...]
    special: tuple[tuple[tuple[int, int], ...], ...]


class Derived(Part, frozen=True):
    """What follows from the estate and the inputs, so that a runtime needs no calendar of public holidays.

    `holidays`: for each country or subdivision that a time group asks for, the dates of the base year and the three
    years after it, with their names. `hours`: for each entry of each time group, in the entries' order, the minutes of
    a week that its days and hours cover, half-open, counted from Monday 00:00; they do not know of its dates.
    """

    holidays: tuple[HolidayDates, ...]
    hours: dict[str, GroupHours]


class Inputs(Part, frozen=True):
    """What besides the estate went into the bundle: `base_date` (`2026-01-31`), the data's versions, the language's."""

    base_date: str
    language: int
    data: dict[str, str]


class Bundle(Part, frozen=True):
    """An estate in production form, with what follows from it and from the inputs."""

    estate: ClosedEstate
    derived: Derived
    inputs: Inputs
