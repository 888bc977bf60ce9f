"""Results that need not be worked out again. The cache makes the second run cheap and never changes an answer.

One file a project, in the user's own cache folder. Three parts, each with its checksum:

- *results*: what a command printed last, by a key over everything that it depended on. Reading this part alone is
  what an unchanged run costs.
- *files*: what is known of one file's content, by the hash of that content.
- *analysis*: what was worked out about the estate as a whole, by the hash of what it depends on.

A key holds the fingerprint of the tool and of the data it works with, so another version never meets an old answer.
Any doubt (a missing, truncated or altered file, another format) is a miss; a cache that cannot be written is no
cache. Nothing in it is code, and no secret is kept in it: callers leave out entries that contain one.

The file and its folder are the user's alone: what others may have put there is a miss.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec

from routecfg.files import open_private, replace_private

_MAGIC: Final = b"routecfg cache 3\n"
_RESULTS_PART, _FILES, _ANALYSIS = range(3)
_LARGEST: Final = 1 << 31
"""Bytes. No estate comes near."""

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
    """The decoded entry; None if there is no entry, or if it is anything else: any doubt is a miss."""
    if entry is None:
        return None
    try:
        return decoder.decode(entry)
    except msgspec.MsgspecError:
        return None


class Entries:
    """One part of a cache: what it knows, and what the next save keeps of it."""

    def __init__(self, load: Callable[[], dict[bytes, bytes]], *, keeps: bool) -> None:
        self._load = load
        self._known: dict[bytes, bytes] | None = None
        self._kept: dict[bytes, bytes] = {}
        self.keeps: Final = keeps
        """Whether anything is kept at all."""

    def entry(self, key: bytes) -> bytes | None:
        """What was kept under this key, or None."""
        return self.known().get(key)

    def keep(self, key: bytes, entry: bytes) -> None:
        """Keeps an entry. The next save keeps what was kept since the last one, and nothing else of this part."""
        self._kept[key] = entry

    def changed(self) -> dict[bytes, bytes] | None:
        """What is to be saved; None if nothing was kept that is not known already."""
        known = self.known()
        return None if all(key in known and known[key] == entry for key, entry in self._kept.items()) else self._kept

    def saved(self) -> None:
        """What was kept is known from here on."""
        if self._kept:
            self._known, self._kept = self._kept, {}

    def known(self) -> Mapping[bytes, bytes]:
        """All entries."""
        if self._known is None:
            self._known = self._load()
        return self._known


class Cache:
    """The cache of one project. Without a path it keeps nothing, or only `in_memory`, as long as the process lives."""

    def __init__(self, path: Path | None, *, in_memory: bool = False) -> None:
        self._path = path
        self.keeps: Final = path is not None or in_memory
        """Whether anything is kept at all."""
        self._results: dict[bytes, bytes] | None = None
        self._new_results: dict[bytes, bytes] = {}
        self.files = Entries(partial(_read, path, _FILES), keeps=self.keeps)
        self.analysis = Entries(partial(_read, path, _ANALYSIS), keeps=self.keeps)

    def result(self, key: bytes) -> bytes | None:
        """What was kept under this key, or None."""
        return self._known_results().get(key)

    def keep_result(self, key: bytes, result: bytes) -> None:
        """Keeps a result. The next save keeps it beside the last few."""
        self._new_results[key] = result

    def save(self) -> None:
        """Keeps what is new from here on, and writes it to disk if it has a place there."""
        if not self.keeps:
            return
        files, analysis = self.files.changed(), self.analysis.changed()
        if not self._new_results and files is None and analysis is None:
            return
        results = self._known_results()
        for key, result in self._new_results.items():
            results.pop(key, None)
            results[key] = result
        while len(results) > _RESULTS:
            del results[next(iter(results))]
        if self._path is not None:
            self._write(self._path, results, files, analysis)
        self._new_results = {}
        self.files.saved()
        self.analysis.saved()

    def _write(
        self,
        path: Path,
        results: Mapping[bytes, bytes],
        files: Mapping[bytes, bytes] | None,
        analysis: Mapping[bytes, bytes] | None,
    ) -> None:
        parts = [
            _encoded(results),
            _raw(path, _FILES) if files is None else _encoded(files),
            _raw(path, _ANALYSIS) if analysis is None else _encoded(analysis),
        ]
        with contextlib.suppress(OSError):
            replace_private(path, chain([_MAGIC], *map(_framed, parts)))

    def _known_results(self) -> dict[bytes, bytes]:
        if self._results is None:
            self._results = _read(self._path, _RESULTS_PART)
        return self._results


_SUM: Final = 32


def _read(path: Path | None, part: int) -> dict[bytes, bytes]:
    try:
        return msgspec.msgpack.decode(_raw(path, part), type=dict[bytes, bytes])
    except msgspec.MsgspecError:
        return {}


def _raw(path: Path | None, part: int) -> bytes:
    """A part as it stands in the file; that of an empty part if there is any doubt."""
    if path is None:
        return _encoded({})
    doubts = (OSError, ValueError, OverflowError, MemoryError)
    with contextlib.suppress(*doubts), open_private(path, _LARGEST) as file:
        if file is not None and file.read(len(_MAGIC)) == _MAGIC:
            for _ in range(part):
                file.seek(int.from_bytes(file.read(8), "big") + _SUM, os.SEEK_CUR)
            return _part(file)
    return _encoded({})


def _checksum(part: bytes) -> bytes:
    return hashlib.sha256(part).digest()  # half the time of others, where processors have instructions for it


def _framed(part: bytes) -> tuple[bytes, bytes, bytes]:
    return len(part).to_bytes(8, "big"), _checksum(part), part


def _part(file: BinaryIO) -> bytes:
    """The part that begins here. Raises ValueError if it is not as it was written."""
    size = int.from_bytes(file.read(8), "big")
    wanted = file.read(_SUM)
    part = file.read(size) if size <= os.fstat(file.fileno()).st_size else b""
    if len(part) != size or _checksum(part) != wanted:
        raise ValueError
    return part


def _encoded(entries: Mapping[bytes, bytes]) -> bytes:
    return msgspec.msgpack.encode(entries)
