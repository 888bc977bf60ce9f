"""Messages that no editor should send, or that come too early or too late: none ends the session."""

from pathlib import Path
from typing import Any

import pytest

from lsp.bare import Bare
from routecfg.lsp import features
from routecfg.lsp.features import Feature
from routecfg.lsp.framing import Oversized


def code(answer: dict[str, Any]) -> int:
    return int(answer["error"]["code"])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", -32700),
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 100_000, -32700),
        (b"null", -32600),
        (b"[]", -32600),
        (b'"initialize"', -32600),
        (b'{"jsonrpc": "2.0"}', -32600),
        (b'{"id": 1}', -32600),
        (b'{"id": 1, "method": 7}', -32600),
        (b'{"id": [], "method": "shutdown"}', -32600),
        (b'{"id": true, "method": "shutdown"}', -32600),
        (b'{"id": 1.5, "method": "shutdown"}', -32600),
    ],
)
def test_what_is_no_message_is_refused(body: bytes, expected: int) -> None:
    bare = Bare()
    (answer,) = bare.hand(body)
    assert code(answer) == expected
    assert bare.ask("shutdown")["result"] is None, "the session goes on"


def test_a_message_that_was_too_large_is_said_in_the_log() -> None:
    bare = Bare()
    bare.server.handle(Oversized())
    assert bare.sent[-1]["method"] == "window/logMessage"
    assert bare.ask("shutdown")["result"] is None


def test_nothing_is_answered_before_it_is_initialized() -> None:
    bare = Bare(begin=False)
    assert code(bare.ask("textDocument/hover")) == -32002
    assert code(bare.ask("shutdown")) == -32002
    assert bare.tell("textDocument/didOpen") == []
    assert bare.ask("initialize", capabilities={})["result"]["serverInfo"]["name"] == "routecfg"
    assert code(bare.ask("initialize", capabilities={})) == -32600


def test_a_beginning_of_another_form_may_be_tried_again() -> None:
    bare = Bare(begin=False)
    assert code(bare.ask("initialize", capabilities=7)) == -32602
    assert code(bare.ask("initialize", capabilities={}, initializationOptions=[1])) == -32602
    assert "result" in bare.ask("initialize", capabilities={}, initializationOptions={"theme": "dark"})


def test_after_the_goodbye_nothing_is_answered() -> None:
    bare = Bare()
    bare.ask("shutdown")
    assert code(bare.ask("textDocument/hover")) == -32600
    assert bare.tell("textDocument/didOpen") == []
    assert bare.server.ended is None
    bare.tell("exit")
    assert bare.server.ended == 0


def test_who_leaves_without_a_goodbye_leaves_a_failure() -> None:
    bare = Bare(begin=False)
    bare.tell("exit")
    assert bare.server.ended == 1


def test_what_is_unknown_is_refused_if_it_is_asked_and_ignored_if_it_is_told() -> None:
    bare = Bare()
    assert code(bare.ask("textDocument/dance")) == -32601
    assert bare.tell("textDocument/dance") == []
    assert bare.tell("$/whatever") == []


@pytest.mark.parametrize(
    "method",
    ["didOpen", "didChange", "didSave", "didClose"],
)
def test_a_notice_of_another_form_changes_nothing(method: str) -> None:
    bare = Bare()
    for params in ({}, {"textDocument": 7}, {"textDocument": {"uri": 7}}):
        (log,) = bare.tell(f"textDocument/{method}", **params)
        assert log["params"]["message"] == f"routecfg: textDocument/{method} was sent with other fields than it has"
    assert bare.settle() == {}


@pytest.mark.parametrize(
    "uri",
    ["untitled:Untitled-1", "git:/a.yaml", "file://other-host/a.yaml", "http://[", "", "a.yaml", "file:///a%00b.yaml"],
)
def test_what_is_on_no_disk_is_let_be(uri: str) -> None:
    bare = Bare()
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": "queues: ["}
    assert bare.tell("textDocument/didOpen", textDocument=document) == []
    bare.type(uri, 2, {"text": "x"})
    bare.close(uri)
    assert bare.settle() == {}


def test_a_question_that_is_no_longer_wanted_is_not_answered() -> None:
    bare = Bare()
    bare.cancelled.add(bare._next + 1)
    assert code(bare.ask("textDocument/hover", textDocument={"uri": "file:///x"})) == -32800


def test_an_answer_that_cannot_be_sent_is_a_fault_of_ours(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Feature, "answer", lambda *_: object())
    monkeypatch.setitem(features.FEATURES, "test/odd", Feature("odd:odd"))
    bare = Bare(shop)
    assert code(bare.ask("test/odd", textDocument={"uri": (shop / "routing" / "shop.yaml").as_uri()})) == -32603
    assert bare.ask("shutdown")["result"] is None


def test_a_fault_of_ours_names_its_place_and_quotes_nothing(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_feature: Feature, _snapshot: object, _params: object) -> None:
        raise ValueError("hunter2")

    monkeypatch.setattr(Feature, "answer", broken)
    monkeypatch.setitem(features.FEATURES, "test/broken", Feature("broken:broken"))
    bare = Bare(shop)
    answer = bare.ask("test/broken", textDocument={"uri": (shop / "routing" / "shop.yaml").as_uri()})
    assert code(answer) == -32603
    assert "ValueError in test_lsp_server.py" in answer["error"]["message"]
    assert "hunter2" not in answer["error"]["message"]
    assert bare.ask("shutdown")["result"] is None


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (None, "utf-16"),
        ([], "utf-16"),
        (["utf-16"], "utf-16"),
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-16", "utf-8"], "utf-16"),
        (["utf-32", "utf-8"], "utf-8"),
        (["utf-32"], "utf-16"),
    ],
)
def test_the_editor_chooses_how_columns_are_counted(offered: list[str] | None, chosen: str) -> None:
    bare = Bare(begin=False)
    general = {} if offered is None else {"positionEncodings": offered}
    result = bare.ask("initialize", capabilities={"general": general})["result"]
    assert result["capabilities"]["positionEncoding"] == chosen
