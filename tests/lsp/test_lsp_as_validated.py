"""Whatever is typed, the editor shows what `routecfg validate` finds in the same bytes on disk."""

import random
import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any, Final

import pytest

from commands import EXAMPLES
from lsp.bare import Bare
from routecfg.cache import Cache
from routecfg.diagnostics import START, CannotRun, Diagnostic, Severity
from routecfg.disclosure import harmless
from routecfg.pipeline import Result
from routecfg.policy import Selection
from routecfg.report.sentences import notes
from routecfg.workspace import Workspace
from routecfg.workspace.scenario_findings import with_scenarios

SEED: Final = 20261130
TODAY: Final = date(2026, 11, 30)
_PIECES: Final = (
    *(
        "\n",
        "\t",
        " ",
        "  ",
        "'",
        '"',
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "#",
        "&a ",
        "*a",
        "|",
        ">",
        "🕘",
        "é",
        "\r\n",
    ),
    *("title: ", "queues:\n", "to: {queue: support}", "{decision: welcome}", "default: true", "similar: [a, b]"),
    *("{{ ", " }}", "{{ contact.name }}", "/[0-9]{6}/", "# routecfg: ignore[RC203]", "no: ", "\ufeff", "x", "zzz: 1\n"),
)
_LEVELS: Final = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}


class Typist:
    """Types at random into any file of a project, opens, closes and saves."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self._random = random.Random(seed)
        self.files = sorted(path for path in root.rglob("*.yaml"))
        self.texts = {path: path.read_bytes().decode() for path in self.files}
        self._original = dict(self.texts)
        self.versions: dict[Path, int] = {}

    def edit(self, bare: Bare) -> None:
        """One edit, and what comes with it. The bytes on disk may be others: `saved` has what counts."""
        routing = [
            file for file in self.files if "routing" in file.parts
        ]  # with a wrong project file nothing is checked
        file = self._random.choice(routing if self._random.random() < 0.85 else self.files)
        if file not in self.versions:
            self.versions[file] = 1
            bare.open(file, self.texts[file])
        text = self.texts[file]
        if self._random.random() < 0.45:  # else nothing would be right any more
            change: dict[str, Any] = {"text": self._original[file]}
            text = self._original[file]
        else:
            start, end, new = self._word(text) if self._random.random() < 0.6 else self._piece(text)
            change = {"range": {"start": place(text, start), "end": place(text, end)}, "text": new}
            start, end = index(text, place(text, start)), index(text, place(text, end))
            text = text[:start] + new + text[end:]
        self.versions[file] += 1
        bare.type(file.as_uri(), self.versions[file], change)
        self.texts[file] = text
        if self._random.random() < 0.1:
            bare.close(file.as_uri())
            file.write_bytes(text.encode())
            bare.changed_on_disk(file)
            del self.versions[file]

    def _word(self, text: str) -> tuple[int, int, str]:
        """A word, and another word of the same text in its place."""
        words = list(re.finditer(r"[\w-]+|$", text))
        word, other = self._random.choice(words), self._random.choice(words)
        return word.start(), word.end(), other[0]

    def _piece(self, text: str) -> tuple[int, int, str]:
        """Any few characters, and something else in their place."""
        start = self._random.randrange(len(text) + 1)
        end = min(start + self._random.choice((0, 0, 0, 1, 1, 2, 8, 40)), len(text))
        return start, end, self._random.choice(_PIECES)


def place(text: str, at: int) -> dict[str, int]:
    """The editor's position: lines end as the protocol says, characters are units of UTF-16."""
    before = re.split(r"\r\n|\r|\n", text[:at])
    return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}


def index(text: str, position: dict[str, int]) -> int:
    """Where the editor's position lies: between CR and LF it is before both."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    line = re.split(r"\r\n|\r|\n", text)[position["line"]]
    within = len(line.encode("utf-16-le")[: 2 * position["character"]].decode("utf-16-le"))
    return starts[position["line"]] + within


def validated(root: Path, opened: Collection[str]) -> dict[str, list[tuple[Any, ...]]]:
    """What the command finds in the files on disk, by file, without anything that was known before.

    Of a text that is open the editor has the byte order mark as a character, and counts it.
    """
    workspace = Workspace(root, TODAY, cache=Cache(None))
    try:
        checked = workspace.check(Selection(), keep_objects=True)
        result = checked if isinstance(checked, Result) else with_scenarios(checked, workspace, Selection())
    except CannotRun as failure:
        return {"routecfg.yaml": [(1, None, failure.message)]}
    found: dict[str, list[tuple[Any, ...]]] = {}
    for each in result.diagnostics:
        found.setdefault(each.place.file or "routecfg.yaml", []).append(_on_disk(root, each, opened))
    return found


def _on_disk(root: Path, each: Diagnostic, opened: Collection[str]) -> tuple[Any, ...]:
    message = "\n".join([harmless(each.message), *(f"{label}: {line}" for label, line in notes(each))])
    span, start = each.place.span, None
    if span is not None and each.place.file is not None:
        data = (root / each.place.file).read_bytes() if (root / each.place.file).is_file() else b""
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        lines = re.split(r"\r\n|\r|\n", text)
        line = lines[span.line - 1] if span.line <= len(lines) else ""
        marked = data.startswith(b"\xef\xbb\xbf") and each.place.file in opened
        mark = int(marked and span.line == 1 and span != START)
        start = (span.line - 1, len(line[: span.column - 1].encode("utf-16-le")) // 2 + mark)
    return _LEVELS[each.severity], each.code, message, start


def edited(root: Path, shadow: Path, seed: int, edits: int) -> None:
    """Types so often into a project, and each time compares with what the command finds in a saved copy."""
    bare = Bare(root)
    typist = Typist(root, seed)
    known: dict[str, list[Any]] = {}
    for number in range(edits):
        typist.edit(bare)
        known |= bare.settle()
        for file, text in typist.texts.items():
            (shadow / file.relative_to(root)).write_bytes(text.encode())
        shown = {
            uri.removeprefix(f"{root.as_uri()}/"): [
                (each["severity"], each.get("code"), each["message"], tuple(each["range"]["start"].values()))
                for each in found
            ]
            for uri, found in known.items()
            if found
        }
        expected = validated(shadow, [path.relative_to(root).as_posix() for path in typist.versions])
        for name in shown.keys() | expected.keys():  # one by one: a difference of all would be too long to be read
            assert shown.get(name) == expected.get(name), f"{name}: seed {seed}, edit {number}"


@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_what_is_shown_is_what_would_be_validated(tmp_path: Path, seed: int) -> None:
    root, shadow = (copytree(EXAMPLES / "quickstart", tmp_path / name) for name in ("root", "shadow"))
    edited(root, shadow, seed, 25)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_ten_thousand_edits(tmp_path: Path, part: int) -> None:
    """Slow, since the command checks all of the project anew after each of them."""
    example = "quickstart" if part else "eshop"
    root, shadow = (copytree(EXAMPLES / example, tmp_path / name) for name in ("root", "shadow"))
    edited(root, shadow, SEED + 100 + part, 1_000)
