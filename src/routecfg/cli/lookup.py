"""Which kind, object or decision a word on the command line names."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from routecfg.diagnostics import CannotRun, did_you_mean, nearest
from routecfg.disclosure import first_few

if TYPE_CHECKING:
    from routecfg.report.objects import Item

_MOST: Final = 6
"""Objects of one name that are listed."""


def kind_named(word: str) -> str:
    """The kind of that name, `queues` or `queue`; `decisions` counts as one. Raises CannotRun if there is none."""
    from routecfg.model import ALL_KINDS

    kinds = [*ALL_KINDS, "decisions"]
    found = next((kind for kind in kinds if word in (kind, kind.removesuffix("s"), _singular(kind))), None)
    if found is None:
        advice = did_you_mean(nearest(word, kinds), f"the kinds are {', '.join(kinds)}")
        raise CannotRun(f"there is no kind '{word}'", advice)
    return found


def item_named(
    items: Iterable["Item"], text: str, missing: str = "nothing is called", otherwise: str | None = None
) -> "Item":
    """The object or decision that a text means: NAME, KIND/NAME, TREE/DECISION, or else a title.

    Raises CannotRun if there is none (`missing` begins the sentence that says so, `otherwise` is what to do if no name
    is near), or if several are meant.
    """
    possible = list(items)
    before, _, name = text.rpartition("/")
    trees = {item.address.tree for item in possible}
    if before and before in trees:
        possible = [item for item in possible if item.address.tree == before]
    elif before and any(item.title == text for item in possible):
        name = text
    elif before:
        kind = kind_named(before)
        possible = [item for item in possible if item.address.kind == kind]
    matching = (
        [item for item in possible if item.address.name == name and (before or not item.address.tree)]
        or [item for item in possible if item.address.name == name]
        or [item for item in possible if (item.title or "").casefold() == name.casefold()]
    )
    if not matching:
        near = nearest(name, (item.address.name for item in possible))
        raise CannotRun(f"{missing} '{text}'", otherwise if near is None else did_you_mean(near, ""))
    if len(matching) > 1:
        names = first_few([f"'{item.address.text}'" for item in matching], _MOST, "or")
        raise CannotRun(f"{len(matching)} {_counted(matching)} are called '{name}'", f"say which: {names}")
    return matching[0]


def _counted(items: Collection["Item"]) -> str:
    return "decisions" if all(item.address.tree for item in items) else "objects"


def _singular(kind: str) -> str:
    return f"{kind.removesuffix('ies')}y" if kind.endswith("ies") else kind
