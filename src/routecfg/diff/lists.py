"""Lists whose order means nothing: what came and what went is all there is to say."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from routecfg.diff import words
from routecfg.diff.difference import Detail

UNORDERED: Final = frozenset({"similar", "transfers", "send_custom_fields", "allow_hosts", "days", "dates", "hours"})
"""The fields that hold such lists."""


def list_changes(
    before: list[str], after: list[str], where: tuple[str, ...], told: Callable[[Any], str | None] = words.value
) -> Iterator[Detail]:
    """What is in one list and not in the other; `told` puts it in words."""
    came, went = sorted(set(after) - set(before)), sorted(set(before) - set(after))
    if went:
        yield Detail("removed", where, before=told(went))
    if came:
        yield Detail("added", where, after=told(came))


def language_list_changes(before: list[str], after: list[str], where: tuple[str, ...]) -> Iterator[Detail]:
    """Languages that are spoken. Where the first one or the order of the others changed, the lists are told whole."""
    still = [one for one in before if one in after]
    if before[:1] == after[:1] and still == [one for one in after if one in before]:
        yield from list_changes(before, after, where)
    else:
        yield Detail("changed", where, words.value(before), words.value(after))
