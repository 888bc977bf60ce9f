"""Every feature answers at any place of any text, or says in a sentence why it does not."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as some

from examples import examples
from lsp.in_process import at, opened
from routecfg.diagnostics import CannotRun
from routecfg.lsp.features import FEATURES

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"
TEXTS = {
    path.relative_to(ESHOP).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(ESHOP.glob("**/*.yaml"))
    if path.name != "world.yaml"
}
PIECES = [
    "",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    ": ",
    "- ",
    "\n",
    "\r\n",
    "#",
    "{{ ",
    " }}",
    "&a ",
    "*a",
    "🙂",
    "\t",
    "|\n",
    "<<: ",
]


@given(some.sampled_from(sorted(TEXTS)), some.data())
@examples(15, 400)
def test_whatever_is_written_is_answered(path: str, data: some.DataObject) -> None:
    text = TEXTS[path]
    cut = data.draw(some.integers(0, len(text)))
    left_out = data.draw(some.sampled_from([0, 0, 1, 7, 60]))
    text = text[:cut] + data.draw(some.sampled_from(PIECES)) + text[cut + left_out :]
    snapshot = opened(ESHOP, {path: text})
    place = at(snapshot, path, data.draw(some.integers(max(0, cut - 30), min(len(text), cut + 30))))
    params = msgspec.to_builtins(place)
    more: dict[str, Any] = {
        "newName": "another",
        "query": "a",
        "range": {"start": params["position"], "end": params["position"]},
        "item": {
            "name": "a",
            "kind": 1,
            "uri": params["textDocument"]["uri"],
            "range": {"start": params["position"], "end": params["position"]},
            "selectionRange": {"start": params["position"], "end": params["position"]},
            "data": ["queues", "support", ""],
        },
    }
    for feature in FEATURES.values():
        with suppress(CannotRun):
            msgspec.json.encode(feature.answer(snapshot, {**params, **more}))
