"""What conditions and loops ask for."""

from collections.abc import Iterator

from routecfg.impact.data_samples import names_of
from routecfg.model import Decision, each_action
from routecfg.templates import parse_expression


def expressions_in(decision: Decision) -> Iterator[tuple[str, bool]]:
    """Every `if` and every `each`, and whether it is the latter."""
    for _, action in each_action(decision.actions, ()):
        if action.condition is not None:
            yield action.condition.if_, False
        elif action.loop is not None:
            yield action.loop.each, True


def names_in(expression: str) -> Iterator[str]:
    """The names that an expression reads, by their first parts."""
    parsed = parse_expression(expression).expression
    return iter(()) if parsed is None else (name.parts[0] for name in names_of(parsed))
