"""The server for callbacks: what it takes, what it refuses, and whom it cuts off."""

import http.client
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from routecfg.world.callbacks import Callback, Receiver, RefusedCall
from world.bots import call

HASH = "b9f68fa377263e8f3018a405f25f44add10fab4c"
EXAMPLE = {
    "conversation": {"name": "web_62fe14acd567e380992326"},
    "text": "textMessage",
    "button": [{"text": "xxx.com", "url": "https://xxx.com/api/"}, {"text": "...", "url": "...."}],
    "quickreply": [{"name": "quickReplyName1", "text": "Quick reply Name 1"}, {"name": "....", "text": "...."}],
    "queue": "10001",
    "hash": HASH,
}
"""The example of the documentation."""


class Taking:
    """A receiver and what it took; `room` is how many calls it has room for."""

    def __init__(self) -> None:
        self.taken: list[Callback | RefusedCall] = []
        self.room = 100
        self.receiver: Receiver

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.receiver.port}/callback"

    def take(self, arrived: Callback | RefusedCall) -> bool:
        if len(self.taken) < self.room:
            self.taken.append(arrived)
            return True
        return False

    def raw(self, *pieces: bytes, pause: float = 0.0) -> bytes:
        """What comes back for these bytes, until the other side ends the connection."""
        with socket.create_connection(("127.0.0.1", self.receiver.port), 5) as connection:
            for piece in pieces:
                try:
                    connection.sendall(piece)
                except OSError:
                    break
                time.sleep(pause)
            received = b""
            try:
                while piece := connection.recv(65536):
                    received += piece
            except ConnectionError:
                pass
            return received


@pytest.fixture
def taking(capfd: pytest.CaptureFixture[str]) -> Iterator[Taking]:
    """A server that gives calls 0.2 seconds. Whatever happens, nothing is printed."""
    taking = Taking()
    with Receiver("127.0.0.1", 0, "/callback", taking.take, seconds=0.2) as taking.receiver:
        taking.receiver.expect("other")
        taking.receiver.expect(HASH)
        yield taking
    assert capfd.readouterr() == ("", "")


def test_the_documented_example_is_taken_as_it_is(taking: Taking) -> None:
    assert call(taking.url, EXAMPLE) == 200
    assert taking.taken == [Callback(EXAMPLE, HASH)]


@pytest.mark.parametrize(
    ("query", "hash_", "status"),
    [
        (f"?hash={HASH}", None, 200),
        (f"?hash={HASH}", HASH, 200),
        (f"?x=1&hash={HASH}", "", 200),
        ("", None, 403),
        ("?hash=", None, 403),
        ("", "wrong", 403),
        ("?hash=wrong", None, 403),
        (f"?hash={HASH}", "wrong", 403),
        (f"?hash={HASH}", "other", 403),
        (f"?hash={HASH}&hash=other", None, 403),
        (f"?hash={HASH[:-1]}", None, 403),
        ("", [HASH], 403),
        ("", "\u017e", 403),
        ("?" + "a=1&" * 50, HASH, 400),
    ],
)
def test_the_hash_stands_in_the_address_or_in_the_body_and_is_right(
    taking: Taking, query: str, hash_: Any, status: int
) -> None:
    body = {"text": "Hello", **({} if hash_ is None else {"hash": hash_})}
    assert call(taking.url + query, body) == status
    assert [type(each) for each in taking.taken] == [Callback if status == 200 else RefusedCall]


@pytest.mark.parametrize(
    ("method", "path", "content", "status", "why"),
    [
        ("GET", "/callback", b"", 405, "it is a GET, and callbacks are POSTs"),
        ("POST", "/", b"{}", 404, "it goes to '/', and callbacks to '/callback'"),
        ("POST", "/callback/", b"{}", 404, "it goes to '/callback/', and callbacks to '/callback'"),
        ("POST", "/callback", b"", 400, "it is not a message: not an object in JSON"),
        ("POST", "/callback", b"text=Hello", 400, "it is not a message: not an object in JSON"),
        ("POST", "/callback", b"[1]", 400, "it is not a message: not an object in JSON"),
        ("POST", "/callback", b'{"text": "\\ud800"}', 400, "it is not a message: not an object in JSON"),
        ("POST", "/callback", b'{"text": NaN}', 400, "it is not a message: not an object in JSON"),
        ("POST", "/callback", b'{"a":' * 500 + b"1" + b"}" * 500, 400, "it is not a message: not an object in JSON"),
        ("POST", "/callback", b"[" * 100_000, 400, "it is not a message: not an object in JSON"),
        ("POST", "/callback", b"x" * (2 << 20), 413, "it is larger than 1 MiB"),
    ],
)
def test_anything_else_is_refused_and_the_user_is_given_the_reason(
    taking: Taking, method: str, path: str, content: bytes, status: int, why: str
) -> None:
    assert call(f"{taking.url.removesuffix('/callback')}{path}?hash={HASH}", content, method) == status
    assert taking.taken == [RefusedCall(why)]


def test_bytes_that_are_no_http_get_an_answer_that_says_so(taking: Taking) -> None:
    assert taking.raw(b"\x16\x03\x01\x00\xa5 TLS\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert taking.raw(b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert taking.raw(b"A: " + b"x" * 100_000).startswith(b"HTTP/1.1 ")
    assert taking.taken == []


def test_a_body_may_come_in_chunks_and_after_a_question(taking: Taking) -> None:
    content = json.dumps(EXAMPLE).encode()
    connection = http.client.HTTPConnection("127.0.0.1", taking.receiver.port, timeout=5)
    connection.request("POST", "/callback", iter((content[:20], content[20:])), encode_chunked=True)
    assert connection.getresponse().status == 200
    connection.close()
    head = b"POST /callback HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(content)
    found = taking.raw(head, content, pause=0.05)
    assert found.startswith(b"HTTP/1.1 100 ")
    assert b'\r\n\r\n{"result":"OK"}' in found
    assert len(taking.taken) == 2


def test_who_drips_is_cut_off(taking: Taking) -> None:
    head = b"POST /callback HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"
    assert taking.raw(head, *[b" "] * 5, pause=0.06).startswith(b"HTTP/1.1 408 ")
    assert taking.raw(b"POST", *[b"X"] * 5, pause=0.06) == b""
    assert taking.taken == [RefusedCall("it did not come to its end in time")]


def test_silent_connections_keep_nobody_out_for_long(taking: Taking) -> None:
    silent = [socket.create_connection(("127.0.0.1", taking.receiver.port), 5) for _ in range(20)]
    try:
        assert call(f"{taking.url}?hash={HASH}", {"text": "Hello"}) == 200
    finally:
        for each in silent:
            each.close()


def test_more_than_there_is_room_for_is_to_come_later(taking: Taking) -> None:
    taking.room = 1
    assert [call(f"{taking.url}?hash={HASH}", {"text": "Hello"}) for _ in range(2)] == [200, 503]


def test_nobody_listens_afterwards(taking: Taking) -> None:
    with Receiver("127.0.0.1", 0, "/callback", taking.take) as receiver:
        port = receiver.port
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), 5).close()
