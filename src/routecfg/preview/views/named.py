"""What objects and decisions are called, and which of them a pointer names."""

from routecfg.diagnostics import Path, pointer
from routecfg.disclosure import harmless, masked, without_tokens
from routecfg.model import shown_pointer
from routecfg.preview.answers import Named
from routecfg.preview.opened import Opened, holder

UNKNOWN = "elsewhere"
"""The kind of a name that nothing has."""


def name(text: str) -> str:
    """A name as the page shows it."""
    return harmless(without_tokens(text))


def words(text: str, path: Path = ()) -> str:
    """A text of one line as the page shows it. `path` is where it stands."""
    return harmless(masked(text, path))


def lines(text: str, path: Path = ()) -> str:
    """A text as customers are sent it, with its line breaks, as the page shows it."""
    return "\n".join(map(harmless, masked(text, path).splitlines()))


def named(opened: Opened, path: Path) -> Named:
    """An object or a decision by its path. The title of an object with errors is not known, and stays empty."""
    kind, tree = str(path[0]), str(path[1])
    if len(path) > 2:
        decision = opened.decisions.get((tree, str(path[3])))
        title = words(decision.title) if decision is not None else ""
        return Named(shown_pointer(path), "decisions", name(str(path[3])), title)
    item = opened.estate.of(kind).get(tree)
    return Named(shown_pointer(path), kind, name(tree), words(item.title) if item is not None else "")


def unknown(text: str) -> Named:
    """What a name stands for that nothing has."""
    return Named("", UNKNOWN, name(text), "")


def file_of(opened: Opened, path: Path) -> str | None:
    """The file of an object, or of the object that the path leads into."""
    return opened.assembly.files.get(path[:2])  # type: ignore[arg-type]  # a path begins with a kind and a name


def found_at(opened: Opened, at: str) -> Path:
    """The path of the object or the decision that a pointer names, or lies in. Raises LookupError if there is none.

    A name that may be a token stands masked in pointers: the first that looks so is meant.
    """
    path = holder(tuple(part.replace("~1", "/").replace("~0", "~") for part in at.split("/")[1:]))
    if opened.is_there(path):
        return path
    if len(path) < 2:
        raise LookupError(at)
    shown = pointer(*path)
    objects: list[Path] = [*opened.assembly.files]
    if len(path) > 2:
        objects = [("decision_trees", tree, "decisions", decision) for tree, decision in opened.decisions]
    meant = next((each for each in objects if each[0] == path[0] and shown_pointer(each) == shown), None)
    if meant is None:
        raise LookupError(at)
    return meant
