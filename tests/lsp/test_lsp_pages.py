"""What the pages about editors show, and what the extension of Visual Studio Code is made for."""

import json
import re
import tomllib
from pathlib import Path

from routecfg import __version__
from routecfg.lsp.features import FEATURES
from routecfg.lsp.features.code_lens import OPEN_PREVIEW, SHOW_WAYS, START_CHAT

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
EXTENSION = ROOT / "docs" / "editors" / "vscode"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_settings_that_are_shown_are_read_by_the_editors_formats() -> None:
    settings, zed = map(json.loads, blocks("json"))
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert set(settings) <= set(package["contributes"]["configuration"]["properties"])
    assert zed["lsp"]["yaml-language-server"]["binary"]["arguments"] == ["lsp"]
    (helix,) = map(tomllib.loads, blocks("toml"))
    assert [each["language-servers"] for each in helix["language"]] == [list(helix["language-server"])]


def test_the_extension_knows_the_commands_that_the_server_names() -> None:
    source = (EXTENSION / "extension.js").read_text(encoding="utf-8")
    for command in (SHOW_WAYS, START_CHAT, OPEN_PREVIEW):
        assert f'"{command}":' in source


def test_the_extension_has_the_version_of_routecfg_and_pins_without_addresses() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert package["version"] == __version__
    lock = (EXTENSION / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock


def test_each_row_of_the_table_is_something_that_the_server_answers() -> None:
    methods = {
        "go to definition": "textDocument/definition",
        "find references": "textDocument/references",
        "rename": "textDocument/rename",
        "complete": "textDocument/completion",
        "hover": "textDocument/hover",
        "quick fix": "textDocument/codeAction",
        "outline, symbols": "workspace/symbol",
        "call hierarchy": "textDocument/prepareCallHierarchy",
        "lenses": "textDocument/codeLens",
        "format": "textDocument/formatting",
    }
    rows = re.findall(r"^\| ([a-z, ]+) \| ", PAGE, re.MULTILINE)
    assert rows[1:] == ["findings", *methods]
    assert set(methods.values()) <= set(FEATURES)
