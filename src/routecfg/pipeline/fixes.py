"""Findings that have one right mend, mended: what `validate --fix` writes.

Only the characters that are wrong change. A file is given back only if it reads as before but for what was mended.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from routecfg.diagnostics import Diagnostic, Fix, MendedValue, Path
from routecfg.source import Layout, edited, read, same_values


def fixed(files: Mapping[str, bytes], diagnostics: Iterable[Diagnostic]) -> dict[str, bytes]:
    """The files that change, mended: `files` by path, as they were when these findings were made."""
    by_file: dict[str, list[tuple[Path, Fix]]] = {}
    for diagnostic in diagnostics:
        file = diagnostic.place.file
        if diagnostic.fix is not None and file is not None and file in files:
            by_file.setdefault(file, []).append((diagnostic.place.path, diagnostic.fix))
    found = ((file, _mended(files[file], fixes)) for file, fixes in by_file.items())
    return {file: data for file, data in found if data is not None}


def _mended(data: bytes, fixes: list[tuple[Path, Fix]]) -> bytes | None:
    """The file with all of these fixes; if they do not go together, with the first; None if that does not work."""
    layout = Layout(data)
    for chosen in (fixes, fixes[:1]):
        text = edited(layout, (edit for _, fix in chosen for edit in fix.edits))
        result = data[: len(data) - len(data.lstrip(b"\xef\xbb\xbf"))] + text.encode()
        if result != data and _is_right(data, result, chosen):
            return result
    return None


def _is_right(before: bytes, after: bytes, fixes: list[tuple[Path, Fix]]) -> bool:
    """Whether the file reads as before but for the mends; one that could not be read must have one fault less."""
    was, now = read(before), read(after)
    if was.values is None:
        return now.values is not None or was.findings != now.findings
    expected: Any = deepcopy(was.values)
    for path, fix in fixes:
        for place in (path, *fix.also):
            if fix.value is None or not _put(expected, place, fix.value, on_key=fix.on_key):
                return False
    return same_values(now.values, expected)


def _put(values: Any, path: Path, value: MendedValue, *, on_key: bool) -> bool:
    """Makes the key or the value at a path say something else; False if there is no such place."""
    *way, last = path
    try:
        for part in way:
            values = values[part]
        if not on_key:
            values[last] = list(value) if isinstance(value, tuple) else value
            return True
        if value in values:
            return False
        entries = [(value if key == last else key, item) for key, item in values.items()]
        values.clear()
        values.update(entries)
    except (KeyError, IndexError, TypeError, AttributeError):
        return False
    return True
