"""Texts and expressions come to what a plain reference says, on any data."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from routecfg.templates import parse_expression, parse_text
from templates.reference import data, expressions, operands, read, scopes, worked_out, written


@given(expressions, scopes)
@examples(100, 600)
def test_an_expression_comes_to_what_the_reference_says(tree: Any, scope: dict[str, Any]) -> None:
    parsed = parse_expression(written(tree))
    assert parsed.mistake is None, (parsed.mistake, written(tree))
    assert parsed.expression is not None
    value, expected = parsed.expression.value(scope), worked_out(tree, scope)
    assert (value, type(value)) == (expected, type(expected)), written(tree)


@given(st.lists(operands | st.sampled_from(["Hello ", "{", "}", ": ", "\n", "100 %"]), max_size=4), scopes)
@examples(60, 300)
def test_a_text_is_filled_in_as_the_reference_says(parts: list[Any], scope: dict[str, Any]) -> None:
    """A single brace right before two others is a part of what they open: a space keeps them apart."""
    text = "".join(f"{part} " if isinstance(part, str) else f"{{{{ {written(part)} }}}}" for part in parts)
    parsed = parse_text(text)
    expected = "".join(f"{part} " if isinstance(part, str) else read(worked_out(part, scope)) for part in parts)
    assert parsed.filled(scope) == expected
    assert parsed.fixed == "".join(f"{part} " for part in parts if isinstance(part, str))


@given(data)
@examples(60, 300)
def test_a_value_is_read_as_the_reference_says(value: Any) -> None:
    assert parse_text("{{ x }}").filled({"x": value}) == read(value)
