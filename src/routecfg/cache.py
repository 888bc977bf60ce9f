"""What need not be read again. It makes the second run cheap and can never change an answer.

One file a project, in the user's own cache folder. Two parts, each with its checksum:

- *results*: what a command printed last, by a key over everything that it depended on. Reading this part alone is
  what an unchanged run costs.
- *entries*: what is known of one file's content, by the hash of that content.

A key holds the fingerprint of the tool and of the data it works with, so another version never meets an old answer.
Any doubt (a missing, truncated or altered file, another format) is a miss; a cache that cannot be written is no
cache. Nothing in it is code.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec

_MAGIC: Final = b"routecfg cache 1\n"
_RESULTS: Final = 12
"""How many results are kept: a few formats and selections side by side."""


def content_key(*parts: bytes) -> bytes:
    """A key over several byte strings: equal keys mean equal strings, each of its own length."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


Kept = TypeVar("Kept")


def decoded(entry: bytes | None, decoder: msgspec.msgpack.Decoder[Kept]) -> Kept | None:
    """What an entry holds; None if there is none, or if it is something else: any doubt is a miss."""
    if entry is None:
        return None
    try:
        return decoder.decode(entry)
    except msgspec.MsgspecError:
        return None


class Cache:
    """The cache of one project. `path` None is a cache that holds nothing and keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._results: dict[bytes, bytes] | None = None
        self._entries: dict[bytes, bytes] | None = None
        self._kept: dict[bytes, bytes] | None = None

    def result(self, key: bytes) -> bytes | None:
        """What was kept under this key, or None."""
        return self._known_results().get(key)

    def entry(self, key: bytes) -> bytes | None:
        """What was kept of a file's content, or of several together, or None."""
        if self._entries is None:
            self._entries = self._read(skip=1)
        return self._entries.get(key)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._path is not None

    def keep(self, key: bytes, entry: bytes) -> None:
        """Keeps an entry. The next `save` keeps what was kept since the last one, and nothing else."""
        if self._kept is None:
            self._kept = {}
        self._kept[key] = entry

    def save(self, results: Mapping[bytes, bytes]) -> None:
        """Keeps these results besides the last few, and the entries, on disk."""
        if self._path is None:
            return
        kept = self._known_results()
        for key, result in results.items():
            kept.pop(key, None)
            kept[key] = result
        while len(kept) > _RESULTS:
            del kept[next(iter(kept))]
        entries = self._read(skip=1) if self._kept is None else self._kept
        with contextlib.suppress(OSError):
            self._write(self._path, [msgspec.msgpack.encode(kept), msgspec.msgpack.encode(entries)])
        self._entries, self._kept = entries, None

    def _known_results(self) -> dict[bytes, bytes]:
        if self._results is None:
            self._results = self._read(skip=0)
        return self._results

    def _read(self, skip: int) -> dict[bytes, bytes]:
        if self._path is None:
            return {}
        try:
            with self._path.open("rb") as file:
                if file.read(len(_MAGIC)) != _MAGIC:
                    return {}
                for _ in range(skip):
                    file.seek(int.from_bytes(file.read(8), "big") + _SUM, os.SEEK_CUR)
                return _part(file)
        except (OSError, ValueError, OverflowError, MemoryError, msgspec.MsgspecError):
            return {}

    def _write(self, path: Path, parts: list[bytes]) -> None:
        folder = path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=path.name)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC)
                for part in parts:
                    file.write(len(part).to_bytes(8, "big"))
                    file.write(_checksum(part))
                    file.write(part)
            os.replace(name, path)  # noqa: PTH105 - a path of tempfile is a str
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)  # noqa: PTH108 - a path of tempfile is a str
            raise


_SUM: Final = 20


def _checksum(part: bytes) -> bytes:
    return hashlib.blake2b(part, digest_size=_SUM).digest()


def _part(file: BinaryIO) -> dict[bytes, bytes]:
    size = int.from_bytes(file.read(8), "big")
    wanted = file.read(_SUM)
    if size > os.fstat(file.fileno()).st_size:
        return {}
    part = file.read(size)
    if len(part) != size or _checksum(part) != wanted:
        return {}
    return msgspec.msgpack.decode(part, type=dict[bytes, bytes])
