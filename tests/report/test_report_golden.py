"""Each form of one result, letter by letter.

After a wanted change, `--update-golden` writes them anew; read the difference.
"""

from pathlib import Path

import pytest

from routecfg import __version__
from routecfg.diagnostics import Rule
from routecfg.pipeline import Result
from routecfg.report import FORMATS, Format, render

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {"text": "txt", "concise": "txt", "github": "txt", "junit": "xml"}


def golden(form: str) -> Path:
    return GOLDEN / f"{form}.{SUFFIXES.get(form, 'json')}"


def rendered(form: Format, result: Result, rules: tuple[Rule, ...]) -> str:
    return render(result, form, rules=rules).replace(f'"version": "{__version__}"', '"version": "X"')


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_as_agreed(
    form: Format, result: Result, rules: tuple[Rule, ...], request: pytest.FixtureRequest
) -> None:
    told = rendered(form, result, rules)
    if request.config.getoption("--update-golden"):
        golden(form).write_text(told, encoding="utf-8")
    assert told == golden(form).read_text(encoding="utf-8")
