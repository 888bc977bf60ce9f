"""What requests bring, in words, where nothing else tells two examples apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from routecfg.diagnostics import listed
from routecfg.impact import Change

_MOST_SAID: Final = 3
"""Values that are said of an example."""


def brought_otherwise(changes: Sequence[Change], shown: Callable[[str], str]) -> list[str]:
    """What the requests of each example bring otherwise than those of the others; empty if they do not.

    `shown` gives a text of a user as the report shows it.
    """
    brought = [dict(leaf for reply in change.requests.values() for leaf in _leaves(reply)) for change in changes]
    names = sorted(dict.fromkeys(name for each in brought for name in each))
    differing = [name for name in names if len({each.get(name) for each in brought}) > 1]
    said = [""] * len(changes)
    for count in range(1, min(len(differing), _MOST_SAID) + 1):
        said = [listed([_said(name, each, brought, shown) for name in differing[:count]], "and") for each in brought]
        if len(set(said)) == len(said):
            break
    return said


def _said(name: str, mine: Mapping[str, str], every: Sequence[Mapping[str, str]], shown: Callable[[str], str]) -> str:
    if name not in mine:
        return f"no request brings {shown(name)}"
    several = len({each[name] for each in every if name in each}) > 1
    return f"a request brings {shown(name)}" + (f" ({shown(mine[name])})" if several else "")


def _leaves(reply: Any) -> Iterator[tuple[str, str]]:
    """The values of a reply, or of the first of several, by the names that lead to them."""
    first = reply[0] if isinstance(reply, (list, tuple)) else reply
    return _inside(first.get("json"), ())


def _inside(value: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, (*names, key))
    elif isinstance(value, list):
        for item in value[:1]:
            yield from _inside(item, names)
    elif value is not None and names:
        yield ".".join(names), value if isinstance(value, str) else msgspec.json.encode(value).decode()
