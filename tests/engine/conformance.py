"""The conformance kit as its reader has it: files, read and compared as its README.md says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

KIT: Final = Path(__file__).parents[2] / "schema" / "conformance"

WORDS: Final = frozenset({"why", "because"})
"""Fields whose words may differ."""


class Case(NamedTuple):
    """One folder: its bundles by their files, and for each input the bundle's file and what happens."""

    name: str
    about: dict[str, Any]
    bundles: dict[str, bytes]
    steps: list[tuple[str, Any, list[Any]]]


def cases() -> Iterator[Case]:
    for folder in sorted(path for path in KIT.iterdir() if path.is_dir()):
        about, inputs, events = (
            _long(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
            for name in ("case", "inputs", "events")
        )
        on = about.get("bundles", ["bundle.json"] * len(inputs))
        bundles = {path.name: path.read_bytes() for path in folder.glob("bundle*.json")}
        yield Case(folder.name, about, bundles, list(zip(on, inputs, events, strict=True)))


def _long(value: Any) -> Any:
    if isinstance(value, dict):
        if "$repeat" in value:
            one, times = value["$repeat"]
            return one * times
        return {key: _long(each) for key, each in value.items()}
    return [_long(each) for each in value] if isinstance(value, list) else value


def alike(event: Any) -> Any:
    """What is compared of an event."""
    found = {key: value for key, value in event.items() if key not in WORDS}
    if "alike" in found:
        found["alike"] = round(found["alike"], 1)
    return found
