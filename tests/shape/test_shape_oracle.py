"""The violations, two validators, the model and the explanations, over right files and nearly right ones.

Left to itself `jsonschema` lets `$` match before a final line break, as Python does; we do not, and neither does
jsonschema-rs. Everything else is the same to all of them.
"""

import json
import random
import re
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from examples import examples
from routecfg.diagnostics import pointer
from routecfg.model import build_file, build_project
from routecfg.shape import Shaped, check, check_project, schema_text
from routecfg.shape.schemas import SchemaName, schema
from routecfg.shape.violations import UNEXPLAINED, Checker, Violation, fits, violations
from schema_values import NAMES, files, mutated


def pattern(_: Any, wanted: str, instance: object, __: Any) -> Any:
    if isinstance(instance, str) and not fits(wanted, instance):
        yield jsonschema.ValidationError("")


extend: Any = jsonschema.validators.extend
PURE = {name: extend(jsonschema.Draft202012Validator, {"pattern": pattern})(dict(schema(name))) for name in NAMES}
COMPILED = {name: jsonschema_rs.validator_for(json.loads(schema_text(name))) for name in NAMES}
"""By the schemas as editors have them."""


def oracle(name: SchemaName, values: Any) -> set[Violation]:
    """The violations as jsonschema finds them in the file as a whole."""
    return {violation for error in PURE[name].iter_errors(values) for violation in expected(error)}


def expected(error: jsonschema.ValidationError) -> list[Violation]:
    path = tuple(error.absolute_path)
    keyword = str(error.validator)
    instance: Any = error.instance
    if "propertyNames" in error.absolute_schema_path:
        return [Violation((*path, instance), keyword, True)]
    if keyword == "additionalProperties":
        schema_here: Any = error.schema
        return [Violation((*path, key), keyword, True) for key in instance if key not in schema_here["properties"]]
    if keyword == "uniqueItems":
        texts = [(index, item) for index, item in enumerate(instance) if isinstance(item, str)]
        again = [index for index, item in texts if item in instance[:index]]
        return [Violation((*path, index), keyword) for index in again]
    return [Violation(path, keyword)]


NOT_OURS = re.compile(
    r"None|NoneType|\bdict\b|\bstr\b|\bint\b|\bnull\b|(?i:python|schema)|\b(minLength|maxLength|minItems|anyOf|"
    r"minProperties|maxProperties|additionalProperties|propertyNames|uniqueItems|enum|const|regex|boolean|integer|"
    r"array)\b|\\\\"
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a whole file takes minutes to shrink and says no more after
FEW = examples(20, 40, suppress_health_check=list(HealthCheck), phases=PHASES)
MANY = settings(FEW, max_examples=400)
MUTATIONS = 8


def whatever_is_valid_is_built(name: SchemaName, values: Any) -> None:
    assert COMPILED[name].is_valid(values)
    assert violations(name, values) == ((), (), True)
    assert oracle(name, values) == set()
    if name == "routecfg":
        assert check_project(values) == Shaped()
        build_project(values)
    else:
        assert check(values) == Shaped()
        assert build_file(values).incomplete == ()


def whatever_is_wrong_is_explained(name: SchemaName, values: Any) -> None:
    found, wrong, complete = violations(name, values)
    assert set(found) == oracle(name, values)
    assert complete
    assert COMPILED[name].is_valid(values) == (not wrong)
    assert all(any(violation.path[: len(path)] == path for violation in found) for path in wrong)
    assert all(any(violation.path[: len(path)] == path for path in wrong) for violation in found)
    shaped = check_project(values) if name == "routecfg" else check(values)
    assert bool(found) == bool(shaped.found) == bool(shaped.wrong)
    for finding in shaped.found:
        ours = re.sub(r"'[^']*'|: .*", "", f"{finding.message}\n{finding.help or ''}")
        assert not NOT_OURS.search(ours), finding
        assert pointer(*finding.path) not in finding.message or not finding.path, finding
        assert finding.help != "", finding
    if name == "routing":
        built = build_file(values, shaped.wrong)
        assert all((kind, key) not in built.incomplete for kind, key, _ in built.estate)


def both(name: SchemaName, values: Any, seed: int) -> None:
    whatever_is_valid_is_built(name, values)
    chance = random.Random(seed)
    for _ in range(MUTATIONS):
        values = mutated(values, chance)
        whatever_is_wrong_is_explained(name, values)


@FEW
@given(files("routing"), st.integers())
@example({"queues": {"a": {"title": "A", "id": 1.0}}, "templates": None}, 0)
@example(None, 0)
def test_all_judge_a_routing_file_alike(values: Any, seed: int) -> None:
    both("routing", values, seed)


@FEW
@given(files("routecfg"), st.integers())
def test_all_judge_a_project_file_alike(values: Any, seed: int) -> None:
    both("routecfg", values, seed)


@pytest.mark.slow
@MANY
@given(files("routing"), st.integers())
def test_all_judge_many_routing_files_alike(values: Any, seed: int) -> None:
    both("routing", values, seed)


@pytest.mark.parametrize("seed", [*range(40), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(40, 200))])
def test_the_examples_of_the_schema_changed_at_random_are_explained(seed: int) -> None:
    chance = random.Random(seed)
    values: Any = {kind: chance.choice(node["x-examples"]) for kind, node in schema("routing")["properties"].items()}
    whatever_is_valid_is_built("routing", values)
    for _ in range(MUTATIONS):
        values = mutated(values, chance)
        whatever_is_wrong_is_explained("routing", values)


@pytest.mark.parametrize("key", ["0", "01", "+1", "2026", "", "-1", "１"])
def test_a_key_that_looks_like_a_position_stays_a_key(key: str) -> None:
    values = {"queues": {key: {"title": 5}, "support": {"title": 5}}}
    result = violations("routing", values)
    assert set(result.found) == oracle("routing", values)
    assert Violation(("queues", key, "title"), "type") in result.found
    assert ("queues", key) in check(values).wrong


@pytest.mark.parametrize("text", ["support\n", "support\n\n", "\nsupport"])
def test_a_line_break_is_no_part_of_a_name(text: str) -> None:
    for values in ({"queues": {text: {"title": "Support"}}}, {"terminates": {"a": _terminate(text)}}):
        assert not COMPILED["routing"].is_valid(values)
        assert {finding.code for finding in check(values).found} == {"RC104"}


def _terminate(queue: str) -> dict[str, str]:
    return {"title": "Closed", "disconnection_cause": "user", "queue": queue}


def test_what_only_jsonschema_rs_refuses_is_refused() -> None:
    """The digits of another script are digits to Python's `\\d`, so jsonschema finds nothing wrong."""
    digits = {"type": "object", "additionalProperties": {"additionalProperties": {"pattern": "^\\d+$"}}}
    strict = Checker(digits, by_object=True)
    assert strict.violations({"queues": {"a": "12", "b": "١٢"}}) == (
        (Violation(("queues", "b"), UNEXPLAINED),),
        (("queues", "b"),),
        True,
    )


def test_a_keyword_that_only_jsonschema_knows_the_place_of_is_not_passed_over() -> None:
    """A validator of our own would know only the keywords that it was written for."""
    rare = {"type": "object", "additionalProperties": {"dependentRequired": {"number": ["title"]}}}
    result = Checker(rare, by_object=False).violations({"a": {"number": 1}, "b": {"number": 1, "title": ""}})
    assert result.found == (Violation(("a",), "dependentRequired"),)
