"""Everything that can be asked, and who answers it. What an answer depends on is in its path, and in the project."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, quote, unquote

import msgspec

from routecfg.preview.opened import Opened

View = Callable[..., msgspec.Struct]


class NotFound(Exception):  # noqa: N818 - it is an answer, and is caught where answers are given
    """There is nothing at this address."""


class Route(NamedTuple):
    """A view, and the names of what it is given besides the project: `tail` behind the path, `query` behind `?`."""

    view: View
    tail: str = ""
    query: tuple[str, ...] = ()


GET: Final[Mapping[str, Route]] = {}
"""By path; one with a tail ends with `/`."""


def route_of(target: str) -> tuple[Route, dict[str, str]]:
    """The route of a path with its query, and what the view is given. Raises NotFound."""
    path, _, query = target.partition("?")
    route = GET.get(path)
    if route is not None and not route.tail:
        given = dict(parse_qsl(query, keep_blank_values=True, errors="replace"))
        if set(given) != set(route.query):
            raise NotFound
        return route, given
    head, _, tail = path.rpartition("/")
    route = GET.get(f"{head}/")
    if route is None or not route.tail or not tail or query:
        raise NotFound
    return route, {route.tail: unquote(tail, errors="replace")}


def target(path: str, *values: str) -> str:
    """The path with its query as the page asks for it, to the letter: `encodeURIComponent` writes the values."""
    route = GET[path]
    written = [quote(value, safe="!*'()~") for value in values]
    if route.tail:
        return path + written[0]
    return path + ("?" + "&".join(map("=".join, zip(route.query, written, strict=True))) if written else "")


def answer(opened: Opened, asked: str) -> bytes:
    """The answer as JSON. Raises NotFound, and CannotRun if the project does not allow for one."""
    route, given = route_of(asked)
    try:
        return msgspec.json.encode(route.view(opened, **given))
    except LookupError:
        raise NotFound from None
