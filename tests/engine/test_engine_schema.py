"""`schema/chat.schema.json` and the types of inputs, events and states say the same."""

from typing import get_args

import jsonschema
import msgspec
import pytest

from engine.talking import SCHEMA
from routecfg.engine import Chat, Event, Input, State

TYPES = [*get_args(Input), *get_args(Event), State, Chat]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_field_stands_in_the_schema_and_nothing_else(kind: type[msgspec.Struct]) -> None:
    described = SCHEMA["$defs"][kind.__name__]
    fields = msgspec.structs.fields(kind)
    added = {"file", "line"} if kind in get_args(Event) else set()  # a host adds where the place is written
    tag = {kind.__struct_config__.tag_field} - {None}
    assert set(described["properties"]) == {field.encode_name for field in fields} | added | tag
    required = {field.encode_name for field in fields if field.required} | tag
    assert set(described["required"]) == required
    assert described["additionalProperties"] is False
    assert all("description" in one or "const" in one for one in described["properties"].values())


def test_every_input_and_event_is_listed() -> None:
    for name, union in (("input", Input), ("event", Event)):
        listed = [one["$ref"].rpartition("/")[2] for one in SCHEMA["$defs"][name]["oneOf"]]
        assert listed == [kind.__name__ for kind in get_args(union)]
