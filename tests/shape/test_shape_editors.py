"""The schemas as editors use them: what they insert is right below other fields and in braces."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from routecfg.shape import schema_text
from routecfg.shape.schemas import Node, SchemaName
from routecfg.source import read
from schema_values import NAMES, fields

ROOT = Path(__file__).parents[2]
EACH_SCHEMA = pytest.mark.parametrize("name", NAMES)
STOP = re.compile(r"\$(?:\d+|\{\d+:((?:\\.|[^\\}])*)\}|\{\d+\|([^,|]*)[^|]*\|\})")


def snippets(node: Any) -> Iterator[tuple[Node, Node]]:
    """Each snippet for a field, and the schema of the field."""
    if isinstance(node, dict) and "then" in node and "defaultSnippets" in node:
        for snippet in node["defaultSnippets"]:
            yield snippet, node["then"]["properties"][snippet["label"]]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from snippets(child)


def accepted(body: str) -> str:
    """The text of a snippet as an editor inserts it, with a name where only the writer knows one."""
    shown = re.sub(r"\{\$\d+\}", "{queue: support}", body.removeprefix("^"))
    shown = STOP.sub(lambda stop: next((text for text in stop.groups() if text is not None), "support"), shown)
    return re.sub(r"\\([$}\\])", r"\1", shown)


def test_the_schemas_of_editors_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "docs" / "build_schemas.py"), "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@EACH_SCHEMA
def test_every_field_has_a_snippet_that_is_right_on_any_line(name: SchemaName) -> None:
    written = json.loads(schema_text(name))
    seen = 0
    for snippet, field in snippets(written):
        seen += 1
        key, text = snippet["label"], accepted(snippet["body"])
        assert "\n" not in text, key
        if text == f"{key}: support" and "x-refersTo" not in json.dumps(field) + json.dumps(definition(written, field)):
            text = f"{key}: "  # a kind of objects: the first one stands on a line of its own
        takes = jsonschema_rs.validator_for({**field, "$defs": written["$defs"]})
        for line, holder in (
            (f"{{{text}}}", "braces"),
            (text, "a line"),
            (f"other: a\n{text}", "a line below another"),
        ):
            reading = read(line.encode())
            assert not reading.findings, f"{text} in {holder}"
            assert isinstance(reading.values, dict)
            assert takes.is_valid(reading.values[key]), f"{text} in {holder}"
        assert snippet["description"] in json.dumps(field) + json.dumps(definition(written, field))
    assert seen == len(list(fields(name)))


def definition(written: Node, field: Node) -> Node:
    found: Node = written["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
    return found


def inside(node: Any, key: str = "") -> Iterator[tuple[str, Node]]:
    """Every node of a schema with the word under which it stands."""
    if isinstance(node, dict):
        yield key, node
    for word, child in node.items() if isinstance(node, dict) else ((key, item) for item in node):
        if isinstance(child, dict | list):
            yield from inside(child, word)


@EACH_SCHEMA
def test_editors_write_no_field_in_their_own_way(name: SchemaName) -> None:
    """They would write it over several lines, and hide the snippets between empty braces."""
    for word, node in inside(json.loads(schema_text(name))):
        if "properties" in node and word == "then":
            assert not {"required", "type"} & node.keys()
        if word == "items":
            assert node.keys() == {"if", "then"}, "an item would be offered with a dash, between brackets too"


SERVER = shutil.which("yaml-language-server")
PLACES = {
    "a destination in braces": "    if_time_matches: {@@}",
    "a destination in braces, begun": "    if_time_matches: {q@@}",
    "a destination on an empty line": "    if_time_matches:\n      @@",
    "a field in braces": "    if_time_matches: {queue: support}\n  late: {title: Late, @@}",
    "a field on a line": "    if_time_matches: {queue: support}\n    @@",
}


@pytest.mark.skipif(SERVER is None, reason="npm install -g yaml-language-server: it is not installed")
@pytest.mark.parametrize("place", PLACES)
def test_the_language_server_inserts_what_can_be_read(place: str, tmp_path: Path) -> None:
    (tmp_path / "routing.schema.json").write_text(schema_text("routing"), encoding="utf-8")
    first = f"# yaml-language-server: $schema={(tmp_path / 'routing.schema.json').as_uri()}\ntime_conditions:\n"
    before, after = f"{first}  open:\n    title: Open\n    time_group: hours\n{PLACES[place]}\n".split("@@")
    items = offered(before + after, before)
    assert items or place == "a field in braces"
    assert {item["label"] for item in items} >= ({"queue", "terminate"} if "destination" in place else set())
    for item in items:
        edit = item["textEdit"]
        lines = (before + after).split("\n")
        start, end = edit["range"]["start"], edit["range"]["end"]
        line = lines[start["line"]]
        lines[start["line"]] = line[: start["character"]] + accepted(edit["newText"]) + line[end["character"] :]
        assert not read("\n".join(lines).encode()).findings, edit["newText"]


def offered(text: str, before: str) -> list[Any]:
    """What the language server offers at the end of `before`."""
    assert SERVER is not None
    line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
    document = {"uri": "file:///a.yaml", "languageId": "yaml", "version": 1, "text": text}
    place = {"textDocument": {"uri": "file:///a.yaml"}, "position": {"line": line, "character": character}}
    capable = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
    with subprocess.Popen([SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin and server.stdout

        def send(**message: Any) -> None:
            assert server.stdin
            data = json.dumps({"jsonrpc": "2.0", **message}).encode()
            server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
            server.stdin.flush()

        send(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": capable})
        send(method="initialized", params={})
        send(method="textDocument/didOpen", params={"textDocument": document})
        send(id=2, method="textDocument/completion", params=place)
        while True:
            size = 0
            while header := server.stdout.readline().strip():
                size = int(header.rpartition(b":")[2]) if header.lower().startswith(b"content-length") else size
            answer = json.loads(server.stdout.read(size))
            if "method" in answer and "id" in answer:
                send(id=answer["id"], result=None)
            if answer.get("id") == 2 and "method" not in answer:
                server.terminate()
                found = answer["result"]
                return list(found if isinstance(found, list) else found["items"])
