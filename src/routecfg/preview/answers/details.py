"""What the page gets of one object or decision."""

import msgspec

from routecfg.preview.answers.objects import Found, Named


class SourceLine(msgspec.Struct, frozen=True):
    """A line of a file. `within`: it belongs to what was asked for; the others are around it."""

    number: int
    text: str
    within: bool


class Source(msgspec.Struct, frozen=True):
    """Lines of a file, in which secrets are masked. `editor` is a link that opens them; empty in an export."""

    file: str
    line: int
    lines: tuple[SourceLine, ...]
    editor: str = ""


class Way(msgspec.Struct, frozen=True):
    """A way from or to an object or a decision. `label` says when it is taken: an answer, a time, nothing at once."""

    at: Named
    label: str
    waits: bool


class Said(msgspec.Struct, frozen=True):
    """What a customer can be sent: texts by language, in the order of the line's languages; media and buttons.

    `when` is the condition under which it is sent, such as `if order.paid`; empty for always.
    """

    pointer: str
    what: str
    texts: dict[str, str]
    when: str = ""


class Details(msgspec.Struct, frozen=True):
    """An object or a decision: what customers see of it, where it leads, and what leads to it."""

    version: int
    at: Named
    description: str
    within: Named | None
    """The tree of a decision."""
    said: tuple[Said, ...]
    facts: tuple[tuple[str, str], ...]
    """What else is set, in words: name and value."""
    leads_to: tuple[Way, ...]
    led_from: tuple[Way, ...]
    found: tuple[Found, ...]
    source: Source | None
