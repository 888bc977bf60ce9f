"""A diagram as a picture: SVG (https://www.w3.org/TR/SVG11/) that stands alone, without scripts or other files.

Every text in it goes through `_text`: it is harmless, and no part of the markup.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from routecfg.colours import CHANGES_IN_PICTURES, DARK_PAGE, KINDS_IN_PICTURES, LIGHT_PAGE, SEVERITIES_IN_PICTURES
from routecfg.disclosure import harmless
from routecfg.draw.diagram import CHANGES, Change, Diagram, word_of
from routecfg.draw.layout import BOLD, NAME, TEXT, Heading, Layout, Line, Row, layout_of, width_of
from routecfg.draw.layout.cards import ICON, LINE, PADDING, PILL, ROW

_MARGIN: Final = 24.0
_LEGEND: Final = 44.0
_WAITS: Final = "after a message of the customer"

_SIGNS: Final = {
    "inbound_routings": '<path d="M1 2h9l5 6-5 6H1z"/>',
    "time_conditions": '<path d="M8 0l8 8-8 8-8-8z"/>',
    "decision_trees": '<path d="M1 2h14v12H1zM4 2v12M12 2v12"/>',
    "decisions": '<rect x="1" y="3" width="14" height="10" rx="3"/>',
    "chatbots": '<path d="M4 3h12l-4 10H0z"/>',
    "terminates": '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/>',
    "queues": '<path d="M2 3.5v9c0 3 12 3 12 0v-9M2 3.5c0-3 12-3 12 0s-12 3-12 0"/>',
    "target_sets": '<path d="M4 2h8l4 6-4 6H4L0 8z"/>',
    "also": '<path d="M4 2h8l4 6-4 6H4L0 8z"/>',
    "elsewhere": '<path d="M2 2l12 12M14 2L2 14"/>',
    **dict.fromkeys(
        ("time_groups", "templates", "ticket_categories", "custom_fields", "project"),
        '<path d="M3 1h7l4 4v10H3z"/>',
    ),
}
"""The shape of each kind, the same as in the other drawings, 16 pixels wide and high."""


def as_svg(diagram: Diagram, title: str) -> str:
    """The picture: a card for each box, lines for the ways on which chats first arrive, chips for all other ways."""
    layout = layout_of(diagram)
    kinds = [kind for kind in _SIGNS if any(box.kind == kind for box in diagram.boxes)]
    waits = any(arrow.waits for arrow in diagram.arrows)
    becomes = {*(box.change for box in diagram.boxes), *(arrow.change for arrow in diagram.arrows)}
    changes = [change for change in CHANGES if change in becomes]
    legend, legend_width = _legend(kinds, waits, changes)
    width = max(layout.width, legend_width, width_of(title, BOLD)) + 2 * _MARGIN
    height = layout.height + 2 * _MARGIN + _LEGEND
    size = f"{_number(width)} {_number(height)}"
    attributes = f'viewBox="0 0 {size}" width="{_number(width)}" height="{_number(height)}" role="img"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} aria-labelledby="picture">',
        f'<title id="picture">{_text(title)}</title>',
        f"<style>{_style()}</style>",
        f'<rect class="page" width="{_number(width)}" height="{_number(height)}"/>',
        f'<g transform="translate({_number(_MARGIN)} {_number(_MARGIN)})">',
        *_lines(diagram, layout),
        *(part for number in range(len(layout.cards)) for part in _card(diagram, layout, number)),
        "</g>",
        f'<g transform="translate({_number(_MARGIN)} {_number(height - _LEGEND + 12)})">',
        *legend,
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _style() -> str:
    kinds = "".join(f".{kind}{{color:{colour}}}" for kind, colour in KINDS_IN_PICTURES.items())
    severities = "".join(f".{severity}{{stroke:{colour}}}" for severity, colour in SEVERITIES_IN_PICTURES.items())
    changes = "".join(f".{change}{{stroke:{colour}}}" for change, colour in CHANGES_IN_PICTURES.items())
    return (
        "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif;"
        f"font-size:{TEXT.size}px;unicode-bidi:isolate}}"
        f".title{{font-size:{BOLD.size}px;font-weight:600}}.name,.small{{font-size:{NAME.size}px}}"
        f"{_page(LIGHT_PAGE)}@media (prefers-color-scheme:dark){{{_page(DARK_PAGE)}}}"
        ".edge,.badge,.pill,.line{fill:none;stroke-width:1.5}.waits{stroke-dasharray:5 4}.marked{stroke-width:2.5}"
        ".sign{fill:currentColor;fill-opacity:.2;stroke:currentColor;stroke-width:1.5;stroke-linejoin:round}"
        ".tint{fill:currentColor;fill-opacity:.13}"
        ".chip{fill:currentColor;fill-opacity:.1;stroke:currentColor;stroke-opacity:.5}"
        ".edge.removed,.pill.removed{stroke-dasharray:2 3}.gone{text-decoration:line-through}"
        f"{kinds}{severities}{changes}"
        "path.added,path.removed,path.cross,.edge.added,.edge.removed,.edge.changed{stroke-width:2.5}.cross{fill:none}"
    )


def _page(colours: Mapping[str, str]) -> str:
    return (
        f".page{{fill:{colours['page']}}}.card{{fill:{colours['card']}}}.edge{{stroke:{colours['edge']}}}"
        f"text{{fill:{colours['text']}}}.name{{fill:{colours['quiet']}}}.line{{stroke:{colours['line']}}}"
        f".end{{fill:{colours['line']}}}"
    )


def _lines(diagram: Diagram, layout: Layout) -> Iterator[str]:
    for line in layout.lines:
        row = layout.cards[line.start].rows[line.row]
        yield (
            f'<g class="way"><title>{_way(diagram, row)}</title><path class="line{_looks(row)}" d="{_path(line)}"/>'
            f"{_tip(line, row)}</g>"
        )


def _tip(line: Line, row: Row) -> str:
    """Where a line ends: the point of an arrow, or a cross on a way that is gone."""
    if row.arrow.change == "removed":
        return f'<path class="cross removed" d="M{_number(line.to_x - 11)} {_number(line.to_y - 4)}l8 8m0 -8l-8 8"/>'
    return f'<path class="end" d="M{_number(line.to_x)} {_number(line.to_y)}l-8 -4v8z"/>'


def _path(line: Line) -> str:
    """To the right, down and to the right again, with round corners."""
    end, down = _number(line.to_x - 7), line.to_y - line.y
    start = f"M{_number(line.x)} {_number(line.y)}"
    if down < 1:
        return f"{start}H{end}"
    round_ = min(8.0, down / 2)
    turn = f"q{_number(round_)} 0 {_number(round_)} {_number(round_)}"
    back = f"q0 {_number(round_)} {_number(round_)} {_number(round_)}"
    return f"{start}H{_number(line.bend - round_)}{turn}V{_number(line.to_y - round_)}{back}H{end}"


def _card(diagram: Diagram, layout: Layout, number: int) -> Iterator[str]:
    card, wide = layout.cards[number], layout.wide[number]
    size = f'width="{_number(wide)}" height="{_number(card.height)}" rx="8"'
    yield f"<g {_at(layout.left[number], layout.top[number])}>"
    yield f'<rect class="card" {size}/>'
    for heading in card.headings:
        yield from _heading(heading, wide)
    found = {heading.box.gravest for heading in card.headings}
    gravest = next((severity for severity in SEVERITIES_IN_PICTURES if severity in found), None)
    changes = {heading.box.change for heading in card.headings}
    change: Change = changes.pop() if len(changes) == 1 else "changed"
    marked = f" marked {gravest}" if gravest is not None else f" {change}" if change else ""
    yield f'<rect class="edge{marked}" {size}/>'
    for row in card.rows:
        yield from _row(diagram, row, wide)
    yield "</g>"


def _heading(heading: Heading, wide: float) -> Iterator[str]:
    box = heading.box
    more = "; ".join((f", {box.badge}" if box.badge else "", *box.notes))
    yield f'<g class="box {box.kind}" {_at(0, heading.top)}><title>{_text(box.words + more)}</title>'
    yield f'<rect class="tint" width="{_number(wide)}" height="{_number(heading.height)}" rx="8"/>'
    yield f'<g class="sign" {_at(PADDING, 8)}>{_SIGNS[box.kind]}</g>'
    x, y = PADDING + ICON, 9.0
    written = [(heading.title, ' class="title"'), ((heading.name,), ' class="name"'), (heading.first_words, "")]
    for words, style in ((line, style) for lines, style in written for line in lines):
        yield f'<text{style} x="{_number(x)}" y="{_number(y + 12)}">{_text(words)}</text>'
        y += LINE
    if heading.change:
        yield from _pill(heading.change, f"pill {box.change}", x, y)
        y += PILL
    for words in heading.notes:
        yield f'<text class="small" x="{_number(x)}" y="{_number(y + 12)}">{_text(words)}</text>'
        y += LINE
    if heading.badge:
        yield from _pill(heading.badge, f"badge {box.gravest}", x, y)
    yield "</g>"


def _pill(words: str, style: str, x: float, y: float) -> Iterator[str]:
    size = f'width="{_number(width_of(words, NAME) + 12)}" height="18" rx="9"'
    yield f'<rect class="{style}" x="{_number(x)}" y="{_number(y)}" {size}/>'
    yield f'<text class="small" x="{_number(x + 6)}" y="{_number(y + 13)}">{_text(words)}</text>'


def _row(diagram: Diagram, row: Row, wide: float) -> Iterator[str]:
    if row.label:
        y = row.middle - (ROW - 4 if row.below else 0) + 4
        words = _text(row.label)
        if row.arrow.change == "removed":  # struck out, but for the sign
            words = f'{_text(row.label[:2])}<tspan class="gone">{_text(row.label[2:])}</tspan>'
        yield f'<text x="{_number(PADDING)}" y="{_number(y)}">{words}</text>'
    if not row.chip:
        return
    yield (
        f'<g class="way {row.to.kind}" {_at(wide - PADDING - row.chip_width, row.middle - 10)}>'
        f"<title>{_way(diagram, row)}</title>"
        f'<rect class="chip{_looks(row)}" width="{_number(row.chip_width)}" height="20" rx="10"/>'
        f'<g class="sign" transform="translate(8 4) scale(.75)">{_SIGNS[row.to.kind]}</g>'
        f'<text class="small" x="{_number(ICON)}" y="14">{_text(row.chip)}</text></g>'
    )


def _legend(kinds: Sequence[str], waits: bool, changes: Sequence[Change]) -> tuple[list[str], float]:
    """What the signs mean, of those that are drawn; and how wide that is."""
    parts: list[str] = []
    x = 0.0
    for kind in kinds:
        word = word_of(kind)
        parts.append(
            f'<g class="{kind}" {_at(x, 0)}><g class="sign" transform="scale(.75)">{_SIGNS[kind]}</g>'
            f'<text class="name" x="18" y="10">{word}</text></g>'
        )
        x += 18 + width_of(word, NAME) + 18
    if waits:
        parts.append(
            f'<g {_at(x, 0)}><path class="line waits" d="M0 6h28"/><text class="name" x="36" y="10">{_WAITS}</text></g>'
        )
        x += 36 + width_of(_WAITS, NAME) + 18
    for change in changes:
        parts += _pill(CHANGES[change], f"pill {change}", x, -4)
        x += width_of(CHANGES[change], NAME) + 12 + 8
    return parts, x


def _way(diagram: Diagram, row: Row) -> str:
    start, end = diagram.boxes[row.arrow.start].words, row.to.words
    label = f", {row.arrow.words}" if row.arrow.words else ""
    return _text(f"{start}{label} → {end}")


def _looks(row: Row) -> str:
    """The classes of a way besides its own: dashed where it waits, and what becomes of it."""
    return (" waits" if row.arrow.waits else "") + (f" {row.arrow.change}" if row.arrow.change else "")


def _at(x: float, y: float) -> str:
    return f'transform="translate({_number(x)} {_number(y)})"'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(text: str) -> str:
    return escape(harmless(text))
