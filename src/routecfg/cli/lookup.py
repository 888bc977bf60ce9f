"""Which kind or object a word on the command line names."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from routecfg.diagnostics import CannotRun, did_you_mean, listed, nearest

if TYPE_CHECKING:
    from routecfg.model import Kind, Name


def kind_meant(word: str) -> "Kind":
    """The kind of that name, `queues` or `queue`. Raises CannotRun if there is none."""
    from routecfg.model import ALL_KINDS

    found = next((one for one in ALL_KINDS if word in (one, one.removesuffix("s"))), None)
    if found is None:
        near = nearest(word, ALL_KINDS)
        raise CannotRun(f"there is no kind '{word}'", did_you_mean(near, f"the kinds are {', '.join(ALL_KINDS)}"))
    return found


def object_meant(
    known: Collection["Name"], text: str, lost: str = "nothing is called", otherwise: str | None = None
) -> "Name":
    """The object that NAME or KIND/NAME means, among those that are known.

    Raises CannotRun if there is none (`lost` begins the sentence that says so, `otherwise` is what to do if no name is
    near), or if several kinds share the name.
    """
    word, _, name = text.rpartition("/")
    kind = kind_meant(word) if word else None
    possible = [one for one in known if kind in (None, one[0])]
    found = [one for one in possible if one[1] == name]
    if not found:
        near = nearest(name, (one for _, one in possible))
        advice = did_you_mean(near, otherwise) if otherwise is not None else did_you_mean(near, None)
        raise CannotRun(f"{lost} '{text}'", advice)
    if len(found) > 1:
        names = listed([f"'{one}/{name}'" for one, _ in found])
        raise CannotRun(f"{len(found)} objects are called '{name}'", f"say which: {names}")
    return found[0]
