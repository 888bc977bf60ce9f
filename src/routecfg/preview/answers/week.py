"""The opening hours of a number, as the page gets them."""

import msgspec

from routecfg.preview.answers.objects import Named


class Band(msgspec.Struct, frozen=True):
    """A stretch of a day, in minutes of the clock on the wall, in which chats go to one destination."""

    start: int
    end: int
    to: Named
    open: bool
    """Chats get to people."""
    colour: int
    """The place of the destination in the week's list."""


class WeekDay(msgspec.Struct, frozen=True):
    """A day. `notes` say why it is not like any other: a holiday, a special day, a change of the clock."""

    day: str
    notes: tuple[str, ...]
    bands: tuple[Band, ...]
    today: bool


class Share(msgspec.Struct, frozen=True):
    """A destination, and for how many minutes of the week chats go there.

    With `errors` nobody knows whether chats get to people there; `open` is what is most likely meant.
    """

    to: Named
    open: bool
    minutes: int
    errors: bool = False


class Week(msgspec.Struct, frozen=True):
    """Seven days of a number, each from midnight to midnight where it is."""

    version: int
    number: str
    title: str
    zone: str
    first: str
    days: tuple[WeekDay, ...]
    destinations: tuple[Share, ...]
