"""The picture of a change: all that changes is on it, with the ways that chats take there, and nothing else."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given

from draw.picture_rules import all_is_there, classes, nothing_overlaps
from estates import TODAY, checked
from examples import examples
from routecfg.bundle import Bundle, compile_bundle
from routecfg.diff import compare, follow
from routecfg.draw import (
    MOST_ARROWS,
    Arrow,
    Box,
    Change,
    Diagram,
    as_mermaid,
    as_svg,
    change_diagram_of,
    change_sides_of,
    diagram_of,
)
from routecfg.draw.diagram import FOLDED_FROM
from routecfg.draw.layout import layout_of
from routecfg.graph import build
from routecfg.model import Estate
from routecfg.pipeline import Result
from routecfg.pipeline.project_file import open_project
from routecfg.report.comment import as_markdown
from small_estates import PROJECT, Values, bundle, rename, shop, small_estates

EXAMPLES = Path(__file__).parents[2] / "examples"

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


def shown(diagram: Diagram) -> dict[str, tuple[str, ...]]:
    """What becomes of each box that changes, and what is noted there."""
    return {box.name: (box.change, *box.notes) for box in diagram.boxes if box.change}


def test_hours_texts_and_settings_are_noted_where_chats_meet_them() -> None:
    after = shop()
    after["time_groups"]["inventory"]["include"] = [{"dates": ["01-02"]}]
    after["templates"]["closed"]["text"] = "Closed now."
    after["ticket_categories"]["orders"]["title"] = "Orders and more"
    after["custom_fields"]["customer"]["title"] = "Customer's number"
    diagram = change_diagram_of(
        (before := bundle(shop())).estate,
        (now := bundle(after, PROJECT | {"similarity": 90})).estate,
        compare(before, now),
    )
    assert shown(diagram) == {
        "hours": ("changed", "time group inventory: include: 01-02 (was 01-02, 07-01)"),
        "closed": ("changed", "template closed: text: 'Closed now.' (was 'We are closed.')"),
        "complaint": ("changed", "ticket category orders: title: 'Orders and more' (was 'Orders')"),
        "bot": ("changed", "custom field customer: title: 'Customer's number' (was 'Customer')"),
        "": ("changed", "similarity: 90 (was 85)"),
    }
    assert {box.name for box in diagram.boxes if box.kind == "inbound_routings"} == {"line"}
    assert "Settings of the project" in as_svg(diagram, "Change")


def test_each_side_says_what_it_says() -> None:
    after = shop()
    after["decision_trees"]["menu"]["decisions"]["welcome"]["title"] = "Good day"
    after["decision_trees"]["menu"]["decisions"]["welcome"]["targets"][0]["to"] = {"queue": "support"}
    now, then = bundle(after), bundle(shop())
    old, new = change_sides_of(then.estate, now.estate, compare(then, now))
    assert [box.title for box in old.boxes if box.name == "welcome"] == ["Welcome"]
    assert [box.title for box in new.boxes if box.name == "welcome"] == ["Good day"]
    welcome = ("decisions", "welcome", "menu")
    assert ways(old, "removed") == {(welcome, "/[0-9]{6}/", ("decisions", "order", "menu"))}
    assert ways(new, "added") == {(welcome, "/[0-9]{6}/", ("queues", "support", ""))}
    assert not ways(old, "added") | ways(new, "removed")
    assert ways(old, "") == ways(new, "")


def test_what_is_only_called_otherwise_keeps_its_ways() -> None:
    after = shop()
    rename(after["decision_trees"]["menu"], "decisions", "welcome", "hello")
    rename(after, "decision_trees", "menu", "main")
    diagram = changed(bundle(shop()), bundle(after))
    assert not any(arrow.change for arrow in diagram.arrows)
    assert shown(diagram) == {
        "main": ("changed", "called menu before"),
        "hello": ("changed", "called 'welcome' before"),
    }


def lines(diagram: Diagram) -> list[Arrow]:
    """The ways that are drawn as lines."""
    return [row.arrow for card in layout_of(diagram).cards for row in card.rows if not row.chip]


def test_what_comes_and_goes_is_marked_and_where_it_leads() -> None:
    after = shop()
    del after["decision_trees"]["menu"]["decisions"]["faq"]
    del after["decision_trees"]["menu"]["decisions"]["welcome"]["targets"][1]
    after["decision_trees"]["menu"]["decisions"]["complaint"]["targets"] = [{"to": {"terminate": "closed"}}]
    after["inbound_routings"]["new"] = after["inbound_routings"]["line"] | {"channel_id": "2"}
    diagram = changed(bundle(shop()), bundle(after))
    assert shown(diagram) == {
        "new": ("added",),
        "welcome": ("changed",),
        "complaint": ("changed",),
        "faq": ("removed",),
    }
    rows = {
        (heading.name, row.label, row.to.name)
        for card in layout_of(diagram).cards
        for heading in card.headings
        for row in card.rows
        if row.arrow.change
    }
    assert ("inbound routing new", "+ now", "hours") in rows
    assert ("decision welcome of menu", "− [Questions], faq", "faq") in rows
    assert ("decision faq of menu", "− no longer", "bot") in rows
    picture = as_svg(diagram, "Change")
    assert len(classes(picture, "cross")) == sum(way.change == "removed" for way in lines(diagram))
    assert "− gone: decision faq: Frequent questions, − no longer → chatbot bot" in picture


def long_tree(count: int, text: str) -> Values:
    """The shop with a tree of so many decisions that say this."""
    values = shop()
    says = [{"send_message": {"text": text}}]
    values["decision_trees"]["long"] = {
        "title": "Long",
        "decisions": {
            f"d{number}": {"title": "Step", "actions": says, "targets": [{"to": {"decision": f"d{number + 1}"}}]}
            for number in range(count)
        }
        | {f"d{count}": {"title": "Last", "targets": [{"to": {"queue": "support"}}]}},
    }
    values["decision_trees"]["menu"]["decisions"]["faq"]["targets"] = [{"to": {"decision_tree": "long"}}]
    return values


def test_of_a_large_change_trees_are_a_box_each_and_reviews_get_what_their_hosts_draw() -> None:
    before, after = bundle(long_tree(FOLDED_FROM, "One")), bundle(long_tree(FOLDED_FROM, "Two"))
    assert shown(changed(before, after)) == {"long": ("changed", f"{FOLDED_FROM} decisions changed")}
    small = bundle(long_tree(FOLDED_FROM - 10, "One")), bundle(long_tree(FOLDED_FROM - 10, "Two"))
    assert len(shown(changed(*small))) == FOLDED_FROM - 10
    page = as_markdown(compare(*small), draw=partial(changed, *small))
    assert f"```mermaid\n{as_mermaid(changed(*small))}```" in page
    many = shop()
    for number in range(MOST_ARROWS + 1):
        many["inbound_routings"][f"line{number}"] = shop()["inbound_routings"]["line"] | {"channel_id": f"{number}"}
    large = bundle(shop()), bundle(many)
    page = as_markdown(compare(*large), draw=partial(changed, *large))
    assert "```mermaid" not in page
    assert "They are too many for a picture here: `routecfg diff --format svg > change.svg` draws it" in page


def test_the_picture_of_a_change_in_the_readme(request: pytest.FixtureRequest) -> None:
    """Coffee advice is given by people instead of the chatbot."""
    folder = EXAMPLES / "eshop"
    files = {str(file.relative_to(folder)): file.read_bytes() for file in folder.glob("routing/**/*.yaml")}
    menu = files["routing/trees/main-menu.yaml"]
    people = menu.replace(b"to: {chatbot: coffee-expert}", b"to: {queue: support}")
    before, after = (released(files | {"routing/trees/main-menu.yaml": each}) for each in (menu, people))
    drawn = as_svg(changed(before, after), "What changes: before and after")
    golden = EXAMPLES.parent / "docs" / "pictures" / "change.svg"
    if request.config.getoption("--update-golden"):
        golden.write_text(drawn, encoding="utf-8")
    assert drawn == golden.read_text(encoding="utf-8")


def released(files: Mapping[str, bytes]) -> Bundle:
    """What the routing files of the e-shop give customers."""
    project = (EXAMPLES / "eshop" / "routecfg.yaml").read_bytes()
    opened = open_project(project)
    assert not isinstance(opened, Result)
    return compile_bundle(checked(files, project).assembly.estate, opened.settings, TODAY)
