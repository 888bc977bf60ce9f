"""The manual page of every rule: its form, and that its examples are true."""

import re
import textwrap

import pytest

from estates import checked, concise, files_of
from routecfg.catalogue import CATALOGUE
from routecfg.diagnostics import Rule
from routecfg.rules import RULES, UNUSED_IGNORE


def example(rule: Rule, title: str) -> dict[str, str]:
    """The files of an example: one, or several that begin with a comment that names them."""
    match = re.search(rf"^{title}:\n\n?((?:[ ].*\n|\n)+)", rule.doc, re.MULTILINE)
    assert match, f"{rule.code} shows no '{title}:'"
    return files_of(textwrap.dedent(match[1]), "routing/example.yaml")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_is_found_and_the_good_one_is_silent(rule: Rule) -> None:
    select = () if rule is UNUSED_IGNORE else (rule.code,)  # an ignore of a rule that is not asked for may be of use
    bad = concise(checked(example(rule, "Bad"), select=select))
    assert any(f" {rule.code} " in line for line in bad), bad
    good = concise(checked(example(rule, "Good"), select=select))
    assert not any(f" {rule.code} " in line for line in good), good


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_a_manual_page_has_its_parts(rule: Rule) -> None:
    lines = rule.doc.strip().splitlines()
    assert lines[0].endswith("."), "the first line says in one sentence what is found"
    assert lines[1] == "", "the first line stands alone"
    assert example(rule, "Bad")
    assert example(rule, "Good")


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert len({rule.code for rule in CATALOGUE}) == len({rule.name for rule in CATALOGUE}) == len(CATALOGUE)
    for rule in CATALOGUE:
        assert re.fullmatch(r"RC\d{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
