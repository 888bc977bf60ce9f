"""All that the page can ask of a project, and what holds of it whatever the project is."""

from collections.abc import Iterator

import msgspec

from routecfg.disclosure import harmless
from routecfg.preview.answers import Details, Picture
from routecfg.preview.opened import Opened
from routecfg.preview.views.coverage import coverage
from routecfg.preview.views.details import details
from routecfg.preview.views.pictures import tree, whole_map
from routecfg.preview.views.search import search
from routecfg.preview.views.summary import summary
from routecfg.preview.views.week import week


def pictures(project: Opened) -> Iterator[Picture]:
    """The map, and every tree."""
    yield whole_map(project)
    for item in summary(project).items:
        if item.kind == "decision_trees":
            yield tree(project, item.name)


def all_details(project: Opened) -> dict[str, Details]:
    """What is said of every object and decision, by pointer."""
    drawn = [heading for picture in pictures(project) for card in picture.cards for heading in card.headings]
    pointers = [item.pointer for item in summary(project).items]
    pointers += [heading.pointer for heading in drawn if heading.kind == "decisions"]
    return {pointer: details(project, pointer) for pointer in dict.fromkeys(pointers)}


def everything(project: Opened) -> Iterator[msgspec.Struct]:
    """Every answer there is; that of the hours of a number with errors is none."""
    yield summary(project)
    yield from pictures(project)
    yield from all_details(project).values()
    yield search(project)
    yield coverage(project)
    for number in summary(project).numbers:
        yield week(project, number.name, "2026-12-21")


def consistent(project: Opened) -> None:
    """All that is shown can be opened, every way is told at both of its ends, and every finding where it belongs."""
    known = all_details(project)
    for picture in pictures(project):
        for card in picture.cards:
            for heading in card.headings:
                assert heading.kind == "elsewhere" or details(project, heading.pointer).at.pointer in known
            for row in card.rows:
                assert row.to == "" or details(project, row.to).at.pointer in known
        for line in picture.lines:
            assert picture.cards[line.start].rows[line.row].to == picture.cards[line.end].headings[0].pointer
    for pointer, found in known.items():
        assert found.at.pointer == pointer
        for way in found.led_from:
            assert (pointer, way.label, way.waits) in _ends(known[way.at.pointer]), (way, pointer)
        for way in found.leads_to:
            assert way.at.pointer in known or way.at.kind == "elsewhere"
    for fault in summary(project).found:
        assert fault.pointer is None or fault in known[fault.pointer].found
    searched = search(project)
    assert {each.pointer for each in searched.named} == set(known)
    assert {text.at for text in searched.texts} == set(known)


def harmless_everywhere(answer: object) -> None:
    """No text steers anything; only what customers are sent has line breaks."""
    match answer:
        case str():
            assert all(line == harmless(line) for line in answer.split("\n")), repr(answer)
        case dict():
            for key, value in answer.items():
                harmless_everywhere(key)
                harmless_everywhere(value)
        case list() | tuple():
            for value in answer:
                harmless_everywhere(value)


def _ends(found: Details) -> set[tuple[str, str, bool]]:
    return {(way.at.pointer, way.label, way.waits) for way in found.leads_to}
