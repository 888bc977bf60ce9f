"""The schemas themselves: right, described for the people who use them, and the same to every validator."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from routecfg.catalogue import CATALOGUE
from routecfg.disclosure import harmless
from routecfg.model import build_file, references
from routecfg.shape import schema_text
from routecfg.shape.known_mistakes import KNOWN_MISTAKES, folded
from routecfg.shape.schemas import Node, SchemaName, allowed_types, resolved, schema, takes_one
from routecfg.source import read
from schema_values import NAMES, fields, nodes

ALTERNATIVES = {
    "oneOf",
    "allOf",
    "if",
    "then",
    "else",
    "patternProperties",
    "dependentSchemas",
    "unevaluatedProperties",
}
EACH_SCHEMA = pytest.mark.parametrize("name", NAMES)


@EACH_SCHEMA
def test_a_schema_is_a_schema(name: SchemaName) -> None:
    jsonschema.Draft202012Validator.check_schema(dict(schema(name)))


@EACH_SCHEMA
def test_every_field_is_described_in_whole_sentences(name: SchemaName) -> None:
    for at, node in fields(name):
        description = node.get("description", "")
        assert re.fullmatch(r"[A-Z].*[a-z0-9]\.", description, re.DOTALL), f"{at}: {description}"


@EACH_SCHEMA
def test_every_example_of_a_field_is_one(name: SchemaName) -> None:
    for at, node in fields(name):
        inner, _ = resolved(schema(name), node)
        examples = [*inner.get("examples", ()), *inner.get("x-examples", ())]
        assert examples or "default" in inner or "x-refersTo" in inner or takes_one(inner) or at in WITHOUT, at
        takes = jsonschema.Draft202012Validator({**node, "$defs": schema(name)["$defs"]})
        for example in examples:
            assert list(takes.iter_errors(example)) == [], f"{at}: {example}"


WITHOUT = {"$defs/decision/also", "$defs/decisionTree/also", "$defs/action/create_ticket"}
"""An example would name what does not exist."""


@EACH_SCHEMA
def test_editors_are_given_what_they_can_insert(name: SchemaName) -> None:
    """The YAML language server inserts an example as a value, on any line, in braces too, a list as `[object Object]`.

    Beside a reference it understands words and examples. Anything else hides the type.
    """
    for at, node in nodes(name):
        if "$ref" in node:
            assert node.keys() <= {"$ref", "description", "examples", "default"}, at
        inner, _ = resolved(schema(name), node)
        assert "x-refersTo" not in inner or "examples" not in inner, f"{at}: such an object may not exist"
        for example in inner.get("examples", ()):
            assert isinstance(example, str | int), f"{at}: {example}"
            assert not isinstance(example, str) or example.startswith("{") or not re.search(r"[][{}#,]|: ", example), at
            assert not re.fullmatch(r"[+-][0-9]+", str(example)), f"{at}: a sign goes unquoted"
        assert len(inner.get("examples", ())) <= 1, f"{at}: of several none is inserted"
        assert not {"enum", "const", "default"} & inner.keys() or "examples" not in inner, at
        assert (
            "boolean" not in allowed_types(inner) or "type" not in inner or "default" in inner or "null" in str(inner)
        )
        if isinstance(node.get("additionalProperties"), dict):
            assert resolved(schema(name), node["propertyNames"])[0]["doNotSuggest"], f"{at}: names are made up"


def test_every_rule_that_a_schema_names_exists() -> None:
    rules = schema("routecfg")["properties"]["rules"]
    known = {name for rule in CATALOGUE for name in (rule.name, rule.code)}
    assert known >= {name for example in rules["x-examples"] for name in example}
    assert known >= set(re.findall(r"\b(?:RC\d+|[a-z]+-[a-z-]+)\b", rules["propertyNames"]["patternErrorMessage"]))


@EACH_SCHEMA
def test_every_place_of_a_file_has_one_node(name: SchemaName) -> None:
    for at, node in nodes(name):
        assert not ALTERNATIVES & node.keys(), at
        for way in node.get("anyOf", ()):
            assert way.keys() <= {"required", "type", "const"}, f"{at}: only types and the fields needed may differ"


@EACH_SCHEMA
def test_every_pattern_means_the_same_everywhere(name: SchemaName) -> None:
    for at, node in nodes(name):
        pattern = node.get("pattern", "")
        outside = re.sub(r"\\.|\[[^\]]*\]", "", pattern)
        assert "(?" not in pattern, f"{at}: no look-around, no flags"
        assert not re.search(r"\\[dwsbDWSBpP]", pattern), f"{at}: classes differ between engines"
        assert "." not in outside, f"{at}: a dot differs between engines"
        assert "$" not in pattern[:-1], f"{at}: `$` stands for the end only"
        assert not pattern or "patternErrorMessage" in node, f"{at} does not say what is allowed"


@EACH_SCHEMA
def test_a_field_that_takes_a_text_or_a_list_says_the_same_of_both(name: SchemaName) -> None:
    for at, node in nodes(name):
        if node.get("type") == ["string", "array"] and "pattern" in node["items"]:
            item, items = node["pattern"], node["items"]["pattern"]
            assert item in (items, items.replace("^", "^(closed|").replace("$", ")$")), at


@EACH_SCHEMA
def test_every_shared_definition_is_used_and_named(name: SchemaName) -> None:
    used = {node["$ref"].rpartition("/")[2] for _, node in nodes(name) if "$ref" in node}
    assert used == schema(name)["$defs"].keys()


@EACH_SCHEMA
def test_what_messages_speak_of_has_a_title(name: SchemaName) -> None:
    of = schema(name)
    for at, node in nodes(name):
        inner, _ = resolved(of, node)
        assert not takes_one(inner) or "title" in inner, at
        if isinstance(node.get("additionalProperties"), dict):
            assert "title" in resolved(of, node["propertyNames"])[0], at
        for word in ("items", "additionalProperties"):
            child, _ = resolved(of, node[word]) if isinstance(node.get(word), dict) else ({}, None)
            assert "title" in child or "properties" not in child, at


def test_no_editor_is_offered_a_schema_that_does_not_exist() -> None:
    with pytest.raises(FileNotFoundError):
        schema_text("nothing")


def test_the_schemas_of_a_checkout_are_the_ones_in_use() -> None:
    for name in NAMES:
        file = Path(__file__).parents[2] / "schema" / f"{name}.schema.json"
        assert schema_text(name) == file.read_text(encoding="utf-8")
        assert schema(name)["$id"] == file.name
        jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(name)))


def test_a_file_is_checked_where_jsonschema_rs_has_no_build() -> None:
    """And jsonschema, which takes a tenth of a second to load, is loaded only if something is wrong."""
    assert run_check("{'queues': {'b': {'title': 'B'}}}") == "() False"
    wrong = "{'queues': {'a': {'titel': 'x'}, 'b': {'title': 'B'}}}"
    assert run_check(wrong) == run_check(wrong, "sys.modules['jsonschema_rs'] = None") == "(('queues', 'a'),) True"


def run_check(values: str, before: str = "pass") -> str:
    program = (
        f"import sys; {before}\n"
        "from routecfg.shape import check\n"
        f"print(check({values}).wrong, 'jsonschema' in sys.modules)"
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


CONTROL = [*map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x2028, 0x2029, 0xFFFE, 0xFFFF))]
"""What no file may hold as it is (`source` refuses it), and so no value by an escape either. A carriage return may."""


FITTING = (
    "Any text",
    "a",
    "en",
    "CZ",
    "/a/",
    "mon-fri",
    "08:00-18:00",
    "12-24",
    "+42022",
    "12",
    "24h",
    "https://a.example",
)


def texts(name: SchemaName) -> Iterator[tuple[str, Node]]:
    """Every place that takes texts, but for those with a list of choices."""
    for at, node in nodes(name):
        inner, _ = resolved(schema(name), node)
        if "string" in allowed_types(inner) and not {"enum", "const"} & inner.keys():
            yield at, inner


def validator(name: SchemaName, node: Node) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for({**node, "$defs": schema(name)["$defs"]})


@EACH_SCHEMA
def test_no_text_holds_a_control_character(name: SchemaName) -> None:
    for at, node in texts(name):
        takes = validator(name, node).is_valid
        text = next((text for text in FITTING if takes(text)), None)
        assert text is not None, f"{at}: no text of the test fits"
        for char in CONTROL:
            for wrong in (char + text, text + char, text[:1] + char + text[1:]):
                assert not takes(wrong), f"{at}: U+{ord(char):04X}"


def test_a_file_may_not_hold_them_either() -> None:
    for char in CONTROL:
        assert read(f'queues: {{a: {{title: "A{char}"}}}}'.encode()).findings, f"U+{ord(char):04X}"


def test_a_text_shows_something() -> None:
    """What can be seen is what `disclosure` prints as it is."""
    takes = validator("routing", schema("routing")["$defs"]["title"]).is_valid
    for code in (*range(0x20, 0xD800), *range(0xE000, 0x10000), *range(0xE0000, 0xE1000)):
        char = chr(code)
        assert takes(char) == (harmless(char) == char and char != " "), f"U+{code:04X}"
        assert takes(f"a{char}") == (char not in CONTROL), f"U+{code:04X}"


def test_an_answer_is_more_than_punctuation() -> None:
    takes = validator("routing", schema("routing")["$defs"]["phrase"]).is_valid
    for text in ("...", "?!", "¿?", "—", "„“", "。", "، ؟", "#", "@", "\u0301", " . "):
        assert not takes(text), text
    for text in ("a", "1", "C++", "<3", "👍", "#️⃣", "€", "да", "是", "a.", "...a"):
        assert takes(text), text


def test_the_schema_says_of_every_reference_which_kind_it_names() -> None:
    """The schema's `x-refersTo` and the references of the model are the same."""
    values = {kind: node["x-examples"][0] for kind, node in schema("routing")["properties"].items()}
    values = {**values, **REFERRING}
    named = {
        (kind, reference.path[-1] if isinstance(reference.path[-1], str) else reference.path[-2], reference.kind)
        for kind, _, thing in build_file(values).estate
        for reference in references(thing)
    }
    said = {
        (kind, key, node["x-refersTo"]) for kind in values for key, node in below(schema("routing")["properties"][kind])
    }
    assert named == said


REFERRING: Any = {
    "inbound_routings": {
        f"a{field}": {
            "title": "A",
            "api_token": {"env": "A"},
            "channel_id": "1",
            "next_destination": {field: "a"},
        }
        for field in ("terminate", "queue", "time_condition", "decision_tree", "chatbot")
    },
    "time_groups": {"a": {"title": "A", "include": [{"group": "b"}]}},
    "time_conditions": {
        field: {
            "title": "A",
            "time_group": "a",
            "if_time_matches": {field: "a"},
            "if_time_does_not_match": {field: "a"},
        }
        for field in ("terminate", "queue", "time_condition", "decision_tree", "chatbot")
    },
    "target_sets": {
        field: {"targets": [{"when": {"similar": ["a"]}, "to": {field: "a"}}]}
        for field in ("terminate", "queue", "time_condition", "decision_tree", "chatbot")
    },
    "decision_trees": {
        "a": {
            "title": "A",
            "start": "a",
            "also": ["a"],
            "decisions": {
                "a": {
                    "title": "A",
                    "actions": [{"create_ticket": {"title": "A", "category": "a", "comment": "A"}}],
                    "targets": [
                        {"to": {field: "a"}}
                        for field in ("terminate", "queue", "time_condition", "decision_tree", "chatbot", "decision")
                    ],
                }
            },
        }
    },
    "chatbots": {
        field: {
            "title": "A",
            "chatbot_url": "https://a.example",
            "fallback": {field: "a"},
            "transfers": ["a"],
            "send_custom_fields": ["a"],
        }
        for field in ("terminate", "queue", "time_condition", "decision_tree", "chatbot")
    },
    "terminates": {"a": {"title": "A", "disconnection_cause": "user", "queue": "a", "auto_response": "a"}},
}


def below(node: Node, key: str = "", seen: frozenset[str] = frozenset()) -> Iterator[tuple[str, Node]]:
    """Every node below one that names an object, with the field that holds it."""
    inner, definition = resolved(schema("routing"), node)
    if "x-refersTo" in inner:
        yield key, inner
    if definition in seen:
        return
    seen = seen | {definition or ""}
    for field, child in inner.get("properties", {}).items():
        yield from below(child, field, seen)
    for word in ("items", "additionalProperties"):
        if isinstance(inner.get(word), dict):
            yield from below(inner[word], key, seen)


def test_every_field_of_the_known_mistakes_exists() -> None:
    every = {at.rpartition("/")[2] for name in ("routing", "scenarios") for at, _ in fields(name)}
    definitions: Node = {"file": schema("routing"), **schema("scenarios")["$defs"], **schema("routing")["$defs"]}
    for definition, mistakes in KNOWN_MISTAKES.items():
        node = definitions[definition]
        for written, meant in mistakes.items():
            assert written == folded(written)
            assert written not in map(folded, node["properties"]), f"{definition}: '{written}' is a field"
            assert meant in node["properties"] or " " in meant, f"{definition}: '{meant}' is none"
            assert every >= set(re.findall("'([a-z_]+)'", meant)), f"{definition}: {meant}"
