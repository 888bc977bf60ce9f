"""What git keeps in its file `index`: here only whether files are in conflict.

The format is that of git's documentation (gitformat-index), versions 2 to 4. It is read here because no program that a
hostile project might bring with it is run, and because a machine may have a repository and no git.
"""

from collections.abc import Iterator
from typing import Final

_SIGNATURE: Final = b"DIRC"
_VERSIONS: Final = (2, 3, 4)
_WITHOUT_PADDING: Final = 4
_HEADER: Final = 12
_MODE: Final = slice(24, 28)
_BEFORE_DIGEST: Final = 40
_DIGESTS: Final = (20, 32)
"""Bytes of SHA-1 and SHA-256. The file does not say which of them the repository uses."""

_KINDS: Final = frozenset({0o100000, 0o120000, 0o160000, 0o040000})
"""A file, a link, a submodule, a folder."""

_EXTENDED: Final = 0x4000
_NAME: Final = 0xFFF
"""The length of the name, or this for longer ones."""


def has_conflicts(index: bytes) -> bool:
    """Whether a path has several versions, which git leaves to the user to choose from.

    False for what is not an index. What git keeps in a second file (`core.splitIndex`) is not seen.
    """
    for digest in _DIGESTS:
        try:
            return any(list(_stages(index, digest)))
        except (ValueError, IndexError):
            continue
    return False


def _stages(index: bytes, digest: int) -> Iterator[int]:
    """The stage of each entry: 0, or which side of a conflict it is. Raises ValueError, IndexError."""
    version, count = (int.from_bytes(index[at : at + 4]) for at in (4, 8))
    if index[:4] != _SIGNATURE or version not in _VERSIONS:
        raise ValueError
    at = _HEADER
    for _ in range(count):
        entry = index[at : at + _BEFORE_DIGEST + digest + 2]
        if int.from_bytes(entry[_MODE]) & 0o170000 not in _KINDS:
            raise ValueError
        flags = int.from_bytes(entry[-2:])
        name = at + len(entry) + (2 if flags & _EXTENDED else 0)
        if version == _WITHOUT_PADDING:
            while index[name] & 0x80:  # how many bytes of the name before it are left out
                name += 1
            name += 1
        end = index.index(0, name)
        length = flags & _NAME
        if length < _NAME and (end - name > length or (version != _WITHOUT_PADDING and end - name < length)):
            raise ValueError
        at = end + 1 if version == _WITHOUT_PADDING else at + (end - at + 8) // 8 * 8
        yield flags >> 12 & 3
