"""What is shown beside the pointer."""

from pathlib import Path

import pytest

from lsp.in_process import ask, at, opened
from routecfg.lsp.protocol.lifecycle import ClientCapabilities
from routecfg.lsp.snapshot import Client, Snapshot

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"


def hovered(snapshot: Snapshot, path: str, part: str, more: int = 1) -> str:
    """What is shown at a part of a text."""
    text = snapshot.text(path)
    assert text is not None
    found = ask(snapshot, "textDocument/hover", at(snapshot, path, text.lines.text.index(part) + more))
    return "" if found is None else str(found.contents.value)


@pytest.mark.parametrize(
    ("path", "part", "expected"),
    [
        ("routing/chatbots.yaml", "support}", ["**queue** `support`: ", "ways lead here", "routing/directory\\.yaml"]),
        ("routing/inbound.yaml", "eshop-cz-open", ["**time condition**", "while it matches: decision tree"]),
        ("routing/hours.yaml", "eshop-cz-hours", ["**time group**", "```text", "08:00-"]),
        ("routing/trees/returns.yaml", "describe}", ["**decision** `describe` of `returns`", "sends: "]),
        ("routing/trees/main-menu.yaml", "crm_key", ["**secret** `crm_key`", "environment variable `CRM_KEY`"]),
        (
            "routing/trees/main-menu.yaml",
            "save_as",
            ["`save_as`: The answer is kept under this name", "conditions can use it\\."],
        ),
        ("routing/endings.yaml", "disconnection_cause", ["`disconnection_cause`: ", "one of `user`"]),
        ("routecfg.yaml", "unused-object", ["### RC203 unused-object", "```yaml"]),
        ("routecfg.yaml", "similarity", ["without it: `85`"]),
        ("tests/coffee.yaml", "eshop-cz", ["**inbound routing** `eshop-cz`", "chats go to"]),
    ],
)
def test_what_is_known_of_a_place_is_shown(path: str, part: str, expected: list[str]) -> None:
    found = hovered(opened(ESHOP), path, part)
    assert [each for each in expected if each not in found] == [], found


def test_a_finding_and_a_comment_that_ignores_it_show_the_manual_of_the_rule() -> None:
    text = "queues:\n  lost: {title: Lost}  # routecfg: ignore[RC203] we need it\n  gone: {title: Gone}\n"
    snapshot = opened(ESHOP, {"routing/new.yaml": text})
    assert "### RC203 unused-object" in hovered(snapshot, "routing/new.yaml", "gone")
    assert "### RC203 unused-object" in hovered(snapshot, "routing/new.yaml", "RC203")
    assert "###" not in hovered(snapshot, "routing/new.yaml", "lost")


def test_secrets_and_signs_of_markdown_in_titles_are_not_shown_as_such() -> None:
    token = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    text = f'queues:\n  new: {{title: "[a](command:x) <b> *c* {token} \u202e"}}\n'
    found = hovered(opened(ESHOP, {"routing/new.yaml": text}), "routing/new.yaml", "new")
    assert token not in found
    assert "\u202e" not in found
    assert "\\[a\\]\\(command:x\\) \\<b\\> \\*c\\*" in found


def test_an_editor_without_markdown_gets_plain_text() -> None:
    capabilities = ClientCapabilities(text_document={"hover": {"contentFormat": ["plaintext"]}})
    snapshot = opened(ESHOP, {}, Client(capabilities))
    found = hovered(snapshot, "routing/chatbots.yaml", "support}")
    assert found.startswith("queue `support`: ")
    assert "routing/directory.yaml:" in found


def test_nothing_is_shown_where_nothing_is_known() -> None:
    snapshot = opened(ESHOP, {"routing/new.yaml": "# a comment\n\nzzz: 1\n"})
    assert hovered(snapshot, "routing/new.yaml", "comment") == ""
