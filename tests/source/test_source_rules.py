"""Every rule's manual page: its bad example fires the rule, its good one is silent."""

import re
from textwrap import dedent

import pytest

from routecfg.diagnostics import Rule, Severity
from routecfg.source import RULES, read


def _example(rule: Rule, title: str) -> bytes:
    match = re.search(rf"^{title}:\n\n((?:    .*\n|\n)+)", rule.doc, re.MULTILINE)
    assert match is not None, f"{rule.name} has no example under {title}:"
    return dedent(match[1]).encode()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_bad_example_of_a_rule_fires_it_and_the_good_one_is_silent(rule: Rule) -> None:
    assert {found.code for found in read(_example(rule, "Bad")).findings} == {rule.code}
    assert read(_example(rule, "Good")).findings == ()


def test_rules_of_reading_are_errors_that_nobody_can_switch_off() -> None:
    assert [rule.code for rule in RULES] == ["RC001", "RC002", "RC003"]
    assert all(rule.fixed and rule.severity is Severity.ERROR for rule in RULES)
