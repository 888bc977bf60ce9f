"""Objects as YAML: whatever stands in one, it is the same when it is read again."""

from typing import Any

from hypothesis import given

from routecfg.disclosure import MASK
from routecfg.model import Assembly, Estate, assemble, build_file
from routecfg.report.objects import items, shown_as_text
from routecfg.source import read
from small_estates import Values, small_estates


def assembled(values: object) -> Assembly:
    return assemble([("routing/a.yaml", build_file(values))])


def read_again(text: str) -> Any:
    reading = read(text.encode())
    assert reading.findings == (), text
    return reading.values


@given(small_estates())
def test_an_object_that_is_shown_is_the_same_when_it_is_pasted_back(values: Values) -> None:
    assembly = assembled(values)
    for item in items(assembly):
        text = shown_as_text(assembly, item, "")
        if MASK in text:
            continue  # a secret is not shown
        pasted = read_again(text)
        kind, name, tree = item.address
        if tree:
            pasted = {"decision_trees": {tree: {"title": "Tree", "decisions": pasted}}}
        estate: Estate = assembled(pasted).estate
        if tree:
            wanted = next(
                decision for decision in assembly.estate.decision_trees[tree].decisions if decision.name == name
            )
            assert estate.decision_trees[tree].decisions == (wanted,)
        else:
            assert estate.of(kind) == {name: assembly.estate.of(kind)[name]}
