"""What is written is read again as it was, and steers nothing on its way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routecfg.disclosure import harmless
from routecfg.source import read
from routecfg.source.writing import as_yaml

TRICKY = (
    "\t\n\r\x1b\x7f\x85\xa0\u200b\u200d\u2028\u202e\ufeff\ue000\ue001\U000e0041🎉👨é日"
    " '\"#:-?{}[]*&!|>%@`,\\~0123456789=<+.ex_no"
)
texts = st.text(st.sampled_from(TRICKY), max_size=12) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = st.one_of(texts, st.integers(-(10**17), 10**17), st.booleans(), st.none())
names = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)
# a list of the language holds texts or mappings
lists: st.SearchStrategy[Any] = st.lists(texts, max_size=4) | st.deferred(lambda: st.lists(mappings, max_size=3))
mappings: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    names, st.deferred(lambda: scalars | lists | mappings), max_size=3
)


def read_again(text: str) -> Any:
    reading = read(text.encode())
    assert reading.findings == (), text
    return reading.values


@given(mappings.filter(bool))
def test_what_is_written_is_read_again(wanted: dict[str, Any]) -> None:
    text = as_yaml(wanted)
    assert read_again(text) == wanted
    assert read_again(f"{text}\n# a comment\n") == wanted, "what follows runs into the last text"
    assert [line for line in text.splitlines() if harmless(line) != line] == []


@pytest.mark.parametrize("text", ["no", "~", "null", "0x1F", "1e3", "0o17", "1_000", ".5", "+420222333444", "08:00"])
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    assert read_again(as_yaml({"a": text, "b": [text], "c": {"d": text}})) == {"a": text, "b": [text], "c": {"d": text}}


def test_short_things_stand_on_one_line_and_long_texts_are_not_broken() -> None:
    long = "word " * 60 + "end"
    assert as_yaml({"to": {"queue": "support"}, "similar": ["agent", "1"], "text": long, "lines": "one\ntwo\n"}) == (
        f"to: {{queue: support}}\nsimilar: [agent, '1']\ntext: {long}\nlines: |\n  one\n  two\n"
    )


def test_what_nobody_sees_is_written_as_an_escape_and_emoji_are_not() -> None:
    assert as_yaml({"a": "x\u202ey", "b": "👨\u200d👩\u200d👧", "c": "##[group]"}) == (
        'a: "x\\u202Ey"\nb: 👨\u200d👩\u200d👧\nc: "#\\u0023[group]"\n'
    )
