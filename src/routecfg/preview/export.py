"""The page as one file, with everything in it that it would ask a server for: for a mail, or beside a review."""

import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Final

import msgspec

from routecfg.model import shown_pointer
from routecfg.preview.opened import Opened
from routecfg.preview.page import exported_page
from routecfg.preview.routes import GET, address, answer
from routecfg.preview.views.sides import sides
from routecfg.preview.views.summary import summary

WEEKS: Final = 6
"""This week and the next ones are in it."""

_WHOLE: Final = tuple(path for path, route in GET.items() if not route.tail and not route.query)


def export(opened: Opened) -> bytes:
    """The file, the same for the same project on the same day. `opened` was made for an export."""
    # no time and no name in it: gzip has a place for both
    return exported_page(gzip.compress(_answers(opened), 9, mtime=0)).encode()


def _answers(opened: Opened) -> bytes:
    """Every answer by the address that the page asks for, as one object of JSON."""
    pairs = (msgspec.json.encode(asked) + b":" + answer(opened, asked) for asked in _asked(opened))
    return b"{" + b",".join(pairs) + b"}"


def _asked(opened: Opened) -> Iterator[str]:
    """What the page can ask for, each once; answers of the same form stand together, which packs well."""
    yield from _WHOLE
    overview = summary(opened)
    trees = [item.name for item in overview.items if item.kind == "decision_trees"]
    for name in trees:
        yield address("/api/tree/", name)
    for item in overview.items:
        yield address("/api/object", item.pointer)
    for name in trees:
        tree = opened.estate.decision_trees.get(name)
        for decision in () if tree is None else tree.decisions:
            yield address("/api/object", shown_pointer(("decision_trees", name, "decisions", decision.name)))
    if opened.today:
        today = date.fromisoformat(opened.today)
        monday = today - timedelta(days=today.weekday())
        for number, week in product(overview.numbers, range(WEEKS)):
            yield address("/api/week", number.name, (monday + timedelta(weeks=week)).isoformat())
    for changed in sides(opened).objects:
        yield address("/api/change", changed.at.pointer)
