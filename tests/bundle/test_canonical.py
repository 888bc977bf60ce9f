"""The fast way to canonical bytes gives what RFC 8785 gives, for every value."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from routecfg.bundle.canonical import canonical

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    ["\uffff", "\U00010000", "é", "\x7f", "\u2028"]
)
_NUMBERS = (
    st.integers(-(2**54), 2**54) | st.floats() | st.sampled_from([2**53 - 1, 2**53, -0.0, 1e21, 1e20, 1e-7, 5e-324])
)
_VALUES = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(_VALUES)
def test_bytes_are_those_of_the_reference(value: object) -> None:
    try:
        expected = rfc8785.dumps(value)  # type: ignore[arg-type]  # the strategy gives JSON values only
    except rfc8785.CanonicalizationError:
        with pytest.raises(ValueError):
            canonical(value)
    else:
        assert canonical(value) == expected


def test_keys_are_ordered_by_their_utf_16_units() -> None:
    assert canonical({"\uffff": 1, "\U00010000": 2, "b": 3}).decode() == '{"b":3,"\U00010000":2,"\uffff":1}'


@pytest.mark.parametrize(
    "value", [2**53, -(2**53), float("nan"), float("inf"), "\ud800", {"\udc00": 1}, {1: 2}, {1, 2}, b"x"]
)
def test_what_has_no_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        canonical({"in": [value]})


def test_order_of_insertion_does_not_show() -> None:
    assert canonical({"a": 1, "b": {"d": (1, 2), "c": None}}) == canonical({"b": {"c": None, "d": [1, 2]}, "a": 1})
