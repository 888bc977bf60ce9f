"""To which hosts chats of a line may speak, as far as it is written down."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from routecfg.engine.stubs import Stubs
from routecfg.graph import build, reach
from routecfg.model import Estate
from routecfg.templates import Use, texts_of
from routecfg.world.bounds import GivenUpError
from routecfg.world.web_address import WebAddress

_OPENED = "{{"


class Hosts(NamedTuple):
    """Hosts in alphabetical order, with their ports where these are unusual. `others`: data name some of them."""

    requests: tuple[str, ...]
    chatbots: tuple[str, ...]
    others: bool


def hosts(estate: Estate, line: str, stubs: Stubs) -> Hosts:
    """All to which chats that come in at a line may send something, but for what stubs stand in for."""
    graph = build(estate)
    nodes = [graph.nodes[each] for each in reach(graph.taken, [graph.numbers["inbound_routings", line]])]
    bots = {node.name for node in nodes if node.kind == "chatbots"} - stubs.bots.keys()
    requests = list(_addresses(estate, {(node.tree, node.name) for node in nodes if node.kind == "decisions"}))
    asked = [_host(each) for each in requests if not _stands_in(stubs, each)]
    posted = (_host(estate.chatbots[name].chatbot_url) for name in bots)
    return Hosts(_sorted(asked), _sorted(posted), None in asked)


def _addresses(estate: Estate, decisions: set[tuple[str, str]]) -> Iterator[str]:
    """The addresses of the requests of decisions, as they are written."""
    for tree in sorted({tree for tree, _ in decisions}):
        for place in texts_of(estate.decision_trees[tree], lambda use, _: use is Use.ADDRESS):
            if (tree, str(place.path[1])) in decisions:
                yield place.text


def _stands_in(stubs: Stubs, address: str) -> bool:
    """Whether something stands in for an address, whatever is filled in."""
    written = address.partition(_OPENED)[0]
    return any(
        written.startswith(key[:-1]) if key.endswith("*") else key == address == written for key in stubs.requests
    )


def _host(address: str) -> str | None:
    """Host and port; None if data name them, or nothing can be called there."""
    try:
        return WebAddress.read(address).authority
    except GivenUpError:
        return None


def _sorted(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({each for each in found if each is not None}))
