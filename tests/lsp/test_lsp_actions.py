"""What can be done about findings, and how files are laid out."""

from pathlib import Path

import pytest

from lsp.in_process import ask, at, edited, opened
from routecfg.diagnostics import CannotRun
from routecfg.lsp.protocol.base import Position, Range, TextDocumentIdentifier
from routecfg.lsp.protocol.texts import CodeAction, CodeActionContext, CodeActionParams, DocumentFormattingParams
from routecfg.lsp.snapshot import Snapshot
from routecfg.pipeline.fixes import fixed

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"
NEW = "routing/new.yaml"


def offered(snapshot: Snapshot, *only: str) -> list[CodeAction]:
    """What can be done anywhere in the file."""
    everywhere = Range(Position(0, 0), Position(9999, 0))
    context = CodeActionContext(only=only or None)
    params = CodeActionParams(TextDocumentIdentifier(snapshot.uri(NEW)), everywhere, context)
    return list(ask(snapshot, "textDocument/codeAction", params))


WRONG = "queues:\n  new: {titel: New}\nterminates:\n  end: {title: End, disconection_cause: user}\n"


def test_each_finding_with_one_right_mend_is_mended_as_validate_does() -> None:
    snapshot = opened(ESHOP, {NEW: WRONG})
    titles = [each.title for each in offered(snapshot)]
    assert "Write 'title'" in titles
    assert "Write 'disconnection_cause'" in titles
    (every,) = offered(snapshot, "source.fixAll")
    data = snapshot.data(NEW)
    assert data is not None
    assert edited(snapshot, every.edit) == fixed({NEW: data}, snapshot.diagnostics)
    first = next(each for each in offered(snapshot, "quickfix") if each.title == "Write 'title'")
    assert edited(snapshot, first.edit) == {NEW: WRONG.replace("titel", "title").encode()}
    assert first.is_preferred


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        (
            "queues:\n  gone: {title: Gone}\n",
            "RC203",
            "queues:\n  gone: {title: Gone}  # routecfg: ignore[RC203] why this is as it should be\n",
        ),
        (
            "queues:\r\n  gone: {title: Gone} # old\r\n",
            "RC203",
            "queues:\r\n  # routecfg: ignore[RC203] why this is as it should be\r\n  gone: {title: Gone} # old\r\n",
        ),
        (
            "terminates:\n  end: {title: End, disconnection_cause: user}  # routecfg: ignore[RC303] known\n",
            "RC707",
            "terminates:\n  end: {title: End, disconnection_cause: user}  # routecfg: ignore[RC303, RC707] known\n",
        ),
    ],
)
def test_a_finding_is_ignored_where_it_is(text: str, code: str, expected: str) -> None:
    snapshot = opened(ESHOP, {NEW: text})
    assert code in {each.code for each in snapshot.diagnostics}
    action = next(each for each in offered(snapshot) if each.title.startswith(f"Ignore {code} "))
    after = edited(snapshot, action.edit)[NEW].decode()
    assert after == expected
    again = opened(ESHOP, {NEW: after})
    assert code not in {each.code for each in again.diagnostics}


def test_what_cannot_be_ignored_is_not_offered() -> None:
    snapshot = opened(ESHOP, {NEW: "queues:\n  new: {title: [}\n"})
    assert [each.title for each in offered(snapshot) if "Ignore" in each.title] == []


def test_a_file_is_laid_out_as_fmt_does_and_what_is_right_stays() -> None:
    text = "queues:\n    new:   {title: New}   \n# end\n"
    snapshot = opened(ESHOP, {NEW: text})
    params = DocumentFormattingParams(TextDocumentIdentifier(snapshot.uri(NEW)))
    (edit,) = ask(snapshot, "textDocument/formatting", params)
    assert edit.range == Range(Position(1, 0), Position(2, 0))
    assert edit.new_text == "  new: {title: New}\n"
    right = opened(ESHOP, {NEW: "queues:\n  new: {title: New}\n"})
    assert ask(right, "textDocument/formatting", params) == []
    broken = opened(ESHOP, {NEW: "queues: ["})
    with pytest.raises(CannotRun, match="not formatted: it cannot be read"):
        ask(broken, "textDocument/formatting", params)


def test_findings_elsewhere_in_the_file_bring_nothing() -> None:
    snapshot = opened(ESHOP, {NEW: WRONG})
    place = at(snapshot, NEW, 0)
    params = CodeActionParams(place.text_document, Range(place.position, place.position))
    found = ask(snapshot, "textDocument/codeAction", params)
    assert [each.title for each in found if each.kind == "quickfix"] == []
