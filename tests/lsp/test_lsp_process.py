"""The command as an editor starts it: what it reads and writes, and how it ends."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from commands import Commands, Ran
from routecfg.lsp.framing import bodies

BEGIN: dict[str, Any] = {"id": 1, "method": "initialize", "params": {"capabilities": {}}}
GOODBYE = ({"id": 9, "method": "shutdown"}, {"method": "exit"})


@pytest.fixture
def project(shop: Path, tmp_path: Path) -> Commands:
    home = tmp_path / "home"
    home.mkdir()
    return Commands(shop, home)


def written(messages: Sequence[dict[str, Any]]) -> bytes:
    frames = (json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages)
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(frame), frame) for frame in frames)


def answers(ran: Ran) -> list[dict[str, Any]]:
    rest = [ran.out.encode()]
    return [json.loads(body) for body in bodies(lambda _: rest.pop() if rest else b"") if isinstance(body, bytes)]


def test_a_session_writes_nothing_but_messages(project: Commands) -> None:
    uri = (project.folder / "routing" / "shop.yaml").as_uri()
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": "queues: ["}
    opened = {"method": "textDocument/didOpen", "params": {"textDocument": document}}
    ran = project("lsp", stdin=written([BEGIN, opened, *GOODBYE]))
    assert (ran.status, ran.err) == (0, "")
    assert [each.get("id", each.get("method")) for each in answers(ran)] == [1, 9], "what nobody waits for is not made"


@pytest.mark.parametrize(
    "stdin",
    [b"", b"\n", b"Content-Length: 5\r\n\r\n{", b"hello", b"GET / HTTP/1.1\r\n\r\n", written([BEGIN])],
)
def test_an_editor_that_is_gone_ends_it(project: Commands, stdin: bytes) -> None:
    ran = project("lsp", stdin=stdin)
    assert (ran.status, ran.err) == (1, "")


def test_an_option_that_editors_pass_to_every_server_is_taken(project: Commands) -> None:
    assert project("lsp", "--stdio", stdin=written([BEGIN, *GOODBYE])).status == 0


def test_an_exit_without_a_goodbye_is_a_failure(project: Commands) -> None:
    assert project("lsp", stdin=written([BEGIN, {"method": "exit"}])).status == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_an_editor_that_does_not_listen_ends_it(project: Commands) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = project("lsp", stdin=written([BEGIN, *GOODBYE]), streams={1: full})
    assert ran.status == 2
    assert ran.err == f"routecfg: the result cannot be written to standard output: {os.strerror(28)}\n"


def test_without_standard_input_it_says_what_it_needs(project: Commands) -> None:
    ran = project("lsp", streams={0: None})
    assert ran.status == 2
    assert ran.err == "routecfg: standard input is closed, so no editor can send messages\n"


def test_a_request_that_was_cancelled_while_it_waited_is_not_answered(project: Commands) -> None:
    hover = {"id": 2, "method": "textDocument/hover", "params": {}}
    cancel = {"method": "$/cancelRequest", "params": {"id": 2}}
    ran = project("lsp", stdin=written([cancel, BEGIN, hover, *GOODBYE]))
    assert {each["id"]: each.get("error", {}).get("code") for each in answers(ran)} == {1: None, 2: -32800, 9: None}
