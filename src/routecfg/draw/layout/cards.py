"""What is written on each card, and how large it is for that."""

from typing import Final, NamedTuple

from routecfg.diagnostics import plural
from routecfg.disclosure import harmless
from routecfg.draw.diagram import CHANGES, Arrow, Box, Diagram, word_of
from routecfg.draw.layout.arrival import Stack
from routecfg.draw.layout.text_width import BOLD, NAME, TEXT, fitting, lines_of, width_of

WIDEST: Final = 300.0
"""Of the texts on a card."""
NARROWEST: Final = 120.0
PADDING: Final = 12.0
ICON: Final = 24.0
"""The room for the sign of a kind, before a heading or a chip's words."""
LINE: Final = 17.0
"""From one line of text to the next."""
ROW: Final = 26.0
PORT: Final = 24.0
"""Where a line arrives at a card or leaves a heading, from its top."""
PILL: Final = 20.0
"""The height of what stands in a heading with a border of its own: what becomes of the box, and its findings."""


_OTHERWISE: Final = "otherwise"
"""Of a way that is taken at once, after ways that have conditions."""


class Heading(NamedTuple):
    """A box on a card: its title, below it what it is, and the first words of what is sent there, in lines that fit.

    `top` and `height` are within the card. In the picture of a change, `change` is a sign and a word, and `notes` are
    lines about it.
    """

    box: Box
    title: tuple[str, ...]
    name: str
    first_words: tuple[str, ...]
    badge: str
    top: float
    height: float
    change: str = ""
    notes: tuple[str, ...] = ()


class Row(NamedTuple):
    """A way out of a card. A `chip` names where it leads; without it a line begins here.

    `middle` is where the line or the chip is, from the top of the card; `below` says that a chip has a line of its own.
    """

    arrow: Arrow
    label: str
    chip: str
    to: Box
    chip_width: float
    middle: float
    below: bool


class Card(NamedTuple):
    """A card with its headings and rows, by its natural width."""

    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    width: float
    height: float


def card_of(diagram: Diagram, stack: Stack, back: set[int]) -> Card:
    """The card of a stack. `back` are the boxes that it leads back to: on it, or on the cards before it."""
    headings: list[Heading] = []
    top, width = 0.0, NARROWEST
    for index in stack.boxes:
        heading = _heading(diagram.boxes[index], top)
        headings.append(heading)
        top += heading.height
        width = max(width, ICON + _width(heading))
    rows: list[Row] = []
    port, after_labels = headings[-1].top + PORT, False
    for arrow, child in stack.ways:
        to = diagram.boxes[arrow.end]
        words = arrow.words
        if child is not None and not words and not after_labels:
            rows.append(Row(arrow, "", "", to, 0.0, port, below=False))
            continue
        otherwise = _OTHERWISE if after_labels and not arrow.waits else ""
        label = fitting(harmless(words) or otherwise, TEXT, WIDEST)
        after_labels = after_labels or bool(label)
        chip, chip_width = "", 0.0
        if child is None:
            leads = f"{'back to' if arrow.end in back else 'to'} {title_of(to)}"
            chip = fitting(leads, NAME, WIDEST - ICON - 10)
            chip_width = ICON + width_of(chip, NAME) + 10
        needed = width_of(label, TEXT) + chip_width + (10 if label and chip else 0)
        below = needed > WIDEST
        width = max(width, min(needed, WIDEST))
        height = 2 * ROW - 4 if below else ROW
        top += height
        rows.append(Row(arrow, label, chip, to, chip_width, top + 5 - ROW / 2, below))
    rows_height = 10 if top > headings[-1].top + headings[-1].height else 0
    return Card(tuple(headings), tuple(rows), width + 2 * PADDING, top + rows_height)


def _width(heading: Heading) -> int:
    """How wide the texts of a heading are, and the borders around some of them."""
    widths = [width_of(heading.name, NAME)]
    widths += [width_of(line, BOLD) for line in heading.title]
    widths += [width_of(line, TEXT) for line in heading.first_words]
    widths += [width_of(line, NAME) for line in heading.notes]
    widths += [width_of(pill, NAME) + 12 for pill in (heading.badge, heading.change) if pill]
    return max(widths)


def title_of(box: Box) -> str:
    """What a box is called where there is room for little."""
    if box.kind == "elsewhere":
        return "a name that nothing has"
    if box.kind == "also":
        return f"anywhere in {harmless(box.name)}"
    return harmless(box.title or box.name) or harmless(box.name)


def _heading(box: Box, top: float) -> Heading:
    name = word_of(box.kind)
    if box.kind not in ("elsewhere", "also", "project"):
        name = f"{name} {harmless(box.name)}"
    if box.kind == "decisions" and box.tree:
        name = f"{name} of {harmless(box.tree)}"
    if box.decisions:
        name = f"{name}, {plural(box.decisions, 'decision')}"
    title = lines_of(title_of(box), BOLD, WIDEST - ICON, 2) or (harmless(box.name),)
    first_words = lines_of(harmless(box.first_words), TEXT, WIDEST - ICON, 2)
    change = CHANGES[box.change] if box.change else ""
    notes = tuple(line for note in box.notes for line in lines_of(harmless(note), NAME, WIDEST - ICON, 2))
    pills = PILL * (bool(box.badge) + bool(change))
    height = 9 + LINE * (len(title) + 1 + len(first_words) + len(notes)) + pills + 5
    return Heading(
        box,
        title,
        fitting(name, NAME, WIDEST - ICON),
        first_words,
        fitting(box.badge, NAME, WIDEST - ICON - 12),
        top,
        height,
        change,
        notes,
    )
