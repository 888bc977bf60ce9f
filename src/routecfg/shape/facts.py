"""Where a file breaks its schema: the bare facts, the same ones from either validator.

`jsonschema-rs` is compiled and fast. Where it has no build `jsonschema` takes over, and nobody but the clock can
tell the difference. Neither validator's own words are used: they quote values, and values may be secrets.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from routecfg.shape.schemas import FilePath, Node, SchemaName, schema


class Fact(NamedTuple):
    """A place of the values, and the keyword of its schema node that it breaks.

    What exactly is wrong (which key, which length) follows from the two and from the values. Names that are no
    names are a fact of the mapping that holds them.
    """

    path: FilePath
    keyword: str


_ODD_KEY = re.compile(r"\+?[0-9]*")

Checker: TypeAlias = Callable[[object], list[Fact]]


@cache
def checker(name: SchemaName) -> Checker:
    """What finds the facts about values, in order and without repetitions. Compiled once."""
    try:
        return by_jsonschema_rs(schema(name))
    except ImportError:
        return by_jsonschema(schema(name))


def by_jsonschema_rs(of: Node) -> Checker:
    """Raises ImportError where jsonschema-rs has no build."""
    import jsonschema_rs

    validator: Any = jsonschema_rs.validator_for(dict(of), pattern_options=jsonschema_rs.RegexOptions())

    def check(values: object) -> list[Fact]:
        if validator.is_valid(values):
            return []
        if _has_odd_key(values):
            return by_jsonschema(of)(values)
        return sorted({Fact(tuple(error.instance_path), error.kind.name) for error in validator.iter_errors(values)})

    return check


def by_jsonschema(of: Node) -> Checker:
    """The same in pure Python, some hundred times slower."""
    import jsonschema

    def pattern(_: Any, wanted: str, instance: object, __: Any) -> Any:
        if isinstance(instance, str) and not fits(wanted, instance):
            yield jsonschema.ValidationError("")

    extend: Any = jsonschema.validators.extend
    validator = extend(jsonschema.Draft202012Validator, {"pattern": pattern})(dict(of))

    def fact(error: jsonschema.ValidationError) -> Fact:
        of_name = "propertyNames" in error.absolute_schema_path
        return Fact(tuple(error.absolute_path), "propertyNames" if of_name else str(error.validator))

    def check(values: object) -> list[Fact]:
        return sorted({fact(error) for error in validator.iter_errors(values)})

    return check


def _has_odd_key(values: object) -> bool:
    """Whether some key is empty or all digits: jsonschema-rs leaves the one out of its paths, the other it takes for
    a position, so that `01` becomes 1. Such files are rare, and this is asked only of those that are wrong.
    """
    pending = [values]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            if any(map(_ODD_KEY.fullmatch, one)):
                return True
            pending += one.values()
        elif isinstance(one, list):
            pending += one
    return False


def fits(pattern: str, text: str) -> bool:
    """Whether a pattern of a schema finds something in a text, as JSON Schema means it.

    Python alone lets `$` match before a final line break. The schemas use `$` for nothing but the end.
    """
    return re.search(pattern.replace("$", r"\Z"), text) is not None
