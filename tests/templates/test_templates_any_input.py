"""Any text and any data: nothing raises, and nothing takes long in proportion to its length."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from routecfg.templates import DEEPEST, parse_expression, parse_text, readings, shown

SIGNS: Final = st.text(st.sampled_from("{}%#|()\"'., \n<>=!&-_ax0é“[]$:\ud800"), max_size=30)
WORDS: Final = (" x ", " x.y ", "upper", "default(", "'a'", " and ", " not ", " in ", " 1.5 ", "\n")
PIECES: Final = st.lists(
    st.sampled_from((*WORDS, "{{", "}}", "|", '"', "(", ")", "{", "}", "{%", "%}", ",", "==", "=")), max_size=14
).map("".join)

odd = st.sampled_from(
    [float("nan"), float("inf"), 1e300, 5e-324, 10**400, -(2**60), "\ud800", "9" * 5000, {"a": 10**30}, {"b": "\ud800"}]
)
odd_data = st.recursive(
    odd | st.none(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
)


@given(SIGNS | PIECES, odd_data)
@examples(100, 600)
def test_any_text_and_any_data_come_to_something(text: str, value: Any) -> None:
    scope = {"x": value, "a": [value], "_": {"y": value}}
    filled = parse_text(text)
    assert isinstance(filled.filled(scope), str)
    assert len(filled.fixed) <= len(text)
    parsed = parse_expression(text)
    assert (parsed.expression is None) is (parsed.mistake is not None)
    if parsed.expression is not None:
        parsed.expression.value(scope)
        list(readings(parsed.expression))


@given(odd_data, odd_data, st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "in", "not in"]))
@examples(60, 300)
def test_any_data_can_be_compared(one: Any, other: Any, sign: str) -> None:
    parsed = parse_expression(f"x {sign} y")
    assert parsed.expression is not None
    assert parsed.expression.value({"x": one, "y": other}) in (True, False)


def test_data_that_are_nested_too_deep_are_shown_as_nothing() -> None:
    deep: Any = 1
    for _ in range(5000):
        deep = [deep]
    assert shown(deep) == shown({"a": deep}) == ""
    assert shown([[[1, 2], 3]]) == "1, 2, 3"
    parsed = parse_expression("x == y or x in y")
    assert parsed.expression is not None
    assert parsed.expression.value({"x": deep, "y": [deep]}) is False


MILLION: Final = 1_000_000
BRACES: Final = (
    "{",
    "}",
    "{{",
    "}}",
    "{{}}",
    "{%",
    "{a",
    "{a|",
    "{ ",
    "{{ x }}",
    "{{ x",
    '{{ "',
    "{{ 'a' }} ",
    "{{{",
    "$",
)
EXPRESSIONS: Final = ("(", "not ", "a or ", "a and not ", "a.b", '"', "a == ", "a | upper ", "x in (", "-", "1")


@pytest.mark.slow
@pytest.mark.parametrize("piece", BRACES)
def test_a_text_of_a_million_characters_is_read(piece: str) -> None:
    parsed = parse_text(piece * (MILLION // len(piece)))
    assert len(parsed.mistakes) <= 5
    parsed.filled({"x": "a"})


@pytest.mark.slow
@pytest.mark.parametrize("piece", EXPRESSIONS)
def test_an_expression_of_a_million_characters_is_read(piece: str) -> None:
    whole = piece * (MILLION // len(piece))
    for text in (whole, f"{whole}a", f"{whole}a{')' * 1000}", f"a | default({whole})"):
        parsed = parse_expression(text)
        if parsed.expression is not None:
            parsed.expression.value({})
            list(readings(parsed.expression))


def test_the_deepest_expression_is_read_and_the_next_one_refused() -> None:
    for depth, fits in ((DEEPEST, True), (DEEPEST + 1, False)):
        assert (parse_expression(f"{'(' * depth}a{')' * depth}").expression is not None) is fits
        assert (parse_expression(f"{'not ' * depth}a").expression is not None) is fits
