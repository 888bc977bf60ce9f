"""The conformance kit: chats with what happens in them, for those who run bundles with a program of their own."""

from collections.abc import Iterator
from typing import Final

from routecfg.shape import schema_folder

KIT: Final = "conformance"


def kit() -> Iterator[tuple[str, str, bytes]]:
    """The files of the kit: the folder of each within the kit, its name, and its content, in order."""
    folder = schema_folder() / KIT
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            inside = path.relative_to(folder)
            yield inside.parent.as_posix(), inside.name, path.read_bytes()


def belongs_to_kit(name: str, content: bytes) -> bool:
    """Whether a file that stands where one of the kit belongs looks like one: only such a file is replaced."""
    if name == "README.md":
        return content.startswith(b"# Does your runtime run bundles")
    beginnings = {
        "case.json": b'{\n "title"',
        "bundle": b'{"derived"',
        "inputs.json": b'[\n{"',
        "events.json": b"[\n[\n",
    }
    return any(name.startswith(kind) and content.startswith(start) for kind, start in beginnings.items())
