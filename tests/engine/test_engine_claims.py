"""What the analysis says of chats is so: each finding that a chat can confirm or refute is tried in chats."""

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from engine.claims import CLAIMS, EXPLAINS, WITNESSED
from engine.faulty_estates import FaultyEstate
from engine.trying import Case
from estates import PROJECT, files_of
from routecfg.catalogue import BY_CODE

FIXTURES = Path(__file__).parents[1] / "rules"
WITH_MENU_LOOPS = PROJECT + b"rules: {menu-loop: info}\n"
BY_FILES = frozenset({"RC309", "RC401", "RC405", "RC511", "RC607"})
"""Rules that find nothing in random estates: what they speak of is written on purpose."""


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_found_in_the_bad_files_of_a_rule_is_so(code: str) -> None:
    shown = 0
    for path in sorted((FIXTURES / BY_CODE[code].name / "bad").glob("*.yaml")):
        case = Case(files_of(path.read_text(encoding="utf-8"), "routing/a.yaml"), WITH_MENU_LOOPS, path.name)
        shown += _tried(case, {code}, Counter())[code]
    assert shown, f"no chat shows what {code} says"


def test_what_is_found_in_random_estates_is_so() -> None:
    assert len(+_random(seed=1, estates=8)) > 20, "hardly a rule finds anything"


@pytest.mark.slow
def test_what_is_found_in_many_random_estates_is_so() -> None:
    seen = _random(seed=2, estates=150)
    assert all(seen[code] > 3 for code in CLAIMS if code not in BY_FILES), seen


def _random(seed: int, estates: int) -> Counter[str]:
    """How often chats have shown what findings of each rule say."""
    seen = Counter[str]()
    for number in range(estates):
        values = FaultyEstate(Random(f"{seed} {number}")).values()
        case = Case({"routing/a.yaml": json.dumps(values)}, WITH_MENU_LOOPS, f"{seed} {number}")
        seen += _tried(case, set(CLAIMS), Counter())
    return seen


def _tried(case: Case, codes: set[str], shown: Counter[str]) -> Counter[str]:
    explained = any(each.code in EXPLAINS for each in case.findings)
    for finding in case.findings:
        if finding.code in codes:
            confirmed = CLAIMS[finding.code](case, finding)
            needed = finding.code in WITNESSED and not explained
            assert confirmed is not False or not needed, (finding.message, finding.place.pointer)
            shown[finding.code] += confirmed is True
    return shown
