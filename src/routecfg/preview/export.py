"""The page as one file, with everything in it that it would ask a server for: for a mail, or beside a review."""

import gzip
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

import msgspec

from routecfg.model import shown_pointer
from routecfg.preview.opened import Opened
from routecfg.preview.page import exported_page
from routecfg.preview.routes import GET, address, answer
from routecfg.preview.views.sides import sides
from routecfg.preview.views.summary import summary

WEEKS: Final = 6
"""This week and the next ones are in it."""

_MOST_CHANGES: Final = 200
"""Objects that are there in two columns: nobody reads on, and before the first release every object is one."""

_MARK: Final = "\x01"
"""No text that is shown has such a character."""
_SHORTEST: Final = 6
"""Characters of a text for which a number is shorter."""

_WHOLE: Final = tuple(path for path, route in GET.items() if not route.tail and not route.query)


def export(opened: Opened) -> bytes:
    """The file, the same for the same project on the same day. `opened` was made for an export."""
    answers = {asked: msgspec.json.decode(answer(opened, asked)) for asked in asked_by_the_page(opened)}
    data = msgspec.json.encode(_packed(answers))
    # no time and no name in it: gzip has a place for both
    return exported_page(gzip.compress(data, 9, mtime=0)).encode()


def _packed(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, in which a text that stands in several places is a number of `texts`: so a fifth is saved.

    gzip sees only what repeats itself within 32 KB. The number is in hexadecimal, behind a mark.
    """
    counts = Counter(_texts(answers))
    texts = [text for text, count in counts.items() if count > 1 and len(text) >= _SHORTEST]
    marks = {text: f"{_MARK}{number:x}" for number, text in enumerate(texts)}
    return {"texts": texts, "answers": _with_marks(answers, marks)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _with_marks(value: Any, marks: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return marks.get(value, value)
    if isinstance(value, list):
        return [_with_marks(each, marks) for each in value]
    if isinstance(value, dict):
        return {name: _with_marks(each, marks) for name, each in value.items()}
    return value


def asked_by_the_page(opened: Opened) -> Iterator[str]:
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
    for changed in sides(opened).objects[:_MOST_CHANGES]:
        yield address("/api/change", changed.at.pointer)
