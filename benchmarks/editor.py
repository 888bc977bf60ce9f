"""What somebody waits for in an editor: for the server to be there, and for the findings of what was typed."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, Final

from benchmarks.estate import write_estate

from routecfg.lsp.editor import Editor
from routecfg.lsp.protocol.lifecycle import InitializeParams, WorkspaceFolder
from routecfg.workspace import Surroundings

ESHOP: Final = Path(__file__).resolve().parent.parent / "examples" / "eshop"
TREES: Final = 500
EDITS: Final = 5
_BEGIN: Final = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}


def rows(work: Path) -> Iterator[tuple[str, str, float, float, str]]:
    """Seconds of processor time, each with its bound."""
    yield "initialize", "s", _initialized(), 0.3, "from the start of the process to its answer and its end"
    eshop = _Typing(copytree(ESHOP, work / "editor-eshop"), "routing/trees/main-menu.yaml")
    yield "findings of an edited tree of the e-shop", "s", *eshop.settled("title:", "title: New", 0.1)
    size = write_estate(work / "editor", TREES)
    large = _Typing(work / "editor", "routing/trees/000/tree-00007.yaml")
    megabytes = f"{size / 1e6:.0f} MB"
    yield f"findings of an edited text, {megabytes}", "s", *large.settled('text: "', 'text: "New ', 1.0)
    yield f"findings of an answer led elsewhere, {megabytes}", "s", *large.settled("decision: ", "decision: no-", 1.0)
    write_estate(work / "editor-faults", TREES, faults="references")
    faults = _Typing(work / "editor-faults", "routing/trees/000/tree-00007.yaml")
    yield f"the same with faults in every file, {megabytes}", "s", *faults.settled("decision: ", "decision: no-", 1.0)
    yield f"completion after a keystroke, {megabytes}", "s", *large.completed("decision: ", 0.5)
    yield f"shape faults of one file, {megabytes}", "s", *large.at_once("title:", "titel:", 0.1)


def _initialized() -> float:
    """A whole process that is asked for nothing more: the child's processor time is known once it has ended."""
    body = json.dumps(_BEGIN).encode()
    message = b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
    before = _children()
    ran = subprocess.run([sys.executable, "-m", "routecfg", "lsp"], input=message, capture_output=True, check=False)
    assert b'"capabilities"' in ran.stdout
    return _children() - before


def _children() -> float:
    import resource  # here, since Windows has none

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Typing:
    """A project in an editor, and somebody who types into one of its files."""

    def __init__(self, project: Path, file: str) -> None:
        self._sent: list[Any] = []
        folder = WorkspaceFolder(project.resolve().as_uri())
        self._editor = Editor(InitializeParams(workspace_folders=(folder,)), self._sent.append, Surroundings())
        self._uri = (project.resolve() / file).as_uri()
        self._text = (project / file).read_text(encoding="utf-8")
        self._version = 1
        document = {"uri": self._uri, "languageId": "yaml", "version": 1, "text": self._text}
        self._editor.handle("initialized", {})
        self._editor.handle("textDocument/didOpen", {"textDocument": document})
        self._editor.settle()

    def settled(self, old: str, new: str, bound: float) -> tuple[float, float, str]:
        """The slowest of several edits, each elsewhere in the file, until all that follows from it is published."""
        seconds = []
        for place in range(EDITS):
            before = self._text.split(old)
            text = new.join((old.join(before[: place + 1]), old.join(before[place + 1 :])))
            seconds.append(self._typed(text, settle=True))
        return max(seconds), bound, f"the slowest of {EDITS} edits"

    def at_once(self, old: str, new: str, bound: float) -> tuple[float, float, str]:
        """One edit, until what is wrong with the form of the file is published."""
        sent = len(self._sent)
        seconds = self._typed(self._text.replace(old, new, 1), settle=False)
        return seconds, bound, f"{len(self._sent) - sent} publication"

    def completed(self, after: str, bound: float) -> tuple[float, float, str]:
        """What a name may be completed to, right after an edit: the estate has to be known anew."""
        head, text = self._text.partition(after)[0], self._text.replace(after, f"{after}x", 1)
        typing = self._typed(text, settle=False)
        line, column = head.count("\n"), len(head) - head.rfind("\n") - 1 + len(after)
        place = {"textDocument": {"uri": self._uri}, "position": {"line": line, "character": column}}
        start = time.process_time()
        found = self._editor.handle("textDocument/completion", {**place, "context": {"triggerKind": 1}})
        return typing + time.process_time() - start, bound, f"{len(found.items)} items"

    def _typed(self, text: str, *, settle: bool) -> float:
        self._version += 1
        document = {"uri": self._uri, "version": self._version}
        start = time.process_time()
        self._editor.handle("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        self._editor.settle()  # what is wrong with the form
        if settle:
            self._editor.settle()  # all the rest
        return time.process_time() - start
