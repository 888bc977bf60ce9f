"""Every rule by its fixtures: bad files with the exact output beside them, good files that must be silent."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from estates import TODAY, checked, concise, files_of
from routecfg.pipeline import Result
from routecfg.report import render
from routecfg.report.locations import fingerprints
from routecfg.rules import RULES, UNUSED_IGNORE

HERE = Path(__file__).parent
BAD = sorted(HERE.glob("*/bad/*.yaml"))
GOOD = sorted(HERE.glob("*/good/*.yaml"))
CODES = {rule.name: rule.code for rule in RULES}


@pytest.mark.parametrize("path", BAD, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_bad_file_gives_exactly_this(path: Path, request: pytest.FixtureRequest) -> None:
    code = CODES[path.parts[-3]]
    select = () if code == UNUSED_IGNORE.code else (code,)  # an ignore of a rule that is not asked for may be of use
    found = concise(checked(files_of(path.read_text(encoding="utf-8"), path.name), select=select))
    expected = path.with_suffix(".out")
    if request.config.getoption("--update-golden"):
        expected.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found, f"{code} finds nothing in {path.name}"
    assert expected.read_text(encoding="utf-8").splitlines() == found


@pytest.mark.parametrize("path", BAD, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_another_day_gives_a_finding_no_other_name(path: Path) -> None:
    """Code hosts and CI systems know a finding by its fingerprint and its test name: a new one is a new finding."""
    files = files_of(path.read_text(encoding="utf-8"), path.name)
    days = [checked(files, select=(CODES[path.parts[-3]],), today=TODAY + timedelta(days=later)) for later in (0, 1)]
    counts = [len(day.result.diagnostics) for day in days]
    if counts[0] == counts[1]:
        assert fingerprints(days[0].result.diagnostics) == fingerprints(days[1].result.diagnostics)
        assert _names_of_tests(days[0].result) == _names_of_tests(days[1].result)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_good_file_is_silent(path: Path) -> None:
    assert concise(checked(files_of(path.read_text(encoding="utf-8"), path.name))) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_bad_and_a_good_file(rule: object) -> None:
    name = getattr(rule, "name", "")
    assert list(HERE.glob(f"{name}/bad/*.yaml")), f"tests/rules/{name}/bad/ has no file"
    assert list(HERE.glob(f"{name}/good/*.yaml")), f"tests/rules/{name}/good/ has no file"


def _names_of_tests(result: Result) -> list[str]:
    return re.findall('<testcase classname="[^"]*" name="([^"]*)"', render(result, "junit"))
