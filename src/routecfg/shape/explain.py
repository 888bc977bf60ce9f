"""What is wrong at one place of a file, in the users' words. One fault, one finding."""

from collections.abc import Iterator, Set

from routecfg.diagnostics import Finding
from routecfg.shape.keys import of_keys
from routecfg.shape.schemas import Node, Trail
from routecfg.shape.values import of_value
from routecfg.shape.wrong_type import of_type


def explained(of: Node, trail: Trail, keywords: Set[str]) -> Iterator[Finding]:
    """The findings at the place to which a trail leads, where the values break these keywords of the schema."""
    if "type" in keywords:
        yield of_type(of, trail)
    elif isinstance(trail[-1].value, dict):
        yield from of_keys(of, trail, keywords)
    else:
        yield from of_value(trail, keywords)
