"""Texts that need quotes: what the help of a finding proposes can be read, and says what the writer meant."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from routecfg.source import read

PLACES = [
    "a: {{text: {}}}\n",
    "a: {{b: 1, text: {}, c: [d]}}\n",
    "a: {{b: {{text: {}}}}}\nc: d\n",
    "a:\n  - b: {{text: {}, c: {{d: e}}}}\n    f: [g]\n",
    "a:\n  text: {}\nb: c\n",
]
PIECES = ["Hello", " ", "{{ x }}", "{{ a.b }}", "[0-9]", "{6}", "/", "#1", "+", "x", ".", "(y)", "!"]


@given(place=st.sampled_from(PLACES), pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_the_proposed_quotes_give_the_text_that_was_written(place: str, pieces: list[str]) -> None:
    text = "".join(pieces).strip()
    assume(text and not text.startswith(("#", "!", "{6}", "[0-9]")))
    written = place.format(text)
    reading = read(written.encode())
    assume(reading.values is None)
    (finding,) = reading.findings
    proposed = re.search(r"`(text: (?P<quoted>[\"'].*[\"']))`$", finding.help or "")
    assume((proposed is not None and "needs quotes" in finding.message) or "comment" in finding.message)
    assert proposed is not None, finding
    assert proposed["quoted"][1:-1] == text, (written, finding)
    mended = read(written.replace(f"text: {text}", proposed[1]).encode())
    assert mended.findings == (), (written, finding)


@pytest.mark.parametrize("text", ["/[0-9]{6}/", "/^a{1,3}$/i", "Hi {{ x }}!", "{{ x }}", "No. #7", "a[1]", "x {y}"])
@pytest.mark.parametrize("place", PLACES[:4])
def test_every_kind_of_text_with_signs_gets_a_proposal(place: str, text: str) -> None:
    reading = read(place.format(text).encode())
    (finding,) = reading.findings
    assert re.search(r"`text: (?:\"" + re.escape(text) + r"\"|'" + re.escape(text) + r"')`$", finding.help or ""), (
        finding
    )
