"""Messages as they travel."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from examples import examples
from routecfg.lsp import framing
from routecfg.lsp.framing import BrokenStreamError, Oversized, bodies, decoded, framed


def read(data: bytes, piece: int = 1 << 20) -> list[bytes | Oversized]:
    stream = BytesIO(data)
    return list(bodies(lambda most: stream.read(min(most, piece))))


def message(body: bytes, header: bytes = b"Content-Length: %d\r\n\r\n") -> bytes:
    return header % len(body) + body


@given(some.lists(some.binary(max_size=50), max_size=4), some.integers(1, 7))
@examples(30, 300)
def test_messages_come_whole_however_they_are_cut(sent: list[bytes], piece: int) -> None:
    assert read(b"".join(map(message, sent)), piece) == sent


def test_headers_may_hold_more_and_be_written_in_any_way() -> None:
    header = b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:   %d \r\n\r\n"
    assert read(message(b"{}", header) * 2) == [b"{}", b"{}"]


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: x\r\n\r\n",
        b"Content-Length: 99999999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"a" * 100_000,
    ],
)
def test_what_is_no_header_ends_the_session(data: bytes) -> None:
    with pytest.raises(BrokenStreamError):
        read(data)


def test_a_message_that_is_cut_short_is_none() -> None:
    assert read(message(b"{}") + b"Content-Length: 100\r\n\r\n{") == [b"{}"]
    assert read(message(b"{}") + b"Content-Le") == [b"{}"]


def test_a_message_that_is_too_large_is_passed_over_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framing, "LARGEST", 10)
    large, *rest = read(message(b"a" * 3_000_000) + message(b"{}"), 100_000)
    assert isinstance(large, Oversized)
    assert rest == [b"{}"]


def test_halves_of_symbols_come_in_and_go_out_as_question_marks() -> None:
    assert decoded(b'{"text": "a\\ud83d"}') == {"text": "a\ud83d"}
    assert framed({"text": "a\ud83d"}) == b'Content-Length: 14\r\n\r\n{"text": "a?"}'


def test_every_line_that_goes_out_says_its_length_in_bytes() -> None:
    (body,) = read(framed({"text": "Otevírací doba 🕘"}))
    assert isinstance(body, bytes)
    assert decoded(body) == {"text": "Otevírací doba 🕘"}
