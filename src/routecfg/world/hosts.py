"""Which hosts chats of a line may call, and which secrets these get, as far as the project says it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from routecfg.engine.events import SECRET
from routecfg.engine.stubs import Stubs
from routecfg.graph import build, reach
from routecfg.model import Estate
from routecfg.templates import SECRETS, Use, is_host_open, parse_text, texts_of
from routecfg.world.bounds import GivenUpError
from routecfg.world.web_address import WebAddress

_OPENED = "{{"
_SENT = frozenset((Use.ADDRESS, Use.HEADER))


class Hosts(NamedTuple):
    """Hosts in alphabetical order, with their ports where these are unusual.

    `requests` has the secrets that each host gets, `chatbots` the chatbots that are called there. `others`: data of the
    chat choose the hosts of some requests, which get no secret.
    """

    requests: dict[str, tuple[str, ...]]
    chatbots: dict[str, tuple[str, ...]]
    others: bool


def hosts(estate: Estate, line: str, stubs: Stubs, chatbots: Mapping[str, str]) -> Hosts:
    """All hosts that chats of a line may send something to, except where stubs answer.

    `chatbots` has the address of each chatbot by its name.
    """
    graph = build(estate)
    nodes = [graph.nodes[each] for each in reach(graph.taken, [graph.numbers["inbound_routings", line]])]
    requests: dict[str, set[str]] = {}
    called: dict[str, set[str]] = {}
    others = False
    for address, secrets in _requests(estate, {(node.tree, node.name) for node in nodes if node.kind == "decisions"}):
        if _stands_in(stubs, address):
            continue
        if is_host_open(parse_text(address)):
            others = True
        elif host := _host(address):
            requests.setdefault(host, set()).update(secrets)
    for name in {node.name for node in nodes if node.kind == "chatbots"} - stubs.bots.keys():
        if host := _host(chatbots[name]):
            called.setdefault(host, set()).add(name)
    return Hosts(_sorted(requests), _sorted(called), others)


def _requests(estate: Estate, decisions: set[tuple[str, str]]) -> Iterator[tuple[str, set[str]]]:
    """The address of each request of the decisions as it is written, and the secrets that go with it."""
    for tree in sorted({tree for tree, _ in decisions}):
        address, secrets = "", set[str]()
        for place in texts_of(estate.decision_trees[tree], lambda use, _: use in _SENT):
            if (tree, str(place.path[1])) not in decisions:
                continue
            if place.use is Use.ADDRESS:  # its headers follow
                if address:
                    yield address, secrets
                address, secrets = place.text, set()
            for reading in parse_text(place.text).readings:
                root, *below = reading.name.parts
                if root == SECRETS and below:
                    secrets.add(below[0])
        if address:
            yield address, secrets


def _stands_in(stubs: Stubs, address: str) -> bool:
    """Whether something stands in for an address, whatever is filled in."""
    written = address.partition(_OPENED)[0]
    return any(
        written.startswith(key[:-1]) if key.endswith("*") else key == address == written for key in stubs.requests
    )


def _host(address: str) -> str:
    """Host and port; empty if the address cannot be called."""
    written = "".join(part if isinstance(part, str) else SECRET for part in parse_text(address).segments)
    try:
        return WebAddress.read(written, may_name_user=True).authority
    except GivenUpError:
        return ""


def _sorted(found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {host: tuple(sorted(found[host])) for host in sorted(found)}
