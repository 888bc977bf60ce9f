"""Services that are slow, enormous, packed or broken: a request ends in time, with a reason, and takes no memory."""

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routecfg.engine.world import Outcome
from world.services import OK, Answering, Service, answer_of, asked, client, here, saying, service

SOON = 0.15
LATE = Outcome(why="no answer within 0.15 s")
MIB = 1 << 20
TOO_LARGE = Outcome(why="the answer is larger than 1 MiB")


def brought(answering: Answering, seconds: float = 5) -> Outcome:
    with service(answering) as running:
        return client(seconds=seconds).get(asked(running.url()))


def dripping(beginning: bytes, drop: bytes) -> Answering:
    """Sends the beginning, then a drop at a time until nobody listens."""

    def drip(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(beginning)
        while True:
            connection.sendall(drop)
            threading.Event().wait(0.02)

    return drip


@pytest.mark.parametrize(
    ("beginning", "drop"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nA: ", b"b"),
        (OK + b"Content-Length: 1000\r\n\r\n", b" "),
        (OK + b"\r\n", b" "),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_a_service_that_drips_has_no_longer_than_one_that_is_silent(beginning: bytes, drop: bytes) -> None:
    assert brought(dripping(beginning, drop), SOON) == LATE


def test_a_silent_service_is_given_up() -> None:
    def wait(connection: socket.socket, _request: bytes) -> None:
        connection.recv(1)

    assert brought(wait, SOON) == LATE


def test_a_chatbot_that_takes_the_message_drop_by_drop_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        url = f"http://localhost:{listening.getsockname()[1]}/"
        assert client(seconds=SOON).post(url, {"text": "x" * 20_000_000}) == LATE


def test_a_name_that_nobody_finds_in_time_is_given_up() -> None:
    over = threading.Event()

    def never(_host: str, _port: int) -> Sequence[str]:
        over.wait(10)
        return ()

    assert client(seconds=SOON, resolve=never).get(asked("https://shop.example/")) == LATE
    over.set()


def test_a_host_that_does_not_take_the_connection_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(_address: object, timeout: float) -> socket.socket:
        assert 0 < timeout <= SOON
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connect)
    assert client(seconds=SOON).get(asked("http://localhost/")) == LATE


def test_redirects_share_the_time() -> None:
    def wait(connection: socket.socket, _request: bytes) -> None:
        threading.Event().wait(SOON / 3)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")

    assert brought(wait, SOON) == LATE


def endless(head: bytes, piece: bytes) -> Answering:
    """Sends the same piece until nobody listens."""

    def send(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return send


def test_no_more_than_the_bound_is_read() -> None:
    assert brought(endless(OK + b"\r\n", b" " * 65536)) == TOO_LARGE
    chunk = b"10000\r\n%b\r\n" % (b" " * 65536)
    assert brought(endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", chunk)) == TOO_LARGE


def test_what_fills_the_bound_is_taken_and_a_byte_more_is_not() -> None:
    text = b'"%b"' % (b"x" * (MIB - 2))
    assert brought(saying(answer_of(text))).status == 200
    assert brought(saying(answer_of(text + b" "))) == TOO_LARGE


def test_headers_are_bounded() -> None:
    broken = Outcome(why="'localhost' broke off, or answers with something else than HTTP")
    assert brought(endless(b"HTTP/1.1 200 OK\r\n", b"A: " + b"b" * 5000 + b"\r\n")) == broken
    assert brought(endless(b"HTTP/1.1 200 OK\r\nA: ", b"b" * 5000)) == broken


GZIP = OK + b"Content-Encoding: gzip\r\n"


def test_a_packed_answer_is_unpacked() -> None:
    assert brought(saying(answer_of(gzip.compress(b'{"a": 1}'), GZIP))) == Outcome(200, {"a": 1})


def test_a_packed_answer_is_bounded_as_it_is_unpacked() -> None:
    assert brought(saying(answer_of(gzip.compress(b" " * (MIB - 1) + b"1"), GZIP))) == Outcome(200, 1)
    assert brought(saying(answer_of(gzip.compress(b" " * MIB + b"1"), GZIP))) == TOO_LARGE
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join((*(packer.compress(bytes(MIB)) for _ in range(20)), packer.flush()))
    assert len(bomb) < MIB // 8
    assert brought(saying(answer_of(bomb, GZIP))) == TOO_LARGE


def test_a_packed_answer_is_bounded_as_it_is_sent() -> None:
    empty = b"\x00\x00\x00\xff\xff" * 20_000  # blocks with nothing in them
    assert brought(endless(GZIP + b"\r\n" + gzip.compress(b"")[:10], empty)) == TOO_LARGE


@pytest.mark.parametrize(
    ("head", "content", "why"),
    [
        (GZIP, b"{}", "the answer is not packed as it says"),
        (GZIP, gzip.compress(b"{}", mtime=0)[:-1], "the answer broke off"),
        (GZIP, b"", "the answer broke off"),
        (OK + b"Content-Encoding: br\r\n", b"{}", "the answer is packed in a way that is not known here"),
        (GZIP * 1 + b"Content-Encoding: gzip\r\n", b"", "the answer is packed in a way that is not known here"),
    ],
)
def test_a_packed_answer_that_is_wrong_is_none(head: bytes, content: bytes, why: str) -> None:
    assert brought(saying(answer_of(content, head))) == Outcome(why=why)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 200",
        b"HTTP/1.1 2x0 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        OK + b"Content-Length: 100\r\n\r\n{}",
        OK + b"Content-Length: -1\r\n\r\n{}",
        OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n{}",
        OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 5000 + b"\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        OK + b"Transfer-Encoding: gzip\r\n\r\n{}",
        OK + b"A b: c\r\n\r\n",
    ],
)
def test_what_is_no_http_is_no_answer(answer: bytes) -> None:
    assert brought(saying(answer)) == Outcome(why="'localhost' broke off, or answers with something else than HTTP")


def test_an_answer_that_is_shorter_than_it_says_is_cut_short() -> None:
    assert brought(saying(OK + b"Content-Length: 2\r\n\r\n{}{}{}")) == Outcome(200, {})


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"", msgspec.UNSET),
        (b"<html>", msgspec.UNSET),
        (b"{'a': 1}", msgspec.UNSET),
        (b"NaN", msgspec.UNSET),
        (b"[Infinity]", msgspec.UNSET),
        (b"[1,]", msgspec.UNSET),
        (b"{} {}", msgspec.UNSET),
        (b'"\xff"', msgspec.UNSET),
        ('"ž"'.encode("utf-16"), msgspec.UNSET),
        (b"[" * 100_000 + b"]" * 100_000, msgspec.UNSET),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, msgspec.UNSET),
        (b"9" * 100_000, msgspec.UNSET),
        (b"1e999", msgspec.UNSET),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b"\xef\xbb\xbf[]", []),
        (b"null", None),
        (b" 1 ", 1),
    ],
)
def test_only_json_is_json(content: bytes, value: object) -> None:
    assert brought(saying(answer_of(content))) == Outcome(200, value)


@pytest.mark.parametrize("status", [204, 300, 304, 400, 404, 500, 503, 999])
def test_a_status_without_json_is_given_as_it_is(status: int) -> None:
    """The body of what is no success is not even read."""
    head = b"HTTP/1.1 %d No\r\nContent-Length: %d\r\n\r\n" % (status, 0 if status == 204 else MIB * 100)
    assert brought(saying(head)) == Outcome(status)


def test_a_service_that_refuses_connections_is_none() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert client().get(asked(f"http://localhost:{port}/")) == Outcome(why="'localhost' takes no connections")


def test_a_host_without_an_address_is_none() -> None:
    def nowhere(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert client(resolve=nowhere).get(asked("https://a.example/")) == Outcome(why="there is no host 'a.example'")
    assert client(resolve=lambda *_: ()).get(asked("https://a.example/")) == Outcome(why="there is no host 'a.example'")


@pytest.fixture(scope="module")
def parrot() -> Iterator[tuple[Service, list[bytes]]]:
    """A service that says what stands in the list."""
    words = [b""]
    with service(lambda connection, _request: connection.sendall(words[0])) as running:
        yield running, words


PIECES = st.sampled_from(
    (
        OK,
        b"HTTP/1.0 200\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: ",
        b"\r\n",
        b"\r\n\r\n",
        b"Connection: upgrade\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Content-Length: 3\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"2\r\n{}\r\n0\r\n\r\n",
        b"{}",
        b"http://[",
        b"//@",
        b"https://localhost:99999/",
    )
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES | st.binary(max_size=20), max_size=8).map(b"".join))
def test_no_answer_of_a_service_raises(parrot: tuple[Service, list[bytes]], answer: bytes) -> None:
    running, words = parrot
    words[0] = answer
    assert isinstance(client(seconds=2).get(asked(running.url())), Outcome)


def test_all_addresses_of_a_host_are_tried() -> None:
    with service(saying(answer_of(b"1"))) as running:
        found = client(resolve=lambda *_: ["::1", *here("", 0)]).get(asked(running.url()))
    assert found == Outcome(200, 1)
