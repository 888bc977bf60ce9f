"""What reaches a terminal or a build log steers neither, and what emoji and scripts need stays."""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routecfg.disclosure import first_few, harmless, harmless_json, left_out, shortened, without_middle


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200bb", "a<U+200B>b"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\u202eb\u2066c\u200fd\u061ce\ufefff\xadg", "a<U+202E>b<U+2066>c<U+200F>d<U+061C>e<U+FEFF>f<U+00AD>g"),
        ("a\tb\nc\r\nd\u2028e\xa0f\u3000g", "a b c  d e f g"),
        ("a\u200db \u200c", "a<U+200D>b <U+200C>"),
        ("a\ufe0f", "a<U+FE0F>"),
        ("\U000e0041\U000e0042", "<U+E0041><U+E0042>"),
        ("\U0001f600\U000e0041\U000e007f", "\U0001f600<U+E0041><U+E007F>"),
        ("\ud800\uffff\U0001fffe", "<U+D800><U+FFFF><U+1FFFE>"),
        ("x ##[error]y", "x # #[error]y"),
        ("##vso[task.setvariable]y", "# #vso[task.setvariable]y"),
        ("::error::x", ": :error::x"),
        (" \t::stop-commands::x", "  : :stop-commands::x"),
    ],
)
def test_what_steers_or_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    assert harmless(text) == shown
    assert harmless(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d💻 👩🏽\u200d🚀 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3 ©\ufe0f ☎\ufe0e",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "क्\u200dष",
        "Dobrý den! Příliš žluťoučký kůň — «quoted» “quoted” … a::b # ## heading",
        "\U0001fa77\U0001fae9",
    ],
    ids=range(7),
)
def test_what_emoji_and_words_need_stays(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.characters(), max_size=40))
def test_any_text_becomes_one_line_that_can_be_encoded(text: str) -> None:
    shown = harmless(text)
    assert harmless(shown) == shown
    assert len(shown.splitlines()) <= 1
    shown.encode()
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c")


def test_every_control_mark_of_unicode_is_shown_when_it_stands_alone() -> None:
    import unicodedata

    visible = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    visible |= set(range(0x13430, 0x13440))
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp") and code not in visible:
            assert chr(code) not in harmless(f"a{chr(code)}b"), hex(code)


def test_a_document_of_json_holds_no_command_and_the_same_data() -> None:

    document = json.dumps({"a": "##[error]x ###[x] ##vso[y]"})
    assert "##[" not in harmless_json(document) and "##vso[" not in harmless_json(document)
    assert json.loads(harmless_json(document)) == json.loads(document)


def test_a_long_text_ends_with_an_ellipsis_and_no_half_character() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"
    assert shortened("ab👩\u200d💻cd", 5) == "ab…", "no half of an emoji of several parts"
    assert shortened("abcde\u0301fgh", 6) == "abcd…"


def test_a_long_list_says_how_many_are_left() -> None:
    names = [str(number) for number in range(10)]
    assert first_few([], 3) == ""
    assert first_few(["a"], 3) == "a"
    assert first_few(["a", "b"], 3) == "a and b"
    assert first_few(names[:4], 3) == "0, 1, 2 and 3", "a single one that would be left is shown"
    assert first_few(names, 3) == "0, 1, 2 and 7 more"
    assert first_few(names, 1, "or") == "0 or 9 more"


def test_a_long_way_says_how_many_stops_are_left_out() -> None:
    way = [f"s{number}" for number in range(102)]
    assert without_middle(way[:12], 12) == tuple(way[:12])
    assert without_middle(way, 12) == (*way[:6], "… 90 more …", *way[-6:])


def test_a_way_that_was_shortened_before_counts_with_all_its_stops() -> None:
    way = [f"s{number}" for number in range(5_102)]
    assert without_middle(without_middle(way, 60), 12) == (*way[:6], "… 5,090 more …", *way[-6:])
    cut_early = (way[0], left_out(5_042), *way[-59:])
    assert without_middle(cut_early, 12) == (way[0], "… 5,095 more …", *way[-6:])


def test_what_a_document_holds_is_hidden_from_the_screen_and_not_from_programs() -> None:
    """Whatever `harmless` shows by its code point stands as an escape in JSON: there is one judgement of both."""
    shown = [
        char
        for code in range(sys.maxunicode + 1)
        if not 0xD800 <= code < 0xE000 and "<U+" in harmless(char := chr(code))
    ]
    assert len(shown) > 4000
    document = json.dumps(shown, ensure_ascii=False)
    made = harmless_json(document)
    assert not {*made} & {*shown}
    assert json.loads(made) == json.loads(document)
    needed = json.dumps("👩\u200d💻 ❤\ufe0f می\u200cخواهم \xa0", ensure_ascii=False)
    assert harmless_json(needed) == needed
