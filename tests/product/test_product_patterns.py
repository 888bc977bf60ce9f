"""The regular expressions of the product, on every Python that it runs on."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import routecfg

# Before Python 3.11.5 a possessive group with any of these inside takes too little (python/cpython#106052).
CHOICES = {"BRANCH", "MAX_REPEAT", "MIN_REPEAT", "ASSERT", "ASSERT_NOT", "GROUPREF_EXISTS"}


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for module in pkgutil.walk_packages(routecfg.__path__, "routecfg."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


def operations(parsed: Any) -> Iterator[tuple[str, Any]]:
    """Each operation of a parsed pattern by its name, with what stands in it."""
    for item in parsed:
        if isinstance(item, tuple) and item and hasattr(item[0], "name"):
            yield str(item[0]), item[1:]
            yield from operations(item[1:])
        elif isinstance(item, tuple | list) or type(item).__name__ == "SubPattern":
            yield from operations(item)


def possessive_choices(pattern: re.Pattern[Any]) -> set[str]:
    parser: Any = import_module("re._parser")
    return {
        inner
        for name, inside in operations(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
        if name in ("POSSESSIVE_REPEAT", "ATOMIC_GROUP")
        for inner, _ in operations(inside)
        if inner in CHOICES
    }


def test_no_possessive_group_holds_a_choice() -> None:
    assert possessive_choices(re.compile("(?:a++|b[c]?)++")) == {"BRANCH", "MAX_REPEAT"}
    assert possessive_choices(re.compile(r"[ab]*+(?:\\.[a]*+)*+")) == set()
    found = {name: choices for name, pattern in patterns() if (choices := possessive_choices(pattern))}
    assert found == {}
