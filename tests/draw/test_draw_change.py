"""The picture of a change: all that changes is on it, with the ways that chats take there, and nothing else."""

from typing import TypeAlias

from hypothesis import given

from draw.picture_rules import all_is_there, nothing_overlaps
from examples import examples
from routecfg.bundle import Bundle
from routecfg.diff import compare, follow
from routecfg.draw import Box, Change, Diagram, as_mermaid, as_svg, change_diagram_of, diagram_of
from routecfg.draw.layout import layout_of
from routecfg.graph import build
from routecfg.model import Estate
from small_estates import Values, bundle, small_estates

Way: TypeAlias = tuple[tuple[str, str, str], str, tuple[str, str, str]]


def changed(before: Bundle, after: Bundle, fold: bool | None = None) -> Diagram:
    """The picture of what changes from one bundle to another."""
    return change_diagram_of(before.estate, after.estate, compare(before, after), fold)


def whole(estate: Estate) -> Diagram:
    """All of an estate."""
    return diagram_of(estate, build(estate), None, fold=False)


def place(box: Box) -> tuple[str, str, str]:
    return box.kind, box.name, box.tree


def ways(diagram: Diagram, *changes: Change) -> set[Way]:
    """The ways that become one of these."""
    return {
        (place(diagram.boxes[arrow.start]), arrow.label, place(diagram.boxes[arrow.end]))
        for arrow in diagram.arrows
        if arrow.change in changes
    }


def reached(diagram: Diagram, *changes: Change) -> set[tuple[str, str, str]]:
    """What the numbers lead to on such ways."""
    found = {place(box) for box in diagram.boxes if box.kind == "inbound_routings"}
    while further := {end for start, _, end in ways(diagram, *changes) if start in found} - found:
        found |= further
    return found


@given(one=small_estates(), other=small_estates())
@examples(25, 1_000)
def test_the_ways_that_come_and_go_are_drawn_and_how_chats_get_there(one: Values, other: Values) -> None:
    before, after = bundle(one), bundle(other)
    diagram = changed(before, after, fold=False)
    earlier, later = whole(follow(before.estate, after.estate).estate), whole(after.estate)
    old, new = ways(earlier, ""), ways(later, "")
    assert ways(diagram, "added") == new - old
    assert ways(diagram, "removed") == old - new
    assert ways(diagram, "") <= old & new
    stays = {place(box) for box in diagram.boxes if box.change in ("added", "changed")}
    assert reached(later, "") & stays <= reached(diagram, "", "added"), "how chats get there now"
    gone = {place(box) for box in diagram.boxes if box.change == "removed"}
    assert reached(earlier, "") & gone <= reached(diagram, "", "removed"), "how chats got there"


@given(one=small_estates(), other=small_estates())
@examples(25, 1_000)
def test_a_change_is_drawn_whole_and_nothing_crosses(one: Values, other: Values) -> None:
    for fold in (False, True):
        diagram = changed(bundle(one), bundle(other), fold)
        layout = layout_of(diagram)
        all_is_there(diagram, layout)
        nothing_overlaps(layout)
        assert as_svg(diagram, "Change") == as_svg(changed(bundle(one), bundle(other), fold), "Change")
        assert as_mermaid(diagram).count("==>") == sum(arrow.change == "added" for arrow in diagram.arrows)
        assert as_mermaid(diagram).count("--x") == sum(arrow.change == "removed" for arrow in diagram.arrows)


@given(values=small_estates())
@examples(10, 200)
def test_nothing_is_drawn_where_nothing_changes(values: Values) -> None:
    assert changed(bundle(values), bundle(values)) == Diagram((), (), ())
