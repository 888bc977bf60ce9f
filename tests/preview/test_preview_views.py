"""What the page gets of a project: all of it, each part once, and nothing that is secret."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from routecfg.cache import Cache
from routecfg.preview.answers import Details, Picture
from routecfg.preview.opened import Opened
from routecfg.preview.views.details import details
from routecfg.preview.views.pictures import tree, whole_map
from routecfg.preview.views.summary import summary
from routecfg.workspace import Workspace

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
CHRISTMAS: Final = date(2026, 12, 21)


def opened(root: Path, *, exported: bool = False) -> Opened:
    """The project in a folder, as it is now."""
    return Opened(Workspace(root, CHRISTMAS, cache=Cache(None, in_memory=True)), exported=exported)


@pytest.fixture(scope="module", params=["quickstart", "eshop"])
def example(request: pytest.FixtureRequest) -> Opened:
    return opened(EXAMPLES / request.param)


@pytest.fixture(scope="module")
def eshop() -> Opened:
    return opened(EXAMPLES / "eshop")


def pictures(project: Opened) -> Iterator[Picture]:
    """The map, and every tree."""
    yield whole_map(project)
    for item in summary(project).items:
        if item.kind == "decision_trees":
            yield tree(project, item.name)


def everything(project: Opened) -> dict[str, Details]:
    """All that is said of every object and decision."""
    pointers = [item.pointer for item in summary(project).items]
    decisions = [
        heading.pointer
        for picture in pictures(project)
        for card in picture.cards
        for heading in card.headings
        if heading.kind == "decisions"
    ]
    return {pointer: details(project, pointer) for pointer in dict.fromkeys([*pointers, *decisions])}


def checked(project: Opened) -> None:
    """What holds of every project, whole or not."""
    known = everything(project)
    for picture in pictures(project):
        for card in picture.cards:
            for heading in card.headings:
                if heading.kind != "elsewhere":
                    assert details(project, heading.pointer).at.pointer in known
            for row in card.rows:
                assert row.to == "" or details(project, row.to).at.pointer in known
        for line in picture.lines:
            assert picture.cards[line.start].rows[line.row].to == picture.cards[line.end].headings[0].pointer
    for pointer, found in known.items():
        assert found.at.pointer == pointer
        for way in found.led_from:
            onward = [(back.at.pointer, back.label, back.waits) for back in known[way.at.pointer].leads_to]
            assert (pointer, way.label, way.waits) in onward, (way, pointer)
        for way in found.leads_to:
            assert way.at.pointer in known or way.at.kind == "elsewhere"
    for fault in summary(project).found:
        assert fault.pointer is None or fault in known[fault.pointer].found


def test_all_that_a_picture_shows_can_be_opened_and_ways_are_told_at_both_ends(example: Opened) -> None:
    checked(example)
