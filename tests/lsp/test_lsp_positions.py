"""The editor's positions and ours."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from examples import examples
from routecfg.diagnostics import Span
from routecfg.lsp.documents import Document
from routecfg.lsp.positions import PositionEncoding, Text
from routecfg.lsp.protocol.base import Position, Range
from routecfg.lsp.protocol.documents import TextDocumentContentChangeEvent
from routecfg.source import Lines

TEXTS = some.text(some.sampled_from("aé🕘漢\n\r\u2028\x85\ufeff"), max_size=20)
ENCODINGS = some.sampled_from(["utf-8", "utf-16"])


def units(text: str, encoding: PositionEncoding) -> int:
    """How long a text is, by the codecs of Python."""
    return len(text.encode()) if encoding == "utf-8" else len(text.encode("utf-16-le")) // 2


@given(TEXTS, ENCODINGS, some.data())
@examples(50, 1000)
def test_every_place_has_a_position_and_back(text: str, encoding: PositionEncoding, data: some.DataObject) -> None:
    positions = Text(text.encode(), encoding)
    ours = positions.lines.text
    index = data.draw(some.integers(0, len(ours)))
    position = positions.position_at(index)
    before = ours[:index]
    if not (before.endswith("\r") and ours[index : index + 1] == "\n"):  # no editor stands between the two
        breaks = before.replace("\r\n", "\n").replace("\r", "\n")
        assert position == Position(breaks.count("\n"), units(breaks.rpartition("\n")[2], encoding))
        assert positions.index(position) == index


@given(TEXTS, ENCODINGS, some.integers(0, 40), some.integers(0, 40))
@examples(50, 1000)
def test_any_position_means_a_place_in_the_text(
    text: str, encoding: PositionEncoding, line: int, character: int
) -> None:
    positions = Text(text.encode(), encoding)
    index = positions.index(Position(line, character))
    assert 0 <= index <= len(positions.lines.text)
    back = positions.position_at(index)
    assert back <= Position(line, character), "what lies behind an end is that end"


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 7), ("utf-16", 4)])
def test_the_middle_of_a_symbol_is_its_start(encoding: PositionEncoding, character: int) -> None:
    positions = Text("é: 🕘".encode(), encoding)
    assert positions.index(Position(0, character)) == 3


def test_spans_are_ranges() -> None:
    positions = Text(b"a: 1\r\nb: \xf0\x9f\x95\x98!\n", "utf-16")
    assert positions.range(Span(2, 4, 2, 6)) == Range(Position(1, 3), Position(1, 6))
    assert positions.range(Span(2, 4, 9, 9)) == Range(Position(1, 3), Position(2, 0)), "the end of the text"
    assert positions.place(Position(1, 5)) == (2, 5)


def edited(text: str, *changes: TextDocumentContentChangeEvent) -> str:
    document = Document("file:///a.yaml", Path("/a.yaml"), 1, text, "utf-16")
    return document.changed(2, changes).text


@given(TEXTS, TEXTS, some.data())
@examples(50, 1000)
def test_a_change_of_a_range_is_what_it_is_in_the_editor(text: str, new: str, data: some.DataObject) -> None:
    """The editor's own text: a list of lines, in which positions count units of UTF-16."""
    lines = Lines(("\ufeff" + text.removeprefix("\ufeff")).encode())
    marked = int(text.startswith("\ufeff"))
    ends = sorted((data.draw(some.integers(0, len(text))), data.draw(some.integers(0, len(text)))))
    if any(text[end - 1 : end + 1] == "\r\n" for end in ends):
        return
    places = []
    for end in ends:
        index = max(end - marked, 0)
        line = lines.number(index)
        before = lines.text[lines.starts[line - 1] : index]
        mark = marked if line == 1 and end >= marked else 0
        places.append(Position(line - 1, units(before, "utf-16") + mark))
    change = TextDocumentContentChangeEvent(new, Range(places[0], places[1]))
    assert edited(text, change) == text[: ends[0]] + new + text[ends[1] :]


def test_changes_are_made_one_after_the_other() -> None:
    first = TextDocumentContentChangeEvent("queues:\n", Range(Position(0, 0), Position(0, 0)))
    second = TextDocumentContentChangeEvent("x", Range(Position(1, 0), Position(1, 1)))
    assert edited("a: 1\n", first, second) == "queues:\nx: 1\n"
    assert edited("a: 1\n", first, TextDocumentContentChangeEvent("")) == ""
    backwards = TextDocumentContentChangeEvent("-", Range(Position(0, 3), Position(0, 1)))
    assert edited("abcd", backwards) == "a-d"


def test_a_change_of_nothing_is_a_new_version() -> None:
    assert edited("a: 1\n") == "a: 1\n"


def test_halves_of_symbols_are_question_marks_in_the_file() -> None:
    document = Document("file:///a.yaml", Path("/a.yaml"), 1, "a: \ud83d!\n", "utf-16")
    assert document.data == b"a: ?!\n"
    assert document.positions.index(Position(0, 4)) == 4
