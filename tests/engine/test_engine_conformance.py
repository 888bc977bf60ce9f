"""The conformance kit: the engine and the slow one run it as somebody else's program would, and nothing is missing."""

import json
from collections import defaultdict
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from engine.conformance import WORDS, Case, alike, cases
from engine.slow_chats import SlowEngine
from engine.slow_parts import like
from engine.talking import SCHEMA, VALIDATOR
from routecfg.bundle import Bundle, read_bundle
from routecfg.engine import Input, LoadedBundle, State, step

CASES = tuple(cases())


def _bundles(case: Case) -> dict[str, Bundle]:
    found = {file: read_bundle(data) for file, data in case.bundles.items()}
    assert all(isinstance(each, Bundle) for each in found.values()), found
    return {file: each for file, each in found.items() if isinstance(each, Bundle)}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_engine_gives_the_events_of_a_case(case: Case) -> None:
    bundles, state = _bundles(case), State()
    for file, given, expected in case.steps:
        loaded = LoadedBundle(bundles[file])  # what was loaded before is of no use to a step
        state, events = step(loaded, state, msgspec.convert(given, Input))
        found = json.loads(msgspec.json.encode(events))
        assert list(map(alike, found)) == list(map(alike, expected))
        assert all(event[field] for event in found for field in WORDS & event.keys())
        state = msgspec.json.decode(msgspec.json.encode(state), type=State)
        for one in (given, *expected):
            VALIDATOR.validate(one)


ONE_RELEASE = [case for case in CASES if len(case.bundles) == 1]


@pytest.mark.parametrize("case", ONE_RELEASE, ids=[case.name for case in ONE_RELEASE])
def test_the_slow_engine_gives_the_events_of_a_case(case: Case) -> None:
    (bundle,) = _bundles(case).values()
    slow = SlowEngine(bundle, timedelta(minutes=bundle.estate.project.settings.minutes_of_silence))
    for _, given, expected in case.steps:
        found = slow.step(msgspec.convert(given, Input))
        assert [like(event, one) for event, one in zip(expected, found, strict=False)] == found
        assert len(found) == len(expected)


def test_every_input_event_way_and_bound_is_in_the_kit() -> None:
    happened = [event for case in CASES for _, _, events in case.steps for event in events]
    assert {given["input"] for case in CASES for _, given, _ in case.steps} == _kinds("input")
    assert {event["event"] for event in happened} == _kinds("event")
    seen: dict[tuple[str, str], set[Any]] = defaultdict(set)
    for event in happened:
        for field in ("by", "bound"):
            if field in event:
                seen[event["event"], field].add(event[field])
    for name, part in SCHEMA["$defs"].items():
        tag = part.get("properties", {}).get("event", {}).get("const")
        for field in ("by", "bound"):
            if tag is not None and field in part["properties"]:
                assert seen[tag, field] == set(part["properties"][field]["enum"]), f"{name} {field}"


def _kinds(union: str) -> set[str]:
    names = [each["$ref"].rpartition("/")[2] for each in SCHEMA["$defs"][union]["oneOf"]]
    return {SCHEMA["$defs"][name]["properties"][union]["const"] for name in names}
