"""Whatever stands in a finding, no form is broken by it."""

import json
import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from routecfg.diagnostics import Diagnostic, Place, RelatedPlace, Rule, Severity, Span, Witness
from routecfg.pipeline import Result
from routecfg.report import FORMATS, render
from routecfg.screen import Screen

BREAKING = "\x00\x07\t\n\r\x1b\x7f\x85\x9b\u2028\u202e\u2066\u200d\ufeff\ufffe\ud800\udcff%:,]]>&<\"'[](){}日🎉\u0301"
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufffe\uffff]")

texts = st.text(st.one_of(st.sampled_from(BREAKING), st.characters()), max_size=30)
numbers = st.integers(1, 40)
spans = st.builds(
    lambda line, column, lines, columns: Span(line, column, line + lines, columns if lines else column + columns),
    numbers,
    numbers,
    st.integers(0, 2),
    numbers,
)
places = st.builds(Place, st.lists(texts).map(tuple), st.none() | texts.filter(bool), st.none() | spans)
findings = st.builds(
    Diagnostic,
    st.sampled_from(["RC001", "RC201", "RC302"]),
    st.just("some-rule"),
    st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.INFO]),
    texts,
    places,
    st.none() | texts,
    st.lists(st.builds(RelatedPlace, texts, places), max_size=2).map(tuple),
    st.none() | st.builds(Witness, st.none() | texts, st.none() | texts, st.lists(texts, max_size=20).map(tuple)),
)


@st.composite
def results(draw: st.DrawFn) -> Result:
    found = tuple(draw(st.lists(findings, max_size=4)))
    files = {item.place.file for item in found if item.place.file}
    lines = st.dictionaries(numbers, texts, max_size=5)
    return Result(found, 3, 12, tuple(draw(st.lists(texts, max_size=1))), {file: draw(lines) for file in sorted(files)})


RULES = (Rule("RC201", "some-rule", Severity.ERROR, "What is found.\n\nBad:\n    x\n"),)


@given(results())
def test_no_form_lets_a_control_character_through(result: Result) -> None:
    for form in FORMATS:
        text = render(result, form, rules=RULES)
        assert HARMFUL.search(text) is None, form
        text.encode("utf-8")


@given(results())
def test_the_only_codes_for_the_terminal_are_our_colours(result: Result) -> None:
    text = re.sub("\033\\[(0|1|34|1;3[1236])m", "", render(result, "text", screen=Screen(colour=True)))
    assert HARMFUL.search(text) is None


@given(results())
def test_what_programs_read_can_be_read(result: Result) -> None:
    for form in ("json", "sarif", "gitlab"):
        json.loads(render(result, form, rules=RULES))
    ElementTree.fromstring(render(result, "junit"))


@given(results())
def test_a_finding_is_one_line_where_lines_are_findings(result: Result) -> None:
    assert len(render(result, "concise").splitlines()) == len(result.diagnostics)
    assert len(render(result, "github").splitlines()) == len(result.diagnostics) + len(result.waiting)
