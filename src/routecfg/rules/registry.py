"""Every rule about objects and about the estate, in the order of their codes."""

from collections.abc import Iterator
from typing import Final, Protocol

from routecfg.diagnostics import Diagnostic, Rule
from routecfg.model import Object, Settings
from routecfg.rules import (
    bad_number,
    duplicate_object,
    literal_secret,
    shared_channel,
    unknown_reference,
    unused_ignore,
    unused_object,
)
from routecfg.rules.context import Context, Need


class ObjectRule(Protocol):
    """A module whose rule looks at one object at a time."""

    RULE: Rule

    def check_object(self, kind: str, name: str, one: Object, settings: Settings, /) -> Iterator[Diagnostic]:
        """The rule's findings in one object."""


class EstateRule(Protocol):
    """A module whose rule looks at the whole estate."""

    RULE: Rule
    NEEDS: Need

    def check_estate(self, context: Context, /) -> Iterator[Diagnostic]:
        """The rule's findings in the estate."""


OBJECT_RULES: Final[tuple[ObjectRule, ...]] = (
    literal_secret,
    bad_number,
)

ESTATE_RULES: Final[tuple[EstateRule, ...]] = (
    unknown_reference,
    duplicate_object,
    unused_object,
    shared_channel,
)

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (unused_ignore.RULE, *(one.RULE for one in OBJECT_RULES), *(one.RULE for one in ESTATE_RULES)),
        key=lambda rule: rule.code,
    )
)
