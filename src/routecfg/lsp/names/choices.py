"""The names that could be written at a place, with what is known of each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from routecfg.diagnostics import PROJECT_FILE, Path
from routecfg.lsp.names.in_project import may_hold, names_of
from routecfg.lsp.names.symbols import DECISIONS, LANGUAGES, SAVED, SECRETS
from routecfg.lsp.snapshot import Snapshot
from routecfg.model import KIND_WORDS
from routecfg.source import entries, unquoted
from routecfg.templates import BUILT_IN, FILTERS


class Choice(NamedTuple):
    """A name that could be written, and a few words about it."""

    name: str
    about: str = ""


def objects(snapshot: Snapshot, kind: str) -> list[Choice]:
    """Every object of a kind, also of files that cannot be read at the moment, with its title."""
    assembly = snapshot.assembly
    titles = {name: item.title for name, item in assembly.estate.of(kind).items()} if kind in KIND_WORDS else {}
    names = {name for each, name in assembly.files if each == kind}
    unread = (file for file in snapshot.routing_files if file in assembly.unread)
    names.update(_defined(snapshot, unread, kind))
    return [Choice(name, titles.get(name) or "") for name in sorted(names)]


def decisions(snapshot: Snapshot, tree: str) -> list[Choice]:
    """The decisions of a tree, in the order of its file."""
    owner = snapshot.assembly.files.get(("decision_trees", tree))
    files = [owner] if owner is not None else list(snapshot.assembly.unread)
    item = snapshot.assembly.estate.decision_trees.get(tree)
    titles = {each.name: each.title for each in item.decisions} if item is not None else {}
    return [Choice(name, titles.get(name, "")) for name in _defined(snapshot, files, DECISIONS, tree)]


def tree_at(file_text: str, path: Path) -> str | None:
    """The tree of a decision that is named at a path: the one around it, or in scenarios the one named beside it."""
    if path[:1] == ("decision_trees",) and len(path) > 1:
        return str(path[1])
    beside = (*path[:-1], "decision_tree")
    for entry in entries(file_text):
        if entry.path == beside and entry.value is not None:
            return unquoted(file_text[slice(*entry.value)])
    return None


def languages(snapshot: Snapshot) -> list[Choice]:
    """The languages of the project, in its order."""
    return [Choice(name) for name in _defined(snapshot, [PROJECT_FILE], LANGUAGES)]


def saved(snapshot: Snapshot) -> list[Choice]:
    """Every name under which something is saved."""
    files = [file for file in snapshot.routing_files if may_hold(snapshot, file, "save_")]
    return [Choice(name, "saved in a chat") for name in sorted(_defined(snapshot, files, SAVED))]


def data(snapshot: Snapshot, text: str, path: Path, before: str) -> list[Choice]:
    """What may stand in a text or an expression, behind what is written of the name so far (`contact.`)."""
    root, dot, _ = before.partition(".")
    if dot:
        if root == SECRETS:
            return [Choice(name, "secret") for name in _defined(snapshot, [PROJECT_FILE], SECRETS)]
        return [Choice(name) for name in BUILT_IN.get(root) or ()]
    own = [Choice(name, "known in every chat") for name in BUILT_IN if name != SECRETS or _takes_secrets(path)]
    return [*_items(text, path), *saved(snapshot), *own]


def filters() -> list[Choice]:
    """What a value can go through."""
    return [Choice(name, "filter") for name in FILTERS]


def _takes_secrets(path: Path) -> bool:
    return "request" in path


def _items(text: str, path: Path) -> Iterator[Choice]:
    """The names that the loops around a place give their items."""
    loops = {path[: at - 1] for at in range(1, len(path)) if path[at - 1 : at + 1] == ("do", path[at])}
    values: Mapping[Path, str] = {
        entry.path: unquoted(text[slice(*entry.value)]) for entry in entries(text) if entry.value is not None
    }
    for loop in sorted(loops, key=len, reverse=True):
        if (name := values.get((*loop, "as"))) is not None:
            yield Choice(name, "item of the loop")


def _defined(snapshot: Snapshot, files: Iterable[str], kind: str, scope: str = "") -> list[str]:
    """The names of a kind that files define, in the order of the text."""
    found = (
        each.symbol.name
        for file in files
        for each in names_of(snapshot, file).occurrences
        if each.defines and each.symbol.kind == kind and each.symbol.scope == scope
    )
    return list(dict.fromkeys(found))
