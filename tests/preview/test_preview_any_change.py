"""Whatever changes: the two columns mark what `diff` says and nothing else, and nothing that is shown steers a page."""

import json
import re
import tempfile
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as some

from commands import EXAMPLES
from examples import examples
from impact.edits import two_estates
from preview.everything import harmless_everywhere
from preview.opening import NOON, opened
from routecfg import deploy
from routecfg.bundle import CLOSED_KINDS
from routecfg.deploy import look, propose
from routecfg.preview.comparing import Comparison
from routecfg.preview.opened import Opened
from routecfg.preview.views.change import change
from routecfg.preview.views.sides import sides
from routecfg.releases import Store
from small_estates import TODAY, Values, estate_and_settings, shop

TOKEN = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
OTHER = "ghp_" + "92c6912E7710c838347A16C7e42F2e178B4a"


QUEUE: Values = {"title": f"Queue {OTHER}", "id": 7}
SUPPORT: Values = {"support": {"title": f"{OTHER} Support", "id": 10001}}


def compared(before: Values, after: Values) -> Opened:
    """A project in which production has one estate, and the sandbox the other."""
    to = opened(EXAMPLES / "quickstart")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        first = propose(*estate_and_settings(before), look(store), TODAY)
        deploy.release(store, look(store), first, who="anna", when=NOON, why="a test")
        proposal = propose(*estate_and_settings(after), look(store), TODAY)
    to.__dict__["comparison"] = Comparison(proposal, proposal.live, lambda _: None)
    return to


@given(some.integers(0, 2**32))
@examples(8, 200)
def test_the_columns_mark_what_differs(seed: int) -> None:
    before, after, _ = two_estates(seed)
    to = compared(before, after)
    found = sides(to)
    harmless_everywhere(msgspec.to_builtins(found))
    differing = {each.at.pointer: each for each in found.objects}
    assert found.nothing == (not differing)
    comparison = to.comparison
    assert not isinstance(comparison, str)
    assert comparison.live is not None
    estate = comparison.proposal.bundle.estate
    for kind in CLOSED_KINDS:
        for name in {*estate.of(kind), *comparison.live.estate.of(kind)}:
            one = change(to, f"/{kind}/{name}")
            harmless_everywhere(msgspec.to_builtins(one))
            assert one.at is not None
            listed = differing.get(one.at.pointer)
            marked = {row.change for row in one.rows} - {"", "left out"}
            assert one.change == ("" if listed is None else listed.change), (kind, name)
            assert bool(marked) == (listed is not None), (kind, name, one.says)
    for picture in (found.production, found.picture):
        assert (picture is None) == found.nothing
    if found.production is not None and found.picture is not None:
        assert not any(heading.mark == "added" for card in found.production.cards for heading in card.headings)
        assert not any(heading.mark == "removed" for card in found.picture.cards for heading in card.headings)


def test_literal_secrets_of_both_sides_are_masked() -> None:
    def planted(token: str) -> Values:
        text = json.dumps(shop())
        values: Values = json.loads(re.sub(r'"(title|text|description)": "', rf'"\1": "{token} ', text))
        return values

    to = compared(planted(TOKEN), {**planted(OTHER), "queues": {f"q{number}": QUEUE for number in range(3)} | SUPPORT})
    found = sides(to)
    answers = [found, *(change(to, each.at.pointer) for each in found.objects)]
    whole = msgspec.json.encode(answers).decode()
    assert len(found.objects) > 3
    assert "***" in whole
    assert TOKEN not in whole
    assert OTHER not in whole
