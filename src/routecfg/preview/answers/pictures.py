"""Drawings, as the page gets them."""

import msgspec


class CardHeading(msgspec.Struct, frozen=True):
    """A part of a card: an object or a decision. `title` is in lines that fit, `name` says what it is below them.

    `first_words` is the beginning of what customers are sent there. `top` and `height` are within the card.
    """

    pointer: str
    kind: str
    title: tuple[str, ...]
    name: str
    badge: str
    severity: str
    top: float
    height: float
    first_words: tuple[str, ...] = ()
    mark: str = ""
    """In the picture of a change: added, removed or changed."""
    notes: tuple[str, ...] = ()
    """In the picture of a change, what changes here besides the ways, in lines that fit."""


class CardRow(msgspec.Struct, frozen=True):
    """A way out of a card. With a `chip` it leads to a card that is elsewhere; without it a line begins here.

    `to` is the pointer of where it leads. `waits`: the chat goes on only after a message of the customer.
    """

    label: str
    chip: str
    to: str
    to_kind: str
    chip_width: float
    middle: float
    below: bool
    waits: bool
    mark: str = ""


class PictureCard(msgspec.Struct, frozen=True):
    """A card, by its left upper corner."""

    left: float
    top: float
    width: float
    height: float
    headings: tuple[CardHeading, ...]
    rows: tuple[CardRow, ...]


class PictureLine(msgspec.Struct, frozen=True):
    """From the row of a card to another card, by their numbers: it goes down at `bend`, and never up."""

    start: int
    row: int
    end: int
    x: float
    y: float
    bend: float
    to_x: float
    to_y: float
    waits: bool
    mark: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A drawing. No line crosses another, or a card."""

    version: int
    title: str
    width: float
    height: float
    cards: tuple[PictureCard, ...]
    lines: tuple[PictureLine, ...]
