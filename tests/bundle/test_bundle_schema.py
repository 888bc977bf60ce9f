"""The bundle's schema: it fits what is compiled, and nothing in it is left to guess."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from routecfg.bundle import canonical, to_json
from small_estates import Values, bundle, shop, small_estates

SCHEMA: Values = json.loads(
    (Path(__file__).resolve().parents[2] / "schema" / "bundle.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def stored(values: Values) -> Any:
    return json.loads(canonical(to_json(bundle(values))))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_bundle_fits_it() -> None:
    VALIDATOR.validate(stored(shop()))


@given(small_estates())
def test_every_bundle_fits_it(values: Values) -> None:
    VALIDATOR.validate(stored(values))


def test_every_field_of_a_bundle_is_required_by_it() -> None:
    """So the closed form and the schema cannot drift apart: a field that one of them lost is told here."""
    value = stored(shop())
    checked = 0
    for holder, key in list(_fields(value)):
        kept = holder.pop(key)
        assert not VALIDATOR.is_valid(value), f"the schema does not need '{key}'"
        holder[key] = kept
        checked += 1
    assert checked > 150


def test_a_field_that_no_closed_form_has_is_refused() -> None:
    value = stored(shop())
    for item in (value, value["estate"], value["estate"]["project"], value["estate"]["queues"]["support"]):
        item["more"] = 1
        assert not VALIDATOR.is_valid(value)
        del item["more"]


def test_every_part_of_it_says_what_it_is_for() -> None:
    for name, part in SCHEMA["$defs"].items():
        assert part.get("description"), name
        for field, inner in part.get("properties", {}).items():
            described = inner.get("description") or SCHEMA["$defs"].get(inner.get("$ref", "")[8:], {}).get(
                "description"
            )
            assert described, f"{name}.{field}"


@pytest.mark.parametrize("name", ["Agent", "-x", "a b", "x" * 64])
def test_names_have_the_languages_form(name: str) -> None:
    value = stored(shop())
    value["estate"]["queues"][name] = value["estate"]["queues"]["support"]
    assert not VALIDATOR.is_valid(value)


FREE = {"secrets", "headers", "save_data", "languages", "dates", "data"}
"""Mappings whose keys are no fields."""


def _fields(value: Any, key: str = "") -> Iterator[tuple[Values, str]]:
    """Every field of a fixed name, with what holds it."""
    if isinstance(value, list):
        for item in value:
            yield from _fields(item, key)
    elif isinstance(value, dict):
        named = key in FREE or (
            bool(value) and all(isinstance(item, dict) for item in value.values()) and key != "estate"
        )
        for name, item in value.items():
            if not named and key != "":
                yield value, name
            yield from _fields(item, name)
