"""The facts, two validators, the model and the explanations, over files that are right and many that are nearly so.

Left to itself `jsonschema` lets `$` match before a final line break, as Python does; we do not, and neither does
jsonschema-rs. Everything else is the same to all of them.
"""

import random
import re
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from routecfg.diagnostics import pointer
from routecfg.model import build_file, build_project
from routecfg.shape import Shaped, check, check_project
from routecfg.shape.facts import Fact, facts, fits
from routecfg.shape.schemas import SchemaName, schema
from schema_values import NAMES, files, mutated


def pattern(_: Any, wanted: str, instance: object, __: Any) -> Any:
    if isinstance(instance, str) and not fits(wanted, instance):
        yield jsonschema.ValidationError("")


extend: Any = jsonschema.validators.extend
PURE = {name: extend(jsonschema.Draft202012Validator, {"pattern": pattern})(dict(schema(name))) for name in NAMES}
COMPILED = {name: jsonschema_rs.validator_for(dict(schema(name))) for name in NAMES}


def oracle(name: SchemaName, values: Any) -> list[Fact]:
    """The facts as jsonschema finds them, sorted."""
    found = set()
    for error in PURE[name].iter_errors(values):
        keyword = "propertyNames" if "propertyNames" in error.absolute_schema_path else error.validator
        if keyword != "uniqueItems" or _has_equal_texts(error.instance):
            found.add(Fact(tuple(error.absolute_path), keyword))
    return sorted(found)


def _has_equal_texts(items: list[Any]) -> bool:
    texts = [one for one in items if isinstance(one, str)]
    return len(set(texts)) < len(texts)


NOT_OURS = re.compile(
    r"None|NoneType|\bdict\b|\bstr\b|\bint\b|\bnull\b|(?i:python|schema)|\b(minLength|maxLength|minItems|anyOf|"
    r"minProperties|maxProperties|additionalProperties|propertyNames|uniqueItems|enum|const|regex|boolean|integer|"
    r"array)\b|\\\\"
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a whole file takes minutes to shrink and says no more after
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
LONG = settings(QUICK, max_examples=400)
MUTATIONS = 8


def whatever_is_valid_is_built(name: SchemaName, values: Any) -> None:
    assert COMPILED[name].is_valid(values)
    assert facts(name, values) == oracle(name, values) == []
    if name == "routecfg":
        assert check_project(values) == Shaped()
        build_project(values)
    else:
        assert check(values) == Shaped()
        assert build_file(values).incomplete == ()


def whatever_is_wrong_is_explained(name: SchemaName, values: Any) -> None:
    found = facts(name, values)
    assert sorted(found) == oracle(name, values)
    assert len(set(found)) == len(found)
    assert COMPILED[name].is_valid(values) == (not found)
    shaped = check_project(values) if name == "routecfg" else check(values)
    assert bool(found) == bool(shaped.found) == bool(shaped.wrong)
    for one in shaped.found:
        ours = re.sub(r"'[^']*'|: .*", "", f"{one.message}\n{one.help or ''}")
        assert not NOT_OURS.search(ours), one
        assert pointer(*one.path) not in one.message or not one.path, one
        assert one.help != "", one
    if name == "routing":
        built = build_file(values, shaped.wrong)
        assert all((kind, key) not in built.incomplete for kind, key, _ in built.estate)


def both(name: SchemaName, values: Any, seed: int) -> None:
    whatever_is_valid_is_built(name, values)
    chance = random.Random(seed)
    for _ in range(MUTATIONS):
        values = mutated(values, chance)
        whatever_is_wrong_is_explained(name, values)


@QUICK
@given(files("routing"), st.integers())
@example({"queues": {"a": {"title": "A", "id": 1.0}}, "templates": None}, 0)
@example(None, 0)
def test_routing_files_are_told_apart_alike_by_all(values: Any, seed: int) -> None:
    both("routing", values, seed)


@QUICK
@given(files("routecfg"), st.integers())
def test_project_files_are_told_apart_alike_by_all(values: Any, seed: int) -> None:
    both("routecfg", values, seed)


@pytest.mark.slow
@LONG
@given(files("routing"), st.integers())
def test_many_routing_files_are_told_apart_alike(values: Any, seed: int) -> None:
    both("routing", values, seed)


@pytest.mark.parametrize("seed", range(200))
def test_the_examples_of_the_schema_changed_at_random_are_explained(seed: int) -> None:
    chance = random.Random(seed)
    values: Any = {kind: chance.choice(node["examples"]) for kind, node in schema("routing")["properties"].items()}
    whatever_is_valid_is_built("routing", values)
    for _ in range(MUTATIONS):
        values = mutated(values, chance)
        whatever_is_wrong_is_explained("routing", values)


@pytest.mark.parametrize("key", ["0", "01", "+1", "2026", "", "-1", "１"])
def test_a_key_that_looks_like_a_position_stays_a_key(key: str) -> None:
    values = {"queues": {key: {"title": 5}, "support": {"title": 5}}}
    assert sorted(facts("routing", values)) == oracle("routing", values)
    assert ("queues", key, "title") in check(values).wrong


def test_a_final_line_break_is_no_part_of_a_name() -> None:
    values = {"queues": {"support\n": {"title": "Support"}}}
    assert not COMPILED["routing"].is_valid(values)
    assert facts("routing", values) == oracle("routing", values) != []
