"""`routecfg chat --live`: where chatbots call back, and to whom the chat will speak."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from routecfg.cli.chat_world import named_values
from routecfg.cli.live_hosts import agree
from routecfg.cli.live_lines import Inbox, LiveLines
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun
from routecfg.scenarios.moments import seconds
from routecfg.world.bounds import GivenUpError
from routecfg.world.callbacks import Receiver
from routecfg.world.client import Client
from routecfg.world.hosts import hosts
from routecfg.world.live import LiveWorld, Posting
from routecfg.world.web_address import WebAddress, target

if TYPE_CHECKING:
    from routecfg.engine import LoadedBundle
    from routecfg.engine.stubs import Stubs

_HERE: Final = "127.0.0.1"
_PATH: Final = "/callback"
_LISTEN: Final = re.compile(r"(?:(?P<host>\[[0-9a-fA-F:.]+\]|[^:\[\]]*):)?(?P<port>[0-9]{1,5})")
_NUMBER: Final = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
"""What systems read as an IP address, in short forms too: no name ends in a number."""
_MOST_PORTS: Final = 1 << 16
_EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - nothing listens there without an address that users name
_ONLY_HERE: Final = re.compile(r"127\..*|localhost|\[?::1\]?")
"""Hosts that are this machine, and that no other machine reaches."""
_ADDED: Final = " (while attempting"
"""Begins what Python adds to the reason of the system why nothing can listen at an address."""
_WAIT: Final = 10
"""Seconds that a script waits for a chatbot."""


class LiveOptions(NamedTuple):
    """What the command line says beside `--live`. `yes`: do not ask whether the chat may speak to these hosts."""

    callback: str | None
    listen: str | None
    wait: str | None
    bots: Sequence[str]
    yes: bool


@contextmanager
def live_world(
    options: LiveOptions, workspace: Workspace, loaded: "LoadedBundle", line: str, stubs: "Stubs"
) -> Iterator[tuple[LiveWorld, LiveLines]]:
    """Says to whom chats of a line will speak, and takes calls of chatbots until the block ends.

    Raises CannotRun if an option is wrong, nothing can listen where it says, or the user does not agree: who wrote the
    project chose the hosts, and which secrets of this machine they get.
    """
    wait = _WAIT if options.wait is None else seconds(options.wait)
    if wait is None:
        raise CannotRun(f"'--wait {options.wait}' is not a length of time", "write it as 5s or 1m")
    chatbots = loaded.estate.chatbots
    own = named_values("--bot", options.bots, chatbots, "chatbot")
    if both := own.keys() & stubs.bots.keys():
        raise CannotRun(f"'{min(both)}' stands in the file of '--world' and at '--bot'", "leave it out of one of them")
    host, port = _place(options.listen)
    public, path = _public(options, host)
    inbox = Inbox()
    try:
        receiver = Receiver(host, port, path, inbox.take)
    except (OSError, UnicodeError) as error:
        why = (getattr(error, "strerror", None) or "there is no such address").partition(_ADDED)[0]
        raise CannotRun(
            f"chatbots cannot call back at '{_written(host, port)}': {why}", "name another place with '--listen'"
        ) from None
    with receiver:
        callback = public or f"http://{_written(host, receiver.port)}{path}"
        secrets = loaded.settings.secrets
        addresses = {name: own.get(name, bot.chatbot_url) for name, bot in chatbots.items()}
        found = hosts(loaded.estate, line, stubs, addresses)
        client = Client(secrets, loaded.settings.allow_hosts, os.environ, workspace.root, agreed=found.requests)
        postings = {name: _own_posting(url) if name in own else Posting(url, client) for name, url in addresses.items()}
        far = any(not _ONLY_HERE.fullmatch(called.rpartition(":")[0] or called) for called in found.chatbots)
        hidden = far and public is None and _ONLY_HERE.fullmatch(host)
        limit = ", which chatbots on other machines cannot reach: see --callback" if hidden else ""
        agree(found, secrets, f"{callback}{limit}", yes=options.yes)
        world = LiveWorld(stubs, client, postings, callback, receiver.expect)
        yield world, LiveLines(inbox, world, wait)


def _own_posting(url: str) -> Posting:
    """Posts to an address that the user has named, in a private network too."""
    try:
        host = WebAddress.read(url).host
    except GivenUpError as error:
        raise CannotRun(f"'--bot' does not give a web address: {error}") from None
    return Posting(url, Client({}, (host,), {}, Path()))


def _place(listen: str | None) -> tuple[str, int]:
    """Where to listen: host and port. IP addresses get one form: `0` and `0::` mean every network, too."""
    if listen is None:
        return _HERE, 0
    match = _LISTEN.fullmatch(listen)
    host = "" if match is None else (match["host"] or _HERE).strip("[]")
    is_number = _NUMBER.fullmatch(host) is not None
    with suppress(ValueError):
        host, is_number = str(ip_address(host)), False
    if match is None or int(match["port"]) >= _MOST_PORTS or is_number:
        raise CannotRun(f"'--listen {listen}' is not an address and a port", f"write it as {_HERE}:8080")
    return host, int(match["port"])


def _public(options: LiveOptions, host: str) -> tuple[str | None, str]:
    """The address that chatbots call, if it is another than where we listen; and its path."""
    if options.callback is None:
        if host in _EVERYWHERE:
            raise CannotRun(
                f"'--listen {options.listen}' does not say at which address chatbots reach this machine",
                "name it with '--callback', such as http://192.168.1.7:8080/callback",
            )
        return None, _PATH
    if options.listen is None:
        raise CannotRun(
            "'--callback' needs '--listen': the port to which that address leads", f"add --listen {_HERE}:8080"
        )
    try:
        address = WebAddress.read(options.callback)
        path = _PATH if address.rest in ("", "/") else target(address.rest)
    except GivenUpError as error:
        raise CannotRun(f"'--callback' is not a web address: {error}") from None
    if "?" in path:
        raise CannotRun("the address of '--callback' has a '?'", "leave it out: the hash of a chat will stand there")
    return f"{address.origin}{path}", path


def _written(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
