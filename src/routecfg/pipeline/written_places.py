"""Where in the files of a project the places of events are written."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from routecfg.diagnostics import Path
from routecfg.model import Kind
from routecfg.project import SourceFile
from routecfg.source import Layout

_LISTS: Final = frozenset({"actions", "targets", "then", "else", "do", "include", "exclude", "special", "transfers"})
"""What holds a list: the next part of a pointer is a position in it."""


Written: TypeAlias = Callable[[str], tuple[str, int] | None]
"""Says in which file, and in which line of it from 1, the place of a pointer is written; None if that is not known."""


class WrittenPlaces:
    """Finds files and lines for pointers such as `/decision_trees/menu/decisions/welcome/targets/0`.

    Each file is looked at once, when it is first asked for.
    """

    def __init__(self, files: Iterable[SourceFile], owners: Mapping[tuple[Kind, str], str]) -> None:
        """`owners` has the file of each object, by kind and name."""
        self._files = {file.path: file for file in files}
        self._owners = owners
        self._layouts: dict[str, Layout] = {}
        self._known: dict[str, tuple[str, int] | None] = {}

    def of(self, pointer: str) -> tuple[str, int] | None:
        """The file and the line; None for what stands in no file."""
        if pointer not in self._known:
            self._known[pointer] = self._find(path_of(pointer))
        return self._known[pointer]

    def _find(self, path: Path) -> tuple[str, int] | None:
        file = self._owners.get(path[:2])  # type: ignore[arg-type]  # a path begins with a kind and a name
        source = self._files.get(file) if file is not None else None
        if file is None or source is None or source.digest is None:
            return None
        if file not in self._layouts:
            self._layouts[file] = Layout(source.read())
        return file, self._layouts[file].span(path, on_key=True).line


def path_of(pointer: str) -> Path:
    """The path of a pointer into an estate."""
    parts: list[str | int] = []
    for part in pointer.split("/")[1:]:
        below = parts[-1] if parts else None
        parts.append(int(part) if below in _LISTS and part.isdecimal() else part)
    return tuple(parts)


def pointer(path: Path) -> str:
    """The pointer of a path into an estate."""
    return "".join(f"/{part}" for part in path)
