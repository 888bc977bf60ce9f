"""The estate and each of its trees as drawings."""

from routecfg.draw import Box, Diagram, diagram_of
from routecfg.draw.layout import Heading, Layout, Line, Row, layout_of
from routecfg.preview.answers import CardHeading, CardRow, Picture, PictureCard, PictureLine
from routecfg.preview.opened import Opened
from routecfg.preview.views.named import found_at, named, words


def whole_map(opened: Opened) -> Picture:
    """The estate: everything that chats get to, each tree as one card."""
    diagram = diagram_of(opened.estate, opened.graph, None, opened.diagnostics, fold=True)
    title = opened.known_settings.title if opened.known_settings is not None else ""
    return picture(opened.version, words(title), diagram)


def tree(opened: Opened, name: str) -> Picture:
    """A decision tree with all of its decisions. Raises LookupError if there is none of this name.

    Of a tree with errors there is its card only.
    """
    path = found_at(opened, f"/decision_trees/{name}")
    start = ("decision_trees", str(path[1]))
    diagram = diagram_of(opened.estate, opened.graph, start, opened.diagnostics, alone=True)
    return picture(opened.version, named(opened, path).title, diagram)


def picture(version: int, title: str, diagram: Diagram) -> Picture:
    """A diagram with the places of everything in it."""
    layout = layout_of(diagram)
    return Picture(
        version,
        title,
        layout.width,
        layout.height,
        tuple(_card(layout, number) for number in range(len(layout.cards))),
        tuple(_line(layout, line) for line in layout.lines),
    )


def _card(layout: Layout, number: int) -> PictureCard:
    card = layout.cards[number]
    return PictureCard(
        layout.left[number],
        layout.top[number],
        layout.wide[number],
        card.height,
        tuple(map(_heading, card.headings)),
        tuple(map(_row, card.rows)),
    )


def _heading(heading: Heading) -> CardHeading:
    box: Box = heading.box
    return CardHeading(
        box.pointer,
        box.kind,
        heading.title,
        heading.name,
        heading.badge,
        box.gravest.value if box.gravest is not None else "",
        heading.top,
        heading.height,
        heading.first_words,
        box.change,
        heading.notes,
    )


def _row(row: Row) -> CardRow:
    return CardRow(
        row.label,
        row.chip,
        row.to.pointer,
        row.to.kind,
        row.chip_width,
        row.middle,
        row.below,
        row.arrow.waits,
        row.arrow.change,
    )


def _line(layout: Layout, line: Line) -> PictureLine:
    arrow = layout.cards[line.start].rows[line.row].arrow
    places = (line.x, line.y, line.bend, line.to_x, line.to_y)
    return PictureLine(line.start, line.row, line.end, *places, arrow.waits, arrow.change)
