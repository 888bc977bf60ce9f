"""Expressions and texts once more, as plainly as `docs/language.md` tells them: slow, and written for itself.

An expression is drawn as a tree of tuples, written out with random spaces and parentheses, and worked out here by the
words of the language page. What the product reads out of the written form must come to the same.
"""

import json
import re
from datetime import datetime
from fractions import Fraction
from typing import Any, Final
from urllib.parse import quote

from hypothesis import strategies as st

WORDS: Final = ("order", "name", "x", "_y", "Order2", "text")
KEYS: Final = ("status", "items", "0", "1", "tracking-url", "in", "číslo")

simple = (
    st.none()
    | st.booleans()
    | st.integers(-20, 20)
    | st.sampled_from([0.5, -1.5, 14.0, 2.0])
    | st.sampled_from(
        ["", "a", "A", "14", " 14 ", "14.0", "-0.5", "014", "1e3", "٣", "shipped", "Shipped", "a b", "&/#"]
    )
)
data = st.recursive(
    simple,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)
scopes = st.dictionaries(st.sampled_from(WORDS), data, max_size=4)

literals = simple.filter(lambda value: not (isinstance(value, str) and '"' in value)).map(
    lambda value: ("literal", value)
)
names = st.tuples(
    st.just("name"), st.tuples(st.sampled_from(WORDS)) | st.tuples(st.sampled_from(WORDS), st.sampled_from(KEYS))
)
values = literals | names
plain_filters = st.sampled_from(["upper", "lower", "title", "length", "urlencode", "join", "date"]).map(
    lambda name: (name, ())
)
filters = (
    plain_filters
    | values.map(lambda other: ("default", (other,)))
    | st.sampled_from([", ", "", "-"]).map(lambda between: ("join", (("literal", between),)))
    | st.sampled_from(["DD.MM.YYYY", "D/M/YY HH:mm"]).map(lambda form: ("date", (("literal", form),)))
)
operands = values | st.tuples(st.just("filtered"), values, st.lists(filters, min_size=1, max_size=3).map(tuple))
comparisons = st.tuples(
    st.just("compare"), operands, st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "in", "not in"]), operands
) | st.tuples(
    st.just("compare"),
    operands,
    st.sampled_from(["in", "not in"]),
    st.tuples(st.just("items"), st.lists(operands, min_size=1, max_size=3).map(tuple)),
)
expressions = st.recursive(
    comparisons | operands,
    lambda inner: (
        st.tuples(st.just("not"), inner)
        | st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3).map(tuple))
    ),
    max_leaves=6,
)


def written(tree: Any) -> str:
    """A tree as a user writes it. Parentheses stand around everything inside `and`, `or` and `not`."""
    match tree:
        case ("literal", None):
            return "null"
        case ("literal", bool(value)):
            return "true" if value else "false"
        case ("literal", str(value)):
            return f'"{value}"'
        case ("literal", value):
            return str(value)
        case ("name", parts):
            return ".".join(parts)
        case ("filtered", inner, through):
            return written(inner) + "".join(f" | {name}{_arguments(given)}" for name, given in through)
        case ("items", items):
            return f"({', '.join(map(written, items))})"
        case ("compare", left, sign, right):
            return f"{written(left)} {sign} {written(right)}"
        case ("not", inner):
            return f"not ({written(inner)})"
        case (("and" | "or") as word, parts):
            return f" {word} ".join(f"({written(part)})" for part in parts)
    raise AssertionError(tree)


def _arguments(given: tuple[Any, ...]) -> str:
    return f"({', '.join(map(written, given))})" if given else ""


def worked_out(tree: Any, scope: dict[str, Any]) -> Any:
    """What a tree comes to."""
    match tree:
        case ("literal", value):
            return value
        case ("name", (first, *others)):
            value = scope.get(first)
            for key in others:
                if isinstance(value, dict):
                    value = value.get(key)
                elif isinstance(value, list) and re.fullmatch("[0-9]+", key):
                    value = dict(enumerate(value)).get(int(key))
                else:
                    value = None
            return value
        case ("filtered", inner, through):
            value = worked_out(inner, scope)
            for name, given in through:
                value = _filtered(value, name, [worked_out(item, scope) for item in given])
            return value
        case ("items", items):
            return [worked_out(item, scope) for item in items]
        case ("compare", left, sign, right):
            return _compared(worked_out(left, scope), sign, worked_out(right, scope))
        case ("not", inner):
            return not holds(worked_out(inner, scope))
        case ("and", parts):
            results = [worked_out(part, scope) for part in parts]
            return next((result for result in results if not holds(result)), results[-1])
        case ("or", parts):
            results = [worked_out(part, scope) for part in parts]
            return next((result for result in results if holds(result)), results[-1])
    raise AssertionError(tree)


def holds(value: Any) -> bool:
    """Whether a value counts as true."""
    return value not in (None, False, 0, "", [], {})


def read(value: Any) -> str:
    """What a customer reads of a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return {True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return str(int(value)) if value == int(value) else str(value)
    if isinstance(value, list):
        return ", ".join(read(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(_whole(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return str(value)


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value == int(value) else value


def _as_number(value: Any) -> Fraction | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return Fraction(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value.strip(" \t\r\n")):
        return Fraction(value.strip())
    return None


def _compared(left: Any, sign: str, right: Any) -> bool:
    if sign.startswith("not"):
        return not _compared(left, "in", right)
    if sign == "!=":
        return not _compared(left, "==", right)
    if sign == "in":
        if isinstance(right, list):
            return any(_compared(left, "==", item) for item in right)
        return isinstance(left, str) and isinstance(right, (str, dict)) and left in right
    if isinstance(left, str) and isinstance(right, str):
        ordered: Any = (left, right)
    else:
        ordered = (_as_number(left), _as_number(right))
        if None in ordered:
            same = type(left) is type(right) and left == right
            return same if sign == "==" else False
    one, other = ordered
    return bool({"==": one == other, "<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[sign])


def _filtered(value: Any, name: str, given: list[Any]) -> Any:
    match name:
        case "default":
            return given[0] if read(value) == "" else value
        case "upper":
            return read(value).upper()
        case "lower":
            return read(value).lower()
        case "title":
            return "".join(
                word if word.isspace() else word[0].upper() + word[1:].lower()
                for word in re.findall(r"\s+|\S+", read(value))
            )
        case "length":
            return len(value) if isinstance(value, (str, list, dict)) else 0
        case "urlencode":
            return quote(read(value), safe="")
        case "join":
            between = read(given[0]) if given else ", "
            return between.join(map(read, value)) if isinstance(value, list) else read(value)
        case "date":
            return _date(read(value), given[0] if given else "YYYY-MM-DD")
    raise AssertionError(name)


def _date(text: str, form: str) -> str:
    try:
        day = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    for part, value in (("YYYY", f"{day.year:04}"), ("MM", f"{day.month:02}"), ("DD", f"{day.day:02}")):
        form = form.replace(part, value)
    return form
