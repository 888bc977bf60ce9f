"""What can be done about findings: the one right mend, as `validate --fix` makes it, or a comment that ignores them."""

from collections.abc import Iterator
from typing import Final

from routecfg.catalogue import BY_CODE
from routecfg.diagnostics import Diagnostic, Fix
from routecfg.disclosure import harmless, quoted
from routecfg.lsp.ignoring import with_ignore
from routecfg.lsp.positions import Text
from routecfg.lsp.protocol import diagnostics as published
from routecfg.lsp.protocol.base import WorkspaceEdit
from routecfg.lsp.protocol.texts import CodeAction, CodeActionParams
from routecfg.lsp.snapshot import Snapshot
from routecfg.lsp.text_changes import changed
from routecfg.lsp.workspace_edits import workspace_edit
from routecfg.pipeline.fixes import fixed

QUICK_FIX: Final = "quickfix"
FIX_ALL: Final = "source.fixAll.routecfg"


def actions(snapshot: Snapshot, params: CodeActionParams) -> list[CodeAction]:
    """What can be done in a range: a mend and an ignore for each finding there, and all mends of the file at once."""
    file = snapshot.path(params.text_document.uri)
    text = snapshot.text(file) if file is not None and file in snapshot.files else None
    data = snapshot.data(file) if file is not None and text is not None else None
    if file is None or text is None or data is None:
        return []
    here = [each for each in snapshot.diagnostics if each.place.file == file and each.place.span is not None]
    found = [*_quick(snapshot, params, file, text, data, here), *_all(snapshot, file, data, here)]
    return [each for each in found if _is_wanted(each.kind, params.context.only)]


def _quick(
    snapshot: Snapshot, params: CodeActionParams, file: str, text: Text, data: bytes, here: list[Diagnostic]
) -> Iterator[CodeAction]:
    for each in here:
        range_ = text.range(each.place.span) if each.place.span is not None else None
        if range_ is None or range_.start > params.range.end or range_.end < params.range.start:
            continue
        about = tuple(other for other in params.context.diagnostics if (other.code, other.range) == (each.code, range_))
        if each.fix is not None and (mended := fixed({file: data}, [each])):
            yield _action(snapshot, file, mended[file], _words(each.fix), QUICK_FIX, about, preferred=True)
        if not BY_CODE[each.code].fixed and (ignored := with_ignore(data, each)) is not None:
            title = f"Ignore {each.code} ({each.name}) here"
            yield _action(snapshot, file, ignored, title, QUICK_FIX, about)


def _all(snapshot: Snapshot, file: str, data: bytes, here: list[Diagnostic]) -> Iterator[CodeAction]:
    mended = fixed({file: data}, here)
    if mended:
        yield _action(snapshot, file, mended[file], "Fix everything in this file that can be fixed", FIX_ALL, ())


def _action(
    snapshot: Snapshot,
    file: str,
    after: bytes,
    title: str,
    kind: str,
    about: tuple[published.Diagnostic, ...],
    *,
    preferred: bool = False,
) -> CodeAction:
    return CodeAction(title, kind, about or None, _edit(snapshot, file, after), preferred)


def _edit(snapshot: Snapshot, file: str, after: bytes) -> WorkspaceEdit:
    text = snapshot.text(file)
    edit = changed(text, after) if text is not None else None
    return workspace_edit(snapshot, {file: [edit] if edit is not None else []})


def _words(fix: Fix) -> str:
    """What a mend does."""
    match fix.value:
        case bool():
            return f"Write {str(fix.value).lower()}"
        case str():
            return harmless(f"Write {quoted(fix.value)}")
        case tuple():
            return harmless(f"Write {', '.join(map(quoted, fix.value))}")
    return "Correct the syntax"


def _is_wanted(kind: str, only: tuple[str, ...] | None) -> bool:
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)
