"""Everything that can be asked, and who answers it. What an answer depends on is in its address, and in the project."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, quote, unquote

import msgspec

from routecfg.preview.answers import ChatRequest, ScenarioRequest
from routecfg.preview.opened import Opened
from routecfg.preview.saving import save_scenario
from routecfg.preview.views.change import change
from routecfg.preview.views.chat import chat
from routecfg.preview.views.coverage import coverage
from routecfg.preview.views.details import details
from routecfg.preview.views.pictures import tree, whole_map
from routecfg.preview.views.scenarios import scenarios
from routecfg.preview.views.search import search
from routecfg.preview.views.sides import sides
from routecfg.preview.views.summary import summary
from routecfg.preview.views.week import week

View = Callable[..., msgspec.Struct]


class NotFound(Exception):  # noqa: N818 - it is an answer, and is caught where answers are given
    """There is nothing at this address."""


class Route(NamedTuple):
    """A view, and the names of what it is given besides the project: `tail` behind the path, `query` behind `?`."""

    view: View
    tail: str = ""
    query: tuple[str, ...] = ()


class Action(NamedTuple):
    """A view that is given what the page sends, which is of this type."""

    view: View
    takes: type[msgspec.Struct]


GET: Final[Mapping[str, Route]] = {
    "/api/summary": Route(summary),
    "/api/map": Route(whole_map),
    "/api/tree/": Route(tree, tail="name"),
    "/api/object": Route(details, query=("at",)),
    "/api/search": Route(search),
    "/api/coverage": Route(coverage),
    "/api/week": Route(week, query=("number", "from")),
    "/api/changes": Route(sides),
    "/api/change": Route(change, query=("at",)),
    "/api/scenarios": Route(scenarios),
}
"""By path; one with a tail ends with `/`."""

POST: Final[Mapping[str, Action]] = {
    "/api/chat": Action(chat, ChatRequest),
    "/api/scenario": Action(save_scenario, ScenarioRequest),
}


def answer(opened: Opened, asked: str) -> bytes:
    """The answer to a path with its query, as JSON.

    Raises NotFound, and CannotRun if the project does not allow for an answer.
    """
    route, given = _route_of(asked)
    try:
        found = route.view(opened, *given.values())
    except LookupError as error:
        if type(error) is not LookupError:  # KeyError and IndexError are faults of ours
            raise
        raise NotFound from None
    return msgspec.json.encode(found)


def done(opened: Opened, asked: str, body: bytes) -> bytes:
    """Does what the page asks for by POST, and answers as `answer`. Raises MsgspecError for another body."""
    action = POST.get(asked)
    if action is None:
        raise NotFound
    sent: Any = msgspec.json.decode(body, type=action.takes)
    return msgspec.json.encode(action.view(opened, sent))


def address(path: str, *values: str) -> str:
    """The address that the page asks for, to the letter: as `encodeURIComponent` writes the values."""
    route = GET[path]
    written = [quote(value, safe="!*'()~") for value in values]
    if route.tail:
        return path + written[0]
    return path + ("?" + "&".join(map("=".join, zip(route.query, written, strict=True))) if written else "")


def _route_of(asked: str) -> tuple[Route, dict[str, str]]:
    path, _, query = asked.partition("?")
    route = GET.get(path)
    if route is not None and not route.tail:
        given = parse_qsl(query, keep_blank_values=True)
        if [name for name, _ in given] != list(route.query):
            raise NotFound
        return route, dict(given)
    head, _, tail = path.rpartition("/")
    route = GET.get(f"{head}/")
    if route is None or not route.tail or not tail or query:
        raise NotFound
    return route, {route.tail: unquote(tail)}
