"""The schemas themselves: right, described for the people who use them, and the same to every validator."""

import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from routecfg.shape import schema_text
from routecfg.shape.schemas import SchemaName, resolved, schema
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
        assert node.get("examples"), f"{at} has no example"
        validator = jsonschema.Draft202012Validator({**node, "$defs": schema(name)["$defs"]})
        for example in node["examples"]:
            assert list(validator.iter_errors(example)) == [], f"{at}: {example}"


@EACH_SCHEMA
def test_every_place_of_a_file_has_one_node(name: SchemaName) -> None:
    for at, node in nodes(name):
        assert not ALTERNATIVES & node.keys(), at
        for way in node.get("anyOf", ()):
            assert way.keys() == {"required"}, f"{at}: only which fields are needed may differ"


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
            one, items = node["pattern"], node["items"]["pattern"]
            assert one in (items, items.replace("^", "^(closed|").replace("$", ")$")), at


@EACH_SCHEMA
def test_every_shared_definition_is_used_and_named(name: SchemaName) -> None:
    used = {node["$ref"].rpartition("/")[2] for _, node in nodes(name) if "$ref" in node}
    assert used == schema(name)["$defs"].keys()


@EACH_SCHEMA
def test_what_messages_speak_of_has_a_title(name: SchemaName) -> None:
    of = schema(name)
    for at, node in nodes(name):
        inner, _ = resolved(of, node)
        assert inner.get("maxProperties") != 1 or "title" in inner, at
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
