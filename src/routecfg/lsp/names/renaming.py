"""Another name for something, everywhere: or why not. What a file looks like stays as it is."""

import re
from collections.abc import Mapping
from typing import Final

from routecfg.diagnostics import CannotRun, plural, with_article
from routecfg.disclosure import quoted
from routecfg.lsp.names.in_project import Found, is_renamable, may_hold, names_of, occurrences
from routecfg.lsp.names.symbols import ITEM, SAVED, SECRETS, Symbol
from routecfg.lsp.snapshot import Snapshot
from routecfg.shape.schemas import schema
from routecfg.source.scalars import plain
from routecfg.templates import BUILT_IN, is_reserved

_IN_TEXTS: Final = (SAVED, ITEM, SECRETS)
"""What is named in texts, where it has to be a name of data."""

_OF_DATA: Final = (SAVED, ITEM)


def named(snapshot: Snapshot, symbol: Symbol) -> list[Found]:
    """Every place of a name that can be changed. Raises CannotRun if it cannot, and says why."""
    if not is_renamable(symbol):
        raise CannotRun("a language code cannot be renamed", "edit the texts in this language by hand")
    found = occurrences(snapshot, symbol)
    if not any(each.name.defines for each in found):
        raise CannotRun(f"no {symbol.word} is called {quoted(symbol.name)}", "define it first, or correct the name")
    for file in snapshot.files:
        if may_hold(snapshot, file, symbol.name):
            _is_clear(snapshot, file, symbol)
    for file, name in found:
        text = snapshot.text(file)
        written = text.lines.text[name.start : name.end] if text is not None else ""
        if written != symbol.name:
            raise CannotRun(
                f"in {file}, {quoted(symbol.name)} is written in a way that cannot be changed safely",
                "change it by hand",
            )
    return found


def renamed(snapshot: Snapshot, symbol: Symbol, new: str) -> Mapping[str, list[tuple[int, int, str]]]:
    """What changes where, by file: stretches of its text and what stands there then. Raises CannotRun if not."""
    found = named(snapshot, symbol)
    if new == symbol.name:
        return {}
    _fits(symbol, new)
    _is_free(snapshot, symbol, new)
    changes: dict[str, list[tuple[int, int, str]]] = {}
    for file, name in found:
        text = snapshot.text(file)
        before = text.lines.text[name.start - 1 : name.start] if text is not None else ""
        is_text = name.on_key or not name.whole or before in ("'", '"') or isinstance(plain(new), str)
        changes.setdefault(file, []).append((name.start, name.end, new if is_text else f'"{new}"'))
    return changes


def _is_clear(snapshot: Snapshot, file: str, symbol: Symbol) -> None:
    """Raises CannotRun if not all is known of a file that may have this name in it."""
    here = names_of(snapshot, file)
    if not here.complete:
        raise CannotRun(
            f"{file} cannot be read, and {quoted(symbol.name)} may be used in it", "correct that file first"
        )
    if symbol.kind in _IN_TEXTS and symbol.name in here.unclear:
        raise CannotRun(
            f"a text in {file} that cannot be understood may mean {quoted(symbol.name)}",
            "correct it first: 'routecfg validate' says what is wrong",
        )
    starts = {each.start for each in here.occurrences if each.symbol == symbol}
    if any(each.start in starts and each.symbol != symbol for each in here.occurrences):
        raise CannotRun(
            f"an anchor in {file} brings {quoted(symbol.name)} to places where it means something else",
            "write it out there first",
        )


def _fits(symbol: Symbol, new: str) -> None:
    """Raises CannotRun for a name that is not of the right form."""
    form = schema("routing")["$defs"]["variable" if symbol.kind in _IN_TEXTS else "objectName"]
    if re.fullmatch(form["pattern"], new) is None or new.endswith("\n"):
        raise CannotRun(f"{quoted(new)} cannot be a name", form["patternErrorMessage"])
    if len(new) > form["maxLength"]:
        raise CannotRun(f"this name has {plural(len(new), 'character')}", f"a name has at most {form['maxLength']}")
    if symbol.kind in _OF_DATA and new in BUILT_IN:
        raise CannotRun(
            f"every chat has {quoted(new)} by itself, so what is saved under it is never read", "choose another"
        )
    if symbol.kind in _IN_TEXTS and is_reserved(new):
        raise CannotRun(f"{quoted(new)} means something else in texts and conditions", "choose another name")


def _is_free(snapshot: Snapshot, symbol: Symbol, new: str) -> None:
    """Raises CannotRun for a name that has a meaning already."""
    for file in snapshot.files:
        if not may_hold(snapshot, file, new) and not may_hold(snapshot, file, symbol.name):
            continue
        here = names_of(snapshot, file)
        for each in here.occurrences:
            if each.symbol.name == new and _is_confused(each.symbol, symbol):
                verb = "is" if each.defines else "is used as the name of"
                what = with_article(each.symbol.word)
                raise CannotRun(f"{quoted(new)} {verb} {what} already, in {file}", "choose another name")
            if each.symbol.name == symbol.name and {each.symbol.kind, symbol.kind} == set(_OF_DATA):
                raise CannotRun(
                    f"{quoted(symbol.name)} is a saved name and the item of a loop, so it is not clear which is meant",
                    "change the name of one of them by hand",
                )
        if symbol.kind in _IN_TEXTS and new in here.unclear:
            raise CannotRun(f"a text in {file} that cannot be understood may mean {quoted(new)}", "correct it first")


def _is_confused(other: Symbol, symbol: Symbol) -> bool:
    """Whether one of the two could be taken for the other if both had one name."""
    if other.kind in _OF_DATA and symbol.kind in _OF_DATA:
        if other.kind == symbol.kind == ITEM:  # two loops, one of which may be inside the other
            return other.scope.startswith(symbol.scope) or symbol.scope.startswith(other.scope)
        return True
    return (other.kind, other.scope) == (symbol.kind, symbol.scope)
