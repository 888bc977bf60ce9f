"""The picture: all of the diagram is on it, nothing lies over anything, and no text is more than a text."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from draw.picture_rules import all_is_there, classes, nothing_overlaps
from estates import checked
from examples import examples
from graph.random_estates import estates
from routecfg.diagnostics import Severity
from routecfg.disclosure import harmless
from routecfg.draw import Arrow, Box, Diagram, as_svg, diagram_of
from routecfg.draw.layout import layout_of, width_of
from routecfg.draw.layout.arrival import DEEPEST
from routecfg.draw.layout.text_width import BOLD, NAME, TEXT, fitting, lines_of
from routecfg.graph import build
from routecfg.model import Estate

EXAMPLES = Path(__file__).parents[2] / "examples"
SVG = "{http://www.w3.org/2000/svg}"


def example(name: str, fold: bool | None = None) -> Diagram:
    """The diagram of the whole of an example."""
    folder = EXAMPLES / name
    files = {str(file.relative_to(folder)): file.read_bytes() for file in folder.glob("routing/**/*.yaml")}
    item = checked(files, (folder / "routecfg.yaml").read_bytes())
    return diagram_of(item.assembly.estate, build(item.assembly.estate), None, item.result.diagnostics, fold)


@pytest.mark.parametrize(("name", "fold"), [("quickstart", None), ("eshop", True)])
def test_the_picture_of_an_example(name: str, fold: bool | None, request: pytest.FixtureRequest) -> None:
    drawn = as_svg(example(name, fold), "Where chats go")
    golden = EXAMPLES.parent / "docs" / "pictures" / f"{name}.svg"
    if request.config.getoption("--update-golden"):
        golden.write_text(drawn, encoding="utf-8")
    assert drawn == golden.read_text(encoding="utf-8")


def test_every_number_of_the_shop_is_at_the_left() -> None:
    diagram = example("eshop")
    layout = layout_of(diagram)
    numbers = [at for at, card in enumerate(layout.cards) if card.headings[0].box.kind == "inbound_routings"]
    assert [layout.cards[at].headings[0].box.name for at in numbers] == ["eshop-cz", "eshop-de", "wholesale"]
    assert {layout.left[at] for at in numbers} == {0}
    assert len(classes(as_svg(diagram, "Shop"), "box")) == len(diagram.boxes)


def in_another_order(estate: Estate) -> Estate:
    """The same objects as if their files had been read from the last to the first."""
    fields = {name: getattr(estate, name) for name in estate.__struct_fields__}
    return msgspec.structs.replace(
        estate, **{name: dict(reversed(value.items())) for name, value in fields.items() if isinstance(value, dict)}
    )


@given(drawn=estates(), fold=st.booleans())
@examples(20, 1_000)
def test_any_estate_is_drawn_whole_and_the_same_whatever_the_order_of_files(
    drawn: tuple[Estate, object], fold: bool
) -> None:
    estate = drawn[0]
    diagram = diagram_of(estate, build(estate), None, (), fold)
    layout = layout_of(diagram)
    all_is_there(diagram, layout)
    nothing_overlaps(layout)
    picture = as_svg(diagram, "Estate")
    other = in_another_order(estate)
    assert as_svg(diagram_of(other, build(other), None, (), fold), "Estate") == picture
    assert len(classes(picture, "box")) == len(diagram.boxes)
    assert len(classes(picture, "way")) == sum(len(card.rows) for card in layout.cards)


HOSTILE = [
    "</title></text></svg><script>alert(1)</script>",
    '"><image href="https://a.example/x.png" onload="alert(1)"/>',
    "]]><!-- &lt; &amp; &#60;script&#62; <![CDATA[",
    "</style><style>*{background:url(https://a.example)}",
    "javascript:alert(1)",
    "left \u202eright\u202c \u2066x",
    "bell \x07, escape \x1b[31m, nothing \x00, half \ud800, \ufffe",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    " \n\t ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_more_than_a_text(text: str) -> None:
    boxes = (
        Box("inbound_routings", text, text),
        Box("decision_trees", "t", text, decisions=2),
        Box("decisions", text, text, text, (text,), Severity.ERROR, first_words=text),
        Box("also", text, ""),
        Box("queues", "q", text, change="added", notes=(text, text)),
    )
    arrows = (Arrow(0, 1, text, True), Arrow(1, 2, "", False), Arrow(2, 3, text, False), Arrow(3, 4, text, True))
    diagram = Diagram(boxes, (*arrows, Arrow(4, 1, text, False, "removed")), (0,))
    nothing_overlaps(layout_of(diagram))
    assert all(row.label == harmless(row.label) for card in layout_of(diagram).cards for row in card.rows)
    picture = as_svg(diagram, text)
    root = ElementTree.fromstring(picture)
    elements = [*root.iter()]
    assert {element.tag.removeprefix(SVG) for element in elements} <= {
        "svg",
        "title",
        "style",
        "g",
        "rect",
        "path",
        "text",
        "tspan",
    }
    assert not {name for element in elements for name in element.attrib} - {
        *("viewBox", "width", "height", "role", "aria-labelledby", "id", "class", "transform", "x", "y", "rx", "d")
    }
    assert len([element for element in elements if element.tag == f"{SVG}style"]) == 1
    assert harmless(picture.replace("\n", "")) == picture.replace("\n", "")
    assert next(iter(root)).text == harmless(text)


def test_a_picture_needs_nothing_from_outside() -> None:
    picture = as_svg(example("eshop"), "Shop")
    root = ElementTree.fromstring(picture)
    assert not [element.tag for element in root.iter() if element.tag in (f"{SVG}script", f"{SVG}image", f"{SVG}use")]
    written = [value for element in root.iter() for pair in element.items() for value in pair]
    written += [element.text or "" for element in root.iter(f"{SVG}style")]
    assert not any(word in text for word in ("href", "url(", "http:", "https:", "@import") for text in written)
    assert "@media (prefers-color-scheme:dark)" in picture


def chain(length: int) -> Diagram:
    """Questions after each other, which lead back to the first one."""
    boxes = tuple(Box("decisions", f"d{number}", f"Question {number}", "long") for number in range(length))
    arrows = [Arrow(number, number + 1, "anything else", True) for number in range(length - 1)]
    return Diagram(boxes, (*arrows, Arrow(length - 1, 0, "again", True)), (0,))


def test_a_long_way_starts_again_at_the_left() -> None:
    layout = layout_of(chain(5_000))
    all_is_there(chain(5_000), layout)
    assert len(set(layout.left)) == DEEPEST
    assert layout.left.count(0) == -(-5_000 // DEEPEST)
    first_cut = layout.cards[DEEPEST - 1].rows[0]
    assert (first_cut.chip, layout.cards[-1].rows[0].chip) == (f"to Question {DEEPEST}", "to Question 0")


def test_a_chip_says_whether_it_leads_back() -> None:
    cards = layout_of(chain(3)).cards
    assert [row.chip for card in cards for row in card.rows] == ["", "", "back to Question 0"]


def test_what_goes_on_at_once_is_one_card() -> None:
    boxes = (
        Box("decision_trees", "menu", "Menu"),
        Box("decisions", "a", "A", "menu"),
        Box("decisions", "b", "B", "menu"),
    )
    arrows = (Arrow(0, 1, "", False), Arrow(1, 2, "", False), Arrow(2, 0, "menu", True))
    (card,) = layout_of(Diagram(boxes, arrows, (0,))).cards
    assert [heading.box.name for heading in card.headings] == ["menu", "a", "b"]
    assert [(row.label, row.chip) for row in card.rows] == [("menu", "back to Menu")]


def test_a_way_without_a_condition_after_others_says_so() -> None:
    boxes = (Box("decisions", "a", "A", "menu"), Box("queues", "q", "Q"), Box("queues", "r", "R"))
    cards = layout_of(Diagram(boxes, (Arrow(0, 1, "if late", False), Arrow(0, 2, "", False)), (0,))).cards
    assert [row.label for row in cards[0].rows] == ["if late", "otherwise"]
    cards = layout_of(Diagram(boxes, (Arrow(0, 1, "yes", True), Arrow(0, 2, "", True)), (0,))).cards
    assert [row.label for row in cards[0].rows] == ["yes", ""]


def test_findings_are_marked_by_their_code_and_colour() -> None:
    box = Box("queues", "q", "Q", marks=("RC203",), gravest=Severity.WARNING)
    picture = as_svg(Diagram((box,), (), (0,)), "Q")
    assert len(classes(picture, "marked")) == len(classes(picture, "badge")) == 1
    assert ">! RC203</text>" in picture
    assert "queue q: Q, ! RC203</title>" in picture


def test_an_empty_estate_is_a_picture_too() -> None:
    assert classes(as_svg(Diagram((), (), ()), "Nothing"), "box") == []


def test_a_title_without_spaces_goes_on_in_the_next_line() -> None:
    first, second = lines_of("カスタマーサポート東京オフィスの窓口", BOLD, 180, 2)
    assert f"{first}{second}" == "カスタマーサポート東京オフィスの窓口"


@given(text=st.text(max_size=120), width=st.integers(40, 300))
@examples(30, 2_000)
def test_texts_fit(text: str, width: int) -> None:
    safe = harmless(text)
    assert width_of(fitting(safe, TEXT, width), TEXT) <= width
    lines = lines_of(safe, BOLD, width, 2)
    assert len(lines) <= 2
    assert all(width_of(line, BOLD) <= width for line in lines)
    assert width_of("wide", NAME) < width_of("wide", TEXT) < width_of("wide", BOLD)
    assert lines == () or safe.split()[0].startswith(lines[0].split()[0].removesuffix("…"))
    if width_of(safe, TEXT) <= width:
        assert fitting(safe, TEXT, width) == safe
