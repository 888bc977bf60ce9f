"""The table of the language page that leads from the words of the source system to ours: all of it can be written."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import pytest

from routecfg.cli.app import COMMANDS
from routecfg.shape.schemas import schema
from routecfg.source import read

PAGE: Final = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
TABLE: Final = PAGE.partition("## What you clicked, and how it is written")[2]
ROWS: Final = [row.strip("| ").split(" | ") for row in re.findall(r"^\| .* \|$", TABLE, re.MULTILINE)][1:]
WRITTEN: Final = [(row[0], code) for row in ROWS for code in re.findall(r"`([^`]+)`", row[1])]
SOURCE_WORDS: Final = (
    "connector",
    "API Token",
    "Channel ID",
    "Number",
    "Next destination",
    "App",
    "Allow attachments",
    "both directions",
    "Time group",
    "If time matches",
    "If time does not match",
    "Welcome message",
    "Request",
    "Send message",
    "language variations",
    "Save data",
    "Create ticket",
    "Condition",
    "Loop",
    "Target",
    "Execution",
    "Immediately",
    "When client chooses it",
    "backslashes",
    "separated by commas",
    "Generated buttons",
    "Default answer",
    "Chatbot URL",
    "Callback URL",
    "Fallback",
    "Send start message",
    "Send attachments",
    "Send customFields",
    "Terminate",
    "Auto response",
    "Sandbox",
    "Production",
    "Apply configuration changes",
)


def fields(node: Any) -> Iterator[tuple[str, Any]]:
    """Every field of the language, with what it may hold."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield from node["properties"].items()
        node = list(node.values())
    for inner in node if isinstance(node, list) else ():
        yield from fields(inner)


FIELDS: Final = list(fields(schema("routing")))


@pytest.mark.parametrize("word", SOURCE_WORDS)
def test_the_table_has_each_word_of_the_source_system(word: str) -> None:
    assert any(re.search(rf"\b{word}\b", row[0]) for row in ROWS)


@pytest.mark.parametrize(("row", "code"), WRITTEN, ids=[f"{row}: {code}"[:60] for row, code in WRITTEN])
def test_what_stands_there_can_be_written(row: str, code: str) -> None:
    if code.startswith("routecfg "):
        assert code.split()[1] in COMMANDS
        return
    if code.endswith("/"):
        assert f"\n{code} " in PAGE
        return
    reading = read(code.encode())
    assert reading.findings == ()
    if isinstance(reading.values, str):
        assert any(reading.values == field for field, _ in FIELDS), row
        return
    ((key, value),) = reading.values.items()  # type: ignore[attr-defined]  # one field with its value
    allowed = [node for field, node in FIELDS if field == key]
    fitting = (jsonschema_rs.validator_for({**node, "$defs": schema("routing")["$defs"]}) for node in allowed)
    assert any(validator.is_valid(value) for validator in fitting), row
