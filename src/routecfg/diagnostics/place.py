"""Where something is: in the configuration, and in the text."""

from typing import Final, TypeAlias

import msgspec

PROJECT_FILE: Final = "routecfg.yaml"
"""Where findings about the project as a whole stand."""

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list positions, from the kinds down: `("queues", "support", "title")`. Empty: a whole file.

Where an object is given, its parts have a path that begins in the object: `("title",)`.
"""


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START: Final = Span(1, 1, 1, 1)
"""Where what is said of a whole file stands."""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a diagnostic stands: the path, the file (relative to the project, with `/`) and the part of its text.

    `file` and `span` are None for what stands in no file that routecfg reads for users.
    """

    path: Path = ()
    file: str | None = None
    span: Span | None = None

    @property
    def pointer(self) -> str:
        """The path as a JSON Pointer (RFC 6901): `/queues/support/title`."""
        return pointer(*self.path)


def pointer(*parts: str | int) -> str:
    """The JSON Pointer of a path: `pointer("queues", "a/b")` is `/queues/a~1b`."""
    return "".join(f"/{part}" if type(part) is int else "/" + _escaped(str(part)) for part in parts)


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1") if "~" in part or "/" in part else part
