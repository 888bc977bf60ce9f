"""Lines on a screen: what is broken, what is not, and how wide characters are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routecfg.screen import PLAIN, Screen, cells

WORDS = st.text(st.sampled_from("abc日🎉é'."), min_size=1, max_size=12)


@given(st.lists(WORDS, max_size=30), st.integers(30, 90), st.integers(0, 8))
def test_wrapped_lines_fit_and_lose_nothing(words: list[str], width: int, indent: int) -> None:
    lines = Screen(width=width).wrap(" ".join(words), " " * indent)
    assert all(cells(line) <= width for line in lines)
    assert [word for line in lines for word in line.split()] == words, "a word was broken or lost"
    assert all(line.startswith(" " * indent) for line in lines[1:])


@given(st.text(), st.integers(30, 90))
def test_any_text_is_wrapped_without_losing_a_character(text: str, width: int) -> None:
    text = "".join(text.split())
    assert "".join(line.strip() for line in Screen(width=width).wrap(text, "  ")) == text


def test_a_line_is_filled_before_the_next_begins() -> None:
    assert Screen(width=30).wrap("one two three four five six seven eight", "    ") == [
        "one two three four five six",
        "    seven eight",
    ]


def test_a_word_longer_than_a_line_is_broken_where_the_line_ends() -> None:
    assert Screen(width=30).wrap(f"see {'x' * 40}", "  ") == ["see", "  " + "x" * 28, "  " + "x" * 12]


def test_the_indentation_of_a_text_is_no_place_to_break() -> None:
    assert Screen(width=30).wrap("        " + "x" * 24, "  ") == ["        " + "x" * 22, "  xx"]


def test_a_deep_indentation_leaves_room_for_words() -> None:
    lines = Screen(width=30).wrap("word " * 20, " " * 28)
    assert max(map(len, lines)) <= 30
    assert len(lines) < 6


def test_lines_stay_whole_where_there_is_no_width() -> None:
    assert PLAIN.wrap("word " * 100) == ["word " * 100]


def test_only_a_screen_with_colours_is_painted() -> None:
    assert PLAIN.paint("a", "bold red") == "a"
    assert Screen(colour=True).paint("a", "bold red") == "\x1b[1;31ma\x1b[0m"
    assert Screen(colour=True).paint("", "bold red") == ""


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("→", 1), ("\u200d", 0)])
def test_cells_are_counted_as_terminals_do(text: str, width: int) -> None:
    assert cells(text) == width
