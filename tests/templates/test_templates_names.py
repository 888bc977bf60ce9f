"""Names are found where they are written, and they are those that are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from examples import examples
from routecfg.templates import names_in_expression, names_in_text, parse_expression, parse_text, readings

PARTS = some.sampled_from(
    [
        "a",
        "order.items",
        "text",
        " ",
        "|",
        "upper",
        "default(",
        ")",
        '"a b"',
        "'x'",
        "==",
        "and",
        "not",
        "in",
        "(",
        ",",
        "1",
        "é",
        "-",
    ]
)


@given(some.lists(PARTS, max_size=8).map("".join))
@examples(100, 3000)
def test_the_names_of_an_expression_are_those_that_it_reads(text: str) -> None:
    parsed = parse_expression(text)
    found = list(names_in_expression(text))
    if parsed.expression is not None:
        assert [each.parts for each in found] == [each.name.parts for each in readings(parsed.expression)]
    for each in found:
        assert text[each.start : each.end] == ".".join(each.parts)


@given(some.lists(PARTS | some.sampled_from(["{{", "}}", "{", "}"]), max_size=12).map("".join))
@examples(100, 3000)
def test_the_names_of_a_text_are_those_that_it_reads(text: str) -> None:
    parsed = parse_text(text)
    found = list(names_in_text(text))
    if not parsed.mistakes:
        assert [each.parts for each in found] == [each.name.parts for each in parsed.readings]
    for each in found:
        assert text[each.start : each.end] == ".".join(each.parts)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("no names", []),
        ("{{ a }} and {{b.c|default(d)}}", [("a", 3), ("b.c", 14), ("d", 26)]),
        ("{{ 'a' | upper }}", []),
    ],
)
def test_where_names_stand(text: str, names: list[tuple[str, int]]) -> None:
    assert [(".".join(each.parts), each.start) for each in names_in_text(text)] == names
