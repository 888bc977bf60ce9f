"""The pinned versions that `make setup` and CI install."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LINES = [line for line in (ROOT / ".ci/constraints.txt").read_text().splitlines() if not line.startswith("#")]
PINS = [Requirement(line) for line in LINES]

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DIRECT = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["build-system"]["requires"],
    *(line for group in PROJECT["dependency-groups"].values() for line in group),
]


@pytest.mark.parametrize("line", LINES)
def test_a_pin_is_one_exact_version_and_no_address(line: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+==[0-9a-z.]+( ; [a-zA-Z0-9_.'<>!= ]+)?", line)


@pytest.mark.parametrize("text", DIRECT)
def test_all_that_is_asked_for_is_pinned_in_a_version_that_is_allowed(text: str) -> None:
    wanted = Requirement(text)
    versions = [str(pin.specifier)[2:] for pin in PINS if pin.name == canonicalize_name(wanted.name)]
    assert versions
    assert all(version in wanted.specifier for version in versions)


@pytest.mark.parametrize("text", DIRECT)
def test_every_requirement_has_a_lower_bound(text: str) -> None:
    assert any(bound.operator == ">=" for bound in Requirement(text).specifier)
