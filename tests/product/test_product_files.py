"""Only the room `files` opens files that users or strangers have made: elsewhere a pipe would hang, a link lead out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import routecfg

SOURCES = Path(routecfg.__file__).parent

CALLS = {"open", "fdopen", "read_bytes", "read_text", "write_bytes", "write_text", "touch", "mkdir", "rename", "unlink"}

OF_OPEN_FOLDERS = {"folder", "opened", "layout", "self._layout"}
"""What a `Folder`, and the layout of production, which opens none but these, are called."""

OTHERS = {
    "cli/completion.py: Path(os.devnull).open",
    "cli/conformance.py: path.read_bytes",
    "cli/init.py: (Path(__file__).parent / 'init_files' / name).read_text",
    "cli/init.py: path.read_text",
    "cli/preview.py: webbrowser.open",
    "opening_hours/zones.py: (resources.files('tzdata') / 'zones').read_text",
    "opening_hours/zones.py: path.open",
    "preview/page.py: (Path(__file__).parent / 'page' / name).read_text",
    "releases/layout.py: self.open",
    "shape/schemas.py: (schema_folder() / f'{name}.schema.json').read_text",
    "shape/schemas.py: (_HERE / f'{name}.json').read_text",
    "source/read.py: self._anchors.open",
    "streams.py: os.open",
}
"""What comes with routecfg or with Python, the null device, and what opens no files."""


def calls(source: Path) -> Iterator[str]:
    """The calls in a file that open, make or remove files."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in CALLS:
            yield called.id
        elif (
            isinstance(called, ast.Attribute)
            and called.attr in CALLS
            and ast.unparse(called.value) not in OF_OPEN_FOLDERS
        ):
            yield ast.unparse(called)


def test_only_one_room_opens_files() -> None:
    found = {
        f"{source.relative_to(SOURCES).as_posix()}: {call}"
        for source in SOURCES.rglob("*.py")
        if source.relative_to(SOURCES).parts[0] != "files"
        for call in calls(source)
    }
    assert sorted(found - OTHERS) == []
    assert sorted(OTHERS - found) == [], "these are gone: take them out of the list"
