"""Every rule about objects and about the estate, in the order of their codes."""

from collections.abc import Iterator
from typing import Final, Protocol

from routecfg.diagnostics import Diagnostic, Rule
from routecfg.model import Object, Settings
from routecfg.rules.context import Context, Need


class ObjectRule(Protocol):
    """A module whose rule looks at one object at a time."""

    RULE: Rule

    @staticmethod
    def check_object(kind: str, name: str, one: Object, settings: Settings) -> Iterator[Diagnostic]:
        """The rule's findings in one object."""


class EstateRule(Protocol):
    """A module whose rule looks at the whole estate."""

    RULE: Rule
    NEEDS: Need

    @staticmethod
    def check_estate(context: Context) -> Iterator[Diagnostic]:
        """The rule's findings in the estate."""


OBJECT_RULES: Final[tuple[ObjectRule, ...]] = ()

ESTATE_RULES: Final[tuple[EstateRule, ...]] = ()

RULES: Final[tuple[Rule, ...]] = tuple(module.RULE for module in (*OBJECT_RULES, *ESTATE_RULES))
